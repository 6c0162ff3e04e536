//! What the labels of a table mean. Places, measures, offences, definitions and
//! groups are the vocabulary's; units, statistics and statuses are fixed words;
//! sources are the package's. Each distinct label is resolved once.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Facet, Problem, Source, Statistic, Status, Unit,
    facet::nearest,
    labels::{Entry, Labels},
    package::{GroupBasis, UnknownLabels},
    period_label::PeriodStyle,
    words::{statistic, status, unit},
};
use crate::{
    number::Period,
    vocabulary::{Class, ConceptId, Group, Vocabulary, Who},
};

/// What resolving needs to know of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// Meaning of words.
    pub(super) vocabulary: &'a Vocabulary,
    /// The table's names for things, and ours.
    pub(super) aliases: &'a BTreeMap<Facet, BTreeMap<String, Option<String>>>,
    /// What to do with labels nobody knows.
    pub(super) unknown: UnknownLabels,
    /// How groups are defined where their label leaves it open.
    pub(super) basis: Option<GroupBasis>,
    /// How periods are written.
    pub(super) periods: &'a PeriodStyle,
    /// The sources of the package, by name.
    pub(super) sources: &'a BTreeMap<String, Arc<Source>>,
}

/// A label that could not be resolved.
#[derive(Debug)]
pub(super) struct Unresolved {
    /// Why.
    pub(super) problem: Problem,
    /// Whether the metadata gave the label another name, which is the wrong one.
    pub(super) alias: bool,
}

/// Numbers of the labels of a population, a sex and an age.
type GroupKey = (usize, usize, usize);

/// A number a label is known by, with what went wrong when it was first met.
pub(super) type Numbered = (usize, Option<Unresolved>);

/// All labels of a table.
#[derive(Debug)]
pub(super) struct Resolver<'a> {
    context: Context<'a>,
    pub(super) places: Labels<ConceptId>,
    pub(super) periods: Labels<Period>,
    pub(super) populations: Labels<Group>,
    pub(super) sexes: Labels<Option<ConceptId>>,
    pub(super) ages: Labels<Option<String>>,
    pub(super) measures: Labels<ConceptId>,
    pub(super) offences: Labels<ConceptId>,
    pub(super) statistics: Labels<Option<Statistic>>,
    pub(super) wholes: Labels<Option<Group>>,
    pub(super) comparators: Labels<Option<Group>>,
    pub(super) baselines: Labels<Option<Period>>,
    pub(super) definitions: Labels<BTreeSet<ConceptId>>,
    pub(super) units: Labels<Unit>,
    pub(super) statuses: Labels<Status>,
    pub(super) supersedes: Labels<Option<String>>,
    pub(super) sources: Labels<Arc<Source>>,
    groups: Vec<Result<Group, Problem>>,
    group_index: BTreeMap<GroupKey, usize>,
    /// The group last made of each population: most tables tell no sexes or ages apart.
    last_groups: Vec<Option<(GroupKey, usize)>>,
}

impl<'a> Resolver<'a> {
    /// With no label seen yet.
    pub(super) fn new(context: Context<'a>) -> Self {
        Self {
            context,
            places: Labels::new(),
            periods: Labels::new(),
            populations: Labels::new(),
            sexes: Labels::new(),
            ages: Labels::new(),
            measures: Labels::new(),
            offences: Labels::new(),
            statistics: Labels::new(),
            wholes: Labels::new(),
            comparators: Labels::new(),
            baselines: Labels::new(),
            definitions: Labels::new(),
            units: Labels::new(),
            statuses: Labels::new(),
            supersedes: Labels::new(),
            sources: Labels::new(),
            groups: Vec::new(),
            group_index: BTreeMap::new(),
            last_groups: Vec::new(),
        }
    }

    /// Resolves the label `text` of `facet`.
    pub(super) fn resolve(&mut self, facet: Facet, text: &str) -> Numbered {
        let context = self.context;
        match facet {
            Facet::Place => lookup(&mut self.places, &context, facet, text, |text| {
                context.concept(Class::Place, facet, text)
            }),
            Facet::Period => lookup(&mut self.periods, &context, facet, text, |text| {
                required(facet, text)?;
                context.periods.read(text)
            }),
            Facet::Population => lookup(&mut self.populations, &context, facet, text, |text| {
                required(facet, text)?;
                context.group(text)
            }),
            Facet::Sex => lookup(&mut self.sexes, &context, facet, text, |text| {
                optional(text, |text| context.concept(Class::Sex, facet, text))
            }),
            Facet::Age => lookup(&mut self.ages, &context, facet, text, |text| {
                optional(text, |text| Ok(text.to_owned()))
            }),
            Facet::Measure => lookup(&mut self.measures, &context, facet, text, |text| {
                context.concept(Class::Measure, facet, text)
            }),
            Facet::Offence => lookup(&mut self.offences, &context, facet, text, |text| {
                if text.is_empty() || text == "all" {
                    return Ok(ConceptId::new("all"));
                }
                context.concept(Class::Offence, facet, text)
            }),
            Facet::Statistic => lookup(&mut self.statistics, &context, facet, text, |text| {
                optional(text, statistic)
            }),
            Facet::Whole => lookup(&mut self.wholes, &context, facet, text, |text| {
                optional(text, |text| context.group(text))
            }),
            Facet::Comparator => lookup(&mut self.comparators, &context, facet, text, |text| {
                optional(text, |text| context.group(text))
            }),
            Facet::Definition => lookup(&mut self.definitions, &context, facet, text, |text| {
                context.definitions(text)
            }),
            Facet::Unit => lookup(&mut self.units, &context, facet, text, |text| {
                required(facet, text)?;
                unit(text)
            }),
            Facet::Status => lookup(&mut self.statuses, &context, facet, text, status),
            Facet::Supersedes => lookup(&mut self.supersedes, &context, facet, text, |text| {
                optional(text, |text| Ok(text.to_owned()))
            }),
            Facet::SourceId => lookup(&mut self.sources, &context, facet, text, |text| {
                context.source(text)
            }),
            Facet::Value | Facet::Lower | Facet::Upper | Facet::Note => (0, None),
        }
    }

    /// Resolves the comparator of a change, which is an earlier period.
    pub(super) fn baseline(&mut self, text: &str) -> Numbered {
        let context = self.context;
        lookup(
            &mut self.baselines,
            &context,
            Facet::Comparator,
            text,
            |text| optional(text, |text| context.periods.read(text)),
        )
    }

    /// The group of these population, sex and age; an error the first time they do not go together.
    pub(super) fn group(&mut self, key: GroupKey) -> (usize, Option<Problem>) {
        let (population, ..) = key;
        if let Some(Some((last, number))) = self.last_groups.get(population)
            && *last == key
        {
            return (*number, None);
        }
        let mut problem = None;
        let known = self.group_index.get(&key).copied();
        let number = known.unwrap_or_else(|| {
            let joined = self.join(key);
            problem = joined.as_ref().err().cloned();
            self.groups.push(joined);
            self.group_index.insert(key, self.groups.len() - 1);
            self.groups.len() - 1
        });
        if self.last_groups.len() <= population {
            self.last_groups.resize(population + 1, None);
        }
        if let Some(slot) = self.last_groups.get_mut(population) {
            *slot = Some((key, number));
        }
        (number, problem)
    }

    /// The group of these population, sex and age, if they have been met together.
    pub(super) fn met_group(&self, key: GroupKey) -> Option<usize> {
        let (population, ..) = key;
        match self.last_groups.get(population) {
            Some(Some((last, number))) if *last == key => Some(*number),
            _ => self.group_index.get(&key).copied(),
        }
    }

    /// The group of this number, if it is one.
    pub(super) fn known_group(&self, number: usize) -> Option<&Group> {
        self.groups.get(number)?.as_ref().ok()
    }

    fn join(&self, (population, sex, age): GroupKey) -> Result<Group, Problem> {
        let mut group = self
            .populations
            .known(population)
            .cloned()
            .unwrap_or_else(Group::everyone);
        if let Some(Some(sex)) = self.sexes.known(sex) {
            let said = group.sex.as_ref().map(ConceptId::as_str);
            agree(Facet::Sex, sex.as_str(), said)?;
            group.sex = Some(sex.clone());
        }
        if let Some(Some(age)) = self.ages.known(age) {
            agree(Facet::Age, age, group.age.as_deref())?;
            group.age = Some(age.clone());
        }
        Ok(group)
    }
}

fn agree(facet: Facet, one: &str, other: Option<&str>) -> Result<(), Problem> {
    match other {
        Some(other) if other != one => Err(Problem::Conflict {
            facet: facet.name(),
            one: one.to_owned(),
            other: other.to_owned(),
        }),
        _ => Ok(()),
    }
}

fn lookup<T>(
    labels: &mut Labels<T>,
    context: &Context<'_>,
    facet: Facet,
    text: &str,
    resolve: impl FnOnce(&str) -> Result<T, Problem>,
) -> Numbered {
    if let Some(number) = labels.find(text) {
        return (number, None);
    }
    let alias = context
        .aliases
        .get(&facet)
        .and_then(|aliases| aliases.get(text));
    let meant = match alias {
        Some(None) => return (labels.insert(text, Entry::Dropped), None),
        Some(Some(meant)) => meant.trim(),
        None => text,
    };
    match resolve(meant) {
        Ok(value) => (labels.insert(text, Entry::Known(value)), None),
        Err(Problem::UnknownLabel { .. })
            if context.unknown == UnknownLabels::Skip && alias.is_none() =>
        {
            (labels.insert(text, Entry::Dropped), None)
        }
        Err(problem) => (
            labels.insert(text, Entry::Failed),
            Some(Unresolved {
                problem,
                alias: alias.is_some(),
            }),
        ),
    }
}

fn required(facet: Facet, text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::EmptyCell(facet.name().to_owned()));
    }
    Ok(())
}

fn optional<T>(
    text: &str,
    resolve: impl FnOnce(&str) -> Result<T, Problem>,
) -> Result<Option<T>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    resolve(text).map(Some)
}

impl Context<'_> {
    fn concept(&self, class: Class, facet: Facet, text: &str) -> Result<ConceptId, Problem> {
        required(facet, text)?;
        self.vocabulary
            .resolve(class, text)
            .ok_or_else(|| self.unknown(class, text))
    }

    fn unknown(&self, class: Class, text: &str) -> Problem {
        // Suggestions cost more than the look-up, and nobody sees those of skipped rows.
        let nearest = match self.unknown {
            UnknownLabels::Error => self.vocabulary.nearest(class, text),
            UnknownLabels::Skip => Vec::new(),
        };
        Problem::UnknownLabel {
            class,
            label: text.to_owned(),
            nearest,
        }
    }

    fn group(&self, text: &str) -> Result<Group, Problem> {
        let mut group = self
            .vocabulary
            .group(text)
            .ok_or_else(|| self.unknown(Class::Group, text))?;
        let told_apart = matches!(
            group.who,
            Who::Foreign | Who::Native | Who::Of(_) | Who::NotOf(_)
        );
        if group.basis.is_none() && told_apart {
            group.basis = self.basis.map(|basis| ConceptId::new(basis.name()));
        }
        Ok(group)
    }

    fn definitions(&self, text: &str) -> Result<BTreeSet<ConceptId>, Problem> {
        text.split(';')
            .map(str::trim)
            .filter(|id| !id.is_empty())
            .map(|id| self.concept(Class::Definition, Facet::Definition, id))
            .collect()
    }

    fn source(&self, text: &str) -> Result<Arc<Source>, Problem> {
        if text.is_empty() {
            let mut all = self.sources.values();
            return match (all.next(), all.next()) {
                (Some(only), None) => Ok(Arc::clone(only)),
                _ => Err(Problem::WhichSource),
            };
        }
        self.sources
            .get(text)
            .cloned()
            .ok_or_else(|| Problem::UnknownSource {
                id: text.to_owned(),
                nearest: nearest(text, self.sources.keys().map(String::as_str)),
            })
    }
}

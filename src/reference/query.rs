//! Looking figures up as an editor would: by the words of a draft, with sources.

use std::{io, sync::Arc};

use super::{Catalogue, Observation, PeriodStyle, Problem, facet::nearest};
use crate::{
    number::{End, Period},
    vocabulary::{Class, ConceptId, Group, GroupMatch, Vocabulary},
};

/// What is asked for, in words; what is not given matches everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The group.
    pub population: Option<String>,
    /// What is counted.
    pub measure: Option<String>,
    /// The crime type.
    pub offence: Option<String>,
    /// Where; places within it match too.
    pub place: Option<String>,
    /// When; whatever shares a day with it matches.
    pub period: Option<String>,
}

/// A query in values.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The group.
    pub group: Option<Group>,
    /// What is counted.
    pub measure: Option<ConceptId>,
    /// The crime type.
    pub offence: Option<ConceptId>,
    /// Where.
    pub place: Option<ConceptId>,
    /// When.
    pub period: Option<Period>,
}

/// The observations that match, in catalogue order; an unknown word is an error with what is like it.
pub fn query(
    catalogue: &Catalogue,
    vocabulary: &Vocabulary,
    query: &Query,
) -> Result<Vec<Arc<Observation>>, Problem> {
    let wanted = understand(catalogue, vocabulary, query)?;
    Ok(catalogue
        .observations()
        .iter()
        .filter(|observation| wanted.matches(observation, vocabulary))
        .cloned()
        .collect())
}

/// What the words of a query mean; an unknown one is an error with what is like it.
pub fn understand(
    catalogue: &Catalogue,
    vocabulary: &Vocabulary,
    query: &Query,
) -> Result<Wanted, Problem> {
    let concept = |class, words: &Option<String>| {
        words
            .as_ref()
            .map(|words| {
                vocabulary
                    .resolve(class, words)
                    .ok_or_else(|| unknown(vocabulary, class, words))
            })
            .transpose()
    };
    Ok(Wanted {
        group: query
            .population
            .as_ref()
            .map(|words| {
                vocabulary
                    .group(words)
                    .ok_or_else(|| unknown_group(catalogue, vocabulary, words))
            })
            .transpose()?,
        measure: concept(Class::Measure, &query.measure)?,
        offence: match query.offence.as_deref() {
            Some("all") => Some(ConceptId::new("all")),
            _ => concept(Class::Offence, &query.offence)?,
        },
        place: concept(Class::Place, &query.place)?,
        period: query
            .period
            .as_ref()
            .map(|words| PeriodStyle::default().read(words))
            .transpose()?,
    })
}

impl Wanted {
    fn matches(&self, observation: &Observation, vocabulary: &Vocabulary) -> bool {
        let same = |wanted: &Option<ConceptId>, found: &ConceptId| {
            wanted.as_ref().is_none_or(|wanted| wanted == found)
        };
        same(&self.measure, &observation.measure)
            && same(&self.offence, &observation.offence)
            && self
                .place
                .as_ref()
                .is_none_or(|place| vocabulary.is_within(&observation.place, place))
            && self
                .period
                .is_none_or(|period| period.overlaps(&observation.period))
            && self.group.as_ref().is_none_or(|group| {
                vocabulary.compare_groups(group, &observation.group, &observation.place)
                    != GroupMatch::Different
            })
    }
}

fn unknown(vocabulary: &Vocabulary, class: Class, words: &str) -> Problem {
    Problem::UnknownLabel {
        class,
        label: words.to_owned(),
        nearest: vocabulary.nearest(class, words),
    }
}

/// Groups are phrases: the ones that the tables have are better suggestions than single words.
fn unknown_group(catalogue: &Catalogue, vocabulary: &Vocabulary, words: &str) -> Problem {
    let labels = catalogue
        .observations()
        .iter()
        .map(|observation| observation.group_label.as_str());
    let near = nearest(words, labels);
    if near.is_empty() {
        return unknown(vocabulary, Class::Group, words);
    }
    Problem::UnknownLabel {
        class: Class::Group,
        label: words.to_owned(),
        nearest: near,
    }
}

/// The columns of a listed observation.
pub const COLUMNS: [&str; 20] = [
    "place",
    "period",
    "population",
    "measure",
    "offence",
    "statistic",
    "definition",
    "unit",
    "value",
    "lower",
    "upper",
    "status",
    "publisher",
    "title",
    "url",
    "trust",
    "file",
    "row",
    "column",
    "note",
];

/// The cells of a listed observation, in the order of [`COLUMNS`].
pub fn row(observation: &Observation, vocabulary: &Vocabulary) -> [String; COLUMNS.len()] {
    let end = |end: End| end.value().map_or_else(String::new, |end| end.to_string());
    let exact = observation.interval.as_point().is_some();
    let bound = |side| if exact { String::new() } else { end(side) };
    let definitions: Vec<&str> = observation
        .definitions
        .iter()
        .map(ConceptId::as_str)
        .collect();
    let source = &observation.source;
    [
        vocabulary.label(&observation.place).to_owned(),
        observation.period.to_string(),
        observation.group_label.clone(),
        observation.measure.to_string(),
        observation.offence.to_string(),
        observation.statistic.name().to_owned(),
        definitions.join(";"),
        observation.unit.to_string(),
        observation.value.to_string(),
        bound(observation.interval.low),
        bound(observation.interval.high),
        observation.status.name().to_owned(),
        source.publisher.clone(),
        source.title.clone(),
        source.url.clone().unwrap_or_default(),
        source.trust.name().to_owned(),
        observation.cell.file.to_string(),
        observation.cell.row.to_string(),
        observation.cell.column.to_string(),
        observation.note.clone().unwrap_or_default(),
    ]
}

/// Writes observations as a CSV with their sources.
pub fn write_csv(
    observations: &[Arc<Observation>],
    vocabulary: &Vocabulary,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for observation in observations {
        writer.write_record(row(observation, vocabulary))?;
    }
    writer.flush()
}

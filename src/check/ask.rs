//! A claim as a question to the reference data: its facets with what the draft
//! leaves open told apart from what it states, and the desk that answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Context, Policy,
    doubt::{self, Doubt},
    fit::{self, DefinitionKind},
    passage::{self, Ends, Rank},
    stage,
};
use crate::{
    claim::{Claim, From, Phrase, Relation, Tie},
    number::Period,
    reference::Observation,
    text::Span,
    vocabulary::{Class, ConceptId, Group, Vocabulary, Who},
};

/// Everything a claim is judged with.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) catalogue: &'a [Arc<Observation>],
    pub(super) tables: &'a Tables<'a>,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) policy: &'a Policy,
    pub(super) context: &'a Context,
}

/// A table's rows for one place, period, measure and offence: where a part finds its whole.
pub(super) type TableKey<'a> = (&'a str, &'a ConceptId, Period, &'a ConceptId, &'a ConceptId);

/// The catalogue, looked up by table and by place.
#[derive(Default)]
pub(super) struct Tables<'a> {
    rows: BTreeMap<TableKey<'a>, Vec<&'a Arc<Observation>>>,
    /// What each definition of the catalogue does to a number.
    kinds: BTreeMap<&'a ConceptId, DefinitionKind>,
    /// The traits that divide a group between them, by the name of the division.
    partitions: BTreeMap<String, BTreeSet<ConceptId>>,
    people: BTreeMap<&'a ConceptId, Vec<&'a Arc<Observation>>>,
    /// Each place with the country it is in; itself where it is in none.
    places: BTreeMap<&'a ConceptId, ConceptId>,
    revised: BTreeSet<(&'a ConceptId, Period, &'a ConceptId, &'a str)>,
}

impl<'a> Tables<'a> {
    /// Sorts the catalogue once for a whole draft.
    pub(super) fn new(catalogue: &'a [Arc<Observation>], vocabulary: &Vocabulary) -> Self {
        let mut tables = Self::default();
        for concept in vocabulary.concepts() {
            if let Some(name) = concept.attributes.get("partition") {
                let traits = tables.partitions.entry(name.clone()).or_default();
                traits.insert(concept.id.clone());
            }
        }
        for observation in catalogue {
            tables
                .rows
                .entry(key_of(observation))
                .or_default()
                .push(observation);
            tables.places.entry(&observation.place).or_insert_with(|| {
                let country = vocabulary.country_of(&observation.place);
                country.unwrap_or_else(|| observation.place.clone())
            });
            for id in &observation.definitions {
                tables
                    .kinds
                    .entry(id)
                    .or_insert_with(|| fit::read_kind(id, vocabulary));
            }
            if stage::is_population(&observation.measure) {
                tables
                    .people
                    .entry(&observation.place)
                    .or_default()
                    .push(observation);
            }
            if let Some(old) = &observation.supersedes {
                tables.revised.insert((
                    &observation.place,
                    observation.period,
                    &observation.measure,
                    old,
                ));
            }
        }
        tables
    }

    /// The country that a place of the catalogue is in, or the place itself.
    pub(super) fn country<'p>(&'p self, place: &'p ConceptId) -> &'p ConceptId {
        self.places.get(place).unwrap_or(place)
    }

    /// The places of the catalogue.
    pub(super) fn known_places(&self) -> impl Iterator<Item = &'a ConceptId> {
        self.places.keys().copied()
    }

    /// Rows of the same table, place, period, measure and offence.
    pub(super) fn beside(&self, cell: &'a Observation) -> &[&'a Arc<Observation>] {
        self.rows.get(&key_of(cell)).map_or(&[], Vec::as_slice)
    }

    /// The same table, place, period and measure, for another offence.
    pub(super) fn beside_for(
        &self,
        cell: &'a Observation,
        offence: &'a ConceptId,
    ) -> &[&'a Arc<Observation>] {
        let (file, place, period, measure, _) = key_of(cell);
        self.rows
            .get(&(file, place, period, measure, offence))
            .map_or(&[], Vec::as_slice)
    }

    /// What a definition of the catalogue does to a number.
    pub(super) fn kind(&self, id: &ConceptId) -> Option<DefinitionKind> {
        self.kinds.get(id).copied()
    }

    /// The traits that together divide a group in the same way as this one.
    pub(super) fn division(&self, part: &ConceptId) -> Option<&BTreeSet<ConceptId>> {
        self.partitions
            .values()
            .find(|traits| traits.contains(part))
    }

    /// Counts and shares of people in general at a place.
    pub(super) fn people(&self, place: &ConceptId) -> &[&'a Arc<Observation>] {
        self.people.get(place).map_or(&[], Vec::as_slice)
    }

    /// Whether a newer edition has replaced the observation.
    pub(super) fn is_superseded(&self, one: &Observation) -> bool {
        one.status.is_replaced()
            || self.revised.contains(&(
                &one.place,
                one.period,
                &one.measure,
                one.source.name.as_str(),
            ))
    }
}

fn key_of(cell: &Observation) -> TableKey<'_> {
    (
        &cell.cell.file,
        &cell.place,
        cell.period,
        &cell.measure,
        &cell.offence,
    )
}

/// A claim's facets, ready for comparison.
#[derive(Clone)]
pub(super) struct Ask<'a> {
    pub(super) claim: &'a Claim,
    /// The id of crime of every type.
    pub(super) all: ConceptId,
    pub(super) group: Group,
    pub(super) comparator: Option<Group>,
    /// The whole of a share, where it is not everybody with the measure.
    pub(super) whole: Option<Group>,
    /// Crime types of the whole; empty for all crime.
    pub(super) whole_offences: Vec<ConceptId>,
    pub(super) measure: ConceptId,
    /// Stages that the passage names, for claims about crime itself.
    pub(super) stages: BTreeSet<ConceptId>,
    /// Crime types; empty for all crime.
    pub(super) offences: Vec<ConceptId>,
    pub(super) place: Option<ConceptId>,
    /// Whether the place stands in the claim's own sentence.
    pub(super) place_stated: bool,
    /// Whether it was found in where the references lie.
    pub(super) place_found: bool,
    /// Places that are nearly the same.
    pub(super) close_places: BTreeSet<ConceptId>,
    pub(super) period: Option<Period>,
    /// The ends of a change that other numbers of its series tell.
    pub(super) ends: Option<Ends>,
    pub(super) definitions: BTreeSet<ConceptId>,
    /// Those of them that tell the group's age, which a table must have too.
    pub(super) ages: BTreeSet<ConceptId>,
    /// What a superlative beside the number says of its rank.
    pub(super) rank: Option<Rank>,
    /// What the passage leaves open about what or whom the number is of.
    told_doubt: Option<Doubt>,
    /// Whether it may be of a crime that only a heading or other numbers name.
    under_a_crime: bool,
}

/// The id under which tables and drafts file crime of every type.
const ALL_CRIME: &str = "all";

impl<'a> Ask<'a> {
    /// The claim's time in words for a past that no calendar has: "at the turn of the century".
    pub(super) fn undated(&self, vocabulary: &Vocabulary) -> Option<&'a str> {
        let time = &*self.claim.period.as_ref()?.text;
        let words = vocabulary.named(Class::Word, time)?;
        (words.as_str() == "undated-past").then_some(time)
    }

    /// The claim's question; `claims` are all of the draft, for what the passage implies.
    pub(super) fn new(claim: &'a Claim, claims: &[Claim], desk: Desk<'_>) -> Self {
        let whole = passage::whole(claim, claims);
        let mut offences = claim
            .offence
            .as_ref()
            .map_or_else(Vec::new, |phrase| phrase.value.clone());
        let mut whole_offences = whole.map_or_else(Vec::new, |whole| whole.offences.clone());
        offences.retain(|offence| narrows(offence, desk.vocabulary));
        whole_offences.retain(|offence| narrows(offence, desk.vocabulary));
        let whole_group = whole
            .map(|whole| whole.group.clone())
            .filter(|group| group.who != Who::Everyone)
            .filter(|group| passage::can_hold(group, claim));
        if whole_group.is_none() && offences.is_empty() {
            offences.clone_from(&whole_offences);
        }
        let mut ask = Self {
            claim,
            all: ConceptId::new(ALL_CRIME),
            group: claim
                .population
                .as_ref()
                .map_or_else(Group::everyone, |phrase| phrase.value.clone()),
            comparator: claim.comparator.as_ref().map(|phrase| phrase.value.clone()),
            whole: whole_group,
            whole_offences,
            measure: claim.measure.value.clone(),
            stages: BTreeSet::new(),
            offences,
            place: claim.place.as_ref().map(|phrase| phrase.value.clone()),
            place_stated: !is_open(claim.place.as_ref()),
            place_found: false,
            close_places: BTreeSet::new(),
            period: passage::period(claim, claims),
            ends: passage::ends(claim, claims, desk.policy),
            definitions: claim
                .definitions
                .iter()
                .map(|phrase| phrase.value.clone())
                .collect(),
            ages: BTreeSet::new(),
            rank: passage::rank(claim, claims, desk.policy),
            told_doubt: doubt::of(claim, claims, desk, &[]),
            under_a_crime: desk.context.ties.contains(&Tie::UnderACrime(claim.span)),
        };
        ask.count_as_defined(desk);
        ask.compare_like_with_like();
        ask.settle_place(desk);
        let measure = whole.and_then(|whole| whole.measure.as_ref());
        ask.settle_stages(measure, claims, desk);
        ask
    }

    /// Where the claim's words name no place, that of its whole or the one that is given.
    fn settle_place(&mut self, desk: Desk<'_>) {
        if !self.place_stated
            && let Some(place) = passage::place_of_whole(self.claim)
        {
            // "A quarter of Danish prisoners": nearer than a place of the document.
            self.place = Some(place);
            self.place_stated = true;
        }
        if self.place.is_none() {
            self.place.clone_from(&desk.context.default_place);
        }
        self.close_places = close_places(self.place.as_ref(), desk);
    }

    /// Which stages stand for crime itself, where the claim is of that.
    fn settle_stages(&mut self, of_whole: Option<&ConceptId>, claims: &[Claim], desk: Desk<'_>) {
        let is_of_crime =
            of_whole.is_some_and(stage::is_offending) || passage::is_share_of_crimes(self.claim);
        if is_of_crime && stage::is_stage(&self.measure) {
            // "Committed 57% of crimes, suspect figures show": the share is of crime.
            let named = std::mem::replace(&mut self.measure, stage::offending());
            self.stages.insert(named);
        } else if stage::is_offending(&self.measure) {
            self.stages = passage::named_stages(self.claim, claims, desk.vocabulary);
            if let Some(stage) = passage::stage_of_people(self.claim, desk.vocabulary) {
                self.measure = stage;
            }
        }
    }

    /// What is told as a way of counting is no facet of its own: "residents aged 15 and over"
    /// of a table of those, "sentenced prisoners" among the prisoners.
    fn count_as_defined(&mut self, desk: Desk<'_>) {
        let ties = &desk.context.ties;
        let defined: Vec<_> = self.claim.definitions.iter().collect();
        let is_age = |words: Span| {
            ties.iter()
                .any(|tie| matches!(tie, Tie::Age(age) if age.overlaps(words)))
        };
        let ages = defined
            .iter()
            .filter(|phrase| phrase.span.is_some_and(is_age));
        self.ages = ages.map(|phrase| phrase.value.clone()).collect();
        if !self.ages.is_empty() {
            self.group.age = None;
            if let Some(comparator) = &mut self.comparator {
                comparator.age = None;
            }
        }
        let is_defined = |words: Span| {
            let mut spans = defined.iter().filter_map(|phrase| phrase.span);
            spans.any(|span| span.overlaps(words))
        };
        let told = self.claim.measure.span;
        if !stage::is_sentencing(&self.measure) || !told.is_some_and(is_defined) {
            return;
        }
        let mut stages = defined
            .iter()
            .flat_map(|phrase| passage::measures_in(&phrase.text, desk.vocabulary))
            .filter(|stage| !stage::is_sentencing(stage));
        let enters =
            |tie: &Tie| matches!(tie, Tie::Entering(words) if self.claim.sentence.contains(*words));
        let entered = ties.iter().any(enters).then(stage::admissions);
        if let Some(measure) = stages.next().or(entered) {
            self.measure = measure;
        }
    }

    /// A comparison with men is of men, with people of an age of people of that age: where
    /// only the comparator's words were read so, the subject's may have been missed.
    fn compare_like_with_like(&mut self) {
        let Some(comparator) = &self.comparator else {
            return;
        };
        let takes_sex = self.group.sex.is_none() && comparator.sex.is_some();
        let takes_age = self.group.age.is_none() && comparator.age.is_some();
        if takes_sex {
            self.group.sex.clone_from(&comparator.sex);
        }
        if takes_age {
            self.group.age.clone_from(&comparator.age);
        }
        if takes_sex || takes_age {
            self.told_doubt.get_or_insert(Doubt::OfSome);
        }
    }

    /// Whether a share is taken of the very group it is of, with nothing to tell the part apart.
    pub(super) fn is_of_itself(&self) -> bool {
        self.whole.as_ref() == Some(&self.group)
            && (self.offences.is_empty() || self.offences == self.whole_offences)
    }

    /// Whether the whole of a share is people of a stage already: suspects, prisoners.
    pub(super) fn is_within_a_stage(&self) -> bool {
        let whole = self.claim.whole.as_ref();
        whole
            .and_then(|whole| whole.value.measure.as_ref())
            .is_some_and(stage::is_stage)
    }

    /// Why a number that differs may not be called wrong.
    pub(super) fn doubt(&self) -> Option<Doubt> {
        if self.is_of_people() {
            return Some(Doubt::OfPeople);
        }
        // With no place in the draft, the reference may be of another country,
        // unless the people are told by that country: "US citizens".
        let told = self.claim.population.as_ref().is_some_and(|population| {
            matches!(&population.value.who, Who::Of(country) | Who::NotOf(country)
                if self.place.as_ref() == Some(country))
        });
        let found = self.place_found || self.place_from() == Some(From::Body);
        let is_guess = found && (!told || self.period.is_none());
        let no_place = is_guess.then_some(Doubt::NoPlace);
        let of_crime = self.under_a_crime.then_some(Doubt::UnderACrime);
        self.told_doubt.clone().or(no_place).or(of_crime)
    }

    /// The question without doubts that other numbers have settled.
    pub(super) fn settle_doubts(&mut self, claims: &[Claim], desk: Desk<'_>, settled: &[Doubt]) {
        self.told_doubt = doubt::of(self.claim, claims, desk, settled);
    }

    /// Whether no words of the sentence name the people.
    pub(super) fn leaves_group_open(&self) -> bool {
        is_open(self.claim.population.as_ref()) || self.group.who == Who::Everyone
    }

    /// The question as one of these crimes, which another number has told.
    pub(super) fn settle_offences(&mut self, offences: Vec<ConceptId>) {
        self.offences = offences;
        self.under_a_crime = false;
    }

    /// Whether a share is of people in general ("of adults") while a stage is asked
    /// for: the stage may be another number's.
    fn is_of_people(&self) -> bool {
        let of_people = self.claim.whole.as_ref().is_some_and(|whole| {
            let whole = &whole.value;
            whole.measure.is_none() && whole.offences.is_empty() && whole.group.who == Who::Everyone
        });
        of_people && self.claim.relation == Relation::Share && stage::is_stage(&self.measure)
    }

    /// The same question about another place, taken from outside the sentence.
    pub(super) fn move_to(&mut self, place: ConceptId, desk: Desk<'_>) {
        self.place = Some(place);
        self.place_found = true;
        self.close_places = close_places(self.place.as_ref(), desk);
    }

    /// Where the place was taken from, when not from the sentence.
    pub(super) fn place_from(&self) -> Option<From> {
        match &self.claim.place {
            Some(phrase) if phrase.from.is_inferred() && !self.place_stated => Some(phrase.from),
            Some(_) => None,
            None => self
                .place
                .as_ref()
                .filter(|_| !self.place_found && !self.place_stated)
                .map(|_| From::Default),
        }
    }
}

/// Whether a facet does not stand in the claim's own sentence.
pub(super) fn is_open<T>(facet: Option<&Phrase<T>>) -> bool {
    facet.is_none_or(|phrase| phrase.from.is_inferred())
}

/// Whether an offence word narrows anything: "crime" does not.
fn narrows(offence: &ConceptId, vocabulary: &Vocabulary) -> bool {
    offence.as_str() != ALL_CRIME
        && vocabulary
            .concept(offence)
            .is_none_or(|concept| !concept.attributes.contains_key("generic"))
}

/// Everything that can be reached along `close` relations.
fn close_places(place: Option<&ConceptId>, desk: Desk<'_>) -> BTreeSet<ConceptId> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<ConceptId> = place.cloned().into_iter().collect();
    while let Some(here) = waiting.pop() {
        let marked = desk
            .vocabulary
            .concept(&here)
            .map_or_else(Vec::new, |concept| concept.close.clone());
        let known = desk
            .tables
            .places
            .keys()
            .filter(|there| desk.vocabulary.is_close(&here, there))
            .map(|there| (*there).clone());
        for there in marked.into_iter().chain(known) {
            if Some(&there) != place && found.insert(there.clone()) {
                waiting.push(there);
            }
        }
    }
    found
}

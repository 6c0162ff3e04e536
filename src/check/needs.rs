//! What the claims of a run can ask of reference data, so that a table larger
//! than memory is read for these rows alone. Wider than what a verdict looks
//! at, never narrower: with the rows left out, every verdict stays the same.
//! Only hints, which search further, find less.

use std::collections::BTreeSet;

use super::{
    Context, Policy,
    ask::{Ask, Desk, Tables},
    fit, stage,
};
use crate::{
    claim::Claim,
    reference::RowFacets,
    vocabulary::{Class, ConceptId, Vocabulary},
};

/// What a number of claims can ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    all: BTreeSet<Need>,
}

/// What one claim can ask for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Need {
    /// Its place; none where the data decide which is meant.
    place: Option<ConceptId>,
    /// Places that may stand in for it.
    close_places: BTreeSet<ConceptId>,
    measure: ConceptId,
    stages: BTreeSet<ConceptId>,
    offences: Vec<ConceptId>,
    whole_offences: Vec<ConceptId>,
}

impl Needs {
    /// The needs of the claims of one draft.
    pub fn of(
        claims: &[Claim],
        context: &Context,
        vocabulary: &Vocabulary,
        policy: &Policy,
    ) -> Self {
        let tables = Tables::default();
        let desk = Desk {
            catalogue: &[],
            tables: &tables,
            vocabulary,
            policy,
            context,
        };
        let need = |claim| {
            let ask = Ask::new(claim, claims, desk);
            Need {
                close_places: ask
                    .place
                    .as_ref()
                    .map_or_else(BTreeSet::new, |place| close_places(place, vocabulary)),
                place: ask.place,
                measure: ask.measure,
                stages: ask.stages,
                offences: ask.offences,
                whole_offences: ask.whole_offences,
            }
        };
        Self {
            all: claims.iter().map(need).collect(),
        }
    }

    /// Adds the needs of another draft.
    pub fn add(&mut self, other: Self) {
        self.all.extend(other.all);
    }

    /// Whether everything that `other` can ask for is among these.
    pub fn cover(&self, other: &Self) -> bool {
        other.all.is_subset(&self.all)
    }

    /// Whether any of the claims may rest on such a row.
    pub fn want(&self, row: &RowFacets<'_>, vocabulary: &Vocabulary) -> bool {
        self.all.iter().any(|need| need.wants(row, vocabulary))
    }
}

impl Need {
    fn wants(&self, row: &RowFacets<'_>, vocabulary: &Vocabulary) -> bool {
        self.is_there(row.place, vocabulary)
            && (stage::is_population(row.measure)
                || self.is_counted(row.measure, vocabulary)
                    && (row.supersedes || self.is_of(row.offence, vocabulary)))
    }

    fn is_there(&self, counted: &ConceptId, vocabulary: &Vocabulary) -> bool {
        self.place.as_ref().is_none_or(|place| {
            place == counted
                || self.close_places.contains(counted)
                || vocabulary.is_within(counted, place)
                || vocabulary.is_within(place, counted)
        })
    }

    fn is_counted(&self, counted: &ConceptId, vocabulary: &Vocabulary) -> bool {
        self.stages.contains(counted)
            || stage::distance(&self.measure, counted).is_some()
            || vocabulary.is_close(&self.measure, counted)
    }

    fn is_of(&self, counted: &ConceptId, vocabulary: &Vocabulary) -> bool {
        fit::is_all(counted)
            || self
                .offences
                .iter()
                .chain(&self.whole_offences)
                .any(|claimed| fit::related(claimed, counted, vocabulary) || claimed == counted)
    }
}

/// Everything that can be reached along `close` relations, whether or not the data have it.
fn close_places(place: &ConceptId, vocabulary: &Vocabulary) -> BTreeSet<ConceptId> {
    let places: Vec<&ConceptId> = vocabulary
        .concepts()
        .iter()
        .filter(|concept| concept.class == Class::Place)
        .map(|concept| &concept.id)
        .collect();
    let mut found = BTreeSet::new();
    let mut waiting = vec![place.clone()];
    while let Some(here) = waiting.pop() {
        let marked = vocabulary
            .concept(&here)
            .map_or(&[][..], |concept| &concept.close);
        let marking = places
            .iter()
            .copied()
            .filter(|there| vocabulary.is_close(&here, there));
        for there in marked.iter().chain(marking) {
            if found.insert(there.clone()) {
                waiting.push(there.clone());
            }
        }
    }
    found
}

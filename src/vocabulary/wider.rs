//! How concepts relate: which lie within which, which are close, and the country
//! of a place.

use std::collections::BTreeSet;

use super::{Concept, ConceptId, Vocabulary};

impl Vocabulary {
    /// Whether `inner` is `outer` or lies within it, at any depth.
    pub fn is_within(&self, inner: &ConceptId, outer: &ConceptId) -> bool {
        inner == outer || self.wider(inner).is_some_and(|all| all.contains(outer))
    }

    /// The concept and everything wider.
    pub fn ancestors(&self, id: &ConceptId) -> BTreeSet<ConceptId> {
        match self.wider(id) {
            Some(all) => all.iter().cloned().collect(),
            None => BTreeSet::from([id.clone()]),
        }
    }

    /// A known concept and everything wider, in order of their ids.
    fn wider(&self, id: &ConceptId) -> Option<&[ConceptId]> {
        let at = *self.by_id.get(id)?;
        let all = self.wider.get_or_init(|| {
            self.concepts
                .iter()
                .map(|one| self.all_wider(one))
                .collect()
        });
        all.get(at).map(|all| &**all)
    }

    fn all_wider(&self, concept: &Concept) -> Box<[ConceptId]> {
        let mut seen = vec![concept.id.clone()];
        let mut next = 0;
        while let Some(id) = seen.get(next) {
            let broader = self.concept(id).map_or(&[][..], |one| &one.broader);
            for id in broader {
                if !seen.contains(id) {
                    seen.push(id.clone());
                }
            }
            next += 1;
        }
        seen.sort_unstable();
        seen.into_boxed_slice()
    }

    /// Whether the two are marked as close, in either direction.
    pub fn is_close(&self, one: &ConceptId, other: &ConceptId) -> bool {
        let marks = |from: &ConceptId, to: &ConceptId| {
            self.concept(from)
                .is_some_and(|concept| concept.close.contains(to))
        };
        marks(one, other) || marks(other, one)
    }

    /// The country that `place` is or lies in.
    pub fn country_of(&self, place: &ConceptId) -> Option<ConceptId> {
        let is_country = |id: &&ConceptId| {
            self.concept(id).is_some_and(|concept| {
                let kind = concept.attributes.get("place");
                kind.is_some_and(|kind| kind == "country")
            })
        };
        self.wider(place)?.iter().find(is_country).cloned()
    }
}

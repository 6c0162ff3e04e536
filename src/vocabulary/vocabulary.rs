//! The loaded vocabulary: lookup by id, by label and within text.

use std::collections::BTreeMap;

use super::{Class, Concept, ConceptId, Group, GroupMatch};

/// All concepts of a language pack.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    concepts: BTreeMap<ConceptId, Concept>,
}

impl Vocabulary {
    /// The concept with this id.
    pub fn concept(&self, id: &ConceptId) -> Option<&Concept> {
        self.concepts.get(id)
    }

    /// The label to show for an id; the id itself where it is unknown.
    pub fn label<'a>(&'a self, id: &'a ConceptId) -> &'a str {
        self.concept(id)
            .map_or(id.as_str(), |concept| concept.label.as_str())
    }

    /// The concept of `class` that one of whose labels is `label`, letter case aside.
    pub fn resolve(&self, _class: Class, _label: &str) -> Option<ConceptId> {
        None
    }

    /// The labels of `class` most like `label`, best first, at most three.
    pub fn nearest(&self, _class: Class, _label: &str) -> Vec<String> {
        Vec::new()
    }

    /// The group that the whole of `label` names ("non-Western descendants, men 15-29"); none where a word is unknown.
    pub fn group(&self, _label: &str) -> Option<Group> {
        None
    }

    /// Whether `inner` is `outer` or lies within it, at any depth.
    pub fn is_within(&self, _inner: &ConceptId, _outer: &ConceptId) -> bool {
        false
    }

    /// Whether the two are marked as close, in either direction.
    pub fn is_close(&self, _one: &ConceptId, _other: &ConceptId) -> bool {
        false
    }

    /// The country that `place` is or lies in.
    pub fn country_of(&self, _place: &ConceptId) -> Option<ConceptId> {
        None
    }

    /// How well the group of an observation stands for the one a claim names, both seen from `place`.
    pub fn compare_groups(
        &self,
        _claimed: &Group,
        _referenced: &Group,
        _place: &ConceptId,
    ) -> GroupMatch {
        GroupMatch::Different
    }
}

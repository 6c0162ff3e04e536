//! The loaded vocabulary: look-up by id and by label.

use std::{collections::HashMap, sync::OnceLock};

use super::{
    Class, Concept, ConceptId, Hit, Part,
    file::GroupEffect,
    hash::WordHash,
    hit::{Implied, Sense, Target},
    label::LabelIndex,
};

/// All concepts of a language pack.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    pub(super) concepts: Vec<Concept>,
    pub(super) effects: Vec<GroupEffect>,
    /// The key of each concept's id, by which it is compared first.
    pub(super) keys: Vec<u64>,
    pub(super) by_id: HashMap<ConceptId, usize, WordHash>,
    /// For each concept, itself and everything wider; made when it is first asked for.
    pub(super) wider: OnceLock<Vec<Box<[ConceptId]>>>,
    /// For each concept, what its words imply; made when it is first asked for.
    pub(super) implied: OnceLock<Vec<Implied>>,
    /// Target of each label in the index.
    pub(super) targets: Vec<Target>,
    pub(super) index: LabelIndex,
    /// What each label of the index means.
    pub(super) senses: Vec<Sense>,
    /// Every label, its alternations written out.
    pub(super) expanded: Vec<(String, u32)>,
    /// For each class those that name their concept, lower case; made when they are first asked for.
    pub(super) labels: [OnceLock<WholeLabels>; Class::COUNT],
}

/// A number for an id, which few others have. It has no loop, so that the compiler works it out
/// for the ids that stand in the program.
#[inline]
pub(super) fn id_key(id: &str) -> u64 {
    let bytes = id.as_bytes();
    let four = |chunk: &[u8; 4]| u64::from(u32::from_le_bytes(*chunk));
    let ends = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => four(first) << 32 | four(last),
        _ => bytes.first().map_or(0, |byte| u64::from(*byte)),
    };
    (ends ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The concept of each label.
type WholeLabels = HashMap<String, usize, WordHash>;

impl Vocabulary {
    /// The concept with this id.
    pub fn concept(&self, id: &ConceptId) -> Option<&Concept> {
        self.by_id.get(id).map(|&at| &self.concepts[at])
    }

    /// The index of the concept with this id.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The concept a hit stands for.
    pub fn concept_at(&self, at: usize) -> &Concept {
        &self.concepts[at]
    }

    /// Whether the concept of a hit has the id.
    #[inline]
    pub fn is_called(&self, at: usize, id: &str) -> bool {
        self.keys.get(at) == Some(&id_key(id)) && self.concepts[at].id.as_str() == id
    }

    pub(crate) fn effect_at(&self, at: usize) -> &GroupEffect {
        &self.effects[at]
    }

    /// Every concept, in order of reading.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The label to show for an id; the id itself where it is unknown.
    pub fn label<'a>(&'a self, id: &'a ConceptId) -> &'a str {
        self.concept(id)
            .map_or(id.as_str(), |concept| concept.label.as_str())
    }

    /// The concept of `class` with this id, or one of whose labels is `label`, letter case aside.
    pub fn resolve(&self, class: Class, label: &str) -> Option<ConceptId> {
        if let Some(&at) = self.by_id.get(label)
            && self.concepts[at].class == class
        {
            return Some(self.concepts[at].id.clone());
        }
        self.named(class, label)
    }

    /// The concept of `class` one of whose labels is `label`, letter case aside; ids do not count.
    pub fn named(&self, class: Class, label: &str) -> Option<ConceptId> {
        let at = *self.labels(class)?.get(&normal(label))?;
        Some(self.concepts[at].id.clone())
    }

    /// The labels of `class` most like `label`, best first, at most three.
    pub fn nearest(&self, class: Class, label: &str) -> Vec<String> {
        let label = normal(label);
        let mut near: Vec<(usize, &String)> = self
            .labels(class)
            .into_iter()
            .flat_map(HashMap::keys)
            .map(|known| (strsim::damerau_levenshtein(&label, known), known))
            .filter(|(distance, known)| *distance <= 1 + known.chars().count() / 4)
            .collect();
        near.sort();
        near.into_iter()
            .take(3)
            .map(|(_, known)| known.clone())
            .collect()
    }

    /// Every label with its alternations written out, and what it stands for.
    pub fn expanded(&self) -> impl Iterator<Item = (&str, Hit)> {
        self.expanded.iter().filter_map(|(label, target)| {
            let target = self.targets.get(*target as usize)?;
            Some((label.as_str(), target.hit))
        })
    }

    fn labels(&self, class: Class) -> Option<&WholeLabels> {
        let labels = self.labels.get(class as usize)?;
        Some(labels.get_or_init(|| {
            let mut labels = WholeLabels::default();
            for (label, hit) in self.expanded().filter(|(_, hit)| hit.class == class) {
                if matches!(
                    hit.part,
                    Part::Label | Part::Adjunct | Part::Verb | Part::Person
                ) {
                    labels.entry(normal(label)).or_insert(hit.concept);
                }
            }
            labels
        }))
    }
}

/// Lower case, single spaces, no brackets.
fn normal(label: &str) -> String {
    let mut found = String::with_capacity(label.len());
    for word in label.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')')) {
        if word.is_empty() {
            continue;
        }
        if !found.is_empty() {
            found.push(' ');
        }
        if word.is_ascii() {
            found.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            found.push_str(&word.to_lowercase());
        }
    }
    found
}

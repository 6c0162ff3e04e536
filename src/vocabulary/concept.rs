//! One concept of the vocabulary.

use std::{borrow::Borrow, fmt, sync::Arc};

/// The stable id of a concept: `prisoners`, `rape`, `GB-EAW`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(Arc<str>);

impl ConceptId {
    /// The id with this name.
    pub fn new(name: &str) -> Self {
        Self(Arc::from(name))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ConceptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ConceptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

impl Borrow<str> for ConceptId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// What sort of thing a concept is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// A noun phrase head or modifier that marks a group told apart by migration (`migrant`, `foreign`, `born abroad`).
    Group,
    /// A noun for people that a group modifier may stand before (`nationals`, `men`, `suspects`).
    Person,
    /// A country, region, town or police area.
    Place,
    /// What is counted (`prisoners`, `convictions`).
    Measure,
    /// A crime type.
    Offence,
    /// How something was counted (`age-adjusted`).
    Definition,
    /// Men, women.
    Sex,
    /// Words for time that are no date (`last year`, `now`).
    Period,
    /// A verb of saying.
    Speech,
    /// A person, body or office that says things.
    Speaker,
    /// Data that a figure is taken from.
    Source,
    /// A hedge (`may`, `estimated`).
    Hedge,
    /// A word that denies, asks or supposes.
    Stance,
    /// A word that rules or exclusions refer to by id and nothing else.
    Word,
}

impl Class {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Word as usize + 1;
}

/// A concept as loaded.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Its stable id.
    pub id: ConceptId,
    /// Its sort.
    pub class: Class,
    /// The first of its labels, used when it is shown.
    pub label: String,
    /// Wider concepts: England and Wales for England.
    pub broader: Vec<ConceptId>,
    /// Concepts that are nearly the same and may stand in, named as a mismatch.
    pub close: Vec<ConceptId>,
    /// Concepts that exclude it.
    pub opposes: Vec<ConceptId>,
    /// Concepts that the words also imply.
    pub implies: Vec<ConceptId>,
    /// Among measures, the highest rank in reach wins.
    pub rank: u8,
    /// Attributes that only some classes have, by name.
    pub attributes: std::collections::BTreeMap<String, String>,
}

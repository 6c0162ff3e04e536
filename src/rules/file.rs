//! Rule files as written.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Direction, Relation, Stance, pattern::WordSet};

/// A file of relation rules.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelationFile {
    #[serde(default)]
    pub(crate) sets: BTreeMap<String, WordSet>,
    #[serde(default)]
    pub(crate) rule: Vec<RelationEntry>,
}

/// A `[[rule]]` of a relation file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelationEntry {
    pub(crate) id: Spanned<String>,
    pub(crate) summary: String,
    pub(crate) kind: Vec<Spanned<String>>,
    /// Only quantities written as one of these words.
    #[serde(default)]
    pub(crate) text: Vec<String>,
    #[serde(default)]
    pub(crate) left: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) right: Option<Spanned<String>>,
    pub(crate) relation: Relation,
    pub(crate) direction: Option<Direction>,
    pub(crate) measure: Option<String>,
    /// The kind that the quantity has in truth: a bare "3.2" after "relative risk" is a multiple.
    pub(crate) reads_as: Option<ReadsAs>,
    pub(crate) stance: Option<Stance>,
    #[serde(default)]
    pub(crate) examples: Vec<ExampleEntry>,
    #[serde(default)]
    pub(crate) counterexamples: Vec<Spanned<String>>,
}

/// The kind that a bare number has by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadsAs {
    /// A factor.
    Multiple,
    /// Index points.
    Index,
    /// Percent.
    Percent,
}

/// A file of exclusions.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScopeFile {
    #[serde(default)]
    pub(crate) sets: BTreeMap<String, WordSet>,
    pub(crate) window: Option<Window>,
    #[serde(default)]
    pub(crate) exclusion: Vec<ExclusionEntry>,
}

/// The `[window]` in which a group and a justice word make a number a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// How many blocks back the other of the two words may stand.
    pub blocks_back: usize,
    /// Countries whose people open nothing where the draft names no place.
    pub home: Vec<String>,
    /// How many tokens after a vague word a group or justice word must stand.
    pub vague_reach: usize,
}

/// An `[[exclusion]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExclusionEntry {
    pub(crate) id: Spanned<String>,
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) kind: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) left: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) right: Option<Spanned<String>>,
    /// Only numbers below this.
    pub(crate) below: Option<u32>,
    /// Only numbers written as one of these words.
    #[serde(default)]
    pub(crate) text: Vec<String>,
    /// Patterns after the number that save it.
    #[serde(default)]
    pub(crate) unless: Vec<Spanned<String>>,
    /// Sentences; the number in square brackets is no claim.
    #[serde(default)]
    pub(crate) examples: Vec<Spanned<String>>,
    /// Sentences; the number in square brackets is not excluded by this rule.
    #[serde(default)]
    pub(crate) counterexamples: Vec<Spanned<String>>,
}

/// An example: a text with the quantity in square brackets, and the fields it must have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleEntry {
    /// The text, the quantity in square brackets.
    pub text: String,
    /// Expected direction.
    pub direction: Option<Direction>,
    /// Expected words for the group.
    pub population: Option<String>,
    /// Expected words for the group compared against.
    pub comparator: Option<String>,
    /// Expected words for the whole.
    pub whole: Option<String>,
    /// Expected measure.
    pub measure: Option<String>,
    /// Expected words for the crime type.
    pub offence: Option<String>,
    /// Expected words for the place.
    pub place: Option<String>,
    /// Expected words for the period.
    pub period: Option<String>,
    /// Expected words for the speaker.
    pub speaker: Option<String>,
    /// Expected words for the source.
    pub source: Option<String>,
    /// Expected stance.
    pub stance: Option<Stance>,
}

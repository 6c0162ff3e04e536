//! Vocabulary files as written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Class;
use crate::text::LineIndex;

/// A vocabulary file could not be used; usually the fault of whoever edited it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct VocabularyError {
    /// The file, as named by whoever loaded it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong with it.
    pub message: String,
}

impl VocabularyError {
    pub(crate) fn at(file: &str, text: &str, offset: usize, message: String) -> Self {
        let place = LineIndex::new(text).location(text, offset);
        Self {
            file: file.to_owned(),
            line: place.line,
            column: place.column,
            message,
        }
    }
}

/// One file: concepts, countries and regions.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VocabularyFile {
    #[serde(default)]
    pub(crate) concept: Vec<ConceptEntry>,
    #[serde(default)]
    pub(crate) country: Vec<PlaceEntry>,
    #[serde(default)]
    pub(crate) region: Vec<PlaceEntry>,
}

/// A `[[concept]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConceptEntry {
    pub(crate) id: toml::Spanned<String>,
    pub(crate) class: Class,
    #[serde(default)]
    pub(crate) labels: Vec<toml::Spanned<String>>,
    /// Labels that are verbs ("raped").
    #[serde(default)]
    pub(crate) verbs: Vec<toml::Spanned<String>>,
    /// Labels that are nouns for people ("rapists").
    #[serde(default)]
    pub(crate) persons: Vec<toml::Spanned<String>>,
    /// Labels that stand before a noun ("drug", in "drug arrests").
    #[serde(default)]
    pub(crate) adjuncts: Vec<toml::Spanned<String>>,
    /// Adjectives of a place below a country ("Texan").
    #[serde(default)]
    pub(crate) adjectives: Vec<toml::Spanned<String>>,
    /// Nouns for the people of a place below a country ("Scots").
    #[serde(default)]
    pub(crate) people: Vec<toml::Spanned<String>>,
    /// Adjectives that name them after "the".
    #[serde(default)]
    pub(crate) collective: Vec<toml::Spanned<String>>,
    #[serde(default)]
    pub(crate) broader: Vec<String>,
    #[serde(default)]
    pub(crate) close: Vec<String>,
    #[serde(default)]
    pub(crate) opposes: Vec<String>,
    #[serde(default)]
    pub(crate) implies: Vec<String>,
    #[serde(default)]
    pub(crate) rank: u8,
    /// What a group word does to the group it helps to name.
    #[serde(default)]
    pub(crate) group: GroupEffect,
    /// Further attributes.
    #[serde(default)]
    pub(crate) is: BTreeMap<String, String>,
    /// The definition that an offence word also names.
    pub(crate) definition: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) order: Option<String>,
    pub(crate) role: Option<String>,
    /// Where a stance word stands from the claim.
    pub(crate) position: Option<String>,
    /// How firmly a stance word decides.
    pub(crate) strength: Option<String>,
    pub(crate) stance: Option<String>,
    pub(crate) generic: Option<toml::Value>,
}

/// What a group word adds to a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupEffect {
    /// Its part in the phrase.
    pub(crate) role: Option<Role>,
    pub(crate) basis: Option<String>,
    pub(crate) who: Option<WhoWord>,
    #[serde(default)]
    pub(crate) traits: Vec<String>,
    pub(crate) sex: Option<String>,
    /// Whether the basis is only a default that another word may overrule.
    #[serde(default)]
    pub(crate) weak: bool,
    /// Whether it names a group without a noun after it.
    #[serde(default)]
    pub(crate) alone: bool,
}

/// The part a word plays in a phrase for a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// A noun that names a group: migrants.
    Head,
    /// Stands before a noun: foreign.
    Modifier,
    /// Stands before a noun and adds nothing: young, convicted.
    Plain,
    /// Stands after a noun, or after "people": born abroad.
    Post,
    /// Turns the next word round: non.
    Not,
    /// Joins an adjective to make birth the basis: -born.
    Suffix,
    /// Stands before a place: born in, from.
    BeforePlace,
    /// Stands before a place and turns it round: born outside.
    BeforeNotPlace,
    /// Stands before an adjective: of (Turkish) …
    BeforeAdjective,
    /// Stands after an adjective: origin, passport.
    AfterAdjective,
    /// Holds a phrase together: the, of, with, who, are.
    Filler,
    /// Joins two groups: and.
    Join,
}

/// Who a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WhoWord {
    Everyone,
    Rest,
    Foreign,
    Native,
    Unrecorded,
}

/// A `[[country]]` or `[[region]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceEntry {
    pub(crate) id: toml::Spanned<String>,
    #[serde(default)]
    pub(crate) names: Vec<toml::Spanned<String>>,
    #[serde(default)]
    pub(crate) adjectives: Vec<toml::Spanned<String>>,
    #[serde(default)]
    pub(crate) people: Vec<toml::Spanned<String>>,
    #[serde(default)]
    pub(crate) collective: Vec<toml::Spanned<String>>,
    #[serde(default, alias = "broader")]
    pub(crate) within: Vec<String>,
    #[serde(default)]
    pub(crate) close: Vec<String>,
}

/// Reads one file.
pub(crate) fn parse(file: &str, text: &str) -> Result<VocabularyFile, VocabularyError> {
    toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        VocabularyError::at(file, text, offset, error.message().to_owned())
    })
}

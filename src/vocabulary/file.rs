//! Vocabulary files as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};
use toml::de::DeTable;

use super::{Class, expand::expand};
use crate::text::{
    LineIndex,
    toml::{Slip, entries},
};

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

/// What a file has for the vocabulary: concepts, countries and regions.
#[derive(Debug)]
pub(crate) struct VocabularyFile<'f> {
    pub(super) name: &'f str,
    pub(super) text: &'f str,
    pub(super) concepts: Vec<ConceptEntry>,
    pub(super) countries: Vec<PlaceEntry>,
    pub(super) regions: Vec<PlaceEntry>,
}

/// The keys of a vocabulary file.
pub(crate) const KEYS: [&str; 3] = ["concept", "country", "region"];

/// A `[[concept]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Concept")]
pub(crate) struct ConceptEntry {
    /// Its stable id; an entry with the id of a known concept adds to it.
    #[schemars(with = "String")]
    pub(crate) id: toml::Spanned<String>,
    /// What sort of thing it is.
    pub(crate) class: Class,
    /// Its words. `(a|b|)` stands for each part; a capital letter must be a capital in the text; marks may be left out there.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) labels: Vec<Label>,
    /// Labels that are verbs ("raped").
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) verbs: Vec<Label>,
    /// Labels that are nouns for people ("rapists").
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) persons: Vec<Label>,
    /// Labels that name it only directly before a noun of justice ("immigration", in "immigration arrests").
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) adjuncts: Vec<Label>,
    /// Adjectives of a place below a country ("Texan").
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) adjectives: Vec<Label>,
    /// Nouns for the people of a place below a country ("Scots").
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) people: Vec<Label>,
    /// Adjectives that name them after "the".
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) collective: Vec<Label>,
    /// Ids of wider concepts.
    #[serde(default)]
    pub(crate) broader: Vec<String>,
    /// Ids of concepts that are nearly the same.
    #[serde(default)]
    pub(crate) close: Vec<String>,
    /// Ids of concepts that exclude it.
    #[serde(default)]
    pub(crate) opposes: Vec<String>,
    /// Ids of concepts that its words also imply.
    #[serde(default)]
    pub(crate) implies: Vec<String>,
    /// Among measures in reach the one of highest rank wins.
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
    #[schemars(with = "Option<serde_json::Value>")]
    pub(crate) generic: Option<toml::Value>,
}

/// A label with its alternations written out, or what is wrong with it.
#[derive(Debug, Deserialize)]
#[serde(from = "toml::Spanned<String>")]
pub(crate) struct Label {
    /// Where it stands in the file.
    pub(super) at: usize,
    pub(super) expanded: Result<Vec<String>, String>,
}

impl From<toml::Spanned<String>> for Label {
    fn from(written: toml::Spanned<String>) -> Self {
        Self {
            at: written.span().start,
            expanded: expand(written.get_ref()),
        }
    }
}

/// What a group word adds to a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "GroupEffect")]
pub(crate) struct GroupEffect {
    /// Its part in the phrase.
    pub(crate) role: Option<Role>,
    pub(crate) basis: Option<String>,
    pub(crate) who: Option<WhoWord>,
    #[serde(default)]
    pub(crate) traits: Vec<String>,
    pub(crate) sex: Option<String>,
    /// Whether what follows names the parents, so that its traits are not the group's.
    #[serde(default)]
    pub(crate) parents: bool,
    /// Whether the basis is only a default that another word may overrule.
    #[serde(default)]
    pub(crate) weak: bool,
    /// Whether it names a group without a noun after it.
    #[serde(default)]
    pub(crate) alone: bool,
}

impl GroupEffect {
    /// Whether it is a noun for everyone, or for those outside of a group.
    pub(crate) fn names_no_group(&self) -> bool {
        let none = matches!(self.who, Some(WhoWord::Rest | WhoWord::Everyone));
        none && self.role == Some(Role::Head)
    }
}

/// The part a word plays in a phrase for a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "GroupRole")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Who")]
pub(crate) enum WhoWord {
    Everyone,
    Rest,
    Foreign,
    Native,
    Unrecorded,
}

/// A `[[country]]` or `[[region]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Place")]
pub(crate) struct PlaceEntry {
    #[schemars(with = "String")]
    pub(crate) id: toml::Spanned<String>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) names: Vec<Label>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) adjectives: Vec<Label>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) people: Vec<Label>,
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) collective: Vec<Label>,
    #[serde(default, alias = "broader")]
    pub(crate) within: Vec<String>,
    #[serde(default)]
    pub(crate) close: Vec<String>,
}

impl<'f> VocabularyFile<'f> {
    /// Takes the concepts and places out of the top level of a file; a broken entry is left out and told.
    ///
    /// Other keys are the business of whoever reads the file for them.
    pub(crate) fn take(
        name: &'f str,
        text: &'f str,
        table: &mut DeTable<'_>,
        slips: &mut Vec<Slip>,
    ) -> Self {
        Self {
            name,
            text,
            concepts: taken(table, "concept", slips),
            countries: taken(table, "country", slips),
            regions: taken(table, "region", slips),
        }
    }
}

fn taken<T: DeserializeOwned>(table: &mut DeTable<'_>, key: &str, slips: &mut Vec<Slip>) -> Vec<T> {
    let (read, more) = table.remove(key).map(entries).unwrap_or_default();
    slips.extend(more);
    read
}

//! Qualification rules as written. The comments here are what an editor shows for a
//! key: the published schema is made from them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Authority, Data, Facet, GroupTest, Once, TextTest, Weight, Within};
use crate::{
    number::Bound,
    rules::{Direction, Relation, Stance, file::KindName, pattern::WordSet},
};

/// A file of qualification rules.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QualificationFile {
    /// Read by the loader, which hands all sets to the patterns.
    #[serde(default, rename = "sets")]
    _sets: BTreeMap<String, WordSet>,
    #[serde(default)]
    pub(super) defect: Vec<DefectEntry>,
    #[serde(default)]
    pub(super) doubt: Vec<DoubtEntry>,
}

/// A `[[doubt]]`: words that leave open whether a number is the claim's at all.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Doubt")]
pub(crate) struct DoubtEntry {
    /// A stable name of its own; a doubt of your own with the id of a built-in one takes its place.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// What is open, as a clause for a finding: "the draft adds groups up".
    pub(super) because: String,
    /// Any of these makes it hold.
    pub(super) when: Vec<WhenEntry>,
    /// Texts in which the number in square brackets has it.
    #[serde(default)]
    pub(super) examples: Vec<String>,
    /// Texts in which the number in square brackets does not.
    #[serde(default)]
    pub(super) counterexamples: Vec<String>,
}

/// A `[[defect]]`: a way in which a true number misleads.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Defect")]
pub(crate) struct DefectEntry {
    /// Its stable id, which is the code of its findings; one of your own with the id of a built-in one takes its place.
    #[schemars(with = "String")]
    pub(super) id: Spanned<String>,
    /// In a few words.
    pub(super) title: String,
    /// How much it matters, unless the configuration says otherwise.
    pub(super) severity: Weight,
    /// Why it misleads, in a sentence or two.
    pub(super) why: String,
    /// How often it is reported.
    #[serde(default)]
    pub(super) once: Once,
    /// The sentence of a finding, with fields in braces.
    #[schemars(with = "String")]
    pub(super) message: Spanned<String>,
    /// What to do about one's own words.
    pub(super) advice: String,
    /// What to do where a speaker is quoted.
    pub(super) advice_quoted: String,
    /// Who says that it misleads.
    pub(super) authority: Authority,
    /// Any of these makes it hold.
    pub(super) when: Vec<WhenEntry>,
    /// Texts in which the number in square brackets has it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) examples: Vec<Spanned<String>>,
    /// Texts in which the number in square brackets does not.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) counterexamples: Vec<Spanned<String>>,
}

/// One set of conditions, all of which must hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "When")]
pub(crate) struct WhenEntry {
    /// The sentence of a finding, where it differs from the rule's.
    #[schemars(with = "Option<String>")]
    pub(super) message: Option<Spanned<String>>,
    /// Kinds of number; all where empty.
    #[serde(default)]
    #[schemars(with = "Vec<KindName>")]
    pub(super) kind: Vec<Spanned<String>>,
    /// Relations; all where empty.
    #[serde(default)]
    pub(super) relation: Vec<Relation>,
    /// Bounds; all where empty.
    #[serde(default)]
    pub(super) bound: Vec<Bound>,
    /// The direction.
    pub(super) direction: Option<Direction>,
    /// Stances; asserted where empty, and any in a doubt.
    #[serde(default)]
    pub(super) stance: Vec<Stance>,
    /// Ids of measures; all where empty.
    #[serde(default)]
    pub(super) measure: Vec<String>,
    /// Ids of measures that clear it.
    #[serde(default)]
    pub(super) not_measure: Vec<String>,
    /// Facets that must be filled.
    #[serde(default)]
    pub(super) has: Vec<Facet>,
    /// Facets that must not be.
    #[serde(default)]
    pub(super) lacks: Vec<Facet>,
    /// The value must be greater.
    pub(super) above: Option<u32>,
    /// The value must be at least this.
    pub(super) at_least: Option<u32>,
    /// The value must be smaller.
    pub(super) below: Option<u32>,
    /// At least so many digits are written that are no zeros at the end.
    pub(super) digits: Option<usize>,
    /// The group it is about.
    pub(super) population: Option<GroupTest>,
    /// The group compared against.
    pub(super) comparator: Option<GroupTest>,
    /// What stands right before the number.
    #[schemars(with = "Option<String>")]
    pub(super) left: Option<Spanned<String>>,
    /// What stands right after it.
    #[schemars(with = "Option<String>")]
    pub(super) right: Option<Spanned<String>>,
    /// Words that must occur, one of each set.
    #[serde(default)]
    pub(super) present: Vec<WordsEntry>,
    /// Words that clear it.
    #[serde(default)]
    pub(super) absent: Vec<WordsEntry>,
    /// Other numbers that must stand near.
    #[serde(default)]
    pub(super) with: Vec<CompanionEntry>,
    /// Other numbers that clear it.
    #[serde(default)]
    pub(super) without: Vec<CompanionEntry>,
    /// A sum or comparison within the draft.
    pub(super) test: Option<TextTest>,
    /// What the reference data must say; not in a doubt.
    pub(super) data: Option<Data>,
}

/// Words of which one must occur in a stretch.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Words")]
pub(crate) struct WordsEntry {
    /// The patterns, tried at every word of the stretch.
    #[schemars(with = "Vec<String>")]
    pub(super) any: Vec<Spanned<String>>,
    /// The stretch.
    pub(super) within: Within,
}

/// Another number near the claim.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Companion")]
pub(crate) struct CompanionEntry {
    /// Where.
    pub(super) within: Within,
    /// Kinds of number; all where empty.
    #[serde(default)]
    #[schemars(with = "Vec<KindName>")]
    pub(super) kind: Vec<Spanned<String>>,
    /// Relations of claims; where empty also numbers that are no claims.
    #[serde(default)]
    pub(super) relation: Vec<Relation>,
    /// Ids of measures of claims.
    #[serde(default)]
    pub(super) measure: Vec<String>,
    /// Ids of measures that do not count.
    #[serde(default)]
    pub(super) not_measure: Vec<String>,
    /// The group it is about.
    pub(super) population: Option<GroupTest>,
    /// Its value must be smaller.
    pub(super) below: Option<u32>,
    /// What stands right after it.
    #[schemars(with = "Option<String>")]
    pub(super) right: Option<Spanned<String>>,
}

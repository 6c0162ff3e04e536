//! A language pack as a value: what words mean, how numbers are read, and the rules that
//! say which of them are claims. `load` reads it.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Direction, Relation, Stance,
    file::{ExampleEntry, ReadsAs, Status, Window},
    index::RuleIndex,
    pattern::{Pattern, WordSet},
    qualification::{Defect, Doubt},
};
use crate::{
    language::{period::PeriodWords, quantity::Scanner, sentence::SentenceSplitter},
    number::{Kind, Widths},
    text::Location,
    vocabulary::Vocabulary,
};

/// A rule that says what a quantity means.
#[derive(Debug, Clone)]
pub struct RelationRule {
    /// Its stable id.
    pub id: String,
    /// What it finds, in one line.
    pub summary: String,
    /// The kinds of quantity it is asked about.
    pub kinds: Vec<Kind>,
    /// Only quantities written as one of these words, in lower case; any where empty.
    pub text: Vec<String>,
    /// What must stand before the quantity.
    pub left: Pattern,
    /// What must stand after it.
    pub right: Pattern,
    /// The two patterns as written.
    pub written: (String, String),
    /// What the number says.
    pub relation: Relation,
    /// Its direction, where the rule fixes it.
    pub direction: Option<Direction>,
    /// Its measure, where the rule fixes it.
    pub measure: Option<String>,
    /// The kind that the quantity has in truth.
    pub reads_as: Option<ReadsAs>,
    /// Its stance, where the rule fixes it.
    pub stance: Option<Stance>,
    /// How far it can be relied on.
    pub status: Status,
    /// Why it exists.
    pub references: Vec<String>,
    /// Where it is known to go wrong.
    pub false_positives: Vec<String>,
    /// Texts it must match, with the expected fields.
    pub examples: Vec<ExampleEntry>,
    /// Texts it must not match.
    pub counterexamples: Vec<String>,
    /// The file it stands in.
    pub file: String,
    /// Where its id stands in the file.
    pub at: Location,
}

/// A rule that says that a number is no claim.
#[derive(Debug, Clone)]
pub struct Exclusion {
    /// Its stable id.
    pub id: String,
    /// Why such a number is no claim, in one line.
    pub summary: String,
    /// The kinds of quantity it is asked about; all where empty.
    pub kinds: Vec<Kind>,
    /// What must stand before the quantity.
    pub left: Pattern,
    /// What must stand after it.
    pub right: Pattern,
    /// The two patterns as written.
    pub written: (String, String),
    /// Only numbers limited like this, by the names of bounds; any where empty.
    pub bounds: Vec<String>,
    /// Only numbers below this.
    pub below: Option<u32>,
    /// Only numbers written as one of these words, in lower case; any where empty.
    pub text: Vec<String>,
    /// What must not stand after it.
    pub unless: Vec<Pattern>,
    /// What must not stand before it.
    pub unless_before: Vec<Pattern>,
    /// Whether it leaves a number that goes on a list of claims.
    pub unless_listed: bool,
    /// Texts whose bracketed number it excludes.
    pub examples: Vec<String>,
    /// Texts whose bracketed number it leaves.
    pub counterexamples: Vec<String>,
    /// The file it stands in.
    pub file: String,
    /// Where its id stands in the file.
    pub at: Location,
}

/// A language pack.
#[derive(Debug)]
pub struct Pack {
    /// What words mean.
    pub vocabulary: Vocabulary,
    /// Finds numbers.
    pub scanner: Scanner,
    /// Finds sentences.
    pub sentences: SentenceSplitter,
    /// Finds periods.
    pub periods: PeriodWords,
    /// How wide written numbers and bound words are.
    pub widths: Widths,
    /// Relation rules in the order in which they are asked.
    pub relations: Vec<RelationRule>,
    /// Where each of them may match.
    pub relation_index: RuleIndex,
    /// Exclusions.
    pub exclusions: Vec<Exclusion>,
    /// Where each of them may match.
    pub exclusion_index: RuleIndex,
    /// Ways in which a true number misleads, by id.
    pub qualifications: Vec<Arc<Defect>>,
    /// Words that leave open whether a number is the claim's, in order of their ids.
    pub doubts: Vec<Arc<Doubt>>,
    /// The window of scope.
    pub window: Window,
    /// Words that change nothing when two phrases are compared.
    pub articles: Vec<String>,
    /// Named sets of words.
    pub sets: BTreeMap<String, WordSet>,
}

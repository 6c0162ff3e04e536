//! Rule files as written. The comments here are what an editor shows for a key:
//! the published schema is made from them.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Direction, Relation, Stance};

/// A `[[rule]]` of a relation file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rule")]
pub(crate) struct RelationEntry {
    /// A stable name of its own; a rule of your own with the id of a built-in one takes its place.
    #[schemars(with = "String")]
    pub(crate) id: Spanned<String>,
    /// What it finds, in one line.
    pub(crate) summary: String,
    /// The kinds of number it is asked about.
    #[schemars(with = "Vec<KindName>")]
    pub(crate) kind: Vec<Spanned<String>>,
    /// Only numbers written as one of these words.
    #[serde(default)]
    pub(crate) text: Vec<String>,
    /// What must stand before the number.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub(crate) left: Option<Spanned<String>>,
    /// What must stand after the number.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub(crate) right: Option<Spanned<String>>,
    /// What the number says.
    pub(crate) relation: Relation,
    /// Its direction, where the words of the pattern do not give it.
    pub(crate) direction: Option<Direction>,
    /// The id of the measure, where the rule fixes it.
    #[schemars(with = "Option<String>")]
    pub(crate) measure: Option<Spanned<String>>,
    /// The kind that the number has in truth: a bare "3.2" after "relative risk" is a multiple.
    pub(crate) reads_as: Option<ReadsAs>,
    /// What the draft does with the claim, where the rule fixes it.
    pub(crate) stance: Option<Stance>,
    /// Whether it is meant to match every number of its kinds that no rule before it matched.
    #[serde(default)]
    pub(crate) catch_all: bool,
    /// How far it can be relied on.
    #[serde(default)]
    pub(crate) status: Status,
    /// Why it exists: style guides, corrections, discussions.
    #[serde(default)]
    pub(crate) references: Vec<String>,
    /// Where it is known to go wrong.
    #[serde(default)]
    pub(crate) false_positives: Vec<String>,
    /// Texts it must match, with the fields that must come out.
    #[serde(default)]
    #[schemars(with = "Vec<ExampleEntry>")]
    pub(crate) examples: Vec<Spanned<ExampleEntry>>,
    /// Texts it must leave alone, the number in square brackets.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) counterexamples: Vec<Spanned<String>>,
}

/// How far a rule can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its examples must pass.
    #[default]
    Stable,
    /// It is asked, but a failing example of it fails no test.
    Experimental,
    /// It is not asked; with the id of a built-in rule, that rule is turned off.
    Off,
}

impl Status {
    /// The name used in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Experimental => "experimental",
            Self::Off => "off",
        }
    }
}

/// A kind of number.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "it only names the kinds in the schema")]
pub(crate) enum KindName {
    Count,
    Percent,
    PercentagePoints,
    Multiple,
    Fraction,
    Rate,
    Index,
    Vague,
}

/// The kind that a bare number has by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadsAs {
    /// A factor.
    Multiple,
    /// Index points.
    Index,
    /// Percent.
    Percent,
    /// A plain count: "arrested 782 times".
    Count,
}

/// The `[window]` in which a group and a justice word make a number a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// How many blocks back the other of the two words may stand.
    pub blocks_back: usize,
    /// Countries whose people open nothing where the draft names no place.
    pub home: Vec<String>,
    /// Vague words that say more than half.
    #[serde(default)]
    pub majority: Vec<String>,
    /// Vague words that say less than half.
    #[serde(default)]
    pub minority: Vec<String>,
    /// Bound words behind a rise or fall that tell what it came to, and not by how much.
    #[serde(default)]
    pub level_bounds: Vec<String>,
    /// Words for being sent to prison as well as for being there.
    #[serde(default)]
    pub sent_or_held: Vec<String>,
    /// Words for letting people go in a time, where a table counts those free on a day.
    #[serde(default)]
    pub released: Vec<String>,
    /// Words for the present or for any time.
    #[serde(default)]
    pub present: Vec<String>,
    /// Superlatives that say that nothing was less.
    #[serde(default)]
    pub lowest: Vec<String>,
    /// Words that say that a number is a total.
    #[serde(default)]
    pub totals: Vec<String>,
    /// Words before a number that say so.
    #[serde(default)]
    pub totals_before: Vec<String>,
    /// Words for a list that need not be all.
    #[serde(default)]
    pub partial: Vec<String>,
    /// Words before a number that say another once more.
    #[serde(default)]
    pub again: Vec<String>,
    /// Words between a part and its whole, or before a whole.
    #[serde(default)]
    pub out_of: Vec<String>,
    /// Words after a part of a whole that was named before.
    #[serde(default)]
    pub of_them: Vec<String>,
    /// Words behind a share of a total told before.
    #[serde(default)]
    pub of_total: Vec<String>,
    /// First words of a sentence that goes on from the number before it.
    #[serde(default)]
    pub resuming: Vec<String>,
    /// Words between a change and the number that it starts from.
    #[serde(default)]
    pub start_of_change: Vec<String>,
    /// Words before the two ends of a change.
    #[serde(default)]
    pub from_to: Vec<String>,
    /// First words of a column's header that make its numbers places in an order.
    #[serde(default)]
    pub ranks: Vec<String>,
    /// Words for coming into prison in a time, where a table counts those inside on a day.
    #[serde(default)]
    pub entering: Vec<String>,
    /// Words behind a length of time that make it a time after another.
    #[serde(default)]
    pub later: Vec<String>,
    /// Words beside a number that make it a change.
    #[serde(default)]
    pub moved: Vec<String>,
    /// Words that set the clause after them against the one before.
    #[serde(default)]
    pub contrast: Vec<String>,
    /// Expressions for every year, beside a number that is for each.
    #[serde(default)]
    pub each_year: Vec<String>,
    /// The same for shorter times.
    #[serde(default)]
    pub each_time: Vec<String>,
    /// Words behind a number that build its sentence and narrow nothing: "in", "were".
    #[serde(default)]
    pub plain: Vec<String>,
    /// Words that begin a clause about the people before them.
    #[serde(default)]
    pub relative: Vec<String>,
    /// Words before what a number was at another time.
    #[serde(default)]
    pub at_another_time: Vec<String>,
    /// Words between the last two of a list.
    #[serde(default)]
    pub and: Vec<String>,
    /// Words before a year that make it the start of a change.
    #[serde(default)]
    pub since: Vec<String>,
    /// Endings of nouns for several things.
    #[serde(default)]
    pub plural: Vec<String>,
    /// Endings among them of other words.
    #[serde(default)]
    pub not_plural: Vec<String>,
    /// How many tokens after a vague word a group or justice word must stand.
    pub vague_reach: usize,
}

/// An `[[exclusion]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Exclusion")]
pub(crate) struct ExclusionEntry {
    /// A stable name of its own; one of your own with the id of a built-in one takes its place.
    #[schemars(with = "String")]
    pub(crate) id: Spanned<String>,
    /// Why such a number is no claim, in one line.
    pub(crate) summary: String,
    /// The kinds of number it is asked about; all where none is named.
    #[serde(default)]
    #[schemars(with = "Vec<KindName>")]
    pub(crate) kind: Vec<Spanned<String>>,
    /// What must stand before the number.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub(crate) left: Option<Spanned<String>>,
    /// What must stand after the number.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub(crate) right: Option<Spanned<String>>,
    /// Only numbers below this.
    pub(crate) below: Option<u32>,
    /// Only numbers limited like this: `under`, `over`.
    #[serde(default)]
    pub(crate) bound: Vec<String>,
    /// Only numbers written as one of these words.
    #[serde(default)]
    pub(crate) text: Vec<String>,
    /// Patterns after the number that save it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) unless: Vec<Spanned<String>>,
    /// Patterns before the number that save it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) unless_before: Vec<Spanned<String>>,
    /// Whether it leaves a number that goes on a list of claims: the "two" of "14 arrested, nine charged, two convicted".
    #[serde(default)]
    pub(crate) unless_listed: bool,
    /// Whether it is turned off.
    #[serde(default)]
    pub(crate) status: Status,
    /// Texts; the number in square brackets is no claim.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) examples: Vec<Spanned<String>>,
    /// Texts; the number in square brackets is not excluded by this rule.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(crate) counterexamples: Vec<Spanned<String>>,
}

/// An example: a text with the quantity in square brackets, and the fields it must have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Example")]
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

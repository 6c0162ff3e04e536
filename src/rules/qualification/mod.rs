//! Qualification rules: ways in which a true number misleads, each with its
//! authority and with advice for the writer.
//!
//! A rule holds where any of its `when` tables holds. A table asks for features
//! of the claim, for words near it or their absence, for other numbers near it,
//! and last for what the reference data say. The words are matched by
//! `claim::marks`, the data by `check::qualification`; a rule without a `data`
//! table is decided by the draft alone.

mod file;
mod read;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Direction, Relation, Stance, pattern::Pattern};
use crate::number::Bound;

pub(super) use file::{DefectEntry, DoubtEntry};
pub use read::FIELDS;
pub(super) use read::{Qualifications, read};

/// A way in which a number misleads.
#[derive(Debug, Clone)]
pub struct Defect {
    /// Its stable id, which is the code of its findings: `Q02-times-more`.
    pub id: String,
    /// In a few words.
    pub title: String,
    /// How much it matters.
    pub weight: Weight,
    /// Why it misleads, in a sentence or two.
    pub why: String,
    /// Any of these makes it hold.
    pub when: Vec<When>,
    /// How far apart two findings of it must be.
    pub once: Once,
    /// The sentence of a finding, with fields in braces.
    pub message: String,
    /// What to do about one's own words.
    pub advice: String,
    /// What to do where a speaker is quoted.
    pub advice_quoted: String,
    /// Who says that it misleads.
    pub authority: Authority,
    /// Texts in which the bracketed number has it.
    pub examples: Vec<String>,
    /// Texts in which the bracketed number does not.
    pub counterexamples: Vec<String>,
    /// The file it stands in.
    pub file: String,
}

/// Words that leave open whether a number is the claim's at all: where the data differ,
/// the number is not called wrong.
#[derive(Debug, Clone)]
pub struct Doubt {
    /// Its id: `two-together`.
    pub id: String,
    /// What is open, as a clause for a finding: "the draft adds groups up".
    pub because: String,
    /// Any of these makes it hold.
    pub when: Vec<When>,
    /// Texts in which the bracketed number has it.
    pub examples: Vec<String>,
    /// Texts in which the bracketed number does not.
    pub counterexamples: Vec<String>,
    /// The file it stands in.
    pub file: String,
}

/// How much a defect matters, unless the configuration says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Good to know.
    Note,
    /// Look at it before publishing.
    Warning,
}

impl Weight {
    /// Its name in rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
        }
    }
}

/// How often a defect is reported.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Once {
    /// On every claim that has it.
    Claim,
    /// On the first claim of a paragraph.
    #[default]
    Paragraph,
    /// On the first claim of the draft.
    Document,
}

/// Who says that something misleads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A stretch of the draft around a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// The claim's sentence.
    Sentence,
    /// The claim's sentence and those beside it in its paragraph.
    Sentences,
    /// The claim's paragraph; for list items and table cells the whole list or table.
    Paragraph,
    /// The paragraph and the ones beside it.
    Near,
    /// The whole draft.
    Document,
}

/// A facet that may be filled or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of claim-model's fields")]
pub enum Facet {
    Population,
    Comparator,
    Whole,
    Offence,
    Place,
    Period,
    Speaker,
    Source,
    Definitions,
    Qualifiers,
    Quoted,
    /// The paragraph has a link.
    Link,
}

/// Who a group must be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupTest {
    /// One of `foreign`, `native`, `rest`, `everyone`, `of`; any where empty.
    #[serde(default)]
    pub who: Vec<String>,
    /// One of these bases; `open` is none. Any where empty.
    #[serde(default)]
    pub basis: Vec<String>,
    /// Without any of these traits.
    #[serde(default)]
    pub lacks_traits: Vec<String>,
    /// Without an age group of its own.
    #[serde(default)]
    pub of_all_ages: bool,
}

/// One set of conditions, all of which must hold.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// The sentence of a finding, where it differs from the rule's.
    pub message: Option<String>,
    /// Kinds of quantity; all where empty.
    pub kinds: Vec<String>,
    /// Relations; all where empty.
    pub relations: Vec<Relation>,
    /// Bounds; all where empty.
    pub bounds: Vec<Bound>,
    /// The direction.
    pub direction: Option<Direction>,
    /// Stances; asserted where empty.
    pub stances: Vec<Stance>,
    /// Measures; all where empty.
    pub measures: Vec<String>,
    /// Measures that clear it.
    pub not_measures: Vec<String>,
    /// Facets that must be filled.
    pub has: Vec<Facet>,
    /// Facets that must not be.
    pub lacks: Vec<Facet>,
    /// The value must be greater.
    pub above: Option<u32>,
    /// The value must be at least this.
    pub at_least: Option<u32>,
    /// The value must be smaller.
    pub below: Option<u32>,
    /// At least so many digits are written that are no zeros at the end.
    pub digits: Option<usize>,
    /// The group it is about.
    pub population: Option<GroupTest>,
    /// The group compared against.
    pub comparator: Option<GroupTest>,
    /// What stands right before the number.
    pub left: Pattern,
    /// What stands right after it.
    pub right: Pattern,
    /// Words that must occur, one of each set.
    pub present: Vec<Words>,
    /// Words that clear it.
    pub absent: Vec<Words>,
    /// Other numbers that must stand near.
    pub with: Vec<Companion>,
    /// Other numbers that clear it.
    pub without: Vec<Companion>,
    /// A sum or comparison within the draft.
    pub test: Option<TextTest>,
    /// What the reference data must say.
    pub data: Option<Data>,
}

/// Words of which one must occur in a stretch.
#[derive(Debug, Clone)]
pub struct Words {
    /// The patterns, tried at every word of the stretch.
    pub any: Vec<Pattern>,
    /// The stretch.
    pub within: Within,
}

/// Another number near the claim.
#[derive(Debug, Clone)]
pub struct Companion {
    /// Where.
    pub within: Within,
    /// Kinds; all where empty.
    pub kinds: Vec<String>,
    /// Relations of claims; where empty also numbers that are no claims.
    pub relations: Vec<Relation>,
    /// Measures of claims.
    pub measures: Vec<String>,
    /// Measures that do not count.
    pub not_measures: Vec<String>,
    /// The group it is about.
    pub population: Option<GroupTest>,
    /// Its value must be smaller.
    pub below: Option<u32>,
    /// What stands right after it.
    pub right: Pattern,
}

/// A sum or comparison within the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextTest {
    /// Two percentages beside it differ by as many points as it has percent, and not by so many percent.
    PointsOfTwoShares,
    /// A percentage beside it has a hundred times, or as much as, its number of times.
    PercentToldAsTimes,
    /// The same share stands beside it in digits that its own words do not allow.
    OutsideItsDigits,
    /// "These" and a group of another sort than the one just counted.
    OtherGroupMeant,
    /// A census or population estimate two years older than the claim's period.
    OlderBase,
    /// The data named in the sentence are from another place than the claim's.
    OtherPlaceOfSource,
    /// The data named in the sentence are for another period than the claim's.
    OtherPeriodOfSource,
    /// The group does not stand between the neighbouring numbers, or there is none.
    GroupElsewhere,
    /// The sentence names an offence before the number, and the claim has none.
    OffenceUnused,
    /// The sentence names a time, and the claim's is from elsewhere.
    TimeUnused,
    /// The claim's time is that of a sentence before.
    TimeCarried,
    /// The sentence names another group, which no number of it uses.
    GroupUnused,
    /// The group stands behind the number and a mark, and another one before the number.
    GroupBehindAMark,
    /// A time before the number, where the claim's own stands behind it and a mark.
    TimeBehindAMark,
    /// The first cell of the table names an age or a sex.
    CornerNarrows,
    /// A crime named before the part of which the number is the base.
    ToldOfThePart,
    /// The sentence names another place, which no number of it uses.
    PlaceUnused,
    /// The sentence names somebody or something that no list has, and that holds or is what the number counts.
    NameUnused,
    /// A word behind the number, in its clause, that is neither of a claim nor builds the sentence.
    WordUnread,
    /// The group is told by the name of a country alone: "Ghana 12 per cent".
    CountryForGroup,
    /// It stands in a table, and the header of its row gives it no facet.
    HeaderUnused,
}

/// What the reference data must say of a claim.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Facets of which one must differ between draft and reference.
    #[serde(default)]
    pub mismatch: Vec<String>,
    /// Measures of which the reference must have one.
    #[serde(default)]
    pub measures: Vec<String>,
    /// Definitions of which the reference must follow one that the draft does not name.
    #[serde(default)]
    pub definitions: Vec<String>,
    /// Definitions that clear it.
    #[serde(default)]
    pub not_definitions: Vec<String>,
    /// Units of counts of which the reference must have one.
    #[serde(default)]
    pub units: Vec<String>,
    /// Words of which one must stand in a caveat or note of the reference, in lower case.
    #[serde(default)]
    pub caveats: Vec<String>,
    /// Levels of trust of which the reference must have one.
    #[serde(default)]
    pub trust: Vec<String>,
    /// A comparison with the cells themselves.
    #[serde(default)]
    pub test: Option<DataTest>,
}

/// A comparison of a claim with the reference's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DataTest {
    /// The same people, told apart by another basis (birth for nationality).
    OtherBasis,
    /// The reference compares with a group that is defined more narrowly, or another reference with everybody.
    OtherComparator,
    /// A population, by its cell or by the year in a definition's id, two years older than the cases set over it.
    OlderBase,
    /// A count of fewer than twenty cases.
    FewCases,
    /// The periods are of different length, and not both longer than a year.
    OtherLength,
    /// Only an edition that was replaced agrees.
    ReplacedEdition,
    /// A caveat names a break of the series between start and end of the change.
    BrokenSeries,
    /// From another start within five years, the change has the other sign.
    OtherStartFlips,
    /// The number is that of another group.
    OtherGroupAgrees,
    /// The word before the number is on the wrong side of the reference.
    BoundBroken,
}

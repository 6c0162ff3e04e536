//! The words of a language pack, each known by a small id, with what it does
//! for the numbers around it.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::{phrases::Phrases, table::Table};
use crate::{
    number::{Bound, Decimal},
    text::Span,
    vocabulary::{WordMap, small_key, small_key_in},
};

/// A word of the language pack.
pub(super) type Id = u32;

/// What a word does for a number beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    /// and.
    And,
    /// a, an.
    Article,
    /// the.
    The,
    /// of.
    Of,
    /// to.
    To,
    /// one.
    One,
    /// Between the ends of a range.
    RangeLink,
    /// Behind a comma, makes the next number the upper end.
    RangeGuess,
    /// Before a range whose ends are joined by `RangeAnd`.
    Between,
    /// Between the ends after `Between`.
    RangeAnd,
    /// from.
    From,
    /// Before `From`, makes it open a range.
    RangeOpener,
    /// After which "500 to 1,000" is a move, not a range.
    ChangeVerb,
    /// Between numbers that share the unit of the last.
    SharedLink,
    /// May stand between a bound word and its number.
    BoundSkip,
    /// The same, but not behind words that also compare.
    BoundArticle,
    /// Makes a number with such an article a limit all the same: "above the 500 mark".
    BoundMark,
    /// A word of reference: its number is a person or thing, no count.
    PronounBefore,
    /// The same, after the number.
    PronounAfter,
    /// May follow "a third" when that is a fraction.
    FractionFollower,
    /// Ends the search for "per" after a numerator.
    RateStop,
    /// Before a number of four digits, makes it a year.
    YearBefore,
    /// After a number of four digits, makes it a count.
    Counted,
    /// Before a decade, makes it an age.
    Possessive,
    /// st, nd, rd, th.
    OrdinalSuffix,
    /// first, second, third.
    Ordinal,
    /// The kinds of road that an address ends with.
    Street,
    /// Who may be "under 18".
    Person,
    /// Bound words of ages.
    AgeBound,
    /// Who answers a survey.
    Respondent,
    /// highest, lowest.
    Superlative,
    /// record, before the words of `RecordAfter`.
    Record,
    /// What a record is of.
    RecordAfter,
    /// thousands, dozens.
    VaguePlural,
    /// of, upon: between two of those.
    VagueLink,
    /// Before hundred, thousand, dozen: few, several.
    VagueScale,
    /// Adjectives that belong to "majority" or "number".
    VagueAdjective,
    /// Makes "ten times" a frequency: a, per, every.
    FrequencyLink,
    /// Letters before a number that join it without making it a name: mid, pre, under.
    PlainPrefix,
    /// May stand before a half that is part of a time or a game.
    HalfNot,
    /// May follow a half that is part of another word.
    HalfNotBefore,
    /// Before an ordinal, makes it a fraction.
    EachNth,
    /// Makes a round number in digits vague.
    PluralSuffix,
}

/// What may follow a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum UnitKind {
    Percent,
    PerMille,
    PercentagePoints,
    Times,
    Index,
    Time,
    Age,
    Money,
    Measure,
    Clock,
}

/// What may lead up to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LeadKind {
    Identifier,
    Age,
    Sample,
    Money,
    Year,
    Index,
    Factor,
    Score,
}

/// A denominator by name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Denominator {
    pub(super) value: u32,
    pub(super) plural: bool,
    pub(super) ordinal: bool,
    pub(super) bare: bool,
}

/// A word that is a factor.
#[derive(Debug, Clone)]
pub(super) struct Multiple {
    pub(super) value: Decimal,
    pub(super) not_before: Vec<Id>,
}

/// A lead with its condition.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lead {
    pub(super) kind: LeadKind,
    pub(super) capital: bool,
}

/// A bound word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BoundWord {
    pub(super) class: Bound,
    /// Whether it may belong to the number before it instead.
    pub(super) comparing: bool,
}

/// Conditions on a vague word.
#[derive(Debug, Clone, Default)]
pub(super) struct Vague {
    pub(super) not_after: Vec<Id>,
    pub(super) not_before: Vec<Id>,
    pub(super) not_before_ending: Vec<String>,
    pub(super) needs_before: Vec<Id>,
    pub(super) needs_after: Vec<Id>,
}

/// All number words of a language.
#[derive(Debug, Clone)]
pub(super) struct Lexicon {
    pub(super) ids: WordMap<Id>,
    /// For each word a bit a role.
    pub(super) roles: Vec<u64>,
    pub(super) cardinals: Table<u32>,
    pub(super) scales: Table<Decimal>,
    pub(super) short_scales: Table<Decimal>,
    pub(super) denominators: Table<Denominator>,
    pub(super) vulgar: Table<[u32; 2]>,
    pub(super) slash_denominators: Vec<u32>,
    pub(super) multiples: Table<Multiple>,
    pub(super) nths: Table<u32>,
    pub(super) units: Phrases<UnitKind>,
    pub(super) leads: Phrases<Lead>,
    pub(super) part_of: Phrases<()>,
    pub(super) per: Phrases<()>,
    pub(super) per_before: Phrases<()>,
    pub(super) per_then: Phrases<()>,
    pub(super) vague: Phrases<usize>,
    pub(super) vague_rules: Vec<Vague>,
    pub(super) superlative_after: Phrases<()>,
    pub(super) months: Table<u32>,
    pub(super) bounds_before: Phrases<BoundWord>,
    pub(super) bounds_after: Phrases<BoundWord>,
    /// Words at which a number may begin.
    pub(super) starters: Vec<String>,
}

impl Lexicon {
    /// The id of a word in any letter case.
    pub(super) fn id(&self, word: &str) -> Option<Id> {
        self.id_in(word, Span::new(0, word.len()))
    }

    /// The id of a word of a text.
    pub(super) fn id_in(&self, text: &str, span: Span) -> Option<Id> {
        let word = span.of(text);
        if word.is_ascii() {
            self.ids.get(small_key_in(text, span), word).copied()
        } else {
            let word = plain(word);
            self.ids.get(small_key(&word), &word).copied()
        }
    }

    pub(super) fn has(&self, id: Id, role: Role) -> bool {
        self.roles
            .get(id as usize)
            .is_some_and(|roles| roles & bit(role) != 0)
    }

    /// An automaton for the words at which a number may begin, and for digits.
    pub(super) fn candidates(&self) -> Result<AhoCorasick, aho_corasick::BuildError> {
        let digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(self.starters.iter().map(String::as_str).chain(digits))
    }
}

/// Lower case, with a plain apostrophe.
pub(super) fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// The bit of a role.
pub(super) fn bit(role: Role) -> u64 {
    1 << role as u32
}

//! The words of a language pack, each known by a small id, with what it does
//! for the numbers around it.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::{
    cursor::is_hyphen,
    file::{NumbersFile, VagueEntry},
    phrases::Phrases,
    table::Table,
};
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
    ids: WordMap<Id>,
    roles: Vec<u64>,
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
    starters: Vec<String>,
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
fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

fn bit(role: Role) -> u64 {
    1 << role as u32
}

/// Builds a lexicon from files in order.
#[derive(Debug)]
pub(super) struct Builder {
    lexicon: Lexicon,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            lexicon: Lexicon {
                ids: WordMap::default(),
                roles: Vec::new(),
                cardinals: Table::new(),
                scales: Table::new(),
                short_scales: Table::new(),
                denominators: Table::new(),
                vulgar: Table::new(),
                slash_denominators: Vec::new(),
                multiples: Table::new(),
                nths: Table::new(),
                units: Phrases::forwards(),
                leads: Phrases::backwards(),
                part_of: Phrases::forwards(),
                per: Phrases::forwards(),
                per_before: Phrases::backwards(),
                per_then: Phrases::backwards(),
                vague: Phrases::forwards(),
                vague_rules: Vec::new(),
                superlative_after: Phrases::forwards(),
                months: Table::new(),
                bounds_before: Phrases::backwards(),
                bounds_after: Phrases::forwards(),
                starters: Vec::new(),
            },
        }
    }

    pub(super) fn finish(mut self) -> Lexicon {
        self.lexicon.starters.sort_unstable();
        self.lexicon.starters.dedup();
        self.lexicon
    }

    pub(super) fn add(&mut self, file: &NumbersFile) {
        self.add_amounts(file);
        self.add_fractions(file);
        self.add_phrases(file);
        for (role, words) in &file.words {
            for word in words {
                let id = self.word(word);
                if let Some(roles) = self.lexicon.roles.get_mut(id as usize) {
                    *roles |= bit(*role);
                }
                if matches!(
                    role,
                    Role::Ordinal
                        | Role::Superlative
                        | Role::Record
                        | Role::VaguePlural
                        | Role::VagueScale
                ) {
                    self.starter(word);
                }
            }
        }
        for entry in &file.vague {
            self.add_vague(entry);
        }
    }

    fn add_amounts(&mut self, file: &NumbersFile) {
        for (word, value) in &file.cardinal {
            let id = self.starter(word);
            self.lexicon.cardinals.insert(id, *value);
        }
        for (word, value) in &file.scale {
            let id = self.starter(word);
            self.lexicon.scales.insert(id, Decimal::from(*value));
        }
        for (word, value) in &file.short_scale {
            let id = self.word(word);
            self.lexicon.short_scales.insert(id, Decimal::from(*value));
        }
        for (word, number) in &file.month {
            let id = self.word(word);
            self.lexicon.months.insert(id, *number);
        }
    }

    fn add_fractions(&mut self, file: &NumbersFile) {
        for entry in &file.denominator {
            for (words, plural) in [(&entry.singular, false), (&entry.plural, true)] {
                for word in words {
                    let id = self.starter(word);
                    let denominator = Denominator {
                        value: entry.value.max(2),
                        plural,
                        ordinal: entry.ordinal,
                        bare: entry.bare,
                    };
                    self.lexicon.denominators.insert(id, denominator);
                }
            }
        }
        for (word, value) in &file.nth {
            let id = self.word(word);
            self.lexicon.nths.insert(id, (*value).max(2));
        }
        for (symbol, &[numerator, denominator]) in &file.vulgar {
            self.lexicon.starters.push(symbol.to_string());
            let id = self.word(&symbol.to_string());
            self.lexicon
                .vulgar
                .insert(id, [numerator, denominator.max(1)]);
        }
        self.lexicon
            .slash_denominators
            .extend(file.slash_denominators.iter().filter(|&&value| value > 1));
        for entry in &file.multiple {
            let not_before = self.words(&entry.not_before);
            for word in &entry.words {
                let id = self.starter(word);
                let multiple = Multiple {
                    value: entry.value,
                    not_before: not_before.clone(),
                };
                self.lexicon.multiples.insert(id, multiple);
            }
        }
    }

    fn add_phrases(&mut self, file: &NumbersFile) {
        for entry in &file.unit {
            for words in &entry.words {
                let phrase = self.phrase(words);
                self.lexicon.units.add(phrase, entry.kind);
            }
        }
        for entry in &file.lead {
            for words in &entry.words {
                let phrase = self.phrase(words);
                let lead = Lead {
                    kind: entry.kind,
                    capital: entry.capital,
                };
                self.lexicon.leads.add(phrase, lead);
            }
        }
        for words in &file.part_of {
            let phrase = self.phrase(words);
            self.lexicon.part_of.add(phrase, ());
        }
        for words in &file.per {
            let phrase = self.phrase(words);
            self.lexicon.per.add(phrase.clone(), ());
            self.lexicon.per_before.add(phrase, ());
        }
        for words in &file.per_then {
            let phrase = self.phrase(words);
            self.lexicon.per_then.add(phrase, ());
        }
        for words in &file.superlative_after {
            let phrase = self.phrase(words);
            self.lexicon.superlative_after.add(phrase, ());
        }
        for entry in &file.bound {
            for (words, comparing) in [(&entry.words, false), (&entry.comparing, true)] {
                for words in words {
                    let phrase = self.phrase(words);
                    let bound = BoundWord {
                        class: entry.class,
                        comparing,
                    };
                    self.lexicon.bounds_before.add(phrase, bound);
                }
            }
            for words in &entry.after {
                let phrase = self.phrase(words);
                let bound = BoundWord {
                    class: entry.class,
                    comparing: false,
                };
                self.lexicon.bounds_after.add(phrase, bound);
            }
        }
    }

    fn add_vague(&mut self, entry: &VagueEntry) {
        let rule = Vague {
            not_after: self.words(&entry.not_after),
            not_before: self.words(&entry.not_before),
            not_before_ending: entry.not_before_ending.clone(),
            needs_before: self.words(&entry.needs_before),
            needs_after: self.words(&entry.needs_after),
        };
        let index = self.lexicon.vague_rules.len();
        self.lexicon.vague_rules.push(rule);
        for words in &entry.words {
            let phrase = self.phrase(words);
            self.lexicon.vague.add(phrase, index);
            let first = words.split(|c: char| !c.is_alphabetic()).next();
            self.starter(first.unwrap_or(words));
        }
    }

    fn words(&mut self, words: &[String]) -> Vec<Id> {
        words.iter().map(|word| self.word(word)).collect()
    }

    fn word(&mut self, word: &str) -> Id {
        let next = Id::try_from(self.lexicon.ids.len()).unwrap_or(Id::MAX);
        let id = *self.lexicon.ids.slot(&plain(word), || next);
        if id == next {
            self.lexicon.roles.push(0);
        }
        id
    }

    fn starter(&mut self, word: &str) -> Id {
        let word = plain(word);
        // The automaton ignores the case of ASCII letters only; others are rare enough.
        if !word.is_empty() {
            self.lexicon.starters.push(word.clone());
        }
        self.word(&word)
    }

    /// The tokens of a phrase, as the cursor would read them.
    fn phrase(&mut self, words: &str) -> Vec<Id> {
        let mut ids = Vec::new();
        for part in words.split(char::is_whitespace) {
            let mut word = String::new();
            for c in part.chars() {
                if c.is_alphabetic() || matches!(c, '\'' | '’') {
                    word.push(c);
                    continue;
                }
                if !word.is_empty() {
                    ids.push(self.word(&word));
                    word.clear();
                }
                if !is_hyphen(c) {
                    ids.push(self.word(&c.to_string()));
                }
            }
            if !word.is_empty() {
                ids.push(self.word(&word));
            }
        }
        ids
    }
}

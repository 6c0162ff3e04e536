//! The words of periods, as the language pack lists them.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use toml::Spanned;

use super::token::tokens;
use crate::language::pack::{self, PackError};
use crate::vocabulary::{WordHash, WordMap, expand, word_key};

/// What a word can do in a period; a word may do several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Class {
    The,
    A,
    Of,
    In,
    Over,
    Within,
    Since,
    Between,
    From,
    And,
    To,
    Ending,
    End,
    Start,
    Middle,
    Last,
    Previous,
    This,
    Next,
    Same,
    Early,
    Half,
    Quarter,
    Years,
    Calendar,
    Fiscal,
    Financial,
    Several,
    Ago,
    Earlier,
    BeforeYear,
    BeforeYearAlone,
    AfterYear,
    AfterYearAlone,
    OpensOnYear,
    BeforeMonth,
    NeverOver,
    OverNever,
    Limit,
    Plus,
    Those,
    Beyond,
    Release,
    Later,
    On,
    Onward,
    Starting,
    Up,
    Lasting,
    Long,
    Spell,
    Opening,
    Weekday,
    PartOfDay,
    Under,
    Government,
    Governing,
    Era,
    Title,
    Whose,
    Term,
    Office,
    Around,
    Happening,
}

/// What a fixed expression means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Meaning {
    Now,
    Yesterday,
    ThisYear,
    LastYear,
    NextYear,
    ThisMonth,
    LastMonth,
    ThisWeek,
    LastWeek,
    YearBefore,
    MonthBefore,
    /// From the time named before; none by itself.
    YearAfter,
    Unplaced,
    /// What other times are told from (`since 9/11`), and none by itself.
    Event,
}

/// What the pack says of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Entry {
    classes: u64,
    /// The month it names; it must start with a capital.
    pub(super) month: Option<i8>,
    /// The number it says.
    pub(super) number: Option<u16>,
    /// The length of the unit it names, in months.
    pub(super) months: Option<u16>,
    /// The length of the unit it names, in days.
    pub(super) days: Option<u16>,
    /// Its place in a year.
    pub(super) ordinal: Option<u16>,
    /// The month that the season it names begins with.
    pub(super) season: Option<i8>,
    /// Which list of fixed expressions begins with it.
    phrases: Option<u16>,
    /// Whether it can begin an expression that is not fixed.
    pub(super) begins: Begins,
}

/// Whether a word can begin an expression.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Begins {
    /// It cannot.
    #[default]
    Never,
    /// Where another known word or a number stands behind it.
    Leading,
    /// Whatever follows.
    Always,
}

/// What the pack says of a word that it does not have.
pub(super) static NOTHING: Entry = Entry {
    classes: 0,
    month: None,
    number: None,
    months: None,
    days: None,
    ordinal: None,
    season: None,
    phrases: None,
    begins: Begins::Never,
};

/// Words that can begin an expression whatever follows.
const OPENERS: [Class; 17] = [
    Class::Same,
    Class::Financial,
    Class::Last,
    Class::This,
    Class::Next,
    Class::Several,
    Class::Years,
    Class::End,
    Class::Start,
    Class::Middle,
    Class::Fiscal,
    Class::Calendar,
    Class::Early,
    Class::Opening,
    Class::Weekday,
    Class::Under,
    Class::Around,
];
/// Words that can begin one where the next word is of the list too, or a number.
const LEADS: [Class; 9] = [
    Class::The,
    Class::A,
    Class::In,
    Class::Over,
    Class::Between,
    Class::From,
    Class::Since,
    Class::Starting,
    Class::Those,
];

impl Entry {
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes & (1 << class as u64) != 0
    }

    /// Whether the word can begin an expression that is not fixed whatever follows.
    fn opens(&self) -> bool {
        self.classes & all(&OPENERS) != 0
            || self.month.is_some()
            || self.number.is_some()
            || self.months.is_some()
            || self.days.is_some()
            || self.ordinal.is_some()
            || self.season.is_some()
    }

    /// Whether the pack says nothing of the word.
    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it can begin one that goes on with another known word or a number.
    fn leads(&self) -> bool {
        self.classes & all(&LEADS) != 0
    }

    /// Whether it can begin an expression that is not fixed.
    fn find_begins(&self) -> Begins {
        if self.opens() {
            Begins::Always
        } else if self.leads() {
            Begins::Leading
        } else {
            Begins::Never
        }
    }
}

const fn all(classes: &[Class]) -> u64 {
    let mut bits = 0;
    let mut at = 0;
    while at < classes.len() {
        bits |= 1 << classes[at] as u64;
        at += 1;
    }
    bits
}

/// The words of a language.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    entries: WordMap<Entry>,
    /// The fixed expressions that begin with the same word.
    phrases: Vec<Phrases>,
    /// First month of a financial year.
    pub(super) financial: i8,
    /// First month of a fiscal year.
    pub(super) fiscal: i8,
}

/// Fixed expressions that begin with the same word.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    /// What the word means by itself.
    pub(super) alone: Option<Meaning>,
    /// Those that go on, by the key of the second word, the longest first.
    pub(super) longer: HashMap<u64, Vec<Phrase>, WordHash>,
}

/// A fixed expression.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// The words behind its first, with their keys.
    pub(super) rest: Vec<(u64, String)>,
    pub(super) meaning: Meaning,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    financial_year_starts: Spanned<i8>,
    fiscal_year_starts: Spanned<i8>,
    months: Spanned<Vec<Vec<String>>>,
    numbers: BTreeMap<String, u16>,
    units: BTreeMap<String, u16>,
    days: BTreeMap<String, u16>,
    ordinals: BTreeMap<String, u16>,
    seasons: BTreeMap<String, i8>,
    words: BTreeMap<Class, Vec<String>>,
    phrases: BTreeMap<Meaning, Vec<Spanned<String>>>,
}

impl Words {
    pub(super) fn from_toml(file_name: &str, text: &str) -> Result<Self, PackError> {
        let file: File = pack::parse(file_name, text)?;
        for starts in [&file.financial_year_starts, &file.fiscal_year_starts] {
            if !(1..=12).contains(starts.get_ref()) {
                let problem = "expected a month from 1 to 12".to_owned();
                return Err(pack::at_offset(
                    file_name,
                    text,
                    starts.span().start,
                    problem,
                ));
            }
        }
        if file.months.get_ref().len() != 12 {
            let at = file.months.span().start;
            let problem = format!(
                "expected 12 months, but found {}",
                file.months.get_ref().len()
            );
            return Err(pack::at_offset(file_name, text, at, problem));
        }
        let mut words = Self {
            financial: *file.financial_year_starts.get_ref(),
            fiscal: *file.fiscal_year_starts.get_ref(),
            ..Self::default()
        };
        match words.fill(file) {
            Ok(()) => Ok(words),
            Err((at, problem)) => Err(pack::at_offset(file_name, text, at, problem)),
        }
    }

    /// Takes in the words of a file; where one is ill-formed, its place and what is wrong.
    fn fill(&mut self, file: File) -> Result<(), (usize, String)> {
        for (month, names) in (1_i8..).zip(file.months.into_inner()) {
            for name in names {
                self.entry(&name).month = Some(month);
            }
        }
        for (word, number) in file.numbers {
            self.entry(&word).number = Some(number);
        }
        for (word, months) in file.units {
            self.entry(&word).months = Some(months);
        }
        for (word, days) in file.days {
            self.entry(&word).days = Some(days);
        }
        for (word, ordinal) in file.ordinals {
            self.entry(&word).ordinal = Some(ordinal);
        }
        for (word, month) in file.seasons {
            self.entry(&word).season = Some(month);
        }
        for (class, list) in file.words {
            for word in list {
                self.entry(&word).classes |= 1 << class as u64;
            }
        }
        for (meaning, list) in file.phrases {
            for label in list {
                for phrase in
                    expand(label.get_ref()).map_err(|problem| (label.span().start, problem))?
                {
                    self.add(&phrase, meaning);
                }
            }
        }
        for entry in self.entries.values_mut() {
            entry.begins = entry.find_begins();
        }
        Ok(())
    }

    /// Adds a fixed expression.
    fn add(&mut self, phrase: &str, meaning: Meaning) {
        let tokens = tokens(phrase, &[]);
        let mut words = tokens.iter().map(|token| {
            let word = token.of(phrase).to_lowercase();
            (word_key(word.as_bytes()), word)
        });
        if let Some((_, first)) = words.next() {
            let next = u16::try_from(self.phrases.len()).unwrap_or(u16::MAX);
            let list = *self.entry(&first).phrases.get_or_insert(next);
            if list == next {
                self.phrases.push(Phrases::default());
            }
            if let Some(list) = self.phrases.get_mut(usize::from(list)) {
                list.add(words.collect(), meaning);
            }
        }
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        self.entries.slot(word, Entry::default)
    }

    /// What the pack says of `word`, letters compared without case, given with its key.
    pub(super) fn get(&self, key: u64, word: &str) -> &Entry {
        self.entries.get(key, word).unwrap_or(&NOTHING)
    }

    /// Whether the pack may say something of a word with this key.
    pub(super) fn may_have(&self, key: u64) -> bool {
        self.entries.may_have(key)
    }

    /// The fixed expressions that start with a word.
    pub(super) fn phrases(&self, first: &Entry) -> Option<&Phrases> {
        self.phrases.get(usize::from(first.phrases?))
    }
}

impl Phrases {
    /// Adds an expression, given without its first word; of two alike the first stays.
    fn add(&mut self, rest: Vec<(u64, String)>, meaning: Meaning) {
        match rest.first() {
            None => {
                self.alone.get_or_insert(meaning);
            }
            Some(&(second, _)) => {
                let longer = self.longer.entry(second).or_default();
                let shorter = |known: &Phrase| known.rest.len() < rest.len();
                let at = longer.iter().position(shorter).unwrap_or(longer.len());
                longer.insert(at, Phrase { rest, meaning });
            }
        }
    }
}

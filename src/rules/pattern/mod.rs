//! The pattern language of rules: what stands beside a quantity.
//!
//! A pattern is a row of elements. `word` and `(one|two words)` match words,
//! letter case aside (an alternative may hold other elements too); `[…]` is optional; `@name` is a named set of words; `…`
//! skips words and marks within the sentence but no other number, `…4` up to
//! four words and no mark; `{class}` is a tagged
//! stretch, and `{role}` or `{class:role}` also binds it. A left pattern ends
//! at the quantity, a right one begins there.

mod matching;
mod parse;

use std::collections::BTreeMap;

use self::{
    matching::{Matcher, Rest},
    parse::PatternParser,
};
use super::Direction;
use crate::{
    language::tag::Tagged,
    vocabulary::{Class, word_key},
};

pub use self::parse::{CLASSES, FACETS, PatternError, WordSet};

/// The facet that a tagged stretch fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The group the number is about.
    Population,
    /// The group compared against.
    Comparator,
    /// What a share is taken of.
    Whole,
    /// What is counted.
    Measure,
    /// The crime type.
    Offence,
    /// Where.
    Place,
    /// When.
    Period,
    /// Bound to nothing.
    None,
}

/// One element of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    /// One of these rows of words.
    Words(WordRows),
    /// One of these patterns.
    Either(Vec<Reach>),
    /// This pattern, or nothing.
    Optional(Reach),
    /// Up to this many tokens without a number.
    Gap(Gap),
    /// A mark.
    Mark(char),
    /// A tagged stretch.
    Tag(Tagging, Role),
}

/// Tokens that are passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gap {
    most: usize,
    /// Whether marks are passed over too.
    marks: bool,
    /// The words of which one must stand behind it; none where it need not be a word.
    then: Option<Keys>,
}

/// Rows of words, the longest first.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WordRows {
    rows: Vec<WordRow>,
    first: Keys,
}

impl WordRows {
    fn new(mut rows: Vec<WordRow>) -> Self {
        rows.sort_by_key(|row| std::cmp::Reverse(row.words.len()));
        let first = rows.iter().filter_map(WordRow::first).collect();
        Self { rows, first }
    }
}

/// Words in a row, and the direction they give.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WordRow {
    words: Vec<Word>,
    direction: Option<Direction>,
}

impl WordRow {
    /// The key of its first word.
    fn first(&self) -> Option<u64> {
        self.words.first().map(|word| word.key)
    }
}

/// A word in lower case, with the key that tokens have too.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    key: u64,
    text: String,
}

/// What sort of stretch an element wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tagging {
    /// A tag of this class.
    Class(Class),
    /// A group, or unmarked people.
    People,
    /// A number.
    Number,
    /// A number of things, though it may be no claim: a sample, how many bodies answered.
    Counted,
    /// A word with a capital that does not begin the sentence.
    Name,
    /// A noun phrase that holds a justice word, up to the next verb or mark.
    Justice,
}

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern {
    /// As written, for the words after a number.
    forward: Reach,
    /// The other way round, for the words before one.
    backward: Reach,
}

/// The elements of a pattern in the order in which they are met.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Reach {
    elements: Vec<Element>,
    /// The words of which one must stand first; none where it need not be a word.
    first: Option<Keys>,
    /// Words of which one must stand in what it matches, the fewest there are; none where none need.
    needed: Option<Keys>,
}

/// The keys of the words and marks that may stand at a place. Most may not, which a bit tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Keys {
    sorted: Vec<u64>,
    bits: [u64; 4],
}

impl FromIterator<u64> for Keys {
    fn from_iter<I: IntoIterator<Item = u64>>(keys: I) -> Self {
        let mut sorted: Vec<u64> = keys.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut bits = [0; 4];
        for key in &sorted {
            let (at, bit) = place(*key);
            bits[at] |= bit;
        }
        Self { sorted, bits }
    }
}

impl Keys {
    fn has(&self, key: u64) -> bool {
        let (at, bit) = place(key);
        self.bits[at] & bit != 0 && self.sorted.binary_search(&key).is_ok()
    }
}

/// What a match bound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bindings {
    /// Each role with its tokens.
    pub roles: Vec<(Role, usize, usize)>,
    /// The direction of the words that matched.
    pub direction: Option<Direction>,
}

impl Reach {
    fn new(mut elements: Vec<Element>) -> Self {
        for at in 0..elements.len() {
            let then = first_of(elements.get(at + 1..).unwrap_or(&[]));
            if let Some(element) = elements.get_mut(at) {
                element.goes_before(then.as_ref());
            }
        }
        Self {
            first: first_of(&elements),
            needed: needed_keys(&elements).map(|needed| needed.into_iter().collect()),
            elements,
        }
    }

    /// The same, read from its end.
    fn reversed(&self) -> Self {
        Self::new(reversed(&self.elements))
    }

    /// Whether it can match where a word with this key stands first.
    fn may_begin(&self, key: Option<u64>) -> bool {
        let first = self.first.as_ref();
        first.is_none_or(|first| key.is_some_and(|key| first.has(key)))
    }
}

/// Where the bit of a key stands.
fn place(key: u64) -> (usize, u64) {
    ((key >> 6 & 3) as usize, 1 << (key & 63))
}

/// The words of which one must stand where elements begin to match; none where it need not be a word.
fn first_of(elements: &[Element]) -> Option<Keys> {
    let mut keys = Vec::new();
    first_keys(elements, &mut keys).then(|| keys.into_iter().collect())
}

/// Gathers the keys of the words and marks with which elements can begin; false where they need not begin with one.
fn first_keys(elements: &[Element], keys: &mut Vec<u64>) -> bool {
    for element in elements {
        match element {
            Element::Words(words) => {
                keys.extend(&words.first.sorted);
                return true;
            }
            Element::Either(options) => {
                let mut options = options.iter();
                return options.all(|option| first_keys(&option.elements, keys));
            }
            Element::Optional(inner) => {
                if !first_keys(&inner.elements, keys) {
                    return false;
                }
            }
            Element::Mark(mark) => {
                keys.push(word_key(mark.encode_utf8(&mut [0; 4]).as_bytes()));
                return true;
            }
            Element::Gap(_) | Element::Tag(..) => return false,
        }
    }
    false
}

/// The keys of the words of which one must stand where elements match, by the element with the fewest.
fn needed_keys(elements: &[Element]) -> Option<Vec<u64>> {
    let needed = elements.iter().filter_map(|element| match element {
        // The longest word of each row: "highest" and not "the" of "the highest".
        Element::Words(words) => {
            let keys = words.rows.iter().filter_map(|row| {
                let longest = row.words.iter().max_by_key(|word| word.text.len());
                longest.map(|word| word.key)
            });
            Some(keys.collect())
        }
        Element::Either(options) => {
            let options = options.iter().map(|option| needed_keys(&option.elements));
            let all: Option<Vec<Vec<u64>>> = options.collect();
            all.map(|all| all.concat())
        }
        Element::Optional(_) | Element::Gap(_) | Element::Mark(_) | Element::Tag(..) => None,
    });
    needed.min_by_key(Vec::len)
}

impl Element {
    /// Tells a gap at its end which words may stand behind it.
    fn goes_before(&mut self, then: Option<&Keys>) {
        let inner = match self {
            Self::Gap(gap) => {
                gap.then = then.cloned();
                return;
            }
            Self::Optional(inner) => std::slice::from_mut(inner),
            Self::Either(options) => options.as_mut_slice(),
            Self::Words(_) | Self::Mark(_) | Self::Tag(..) => return,
        };
        for last in inner.iter_mut().filter_map(|one| one.elements.last_mut()) {
            last.goes_before(then);
        }
    }

    /// The same, read from its end.
    fn reversed(&self) -> Self {
        match self {
            Self::Words(words) => {
                let rows = words.rows.iter().map(|row| WordRow {
                    words: row.words.iter().rev().cloned().collect(),
                    direction: row.direction,
                });
                Self::Words(WordRows::new(rows.collect()))
            }
            Self::Either(options) => Self::Either(options.iter().map(Reach::reversed).collect()),
            Self::Optional(inner) => Self::Optional(inner.reversed()),
            other => other.clone(),
        }
    }

    /// Whether it needs a noun phrase, which is only looked for after a number.
    fn is_phrase(&self) -> bool {
        matches!(self, Self::Tag(Tagging::Justice, _))
    }
}

fn reversed(elements: &[Element]) -> Vec<Element> {
    elements.iter().rev().map(Element::reversed).collect()
}

/// Which way a pattern is read from the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The words before it; the pattern ends at the quantity.
    Left,
    /// The words after it.
    Right,
}

impl Pattern {
    /// Compiles a pattern as written.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn parse(written: &str, sets: &BTreeMap<String, WordSet>) -> Result<Self, PatternError> {
        let mut parser = PatternParser {
            rest: written,
            sets,
            element: written,
        };
        match parser.elements(None) {
            Ok(elements) => Ok(Self {
                backward: Reach::new(reversed(&elements)),
                forward: Reach::new(elements),
            }),
            Err(message) => Err(PatternError {
                at: written.len() - parser.element.len(),
                message,
            }),
        }
    }

    /// Whether it matches without a single word beside the number.
    pub fn matches_anything(&self) -> bool {
        self.forward
            .elements
            .iter()
            .all(|element| matches!(element, Element::Optional(_) | Element::Gap(_)))
    }

    /// Why it can match nothing at all when read to this side, if so.
    pub fn matches_nothing(&self, side: Side) -> Option<&'static str> {
        let phrase = Element::is_phrase;
        (side == Side::Left && self.forward.elements.iter().any(phrase)).then_some(
            "`{whole}` and `{justice}` stand for the words after a number, never before it",
        )
    }

    /// Whether it asks for nothing at all.
    pub fn is_empty(&self) -> bool {
        self.forward.elements.is_empty()
    }

    fn reach(&self, side: Side) -> &Reach {
        match side {
            Side::Left => &self.backward,
            Side::Right => &self.forward,
        }
    }

    /// The keys of the words of which one must stand beside the number; none where it need not be a word.
    pub fn first(&self, side: Side) -> Option<&[u64]> {
        let first = self.reach(side).first.as_ref();
        first.map(|first| first.sorted.as_slice())
    }

    /// The keys of words of which one must stand somewhere on this side; none where it asks for none.
    pub fn needed(&self, side: Side) -> Option<&[u64]> {
        let needed = self.reach(side).needed.as_ref();
        needed.map(|needed| needed.sorted.as_slice())
    }

    /// Matches it from token `at` within `low..high`, going the way of `side`.
    pub fn matches(
        &self,
        tagged: &Tagged,
        side: Side,
        at: usize,
        low: usize,
        high: usize,
    ) -> Option<Bindings> {
        let matcher = Matcher {
            tagged,
            side,
            low,
            high,
        };
        let reach = self.reach(side);
        if !reach.may_begin(matcher.key(at)) {
            return None;
        }
        let mut bindings = Bindings::default();
        matcher
            .all(&Rest::of(&reach.elements), at, &mut bindings)
            .then_some(bindings)
    }
}

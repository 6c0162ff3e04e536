//! The pattern language of rules: what stands beside a quantity.
//!
//! A pattern is a row of elements. `word` and `(one|two words)` match words,
//! letter case aside; `[…]` is optional; `@name` is a named set of words; `…`
//! skips words and marks within the sentence but no other number, `…4` up to
//! four words and no mark; `{class}` is a tagged
//! stretch, and `{role}` or `{class:role}` also binds it. A left pattern ends
//! at the quantity, a right one begins there.

mod matching;
mod parse;

use std::collections::BTreeMap;

use self::{matching::Matcher, parse::PatternParser};
use super::Direction;
use crate::{language::tag::Tagged, vocabulary::Class};

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
    /// One of these rows of words, with the direction it gives.
    Words(Vec<(Vec<String>, Option<Direction>)>),
    /// Any of these patterns, or nothing.
    Optional(Vec<Element>),
    /// Up to this many tokens without a number.
    Gap(usize, bool),
    /// A mark.
    Mark(char),
    /// A tagged stretch.
    Tag(Tagging, Role),
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
    elements: Vec<Element>,
}

/// What a match bound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bindings {
    /// Each role with its tokens.
    pub roles: Vec<(Role, usize, usize)>,
    /// The direction of the words that matched.
    pub direction: Option<Direction>,
}

impl Element {
    /// Whether it needs a noun phrase, which is only looked for after a number.
    fn is_phrase(&self) -> bool {
        matches!(self, Self::Tag(Tagging::Justice, _))
    }
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
            Ok(elements) => Ok(Self { elements }),
            Err(message) => Err(PatternError {
                at: written.len() - parser.element.len(),
                message,
            }),
        }
    }

    /// Whether it matches without a single word beside the number.
    pub fn matches_anything(&self) -> bool {
        self.elements
            .iter()
            .all(|element| matches!(element, Element::Optional(_) | Element::Gap(..)))
    }

    /// Why it can match nothing at all when read to this side, if so.
    pub fn matches_nothing(&self, side: Side) -> Option<&'static str> {
        let phrase = Element::is_phrase;
        (side == Side::Left && self.elements.iter().any(phrase)).then_some(
            "`{whole}` and `{justice}` stand for the words after a number, never before it",
        )
    }

    /// Whether it asks for nothing at all.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
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
        let nearest = match side {
            Side::Left => self.elements.last(),
            Side::Right => self.elements.first(),
        };
        if nearest.is_some_and(|nearest| !matcher.may_begin(nearest, at)) {
            return None;
        }
        let elements: Vec<&Element> = match side {
            Side::Left => self.elements.iter().rev().collect(),
            Side::Right => self.elements.iter().collect(),
        };
        let mut bindings = Bindings::default();
        matcher
            .all(&elements, at, &mut bindings)
            .then_some(bindings)
    }
}

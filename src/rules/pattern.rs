//! The pattern language of rules: what stands beside a quantity.
//!
//! A pattern is a row of elements. `word` and `(one|two words)` match words,
//! letter case aside; `[…]` is optional; `@name` is a named set of words; `…`
//! skips words and marks within the sentence but no other number, `…4` up to
//! four words and no mark; `{class}` is a tagged
//! stretch, and `{role}` or `{class:role}` also binds it. A left pattern ends
//! at the quantity, a right one begins there.

use std::collections::BTreeMap;

use super::Direction;
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::{Tag, Tagged},
    },
    text::toml::{nearest, unknown},
    vocabulary::{Class, TokenKind},
};

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

/// A named set of words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum WordSet {
    /// Words without a direction.
    Plain(Vec<String>),
    /// Words that say up, and words that say down.
    Directed {
        /// more, rose
        up: Vec<String>,
        /// fewer, fell
        down: Vec<String>,
    },
}

impl Element {
    /// Whether it needs a noun phrase, which is only looked for after a number.
    fn is_phrase(&self) -> bool {
        matches!(self, Self::Tag(Tagging::Justice, _))
    }
}

/// A pattern that cannot be read; the fault of whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PatternError {
    /// The byte of the pattern at which its wrong element begins.
    pub at: usize,
    /// What is wrong with it.
    pub message: String,
}

impl From<PatternError> for String {
    fn from(error: PatternError) -> Self {
        error.message
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

const GAP: usize = 14;

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
        let elements: Vec<&Element> = match side {
            Side::Left => self.elements.iter().rev().collect(),
            Side::Right => self.elements.iter().collect(),
        };
        let matcher = Matcher {
            tagged,
            side,
            low,
            high,
        };
        let mut bindings = Bindings::default();
        matcher
            .all(&elements, at, &mut bindings)
            .then_some(bindings)
    }
}

struct PatternParser<'p> {
    rest: &'p str,
    sets: &'p BTreeMap<String, WordSet>,
    /// The pattern from the element on that is being read.
    element: &'p str,
}

impl PatternParser<'_> {
    fn elements(&mut self, until: Option<char>) -> Result<Vec<Element>, String> {
        let mut elements = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            let Some(c) = self.rest.chars().next() else {
                return match until {
                    None => Ok(elements),
                    Some(mark) => Err(format!("`{mark}` is missing")),
                };
            };
            if Some(c) == until {
                self.skip(c);
                return Ok(elements);
            }
            elements.push(self.element(c)?);
        }
    }

    fn skip(&mut self, c: char) {
        self.rest = self.rest.get(c.len_utf8()..).unwrap_or("");
    }

    fn until(&mut self, mark: char) -> Result<String, String> {
        let Some((inside, rest)) = self.rest.split_once(mark) else {
            return Err(format!("`{mark}` is missing"));
        };
        self.rest = rest;
        Ok(inside.to_owned())
    }

    fn element(&mut self, c: char) -> Result<Element, String> {
        self.element = self.rest;
        match c {
            '…' => {
                self.skip(c);
                let digits: String = self.rest.chars().take_while(char::is_ascii_digit).collect();
                self.rest = self.rest.get(digits.len()..).unwrap_or("");
                Ok(Element::Gap(
                    digits.parse().unwrap_or(GAP),
                    digits.is_empty(),
                ))
            }
            '[' => {
                self.skip(c);
                Ok(Element::Optional(self.elements(Some(']'))?))
            }
            '(' => {
                self.skip(c);
                let inside = self.until(')')?;
                rows(inside.split('|').map(|word| (word, None)))
            }
            '{' => {
                self.skip(c);
                let inside = self.until('}')?;
                tag_element(&inside)
            }
            '@' => {
                self.skip(c);
                let name = self.word();
                let set = self.sets.get(&name).ok_or_else(|| {
                    let known: Vec<&str> = self.sets.keys().map(String::as_str).collect();
                    match nearest(&name, &known) {
                        Some(near) => format!("unknown word set `@{name}`; nearest: `@{near}`"),
                        None => format!("unknown word set `@{name}`"),
                    }
                })?;
                match set {
                    WordSet::Plain(words) => rows(words.iter().map(|word| (word.as_str(), None))),
                    WordSet::Directed { up, down } => rows(
                        up.iter()
                            .map(|word| (word.as_str(), Some(Direction::Up)))
                            .chain(
                                down.iter()
                                    .map(|word| (word.as_str(), Some(Direction::Down))),
                            ),
                    ),
                }
            }
            c if c.is_alphanumeric() => {
                let word = self.word();
                rows([(word.as_str(), None)].into_iter())
            }
            '|' | ')' | ']' | '}' => Err(format!("`{c}` has no partner")),
            mark => {
                self.skip(mark);
                Ok(Element::Mark(mark))
            }
        }
    }

    fn word(&mut self) -> String {
        let length = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-' | '_')))
            .unwrap_or(self.rest.len());
        let word = self.rest.get(..length).unwrap_or("").to_owned();
        self.rest = self.rest.get(length..).unwrap_or("");
        word
    }
}

fn rows<'w>(
    options: impl Iterator<Item = (&'w str, Option<Direction>)>,
) -> Result<Element, String> {
    let mut rows: Vec<(Vec<String>, Option<Direction>)> = options
        .map(|(option, direction)| {
            let words = crate::vocabulary::tokens(option)
                .into_iter()
                .filter(|token| !token.lower.is_empty())
                .map(|token| token.lower.into_owned())
                .collect();
            (words, direction)
        })
        .collect();
    if rows.iter().any(|(words, _)| words.is_empty()) {
        return Err("an alternative is empty (use `[…]` for what may be missing)".to_owned());
    }
    rows.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    Ok(Element::Words(rows))
}

/// What may stand in braces.
pub const CLASSES: [&str; 18] = [
    "population",
    "comparator",
    "whole",
    "measure",
    "offence",
    "place",
    "period",
    "group",
    "people",
    "number",
    "counted",
    "name",
    "justice",
    "speech",
    "speaker",
    "source",
    "hedge",
    "definition",
];
/// What may stand after a colon in braces.
pub const FACETS: [&str; 8] = [
    "population",
    "comparator",
    "whole",
    "measure",
    "offence",
    "place",
    "period",
    "none",
];

fn tag_element(inside: &str) -> Result<Element, String> {
    let (class, role) = match inside.split_once(':') {
        Some((class, role)) => (class, Some(role)),
        None => (inside, None),
    };
    let tagging = match class {
        "group" | "population" | "comparator" => Tagging::Class(Class::Group),
        "people" => Tagging::People,
        "number" => Tagging::Number,
        "counted" => Tagging::Counted,
        "name" => Tagging::Name,
        "justice" | "whole" => Tagging::Justice,
        "measure" => Tagging::Class(Class::Measure),
        "offence" => Tagging::Class(Class::Offence),
        "place" => Tagging::Class(Class::Place),
        "period" => Tagging::Class(Class::Period),
        "speech" => Tagging::Class(Class::Speech),
        "speaker" => Tagging::Class(Class::Speaker),
        "source" => Tagging::Class(Class::Source),
        "hedge" => Tagging::Class(Class::Hedge),
        "definition" => Tagging::Class(Class::Definition),
        other => return Err(unknown("class of words", other, &CLASSES)),
    };
    let role = match role.unwrap_or(class) {
        "population" => Role::Population,
        "comparator" => Role::Comparator,
        "whole" => Role::Whole,
        "measure" => Role::Measure,
        "offence" => Role::Offence,
        "place" => Role::Place,
        "period" => Role::Period,
        "none" | "group" | "people" | "number" | "counted" | "name" | "justice" | "speech"
        | "speaker" | "source" | "hedge" | "definition" => Role::None,
        other => return Err(unknown("facet", other, &FACETS)),
    };
    Ok(Element::Tag(tagging, role))
}

fn is_quantity(number: &Number) -> bool {
    number.taken_for == TakenFor::Quantity
}

struct Matcher<'t> {
    tagged: &'t Tagged<'t>,
    side: Side,
    low: usize,
    high: usize,
}

impl Matcher<'_> {
    fn all(&self, elements: &[&Element], at: usize, bindings: &mut Bindings) -> bool {
        let Some((first, rest)) = elements.split_first() else {
            return true;
        };
        match first {
            Element::Words(rows) => rows.iter().any(|(row, direction)| {
                let before = bindings.direction;
                bindings.direction = direction.or(before);
                let found = self
                    .row(row, at)
                    .is_some_and(|next| self.all(rest, next, bindings));
                if !found {
                    bindings.direction = before;
                }
                found
            }),
            Element::Optional(inner) => {
                let mut with: Vec<&Element> = match self.side {
                    Side::Left => inner.iter().rev().collect(),
                    Side::Right => inner.iter().collect(),
                };
                with.extend(rest);
                let before = bindings.roles.len();
                if self.all(&with, at, bindings) {
                    return true;
                }
                bindings.roles.truncate(before);
                self.all(rest, at, bindings)
            }
            Element::Gap(most, marks) => self.gap((*most, *marks), rest, at, bindings),
            Element::Mark(mark) => self
                .mark(*mark, at)
                .is_some_and(|next| self.all(rest, next, bindings)),
            Element::Tag(tagging, role) => self.tag(*tagging, *role, rest, at, bindings),
        }
    }

    /// The token position after stepping over one token, if there is one.
    fn step(&self, at: usize) -> Option<usize> {
        match self.side {
            Side::Right => (at < self.high).then(|| at + 1),
            Side::Left => (at > self.low).then(|| at - 1),
        }
    }

    /// The index of the token that a step from `at` goes over.
    fn token(&self, at: usize) -> Option<usize> {
        match self.side {
            Side::Right => (at < self.high).then_some(at),
            Side::Left => (at > self.low).then(|| at - 1),
        }
    }

    fn row(&self, row: &[String], at: usize) -> Option<usize> {
        let mut next = at;
        let words: Vec<&String> = match self.side {
            Side::Right => row.iter().collect(),
            Side::Left => row.iter().rev().collect(),
        };
        for (number, word) in words.into_iter().enumerate() {
            if number > 0
                && let Some(token) = self.token(next)
                && matches!(self.tagged.written(token), "-" | "'" | "’")
            {
                next = self.step(next)?;
            }
            let token = self.token(next)?;
            if self.tagged.word(token) != word {
                return None;
            }
            next = self.step(next)?;
        }
        Some(next)
    }

    fn mark(&self, mark: char, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        self.tagged
            .written(token)
            .chars()
            .eq([mark])
            .then(|| self.step(at))?
    }

    fn gap(
        &self,
        (most, marks): (usize, bool),
        rest: &[&Element],
        at: usize,
        bindings: &mut Bindings,
    ) -> bool {
        let before = bindings.roles.len();
        let mut next = at;
        for _ in 0..=most {
            if self.all(rest, next, bindings) {
                return true;
            }
            bindings.roles.truncate(before);
            let Some(token) = self.token(next) else {
                return false;
            };
            if self.in_number(token) || (!marks && self.is_break(token)) {
                return false;
            }
            let Some(further) = self.step(next) else {
                return false;
            };
            next = further;
        }
        false
    }

    /// Whether a token is a mark that a counted gap does not cross: any but a hyphen or apostrophe.
    fn is_break(&self, token: usize) -> bool {
        self.tagged.row.get(token).is_some_and(|found| {
            found.kind == TokenKind::Mark
                && !matches!(self.tagged.written(token), "-" | "‑" | "'" | "’")
        })
    }

    fn in_number(&self, token: usize) -> bool {
        let span = self.tagged.token_span(token, token + 1);
        self.tagged.numbers_within(span).iter().any(is_quantity)
    }

    fn tag(
        &self,
        tagging: Tagging,
        role: Role,
        rest: &[&Element],
        at: usize,
        bindings: &mut Bindings,
    ) -> bool {
        let before = bindings.roles.len();
        for (from, to) in self.stretches(tagging, at) {
            let next = match self.side {
                Side::Right => to,
                Side::Left => from,
            };
            if role != Role::None {
                bindings.roles.push((role, from, to));
            }
            if self.all(rest, next, bindings) {
                return true;
            }
            bindings.roles.truncate(before);
        }
        false
    }

    /// The stretches of this sort that begin (to the right) or end (to the left) at `at`.
    fn stretches(&self, tagging: Tagging, at: usize) -> Vec<(usize, usize)> {
        let touches = |tag: &&Tag| match self.side {
            Side::Right => tag.start == at && tag.end <= self.high,
            Side::Left => tag.end == at && tag.start >= self.low,
        };
        let of = |class: Class| -> Vec<(usize, usize)> {
            self.tagged
                .of(class)
                .iter()
                .filter(touches)
                .map(|tag| (tag.start, tag.end))
                .collect()
        };
        match tagging {
            Tagging::Class(class) => of(class),
            Tagging::People => {
                let mut found = of(Class::Group);
                found.extend(of(Class::Person));
                found
            }
            Tagging::Number => self.numbers(at, is_quantity),
            Tagging::Counted => self.numbers(at, |number| {
                matches!(
                    number.taken_for,
                    TakenFor::Quantity | TakenFor::Sample | TakenFor::Identifier
                )
            }),
            Tagging::Name => self
                .token(at)
                .filter(|token| *token > self.low)
                .filter(|token| {
                    let written = self.tagged.written(*token);
                    written.chars().next().is_some_and(char::is_uppercase)
                })
                .map(|token| (token, token + 1))
                .into_iter()
                .collect(),
            Tagging::Justice => match self.side {
                Side::Right => super::chunk::justice_chunk(self.tagged, at, self.high)
                    .into_iter()
                    .collect(),
                Side::Left => Vec::new(),
            },
        }
    }

    /// The numbers of this sort that begin or end at `at`.
    fn numbers(&self, at: usize, is_one: impl Fn(&Number) -> bool) -> Vec<(usize, usize)> {
        let around = self
            .tagged
            .token_span(at.saturating_sub(1), (at + 1).min(self.tagged.row.len()));
        self.tagged
            .numbers_within(around)
            .iter()
            .filter(|number| is_one(number))
            .map(|number| self.tagged.token_range(number.span))
            .filter(|(from, to)| match self.side {
                Side::Right => *from == at,
                Side::Left => *to == at,
            })
            .collect()
    }
}

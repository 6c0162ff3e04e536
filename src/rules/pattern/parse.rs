//! Patterns as written, read into elements; what is wrong with one is said of the
//! element it stands in.

use std::collections::BTreeMap;

use super::{Element, Gap, Reach, Role, Tagging, Word, WordRow, WordRows};
use crate::{
    rules::Direction,
    text::toml::{nearest, unknown},
    vocabulary::{Class, tokens},
};

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

const GAP: usize = 14;
const EMPTY: &str = "an alternative is empty (use `[…]` for what may be missing)";

pub(super) struct PatternParser<'p> {
    pub(super) rest: &'p str,
    pub(super) sets: &'p BTreeMap<String, WordSet>,
    /// The pattern from the element on that is being read.
    pub(super) element: &'p str,
}

impl PatternParser<'_> {
    pub(super) fn elements(&mut self, until: Option<char>) -> Result<Vec<Element>, String> {
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
                Ok(Element::Gap(Gap {
                    most: digits.parse().unwrap_or(GAP),
                    marks: digits.is_empty(),
                    then: None,
                }))
            }
            '[' => {
                self.skip(c);
                let inner = self.elements(Some(']'))?;
                Ok(Element::Optional(Reach::new(inner)))
            }
            '(' => {
                self.skip(c);
                let inside = self.until(')')?;
                let is_mark = |option: &str| {
                    !option.trim().is_empty() && !option.contains(char::is_alphanumeric)
                };
                // A number with a comma is several tokens, as a text has it.
                if inside.contains(['{', '[', '@', '…', ',']) || inside.split('|').any(is_mark) {
                    return self.either(&inside);
                }
                rows(inside.split('|').map(|word| (word, None)))
            }
            '{' => {
                self.skip(c);
                let inside = self.until('}')?;
                tag_element(&inside)
            }
            '@' => {
                self.skip(c);
                self.set()
            }
            c if c.is_alphanumeric() => {
                let word = self.word();
                rows([(word.as_str(), None)].into_iter())
            }
            // "\(": the mark itself.
            '\\' => {
                self.skip(c);
                let mark = self.rest.chars().next().ok_or(EMPTY)?;
                self.skip(mark);
                Ok(Element::Mark(mark))
            }
            '|' | ')' | ']' | '}' => Err(format!("`{c}` has no partner")),
            mark => {
                self.skip(mark);
                Ok(Element::Mark(mark))
            }
        }
    }

    /// The words of a named set.
    fn set(&mut self) -> Result<Element, String> {
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
            WordSet::Directed { up, down } => {
                let up = up.iter().map(|word| (word.as_str(), Some(Direction::Up)));
                let down = down
                    .iter()
                    .map(|word| (word.as_str(), Some(Direction::Down)));
                rows(up.chain(down))
            }
        }
    }

    /// Alternatives of which one is more than words.
    fn either(&self, inside: &str) -> Result<Element, String> {
        let option = |written| {
            let mut parser = PatternParser {
                rest: written,
                sets: self.sets,
                element: written,
            };
            parser.elements(None).map(Reach::new)
        };
        let options: Vec<Reach> = inside.split('|').map(option).collect::<Result<_, _>>()?;
        if options.iter().any(|option| option.elements.is_empty()) {
            return Err(EMPTY.to_owned());
        }
        Ok(Element::Either(options))
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
    let rows: Vec<WordRow> = options
        .map(|(option, direction)| {
            let words = tokens(option)
                .into_iter()
                .filter(|token| !token.lower().is_empty())
                .map(|token| Word {
                    key: token.key(),
                    text: token.lower().to_owned(),
                })
                .collect();
            WordRow { words, direction }
        })
        .collect();
    if rows.iter().any(|row| row.words.is_empty()) {
        return Err(EMPTY.to_owned());
    }
    Ok(Element::Words(WordRows::new(rows)))
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

//! How wide the written forms and the bound words are, as the language pack
//! says (`numbers/bounds.toml`). The words themselves are found in text by the
//! scanner; here they are keys only.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Bound, Decimal};

/// On which side of the number the true value may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Either side.
    Both,
    /// The number or more.
    Above,
    /// The number or less.
    Below,
}

/// Widths of numbers that stand without a bound word.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Parts of one that a plain fraction admits either way.
    pub plain_fraction: Decimal,
    /// What a whole number of times admits either way.
    pub whole_times: Decimal,
    /// The part of itself that a bare word for a factor admits either way.
    pub bare_multiple: Decimal,
    /// What N of `one in N` admits either way.
    pub one_in: Decimal,
}

/// Bound words of one class and width.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundEntry {
    /// The class.
    pub class: Bound,
    /// On which side the value may lie.
    pub side: Side,
    /// How far, as a part of the number; without one, no end on that side.
    #[serde(default)]
    pub width: Option<Decimal>,
    /// The words before a number.
    #[serde(default)]
    pub words: Vec<String>,
    /// The words after a number.
    #[serde(default)]
    pub after: Vec<String>,
    /// Words before a number that also compare, so that they bind nothing right after another number ("34% more than 200").
    #[serde(default)]
    pub comparing: Vec<String>,
}

/// All widths of a language pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widths {
    /// Widths without a bound word.
    pub written: Written,
    bounds: Vec<BoundEntry>,
    by_word: BTreeMap<String, usize>,
}

/// Why a text holds no widths.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WidthsError {
    /// Usually the rule file's fault: a missing or misspelt key.
    #[error("{file}:{line}:{column}: {message}")]
    Toml {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundsFile {
    written: Written,
    #[serde(default)]
    bound: Vec<BoundEntry>,
}

impl Widths {
    /// Puts the parts together; a word given twice keeps its last entry, so that a project can override.
    pub fn new(written: Written, bounds: Vec<BoundEntry>) -> Self {
        let mut by_word = BTreeMap::new();
        for (index, entry) in bounds.iter().enumerate() {
            for word in entry
                .words
                .iter()
                .chain(&entry.after)
                .chain(&entry.comparing)
            {
                by_word.insert(word.to_lowercase(), index);
            }
        }
        Self {
            written,
            bounds,
            by_word,
        }
    }

    /// Reads a `bounds.toml`.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, WidthsError> {
        let read: BoundsFile = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.get(..at).unwrap_or("");
            WidthsError::Toml {
                file: file.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before.rsplit('\n').next().unwrap_or("").chars().count() + 1,
                message: error.message().to_owned(),
            }
        })?;
        Ok(Self::new(read.written, read.bound))
    }

    /// All entries, in the order of the file.
    pub fn bounds(&self) -> &[BoundEntry] {
        &self.bounds
    }

    /// The entry of a bound word in lower case.
    pub fn of_word(&self, word: &str) -> Option<&BoundEntry> {
        self.by_word
            .get(word)
            .and_then(|&index| self.bounds.get(index))
    }

    /// The entry of a class whose word is not known: its first.
    pub fn of_class(&self, class: Bound) -> Option<&BoundEntry> {
        self.bounds.iter().find(|entry| entry.class == class)
    }
}

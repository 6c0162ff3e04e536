//! Sentences of a block.

use crate::text::Span;

/// Splits text into sentences with the abbreviations of a language.
#[derive(Debug, Clone, Default)]
pub struct SentenceSplitter {}

impl SentenceSplitter {
    /// Reads the abbreviations of a language pack (`text/abbreviations.toml`).
    pub fn from_toml(file_name: &str, text: &str) -> Result<Self, PackError> {
        let _ = (file_name, text);
        Ok(Self {})
    }

    /// The sentences of a block's text, in order, without the white space around them.
    pub fn sentences(&self, text: &str) -> Vec<Span> {
        vec![Span::new(0, text.len())]
    }
}

/// Why a text file of a language pack could not be read; the pack's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{location}: {problem}")]
pub struct PackError {
    /// The file as named.
    pub file: String,
    /// Where.
    pub location: crate::text::Location,
    /// What is wrong.
    pub problem: String,
}

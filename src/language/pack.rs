//! What can be wrong with the text files of a language pack.

use crate::text::{LineIndex, Location};

/// Why a file of a language pack could not be used; the pack's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{location}: {problem}")]
pub struct PackError {
    /// The file as named.
    pub file: String,
    /// Where.
    pub location: Location,
    /// What is wrong.
    pub problem: String,
}

/// Reads the TOML of a pack's file.
pub(super) fn parse<T: serde::de::DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<T, PackError> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        at_offset(file, text, at, error.message().to_owned())
    })
}

/// An error at a byte of a pack's file.
pub(super) fn at_offset(file: &str, text: &str, at: usize, problem: String) -> PackError {
    PackError {
        file: file.to_owned(),
        location: LineIndex::new(text).location(text, at),
        problem,
    }
}

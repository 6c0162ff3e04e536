//! The scanner's outer loop.

use super::Number;
use crate::language::PackError;

/// Finds the number expressions of a text with the words of a language pack.
#[derive(Debug, Clone)]
pub struct Scanner {}

impl Scanner {
    /// Reads the files of `numbers/` of a language pack, given as name and text;
    /// later files add to earlier ones.
    pub fn from_toml(files: &[(String, String)]) -> Result<Self, PackError> {
        let _ = files;
        Ok(Self {})
    }

    /// Every number expression of `text`, in order; no two overlap.
    pub fn scan(&self, text: &str) -> Vec<Number> {
        let _ = text;
        Vec::new()
    }
}

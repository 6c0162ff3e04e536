//! Markdown.

use super::Draft;

/// Reads decoded Markdown.
pub(super) fn read(path: &str, source: String) -> Draft {
    Draft {
        path: path.to_owned(),
        source,
        blocks: Vec::new(),
        context: super::DraftContext::default(),
        ignores: Vec::new(),
        notes: Vec::new(),
    }
}

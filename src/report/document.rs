//! One draft with everything that was found in it.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use crate::{
    check::Finding,
    claim::{Claim, SeenNumber},
    draft::Draft,
    text::{LineIndex, Location},
};

/// Where a document came from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A file or standard input of its own, named by the draft's path.
    File,
    /// A line of a JSON Lines input.
    Line {
        /// The line, from 1.
        line: usize,
        /// Its `id`, as text.
        id: Option<String>,
        /// Its other fields, kept as they were.
        fields: Map<String, Value>,
    },
}

/// One draft with everything that was found in it.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it came from.
    pub origin: Origin,
    /// The draft.
    pub draft: Draft,
    /// Its lines; read when first asked for.
    pub lines: OnceLock<LineIndex>,
    /// Its claims, in order.
    pub claims: Vec<Claim>,
    /// Every number seen, in order.
    pub numbers: Vec<SeenNumber>,
    /// The findings, in order of position, silenced ones left out.
    pub findings: Vec<Finding>,
    /// How many findings comments in the draft silenced.
    pub silenced: usize,
}

impl Document {
    /// How people find it: its path, and for a line of an archive line and id.
    pub fn name(&self) -> String {
        match &self.origin {
            Origin::File => self.draft.path.clone(),
            Origin::Line {
                line, id: Some(id), ..
            } => format!("{}:{line} ({id})", self.draft.path),
            Origin::Line { line, id: None, .. } => format!("{}:{line}", self.draft.path),
        }
    }

    /// Line and column of a byte of the source.
    pub fn location(&self, offset: usize) -> Location {
        self.lines().location(&self.draft.source, offset)
    }

    /// How many characters of the source stand before a byte.
    pub fn characters_before(&self, offset: usize) -> usize {
        self.lines().characters_before(&self.draft.source, offset)
    }

    fn lines(&self) -> &LineIndex {
        let read = || LineIndex::new(&self.draft.source);
        self.lines.get_or_init(read)
    }
}

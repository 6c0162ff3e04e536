//! Reports: what was found, in the bytes of one format. One file a format;
//! renderers show and never decide.
//!
//! A long archive is reported document by document, so a renderer is asked for
//! the head, each document and the end in turn. `Report` holds a whole one.

mod document;
mod excerpt;
mod explain;
mod figure;
mod finding;
mod human;
mod json;
mod jsonl;
mod lines;
mod summary;
mod view;

use std::io::{self, Write};

pub use document::{Document, Origin};
pub use explain::{ARITHMETIC, Help, VERDICTS, help};
pub use finding::{claim_words, value_words};
pub use human::{Human, HumanOptions};
pub use json::{Json, schema};
pub use jsonl::JsonLines;
pub(crate) use lines::wrap;
pub use summary::{Coverage, Summary};

use crate::vocabulary::Vocabulary;

/// What a report is to say of each document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Findings: `statclaim check`.
    Findings,
    /// Claims: `statclaim extract`.
    Claims,
    /// Every number seen: `statclaim extract --quantities`.
    Quantities,
}

/// Writes reports in one format.
pub trait Renderer {
    /// What stands before the first document.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()>;
    /// One document.
    fn document(
        &mut self,
        document: &Document,
        vocabulary: &Vocabulary,
        out: &mut dyn Write,
    ) -> io::Result<()>;
    /// What stands after the last document.
    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}

/// A whole report.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The documents, in the order they are shown.
    pub documents: Vec<Document>,
    /// What it amounts to.
    pub summary: Summary,
}

impl Report {
    /// A report on these documents, and on inputs that could not be used.
    pub fn new(documents: Vec<Document>, errors: Vec<String>) -> Self {
        let mut summary = Summary::default();
        for document in &documents {
            summary.add(document);
        }
        summary.errors = errors;
        Self { documents, summary }
    }

    /// Writes it in the format of `renderer`.
    pub fn write(
        &self,
        renderer: &mut dyn Renderer,
        vocabulary: &Vocabulary,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        renderer.begin(out)?;
        for document in &self.documents {
            renderer.document(document, vocabulary, out)?;
        }
        renderer.end(&self.summary, out)
    }
}

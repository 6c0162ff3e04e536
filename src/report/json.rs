//! One JSON object a report, and its published schema.

use std::io::{self, Write};

use serde::Serialize;

use super::{Content, Document, Renderer, Summary, view};
use crate::vocabulary::Vocabulary;

/// `--format json`.
#[derive(Debug)]
pub struct Json {
    content: Content,
    first: bool,
}

impl Json {
    /// A renderer of this content.
    pub fn new(content: Content) -> Self {
        Self {
            content,
            first: true,
        }
    }
}

impl Renderer for Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"documents\": [")
    }

    fn document(
        &mut self,
        document: &Document,
        vocabulary: &Vocabulary,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        match self.content {
            Content::Findings => pretty(&view::checked(document, vocabulary), out),
            Content::Claims => pretty(&view::extracted(document), out),
            Content::Quantities => pretty(&view::listed(document), out),
        }
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.first { b"]" } else { b"\n]" })?;
        if self.content == Content::Findings {
            out.write_all(b", \"summary\": ")?;
            pretty(&view::summary(summary), out)?;
        }
        out.write_all(b"}\n")
    }
}

fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(out, value).map_err(io::Error::from)
}

/// The JSON Schema of `check --format json`, as published in `schemas/check.schema.json`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(view::CheckReport).into()
}

//! One JSON object a document, each on its line: for archives.

use std::io::{self, Write};

use super::{Content, Document, Renderer, Summary, view};
use crate::vocabulary::Vocabulary;

/// `--format jsonl`.
#[derive(Debug)]
pub struct JsonLines {
    content: Content,
}

impl JsonLines {
    /// A renderer of this content.
    pub fn new(content: Content) -> Self {
        Self { content }
    }
}

impl Renderer for JsonLines {
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn document(
        &mut self,
        document: &Document,
        vocabulary: &Vocabulary,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self.content {
            Content::Findings => {
                serde_json::to_writer(&mut *out, &view::checked(document, vocabulary))
            }
            Content::Claims => serde_json::to_writer(&mut *out, &view::extracted(document)),
            Content::Quantities => serde_json::to_writer(&mut *out, &view::listed(document)),
        }?;
        out.write_all(b"\n")
    }

    fn end(&mut self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

//! One JSON object a document, each on its line: for archives.

use std::io::{self, Write};

use super::{Content, Document, Renderer, Summary, view};
use crate::vocabulary::Vocabulary;

/// `--format jsonl`.
#[derive(Debug)]
pub struct JsonLines {
    content: Content,
    /// The line of a document: filled piece by piece, written at once.
    line: Vec<u8>,
}

impl JsonLines {
    /// A renderer of this content.
    pub fn new(content: Content) -> Self {
        let line = Vec::new();
        Self { content, line }
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
        let line = &mut self.line;
        line.clear();
        match self.content {
            Content::Findings => {
                serde_json::to_writer(&mut *line, &view::checked(document, vocabulary))
            }
            Content::Claims => view::extracted(document).append(line),
            Content::Quantities => serde_json::to_writer(&mut *line, &view::listed(document)),
        }?;
        line.push(b'\n');
        out.write_all(line)
    }

    fn end(&mut self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

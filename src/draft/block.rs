//! Blocks of visible text and the way back to the source.

use crate::text::Span;

/// A draft: its decoded source and the blocks of text a reader would see.
#[derive(Debug, Clone)]
pub struct Draft {
    /// As the user named it; `-` for standard input.
    pub path: String,
    /// The decoded text, byte order mark removed.
    pub source: String,
    /// Visible text in reading order.
    pub blocks: Vec<Block>,
    /// What the draft says of itself.
    pub context: DraftContext,
    /// Remarks for the report, such as a detected encoding.
    pub notes: Vec<String>,
}

/// What a draft says of itself outside its visible sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftContext {
    /// Its date, from front matter.
    pub date: Option<jiff::civil::Date>,
    /// Its title, from front matter.
    pub title: Option<String>,
    /// Its place, from front matter.
    pub place: Option<String>,
}

/// What part of a document a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline: the title, or a first line set apart like one.
    Title,
    /// A heading below it, with its level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list; the block (by index) that leads in to the list, if any.
    ListItem {
        /// Index of the lead-in block.
        lead_in: Option<usize>,
    },
    /// A cell of a table.
    Cell {
        /// Text of the row's first cell, when this is another cell.
        row_header: Option<String>,
        /// Text of the column's first cell, when this is another row.
        column_header: Option<String>,
        /// The caption or the sentence before the table.
        caption: Option<String>,
    },
    /// A note at the foot.
    Footnote,
}

/// A stretch of visible text: wrapped lines joined, inline marks removed.
#[derive(Debug, Clone)]
pub struct Block {
    /// What part it is.
    pub kind: BlockKind,
    /// What a reader sees.
    pub text: String,
    /// Back to the source.
    pub map: OffsetMap,
    /// Stretches of `text` that are struck through.
    pub struck: Vec<Span>,
    /// Stretches of `text` that are links, with their targets.
    pub links: Vec<(Span, String)>,
}

/// From offsets in a block's text to offsets in the source.
///
/// Runs of bytes copied as they stand, in order: `(in text, in source, length)`.
/// Bytes of the text outside every run (a joining space, a decoded entity) map
/// to the end of the run before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    runs: Vec<(usize, usize, usize)>,
}

impl OffsetMap {
    /// Adds a run; runs come in order of the text.
    pub fn push(&mut self, in_text: usize, in_source: usize, length: usize) {
        if let Some(last) = self.runs.last_mut()
            && last.0 + last.2 == in_text
            && last.1 + last.2 == in_source
        {
            last.2 += length;
            return;
        }
        self.runs.push((in_text, in_source, length));
    }

    /// The source offset of the text offset `at`, taken as the start of something.
    pub fn source(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|run| run.0 <= at);
        let Some(&(text, source, length)) = self.runs.get(next.saturating_sub(1)) else {
            return 0;
        };
        source + at.saturating_sub(text).min(length)
    }

    /// The source span of a span of the text: from its first byte to just past its last.
    pub fn source_span(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.source(span.start);
            return Span::new(at, at);
        }
        Span::new(self.source(span.start), self.source(span.end - 1) + 1)
    }
}

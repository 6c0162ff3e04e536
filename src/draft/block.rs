//! Blocks of visible text and the way back to the source.

use super::ignore::Ignore;
use crate::text::Span;

/// A draft: its decoded source and the blocks of text a reader would see.
#[derive(Debug, Clone)]
pub struct Draft {
    /// As the user named it; `-` for standard input.
    pub path: String,
    /// The decoded text, byte order mark removed.
    pub source: String,
    /// Visible text in reading order; footnotes come last.
    pub blocks: Vec<Block>,
    /// What the draft says of itself.
    pub context: DraftContext,
    /// Comments in the draft that silence a finding.
    pub ignores: Vec<Ignore>,
    /// Remarks for the report, such as a detected encoding.
    pub notes: Vec<String>,
}

/// What a draft says of itself outside its sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftContext {
    /// Its date, from front matter or a dateline, where written as `2025-06-30`.
    pub date: Option<jiff::civil::Date>,
    /// Its date in any other notation, for a reader that knows the language.
    pub date_text: Option<String>,
    /// Its title, from front matter.
    pub title: Option<String>,
    /// Its place as written, from front matter, the dateline or a place line.
    /// A place line may turn out to be none (`Comment`): resolve it first.
    pub place: Option<String>,
    /// The dateline that opens the first paragraph (`BERLIN, 3 June (dpa) –`):
    /// the block and the stretch of its text, dash included.
    pub dateline: Option<(usize, Span)>,
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
    Cell(Cell),
    /// A note at the foot.
    Footnote,
}

/// Where a cell of a table stands; blocks are told by their index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The first block of the table.
    pub table: usize,
    /// Its row, the head being 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// The row's first cell, or a name in the second where the first is the number of the row, when this is a
    /// cell behind it.
    pub row_header: Option<usize>,
    /// The column's first cell, when this is another row.
    pub column_header: Option<usize>,
    /// The caption, the line that leads in to the table, or the heading above.
    pub caption: Option<usize>,
}

impl Cell {
    /// Whether it heads a column or a row.
    pub fn is_head(&self) -> bool {
        self.row == 0 || self.heads_row()
    }

    /// Whether it heads the row that it stands in, or is the number before that head.
    pub fn heads_row(&self) -> bool {
        self.row > 0 && self.row_header.is_none()
    }

    /// Whether it stands over the row headers.
    pub fn is_corner(&self) -> bool {
        self.row == 0 && self.column == 0
    }
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
    /// Where in `text` marks for notes stand, with the labels of the notes.
    pub notes: Vec<(usize, String)>,
    /// The label, when this is a note.
    pub label: Option<String>,
    /// Whether it stands in a block quotation.
    pub quote: bool,
}

impl Block {
    /// An empty block of a kind.
    pub fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            text: String::new(),
            map: OffsetMap::default(),
            struck: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            label: None,
            quote: false,
        }
    }

    /// Appends `text`, which stands in the source at `at` as it is; characters
    /// without width or ink (soft hyphens, zero-width spaces) are left out, and
    /// white space at the start of the block.
    pub(super) fn push_copied(&mut self, text: &str, at: usize) {
        let mut rest = text;
        let mut at = at;
        if self.text.is_empty() {
            rest = text.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
            at += text.len() - rest.len();
        }
        while let Some(hidden) = find_invisible(rest) {
            let (shown, tail) = rest.split_at(hidden);
            self.push_run(shown, at);
            let length = tail.chars().next().map_or(0, char::len_utf8);
            at += hidden + length;
            rest = tail.get(length..).unwrap_or("");
        }
        self.push_run(rest, at);
    }

    fn push_run(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.map.push(self.text.len(), at, text.len());
            self.text.push_str(text);
        }
    }

    /// Appends `text`, which stands for the source bytes of `source`.
    pub(super) fn push_replaced(&mut self, text: &str, source: Span) {
        if !text.is_empty() {
            self.map.push_replaced(self.text.len(), text.len(), source);
            self.text.push_str(text);
        }
    }

    /// Appends a space for the source bytes of `source`, unless one stands there.
    pub(super) fn push_gap(&mut self, source: Span) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.push_replaced(" ", source);
        }
    }

    /// Joins the line that starts with `next` to what is there: with a space, but
    /// with none where a hyphenated word or a range was broken (`foreign-` `born`).
    pub(super) fn push_line_end(&mut self, source: Span, next: &str) {
        let mut before = self.text.chars().rev();
        let hyphenated =
            before.next() == Some('-') && before.next().is_some_and(char::is_alphanumeric);
        if !(hyphenated && next.starts_with(char::is_alphanumeric)) {
            self.push_gap(source);
        }
    }

    /// Drops white space at the end of the text.
    pub(super) fn trim_end(&mut self) {
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        self.map.truncate(kept);
        for span in self
            .struck
            .iter_mut()
            .chain(self.links.iter_mut().map(|link| &mut link.0))
        {
            *span = Span::new(span.start.min(kept), span.end.min(kept));
        }
        for (at, _) in &mut self.notes {
            *at = kept.min(*at);
        }
    }
}

/// Whether a character neither shows nor separates: dropped from visible text.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}'
    )
}

/// Where the first invisible character stands. Nearly every text has none, so bytes are looked at:
/// all at once for control characters, and then those with which the others begin.
fn find_invisible(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let control = |byte: u8| u8::from(byte < 9) | u8::from(byte.wrapping_sub(14) < 18);
    let any_control = bytes.iter().fold(0, |any, byte| any | control(*byte)) != 0;
    let first = any_control.then(|| bytes.iter().position(|byte| control(*byte) != 0));
    let first = first.flatten();
    let before = bytes.get(..first.unwrap_or(bytes.len()))?;
    let mut others = memchr::memchr3_iter(0xc2, 0xe2, 0xef, before);
    let other = others.find(|at| match bytes.get(*at..) {
        Some([0xc2, 0xad, ..] | [0xef, 0xbb, 0xbf, ..]) => true,
        Some([0xe2, second, third, ..]) => matches!((second, third), (0x80, 0x8b) | (0x81, 0xa0)),
        _ => false,
    });
    other.or(first)
}

/// From offsets in a block's text to offsets in the source.
///
/// Pieces in order of the text: copied bytes map one to one, and a piece that
/// was replaced (a decoded entity, a joined line end) maps as a whole. Bytes of
/// the text outside every piece map to the end of the piece before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

/// `text_len` bytes of the text from `text` on stand for `source_len` bytes of
/// the source from `source` on; copied where the lengths are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    text: usize,
    source: usize,
    text_len: usize,
    source_len: usize,
}

impl Piece {
    fn is_copied(self) -> bool {
        self.text_len == self.source_len
    }
}

impl OffsetMap {
    /// Adds a run of copied bytes; runs come in order of the text.
    pub fn push(&mut self, in_text: usize, in_source: usize, length: usize) {
        if let Some(last) = self.pieces.last_mut()
            && last.is_copied()
            && last.text + last.text_len == in_text
            && last.source + last.source_len == in_source
        {
            last.text_len += length;
            last.source_len += length;
            return;
        }
        self.pieces.push(Piece {
            text: in_text,
            source: in_source,
            text_len: length,
            source_len: length,
        });
    }

    /// Adds `length` bytes of the text that stand for the source bytes of `source`.
    pub fn push_replaced(&mut self, in_text: usize, length: usize, source: Span) {
        self.pieces.push(Piece {
            text: in_text,
            source: source.start,
            text_len: length,
            source_len: source.len(),
        });
    }

    /// The source offset of the text offset `at`, taken as the start of something.
    pub fn source(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.text <= at);
        let Some(piece) = self.pieces.get(next.saturating_sub(1)) else {
            return 0;
        };
        let within = at.saturating_sub(piece.text);
        if within >= piece.text_len {
            piece.source + piece.source_len
        } else if piece.is_copied() {
            piece.source + within
        } else {
            piece.source
        }
    }

    /// The source span of a span of the text: from its first byte to just past its last.
    pub fn source_span(&self, span: Span) -> Span {
        let start = self.source(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let next = self.pieces.partition_point(|piece| piece.text < span.end);
        let end = self
            .pieces
            .get(next.saturating_sub(1))
            .map_or(start, |piece| {
                let within = span.end.saturating_sub(piece.text);
                if piece.is_copied() && within < piece.text_len {
                    piece.source + within
                } else {
                    piece.source + piece.source_len
                }
            });
        Span::new(start, end)
    }

    /// The stretch of the source between the first and the last mapped byte.
    pub fn extent(&self) -> Option<Span> {
        let first = self.pieces.first()?;
        let last = self.pieces.last()?;
        Some(Span::new(first.source, last.source + last.source_len))
    }

    fn truncate(&mut self, length: usize) {
        while let Some(last) = self.pieces.last_mut() {
            if last.text >= length {
                self.pieces.pop();
            } else {
                let kept = length - last.text;
                if kept < last.text_len && last.is_copied() {
                    last.text_len = kept;
                    last.source_len = kept;
                }
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaced_pieces_map_as_a_whole() {
        // Source: `a&amp;b` + line end + `c`.
        let mut block = Block::new(BlockKind::Paragraph);
        block.push_copied("a", 0);
        block.push_replaced("&", Span::new(1, 6));
        block.push_copied("b", 6);
        block.push_gap(Span::new(7, 9));
        block.push_copied("c", 9);
        assert_eq!(block.text, "a&b c");
        for (text, source) in [
            ((0, 1), (0, 1)),
            ((1, 2), (1, 6)),
            ((0, 2), (0, 6)),
            ((2, 3), (6, 7)),
            ((2, 4), (6, 9)),
            ((3, 5), (7, 10)),
            ((5, 5), (10, 10)),
        ] {
            assert_eq!(
                block.map.source_span(Span::new(text.0, text.1)),
                Span::new(source.0, source.1),
                "{text:?}"
            );
        }
    }

    #[test]
    fn invisible_characters_are_left_out_of_the_text_and_kept_in_the_span() {
        let mut block = Block::new(BlockKind::Paragraph);
        block.push_copied("1\u{ad}234", 5);
        assert_eq!(block.text, "1234");
        assert_eq!(block.map.source_span(Span::new(0, 4)), Span::new(5, 11));
        assert_eq!(block.map.source_span(Span::new(1, 2)), Span::new(8, 9));
    }

    #[test]
    fn trimming_shortens_text_and_map() {
        let mut block = Block::new(BlockKind::Paragraph);
        block.push_copied("ab  ", 3);
        block.trim_end();
        assert_eq!(block.text, "ab");
        assert_eq!(block.map.extent(), Some(Span::new(3, 5)));
    }
}

//! Plain text as newsrooms keep it: wrapped at a width with blank lines between
//! paragraphs, or one paragraph a line. Which of the two a file is, its lines
//! tell: a line that goes on in small letters was wrapped, and the longest of
//! those is the width that the other line ends are judged by.

mod lines;
mod list;

use self::lines::{Row, Wrapping};
use super::{Block, BlockKind, Draft, front_matter, ignore, layout, markdown};
use crate::text::Span;

/// Reads decoded plain text.
pub(super) fn read(path: &str, source: String) -> Draft {
    let (start, context) = front_matter::read(&source);
    let body = Span::new(start, source.len());
    let comments = ignore::comments(&source, body);
    let rows = lines::rows(&source, body, &comments);
    let reader = Reader {
        source: &source,
        comments: &comments,
        wrapping: Wrapping::of(&rows),
        numbered: list::has_numbered_list(&rows),
        starred: memchr::memmem::find_iter(body.of(&source).as_bytes(), b"**")
            .nth(1)
            .is_some(),
        // About every other row is blank.
        blocks: Vec::with_capacity(rows.len() / 2 + 1),
    };
    let mut blocks = reader.read(&rows);
    let place = set_headings(&mut blocks);
    let mut notes = Vec::new();
    let mut ignores = Vec::new();
    for &comment in &comments {
        match ignore::parse(path, &source, comment, spoken_of(&source, &blocks, comment)) {
            Ok(ignore) => ignores.push(ignore),
            Err(note) => notes.push(note),
        }
    }
    let mut draft = Draft {
        path: path.to_owned(),
        source,
        blocks,
        context,
        ignores,
        notes,
    };
    layout::read_dateline(&mut draft);
    if draft.context.place.is_none() {
        draft.context.place = place;
    }
    draft
}

struct Reader<'a> {
    source: &'a str,
    comments: &'a [Span],
    wrapping: Wrapping,
    /// Whether the text has lists with numbers.
    numbered: bool,
    /// Whether the text has `**bold**` in it, as pasted text often has.
    starred: bool,
    blocks: Vec<Block>,
}

impl Reader<'_> {
    fn read(mut self, rows: &[Row<'_>]) -> Vec<Block> {
        for chunk in rows.split(Row::is_blank).filter(|chunk| !chunk.is_empty()) {
            self.chunk(chunk);
        }
        self.blocks
    }

    /// Reads rows with no blank one between them.
    fn chunk(&mut self, rows: &[Row<'_>]) {
        if let Some((from, to)) = lines::table(rows)
            && let (Some(before), Some(table), Some(after)) =
                (rows.get(..from), rows.get(from..to), rows.get(to..))
        {
            self.paragraphs(before);
            if let (Some(first), Some(last)) = (table.first(), table.last()) {
                let span = first.span.cover(last.span);
                markdown::read_table(self.source, span, &mut self.blocks);
            }
            if !after.is_empty() {
                self.chunk(after);
            }
            return;
        }
        self.paragraphs(rows);
    }

    fn paragraphs(&mut self, rows: &[Row<'_>]) {
        let mut previous: Option<&Row<'_>> = None;
        let mut current: Option<Block> = None;
        for row in rows {
            let in_list = current
                .as_ref()
                .is_some_and(|block| matches!(block.kind, BlockKind::ListItem { .. }));
            if let Some(marker) = list::item(row, previous, in_list, rows, self.numbered) {
                self.finish(current.take());
                let lead_in = self.lead_in();
                let mut block = Block::new(BlockKind::ListItem { lead_in });
                self.push_row(&mut block, row, marker);
                current = Some(block);
            } else if let (Some(block), Some(before)) = (current.as_mut(), previous)
                && (self.wrapping.joins(before, row) || (in_list && row.indent > before.indent))
            {
                block.push_line_end(before.line_end, &row.text);
                self.push_row(block, row, 0);
            } else {
                self.finish(current.take());
                let mut block = Block::new(BlockKind::Paragraph);
                self.push_row(&mut block, row, 0);
                current = Some(block);
            }
            previous = Some(row);
        }
        self.finish(current);
    }

    /// Appends a row's text from its byte `skip` on, comments left out.
    fn push_row(&self, block: &mut Block, row: &Row<'_>, skip: usize) {
        let mut at = row.span.start + skip;
        for comment in self.comments.iter().filter(|c| c.overlaps(row.span)) {
            self.push_source(block, Span::new(at, comment.start.max(at)));
            if block.text.ends_with(char::is_whitespace) {
                block.trim_end();
                block.push_gap(*comment);
            }
            at = at.max(comment.end);
        }
        if at < row.span.end {
            self.push_source(block, Span::new(at, row.span.end));
        }
    }

    fn push_source(&self, block: &mut Block, span: Span) {
        let mut text = span.of(self.source);
        let mut at = span.start;
        if block.text.ends_with(' ') {
            let length = text.len();
            text = text.trim_start();
            at += length - text.len();
        }
        if !self.starred {
            block.push_copied(text, at);
            return;
        }
        for part in text.split_inclusive("**") {
            block.push_copied(part.strip_suffix("**").unwrap_or(part), at);
            at += part.len();
        }
    }

    fn finish(&mut self, block: Option<Block>) {
        if let Some(mut block) = block {
            block.trim_end();
            if !block.text.is_empty() {
                self.blocks.push(block);
            }
        }
    }

    /// What leads in to a list item that comes next: the block before its list.
    fn lead_in(&self) -> Option<usize> {
        match self.blocks.last()?.kind {
            BlockKind::ListItem { lead_in } => lead_in,
            _ => self.blocks.len().checked_sub(1),
        }
    }
}

/// Makes headings of the paragraphs set like ones, and the title; returns the
/// place named on a line of its own above the text.
fn set_headings(blocks: &mut [Block]) -> Option<String> {
    let is_running =
        |block: &Block| block.kind != BlockKind::Paragraph || !layout::is_heading_like(&block.text);
    let first = blocks.iter().position(is_running)?;
    let last = blocks.iter().rposition(is_running)?;
    let above = blocks.get(..first)?;
    let lines: Vec<&str> = above.iter().map(|block| block.text.as_str()).collect();
    let title = layout::headline(&lines);
    let place = lines
        .last()
        .filter(|line| Some(lines.len() - 1) != title && layout::is_place_like(line))
        .map(|line| (*line).to_owned());
    for (index, block) in blocks.iter_mut().enumerate().take(last) {
        if Some(index) == title {
            block.kind = BlockKind::Title;
        } else if !is_running(block) {
            block.kind = BlockKind::Heading(2);
        }
    }
    place
}

/// The block that a comment stands in, or else directly precedes.
fn spoken_of(source: &str, blocks: &[Block], comment: Span) -> std::ops::Range<usize> {
    let before = source.get(..comment.start).unwrap_or("");
    let kept = before.trim_end();
    let same_line = !before.get(kept.len()..).unwrap_or("").contains('\n');
    let found = blocks.iter().position(|block| {
        block.map.extent().is_some_and(|extent| {
            extent.end > comment.start || (same_line && extent.end == kept.len())
        })
    });
    found.map_or(0..0, |index| index..index + 1)
}

#[cfg(test)]
mod tests;

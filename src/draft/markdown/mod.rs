//! Markdown: `CommonMark` with tables, footnotes, strikethrough and task lists.
//! Smart punctuation stays off, so that text is what stands in the source.
//! Code blocks, HTML, comments and alternative texts are not visible text.

mod comments;
mod reader;
mod table;

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use self::comments::Hidden;
use self::reader::{Reader, Target};
use super::{Block, BlockKind, Draft, front_matter, ignore, layout};
use crate::text::Span;

/// Reads decoded Markdown.
pub(super) fn read(path: &str, source: String) -> Draft {
    let (start, context) = front_matter::read(&source);
    let hidden = Hidden::of(&source, Span::new(start, source.len()));
    let mut reader = Reader::new(&source, start);
    reader.read(Parser::new_ext(&hidden.text, options()).into_offset_iter());
    let mut parts = reader.finish();
    hidden.report(&source, &mut parts);
    set_headings(&mut parts.blocks);
    let mut notes = Vec::new();
    let mut ignores = Vec::new();
    parts.comments.sort_by_key(|(span, _)| span.start);
    for (span, target) in &parts.comments {
        let blocks = parts.spoken_of(*span, *target);
        match ignore::parse(path, &source, *span, blocks) {
            Ok(ignore) => ignores.push(ignore),
            Err(note) => notes.push(note),
        }
    }
    let mut draft = Draft {
        path: path.to_owned(),
        blocks: parts.blocks,
        source,
        context,
        ignores,
        notes,
    };
    layout::read_dateline(&mut draft);
    draft
}

/// Appends the cells of the table that stands at `span` of a text in another format.
pub(super) fn read_table(source: &str, span: Span, blocks: &mut Vec<Block>) {
    let mut reader = Reader::new(source, span.start);
    reader.blocks = std::mem::take(blocks);
    reader.read(Parser::new_ext(span.of(source), options()).into_offset_iter());
    *blocks = reader.finish().blocks;
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// What was read: blocks with the stretch of the document each belongs to.
struct Parts {
    blocks: Vec<Block>,
    /// For each block the outermost element it stands in.
    elements: Vec<usize>,
    /// Comments of ours and what they speak of.
    comments: Vec<(Span, Target)>,
    /// Code blocks, in which a comment is only shown.
    code: Vec<Span>,
}

impl Parts {
    fn spoken_of(&self, comment: Span, target: Target) -> Range<usize> {
        let first = match target {
            Target::Block(index) => return index..index + 1,
            Target::Next(index) => index,
            Target::Element(index) => {
                let Some(element) = self.elements.get(index) else {
                    return index..index;
                };
                let length = self
                    .elements
                    .iter()
                    .skip(index)
                    .take_while(|other| *other == element)
                    .count();
                return index..index + length;
            }
            Target::Around => {
                let found = self.blocks.iter().position(|block| {
                    block
                        .map
                        .extent()
                        .is_some_and(|extent| extent.end > comment.start)
                });
                found.unwrap_or(self.blocks.len())
            }
        };
        first..(first + 1).min(self.blocks.len())
    }
}

/// Makes a title of the first heading of the first level, or of what stands first.
fn set_headings(blocks: &mut [Block]) {
    let title = blocks
        .iter()
        .position(|block| block.kind == BlockKind::Heading(1))
        .or_else(|| {
            let first = blocks.first()?;
            let heading = matches!(first.kind, BlockKind::Heading(_));
            let line = first.kind == BlockKind::Paragraph
                && !first.quote
                && blocks.len() > 1
                && layout::is_heading_like(&first.text);
            (heading || line).then_some(0)
        });
    if let Some(block) = title.and_then(|index| blocks.get_mut(index)) {
        block.kind = BlockKind::Title;
    }
}

#[cfg(test)]
mod tests;

//! From the parser's events to blocks.

mod inline;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::{Parts, table::Table};
use crate::draft::{Block, BlockKind, ignore, layout};
use crate::text::Span;

/// Which blocks a comment speaks of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    /// The one it stands in.
    Block(usize),
    /// The one read next.
    Next(usize),
    /// The whole of the element read next: all cells of a table, all items of a list.
    Element(usize),
    /// The one whose source it stands in or before.
    Around,
}

/// The state of reading one document.
pub(super) struct Reader<'a> {
    source: &'a str,
    /// Offset in the source of what the parser was given.
    base: usize,
    /// Finished blocks.
    pub(super) blocks: Vec<Block>,
    elements: Vec<usize>,
    footnotes: Vec<Block>,
    comments: Vec<(Span, Target)>,
    code: Vec<Span>,
    current: Option<Block>,
    /// Comments in the block being read.
    inside: Vec<Span>,
    /// A soft line break that waits for what follows it.
    line_end: Option<Span>,
    depth: usize,
    element: usize,
    quotes: usize,
    in_footnote: bool,
    /// The label of the note being read.
    label: Option<String>,
    /// Open elements with nothing visible in them: code blocks, images, HTML.
    hidden: usize,
    emphasis: Emphasis,
    struck: Vec<usize>,
    links: Vec<(usize, String)>,
    /// For each open list, what leads in to it.
    lists: Vec<Option<usize>>,
    table: Table,
    /// The block of a paragraph that is all emphasised: a caption, where a table follows.
    emphasised: Option<usize>,
    /// Text since `<sup>`, which is dropped if it is only a note mark.
    raised: bool,
}

/// Whether all text of a paragraph so far is emphasised.
#[derive(Default)]
struct Emphasis {
    strong: usize,
    light: usize,
    only_strong: bool,
    only_any: bool,
}

impl<'a> Reader<'a> {
    /// A reader of what stands at `base` of `source`.
    pub(super) fn new(source: &'a str, base: usize) -> Self {
        Self {
            source,
            base,
            blocks: Vec::new(),
            elements: Vec::new(),
            footnotes: Vec::new(),
            comments: Vec::new(),
            code: Vec::new(),
            current: None,
            inside: Vec::new(),
            line_end: None,
            depth: 0,
            element: 0,
            quotes: 0,
            in_footnote: false,
            label: None,
            hidden: 0,
            emphasis: Emphasis::default(),
            struck: Vec::new(),
            links: Vec::new(),
            lists: Vec::new(),
            table: Table::default(),
            emphasised: None,
            raised: false,
        }
    }

    /// Reads all events.
    pub(super) fn read<'e>(&mut self, events: impl Iterator<Item = (Event<'e>, Range<usize>)>) {
        for (event, range) in events {
            let span = Span::new(range.start, range.end).shifted(self.base);
            match event {
                Event::Start(tag) => self.start(tag, span),
                Event::End(tag) => self.end(tag),
                Event::Text(text) => self.text(&text, span),
                Event::Code(text) => self.code(&text, span),
                Event::SoftBreak | Event::HardBreak => self.line_end = Some(span),
                Event::Html(_) => self.html(span),
                Event::InlineHtml(html) => self.inline_html(&html, span),
                Event::Rule => self.flush(),
                Event::FootnoteReference(label) => self.note_mark(&label),
                Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
            }
        }
        self.flush();
    }

    /// What was read, footnotes last.
    pub(super) fn finish(mut self) -> Parts {
        let body = self.blocks.len();
        self.elements.resize(body, 0);
        for (index, note) in self.footnotes.into_iter().enumerate() {
            self.blocks.push(note);
            self.elements.push(usize::MAX - index);
        }
        Parts {
            blocks: self.blocks,
            elements: self.elements,
            comments: self.comments,
            code: self.code,
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        if is_block(&tag) {
            if self.depth == 0 {
                self.element += 1;
            }
            self.depth += 1;
        }
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(level_number(level))),
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code.push(span);
                self.hidden += 1;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html_block(span);
                self.hidden += 1;
            }
            Tag::Image { .. } | Tag::MetadataBlock(_) => self.hidden += 1,
            Tag::List(_) => {
                self.flush();
                self.lists.push(self.lead_in());
            }
            Tag::Item => {
                let lead_in = self.lists.last().copied().flatten();
                self.begin(BlockKind::ListItem { lead_in });
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.in_footnote = true;
                self.label = Some(label.into_string());
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Table::new(self.blocks.len(), self.caption());
            }
            Tag::TableHead | Tag::TableRow => {
                self.table.start_row(matches!(tag, Tag::TableHead));
            }
            Tag::TableCell => self.begin(self.table.cell()),
            Tag::Strong => self.emphasis.strong += 1,
            Tag::Emphasis => self.emphasis.light += 1,
            Tag::Strikethrough => self.struck.push(self.length()),
            Tag::Link { dest_url, .. } => {
                self.settle("x");
                self.links.push((self.length(), dest_url.into_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.mark_bold_line();
                self.flush();
            }
            TagEnd::Heading(_) | TagEnd::Item => self.flush(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image | TagEnd::MetadataBlock(_) => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.in_footnote = false;
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Strong => self.emphasis.strong = self.emphasis.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis.light = self.emphasis.light.saturating_sub(1),
            TagEnd::Strikethrough => self.end_struck(),
            TagEnd::Link => {
                if let Some((start, target)) = self.links.pop() {
                    let span = Span::new(start, self.length());
                    if let Some(block) = self.current.as_mut()
                        && !span.is_empty()
                    {
                        block.links.push((span, target));
                    }
                }
            }
            _ => {}
        }
        if is_block_end(tag) {
            self.depth = self.depth.saturating_sub(1);
        }
    }

    /// A paragraph opens a block, unless it is the first of a list item.
    fn start_paragraph(&mut self) {
        let fresh_item = self
            .current
            .as_ref()
            .is_some_and(|block| block.text.is_empty());
        if !fresh_item {
            let kind = self.kind_of_text();
            self.begin(kind);
        }
    }

    /// What text is that no element of its own announces.
    fn kind_of_text(&self) -> BlockKind {
        match self.lists.last() {
            Some(&lead_in) => BlockKind::ListItem { lead_in },
            None => BlockKind::Paragraph,
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.flush();
        let kind = if self.in_footnote {
            BlockKind::Footnote
        } else {
            kind
        };
        let mut block = Block::new(kind);
        block.label = self.label.clone().filter(|_| self.in_footnote);
        block.quote = self.quotes > 0;
        self.current = Some(block);
        self.emphasis.only_strong = true;
        self.emphasis.only_any = true;
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        self.line_end = None;
        self.raised = false;
        self.struck.clear();
        self.links.clear();
        let inside = std::mem::take(&mut self.inside);
        let index = self.blocks.len();
        let mut target = Target::Next(index);
        if let Some(mut block) = self.current.take() {
            block.trim_end();
            if block.text.is_empty() {
            } else if self.in_footnote {
                self.footnotes.push(block);
                target = Target::Around;
            } else {
                self.blocks.push(block);
                self.elements.resize(index, 0);
                self.elements.push(self.element);
                target = Target::Block(index);
            }
        }
        self.comments
            .extend(inside.into_iter().map(|span| (span, target)));
    }

    fn length(&self) -> usize {
        self.current.as_ref().map_or(0, |block| block.text.len())
    }

    /// Carries out a waiting line break before text that starts with `next`.
    fn settle(&mut self, next: &str) {
        if let (Some(span), Some(block)) = (self.line_end.take(), self.current.as_mut()) {
            block.push_line_end(span, next);
        }
    }

    /// The block for text to go to.
    fn open(&mut self, next: &str) -> &mut Block {
        if self.current.is_none() {
            let kind = self.kind_of_text();
            self.begin(kind);
        }
        self.settle(next);
        self.current
            .get_or_insert_with(|| Block::new(BlockKind::Paragraph))
    }

    /// A short paragraph all in bold is a heading in all but its mark.
    fn mark_bold_line(&mut self) {
        let bold = self.emphasis.only_strong && self.lists.is_empty() && self.quotes == 0;
        if let Some(block) = self.current.as_mut()
            && bold
            && block.kind == BlockKind::Paragraph
            && layout::is_heading_like(&block.text)
        {
            block.kind = BlockKind::Heading(6);
        } else if let Some(block) = self.current.as_mut()
            && self.emphasis.only_any
            && !block.text.is_empty()
        {
            self.emphasised = Some(self.blocks.len());
            return;
        }
        self.emphasised = None;
    }

    fn html_block(&mut self, span: Span) {
        let nested = self.depth > 1 || self.in_footnote;
        let next = self.blocks.len();
        let target = if self.in_footnote {
            Target::Around
        } else if nested {
            Target::Next(next)
        } else {
            Target::Element(next)
        };
        let found = ignore::comments(self.source, span);
        self.comments
            .extend(found.into_iter().map(|comment| (comment, target)));
    }

    /// HTML that comes without a block of its own.
    fn html(&mut self, span: Span) {
        if self.hidden == 0 {
            self.html_block(span);
        }
    }

    /// What leads in to a list that starts here: the item it is nested in, or the
    /// block before it.
    fn lead_in(&self) -> Option<usize> {
        if self.in_footnote {
            return None;
        }
        self.blocks.len().checked_sub(1)
    }

    /// What names a table that starts here.
    fn caption(&mut self) -> Option<usize> {
        let emphasised = self.emphasised.take();
        let at = self.blocks.len().checked_sub(1)?;
        let last = self.blocks.get(at)?;
        let leads_in = last.kind == BlockKind::Paragraph
            && (last.text.ends_with(':') || layout::is_heading_like(&last.text));
        if leads_in || emphasised == Some(at) {
            return Some(at);
        }
        let heads = |block: &Block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Title);
        self.blocks.iter().rposition(heads)
    }

    fn end_cell(&mut self) {
        let index = self.blocks.len();
        self.flush();
        let cell = self.blocks.get(index);
        self.table
            .end_cell(cell.map(|cell| (index, cell.text.as_str())));
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    is_block_end(tag.to_end())
}

fn is_block_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
    )
}

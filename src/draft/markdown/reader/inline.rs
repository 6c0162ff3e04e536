//! What stands in a line of text: words, code, note marks and inline HTML.

use super::Reader;
use crate::{draft::ignore, text::Span};

impl Reader<'_> {
    pub(super) fn text(&mut self, text: &str, span: Span) {
        if self.hidden > 0 || (self.raised && is_note_mark(text)) {
            return;
        }
        self.note_emphasis(text);
        let slice = span.of(self.source);
        let inner = slice.find(text);
        let block = self.open(text);
        // The parser's text differs from the source where an entity was decoded,
        // and by blotted-out comments, which are of the same length.
        match inner {
            Some(at) => block.push_copied(text, span.start + at),
            None if slice.len() == text.len() => block.push_copied(text, span.start),
            None => block.push_replaced(text, span),
        }
    }

    pub(super) fn code(&mut self, text: &str, span: Span) {
        if self.hidden > 0 {
            return;
        }
        self.note_emphasis(text);
        let slice = span.of(self.source);
        let mut at = slice.len() - slice.trim_start_matches('`').len();
        let block = self.open(text);
        if let Some(inner) = slice.get(at..).and_then(|rest| rest.find(text)) {
            block.push_copied(text, span.start + at + inner);
            return;
        }
        // Line ends inside became spaces: find the words one after the other.
        for word in text.split_inclusive(' ') {
            let bare = word.trim_end_matches(' ');
            if let Some(inner) = slice.get(at..).and_then(|rest| rest.find(bare)) {
                block.push_copied(bare, span.start + at + inner);
                at += inner + bare.len();
            }
            if bare.len() < word.len() {
                block.push_gap(Span::new(span.start + at, span.start + at));
            }
        }
    }

    fn note_emphasis(&mut self, text: &str) {
        if text.contains(char::is_alphanumeric) {
            self.emphasis.only_strong &= self.emphasis.strong > 0;
            self.emphasis.only_any &= self.emphasis.strong + self.emphasis.light > 0;
        }
    }

    pub(super) fn end_struck(&mut self) {
        if let Some(start) = self.struck.pop() {
            let span = Span::new(start, self.length());
            if let Some(block) = self.current.as_mut()
                && !span.is_empty()
            {
                block.struck.push(span);
            }
        }
    }

    /// A mark for a note; it is no visible text.
    pub(super) fn note_mark(&mut self, label: &str) {
        let at = self.length();
        if let Some(block) = self.current.as_mut() {
            block.notes.push((at, label.to_owned()));
        }
    }

    pub(super) fn inline_html(&mut self, html: &str, span: Span) {
        let name = html
            .trim_start_matches(['<', '/'])
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or("")
            .to_ascii_lowercase();
        let closes = html.starts_with("</");
        match name.as_str() {
            "br" => self.line_end = Some(span),
            "sup" => self.raised = !closes,
            "del" | "s" | "strike" if closes => self.end_struck(),
            "del" | "s" | "strike" => {
                self.settle("x");
                self.struck.push(self.length());
            }
            _ => self.inside.extend(ignore::comments(self.source, span)),
        }
    }
}

fn is_note_mark(text: &str) -> bool {
    !text.contains(char::is_alphabetic)
}

//! Comments with text behind them. In `CommonMark` a comment at the start of a
//! line makes an HTML block of the whole line; the text on it is visible all the
//! same, so the parser is given the line with the comment blotted out.

use std::borrow::Cow;

use super::{Parts, Target};
use crate::draft::ignore;
use crate::text::Span;

/// What stands for the bytes of a comment: not white space, and never shown.
const BLOT: &str = "\u{1}";

/// A text with some comments blotted out, byte for byte.
pub(super) struct Hidden<'a> {
    /// The text for the parser.
    pub(super) text: Cow<'a, str>,
    blotted: Vec<Span>,
}

impl<'a> Hidden<'a> {
    /// Blots out the comments of `body` that open a line with text behind them.
    pub(super) fn of(source: &'a str, body: Span) -> Self {
        let blotted: Vec<Span> = ignore::all_comments(source, body)
            .into_iter()
            .filter(|comment| opens_line_of_text(source, *comment))
            .collect();
        if blotted.is_empty() {
            return Self {
                text: Cow::Borrowed(body.of(source)),
                blotted,
            };
        }
        let mut text = String::with_capacity(body.len());
        let mut at = body.start;
        for comment in &blotted {
            text.push_str(Span::new(at, comment.start).of(source));
            text.push_str(&BLOT.repeat(comment.len()));
            at = comment.end;
        }
        text.push_str(Span::new(at, body.end).of(source));
        Self {
            text: Cow::Owned(text),
            blotted,
        }
    }

    /// Hands over the comments of ours that the parser did not see.
    pub(super) fn report(&self, source: &str, parts: &mut Parts) {
        for &comment in &self.blotted {
            let shown = parts.code.iter().any(|code| code.contains(comment));
            if !shown && !ignore::comments(source, comment).is_empty() {
                parts.comments.push((comment, Target::Around));
            }
        }
    }
}

fn opens_line_of_text(source: &str, comment: Span) -> bool {
    let before = source.get(..comment.start).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let after = source.get(comment.end..).unwrap_or("");
    let rest = after.split('\n').next().unwrap_or("").trim();
    line.chars()
        .all(|c| c.is_ascii_digit() || " \t>-*+.)".contains(c))
        && !rest.is_empty()
        && !rest.starts_with("<!--")
}

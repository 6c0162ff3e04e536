//! The lines of a plain text and which of their ends are only wrapping.

use std::borrow::Cow;

use super::super::layout;
use crate::text::Span;

/// Shortest line that shows by going on in small letters that a text is wrapped.
const SHORTEST_WRAPPED: usize = 20;
/// Widest wrapping; longer lines are paragraphs.
const WIDEST_WRAPPED: usize = 130;

/// A line, with the white space around it and comments of ours taken off.
pub(super) struct Row<'a> {
    /// What a reader sees of it.
    pub(super) text: Cow<'a, str>,
    /// Where it stands, comments included.
    pub(super) span: Span,
    /// White space up to the next line.
    pub(super) line_end: Span,
    /// White space before it, in characters.
    pub(super) indent: usize,
}

impl Row<'_> {
    /// Its width in characters; asked only of lines with no blank one after them.
    fn width(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether it separates what is above from what is below: empty, or a rule.
    pub(super) fn is_blank(&self) -> bool {
        !self.text.contains(char::is_alphanumeric) && !is_table_rule(&self.text)
    }
}

/// The lines of `source` inside `body`; lines with nothing but comments of ours
/// are left out.
pub(super) fn rows<'a>(source: &'a str, body: Span, comments: &[Span]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut at = body.start;
    let mut comments = comments.iter().peekable();
    let mut rest = body.of(source);
    while !rest.is_empty() {
        let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let line;
        (line, rest) = rest.split_at(length);
        let whole = Span::new(at, at + line.len());
        at = whole.end;
        while comments
            .next_if(|comment| comment.end <= whole.start)
            .is_some()
        {}
        let inside: Vec<Span> = comments
            .clone()
            .take_while(|comment| comment.start < whole.end)
            .copied()
            .collect();
        let shown = line.trim_start();
        let start = whole.start + (line.len() - shown.len());
        let shown = shown.trim_end();
        let span = Span::new(start, start + shown.len());
        let text = if inside.is_empty() {
            Cow::Borrowed(shown)
        } else {
            Cow::Owned(visible(source, whole, &inside).trim().to_owned())
        };
        if !inside.is_empty() && text.is_empty() {
            continue;
        }
        rows.push(Row {
            text,
            span,
            line_end: Span::new(span.end, whole.end),
            indent: Span::new(whole.start, start).of(source).chars().count(),
        });
    }
    rows
}

/// A line without its comments.
fn visible(source: &str, line: Span, comments: &[Span]) -> String {
    let mut text = String::new();
    let mut at = line.start;
    for comment in comments {
        text.push_str(Span::new(at, comment.start.max(at)).of(source));
        at = comment.end.max(at);
    }
    text.push_str(Span::new(at, line.end.max(at)).of(source));
    text
}

/// How a text is wrapped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrapping {
    /// The width in characters; none in a text with one paragraph a line.
    width: Option<usize>,
}

impl Wrapping {
    /// Reads the width off the lines that go on in small letters.
    pub(super) fn of(rows: &[Row<'_>]) -> Self {
        let pairs = rows.windows(2).filter_map(|pair| match pair {
            [before, after] if !before.is_blank() && !after.is_blank() => Some((before, after)),
            _ => None,
        });
        let mut all = 0;
        let mut sure = 0;
        let mut widest = 0;
        for (before, after) in pairs.clone() {
            all += 1;
            if goes_on(before, after) && before.width() >= SHORTEST_WRAPPED {
                sure += 1;
                widest = widest.max(before.width());
            }
        }
        if sure == 0 || sure * 4 < all || widest > WIDEST_WRAPPED {
            return Self { width: None };
        }
        // The widest line of all may end a sentence; one far wider is no wrapped line.
        let width = pairs
            .map(|(before, _)| before.width())
            .filter(|&width| width * 7 <= widest * 8)
            .fold(widest, usize::max);
        Self { width: Some(width) }
    }

    /// Whether the end of `before` is only wrapping.
    pub(super) fn joins(self, before: &Row<'_>, after: &Row<'_>) -> bool {
        if goes_on(before, after) {
            return true;
        }
        let ends = layout::ends_sentence(&before.text);
        if ends && after.indent >= 2 && before.indent < after.indent {
            return false;
        }
        let open = !ends && before.text.ends_with([',', '-', '–', '—', '/']);
        let Some(width) = self.width else {
            return open || (!ends && is_full_width(before) && starts_low(&after.text));
        };
        // The next word would not have fitted; some tools wrap a little short.
        let first = after.text.split_whitespace().next().unwrap_or("");
        let needed = before.width() + 1 + first.chars().count();
        open || (needed * 100 > width * 92 && before.width() * 7 <= width * 8)
    }
}

/// Whether a sentence goes on from one line to the next, by their looks.
fn goes_on(before: &Row<'_>, after: &Row<'_>) -> bool {
    after.text.starts_with(char::is_lowercase) && !layout::ends_sentence(&before.text)
}

fn is_full_width(row: &Row<'_>) -> bool {
    (50..=100).contains(&row.width())
}

/// Whether a line starts with something that starts no heading or name.
fn starts_low(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "£$€(–—-".contains(c))
}

/// The rows of a table drawn with `|`, header included, if there is one.
pub(super) fn table(rows: &[Row<'_>]) -> Option<(usize, usize)> {
    let rule = rows.iter().position(|row| is_table_rule(&row.text))?;
    let from = rule.checked_sub(1)?;
    if !rows.get(from)?.text.contains('|') {
        return None;
    }
    let body = rows.get(rule + 1..)?;
    let length = body
        .iter()
        .position(|row| !row.text.contains('|'))
        .unwrap_or(body.len());
    Some((from, rule + 1 + length))
}

fn is_table_rule(text: &str) -> bool {
    memchr::memchr(b'|', text.as_bytes()).is_some()
        && text.contains("--")
        && text.chars().all(|c| "|:- \t".contains(c))
}

//! The sentence with its number underlined. The only module that knows the
//! crate that draws it.
//!
//! Drafts are prose: a paragraph is often one long line, which a terminal would
//! cut off. So the sentence is taken out of the source and wrapped again, and
//! the arrow above it names the line and column where the number stands.

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle,
};
use anstream::adapter::strip_str;

use crate::{
    check::Severity,
    text::{Location, Span},
};

/// The narrowest excerpt that is drawn.
const LEAST_WIDTH: usize = 48;
/// How many wrapped lines of a sentence are shown.
const MOST_LINES: usize = 6;
/// A sentence shorter than this many characters is shown with the line around it: a table cell, "Yes, 12%."
const SHORT: usize = 40;

/// What is to be drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Excerpt<'a> {
    /// The decoded source.
    pub(super) source: &'a str,
    /// How people find the document.
    pub(super) name: &'a str,
    /// Where the quantity stands.
    pub(super) location: Location,
    /// The sentence around it.
    pub(super) sentence: Span,
    /// The quantity.
    pub(super) quantity: Span,
    /// What is written at the underline.
    pub(super) label: &'a str,
    /// Decides the colour.
    pub(super) severity: Severity,
}

/// Draws an excerpt, ending in a line feed.
pub(super) fn draw(excerpt: &Excerpt<'_>, width: usize, colour: bool) -> String {
    let width = width.max(LEAST_WIDTH);
    let range = widened(excerpt.source, excerpt.sentence.cover(excerpt.quantity));
    let flat = Flat::new(excerpt.source, range, excerpt.quantity)
        .window((width - 4) * MOST_LINES)
        .fitting(width - 4, excerpt.label);
    let level = match excerpt.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::INFO,
        Severity::Ok => Level::NOTE,
    };
    let mark: Annotation<'_> = AnnotationKind::Primary
        .span(flat.mark.start..flat.mark.end)
        .label(excerpt.label);
    let group = Group::with_level(level).element(
        Snippet::source(flat.text)
            .line_numbering(false)
            .fold(false)
            .annotation(mark),
    );
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let drawn = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(width)
        .render(&[group]);
    // The frame's empty first and last lines cost height and say nothing.
    let empty = |line: &&str| strip_str(line).to_string().trim() == "|";
    let body: Vec<&str> = drawn.lines().filter(|line| !empty(line)).collect();
    let arrow = format!("{}:{}", shown(excerpt.name), excerpt.location);
    format!("--> {arrow}\n{}\n", body.join("\n"))
}

/// Text fit for a terminal: white space is a space, controls are shown as a mark.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(visible(c)),
        }
    }
    out
}

/// Controls and characters that reorder text become a replacement mark.
fn visible(c: char) -> char {
    let reorders =
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    if c.is_control() || reorders {
        '\u{fffd}'
    } else {
        c
    }
}

/// A short stretch is widened to the lines it stands on.
fn widened(source: &str, range: Span) -> Span {
    if range.of(source).chars().count() >= SHORT {
        return range;
    }
    let before = source.get(..range.start).unwrap_or("");
    let after = source.get(range.end..).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(source.len(), |at| range.end + at);
    Span::new(start, end)
}

/// A stretch of the source on one line, with the quantity in it.
struct Flat {
    text: String,
    mark: Span,
}

impl Flat {
    /// Joins lines, drops the marks of a block quotation, and makes every character visible.
    fn new(source: &str, range: Span, quantity: Span) -> Self {
        let mut text = String::with_capacity(range.len());
        let mut mark = Span::new(0, 0);
        let before = source.get(..range.start).unwrap_or("");
        let mut line_start = before.is_empty() || before.ends_with('\n');
        for (at, c) in range.of(source).char_indices() {
            let at = range.start + at;
            if at == quantity.start {
                mark.start = text.len();
            }
            if matches!(c, ' ' | '\t' | '\n' | '\r') {
                line_start |= c == '\n';
                if !(text.is_empty() || text.ends_with(' ')) {
                    text.push(' ');
                }
            } else if !(line_start && c == '>') {
                line_start = false;
                text.push(visible(c));
            }
            if at < quantity.end {
                mark.end = text.len();
            }
        }
        text.truncate(text.trim_end().len().max(mark.end));
        let mark = Span::new(mark.start, mark.end);
        Self { text, mark }
    }

    /// At most about `most` characters, cut at spaces around the quantity.
    fn window(self, most: usize) -> Self {
        if self.text.chars().count() <= most {
            return self;
        }
        let before = self.text.get(..self.mark.start).unwrap_or("");
        let after = self.text.get(self.mark.end..).unwrap_or("");
        let kept_before = tail(before, most / 2);
        let kept_after = head(after, most.saturating_sub(kept_before.chars().count()));
        let lead = if kept_before.len() < before.len() {
            "… "
        } else {
            ""
        };
        let trail = if kept_after.len() < after.len() {
            " …"
        } else {
            ""
        };
        let start = lead.len() + kept_before.len();
        let quantity = self.mark.of(&self.text);
        Self {
            text: format!("{lead}{kept_before}{quantity}{kept_after}{trail}"),
            mark: Span::new(start, start + quantity.len()),
        }
    }

    /// Wrapped so that there is room for the label beside the underline, where that can be had.
    fn fitting(self, width: usize, label: &str) -> Self {
        let narrower = (width.saturating_sub(label.chars().count())..width).rev();
        let fits = |flat: &Self| {
            let before = flat.text.get(..flat.mark.end).unwrap_or("");
            let line = before.rsplit('\n').next().unwrap_or("");
            line.chars().count() + 1 + label.chars().count() <= width
        };
        narrower
            .map(|narrow| self.wrapped(narrow))
            .find(fits)
            .unwrap_or_else(|| self.wrapped(width))
    }

    /// Breaks the line at spaces outside the quantity, so that no line is longer than `width` where that is possible.
    fn wrapped(&self, width: usize) -> Self {
        let mut text = String::with_capacity(self.text.len());
        let (mut column, mut last_space) = (0_usize, None::<(usize, usize)>);
        for (at, c) in self.text.char_indices() {
            if c == ' ' && (at < self.mark.start || at >= self.mark.end) {
                last_space = Some((at, column));
            }
            text.push(c);
            column += 1;
            if column > width
                && let Some((space, before)) = last_space.take()
            {
                text.replace_range(space..=space, "\n");
                column -= before + 1;
            }
        }
        Self {
            text,
            mark: self.mark,
        }
    }
}

/// The last `most` characters of `text`, from a word's start on.
fn tail(text: &str, most: usize) -> &str {
    let count = text.chars().count();
    let Some((cut, _)) = text.char_indices().nth(count.saturating_sub(most)) else {
        return text;
    };
    if cut == 0 {
        return text;
    }
    let rest = text.get(cut..).unwrap_or("");
    rest.split_once(' ').map_or(rest, |(_, words)| words)
}

/// The first `most` characters of `text`, up to a word's end.
fn head(text: &str, most: usize) -> &str {
    let Some((cut, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let rest = text.get(..cut).unwrap_or("");
    rest.rsplit_once(' ').map_or(rest, |(words, _)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(source: &str, sentence: &str, quantity: &str, width: usize) -> String {
        let find = |needle: &str| {
            let at = source.find(needle).unwrap();
            Span::new(at, at + needle.len())
        };
        draw(
            &Excerpt {
                source,
                name: "a.md",
                location: Location { line: 3, column: 7 },
                sentence: find(sentence),
                quantity: find(quantity),
                label: "supported",
                severity: Severity::Ok,
            },
            width,
            false,
        )
    }

    #[test]
    fn a_wrapped_sentence_is_joined_and_a_quantity_never_broken() {
        let source = "> Of the people held in the prisons of England and\n> Wales, ten\n> thousand are foreign nationals.";
        let drawn = drawn(source, source, "ten\n> thousand", 60);
        let expected = "\
--> a.md:3:7
 | Of the people held in the prisons of England and Wales,
 | ten thousand are foreign nationals.
 | ^^^^^^^^^^^^ supported
";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_very_long_sentence_is_cut_around_the_quantity() {
        let source = format!("{}12% {}", "word ".repeat(400), "tail ".repeat(400));
        let drawn = drawn(&source, &source, "12%", 80);
        assert!(drawn.lines().count() <= 10, "{drawn}");
        assert!(drawn.lines().all(|line| line.chars().count() <= 84));
        assert!(
            drawn.contains("… word") && drawn.contains("tail …"),
            "{drawn}"
        );
    }

    #[test]
    fn controls_are_made_visible() {
        assert_eq!(shown("a\u{1b}[31m\tb\u{202e}"), "a\u{fffd}[31m b\u{fffd}");
    }
}

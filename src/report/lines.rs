//! Lines for people: labels in a column, text wrapped beside them, styles where
//! the reader's terminal shows them.

use std::fmt::Write;

use anstyle::{AnsiColor, Effects, Style};

use super::excerpt::shown;
use crate::check::Severity;

/// Where text begins: two spaces, a label of ten characters, a space.
const INDENT: usize = 13;

/// Text being laid out.
#[derive(Debug)]
pub(super) struct Lines {
    out: String,
    width: usize,
    colour: bool,
}

/// The style of a severity.
pub(super) fn style_of(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Ok => AnsiColor::Green,
        Severity::Note => AnsiColor::Blue,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Error => AnsiColor::Red,
    };
    Style::new()
        .fg_color(Some(colour.into()))
        .effects(Effects::BOLD)
}

/// The style of what stays in the background.
pub(super) const QUIET: Style = Style::new().effects(Effects::DIMMED);

impl Lines {
    /// Nothing yet.
    pub(super) fn new(width: usize, colour: bool) -> Self {
        Self {
            out: String::new(),
            width,
            colour,
        }
    }

    /// The text laid out.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Text that is laid out already.
    pub(super) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.out.push('\n');
    }

    /// `text` in a style.
    pub(super) fn styled(&self, text: &str, style: Style) -> String {
        if self.colour {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// A line that begins with a word in a style, wrapped under itself.
    pub(super) fn lead(&mut self, word: &str, style: Style, text: &str) {
        let styled = self.styled(word, style);
        let taken = word.chars().count() + 3;
        let mut lines = wrap(&shown(text), self.width.saturating_sub(2), taken).into_iter();
        let first = lines.next().unwrap_or_default();
        self.push(&format!("  {styled}: {first}"));
        for line in lines {
            self.push(&format!("  {line}"));
        }
    }

    /// A label with its text beside it.
    pub(super) fn field(&mut self, label: &str, text: &str) {
        let padded = format!("{label:<10}");
        let mut head = format!("  {} ", self.styled(&padded, QUIET));
        for line in wrap(&shown(text), self.width.saturating_sub(INDENT), 0) {
            self.push(&format!("{head}{line}"));
            head = " ".repeat(INDENT);
        }
    }

    fn push(&mut self, line: &str) {
        let _ = writeln!(self.out, "{}", line.trim_end());
    }
}

/// `text` in lines of at most `width` characters where its words allow, the first one `taken` characters shorter.
pub(crate) fn wrap(text: &str, width: usize, taken: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut column = taken;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        let begun = !line.is_empty() || (lines.is_empty() && taken > 0);
        if begun && column + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            column = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            column += 1;
        }
        line.push_str(word);
        column += length;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_wraps_beside_its_label() {
        let mut lines = Lines::new(40, false);
        lines.field(
            "reference",
            "Ministry of Justice, Offender Management Statistics",
        );
        lines.lead(
            "supported",
            QUIET,
            "10,772 is above ten thousand, the limit stated.",
        );
        assert_eq!(
            lines.finish(),
            "  reference  Ministry of Justice,\n             Offender Management\n             Statistics\n  supported: 10,772 is above ten\n  thousand, the limit stated.\n"
        );
    }
}

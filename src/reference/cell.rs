//! A cell of a value column: number, missing, or neither. Separators, footnote
//! marks and markers for missing values are those the metadata declare; nothing
//! is guessed, as `1.234` is two different numbers in two countries.

use super::{Problem, Status};
use crate::number::Decimal;

/// How the numbers of a column are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberStyle {
    /// Before the decimals.
    pub(super) decimal: char,
    /// Between the thousands; a space stands for every kind of space.
    pub(super) group: Option<char>,
    /// Cells that hold no number, and why.
    pub(super) missing: Vec<(String, String)>,
    /// What may follow a number, and what it means.
    pub(super) marks: Vec<(String, Mark)>,
}

/// What a mark on a number means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A status: `p` for provisional.
    Status(Status),
    /// A note to keep with the number.
    Note(String),
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CellValue {
    /// A number, with what its marks say.
    Number {
        /// The number, its written decimals kept.
        value: Decimal,
        /// Whether a percent sign follows it.
        percent: bool,
        /// What its marks mean.
        marks: Vec<Mark>,
    },
    /// No number.
    Missing,
}

impl Default for NumberStyle {
    fn default() -> Self {
        Self {
            decimal: '.',
            group: None,
            missing: vec![(String::new(), String::new())],
            marks: Vec::new(),
        }
    }
}

impl NumberStyle {
    /// Reads a cell.
    pub(super) fn read(&self, cell: &str) -> Result<CellValue, Problem> {
        let cell = cell.trim();
        if self.missing_reason(cell).is_some() {
            return Ok(CellValue::Missing);
        }
        let (bare, marks) = self.without_marks(cell);
        let (bare, percent) = bare
            .strip_suffix('%')
            .map_or((bare, false), |bare| (bare.trim_end(), true));
        let plain = self.plain(bare).ok_or_else(|| Problem::NotANumber {
            found: cell.to_owned(),
            advice: advice(cell),
        })?;
        let value =
            Decimal::from_str_exact(&plain).map_err(|_| Problem::TooManyDigits(cell.to_owned()))?;
        Ok(CellValue::Number {
            value,
            percent,
            marks,
        })
    }

    /// Whether the cell is a plain number, without looking at its worth: digits
    /// with at most one point. What is not may still be a number of this style.
    pub(super) fn is_plain(cell: &str) -> bool {
        let mut points = 0;
        let digits = cell.bytes().all(|byte| {
            points += usize::from(byte == b'.');
            byte.is_ascii_digit() || byte == b'.'
        });
        // 28 digits are what an exact decimal can always hold.
        digits && points <= 1 && cell.len() > points && cell.len() <= 28
    }

    /// Why the cell holds no number, if it is declared to hold none.
    pub(super) fn missing_reason(&self, cell: &str) -> Option<&str> {
        self.missing
            .iter()
            .find(|(marker, _)| marker == cell)
            .map(|(_, reason)| reason.as_str())
    }

    /// How many decimals a number is written with.
    pub(super) fn decimals(&self, cell: &str) -> u32 {
        cell.split_once(self.decimal).map_or(0, |(_, decimals)| {
            let digits = decimals.bytes().take_while(u8::is_ascii_digit).count();
            u32::try_from(digits).unwrap_or(0)
        })
    }

    fn without_marks<'a>(&self, cell: &'a str) -> (&'a str, Vec<Mark>) {
        let mut bare = cell;
        let mut marks = Vec::new();
        while let Some((rest, mark)) = self
            .marks
            .iter()
            .find_map(|(written, mark)| Some((strip_mark(bare, written)?, mark)))
        {
            bare = rest.trim_end();
            marks.push(mark.clone());
        }
        (bare, marks)
    }

    /// The number in plain notation; none if it is written otherwise.
    fn plain(&self, cell: &str) -> Option<String> {
        let mut plain = String::with_capacity(cell.len());
        let unsigned = match cell.strip_prefix(['-', '−']) {
            Some(rest) => {
                plain.push('-');
                rest
            }
            None => cell,
        };
        let (whole, decimals) = match unsigned.split_once(self.decimal) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (unsigned, None),
        };
        let groups: Vec<&str> = match self.group {
            Some(mark) => whole.split(|c| same_mark(c, mark)).collect(),
            None => vec![whole],
        };
        let fits = groups.iter().enumerate().all(|(at, digits)| {
            is_digits(digits)
                && (groups.len() == 1 || digits.len() == 3 || at == 0 && digits.len() < 3)
        });
        if !fits {
            return None;
        }
        plain.extend(groups);
        if let Some(decimals) = decimals {
            if !is_digits(decimals) {
                return None;
            }
            plain.push('.');
            plain.push_str(decimals);
        }
        Some(plain)
    }
}

/// What the writer of a cell that is no number may have meant.
fn advice(cell: &str) -> Option<String> {
    if !cell.bytes().any(|byte| byte.is_ascii_digit()) || cell.starts_with(['<', '>', '≤', '≥'])
    {
        return Some(
            "if it marks a missing value, name it in `missingValues` of the schema".to_owned(),
        );
    }
    for (decimal, group) in [('.', ','), (',', '.'), (',', ' '), ('.', ' '), ('.', '\'')] {
        let other = NumberStyle {
            decimal,
            group: Some(group),
            ..NumberStyle::default()
        };
        if other.plain(cell).is_some() {
            return Some(format!(
                "if it is written with separators, name them: `decimalChar` \"{decimal}\", `groupChar` \"{group}\""
            ));
        }
    }
    if cell.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(
            "if a footnote mark follows the number, name it in `statclaim.marks`".to_owned(),
        );
    }
    None
}

/// Takes `written` off the end of `cell`; a `*` in it stands for any digits or letters.
fn strip_mark<'a>(cell: &'a str, written: &str) -> Option<&'a str> {
    let Some((open, close)) = written.split_once('*').filter(|_| written.len() > 1) else {
        return cell.strip_suffix(written).filter(|rest| !rest.is_empty());
    };
    let inner = cell.strip_suffix(close)?;
    let (bare, note) = inner.rsplit_once(open)?;
    let fits = !bare.is_empty()
        && note
            .chars()
            .all(|c| c.is_alphanumeric() || ", ".contains(c));
    fits.then_some(bare)
}

fn same_mark(c: char, mark: char) -> bool {
    c == mark || (mark.is_whitespace() && c.is_whitespace())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(decimal: char, group: Option<char>) -> NumberStyle {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        NumberStyle {
            decimal,
            group,
            missing: vec![
                pair("", ""),
                pair(":", "not available"),
                pair("<5", "suppressed"),
            ],
            marks: vec![
                ("[*]".to_owned(), Mark::Note("see notes".to_owned())),
                ("p".to_owned(), Mark::Status(Status::Provisional)),
            ],
        }
    }

    #[test]
    fn written_and_read() {
        let english = style('.', Some(','));
        let german = style(',', Some('.'));
        let french = style(',', Some(' '));
        for (style, written, expected, percent, marks) in [
            (&english, "1,234", "1234", false, 0),
            (&english, "1234", "1234", false, 0),
            (&english, " 12.50 ", "12.50", false, 0),
            (&english, "1,234[3]", "1234", false, 1),
            (&english, "1,234p", "1234", false, 1),
            (&english, "1,234 p [3]", "1234", false, 2),
            (&english, "41.5%", "41.5", true, 0),
            (&english, "41.5 %", "41.5", true, 0),
            (&english, "-3.4", "-3.4", false, 0),
            (&english, "−3.4", "-3.4", false, 0),
            (&german, "1.234,5", "1234.5", false, 0),
            (&french, "1\u{202f}234\u{a0}567", "1234567", false, 0),
        ] {
            let CellValue::Number {
                value,
                percent: sign,
                marks: found,
            } = style.read(written).unwrap()
            else {
                unreachable!("{written} is a number")
            };
            assert_eq!(
                (value.to_string(), sign, found.len()),
                (expected.to_owned(), percent, marks),
                "{written}"
            );
        }
        for written in ["", ":", "<5", " : "] {
            assert_eq!(english.read(written), Ok(CellValue::Missing), "{written}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        let plain = NumberStyle::default();
        for (written, advice) in [
            ("1,234", "`groupChar` \",\""),
            ("1.234,5", "`decimalChar` \",\""),
            ("1 234", "`groupChar` \" \""),
            ("..", "missingValues"),
            ("c", "missingValues"),
            ("<5", "missingValues"),
            ("1234p", "marks"),
            ("1e5", "marks"),
        ] {
            let message = plain.read(written).unwrap_err().to_string();
            assert!(message.contains(advice), "{written}: {message}");
        }
        for written in ["1,23,456", "12,34", ",123", "1234,567", "p", "[3]"] {
            assert!(style('.', Some(',')).read(written).is_err(), "{written}");
        }
        assert!(matches!(
            plain.read("123456789012345678901234567890123"),
            Err(Problem::TooManyDigits(_))
        ));
    }

    #[test]
    fn plain_numbers_are_all_readable() {
        for (written, plain) in [
            ("1", true),
            ("1.5", true),
            (".", false),
            ("", false),
            ("1.2.3", false),
            ("-1", false),
            ("1,2", false),
        ] {
            assert_eq!(NumberStyle::is_plain(written), plain, "{written}");
        }
    }
}

//! List items in plain text.

use super::super::layout;
use super::lines::Row;

/// The length in bytes of the list marker that opens `row`, if it is an item.
///
/// A dash also opens a line where a sentence was wrapped at it, so a marker
/// counts only at the head of a stretch of lines, after something finished, in
/// a list, or where another line has the same.
pub(super) fn item(
    row: &Row<'_>,
    previous: Option<&Row<'_>>,
    in_list: bool,
    stretch: &[Row<'_>],
    numbered: bool,
) -> Option<usize> {
    let (kind, length) = marker(&row.text)?;
    if kind == '1' && !numbered {
        return None;
    }
    let Some(previous) = previous else {
        return Some(length);
    };
    let bullet = matches!(kind, '•' | '‣' | '◦' | '▪' | '●');
    if bullet || row.indent > previous.indent {
        return Some(length);
    }
    let twins = || {
        stretch
            .iter()
            .filter(|other| marker(&other.text).is_some_and(|(other, _)| other == kind))
            .nth(1)
    };
    (in_list || layout::ends_sentence(&previous.text) || twins().is_some()).then_some(length)
}

/// Whether at least two lines open with a number and a stop, one of them with 1.
pub(super) fn has_numbered_list(rows: &[Row<'_>]) -> bool {
    let numbered = |row: &&Row<'_>| marker(&row.text).is_some_and(|(kind, _)| kind == '1');
    rows.iter().filter(numbered).count() > 1
        && rows
            .iter()
            .filter(numbered)
            .any(|row| row.text.starts_with("1.") || row.text.starts_with("1)"))
}

/// The kind of list marker that opens a line, and its length with the space.
fn marker(text: &str) -> Option<(char, usize)> {
    let first = text.chars().next()?;
    if matches!(
        first,
        '-' | '*' | '–' | '—' | '•' | '·' | '‣' | '◦' | '▪' | '●'
    ) {
        let rest = text.get(first.len_utf8()..)?;
        let space = rest.len() - rest.trim_start().len();
        let needs_no_space = matches!(first, '•' | '‣' | '▪' | '●');
        return (space > 0 || needs_no_space).then(|| (first, first.len_utf8() + space));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 2 {
        return None;
    }
    let rest = text.get(digits..)?.strip_prefix(['.', ')'])?;
    let space = rest.len() - rest.trim_start().len();
    (space > 0).then_some(('1', digits + 1 + space))
}

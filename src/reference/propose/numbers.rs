//! How the numbers of a table are written: separators, footnote marks, signs for
//! a missing number.

use std::collections::BTreeSet;

use super::{Numbers, Open, Said};
use crate::reference::cell::{CellValue, Mark, NumberStyle};

/// Decimal and grouping marks, the plainest first.
const STYLES: [(char, Option<char>); 7] = [
    ('.', None),
    ('.', Some(',')),
    (',', None),
    (',', Some('.')),
    ('.', Some(' ')),
    (',', Some(' ')),
    ('.', Some('\'')),
];

/// The longest text that can stand for a missing number.
const LONGEST_MARKER: usize = 6;
/// The longest letters that can follow a number as a mark.
const LONGEST_MARK: usize = 2;

/// Whether a cell begins as numbers do; what follows the digits may be a mark.
pub(super) fn looks_like_number(cell: &str) -> bool {
    let cell = cell.trim_start_matches(['-', '−']);
    let (bare, _) = taken_apart(cell);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,'%".contains(c))
}

/// Whether a cell may say that there is no number.
pub(super) fn may_be_missing(cell: &str) -> bool {
    cell.chars().count() <= LONGEST_MARKER
        && (cell.starts_with(['<', '>', '≤', '≥']) || !cell.chars().any(|c| c.is_ascii_digit()))
}

/// How the numbers in `cells` are written, and what remains open.
pub(super) fn style<'a>(
    cells: impl Iterator<Item = &'a str>,
    delimiter: u8,
    said: &Said,
    open: &mut Vec<Open>,
) -> Numbers {
    let mut numbers = Numbers::default();
    let mut written: BTreeSet<&str> = BTreeSet::new();
    let mut missing: BTreeSet<&str> = BTreeSet::new();
    let mut marks: BTreeSet<String> = BTreeSet::new();
    for cell in cells.filter(|cell| !cell.is_empty()) {
        if looks_like_number(cell) {
            let (bare, found) = taken_apart(cell);
            numbers.percent |= bare.ends_with('%');
            written.insert(bare);
            marks.extend(found);
        } else if may_be_missing(cell) {
            missing.insert(cell);
        }
    }
    numbers.missing = missing.into_iter().map(str::to_owned).collect();
    numbers.marks = marks.into_iter().collect();
    let (decimal, group) = if said.decimal_char.is_some() || said.group_char.is_some() {
        (said.decimal_char.unwrap_or('.'), said.group_char)
    } else {
        separators(&written, delimiter, open)
    };
    numbers.decimal_char = (decimal != '.').then_some(decimal);
    numbers.group_char = group;
    numbers
}

/// The first style that reads all; where another reads a number as something else, that is open.
/// Where commas stand between cells, none stands before decimals: such files are written with `;`.
fn separators(
    written: &BTreeSet<&str>,
    delimiter: u8,
    open: &mut Vec<Open>,
) -> (char, Option<char>) {
    let reading = |(decimal, group): (char, Option<char>)| {
        let style = NumberStyle {
            decimal,
            group,
            ..NumberStyle::default()
        };
        let read = |cell: &&str| match style.read(cell) {
            Ok(CellValue::Number { value, .. }) => Some(value),
            _ => None,
        };
        written.iter().map(read).collect::<Option<Vec<_>>>()
    };
    let mut readings: Vec<_> = STYLES
        .into_iter()
        .filter_map(|style| Some((style, reading(style)?)))
        .collect();
    if delimiter == b',' && readings.iter().any(|((decimal, _), _)| *decimal == '.') {
        readings.retain(|((decimal, _), _)| *decimal == '.');
    }
    let Some((style, values)) = readings.first() else {
        return ('.', None);
    };
    let doubtful = readings.iter().find_map(|(_, other)| {
        let differs = values
            .iter()
            .zip(other)
            .position(|(one, other)| one != other)?;
        written.iter().nth(differs)
    });
    if let Some(cell) = doubtful {
        open.push(Open::Separators((*cell).to_owned()));
    }
    *style
}

/// A number without what follows it, and the marks that follow.
fn taken_apart(cell: &str) -> (&str, Vec<String>) {
    let mut bare = cell.trim_end();
    let mut marks = Vec::new();
    loop {
        let bracketed = bare
            .strip_suffix(']')
            .and_then(|rest| rest.rsplit_once('['))
            .map(|(rest, _)| (rest, "[*]".to_owned()))
            .or_else(|| {
                let rest = bare.strip_suffix(')')?;
                Some((rest.rsplit_once('(')?.0, "(*)".to_owned()))
            });
        let letters = || {
            let rest = bare.trim_end_matches(|c: char| c.is_alphabetic() || "*†‡".contains(c));
            let mark = bare.get(rest.len()..).unwrap_or_default();
            let length = mark.chars().count();
            ((1..=LONGEST_MARK).contains(&length)).then(|| (rest, mark.to_owned()))
        };
        match bracketed.or_else(letters) {
            Some((rest, mark)) if rest.contains(|c: char| c.is_ascii_digit()) => {
                bare = rest.trim_end();
                marks.push(mark);
            }
            _ => return (bare, marks),
        }
    }
}

/// What a mark means where nobody has said it: the table's notes must be read.
pub(super) fn meaning(mark: &str) -> String {
    match mark {
        "[*]" | "(*)" => "see the table's notes".to_owned(),
        mark => format!("marked {mark} in the table"),
    }
}

/// The style with its marks, for reading a cell.
pub(super) fn reader(numbers: &Numbers) -> NumberStyle {
    let mut missing = vec![(String::new(), String::new())];
    missing.extend(
        numbers
            .missing
            .iter()
            .map(|one| (one.clone(), String::new())),
    );
    NumberStyle {
        decimal: numbers.decimal_char.unwrap_or('.'),
        group: numbers.group_char,
        missing,
        marks: numbers
            .marks
            .iter()
            .map(|mark| (mark.clone(), Mark::Note(String::new())))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_seen_or_left_open() {
        for (cells, delimiter, decimal, group, is_open) in [
            (&["1,234", "12"][..], b',', None, Some(','), false),
            (&["1,234", "12"][..], b';', None, Some(','), true),
            (&["1,234,567", "12.5"][..], b'\t', None, Some(','), false),
            (
                &["1.234.567", "12,5"][..],
                b';',
                Some(','),
                Some('.'),
                false,
            ),
            (&["12,5", "3,25"][..], b';', Some(','), None, false),
            (&["12,5", "3,25"][..], b',', Some(','), None, false),
            (&["12.5", "3.25"][..], b';', None, None, false),
            (&["1.234"][..], b',', None, None, false),
            (&["1.234"][..], b';', None, None, true),
            (&["1 234", "5 678,9"][..], b';', Some(','), Some(' '), false),
        ] {
            let mut open = Vec::new();
            let numbers = style(
                cells.iter().copied(),
                delimiter,
                &Said::default(),
                &mut open,
            );
            assert_eq!(
                (numbers.decimal_char, numbers.group_char, !open.is_empty()),
                (decimal, group, is_open),
                "{cells:?}"
            );
        }
    }

    #[test]
    fn marks_and_missing_numbers() {
        let cells = [
            "1,234[3]",
            "1,300p",
            "5,100 p [1,2]",
            ":",
            "<5",
            "c",
            "12,345,678",
        ];
        let mut open = Vec::new();
        let numbers = style(cells.into_iter(), b';', &Said::default(), &mut open);
        assert_eq!(numbers.marks, ["[*]", "p"]);
        assert_eq!(numbers.missing, [":", "<5", "c"]);
        assert_eq!((numbers.group_char, open.len()), (Some(','), 0));
        for cell in ["Sweden", "2023/24", "a1", ""] {
            assert!(!looks_like_number(cell), "{cell}");
        }
    }
}

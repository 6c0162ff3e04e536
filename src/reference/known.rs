//! Rows of which everything is known: each of their labels has been met before,
//! and no claim asks for them. In a table of millions these are nearly all. Each
//! is compared with the row before it, and only the cells that differ are looked
//! up, so that finding a row out costs little more than reading its bytes.

use super::{
    Facet,
    cell::NumberStyle,
    labels::{Entry, Labels},
    mapping::Plan,
    observe::Ids,
    resolve::Resolver,
    table::trimmed,
};

/// What is known of the rows so far.
pub(super) struct KnownRows {
    delimiter: u8,
    /// Which column holds the number, of how many.
    value: usize,
    width: usize,
    style: NumberStyle,
    /// By column, what it says, and the labels met in it as they stand in the cells.
    columns: Vec<Option<(Facet, Labels<usize>)>>,
    before: Row,
    /// The row being read; kept to be used again.
    next: Row,
}

/// A row of which everything is known.
pub(super) struct KnownRow<'k> {
    /// The numbers of its labels.
    pub(super) ids: &'k Ids,
    /// The number it holds, as written.
    pub(super) number: &'k str,
    /// How numbers are written.
    pub(super) style: &'k NumberStyle,
}

/// A row, taken apart.
#[derive(Default)]
struct Row {
    line: String,
    /// Where its cells start; empty before the first row.
    starts: Vec<usize>,
    ids: Ids,
}

impl Row {
    /// Where the cell of `column` starts; one past the end of the last where there is none.
    fn start(&self, column: usize) -> usize {
        let end = self.line.len() + 1;
        self.starts.get(column).copied().unwrap_or(end)
    }
}

impl KnownRows {
    /// None where a row cannot be judged by its cells alone. `defaults` are the numbers
    /// of what holds for every row.
    pub(super) fn new(plan: &Plan, facets: &[Facet], defaults: Ids, delimiter: u8) -> Option<Self> {
        let value = plan.only_value()?;
        // A marker for no number that looks like one has to be looked at.
        let mut markers = value.style.missing.iter();
        if markers.any(|(marker, _)| NumberStyle::is_plain(marker)) {
            return None;
        }
        let mut columns: Vec<_> = std::iter::repeat_with(|| None).take(plan.width).collect();
        for facet in facets {
            // Two facets may be told by one column; which of them a cell is for is then open.
            match columns.get_mut(plan.column(*facet)?)? {
                slot @ None => *slot = Some((*facet, Labels::new())),
                Some(_) => return None,
            }
        }
        Some(Self {
            delimiter,
            value: value.column,
            width: plan.width,
            style: value.style.clone(),
            columns,
            before: Row {
                ids: defaults,
                ..Row::default()
            },
            next: Row::default(),
        })
    }

    /// What is known of a row; none where one of its labels has not been met before, or
    /// it is not made as it should be.
    pub(super) fn read(&mut self, line: &str) -> Option<KnownRow<'_>> {
        self.next.starts.clear();
        self.next.ids = self.before.ids;
        self.take_apart(line)?;
        self.next.line.clear();
        self.next.line.push_str(line);
        std::mem::swap(&mut self.before, &mut self.next);
        let row = &self.before;
        let number = row
            .line
            .get(row.start(self.value)..row.start(self.value + 1) - 1)?;
        Some(KnownRow {
            ids: &row.ids,
            number: trimmed(number),
            style: &self.style,
        })
    }

    /// Finds the cells of `line`, and the labels of those that are not as in the row before.
    fn take_apart(&mut self, line: &str) -> Option<()> {
        let (before, next) = (&self.before, &mut self.next);
        let is_first = before.starts.is_empty();
        let (mut column, mut at) = (0, 0);
        if !is_first {
            let same = common(line.as_bytes(), before.line.as_bytes());
            while column < self.value && before.start(column + 1) <= same {
                next.starts.push(before.start(column));
                column += 1;
            }
            at = before.start(column);
        }
        while column < self.width {
            if column != self.value && !is_first {
                // Up to the number, or behind it, rows often go on alike.
                let until = if column < self.value {
                    self.value
                } else {
                    self.width
                };
                let from = before.start(column);
                let rest = before
                    .line
                    .get(from..before.start(until).min(before.line.len()))?;
                let is_end = until < self.width || line.len() == at + rest.len();
                if is_end && line.get(at..)?.starts_with(rest) {
                    let moved = (column..until).map(|column| before.start(column) - from + at);
                    next.starts.extend(moved);
                    at += rest.len();
                    column = until;
                    continue;
                }
            }
            let left = line.get(at..)?;
            let end = memchr::memchr(self.delimiter, left.as_bytes());
            let cell = match end {
                Some(end) if column + 1 < self.width => left.get(..end)?,
                None if column + 1 == self.width => left,
                _ => return None,
            };
            next.starts.push(at);
            if column == self.value {
                if !NumberStyle::is_plain(trimmed(cell)) {
                    return None;
                }
            } else if let Some(Some((facet, labels))) = self.columns.get_mut(column) {
                let number = labels.find(cell)?;
                *next.ids.get_mut(*facet as usize)? = *labels.known(number)?;
            }
            at += cell.len() + 1;
            column += 1;
        }
        Some(())
    }

    /// Learns the labels of a row that was read without a mistake.
    pub(super) fn learn(&mut self, cells: &[&str], plan: &Plan, resolver: &mut Resolver<'_>) {
        let value = cells.get(self.value).map_or("", |cell| trimmed(cell));
        if cells.len() != self.width || !NumberStyle::is_plain(value) {
            return;
        }
        for (cell, column) in cells.iter().zip(&mut self.columns) {
            let Some((facet, labels)) = column else {
                continue;
            };
            if labels.find(cell).is_some() {
                continue;
            }
            let text = match trimmed(cell) {
                "" => plan.constant(*facet),
                text => text,
            };
            // The row was read, so that its labels have been resolved, and this finds them.
            if let (number, None) = resolver.resolve(*facet, text) {
                labels.insert(cell, Entry::Known(number));
            }
        }
    }
}

/// How many bytes two lines have in common at their start.
fn common(one: &[u8], other: &[u8]) -> usize {
    const STEP: usize = 8;
    let (ones, _) = one.as_chunks::<STEP>();
    let (others, _) = other.as_chunks::<STEP>();
    let steps = ones.iter().zip(others).take_while(|(a, b)| a == b).count() * STEP;
    let ones = one.get(steps..).unwrap_or_default();
    let others = other.get(steps..).unwrap_or_default();
    steps + ones.iter().zip(others).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(value: usize) -> KnownRows {
        let column = |facet, labels: &[&str]| {
            let mut known = Labels::new();
            for (number, label) in labels.iter().enumerate() {
                known.insert(label, Entry::Known(number + 1));
            }
            Some((facet, known))
        };
        let mut columns = vec![
            column(Facet::Place, &["DK", "DKK", "S"]),
            column(Facet::Period, &["2022", "2023", ""]),
            // A column that says nothing to us.
            None,
        ];
        columns.insert(value, None);
        KnownRows {
            delimiter: b',',
            value,
            width: 4,
            style: NumberStyle::default(),
            columns,
            before: Row::default(),
            next: Row::default(),
        }
    }

    #[test]
    fn rows_are_known_by_their_cells_whatever_stood_before_them() {
        let rows: [(&str, Option<(usize, usize)>); 16] = [
            ("DK,2022,x", Some((1, 1))),
            ("DK,2023,x", Some((1, 2))),
            ("DKK,2023,x", Some((2, 2))),
            ("DK,2023,xy", Some((1, 2))),
            ("S,2023,x", Some((3, 2))),
            ("S,,x", Some((3, 3))),
            ("S,2022,", Some((3, 1))),
            ("N,2022,x", None),
            ("S,2024,x", None),
            ("S,2022", None),
            ("S,2022,x,y", None),
            ("S,2022,,", None),
            ("", None),
            ("S", None),
            (",,", None),
            ("DK,2022,é", Some((1, 1))),
        ];
        for value in 0..4 {
            // Each row after each other one.
            for first in &rows {
                for second in &rows {
                    let mut known = known(value);
                    for (number, (row, expected)) in [first, second].into_iter().enumerate() {
                        let number = format!("{number}7.5");
                        let mut cells: Vec<&str> = row.split(',').collect();
                        cells.insert(value.min(cells.len()), &number);
                        let line = cells.join(",");
                        let found = known.read(&line).map(|row| {
                            let id = |facet: Facet| row.ids[facet as usize];
                            assert_eq!(row.number, number, "{line}");
                            (id(Facet::Place), id(Facet::Period))
                        });
                        assert_eq!(found, *expected, "{line} after {}", first.0);
                    }
                }
            }
        }
    }

    #[test]
    fn a_number_that_is_not_plain_is_not_known() {
        for (line, expected) in [
            ("7,DK,2022,x", true),
            ("7.25,DK,2022,x", true),
            (" 7 ,DK,2022,x", true),
            ("7%,DK,2022,x", false),
            (",DK,2022,x", false),
            ("..,DK,2022,x", false),
        ] {
            assert_eq!(known(0).read(line).is_some(), expected, "{line}");
        }
    }

    #[test]
    fn beginnings_are_compared_in_steps() {
        for (one, other, expected) in [
            ("", "", 0),
            ("abc", "abd", 2),
            ("abcdefgh1", "abcdefgh2", 8),
            ("abcdefghij", "abcdefghi", 9),
            ("abcdefghijklmnopqrst", "abcdefghijklmnopqrst", 20),
        ] {
            assert_eq!(common(one.as_bytes(), other.as_bytes()), expected);
        }
    }
}

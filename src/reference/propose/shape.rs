//! How a file is written: encoding, delimiter, where the table begins and ends.

use csv::StringRecord;

use crate::reference::{
    Problem,
    decode::Decoded,
    table::{Dialect, Table},
};

/// How many bytes are looked at.
const LOOKED_AT: usize = 4 << 20;
/// How many rows decide on the delimiter.
const FIRST_ROWS: usize = 200;
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Between the parts of a header of two rows.
pub(super) const JOIN: &str = " / ";

/// A table taken apart, its meaning not yet known.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) encoding: Option<String>,
    pub(super) delimiter: u8,
    pub(super) header_rows: Vec<usize>,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
    pub(super) until: Option<String>,
}

/// A row with its number in a spreadsheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) cells: Vec<String>,
}

impl Row {
    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }

    /// Numbers that are no years: in a header, years are names of columns.
    fn has_number(&self) -> bool {
        self.cells
            .iter()
            .any(|cell| super::numbers::looks_like_number(cell) && !is_year(cell))
    }
}

/// Whether a cell is a year as people write it.
pub(super) fn is_year(cell: &str) -> bool {
    cell.len() == 4
        && cell
            .parse()
            .is_ok_and(|year: u16| (1800..2200).contains(&year))
}

/// Takes a file apart.
pub(super) fn look(bytes: &[u8]) -> Result<Shape, Problem> {
    let (encoding, named) = encoding(bytes);
    let mut best: Option<(usize, u8, Vec<Row>)> = None;
    for delimiter in DELIMITERS {
        let rows = read(bytes, encoding, delimiter)?;
        let score = score(&rows);
        if score > 0 && best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, delimiter, rows));
        }
    }
    let (_, delimiter, rows) = best.ok_or(Problem::EmptyTable)?;
    let mut shape = Shape {
        encoding: named,
        delimiter,
        ..Shape::default()
    };
    shape.cut(rows)?;
    Ok(shape)
}

/// The encoding: a mark at the start, else UTF-8 if it is, else a guess.
fn encoding(bytes: &[u8]) -> (&'static encoding_rs::Encoding, Option<String>) {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        let named = (encoding != encoding_rs::UTF_8).then(|| "utf-16".to_owned());
        return (encoding, named);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (encoding_rs::UTF_8, None);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    (encoding, Some(encoding.name().to_lowercase()))
}

fn read(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    delimiter: u8,
) -> Result<Vec<Row>, Problem> {
    let is_part = bytes.len() > LOOKED_AT;
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let whole = if is_part {
        // Up to the last line end, so that no row is cut; two bytes a character need two.
        let end = memchr::memrchr(b'\n', looked_at).map_or(looked_at.len(), |at| at + 1);
        let end = end + usize::from(looked_at.get(end) == Some(&0));
        looked_at.get(..end).unwrap_or(looked_at)
    } else {
        looked_at
    };
    let dialect = Dialect {
        delimiter,
        header_rows: Vec::new(),
        ..Dialect::default()
    };
    let text = Decoded::new(Box::new(std::io::Cursor::new(whole)), encoding)
        .map_err(|error| Problem::unreadable(&error))?;
    let mut table = Table::new(text, &dialect, encoding.name());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    while table.next(&mut record).map_err(|broken| broken.problem)? {
        rows.push(Row {
            number: table.row(),
            cells: record.iter().map(|cell| cell.trim().to_owned()).collect(),
        });
    }
    Ok(rows)
}

/// How many cells stand in rows of the commonest width; none where that is one.
fn score(rows: &[Row]) -> usize {
    let width = usual_width(rows);
    if width < 2 {
        return 0;
    }
    let alike = rows
        .iter()
        .take(FIRST_ROWS)
        .filter(|row| row.cells.len() == width)
        .count();
    alike * width
}

/// The width that most rows have; of several the widest.
fn usual_width(rows: &[Row]) -> usize {
    let widths: Vec<usize> = rows
        .iter()
        .take(FIRST_ROWS)
        .map(|row| row.cells.len())
        .collect();
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    widths
        .iter()
        .copied()
        .filter(|width| *width > 1)
        .max_by_key(|width| (count(*width), *width))
        .unwrap_or(1)
}

impl Shape {
    /// Tells header, data and notes apart.
    fn cut(&mut self, mut rows: Vec<Row>) -> Result<(), Problem> {
        let width = usual_width(&rows);
        let is_table = |row: &Row| row.cells.len() >= width && row.filled() > 1;
        let at = rows.iter().position(is_table).ok_or(Problem::EmptyTable)?;
        let mut data = rows.split_off(at);
        if data.len() < 2 {
            return Err(Problem::EmptyTable);
        }
        let first = data.remove(0);
        let has_gaps = first.filled() < first.cells.len();
        let is_second = has_gaps
            && data.len() > 1
            && data
                .first()
                .is_some_and(|row| !row.has_number() && row.filled() > 1)
            && data.get(1).is_some_and(Row::has_number);
        self.header_rows = vec![first.number];
        let mut header = first.cells;
        if is_second {
            let second = data.remove(0);
            self.header_rows.push(second.number);
            header = joined(&header, &second.cells);
        }
        self.header = header;
        let last = data.iter().rposition(|row| row.filled() > 1);
        let notes = data.split_off(last.map_or(0, |last| last + 1));
        self.until = notes
            .iter()
            .find_map(|row| row.cells.first().filter(|cell| !cell.is_empty()))
            .map(|cell| match cell.split_once(':') {
                Some((start, _)) => format!("{start}:"),
                None => cell.clone(),
            });
        self.rows = data;
        Ok(())
    }

    /// The cells of a column, with the numbers of their rows.
    pub(super) fn column(&self, at: usize) -> impl Iterator<Item = (usize, &str)> {
        self.rows
            .iter()
            .map(move |row| (row.number, row.cells.get(at).map_or("", String::as_str)))
    }
}

/// Two header rows as one, a merged cell counting for the empty ones to its right.
fn joined(upper: &[String], lower: &[String]) -> Vec<String> {
    let mut last = "";
    let mut names = Vec::new();
    for at in 0..upper.len().max(lower.len()) {
        let above = upper.get(at).map_or("", String::as_str);
        let below = lower.get(at).map_or("", String::as_str);
        if !above.is_empty() {
            last = above;
        }
        names.push(match (last, below) {
            ("", name) | (name, "") => name.to_owned(),
            (above, below) => format!("{above}{JOIN}{below}"),
        });
    }
    names
}

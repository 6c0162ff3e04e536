//! A CSV file as a header and a stream of rows, counted as a spreadsheet counts
//! them. Knows nothing of what the columns mean; that is `mapping`.

use csv::StringRecord;

use super::{Problem, decode::Decoded};

/// How a file is written: the Data Package dialect, with defaults filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dialect {
    /// Between cells.
    pub(super) delimiter: u8,
    /// Around cells.
    pub(super) quote: u8,
    /// Rows of the header, from 1; empty where the file has none.
    pub(super) header_rows: Vec<usize>,
    /// Between the parts of a header of several rows.
    pub(super) header_join: String,
    /// Rows to pass over, from 1.
    pub(super) comment_rows: Vec<usize>,
    /// A row whose first cell starts with this is passed over.
    pub(super) comment_char: Option<char>,
    /// Names for the columns of a file without header.
    pub(super) names: Vec<String>,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            delimiter: b',',
            quote: b'"',
            header_rows: vec![1],
            header_join: " ".to_owned(),
            comment_rows: Vec::new(),
            comment_char: None,
            names: Vec::new(),
        }
    }
}

impl Dialect {
    /// Whether a row is blank or a comment.
    pub(super) fn passes_over(&self, record: &StringRecord, row: usize) -> bool {
        let first = record.get(0).unwrap_or("");
        let is_blank = first.is_empty() && record.iter().all(|cell| cell.trim().is_empty());
        is_blank
            || self.comment_rows.contains(&row)
            || self
                .comment_char
                .is_some_and(|mark| first.trim_start().starts_with(mark))
    }
}

/// A cell without the space around it; cheap where there is none.
pub(super) fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// The columns of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// Their names, trimmed.
    pub(super) names: Vec<String>,
    /// Byte at which the last header row starts, in the decoded text.
    pub(super) byte: u64,
}

impl Header {
    /// The column with this name, letter case aside where no other differs.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        self.names
            .iter()
            .position(|header| header == name)
            .or_else(|| {
                self.names
                    .iter()
                    .position(|header| header.to_lowercase() == name.to_lowercase())
            })
    }
}

/// Why reading stopped.
#[derive(Debug)]
pub(super) struct Broken {
    /// Byte of the row, in the decoded text, where known.
    pub(super) byte: Option<u64>,
    /// Index of the cell.
    pub(super) field: Option<usize>,
    /// What is wrong.
    pub(super) problem: Problem,
}

/// An open table.
pub(super) struct Table<'a> {
    reader: csv::Reader<Decoded<'a>>,
    row: usize,
    dialect: Dialect,
    encoding: &'static str,
}

impl<'a> Table<'a> {
    /// Starts reading; nothing is read yet.
    pub(super) fn new(input: Decoded<'a>, dialect: &Dialect, encoding: &'static str) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(dialect.delimiter)
            .quote(dialect.quote)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 17)
            .from_reader(input);
        Self {
            reader,
            row: 0,
            dialect: dialect.clone(),
            encoding,
        }
    }

    /// Whether the file is UTF-8 as it is, so that it can be opened anywhere.
    pub(super) fn is_plain(&self) -> bool {
        self.reader.get_ref().is_plain()
    }

    /// Number of the last row read, from 1, blank lines counted.
    pub(super) fn row(&self) -> usize {
        self.row
    }

    /// Reads everything up to the last header row.
    pub(super) fn header(&mut self) -> Result<Header, Broken> {
        if self.dialect.header_rows.is_empty() {
            return Ok(Header {
                names: self.dialect.names.clone(),
                byte: 0,
            });
        }
        let wanted = self.dialect.header_rows.clone();
        let last = wanted.iter().max().copied().unwrap_or(1);
        let mut rows = Vec::new();
        let mut byte = 0;
        let mut record = StringRecord::new();
        while self.row < last {
            if !self.read(&mut record)? {
                break;
            }
            if wanted.contains(&self.row) {
                rows.push(
                    record
                        .iter()
                        .map(|cell| cell.trim().to_owned())
                        .collect::<Vec<_>>(),
                );
                byte = record.position().map_or(0, csv::Position::byte);
            }
        }
        if rows.is_empty() {
            return Err(Broken {
                byte: None,
                field: None,
                problem: Problem::EmptyTable,
            });
        }
        Ok(Header {
            names: merged(&rows, &self.dialect.header_join),
            byte,
        })
    }

    /// Reads the next row that is neither blank nor a comment; false at the end.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> Result<bool, Broken> {
        loop {
            if !self.read(record)? {
                return Ok(false);
            }
            if !self.dialect.passes_over(record, self.row) {
                return Ok(true);
            }
        }
    }

    fn read(&mut self, record: &mut StringRecord) -> Result<bool, Broken> {
        let before = self.reader.position().line();
        let more = self
            .reader
            .read_record(record)
            .map_err(|error| broken(&error, self.encoding))?;
        if !more {
            return Ok(false);
        }
        self.row += 1;
        let ended = self.reader.position().line() - before;
        if ended > 1 {
            // More than one line end: line breaks inside cells, or blank lines before the row.
            let inside = memchr::memchr_iter(b'\n', record.as_slice().as_bytes()).count();
            let ended = usize::try_from(ended).unwrap_or(1);
            self.row += (ended - 1).saturating_sub(inside);
        }
        Ok(true)
    }
}

fn broken(error: &csv::Error, encoding: &str) -> Broken {
    let undecodable = || Problem::Encoding {
        encoding: encoding.to_owned(),
    };
    let (field, problem) = match error.kind() {
        csv::ErrorKind::Utf8 { err, .. } => (Some(err.field()), undecodable()),
        csv::ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            (None, undecodable())
        }
        csv::ErrorKind::Io(error) => (None, Problem::unreadable(error)),
        _ => (None, Problem::Unreadable(error.to_string())),
    };
    Broken {
        byte: error.position().map(csv::Position::byte),
        field,
        problem,
    }
}

/// One name a column: the parts of all header rows, a merged cell counting for
/// the empty ones to its right.
fn merged(rows: &[Vec<String>], join: &str) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut parts: Vec<Vec<&str>> = vec![Vec::new(); width];
    for (depth, row) in rows.iter().enumerate() {
        let mut last = "";
        for (column, names) in parts.iter_mut().enumerate() {
            let cell = row.get(column).map_or("", String::as_str);
            if !cell.is_empty() || depth + 1 == rows.len() {
                last = cell;
            }
            if !last.is_empty() {
                names.push(last);
            }
        }
    }
    parts.into_iter().map(|names| names.join(join)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, dialect: &Dialect) -> (Vec<String>, Vec<(usize, Vec<String>)>) {
        let input = Decoded::new(
            Box::new(std::io::Cursor::new(text.as_bytes().to_vec())),
            encoding_rs::UTF_8,
        )
        .unwrap();
        let mut table = Table::new(input, dialect, "UTF-8");
        let header = table.header().unwrap();
        let mut rows = Vec::new();
        let mut record = StringRecord::new();
        while table.next(&mut record).unwrap() {
            rows.push((table.row(), record.iter().map(str::to_owned).collect()));
        }
        (header.names, rows)
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        for text in [
            "a,b\n1,2\n\n\"x\ny\",4\n5,6",
            "a,b\r\n1,2\r\n\r\n\"x\ny\",4\r\n5,6\r\n",
            "a,b\n1,2\n,\n\"x\ny\",4\n5,6\n",
        ] {
            let (_, rows) = read(text, &Dialect::default());
            let numbers: Vec<usize> = rows.iter().map(|(row, _)| *row).collect();
            assert_eq!(numbers, [2, 4, 5], "{text:?}");
        }
    }

    #[test]
    fn merged_headers_are_joined() {
        let dialect = Dialect {
            header_rows: vec![3, 4],
            ..Dialect::default()
        };
        let text = "Table 1\n\nNationality,2019,,2020,\n,men,women,men,women\nAlbania,1,2,3,4\n";
        let (names, rows) = read(text, &dialect);
        assert_eq!(
            names,
            [
                "Nationality",
                "2019 men",
                "2019 women",
                "2020 men",
                "2020 women"
            ]
        );
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].0, 5);
    }

    #[test]
    fn other_delimiters_comments_and_no_header() {
        let dialect = Dialect {
            delimiter: b';',
            header_rows: Vec::new(),
            names: vec!["who".to_owned(), "n".to_owned()],
            comment_char: Some('#'),
            ..Dialect::default()
        };
        let (names, rows) = read("# note\na;1\n", &dialect);
        assert_eq!(names, ["who", "n"]);
        assert_eq!(rows, [(2, vec!["a".to_owned(), "1".to_owned()])]);
    }
}

//! From what went wrong to a line and column. Tables are read as a stream and
//! metadata through serde, which both forget positions; they are found again by
//! walking the text once more, only when there is an error to show.

use std::io::{BufRead, BufReader, Read};

use crate::text::{LineIndex, Location};

/// Finds the cells of a table by row start and cell index, in ascending order.
pub(super) struct CellLocator<R> {
    input: BufReader<R>,
    delimiter: u8,
    quote: u8,
    byte: u64,
    line: usize,
    row_start: u64,
    cells: Vec<Location>,
}

impl<R: Read> CellLocator<R> {
    /// Over the decoded text of a table, from its start.
    pub(super) fn new(input: R, delimiter: u8, quote: u8) -> Self {
        Self {
            input: BufReader::new(input),
            delimiter,
            quote,
            byte: 0,
            line: 1,
            row_start: u64::MAX,
            cells: Vec::new(),
        }
    }

    /// Where cell `field` of the row that starts at `row_start` stands; rows are asked for in order.
    pub(super) fn locate(&mut self, row_start: u64, field: usize) -> Location {
        if row_start != self.row_start {
            self.row_start = row_start;
            while self.byte < row_start {
                if self.advance().is_none() {
                    break;
                }
            }
            self.read_row();
        }
        self.cells
            .get(field)
            .or(self.cells.last())
            .copied()
            .unwrap_or(Location {
                line: self.line,
                column: 1,
            })
    }

    fn read_row(&mut self) {
        self.cells.clear();
        while matches!(self.peek(), Some(b'\n' | b'\r')) {
            self.advance();
        }
        let mut column = 1;
        self.cells.push(Location {
            line: self.line,
            column,
        });
        let mut quoted = false;
        while let Some(byte) = self.peek() {
            if !quoted && matches!(byte, b'\n' | b'\r') {
                return;
            }
            self.advance();
            // Continuation bytes of UTF-8 are no characters of their own.
            if byte & 0xC0 != 0x80 {
                column += 1;
            }
            if byte == self.quote {
                quoted = !quoted;
            } else if byte == b'\n' {
                column = 1;
            } else if byte == self.delimiter && !quoted {
                self.cells.push(Location {
                    line: self.line,
                    column,
                });
            }
        }
    }

    fn peek(&mut self) -> Option<u8> {
        self.input.fill_buf().ok()?.first().copied()
    }

    fn advance(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.input.consume(1);
        self.byte += 1;
        if byte == b'\n' {
            self.line += 1;
        }
        Some(byte)
    }
}

/// One step into a JSON document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// The value under this key.
    Key(String),
    /// The item with this index.
    Item(usize),
}

/// Where the value at `path` starts; the innermost part of the path that is there.
pub(super) fn locate_json(text: &str, path: &[Step]) -> Location {
    let mut walk = JsonWalk {
        bytes: text.as_bytes(),
        at: 0,
    };
    let offset = walk.find(path);
    LineIndex::new(text).location(text, offset)
}

struct JsonWalk<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl JsonWalk<'_> {
    fn find(&mut self, path: &[Step]) -> usize {
        self.space();
        let mut start = self.at;
        for step in path {
            let found = match step {
                Step::Key(key) => self.enter_key(key),
                Step::Item(index) => self.enter_item(*index),
            };
            if !found {
                return start;
            }
            start = self.at;
        }
        start
    }

    fn enter_key(&mut self, wanted: &str) -> bool {
        if self.peek() != Some(b'{') {
            return false;
        }
        self.at += 1;
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return false;
            }
            let start = self.at;
            self.value();
            let key = self.bytes.get(start..self.at).unwrap_or(&[]);
            let found = serde_json::from_slice::<String>(key).is_ok_and(|key| key == wanted);
            self.space();
            self.at += 1;
            self.space();
            if found {
                return true;
            }
            self.value();
            self.space();
            if self.peek() != Some(b',') {
                return false;
            }
            self.at += 1;
        }
    }

    fn enter_item(&mut self, index: usize) -> bool {
        if self.peek() != Some(b'[') {
            return false;
        }
        self.at += 1;
        for _ in 0..index {
            self.space();
            self.value();
            self.space();
            if self.peek() != Some(b',') {
                return false;
            }
            self.at += 1;
        }
        self.space();
        self.peek().is_some_and(|byte| byte != b']')
    }

    /// Passes over one value; brackets are counted, strings skipped whole.
    fn value(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.string();
                    if depth == 0 {
                        return;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at += 1;
                        return;
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_behind_quotes_and_line_breaks() {
        let text = "a,b\n\n\"é, x\",2,3\n\"l\nm\",5\n";
        let mut locator = CellLocator::new(text.as_bytes(), b',', b'"');
        for (row_start, field, line, column) in
            [(0, 1, 1, 3), (4, 1, 3, 8), (4, 2, 3, 10), (17, 1, 5, 4)]
        {
            assert_eq!(
                locator.locate(row_start, field),
                Location { line, column },
                "{row_start} {field}"
            );
        }
    }

    #[test]
    fn json_paths_are_found() {
        let text = "{\"a\": [1, {\"b\\\"c\": \"x]\",\n \"d\": [[], 7]}],\n\"e\": true}";
        let key = |key: &str| Step::Key(key.to_owned());
        for (path, line, column) in [
            (vec![], 1, 1),
            (vec![key("a"), Step::Item(1), key("b\"c")], 1, 20),
            (
                vec![key("a"), Step::Item(1), key("d"), Step::Item(1)],
                2,
                12,
            ),
            (vec![key("e")], 3, 6),
            (vec![key("a"), Step::Item(9)], 1, 7),
        ] {
            assert_eq!(locate_json(text, &path), Location { line, column });
        }
    }
}

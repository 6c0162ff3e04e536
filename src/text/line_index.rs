//! From byte offsets to the lines and columns that people see.

use std::sync::OnceLock;

/// A place in a text: line and column, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Line, from 1; `\r\n` is one line end.
    pub line: usize,
    /// Column in Unicode characters, from 1.
    pub column: usize,
}

impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The line starts of one text.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters stand before each line; counted when first asked for.
    characters: OnceLock<Vec<usize>>,
}

impl LineIndex {
    /// Reads the line starts of `text` (line feeds end lines).
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let characters = OnceLock::new();
        Self { starts, characters }
    }

    /// How many characters of `text` stand before the byte `offset`; none where that is none.
    pub fn characters_before(&self, text: &str, offset: usize) -> usize {
        let count = |from: usize, to: usize| text.get(from..to).map(|part| part.chars().count());
        let before = self.characters.get_or_init(|| {
            let ends = self.starts.iter().skip(1);
            let lengths = self.starts.iter().zip(ends);
            let mut sum = 0;
            let sums = lengths.map(|(start, end)| {
                sum += count(*start, *end).unwrap_or(0);
                sum
            });
            std::iter::once(0).chain(sums).collect()
        });
        let line = self.starts.partition_point(|&start| start <= offset);
        let line = line.saturating_sub(1);
        let known = self.starts.get(line).zip(before.get(line));
        known.map_or(0, |(start, before)| {
            count(*start, offset).map_or(0, |more| before + more)
        })
    }

    /// Where the byte `offset` of `text` stands; past the end is the end.
    pub fn location(&self, text: &str, offset: usize) -> Location {
        let offset = floor_boundary(text, offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(0);
        let column = text
            .get(start..offset)
            .map_or(0, |before| before.chars().count());
        Location {
            line,
            column: column + 1,
        }
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_crlf_is_one_line_end() {
        let text = "é1\r\n§ 22";
        let index = LineIndex::new(text);
        for (needle, line, column) in [("1", 1, 2), ("22", 2, 3)] {
            let at = text.find(needle).unwrap();
            assert_eq!(index.location(text, at), Location { line, column });
        }
        assert_eq!(index.location(text, 999), Location { line: 2, column: 5 });
        for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
            let before = text.char_indices().take_while(|(at, _)| *at < offset);
            let expected = before.count();
            assert_eq!(index.characters_before(text, offset), expected, "{offset}");
        }
    }
}

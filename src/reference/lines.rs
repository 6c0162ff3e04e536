//! The lines of a stretch of a table, a block of them at a time. They are its rows
//! as long as no quotation mark and no lone return stands among them; where one
//! does, reading ends with an error, and the table is read in another way.

use std::io::{self, Read};

/// How many bytes are read at once, unless a line is longer.
#[cfg(not(test))]
const BLOCK: usize = 1 << 18;
/// In tests even small tables have several blocks.
#[cfg(test)]
const BLOCK: usize = 64;

/// Reads lines.
pub(super) struct Lines<R> {
    input: R,
    quote: u8,
    at_start: bool,
    buffer: Vec<u8>,
    /// Of the buffer, what has been given out and what has been filled.
    used: usize,
    filled: usize,
    ended: bool,
}

impl<R: Read> Lines<R> {
    /// Starts reading; at the start of a file, a byte order mark is passed over.
    pub(super) fn new(input: R, quote: u8, at_start: bool) -> Self {
        Self {
            input,
            quote,
            at_start,
            buffer: vec![0; BLOCK],
            used: 0,
            filled: 0,
            ended: false,
        }
    }

    /// The next lines, with their ends; only the last of a file may be without. None at the end.
    pub(super) fn block(&mut self) -> io::Result<Option<&str>> {
        self.buffer.copy_within(self.used..self.filled, 0);
        self.filled -= self.used;
        self.used = 0;
        loop {
            self.fill()?;
            let filled = self.buffer.get(..self.filled).unwrap_or_default();
            let end = if self.ended {
                self.filled
            } else {
                memchr::memrchr(b'\n', filled).map_or(0, |last| last + 1)
            };
            if end > 0 || self.ended {
                self.used = end;
                break;
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let block = self.buffer.get(..self.used).unwrap_or_default();
        if block.is_empty() {
            return Ok(None);
        }
        let odd = || io::Error::from(io::ErrorKind::InvalidData);
        if memchr::memchr(self.quote, block).is_some() || has_lone_return(block) {
            return Err(odd());
        }
        let text = std::str::from_utf8(block).map_err(|_| odd())?;
        let mark = if std::mem::take(&mut self.at_start) {
            text.strip_prefix('\u{feff}')
        } else {
            None
        };
        Ok(Some(mark.unwrap_or(text)))
    }

    fn fill(&mut self) -> io::Result<()> {
        while !self.ended {
            let Some(free) = self.buffer.get_mut(self.filled..) else {
                break;
            };
            if free.is_empty() {
                break;
            }
            match self.input.read(free) {
                Ok(0) => self.ended = true,
                Ok(count) => self.filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Whether a return ends a row by itself; one before the end of the text does not.
fn has_lone_return(block: &[u8]) -> bool {
    memchr::memchr_iter(b'\r', block).any(|at| block.get(at + 1).is_some_and(|next| *next != b'\n'))
}

/// The lines of a block, without their ends.
pub(super) fn lines(block: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    memchr::memchr_iter(b'\n', block.as_bytes())
        .chain((!block.ends_with('\n')).then_some(block.len()))
        .map(move |end| {
            let line = block.get(from..end).unwrap_or_default();
            from = end + 1;
            line.strip_suffix('\r').unwrap_or(line)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> io::Result<Vec<String>> {
        let mut found = Vec::new();
        let mut input = Lines::new(text.as_bytes(), b'"', true);
        while let Some(block) = input.block()? {
            found.extend(lines(block).map(str::to_owned));
        }
        Ok(found)
    }

    #[test]
    fn lines_are_whole_however_the_blocks_fall() {
        let long = "x".repeat(300);
        for text in [
            "a\nbb\n\nccc\n".to_owned(),
            "a\r\nbb\r\n\r\nccc\r\n".to_owned(),
            "no end".to_owned(),
            String::new(),
            "\n".to_owned(),
            format!("a\n{long}\nb\n{long}"),
            format!("{}é\nü\n", "é".repeat(31)),
            (0..100).fold(String::new(), |text, n| text + &format!("{n},{n}\r\n")),
        ] {
            let expected: Vec<&str> = text.lines().collect();
            assert_eq!(read(&text).unwrap(), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_line_is_an_error() {
        for text in ["a\n\"b\nc\"\n", "a\rb\n"] {
            assert!(read(text).is_err(), "{text:?}");
        }
        let mut broken = Lines::new(&b"a\n\xFF\n"[..], b'"', true);
        assert!(broken.block().is_err());
    }
}

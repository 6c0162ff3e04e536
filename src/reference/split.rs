//! A large file in stretches, so that several threads read it at once. A stretch
//! ends with a line, which is a row only where no quotation mark stands: files
//! that have one are read in one piece, as are those with a mistake, whose place
//! is counted from the start.

use std::{
    io::{self, Read},
    ops::Range,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use super::Files;

/// Shorter stretches are not worth a thread: each resolves its labels anew.
#[cfg(not(test))]
const SHORTEST: u64 = 4 << 20;
/// In tests even small tables are read so.
#[cfg(test)]
const SHORTEST: u64 = 100;
/// Labels are held once a stretch; more threads than this are waited for by the disk anyway.
const MOST: u64 = 8;

/// The stretches of a file, each ending with a line; none for a file that is better read whole.
pub(super) fn stretches(files: &dyn Files, path: &Path) -> Option<Vec<Range<u64>>> {
    let size = files.size(path)?;
    let threads = u64::try_from(rayon::current_num_threads()).unwrap_or(1);
    let count = threads.min(MOST).min(size / SHORTEST);
    if count < 2 {
        return None;
    }
    at_lines(files, path, size, count).ok()
}

fn at_lines(files: &dyn Files, path: &Path, size: u64, count: u64) -> io::Result<Vec<Range<u64>>> {
    let mut found = Vec::new();
    let mut from = 0;
    for number in 1..=count {
        let to = if number == count {
            size
        } else {
            let near = size / count * number;
            (near + to_line_end(files.open_at(path, near)?)?).min(size)
        };
        if to > from {
            found.push(from..to);
            from = to;
        }
    }
    Ok(found)
}

/// How many bytes are left of the line that `input` begins in.
fn to_line_end(mut input: impl Read) -> io::Result<u64> {
    let mut passed = 0;
    let mut buffer = [0; 4096];
    loop {
        let count = input.read(&mut buffer)?;
        let read = buffer.get(..count).unwrap_or_default();
        if count == 0 {
            return Ok(passed);
        }
        if let Some(end) = memchr::memchr(b'\n', read) {
            return Ok(passed + u64::try_from(end).unwrap_or(0) + 1);
        }
        passed += u64::try_from(count).unwrap_or(0);
    }
}

/// What was seen of a stretch when it was read.
#[derive(Debug, Default)]
pub(super) struct Seen {
    lines: AtomicUsize,
    odd: AtomicBool,
}

impl Seen {
    /// How many lines it has.
    pub(super) fn lines(&self) -> usize {
        self.lines.load(Ordering::Relaxed)
    }

    /// Whether its lines may be other than its rows.
    pub(super) fn is_odd(&self) -> bool {
        self.odd.load(Ordering::Relaxed)
    }
}

/// A stretch of a file that is looked at as it is read.
struct Watched<R> {
    input: R,
    seen: Arc<Seen>,
    quote: u8,
    after_return: bool,
}

/// Opens a stretch; what is seen of it is noted in `seen`.
pub(super) fn open<'a>(
    files: &'a dyn Files,
    path: &Path,
    stretch: &Range<u64>,
    quote: u8,
    seen: &Arc<Seen>,
) -> io::Result<Box<dyn Read + 'a>> {
    let input = files.open_at(path, stretch.start)?;
    Ok(Box::new(Watched {
        input: input.take(stretch.end - stretch.start),
        seen: Arc::clone(seen),
        quote,
        after_return: false,
    }))
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        let read = buffer.get(..count).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', read).count();
        self.seen.lines.fetch_add(lines, Ordering::Relaxed);
        // A return by itself ends a row, too, but is no line here.
        let mut odd = memchr::memchr(self.quote, read).is_some()
            || (self.after_return && read.first().is_some_and(|first| *first != b'\n'));
        for at in memchr::memchr_iter(b'\r', read) {
            odd |= read.get(at + 1).is_some_and(|next| *next != b'\n');
        }
        self.after_return = match read.last() {
            Some(last) => *last == b'\r',
            None => self.after_return,
        };
        if odd {
            self.seen.odd.store(true, Ordering::Relaxed);
            // There is no use in going on.
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::MemoryFiles;

    #[test]
    fn stretches_end_with_lines_and_leave_nothing_out() {
        let path = Path::new("d/a.csv");
        for text in [
            "a\nbb\nccc\ndddd\neeeee\n",
            "a\n",
            "no end",
            "\n\n\n\n",
            "a\r\nbb\r\nccc\r\n",
            "one line that is longer than all that is asked for\nx\n",
        ] {
            let files = MemoryFiles::new([(path, text)]);
            let size = files.size(path).unwrap();
            for count in 1..6 {
                let found = at_lines(&files, path, size, count).unwrap();
                let mut joined = String::new();
                for stretch in &found {
                    let seen = Arc::default();
                    let mut part = String::new();
                    open(&files, path, stretch, b'"', &seen)
                        .unwrap()
                        .read_to_string(&mut part)
                        .unwrap();
                    assert!(part.ends_with('\n') || stretch.end == size, "{text:?}");
                    assert_eq!(seen.lines(), part.matches('\n').count());
                    joined.push_str(&part);
                }
                assert_eq!(joined, text, "{count}");
            }
        }
    }

    #[test]
    fn marks_and_lone_returns_are_seen() {
        let path = Path::new("d/a.csv");
        for (text, odd) in [
            ("a,b\n1,2\n", false),
            ("a,b\r\n1,2\r\n", false),
            ("a,b\n\"1\",2\n", true),
            ("a,b\r1,2\r", true),
            ("a,b\n1,2\r", false),
        ] {
            let files = MemoryFiles::new([(path, text)]);
            let seen = Arc::default();
            let all = 0..files.size(path).unwrap();
            let mut bytes = Vec::new();
            let read = open(&files, path, &all, b'"', &seen)
                .unwrap()
                .read_to_end(&mut bytes);
            assert_eq!((seen.is_odd(), read.is_err()), (odd, odd), "{text:?}");
        }
    }
}

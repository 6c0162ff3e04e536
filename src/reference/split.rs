//! A large file in stretches, so that several threads read it at once. A stretch
//! ends with a line, which is a row only where no quotation mark stands: files
//! that have one are read in one piece, as are those with a mistake, whose place
//! is counted from the start.

use std::{
    io::{self, Read},
    ops::Range,
    path::Path,
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

/// Opens a stretch.
pub(super) fn open<'a>(
    files: &'a dyn Files,
    path: &Path,
    stretch: &Range<u64>,
) -> io::Result<Box<dyn Read + 'a>> {
    let input = files.open_at(path, stretch.start)?;
    Ok(Box::new(input.take(stretch.end - stretch.start)))
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
                    let mut part = String::new();
                    open(&files, path, stretch)
                        .unwrap()
                        .read_to_string(&mut part)
                        .unwrap();
                    assert!(part.ends_with('\n') || stretch.end == size, "{text:?}");
                    joined.push_str(&part);
                }
                assert_eq!(joined, text, "{count}");
            }
        }
    }
}

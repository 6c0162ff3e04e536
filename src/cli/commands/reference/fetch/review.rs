//! What a file that changed says otherwise, before it is taken over: the package
//! is read as it is and as it would be, and the values are set against each other.

use std::{
    collections::BTreeMap,
    fmt::Write,
    hash::{DefaultHasher, Hasher},
    io::{self, BufRead},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{copy::Copy, package::Package};
use crate::{
    cli::commands::reference::counted,
    number::{End, Interval},
    reference::{
        Catalogue, Changes, DiskFiles, Entry, Files, Observation, changes,
        lock::{Lock, Pin},
    },
    report::value_words,
    vocabulary::Vocabulary,
};

/// Files of more bytes are not read value by value.
const LARGE: u64 = 16 << 20;
/// How many values of a kind are shown before the rest is only counted.
const MOST_VALUES: usize = 20;
/// How many mistakes of a file that cannot be read are shown.
const MOST_ERRORS: usize = 5;

/// The files of one table: those on disk, but for some. All others are not there.
struct Table {
    files: Vec<PathBuf>,
    instead: BTreeMap<PathBuf, PathBuf>,
    texts: BTreeMap<PathBuf, Vec<u8>>,
}

impl Table {
    fn of(package: &Package, copy: &Copy) -> Self {
        Self {
            files: package.files_to_read(&copy.url),
            instead: BTreeMap::new(),
            texts: BTreeMap::new(),
        }
    }
}

impl Files for Table {
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        DiskFiles.list(folder)
    }

    fn open(&self, file: &Path) -> io::Result<Box<dyn io::Read + '_>> {
        if let Some(text) = self.texts.get(file) {
            return Ok(Box::new(text.as_slice()));
        }
        if !self.files.iter().any(|known| known == file) {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        }
        DiskFiles.open(self.instead.get(file).map_or(file, PathBuf::as_path))
    }
}

/// The values of a copy, or why it cannot be read.
type Read = Result<Vec<Arc<Observation>>, Vec<String>>;

fn read(files: &dyn Files, package: &Package, copy: &Copy, vocabulary: &Vocabulary) -> Read {
    let folders = [package.folder.clone()];
    let (catalogue, _) = Catalogue::load_with(files, &folders, vocabulary, None);
    let name = copy
        .path
        .strip_prefix(&package.folder)
        .unwrap_or(&copy.path);
    let name = name.to_string_lossy().replace('\\', "/");
    if catalogue.table(&name).is_some() {
        let values = catalogue.observations().iter();
        return Ok(values
            .filter(|one| *one.cell.file == *name)
            .cloned()
            .collect());
    }
    let concerned = |file: &str| {
        file.split(", ")
            .any(|part| part == name || part == copy.url)
    };
    let errors = catalogue
        .left_out()
        .iter()
        .filter(|left| concerned(&left.file))
        .flat_map(|left| &left.errors);
    Err(errors.map(ToString::to_string).collect())
}

/// What can be read of a copy that is at hand and pinned, in words.
pub(super) fn told(package: &Package, copy: &Copy, vocabulary: &Vocabulary) -> String {
    let shown = copy.path.display();
    if size(&copy.path) > LARGE {
        return format!("  {shown}: large, and not looked at here\n");
    }
    match read(&Table::of(package, copy), package, copy, vocabulary) {
        Ok(values) => format!("  {shown}: {}\n", counted(values.len(), "value")),
        Err(errors) => {
            let mut text = format!("  {shown}: cannot be read as the metadata say:\n");
            listed(&mut text, &errors);
            text
        }
    }
}

fn size(path: &Path) -> u64 {
    DiskFiles.size(path).unwrap_or(0)
}

/// What is otherwise in a file that arrived, in words. `at_hand` says whether the
/// pinned file is there to be compared with.
pub(super) fn review(
    package: &Package,
    copy: &Copy,
    pin: &Pin,
    at_hand: bool,
    vocabulary: &Vocabulary,
) -> String {
    if size(&copy.part) > LARGE {
        let lines = at_hand.then(|| by_lines(&copy.path, &copy.part));
        return match lines {
            Some(Ok(text)) => text,
            _ => "    the pinned file is not at hand to compare with\n".to_owned(),
        };
    }
    let mut lock = Lock {
        pins: package.lock.pins.clone(),
    };
    lock.pins.insert(copy.url.clone(), pin.clone());
    let mut new = Table::of(package, copy);
    new.instead.insert(copy.path.clone(), copy.part.clone());
    new.texts
        .insert(package.lock_path(), lock.text().into_bytes());
    let after = match read(&new, package, copy, vocabulary) {
        Ok(after) => after,
        Err(errors) => {
            let mut text = "    the new file cannot be read as the metadata say:\n".to_owned();
            listed(&mut text, &errors);
            return text;
        }
    };
    let count = counted(after.len(), "value");
    if !at_hand {
        return format!(
            "    the pinned file is not at hand to compare with; the new one holds {count}\n"
        );
    }
    match read(&Table::of(package, copy), package, copy, vocabulary) {
        Ok(before) => words(&changes(&before, &after), vocabulary),
        Err(_) => format!("    the old file could not be read; the new one holds {count}\n"),
    }
}

/// How many lines of a large file differ, wherever they stand; its values would fill the memory.
fn by_lines(before: &Path, after: &Path) -> io::Result<String> {
    let (before, after) = (hashes(before)?, hashes(after)?);
    let (mut gone, mut added) = (0_usize, 0_usize);
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some(one), Some(other)) if one == other => {
                old.next();
                new.next();
            }
            (Some(one), Some(other)) if one > other => {
                added += 1;
                new.next();
            }
            (None, Some(_)) => {
                added += 1;
                new.next();
            }
            (Some(_), _) => {
                gone += 1;
                old.next();
            }
        }
    }
    Ok(format!(
        "    large, and compared by lines: {gone} of {} are gone, {added} are new\n",
        before.len()
    ))
}

/// A hash of each line, in order of size.
fn hashes(file: &Path) -> io::Result<Vec<u64>> {
    let mut input = io::BufReader::new(DiskFiles.open(file)?);
    let mut line = Vec::new();
    let mut found = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let mut hasher = DefaultHasher::new();
        hasher.write(line.trim_ascii_end());
        found.push(hasher.finish());
    }
    found.sort_unstable();
    Ok(found)
}

/// Mistakes, indented.
fn listed(text: &mut String, errors: &[String]) {
    for error in errors.iter().take(MOST_ERRORS) {
        let _ = writeln!(text, "      {error}");
    }
    if let Some(more) = errors.len().checked_sub(MOST_ERRORS + 1) {
        let _ = writeln!(text, "      and {} more", more + 1);
    }
}

fn words(changes: &Changes, vocabulary: &Vocabulary) -> String {
    if changes.is_empty() {
        return "    no value differs\n".to_owned();
    }
    let mut text = String::new();
    let one = |value: &Arc<Observation>| {
        format!(
            "{}: {} (row {})",
            label(value, vocabulary),
            value_words(value),
            value.cell.row
        )
    };
    let revised: Vec<String> = changes
        .revised
        .iter()
        .map(|(old, new)| revision(old, new, vocabulary))
        .collect();
    let added: Vec<String> = changes.added.iter().map(one).collect();
    let gone: Vec<String> = changes.gone.iter().map(one).collect();
    for (what, lines) in [("added", added), ("revised", revised), ("gone", gone)] {
        if lines.is_empty() {
            continue;
        }
        let _ = writeln!(text, "    {} {what}", lines.len());
        for line in lines.iter().take(MOST_VALUES) {
            let _ = writeln!(text, "      {line}");
        }
        if let Some(more) = lines.len().checked_sub(MOST_VALUES + 1) {
            let _ = writeln!(text, "      and {} more", more + 1);
        }
    }
    text
}

fn revision(old: &Observation, new: &Observation, vocabulary: &Vocabulary) -> String {
    let (mut before, mut after) = (value_words(old), value_words(new));
    if before == after {
        // What differs is how precisely they are told.
        let _ = write!(before, " ({})", ends(&old.interval));
        let _ = write!(after, " ({})", ends(&new.interval));
    }
    format!(
        "{}: {before}, now {after} (row {})",
        label(new, vocabulary),
        new.cell.row
    )
}

fn ends(interval: &Interval) -> String {
    let end = |end: End| match end {
        End::Closed(value) | End::Open(value) => value.normalize().to_string(),
        End::Unbounded => "…".to_owned(),
    };
    format!("{} to {}", end(interval.low), end(interval.high))
}

fn label(one: &Observation, vocabulary: &Vocabulary) -> String {
    let mut parts = vec![
        vocabulary.label(&one.place).to_owned(),
        one.period.to_string(),
        one.group_label.clone(),
        one.measure.to_string(),
    ];
    if one.offence.as_str() != "all" {
        parts.push(vocabulary.label(&one.offence).to_owned());
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_compared_wherever_they_stand() {
        let folder = std::env::temp_dir().join(format!("statclaim-lines-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        for (before, after, expected) in [
            ("a\nb\nc\n", "c\r\na\nb", "0 of 3 are gone, 0 are new"),
            ("a\nb\n", "a\nx\ny\n", "1 of 2 are gone, 2 are new"),
            ("a\na\n", "a\n", "1 of 2 are gone, 0 are new"),
            ("", "a\n", "0 of 0 are gone, 1 are new"),
        ] {
            let text = by_lines(&file("before", before), &file("after", after)).unwrap();
            assert!(text.ends_with(&format!("{expected}\n")), "{text}");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

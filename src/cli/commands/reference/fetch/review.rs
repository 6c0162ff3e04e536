//! What a file that changed says otherwise, before it is taken over: the package
//! is read as it is and as it would be, and the values are set against each other.

use std::{
    collections::BTreeMap,
    fmt::Write,
    io,
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

/// How many values of a kind are shown before the rest is only counted.
const MOST_VALUES: usize = 20;
/// How many mistakes of a file that cannot be read are shown.
const MOST_ERRORS: usize = 5;

/// The files on disk, but for some.
struct Instead {
    files: BTreeMap<PathBuf, PathBuf>,
    texts: BTreeMap<PathBuf, Vec<u8>>,
}

impl Files for Instead {
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        DiskFiles.list(folder)
    }

    fn open(&self, file: &Path) -> io::Result<Box<dyn io::Read + '_>> {
        if let Some(text) = self.texts.get(file) {
            return Ok(Box::new(text.as_slice()));
        }
        DiskFiles.open(self.files.get(file).map_or(file, PathBuf::as_path))
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

/// The values of a copy that is at hand and pinned.
pub(super) fn now(package: &Package, copy: &Copy, vocabulary: &Vocabulary) -> Read {
    read(&DiskFiles, package, copy, vocabulary)
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
    let lock = Lock {
        pins: package
            .lock
            .pins
            .iter()
            .map(|(url, pin)| (url.clone(), pin.clone()))
            .chain([(copy.url.clone(), pin.clone())])
            .collect(),
    };
    let new = Instead {
        files: [(copy.path.clone(), copy.part.clone())].into(),
        texts: [(package.lock_path(), lock.text().into_bytes())].into(),
    };
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
    match read(&DiskFiles, package, copy, vocabulary) {
        Ok(before) => words(&changes(&before, &after), vocabulary),
        Err(_) => format!("    the old file could not be read; the new one holds {count}\n"),
    }
}

/// Mistakes, indented.
pub(super) fn listed(text: &mut String, errors: &[String]) {
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

//! Walks reference folders: packages by their `datapackage.json`, and tidy CSVs
//! that stand without one. Gives every mistake its file, line and column, and
//! leaves a file with a mistake out as a whole.

use std::{
    collections::BTreeSet,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    Files, Filter, LeftOut, Observation, PackageInfo, Problem, ReferenceError, TableInfo,
    decode::Decoded,
    locate::{CellLocator, Step, locate_json},
    lock::{LOCK_FILE, Lock, is_remote},
    mapping::{Mistake, Spot},
    package::{self, DESCRIPTOR, PackageFile, ResourceFile},
    parts::{Part, Place, parts_of, remote_files},
    provenance::{caveats_of, sources_of},
    read::{TableInput, TableRead, encoding_of, read_table},
    style::dialect,
};
use crate::{text::Location, vocabulary::Vocabulary};

/// What was found so far.
#[derive(Default)]
pub(super) struct Loaded {
    pub(super) observations: Vec<Arc<Observation>>,
    pub(super) packages: Vec<PackageInfo>,
    pub(super) tables: Vec<TableInfo>,
    pub(super) left_out: Vec<LeftOut>,
}

/// Reads folders one after another.
pub(super) struct Loader<'a> {
    files: &'a dyn Files,
    vocabulary: &'a Vocabulary,
    keep: Option<Filter<'a>>,
    loaded: Loaded,
    errors: Vec<ReferenceError>,
    /// Tables read so far, as one may be named by a package and by a folder above it.
    seen: BTreeSet<PathBuf>,
}

/// A package being read: where it is and what it says.
struct Described<'a> {
    folder: &'a Path,
    /// Before names in reports: the folder within the reference folder.
    prefix: String,
    /// The metadata file, as a user would open it.
    path: PathBuf,
    text: &'a str,
    package: &'a PackageFile,
    index: usize,
    /// Which remote files were accepted; none where the lock cannot be read.
    lock: Option<&'a Lock>,
}

impl<'a> Loader<'a> {
    /// Nothing read yet.
    pub(super) fn new(
        files: &'a dyn Files,
        vocabulary: &'a Vocabulary,
        keep: Option<Filter<'a>>,
    ) -> Self {
        Self {
            files,
            vocabulary,
            keep,
            loaded: Loaded::default(),
            errors: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    /// Reads a reference folder and the folders in it.
    pub(super) fn folder(&mut self, folder: &Path) {
        let before = self.loaded.tables.len() + self.loaded.left_out.len() + self.errors.len();
        let entries = match self.files.list(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.error(folder, Problem::unreadable(&error));
                return;
            }
        };
        self.one_folder(folder, "");
        let inner: Vec<(&Path, String)> = entries
            .iter()
            .filter(|entry| entry.is_folder)
            .filter_map(|entry| {
                let name = entry.path.file_name()?.to_str()?;
                (!name.starts_with('.')).then(|| (entry.path.as_path(), format!("{name}/")))
            })
            .collect();
        if self.keep.is_none() {
            self.side_by_side(&inner);
        } else {
            for (path, prefix) in &inner {
                self.one_folder(path, prefix);
            }
        }
        if before == self.loaded.tables.len() + self.loaded.left_out.len() + self.errors.len() {
            self.error(folder, Problem::NoData);
        }
    }

    /// Reads folders on all threads and puts what they hold in their order.
    fn side_by_side(&mut self, folders: &[(&Path, String)]) {
        let (files, vocabulary, seen) = (self.files, self.vocabulary, &self.seen);
        let read: Vec<_> = folders
            .par_iter()
            .map(|(path, prefix)| {
                let mut part = Loader::new(files, vocabulary, None);
                part.seen.clone_from(seen);
                part.one_folder(path, prefix);
                (part.loaded, part.errors, part.seen)
            })
            .collect();
        for (mut loaded, errors, seen) in read {
            let before = self.loaded.packages.len();
            for table in &mut loaded.tables {
                table.package = table.package.map(|package| package + before);
            }
            self.loaded.observations.append(&mut loaded.observations);
            self.loaded.packages.append(&mut loaded.packages);
            self.loaded.tables.append(&mut loaded.tables);
            self.loaded.left_out.append(&mut loaded.left_out);
            self.errors.extend(errors);
            self.seen.extend(seen);
        }
    }

    /// All that was read, and all mistakes in order.
    pub(super) fn finish(self) -> (Loaded, Vec<ReferenceError>) {
        (self.loaded, self.errors)
    }

    fn error(&mut self, path: &Path, problem: Problem) {
        self.errors
            .push(at(path, Location { line: 1, column: 1 }, problem));
    }

    fn one_folder(&mut self, folder: &Path, prefix: &str) {
        let Ok(entries) = self.files.list(folder) else {
            return;
        };
        let descriptor = folder.join(DESCRIPTOR);
        if entries.iter().any(|entry| entry.path == descriptor) {
            let tables: Vec<PathBuf> = entries
                .into_iter()
                .map(|entry| entry.path)
                .filter(|path| is_csv(path))
                .collect();
            self.package(folder, prefix, descriptor, &tables);
            return;
        }
        for entry in entries.iter().filter(|entry| !entry.is_folder) {
            if is_csv(&entry.path) {
                self.bare_table(&entry.path, prefix);
            }
        }
    }

    fn package(&mut self, folder: &Path, prefix: &str, path: PathBuf, tables: &[PathBuf]) {
        let name = format!("{prefix}{DESCRIPTOR}");
        let text = match self.read_text(&path) {
            Ok(text) => text,
            Err(problem) => return self.leave_out(name, vec![at(&path, START, problem)], None),
        };
        let package = match package::parse(&text) {
            Ok(package) => package,
            Err((line, column, problem)) => {
                let error = at(&path, Location { line, column }, problem);
                return self.leave_out(name, vec![error], None);
            }
        };
        let lock = if remote_files(folder, &package).is_empty() {
            Some(Lock::default())
        } else {
            self.lock(folder)
        };
        let described = Described {
            folder,
            prefix: prefix.to_owned(),
            path,
            text: &text,
            package: &package,
            index: self.loaded.packages.len(),
            lock: lock.as_ref(),
        };
        for (number, resource) in package.resources.iter().enumerate() {
            self.resource(&described, number, resource);
        }
        let unlisted = tables
            .iter()
            .filter(|path| !self.seen.contains(*path))
            .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
            .collect();
        self.loaded.packages.push(PackageInfo {
            file: name,
            package,
            unlisted,
            text,
        });
    }

    fn read_text(&self, path: &Path) -> Result<String, Problem> {
        let unreadable = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::InvalidData => Problem::Encoding {
                encoding: "UTF-8".to_owned(),
            },
            _ => Problem::unreadable(&error),
        };
        let mut text = String::new();
        self.files
            .open(path)
            .and_then(|mut input| input.read_to_string(&mut text))
            .map_err(unreadable)?;
        Ok(text)
    }

    /// The lock of a package; an empty one where nothing was fetched yet.
    fn lock(&mut self, folder: &Path) -> Option<Lock> {
        let path = folder.join(LOCK_FILE);
        let mut text = String::new();
        let read = self
            .files
            .open(&path)
            .and_then(|mut input| input.read_to_string(&mut text));
        let error = match read {
            Ok(_) => match Lock::parse(&text) {
                Ok(lock) => return Some(lock),
                Err(error) => at(&path, error.location, Problem::Lock(error.message)),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(Lock::default()),
            Err(error) => at(&path, START, Problem::unreadable(&error)),
        };
        self.errors.push(error);
        None
    }

    fn resource(&mut self, package: &Described<'_>, number: usize, resource: &ResourceFile) {
        let place = Place {
            files: self.files,
            folder: package.folder,
            prefix: &package.prefix,
            lock: package.lock,
        };
        let parts = match parts_of(place, resource) {
            Ok(Some(parts)) => parts,
            Ok(None) => return,
            Err((steps, problem)) => {
                let error = at(&package.path, package.location(number, &steps), problem);
                let name = match &resource.path {
                    Some(path) if is_remote(&path.to_string()) => path.to_string(),
                    Some(path) => format!("{}{path}", package.prefix),
                    None => format!("{}{DESCRIPTOR}", package.prefix),
                };
                return self.leave_out(name, vec![error], None);
            }
        };
        self.seen.extend(parts.iter().map(|part| part.path.clone()));
        self.table(&parts, resource, Some((package, number)));
    }

    /// A CSV without metadata, whose columns must be the tidy ones.
    fn bare_table(&mut self, path: &Path, prefix: &str) {
        if !self.seen.insert(path.to_owned()) {
            return;
        }
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy())
            .unwrap_or_default();
        let part = Part {
            path: path.to_owned(),
            name: format!("{prefix}{name}").into(),
        };
        self.table(&[part], &ResourceFile::default(), None);
    }

    fn table(
        &mut self,
        parts: &[Part],
        resource: &ResourceFile,
        package: Option<(&Described<'_>, usize)>,
    ) {
        let nothing = PackageFile::default();
        let said = package.map_or(&nothing, |(package, _)| package.package);
        let Some(first) = parts.first() else {
            return;
        };
        let sources = sources_of(said, resource, &first.name);
        let caveats = caveats_of(said, resource);
        let read = read_table(TableInput {
            files: self.files,
            parts,
            resource,
            sources: &sources,
            caveats: &caveats,
            vocabulary: self.vocabulary,
            keep: self.keep,
        });
        let files: Vec<Arc<str>> = parts.iter().map(|part| Arc::clone(&part.name)).collect();
        let errors = self.placed(parts, resource, &read.mistakes, package);
        if !errors.is_empty() {
            return self.leave_out(files.join(", "), errors, Some(read));
        }
        self.loaded.tables.push(TableInfo {
            files,
            resource: resource.clone(),
            package: package.map(|(package, _)| package.index),
            number: package.map_or(0, |(_, number)| number),
            sources: sources.into_values().collect(),
            observations: read.observations.len(),
            missing: read.missing,
        });
        self.loaded
            .observations
            .extend(read.observations.into_iter().map(Arc::new));
    }

    fn leave_out(&mut self, file: String, errors: Vec<ReferenceError>, read: Option<TableRead>) {
        self.errors.extend(errors.iter().cloned());
        let read = read.unwrap_or_default();
        self.loaded.left_out.push(LeftOut {
            file,
            errors,
            places: read.places,
            measures: read.measures,
        });
    }

    /// Mistakes with their lines and columns, by walking the files once more.
    fn placed(
        &self,
        parts: &[Part],
        resource: &ResourceFile,
        mistakes: &[(usize, Mistake)],
        package: Option<(&Described<'_>, usize)>,
    ) -> Vec<ReferenceError> {
        let mut errors = Vec::new();
        let mut cells: Vec<(usize, u64, usize, &Problem)> = Vec::new();
        for (part, mistake) in mistakes {
            match (&mistake.spot, package) {
                (Spot::Cell(byte, field), _) => {
                    cells.push((*part, *byte, *field, &mistake.problem));
                }
                (Spot::Metadata(steps), Some((package, number))) => errors.push(at(
                    &package.path,
                    package.location(number, steps),
                    mistake.problem.clone(),
                )),
                (Spot::Metadata(_), None) => {
                    let path = parts.get(*part).map_or(Path::new(""), |part| &part.path);
                    errors.push(at(path, START, mistake.problem.clone()));
                }
            }
        }
        cells.sort_by_key(|(part, byte, field, _)| (*part, *byte, *field));
        let mut open: Option<(usize, CellLocator<Decoded<'_>>)> = None;
        for (number, byte, field, problem) in cells {
            let path = parts.get(number).map_or(Path::new(""), |part| &part.path);
            if open.as_ref().is_none_or(|(known, _)| *known != number) {
                open = self.locator(path, resource).map(|found| (number, found));
            }
            let location = open
                .as_mut()
                .map_or(START, |(_, locator)| locator.locate(byte, field));
            errors.push(at(path, location, problem.clone()));
        }
        errors
    }

    fn locator(&self, path: &Path, resource: &ResourceFile) -> Option<CellLocator<Decoded<'_>>> {
        let (delimiter, quote) =
            dialect(resource).map_or((b',', b'"'), |dialect| (dialect.delimiter, dialect.quote));
        let encoding = encoding_of(resource).unwrap_or(encoding_rs::UTF_8);
        let bytes = self.files.open(path).ok()?;
        let text = Decoded::new(bytes, encoding).ok()?;
        Some(CellLocator::new(text, delimiter, quote))
    }
}

impl Described<'_> {
    /// Where a setting of one of its resources stands.
    fn location(&self, resource: usize, steps: &[Step]) -> Location {
        let mut path = vec![Step::Key("resources".to_owned()), Step::Item(resource)];
        path.extend(steps.iter().cloned());
        locate_json(self.text, &path)
    }
}

const START: Location = Location { line: 1, column: 1 };

fn at(path: &Path, location: Location, problem: Problem) -> ReferenceError {
    ReferenceError {
        file: path.display().to_string(),
        line: location.line,
        column: location.column,
        problem,
    }
}

fn is_csv(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

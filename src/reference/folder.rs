//! Walks reference folders: packages by their `datapackage.json`, and tidy CSVs
//! that stand without one. Gives every mistake its file, line and column, and
//! leaves a file with a mistake out as a whole.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    Files, Filter, LeftOut, Observation, PackageInfo, Problem, ReferenceError, Source, TableInfo,
    Trust,
    decode::Decoded,
    locate::{CellLocator, Step, locate_json},
    mapping::{Mistake, Spot},
    package::{self, PackageFile, PathFile, ResourceFile, SourceFile},
    rows::{TableInput, TableRead, encoding_of, read_table},
    style::dialect,
};
use crate::{text::Location, vocabulary::Vocabulary};

/// The metadata file of a package.
const DESCRIPTOR: &str = "datapackage.json";

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
        let described = Described {
            folder,
            prefix: prefix.to_owned(),
            path,
            text: &text,
            package: &package,
            index: self.loaded.packages.len(),
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

    fn resource(&mut self, package: &Described<'_>, number: usize, resource: &ResourceFile) {
        let path = match resource_path(resource) {
            Ok(Some(path)) => path,
            Ok(None) => return,
            Err(problem) => {
                let spot = [
                    Step::Key("resources".to_owned()),
                    Step::Item(number),
                    Step::Key("path".to_owned()),
                ];
                let error = at(&package.path, locate_json(package.text, &spot), problem);
                let name = format!("{}{DESCRIPTOR}", package.prefix);
                return self.leave_out(name, vec![error], None);
            }
        };
        let file: Arc<str> = format!("{}{path}", package.prefix).into();
        let opened = package.folder.join(&path);
        self.seen.insert(opened.clone());
        let sources = sources_of(package.package, resource, &file);
        let caveats = caveats_of(package.package, resource);
        let read = read_table(TableInput {
            files: self.files,
            path: &opened,
            name: &file,
            resource,
            sources: &sources,
            caveats: &caveats,
            vocabulary: self.vocabulary,
            keep: self.keep,
        });
        let errors = self.placed(&opened, resource, &read.mistakes, Some((package, number)));
        self.take(
            file,
            resource.clone(),
            Some((package.index, number)),
            sources,
            read,
            errors,
        );
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
        let file: Arc<str> = format!("{prefix}{name}").into();
        let resource = ResourceFile::default();
        let sources = sources_of(&PackageFile::default(), &resource, &file);
        let read = read_table(TableInput {
            files: self.files,
            path,
            name: &file,
            resource: &resource,
            sources: &sources,
            caveats: &Arc::from(Vec::new()),
            vocabulary: self.vocabulary,
            keep: self.keep,
        });
        let errors = self.placed(path, &resource, &read.mistakes, None);
        self.take(file, resource, None, sources, read, errors);
    }

    fn take(
        &mut self,
        file: Arc<str>,
        resource: ResourceFile,
        package: Option<(usize, usize)>,
        sources: BTreeMap<String, Arc<Source>>,
        read: TableRead,
        errors: Vec<ReferenceError>,
    ) {
        if !errors.is_empty() {
            return self.leave_out(file.to_string(), errors, Some(read));
        }
        self.loaded.tables.push(TableInfo {
            file,
            resource,
            package: package.map(|(package, _)| package),
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

    /// Mistakes with their lines and columns, by walking the file once more.
    fn placed(
        &self,
        path: &Path,
        resource: &ResourceFile,
        mistakes: &[Mistake],
        package: Option<(&Described<'_>, usize)>,
    ) -> Vec<ReferenceError> {
        if mistakes.is_empty() {
            return Vec::new();
        }
        let mut errors = Vec::new();
        let mut cells: Vec<(u64, usize, &Problem)> = Vec::new();
        for mistake in mistakes {
            match &mistake.spot {
                Spot::Cell(byte, field) => cells.push((*byte, *field, &mistake.problem)),
                Spot::Metadata(keys) => {
                    let Some((package, number)) = package else {
                        errors.push(at(path, START, mistake.problem.clone()));
                        continue;
                    };
                    let mut steps = vec![Step::Key("resources".to_owned()), Step::Item(number)];
                    steps.extend(keys.iter().cloned());
                    let location = locate_json(package.text, &steps);
                    errors.push(at(&package.path, location, mistake.problem.clone()));
                }
            }
        }
        cells.sort_by_key(|(byte, field, _)| (*byte, *field));
        let (delimiter, quote) =
            dialect(resource).map_or((b',', b'"'), |dialect| (dialect.delimiter, dialect.quote));
        let encoding = encoding_of(resource).unwrap_or(encoding_rs::UTF_8);
        let text = self
            .files
            .open(path)
            .and_then(|bytes| Decoded::new(bytes, encoding));
        let mut locator = text
            .ok()
            .map(|text| CellLocator::new(text, delimiter, quote));
        for (byte, field, problem) in cells {
            let location = locator
                .as_mut()
                .map_or(START, |locator| locator.locate(byte, field));
            errors.push(at(path, location, problem.clone()));
        }
        errors
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

/// The file of a table; none for a resource that is no table.
fn resource_path(resource: &ResourceFile) -> Result<Option<String>, Problem> {
    let path = match &resource.path {
        Some(PathFile::One(path)) => path,
        Some(PathFile::Many(paths)) => match paths.as_slice() {
            [path] => path,
            _ => {
                return Err(Problem::Setting(
                    "a table must be one file; give each part a resource of its own".to_owned(),
                ));
            }
        },
        None => {
            return Err(Problem::Setting("the resource has no `path`".to_owned()));
        }
    };
    let tabular = |name: &str| matches!(name.to_ascii_lowercase().as_str(), "csv" | "tsv");
    let extension = Path::new(path)
        .extension()
        .map(|extension| extension.to_string_lossy().into_owned());
    let is_table = resource.format.as_deref().map_or_else(
        || {
            extension
                .as_deref()
                .is_some_and(|name| tabular(name) || name == "txt")
        },
        tabular,
    );
    if !is_table {
        return Ok(None);
    }
    if path.contains("://") {
        return Err(Problem::Remote(path.clone()));
    }
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside || path.contains('\\') {
        return Err(Problem::Outside(path.clone()));
    }
    Ok(Some(path.trim_start_matches("./").to_owned()))
}

/// The sources that the rows of a table may name; the file itself where there are none.
fn sources_of(
    package: &PackageFile,
    resource: &ResourceFile,
    file: &Arc<str>,
) -> BTreeMap<String, Arc<Source>> {
    let trust = resource
        .statclaim
        .trust
        .or(package.statclaim.trust)
        .unwrap_or(Trust::Unstated);
    let named = |source: &SourceFile| {
        let name = source
            .name
            .clone()
            .or_else(|| source.title.clone())
            .unwrap_or_default();
        let source = Source {
            publisher: source.publisher.clone().unwrap_or_default(),
            title: source.title.clone().unwrap_or_else(|| name.clone()),
            url: source.path.clone(),
            published: source.published.clone(),
            trust: source.trust.unwrap_or(trust),
            name: name.clone(),
        };
        (name, Arc::new(source))
    };
    let mut sources: BTreeMap<String, Arc<Source>> = if resource.sources.is_empty() {
        package.sources.iter().map(named).collect()
    } else {
        resource.sources.iter().map(named).collect()
    };
    if sources.is_empty() {
        let name = file.to_string();
        let source = Source {
            name: name.clone(),
            publisher: String::new(),
            title: resource.title.clone().unwrap_or_else(|| name.clone()),
            url: None,
            published: None,
            trust,
        };
        sources.insert(name, Arc::new(source));
    }
    sources
}

fn caveats_of(package: &PackageFile, resource: &ResourceFile) -> Arc<[String]> {
    let profile = &resource.statclaim;
    let mut caveats = package.statclaim.caveats.clone();
    caveats.extend(profile.caveats.iter().cloned());
    for (what, said) in [
        ("Coverage", &profile.coverage),
        ("Population base", &profile.population_base),
    ] {
        if let Some(said) = said {
            caveats.push(format!("{what}: {said}."));
        }
    }
    caveats.into()
}

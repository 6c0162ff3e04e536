//! Everything the reference folders say, as observations in one order that does
//! not depend on the file system. Finding the files is `folder`'s, reading one
//! table `read`'s.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    DiskFiles, Files, MissingCell, Observation, ReferenceError, Source, folder,
    lock::COPIES_FOLDER,
    package::{PackageFile, ResourceFile},
};
use crate::vocabulary::{ConceptId, Vocabulary};

/// What decides whether a row is kept. Period and group do not: a verdict needs
/// the whole of a series, and the other groups of its table.
#[derive(Debug, Clone, Copy)]
pub struct RowFacets<'a> {
    /// Where it counts.
    pub place: &'a ConceptId,
    /// What is counted.
    pub measure: &'a ConceptId,
    /// The crime type.
    pub offence: &'a ConceptId,
    /// Whether it replaces the figure of another source.
    pub supersedes: bool,
}

/// Which rows to keep: for large tables of which a draft asks only a part.
pub type Filter<'a> = &'a (dyn Fn(&RowFacets<'_>) -> bool + Sync);

/// A file that could not be used, with what it would have spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file, named as in [`super::Cell`], or its address.
    pub file: String,
    /// What is wrong with it, in file order; at least one.
    pub errors: Vec<ReferenceError>,
    /// The places its rows name, as far as known.
    pub places: BTreeSet<ConceptId>,
    /// What its rows count, as far as known.
    pub measures: BTreeSet<ConceptId>,
}

/// One table that was read, with its metadata.
#[derive(Debug, Clone)]
pub struct TableInfo {
    /// Its files, named as in [`super::Cell`]; at least one.
    pub files: Vec<Arc<str>>,
    /// Its metadata; empty for a table without a package.
    pub resource: ResourceFile,
    /// Its package, by index in [`Catalogue::packages`]; none for a table without one.
    pub package: Option<usize>,
    /// Which of the package's resources it is.
    pub(super) number: usize,
    /// The sources its rows may name.
    pub sources: Vec<Arc<Source>>,
    /// How many observations were read from it.
    pub observations: usize,
    /// Cells without a number; not kept for a filtered catalogue.
    pub missing: Vec<MissingCell>,
}

/// One package that was read.
#[derive(Debug, Clone)]
pub struct PackageInfo {
    /// Its metadata file, named as in [`super::Cell`].
    pub file: String,
    /// What the file says.
    pub package: PackageFile,
    /// Tables in its folder that it does not mention.
    pub unlisted: Vec<String>,
    /// The text of the file, for positions.
    pub(super) text: String,
}

/// All observations of the reference folders.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    observations: Vec<Arc<Observation>>,
    by_measure: BTreeMap<ConceptId, Vec<Arc<Observation>>>,
    packages: Vec<PackageInfo>,
    tables: Vec<TableInfo>,
    left_out: Vec<LeftOut>,
}

impl Catalogue {
    /// Reads every package and tidy table in `folders` and their subfolders.
    pub fn load(folders: &[PathBuf], vocabulary: &Vocabulary) -> (Self, Vec<ReferenceError>) {
        Self::load_with(&DiskFiles, folders, vocabulary, None)
    }

    /// How many bytes the files of `folders`, of the folders in them and of the copies
    /// fetched for them have: what a load would read at most.
    pub fn bytes(files: &dyn Files, folders: &[PathBuf]) -> u64 {
        fn of(files: &dyn Files, folder: &Path, depth: usize) -> u64 {
            let entries = files.list(folder).unwrap_or_default();
            entries.iter().fold(0, |sum, entry| {
                let is_copies = entry.path.ends_with(COPIES_FOLDER);
                let inner = if entry.is_folder && (is_copies || depth == 0) {
                    of(files, &entry.path, depth + 1)
                } else {
                    entry.bytes
                };
                sum.saturating_add(inner)
            })
        }
        folders
            .iter()
            .fold(0, |sum, folder| sum.saturating_add(of(files, folder, 0)))
    }

    /// The same from any set of files, keeping only the rows that `keep` wants.
    pub fn load_with(
        files: &dyn Files,
        folders: &[PathBuf],
        vocabulary: &Vocabulary,
        keep: Option<Filter<'_>>,
    ) -> (Self, Vec<ReferenceError>) {
        let mut loader = folder::Loader::new(files, vocabulary, keep);
        for folder in folders {
            loader.folder(folder);
        }
        let (loaded, errors) = loader.finish();
        let mut catalogue = Self::from_observations(loaded.observations);
        catalogue.packages = loaded.packages;
        catalogue.tables = loaded.tables;
        catalogue.left_out = loaded.left_out;
        (catalogue, errors)
    }

    /// A catalogue of these observations.
    pub fn from_observations(observations: Vec<Arc<Observation>>) -> Self {
        let mut by_measure: BTreeMap<ConceptId, Vec<Arc<Observation>>> = BTreeMap::new();
        for observation in &observations {
            match by_measure.get_mut(&observation.measure) {
                Some(of_measure) => of_measure.push(Arc::clone(observation)),
                None => {
                    by_measure.insert(observation.measure.clone(), vec![Arc::clone(observation)]);
                }
            }
        }
        Self {
            observations,
            by_measure,
            ..Self::default()
        }
    }

    /// All observations, in order of folder, package, table and row.
    pub fn observations(&self) -> &[Arc<Observation>] {
        &self.observations
    }

    /// The observations that count `measure`, in the same order.
    pub fn by_measure(&self, measure: &ConceptId) -> &[Arc<Observation>] {
        self.by_measure.get(measure).map_or(&[], Vec::as_slice)
    }

    /// The packages, in order of reading.
    pub fn packages(&self) -> &[PackageInfo] {
        &self.packages
    }

    /// The tables that were read, in order.
    pub fn tables(&self) -> &[TableInfo] {
        &self.tables
    }

    /// The table that a cell stands in.
    pub fn table(&self, file: &str) -> Option<&TableInfo> {
        self.tables
            .iter()
            .find(|table| table.files.iter().any(|part| **part == *file))
    }

    /// The sources of all tables, in order, each once.
    pub fn sources(&self) -> Vec<Arc<Source>> {
        let mut seen = BTreeSet::new();
        self.tables
            .iter()
            .flat_map(|table| &table.sources)
            .filter(|source| seen.insert(Arc::clone(source)))
            .cloned()
            .collect()
    }

    /// The files that could not be used.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}

//! Everything the reference folders say, as observations in one order that does
//! not depend on the file system.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use super::{DiskFiles, Files, Observation, ReferenceError, Source, Statistic};
use crate::{
    number::Period,
    vocabulary::{ConceptId, Group, Vocabulary},
};

/// The facets of one row, before an observation is made of it.
#[derive(Debug, Clone, Copy)]
pub struct RowFacets<'a> {
    /// Where it counts.
    pub place: &'a ConceptId,
    /// When.
    pub period: Period,
    /// Of whom, sex and age included.
    pub group: &'a Group,
    /// What is counted.
    pub measure: &'a ConceptId,
    /// The crime type.
    pub offence: &'a ConceptId,
    /// What kind of number.
    pub statistic: Statistic,
}

/// Which rows to keep: for large tables of which a draft asks only a part.
pub type Filter<'a> = &'a dyn Fn(&RowFacets<'_>) -> bool;

/// A file that could not be used, with what it would have spoken to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file, named as in [`super::Cell`].
    pub file: String,
    /// What is wrong with it, in file order; at least one.
    pub errors: Vec<ReferenceError>,
    /// The places its rows name, as far as known.
    pub places: BTreeSet<ConceptId>,
    /// What its rows count, as far as known.
    pub measures: BTreeSet<ConceptId>,
}

/// All observations of the reference folders.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    observations: Vec<Arc<Observation>>,
    by_measure: BTreeMap<ConceptId, Vec<Arc<Observation>>>,
    sources: Vec<Arc<Source>>,
    left_out: Vec<LeftOut>,
}

impl Catalogue {
    /// Reads every package and tidy table in `folders` and their subfolders.
    pub fn load(folders: &[PathBuf], vocabulary: &Vocabulary) -> (Self, Vec<ReferenceError>) {
        Self::load_with(&DiskFiles, folders, vocabulary, None)
    }

    /// The same from any set of files, keeping only the rows that `keep` wants.
    pub fn load_with(
        _files: &dyn Files,
        _folders: &[PathBuf],
        _vocabulary: &Vocabulary,
        _keep: Option<Filter<'_>>,
    ) -> (Self, Vec<ReferenceError>) {
        (Self::default(), Vec::new())
    }

    /// A catalogue of these observations.
    pub fn from_observations(observations: Vec<Arc<Observation>>) -> Self {
        let mut catalogue = Self::default();
        for observation in observations {
            catalogue
                .by_measure
                .entry(observation.measure.clone())
                .or_default()
                .push(Arc::clone(&observation));
            if !catalogue.sources.contains(&observation.source) {
                catalogue.sources.push(Arc::clone(&observation.source));
            }
            catalogue.observations.push(observation);
        }
        catalogue
    }

    /// All observations, in order of folder, package, table and row.
    pub fn observations(&self) -> &[Arc<Observation>] {
        &self.observations
    }

    /// The observations that count `measure`, in the same order.
    pub fn by_measure(&self, measure: &ConceptId) -> &[Arc<Observation>] {
        self.by_measure.get(measure).map_or(&[], Vec::as_slice)
    }

    /// All sources, in order of first use.
    pub fn sources(&self) -> &[Arc<Source>] {
        &self.sources
    }

    /// The files that could not be used.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}

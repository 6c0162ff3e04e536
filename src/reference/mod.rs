//! Reference data: the user's CSVs and their metadata, read into observations.

mod catalogue;
mod error;
mod files;
mod observation;

pub use catalogue::{Catalogue, Filter, LeftOut, RowFacets};
pub use error::{Problem, ReferenceError};
pub use files::{DiskFiles, Entry, Files, MemoryFiles};
pub use observation::{Cell, Observation, Source, Statistic, Status, Trust, Unit};

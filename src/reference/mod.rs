//! Reference data: the user's CSVs and their metadata, read into observations.

mod catalogue;
mod cell;
mod decode;
mod error;
mod files;
mod locate;
mod observation;
mod period_label;
mod table;

pub use catalogue::{Catalogue, Filter, LeftOut, RowFacets};
pub use error::{Problem, ReferenceError};
pub use files::{DiskFiles, Entry, Files, MemoryFiles};
pub use observation::{Cell, Observation, Source, Statistic, Status, Trust, Unit};

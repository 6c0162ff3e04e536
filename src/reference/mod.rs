//! Reference data: the user's CSVs and their metadata, read into observations.

mod catalogue;
mod cell;
mod decode;
mod error;
mod facet;
mod files;
mod labels;
mod locate;
mod mapping;
mod observation;
mod package;
mod period_label;
mod table;

pub use catalogue::{Catalogue, Filter, LeftOut, RowFacets};
pub use error::{Problem, ReferenceError};
pub use facet::Facet;
pub use files::{DiskFiles, Entry, Files, MemoryFiles};
pub use observation::{Cell, Observation, Source, Statistic, Status, Trust, Unit};

//! Reference data: the user's CSVs and their metadata, read into observations.
//!
//! `folder` finds packages and tables, `package` is the metadata as written,
//! `mapping` and `style` lay it over a table, `table` and `decode` read the
//! file, `resolve` gives labels their meaning, `rows` goes through a table,
//! `observe` makes observations, and
//! `catalogue` holds them. `lint` and `query` look at a catalogue, `propose` at a
//! table that has no metadata yet.

mod catalogue;
mod cell;
mod decode;
mod error;
mod facet;
mod files;
mod folder;
mod labels;
mod lint;
mod lint_rows;
mod locate;
mod mapping;
mod observation;
mod observe;
pub mod package;
mod period_label;
pub mod propose;
pub mod query;
mod resolve;
mod rows;
mod series;
mod style;
mod table;
mod value;
mod words;

pub use catalogue::{Catalogue, Filter, LeftOut, PackageInfo, RowFacets, TableInfo};
pub use error::{Problem, ReferenceError};
pub use facet::Facet;
pub use files::{DiskFiles, Entry, Files, MemoryFiles};
pub use lint::{LintFinding, LintPlace, LintSeverity, lint};
pub use observation::{Cell, Observation, Source, Statistic, Status, Trust, Unit};
pub use rows::MissingCell;

use period_label::PeriodStyle;

//! Reference data: the user's CSVs and their metadata, read into observations.
//!
//! `folder` finds packages and tables, `package` is the metadata as written,
//! `parts` says which files a table consists of and `lock` which bytes of remote
//! ones were accepted, `mapping` and `style` lay the metadata over a table, `table`
//! and `decode` read a file, `resolve` gives labels their meaning, `read` goes
//! through a table (`split` a large one by several threads) and `rows` through its rows, `observe` makes observations, and
//! `catalogue` holds them. `lint` and `query` look at a catalogue, `propose` at a
//! table that has no metadata yet.

mod catalogue;
mod cell;
mod changes;
mod decode;
mod error;
mod facet;
mod files;
mod folder;
mod known;
mod labels;
mod lines;
mod lint;
mod lint_rows;
mod locate;
pub mod lock;
mod mapping;
mod observation;
mod observe;
pub mod package;
mod parts;
mod period_label;
pub mod propose;
mod provenance;
pub mod query;
mod read;
mod resolve;
mod rows;
mod series;
mod split;
mod style;
mod table;
mod value;
mod words;

pub use catalogue::{Catalogue, Filter, LeftOut, PackageInfo, RowFacets, TableInfo};
pub use changes::{Changes, changes};
pub use error::{Problem, ReferenceError};
pub use facet::Facet;
pub use files::{DiskFiles, Entry, Files, MemoryFiles};
pub use lint::{LintFinding, LintPlace, LintSeverity, lint};
pub use observation::{Cell, Observation, Source, Statistic, Status, Trust, Unit};
pub use parts::{RemoteFile, remote_files};
pub use read::MissingCell;

use period_label::PeriodStyle;

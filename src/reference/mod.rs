//! Reference data: the user's CSVs and their metadata, read into observations.

mod observation;

pub use observation::{Cell, Observation, Source, Statistic, Status, Trust, Unit};

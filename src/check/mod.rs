//! Judging: claims against observations, the draft against itself. Works on
//! values alone; knows no text format and no report format.

mod finding;

pub use finding::{Computed, Finding, FindingKind, Mismatch, Severity, Verdict, Working};

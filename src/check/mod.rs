//! Judging: claims against observations, the draft against itself. Works on
//! values alone; knows no text format and no report format.

mod context;
mod figure;
mod finding;

use std::sync::Arc;

pub use context::{Context, LeftOut, Policy};
pub use finding::{Computed, Finding, FindingKind, Mismatch, Severity, Verdict, Working};

use crate::{claim::Claim, reference::Observation, vocabulary::Vocabulary};

/// Checks the claims of one draft, in order, against the reference data and against each other.
pub fn check(
    _claims: &[Claim],
    _context: &Context,
    _catalogue: &[Arc<Observation>],
    _vocabulary: &Vocabulary,
    _policy: &Policy,
) -> Vec<Finding> {
    Vec::new()
}

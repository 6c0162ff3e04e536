//! The published shape of the summary: what a run amounts to and how far it reached.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::report::Summary;

/// The version of the published shapes; it rises when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// What a whole run amounts to.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::report) struct SummaryView<'a> {
    /// The version of this format.
    version: u32,
    documents: usize,
    /// Claims by verdict.
    verdicts: Map<String, Value>,
    /// Findings by severity.
    severities: Map<String, Value>,
    /// Arithmetic and qualification findings by code.
    codes: Map<String, Value>,
    /// Findings silenced by comments in drafts.
    silenced: usize,
    coverage: CoverageView,
    /// Inputs and settings that could not be used.
    errors: &'a [String],
    /// Remarks on the whole run.
    notes: &'a [String],
}

/// How far the check reached.
#[derive(Debug, Serialize, JsonSchema)]
struct CoverageView {
    /// Numbers seen.
    numbers: usize,
    /// Of these, claims.
    claims: usize,
    /// Claims that state a number.
    checkable: usize,
    /// Claims that a reference decided.
    checked: usize,
    /// Why the others were not.
    unchecked: Map<String, Value>,
    /// Why numbers are no claims.
    passed_over: Map<String, Value>,
}

pub(in crate::report) fn summary(summary: &Summary) -> SummaryView<'_> {
    let coverage = &summary.coverage;
    SummaryView {
        version: VERSION,
        documents: summary.documents,
        verdicts: counts(summary.verdicts.iter().map(|(name, n)| (*name, *n))),
        severities: counts(summary.severities.iter().map(|(s, n)| (s.name(), *n))),
        codes: counts(summary.codes.iter().map(|(code, n)| (code.as_str(), *n))),
        silenced: summary.silenced,
        coverage: CoverageView {
            numbers: coverage.numbers,
            claims: coverage.claims,
            checkable: coverage.checkable,
            checked: coverage.checked,
            unchecked: counts(coverage.unchecked.iter().map(|(why, n)| (*why, *n))),
            passed_over: counts(
                coverage
                    .passed_over
                    .iter()
                    .map(|(why, n)| (why.as_str(), *n)),
            ),
        },
        errors: &summary.errors,
        notes: &summary.notes,
    }
}

fn counts<'a>(of: impl Iterator<Item = (&'a str, usize)>) -> Map<String, Value> {
    of.map(|(name, count)| (name.to_owned(), Value::from(count)))
        .collect()
}

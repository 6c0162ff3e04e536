//! The published shapes of a comparison: intervals, what was computed, the cells
//! it rests on and where claim and reference differ.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::{super::figure::iso, number};
use crate::{
    check::{Mismatch, Verdict, Working},
    number::Interval,
    reference::Observation,
    vocabulary::Vocabulary,
};

/// Two ends; null where there is no limit.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct IntervalView {
    low: Option<Number>,
    high: Option<Number>,
}

/// A number computed from reference cells.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ComputedView<'a> {
    value: Number,
    low: Option<Number>,
    high: Option<Number>,
    /// How it was computed, in figures.
    formula: &'a str,
}

/// A reference cell.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct EvidenceView<'a> {
    /// The file within the reference folders.
    file: &'a str,
    /// The row, the header being 1.
    row: usize,
    /// The column's header.
    column: &'a str,
    value: Number,
    /// What the value stands for, from its precision or stated bounds.
    lower: Option<Number>,
    upper: Option<Number>,
    unit: String,
    place: &'a str,
    /// `2024`, `2024-06`, `2024-06-30`, or first and last day with a slash.
    period: String,
    /// The group as the table names it.
    population: &'a str,
    measure: &'a str,
    offence: &'a str,
    publisher: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    /// `official_table`, `official_excerpt`, `unstated`, `press_report` or `named_study`.
    trust: &'static str,
    /// `provisional`, `revised`, `first-published`, `withdrawn`, `estimate` or `expected`; null when nothing is said.
    status: Option<&'static str>,
    /// Caveats of the table and the row.
    caveats: Vec<&'a str>,
}

/// A facet on which claim and reference differ.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MismatchView<'a> {
    facet: &'a str,
    claimed: &'a str,
    reference: &'a str,
}

/// A further comparison of the claim with reference cells.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WorkingView<'a> {
    /// Whether the claim agrees with it.
    agrees: bool,
    computed: ComputedView<'a>,
    evidence: Vec<EvidenceView<'a>>,
    mismatches: Vec<MismatchView<'a>>,
    notes: &'a [String],
}

/// The comparison that decided, and the further ones.
pub(in crate::report) fn workings(verdict: Option<&Verdict>) -> (Option<&Working>, Vec<&Working>) {
    match verdict {
        Some(Verdict::Outdated { newest, earlier }) => (Some(newest), vec![earlier]),
        Some(Verdict::Ambiguous(all)) => (all.first(), all.iter().skip(1).collect()),
        Some(Verdict::NoReference { nearest, .. }) => (None, nearest.iter().collect()),
        Some(
            Verdict::Supported(working)
            | Verdict::Conditional(working)
            | Verdict::Contradicted(working),
        ) => (Some(working), Vec::new()),
        Some(Verdict::Vague) | None => (None, Vec::new()),
    }
}

pub(super) fn interval_view(interval: Interval) -> IntervalView {
    IntervalView {
        low: interval.low.value().map(number),
        high: interval.high.value().map(number),
    }
}

pub(super) fn computed_view(working: &Working) -> ComputedView<'_> {
    let computed = &working.computed;
    ComputedView {
        value: number(computed.value),
        low: computed.interval.low.value().map(number),
        high: computed.interval.high.value().map(number),
        formula: &computed.formula,
    }
}

pub(super) fn working_view<'a>(
    working: &'a Working,
    vocabulary: &'a Vocabulary,
) -> WorkingView<'a> {
    WorkingView {
        agrees: working.agrees,
        computed: computed_view(working),
        evidence: working
            .evidence
            .iter()
            .map(|cell| evidence_view(cell, vocabulary))
            .collect(),
        mismatches: mismatch_views(&working.mismatches),
        notes: &working.notes,
    }
}

pub(super) fn mismatch_views(mismatches: &[Mismatch]) -> Vec<MismatchView<'_>> {
    mismatches
        .iter()
        .map(|mismatch| MismatchView {
            facet: mismatch.facet,
            claimed: &mismatch.claimed,
            reference: &mismatch.reference,
        })
        .collect()
}

pub(super) fn evidence_view<'a>(
    cell: &'a Observation,
    vocabulary: &'a Vocabulary,
) -> EvidenceView<'a> {
    EvidenceView {
        file: &cell.cell.file,
        row: cell.cell.row,
        column: &cell.cell.column,
        value: number(cell.value),
        lower: cell.interval.low.value().map(number),
        upper: cell.interval.high.value().map(number),
        unit: cell.unit.to_string(),
        place: vocabulary.label(&cell.place),
        period: iso(cell.period),
        population: &cell.group_label,
        measure: cell.measure.as_str(),
        offence: cell.offence.as_str(),
        publisher: &cell.source.publisher,
        title: &cell.source.title,
        url: cell.source.url.as_deref(),
        trust: cell.source.trust.name(),
        status: Some(cell.status.name()).filter(|name| !name.is_empty()),
        caveats: cell
            .caveats
            .iter()
            .chain(&cell.note)
            .map(String::as_str)
            .collect(),
    }
}

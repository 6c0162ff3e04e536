//! The published shapes of machine-readable reports. Domain types carry no
//! output derives: what is promised to scripts stands here and nowhere else,
//! and `schemas/check.schema.json` is written from it.

mod claim;
mod summary;
mod working;

use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Number, Value};

use super::{Document, Origin};
use crate::{
    check::{Finding, FindingKind, Verdict},
    claim::Outcome,
    number::Decimal,
    reference::Observation,
    vocabulary::Vocabulary,
};

pub(super) use summary::summary;
pub(super) use working::workings;

use claim::{ClaimView, claim_view};
use summary::SummaryView;
use working::{
    ComputedView, EvidenceView, IntervalView, MismatchView, WorkingView, computed_view,
    evidence_view, interval_view, mismatch_views, working_view,
};

/// The output of `statclaim check --format json`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "statclaim check")]
pub(super) struct CheckReport {
    /// One entry a draft, in order of path; one a line for JSON Lines input.
    documents: Vec<CheckedDocument<'static>>,
    /// What the run amounts to.
    summary: SummaryView<'static>,
}

/// How a document is named: `path` as given (`-` for standard input); for JSON
/// Lines input `id` and every other field of the line but `text`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Named<'a> {
    /// The path as given, `-` for standard input. Absent for a JSON Lines document with an `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    /// The line of a JSON Lines document without an `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// The fields of a JSON Lines document, kept as they were.
    #[serde(flatten, serialize_with = "as_map")]
    #[schemars(with = "Map<String, Value>")]
    fields: Vec<(&'a String, &'a Value)>,
}

/// Writes fields as those of an object, in their order.
fn as_map<S: serde::Serializer>(
    fields: &[(&String, &Value)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().copied())
}

impl<'a> Named<'a> {
    /// The name of a document whose view has fields of the names in `own`.
    fn new(document: &'a Document, own: &[&str]) -> Self {
        match &document.origin {
            Origin::File => Self {
                path: Some(&document.draft.path),
                line: None,
                fields: Vec::new(),
            },
            Origin::Line { line, id, fields } => {
                let named = id.is_some();
                let kept = fields.iter().filter(|(key, _)| {
                    !own.contains(&key.as_str())
                        && (named || !matches!(key.as_str(), "path" | "line"))
                });
                Self {
                    path: (!named).then_some(document.draft.path.as_str()),
                    line: (!named).then_some(*line),
                    fields: kept.collect(),
                }
            }
        }
    }
}

/// A draft that was checked.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CheckedDocument<'a> {
    #[serde(flatten)]
    name: Named<'a>,
    /// Remarks on how it was read, such as a detected encoding.
    notes: &'a [String],
    /// What was found, in order of position.
    findings: Vec<FindingView<'a>>,
}

/// A draft whose claims were extracted.
#[derive(Debug, Serialize)]
pub(super) struct ExtractedDocument<'a> {
    #[serde(flatten)]
    name: Named<'a>,
    claims: Vec<ClaimView<'a>>,
}

impl ExtractedDocument<'_> {
    /// Appends it to a line of JSON, as it is serialised.
    pub(super) fn append(&self, line: &mut Vec<u8>) -> serde_json::Result<()> {
        serde_json::to_writer(&mut *line, &self.name)?;
        line.pop();
        let named = line.last() != Some(&b'{');
        line.extend_from_slice(if named {
            b",\"claims\":["
        } else {
            b"\"claims\":["
        });
        for (number, claim) in self.claims.iter().enumerate() {
            if number > 0 {
                line.push(b',');
            }
            claim.append(line)?;
        }
        line.extend_from_slice(b"]}");
        Ok(())
    }
}

/// A draft whose numbers were listed.
#[derive(Debug, Serialize)]
pub(super) struct ListedDocument<'a> {
    #[serde(flatten)]
    name: Named<'a>,
    quantities: Vec<QuantityView<'a>>,
}

/// One thing said about one quantity of the draft.
#[derive(Debug, Serialize, JsonSchema)]
struct FindingView<'a> {
    /// Where it comes from: a claim against the reference data, the draft's
    /// numbers against each other, or a way in which a true number misleads.
    kind: Kind,
    /// The verdict for a claim, the rule's id otherwise.
    code: &'a str,
    /// `ok`, `note`, `warning` or `error`.
    severity: Severity,
    /// Line of the quantity, from 1.
    line: usize,
    /// Column of the quantity in Unicode characters, from 1.
    column: usize,
    /// The claim it is about.
    claim: ClaimView<'a>,
    /// What the reference data say; null where the finding is not about a claim.
    verdict: Option<&'static str>,
    /// What the draft's number stands for, in the unit of the claim's `value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<IntervalView>,
    /// What the reference data give, in the unit of the claim's `value`,
    /// positive in the claim's direction. Absent where nothing was computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    computed: Option<ComputedView<'a>>,
    /// The reference cells the verdict rests on.
    evidence: Vec<EvidenceView<'a>>,
    /// Where claim and reference differ.
    mismatches: Vec<MismatchView<'a>>,
    /// Further comparisons: the earlier figure of `outdated`, the other references of `ambiguous`, the nearest series of `no_reference`.
    others: Vec<WorkingView<'a>>,
    /// What was taken from where, and other remarks.
    notes: &'a [String],
    /// Other readings under which the number would hold.
    hints: &'a [String],
    /// What the writer can do.
    advice: &'a [String],
    /// One sentence that says it all.
    message: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Claim,
    Arithmetic,
    Qualification,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Severity {
    Ok,
    Note,
    Warning,
    Error,
}

/// A number that was seen, and what it was taken for.
#[derive(Debug, Serialize)]
struct QuantityView<'a> {
    quantity: &'a str,
    start: usize,
    line: usize,
    column: usize,
    claim: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

pub(super) fn checked<'a>(
    document: &'a Document,
    vocabulary: &'a Vocabulary,
) -> CheckedDocument<'a> {
    CheckedDocument {
        name: Named::new(document, &["findings", "notes"]),
        notes: &document.draft.notes,
        findings: document
            .findings
            .iter()
            .map(|finding| finding_view(finding, document, vocabulary))
            .collect(),
    }
}

pub(super) fn extracted(document: &Document) -> ExtractedDocument<'_> {
    ExtractedDocument {
        name: Named::new(document, &["claims"]),
        claims: document
            .claims
            .iter()
            .map(|claim| claim_view(claim, document))
            .collect(),
    }
}

pub(super) fn listed(document: &Document) -> ListedDocument<'_> {
    let quantities = document.numbers.iter().map(|seen| {
        let location = document.location(seen.span.start);
        let (claim, reason) = match &seen.outcome {
            Outcome::Claim(index) => (document.claims.get(*index), None),
            Outcome::NotAClaim { reason } => (None, Some(reason.as_str())),
        };
        QuantityView {
            quantity: &seen.text,
            start: document.characters_before(seen.span.start),
            line: location.line,
            column: location.column,
            claim: reason.is_none(),
            kind: claim.map(|claim| claim.quantity.kind.name()),
            value: claim.and_then(|claim| claim.quantity.value.map(number)),
            relation: claim.map(|claim| claim.relation.name()),
            measure: claim.map(|claim| claim.measure.value.as_str()),
            reason,
        }
    });
    ListedDocument {
        name: Named::new(document, &["quantities"]),
        quantities: quantities.collect(),
    }
}

fn finding_view<'a>(
    finding: &'a Finding,
    document: &'a Document,
    vocabulary: &'a Vocabulary,
) -> FindingView<'a> {
    let location = document.location(finding.span.start);
    let verdict = finding.verdict.as_ref();
    let (main, others) = workings(verdict);
    let also = match verdict {
        Some(Verdict::NoReference { .. }) | None => &[],
        Some(_) => others.as_slice(),
    };
    let cells = main.into_iter().chain(also.iter().copied());
    let mut evidence: Vec<&Observation> = Vec::new();
    for cell in cells.flat_map(|working| &working.evidence) {
        if !evidence.iter().any(|known| known.cell == cell.cell) {
            evidence.push(cell);
        }
    }
    let stated = main.or_else(|| others.first().copied());
    FindingView {
        kind: match finding.kind {
            FindingKind::Claim => Kind::Claim,
            FindingKind::Arithmetic => Kind::Arithmetic,
            FindingKind::Qualification => Kind::Qualification,
        },
        code: &finding.code,
        severity: match finding.severity {
            crate::check::Severity::Ok => Severity::Ok,
            crate::check::Severity::Note => Severity::Note,
            crate::check::Severity::Warning => Severity::Warning,
            crate::check::Severity::Error => Severity::Error,
        },
        line: location.line,
        column: location.column,
        claim: claim_view(&finding.claim, document),
        verdict: verdict.map(Verdict::name),
        stated: stated.map(|working| interval_view(working.stated)),
        computed: main.map(computed_view),
        evidence: evidence
            .into_iter()
            .map(|cell| evidence_view(cell, vocabulary))
            .collect(),
        mismatches: main.map_or_else(Vec::new, |working| mismatch_views(&working.mismatches)),
        others: others
            .into_iter()
            .map(|working| working_view(working, vocabulary))
            .collect(),
        notes: main.map_or(&[], |working| &working.notes),
        hints: &finding.hints,
        advice: &finding.advice,
        message: &finding.message,
    }
}

/// An exact decimal as a JSON number; JSON readers keep about 15 digits of it.
fn number(value: Decimal) -> Number {
    if let Some(whole) = value.is_integer().then(|| value.to_i64()).flatten() {
        return Number::from(whole);
    }
    let text = value.normalize().to_string();
    text.parse::<i64>()
        .map(Number::from)
        .ok()
        .or_else(|| text.parse().ok().and_then(Number::from_f64))
        .unwrap_or_else(|| Number::from(0))
}

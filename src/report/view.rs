//! The published shapes of machine-readable reports. Domain types carry no
//! output derives: what is promised to scripts stands here and nowhere else,
//! and `schemas/check.schema.json` is written from it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Number, Value};

use super::{Document, Origin, Summary, figure::iso};
use crate::{
    check::{Finding, FindingKind, Mismatch, Verdict, Working},
    claim::{Claim, Outcome, Phrase},
    number::{Decimal, Interval},
    reference::Observation,
    vocabulary::Vocabulary,
};

/// The version of these shapes; it rises when a field changes its meaning or goes.
const VERSION: u32 = 1;

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
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl<'a> Named<'a> {
    /// The name of a document whose view has fields of the names in `own`.
    fn new(document: &'a Document, own: &[&str]) -> Self {
        match &document.origin {
            Origin::File => Self {
                path: Some(&document.draft.path),
                line: None,
                fields: Map::new(),
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
                    fields: kept
                        .map(|(key, value)| (key.clone(), value.clone()))
                        .collect(),
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

/// A claim with the field names of the claim model. Facets are words of the draft.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ClaimView<'a> {
    /// The shortest text that carries the number and its unit.
    quantity: &'a str,
    /// Where it starts, in Unicode characters of the decoded text, from 0.
    start: usize,
    /// The number in the unit of its kind; null when vague.
    value: Option<Number>,
    /// Upper end of a range; then `value` is the lower one.
    high: Option<Number>,
    /// Denominator of a rate.
    per: Option<Number>,
    /// How the quantity is written.
    kind: &'static str,
    /// How the writer limits it.
    bound: &'static str,
    /// The bound word as written.
    bound_word: Option<&'a str>,
    /// What the number says.
    relation: &'static str,
    /// `up` or `down`.
    direction: Option<&'static str>,
    /// The group it is about; null for a total of everybody.
    population: Option<&'a str>,
    /// The group compared against.
    comparator: Option<&'a str>,
    /// What a share is taken of.
    whole: Option<&'a str>,
    /// What is counted.
    measure: &'a str,
    /// The crime type.
    offence: Option<&'a str>,
    /// Where.
    place: Option<&'a str>,
    /// When.
    period: Option<&'a str>,
    /// Who asserts it inside the text.
    speaker: Option<&'a str>,
    /// The data it is taken from.
    source: Option<&'a str>,
    /// Whether it stands inside a direct quotation.
    quoted: bool,
    /// What the passage does with it.
    stance: &'static str,
    /// Everything else that limits it.
    qualifiers: Vec<&'a str>,
    /// The facets that do not stand in the claim's own sentence.
    inferred: Vec<&'static str>,
    /// Line, from 1.
    line: usize,
    /// Column in Unicode characters, from 1.
    column: usize,
}

/// Two ends; null where there is no limit.
#[derive(Debug, Serialize, JsonSchema)]
struct IntervalView {
    low: Option<Number>,
    high: Option<Number>,
}

/// A number computed from reference cells.
#[derive(Debug, Serialize, JsonSchema)]
struct ComputedView<'a> {
    value: Number,
    low: Option<Number>,
    high: Option<Number>,
    /// How it was computed, in figures.
    formula: &'a str,
}

/// A reference cell.
#[derive(Debug, Serialize, JsonSchema)]
struct EvidenceView<'a> {
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
struct MismatchView<'a> {
    facet: &'a str,
    claimed: &'a str,
    reference: &'a str,
}

/// A further comparison of the claim with reference cells.
#[derive(Debug, Serialize, JsonSchema)]
struct WorkingView<'a> {
    /// Whether the claim agrees with it.
    agrees: bool,
    computed: ComputedView<'a>,
    evidence: Vec<EvidenceView<'a>>,
    mismatches: Vec<MismatchView<'a>>,
    notes: &'a [String],
}

/// What a whole run amounts to.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SummaryView<'a> {
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

pub(super) fn summary(summary: &Summary) -> SummaryView<'_> {
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

/// The comparison that decided, and the further ones.
pub(super) fn workings(verdict: Option<&Verdict>) -> (Option<&Working>, Vec<&Working>) {
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

fn claim_view<'a>(claim: &'a Claim, document: &Document) -> ClaimView<'a> {
    let location = document.location(claim.span.start);
    let quantity = &claim.quantity;
    ClaimView {
        quantity: &claim.text,
        start: document.characters_before(claim.span.start),
        value: quantity.value.map(number),
        high: quantity.high.map(number),
        per: quantity.per.map(number),
        kind: quantity.kind.name(),
        bound: quantity.bound.name(),
        bound_word: quantity.bound_word.as_deref(),
        relation: claim.relation.name(),
        direction: claim.direction.map(crate::claim::Direction::name),
        population: words(claim.population.as_ref()),
        comparator: words(claim.comparator.as_ref()),
        whole: words(claim.whole.as_ref()),
        measure: claim.measure.value.as_str(),
        offence: words(claim.offence.as_ref()),
        place: words(claim.place.as_ref()),
        period: words(claim.period.as_ref()),
        speaker: words(claim.speaker.as_ref()),
        source: words(claim.source.as_ref()),
        quoted: claim.quoted,
        stance: claim.stance.name(),
        qualifiers: claim
            .qualifiers
            .iter()
            .map(|one| one.text.as_str())
            .collect(),
        inferred: inferred(claim),
        line: location.line,
        column: location.column,
    }
}

fn words<T>(phrase: Option<&Phrase<T>>) -> Option<&str> {
    phrase.map(|phrase| phrase.text.as_str())
}

fn inferred(claim: &Claim) -> Vec<&'static str> {
    fn from<T>(phrase: Option<&Phrase<T>>) -> bool {
        phrase.is_some_and(|phrase| phrase.from.is_inferred())
    }
    [
        ("population", from(claim.population.as_ref())),
        ("comparator", from(claim.comparator.as_ref())),
        ("whole", from(claim.whole.as_ref())),
        ("measure", from(Some(&claim.measure))),
        ("offence", from(claim.offence.as_ref())),
        ("place", from(claim.place.as_ref())),
        ("period", from(claim.period.as_ref())),
        ("speaker", from(claim.speaker.as_ref())),
        ("source", from(claim.source.as_ref())),
    ]
    .into_iter()
    .filter_map(|(name, inferred)| inferred.then_some(name))
    .collect()
}

fn interval_view(interval: Interval) -> IntervalView {
    IntervalView {
        low: interval.low.value().map(number),
        high: interval.high.value().map(number),
    }
}

fn computed_view(working: &Working) -> ComputedView<'_> {
    let computed = &working.computed;
    ComputedView {
        value: number(computed.value),
        low: computed.interval.low.value().map(number),
        high: computed.interval.high.value().map(number),
        formula: &computed.formula,
    }
}

fn working_view<'a>(working: &'a Working, vocabulary: &'a Vocabulary) -> WorkingView<'a> {
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

fn mismatch_views(mismatches: &[Mismatch]) -> Vec<MismatchView<'_>> {
    mismatches
        .iter()
        .map(|mismatch| MismatchView {
            facet: mismatch.facet,
            claimed: &mismatch.claimed,
            reference: &mismatch.reference,
        })
        .collect()
}

fn evidence_view<'a>(cell: &'a Observation, vocabulary: &'a Vocabulary) -> EvidenceView<'a> {
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

/// An exact decimal as a JSON number; JSON readers keep about 15 digits of it.
fn number(value: Decimal) -> Number {
    let text = value.normalize().to_string();
    text.parse::<i64>()
        .map(Number::from)
        .ok()
        .or_else(|| text.parse().ok().and_then(Number::from_f64))
        .unwrap_or_else(|| Number::from(0))
}

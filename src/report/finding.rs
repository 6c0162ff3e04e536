//! What the report for people says under a sentence: verdict, figures,
//! reference, who says it, what differs, what to do.

use std::collections::BTreeSet;

use super::{
    excerpt::shown,
    figure,
    lines::{Lines, style_of},
    view::workings,
};
use crate::{
    check::{Finding, FindingKind, Verdict, Working},
    claim::{Claim, Phrase, Stance},
    number::{Decimal, Quantity},
    reference::{Observation, Source, Trust},
    vocabulary::Vocabulary,
};

/// How many cells of one source are listed; JSON has them all.
const MOST_CELLS: usize = 4;
/// How many caveats are listed.
const MOST_CAVEATS: usize = 3;

/// What the report of a document has told already and need not repeat.
#[derive(Debug, Default)]
pub(super) struct Once<'a> {
    sources: Vec<&'a Source>,
    texts: BTreeSet<String>,
}

impl Once<'_> {
    /// Whether a text is new; the claim's own words do not make it so.
    fn is_new(&mut self, text: &str, claim: &Claim) -> bool {
        self.texts.insert(text.replace(&claim.text, ""))
    }
}

/// Writes a finding.
pub(super) fn write<'a>(
    finding: &'a Finding,
    vocabulary: &Vocabulary,
    once: &mut Once<'a>,
    lines: &mut Lines,
) {
    let level = format!("{} ({})", finding.code, finding.severity.name());
    lines.lead(&level, style_of(finding.severity), &finding.message);
    let compact = matches!(
        finding.verdict,
        Some(Verdict::Supported(_) | Verdict::Vague)
    );
    let (main, others) = workings(finding.verdict.as_ref());
    if let Some(working) = main.or(others.first().copied()).filter(|_| !compact) {
        let stated = figure::interval(working.stated, finding.claim.quantity.kind);
        let text = format!("{}, read as {stated}", finding.claim.text);
        lines.field("stated", &text);
    }
    let mut here = Vec::new();
    if let Some(working) = main {
        computed(working, &finding.claim, compact, lines);
        references(working, vocabulary, (&mut here, once), lines);
    }
    for working in others {
        other(
            working,
            (main, finding),
            vocabulary,
            (&mut here, once),
            lines,
        );
    }
    if finding.kind == FindingKind::Claim {
        who(&finding.claim, lines);
        read_as(&finding.claim, compact, lines);
    }
    if let Some(working) = main {
        differences(working, (None, finding), lines);
        if !compact {
            new_caveats(working, &finding.claim, once, lines);
        }
    }
    for hint in &finding.hints {
        lines.field("hint", hint);
    }
    for (at, advice) in finding.advice.iter().enumerate() {
        // What to do in general, and who says that a wording misleads, is the same everywhere.
        let is_new = once.is_new(advice, &finding.claim);
        if at == 0 || is_new {
            lines.field("to do", advice);
        }
    }
}

fn computed(working: &Working, claim: &Claim, compact: bool, lines: &mut Lines) {
    let computed = &working.computed;
    let mut text = figure::of_claim(computed.value, &claim.quantity);
    // A formula that is only the cell's number again says nothing more.
    let copied = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | ' ');
    let formula = computed.formula.trim_end_matches(" / 100");
    if !formula.chars().all(copied) {
        text = format!("{text} = {}", computed.formula);
    } else if compact {
        // The message and the cell have it already.
        return;
    }
    if !compact && computed.interval.as_point().is_none() {
        let interval = figure::interval(computed.interval, claim.quantity.kind);
        text = format!("{text}, read as {interval}");
    }
    lines.field("computed", &text);
}

/// The sources of a comparison, each with the cells it rests on; a source that was told
/// in the same finding is not named again, and where to find it is said once a document.
fn references<'a>(
    working: &'a Working,
    vocabulary: &Vocabulary,
    (told, once): (&mut Vec<&'a Source>, &mut Once<'a>),
    lines: &mut Lines,
) {
    let mut sources: Vec<&Source> = Vec::new();
    for cell in &working.evidence {
        if !sources.contains(&cell.source.as_ref()) {
            sources.push(&cell.source);
        }
    }
    for source in sources {
        let known = told.contains(&source);
        if !known {
            let title = format!("{}: {}", source.publisher, source.title);
            lines.field("reference", &title);
        }
        let cells: Vec<&Observation> = working
            .evidence
            .iter()
            .map(AsRef::as_ref)
            .filter(|cell| cell.source.as_ref() == source)
            .collect();
        for cell in cells.iter().take(MOST_CELLS) {
            lines.field("", &cell_words(cell, vocabulary));
        }
        if let Some(more) = cells.len().checked_sub(MOST_CELLS).filter(|more| *more > 0) {
            lines.field("", &format!("and {more} more cells (all in --format json)"));
        }
        if known {
            continue;
        }
        told.push(source);
        if once.sources.contains(&source) {
            continue;
        }
        once.sources.push(source);
        if let Some(url) = &source.url {
            lines.field("", url);
        }
        match source.trust {
            Trust::PressReport => lines.field("", "an official figure as the press reported it"),
            Trust::NamedStudy => lines.field("", "the organisation's own study"),
            Trust::OfficialTable | Trust::OfficialExcerpt | Trust::Unstated => {}
        }
    }
}

/// A reference cell in words: `uk-prisoners.csv:12:value = 10,772 people, England and Wales, 30 June 2025`.
pub(super) fn cell_words(cell: &Observation, vocabulary: &Vocabulary) -> String {
    let place = &cell.cell;
    format!(
        "{}:{}:{} = {}, {}, {}, {}",
        place.file,
        place.row,
        place.column,
        value_words(cell),
        cell.group_label,
        vocabulary.label(&cell.place),
        cell.period
    )
}

/// A number in the unit of a claim's value.
pub fn claim_words(value: Decimal, quantity: &Quantity) -> String {
    figure::of_claim(value, quantity)
}

/// The number of a cell with its unit and status.
pub fn value_words(cell: &Observation) -> String {
    let number = figure::of_cell(cell.value, &cell.unit);
    match cell.status.name() {
        "" => number,
        status => format!("{number} ({status})"),
    }
}

/// A comparison beside the one that decided.
fn other<'a>(
    working: &'a Working,
    (main, finding): (Option<&Working>, &Finding),
    vocabulary: &Vocabulary,
    told: (&mut Vec<&'a Source>, &mut Once<'a>),
    lines: &mut Lines,
) {
    let label = match finding.verdict {
        Some(Verdict::Outdated { .. }) => "earlier",
        Some(Verdict::NoReference { .. }) => "nearest",
        _ => "also",
    };
    let value = figure::of_claim(working.computed.value, &finding.claim.quantity);
    let agrees = if working.agrees {
        "agrees"
    } else {
        "does not agree"
    };
    lines.field(label, &format!("{value}, {agrees}"));
    references(working, vocabulary, told, lines);
    differences(working, (main, finding), lines);
}

fn who(claim: &Claim, lines: &mut Lines) {
    let quoted = if claim.quoted {
        "in a direct quotation"
    } else {
        ""
    };
    match &claim.speaker {
        Some(speaker) => {
            let comma = if claim.quoted { ", " } else { "" };
            lines.field("said by", &format!("{}{comma}{quoted}", with_from(speaker)));
        }
        None if claim.quoted => lines.field("said by", "somebody in a direct quotation"),
        None => {}
    }
    if let Some(source) = &claim.source {
        lines.field("source", &with_from(source));
    }
    if !claim.qualifiers.is_empty() {
        let all: Vec<String> = claim
            .qualifiers
            .iter()
            .map(|qualifier| format!("“{}”", qualifier.text))
            .collect();
        lines.field("qualified", &all.join(", "));
    }
    match claim.stance {
        Stance::Asserted => {}
        Stance::Denied => lines.field("stance", "the draft denies it"),
        Stance::Asked => lines.field("stance", "the draft asks it"),
        Stance::Hypothetical => lines.field("stance", "the draft supposes it"),
    }
}

/// The facets: all of them, or in a compact finding only those from outside the sentence.
fn read_as(claim: &Claim, compact: bool, lines: &mut Lines) {
    fn add<T>(parts: &mut Vec<String>, compact: bool, name: &str, phrase: Option<&Phrase<T>>) {
        if let Some(phrase) = phrase.filter(|phrase| !compact || phrase.from.is_inferred()) {
            parts.push(facet(name, phrase));
        }
    }
    let mut parts = Vec::new();
    if !compact {
        parts.push(format!(
            "{} of {}",
            claim.relation.name().replace('_', " "),
            claim.measure.value
        ));
    } else if claim.measure.from.is_inferred() {
        parts.push(facet("measure", &claim.measure));
    }
    add(&mut parts, compact, "group", claim.population.as_ref());
    add(&mut parts, compact, "against", claim.comparator.as_ref());
    add(&mut parts, compact, "of", claim.whole.as_ref());
    add(&mut parts, compact, "offence", claim.offence.as_ref());
    add(&mut parts, compact, "place", claim.place.as_ref());
    // A period of another sentence that was not used is not what the number was read with.
    let period = claim
        .period
        .as_ref()
        .filter(|phrase| phrase.value.is_some() || !phrase.from.is_inferred());
    add(&mut parts, compact, "period", period);
    if !parts.is_empty() {
        lines.field("read as", &parts.join("; "));
    }
}

/// A facet in words: `place “the UK” (from the heading)`.
pub(super) fn facet<T>(name: &str, phrase: &Phrase<T>) -> String {
    format!("{name} {}", with_from(phrase))
}

fn with_from<T>(phrase: &Phrase<T>) -> String {
    let text = shown(&phrase.text);
    if phrase.from.is_inferred() {
        format!("“{text}” ({})", phrase.from.describe())
    } else {
        format!("“{text}”")
    }
}

/// Mismatches and notes, but for those that `main` has too or the message says.
fn differences(
    working: &Working,
    (main, finding): (Option<&Working>, &Finding),
    lines: &mut Lines,
) {
    for mismatch in &working.mismatches {
        let text = mismatch.told();
        let told = main.is_some_and(|main| main.mismatches.contains(mismatch));
        if !told && !finding.message.contains(&text) {
            lines.field("differs", &text);
        }
    }
    for note in &working.notes {
        if !main.is_some_and(|main| main.notes.contains(note)) {
            lines.field("note", note);
        }
    }
}

/// What the reference warns of first, each caveat once a document.
fn new_caveats(working: &Working, claim: &Claim, once: &mut Once<'_>, lines: &mut Lines) {
    let mut first: Vec<&str> = Vec::new();
    for cell in &working.evidence {
        for caveat in cell.note.iter().chain(cell.caveats.iter()) {
            if first.len() < MOST_CAVEATS && !first.contains(&caveat.as_str()) {
                first.push(caveat);
            }
        }
    }
    for caveat in first {
        if once.is_new(caveat, claim) {
            lines.field("caveat", caveat);
        }
    }
}

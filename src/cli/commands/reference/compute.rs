//! `statclaim reference query --compute`: a figure as the checker would compute
//! it. The question is put to the checker as a claim with a number that nothing
//! can agree with, so that the answer is what the data say and nothing else.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Data,
    args::{Compute, QueryArgs, ShownTable},
    query::{Sources, object},
};
use crate::{
    check::{Context, Policy, Verdict, Working, check},
    claim::{Claim, From, Phrase},
    number::{Bound, Decimal, Kind, Precision, Quantity},
    reference::query::{Query, Wanted, understand},
    report::{claim_words, value_words},
    rules::{Relation, Stance},
    text::Span,
    vocabulary::{Group, Vocabulary},
};

/// People per which a rate is shown.
const PER: i64 = 1000;

/// The figure with its working, in a format.
pub(super) fn compute(
    what: Compute,
    args: &QueryArgs,
    asked: &Query,
    data: &Data<'_>,
) -> Result<String, String> {
    let vocabulary = &data.pack.vocabulary;
    let wanted =
        understand(&data.catalogue, vocabulary, asked).map_err(|problem| problem.to_string())?;
    let against = match &args.against {
        None => None,
        Some(words) => {
            let group = Query {
                population: Some(words.clone()),
                ..Query::default()
            };
            let group = understand(&data.catalogue, vocabulary, &group)
                .map_err(|problem| problem.to_string())?;
            group.group.map(|group| phrase(words, group))
        }
    };
    let claim = claim(what, args, wanted, against)?;
    let policy = Policy::new(data.pack.widths.clone());
    let findings = check(
        std::slice::from_ref(&claim),
        &Context::default(),
        data.catalogue.observations(),
        vocabulary,
        &policy,
    );
    let verdict = findings
        .first()
        .and_then(|finding| finding.verdict.as_ref())
        .ok_or("nothing to compute it from")?;
    match args.format {
        ShownTable::Human => Ok(human(&claim, verdict, vocabulary)),
        ShownTable::Json => Ok(super::json(&answer(verdict, vocabulary))),
        ShownTable::Csv => {
            Err("a computed figure has no table: use --format human or json".to_owned())
        }
    }
}

fn phrase<T>(text: &str, value: T) -> Phrase<T> {
    Phrase {
        text: text.to_owned(),
        span: None,
        from: From::Stretch,
        value,
    }
}

fn claim(
    what: Compute,
    args: &QueryArgs,
    wanted: Wanted,
    comparator: Option<Phrase<Group>>,
) -> Result<Claim, String> {
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let (relation, kind, per) = match what {
        Compute::Share => (Relation::Share, Kind::Percent, None),
        Compute::Rate => (Relation::Incidence, Kind::Rate, Some(Decimal::from(PER))),
        Compute::Ratio => (Relation::Ratio, Kind::Multiple, None),
    };
    let nowhere = Span { start: 0, end: 0 };
    let offence = wanted.offence.filter(|offence| offence.as_str() != "all");
    Ok(Claim {
        text: String::new(),
        span: nowhere,
        sentence: nowhere,
        block: 0,
        quantity: Quantity {
            kind,
            value: Some(Decimal::NEGATIVE_ONE),
            high: None,
            per,
            bound: Bound::Exact,
            bound_word: None,
            precision: Precision::Step(Decimal::new(1, 6)),
            round: false,
        },
        relation,
        direction: None,
        population: wanted
            .group
            .map(|group| phrase(&words(&args.population), group)),
        comparator,
        whole: None,
        measure: phrase(
            &words(&args.measure),
            wanted.measure.ok_or("--compute needs --measure")?,
        ),
        offence: offence.map(|offence| phrase(&words(&args.offence), vec![offence])),
        place: wanted.place.map(|place| phrase(&words(&args.place), place)),
        period: wanted
            .period
            .map(|period| phrase(&words(&args.period), Some(period))),
        definitions: Vec::new(),
        speaker: None,
        source: None,
        quoted: false,
        stance: Stance::Asserted,
        qualifiers: Vec::new(),
        rule: None,
    })
}

/// Every working of a verdict, with what is missing where none of them is quite as asked.
fn workings(verdict: &Verdict) -> (Vec<&Working>, Option<&str>) {
    match verdict {
        Verdict::Ambiguous(workings) => (workings.iter().collect(), None),
        Verdict::NoReference { missing, nearest } => (nearest.iter().collect(), Some(missing)),
        other => (other.working().into_iter().collect(), None),
    }
}

fn human(claim: &Claim, verdict: &Verdict, vocabulary: &Vocabulary) -> String {
    let (workings, missing) = workings(verdict);
    let mut text = String::new();
    if let Some(missing) = missing {
        // What is missing is told in a draft's terms; the nearest's own differences say it better.
        let told = if workings.is_empty() {
            missing
        } else {
            "nothing is exactly this"
        };
        let _ = writeln!(text, "not in the data: {told}");
    }
    let mut sources = Sources::default();
    for working in workings {
        let nearest = if missing.is_some() { "nearest: " } else { "" };
        let _ = writeln!(
            text,
            "{nearest}{} = {}",
            claim_words(working.computed.value, &claim.quantity),
            working.computed.formula
        );
        for mismatch in &working.mismatches {
            let _ = writeln!(
                text,
                "  {}: {} asked, {} counted",
                mismatch.facet, mismatch.claimed, mismatch.reference
            );
        }
        for note in &working.notes {
            let _ = writeln!(text, "  {note}");
        }
        for cell in &working.evidence {
            let _ = writeln!(
                text,
                "  {}:{}:{} = {}, {}, {}, {} [{}]",
                cell.cell.file,
                cell.cell.row,
                cell.cell.column,
                value_words(cell),
                cell.group_label,
                vocabulary.label(&cell.place),
                cell.period,
                sources.number(cell.source.as_ref())
            );
        }
    }
    sources.tell(&mut text);
    text
}

fn answer(verdict: &Verdict, vocabulary: &Vocabulary) -> Value {
    let (workings, missing) = workings(verdict);
    let figures: Vec<Value> = workings
        .into_iter()
        .map(|working| {
            let mismatches: Vec<Value> = working
                .mismatches
                .iter()
                .map(|one| {
                    json!({
                        "facet": one.facet,
                        "claimed": one.claimed,
                        "reference": one.reference,
                    })
                })
                .collect();
            let evidence: Vec<Value> = working
                .evidence
                .iter()
                .map(|cell| object(cell, vocabulary))
                .collect();
            let value = working.computed.value.to_string();
            json!({
                "value": value.parse().map_or(Value::Null, Value::Number),
                "formula": working.computed.formula,
                "mismatches": mismatches,
                "notes": working.notes,
                "evidence": evidence,
            })
        })
        .collect();
    json!({ "computed": figures, "missing": missing })
}

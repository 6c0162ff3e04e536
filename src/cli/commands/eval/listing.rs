//! What `--verbose` lists: every miss with the reason why its number was not
//! taken, every false find with the rule that read it, every wrong field.

use super::{Evaluation, Seen};
use crate::{
    claim::{
        Outcome,
        score::{self, Labelled},
    },
    number::Decimal,
    text::Span,
};

/// A missed claim.
pub(super) struct Miss<'e> {
    pub(super) passage: &'e str,
    pub(super) label: &'e Labelled,
    pub(super) excerpt: String,
    /// Why its number was not taken.
    pub(super) reason: String,
}

/// A number that was taken and is no claim.
pub(super) struct FalseFind<'e> {
    pub(super) passage: &'e str,
    pub(super) given: &'e Labelled,
    pub(super) excerpt: String,
    /// The label it merely overlaps.
    pub(super) near: Option<&'e Labelled>,
}

/// A wrong field of a found claim.
pub(super) struct WrongField<'e> {
    pub(super) passage: &'e str,
    pub(super) label: &'e Labelled,
    pub(super) rule: Option<&'e str>,
    pub(super) field: &'static str,
    pub(super) labelled: Option<String>,
    pub(super) given: Option<String>,
}

/// How many characters are shown on either side.
const AROUND: usize = 50;

pub(super) fn misses(evaluation: &Evaluation) -> Vec<Miss<'_>> {
    let all = evaluation.passages.iter().flat_map(|(passage, seen)| {
        let missed = seen.judged.missed.iter();
        missed
            .filter_map(|at| passage.claims.get(*at))
            .map(|label| Miss {
                passage: &passage.id,
                label,
                excerpt: excerpt(&passage.text, label),
                reason: reason(seen, label),
            })
    });
    all.collect()
}

pub(super) fn false_finds(evaluation: &Evaluation) -> Vec<FalseFind<'_>> {
    let all = evaluation.passages.iter().flat_map(|(passage, seen)| {
        let wrong = seen.judged.false_finds.iter();
        wrong
            .filter_map(|at| seen.predicted.get(*at))
            .map(|given| FalseFind {
                passage: &passage.id,
                given,
                excerpt: excerpt(&passage.text, given),
                near: passage.claims.iter().find(|label| overlap(label, given)),
            })
    });
    all.collect()
}

pub(super) fn wrong_fields(evaluation: &Evaluation) -> Vec<WrongField<'_>> {
    let mut all = Vec::new();
    for (passage, seen) in &evaluation.passages {
        for (at, with) in &seen.judged.pairs {
            let (Some(label), Some(one)) = (passage.claims.get(*at), seen.predicted.get(*with))
            else {
                continue;
            };
            for (field, labelled, given) in score::differences(label, one, &evaluation.articles) {
                all.push(WrongField {
                    passage: &passage.id,
                    label,
                    rule: one.rule.as_deref(),
                    field,
                    labelled,
                    given,
                });
            }
        }
    }
    all
}

/// A number as people write it.
pub(super) fn shown(number: Option<Decimal>) -> String {
    number.map_or_else(
        || "none".to_owned(),
        |number| number.round_dp(6).normalize().to_string(),
    )
}

/// What became of a number that is a claim and was not found.
fn reason(seen: &Seen, label: &Labelled) -> String {
    let span = bytes(&seen.draft.source, label);
    let mut outcomes = seen.numbers.iter().filter(|one| one.span.overlaps(span));
    match outcomes.next().map(|one| &one.outcome) {
        None => "no number was seen there".to_owned(),
        Some(Outcome::NotAClaim { reason }) => reason.clone(),
        Some(Outcome::Claim(at)) => match seen.predicted.get(*at) {
            Some(one) if one.high.is_some() || label.high.is_some() => format!(
                "read as {} to {}, labelled {} to {}",
                shown(one.value),
                shown(one.high),
                shown(label.value),
                shown(label.high)
            ),
            Some(one) => format!("read as {}", shown(one.value)),
            None => "read as another claim".to_owned(),
        },
    }
}

fn bytes(text: &str, label: &Labelled) -> Span {
    let offset = |characters: usize| {
        text.char_indices()
            .nth(characters)
            .map_or(text.len(), |(at, _)| at)
    };
    let start = label.start.unwrap_or(usize::MAX);
    Span::new(offset(start), offset(start.saturating_add(label.length())))
}

fn overlap(one: &Labelled, other: &Labelled) -> bool {
    let range = |claim: &Labelled| {
        let start = claim.start.unwrap_or(usize::MAX);
        Span::new(start, start.saturating_add(claim.length()))
    };
    range(one).overlaps(range(other))
}

/// The quantity in square brackets with some words on either side.
fn excerpt(text: &str, claim: &Labelled) -> String {
    let span = bytes(text, claim);
    let before = text.get(..span.start).unwrap_or("");
    let after = text.get(span.end..).unwrap_or("");
    let left: String = {
        let skip = before.chars().count().saturating_sub(AROUND);
        let mark = if skip > 0 { "…" } else { "" };
        mark.chars().chain(before.chars().skip(skip)).collect()
    };
    let mark = if after.chars().count() > AROUND {
        "…"
    } else {
        ""
    };
    let right: String = after.chars().take(AROUND).chain(mark.chars()).collect();
    let whole = format!("{left}[{}]{right}", span.of(text));
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

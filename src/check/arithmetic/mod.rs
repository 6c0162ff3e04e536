//! The draft against itself: numbers of one sentence that must fit each other,
//! whatever the reference data say. A sum is only found wrong where the
//! coarsest intervals of its numbers are apart under every reading.

mod conflict;
mod pairs;
mod sums;
mod tied;

pub(super) use pairs::follows;

use std::sync::Arc;

use super::{Context, Finding, FindingKind, Policy, Severity, figure::Figure, wording};
use crate::{
    claim::{Claim, Stance},
    number::{Decimal, Interval, Kind, Quantity},
    vocabulary::Vocabulary,
};

/// A sum that does not come out.
struct Inconsistency<'c> {
    /// The rule's id: `A-share`, `A-change`, ….
    code: &'static str,
    /// The number that does not fit.
    claim: &'c Claim,
    /// What it should be, in its own unit.
    value: Decimal,
    /// The sum.
    formula: String,
}

/// Findings about numbers of the draft that do not fit each other, in order.
pub(super) fn inconsistencies(
    claims: &[Claim],
    context: &Context,
    policy: &Policy,
    vocabulary: &Vocabulary,
) -> Vec<Finding> {
    // A number that the draft rejects, asks about or supposes is not its own.
    let own: Vec<&Claim> = claims
        .iter()
        .filter(|claim| claim.stance == Stance::Asserted)
        .collect();
    let mut found = Vec::new();
    for sentence in sentences(&own) {
        found.extend(pairs::check(sentence, &own, &context.ties, policy));
        found.extend(sums::check(sentence, policy, vocabulary));
    }
    found.extend(tied::check(&own, &context.ties, policy));
    found.extend(conflict::check(&own, context.title, policy));
    let mut findings: Vec<Finding> = Vec::new();
    // "Between them a fifth": words that leave open whose share it is leave open what it must fit.
    found.retain(|one| one.code != "A-share" || context.doubt_of(one.claim).is_none());
    for one in found {
        // One number, one finding: the first sum that fails says enough.
        if !findings.iter().any(|known| known.span == one.claim.span) {
            findings.push(finding(&one, policy));
        }
    }
    findings.sort_by_key(|one| one.span);
    findings
}

fn finding(one: &Inconsistency<'_>, policy: &Policy) -> Finding {
    let claim = one.claim;
    let mut severity = policy
        .severities
        .get(one.code)
        .copied()
        .unwrap_or(Severity::Error);
    if claim.quoted {
        severity = policy
            .quoted
            .get(one.code)
            .copied()
            .unwrap_or(severity.min(Severity::Warning));
    }
    Finding {
        kind: FindingKind::Arithmetic,
        code: one.code.to_owned(),
        severity,
        span: claim.span,
        claim: Arc::new(claim.clone()),
        verdict: None,
        message: wording::inconsistent(claim, one.value, &one.formula),
        hints: Vec::new(),
        advice: wording::inconsistent_advice(claim),
    }
}

/// Runs of claims of the same sentence.
fn sentences<'s, 'c>(claims: &'s [&'c Claim]) -> impl Iterator<Item = &'s [&'c Claim]> {
    claims.chunk_by(|one, other| one.block == other.block && one.sentence == other.sentence)
}

/// A claim's number as a figure, at its coarsest.
fn figure(quantity: &Quantity, per: Option<Decimal>, policy: &Policy) -> Option<Figure> {
    let scale = match quantity.kind {
        Kind::Percent | Kind::PercentagePoints => Decimal::ONE_HUNDRED,
        Kind::Rate => quantity.per.or(per)?,
        Kind::Count => per.unwrap_or(Decimal::ONE),
        Kind::Multiple | Kind::Fraction | Kind::Index => Decimal::ONE,
        Kind::Vague => return None,
    };
    let value = quantity.value?;
    // A third has no end of digits; four are enough to show.
    let shown = match quantity.kind {
        Kind::Fraction => value.round_dp(4),
        _ => value,
    };
    Some(Figure {
        value,
        interval: quantity.coarse_interval(&policy.widths)?,
        scale,
        formula: super::figure::written(shown.normalize()),
        is_sum: false,
        cells: Vec::new(),
    })
}

/// What a claim's number may say at its coarsest, in its own unit.
fn coarse(claim: &Claim, policy: &Policy) -> Option<Interval> {
    super::stated::coarse_interval(claim, &policy.widths)
}

/// The reading to show, where the claim's number fits none of them.
fn fits_none<'c>(
    code: &'static str,
    claim: &'c Claim,
    readings: &[Figure],
    policy: &Policy,
) -> Option<Inconsistency<'c>> {
    let stated = coarse(claim, policy)?;
    // "29.9%" for 29.96: cut off and not rounded, which is no wrong sum. Counts are not cut off.
    let cut = claim.quantity.truncated_interval();
    let cut = cut.filter(|_| claim.quantity.kind != Kind::Count);
    let mut shown = None;
    for reading in readings {
        let computed = reading.in_unit_of(&claim.quantity)?;
        // A shared end is enough to be in doubt.
        if stated.touches(&computed.interval) || cut.is_some_and(|cut| cut.contains(computed.value))
        {
            return None;
        }
        shown.get_or_insert(computed);
    }
    let computed = shown?;
    Some(Inconsistency {
        code,
        claim,
        value: computed.value,
        formula: computed.formula,
    })
}

/// Whether two facets of claims are the same, words aside.
fn same<T: PartialEq>(
    one: Option<&crate::claim::Phrase<T>>,
    other: Option<&crate::claim::Phrase<T>>,
) -> bool {
    one.map(|phrase| &phrase.value) == other.map(|phrase| &phrase.value)
}

/// Whether a claim is of everybody, as totals are.
fn is_total(claim: &Claim) -> bool {
    claim
        .population
        .as_ref()
        .is_none_or(|phrase| phrase.value.who == crate::vocabulary::Who::Everyone)
}

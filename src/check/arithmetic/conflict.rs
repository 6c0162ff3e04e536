//! The same fact told twice with different numbers, and a fraction beside a
//! percentage that is not the same.

use super::{Inconsistency, coarse, figure, fits_none, same};
use crate::{
    check::Policy,
    claim::{Claim, Relation},
    number::Kind,
    text::Span,
};

/// Bytes between two numbers of which one repeats the other: "12%, or one in eight".
const BESIDE: usize = 12;

/// Numbers that contradict another number of the draft.
pub(super) fn check<'c>(
    claims: &[&'c Claim],
    title: Option<Span>,
    policy: &Policy,
) -> Vec<Inconsistency<'c>> {
    let mut found = Vec::new();
    for (at, one) in claims.iter().enumerate() {
        for other in claims.get(at + 1..).unwrap_or(&[]) {
            let conflict = if one.sentence == other.sentence && one.block == other.block {
                told_again(one, other, policy)
            } else {
                told_twice(one, other, claims, title, policy)
            };
            found.extend(conflict);
        }
    }
    found
}

/// A percentage and a fraction side by side.
fn told_again<'c>(one: &Claim, other: &'c Claim, policy: &Policy) -> Option<Inconsistency<'c>> {
    let kinds = (one.quantity.kind, other.quantity.kind);
    let is_pair = matches!(
        kinds,
        (Kind::Percent, Kind::Fraction) | (Kind::Fraction, Kind::Percent)
    );
    let is_beside = other.span.start.saturating_sub(one.span.end) <= BESIDE;
    // "Six in ten, against 18% of Danes": the group is that of the second.
    if !is_pair || !is_beside || !is_same_fact(one, other) || one.is_named_behind(other) {
        return None;
    }
    fits_none(
        "A-conflict",
        other,
        &[figure(&one.quantity, None, policy)?],
        policy,
    )
}

/// The same fact in two sentences, both with their period, or in headline and body.
fn told_twice<'c>(
    one: &Claim,
    other: &'c Claim,
    claims: &[&'c Claim],
    title: Option<Span>,
    policy: &Policy,
) -> Option<Inconsistency<'c>> {
    let in_title = title.is_some_and(|title| title.contains(one.span));
    let is_same = |other: &Claim| {
        (is_same_fact(one, other) || (in_title && is_told_of(one, other)))
            && one.quantity.kind == other.quantity.kind
            && is_counted(one) == is_counted(other)
    };
    if !is_same(other) {
        return None;
    }
    let is_dated = |claim: &Claim| {
        let period = claim.period.as_ref();
        period.is_some_and(|phrase| phrase.value.is_some() && !phrase.from.is_inferred())
    };
    let is_carried = |of: &Claim| {
        let group = of.population.as_ref();
        group.is_some_and(|group| group.from.is_inferred())
    };
    if !in_title && (!is_dated(one) || !is_dated(other) || is_carried(one) || is_carried(other)) {
        return None;
    }
    let stated = coarse(one, policy)?;
    let agrees_elsewhere = claims.iter().any(|third| {
        third.span != one.span
            && is_same(third)
            && coarse(third, policy).is_some_and(|third| third.touches(&stated))
    });
    if agrees_elsewhere {
        return None;
    }
    fits_none(
        "A-conflict",
        other,
        &[figure(&one.quantity, None, policy)?],
        policy,
    )
}

/// Whether a number may count people: "5.8" is a rate whose base is not told, and counts nobody.
fn is_counted(claim: &Claim) -> bool {
    let number = &claim.quantity;
    number.kind != Kind::Count || number.value.is_none_or(|value| value.is_integer())
}

/// Whether two claims say the same of the same people, in the same voice.
fn is_same_fact(one: &Claim, other: &Claim) -> bool {
    let voice = |claim: &Claim| {
        claim
            .speaker
            .as_ref()
            .map(|phrase| phrase.text.to_lowercase())
    };
    voice(one) == voice(other)
        && same(one.place.as_ref(), other.place.as_ref())
        && is_of_the_same(one, other)
}

/// Whether a headline may be short for the body's claim: it seldom says who said it and where.
fn is_told_of(headline: &Claim, body: &Claim) -> bool {
    let is_elsewhere = headline
        .place
        .as_ref()
        .is_some_and(|place| !place.from.is_inferred())
        && !same(headline.place.as_ref(), body.place.as_ref());
    headline.speaker.is_none() && !is_elsewhere && is_of_the_same(headline, body)
}

/// Whether two claims are of the same people, measure and time.
fn is_of_the_same(one: &Claim, other: &Claim) -> bool {
    let definitions = |claim: &Claim| -> Vec<_> {
        claim
            .definitions
            .iter()
            .map(|phrase| phrase.value.clone())
            .collect()
    };
    matches!(
        one.relation,
        Relation::Level | Relation::Share | Relation::Incidence | Relation::Ratio
    ) && one.relation == other.relation
        && one.direction == other.direction
        && one.measure.value == other.measure.value
        && one.quoted == other.quoted
        && one.population.is_some()
        && definitions(one) == definitions(other)
        && same(one.population.as_ref(), other.population.as_ref())
        && same(one.comparator.as_ref(), other.comparator.as_ref())
        && same(one.whole.as_ref(), other.whole.as_ref())
        && same(one.offence.as_ref(), other.offence.as_ref())
        && same(one.period.as_ref(), other.period.as_ref())
        && one.qualifiers.is_empty()
        && other.qualifiers.is_empty()
}

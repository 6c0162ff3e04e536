//! What a number counts, when, and how it was reckoned, where a passage leaves that open.

use super::Doubt;
use crate::{
    check::{
        Policy, arithmetic,
        ask::Desk,
        passage::{self, is_same},
        stage,
    },
    claim::{Claim, From, Relation, Tie},
    number::{Decimal, Kind, Period, Precision},
    text::Span,
    vocabulary::ConceptId,
};

/// What may leave open what is counted, when, or how it was reckoned, and whether it does.
pub(super) fn doubts(claim: &Claim, claims: &[Claim], desk: Desk<'_>) -> Vec<(bool, Doubt)> {
    let (ties, policy) = (&desk.context.ties, desk.policy);
    vec![
        (is_part_of_another(claim, claims), Doubt::PartOfAnother),
        (ties.contains(&Tie::Narrowed(claim.span)), Doubt::OfAPart),
        (may_be_of_some(claim, claims, ties), Doubt::OfSome),
        (
            ties.contains(&Tie::Unknown(claim.span)) || is_part_of_one(claim),
            Doubt::UnknownUnit,
        ),
        (is_for_each_time(claim, ties), Doubt::EachTime),
        (
            is_of_unknown_time(claim, policy)
                || is_dated_among_others(claim, claims)
                || is_dated_in_another_clause(claim, claims)
                || is_of_later(claim, claims, ties),
            Doubt::UnknownTime,
        ),
        (is_between_others(claim, claims, policy), Doubt::UnknownEnds),
        (
            is_placed_among_others(claim, claims, desk),
            Doubt::UnknownPlace,
        ),
        (
            arithmetic::follows(claim, claims, policy),
            Doubt::FollowsFromOwn,
        ),
        (is_of_release(claim, policy), Doubt::OfRelease),
        (is_of_entering(claim, ties), Doubt::OfEntering),
    ]
}

/// Whether a bare number has a part after the point: no number of people or cases.
fn is_part_of_one(claim: &Claim) -> bool {
    let is_fine = matches!(claim.quantity.precision, Precision::Step(step) if step < Decimal::ONE);
    claim.quantity.kind == Kind::Count && is_fine
}

/// Whether a claim is of people who came in, while tables count those inside on a day.
fn is_of_entering(claim: &Claim, ties: &[Tie]) -> bool {
    let here = |tie: &Tie| matches!(tie, Tie::Entering(words) if claim.sentence.contains(*words));
    stage::is_stock(&claim.measure.value) && ties.iter().any(here)
}

/// Whether the number is of a time told by its distance from another: "554,000 two months on".
fn is_of_later(claim: &Claim, claims: &[Claim], ties: &[Tie]) -> bool {
    let period = claim.period.as_ref().and_then(|phrase| phrase.span);
    let is_told = |words: Span| {
        let mut beside = claims
            .iter()
            .filter(|other| other.sentence == claim.sentence);
        let owner = beside
            .clone()
            .rfind(|other| other.span.end <= words.start)
            .or_else(|| beside.next());
        let is_own = owner.is_some_and(|owner| owner.span == claim.span);
        // "3.1 times; two years on it was 2.6 times (13 against 5)"
        let is_behind = words.end <= claim.span.start;
        let is_dated = period
            .is_some_and(|period| period.contains(words) || is_behind && words.end <= period.start);
        (is_own || is_behind) && !is_dated
    };
    ties.iter().any(|tie| match tie {
        Tie::Later(words) => claim.sentence.contains(*words) && is_told(*words),
        _ => false,
    })
}

/// Whether a change is told with one year, or carries one on, while its sentence has several:
/// it may run from one of them to another.
fn is_between_others(claim: &Claim, claims: &[Claim], policy: &Policy) -> bool {
    let ends = passage::ends(claim, claims, policy);
    let period = |of: &Claim| of.period.as_ref().and_then(|phrase| phrase.value);
    let is_one = |of: Period| !passage::is_span(of);
    claim.relation == Relation::Change
        && period(claim).is_some_and(is_one)
        && claims.iter().any(|other| {
            other.block == claim.block
                && other.sentence == claim.sentence
                && period(other).is_some_and(is_one)
                && period(other) != period(claim)
                && ends.is_none_or(|ends| ![ends.earlier, ends.later].contains(&period(other)))
        })
}

/// Whether a claim names a time that could not be placed on the calendar: "on 1 October".
fn is_of_unknown_time(claim: &Claim, policy: &Policy) -> bool {
    claim.period.as_ref().is_some_and(|phrase| {
        // A year of another paragraph may be another number's, but is no present either.
        let is_dated = phrase.text.contains(|one: char| one.is_ascii_digit());
        phrase.value.is_none()
            && (!phrase.from.is_inferred() || is_dated)
            && !policy.present_words.contains(&phrase.text.to_lowercase())
    })
}

/// Whether the time is that of a sentence before which tells of several: "6,437 in 2016 and
/// 5,940 in 2023. Poles were 394 of the last".
fn is_dated_among_others(claim: &Claim, claims: &[Claim]) -> bool {
    let told = claim
        .period
        .as_ref()
        .filter(|phrase| phrase.from.is_inferred());
    let Some((value, span)) = told.and_then(|phrase| phrase.value.zip(phrase.span)) else {
        return false;
    };
    claims.iter().any(|other| {
        let period = other.period.as_ref().and_then(|phrase| phrase.value);
        other.sentence.contains(span)
            && !claim.sentence.contains(span)
            && period.is_some_and(|period| period != value)
    })
}

/// Whether the group is named behind the time, which is one of two that numbers before it have:
/// "300 Poles in 2024, 90 more than in 2019; among Danes it went from 800 to 950".
fn is_dated_in_another_clause(claim: &Claim, claims: &[Claim]) -> bool {
    let told = |of: &Claim| {
        let period = of.period.as_ref()?;
        let span = period.span.filter(|span| of.sentence.contains(*span))?;
        Some((period.value?, span))
    };
    let group = claim.population.as_ref().and_then(|group| group.span);
    let Some(((value, time), group)) = told(claim).zip(group) else {
        return false;
    };
    let mut before = claims.iter().filter(|other| {
        other.block == claim.block
            && other.sentence == claim.sentence
            && other.span.end <= group.start
    });
    time.end <= group.start
        && group.end <= claim.span.start
        && before.clone().any(|other| told(other) == told(claim))
        && before.any(|other| told(other).is_some_and(|(other, _)| other != value))
}

/// Whether the place is that of another paragraph or of a heading, and the words there or in the
/// claim's own paragraph count elsewhere too: "In Ohio it is 9% and in Utah 12%", a paragraph before.
fn is_placed_among_others(claim: &Claim, claims: &[Claim], desk: Desk<'_>) -> bool {
    let told = claim.place.as_ref().filter(|place| {
        matches!(
            place.from,
            From::PreviousClaim | From::Paragraph | From::Heading
        )
    });
    let Some((value, span)) = told.and_then(|place| Some((&place.value, place.span?))) else {
        return false;
    };
    let within = |one: &ConceptId, other: &ConceptId| desk.vocabulary.is_within(one, other);
    let source = claims.iter().find(|other| other.sentence.contains(span));
    let source = source.map(|other| other.block);
    let is_other = |other: &&Claim| {
        let place = other
            .place
            .as_ref()
            .filter(|place| !place.from.is_inferred());
        place.is_some_and(|place| !within(&place.value, value) && !within(value, &place.value))
    };
    source != Some(claim.block)
        && claims
            .iter()
            .filter(|other| other.block == claim.block || Some(other.block) == source)
            .any(|other| is_other(&other))
}

/// Whether a claim counts people let go in a time, while tables count those free on a day.
fn is_of_release(claim: &Claim, policy: &Policy) -> bool {
    stage::is_stock(&claim.measure.value)
        && policy
            .released_words
            .contains(&claim.measure.text.to_lowercase())
}

/// Whether an age or a sex stands in the sentence, or in that of the claim whose facets
/// are carried on, while the claim's groups have none.
fn may_be_of_some(claim: &Claim, claims: &[Claim], ties: &[Tie]) -> bool {
    let groups = || [&claim.population, &claim.comparator].into_iter().flatten();
    let has_age = groups().any(|phrase| phrase.value.age.is_some());
    let has_sex = groups().any(|phrase| phrase.value.sex.is_some());
    let is_carried = claim.measure.from == From::PreviousClaim;
    let before = claims
        .iter()
        .rfind(|other| {
            is_carried && other.block == claim.block && other.sentence.end <= claim.sentence.start
        })
        .map(|other| other.sentence);
    let here = |words: Span| {
        claim.sentence.contains(words) || before.is_some_and(|sentence| sentence.contains(words))
    };
    // "Aged 15 to 79" may be read as a way of counting.
    let is_defined = !claim.definitions.is_empty();
    ties.iter().any(|tie| match tie {
        Tie::Age(words) => !has_age && !is_defined && here(*words),
        Tie::Sex(words) => !has_age && !has_sex && here(*words),
        _ => false,
    })
}

/// Whether a count is for each day or week while references count years.
fn is_for_each_time(claim: &Claim, ties: &[Tie]) -> bool {
    claim.quantity.kind == Kind::Count
        && ties.contains(&Tie::EachTime {
            number: claim.span,
            short: true,
        })
}

/// Whether the paragraph gives a larger number of the same people at the same time: then
/// this one is of some of them ("5,895 are awaiting removal: 522 for less than half a year").
fn is_part_of_another(claim: &Claim, claims: &[Claim]) -> bool {
    let is_count = |one: &Claim| {
        one.quantity.kind == Kind::Count
            && matches!(one.relation, Relation::Level | Relation::Incidence)
    };
    is_count(claim)
        && claims.iter().any(|other| {
            other.block == claim.block
                && other.span != claim.span
                && is_count(other)
                && other.quantity.value > claim.quantity.value
                && other.measure.value == claim.measure.value
                && is_same(other.population.as_ref(), claim.population.as_ref())
                && is_same(other.offence.as_ref(), claim.offence.as_ref())
                && is_same(other.place.as_ref(), claim.place.as_ref())
                && is_same(other.period.as_ref(), claim.period.as_ref())
        })
}

//! Groups that a comparison elsewhere in the sentence tells: whom an earlier
//! figure compared, and the two whose figures stand side by side.

use super::{
    comparator::{after_comparing, compared_before},
    context::group_phrase,
};
use crate::{
    claim::{Claim, Phrase, extract, focus::Focus, model::From, relation::Reading, stops},
    language::tag::Tag,
    number::Decimal,
    rules::{Direction, Relation},
    text::Span,
    vocabulary::{Class, Group},
};
use std::cmp::Ordering;

/// "3 times more likely than Swedes to …, twice as likely": the group before the number is the one compared with there.
pub(super) fn of_earlier_comparison(focus: &Focus, tag: &Tag) -> bool {
    const LEVEL: usize = 3;
    let tagged = focus.tagged();
    let apart = focus.from.saturating_sub(tag.end) > LEVEL
        || (tag.end..focus.from).any(|at| stops::halts(tagged, at));
    let another = || {
        let named = tagged.within(Class::Group, focus.bounds.low, tag.start);
        !named.is_empty()
    };
    compared_before(focus, tag)
        || tag.end <= focus.from
            && (focus.stretch_low > focus.bounds.low || another())
            && apart
            && after_comparing(focus, tag)
}

pub(super) fn compares(reading: &Reading) -> bool {
    matches!(
        reading.relation,
        Relation::Ratio | Relation::RelativeDifference | Relation::Difference
    )
}

/// "4 per cent of A against 1 per cent of B, four times as many": the two groups whose figures stand before.
pub(super) fn compared_pair(
    focus: &Focus,
    reading: &Reading,
    claims: &[Claim],
) -> Option<(Phrase<Group>, Phrase<Group>)> {
    if !compares(reading) {
        return None;
    }
    let here = |claim: &Claim| claim.sentence == sentence_back(focus, 0);
    let pair = last_two(claims, here).or_else(|| {
        let named = focus.tagged();
        let named = named.within(Class::Group, focus.stretch_low, focus.stretch_high);
        let near = |claim: &Claim| {
            claim.block == focus.block
                && (0..=NEAR).any(|back| claim.sentence == sentence_back(focus, back))
        };
        named.is_empty().then(|| last_two(claims, near)).flatten()
    });
    let (first, second) = pair?;
    // "5.7 for A and 14.2 for B, 2.5 times higher": the higher rate is the one that is told.
    let more = match (reading.relation, reading.direction) {
        (Relation::Ratio, _) => focus
            .number
            .quantity
            .value
            .map(|value| value > Decimal::ONE),
        (_, direction) => direction.map(|direction| direction == Direction::Up),
    };
    let turned = matches!(
        (more, compare(first, second)),
        (Some(true), Some(Ordering::Less)) | (Some(false), Some(Ordering::Greater))
    );
    let (first, second) = if turned {
        (second, first)
    } else {
        (first, second)
    };
    Some((first.population.clone()?, second.population.clone()?))
}

/// How far back two figures that a comparison sets side by side may stand, in sentences.
const NEAR: usize = 2;

/// The sentence so many before the figure's, or its own where there is none.
fn sentence_back(focus: &Focus, back: usize) -> Span {
    let sentence = focus
        .sentence
        .checked_sub(back)
        .and_then(|index| focus.view.sentences.get(index))
        .unwrap_or(&focus.bounds);
    extract::source_span(focus.document, focus.block, sentence.span)
}

/// The last two claims that compare nothing and are of different groups, in order of the text.
fn last_two(claims: &[Claim], is_wanted: impl Fn(&Claim) -> bool) -> Option<(&Claim, &Claim)> {
    let mut levels = level_claims(claims, is_wanted).filter(|claim| claim.population.is_some());
    let second = levels.next()?;
    let group = |claim: &Claim| claim.population.as_ref().map(|phrase| phrase.value.clone());
    let first = levels.find(|claim| group(claim) != group(second))?;
    Some((first, second))
}

/// Which of two figures of one kind is the higher.
fn compare(first: &Claim, second: &Claim) -> Option<Ordering> {
    let (one, other) = (&first.quantity, &second.quantity);
    if one.kind != other.kind || one.per != other.per {
        return None;
    }
    Some(one.value?.cmp(&other.value?))
}

/// "For Britons the figure was 5 per 1,000, so Sudanese were 20 times as likely": the other group whose figure stands before.
pub(super) fn told_beside(
    focus: &Focus,
    population: &Phrase<Group>,
    claims: &[Claim],
) -> Option<Phrase<Group>> {
    let back = if population.from == From::Stretch {
        2
    } else {
        1
    };
    let near: Vec<_> = focus
        .view
        .sentences
        .iter()
        .take(focus.sentence + 1)
        .rev()
        .take(back)
        .map(|sentence| extract::source_span(focus.document, focus.block, sentence.span))
        .collect();
    levels(claims, |claim| {
        claim.block == focus.block && near.contains(&claim.sentence)
    })
    .find(|phrase| phrase.value != population.value)
    .map(|phrase| Phrase {
        from: From::PreviousClaim,
        ..phrase
    })
}

/// The groups of the last claims that compare nothing, while they are wanted; the last first.
fn levels(
    claims: &[Claim],
    is_wanted: impl Fn(&Claim) -> bool,
) -> impl Iterator<Item = Phrase<Group>> {
    level_claims(claims, is_wanted).filter_map(|claim| claim.population.clone())
}

/// The last claims that compare nothing, while they are wanted; the last first.
fn level_claims(
    claims: &[Claim],
    is_wanted: impl Fn(&Claim) -> bool,
) -> impl Iterator<Item = &Claim> {
    claims
        .iter()
        .rev()
        .take_while(move |claim| is_wanted(claim))
        .filter(|claim| {
            matches!(
                claim.relation,
                Relation::Level | Relation::Incidence | Relation::Share
            )
        })
}

/// "A are half as likely as B: 613 against 1,221": the first figure is A's, the one after "against" B's.
pub(super) fn from_comparison(focus: &Focus, claims: &[Claim]) -> Option<Phrase<Group>> {
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.from.saturating_sub(3).max(focus.bounds.low);
    let second = (low..focus.from).any(|at| {
        let length = tagged.is_word(vocabulary, at, "comparing");
        length.is_some_and(|length| at + length == focus.from)
    });
    let comparison = claims
        .iter()
        .rev()
        .take_while(|claim| claim.sentence == sentence)
        .find(|claim| claim.comparator.is_some());
    let Some(comparison) = comparison else {
        // "A are less likely than B to be charged, at 0.8% compared with 1.1%"
        let (low, high) = (focus.bounds.low, focus.from);
        let mut named: Vec<&Tag> = tagged.within(Class::Group, low, high).iter().collect();
        named.extend(tagged.within(Class::Person, low, high));
        named.sort_by_key(|tag| tag.start);
        let mut behind = named.iter().enumerate();
        let mut others = behind.clone();
        // "A are registered as suspects less often than B": rather a group.
        let (at, other) = others
            .find(|(_, tag)| tag.class == Class::Group && after_comparing(focus, tag))
            .or_else(|| behind.find(|(_, tag)| after_comparing(focus, tag)))?;
        let tag = match at.checked_sub(1).filter(|_| !second) {
            Some(first) => named.get(first).filter(|tag| tag.class == Class::Group)?,
            None => second.then_some(other)?,
        };
        return group_phrase(focus, focus.block, tag, From::Sentence);
    };
    if second {
        comparison.comparator.clone()
    } else {
        comparison.population.clone()
    }
}

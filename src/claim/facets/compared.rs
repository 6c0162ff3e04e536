//! Groups that a comparison elsewhere in the sentence tells: whom an earlier
//! figure compared, and the two whose figures stand side by side.

use super::{
    comparator::{after_comparing, compared_before},
    context::group_phrase,
};
use crate::{
    claim::{Claim, Phrase, extract, focus::Focus, model::From, relation::Reading},
    language::tag::Tag,
    rules::Relation,
    vocabulary::{Class, Group},
};

/// "3 times more likely than Swedes to …, twice as likely": the group before the number is the one compared with there.
pub(super) fn of_earlier_comparison(focus: &Focus, tag: &Tag) -> bool {
    const LEVEL: usize = 3;
    let tagged = focus.tagged();
    let apart = focus.from.saturating_sub(tag.end) > LEVEL
        || (tag.end..focus.from)
            .any(|at| matches!(tagged.written(at), "," | ";" | ":" | "–" | "—"));
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
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let mut levels = levels(claims, |claim| claim.sentence == sentence);
    let second = levels.next()?;
    let first = levels.find(|phrase| phrase.value != second.value)?;
    Some((first, second))
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
        .filter_map(|claim| claim.population.clone())
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
        let (at, other) = named
            .iter()
            .enumerate()
            .find(|(_, tag)| after_comparing(focus, tag))?;
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

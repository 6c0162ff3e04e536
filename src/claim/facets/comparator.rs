//! Whom the group is compared with, on the quantity that makes the comparison.

use super::{
    compared::compared_pair,
    context::{beyond_break, carried, from_of, group_phrase, group_within},
    country::people_of,
};
use crate::{
    claim::{
        Claim, Phrase,
        extract::{self, Before},
        focus::Focus,
        model::From,
        relation::Reading,
    },
    language::tag::Tag,
    rules::{Relation, pattern::Role},
    vocabulary::{Class, Group, Part},
};

/// "the British rate of 14": an adjective beside a word for rate names the group.
pub(super) fn adjective_group(focus: &Focus, low: usize, high: usize) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let mut hits = tagged.hits().between(low, high).iter();
    let hit = hits.find(|hit| {
        hit.end < high
            && hit.part == Part::Adjective
            && tagged.is_word(vocabulary, hit.end, "rate-word").is_some()
    })?;
    people_of(focus, hit)
}

/// Whether a group tag stands after a word of comparison.
pub(super) fn compared(focus: &Focus, tag: &Tag) -> bool {
    tag.start >= focus.to && after_comparing(focus, tag)
}

/// Whether a group tag stands right after a word of comparison.
pub(super) fn after_comparing(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let low = tag.start.saturating_sub(3).max(focus.bounds.low);
    (low..tag.start).any(|at| {
        tagged
            .is_word(&focus.document.pack.vocabulary, at, "comparing")
            .is_some_and(|length| at + length <= tag.start)
    })
}

pub(in crate::claim) fn comparator(
    focus: &Focus,
    reading: &Reading,
    population: Option<&Phrase<Group>>,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<Group>> {
    let compares = matches!(
        reading.relation,
        Relation::Ratio | Relation::RelativeDifference | Relation::Difference
    );
    if !compares {
        return None;
    }
    if let Some(bound) = reading.bound(Role::Comparator)
        && let Some(tag) = group_within(focus, bound)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    let taken = population.and_then(|phrase| phrase.span);
    let other = |tag: &&&Tag| {
        let span = extract::source_span(focus.document, focus.block, tag.span);
        taken.is_none_or(|taken| !taken.overlaps(span))
    };
    let nearest = focus.nearest(Class::Group);
    let after: Vec<&&Tag> = nearest
        .iter()
        .filter(|tag| tag.start >= focus.to && !beyond_break(focus, tag))
        .filter(other)
        .collect();
    let tag = after
        .iter()
        .find(|tag| compared(focus, tag))
        .map(|tag| **tag);
    if let Some(tag) = tag {
        return group_phrase(focus, focus.block, tag, from_of(focus, tag));
    }
    if let Some(found) = adjective_group(focus, focus.to, focus.stretch_high) {
        return Some(found);
    }
    let people = focus
        .tagged()
        .within(Class::Person, focus.to, focus.stretch_high)
        .iter()
        .find(|tag| compared(focus, tag));
    if let Some(tag) = people {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    let tag = after.first().map(|tag| **tag);
    let own = tag.and_then(|tag| group_phrase(focus, focus.block, tag, from_of(focus, tag)));
    carried(focus, before, |claim| claim.comparator.clone())
        .or(own)
        .or_else(|| Some(compared_pair(focus, reading, claims)?.1))
        .filter(|phrase| population.is_none_or(|taken| taken.value != phrase.value))
}

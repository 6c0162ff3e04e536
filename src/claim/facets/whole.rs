//! What a share is taken of.

use super::offence::offences;
use crate::{
    claim::{
        Phrase, Whole,
        extract::{Before, phrase},
        focus::Focus,
        model::From,
        relation::Reading,
    },
    rules::{Relation, chunk, pattern::Role},
    vocabulary::{Class, Group},
};

/// The noun phrase of "Of …," or "Among …," that opens the sentence.
pub(super) fn opening(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let low = focus.bounds.low;
    let length = tagged.is_word(&focus.document.pack.vocabulary, low, "opening")?;
    let found = chunk::chunk(tagged, low + length, focus.from)?;
    (found.1 < focus.from).then_some(found)
}

pub(in crate::claim) fn whole(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<Whole>> {
    if reading.relation != Relation::Share {
        return None;
    }
    let pronoun = reading.of.is_some_and(|(low, high)| {
        let length = focus
            .tagged()
            .is_word(&focus.document.pack.vocabulary, low, "pronoun");
        length.is_some_and(|length| low + length >= high)
    });
    if pronoun
        && let Some(before) = before
        && let Some(group) = &before.claim.population
    {
        let whole = Whole {
            group: group.value.clone(),
            measure: Some(before.claim.measure.value.clone()),
            offences: Vec::new(),
        };
        return Some(Phrase {
            text: group.text.clone(),
            span: group.span,
            from: From::PreviousClaim,
            value: whole,
        });
    }
    let range = reading
        .bound(Role::Whole)
        .or(reading.of.filter(|_| !pronoun))
        .or_else(|| opening(focus));
    if let Some((low, high)) = range {
        let vocabulary = &focus.document.pack.vocabulary;
        let tagged = focus.tagged();
        let group = tagged
            .within(Class::Group, low, high)
            .first()
            .and_then(|tag| tag.group.clone())
            .unwrap_or_else(Group::everyone);
        let measure = tagged
            .within(Class::Measure, low, high)
            .iter()
            .max_by_key(|tag| tag.concept.map_or(0, |at| vocabulary.concept_at(at).rank))
            .and_then(|tag| focus.document.id(tag));
        let offences = offences(focus, low, high);
        return phrase(
            focus,
            focus.block,
            (low, high),
            From::Stretch,
            Whole {
                group,
                measure,
                offences,
            },
        );
    }
    let before = before.filter(|before| before.block == focus.block)?;
    let mut carried = before.claim.whole.clone()?;
    carried.from = From::PreviousClaim;
    Some(carried)
}

//! When: the nearest period that governs the quantity.

use super::context::{beyond_break, carried, from_of, header};
use crate::{
    claim::{
        Phrase,
        extract::{self, Before},
        focus::Focus,
        model::From,
        relation::Reading,
    },
    language::tag::Tag,
    number::Period,
    rules::{Relation, pattern::Role},
    vocabulary::Class,
};

pub(in crate::claim) fn period(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<Option<Period>>> {
    let of_tag = |tag: &Tag, from: From| {
        let mention = focus.tagged().periods().get(tag.period?)?;
        let span = extract::source_span(focus.document, focus.block, mention.span);
        Some(Phrase {
            text: mention.span.of(focus.tagged().text).to_owned(),
            span: Some(span),
            from,
            value: mention.value,
        })
    };
    if let Some((low, high)) = reading.bound(Role::Period)
        && let Some(tag) = focus.tagged().within(Class::Period, low, high).first()
    {
        return of_tag(tag, From::Stretch);
    }
    let moves = |relation: Relation| matches!(relation, Relation::Change | Relation::Extreme);
    let stands = |tag: &&Tag| {
        let since = tag
            .period
            .and_then(|at| focus.tagged().periods().get(at))
            .is_some_and(|mention| mention.since);
        (!since || moves(reading.relation) || focus.in_stretch(tag))
            && !of_publication(focus, tag)
            && !beyond_break(focus, tag)
            && (moves(reading.relation) || !is_baseline(focus, tag))
    };
    if let Some(tag) = focus.closest(Class::Period).into_iter().find(stands) {
        return of_tag(tag, from_of(focus, tag));
    }
    let before = before.filter(|before| moves(reading.relation) || !moves(before.claim.relation));
    carried(focus, before, |claim| claim.period.clone())
        .or_else(|| {
            header(focus, Class::Period, &|view, tag| {
                Some(view.tagged.periods().get(tag.period?)?.value)
            })
        })
        .or_else(|| from_near_block(focus, before))
}

/// "300 more than in 2022": the time that another figure is compared with.
fn is_baseline(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    tag.start > focus.to
        && (tag.start.saturating_sub(2)..tag.start)
            .any(|at| tagged.is_word(vocabulary, at, "comparing").is_some())
}

/// "the 2021 report": when something was published, and not when it was counted.
fn of_publication(focus: &Focus, tag: &Tag) -> bool {
    focus.tagged().of(Class::Speaker).iter().any(|speaker| {
        speaker.start == tag.end && focus.document.attribute(speaker, "kind") == Some("document")
    })
}

/// The words for the period of the claim before, from up to two blocks back.
///
/// Too far to date the figure by: the words are told and the value is left open,
/// so that no verdict rests on it.
fn from_near_block(focus: &Focus, before: Option<&Before>) -> Option<Phrase<Option<Period>>> {
    let before = before.filter(|before| focus.block - before.block <= 2)?;
    let mut period = before.claim.period.clone()?;
    period.from = From::Paragraph.max(period.from);
    period.value = None;
    Some(period)
}

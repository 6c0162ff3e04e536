//! Whom a quantity is about where its sentence names no group: the header of a
//! cell, the claim before, the paragraph, the headings, and last the people meant.

use super::{
    comparator::{after_comparing, compared},
    context::{around, group_phrase, header, narrowed},
    counted::people_meant,
    population::{bracketed, carried_group},
};
use crate::{
    claim::{
        Phrase,
        document::View,
        extract::{self, Before},
        focus::Focus,
        model::From,
        relation::Reading,
    },
    language::tag::Tag,
    vocabulary::{Class, Group, TokenKind, Who},
};

pub(super) fn unnamed(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<Group>> {
    let in_header = || {
        header(focus, Class::Group, &|view, tag| {
            let group = tag.group.clone()?;
            Some(if is_all_of(focus, view, tag) {
                group
            } else {
                narrowed(group)
            })
        })
    };
    named_header(focus)
        .or_else(in_header)
        .or_else(|| carried_group(focus, before))
        .or_else(|| beyond_brackets(focus))
        .or_else(|| past_compared(focus))
        .or_else(|| around(focus, Class::Group, &|tag| tag.group.clone()))
        .or_else(|| people_meant(focus, reading))
}

/// "Illegal", "Legal": the header of a row names a group by a word that in running text names none.
fn named_header(focus: &Focus) -> Option<Phrase<Group>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let block = *focus.document.headers(focus.block).first()?;
    let tagged = &focus.document.views.get(block)?.tagged;
    // "Luxembourg" says where.
    let places = !tagged.of(Class::Place).is_empty();
    if places || !tagged.of(Class::Group).is_empty() {
        return None;
    }
    let group = vocabulary.group(tagged.text.trim())?;
    let told = !matches!(group.who, Who::Everyone | Who::Unrecorded);
    let range = (0, tagged.row.len());
    told.then(|| extract::phrase(focus, block, range, From::LeadIn, group))?
}

/// Whether a header says no more of the people than the group's name: "Native-born (all)".
fn is_all_of(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &focus.document.pack.vocabulary;
    (0..tagged.row.len()).all(|at| {
        let word = tagged
            .row
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word);
        !word
            || (tag.start..tag.end).contains(&at)
            || tagged.breaks_chunk(at)
            || [
                "everyone",
                "filler",
                "preposition",
                "located-in",
                "share-word",
                "rate-word",
            ]
            .iter()
            .any(|id| tagged.is_word(vocabulary, at, id).is_some())
            || [
                Class::Measure,
                Class::Offence,
                Class::Place,
                Class::Period,
                Class::Person,
            ]
            .into_iter()
            .flat_map(|class| tagged.of(class))
            .any(|other| (other.start..other.end).contains(&at))
    })
}

/// "Belgium (44%) and Italy (31%) hold more foreign prisoners": the group behind the brackets of a list.
fn beyond_brackets(focus: &Focus) -> Option<Phrase<Group>> {
    let mut groups = focus.nearest(Class::Group).into_iter();
    let group = groups.find(|tag| tag.start >= focus.to && !compared(focus, tag))?;
    bracketed(focus).then(|| group_phrase(focus, focus.block, group, From::Sentence))?
}

/// "Newcomers offend less than locals. They are …": before the sentence, the group that another is only set beside.
fn past_compared(focus: &Focus) -> Option<Phrase<Group>> {
    let tags = focus.tagged().within(Class::Group, 0, focus.bounds.low);
    let mut tags = tags.iter().rev();
    tags.next().filter(|tag| after_comparing(focus, tag))?;
    group_phrase(focus, focus.block, tags.next()?, From::Paragraph)
}

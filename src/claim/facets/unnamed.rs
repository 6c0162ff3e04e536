//! Whom a quantity is about where its sentence names no group: the claim before, the
//! paragraph, the headings, and last the people meant.

use super::{
    comparator::{after_comparing, compared},
    context::{around, group_phrase},
    counted::people_meant,
    population::{bracketed, carried_group},
};
use crate::{
    claim::{Phrase, extract::Before, focus::Focus, model::From, relation::Reading},
    vocabulary::{Class, Group},
};

pub(super) fn unnamed(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<Group>> {
    carried_group(focus, before)
        .or_else(|| beyond_brackets(focus))
        .or_else(|| past_compared(focus))
        .or_else(|| around(focus, Class::Group, &|tag| tag.group.clone()))
        .or_else(|| people_meant(focus, reading))
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

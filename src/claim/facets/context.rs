//! Where a facet comes from when the quantity's own words leave it open: the
//! headers of a cell, the claim before, the paragraph, lead-in and headings.

use super::joined::joined;
use crate::{
    claim::{
        Claim, Phrase,
        document::View,
        extract::{Before, phrase},
        focus::Focus,
        model::From,
        narrowing,
    },
    draft::BlockKind,
    language::tag::Tag,
    vocabulary::{Class, ConceptId, Group},
};

pub(super) fn from_of(focus: &Focus, tag: &Tag) -> From {
    if focus.in_stretch(tag) {
        From::Stretch
    } else {
        From::Sentence
    }
}

/// The group phrase a tag stands for.
pub(super) fn group_phrase(
    focus: &Focus,
    block: usize,
    tag: &Tag,
    from: From,
) -> Option<Phrase<Group>> {
    let group = tag.group.clone()?;
    let view = focus.document.views.get(block)?;
    let alone = grown(focus, view, tag);
    let all = joined(view, &focus.document.pack.vocabulary, alone);
    let group = if all == alone { group } else { narrowed(group) };
    phrase(focus, block, all, from, group)
}

/// "Native-born (excluding Black)", "Poles and Czechs": not the people that the name alone tells, so that no table is told to be of them.
pub(super) fn narrowed(mut group: Group) -> Group {
    group.traits.insert(ConceptId::new("narrowed"));
    group
}

/// The tokens of a tag; those of people with the words behind that narrow them.
fn grown(focus: &Focus, view: &View, tag: &Tag) -> (usize, usize) {
    let vocabulary = &focus.document.pack.vocabulary;
    let high = view.sentence_end(tag.start);
    narrowing::grown(&view.tagged, vocabulary, tag, high)
}

/// The group tag that covers most of tokens `low..high`.
pub(super) fn group_within<'d>(focus: &Focus<'d>, (low, high): (usize, usize)) -> Option<&'d Tag> {
    focus
        .tagged()
        .within(Class::Group, low, high)
        .iter()
        .max_by_key(|tag| tag.end - tag.start)
}

/// The first tag of `class` in the headers of a cell's row and column, or in its table's caption.
pub(super) fn header<T>(
    focus: &Focus,
    class: Class,
    value: &dyn Fn(&View, &Tag) -> Option<T>,
) -> Option<Phrase<T>> {
    focus
        .document
        .headers(focus.block)
        .into_iter()
        .find_map(|block| {
            let view = focus.document.views.get(block)?;
            view.tagged.of(class).iter().find_map(|tag| {
                phrase(
                    focus,
                    block,
                    (tag.start, tag.end),
                    From::LeadIn,
                    value(view, tag)?,
                )
            })
        })
}

/// A facet of the claim before, while the paragraph goes on.
pub(super) fn carried<T: Clone>(
    focus: &Focus,
    before: Option<&Before>,
    facet: impl Fn(&Claim) -> Option<Phrase<T>>,
) -> Option<Phrase<T>> {
    let before = before.filter(|before| before.block == focus.block)?;
    let mut found = facet(before.claim)?;
    found.from = from_before(focus, before, found.from);
    Some(found)
}

/// From where a facet of the claim before comes that was found at `from`.
pub(super) fn from_before(focus: &Focus, before: &Before, from: From) -> From {
    let step = if before.sentence == focus.sentence {
        From::Sentence
    } else {
        From::PreviousClaim
    };
    step.max(from)
}

/// How many paragraphs back a facet may be told that nothing nearer tells.
const BACK: usize = 2;

/// The nearest tag of `class` before the sentence: in the paragraph, the lead-in and headers, two blocks back, the heading, the headline.
pub(super) fn around<T>(
    focus: &Focus,
    class: Class,
    value: &dyn Fn(&Tag) -> Option<T>,
) -> Option<Phrase<T>> {
    let last = |block: usize, view: &View, high: usize, from: From| {
        view.tagged
            .within(class, 0, high)
            .iter()
            .rev()
            .filter(|tag| class != Class::Group || !is_compared(view, tag))
            .find_map(|tag| phrase(focus, block, grown(focus, view, tag), from, value(tag)?))
    };
    if let Some(found) = last(focus.block, focus.view, focus.bounds.low, From::Paragraph) {
        return Some(found);
    }
    let views = &focus.document.views;
    if let Some(found) = header(focus, class, &|_, tag| value(tag)) {
        return Some(found);
    }
    if let BlockKind::ListItem {
        lead_in: Some(lead),
    } = focus.view.kind
        && let Some(view) = views.get(*lead)
        && let Some(found) = last(*lead, view, usize::MAX, From::LeadIn)
    {
        return Some(found);
    }
    // The items and cells between are no paragraphs.
    let start = focus.document.run_start(focus.block);
    let mut heading = false;
    for (block, view) in views.iter().enumerate().take(focus.block).rev() {
        let title = *view.kind == BlockKind::Title;
        let head = matches!(view.kind, BlockKind::Heading(_)) || title;
        let plain = matches!(view.kind, BlockKind::Paragraph);
        let above = block < start && block + BACK >= start && plain;
        let near = block + BACK >= focus.block || above || title || (head && !heading);
        let from = if head { From::Heading } else { From::Paragraph };
        if near && let Some(found) = last(block, view, usize::MAX, from) {
            return Some(found);
        }
        heading |= head;
    }
    None
}

/// "as often as Danes": whether a group stands right behind a word of comparison.
fn is_compared(view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let is = |at: usize, id: &str| tagged.is_word(tagged.vocabulary(), at, id);
    let article = tag.start.checked_sub(1);
    let article = article.is_some_and(|at| is(at, "definite-article").is_some());
    let end = tag.start - usize::from(article);
    (end.saturating_sub(3)..end)
        .any(|at| is(at, "comparing").is_some_and(|length| at + length == end))
}

/// Whether a tag behind the number belongs to another statement: beyond a
/// semicolon, or outside the brackets that the number stands in.
pub(super) fn beyond_break(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let bracketed = focus.from > 0 && matches!(tagged.written(focus.from - 1), "(" | "[");
    (focus.to..tag.start).any(|at| match tagged.written(at) {
        ";" => true,
        ")" | "]" => bracketed,
        _ => false,
    })
}

//! When: the nearest period that governs the quantity, in its sentence or, where
//! it names none, in what the sentence goes on from.

use super::context::{beyond_break, from_of, header};
use crate::{
    claim::{
        Claim, Phrase,
        document::View,
        extract::{self, Before},
        focus::Focus,
        model::From,
        relation::Reading,
    },
    draft::BlockKind,
    language::{period::PeriodMention, tag::Tag},
    number::Period,
    rules::{Relation, pattern::Role},
    vocabulary::Class,
};

/// How many blocks back the figure before may stand whose period still holds.
const NEAR: usize = 2;

/// Words for a time, and what they mean.
type When = Phrase<Option<Period>>;

pub(in crate::claim) fn period(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<When> {
    if let Some((low, high)) = reading.bound(Role::Period)
        && let Some(tag) = focus.tagged().within(Class::Period, low, high).first()
    {
        return of_tag(focus, focus.block, tag, From::Stretch);
    }
    let moves = is_move(reading.relation);
    let stands = |tag: &&Tag| {
        let since = mention(focus.view, tag).is_some_and(|mention| mention.since);
        (!since || moves || focus.in_stretch(tag))
            && names_time(focus, focus.block, focus.view, tag)
            && !beyond_break(focus, tag)
            && (moves || !is_baseline(focus, tag))
    };
    if let Some(tag) = focus.closest(Class::Period).into_iter().find(stands) {
        return of_tag(focus, focus.block, tag, from_of(focus, tag));
    }
    super::clause::period(focus)
        .or_else(|| from_paragraph(focus, moves, before, claims))
        .or_else(|| from_header(focus))
        .or_else(|| from_lead_in(focus))
        .or_else(|| from_near_block(focus, moves, before, claims))
        .or_else(|| from_heading(focus))
}

fn is_move(relation: Relation) -> bool {
    matches!(relation, Relation::Change | Relation::Extreme)
}

fn mention<'d>(view: &'d View, tag: &Tag) -> Option<&'d PeriodMention> {
    view.tagged.periods().get(tag.period?)
}

fn of_tag(focus: &Focus, block: usize, tag: &Tag, from: From) -> Option<When> {
    let view = focus.document.views.get(block)?;
    let mention = mention(view, tag)?;
    Some(Phrase {
        text: mention.span.of(view.tagged.text).to_owned(),
        span: Some(extract::source_span(focus.document, block, mention.span)),
        from,
        value: mention.value,
    })
}

/// Whether a period tells when something was counted: not when it was printed or
/// said, and not when people were born.
fn names_time(focus: &Focus, block: usize, view: &View, tag: &Tag) -> bool {
    let document = focus.document;
    let dateline = document.draft.context.dateline;
    let dated = dateline.is_some_and(|(at, line)| at == block && line.overlaps(tag.span));
    let tagged = &view.tagged;
    let word = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id);
    let behind = |id: &str| {
        (tag.start.saturating_sub(4)..tag.start)
            .any(|at| word(at, id).is_some_and(|length| at + length == tag.start))
    };
    let published = tagged.of(Class::Speaker).iter().any(|speaker| {
        speaker.start == tag.end && document.attribute(speaker, "kind") == Some("document")
    });
    !dated
        && !published
        && !behind("not-counted-then")
        && !said_then(view, tag)
        && !is_citation(view, tag)
}

/// "the office said on 3 June": a day behind a verb of saying.
fn said_then(view: &View, tag: &Tag) -> bool {
    let day = mention(view, tag).and_then(|mention| mention.value);
    day.is_some_and(|day| day.is_snapshot())
        && view
            .tagged
            .of(Class::Speech)
            .iter()
            .any(|speech| speech.end == tag.start || speech.end + 1 == tag.start)
}

/// "Lund & Berg (2022)", "Crime survey (May 2019):": when a work appeared.
fn is_citation(view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let Some(open) = tag.start.checked_sub(1) else {
        return false;
    };
    let Some(name) = open.checked_sub(1) else {
        return false;
    };
    let place = tagged
        .of(Class::Place)
        .iter()
        .any(|place| place.end == open);
    tagged.written(open) == "("
        && tagged.written(tag.end) == ")"
        && !place
        && (tagged.written(name).starts_with(char::is_uppercase)
            || tagged
                .of(Class::Speaker)
                .iter()
                .any(|speaker| speaker.end == open))
}

/// "300 more than in 2022": the time that another figure is compared with.
fn is_baseline(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    tag.start > focus.to
        && (tag.start.saturating_sub(2)..tag.start)
            .any(|at| tagged.is_word(vocabulary, at, "comparing").is_some())
}

/// Whether a time holds for the sentences after: not "now" and not "a year earlier".
fn carries(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = &view.tagged;
    let length = tag.end - tag.start;
    let speaking = tagged.is_word(vocabulary, tag.start, "time-of-speaking") == Some(length);
    let back = tagged
        .is_word(vocabulary, tag.end - 1, "time-before")
        .is_some();
    !speaking && !back
}

/// Whether the time of a claim holds for the claims after it.
fn claim_carries(focus: &Focus, claim: &Claim, period: &When) -> bool {
    let Some(view) = focus.document.views.get(claim.block) else {
        return false;
    };
    let mut same = view.tagged.of(Class::Period).iter();
    same.find(|tag| tag.span.of(view.tagged.text) == period.text)
        .is_none_or(|tag| carries(focus, view, tag))
}

/// What the paragraph has said before: the time of the sentence with the last
/// figure, or one that was named since.
fn from_paragraph(
    focus: &Focus,
    moves: bool,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<When> {
    let before = before.filter(|before| before.block == focus.block);
    let low = before.map_or(0, |before| before.sentence + 1);
    let said = (low..focus.sentence).rev().take(2).find_map(|at| {
        let sentence = focus.view.sentences.get(at)?;
        let tags = focus
            .tagged()
            .within(Class::Period, sentence.low, sentence.high);
        let tag = tags.iter().find(|tag| holds_on(focus, focus.block, tag))?;
        of_tag(focus, focus.block, tag, From::Paragraph)
    });
    said.or_else(|| {
        let mut found = main_period(focus, moves, before?.block, claims)?;
        found.from = if before?.sentence == focus.sentence {
            From::Sentence.max(found.from)
        } else {
            From::PreviousClaim.max(found.from)
        };
        Some(found)
    })
}

/// Whether a time that stands in an earlier sentence with no figure still holds.
fn holds_on(focus: &Focus, block: usize, tag: &Tag) -> bool {
    let Some(view) = focus.document.views.get(block) else {
        return false;
    };
    names_time(focus, block, view, tag)
        && mention(view, tag).is_some_and(|mention| !mention.since)
        && carries(focus, view, tag)
}

/// The time of the last claims of a block: of those in one sentence the first's,
/// because what it is compared with comes after.
fn main_period(focus: &Focus, moves: bool, block: usize, claims: &[Claim]) -> Option<When> {
    let mut found: Option<(&Claim, &When)> = None;
    for claim in claims.iter().rev().take_while(|claim| claim.block == block) {
        let fits = moves || !is_move(claim.relation);
        let period = claim.period.as_ref();
        if let Some(period) = period.filter(|period| fits && claim_carries(focus, claim, period)) {
            match found {
                Some((first, _)) if first.sentence != claim.sentence => break,
                _ => found = Some((claim, period)),
            }
        } else if claim.period.is_some() && found.is_some() {
            break;
        }
    }
    found.map(|(_, period)| period.clone())
}

/// The time in the headers of a cell, in the corner of its table or in the caption.
fn from_header(focus: &Focus) -> Option<When> {
    let views = &focus.document.views;
    let is_cell = |view: &View| matches!(view.kind, BlockKind::Cell { .. });
    if !is_cell(focus.view) {
        return None;
    }
    let own = header(focus, Class::Period, &|view, tag| {
        Some(mention(view, tag)?.value)
    });
    own.or_else(|| {
        let first = views
            .iter()
            .take(focus.block)
            .rposition(|view| !is_cell(view))
            .map_or(0, |at| at + 1);
        let tag = views.get(first)?.tagged.of(Class::Period).first()?;
        of_tag(focus, first, tag, From::LeadIn)
    })
}

/// The last time that the lead-in of a list names.
fn from_lead_in(focus: &Focus) -> Option<When> {
    let BlockKind::ListItem {
        lead_in: Some(lead),
    } = focus.view.kind
    else {
        return None;
    };
    let tags = focus.document.views.get(*lead)?.tagged.of(Class::Period);
    let tag = tags.iter().rev().find(|tag| holds_on(focus, *lead, tag))?;
    of_tag(focus, *lead, tag, From::LeadIn)
}

/// The words for the period of the claim before, from up to two blocks back.
///
/// Too far to date the figure by: the words are told and the value is left open,
/// so that no verdict rests on it.
fn from_near_block(
    focus: &Focus,
    moves: bool,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<When> {
    let before = before.filter(|before| before.block < focus.block)?;
    let document = focus.document;
    let start = table_start(focus).unwrap_or(focus.block);
    let near = start.saturating_sub(before.block) <= NEAR || start <= before.block;
    if !near || !document.same_section(before.block, focus.block) {
        return None;
    }
    let mut period = main_period(focus, moves, before.block, claims)?;
    period.from = From::Paragraph.max(period.from);
    period.value = None;
    Some(period)
}

/// Where the table of a cell begins.
fn table_start(focus: &Focus) -> Option<usize> {
    let is_cell = |view: &View| matches!(view.kind, BlockKind::Cell { .. });
    let views = &focus.document.views;
    is_cell(focus.view).then(|| {
        views
            .iter()
            .take(focus.block)
            .rposition(|view| !is_cell(view))
            .map_or(0, |at| at + 1)
    })
}

/// "What happened in 2021": the time that the headline or the nearest heading names.
fn from_heading(focus: &Focus) -> Option<When> {
    let views = &focus.document.views;
    let mut heading = false;
    for (block, view) in views.iter().enumerate().take(focus.block).rev() {
        let title = *view.kind == BlockKind::Title;
        let head = matches!(view.kind, BlockKind::Heading(_));
        if (title || (head && !heading))
            && let Some(tag) = view
                .tagged
                .of(Class::Period)
                .iter()
                .find(|tag| holds_on(focus, block, tag))
        {
            return of_tag(focus, block, tag, From::Heading);
        }
        heading |= head;
    }
    None
}

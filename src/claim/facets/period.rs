//! When: the nearest period that governs the quantity, in its sentence or, where
//! it names none, in what the sentence goes on from.

use super::context::{beyond_break, from_before, from_of, header};
use crate::{
    claim::{
        Claim, Phrase,
        document::{Document, View},
        extract::{self, Before},
        focus::{Focus, Reach},
        model::From,
        relation::Reading,
    },
    draft::BlockKind,
    language::{period::PeriodMention, quantity::TakenFor, tag::Tag},
    number::Period,
    rules::{Relation, pattern::Role},
    text::Span,
    vocabulary::{Class, ConceptId},
};

/// How many blocks back the figure before may stand whose period still holds.
const NEAR: usize = 2;

/// Most tokens of the subject between a day and its verb of saying.
const SUBJECT: usize = 5;

/// Most tokens of the words that compare with a time: "compared with in 2019".
const LINK: usize = 4;

/// Most days of a time in which something is said and not counted.
const MONTH: i32 = 31;

/// Words for a time, and what they mean.
type When = Phrase<Option<Period>>;

pub(in crate::claim) fn period(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
    measure: &ConceptId,
) -> Option<When> {
    if let Some((low, high)) = reading.bound(Role::Period)
        && let Some(tag) = focus.tagged().within(Class::Period, low, high).first()
    {
        return of_tag(focus, focus.block, tag, From::Stretch);
    }
    let moves = is_move(reading.relation);
    // "the Dutch-born, 9% of the people, were 20% of suspects in 2020": a base has no time of its own.
    let base = !moves && measure.as_str() == "population";
    let level = matches!(reading.relation, Relation::Level | Relation::Share);
    let stands = |tag: &&Tag| {
        let apart = !moves && !focus.in_stretch(tag);
        let foreign = base && !is_fronted(focus, tag)
            || is_span_of_move(focus, tag, claims)
            || is_relative(focus, focus.view, tag);
        let another = (apart && foreign)
            || (level && moved_within(focus, tag, claims))
            || (base && focus.clause_ends_between(tag))
            || is_of_another(focus, tag)
            || (focus.reach(tag).0 > Reach::Fronted && super::clause::around(focus, tag).is_some());
        !another
            && names_time(focus, focus.block, focus.view, tag)
            && !beyond_break(focus, tag)
            && (moves || !is_baseline(focus, tag))
    };
    if let Some(tag) = focus.closest(Class::Period).into_iter().find(stands) {
        if let Some(clause) = super::clause::around(focus, tag) {
            return Some(clause);
        }
        return of_tag(focus, focus.block, tag, from_of(focus, tag));
    }
    if base {
        let apart = before.filter(|before| before.sentence != focus.sentence);
        return from_header(focus).or_else(|| from_paragraph(focus, moves, Some(apart?), claims));
    }
    super::clause::period(focus)
        .or_else(|| of_same_figure(focus, claims))
        .or_else(|| from_paragraph(focus, moves, before, claims))
        .or_else(|| from_header(focus))
        .or_else(|| from_lead_in(focus))
        .or_else(|| from_near_block(focus, moves, before, claims, measure))
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

/// "in a decade", "since 2015": how long something took, which holds for what moved.
fn is_span(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let opens = view.tagged.is_word(vocabulary, tag.start, "time-span");
    opens.is_some() || mention(view, tag).is_some_and(|mention| mention.since)
}

/// Whether a time opens its sentence before any number.
fn is_fronted(focus: &Focus, tag: &Tag) -> bool {
    let numbers = focus.tagged().numbers_within(focus.bounds.span);
    let first = numbers
        .iter()
        .find(|number| number.taken_for == TakenFor::Quantity);
    first.is_none_or(|number| tag.span.end <= number.span.start)
}

/// "since 2015" behind a figure that another stands before, or how long a move took beside this figure.
fn is_span_of_move(focus: &Focus, tag: &Tag, claims: &[Claim]) -> bool {
    let since = mention(focus.view, tag).is_some_and(|mention| mention.since);
    (since && tag.start > focus.to) || moved_within(focus, tag, claims)
}

/// "rose 9% in two years, to 300": how long a move took that the sentence tells of beside this figure.
fn moved_within(focus: &Focus, tag: &Tag, claims: &[Claim]) -> bool {
    let text = tag.span.of(focus.tagged().text);
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let moved = claims
        .iter()
        .rev()
        .take_while(|claim| claim.block == focus.block && claim.sentence == sentence)
        .any(|claim| {
            is_move(claim.relation)
                && claim
                    .period
                    .as_ref()
                    .is_some_and(|period| period.text == text)
        });
    moved && is_span(focus, focus.view, tag)
}

/// "…, up from 300 in 2019", "(2019: 300)": a time that hangs on another number.
fn is_of_another(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let number = |at: usize| {
        let token = tagged.row.get(at);
        token.is_some_and(|token| {
            let near = tagged.numbers_within(token.span);
            near.iter()
                .any(|number| number.taken_for == TakenFor::Quantity)
        })
    };
    let reach = focus.reach(tag).0;
    let colon = tagged.written(tag.end) == ":" && number(tag.end + 1);
    let behind = tag.start > focus.to;
    if (colon && behind) || reach == Reach::Next {
        return true;
    }
    let apart = behind && !focus.in_stretch(tag);
    apart && (tag.start.saturating_sub(2)..tag.start).any(number)
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
        && !said_then(document, view, tag)
        && !is_citation(view, tag)
}

/// "the office said on 3 June": a day behind a verb of saying.
fn said_then(document: &Document, view: &View, tag: &Tag) -> bool {
    let vocabulary = &document.pack.vocabulary;
    let day = mention(view, tag).and_then(|mention| mention.value);
    let word = |at: usize, id: &str| view.tagged.is_word(vocabulary, at, id);
    let long = || word(tag.end - 1, "time-long").is_some();
    let is_short = day.map_or_else(|| !long(), |day| day.days() <= MONTH);
    let speaking = word(tag.start, "time-of-speaking").is_some();
    let sentence = view
        .sentence_of(tag.start)
        .and_then(|at| view.sentences.get(at));
    let opens = !speaking && sentence.is_some_and(|sentence| tag.start <= sentence.low + 1);
    let counts = |speech: &Tag| {
        let between = Span::new(tag.span.end, speech.span.start.max(tag.span.end));
        !view.tagged.numbers_within(between).is_empty()
    };
    // "advised that on 1 February it held": the day of what is said.
    let of_what =
        |speech: &Tag| speech.end > speech.start + 1 && view.tagged.breaks_chunk(speech.end - 1);
    is_short
        && view
            .tagged
            .of(Class::Speech)
            .iter()
            .filter(|speech| !of_what(speech))
            .any(|speech| {
                speech.end == tag.start
                    || speech.end + 1 == tag.start
                    || (opens
                        && (tag.end..=tag.end + SUBJECT).contains(&speech.start)
                        && !counts(speech))
            })
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
    let as_of = tag
        .start
        .checked_sub(2)
        .is_some_and(|at| tagged.is_word(vocabulary, at, "as-of") == Some(2));
    let behind = matches!(focus.reach(tag).0, Reach::Shared | Reach::Behind);
    !as_of
        && (tag.start > focus.to || behind)
        && (tag.start.saturating_sub(LINK)..tag.start).any(|at| {
            let end = tagged
                .is_word(vocabulary, at, "comparing")
                .map(|length| at + length);
            let linked = || tagged.is_word(vocabulary, tag.start - 1, "where").is_some();
            end.is_some_and(|end| end == tag.start || (end + 1 == tag.start && linked()))
        })
}

/// "a year earlier", "the previous year": a time told from another.
fn is_relative(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| view.tagged.is_word(vocabulary, at, id).is_some();
    word(tag.end - 1, "time-before") || word(tag.start, "time-previous")
}

/// Whether a time holds for the sentences after: not "now" and not "a year earlier".
fn carries(focus: &Focus, view: &View, tag: &Tag, moves: bool) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = &view.tagged;
    let length = tag.end - tag.start;
    let speaking = tagged.is_word(vocabulary, tag.start, "time-of-speaking") == Some(length);
    let back = tagged
        .is_word(vocabulary, tag.end - 1, "time-before")
        .is_some();
    !speaking && !back && (moves || !is_span(focus, view, tag))
}

/// Whether the time of a claim holds for the claims after it.
fn claim_carries(focus: &Focus, claim: &Claim, period: &When, moves: bool) -> bool {
    let Some(view) = focus.document.views.get(claim.block) else {
        return false;
    };
    let mut same = view.tagged.of(Class::Period).iter();
    same.find(|tag| tag.span.of(view.tagged.text) == period.text)
        .is_none_or(|tag| carries(focus, view, tag, moves || !is_move(claim.relation)))
}

/// "Of the 2,310 arrests": the time of the figure that is named again.
fn of_same_figure(focus: &Focus, claims: &[Claim]) -> Option<When> {
    let mut period = same_figure(focus, claims)?.period.clone()?;
    period.from = From::PreviousClaim.max(period.from);
    Some(period)
}

/// The earlier claim whose number the sentence takes up with "the".
pub(in crate::claim) fn same_figure<'c>(focus: &Focus, claims: &'c [Claim]) -> Option<&'c Claim> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let numbers = tagged.numbers_within(focus.bounds.span);
    numbers
        .iter()
        .filter(|number| number.taken_for == TakenFor::Quantity && number.span != focus.number.span)
        .find_map(|number| {
            let (at, _) = tagged.token_range(number.span);
            let definite = at
                .checked_sub(1)
                .is_some_and(|at| tagged.is_word(vocabulary, at, "definite").is_some());
            let written = number.span.of(tagged.text);
            let long = written.chars().filter(char::is_ascii_digit).count() > 2;
            let found = || claims.iter().rev().find(|claim| claim.text == written);
            (definite && long).then(found).flatten()
        })
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
        let before = before?;
        let mut found = main_period(focus, moves, before.block, claims)?;
        found.from = from_before(focus, before, found.from);
        Some(found)
    })
}

/// Whether a time that stands in an earlier sentence with no figure still holds.
fn holds_on(focus: &Focus, block: usize, tag: &Tag) -> bool {
    let Some(view) = focus.document.views.get(block) else {
        return false;
    };
    // A line that is a date alone dates the draft.
    let alone = tag.start == 0 && tag.end == view.tagged.row.len();
    !alone && names_time(focus, block, view, tag) && carries(focus, view, tag, false)
}

/// The time of the last claims of a block: of those in one sentence the first's,
/// because what it is compared with comes after.
fn main_period(focus: &Focus, moves: bool, block: usize, claims: &[Claim]) -> Option<When> {
    let mut found: Option<(&Claim, &When)> = None;
    for claim in claims.iter().rev().take_while(|claim| claim.block == block) {
        let fits = moves || !is_move(claim.relation);
        let period = claim.period.as_ref();
        if let Some(period) =
            period.filter(|period| fits && claim_carries(focus, claim, period, moves))
        {
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
    measure: &ConceptId,
) -> Option<When> {
    let before = before.filter(|before| before.block < focus.block)?;
    if before.claim.measure.value != *measure {
        return None;
    }
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

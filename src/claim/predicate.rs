//! What is said of those whom a figure's phrase names: "half of those deported
//! had been convicted".
//!
//! A stage of the justice system in the predicate is what the figure measures; one
//! in the phrase only tells who is spoken of. Whether it may be said of them
//! depends on how far they had come: the arrested may be charged, and those
//! charged were all arrested.

use super::{focus::Focus, stops};
use crate::{
    language::tag::Tag,
    number::{Decimal, Kind},
    vocabulary::{Class, Part, TokenKind},
};

/// The rank of offending: a noun such as "offenders" says who is counted, and a verb beside it what.
pub(super) const WEAKEST: u8 = 1;

/// Most tokens between the phrase and its verb.
const TO_VERB: usize = 9;
/// Most tokens between the verb and what it says.
const TO_STAGE: usize = 6;

/// Most tokens from a stage to the end of the group behind it that has done it.
const AGENT: usize = 2;

/// Most tokens from a stage to the words that tell it was not the first.
const AGAIN: usize = 4;

/// The verb and the stage that are said of those whose phrase ends at token `to`.
pub(super) fn predicate<'d>(focus: &Focus<'d>, to: usize) -> Option<(usize, &'d Tag)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    // "57 of them, or about 14 per cent, had …"
    let to = past_aside(focus, to);
    // "12 of the 340 freed were …": past the number of all.
    let high = if to > focus.stretch_high {
        focus.next_quantity(to).unwrap_or(focus.bounds.high)
    } else {
        past_few(focus).unwrap_or(focus.stretch_high)
    };
    let parts = |at: &usize| stops::parts(tagged, *at);
    let end = (to..high).find(parts).unwrap_or(high);
    // "218 of the 660 sent home broke the law again"
    let again = tagged.within(Class::Measure, to, end).iter().next();
    if let Some(tag) = again.filter(|tag| tag.part == Part::Verb && is_again(focus, tag)) {
        return Some((tag.start, tag));
    }
    let verb = (to..end.min(to + TO_VERB)).find(|at| {
        let before = at.checked_sub(1).filter(|before| *before >= to);
        is(*at, "says-of") && !before.is_some_and(|before| is(before, "relative-word"))
    })?;
    // "were of people convicted of murder"
    if tagged.word(verb + 1) == "of" {
        return None;
    }
    // "… and they have committed": said of others.
    if (to..verb).any(|at| is(at, "subject-pronoun")) {
        return None;
    }
    let measures = tagged.within(Class::Measure, verb + 1, end);
    let stage = measures.iter().find(|tag| is_said(focus, tag))?;
    // "convicted of a further crime"
    let again = measures.iter().find(|tag| is_again(focus, tag));
    let stage = again
        .filter(|again| again.start <= stage.end + AGAIN)
        .unwrap_or(stage);
    // "are the work of migrants": a group in the predicate is told apart by it.
    let between = tagged.within(Class::Group, verb + 1, stage.end + AGENT);
    let foreign = |tag: &Tag| focus.document.is_foreign(tag);
    let near = words_between(focus, verb + 1, stage.start) <= TO_STAGE;
    (near && !between.iter().any(foreign)).then_some((verb, stage))
}

/// "have zero convictions", "had at least one conviction": up to where the next number but one
/// stands, where the next only says that there are some.
fn past_few(focus: &Focus) -> Option<usize> {
    let tagged = focus.tagged();
    let verb = focus.stretch_high.checked_sub(1)?;
    tagged.is_word(&focus.document.pack.vocabulary, verb, "says-of")?;
    let mut numbers = tagged.numbers_within(focus.bounds.span).iter();
    let next = numbers.find(|number| number.with_bound.0 == focus.stretch_high)?;
    let few = next.quantity.kind == Kind::Count
        && next
            .quantity
            .value
            .is_some_and(|value| value <= Decimal::TWO);
    let high = || focus.next_quantity(next.with_bound.1);
    few.then(|| high().unwrap_or(focus.bounds.high))
}

/// The token behind another figure for the same, set between marks; `to` where there is none.
fn past_aside(focus: &Focus, to: usize) -> usize {
    const LONGEST: usize = 9;
    let tagged = focus.tagged();
    let closing = match tagged.written(to) {
        "," => ",",
        "(" => ")",
        mark @ ("–" | "—") => mark,
        _ => return to,
    };
    let high = focus.bounds.high.min(to + LONGEST);
    let end = (to + 1..high).find(|at| tagged.written(*at) == closing);
    let figure = |end: usize| (to + 1..end).any(|at| tagged.is_in_quantity(at));
    let vocabulary = &focus.document.pack.vocabulary;
    let verb = |end: usize| tagged.is_word(vocabulary, end + 1, "says-of").is_some();
    end.filter(|end| figure(*end) && verb(*end))
        .map_or(to, |end| end + 1)
}

/// "a tenth of the first were, against a sixth of the second": whether the verb
/// behind a phrase leaves open what is said.
pub(super) fn is_open(focus: &Focus, to: usize) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let ends =
        |at: usize| matches!(tagged.written(at), "," | "." | ";") || is(at, "comparing").is_some();
    // "never do"
    let to = to + is(to, "denies").unwrap_or(0);
    is(to, "says-of").is_some_and(|length| ends(to + length))
}

/// "have never been convicted", "had no criminal record"
pub(super) fn is_denied(focus: &Focus, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let low = tag.start.saturating_sub(TO_STAGE).max(focus.bounds.low);
    let denied = |at: usize| focus.tagged().is_word(vocabulary, at, "denies").is_some();
    (low..tag.start).any(denied)
}

/// Whether a tag tells of something done again.
/// Whether a measure word tells of offending once more.
pub(super) fn is_again(focus: &Focus, tag: &Tag) -> bool {
    let id = focus.document.id(tag);
    id.is_some_and(|id| id.as_str() == "reoffending")
}

fn words_between(focus: &Focus, from: usize, to: usize) -> usize {
    let row = &focus.tagged().row;
    let words = row.get(from..to).unwrap_or_default().iter();
    words.filter(|token| token.kind == TokenKind::Word).count()
}

/// Whether a measure word behind a verb says what somebody has done or what was done to
/// them: a noun for deeds says only which are counted ("42 were violent crimes"), and
/// where people are not ("not in custody") is nothing they have done.
fn is_said(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let people = focus.document.id(tag);
    let nothing = focus.document.attribute(tag, "nothing").is_some();
    if nothing || people.is_none_or(|id| id.as_str() == "population") {
        return false;
    }
    let rank = tag.concept.map_or(0, |at| vocabulary.concept_at(at).rank);
    let person = || {
        let nouns = tagged
            .of(Class::Person)
            .iter()
            .chain(tagged.of(Class::Group));
        nouns.into_iter().any(|noun| noun.end == tag.end)
    };
    let deeds = rank == WEAKEST && tag.part != Part::Verb && !person();
    !deeds && !is_absence(focus, tag)
}

/// "were not in custody": where people are not is nothing that was done to them.
pub(super) fn is_absence(focus: &Focus, tag: &Tag) -> bool {
    const NEAR: usize = 4;
    let vocabulary = &focus.document.pack.vocabulary;
    let low = tag.start.saturating_sub(NEAR).max(focus.bounds.low);
    let denied = |at: usize| focus.tagged().is_word(vocabulary, at, "denies").is_some();
    is_place(focus, tag) && (low..tag.start).any(denied)
}

/// "in custody"
fn is_place(focus: &Focus, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = focus.tagged();
    let low = tag.start.saturating_sub(2).max(focus.bounds.low);
    let nouns = ["prisoners", "stopped", "detention", "arrests"];
    let id = tag.concept.map(|at| vocabulary.concept_at(at).id.as_str());
    let place = id.is_some_and(|id| nouns.contains(&id)) && tag.part == Part::Label;
    let located = |at: usize| tagged.is_word(vocabulary, at, "located-in").is_some();
    place && (low..=tag.start).any(located)
}

/// How far on in the justice system a tag is, if it is a stage of it.
pub(super) fn stage(focus: &Focus, tag: &Tag) -> Option<u8> {
    let written = focus.document.attribute(tag, "stage")?;
    written.parse().ok()
}

/// How far those in tokens `low..high` had come; none where nothing is told of it.
pub(super) fn furthest(focus: &Focus, low: usize, high: usize) -> Option<u8> {
    let tags = focus.tagged().within(Class::Measure, low, high).iter();
    tags.filter_map(|tag| stage(focus, tag)).max()
}

/// Whether what is told at `tag` came after what had been done to the people spoken of:
/// it has held up to now ("have been convicted"), or a word says so ("were charged within a year").
pub(super) fn came_later(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let low = tag.start.saturating_sub(TO_STAGE).max(focus.bounds.low);
    let verb = (low..tag.start).rev().find(|at| is(*at, "says-of"));
    let now = verb.is_some_and(|at| is(at, "up-to-now"));
    let never = verb.is_some_and(|at| (at..tag.end).any(|at| is(at, "denies")));
    let later = || (low..focus.stretch_high).any(|at| is(at, "later-on"));
    !is_place(focus, tag) && ((now && !never) || later())
}

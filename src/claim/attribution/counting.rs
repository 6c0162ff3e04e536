//! Who counted or looked into something, and so gives the figures, where nobody
//! is told as saying them: "the border guard registered 300", "The institute
//! followed everyone born in 1980. Of the men …".

use super::super::{document::Sentence, focus::Focus};
use super::ground::{Ground, Range};
use super::subject::Subject;
use super::{named::Role, quoted};
use crate::vocabulary::Class;

/// A block and a noun phrase in it.
type Place = (usize, Range);

/// The body that is told, before the figure in its sentence, to have counted what the figure counts, and what the
/// figure has it for.
pub(super) fn body(focus: &Focus, ground: Ground) -> Option<(Place, Role)> {
    let sentence = focus.bounds;
    let verb = |at: &usize| ground.has(*at, "counting-verb");
    (sentence.low..focus.from)
        .rev()
        .filter(verb)
        .find_map(|at| {
            let named = actor(ground, at, sentence);
            named.map_or_else(
                || office_before(ground, at, sentence),
                |range| Some(((ground.block, range), of_counter(ground, range))),
            )
        })
}

/// "The statistics office disagrees. In 2020 it registered 300": the office that "it" before the verb at token `at`
/// stands for.
fn office_before(ground: Ground, at: usize, sentence: Sentence) -> Option<(Place, Role)> {
    let Subject::Pronoun { at, person: false } = ground.left(at, sentence)? else {
        return None;
    };
    let (block, range) = quoted::antecedent(ground, at, false)?;
    let there = Ground::new(ground.document, block)?;
    there
        .keeps_count(range)
        .then_some(((block, range), Role::Data))
}

/// What somebody who counts gives: a statistics office data, anybody else word of it.
fn of_counter(ground: Ground, range: Range) -> Role {
    if ground.keeps_count(range) {
        Role::Data
    } else {
        Role::Actor
    }
}

/// "The paper used court records: 30 per cent …": who looked into something before a colon ahead of the figure, and
/// into which data.
pub(super) fn leading(focus: &Focus, ground: Ground) -> Option<(Place, Option<Place>)> {
    let sentence = focus.bounds;
    let colon = (sentence.low..focus.from).find(|at| ground.mark(*at) == Some(":"))?;
    let range = studied(ground, sentence, colon)?;
    let end = |at: usize| Some(at + ground.word(at, "studying-verb")?);
    let data = (range.1..colon)
        .find_map(end)
        .and_then(|end| ground.phrase_after(end, sentence, true))
        .filter(|data| ground.role(*data) == Role::Data);
    let place = |range: Range| (ground.block, range);
    Some((place(range), data.map(place)))
}

/// Who looked into something in the sentence before, which gives no figure itself.
pub(super) fn student(focus: &Focus, ground: Ground) -> Option<(Place, Role)> {
    let before = focus.sentence.checked_sub(1)?;
    let sentence = *focus.view.sentences.get(before)?;
    let range = studied(ground, sentence, sentence.high)?;
    Some(((ground.block, range), of_counter(ground, range)))
}

/// Who looks into something in a sentence up to token `high`.
fn studied(ground: Ground, sentence: Sentence, high: usize) -> Option<Range> {
    let counts = (sentence.low..high).any(|at| ground.quantity_at(at).is_some());
    let verb = |at: &usize| ground.has(*at, "studying-verb");
    let at = (sentence.low..high).filter(|_| !counts).find(verb)?;
    actor(ground, at, sentence)
}

/// The person or body that is the subject of the verb at token `at` and opens its clause.
fn actor(ground: Ground, at: usize, sentence: Sentence) -> Option<Range> {
    let Subject::Named(range) = ground.left(at, sentence)? else {
        return None;
    };
    let speaks = ground
        .head(range)
        .is_some_and(|tag| tag.class == Class::Speaker);
    let people = !ground
        .tagged()
        .within(Class::Group, range.0, range.1)
        .is_empty();
    // "thefts Leeds Police recorded": they are not what is told of.
    let told_of = [Class::Offence, Class::Measure].into_iter().any(|class| {
        let mut tags = ground.tagged().within(class, range.0, range.1).iter();
        tags.any(|tag| ground.tag_over(Class::Speaker, tag.start).is_none())
    });
    // "thefts the police recorded"
    let relative = ground.is_article(range.0)
        && range.0 > sentence.low
        && ground.mark(range.0 - 1).is_none()
        && ground.tag_ending(Class::Period, range.0).is_none()
        && !ground.has(range.0 - 1, "phrase-lead");
    let says = speaks && !people && !told_of && !relative;
    (says && matches!(ground.role(range), Role::Actor | Role::Document)).then_some(range)
}

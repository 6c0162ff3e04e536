//! Counts of things that no list has: "eleven watches", "82 hotels", "300 visitors";
//! and bare numbers that go on with a length of time: "12 months, or 24 for some".
//!
//! People, crimes and what justice does with them are in the vocabulary, so that the
//! plural noun right behind a count that no list knows is of neither.

use super::{
    document::{Document, View},
    focus::Focus,
};
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    number::{Decimal, Kind},
    vocabulary::{Class, TokenKind},
};

/// No length of time is written with so many years, months or days.
const LONG: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);

/// Why a number is no claim, if it counts things that are neither people nor crimes.
pub(super) fn counts_other(
    document: &Document,
    (block, view): (usize, &View),
    sentence: usize,
    number: &Number,
) -> Option<String> {
    if number.quantity.kind != Kind::Count {
        return None;
    }
    let focus = Focus::new(document, block, sentence, number)?;
    let vocabulary = &document.pack.vocabulary;
    let word = |at: usize, id: &str| view.tagged.is_word(vocabulary, at, id).is_some();
    let ends = |at: &usize| {
        let links = ["preposition", "relative-word", "narrowing-link"];
        let mut numbers = view.tagged.numbers().iter();
        links.into_iter().any(|id| word(*at, id)) || numbers.any(|other| other.tokens.0 == *at)
    };
    let high = focus.unit_end();
    let high = (focus.to..high).find(ends).unwrap_or(high);
    let noun = (focus.to..high).find(|at| is_plural(document, view, *at))?;
    let covered = |class: Class| {
        let mut tags = view.tagged.of(class).iter();
        tags.any(|tag| tag.start <= noun && noun < tag.end)
    };
    let known = [
        Class::Group,
        Class::Person,
        Class::Measure,
        Class::Offence,
        Class::Period,
        Class::Place,
        Class::Source,
        Class::Speaker,
        Class::Sex,
    ];
    // "with 600 tops the list"
    let verb = noun == focus.to && word(noun + 1, "phrase-determiner");
    let allowed = known.into_iter().any(covered) || word(noun, "countable") || verb;
    (!allowed).then(|| "counts things that are neither people nor crimes".to_owned())
}

/// Why a bare number is no claim, if it is as long as a time told before it: "from 24 months to 12".
pub(super) fn of_time(
    document: &Document,
    view: &View,
    sentence: usize,
    number: &Number,
) -> Option<String> {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let word = |at: Option<usize>, ids: &[&str]| {
        at.is_some_and(|at| {
            let mut ids = ids.iter();
            ids.any(|id| tagged.is_word(vocabulary, at, id).is_some())
        })
    };
    let bounds = view.sentences.get(sentence)?;
    let (from, to) = number.tokens;
    let mut earlier = tagged.numbers_within(bounds.span).iter().rev();
    let before = earlier.find(|other| other.span.end <= number.span.start)?;
    let (low, high) = before.tokens;
    let foreign = |tag: &Tag| document.is_foreign(tag);
    let named = tagged
        .within(Class::Group, high, to + 1)
        .iter()
        .any(foreign);
    let length = before.taken_for == TakenFor::Duration;
    let lasts = word(low.checked_sub(1), &["copula", "range-from"]);
    let goes_on = ["alternative", "range-to", "copula"];
    let goes_on = word(from.checked_sub(1), &goes_on);
    let next = tagged.row.get(to).filter(|_| to < bounds.high);
    let bare = next.is_none_or(|token| token.kind == TokenKind::Mark)
        || tagged.breaks_chunk(to)
        || word(Some(to), &["preposition"]);
    let short = number.quantity.value.is_some_and(|value| value < LONG);
    let count = short && number.quantity.kind == Kind::Count && number.bound_span.is_none();
    (count && bare && length && lasts && goes_on && !named).then(|| "a length of time".to_owned())
}

/// Whether the word at token `at` looks like a noun for several things.
fn is_plural(document: &Document, view: &View, at: usize) -> bool {
    let window = &document.pack.window;
    let tagged = &view.tagged;
    let written = tagged.written(at);
    let word = tagged
        .row
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word);
    let ends = |endings: &[String]| endings.iter().any(|end| written.ends_with(end.as_str()));
    let long = written.chars().count() > 3;
    let owner = matches!(tagged.written(at + 1), "'" | "’" | "-");
    let small = written.chars().all(char::is_lowercase);
    word && long && small && !owner && ends(&window.plural) && !ends(&window.not_plural)
}

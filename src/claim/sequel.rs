//! Numbers that are what the number before them in the sentence is: the small
//! counts of a list of claims, and the figures set beside one that is no claim.

use super::{
    document::{Document, View},
    extract::{Before, source_span},
    focus::Focus,
    scope, stops,
    thread::Thread,
    unit,
};
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    number::{Decimal, Kind},
    vocabulary::Class,
};

/// Most tokens between two numbers of a list.
const REACH: usize = 9;
/// Most tokens between a number and its noun.
const NEAR: usize = 5;
/// From here on a count is more than how many places or offices there are.
const LARGE: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// "14 residents arrested, nine charged, two convicted", "12 per cent of inmates are Poles, 4 Czechs": a count
/// goes on a list whose last one is a claim.
pub(super) fn lists_on(
    document: &Document,
    (block, sentence): (usize, usize),
    number: &Number,
    thread: Thread,
) -> bool {
    let some = number
        .quantity
        .value
        .is_some_and(|value| value >= Decimal::ONE);
    let counted = number.quantity.kind == Kind::Count && number.bound_span.is_none() && some;
    let Some(last) = thread.claims.last().filter(|_| counted) else {
        return false;
    };
    if thread.last != Some((block, sentence)) {
        return false;
    }
    if last.quantity.kind != Kind::Count {
        let before = Before {
            claim: last,
            block,
            sentence,
        };
        let focus = Focus::new(document, block, sentence, number);
        return focus.is_some_and(|focus| unit::of(&focus, Some(&before)).is_some());
    }
    let view = document.views.get(block);
    let before = view.and_then(|view| Some((view, before(view, sentence, number)?)));
    before.is_some_and(|(view, before)| {
        let (_, low) = before.with_bound;
        let (high, _) = number.with_bound;
        let same = source_span(document, block, before.span) == last.span;
        let parts = (low..high).any(|at| parts(document, view, at));
        same && parts && low + REACH >= high && !of_them(document, view, number)
    })
}

/// "57% fear foreign criminals; in 2020 it was 42%": a number that names nobody and no crime
/// is what the number before it is, which was excluded.
pub(super) fn of_excluded(
    document: &Document,
    view: &View,
    sentence: usize,
    number: &Number,
) -> Option<String> {
    let before = before(view, sentence, number)?;
    if !weighs(document, view, before) && !of_them(document, view, number) {
        return None;
    }
    let tagged = &view.tagged;
    let (from, to) = number.with_bound;
    let (_, low) = before.with_bound;
    let bounds = view.sentences.get(sentence)?;
    let start = (low..from).rev().find(|at| parts(document, view, *at));
    let start = start.map_or(low, |at| at + 1);
    let vocabulary = &document.pack.vocabulary;
    let breaks = |at: usize| tagged.is_word(vocabulary, at, "statement-break").is_some();
    let end = (to..bounds.high).find(|at| parts(document, view, *at) || breaks(*at));
    let end = end.unwrap_or(bounds.high);
    // "burglaries fell 12% and robberies 8%"
    let of_crime = matches!(before.quantity.kind, Kind::Percent | Kind::Fraction)
        || of_them(document, view, number);
    let offence = (!of_crime).then_some(Class::Offence);
    let known = [Class::Group, Class::Person, Class::Measure]
        .into_iter()
        .chain(offence);
    let names = |class: Class| {
        let mut tags = tagged.of(class).iter();
        tags.any(|tag| tag.start < end && start < tag.end)
    };
    // "crime dropped by 60 per cent, from 5,900 to 2,335 offences": an end of what was excluded.
    let link = from.checked_sub(1);
    let is_end = link.is_some_and(|at| {
        let word = |id: &str| tagged.is_word(vocabulary, at, id).is_some();
        word("range-from") || word("range-to")
    });
    if !is_end && { known }.any(names) {
        return None;
    }
    scope::excluded_for_good(document, view, sentence, before)
        .or_else(|| of_excluded(document, view, sentence, before))
}

/// Whether what is told behind a number is told of the same: a percentage, or a large count of no group.
fn weighs(document: &Document, view: &View, number: &Number) -> bool {
    let quantity = &number.quantity;
    let (_, to) = number.with_bound;
    let group = |tag: &Tag| document.is_foreign(tag) && (to..to + NEAR).contains(&tag.start);
    match quantity.kind {
        Kind::Vague => false,
        Kind::Count => {
            let large = quantity.value.is_some_and(|value| value >= LARGE);
            large && !view.tagged.of(Class::Group).iter().any(group)
        }
        _ => true,
    }
}

/// Whether a number is a part of those counted before: "12 of them".
fn of_them(document: &Document, view: &View, number: &Number) -> bool {
    let (_, to) = number.with_bound;
    let vocabulary = &document.pack.vocabulary;
    view.tagged.is_word(vocabulary, to, "of-them").is_some()
}

/// The quantity before a number in its sentence.
fn before<'v>(view: &'v View, sentence: usize, number: &Number) -> Option<&'v Number> {
    let bounds = view.sentences.get(sentence)?;
    let numbers = view.tagged.numbers_within(bounds.span);
    let mut earlier = numbers.iter().rev();
    earlier
        .find(|other| other.taken_for == TakenFor::Quantity && other.span.end <= number.span.start)
}

/// Whether a mark or an "and" parts the words at a token.
fn parts(document: &Document, view: &View, at: usize) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    stops::parts(tagged, at) || tagged.is_word(vocabulary, at, "join").is_some()
}

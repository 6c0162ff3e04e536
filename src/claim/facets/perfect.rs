//! Figures told in the perfect: "of those who came in 2015, 40 have since been convicted".
//!
//! English puts no past and closed time to a perfect, so that one beside it is of something
//! else: when those counted came, or when the figure before was taken. A time that goes on
//! until now ("since 2015", "so far this year") may well be of it.

use super::when::{is_span, mention};
use crate::{
    claim::{document::View, focus::Focus},
    language::{quantity::TakenFor, tag::Tag},
    vocabulary::{Class, Part},
};

/// Most tokens from the auxiliary to its participle: "have ever since been".
const TO_PARTICIPLE: usize = 5;

/// The auxiliary of the verb that tells the figure: "128 have since been charged", "police
/// have charged 128", "128 had been charged".
pub(super) fn auxiliary(focus: &Focus) -> Option<usize> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let participle = |at: usize, high: usize| {
        let high = high.min(at + TO_PARTICIPLE + 1);
        let verbs = tagged.within(Class::Measure, at + 1, high);
        let been = |tag: &Tag| word(tag.start - 1, "been");
        verbs
            .iter()
            .any(|verb| verb.part == Part::Verb || been(verb))
    };
    let relative = |at: usize| at > 0 && word(at - 1, "relative-word");
    let tells = |at: &usize, high: usize| word(*at, "perfect") && participle(*at, high);
    let verb = |at: &usize| word(*at, "says-of") && !relative(*at);
    let behind = (focus.to..phrase_end(focus)).find(verb);
    let (low, _) = focus.clause();
    let before = || (low..focus.from).rev().find(verb);
    let behind = behind.filter(|at| tells(at, focus.bounds.high));
    behind.or_else(|| before().filter(|at| tells(at, focus.from)))
}

/// Where the statement that begins with the number may end: past the number of all it is
/// taken of, at the next mark or number.
fn phrase_end(focus: &Focus) -> usize {
    let tagged = focus.tagged();
    let based = ends_in_base_word(focus, focus.to, focus.stretch_high);
    let numbers = tagged.numbers_within(focus.bounds.span).iter();
    let mut numbers = numbers
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .map(|number| number.with_bound.0)
        .filter(|from| *from > focus.stretch_high);
    let next = numbers.next().unwrap_or(focus.bounds.high);
    let high = if based { next } else { focus.stretch_high };
    let mark = |at: &usize| matches!(tagged.written(*at), "," | ";" | ":" | "(" | "–" | "—");
    (focus.to..high).find(mark).unwrap_or(high)
}

/// Whether words such as "of the" end where a number begins.
fn ends_in_base_word(focus: &Focus, low: usize, high: usize) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let base = |at: usize| focus.tagged().is_word(vocabulary, at, "base-word");
    low > focus.bounds.low && (low..high).any(|at| base(at) == Some(high - at))
}

/// Whether the figure is told in the perfect, and not in the pluperfect.
pub(super) fn is_perfect(focus: &Focus) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let now = |at: usize| focus.tagged().is_word(vocabulary, at, "up-to-now");
    auxiliary(focus).is_some_and(|at| now(at).is_some())
}

/// Whether a time is past and closed: no "since 2015", no "this year".
pub(super) fn is_closed(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let since = mention(view, tag).is_some_and(|mention| mention.since);
    let open = view.tagged.is_word(vocabulary, tag.start, "time-open");
    !since && open.is_none() && !is_span(focus, view, tag)
}

/// Whether a time is of those counted, and not of what has been done to them: between the
/// number and the auxiliary, or in the words of the whole before the number.
pub(super) fn is_of_those_counted(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is_base = ends_in_base_word(focus, focus.stretch_low, focus.from);
    let lasts = is_base || is_span(focus, focus.view, tag);
    let Some(verb) = auxiliary(focus).filter(|_| !lasts) else {
        return false;
    };
    let low = focus.bounds.low;
    let whole = tagged.is_word(vocabulary, low, "base-word").is_some() && tag.end <= focus.from;
    whole || (focus.to <= tag.start && tag.end <= verb)
}

//! Numbers that tell of one person: how many a man has killed, how often he was deported.
//!
//! A sentence that speaks of foreigners only as of one ("a Tunisian", "a 31-year-old")
//! tells an incident, whatever small numbers follow.

use super::{
    document::{Document, Sentence, View},
    stops,
};
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    number::{Decimal, Kind},
    vocabulary::Class,
};

/// From here on a count is more than one person has done.
const MANY: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
/// Most tokens between an article and the word for one person.
const NEAR: usize = 7;

/// Why a number is no claim, if its sentence tells of one person.
pub(super) fn of_one(
    document: &Document,
    view: &View,
    sentence: usize,
    number: &Number,
) -> Option<String> {
    let value = number.quantity.value;
    let small = value.is_some_and(|value| value < MANY && value.is_integer());
    if number.quantity.kind != Kind::Count || !small || number.bound_span.is_some() {
        return None;
    }
    let tagged = &view.tagged;
    let word = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id).is_some();
    let (from, to) = number.tokens;
    let bounds = view.sentences.get(sentence)?;
    // "three of the 40 charged"
    if word(to, "base-word") || (bounds.low..from).any(|at| word(at, "each-one")) {
        return None;
    }
    tells_of_one(document, view, *bounds, from).then(|| "what one person did".to_owned())
}

/// Whether a sentence names one foreigner, or somebody of an age, before token `before`, and no more.
fn tells_of_one(document: &Document, view: &View, bounds: Sentence, before: usize) -> bool {
    let tagged = &view.tagged;
    let word = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id).is_some();
    // "cases with an asylum seeker as suspect", "one in eight is a foreigner": any of them.
    let stands = |at: usize| {
        let mut links = ["copula", "share-of", "agent", "attribute-of"].into_iter();
        let led = links.any(|id| (at.saturating_sub(2)..at).any(|at| word(at, id)));
        word(at, "one-of-them") && !led
    };
    let single = |start: usize| {
        let low = start.saturating_sub(NEAR).max(bounds.low);
        let article = (low..=start).rev().find(|at| word(*at, "one-of-them"));
        article.is_some_and(|at| stands(at) && !(at + 1..start).any(|at| ends(document, view, at)))
    };
    let groups = tagged.within(Class::Group, bounds.low, bounds.high).iter();
    let foreign: Vec<&Tag> = groups.filter(|tag| document.is_foreign(tag)).collect();
    if foreign.iter().any(|tag| !single(tag.start)) {
        return false;
    }
    let named = foreign.iter().any(|tag| tag.start < before);
    let mut numbers = tagged.numbers_within(bounds.span).iter();
    let told = numbers.any(|other| {
        let (from, to) = other.tokens;
        let article = from.checked_sub(1);
        let article = article.is_some_and(stands);
        let aged = other.taken_for == TakenFor::Age && article;
        // "had been deported five times"
        let last = to.checked_sub(1).filter(|at| *at > from);
        let mut often = [Some(to), last].into_iter().flatten();
        let often = often.find(|at| word(*at, "how-often"));
        let deeds = tagged.within(Class::Measure, from.saturating_sub(2), from);
        let often = often.is_some_and(|at| ends(document, view, at + 1)) && !deeds.is_empty();
        from < before && (aged || often)
    });
    named || told
}

/// Whether what is said ends at token `at`.
fn ends(document: &Document, view: &View, at: usize) -> bool {
    let tagged = &view.tagged;
    stops::ends(tagged, at)
        || tagged
            .is_word(&document.pack.vocabulary, at, "join")
            .is_some()
}

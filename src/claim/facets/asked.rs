//! What a share is taken of where a question or a mention with no number says so:
//! "How many of those held are foreign? It is 22 per cent", "what share of inmates
//! are foreign".

use super::taken::share_of;
use crate::{
    claim::{Claim, extract, focus::Focus, narrowing::whole_phrase, part::past_total},
    vocabulary::Class,
};

/// How many sentences away the question may stand.
const NEAR: usize = 2;

/// The phrase of the last question before the number, if no share was told since.
pub(super) fn before(focus: &Focus, claims: &[Claim]) -> Option<(usize, usize)> {
    let first = focus.sentence.saturating_sub(NEAR);
    let low = focus.view.sentences.get(first)?.low;
    let asked = |at: usize| asked_at(focus, at, focus.from);
    let (from, to) = (low..focus.from).rev().find_map(asked)?;
    let told = claims.iter().rev().find(|claim| claim.whole.is_some());
    let span = focus.tagged().token_span(from, to);
    let start = extract::source_span(focus.document, focus.block, span).start;
    told.is_none_or(|claim| claim.span.start < start)
        .then_some((from, to))
}

/// The phrase of the next question behind the number.
pub(super) fn behind(focus: &Focus) -> Option<(usize, usize)> {
    let sentences = &focus.view.sentences;
    let last = (focus.sentence + NEAR).min(sentences.len().checked_sub(1)?);
    let high = sentences.get(last)?.high;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let asks = |at: &usize| tagged.is_word(vocabulary, *at, "how-many-of").is_some();
    let mut questions = (focus.to..high).filter(asks);
    questions.find_map(|at| asked_at(focus, at, high))
}

/// The phrase of a question that begins at token `at`.
fn asked_at(focus: &Focus, at: usize, high: usize) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let high = focus.view.sentence_end(at).min(high);
    if let Some(length) = tagged.is_word(vocabulary, at, "how-many-of") {
        let (from, to) = whole_phrase(tagged, vocabulary, past_total(focus, at + length), high)?;
        let people = [Class::Person, Class::Measure, Class::Offence, Class::Group].into_iter();
        let mut named = people.flat_map(|class| tagged.within(class, from, to));
        return named.next().map(|_| (from, to));
    }
    tagged.is_word(vocabulary, at, "share-word")?;
    // A share with its number beside it is no question.
    let figure = (at.saturating_sub(2)..=at + 1).any(|at| tagged.is_in_quantity(at));
    if figure {
        return None;
    }
    share_of(focus, (at + 1, high), true)
}

//! Groups of which it is said that people do not belong to them: "88 per cent were not immigrants".

use super::context::narrowed;
use crate::{
    claim::{Phrase, extract, focus::Focus, stops},
    vocabulary::{Class, Group},
};

/// Most tokens from a negation to the group: "not committed by the".
const REACH: usize = 8;

/// The group as it is told: where a negation stands before its name, those who do not belong to it, whom
/// no table counts under that name.
pub(in crate::claim) fn as_told(
    focus: &Focus,
    phrase: Option<Phrase<Group>>,
) -> Option<Phrase<Group>> {
    let phrase = phrase?;
    let Some(from) = negation(focus, &phrase) else {
        let value = phrase.value.clone();
        let value = if is_left_out(focus) {
            narrowed(value)
        } else {
            value
        };
        return Some(Phrase { value, ..phrase });
    };
    let negated = extract::phrase(focus, focus.block, from, phrase.from, phrase.value.clone());
    negated.or(Some(phrase)).map(|phrase| Phrase {
        value: narrowed(phrase.value),
        ..phrase
    })
}

/// "12 per cent were immigrants, 88 per cent were not": a negation with no name behind it.
fn is_left_out(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let past = |at: usize, id: &str| at + tagged.is_word(vocabulary, at, id).unwrap_or(0);
    let verb = past(focus.to, "relative-word");
    let not = |at: usize| {
        let end = past(at, "turns-group");
        end > at && stops::ends(tagged, end)
    };
    let bare = tagged.is_word(vocabulary, verb, "clause-verb");
    not(verb) || bare.is_some_and(|length| not(verb + length))
}

/// The tokens from a negation to the end of the group that it turns round.
fn negation(focus: &Focus, phrase: &Phrase<Group>) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let span = phrase.span?;
    let mut names = tagged.of(Class::Group).iter();
    let name = names.find(|tag| {
        let own = extract::source_span(focus.document, focus.block, tag.span);
        own.overlaps(span)
    })?;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let low = name.start.saturating_sub(REACH).max(focus.bounds.low);
    let gap = |mut at: usize| {
        while at < name.start {
            match word(at, "behind-negation") {
                Some(length) => at += length,
                None if tagged.written(at) == "-" => at += 1,
                None => return false,
            }
        }
        at == name.start
    };
    let start = (low..name.start).rev().find(|at| {
        let end = word(*at, "turns-group").map(|length| at + length);
        end.is_some_and(|end| end <= name.start && gap(end))
    })?;
    Some((start, name.end))
}

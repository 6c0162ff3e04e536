//! Who says a number, and from which data it is taken.

use super::{
    Phrase,
    extract::{Before, phrase},
    focus::Focus,
    model::From,
};
use crate::{
    language::{
        quotation::QuotationKind,
        tag::{Tag, Tagged},
    },
    vocabulary::{Class, TokenKind},
};

/// Speaker and source of a claim.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) speaker: Option<Phrase<()>>,
    pub(super) source: Option<Phrase<()>>,
}

pub(super) fn attribute(focus: &Focus, before: Option<&Before>) -> Said {
    let mut said = Said::default();
    in_sentence(focus, focus.sentence, From::Sentence, &mut said);
    if said.source.is_none() {
        said.source = data(focus);
    }
    let quoted = focus.view.quotations.iter().any(|quotation| {
        quotation.kind == QuotationKind::Speech && quotation.span.overlaps(focus.number.span)
    });
    if said.speaker.is_none() && quoted {
        let sentences = focus.view.sentences.len();
        for sentence in (focus.sentence + 1..sentences).chain((0..focus.sentence).rev()) {
            in_sentence(focus, sentence, From::Paragraph, &mut said);
            if said.speaker.is_some() {
                break;
            }
        }
    }
    if let Some(before) = before.filter(|before| before.block == focus.block) {
        let carry = |phrase: &Phrase<()>| {
            let mut phrase = phrase.clone();
            phrase.from = From::PreviousClaim.max(phrase.from);
            phrase
        };
        let near = before.sentence == focus.sentence || quoted == before.claim.quoted;
        if said.speaker.is_none() && near {
            said.speaker = before.claim.speaker.as_ref().map(carry);
        }
        if said.source.is_none() {
            said.source = before.claim.source.as_ref().map(carry);
        }
    }
    said
}

/// Looks for verbs of saying in one sentence of the focus's block.
fn in_sentence(focus: &Focus, sentence: usize, from: From, said: &mut Said) {
    let Some(bounds) = focus.view.sentences.get(sentence) else {
        return;
    };
    let tagged = focus.tagged();
    for verb in tagged.within(Class::Speech, bounds.low, bounds.high) {
        if in_quotation(focus, verb) {
            continue;
        }
        let order = focus.document.attribute(verb, "order");
        let subject = match order {
            Some("after") => right(tagged, verb, bounds.high),
            _ => left(focus, verb, bounds.low).or_else(|| right(tagged, verb, bounds.high)),
        };
        let Some((low, high)) = subject else {
            continue;
        };
        let found = phrase(focus, focus.block, (low, high), from, ());
        let data = !tagged.within(Class::Source, low, high).is_empty();
        if data {
            said.source = said.source.take().or(found);
        } else {
            said.speaker = said.speaker.take().or(found);
        }
    }
}

fn in_quotation(focus: &Focus, tag: &Tag) -> bool {
    focus.view.quotations.iter().any(|quotation| {
        quotation.kind == QuotationKind::Speech && quotation.span.overlaps(tag.span)
    })
}

/// The noun phrase before a verb: back to a mark, a verb or the sentence's start.
fn left(focus: &Focus, verb: &Tag, low: usize) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let mut start = verb.start;
    while start > low {
        let at = start - 1;
        let token = tagged.row.get(at)?;
        let mark =
            token.kind == TokenKind::Mark && !matches!(tagged.written(at), "-" | "'" | "’" | "&");
        if mark || (tagged.breaks_chunk(at) && tagged.word(at) != "for") {
            break;
        }
        start = at;
    }
    noun_phrase(tagged, start, verb.start)
}

/// The noun phrase after a verb: up to a mark or a verb.
fn right(tagged: &Tagged, verb: &Tag, high: usize) -> Option<(usize, usize)> {
    let mut end = verb.end;
    while end < high {
        let token = tagged.row.get(end)?;
        let mark =
            token.kind == TokenKind::Mark && !matches!(tagged.written(end), "-" | "'" | "’" | "&");
        if mark || tagged.breaks_chunk(end) {
            break;
        }
        end += 1;
    }
    noun_phrase(tagged, verb.end, end)
}

/// Tokens `low..high` if they can be a speaker: a name, a known role or body, or data; no bare pronoun.
fn noun_phrase(tagged: &Tagged, low: usize, high: usize) -> Option<(usize, usize)> {
    if low >= high {
        return None;
    }
    let known = [Class::Speaker, Class::Source]
        .into_iter()
        .any(|class| !tagged.within(class, low, high).is_empty());
    let name = (low..high).any(|at| {
        let written = tagged.written(at);
        written.chars().next().is_some_and(char::is_uppercase)
            && (at > low || written.len() > 3)
            && high - low > 1
    });
    (known || name).then_some((low, high))
}

/// Data named in the sentence without a verb: "Home Office statistics", "the 2021 census".
fn data(focus: &Focus) -> Option<Phrase<()>> {
    let tag = *focus.nearest(Class::Source).first()?;
    let tagged = focus.tagged();
    let mut start = tag.start;
    while start > focus.bounds.low {
        let at = start - 1;
        let token = tagged.row.get(at)?;
        let capital = tagged
            .written(at)
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase());
        let article = matches!(
            tagged.word(at),
            "the" | "a" | "latest" | "official" | "new" | "available" | "our"
        );
        if token.kind != TokenKind::Word || !(capital || article) || tagged.breaks_chunk(at) {
            break;
        }
        start = at;
    }
    phrase(focus, focus.block, (start, tag.end), From::Sentence, ())
}

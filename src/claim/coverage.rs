//! "The figures cover 2015 to 2018": a sentence that says what time the data are of,
//! without a figure of its own, dates the figures that stand above it too.

use super::{
    Claim, From, Phrase,
    document::{Document, View},
    extract,
};
use crate::{
    language::{quantity::TakenFor, tag::Tag},
    number::Period,
    rules::Relation,
    vocabulary::Class,
};

/// How many blocks above such a sentence a figure may stand.
const ABOVE: usize = 4;
/// Most tokens from the data to the verb, and from there to the time.
const NEAR: usize = 8;

/// Fills the times that figures leave open from the next sentence that says what the data cover.
pub(super) fn complete(document: &Document, claims: &mut [Claim]) {
    let is_open = |claim: &Claim| {
        let moves = matches!(claim.relation, Relation::Change | Relation::Extreme);
        let base = claim.measure.value.as_str() == "population";
        !moves && !base && claim.period.is_none()
    };
    let below = |claim: &Claim, block: usize| {
        claim.block < block && claim.block + ABOVE >= block && is_open(claim)
    };
    for (block, view) in document.views.iter().enumerate() {
        if !claims.iter().any(|claim| below(claim, block)) {
            continue;
        }
        let Some(period) = covered(document, block, view) else {
            continue;
        };
        for claim in claims.iter_mut() {
            if below(claim, block) {
                claim.period = Some(period.clone());
            }
        }
    }
}

/// The time that a block says its data cover.
fn covered(document: &Document, block: usize, view: &View) -> Option<Phrase<Option<Period>>> {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    view.sentences.iter().find_map(|sentence| {
        let mut numbers = tagged.numbers_within(sentence.span).iter();
        if numbers.any(|number| number.taken_for == TakenFor::Quantity) {
            return None;
        }
        let verb = (sentence.low..sentence.high)
            .find(|at| tagged.is_word(vocabulary, *at, "covers").is_some())?;
        let behind = |tag: &&Tag| tag.start > verb && tag.start <= verb + NEAR;
        let tags = tagged.within(Class::Period, sentence.low, sentence.high);
        let tag = tags.iter().find(behind)?;
        if !names_data(
            document,
            view,
            (sentence.low.max(verb.saturating_sub(NEAR)), verb),
        ) {
            return None;
        }
        let mention = tagged.periods().get(tag.period?)?;
        Some(Phrase {
            text: mention.span.of(tagged.text).to_owned(),
            span: Some(extract::source_span(document, block, mention.span)),
            from: From::Paragraph,
            value: mention.value,
        })
    })
}

/// Whether data or a report are named in tokens `low..high`.
fn names_data(document: &Document, view: &View, (low, high): (usize, usize)) -> bool {
    let tagged = &view.tagged;
    let document_kind = |tag: &Tag| document.attribute(tag, "kind") == Some("document");
    !tagged.within(Class::Source, low, high).is_empty()
        || tagged
            .within(Class::Speaker, low, high)
            .iter()
            .any(document_kind)
}

//! What a sentence names and a claim does not use, and where its facets were found
//! instead: they may be those of something else. Doubts ask for these tests.

use super::{Claim, From, extract::source_span, marks::Spot};
use crate::{
    draft::BlockKind,
    language::{quantity::TakenFor, tag::Tag},
    text::Span,
    vocabulary::{Class, Who},
};

pub(super) fn group_elsewhere(spot: &Spot) -> bool {
    let group = spot.claim.population.as_ref();
    group.is_none_or(|group| group.from != From::Stretch)
}

pub(super) fn offence_unused(spot: &Spot) -> Option<String> {
    if let Some(offence) = &spot.claim.offence {
        // What the words before speak of may be the figure's crime or one of many.
        return (offence.from == From::Paragraph).then(|| offence.text.clone());
    }
    let sentence = spot.view.sentences.get(spot.sentence)?;
    let (from, _) = spot.tokens();
    let mut offences = spot
        .view
        .tagged
        .within(Class::Offence, sentence.low, from)
        .iter();
    let definitions = spot
        .view
        .tagged
        .within(Class::Definition, sentence.low, sentence.high);
    // "Leaving immigration offences aside": it is used as a way of counting.
    let special = |tag: &&Tag| {
        let inside = |other: &Tag| other.start < tag.end && tag.start < other.end;
        spot.document.attribute(tag, "generic").is_none() && !definitions.iter().any(inside)
    };
    let offence = offences.find(special)?;
    Some(offence.span.of(spot.view.tagged.text).to_owned())
}

pub(super) fn time_unused(spot: &Spot) -> Option<String> {
    let own = spot.claim.period.as_ref();
    if own.is_some_and(|period| !period.from.is_inferred()) {
        return None;
    }
    let sentence = spot.view.sentences.get(spot.sentence)?;
    let tagged = &spot.view.tagged;
    let mut numbers = tagged.numbers_within(sentence.span).iter();
    let year = numbers.find(|number| number.taken_for == TakenFor::Year)?;
    Some(year.span.of(tagged.text).to_owned())
}

pub(super) fn time_carried(spot: &Spot) -> bool {
    let own = spot.claim.period.as_ref();
    own.is_some_and(|period| period.from.is_inferred())
}

pub(super) fn group_unused(spot: &Spot) -> Option<String> {
    let sentence = spot.view.sentences.get(spot.sentence)?;
    let (low, high) = (sentence.low, sentence.high);
    let here = source_span(spot.document, spot.claim.block, sentence.span);
    let used: Vec<Span> = spot
        .claims
        .iter()
        .filter(|claim| claim.block == spot.claim.block && here.contains(claim.span))
        .flat_map(Claim::subject)
        .collect();
    let own = spot.claim.population.as_ref().map(|group| &group.value.who);
    let mut groups = spot.view.tagged.within(Class::Group, low, high).iter();
    let unused = groups.find(|tag| {
        let words = source_span(spot.document, spot.claim.block, tag.span);
        let who = tag.group.as_ref().map(|group| &group.who);
        let all = matches!(who, Some(Who::Rest | Who::Everyone));
        who != own && !all && !used.iter().any(|span| span.overlaps(words))
    })?;
    Some(unused.span.of(spot.view.tagged.text).to_owned())
}

/// The country whose bare name tells the group.
pub(super) fn country_for_group(spot: &Spot) -> Option<String> {
    let group = spot.claim.population.as_ref()?;
    let named = group.span?;
    let mut places = spot.view.tagged.of(Class::Place).iter();
    let is_same =
        |tag: &&Tag| source_span(spot.document, spot.claim.block, tag.span).contains(named);
    places.find(is_same).map(|_| group.text.clone())
}

pub(super) fn header_unused(spot: &Spot) -> Option<String> {
    let BlockKind::Cell {
        row_header: Some(header),
        ..
    } = spot.view.kind
    else {
        return None;
    };
    let claim = spot.claim;
    let others = [
        claim.place.as_ref().and_then(|phrase| phrase.span),
        claim.period.as_ref().and_then(|phrase| phrase.span),
        claim.measure.span,
    ];
    let of_row = spot
        .document
        .headers(claim.block)
        .into_iter()
        .find(|block| {
            let view = spot.document.views.get(*block);
            view.is_some_and(|view| view.tagged.text == header)
        })?;
    let extent = spot.document.draft.blocks.get(of_row)?.map.extent()?;
    let mut spans = claim.subject().chain(others.into_iter().flatten());
    let used = spans.any(|span| extent.contains(span));
    (!used).then(|| header.clone())
}

//! What a sentence names and a claim does not use, and where its facets were found
//! instead: they may be those of something else. Doubts ask for these tests.

use super::{
    Claim, From,
    document::Sentence,
    extract::source_span,
    marks::Spot,
    sites::{names, sites},
};
use crate::{
    language::{quantity::TakenFor, tag::Tag},
    text::Span,
    vocabulary::{Class, TokenKind, Who},
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
    // "27,000 in cases of theft, or 13 per cent of the total": it is that of the whole.
    let whole = spot.claim.whole.as_ref();
    if whole.is_some_and(|whole| !whole.value.offences.is_empty()) {
        return None;
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

/// A year of the sentence, or a day of a year gone by in it or in the one before, that dates no claim, where the
/// claim's own time is from elsewhere.
pub(super) fn time_unused(spot: &Spot) -> Option<String> {
    let own = spot.claim.period.as_ref();
    if own.is_some_and(|period| !period.from.is_inferred()) {
        return None;
    }
    let sentence = spot.view.sentences.get(spot.sentence)?;
    let tagged = &spot.view.tagged;
    let others: Vec<Span> = spot
        .claims
        .iter()
        .filter_map(|claim| {
            claim
                .period
                .as_ref()
                .filter(|period| !period.from.is_inferred())
        })
        .filter_map(|period| period.span)
        .collect();
    let is_free = |span: Span| {
        let span = source_span(spot.document, spot.claim.block, span);
        !others.iter().any(|other| other.overlaps(span))
    };
    // "On 3 June 2014 the minister said": what was said then is of about then.
    let date = spot.document.draft.context.date;
    let past = |span: Span| {
        let mut times = tagged.of(Class::Period).iter();
        let time = times.find(|tag| tag.span.overlaps(span));
        let value = time.and_then(|tag| tagged.periods().get(tag.period?)?.value);
        value.is_some_and(|value| date.is_none_or(|date| value.end.year() + 1 < date.year()))
    };
    let named = |sentence: &Sentence, years: bool| {
        let mut numbers = tagged.numbers_within(sentence.span).iter();
        let year = numbers.find(|number| match number.taken_for {
            TakenFor::Year => years && is_free(number.span),
            TakenFor::Date => is_free(number.span) && past(number.span),
            _ => false,
        })?;
        Some(year.span.of(tagged.text).to_owned())
    };
    // "On 3 June 2014 the minister said so. Poles were 300 of them."
    let before = || {
        let index = spot.sentence.checked_sub(1).filter(|_| own.is_none())?;
        named(spot.view.sentences.get(index)?, false)
    };
    named(sentence, true).or_else(before)
}

/// A time before the number, where the claim's own stands behind it and a mark.
pub(super) fn time_behind_a_mark(spot: &Spot) -> Option<String> {
    let (before, _) = behind_a_mark(spot, Class::Period, spot.claim.period.as_ref()?.span?)?;
    Some(before.span.of(spot.view.tagged.text).to_owned())
}

/// The crime that stands before the part of which the claim's number is the base.
pub(super) fn told_of_the_part(spot: &Spot) -> Option<String> {
    let offence = spot.claim.offence.as_ref()?;
    let named = offence.span?;
    (named.end <= spot.claim.span.start).then(|| offence.text.clone())
}

pub(super) fn time_carried(spot: &Spot) -> bool {
    let own = spot.claim.period.as_ref();
    own.is_some_and(|period| period.from.is_inferred())
}

/// Another group of the sentence that no claim of it uses, nor another number beside it
/// ("among them 19 Britons").
pub(super) fn group_unused(spot: &Spot) -> Option<String> {
    let own = spot.claim.population.as_ref().map(|group| &group.value.who);
    let tagged = &spot.view.tagged;
    let (from, to) = spot.tokens();
    let is_told = |tag: &Tag| {
        let numbers = tagged.numbers().iter();
        let mut others = numbers.filter(|number| number.taken_for == TakenFor::Quantity);
        others.any(|number| {
            let (low, high) = number.tokens;
            let is_own = low < to && from < high;
            let is_linked = tag.end == low
                || tag.end + 1 == low
                    && !matches!(tagged.written(tag.end), "," | ";" | ":" | "–" | "—");
            let is_beside = high == tag.start || is_linked;
            !is_own && is_beside
        })
    };
    let other = |tag: &&Tag| {
        let who = tag.group.as_ref().map(|group| &group.who);
        who != own && !matches!(who, Some(Who::Rest | Who::Everyone)) && !is_told(tag)
    };
    unused(spot, spot.view.tagged.of(Class::Group).iter().filter(other))
}

/// A group before the number, where the claim's own stands behind it and a mark.
pub(super) fn group_behind_a_mark(spot: &Spot) -> Option<String> {
    let named = spot.claim.population.as_ref()?.span?;
    let (before, own) = behind_a_mark(spot, Class::Group, named)?;
    (before.group != own.group).then(|| before.span.of(spot.view.tagged.text).to_owned())
}

/// The last tag of a class before the number, and the claim's own, which stands at `named`
/// behind the number and a mark.
fn behind_a_mark<'d>(spot: &Spot<'d>, class: Class, named: Span) -> Option<(&'d Tag, &'d Tag)> {
    let sentence = spot.view.sentences.get(spot.sentence)?;
    let tagged = &spot.view.tagged;
    let (from, to) = spot.tokens();
    let mut behind = tagged.within(class, to, sentence.high).iter();
    let source = |span: Span| source_span(spot.document, spot.claim.block, span);
    let own = behind.find(|tag| source(tag.span).overlaps(named))?;
    let parted = |at: usize| matches!(tagged.written(at), "," | ";" | ":" | "–" | "—" | "(");
    let before = tagged.within(class, sentence.low, from).last()?;
    (to..own.start).any(parted).then_some((before, own))
}

/// Another place of the sentence, one that no list has too, that no claim of it uses.
pub(super) fn place_unused(spot: &Spot) -> Option<String> {
    let own = spot.claim.place.as_ref().map(|place| &place.value);
    let sites = sites(spot.document, spot.claim.block).iter();
    let others = sites.filter(|site| site.unnamed.is_none() && Some(&site.id) != own);
    unused(spot, others.map(|site| &site.tag))
}

/// "Rebbina holds 300 foreigners", "Rebbina, in Italy, has 300", "- Rebbina: 300": an unknown name that holds what is
/// counted, or is the label of the number.
pub(super) fn name_unused(spot: &Spot) -> Option<String> {
    let sentence = spot.view.sentences.get(spot.sentence)?;
    let tagged = &spot.view.tagged;
    let vocabulary = &spot.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let mark = |at: usize| usize::from(tagged.written(at) == ",");
    let (number, _) = spot.tokens();
    // ", in Italy,"
    let past_place = |at: usize| {
        let at = at + mark(at);
        let at = at + word(at, "located-in").unwrap_or(0);
        let place = tagged.of(Class::Place).iter().find(|tag| tag.start == at)?;
        Some(place.end + mark(place.end))
    };
    let holds = |(start, end): (usize, usize)| {
        // "Guards held 300" may begin a sentence.
        let plural = start == sentence.low && tagged.word(end - 1).ends_with('s');
        let now = |at: usize| word(at, "holds-now").is_some();
        let then = |at: usize| word(at, "held-then").is_some() && !plural;
        let alone = end + word(end, "by-themselves").unwrap_or(0);
        let verbs = [Some(alone), past_place(end)];
        verbs.into_iter().flatten().any(|at| now(at) || then(at))
    };
    let labels = |end: usize| tagged.written(end) == ":" && end + 1 == number;
    let names = names(spot.view, (sentence.low, number));
    let mut told = names.filter(|name| holds(*name) || labels(name.1));
    let (start, end) =
        told.find(|(start, end)| is_unused(spot, tagged.token_span(*start, *end)))?;
    Some(tagged.token_span(start, end).of(tagged.text).to_owned())
}

/// "took part in a literacy course", "who could not read": a word behind the number, in its clause, that is
/// neither of a claim nor builds the sentence.
pub(super) fn word_unread(spot: &Spot) -> Option<String> {
    let sentence = spot.view.sentences.get(spot.sentence)?;
    let tagged = &spot.view.tagged;
    let vocabulary = &spot.document.pack.vocabulary;
    let (_, to) = spot.tokens();
    let is_word = |at: usize| {
        let token = tagged.row.get(at);
        token.is_some_and(|token| token.kind == TokenKind::Word)
    };
    let speaks = |at: usize| tagged.of(Class::Speech).iter().any(|tag| tag.start == at);
    let joins = |at: usize| matches!(tagged.written(at), "-" | "'" | "’");
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    // "… and you pay for them"
    let turns = |at: usize| word(at, "join") && word(at + 1, "subject-pronoun");
    let goes_on = |at: usize| is_word(at) || joins(at);
    let ends = |at: &usize| !goes_on(*at) || speaks(*at) || turns(*at);
    let high = (to..sentence.high).find(ends).unwrap_or(sentence.high);
    let classes = [Class::Place, Class::Period, Class::Group].into_iter();
    let tags = classes.flat_map(|class| tagged.within(class, to, high));
    let tags = tags.map(|tag| (tag.start, tag.end));
    let hits = (to..high).flat_map(|at| tagged.hits().every(vocabulary, at));
    let hits = hits
        .filter(|hit| hit.class != Class::Word)
        .map(|hit| (hit.start, hit.end));
    let read: Vec<(usize, usize)> = tags.chain(hits).collect();
    let is_read = |at: usize| read.iter().any(|(from, to)| (*from..*to).contains(&at));
    let plain = &spot.document.pack.window.plain;
    let is_plain = |at: usize| plain.iter().any(|word| tagged.word(at) == word);
    // Names are asked for by themselves.
    let is_name = |at: usize| tagged.written(at).starts_with(char::is_uppercase);
    let unread = |at: &usize| {
        let long = is_word(*at) && tagged.word(*at).len() > 1;
        long && !is_name(*at) && !is_plain(*at) && !is_read(*at)
    };
    let found = (to..high).find(unread)?;
    Some(tagged.written(found).to_owned())
}

/// Whether no facet of the claims of a sentence takes the words.
fn is_unused(spot: &Spot, words: Span) -> bool {
    let words = source_span(spot.document, spot.claim.block, words);
    let here = spot
        .claims
        .iter()
        .filter(|claim| claim.sentence == spot.claim.sentence);
    !here.flat_map(facets).any(|span| span.overlaps(words))
}

/// The first of the tags in the sentence that stands in no facet of its claims.
fn unused<'t>(spot: &Spot, mut tags: impl Iterator<Item = &'t Tag>) -> Option<String> {
    let sentence = spot.view.sentences.get(spot.sentence)?;
    let found = tags.find(|tag| sentence.span.contains(tag.span) && is_unused(spot, tag.span))?;
    Some(found.span.of(spot.view.tagged.text).to_owned())
}

/// Where the facets of a claim stand.
fn facets(claim: &Claim) -> impl Iterator<Item = Span> {
    let others = [
        claim.place.as_ref().and_then(|phrase| phrase.span),
        claim.speaker.as_ref().and_then(|phrase| phrase.span),
        claim.source.as_ref().and_then(|phrase| phrase.span),
        claim.measure.span,
    ];
    claim.subject().chain(others.into_iter().flatten())
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

/// An age or a sex in the first cell of the claim's table, where its group has none.
pub(super) fn corner_narrows(spot: &Spot) -> Option<String> {
    let group = spot.claim.population.as_ref().map(|group| &group.value);
    if group.is_some_and(|group| group.age.is_some() || group.sex.is_some()) {
        return None;
    }
    let corner = spot.document.corner(spot.claim.block)?;
    let tagged = &corner.tagged;
    let mut hits = tagged.hits().iter();
    let mut numbers = tagged.numbers().iter();
    let narrows = hits.any(|hit| hit.class == Class::Sex)
        || numbers.any(|number| number.taken_for == TakenFor::Age);
    narrows.then(|| tagged.text.to_owned())
}

pub(super) fn header_unused(spot: &Spot) -> Option<String> {
    let of_row = spot.document.cell(spot.claim.block)?.row_header?;
    let claim = spot.claim;
    let others = [
        claim.place.as_ref().and_then(|phrase| phrase.span),
        claim.period.as_ref().and_then(|phrase| phrase.span),
        claim.measure.span,
    ];
    let extent = spot.document.draft.blocks.get(of_row)?.map.extent()?;
    let mut spans = claim.subject().chain(others.into_iter().flatten());
    let used = spans.any(|span| extent.contains(span));
    let header = spot.document.views.get(of_row)?;
    (!used).then(|| header.tagged.text.to_owned())
}

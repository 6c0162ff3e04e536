//! Whom the group is compared with, on the quantity that makes the comparison.

use super::{
    compared::{compared_pair, compares, told_beside},
    context::{beyond_break, carried, from_of, group_phrase, group_within, narrowed},
    country::people_of,
    pointed::pointed_at,
};
use crate::{
    claim::{
        Claim, Phrase,
        extract::{self, Before, phrase},
        focus::Focus,
        model::From,
        narrowing::whole_phrase,
        relation::Reading,
        stops,
    },
    language::{quantity::TakenFor, tag::Tag},
    rules::{Relation, chunk, pattern::Role},
    vocabulary::{Class, Group, Hit, Part, Who},
};

/// "the British rate of 14": an adjective beside a word for rate names the group.
pub(super) fn adjective_group(focus: &Focus, low: usize, high: usize) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let mut hits = tagged.hits().between(low, high).iter();
    let hit = hits.find(|hit| {
        hit.end < high
            && hit.part == Part::Adjective
            && tagged.is_word(vocabulary, hit.end, "rate-word").is_some()
            && !set_apart(focus, hit.end)
            && !is_within_group(focus, hit)
    })?;
    people_of(focus, hit)
}

/// Whether an adjective is part of a longer name of a group: "the non-German share".
fn is_within_group(focus: &Focus, hit: &Hit) -> bool {
    let groups = focus
        .tagged()
        .within(Class::Group, focus.bounds.low, hit.end);
    groups
        .iter()
        .any(|tag| tag.start < hit.start && hit.end <= tag.end)
}

/// Whether a mark or another group stands between a rate before the number and the number.
fn set_apart(focus: &Focus, rate: usize) -> bool {
    let tagged = focus.tagged();
    let marked = |at: usize| stops::halts(tagged, at);
    let other = !tagged.within(Class::Group, rate, focus.from).is_empty();
    rate < focus.from && (other || (rate..focus.from).any(marked))
}

/// Whether a group tag stands after a word of comparison.
pub(super) fn compared(focus: &Focus, tag: &Tag) -> bool {
    tag.start >= focus.to && after_comparing(focus, tag)
}

/// Whether a group behind a figure that compares is whom it compares with: "than Danes", "26 per cent below the Danes",
/// "double the Danish rate".
pub(super) fn is_comparand(focus: &Focus, reading: &Reading, tag: &Tag) -> bool {
    let bound = reading.bound(Role::Comparator);
    if compared(focus, tag) || bound.is_some_and(|(low, high)| low <= tag.start && tag.end <= high)
    {
        return true;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    if !compares(reading) || tag.start < focus.to {
        return false;
    }
    let article = |at: usize| at - usize::from(at > focus.to && is(at - 1, "definite-article"));
    let low = article(tag.start);
    let level = low > focus.to && is(low - 1, "level-with");
    let rate = low == focus.to && low < tag.start && is(tag.end, "rate-word");
    level || rate
}

/// Whether a group tag stands right after a word of comparison.
pub(super) fn after_comparing(focus: &Focus, tag: &Tag) -> bool {
    const NEAR: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    // "the rate for the Danes": words before an article may be three.
    let low = tag.start.saturating_sub(NEAR + 2);
    (low..tag.start).any(|at| {
        let Some(length) = tagged.is_word(vocabulary, at, "comparing") else {
            return false;
        };
        let end = at + length;
        let near = at + NEAR >= tag.start || length >= NEAR && end + 1 >= tag.start;
        // "three times as many Poles as Danes": the first "as" tells how many.
        let many = |at: usize| tagged.is_word(vocabulary, at, "how-many").is_some();
        near && end <= tag.start && !(end..tag.start).any(many)
    })
}

/// "half the arrest rate of Danes": right behind the words for whose rate it is.
fn after_rate(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let article = |at: &usize| is(*at, "definite-article");
    let before = tag.start.checked_sub(1);
    let link = before
        .filter(article)
        .map_or(before, |at| at.checked_sub(1));
    let rate = link.and_then(|at| at.checked_sub(1));
    let of = link.is_some_and(|at| is(at, "share-of") || is(at, "preposition"));
    of && rate.is_some_and(|at| at >= focus.to && is(at, "rate-noun"))
}

/// "double the national average"
fn directly_behind(focus: &Focus, reading: &Reading, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let average = focus.tagged().is_word(vocabulary, tag.start, "the-average");
    reading.relation == Relation::Ratio
        && average.is_some()
        && (tag.start == focus.to
            || (tag.start == focus.to + 1 && focus.tagged().word(focus.to) == "the"))
}

/// "Compared with Swedes, immigrants are …": a group before the number that only others are set beside.
pub(super) fn compared_before(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let set_beside = || {
        let low = tag.start.saturating_sub(3).max(focus.bounds.low);
        (low..tag.start).any(|at| {
            let length = tagged.is_word(vocabulary, at, "set-beside");
            length.is_some_and(|length| (at + length..=at + length + 1).contains(&tag.start))
        })
    };
    let they = |at: usize| tagged.is_word(vocabulary, at, "they").is_some();
    tag.end <= focus.from
        && (tag.end..focus.from).any(|at| tagged.written(at) == "," || they(at))
        && set_beside()
}

/// "3.1 times that of the latter": right behind a word of comparison.
fn pointed_behind(focus: &Focus) -> Option<Phrase<Group>> {
    const NEAR: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let at = (focus.to..focus.stretch_high)
        .find(|at| tagged.is_word(vocabulary, *at, "comparing").is_some())?;
    pointed_at(focus, at, (at + NEAR).min(focus.stretch_high))
}

/// "double the state average", "as often as the majority", "fourteen times their share": what no group is named by.
fn thing_compared(focus: &Focus) -> Option<Phrase<Group>> {
    const NEAR: usize = 8;
    const LONG: usize = 7;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let mark = |at: &usize| stops::parts(tagged, *at);
    let high = focus.bounds.high;
    let compares = |at: usize| is(at, "comparing").or_else(|| is(at, "level-with"));
    let behind = (focus.to..high.min(focus.to + NEAR))
        .filter_map(|at| Some(at + compares(at)?))
        .find(|at| is(*at, "phrase-determiner").is_some());
    let low = is(focus.to, "phrase-determiner")
        .map(|_| focus.to)
        .or(behind)?;
    let high = (low..high).find(mark).unwrap_or(high);
    let end = high.min(low + LONG);
    let word = (low + 1..end)
        .take_while(|at| is(*at, "preposition").is_none())
        .find(|at| is(*at, "thing-compared").is_some())?;
    // "their share of the population"
    let (_, to) = whole_phrase(tagged, vocabulary, word, high)?;
    // "below the state average to 20 per cent above it"
    let number = (word + 1..to).find(|at| tagged.is_in_quantity(*at));
    let to = number.map_or(to, |at| at - 1);
    let group = narrowed(Group::everyone());
    phrase(focus, focus.block, (low, to), From::Stretch, group)
}

/// "Newcomers offend less than locals; by 2020 they were 60 per cent less likely": whom words compared before, with no number.
fn compared_earlier(focus: &Focus, population: &Phrase<Group>) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let sentence = focus.sentence.checked_sub(1);
    let before = sentence.and_then(|index| focus.view.sentences.get(index));
    let low = before.map_or(focus.bounds.low, |sentence| sentence.low);
    let numbers = tagged.numbers().iter();
    let last = numbers
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .map(|number| number.with_bound.1)
        .filter(|end| (low..=focus.from).contains(end))
        .max();
    let low = last.unwrap_or(low);
    let named = tagged.within(Class::Group, low, focus.from);
    let found = named.iter().rev().find(|tag| {
        let other = tag.group.as_ref() != Some(&population.value);
        other && after_comparing(focus, tag)
    })?;
    group_phrase(focus, focus.block, found, from_of(focus, found))
}

pub(in crate::claim) fn comparator(
    focus: &Focus,
    reading: &Reading,
    population: Option<&Phrase<Group>>,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<Group>> {
    if !compares(reading) {
        return None;
    }
    if reading.paired {
        return Some(compared_pair(focus, reading, claims)?.1);
    }
    if let Some(bound) = reading.bound(Role::Comparator)
        && let Some(tag) = group_within(focus, bound)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    if let Some(found) = pointed_behind(focus) {
        return Some(found);
    }
    let taken = population.and_then(|phrase| phrase.span);
    let other = |tag: &&&Tag| {
        let span = extract::source_span(focus.document, focus.block, tag.span);
        taken.is_none_or(|taken| !taken.overlaps(span))
    };
    let nearest = focus.nearest(Class::Group);
    let after: Vec<&&Tag> = nearest
        .iter()
        .filter(|tag| tag.start >= focus.to && !beyond_break(focus, tag))
        .filter(other)
        .collect();
    if let Some(found) = told_by_words(focus, reading, &after, &nearest) {
        return Some(found);
    }
    let tag = first_behind(focus, &after);
    let own = tag.and_then(|tag| placed(focus, tag, from_of(focus, tag)));
    let differs =
        |phrase: &Phrase<Group>| population.is_none_or(|taken| taken.value != phrase.value);
    // "30 per cent if only white natives are counted": rather those than whom the figure before compared.
    let natives = tag.filter(|tag| focus.in_stretch(tag) && is_native(focus, tag));
    let natives = natives.and_then(|_| own.clone());
    natives
        .filter(differs)
        .or_else(|| carried(focus, before, |claim| claim.comparator.clone()))
        .or_else(|| in_series(focus, population?, claims))
        .or_else(|| compared_earlier(focus, population?))
        .or(own)
        .or_else(|| of_pair(focus, reading, population, claims))
        .filter(differs)
        .or_else(|| told_beside(focus, population?, claims))
        .or_else(|| thing_compared(focus))
        .or_else(|| listed_before(focus, reading, population?, before?))
}

/// The first group behind the number, if it is told of nothing else.
fn first_behind<'d>(focus: &Focus<'d>, after: &[&&'d Tag]) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let beyond_colon = |tag: &Tag| (focus.to..tag.start).any(|at| tagged.written(at) == ":");
    // "1.9 for Poles, 2.8 for Danes": whose figure comes next.
    let of_next = |tag: &Tag| {
        let between = tagged.numbers_within(tagged.token_span(focus.to, tag.start));
        let mut between = between.iter();
        between.any(|number| number.quantity.kind == focus.number.quantity.kind)
    };
    let tag = after.first().map(|tag| **tag);
    tag.filter(|tag| !beyond_colon(tag) && !of_next(tag))
}

/// The second of two groups whose figures stand before, if the number is about one of them.
fn of_pair(
    focus: &Focus,
    reading: &Reading,
    population: Option<&Phrase<Group>>,
    claims: &[Claim],
) -> Option<Phrase<Group>> {
    let (one, other) = compared_pair(focus, reading, claims)?;
    // "4 per 1,000 of A against 12 of B, C at twice the rate": C is neither.
    let among = |taken: &Phrase<Group>| {
        [&one, &other]
            .iter()
            .any(|group| group.value == taken.value)
    };
    population.is_none_or(among).then_some(other)
}

/// Whom words of comparison name, among the groups `after` the number and the `nearest` of all.
fn told_by_words(
    focus: &Focus,
    reading: &Reading,
    after: &[&&Tag],
    nearest: &[&Tag],
) -> Option<Phrase<Group>> {
    let own_rate = adjective_group(focus, focus.to, focus.stretch_high);
    // "a third of the British rate, Poles at more than that, Serbs at twice the rate"
    let near = |tag: &&Tag| own_rate.is_none() || focus.in_stretch(tag);
    let mut behind = after.iter().map(|tag| **tag).filter(near);
    let mut before = nearest.iter().copied();
    let tag = behind
        .find(|tag| compared(focus, tag) || after_rate(focus, tag))
        .or_else(|| before.find(|tag| compared_before(focus, tag)));
    tag.and_then(|tag| placed(focus, tag, from_of(focus, tag)))
        .or(own_rate)
        .or_else(|| placed(focus, people_compared(focus, reading)?, From::Stretch))
}

/// "10.7 times as many as Danes. For Serbs (16) the factor is 9.9": whom the last comparison of the paragraph names,
/// where nothing but this group's own figure stands between.
fn in_series(focus: &Focus, population: &Phrase<Group>, claims: &[Claim]) -> Option<Phrase<Group>> {
    let earlier = claims.iter().rev();
    let mut earlier = earlier.take_while(|claim| claim.block == focus.block);
    let group = |claim: &Claim| claim.population.as_ref().map(|group| group.value.clone());
    let own = |claim: &Claim| group(claim).as_ref() == Some(&population.value);
    let level = |claim: &Claim| matches!(claim.relation, Relation::Level | Relation::Incidence);
    let last = earlier.find(|claim| !(level(claim) && own(claim)))?;
    let found = last.comparator.clone().filter(|_| !own(last))?;
    let native = |group: &Group| {
        matches!(&group.who, Who::Of(id) if focus.document.host.as_ref() == Some(id))
            || matches!(group.who, Who::Native | Who::Rest)
    };
    let from = From::PreviousClaim.max(found.from);
    native(&found.value).then_some(Phrase { from, ..found })
}

/// Whether a group is neither foreign nor everybody.
fn is_native(focus: &Focus, tag: &Tag) -> bool {
    let who = tag.group.as_ref().map(|group| &group.who);
    who != Some(&Who::Everyone) && !focus.document.is_foreign(tag)
}

/// "- After adjusting for age: 1.4x": as the item before, or the speaker before, compared the same people.
fn listed_before(
    focus: &Focus,
    reading: &Reading,
    population: &Phrase<Group>,
    before: &Before,
) -> Option<Phrase<Group>> {
    let next =
        before.block + 1 == focus.block && focus.document.same_section(before.block, focus.block);
    let (low, high) = (focus.bounds.low, focus.bounds.high);
    let named = focus.tagged().within(Class::Group, low, high);
    let same = before
        .claim
        .population
        .as_ref()
        .is_some_and(|group| group.value == population.value);
    let alike = before.claim.relation == reading.relation && same && named.is_empty();
    let found = before.claim.comparator.clone().filter(|_| next && alike)?;
    let from = From::PreviousClaim.max(found.from);
    Some(Phrase { from, ..found })
}

/// "others in the capital", "the rest of France": people told apart by nothing but where they are, with the words for it.
fn placed(focus: &Focus, tag: &Tag, from: From) -> Option<Phrase<Group>> {
    let found = group_phrase(focus, focus.block, tag, from)?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let vague = matches!(found.value.who, Who::Rest | Who::Everyone) || tag.class == Class::Person;
    let link = is(tag.end, "located-in").or_else(|| is(tag.end, "share-of"));
    let located = link.filter(|_| vague).and_then(|length| {
        let low = tag.end + length;
        let (_, end) = chunk::chunk(tagged, low, focus.bounds.high)?;
        let dated = !tagged.within(Class::Period, tag.end, end).is_empty();
        let short = (low + 1..end).find(|at| is(*at, "preposition").is_some());
        (!dated).then_some(short.unwrap_or(end))
    });
    let Some(end) = located else {
        return Some(found);
    };
    let value = narrowed(found.value);
    phrase(focus, focus.block, (tag.start, end), from, value)
}

/// "as likely to be registered as suspects as people with …": people set beside the group, and not what it is suspected as.
fn people_compared<'d>(focus: &Focus<'d>, reading: &Reading) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let deed = |tag: &&Tag| {
        let mut measures = tagged.of(Class::Measure).iter();
        measures.any(|deed| deed.start < tag.end && tag.start < deed.end)
    };
    let people = tagged.within(Class::Person, focus.to, focus.stretch_high);
    let people = people.iter();
    people
        .filter(|tag| compared(focus, tag) || directly_behind(focus, reading, tag))
        .min_by_key(deed)
}

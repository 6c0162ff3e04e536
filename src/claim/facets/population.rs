//! Whom a quantity is about: the group told by the words around it, or by the
//! claim, list or table it belongs to.

use super::{
    comparator::{adjective_group, after_comparing, compared},
    context::{around, carried, from_of, group_phrase, group_within, header},
    whole::opening,
};
use crate::{
    claim::{
        Claim, Phrase,
        extract::{self, Before, phrase},
        focus::Focus,
        model::From,
        relation::Reading,
    },
    language::tag::Tag,
    number::Kind,
    rules::{Relation, pattern::Role},
    vocabulary::{Class, ConceptId, Group, Hit, Part, TokenKind, Who},
};

pub(in crate::claim) fn population(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<Group>> {
    if let Some(bound) = reading.bound(Role::Population)
        && let Some(tag) = group_within(focus, bound)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    if is_total(focus, reading, before) {
        return None;
    }
    let tagged = focus.tagged();
    let unit = (focus.to, focus.unit_end());
    if let Some(tag) = told_by_copula(focus).or_else(|| {
        // "Of the foreigners, 774 were women".
        let range = opening(focus)?;
        let another = tagged
            .within(Class::Group, range.1.max(focus.stretch_low), focus.from)
            .is_empty();
        group_within(focus, range).filter(|_| another)
    }) && reading.relation != Relation::Ratio
        && reading.of.is_none()
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    let counts = matches!(focus.number.quantity.kind, Kind::Count | Kind::Vague);
    if counts && let Some(tag) = agent(focus) {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    if counts
        && reading.of.is_none()
        && let Some(tag) = begins_in(focus, unit)
    {
        let tag = doer(focus, tag).unwrap_or(tag);
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    let of = reading.of.filter(|_| reading.relation == Relation::Share);
    let incidence_of = reading
        .of
        .filter(|_| reading.relation == Relation::Incidence);
    if let Some(of) = incidence_of
        && let Some(tag) = group_within(focus, of)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    if let Some(found) = adjective_group(focus, focus.stretch_low, focus.from) {
        return Some(found);
    }
    if reading.of.is_none()
        && let Some(found) = beside(focus)
    {
        return Some(found);
    }
    let nearest: Vec<&Tag> = focus
        .nearest(Class::Group)
        .into_iter()
        .filter(|tag| !beyond_break(focus, tag) && !of_earlier_comparison(focus, tag))
        .collect();
    if !nearest.iter().any(|tag| focus.in_stretch(tag)) {
        let found = from_comparison(focus, claims)
            .or_else(|| listed_country(focus))
            .or_else(|| {
                carried(focus, same_sentence(focus, before), |claim| {
                    claim.population.clone()
                })
            });
        if found.is_some() {
            return found;
        }
    }
    let outside = |tag: &&&Tag| {
        of.is_none_or(|(low, high)| tag.end <= low || tag.start >= high) && !compared(focus, tag)
    };
    let rest = |tag: &&&Tag| {
        let beside = tag.end <= focus.from && focus.from - tag.end <= 1;
        beside
            || tag
                .group
                .as_ref()
                .is_none_or(|group| group.who != Who::Rest)
    };
    if let Some(tag) = nearest.iter().filter(rest).find(outside) {
        return group_phrase(focus, focus.block, tag, from_of(focus, tag));
    }
    if let Some(of) = of
        && let Some(tag) = group_within(focus, of)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    if compares(reading) && nearest.first().is_some_and(|tag| compared(focus, tag)) {
        // "the rate of young men from the region was twice that of Danes": Danes are no subject.
        return carried(focus, before, |claim| claim.population.clone())
            .or_else(|| people_before(focus));
    }
    if let Some(tag) = nearest.first() {
        return group_phrase(focus, focus.block, tag, from_of(focus, tag));
    }
    header(focus, Class::Group, &|_, tag| tag.group.clone())
        .or_else(|| carried(focus, before, |claim| claim.population.clone()))
        .or_else(|| around(focus, Class::Group, &|tag| tag.group.clone()))
        .or_else(|| counted_people(focus))
}

/// The claim before, where it stands in the same sentence.
fn same_sentence<'b, 'c>(focus: &Focus, before: Option<&'b Before<'c>>) -> Option<&'b Before<'c>> {
    before.filter(|before| before.block == focus.block && before.sentence == focus.sentence)
}

/// Whether a group behind the number belongs to another statement: beyond a
/// semicolon, or outside the brackets that the number stands in.
fn beyond_break(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let bracketed = focus.from > 0 && matches!(tagged.written(focus.from - 1), "(" | "[");
    (focus.to..tag.start).any(|at| match tagged.written(at) {
        ";" => true,
        ")" | "]" => bracketed,
        _ => false,
    })
}

/// "19 per cent Vietnamese and 11 per cent British", "80 per 1,000 for everybody else": the group right behind a number.
fn beside(focus: &Focus) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if !matches!(
        focus.number.quantity.kind,
        Kind::Percent | Kind::Fraction | Kind::Rate
    ) {
        return None;
    }
    let linked = tagged
        .is_word(vocabulary, focus.to, "group-link")
        .map_or(focus.to, |length| focus.to + length);
    let ends = |end: usize| {
        end >= focus.stretch_high
            || (tagged
                .row
                .get(end)
                .is_some_and(|token| token.kind == TokenKind::Mark)
                && tagged.written(end) != "(")
            || tagged.is_word(vocabulary, end, "join").is_some()
            || tagged.breaks_chunk(end)
    };
    let group = tagged
        .within(Class::Group, focus.to, focus.stretch_high)
        .first()
        .filter(|tag| tag.start == focus.to || tag.start == linked)
        .filter(|tag| ends(tag.end));
    if let Some(tag) = group {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    let people = tagged.hits().iter().find(|hit| {
        hit.start == focus.to
            && hit.part != Part::Label
            && vocabulary.concept_at(hit.concept).class == Class::Place
            && ends(hit.end)
    })?;
    people_of(focus, people)
}

/// The group phrase that begins in tokens `low..high`, wherever it ends.
fn begins_in<'d>(focus: &Focus<'d>, (low, high): (usize, usize)) -> Option<&'d Tag> {
    focus
        .tagged()
        .within(Class::Group, low, focus.stretch_high)
        .iter()
        .find(|tag| tag.start < high)
}

/// "illegal aliens murdered 1,800 Americans": those at home are counted for what the others did.
fn doer<'d>(focus: &Focus<'d>, counted: &Tag) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag);
    if foreign(&counted) {
        return None;
    }
    let before = tagged.within(Class::Group, focus.stretch_low, focus.from);
    let tag = before.iter().rev().find(foreign)?;
    [Class::Measure, Class::Offence]
        .into_iter()
        .any(|class| !tagged.within(class, tag.end, focus.from).is_empty())
        .then_some(tag)
}

/// The people the number counts, where no group is told at all.
fn counted_people(focus: &Focus) -> Option<Phrase<Group>> {
    let tags = focus
        .tagged()
        .within(Class::Person, focus.to, focus.unit_end());
    let tag = tags.first().filter(|tag| tag.start <= focus.to + 1)?;
    group_phrase(focus, focus.block, tag, From::Stretch)
}

/// "killed by asylum seekers": who did it, where others are counted.
fn agent<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = focus.tagged();
    tagged
        .within(Class::Group, focus.to, focus.stretch_high)
        .iter()
        .filter(|tag| focus.document.is_foreign(tag))
        .find(|tag| {
            let article = tag.start.saturating_sub(2);
            (article..tag.start).any(|at| tagged.is_word(vocabulary, at, "agent").is_some())
        })
}

/// "3,342 were EU nationals": the group that the verb after the number tells.
fn told_by_copula<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if !matches!(
        focus.number.quantity.kind,
        Kind::Count | Kind::Percent | Kind::Fraction
    ) {
        return None;
    }
    let verb = tagged.is_word(vocabulary, focus.to, "copula")?;
    let after = focus.to + verb;
    tagged
        .within(Class::Group, focus.to, focus.stretch_high)
        .iter()
        .find(|tag| tag.start <= after + 1)
}

/// "3 times more likely than Swedes to …, twice as likely": the group before the number is the one compared with there.
fn of_earlier_comparison(focus: &Focus, tag: &Tag) -> bool {
    const LEVEL: usize = 3;
    let tagged = focus.tagged();
    let apart = focus.from.saturating_sub(tag.end) > LEVEL
        || (tag.end..focus.from).any(|at| tagged.written(at) == ",");
    tag.end <= focus.from
        && focus.stretch_low > focus.bounds.low
        && apart
        && after_comparing(focus, tag)
}

fn compares(reading: &Reading) -> bool {
    matches!(
        reading.relation,
        Relation::Ratio | Relation::RelativeDifference | Relation::Difference
    )
}

/// People not told apart by migration, before the number.
fn people_before(focus: &Focus) -> Option<Phrase<Group>> {
    let tag = focus
        .tagged()
        .within(Class::Person, focus.stretch_low, focus.from)
        .last()?;
    group_phrase(focus, focus.block, tag, From::Stretch)
}

/// "4 per cent of A against 1 per cent of B, four times as many": the two groups whose figures stand before.
pub(super) fn compared_pair(
    focus: &Focus,
    reading: &Reading,
    claims: &[Claim],
) -> Option<(Phrase<Group>, Phrase<Group>)> {
    if !compares(reading) {
        return None;
    }
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let mut levels = claims
        .iter()
        .rev()
        .take_while(|claim| claim.sentence == sentence)
        .filter(|claim| {
            matches!(
                claim.relation,
                Relation::Level | Relation::Incidence | Relation::Share
            )
        })
        .filter_map(|claim| claim.population.clone());
    let second = levels.next()?;
    let first = levels.find(|phrase| phrase.value != second.value)?;
    Some((first, second))
}

/// "Nigeria (727)", "19 per cent Vietnamese": a country or nationality beside a number in a list.
fn listed_country(focus: &Focus) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let kind = focus.number.quantity.kind;
    if !matches!(
        kind,
        Kind::Count | Kind::Percent | Kind::Rate | Kind::Fraction
    ) {
        return None;
    }
    let hit = tagged
        .hits()
        .iter()
        .filter(|hit| hit.start >= focus.stretch_low && hit.end <= focus.stretch_high)
        .filter(|hit| hit.end <= focus.from || hit.start >= focus.to)
        .filter(|hit| {
            !(focus.to..hit.start).any(|at| matches!(tagged.written(at), ";" | ")"))
                && !tagged
                    .of(Class::Group)
                    .iter()
                    .any(|tag| tag.start <= hit.start && hit.end <= tag.end)
        })
        .filter(|hit| {
            let concept = vocabulary.concept_at(hit.concept);
            concept.class == Class::Place
                && concept.attributes.contains_key("place")
                && focus.document.host.as_ref() != Some(&concept.id)
                && as_people(focus, hit)
        })
        .min_by_key(|hit| {
            if hit.end <= focus.from {
                (focus.from - hit.end, 0)
            } else {
                (hit.start - focus.to, 1)
            }
        })?;
    people_of(focus, hit)
}

/// Whether a country word stands for its people here: no preposition of place before it, no institution after it.
fn as_people(focus: &Focus, hit: &Hit) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let before = |id: &str| {
        let back = usize::from(hit.start > 0 && tagged.word(hit.start - 1) == "the");
        (hit.start.saturating_sub(3)..hit.start.saturating_sub(back)).any(|at| {
            tagged
                .is_word(vocabulary, at, id)
                .is_some_and(|length| at + length + back == hit.start)
        })
    };
    match hit.part {
        Part::Label => !before("where"),
        _ => tagged.is_word(vocabulary, hit.end, "institution").is_none(),
    }
}

/// A country word as the name of its people.
pub(super) fn people_of(focus: &Focus, hit: &Hit) -> Option<Phrase<Group>> {
    let country = focus.document.pack.vocabulary.concept_at(hit.concept);
    let group = Group {
        basis: Some(ConceptId::new("nationality")),
        who: Who::Of(country.id.clone()),
        ..Group::everyone()
    };
    phrase(
        focus,
        focus.block,
        (hit.start, hit.end),
        From::Stretch,
        group,
    )
}

/// "A are half as likely as B: 613 against 1,221": the first figure is A's, the one after "against" B's.
fn from_comparison(focus: &Focus, claims: &[Claim]) -> Option<Phrase<Group>> {
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let comparison = claims
        .iter()
        .rev()
        .take_while(|claim| claim.sentence == sentence)
        .find(|claim| claim.comparator.is_some())?;
    let second = focus.from > focus.bounds.low
        && focus
            .tagged()
            .is_word(&focus.document.pack.vocabulary, focus.from - 1, "comparing")
            .is_some();
    if second {
        comparison.comparator.clone()
    } else {
        comparison.population.clone()
    }
}

/// "Of 860 people charged", "85,002 people inside altogether", "12 of 340", "410 arrests, a third of them of Poles": everybody.
fn is_total(focus: &Focus, reading: &Reading, before: Option<&Before>) -> bool {
    if focus.number.quantity.kind != Kind::Count || reading.relation != Relation::Level {
        return false;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let unit = (focus.to, focus.unit_end());
    if !tagged.within(Class::Group, unit.0, unit.1).is_empty() {
        return false;
    }
    let people = !tagged.within(Class::Person, unit.0, unit.1).is_empty()
        || !tagged.within(Class::Measure, unit.0, unit.1).is_empty();
    let totalling = (focus.to..focus.stretch_high)
        .any(|at| tagged.is_word(vocabulary, at, "totalling").is_some());
    let base = base_word(focus);
    let after_number = base.is_some_and(|low| {
        tagged
            .numbers()
            .iter()
            .any(|number| tagged.token_range(number.span).1 == low)
    });
    (base.is_some() && people) || after_number || totalling || (people && parted(focus, before))
}

/// The token of the "of" or "out of" that makes the number a base.
fn base_word(focus: &Focus) -> Option<usize> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    (focus.from.saturating_sub(3).max(focus.bounds.low)..focus.from).find(|at| {
        tagged
            .is_word(vocabulary, *at, "base-word")
            .is_some_and(|length| at + length == focus.from)
    })
}

/// "410 arrests, a third of them of Poles": no group is named up to the next number, and one is beside a later number.
fn parted(focus: &Focus, before: Option<&Before>) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let named = |low: usize, high: usize| {
        tagged
            .within(Class::Group, low, high)
            .iter()
            .any(|tag| focus.document.is_foreign(tag))
    };
    let of_them =
        (focus.to..focus.bounds.high).any(|at| tagged.is_word(vocabulary, at, "of-them").is_some());
    let first = before.is_none_or(|before| before.block != focus.block);
    (of_them || first)
        && !named(focus.bounds.low, focus.stretch_high)
        && named(focus.stretch_high, focus.bounds.high)
}

//! Whom a quantity is about: the group told by the words around it, or by the
//! claim, list or table it belongs to.

use super::{
    comparator::{adjective_group, compared},
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
    vocabulary::{Class, ConceptId, Group, Hit, Part, Who},
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
    if is_total(focus, reading) {
        return None;
    }
    let unit = (focus.to, focus.unit_end());
    if let Some(tag) = told_by_copula(focus).or_else(|| {
        // "Of the foreigners, 774 were women".
        opening(focus).and_then(|range| group_within(focus, range))
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
    let nearest = focus.nearest(Class::Group);
    if !nearest.iter().any(|tag| focus.in_stretch(tag)) {
        let found = from_comparison(focus, claims).or_else(|| listed_country(focus));
        if found.is_some() {
            return found;
        }
    }
    let outside = |tag: &&&Tag| {
        of.is_none_or(|(low, high)| tag.end <= low || tag.start >= high) && !compared(focus, tag)
    };
    let rest = |tag: &&&Tag| {
        tag.group
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
    if let Some(tag) = nearest.first() {
        return group_phrase(focus, focus.block, tag, from_of(focus, tag));
    }
    header(focus, Class::Group, &|_, tag| tag.group.clone())
        .or_else(|| carried(focus, before, |claim| claim.population.clone()))
        .or_else(|| around(focus, Class::Group, &|tag| tag.group.clone()))
        .or_else(|| counted_people(focus))
}

/// The group phrase that begins in tokens `low..high`, wherever it ends.
fn begins_in<'d>(focus: &Focus<'d>, (low, high): (usize, usize)) -> Option<&'d Tag> {
    focus
        .tagged()
        .within(Class::Group, low, focus.stretch_high)
        .iter()
        .find(|tag| tag.start < high)
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
        .hits
        .iter()
        .filter(|hit| hit.start >= focus.stretch_low && hit.end <= focus.stretch_high)
        .filter(|hit| hit.end <= focus.from || hit.start >= focus.to)
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

/// "Of 860 people charged", "85,002 people inside altogether": everybody.
fn is_total(focus: &Focus, reading: &Reading) -> bool {
    if focus.number.quantity.kind != Kind::Count || reading.relation != Relation::Level {
        return false;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let unit = (focus.to, focus.unit_end());
    if !tagged.within(Class::Group, unit.0, unit.1).is_empty() {
        return false;
    }
    let word = |back: usize| {
        focus
            .from
            .checked_sub(back)
            .filter(|at| *at >= focus.bounds.low)
            .map_or("", |at| tagged.word(at))
    };
    let people = !tagged.within(Class::Person, unit.0, unit.1).is_empty()
        || !tagged.within(Class::Measure, unit.0, unit.1).is_empty();
    let of = word(1) == "of" || (word(1) == "the" && word(2) == "of");
    let totalling = (focus.to..focus.stretch_high)
        .any(|at| tagged.is_word(vocabulary, at, "totalling").is_some());
    (of && people) || totalling
}

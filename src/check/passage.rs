//! What the passage around a claim implies for it: the stage that its figures
//! are from, the whole that a figure beside it names, which end of a span of
//! years is meant.

use std::collections::BTreeSet;

use super::{Policy, stage, wording};
use crate::{
    claim::{Claim, Direction, From, Phrase, Relation, Tie, Whole},
    number::{Kind, Period},
    text::Span,
    vocabulary::{Class, ConceptId, Group, Vocabulary, Who},
};

/// Longer than this, a period is a span of years.
const SPAN_DAYS: i32 = 400;

/// The whole that a claim's share is of: its own, or that of the same share told before
/// in other words ("most of the arrests of foreigners, about 85%").
pub(super) fn whole<'c>(claim: &'c Claim, claims: &'c [Claim]) -> Option<&'c Whole> {
    let beside = || {
        claims
            .iter()
            .filter(|other| claim.relation == Relation::Share && is_told_again(claim, other))
            .find_map(|other| other.whole.as_ref())
    };
    claim
        .whole
        .as_ref()
        .or_else(beside)
        .map(|phrase| &phrase.value)
}

fn is_told_again(claim: &Claim, before: &Claim) -> bool {
    let value = |of: &Claim| of.population.as_ref().map(|phrase| phrase.value.clone());
    let offence = |of: &Claim| of.offence.as_ref().map(|phrase| phrase.value.clone());
    before.block == claim.block
        && before.sentence == claim.sentence
        && before.span.end <= claim.span.start
        && before.relation == claim.relation
        && before.measure.value == claim.measure.value
        && value(before) == value(claim)
        && offence(before) == offence(claim)
}

/// The period of a claim. Two figures of one series under one span of years
/// ("fell from 4% to 3.6% between 2007 and 2018") are its first and its last year.
pub(super) fn period(claim: &Claim, claims: &[Claim]) -> Option<Period> {
    let stated = claim.period.as_ref()?.value?;
    let is_figure = matches!(
        claim.relation,
        Relation::Level | Relation::Share | Relation::Incidence
    );
    if !is_figure || stated.days() <= SPAN_DAYS {
        return Some(stated);
    }
    let series: Vec<&Claim> = claims
        .iter()
        .filter(|other| {
            other.block == claim.block
                && other.sentence == claim.sentence
                && other.relation == claim.relation
                && other.quantity.kind == claim.quantity.kind
                && other.measure.value == claim.measure.value
                && other.population.as_ref().map(|phrase| &phrase.value)
                    == claim.population.as_ref().map(|phrase| &phrase.value)
                && other.offence.as_ref().map(|phrase| &phrase.value)
                    == claim.offence.as_ref().map(|phrase| &phrase.value)
                && other.period.as_ref().and_then(|phrase| phrase.value) == Some(stated)
        })
        .collect();
    let [first, _] = series.as_slice() else {
        return Some(stated);
    };
    if first.span == claim.span {
        Period::year(stated.start.year())
    } else {
        Period::year(stated.end.year())
    }
}

/// What a superlative beside a number says: "1,055, the fewest since 2019".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rank {
    /// The end of the series that it is at.
    pub(super) direction: Direction,
    /// From when on; none for the whole of the series.
    pub(super) since: Option<Period>,
}

/// The rank that a superlative of the same sentence gives a claim.
pub(super) fn rank(claim: &Claim, claims: &[Claim], policy: &Policy) -> Option<Rank> {
    let words = claims.iter().find(|other| {
        other.block == claim.block
            && other.sentence == claim.sentence
            && other.quantity.kind == Kind::Vague
            && other.relation == Relation::Extreme
    })?;
    let is_low = policy.lowest_words.contains(&words.text.to_lowercase());
    Some(Rank {
        direction: if is_low {
            Direction::Down
        } else {
            Direction::Up
        },
        since: words.period.as_ref().and_then(|phrase| phrase.value),
    })
}

/// The country of a whole that can only be meant as a place: "everyone in German jails".
pub(super) fn place_of_whole(claim: &Claim) -> Option<ConceptId> {
    let whole = &claim.whole.as_ref()?.value.group;
    match &whole.who {
        Who::Of(country) if !can_hold(whole, claim) => Some(country.clone()),
        _ => None,
    }
}

/// Whether a group may be the whole of the claim's share: those of a country hold
/// none of its foreigners, so "everyone in German jails" is no whole of Germans.
pub(super) fn can_hold(whole: &Group, claim: &Claim) -> bool {
    let part = claim.population.as_ref().map(|phrase| &phrase.value.who);
    !matches!(
        (&whole.who, part),
        (Who::Of(_) | Who::Native, Some(Who::Foreign | Who::NotOf(_)))
    )
}

/// Why a number that differs is not called wrong: what the passage leaves open about it.
pub(super) fn doubt(
    claim: &Claim,
    claims: &[Claim],
    ties: &[Tie],
    policy: &Policy,
) -> Option<&'static str> {
    let is_of_whom = names_people(claim, claims)
        && names_its_measure(claim, claims)
        && !is_told_of_two(claim, claims)
        && !is_counted_otherwise_beside(claim, claims);
    if !is_of_whom {
        Some(wording::UNSURE_WHOM)
    } else if is_part_of_another(claim, claims) {
        Some(wording::PART_OF_ANOTHER)
    } else if ties.contains(&Tie::Narrowed(claim.span)) {
        Some(wording::OF_A_PART)
    } else if has_unread_words(claim, ties) {
        Some(wording::UNREAD_WORDS)
    } else if may_be_of_some(claim, claims, ties) {
        Some(wording::OF_SOME)
    } else if ties.contains(&Tie::Unknown(claim.span)) {
        Some(wording::UNKNOWN_UNIT)
    } else if may_be_in_another_unit(claim, claims) {
        Some(wording::UNSURE_WHOM)
    } else if is_for_each_time(claim, ties) {
        Some(wording::EACH_TIME)
    } else if is_of_unknown_time(claim, policy) {
        Some(wording::UNKNOWN_TIME)
    } else if is_of_release(claim, policy) {
        Some(wording::OF_RELEASE)
    } else {
        None
    }
}

/// Whether a claim names a time that could not be placed on the calendar: "on 1 October".
fn is_of_unknown_time(claim: &Claim, policy: &Policy) -> bool {
    claim.period.as_ref().is_some_and(|phrase| {
        phrase.value.is_none()
            && !phrase.from.is_inferred()
            && !policy.present_words.contains(&phrase.text.to_lowercase())
    })
}

/// Whether a claim counts people let go in a time, while tables count those free on a day.
fn is_of_release(claim: &Claim, policy: &Policy) -> bool {
    stage::is_stock(&claim.measure.value)
        && policy
            .released_words
            .contains(&claim.measure.text.to_lowercase())
}

/// Whether words that no list knows stand in what the claim is about, and may narrow it.
fn has_unread_words(claim: &Claim, ties: &[Tie]) -> bool {
    let facets = [
        claim.population.as_ref().and_then(|phrase| phrase.span),
        claim.comparator.as_ref().and_then(|phrase| phrase.span),
        claim.whole.as_ref().and_then(|phrase| phrase.span),
        claim.offence.as_ref().and_then(|phrase| phrase.span),
    ];
    ties.iter().any(|tie| {
        let word = match tie {
            Tie::Unread(word) => Some(*word),
            _ => None,
        };
        word.is_some_and(|word| facets.iter().flatten().any(|facet| facet.contains(word)))
    })
}

/// Whether an age or a sex stands in the sentence, or in that of the claim whose facets
/// are carried on, while the claim's groups have none.
fn may_be_of_some(claim: &Claim, claims: &[Claim], ties: &[Tie]) -> bool {
    let groups = || [&claim.population, &claim.comparator].into_iter().flatten();
    let has_age = groups().any(|phrase| phrase.value.age.is_some());
    let has_sex = groups().any(|phrase| phrase.value.sex.is_some());
    let is_carried = claim.measure.from == From::PreviousClaim;
    let before = claims
        .iter()
        .rfind(|other| {
            is_carried && other.block == claim.block && other.sentence.end <= claim.sentence.start
        })
        .map(|other| other.sentence);
    let here = |words: Span| {
        claim.sentence.contains(words) || before.is_some_and(|sentence| sentence.contains(words))
    };
    claim.definitions.is_empty()
        && ties.iter().any(|tie| match tie {
            Tie::Age(words) => !has_age && here(*words),
            Tie::Sex(words) => !has_age && !has_sex && here(*words),
            _ => false,
        })
}

/// Whether a count is for each day or week while references count years.
fn is_for_each_time(claim: &Claim, ties: &[Tie]) -> bool {
    claim.quantity.kind == Kind::Count
        && ties.contains(&Tie::EachTime {
            number: claim.span,
            short: true,
        })
}

/// Whether a bare number goes on from one in another unit: "an index of 145 (raw: 309)".
fn may_be_in_another_unit(claim: &Claim, claims: &[Claim]) -> bool {
    let before = claims
        .iter()
        .rfind(|other| other.block == claim.block && other.span < claim.span);
    claim.quantity.kind == Kind::Count
        && claim.measure.from == From::PreviousClaim
        && before.is_some_and(|other| {
            matches!(
                other.quantity.kind,
                Kind::Index | Kind::Rate | Kind::Multiple | Kind::Percent
            )
        })
}

/// Whether the passage tells groups apart at all, in the claim or beside it; a number for
/// everybody in one that does not may be of people it was not read to name.
fn names_people(claim: &Claim, claims: &[Claim]) -> bool {
    claims
        .iter()
        .filter(|other| other.block == claim.block)
        .any(|other| other.population.is_some() || other.comparator.is_some())
}

/// Whether what is counted is said in the claim's own paragraph or a heading of it.
fn names_its_measure(claim: &Claim, claims: &[Claim]) -> bool {
    let Some(words) = claim.measure.span else {
        return true;
    };
    let is_carried = matches!(
        claim.measure.from,
        From::PreviousClaim | From::Paragraph | From::Document
    );
    !is_carried
        || !claims
            .iter()
            .any(|other| other.block < claim.block && words.end <= other.sentence.end)
}

/// Whether the sentence gives another such rate or share for the same people at the
/// same time: one of the two must be of others ("0.4 per 1,000 against 0.6").
fn is_told_of_two(claim: &Claim, claims: &[Claim]) -> bool {
    let is_rate = matches!(claim.relation, Relation::Incidence | Relation::Share)
        && claim.quantity.kind != Kind::Count;
    is_rate
        && claims.iter().any(|other| {
            other.block == claim.block
                && other.sentence == claim.sentence
                && other.span != claim.span
                && other.relation == claim.relation
                && matches!(
                    other.quantity.kind,
                    Kind::Count | Kind::Rate | Kind::Percent
                )
                && other.quantity.value != claim.quantity.value
                && other.measure.value == claim.measure.value
                && is_same(other.population.as_ref(), claim.population.as_ref())
                && is_same(other.comparator.as_ref(), claim.comparator.as_ref())
                && is_same(other.whole.as_ref(), claim.whole.as_ref())
                && is_same(other.place.as_ref(), claim.place.as_ref())
                && is_same(other.period.as_ref(), claim.period.as_ref())
                && other.definitions.len() == claim.definitions.len()
        })
}

/// Whether a way of counting that the sentence names may be meant for this figure or for
/// another alone: a later one names it, or it stands between both.
fn is_counted_otherwise_beside(claim: &Claim, claims: &[Claim]) -> bool {
    let has = |definition| {
        let own = claim.definitions.iter();
        own.map(|phrase| &phrase.value).any(|own| own == definition)
    };
    let mut beside = claims.iter().filter(|other| {
        other.block == claim.block
            && other.sentence == claim.sentence
            && other.quantity.kind == claim.quantity.kind
    });
    beside.any(|other| {
        let mut theirs = other.definitions.iter();
        if other.span > claim.span {
            return theirs.any(|phrase| !has(&phrase.value));
        }
        let between = |words: Span| other.span < words && words < claim.span;
        other.span < claim.span
            && theirs.any(|phrase| phrase.span.is_some_and(between) && has(&phrase.value))
    })
}

/// Whether the paragraph gives a larger number of the same people at the same time: then
/// this one is of some of them ("5,895 are awaiting removal: 522 for less than half a year").
fn is_part_of_another(claim: &Claim, claims: &[Claim]) -> bool {
    let is_count = |one: &Claim| {
        one.quantity.kind == Kind::Count
            && matches!(one.relation, Relation::Level | Relation::Incidence)
    };
    is_count(claim)
        && claims.iter().any(|other| {
            other.block == claim.block
                && other.span != claim.span
                && is_count(other)
                && other.quantity.value > claim.quantity.value
                && other.measure.value == claim.measure.value
                && is_same(other.population.as_ref(), claim.population.as_ref())
                && is_same(other.offence.as_ref(), claim.offence.as_ref())
                && is_same(other.place.as_ref(), claim.place.as_ref())
                && is_same(other.period.as_ref(), claim.period.as_ref())
        })
}

/// Whether two facets mean the same.
fn is_same<T: PartialEq>(one: Option<&Phrase<T>>, other: Option<&Phrase<T>>) -> bool {
    one.map(|phrase| &phrase.value) == other.map(|phrase| &phrase.value)
}

/// Whether a share is of crimes ("of burglaries") and only its source names a stage
/// ("suspect figures show").
pub(super) fn is_share_of_crimes(claim: &Claim) -> bool {
    let of_crimes = claim
        .whole
        .as_ref()
        .is_some_and(|whole| whole.value.measure.is_none() && !whole.value.offences.is_empty());
    claim.relation == Relation::Share
        && of_crimes
        && claim
            .source
            .as_ref()
            .and_then(|source| source.span)
            .zip(claim.measure.span)
            .is_some_and(|(source, measure)| source.contains(measure))
}

/// The stages that the passage names: in what the share is taken of, in the
/// source, in a qualifier, or as the measure of another claim of the block.
pub(super) fn named_stages(
    claim: &Claim,
    claims: &[Claim],
    vocabulary: &Vocabulary,
) -> BTreeSet<ConceptId> {
    let mut stages = BTreeSet::new();
    let whole = claim
        .whole
        .as_ref()
        .and_then(|whole| whole.value.measure.as_ref());
    stages.extend(whole.filter(|measure| stage::is_stage(measure)).cloned());
    if stages.is_empty() {
        let texts = claim
            .source
            .iter()
            .chain(&claim.qualifiers)
            .map(|phrase| phrase.text.as_str());
        stages.extend(texts.flat_map(|text| measures_in(text, vocabulary)));
    }
    if stages.is_empty() {
        let beside = claims.iter().filter(|other| other.block == claim.block);
        stages.extend(
            beside
                .map(|other| &other.measure.value)
                .filter(|measure| stage::is_stage(measure))
                .cloned(),
        );
    }
    stages
}

/// The stages that words of a text name.
fn measures_in(text: &str, vocabulary: &Vocabulary) -> BTreeSet<ConceptId> {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = BTreeSet::new();
    for size in 1..=3 {
        for run in words.windows(size) {
            found.extend(
                vocabulary
                    .resolve(Class::Measure, &run.join(" "))
                    .filter(stage::is_stage),
            );
        }
    }
    found
}

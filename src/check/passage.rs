//! What the passage around a claim implies for it: the stage that its figures
//! are from, the whole that a figure beside it names, which end of a span of
//! years is meant.

use std::collections::BTreeSet;

use super::{Policy, stage};
use crate::{
    claim::{Claim, Direction, Phrase, Relation, Whole},
    number::{Kind, Period},
    vocabulary::{Class, ConceptId, Group, Vocabulary, Who},
};

/// Longer than this, a period is a span of years.
const SPAN_DAYS: i32 = 400;

/// Whether the period of a change is from one time to another, and not one of its ends.
pub(super) fn is_span(period: Period) -> bool {
    period.days() > SPAN_DAYS || period.is_from_year_to_year()
}

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
    before.block == claim.block
        && before.sentence == claim.sentence
        && before.span.end <= claim.span.start
        && before.relation == claim.relation
        && before.measure.value == claim.measure.value
        && is_same(before.population.as_ref(), claim.population.as_ref())
        && is_same(before.offence.as_ref(), claim.offence.as_ref())
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
                && is_same(other.population.as_ref(), claim.population.as_ref())
                && is_same(other.offence.as_ref(), claim.offence.as_ref())
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

/// The two times between which a change runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    /// When it began; a year before its end where the draft does not tell.
    pub(super) earlier: Option<Period>,
    /// When it ended; now where the draft says so.
    pub(super) later: Option<Period>,
}

/// The ends of a change whose own words tell one of them at most, where another number of
/// the same series beside it tells the other: "3,926 in 2023, or 27% more than the year before".
pub(super) fn ends(claim: &Claim, claims: &[Claim], policy: &Policy) -> Option<Ends> {
    let is_one = |period: &Period| !is_span(*period);
    let own = claim.period.as_ref();
    let is_now = own.is_some_and(|own| policy.present_words.contains(&own.text.to_lowercase()));
    let own_time = own.and_then(|own| own.value).filter(|_| !is_now);
    let is_open = own.is_none() || is_now;
    if claim.relation != Relation::Change
        || own_time.is_some_and(|own| !is_one(&own))
        || own_time.is_none() && !is_open
    {
        return None;
    }
    let here = told_beside(claim, claims, |other| other.sentence == claim.sentence);
    let before = claims
        .iter()
        .rfind(|other| other.block == claim.block && other.sentence.end <= claim.sentence.start)
        .map_or_else(Vec::new, |last| {
            told_beside(claim, claims, |other| {
                other.block == last.block && other.sentence == last.sentence
            })
        });
    let mut times: Vec<Period> = here.into_iter().filter(is_one).collect();
    let elsewhere = |times: &[Period]| times.iter().all(|time| Some(*time) == own_time);
    if elsewhere(&times) {
        times.extend(before.last().copied().filter(is_one));
    }
    times.extend(own_time);
    times.sort_by_key(|time| time.end);
    times.dedup();
    match times.as_slice() {
        [only] if is_now => Some(Ends {
            earlier: Some(*only),
            later: None,
        }),
        [only] if own_time.is_none() => Some(Ends {
            earlier: None,
            later: Some(*only),
        }),
        [earlier, later] if !is_now => Some(Ends {
            earlier: Some(*earlier),
            later: Some(*later),
        }),
        _ => None,
    }
}

/// The times of numbers of a change's series, in order.
fn told_beside(change: &Claim, claims: &[Claim], wanted: impl Fn(&Claim) -> bool) -> Vec<Period> {
    let is_told = |other: &&Claim| {
        wanted(other)
            && matches!(
                other.relation,
                Relation::Level | Relation::Share | Relation::Incidence
            )
            && other.measure.value == change.measure.value
            && is_same(other.population.as_ref(), change.population.as_ref())
            && is_same(other.offence.as_ref(), change.offence.as_ref())
            && is_same(other.place.as_ref(), change.place.as_ref())
    };
    let told = claims.iter().filter(is_told);
    told.filter_map(|other| other.period.as_ref()?.value)
        .collect()
}

/// Whether two facets mean the same.
pub(super) fn is_same<T: PartialEq>(one: Option<&Phrase<T>>, other: Option<&Phrase<T>>) -> bool {
    one.map(|phrase| &phrase.value) == other.map(|phrase| &phrase.value)
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

/// The stage that the people are told by, where only a name of a crime speaks of offending:
/// "non-Austrian suspects: theft 410, sexual offences 27".
pub(super) fn stage_of_people(claim: &Claim, vocabulary: &Vocabulary) -> Option<ConceptId> {
    let crime = claim.offence.as_ref().and_then(|offence| offence.span);
    let named = claim.measure.span.zip(crime);
    named.filter(|(measure, crime)| crime.contains(*measure))?;
    let people = claim.population.as_ref()?;
    let mut stages = measures_in(&people.text, vocabulary).into_iter();
    stages.next().filter(|_| stages.next().is_none())
}

/// The stages that words of a text name.
pub(super) fn measures_in(text: &str, vocabulary: &Vocabulary) -> BTreeSet<ConceptId> {
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

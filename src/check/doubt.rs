//! What a passage leaves open about a claim, so that a number that differs from the
//! data is not called wrong.

use super::{
    Policy, arithmetic,
    ask::Desk,
    passage::{self, SPAN_DAYS, is_same},
    stage, wording,
};
use crate::{
    claim::{Claim, From, Relation, Tie},
    number::{Decimal, Kind, Period, Precision},
    text::Span,
    vocabulary::{Concept, ConceptId},
};

/// Why a number that differs is not called wrong: what the passage leaves open about it, but for
/// the reasons that other numbers have `settled`.
pub(super) fn of(
    claim: &Claim,
    claims: &[Claim],
    desk: Desk<'_>,
    settled: &[&str],
) -> Option<String> {
    let context = desk.context;
    let ties = &context.ties;
    if let Some(doubt) = context.doubt_of(claim) {
        return Some(doubt.because.clone());
    }
    // What is open of a number is open of those that take its group over.
    let source = claims
        .iter()
        .rfind(|other| other.block == claim.block && other.span < claim.span)
        .filter(|other| is_carried(claim) && context.doubt_of(other).is_some());
    if source.is_some() && !settled.contains(&wording::CARRIED_DOUBT) {
        return Some(wording::CARRIED_DOUBT.to_owned());
    }
    if let Some(word) = unread_word(claim, ties) {
        return Some(wording::unread(word));
    }
    let mut doubts = of_whom(claim, claims, desk)
        .into_iter()
        .chain(of_what(claim, claims, desk));
    doubts.find_map(|(holds, words)| (holds && !settled.contains(&words)).then(|| words.to_owned()))
}

/// Whether it is open whose number it is, with the words for each reason.
fn of_whom(claim: &Claim, claims: &[Claim], desk: Desk<'_>) -> Vec<(bool, &'static str)> {
    let ties = &desk.context.ties;
    vec![
        (!names_people(claim, claims), wording::NO_GROUPS),
        (is_of_others(claim), wording::OF_OTHERS),
        (!names_its_measure(claim, claims), wording::FAR_MEASURE),
        (is_told_of_two(claim, claims), wording::TWO_FOR_ONE),
        (
            claims.iter().any(|other| claim.is_named_behind(other)),
            wording::NAMED_BEHIND,
        ),
        (
            is_counted_otherwise_beside(claim, claims, desk),
            wording::COUNTED_BESIDE,
        ),
        (is_of_other_subject(claim, ties), wording::OTHER_SUBJECT),
        (
            is_carried_among_others(claim, claims),
            wording::CARRIED_AMONG_OTHERS,
        ),
        (may_be_in_another_unit(claim, claims), wording::OTHER_UNIT),
        (is_named_in_heading(claim), wording::NAMED_IN_HEADING),
        (is_change_of_all(claim, ties), wording::CHANGE_OF_ALL),
        (
            is_compared_elsewhere(claim, claims),
            wording::COMPARED_ELSEWHERE,
        ),
    ]
}

/// Whether it is open what is counted, when, or how it was reckoned, with the words for each reason.
fn of_what(claim: &Claim, claims: &[Claim], desk: Desk<'_>) -> Vec<(bool, &'static str)> {
    let (ties, policy) = (&desk.context.ties, desk.policy);
    vec![
        (is_part_of_another(claim, claims), wording::PART_OF_ANOTHER),
        (
            ties.contains(&Tie::Narrowed(claim.span)),
            wording::OF_A_PART,
        ),
        (may_be_of_some(claim, claims, ties), wording::OF_SOME),
        (
            ties.contains(&Tie::Unknown(claim.span)) || is_part_of_one(claim),
            wording::UNKNOWN_UNIT,
        ),
        (is_for_each_time(claim, ties), wording::EACH_TIME),
        (
            is_of_unknown_time(claim, policy)
                || is_dated_among_others(claim, claims)
                || is_dated_in_another_clause(claim, claims)
                || is_of_later(claim, claims, ties),
            wording::UNKNOWN_TIME,
        ),
        (
            is_between_others(claim, claims, policy),
            wording::UNKNOWN_ENDS,
        ),
        (
            is_placed_among_others(claim, claims, desk),
            wording::UNKNOWN_PLACE,
        ),
        (
            arithmetic::follows(claim, claims, policy),
            wording::FOLLOWS_FROM_OWN,
        ),
        (is_of_release(claim, policy), wording::OF_RELEASE),
        (is_of_entering(claim, ties), wording::OF_ENTERING),
    ]
}

/// Whether the group has no part in the whole that the share is of ("one in five foreigners is
/// held for what a German cannot do"), or is that whole, and no crime tells which part of it.
fn is_of_others(claim: &Claim) -> bool {
    let whole = claim.whole.as_ref().map(|whole| &whole.value.group);
    let group = claim.population.as_ref().map(|group| &group.value);
    whole.zip(group).is_some_and(|(whole, group)| {
        whole.excludes(group) || (whole == group && claim.offence.is_none())
    })
}

/// Whether the group was taken over from words outside the sentence, near it.
fn is_carried(claim: &Claim) -> bool {
    let group = claim.population.as_ref();
    group.is_some_and(|group| matches!(group.from, From::PreviousClaim | From::Paragraph))
}

/// Whether the group is carried on from a number before, in a paragraph that tells of several,
/// from another such paragraph, or from words behind the number's sentence.
fn is_carried_among_others(claim: &Claim, claims: &[Claim]) -> bool {
    let who = |of: &Claim| of.population.as_ref().map(|group| group.value.clone());
    let named = claim.population.as_ref().and_then(|group| group.span);
    let is_source = |other: &&Claim| named.is_some_and(|named| other.sentence.contains(named));
    let source = claims.iter().rfind(is_source).map(|other| other.block);
    let is_behind = named.is_some_and(|named| claim.sentence.end <= named.start);
    is_carried(claim)
        && (is_behind
            || claims
                .iter()
                .filter(|other| other.block == claim.block || Some(other.block) == source)
                .filter(|other| other.span < claim.span)
                .any(|other| who(other) != who(claim)))
}

/// Whether the group was named outside the clause of the number: before a word of contrast
/// ("foreign suspects rose by 7%, while locals fell by 1%") or within an insertion
/// ("three peoples – Poles (3), Czechs (2) – made up 30%").
fn is_of_other_subject(claim: &Claim, ties: &[Tie]) -> bool {
    let group = claim.population.as_ref();
    let named = group.and_then(|group| group.span);
    let is_apart = group.is_some_and(|group| group.from == From::Sentence);
    let is_parted = |named: Span| {
        is_apart
            && ties.iter().any(|tie| match tie {
                Tie::OtherSubject(word) => named.end <= word.start && word.end <= claim.span.start,
                _ => false,
            })
    };
    // "their share fell from 88 per cent, while that of Turks rose"
    let is_later = |named: Span| {
        ties.iter().any(|tie| match tie {
            Tie::OtherSubject(word) => claim.span.end <= word.start && word.end <= named.start,
            _ => false,
        })
    };
    let is_inserted = |named: Span| {
        ties.iter().any(|tie| match tie {
            Tie::Insertion(words) => words.contains(named) && words.end <= claim.span.start,
            _ => false,
        })
    };
    named.is_some_and(|named| is_parted(named) || is_later(named) || is_inserted(named))
}

/// Whether only a heading names the group of a count; a table or list has lead-ins of its own.
fn is_named_in_heading(claim: &Claim) -> bool {
    let group = claim.population.as_ref();
    claim.quantity.kind == Kind::Count && group.is_some_and(|group| group.from == From::Heading)
}

/// Whether a change of a count names no group before it: "the prison population grew by 390,
/// and foreign nationals accounted for 109 of that".
fn is_change_of_all(claim: &Claim, ties: &[Tie]) -> bool {
    let group = claim.population.as_ref();
    // "That is 300 fewer than a year before": the number before, whose group is named.
    let goes_on = ties.contains(&Tie::Resumed(claim.sentence));
    !goes_on
        && claim.relation == Relation::Change
        && claim.quantity.kind == Kind::Count
        && group.is_some_and(|group| {
            let is_behind = group
                .span
                .is_some_and(|named| claim.span.end <= named.start);
            group.from.is_inferred() || group.from == From::Sentence && is_behind
        })
}

/// Whether the group of a ratio is the one that another number of the sentence is compared
/// with: "8.7 times that of Danes, compared with 9.8 times".
fn is_compared_elsewhere(claim: &Claim, claims: &[Claim]) -> bool {
    let named = claim.population.as_ref().and_then(|group| group.span);
    matches!(
        claim.relation,
        Relation::Ratio | Relation::RelativeDifference
    ) && named.is_some()
        && claims.iter().any(|other| {
            other.sentence == claim.sentence
                && other.comparator.as_ref().and_then(|group| group.span) == named
        })
}

/// Whether a bare number has a part after the point: no number of people or cases.
fn is_part_of_one(claim: &Claim) -> bool {
    let is_fine = matches!(claim.quantity.precision, Precision::Step(step) if step < Decimal::ONE);
    claim.quantity.kind == Kind::Count && is_fine
}

/// Whether a claim is of people who came in, while tables count those inside on a day.
fn is_of_entering(claim: &Claim, ties: &[Tie]) -> bool {
    let here = |tie: &Tie| matches!(tie, Tie::Entering(words) if claim.sentence.contains(*words));
    stage::is_stock(&claim.measure.value) && ties.iter().any(here)
}

/// Whether the number is of a time told by its distance from another: "554,000 two months on".
fn is_of_later(claim: &Claim, claims: &[Claim], ties: &[Tie]) -> bool {
    let period = claim.period.as_ref().and_then(|phrase| phrase.span);
    let is_told = |words: Span| {
        let mut beside = claims
            .iter()
            .filter(|other| other.sentence == claim.sentence);
        let owner = beside
            .clone()
            .rfind(|other| other.span.end <= words.start)
            .or_else(|| beside.next());
        let is_own = owner.is_some_and(|owner| owner.span == claim.span);
        // "3.1 times; two years on it was 2.6 times (13 against 5)"
        let is_behind = words.end <= claim.span.start;
        let is_dated = period
            .is_some_and(|period| period.contains(words) || is_behind && words.end <= period.start);
        (is_own || is_behind) && !is_dated
    };
    ties.iter().any(|tie| match tie {
        Tie::Later(words) => claim.sentence.contains(*words) && is_told(*words),
        _ => false,
    })
}

/// Whether a change is told with one year, or carries one on, while its sentence has several:
/// it may run from one of them to another.
fn is_between_others(claim: &Claim, claims: &[Claim], policy: &Policy) -> bool {
    let ends = passage::ends(claim, claims, policy);
    let period = |of: &Claim| of.period.as_ref().and_then(|phrase| phrase.value);
    let is_one = |of: Period| of.days() <= SPAN_DAYS;
    claim.relation == Relation::Change
        && period(claim).is_some_and(is_one)
        && claims.iter().any(|other| {
            other.block == claim.block
                && other.sentence == claim.sentence
                && period(other).is_some_and(is_one)
                && period(other) != period(claim)
                && ends.is_none_or(|ends| ![ends.earlier, ends.later].contains(&period(other)))
        })
}

/// A word that no list knows in what the claim is about, which it may narrow.
fn unread_word<'t>(claim: &Claim, ties: &'t [Tie]) -> Option<&'t str> {
    ties.iter().find_map(|tie| match tie {
        Tie::Unread { at, word } if claim.subject().any(|facet| facet.contains(*at)) => {
            Some(word.as_str())
        }
        _ => None,
    })
}

/// Whether a claim names a time that could not be placed on the calendar: "on 1 October".
fn is_of_unknown_time(claim: &Claim, policy: &Policy) -> bool {
    claim.period.as_ref().is_some_and(|phrase| {
        phrase.value.is_none()
            && !phrase.from.is_inferred()
            && !policy.present_words.contains(&phrase.text.to_lowercase())
    })
}

/// Whether the time is that of a sentence before which tells of several: "6,437 in 2016 and
/// 5,940 in 2023. Poles were 394 of the last".
fn is_dated_among_others(claim: &Claim, claims: &[Claim]) -> bool {
    let told = claim
        .period
        .as_ref()
        .filter(|phrase| phrase.from.is_inferred());
    let Some((value, span)) = told.and_then(|phrase| phrase.value.zip(phrase.span)) else {
        return false;
    };
    claims.iter().any(|other| {
        let period = other.period.as_ref().and_then(|phrase| phrase.value);
        other.sentence.contains(span)
            && !claim.sentence.contains(span)
            && period.is_some_and(|period| period != value)
    })
}

/// Whether the group is named behind the time, which is one of two that numbers before it have:
/// "300 Poles in 2024, 90 more than in 2019; among Danes it went from 800 to 950".
fn is_dated_in_another_clause(claim: &Claim, claims: &[Claim]) -> bool {
    let told = |of: &Claim| {
        let period = of.period.as_ref()?;
        let span = period.span.filter(|span| of.sentence.contains(*span))?;
        Some((period.value?, span))
    };
    let group = claim.population.as_ref().and_then(|group| group.span);
    let Some(((value, time), group)) = told(claim).zip(group) else {
        return false;
    };
    let mut before = claims.iter().filter(|other| {
        other.block == claim.block
            && other.sentence == claim.sentence
            && other.span.end <= group.start
    });
    time.end <= group.start
        && group.end <= claim.span.start
        && before.clone().any(|other| told(other) == told(claim))
        && before.any(|other| told(other).is_some_and(|(other, _)| other != value))
}

/// Whether the place is that of another paragraph or of a heading, and the words there or in the
/// claim's own paragraph count elsewhere too: "In Ohio it is 9% and in Utah 12%", a paragraph before.
fn is_placed_among_others(claim: &Claim, claims: &[Claim], desk: Desk<'_>) -> bool {
    let told = claim.place.as_ref().filter(|place| {
        matches!(
            place.from,
            From::PreviousClaim | From::Paragraph | From::Heading
        )
    });
    let Some((value, span)) = told.and_then(|place| Some((&place.value, place.span?))) else {
        return false;
    };
    let within = |one: &ConceptId, other: &ConceptId| desk.vocabulary.is_within(one, other);
    let source = claims.iter().find(|other| other.sentence.contains(span));
    let source = source.map(|other| other.block);
    let is_other = |other: &&Claim| {
        let place = other
            .place
            .as_ref()
            .filter(|place| !place.from.is_inferred());
        place.is_some_and(|place| !within(&place.value, value) && !within(value, &place.value))
    };
    source != Some(claim.block)
        && claims
            .iter()
            .filter(|other| other.block == claim.block || Some(other.block) == source)
            .any(|other| is_other(&other))
}

/// Whether a claim counts people let go in a time, while tables count those free on a day.
fn is_of_release(claim: &Claim, policy: &Policy) -> bool {
    stage::is_stock(&claim.measure.value)
        && policy
            .released_words
            .contains(&claim.measure.text.to_lowercase())
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
    // "Aged 15 to 79" may be read as a way of counting.
    let is_defined = !claim.definitions.is_empty();
    ties.iter().any(|tie| match tie {
        Tie::Age(words) => !has_age && !is_defined && here(*words),
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

/// Whether the sentence gives another such number, rate or share for the same people at
/// the same time: one of the two must be of others ("0.4 per 1,000 against 0.6").
fn is_told_of_two(claim: &Claim, claims: &[Claim]) -> bool {
    let is_rate = matches!(claim.relation, Relation::Incidence | Relation::Share)
        && claim.quantity.kind != Kind::Count;
    let is_count = claim.relation == Relation::Level && claim.quantity.kind == Kind::Count;
    (is_rate || is_count)
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
                && is_same(other.offence.as_ref(), claim.offence.as_ref())
                && is_same(other.place.as_ref(), claim.place.as_ref())
                && may_be_at_one_time(other, claim)
                && other.definitions.len() == claim.definitions.len()
        })
}

/// Whether two claims may be of one time: no two different ones are known of them.
fn may_be_at_one_time(one: &Claim, other: &Claim) -> bool {
    let known = |claim: &Claim| claim.period.as_ref().and_then(|phrase| phrase.value);
    known(one)
        .zip(known(other))
        .is_none_or(|(one, other)| one == other)
}

/// Whether a way of counting that the sentence names may be meant for this figure or for
/// another alone: a later one names it, or it stands between both.
fn is_counted_otherwise_beside(claim: &Claim, claims: &[Claim], desk: Desk<'_>) -> bool {
    let ties = &desk.context.ties;
    // How people are counted in general ("adults") holds for all numbers of the sentence.
    let parts = |definition: &ConceptId| {
        let attribute = |concept: &Concept| concept.attributes.get("kind").cloned();
        let kind = desk.vocabulary.concept(definition).and_then(attribute);
        kind.is_none_or(|kind| kind != "note")
    };
    let has = |definition| {
        let own = claim.definitions.iter();
        own.map(|phrase| &phrase.value).any(|own| own == definition)
    };
    let is_inserted = |one: &Claim| {
        ties.iter()
            .any(|tie| matches!(tie, Tie::Insertion(words) if words.contains(one.span)))
    };
    // "Almost a third (90 of 300) were on remand"
    let mut beside = claims.iter().filter(|other| {
        other.block == claim.block
            && other.sentence == claim.sentence
            && (other.quantity.kind == claim.quantity.kind || is_inserted(claim))
    });
    beside.any(|other| {
        let mut theirs = other.definitions.iter();
        if other.span > claim.span {
            return theirs.any(|phrase| parts(&phrase.value) && !has(&phrase.value));
        }
        let between = |words: Span| other.span < words && words < claim.span;
        other.span < claim.span
            && theirs.any(|phrase| {
                parts(&phrase.value) && phrase.span.is_some_and(between) && has(&phrase.value)
            })
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

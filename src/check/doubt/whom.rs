//! Whose a number is, where a passage leaves that open.

use super::{Doubt, is_carried};
use crate::{
    check::{ask::Desk, passage::is_same},
    claim::{Claim, From, Relation, Tie},
    number::Kind,
    text::Span,
    vocabulary::{Concept, ConceptId, Who},
};

/// What may leave open whose number it is, and whether it does.
pub(super) fn doubts(claim: &Claim, claims: &[Claim], desk: Desk<'_>) -> Vec<(bool, Doubt)> {
    let ties = &desk.context.ties;
    vec![
        (!names_people(claim, claims), Doubt::NoGroups),
        (is_of_others(claim), Doubt::OfOthers),
        (!names_its_measure(claim, claims), Doubt::FarMeasure),
        (is_told_of_two(claim, claims), Doubt::TwoForOne),
        (
            claims.iter().any(|other| claim.is_named_behind(other)),
            Doubt::NamedBehind,
        ),
        (
            is_counted_otherwise_beside(claim, claims, desk),
            Doubt::CountedBeside,
        ),
        (
            is_place_or_people(claim, claims, desk),
            Doubt::PlaceOrPeople,
        ),
        (is_of_other_subject(claim, ties), Doubt::OtherSubject),
        (
            is_carried_among_others(claim, claims),
            Doubt::CarriedAmongOthers,
        ),
        (may_be_in_another_unit(claim, claims), Doubt::OtherUnit),
        (is_named_in_heading(claim), Doubt::NamedInHeading),
        (is_change_of_all(claim, ties), Doubt::ChangeOfAll),
        (
            is_compared_elsewhere(claim, claims),
            Doubt::ComparedElsewhere,
        ),
    ]
}

/// Whether the passage tells groups apart at all, in the claim or beside it; a number for
/// everybody in one that does not may be of people it was not read to name.
fn names_people(claim: &Claim, claims: &[Claim]) -> bool {
    claims
        .iter()
        .filter(|other| other.block == claim.block)
        .any(|other| other.population.is_some() || other.comparator.is_some())
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

/// Whether a country that is named for its people may be where foreigners were counted, as the
/// sentence counts them in another country before: "foreigners are 31% in Chad (Peru: 17%)".
fn is_place_or_people(claim: &Claim, claims: &[Claim], desk: Desk<'_>) -> bool {
    let Some(group) = &claim.population else {
        return false;
    };
    let Who::Of(country) = &group.value.who else {
        return false;
    };
    let is_elsewhere = |other: &Claim| {
        let place = other
            .place
            .as_ref()
            .filter(|place| !place.from.is_inferred());
        place.is_some_and(|place| place.value != *country)
    };
    let is_foreign = |other: &Claim| {
        let group = other.population.as_ref().map(|group| &group.value.who);
        group == Some(&Who::Foreign)
    };
    group.text == desk.vocabulary.label(country)
        && claims.iter().any(|other| {
            other.sentence == claim.sentence
                && other.span < claim.span
                && is_foreign(other)
                && is_elsewhere(other)
        })
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

//! Parts against their total, and listed shares against a hundred.

use super::{Inconsistency, figure, fits_none, is_total};
use crate::{
    check::{Policy, figure::Figure, passage::is_same},
    claim::{Claim, Relation},
    number::{Decimal, Kind},
    vocabulary::{Group, Vocabulary, Who},
};

/// The sums of a sentence that do not come out.
pub(super) fn check<'c>(
    sentence: &[&'c Claim],
    policy: &Policy,
    vocabulary: &Vocabulary,
) -> Vec<Inconsistency<'c>> {
    let mut found = Vec::new();
    found.extend(total(sentence, policy, vocabulary));
    found.extend(shares(sentence, policy, vocabulary));
    found
}

/// Counts of groups that exclude each other against the count of everybody.
fn total<'c>(
    sentence: &[&'c Claim],
    policy: &Policy,
    vocabulary: &Vocabulary,
) -> Option<Inconsistency<'c>> {
    let counts: Vec<&Claim> = sentence
        .iter()
        .filter(|claim| claim.quantity.kind == Kind::Count && claim.relation == Relation::Level)
        .copied()
        .collect();
    let (totals, parts): (Vec<&Claim>, Vec<&Claim>) =
        counts.into_iter().partition(|claim| is_total(claim));
    let [total] = totals.as_slice() else {
        return None;
    };
    let groups = groups(&parts, vocabulary)?;
    let is_alike = parts.iter().all(|part| {
        part.measure.value == total.measure.value
            && is_same(part.period.as_ref(), total.period.as_ref())
            && is_same(part.place.as_ref(), total.place.as_ref())
    });
    // "Turks had a rate of 538, Serbs one of 618, and Poles 427": no total stands among its parts.
    let is_among = parts.iter().any(|part| part.span < total.span)
        && parts.iter().any(|part| part.span > total.span);
    if parts.len() < 2 || !is_alike || (is_among && !is_told_as_sum(total, policy)) {
        return None;
    }
    let sum = add(&parts, policy)?;
    let is_all = is_whole(&groups) || is_told_as_sum(total, policy);
    let whole = figure(&total.quantity, None, policy)?;
    // Parts that need not be all may fall short of the total, but not exceed it.
    let too_much = match (sum.interval.low.value(), whole.interval.high.value()) {
        (Some(sum), Some(whole)) => sum > whole,
        _ => false,
    };
    if !is_all && !too_much {
        return None;
    }
    fits_none("A-sum", total, &[sum], policy)
}

/// Shares of one whole for groups that exclude each other: a hundred at most.
fn shares<'c>(
    sentence: &[&'c Claim],
    policy: &Policy,
    vocabulary: &Vocabulary,
) -> Option<Inconsistency<'c>> {
    let parts: Vec<&Claim> = sentence
        .iter()
        .filter(|claim| claim.quantity.kind == Kind::Percent && claim.relation == Relation::Share)
        .copied()
        .collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let is_alike = parts.iter().all(|part| {
        part.measure.value == first.measure.value
            && is_same(part.whole.as_ref(), first.whole.as_ref())
            && is_same(part.offence.as_ref(), first.offence.as_ref())
            && is_same(part.place.as_ref(), first.place.as_ref())
            && is_same(part.period.as_ref(), first.period.as_ref())
    });
    // "Of the Poles 72% are held for theft, of the Czechs 63%": each of a whole of its own.
    let of_itself = |part: &&Claim| {
        let whole = part.whole.as_ref().map(|whole| &whole.value.group.who);
        whole.is_some() && whole == part.population.as_ref().map(|group| &group.value.who)
    };
    if parts.len() < 2 || !is_alike || parts.iter().any(of_itself) {
        return None;
    }
    groups(&parts, vocabulary)?;
    let sum = add(&parts, policy)?;
    let low = sum.interval.low.value()?;
    (low > Decimal::ONE_HUNDRED).then_some(Inconsistency {
        code: "A-sum",
        claim: last,
        value: sum.value,
        formula: sum.formula,
    })
}

fn add(parts: &[&Claim], policy: &Policy) -> Option<Figure> {
    let mut figures = parts
        .iter()
        .map(|part| figure(&part.quantity, None, policy));
    let mut sum = figures.next()??;
    for figure in figures {
        sum = sum.sum(&figure?)?;
    }
    Some(sum)
}

/// The groups of the parts, if each excludes each other.
fn groups(parts: &[&Claim], vocabulary: &Vocabulary) -> Option<Vec<Group>> {
    let groups: Vec<Group> = parts
        .iter()
        .map(|part| {
            let group = &part.population.as_ref()?.value;
            Some(seen_from_place(group, part, vocabulary))
        })
        .collect::<Option<_>>()?;
    for (at, one) in groups.iter().enumerate() {
        let others = groups.get(at + 1..).unwrap_or(&[]);
        if !others.iter().all(|other| one.excludes(other)) {
            return None;
        }
    }
    Some(groups)
}

/// A group as seen from the claim's country: Britons in England are natives, and no foreigners.
fn seen_from_place(group: &Group, claim: &Claim, vocabulary: &Vocabulary) -> Group {
    let place = claim.place.as_ref().map(|phrase| &phrase.value);
    match place.and_then(|place| vocabulary.country_of(place)) {
        Some(country) => group.seen_from(&country),
        None => group.clone(),
    }
}

/// Whether the groups together are everybody.
fn is_whole(groups: &[Group]) -> bool {
    let has = |wanted: fn(&Who) -> bool| groups.iter().any(|group| wanted(&group.who));
    let halves = groups.iter().any(|one| {
        groups.iter().any(|other| match (&one.who, &other.who) {
            (Who::Of(one), Who::NotOf(other)) => one == other,
            _ => false,
        })
    });
    // Without those not recorded the parts may fall short.
    let named = has(|who| *who == Who::Native) || has(|who| matches!(who, Who::Of(_)));
    let foreign = has(|who| *who == Who::Foreign);
    (halves || (named && foreign)) && has(|who| *who == Who::Unrecorded)
}

/// Whether the total's own words say that it is a sum.
fn is_told_as_sum(total: &Claim, policy: &Policy) -> bool {
    total
        .qualifiers
        .iter()
        .any(|qualifier| policy.total_words.contains(&qualifier.text.to_lowercase()))
}

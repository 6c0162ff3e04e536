//! A number against two others of its sentence: a share against its part and
//! whole, a change against before and after, a ratio against its two rates, a
//! difference against its two percentages.

use super::{Inconsistency, coarse, figure, fits_none, is_total};
use crate::{
    check::{Policy, figure::Figure, passage::is_same, stated},
    claim::{Claim, Direction, Phrase, Relation, Tie},
    number::{Decimal, Kind, Period},
    text::Span,
    vocabulary::{Group, Who},
};

/// All numbers of a sentence that fail against two others.
pub(super) fn check<'c>(
    sentence: &[&'c Claim],
    draft: &[&'c Claim],
    ties: &[Tie],
    policy: &Policy,
) -> Vec<Inconsistency<'c>> {
    sentence
        .iter()
        .filter_map(|focus| {
            // "Rose from 300 to 330, while the total grew 2%": another series.
            let clause = || same_clause(focus, sentence, ties);
            match (focus.relation, focus.quantity.kind) {
                (Relation::Share, Kind::Percent | Kind::Fraction) => {
                    let is_moved = ties.contains(&Tie::Moved(focus.span));
                    (!is_moved)
                        .then(|| share(focus, &clause(), draft, policy))
                        .flatten()
                }
                (Relation::Change, _) if is_yearly(focus.span, ties) => None,
                (Relation::Change, _) => {
                    // "14% and 1,150 more than": how many more, and no end.
                    let mut ends = clause();
                    ends.retain(|claim| !ties.contains(&Tie::Apart(claim.span)));
                    change("A-change", focus, &ends, policy)
                }
                (Relation::Difference, _) => difference(focus, &clause(), policy),
                (Relation::RelativeDifference, _) => ratio(focus, &clause(), draft, policy)
                    .or_else(|| change("A-ratio", focus, &clause(), policy)),
                (Relation::Ratio, _) => ratio(focus, &clause(), draft, policy),
                _ => None,
            }
        })
        .collect()
}

/// Whether a change is one of every year, and no sum of the whole time.
pub(super) fn is_yearly(change: Span, ties: &[Tie]) -> bool {
    ties.iter()
        .any(|tie| matches!(tie, Tie::EachTime { number, .. } if *number == change))
}

/// The claims of a sentence with no word of contrast between them and the focus.
fn same_clause<'c>(focus: &Claim, sentence: &[&'c Claim], ties: &[Tie]) -> Vec<&'c Claim> {
    let is_parted = |claim: &Claim| {
        let (low, high) = (claim.span.min(focus.span), claim.span.max(focus.span));
        ties.iter().any(|tie| match tie {
            Tie::Contrast(word) => low.end <= word.start && word.end <= high.start,
            _ => false,
        })
    };
    sentence
        .iter()
        .filter(|claim| !is_parted(claim))
        .copied()
        .collect()
}

/// A percentage or fraction against its own part and whole.
fn share<'c>(
    focus: &'c Claim,
    sentence: &[&'c Claim],
    draft: &[&'c Claim],
    policy: &Policy,
) -> Option<Inconsistency<'c>> {
    if focus
        .whole
        .as_ref()
        .is_some_and(|whole| whole.value.group.who != Who::Everyone)
    {
        // "200 were foreign; 30% of the foreign suspects": not of all of them.
        return None;
    }
    let counts: Vec<&Claim> = counts(sentence);
    let parts: Vec<&Claim> = counts
        .iter()
        .filter(|count| {
            !is_total(count)
                && count.span < focus.span
                && is_same(count.population.as_ref(), focus.population.as_ref())
        })
        .copied()
        .collect();
    let [part] = parts.as_slice() else {
        return None;
    };
    // "27,985 of 185,021 were immigrants and 2,710 their children, so 83% were others."
    let is_other = |count: &&Claim| !is_total(count) && count.span != part.span;
    if counts.iter().any(is_other) {
        return None;
    }
    let whole = whole_of(focus, &counts, draft)?;
    // "6.7% in 2001 (6,026 of 90,523) and 10.6% in 2005": the counts of another year.
    // "In 2008 30% of 8,248; in 2018 5,029 were 54.9%": the whole of another year.
    let other_time = part.period.is_some() && !is_same(part.period.as_ref(), focus.period.as_ref())
        || whole.sentence != focus.sentence
            && !is_same(part.period.as_ref(), whole.period.as_ref());
    if part.measure.value != whole.measure.value
        || part.measure.value != focus.measure.value
        || !is_same(part.offence.as_ref(), focus.offence.as_ref())
        || !is_same(part.place.as_ref(), whole.place.as_ref())
        || other_time
    {
        return None;
    }
    let part = figure(&part.quantity, None, policy)?;
    let whole = figure(&whole.quantity, None, policy)?;
    if part.value > whole.value {
        return None;
    }
    let computed = part.over(&whole)?;
    // "6,026 of 90,523, or 6.7%, and 10.6% of the others": the counts are those of another share.
    let is_told = sentence.iter().any(|other| {
        other.span != focus.span
            && other.relation == Relation::Share
            && other.quantity.kind == focus.quantity.kind
            && fits(other, &computed, policy)
    });
    if is_told {
        return None;
    }
    // "Of 330 convicted 120 were Swiss, so foreigners were 64%": the rest.
    let rest = computed.complement()?;
    fits_none("A-share", focus, &[computed, rest], policy)
}

/// The only total that a share may be of: in its sentence, or else told before it.
fn whole_of<'c>(focus: &Claim, counts: &[&'c Claim], draft: &[&'c Claim]) -> Option<&'c Claim> {
    let only = |mut totals: Vec<&'c Claim>| totals.pop().filter(|_| totals.is_empty());
    let here: Vec<&Claim> = counts
        .iter()
        .filter(|count| is_total(count))
        .copied()
        .collect();
    if !here.is_empty() {
        return only(here);
    }
    let before = draft.iter().filter(|count| {
        count.block == focus.block
            && count.sentence.end <= focus.sentence.start
            && count.quantity.kind == Kind::Count
            && count.relation == Relation::Level
            && is_total(count)
    });
    only(before.copied().collect())
}

/// Whether a number may be the computed one.
fn fits(claim: &Claim, computed: &Figure, policy: &Policy) -> bool {
    let stated = coarse(claim, policy);
    let computed = computed.in_unit_of(&claim.quantity);
    stated
        .zip(computed)
        .is_some_and(|(stated, computed)| stated.touches(&computed.interval))
}

fn counts<'c>(sentence: &[&'c Claim]) -> Vec<&'c Claim> {
    sentence
        .iter()
        .filter(|claim| {
            claim.quantity.kind == Kind::Count
                && matches!(
                    claim.relation,
                    Relation::Level | Relation::Share | Relation::Incidence
                )
        })
        .copied()
        .collect()
}

/// The only two other numbers of a kind that are of the same series as a change.
fn before_and_after<'c>(focus: &Claim, sentence: &[&'c Claim]) -> Option<[&'c Claim; 2]> {
    let is_level = |claim: &&&Claim| {
        matches!(
            claim.relation,
            Relation::Level | Relation::Share | Relation::Incidence
        ) && claim.span != focus.span
    };
    let levels: Vec<&Claim> = sentence.iter().filter(is_level).copied().collect();
    let [one, other] = levels.as_slice() else {
        return None;
    };
    // "Both rose by a third, so that the share went from 21.0 to 21.3%", "fell by 590 to 6,316 and
    // is back at 6,881": what comes behind a change may be another series or another change.
    let is_behind = one.span > focus.span && other.span > focus.span;
    let is_share = |claim: &Claim| claim.relation == Relation::Share;
    let is_apart =
        is_behind && (is_share(one) || is_share(other) || focus.quantity.kind == Kind::Count);
    let alike = !is_apart
        && one.measure.value == other.measure.value
        && one.measure.value == focus.measure.value
        && is_same(one.population.as_ref(), other.population.as_ref())
        && (focus.population.is_none()
            || is_same(one.population.as_ref(), focus.population.as_ref()))
        && is_same(one.offence.as_ref(), other.offence.as_ref());
    (alike && !is_of_another_time(focus, one, other)).then_some([*one, *other])
}

/// Whether a change names a time that is neither end's: "2,944 in 2020 and 2,706 in 2021, about
/// half the number of 2010".
fn is_of_another_time(focus: &Claim, one: &Claim, other: &Claim) -> bool {
    fn told(of: &Claim) -> Option<&Phrase<Option<Period>>> {
        let period = of.period.as_ref();
        period.filter(|phrase| !phrase.from.is_inferred())
    }
    let Some(own) = told(focus) else {
        return false;
    };
    [one, other].into_iter().all(|end| {
        told(end).is_some_and(|end| match own.value.zip(end.value) {
            Some((own, end)) => !own.contains(&end) && !end.contains(&own),
            // "1,337 more than in July of that year"
            None => own.text != end.text,
        })
    })
}

/// A change against its own before and after.
fn change<'c>(
    code: &'static str,
    focus: &'c Claim,
    sentence: &[&'c Claim],
    policy: &Policy,
) -> Option<Inconsistency<'c>> {
    of_ends(code, focus, before_and_after(focus, sentence)?, policy)
}

/// A change against two numbers that are known to be its ends.
pub(super) fn of_ends<'c>(
    code: &'static str,
    focus: &'c Claim,
    ends: [&Claim; 2],
    policy: &Policy,
) -> Option<Inconsistency<'c>> {
    fits_none(code, focus, &readings_of_ends(focus, ends, policy)?, policy)
}

/// What a change can be by its two ends.
fn readings_of_ends(
    focus: &Claim,
    [one, other]: [&Claim; 2],
    policy: &Policy,
) -> Option<Vec<Figure>> {
    let points = focus.quantity.kind == Kind::PercentagePoints;
    if points && (counts_many(one) || counts_many(other)) {
        return None;
    }
    let (one, other) = alike(one, other, policy)?;
    let (small, large) = if one.value <= other.value {
        (one, other)
    } else {
        (other, one)
    };
    let is_percentages = large.scale == Decimal::ONE_HUNDRED;
    let falls = match focus.direction {
        Some(direction) => vec![direction == Direction::Down],
        None => vec![false, true],
    };
    let mut readings = Vec::new();
    for falls in falls {
        match focus.quantity.kind {
            Kind::Percent | Kind::Fraction => {
                readings.push(if falls {
                    small.over(&large)?.complement()?
                } else {
                    large.over(&small)?.less_one()?
                });
                if is_percentages {
                    // Points told as percent are another matter than a wrong sum.
                    readings.push(large.minus(&small)?);
                }
            }
            Kind::Multiple => {
                let less = focus.quantity.value? < Decimal::ONE;
                readings.push(if less {
                    small.over(&large)?
                } else {
                    large.over(&small)?
                });
            }
            Kind::PercentagePoints if is_percentages => readings.push(large.minus(&small)?),
            Kind::Count if large.scale == Decimal::ONE => readings.push(large.minus(&small)?),
            _ => return None,
        }
    }
    if stated::is_times_more(focus, policy) {
        readings.push(large.over(&small)?.less_one()?);
    }
    Some(readings)
}

/// Whether a change or comparison is right by two other numbers of its paragraph.
pub(in crate::check) fn follows(focus: &Claim, claims: &[Claim], policy: &Policy) -> bool {
    let levels: Vec<&Claim> = claims
        .iter()
        .filter(|claim| {
            claim.block == focus.block
                && claim.span != focus.span
                && claim.measure.value == focus.measure.value
                && matches!(
                    claim.relation,
                    Relation::Level | Relation::Share | Relation::Incidence
                )
        })
        .collect();
    let readings = |ends: [&Claim; 2]| match focus.relation {
        Relation::Change => readings_of_ends(focus, ends, policy),
        Relation::Ratio | Relation::RelativeDifference => readings_of_rates(focus, ends, policy),
        _ => None,
    };
    let is_right = |ends: [&Claim; 2]| {
        let readings = readings(ends).unwrap_or_default();
        readings.iter().any(|reading| fits(focus, reading, policy))
    };
    levels.iter().enumerate().any(|(at, one)| {
        let mut others = levels.iter().skip(at + 1);
        others.any(|other| is_right([one, other]))
    })
}

/// Whether a bare number is too large for a percentage: people, beside one.
fn counts_many(claim: &Claim) -> bool {
    let most = claim.quantity.value > Some(Decimal::ONE_HUNDRED);
    claim.quantity.kind == Kind::Count && most
}

/// A difference in points against its two percentages.
fn difference<'c>(
    focus: &'c Claim,
    sentence: &[&'c Claim],
    policy: &Policy,
) -> Option<Inconsistency<'c>> {
    let levels: Vec<&Claim> = sentence
        .iter()
        .filter(|claim| {
            claim.quantity.kind == Kind::Percent
                && matches!(claim.relation, Relation::Share | Relation::Incidence)
                && claim.measure.value == focus.measure.value
        })
        .copied()
        .collect();
    let [one, other] = levels.as_slice() else {
        return None;
    };
    // "Seven points below the figure for adults": from a third number.
    let is_own = match &focus.comparator {
        Some(group) => [one, other]
            .iter()
            .any(|level| is_same(level.population.as_ref(), Some(group))),
        None => focus.direction.is_none(),
    };
    if focus.quantity.kind != Kind::PercentagePoints || !is_own {
        return None;
    }
    let (one, other) = alike(one, other, policy)?;
    let apart = if one.value >= other.value {
        one.minus(&other)?
    } else {
        other.minus(&one)?
    };
    fits_none("A-difference", focus, &[apart], policy)
}

/// A ratio or relative difference against its two rates, in either order.
fn ratio<'c>(
    focus: &'c Claim,
    sentence: &[&'c Claim],
    draft: &[&'c Claim],
    policy: &Policy,
) -> Option<Inconsistency<'c>> {
    let levels: Vec<&Claim> = sentence
        .iter()
        .filter(|claim| {
            claim.span != focus.span
                && matches!(claim.relation, Relation::Level | Relation::Incidence)
        })
        .copied()
        .collect();
    let [one, other] = levels.as_slice() else {
        return None;
    };
    let is_rate = |claim: &Claim| {
        claim.quantity.kind == Kind::Rate
            || (claim.relation == Relation::Incidence
                && matches!(claim.quantity.kind, Kind::Percent | Kind::Fraction))
    };
    let compared = (is_rate(one) || is_rate(other))
        && one.measure.value == other.measure.value
        && one.measure.value == focus.measure.value
        && is_same(one.offence.as_ref(), other.offence.as_ref())
        && !is_same(one.population.as_ref(), other.population.as_ref())
        && [&focus.population, &focus.comparator]
            .into_iter()
            .flatten()
            .all(|group| is_one_of(group, [one, other]));
    // "1,878 of Germans. For Turks it is 8,236 and for Czechs 8,753, four times higher": than a third.
    let of_third = |claim: &&&Claim| {
        claim.block == focus.block
            && claim.sentence < focus.sentence
            && is_rate(claim)
            && claim.measure.value == focus.measure.value
            && !is_same(claim.population.as_ref(), one.population.as_ref())
            && !is_same(claim.population.as_ref(), other.population.as_ref())
    };
    if !compared || draft.iter().any(|claim| of_third(&claim)) {
        return None;
    }
    of_rates(focus, [one, other], policy)
}

/// Whether a group that the ratio names is one of the two whose rates are told:
/// "fifteen times the British one" is no ratio of Afghans to Eritreans.
fn is_one_of(group: &Phrase<Group>, levels: [&Claim; 2]) -> bool {
    let rest = matches!(group.value.who, Who::Rest | Who::Everyone | Who::Native);
    rest || levels
        .into_iter()
        .filter_map(|level| level.population.as_ref())
        .any(|population| population.value == group.value || population.text == group.text)
}

/// A ratio or relative difference against two numbers that are known to be compared.
pub(super) fn of_rates<'c>(
    focus: &'c Claim,
    rates: [&Claim; 2],
    policy: &Policy,
) -> Option<Inconsistency<'c>> {
    fits_none(
        "A-ratio",
        focus,
        &readings_of_rates(focus, rates, policy)?,
        policy,
    )
}

/// What a ratio or relative difference can be by its two rates.
fn readings_of_rates(
    focus: &Claim,
    [one, other]: [&Claim; 2],
    policy: &Policy,
) -> Option<Vec<Figure>> {
    let (one, other) = alike(one, other, policy)?;
    let (small, large) = if one.value <= other.value {
        (one, other)
    } else {
        (other, one)
    };
    let mut readings = Vec::new();
    match focus.relation {
        Relation::RelativeDifference => match focus.direction {
            Some(Direction::Down) => readings.push(small.over(&large)?.complement()?),
            _ => readings.push(large.over(&small)?.less_one()?),
        },
        _ if focus.quantity.value? < Decimal::ONE => readings.push(small.over(&large)?),
        _ => readings.push(large.over(&small)?),
    }
    if stated::is_times_more(focus, policy) {
        readings.push(large.over(&small)?.less_one()?);
    }
    Some(readings)
}

/// Two numbers on one scale: a bare number beside a rate or a percentage is in its unit.
fn alike(one: &Claim, other: &Claim, policy: &Policy) -> Option<(Figure, Figure)> {
    let (a, b) = (&one.quantity, &other.quantity);
    let shares = [a, b].iter().any(|quantity| quantity.kind == Kind::Percent);
    if shares && (counts_many(one) || counts_many(other)) {
        return None;
    }
    let scale = |kind: Kind, per: Option<Decimal>| match kind {
        Kind::Percent => Some(Decimal::ONE_HUNDRED),
        Kind::Rate => per,
        _ => None,
    };
    let lent = match (a.kind, b.kind) {
        (Kind::Count, Kind::Count) => None,
        (Kind::Count, kind) => Some(scale(kind, b.per)?),
        (kind, Kind::Count) => Some(scale(kind, a.per)?),
        (kind, other) if kind == other => None,
        _ => return None,
    };
    let one = figure(a, lent, policy)?;
    let other = figure(b, lent, policy)?;
    let positive = one.value > Decimal::ZERO && other.value > Decimal::ZERO;
    positive.then_some((one, other))
}

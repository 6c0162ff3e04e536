//! Records and superlatives: the rank of a number within the whole of its
//! series, which must reach back as far as the claim does.

use std::sync::Arc;

use super::{
    Computed, Verdict, Working,
    ask::{Ask, Desk},
    fit::{self, Fit},
    reading, select, wording,
};
use crate::{
    claim::{Direction, Relation},
    number::{Decimal, Interval},
    reference::{Observation, Status},
};

/// Fewer points than this are no series to hold a record in.
const FEWEST_POINTS: usize = 4;

/// A superlative without a number: the newest against all before it.
/// None where its side is not known or the data do not reach back far enough.
pub(super) fn superlative(ask: &mut Ask<'_>, desk: Desk<'_>) -> Option<Verdict> {
    let direction = ask.claim.direction?;
    let since = ask.period.take();
    let usable = |fit: Fit, _: &Observation| fit.is_usable();
    let candidates = reading::levels(ask, desk, &usable);
    let selection = select::select(ask, candidates, desk);
    let newest = selection.deciders.first()?;
    let before = cells_before(&newest.anchor, desk);
    let first = before.first()?;
    let reaches = since.is_none_or(|since| first.period.start <= since.end);
    if before.len() < FEWEST_POINTS || !reaches {
        return None;
    }
    let others = before
        .iter()
        .filter(|cell| since.is_none_or(|since| cell.period.end >= since.start));
    let value = newest.anchor.value;
    let stated = match direction {
        Direction::Up => Interval::at_least(others.map(|cell| cell.value).max()?),
        Direction::Down => Interval::at_most(others.map(|cell| cell.value).min()?),
    };
    let agrees = stated.contains(value);
    let working = Working {
        stated,
        computed: Computed {
            value,
            interval: newest.anchor.interval,
            formula: newest.figure.formula.clone(),
        },
        agrees,
        evidence: newest.figure.cells.clone(),
        mismatches: newest.mismatches.clone(),
        notes: vec![wording::series_starts(first)],
    };
    Some(match (agrees, selection.is_exact) {
        (true, true) => Verdict::Supported(working),
        (true, false) => Verdict::Conditional(working),
        (false, true) => Verdict::Contradicted(working),
        (false, false) => Verdict::NoReference {
            missing: wording::missing(ask, Some(&working), desk),
            nearest: Some(working),
        },
    })
}

/// A number called a record: where the number holds, its rank is looked up as well.
pub(super) fn also_ranked(ask: &Ask<'_>, verdict: Verdict, desk: Desk<'_>) -> Verdict {
    if ask.claim.relation != Relation::Extreme {
        return verdict;
    }
    let Verdict::Supported(mut working) = verdict else {
        return verdict;
    };
    let Some(cell) = working.evidence.first().cloned() else {
        return Verdict::Supported(working);
    };
    let series = cells_before(&cell, desk);
    let Some(first) = series.first() else {
        return Verdict::Supported(working);
    };
    working.notes.push(wording::series_starts(first));
    let since = ask.rank.and_then(|rank| rank.since);
    let is_meant =
        |one: &&&Arc<Observation>| since.is_none_or(|since| one.period.end >= since.start);
    let reach = || series.iter().filter(is_meant);
    let above = reach().find(|one| one.value > cell.value);
    let below = reach().find(|one| one.value < cell.value);
    let direction = ask.claim.direction;
    let passed = match direction.or(ask.rank.map(|rank| rank.direction)) {
        Some(Direction::Up) => above,
        Some(Direction::Down) => below,
        None => above.and(below).and(above),
    };
    match passed {
        Some(record) => {
            working.mismatches.push(wording::no_record(record));
            Verdict::Conditional(working)
        }
        None => Verdict::Supported(working),
    }
}

/// The cells of the same series before this one, oldest first.
fn cells_before<'d>(cell: &Observation, desk: Desk<'d>) -> Vec<&'d Arc<Observation>> {
    let counted = fit::variants(cell, desk);
    let mut series: Vec<&Arc<Observation>> = desk
        .catalogue
        .iter()
        .filter(|one| {
            one.counts_as(cell)
                && one.group == cell.group
                && one.whole == cell.whole
                && one.status != Status::Expected
                && one.period.end < cell.period.end
                && one.value > Decimal::ZERO
                && !desk.tables.is_superseded(one)
                && (one.period.days() - cell.period.days()).abs() <= 20
                && fit::variants(one, desk) == counted
        })
        .collect();
    series.sort_by(|one, other| one.period.by_end(&other.period));
    series
}

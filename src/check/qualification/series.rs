//! A change against its whole series: breaks in between, and starts from which
//! the sign would be the other.

use std::sync::Arc;

use crate::{
    check::{Working, figure::shown},
    number::Decimal,
    reference::Observation,
};

/// How far away another start may lie, in years.
const REACH: i16 = 5;

/// The first and the last cell of a change.
fn ends(working: &Working) -> Option<(&Arc<Observation>, &Arc<Observation>)> {
    let first = working.evidence.iter().min_by_key(|cell| cell.period.end)?;
    let last = working.evidence.iter().max_by_key(|cell| cell.period.end)?;
    (first.period.end < last.period.start).then_some((first, last))
}

/// A caveat with one of `words` that names a year between the two ends.
pub(super) fn broken(working: &Working, words: &[String]) -> Option<String> {
    let (first, last) = ends(working)?;
    let (from, to) = (first.period.end.year(), last.period.end.year());
    [first, last].into_iter().find_map(|cell| {
        cell.caveats
            .iter()
            .chain(cell.note.iter())
            .filter(|caveat| {
                let caveat = caveat.to_lowercase();
                words.iter().any(|word| caveat.contains(word.as_str()))
            })
            .filter(|caveat| {
                let offence = cell.offence.as_str();
                offence == "all" || caveat.to_lowercase().contains(offence)
            })
            .find(|caveat| years(caveat).any(|year| from < year && year <= to))
            .map(|caveat| caveat.trim_end_matches('.').to_owned())
    })
}

/// The years named in a text.
pub(super) fn years(text: &str) -> impl Iterator<Item = i16> + '_ {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
}

/// Another start within reach from which the change has the other sign by more
/// than a twentieth. A change on the observation right before is nobody's choice.
pub(super) fn flips(working: &Working, catalogue: &[Arc<Observation>]) -> Option<String> {
    let (first, last) = ends(working)?;
    let series: Vec<&Arc<Observation>> = catalogue
        .iter()
        .filter(|cell| is_same_series(cell, first) && cell.period.end < last.period.start)
        .collect();
    let is_next = !series.iter().any(|cell| cell.period.end > first.period.end);
    if is_next || !is_same_series(last, first) {
        return None;
    }
    let rises = last.value > first.value;
    series
        .into_iter()
        .filter(|cell| {
            (cell.period.end.year() - first.period.end.year()).abs() <= REACH
                && cell.period.end < first.period.end
        })
        .filter(|start| {
            let flipped = if rises {
                last.value < start.value
            } else {
                last.value > start.value
            };
            let away = last.value.checked_sub(start.value).map(|away| away.abs());
            let least = start.value.checked_mul(Decimal::new(5, 2));
            flipped && away.zip(least).is_some_and(|(away, least)| away > least)
        })
        .max_by_key(|start| start.period.end)
        .map(|start| format!("{} in {}", shown(start.value), start.period))
}

fn is_same_series(one: &Observation, other: &Observation) -> bool {
    one.cell.file == other.cell.file
        && one.cell.column == other.cell.column
        && one.counts_as(other)
        && one.group == other.group
        && one.definitions == other.definitions
        && !one.status.is_replaced()
        && (other.period.days() - one.period.days()).abs() <= 31
}

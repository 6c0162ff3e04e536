//! Findings of `reference lint` that come from setting rows against each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Catalogue, LintFinding, LintPlace, LintSeverity, Observation, Statistic, Status,
    observation::Subject,
};
use crate::{
    number::{Decimal, Interval, Period},
    vocabulary::{ConceptId, Group, Vocabulary, Who},
};

/// The rows that speak of the same thing at different times, in editions of one kind.
fn by_series(catalogue: &Catalogue) -> BTreeMap<(Subject<'_>, Status), Vec<&Arc<Observation>>> {
    let mut all: BTreeMap<_, Vec<&Arc<Observation>>> = BTreeMap::new();
    for row in catalogue.observations() {
        let series = (row.subject(), row.status);
        all.entry(series).or_default().push(row);
    }
    all
}

fn finding(
    at: &Observation,
    code: &'static str,
    severity: LintSeverity,
    message: String,
) -> LintFinding {
    LintFinding {
        place: LintPlace::Cell(at.cell.clone()),
        code,
        severity,
        message,
    }
}

fn cell(of: &Observation) -> String {
    format!("{}:{}", of.cell.file, of.cell.row)
}

/// Rows alike in every facet and period with different values.
pub(super) fn disagreements(catalogue: &Catalogue, findings: &mut Vec<LintFinding>) {
    for rows in by_series(catalogue).values() {
        let mut first: BTreeMap<Period, &Arc<Observation>> = BTreeMap::new();
        for &row in rows {
            let Some(earlier) = first.get(&row.period) else {
                first.insert(row.period, row);
                continue;
            };
            let there = cell(earlier);
            if earlier.value == row.value {
                findings.push(finding(
                    row,
                    "double-row",
                    LintSeverity::Note,
                    format!("the same as {there}"),
                ));
            } else if earlier.source == row.source {
                findings.push(finding(
                    row,
                    "contradicting-rows",
                    LintSeverity::Error,
                    format!(
                        "{} here and {} in {there}, alike in every facet and from the same source: say in a column what sets them apart",
                        row.value, earlier.value
                    ),
                ));
            } else if !agree(&earlier.interval, &row.interval) {
                findings.push(finding(
                    row,
                    "sources-disagree",
                    LintSeverity::Note,
                    format!(
                        "{} here and {} in {there}, which has another source: claims may come out ambiguous",
                        row.value, earlier.value
                    ),
                ));
            }
        }
    }
}

fn agree(one: &Interval, other: &Interval) -> bool {
    one.agrees(other)
}

/// Several years in one number beside one of those years.
pub(super) fn pooled_periods(catalogue: &Catalogue, findings: &mut Vec<LintFinding>) {
    for rows in by_series(catalogue).values() {
        let is_pooled = |period: &Period| period.days() > 366;
        for pooled in rows.iter().filter(|row| is_pooled(&row.period)) {
            let within = rows.iter().find(|row| {
                !is_pooled(&row.period)
                    && !row.period.is_snapshot()
                    && row.source == pooled.source
                    && pooled.period.contains(&row.period)
            });
            if let Some(within) = within {
                findings.push(finding(
                    pooled,
                    "pooled-and-annual",
                    LintSeverity::Warning,
                    format!(
                        "{} is several years in one number, and {} is one of them: a sum would count it twice",
                        pooled.period,
                        cell(within)
                    ),
                ));
            }
        }
    }
}

/// A foreign and a native share of one whole that make more than the whole.
pub(super) fn share_sums(
    catalogue: &Catalogue,
    vocabulary: &Vocabulary,
    findings: &mut Vec<LintFinding>,
) {
    let mut wholes: BTreeMap<_, BTreeMap<Who, &Arc<Observation>>> = BTreeMap::new();
    for observation in catalogue.observations() {
        let country = vocabulary.country_of(&observation.place);
        let group = match &country {
            Some(country) => observation.group.seen_from(country),
            None => observation.group.clone(),
        };
        let part = matches!(group.who, Who::Foreign | Who::Native | Who::Unrecorded);
        if observation.statistic != Statistic::Share || !part || !group.traits.is_empty() {
            continue;
        }
        // Unrecorded has no basis of its own: it belongs to whichever it stands beside.
        let whole = (
            &observation.place,
            &observation.measure,
            &observation.offence,
            &observation.whole,
            &observation.definitions,
            observation.status,
            observation.period,
            observation.cell.file.clone(),
            observation.source.name.as_str(),
            (group.basis.clone(), group.sex.clone(), group.age.clone()),
        );
        wholes
            .entry(whole)
            .or_default()
            .insert(group.who, observation);
    }
    for parts in wholes.values().filter(|parts| parts.len() > 1) {
        let lowest = parts.values().try_fold(Decimal::ZERO, |sum, part| {
            sum.checked_add(part.interval.low.value()?)
        });
        let last = parts.values().max_by_key(|part| part.cell.row);
        if let (Some(lowest), Some(last)) = (lowest, last)
            && lowest > Decimal::ONE_HUNDRED
        {
            let shown: Vec<String> = parts.values().map(|part| part.value.to_string()).collect();
            findings.push(finding(
                last,
                "shares-above-100",
                LintSeverity::Warning,
                format!("{} make more than the whole", shown.join(" + ")),
            ));
        }
    }
}

/// Counts of groups defined one way where the population of the place is known by another only.
pub(super) fn bases(
    catalogue: &Catalogue,
    vocabulary: &Vocabulary,
    findings: &mut Vec<LintFinding>,
) {
    let population = ConceptId::new("population");
    let told_apart = |group: &Group| {
        matches!(
            group.who,
            Who::Foreign | Who::Native | Who::Of(_) | Who::NotOf(_)
        )
    };
    let mut known: BTreeMap<&ConceptId, BTreeSet<&ConceptId>> = BTreeMap::new();
    for base in catalogue.by_measure(&population) {
        if let Some(basis) = base
            .group
            .basis
            .as_ref()
            .filter(|_| told_apart(&base.group))
        {
            known.entry(&base.place).or_default().insert(basis);
        }
    }
    let mut told = BTreeSet::new();
    for row in catalogue.observations() {
        let Some(basis) = row.group.basis.as_ref().filter(|_| told_apart(&row.group)) else {
            continue;
        };
        let Some(others) = known.get(&row.place) else {
            continue;
        };
        let counted = row.statistic == Statistic::Count && row.measure != population;
        if counted && !others.contains(basis) && told.insert((&row.cell.file, &row.place, basis)) {
            let others: Vec<&str> = others.iter().map(|other| other.as_str()).collect();
            findings.push(finding(
                row,
                "base-defined-otherwise",
                LintSeverity::Warning,
                format!(
                    "groups here are told apart by {basis}, the population of {} by {} only: a rate would mix the two",
                    vocabulary.label(&row.place),
                    others.join(", ")
                ),
            ));
        }
    }
}

//! Incidence: how many of the group have the measure, published or computed
//! from a count and the group's number of people.

use std::sync::Arc;

use super::{Candidate, Reader, Say, parts};
use crate::{
    check::{
        Mismatch,
        figure::Figure,
        fit::{self, FAR, Fit},
        stage,
    },
    number::Period,
    reference::{Observation, Statistic},
    vocabulary::Group,
};

/// Computed from a count and a base.
const FROM_BASE: u8 = 2;

impl<'r> Reader<'r> {
    /// How many of `group` have the measure.
    pub(super) fn incidences(self, group: &Group) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (cell, fit) in self.cells() {
            match cell.statistic {
                Statistic::Rate if parts::is_rate_unit(&cell.unit) => {
                    let step = fit::group(group, cell, self.desk);
                    if let Some(fit) = self.with_group(fit, step, cell)
                        && let Some(figure) = Figure::of(cell)
                    {
                        found.push(self.candidate(figure, fit, cell, parts::PUBLISHED));
                    }
                }
                Statistic::Count if cell.whole.is_none() => {
                    found.extend(self.over_base(group, cell, fit));
                }
                _ => {}
            }
        }
        found
    }

    fn over_base(self, group: &Group, cell: &'r Arc<Observation>, fit: Fit) -> Option<Candidate> {
        let step = fit::group(group, cell, self.desk);
        if step >= FAR || stage::is_population(&cell.measure) {
            return None;
        }
        let (base, base_step) = self.base_of(cell)?;
        let fit = self.with_group(fit, step.max(base_step), cell)?;
        let figure = Figure::of(cell)?.over(&Figure::of(base)?)?;
        let mut candidate = self.candidate(figure, fit, cell, FROM_BASE);
        self.note_base(&mut candidate, base, base_step);
        candidate.say = Say::of_tables(cell, base);
        Some(candidate)
    }

    /// Says which base was used, and where it differs from those counted.
    pub(super) fn note_base(self, candidate: &mut Candidate, base: &Observation, step: u8) {
        candidate.notes.push(format!(
            "base: {} in {}, {}",
            base.group_label,
            self.desk.vocabulary.label(&base.place),
            base.period
        ));
        if step > 0 {
            candidate.mismatches.push(Mismatch {
                facet: "group",
                claimed: candidate.anchor.group_label.clone(),
                reference: format!("over a base of {}", base.group_label),
            });
        }
    }

    /// The number of people of a cell's group at the cell's time, with its step.
    pub(super) fn base_of(self, cell: &Observation) -> Option<(&'r Arc<Observation>, u8)> {
        // Four years' counts over one year's people are no rate.
        if !stage::is_stock(&cell.measure) && !fit::is_about_a_year(cell.period) {
            return None;
        }
        let mut best: Option<(&'r Arc<Observation>, u8, i32)> = None;
        for base in self.desk.tables.people(&cell.place) {
            if base.statistic != Statistic::Count || base.group.age != cell.group.age {
                continue;
            }
            let away = between(base.period, cell.period);
            let step = fit::counted_group(&cell.group, &base.group, cell, self.desk);
            let nearer = best.is_none_or(|(_, old, days)| (step, away) < (old, days));
            if step < FAR && away <= 366 && nearer {
                best = Some((base, step, away));
            }
        }
        best.map(|(base, step, _)| (base, step))
    }
}

/// Days between two periods; none where one holds the other's last day.
fn between(one: Period, other: Period) -> i32 {
    if one.overlaps(&other) {
        0
    } else {
        (one.end - other.end).get_days().abs()
    }
}

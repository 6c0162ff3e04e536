//! Levels, shares and the difference of two levels or shares.

use std::sync::Arc;

use super::{Candidate, Reader, Say};
use crate::{
    check::{
        Mismatch,
        figure::Figure,
        fit::{self, FAR, Fit},
        wording,
    },
    claim::Direction,
    number::{Decimal, Kind},
    reference::{Observation, Statistic, Unit},
    vocabulary::{Group, Who},
};

/// A published number.
pub(super) const PUBLISHED: u8 = 0;
/// Computed from two numbers of one table.
pub(super) const COMPUTED: u8 = 1;
/// The rest of a published share.
const REST: u8 = 2;
/// The rest of a computed share.
const REST_COMPUTED: u8 = 3;

impl<'r> Reader<'r> {
    /// The number itself.
    pub(super) fn levels(self) -> Vec<Candidate> {
        let wanted = if self.ask.claim.quantity.kind == Kind::Index {
            Statistic::Index
        } else {
            Statistic::Count
        };
        let mut found = Vec::new();
        for (cell, fit) in self.cells() {
            if cell.statistic != wanted || cell.whole.is_some() {
                continue;
            }
            let step = fit::group(&self.ask.group, cell, self.desk);
            if let Some(fit) = self.with_group(fit, step, cell)
                && let Some(figure) = Figure::of(cell)
            {
                found.push(self.candidate(figure, fit, cell, PUBLISHED));
            } else if wanted == Statistic::Count {
                found.extend(self.counted_rest(cell, fit));
            }
        }
        found
    }

    /// All in a table less those who are not of the group: some may belong to neither, so
    /// that another number is not called wrong.
    fn counted_rest(self, cell: &'r Arc<Observation>, fit: Fit) -> Option<Candidate> {
        let step = self.rest_step(cell)?;
        let fit = self.with_group(fit, step, cell)?;
        let all = Figure::of(self.total_of(cell)?.0)?;
        let figure = Figure::of(cell)?.left_of(&all)?;
        let mut candidate = self.of_the_rest(figure, fit, cell, REST_COMPUTED);
        candidate.say = candidate.say.max(Say::NotContradict);
        Some(candidate)
    }

    /// The group's part of everybody, or of the stated whole.
    pub(super) fn shares(self) -> Vec<Candidate> {
        if self.ask.group.who == Who::Everyone && self.ask.whole.is_none() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (cell, fit) in self.cells() {
            match cell.statistic {
                Statistic::Share => found.extend(self.published_share(cell, fit)),
                Statistic::Count if cell.whole.is_none() => {
                    found.extend(self.computed_share(cell, fit));
                }
                _ => {}
            }
        }
        found.extend(self.inner_shares());
        found
    }

    /// "So many percent of the arrests of foreigners were for theft": where the
    /// whole is not named, the offence may divide the group instead of the
    /// group the offence.
    fn inner_shares(self) -> Vec<Candidate> {
        let is_open = self.ask.claim.whole.is_none()
            && !self.ask.offences.is_empty()
            && self.ask.group.who != Who::Everyone;
        if !is_open {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (cell, fit) in self.cells() {
            let step = fit::group(&self.ask.group, cell, self.desk);
            if step >= FAR {
                continue;
            }
            let figure = match cell.statistic {
                Statistic::Share if cell.whole.is_some() => {
                    let whole = cell.whole.as_ref();
                    whole
                        .is_some_and(|whole| *whole == cell.group)
                        .then(|| Figure::of(cell))
                        .flatten()
                }
                Statistic::Count if cell.whole.is_none() => self.over_all_offences(cell),
                _ => None,
            };
            if let Some(figure) = figure
                && let Some(fit) = self.with_group(fit, step, cell)
            {
                let mut candidate = self.candidate(figure, fit, cell, COMPUTED);
                candidate.is_second_reading = true;
                candidate.say = Say::NotContradict;
                found.push(candidate);
            }
        }
        found
    }

    fn over_all_offences(self, cell: &'r Arc<Observation>) -> Option<Figure> {
        let rows = self.desk.tables.beside_for(cell, &self.ask.all);
        let total = self.ranked(cell, rows).into_iter().find(|(row, step)| {
            *step <= 1
                && row.statistic == Statistic::Count
                && row.unit == cell.unit
                && row.group == cell.group
                && row.whole.is_none()
        });
        Figure::of(cell)?.over(&Figure::of(total?.0)?)
    }

    fn published_share(self, cell: &'r Arc<Observation>, fit: Fit) -> Option<Candidate> {
        let figure = Figure::of(cell)?;
        let whole_step = match (&self.ask.whole, &cell.whole) {
            (None, None) => 0,
            (Some(claimed), Some(counted)) => fit::counted_group(claimed, counted, cell, self.desk),
            _ => return None,
        };
        if !self.ask.whole_offences.is_empty() && self.ask.whole_offences != self.ask.offences {
            return None;
        }
        let group = self.part();
        let step = fit::group(group, cell, self.desk).max(whole_step);
        if step < FAR {
            let fit = self.with_group(fit, step, cell)?;
            return Some(self.candidate(figure, fit, cell, PUBLISHED));
        }
        let rest = self.rest_step(cell)?;
        let fit = self.with_group(fit, rest, cell)?;
        Some(self.of_the_rest(figure.complement()?, fit, cell, REST))
    }

    /// The group whose part is asked for: inside a whole of its own, the whole.
    fn part(&self) -> &Group {
        match &self.ask.whole {
            Some(whole) if self.ask.group.who == Who::Everyone => whole,
            _ => &self.ask.group,
        }
    }

    fn computed_share(self, cell: &'r Arc<Observation>, fit: Fit) -> Option<Candidate> {
        let part = self.part();
        let mut step = fit::group(part, cell, self.desk);
        let mut is_rest = false;
        if step >= FAR {
            step = self.rest_step(cell)?;
            is_rest = true;
        }
        let (total, whole_step) = self.total_of(cell)?;
        let fit = self.with_group(fit, step.max(whole_step), cell)?;
        let figure = Figure::of(cell)?.over(&Figure::of(total)?)?;
        if is_rest {
            return Some(self.of_the_rest(figure.complement()?, fit, cell, REST_COMPUTED));
        }
        let mut candidate = self.candidate(figure, fit, cell, COMPUTED);
        if let Some(whole) = self.ask.claim.whole.as_ref().filter(|_| whole_step > 0) {
            candidate.mismatches.push(Mismatch {
                facet: "group",
                claimed: whole.text.clone(),
                reference: total.group_label.clone(),
            });
        }
        Some(candidate)
    }

    fn of_the_rest(self, figure: Figure, fit: Fit, cell: &Arc<Observation>, form: u8) -> Candidate {
        let mut candidate = self.candidate(figure, fit, cell, form);
        if fit.group == 0 {
            candidate.mismatches.retain(|one| one.facet != "group");
        }
        candidate.notes.push(wording::the_rest(&cell.group_label));
        candidate
    }

    /// How well the cell's group is everybody but the group asked for.
    fn rest_step(self, cell: &'r Observation) -> Option<u8> {
        if self.ask.whole.is_some() || cell.whole.is_some() {
            return None;
        }
        let seen_from = self.desk.tables.country(&cell.place);
        let rest = self.ask.group.seen_from(seen_from).others()?;
        let step = fit::group(&rest, cell, self.desk);
        // People whose group was not recorded belong to neither part.
        let unrecorded = self
            .desk
            .tables
            .beside(cell)
            .iter()
            .any(|row| row.group.who == Who::Unrecorded);
        (step < FAR && !unrecorded).then_some(step)
    }

    /// The total that a count is a part of, in the same table.
    fn total_of(self, cell: &'r Observation) -> Option<(&'r Arc<Observation>, u8)> {
        let whole = self.ask.whole.clone().unwrap_or_else(Group::everyone);
        // Inside a group, the part is told apart by its offence.
        let inside = self.ask.whole.is_some()
            && fit::counted_group(&whole, &cell.group, cell, self.desk) == 0;
        if inside && self.ask.offences.is_empty() {
            return None;
        }
        let rows = if inside {
            let offence = match self.ask.whole_offences.as_slice() {
                [one] => one,
                _ => &self.ask.all,
            };
            self.desk.tables.beside_for(cell, offence)
        } else {
            self.desk.tables.beside(cell)
        };
        // "Foreigners" are those of the table, counted as the part is.
        let step_of = |row: &Observation| {
            let is_count =
                row.statistic == Statistic::Count && row.unit == cell.unit && row.whole.is_none();
            let step = fit::counted_group(&whole, &row.group, row, self.desk);
            let is_open = whole.basis.is_none() && row.group.basis == cell.group.basis;
            (is_count && (step == 0 || step < FAR && is_open)).then_some(step)
        };
        self.ranked(cell, rows)
            .into_iter()
            .filter(|(_, step)| *step <= 1)
            .filter_map(|(row, _)| Some((row, step_of(row)?)))
            .min_by_key(|(_, step)| *step)
    }

    /// Subject less comparator, in the claim's direction.
    pub(super) fn differences(self) -> Vec<Candidate> {
        let Some(comparator) = self.comparator() else {
            return Vec::new();
        };
        let kind = self.ask.claim.quantity.kind;
        let wanted = |cell: &Observation| match kind {
            Kind::Count => cell.statistic == Statistic::Count,
            Kind::Rate => cell.statistic == Statistic::Rate,
            Kind::Index => cell.statistic == Statistic::Index,
            _ => {
                matches!(cell.statistic, Statistic::Share | Statistic::Rate)
                    && cell.unit == Unit::Percent
            }
        };
        let mut found = Vec::new();
        for (cell, fit) in self.cells() {
            if !wanted(cell) {
                continue;
            }
            let step = fit::group(&self.ask.group, cell, self.desk);
            if step >= FAR {
                continue;
            }
            let other = self.partner(cell, &comparator, |row| {
                row.statistic == cell.statistic && row.unit == cell.unit
            });
            if let Some((row, other)) = other
                && let Some(fit) = self.with_group(fit, step.max(other), cell)
                && let Some(figure) = self.less(cell, row)
            {
                let mut candidate = self.candidate(figure, fit, cell, COMPUTED);
                self.note_comparator(&mut candidate, row, other);
                found.push(candidate);
            }
        }
        found
    }

    fn less(self, cell: &Arc<Observation>, row: &Arc<Observation>) -> Option<Figure> {
        let (one, other) = (Figure::of(cell)?, Figure::of(row)?);
        match self.ask.claim.direction {
            Some(Direction::Down) => other.minus(&one),
            _ => one.minus(&other),
        }
    }
}

/// Whether a rate's unit is a number of people per people.
pub(super) fn is_rate_unit(unit: &Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::OneIn)
        || matches!(unit, Unit::Per(base) if *base > Decimal::ONE)
}

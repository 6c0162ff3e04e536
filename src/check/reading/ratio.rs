//! Ratios and relative differences: published, or from two rates, two index
//! values, two ratios to the same group, or two counts with their bases.

use std::sync::Arc;

use super::{Candidate, Reader, Say, parts};
use crate::{
    check::{
        Mismatch,
        figure::Figure,
        fit::{self, FAR, Fit},
        wording,
    },
    claim::{Direction, Relation},
    number::{Decimal, Kind},
    reference::{Observation, Statistic, Unit},
    vocabulary::{ConceptId, Group, Who},
};

/// Computed from two ratios to the same group.
const TWO_RATIOS: u8 = 2;
/// Computed from counts and bases.
const TWO_BASES: u8 = 3;
/// Numbers of people compared, not rates.
const LEVELS: u8 = 4;

impl<'r> Reader<'r> {
    /// The comparator asked for, of the subject's sex and age where it names none.
    pub(super) fn comparator(self) -> Option<Group> {
        let mut comparator = self.ask.comparator.clone()?;
        if comparator.sex.is_none() {
            comparator.sex.clone_from(&self.ask.group.sex);
        }
        if comparator.age.is_none() {
            comparator.age.clone_from(&self.ask.group.age);
        }
        Some(comparator)
    }

    /// How well a group that a cell compares with is the claim's comparator.
    /// Where the draft names none, those of the place, the rest and everybody are as good.
    fn comparator_step(self, counted: &Group, cell: &Observation) -> u8 {
        if let Some(claimed) = self.comparator() {
            return fit::counted_group(&claimed, counted, cell, self.desk);
        }
        let country = self.desk.tables.country(&cell.place);
        let is_usual = |id: &ConceptId| {
            self.desk
                .vocabulary
                .concept(id)
                .is_some_and(|concept| concept.attributes.contains_key("usual-comparator"))
        };
        let usual = matches!(
            counted.seen_from(country).who,
            Who::Native | Who::Rest | Who::Everyone
        ) && counted.traits.iter().all(is_usual);
        let alike = counted.sex == self.ask.group.sex && counted.age == self.ask.group.age;
        if usual && alike { 0 } else { FAR }
    }

    /// The row of the same table for the comparator, and its step.
    pub(super) fn partner(
        self,
        cell: &'r Observation,
        comparator: &Group,
        fits: impl Fn(&Observation) -> bool,
    ) -> Option<(&'r Arc<Observation>, u8)> {
        let mut best: Option<(&'r Arc<Observation>, u8, u8)> = None;
        for (row, rank) in self.beside(cell) {
            if row.cell == cell.cell || row.group == cell.group || !fits(row) {
                continue;
            }
            let step = fit::counted_group(comparator, &row.group, row, self.desk);
            if step < FAR && best.is_none_or(|(_, old, old_rank)| (step, rank) < (old, old_rank)) {
                best = Some((row, step, rank));
            }
        }
        best.map(|(row, step, _)| (row, step))
    }

    /// Names the comparator's row where it is not quite the group of the claim.
    pub(super) fn note_comparator(self, candidate: &mut Candidate, row: &Observation, step: u8) {
        if step > 0 {
            candidate.mismatches.push(Mismatch {
                facet: "group",
                claimed: self.comparator_words(),
                reference: row.group_label.clone(),
            });
        }
    }

    /// Subject over comparator.
    pub(super) fn ratios(self) -> Vec<Candidate> {
        let mut found = self.plain_ratios();
        let quantity = &self.ask.claim.quantity;
        let turned = self.ask.claim.direction == Some(Direction::Down)
            && quantity.kind == Kind::Multiple
            && quantity.value.is_some_and(|value| value > Decimal::ONE);
        if turned {
            // "Five times less likely": the comparator over the subject.
            found = found
                .into_iter()
                .filter_map(|one| {
                    Some(Candidate {
                        figure: one.figure.clone().inverse()?,
                        ..one
                    })
                })
                .collect();
        }
        found
    }

    fn plain_ratios(self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (cell, fit) in self.cells() {
            match cell.statistic {
                Statistic::Ratio => found.extend(self.published_ratio(cell, fit)),
                Statistic::Index => found.extend(self.index_ratio(cell, fit)),
                Statistic::Rate if parts::is_rate_unit(&cell.unit) => {
                    found.extend(self.rate_ratio(cell, fit));
                }
                Statistic::Count if cell.whole.is_none() => {
                    found.extend(self.count_ratio(cell, fit));
                }
                _ => {}
            }
        }
        found
    }

    fn published_ratio(self, cell: &'r Arc<Observation>, fit: Fit) -> Vec<Candidate> {
        let mut found = Vec::new();
        let Some(compared) = cell.comparator.as_ref() else {
            return found;
        };
        let step = fit::group(&self.ask.group, cell, self.desk);
        let other = self.comparator_step(compared, cell);
        if step < FAR
            && other < FAR
            && let Some(fit) = self.with_group(fit, step.max(other), cell)
            && let Some(figure) = Figure::of(cell)
        {
            let mut candidate = self.candidate(figure, fit, cell, parts::PUBLISHED);
            self.note_compared(&mut candidate, compared, other);
            found.push(candidate);
        }
        found.extend(self.turned_ratio(cell, compared, fit));
        found.extend(self.ratio_of_ratios(cell, compared, fit));
        found
    }

    /// The same comparison told from the other side.
    fn turned_ratio(
        self,
        cell: &'r Arc<Observation>,
        compared: &Group,
        fit: Fit,
    ) -> Option<Candidate> {
        let comparator = self.comparator()?;
        let step = fit::counted_group(&self.ask.group, compared, cell, self.desk);
        let other = fit::group(&comparator, cell, self.desk);
        if step >= FAR || other >= FAR {
            return None;
        }
        let fit = self.with_group(fit, step.max(other), cell)?;
        let figure = Figure::of(cell)?.inverse()?;
        let mut candidate = self.candidate(figure, fit, cell, parts::PUBLISHED);
        candidate.mismatches.retain(|one| one.facet != "group");
        let subject = if step == 0 {
            self.subject_words()
        } else {
            fit::group_words(None, compared, self.desk.vocabulary)
        };
        candidate
            .notes
            .push(wording::turned(&subject, &cell.group_label));
        if step > 0 {
            candidate.mismatches.push(Mismatch {
                facet: "group",
                claimed: self.subject_words(),
                reference: subject,
            });
        }
        self.note_comparator(&mut candidate, cell, other);
        Some(candidate)
    }

    fn ratio_of_ratios(
        self,
        cell: &'r Arc<Observation>,
        compared: &Group,
        fit: Fit,
    ) -> Option<Candidate> {
        let comparator = self.comparator()?;
        let step = fit::group(&self.ask.group, cell, self.desk);
        if step >= FAR || self.comparator_step(compared, cell) < FAR {
            return None;
        }
        let (row, other) = self.partner(cell, &comparator, |row| {
            row.statistic == Statistic::Ratio && row.comparator.as_ref() == Some(compared)
        })?;
        let fit = self.with_group(fit, step.max(other), cell)?;
        let figure = Figure::of(cell)?.over(&Figure::of(row)?)?;
        let mut candidate = self.candidate(figure, fit, cell, TWO_RATIOS);
        self.note_comparator(&mut candidate, row, other);
        Some(candidate)
    }

    fn note_compared(self, candidate: &mut Candidate, compared: &Group, step: u8) {
        if step > 0 {
            candidate.mismatches.push(Mismatch {
                facet: "group",
                claimed: self.comparator_words(),
                reference: fit::group_words(None, compared, self.desk.vocabulary),
            });
        }
    }

    fn index_ratio(self, cell: &'r Arc<Observation>, fit: Fit) -> Option<Candidate> {
        let step = fit::group(&self.ask.group, cell, self.desk);
        if step >= FAR {
            return None;
        }
        let value = Figure::of(cell)?;
        if let Some(comparator) = self.comparator() {
            let row = self.partner(cell, &comparator, |row| {
                row.statistic == Statistic::Index && row.comparator == cell.comparator
            });
            if let Some((row, other)) = row {
                let fit = self.with_group(fit, step.max(other), cell)?;
                let figure = value.over(&Figure::of(row)?)?;
                let mut candidate = self.candidate(figure, fit, cell, parts::COMPUTED);
                self.note_comparator(&mut candidate, row, other);
                return Some(candidate);
            }
        }
        let compared = cell.comparator.as_ref()?;
        let other = self.comparator_step(compared, cell);
        if other >= FAR {
            return None;
        }
        let fit = self.with_group(fit, step.max(other), cell)?;
        let mut figure = value;
        figure.scale = Decimal::ONE_HUNDRED;
        let mut candidate = self.candidate(figure, fit, cell, parts::PUBLISHED);
        self.note_compared(&mut candidate, compared, other);
        Some(candidate)
    }

    fn rate_ratio(self, cell: &'r Arc<Observation>, fit: Fit) -> Vec<Candidate> {
        let step = fit::group(&self.ask.group, cell, self.desk);
        if step >= FAR {
            return Vec::new();
        }
        let rate = |row: &Observation| row.statistic == Statistic::Rate && row.unit == cell.unit;
        let partners: Vec<_> = match self.comparator() {
            Some(comparator) => {
                let Some(partner) = self.partner(cell, &comparator, rate) else {
                    let union = self.over_union(cell, &comparator, fit, step);
                    return union.into_iter().collect();
                };
                vec![partner]
            }
            // Those of the place, the rest and everybody are as good.
            None => self
                .beside(cell)
                .into_iter()
                .filter(|(row, rank)| *rank <= 1 && rate(row) && row.group != cell.group)
                .map(|(row, _)| (row, self.comparator_step(&row.group, row)))
                .filter(|(_, step)| *step < FAR)
                .collect(),
        };
        partners
            .into_iter()
            .filter_map(|partner| self.over_partner(cell, partner, (fit, step)))
            .collect()
    }

    fn over_partner(
        self,
        cell: &'r Arc<Observation>,
        (row, other): (&'r Arc<Observation>, u8),
        (fit, step): (Fit, u8),
    ) -> Option<Candidate> {
        let fit = self.with_group(fit, step.max(other), cell)?;
        let figure = Figure::of(cell)?.over(&Figure::of(row)?)?;
        let mut candidate = self.candidate(figure, fit, cell, parts::COMPUTED);
        self.note_comparator(&mut candidate, row, other);
        Some(candidate)
    }

    /// From counts: over their bases where those are known, else as numbers of
    /// people, which may agree with a claim but cannot contradict one about rates.
    fn count_ratio(self, cell: &'r Arc<Observation>, fit: Fit) -> Option<Candidate> {
        let step = fit::group(&self.ask.group, cell, self.desk);
        if step >= FAR {
            return None;
        }
        let comparator = self.comparator()?;
        let (row, other) = self.partner(cell, &comparator, |row| {
            row.statistic == Statistic::Count && row.unit == cell.unit
        })?;
        let counts = (Figure::of(cell)?, Figure::of(row)?);
        let bases = (self.base_of(cell), self.base_of(row));
        if let (Some((base, one)), Some((other_base, two))) = bases {
            let fit = self.with_group(fit, step.max(other).max(one).max(two), cell)?;
            let figure = counts
                .0
                .over(&Figure::of(base)?)?
                .over(&counts.1.over(&Figure::of(other_base)?)?)?;
            let mut candidate = self.candidate(figure, fit, cell, TWO_BASES);
            self.note_comparator(&mut candidate, row, other);
            self.note_base(&mut candidate, base, one);
            self.note_base(&mut candidate, other_base, two);
            candidate.say = Say::of_tables(cell, base);
            return Some(candidate);
        }
        let fit = self.with_group(fit, step.max(other).max(1), cell)?;
        let figure = counts.0.over(&counts.1)?;
        let mut candidate = self.candidate(figure, fit, cell, LEVELS);
        self.note_comparator(&mut candidate, row, other);
        candidate.mismatches.push(wording::levels_not_rates());
        candidate.say = Say::OnlyAgree;
        Some(candidate)
    }

    /// By how many percent the subject is above or below the comparator.
    pub(super) fn relative_differences(self) -> Vec<Candidate> {
        let down = self.ask.claim.direction == Some(Direction::Down);
        debug_assert!(self.ask.claim.relation == Relation::RelativeDifference);
        self.plain_ratios()
            .into_iter()
            .filter_map(|one| {
                let figure = match told_in_percent(&one) {
                    Some(figure) => signed(figure, &one.anchor, down)?,
                    None if down => one.figure.complement()?,
                    None => one.figure.less_one()?,
                };
                Some(Candidate { figure, ..one })
            })
            .collect()
    }
}

/// The number of a cell that is itself told in percent above or below.
fn told_in_percent(candidate: &Candidate) -> Option<Figure> {
    let cell = &candidate.anchor;
    let is_plain = candidate.form == parts::PUBLISHED
        && candidate.figure.cells.len() == 1
        && matches!(cell.unit, Unit::PercentMore | Unit::PercentLess)
        // A cell told from the other side is one over its ratio.
        && Figure::of(cell).is_some_and(|figure| figure.value == candidate.figure.value);
    let percent = Figure::of_percent(cell)?;
    is_plain.then_some(percent)
}

fn signed(figure: Figure, cell: &Observation, down: bool) -> Option<Figure> {
    if (cell.unit == Unit::PercentLess) == down {
        Some(figure)
    } else {
        figure.negative()
    }
}

//! A group that the vocabulary divides into others, such as the native-born by
//! their parents: its rate from theirs, weighted with their numbers of people.

use std::{collections::BTreeSet, sync::Arc};

use super::{Candidate, Reader, parts};
use crate::{
    check::{Mismatch, figure::Figure, fit::Fit},
    reference::{Observation, Statistic},
    vocabulary::{ConceptId, Group},
};

/// Most days between the counting of the people and the time of the rates.
const MOST_DAYS: i32 = 800;

impl<'r> Reader<'r> {
    /// A cell's rate over that of a comparator computed from its parts; at best conditional.
    pub(super) fn over_union(
        self,
        cell: &'r Arc<Observation>,
        comparator: &Group,
        fit: Fit,
        step: u8,
    ) -> Option<Candidate> {
        let whole = comparator.seen_from(self.desk.tables.country(&cell.place));
        let parts = self.parts_of(cell, &whole)?;
        let mut cases: Option<Figure> = None;
        let mut people: Option<Figure> = None;
        let mut names = Vec::new();
        for part in parts {
            let base = self.people_of(part)?;
            let weighted = Figure::of(part)?.times(&Figure::of(base)?)?;
            let base_figure = Figure::of(base)?;
            cases = Some(match cases {
                Some(sum) => sum.sum(&weighted)?,
                None => weighted,
            });
            people = Some(match people {
                Some(sum) => sum.sum(&base_figure)?,
                None => base_figure,
            });
            names.push(format!("{} ({})", part.group_label, base.period));
        }
        let mut people = people?;
        // The rates' scale is kept, so that the division leaves it.
        let cases = cases?;
        people.scale = cases.scale;
        let mut rate = cases.over(&people)?;
        rate.scale = cases.scale;
        let fit = self.with_group(fit, step.max(1), cell)?;
        let figure = Figure::of(cell)?.over(&rate)?;
        let mut candidate = self.candidate(figure, fit, cell, parts::COMPUTED + 1);
        candidate.mismatches.push(Mismatch {
            facet: "group",
            claimed: self.comparator_words(),
            reference: format!(
                "a figure computed from its parts, weighted with their numbers of people: {}",
                names.join(", ")
            ),
        });
        Some(candidate)
    }

    /// One row of the cell's table for each part, if they are all there.
    fn parts_of(self, cell: &'r Observation, whole: &Group) -> Option<Vec<&'r Arc<Observation>>> {
        if !whole.traits.is_empty() {
            return None;
        }
        let rows = self.beside(cell);
        let fits = |row: &Observation| {
            row.statistic == Statistic::Rate && row.unit == cell.unit && is_part(row, whole)
        };
        let (first, _) = rows.iter().find(|(row, rank)| *rank <= 1 && fits(row))?;
        let division = self.desk.tables.division(first.group.traits.first()?)?;
        let mut found = Vec::new();
        let mut covered: BTreeSet<&ConceptId> = BTreeSet::new();
        for (row, rank) in rows {
            let Some(part) = row.group.traits.first() else {
                continue;
            };
            if rank <= 1 && fits(row) && division.contains(part) && covered.insert(part) {
                found.push(row);
            }
        }
        (covered.len() == division.len() && found.len() > 1).then_some(found)
    }

    /// The number of people of a part nearest in time.
    fn people_of(self, part: &Observation) -> Option<&'r Arc<Observation>> {
        let apart = |one: &Observation| (one.period.end - part.period.end).get_days().abs();
        self.desk
            .tables
            .people(&part.place)
            .iter()
            .filter(|one| one.statistic == Statistic::Count && one.group == part.group)
            .filter(|one| apart(one) <= MOST_DAYS)
            .min_by_key(|one| apart(one))
            .copied()
    }
}

/// Whether a row is of the whole's people narrowed by a single trait.
fn is_part(row: &Observation, whole: &Group) -> bool {
    row.group.traits.len() == 1
        && row.group.who == whole.who
        && row.group.basis == whole.basis
        && row.group.sex == whole.sex
        && row.group.age == whole.age
}

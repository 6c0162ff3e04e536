//! Readings: what a claim's relation asks of the data, as formulas over cells.
//! Each way to compute the number from one table gives a candidate with its
//! fit; which of them decides is `select`'s business.

mod change;
mod parts;
mod rates;
mod ratio;
mod union;

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Mismatch,
    ask::{Ask, Desk},
    figure::Figure,
    fit::{self, Fit},
    wording,
};
use crate::{
    claim::Relation,
    number::{Kind, Period},
    reference::{Observation, Status},
    vocabulary::{ConceptId, Group},
};

/// One way to compute the claim's number from the data.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The number.
    pub(super) figure: Figure,
    /// How far its facets are from the claim's.
    pub(super) fit: Fit,
    /// The cell whose facets it has.
    pub(super) anchor: Arc<Observation>,
    /// The facets on which it differs.
    pub(super) mismatches: Vec<Mismatch>,
    /// Remarks on the computation.
    pub(super) notes: Vec<String>,
    /// How direct it is; of two from the same table and source the smaller counts.
    pub(super) form: u8,
    /// What it may say.
    pub(super) say: Say,
    /// Where it comes from a series: the other end.
    pub(super) from: Option<Period>,
    /// Whether it counts only where the first reading fails, and then as one of two.
    pub(super) is_second_reading: bool,
    /// Whether its time is left open, so that the newest decides.
    pub(super) is_open: bool,
    /// Less direct ways to the same number from the same table and source: "35,000 of 303,000"
    /// beside a published 11%.
    pub(super) less_direct: Vec<Candidate>,
}

/// What a candidate may say about a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Say {
    /// That it is right or wrong.
    Decide,
    /// That it is right; where it disagrees, only that it is near.
    NotContradict,
    /// That it is right, and nothing else.
    OnlyAgree,
}

impl Say {
    /// A count over people counted in another table may be set against the wrong people.
    fn of_tables(count: &Observation, base: &Observation) -> Self {
        if count.cell.file == base.cell.file {
            Self::Decide
        } else {
            Self::NotContradict
        }
    }
}

/// Which fits are worth computing; a fit with further steps away is never wanted more.
pub(super) type Keep<'k> = &'k dyn Fn(Fit, &Observation) -> bool;

/// All candidates that `keep` wants, in the order of the catalogue.
pub(super) fn candidates(ask: &Ask<'_>, desk: Desk<'_>, keep: Keep<'_>) -> Vec<Candidate> {
    let reader = Reader { ask, desk, keep };
    let quantity = &ask.claim.quantity;
    let found = match (ask.claim.relation, quantity.kind) {
        // A part of the group itself: how many of them, not which part of whom.
        (Relation::Share, _) if ask.is_of_itself() => {
            if ask.is_within_a_stage() {
                // "A quarter of the foreign suspects" did something that no table counts.
                Vec::new()
            } else {
                reader.incidences(&ask.group)
            }
        }
        // "A record 22% of prisoners": the share or rate itself, ranked afterwards.
        (Relation::Level | Relation::Extreme, Kind::Percent | Kind::Fraction)
        | (Relation::Share, _) => reader.shares(),
        // Numbers of people or cases are whole.
        (Relation::Level, Kind::Count)
            if quantity.value.is_some_and(|value| !value.fract().is_zero()) =>
        {
            Vec::new()
        }
        (Relation::Level | Relation::Extreme, Kind::Rate) => reader.incidences(&ask.group),
        (Relation::Incidence | Relation::Extreme, Kind::Count) | (Relation::Level, _) => {
            reader.levels()
        }
        (Relation::Incidence, _) => reader.incidences(&ask.group),
        (Relation::Ratio, _) => reader.ratios(),
        (Relation::RelativeDifference, _) => reader.relative_differences(),
        (Relation::Difference, _) => reader.differences(),
        (Relation::Change, _) => reader.changes(),
        (Relation::Extreme, _) => Vec::new(),
    };
    most_direct(found, desk)
}

/// The numbers themselves, whatever the claim says of them.
pub(super) fn levels(ask: &Ask<'_>, desk: Desk<'_>, keep: Keep<'_>) -> Vec<Candidate> {
    let reader = Reader { ask, desk, keep };
    let found = if ask.claim.whole.is_some() {
        reader.shares()
    } else {
        reader.levels()
    };
    most_direct(found, desk)
}

/// Of the candidates of one source for one cell's facets, the most direct, which keep the others.
fn most_direct(candidates: Vec<Candidate>, desk: Desk<'_>) -> Vec<Candidate> {
    type Key = (
        Arc<str>,
        String,
        ConceptId,
        Period,
        Option<Period>,
        ConceptId,
        ConceptId,
        Vec<ConceptId>,
        u8,
    );
    let key = |one: &Candidate| -> Key {
        let cell = &one.anchor;
        (
            Arc::clone(&cell.cell.file),
            cell.source.name.clone(),
            cell.place.clone(),
            cell.period,
            one.from,
            cell.measure.clone(),
            cell.offence.clone(),
            fit::variants(cell, desk),
            one.fit.group,
        )
    };
    let mut best: BTreeMap<Key, u8> = BTreeMap::new();
    for candidate in &candidates {
        let form = best.entry(key(candidate)).or_insert(candidate.form);
        *form = (*form).min(candidate.form);
    }
    let (mut direct, others): (Vec<Candidate>, Vec<Candidate>) = candidates
        .into_iter()
        .partition(|one| best.get(&key(one)) == Some(&one.form));
    for other in others {
        let known = key(&other);
        if let Some(one) = direct.iter_mut().find(|one| key(one) == known) {
            one.less_direct.push(other);
        }
    }
    direct
}

/// A claim's question with the data at hand.
#[derive(Clone, Copy)]
struct Reader<'r> {
    ask: &'r Ask<'r>,
    desk: Desk<'r>,
    keep: Keep<'r>,
}

impl<'r> Reader<'r> {
    /// The cells that may serve, with the fit of all facets but the group.
    fn cells(self) -> impl Iterator<Item = (&'r Arc<Observation>, Fit)> {
        // Rows of one place and measure stand together.
        let mut last: Option<(&Observation, Fit)> = None;
        self.desk.catalogue.iter().filter_map(move |cell| {
            if cell.status == Status::Expected {
                return None;
            }
            let first_look = match last {
                Some((other, fit))
                    if other.place == cell.place && other.measure == cell.measure =>
                {
                    fit
                }
                _ => fit::first_look(self.ask, cell, self.desk),
            };
            last = Some((cell, first_look));
            if !(self.keep)(first_look, cell) {
                return None;
            }
            let fit = fit::fit(self.ask, cell, self.desk);
            (self.keep)(fit, cell).then_some((cell, fit))
        })
    }

    /// The fit with the group's step, where it is still wanted.
    fn with_group(self, fit: Fit, step: u8, cell: &Observation) -> Option<Fit> {
        let fit = Fit {
            group: fit.group.max(step),
            ..fit
        };
        (self.keep)(fit, cell).then_some(fit)
    }

    /// A candidate resting on `anchor`, with the mismatches that can be read off it.
    fn candidate(self, figure: Figure, fit: Fit, anchor: &Arc<Observation>, form: u8) -> Candidate {
        let mut mismatches = fit::mismatches(self.ask, anchor, self.desk);
        let claimed = fit::group(&self.ask.group, anchor, self.desk);
        if claimed > 0 && fit.group > 0 {
            let claimed = self.subject_words();
            let reference = wording::counted_group(&claimed, anchor);
            mismatches.push(Mismatch {
                facet: "group",
                claimed,
                reference,
            });
        }
        Candidate {
            figure,
            fit,
            anchor: Arc::clone(anchor),
            mismatches,
            notes: Vec::new(),
            form,
            say: Say::Decide,
            from: None,
            is_second_reading: false,
            is_open: self.ask.period.is_none(),
            less_direct: Vec::new(),
        }
    }

    fn subject_words(self) -> String {
        let words = self.ask.claim.population.as_ref();
        fit::group_words(
            words.map(|phrase| phrase.text.as_str()),
            &self.ask.group,
            self.desk.vocabulary,
        )
    }

    fn comparator_words(self) -> String {
        let group = self.ask.comparator.clone().unwrap_or_else(Group::everyone);
        let words = self.ask.claim.comparator.as_ref();
        fit::group_words(
            words.map(|phrase| phrase.text.as_str()),
            &group,
            self.desk.vocabulary,
        )
    }

    /// Cells of the same table as `cell`, best first: the same source and
    /// the same way of counting, then the same way of counting, then others.
    fn beside(self, cell: &'r Observation) -> Vec<(&'r Arc<Observation>, u8)> {
        self.ranked(cell, self.desk.tables.beside(cell))
    }

    fn ranked(
        self,
        cell: &Observation,
        rows: &[&'r Arc<Observation>],
    ) -> Vec<(&'r Arc<Observation>, u8)> {
        let counted = fit::variants(cell, self.desk);
        let superseded = self.desk.tables.is_superseded(cell);
        let mut rows: Vec<_> = rows
            .iter()
            .filter(|row| row.status != Status::Expected)
            .map(|row| {
                let same = fit::variants(row, self.desk) == counted;
                let source = row.source.name == cell.source.name;
                let edition = self.desk.tables.is_superseded(row) == superseded;
                let step = match (same, source && edition) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, true) => 2,
                    (false, false) => 3,
                };
                (*row, step)
            })
            .collect();
        rows.sort_by_key(|(_, step)| *step);
        rows
    }
}

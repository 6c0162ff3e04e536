//! Where the stated number does hold, looked for only after the verdict:
//! another group, place, measure, year or edition, or swapped digits. The
//! search is bounded and says how much it tried, so that chance is not sold as
//! an explanation.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Verdict,
    ask::{Ask, Desk},
    figure::{Figure, shown},
    fit::{self, FAR, Fit},
    reading::{self, Candidate},
    stated, wording,
};
use crate::{
    claim::Relation,
    number::{Decimal, Interval, Kind},
    reference::Observation,
};

/// Most hints given for one claim.
const MOST: usize = 3;

/// Hints for a verdict that the number does not hold as told.
pub(super) fn hints(ask: &Ask<'_>, verdict: &Verdict, desk: Desk<'_>) -> Vec<String> {
    let is_open = match verdict {
        Verdict::Contradicted(_) => true,
        Verdict::NoReference { nearest, .. } => nearest.is_some(),
        _ => false,
    };
    let Some(interval) = stated::interval(ask.claim, &desk.policy.widths).filter(|_| is_open)
    else {
        return Vec::new();
    };
    let mut search = Search {
        ask,
        desk,
        interval,
        tried: 0,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    if let Some(working) = verdict.working() {
        search.found.extend(swapped(ask, working.computed.value));
    }
    search.other_facets();
    search.other_groups();
    let mut found = search.found;
    found.truncate(MOST);
    if !found.is_empty() && search.tried > 0 {
        found.push(wording::tried(search.tried));
    }
    found
}

struct Search<'s> {
    ask: &'s Ask<'s>,
    desk: Desk<'s>,
    interval: Interval,
    tried: usize,
    seen: BTreeSet<(Arc<str>, usize)>,
    found: Vec<String>,
}

impl Search<'_> {
    /// The same group: another year, measure, offence, definition or close place.
    fn other_facets(&mut self) {
        let one_off = |fit: Fit, _: &Observation| {
            let steps = [
                !fit.is_counted_alike(),
                fit.measure > 0,
                fit.offence > 0,
                fit.period.0 > 0,
                fit.place > fit::CHOSEN,
            ];
            fit.place < FAR && fit.group < FAR && steps.iter().filter(|off| **off).count() <= 1
        };
        for candidate in reading::candidates(self.ask, self.desk, &one_off) {
            let facet = facet_of(candidate.fit);
            let figure = candidate.figure.clone();
            self.try_one(facet, &candidate, &figure);
        }
    }

    /// The same place, period and measure: another group's number of the same kind.
    fn other_groups(&mut self) {
        if !matches!(
            self.ask.claim.relation,
            Relation::Level | Relation::Share | Relation::Incidence
        ) {
            return;
        }
        let kind = self.ask.claim.quantity.kind;
        for cell in self.desk.catalogue {
            // Most cells are of another place or measure, which is soon seen.
            if !fit::first_look(self.ask, cell, self.desk).is_usable() {
                continue;
            }
            let fit = fit::fit(self.ask, cell, self.desk);
            let is_kind = match cell.unit {
                crate::reference::Unit::Counted(_) => kind == Kind::Count,
                crate::reference::Unit::Index => kind == Kind::Index,
                _ => kind != Kind::Count && kind != Kind::Index,
            };
            if !is_kind || cell.whole.is_some() || fit.place >= FAR || !fit.is_usable() {
                continue;
            }
            if fit::group(&self.ask.group, cell, self.desk) < FAR {
                continue;
            }
            if let Some(figure) = Figure::of(cell) {
                self.try_cell("group", cell, &figure);
            }
        }
    }

    fn try_one(&mut self, facet: &str, candidate: &Candidate, figure: &Figure) {
        self.try_cell(facet, &candidate.anchor, figure);
    }

    fn try_cell(&mut self, facet: &str, cell: &Arc<Observation>, figure: &Figure) {
        let key = (Arc::clone(&cell.cell.file), cell.cell.row);
        if self.tried >= self.desk.policy.hint_limit || !self.seen.insert(key) {
            return;
        }
        self.tried += 1;
        if let Some(computed) = figure.in_unit_of(&self.ask.claim.quantity)
            && self.interval.agrees(&computed.interval)
        {
            self.found.push(wording::hint(
                facet,
                self.ask.claim,
                cell,
                computed.value,
                self.desk.vocabulary,
            ));
        }
    }
}

fn facet_of(fit: Fit) -> &'static str {
    if !fit.is_counted_alike() {
        "definition"
    } else if fit.measure > 0 {
        "measure"
    } else if fit.offence > 0 {
        "offence"
    } else if fit.period.0 > 0 {
        "period"
    } else if fit.place > fit::CHOSEN {
        "place"
    } else if fit.group > 0 {
        "group"
    } else {
        "edition"
    }
}

/// A count whose neighbouring digits, swapped, give the reference's.
fn swapped(ask: &Ask<'_>, reference: Decimal) -> Option<String> {
    let quantity = &ask.claim.quantity;
    if quantity.kind != Kind::Count {
        return None;
    }
    let stated = quantity.value?.normalize().to_string();
    let right = reference.normalize().to_string();
    let differing: Vec<usize> = stated
        .chars()
        .zip(right.chars())
        .enumerate()
        .filter(|(_, (one, other))| one != other)
        .map(|(at, _)| at)
        .collect();
    let is_slip = stated.len() == right.len()
        && stated.len() >= 4
        && match differing.as_slice() {
            [_] => true,
            [one, other] => {
                let digit = |text: &str, at: usize| text.chars().nth(at);
                digit(&stated, *one) == digit(&right, *other)
                    && digit(&stated, *other) == digit(&right, *one)
            }
            _ => false,
        };
    is_slip.then(|| wording::swapped(&shown(reference)))
}

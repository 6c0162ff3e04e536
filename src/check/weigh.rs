//! How well a computed number meets the stated one: full agreement of the
//! intervals, a number cut off instead of rounded, a round number near enough,
//! or none.

use super::{
    Mismatch, Working,
    ask::{Ask, Desk},
    reading::{Candidate, Say},
    stated, wording,
};
use crate::{
    claim::Relation,
    number::{Bound, Decimal, Interval},
    reference::Status,
};

/// How well a computed number meets the stated one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// The intervals agree.
    Full,
    /// Only if the writer cut the number off instead of rounding it.
    Truncated,
    /// Within a tenth of a round number, or only as the difference of two rounded numbers.
    Rounding,
    /// Not at all.
    No,
}

/// A working with how well it agrees.
pub(super) struct Weighed {
    pub(super) working: Working,
    pub(super) agreement: Agreement,
    pub(super) say: Say,
}

impl Weighed {
    pub(super) fn agrees(&self) -> bool {
        self.agreement <= Agreement::Truncated
    }
}

/// What a claim's candidates are weighed with.
pub(super) struct Scales<'s> {
    pub(super) ask: &'s Ask<'s>,
    pub(super) desk: Desk<'s>,
    /// What the claim says.
    pub(super) stated: Interval,
}

impl Scales<'_> {
    /// Workings of all candidates; those with equal values are one with several sources.
    pub(super) fn weigh_all(&self, candidates: &[Candidate]) -> Vec<Weighed> {
        let mut all: Vec<Weighed> = Vec::new();
        let weighed = candidates
            .iter()
            .filter_map(|one| self.weigh(one))
            .filter(|one| one.agrees() || one.say < Say::OnlyAgree);
        for weighed in weighed {
            let same = all.iter_mut().find(|one| {
                one.working.computed.value == weighed.working.computed.value
                    && one.agreement == weighed.agreement
                    && one.working.mismatches == weighed.working.mismatches
            });
            let Some(known) = same else {
                all.push(weighed);
                continue;
            };
            known.say = known.say.min(weighed.say);
            for cell in weighed.working.evidence {
                if !known
                    .working
                    .evidence
                    .iter()
                    .any(|one| one.cell == cell.cell)
                {
                    known.working.evidence.push(cell);
                }
            }
        }
        all
    }

    pub(super) fn weigh(&self, candidate: &Candidate) -> Option<Weighed> {
        let claim = self.ask.claim;
        let computed = candidate.figure.in_unit_of(&claim.quantity)?;
        let agreement = self.agreement(&computed.interval, computed.value);
        let mut notes = wording::origin(self.ask, &candidate.anchor, candidate.is_open, self.desk);
        notes.extend(candidate.notes.iter().cloned());
        if agreement == Agreement::Truncated {
            notes.push(wording::TRUNCATED.to_owned());
        }
        if agreement == Agreement::Full {
            notes.extend(self.flatters(computed.value));
        }
        notes.extend(status_note(candidate));
        Some(Weighed {
            working: Working {
                stated: self.stated,
                agrees: agreement <= Agreement::Truncated,
                evidence: candidate.figure.cells.clone(),
                mismatches: distinct(&candidate.mismatches),
                computed,
                notes,
            },
            agreement,
            say: candidate.say,
        })
    }

    fn agreement(&self, interval: &Interval, value: Decimal) -> Agreement {
        let quantity = &self.ask.claim.quantity;
        if self.stated.agrees(interval) {
            return Agreement::Full;
        }
        let cut = quantity
            .truncated_interval()
            .filter(|_| quantity.bound == Bound::Exact && !quantity.round);
        if cut.is_some_and(|cut| cut.contains(value)) {
            return Agreement::Truncated;
        }
        let of_rounded = quantity.of_rounded_interval();
        if of_rounded.is_some_and(|wider| wider.contains(value)) {
            return Agreement::Rounding;
        }
        let is_loose = quantity.round && matches!(quantity.bound, Bound::Exact | Bound::About);
        if is_loose && stated::is_within(quantity, value, self.desk.policy.rounding) {
            return Agreement::Rounding;
        }
        Agreement::No
    }

    /// A limit that is far from the number: "over 1,000" for 9,000.
    fn flatters(&self, computed: Decimal) -> Option<String> {
        let quantity = &self.ask.claim.quantity;
        if self.ask.claim.relation == Relation::Change {
            return None;
        }
        let limit = quantity.value?;
        let policy = self.desk.policy;
        let far = match quantity.bound {
            Bound::Over | Bound::AtLeast => computed > limit.checked_mul(policy.flatters_above)?,
            Bound::Under | Bound::AtMost => computed < limit.checked_mul(policy.flatters_below)?,
            _ => false,
        };
        far.then(|| wording::flatters(computed))
    }
}

fn status_note(candidate: &Candidate) -> Option<String> {
    match candidate.anchor.status {
        Status::Provisional => Some(wording::PROVISIONAL.to_owned()),
        Status::Estimate => Some(wording::ESTIMATE.to_owned()),
        Status::Withdrawn => Some(wording::WITHDRAWN.to_owned()),
        _ => None,
    }
}

fn distinct(mismatches: &[Mismatch]) -> Vec<Mismatch> {
    let mut kept: Vec<Mismatch> = Vec::new();
    for one in mismatches {
        if !kept.contains(one) {
            kept.push(one.clone());
        }
    }
    kept
}

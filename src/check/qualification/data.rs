//! What the reference data say of a marked claim. Only workings that agree with
//! the claim are asked: a number that the data do not have cannot be told to be
//! of another place or stage.

use std::sync::Arc;

use super::{Shown, series};
use crate::{
    check::{Mismatch, Policy, Verdict, Working, figure::Figure, wording},
    claim::{Claim, Data, DataTest, Mark},
    number::{Bound, Decimal},
    reference::{Observation, Statistic, Unit},
    vocabulary::{ConceptId, Group, Vocabulary, Who},
};

/// A claim with its verdict and all that may be asked about it.
#[derive(Clone, Copy)]
pub(super) struct Case<'c> {
    pub(super) claim: &'c Claim,
    pub(super) verdict: Option<&'c Verdict>,
    pub(super) catalogue: &'c [Arc<Observation>],
    pub(super) vocabulary: &'c Vocabulary,
    pub(super) policy: &'c Policy,
}

/// Years between a base and the cases over it that make the base old.
const OLD_BASE: i16 = 2;
/// Days by which periods may differ and still be of one length.
const A_MONTH: i32 = 31;
/// Days beyond which a period is longer than a year.
const A_LONG_YEAR: i32 = 400;
/// A count below this is few cases.
const FEW: u32 = 20;

impl<'c> Case<'c> {
    /// Whether a mark's rule holds, and what to show for it.
    pub(super) fn holds(&self, mark: &Mark) -> Option<Shown> {
        match mark.defect.when.get(mark.when)?.data.as_ref() {
            None => Some(Shown::default()),
            Some(data) => self.says(data),
        }
    }

    /// The workings that agree with the claim.
    pub(super) fn agreeing(&self) -> Vec<&'c Working> {
        match self.verdict {
            Some(Verdict::Supported(working) | Verdict::Conditional(working)) => vec![working],
            Some(Verdict::Ambiguous(workings)) => {
                workings.iter().filter(|one| one.agrees).collect()
            }
            Some(Verdict::Outdated { earlier, .. }) => vec![earlier],
            _ => Vec::new(),
        }
    }

    fn says(&self, data: &Data) -> Option<Shown> {
        let mut shown = Shown::default();
        let agreeing = self.agreeing();
        if agreeing
            .iter()
            .any(|working| has_definition(working, &data.not_definitions))
        {
            return None;
        }
        if asks_working(data) {
            let found = agreeing
                .iter()
                .find_map(|working| self.fits(data, working))?;
            shown = found;
        }
        match data.test {
            None => Some(shown),
            Some(test) => self.test(test, data, &agreeing).map(|found| Shown {
                claimed: found.claimed.or(shown.claimed),
                reference: found.reference.or(shown.reference),
            }),
        }
    }

    /// Whether one working has everything that is asked of it.
    fn fits(&self, data: &Data, working: &Working) -> Option<Shown> {
        let mut shown = Shown::default();
        if !data.mismatch.is_empty() {
            let found = working.mismatches.iter().find(|one| {
                data.mismatch.iter().any(|facet| facet == one.facet)
                    && (one.facet != "definition" || self.is_followed(one, working))
            })?;
            shown = self.differing(found, working);
        }
        let cells = &working.evidence;
        let any = |wanted: &[String], test: &dyn Fn(&Observation, &str) -> bool| {
            wanted.is_empty()
                || cells
                    .iter()
                    .any(|cell| wanted.iter().any(|name| test(cell, name)))
        };
        let plain = any(&data.measures, &|cell, name| cell.measure.as_str() == name)
            && any(
                &data.units,
                &|cell, name| matches!(&cell.unit, Unit::Counted(things) if things == name),
            )
            && any(&data.trust, &|cell, name| cell.source.trust.name() == name);
        if !plain {
            return None;
        }
        if !data.definitions.is_empty() {
            let unsaid = cells.iter().flat_map(|cell| &cell.definitions).find(|id| {
                data.definitions.iter().any(|name| name == id.as_str())
                    && !self.claim.definitions.iter().any(|own| own.value == **id)
            })?;
            shown.reference = Some(wording::definition(unsaid, self.vocabulary));
        }
        Some(shown)
    }

    /// Whether a mismatch of definition is one that the reference follows, and not one that only the draft names.
    fn is_followed(&self, mismatch: &Mismatch, working: &Working) -> bool {
        working
            .evidence
            .iter()
            .flat_map(|cell| &cell.definitions)
            .any(|id| wording::definition(id, self.vocabulary) == mismatch.reference)
    }

    /// A mismatch in words. Stages are named by their ids, which are nouns.
    fn differing(&self, mismatch: &Mismatch, working: &Working) -> Shown {
        let noun = |id: &ConceptId| id.as_str().replace('_', " ");
        let ours = &self.claim.measure.value;
        let counted = working
            .evidence
            .iter()
            .map(|cell| &cell.measure)
            .find(|measure| *measure != ours && !is_population(measure));
        match (mismatch.facet, counted) {
            ("measure", Some(counted)) => Shown {
                claimed: Some(noun(ours)),
                reference: Some(noun(counted)),
            },
            _ => Shown {
                claimed: Some(mismatch.claimed.clone()),
                reference: Some(mismatch.reference.clone()),
            },
        }
    }

    fn test(&self, test: DataTest, data: &Data, agreeing: &[&Working]) -> Option<Shown> {
        let of_cell = |found: &dyn Fn(&Working) -> Option<String>| {
            agreeing
                .iter()
                .find_map(|working| found(working))
                .map(|reference| Shown {
                    claimed: None,
                    reference: Some(reference),
                })
        };
        match test {
            DataTest::OtherBasis => self.other_basis(agreeing),
            DataTest::OtherComparator => self.other_comparator(agreeing),
            DataTest::OlderBase => of_cell(&older_base),
            DataTest::FewCases => of_cell(&|working| self.few_cases(working)),
            DataTest::OtherLength => self.other_length(agreeing),
            DataTest::ReplacedEdition => self.replaced(),
            DataTest::BrokenSeries => of_cell(&|working| series::broken(working, &data.caveats)),
            DataTest::OtherStartFlips => of_cell(&|working| series::flips(working, self.catalogue)),
            DataTest::OtherGroupAgrees => self.other_group(),
            DataTest::BoundBroken => self.bound_broken(),
        }
    }

    /// The group of the claim and that of a cell, both from the side of the cell's country.
    fn seen(&self, group: &Group, cell: &Observation) -> Group {
        match self.vocabulary.country_of(&cell.place) {
            Some(country) => group.seen_from(&country),
            None => group.clone(),
        }
    }

    fn other_basis(&self, agreeing: &[&Working]) -> Option<Shown> {
        let claimed = self.claim.population.as_ref()?;
        agreeing
            .iter()
            .flat_map(|working| &working.evidence)
            .find(|cell| {
                let ours = self.seen(&claimed.value, cell);
                let theirs = self.seen(&cell.group, cell);
                let same_side = ours.who == theirs.who && theirs.who != Who::Everyone;
                same_side
                    && match (&ours.basis, &theirs.basis) {
                        (Some(one), Some(other)) => one != other,
                        // "Migrants" names no basis, yet means people who came.
                        (None, Some(_)) => !ours.traits.is_empty() && ours.traits != theirs.traits,
                        _ => false,
                    }
            })
            .map(|cell| Shown {
                claimed: Some(claimed.text.clone()),
                reference: Some(cell.group_label.clone()),
            })
    }

    fn other_comparator(&self, agreeing: &[&Working]) -> Option<Shown> {
        let claimed = &self.claim.comparator.as_ref()?;
        let narrower = |group: &Group| {
            group.who == Who::Native
                && group
                    .traits
                    .difference(&claimed.value.traits)
                    .next()
                    .is_some()
        };
        let of_claim = |group: &Group| {
            let population = self.claim.population.as_ref();
            population.is_some_and(|phrase| phrase.value.traits == group.traits)
        };
        let cells = || agreeing.iter().flat_map(|working| &working.evidence);
        let found = cells().find_map(|cell| {
            let against = cell.comparator.as_ref().filter(|group| narrower(group));
            let words = |group: &Group| {
                let traits: Vec<&str> = group
                    .traits
                    .iter()
                    .map(|id| self.vocabulary.label(id))
                    .collect();
                traits.join(", ")
            };
            match against {
                Some(group) => Some(words(group)),
                // One of the two rates compared, unless it is that of the claim's own group.
                None => Some(self.seen(&cell.group, cell))
                    .filter(|group| narrower(group) && !of_claim(group))
                    .map(|_| cell.group_label.clone()),
            }
        });
        let found = found.or_else(|| {
            let Some(Verdict::Ambiguous(workings)) = self.verdict else {
                return None;
            };
            let whos: std::collections::BTreeSet<&Who> = workings
                .iter()
                .flat_map(|working| &working.evidence)
                .filter_map(|cell| cell.comparator.as_ref().map(|group| &group.who))
                .collect();
            (whos.len() > 1).then(|| claimed.text.clone())
        });
        found.map(|reference| Shown {
            claimed: Some(claimed.text.clone()),
            reference: Some(reference),
        })
    }

    fn other_length(&self, agreeing: &[&Working]) -> Option<Shown> {
        let claimed = self.claim.period.as_ref().and_then(|phrase| phrase.value);
        agreeing
            .iter()
            .filter_map(|working| working.evidence.first())
            .any(|cell| {
                claimed.is_none_or(|claimed| {
                    let (one, other) = (claimed.days(), cell.period.days());
                    (one - other).abs() > A_MONTH && one.min(other) < A_LONG_YEAR
                })
            })
            .then(Shown::default)
    }

    fn replaced(&self) -> Option<Shown> {
        let Some(Verdict::Outdated { newest, earlier }) = self.verdict else {
            return None;
        };
        earlier
            .notes
            .iter()
            .any(|note| note == wording::REVISED)
            .then(|| Shown {
                claimed: None,
                reference: Some(wording::amount(&self.claim.quantity, newest.computed.value)),
            })
    }

    /// Another group's number, told exactly: the same place, period, measure and crime.
    fn other_group(&self) -> Option<Shown> {
        let Some(Verdict::Contradicted(working)) = self.verdict else {
            return None;
        };
        let stated = self.claim.quantity.interval(&self.policy.widths)?;
        let is_stated = |cell: &Arc<Observation>| {
            Figure::of(cell)
                .and_then(|figure| figure.in_unit_of(&self.claim.quantity))
                .is_some_and(|computed| stated.agrees(&computed.interval))
        };
        let anchor = working.evidence.first()?;
        self.catalogue
            .iter()
            .find(|cell| {
                cell.counts_as(anchor)
                    && cell.period == anchor.period
                    && cell.definitions == anchor.definitions
                    && cell.group != anchor.group
                    && is_stated(cell)
            })
            .map(|cell| Shown {
                claimed: self.claim.population.as_ref().map(|p| p.text.clone()),
                reference: Some(cell.group_label.clone()),
            })
    }

    /// The number of cases that a number rests on, where it is small: a cell of the
    /// working, or the count beside a published rate.
    fn few_cases(&self, working: &Working) -> Option<String> {
        let few = |cell: &Observation| {
            matches!(cell.unit, Unit::Counted(_))
                && !is_population(&cell.measure)
                && cell.value < Decimal::from(FEW)
        };
        let beside = |cell: &Observation, rate: &Observation| {
            cell.cell.file == rate.cell.file
                && cell.place == rate.place
                && cell.period == rate.period
                && cell.measure == rate.measure
                && cell.offence == rate.offence
                && cell.group == rate.group
                && cell.whole.is_none()
        };
        let is_rate =
            |cell: &Observation| matches!(cell.statistic, Statistic::Rate | Statistic::Ratio);
        working
            .evidence
            .iter()
            .find(|cell| few(cell))
            .or_else(|| {
                let rates = || working.evidence.iter().filter(|cell| is_rate(cell));
                self.catalogue
                    .iter()
                    .find(|cell| few(cell) && rates().any(|rate| beside(cell, rate)))
            })
            .map(|cell| cell.value.normalize().to_string())
    }

    /// "Over 10,000" for 9,870: near the limit, on its wrong side.
    fn bound_broken(&self) -> Option<Shown> {
        let working = match self.verdict? {
            Verdict::Contradicted(working) => working,
            Verdict::Conditional(working)
                if working.mismatches.iter().any(|one| one.facet == "rounding") =>
            {
                working
            }
            _ => return None,
        };
        let quantity = &self.claim.quantity;
        let (stated, computed) = (quantity.value?, working.computed.value);
        let near = stated
            .checked_mul(Decimal::new(2, 1))
            .zip(computed.checked_sub(stated))
            .is_some_and(|(fifth, away)| away.abs() <= fifth);
        let wrong = match quantity.bound {
            Bound::Over | Bound::AtLeast => computed < stated,
            Bound::Under | Bound::AtMost => computed > stated,
            Bound::Nearly => true,
            _ => false,
        };
        (near && wrong).then(|| Shown {
            claimed: quantity.bound_word.clone(),
            reference: Some(wording::amount(quantity, computed)),
        })
    }
}

fn asks_working(data: &Data) -> bool {
    [
        &data.mismatch,
        &data.measures,
        &data.definitions,
        &data.units,
        &data.trust,
    ]
    .iter()
    .any(|list| !list.is_empty())
}

fn has_definition(working: &Working, names: &[String]) -> bool {
    working
        .evidence
        .iter()
        .flat_map(|cell| &cell.definitions)
        .any(|id| names.iter().any(|name| name == id.as_str()))
}

fn is_population(measure: &ConceptId) -> bool {
    crate::check::stage::is_population(measure)
}

/// The base of a rate, where it is much older than the cases.
fn older_base(working: &Working) -> Option<String> {
    let cells = &working.evidence;
    let cases = cells
        .iter()
        .filter(|cell| !is_population(&cell.measure))
        .map(|cell| cell.period.end.year())
        .max()?;
    let old = |year: i16| cases - year >= OLD_BASE;
    let by_cell = cells
        .iter()
        .filter(|cell| is_population(&cell.measure))
        .find(|cell| old(cell.period.end.year()))
        .map(|cell| cell.period.to_string());
    by_cell.or_else(|| {
        cells
            .iter()
            .flat_map(|cell| &cell.definitions)
            .flat_map(|id| series::years(id.as_str()))
            .find(|year| old(*year))
            .map(|year| year.to_string())
    })
}

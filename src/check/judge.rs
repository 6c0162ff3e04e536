//! What selected candidates come to: agreement, disagreement, or what lies between, in the
//! order of `docs/verdicts.md`.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Verdict, Working,
    fit::{self, FAR, Fit},
    reading::{self, Candidate, Say},
    select::{self, Selection},
    stage, stated,
    weigh::{Agreement, Scales, Weighed},
    wording,
};
use crate::{claim::Relation, reference::Observation, vocabulary::ConceptId};

/// Most facets in which a reference that agrees may differ.
const MOST_STEPS: usize = 3;

/// Weighs what was selected for one claim.
pub(super) struct Judge<'j> {
    pub(super) scales: Scales<'j>,
}

impl Judge<'_> {
    /// The verdict of a selection; none where nothing was selected.
    pub(super) fn decide(&self, selection: &Selection) -> Option<Verdict> {
        let weighed = self.scales.weigh_all(&selection.deciders);
        if weighed.is_empty() {
            return None;
        }
        let agreeing = weighed.iter().filter(|one| one.agrees()).count();
        if agreeing > 0 && agreeing < weighed.len() {
            return Some(Verdict::Ambiguous(agreeing_first(weighed)));
        }
        if agreeing > 0 && selection.steps > MOST_STEPS {
            // So far from the claim that agreement is chance.
            return Some(self.disagreed(selection, weighed));
        }
        if agreeing > 0 {
            let working = joined(weighed)?;
            return Some(if working.mismatches.is_empty() {
                Verdict::Supported(working)
            } else {
                Verdict::Conditional(working)
            });
        }
        if let Some(ambiguous) = self.otherwise(&selection.marked, &weighed) {
            return Some(ambiguous);
        }
        if let Some(ambiguous) = self.times_more(selection, &weighed) {
            return Some(ambiguous);
        }
        if let Some(verdict) = self.replaced(selection, &weighed) {
            return Some(verdict);
        }
        if let Some(rounded) = self.rounded(&weighed) {
            return Some(Verdict::Conditional(rounded));
        }
        if let Some(verdict) = self.outdated(selection, &weighed) {
            return Some(verdict);
        }
        if let Some(verdict) = self.aside(selection, &weighed) {
            return Some(verdict);
        }
        let deciders = selection.deciders.iter();
        let less_direct: Vec<Candidate> =
            deciders.flat_map(|one| one.less_direct.clone()).collect();
        if let Some(ambiguous) = self.otherwise(&less_direct, &weighed) {
            return Some(ambiguous);
        }
        Some(self.disagreed(selection, weighed))
    }

    /// Two ways to read the period of a change: the first decides where it agrees.
    pub(super) fn two_readings(&self, first: &Selection, second: &Selection) -> Option<Verdict> {
        let verdict = self.decide(first)?;
        if !matches!(
            verdict,
            Verdict::Contradicted(_) | Verdict::NoReference { .. }
        ) {
            return Some(verdict);
        }
        match self.decide(second)? {
            Verdict::Supported(other) | Verdict::Conditional(other) => {
                let mut workings = vec![other];
                workings.extend(verdict.working().cloned());
                Some(Verdict::Ambiguous(workings))
            }
            other @ (Verdict::Outdated { .. } | Verdict::Ambiguous(_)) => Some(other),
            _ => Some(verdict),
        }
    }

    /// Where only another way to the number agrees: a special way of counting beside the plain one, or the
    /// table's own counts beside the share it publishes.
    fn otherwise(&self, others: &[Candidate], weighed: &[Weighed]) -> Option<Verdict> {
        let others = self.scales.weigh_all(others).into_iter();
        let mut workings: Vec<Working> = others
            .filter(Weighed::agrees)
            .map(|one| one.working)
            .collect();
        if workings.is_empty() {
            return None;
        }
        workings.extend(weighed.iter().map(|one| one.working.clone()));
        Some(Verdict::Ambiguous(workings))
    }

    /// "N times more" taken as N + 1, where only that agrees.
    fn times_more(&self, selection: &Selection, weighed: &[Weighed]) -> Option<Verdict> {
        let claim = self.scales.ask.claim;
        if claim.relation != Relation::Ratio
            || !stated::is_times_more(claim, self.scales.desk.policy)
        {
            return None;
        }
        let more: Vec<Candidate> = selection
            .deciders
            .iter()
            .filter_map(|one| {
                Some(Candidate {
                    figure: one.figure.less_one()?,
                    ..one.clone()
                })
            })
            .collect();
        let more = self.scales.weigh_all(&more);
        if !more.iter().any(Weighed::agrees) {
            return None;
        }
        let mut workings: Vec<Working> = weighed.iter().map(|one| one.working.clone()).collect();
        for one in more.into_iter().filter(Weighed::agrees) {
            let mut working = one.working;
            working.notes.push(wording::N_PLUS_ONE.to_owned());
            workings.push(working);
        }
        Some(Verdict::Ambiguous(workings))
    }

    /// An edition that was replaced agrees.
    fn replaced(&self, selection: &Selection, weighed: &[Weighed]) -> Option<Verdict> {
        let mut earlier = self
            .scales
            .weigh_all(&selection.superseded)
            .into_iter()
            .find(Weighed::agrees)?
            .working;
        earlier.notes.push(wording::REVISED.to_owned());
        Some(Verdict::Outdated {
            newest: weighed.first()?.working.clone(),
            earlier,
        })
    }

    /// A round number near enough.
    fn rounded(&self, weighed: &[Weighed]) -> Option<Working> {
        let near = weighed
            .iter()
            .find(|one| one.agreement == Agreement::Rounding && one.say == Say::Decide)?;
        let mut working = near.working.clone();
        working
            .mismatches
            .push(wording::rounding(self.scales.ask.claim, &working));
        Some(working)
    }

    /// The same series agreed before. Where facets differ beyond place and
    /// definition, an earlier agreement may be chance and says nothing; where the draft tells a
    /// time in words that no calendar has, it may mean that.
    fn outdated(&self, selection: &Selection, weighed: &[Weighed]) -> Option<Verdict> {
        let earlier = self
            .scales
            .weigh_all(&selection.earlier)
            .into_iter()
            // An old year and a number cut off are two steps, and too many years to choose from.
            .find(|one| one.agreement == Agreement::Full)?
            .working;
        let told = earlier
            .mismatches
            .iter()
            .all(|one| matches!(one.facet, "place" | "definition"));
        told.then_some(())?;
        if let Some(time) = self.scales.ask.undated(self.scales.desk.vocabulary) {
            let mut working = earlier;
            working.mismatches.push(wording::undated(time, &working));
            return Some(Verdict::Conditional(working));
        }
        Some(Verdict::Outdated {
            newest: weighed.first()?.working.clone(),
            earlier,
        })
    }

    /// A close place, or another base of the same share, agrees.
    fn aside(&self, selection: &Selection, weighed: &[Weighed]) -> Option<Verdict> {
        let mut working = self
            .scales
            .weigh_all(&selection.aside)
            .into_iter()
            .find(Weighed::agrees)?
            .working;
        let exact = &weighed.first()?.working;
        working.notes.push(wording::instead_of(
            self.scales.ask,
            exact,
            self.scales.desk,
        ));
        if working.mismatches.is_empty() {
            working.mismatches.push(wording::elsewhere(
                self.scales.ask,
                &working,
                self.scales.desk,
            ));
        }
        for cell in &exact.evidence {
            if !working.evidence.iter().any(|one| one.cell == cell.cell) {
                working.evidence.push(Arc::clone(cell));
            }
        }
        Some(Verdict::Conditional(working))
    }

    fn disagreed(&self, selection: &Selection, weighed: Vec<Weighed>) -> Verdict {
        let sure: Vec<Working> = weighed
            .iter()
            .filter(|one| one.say == Say::Decide)
            .map(|one| one.working.clone())
            .collect();
        let exact = selection.is_exact
            && self.scales.ask.doubt().is_none()
            && sure.iter().all(|one| one.mismatches.is_empty())
            && !selection
                .deciders
                .iter()
                .any(|one| self.is_of_one_part(one));
        let cannot = selection.deciders.iter().any(|one| self.cannot_be(one));
        let mut workings = if sure.is_empty() {
            weighed.into_iter().map(|one| one.working).collect()
        } else {
            sure.clone()
        };
        if workings.len() > 1 {
            let others: Vec<Working> = workings.split_off(1);
            if let Some(first) = workings.first_mut() {
                first.notes.extend(others.iter().map(wording::also_says));
                for cell in others.into_iter().flat_map(|one| one.evidence) {
                    if !first.evidence.iter().any(|one| one.cell == cell.cell) {
                        first.evidence.push(cell);
                    }
                }
            }
        }
        match workings.pop() {
            Some(working) if (exact || cannot) && !sure.is_empty() => {
                Verdict::Contradicted(working)
            }
            nearest => Verdict::NoReference {
                missing: wording::missing(self.scales.ask, nearest.as_ref(), self.scales.desk),
                nearest,
            },
        }
    }

    /// Whether the reference is of a part of the place that the draft only implies, while others are of
    /// another part at the same time: "British nationals" may be those in Scotland.
    fn is_of_one_part(&self, candidate: &Candidate) -> bool {
        let Scales { ask, desk, .. } = self.scales;
        let own = &candidate.anchor;
        if ask.place_stated || ask.place.as_ref() == Some(&own.place) {
            return false;
        }
        let mut anywhere = ask.clone();
        anywhere.place = None;
        let of_the_same = |fit: Fit, cell: &Observation| {
            fit.is_of_the_same() && fit.group <= candidate.fit.group && cell.period == own.period
        };
        let apart = |place: &ConceptId| {
            desk.tables.country(place) == desk.tables.country(&own.place)
                && ask.place.as_ref() != Some(place)
                && !desk.vocabulary.is_within(place, &own.place)
                && !desk.vocabulary.is_within(&own.place, place)
        };
        let parts = reading::candidates(&anywhere, desk, &of_the_same);
        parts.iter().any(|one| apart(&one.anchor.place))
    }

    /// Whether the claim is more than a whole that contains it.
    fn cannot_be(&self, candidate: &Candidate) -> bool {
        let cell = &candidate.anchor;
        if self.scales.ask.claim.relation != Relation::Level
            || self.scales.ask.doubt().is_some()
            || candidate.say > Say::Decide
            || candidate.fit.group > 0
            || candidate.fit.measure > 0
            || !candidate.fit.is_counted_alike()
            // A year may lie above the average of several.
            || self.is_average(cell)
            // Those held on a day may be more than those held on another day of the year.
            || (stage::is_stock(&cell.measure) && candidate.fit.period.0 > 0)
        {
            return false;
        }
        let holds_place = match &self.scales.ask.place {
            Some(place) => self.scales.desk.vocabulary.is_within(place, &cell.place),
            None => false,
        };
        let holds_offence = self.scales.ask.offences.iter().all(|offence| {
            fit::is_all(&cell.offence)
                || self
                    .scales
                    .desk
                    .vocabulary
                    .is_within(offence, &cell.offence)
        }) && (!self.scales.ask.offences.is_empty()
            || fit::is_all(&cell.offence));
        let holds_period = match self.scales.ask.period {
            Some(period) => cell.period.contains(&period),
            None => candidate.fit.period.0 == 0,
        };
        let Some(total) = candidate.figure.in_unit_of(&self.scales.ask.claim.quantity) else {
            return false;
        };
        holds_place
            && holds_offence
            && holds_period
            && match (self.scales.stated.low.value(), total.interval.high.value()) {
                (Some(stated), Some(total)) => stated > total,
                _ => false,
            }
    }

    fn is_average(&self, cell: &Observation) -> bool {
        let averages = |id: &ConceptId| {
            let concept = self.scales.desk.vocabulary.concept(id);
            concept.is_some_and(|one| one.attributes.contains_key("averages"))
        };
        cell.definitions.iter().any(averages)
    }

    /// Nothing fits: what is nearest, if anything.
    pub(super) fn nothing(&self) -> Verdict {
        let places = self.scales.desk.tables.known_places();
        let around: BTreeSet<&ConceptId> = places
            .filter(|place| self.is_part_or_container(place))
            .collect();
        let near = |fit: Fit, cell: &Observation| {
            let elsewhere = Fit { place: 0, ..fit };
            fit.place == FAR && elsewhere.is_usable() && around.contains(&cell.place)
        };
        let mut candidates = reading::candidates(self.scales.ask, self.scales.desk, &near);
        for candidate in &mut candidates {
            candidate.fit.place = 0;
        }
        let selection = select::select(self.scales.ask, candidates, self.scales.desk);
        let too_much = selection
            .deciders
            .iter()
            .find(|one| self.cannot_be(one))
            .and_then(|one| self.scales.weigh(one));
        if let Some(weighed) = too_much.filter(|one| !one.agrees()) {
            return Verdict::Contradicted(weighed.working);
        }
        let nearest = selection
            .deciders
            .first()
            .and_then(|one| self.scales.weigh(one))
            .map(|one| one.working);
        Verdict::NoReference {
            missing: wording::missing(self.scales.ask, nearest.as_ref(), self.scales.desk),
            nearest,
        }
    }

    fn is_part_or_container(&self, place: &ConceptId) -> bool {
        self.scales.ask.place.as_ref().is_some_and(|claimed| {
            self.scales.desk.vocabulary.is_within(claimed, place)
                || self.scales.desk.vocabulary.is_within(place, claimed)
        })
    }
}

fn agreeing_first(mut weighed: Vec<Weighed>) -> Vec<Working> {
    weighed.sort_by_key(|one| !one.agrees());
    weighed.into_iter().map(|one| one.working).collect()
}

/// One working of several that agree: the fewest mismatches, all the evidence.
fn joined(mut weighed: Vec<Weighed>) -> Option<Working> {
    weighed.sort_by_key(|one| (one.working.mismatches.len(), one.say));
    let mut all = weighed.into_iter().map(|one| one.working);
    let mut first = all.next()?;
    for other in all {
        first.notes.push(wording::also_says(&other));
        for cell in other.evidence {
            if !first.evidence.iter().any(|one| one.cell == cell.cell) {
                first.evidence.push(cell);
            }
        }
    }
    Some(first)
}

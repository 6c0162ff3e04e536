//! The verdict on one claim, in the order of `docs/verdicts.md`: the reading,
//! the observations that match every stated facet, then the nearest ones.

use std::collections::BTreeSet;

use super::{
    Verdict,
    ask::{Ask, Desk},
    elsewhere, extreme,
    fit::Fit,
    judge::Judge,
    reading, select, stage, stated,
    weigh::Scales,
    wording,
};
use crate::{
    claim::{Claim, Relation},
    number::{Interval, Kind},
    reference::Observation,
    vocabulary::ConceptId,
};

/// Decides a claim.
pub(super) fn judge(ask: &mut Ask<'_>, claims: &[Claim], desk: Desk<'_>) -> Verdict {
    if ask.claim.quantity.kind == Kind::Vague {
        return if ask.claim.relation == Relation::Extreme {
            extreme::superlative(ask, desk).unwrap_or(Verdict::Vague)
        } else {
            stated::half_word(ask.claim, desk.policy)
                .and_then(|interval| majority(ask, interval, desk))
                .unwrap_or(Verdict::Vague)
        };
    }
    let Some(stated) = stated::interval(ask.claim, &desk.policy.widths) else {
        return Verdict::Vague;
    };
    if let Some(missing) = find_place(ask, desk) {
        return missing;
    }
    let verdict = judge_as_read(ask, stated, desk);
    let verdict = sent_or_held(ask, verdict, stated, desk);
    if matches!(
        verdict,
        Verdict::Contradicted(_) | Verdict::NoReference { .. } | Verdict::Outdated { .. }
    ) {
        let as_read = |other: &Ask<'_>| judge_as_read(other, stated, desk);
        return elsewhere::agreeing(ask, claims, stated, desk, &as_read).unwrap_or(verdict);
    }
    verdict
}

/// "Jailed in 2023" is sent to prison that year as well as in prison that year: where
/// only the other meaning agrees, it depends on which is meant.
fn sent_or_held(ask: &Ask<'_>, verdict: Verdict, stated: Interval, desk: Desk<'_>) -> Verdict {
    let words = ask.claim.measure.text.to_lowercase();
    let is_open = desk.policy.sent_or_held_words.contains(&words)
        && matches!(
            verdict,
            Verdict::Contradicted(_) | Verdict::NoReference { .. } | Verdict::Outdated { .. }
        );
    let Some(measure) = stage::sent_or_held(&ask.measure).filter(|_| is_open) else {
        return verdict;
    };
    let mut other = ask.clone();
    other.measure = measure;
    match judge_as_read(&other, stated, desk) {
        Verdict::Supported(working) => match verdict.working() {
            Some(first) => Verdict::Ambiguous(vec![working, first.clone()]),
            None => Verdict::Supported(working),
        },
        _ => verdict,
    }
}

/// The verdict with every facet as it was read.
pub(super) fn judge_as_read(ask: &Ask<'_>, stated: Interval, desk: Desk<'_>) -> Verdict {
    let usable = |fit: Fit, _: &Observation| fit.is_usable();
    let (second, first): (Vec<_>, Vec<_>) = reading::candidates(ask, desk, &usable)
        .into_iter()
        .partition(|one| one.is_second_reading);
    let judge = Judge {
        scales: Scales { ask, desk, stated },
    };
    let first = select::select(ask, first, desk);
    let second = select::select(ask, second, desk);
    let verdict = match (first.deciders.is_empty(), second.deciders.is_empty()) {
        (_, true) => judge.decide(&first),
        (true, false) => judge.decide(&second),
        (false, false) => judge.two_readings(&first, &second),
    };
    let verdict = verdict.unwrap_or_else(|| judge.nothing());
    extreme::also_ranked(ask, verdict, desk)
}

/// "Most" and its like, above or below half of a named base.
fn majority(ask: &mut Ask<'_>, stated: Interval, desk: Desk<'_>) -> Option<Verdict> {
    if ask.claim.relation != Relation::Share || ask.claim.whole.is_none() {
        return None;
    }
    if find_place(ask, desk).is_some() {
        return None;
    }
    let usable = |fit: Fit, _: &Observation| fit.is_usable();
    let candidates = reading::candidates(ask, desk, &usable);
    let selection = select::select(ask, candidates, desk);
    Judge {
        scales: Scales { ask, desk, stated },
    }
    .decide(&selection)
}

/// Where the draft names no place, the one country that all fitting references
/// lie in; a verdict where there is none.
fn find_place(ask: &mut Ask<'_>, desk: Desk<'_>) -> Option<Verdict> {
    if ask.place.is_some() {
        return None;
    }
    let usable = |fit: Fit, _: &Observation| fit.is_usable();
    let candidates = reading::candidates(ask, desk, &usable);
    let best = candidates
        .iter()
        .map(|one| one.fit)
        .filter(|fit| fit.is_of_the_same())
        .min();
    let Some(best) = best else {
        return Some(Verdict::NoReference {
            missing: wording::NO_PLACE.to_owned(),
            nearest: None,
        });
    };
    let places: BTreeSet<&ConceptId> = candidates
        .iter()
        .filter(|one| one.fit.is_of_the_same() && one.fit.group <= best.group)
        .map(|one| &one.anchor.place)
        .collect();
    let countries: BTreeSet<&ConceptId> = places
        .iter()
        .map(|place| desk.tables.country(place))
        .collect();
    let mut found = if places.len() == 1 {
        places.into_iter()
    } else {
        countries.into_iter()
    };
    match (found.next(), found.next()) {
        (Some(only), None) => {
            ask.move_to(only.clone(), desk);
            None
        }
        _ => Some(Verdict::NoReference {
            missing: wording::NO_PLACE.to_owned(),
            nearest: None,
        }),
    }
}

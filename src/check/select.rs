//! Which candidates decide: by their facets, and where the draft names no
//! period by their time. What a candidate's value is, is never looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ask::{Ask, Desk},
    fit::{self, DefinitionKind, Fit},
    reading::{Candidate, Say},
};
use crate::{reference::Status, vocabulary::ConceptId};

/// How long after its newest number another way of counting still is as good.
const STALE_DAYS: i32 = 366;

/// The candidates of one reading, by the part they play.
#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    /// Equally good ones, which decide.
    pub(super) deciders: Vec<Candidate>,
    /// The same series before, newest first; only where the draft names no period.
    pub(super) earlier: Vec<Candidate>,
    /// Editions that were replaced, of the deciders' facets.
    pub(super) superseded: Vec<Candidate>,
    /// A close place or another base of the same share at the same time.
    pub(super) aside: Vec<Candidate>,
    /// Ways of counting beside a plain number of the same table: as good as that
    /// one only where it disagrees.
    pub(super) marked: Vec<Candidate>,
    /// How many facets of the deciders differ from the claim's.
    pub(super) steps: usize,
    /// Whether every facet that the draft states is met.
    pub(super) is_exact: bool,
}

/// Sorts the candidates of one reading into their parts.
pub(super) fn select(ask: &Ask<'_>, candidates: Vec<Candidate>, desk: Desk<'_>) -> Selection {
    let limit = desk.context.limit();
    let (mut replaced, mut current): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .filter(|one| one.fit.is_usable())
        .filter(|one| !one.is_open || limit.is_none_or(|day| one.anchor.period.end <= day))
        .partition(|one| desk.tables.is_superseded(&one.anchor));
    // An edition that nothing at hand replaces is the edition there is.
    let times: Vec<_> = current
        .iter()
        .map(|one| (one.fit, one.anchor.period))
        .collect();
    let is_replaced = |one: &Candidate| {
        one.anchor.status == Status::Withdrawn
            || times
                .iter()
                .any(|(fit, period)| *fit == one.fit && fit::same(*period, one.anchor.period))
    };
    current.extend(replaced.extract_if(.., |one| !is_replaced(one)));
    keep_named_stages(ask, &mut current);
    let Some(best) = current.iter().map(|one| one.fit).min() else {
        return Selection::default();
    };
    let (mut chosen, others): (Vec<_>, Vec<_>) =
        current.into_iter().partition(|one| one.fit == best);
    // Numbers of people say something of a comparison only where no rates do.
    if chosen.iter().any(|one| one.say < Say::OnlyAgree) {
        chosen.retain(|one| one.say < Say::OnlyAgree);
    }
    let (deciders, earlier) = newest(chosen, desk);
    let (marked, deciders): (Vec<_>, Vec<_>) = {
        let plain = deciders.clone();
        deciders
            .into_iter()
            .partition(|one| plain.iter().any(|other| is_marked_beside(one, other, desk)))
    };
    let superseded = replaced
        .into_iter()
        .filter(|one| one.fit == best && is_at_time_of(one, &deciders))
        .collect();
    let is_exact = best.is_exact();
    let aside = if is_exact && ask.definitions.is_empty() {
        let aside = others
            .into_iter()
            .filter(|one| is_aside(ask, one, best, desk))
            .collect();
        newest(aside, desk).0
    } else {
        Vec::new()
    };
    Selection {
        deciders,
        earlier,
        superseded,
        aside,
        marked,
        steps: best.steps(),
        is_exact,
    }
}

/// Whether a candidate is counted in a special way beside a plain one of its table and time.
fn is_marked_beside(one: &Candidate, plain: &Candidate, desk: Desk<'_>) -> bool {
    let special = fit::variants(&one.anchor, desk);
    let usual = fit::variants(&plain.anchor, desk);
    one.anchor.cell.file == plain.anchor.cell.file
        && fit::same(one.anchor.period, plain.anchor.period)
        && usual.len() < special.len()
        && usual.iter().all(|id| special.contains(id))
}

/// The stage that the passage names wins over other stages.
fn keep_named_stages(ask: &Ask<'_>, current: &mut Vec<Candidate>) {
    let is_named = |one: &Candidate| ask.stages.contains(&one.anchor.measure);
    if current.iter().any(is_named) {
        current.retain(is_named);
    }
}

/// The newest of each way of counting, and the rest, newest first. A way of
/// counting that has not been used for a year is not as good as one that is.
fn newest(candidates: Vec<Candidate>, desk: Desk<'_>) -> (Vec<Candidate>, Vec<Candidate>) {
    let (open, mut deciders): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|one| one.is_open);
    let mut ends: BTreeMap<Vec<ConceptId>, jiff::civil::Date> = BTreeMap::new();
    for one in &open {
        let end = ends
            .entry(fit::variants(&one.anchor, desk))
            .or_insert(one.anchor.period.end);
        *end = (*end).max(one.anchor.period.end);
    }
    let last = ends.values().copied().max();
    let is_newest = |one: &Candidate| {
        let end = one.anchor.period.end;
        ends.get(&fit::variants(&one.anchor, desk)) == Some(&end)
            && last.is_some_and(|last| (last - end).get_days() < STALE_DAYS)
    };
    let (mut now, mut earlier): (Vec<_>, Vec<_>) = open.into_iter().partition(is_newest);
    now.sort_by(|one, other| other.anchor.period.by_end(&one.anchor.period));
    earlier.sort_by(|one, other| other.anchor.period.by_end(&one.anchor.period));
    // Only the newest is what an open period means, and says so.
    for one in &mut earlier {
        one.is_open = false;
    }
    deciders.append(&mut now);
    (deciders, earlier)
}

fn is_at_time_of(one: &Candidate, deciders: &[Candidate]) -> bool {
    !one.is_open
        || deciders
            .iter()
            .any(|decider| fit::same(decider.anchor.period, one.anchor.period))
}

/// Whether a candidate differs from the best only by a close place or by the base of its share.
fn is_aside(ask: &Ask<'_>, one: &Candidate, best: Fit, desk: Desk<'_>) -> bool {
    let elsewhere = Fit {
        place: best.place,
        ..one.fit
    } == best;
    let kinds: BTreeSet<u8> = fit::unsaid(ask, &one.anchor, desk)
        .iter()
        .map(|(_, kind)| u8::from(*kind != DefinitionKind::Base))
        .collect();
    let other_base = Fit {
        unsaid: best.unsaid,
        ..one.fit
    } == best
        && kinds.iter().eq([0].iter());
    elsewhere || other_base
}

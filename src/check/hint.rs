//! Where the stated number does hold, looked for only after the verdict:
//! another group, base, place, measure, crime, year, way of counting or edition,
//! or swapped digits. The search is bounded and says how much it tried, so that
//! chance is not sold as an explanation.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Verdict, Working,
    ask::{Ask, Desk},
    figure::shown,
    fit::{self, FAR, Fit},
    reading::{self, Candidate, Say},
    stated, wording,
};
use crate::{
    claim::Relation,
    number::{Decimal, Interval, Kind},
    reference::{Observation, Statistic},
    vocabulary::Group,
};

/// Most hints given for one claim.
const MOST: usize = 3;
/// Most groups, and most wholes, that are tried in the place of the claim's.
const MOST_GROUPS: usize = 100;
/// Most facets that may differ from the nearest figure besides those it has wrong itself.
const MOST_OFF: usize = 2;
/// A number with fewer digits holds somewhere in the world by chance.
const DIGITS_FOR_PLACES: usize = 3;

/// Facets in the order in which a slip in them is likely.
const LIKELY: [&str; 8] = [
    "edition",
    "period",
    "definition",
    "base",
    "group",
    "measure",
    "offence",
    "place",
];

/// Hints for a verdict that the number does not hold as told.
pub(super) fn hints(ask: &Ask<'_>, verdict: &Verdict, desk: Desk<'_>) -> Vec<String> {
    let is_open = match verdict {
        Verdict::Contradicted(_) => true,
        Verdict::NoReference { nearest, .. } => nearest.is_some(),
        _ => false,
    };
    let interval = stated::interval(ask.claim, &desk.policy.widths);
    let (true, Some(interval), Some(working)) = (is_open, interval, verdict.working()) else {
        return Vec::new();
    };
    // Most cells are of another place or measure, and need not be looked at for each group.
    let here: Vec<Arc<Observation>> = desk
        .catalogue
        .iter()
        .filter(|cell| fit::first_look(ask, cell, desk).is_usable())
        .map(Arc::clone)
        .collect();
    let everywhere = desk.catalogue;
    let mut search = Search {
        desk: Desk {
            catalogue: &here,
            ..desk
        },
        interval,
        working,
        tried: 0,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    search.same_people(ask);
    search.other_base(ask);
    search.other_people(ask);
    search.desk.catalogue = everywhere;
    search.other_places(ask);
    let mut hints: Vec<String> = swapped(ask, working.computed.value).into_iter().collect();
    hints.extend(search.told());
    hints.truncate(MOST);
    if !hints.is_empty() && search.tried > 0 {
        hints.push(wording::tried(search.tried));
    }
    hints
}

/// A figure that the stated number agrees with.
struct Found {
    /// The facets in which it differs from what was looked up for the claim.
    off: Vec<&'static str>,
    /// Days between the two.
    away: i32,
    text: String,
}

struct Search<'s> {
    desk: Desk<'s>,
    interval: Interval,
    /// What the claim was held against.
    working: &'s Working,
    tried: usize,
    seen: BTreeSet<(Arc<str>, usize, Option<Group>, String)>,
    found: Vec<Found>,
}

impl Search<'_> {
    /// The nearest of what was found, the likeliest slip first.
    fn told(&mut self) -> Vec<String> {
        let least = self.found.iter().map(|one| one.off.len()).min();
        self.found.retain(|one| Some(one.off.len()) == least);
        let rank = |facet: &str| LIKELY.iter().position(|one| *one == facet);
        self.found.sort_by_key(|one| {
            let ranks: Vec<_> = one.off.iter().map(|facet| rank(facet)).collect();
            (ranks, one.away)
        });
        let mut texts: Vec<String> = Vec::new();
        for one in &self.found {
            if !texts.contains(&one.text) {
                texts.push(one.text.clone());
            }
        }
        texts
    }

    /// The same group: another year, measure, crime, definition or close place.
    fn same_people(&mut self, ask: &Ask<'_>) {
        let most = self.most_off(&[]);
        let near = move |fit: Fit, _: &Observation| {
            fit.place < FAR && fit.group < FAR && off(fit).len() <= most
        };
        self.try_all(ask, &near, &[]);
    }

    /// Another group in the claim's place.
    fn other_people(&mut self, ask: &Ask<'_>) {
        let most = self.most_off(&["group"]);
        let near = move |fit: Fit, _: &Observation| {
            fit.place < FAR && fit.group == 0 && off(fit).len() <= most
        };
        for group in self.groups_beside(ask) {
            let mut other = ask.clone();
            other.group = group;
            self.try_all(&other, &near, &["group"]);
        }
    }

    /// The groups that the data tell apart at the claim's place and measure, those
    /// most like the claim's first.
    fn groups_beside(&self, ask: &Ask<'_>) -> Vec<Group> {
        let mut groups = BTreeSet::new();
        for cell in self.desk.catalogue {
            if cell.whole.is_none()
                && !groups.contains(&cell.group)
                && fit::group(&ask.group, cell, self.desk) >= FAR
            {
                groups.insert(cell.group.clone());
            }
        }
        let unlike = |group: &Group| {
            let traits = group.traits.symmetric_difference(&ask.group.traits);
            (
                group.who != ask.group.who,
                traits.count(),
                group.sex != ask.group.sex,
                group.age != ask.group.age,
            )
        };
        let mut groups: Vec<Group> = groups.into_iter().collect();
        groups.sort_by_key(unlike);
        groups.truncate(MOST_GROUPS);
        groups
    }

    /// Against somebody else, or of another whole.
    fn other_base(&mut self, ask: &Ask<'_>) {
        let most = self.most_off(&["base"]);
        let near = move |fit: Fit, _: &Observation| {
            fit.place < FAR && fit.group < FAR && off(fit).len() <= most
        };
        let mut other = ask.clone();
        match ask.claim.relation {
            Relation::Ratio | Relation::RelativeDifference => {
                other.comparator = None;
                self.try_all(&other, &near, &["base"]);
            }
            Relation::Share => {
                let mut wholes: BTreeSet<Option<Group>> = BTreeSet::from([None]);
                wholes.extend(
                    self.desk
                        .catalogue
                        .iter()
                        .filter(|cell| cell.statistic == Statistic::Share)
                        .map(|cell| cell.whole.clone()),
                );
                wholes.remove(&ask.whole);
                for whole in wholes.into_iter().take(MOST_GROUPS) {
                    other.whole = whole;
                    self.try_all(&other, &near, &["base"]);
                }
            }
            _ => {}
        }
    }

    /// The same of another country, where the number is too exact for chance.
    fn other_places(&mut self, ask: &Ask<'_>) {
        let digits = ask.claim.quantity.value.map_or(0, |value| {
            let written = value.normalize().to_string();
            let digits = written.trim_start_matches(['0', '.']).trim_end_matches('0');
            digits.chars().filter(char::is_ascii_digit).count()
        });
        if digits < DIGITS_FOR_PLACES {
            return;
        }
        let near = |fit: Fit, _: &Observation| {
            fit.place == FAR && fit.group == 0 && off(Fit { place: 0, ..fit }).is_empty()
        };
        self.try_all(ask, &near, &[]);
    }

    /// How many facets may differ, with those in which the nearest figure differs already.
    fn most_off(&self, taken: &[&str]) -> usize {
        MOST_OFF + self.known_off().len() - taken.len()
    }

    fn known_off(&self) -> BTreeSet<&'static str> {
        self.working
            .mismatches
            .iter()
            .map(|mismatch| mismatch.facet)
            .collect()
    }

    fn try_all(&mut self, ask: &Ask<'_>, near: reading::Keep<'_>, changed: &[&'static str]) {
        for candidate in reading::candidates(ask, self.desk, near) {
            self.try_one(ask, &candidate, changed);
        }
    }

    fn try_one(&mut self, ask: &Ask<'_>, candidate: &Candidate, changed: &[&'static str]) {
        let cell = &candidate.anchor;
        let key = (
            Arc::clone(&cell.cell.file),
            cell.cell.row,
            ask.whole.clone(),
            candidate.figure.formula.clone(),
        );
        if candidate.say == Say::OnlyAgree
            || self.tried >= self.desk.policy.hint_limit
            || !self.seen.insert(key)
        {
            return;
        }
        self.tried += 1;
        let Some(computed) = candidate.figure.in_unit_of(&ask.claim.quantity) else {
            return;
        };
        if !self.interval.agrees(&computed.interval) {
            return;
        }
        let known = self.known_off();
        let ends = |cell: &Observation| cell.period.end;
        let then = self.working.evidence.first().map(|cell| ends(cell));
        let away = then.map_or(0, |then| (then - ends(cell)).get_days().abs());
        let mut facets = off(candidate.fit);
        if candidate.is_open && away > 31 && !facets.contains(&"period") {
            facets.push("period");
        }
        facets.extend(changed);
        facets.retain(|facet| !known.contains(facet) || changed.contains(facet));
        if facets.is_empty() {
            facets.push("edition");
        }
        if facets.len() <= MOST_OFF {
            // What was looked up was not counted so.
            let usual: BTreeSet<_> = self
                .working
                .evidence
                .iter()
                .flat_map(|cell| &cell.definitions)
                .collect();
            let mut counted = fit::variants(cell, self.desk);
            counted.retain(|id| !usual.contains(id));
            let vocabulary = self.desk.vocabulary;
            let told = (&**cell, candidate.notes.as_slice(), counted.as_slice());
            let text = wording::hint(&facets, ask.claim, told, computed.value, vocabulary);
            self.found.push(Found {
                off: facets,
                away,
                text,
            });
        }
    }
}

/// The facets in which a fit is off, the group aside.
fn off(fit: Fit) -> Vec<&'static str> {
    [
        (fit.period.0 > 0, "period"),
        (!fit.is_counted_alike(), "definition"),
        (fit.place > fit::CHOSEN, "place"),
        (fit.measure > 0, "measure"),
        (fit.offence > 0, "offence"),
    ]
    .into_iter()
    .filter(|(is_off, _)| *is_off)
    .map(|(_, facet)| facet)
    .collect()
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

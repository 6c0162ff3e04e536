//! How well a cell of a reference table fits a claim, facet by facet, and in
//! which order the facets give way. Closeness of values plays no part.

use super::{
    Mismatch,
    ask::{Ask, Desk},
    stage, wording,
};
use crate::{
    number::Period,
    reference::{Observation, Statistic},
    vocabulary::{ConceptId, Group, GroupMatch, Vocabulary, Who},
};

/// Days of a year told in months.
const YEAR: std::ops::Range<i32> = 350..381;

/// A facet on which the cell cannot stand for the claim.
pub(super) const FAR: u8 = 9;

/// Steps away from the claim; the facet that gives way last comes first, so
/// that the smallest fit is the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Fit {
    /// Ways of counting that the draft names and the cell does not follow.
    pub(super) unmet: u8,
    /// What is counted.
    pub(super) measure: u8,
    /// Of whom.
    pub(super) group: u8,
    /// Which crime.
    pub(super) offence: u8,
    /// When: kind of step, then days.
    pub(super) period: (u8, i32),
    /// Ways of counting that the draft does not name; a part counted at the stated
    /// time is nearer than the whole at another.
    pub(super) unsaid: u8,
    /// Where: 1 for a part of an inferred place, 2 for a close place.
    pub(super) place: u8,
}

/// A close place where the draft only implies one.
pub(super) const CHOSEN: u8 = 1;
/// A close place where the draft names another.
pub(super) const CLOSE: u8 = 2;

impl Fit {
    /// Whether the cell may decide at all.
    pub(super) fn is_usable(self) -> bool {
        [
            self.unmet,
            self.measure,
            self.unsaid,
            self.group,
            self.offence,
            self.period.0,
            self.place,
        ]
        .iter()
        .all(|step| *step < FAR)
    }

    /// Whether it was counted as the draft has it.
    pub(super) fn is_counted_alike(self) -> bool {
        self.unmet == 0 && self.unsaid == 0
    }

    /// Whether it is of that measure, crime and period, as far as the draft tells.
    pub(super) fn is_of_the_same(self) -> bool {
        self.measure <= 2 && self.offence == 0 && self.period.0 == 0 && self.unmet == 0
    }

    /// How many facets differ.
    pub(super) fn steps(self) -> usize {
        [
            self.unmet > 0,
            self.measure > 0,
            self.unsaid > 0,
            self.group > 0,
            self.offence > 0,
            self.period.0 > 0,
        ]
        .iter()
        .filter(|off| **off)
        .count()
    }

    /// Whether every facet that the draft states is met.
    pub(super) fn is_exact(self) -> bool {
        self == Self {
            place: self.place.min(CHOSEN),
            // A day or two beside the stated one is the same count; only the nearer is better.
            period: (0, self.period.1),
            ..Self::default()
        }
    }

    /// The worse of two, facet by facet.
    pub(super) fn worst(self, other: Self) -> Self {
        Self {
            unmet: self.unmet.max(other.unmet),
            measure: self.measure.max(other.measure),
            unsaid: self.unsaid.max(other.unsaid),
            group: self.group.max(other.group),
            offence: self.offence.max(other.offence),
            period: self.period.max(other.period),
            place: self.place.max(other.place),
        }
    }
}

/// How a cell fits in place and measure, the facets that rule most cells out.
pub(super) fn first_look(ask: &Ask<'_>, cell: &Observation, desk: Desk<'_>) -> Fit {
    Fit {
        measure: measure(ask, &cell.measure, desk),
        place: place(ask, &cell.place),
        ..Fit::default()
    }
}

/// How a cell fits all facets but its group.
pub(super) fn fit(ask: &Ask<'_>, cell: &Observation, desk: Desk<'_>) -> Fit {
    Fit {
        unmet: few(unmet(ask, cell, desk).len()),
        measure: measure(ask, &cell.measure, desk),
        unsaid: few(unsaid(ask, cell, desk).len()),
        group: 0,
        offence: offence(&ask.offences, &cell.offence, desk),
        period: period(ask.period, cell),
        place: place(ask, &cell.place),
    }
}

/// How a cell's group fits one that the claim names.
pub(super) fn group(claimed: &Group, cell: &Observation, desk: Desk<'_>) -> u8 {
    counted_group(claimed, &cell.group, cell, desk)
}

/// The same for any group that a cell names, such as its comparator.
pub(super) fn counted_group(
    claimed: &Group,
    counted: &Group,
    cell: &Observation,
    desk: Desk<'_>,
) -> u8 {
    if claimed == counted {
        return 0;
    }
    let seen_from = desk.tables.country(&cell.place);
    match desk.vocabulary.compare_groups(claimed, counted, seen_from) {
        GroupMatch::Same => 0,
        GroupMatch::Close => 1,
        GroupMatch::Different => FAR,
    }
}

fn place(ask: &Ask<'_>, counted: &ConceptId) -> u8 {
    match &ask.place {
        None => 0,
        Some(claimed) if claimed == counted => 0,
        Some(_) if ask.close_places.contains(counted) => {
            if ask.place_stated {
                CLOSE
            } else {
                CHOSEN
            }
        }
        Some(_) => FAR,
    }
}

fn measure(ask: &Ask<'_>, counted: &ConceptId, desk: Desk<'_>) -> u8 {
    if ask.stages.contains(counted) {
        return 1;
    }
    match stage::distance(&ask.measure, counted) {
        Some(steps) => steps,
        None if desk.vocabulary.is_close(&ask.measure, counted) => 1,
        None => FAR,
    }
}

/// Whether one offence is a kind of the other; crime of every type is a kind of nothing.
pub(super) fn related(one: &ConceptId, other: &ConceptId, vocabulary: &Vocabulary) -> bool {
    !is_all(one)
        && !is_all(other)
        && (vocabulary.is_within(one, other)
            || vocabulary.is_within(other, one)
            || vocabulary.is_close(one, other))
}

/// Whether an offence id stands for crime of every type.
pub(super) fn is_all(offence: &ConceptId) -> bool {
    offence.as_str() == "all"
}

/// How an offence fits those claimed; none claimed is crime of every type.
pub(super) fn offence(claimed: &[ConceptId], counted: &ConceptId, desk: Desk<'_>) -> u8 {
    match claimed {
        [] if is_all(counted) => 0,
        [one] if one == counted => 0,
        [_, ..]
            if claimed
                .iter()
                .all(|one| related(one, counted, desk.vocabulary)) =>
        {
            1
        }
        _ => FAR,
    }
}

/// How a period fits. A stock on a day inside the stated period is as stated; a
/// flow must be of the stated length.
fn period(claimed: Option<Period>, cell: &Observation) -> (u8, i32) {
    let counted = cell.period;
    let stock = stage::is_stock(&cell.measure);
    let Some(claimed) = claimed else {
        // A yearly number is meant where none is named: ten months are no year, and
        // four years' numbers are not one's.
        let odd = match cell.statistic {
            _ if stock => false,
            Statistic::Count => !is_about_a_year(counted),
            Statistic::Rate => counted.days() < YEAR.start,
            _ => false,
        };
        return (u8::from(odd), 0);
    };
    if same(claimed, counted) {
        // Of two counts a day apart the one on the stated day is meant.
        let beside = if claimed.days() <= 1 {
            days_between(claimed.end, counted.end)
        } else {
            0
        };
        return (0, beside);
    }
    let snapshot = counted.days() <= 31;
    if claimed.contains(&counted) {
        // What is counted as of one day is a state, whatever it counts.
        let inside = (stock || counted.days() <= 1) && claimed.days() <= 366;
        return if inside {
            (0, 0)
        } else {
            (1, claimed.days() - counted.days())
        };
    }
    if counted.contains(&claimed) {
        return if stock && snapshot {
            (0, 0)
        } else {
            (1, counted.days() - claimed.days())
        };
    }
    let apart = days_between(claimed.end, counted.end);
    if claimed.overlaps(&counted) {
        (2, apart)
    } else {
        (3, apart)
    }
}

fn days_between(one: jiff::civil::Date, other: jiff::civil::Date) -> i32 {
    (one - other).get_days().abs()
}

/// Whether two periods are the same to within the ends of a month.
pub(super) fn same(one: Period, other: Period) -> bool {
    days_between(one.start, other.start) <= 3 && days_between(one.end, other.end) <= 3
}

/// Whether a period is a year, wherever it begins.
pub(super) fn is_about_a_year(period: Period) -> bool {
    YEAR.contains(&period.days())
}

/// What a definition does to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DefinitionKind {
    /// Only a part of what the words promise.
    Scope,
    /// The same on another base.
    Base,
    /// Another way to count the same.
    Variant,
    /// No influence.
    Note,
}

/// The kind of a definition.
pub(super) fn kind_of(id: &ConceptId, desk: Desk<'_>) -> DefinitionKind {
    desk.tables
        .kind(id)
        .unwrap_or_else(|| read_kind(id, desk.vocabulary))
}

/// The kind that the vocabulary gives a definition; one it does not know is taken for a part.
pub(super) fn read_kind(id: &ConceptId, vocabulary: &Vocabulary) -> DefinitionKind {
    let kind = vocabulary
        .concept(id)
        .and_then(|concept| concept.attributes.get("kind"));
    match kind.map(String::as_str) {
        Some("variant") => DefinitionKind::Variant,
        Some("base") => DefinitionKind::Base,
        Some("note") => DefinitionKind::Note,
        _ => DefinitionKind::Scope,
    }
}

/// Definitions of the cell that the draft's words do not cover.
pub(super) fn unsaid(
    ask: &Ask<'_>,
    cell: &Observation,
    desk: Desk<'_>,
) -> Vec<(ConceptId, DefinitionKind)> {
    cell.definitions
        .iter()
        .filter(|id| !ask.definitions.contains(*id))
        .map(|id| (id.clone(), kind_of(id, desk)))
        .filter(|(_, kind)| matches!(kind, DefinitionKind::Scope | DefinitionKind::Base))
        .collect()
}

/// Definitions that the draft names and the cell does not follow.
pub(super) fn unmet(ask: &Ask<'_>, cell: &Observation, desk: Desk<'_>) -> Vec<ConceptId> {
    ask.definitions
        .iter()
        .filter(|id| !cell.definitions.contains(*id))
        .filter(|id| kind_of(id, desk) != DefinitionKind::Note || ask.ages.contains(*id))
        .cloned()
        .collect()
}

fn few(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(FAR).min(FAR - 1)
}

/// The ways of counting that tell one series from another: all but notes.
pub(super) fn variants(cell: &Observation, desk: Desk<'_>) -> Vec<ConceptId> {
    cell.definitions
        .iter()
        .filter(|id| kind_of(id, desk) != DefinitionKind::Note)
        .cloned()
        .collect()
}

/// The facets on which a cell differs from the claim, in words.
pub(super) fn mismatches(ask: &Ask<'_>, cell: &Observation, desk: Desk<'_>) -> Vec<Mismatch> {
    let fit = fit(ask, cell, desk);
    let vocabulary = desk.vocabulary;
    let mut found = Vec::new();
    let mut add = |facet: &'static str, claimed: String, reference: String| {
        found.push(Mismatch {
            facet,
            claimed,
            reference,
        });
    };
    if fit.place >= CLOSE
        && let Some(claimed) = &ask.place
    {
        add(
            "place",
            vocabulary.label(claimed).to_owned(),
            vocabulary.label(&cell.place).to_owned(),
        );
    }
    if fit.period.0 > 0 {
        let told = ask.claim.period.as_ref().map(|phrase| match phrase.value {
            Some(period) => period.to_string(),
            None => phrase.text.clone(),
        });
        let claimed = told.unwrap_or_else(|| "no period named".to_owned());
        add("period", claimed, cell.period.to_string());
    }
    if fit.offence > 0 {
        let claimed = ask
            .offences
            .iter()
            .map(|id| vocabulary.label(id).to_owned());
        add(
            "offence",
            listed(claimed, wording::ALL_CRIME),
            vocabulary.label(&cell.offence).to_owned(),
        );
    }
    if fit.measure > 0 {
        add(
            "measure",
            wording::measure(&ask.measure),
            wording::measure(&cell.measure),
        );
    }
    for (id, _) in unsaid(ask, cell, desk) {
        add(
            "definition",
            Mismatch::OPEN.to_owned(),
            wording::definition(&id, vocabulary),
        );
    }
    for id in unmet(ask, cell, desk) {
        let counted = cell.definitions.iter();
        let counted = counted.map(|id| wording::definition(id, vocabulary));
        add(
            "definition",
            wording::definition(&id, vocabulary),
            listed(counted, Mismatch::OPEN),
        );
    }
    found
}

/// Names one after the other, or what is said where there are none.
fn listed(names: impl Iterator<Item = String>, none: &str) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        none.to_owned()
    } else {
        names.join(", ")
    }
}

/// A group in words, as near to the draft's as can be.
pub(super) fn group_words(claimed: Option<&str>, group: &Group, vocabulary: &Vocabulary) -> String {
    let place = |id: &ConceptId| vocabulary.label(id).to_owned();
    match (claimed, &group.who) {
        (Some(words), _) if !words.is_empty() => words.to_owned(),
        (_, Who::Everyone) => "everybody".to_owned(),
        (_, Who::Rest) => "the rest of the population".to_owned(),
        (_, Who::Foreign) => "those from elsewhere".to_owned(),
        (_, Who::Native) => "those of the place itself".to_owned(),
        (_, Who::Of(id)) => format!("{} {}", people(group), place(id)),
        (_, Who::NotOf(id)) => format!("all but {} {}", people(group), place(id)),
        (_, Who::Unrecorded) => "those not recorded".to_owned(),
    }
}

/// People before the place that a group is told by, as it is defined.
fn people(group: &Group) -> &'static str {
    match group.basis.as_ref().map(ConceptId::as_str) {
        Some("nationality") => "citizens of",
        Some("birth") => "people born in",
        Some("origin") => "people with origin in",
        _ => "people of",
    }
}

//! From what the labels of a row mean to an observation.

use std::sync::Arc;

use csv::StringRecord;

use super::{
    Cell, Facet, Observation, RowFacets, Statistic, Status,
    cell::Mark,
    mapping::{Plan, ValueColumn},
    read::TableInput,
    resolve::Resolver,
    table::trimmed,
    value::Number,
};
use crate::{
    number::{Interval, Period},
    vocabulary::Group,
};

/// Numbers of the labels of a row, by facet.
pub(super) type Ids = [usize; Facet::ALL.len()];

/// The number of the label of one facet.
pub(super) fn id(ids: &Ids, facet: Facet) -> usize {
    ids.get(facet as usize).copied().unwrap_or(0)
}

/// One cell of a value column.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'r> {
    /// What reports call its file.
    pub(super) file: &'r Arc<str>,
    /// Its column.
    pub(super) column: &'r ValueColumn,
    /// Its row.
    pub(super) record: &'r StringRecord,
    /// The row's number.
    pub(super) row: usize,
}

impl At<'_> {
    /// What stands there.
    pub(super) fn text(&self) -> &str {
        self.record.get(self.column.column).map_or("", trimmed)
    }

    /// What reports call it.
    pub(super) fn cell(&self) -> Cell {
        Cell {
            file: Arc::clone(self.file),
            row: self.row,
            column: Arc::clone(&self.column.name),
        }
    }
}

/// What a value is set against, by the number of its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    /// Nothing.
    Nobody,
    /// Another group.
    Group(usize),
    /// An earlier period.
    Period(usize),
}

/// What the labels of a row mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meant {
    /// Numbers of its labels.
    pub(super) ids: Ids,
    /// Number of its group.
    pub(super) group: usize,
    /// What kind of number it holds.
    pub(super) statistic: Statistic,
    /// What the number is set against.
    pub(super) against: Against,
}

impl Meant {
    /// The number of the label of `facet`.
    pub(super) fn id(&self, facet: Facet) -> usize {
        id(&self.ids, facet)
    }

    /// What a filter decides on; none where the row is left out.
    pub(super) fn facets<'a>(&self, labels: &'a Resolver<'_>) -> Option<RowFacets<'a>> {
        let supersedes = labels.supersedes.known(self.id(Facet::Supersedes))?;
        Some(RowFacets {
            place: labels.places.known(self.id(Facet::Place))?,
            measure: labels.measures.known(self.id(Facet::Measure))?,
            offence: labels.offences.known(self.id(Facet::Offence))?,
            supersedes: supersedes.is_some(),
        })
    }

    /// What a filter's decision depends on.
    pub(super) fn filter_key(&self) -> [usize; 4] {
        [
            self.id(Facet::Place),
            self.id(Facet::Measure),
            self.id(Facet::Offence),
            self.id(Facet::Supersedes),
        ]
    }

    /// Whether any label says that the row is to be left out.
    pub(super) fn is_left_out(&self, labels: &Resolver<'_>) -> bool {
        labels.periods.known(self.id(Facet::Period)).is_none()
            || labels
                .populations
                .known(self.id(Facet::Population))
                .is_none()
            || labels.known_group(self.group).is_none()
    }

    /// The observation, its interval that of its bounds or else the bare value;
    /// none where the row is left out.
    pub(super) fn observation(
        &self,
        labels: &Resolver<'_>,
        plan: &Plan,
        input: &TableInput<'_>,
        at: At<'_>,
        number: Number,
    ) -> Option<Observation> {
        let facets = self.facets(labels)?;
        labels.populations.known(self.id(Facet::Population))?;
        let (comparator, baseline) = self.compared(labels)?;
        let mut status = *labels.statuses.known(self.id(Facet::Status))?;
        let mut notes = Vec::new();
        let own = plan.text(Facet::Note, at.column, at.record);
        if !own.is_empty() {
            notes.push(own.to_owned());
        }
        for mark in number.marks {
            match mark {
                Mark::Status(said) if status == Status::Final => status = said,
                Mark::Status(_) => {}
                Mark::Note(note) => notes.push(note),
            }
        }
        Some(Observation {
            cell: at.cell(),
            place: facets.place.clone(),
            period: *labels.periods.known(self.id(Facet::Period))?,
            group: labels.known_group(self.group)?.clone(),
            group_label: self.group_label(labels),
            measure: facets.measure.clone(),
            offence: facets.offence.clone(),
            statistic: self.statistic,
            whole: labels.wholes.known(self.id(Facet::Whole))?.clone(),
            comparator,
            baseline,
            definitions: labels
                .definitions
                .known(self.id(Facet::Definition))?
                .clone(),
            unit: labels.units.known(self.id(Facet::Unit))?.clone(),
            value: number.value,
            interval: number
                .bounds
                .unwrap_or_else(|| Interval::point(number.value)),
            status,
            supersedes: labels.supersedes.known(self.id(Facet::Supersedes))?.clone(),
            source: Arc::clone(labels.sources.known(self.id(Facet::SourceId))?),
            note: (!notes.is_empty()).then(|| notes.join("; ")),
            caveats: Arc::clone(input.caveats),
        })
    }

    /// The group or period that the value is set against; none where the row is left out.
    fn compared(&self, labels: &Resolver<'_>) -> Option<(Option<Group>, Option<Period>)> {
        let number = match self.against {
            Against::Nobody => return Some((None, None)),
            Against::Period(number) => return Some((None, *labels.baselines.known(number)?)),
            Against::Group(number) => number,
        };
        let group = labels.comparators.known(number)?.clone();
        // Men are set against men: the row's sex and age hold for both sides.
        let sex = labels.sexes.known(self.id(Facet::Sex))?;
        let age = labels.ages.known(self.id(Facet::Age))?;
        let group = group.map(|group| Group {
            sex: group.sex.or_else(|| sex.clone()),
            age: group.age.or_else(|| age.clone()),
            ..group
        });
        Some((group, None))
    }

    fn group_label(&self, labels: &Resolver<'_>) -> String {
        let parts = [
            labels.populations.label(self.id(Facet::Population)),
            labels.sexes.label(self.id(Facet::Sex)),
            labels.ages.label(self.id(Facet::Age)),
        ];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(", ")
    }
}

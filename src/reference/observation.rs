//! One cell of a reference table with everything that says what it means.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    number::{Decimal, Interval, Period},
    vocabulary::{ConceptId, Group},
};

/// How far a source can be trusted, best first.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// The statistics office's own table.
    OfficialTable,
    /// Part of an official page, release or answer to parliament.
    OfficialExcerpt,
    /// The metadata do not say; the user's own table.
    Unstated,
    /// An official figure as the press reported it.
    PressReport,
    /// An organisation's own study.
    NamedStudy,
}

impl Trust {
    /// The name used in metadata and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::OfficialTable => "official_table",
            Self::OfficialExcerpt => "official_excerpt",
            Self::Unstated => "unstated",
            Self::PressReport => "press_report",
            Self::NamedStudy => "named_study",
        }
    }

    /// Whether a verdict that rests on it alone is never an error.
    pub fn is_weak(self) -> bool {
        matches!(self, Self::PressReport | Self::NamedStudy)
    }
}

/// Where data come from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// Its name within the package.
    pub name: String,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// How far it can be trusted.
    pub trust: Trust,
}

/// What kind of number an observation is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// A number of people or events.
    Count,
    /// The group's part of all who have the measure, or of `whole`.
    Share,
    /// Those of the group with the measure, per members of the group.
    Rate,
    /// The group's rate over the comparator's.
    Ratio,
    /// Points on an index whose base is the comparator.
    Index,
    /// Percent change against an earlier period.
    Change,
}

impl Statistic {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Count,
        Self::Share,
        Self::Rate,
        Self::Ratio,
        Self::Index,
        Self::Change,
    ];

    /// The name used in tables and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Share => "share",
            Self::Rate => "rate",
            Self::Ratio => "ratio",
            Self::Index => "index",
            Self::Change => "change",
        }
    }
}

/// The unit of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Things counted, by name: people, arrests, convictions.
    Counted(String),
    /// Parts of a hundred.
    Percent,
    /// So many per this many.
    Per(Decimal),
    /// One for every so many.
    OneIn,
    /// A factor.
    Ratio,
    /// Percent above the comparator.
    PercentMore,
    /// Percent below the comparator.
    PercentLess,
    /// Index points.
    Index,
}

impl std::fmt::Display for Unit {
    /// As tables write it: `people`, `percent`, `per_1000`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Counted(things) => f.write_str(things),
            Self::Percent => f.write_str("percent"),
            Self::Per(base) => write!(f, "per_{base}"),
            Self::OneIn => f.write_str("one_in"),
            Self::Ratio => f.write_str("ratio"),
            Self::PercentMore => f.write_str("percent_more"),
            Self::PercentLess => f.write_str("percent_less"),
            Self::Index => f.write_str("index"),
        }
    }
}

/// Where an observation stands in its edition history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Status {
    /// Nothing said.
    #[default]
    Final,
    /// May still be revised.
    Provisional,
    /// Replaces an earlier edition.
    Revised,
    /// An earlier edition, since revised.
    FirstPublished,
    /// Taken back by its publisher.
    Withdrawn,
    /// Estimated, not counted.
    Estimate,
    /// Expected under an assumption, not observed.
    Expected,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Final,
        Self::Provisional,
        Self::Revised,
        Self::FirstPublished,
        Self::Withdrawn,
        Self::Estimate,
        Self::Expected,
    ];

    /// The one with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether a number of this edition no longer holds.
    pub fn is_replaced(self) -> bool {
        matches!(self, Self::FirstPublished | Self::Withdrawn)
    }

    /// The name used in tables and output; empty when nothing is said.
    pub fn name(self) -> &'static str {
        match self {
            Self::Final => "",
            Self::Provisional => "provisional",
            Self::Revised => "revised",
            Self::FirstPublished => "first-published",
            Self::Withdrawn => "withdrawn",
            Self::Estimate => "estimate",
            Self::Expected => "expected",
        }
    }
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// File name within the reference folders.
    pub file: Arc<str>,
    /// Row, the header being 1.
    pub row: usize,
    /// Column header.
    pub column: Arc<str>,
}

/// One value with its facets and provenance.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Where it stands.
    pub cell: Cell,
    /// Where it counts.
    pub place: ConceptId,
    /// When.
    pub period: Period,
    /// Of whom, sex and age included.
    pub group: Group,
    /// The group's label as the table has it.
    pub group_label: String,
    /// What is counted.
    pub measure: ConceptId,
    /// The crime type; `all` for all.
    pub offence: ConceptId,
    /// What kind of number.
    pub statistic: Statistic,
    /// What a share is taken of, where it is not everyone with the measure.
    pub whole: Option<Group>,
    /// Against whom a ratio or index is set.
    pub comparator: Option<Group>,
    /// Against which earlier period a change is set.
    pub baseline: Option<Period>,
    /// How it was counted.
    pub definitions: BTreeSet<ConceptId>,
    /// Its unit.
    pub unit: Unit,
    /// The value as written.
    pub value: Decimal,
    /// What the value stands for, by its precision or its stated bounds.
    pub interval: Interval,
    /// Its place in the edition history.
    pub status: Status,
    /// The source it replaces.
    pub supersedes: Option<String>,
    /// Where it comes from.
    pub source: Arc<Source>,
    /// The row's own note.
    pub note: Option<String>,
    /// Caveats of the whole table.
    pub caveats: Arc<[String]>,
}

impl Observation {
    /// Whether both are the same sort of number of the same things at one place, of
    /// whatever time and people.
    pub fn counts_as(&self, other: &Self) -> bool {
        self.place == other.place
            && self.measure == other.measure
            && self.offence == other.offence
            && self.statistic == other.statistic
            && self.unit == other.unit
    }
}

//! What a rule may conclude: relation, direction and stance.

use schemars::JsonSchema;
use serde::Deserialize;

/// What a number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// A number as it stands: 10,355 foreign nationals in prison.
    Level,
    /// The group's part of all who have the measure, or of the stated whole.
    Share,
    /// Those of the group who have the measure, of the group.
    Incidence,
    /// A rate or level as a multiple of the comparator's.
    Ratio,
    /// How many percent above or below the comparator's rate.
    RelativeDifference,
    /// Subject less comparator, in units or percentage points.
    Difference,
    /// Later against earlier in one series.
    Change,
    /// Rank within a series: the lowest since 1970.
    Extreme,
}

impl Relation {
    /// The name used in rule files and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Share => "share",
            Self::Incidence => "incidence",
            Self::Ratio => "ratio",
            Self::RelativeDifference => "relative_difference",
            Self::Difference => "difference",
            Self::Change => "change",
            Self::Extreme => "extreme",
        }
    }
}

/// Sign of a change or difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More, higher, rose.
    Up,
    /// Less, lower, fell.
    Down,
}

impl Direction {
    /// The name used in rule files and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// What the draft does with the claim.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It says so.
    #[default]
    Asserted,
    /// It rejects it.
    Denied,
    /// It asks.
    Asked,
    /// Would, could, promised, projected.
    Hypothetical,
}

impl Stance {
    /// The name used in rule files and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Denied => "denied",
            Self::Asked => "asked",
            Self::Hypothetical => "hypothetical",
        }
    }
}

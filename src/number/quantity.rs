//! A number expression: what it says, in which unit, how it is limited and how
//! precisely it was written.

use super::Decimal;

/// How a quantity is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A number of things: `10,772`, `ten thousand`.
    Count,
    /// Parts of a hundred: `34%`.
    Percent,
    /// A difference between percentages: `three percentage points`.
    PercentagePoints,
    /// A factor: `2.5 times`, `doubled`.
    Multiple,
    /// A part of one: `a third`, `one in 70`, `half`.
    Fraction,
    /// So many per so many: `21.5 per 1,000`, `one arrest for every 94`.
    Rate,
    /// Points on an index.
    Index,
    /// A word without a number: `thousands`, `most`, `the majority`.
    Vague,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Count,
        Self::Percent,
        Self::PercentagePoints,
        Self::Multiple,
        Self::Fraction,
        Self::Rate,
        Self::Index,
        Self::Vague,
    ];

    /// The name used in rule files and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Percent => "percent",
            Self::PercentagePoints => "percentage_points",
            Self::Multiple => "multiple",
            Self::Fraction => "fraction",
            Self::Rate => "rate",
            Self::Index => "index",
            Self::Vague => "vague",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How the writer limits a number.
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
pub enum Bound {
    /// No bound word.
    Exact,
    /// about, around, roughly, some.
    About,
    /// over, more than, above; `just over`.
    Over,
    /// at least.
    AtLeast,
    /// under, fewer than, below.
    Under,
    /// up to, as many as, no more than.
    AtMost,
    /// nearly, almost, just under.
    Nearly,
    /// between … and …, 10 to 12.
    Range,
}

impl Bound {
    /// The name used in rule files and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::AtLeast => "at_least",
            Self::Under => "under",
            Self::AtMost => "at_most",
            Self::Nearly => "nearly",
            Self::Range => "range",
        }
    }
}

/// How precisely a number was written, which decides the interval it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Rounded to a multiple of this step (`34%` → 1, `2.5` → 0.1, `1.96 million` → 10,000).
    Step(Decimal),
    /// `one in N`, `two in N`, `one per N`; N.
    OneIn(Decimal),
    /// A plain fraction: half, thirds, quarters, fifths, tenths.
    PlainFraction,
    /// A whole number of times, from three on.
    WholeTimes,
    /// A bare word for a factor: twice, double, two times, halved.
    BareMultiple,
    /// No number at all.
    Vague,
}

/// A number expression without its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// How it is written.
    pub kind: Kind,
    /// The number in the unit of its kind (percent 34; fraction 0.3333; rate: its numerator); none when vague.
    pub value: Option<Decimal>,
    /// Upper end of a range; then `value` is the lower end.
    pub high: Option<Decimal>,
    /// Denominator of a rate: 1000 in `21.5 per 1,000`, 94 in `one arrest for every 94`.
    pub per: Option<Decimal>,
    /// How the writer limits it.
    pub bound: Bound,
    /// The bound word as written, lower case (`just over`), which decides the interval within its class.
    pub bound_word: Option<String>,
    /// How precisely it was written.
    pub precision: Precision,
    /// Whether it is a round number: ends in zeros, a plain fraction or a bare word.
    pub round: bool,
}

//! Intervals of exact decimals, and how wide a written number is.

use super::Decimal;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The number belongs to the interval.
    Closed(Decimal),
    /// The number does not belong to it.
    Open(Decimal),
    /// No limit on this side.
    Unbounded,
}

/// A set of numbers between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub low: End,
    /// Upper end.
    pub high: End,
}

/// The default widths of bound words and written forms, from the language pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Widths {
    /// Relative half-width of `about`: 0.05.
    pub about: Decimal,
}

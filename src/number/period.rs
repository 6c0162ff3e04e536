//! Periods as values.

/// A span of days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub start: jiff::civil::Date,
    /// Last day.
    pub end: jiff::civil::Date,
}

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Usually the reference file's fault: a period column in another notation.
    #[error(
        "`{0}` is not a period (expected 2024, 2024-06, 2024-06-30 or two of these with a slash between)"
    )]
    Unknown(String),
}

//! Period expressions and their place on the calendar.

use jiff::civil::Date;

use super::pack::PackError;
use crate::number::Period;
use crate::text::Span;

/// A period as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodMention {
    /// The words.
    pub span: Span,
    /// On the calendar, where they can be placed.
    pub value: Option<Period>,
}

/// The words for periods of a language.
#[derive(Debug, Clone, Default)]
pub struct PeriodWords {}

impl PeriodWords {
    /// Reads `vocabulary/periods.toml` of a language pack.
    pub fn from_toml(file_name: &str, text: &str) -> Result<Self, PackError> {
        let _ = (file_name, text);
        Ok(Self {})
    }

    /// The periods named in a text, in order; those relative to now (`last year`)
    /// are placed only with a reference date.
    pub fn find(&self, text: &str, reference_date: Option<Date>) -> Vec<PeriodMention> {
        let _ = (text, reference_date);
        Vec::new()
    }

    /// The day that a text such as `3 June 2025` or `Sept. 3, 2025` is.
    pub fn day(&self, text: &str, reference_date: Option<Date>) -> Option<Date> {
        self.find(text, reference_date)
            .into_iter()
            .find_map(|mention| mention.value)
            .filter(|period| period.start == period.end)
            .map(|period| period.start)
    }
}

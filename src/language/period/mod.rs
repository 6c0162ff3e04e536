//! Period expressions: where a text says when, and where that lies on the
//! calendar. The span is what a person would underline as the period (`2023`,
//! `the end of June 2008`, `since 2015`), without a leading `in`, `on` or `at`.
//! Which words make a period is for the language pack (`vocabulary/periods.toml`).

mod calendar;
mod era;
mod length;
mod parser;
mod point;
mod season;
mod token;
mod words;

use jiff::civil::Date;

use self::parser::Parser;
use self::words::Words;
use super::pack::PackError;
use crate::number::Period;
use crate::text::Span;
use crate::vocabulary::Token;

/// A period as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodMention {
    /// The words.
    pub span: Span,
    /// On the calendar, where it can be placed.
    pub value: Option<Period>,
    /// Whether the period only begins there (`since 2015`): then `value` is 2015.
    pub since: bool,
}

/// The words for periods of a language.
#[derive(Debug, Clone, Default)]
pub struct PeriodWords {
    words: Words,
}

impl PeriodWords {
    /// Reads `vocabulary/periods.toml` of a language pack.
    pub fn from_toml(file_name: &str, text: &str) -> Result<Self, PackError> {
        let words = Words::from_toml(file_name, text)?;
        Ok(Self { words })
    }

    /// The periods named in a text, in order. Those relative to now (`last year`)
    /// and dates without a year are placed only with a reference date.
    pub fn find(&self, text: &str, reference_date: Option<Date>) -> Vec<PeriodMention> {
        self.find_in(text, &[], reference_date)
    }

    /// The same of a text of which the vocabulary's tokens are known.
    pub fn find_in(
        &self,
        text: &str,
        row: &[Token],
        reference_date: Option<Date>,
    ) -> Vec<PeriodMention> {
        Parser::new(&self.words, text, row, reference_date).find()
    }

    /// The day that a text such as `3 June 2025` or `Sept. 3, 2025` is.
    pub fn day(&self, text: &str, reference_date: Option<Date>) -> Option<Date> {
        self.find(text, reference_date)
            .into_iter()
            .find_map(|mention| mention.value)
            .filter(Period::is_snapshot)
            .map(|period| period.start)
    }
}

#[cfg(test)]
mod tests;

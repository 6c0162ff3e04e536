//! A number expression where it stands, and what its notation makes of it.

use crate::{number::Quantity, text::Span};

/// A number expression of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The shortest text that carries the number and its unit, without its bound word.
    pub span: Span,
    /// What it says.
    pub quantity: Quantity,
    /// The words that limit it, before or after it; for a range the `between` or `from` before it.
    pub bound_span: Option<Span>,
    /// What the notation alone makes of it.
    pub taken_for: TakenFor,
    /// Its tokens, from one up to but without the other; known once its text is tagged.
    pub tokens: (usize, usize),
    /// The same with its bound word.
    pub with_bound: (usize, usize),
}

/// What a number is by its notation and its nearest words alone.
///
/// Everything but `Quantity` is a number that says nothing statistical.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TakenFor {
    /// A quantity, for all that can be seen from here.
    Quantity,
    /// A calendar year, or a span or decade of them.
    Year,
    /// A day, or a month with its year.
    Date,
    /// A time of the day.
    TimeOfDay,
    /// A place in an order: third, 21st.
    Ordinal,
    /// Somebody's age or an age group.
    Age,
    /// A length of time.
    Duration,
    /// A sum of money.
    Money,
    /// A length, weight, area, speed and the like.
    Measure,
    /// The number of a list item or a note.
    ListNumber,
    /// A name or address with a number in it: a road, page, section, form, telephone.
    Identifier,
    /// How many were asked or looked at.
    Sample,
    /// A result of a vote or a game.
    Score,
    /// `one` standing for somebody: one of them, no one.
    Pronoun,
    /// The number in a compound such as `three-bedroom`.
    Compound,
    /// The denominator of a rate without its numerator.
    Denominator,
    /// How often something happened, or a factor of something else: three times a week.
    Frequency,
}

impl TakenFor {
    /// Why it is not read as a statistic, in a few words; none for a quantity.
    pub fn reason(self) -> Option<&'static str> {
        Some(match self {
            Self::Quantity => return None,
            Self::Year => "a year",
            Self::Date => "a date",
            Self::TimeOfDay => "a time of day",
            Self::Ordinal => "a place in an order",
            Self::Age => "an age",
            Self::Duration => "a length of time",
            Self::Money => "a sum of money",
            Self::Measure => "a measurement",
            Self::ListNumber => "the number of a list item or note",
            Self::Identifier => "part of a name or address",
            Self::Sample => "the size of a survey or study",
            Self::Score => "the result of a vote or game",
            Self::Pronoun => "a pronoun",
            Self::Compound => "part of a compound word",
            Self::Denominator => "a denominator without its numerator",
            Self::Frequency => "how often something happens",
        })
    }
}

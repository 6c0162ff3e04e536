//! Placing what was read on the calendar.

use jiff::Span;
use jiff::civil::Date;

use crate::number::Period;

/// A day, month or year with the parts that were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

impl Point {
    /// The period, its year taken from `year` or as the latest before `today`.
    pub(super) fn place(self, year: Option<i16>, today: Option<Date>) -> Option<Period> {
        if let Some(year) = self.year.or(year) {
            return self.in_year(year);
        }
        let today = today?;
        [today.year(), today.year() - 1]
            .into_iter()
            .filter_map(|year| self.in_year(year))
            .find(|period| period.start <= today)
    }

    fn in_year(self, year: i16) -> Option<Period> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => Some(Period::day(Date::new(year, month, day).ok()?)),
            (Some(month), None) => Period::month(year, month),
            _ => Period::year(year),
        }
    }
}

/// The twelve months that begin with `month` of `year`.
pub(super) fn twelve_months(year: i16, month: i8) -> Option<Period> {
    let start = Date::new(year, month, 1).ok()?;
    let end = start.checked_add(months(12)?).ok()?.yesterday().ok()?;
    Some(Period { start, end })
}

/// The `count`th part of `year` when it has parts of `length` months; 9 is the last.
pub(super) fn part(year: Period, count: u16, length: i8) -> Option<Period> {
    let parts = u16::try_from(12 / i16::from(length)).ok()?;
    let count = if count == 9 { parts } else { count };
    if count == 0 || count > parts || !year.is_twelve_months() {
        return None;
    }
    let before = i64::from(count - 1) * i64::from(length);
    let start = year.start.checked_add(months(before)?).ok()?;
    starting(start, i64::from(length))
}

/// So many months from `start` on.
pub(super) fn starting(start: Date, length: i64) -> Option<Period> {
    let end = start.checked_add(months(length)?).ok()?.yesterday().ok()?;
    Some(Period { start, end })
}

/// So many days from `start` on.
pub(super) fn days_from(start: Date, length: i64) -> Option<Period> {
    let span = Span::new().try_days(length).ok()?;
    let end = start.checked_add(span).ok()?.yesterday().ok()?;
    Some(Period { start, end })
}

/// So many months up to `end`.
pub(super) fn ending(end: Date, length: i64) -> Option<Period> {
    let start = if end == end.last_of_month() {
        end.first_of_month().checked_sub(months(length - 1)?).ok()?
    } else {
        end.checked_sub(months(length)?).ok()?.tomorrow().ok()?
    };
    Some(Period { start, end })
}

/// So many days up to `end`.
pub(super) fn days_to(end: Date, length: i64) -> Option<Period> {
    let span = Span::new().try_days(length).ok()?;
    let start = end.checked_sub(span).ok()?.tomorrow().ok()?;
    Some(Period { start, end })
}

/// A period moved back by months; the last day of a month stays the last.
pub(super) fn back(period: Period, length: i64) -> Option<Period> {
    let span = months(length)?;
    let start = period.start.checked_sub(span).ok()?;
    let end = period.end.checked_sub(span).ok()?;
    let end = if period.end == period.end.last_of_month() && !period.is_snapshot() {
        end.last_of_month()
    } else {
        end
    };
    Some(Period { start, end })
}

fn months(count: i64) -> Option<Span> {
    Span::new().try_months(count).ok()
}

//! Periods as values: first and last day, and the ISO notations of a period
//! column. What a draft calls a period in words is read elsewhere.

use std::{cmp::Ordering, fmt, ops::RangeInclusive, str::FromStr};

use jiff::{Span, civil::Date};

/// A span of days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// Why a text is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// Usually the reference file's fault: a period column in another notation.
    #[error(
        "`{0}` is not a period (expected 2024, 2024-06, 2024-06-30 or two of these with a slash between)"
    )]
    Unknown(String),
    /// Usually the reference file's fault: the two halves stand the wrong way round.
    #[error("`{0}` ends before it begins")]
    Reversed(String),
}

impl Period {
    /// From one day to another, in either order.
    pub fn new(one: Date, two: Date) -> Self {
        Self {
            start: one.min(two),
            end: one.max(two),
        }
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Self {
            start: day,
            end: day,
        }
    }

    /// A calendar year.
    pub fn year(year: i16) -> Option<Self> {
        Some(Self {
            start: Date::new(year, 1, 1).ok()?,
            end: Date::new(year, 12, 31).ok()?,
        })
    }

    /// A calendar month, from 1.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let start = Date::new(year, month, 1).ok()?;
        Some(Self {
            start,
            end: start.last_of_month(),
        })
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// How many days, both ends counted.
    pub fn days(&self) -> i32 {
        (self.end - self.start).get_days().saturating_add(1)
    }

    /// Whether it is one day, as prison populations are counted.
    pub fn is_snapshot(&self) -> bool {
        self.start == self.end
    }

    /// Whether it is a calendar year.
    pub fn is_year(&self) -> bool {
        Self::year(self.start.year()) == Some(*self)
    }

    /// Whether it is twelve months, whenever they begin.
    pub fn is_twelve_months(&self) -> bool {
        let next = self.end.tomorrow().ok();
        next.is_some() && next == self.start.checked_add(Span::new().months(12)).ok()
    }

    /// Whether it runs from a day, a month or twelve months to the same a year later.
    pub fn is_from_year_to_year(&self) -> bool {
        let year_on = self.start.checked_add(Span::new().months(12)).ok();
        let lengths = [
            Span::new().days(1),
            Span::new().months(1),
            Span::new().months(12),
        ];
        let ends = lengths.map(|length| year_on?.checked_add(length).ok());
        ends.contains(&self.end.tomorrow().ok())
    }

    /// The calendar years it touches.
    pub fn years(&self) -> RangeInclusive<i16> {
        self.start.year()..=self.end.year()
    }

    /// Orders by last day, then by first: the newest observation is the greatest.
    pub fn by_end(&self, other: &Self) -> Ordering {
        self.end.cmp(&other.end).then(self.start.cmp(&other.start))
    }

    fn is_whole_months(self) -> bool {
        self.start.day() == 1 && self.end == self.end.last_of_month()
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Reads `2024`, `2024-06`, `2024-06-30` or two of these with a slash between.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        let unknown = || PeriodError::Unknown(text.to_owned());
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        let start = single(first.trim()).ok_or_else(unknown)?.start;
        let end = single(last.trim()).ok_or_else(unknown)?.end;
        if end < start {
            return Err(PeriodError::Reversed(text.to_owned()));
        }
        Ok(Self { start, end })
    }
}

fn single(text: &str) -> Option<Period> {
    let mut parts = text.split('-');
    let year: i16 = digits(parts.next()?, 4)?;
    let Some(month) = parts.next() else {
        return Period::year(year);
    };
    let month: i8 = digits(month, 2)?;
    let Some(day) = parts.next() else {
        return Period::month(year, month);
    };
    let day: i8 = digits(day, 2)?;
    parts.next().is_none().then_some(())?;
    Some(Period::day(Date::new(year, month, day).ok()?))
}

fn digits<N: FromStr>(text: &str, length: usize) -> Option<N> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = (self.start, self.end);
        let same_year = start.year() == end.year();
        if self.is_snapshot() {
            write!(f, "{}", end.strftime("%-d %B %Y"))
        } else if self.is_year() {
            write!(f, "{}", end.strftime("%Y"))
        } else if Self::month(start.year(), start.month()) == Some(*self) {
            write!(f, "{}", end.strftime("%B %Y"))
        } else if start.day_of_year() == 1 && end == end.last_of_year() {
            write!(f, "{} to {}", start.strftime("%Y"), end.strftime("%Y"))
        } else {
            let (from, to) = match (self.is_whole_months(), same_year) {
                (true, true) => ("%B", "%B %Y"),
                (true, false) => ("%B %Y", "%B %Y"),
                (false, true) => ("%-d %B", "%-d %B %Y"),
                (false, false) => ("%-d %B %Y", "%-d %B %Y"),
            };
            write!(f, "{} to {}", start.strftime(from), end.strftime(to))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn notations_and_how_they_are_shown() {
        for (written, start, end, shown) in [
            ("2023", "2023-01-01", "2023-12-31", "2023"),
            ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
            ("2025-06-30", "2025-06-30", "2025-06-30", "30 June 2025"),
            ("2015/2018", "2015-01-01", "2018-12-31", "2015 to 2018"),
            (
                "2017-04/2018-03",
                "2017-04-01",
                "2018-03-31",
                "April 2017 to March 2018",
            ),
            (
                "2018-01-01/2018-06-30",
                "2018-01-01",
                "2018-06-30",
                "January to June 2018",
            ),
            (
                "2018-01-05/2018-06-30",
                "2018-01-05",
                "2018-06-30",
                "5 January to 30 June 2018",
            ),
            (
                "2017-01-05/2018-06-30",
                "2017-01-05",
                "2018-06-30",
                "5 January 2017 to 30 June 2018",
            ),
            (" 2023 ", "2023-01-01", "2023-12-31", "2023"),
        ] {
            let period = p(written);
            assert_eq!(period.start.to_string(), start, "{written}");
            assert_eq!(period.end.to_string(), end, "{written}");
            assert_eq!(period.to_string(), shown, "{written}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for written in [
            "",
            "/",
            "23",
            "2023/24",
            "2023-13",
            "2023-6",
            "2023-02-30",
            "2023-01-01-01",
            "2020/2021/2022",
            "June 2023",
            "+023",
            "２０２３",
        ] {
            assert_eq!(
                written.parse::<Period>(),
                Err(PeriodError::Unknown(written.to_owned())),
                "{written}"
            );
        }
        assert_eq!(
            "2018/2015".parse::<Period>(),
            Err(PeriodError::Reversed("2018/2015".to_owned()))
        );
    }

    #[test]
    fn lengths() {
        for (written, days, snapshot, year, twelve) in [
            ("2023", 365, false, true, true),
            ("2024", 366, false, true, true),
            ("2024-06-30", 1, true, false, false),
            ("2017-04/2018-03", 365, false, false, true),
            ("2023-07-01/2024-06-30", 366, false, false, true),
            ("2023-03-15/2024-03-14", 366, false, false, true),
            ("2015/2018", 1461, false, false, false),
            ("2023-01/2023-10", 304, false, false, false),
            ("9999", 365, false, true, false),
        ] {
            let period = p(written);
            assert_eq!(period.days(), days, "{written}");
            assert_eq!(period.is_snapshot(), snapshot, "{written}");
            assert_eq!(period.is_year(), year, "{written}");
            assert_eq!(period.is_twelve_months(), twelve, "{written}");
        }
    }

    #[test]
    fn relations() {
        assert!(p("2023").contains(&p("2023-06-30")));
        assert!(!p("2023").contains(&p("2023-04/2024-03")));
        assert!(p("2023").overlaps(&p("2023-04/2024-03")));
        assert!(!p("2022").overlaps(&p("2023")));
        assert_eq!(p("2017-04/2018-03").years(), 2017..=2018);
        assert_eq!(p("2020/2023").by_end(&p("2022")), Ordering::Greater);
        assert_eq!(p("2020/2023").by_end(&p("2023")), Ordering::Less);
    }
}

//! Periods as statistical tables write them: ISO, financial years, quarters, and
//! whatever pattern the metadata declare ("year ending %B %Y").

use jiff::{Span, ToSpan, civil::Date, fmt::strtime};

use super::Problem;
use crate::number::Period;

/// How a table's periods are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PeriodStyle {
    /// Patterns in the notation of `strptime`, tried first; with a number of
    /// months where the pattern names the end of a longer period.
    pub(super) formats: Vec<(String, Option<u8>)>,
    /// The month in which a year written `2023/24` begins.
    pub(super) year_start: Option<i8>,
}

impl PeriodStyle {
    /// The period that `text` writes.
    pub(super) fn read(&self, text: &str) -> Result<Period, Problem> {
        let declared = self.formats.iter().find_map(|(format, months)| {
            let period = patterned(format, text)?;
            months.map_or(Some(period), |months| months_ending(period.end, months))
        });
        // `2011-12` is a month, unless the metadata say that years begin elsewhere.
        let financial = || financial_year(text, self.year_start.unwrap_or(4));
        let period = match declared {
            Some(period) => period,
            None => match self.year_start.and_then(|_| financial()) {
                Some(period) => period,
                None => match text.parse::<Period>() {
                    Ok(period) => period,
                    Err(error) => financial()
                        .or_else(|| quarter(text))
                        .ok_or_else(|| Problem::Period(error.to_string()))?,
                },
            },
        };
        Ok(period)
    }
}

fn patterned(format: &str, text: &str) -> Option<Period> {
    let parsed = strtime::parse(format, text).ok()?;
    let year = parsed.year()?;
    match (parsed.month(), parsed.day()) {
        (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Period::day),
        (Some(month), None) => Period::month(year, month),
        _ => Period::year(year),
    }
}

/// `2023/24`, `2023-24`, `2023–24`: twelve months from the first of a month.
fn financial_year(text: &str, start: i8) -> Option<Period> {
    let (first, last) = text.split_once(['/', '-', '–'])?;
    let (first, last) = (first.trim(), last.trim());
    if first.len() != 4 || last.len() != 2 {
        return None;
    }
    let year: i16 = number(first)?;
    let next: i16 = number(last)?;
    ((year + 1) % 100 == next).then_some(())?;
    let start = Date::new(year, start, 1).ok()?;
    span_of(start, 12)
}

/// `2023-Q1`, `2023Q1`, `2023 Q1`, `Q1 2023`.
fn quarter(text: &str) -> Option<Period> {
    let text = text.trim();
    let (year, quarter) = match text.strip_prefix(['Q', 'q']) {
        Some(rest) => {
            let (quarter, year) = rest.split_once([' ', '-', '/'])?;
            (year, quarter)
        }
        None => text.split_once(['Q', 'q'])?,
    };
    let year = year.trim_end_matches([' ', '-', '/']).trim();
    let quarter: i8 = number(quarter.trim())?;
    if year.len() != 4 || !(1..=4).contains(&quarter) {
        return None;
    }
    let start = Date::new(number(year)?, quarter * 3 - 2, 1).ok()?;
    span_of(start, 3)
}

fn number<N: std::str::FromStr>(digits: &str) -> Option<N> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}

fn span_of(start: Date, months: u8) -> Option<Period> {
    let end = start
        .checked_add(i64::from(months).months())
        .ok()?
        .yesterday()
        .ok()?;
    Some(Period { start, end })
}

fn months_ending(end: Date, months: u8) -> Option<Period> {
    // Counted from the day after, as 30 June less twelve months is no month's end.
    let start = end
        .tomorrow()
        .ok()?
        .checked_sub(Span::new().months(i64::from(months)))
        .ok()?;
    Some(Period { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(formats: &[&str], months: Option<u8>, year_start: Option<i8>) -> PeriodStyle {
        PeriodStyle {
            formats: formats
                .iter()
                .map(|&format| (format.to_owned(), months))
                .collect(),
            year_start,
        }
    }

    #[test]
    fn notations() {
        let plain = PeriodStyle::default();
        let ending = style(&["year ending %B %Y", "%d.%m.%Y"], Some(12), None);
        let july = style(&[], None, Some(7));
        let words = style(&["%d %B %Y", "%b-%y"], None, None);
        for (style, written, start, end) in [
            (&plain, "2023", "2023-01-01", "2023-12-31"),
            (&plain, "2023/24", "2023-04-01", "2024-03-31"),
            (&plain, "1999/00", "1999-04-01", "2000-03-31"),
            (&plain, "2023–24", "2023-04-01", "2024-03-31"),
            (&plain, "2011-12", "2011-12-01", "2011-12-31"),
            (&july, "2011-12", "2011-07-01", "2012-06-30"),
            (&july, "2012-11", "2012-11-01", "2012-11-30"),
            (&plain, "2023-Q1", "2023-01-01", "2023-03-31"),
            (&plain, "2023 Q4", "2023-10-01", "2023-12-31"),
            (&plain, "Q2 2023", "2023-04-01", "2023-06-30"),
            (&ending, "year ending June 2024", "2023-07-01", "2024-06-30"),
            (&ending, "30.06.2024", "2023-07-01", "2024-06-30"),
            (&words, "30 June 2024", "2024-06-30", "2024-06-30"),
            (&words, "Jun-24", "2024-06-01", "2024-06-30"),
        ] {
            let period = style.read(written).unwrap();
            assert_eq!(
                (period.start.to_string(), period.end.to_string()),
                (start.to_owned(), end.to_owned()),
                "{written}"
            );
        }
        for written in ["", "2023/25", "2023-Q5", "soon", "23/24", "Q1", "2018/2015"] {
            assert!(plain.read(written).is_err(), "{written}");
        }
    }
}

//! Numbers as people read them: grouped, rounded for show, with their unit.

use crate::{
    number::{Decimal, End, Interval, Kind, Period, Quantity},
    reference::Unit,
};

/// A number with its thousands set apart, and no more decimals than help.
pub(super) fn plain(value: Decimal) -> String {
    let size = value.abs();
    let shown = if size >= Decimal::ONE_HUNDRED {
        value.round_dp(1)
    } else if size >= Decimal::ONE {
        value.round_dp(2)
    } else {
        value.round_sf(3).unwrap_or(value)
    };
    let shown = shown.normalize().to_string();
    let (sign, digits) = shown
        .strip_prefix('-')
        .map_or(("", shown.as_str()), |rest| ("−", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{decimals}")
}

/// A number in the unit of a claim's value.
pub(super) fn of_claim(value: Decimal, quantity: &Quantity) -> String {
    let number = plain(value);
    match quantity.kind {
        Kind::Percent => format!("{number}%"),
        Kind::PercentagePoints => format!("{number} percentage points"),
        Kind::Multiple => format!("{number} times"),
        Kind::Rate => quantity.per.map_or_else(
            || number.clone(),
            |per| format!("{number} per {}", plain(per)),
        ),
        Kind::Fraction => {
            let percent = value.checked_mul(Decimal::ONE_HUNDRED);
            percent.map_or_else(
                || number.clone(),
                |percent| format!("{number} ({}%)", plain(percent)),
            )
        }
        Kind::Count | Kind::Index | Kind::Vague => number,
    }
}

/// An interval in words: `19.5 to 20.5`, `above 10,000`.
pub(super) fn interval(interval: Interval) -> String {
    if let Some(value) = interval.as_point() {
        return plain(value);
    }
    match (interval.low, interval.high) {
        (End::Unbounded, End::Unbounded) => "any number".to_owned(),
        (End::Closed(low), End::Unbounded) => format!("{} or more", plain(low)),
        (End::Open(low), End::Unbounded) => format!("above {}", plain(low)),
        (End::Unbounded, End::Closed(high)) => format!("up to {}", plain(high)),
        (End::Unbounded, End::Open(high)) => format!("below {}", plain(high)),
        (End::Closed(low) | End::Open(low), End::Closed(high) | End::Open(high)) => {
            format!("{} to {}", plain(low), plain(high))
        }
    }
}

/// A reference value with its unit: `12.3%`, `10,772 people`, `21.5 per 1,000`.
pub(super) fn of_cell(value: Decimal, unit: &Unit) -> String {
    let number = {
        // A cell is shown as it was published, every decimal of it.
        let whole = plain(value.trunc());
        let written = value.to_string();
        match written.split_once('.') {
            Some((_, decimals)) if value.is_sign_positive() => format!("{whole}.{decimals}"),
            Some(_) => written,
            None => whole,
        }
    };
    match unit {
        Unit::Counted(things) => format!("{number} {things}"),
        Unit::Percent => format!("{number}%"),
        Unit::Per(base) => format!("{number} per {}", plain(*base)),
        Unit::OneIn => format!("one in {number}"),
        Unit::Ratio => format!("{number} times"),
        Unit::PercentMore => format!("{number}% more"),
        Unit::PercentLess => format!("{number}% less"),
        Unit::Index => format!("index {number}"),
    }
}

/// A period in the notation of reference tables: `2024`, `2024-06`, `2024-06-30`, two of these with a slash.
pub(super) fn iso(period: Period) -> String {
    if period.is_snapshot() {
        period.start.to_string()
    } else if period.is_year() {
        format!("{:04}", period.start.year())
    } else if Period::month(period.start.year(), period.start.month()) == Some(period) {
        period.start.strftime("%Y-%m").to_string()
    } else {
        format!("{}/{}", period.start, period.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn numbers_are_grouped_and_rounded_for_show() {
        for (value, expected) in [
            ("10772", "10,772"),
            ("1234567.891", "1,234,567.9"),
            ("12.334268", "12.33"),
            ("2.50", "2.5"),
            ("0.123456", "0.123"),
            ("0", "0"),
            ("-3.25", "−3.25"),
            ("999", "999"),
        ] {
            assert_eq!(plain(d(value)), expected, "{value}");
        }
    }

    #[test]
    fn cells_keep_their_decimals() {
        for (value, unit, expected) in [
            ("10772", Unit::Counted("people".into()), "10,772 people"),
            ("12.30", Unit::Percent, "12.30%"),
            ("21.5", Unit::Per(d("1000")), "21.5 per 1,000"),
            ("-0.5", Unit::Percent, "-0.5%"),
        ] {
            assert_eq!(of_cell(d(value), &unit), expected, "{value}");
        }
    }

    #[test]
    fn periods_in_table_notation() {
        for written in ["2024", "2024-06", "2024-06-30", "2023-04-01/2024-03-31"] {
            assert_eq!(iso(written.parse().unwrap()), written);
        }
    }

    #[test]
    fn intervals_in_words() {
        for (given, expected) in [
            (Interval::closed(d("19.5"), d("20.5")), "19.5 to 20.5"),
            (Interval::above(d("10000")), "above 10,000"),
            (Interval::at_least(d("3")), "3 or more"),
            (Interval::at_most(d("3")), "up to 3"),
            (Interval::below(d("3")), "below 3"),
            (Interval::point(d("3")), "3"),
        ] {
            assert_eq!(interval(given), expected);
        }
    }
}

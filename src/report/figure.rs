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
            percent.map_or_else(|| number.clone(), |percent| format!("{}%", plain(percent)))
        }
        Kind::Count | Kind::Index | Kind::Vague => number,
    }
}

/// An interval in words, fractions in percent: `19.5 to 20.5`, `above 10,000`, `exactly 1,193`.
pub(super) fn interval(interval: Interval, kind: Kind) -> String {
    let scaled = match kind {
        Kind::Fraction => interval.scale(Decimal::ONE_HUNDRED).unwrap_or(interval),
        _ => interval,
    };
    let unit = if kind == Kind::Fraction { "%" } else { "" };
    let end = |value: Decimal| format!("{}{unit}", plain(value));
    if let Some(value) = scaled.as_point() {
        return end(value);
    }
    match (scaled.low, scaled.high) {
        (End::Unbounded, End::Unbounded) => "any number".to_owned(),
        (End::Closed(low), End::Unbounded) => format!("{} or more", end(low)),
        (End::Open(low), End::Unbounded) => format!("above {}", end(low)),
        (End::Unbounded, End::Closed(high)) => format!("up to {}", end(high)),
        (End::Unbounded, End::Open(high)) => format!("below {}", end(high)),
        (End::Closed(low) | End::Open(low), End::Closed(high) | End::Open(high)) => {
            if let Some(whole) = only_whole_number(low, high).filter(|_| kind == Kind::Count) {
                format!("exactly {}", plain(whole))
            } else if plain(low) == plain(high) {
                let (low, high) = told_apart(low, high);
                format!("{low}{unit} to {high}{unit}")
            } else {
                format!("{} to {}", end(low), end(high))
            }
        }
    }
}

/// Two ends with as many decimals as tell them apart, where the usual ones do not.
fn told_apart(low: Decimal, high: Decimal) -> (Decimal, Decimal) {
    const USUAL: u32 = 3;
    (USUAL..=Decimal::MAX_SCALE)
        .map(|places| (low.round_dp(places), high.round_dp(places)))
        .find(|(low, high)| low != high)
        .map_or((low, high), |(low, high)| {
            (low.normalize(), high.normalize())
        })
}

/// The whole number half a unit from both ends: what a count written to its last digit means.
fn only_whole_number(low: Decimal, high: Decimal) -> Option<Decimal> {
    let whole = low.checked_add(high)?.checked_div(Decimal::TWO)?;
    let width = high.checked_sub(low)?;
    (width == Decimal::ONE && whole.fract().is_zero()).then_some(whole)
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
    fn intervals_read_as_people_would_say_them() {
        for (low, high, kind, expected) in [
            ("19.5", "20.5", Kind::Percent, "19.5 to 20.5"),
            ("1192.5", "1193.5", Kind::Count, "exactly 1,193"),
            ("16500", "17500", Kind::Count, "16,500 to 17,500"),
            ("0.48", "0.52", Kind::Fraction, "48% to 52%"),
            ("22.855", "22.865", Kind::Percent, "22.855 to 22.865"),
            ("22.496", "22.504", Kind::Percent, "22.496 to 22.504"),
            (
                "0.27773920",
                "0.27781636",
                Kind::Multiple,
                "0.2777 to 0.2778",
            ),
        ] {
            let found = interval(Interval::half_open(d(low), d(high)), kind);
            assert_eq!(found, expected);
        }
        assert_eq!(
            interval(Interval::above(d("10000")), Kind::Count),
            "above 10,000"
        );
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
            (Interval::closed(d("19.2"), d("20.5")), "19.2 to 20.5"),
            (Interval::above(d("10000")), "above 10,000"),
            (Interval::at_least(d("3")), "3 or more"),
            (Interval::at_most(d("3")), "up to 3"),
            (Interval::below(d("3")), "below 3"),
            (Interval::point(d("3")), "3"),
        ] {
            assert_eq!(interval(given, Kind::Count), expected);
        }
    }
}

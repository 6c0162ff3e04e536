//! Laws of the number layer and the scanner that hold on any input.

use std::sync::LazyLock;

use proptest::prelude::*;
use statclaim::{
    language::quantity::Scanner,
    number::{Decimal, End, Interval, Period, Widths},
};

type TestResult = Result<(), TestCaseError>;

const FILES: [(&str, &str); 7] = [
    (
        "amounts.toml",
        include_str!("../rules/en/numbers/amounts.toml"),
    ),
    (
        "bounds.toml",
        include_str!("../rules/en/numbers/bounds.toml"),
    ),
    (
        "fractions.toml",
        include_str!("../rules/en/numbers/fractions.toml"),
    ),
    (
        "multiples.toml",
        include_str!("../rules/en/numbers/multiples.toml"),
    ),
    ("sorts.toml", include_str!("../rules/en/numbers/sorts.toml")),
    ("units.toml", include_str!("../rules/en/numbers/units.toml")),
    ("vague.toml", include_str!("../rules/en/numbers/vague.toml")),
];

fn read_scanner() -> Result<Scanner, String> {
    let files: Vec<_> = FILES
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    Scanner::from_toml(&files).map_err(|error| error.to_string())
}

/// One scanner for all cases: building it is the slow part.
fn scanner() -> Result<&'static Scanner, TestCaseError> {
    static SCANNER: LazyLock<Result<Scanner, String>> = LazyLock::new(read_scanner);
    SCANNER
        .as_ref()
        .map_err(|error| TestCaseError::fail(error.clone()))
}

fn widths() -> Result<Widths, TestCaseError> {
    let [_, (name, text), ..] = FILES;
    Widths::from_toml(name, text).map_err(|error| TestCaseError::fail(error.to_string()))
}

/// What numbers are made of, in any order, so that the grammar is led astray.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1",
        "12",
        "2024",
        "100,000",
        "1.5",
        ",",
        ".",
        "-",
        "–",
        "/",
        ":",
        "%",
        " ",
        " ",
        " ",
        "\u{a0}",
        "\u{202f}",
        "½",
        "’",
        "(",
        ")",
        "£",
        "per",
        "cent",
        "percent",
        "one",
        "in",
        "of",
        "a",
        "the",
        "third",
        "half",
        "quarter",
        "hundred",
        "thousand",
        "million",
        "and",
        "or",
        "to",
        "from",
        "between",
        "about",
        "more",
        "than",
        "over",
        "at least",
        "times",
        "twice",
        "points",
        "thousands",
        "most",
        "majority",
        "since",
        "lowest",
        "record",
        "June",
        "May",
        "years",
        "old",
        "aged",
        "under",
        "k",
        "bn",
        "s",
        "th",
        "st",
        "few",
        "every",
        "second",
        "999999999999999999999999999",
        "0",
        "00",
        "é",
        "日",
        "🙂",
        "x",
        "fold",
        "plus",
        "+",
        "dozen",
        "tens",
        "dozens",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn check_scan(scanner: &Scanner, widths: &Widths, text: &str) -> TestResult {
    let mut end = 0;
    for number in scanner.scan(text) {
        let span = number.span;
        prop_assert!(span.start >= end, "overlap at {} in {text:?}", span.start);
        prop_assert!(!span.is_empty() && text.get(span.start..span.end).is_some());
        end = span.end;
        if let Some(bound) = number.bound_span {
            prop_assert!(text.get(bound.start..bound.end).is_some());
            prop_assert!(!bound.overlaps(span), "{bound:?} in {span:?} of {text:?}");
        }
        let quantity = &number.quantity;
        for interval in [
            quantity.interval(widths),
            quantity.coarse_interval(widths),
            quantity.truncated_interval(),
        ]
        .into_iter()
        .flatten()
        {
            if let (Some(low), Some(high)) = (interval.low.value(), interval.high.value()) {
                prop_assert!(low <= high, "{interval:?} of {quantity:?} in {text:?}");
            }
        }
    }
    Ok(())
}

fn end() -> impl Strategy<Value = Decimal> {
    (-10_000_i64..10_000, 0_u32..3).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn interval() -> impl Strategy<Value = Interval> {
    let kinds = (0..3_u8, 0..3_u8);
    (end(), end(), kinds).prop_map(|(one, two, (below, above))| {
        let end = |value, kind| match kind {
            0 => End::Closed(value),
            1 => End::Open(value),
            _ => End::Unbounded,
        };
        let closed = one == two;
        Interval {
            low: end(one.min(two), if closed { 0 } else { below }),
            high: end(one.max(two), if closed { 0 } else { above }),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_scans_to_ordered_spans_on_boundaries(text in prop_oneof![8 => pieces(), 1 => any::<String>()]) {
        let (scanner, widths) = (scanner()?, widths()?);
        check_scan(scanner, &widths, &text)?;
    }

    #[test]
    fn agreement_is_mutual_and_needs_a_common_number(one in interval(), two in interval()) {
        prop_assert_eq!(one.agrees(&two), two.agrees(&one));
        prop_assert!(!one.agrees(&two) || one.touches(&two));
        prop_assert!(one.agrees(&one));
    }

    #[test]
    fn arithmetic_keeps_what_it_combines(one in interval(), two in interval(), a in end(), b in end()) {
        if !one.contains(a) || !two.contains(b) {
            return Ok(());
        }
        let results = [
            (one.sum(&two), Some(a + b)),
            (one.difference(&two), Some(a - b)),
            (one.product(&two), Some(a * b)),
        ];
        for (interval, value) in results {
            if let (Some(interval), Some(value)) = (interval, value) {
                let inside = interval.contains(value) || interval.touches(&Interval::point(value));
                // The end of a product with an open end may be met by other pairs.
                let at_end = interval.low.value() == Some(value) || interval.high.value() == Some(value);
                prop_assert!(inside || at_end, "{value} not in {interval:?}");
            }
        }
    }

    #[test]
    fn scaling_there_and_back_changes_nothing(one in interval(), power in 0_u32..4) {
        let up = Decimal::from(10_u32.pow(power));
        let down = Decimal::new(1, power);
        let back = one.scale(up).and_then(|scaled| scaled.scale(down));
        prop_assert_eq!(back, Some(one));
    }

    #[test]
    fn any_text_is_a_period_or_an_error(text in any::<String>()) {
        let _ = text.parse::<Period>();
    }

    #[test]
    fn periods_keep_their_order(year in 1900_i16..2100, month in 1_i8..13, length in 0_i16..5) {
        let text = format!("{year}-{month:02}/{}-{month:02}", year + length);
        let period: Period = text.parse().map_err(|_| TestCaseError::fail(text))?;
        prop_assert!(period.start <= period.end);
        prop_assert!(period.contains(&period) && period.overlaps(&period));
        prop_assert_eq!(period.days() == 1, period.is_snapshot());
    }
}

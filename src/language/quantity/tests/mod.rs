//! Tables of phrases: what is written, and every number found in it.

mod amounts;
mod context;
mod units;

use std::fmt::Write as _;

use super::{Number, Scanner, TakenFor};
use crate::number::{Bound, Kind};

fn scanner() -> Scanner {
    let files = [
        (
            "amounts.toml",
            include_str!("../../../../rules/en/numbers/amounts.toml"),
        ),
        (
            "bounds.toml",
            include_str!("../../../../rules/en/numbers/bounds.toml"),
        ),
        (
            "fractions.toml",
            include_str!("../../../../rules/en/numbers/fractions.toml"),
        ),
        (
            "multiples.toml",
            include_str!("../../../../rules/en/numbers/multiples.toml"),
        ),
        (
            "sorts.toml",
            include_str!("../../../../rules/en/numbers/sorts.toml"),
        ),
        (
            "units.toml",
            include_str!("../../../../rules/en/numbers/units.toml"),
        ),
        (
            "vague.toml",
            include_str!("../../../../rules/en/numbers/vague.toml"),
        ),
    ];
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    Scanner::from_toml(&files).unwrap()
}

/// `34% percent 34 over`; what is no quantity as `2023 =Year`.
fn show(number: &Number, text: &str) -> String {
    let mut shown = number.span.of(text).to_owned();
    if number.taken_for != TakenFor::Quantity {
        return format!("{shown} ={:?}", number.taken_for);
    }
    let quantity = &number.quantity;
    if quantity.kind != Kind::Count {
        let _ = write!(shown, " {}", quantity.kind.name());
    }
    for (mark, value) in [
        ("", quantity.value),
        ("..", quantity.high),
        ("/", quantity.per),
    ] {
        if let Some(value) = value {
            let _ = write!(shown, " {mark}{}", value.round_dp(6).normalize());
        }
    }
    if !matches!(quantity.bound, Bound::Exact | Bound::Range) {
        let _ = write!(shown, " {}", quantity.bound.name());
    }
    shown
}

fn check(cases: &[(&str, &[&str])]) {
    let scanner = scanner();
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found: Vec<String> = scanner
            .scan(text)
            .iter()
            .map(|number| show(number, text))
            .collect();
        if found != *expected {
            wrong.push(format!(
                "{text}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bound_words_and_their_places() {
    let scanner = scanner();
    for (text, span, word) in [
        ("Just  over 500 men", "Just  over", "just over"),
        ("up to about 500 men", "up to about", "up to"),
        ("500 or more men", "or more", "or more"),
        ("between 5 and 7%", "between", "between"),
        ("more than £500", "more than", "more than"),
    ] {
        let numbers = scanner.scan(text);
        let number = numbers.first().unwrap();
        let bound = number.bound_span.map(|span| span.of(text));
        assert_eq!(bound, Some(span), "{text}");
        assert_eq!(number.quantity.bound_word.as_deref(), Some(word), "{text}");
    }
}

#[test]
fn files_with_errors_are_refused_with_their_place() {
    let file = (
        "n.toml".to_owned(),
        "[cardinal]\none = 1\nextra = true\n".to_owned(),
    );
    let error = Scanner::from_toml(&[file]).unwrap_err();
    assert_eq!(error.location.line, 3);
}

//! How periods are written, where not in a notation that is known anyway: a date
//! pattern that fits every label, with whatever words stand before the date.

use super::Pattern;
use crate::reference::period_label::PeriodStyle;

/// Patterns of dates, tried in order. Days and months in figures alone are not
/// among them: 03/04 is two days in two countries.
const PATTERNS: [&str; 8] = [
    "%d %B %Y",
    "%B %d, %Y",
    "%d.%m.%Y",
    "%B %Y",
    "%b %Y",
    "%b-%y",
    "%d %b %Y",
    "%d-%b-%Y",
];
/// How many months a period has of which only the end is named.
const A_YEAR: u8 = 12;

/// How many patterns one column may have.
const MOST_PATTERNS: usize = 4;

/// Whether the label is a period, in a notation that is known or under a pattern.
pub(super) fn reads(patterns: &[Pattern], label: &str) -> bool {
    let formats = patterns.iter();
    let style = PeriodStyle {
        formats: formats
            .map(|one| (one.pattern.clone(), one.months))
            .collect(),
        year_start: None,
    };
    style.read(label).is_ok()
}

/// The patterns that the labels need which are in no notation that is known; labels
/// that no pattern fits need none.
pub(super) fn patterns(labels: &[&str]) -> Vec<Pattern> {
    let mut odd: Vec<&str> = labels
        .iter()
        .copied()
        .filter(|label| !reads(&[], label))
        .collect();
    let mut found: Vec<Pattern> = Vec::new();
    if let Some(all) = pattern(&odd) {
        return vec![all];
    }
    while let Some(label) = odd.first().copied() {
        if let Some(pattern) = pattern(&[label]) {
            found.push(pattern);
        }
        odd.remove(0);
        odd.retain(|label| !reads(&found, label));
        if found.len() == MOST_PATTERNS {
            break;
        }
    }
    found
}

/// A pattern under which every label is a period.
fn pattern(labels: &[&str]) -> Option<Pattern> {
    if labels.is_empty() {
        return None;
    }
    let plain = PATTERNS.iter().map(|pattern| Pattern {
        pattern: (*pattern).to_owned(),
        months: None,
    });
    let words = common_words(labels);
    let ending = PATTERNS.iter().map(|pattern| Pattern {
        pattern: format!("{words}{pattern}"),
        months: Some(A_YEAR),
    });
    let ending = ending.filter(|_| !words.is_empty());
    plain.chain(ending).find(|pattern| {
        let pattern = std::slice::from_ref(pattern);
        labels.iter().all(|label| reads(pattern, label))
    })
}

/// The words that all labels begin with, up to the last space before the date.
fn common_words<'a>(labels: &[&'a str]) -> &'a str {
    let Some((first, others)) = labels.split_first() else {
        return "";
    };
    let mut shared = first.len();
    for other in others {
        let alike = first
            .char_indices()
            .zip(other.chars())
            .find(|((_, one), other)| one != other)
            .map_or(other.len(), |((at, _), _)| at);
        shared = shared.min(alike);
    }
    // The month is a word too: it and what follows belong to the date.
    let words = first.get(..shared).unwrap_or_default();
    let before_date = words
        .find(|c: char| c.is_ascii_digit())
        .and_then(|digit| words.get(..digit))
        .unwrap_or(words);
    let mut end = before_date.rfind(' ').map_or(0, |at| at + 1);
    // All of one month: the shared words have taken the month in.
    if before_date.len() < words.len() || labels.len() == 1 {
        let month = before_date.trim_end();
        end = month.rfind(' ').map_or(0, |at| at + 1);
    }
    let words = before_date.get(..end).unwrap_or_default();
    if words.contains('%') { "" } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_fit_every_label() {
        for (labels, expected) in [
            (&["2022", "2023"][..], &[][..]),
            (&["2022/23"], &[]),
            (&["30 June 2024", "31 March 2024"], &[("%d %B %Y", None)]),
            (&["30.06.2024"], &[("%d.%m.%Y", None)]),
            (
                &["year ending June 2023", "year ending March 2024"],
                &[("year ending %B %Y", Some(12))],
            ),
            (
                &["year ending June 2023", "year ending June 2024", "2022"],
                &[("year ending %B %Y", Some(12))],
            ),
            (&["Year to June 2024"], &[("Year to %B %Y", Some(12))]),
            (
                &["Year to June 2024", "30.06.2024"],
                &[("Year to %B %Y", Some(12)), ("%d.%m.%Y", None)],
            ),
            (&["03/04/2024"], &[]),
            (&["Sweden", "2023"], &[]),
        ] {
            let found = patterns(labels);
            let found: Vec<_> = found
                .iter()
                .map(|found| (found.pattern.as_str(), found.months))
                .collect();
            assert_eq!(found, expected, "{labels:?}");
        }
    }
}

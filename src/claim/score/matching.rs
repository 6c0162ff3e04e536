//! Which prediction finds which labelled claim, and when words say the same.

use std::collections::BTreeMap;

use super::Labelled;
use crate::number::Decimal;

/// One passage judged, by positions in its labels and predictions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    /// Found claims: label and prediction.
    pub pairs: Vec<(usize, usize)>,
    /// Labels that nothing found.
    pub missed: Vec<usize>,
    /// Predictions that found nothing.
    pub false_finds: Vec<usize>,
}

/// Matches the predictions of a passage with its labels.
pub fn judge(gold: &[Labelled], predicted: &[Labelled]) -> Judged {
    let mut candidates = Vec::new();
    for (at, label) in gold.iter().enumerate() {
        for (with, one) in predicted.iter().enumerate() {
            let shared = overlap(label, one);
            if shared > 0 && agree(label.value, one.value) && agree(label.high, one.high) {
                let apart = label.length().abs_diff(one.length());
                let best_first = std::cmp::Reverse(shared);
                candidates.push((label.borderline, best_first, apart, at, with));
            }
        }
    }
    // A firm label is taken before a borderline one.
    candidates.sort_unstable();
    let mut taken = vec![false; gold.len()];
    let mut used = vec![false; predicted.len()];
    let mut judged = Judged::default();
    for (borderline, _, _, at, with) in candidates {
        if let (Some(taken @ false), Some(used @ false)) = (taken.get_mut(at), used.get_mut(with)) {
            *taken = true;
            *used = true;
            if !borderline {
                judged.pairs.push((at, with));
            }
        }
    }
    let left = |marks: &[bool]| -> Vec<usize> {
        let open = marks.iter().enumerate().filter(|(_, mark)| !**mark);
        open.map(|(at, _)| at).collect()
    };
    let firm = |at: &usize| gold.get(*at).is_some_and(|label| !label.borderline);
    judged.missed = left(&taken).into_iter().filter(firm).collect();
    let excused = |at: &usize| {
        predicted.get(*at).is_some_and(|one| {
            gold.iter()
                .any(|label| label.borderline && overlap(label, one) > 0)
        })
    };
    judged.false_finds = left(&used).into_iter().filter(|at| !excused(at)).collect();
    judged
}

/// How many characters two quantities share.
fn overlap(one: &Labelled, other: &Labelled) -> usize {
    let (Some(from), Some(start)) = (one.start, other.start) else {
        return 0;
    };
    let end = (from + one.length()).min(start + other.length());
    end.saturating_sub(from.max(start))
}

/// Whether two values agree to a thousandth; nothing agrees with nothing only.
pub(super) fn agree(one: Option<Decimal>, other: Option<Decimal>) -> bool {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.is_none() && other.is_none(),
    };
    let largest = one.abs().max(other.abs());
    let difference = one.checked_sub(other).map(|difference| difference.abs());
    let allowed = largest.checked_mul(Decimal::new(1, 3));
    matches!((difference, allowed), (Some(difference), Some(allowed)) if difference <= allowed)
}

/// Whether at least half of the longer one's words are shared, articles aside.
pub(super) fn same_text(one: &str, other: &str, articles: &[String]) -> bool {
    let (left, right) = (words(one, articles), words(other, articles));
    let total = |words: &BTreeMap<String, usize>| words.values().sum::<usize>();
    let longer = total(&left).max(total(&right));
    if longer == 0 {
        return one.trim().to_lowercase() == other.trim().to_lowercase();
    }
    let shared: usize = left
        .iter()
        .map(|(word, count)| *count.min(right.get(word).unwrap_or(&0)))
        .sum();
    2 * shared >= longer
}

/// The words of a text in lower case, each with how often it stands there.
fn words(text: &str, articles: &[String]) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let text = text.to_lowercase();
    let mut rest = text.as_str();
    let run = |text: &str| {
        text.find(|c: char| !c.is_alphanumeric())
            .unwrap_or(text.len())
    };
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = rest.get(start..).unwrap_or("");
        let mut end = run(rest);
        let after = rest.get(end..).unwrap_or("");
        // "Denmark's" is one word.
        if let Some(tail) = after.strip_prefix(['\'', '’']) {
            let length = run(tail);
            if length > 0 {
                end += after.len() - tail.len() + length;
            }
        }
        let word = rest.get(..end).unwrap_or("").to_owned();
        if !articles.contains(&word) {
            *found.entry(word).or_default() += 1;
        }
        rest = rest.get(end..).unwrap_or("");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::score::{EXACT_FIELDS, TEXT_FIELDS};

    fn claim(quantity: &str, start: usize, value: Option<&str>, high: Option<&str>) -> Labelled {
        let number = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        Labelled {
            quantity: quantity.to_owned(),
            start: Some(start),
            value: number(value),
            high: number(high),
            per: None,
            exact: vec![None; EXACT_FIELDS.len()],
            words: vec![None; TEXT_FIELDS.len()],
            borderline: false,
            rule: None,
        }
    }

    fn borderline(mut claim: Labelled) -> Labelled {
        claim.borderline = true;
        claim
    }

    #[test]
    fn values_agree_to_a_thousandth() {
        for (one, other, expected) in [
            (Some("0.3333"), Some("0.33333333333333"), true),
            (Some("10"), Some("10.02"), false),
            (Some("1000"), Some("1000.4"), true),
            (Some("0"), Some("0"), true),
            (None, Some("0"), false),
            (None, None, true),
        ] {
            let number = |text: Option<&str>| text.map(|text| text.parse().unwrap());
            assert_eq!(
                agree(number(one), number(other)),
                expected,
                "{one:?} {other:?}"
            );
        }
    }

    #[test]
    fn words_say_the_same_when_half_of_the_longer_are_shared() {
        let articles = ["a", "an", "the"].map(str::to_owned);
        for (one, other, expected) in [
            ("the illegal immigrants", "illegal immigrants", true),
            ("native Danes", "Danes", true),
            ("Denmark's prisons", "Denmark’s jails", false),
            ("men born in Denmark", "Denmark", false),
            ("police", "courts", false),
            ("the", "The ", true),
        ] {
            assert_eq!(same_text(one, other, &articles), expected, "{one}");
        }
    }

    #[test]
    fn a_pair_needs_an_overlap_and_the_same_value() {
        let gold = [
            claim("34%", 10, Some("34"), None),
            claim("1,000", 20, Some("1000"), None),
            borderline(claim("5%", 30, Some("5"), None)),
            claim("12 to 14", 40, Some("12"), Some("14")),
        ];
        let predicted = [
            claim("34%", 10, Some("35"), None),
            claim("5% more", 30, Some("6"), None),
            claim("the 1,000 arrests", 16, Some("1000.4"), None),
            claim("12", 40, Some("12"), None),
        ];
        let judged = judge(&gold, &predicted);
        assert_eq!(judged.pairs, [(1, 2)]);
        assert_eq!(judged.missed, [0, 3]);
        // The second merely overlaps a borderline label, which excuses it.
        assert_eq!(judged.false_finds, [0, 3]);
    }

    #[test]
    fn a_claim_is_found_once_and_by_the_best_overlap() {
        let gold = [claim("34%", 10, Some("34"), None)];
        let predicted = [
            claim("34", 10, Some("34"), None),
            claim("34%", 10, Some("34"), None),
        ];
        let judged = judge(&gold, &predicted);
        assert_eq!(judged.pairs, [(0, 1)]);
        assert_eq!(judged.false_finds, [0]);
    }
}

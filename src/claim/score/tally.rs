//! The figures: counts over judged passages, and what they amount to.

use std::collections::BTreeMap;

use super::{
    EXACT_FIELDS, Labelled, TEXT_FIELDS,
    matching::{Judged, agree, same_text},
};
use crate::number::Decimal;

/// By which fields recall is counted.
const RECALL_BY: [&str; 4] = ["kind", "relation", "measure", "bound"];
/// The usual values, which would hide how well the unusual ones are found.
const USUAL: [(&str, Option<&str>); 4] = [
    ("bound", Some("exact")),
    ("direction", None),
    ("quoted", Some("false")),
    ("stance", Some("asserted")),
];

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// How many of them.
    pub count: usize,
    /// How many there are.
    pub of: usize,
}

impl Part {
    fn add(&mut self, counts: bool) {
        self.count += usize::from(counts);
        self.of += 1;
    }

    /// The part as a number from 0 to 1; none where there are none.
    pub fn rate(self) -> Option<Decimal> {
        ratio(self.count, self.of)
    }
}

/// Precision, recall and their harmonic mean, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Precision {
    /// Right among the given.
    pub precision: Decimal,
    /// Right among the labelled.
    pub recall: Decimal,
    /// Their harmonic mean.
    pub f1: Decimal,
}

/// How well a field of words is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldScore {
    /// Right ones.
    pub right: usize,
    /// All that were given.
    pub given: usize,
    /// All that are labelled.
    pub labelled: usize,
}

impl FieldScore {
    /// Its precision, recall and F1.
    pub fn rates(self) -> Precision {
        let zero = |rate: Option<Decimal>| rate.unwrap_or_default();
        Precision {
            precision: zero(ratio(self.right, self.given)),
            recall: zero(ratio(self.right, self.labelled)),
            f1: zero(ratio(2 * self.right, self.given + self.labelled)),
        }
    }
}

/// A field of found claims: name, labelled and given value, how often.
pub type Confusions = Vec<(&'static str, Vec<(String, String, usize)>)>;

/// Found and labelled by value of a field, most frequent first.
pub type Recalls = Vec<(String, Part)>;

/// What a rule is worth on these passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RuleScore {
    /// Claims it read.
    pub found: usize,
    /// Of these, with the labelled relation and direction.
    pub right: usize,
    /// Numbers it read that are no claims.
    pub false_finds: usize,
}

/// Everything that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Score {
    /// Passages.
    pub passages: usize,
    /// Borderline labels, which count for nothing.
    pub borderline: usize,
    /// Found, predicted and labelled claims.
    pub claims: FieldScore,
    /// Passages without a claim, and how many of them stayed empty.
    pub negatives: Part,
    /// Recall by each of these fields.
    pub recall: Vec<(&'static str, Recalls)>,
    /// How often each exact field is right; `per` over rates only.
    pub exact: Vec<(&'static str, Part)>,
    /// The same where the label is not the usual value.
    pub unusual: Vec<(&'static str, Part)>,
    /// The fields of words.
    pub words: Vec<(&'static str, FieldScore)>,
    /// For relation and measure: labelled, given, how often.
    pub confused: Confusions,
    /// By rule; the empty name stands for claims that no rule read.
    pub rules: BTreeMap<String, RuleScore>,
}

/// Counts judged passages: labels, predictions, and how they match.
pub fn tally(passages: &[(&[Labelled], &[Labelled], &Judged)], articles: &[String]) -> Score {
    let mut score = Score {
        passages: passages.len(),
        ..Score::default()
    };
    let mut pairs: Vec<(&Labelled, &Labelled)> = Vec::new();
    let mut missed: Vec<&Labelled> = Vec::new();
    for (gold, predicted, judged) in passages {
        let matched = judged
            .pairs
            .iter()
            .filter_map(|(at, with)| Some((gold.get(*at)?, predicted.get(*with)?)));
        pairs.extend(matched);
        missed.extend(judged.missed.iter().filter_map(|at| gold.get(*at)));
        score.borderline += gold.iter().filter(|label| label.borderline).count();
        score.claims.given += judged.pairs.len() + judged.false_finds.len();
        if gold.is_empty() {
            score.negatives.add(judged.false_finds.is_empty());
        }
        for one in judged
            .false_finds
            .iter()
            .filter_map(|at| predicted.get(*at))
        {
            score.rule(one).false_finds += 1;
        }
    }
    score.claims.right = pairs.len();
    score.claims.labelled = pairs.len() + missed.len();
    for (label, one) in &pairs {
        let right = ["relation", "direction"]
            .iter()
            .all(|name| label.exact(name) == one.exact(name));
        let rule = score.rule(one);
        rule.found += 1;
        rule.right += usize::from(right);
    }
    score.recall = RECALL_BY
        .map(|name| (name, recalls(name, &pairs, &missed)))
        .into();
    score.exact = EXACT_FIELDS.map(|name| (name, exact(name, &pairs))).into();
    score.exact.push(("per", rates(&pairs)));
    score.unusual = USUAL
        .map(|(name, usual)| {
            let rare = pairs.iter().filter(|(label, _)| label.exact(name) != usual);
            (name, exact(name, &rare.copied().collect::<Vec<_>>()))
        })
        .into();
    for (at, name) in TEXT_FIELDS.into_iter().enumerate() {
        score.words.push((name, words(at, &pairs, articles)));
    }
    score.confused = ["relation", "measure"]
        .map(|name| (name, confused(name, &pairs)))
        .into();
    score
}

impl Score {
    fn rule(&mut self, one: &Labelled) -> &mut RuleScore {
        let name = one.rule.clone().unwrap_or_default();
        self.rules.entry(name).or_default()
    }
}

fn recalls(name: &str, pairs: &[(&Labelled, &Labelled)], missed: &[&Labelled]) -> Recalls {
    let value = |label: &Labelled| label.exact(name).unwrap_or("null").to_owned();
    let mut counts: BTreeMap<String, Part> = BTreeMap::new();
    for (label, _) in pairs {
        counts.entry(value(label)).or_default().add(true);
    }
    for label in missed {
        counts.entry(value(label)).or_default().add(false);
    }
    let mut counts: Recalls = counts.into_iter().collect();
    counts.sort_by_key(|(_, part)| std::cmp::Reverse(part.of));
    counts
}

fn exact(name: &str, pairs: &[(&Labelled, &Labelled)]) -> Part {
    let mut part = Part::default();
    for (label, one) in pairs {
        part.add(label.exact(name) == one.exact(name));
    }
    part
}

fn rates(pairs: &[(&Labelled, &Labelled)]) -> Part {
    let mut part = Part::default();
    for (label, one) in pairs {
        if label.exact("kind") == Some("rate") {
            part.add(agree(label.per, one.per));
        }
    }
    part
}

fn words(at: usize, pairs: &[(&Labelled, &Labelled)], articles: &[String]) -> FieldScore {
    let mut score = FieldScore::default();
    for (label, one) in pairs {
        let (labelled, given) = (stated(label, at), stated(one, at));
        score.labelled += usize::from(labelled.is_some());
        score.given += usize::from(given.is_some());
        if let (Some(labelled), Some(given)) = (labelled, given) {
            score.right += usize::from(same_text(labelled, given, articles));
        }
    }
    score
}

/// A field of words, where it holds any.
fn stated(claim: &Labelled, at: usize) -> Option<&str> {
    let words = claim.words.get(at)?.as_deref()?;
    (!words.is_empty()).then_some(words)
}

fn confused(name: &str, pairs: &[(&Labelled, &Labelled)]) -> Vec<(String, String, usize)> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let value = |claim: &Labelled| claim.exact(name).unwrap_or("null").to_owned();
    for (label, one) in pairs {
        if label.exact(name) != one.exact(name) {
            *counts.entry((value(label), value(one))).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts
        .into_iter()
        .map(|((labelled, given), count)| (labelled, given, count))
        .collect();
    counts.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    counts.truncate(6);
    counts
}

/// The fields in which a found claim is not what the label says: name, labelled, given.
pub fn differences(
    label: &Labelled,
    one: &Labelled,
    articles: &[String],
) -> Vec<(&'static str, Option<String>, Option<String>)> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let exact = EXACT_FIELDS.into_iter().filter_map(|name| {
        let (labelled, given) = (label.exact(name), one.exact(name));
        (labelled != given).then(|| (name, owned(labelled), owned(given)))
    });
    let words = TEXT_FIELDS
        .into_iter()
        .enumerate()
        .filter_map(|(at, name)| {
            let (labelled, given) = (stated(label, at), stated(one, at));
            let right = match (labelled, given) {
                (Some(labelled), Some(given)) => same_text(labelled, given, articles),
                (labelled, given) => labelled.is_none() && given.is_none(),
            };
            (!right).then(|| (name, owned(labelled), owned(given)))
        });
    exact.chain(words).collect()
}

fn ratio(count: usize, of: usize) -> Option<Decimal> {
    Decimal::from(count).checked_div(Decimal::from(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_parts_of_one() {
        let score = FieldScore {
            right: 3,
            given: 4,
            labelled: 6,
        };
        let rates = score.rates();
        assert_eq!(rates.precision, Decimal::new(75, 2));
        assert_eq!(rates.recall, Decimal::new(5, 1));
        assert_eq!(rates.f1, Decimal::new(6, 1));
        assert_eq!(FieldScore::default().rates().f1, Decimal::ZERO);
        assert_eq!(Part::default().rate(), None);
    }
}

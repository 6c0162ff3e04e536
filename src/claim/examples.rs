//! Runs the examples and counter-examples that rules carry.
//!
//! Only what a rule says of itself is asserted: that it matches its examples
//! with the fields they name, and that it leaves its counter-examples alone.

use super::{Claim, Outcome, Phrase, extract};
use crate::{
    draft::Draft,
    rules::{ExampleEntry, Pack, RelationRule, Status},
    text::Span,
};

/// How an example came out. The names follow ast-grep's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Result {
    /// A counter-example was left alone, as it should be.
    Validated,
    /// An example was found with the right fields.
    Reported,
    /// A counter-example was found.
    Noisy,
    /// An example was not found by its rule.
    Missing,
    /// An example was found, but a field is wrong.
    Wrong,
}

impl Result {
    /// Every result, the good ones first.
    pub const ALL: [Self; 5] = [
        Self::Validated,
        Self::Reported,
        Self::Noisy,
        Self::Missing,
        Self::Wrong,
    ];

    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Validated => "validated",
            Self::Reported => "reported",
            Self::Noisy => "noisy",
            Self::Missing => "missing",
            Self::Wrong => "wrong",
        }
    }

    /// Whether the rule did what its author says.
    pub fn is_good(self) -> bool {
        matches!(self, Self::Validated | Self::Reported)
    }
}

/// One example's outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested {
    /// The rule.
    pub rule: String,
    /// The example, its number in brackets.
    pub text: String,
    /// How it came out.
    pub result: Result,
    /// What was expected and found, where it is not good.
    pub detail: String,
    /// Whether the rule is experimental, so that a bad outcome fails nothing.
    pub experimental: bool,
    /// The rule that matched instead, where one did.
    pub instead: Option<String>,
}

/// Runs every example of a pack.
pub fn run(pack: &Pack) -> Vec<Tested> {
    let mut tested = Vec::new();
    for rule in &pack.relations {
        tested.extend(
            rule.examples
                .iter()
                .map(|one| relation_example(pack, rule, one)),
        );
        tested.extend(rule.counterexamples.iter().map(|text| {
            let found =
                claim_at(pack, text).is_some_and(|claim| claim.rule.as_ref() == Some(&rule.id));
            Tested {
                experimental: rule.status == Status::Experimental,
                ..outcome(&rule.id, text, counter(found), String::new())
            }
        }));
    }
    for rule in &pack.exclusions {
        for text in &rule.examples {
            let reason = reason_at(pack, text);
            let (result, detail) = match reason {
                Some(reason) if reason == rule.summary => (Result::Reported, String::new()),
                Some(reason) => (
                    Result::Missing,
                    format!("no claim for another reason: {reason}"),
                ),
                None => (
                    Result::Missing,
                    "the number is a claim, or none was seen".to_owned(),
                ),
            };
            tested.push(outcome(&rule.id, text, result, detail));
        }
        for text in &rule.counterexamples {
            let excluded = reason_at(pack, text).is_some_and(|reason| reason == rule.summary);
            tested.push(outcome(&rule.id, text, counter(excluded), String::new()));
        }
    }
    tested.extend(super::marks::tested(pack));
    tested
}

/// Rules none of whose examples reaches them because rules before them match: each with the rule that matches first.
pub fn shadowed(pack: &Pack, tested: &[Tested]) -> Vec<(String, String)> {
    let place = |id: &str| pack.relations.iter().position(|rule| rule.id == id);
    let mut found = Vec::new();
    for (at, rule) in pack.relations.iter().enumerate() {
        let by: Vec<Option<&str>> = tested
            .iter()
            .filter(|one| {
                one.rule == rule.id && !one.result.is_good() && one.result != Result::Noisy
            })
            .map(|one| one.instead.as_deref())
            .collect();
        let earlier = |by: Option<&str>| by.and_then(place).is_some_and(|other| other < at);
        if by.len() == rule.examples.len()
            && by.iter().copied().all(earlier)
            && let Some(Some(first)) = by.first()
        {
            found.push((rule.id.clone(), (*first).to_owned()));
        }
    }
    found
}

pub(super) fn outcome(rule: &str, text: &str, result: Result, detail: String) -> Tested {
    Tested {
        rule: rule.to_owned(),
        text: text.to_owned(),
        result,
        detail,
        experimental: false,
        instead: None,
    }
}

fn counter(found: bool) -> Result {
    if found {
        Result::Noisy
    } else {
        Result::Validated
    }
}

/// An example's text without its brackets, and where the bracketed number stands.
pub fn unbracket(text: &str) -> Option<(String, Span)> {
    let open = text.find('[')?;
    let close = text.find(']')?;
    let (before, inside, after) = (
        text.get(..open)?,
        text.get(open + 1..close)?,
        text.get(close + 1..)?,
    );
    let span = Span::new(open, open + inside.len());
    Some((format!("{before}{inside}{after}"), span))
}

fn claim_at(pack: &Pack, text: &str) -> Option<Claim> {
    let (text, span) = unbracket(text)?;
    let draft = Draft::from_text("example", text);
    extract(&draft, pack)
        .claims
        .into_iter()
        .find(|claim| claim.span.overlaps(span))
}

fn reason_at(pack: &Pack, text: &str) -> Option<String> {
    let (text, span) = unbracket(text)?;
    let draft = Draft::from_text("example", text);
    extract(&draft, pack)
        .numbers
        .into_iter()
        .find(|number| number.span.overlaps(span))
        .and_then(|number| match number.outcome {
            Outcome::NotAClaim { reason } => Some(reason),
            Outcome::Claim(_) => None,
        })
}

fn relation_example(pack: &Pack, rule: &RelationRule, example: &ExampleEntry) -> Tested {
    let claim = claim_at(pack, &example.text);
    let matched = claim.as_ref().and_then(|claim| claim.rule.clone());
    let (result, detail) = match &claim {
        None => {
            let reason = reason_at(pack, &example.text);
            let reason = reason.unwrap_or_else(|| "no number was seen".to_owned());
            (
                Result::Missing,
                format!("the bracketed number is no claim: {reason}"),
            )
        }
        Some(claim) if matched.as_ref() == Some(&rule.id) => {
            let wrong = differences(example, claim);
            if wrong.is_empty() {
                (Result::Reported, String::new())
            } else {
                (Result::Wrong, wrong.join("; "))
            }
        }
        Some(_) => {
            let by = matched.as_deref().unwrap_or("no rule");
            (Result::Missing, format!("matched by {by}"))
        }
    };
    Tested {
        experimental: rule.status == Status::Experimental,
        instead: matched.filter(|by| *by != rule.id),
        ..outcome(&rule.id, &example.text, result, detail)
    }
}

/// The fields in which a claim is not what an example says.
fn differences(example: &ExampleEntry, claim: &Claim) -> Vec<String> {
    fn text<T>(phrase: Option<&Phrase<T>>) -> Option<&str> {
        phrase.map(|phrase| phrase.text.as_str())
    }
    let fields = [
        (
            "direction",
            example.direction.map(super::Direction::name),
            claim.direction.map(super::Direction::name),
        ),
        (
            "population",
            example.population.as_deref(),
            text(claim.population.as_ref()),
        ),
        (
            "comparator",
            example.comparator.as_deref(),
            text(claim.comparator.as_ref()),
        ),
        (
            "whole",
            example.whole.as_deref(),
            text(claim.whole.as_ref()),
        ),
        (
            "measure",
            example.measure.as_deref(),
            Some(claim.measure.value.as_str()),
        ),
        (
            "offence",
            example.offence.as_deref(),
            text(claim.offence.as_ref()),
        ),
        (
            "place",
            example.place.as_deref(),
            text(claim.place.as_ref()),
        ),
        (
            "period",
            example.period.as_deref(),
            text(claim.period.as_ref()),
        ),
        (
            "speaker",
            example.speaker.as_deref(),
            text(claim.speaker.as_ref()),
        ),
        (
            "source",
            example.source.as_deref(),
            text(claim.source.as_ref()),
        ),
        (
            "stance",
            example.stance.map(super::Stance::name),
            Some(claim.stance.name()),
        ),
    ];
    let wrong = fields.into_iter().filter_map(|(field, expected, found)| {
        let expected = expected.filter(|expected| found != Some(*expected))?;
        let found = found.unwrap_or("nothing");
        Some(format!("{field}: expected `{expected}`, found `{found}`"))
    });
    wrong.collect()
}

//! Runs the examples and counter-examples that rules carry.
//!
//! Only what a rule says of itself is asserted: that it matches its examples
//! with the fields they name, and that it leaves its counter-examples alone.

use super::{Claim, Outcome, extract};
use crate::{
    draft::Draft,
    rules::{ExampleEntry, Pack},
    text::Span,
};

/// How an example came out. The names follow ast-grep's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Result {
    /// An example was found with the right fields, or a counter-example left alone.
    Validated,
    /// An example was not found by its rule.
    Missing,
    /// A counter-example was found.
    Noisy,
    /// An example was found, but a field is wrong.
    Wrong,
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
    /// What was expected and found, where it is not validated.
    pub detail: String,
}

/// Runs every example of a pack.
pub fn run(pack: &Pack) -> Vec<Tested> {
    let mut tested = Vec::new();
    for rule in &pack.relations {
        for example in &rule.examples {
            let (result, detail) = relation_example(pack, &rule.id, example);
            tested.push(Tested {
                rule: rule.id.clone(),
                text: example.text.clone(),
                result,
                detail,
            });
        }
        for text in &rule.counterexamples {
            let found =
                claim_at(pack, text).is_some_and(|claim| claim.rule.as_deref() == Some(&rule.id));
            tested.push(counter(&rule.id, text, found));
        }
    }
    for rule in &pack.exclusions {
        for text in &rule.examples {
            let excluded = reason_at(pack, text).is_some_and(|reason| reason == rule.summary);
            let result = if excluded {
                Result::Validated
            } else {
                Result::Missing
            };
            let detail = format!("{:?}", reason_at(pack, text));
            tested.push(Tested {
                rule: rule.id.clone(),
                text: text.clone(),
                result,
                detail,
            });
        }
        for text in &rule.counterexamples {
            let excluded = reason_at(pack, text).is_some_and(|reason| reason == rule.summary);
            tested.push(counter(&rule.id, text, excluded));
        }
    }
    tested.extend(super::marks::tested(pack));
    tested
}

fn counter(rule: &str, text: &str, found: bool) -> Tested {
    Tested {
        rule: rule.to_owned(),
        text: text.to_owned(),
        result: if found {
            Result::Noisy
        } else {
            Result::Validated
        },
        detail: String::new(),
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

fn relation_example(pack: &Pack, rule: &str, example: &ExampleEntry) -> (Result, String) {
    let Some(claim) = claim_at(pack, &example.text) else {
        return (
            Result::Missing,
            "no claim at the bracketed number".to_owned(),
        );
    };
    if claim.rule.as_deref() != Some(rule) {
        return (
            Result::Missing,
            format!("matched by {}", claim.rule.as_deref().unwrap_or("no rule")),
        );
    }
    let wrong = differences(example, &claim);
    if wrong.is_empty() {
        (Result::Validated, String::new())
    } else {
        (Result::Wrong, wrong.join("; "))
    }
}

/// The fields in which a claim is not what an example says.
fn differences(example: &ExampleEntry, claim: &Claim) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |field: &str, expected: Option<&str>, found: Option<&str>| {
        if let Some(expected) = expected
            && found != Some(expected)
        {
            wrong.push(format!(
                "{field}: expected `{expected}`, found `{}`",
                found.unwrap_or("nothing")
            ));
        }
    };
    let group = |phrase: &Option<super::Phrase<crate::vocabulary::Group>>| {
        phrase.as_ref().map(|p| p.text.clone())
    };
    compare(
        "direction",
        example.direction.map(super::Direction::name),
        claim.direction.map(super::Direction::name),
    );
    compare(
        "population",
        example.population.as_deref(),
        group(&claim.population).as_deref(),
    );
    compare(
        "comparator",
        example.comparator.as_deref(),
        group(&claim.comparator).as_deref(),
    );
    compare(
        "whole",
        example.whole.as_deref(),
        claim.whole.as_ref().map(|phrase| phrase.text.as_str()),
    );
    compare(
        "measure",
        example.measure.as_deref(),
        Some(claim.measure.value.as_str()),
    );
    compare(
        "offence",
        example.offence.as_deref(),
        claim.offence.as_ref().map(|phrase| phrase.text.as_str()),
    );
    compare(
        "place",
        example.place.as_deref(),
        claim.place.as_ref().map(|phrase| phrase.text.as_str()),
    );
    compare(
        "period",
        example.period.as_deref(),
        claim.period.as_ref().map(|phrase| phrase.text.as_str()),
    );
    compare(
        "speaker",
        example.speaker.as_deref(),
        claim.speaker.as_ref().map(|phrase| phrase.text.as_str()),
    );
    compare(
        "source",
        example.source.as_deref(),
        claim.source.as_ref().map(|phrase| phrase.text.as_str()),
    );
    compare(
        "stance",
        example.stance.map(super::Stance::name),
        Some(claim.stance.name()),
    );
    wrong
}

//! One claim as labels and extraction both give it, so that the two compare.

use crate::{
    claim::{Claim, Phrase},
    draft::Draft,
    number::Decimal,
};

/// The fields that are right or wrong as a whole.
pub const EXACT_FIELDS: [&str; 7] = [
    "kind",
    "bound",
    "relation",
    "direction",
    "measure",
    "quoted",
    "stance",
];
/// The fields that are words of the passage.
pub const TEXT_FIELDS: [&str; 8] = [
    "population",
    "comparator",
    "whole",
    "offence",
    "place",
    "period",
    "speaker",
    "source",
];

/// A claim with its fields as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The quantity as written.
    pub quantity: String,
    /// Where it starts, in characters; none where it does not stand in the text.
    pub start: Option<usize>,
    /// Its value.
    pub value: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// Denominator of a rate.
    pub per: Option<Decimal>,
    /// Values of `EXACT_FIELDS`.
    pub exact: Vec<Option<String>>,
    /// Values of `TEXT_FIELDS`.
    pub words: Vec<Option<String>>,
    /// Whether careful people could differ on it.
    pub borderline: bool,
    /// The rule that read it; always none for a label.
    pub rule: Option<String>,
}

impl Labelled {
    /// The value of one of `EXACT_FIELDS`.
    pub fn exact(&self, name: &str) -> Option<&str> {
        let at = EXACT_FIELDS.iter().position(|one| *one == name)?;
        self.exact.get(at)?.as_deref()
    }

    /// How many characters it covers.
    pub fn length(&self) -> usize {
        self.quantity.chars().count()
    }
}

/// What extraction says of the claims of one draft.
pub fn predicted(draft: &Draft, claims: &[Claim]) -> Vec<Labelled> {
    claims.iter().map(|claim| one(draft, claim)).collect()
}

fn one(draft: &Draft, claim: &Claim) -> Labelled {
    let quantity = &claim.quantity;
    let start = claim.span.start;
    let before = draft.source.get(..start).unwrap_or("").chars().count();
    let length = claim.text.chars().count();
    let there = draft.source.get(start..).unwrap_or("").chars().take(length);
    let dense = |c: &char| !c.is_whitespace();
    let stands = there.filter(dense).eq(claim.text.chars().filter(dense));
    Labelled {
        quantity: claim.text.clone(),
        start: stands.then_some(before),
        value: quantity.value,
        high: quantity.high,
        per: quantity.per,
        exact: [
            Some(quantity.kind.name()),
            Some(quantity.bound.name()),
            Some(claim.relation.name()),
            claim.direction.map(crate::rules::Direction::name),
            Some(claim.measure.value.as_str()),
            Some(if claim.quoted { "true" } else { "false" }),
            Some(claim.stance.name()),
        ]
        .into_iter()
        .map(|field| field.map(str::to_owned))
        .collect(),
        words: vec![
            words(claim.population.as_ref()),
            words(claim.comparator.as_ref()),
            words(claim.whole.as_ref()),
            words(claim.offence.as_ref()),
            words(claim.named_place()),
            words(claim.period.as_ref()),
            words(claim.speaker.as_ref()),
            words(claim.source.as_ref()),
        ],
        borderline: false,
        rule: claim.rule.clone(),
    }
}

fn words<T>(phrase: Option<&Phrase<T>>) -> Option<String> {
    phrase.map(|phrase| phrase.text.clone())
}

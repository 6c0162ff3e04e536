//! The published shape of a claim: the field names of the claim model, facets as
//! words of the draft.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::{Document, number};
use crate::claim::{Claim, Phrase};

/// A claim with the field names of the claim model. Facets are words of the draft.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ClaimView<'a> {
    /// The shortest text that carries the number and its unit.
    quantity: &'a str,
    /// Where it starts, in Unicode characters of the decoded text, from 0.
    start: usize,
    /// The number in the unit of its kind; null when vague.
    value: Option<Number>,
    /// Upper end of a range; then `value` is the lower one.
    high: Option<Number>,
    /// Denominator of a rate.
    per: Option<Number>,
    /// How the quantity is written.
    kind: &'static str,
    /// How the writer limits it.
    bound: &'static str,
    /// The bound word as written.
    bound_word: Option<&'a str>,
    /// What the number says.
    relation: &'static str,
    /// `up` or `down`.
    direction: Option<&'static str>,
    /// The group it is about; null for a total of everybody.
    population: Option<&'a str>,
    /// The group compared against.
    comparator: Option<&'a str>,
    /// What a share is taken of.
    whole: Option<&'a str>,
    /// What is counted.
    measure: &'a str,
    /// The crime type.
    offence: Option<&'a str>,
    /// Where.
    place: Option<&'a str>,
    /// When.
    period: Option<&'a str>,
    /// Who asserts it inside the text.
    speaker: Option<&'a str>,
    /// The data it is taken from.
    source: Option<&'a str>,
    /// Whether it stands inside a direct quotation.
    quoted: bool,
    /// What the passage does with it.
    stance: &'static str,
    /// Everything else that limits it.
    qualifiers: Vec<&'a str>,
    /// The facets that do not stand in the claim's own sentence.
    inferred: Vec<&'static str>,
    /// Line, from 1.
    line: usize,
    /// Column in Unicode characters, from 1.
    column: usize,
}

impl ClaimView<'_> {
    /// Appends it to a line of JSON, as it is serialised. There are so many of them in an archive
    /// that the names of the fields are not searched for characters to escape each time.
    pub(super) fn append(&self, line: &mut Vec<u8>) -> serde_json::Result<()> {
        macro_rules! fields {
            ($($name:ident)+) => {$(
                line.extend_from_slice(concat!("\"", stringify!($name), "\":").as_bytes());
                serde_json::to_writer(&mut *line, &self.$name)?;
                line.push(b',');
            )+};
        }
        line.push(b'{');
        fields! {
            quantity start value high per kind bound bound_word relation direction population
            comparator whole measure offence place period speaker source quoted stance qualifiers
            inferred line column
        }
        line.pop();
        line.push(b'}');
        Ok(())
    }
}

pub(super) fn claim_view<'a>(claim: &'a Claim, document: &Document) -> ClaimView<'a> {
    let location = document.location(claim.span.start);
    let quantity = &claim.quantity;
    ClaimView {
        quantity: &claim.text,
        start: document.characters_before(claim.span.start),
        value: quantity.value.map(number),
        high: quantity.high.map(number),
        per: quantity.per.map(number),
        kind: quantity.kind.name(),
        bound: quantity.bound.name(),
        bound_word: quantity.bound_word.as_deref(),
        relation: claim.relation.name(),
        direction: claim.direction.map(crate::claim::Direction::name),
        population: words(claim.population.as_ref()),
        comparator: words(claim.comparator.as_ref()),
        whole: words(claim.whole.as_ref()),
        measure: claim.measure.value.as_str(),
        offence: words(claim.offence.as_ref()),
        place: words(claim.named_place()),
        period: words(claim.period.as_ref()),
        speaker: words(claim.speaker.as_ref()),
        source: words(claim.source.as_ref()),
        quoted: claim.quoted,
        stance: claim.stance.name(),
        qualifiers: claim
            .qualifiers
            .iter()
            .map(|one| one.text.as_str())
            .collect(),
        inferred: inferred(claim),
        line: location.line,
        column: location.column,
    }
}

fn words<T>(phrase: Option<&Phrase<T>>) -> Option<&str> {
    phrase.map(|phrase| phrase.text.as_str())
}

fn inferred(claim: &Claim) -> Vec<&'static str> {
    fn from<T>(phrase: Option<&Phrase<T>>) -> bool {
        phrase.is_some_and(|phrase| phrase.from.is_inferred())
    }
    [
        ("population", from(claim.population.as_ref())),
        ("comparator", from(claim.comparator.as_ref())),
        ("whole", from(claim.whole.as_ref())),
        ("measure", from(Some(&claim.measure))),
        ("offence", from(claim.offence.as_ref())),
        ("place", from(claim.named_place())),
        ("period", from(claim.period.as_ref())),
        ("speaker", from(claim.speaker.as_ref())),
        ("source", from(claim.source.as_ref())),
    ]
    .into_iter()
    .filter_map(|(name, inferred)| inferred.then_some(name))
    .collect()
}

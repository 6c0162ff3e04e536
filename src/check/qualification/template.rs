//! Fills the fields of a rule's message: `{population|the group}` is the
//! claim's words for the group, or what stands after the bar.

use super::{Shown, data::Case};
use crate::claim::Mark;

/// The message with its fields filled.
pub(super) fn fill(message: &str, mark: &Mark, case: &Case<'_>, shown: &Shown) -> String {
    let mut text = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (field, tail) = after.split_once('}').unwrap_or((after, ""));
        let (name, otherwise) = field.split_once('|').unwrap_or((field, ""));
        text.push_str(&value(name, mark, case, shown).unwrap_or_else(|| otherwise.to_owned()));
        rest = tail;
    }
    text.push_str(rest);
    text
}

fn value(name: &str, mark: &Mark, case: &Case<'_>, shown: &Shown) -> Option<String> {
    let claim = case.claim;
    let cell = || {
        case.agreeing()
            .first()
            .and_then(|working| working.evidence.first())
    };
    let found = match name {
        "quantity" => Some(claim.text.clone()),
        "population" => claim.population.as_ref().map(|phrase| phrase.text.clone()),
        "comparator" => claim.comparator.as_ref().map(|phrase| phrase.text.clone()),
        "place" => claim.place.as_ref().map(|phrase| phrase.text.clone()),
        "period" => claim.period.as_ref().map(|phrase| phrase.text.clone()),
        "measure" => Some(case.vocabulary.label(&claim.measure.value).to_owned()),
        "words" => mark.words.clone(),
        "claimed" => shown.claimed.clone(),
        "reference" => shown.reference.clone(),
        "counted" => cell().map(|cell| case.vocabulary.label(&cell.measure).to_owned()),
        "publisher" => cell().map(|cell| cell.source.publisher.clone()),
        _ => None,
    };
    found.filter(|text| !text.is_empty())
}

//! Fills the fields of a rule's message: `{population|the group}` is the
//! claim's words for the group, or what stands after the bar; a part in square
//! brackets is left out where one of its fields is empty.

use super::{Shown, data::Case};
use crate::claim::Mark;

/// The message with its fields filled.
pub(super) fn fill(message: &str, mark: &Mark, case: &Case<'_>, shown: &Shown) -> String {
    fill_with(message, &|name: &str| value(name, mark, case, shown))
}

/// The same with the fields from anywhere.
pub(super) fn fill_with(message: &str, field: &impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, tail) = after.split_once(']').unwrap_or((after, ""));
        text.push_str(&filled(before, field).unwrap_or_default());
        text.push_str(&filled(inside, field).unwrap_or_default());
        rest = tail;
    }
    text.push_str(&filled(rest, field).unwrap_or_default());
    text
}

/// The text with its fields filled; none where one is empty and nothing is to stand for it.
fn filled(text: &str, field: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut done = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        done.push_str(before);
        let (written, tail) = after.split_once('}').unwrap_or((after, ""));
        let (name, otherwise) = match written.split_once('|') {
            Some((name, otherwise)) => (name, Some(otherwise)),
            None => (written, None),
        };
        done.push_str(&field(name).or_else(|| otherwise.map(str::to_owned))?);
        rest = tail;
    }
    done.push_str(rest);
    Some(done)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_leave_out_what_is_not_known() {
        let full = |name: &str| (name == "quantity").then(|| "12%".to_owned());
        for (message, expected) in [
            ("{quantity} stands", "12% stands"),
            ("{quantity} of {place|somewhere}", "12% of somewhere"),
            ("{quantity}[, not {reference}].", "12%."),
            ("[{quantity} of ]all", "12% of all"),
        ] {
            assert_eq!(fill_with(message, &full), expected);
        }
    }
}

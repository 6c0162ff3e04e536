//! The crime types that a quantity speaks of.

use super::{
    context::carried,
    measure::{WEAKEST, is_population, rank},
};
use crate::{
    claim::{
        Phrase,
        extract::{Before, phrase},
        focus::Focus,
        model::From,
        relation::Reading,
    },
    language::tag::Tag,
    rules::pattern::Role,
    vocabulary::{Class, ConceptId},
};

/// The crime types named in tokens `low..high`, the general words left out.
pub(super) fn offences(focus: &Focus, low: usize, high: usize) -> Vec<ConceptId> {
    let mut found: Vec<ConceptId> = focus
        .tagged()
        .within(Class::Offence, low, high)
        .iter()
        .filter(|tag| specific(focus, tag))
        .filter_map(|tag| focus.document.id(tag))
        .collect();
    found.dedup();
    found
}

pub(super) fn specific(focus: &Focus, tag: &Tag) -> bool {
    focus.document.attribute(tag, "generic").is_none()
}

pub(in crate::claim) fn offence(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<Vec<ConceptId>>> {
    let tagged = focus.tagged();
    let unit = (focus.to, focus.unit_end());
    let mut ranges = vec![];
    ranges.extend(reading.bound(Role::Offence));
    ranges.extend(reading.bound(Role::Whole).or(reading.of));
    ranges.push(unit);
    let (clause_low, clause_high) = focus.clause();
    ranges.push((focus.to, clause_high));
    ranges.push((clause_low, focus.from));
    let told = tagged
        .within(Class::Measure, clause_low, clause_high)
        .iter()
        .any(|tag| focus.document.is_justice(tag) && rank(focus, tag) != WEAKEST);
    if !told {
        ranges.push((focus.to, focus.stretch_high));
        ranges.push((focus.stretch_low, focus.from));
    }
    for (low, high) in ranges {
        if let Some(found) = offence_phrase(focus, focus.block, low, high, From::Stretch) {
            return Some(found);
        }
    }
    if reading.of.is_some_and(|(low, high)| {
        tagged
            .within(Class::Measure, low, high)
            .iter()
            .any(|tag| is_population(focus, tag))
    }) {
        return None;
    }
    let own_justice = tagged
        .within(Class::Measure, focus.stretch_low, focus.stretch_high)
        .iter()
        .any(|tag| focus.document.is_justice(tag));
    if !own_justice
        && let Some(found) = offence_phrase(
            focus,
            focus.block,
            focus.bounds.low,
            focus.bounds.high,
            From::Sentence,
        )
    {
        return Some(found);
    }
    let sentence_justice = [Class::Measure, Class::Offence].into_iter().any(|class| {
        tagged
            .within(class, focus.bounds.low, focus.bounds.high)
            .iter()
            .any(|tag| focus.document.is_justice(tag))
    });
    if sentence_justice {
        return None;
    }
    carried(focus, before, |claim| claim.offence.clone())
}

/// The crime words within tokens `low..high` as one phrase: from the first to the last that belong together.
fn offence_phrase(
    focus: &Focus,
    block: usize,
    low: usize,
    high: usize,
    from: From,
) -> Option<Phrase<Vec<ConceptId>>> {
    let definitions = focus.tagged().of(Class::Definition);
    let defines = |tag: &Tag| {
        definitions
            .iter()
            .any(|other| other.start <= tag.start && tag.end <= other.end)
    };
    let tags: Vec<&Tag> = focus
        .tagged()
        .within(Class::Offence, low, high)
        .iter()
        .filter(|tag| specific(focus, tag) && !defines(tag))
        .collect();
    let first = tags.first()?;
    let mut end = first.end;
    let mut ids = vec![focus.document.id(first)?];
    for tag in tags.iter().skip(1) {
        if tag.start > end + 3 {
            break;
        }
        end = tag.end;
        ids.extend(focus.document.id(tag));
    }
    ids.dedup();
    phrase(focus, block, (first.start, end), from, ids)
}

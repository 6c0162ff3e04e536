//! The crime types that a quantity speaks of.

use super::{
    context::carried,
    measure::{is_population, rank},
};
use crate::{
    claim::{
        Phrase,
        extract::{Before, phrase},
        focus::Focus,
        model::From,
        predicate::WEAKEST,
        relation::Reading,
    },
    language::tag::Tag,
    rules::{chunk, pattern::Role},
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

/// Whether only commas and joining words stand between two crimes.
fn in_list(focus: &Focus, low: usize, high: usize) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    (low..high)
        .all(|at| tagged.written(at) == "," || tagged.is_word(vocabulary, at, "join").is_some())
}

/// "violence against a partner": the end of the words that say whom a crime is against.
fn against(focus: &Focus, end: usize) -> usize {
    let tagged = focus.tagged();
    tagged
        .is_word(&focus.document.pack.vocabulary, end, "crime-against")
        .and_then(|length| chunk::chunk(tagged, end + length, focus.stretch_high))
        .map_or(end, |(_, end)| end)
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
    // A list goes on over its commas, past the end of the clause.
    let far = high.max(focus.stretch_high.min(focus.bounds.high));
    let tags: Vec<&Tag> = focus
        .tagged()
        .within(Class::Offence, low, far)
        .iter()
        .filter(|tag| specific(focus, tag) && !defines(tag))
        .collect();
    let first = tags.first().filter(|tag| tag.end <= high)?;
    let mut end = first.end;
    let mut ids = vec![focus.document.id(first)?];
    for tag in tags.iter().skip(1) {
        if tag.start > end + 3 || (tag.end > high && !in_list(focus, end, tag.start)) {
            break;
        }
        end = tag.end;
        ids.extend(focus.document.id(tag));
    }
    ids.dedup();
    phrase(focus, block, (first.start, against(focus, end)), from, ids)
}

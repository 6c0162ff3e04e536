//! Facets: what a rule left open is filled from the stretch between the
//! neighbouring quantities, then the sentence, then the claim before, the
//! paragraph, the lead-in or headers, the heading, the dateline, the document.
//! One file a facet, the steps of the population in files of their own; `context`
//! holds what all share.

mod antecedent;
mod aside;
mod asked;
mod carried;
mod cells;
#[cfg(test)]
mod cells_tests;
mod clause;
#[cfg(test)]
mod clauses_tests;
mod comparator;
mod compared;
mod context;
mod counted;
mod country;
mod elsewhere;
mod governing;
mod headcount;
mod headed;
mod joined;
mod led;
mod listed;
mod measure;
#[cfg(test)]
mod measure_tests;
mod negated;
mod offence;
mod ordered;
mod paired;
mod people;
mod perfect;
mod period;
#[cfg(test)]
mod period_tests;
mod place;
mod pointed;
mod population;
mod reckoned;
#[cfg(test)]
mod sections_tests;
mod since;
mod taken;
#[cfg(test)]
mod tests;
mod then;
mod there;
mod total;
mod unnamed;
mod untold;
mod weak;
mod when;
#[cfg(test)]
mod where_tests;
mod which;
mod whole;

use crate::{
    claim::{Phrase, extract::phrase, focus::Focus},
    language::tag::Tag,
    vocabulary::{Class, ConceptId},
};
use context::from_of;

pub(super) use {
    carried::same_figure,
    comparator::comparator,
    measure::measure,
    negated::as_told,
    offence::offence,
    paired::is_one_of_pair,
    period::period,
    place::place,
    population::population,
    reckoned::pair,
    whole::{opening, whole},
};

pub(in crate::claim) fn definitions(focus: &Focus) -> Vec<Phrase<ConceptId>> {
    own_definitions(focus)
        .into_iter()
        .filter_map(|tag| {
            let id = focus.document.id(tag)?;
            phrase(
                focus,
                focus.block,
                (tag.start, tag.end),
                from_of(focus, tag),
                id,
            )
        })
        .collect()
}

/// The ways of counting that the sentence tells of the quantity.
pub(in crate::claim) fn own_definitions<'d>(focus: &Focus<'d>) -> Vec<&'d Tag> {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = focus.tagged();
    let all = tagged.within(Class::Definition, focus.bounds.low, focus.bounds.high);
    let own = |tag: &&Tag| !is_of_later(focus, tag) && !is_of_part(focus, tag);
    let mut tags: Vec<&Tag> = all.iter().filter(own).collect();
    // "adjusted for age it is 2.5, unadjusted 3.7"
    let opposed: Vec<&ConceptId> = tags
        .iter()
        .filter(|tag| focus.in_stretch(tag))
        .filter_map(|tag| tag.concept)
        .flat_map(|concept| &vocabulary.concept_at(concept).opposes)
        .collect();
    tags.retain(|tag| {
        let id = focus.document.id(tag);
        focus.in_stretch(tag) || id.is_none_or(|id| !opposed.contains(&&id))
    });
    tags
}

/// Whether a way of counting is that of a later quantity alone, behind it or in its clause:
/// "783 suspects, or 612 without immigration offences", "783; excluding these, 612".
fn is_of_later(focus: &Focus, tag: &Tag) -> bool {
    let (_, clause) = focus.clause();
    // "612, excluding immigration offences, and 783 with them": a mark that only sets it off.
    let set_off = tag.start == clause + 1 && !matches!(focus.tagged().written(clause), ";" | ":");
    let is_later = tag.start >= focus.stretch_high
        || focus.stretch_high < focus.bounds.high && tag.start > clause && !set_off;
    let kind = focus.document.attribute(tag, "kind");
    is_later && matches!(kind, Some("variant" | "scope"))
}

/// Whether a way of counting stands before a part of the quantity, and is the part's:
/// "the scheme accounted for 120 of the 400 returns".
fn is_of_part(focus: &Focus, tag: &Tag) -> bool {
    let between: Vec<&str> = (focus.stretch_low..focus.from)
        .map(|at| focus.tagged().word(at))
        .collect();
    let mut out_of = focus.document.pack.window.out_of.iter();
    focus.stretch_low > focus.bounds.low
        && tag.end <= focus.stretch_low
        && out_of.any(|words| words.split(' ').eq(between.iter().copied()))
}

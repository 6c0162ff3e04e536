//! Facets: what a rule left open is filled from the stretch between the
//! neighbouring quantities, then the sentence, then the claim before, the
//! paragraph, the lead-in or headers, the heading, the dateline, the document.
//! One file a facet, the steps of the population in files of their own; `context`
//! holds what all share.

mod clause;
mod comparator;
mod compared;
mod context;
mod counted;
mod country;
mod measure;
mod offence;
mod period;
mod place;
mod population;
#[cfg(test)]
mod tests;
mod there;
mod total;
mod whole;

use crate::{
    claim::{Phrase, extract::phrase, focus::Focus},
    vocabulary::{Class, ConceptId},
};
use context::from_of;

pub(super) use {
    comparator::comparator,
    measure::measure,
    offence::offence,
    period::{period, same_figure},
    place::place,
    population::population,
    whole::whole,
};

pub(in crate::claim) fn definitions(focus: &Focus) -> Vec<Phrase<ConceptId>> {
    focus
        .tagged()
        .within(Class::Definition, focus.bounds.low, focus.bounds.high)
        .iter()
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

//! Numbers whose own noun says no more than that there were crimes or offenders: what is counted
//! stands further off, or is the crimes themselves.

use super::{
    governing::{is_attribute, rank},
    measure::OFFENDING,
};
use crate::{
    claim::{Phrase, extract::phrase, focus::Focus, model::From, predicate::WEAKEST, stops},
    language::{quantity::Number, tag::Tag},
    number::Kind,
    vocabulary::{Class, ConceptId, Part},
};

/// "1,700 sex offenders and 1,100 drug dealers were freed": the deed told behind the next number,
/// where only a joining word stands before it.
pub(super) fn told_of_both<'d>(focus: &Focus<'d>, tag: &Tag) -> Option<&'d Tag> {
    let own = tag.start >= focus.to && tag.end <= focus.unit_end();
    if !own || !is_weak(focus, tag) || focus.number.quantity.kind != Kind::Count {
        return None;
    }
    let tagged = focus.tagged();
    let mut end = focus.unit_end();
    loop {
        let next = next_number(focus, end)?;
        let (from, to) = next.with_bound;
        if !(end..from).all(|at| is_joint(focus, at)) || next.quantity.kind != Kind::Count {
            return None;
        }
        let high = focus.next_quantity(to).unwrap_or(focus.bounds.high);
        let told = tagged.within(Class::Measure, to, high).iter();
        let mut told = told.filter(|tag| !is_weak(focus, tag) && !is_attribute(focus, tag));
        if let Some(found) = told.find(|tag| tag.part == Part::Verb) {
            return Some(found);
        }
        end = (to..high).rev().find(|at| !is_joint(focus, *at))? + 1;
    }
}

/// "a suspect was found in 812 of the 1,244 rapes", "3,400 attacks, and 1,190 of the suspects": crimes
/// are counted, and the suspects are told of beyond a mark or a joining word.
pub(super) fn crimes(focus: &Focus, told: &Tag) -> Option<Phrase<ConceptId>> {
    let tagged = focus.tagged();
    let (low, high) = (focus.to, focus.unit_end());
    let suspects = focus.document.id(told);
    let suspects = suspects.is_some_and(|id| id.as_str() == "suspects");
    let crimes = tagged.within(Class::Offence, low, high).last();
    let crimes = crimes.filter(|tag| tag.end == high)?;
    let people = [Class::Person, Class::Group].into_iter();
    let mut people = people.flat_map(|class| tagged.within(class, low, high));
    let beyond = (high..told.start).any(|at| is_joint(focus, at));
    let counted = focus.number.quantity.kind == Kind::Count && people.next().is_none();
    let tokens = (crimes.start, crimes.end);
    let found = || {
        phrase(
            focus,
            focus.block,
            tokens,
            From::Stretch,
            ConceptId::new(OFFENDING),
        )
    };
    (suspects && beyond && counted).then(found)?
}

fn next_number<'d>(focus: &Focus<'d>, at: usize) -> Option<&'d Number> {
    let numbers = focus.tagged().numbers_within(focus.bounds.span).iter();
    numbers.into_iter().find(|number| number.with_bound.0 >= at)
}

/// A noun that only calls people offenders, or says that there were crimes.
fn is_weak(focus: &Focus, tag: &Tag) -> bool {
    rank(focus, tag) <= WEAKEST && tag.part != Part::Verb
}

/// Whether token `at` is a mark or word that joins two numbers.
fn is_joint(focus: &Focus, at: usize) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    stops::parts(tagged, at) || tagged.is_word(vocabulary, at, "join").is_some()
}

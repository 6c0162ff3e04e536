//! Groups that words point at and do not name: "their children", "the former",
//! "of the second group".

use super::context::narrowed;
use crate::{
    claim::{Phrase, extract::phrase, focus::Focus, model::From},
    language::tag::Tag,
    vocabulary::{Class, ConceptId, Group},
};

/// Which of two groups words point at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    First,
    Second,
}

/// The group that words between tokens `low..high` point at, the last one.
pub(super) fn pointed_at(focus: &Focus, low: usize, high: usize) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    (low..high).rev().find_map(|at| {
        if is(at, "their-children") {
            return children(focus, at);
        }
        let which = if is(at, "the-former") || is(at, "the-first-group") {
            Which::First
        } else if is(at, "the-latter") || is(at, "the-second-group") {
            Which::Second
        } else {
            return None;
        };
        let last = is(at, "the-former") || is(at, "the-latter");
        one_of_two(focus, at, which, last)
    })
}

/// "their children": no group of the reference data but by another name.
fn children(focus: &Focus, at: usize) -> Option<Phrase<Group>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let length = focus.tagged().is_word(vocabulary, at, "their-children")?;
    // Whose they are has been said before.
    groups_before(focus, at).last()?;
    let mut group = Group::everyone();
    group.traits.insert(ConceptId::new("descendants"));
    phrase(
        focus,
        focus.block,
        (at, at + length),
        From::Stretch,
        narrowed(group),
    )
}

/// The first or the second of the two groups named before token `at`: of the last two, or of the two that open their sentence.
fn one_of_two(focus: &Focus, at: usize, which: Which, last: bool) -> Option<Phrase<Group>> {
    let mut named: Vec<&Tag> = Vec::new();
    for tag in groups_before(focus, at) {
        if named.iter().all(|other| other.group != tag.group) {
            named.push(tag);
        }
    }
    let pair = if last {
        named.get(named.len().checked_sub(2)?..)?
    } else {
        named.get(..2)?
    };
    let tag = match which {
        Which::First => pair.first()?,
        Which::Second => pair.last()?,
    };
    let own = tag.start >= focus.bounds.low;
    let from = if own { From::Sentence } else { From::Paragraph };
    super::context::group_phrase(focus, focus.block, tag, from)
}

/// The groups named before token `at` in its sentence and, where it names less than two, the one before.
fn groups_before<'d>(focus: &Focus<'d>, at: usize) -> Vec<&'d Tag> {
    let tagged = focus.tagged();
    let own = tagged.within(Class::Group, focus.bounds.low, at);
    if own.len() > 1 {
        return own.iter().collect();
    }
    let sentence = focus.sentence.checked_sub(1);
    let before = sentence.and_then(|index| focus.view.sentences.get(index));
    let low = before.map_or(focus.bounds.low, |sentence| sentence.low);
    tagged.within(Class::Group, low, at).iter().collect()
}

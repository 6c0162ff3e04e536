//! How many people of a group there are, and what part of a place's people they are, where no
//! deed is told of them: they live there, were taken in, or were born elsewhere.

use super::{
    headcount::statement,
    people::{ends_statement, is_told_within, is_word},
};
use crate::{
    claim::{extract::Before, focus::Focus},
    language::tag::Tag,
    number::Kind,
    vocabulary::Class,
};

/// "There are 11 million illegals in America and half a million of them are murderers": how many
/// there are, before what some of them did.
pub(super) fn there_are(focus: &Focus, before: Option<&Before>) -> bool {
    const NEAR: usize = 2;
    let tagged = focus.tagged();
    let (low, high) = statement(focus);
    let high = high.min(focus.stretch_high);
    let there = (focus.from.saturating_sub(NEAR + 1).max(low)..focus.from).any(|at| {
        let length = tagged.is_word(&focus.document.pack.vocabulary, at, "there-are");
        length.is_some_and(|length| at + length + NEAR > focus.from)
    });
    let foreign = |tag: &Tag| focus.document.is_foreign(tag);
    let groups = tagged.within(Class::Group, focus.to, focus.unit_end());
    let somewhere = !tagged.within(Class::Place, focus.to, high).is_empty()
        || (focus.to..high)
            .any(|at| is_word(focus, at, "right-here") || is_word(focus, at, "lives-there"));
    let first = before.is_none_or(|before| before.block != focus.block);
    there
        && first
        && somewhere
        && focus.number.quantity.kind == Kind::Count
        && groups.iter().any(foreign)
        && !is_told_within(focus, 0, high)
}

/// "in a city where 41 per cent were born abroad": what part of a place's people they are.
pub(super) fn born_where(focus: &Focus) -> bool {
    const NEAR: usize = 2;
    let part = matches!(focus.number.quantity.kind, Kind::Percent | Kind::Fraction);
    let low = focus.from.saturating_sub(NEAR).max(focus.bounds.low);
    let place = (low..focus.from).any(|at| is_word(focus, at, "place-where"));
    let high = (focus.to..focus.bounds.high)
        .find(|at| ends_statement(focus, *at))
        .unwrap_or(focus.bounds.high);
    let groups = focus.tagged().within(Class::Group, focus.to, high);
    let foreign = |tag: &Tag| focus.document.is_foreign(tag);
    part && place && groups.iter().any(foreign) && !is_told_within(focus, focus.to, high)
}

/// "in line with their share of men aged 15 to 30 (22%)": a share of people, its number behind
/// what it is taken of.
pub(super) fn share_beside(focus: &Focus) -> bool {
    const LONGEST: usize = 8;
    let tagged = focus.tagged();
    let opens = |at: &usize| tagged.written(*at) == "(";
    let Some(open) = focus.from.checked_sub(1).filter(opens) else {
        return false;
    };
    let low = open.saturating_sub(LONGEST).max(focus.bounds.low);
    let share = (low..open)
        .rev()
        .find(|at| is_word(focus, *at, "share-word"));
    share.is_some_and(|share| {
        let people = [Class::Person, Class::Group].into_iter();
        let mut people = people.flat_map(|class| tagged.within(class, share + 2, open));
        tagged.word(share + 1) == "of"
            && people.any(|tag| tag.start <= share + 3)
            && !is_told_within(focus, share, open)
    })
}

/// "although the centres housed 24 per cent more people": a change in how many were taken in.
pub(super) fn hosts_more(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let (low, high) = statement(focus);
    let hosts = (low..focus.from).any(|at| is_word(focus, at, "hosts"));
    let people = [Class::Person, Class::Group].into_iter();
    let mut people = people.flat_map(|class| tagged.within(class, focus.to, high));
    hosts && people.next().is_some() && !is_told_within(focus, low, high)
}

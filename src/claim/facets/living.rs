//! How many people of a group there are, and what part of a place's people they are, where no
//! deed is told of them: they live there, were taken in, or were born elsewhere.

use super::people::{ends_statement, is_told_within, is_word, statement};
use crate::{
    claim::{extract::Before, focus::Focus},
    language::tag::Tag,
    number::Kind,
    rules::Relation,
    vocabulary::Class,
};

/// "There are only 3,200 of them here": how many a group has of whom a rate was told before.
pub(super) fn how_many(focus: &Focus, before: Option<&Before>) -> bool {
    const NEAR: usize = 6;
    let rate = before.is_some_and(|before| {
        let relation = before.claim.relation;
        before.block == focus.block
            && before.sentence + 1 >= focus.sentence
            && matches!(
                relation,
                Relation::Incidence | Relation::Ratio | Relation::RelativeDifference
            )
    });
    let tagged = focus.tagged();
    let (low, high) = statement(focus);
    let there = (focus.from.saturating_sub(NEAR).max(low)..focus.from)
        .any(|at| is_word(focus, at, "there-are"));
    // "and the county had taken in 2,310 asylum seekers"
    let foreign = |tag: &Tag| focus.document.is_foreign(tag);
    let unit = tagged
        .within(Class::Group, focus.to, focus.unit_end())
        .iter();
    let hosts =
        (low..focus.from).any(|at| is_word(focus, at, "hosts")) && unit.into_iter().any(foreign);
    let people =
        (rate && there) || (hosts && before.is_some()) || live_there(focus, (low, high), before);
    people && !is_told_within(focus, low, high)
}

/// "Algerians, of whom 6,000 live in Switzerland", "the Afghans in the canton number 2,100": how
/// many of a group there are, of whom no deed was told.
fn live_there(focus: &Focus, (low, high): (usize, usize), before: Option<&Before>) -> bool {
    let tagged = focus.tagged();
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag);
    let mut groups = tagged
        .within(Class::Group, focus.bounds.low, focus.unit_end())
        .iter();
    let Some(group) = groups.rfind(foreign) else {
        return false;
    };
    let whom = focus.from.checked_sub(2).is_some_and(|at| {
        is_word(focus, at, "share-of") && is_word(focus, at + 1, "relative-word")
    });
    let counted = group.start >= focus.to;
    let live = (focus.to..high).any(|at| is_word(focus, at, "lives-there"));
    let number = (group.end..focus.from).any(|at| is_word(focus, at, "numbering"));
    let told = is_told_within(focus, focus.bounds.low, low.min(group.start));
    // "The county has 2,400 migrants"
    let has = focus
        .from
        .checked_sub(1)
        .filter(|at| is_word(focus, *at, "says-of"));
    let places = tagged.of(Class::Place).iter();
    let has = has.is_some_and(|at| places.into_iter().any(|place| place.end == at));
    let size = counted && has || number && low <= group.start;
    // "The jails hold 900. Poles number 40"
    let first = before.is_none() && !is_told_within(focus, 0, focus.bounds.low);
    ((whom || counted) && live || first && size) && !told
}

/// "although the foreign population has almost doubled", "residents went from 2,000 to 5,000".
pub(super) fn grew(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let (low, high) = statement(focus);
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag);
    let mut groups = tagged.within(Class::Group, low, focus.from).iter();
    let Some(group) = groups.rfind(foreign) else {
        return false;
    };
    let everybody = (group.start..group.end).any(|at| is_word(focus, at, "everybody"));
    let number = (low..group.start).any(|at| is_word(focus, at, "number-of"));
    let verb = (group.end..high).any(|at| is_word(focus, at, "grows"));
    (everybody || number) && verb && !is_told_within(focus, low, high)
}

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

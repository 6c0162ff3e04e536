//! How many people there are of whom no deed is told: "there are 3,200 of them here", "a town
//! where one in ten was born abroad".
//!
//! Such a number stands beside one of crime as what that is measured by, and the statement it
//! stands in tells nothing but where people live, that they came or that they grew in number.

use super::people::{is_told_within, is_word};
use crate::{
    claim::{extract::Before, focus::Focus, part::of_them, stops},
    language::tag::Tag,
    rules::Relation,
    vocabulary::{Class, Hit},
};

/// The measure of those in prison, whose number is told again by the group alone.
const HELD: &str = "prisoners";

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
    // "At the census there were 631,000 people without citizenship", and not at that of prisoners
    let mut unit = tagged
        .within(Class::Group, focus.to, focus.unit_end())
        .iter();
    let census = (focus.bounds.low..focus.from).any(|at| is_word(focus, at, "census-of-people"));
    let people = (census && unit.any(foreign))
        || (rate && there)
        || (hosts && before.is_some())
        || is_base_of_next(focus, before)
        || live_there(focus, (low, high), before);
    people && !is_told_within(focus, low, high)
}

/// "There are 90,000 Afghans in Hamburg and 3,100 of them were suspects": a group of whom nothing was
/// told before, and of whom the next number is a part.
fn is_base_of_next(focus: &Focus, before: Option<&Before>) -> bool {
    let tagged = focus.tagged();
    let foreign = |tag: &Tag| focus.document.is_foreign(tag);
    let mut unit = tagged
        .within(Class::Group, focus.to, focus.unit_end())
        .iter();
    let (low, high) = statement(focus);
    let hints = |hit: &Hit| {
        let concept = focus.document.pack.vocabulary.concept_at(hit.concept);
        concept.attributes.contains_key("hints")
    };
    let next = ends_before_part(focus).is_some() || parts_ahead(focus);
    next && is_first(focus, before)
        && unit.any(foreign)
        && !tagged.hits().between(low, high).iter().any(hints)
        && !is_told_within(focus, 0, focus.bounds.low)
}

/// Whether no claim of the block stands before.
fn is_first(focus: &Focus, before: Option<&Before>) -> bool {
    before.is_none_or(|before| before.block != focus.block)
}

/// "There are 12,400 Poles in Bergen. Of these 310 …": whether the next sentence counts a part of them.
fn parts_ahead(focus: &Focus) -> bool {
    let last = focus.stretch_high == focus.bounds.high;
    let next = focus.view.sentences.get(focus.sentence + 1);
    let next = next.filter(|_| last);
    next.is_some_and(|next| {
        let mut numbers = focus.tagged().numbers_within(next.span).iter();
        let them = |at: usize| is_word(focus, at, "part-of-them");
        numbers.any(|number| them(number.with_bound.1)) || them(next.low)
    })
}

/// "… and 3,100 of them": where the statement ends if the next number is a part of these people.
fn ends_before_part(focus: &Focus) -> Option<usize> {
    let tagged = focus.tagged();
    let mut numbers = tagged.numbers_within(focus.bounds.span).iter();
    let next = numbers.find(|number| number.with_bound.0 == focus.stretch_high)?;
    let of = next.with_bound.1;
    let end = focus.stretch_high.checked_sub(1)?;
    // "…, of whom 610 were suspects"
    let whom = end
        .checked_sub(1)
        .filter(|at| is_word(focus, *at, "share-of") && is_word(focus, at + 1, "back-pronoun"));
    if let Some(at) = whom {
        return Some(at);
    }
    let joined = is_word(focus, end, "join") || stops::parts(tagged, end);
    let them = is_word(focus, of, "share-of") && of_them(focus, (of + 1, of + 2));
    (joined && them).then_some(end)
}

/// "in a city where 41 per cent were born abroad", "my district is 40 per cent foreign-born": the part
/// of those who live at a place.
pub(super) fn share_of_place(focus: &Focus) -> bool {
    const HEAD: usize = 3;
    let tagged = focus.tagged();
    let (low, high) = statement(focus);
    let is = |at: usize, id: &str| is_word(focus, at, id);
    let head = |at: usize| at.checked_sub(1).is_some_and(|at| is(at, "place-head"));
    let at_place = |at: usize| head(at) || tagged.of(Class::Place).iter().any(|tag| tag.end == at);
    let whose = (low..focus.from)
        .rev()
        .find(|at| is(*at, "place-where"))
        .filter(|at| at_place(*at) || at.checked_sub(1).is_some_and(at_place));
    let verb = focus.from.checked_sub(1);
    let is_so = verb.filter(|at| is(*at, "copula") && at_place(*at));
    let group = |at: usize| tagged.of(Class::Group).iter().any(|tag| tag.start == at);
    match (whose, is_so) {
        (Some(at), _) => !is_told_within(focus, at.saturating_sub(HEAD), high),
        (None, Some(_)) => group(focus.to) && !is_told_within(focus, low, high),
        _ => false,
    }
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
    // "Syrians, who number 95,000 here, were …"
    let aside = tagged.written(group.end) == "," && is_word(focus, group.end + 1, "relative-word");
    let told = is_told_within(focus, focus.bounds.low, low.min(group.start));
    // "The county has 2,400 migrants"
    let has = focus
        .from
        .checked_sub(1)
        .filter(|at| is_word(focus, *at, "says-of"));
    let places = tagged.of(Class::Place).iter();
    let has = has.is_some_and(|at| places.into_iter().any(|place| place.end == at));
    let size = counted && has || number && (low <= group.start || aside && low == group.end + 1);
    // "The jails hold 900. Poles number 40"
    let first = is_first(focus, before) && !is_told_within(focus, 0, focus.bounds.low);
    ((whom || counted) && live || first && size) && !told
}

/// "although the foreign population has almost doubled", "residents went from 2,000 to 5,000", but not "the
/// number of foreigners grew" behind one of prisoners.
pub(super) fn grew(focus: &Focus, before: Option<&Before>) -> bool {
    let tagged = focus.tagged();
    let (low, high) = statement(focus);
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag);
    let mut groups = tagged.within(Class::Group, low, focus.from).iter();
    let Some(group) = groups.rfind(foreign) else {
        return false;
    };
    let everybody = (group.start..group.end).any(|at| is_word(focus, at, "everybody"));
    let held = before.is_some_and(|before| {
        before.block == focus.block && before.claim.measure.value.as_str() == HELD
    });
    let number = !held && (low..group.start).any(|at| is_word(focus, at, "number-of"));
    let verb = (group.end..high).any(|at| is_word(focus, at, "grows"));
    (everybody || number) && verb && !is_told_within(focus, low, high)
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

/// The statement that the number stands in: between marks and words that join sentences.
pub(super) fn statement(focus: &Focus) -> (usize, usize) {
    let tagged = focus.tagged();
    let parts = |at: &usize| stops::parts(tagged, *at) || is_word(focus, *at, "statement-break");
    let low = (focus.bounds.low..focus.from)
        .rev()
        .find(parts)
        .map_or(focus.bounds.low, |at| at + 1);
    let high = (focus.to..focus.bounds.high)
        .find(parts)
        .unwrap_or(focus.bounds.high);
    (low, high.min(ends_before_part(focus).unwrap_or(high)))
}

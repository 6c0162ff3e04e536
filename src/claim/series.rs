//! The unit of a bare number that goes on from the figure before: set against it, told of the
//! next group, place or time, or in parallel with it.

use super::{
    Claim, decimals,
    extract::Before,
    focus::Focus,
    sites::sites,
    stops,
    unit::{self, Unit},
};
use crate::{
    language::quantity::TakenFor,
    number::{Decimal, Kind},
    rules::Relation,
    vocabulary::Class,
};

/// "34.4 per cent, after 30.0 a year earlier", "Undocumented: 587": a bare number goes on in the unit of the figure before.
pub(super) fn set_against(focus: &Focus, before: Option<&Before>) -> Option<Unit> {
    let value = focus.number.quantity.value?;
    // "2.0"
    let written = focus.number.span.of(focus.tagged().text);
    let tenths = !value.is_integer() || written.contains('.');
    let before = before.filter(|before| {
        let near = before.block == focus.block && before.sentence + 1 >= focus.sentence;
        // "1.3 per cent of Poles, 2.9 of Turks": no people are counted in tenths.
        let people = before.sentence == focus.sentence && counts_people(focus);
        let parts = is_part(before.claim) && (people && tenths || of_another_too(focus));
        near && (unit::is_bare(focus) || parts)
    })?;
    let claim = before.claim;
    let earlier = claim.quantity.value?;
    if claim.quantity.kind == Kind::Multiple {
        return tenths.then_some(Unit::Multiple);
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    // "up 27 per cent; from 22 to 28": what has moved is told.
    let end = |at: usize| {
        ["range-from", "range-to"]
            .iter()
            .any(|id| tagged.is_word(vocabulary, at, id).is_some())
    };
    let ends = focus.from.checked_sub(1).is_some_and(end);
    if claim.relation == Relation::Change && claim.quantity.kind == Kind::Percent && ends {
        return None;
    }
    let linked = is_linked(focus)
        || focus.from > focus.bounds.low && is_part(claim) && of_another_too(focus);
    let alike = decimals::are_alike(value, earlier);
    // "In Veneto 61.4 per cent are foreigners, in Lazio 50.1"
    let percent = claim.quantity.kind == Kind::Percent;
    let plainly = percent && (!value.is_integer() || tenths && is_part(claim));
    // "1.9 per cent in Chad, 50.6 in Peru"
    let alike = alike || (percent && linked && tenths);
    if !(linked || plainly) || !alike {
        return None;
    }
    match claim.quantity.kind {
        Kind::Percent if value < Decimal::ONE_HUNDRED => Some(Unit::Percent),
        Kind::PercentagePoints => Some(Unit::Points),
        Kind::Index => Some(Unit::Index),
        Kind::Rate => claim.quantity.per.map(Unit::Rate),
        _ => None,
    }
}

/// "538 per 100,000, or 3.3 times the rate of locals; for Chadians 618": the unit of the figure that a multiple
/// compares.
pub(super) fn beyond_multiple(
    focus: &Focus,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Unit> {
    let multiple = |claim: &Claim| claim.quantity.kind == Kind::Multiple;
    let before = before.filter(|before| multiple(before.claim))?;
    let mut earlier = claims.iter().rev();
    let claim = earlier.find(|claim| !multiple(claim))?;
    let compared = Before { claim, ..*before };
    set_against(
        focus,
        Some(&compared).filter(|_| claim.block == before.block),
    )
}

/// "The national rate is 40 per 10,000. For Serbs it is 96": a bare number goes on from a rate that is of nobody
/// it asks about.
pub(super) fn after_rate(focus: &Focus) -> Option<Unit> {
    let value = focus
        .number
        .quantity
        .value
        .filter(|_| unit::is_bare(focus))?;
    let before = focus.sentence.checked_sub(1)?;
    let before = focus.view.sentences.get(before)?;
    let tagged = focus.tagged();
    let span = tagged.token_span(before.low, focus.from);
    let mut numbers = tagged.numbers_within(span).iter().rev();
    let last = numbers.find(|number| number.taken_for == TakenFor::Quantity)?;
    let rate = last.quantity.kind == Kind::Rate && last.tokens.0 < focus.bounds.low;
    let earlier = last.quantity.value.filter(|_| rate)?;
    let goes_on = is_linked(focus) && decimals::are_alike(value, earlier);
    last.quantity.per.filter(|_| goes_on).map(Unit::Rate)
}

/// "after 30", "it's 30", "Serbs: 30", "in Kent 30": whether the words before a number set it against the one before.
fn is_linked(focus: &Focus) -> bool {
    const LINK: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.from.saturating_sub(LINK).max(focus.bounds.low);
    let set_against = || {
        (low..focus.from)
            .any(|at| tagged.is_word(vocabulary, at, "set-against") == Some(focus.from - at))
    };
    focus.from > focus.bounds.low
        && (tagged.written(focus.from - 1) == ":"
            || set_against()
            || of_another(focus)
            || elsewhere(focus)
            || in_parallel(focus)
            || side_by_side(focus))
}

/// "for robbery it was 9 and 7": whether a word alone joins the number to the one before, and nothing follows.
fn side_by_side(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let join = |at: &usize| tagged.is_word(vocabulary, *at, "join") == Some(1);
    let end = focus.from.checked_sub(1).filter(join);
    let mut numbers = tagged.numbers_within(focus.bounds.span).iter();
    let joined =
        |end: usize| numbers.any(|one| one.tokens.1 == end && one.taken_for == TakenFor::Quantity);
    end.is_some_and(joined) && stops::ends(tagged, focus.to)
}

/// "12 per cent of Serbs", and not "12 per cent more than": a part of a group or of what was done.
fn is_part(claim: &Claim) -> bool {
    matches!(claim.relation, Relation::Share | Relation::Incidence)
}

/// "Serbs are 12 per cent of the inmates, Poles 9", "among Swiss citizens, 26": nothing but another
/// group stands before the number, and nothing behind it.
fn of_another(focus: &Focus) -> bool {
    const SMALL: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let comma = usize::from(tagged.written(focus.from - 1) == ",");
    let group = tagged.within(Class::Group, focus.bounds.low, focus.from);
    // "Poles alone 9", "Poles by themselves 9"
    // "in 41 per cent of cases, Poles in 9"
    let alone = |end: usize| {
        let word = ["by-themselves", "located-in"];
        let length = word.iter().find_map(|id| is(end, id));
        length.map_or(end, |length| end + length)
    };
    let Some(group) = group
        .last()
        .filter(|tag| alone(tag.end) + comma == focus.from)
    else {
        return false;
    };
    let low = group.start.saturating_sub(SMALL).max(focus.bounds.low);
    let mut lead = (low..group.start).rev();
    let opens = |at: usize| stops::halts(tagged, at) || is(at, "join").is_some();
    let small = ["preposition", "phrase-preposition", "phrase-determiner"];
    let named = lead.find(|at| !small.iter().any(|id| is(*at, id).is_some()));
    named.is_none_or(opens) && (stops::ends(tagged, focus.to) || is(focus.to, "join").is_some())
}

/// "21 per cent in 2012 and 27 in 2022", "in Kent 46", "for rape 41": whether the number is of another time,
/// place or crime.
fn elsewhere(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let classes = [Class::Period, Class::Offence];
    let mut tags = classes.into_iter().flat_map(|class| tagged.of(class));
    let mut places = sites(focus.document, focus.block).iter();
    tags.any(|tag| focus.stands_alone_with(tag))
        || places.any(|site| focus.stands_alone_with(&site.tag))
}

/// "37 per cent less often for theft, 43 for fraud", "2 per cent in Polish jails and over 70 in Danish ones": the same
/// preposition leads on from both numbers.
pub(super) fn in_parallel(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let numbers = tagged.numbers_within(focus.bounds.span).iter().rev();
    let mut earlier = numbers.filter(|number| number.tokens.1 <= focus.from);
    let low = earlier.find(|number| number.taken_for == TakenFor::Quantity);
    let low = low.map_or(focus.from, |number| number.tokens.1);
    let (start, _) = focus.number.with_bound;
    let of = start.checked_sub(1).filter(|at| tagged.word(*at) == "of");
    let link = of.unwrap_or(start).checked_sub(1);
    let joined = link.is_some_and(|at| tagged.written(at) == "," || word(at, "join"));
    let same = |at: usize| tagged.word(at) == tagged.word(focus.to);
    // "12 per cent in Lyon, 40 in all"
    let leads = ["preposition", "set-against"]
        .iter()
        .any(|id| word(focus.to, id));
    let alike = leads && !word(focus.to, "totalling") && (low..start).any(same);
    // "27 in Leeds were jailed": a statement of its own.
    let end = (focus.to..focus.bounds.high).find(|at| stops::ends(tagged, *at));
    let said = (focus.to..end.unwrap_or(focus.bounds.high)).any(|at| word(at, "clause-verb"));
    joined && alike && !said
}

/// "4 per cent of Serbs, 9 of Poles": a group that no part is counted of, behind "of".
fn of_another_too(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let of = tagged.word(focus.to) == "of";
    let mut groups = tagged.of(Class::Group).iter();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let start = focus.to + 1 + usize::from(is(focus.to + 1, "definite-article"));
    let group = groups.find(|tag| tag.start == start).filter(|_| of);
    let ends = |end: usize| stops::ends(tagged, end) || is(end, "clause-verb") || is(end, "join");
    group.is_some_and(|tag| tag.has_basis() && ends(tag.end))
}

/// Whether people or a group stand behind the number, or behind "of".
fn counts_people(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let at = focus.to + usize::from(tagged.word(focus.to) == "of");
    let begins = |class: Class| tagged.of(class).iter().any(|tag| tag.start == at);
    begins(Class::Group) || begins(Class::Person)
}

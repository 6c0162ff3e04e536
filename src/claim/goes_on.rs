//! What a number says where it goes on as the figure before it: a change of the next group, the
//! comparison under another condition, a sign in brackets, a column of changes.

use super::{
    Claim,
    extract::{self, Before},
    facets,
    focus::{self, Focus},
    part::is_part,
    series,
    unit::{self, Unit},
};
use crate::{
    language::tag::Tag,
    number::Kind,
    rules::{Direction, Relation},
    vocabulary::Class,
};

/// What a number says as the figure before it does, with the way it goes.
pub(super) fn as_before(
    focus: &Focus,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<(Relation, Option<Direction>)> {
    changed_too(focus, before, claims)
        .or_else(|| it_was_too(focus, before))
        .or_else(|| less_likely_too(focus, before))
        .or_else(|| part_of_rate_too(focus, before))
}

/// "Thefts rose 30% and robberies 27%", "rose 50%, from 8 to 12, and arrests 20%": the change of a claim before goes on.
fn changed_too(
    focus: &Focus,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<(Relation, Option<Direction>)> {
    before.filter(|before| {
        is_part(focus) && before.block == focus.block && before.sentence == focus.sentence
    })?;
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let changed = claims
        .iter()
        .rev()
        .take_while(|claim| claim.sentence == sentence)
        .find(|claim| claim.relation != Relation::Level)
        .filter(|claim| claim.relation == Relation::Change)?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.stretch_low;
    // "between 2007 and 2018" joins no other change on.
    let dated = |at: usize| {
        let mut periods = tagged.of(Class::Period).iter();
        periods.any(|tag| tag.start <= at && at < tag.end)
    };
    let join = |at: usize| tagged.is_word(vocabulary, at, "join").is_some() && !dated(at);
    let joined = (low..focus.from).any(join);
    // "…, of Syrians 12 per cent": the verb before is left out.
    let gapped = || {
        let of_another = tagged.is_word(vocabulary, low + 1, "gapped").is_some();
        let named = [Class::Group, Class::Offence, Class::Place].into_iter();
        let mut named = named.flat_map(|class| tagged.within(class, low, focus.from));
        matches!(tagged.written(low), "," | ";") && of_another && named.next().is_some()
    };
    // "rose by 8 per cent, Danes by 3", "…, that of all inmates by 4"
    let by = || {
        let people = [Class::Group, Class::Person].into_iter();
        let mut people = people.filter_map(|class| tagged.within(class, low, focus.from).last());
        let opens = |tag: &Tag| {
            let comma = |at: usize| tagged.written(at) == ",";
            let (near, own) = (low + 1..focus.from, tag.start);
            let that_of = near
                .into_iter()
                .find(|at| tagged.is_word(vocabulary, *at, "that-of").is_some());
            own > low && comma(own - 1) || that_of.is_some_and(|at| at < own && comma(at - 1))
        };
        tagged.word(focus.from - 1) == "by"
            && people.any(|tag| tag.end + 1 == focus.from && opens(tag))
    };
    let joined = joined || gapped() || by();
    let verb = (focus.stretch_low..focus.from)
        .any(|at| tagged.is_word(vocabulary, at, "finite-verb").is_some());
    (joined && !verb && changed.direction.is_some())
        .then_some((Relation::Change, changed.direction))
}

/// "Convictions rose 62 per cent. For locals it was 39 per cent": the change of the claim before, of another group.
fn it_was_too(focus: &Focus, before: Option<&Before>) -> Option<(Relation, Option<Direction>)> {
    let before = before.filter(|before| {
        is_part(focus) && before.block == focus.block && before.sentence + 1 >= focus.sentence
    })?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id) == Some(1);
    let it_was = focus.from.checked_sub(2);
    let it_was = it_was.is_some_and(|at| is(at, "the-figure") && is(at + 1, "copula"));
    let groups = tagged.within(Class::Group, focus.stretch_low, focus.from);
    let change = before.claim.relation == Relation::Change;
    (change && it_was && !groups.is_empty()).then_some((Relation::Change, before.claim.direction))
}

/// "55 per cent less likely to be jailed, 30 per cent if only men are counted": the comparison before goes on.
fn less_likely_too(
    focus: &Focus,
    before: Option<&Before>,
) -> Option<(Relation, Option<Direction>)> {
    let in_percent = || unit::of(focus, before) == Some(Unit::Percent);
    let before = before.filter(|before| {
        before.block == focus.block
            && before.sentence + 1 >= focus.sentence
            && before.claim.relation == Relation::RelativeDifference
            && (is_part(focus) || in_percent())
    })?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    // "19 per cent less likely than men (3.9 against 4.8 per cent)": the levels compared.
    if before.sentence == focus.sentence && facets::is_one_of_pair(focus) {
        return Some((Relation::Incidence, None));
    }
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let counted = [Class::Measure, Class::Offence]
        .into_iter()
        .any(|class| !tagged.within(class, focus.to, high).is_empty());
    let share = (low..high).any(|at| tagged.is_word(vocabulary, at, "share-word").is_some());
    let goes_on = !counted || series::in_parallel(focus);
    (goes_on && !share).then_some((Relation::RelativeDifference, before.claim.direction))
}

/// "at a third of the rate of natives, and legal immigrants at a quarter": the part of a rate that the figure before is.
fn part_of_rate_too(
    focus: &Focus,
    before: Option<&Before>,
) -> Option<(Relation, Option<Direction>)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let fraction = focus.number.quantity.kind == Kind::Fraction;
    let before = before.filter(|before| {
        fraction
            && before.block == focus.block
            && before.sentence == focus.sentence
            && before.claim.relation == Relation::Ratio
            && before.claim.quantity.kind == Kind::Fraction
    })?;
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let verb = (low..high).any(|at| tagged.is_word(vocabulary, at, "finite-verb").is_some());
    (!verb).then_some((before.claim.relation, None))
}

/// "2.2 per 1,000 against 3.0 (−26%)", "1,200 (+8%)": with its sign a percentage in brackets tells how the figures
/// before compare, or how much the one before has moved.
pub(super) fn signed(focus: &Focus, claims: &[Claim]) -> Option<(Relation, Option<Direction>)> {
    const ASIDE: usize = 3;
    let tagged = focus.tagged();
    let (token, _) = tagged.token_range(focus.number.span);
    let sign = token.checked_sub(1)?;
    let direction = focus::sign(tagged, sign)?;
    let attached = tagged.token_span(sign, token).end == focus.number.span.start;
    // "(so Poles −27%)"
    let bracket =
        (sign.saturating_sub(ASIDE)..sign).any(|at| matches!(tagged.written(at), "(" | "["));
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    if !(attached && bracket && is_part(focus)) {
        return None;
    }
    let mut here = claims
        .iter()
        .rev()
        .take_while(|claim| claim.sentence == sentence);
    // "Suspects from Chad (+44%), Peru (+29%)": nothing but the changes is told.
    let Some(last) = here.next() else {
        return Some((Relation::Change, Some(direction)));
    };
    let other = |claim: &Claim| {
        let group = |claim: &Claim| claim.population.as_ref().map(|group| group.value.clone());
        claim.quantity.kind == last.quantity.kind && group(claim) != group(last)
    };
    let relation = match last.relation {
        Relation::Incidence if here.any(other) => Relation::RelativeDifference,
        Relation::Level | Relation::Incidence | Relation::Change => Relation::Change,
        _ => return None,
    };
    Some((relation, Some(direction)))
}

/// "+10%" below "Change", "12" below "Rise in %": what has moved in a table, and which way.
pub(super) fn in_column_of_changes(focus: &Focus) -> Option<(Relation, Option<Direction>)> {
    let cell = focus.document.cell(focus.block)?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (token, _) = tagged.token_range(focus.number.span);
    let sign = token.checked_sub(1);
    let sign = sign.and_then(|at| focus::sign(tagged, at));
    let head = &focus.document.views.get(cell.column_header?)?.tagged;
    let has = |id: &str| head.has_word(vocabulary, 0, head.row.len(), id);
    let direction = match (has("head-of-rise"), has("head-of-fall")) {
        (true, false) => Some(Direction::Up),
        (false, true) => Some(Direction::Down),
        _ => None,
    };
    (direction.is_some() || has("head-of-change")).then_some((Relation::Change, sign.or(direction)))
}

//! What a quantity says: by the first relation rule that matches, else as the
//! figure before goes on, else by how it is written and what it is a part of.

use super::{
    Claim,
    extract::{self, Before},
    focus::Focus,
    goes_on,
    part::{counted_base, of_phrase, of_them, part_of_one},
    share, stops,
    unit::{self, Unit},
};
use crate::{
    language::tag::Tag,
    number::{Decimal, Kind},
    rules::{
        Direction, Relation, RelationRule, Stance,
        pattern::{Bindings, Role, Side},
    },
    vocabulary::{Class, ConceptId},
};
use std::cmp::Ordering;

/// What is known of a quantity before its facets are filled.
pub(super) struct Reading<'d> {
    pub(super) relation: Relation,
    pub(super) direction: Option<Direction>,
    pub(super) stance: Option<Stance>,
    pub(super) rule: Option<&'d RelationRule>,
    pub(super) bindings: Bindings,
    /// The noun phrase after "of" or "one in N", in tokens.
    pub(super) of: Option<(usize, usize)>,
    /// Of two counts beside a percentage, what the second numbers: "12 of 80 burglars, 15 per cent".
    pub(super) base: Option<(usize, usize)>,
    /// Whether its people are only set against those of the claim before, of whom all is told.
    pub(super) compared: bool,
    /// Whether it only tells how the two figures before compare: "2.2 per 1,000 against 3.0 (−26%)".
    pub(super) paired: bool,
}

impl Reading<'_> {
    pub(super) fn bound(&self, role: Role) -> Option<(usize, usize)> {
        self.bindings
            .roles
            .iter()
            .find(|(one, _, _)| *one == role)
            .map(|&(_, from, to)| (from, to))
    }
}

pub(super) fn read<'d>(
    focus: &Focus<'d>,
    before: Option<&Before>,
    claims: &[Claim],
) -> Reading<'d> {
    let of = of_phrase(focus);
    let base = of.map_or_else(|| counted_base(focus), |_| None);
    if let Some((rule, bindings)) = first_rule(focus, of) {
        let then = (rule.relation == Relation::Ratio).then(|| times_as_then(focus));
        if let Some((range, up_or_down)) = then.flatten() {
            return changed_since(range, up_or_down, of);
        }
        return Reading {
            relation: rule.relation,
            direction: direction(focus, rule, &bindings),
            stance: rule.stance,
            rule: Some(rule),
            bindings,
            of,
            base,
            compared: false,
            paired: false,
        };
    }
    let signed = of
        .is_none()
        .then(|| goes_on::in_column_of_changes(focus).or_else(|| goes_on::signed(focus, claims)))
        .flatten();
    let goes_on = of
        .is_none()
        .then(|| goes_on::as_before(focus, before, claims));
    let goes_on = signed.or(goes_on.flatten());
    let times = focus.number.quantity.kind == Kind::Multiple;
    if let Some((range, up_or_down)) = times.then(|| times_as_then(focus)).flatten() {
        return changed_since(range, up_or_down, of);
    }
    let (relation, direction) =
        goes_on.unwrap_or_else(|| (by_default(focus, of.or(base), before, claims), None));
    Reading {
        relation,
        direction,
        stance: None,
        rule: None,
        bindings: Bindings::default(),
        of,
        base,
        compared: of.is_some_and(|of| compared(focus, of, before).is_some()),
        paired: signed.is_some_and(|(relation, _)| relation == Relation::RelativeDifference),
    }
}

/// "In two years 64 per cent of the former were caught again": a part that offended again is one
/// of those of whom it is said, unless it is a part of those who did.
pub(super) fn settle(focus: &Focus, reading: &mut Reading, measure: &ConceptId) {
    const AGAIN: &str = "reoffending";
    let part = matches!(focus.number.quantity.kind, Kind::Percent | Kind::Fraction);
    if !part || reading.rule.is_some() {
        return;
    }
    // Nothing is said of people of whom no deed is told.
    if measure.as_str() == "population" && reading.relation == Relation::Incidence {
        reading.relation = Relation::Share;
    }
    if measure.as_str() != AGAIN || reading.relation != Relation::Share {
        return;
    }
    let again = |tag: &Tag| {
        focus
            .document
            .id(tag)
            .is_some_and(|id| id.as_str() == AGAIN)
    };
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let of_them = reading.of.is_some_and(|(low, high)| {
        let verb = |at: &usize| tagged.is_word(vocabulary, *at, "says-of").is_some();
        let high = (low..high).find(verb).unwrap_or(high);
        tagged.within(Class::Measure, low, high).iter().any(again)
    });
    if !of_them {
        reading.relation = Relation::Incidence;
    }
}

/// The first rule whose patterns match beside the number, and what they bind.
fn first_rule<'d>(
    focus: &Focus<'d>,
    of: Option<(usize, usize)>,
) -> Option<(&'d RelationRule, Bindings)> {
    let tagged = focus.tagged();
    let (low, high) = (focus.bounds.low, focus.bounds.high);
    let kind = focus.number.quantity.kind;
    let words = focus.number.span.of(tagged.text).to_lowercase();
    let pack = focus.document.pack;
    let (before, after) = (
        tagged.tokens(low, focus.from),
        tagged.tokens(focus.to, high),
    );
    let candidates = pack.relation_index.candidates(kind, before, after);
    let mut rules = candidates
        .into_iter()
        .filter_map(|at| pack.relations.get(at));
    rules.find_map(|rule| {
        if !(rule.text.is_empty() || rule.text.contains(&words))
            || said_otherwise(focus, rule, of)
            || (rule.relation == Relation::Change && is_level(focus))
        {
            return None;
        }
        let left = rule
            .left
            .matches(tagged, Side::Left, focus.from, low, high)?;
        let right = rule
            .right
            .matches(tagged, Side::Right, focus.to, low, high)?;
        let mut bindings = left;
        bindings.roles.extend(right.roles);
        bindings.direction = bindings.direction.or(right.direction);
        Some((rule, bindings))
    })
}

/// "The share fell below a fifth": a number that tells what a rise or fall came to, by its bound word.
fn is_level(focus: &Focus) -> bool {
    let bound = focus.number.quantity.bound_word.as_ref();
    let levels = &focus.document.pack.window.level_bounds;
    bound.is_some_and(|bound| levels.contains(&bound.to_lowercase()))
}

/// "2 per cent of residents born in Chad were suspects": the rule reads a part of the population
/// where something is said of those named.
fn said_otherwise(focus: &Focus, rule: &RelationRule, of: Option<(usize, usize)>) -> bool {
    rule.measure.as_deref() == Some("population") && of.is_some_and(|of| share::is_said(focus, of))
}

/// Up or down, for what has a direction: as the rule fixes it, else by the words it matched.
fn direction(focus: &Focus, rule: &RelationRule, bindings: &Bindings) -> Option<Direction> {
    let directed = matches!(
        rule.relation,
        Relation::Change | Relation::RelativeDifference | Relation::Difference
    );
    rule.direction
        .map(|fixed| turned(focus, fixed))
        .or(bindings.direction)
        .filter(|_| directed)
}

/// What is set against another time has changed since.
fn changed_since<'d>(
    time: Option<(usize, usize)>,
    direction: Direction,
    of: Option<(usize, usize)>,
) -> Reading<'d> {
    let mut bindings = Bindings::default();
    let bound = time.map(|(low, high)| (Role::Period, low, high));
    bindings.roles.extend(bound);
    Reading {
        relation: Relation::Change,
        direction: Some(direction),
        stance: None,
        rule: None,
        bindings,
        of,
        base: None,
        compared: false,
        paired: false,
    }
}

/// "twice as many as in 2019", "double the year before": the time that a multiple is set against, and no other
/// people, with the way it goes.
fn times_as_then(focus: &Focus) -> Option<(Option<(usize, usize)>, Direction)> {
    const REACH: usize = 16;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let quantity = &focus.number.quantity;
    let value = quantity.value?;
    let low = focus.to;
    let high = focus.bounds.high.min(low + REACH);
    let ends = |at: &usize| stops::parts(tagged, *at);
    let high = (low..high).find(ends).unwrap_or(high);
    // "three times as many Poles as in 2019": the second "as" sets them against the time.
    let degree = (low..high).find(|at| is(*at, "how-many") || is(*at, "how-likely"));
    let than = (degree.unwrap_or(low)..high).find(|at| is(*at, "comparing"));
    let owned = is(low, "definite") || is(low, "what-it-was");
    let from = match (than, degree) {
        (Some(than), _) => than + 1,
        (None, None) if owned => low,
        _ => return None,
    };
    let tag = tagged.within(Class::Period, from, high).first();
    let when = || (from..high).find(|at| than.is_some() && is(*at, "then-clause"));
    let then = tag.map(|tag| tag.start).or_else(when)?;
    let others = [Class::Group, Class::Place, Class::Person].into_iter();
    let mut others = others.flat_map(|class| tagged.within(class, from, then));
    let often = degree.is_some_and(|at| is(at, "how-likely"));
    let direction = match value.cmp(&Decimal::ONE) {
        Ordering::Less => Direction::Down,
        _ => Direction::Up,
    };
    let time = tag.map(|tag| (tag.start, tag.end));
    (!often && others.next().is_none()).then_some((time, direction))
}

/// "halved" goes the other way from "doubled".
fn turned(focus: &Focus, fixed: Direction) -> Direction {
    let quantity = &focus.number.quantity;
    let part =
        quantity.kind == Kind::Multiple && quantity.value.is_some_and(|value| value < Decimal::ONE);
    match (part, fixed) {
        (true, Direction::Up) => Direction::Down,
        (true, Direction::Down) => Direction::Up,
        (false, fixed) => fixed,
    }
}

fn by_default(
    focus: &Focus,
    of: Option<(usize, usize)>,
    before: Option<&Before>,
    claims: &[Claim],
) -> Relation {
    match focus.number.quantity.kind {
        Kind::Count => match unit::told(focus, before, claims) {
            Some(Unit::Rate(_)) => Relation::Incidence,
            Some(Unit::Percent) => carried(focus, claims).unwrap_or(Relation::Share),
            Some(Unit::Multiple) => Relation::Ratio,
            Some(Unit::Points) => before.map_or(Relation::Difference, |one| one.claim.relation),
            Some(Unit::Index) | None => Relation::Level,
        },
        Kind::Index => Relation::Level,
        Kind::Rate => Relation::Incidence,
        Kind::Multiple => Relation::Ratio,
        Kind::PercentagePoints => Relation::Difference,
        Kind::Vague if !part_of_one(focus) => Relation::Level,
        Kind::Vague => of.map_or_else(
            || share::by_predicate(focus, claims),
            |of| share::by_phrase(focus, of),
        ),
        Kind::Percent | Kind::Fraction => match of {
            Some(of) if of_them(focus, of) => share::by_pronoun(focus, of, before),
            Some(of) => compared(focus, of, before)
                .or_else(|| share::goes_on(focus, of, before))
                .unwrap_or_else(|| share::by_phrase(focus, of)),
            None => carried(focus, claims).unwrap_or_else(|| share::by_predicate(focus, claims)),
        },
    }
}

/// "2.9 per cent of refugees were charged, as against 0.7 per cent of locals": what is compared is told alike.
fn compared(
    focus: &Focus,
    (from, to): (usize, usize),
    before: Option<&Before>,
) -> Option<Relation> {
    const LONGEST: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let before = before.filter(|before| {
        before.block == focus.block
            && before.sentence == focus.sentence
            && (before.claim.relation == Relation::Incidence || is_inside(before.claim))
    })?;
    let low = focus.from.saturating_sub(LONGEST).max(focus.stretch_low);
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let against = (low..focus.from).any(|at| {
        let end = word(at, "comparing").map(|length| at + length);
        // "vs. 7%"
        end.is_some_and(|end| end + usize::from(tagged.written(end) == ".") == focus.from)
    });
    // "…, 1.6 per cent of the population": nothing is said of them.
    let alone = || {
        let link = focus.from - 1;
        let joined = tagged.written(link) == "," || word(link, "join").is_some();
        let ends = focus.stretch_high.max(to);
        joined && !(to..ends).any(|at| word(at, "finite-verb").is_some())
    };
    let told: Vec<&Tag> = [Class::Measure, Class::Offence]
        .into_iter()
        .flat_map(|class| tagged.within(class, from, to))
        .filter(|tag| focus.document.is_justice(tag))
        .collect();
    // "0.5 per cent of immigrants and 1.2 per cent of natives behind bars"
    let same = |tag: &&Tag| focus.document.id(tag).as_ref() == Some(&before.claim.measure.value);
    let group = !tagged.within(Class::Group, from, to).is_empty();
    let again = told.is_empty() || (group && told.iter().all(same));
    let compared = (against && told.is_empty()) || (alone() && again);
    compared.then_some(before.claim.relation)
}

/// "43 per cent of foreign inmates are on remand": a part of the group itself.
fn is_inside(claim: &Claim) -> bool {
    let whole = claim.whole.as_ref().and_then(|whole| whole.span);
    let group = claim.population.as_ref().and_then(|group| group.span);
    let one = whole
        .zip(group)
        .is_some_and(|(whole, group)| whole.overlaps(group));
    claim.relation == Relation::Share && one
}

/// A percentage without "of" goes on as the last one of the paragraph, if that is no more than a sentence back.
fn carried(focus: &Focus, claims: &[Claim]) -> Option<Relation> {
    let near = |claim: &&Claim| {
        let sentences = focus.view.sentences.iter().take(focus.sentence + 1).rev();
        claim.block == focus.block
            && sentences.take(2).any(|sentence| {
                extract::source_span(focus.document, focus.block, sentence.span) == claim.sentence
            })
    };
    claims.iter().rev().take_while(near).find_map(|claim| {
        let alike = match claim.quantity.kind {
            Kind::Percent | Kind::Fraction | Kind::Vague => {
                matches!(claim.relation, Relation::Share | Relation::Incidence)
            }
            // "5 per 10,000, or 1 in 2,000"
            Kind::Rate => claim.relation == Relation::Incidence,
            _ => false,
        };
        alike.then_some(claim.relation)
    })
}

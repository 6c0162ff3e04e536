//! What a quantity says: by the first relation rule that matches, else by how
//! it is written and by the phrase after "of".

use super::{
    extract::Before,
    focus::{Focus, tokens_of},
    unit::{self, Unit},
};
use crate::{
    number::{Decimal, Kind, Quantity},
    rules::{
        Direction, ReadsAs, Relation, RelationRule, Stance, chunk,
        pattern::{Bindings, Role, Side},
    },
    vocabulary::Class,
};

/// What is known of a quantity before its facets are filled.
pub(super) struct Reading<'d> {
    pub(super) relation: Relation,
    pub(super) direction: Option<Direction>,
    pub(super) stance: Option<Stance>,
    pub(super) rule: Option<&'d RelationRule>,
    pub(super) bindings: Bindings,
    /// The noun phrase after "of" or "one in N", in tokens.
    pub(super) of: Option<(usize, usize)>,
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

pub(super) fn read<'d>(focus: &Focus<'d>, before: Option<&Before>) -> Reading<'d> {
    let of = of_phrase(focus);
    let tagged = focus.tagged();
    let (low, high) = (focus.bounds.low, focus.bounds.high);
    let kind = focus.number.quantity.kind;
    let words = focus.number.span.of(tagged.text).to_lowercase();
    for rule in &focus.document.pack.relations {
        let written = rule.text.is_empty() || rule.text.contains(&words);
        if !written || !rule.kinds.contains(&kind) {
            continue;
        }
        if !rule
            .right
            .may_match(tagged, Side::Right, focus.to, low, high)
        {
            continue;
        }
        let Some(left) = rule.left.matches(tagged, Side::Left, focus.from, low, high) else {
            continue;
        };
        let Some(right) = rule.right.matches(tagged, Side::Right, focus.to, low, high) else {
            continue;
        };
        let mut bindings = left;
        bindings.roles.extend(right.roles);
        bindings.direction = bindings.direction.or(right.direction);
        let directed = matches!(
            rule.relation,
            Relation::Change | Relation::RelativeDifference | Relation::Difference
        );
        return Reading {
            relation: rule.relation,
            direction: rule
                .direction
                .map(|fixed| turned(focus, fixed))
                .or(bindings.direction)
                .filter(|_| directed),
            stance: rule.stance,
            rule: Some(rule),
            bindings,
            of,
        };
    }
    let goes_on = of.is_none().then(|| changed_too(focus, before)).flatten();
    Reading {
        relation: goes_on.map_or_else(|| by_default(focus, of, before), |_| Relation::Change),
        direction: goes_on,
        stance: None,
        rule: None,
        bindings: Bindings::default(),
        of,
    }
}

/// "Thefts rose 30% and robberies 27%", "fell by half and by a third": the change of the claim before goes on.
fn changed_too(focus: &Focus, before: Option<&Before>) -> Option<Direction> {
    let part = matches!(
        focus.number.quantity.kind,
        Kind::Percent | Kind::Fraction | Kind::PercentagePoints
    );
    let before = before.filter(|before| {
        part && before.block == focus.block
            && before.sentence == focus.sentence
            && before.claim.relation == Relation::Change
    })?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let joined =
        (focus.stretch_low..focus.from).any(|at| tagged.is_word(vocabulary, at, "join").is_some());
    let verb = (focus.stretch_low..focus.from)
        .any(|at| tagged.is_word(vocabulary, at, "finite-verb").is_some());
    (joined && !verb)
        .then_some(before.claim.direction)
        .flatten()
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

fn by_default(focus: &Focus, of: Option<(usize, usize)>, before: Option<&Before>) -> Relation {
    match focus.number.quantity.kind {
        Kind::Count => match unit::of(focus, before) {
            Some(Unit::Rate(_)) => Relation::Incidence,
            Some(Unit::Percent) => carried(focus, before).unwrap_or(Relation::Share),
            Some(Unit::Multiple) => Relation::Ratio,
            Some(Unit::Points) => before.map_or(Relation::Difference, |one| one.claim.relation),
            Some(Unit::Index) | None => Relation::Level,
        },
        Kind::Index => Relation::Level,
        Kind::Rate => Relation::Incidence,
        Kind::Multiple => Relation::Ratio,
        Kind::PercentagePoints => Relation::Difference,
        Kind::Vague if !part_of_one(focus) => Relation::Level,
        Kind::Vague => of.map_or_else(|| by_predicate(focus), |of| share_or_incidence(focus, of)),
        Kind::Percent | Kind::Fraction => match of {
            Some(of) if of_them(focus, of) => share_or_incidence_of_them(focus, of, before),
            Some(of) => share_or_incidence(focus, of),
            None => carried(focus, before).unwrap_or_else(|| by_predicate(focus)),
        },
    }
}

/// Whether a vague word is a part of something: "most of", "a majority of".
fn part_of_one(focus: &Focus) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    (focus.from..focus.to).any(|at| {
        focus
            .tagged()
            .is_word(vocabulary, at, "part-word")
            .is_some()
    })
}

/// A justice word inside the phrase after "of" makes a share; a group there and the justice word in the predicate make an incidence.
fn share_or_incidence(focus: &Focus, (from, to): (usize, usize)) -> Relation {
    let tagged = focus.tagged();
    let has = |class: Class| !tagged.within(class, from, to).is_empty();
    let stage = |low: usize, high: usize| {
        tagged
            .within(Class::Measure, low, high)
            .iter()
            .any(|tag| focus.document.attribute(tag, "stage").is_some())
    };
    let people = tagged.within(Class::Measure, from, to).iter().any(|tag| {
        focus
            .document
            .id(tag)
            .is_some_and(|id| id.as_str() == "population")
    });
    let told = (has(Class::Group) || (people && !has(Class::Offence)))
        && stage(to, focus.stretch_high)
        && !stage(from, to);
    if (has(Class::Measure) || has(Class::Offence)) && !told {
        return Relation::Share;
    }
    let group = tagged
        .within(Class::Group, from, to)
        .iter()
        .any(|tag| focus.document.is_foreign(tag) || tag.group.is_some());
    let predicate = [Class::Measure, Class::Offence]
        .into_iter()
        .any(|class| !tagged.within(class, to, focus.stretch_high).is_empty());
    if group && predicate {
        return Relation::Incidence;
    }
    if group {
        Relation::Incidence
    } else {
        Relation::Share
    }
}

/// Whether the words after "of" only point back: "of them", "of whom".
pub(super) fn of_them(focus: &Focus, (from, to): (usize, usize)) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    focus.tagged().is_word(vocabulary, from, "back-pronoun") == Some(to - from)
}

/// "335,911 suspects, 46% of them foreigners" is a share; "800 refugees, 3% of whom were charged" an incidence.
fn share_or_incidence_of_them(
    focus: &Focus,
    (_, to): (usize, usize),
    before: Option<&Before>,
) -> Relation {
    let tagged = focus.tagged();
    let total = before.is_some_and(|before| before.claim.population.is_none());
    let group = !tagged
        .within(Class::Group, to, focus.stretch_high)
        .is_empty();
    let charged = tagged
        .within(Class::Measure, to, focus.stretch_high)
        .iter()
        .any(|tag| focus.document.attribute(tag, "stage").is_some());
    if charged && !group && !total {
        Relation::Incidence
    } else {
        Relation::Share
    }
}

/// A percentage without "of" goes on as the one before it in the paragraph.
fn carried(focus: &Focus, before: Option<&Before>) -> Option<Relation> {
    let before = before?;
    let near = before.block == focus.block && before.sentence + 1 >= focus.sentence;
    let alike = matches!(before.claim.quantity.kind, Kind::Percent | Kind::Fraction)
        && matches!(before.claim.relation, Relation::Share | Relation::Incidence);
    (near && alike).then_some(before.claim.relation)
}

/// "Asylum seekers … 3% were suspects": a group before, a justice word only after.
fn by_predicate(focus: &Focus) -> Relation {
    let tagged = focus.tagged();
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let group_before = !tagged.within(Class::Group, low, focus.from).is_empty();
    let justice = |from: usize, to: usize| {
        [Class::Measure, Class::Offence]
            .into_iter()
            .any(|class| !tagged.within(class, from, to).is_empty())
    };
    let verb_after = tagged.breaks_chunk(focus.to);
    if group_before && verb_after && justice(focus.to, high) && !justice(low, focus.from) {
        Relation::Incidence
    } else {
        Relation::Share
    }
}

/// The noun phrase that the quantity is a part of: after "of", or right after "one in N".
fn of_phrase(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let mut at = focus.to;
    let high = focus.stretch_high.max(focus.to);
    let parts = matches!(
        focus.number.quantity.kind,
        Kind::Percent | Kind::Fraction | Kind::Vague | Kind::Count
    );
    if !parts {
        return None;
    }
    let high = if tagged.word(at) == "of" {
        focus.bounds.high
    } else {
        high
    };
    if tagged.word(at) == "of" {
        at += 1;
        if let Some(length) = tagged.is_word(&focus.document.pack.vocabulary, at, "back-pronoun") {
            return Some((at, at + length));
        }
        at = past_total(focus, at);
    } else if let Some(noun) = noun_inside(focus) {
        return Some(noun);
    } else if !one_in(focus) {
        return None;
    }
    chunk::located(tagged, &focus.document.pack.vocabulary, at, high)
}

/// "of the 125,027 arrests": the noun phrase begins after the number.
fn past_total(focus: &Focus, at: usize) -> usize {
    let tagged = focus.tagged();
    let next = at + usize::from(tagged.word(at) == "the");
    tagged
        .numbers()
        .iter()
        .map(|number| tokens_of(tagged, number))
        .find(|(from, _)| *from == next)
        .map_or(at, |(_, to)| to)
}

/// "one in five", "two out of three", "every second": the people follow without "of".
fn one_in(focus: &Focus) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    focus.number.quantity.kind == Kind::Fraction
        && (focus.from..focus.to).any(|at| {
            focus
                .tagged()
                .is_word(vocabulary, at, "fraction-link")
                .is_some()
                || focus.tagged().written(at) == "/"
        })
}

/// "one prisoner in 14": the noun stands inside the fraction.
fn noun_inside(focus: &Focus) -> Option<(usize, usize)> {
    if focus.number.quantity.kind != Kind::Fraction {
        return None;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (from, to) = tagged.token_range(focus.number.span);
    let links = |at: usize| tagged.is_word(vocabulary, at, "fraction-link").is_some();
    let link = (from + 1..to).find(|at| links(*at))?;
    (link > from + 1).then_some((from + 1, link))
}

/// The quantity with the kind that the words around it give it.
pub(super) fn quantity(focus: &Focus, reading: &Reading, before: Option<&Before>) -> Quantity {
    let mut quantity = focus.number.quantity.clone();
    if quantity.kind != Kind::Count {
        return quantity;
    }
    let fixed = reading.rule.and_then(|rule| rule.reads_as);
    quantity.kind = match fixed {
        Some(ReadsAs::Multiple) => Kind::Multiple,
        Some(ReadsAs::Index) => Kind::Index,
        Some(ReadsAs::Percent) => Kind::Percent,
        None => Kind::Count,
    };
    let found = unit::of(focus, before).filter(|found| {
        // A rule knows better than the figure before, but not than "per 100,000" beside.
        reading.rule.is_none() || (quantity.kind == Kind::Count && matches!(found, Unit::Rate(_)))
    });
    if let Some(found) = found {
        quantity.kind = found.kind();
        if let Unit::Rate(per) = found {
            quantity.per = Some(per);
        }
    }
    quantity
}

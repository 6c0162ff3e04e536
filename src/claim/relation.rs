//! What a quantity says: by the first relation rule that matches, else by how
//! it is written and by the phrase after "of".

use super::{
    Claim,
    extract::{self, Before},
    focus::Focus,
    part::{counted_base, of_phrase},
    unit::{self, Unit},
};
use crate::{
    language::tag::Tag,
    number::{Decimal, Kind, Quantity},
    rules::{
        Direction, ReadsAs, Relation, RelationRule, Stance,
        pattern::{Bindings, Role, Side, beside},
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
    /// Of two counts beside a percentage, what the second numbers: "12 of 80 burglars, 15 per cent".
    pub(super) base: Option<(usize, usize)>,
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
    let tagged = focus.tagged();
    let (low, high) = (focus.bounds.low, focus.bounds.high);
    let kind = focus.number.quantity.kind;
    let words = focus.number.span.of(tagged.text).to_lowercase();
    let before_it = beside(tagged, Side::Left, focus.from, low, high);
    let after_it = beside(tagged, Side::Right, focus.to, low, high);
    for rule in &focus.document.pack.relations {
        let may_match = rule.left.may_match(Side::Left, before_it)
            && rule.right.may_match(Side::Right, after_it)
            && rule.kinds.contains(&kind);
        if !may_match || !(rule.text.is_empty() || rule.text.contains(&words)) {
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
            base,
        };
    }
    let goes_on = || changed_too(focus, before, claims).or_else(|| less_likely_too(focus, before));
    let goes_on = of.is_none().then(goes_on).flatten();
    let (relation, direction) = match goes_on {
        Some((relation, direction)) => (relation, direction),
        None => (by_default(focus, of.or(base), before, claims), None),
    };
    Reading {
        relation,
        direction,
        stance: None,
        rule: None,
        bindings: Bindings::default(),
        of,
        base,
    }
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
    let joined =
        (focus.stretch_low..focus.from).any(|at| tagged.is_word(vocabulary, at, "join").is_some());
    let verb = (focus.stretch_low..focus.from)
        .any(|at| tagged.is_word(vocabulary, at, "finite-verb").is_some());
    (joined && !verb && changed.direction.is_some())
        .then_some((Relation::Change, changed.direction))
}

/// "55 per cent less likely to be jailed, 30 per cent if only men are counted": the comparison before goes on.
fn less_likely_too(
    focus: &Focus,
    before: Option<&Before>,
) -> Option<(Relation, Option<Direction>)> {
    let before = before.filter(|before| {
        is_part(focus)
            && before.block == focus.block
            && before.sentence + 1 >= focus.sentence
            && before.claim.relation == Relation::RelativeDifference
    })?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let counted = [Class::Measure, Class::Offence]
        .into_iter()
        .any(|class| !tagged.within(class, focus.to, high).is_empty());
    let share = (low..high).any(|at| tagged.is_word(vocabulary, at, "share-word").is_some());
    (!counted && !share).then_some((Relation::RelativeDifference, before.claim.direction))
}

fn is_part(focus: &Focus) -> bool {
    matches!(
        focus.number.quantity.kind,
        Kind::Percent | Kind::Fraction | Kind::PercentagePoints
    )
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
        Kind::Count => match unit::of(focus, before) {
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
            || by_predicate(focus, claims),
            |of| share_or_incidence(focus, of),
        ),
        Kind::Percent | Kind::Fraction => match of {
            Some(of) if of_them(focus, of) => share_or_incidence_of_them(focus, of, before),
            Some(of) => share_or_incidence(focus, of),
            None => carried(focus, claims).unwrap_or_else(|| by_predicate(focus, claims)),
        },
    }
}

/// Whether a vague word is a part of something: "most of", "a majority of".
pub(super) fn part_of_one(focus: &Focus) -> bool {
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
    if owned(focus, (from, to)) || (!told && (has(Class::Measure) || has(Class::Offence))) {
        let offends = sent_away(focus, (from, to)) && said_of_them(focus, to);
        return if offends {
            Relation::Incidence
        } else {
            Relation::Share
        };
    }
    let alone = || has(Class::Person) && said_of_people(focus, to);
    let base = || stage(to, focus.stretch_high) || !subject_before(focus);
    if (has(Class::Group) && base()) || alone() {
        Relation::Incidence
    } else {
        Relation::Share
    }
}

/// "of the migrants' cases": the group only says whose they are.
fn owned(focus: &Focus, (from, to): (usize, usize)) -> bool {
    let tagged = focus.tagged();
    tagged.within(Class::Group, from, to).iter().any(|tag| {
        tag.end < to
            && (matches!(tagged.written(tag.end), "'" | "’")
                || matches!(tagged.word(tag.end), "'s" | "’s"))
    })
}

/// Whether those after "of" are told apart by what was done to them, and no crime of theirs: deported, held, released.
fn sent_away(focus: &Focus, (from, to): (usize, usize)) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let enforcement = (from..to).any(|at| {
        let word = focus
            .tagged()
            .is_word(vocabulary, at, "migration-enforcement");
        word.is_some()
    });
    if enforcement {
        return true;
    }
    let mut stages = focus.tagged().within(Class::Measure, from, to).iter();
    let offences = focus.tagged().within(Class::Offence, from, to);
    offences.is_empty() && stages.all(|tag| !focus.document.is_justice(tag))
}

/// "have never been convicted": a stage of the justice system is said of those before token `to`, and no group.
fn said_of_them(focus: &Focus, to: usize) -> bool {
    let tagged = focus.tagged();
    let high = focus.stretch_high;
    let verb = tagged.is_word(&focus.document.pack.vocabulary, to, "clause-verb");
    let stage = |tag: &Tag| focus.document.attribute(tag, "stage").is_some();
    verb.is_some()
        && tagged.within(Class::Group, to, high).is_empty()
        && tagged.within(Class::Measure, to, high).iter().any(stage)
}

/// "Nine in ten residents never do": something is said of people, and no group is named beside.
fn said_of_people(focus: &Focus, to: usize) -> bool {
    let tagged = focus.tagged();
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let opens = focus.from <= focus.bounds.low + 1;
    opens && tagged.breaks_chunk(to) && tagged.within(Class::Group, low, high).is_empty()
}

/// "Foreign-born people are 30 per cent of Australians": a group whose part the number is stands before its verb.
fn subject_before(focus: &Focus) -> bool {
    const NEAR: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.from.saturating_sub(NEAR).max(focus.stretch_low);
    let verb = (low..focus.from)
        .rev()
        .find(|at| tagged.is_word(vocabulary, *at, "clause-verb").is_some());
    let foreign = |tag: &Tag| focus.document.is_foreign(tag);
    verb.is_some_and(|verb| {
        let groups = tagged.within(Class::Group, focus.stretch_low, verb);
        groups.last().is_some_and(foreign)
    })
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
            // "4.7 per 10,000, or one in 2,000"
            Kind::Rate => claim.relation == Relation::Incidence,
            _ => false,
        };
        alike.then_some(claim.relation)
    })
}

/// "Asylum seekers … 3% were suspects": a group before, a justice word only after.
fn by_predicate(focus: &Focus, claims: &[Claim]) -> Relation {
    let tagged = focus.tagged();
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let group_before = !tagged.within(Class::Group, low, focus.from).is_empty();
    let justice = |from: usize, to: usize| {
        [Class::Measure, Class::Offence]
            .into_iter()
            .any(|class| !tagged.within(class, from, to).is_empty())
    };
    let verb_after = tagged.breaks_chunk(focus.to);
    // "There are 2,955 of them; 42 per cent have been convicted."
    if said_of_them(focus, focus.to) && !justice(low, focus.from) && of_a_group(focus, claims) {
        return Relation::Incidence;
    }
    if group_before && verb_after && justice(focus.to, high) && !justice(low, focus.from) {
        Relation::Incidence
    } else {
        Relation::Share
    }
}

/// Whether the claim before in the paragraph counts a group, and not by a stage of the justice system.
fn of_a_group(focus: &Focus, claims: &[Claim]) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let staged = |claim: &Claim| {
        vocabulary
            .index_of(claim.measure.value.as_str())
            .is_some_and(|at| vocabulary.concept_at(at).attributes.contains_key("stage"))
    };
    claims.last().is_some_and(|claim| {
        claim.block == focus.block
            && claim.population.is_some()
            && claim.whole.is_none()
            && !staged(claim)
    })
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

//! What a draft tells near a claim and leaves open in it: the crime, the people, the
//! time or the stage that other numbers of the draft name. Where the claim as it was read
//! finds no figure that agrees, one that does with a facet of those is shown, and the
//! facet named as what the draft should say. Never a ground to call a number wrong.

use super::{
    Mismatch, Verdict, Working,
    ask::{Ask, Desk, is_open},
    fit, passage, wording,
};
use crate::{
    claim::{Claim, From, Relation, Tie},
    number::{Decimal, Interval, Kind, Period},
    reference::Observation,
    vocabulary::{ConceptId, Group},
};

/// Most values of one facet that are tried, nearest first.
const MOST: usize = 3;

/// One facet taken from elsewhere in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Other {
    Offences(Vec<ConceptId>),
    Group(Group),
    Period(Option<Period>),
    Measure(ConceptId),
    Place(ConceptId),
}

impl Other {
    fn put(&self, ask: &mut Ask<'_>, desk: Desk<'_>) {
        match self {
            Self::Offences(offences) => ask.offences.clone_from(offences),
            Self::Group(group) => ask.group.clone_from(group),
            Self::Period(period) => ask.period = *period,
            Self::Measure(measure) => ask.measure.clone_from(measure),
            Self::Place(place) => ask.move_to(place.clone(), desk),
        }
    }

    fn is_alike(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// What is to be said of it beside the figure.
    fn mismatch(&self, ask: &Ask<'_>, cell: &Observation, desk: Desk<'_>) -> Mismatch {
        let open = || Mismatch::OPEN.to_owned();
        let label = |id: &ConceptId| desk.vocabulary.label(id).to_owned();
        match self {
            Self::Offences(_) => Mismatch {
                facet: "offence",
                claimed: ask.offences.first().map_or_else(open, label),
                reference: if fit::is_all(&cell.offence) {
                    wording::ALL_CRIME.to_owned()
                } else {
                    label(&cell.offence)
                },
            },
            Self::Group(_) => Mismatch {
                facet: "group",
                claimed: open(),
                reference: wording::counted(cell).to_owned(),
            },
            Self::Period(_) => Mismatch {
                facet: "period",
                claimed: ask.period.map_or_else(open, |period| period.to_string()),
                reference: cell.period.to_string(),
            },
            Self::Measure(_) => Mismatch {
                facet: "measure",
                claimed: wording::measure(&ask.measure),
                reference: wording::measure(&cell.measure),
            },
            Self::Place(_) => Mismatch {
                facet: "place",
                claimed: ask.place.as_ref().map_or_else(open, label),
                reference: label(&cell.place),
            },
        }
    }
}

/// The verdict of the first reading with facets from elsewhere that agrees in full.
pub(super) fn agreeing(
    ask: &Ask<'_>,
    claims: &[Claim],
    stated: Interval,
    desk: Desk<'_>,
    judge: &dyn Fn(&Ask<'_>) -> Verdict,
) -> Option<Verdict> {
    let turned = turned_round(ask, desk).and_then(|other| {
        let working = agreed(judge(&other))?;
        Some((other, working))
    });
    if let Some((other, mut working)) = turned {
        let cell = working.evidence.first().cloned()?;
        let told = Other::Group(other.group.clone()).mismatch(ask, &cell, desk);
        working.mismatches.insert(0, told);
        return Some(Verdict::Conditional(working));
    }
    let digits = precision(ask, stated)?;
    let others = others(ask, claims, desk);
    let single = others.iter().map(|one| vec![one]);
    let pairs = others.iter().enumerate().flat_map(|(at, one)| {
        let rest = others.iter().skip(at + 1);
        rest.filter(|other| !one.is_alike(other))
            .map(move |other| vec![one, other])
    });
    let pairs = pairs.filter(|_| digits >= MOST);
    single.chain(pairs).find_map(|changed| {
        let mut other = ask.clone();
        for facet in &changed {
            facet.put(&mut other, desk);
        }
        let mut working = agreed(judge(&other))?;
        let is_rounding = |one: &Mismatch| one.facet == "rounding";
        if working.mismatches.iter().any(is_rounding) {
            return None;
        }
        let cell = working.evidence.first().cloned()?;
        let told: Vec<Mismatch> = changed
            .iter()
            .map(|one| one.mismatch(ask, &cell, desk))
            .filter(|one| {
                working
                    .mismatches
                    .iter()
                    .all(|known| known.facet != one.facet)
            })
            .collect();
        working.mismatches.splice(0..0, told);
        Some(Verdict::Conditional(working))
    })
}

/// The question about everybody else, where a word of the sentence may turn the group round:
/// "seven in ten could not show a Swiss passport".
fn turned_round<'c>(ask: &Ask<'c>, desk: Desk<'_>) -> Option<Ask<'c>> {
    let is_here =
        |tie: &Tie| matches!(tie, Tie::Denial(words) if ask.claim.sentence.contains(*words));
    desk.context.ties.iter().any(is_here).then_some(())?;
    let mut other = ask.clone();
    other.group = ask.group.others()?;
    Some(other)
}

/// What a verdict agrees with: of several ways of counting, the one that agrees.
fn agreed(verdict: Verdict) -> Option<Working> {
    match verdict {
        Verdict::Supported(working) | Verdict::Conditional(working) => Some(working),
        Verdict::Ambiguous(workings) => workings.into_iter().find(|working| working.agrees),
        _ => None,
    }
}

/// How many digits of the number are told; none where it is so coarse that agreement
/// with one of several figures may be chance.
pub(super) fn precision(ask: &Ask<'_>, stated: Interval) -> Option<usize> {
    let quantity = &ask.claim.quantity;
    if matches!(quantity.kind, Kind::Fraction | Kind::Vague) || quantity.high.is_some() {
        return None;
    }
    let value = quantity.value?;
    let width = stated.high.value()?.checked_sub(stated.low.value()?)?;
    let coarse = value.checked_mul(Decimal::new(15, 2))?;
    let digits = value.normalize().mantissa().unsigned_abs().to_string();
    (width <= coarse).then_some(digits.trim_end_matches('0').len())
}

/// The facets of the claims around that may be this claim's too, nearest before it first.
fn others(ask: &Ask<'_>, claims: &[Claim], desk: Desk<'_>) -> Vec<Other> {
    let claim = ask.claim;
    let (before, after): (Vec<&Claim>, Vec<&Claim>) = claims
        .iter()
        .filter(|other| other.span != claim.span)
        .partition(|other| other.span < claim.span);
    let here = after.into_iter().filter(|other| other.block == claim.block);
    let around: Vec<&Claim> = before.into_iter().rev().chain(here).collect();
    let mut found = Vec::new();
    if is_open(claim.offence.as_ref()) {
        let told = around.iter().filter_map(|other| other.offence.as_ref());
        let told = told.map(|phrase| phrase.value.clone());
        let none = (!ask.offences.is_empty()).then(Vec::new);
        add(
            &mut found,
            ask,
            none.into_iter().chain(told).map(Other::Offences),
        );
    }
    if ask.leaves_group_open() {
        let told = around.iter().filter_map(|other| other.population.as_ref());
        let told = told.map(|phrase| phrase.value.clone());
        let all = std::iter::once(Group::everyone()).filter(|_| claim.relation == Relation::Level);
        add(&mut found, ask, told.chain(all).map(Other::Group));
    }
    if is_open(claim.period.as_ref()) {
        let told = around
            .iter()
            .filter_map(|other| passage::period(other, claims));
        let none = std::iter::once(None);
        add(
            &mut found,
            ask,
            told.map(Some).chain(none).map(Other::Period),
        );
    }
    if is_open(claim.place.as_ref()) {
        let told = around.iter().filter_map(|other| other.place.as_ref());
        let told = told.map(|phrase| &phrase.value);
        let told = told.chain(&desk.context.default_place);
        let with_country = told.flat_map(|place| [place, desk.tables.country(place)]);
        add(&mut found, ask, with_country.cloned().map(Other::Place));
    }
    // "7,938 committals, involving 6,495 people: some were jailed twice": the measure beside it.
    let is_far = claim.measure.from.is_inferred() || claim.measure.from == From::Sentence;
    let told = around
        .iter()
        .filter(|other| is_far || other.sentence == claim.sentence)
        .map(|other| other.measure.value.clone());
    add(&mut found, ask, told.map(Other::Measure));
    found
}

/// Adds the first few values that are not the claim's own.
fn add(found: &mut Vec<Other>, ask: &Ask<'_>, told: impl Iterator<Item = Other>) {
    let is_own = |one: &Other| match one {
        Other::Offences(offences) => *offences == ask.offences,
        Other::Group(group) => *group == ask.group,
        Other::Period(period) => *period == ask.period,
        Other::Measure(measure) => *measure == ask.measure,
        Other::Place(place) => Some(place) == ask.place.as_ref(),
    };
    let start = found.len();
    for one in told {
        if found.len() >= start + MOST {
            break;
        }
        if !is_own(&one) && !found.contains(&one) {
            found.push(one);
        }
    }
}

//! What a number of the same sentence or the one before settles: where it agrees with a
//! row of a table in every digit, the facets that its neighbours leave open are those of
//! that row, and a neighbour that does not agree with its own row there is wrong.

use super::{
    Verdict, Working,
    ask::{Ask, Desk, is_open},
    doubt::Doubt,
    elsewhere, fit, stated, verdict, wording,
};
use crate::{
    claim::{Claim, From, Relation, Tie},
    number::{Decimal, Kind},
    reference::Observation,
};

/// Digits that agree with a row by no chance.
const SURE: usize = 4;

/// Most bytes between a number and the share that says it once more: ", that is ".
const SIDE_BY_SIDE: usize = 10;

/// A row's number that is more than so many times the stated one, or less than such a part
/// of it, is of something else.
const FARTHEST: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// The verdict on a claim that has none as it was read, by the numbers of its sentence.
pub(super) fn settled<'c>(
    ask: &Ask<'c>,
    judged: &[(Ask<'c>, Verdict)],
    claims: &[Claim],
    desk: Desk<'_>,
) -> Option<Verdict> {
    let claim = ask.claim;
    let last = judged.iter().rfind(|(other, _)| {
        other.claim.block == claim.block && other.claim.sentence.end <= claim.sentence.start
    });
    let before = last.map(|(last, _)| last.claim.sentence);
    let mut neighbours = judged.iter().filter(|(other, _)| {
        let other = other.claim;
        let is_last = Some(other.sentence) == before;
        let is_end = ask.ends.is_some() && is_last;
        // "For those with roots in Chad the rate was 15.9", behind a sentence that tells of another group.
        let is_unplaced = claim.place.is_none() || ask.place_from() == Some(From::Body);
        let counts_on = is_unplaced && is_last && other.measure.value == claim.measure.value;
        let is_near = other.sentence == claim.sentence || is_end || counts_on;
        other.block == claim.block && is_near && other.span != claim.span
    });
    let by_neighbour = neighbours.find_map(|(other, verdict)| {
        let cell = row(other, verdict, desk)?;
        let mut asked = as_in(ask, other, cell)?;
        let settled = settled_doubts(ask, other, cell, judged, desk);
        if !settled.is_empty() {
            asked.settle_doubts(claims, desk, settled);
        }
        let working = differing(&asked, desk)?;
        let is_told = ask.ends.is_some() || is_near(claim, &working);
        is_told.then(|| noted(working, wording::settled(&other.claim.text)))
    });
    by_neighbour
        .or_else(|| by_source(ask, judged, claims, desk))
        .or_else(|| by_column(ask, judged, claims, desk))
}

/// "A year before, the proportion was 48 per cent": where the number whose group is carried on agrees with a
/// table, it is no longer open whose that one is.
fn by_source(
    ask: &Ask<'_>,
    judged: &[(Ask<'_>, Verdict)],
    claims: &[Claim],
    desk: Desk<'_>,
) -> Option<Verdict> {
    let claim = ask.claim;
    ask.doubt().filter(|doubt| *doubt == Doubt::FromUncertain)?;
    let (other, verdict) = judged
        .iter()
        .rfind(|(other, _)| other.claim.block == claim.block && other.claim.span < claim.span)?;
    row(other, verdict, desk)?;
    let is_sure = digits(other, desk) >= Some(SURE - 1);
    let mut asked = ask.clone();
    asked.settle_doubts(claims, desk, &[Doubt::FromUncertain]);
    let working = differing(&asked, desk)?;
    (is_sure && is_near(claim, &working))
        .then(|| noted(working, wording::settled(&other.claim.text)))
}

/// "| Devon | 23.6 |": where the numbers that count by the same far words agree with the rows of one
/// table, so many that it is no chance, those words are this number's, too.
fn by_column(
    ask: &Ask<'_>,
    judged: &[(Ask<'_>, Verdict)],
    claims: &[Claim],
    desk: Desk<'_>,
) -> Option<Verdict> {
    const SEVERAL: usize = 3;
    let claim = ask.claim;
    let words = claim
        .measure
        .span
        .filter(|_| ask.doubt() == Some(Doubt::FarMeasure))?;
    let column = judged.iter().filter(|(other, _)| {
        let other = other.claim;
        other.measure.span == Some(words)
            && other.span != claim.span
            && other.relation == claim.relation
            && !other.sentence.contains(words)
    });
    let rows = column
        .filter_map(|(other, verdict)| Some((row(other, verdict, desk)?, digits(other, desk)?)));
    let mut asked = ask.clone();
    asked.settle_doubts(claims, desk, &[Doubt::FarMeasure]);
    let working = differing(&asked, desk)?;
    let decided = working.evidence.first()?;
    let digits: Vec<usize> = rows
        .filter(|(cell, _)| cell.source == decided.source && cell.measure == decided.measure)
        .map(|(_, digits)| digits)
        .collect();
    let is_sure = digits.len() >= SEVERAL && digits.iter().sum::<usize>() > 2 * SURE;
    (is_sure && is_near(claim, &working))
        .then(|| noted(working, wording::SETTLED_BY_COLUMN.to_owned()))
}

/// What the data say where they contradict a claim as it is asked.
fn differing(asked: &Ask<'_>, desk: Desk<'_>) -> Option<Working> {
    let interval = stated::interval(asked.claim, &desk.policy.widths)?;
    match verdict::judge_as_read(asked, interval, desk) {
        Verdict::Contradicted(working) => Some(working),
        _ => None,
    }
}

/// The verdict with the note that tells what settled it.
fn noted(mut working: Working, note: String) -> Verdict {
    working.notes.push(note);
    Verdict::Contradicted(working)
}

/// How many digits of a claim's number are told.
fn digits(ask: &Ask<'_>, desk: Desk<'_>) -> Option<usize> {
    let interval = stated::interval(ask.claim, &desk.policy.widths)?;
    elsewhere::precision(ask, interval)
}

/// The doubts that a neighbour's agreement with a row settles: a share that says it once more is
/// of the same people, and where a list agrees with rows of one table in all its digits, what
/// stands in the list is of their time and place.
fn settled_doubts(
    ask: &Ask<'_>,
    other: &Ask<'_>,
    cell: &Observation,
    judged: &[(Ask<'_>, Verdict)],
    desk: Desk<'_>,
) -> &'static [Doubt] {
    const SAME_PEOPLE: &[Doubt] = &[
        Doubt::FromUncertain,
        Doubt::CarriedAmongOthers,
        Doubt::UnknownTime,
        Doubt::UnknownPlace,
        Doubt::FarMeasure,
    ];
    const SAME_TABLE: &[Doubt] = &[Doubt::UnknownTime, Doubt::UnknownPlace];
    const SAME_COUNT: &[Doubt] = &[Doubt::CountedBeside];
    let (claim, number) = (ask.claim, other.claim);
    let again = desk.context.ties.iter().any(|tie| match tie {
        Tie::Again { first, again } => *first == number.span && *again == claim.span,
        Tie::Share { part, share, .. } => *part == number.span && *share == claim.span,
        _ => false,
    });
    // "27,208, or 38%", and not "to 27,208, by 38%"
    let moved = desk.context.ties.iter().any(|tie| match tie {
        Tie::Change { earlier, later, .. } => [earlier, later].contains(&&number.span),
        Tie::Moved(share) => *share == claim.span,
        _ => false,
    });
    let is_share =
        claim.relation == Relation::Share && number.relation == Relation::Level && !moved;
    let side_by_side = is_share
        && number.span.end <= claim.span.start
        && claim.span.start - number.span.end <= SIDE_BY_SIDE;
    if (again || side_by_side) && digits(other, desk) >= Some(SURE) {
        return SAME_PEOPLE;
    }
    let of_table = |found: &Observation| {
        found.source == cell.source
            && found.period == cell.period
            && found.place == cell.place
            && found.measure == cell.measure
    };
    let listed = judged.iter().filter(|(one, verdict)| {
        one.claim.sentence == claim.sentence
            && one.claim.span != claim.span
            && row(one, verdict, desk).is_some_and(of_table)
    });
    let told: Vec<usize> = listed.filter_map(|(one, _)| digits(one, desk)).collect();
    let is_list = told.len() > 1 && told.iter().sum::<usize>() > SURE;
    // "50.9 foreigners per 1,000 (without residence offences), against 34.6 Germans"
    let is_alike = number.sentence == claim.sentence
        && number.relation == Relation::Incidence
        && claim.relation == Relation::Incidence
        && digits(other, desk) >= Some(SURE - 1);
    match (is_list, is_alike) {
        (true, _) => SAME_TABLE,
        (false, true) => SAME_COUNT,
        (false, false) => &[],
    }
}

/// The row that a number agrees with, where it is told exactly enough to settle anything.
fn row<'v>(ask: &Ask<'_>, verdict: &'v Verdict, desk: Desk<'_>) -> Option<&'v Observation> {
    let (Verdict::Supported(working) | Verdict::Conditional(working)) = verdict else {
        return None;
    };
    let Working {
        evidence,
        mismatches,
        ..
    } = working;
    let is_level = matches!(
        ask.claim.relation,
        Relation::Level | Relation::Incidence | Relation::Share
    );
    let digits = digits(ask, desk)?;
    let needed = if ask.claim.quantity.kind == Kind::Count {
        2
    } else {
        3
    };
    // A row of another day is not what the sentence is about.
    let differs = ["rounding", "period", "place"];
    let is_exact = mismatches.iter().all(|one| !differs.contains(&one.facet));
    (is_level && is_exact && digits >= needed)
        .then(|| evidence.first().map(AsRef::as_ref))
        .flatten()
}

/// Whether the row's number is near enough to be what the draft tells, mistaken.
fn is_near(claim: &Claim, working: &Working) -> bool {
    let (Some(stated), computed) = (claim.quantity.value, working.computed.value) else {
        return false;
    };
    let reaches = |small: Decimal, large: Decimal| {
        small
            .checked_mul(FARTHEST)
            .is_some_and(|most| most >= large)
    };
    reaches(stated, computed) && reaches(computed, stated)
}

/// The question with what it leaves open taken from the row of its neighbour; none where
/// the neighbour names the group and the claim does not.
fn as_in<'c>(ask: &Ask<'c>, other: &Ask<'_>, cell: &Observation) -> Option<Ask<'c>> {
    let claim = ask.claim;
    let mut asked = ask.clone();
    if is_open(claim.offence.as_ref()) {
        let special = (!fit::is_all(&cell.offence)).then(|| cell.offence.clone());
        asked.settle_offences(special.into_iter().collect());
    }
    // "77,716 foreigners" that are a row's foreign citizens are those of the fall beside it.
    let is_series = ask.ends.is_some() && ask.group == other.group;
    if is_series || ask.leaves_group_open() {
        (is_series || other.leaves_group_open()).then_some(())?;
        asked.group.clone_from(&cell.group);
    }
    if is_open(claim.period.as_ref()) {
        asked.period = Some(cell.period);
    }
    if is_open(claim.place.as_ref()) {
        asked.place = Some(cell.place.clone());
        asked.place_stated = false;
        asked.place_found = false;
    }
    if asked.definitions.is_empty() {
        asked.definitions.extend(cell.definitions.iter().cloned());
    }
    Some(asked)
}

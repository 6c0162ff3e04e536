//! Of whom a percentage is where its own words are silent and the figures before
//! tell: "Police held 4,000 people. 500 were Poles, or 12.5 per cent" is of those
//! 4,000 by arithmetic, and "Police held 4,000 migrants. A third were Poles" is of them.

use crate::{
    claim::{Claim, extract, focus::Focus},
    number::{Bound, Decimal, Kind},
    rules::Relation,
};

/// How many figures back the part and what it is a part of may stand.
const RECENT: usize = 6;

/// Two earlier counts of which the first is as much of the second as the percentage says.
pub(in crate::claim) fn pair<'c>(
    focus: &Focus,
    claims: &'c [Claim],
) -> Option<(&'c Claim, &'c Claim)> {
    let percent = percent(focus)?;
    let width = width(focus);
    let near: Vec<&Claim> = claims
        .iter()
        .rev()
        .take(RECENT)
        .take_while(|claim| claim.block == focus.block)
        .filter(|claim| counts(claim))
        .collect();
    let value = |claim: &Claim| claim.quantity.value;
    near.iter().enumerate().find_map(|(at, part)| {
        let scaled = value(part)?.checked_mul(Decimal::ONE_HUNDRED)?;
        let base = near.iter().skip(at + 1).copied().find(|base| {
            let found = value(base).and_then(|base| scaled.checked_div(base));
            found.is_some_and(|found| (found - percent).abs() <= width)
        })?;
        Some((*part, base))
    })
}

/// "Half were Poles": of the group that the figure before counts, where the share is itself what the sentence speaks of.
pub(super) fn group<'c>(focus: &Focus, claims: &'c [Claim]) -> Option<&'c Claim> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let opens = focus.from.checked_sub(1).is_none_or(|at| {
        focus.from == focus.bounds.low || tagged.written(at) == "," || is(at, "clause-lead")
    });
    let is_near = |claim: &&Claim| {
        let sentences = focus.view.sentences.iter().take(focus.sentence + 1).rev();
        let mut near = sentences
            .take(2)
            .map(|sentence| extract::source_span(focus.document, focus.block, sentence.span));
        claim.block == focus.block && near.any(|span| span == claim.sentence)
    };
    // "1,200 migrants, a third more than in 2020. Half were …"
    let moves = |claim: &&Claim| claim.relation == Relation::Change;
    let last = claims
        .iter()
        .rev()
        .take_while(is_near)
        .find(|claim| !moves(claim))?;
    (opens && is(focus.to, "clause-verb") && counts(last) && last.population.is_some())
        .then_some(last)
}

fn counts(claim: &Claim) -> bool {
    claim.relation == Relation::Level && claim.quantity.kind == Kind::Count
}

/// The number in per cent.
fn percent(focus: &Focus) -> Option<Decimal> {
    let value = focus.number.quantity.value?;
    match focus.number.quantity.kind {
        Kind::Percent => Some(value),
        Kind::Fraction => value.checked_mul(Decimal::ONE_HUNDRED),
        _ => None,
    }
}

/// How far the reckoned percentage may be from the one that is written.
fn width(focus: &Focus) -> Decimal {
    let quantity = &focus.number.quantity;
    let whole = quantity.value.is_some_and(|value| value.is_integer());
    if quantity.bound != Bound::Exact || quantity.kind == Kind::Fraction {
        Decimal::new(20, 1)
    } else if whole {
        Decimal::new(6, 1)
    } else {
        Decimal::new(1, 1)
    }
}

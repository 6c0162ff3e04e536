//! Figures told twice, of which one telling has what the other leaves open: a number in a
//! headline is told in full below it, and a share by the two counts behind it ("more than half
//! of the foreigners are Poles: 1,287 of 2,533 at the end of May").

use super::{Claim, From, Phrase, document::Document};
use crate::{
    draft::BlockKind,
    number::{Decimal, Kind},
};

/// How many blocks below a headline its number may be told in full.
const BELOW: usize = 5;

/// How many points a share may be from what its two counts make.
const POINTS: Decimal = Decimal::TWO;

/// Fills what headlines and shares leave open from the claims that tell the same.
pub(super) fn complete(document: &Document, claims: &mut [Claim]) {
    for at in 0..claims.len() {
        let Some((head, rest)) = claims.get_mut(at..).and_then(<[Claim]>::split_first_mut) else {
            continue;
        };
        if let Some(counted) = counted(head, rest) {
            fill(&mut head.place, counted.place.as_ref(), From::Sentence);
            fill(&mut head.period, counted.period.as_ref(), From::Sentence);
        }
        if let Some(same) = below(document, head, rest) {
            fill(&mut head.place, same.place.as_ref(), From::Paragraph);
            fill(&mut head.period, same.period.as_ref(), From::Paragraph);
            fill(&mut head.speaker, same.speaker.as_ref(), From::Paragraph);
            fill(&mut head.source, same.source.as_ref(), From::Paragraph);
        }
    }
}

/// The claim that tells a headline's number in full.
fn below<'c>(document: &Document, head: &Claim, rest: &'c [Claim]) -> Option<&'c Claim> {
    let is_head = |claim: &Claim| {
        let view = document.views.get(claim.block);
        view.is_some_and(|view| matches!(view.kind, BlockKind::Title | BlockKind::Heading(_)))
    };
    if !is_head(head) || head.quantity.value.is_none() {
        return None;
    }
    rest.iter().find(|claim| {
        claim.block > head.block
            && claim.block - head.block <= BELOW
            && claim.quantity.value == head.quantity.value
            && claim.quantity.kind == head.quantity.kind
            && !is_head(claim)
    })
}

/// The first of the two counts right behind a share in its sentence that make the share.
fn counted<'c>(share: &Claim, rest: &'c [Claim]) -> Option<&'c Claim> {
    let value = share.quantity.value?;
    let percent = match share.quantity.kind {
        Kind::Percent => value,
        Kind::Fraction => value.checked_mul(Decimal::ONE_HUNDRED)?,
        _ => return None,
    };
    let [part, all, ..] = rest else {
        return None;
    };
    let counts =
        |claim: &Claim| claim.quantity.kind == Kind::Count && claim.sentence == share.sentence;
    let scaled = part.quantity.value?.checked_mul(Decimal::ONE_HUNDRED)?;
    let found = scaled.checked_div(all.quantity.value?)?;
    let same = found.checked_sub(percent)?.abs() <= POINTS;
    (same && counts(part) && counts(all)).then_some(part)
}

fn fill<T: Clone>(open: &mut Option<Phrase<T>>, told: Option<&Phrase<T>>, from: From) {
    let guessed = open
        .as_ref()
        .is_none_or(|phrase| phrase.from >= From::Dateline);
    if let (true, Some(told)) = (guessed, told) {
        let mut told = told.clone();
        told.from = from.max(told.from);
        *open = Some(told);
    }
}

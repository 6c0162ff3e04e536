//! A number in a headline is told in full below it: where and when it holds and
//! who says it are taken from there.

use super::{Claim, From, Phrase, document::Document};
use crate::draft::BlockKind;

/// How many blocks below a headline its number may be told in full.
const BELOW: usize = 5;

/// Fills what headlines leave open from the claim that tells the same number.
pub(super) fn complete(document: &Document, claims: &mut [Claim]) {
    let is_head = |claim: &Claim| {
        let view = document.views.get(claim.block);
        view.is_some_and(|view| matches!(view.kind, BlockKind::Title | BlockKind::Heading(_)))
    };
    for at in 0..claims.len() {
        let Some((head, rest)) = claims.get_mut(at..).and_then(<[Claim]>::split_first_mut) else {
            continue;
        };
        if !is_head(head) || head.quantity.value.is_none() {
            continue;
        }
        let same = rest.iter().find(|claim| {
            claim.block > head.block
                && claim.block - head.block <= BELOW
                && claim.quantity.value == head.quantity.value
                && claim.quantity.kind == head.quantity.kind
                && !is_head(claim)
        });
        if let Some(same) = same {
            fill(&mut head.place, same.place.as_ref());
            fill(&mut head.period, same.period.as_ref());
            fill(&mut head.speaker, same.speaker.as_ref());
            fill(&mut head.source, same.source.as_ref());
        }
    }
}

fn fill<T: Clone>(open: &mut Option<Phrase<T>>, told: Option<&Phrase<T>>) {
    let guessed = open
        .as_ref()
        .is_none_or(|phrase| phrase.from >= From::Dateline);
    if let (true, Some(told)) = (guessed, told) {
        let mut told = told.clone();
        told.from = From::Paragraph.max(told.from);
        *open = Some(told);
    }
}

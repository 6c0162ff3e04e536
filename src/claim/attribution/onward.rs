//! Speakers and sources from another block: the lead-in of a list, table or
//! quotation, and the figure that the sentence takes up again.

use super::super::{Claim, Phrase, extract::Before, facets, focus::Focus, model::From};
use super::ground::Ground;
use super::named::Role;
use super::saying::{Strength, sayings};
use super::subject::Subject;
use super::{Said, introduced, phrase, resolve};
use crate::draft::BlockKind;

/// What stands before the figure's block, where the block goes on with it.
pub(super) fn said(
    focus: &Focus,
    ground: Ground,
    before: Option<&Before>,
    claims: &[Claim],
    quoted: bool,
) -> Said {
    let led = lead_in(focus).map_or_else(Said::default, |block| from_block(focus, block));
    if led.speaker.is_some() || led.source.is_some() || quoted {
        return led;
    }
    if let Some(claim) = facets::same_figure(focus, claims) {
        return of_claim(claim);
    }
    let near = before.filter(|before| {
        before.block < focus.block
            && focus.block - before.block <= 2
            && focus.document.same_section(before.block, focus.block)
    });
    let first = focus.view.sentences.first().map(|sentence| sentence.low);
    let points = first.is_some_and(|low| ground.has(low, "points-back"));
    // Data go on being told of in the next paragraph, what somebody says does not.
    // A note is of its own figure.
    let told = |claim: &&Claim| {
        let block = focus.document.draft.blocks.get(claim.block);
        let end = block.and_then(|block| Some(block.map.extent()?.end));
        let source = claim.source.as_ref().and_then(|source| source.span);
        source.is_some_and(|span| end.is_some_and(|end| span.start < end)) && !claim.quoted
    };
    let goes_on = near.filter(|_| focus.sentence == 0).and_then(|before| {
        let of_block = claims
            .iter()
            .rev()
            .take_while(|claim| claim.block == before.block);
        let alike = points && !before.claim.quoted;
        alike
            .then_some(before.claim)
            .or_else(|| of_block.into_iter().find(told))
    });
    // A table is of the data that its section is about.
    let of_section = || {
        let cell = matches!(focus.view.kind, BlockKind::Cell(_));
        let mut before = claims.iter().rev().filter(|_| cell);
        before.find(|claim| told(claim) && focus.document.under(claim.block, focus.block))
    };
    goes_on
        .or_else(of_section)
        .map_or_else(Said::default, of_claim)
}

pub(super) fn of_claim(claim: &Claim) -> Said {
    let carried = |phrase: &Phrase<()>| {
        let mut phrase = phrase.clone();
        phrase.from = From::Paragraph.max(phrase.from);
        phrase
    };
    Said {
        speaker: claim.speaker.as_ref().map(carried),
        source: claim.source.as_ref().map(carried),
    }
}

/// The block that leads in to a list, a table or, with a colon, to anything.
fn lead_in(focus: &Focus) -> Option<usize> {
    let views = &focus.document.views;
    match focus.view.kind {
        BlockKind::ListItem { lead_in } => *lead_in,
        BlockKind::Cell(_) => views
            .iter()
            .take(focus.block)
            .rposition(|view| !matches!(view.kind, BlockKind::Cell(_))),
        BlockKind::Paragraph => {
            let block = focus.block.checked_sub(1)?;
            ends_in_colon(views.get(block)?.tagged.text).then_some(block)
        }
        _ => None,
    }
}

fn ends_in_colon(text: &str) -> bool {
    text.trim_end().ends_with(':')
}

/// Who says something last in a block that leads in to others.
fn from_block(focus: &Focus, block: usize) -> Said {
    let mut said = Said::default();
    let Some(there) = Ground::new(focus.document, block) else {
        return said;
    };
    let last = there.view.sentences.len().saturating_sub(1);
    let found = sayings(there).iter().rfind(|saying| {
        saying.inside.is_none()
            && saying.sentence == last
            && !matches!(saying.subject, Subject::Same)
            && (saying.strength == Strength::Plain || saying.role != Role::Actor)
    });
    let Some((saying, (at, range))) =
        found.and_then(|saying| Some((saying, resolve(there, saying)?)))
    else {
        // "Main findings of the report:"
        let named = introduced::named(there, last);
        said.source = named.and_then(|range| phrase(focus, block, range));
        return said;
    };
    let found = phrase(focus, at, range).map(|mut phrase| {
        phrase.from = From::LeadIn;
        phrase
    });
    if saying.role == Role::Data {
        said.source = found;
    } else {
        said.speaker = found;
    }
    said
}

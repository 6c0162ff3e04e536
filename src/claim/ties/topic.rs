//! The crime that a draft is about, where a number's own sentence names none: "a third of
//! the convictions" below a heading about rape may be of that alone.

use super::super::{
    Claim,
    document::{Document, View},
};
use crate::{draft::BlockKind, text::Span, vocabulary::Class};

/// The numbers that may be of a crime named over them or before them.
pub(super) fn under_a_crime(document: &Document<'_>, claims: &[Claim]) -> Vec<Span> {
    let open = claims.iter().filter(|claim| {
        claim.offence.is_none()
            && !names_crime(document, claim)
            && (headed_by_crime(document, claim.block)
                || led_by_crime(document, claim.block)
                || mostly_of_crimes(claims, claim))
    });
    open.map(|claim| claim.span).collect()
}

/// Whether the sentence names a crime, if only crime of every type.
fn names_crime(document: &Document<'_>, claim: &Claim) -> bool {
    let Some(view) = document.views.get(claim.block) else {
        return false;
    };
    let blocks = document.draft.blocks.get(claim.block);
    let source = |span: Span| blocks.map_or(span, |block| block.map.source_span(span));
    let mut crimes = view.tagged.of(Class::Offence).iter();
    crimes.any(|tag| claim.sentence.contains(source(tag.span)))
}

/// Whether the headline or the heading nearest above names a special crime.
fn headed_by_crime(document: &Document<'_>, block: usize) -> bool {
    let over = document.views.iter().take(block);
    let is_heading =
        |view: &&View<'_>| matches!(view.kind, BlockKind::Title | BlockKind::Heading(_));
    let mut headings = over.filter(is_heading);
    let nearest = headings.clone().next_back();
    let mut nearest = headings.next().into_iter().chain(nearest);
    nearest.any(|view| names_special(document, view))
}

/// Whether the paragraph that leads to a list or table names a special crime.
fn led_by_crime(document: &Document<'_>, block: usize) -> bool {
    let listed = document.views.get(block).is_some_and(|view| {
        matches!(view.kind, BlockKind::ListItem { .. }) || document.cell(block).is_some()
    });
    let lead = document.run_start(block).checked_sub(1);
    let lead = lead
        .filter(|_| listed)
        .and_then(|at| document.views.get(at));
    lead.is_some_and(|view| names_special(document, view))
}

fn names_special(document: &Document<'_>, view: &View<'_>) -> bool {
    let mut crimes = view.tagged.of(Class::Offence).iter();
    crimes.any(|tag| document.attribute(tag, "generic").is_none())
}

/// Whether most numbers before that count the same are of a special crime.
fn mostly_of_crimes(claims: &[Claim], claim: &Claim) -> bool {
    let before = claims
        .iter()
        .filter(|other| other.span < claim.span && other.measure.value == claim.measure.value);
    let (special, all): (Vec<&Claim>, Vec<&Claim>) =
        before.partition(|other| other.offence.is_some());
    special.len() > all.len() + 1
}

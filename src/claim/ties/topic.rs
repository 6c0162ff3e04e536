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
            && (headed_by_crime(document, claim.block) || mostly_of_crimes(claims, claim))
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
    let special = |view: &View<'_>| {
        let mut crimes = view.tagged.of(Class::Offence).iter();
        crimes.any(|tag| document.attribute(tag, "generic").is_none())
    };
    headings.next().into_iter().chain(nearest).any(special)
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

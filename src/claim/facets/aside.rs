//! Whose place holds for the sentences after: not that of an aside ("in neighbouring Kent", "Chad
//! as a whole"), of what is set against the figure told first, nor of each of several parts ("in Kent 4, in
//! Devon 9").

use crate::{
    claim::{
        Claim,
        document::{Document, View},
        extract::source_span,
        focus::Focus,
        sites::{Site, sites},
    },
    vocabulary::ConceptId,
};

/// Most tokens from a word that leads to an aside to the place: "over the border in the".
const LEAD: usize = 3;

/// The claim before, or an earlier one of the paragraph whose place holds on, where a sentence lies between.
pub(super) fn holding<'c>(focus: &Focus, before: &'c Claim, claims: &'c [Claim]) -> &'c Claim {
    let sentence = source_span(focus.document, focus.block, focus.bounds.span);
    if before.sentence == sentence || before.named_place().is_none() {
        return before;
    }
    let earlier = claims.iter().rev();
    let mut earlier = earlier.take_while(|claim| claim.block == focus.block);
    let holding = earlier.find(|claim| holds(focus.document, claims, claim));
    holding.unwrap_or(before)
}

/// Whether the place of a claim holds for the sentences after its own.
pub(super) fn holds(document: &Document, claims: &[Claim], claim: &Claim) -> bool {
    let mut placed = of_sentence(claims, claim).filter(|other| other.named_place().is_some());
    placed.next().is_some_and(|first| first.span == claim.span)
        && !is_aside(document, claim)
        && !is_one_of_parts(document, claims, claim)
}

fn of_sentence<'c>(claims: &'c [Claim], claim: &Claim) -> impl Iterator<Item = &'c Claim> {
    let (block, sentence) = (claim.block, claim.sentence);
    claims
        .iter()
        .filter(move |other| other.block == block && other.sentence == sentence)
}

/// "in neighbouring Kent", "Chad as a whole", where another place was told before.
fn is_aside(document: &Document, claim: &Claim) -> bool {
    let Some((view, site)) = site_of(document, claim) else {
        return false;
    };
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let tag = &site.tag;
    let article = |at: usize| usize::from(is(at, "phrase-determiner").is_some());
    let leads = |at: usize| {
        is(at, "aside-lead").is_some_and(|length| {
            let end = at + length;
            end == tag.start || end + article(end) == tag.start
        })
    };
    (tag.start.saturating_sub(LEAD)..=tag.start).any(leads) || is(tag.end, "aside-end").is_some()
}

/// "… of Italy. In Lombardy 46, in Campania 13": several parts of the place told before.
fn is_one_of_parts(document: &Document, claims: &[Claim], claim: &Claim) -> bool {
    let place = |claim: &Claim| claim.named_place().map(|place| place.value.clone());
    let parts: Vec<ConceptId> = of_sentence(claims, claim).filter_map(place).collect();
    let vocabulary = &document.pack.vocabulary;
    let holds_all = |whole: &ConceptId| {
        parts
            .iter()
            .all(|part| part != whole && vocabulary.is_within(part, whole))
    };
    let mut before = claims.iter().filter(|other| other.block == claim.block);
    parts.iter().any(|part| *part != parts[0])
        && before.any(|other| {
            other.span.start < claim.span.start && place(other).as_ref().is_some_and(holds_all)
        })
}

/// Where a claim's place is named.
fn site_of<'d>(document: &'d Document, claim: &Claim) -> Option<(&'d View<'d>, &'d Site)> {
    let span = claim.named_place()?.span?;
    let view = document.views.get(claim.block)?;
    let mut sites = sites(document, claim.block).iter();
    let site = sites.find(|site| source_span(document, claim.block, site.tag.span) == span)?;
    Some((view, site))
}

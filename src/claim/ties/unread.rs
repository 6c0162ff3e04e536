//! Words inside the facets of claims that no list knows: "thefts on public transport".
//!
//! They may narrow what is counted in a way that no reference has, so the numbers beside
//! them can be found to agree, but not to be wrong.

use super::{
    super::{
        Claim,
        document::{Document, Sentence},
        extract::source_span,
    },
    Tie,
};
use crate::{
    text::Span,
    vocabulary::{Class, TokenKind},
};

/// Where the words stand that say whom, what and what part of a claim is about.
pub(super) fn facets(claims: &[Claim]) -> Vec<Span> {
    let mut spans: Vec<Span> = claims.iter().flat_map(Claim::subject).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The unread words of a sentence that stand in one of `facets`.
pub(super) fn unread(
    document: &Document<'_>,
    block: usize,
    bounds: Sentence,
    facets: &[Span],
) -> Vec<Tie> {
    let Some(view) = document.views.get(block) else {
        return Vec::new();
    };
    let tagged = &view.tagged;
    let sentence = source_span(document, block, tagged.token_span(bounds.low, bounds.high));
    if !facets.iter().any(|facet| sentence.contains(*facet)) {
        return Vec::new();
    }
    // Words for how a crime is done belong to it, and no reference is of them.
    let vocabulary = &document.pack.vocabulary;
    let narrows = |concept: usize| {
        vocabulary
            .concept_at(concept)
            .attributes
            .contains_key("narrows")
    };
    let read: Vec<(usize, usize)> = (bounds.low..bounds.high)
        .flat_map(|at| tagged.hits().every(vocabulary, at))
        .filter(|hit| !narrows(hit.concept))
        .map(|hit| (hit.start, hit.end))
        .chain([Class::Place, Class::Period].iter().flat_map(|class| {
            let tags = tagged.within(*class, bounds.low, bounds.high).iter();
            tags.map(|tag| (tag.start, tag.end))
        }))
        .collect();
    (bounds.low..bounds.high)
        .filter(|at| {
            let token = tagged.row.get(*at);
            // A letter is the end of "Britain's".
            token.is_some_and(|token| token.kind == TokenKind::Word && token.lower().len() > 1)
                && !read.iter().any(|(from, to)| (*from..*to).contains(at))
        })
        .filter_map(|token| {
            let at = source_span(document, block, tagged.token_span(token, token + 1));
            let word = tagged.written(token).to_owned();
            let inside = facets.iter().any(|facet| facet.contains(at));
            inside.then_some(Tie::Unread { at, word })
        })
        .collect()
}

//! Ties: numbers of one sentence that belong together by the words between
//! them, whatever was read of their facets: one said again in other terms, a
//! part with its whole and its share, parts with their total.
//!
//! `check::arithmetic` does the sums; the words stand in the `[window]` of the rules.

mod row;

use std::collections::BTreeSet;

use super::{
    Claim,
    document::{Document, Sentence, View},
    extract::source_span,
};
use crate::{language::quantity::TakenFor, text::Span, vocabulary::Class};

use row::{Place, Row, tokens_of};

/// Numbers that belong together, each by its place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tie {
    /// The second says the first once more: "one in five, or 20%,".
    Again {
        /// The number.
        first: Span,
        /// The same in other terms.
        again: Span,
    },
    /// A share with what it is of: "91 of 350, or 26%".
    Share {
        /// How many.
        part: Span,
        /// Of how many.
        whole: Span,
        /// The share.
        share: Span,
    },
    /// A list of parts with its total: "62, 31 and 17, a total of 110".
    Total {
        /// The parts, in order.
        parts: Vec<Span>,
        /// What they add up to.
        total: Span,
    },
    /// A change with its ends: "by 40%, from 150 to 210".
    Change {
        /// Before.
        earlier: Span,
        /// After.
        later: Span,
        /// How much it rose or fell.
        change: Span,
    },
    /// Two rates or shares with how they compare: "12 per 1,000 against 4: three times higher".
    Compared {
        /// The one.
        one: Span,
        /// The other.
        other: Span,
        /// The factor.
        times: Span,
    },
    /// A number told as a change by the word beside it, whatever else is read of it: "(up 40%)".
    Moved(Span),
    /// A word that sets the clause after it against the one before: "while".
    Contrast(Span),
    /// An age or a word for a sex in the sentence: what is told may be of such people alone.
    Some(Span),
}

/// The ties of a draft, in order of the text.
pub(super) fn of(document: &Document, claims: &[Claim]) -> Vec<Tie> {
    let window = &document.pack.window;
    let mut found = Vec::new();
    let blocks: BTreeSet<usize> = claims.iter().map(|claim| claim.block).collect();
    for block in blocks {
        let Some(view) = document.views.get(block) else {
            continue;
        };
        for (sentence, bounds) in view.sentences.iter().enumerate() {
            let source = |span: Span| source_span(document, block, span);
            found.extend(
                of_some(view, *bounds)
                    .into_iter()
                    .map(|span| Tie::Some(source(span))),
            );
            let places = places(document, claims, (block, sentence));
            if places.len() < 2 {
                continue;
            }
            let words = |at: usize| view.tagged.word(at);
            let contrasts = (bounds.low..bounds.high)
                .filter(|at| window.contrast.iter().any(|word| words(*at) == word))
                .map(|at| view.tagged.token_span(at, at + 1));
            found.extend(contrasts.map(|span| Tie::Contrast(source(span))));
            Row {
                view,
                window,
                places,
                low: bounds.low,
                high: bounds.high,
            }
            .ties(&mut found);
        }
    }
    found
}

/// The ages and the words for a sex in a sentence.
fn of_some(view: &View<'_>, bounds: Sentence) -> Vec<Span> {
    let ages = view
        .tagged
        .numbers_within(bounds.span)
        .iter()
        .filter(|number| number.taken_for == TakenFor::Age)
        .map(|number| number.span);
    let is_sex = |at: &usize| {
        let reading = view.tagged.reading();
        reading
            .hits_at(*at)
            .iter()
            .any(|hit| hit.class == Class::Sex)
    };
    let sexes = (bounds.low..bounds.high)
        .filter(is_sex)
        .map(|at| view.tagged.token_span(at, at + 1));
    ages.chain(sexes).collect()
}

/// The claims of a sentence where they stand.
fn places<'d>(
    document: &'d Document<'_>,
    claims: &'d [Claim],
    (block, sentence): (usize, usize),
) -> Vec<Place<'d>> {
    let Some(view) = document.views.get(block) else {
        return Vec::new();
    };
    view.tagged
        .numbers()
        .iter()
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .filter_map(|number| {
            let (from, to) = tokens_of(view, number);
            if view.sentence_of(from) != Some(sentence) {
                return None;
            }
            let span = source_span(document, block, number.span);
            let claim = claims.iter().find(|claim| claim.span == span)?;
            Some(Place { claim, from, to })
        })
        .collect()
}

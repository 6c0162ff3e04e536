//! The words that limit a number, before it or after it.

use super::{
    cursor::{Gap, Reader, TokenKind},
    lexicon::{BoundWord, Role},
    scanner::Before,
};
use crate::{number::Bound, text::Span};

/// A bound word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BoundAt {
    pub(super) class: Bound,
    pub(super) span: Span,
    /// The words that decide the width: the outermost.
    pub(super) word: Span,
}

impl Reader<'_> {
    /// The bound before a number; `number_before` is the number before it.
    pub(super) fn bound_before(
        &self,
        number: Span,
        number_before: Option<Before>,
    ) -> Option<BoundAt> {
        let is_marked = self.next_is(number.end, Role::BoundMark).is_some();
        let mut at = number.start;
        let mut named = false;
        let mut found = self.bounds_word(at, number_before, named);
        for _ in 0..2 {
            if found.is_some() {
                break;
            }
            let article = self.previous_is(at, Role::BoundArticle);
            named |= article.is_some() && !is_marked;
            at = article
                .or_else(|| self.previous_is(at, Role::BoundSkip))?
                .start;
            found = self.bounds_word(at, number_before, named);
        }
        let mut bound = found?;
        // "at least an estimated 500", "up to about 500": the limit counts.
        if bound.class == Bound::About
            && let Some(outer) = self
                .bounds_word(bound.span.start, number_before, named)
                .filter(|outer| outer.class != Bound::About)
        {
            bound = BoundAt {
                span: outer.span.cover(bound.span),
                ..outer
            };
        }
        Some(bound)
    }

    /// The bound word that ends at `at`; `named` where an article makes its number a known one,
    /// with which "fewer than" and "above" compare.
    fn bounds_word(
        &self,
        at: usize,
        number_before: Option<Before>,
        named: bool,
    ) -> Option<BoundAt> {
        let found = self.lexicon.bounds_before.find_where(self, at, |found| {
            let word = found.meaning;
            let limits = word.comparing || matches!(word.class, Bound::Over | Bound::Under);
            let goes_on = word.comparing && self.compares(found.start, number_before);
            let compares = goes_on || limits && named;
            !compares && (found.gap != Gap::Hyphen || self.is_word_run(found.start, found.end))
        })?;
        (found.meaning.class != Bound::Exact).then(|| bound(found.meaning, found.start, found.end))
    }

    /// Whether "more than" at `start` goes on from a number directly before it.
    fn compares(&self, start: usize, number_before: Option<Before>) -> bool {
        number_before.is_some_and(|before| {
            before.is_quantity
                && before.end <= start
                && self.slice(before.end, start).trim().is_empty()
        })
    }

    fn is_word_run(&self, start: usize, end: usize) -> bool {
        self.slice(start, end).chars().any(char::is_alphabetic)
    }

    /// The bound after the number that ends at `end`.
    pub(super) fn bound_after(&self, end: usize) -> Option<BoundAt> {
        let found = self.lexicon.bounds_after.find_where(self, end, |found| {
            let text = self.slice(found.start, found.end);
            let wordy = text.contains(char::is_whitespace);
            let attached = found.gap != Gap::Space;
            // One word needs its hyphen ("500-odd"), more stand free ("500 or so");
            // "at least" may belong to a number after it.
            let free = self
                .next(found.end)
                .is_none_or(|token| token.kind != TokenKind::Digits && !self.begins_amount(&token));
            (wordy || attached) && free
        })?;
        Some(bound(found.meaning, found.start, found.end))
    }

    fn begins_amount(&self, token: &super::cursor::Token) -> bool {
        token.id.is_some_and(|id| {
            self.lexicon.cardinals.contains(id) || self.lexicon.scales.contains(id)
        })
    }
}

fn bound(word: BoundWord, start: usize, end: usize) -> BoundAt {
    let span = Span::new(start, end);
    BoundAt {
        class: word.class,
        span,
        word: span,
    }
}

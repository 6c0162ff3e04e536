//! What the search for speakers asks of the tokens of a block: the words, marks,
//! capitals, numbers and tags that stand at one.

use super::super::document::{Document, View};
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::{Tag, Tagged},
    },
    vocabulary::{Class, TokenKind},
};

/// Tokens from one up to but without the other.
pub(super) type Range = (usize, usize);

/// One block of the document, as the search for speakers sees it.
#[derive(Clone, Copy)]
pub(super) struct Ground<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) view: &'d View<'d>,
    pub(super) block: usize,
}

impl<'d> Ground<'d> {
    pub(super) fn new(document: &'d Document<'d>, block: usize) -> Option<Self> {
        let view = document.views.get(block)?;
        Some(Self {
            document,
            view,
            block,
        })
    }

    pub(super) fn tagged(self) -> &'d Tagged<'d> {
        &self.view.tagged
    }

    /// How many tokens the word of concept `id` takes that begins at `at`.
    #[inline]
    pub(super) fn word(self, at: usize, id: &str) -> Option<usize> {
        self.tagged()
            .is_word(&self.document.pack.vocabulary, at, id)
    }

    #[inline]
    pub(super) fn has(self, at: usize, id: &str) -> bool {
        self.word(at, id).is_some()
    }

    pub(super) fn mark(self, at: usize) -> Option<&'d str> {
        let token = self.tagged().row.get(at)?;
        (token.kind == TokenKind::Mark).then(|| self.tagged().written(at))
    }

    pub(super) fn is_comma(self, at: usize) -> bool {
        matches!(self.mark(at), Some("," | "–" | "—"))
    }

    pub(super) fn capital(self, at: usize) -> bool {
        self.tagged()
            .written(at)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    }

    /// The quantity that token `at` belongs to.
    pub(super) fn quantity_at(self, at: usize) -> Option<&'d Number> {
        let span = self.tagged().row.get(at)?.span();
        let numbers = self.tagged().numbers();
        let first = numbers.partition_point(|number| number.span.end <= span.start);
        numbers
            .get(first)
            .filter(|number| number.taken_for == TakenFor::Quantity && number.span.overlaps(span))
    }

    pub(super) fn tag_starting(self, class: Class, at: usize) -> Option<&'d Tag> {
        self.tagged().tag_at(class, at)
    }

    pub(super) fn tag_ending(self, class: Class, at: usize) -> Option<&'d Tag> {
        let tags = self.tagged().of(class);
        let first = tags.partition_point(|tag| tag.end < at);
        tags.get(first).filter(|tag| tag.end == at)
    }

    /// The tag of a class that token `at` stands in.
    pub(super) fn tag_over(self, class: Class, at: usize) -> Option<&'d Tag> {
        let tags = self.tagged().of(class);
        let first = tags.partition_point(|tag| tag.end <= at);
        tags.get(first).filter(|tag| tag.start <= at)
    }

    /// Whether token `at` stands inside a name or term of several words.
    pub(super) fn is_fixed(self, at: usize) -> bool {
        [Class::Speaker, Class::Source]
            .into_iter()
            .filter_map(|class| self.tag_over(class, at))
            .any(|tag| tag.start < at)
    }

    pub(super) fn is_article(self, at: usize) -> bool {
        self.has(at, "phrase-determiner") && !self.capital(at)
    }
}

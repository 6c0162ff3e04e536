//! Phrases of one or more words, found forwards or backwards from a place.

use super::{
    cursor::{Gap, Reader, Token},
    lexicon::Id,
    table::Table,
};

/// Phrases with what each stands for.
#[derive(Debug, Clone)]
pub(super) struct Phrases<T> {
    /// By first word (or last, for phrases read backwards), longest first.
    by_edge: Table<Vec<(Box<[Id]>, T)>>,
    backwards: bool,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<T> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What stood between the place and the phrase's nearest word.
    pub(super) gap: Gap,
    pub(super) meaning: T,
}

impl<T: Copy> Phrases<T> {
    /// Phrases that follow a place.
    pub(super) fn forwards() -> Self {
        Self {
            by_edge: Table::new(),
            backwards: false,
        }
    }

    /// Phrases that lead up to a place.
    pub(super) fn backwards() -> Self {
        Self {
            by_edge: Table::new(),
            backwards: true,
        }
    }

    /// Adds a phrase; the same phrase again replaces it.
    pub(super) fn add(&mut self, mut words: Vec<Id>, meaning: T) {
        if self.backwards {
            words.reverse();
        }
        let Some(&edge) = words.first() else { return };
        let phrases = self.by_edge.slot(edge).get_or_insert_default();
        phrases.retain(|(known, _)| **known != *words);
        let at = phrases.partition_point(|(known, _)| known.len() >= words.len());
        phrases.insert(at, (words.into_boxed_slice(), meaning));
    }

    /// The longest phrase at `at`.
    pub(super) fn find(&self, reader: &Reader<'_>, at: usize) -> Option<Found<T>> {
        self.find_where(reader, at, |_| true)
    }

    /// The longest phrase at `at` that `accepts` accepts.
    pub(super) fn find_where(
        &self,
        reader: &Reader<'_>,
        at: usize,
        accepts: impl Fn(&Found<T>) -> bool,
    ) -> Option<Found<T>> {
        let edge = self.step(reader, at)?;
        self.by_edge
            .get(edge.id?)?
            .iter()
            .filter_map(|(words, meaning)| self.match_from(reader, edge, words, *meaning))
            .find(accepts)
    }

    fn match_from(
        &self,
        reader: &Reader<'_>,
        edge: Token,
        words: &[Id],
        meaning: T,
    ) -> Option<Found<T>> {
        let mut last = edge;
        for word in words.get(1..)? {
            let from = if self.backwards { last.start } else { last.end };
            last = self
                .step(reader, from)
                .filter(|token| token.id == Some(*word))?;
        }
        Some(Found {
            start: edge.start.min(last.start),
            end: edge.end.max(last.end),
            gap: edge.gap,
            meaning,
        })
    }

    fn step(&self, reader: &Reader<'_>, at: usize) -> Option<Token> {
        if self.backwards {
            reader.previous(at)
        } else {
            reader.next(at)
        }
    }
}

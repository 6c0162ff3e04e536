//! A text as the grammar of group phrases and the rules see it: its tokens, and
//! the labels found among them.

use super::{
    Hit, Hits,
    token::{Token, TokenKind},
};

/// A text split into tokens, with every label found in it.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// Its tokens.
    pub row: &'a [Token<'a>],
    /// The labels found.
    pub hits: &'a Hits,
}

impl<'a> Reading<'a> {
    /// The hits that begin at token `at`, those of mere words aside.
    pub fn hits_at(&self, at: usize) -> &'a [Hit] {
        self.hits.at(at)
    }

    /// The token at `at`, lower case; empty for marks and past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.row.get(at).map_or("", |token| token.lower())
    }

    /// Whether token `at` is this mark.
    pub fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.row.get(at).is_some_and(|token| {
            token.kind == TokenKind::Mark && token.written.chars().all(|c| marks.contains(&c))
        })
    }
}

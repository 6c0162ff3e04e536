//! Reads a text token by token in either direction from any place, so that only
//! the neighbourhood of a number is ever looked at.

use std::cell::Cell;

use super::lexicon::{Id, Lexicon, Role};
use crate::text::Span;

/// What stands between a token and the one it was reached from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// White space of any kind and length.
    Space,
    /// One hyphen between letters or digits.
    Hyphen,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, apostrophes inside.
    Word,
    /// ASCII digits.
    Digits,
    /// One other character.
    Symbol,
}

/// A token beside a place in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    pub(super) gap: Gap,
    /// The word, if the language pack knows it.
    pub(super) id: Option<Id>,
}

/// A text read with the words of a language pack.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) memo: &'a Memo,
}

/// Tokens read last. The grammar asks for the same neighbours again and again;
/// reading each once makes the scanner three times as fast.
#[derive(Debug, Default)]
pub(super) struct Memo {
    next: Slots,
    previous: Slots,
}

/// Places asked about, with the token found there.
type Slots = [Cell<Option<(usize, Option<Token>)>>; SLOTS];

const SLOTS: usize = 32;

/// The token remembered for `at`, else the one that `read` reads.
fn remember(slots: &Slots, at: usize, read: impl FnOnce() -> Option<Token>) -> Option<Token> {
    let Some(slot) = slots.get(at % SLOTS) else {
        return read();
    };
    if let Some((known, token)) = slot.get()
        && known == at
    {
        return token;
    }
    let token = read();
    slot.set(Some((at, token)));
    token
}

impl Reader<'_> {
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    pub(super) fn digit_at(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    /// The end of the run of ASCII digits from `at` on.
    pub(super) fn digits_end(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or(&[]);
        let length = rest.iter().position(|byte| !byte.is_ascii_digit());
        at + length.unwrap_or(rest.len())
    }

    /// The token after `at`.
    pub(super) fn next(&self, at: usize) -> Option<Token> {
        remember(&self.memo.next, at, || self.read_next(at))
    }

    fn read_next(&self, at: usize) -> Option<Token> {
        let rest = self.text.get(at..)?;
        let mut chars = rest.char_indices();
        let (mut offset, mut first) = chars.next()?;
        let mut gap = Gap::None;
        if is_hyphen(first) {
            let (after, second) = chars.next()?;
            let inner = second.is_alphanumeric()
                && self
                    .char_before(at)
                    .is_some_and(|c| c.is_alphanumeric() || c == '%');
            if inner {
                (gap, offset, first) = (Gap::Hyphen, after, second);
            }
        } else {
            while first.is_whitespace() {
                gap = Gap::Space;
                (offset, first) = chars.next()?;
            }
        }
        let start = at + offset;
        let rest = self.text.get(start..)?;
        let (length, kind) = forward(rest, first);
        Some(self.token(start, start + length, kind, gap))
    }

    /// The token before `at`.
    pub(super) fn previous(&self, at: usize) -> Option<Token> {
        remember(&self.memo.previous, at, || self.read_previous(at))
    }

    fn read_previous(&self, at: usize) -> Option<Token> {
        let mut before = self.text.get(..at)?;
        let mut gap = Gap::None;
        let last = before.chars().next_back()?;
        if is_hyphen(last) {
            let shorter = before.get(..before.len() - last.len_utf8())?;
            if shorter
                .chars()
                .next_back()
                .is_some_and(char::is_alphanumeric)
            {
                gap = Gap::Hyphen;
                before = shorter;
            }
        } else if last.is_whitespace() {
            gap = Gap::Space;
            before = before.trim_end();
        }
        let last = before.chars().next_back()?;
        let (length, kind) = backward(before, last);
        Some(self.token(before.len() - length, before.len(), kind, gap))
    }

    fn token(&self, start: usize, end: usize, kind: TokenKind, gap: Gap) -> Token {
        let id = match kind {
            TokenKind::Digits => None,
            _ => self.lexicon.id_in(self.text, Span::new(start, end)),
        };
        Token {
            start,
            end,
            kind,
            gap,
            id,
        }
    }

    /// Whether the token is a word with this role.
    pub(super) fn is(&self, token: &Token, role: Role) -> bool {
        token.id.is_some_and(|id| self.lexicon.has(id, role))
    }

    /// The token after `at`, if it has this role.
    pub(super) fn next_is(&self, at: usize, role: Role) -> Option<Token> {
        self.next(at).filter(|token| self.is(token, role))
    }

    /// The token before `at`, if it has this role.
    pub(super) fn previous_is(&self, at: usize, role: Role) -> Option<Token> {
        self.previous(at).filter(|token| self.is(token, role))
    }

    pub(super) fn is_capitalised(&self, token: &Token) -> bool {
        self.char_at(token.start).is_some_and(char::is_uppercase)
    }
}

/// Hyphens that join words; dashes are symbols.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn forward(rest: &str, first: char) -> (usize, TokenKind) {
    if first.is_ascii_digit() {
        let end = rest.bytes().position(|byte| !byte.is_ascii_digit());
        return (end.unwrap_or(rest.len()), TokenKind::Digits);
    }
    if !first.is_alphabetic() {
        return (first.len_utf8(), TokenKind::Symbol);
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = c.is_alphabetic()
            || is_apostrophe(c) && chars.peek().is_some_and(|&(_, next)| next.is_alphabetic());
        if !inside {
            return (at, TokenKind::Word);
        }
    }
    (rest.len(), TokenKind::Word)
}

fn backward(before: &str, last: char) -> (usize, TokenKind) {
    if last.is_ascii_digit() {
        let run = before.bytes().rev().position(|byte| !byte.is_ascii_digit());
        return (run.unwrap_or(before.len()), TokenKind::Digits);
    }
    if !last.is_alphabetic() {
        return (last.len_utf8(), TokenKind::Symbol);
    }
    let mut length = 0;
    let mut chars = before.chars().rev().peekable();
    while let Some(c) = chars.next() {
        let inside = c.is_alphabetic()
            || is_apostrophe(c) && chars.peek().is_some_and(|next| next.is_alphabetic());
        if !inside {
            break;
        }
        length += c.len_utf8();
    }
    (length, TokenKind::Word)
}

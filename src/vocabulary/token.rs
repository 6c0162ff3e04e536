//! Words, numbers and marks of a text. Labels and drafts are split alike, so
//! that word boundaries, hyphens and "U.S." are decided in one place.

use std::borrow::Cow;

use crate::text::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters; an apostrophe inside belongs to it, a possessive ending does not.
    Word,
    /// Digits, with letters stuck to them.
    Number,
    /// One mark.
    Mark,
}

/// A token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Lower case, dots of an abbreviation left out; empty for marks.
    pub lower: Cow<'a, str>,
    /// Whether nothing stands between it and the token before.
    pub joined: bool,
}

impl Token<'_> {
    /// The token as it stands in `text`.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }
}

/// Splits `text` into tokens; white space separates and is dropped.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut end = usize::MAX;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        let (length, kind, plain) = if let Some(token) = ascii_token(bytes, at, byte) {
            token
        } else {
            let rest = text.get(at..).unwrap_or("");
            let Some(first) = rest.chars().next() else {
                break;
            };
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            let (length, kind) = token_at(rest, first);
            (length, kind, false)
        };
        let span = Span::new(at, at + length);
        let lower = match kind {
            TokenKind::Mark => Cow::Borrowed(""),
            _ if plain => Cow::Borrowed(span.of(text)),
            _ => Cow::Owned(lower(span.of(text))),
        };
        found.push(Token {
            span,
            kind,
            lower,
            joined: end == at,
        });
        at += length;
        end = at;
    }
    found
}

/// The token at `at` where it and what follows are ASCII, as most are: its
/// length, its kind and whether its letters are all small.
fn ascii_token(bytes: &[u8], at: usize, first: u8) -> Option<(usize, TokenKind, bool)> {
    if !first.is_ascii_alphanumeric() {
        let mark = first.is_ascii() && !char::from(first).is_whitespace();
        return mark.then_some((1, TokenKind::Mark, true));
    }
    let rest = bytes.get(at..)?;
    let mut small = true;
    let mut length = 0;
    for &byte in rest {
        if !byte.is_ascii_alphanumeric() {
            break;
        }
        small &= !byte.is_ascii_uppercase();
        length += 1;
    }
    let after = rest.get(length).copied().unwrap_or(b' ');
    if !after.is_ascii() {
        return None;
    }
    if first.is_ascii_digit() {
        return Some((length, TokenKind::Number, small));
    }
    // "don't", "U.S."
    let goes_on = after == b'\'' || (after == b'.' && length == 1 && !small);
    (!goes_on).then_some((length, TokenKind::Word, small))
}

fn token_at(rest: &str, first: char) -> (usize, TokenKind) {
    if first.is_alphabetic() {
        let dotted = dotted_abbreviation(rest);
        if dotted > 0 {
            return (dotted, TokenKind::Word);
        }
        return (word_length(rest), TokenKind::Word);
    }
    if first.is_ascii_digit() {
        let length = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        return (length, TokenKind::Number);
    }
    (first.len_utf8(), TokenKind::Mark)
}

/// Letters, and an apostrophe between letters unless what follows is a possessive `s`.
fn word_length(rest: &str) -> usize {
    for (at, c) in rest.char_indices() {
        if c.is_alphanumeric() {
            continue;
        }
        let apostrophe = matches!(c, '\'' | '’');
        let after = rest.get(at + c.len_utf8()..).unwrap_or("");
        let mut next = after.chars();
        let (one, two) = (next.next(), next.next());
        let possessive = matches!(one, Some('s' | 'S')) && !two.is_some_and(char::is_alphanumeric);
        if apostrophe && one.is_some_and(char::is_alphabetic) && !possessive {
            continue;
        }
        return at;
    }
    rest.len()
}

/// The length of `U.S.`-like letters, each followed by a dot; 0 where there are fewer than two.
fn dotted_abbreviation(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    let mut letters = 0;
    while bytes.get(at).is_some_and(u8::is_ascii_uppercase) && bytes.get(at + 1) == Some(&b'.') {
        at += 2;
        letters += 1;
    }
    if letters >= 2 {
        return at;
    }
    0
}

fn lower(word: &str) -> String {
    word.chars()
        .filter(|c| *c != '.')
        .map(|c| if c == '’' { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_words_numbers_and_marks() {
        for (text, expected) in [
            (
                "Denmark's foreign-born",
                vec!["denmark", "", "s", "foreign", "", "born"],
            ),
            ("the U.S. prisons", vec!["the", "us", "prisons"]),
            ("don’t pay £5m", vec!["don't", "pay", "", "5m"]),
            ("asylum\u{a0}seekers", vec!["asylum", "seekers"]),
        ] {
            let found: Vec<String> = tokens(text)
                .into_iter()
                .map(|token| token.lower.into_owned())
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! The tokens of period expressions. Other than in the vocabulary, digits are
//! one token with the points and commas between them, and letters after digits
//! are another: `1,234`, `30` `th`, `2010` `s`.

use crate::text::Span;
use crate::vocabulary::{Run, small_key_in};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters, with apostrophes between them: `don’t`.
    Word,
    /// Digits, with points and commas between them: `1,234.5`.
    Number,
    /// One character of anything else but white space.
    Punctuation,
}

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Where.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: TokenKind,
    /// Whether it touches the token before it, as `-` and `born` do in `foreign-born`.
    pub(super) joined: bool,
    /// The hash of its text, ASCII letters taken as small.
    pub(super) key: u64,
}

impl Token {
    /// Its text.
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    /// Whether it is `word`, ASCII letters compared without case.
    pub(super) fn is(&self, text: &str, word: &str) -> bool {
        self.of(text).eq_ignore_ascii_case(word)
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut end = usize::MAX;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        let (length, kind) = if byte.is_ascii_digit() {
            (digits_length(bytes, at), TokenKind::Number)
        } else if let Some(word) = plain_word(bytes, at) {
            found.push(Token {
                span: Span::new(at, at + word.length),
                kind: TokenKind::Word,
                joined: end == at,
                key: word.key,
            });
            at += word.length;
            end = at;
            continue;
        } else {
            let rest = text.get(at..).unwrap_or("");
            let Some(first) = rest.chars().next() else {
                break;
            };
            if first.is_whitespace() {
                at += first.len_utf8();
                continue;
            }
            if first.is_alphabetic() {
                (word_length(rest), TokenKind::Word)
            } else {
                (first.len_utf8(), TokenKind::Punctuation)
            }
        };
        let span = Span::new(at, at + length);
        found.push(Token {
            span,
            kind,
            joined: end == at,
            key: small_key_in(text, span),
        });
        at += length;
        end = at;
    }
    found
}

/// The length of the digits at `at`, with points and commas between them.
fn digits_length(bytes: &[u8], at: usize) -> usize {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    while digit(end) || (matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1)) {
        end += 1;
    }
    end - at
}

/// The word at `at`, if it and what follows are ASCII and no apostrophe.
fn plain_word(bytes: &[u8], at: usize) -> Option<Run> {
    let run = Run::at(bytes, at);
    let after = bytes.get(at + run.length).copied().unwrap_or(b' ');
    (run.length > 0 && !run.digits && after.is_ascii() && after != b'\'').then_some(run)
}

/// The length of the word that `rest` begins with: letters, and apostrophes between them.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = matches!(c, '\'' | '’')
            && chars.peek().is_some_and(|&(_, next)| next.is_alphabetic())
            && !is_owner(rest.get(at + c.len_utf8()..));
        if !c.is_alphabetic() && !inside {
            return at;
        }
    }
    rest.len()
}

/// Whether only the "s" of an owner stands behind an apostrophe: "last year's".
fn is_owner(rest: Option<&str>) -> bool {
    let mut chars = rest.unwrap_or("").chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_the_rest() {
        for (text, expected) in [
            ("", ""),
            ("Foreign-born men", "Foreign +- +born men"),
            ("don’t say 'no'", "don’t say ' +no +'"),
            ("1,234.5%, 2.", "1,234.5 +% +, 2 +."),
            ("the 14th of May", "the 14 +th of May"),
            ("£4.7bn", "£ +4.7 +bn"),
            ("prisoners’ rights", "prisoners +’ rights"),
            ("last year's total", "last year +' +s total"),
            ("2017\u{2013}18", "2017 +\u{2013} +18"),
            ("a\u{a0}b\n“c”", "a b “ +c +”"),
        ] {
            let found: Vec<String> = tokens(text)
                .iter()
                .map(|token| format!("{}{}", if token.joined { "+" } else { "" }, token.of(text)))
                .collect();
            assert_eq!(found.join(" "), expected);
        }
        let text = "In JUNE";
        let june = tokens(text)[1];
        assert!(june.is(text, "june"));
        assert_eq!(june.kind, TokenKind::Word);
    }
}

//! The tokens of period expressions. Other than in the vocabulary, digits are
//! one token with the points and commas between them, and letters after digits
//! are another: `1,234`, `30` `th`, `2010` `s`.

use crate::text::Span;
use crate::vocabulary::{Run, Token as Row, TokenKind as RowKind, is_same, small_key_in};

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

    /// Whether it is `word`, given with its key, ASCII letters compared without case.
    pub(super) fn is(&self, text: &str, key: u64, word: &str) -> bool {
        self.key == key && is_same(word, self.of(text))
    }
}

/// The tokens of a text, of which the vocabulary's are `row`, or unknown: then it is empty.
/// Plain words and marks are the same for both.
pub(super) fn tokens(text: &str, row: &[Row]) -> Vec<Token> {
    let mut tokens = Tokens {
        found: Vec::with_capacity(row.len().max(text.len() / 5)),
        text,
        at: 0,
        end: usize::MAX,
    };
    for known in row {
        if known.span().start >= tokens.at && known.plain {
            tokens.add(known.span(), TokenKind::Word, known.key());
        } else if known.span().start >= tokens.at && known.kind == RowKind::Mark {
            tokens.add(known.span(), TokenKind::Punctuation, known.key());
        } else {
            tokens.at = tokens.at.max(known.span().start);
            tokens.read_to(known.span().end);
        }
    }
    tokens.read_to(text.len());
    tokens.found
}

/// Tokens being read.
struct Tokens<'a> {
    found: Vec<Token>,
    text: &'a str,
    /// How far the text is read.
    at: usize,
    /// Where the last token ends.
    end: usize,
}

impl Tokens<'_> {
    fn add(&mut self, span: Span, kind: TokenKind, key: u64) {
        self.found.push(Token {
            span,
            kind,
            joined: self.end == span.start,
            key,
        });
        self.at = span.end;
        self.end = span.end;
    }

    /// Reads up to `end` of the text, or to the end of the token that stands there.
    fn read_to(&mut self, end: usize) {
        let bytes = self.text.as_bytes();
        while self.at < end
            && let Some(&byte) = bytes.get(self.at)
        {
            let at = self.at;
            if byte == b' ' {
                self.at += 1;
                continue;
            }
            let (length, kind) = if byte.is_ascii_digit() {
                (digits_length(bytes, at), TokenKind::Number)
            } else if let Some(word) = plain_word(bytes, at) {
                self.add(Span::new(at, at + word.length), TokenKind::Word, word.key);
                continue;
            } else {
                let rest = self.text.get(at..).unwrap_or("");
                let Some(first) = rest.chars().next() else {
                    break;
                };
                if first.is_whitespace() {
                    self.at += first.len_utf8();
                    continue;
                }
                if first.is_alphabetic() {
                    (word_length(rest), TokenKind::Word)
                } else {
                    (first.len_utf8(), TokenKind::Punctuation)
                }
            };
            let span = Span::new(at, at + length);
            self.add(span, kind, small_key_in(self.text, span));
        }
    }
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
    use crate::vocabulary::{self, small_key};

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
            (
                "the U.S. in Q2 2017, 2.5x",
                "the U +. +S +. in Q +2 2017 +, 2.5 +x",
            ),
            ("covid19's März ½ don't", "covid +19 +' +s März ½ don't"),
        ] {
            let plain = tokens(text, &[]);
            let found: Vec<String> = plain
                .iter()
                .map(|token| format!("{}{}", if token.joined { "+" } else { "" }, token.of(text)))
                .collect();
            assert_eq!(found.join(" "), expected);
            assert_eq!(tokens(text, &vocabulary::tokens(text)), plain);
        }
        let text = "In JUNE";
        let june = tokens(text, &[])[1];
        assert!(june.is(text, small_key("june"), "june"));
        assert_eq!(june.kind, TokenKind::Word);
    }
}

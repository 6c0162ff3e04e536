//! Words, numbers and marks of a text. Labels and drafts are split alike, so
//! that word boundaries, hyphens and "U.S." are decided in one place.

use std::ops::Deref;

use super::hash::{Run, word_key};
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
    /// As it stands in the text.
    pub written: &'a str,
    /// What it is.
    pub kind: TokenKind,
    /// Lower case, dots of an abbreviation left out; empty for marks.
    pub lower: Lower<'a>,
    /// A hash of `lower`, by which it is looked up.
    key: u64,
    /// Whether nothing stands between it and the token before.
    pub joined: bool,
    /// Whether it is a word of ASCII letters alone, and no apostrophe or other letter behind it.
    pub plain: bool,
}

/// A word in lower case: the text itself where it stands so there.
#[derive(Debug, Clone)]
pub struct Lower<'a>(Form<'a>);

#[derive(Debug, Clone)]
enum Form<'a> {
    Text(&'a str),
    /// ASCII, which needs no memory of its own.
    Short(Letters),
    Long(Box<str>),
}

/// The letters of a word kept in place, the last byte their number. They are aligned as a reference
/// to text is and have no length beside them, so that either form is copied in one piece.
#[derive(Debug, Clone, Copy)]
#[repr(align(8))]
struct Letters([u8; 16]);

impl Letters {
    /// The small letters of a word of ASCII, if it is short enough.
    fn small(word: &str) -> Option<Self> {
        let mut letters = [0; 16];
        let (last, place) = letters.split_last_mut()?;
        *last = u8::try_from(word.len()).ok()?;
        let place = place.get_mut(..word.len())?;
        place.copy_from_slice(word.as_bytes());
        place.make_ascii_lowercase();
        Some(Self(letters))
    }

    fn bytes(&self) -> &[u8] {
        let [letters @ .., length] = &self.0;
        letters.get(..usize::from(*length)).unwrap_or(&[])
    }
}

impl<'a> Lower<'a> {
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.0 {
            Form::Text(text) => text.as_bytes(),
            Form::Short(letters) => letters.bytes(),
            Form::Long(word) => word.as_bytes(),
        }
    }

    const NOTHING: Self = Self(Form::Text(""));

    /// A word of any letters, and its key.
    fn of_any(word: &'a str) -> (Self, u64) {
        let small = |byte: &u8| byte.is_ascii() && *byte != b'.' && !byte.is_ascii_uppercase();
        let form = if word.as_bytes().iter().all(small) {
            Self(Form::Text(word))
        } else if word.is_ascii() && !word.contains('.') {
            Self::of_ascii(word)
        } else {
            Self(Form::Long(lower(word).into()))
        };
        let key = word_key(form.bytes());
        (form, key)
    }

    /// A word of ASCII with capitals.
    fn of_ascii(word: &'a str) -> Self {
        Self(match Letters::small(word) {
            Some(letters) => Form::Short(letters),
            None => Form::Long(word.to_ascii_lowercase().into()),
        })
    }
}

impl Deref for Lower<'_> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match &self.0 {
            Form::Text(text) => text,
            Form::Short(..) => std::str::from_utf8(self.bytes()).unwrap_or(""),
            Form::Long(word) => word,
        }
    }
}

impl PartialEq for Lower<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Lower<'_> {}

impl Token<'_> {
    /// Whether it is a word, given with its hash.
    pub fn is(&self, key: u64, word: &str) -> bool {
        self.key == key && self.lower.bytes() == word.as_bytes()
    }

    /// Whether it is ASCII and stands in the text as it does in lower case; so does no word with a capital.
    pub fn is_small(&self) -> bool {
        matches!(self.lower, Lower(Form::Text(_)))
    }

    /// A hash of `lower`: other words nearly always have another, the same word has the same.
    pub fn key(&self) -> u64 {
        self.key
    }
}

/// Splits `text` into tokens; white space separates and is dropped.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut row = Vec::new();
    add_tokens(text, &mut row);
    row
}

/// Adds the tokens of `text` to a row.
pub fn add_tokens<'t>(text: &'t str, row: &mut Vec<Token<'t>>) {
    row.reserve(text.len() / 4 + 2);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut end = usize::MAX;
    while let Some(&byte) = bytes.get(at) {
        let (length, kind, word) = match ascii_token(bytes, at, byte) {
            Ascii::Space => {
                at += 1;
                continue;
            }
            Ascii::Mark => (1, TokenKind::Mark, None),
            Ascii::Word(run, kind) => (run.length, kind, Some(run)),
            Ascii::No => {
                let rest = text.get(at..).unwrap_or("");
                let Some(first) = rest.chars().next() else {
                    break;
                };
                if first.is_whitespace() {
                    at += first.len_utf8();
                    continue;
                }
                let (length, kind) = token_at(rest, first);
                (length, kind, None)
            }
        };
        let span = Span::new(at, at + length);
        let written = span.of(text);
        let (lower, key) = match (kind, word) {
            (TokenKind::Mark, _) => (Lower::NOTHING, word_key(b"")),
            (_, Some(run)) if run.capitals => (Lower::of_ascii(written), run.key),
            (_, Some(run)) => (Lower(Form::Text(written)), run.key),
            (_, None) => Lower::of_any(written),
        };
        row.push(Token {
            span,
            written,
            kind,
            key,
            lower,
            joined: end == at,
            plain: kind == TokenKind::Word && word.is_some_and(|run| !run.digits),
        });
        at += length;
        end = at;
    }
}

/// What stands at a byte, if it and what follows is ASCII, as most is.
enum Ascii {
    Space,
    Mark,
    Word(Run, TokenKind),
    No,
}

fn ascii_token(bytes: &[u8], at: usize, first: u8) -> Ascii {
    match first {
        b' ' | b'\t'..=b'\r' => return Ascii::Space,
        0x80.. => return Ascii::No,
        _ if !first.is_ascii_alphanumeric() => return Ascii::Mark,
        _ => {}
    }
    let run = Run::at(bytes, at);
    let after = bytes.get(at + run.length).copied().unwrap_or(b' ');
    if !after.is_ascii() {
        return Ascii::No;
    }
    if first.is_ascii_digit() {
        return Ascii::Word(run, TokenKind::Number);
    }
    // "don't", "U.S."
    if after == b'\'' || (after == b'.' && run.length == 1 && run.capitals) {
        return Ascii::No;
    }
    Ascii::Word(run, TokenKind::Word)
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
                .map(|token| token.lower.to_string())
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

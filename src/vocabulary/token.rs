//! Words, numbers and marks of a text. Labels and drafts are split alike, so
//! that word boundaries, hyphens and "U.S." are decided in one place.

use std::ops::Deref;

use super::hash::word_key;
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
    pub lower: Lower<'a>,
    /// A hash of `lower`, by which it is looked up.
    key: u64,
    /// Whether nothing stands between it and the token before.
    pub joined: bool,
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

    fn with_key(self) -> (Self, u64) {
        let key = word_key(self.bytes());
        (self, key)
    }

    const NOTHING: Self = Self(Form::Text(""));

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
    /// The token as it stands in `text`.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    /// Whether it is a word, given with its hash.
    pub fn is(&self, key: u64, word: &str) -> bool {
        self.key == key && self.lower.bytes() == word.as_bytes()
    }

    /// A hash of `lower`: other words nearly always have another, the same word has the same.
    pub fn key(&self) -> u64 {
        self.key
    }
}

/// Splits `text` into tokens; white space separates and is dropped.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token> = Vec::with_capacity(text.len() / 4 + 2);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut end = usize::MAX;
    while let Some(&byte) = bytes.get(at) {
        let (length, kind, case) = match ascii_token(bytes, at, byte) {
            Ascii::Space => {
                at += 1;
                continue;
            }
            Ascii::Token(length, kind, case) => (length, kind, case),
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
                (length, kind, case_of(rest.get(..length).unwrap_or("")))
            }
        };
        let span = Span::new(at, at + length);
        let (lower, key) = match (kind, case) {
            (TokenKind::Mark, _) => (Lower::NOTHING, word_key(b"")),
            (_, Case::Small) => {
                let word = span.of(text);
                (Lower(Form::Text(word)), word_key(word.as_bytes()))
            }
            (_, Case::Ascii) => Lower::of_ascii(span.of(text)).with_key(),
            (_, Case::Any) => Lower(Form::Long(lower(span.of(text)).into())).with_key(),
        };
        found.push(Token {
            span,
            kind,
            key,
            lower,
            joined: end == at,
        });
        at += length;
        end = at;
    }
    found
}

/// What has to be done to have a token in lower case.
#[derive(Clone, Copy)]
enum Case {
    /// Nothing.
    Small,
    /// It is ASCII, with capitals.
    Ascii,
    /// Anything may stand in it.
    Any,
}

/// What stands at a byte, if it and what follows is ASCII, as most is.
enum Ascii {
    Space,
    Token(usize, TokenKind, Case),
    No,
}

/// What an ASCII character is.
mod class {
    pub(super) const SMALL: u8 = 1;
    pub(super) const CAPITAL: u8 = 2;
    pub(super) const DIGIT: u8 = 4;
    pub(super) const SPACE: u8 = 8;
    pub(super) const MARK: u8 = 16;
    pub(super) const WORD: u8 = SMALL | CAPITAL | DIGIT;
}

/// The class of each byte; none for what is not ASCII.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => class::SMALL,
            b'A'..=b'Z' => class::CAPITAL,
            b'0'..=b'9' => class::DIGIT,
            b' ' | b'\t'..=b'\r' => class::SPACE,
            _ => class::MARK,
        };
        byte += 1;
    }
    classes
};

fn class_of(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// What has to be done to have a word in lower case, its dots left out.
fn case_of(word: &str) -> Case {
    let small = |byte: &u8| byte.is_ascii() && *byte != b'.' && !byte.is_ascii_uppercase();
    if word.as_bytes().iter().all(small) {
        Case::Small
    } else if word.is_ascii() && !word.contains('.') {
        Case::Ascii
    } else {
        Case::Any
    }
}

fn ascii_token(bytes: &[u8], at: usize, first: u8) -> Ascii {
    let kind = class_of(first);
    if kind & class::WORD == 0 {
        return match kind {
            class::SPACE => Ascii::Space,
            class::MARK => Ascii::Token(1, TokenKind::Mark, Case::Small),
            _ => Ascii::No,
        };
    }
    let mut seen = kind;
    let mut end = at + 1;
    let mut after = b' ';
    while let Some(&byte) = bytes.get(end) {
        let class = class_of(byte);
        if class & class::WORD == 0 {
            after = byte;
            break;
        }
        seen |= class;
        end += 1;
    }
    let length = end - at;
    let small = seen & class::CAPITAL == 0;
    let case = if small { Case::Small } else { Case::Ascii };
    if !after.is_ascii() {
        return Ascii::No;
    }
    if kind == class::DIGIT {
        return Ascii::Token(length, TokenKind::Number, case);
    }
    // "don't", "U.S."
    if after == b'\'' || (after == b'.' && length == 1 && !small) {
        return Ascii::No;
    }
    Ascii::Token(length, TokenKind::Word, case)
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

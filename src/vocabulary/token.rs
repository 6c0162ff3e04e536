//! Words, numbers and marks of a text. Labels and drafts are split alike, so
//! that word boundaries, hyphens and "U.S." are decided in one place.

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
///
/// A text has so many that what can be told from the rest is not kept: together they fill one line
/// of the processor's cache.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// As it stands in the text.
    pub written: &'a str,
    /// Where it begins.
    start: usize,
    /// A hash of it in lower case, by which it is looked up.
    key: u64,
    lower: Lower,
    /// What it is.
    pub kind: TokenKind,
    /// Whether nothing stands between it and the token before.
    pub joined: bool,
    /// Whether it is a word of ASCII letters alone, and no apostrophe or other letter behind it.
    pub plain: bool,
}

/// A word in lower case, dots of an abbreviation left out.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lower {
    /// It is a mark, and no word.
    No,
    /// It stands so in the text.
    Written,
    /// ASCII of as many letters as the last byte says, which needs no memory of its own.
    Short([u8; 16]),
    Long(Box<str>),
}

impl Lower {
    /// A word of any letters, and its key.
    fn of_any(word: &str) -> (Self, u64) {
        let small = |byte: &u8| byte.is_ascii() && *byte != b'.' && !byte.is_ascii_uppercase();
        let form = if word.as_bytes().iter().all(small) {
            Self::Written
        } else if word.is_ascii() && !word.contains('.') {
            Self::of_ascii(word)
        } else {
            Self::Long(lower(word).into())
        };
        let key = word_key(form.bytes(word));
        (form, key)
    }

    /// A word of ASCII with capitals.
    fn of_ascii(word: &str) -> Self {
        Self::short(word).unwrap_or_else(|| Self::Long(word.to_ascii_lowercase().into()))
    }

    /// The same, if it is short enough.
    fn short(word: &str) -> Option<Self> {
        let mut letters = [0; 16];
        let (last, place) = letters.split_last_mut()?;
        *last = u8::try_from(word.len()).ok()?;
        let place = place.get_mut(..word.len())?;
        place.copy_from_slice(word.as_bytes());
        place.make_ascii_lowercase();
        Some(Self::Short(letters))
    }

    /// The bytes of the word that stands so in the text.
    fn bytes<'w>(&'w self, written: &'w str) -> &'w [u8] {
        match self {
            Self::No => &[],
            Self::Written => written.as_bytes(),
            Self::Short([letters @ .., length]) => {
                letters.get(..usize::from(*length)).unwrap_or(&[])
            }
            Self::Long(word) => word.as_bytes(),
        }
    }
}

impl Token<'_> {
    /// Where it stands.
    #[inline]
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.written.len())
    }

    /// In lower case, dots of an abbreviation left out; empty for marks.
    #[inline]
    pub fn lower(&self) -> &str {
        match &self.lower {
            Lower::No => "",
            Lower::Written => self.written,
            Lower::Short(..) => std::str::from_utf8(self.lower_bytes()).unwrap_or(""),
            Lower::Long(word) => word,
        }
    }

    pub(super) fn lower_bytes(&self) -> &[u8] {
        self.lower.bytes(self.written)
    }

    /// Whether it is a word, given with its hash.
    pub fn is(&self, key: u64, word: &str) -> bool {
        self.key == key && self.lower_bytes() == word.as_bytes()
    }

    /// Whether it is ASCII and stands in the text as it does in lower case; so does no word with a capital.
    pub fn is_small(&self) -> bool {
        matches!(self.lower, Lower::No | Lower::Written)
    }

    /// A hash of it in lower case: other words nearly always have another, the same word has the same.
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
    while let Some(&first) = bytes.get(at) {
        let length = match first {
            b' ' | b'\t'..=b'\r' => {
                at += 1;
                continue;
            }
            _ if first.is_ascii_alphanumeric() => add_ascii_word(text, at, first, end == at, row),
            0x80.. => None,
            _ => add(mark(text, at, 1), end == at, row),
        };
        let length = length.or_else(|| add(any_token(text, at), end == at, row));
        let Some(length) = length else {
            // White space of another kind.
            let rest = text.get(at..).and_then(|rest| rest.chars().next());
            at += rest.map_or(1, char::len_utf8);
            continue;
        };
        at += length;
        end = at;
        // One space follows most words.
        at += usize::from(bytes.get(at) == Some(&b' '));
    }
}

/// Adds a token to a row; its length.
fn add<'t>(token: Option<Token<'t>>, joined: bool, row: &mut Vec<Token<'t>>) -> Option<usize> {
    let token = token?;
    let length = token.written.len();
    row.push(Token { joined, ..token });
    Some(length)
}

/// The mark of some bytes at `at`.
fn mark(text: &str, at: usize, length: usize) -> Option<Token<'_>> {
    let written = text.get(at..at + length)?;
    Some(Token {
        written,
        start: at,
        key: word_key(written.as_bytes()),
        lower: Lower::No,
        kind: TokenKind::Mark,
        joined: false,
        plain: false,
    })
}

/// Adds the word or number at `at`, if it and what follows is ASCII, as most is; its length.
#[inline]
fn add_ascii_word<'t>(
    text: &'t str,
    at: usize,
    first: u8,
    joined: bool,
    row: &mut Vec<Token<'t>>,
) -> Option<usize> {
    let bytes = text.as_bytes();
    let run = Run::at(bytes, at);
    let after = bytes.get(at + run.length).copied().unwrap_or(b' ');
    let number = first.is_ascii_digit();
    // "don't", "U.S."
    let goes_on = after == b'\'' || (after == b'.' && run.length == 1 && run.capitals);
    if !after.is_ascii() || (goes_on && !number) {
        return None;
    }
    let written = text.get(at..at + run.length)?;
    let lower = if run.capitals {
        Lower::of_ascii(written)
    } else {
        Lower::Written
    };
    let kind = if number {
        TokenKind::Number
    } else {
        TokenKind::Word
    };
    row.push(Token {
        written,
        start: at,
        key: run.key,
        lower,
        kind,
        joined,
        plain: !number && !run.digits,
    });
    Some(run.length)
}

/// The token of any characters at `at`; none where white space stands there.
#[inline(never)]
fn any_token(text: &str, at: usize) -> Option<Token<'_>> {
    let rest = text.get(at..)?;
    let first = rest.chars().next().filter(|c| !c.is_whitespace())?;
    let (length, kind) = token_at(rest, first);
    if kind == TokenKind::Mark {
        return mark(text, at, length);
    }
    let written = rest.get(..length)?;
    let (lower, key) = Lower::of_any(written);
    Some(Token {
        written,
        start: at,
        key,
        lower,
        kind,
        joined: false,
        plain: false,
    })
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
                .map(|token| token.lower().to_owned())
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

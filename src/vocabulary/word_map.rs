//! Values by word, for the words of numbers and periods: most words of a text
//! are none of them, and are told so by a bit of their key.

use std::collections::HashMap;

use super::hash::{Run, WHOLE, WordHash, word_key};
use crate::text::Span;

/// Values by words; the case of ASCII letters does not matter.
#[derive(Debug, Clone)]
pub(crate) struct WordMap<T> {
    /// By the key of each word, with the word in small letters.
    values: HashMap<u64, (Box<str>, T), WordHash>,
    /// A bit for each of those keys; several share one.
    known: [u64; 32],
}

impl<T> Default for WordMap<T> {
    fn default() -> Self {
        Self {
            values: HashMap::default(),
            known: [0; 32],
        }
    }
}

impl<T> WordMap<T> {
    /// The value of a word; a new one where it has none.
    pub(crate) fn slot(&mut self, word: &str, new: impl FnOnce() -> T) -> &mut T {
        let key = small_key(word);
        let (at, bit) = place(key);
        self.known[at] |= bit;
        let slot = self.values.entry(key);
        &mut slot
            .or_insert_with(|| (word.to_ascii_lowercase().into(), new()))
            .1
    }

    /// Whether a word with this [`small_key`] may have a value; most have none.
    #[inline]
    pub(crate) fn may_have(&self, key: u64) -> bool {
        let (at, bit) = place(key);
        self.known[at] & bit != 0
    }

    /// The value of a word that is given with its [`small_key`].
    #[inline]
    pub(crate) fn get(&self, key: u64, word: &str) -> Option<&T> {
        if !self.may_have(key) {
            return None;
        }
        let known = self.values.get(&key);
        let same = known.filter(|(known, _)| is_same(known, word));
        same.map(|(_, value)| value)
    }

    /// All values, in any order.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.values_mut().map(|(_, value)| value)
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }
}

/// Whether two words of one [`small_key`] are the same but for the case of ASCII letters.
#[inline]
pub(crate) fn is_same(known: &str, word: &str) -> bool {
    let short = known.len() == word.len() && word.len() <= WHOLE;
    short || known.eq_ignore_ascii_case(word)
}

/// Where the bit of a key stands.
#[inline]
fn place(key: u64) -> (usize, u64) {
    ((key >> 59) as usize, 1 << (key >> 53 & 63))
}

/// The [`small_key`] of a word that stands in a text.
#[inline]
pub(crate) fn small_key_in(text: &str, word: Span) -> u64 {
    // Read with what follows, which is faster than by itself.
    let run = Run::at(text.as_bytes(), word.start);
    if run.length == word.len() {
        run.key
    } else {
        small_key(word.of(text))
    }
}

/// The hash of a word, ASCII letters taken as small.
#[inline]
pub(crate) fn small_key(word: &str) -> u64 {
    let run = Run::at(word.as_bytes(), 0);
    if run.length == word.len() {
        run.key
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        word_key(word.to_ascii_lowercase().as_bytes())
    } else {
        word_key(word.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let mut words = WordMap::default();
        for (value, word) in ["per", "März", "Don't", "%"].into_iter().enumerate() {
            words.slot(word, || value);
        }
        assert_eq!(words.len(), 4);
        for (word, expected) in [
            ("PER", Some(0)),
            ("märz", Some(1)),
            ("MÄRZ", None),
            ("don't", Some(2)),
            ("%", Some(3)),
            ("pe", None),
            ("", None),
        ] {
            let found = words.get(small_key(word), word);
            assert_eq!(found.copied(), expected, "{word}");
        }
    }
}

//! A hasher for short words. The words are those of the language pack, nobody
//! can choose them to collide, and every token of every draft is looked up, so
//! the standard hasher's care would cost more than the look-up itself.

use std::hash::{BuildHasherDefault, Hasher};

/// The hash of a word.
pub(crate) fn word_key(word: &[u8]) -> u64 {
    let mut hasher = WordHasher::default();
    hasher.write(word);
    hasher.finish()
}

/// The hash of two words in a row, given by their hashes.
pub(crate) fn pair_key(first: u64, second: u64) -> u64 {
    let mut hasher = WordHasher(first);
    hasher.write_u64(second);
    hasher.finish()
}

/// The longest word, in bytes, whose hash no other word of its length has.
pub(crate) const WHOLE: usize = 8;

/// Builds [`WordHasher`]s.
pub(crate) type WordHash = BuildHasherDefault<WordHasher>;

/// Turns and multiplies, eight bytes at a time.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordHasher(u64);

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl WordHasher {
    #[inline]
    fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(FACTOR);
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn finish(&self) -> u64 {
        // The best bits of a product are its highest; the table takes the lowest.
        self.0.rotate_left(26)
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk));
        }
        // What is left is read as two stretches of four bytes that overlap, or as single bytes.
        let ends = |bytes: &[u8]| {
            let (first, last) = (bytes.first_chunk::<4>()?, bytes.last_chunk::<4>()?);
            let first = u64::from(u32::from_le_bytes(*first));
            Some(first << 32 | u64::from(u32::from_le_bytes(*last)))
        };
        if let Some(last) = ends(rest) {
            self.mix(last ^ rest.len() as u64);
        } else if !rest.is_empty() {
            let last = rest
                .iter()
                .fold(rest.len() as u64, |sum, byte| sum << 8 | u64::from(*byte));
            self.mix(last);
        }
    }

    #[inline]
    fn write_u8(&mut self, _: u8) {
        // What ends a string, so that lists of strings differ; keys here are single words.
    }

    #[inline]
    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, hash::BuildHasher};

    use super::*;

    #[test]
    fn short_words_of_one_length_differ() {
        // Each step for such words can be undone, so their hashes cannot meet; these are the likeliest.
        for letters in 1..=WHOLE {
            let words: Vec<String> = (0..letters)
                .flat_map(|at| (b'a'..=b'z').map(move |letter| (at, letter)))
                .map(|(at, letter)| {
                    let mut word = vec![b'a'; letters];
                    word[at] = letter;
                    String::from_utf8(word).unwrap()
                })
                .collect();
            let words: BTreeSet<&String> = words.iter().collect();
            let keys: BTreeSet<u64> = words.iter().map(|word| word_key(word.as_bytes())).collect();
            assert_eq!(keys.len(), words.len(), "{letters}");
        }
    }

    #[test]
    fn words_differ() {
        let words = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "prison",
            "prisons",
            "prisoner",
            "prisoners",
            "abcdefgh",
            "abcdefghi",
            "abcdefgi",
        ];
        let hashes: BTreeSet<u64> = words
            .iter()
            .map(|w| WordHash::default().hash_one(w))
            .collect();
        assert_eq!(hashes.len(), words.len());
    }
}

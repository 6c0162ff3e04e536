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

/// The ASCII letters and digits that stand in a row at a byte.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// How many there are.
    pub(crate) length: usize,
    /// Whether some are capitals.
    pub(crate) capitals: bool,
    /// Whether some are digits.
    pub(crate) digits: bool,
    /// The hash of the word they are in small letters.
    pub(crate) key: u64,
}

/// Every byte of a number that holds eight.
const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

const HIGH: u64 = all(0x80);

impl Run {
    /// Reads letters and digits from `at` on, eight at a time: a sum takes the highest bit of
    /// those bytes that are no less than what was added lacks.
    #[inline]
    pub(crate) fn at(bytes: &[u8], at: usize) -> Self {
        let mut hasher = WordHasher::default();
        let mut length = 0;
        let (mut capitals, mut figures) = (0, 0);
        loop {
            let eight = eight_at(bytes, at + length);
            let low = eight & !HIGH;
            let small = low | all(0x20);
            let no_less = |of: u64, least: u8| of + all(0x80 - least);
            let letters = no_less(small, b'a') & !no_less(small, b'z' + 1);
            let digits = no_less(low, b'0') & !no_less(low, b'9' + 1);
            let others = (!(letters | digits) | eight) & HIGH;
            let taken = others.trailing_zeros() / 8;
            let inside = match taken {
                0 => break,
                8 => u64::MAX,
                taken => (1 << (taken * 8)) - 1,
            };
            let large = letters & !eight << 2 & HIGH & inside;
            capitals |= large;
            figures |= digits & !eight & HIGH & inside;
            hasher.mix((eight | large >> 2) & inside);
            length += taken as usize;
            if taken < 8 {
                break;
            }
        }
        Self {
            length,
            capitals: capitals != 0,
            digits: figures != 0,
            key: hasher.finish(),
        }
    }
}

/// The eight bytes at `at`, the first the lowest; zeros past the end.
#[inline]
fn eight_at(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or(&[]);
    match (rest, rest.first_chunk::<8>()) {
        (_, Some(eight)) => u64::from_le_bytes(*eight),
        ([first, .., last], _) => {
            // Two fours that share bytes in the middle, or first, middle and last.
            let length = rest.len();
            let ends = rest.first_chunk::<4>().zip(rest.last_chunk::<4>());
            if let Some((low, high)) = ends {
                let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
                return four(low) | four(high) << ((length - 4) * 8);
            }
            let middle = rest.get(1).copied().unwrap_or(0);
            u64::from(*first) | u64::from(middle) << 8 | u64::from(*last) << ((length - 1) * 8)
        }
        (rest, _) => rest.first().map_or(0, |byte| u64::from(*byte)),
    }
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
        if !rest.is_empty() {
            self.mix(eight_at(rest, 0));
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
    fn runs_are_letters_and_digits_and_have_the_key_of_the_word() {
        for (text, expected, capitals) in [
            ("", "", false),
            ("a", "a", false),
            ("Prison holds", "prison", true),
            ("prisons,", "prisons", false),
            ("PRISONER", "prisoner", true),
            ("prisoner's", "prisoner", false),
            ("imprisonments were", "imprisonments", false),
            ("abcdefghijklmnop", "abcdefghijklmnop", false),
            ("az09AZ/:@[`{", "az09az", true),
            ("2nd", "2nd", false),
            ("ag\u{e9}e A", "ag", false),
            ("- A", "", false),
        ] {
            let run = Run::at(text.as_bytes(), 0);
            let key = word_key(expected.as_bytes());
            let found = (run.length, run.capitals, run.key);
            assert_eq!(found, (expected.len(), capitals, key), "{text}");
        }
        assert_eq!(Run::at(b"a bc", 2).length, 2);
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

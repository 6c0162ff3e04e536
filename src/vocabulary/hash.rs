//! A hasher for short words. The words are those of the language pack, nobody
//! can choose them to collide, and every token of every draft is looked up, so
//! the standard hasher's care would cost more than the look-up itself.

use std::hash::{BuildHasherDefault, Hasher};

/// Builds [`WordHasher`]s.
pub(crate) type WordHash = BuildHasherDefault<WordHasher>;

/// Multiplies and folds eight bytes at a time.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordHasher(u64);

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl WordHasher {
    fn mix(&mut self, value: u64) {
        let product = u128::from(self.0.rotate_left(23) ^ value) * u128::from(FACTOR);
        let bytes = product.to_le_bytes();
        let (low, high) = bytes.split_at(8);
        self.0 = number(low) ^ number(high);
    }
}

fn number(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    for (to, from) in eight.iter_mut().zip(bytes) {
        *to = *from;
    }
    u64::from_le_bytes(eight)
}

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            self.mix(u64::from_le_bytes(*chunk));
        }
        if !rest.is_empty() {
            self.mix(number(rest) | (rest.len() as u64) << 56);
        }
    }

    fn write_u8(&mut self, _: u8) {
        // What ends a string, so that lists of strings differ; keys here are single words.
    }

    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, hash::BuildHasher};

    use super::*;

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

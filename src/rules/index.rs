//! Which rules of a list may match at a number, seen from the words around it.
//! Most rules ask for a word beside the number, or for one somewhere before or
//! after it. Every rule is a bit, so that all of them are asked at once, and
//! only the few that are left are matched.

use std::collections::HashMap;

use super::pattern::{Pattern, Side};
use crate::{
    number::Kind,
    vocabulary::{Token, WordHash},
};

/// One bit a rule, in the order of the rules.
type Bits = Vec<u64>;

/// What the rules of a list ask for.
#[derive(Debug, Clone, Default)]
pub struct RuleIndex {
    /// The rules for each kind, in the order of `Kind::ALL`.
    kinds: Vec<Bits>,
    left: Half,
    right: Half,
}

/// What rules ask for on one side of a number.
#[derive(Debug, Clone, Default)]
struct Half {
    /// Of the word beside it.
    beside: Asked,
    /// Of any word on that side.
    anywhere: Asked,
}

/// The rules that a word is enough for.
#[derive(Debug, Clone, Default)]
struct Asked {
    /// Those that ask for no word.
    free: Bits,
    by_word: HashMap<u64, Bits, WordHash>,
    /// A bit for each of those words; several share one.
    words: Bits,
}

/// How many words share the bits of [`Asked::words`], as a power of two.
const SPREAD: u32 = 12;

/// Where the bit of a word stands.
fn place(word: u64) -> (usize, u64) {
    let bit = word >> (64 - SPREAD);
    (usize::try_from(bit / 64).unwrap_or(0), 1 << (bit % 64))
}

impl RuleIndex {
    /// The index of rules given as the kinds of number they are for and their patterns.
    pub fn new<'r>(rules: impl Iterator<Item = (&'r [Kind], &'r Pattern, &'r Pattern)>) -> Self {
        let mut index = Self {
            kinds: vec![Bits::new(); Kind::ALL.len()],
            ..Self::default()
        };
        for (rule, (kinds, left, right)) in rules.enumerate() {
            for (kind, bits) in Kind::ALL.iter().zip(&mut index.kinds) {
                if kinds.contains(kind) {
                    set(bits, rule);
                }
            }
            index.left.add(rule, left, Side::Left);
            index.right.add(rule, right, Side::Right);
        }
        index
    }

    /// The rules that may match at a number of a kind between the tokens before it in its
    /// sentence and those after it, in order.
    pub fn candidates(&self, kind: Kind, before: &[Token], after: &[Token]) -> Vec<usize> {
        let place = Kind::ALL.iter().position(|one| *one == kind);
        let Some(of_kind) = place.and_then(|at| self.kinds.get(at)) else {
            return Vec::new();
        };
        let mut found = of_kind.clone();
        let mut enough = Bits::new();
        self.left
            .beside
            .keep(&mut found, before.last().into_iter(), &mut enough);
        self.right
            .beside
            .keep(&mut found, after.first().into_iter(), &mut enough);
        self.left
            .anywhere
            .keep(&mut found, before.iter(), &mut enough);
        self.right
            .anywhere
            .keep(&mut found, after.iter(), &mut enough);
        rules(&found)
    }
}

impl Half {
    fn add(&mut self, rule: usize, pattern: &Pattern, side: Side) {
        self.beside.add(rule, pattern.first(side));
        self.anywhere.add(rule, pattern.needed(side));
    }
}

impl Asked {
    fn add(&mut self, rule: usize, words: Option<&[u64]>) {
        match words {
            None => set(&mut self.free, rule),
            Some(words) => {
                self.words.resize((1 << SPREAD) / 64, 0);
                for word in words {
                    set(self.by_word.entry(*word).or_default(), rule);
                    let (at, bit) = place(*word);
                    if let Some(bits) = self.words.get_mut(at) {
                        *bits |= bit;
                    }
                }
            }
        }
    }

    /// Drops the rules that ask for words which these are not; `enough` is room to work in.
    fn keep<'t>(
        &self,
        rules: &mut Bits,
        words: impl Iterator<Item = &'t Token<'t>>,
        enough: &mut Bits,
    ) {
        enough.clone_from(&self.free);
        let may_know = |word: &&Token| {
            let (at, bit) = place(word.key());
            self.words.get(at).is_some_and(|bits| bits & bit != 0)
        };
        let known = words.filter(may_know);
        for known in known.filter_map(|word| self.by_word.get(&word.key())) {
            enough.resize(enough.len().max(known.len()), 0);
            for (all, more) in enough.iter_mut().zip(known) {
                *all |= more;
            }
        }
        rules.truncate(enough.len());
        for (rules, enough) in rules.iter_mut().zip(enough) {
            *rules &= *enough;
        }
    }
}

fn set(bits: &mut Bits, rule: usize) {
    let at = rule / 64;
    bits.resize(bits.len().max(at + 1), 0);
    if let Some(word) = bits.get_mut(at) {
        *word |= 1 << (rule % 64);
    }
}

/// The rules whose bits are set, in order.
fn rules(bits: &[u64]) -> Vec<usize> {
    let count: u32 = bits.iter().map(|word| word.count_ones()).sum();
    let mut found = Vec::with_capacity(count as usize);
    for (at, word) in bits.iter().enumerate() {
        let mut rest = *word;
        while rest != 0 {
            found.push(at * 64 + rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::vocabulary::tokens;

    #[test]
    fn rules_are_left_whose_words_stand_there() {
        let pattern = |written| Pattern::parse(written, &BTreeMap::new()).unwrap();
        let rules = [
            (vec![Kind::Count], "", "(cells|beds)"),
            (vec![Kind::Count], "", "[new] (cells|beds)"),
            (vec![Kind::Percent], "", "cells"),
            (vec![Kind::Count], "prisons … (have|has)", "…3 beds"),
            (
                vec![Kind::Count],
                "{population}",
                "[of] ({place} gaols|cells)",
            ),
            (vec![Kind::Count, Kind::Percent], "", ""),
        ];
        let rules = rules.map(|(kinds, left, right)| (kinds, pattern(left), pattern(right)));
        let rules = rules.iter();
        let index = RuleIndex::new(rules.map(|(kinds, left, right)| (&kinds[..], left, right)));
        for (before, kind, after, expected) in [
            ("", Kind::Count, "", vec![5]),
            ("", Kind::Count, "cells", vec![0, 1, 4, 5]),
            ("", Kind::Count, "new cells", vec![1, 4, 5]),
            ("", Kind::Count, "of Welsh gaols", vec![4, 5]),
            ("", Kind::Percent, "cells", vec![2, 5]),
            ("the prisons have", Kind::Count, "of its beds", vec![3, 5]),
            ("the prisons have now", Kind::Count, "of its beds", vec![5]),
            ("they have", Kind::Count, "of its beds", vec![5]),
        ] {
            let found = index.candidates(kind, &tokens(before), &tokens(after));
            assert_eq!(found, expected, "{before} N {after}");
        }
    }
}

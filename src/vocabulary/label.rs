//! The index that finds labels in a row of tokens.

use std::{collections::HashMap, ops::Range};

use super::{
    hash::{WHOLE, WordHash, pair_key, word_key},
    token::{Token, TokenKind, add_tokens},
};

/// No word of a label, and no node.
const NONE: u32 = u32::MAX;
/// A mark that may stand between two words of a label.
const JOINT: u32 = u32::MAX - 1;

/// Finds labels in rows of tokens: words are numbered, and labels are paths of words.
#[derive(Debug, Clone, Default)]
pub struct LabelIndex {
    words: WordNumbers,
    /// For each word, the node of the labels that begin with it.
    first: Vec<u32>,
    /// Of each label its first word, and its first two, the second 0 where it has one.
    /// Most words of a text begin no label, and most of the rest none that goes on as the text does.
    begins: Beginnings,
    /// The node after a node and a word.
    edges: HashMap<u64, u32, WordHash>,
    nodes: Vec<Node>,
    /// In the order in which labels were added; once all are, those of a node side by side.
    ends: Vec<End>,
}

/// A place in labels: some words of them are read.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The first of the labels that end here.
    end: u32,
    /// How many end here; counted once all labels are added.
    count: u32,
    /// Whether some of them ask for capitals.
    capitals: bool,
    /// Whether labels go on from here.
    goes_on: bool,
}

/// The end of a label.
#[derive(Debug, Clone, Default)]
struct End {
    target: u32,
    /// How many labels were added before it.
    order: u32,
    /// Which of its words have capitals that must be capitals in the text.
    capitals: Box<[(usize, Box<str>)]>,
    /// The label added next that ends at the same node.
    next: u32,
}

/// Labels found at a token that end alike: a stretch of the index's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// Their numbers.
    low: u32,
    high: u32,
    /// One past their last token.
    pub(super) end: u32,
}

impl Found {
    /// Of what is kept for each label of the index, that of these.
    pub(super) fn of<T>(self, labels: &[T]) -> &[T] {
        let (low, high) = (self.low as usize, self.high as usize);
        labels.get(low..high).unwrap_or(&[])
    }
}

/// What finding labels works with, kept from text to text so that little memory is asked for.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    /// The token of each word of the labels being read.
    stands: Vec<usize>,
}

impl LabelIndex {
    /// Adds an expanded label that stands for `target`. Marks in it, such as the comma of "Washington, D.C.",
    /// may stand in a text or be left out, all alike. `row` is room for its tokens, used from label to label.
    pub fn add<'l>(&mut self, label: &'l str, target: u32, row: &mut Vec<Token<'l>>) {
        row.clear();
        add_tokens(label, row);
        let is_word = |token: &&Token| token.kind != TokenKind::Mark;
        let last = row.iter().rposition(|token| is_word(&token));
        let inner = row.get(..last.map_or(0, |last| last + 1)).unwrap_or(&[]);
        self.add_path(inner.iter().filter(is_word), target);
        let stays = |token: &&Token| is_word(token) || !is_joint(token.written);
        if inner.iter().any(|token| !is_word(&token) && stays(&token)) {
            self.add_path(inner.iter().filter(stays), target);
        }
    }

    fn add_path<'t>(&mut self, row: impl Iterator<Item = &'t Token<'t>>, target: u32) {
        let mut capitals = Vec::new();
        let mut node = NONE;
        let mut keys = (0, 0);
        for (number, token) in row.enumerate() {
            let written = token.written;
            if !token.is_small() && written.contains(char::is_uppercase) {
                capitals.push((number, written.replace('.', "").into_boxed_str()));
            }
            let word = match token.kind {
                TokenKind::Mark => self.words.add(word_key(written.as_bytes()), written),
                _ => self.words.add(token.key(), token.lower()),
            };
            if word as usize == self.first.len() {
                self.first.push(NONE);
            }
            match number {
                0 => keys.0 = token.key(),
                1 => keys.1 = token.key(),
                _ => {}
            }
            node = self.child(node, word);
        }
        if node != NONE {
            self.begins.note(keys.0);
            self.begins.note(pair_key(keys.0, keys.1));
            self.end(node, target, capitals.into_boxed_slice());
        }
    }

    /// The node after `node` and `word`, made where it is missing; labels begin after no node.
    fn child(&mut self, node: u32, word: u32) -> u32 {
        let new = index(self.nodes.len());
        let slot = if node == NONE {
            match self.first.get_mut(word as usize) {
                Some(slot) => slot,
                None => return NONE,
            }
        } else {
            if let Some(node) = self.nodes.get_mut(node as usize) {
                node.goes_on = true;
            }
            self.edges.entry(edge(node, word)).or_insert(NONE)
        };
        if *slot == NONE {
            *slot = new;
            self.nodes.push(Node {
                end: NONE,
                count: 0,
                capitals: false,
                goes_on: false,
            });
        }
        *slot
    }

    fn end(&mut self, node: u32, target: u32, capitals: Box<[(usize, Box<str>)]>) {
        let mut last = NONE;
        let mut known = self.nodes.get(node as usize).map_or(NONE, |node| node.end);
        while let Some(end) = self.ends.get(known as usize) {
            if end.target == target && end.capitals == capitals {
                return;
            }
            (last, known) = (known, end.next);
        }
        let new = index(self.ends.len());
        let before = self.ends.get_mut(last as usize).map(|last| &mut last.next);
        let node = self.nodes.get_mut(node as usize).map(|node| &mut node.end);
        if let Some(place) = before.or(node) {
            *place = new;
            self.ends.push(End {
                target,
                order: new,
                capitals,
                next: NONE,
            });
        }
    }

    /// Puts the ends of each node side by side, after which labels are found and no more are added.
    pub fn finish(&mut self) {
        let mut all = std::mem::take(&mut self.ends);
        self.ends.reserve(all.len());
        for node in &mut self.nodes {
            let first = index(self.ends.len());
            let mut known = node.end;
            while let Some(end) = all.get_mut(known as usize) {
                let end = std::mem::take(end);
                known = end.next;
                node.capitals |= !end.capitals.is_empty();
                self.ends.push(end);
            }
            node.end = first;
            node.count = index(self.ends.len()) - first;
        }
    }

    /// The target of each label, and how many labels were added before it.
    pub(super) fn targets(&self) -> impl Iterator<Item = (u32, u32)> {
        self.ends.iter().map(|end| (end.target, end.order))
    }

    /// Tells of the labels found in `row` their tokens and their targets as bits of one number:
    /// one call for those of the same tokens.
    pub fn tell_bits(
        &self,
        row: &[Token],
        finder: &mut Finder,
        mut tell: impl FnMut(Range<usize>, u32),
    ) {
        self.find(row, finder, |at, found| {
            let same = found.of(&self.ends).iter();
            let bits = same.fold(0, |bits, end| bits | end.target);
            tell(at..found.end as usize, bits);
        });
    }

    /// Tells of the labels found in `row`, token by token, the shorter first.
    pub(super) fn find(
        &self,
        row: &[Token],
        finder: &mut Finder,
        mut tell: impl FnMut(usize, Found),
    ) {
        for (at, token) in row.iter().enumerate() {
            if token.kind == TokenKind::Mark {
                continue;
            }
            let key = token.key();
            if !self.begins.may_have(key) {
                continue;
            }
            let may_go_on = self.begins.may_have(pair_key(key, next_key(row, at)));
            if !may_go_on && !self.begins.may_have(pair_key(key, 0)) {
                continue;
            }
            let stands = &mut finder.stands;
            self.find_at(row, at, may_go_on, stands, |found| tell(at, found));
        }
    }

    /// The number of a token's word.
    fn number(&self, token: &Token) -> u32 {
        match token.kind {
            TokenKind::Mark if is_joint(token.written) => JOINT,
            TokenKind::Mark => {
                let mark = token.written;
                self.words.get(word_key(mark.as_bytes()), mark.as_bytes())
            }
            _ => self.words.get(token.key(), token.lower_bytes()),
        }
    }

    /// Finds the ends of the labels that begin at token `at`.
    /// A hyphen or apostrophe between two words is passed over.
    fn find_at(
        &self,
        row: &[Token],
        at: usize,
        may_go_on: bool,
        stands: &mut Vec<usize>,
        mut tell: impl FnMut(Found),
    ) {
        let number = |at: usize| row.get(at).map(|token| self.number(token));
        let first = number(at).and_then(|word| self.first.get(word as usize));
        let Some(&(mut here)) = first else {
            return;
        };
        stands.clear();
        stands.push(at);
        let mut next = at + 1;
        while let Some(node) = self.nodes.get(here as usize) {
            let found = |low: u32, count: u32| Found {
                low,
                high: low + count,
                end: index(next),
            };
            let all = found(node.end, node.count);
            if node.capitals {
                let capital = |(number, capitals): &(usize, Box<str>)| {
                    let token = stands.get(*number).and_then(|&stand| row.get(stand));
                    token.is_some_and(|token| has_capitals(token.written, capitals))
                };
                for (end, number) in all.of(&self.ends).iter().zip(node.end..) {
                    if end.capitals.iter().all(capital) {
                        tell(found(number, 1));
                    }
                }
            } else if node.count > 0 {
                tell(all);
            }
            if !node.goes_on || !may_go_on {
                break;
            }
            let mut word = number(next);
            while word == Some(JOINT) {
                next += 1;
                word = number(next);
            }
            let word = word.filter(|&word| word != NONE);
            let Some(&child) = word.and_then(|word| self.edges.get(&edge(here, word))) else {
                break;
            };
            stands.push(next);
            next += 1;
            here = child;
        }
    }
}

/// The key of the word after token `at`; 0 where there is none.
fn next_key(row: &[Token], at: usize) -> u64 {
    let mut after = row.get(at + 1..).unwrap_or(&[]).iter();
    let next = after.find(|token| token.kind != TokenKind::Mark || !is_joint(token.written));
    next.map_or(0, Token::key)
}

/// Whether a mark may stand between any two words of a label.
fn is_joint(mark: &str) -> bool {
    matches!(mark, "-" | "‑" | "'" | "’")
}

/// The numbers of words, found by their keys.
#[derive(Debug, Clone, Default)]
struct WordNumbers {
    words: Vec<Box<str>>,
    /// A power of two of places, at most half of them taken; a word stands at its key's place or after it.
    places: Vec<Place>,
}

/// The place of a word among [`WordNumbers`].
#[derive(Debug, Clone, Copy)]
struct Place {
    key: u64,
    length: u32,
    number: u32,
}

impl WordNumbers {
    /// The number of a word, given with its key; none is `NONE`.
    fn get(&self, key: u64, word: &[u8]) -> u32 {
        let same = |place: &Place| {
            place.key == key
                && place.length as usize == word.len()
                && (word.len() <= WHOLE || self.is(place.number, word))
        };
        let mut at = self.place(key);
        while let Some(place) = self.places.get(at) {
            if place.number == NONE || same(place) {
                return place.number;
            }
            at = self.after(at);
        }
        NONE
    }

    fn add(&mut self, key: u64, word: &str) -> u32 {
        let known = self.get(key, word.as_bytes());
        if known != NONE {
            return known;
        }
        let number = index(self.words.len());
        self.words.push(Box::from(word));
        if self.words.len() * 2 > self.places.len() {
            let free = Place {
                key: 0,
                length: 0,
                number: NONE,
            };
            let larger = vec![free; (self.places.len() * 2).max(1 << 14)];
            for place in std::mem::replace(&mut self.places, larger) {
                if place.number != NONE {
                    self.take(place);
                }
            }
        }
        self.take(Place {
            key,
            length: index(word.len()),
            number,
        });
        number
    }

    fn take(&mut self, new: Place) {
        let mut at = self.place(new.key);
        while let Some(place) = self.places.get(at)
            && place.number != NONE
        {
            at = self.after(at);
        }
        if let Some(place) = self.places.get_mut(at) {
            *place = new;
        }
    }

    fn is(&self, number: u32, word: &[u8]) -> bool {
        let known = self.words.get(number as usize);
        known.is_some_and(|known| known.as_bytes() == word)
    }

    fn place(&self, key: u64) -> usize {
        low_bits(key) & self.places.len().wrapping_sub(1)
    }

    fn after(&self, at: usize) -> usize {
        (at + 1) & self.places.len().wrapping_sub(1)
    }
}

/// Two bits for each of many keys, in one word; a key that lacks one is not among them.
#[derive(Debug, Clone, Default)]
struct Beginnings(Vec<u64>);

impl Beginnings {
    const WORDS: usize = 1 << 12;

    fn note(&mut self, key: u64) {
        self.0.resize(Self::WORDS, 0);
        let (at, bits) = Self::place(key);
        if let Some(word) = self.0.get_mut(at) {
            *word |= bits;
        }
    }

    fn may_have(&self, key: u64) -> bool {
        let (at, bits) = Self::place(key);
        self.0.get(at).is_some_and(|word| word & bits == bits)
    }

    fn place(key: u64) -> (usize, u64) {
        let at = low_bits(key >> 32) % Self::WORDS;
        (at, 1 << (key >> 44 & 63) | 1 << (key >> 50 & 63))
    }
}

fn edge(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the low bits are what is wanted"
)]
fn low_bits(key: u64) -> usize {
    key as usize
}

/// A length as the number of what comes next.
pub(super) fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(JOINT - 1)
}

/// Whether every capital of `capitals` is one in `written` too.
fn has_capitals(written: &str, capitals: &str) -> bool {
    written
        .chars()
        .filter(|c| *c != '.')
        .zip(capitals.chars())
        .all(|(have, want)| !want.is_uppercase() || have.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tokens;

    #[test]
    fn labels_are_found_with_their_capitals_and_marks() {
        let (mut index, mut row) = (LabelIndex::default(), Vec::new());
        index.add("US", 1, &mut row);
        index.add("foreign-born", 2, &mut row);
        index.add("St. Louis", 3, &mut row);
        index.add("assault & battery", 4, &mut row);
        index.finish();
        for (text, expected) in [
            ("US", vec![1]),
            ("us", vec![]),
            ("U.S.", vec![1]),
            ("Foreign born", vec![2]),
            ("foreign-born", vec![2]),
            ("St. Louis", vec![3]),
            ("St Louis", vec![3]),
            ("St, Louis", vec![]),
            ("assault & battery", vec![4]),
            ("assault battery", vec![4]),
            ("assault and battery", vec![]),
        ] {
            let row = tokens(text);
            let (mut finder, mut found) = (Finder::default(), Vec::new());
            index.find(&row, &mut finder, |_, labels| {
                found.extend(labels.of(&index.ends).iter().map(|label| label.target));
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! The index that finds labels in a row of tokens.

use std::ops::Range;

use super::{
    hash::pair_key,
    token::{Token, TokenKind, add_tokens},
};

/// Finds labels in rows of tokens.
///
/// Words in a row are told by one key: that of the first, then of each pair of what was read and the next.
/// Keys have 64 bits, enough that no others that are read have the key of a label.
#[derive(Debug, Clone, Default)]
pub struct LabelIndex {
    /// Of labels of one word that word, of longer ones the first two.
    /// Most words of a text begin no label, and most of the rest none that goes on as the text does.
    begins: Keys,
    /// Of labels of three words or more, what is read with the third and each after it.
    later: Keys,
    nodes: Nodes,
    /// In the order in which labels were added; once all are, those of a node side by side.
    ends: Vec<End>,
}

/// What is known of words in a row that are a label or begin one.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// The first of the labels that end here.
    end: u32,
    /// How many end here.
    count: u16,
    /// Whether some of them ask for capitals.
    capitals: bool,
    /// Whether labels go on from here.
    goes_on: bool,
}

/// The end of a label.
#[derive(Debug, Clone)]
struct End {
    /// The key of its words.
    key: u64,
    target: u32,
    /// How many labels were added before it.
    order: u32,
    /// Which of its words have capitals that must be capitals in the text.
    capitals: Box<[(usize, Box<str>)]>,
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
        let (mut key, mut words) = (0, 0);
        for token in row {
            let written = token.written;
            if !token.is_small() && written.contains(char::is_uppercase) {
                capitals.push((words, written.replace('.', "").into_boxed_str()));
            }
            words += 1;
            if words == 1 {
                key = token.key();
                continue;
            }
            self.nodes.slot(key).goes_on = true;
            key = pair_key(key, token.key());
            match words {
                2 => self.begins.note(key),
                _ => self.later.note(key),
            }
        }
        match words {
            0 => return,
            1 => self.begins.note(key),
            _ => {}
        }
        self.ends.push(End {
            key,
            target,
            order: index(self.ends.len()),
            capitals: capitals.into_boxed_slice(),
        });
    }

    /// Puts the ends of each node side by side, after which labels are found and no more are added.
    pub fn finish(&mut self) {
        let mut all = std::mem::take(&mut self.ends);
        self.ends.reserve(all.len());
        all.sort_by_key(|end| end.key);
        let mut all = all.into_iter().peekable();
        while let Some(first) = all.next() {
            let (key, low) = (first.key, self.ends.len());
            self.ends.push(first);
            while let Some(end) = all.next_if(|end| end.key == key) {
                let same =
                    |known: &End| known.target == end.target && known.capitals == end.capitals;
                if !self.ends.iter().skip(low).any(same) {
                    self.ends.push(end);
                }
            }
            let node = self.nodes.slot(key);
            node.end = index(low);
            node.count = u16::try_from(self.ends.len() - low).unwrap_or(u16::MAX);
            node.capitals = self
                .ends
                .iter()
                .skip(low)
                .any(|end| !end.capitals.is_empty());
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
            let one = token.key();
            let next = after_joints(row, at + 1);
            let two = row.get(next).map(|next| pair_key(one, next.key()));
            let alone = self.begins.may_have(one);
            let two = two.filter(|two| self.begins.may_have(*two));
            if !alone && two.is_none() {
                continue;
            }
            let stands = &mut finder.stands;
            stands.clear();
            stands.push(at);
            if let Some(node) = self.nodes.get(one).filter(|_| alone) {
                self.tell_ends(node, row, stands, |found| tell(at, found));
            }
            if let Some(two) = two {
                stands.push(next);
                self.find_longer(row, two, stands, |found| tell(at, found));
            }
        }
    }

    /// Finds the labels that begin with two words, given with their key and where they stand.
    fn find_longer(
        &self,
        row: &[Token],
        mut key: u64,
        stands: &mut Vec<usize>,
        mut tell: impl FnMut(Found),
    ) {
        while let Some(node) = self.nodes.get(key) {
            self.tell_ends(node, row, stands, &mut tell);
            let next = stands.last().map_or(0, |last| after_joints(row, last + 1));
            let Some(token) = row.get(next).filter(|_| node.goes_on) else {
                return;
            };
            key = pair_key(key, token.key());
            if !self.later.may_have(key) {
                return;
            }
            stands.push(next);
        }
    }

    /// Tells of the labels that end at a node, whose words stand at these tokens.
    fn tell_ends(&self, node: Node, row: &[Token], stands: &[usize], mut tell: impl FnMut(Found)) {
        let end = index(stands.last().map_or(0, |last| last + 1));
        let found = |low: u32, count: u16| Found {
            low,
            high: low + u32::from(count),
            end,
        };
        let all = found(node.end, node.count);
        if !node.capitals {
            if node.count > 0 {
                tell(all);
            }
            return;
        }
        let capital = |(number, capitals): &(usize, Box<str>)| {
            let token = stands.get(*number).and_then(|&stand| row.get(stand));
            token.is_some_and(|token| has_capitals(token.written, capitals))
        };
        for (end, number) in all.of(&self.ends).iter().zip(node.end..) {
            if end.capitals.iter().all(capital) {
                tell(found(number, 1));
            }
        }
    }
}

/// The first token from `at` on that is no hyphen or apostrophe between two words.
fn after_joints(row: &[Token], mut at: usize) -> usize {
    let joint = |token: &Token| token.kind == TokenKind::Mark && is_joint(token.written);
    while row.get(at).is_some_and(joint) {
        at += 1;
    }
    at
}

/// Whether a mark may stand between any two words of a label.
fn is_joint(mark: &str) -> bool {
    matches!(mark, "-" | "‑" | "'" | "’")
}

/// Nodes by their keys: a power of two of places, at most three in four taken; a node stands at its key's
/// place or after it.
#[derive(Debug, Clone, Default)]
struct Nodes {
    places: Vec<(u64, Option<Node>)>,
    taken: usize,
}

impl Nodes {
    fn get(&self, key: u64) -> Option<Node> {
        self.places.get(self.place(key))?.1
    }

    /// The node of a key; a new one where it has none.
    fn slot(&mut self, key: u64) -> &mut Node {
        if self.taken * 4 >= self.places.len() * 3 {
            let larger = vec![(0, None); (self.places.len() * 2).max(1 << 14)];
            for (key, node) in std::mem::replace(&mut self.places, larger) {
                if node.is_some() {
                    let at = self.place(key);
                    self.places[at] = (key, node);
                }
            }
        }
        let at = self.place(key);
        let (known, node) = &mut self.places[at];
        self.taken += usize::from(node.is_none());
        *known = key;
        node.get_or_insert_default()
    }

    /// Where a key stands, or would.
    fn place(&self, key: u64) -> usize {
        let last = self.places.len().wrapping_sub(1);
        let mut at = low_bits(key) & last;
        while let Some((known, Some(_))) = self.places.get(at)
            && *known != key
        {
            at = (at + 1) & last;
        }
        at
    }
}

/// Two bits for each of many keys, in one word; a key that lacks one is not among them.
#[derive(Debug, Clone, Default)]
struct Keys(Vec<u64>);

impl Keys {
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

#[expect(
    clippy::cast_possible_truncation,
    reason = "the low bits are what is wanted"
)]
fn low_bits(key: u64) -> usize {
    key as usize
}

/// A length as the number of what comes next.
pub(super) fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
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

//! Labels of one column, each resolved once. A table of two million rows has a
//! few hundred distinct labels; meeting one again must cost a comparison, not a
//! look-up in the vocabulary.

use std::collections::HashMap;

/// What a label turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry<T> {
    /// Known.
    Known(T),
    /// The metadata say that its rows are to be left out.
    Dropped,
    /// Unknown; the error has been reported.
    Failed,
}

/// Distinct labels in order of first sight.
#[derive(Debug)]
pub(super) struct Labels<T> {
    written: Vec<Box<str>>,
    entries: Vec<Entry<T>>,
    /// Which label last came after each: columns run in blocks and cycles.
    followers: Vec<usize>,
    index: HashMap<Box<str>, usize>,
    last: usize,
}

impl<T> Labels<T> {
    /// None yet.
    pub(super) fn new() -> Self {
        Self {
            written: Vec::new(),
            entries: Vec::new(),
            followers: Vec::new(),
            index: HashMap::new(),
            last: 0,
        }
    }

    /// Number of a label seen before.
    pub(super) fn find(&mut self, label: &str) -> Option<usize> {
        if self.is(self.last, label) {
            return Some(self.last);
        }
        let guess = self.followers.get(self.last).copied().unwrap_or(0);
        let found = if self.is(guess, label) {
            guess
        } else {
            *self.index.get(label)?
        };
        self.follow(found);
        Some(found)
    }

    /// Keeps a new label; returns its number.
    pub(super) fn insert(&mut self, label: &str, entry: Entry<T>) -> usize {
        let number = self.written.len();
        self.written.push(Box::from(label));
        self.entries.push(entry);
        self.followers.push(0);
        self.index.insert(Box::from(label), number);
        self.follow(number);
        number
    }

    /// What the label of this number is, if it is known.
    pub(super) fn known(&self, number: usize) -> Option<&T> {
        match self.entries.get(number) {
            Some(Entry::Known(value)) => Some(value),
            _ => None,
        }
    }

    /// The label of this number, as the table has it.
    pub(super) fn label(&self, number: usize) -> &str {
        self.written.get(number).map_or("", |label| label)
    }

    /// All that are known, in order of first sight.
    pub(super) fn all_known(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Known(value) => Some(value),
            Entry::Dropped | Entry::Failed => None,
        })
    }

    fn is(&self, number: usize, label: &str) -> bool {
        self.written
            .get(number)
            .is_some_and(|known| **known == *label)
    }

    fn follow(&mut self, number: usize) {
        if let Some(follower) = self.followers.get_mut(self.last) {
            *follower = number;
        }
        self.last = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_stable_in_any_order_of_meeting() {
        let mut labels = Labels::new();
        for (number, label) in ["a", "b", "c"].into_iter().enumerate() {
            assert_eq!(labels.find(label), None);
            assert_eq!(labels.insert(label, Entry::Known(label)), number);
        }
        for (number, label) in [(0, "a"), (1, "b"), (2, "c"), (0, "a"), (2, "c"), (2, "c")] {
            assert_eq!(labels.find(label), Some(number));
        }
        assert_eq!(labels.find("d"), None);
        assert_eq!(labels.insert("d", Entry::Failed), 3);
        assert_eq!(labels.known(3), None);
        assert_eq!(labels.label(3), "d");
        assert_eq!(labels.all_known().count(), 3);
    }
}

//! Labels as written in the vocabulary: `prison(er|ers)`, and the index that
//! finds them in a row of tokens.

use std::collections::HashMap;

use super::{
    hash::WordHash,
    token::{Token, TokenKind, tokens},
};

/// Expands every `(a|b|)` of a label, at any depth.
///
/// # Errors
/// The label, where a bracket has no partner or there are more than 400 expansions.
pub(crate) fn expand(label: &str) -> Result<Vec<String>, String> {
    let Some(open) = label.find('(') else {
        return if label.contains([')', '|']) {
            Err(format!("`{label}`: a bracket has no partner"))
        } else {
            Ok(vec![label.to_owned()])
        };
    };
    let mut depth = 0_usize;
    let mut bars = Vec::new();
    let mut close = None;
    for (at, c) in label.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth == 1 => bars.push(at),
            _ => {}
        }
        if depth == 0 {
            close = Some(at);
            break;
        }
    }
    let Some(close) = close else {
        return Err(format!("`{label}`: a bracket has no partner"));
    };
    let piece = |from: usize, to: usize| label.get(from..to).unwrap_or("");
    let (before, after) = (piece(0, open), piece(close + 1, label.len()));
    let mut all = Vec::new();
    let mut from = open + 1;
    for to in bars.into_iter().chain([close]) {
        let option = piece(from, to);
        all.extend(expand(&format!("{before}{option}{after}"))?);
        from = to + 1;
        if all.len() > 400 {
            return Err(format!("`{label}`: more than 400 expansions"));
        }
    }
    Ok(all)
}

/// No word of a label, and no node.
const NONE: u32 = u32::MAX;
/// A mark that may stand between two words of a label.
const JOINT: u32 = u32::MAX - 1;

/// Finds labels in rows of tokens: words are numbered, and labels are paths of words.
#[derive(Debug, Clone, Default)]
pub(crate) struct LabelIndex {
    words: HashMap<Box<str>, u32, WordHash>,
    /// For each word, the node of the labels that begin with it.
    first: Vec<u32>,
    /// The node after a node and a word.
    edges: HashMap<u64, u32, WordHash>,
    /// For each node, the first of the labels that end there.
    ends_at: Vec<u32>,
    /// In the order in which labels were added.
    ends: Vec<End>,
}

/// The end of a label.
#[derive(Debug, Clone)]
struct End {
    target: u32,
    /// Which of its words have capitals that must be capitals in the text.
    capitals: Box<[(usize, Box<str>)]>,
    /// The next label that ends at the same node.
    next: u32,
}

/// A label found at a token: the tokens it takes, and its target.
pub(crate) type Found = (usize, u32);

impl LabelIndex {
    /// Adds an expanded label that stands for `target`. Marks in it are passed over.
    pub(crate) fn add(&mut self, label: &str, target: u32) {
        let row = tokens(label);
        let mut capitals = Vec::new();
        let mut node = NONE;
        let words = row.iter().filter(|token| token.kind != TokenKind::Mark);
        for (number, token) in words.enumerate() {
            let written = token.of(label);
            if written.contains(char::is_uppercase) {
                capitals.push((number, written.replace('.', "").into_boxed_str()));
            }
            let word = self.number(&token.lower);
            node = self.child(node, word);
        }
        if node != NONE {
            self.end(node, target, capitals.into_boxed_slice());
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let number = index(self.first.len());
        self.words.insert(Box::from(word), number);
        self.first.push(NONE);
        number
    }

    /// The node after `node` and `word`, made where it is missing; labels begin after no node.
    fn child(&mut self, node: u32, word: u32) -> u32 {
        let new = index(self.ends_at.len());
        let slot = if node == NONE {
            match self.first.get_mut(word as usize) {
                Some(slot) => slot,
                None => return NONE,
            }
        } else {
            self.edges.entry(edge(node, word)).or_insert(NONE)
        };
        if *slot == NONE {
            *slot = new;
            self.ends_at.push(NONE);
        }
        *slot
    }

    fn end(&mut self, node: u32, target: u32, capitals: Box<[(usize, Box<str>)]>) {
        let mut known = self.ends_at.get(node as usize).copied().unwrap_or(NONE);
        while let Some(end) = self.ends.get(known as usize) {
            if end.target == target && end.capitals == capitals {
                return;
            }
            known = end.next;
        }
        let new = index(self.ends.len());
        if let Some(slot) = self.ends_at.get_mut(node as usize) {
            let next = std::mem::replace(slot, new);
            self.ends.push(End {
                target,
                capitals,
                next,
            });
        }
    }

    /// The words of `row` by number.
    pub(crate) fn numbered(&self, text: &str, row: &[Token]) -> Vec<u32> {
        row.iter()
            .map(|token| match token.kind {
                TokenKind::Mark if matches!(token.of(text), "-" | "‑" | "'" | "’") => JOINT,
                TokenKind::Mark => NONE,
                _ => self.words.get(&*token.lower).copied().unwrap_or(NONE),
            })
            .collect()
    }

    /// Puts every label that begins at token `at` into `found`, in the order in which they were added.
    /// A hyphen or apostrophe between two words is passed over.
    pub(crate) fn matches_at(
        &self,
        text: &str,
        row: &[Token],
        numbered: &[u32],
        at: usize,
        found: &mut Vec<Found>,
    ) {
        found.clear();
        let Some(&first) = numbered
            .get(at)
            .and_then(|&word| self.first.get(word as usize))
        else {
            return;
        };
        let mut ends: Vec<(u32, usize)> = Vec::new();
        let mut stands = [at; STANDS];
        let mut node = first;
        let mut taken = 1;
        let mut next = at + 1;
        while let Some(&last) = self.ends_at.get(node as usize) {
            let mut known = last;
            while let Some(end) = self.ends.get(known as usize) {
                let fits = end.capitals.iter().all(|(number, capitals)| {
                    stands
                        .get(*number)
                        .and_then(|&stand| row.get(stand))
                        .is_some_and(|token| has_capitals(token.of(text), capitals))
                });
                if fits {
                    ends.push((known, next - at));
                }
                known = end.next;
            }
            while numbered.get(next) == Some(&JOINT) {
                next += 1;
            }
            let Some(&word) = numbered.get(next) else {
                break;
            };
            let Some(&child) = self.edges.get(&edge(node, word)) else {
                break;
            };
            if let Some(stand) = stands.get_mut(taken) {
                *stand = next;
            }
            taken += 1;
            next += 1;
            node = child;
        }
        ends.sort_unstable();
        found.extend(ends.iter().filter_map(|&(end, length)| {
            let end = self.ends.get(end as usize)?;
            Some((length, end.target))
        }));
    }
}

/// Words of a label whose capitals can be asked for.
const STANDS: usize = 24;

fn edge(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

fn index(length: usize) -> u32 {
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

    #[test]
    fn expands_alternations() {
        assert_eq!(expand("non(-| )citizen(s|)").unwrap().len(), 4);
        assert_eq!(expand("a").unwrap(), ["a"]);
        assert!(expand("a(b").is_err());
        assert!(expand("a|b").is_err());
    }

    #[test]
    fn capitals_in_a_label_must_be_capitals_in_the_text() {
        let mut index = LabelIndex::default();
        index.add("US", 1);
        index.add("foreign-born", 2);
        for (text, expected) in [
            ("US", vec![1]),
            ("us", vec![]),
            ("U.S.", vec![1]),
            ("Foreign born", vec![2]),
            ("foreign-born", vec![2]),
        ] {
            let row = tokens(text);
            let numbered = index.numbered(text, &row);
            let mut found = Vec::new();
            index.matches_at(text, &row, &numbered, 0, &mut found);
            let found: Vec<u32> = found.iter().map(|(_, target)| *target).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

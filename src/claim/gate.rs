//! The gate before reading a text closely: could there be a claim in it at all?
//!
//! A claim needs a number, a word that can name a group told apart by migration
//! and a justice word in one window (see `scope`). The words are taken from the
//! vocabulary itself: the longest word of each label, found by one automaton a
//! side; where one stands, the words around it are read with the vocabulary as
//! everywhere else. So the gate may be wider than the scope, and is never
//! narrower; a test compares gated and ungated runs.

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, Input};
use memchr::memmem;

use crate::{
    draft::{BlockKind, Draft},
    rules::Pack,
    vocabulary::{Class, Hit, Naming, Vocabulary, tokens},
};

/// How many words on either side of one are read with it; no label is longer.
const REACH: usize = 20;

/// Characters that do not show and may stand inside a word; a draft's blocks are without them.
const INVISIBLE: [&str; 5] = ["\u{ad}", "\u{200b}", "\u{2060}", "\u{feff}", "\u{212a}"];

/// Says quickly of most texts without a claim that they have none.
#[derive(Debug, Clone)]
pub struct Gate {
    group: AhoCorasick,
    justice: AhoCorasick,
}

/// What a claim needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Group,
    Justice,
}

/// What a block has.
#[derive(Debug, Clone, Copy)]
struct Has {
    number: bool,
    group: bool,
    justice: bool,
    heading: bool,
}

impl Gate {
    /// The gate for the words of a pack.
    ///
    /// # Errors
    /// Where the pack has more words than an automaton can hold.
    pub fn new(pack: &Pack) -> Result<Self, BuildError> {
        let vocabulary = &pack.vocabulary;
        let mut sides = [Vec::new(), Vec::new()];
        for (label, hit) in vocabulary.expanded() {
            for (side, words) in [Side::Group, Side::Justice].iter().zip(&mut sides) {
                let may = match side {
                    Side::Group => {
                        matches!(vocabulary.naming(&hit), Naming::Alone | Naming::Place)
                    }
                    Side::Justice => is_justice(vocabulary, &hit),
                };
                if may {
                    add_forms(label, words);
                }
            }
        }
        let [group, justice] = sides.map(automaton);
        Ok(Self {
            group: group?,
            justice: justice?,
        })
    }

    /// Whether a plain text may have a claim.
    pub fn opens_text(&self, text: &str, pack: &Pack) -> bool {
        let hidden = text
            .bytes()
            .any(|byte| byte < 9 || (0x0e..0x20).contains(&byte));
        hidden
            || INVISIBLE
                .iter()
                .any(|one| memmem::find(text.as_bytes(), one.as_bytes()).is_some())
            || (self.has(text, Side::Group, pack) && self.has(text, Side::Justice, pack))
    }

    /// Whether a draft may have a claim: whether what a claim needs stands within one window.
    pub fn opens(&self, draft: &Draft, pack: &Pack) -> bool {
        let mut blocks: Vec<Has> = draft
            .blocks
            .iter()
            .map(|block| Has {
                number: pack.scanner.may_find(&block.text),
                group: self.has(&block.text, Side::Group, pack),
                justice: false,
                heading: matches!(block.kind, BlockKind::Title | BlockKind::Heading(_)),
            })
            .collect();
        if !blocks.iter().any(|block| block.group) {
            return false;
        }
        for (has, block) in blocks.iter_mut().zip(&draft.blocks) {
            has.justice = self.has(&block.text, Side::Justice, pack);
        }
        let back = pack.window.blocks_back;
        (0..blocks.len()).any(|at| {
            let Some(own) = blocks.get(at).filter(|block| block.number) else {
                return false;
            };
            let earlier = blocks.get(..at).unwrap_or(&[]).iter().enumerate();
            let (mut group, mut justice) = (own.group, own.justice);
            for (number, block) in earlier {
                if block.heading || number + back >= at {
                    group |= block.group;
                    justice |= block.justice;
                }
            }
            group && justice
        })
    }

    /// Whether `text` has a word of this side.
    fn has(&self, text: &str, side: Side, pack: &Pack) -> bool {
        let automaton = match side {
            Side::Group => &self.group,
            Side::Justice => &self.justice,
        };
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(found) = automaton.find(Input::new(text).range(from..)) {
            from = found.start() + 1;
            let letter = |at: Option<usize>| {
                at.and_then(|at| bytes.get(at))
                    .is_some_and(u8::is_ascii_alphanumeric)
            };
            let last = found.end().checked_sub(1);
            let glued = letter(found.start().checked_sub(1))
                || (letter(Some(found.end())) && letter(last));
            if !glued {
                let near = around(text, found.start(), found.end());
                if reads(near, side, &pack.vocabulary) {
                    return true;
                }
            }
        }
        spelled_out(bytes)
    }
}

/// Whether the words of a stretch can be what a side needs.
fn reads(text: &str, side: Side, vocabulary: &Vocabulary) -> bool {
    let hits = vocabulary.hits(text, &tokens(text));
    match side {
        Side::Justice => hits.iter().any(|hit| is_justice(vocabulary, hit)),
        Side::Group => {
            let any = |naming| hits.iter().any(|hit| vocabulary.naming(hit) == naming);
            any(Naming::Alone) || (any(Naming::Place) && any(Naming::BeforePlace))
        }
    }
}

/// A stage of the justice system, a crime, or a group word that implies one.
fn is_justice(vocabulary: &Vocabulary, hit: &Hit) -> bool {
    let concept = vocabulary.concept_at(hit.concept);
    match concept.class {
        Class::Offence => true,
        Class::Measure => concept.attributes.get("justice").map(String::as_str) != Some("false"),
        Class::Group => concept.implies.iter().any(|id| {
            let measure = vocabulary.concept(id);
            measure.is_some_and(|measure| !measure.attributes.contains_key("justice"))
        }),
        _ => false,
    }
}

/// The stretch `start..end` with some words on either side.
fn around(text: &str, start: usize, end: usize) -> &str {
    let before = text.get(..start).unwrap_or("").char_indices().rev();
    let low = word_edge(before).unwrap_or(0);
    let after = text.get(end..).unwrap_or("").char_indices();
    let high = word_edge(after).map_or(text.len(), |at| end + at);
    text.get(low..high).unwrap_or(text)
}

/// Where the last of `REACH` words ends, seen in this direction.
fn word_edge(chars: impl Iterator<Item = (usize, char)>) -> Option<usize> {
    let mut words = 0;
    let mut inside = true;
    for (at, c) in chars {
        let letter = c.is_alphanumeric();
        if inside && !letter {
            words += 1;
            if words > REACH {
                return Some(at);
            }
        }
        inside = letter;
    }
    None
}

/// Longest word that is also looked for as `U.S.`
const SPELLED: usize = 6;

/// Whether more letters than that stand in a row, each with a point: those may spell any word.
fn spelled_out(bytes: &[u8]) -> bool {
    let mut letters = 0;
    let mut last = 0;
    for at in memchr::memchr_iter(b'.', bytes) {
        letters = if at == last + 2 { letters + 1 } else { 0 };
        last = at;
        if letters >= SPELLED {
            return true;
        }
    }
    false
}

/// Adds the longest word of a label, in the forms in which it may stand in a text.
fn add_forms(label: &str, words: &mut Vec<String>) {
    let row = tokens(label);
    let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let longest = row
        .iter()
        .map(|token| &*token.lower)
        .filter(|word| !word.is_empty())
        .max_by_key(|word| (plain(word), word.len()));
    let Some(word) = longest else {
        return;
    };
    if plain(word) {
        if word.len() <= SPELLED {
            words.push(word.chars().flat_map(|c| [c, '.']).collect());
        }
    } else {
        // The automaton knows the two cases of ASCII letters only, so what stands before another is enough.
        let head = word.split(|c: char| !c.is_ascii_alphanumeric()).next();
        match head {
            Some(head) if head.len() > 2 => words.push(head.to_owned()),
            _ => words.extend([word.to_owned(), word.to_uppercase(), capitalised(word)]),
        }
        return;
    }
    words.push(word.to_owned());
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

fn automaton(mut words: Vec<String>) -> Result<AhoCorasick, BuildError> {
    words.sort_unstable();
    words.dedup();
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(words)
}

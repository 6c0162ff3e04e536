//! The gate before reading a text closely: could there be a claim in it at all?
//!
//! A claim needs a number, a word that can name a group told apart by migration
//! and a justice word in one window (see `scope`). The words are taken from the
//! vocabulary itself: the longest word of each label, found by one automaton a
//! side; blocks where one stands are read with the vocabulary as everywhere
//! else. So the gate may be wider than the scope, and is never narrower; a test
//! compares gated and ungated runs.

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, Input};
use memchr::memmem;

use crate::{
    draft::{BlockKind, Draft},
    rules::Pack,
    vocabulary::{Class, Hit, Naming, Vocabulary, tokens},
};

/// Characters that do not show and may stand inside a word; a draft's blocks are without them.
const INVISIBLE: [&str; 5] = ["\u{ad}", "\u{200b}", "\u{2060}", "\u{feff}", "\u{212a}"];

/// Says quickly of most texts without a claim that they have none.
#[derive(Debug, Clone)]
pub struct Gate {
    group: AhoCorasick,
    justice: AhoCorasick,
}

/// What a block has.
#[derive(Debug, Clone, Copy)]
struct Has {
    number: bool,
    group: bool,
    justice: bool,
}

impl Gate {
    /// The gate for the words of a pack.
    ///
    /// # Errors
    /// Where the pack has more words than an automaton can hold.
    pub fn new(pack: &Pack) -> Result<Self, BuildError> {
        let vocabulary = &pack.vocabulary;
        let (mut group, mut justice) = (Vec::new(), Vec::new());
        for (label, hit) in vocabulary.expanded() {
            if matches!(vocabulary.naming(&hit), Naming::Alone | Naming::Place) {
                add_forms(label, &mut group);
            }
            if is_justice(vocabulary, &hit) {
                add_forms(label, &mut justice);
            }
        }
        Ok(Self {
            group: automaton(group)?,
            justice: automaton(justice)?,
        })
    }

    /// Whether a plain text may have a claim.
    pub fn opens_text(&self, text: &str) -> bool {
        let hidden = text
            .bytes()
            .any(|byte| byte < 9 || (0x0e..0x20).contains(&byte));
        hidden
            || INVISIBLE
                .iter()
                .any(|one| memmem::find(text.as_bytes(), one.as_bytes()).is_some())
            || (stands(&self.group, text) && stands(&self.justice, text))
    }

    /// Whether a draft may have a claim: whether what a claim needs stands within one window.
    pub fn opens(&self, draft: &Draft, pack: &Pack) -> bool {
        let blocks: Vec<Has> = draft
            .blocks
            .iter()
            .map(|block| self.has(&block.text, pack))
            .collect();
        let back = pack.window.blocks_back;
        (0..blocks.len()).any(|at| {
            let Some(own) = blocks.get(at).filter(|block| block.number) else {
                return false;
            };
            let earlier = blocks.iter().zip(&draft.blocks).take(at).enumerate();
            let (mut group, mut justice) = (own.group, own.justice);
            for (number, (block, read)) in earlier {
                let heading = matches!(read.kind, BlockKind::Title | BlockKind::Heading(_));
                if heading || number + back >= at {
                    group |= block.group;
                    justice |= block.justice;
                }
            }
            group && justice
        })
    }

    /// What a block has, read with the vocabulary where it has a word of either side.
    fn has(&self, text: &str, pack: &Pack) -> Has {
        let vocabulary = &pack.vocabulary;
        let mut has = Has {
            number: pack.scanner.may_find(text),
            group: false,
            justice: false,
        };
        if !stands(&self.group, text) && !stands(&self.justice, text) {
            return has;
        }
        let (mut before, mut place) = (false, false);
        for hit in vocabulary.hits(text, &tokens(text)) {
            match vocabulary.naming(&hit) {
                Naming::Alone => has.group = true,
                Naming::BeforePlace => before = true,
                Naming::Place => place = true,
                Naming::Nothing => {}
            }
            has.justice = has.justice || is_justice(vocabulary, &hit);
        }
        has.group |= before && place;
        has
    }
}

/// Whether one of the words stands in `text` as a word.
fn stands(words: &AhoCorasick, text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut from = 0;
    while let Some(found) = words.find(Input::new(text).range(from..)) {
        from = found.start() + 1;
        let last = found.end().checked_sub(1);
        let glued =
            letter(found.start().checked_sub(1)) || (letter(Some(found.end())) && letter(last));
        if !glued {
            return true;
        }
    }
    spelled_out(bytes)
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

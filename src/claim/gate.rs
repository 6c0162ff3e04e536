//! The gate before reading a draft closely: where in it could there be a claim?
//!
//! A claim needs a number, a group told apart by migration and a justice word in
//! one window (see `scope`). The gate asks for the same with less: first for
//! labels that can name either side, then for whole group phrases. So it may be
//! wider than the scope, and is never narrower; a test compares gated and
//! ungated runs.

use crate::{
    draft::{BlockKind, Draft},
    language::tag::Tagged,
    rules::Pack,
    vocabulary::{Class, Hit, Naming, Vocabulary, Who},
};

/// Says of most blocks without a claim that they have none.
#[derive(Debug, Clone)]
pub struct Gate {
    /// What the labels of each concept can do, by the concept's index, as bits.
    concepts: Vec<u8>,
}

/// Names a group by itself.
const GROUP: u8 = 1;
/// Names a group beside a place.
const BEFORE_PLACE: u8 = 2;
/// Names a place.
const PLACE: u8 = 4;
/// Is a justice word.
const JUSTICE: u8 = 8;
/// Stands for the group without a phrase: only foreigners are deported.
const IMPLIES: u8 = 16;

/// What a block has.
#[derive(Debug, Clone, Copy, Default)]
struct Has {
    group: bool,
    justice: bool,
}

impl Gate {
    /// The gate for the words of a pack.
    pub fn new(pack: &Pack) -> Self {
        let vocabulary = &pack.vocabulary;
        let bits = |concept: usize| {
            let naming = match vocabulary.naming_of(concept) {
                Naming::Alone => GROUP,
                Naming::BeforePlace => BEFORE_PLACE,
                Naming::Place => PLACE,
                Naming::Nothing => 0,
            };
            let mut bits = naming;
            if is_justice(vocabulary, concept) {
                bits |= JUSTICE;
            }
            if vocabulary.implies_group(concept) {
                bits |= IMPLIES;
            }
            bits
        };
        Self {
            concepts: (0..vocabulary.concepts().len()).map(bits).collect(),
        }
    }

    /// Whether a draft may have a claim.
    pub fn opens(&self, draft: &Draft, pack: &Pack) -> bool {
        let words = super::document::Document::words(draft, pack);
        self.open_blocks(draft, pack, &words).contains(&true)
    }

    /// For each block, given with its words, whether a claim may stand in it.
    pub(super) fn open_blocks(&self, draft: &Draft, pack: &Pack, words: &[Tagged]) -> Vec<bool> {
        let mut has: Vec<Has> = words.iter().map(|words| self.labels(words)).collect();
        let mut open = windows(draft, pack, &has);
        let with_number = |(open, words): (&mut bool, &Tagged)| {
            *open = *open && pack.scanner.may_find(words.text);
        };
        open.iter_mut().zip(words).for_each(with_number);
        if !open.contains(&true) {
            return open;
        }
        for (has, words) in has.iter_mut().zip(words) {
            has.group = has.group && self.names_group(words);
        }
        let closer = windows(draft, pack, &has);
        open.iter_mut()
            .zip(closer)
            .for_each(|(open, closer)| *open &= closer);
        open
    }

    /// What the labels of a block can do at most.
    fn labels(&self, words: &Tagged) -> Has {
        let bits = words.hits.iter().fold(0, |bits, hit| {
            let people = hit.names_people_of_a_place();
            bits | self.bits(hit) | if people { GROUP } else { 0 }
        });
        let beside = BEFORE_PLACE | PLACE;
        Has {
            group: bits & GROUP != 0 || bits & beside == beside,
            justice: bits & JUSTICE != 0,
        }
    }

    fn bits(&self, hit: &Hit) -> u8 {
        self.concepts.get(hit.concept).copied().unwrap_or(0)
    }

    /// Whether a block has a phrase for a group that may be foreign, whatever the draft's country.
    fn names_group(&self, words: &Tagged) -> bool {
        let implied = |hit: &Hit| self.bits(hit) & IMPLIES != 0;
        words.of(Class::Group).iter().any(|tag| {
            tag.group.as_ref().is_some_and(|group| match group.who {
                Who::Rest | Who::Everyone => false,
                Who::Native => tag.explicit,
                _ => true,
            })
        }) || words.hits.iter().any(implied)
    }
}

/// For each block, whether a group and a justice word stand in the window that ends with it.
fn windows(draft: &Draft, pack: &Pack, has: &[Has]) -> Vec<bool> {
    let back = pack.window.blocks_back;
    let (mut title, mut heading) = (Has::default(), Has::default());
    let mut open = Vec::with_capacity(has.len());
    for (at, (own, block)) in has.iter().zip(&draft.blocks).enumerate() {
        let near = has.get(at.saturating_sub(back)..at).unwrap_or(&[]);
        let around = near.iter().chain([own, &title, &heading]);
        let both = around.fold(Has::default(), |sum, one| sum.or(*one));
        // A claim's own sentence has one side at least; only cells leave both to their headers.
        let own_side = own.group || own.justice || matches!(block.kind, BlockKind::Cell { .. });
        open.push(own_side && both.group && both.justice);
        match block.kind {
            BlockKind::Title => {
                title = title.or(*own);
                heading = *own;
            }
            BlockKind::Heading(_) => heading = *own,
            _ => {}
        }
    }
    open
}

impl Has {
    fn or(self, other: Self) -> Self {
        Self {
            group: self.group || other.group,
            justice: self.justice || other.justice,
        }
    }
}

/// A stage of the justice system, a crime, or a group word that implies one.
fn is_justice(vocabulary: &Vocabulary, concept: usize) -> bool {
    let concept = vocabulary.concept_at(concept);
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

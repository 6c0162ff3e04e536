//! The gate before reading a draft closely: where in it could there be a claim?
//!
//! A claim needs a number, a group told apart by migration and a justice word in
//! one window (see `scope`). The gate asks for the same with less: first for
//! labels that can name either side, then for whole group phrases. So it may be
//! wider than the scope, and is never narrower; a test compares gated and
//! ungated runs. What only points back to a claim is left to the claims.

use super::{
    document::{BODY_OF, BY_ORIGIN, Words},
    table::{FOREIGN_HEAD, ORIGIN_HEAD},
};
use crate::{
    draft::{Block, BlockKind, Draft},
    language::tag::{Tag, Tagged},
    rules::Pack,
    vocabulary::{Class, Finder, Hit, LabelIndex, Naming, Vocabulary, Who},
};

/// Says of most blocks without a claim that they have none.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The labels that can do something for a claim; what, is their target.
    labels: LabelIndex,
}

/// Names a group by itself.
const GROUP: u32 = 1;
/// Names a group before a place.
const BEFORE_PLACE: u32 = 2;
/// Names a place.
const PLACE: u32 = 4;
/// Is a justice word.
const JUSTICE: u32 = 8;
/// Is a word that counts towards the country a draft is written from.
const COUNTRY: u32 = 16;
/// Heads a column of origins.
const ORIGIN: u32 = 32;

/// Most tokens between words like "born in" and the place, with some to spare: "non-", "from the other".
const PLACE_REACH: usize = 8;

/// What a block has, of [`GROUP`], [`JUSTICE`], [`COUNTRY`] and, over the rows of a table, [`ORIGIN`].
#[derive(Debug, Clone, Copy, Default)]
struct Has(u32);

/// What the gate says of a draft's blocks.
pub(super) struct Openings {
    /// Whether a claim may stand in each that does not only point back to another.
    pub(super) open: Vec<bool>,
    /// Whether each may tell where the draft is written from.
    pub(super) country: Vec<bool>,
}

impl Gate {
    /// The gate for the words of a pack.
    pub fn new(pack: &Pack) -> Self {
        let vocabulary = &pack.vocabulary;
        let mut labels = LabelIndex::default();
        let mut row = Vec::new();
        for (label, hit) in vocabulary.expanded() {
            let bits = bits(vocabulary, &hit);
            if bits != 0 {
                labels.add(label, bits, &mut row);
            }
        }
        labels.finish();
        Self { labels }
    }

    /// Whether a draft may have a claim.
    pub fn opens(&self, draft: &Draft, pack: &Pack) -> bool {
        let words = Words::of(draft);
        self.open_blocks(draft, pack, &words.tagged(draft, pack))
            .is_some()
    }

    /// What there is to look at in a draft, given with its words; none where it can have no claim.
    pub(super) fn open_blocks(
        &self,
        draft: &Draft,
        pack: &Pack,
        words: &[Tagged],
    ) -> Option<Openings> {
        let mut finder = Finder::default();
        let blocks = words.iter().zip(&draft.blocks);
        let mut has: Vec<Has> = blocks
            .map(|(words, block)| self.labels(words, block, &mut finder))
            .collect();
        let mut open = windows(draft, pack, &has);
        for (open, words) in open.iter_mut().zip(words) {
            *open = *open && pack.scanner.may_find(words.text);
        }
        if !open.contains(&true) {
            return None;
        }
        // Closer: whether what may name a group does.
        for at in in_windows(draft, pack, &open) {
            if let (Some(has), Some(words)) = (has.get_mut(at), words.get(at))
                && has.any(GROUP)
                && !has.any(ORIGIN)
                && !names_group(words, &pack.vocabulary)
            {
                has.0 &= !GROUP;
            }
        }
        let closer = windows(draft, pack, &has);
        for (open, closer) in open.iter_mut().zip(closer) {
            *open &= closer;
        }
        open.contains(&true).then(|| Openings {
            open,
            country: has.iter().map(|has| has.any(COUNTRY)).collect(),
        })
    }

    /// What the labels of a block can do at most.
    fn labels(&self, words: &Tagged, block: &Block, finder: &mut Finder) -> Has {
        let mut bits = 0;
        // Where the last word that may stand before a place ends.
        let mut before_place = None;
        self.labels.tell_bits(&words.row, finder, |tokens, found| {
            let near = |end: usize| tokens.start.saturating_sub(end) <= PLACE_REACH;
            if found & PLACE != 0 && before_place.is_some_and(near) {
                bits |= GROUP;
            }
            if found & BEFORE_PLACE != 0 {
                before_place = Some(tokens.end);
            }
            bits |= found;
        });
        // A table that is by origin tells groups apart.
        let head = matches!(block.kind, BlockKind::Cell(cell) if cell.is_head());
        match bits & ORIGIN {
            ORIGIN if head => Has(bits | GROUP),
            _ => Has(bits & !ORIGIN),
        }
    }
}

/// What a label can do for a claim, whatever stands around it.
fn bits(vocabulary: &Vocabulary, hit: &Hit) -> u32 {
    let naming = match vocabulary.naming(hit) {
        Naming::Alone => GROUP,
        Naming::BeforePlace => BEFORE_PLACE,
        Naming::Place => PLACE,
        Naming::Nothing => 0,
    };
    let mut bits = naming;
    if is_justice(vocabulary, hit.concept) {
        bits |= JUSTICE;
    }
    let concept = vocabulary.concept_at(hit.concept);
    if hit.class == Class::Place || concept.attributes.contains_key(BODY_OF) {
        bits |= COUNTRY;
    }
    match concept.id.as_str() {
        ORIGIN_HEAD | FOREIGN_HEAD => bits |= ORIGIN,
        BY_ORIGIN => bits |= GROUP,
        _ => {}
    }
    bits
}

/// Whether a block has a phrase for a group that may be foreign, whatever the draft's country.
fn names_group(words: &Tagged, vocabulary: &Vocabulary) -> bool {
    let foreign = |tag: &Tag| {
        tag.group.as_ref().is_some_and(|group| match group.who {
            Who::Rest | Who::Everyone => false,
            Who::Native => tag.explicit,
            _ => true,
        })
    };
    let implied = |hit: &Hit| vocabulary.implies_group(hit.concept);
    words.of(Class::Group).iter().any(foreign)
        || words.hits().iter().any(implied)
        || words.has_word(vocabulary, 0, words.row.len(), BY_ORIGIN)
}

/// For each block, whether a group and a justice word stand in the window that ends with it.
fn windows(draft: &Draft, pack: &Pack, has: &[Has]) -> Vec<bool> {
    let back = pack.window.blocks_back;
    let (mut title, mut heading) = (Has::default(), Has::default());
    let anywhere = has.iter().fold(Has::default(), |sum, one| sum.or(*one));
    let mut open = Vec::with_capacity(has.len());
    for (at, (own, block)) in has.iter().zip(&draft.blocks).enumerate() {
        let near = has.get(at.saturating_sub(back)..=at).unwrap_or(&[]);
        let around = near.iter().fold(title.or(heading), |sum, one| sum.or(*one));
        // Cells have headers far above and a table around them, items a list; they may leave both sides to others.
        let (both, own_side) = match block.kind {
            BlockKind::Cell(_) | BlockKind::ListItem { .. } => (anywhere, true),
            _ => (around, own.any(GROUP | JUSTICE)),
        };
        open.push(own_side && both.any(GROUP) && both.any(JUSTICE));
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

/// The blocks that a window of an open block reaches.
fn in_windows(draft: &Draft, pack: &Pack, open: &[bool]) -> Vec<usize> {
    let ahead = pack.window.blocks_back;
    let cells = draft.blocks.iter().zip(open);
    let mut cells = cells.filter(|(block, _)| matches!(block.kind, BlockKind::Cell(_)));
    let any_cell = cells.any(|(_, open)| *open);
    let reached = |at: &usize| {
        let kind = draft.blocks.get(*at).map(|block| &block.kind);
        let heads = matches!(kind, Some(BlockKind::Title | BlockKind::Heading(_)));
        let mut below = open.iter().skip(*at).take(ahead + 1);
        any_cell || heads || below.any(|open| *open)
    };
    (0..open.len()).filter(reached).collect()
}

impl Has {
    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn any(self, bits: u32) -> bool {
        self.0 & bits != 0
    }
}

/// A stage of the justice system, a crime, or a group word that implies one.
fn is_justice(vocabulary: &Vocabulary, at: usize) -> bool {
    vocabulary.is_justice(at) || vocabulary.implies_justice(at)
}

//! Claims: which numbers of a draft assert something that reference data can
//! speak to, and what each one asserts.

mod model;

pub use model::{Claim, Direction, From, Phrase, Relation, Stance, Whole};

use crate::{draft::Draft, rules::Pack, text::Span};

/// What became of a number that was seen in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is this claim, by index.
    Claim(usize),
    /// It is none.
    NotAClaim {
        /// Why.
        reason: String,
    },
}

/// A number that was seen in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenNumber {
    /// Where, in the source.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// Everything found in one draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extraction {
    /// The claims, in order.
    pub claims: Vec<Claim>,
    /// Every number seen, in order.
    pub numbers: Vec<SeenNumber>,
}

/// Finds the claims of a draft.
pub fn extract(_draft: &Draft, _pack: &Pack) -> Extraction {
    Extraction::default()
}

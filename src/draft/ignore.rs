//! Comments in a draft that silence one finding on one quantity:
//! `<!-- statclaim: ignore CODE "QUANTITY" reason -->`.

use crate::text::Span;

/// A comment that silences a code on a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The comment in the source, marks included.
    pub span: Span,
    /// The code it silences.
    pub code: String,
    /// The quantity it silences it on, as written in the draft.
    pub quantity: String,
    /// Why; may be empty.
    pub reason: String,
    /// The blocks it speaks of: the one it stands in, or what directly follows
    /// (every cell of a table, every item of a list); empty at the end of a draft.
    pub blocks: std::ops::Range<usize>,
}

//! Direct quotations.

use crate::draft::Block;
use crate::text::Span;

/// What quotation marks around words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotationKind {
    /// Somebody's words.
    Speech,
    /// One to three words set off from the writer's own (`‘only’`).
    Scare,
}

/// The part of a quotation that stands in one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the quotation marks.
    pub span: Span,
    /// What the marks mean.
    pub kind: QuotationKind,
}

/// The quotations of texts in document order, one list a text.
pub fn quotations(texts: &[&str]) -> Vec<Vec<Quotation>> {
    texts.iter().map(|_| Vec::new()).collect()
}

/// The quotations of a draft's blocks, one list a block.
pub fn draft_quotations(blocks: &[Block]) -> Vec<Vec<Quotation>> {
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    quotations(&texts)
}

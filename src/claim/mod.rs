//! Claims: which numbers of a draft assert something that reference data can
//! speak to, and what each one asserts.

mod model;

pub use model::{Claim, Direction, From, Phrase, Relation, Stance, Whole};

//! What words mean: concepts with stable ids, the groups that phrases name, and
//! how concepts relate. Read from a language pack; shared by drafts and
//! reference data, so that both are understood alike.

mod concept;
mod file;
mod group;
mod hash;
mod label;
mod phrase;
mod token;
#[expect(
    clippy::module_inception,
    reason = "the module is named for its main type"
)]
mod vocabulary;

pub use concept::{Class, Concept, ConceptId};
pub use file::VocabularyError;
pub(crate) use file::{ConceptEntry, PlaceEntry};
pub use group::{Group, GroupMatch, Who};
pub use phrase::{GroupPhrase, Reading};
pub use token::{Token, TokenKind, tokens};
pub use vocabulary::{Hit, Naming, Part, Vocabulary};

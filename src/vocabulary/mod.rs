//! What words mean: concepts with stable ids, the groups that phrases name, and
//! how concepts relate. Read from a language pack; shared by drafts and
//! reference data, so that both are understood alike.

mod build;
mod concept;
mod expand;
mod file;
mod group;
mod hash;
mod hit;
mod label;
mod phrase;
mod reading;
mod token;
#[expect(
    clippy::module_inception,
    reason = "the module is named for its main type"
)]
mod vocabulary;
mod wider;
mod word_map;

pub use concept::{Class, Concept, ConceptId};
pub(crate) use expand::expand;
pub use file::VocabularyError;
pub(crate) use file::{ConceptEntry, PlaceEntry, VocabularyFile};
pub use group::{Group, GroupMatch, Who};
pub(crate) use hash::{Run, WordHash, word_key};
pub use hit::{Hit, Hits, Naming, Part};
pub use label::{Finder, LabelIndex};
pub use phrase::GroupPhrase;
pub use reading::Reading;
pub use token::{Token, TokenKind, add_tokens, tokens};
pub use vocabulary::Vocabulary;
pub(crate) use word_map::{WordMap, small_key, small_key_in};

//! What words mean: concepts with stable ids, the groups that phrases name, and
//! how concepts relate. Read from a language pack; shared by drafts and
//! reference data, so that both are understood alike.

mod concept;
mod group;
#[expect(
    clippy::module_inception,
    reason = "the module is named for its main type"
)]
mod vocabulary;

pub use concept::{Class, Concept, ConceptId};
pub use group::{Group, GroupMatch, Who};
pub use vocabulary::Vocabulary;

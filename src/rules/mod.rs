//! Rules: what a journalist may write down about language, read from TOML,
//! compiled and checked. Running their examples is `claim`'s business.

pub mod chunk;
mod file;
mod load;
pub mod pattern;
pub mod qualification;
mod terms;

pub use file::{ExampleEntry, ReadsAs, Window};
pub use load::{Exclusion, Pack, RelationRule, RuleError};
pub use terms::{Direction, Relation, Stance};

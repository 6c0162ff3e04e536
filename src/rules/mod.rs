//! Rules: what a journalist may write down about language, read from TOML,
//! compiled and checked. Running their examples is `claim`'s business.

pub mod chunk;
mod compile;
pub mod explain;
mod file;
mod index;
mod lint;
mod load;
pub mod pattern;
pub mod qualification;
mod schema;
mod terms;

pub use file::{ExampleEntry, ReadsAs, Status, Window};
pub use index::RuleIndex;
pub use lint::excerpt;
pub use load::{Exclusion, Loaded, Pack, RelationRule, RuleError};
pub use schema::schema;
pub use terms::{Direction, Relation, Stance};

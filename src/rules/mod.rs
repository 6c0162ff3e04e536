//! Rules: what a journalist may write down about language, read from TOML,
//! compiled and checked. Running their examples is `claim`'s business.

pub mod chunk;
mod compile;
pub mod explain;
mod file;
mod index;
mod lint;
mod load;
mod pack;
pub mod pattern;
pub mod qualification;
mod schema;
mod terms;

pub use file::{ExampleEntry, ReadsAs, Status, Window};
pub use index::RuleIndex;
pub use lint::excerpt;
pub use load::{Loaded, RuleError};
pub use pack::{Exclusion, Pack, RelationRule};
pub use schema::schema;
pub use terms::{Direction, Relation, Stance};

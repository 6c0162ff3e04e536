//! What can be said of a block's text before any rule is asked.

mod pack;
pub mod period;
pub mod quantity;
pub mod quotation;
pub mod sentence;
pub mod tag;

pub use pack::PackError;

//! language

pub mod quantity;

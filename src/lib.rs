//! Finds numeric claims about crime and migration in a draft and compares each
//! with reference data.

pub mod check;
pub mod claim;
pub mod cli;
pub mod draft;
pub mod language;
pub mod number;
pub mod reference;
pub mod report;
pub mod rules;
pub mod text;
pub mod vocabulary;

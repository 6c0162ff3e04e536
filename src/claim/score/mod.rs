//! How good extraction is on labelled passages: found, missed and false claims,
//! and how often each field of a found claim is right.
//!
//! A prediction finds a labelled claim when their quantities overlap and their
//! values agree to 0.1 %; pairs are matched one to one, best overlap first.
//! Borderline claims are neither rewarded nor punished. Fields are compared
//! over found claims only: values exactly, words by what they share.

mod gold;
mod labelled;
mod matching;
mod tally;

pub use gold::{GoldError, Passage, read};
pub use labelled::{EXACT_FIELDS, Labelled, TEXT_FIELDS, predicted};
pub use matching::{Judged, judge};
pub use tally::{
    Confusions, FieldScore, Part, Precision, Recalls, RuleScore, Score, differences, tally,
};

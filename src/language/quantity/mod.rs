//! The scanner: every number expression of a text, with its unit and its bound.
//!
//! One pass over a block's text finds the places where a number could stand
//! (`scanner`), and from each a small grammar reads as far as it goes: amounts
//! in digits and words (`amount`, `digits`), their units (`unit`), fractions
//! (`fraction`), ranges (`range`), words without a number (`vague`) and what
//! limits them (`bound`). What the notation alone says about a number that is
//! no statistic (a year, an age, a page) is decided in `sort`. All words stand
//! in the language pack (`lexicon`).

mod number;
mod scanner;

pub use number::{Number, TakenFor};
pub use scanner::Scanner;

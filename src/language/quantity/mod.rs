//! The scanner: every number expression of a text, with its unit and its bound.
//!
//! One pass over a block's text finds the places where a number could stand
//! (`scanner`), and from each a small grammar reads as far as it goes: amounts
//! in digits and words (`amount`, `digits`), their units (`unit`), fractions
//! (`fraction`), two numbers that belong together (`range`), words without a
//! number (`vague`) and what limits them (`bound`). What is no statistic is
//! told by its notation (`notation`) or its nearest words (`sort`). All words
//! stand in the language pack (`file`, `lexicon`, `phrases`).

mod amount;
mod bound;
mod build;
mod cursor;
mod digits;
mod file;
mod fraction;
mod lexicon;
mod notation;
mod number;
mod phrases;
mod range;
mod reading;
mod scanner;
mod sort;
mod table;
mod unit;
mod vague;

#[cfg(test)]
mod tests;

pub use number::{Number, TakenFor};
pub use scanner::Scanner;

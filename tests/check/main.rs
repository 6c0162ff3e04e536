//! Verdicts from claims and observations alone: every verdict, every step away
//! from the claim, neutrality, and properties that must hold for any data.

mod judging;
mod properties;
mod relations;
mod slips;
mod sums;
mod verdicts;

//! Verdicts from claims and observations alone: every verdict, every step away
//! from the claim, neutrality, and properties that must hold for any data. `beside` and
//! `elsewhere` judge drafts, since there the numbers of a text meet.

mod beside;
mod drafts;
mod elsewhere;
mod judging;
mod properties;
mod relations;
mod slips;
mod sums;
mod verdicts;

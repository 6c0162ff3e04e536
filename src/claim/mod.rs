//! Claims: which numbers of a draft assert something that reference data can
//! speak to, and what each one asserts.

mod answer;
mod attribution;
mod based;
mod coverage;
mod decimals;
mod document;
pub mod examples;
mod extract;
mod facets;
mod figures;
mod focus;
mod gate;
mod goes_on;
mod headline;
pub mod marks;
mod model;
mod narrowing;
#[cfg(test)]
mod narrowing_tests;
mod neighbours;
#[cfg(test)]
mod no_claim_tests;
mod part;
mod predicate;
mod qualifier;
mod relation;
#[cfg(test)]
mod relation_tests;
mod scope;
pub mod score;
mod sequel;
mod series;
mod share;
mod single;
mod sites;
mod stance;
#[cfg(test)]
mod stance_tests;
mod stops;
mod table;
mod things;
mod thread;
mod ties;
mod unit;
mod unused;

pub use crate::rules::{
    Direction, Relation, Stance,
    qualification::{Data, DataTest, Defect, Once, Weight},
};
pub use extract::{Extraction, Outcome, SeenNumber, claims, extract};
pub use gate::Gate;
pub use marks::{Doubted, Mark};
pub use model::{Claim, From, Phrase, Whole};
pub use ties::Tie;

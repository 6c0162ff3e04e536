//! What `reference add` proposes: a look at a CSV that nobody has described yet,
//! and the metadata under which it can be read. Only the vocabulary says what a
//! label means; what cannot be read off the file is left open and asked for.
//!
//! `shape` finds out how the file is written, `columns` which column holds what,
//! `numbers` how its numbers are written, `periods` how its periods are, and
//! `describe` turns it all into JSON.

mod columns;
mod describe;
mod numbers;
mod periods;
mod shape;

use std::collections::BTreeMap;

pub use describe::resource;

use super::{Facet, Problem};
use crate::vocabulary::Vocabulary;

/// What the user says of a table beyond what can be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The column that holds a facet, by its header.
    pub columns: BTreeMap<Facet, String>,
    /// What holds for every row.
    pub constants: BTreeMap<Facet, String>,
    /// What labels mean; none leaves their rows out.
    pub labels: BTreeMap<Facet, BTreeMap<String, Option<String>>>,
    /// What stands before the decimals.
    pub decimal_char: Option<char>,
    /// What stands between the thousands.
    pub group_char: Option<char>,
}

/// How a table can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<String>,
    /// Between cells.
    pub delimiter: char,
    /// Rows of the header, counted from 1 as a spreadsheet counts them.
    pub header_rows: Vec<usize>,
    /// How many rows of data were looked at.
    pub rows: usize,
    /// Which column holds what.
    pub columns: BTreeMap<Facet, Column>,
    /// Columns with numbers, of each of which the header is a value of these facets.
    pub wide: Option<Wide>,
    /// Columns that are not read.
    pub unread: Vec<String>,
    /// What holds for every row: given by the user or seen in the numbers.
    pub constants: BTreeMap<Facet, String>,
    /// What labels mean, as the user says; none leaves their rows out.
    pub labels: BTreeMap<Facet, BTreeMap<String, Option<String>>>,
    /// How the numbers are written.
    pub numbers: Numbers,
    /// How the periods are written, where not in a notation that is known.
    pub periods: Vec<Pattern>,
    /// Where the notes under the table begin.
    pub until: Option<String>,
    /// What is not known and must be said before the table can be read.
    pub open: Vec<Open>,
}

/// A column and what its labels are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// Distinct labels that are known, in order of first sight.
    pub known: Vec<String>,
    /// Those that no concept has.
    pub unknown: Vec<UnknownLabel>,
}

/// A label that no concept has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnknownLabel {
    /// As written.
    pub label: String,
    /// The row it first stands in.
    pub row: usize,
    /// Labels like it.
    pub nearest: Vec<String>,
}

/// Headers that are values of facets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wide {
    /// What the parts of a header say, in order.
    pub facets: Vec<Facet>,
    /// The headers.
    pub headers: Vec<String>,
}

/// How numbers are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Before the decimals, where not a point.
    pub decimal_char: Option<char>,
    /// Between the thousands.
    pub group_char: Option<char>,
    /// What stands for no number; an empty cell always does.
    pub missing: Vec<String>,
    /// What follows numbers, with a `*` for anything in brackets.
    pub marks: Vec<String>,
    /// Whether they have percent signs.
    pub percent: bool,
}

/// A notation of periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As `strptime` has it.
    pub pattern: String,
    /// How many months end with it, where words stand before the date.
    pub months: Option<u8>,
}

/// What must be said before the table can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// A facet that no column holds.
    Facet(Facet),
    /// Which of several columns holds the numbers.
    ValueColumn(Vec<String>),
    /// A number that can be read in two ways.
    Separators(String),
    /// A column the user named that is not there.
    NoColumn(String),
}

/// Looks at a table.
pub fn propose(bytes: &[u8], vocabulary: &Vocabulary, said: &Said) -> Result<Proposal, Problem> {
    let table = shape::look(bytes)?;
    Ok(columns::propose(&table, vocabulary, said))
}

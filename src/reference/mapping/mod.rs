//! From a header and metadata to a plan: which column, constant or header text
//! fills each facet, and which columns hold numbers. A tidy table needs no
//! metadata; its headers are the names of the facets.

mod planner;

use std::collections::BTreeMap;

use csv::StringRecord;

use super::{
    Facet, Problem,
    cell::NumberStyle,
    locate::Step,
    package::ResourceFile,
    table::{Header, trimmed},
};
use planner::Planner;

/// Where a mistake stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// A cell of the table: byte of its row, index of the cell.
    Cell(u64, usize),
    /// A value of the metadata: its path from the resource on.
    Metadata(Vec<Step>),
}

/// A mistake and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    /// Where.
    pub(super) spot: Spot,
    /// What.
    pub(super) problem: Problem,
}

/// Which text fills the facets of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// How many cells a row has.
    pub(super) width: usize,
    /// Columns that hold numbers.
    pub(super) values: Vec<ValueColumn>,
    headers: Vec<String>,
    header_byte: u64,
    inputs: [Input; Facet::ALL.len()],
    drop: Vec<DropRule>,
    until: Vec<String>,
}

#[derive(Debug, Clone, Default)]
struct Input {
    column: Option<usize>,
    constant: Option<String>,
}

/// A column that holds numbers.
#[derive(Debug, Clone)]
pub(super) struct ValueColumn {
    /// Its index.
    pub(super) column: usize,
    /// Its header.
    pub(super) name: std::sync::Arc<str>,
    /// How its numbers are written.
    pub(super) style: NumberStyle,
    /// What holds for all of them, and where that is said.
    fixed: BTreeMap<Facet, (String, Spot)>,
}

#[derive(Debug, Clone)]
struct DropRule {
    column: usize,
    equals: Vec<String>,
    starts_with: Vec<String>,
}

/// What is done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is read.
    Read,
    /// It is left out.
    Drop,
    /// It and all that follow are left out.
    Stop,
}

impl Plan {
    /// Lays the metadata over the header.
    pub(super) fn new(resource: &ResourceFile, header: &Header) -> Result<Self, Vec<Mistake>> {
        Planner::new(resource, header).plan()
    }

    /// The text that fills `facet` in a row, for a number in `value`.
    pub(super) fn text<'a>(
        &'a self,
        facet: Facet,
        value: &'a ValueColumn,
        record: &'a StringRecord,
    ) -> &'a str {
        if let Some((text, _)) = value.fixed.get(&facet) {
            return text;
        }
        let Some(input) = self.inputs.get(facet as usize) else {
            return "";
        };
        let cell = input
            .column
            .and_then(|column| record.get(column))
            .map_or("", trimmed);
        if cell.is_empty() {
            input.constant.as_deref().unwrap_or("")
        } else {
            cell
        }
    }

    /// Where that text stands.
    pub(super) fn spot(&self, facet: Facet, value: &ValueColumn, record: &StringRecord) -> Spot {
        let byte = record.position().map_or(0, csv::Position::byte);
        if let Some((_, spot)) = value.fixed.get(&facet) {
            return spot.clone();
        }
        let input = self.inputs.get(facet as usize);
        let column = input.and_then(|input| input.column);
        let filled = column
            .and_then(|column| record.get(column))
            .is_some_and(|cell| !cell.trim().is_empty());
        match column {
            Some(column) if filled => Spot::Cell(byte, column),
            _ if input.is_some_and(|input| input.constant.is_some()) => {
                Spot::Metadata(profile_path(&["constants", facet.name()]))
            }
            column => Spot::Cell(byte, column.unwrap_or(value.column)),
        }
    }

    /// Whether rows, or the value columns of a row, can differ in a facet.
    pub(super) fn varies(&self, facet: Facet) -> bool {
        self.column(facet).is_some()
            || self
                .values
                .iter()
                .any(|value| value.fixed.contains_key(&facet))
    }

    /// The text of a facet that does not vary; empty if it has none.
    pub(super) fn constant(&self, facet: Facet) -> &str {
        self.inputs
            .get(facet as usize)
            .and_then(|input| input.constant.as_deref())
            .unwrap_or("")
    }

    /// Where that text stands.
    pub(super) fn constant_spot(&self, facet: Facet) -> Spot {
        if self.constant(facet).is_empty() {
            Spot::Cell(self.header_byte, 0)
        } else {
            Spot::Metadata(profile_path(&["constants", facet.name()]))
        }
    }

    /// Where the metadata give the label `text` its other name.
    pub(super) fn alias_spot(facet: Facet, text: &str) -> Spot {
        Spot::Metadata(profile_path(&["labels", facet.name(), text]))
    }

    /// The header of the column that fills a facet; empty if none does.
    pub(super) fn header_of(&self, facet: Facet) -> &str {
        self.column(facet)
            .and_then(|column| self.headers.get(column))
            .map_or("", String::as_str)
    }

    /// The column that fills a facet, by its index.
    pub(super) fn column(&self, facet: Facet) -> Option<usize> {
        self.inputs.get(facet as usize)?.column
    }

    /// Whether all rows are looked at, whatever stands in those before them.
    pub(super) fn has_no_end(&self) -> bool {
        self.until.is_empty()
    }

    /// The value column, where there is one only, nothing is fixed for it, no row is
    /// dropped and nothing is compared or bounded: its cells alone say what a row is.
    pub(super) fn only_value(&self) -> Option<&ValueColumn> {
        let [value] = self.values.as_slice() else {
            return None;
        };
        let others = [Facet::Comparator, Facet::Lower, Facet::Upper];
        let is_plain = value.fixed.is_empty()
            && self.drop.is_empty()
            && self.until.is_empty()
            && others
                .into_iter()
                .all(|facet| self.column(facet).is_none() && self.constant(facet).is_empty());
        is_plain.then_some(value)
    }

    /// Whether a row is read.
    pub(super) fn fate(&self, record: &StringRecord) -> Fate {
        if self.drop.is_empty() && self.until.is_empty() {
            return Fate::Read;
        }
        let first = record
            .iter()
            .map(str::trim)
            .find(|cell| !cell.is_empty())
            .unwrap_or("");
        if self.until.iter().any(|start| first.starts_with(start)) {
            return Fate::Stop;
        }
        let dropped = self.drop.iter().any(|rule| {
            let cell = record.get(rule.column).map_or("", str::trim);
            rule.equals.iter().any(|text| text == cell)
                || rule.starts_with.iter().any(|start| cell.starts_with(start))
        });
        if dropped { Fate::Drop } else { Fate::Read }
    }
}

/// The path of a key of the `statclaim` object, from the resource on.
pub(super) fn profile_path(keys: &[&str]) -> Vec<Step> {
    ["statclaim"]
        .iter()
        .chain(keys)
        .map(|&key| Step::Key(key.to_owned()))
        .collect()
}

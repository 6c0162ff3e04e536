//! Which column holds what: by its header where that is a facet's name, else by
//! what the vocabulary makes of its labels. Nothing is taken from a header's
//! words alone, and a facet that no column holds is left open.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Column, Open, Pattern, Proposal, Said, UnknownLabel, Wide,
    numbers::{self, looks_like_number},
    periods,
    shape::{JOIN, Shape, is_year},
};
use crate::{
    reference::{
        Facet,
        words::{fixed_unit, statistic, status},
    },
    vocabulary::{Class, Vocabulary},
};

/// Facets that labels can tell; of two that tell as much the earlier is taken.
const TOLD_BY_LABELS: [Facet; 8] = [
    Facet::Period,
    Facet::Sex,
    Facet::Population,
    Facet::Place,
    Facet::Measure,
    Facet::Offence,
    Facet::Unit,
    Facet::Statistic,
];

/// Of how many labels one must be known for a column to be taken for a facet's.
const ONE_OF: usize = 3;
/// How many labels of a column are looked at.
const MOST_LABELS: usize = 500;

/// What labels mean.
struct Meaning<'v> {
    vocabulary: &'v Vocabulary,
    said: &'v Said,
    patterns: Vec<Pattern>,
}

/// Lays the vocabulary over a table.
pub(super) fn propose(shape: &Shape, vocabulary: &Vocabulary, said: &Said) -> Proposal {
    let mut proposal = Proposal {
        encoding: shape.encoding.clone(),
        delimiter: char::from(shape.delimiter),
        header_rows: shape.header_rows.clone(),
        rows: shape.rows.len(),
        constants: said.constants.clone(),
        labels: said.labels.clone(),
        until: shape.until.clone(),
        ..Proposal::default()
    };
    let mut meaning = Meaning {
        vocabulary,
        said,
        patterns: Vec::new(),
    };
    let mut free: BTreeSet<usize> = (0..shape.header.len()).collect();
    named(shape, said, &mut meaning, &mut free, &mut proposal);
    wide(shape, &mut meaning, &mut free, &mut proposal);
    if !proposal.holds(Facet::Period) {
        meaning.patterns.clear();
    }
    by_labels(shape, &mut meaning, &mut free, &mut proposal);
    values(shape, &mut free, &mut proposal);
    proposal.unread = free
        .into_iter()
        .filter_map(|at| shape.header.get(at))
        .filter(|header| !header.is_empty())
        .cloned()
        .collect();
    number_style(shape, said, &mut proposal);
    proposal.periods = meaning.patterns;
    for facet in Facet::REQUIRED {
        let told = proposal.holds(facet)
            || proposal.constants.contains_key(&facet)
            || proposal.wide.is_some() && facet == Facet::Value;
        let asked = proposal
            .open
            .iter()
            .any(|open| matches!(open, Open::ValueColumn(_)) && facet == Facet::Value);
        if !told && !asked {
            proposal.open.push(Open::Facet(facet));
        }
    }
    proposal
}

/// Columns that the user names, and those called as facets are.
fn named(
    shape: &Shape,
    said: &Said,
    meaning: &mut Meaning<'_>,
    free: &mut BTreeSet<usize>,
    proposal: &mut Proposal,
) {
    for (facet, header) in &said.columns {
        match shape.header.iter().position(|name| name == header) {
            Some(at) => take(*facet, at, shape, meaning, free, proposal),
            None => proposal.open.push(Open::NoColumn(header.clone())),
        }
    }
    for (at, header) in shape.header.iter().enumerate() {
        if let Some(facet) = Facet::named(&header.to_lowercase())
            && free.contains(&at)
            && is_open(facet, said, proposal)
        {
            take(facet, at, shape, meaning, free, proposal);
        }
    }
}

fn is_open(facet: Facet, said: &Said, proposal: &Proposal) -> bool {
    !proposal.columns.contains_key(&facet) && !said.constants.contains_key(&facet)
}

/// Gives a column to a facet.
fn take(
    facet: Facet,
    at: usize,
    shape: &Shape,
    meaning: &mut Meaning<'_>,
    free: &mut BTreeSet<usize>,
    proposal: &mut Proposal,
) {
    free.remove(&at);
    let labels = labels(shape, at);
    if facet == Facet::Period {
        let written: Vec<&str> = labels.keys().copied().collect();
        meaning.patterns = periods::patterns(&written);
    }
    let mut column = Column {
        header: shape.header.get(at).cloned().unwrap_or_default(),
        ..Column::default()
    };
    let mut in_order: Vec<(&str, usize)> = labels.into_iter().collect();
    in_order.sort_by_key(|(_, row)| *row);
    for (label, row) in in_order {
        if meaning.is_known(facet, label) {
            column.known.push(label.to_owned());
        } else {
            column.unknown.push(UnknownLabel {
                label: label.to_owned(),
                row,
                nearest: meaning.nearest(facet, label),
            });
        }
    }
    proposal.columns.insert(facet, column);
}

/// The labels of a column, each with its first row.
fn labels(shape: &Shape, at: usize) -> BTreeMap<&str, usize> {
    let mut labels = BTreeMap::new();
    for (row, cell) in shape.column(at) {
        if !cell.is_empty() && labels.len() < MOST_LABELS {
            labels.entry(cell).or_insert(row);
        }
    }
    labels
}

/// Columns of numbers whose headers are all values of the same facets.
fn wide(
    shape: &Shape,
    meaning: &mut Meaning<'_>,
    free: &mut BTreeSet<usize>,
    proposal: &mut Proposal,
) {
    if proposal.columns.contains_key(&Facet::Value) {
        return;
    }
    if !proposal.columns.contains_key(&Facet::Period) {
        let numeric = free.iter().filter(|at| may_be_numeric(shape, **at));
        let headers = numeric.filter_map(|at| shape.header.get(*at));
        let parts: Vec<&str> = headers.flat_map(|header| header.split(JOIN)).collect();
        meaning.patterns = periods::patterns(&parts);
    }
    let facets_of = |at: usize| -> Option<Vec<Facet>> {
        let header = shape.header.get(at).filter(|header| !header.is_empty())?;
        may_be_numeric(shape, at).then_some(())?;
        header
            .split(JOIN)
            .map(|part| meaning.facet_of(part))
            .collect()
    };
    let found: Vec<(usize, Vec<Facet>)> = free
        .iter()
        .filter_map(|at| Some((*at, facets_of(*at)?)))
        .collect();
    let Some((_, facets)) = found.first().cloned() else {
        return;
    };
    let headers: Vec<usize> = found
        .into_iter()
        .filter(|(_, others)| *others == facets)
        .map(|(at, _)| at)
        .collect();
    let alone = headers.len() < 2 && facets != [Facet::Period];
    let empty = !headers.iter().any(|at| is_numeric(shape, *at));
    if alone
        || empty
        || facets
            .iter()
            .any(|facet| proposal.columns.contains_key(facet))
    {
        return;
    }
    for at in &headers {
        free.remove(at);
    }
    proposal.wide = Some(Wide {
        facets,
        headers: headers
            .into_iter()
            .filter_map(|at| shape.header.get(at).cloned())
            .collect(),
    });
}

fn is_numeric(shape: &Shape, at: usize) -> bool {
    may_be_numeric(shape, at) && shape.column(at).any(|(_, cell)| looks_like_number(cell))
}

/// Whether nothing in the column is other than a number or a sign for none.
fn may_be_numeric(shape: &Shape, at: usize) -> bool {
    shape.column(at).all(|(_, cell)| {
        cell.is_empty() || looks_like_number(cell) || numbers::may_be_missing(cell)
    })
}

/// Columns whose labels are known, the surest first.
fn by_labels(
    shape: &Shape,
    meaning: &mut Meaning<'_>,
    free: &mut BTreeSet<usize>,
    proposal: &mut Proposal,
) {
    let wide = proposal
        .wide
        .clone()
        .map_or_else(Vec::new, |wide| wide.facets);
    let mut found = Vec::new();
    for &at in free.iter() {
        let labels: Vec<&str> = labels(shape, at).into_keys().collect();
        let numeric = is_numeric(shape, at);
        for (order, facet) in TOLD_BY_LABELS.into_iter().enumerate() {
            let known = if facet == Facet::Period {
                if numeric && !labels.iter().all(|label| is_year(label)) {
                    continue;
                }
                let patterns = periods::patterns(&labels);
                let reads = |label: &&&str| periods::reads(&patterns, label);
                labels.iter().filter(reads).count()
            } else if numeric {
                0
            } else {
                labels
                    .iter()
                    .filter(|label| meaning.is_known(facet, label))
                    .count()
            };
            if known * ONE_OF >= labels.len() && known > 0 {
                let part = known * 1000 / labels.len();
                found.push((std::cmp::Reverse(part), order, at, facet));
            }
        }
    }
    found.sort();
    for (_, _, at, facet) in found {
        if free.contains(&at) && is_open(facet, meaning.said, proposal) && !wide.contains(&facet) {
            take(facet, at, shape, meaning, free, proposal);
        }
    }
}

/// The column that holds the numbers, where none has been found so far.
fn values(shape: &Shape, free: &mut BTreeSet<usize>, proposal: &mut Proposal) {
    if proposal.wide.is_some() || proposal.columns.contains_key(&Facet::Value) {
        return;
    }
    let numeric: Vec<usize> = free
        .iter()
        .copied()
        .filter(|at| is_numeric(shape, *at))
        .collect();
    let header = |at: &usize| shape.header.get(*at).cloned().unwrap_or_default();
    match numeric.as_slice() {
        [] => {}
        [at] => {
            free.remove(at);
            let column = Column {
                header: header(at),
                ..Column::default()
            };
            proposal.columns.insert(Facet::Value, column);
        }
        several => {
            let headers = several.iter().map(header).collect();
            proposal.open.push(Open::ValueColumn(headers));
        }
    }
}

fn number_style(shape: &Shape, said: &Said, proposal: &mut Proposal) {
    let headers: Vec<&str> = match (&proposal.wide, proposal.columns.get(&Facet::Value)) {
        (Some(wide), _) => wide.headers.iter().map(String::as_str).collect(),
        (None, Some(column)) => vec![column.header.as_str()],
        (None, None) => Vec::new(),
    };
    let cells = (0..shape.header.len())
        .filter(|at| {
            shape
                .header
                .get(*at)
                .is_some_and(|header| headers.contains(&header.as_str()))
        })
        .flat_map(|at| shape.column(at).map(|(_, cell)| cell));
    proposal.numbers = numbers::style(cells, shape.delimiter, said, &mut proposal.open);
    let unit_open = !proposal.columns.contains_key(&Facet::Unit);
    if proposal.numbers.percent && unit_open {
        let unit = proposal.constants.entry(Facet::Unit);
        unit.or_insert_with(|| "percent".to_owned());
    }
    if let Some(column) = proposal.columns.get_mut(&Facet::Value) {
        column.known.clear();
        // What is neither a number nor a short sign cannot be read.
        let reader = numbers::reader(&proposal.numbers);
        column.unknown.clear();
        for at in 0..shape.header.len() {
            if shape.header.get(at) != Some(&column.header) {
                continue;
            }
            let wrong = shape
                .column(at)
                .filter(|(_, cell)| reader.read(cell).is_err());
            column
                .unknown
                .extend(wrong.take(3).map(|(row, cell)| UnknownLabel {
                    label: cell.to_owned(),
                    row,
                    nearest: Vec::new(),
                }));
        }
    }
}

impl Proposal {
    /// Whether a column, or the headers, hold the facet.
    fn holds(&self, facet: Facet) -> bool {
        let wide = self.wide.as_ref();
        self.columns.contains_key(&facet) || wide.is_some_and(|wide| wide.facets.contains(&facet))
    }
}

impl Meaning<'_> {
    fn is_known(&self, facet: Facet, label: &str) -> bool {
        if self
            .said
            .labels
            .get(&facet)
            .is_some_and(|labels| labels.contains_key(label))
        {
            return true;
        }
        let has = |class| self.vocabulary.resolve(class, label).is_some();
        match facet {
            Facet::Place => has(Class::Place),
            Facet::Period => periods::reads(&self.patterns, label),
            Facet::Population | Facet::Whole => self.vocabulary.group(label).is_some(),
            Facet::Sex => has(Class::Sex),
            Facet::Measure => has(Class::Measure),
            Facet::Offence => label == "all" || has(Class::Offence),
            Facet::Unit => fixed_unit(label).is_some(),
            Facet::Statistic => statistic(label).is_ok(),
            Facet::Status => status(label).is_ok(),
            Facet::Definition => label.split(';').all(|id| {
                self.vocabulary
                    .resolve(Class::Definition, id.trim())
                    .is_some()
            }),
            _ => true,
        }
    }

    /// The facet that a header is a value of.
    fn facet_of(&self, header: &str) -> Option<Facet> {
        [
            Facet::Period,
            Facet::Sex,
            Facet::Population,
            Facet::Place,
            Facet::Measure,
            Facet::Offence,
        ]
        .into_iter()
        .find(|facet| self.is_known(*facet, header))
    }

    fn nearest(&self, facet: Facet, label: &str) -> Vec<String> {
        let class = match facet {
            Facet::Place => Class::Place,
            Facet::Population => Class::Group,
            Facet::Measure => Class::Measure,
            Facet::Offence => Class::Offence,
            _ => return Vec::new(),
        };
        self.vocabulary.nearest(class, label)
    }
}

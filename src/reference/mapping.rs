//! From a header and metadata to a plan: which column, constant or header text
//! fills each facet, and which columns hold numbers. A tidy table needs no
//! metadata; its headers are the names of the facets.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::{
    Facet, Problem,
    cell::NumberStyle,
    facet::nearest,
    locate::Step,
    package::{DropFile, ResourceFile},
    style::number_style,
    table::{Header, trimmed},
};

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
        let mut planner = Planner {
            resource,
            header,
            mistakes: Vec::new(),
            used: vec![false; header.names.len()],
        };
        let plan = planner.plan();
        if planner.mistakes.is_empty() {
            Ok(plan)
        } else {
            Err(planner.mistakes)
        }
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

struct Planner<'a> {
    resource: &'a ResourceFile,
    header: &'a Header,
    mistakes: Vec<Mistake>,
    used: Vec<bool>,
}

impl Planner<'_> {
    fn plan(&mut self) -> Plan {
        let profile = &self.resource.statclaim;
        let mut plan = Plan {
            width: self
                .header
                .names
                .iter()
                .rposition(|name| !name.is_empty())
                .map_or(0, |last| last + 1),
            headers: self.header.names.clone(),
            header_byte: self.header.byte,
            until: profile.until.clone(),
            ..Plan::default()
        };
        for facet in Facet::ALL {
            let input = Input {
                column: self.column_of(facet),
                constant: profile.constants.get(&facet).cloned(),
            };
            if let Some(slot) = plan.inputs.get_mut(facet as usize) {
                *slot = input;
            }
        }
        plan.values = self.value_columns(&plan);
        plan.drop = profile
            .drop
            .iter()
            .enumerate()
            .filter_map(|(at, rule)| self.drop_rule(at, rule))
            .collect();
        self.check_required(&plan);
        self.check_headers();
        plan
    }

    fn column_of(&mut self, facet: Facet) -> Option<usize> {
        if let Some(name) = self.resource.statclaim.columns.get(&facet) {
            return self.column(name, &["columns", facet.name()], None);
        }
        let column = self.header.find(facet.name())?;
        self.mark(column);
        Some(column)
    }

    /// The column with this header; `keys` and `item` say which setting names it.
    fn column(&mut self, name: &str, keys: &[&str], item: Option<usize>) -> Option<usize> {
        if let Some(column) = self.header.find(name) {
            self.mark(column);
            return Some(column);
        }
        let mut path = profile_path(keys);
        path.extend(item.map(Step::Item));
        self.mistakes.push(Mistake {
            spot: Spot::Metadata(path),
            problem: Problem::MissingColumn {
                column: name.to_owned(),
                nearest: nearest(name, self.header.names.iter().map(String::as_str)),
            },
        });
        None
    }

    fn mark(&mut self, column: usize) {
        let Some(name) = self.header.names.get(column) else {
            return;
        };
        if let Some(used) = self.used.get_mut(column) {
            *used = true;
        }
        let same = |(_, other): &(usize, &String)| *other == name;
        let twice = self.header.names.iter().enumerate().filter(same).nth(1);
        if let Some((second, _)) = twice {
            let mistake = Mistake {
                spot: Spot::Cell(self.header.byte, second),
                problem: Problem::DoubleColumn(name.clone()),
            };
            if !self.mistakes.contains(&mistake) {
                self.mistakes.push(mistake);
            }
        }
    }

    fn value_columns(&mut self, plan: &Plan) -> Vec<ValueColumn> {
        let profile = &self.resource.statclaim;
        let mut values = Vec::new();
        for (at, value) in profile.values.iter().enumerate() {
            let Some(column) = self.column(&value.column, &["values"], Some(at)) else {
                continue;
            };
            let fixed = value
                .set
                .iter()
                .map(|(facet, text)| {
                    let mut path = profile_path(&["values"]);
                    path.push(Step::Item(at));
                    path.push(Step::Key("set".to_owned()));
                    path.push(Step::Key(facet.name().to_owned()));
                    (*facet, (text.trim().to_owned(), Spot::Metadata(path)))
                })
                .collect();
            values.push(self.value_column(column, fixed));
        }
        if profile.wide.is_some() {
            self.wide_columns(&mut values);
        }
        let own = plan
            .inputs
            .get(Facet::Value as usize)
            .and_then(|input| input.column);
        if values.is_empty()
            && let Some(column) = own
        {
            values.push(self.value_column(column, BTreeMap::new()));
        }
        values
    }

    fn wide_columns(&mut self, values: &mut Vec<ValueColumn>) {
        let Some(wide) = &self.resource.statclaim.wide else {
            return;
        };
        if wide.facets.is_empty() {
            self.mistakes.push(Mistake {
                spot: Spot::Metadata(profile_path(&["wide"])),
                problem: Problem::Setting("`facets` must say what the headers hold".to_owned()),
            });
        }
        let columns: Vec<usize> = if wide.columns.is_empty() {
            (0..self.header.names.len())
                .filter(|&at| {
                    self.used.get(at) == Some(&false)
                        && self
                            .header
                            .names
                            .get(at)
                            .is_some_and(|name| !name.is_empty())
                })
                .collect()
        } else {
            wide.columns
                .iter()
                .enumerate()
                .filter_map(|(at, name)| self.column(name, &["wide", "columns"], Some(at)))
                .collect()
        };
        for column in columns {
            let name = self.header.names.get(column).cloned().unwrap_or_default();
            let parts: Vec<&str> = match &wide.separator {
                Some(separator) if !separator.is_empty() => name
                    .splitn(wide.facets.len().max(1), separator.as_str())
                    .collect(),
                _ => vec![name.as_str()],
            };
            let spot = Spot::Cell(self.header.byte, column);
            if parts.len() != wide.facets.len() {
                self.mistakes.push(Mistake {
                    spot,
                    problem: Problem::Setting(format!(
                        "the header `{name}` has {} for {} of `wide`",
                        counted(parts.len(), "part"),
                        counted(wide.facets.len(), "facet"),
                    )),
                });
                continue;
            }
            let fixed = wide
                .facets
                .iter()
                .zip(parts)
                .map(|(facet, part)| (*facet, (part.trim().to_owned(), spot.clone())))
                .collect();
            if let Some(used) = self.used.get_mut(column) {
                *used = true;
            }
            values.push(self.value_column(column, fixed));
        }
    }

    fn value_column(
        &mut self,
        column: usize,
        fixed: BTreeMap<Facet, (String, Spot)>,
    ) -> ValueColumn {
        let name = self.header.names.get(column).cloned().unwrap_or_default();
        ValueColumn {
            column,
            style: number_style(self.resource, &name),
            name: name.into(),
            fixed,
        }
    }

    fn drop_rule(&mut self, at: usize, rule: &DropFile) -> Option<DropRule> {
        let column = match &rule.column {
            Some(name) => self.column(name, &["drop"], Some(at))?,
            None => 0,
        };
        Some(DropRule {
            column,
            equals: rule.equals.clone(),
            starts_with: rule.starts_with.clone(),
        })
    }

    fn check_required(&mut self, plan: &Plan) {
        for facet in Facet::REQUIRED {
            let filled = if facet == Facet::Value {
                !plan.values.is_empty()
            } else {
                let input = plan.inputs.get(facet as usize);
                input.is_some_and(|input| input.column.is_some() || input.constant.is_some())
                    || (!plan.values.is_empty()
                        && plan
                            .values
                            .iter()
                            .all(|value| value.fixed.contains_key(&facet)))
            };
            let named = self.resource.statclaim.columns.contains_key(&facet);
            if !filled && !named {
                self.mistakes.push(Mistake {
                    spot: Spot::Cell(self.header.byte, 0),
                    problem: Problem::MissingColumn {
                        column: facet.name().to_owned(),
                        nearest: nearest(
                            facet.name(),
                            self.header.names.iter().map(String::as_str),
                        ),
                    },
                });
            }
        }
    }

    /// In a tidy table a header that is nearly one of ours is a typo; others are passed over.
    fn check_headers(&mut self) {
        let profile = &self.resource.statclaim;
        if !profile.columns.is_empty() || profile.wide.is_some() || !profile.values.is_empty() {
            return;
        }
        for (column, name) in self.header.names.iter().enumerate() {
            if self.used.get(column) == Some(&true) {
                continue;
            }
            let near = nearest(name, Facet::ALL.into_iter().map(Facet::name));
            if !near.is_empty() {
                self.mistakes.push(Mistake {
                    spot: Spot::Cell(self.header.byte, column),
                    problem: Problem::UnknownColumn {
                        column: name.clone(),
                        nearest: near,
                    },
                });
            }
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}

//! Lays the metadata over a header: finds the column, constant or header text for each
//! facet and tells what is missing, named twice or nearly right.

use std::collections::BTreeMap;

use super::{DropRule, Input, Mistake, Plan, Spot, ValueColumn, profile_path};
use crate::reference::{
    Facet, Problem,
    facet::nearest,
    locate::Step,
    package::{DropFile, ResourceFile},
    style::number_style,
    table::Header,
};

/// A plan in the making, with the mistakes found so far.
pub(super) struct Planner<'a> {
    resource: &'a ResourceFile,
    header: &'a Header,
    mistakes: Vec<Mistake>,
    used: Vec<bool>,
}

impl<'a> Planner<'a> {
    /// A planner for a table with this header.
    pub(super) fn new(resource: &'a ResourceFile, header: &'a Header) -> Self {
        Self {
            resource,
            header,
            mistakes: Vec::new(),
            used: vec![false; header.names.len()],
        }
    }

    /// The plan, or all that is wrong.
    pub(super) fn plan(mut self) -> Result<Plan, Vec<Mistake>> {
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
        if self.mistakes.is_empty() {
            Ok(plan)
        } else {
            Err(self.mistakes)
        }
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

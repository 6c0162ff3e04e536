//! One number of a row: value, percent sign, marks and bounds, checked against
//! its unit and against each other.

use csv::StringRecord;

use super::{
    Facet, Problem, Unit,
    cell::{CellValue, Mark, NumberStyle},
    mapping::{Mistake, Plan, Spot, ValueColumn},
    package::ResourceFile,
    style::number_style,
    table::trimmed,
};
use crate::number::{Decimal, Interval};

/// A number as read.
#[derive(Debug)]
pub(super) struct Number {
    /// Its value, scaled.
    pub(super) value: Decimal,
    /// What its marks mean.
    pub(super) marks: Vec<Mark>,
    /// What it stands for, where the table says so.
    pub(super) bounds: Option<Interval>,
}

/// Reads the numbers of a table.
#[derive(Debug)]
pub(super) struct NumberReader {
    scale: Decimal,
    /// How lower and upper bounds are written, where there are any.
    bounds: Option<[(Facet, NumberStyle); 2]>,
}

impl NumberReader {
    /// After the metadata.
    pub(super) fn new(resource: &ResourceFile, plan: &Plan) -> Self {
        let style = |facet| (facet, number_style(resource, plan.header_of(facet)));
        let bounded = plan.varies(Facet::Lower) || plan.varies(Facet::Upper);
        Self {
            scale: Decimal::from(resource.statclaim.scale.unwrap_or(1)),
            bounds: bounded.then(|| [style(Facet::Lower), style(Facet::Upper)]),
        }
    }

    /// Whether rows can say what their number stands for.
    pub(super) fn has_bounds(&self) -> bool {
        self.bounds.is_some()
    }

    /// Reads the number in `column` of a row.
    pub(super) fn read(
        &self,
        plan: &Plan,
        column: &ValueColumn,
        record: &StringRecord,
        unit: &Unit,
    ) -> Result<Number, Mistake> {
        let text = record.get(column.column).map_or("", trimmed);
        let byte = record.position().map_or(0, csv::Position::byte);
        let here = |problem| Mistake {
            spot: Spot::Cell(byte, column.column),
            problem,
        };
        let CellValue::Number {
            value,
            percent,
            marks,
        } = column.style.read(text).map_err(here)?
        else {
            return Err(here(Problem::EmptyCell(column.name.to_string())));
        };
        let in_percent = matches!(unit, Unit::Percent | Unit::PercentMore | Unit::PercentLess);
        if percent && !in_percent {
            return Err(here(Problem::PercentSign {
                found: text.to_owned(),
                unit: unit.to_string(),
            }));
        }
        let value = self.scaled(value, text).map_err(here)?;
        let mut ends = [None, None];
        for (end, (facet, style)) in ends.iter_mut().zip(self.bounds.iter().flatten()) {
            let cell = plan.text(*facet, column, record);
            *end = match style.read(cell) {
                Ok(CellValue::Missing) => None,
                Ok(CellValue::Number { value, .. }) => {
                    Some(self.scaled(value, cell).map_err(here)?)
                }
                Err(problem) => {
                    return Err(Mistake {
                        spot: plan.spot(*facet, column, record),
                        problem,
                    });
                }
            };
        }
        Ok(Number {
            value,
            marks,
            bounds: bounded(value, ends).map_err(here)?,
        })
    }

    fn scaled(&self, value: Decimal, text: &str) -> Result<Decimal, Problem> {
        if self.scale == Decimal::ONE {
            return Ok(value);
        }
        value
            .checked_mul(self.scale)
            .map(|scaled| scaled.normalize())
            .ok_or_else(|| Problem::TooManyDigits(text.to_owned()))
    }
}

/// The interval of stated bounds; an upper bound that is the value itself belongs to it.
fn bounded(value: Decimal, ends: [Option<Decimal>; 2]) -> Result<Option<Interval>, Problem> {
    let [lower, upper] = ends;
    if lower.is_some_and(|lower| value < lower) || upper.is_some_and(|upper| value > upper) {
        let shown =
            |end: Option<Decimal>| end.map_or_else(|| "none".to_owned(), |end| end.to_string());
        return Err(Problem::Bounds {
            value: value.to_string(),
            lower: shown(lower),
            upper: shown(upper),
        });
    }
    Ok(match (lower, upper) {
        (None, None) => None,
        (Some(lower), None) => Some(Interval::at_least(lower)),
        (None, Some(upper)) => Some(Interval::at_most(upper)),
        (Some(lower), Some(upper)) if value == upper => Some(Interval::closed(lower, upper)),
        (Some(lower), Some(upper)) => Some(Interval::half_open(lower, upper)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::End;

    #[test]
    fn bounds_hold_the_value() {
        let d = Decimal::from;
        let closed = |low: i32, high: i32| Interval::closed(d(low), d(high));
        for (value, lower, upper, expected) in [
            (5, None, None, Ok(None)),
            (5, Some(4), Some(5), Ok(Some(closed(4, 5)))),
            (
                5,
                Some(5),
                Some(6),
                Ok(Some(Interval::half_open(d(5), d(6)))),
            ),
            (5, Some(4), None, Ok(Some(Interval::at_least(d(4))))),
            (5, None, Some(5), Ok(Some(Interval::at_most(d(5))))),
            (5, Some(6), None, Err(())),
            (5, None, Some(4), Err(())),
        ] {
            let found = bounded(d(value), [lower.map(d), upper.map(d)]).map_err(|_| ());
            assert_eq!(found, expected, "{value} {lower:?} {upper:?}");
        }
        assert_eq!(closed(4, 5).high, End::Closed(d(5)));
    }
}

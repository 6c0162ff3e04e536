//! Numbers computed from reference cells: exact decimals with the interval
//! that the precision of the cells leaves them, and the formula that a reader
//! can follow.

use std::sync::Arc;

use super::Computed;
use crate::{
    number::{Decimal, Interval, Kind, Quantity},
    reference::{Observation, Unit},
};

/// A number on a scale: the plain fraction or multiple times `scale`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// The value, on the scale.
    pub(super) value: Decimal,
    /// What it stands for, on the scale.
    pub(super) interval: Interval,
    /// What one is called: 100 for percent, 1,000 for so many per thousand.
    pub(super) scale: Decimal,
    /// How it was computed.
    pub(super) formula: String,
    /// Whether the formula is a sum or difference, and needs brackets before it is multiplied.
    pub(super) is_sum: bool,
    /// The cells it rests on.
    pub(super) cells: Vec<Arc<Observation>>,
}

impl Figure {
    /// The number of one cell: a count, rate, share, ratio or index value.
    ///
    /// A cell in percent above or below the comparator becomes a ratio.
    pub(super) fn of(cell: &Arc<Observation>) -> Option<Self> {
        let plain = |scale: Decimal| Self {
            value: cell.value,
            interval: cell.interval,
            scale,
            formula: written(cell.value),
            is_sum: false,
            cells: vec![Arc::clone(cell)],
        };
        let hundred = Decimal::ONE_HUNDRED;
        match &cell.unit {
            Unit::Counted(_) | Unit::Ratio | Unit::Index => Some(plain(Decimal::ONE)),
            Unit::Percent => Some(plain(hundred)),
            Unit::Per(base) => Some(plain(*base)),
            Unit::OneIn => plain(Decimal::ONE).inverse(),
            Unit::PercentMore => plain(hundred).plus_one()?.on_scale(Decimal::ONE),
            Unit::PercentLess => plain(hundred).complement()?.on_scale(Decimal::ONE),
        }
    }

    /// The number of a cell in percent, as it is told.
    pub(super) fn of_percent(cell: &Arc<Observation>) -> Option<Self> {
        matches!(
            cell.unit,
            Unit::Percent | Unit::PercentMore | Unit::PercentLess
        )
        .then(|| Self {
            value: cell.value,
            interval: cell.interval,
            scale: Decimal::ONE_HUNDRED,
            formula: written(cell.value),
            is_sum: false,
            cells: vec![Arc::clone(cell)],
        })
    }

    /// One over it.
    pub(super) fn inverse(self) -> Option<Self> {
        let one = Self {
            value: Decimal::ONE,
            interval: Interval::point(Decimal::ONE),
            scale: Decimal::ONE,
            formula: "1".to_owned(),
            is_sum: false,
            cells: Vec::new(),
        };
        one.over(&self)
    }

    /// It over another.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        let other = other.on_scale(self.scale)?;
        Some(Self {
            value: self.value.checked_div(other.value)?,
            interval: self.interval.ratio(&other.interval)?,
            scale: Decimal::ONE,
            formula: format!("{} / {}", self.factor(), other.divisor()),
            is_sum: false,
            cells: joined(&self.cells, &other.cells),
        })
    }

    /// It times another, both as plain fractions.
    pub(super) fn times(&self, other: &Self) -> Option<Self> {
        let scale = self.scale.checked_mul(other.scale)?;
        Some(Self {
            value: self.value.checked_mul(other.value)?,
            interval: self.interval.product(&other.interval)?,
            scale,
            formula: format!("{} × {}", self.factor(), other.factor()),
            is_sum: false,
            cells: joined(&self.cells, &other.cells),
        })
    }

    /// It less another.
    pub(super) fn minus(&self, other: &Self) -> Option<Self> {
        let other = other.on_scale(self.scale)?;
        Some(Self {
            value: self.value.checked_sub(other.value)?,
            interval: self.interval.difference(&other.interval)?,
            scale: self.scale,
            formula: format!("{} − {}", self.formula, other.factor()),
            is_sum: true,
            cells: joined(&self.cells, &other.cells),
        })
    }

    /// What it leaves of a whole; its own cells stay the first.
    pub(super) fn left_of(&self, whole: &Self) -> Option<Self> {
        let rest = whole.minus(self)?;
        let cells = joined(&self.cells, &whole.cells);
        Some(Self { cells, ..rest })
    }

    /// It and another.
    pub(super) fn sum(&self, other: &Self) -> Option<Self> {
        let other = other.on_scale(self.scale)?;
        Some(Self {
            value: self.value.checked_add(other.value)?,
            interval: self.interval.sum(&other.interval)?,
            scale: self.scale,
            formula: format!("{} + {}", self.formula, other.formula),
            is_sum: true,
            cells: joined(&self.cells, &other.cells),
        })
    }

    /// One less: by how much a ratio exceeds one.
    pub(super) fn less_one(&self) -> Option<Self> {
        let one = self.scale;
        let mut less = self.plus(-one)?;
        less.formula = format!("{} − {}", self.formula, written(one));
        less.is_sum = true;
        Some(less)
    }

    /// One more: the ratio that an excess makes.
    pub(super) fn plus_one(&self) -> Option<Self> {
        let mut more = self.plus(self.scale)?;
        more.formula = format!("{} + {}", written(self.scale), self.factor());
        more.is_sum = true;
        Some(more)
    }

    /// One less it: by how much a ratio falls short of one, or the rest of a share.
    pub(super) fn complement(&self) -> Option<Self> {
        let mut rest = self.negative()?.plus(self.scale)?;
        rest.formula = format!("{} − {}", written(self.scale), self.factor());
        rest.is_sum = true;
        Some(rest)
    }

    /// The same with the other sign.
    pub(super) fn negative(&self) -> Option<Self> {
        Some(Self {
            value: self.value.checked_mul(Decimal::NEGATIVE_ONE)?,
            interval: self.interval.scale(Decimal::NEGATIVE_ONE)?,
            formula: format!("−({})", self.formula),
            is_sum: false,
            ..self.clone()
        })
    }

    fn plus(&self, step: Decimal) -> Option<Self> {
        Some(Self {
            value: self.value.checked_add(step)?,
            interval: self.interval.shift(step)?,
            ..self.clone()
        })
    }

    /// The same number on another scale, the formula showing the step.
    pub(super) fn on_scale(&self, scale: Decimal) -> Option<Self> {
        if scale == self.scale {
            return Some(self.clone());
        }
        let formula = match scale.checked_div(self.scale)? {
            up if up >= Decimal::ONE => format!("{} × {}", self.factor(), written(up.normalize())),
            _ => {
                let down = self.scale.checked_div(scale)?;
                format!("{} / {}", self.factor(), written(down.normalize()))
            }
        };
        Some(Self {
            value: self.value.checked_mul(scale)?.checked_div(self.scale)?,
            interval: self
                .interval
                .scale(scale)?
                .ratio(&Interval::point(self.scale))?,
            scale,
            formula,
            is_sum: false,
            cells: self.cells.clone(),
        })
    }

    /// The figure in the unit of a quantity, as it is shown.
    pub(super) fn in_unit_of(&self, quantity: &Quantity) -> Option<Computed> {
        let scale = match quantity.kind {
            Kind::Percent | Kind::PercentagePoints => Decimal::ONE_HUNDRED,
            Kind::Rate => quantity.per.unwrap_or(Decimal::ONE),
            Kind::Count | Kind::Multiple | Kind::Fraction | Kind::Index | Kind::Vague => {
                Decimal::ONE
            }
        };
        let figure = self.on_scale(scale)?;
        Some(Computed {
            value: figure.value.normalize(),
            interval: figure.interval,
            formula: figure.formula,
        })
    }

    fn factor(&self) -> String {
        if self.is_sum {
            format!("({})", self.formula)
        } else {
            self.formula.clone()
        }
    }

    fn divisor(&self) -> String {
        if self.is_sum || self.formula.contains([' ', '/']) {
            format!("({})", self.formula)
        } else {
            self.formula.clone()
        }
    }
}

/// A number as shown in a formula: with thousands separators, digits as they stand.
pub(super) fn written(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// A number rounded for a sentence: at most four significant digits, whole counts in full.
pub(super) fn shown(value: Decimal) -> String {
    let places = match value.abs() {
        size if size >= Decimal::ONE_HUNDRED => 1,
        size if size >= Decimal::TEN => 2,
        size if size >= Decimal::ONE => 3,
        _ => 4,
    };
    let rounded =
        value.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    written(rounded.normalize())
}

fn joined(one: &[Arc<Observation>], other: &[Arc<Observation>]) -> Vec<Arc<Observation>> {
    let mut cells = one.to_vec();
    for cell in other {
        if !cells.iter().any(|known| known.cell == cell.cell) {
            cells.push(Arc::clone(cell));
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: &str, scale: i64) -> Figure {
        let value = Decimal::from_str_exact(value).unwrap();
        Figure {
            value,
            interval: Interval::point(value),
            scale: Decimal::from(scale),
            formula: written(value),
            is_sum: false,
            cells: Vec::new(),
        }
    }

    #[test]
    fn numbers_are_written_for_readers() {
        for (value, in_formula, in_sentence) in [
            ("10772", "10,772", "10,772"),
            ("-1234.50", "−1,234.50", "−1,234.5"),
            ("0.044", "0.044", "0.044"),
            ("12.33429", "12.33429", "12.33"),
            ("2.5172", "2.5172", "2.517"),
            ("999", "999", "999"),
            ("0", "0", "0"),
        ] {
            let value = Decimal::from_str_exact(value).unwrap();
            assert_eq!(written(value), in_formula);
            assert_eq!(shown(value), in_sentence);
        }
    }

    #[test]
    fn formulas_can_be_followed() {
        let share = figure("10772", 1).over(&figure("87334", 1)).unwrap();
        let ratio = figure("14.6", 1000).over(&figure("5.8", 1000)).unwrap();
        for (figure, scale, formula, value) in [
            (share.clone(), 100, "10,772 / 87,334 × 100", "12.334"),
            (share, 1, "10,772 / 87,334", "0.123"),
            (
                ratio.less_one().unwrap(),
                100,
                "(14.6 / 5.8 − 1) × 100",
                "151.724",
            ),
            (
                ratio.complement().unwrap(),
                100,
                "(1 − 14.6 / 5.8) × 100",
                "-151.724",
            ),
            (
                figure("21.36", 100).complement().unwrap(),
                100,
                "100 − 21.36",
                "78.64",
            ),
            (figure("21.36", 100), 1, "21.36 / 100", "0.214"),
            (
                figure("2.4", 100).over(&figure("48", 1000)).unwrap(),
                1,
                "2.4 / (48 / 10)",
                "0.5",
            ),
            (
                figure("94", 1).inverse().unwrap(),
                1000,
                "1 / 94 × 1,000",
                "10.638",
            ),
            (
                figure("17", 100).minus(&figure("8", 100)).unwrap(),
                100,
                "17 − 8",
                "9",
            ),
            (
                figure("34", 100)
                    .plus_one()
                    .unwrap()
                    .on_scale(Decimal::ONE)
                    .unwrap(),
                1,
                "(100 + 34) / 100",
                "1.34",
            ),
        ] {
            let shown = figure.on_scale(Decimal::from(scale)).unwrap();
            assert_eq!(shown.formula, formula);
            assert_eq!(
                shown.value.round_dp(3).normalize().to_string(),
                value,
                "{formula}"
            );
        }
    }

    #[test]
    fn intervals_go_through_the_formula() {
        let mut rate = figure("165", 1);
        rate.interval = Interval::closed(Decimal::new(1645, 1), Decimal::from(165));
        let mut other = figure("48", 1);
        other.interval = Interval::closed(Decimal::new(475, 1), Decimal::new(485, 1));
        let ratio = rate.over(&other).unwrap().interval;
        let ends = [ratio.low, ratio.high].map(|end| end.value().unwrap().round_dp(2).to_string());
        assert_eq!(ends, ["3.39", "3.47"]);
    }
}

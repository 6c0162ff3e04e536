//! Numbers computed from reference cells: exact decimals with the interval
//! that the precision of the cells leaves them, and the formula that a reader
//! can follow.

use std::sync::Arc;

use super::Computed;
use crate::{
    number::{Decimal, End, Interval, Kind, Quantity},
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
            Unit::PercentMore => Some(Self {
                formula: format!("1 + {} / 100", written(cell.value)),
                is_sum: true,
                ..plain(hundred)
                    .plus(Decimal::ONE_HUNDRED)?
                    .on_scale(Decimal::ONE)?
            }),
            Unit::PercentLess => Some(Self {
                formula: format!("1 − {} / 100", written(cell.value)),
                is_sum: true,
                ..plain(hundred).complement()?.on_scale(Decimal::ONE)?
            }),
        }
    }

    /// One over it.
    pub(super) fn inverse(self) -> Option<Self> {
        let one = Self {
            value: Decimal::ONE,
            interval: point(Decimal::ONE),
            scale: Decimal::ONE,
            formula: "1".to_owned(),
            is_sum: false,
            cells: Vec::new(),
        };
        one.over(&self)
    }

    /// It over another.
    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        let (other, scaled) = if self.scale == other.scale {
            (other.clone(), true)
        } else {
            (other.on_scale(self.scale)?, false)
        };
        let _ = scaled;
        Some(Self {
            value: self.value.checked_div(other.value)?,
            interval: quotient(self.interval, other.interval)?,
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
            interval: product(self.interval, other.interval)?,
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
            interval: difference(self.interval, other.interval)?,
            scale: self.scale,
            formula: format!("{} − {}", self.formula, other.factor()),
            is_sum: true,
            cells: joined(&self.cells, &other.cells),
        })
    }

    /// It and another.
    pub(super) fn sum(&self, other: &Self) -> Option<Self> {
        let other = other.on_scale(self.scale)?;
        Some(Self {
            value: self.value.checked_add(other.value)?,
            interval: total(self.interval, other.interval)?,
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

    /// One less it: by how much a ratio falls short of one, or the rest of a share.
    pub(super) fn complement(&self) -> Option<Self> {
        let mut rest = self.negative()?.plus(self.scale)?;
        rest.formula = format!("{} − {}", written(self.scale), self.factor());
        rest.is_sum = true;
        Some(rest)
    }

    /// The same with the other sign.
    pub(super) fn negative(&self) -> Option<Self> {
        let zero = Decimal::ZERO;
        Some(Self {
            value: zero.checked_sub(self.value)?,
            interval: difference(point(zero), self.interval)?,
            formula: format!("−({})", self.formula),
            is_sum: false,
            ..self.clone()
        })
    }

    fn plus(&self, step: Decimal) -> Option<Self> {
        Some(Self {
            value: self.value.checked_add(step)?,
            interval: total(self.interval, point(step))?,
            ..self.clone()
        })
    }

    /// The same number on another scale, the formula showing the step.
    pub(super) fn on_scale(&self, scale: Decimal) -> Option<Self> {
        if scale == self.scale {
            return Some(self.clone());
        }
        let move_end = |value: Decimal| value.checked_mul(scale)?.checked_div(self.scale);
        let formula = match scale.checked_div(self.scale)? {
            up if up >= Decimal::ONE => format!("{} × {}", self.factor(), written(up.normalize())),
            _ => {
                let down = self.scale.checked_div(scale)?;
                format!("{} / {}", self.factor(), written(down.normalize()))
            }
        };
        Some(Self {
            value: move_end(self.value)?,
            interval: Interval {
                low: map_end(self.interval.low, move_end)?,
                high: map_end(self.interval.high, move_end)?,
            },
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

/// The interval of one number.
pub(super) fn point(value: Decimal) -> Interval {
    Interval {
        low: End::Closed(value),
        high: End::Closed(value),
    }
}

/// Whether two rounded numbers can be the same: they share more than an end
/// point, or one is exact and lies in the other or on its edge.
pub(super) fn agree(stated: Interval, computed: Interval) -> bool {
    let single = |one: Interval| matches!((one.low, one.high), (End::Closed(a), End::Closed(b)) if a == b);
    let (Some(low), Some(high)) = (
        later(stated.low, computed.low),
        earlier(stated.high, computed.high),
    ) else {
        return true;
    };
    let touches = matches!((low, high), (End::Closed(a), End::Closed(b)) if a == b);
    match (low.number(), high.number()) {
        (Some(a), Some(b)) if a > b => false,
        (Some(a), Some(b)) if a == b => touches && (single(stated) || single(computed)),
        _ => true,
    }
}

trait Number {
    fn number(self) -> Option<Decimal>;
}

impl Number for End {
    fn number(self) -> Option<Decimal> {
        match self {
            End::Closed(value) | End::Open(value) => Some(value),
            End::Unbounded => None,
        }
    }
}

/// The number at an end, if it has one.
pub(super) fn number(end: End) -> Option<Decimal> {
    end.number()
}

fn later(one: End, other: End) -> Option<End> {
    Some(match (one.number(), other.number()) {
        (None, None) => End::Unbounded,
        (None, Some(_)) => other,
        (Some(_), None) => one,
        (Some(a), Some(b)) if a > b => one,
        (Some(a), Some(b)) if a < b => other,
        _ => narrower(one, other),
    })
}

fn earlier(one: End, other: End) -> Option<End> {
    Some(match (one.number(), other.number()) {
        (None, None) => End::Unbounded,
        (None, Some(_)) => other,
        (Some(_), None) => one,
        (Some(a), Some(b)) if a < b => one,
        (Some(a), Some(b)) if a > b => other,
        _ => narrower(one, other),
    })
}

fn narrower(one: End, other: End) -> End {
    if matches!(one, End::Open(_)) {
        one
    } else {
        other
    }
}

fn map_end(end: End, change: impl Fn(Decimal) -> Option<Decimal>) -> Option<End> {
    Some(match end {
        End::Closed(value) => End::Closed(change(value)?),
        End::Open(value) => End::Open(change(value)?),
        End::Unbounded => End::Unbounded,
    })
}

fn combine(
    one: End,
    other: End,
    step: impl Fn(Decimal, Decimal) -> Option<Decimal>,
) -> Option<End> {
    Some(match (one, other) {
        (End::Unbounded, _) | (_, End::Unbounded) => End::Unbounded,
        (End::Closed(a), End::Closed(b)) => End::Closed(step(a, b)?),
        (End::Closed(a) | End::Open(a), End::Closed(b) | End::Open(b)) => End::Open(step(a, b)?),
    })
}

fn total(one: Interval, other: Interval) -> Option<Interval> {
    Some(Interval {
        low: combine(one.low, other.low, Decimal::checked_add)?,
        high: combine(one.high, other.high, Decimal::checked_add)?,
    })
}

fn difference(one: Interval, other: Interval) -> Option<Interval> {
    Some(Interval {
        low: combine(one.low, other.high, Decimal::checked_sub)?,
        high: combine(one.high, other.low, Decimal::checked_sub)?,
    })
}

/// Of numbers that are not negative, which all cells are.
fn product(one: Interval, other: Interval) -> Option<Interval> {
    Some(Interval {
        low: combine(one.low, other.low, Decimal::checked_mul)?,
        high: combine(one.high, other.high, Decimal::checked_mul)?,
    })
}

/// Of numbers that are not negative; a divisor that may be zero leaves the upper end open.
fn quotient(one: Interval, other: Interval) -> Option<Interval> {
    let low = match other.high {
        End::Unbounded => End::Closed(Decimal::ZERO),
        high => combine(one.low, high, Decimal::checked_div)?,
    };
    let high = match other.low.number() {
        Some(divisor) if divisor > Decimal::ZERO => {
            combine(one.high, other.low, Decimal::checked_div)?
        }
        _ => End::Unbounded,
    };
    Some(Interval { low, high })
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

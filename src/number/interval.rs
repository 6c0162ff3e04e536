//! Intervals of exact decimals and the arithmetic that carries them.
//!
//! A rounded number is an interval closed at both ends; two of them agree only
//! when they share more than an end point, which makes rounding half-open
//! without deciding which end a half belongs to. An open end is a strict limit
//! (`over 500`), which an exact 500 does not meet.

use std::cmp::Ordering;

use super::Decimal;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The number belongs to the interval.
    Closed(Decimal),
    /// The number does not belong to it.
    Open(Decimal),
    /// No limit on this side.
    Unbounded,
}

impl End {
    /// The number at this end.
    pub fn value(self) -> Option<Decimal> {
        match self {
            Self::Closed(value) | Self::Open(value) => Some(value),
            Self::Unbounded => None,
        }
    }

    fn map(self, with: impl FnOnce(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(match self {
            Self::Closed(value) => Self::Closed(with(value)?),
            Self::Open(value) => Self::Open(with(value)?),
            Self::Unbounded => Self::Unbounded,
        })
    }

    /// Combines two ends: unbounded if one is, open if one is.
    fn join(
        self,
        other: Self,
        with: impl FnOnce(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Self> {
        Some(match (self, other) {
            (Self::Unbounded, _) | (_, Self::Unbounded) => Self::Unbounded,
            (Self::Closed(one), Self::Closed(two)) => Self::Closed(with(one, two)?),
            (Self::Open(one) | Self::Closed(one), Self::Open(two) | Self::Closed(two)) => {
                Self::Open(with(one, two)?)
            }
        })
    }

    fn is_closed(self) -> bool {
        matches!(self, Self::Closed(_))
    }
}

/// A set of numbers between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Lower end.
    pub low: End,
    /// Upper end.
    pub high: End,
}

impl Interval {
    /// Just this number.
    pub fn point(value: Decimal) -> Self {
        Self::closed(value, value)
    }

    /// From one number to the other, both included, in either order.
    pub fn closed(one: Decimal, two: Decimal) -> Self {
        Self {
            low: End::Closed(one.min(two)),
            high: End::Closed(one.max(two)),
        }
    }

    /// From `low`, included, up to `high`, not included.
    pub fn half_open(low: Decimal, high: Decimal) -> Self {
        Self {
            low: End::Closed(low),
            high: End::Open(high),
        }
    }

    /// `half_width` either way of `value`.
    pub fn around(value: Decimal, half_width: Decimal) -> Option<Self> {
        Some(Self::closed(
            value.checked_sub(half_width)?,
            value.checked_add(half_width)?,
        ))
    }

    /// Above `limit`, the limit itself not included.
    pub fn above(limit: Decimal) -> Self {
        Self {
            low: End::Open(limit),
            high: End::Unbounded,
        }
    }

    /// `limit` and above.
    pub fn at_least(limit: Decimal) -> Self {
        Self {
            low: End::Closed(limit),
            high: End::Unbounded,
        }
    }

    /// Below `limit`, the limit itself not included.
    pub fn below(limit: Decimal) -> Self {
        Self {
            low: End::Unbounded,
            high: End::Open(limit),
        }
    }

    /// `limit` and below.
    pub fn at_most(limit: Decimal) -> Self {
        Self {
            low: End::Unbounded,
            high: End::Closed(limit),
        }
    }

    /// What a reference cell stands for: the value itself where it was counted
    /// (`exact`), else half of its last decimal either way. `decimals` is the
    /// most that the cell's own series uses, so that an `8` beside `8.4` is 8.0.
    pub fn of_cell(value: Decimal, decimals: u32, exact: bool) -> Self {
        if exact {
            return Self::point(value);
        }
        // Half of one in the last place: 5 with one decimal more.
        Decimal::try_from_i128_with_scale(5, decimals.saturating_add(1))
            .ok()
            .and_then(|half| Self::around(value, half))
            .unwrap_or_else(|| Self::point(value))
    }

    /// The number, if the interval holds only one.
    pub fn as_point(&self) -> Option<Decimal> {
        match (self.low, self.high) {
            (End::Closed(low), End::Closed(high)) if low == high => Some(low),
            _ => None,
        }
    }

    /// Whether `value` belongs to the interval.
    pub fn contains(&self, value: Decimal) -> bool {
        let above = match self.low {
            End::Closed(low) => value >= low,
            End::Open(low) => value > low,
            End::Unbounded => true,
        };
        let below = match self.high {
            End::Closed(high) => value <= high,
            End::Open(high) => value < high,
            End::Unbounded => true,
        };
        above && below
    }

    /// What both have in common; none where that is nothing.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let low = tighter(self.low, other.low, Ordering::Greater);
        let high = tighter(self.high, other.high, Ordering::Less);
        let shared = Self { low, high };
        match (low.value(), high.value()) {
            (Some(from), Some(to)) if from > to => None,
            (Some(from), Some(to)) if from == to => {
                (low.is_closed() && high.is_closed()).then_some(shared)
            }
            _ => Some(shared),
        }
    }

    /// Whether the two have any number in common, be it a shared end.
    pub fn touches(&self, other: &Self) -> bool {
        self.intersection(other).is_some()
    }

    /// Whether a stated and a computed number agree: they share more than an
    /// end point, or one of them is exact and lies in the other, edge included.
    pub fn agrees(&self, other: &Self) -> bool {
        self.intersection(other).is_some_and(|shared| {
            shared.as_point().is_none() || self.as_point().is_some() || other.as_point().is_some()
        })
    }

    /// Each number of one plus each number of the other.
    pub fn sum(&self, other: &Self) -> Option<Self> {
        Some(Self {
            low: self.low.join(other.low, Decimal::checked_add)?,
            high: self.high.join(other.high, Decimal::checked_add)?,
        })
    }

    /// Each number of one less each number of the other.
    pub fn difference(&self, other: &Self) -> Option<Self> {
        self.sum(&other.scale(Decimal::NEGATIVE_ONE)?)
    }

    /// Each number times `factor`.
    pub fn scale(&self, factor: Decimal) -> Option<Self> {
        if factor.is_zero() {
            return Some(Self::point(Decimal::ZERO));
        }
        let low = self.low.map(|value| value.checked_mul(factor))?;
        let high = self.high.map(|value| value.checked_mul(factor))?;
        Some(if factor.is_sign_negative() {
            Self {
                low: high,
                high: low,
            }
        } else {
            Self { low, high }
        })
    }

    /// Each number plus `by`.
    pub fn shift(&self, by: Decimal) -> Option<Self> {
        self.sum(&Self::point(by))
    }

    /// Each number of one times each number of the other. Where one of them is
    /// unbounded, neither may reach below zero.
    pub fn product(&self, other: &Self) -> Option<Self> {
        if self.is_nonnegative() && other.is_nonnegative() {
            return Some(Self {
                low: self.low.join(other.low, Decimal::checked_mul)?,
                high: self.high.join(other.high, Decimal::checked_mul)?,
            });
        }
        let ends = |of: &Self| Some([of.low.value()?, of.high.value()?]);
        let mut corners = Vec::with_capacity(4);
        for one in ends(self)? {
            for two in ends(other)? {
                corners.push(one.checked_mul(two)?);
            }
        }
        let low = corners.iter().copied().min()?;
        let high = corners.iter().copied().max()?;
        Some(Self::closed(low, high))
    }

    /// One divided by each number; none where that could be a division by zero
    /// or a negative number. A lower end at zero leaves the result unbounded.
    pub fn inverse(&self) -> Option<Self> {
        let invert = |value: Decimal| Decimal::ONE.checked_div(value);
        let low = self.low.value()?;
        if low.is_sign_negative() && !low.is_zero() || self.as_point() == Some(Decimal::ZERO) {
            return None;
        }
        let high = if low.is_zero() {
            End::Unbounded
        } else {
            self.low.map(invert)?
        };
        let low = match self.high {
            End::Unbounded => End::Open(Decimal::ZERO),
            bounded => bounded.map(invert)?,
        };
        Some(Self { low, high })
    }

    /// Each number of one divided by each number of the other, which must not
    /// reach below zero. Divides the ends themselves, so that 1 over 3 is
    /// rounded once only.
    pub fn ratio(&self, other: &Self) -> Option<Self> {
        if !self.is_nonnegative() {
            return self.product(&other.inverse()?);
        }
        let divisor = other.low.value()?;
        if divisor.is_sign_negative() && !divisor.is_zero()
            || other.as_point() == Some(Decimal::ZERO)
        {
            return None;
        }
        let low = match other.high {
            End::Unbounded => End::Open(Decimal::ZERO),
            high => self.low.join(high, Decimal::checked_div)?,
        };
        let high = if divisor.is_zero() {
            End::Unbounded
        } else {
            self.high.join(other.low, Decimal::checked_div)?
        };
        Some(Self { low, high })
    }

    fn is_nonnegative(&self) -> bool {
        self.low
            .value()
            .is_some_and(|low| !low.is_sign_negative() || low.is_zero())
    }
}

/// The end that leaves less, where `inner` says on which side of the other it lies.
fn tighter(one: End, two: End, inner: Ordering) -> End {
    match (one.value(), two.value()) {
        (None, _) => two,
        (_, None) => one,
        (Some(a), Some(b)) if a == b => {
            if one.is_closed() {
                two
            } else {
                one
            }
        }
        (Some(a), Some(b)) => {
            if a.cmp(&b) == inner {
                one
            } else {
                two
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    /// `[1,2]`, `(1,2)`, `[1,)`, `(,2]`.
    fn i(text: &str) -> Interval {
        let (low, high) = text.split_once(',').unwrap();
        let end = |number: &str, closed: bool| match number {
            "" => End::Unbounded,
            number if closed => End::Closed(d(number)),
            number => End::Open(d(number)),
        };
        Interval {
            low: end(low.get(1..).unwrap(), low.starts_with('[')),
            high: end(high.trim_end_matches([']', ')']), high.ends_with(']')),
        }
    }

    #[test]
    fn agreement_needs_more_than_an_end_point_unless_one_is_exact() {
        for (one, two, expected) in [
            ("[33.5,34.5]", "[34,34]", true),
            ("[20.5,21.5]", "[21.5,22.5]", false),
            ("[20.5,21.5]", "[21.4,22.5]", true),
            ("[20.5,21.5]", "[21.5,21.5]", true),
            ("[20.5,21.5]", "[20.5,20.5]", true),
            ("(500,)", "[500,500]", false),
            ("(500,)", "[499.5,500.5]", true),
            ("[500,)", "[500,500]", true),
            ("(,500)", "[500,500]", false),
            ("(,500]", "[500,500]", true),
            ("(,500]", "[500,501]", false),
            ("[34,35)", "[35,35]", false),
            ("[34,35)", "[34,34]", true),
            ("[5,5]", "[5,5]", true),
            ("[1,2]", "[3,4]", false),
            ("(,)", "[3,4]", true),
        ] {
            assert_eq!(i(one).agrees(&i(two)), expected, "{one} {two}");
            assert_eq!(i(two).agrees(&i(one)), expected, "{two} {one}");
        }
    }

    #[test]
    fn touching_counts_shared_ends() {
        for (one, two, expected) in [
            ("[1,2]", "[2,3]", true),
            ("[1,2)", "[2,3]", false),
            ("[1,2]", "(2,3]", false),
            ("[1,5]", "[2,3]", true),
        ] {
            assert_eq!(i(one).touches(&i(two)), expected, "{one} {two}");
        }
    }

    #[test]
    fn arithmetic_carries_the_ends() {
        let cases: [(&str, Option<Interval>, &str); 13] = [
            ("sum", i("[1,2]").sum(&i("[10,20)")), "[11,22)"),
            ("difference", i("[10,20)").difference(&i("[1,2]")), "[8,19)"),
            ("difference", i("[10,20]").difference(&i("[1,)")), "(,19]"),
            ("scale", i("[1,2)").scale(d("-10")), "(-20,-10]"),
            ("scale", i("(1,)").scale(d("100")), "(100,)"),
            ("scale", i("(1,)").scale(d("0")), "[0,0]"),
            ("shift", i("[1,2)").shift(d("-1")), "[0,1)"),
            ("product", i("[1,2]").product(&i("[3,4)")), "[3,8)"),
            ("product", i("[-1,2]").product(&i("[3,4]")), "[-4,8]"),
            ("ratio", i("[10,20]").ratio(&i("[2,4]")), "[2.5,10]"),
            ("ratio", i("[10,20]").ratio(&i("[0,4]")), "[2.5,)"),
            ("inverse", i("[2,4)").inverse(), "(0.25,0.5]"),
            ("inverse", i("[2,)").inverse(), "(0,0.5]"),
        ];
        for (what, got, expected) in cases {
            assert_eq!(got, Some(i(expected)), "{what} {expected}");
        }
        assert_eq!(i("[1,2]").ratio(&i("[0,0]")), None);
        assert_eq!(i("[1,2]").ratio(&i("[-1,1]")), None);
        assert_eq!(i("[-1,1]").inverse(), None);
        assert_eq!(i("[-1,1]").product(&i("[1,)")), None);
        assert_eq!(
            Interval::point(Decimal::MAX).sum(&Interval::point(Decimal::ONE)),
            None
        );
    }

    #[test]
    fn cells_are_as_precise_as_their_series() {
        for (value, decimals, exact, expected) in [
            ("10772", 0, true, "[10772,10772]"),
            ("8.4", 1, false, "[8.35,8.45]"),
            ("8", 1, false, "[7.95,8.05]"),
            ("8", 0, false, "[7.5,8.5]"),
        ] {
            assert_eq!(
                Interval::of_cell(d(value), decimals, exact),
                i(expected),
                "{value} {decimals}"
            );
        }
        assert_eq!(
            Interval::of_cell(d("1"), u32::MAX, false),
            i("[1,1]"),
            "more decimals than exist"
        );
    }
}

//! The interval that a written number stands for: its written precision, its
//! bound word and the widths of the language pack.

use super::{Bound, Decimal, End, Interval, Kind, Precision, Quantity, Side, Widths};

const TWO: Decimal = Decimal::TWO;

impl Quantity {
    /// What the number says, in the unit of its value (percent for percentages,
    /// parts of one for fractions, the numerator for rates); none when vague.
    pub fn interval(&self, widths: &Widths) -> Option<Interval> {
        let value = self.value?;
        let tolerance = self.tolerance(value, widths)?;
        if let Some(high) = self.high {
            return self.range(value, high, tolerance, widths);
        }
        if self.bound == Bound::Exact || self.bound == Bound::Range {
            return Some(tolerance);
        }
        let entry = self
            .bound_word
            .as_deref()
            .and_then(|word| widths.of_word(word))
            .filter(|entry| entry.class == self.bound)
            .or_else(|| widths.of_class(self.bound))?;
        let reach = entry.width.map(|width| value.checked_mul(width));
        match (entry.side, reach) {
            (Side::Both, None) => Some(tolerance),
            (Side::Both, Some(reach)) => {
                let (low, high) = (value.checked_sub(reach?)?, value.checked_add(reach?)?);
                Some(Interval::closed(
                    tolerance.low.value()?.min(low),
                    tolerance.high.value()?.max(high),
                ))
            }
            (Side::Above, Some(reach)) => {
                let high = value.checked_add(reach?.max(self.give(widths)))?;
                Some(Interval::closed(value, high))
            }
            (Side::Below, Some(reach)) => {
                let low = value.checked_sub(reach?.max(self.give(widths)))?;
                Some(Interval::closed(low, value))
            }
            (Side::Above, None) if self.bound == Bound::Over => Some(Interval::above(value)),
            (Side::Above, None) => Some(Interval::at_least(value)),
            (Side::Below, None) if self.bound == Bound::Under => Some(Interval::below(value)),
            (Side::Below, None) => Some(Interval::at_most(value)),
        }
    }

    /// What the number may say at its roughest, for arithmetic inside a draft:
    /// numbers of 1,000 and more with trailing zeros are read at the place of
    /// their last digit that is not zero, and so are all after `about`.
    pub fn coarse_interval(&self, widths: &Widths) -> Option<Interval> {
        let fine = self.loosened(self.interval(widths)?, widths);
        let rough = self.bound == Bound::About || self.value? >= Decimal::ONE_THOUSAND;
        let Precision::Step(step) = self.precision else {
            return Some(fine);
        };
        if !rough || step < Decimal::ONE {
            return Some(fine);
        }
        let coarse = Self {
            precision: Precision::Step(last_place(self.value?)?.max(step)),
            ..self.clone()
        }
        .interval(widths)?;
        let top = match self.high {
            Some(high) => {
                Interval::around(high, last_place(high)?.max(step).checked_div(TWO)?)?.high
            }
            None => coarse.high,
        };
        Some(Interval {
            low: coarse.low,
            high: top,
        })
    }

    /// "almost three times", "a little over 1 percent": on the side that such a word
    /// leaves open, at least as far as the number without it would reach, and past what the word
    /// admits by what a fraction does ("just under a third" of 31.25%).
    fn loosened(&self, stated: Interval, widths: &Widths) -> Interval {
        let plain = Self {
            bound: Bound::Exact,
            bound_word: None,
            ..self.clone()
        };
        let Some(plain) = plain.interval(widths) else {
            return stated;
        };
        let further = |one: End, other: End, up: bool| match (one.value(), other.value()) {
            (Some(own), Some(far)) if (up && far > own) || (!up && far < own) => other,
            _ => one,
        };
        let give = self.give(widths);
        let by = |end: End, up: bool| {
            let give = if up { give } else { -give };
            let moved = end.value().and_then(|value| value.checked_add(give));
            moved.map_or(end, End::Closed)
        };
        match self.bound {
            Bound::Over => Interval {
                high: further(by(stated.high, true), plain.high, true),
                ..stated
            },
            Bound::Nearly => Interval {
                low: further(by(stated.low, false), plain.low, false),
                ..stated
            },
            _ => stated,
        }
    }

    /// What the number says if it was cut off rather than rounded: 34% is 34 up
    /// to 35. None where cutting off makes no sense: limits, ranges, fractions,
    /// words.
    pub fn truncated_interval(&self) -> Option<Interval> {
        let value = self.value?;
        match (self.precision, self.bound, self.high) {
            (Precision::Step(step), Bound::Exact | Bound::About, None) => {
                Some(Interval::half_open(value, value.checked_add(step)?))
            }
            _ => None,
        }
    }

    /// What percentage points say if they are the difference of two numbers that were rounded first:
    /// 0.8, told of 6.3 and 7.1, is of what lies between 0.7 and 0.9.
    pub fn of_rounded_interval(&self) -> Option<Interval> {
        let value = self.value.filter(|_| self.kind == Kind::PercentagePoints)?;
        match (self.precision, self.bound, self.high) {
            (Precision::Step(step), Bound::Exact | Bound::About, None) => Some(Interval::closed(
                value.checked_sub(step)?,
                value.checked_add(step)?,
            )),
            _ => None,
        }
    }

    /// What a plain fraction admits on the side that its bound word leaves open:
    /// "almost a fifth" may be 18%.
    fn give(&self, widths: &Widths) -> Decimal {
        match self.precision {
            Precision::PlainFraction => widths.written.plain_fraction,
            _ => Decimal::ZERO,
        }
    }

    /// What the written form admits, bound word aside.
    fn tolerance(&self, value: Decimal, widths: &Widths) -> Option<Interval> {
        let written = &widths.written;
        match self.precision {
            Precision::Step(step) => Interval::around(value, step.checked_div(TWO)?),
            Precision::OneIn(whole) => {
                // A large round N claims no more than any other round number.
                let half = written.one_in.max(round_step(whole)?.checked_div(TWO)?);
                // The division that gave the value may have cut it off.
                let part = value.checked_mul(whole)?.round_dp(12);
                let low = part.checked_div(whole.checked_add(half)?)?;
                let high = part.checked_div(whole.checked_sub(half)?)?;
                Some(Interval::closed(low, high))
            }
            Precision::PlainFraction => Interval::around(value, written.plain_fraction),
            Precision::WholeTimes => Interval::around(value, written.whole_times),
            Precision::BareMultiple => {
                Interval::around(value, value.checked_mul(written.bare_multiple)?)
            }
            Precision::Vague => None,
        }
    }

    fn range(
        &self,
        low: Decimal,
        high: Decimal,
        at_low: Interval,
        widths: &Widths,
    ) -> Option<Interval> {
        let at_high = self.tolerance(high, widths)?;
        let (first, last) = if low <= high {
            (at_low, at_high)
        } else {
            (at_high, at_low)
        };
        Some(Interval {
            low: End::Closed(first.low.value()?),
            high: End::Closed(last.high.value()?),
        })
    }
}

impl Precision {
    /// How precisely a whole number is written: at its last digit that is not
    /// zero, but never coarser than its second.
    pub fn of_whole(value: Decimal) -> Self {
        Self::Step(round_step(value).unwrap_or(Decimal::ONE))
    }

    /// How precisely a number with this many decimals is written, in its unit
    /// (`1.96 million`: two decimals of a million).
    pub fn of_decimals(decimals: u32, unit: Decimal) -> Self {
        let step = Decimal::try_from_i128_with_scale(1, decimals)
            .ok()
            .and_then(|step| step.checked_mul(unit))
            .filter(|step| !step.is_zero());
        Self::Step(step.unwrap_or(Decimal::ONE))
    }
}

/// The place of the last digit that is not zero; below one for decimals.
fn last_place(value: Decimal) -> Option<Decimal> {
    let value = value.abs().normalize();
    let mut place = Decimal::try_from_i128_with_scale(1, value.scale()).ok()?;
    if value.is_zero() || value.scale() > 0 {
        return Some(place);
    }
    loop {
        let next = place.checked_mul(Decimal::TEN)?;
        if next > value || !value.checked_rem(next)?.is_zero() {
            return Some(place);
        }
        place = next;
    }
}

/// The place of the last digit that is not zero, but at most that of the second digit.
fn round_step(value: Decimal) -> Option<Decimal> {
    let place = last_place(value)?;
    if place <= Decimal::ONE {
        return Some(place);
    }
    // A lone first digit: its place is the largest power of ten in the value.
    let leading = value.abs() < place.checked_mul(Decimal::TEN)?;
    if leading {
        place.checked_div(Decimal::TEN)
    } else {
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn widths() -> Widths {
        Widths::from_toml(
            "bounds.toml",
            include_str!("../../rules/en/numbers/bounds.toml"),
        )
        .unwrap()
    }

    fn quantity(kind: Kind, value: &str, precision: Precision) -> Quantity {
        Quantity {
            kind,
            value: Some(d(value)),
            high: None,
            per: None,
            bound: Bound::Exact,
            bound_word: None,
            precision,
            round: false,
        }
    }

    fn show(interval: Option<Interval>) -> String {
        let Some(Interval { low, high }) = interval else {
            return "none".to_owned();
        };
        let text = |end: End| {
            end.value()
                .map_or(String::new(), |v| v.round_dp(6).normalize().to_string())
        };
        let (open, close) = (
            if matches!(low, End::Closed(_)) {
                '['
            } else {
                '('
            },
            if matches!(high, End::Closed(_)) {
                ']'
            } else {
                ')'
            },
        );
        format!("{open}{},{}{close}", text(low), text(high))
    }

    #[test]
    fn written_precision() {
        let whole = |value: &str| quantity(Kind::Count, value, Precision::of_whole(d(value)));
        for (value, expected) in [
            ("34", "[33.5,34.5]"),
            ("20", "[19.5,20.5]"),
            ("500", "[495,505]"),
            ("10000", "[9500,10500]"),
            ("12000", "[11500,12500]"),
            ("12500", "[12450,12550]"),
            ("100", "[95,105]"),
            ("120", "[115,125]"),
            ("1005", "[1004.5,1005.5]"),
            ("2000000", "[1950000,2050000]"),
            ("0", "[-0.5,0.5]"),
            ("7", "[6.5,7.5]"),
        ] {
            assert_eq!(show(whole(value).interval(&widths())), expected, "{value}");
        }
        for (value, decimals, unit, expected) in [
            ("2.5", 1, "1", "[2.45,2.55]"),
            ("1960000", 2, "1000000", "[1955000,1965000]"),
            ("8.0", 1, "1", "[7.95,8.05]"),
        ] {
            let precision = Precision::of_decimals(decimals, d(unit));
            let quantity = quantity(Kind::Count, value, precision);
            assert_eq!(show(quantity.interval(&widths())), expected, "{value}");
        }
    }

    #[test]
    fn fractions_and_multiples() {
        let third = Decimal::ONE.checked_div(d("3")).unwrap().to_string();
        let seventieth = Decimal::ONE.checked_div(d("70")).unwrap().to_string();
        for (kind, value, precision, expected) in [
            (
                Kind::Fraction,
                "0.5",
                Precision::PlainFraction,
                "[0.48,0.52]",
            ),
            (
                Kind::Fraction,
                &third,
                Precision::PlainFraction,
                "[0.313333,0.353333]",
            ),
            (
                Kind::Fraction,
                &seventieth,
                Precision::OneIn(d("70")),
                "[0.014184,0.014388]",
            ),
            (
                Kind::Fraction,
                "0.25",
                Precision::OneIn(d("4")),
                "[0.222222,0.285714]",
            ),
            (
                Kind::Fraction,
                "0.0005",
                Precision::OneIn(d("2000")),
                "[0.000488,0.000513]",
            ),
            (
                Kind::Rate,
                "1",
                Precision::OneIn(d("94")),
                "[0.994709,1.005348]",
            ),
            (Kind::Multiple, "5", Precision::WholeTimes, "[4.5,5.5]"),
            (Kind::Multiple, "2", Precision::BareMultiple, "[1.75,2.25]"),
            (
                Kind::Multiple,
                "0.5",
                Precision::BareMultiple,
                "[0.4375,0.5625]",
            ),
            (
                Kind::Multiple,
                "2.5",
                Precision::Step(d("0.1")),
                "[2.45,2.55]",
            ),
        ] {
            let quantity = quantity(kind, value, precision);
            assert_eq!(show(quantity.interval(&widths())), expected, "{value}");
        }
    }

    #[test]
    fn bound_words() {
        for (bound, word, value, expected) in [
            (Bound::About, "about", "500", "[475,525]"),
            (Bound::About, "about", "7", "[6.5,7.5]"),
            (Bound::About, "some", "10000", "[9500,10500]"),
            (Bound::Over, "over", "446000", "(446000,)"),
            (Bound::Over, "just over", "400", "[400,420]"),
            (Bound::AtLeast, "at least", "500", "[500,)"),
            (Bound::Under, "fewer than", "500", "(,500)"),
            (Bound::AtMost, "up to", "500", "(,500]"),
            (Bound::Nearly, "nearly", "200", "[190,200]"),
            (Bound::Nearly, "close to", "200", "[190,210]"),
            (Bound::Over, "an unknown word", "200", "(200,)"),
        ] {
            let quantity = Quantity {
                bound,
                bound_word: Some(word.to_owned()),
                ..quantity(Kind::Count, value, Precision::of_whole(d(value)))
            };
            assert_eq!(
                show(quantity.interval(&widths())),
                expected,
                "{word} {value}"
            );
        }
        let half = Quantity {
            bound: Bound::Nearly,
            bound_word: Some("almost".to_owned()),
            ..quantity(Kind::Fraction, "0.5", Precision::PlainFraction)
        };
        assert_eq!(show(half.interval(&widths())), "[0.475,0.5]");
        let fifth = Quantity {
            value: Some(d("0.2")),
            ..half
        };
        assert_eq!(show(fifth.interval(&widths())), "[0.18,0.2]");
    }

    #[test]
    fn ranges_and_vague_words() {
        let range = Quantity {
            high: Some(d("12")),
            bound: Bound::Range,
            ..quantity(Kind::Percent, "10", Precision::Step(Decimal::ONE))
        };
        assert_eq!(show(range.interval(&widths())), "[9.5,12.5]");
        let vague = Quantity {
            value: None,
            precision: Precision::Vague,
            ..quantity(Kind::Vague, "1", Precision::Vague)
        };
        assert_eq!(vague.interval(&widths()), None);
    }

    #[test]
    fn coarse_and_truncated_readings() {
        let whole = |value: &str, bound| Quantity {
            bound,
            ..quantity(Kind::Count, value, Precision::of_whole(d(value)))
        };
        for (value, bound, expected) in [
            ("10000", Bound::Exact, "[5000,15000]"),
            ("21200", Bound::Exact, "[21150,21250]"),
            ("20000000", Bound::Exact, "[15000000,25000000]"),
            ("500", Bound::Exact, "[495,505]"),
            ("500", Bound::About, "[450,550]"),
            ("505", Bound::About, "[479.75,530.25]"),
            ("10000", Bound::Over, "(10000,)"),
        ] {
            let got = whole(value, bound).coarse_interval(&widths());
            assert_eq!(show(got), expected, "{value}");
        }
        let quarter = Quantity {
            bound: Bound::Nearly,
            bound_word: Some("just under".to_owned()),
            ..quantity(Kind::Fraction, "0.25", Precision::PlainFraction)
        };
        assert_eq!(show(quarter.coarse_interval(&widths())), "[0.21,0.25]");
        for (value, bound, expected) in [
            ("34", Bound::Exact, "[34,35)"),
            ("1200", Bound::Exact, "[1200,1300)"),
            ("34", Bound::Over, "none"),
        ] {
            assert_eq!(
                show(whole(value, bound).truncated_interval()),
                expected,
                "{value}"
            );
        }
    }

    #[test]
    fn the_difference_of_rounded_numbers() {
        for (kind, value, step, expected) in [
            (Kind::PercentagePoints, "0.8", "0.1", "[0.7,0.9]"),
            (Kind::PercentagePoints, "4", "1", "[3,5]"),
            (Kind::Percent, "0.8", "0.1", "none"),
        ] {
            let points = quantity(kind, value, Precision::Step(d(step)));
            assert_eq!(show(points.of_rounded_interval()), expected, "{value}");
        }
    }
}

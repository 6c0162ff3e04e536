//! An amount with its unit, read as a quantity.

use super::{
    amount::Amount,
    cursor::{Gap, Reader, Token},
    fraction::Part,
    lexicon::{Role, UnitKind},
    number::TakenFor,
    phrases::Found,
};
use crate::number::{Bound, Decimal, Kind, Precision, Quantity};

/// A number expression before its bound words and neighbours are looked at.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) value: Decimal,
    pub(super) high: Option<Decimal>,
    pub(super) per: Option<Decimal>,
    pub(super) precision: Precision,
    pub(super) round: bool,
    /// What its unit makes of it.
    pub(super) taken_for: TakenFor,
    /// The amount it begins with; none for a fraction without a numerator or a bare factor.
    pub(super) amount: Option<Amount>,
    /// Whether it carries a unit of its own.
    pub(super) has_unit: bool,
}

impl Reading {
    pub(super) fn into_quantity(self) -> Quantity {
        Quantity {
            kind: self.kind,
            value: Some(self.value),
            high: self.high,
            per: self.per,
            bound: if self.high.is_some() {
                Bound::Range
            } else {
                Bound::Exact
            },
            bound_word: None,
            precision: self.precision,
            round: self.round,
        }
    }

    /// Whether it is a bare amount that a unit further on may belong to.
    pub(super) fn is_bare(&self) -> bool {
        !self.has_unit && self.kind == Kind::Count
    }

    /// Gives a bare amount the unit of `other`.
    pub(super) fn share_unit(&mut self, other: &Self) {
        self.kind = other.kind;
        self.per = other.per;
        self.taken_for = other.taken_for;
        self.has_unit = other.has_unit;
        if self.kind == Kind::Multiple {
            self.precision = times_precision(self.value, self.precision);
        }
    }
}

impl Reader<'_> {
    /// The expression that begins with an amount at `at`.
    pub(super) fn reading(&self, at: usize) -> Option<Reading> {
        let amount = self.amount(at)?;
        let count = count(amount);
        if let Some(part) = self.fraction_of(&amount) {
            return Some(part_reading(at, part, Some(amount)));
        }
        if let Some(unit) = self.unit(amount.end) {
            let reading = self.with_unit(&count, unit.meaning, unit.end);
            return Some(reading);
        }
        if let Some(unit) = self.part_of_point(&amount) {
            return Some(self.with_unit(&count, unit.meaning, unit.end));
        }
        if let Some((whole, end)) = self.rate(&amount) {
            return Some(rate_reading(&count, &whole, end));
        }
        Some(count)
    }

    /// `of a percentage point` after `0.3`.
    fn part_of_point(&self, amount: &Amount) -> Option<Found<UnitKind>> {
        let of = self.next_is(amount.end, Role::Of)?;
        let article = self.next_is(of.end, Role::Article)?;
        self.unit(article.end).filter(|unit| {
            let point = matches!(unit.meaning, UnitKind::Percent | UnitKind::PercentagePoints);
            point && amount.value < Decimal::ONE
        })
    }

    fn with_unit(&self, count: &Reading, unit: UnitKind, end: usize) -> Reading {
        let mut reading = Reading {
            end,
            has_unit: true,
            ..count.clone()
        };
        match unit {
            UnitKind::Percent => reading.kind = Kind::Percent,
            UnitKind::PercentagePoints => reading.kind = Kind::PercentagePoints,
            UnitKind::PerMille => {
                reading.kind = Kind::Rate;
                reading.per = Some(Decimal::ONE_THOUSAND);
            }
            UnitKind::Times => {
                reading.kind = Kind::Multiple;
                reading.precision = times_precision(reading.value, reading.precision);
                reading.round |= reading.precision == Precision::BareMultiple;
                reading.taken_for = self.factor_or_frequency(end);
            }
            UnitKind::Index => {
                reading.kind = Kind::Index;
                reading.end = count.end;
            }
            UnitKind::Age if !count.amount.is_some_and(|amount| amount.is_small(120)) => {
                reading.end = count.end;
                reading.has_unit = false;
            }
            other => reading.taken_for = taken_for_unit(other),
        }
        reading
    }

    /// A word that is a factor by itself: twice, doubled, halved.
    pub(super) fn bare_multiple(&self, token: &Token) -> Option<Reading> {
        let multiple = self.lexicon.multiples.get(token.id?)?;
        let next = self.next(token.end);
        let ruled_out = next.is_some_and(|word| {
            word.gap == Gap::Hyphen || word.id.is_some_and(|id| multiple.not_before.contains(&id))
        });
        if ruled_out {
            return None;
        }
        let value = multiple.value;
        Some(Reading {
            start: token.start,
            end: token.end,
            kind: Kind::Multiple,
            value,
            high: None,
            per: None,
            precision: times_precision(value, Precision::Step(Decimal::ONE)),
            round: true,
            taken_for: self.factor_or_frequency(token.end),
            amount: None,
            has_unit: true,
        })
    }

    /// "Three times a week" is how often, "three times the rate" a factor.
    fn factor_or_frequency(&self, end: usize) -> TakenFor {
        let link = self.next_is(end, Role::FrequencyLink);
        let timed = link
            .and_then(|link| self.unit(link.end))
            .is_some_and(|unit| unit.meaning == UnitKind::Time);
        if timed {
            TakenFor::Frequency
        } else {
            TakenFor::Quantity
        }
    }
}

/// How precisely a factor is written: bare for two and a half, by half a step for other small whole ones.
fn times_precision(value: Decimal, written: Precision) -> Precision {
    let bare = value == Decimal::TWO || value < Decimal::ONE;
    match written {
        Precision::Step(step)
            if step < Decimal::ONE && value.scale() > 0 && value > Decimal::ONE =>
        {
            written
        }
        _ if bare => Precision::BareMultiple,
        _ if value.fract().is_zero() && value > Decimal::TWO && value < Decimal::TEN => {
            Precision::WholeTimes
        }
        _ => written,
    }
}

pub(super) fn taken_for_unit(unit: UnitKind) -> TakenFor {
    match unit {
        UnitKind::Time => TakenFor::Duration,
        UnitKind::Age => TakenFor::Age,
        UnitKind::Money => TakenFor::Money,
        UnitKind::Measure => TakenFor::Measure,
        UnitKind::Clock => TakenFor::TimeOfDay,
        UnitKind::Percent
        | UnitKind::PerMille
        | UnitKind::PercentagePoints
        | UnitKind::Times
        | UnitKind::Index => TakenFor::Quantity,
    }
}

fn count(amount: Amount) -> Reading {
    Reading {
        start: amount.start,
        end: amount.end,
        kind: Kind::Count,
        value: amount.value,
        high: None,
        per: None,
        precision: amount.precision,
        round: amount.round,
        taken_for: TakenFor::Quantity,
        amount: Some(amount),
        has_unit: false,
    }
}

fn rate_reading(count: &Reading, whole: &Amount, end: usize) -> Reading {
    Reading {
        end,
        kind: Kind::Rate,
        per: Some(whole.value),
        precision: if count.value == Decimal::ONE {
            Precision::OneIn(whole.value)
        } else {
            count.precision
        },
        has_unit: true,
        ..count.clone()
    }
}

/// What a part found at `start` says.
pub(super) fn part_reading(start: usize, part: Part, amount: Option<Amount>) -> Reading {
    let mut reading = Reading {
        start,
        end: start,
        kind: Kind::Fraction,
        value: Decimal::ZERO,
        high: None,
        per: None,
        precision: Precision::PlainFraction,
        round: true,
        taken_for: TakenFor::Quantity,
        amount: amount.map(|amount| Amount {
            plain: None,
            ..amount
        }),
        has_unit: true,
    };
    match part {
        Part::Fraction {
            end,
            value,
            precision,
        } => {
            (reading.end, reading.value, reading.precision) = (end, value, precision);
            reading.round = match precision {
                Precision::OneIn(whole) => whole
                    .checked_rem(Decimal::TEN)
                    .is_some_and(|rest| rest.is_zero()),
                Precision::Step(_) => false,
                _ => true,
            };
        }
        Part::Count { end, value } => {
            (reading.end, reading.value, reading.kind) = (end, value, Kind::Count);
            reading.precision = Precision::of_whole(value);
        }
        Part::Multiple { end, value } => {
            (reading.end, reading.value, reading.kind) = (end, value, Kind::Multiple);
            let written = amount.map_or(Precision::Step(Decimal::ONE), |amount| amount.precision);
            reading.precision = times_precision(value, written);
        }
        Part::Unit { end, value, kind } => {
            (reading.end, reading.value) = (end, value);
            reading.precision = Precision::of_decimals(value.scale().min(1), Decimal::ONE);
            match kind {
                UnitKind::Percent => reading.kind = Kind::Percent,
                UnitKind::PercentagePoints => reading.kind = Kind::PercentagePoints,
                other => {
                    reading.kind = Kind::Count;
                    reading.taken_for = taken_for_unit(other);
                }
            }
        }
    }
    reading
}

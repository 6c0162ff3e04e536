//! The unit of a bare number with tenths among figures that tell theirs: nobody is counted in
//! tenths, and a series is written with as many decimals throughout.

use super::{
    Claim,
    focus::Focus,
    unit::{self, Unit},
};
use crate::{
    language::quantity::TakenFor,
    number::{Decimal, Kind, Precision},
};

/// How many blocks back the figures may stand that a bare number goes on from.
const NEAR: usize = 2;

/// How much larger or smaller a figure of the same series may be.
const ALIKE: u32 = 20;

/// "18.78 per 1,000, so 2.7 times as many … among men one finds 27.81": the unit of the nearest
/// figure with as many decimals.
pub(super) fn unit(focus: &Focus, claims: &[Claim]) -> Option<Unit> {
    let places = places(focus.number.quantity.precision).filter(|_| unit::is_bare(focus))?;
    let value = focus.number.quantity.value?;
    let document = focus.document;
    if document.cell(focus.block).is_some() {
        return None;
    }
    let alike = |earlier: Decimal| are_alike(value, earlier);
    let set_in_times = is_set_in_times(focus);
    let near = |claim: &&Claim| {
        claim.block + NEAR >= focus.block && document.same_section(claim.block, focus.block)
    };
    let of_series = |claim: &&Claim| {
        let times = claim.quantity.kind == Kind::Multiple;
        // "three times as often; among men the figure was 3.1"
        let said = times && claim.block == focus.block;
        (said || self::places(claim.quantity.precision) == Some(places))
            && claim.quantity.value.is_some_and(alike)
            && document.cell(claim.block).is_none()
            && !(times && set_in_times)
    };
    let mut near = claims.iter().rev().take_while(near).filter(of_series);
    near.find_map(|claim| match claim.quantity.kind {
        Kind::Percent if value < Decimal::ONE_HUNDRED => Some(Unit::Percent),
        Kind::Multiple => Some(Unit::Multiple),
        Kind::Rate => claim.quantity.per.map(Unit::Rate),
        _ => None,
    })
}

/// Whether two numbers can be of one series by their size.
pub(super) fn are_alike(one: Decimal, other: Decimal) -> bool {
    let most = Decimal::from(ALIKE);
    one < other.saturating_mul(most) && other < one.saturating_mul(most)
}

/// "19.2 = 3.8 times", "13.7 against 4.8, thus 2.9 times": whether a multiple behind the number
/// compares it, so that it is none itself.
fn is_set_in_times(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let behind = tagged.token_span(focus.to, focus.bounds.high);
    let mut behind = tagged.numbers_within(behind).iter();
    behind.any(|number| {
        number.quantity.kind == Kind::Multiple && number.taken_for == TakenFor::Quantity
    })
}

/// How many decimals a number is written with, where it has one or two.
pub(super) fn places(precision: Precision) -> Option<u32> {
    let Precision::Step(step) = precision else {
        return None;
    };
    let places = step.normalize().scale();
    (1..=2).contains(&places).then_some(places)
}

#[cfg(test)]
mod tests {
    use super::places;
    use crate::number::{Decimal, Precision};

    #[test]
    fn decimals_are_those_the_number_is_written_with() {
        let in_steps_of = |step: Decimal| places(Precision::Step(step));
        assert_eq!(in_steps_of(Decimal::new(1, 2)), Some(2), "31.88");
        assert_eq!(in_steps_of(Decimal::new(10, 2)), Some(1), "2.7");
        assert_eq!(in_steps_of(Decimal::ONE), None, "1,208");
        assert_eq!(in_steps_of(Decimal::from(10_000)), None, "1.96 million");
    }
}

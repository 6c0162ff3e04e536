//! What the claim's own number stands for, where the relation has a say in it.

use super::Policy;
use crate::{
    claim::{Claim, Direction, Relation},
    number::{Decimal, Interval, Kind, Quantity, Widths},
};

/// The claim's number as an interval, in the unit of its value; none when vague.
pub(super) fn interval(claim: &Claim, widths: &Widths) -> Option<Interval> {
    mirrored(claim, claim.quantity.interval(widths)?)
}

/// The same at its coarsest, for arithmetic inside the draft.
pub(super) fn coarse_interval(claim: &Claim, widths: &Widths) -> Option<Interval> {
    mirrored(claim, claim.quantity.coarse_interval(widths)?)
}

fn mirrored(claim: &Claim, interval: Interval) -> Option<Interval> {
    let value = claim.quantity.value?;
    // "More than halved" limits the fall, so it is the other side of what is left.
    let is_mirrored = claim.relation == Relation::Change
        && claim.quantity.kind == Kind::Multiple
        && claim.direction == Some(Direction::Down)
        && value < Decimal::ONE;
    if is_mirrored {
        Interval::point(value.checked_mul(Decimal::TWO)?).difference(&interval)
    } else {
        Some(interval)
    }
}

/// Whether the words are of the kind "N times more likely", by the rule that found them.
pub(super) fn is_times_more(claim: &Claim, policy: &Policy) -> bool {
    claim.quantity.kind == Kind::Multiple
        && claim.rule.as_deref().is_some_and(|rule| {
            policy
                .times_more
                .iter()
                .any(|part| rule.contains(part.as_str()))
        })
}

/// What a word for more or less than half stands for, as a part of one.
pub(super) fn half_word(claim: &Claim, policy: &Policy) -> Option<Interval> {
    let half = Decimal::new(5, 1);
    let words = claim.text.to_lowercase();
    if policy.majority_words.contains(&words) {
        Some(Interval::above(half))
    } else if policy.minority_words.contains(&words) {
        Some(Interval::below(half))
    } else {
        None
    }
}

/// Whether a stated number is within a part of the computed one.
pub(super) fn is_within(quantity: &Quantity, computed: Decimal, part: Decimal) -> bool {
    let tolerance = computed.abs().checked_mul(part);
    let (Some(low), Some(tolerance)) = (quantity.value, tolerance) else {
        return false;
    };
    let high = quantity.high.unwrap_or(low);
    let away = |value: Decimal| {
        value
            .checked_sub(computed)
            .is_some_and(|away| away.abs() <= tolerance)
    };
    away(low) || away(high) || (low.min(high) <= computed && computed <= low.max(high))
}

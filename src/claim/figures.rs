//! Sums and comparisons inside a paragraph that qualification rules ask for.
//! Each holds only where the numbers leave no other reading.

use super::{Claim, marks::Spot, unused};
use crate::{
    language::{quantity::Number, tag::Tag},
    number::{Decimal, Kind, Period, Quantity},
    rules::qualification::{TextTest, When, Within},
    vocabulary::Class,
};

/// A quantity near a claim.
pub(super) struct Figure<'d> {
    pub(super) block: usize,
    pub(super) number: &'d Number,
    pub(super) claim: Option<&'d Claim>,
}

/// Whether a quantity is within the limits of a table.
pub(super) fn in_limits(quantity: &Quantity, when: &When) -> bool {
    let value = quantity.value;
    let compare = |limit: Option<u32>, holds: &dyn Fn(Decimal, Decimal) -> bool| {
        limit.is_none_or(|limit| value.is_some_and(|value| holds(value, Decimal::from(limit))))
    };
    compare(when.above, &|value, limit| value > limit)
        && compare(when.at_least, &|value, limit| value >= limit)
        && compare(when.below, &|value, limit| value < limit)
        && when
            .digits
            .is_none_or(|least| value.is_some_and(|value| digits(value) >= least))
}

/// How many digits a number is written with, zeros at either end left out.
fn digits(value: Decimal) -> usize {
    value
        .normalize()
        .to_string()
        .replace('.', "")
        .trim_matches('0')
        .chars()
        .filter(char::is_ascii_digit)
        .count()
}

/// Whether a test holds; the words that show it, empty where there are none.
pub(super) fn holds(test: TextTest, spot: &Spot) -> Option<String> {
    match test {
        TextTest::PointsOfTwoShares => points_of_two_shares(spot).then(String::new),
        TextTest::PercentToldAsTimes => percent_told_as_times(spot).then(String::new),
        TextTest::OutsideItsDigits => outside_its_digits(spot),
        TextTest::OtherGroupMeant => other_group_meant(spot),
        TextTest::OlderBase => older_base(spot),
        TextTest::OtherPlaceOfSource => other_place_of_source(spot),
        TextTest::OtherPeriodOfSource => other_period_of_source(spot),
        TextTest::GroupElsewhere => unused::group_elsewhere(spot).then(String::new),
        TextTest::OffenceUnused => unused::offence_unused(spot),
        TextTest::TimeUnused => unused::time_unused(spot),
        TextTest::TimeCarried => unused::time_carried(spot).then(String::new),
        TextTest::GroupUnused => unused::group_unused(spot),
        TextTest::GroupBehindAMark => unused::group_behind_a_mark(spot),
        TextTest::TimeBehindAMark => unused::time_behind_a_mark(spot),
        TextTest::CornerNarrows => unused::corner_narrows(spot),
        TextTest::ToldOfThePart => unused::told_of_the_part(spot),
        TextTest::PlaceUnused => unused::place_unused(spot),
        TextTest::NameUnused => unused::name_unused(spot),
        TextTest::WordUnread => unused::word_unread(spot),
        TextTest::CountryForGroup => unused::country_for_group(spot),
        TextTest::HeaderUnused => unused::header_unused(spot),
    }
}

/// The values of a quantity: both ends of a range.
fn values(quantity: &Quantity) -> impl Iterator<Item = Decimal> + '_ {
    quantity.value.into_iter().chain(quantity.high)
}

fn points_of_two_shares(spot: &Spot) -> bool {
    let Some(stated) = spot.claim.quantity.value else {
        return false;
    };
    let shares: Vec<Decimal> = spot
        .figures(Within::Sentences)
        .iter()
        .filter(|figure| figure.number.quantity.kind == Kind::Percent)
        .filter(|figure| figure.claim.is_none_or(|claim| !is_relative(claim)))
        .flat_map(|figure| values(&figure.number.quantity).collect::<Vec<_>>())
        .collect();
    let pairs = || {
        shares
            .iter()
            .enumerate()
            .flat_map(|(at, one)| shares.iter().skip(at + 1).map(move |other| (*one, *other)))
    };
    let half = Decimal::new(5, 1);
    let points = pairs().any(|(one, other)| one != other && (one - other).abs() == stated);
    let percent = pairs().any(|(one, other)| {
        is_change(one, other, stated, half) || is_change(other, one, stated, half)
    });
    points && !percent
}

fn is_relative(claim: &Claim) -> bool {
    use super::Relation::{Change, Difference, RelativeDifference};
    matches!(claim.relation, Change | Difference | RelativeDifference)
}

/// Whether `to` is `percent` more or less than `from`, to within `give` percent.
fn is_change(from: Decimal, to: Decimal, percent: Decimal, give: Decimal) -> bool {
    (to - from)
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|scaled| scaled.checked_div(from))
        .is_some_and(|change| (change.abs() - percent).abs() <= give)
}

fn percent_told_as_times(spot: &Spot) -> bool {
    let Some(times) = spot
        .claim
        .quantity
        .value
        .filter(|times| *times > Decimal::ONE)
    else {
        return false;
    };
    spot.figures(Within::Paragraph).iter().any(|figure| {
        let more = figure.claim.is_some_and(|claim| {
            claim.direction == Some(super::Direction::Up) && is_relative(claim)
        });
        let Some(percent) = figure.number.quantity.value else {
            return false;
        };
        let as_times = percent.checked_div(Decimal::ONE_HUNDRED);
        let near = |value: Decimal| (value - times).abs() <= Decimal::new(5, 2) * times;
        figure.number.quantity.kind == Kind::Percent
            && more
            && (as_times.is_some_and(near) || near(percent))
            && !as_times.is_some_and(|value| near(value + Decimal::ONE))
    })
}

/// "nearly half (43 per cent)": the two stand next to each other and disagree.
fn outside_its_digits(spot: &Spot) -> Option<String> {
    let quantity = &spot.claim.quantity;
    let interval = quantity.interval(&spot.document.pack.widths)?;
    let (from, to) = spot.tokens();
    let scale = |of: &Quantity, value: Decimal| match of.kind {
        Kind::Fraction => value.checked_mul(Decimal::ONE_HUNDRED),
        Kind::Percent | Kind::Count => Some(value),
        _ => None,
    };
    let is_share = |of: &Quantity| matches!(of.kind, Kind::Fraction | Kind::Percent);
    spot.figures(Within::Sentence)
        .iter()
        .filter(|figure| figure.number.quantity.bound == crate::number::Bound::Exact)
        .filter(|figure| {
            let other = &figure.number.quantity;
            (is_share(quantity) && other.kind == Kind::Percent)
                || (quantity.kind == Kind::Count && other.kind == Kind::Count)
        })
        .filter(|figure| {
            let (low, high) = spot.view.tagged.token_range(figure.number.span);
            let gap = if low >= to {
                spot.view.tagged.words(to, low)
            } else if from >= high {
                spot.view.tagged.words(high, from)
            } else {
                return false;
            };
            figure.block == spot.claim.block
                && matches!(
                    gap.trim(),
                    "(" | "," | "–" | "—" | "-" | ":" | ", or" | "or"
                )
        })
        .find(|figure| {
            let Some(value) = figure
                .number
                .quantity
                .value
                .and_then(|value| scale(&figure.number.quantity, value))
            else {
                return false;
            };
            let limit = if quantity.kind == Kind::Fraction {
                interval.scale(Decimal::ONE_HUNDRED)
            } else {
                Some(interval)
            };
            limit.is_some_and(|limit| !limit.contains(value))
        })
        .map(|figure| figure.number.span.of(spot.view.tagged.text).to_owned())
}

/// The next group after the claim that "these", "those" or "the same" points back with.
fn other_group_meant(spot: &Spot) -> Option<String> {
    let ours = &spot.claim.population.as_ref()?.value;
    let tagged = &spot.view.tagged;
    let status = |group: &crate::vocabulary::Group| {
        (
            group.basis.as_ref().map(|id| id.as_str().to_owned()),
            group.traits.clone(),
        )
    };
    let end = spot
        .view
        .sentences
        .get(spot.sentence + 1)
        .map_or(0, |sentence| sentence.high);
    let (_, to) = spot.tokens();
    tagged
        .within(Class::Group, to, end)
        .iter()
        .filter(|tag| spot.document.is_foreign(tag))
        .filter(|tag| points_back(spot, tag))
        .find(|tag| {
            tag.group.as_ref().is_some_and(|group| {
                let (one, other) = (status(ours), status(group));
                one != other
                    && ours.who == group.who
                    && (one.0.is_some() || !one.1.is_empty())
                    && (other.0.is_some() || !other.1.is_empty())
            })
        })
        .map(|tag| tag.span.of(tagged.text).to_owned())
}

fn points_back(spot: &Spot, tag: &Tag) -> bool {
    let tagged = &spot.view.tagged;
    let before = tag.start.checked_sub(1);
    let demonstrative = |at: usize| {
        tagged
            .is_word(&spot.document.pack.vocabulary, at, "demonstrative")
            .is_some()
    };
    demonstrative(tag.start) || before.is_some_and(demonstrative)
}

/// The period mentioned within three tokens of a tag.
fn period_beside(spot: &Spot, block: usize, tag: &Tag) -> Option<(Period, String)> {
    let tagged = &spot.document.views.get(block)?.tagged;
    tagged
        .of(Class::Period)
        .iter()
        .filter(|period| period.start <= tag.end + 2 && tag.start <= period.end + 1)
        .find_map(|period| {
            let value = tagged.periods().get(period.period?)?.value?;
            Some((value, period.span.of(tagged.text).to_owned()))
        })
}

fn older_base(spot: &Spot) -> Option<String> {
    // The nearest period may be that of the base itself, so the latest of the sentence counts.
    let claimed = spot.claim.period.as_ref()?.value?;
    let latest = spot
        .stretches(Within::Sentence)
        .into_iter()
        .flat_map(|(_, low, high)| spot.view.tagged.within(Class::Period, low, high))
        .filter_map(|tag| spot.view.tagged.periods().get(tag.period?)?.value)
        .map(|period| period.start.year())
        .fold(claimed.start.year(), i16::max);
    spot.stretches(Within::Paragraph)
        .into_iter()
        .find_map(|(block, low, high)| {
            let tagged = &spot.document.views.get(block)?.tagged;
            tagged
                .within(Class::Source, low, high)
                .iter()
                .filter(|tag| spot.document.attribute(tag, "kind") == Some("survey"))
                .filter_map(|tag| period_beside(spot, block, tag))
                .find(|(base, _)| latest - base.end.year() >= 2)
                .map(|(_, words)| words)
        })
}

/// The place or period that stands right beside the data named in the claim's sentence or the next.
fn beside_source<T>(spot: &Spot, class: Class, test: impl Fn(&Tag) -> Option<T>) -> Option<T> {
    let tagged = &spot.view.tagged;
    spot.stretches(Within::Sentences)
        .into_iter()
        .find_map(|(_, low, high)| {
            tagged
                .within(Class::Source, low, high)
                .iter()
                .find_map(|source| {
                    tagged
                        .within(class, low, high)
                        .iter()
                        .filter(|tag| {
                            let after = tag.start >= source.end
                                && tag.start <= source.end + 4
                                && clear(spot, source.end, tag.start);
                            after || tag.end == source.start
                        })
                        .find_map(&test)
                })
        })
}

/// Whether no mark and no number stands between two tokens.
fn clear(spot: &Spot, from: usize, to: usize) -> bool {
    (from..to).all(|at| {
        spot.view
            .tagged
            .row
            .get(at)
            .is_some_and(|token| token.kind == crate::vocabulary::TokenKind::Word)
    })
}

fn other_place_of_source(spot: &Spot) -> Option<String> {
    let claimed = spot.claim.place.as_ref()?;
    let vocabulary = &spot.document.pack.vocabulary;
    beside_source(spot, Class::Place, |tag| {
        let place = spot.document.id(tag)?;
        let own = claimed.span.is_some_and(|span| {
            super::extract::source_span(spot.document, spot.claim.block, tag.span).overlaps(span)
        });
        let other = !own && place != claimed.value && vocabulary.is_within(&place, &claimed.value);
        other.then(|| tag.span.of(spot.view.tagged.text).to_owned())
    })
}

fn other_period_of_source(spot: &Spot) -> Option<String> {
    let claimed = spot.claim.period.as_ref()?;
    let period = claimed.value?;
    beside_source(spot, Class::Period, |tag| {
        let of_source = spot.view.tagged.periods().get(tag.period?)?.value?;
        let own = claimed.span.is_some_and(|span| {
            super::extract::source_span(spot.document, spot.claim.block, tag.span).overlaps(span)
        });
        let apart = (of_source.start - period.start).get_days().abs() > 3
            || (of_source.end - period.end).get_days().abs() > 3;
        let other = !own && apart && of_source.overlaps(&period) && of_source.days() > 31;
        other.then(|| tag.span.of(spot.view.tagged.text).to_owned())
    })
}

//! Two numbers that belong together: ranges (`10 to 12%`, `between one and two
//! million`), and bare numbers that share the unit of the next (`10 and 12%`).
//! `From 10 to 12%` is a move from one to the other: two numbers.

use super::{
    amount::Amount,
    cursor::{Gap, Reader, TokenKind},
    lexicon::Role,
    number::TakenFor,
    reading::{Reading, part_reading},
};
use crate::number::{Decimal, Kind, Precision};

/// The most numbers of a list that take their unit from its last.
const LIST_REACH: usize = 6;

/// How two numbers are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// to, a dash.
    Range,
    /// and, or.
    Shared,
    /// A comma.
    List,
    /// A comma and "maybe".
    Guess,
}

impl Reader<'_> {
    /// Joins `first` with the number after it, where they are a range or share a unit.
    pub(super) fn pair(&self, first: Reading) -> Reading {
        self.pair_within(first, LIST_REACH)
    }

    fn pair_within(&self, mut first: Reading, reach: usize) -> Reading {
        let Some((link, and, at)) = self.link(first.end) else {
            return first;
        };
        let Some(mut second) = self.second(at) else {
            return first;
        };
        if link == Link::Range && self.in_dashes(first.end, second.end) {
            return first;
        }
        if link == Link::List {
            // "10, 12 and 15 per cent": the comma needs an "and" further on.
            if reach == 0 {
                return first;
            }
            second = self.pair_within(second, reach - 1);
            if !second.has_unit || second.high.is_some() || !ends_bare(&second) {
                return first;
            }
        }
        let opened = self.range_opening(first.start);
        let ranged = match link {
            Link::Range => opened != Some(Opening::From) && !is_move(&first, &second, opened),
            Link::Shared => and && opened == Some(Opening::Between),
            Link::List => false,
            Link::Guess => self.is_corrected(&first, &second),
        };
        if (ranged || self.is_guess(&first, &second, and))
            && let Some(range) = range(&first, &second)
        {
            return range;
        }
        if link == Link::Guess {
            return first;
        }
        self.share(&mut first, &second, link);
        first
    }

    /// The words between two numbers; whether they may stand after "between", and where they end.
    fn link(&self, end: usize) -> Option<(Link, bool, usize)> {
        let token = self.next(end)?;
        if token.gap == Gap::Hyphen {
            if self.is(&token, Role::RangeLink) {
                let after = self.next(token.end)?;
                return Some((Link::Range, false, after.start));
            }
            return Some((Link::Range, false, token.start));
        }
        let mut at = token.end;
        // "15- to 24-year-olds", "two- or threefold"
        let suspended = token.kind == TokenKind::Symbol
            && super::cursor::is_hyphen(self.char_at(token.start)?)
            && token.gap == Gap::None;
        let token = if suspended {
            let after = self.next(at)?;
            at = after.end;
            after
        } else {
            token
        };
        let link = if self.is(&token, Role::RangeLink) {
            Link::Range
        } else if self.is(&token, Role::SharedLink) {
            Link::Shared
        } else {
            return None;
        };
        let next = self.next(at)?;
        // "1,2" is no pair of numbers, nor is a dash with a space on one side only.
        let spaced = next.gap == token.gap || token.kind == TokenKind::Word;
        let comma = self.char_at(token.start) == Some(',');
        let link = if comma { Link::List } else { link };
        if comma && next.gap == Gap::Space && self.is(&next, Role::RangeGuess) {
            return Some((Link::Guess, false, self.next(next.end)?.start));
        }
        if suspended || spaced || comma && next.gap == Gap::Space {
            Some((link, self.is(&token, Role::RangeAnd), next.start))
        } else {
            None
        }
    }

    /// "31 – 76 per cent – were foreign", "Report 9 — 31%": a spaced dash that opens a phrase and joins no range.
    fn in_dashes(&self, first_end: usize, second_end: usize) -> bool {
        let dash = |at: usize| {
            let token = self.next(at).filter(|token| token.gap == Gap::Space)?;
            let mark = self.char_at(token.start)?;
            matches!(mark, '-' | '–' | '—').then_some(mark)
        };
        let opening = dash(first_end);
        opening == Some('—') || (opening.is_some() && dash(second_end) == opening)
    }

    fn second(&self, at: usize) -> Option<Reading> {
        let token = self.next(at)?;
        let named = if self.is(&token, Role::Article) {
            self.next(token.end)?
        } else {
            token
        };
        if let Some((start, part)) = self.lone_fraction(&named) {
            return Some(part_reading(start, part, None));
        }
        let number = token.kind == TokenKind::Digits
            || token.id.is_some_and(|id| {
                self.lexicon.cardinals.contains(id) || self.lexicon.scales.contains(id)
            })
            || self.is(&token, Role::Article);
        if !number {
            return None;
        }
        let start = token.start;
        if self.notation(start).is_some() {
            return None;
        }
        self.reading(start)
    }

    fn range_opening(&self, start: usize) -> Option<Opening> {
        let bound_start = self
            .lexicon
            .bounds_before
            .find(self, start)
            .map_or(start, |found| found.start);
        let before = self.previous(bound_start)?;
        if self.is(&before, Role::Between) {
            return Some(Opening::Between);
        }
        if !self.is(&before, Role::From) {
            return self
                .is(&before, Role::ChangeVerb)
                .then_some(Opening::Change);
        }
        let opener = self.previous_is(before.start, Role::RangeOpener);
        Some(if opener.is_some() {
            Opening::Between
        } else {
            Opening::From
        })
    }

    /// "two or three times", "five or six", "six or seven thousand": neighbours joined by "or".
    fn is_guess(&self, first: &Reading, second: &Reading, and: bool) -> bool {
        let small = |amount: Option<Amount>| amount.is_some_and(|a| a.is_small(20) && a.words);
        let scale = shared_scale(first, second);
        let next = scale
            .unwrap_or(Decimal::ONE)
            .checked_mul(Decimal::ONE.checked_add(first.value).unwrap_or(first.value));
        !and && first.is_bare()
            && small(first.amount)
            && (small(second.amount) || scale.is_some())
            && next == Some(second.value)
            && self
                .next(first.end)
                .is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// "60, maybe 70 per cent", "six, perhaps seven thousand", and not "of 60, maybe 70 per cent".
    fn is_corrected(&self, first: &Reading, second: &Reading) -> bool {
        let plain = first.amount.is_some_and(|amount| !amount.like_year());
        let low = shared_scale(first, second)
            .unwrap_or(Decimal::ONE)
            .checked_mul(first.value);
        let near = low.is_some_and(|low| {
            let twice = low.checked_mul(Decimal::TWO).unwrap_or(low);
            low < second.value && (second.kind == Kind::Percent || second.value <= twice)
        });
        plain
            && first.is_bare()
            && near
            && matches!(second.kind, Kind::Percent | Kind::Count)
            && self.previous_is(first.start, Role::Of).is_none()
    }

    fn share(&self, first: &mut Reading, second: &Reading, link: Link) {
        let amount = first.amount;
        let year = amount.is_some_and(|amount| amount.like_year());
        if !first.is_bare() || !second.has_unit || year {
            return;
        }
        let whole = second.kind != Kind::Rate || self.ends_with_denominator(second);
        let near = match second.kind {
            Kind::Percent | Kind::PercentagePoints => {
                first.value <= Decimal::from(200) && amount.is_some_and(|a| !a.scaled)
            }
            Kind::Multiple | Kind::Rate => true,
            _ => matches!(
                second.taken_for,
                TakenFor::Age | TakenFor::Duration | TakenFor::Money
            ),
        };
        if near
            && whole
            && (link == Link::Range || second.kind != Kind::Count || self.is_suspended(first))
        {
            first.share_unit(second);
        }
    }

    /// Whether nothing stands between the numerator and "per".
    fn ends_with_denominator(&self, rate: &Reading) -> bool {
        rate.amount.is_some_and(|amount| {
            amount.end == rate.end || self.lexicon.per.find(self, amount.end).is_some()
        })
    }

    fn is_suspended(&self, first: &Reading) -> bool {
        self.char_at(first.end)
            .is_some_and(super::cursor::is_hyphen)
            || self
                .next(first.end)
                .is_some_and(|token| token.gap == Gap::Space)
    }
}

/// What stands before a possible range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// between, ranging from.
    Between,
    /// from.
    From,
    /// rose, up.
    Change,
}

/// The range from `first` to `second`, if they can be one.
fn range(first: &Reading, second: &Reading) -> Option<Reading> {
    let mut low = first.clone();
    if low.is_bare() && second.has_unit {
        low.share_unit(second);
    }
    if let Some(scale) = shared_scale(first, second) {
        low.value = first.value.checked_mul(scale)?;
        low.precision = Precision::of_whole(low.value);
    }
    let same =
        low.kind == second.kind && low.per == second.per && low.taken_for == second.taken_for;
    if !same || second.value <= low.value || second.high.is_some() {
        return None;
    }
    low.high = Some(second.value);
    low.end = second.end;
    low.has_unit = second.has_unit;
    low.round &= second.round;
    if let (Precision::Step(one), Precision::Step(two)) = (low.precision, second.precision) {
        low.precision = Precision::Step(one.min(two));
    } else if let Precision::Step(_) = low.precision {
        low.precision = second.precision;
    }
    Some(low)
}

/// "two to three million": the scale that a bare number shares with the one after it.
fn shared_scale(first: &Reading, second: &Reading) -> Option<Decimal> {
    let (small, big) = first.amount.zip(second.amount)?;
    let shares = small.value < Decimal::ONE_THOUSAND && !small.scaled && first.is_bare();
    scale_of(&big).filter(|_| shares && big.scaled)
}

/// The largest power of a thousand (or a hundred) that the scaled amount is written in.
fn scale_of(amount: &Amount) -> Option<Decimal> {
    let mut unit = Decimal::ONE;
    for power in [2_u32, 3, 6, 9, 12] {
        let next = Decimal::from(10_u64.checked_pow(power)?);
        if next <= amount.value {
            unit = next;
        }
    }
    Some(unit)
}

/// Whether its unit is not its own, but that of a number after it.
fn ends_bare(reading: &Reading) -> bool {
    reading
        .amount
        .is_some_and(|amount| amount.end == reading.end)
}

/// "rose 5% to 12%", "up 500 to 12,000": what it rose by, then where it stands.
fn is_move(first: &Reading, second: &Reading, opened: Option<Opening>) -> bool {
    /// No range of counts is so many times as high at its upper end.
    const FAR: u64 = 4;
    /// Nor is one whose ends are told to the last digit.
    const FAR_IF_PRECISE: u64 = 2;
    if opened != Some(Opening::Change) {
        return false;
    }
    let ten = Decimal::from(10);
    let round = |reading: &Reading| reading.value.checked_rem(ten) == Some(Decimal::ZERO);
    let times = if round(first) && round(second) {
        FAR
    } else {
        FAR_IF_PRECISE
    };
    let far = first
        .value
        .checked_mul(Decimal::from(times))
        .is_some_and(|far| far < second.value);
    first.has_unit || second.is_bare() && far
}

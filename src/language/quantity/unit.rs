//! What follows an amount: percent, points, times, `per N`, and the units of
//! things that are no statistic.

use super::{
    amount::Amount,
    cursor::{Gap, Reader, Token, TokenKind},
    lexicon::{Role, UnitKind},
    phrases::Found,
};
use crate::number::Decimal;

/// The most words between a numerator and its "per".
const RATE_REACH: usize = 6;

/// The most words between a denominator and the "there were" of its numerator.
const RATE_THEN_REACH: usize = 12;

impl Reader<'_> {
    /// The unit after `at`, its abbreviating point included.
    pub(super) fn unit(&self, at: usize) -> Option<Found<UnitKind>> {
        let mut found = self
            .lexicon
            .units
            .find_where(self, at, |found| self.is_unit(found))?;
        if found.meaning == UnitKind::Percent {
            found.end = self.abbreviating_point(found.end);
        }
        Some(found)
    }

    /// The unit after `at` if it makes a statistic.
    pub(super) fn statistical_unit(&self, at: usize) -> Option<Found<UnitKind>> {
        self.unit(at).filter(|unit| {
            matches!(
                unit.meaning,
                UnitKind::Percent
                    | UnitKind::PerMille
                    | UnitKind::PercentagePoints
                    | UnitKind::Times
                    | UnitKind::Index
            )
        })
    }

    fn is_unit(&self, found: &Found<UnitKind>) -> bool {
        let word = self.slice(found.start, found.end);
        // A single letter is a unit only where it touches the number, "s" and "T" of other words never.
        let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let paper = found.meaning == UnitKind::Times
            && found.gap == Gap::Space
            && word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase);
        (!letter || found.gap == Gap::None) && !paper
    }

    /// Takes in the point of "per cent." where the sentence goes on after it.
    fn abbreviating_point(&self, end: usize) -> usize {
        let mut rest = self.text.get(end..).unwrap_or("").chars();
        let point = rest.next() == Some('.')
            && self.char_before(end).is_some_and(char::is_alphabetic)
            && rest.next().is_some_and(char::is_whitespace)
            && rest.next().is_some_and(char::is_lowercase);
        end + usize::from(point)
    }

    /// The denominator of the rate whose numerator is `amount`, and where it ends:
    /// `per 1,000`, `arrests per 100,000`, `/100k`, `arrest for every 94`,
    /// `people in every 100,000`.
    pub(super) fn rate(&self, amount: &Amount) -> Option<(Amount, usize)> {
        let mut at = amount.end;
        for step in 0..=RATE_REACH {
            if let Some(per) = self.lexicon.per.find(self, at)
                && let Some(whole) = self.rate_denominator(per.end)
                && self.is_rate_of(&whole, per.start, at)
            {
                // A year before "crimes per 1,000" is no numerator, nor "in 2023" before "per 1,000".
                let direct = !amount.like_year() || step == 0 && !self.is_year_after_word(amount);
                return direct.then_some((whole, whole.end));
            }
            let token = self.next(at)?;
            if let Some(end) = self.past_year(&token) {
                at = end;
                continue;
            }
            if token.kind != TokenKind::Word || self.is(&token, Role::RateStop) {
                return None;
            }
            if self.begins_number(&token) {
                return None;
            }
            at = token.end;
        }
        None
    }

    /// The end of "in 2023", which may stand between a numerator and its "per".
    fn past_year(&self, token: &Token) -> Option<usize> {
        let year = self
            .next(token.end)
            .filter(|year| year.kind == TokenKind::Digits)?;
        let named = self.is(token, Role::YearBefore) && self.is_year(year.start, year.end);
        named.then_some(year.end)
    }

    fn is_year_after_word(&self, amount: &Amount) -> bool {
        amount.like_year() && self.previous_is(amount.start, Role::YearBefore).is_some()
    }

    /// Whether `whole` is the denominator of a rate after the link at `link`; `at` is the
    /// end of the words before it. "1/5" is none, nor "two killings in every four".
    fn is_rate_of(&self, whole: &Amount, link: usize, at: usize) -> bool {
        let part = self.lexicon.part_of.find(self, at).is_some();
        whole.value >= Decimal::ONE_HUNDRED
            || self.is_worded(link) && (!part || whole.value > Decimal::TEN)
    }

    /// Whether the number at `start` is the numerator of a denominator that came first and
    /// ends at `denominator_end`: `for every 1,000 Germans there were` 5.8.
    pub(super) fn follows_denominator(&self, denominator_end: usize, start: usize) -> bool {
        let then = self.lexicon.per_then.find(self, start);
        then.is_some_and(|then| self.leads_to(denominator_end, then.start))
    }

    /// Whether a few words and no mark but a comma stand between a denominator and its numerator.
    pub(super) fn leads_to(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        let mut words = 0;
        while let Some(token) = self.next(at).filter(|token| token.start < to) {
            let comma = self.char_at(token.start) == Some(',');
            if token.kind == TokenKind::Symbol && !comma {
                return false;
            }
            words += 1;
            at = token.end;
        }
        words <= RATE_THEN_REACH && at <= to
    }

    /// Whether a word stands at `at`; "1/5" is no rate.
    fn is_worded(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphabetic)
    }

    fn begins_number(&self, token: &Token) -> bool {
        token.id.is_some_and(|id| {
            self.lexicon.cardinals.contains(id) || self.lexicon.scales.contains(id)
        })
    }

    /// What stands after "per": a number of two or more, or a bare scale.
    fn rate_denominator(&self, at: usize) -> Option<Amount> {
        let mut token = self.next(at)?;
        if self.is(&token, Role::Article) || self.is(&token, Role::The) {
            token = self.next(token.end)?;
        }
        let whole = self.amount(token.start)?;
        let timed = self
            .unit(whole.end)
            .is_some_and(|unit| matches!(unit.meaning, UnitKind::Time | UnitKind::Percent));
        (whole.value > Decimal::ONE && !timed).then_some(whole)
    }
}

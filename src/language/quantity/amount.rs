//! Amounts without their unit: digits, number words, and both together
//! (`1.96 million`, `two hundred thousand`, `2½`, `two and a half`).

use super::{
    cursor::{Gap, Reader, Token, TokenKind},
    digits::Digits,
    lexicon::Role,
};
use crate::number::{Decimal, Precision};

/// An amount where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) precision: Precision,
    /// Whether it ends in zeros or is a bare word for a round number.
    pub(super) round: bool,
    /// Whether it is written in words throughout.
    pub(super) words: bool,
    /// How many digits, where they stand alone and without separators.
    pub(super) plain: Option<usize>,
    /// Whether a word multiplies it: million, hundred, k.
    pub(super) scaled: bool,
}

impl Amount {
    pub(super) fn is_whole(&self) -> bool {
        self.value.fract().is_zero()
    }

    /// Digits that could be a calendar year.
    pub(super) fn like_year(&self) -> bool {
        self.plain == Some(4)
            && self.value >= Decimal::from(1900)
            && self.value < Decimal::from(2100)
    }

    /// A whole number of at most `most`, in plain digits or words.
    pub(super) fn is_small(&self, most: u32) -> bool {
        self.is_whole() && !self.scaled && self.value <= Decimal::from(most)
    }
}

impl Reader<'_> {
    /// The amount that begins at `at`.
    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        let first = self.char_at(at)?;
        if first.is_ascii_digit() || first == '.' {
            self.digit_amount(at)
        } else {
            self.word_amount(at)
        }
    }

    fn digit_amount(&self, at: usize) -> Option<Amount> {
        let digits = self.digits(at)?;
        if let Some(comma) = self.comma_digits(at).filter(|comma| self.measures(comma)) {
            return self.scaled_digits(at, comma);
        }
        self.scaled_digits(at, digits)
    }

    /// Whether a unit or a scale follows, so that a comma must have been a decimal sign.
    fn measures(&self, comma: &Digits) -> bool {
        self.next(comma.end).is_some_and(|token| {
            token.id.is_some_and(|id| self.lexicon.scales.contains(id))
                || token.gap == Gap::None && self.short_scale(&token).is_some()
        }) || self
            .statistical_unit(comma.end)
            .is_some_and(|unit| unit.gap != Gap::Hyphen)
    }

    fn scaled_digits(&self, at: usize, digits: Digits) -> Option<Amount> {
        let mut mixed = digits;
        if digits.plain.is_some()
            && let Some((value, end)) = self.added_fraction(digits.end)
        {
            mixed.value = digits.value.checked_add(value)?;
            (mixed.end, mixed.decimals, mixed.plain) = (end, value.scale(), None);
        }
        let (mut value, mut end, scale) = self.scales(mixed.value, mixed.end)?;
        if let Some((more, more_end)) = scale.and_then(|scale| self.rest_of_sum(end, scale)) {
            value = value.checked_add(more)?;
            end = more_end;
        }
        let unit = scale.unwrap_or(Decimal::ONE);
        let precision = if mixed.decimals > 0 {
            Precision::of_decimals(mixed.decimals, unit)
        } else {
            Precision::of_whole(value)
        };
        Some(Amount {
            start: at,
            end,
            value: value.normalize_whole(),
            precision,
            round: mixed.decimals == 0 && ends_in_zero(value),
            words: false,
            plain: mixed.plain.filter(|_| scale.is_none()),
            scaled: scale.is_some(),
        })
    }

    /// A fraction added to the whole number that ends at `at`: `½`, ` and a half`.
    fn added_fraction(&self, at: usize) -> Option<(Decimal, usize)> {
        let token = self.next(at)?;
        if token.kind == TokenKind::Symbol {
            let (value, end) = self.vulgar(token.start)?;
            return Some((value, end));
        }
        if token.kind == TokenKind::Digits && token.gap == Gap::Space {
            return self.written_fraction(&token);
        }
        if !self.is(&token, Role::And) || token.gap == Gap::None {
            return None;
        }
        let mut next = self.next(token.end)?;
        let mut numerator = Decimal::ONE;
        if self.is(&next, Role::Article) {
            next = self.next(next.end)?;
        } else if let Some(count) = next.id.and_then(|id| self.lexicon.cardinals.get(id)) {
            numerator = Decimal::from(*count);
            next = self.next(next.end)?;
        }
        let denominator = self.lexicon.denominators.get(next.id?)?;
        if next.gap == Gap::None || self.has_strange_word(next.end) {
            return None;
        }
        let value = numerator.checked_div(Decimal::from(denominator.value))?;
        (value < Decimal::ONE).then_some((value, next.end))
    }

    /// `1/2` after a whole number.
    fn written_fraction(&self, numerator: &Token) -> Option<(Decimal, usize)> {
        let slash = self.char_at(numerator.end) == Some('/');
        let above = self.digits(numerator.start)?;
        let below = self.digits(numerator.end + 1)?;
        let listed = |&known: &u32| Decimal::from(known) == below.value;
        let fits = slash
            && below.plain.is_some()
            && above.value < below.value
            && self.lexicon.slash_denominators.iter().any(listed)
            && self.char_at(below.end) != Some('/');
        let value = above.value.checked_div(below.value)?;
        fits.then_some((value, below.end))
    }

    /// The fraction character at `at`.
    pub(super) fn vulgar(&self, at: usize) -> Option<(Decimal, usize)> {
        let symbol = self.char_at(at).filter(|c| !c.is_ascii())?;
        let id = self.lexicon.id(symbol.encode_utf8(&mut [0; 4]))?;
        let [numerator, denominator] = *self.lexicon.vulgar.get(id)?;
        let value = Decimal::from(numerator).checked_div(Decimal::from(denominator))?;
        Some((value, at + symbol.len_utf8()))
    }

    /// Multiplies `value` with the scale words after it; the last scale too.
    fn scales(&self, value: Decimal, end: usize) -> Option<(Decimal, usize, Option<Decimal>)> {
        let (mut value, mut end, mut unit) = (value, end, None);
        while let Some(token) = self.next(end) {
            let word = token.id.and_then(|id| self.lexicon.scales.get(id)).copied();
            let short = || self.short_scale(&token).filter(|_| unit.is_none());
            let Some(scale) = word.or_else(short) else {
                break;
            };
            value = value.checked_mul(scale)?;
            unit = Some(unit.unwrap_or(Decimal::ONE).checked_mul(scale)?);
            end = token.end;
        }
        Some((value, end, unit))
    }

    /// `k`, `m`, `bn`: attached to the digits, or two letters and more after a space.
    fn short_scale(&self, token: &Token) -> Option<Decimal> {
        let scale = *self.lexicon.short_scales.get(token.id?)?;
        let attached = token.gap == Gap::None;
        let spaced = token.gap == Gap::Space && token.end - token.start > 1;
        (attached || spaced).then_some(scale)
    }

    /// `200,000` after `11 million`.
    fn rest_of_sum(&self, end: usize, scale: Decimal) -> Option<(Decimal, usize)> {
        let token = self.next(end)?;
        if token.kind != TokenKind::Digits || token.gap != Gap::Space {
            return None;
        }
        let rest = self.digits(token.start)?;
        let fits = rest.grouped && rest.decimals == 0 && rest.value < scale;
        (fits && self.statistical_unit(rest.end).is_none()).then_some((rest.value, rest.end))
    }

    fn word_amount(&self, at: usize) -> Option<Amount> {
        let mut sum = Sum::default();
        let mut token = self.next(at).filter(|token| token.start == at)?;
        let mut end = at;
        if self.is(&token, Role::Article) {
            token = self.next(token.end)?;
            token.id.filter(|&id| self.lexicon.scales.contains(id))?;
        }
        loop {
            if end != at && token.gap == Gap::None || !self.take(&mut sum, &token) {
                break;
            }
            end = token.end;
            let Some(next) = self.next(end) else { break };
            token = next;
            if self.is(&token, Role::And) && token.gap == Gap::Space && sum.last == Last::Scale {
                match self.next(token.end) {
                    Some(after) if self.cardinal(&after).is_some() => token = after,
                    _ => break,
                }
            }
        }
        self.finish_words(at, end, &sum)
    }

    fn finish_words(&self, at: usize, end: usize, sum: &Sum) -> Option<Amount> {
        if sum.last == Last::Nothing {
            return None;
        }
        let mut value = sum.total()?;
        let (mut end, mut decimals, mut scaled) = (end, 0, sum.scaled);
        if let Some((more, more_end)) = self.added_fraction(end) {
            let last = sum
                .last_scale
                .filter(|_| sum.scaled)
                .unwrap_or(Decimal::ONE);
            value = value.checked_add(more.checked_mul(last)?)?;
            (end, decimals) = (more_end, more.scale().min(2));
            let unit;
            (value, end, unit) = self.scales(value, end)?;
            scaled |= unit.is_some();
        }
        let value = value.normalize_whole();
        Some(Amount {
            start: at,
            end,
            value,
            precision: if value.fract().is_zero() {
                Precision::of_whole(value)
            } else {
                Precision::of_decimals(decimals, Decimal::ONE)
            },
            round: ends_in_zero(value) || sum.dozen,
            words: true,
            plain: None,
            scaled,
        })
    }

    fn cardinal(&self, token: &Token) -> Option<Decimal> {
        let value = *self.lexicon.cardinals.get(token.id?)?;
        Some(Decimal::from(value))
    }

    /// Adds a number word to the sum; false where it does not go on from it.
    fn take(&self, sum: &mut Sum, token: &Token) -> bool {
        if let Some(value) = self.cardinal(token) {
            return sum.add(value);
        }
        token
            .id
            .and_then(|id| self.lexicon.scales.get(id))
            .is_some_and(|&scale| sum.multiply(scale))
    }

    /// Whether a hyphen joins a word on that is no unit.
    fn has_strange_word(&self, end: usize) -> bool {
        self.has_hyphened_word(end) && self.unit(end).is_none()
    }

    /// Whether a hyphen joins another word on, as in `third-country`.
    pub(super) fn has_hyphened_word(&self, end: usize) -> bool {
        self.next(end)
            .is_some_and(|token| token.gap == Gap::Hyphen && token.kind == TokenKind::Word)
    }
}

/// What the last number word was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    /// There was none.
    #[default]
    Nothing,
    /// One to ninety.
    Cardinal,
    /// Hundred and above; "and" may join the next word on.
    Scale,
}

/// Number words added up so far.
#[derive(Debug, Default)]
struct Sum {
    /// Complete groups: thousands, millions.
    groups: Decimal,
    /// The group being read, under a thousand.
    group: Decimal,
    last: Last,
    scaled: bool,
    dozen: bool,
    last_scale: Option<Decimal>,
}

impl Sum {
    fn total(&self) -> Option<Decimal> {
        self.groups.checked_add(self.group)
    }

    fn add(&mut self, value: Decimal) -> bool {
        let tail = self
            .group
            .checked_rem(Decimal::ONE_HUNDRED)
            .unwrap_or_default();
        let after_tens = tail >= Decimal::from(20)
            && tail.checked_rem(Decimal::TEN) == Some(Decimal::ZERO)
            && value < Decimal::TEN
            && !value.is_zero();
        let fresh = self.last == Last::Nothing
            || self.last == Last::Scale && tail.is_zero() && !value.is_zero();
        if !(fresh || after_tens) {
            return false;
        }
        let Some(group) = self.group.checked_add(value) else {
            return false;
        };
        self.group = group;
        self.last = Last::Cardinal;
        true
    }

    fn multiply(&mut self, scale: Decimal) -> bool {
        let factor = if self.last != Last::Nothing && self.group.is_zero() {
            // "thousand million" multiplies all that stands before it.
            if self.last_scale.is_some_and(|last| last <= scale) {
                std::mem::take(&mut self.groups)
            } else {
                return false;
            }
        } else {
            self.group.max(Decimal::ONE)
        };
        let Some(product) = factor.checked_mul(scale) else {
            return false;
        };
        if scale < Decimal::ONE_THOUSAND {
            self.group = product;
        } else {
            if self
                .last_scale
                .is_some_and(|last| !self.groups.is_zero() && last <= scale)
            {
                return false;
            }
            let Some(groups) = self.groups.checked_add(product) else {
                return false;
            };
            self.groups = groups;
            self.group = Decimal::ZERO;
        }
        self.dozen = scale < Decimal::ONE_HUNDRED;
        if scale >= Decimal::ONE_THOUSAND {
            self.last_scale = Some(scale);
        }
        (self.last, self.scaled) = (Last::Scale, true);
        true
    }
}

/// Drops trailing zeros of whole numbers (`1.50` million has none to show).
trait NormalizeWhole {
    fn normalize_whole(self) -> Self;
}

impl NormalizeWhole for Decimal {
    fn normalize_whole(self) -> Self {
        if self.fract().is_zero() && self.scale() > 0 && self >= Decimal::ONE_THOUSAND {
            self.normalize()
        } else {
            self
        }
    }
}

fn ends_in_zero(value: Decimal) -> bool {
    !value.is_zero() && value.checked_rem(Decimal::TEN) == Some(Decimal::ZERO)
}

//! Fractions: two-thirds, a quarter, one in 70, three out of four, 7/10, half
//! a million; and odds, which are factors (six to one).

use super::{
    amount::Amount,
    cursor::{Gap, Reader, Token, TokenKind},
    lexicon::{Denominator, Role, UnitKind},
    number::Number,
};
use crate::number::{Decimal, Kind, Precision, Quantity};

/// Denominators whose fractions people use as round words.
const PLAIN: [u32; 5] = [2, 3, 4, 5, 10];

/// A fraction, or what it is a fraction of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// A part of one.
    Fraction {
        end: usize,
        value: Decimal,
        precision: Precision,
    },
    /// A fraction of a scale: half a million.
    Count { end: usize, value: Decimal },
    /// A fraction of a percentage: half of one per cent.
    Unit {
        end: usize,
        value: Decimal,
        kind: UnitKind,
    },
    /// Odds: six to one.
    Multiple { end: usize, value: Decimal },
}

impl Reader<'_> {
    /// The fraction whose numerator is `amount`.
    pub(super) fn fraction_of(&self, amount: &Amount) -> Option<Part> {
        let next = self.next(amount.end)?;
        if let Some(part) = self.named_denominator(amount, &next) {
            return Some(part);
        }
        if next.kind == TokenKind::Symbol && next.gap == Gap::None {
            if self.char_at(next.start) == Some('/') {
                return self.slash(amount, next.end);
            }
            if self.char_at(next.start) == Some(':') {
                return self.odds(amount, next.end);
            }
        }
        if self.is(&next, Role::To) {
            return self.odds(amount, next.end);
        }
        self.part_of(amount)
    }

    /// `two-thirds`, `one quarter`, `3 quarters`.
    fn named_denominator(&self, amount: &Amount, next: &Token) -> Option<Part> {
        let name = *self.lexicon.denominators.get(next.id?)?;
        let one = amount.value == Decimal::ONE;
        let fits = amount.value < Decimal::from(name.value)
            && amount.is_whole()
            && !amount.scaled
            && next.gap != Gap::None
            && name.plural != one
            && (!one || amount.words);
        if !fits || self.has_hyphened_word(next.end) && self.unit(next.end).is_none() {
            return None;
        }
        self.fraction(amount.value, Decimal::from(name.value), next.end)
    }

    /// A fraction by name without a numerator: `half`, `a third`, `quarter-million`.
    pub(super) fn lone_fraction(&self, token: &Token) -> Option<(usize, Part)> {
        let name = *self.lexicon.denominators.get(token.id?)?;
        if name.plural || self.is_no_fraction(token, name) {
            return None;
        }
        let article = self
            .previous_is(token.start, Role::Article)
            .filter(|article| article.gap == Gap::Space && token_gap(self, token) == Gap::Space);
        let part = self.fraction(Decimal::ONE, Decimal::from(name.value), token.end)?;
        let start = article.map_or(token.start, |article| article.start);
        let scaled = !matches!(part, Part::Fraction { .. });
        let standing = match article {
            Some(_) if name.ordinal => self.follows_fraction(token.end),
            Some(_) => true,
            None => name.bare,
        };
        (scaled || standing).then_some((start, part))
    }

    fn is_no_fraction(&self, token: &Token, name: Denominator) -> bool {
        let before = self.previous(token.start);
        let ruled_out = before.is_some_and(|word| {
            self.is(&word, Role::HalfNot)
                || self.is(&word, Role::Ordinal)
                || word.gap == Gap::Hyphen
        });
        let next = self.next(token.end);
        let compound = next.is_some_and(|word| {
            self.is(&word, Role::HalfNotBefore)
                || word.gap == Gap::Hyphen && !self.scales_or_measures(&word)
        });
        compound || ruled_out && (name.bare || name.ordinal)
    }

    fn scales_or_measures(&self, word: &Token) -> bool {
        let scale = word.id.is_some_and(|id| self.lexicon.scales.contains(id));
        scale || self.unit(word.start).is_some()
    }

    fn follows_fraction(&self, end: usize) -> bool {
        self.next(end).is_none_or(|word| {
            word.kind == TokenKind::Symbol || self.is(&word, Role::FractionFollower)
        })
    }

    /// `numerator / denominator`, taken of what follows if that is a scale or a percentage.
    pub(super) fn fraction(
        &self,
        numerator: Decimal,
        denominator: Decimal,
        end: usize,
    ) -> Option<Part> {
        if let Some(part) = self.fraction_of_scale(numerator, denominator, end) {
            return Some(part);
        }
        Some(Part::Fraction {
            end,
            value: numerator.checked_div(denominator)?,
            precision: precision(numerator, denominator),
        })
    }

    fn fraction_of_scale(
        &self,
        numerator: Decimal,
        denominator: Decimal,
        end: usize,
    ) -> Option<Part> {
        let mut token = self.next(end)?;
        if self.is(&token, Role::Of) {
            token = self.next(token.end)?;
        }
        let one = self.is(&token, Role::One) || self.slice(token.start, token.end) == "1";
        if one || self.is(&token, Role::Article) {
            token = self.next(token.end)?;
        }
        if token.gap == Gap::None && token.kind == TokenKind::Word {
            return None;
        }
        let scale = token.id.and_then(|id| self.lexicon.scales.get(id));
        if let Some(scale) = scale {
            let value = numerator.checked_mul(*scale)?.checked_div(denominator)?;
            let value = value.round_dp(0);
            return Some(Part::Count {
                end: token.end,
                value,
            });
        }
        let unit = self.unit(token.start)?;
        let statistical = matches!(unit.meaning, UnitKind::Percent | UnitKind::PercentagePoints);
        // "half the times" is none; time and money are told apart later.
        let timed = matches!(unit.meaning, UnitKind::Time | UnitKind::Measure);
        (statistical || timed).then_some(Part::Unit {
            end: unit.end,
            value: numerator.checked_div(denominator)?,
            kind: unit.meaning,
        })
    }

    /// `in 70`, `out of four`, `in every ten`.
    fn part_of(&self, amount: &Amount) -> Option<Part> {
        let Some(link) = self.lexicon.part_of.find(self, amount.end) else {
            return self.ten_of_ten(amount).or_else(|| self.one_noun_in(amount));
        };
        let one_word = link.end - link.start <= 3;
        let start = self.next(link.end).filter(|token| token.gap != Gap::None)?;
        let whole = self.amount(start.start)?;
        let fits = amount.is_whole() && amount.value < whole.value && !amount.value.is_zero();
        if !fits || whole.value.is_zero() || self.is_no_part(amount, &whole, one_word) {
            return None;
        }
        if self.is_rate(amount, &whole) {
            return None;
        }
        let value = amount.value.checked_div(whole.value)?;
        let precision = if amount.value == Decimal::ONE {
            Precision::OneIn(whole.value)
        } else {
            precision(amount.value, whole.value)
        };
        Some(Part::Fraction {
            end: whole.end,
            value,
            precision,
        })
    }

    /// "38 in every 1,000" is a rate, "three in every thousand" a way to say a small part.
    fn is_rate(&self, amount: &Amount, whole: &Amount) -> bool {
        !amount.words
            && amount.value > Decimal::ONE
            && whole.value >= Decimal::ONE_THOUSAND
            && self.lexicon.per.find(self, amount.end).is_some()
    }

    /// `one prisoner in 14`, `one sex crime in four`, `three suspects in every ten`: the
    /// noun stands inside the fraction.
    fn one_noun_in(&self, amount: &Amount) -> Option<Part> {
        const NOUN: usize = 6;
        let one = amount.value == Decimal::ONE && amount.words;
        if !(one || amount.words || amount.is_small(99)) {
            return None;
        }
        let mut at = amount.end;
        for _ in 0..NOUN {
            let word = self
                .next(at)
                .filter(|token| token.kind == TokenKind::Word && token.gap != Gap::None)?;
            at = word.end;
            let Some(link) = self.lexicon.part_of.find(self, at) else {
                continue;
            };
            let start = self.next(link.end).filter(|token| token.gap != Gap::None)?;
            // "one resident of Malta in ten"
            let Some(whole) = self.amount(start.start) else {
                continue;
            };
            let fits = whole.is_whole()
                && whole.value > Decimal::ONE
                && whole.value <= Decimal::ONE_THOUSAND
                && self.unit(whole.end).is_none()
                && self.follows_fraction(whole.end)
                && (one
                    || self.is_part_in_every(amount, &whole, at)
                    || is_part_in_words(amount, &whole));
            return fits.then_some(Part::Fraction {
                end: whole.end,
                value: amount.value.checked_div(whole.value)?,
                precision: if one {
                    Precision::OneIn(whole.value)
                } else {
                    precision(amount.value, whole.value)
                },
            });
        }
        None
    }

    /// Whether "every" stands before a small usual whole.
    fn is_part_in_every(&self, amount: &Amount, whole: &Amount, at: usize) -> bool {
        amount.value > Decimal::ONE
            && amount.value < whole.value
            && whole.value <= Decimal::ONE_HUNDRED
            && is_usual_whole(whole.value)
            && self.lexicon.per.find(self, at).is_some()
    }

    /// `nine of ten`, `98 of 100`; of other numbers they are counts of a count.
    fn ten_of_ten(&self, amount: &Amount) -> Option<Part> {
        let of = self.next_is(amount.end, Role::Of)?;
        let whole = self.amount(self.next(of.end)?.start)?;
        let round = whole.value == Decimal::TEN || whole.value == Decimal::ONE_HUNDRED;
        let fits = round
            && amount.is_whole()
            && amount.value > Decimal::ONE
            && amount.value < whole.value
            && self.unit(whole.end).is_none();
        let value = amount.value.checked_div(whole.value)?;
        fits.then_some(Part::Fraction {
            end: whole.end,
            value,
            precision: precision(amount.value, whole.value),
        })
    }

    /// Whether `two in 2019`, `five in ten years`, `310 out of 742` are no part of a round whole.
    fn is_no_part(&self, amount: &Amount, whole: &Amount, one_word: bool) -> bool {
        let round_year = whole
            .value
            .checked_rem(Decimal::ONE_HUNDRED)
            .is_some_and(|rest| rest.is_zero());
        let one = amount.value == Decimal::ONE;
        // "310 out of 742" are two counts.
        if !one && !is_usual_whole(whole.value) {
            return true;
        }
        if !one_word {
            return false;
        }
        let year = whole.like_year() && !(one && round_year);
        let unit = self.unit(whole.end);
        year || unit.is_some()
    }

    fn slash(&self, amount: &Amount, at: usize) -> Option<Part> {
        let whole = self.digits(at)?;
        let numerator_is_plain = amount.plain.is_some() && whole.decimals == 0;
        let listed = self
            .lexicon
            .slash_denominators
            .iter()
            .any(|&known| Decimal::from(known) == whole.value);
        // "4/5ths"
        let suffix = self
            .next_is(whole.end, Role::OrdinalSuffix)
            .filter(|suffix| suffix.gap == Gap::None);
        let end = suffix.map_or(whole.end, |suffix| suffix.end);
        let ends = !matches!(self.char_at(end), Some('/' | '-'))
            && !self.char_at(end).is_some_and(char::is_alphanumeric);
        if !(numerator_is_plain && listed && ends && amount.value < whole.value)
            || amount.value.is_zero()
        {
            return None;
        }
        self.fraction(amount.value, whole.value, end)
    }

    /// `every third` of "every third prisoner is foreign"; no time, no order.
    pub(super) fn every_nth(&self, token: &Token) -> Option<(usize, Part)> {
        let nth = *self.lexicon.nths.get(token.id?)?;
        let every = self.previous_is(token.start, Role::EachNth)?;
        let next = self.next(token.end);
        let ends =
            next.is_none_or(|next| matches!(self.char_at(next.start), Some('.' | ';' | '!')));
        let noun = next.is_some_and(|next| next.kind == TokenKind::Word && next.gap == Gap::Space);
        if !(ends || noun) || self.unit(token.end).is_some() {
            return None;
        }
        let whole = Decimal::from(nth);
        let part = Part::Fraction {
            end: token.end,
            value: Decimal::ONE.checked_div(whole)?,
            precision: Precision::OneIn(whole),
        };
        Some((every.start, part))
    }

    /// `six to one`, `3:1`.
    fn odds(&self, amount: &Amount, at: usize) -> Option<Part> {
        let one = self.next(at)?;
        let is_one = self.is(&one, Role::One) || self.slice(one.start, one.end) == "1";
        let attached = self.char_at(one.end).is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, ',' | '.' | ':' | '%') && self.digit_at(one.end + 1)
        });
        let goes_on = self.next(one.end).is_some_and(|token| {
            self.is(&token, Role::Of)
                || self.unit(one.end).is_some()
                || token.id.is_some_and(|id| self.lexicon.scales.contains(id))
        }) || self.lexicon.part_of.find(self, one.end).is_some();
        let moved = self.previous_is(amount.start, Role::From).is_some();
        let fits = amount.value > Decimal::ONE && amount.value < Decimal::ONE_THOUSAND;
        (is_one && !attached && !goes_on && !moved && fits).then_some(Part::Multiple {
            end: one.end,
            value: amount.value,
        })
    }
}

fn token_gap(reader: &Reader<'_>, token: &Token) -> Gap {
    reader
        .previous(token.start)
        .map_or(Gap::None, |before| before.gap)
}

impl Reader<'_> {
    /// The part that a count from `start` on is of a whole before it: "out of every ten inmates, six".
    pub(super) fn part_of_whole(
        &self,
        count: &Quantity,
        whole: &Number,
        start: usize,
    ) -> Option<Quantity> {
        const LINK: usize = 3;
        let (numerator, denominator) = (count.value?, whole.quantity.value?);
        let small = numerator.is_integer() && numerator <= denominator;
        if !small || count.high.is_some() || !is_usual_whole(denominator) {
            return None;
        }
        let mut link = whole.span.start;
        let linked = (0..LINK).any(|_| {
            let Some(token) = self.previous(link) else {
                return false;
            };
            link = token.start;
            let found = self.lexicon.part_of.find(self, link);
            found.is_some_and(|found| found.end <= whole.span.start)
        });
        let near = denominator <= Decimal::ONE_HUNDRED && self.leads_to(whole.span.end, start);
        let value = numerator.checked_div(denominator)?;
        (linked && near).then(|| Quantity {
            kind: Kind::Fraction,
            value: Some(value),
            precision: precision(numerator, denominator),
            ..count.clone()
        })
    }
}

/// "two suspects out of three": both small and in words.
fn is_part_in_words(amount: &Amount, whole: &Amount) -> bool {
    let in_words = amount.words && whole.words;
    in_words && amount.value < whole.value && whole.value <= Decimal::TEN
}

/// What "three in N" usually has for N.
fn is_usual_whole(whole: Decimal) -> bool {
    let small = whole >= Decimal::from(3) && whole <= Decimal::TEN;
    small
        || [20_u32, 25, 50, 100, 1000, 10_000, 100_000, 1_000_000]
            .iter()
            .any(|&usual| Decimal::from(usual) == whole)
}

fn precision(numerator: Decimal, denominator: Decimal) -> Precision {
    if PLAIN
        .iter()
        .any(|&plain| Decimal::from(plain) == denominator)
    {
        return Precision::PlainFraction;
    }
    let power = [2, 3, 4, 5, 6].iter().any(|&places| {
        Decimal::try_from_i128_with_scale(1, places)
            .is_ok_and(|step| step.checked_mul(denominator) == Some(Decimal::ONE))
    });
    let hundredth = Decimal::ONE.checked_div(denominator).filter(|_| power);
    match hundredth {
        // "98 out of 100" is a percentage.
        Some(step) if numerator > Decimal::ONE => Precision::Step(step),
        _ => Precision::OneIn(denominator),
    }
}

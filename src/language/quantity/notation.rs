//! Digits whose notation alone says that they are no amount: dates, times,
//! years, ordinals, telephone numbers, sections, list numbers.

use super::{
    amount::Amount,
    cursor::{Gap, Reader, Token, TokenKind, is_hyphen},
    lexicon::{LeadKind, Role},
    number::TakenFor,
};
use crate::{number::Decimal, text::Span};

type Noted = Option<(Span, TakenFor)>;

impl Reader<'_> {
    /// What the digits at `at` are by their notation, if they are no amount.
    pub(super) fn notation(&self, at: usize) -> Noted {
        if !self.digit_at(at) {
            return None;
        }
        let end = self.digits_end(at);
        self.attached_name(at, end)
            .or_else(|| self.with_slashes(at, end))
            .or_else(|| self.chained(at, end))
            .or_else(|| self.clock(at, end))
            .or_else(|| self.suffixed(at, end))
            .or_else(|| self.telephone(at, end))
            .or_else(|| self.month_date(at, end))
            .or_else(|| self.list_number(at, end))
            .or_else(|| self.year(at))
    }

    fn length(&self, at: usize) -> usize {
        self.digits_end(at) - at
    }

    fn small(&self, start: usize, end: usize) -> Option<u32> {
        self.slice(start, end).parse().ok()
    }

    /// `A16`, `MS-13`: digits that go on from letters.
    fn attached_name(&self, at: usize, end: usize) -> Noted {
        let before = self.previous(at)?;
        // "section 72(2)"
        let bracketed = self.char_at(before.start) == Some('(')
            && before.gap == Gap::None
            && self
                .char_before(before.start)
                .is_some_and(char::is_alphanumeric);
        if bracketed && self.char_at(end) == Some(')') {
            return Some((Span::new(at, end), TakenFor::Identifier));
        }
        if before.kind != TokenKind::Word || before.gap == Gap::Space {
            return None;
        }
        let money = self
            .lexicon
            .leads
            .find(self, at)
            .is_some_and(|lead| lead.meaning.kind == LeadKind::Money);
        let plain = self.is(&before, Role::PlainPrefix)
            || before.id.is_some_and(|id| self.lexicon.months.contains(id))
            || before.gap == Gap::Hyphen
                && (!self.is_capitalised(&before) || self.is(&before, Role::RangeLink));
        if plain || money && !self.names_road(&before, at) {
            return None;
        }
        let rest = self.text.get(end..)?;
        let more = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let mut end = end + more;
        // "GAO-21-433"
        while before.gap == Gap::Hyphen
            && self.char_at(end).is_some_and(is_hyphen)
            && self.digit_at(end + 1)
        {
            end = self.digits_end(end + 1);
        }
        Some((Span::new(before.start, end), TakenFor::Identifier))
    }

    /// `R2`, `R101 road`: the letter of a currency before digits that are more likely a
    /// name; sums are longer, or have separators or a scale.
    fn names_road(&self, letter: &Token, at: usize) -> bool {
        if letter.end - letter.start > 1 {
            return false;
        }
        let digits = self.amount(at).and_then(|amount| {
            let road = self.next_is(amount.end, Role::Street).is_some();
            amount.plain.map(|length| (length, road))
        });
        digits.is_some_and(|(length, road)| length <= 2 || road && length <= 3)
    }

    /// `30/06/2025`, `9/11`, `2023/24`; fractions and rates are left to others.
    fn with_slashes(&self, at: usize, end: usize) -> Noted {
        if self.char_at(end) != Some('/') || !self.digit_at(end + 1) {
            return None;
        }
        let second_end = self.digits_end(end + 1);
        let lengths = (end - at, second_end - end - 1);
        if self.char_at(second_end) == Some('/') && self.digit_at(second_end + 1) {
            let last = self.digits_end(second_end + 1);
            return Some((Span::new(at, last), TakenFor::Date));
        }
        if lengths.0 == 4 && (lengths.1 == 2 || lengths.1 == 4) && self.is_year(at, end) {
            return Some((Span::new(at, second_end), TakenFor::Year));
        }
        if lengths.0 > 2 || lengths.1 > 2 {
            return None;
        }
        let denominator = self.small(end + 1, second_end)?;
        let numerator = self.small(at, end)?;
        let fraction =
            numerator < denominator && self.lexicon.slash_denominators.contains(&denominator);
        let part = self.char_at(second_end).is_some_and(char::is_alphanumeric);
        (!fraction && !part && numerator != 0)
            .then_some((Span::new(at, second_end), TakenFor::Date))
    }

    pub(super) fn is_year(&self, at: usize, end: usize) -> bool {
        end - at == 4
            && self
                .small(at, end)
                .is_some_and(|year| (1900..2100).contains(&year))
    }

    /// `2024-06-30`, `30.06.2025`, `3.2.1`, `020-555-0123`.
    fn chained(&self, at: usize, end: usize) -> Noted {
        let separator = self.char_at(end).filter(|c| matches!(c, '-' | '.'))?;
        let mut lengths = vec![end - at];
        let mut last = end;
        while self.char_at(last) == Some(separator) && self.digit_at(last + 1) {
            let next = self.digits_end(last + 1);
            lengths.push(next - last - 1);
            last = next;
        }
        let span = Span::new(at, last);
        let goes_on = self.char_at(last) == Some(',') && self.digit_at(last + 1);
        match (separator, lengths.as_slice()) {
            (_, [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 2 | 4]) => Some((span, TakenFor::Date)),
            ('.', [_, 3, rest @ ..]) if !rest.is_empty() && rest.iter().all(|&l| l == 3) => None,
            ('.', [_, _, _, ..]) if !goes_on => Some((span, TakenFor::Identifier)),
            ('-', [_, _, _, ..]) => Some((span, TakenFor::Identifier)),
            ('-', [3, 4]) if self.char_at(end + 1) == Some('0') => {
                Some((span, TakenFor::Identifier))
            }
            _ => None,
        }
    }

    /// `10:30`.
    fn clock(&self, at: usize, end: usize) -> Noted {
        let minutes_end = self.digits_end(end + 1);
        let colon = self.char_at(end) == Some(':') && minutes_end == end + 3;
        let fits = colon
            && self.small(at, end).is_some_and(|hours| hours < 25)
            && self
                .small(end + 1, minutes_end)
                .is_some_and(|minutes| minutes < 60);
        if !fits {
            return None;
        }
        let half = self
            .unit(minutes_end)
            .filter(|unit| unit.meaning == super::lexicon::UnitKind::Clock);
        let last = half.map_or(minutes_end, |unit| unit.end);
        Some((Span::new(at, last), TakenFor::TimeOfDay))
    }

    /// `21st`, `1990s`, `20s`, and names such as `4G`.
    fn suffixed(&self, at: usize, end: usize) -> Noted {
        let suffix = self.next(end)?;
        let apostrophe = matches!(self.char_at(end), Some('\'' | '’'));
        let decade = self.is(&suffix, Role::PluralSuffix)
            || apostrophe && self.next_is(suffix.end, Role::PluralSuffix).is_some();
        if suffix.gap != Gap::None || suffix.kind != TokenKind::Word && !apostrophe {
            return None;
        }
        if decade {
            return self.decade(at, end);
        }
        if apostrophe {
            return None;
        }
        if self.is(&suffix, Role::OrdinalSuffix) {
            let date = self.month_after(suffix.end).filter(|_| end - at <= 2);
            return Some(match date {
                Some(last) => (Span::new(at, last), TakenFor::Date),
                None => (Span::new(at, suffix.end), TakenFor::Ordinal),
            });
        }
        let known = suffix.id.is_some_and(|id| {
            self.lexicon.short_scales.contains(id) || self.lexicon.scales.contains(id)
        }) || self.unit(end).is_some()
            || self.lexicon.bounds_after.find(self, end).is_some();
        (!known).then(|| {
            (
                Span::new(at, self.alphanumeric_end(end)),
                TakenFor::Identifier,
            )
        })
    }

    fn alphanumeric_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        at + rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len())
    }

    fn decade(&self, at: usize, end: usize) -> Noted {
        let apostrophe = self.char_at(end).filter(|c| !c.is_alphabetic());
        let last = self.alphanumeric_end(end + apostrophe.map_or(0, char::len_utf8));
        let span = Span::new(at, last);
        let value = self.small(at, end)?;
        if end - at == 4 {
            return Some((span, TakenFor::Year));
        }
        let before = self.previous(at)?;
        if end - at != 2 {
            return None;
        }
        let aged = self.is(&before, Role::Possessive)
            || self.is(&before, Role::AgeBound)
            || !value.is_multiple_of(10);
        Some((span, if aged { TakenFor::Age } else { TakenFor::Year }))
    }

    /// `+44 20 7946 0958`, `0800 123 456`: a plus or a leading zero, then groups.
    fn telephone(&self, at: usize, end: usize) -> Noted {
        let plus = self.char_before(at) == Some('+') && end - at <= 3;
        let zero = self.char_at(at) == Some('0') && end - at > 1;
        let groups = |mut last: usize| {
            while let Some(group) = self
                .next(last)
                .filter(|group| group.kind == TokenKind::Digits && group.gap != Gap::None)
            {
                last = group.end;
            }
            last
        };
        if zero && !matches!(self.char_at(end), Some('.' | ',')) {
            return Some((Span::new(at, groups(end)), TakenFor::Identifier));
        }
        if !plus {
            return None;
        }
        let last = groups(end);
        (last > end + 5).then_some((Span::new(at, last), TakenFor::Identifier))
    }

    fn month(&self, token: &Token) -> Option<u32> {
        let month = *self.lexicon.months.get(token.id?)?;
        self.is_capitalised(token).then_some(month)
    }

    /// The end of a month and its year after a day that ends at `at`.
    fn month_after(&self, at: usize) -> Option<usize> {
        let mut token = self.next(at).filter(|token| token.gap != Gap::None)?;
        if self.is(&token, Role::Of) {
            token = self.next(token.end)?;
        }
        self.month(&token)?;
        Some(self.year_after(token.end).unwrap_or(token.end))
    }

    /// The end of a year after `at`, a comma or the point of an abbreviation between them allowed.
    fn year_after(&self, at: usize) -> Option<usize> {
        let mut token = self.next(at)?;
        if token.kind == TokenKind::Symbol && matches!(self.char_at(token.start), Some(',' | '.')) {
            token = self.next(token.end)?;
        }
        let year = token.kind == TokenKind::Digits && self.is_year(token.start, token.end);
        (year && !self.has_unit(token.end)).then_some(token.end)
    }

    fn has_unit(&self, end: usize) -> bool {
        self.unit(end).is_some()
            || self
                .next(end)
                .is_some_and(|token| token.id.is_some_and(|id| self.lexicon.scales.contains(id)))
    }

    /// `30 June 2025`, `June 30, 2025`, `June 2025`.
    fn month_date(&self, at: usize, end: usize) -> Noted {
        let length = end - at;
        let day = length <= 2
            && self
                .small(at, end)
                .is_some_and(|day| (1..32).contains(&day));
        if day && let Some(last) = self.month_after(end) {
            return Some((Span::new(at, last), TakenFor::Date));
        }
        let mut before = self.previous(at).filter(|token| token.gap != Gap::None)?;
        let point = self.char_at(before.start) == Some('.');
        if point || self.char_at(before.start) == Some(',') && length == 4 {
            before = self.previous(before.start)?;
        }
        self.month(&before)?;
        if self.is_year(at, end) && !self.has_unit(end) {
            let last = self.year_span_end(end);
            return Some((Span::new(before.start, last), TakenFor::Date));
        }
        if !day || self.char_at(end) == Some(',') && self.digit_at(end + 1) || self.has_unit(end) {
            return None;
        }
        let span_end = self.year_after(end).unwrap_or(end);
        // "In March 20 men": a month after "in" has no day.
        let counted = span_end == end
            && self.next(end).is_some_and(|token| {
                token.kind == TokenKind::Word && !self.is(&token, Role::PronounAfter)
            })
            && self
                .previous(before.start)
                .is_some_and(|word| self.is(&word, Role::YearBefore));
        let range_end = self.day_range_end(span_end);
        (!counted && !self.has_decimals(end)).then(|| {
            (
                Span::new(before.start, range_end.max(span_end)),
                TakenFor::Date,
            )
        })
    }

    fn has_decimals(&self, end: usize) -> bool {
        self.char_at(end) == Some('.') && self.digit_at(end + 1)
    }

    /// The end of `-10` in `June 8-10`, of `and 19` in `June 6 and 19,`.
    fn day_range_end(&self, end: usize) -> usize {
        let day = |token: &Token| token.kind == TokenKind::Digits && token.end - token.start <= 2;
        let Some(next) = self.next(end) else {
            return end;
        };
        if next.gap == Gap::Hyphen && day(&next) {
            return next.end;
        }
        let linked = Some(next).filter(|next| self.is(next, Role::RangeLink));
        let last = linked.and_then(|next| self.next(next.end)).filter(day);
        let closed = |last: &Token| {
            let after = self.next(last.end);
            !self.has_decimals(last.end)
                && after.is_none_or(|after| {
                    after.kind == TokenKind::Symbol
                        && !matches!(self.char_at(after.start), Some('%' | '/'))
                })
        };
        last.filter(closed).map_or(end, |last| last.end)
    }

    /// The end of `2015-18`, `2015–2018` when the first year ends at `end`.
    fn year_span_end(&self, end: usize) -> usize {
        let Some(dash) = self.char_at(end).filter(|&c| is_hyphen(c) || c == '–') else {
            return end;
        };
        let from = end + dash.len_utf8();
        let last = self.digits_end(from);
        let fits = last - from == 2 || self.is_year(from, last);
        if fits && !self.char_at(last).is_some_and(char::is_alphanumeric) {
            last
        } else {
            end
        }
    }

    /// `1.` or `(1)` that opens a block; `[12]` anywhere.
    fn list_number(&self, at: usize, end: usize) -> Noted {
        let (before, after) = (self.char_before(at), self.char_at(end));
        let span = Span::new(at, end);
        if before == Some('[') && after == Some(']') {
            return Some((span, TakenFor::ListNumber));
        }
        let opens = self
            .slice(0, at)
            .chars()
            .all(|c| c.is_whitespace() || c == '(');
        let spaced = self.char_at(end + 1).is_none_or(char::is_whitespace);
        (opens && end - at <= 2 && matches!(after, Some('.' | ')')) && spaced)
            .then_some((span, TakenFor::ListNumber))
    }

    fn year(&self, at: usize) -> Noted {
        if self.length(at) != 4 {
            return None;
        }
        let amount = self.amount(at)?;
        if amount.plain != Some(4) || self.has_unit(amount.end) || self.is_money(at) {
            return None;
        }
        let year = if amount.like_year() {
            self.modern_year(&amount)
        } else {
            let old = amount.value >= Decimal::ONE_THOUSAND && amount.value < Decimal::from(1900);
            old && self.previous_is(at, Role::YearBefore).is_some() && !self.counts_next(&amount)
        };
        let span = Span::new(at, self.year_span_end(amount.end));
        year.then_some((span, TakenFor::Year))
    }

    fn counts_next(&self, amount: &Amount) -> bool {
        self.next(amount.end).is_some_and(|token| {
            token.kind == TokenKind::Word
                && token.gap == Gap::Space
                && !self.is(&token, Role::PronounAfter)
        })
    }

    fn modern_year(&self, amount: &Amount) -> bool {
        let at = amount.start;
        if self.rate(amount).is_some() && self.per_directly(amount) {
            return false;
        }
        let named = self.previous_is(at, Role::YearBefore).is_some();
        let counted = self.next_is(amount.end, Role::Counted).is_some();
        if self.lexicon.per_before.find(self, at).is_some() {
            return false;
        }
        match self.lexicon.bounds_before.find(self, at) {
            Some(bound) if bound.gap == Gap::Hyphen => true,
            Some(bound) => {
                let dated = self.previous_is(bound.start, Role::YearBefore).is_some();
                dated || !self.counts_next(amount)
            }
            None => named || !counted,
        }
    }

    fn per_directly(&self, amount: &Amount) -> bool {
        self.lexicon.per.find(self, amount.end).is_some()
    }

    pub(super) fn is_money(&self, at: usize) -> bool {
        self.lexicon
            .leads
            .find(self, at)
            .is_some_and(|lead| lead.meaning.kind == LeadKind::Money)
    }

    /// `52-48`, `5-4`: two small numbers, the first no smaller.
    pub(super) fn score(&self, at: usize) -> Noted {
        let end = self.digits_end(at);
        let dash = self.char_at(end).filter(|&c| is_hyphen(c) || c == '–')?;
        let from = end + dash.len_utf8();
        let last = self.digits_end(from);
        let (one, two) = (self.small(at, end)?, self.small(from, last)?);
        let ends = !self.char_at(last).is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '%' | '.' | ',') && self.digit_at(last + 1)
        });
        let fits = one >= two && one <= 435 && self.length(from) <= 3 && ends;
        (fits && self.unit(last).is_none()).then_some((Span::new(at, last), TakenFor::Score))
    }
}

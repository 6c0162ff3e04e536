//! Numbers in digits: groups of thousands, decimals, and the few places where
//! a comma is a decimal sign.

use super::cursor::Reader;
use crate::number::Decimal;

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) decimals: u32,
    /// How many digits, where they stand without separator or decimals.
    pub(super) plain: Option<usize>,
    /// Whether thousands are set apart.
    pub(super) grouped: bool,
}

impl Reader<'_> {
    /// The number in digits that begins at `at`.
    pub(super) fn digits(&self, at: usize) -> Option<Digits> {
        if !self.digit_at(at) {
            return self.leading_point(at);
        }
        let (whole_end, separator) = self.grouped(at);
        let decimal_signs: &[char] = match separator {
            None | Some(',' | '\'' | '’') => &['.', '·'],
            Some('.') => &[','],
            Some(_) => &['.', ',', '·'],
        };
        let end = self.decimals_end(whole_end, decimal_signs, separator.is_some());
        self.build(at, whole_end, end, separator.is_some())
    }

    /// The number at `at` read with a decimal comma (`34,5`), where it could be one.
    pub(super) fn comma_digits(&self, at: usize) -> Option<Digits> {
        let whole_end = self.digits_end(at);
        let comma = self.char_at(whole_end) == Some(',');
        let end = self.digits_end(whole_end + 1);
        let places = end.saturating_sub(whole_end + 1);
        if !comma || !self.digit_at(at) || places == 0 || places == 3 {
            return None;
        }
        self.build(at, whole_end, end, false)
    }

    /// `.5`, but not the end of `1.2.5`.
    fn leading_point(&self, at: usize) -> Option<Digits> {
        if self.char_at(at) != Some('.') || !self.digit_at(at + 1) {
            return None;
        }
        self.build(at, at, self.digits_end(at + 1), false)
    }

    /// The end of the whole part and the sign that sets its thousands apart.
    fn grouped(&self, at: usize) -> (usize, Option<char>) {
        let first_end = self.digits_end(at);
        let plain = (first_end, None);
        if first_end - at > 3 || self.slice(at, first_end).starts_with('0') {
            return plain;
        }
        let Some(separator) = self.char_at(first_end) else {
            return plain;
        };
        if !matches!(
            separator,
            ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}'
        ) {
            return plain;
        }
        let mut end = first_end;
        let mut groups = 0;
        while self.char_at(end) == Some(separator) {
            let from = end + separator.len_utf8();
            let to = self.digits_end(from);
            if to - from != 3 {
                break;
            }
            end = to;
            groups += 1;
        }
        // A single point before three digits is a decimal point in English.
        let continental = groups > 1 || self.char_at(end) == Some(',') && self.digit_at(end + 1);
        if groups == 0 || separator == '.' && !continental {
            return plain;
        }
        (end, Some(separator))
    }

    fn decimals_end(&self, whole_end: usize, signs: &[char], grouped: bool) -> usize {
        let Some(sign) = self.char_at(whole_end).filter(|c| signs.contains(c)) else {
            return whole_end;
        };
        let from = whole_end + sign.len_utf8();
        let end = self.digits_end(from);
        // "3.2.1" is a section or a version; "1 234, 500" is two numbers.
        let chained = sign == '.' && self.char_at(end) == Some('.') && self.digit_at(end + 1);
        if end == from || chained || grouped && sign == ',' && end - from > 2 {
            return whole_end;
        }
        end
    }

    fn build(&self, start: usize, whole_end: usize, end: usize, grouped: bool) -> Option<Digits> {
        let mut mantissa: i128 = 0;
        let mut decimals = 0;
        for (offset, byte) in self.slice(start, end).bytes().enumerate() {
            if !byte.is_ascii_digit() {
                continue;
            }
            mantissa = mantissa
                .checked_mul(10)?
                .checked_add(i128::from(byte - b'0'))?;
            decimals += u32::from(start + offset >= whole_end);
        }
        Some(Digits {
            end,
            value: Decimal::try_from_i128_with_scale(mantissa, decimals).ok()?,
            decimals,
            plain: (!grouped && end == whole_end).then_some(whole_end - start),
            grouped,
        })
    }
}

//! Ages in a group phrase: "aged 15 to 24" after a noun, "15-24" in a table.

use super::{super::token::TokenKind, Parser};

impl<'r> Parser<'_, 'r> {
    /// "aged 15 to 24", "15-24", "18+", "under 30".
    pub(super) fn age(&mut self) -> bool {
        if !(self.noun || self.whole_label) {
            return false;
        }
        let mut at = self.at;
        let born = self.is_word(at, "before-birth-year");
        if born || self.is_word(at, "before-age") || self.between_ages(at) {
            at += 1;
        } else if !self.whole_label {
            return false;
        }
        let Some(first) = self.number(at) else {
            return false;
        };
        let mut age = first.to_owned();
        at += 1;
        if self.reading.is_mark(at, &['-', '–']) || self.is_word(at, "age-range") {
            if let Some(second) = self.number(at + 1) {
                age = format!("{age}-{second}");
                at += 2;
            }
        } else if self.reading.is_mark(at, &['+']) {
            age.push('+');
            at += 1;
        }
        if born {
            age = format!("born {age}");
        }
        self.group.age = Some(age);
        self.at = at;
        self.end = at;
        true
    }

    /// "under 30", "between 18 and 25" after people, where the number is of years: two digits, and no unit behind.
    fn between_ages(&self, at: usize) -> bool {
        if self.whole_label || !self.is_word(at, "before-age-limit") {
            return false;
        }
        let years = |at: usize| self.number(at).is_some_and(|text| text.len() == 2);
        let end = if self.is_word(at + 2, "age-range") && years(at + 3) {
            at + 4
        } else {
            at + 2
        };
        let unit = self.reading.row.get(end).is_some_and(|token| {
            token.kind == TokenKind::Number
                || self.reading.is_mark(end, &['%', '‰', '/', ':'])
                || (self.reading.is_mark(end, &['.', ',']) && self.number(end + 1).is_some())
                || self.is_word(end, "percent-word")
        });
        years(at + 1) && !unit
    }

    fn number(&self, at: usize) -> Option<&'r str> {
        let token = self.reading.row.get(at)?;
        (token.kind == TokenKind::Number).then_some(token.written)
    }
}

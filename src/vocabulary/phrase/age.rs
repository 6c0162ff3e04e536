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
        if born || self.is_word(at, "before-age") {
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

    fn number(&self, at: usize) -> Option<&'r str> {
        let token = self.reading.row.get(at)?;
        (token.kind == TokenKind::Number).then(|| token.of(self.reading.text))
    }
}

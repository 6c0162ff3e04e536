//! Times told by who was in office or by what happened: `under the last government`,
//! `Obama's final year`, `after the July riots`.

use super::parser::{Form, Parser};
use super::token::TokenKind;
use super::words::Class;

/// Most tokens between `under` and `government`.
const REIGN: usize = 6;
/// Most tokens before the noun of an event: `the High Court's ruling`.
const EVENT: usize = 6;
/// Most words of a name.
const NAME: usize = 2;

impl Parser<'_> {
    /// `under the Biden administration`, `during the Merkel years`, `under Mayor Jones`; and what
    /// is told from a term's parts.
    pub(super) fn reign(&self, at: usize) -> Option<Form> {
        self.part_of_term(at).or_else(|| {
            self.is(at, Class::Under)
                .then(|| self.government(at).or_else(|| self.ruler(at)))?
        })
    }

    fn government(&self, at: usize) -> Option<Form> {
        let first = at + 1;
        for next in first..=first + REIGN {
            let named = next > first && self.is_capitalised(next - 1);
            let of_name = named && self.is(next, Class::Era);
            if next > first && (self.is(next, Class::Government) || of_name) {
                let owns = self.owner_mark(next + 1).is_some();
                return (!owns).then(|| Form::new(at, next + 1, None));
            }
            let classes = [
                Class::The,
                Class::Last,
                Class::This,
                Class::Those,
                Class::Same,
                Class::Next,
                Class::Whose,
                Class::Governing,
            ];
            let known = classes.iter().any(|&class| self.is(next, class));
            let ordinal = self.entry(next).ordinal.is_some();
            let mark = self.text_of(next) == "-" || self.owner_mark(next).is_some();
            let inner = mark || self.owner_mark(next.wrapping_sub(1)).is_some();
            if !(known || ordinal || inner || self.is_capitalised(next)) {
                return None;
            }
        }
        None
    }

    /// `under President Macron`, `under Sheriff Dale Jones`.
    fn ruler(&self, at: usize) -> Option<Form> {
        let mut next = at + 1;
        while self.is(next, Class::Title) {
            next += 1;
        }
        let name = next;
        while next - name < NAME && self.is_name(next) {
            next += 1;
        }
        let owns = self.owner_mark(next).is_some();
        (name > at + 1 && next > name && !owns).then(|| Form::new(at, next, None))
    }

    fn is_name(&self, at: usize) -> bool {
        self.is_capitalised(at) && self.kind(at) == Some(TokenKind::Word)
    }

    /// The token behind the mark of an owner at `at`: `Obama's`.
    pub(super) fn owner_mark(&self, at: usize) -> Option<usize> {
        let mark = matches!(self.text_of(at), "'" | "’") && self.joined(at);
        (mark && self.text_of(at + 1) == "s" && self.joined(at + 1)).then_some(at + 2)
    }

    /// `his first year in office`, `the operation's first two months`, `Obama's second term`.
    fn part_of_term(&self, at: usize) -> Option<Form> {
        let entry = self.entry(at);
        let owner = match at.checked_sub(3) {
            Some(owner) if self.owner_mark(owner + 1) == Some(at) => owner,
            _ => at.checked_sub(1).filter(|at| self.is(*at, Class::Whose))?,
        };
        if !(entry.ordinal.is_some() || entry.is(Class::Last) || entry.is(Class::Opening)) {
            return None;
        }
        let mut next = self.skip(at + 1, Class::Same);
        next += usize::from(self.count(next).is_some());
        let unit = self.entry(next);
        let term = self.is(next, Class::Term);
        if !(term || unit.months.is_some() || unit.days.is_some()) {
            return None;
        }
        let mut end = next + 1;
        if self.is(end, Class::In) {
            // "his second year in prison"
            if !self.is(end + 1, Class::Office) {
                return None;
            }
            end += 2;
        }
        let mut first = owner;
        while first > 1 && owner - first < NAME && self.is_name(first - 1) {
            first -= 1;
        }
        if first > 0 && self.is(first - 1, Class::The) {
            first -= 1;
        }
        Some(Form::new(first, end, None))
    }

    /// `after the July riots`, `since the High Court's ruling`.
    pub(super) fn event(&self, at: usize, since: bool) -> Option<Form> {
        let led = if since { Class::Since } else { Class::Around };
        if !self.is(at, led) || !self.is(at + 1, Class::The) {
            return None;
        }
        let first = at + 2;
        for next in first..first + EVENT {
            if self.is(next, Class::Happening) && !self.is(next + 1, Class::Happening) {
                return Some(Form::new(at, next + 1, None));
            }
            let joins = [Class::Of, Class::In, Class::From, Class::To, Class::And];
            let apart = self.kind(next) == Some(TokenKind::Punctuation) && !self.joined(next);
            if apart || joins.iter().any(|&class| self.is(next, class)) {
                return None;
            }
        }
        None
    }
}

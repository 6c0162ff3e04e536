//! How long: `in the last 10 years`, `in less than two years`, `a seven-day operation`,
//! `ten years ago`.

use jiff::civil::Date;

use crate::number::Period;

use super::calendar;
use super::parser::{Form, Parser};
use super::token::TokenKind;
use super::words::{Class, Entry};

/// Most words that limit a length: `in little more than`.
const LIMITS: usize = 4;

/// A length as it is written, up to where its unit ends.
struct Length {
    end: usize,
    unit: Entry,
    count: Option<u16>,
    several: bool,
    /// `the`
    definite: bool,
    qualified: Option<Class>,
    /// The last day of a length that has passed: today, or before the time that
    /// `the previous twelve months` are told from.
    until: Option<Date>,
    /// `less than`
    limited: bool,
}

impl Parser<'_> {
    /// `in the last 10 years`, `over five years`, `the past two years`, `ten years ago`.
    pub(super) fn duration(&self, at: usize) -> Option<Form> {
        let within = self.is(at, Class::In);
        let over = self.is(at, Class::Over);
        if over && self.is(at.wrapping_sub(1), Class::NeverOver) {
            return None;
        }
        let led = within || over;
        if led && self.up_to(at + 1).is_some() {
            return None;
        }
        let start = at + usize::from(led);
        let length = self.length(start, led)?;
        let (end, unit) = (length.end, length.unit);
        if let Some(form) = self.back_from(at, end, length.count, unit) {
            return Some(form);
        }
        // `in the five years from 2011 to 2015`
        let named = length.definite && (length.count.is_some() || length.several);
        if let Some(form) = named.then(|| self.led_range(end)).flatten() {
            return Some(Form {
                first: start,
                ..form
            });
        }
        // `in the year after release`
        let links = [Class::Beyond, Class::Since, Class::Of];
        let linked = length.definite && links.iter().any(|&class| self.is(end, class));
        let event = self.skip(end + 1, Class::Whose);
        if linked && self.is(event, Class::Release) {
            return Some(Form::new(at, event + 1, None));
        }
        if !self.is_length(at, &length) {
            return None;
        }
        let tail = self.tail(&length);
        // `in three quarters of the cases`: a fraction.
        if tail.is_none() && self.is(end - 1, Class::Quarter) && self.is(end, Class::Of) {
            return None;
        }
        // `over five years` or `in the two years` need not be the last ones.
        let qualified = length.qualified;
        let recent = qualified == Some(Class::Last)
            || (qualified.is_none() && within && !length.definite && !length.limited);
        let value = if let Some((_, value)) = tail {
            value
        } else if recent && !length.several {
            let count = length.count.unwrap_or(1);
            length.until.and_then(|end| up_to(end, count, unit))
        } else {
            None
        };
        // `over the last two years` is `the last two years`, `in five years` stays whole.
        let first = if over && qualified.is_some() {
            start
        } else {
            at
        };
        Some(Form::new(first, tail.map_or(end, |(end, _)| end), value))
    }

    /// `the last 10 years`, `little more than a decade`.
    fn length(&self, start: usize, led: bool) -> Option<Length> {
        let mut next = start;
        if led {
            while next - start < LIMITS && self.is(next, Class::Limit) {
                next += 1;
            }
        }
        let limited = next > start;
        let definite = self.is(next, Class::The);
        next += usize::from(definite);
        let qualified = [
            Class::Last,
            Class::This,
            Class::Same,
            Class::Next,
            Class::Those,
        ]
        .into_iter()
        .find(|&class| self.is(next, class));
        let named = self.previous.filter(|_| self.is(next, Class::Previous));
        let until = named.map_or(self.today, |named| named.start.yesterday().ok());
        next += usize::from(qualified.is_some());
        let mut count = self.count(next);
        let several = count.is_none() && self.is(next, Class::Several);
        let article = count.is_none() && qualified.is_none() && self.is(next, Class::A);
        next += usize::from(count.is_some() || several || article);
        // `six-plus years`
        if self.text_of(next) == "-" && self.is(next + 1, Class::Plus) {
            next += 2;
        }
        // `the past couple of years`
        if several && self.is(next, Class::Of) {
            next += 1;
        }
        if article {
            count = Some(1);
        }
        let unit = self.entry(next);
        let quarter = article && self.is(next, Class::Quarter);
        // "in a quarter of cases"
        if unit.months.or(unit.days).is_none() || (quarter && self.is(next + 1, Class::Of)) {
            return None;
        }
        Some(Length {
            end: next + 1,
            unit: *unit,
            count,
            several,
            definite,
            qualified,
            until,
            limited,
        })
    }

    /// Whether a length that stands at `at` tells when something was counted.
    fn is_length(&self, at: usize, length: &Length) -> bool {
        let within = self.is(at, Class::In);
        let over = self.is(at, Class::Over);
        let counted = length.count.is_some() || length.several;
        match length.qualified {
            Some(Class::Last | Class::Same) => counted || length.unit.months > Some(1),
            Some(Class::Next) => length.unit.months.is_some(),
            Some(Class::Those) => (within || over) && (counted || length.unit.months.is_some()),
            Some(_) => length.unit.months.is_some() && !counted,
            None => {
                let bounded = self.is(at, Class::Within) || !self.is(length.end, Class::OverNever);
                counted && (within || (over && bounded))
            }
        }
    }

    /// What a length goes on with: `of 2022`, `since`, `after 2010`.
    fn tail(&self, length: &Length) -> Option<(usize, Option<Period>)> {
        let end = length.end;
        let last = length.qualified == Some(Class::Last);
        if !(length.definite || last) {
            return None;
        }
        let months = i64::from(length.unit.months?) * i64::from(length.count.unwrap_or(1));
        if self.is(end, Class::Of) && last {
            let whole = self.point(end + 1)?;
            let value = self.place(&whole, None);
            let value = value.filter(|_| length.count.is_some());
            let value = value.and_then(|whole| calendar::ending(whole.end, months));
            return Some((whole.end, value));
        }
        let since = self.is(end, Class::Since);
        if !(since || self.is(end, Class::From) || self.is(end, Class::Beyond)) {
            return None;
        }
        match self.point(end + 1) {
            Some(point) => Some((point.end, None)),
            // `in the two years since`
            None => (since && length.definite).then_some((end + 1, None)),
        }
    }

    /// `two years ago`, `five years earlier`, `ten years on`.
    fn back_from(&self, at: usize, end: usize, count: Option<u16>, unit: Entry) -> Option<Form> {
        let ago = self.is(end, Class::Ago);
        let ends = self
            .kind(end + 1)
            .is_none_or(|kind| kind == TokenKind::Punctuation);
        let opens = at == 0
            || self.kind(at - 1) == Some(TokenKind::Punctuation)
            || self.is(at - 1, Class::And);
        let later = self.is(end, Class::Later) && (opens || ends);
        if later || ends && self.is(end, Class::On) {
            return count.map(|_| Form::new(at, end + 1, None));
        }
        if !ago && !self.is(end, Class::Earlier) {
            return None;
        }
        let length = i64::from(count?) * i64::from(unit.months?);
        let from = match (ago, self.previous) {
            (false, Some(previous)) => Some(previous),
            _ => self.today.and_then(|today| {
                if length % 12 == 0 {
                    Period::year(today.year())
                } else {
                    Period::month(today.year(), today.month())
                }
            }),
        };
        let value = from.and_then(|from| calendar::back(from, length));
        Some(Form::new(at, end + 1, value))
    }

    /// `a five-year period`, `the weeklong operation`, `a recent seven-year period to 2022`.
    pub(super) fn spell(&self, at: usize) -> Option<Form> {
        let led = self.is(at, Class::In) || self.is(at, Class::Over);
        let start = at + usize::from(led);
        let opens = [Class::The, Class::A, Class::This, Class::Those];
        if !opens.iter().any(|&class| self.is(start, class)) {
            return None;
        }
        let mut next = start + 1;
        for class in [Class::Several, Class::Last, Class::Same] {
            next = self.skip(next, class);
        }
        let dash = |at: usize| matches!(self.text_of(at), "-" | "‑") && self.joined(at);
        let mut months = None;
        if self.is(next, Class::Lasting) {
            next += 1;
        } else {
            let count = self.count(next);
            let unit_at = if count.is_some() {
                if !dash(next + 1) {
                    return None;
                }
                next + 2
            } else {
                next
            };
            let unit = self.entry(unit_at);
            unit.months.or(unit.days)?;
            next = unit_at + 1;
            let long = next + usize::from(dash(next));
            if self.is(long, Class::Long) {
                next = long + 1;
            } else if count.is_none() {
                return None;
            }
            months = unit
                .months
                .map(|months| i64::from(months) * i64::from(count.unwrap_or(1)));
        }
        if !self.is(next, Class::Spell) {
            return None;
        }
        let end = next + 1;
        if let Some(range) = self.led_range(end) {
            return Some(Form {
                first: start,
                ..range
            });
        }
        // "a two-year period of detention"
        if self.is(end, Class::Of) {
            return None;
        }
        let to = self.is(end, Class::Ending).then(|| self.point(end + 1));
        if let Some(to) = to.flatten() {
            let value = self
                .place(&to, None)
                .zip(months)
                .and_then(|(to, months)| calendar::ending(to.end, months));
            return Some(Form::new(start, to.end, value));
        }
        Some(Form::new(start, end, None))
    }
}

/// So many units up to a day.
fn up_to(end: Date, count: u16, unit: Entry) -> Option<Period> {
    let count = i64::from(count);
    match (unit.months, unit.days) {
        (Some(months), _) => calendar::ending(end, count * i64::from(months)),
        (_, Some(days)) => calendar::days_to(end, count * i64::from(days)),
        _ => None,
    }
}

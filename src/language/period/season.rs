//! Parts of a year and days that are no dates: `the summer of 2018`, `the opening weeks of
//! the year`, `Friday night`, `that September`.

use super::calendar;
use super::parser::Parser;
use super::point::{Read, Weak};
use super::words::Class;

impl Parser<'_> {
    /// `summer 2018`, `the autumn of last year`, `winter 2021/22`.
    pub(super) fn season(&self, at: usize, depth: u8) -> Option<Read> {
        let at = self.skip(at, Class::The);
        let early = self.is(at, Class::Early) || self.is(at, Class::Opening);
        let name = at + usize::from(early);
        let start = self.entry(name).season?;
        let of = self.skip(name + 1, Class::Of);
        let whole = self.whole(of, depth)?;
        let year = self.place(&whole, None)?;
        let first = jiff::civil::Date::new(year.start.year(), start, 1).ok();
        let months = first.and_then(|first| calendar::starting(first, 3));
        Some(Read::period(whole.end, months.filter(|_| !early)))
    }

    /// `the early months of 2024`, `the closing weeks of the year`.
    pub(super) fn vague_part(&self, at: usize, depth: u8) -> Option<Read> {
        let at = self.skip(at, Class::The);
        let entry = self.entry(at);
        let part = [Class::Early, Class::Opening, Class::Last, Class::Same];
        if !(entry.ordinal.is_some() || part.iter().any(|&class| entry.is(class))) {
            return None;
        }
        let unit = self.entry(at + 1);
        unit.months.or(unit.days)?;
        if !self.is(at + 2, Class::Of) {
            return None;
        }
        let whole = self.whole(at + 3, depth)?;
        Some(Read::period(whole.end, None))
    }

    /// `Monday 3 June`, `Friday night`: a day of the week is one where a word leads to it.
    pub(super) fn weekday(&self, at: usize) -> Option<Read> {
        let named = self.is(at, Class::Weekday) && self.is_capitalised(at);
        if !named {
            return None;
        }
        let comma = at + 1 + usize::from(self.text_of(at + 1) == ",");
        if let Some(day) = self.day(comma) {
            return Some(day);
        }
        let end = self.skip(at + 1, Class::PartOfDay);
        let mut read = Read::period(end, None);
        read.weak = Weak::Month;
        Some(read)
    }
}

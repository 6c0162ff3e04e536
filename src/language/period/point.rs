//! The simple parts of period expressions: years, months, days, parts of a year.

use crate::number::Period;

use super::calendar::{self, Point};
use super::parser::Parser;
use super::token::TokenKind;
use super::words::{Class, Meaning};

/// How many parts of parts are read (`the end of the first half of 2020`).
const DEEPEST: u8 = 4;

/// What was read from one token to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    /// The token behind it.
    pub(super) end: usize,
    pub(super) what: What,
    /// What it might be mistaken for without words around that tell.
    pub(super) weak: Weak,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    Point(Point),
    Period(Option<Period>),
}

/// A bare year may be a count, a bare month a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weak {
    No,
    Year,
    Month,
}

impl Read {
    fn point(end: usize, year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Self {
        Self {
            end,
            what: What::Point(Point { year, month, day }),
            weak: Weak::No,
        }
    }

    pub(super) fn period(end: usize, period: Option<Period>) -> Self {
        Self {
            end,
            what: What::Period(period),
            weak: Weak::No,
        }
    }

    /// The year it says.
    pub(super) fn year(&self) -> Option<i16> {
        match self.what {
            What::Point(point) => point.year,
            What::Period(period) => period.map(|period| period.start.year()),
        }
    }

    /// The month it says.
    pub(super) fn month(&self) -> Option<i8> {
        match self.what {
            What::Point(point) => point.month,
            What::Period(_) => None,
        }
    }
}

impl Parser<'_> {
    /// A year, month, day or part of a year at token `at`.
    pub(super) fn point(&self, at: usize) -> Option<Read> {
        if let Some((known, read)) = self.point.get()
            && known == at
        {
            return read;
        }
        let read = self.nested_point(at, DEEPEST);
        self.point.set(Some((at, read)));
        read
    }

    fn nested_point(&self, at: usize, depth: u8) -> Option<Read> {
        let depth = depth.checked_sub(1)?;
        if self.kind(at) == Some(TokenKind::Number) {
            return self.day(at).or_else(|| self.year_form(at));
        }
        // But for "Q2" and "H1", whose letters stand so in the text, the pack knows every first word.
        if self.entries.get(at).is_none_or(|entry| entry.is_nothing())
            && !matches!(self.text_of(at), "Q" | "H")
        {
            return None;
        }
        self.edge(at, depth)
            .or_else(|| self.part_of_year(at, depth))
            .or_else(|| self.vague_part(at, depth))
            .or_else(|| self.season(at, depth))
            .or_else(|| self.named_year(at))
            .or_else(|| self.narrowed(at))
            .or_else(|| self.day(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.month(at))
            .or_else(|| self.year_form(at))
    }

    /// On the calendar, with a year for what has none.
    pub(super) fn place(&self, read: &Read, year: Option<i16>) -> Option<Period> {
        match read.what {
            What::Point(point) => point.place(year, self.today),
            What::Period(period) => period,
        }
    }

    /// `the end of June 2025`, `the start of 2019`, `the end of the year`.
    fn edge(&self, at: usize, depth: u8) -> Option<Read> {
        let at = self.skip(at, Class::The);
        let entry = self.entry(at);
        let edge = [Class::End, Class::Start, Class::Middle]
            .into_iter()
            .find(|&class| entry.is(class));
        // `the last day of April`
        let day = entry.ordinal.filter(|_| self.entry(at + 1).days == Some(1));
        let (edge, of) = match (edge, day) {
            (Some(edge), _) => (edge, at + 1),
            (None, Some(1)) => (Class::Start, at + 2),
            (None, Some(9)) => (Class::End, at + 2),
            _ => return None,
        };
        if !self.is(of, Class::Of) {
            return None;
        }
        let whole = self.whole(of + 1, depth)?;
        let placed = self.place(&whole, None);
        let period = placed.map(|period| match edge {
            Class::End => Period::day(period.end),
            Class::Start => Period::day(period.start),
            _ => period,
        });
        Some(Read::period(whole.end, period))
    }

    /// What a part is of: `2018`, `June 2025`, `the year`, `last year`.
    pub(super) fn whole(&self, at: usize, depth: u8) -> Option<Read> {
        if let Some(read) = self.nested_point(at, depth) {
            return Some(read);
        }
        if let Some((end, meaning)) = self.phrase(at) {
            let yearly = matches!(
                meaning,
                Meaning::ThisYear
                    | Meaning::LastYear
                    | Meaning::NextYear
                    | Meaning::LastMonth
                    | Meaning::ThisMonth
            );
            let unplaced = meaning == Meaning::Unplaced;
            return (yearly || unplaced).then(|| Read::period(end, self.meaning(meaning)));
        }
        let noun = self.skip(at, Class::The);
        let this = self.is(at, Class::This);
        let noun = if this { at + 1 } else { noun };
        let year = self.is(noun, Class::Years) || (this && self.entry(noun).number == Some(1));
        if noun > at && year {
            let year = self.today.and_then(|today| Period::year(today.year()));
            return Some(Read::period(noun + 1, year));
        }
        // `the end of the financial year`, `the end of the month`
        let kind = [
            Class::Financial,
            Class::Fiscal,
            Class::Calendar,
            Class::Last,
        ];
        let told = usize::from(kind.iter().any(|&class| self.is(noun, class)));
        let unit = self.entry(noun + told);
        let unit = unit.months.or(unit.days).is_some() || self.is(noun + told, Class::Spell);
        (noun > at && unit).then(|| Read::period(noun + told + 1, None))
    }

    /// `the first half of 2018`, `Q2 2023`, `the first six weeks of the year`.
    fn part_of_year(&self, at: usize, depth: u8) -> Option<Read> {
        if let Some(read) = self.numbered_part(at) {
            return Some(read);
        }
        let at = self.skip(at, Class::The);
        let ordinal = self.entry(at).ordinal?;
        let unit = self.entry(at + 1);
        let length = if unit.is(Class::Half) {
            6
        } else if unit.is(Class::Quarter) {
            3
        } else {
            return self.first_units(at, ordinal, depth);
        };
        let of = self.skip(at + 2, Class::Of);
        let Some(whole) = self.whole(of, depth) else {
            return self.bare_part(at, at + 2);
        };
        let year = self.place(&whole, None);
        let period = year.and_then(|year| calendar::part(year, ordinal, length));
        Some(Read::period(whole.end, period))
    }

    /// `Q2 2023`, `H1 2024`.
    fn numbered_part(&self, at: usize) -> Option<Read> {
        let length = match self.text_of(at) {
            "Q" => 3,
            "H" => 6,
            _ => return None,
        };
        let count = self.digits(at + 1, 1).filter(|_| self.joined(at + 1))?;
        let year_at = self.skip(at + 2, Class::Of);
        let year = self.year_number(year_at)?;
        let period = Period::year(year).and_then(|year| calendar::part(year, count, length));
        Some(Read::period(year_at + 1, period))
    }

    /// `in the first half`, `in the first six months`, whose year nobody says.
    fn bare_part(&self, at: usize, end: usize) -> Option<Read> {
        let the = at.checked_sub(1).filter(|the| self.is(*the, Class::The))?;
        let led = the
            .checked_sub(1)
            .is_some_and(|lead| self.is(lead, Class::In) || self.is(lead, Class::Over));
        let last = self.entry(at).is(Class::Last);
        (led && !last && !self.is(end, Class::Of)).then(|| Read::period(end, None))
    }

    fn first_units(&self, at: usize, ordinal: u16, depth: u8) -> Option<Read> {
        let count = self.count(at + 1)?;
        let unit = self.entry(at + 2);
        if unit.months.is_none() && unit.days.is_none() {
            return None;
        }
        if !self.is(at + 3, Class::Of) {
            return self.bare_part(at, at + 3);
        }
        let whole = self.whole(at + 4, depth)?;
        let period = self
            .place(&whole, None)
            .filter(|_| ordinal == 1)
            .and_then(|whole| match (unit.months, unit.days) {
                (Some(months), _) => {
                    calendar::starting(whole.start, i64::from(months) * i64::from(count))
                }
                (_, Some(days)) => {
                    calendar::days_from(whole.start, i64::from(days) * i64::from(count))
                }
                _ => None,
            });
        Some(Read::period(whole.end, period))
    }

    /// `fiscal 2023`, `FY2023`, `the financial year 2021-22`, `the year 2013`.
    fn named_year(&self, at: usize) -> Option<Read> {
        let mut next = self.skip(at, Class::The);
        let entry = self.entry(next);
        let fiscal = entry.is(Class::Fiscal);
        let financial = entry.is(Class::Financial);
        if fiscal || financial || entry.is(Class::Calendar) {
            next += 1;
        }
        let named = self.is(next, Class::Years);
        if named {
            next += 1;
        }
        if !(named || fiscal || entry.is(Class::Calendar)) {
            return None;
        }
        // `FY24`
        if fiscal
            && self.joined(next)
            && let Some(short) = self.digits(next, 2)
        {
            let year = i16::try_from(short).ok().map(|short| short + 2000);
            let period = year.and_then(|year| calendar::twelve_months(year - 1, self.words.fiscal));
            return Some(Read::period(next + 1, period));
        }
        let read = self.year_form(next)?;
        let single = read.weak == Weak::Year;
        let period = match (read.year(), single) {
            (Some(year), true) if fiscal => calendar::twelve_months(year - 1, self.words.fiscal),
            (Some(year), true) if financial => calendar::twelve_months(year, self.words.financial),
            _ => self.place(&read, None),
        };
        Some(Read::period(read.end, period))
    }

    /// `early 2015`, `mid-2018`, `late June`, `last June`, `last Oct. 31`, `that September`.
    fn narrowed(&self, at: usize) -> Option<Read> {
        let early = self.is(at, Class::Early);
        let dash = early && self.text_of(at + 1) == "-" && self.joined(at + 1);
        let next = if dash { at + 2 } else { at + 1 };
        if early {
            let read = self.month(next).or_else(|| self.year_form(next))?;
            return Some(Read::period(read.end, self.place(&read, None)));
        }
        if self.is(at, Class::Last) || self.is(at, Class::This) {
            let read = self.day(next).or_else(|| self.month(next));
            let read = read.or_else(|| self.weekday(next))?;
            return Some(Read::period(read.end, self.place(&read, None)));
        }
        // Behind "said that", a month is a name.
        let before = at.wrapping_sub(1);
        let led = self.entry(before).is(Class::BeforeMonth)
            || matches!(self.text_of(before), "" | "." | ",");
        if led && self.is(at, Class::Those) {
            let month = self.month(next)?;
            let year = self.previous.map(|previous| previous.start.year());
            let value = year.and_then(|year| self.place(&month, Some(year)));
            return Some(Read::period(month.end, value));
        }
        None
    }

    /// `30 June 2025`, `30th of June`, `June 30, 2025`, `2025-06-30`.
    pub(super) fn day(&self, at: usize) -> Option<Read> {
        if let Some(month) = self.month_name(at) {
            let number = self.after_stop(at);
            let (day, end) = self.day_number(number)?;
            let comma = if self.text_of(end) == "," {
                end + 1
            } else {
                end
            };
            let year = self.year_number(comma);
            let end = if year.is_some() { comma + 1 } else { end };
            return Some(Read::point(end, year, Some(month), Some(day)));
        }
        if let Some(read) = self.iso_day(at) {
            return Some(read);
        }
        let (day, end) = self.day_number(at)?;
        let name = self.skip(end, Class::Of);
        let month = self.month_name(name)?;
        let end = self.after_stop(name);
        let comma = if self.text_of(end) == "," {
            end + 1
        } else {
            end
        };
        Some(match self.year_number(comma) {
            Some(year) => Read::point(comma + 1, Some(year), Some(month), Some(day)),
            None => Read::point(name + 1, None, Some(month), Some(day)),
        })
    }

    fn iso_day(&self, at: usize) -> Option<Read> {
        let dashes = [at + 1, at + 3].map(|dash| self.text_of(dash) == "-" && self.joined(dash));
        if dashes != [true, true] || !self.joined(at + 2) || !self.joined(at + 4) {
            return None;
        }
        let year = self.year_number(at)?;
        let month = i8::try_from(self.digits(at + 2, 2)?).ok()?;
        let day = i8::try_from(self.digits(at + 4, 2)?).ok()?;
        Some(Read::point(at + 5, Some(year), Some(month), Some(day)))
    }

    /// `June 2025`, `Sept. 2024`, `June`.
    fn month(&self, at: usize) -> Option<Read> {
        let month = self.month_name(at)?;
        let end = self.after_stop(at);
        let next = if self.text_of(end) == "," {
            end + 1
        } else {
            self.skip(end, Class::Of)
        };
        if let Some(year) = self.year_number(next) {
            return Some(Read::point(next + 1, Some(year), Some(month), None));
        }
        // `June last year`, `January of this year`
        let yearly = |meaning: &Meaning| {
            matches!(
                meaning,
                Meaning::ThisYear | Meaning::LastYear | Meaning::NextYear
            )
        };
        let named = self.phrase(next).filter(|(_, meaning)| yearly(meaning));
        if let Some((end, meaning)) = named {
            let year = self.meaning(meaning).map(|year| year.start.year());
            let value = year.and_then(|year| Period::month(year, month));
            return Some(Read::period(end, value));
        }
        let mut read = Read::point(at + 1, None, Some(month), None);
        read.weak = Weak::Month;
        Some(read)
    }

    /// `2023`, `2004-05`, `2023/24`, `2021–2023`, `2010s`, `2021-22 financial year`.
    fn year_form(&self, at: usize) -> Option<Read> {
        let year = self.year_number(at)?;
        if self.text_of(at + 1) == "s" && self.joined(at + 1) {
            let decade = Period::year(year)?.start;
            let end = Period::year(year.checked_add(9)?)?.end;
            return (year % 10 == 0).then(|| Read::period(at + 2, Some(Period::new(decade, end))));
        }
        if let Some((last, financial)) = self.year_pair(at, year) {
            let named = self.is(at + 3, Class::Financial) || self.is(at + 3, Class::Fiscal);
            let end = if named && self.is(at + 4, Class::Years) {
                at + 5
            } else {
                at + 3
            };
            let period = if financial || end > at + 3 {
                calendar::twelve_months(year, self.words.financial)
            } else {
                Some(Period::new(
                    Period::year(year)?.start,
                    Period::year(last)?.end,
                ))
            };
            return Some(Read::period(end, period));
        }
        let mut read = Read::point(at + 1, Some(year), None, None);
        read.weak = Weak::Year;
        Some(read)
    }

    /// The second year of `2004-05` or `2015–2018`, and whether the two are one
    /// financial year.
    fn year_pair(&self, at: usize, year: i16) -> Option<(i16, bool)> {
        if !matches!(self.text_of(at + 1), "-" | "–" | "/" | "—" | "‑") || !self.joined(at + 1)
        {
            return None;
        }
        if !self.joined(at + 2) {
            return None;
        }
        if let Some(last) = self.year_number(at + 2) {
            return (last > year).then_some((last, false));
        }
        let short = i16::try_from(self.digits(at + 2, 2)?).ok()?;
        let last = year - year % 100 + short;
        let last = if short == 0 && year % 100 == 99 {
            last + 100
        } else {
            last
        };
        (last > year).then_some((last, last == year + 1))
    }

    /// A year of four digits that is no part of something longer.
    pub(super) fn year_number(&self, at: usize) -> Option<i16> {
        let year = i16::try_from(self.digits(at, 4)?).ok()?;
        let glued = self.joined(at)
            && !matches!(
                self.text_of(at.wrapping_sub(1)),
                "(" | "[" | "‘" | "’" | "'" | "“" | "\"" | "-" | "–" | "—" | "/" | "FY" | "*"
            );
        let unit = self.joined(at + 1)
            && (matches!(self.text_of(at + 1), "%" | "_" | "°" | "£" | "$" | "€")
                || (self.kind(at + 1) == Some(TokenKind::Word) && self.text_of(at + 1) != "s"));
        ((1800..2100).contains(&year) && !glued && !unit).then_some(year)
    }

    /// `30` or `30th`: the day and the token behind.
    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let day = self.digits(at, 2).or_else(|| self.digits(at, 1))?;
        let day = i8::try_from(day)
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        let suffixed =
            self.joined(at + 1) && matches!(self.text_of(at + 1), "st" | "nd" | "rd" | "th");
        (!self.joined(at) || matches!(self.text_of(at.wrapping_sub(1)), "(" | "-" | "–" | "—"))
            .then_some((day, if suffixed { at + 2 } else { at + 1 }))
    }

    /// "between July 6 and 19": a day of the month that the first end of a range names.
    pub(super) fn same_month(&self, first: &Read, at: usize) -> Option<Read> {
        let What::Point(Point {
            month: Some(month),
            day: Some(from),
            year: None,
        }) = first.what
        else {
            return None;
        };
        let (day, end) = self.day_number(at).filter(|(day, _)| *day > from)?;
        let comma = end + usize::from(self.text_of(end) == ",");
        let year = self.year_number(comma);
        let end = if year.is_some() { comma + 1 } else { end };
        Some(Read::point(end, year, Some(month), Some(day)))
    }

    /// The month that a capitalised word at `at` names.
    pub(super) fn month_name(&self, at: usize) -> Option<i8> {
        self.text_of(at)
            .starts_with(char::is_uppercase)
            .then(|| self.entry(at).month)?
    }

    /// The token behind a month's name and its abbreviation's stop.
    fn after_stop(&self, at: usize) -> usize {
        let stopped =
            self.text_of(at + 1) == "." && self.joined(at + 1) && self.text_of(at).len() <= 4;
        if stopped { at + 2 } else { at + 1 }
    }
}

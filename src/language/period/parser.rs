//! The forms that period expressions take: ranges, spans of months up to a
//! point, durations back from now, and points that need words around them.

use std::cell::Cell;

use jiff::civil::Date;

use crate::number::Period;
use crate::text::Span;
use crate::vocabulary::Token as Row;

use super::PeriodMention;
use super::calendar;
use super::point::{Read, Weak};
use super::token::{Token, TokenKind, tokens};
use super::words::{Begins, Class, Entry, Meaning, NOTHING, Words};

/// Most days of a year.
const YEAR: i32 = 366;

/// Reads one text.
pub(super) struct Parser<'a> {
    pub(super) words: &'a Words,
    pub(super) today: Option<Date>,
    text: &'a str,
    tokens: Vec<Token>,
    /// What the pack says of each token.
    pub(super) entries: Vec<&'a Entry>,
    /// The period mentioned last, which `a year earlier` counts from.
    pub(super) previous: Option<Period>,
    /// The simple part read last, with the token where it begins: several forms ask for the same one.
    pub(super) point: Cell<Option<(usize, Option<Read>)>>,
}

/// An expression over the tokens `first..end`.
pub(super) struct Form {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) value: Option<Period>,
    pub(super) since: bool,
}

impl Form {
    pub(super) fn new(first: usize, end: usize, value: Option<Period>) -> Self {
        Self {
            first,
            end,
            value,
            since: false,
        }
    }
}

impl<'a> Parser<'a> {
    pub(super) fn new(words: &'a Words, text: &'a str, row: &[Row], today: Option<Date>) -> Self {
        let tokens = tokens(text, row);
        let entry = |token: &Token| match token.kind {
            TokenKind::Word | TokenKind::Number if words.may_have(token.key) => {
                words.get(token.key, token.of(text))
            }
            _ => &NOTHING,
        };
        let entries = tokens.iter().map(entry).collect();
        Self {
            words,
            today,
            text,
            tokens,
            entries,
            previous: None,
            point: Cell::new(None),
        }
    }

    pub(super) fn find(mut self) -> Vec<PeriodMention> {
        let mut found: Vec<PeriodMention> = Vec::new();
        let mut last_year_end = None;
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.may_begin(at) {
                at += 1;
                continue;
            }
            let form = self.form(at, last_year_end);
            let Some(form) = form.filter(|form| form.end > at) else {
                at += 1;
                continue;
            };
            // "during | the year to March"
            let longer = (form.end > at + 1).then(|| self.up_to(at + 1)).flatten();
            if longer.is_some_and(|longer| longer.end > form.end) {
                at += 1;
                continue;
            }
            last_year_end = Some(form.end);
            at = form.end;
            self.previous = form.value.or(self.previous);
            self.point.set(None);
            if let (Some(first), Some(last)) =
                (self.tokens.get(form.first), self.tokens.get(form.end - 1))
            {
                found.push(PeriodMention {
                    span: first.span.cover(last.span),
                    value: form.value,
                    since: form.since,
                });
            }
        }
        found
    }

    fn form(&self, at: usize, last_end: Option<usize>) -> Option<Form> {
        let word = self.kind(at) == Some(TokenKind::Word);
        if word {
            let longer = self
                .led_range(at)
                .or_else(|| self.since(at))
                .or_else(|| self.up_to(at));
            if longer.is_some() {
                return longer;
            }
        } else {
            let unit = self.entry(at + 1);
            if unit.months.is_none() && unit.days.is_none() && self.point(at).is_none() {
                return None;
            }
            if let Some(form) = self.up_to(at) {
                return Some(form);
            }
        }
        let fixed = word.then(|| self.fixed(at)).flatten();
        let open = word.then(|| self.reign(at).or_else(|| self.event(at, false)));
        let length = self.spell(at).or_else(|| self.duration(at));
        let forms = [fixed, open.flatten(), length, self.bare_range(at)];
        let mut longest: Option<Form> = None;
        for form in forms.into_iter().flatten() {
            if longest.as_ref().is_none_or(|other| form.end > other.end) {
                longest = Some(form);
            }
        }
        // What is fixed stands for itself, unless a point says more: "the fiscal year 2023".
        let read = self.point(at).filter(|read| {
            let more = longest.as_ref().is_none_or(|other| {
                read.end > other.end || (read.end == other.end && other.value.is_none())
            });
            more && match read.weak {
                Weak::No => true,
                Weak::Year => self.is_year(at, last_end),
                Weak::Month => self.is_month(at),
            }
        });
        match read {
            Some(read) => Some(Form::new(at, read.end, self.place(&read, None))),
            None => longest,
        }
    }

    /// A fixed expression: `so far this year`.
    fn fixed(&self, at: usize) -> Option<Form> {
        let (end, meaning) = self.phrase(at)?;
        match meaning {
            Meaning::Event => None,
            // "under this government's plan", "by then-president Jones"
            _ if self.joined(end)
                && (self.text_of(end) == "-"
                    || (self.is(at, Class::Under) && self.owner_mark(end).is_some())) =>
            {
                None
            }
            Meaning::Unplaced => {
                let longer = self.led_range(end).or_else(|| self.of_year(end));
                let longer = longer.map(|form| Form { first: at, ..form });
                // "at the time of the count"
                let apart = || !self.is(end, Class::Of);
                longer.or_else(|| apart().then(|| Form::new(at, end, None)))
            }
            _ => Some(Form::new(at, end, self.meaning(meaning))),
        }
    }

    /// What places the words before it: `in the summer of 2018`, `the period 2015–2020`, `the same
    /// period last year`.
    fn of_year(&self, end: usize) -> Option<Form> {
        let of = self.skip(end, Class::Of);
        if let Some((end, value)) = self.range(of, false) {
            return Some(Form::new(of, end, value));
        }
        let read = self.whole(of, 2)?;
        let year = read.year().is_some() && read.month().is_none();
        let relative = self.phrase(of).is_some() || of > end;
        let pair = read.weak == Weak::No && year;
        let season = self.entry(end - 1).season;
        let value = match (season, self.place(&read, None)) {
            (Some(month), Some(year)) => calendar::twelve_months(year.start.year(), month)
                .and_then(|from| calendar::starting(from.start, 3)),
            (None, value) if pair && of == end => value,
            _ => None,
        };
        (year || relative).then(|| Form::new(of, read.end, value))
    }

    /// Whether the token at `at` can begin an expression, seen from it and the token after it alone.
    fn may_begin(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        // "Q2", "H1"
        let part = |at: usize| matches!(self.text_of(at), "Q" | "H");
        match (token.kind, self.entry(at).begins) {
            (TokenKind::Punctuation, _) => false,
            (TokenKind::Number, _) | (_, Begins::Always) => true,
            _ if self.phrase(at).is_some() => true,
            (TokenKind::Word, Begins::Never) => token.span.len() == 1 && part(at),
            (TokenKind::Word, Begins::Leading) => {
                let next = at + 1;
                !self.entry(next).is_nothing()
                    || self.kind(next) == Some(TokenKind::Number)
                    || part(next)
                    || part(at)
            }
        }
    }

    /// `between 2015 and 2018`, `from October 2008 through July 2014`.
    pub(super) fn led_range(&self, at: usize) -> Option<Form> {
        let between = self.is(at, Class::Between);
        if !between && !self.is(at, Class::From) {
            return None;
        }
        let (end, value) = self.range(at + 1, between)?;
        Some(Form::new(at, end, value))
    }

    /// `2015 to 2018`, `the years 2015 to 2018`, `April to September`.
    fn bare_range(&self, at: usize) -> Option<Form> {
        let start = self.skip(at, Class::The);
        let start = if self.is(start, Class::Years) {
            start + 1
        } else {
            start
        };
        if start > at && start == self.skip(at, Class::The) {
            return None;
        }
        let (end, value) = self.range(start, false)?;
        Some(Form::new(at, end, value))
    }

    /// `2015 … 2018`; where words lead it, an event or `now` may stand at an end.
    fn range(&self, at: usize, between: bool) -> Option<(usize, Option<Period>)> {
        let led = between || self.is(at.wrapping_sub(1), Class::From);
        let edge = |at: usize| {
            let phrase = || {
                let (end, meaning) = self.phrase(at)?;
                Some(Read::period(end, self.meaning(meaning)))
            };
            self.point(at).or_else(|| led.then(phrase)?)
        };
        let from = edge(at)?;
        let joins = self.is(from.end, if between { Class::And } else { Class::To })
            || matches!(self.text_of(from.end), "–" | "—");
        if !joins {
            return None;
        }
        let to =
            edge(from.end + 1).or_else(|| led.then(|| self.same_month(&from, from.end + 1))?)?;
        let years = (from.year(), to.year());
        if from.weak == Weak::Year && (to.weak != Weak::Year || years.0 >= years.1) && !led {
            return None;
        }
        let last = self.place(&to, years.0);
        let hint = last.map(|last| {
            let wraps = matches!((from.month(), to.month()), (Some(a), Some(b)) if a > b);
            last.start.year() - i16::from(wraps)
        });
        let first = self.place(&from, years.0.or(hint));
        let value = match (first, last) {
            (Some(first), Some(last)) if first.start <= last.end => Some(Period {
                start: first.start,
                end: last.end,
            }),
            _ => None,
        };
        Some((to.end, value))
    }

    /// `since 2015`, `since the start of 2019`, `since last year`, `starting in 2015`, `from 2015 on`.
    fn since(&self, at: usize) -> Option<Form> {
        let (end, value) = if self.is(at, Class::Since) {
            self.event(at, true)
                .map(|form| (form.end, None))
                .or_else(|| self.opening(at + 1))?
        } else if self.is(at, Class::Starting) {
            let link = self.is(at + 1, Class::In) || self.is(at + 1, Class::From);
            self.opening(at + 1 + usize::from(link))?
        } else {
            if !self.is(at, Class::From) {
                return None;
            }
            // "from 2015 on the coast"
            let hangs =
                |end| self.is(end, Class::On) && self.kind(end + 1) == Some(TokenKind::Word);
            let onward =
                |end| self.is(end, Class::Onward) && !hangs(end) && !self.may_begin(end + 1);
            let (end, value) = self.opening(at + 1).filter(|&(end, _)| onward(end))?;
            (end + 1, value)
        };
        let mut form = Form::new(at, end, value);
        form.since = true;
        Some(form)
    }

    /// The time that another begins with, and where it ends.
    fn opening(&self, at: usize) -> Option<(usize, Option<Period>)> {
        let point = || {
            let read = self.point(at)?;
            Some((read.end, self.place(&read, None)))
        };
        point().or_else(|| {
            let (end, meaning) = self.phrase(at)?;
            Some((end, self.meaning(meaning)))
        })
    }

    /// `the year to March 2018`, `12 months ending October 2025`, `the week to 3 May`.
    pub(super) fn up_to(&self, at: usize) -> Option<Form> {
        let mut next = self.skip(at, Class::The);
        next = self.skip(next, Class::Same);
        next = self.skip(next, Class::Financial);
        let count = self.count(next);
        let unit_at = if count.is_some() { next + 1 } else { next };
        let unit = self.entry(unit_at);
        let count = i64::from(count.unwrap_or(1));
        if unit.months.is_none() && unit.days.is_none() {
            return None;
        }
        let ending = self.skip(unit_at + 1, Class::Up);
        if !self.is(ending, Class::Ending) {
            return None;
        }
        let mut edge = ending + 1;
        if self.is(edge, Class::The)
            && self.is(edge + 1, Class::End)
            && self.is(edge + 2, Class::Of)
        {
            edge += 3;
        }
        let to = self.point(edge)?;
        let value = self.place(&to, None).and_then(|to| {
            let days = || calendar::days_to(to.end, count * i64::from(unit.days?));
            match unit.months {
                Some(months) => calendar::ending(to.end, count * i64::from(months)),
                None => days(),
            }
        });
        Some(Form::new(at, to.end, value))
    }

    /// Whether the four digits at `at` are a year and no count, by what stands around.
    fn is_year(&self, at: usize, last_end: Option<usize>) -> bool {
        let before = self.entry(at.wrapping_sub(1));
        let after = self.entry(at + 1);
        if before.is(Class::BeforeYear) || after.is(Class::AfterYear) || after.is(Class::Financial)
        {
            return true;
        }
        let word_follows = self.kind(at + 1) == Some(TokenKind::Word);
        let alone = !word_follows || after.is(Class::AfterYearAlone);
        let mark_before = self.text_of(at.wrapping_sub(1));
        let opens = at == 0 || matches!(mark_before, "." | "!" | "?" | ":");
        // A list of years: `in 2019, 2020 and 2021`.
        let near = last_end.is_some_and(|end| end < at && at <= end + 2);
        let listed =
            near && (before.is(Class::And) || (alone && matches!(mark_before, "," | ";" | "/")));
        let bracketed = matches!(mark_before, "(" | "[") && !word_follows;
        // `Norway 2021:`, `NL 2021, suspects`: a heading's place and year.
        let behind_name = at > 0 && self.is_capitalised(at - 1);
        let next = self.text_of(at + 1);
        let ends = matches!(next, ":" | "." | "–" | "—" | "");
        let headed = behind_name && (ends || matches!(next, "," | ";" | ")" | "]"));
        // `Utah, 2022. Foreigners: 12%`, `2021: 900`, `Serbs: 2020, 14%; 2021, 12%`
        let begins = opens || matches!(mark_before, "(" | ";" | "," | "–" | "—");
        let paired = matches!(mark_before, ":" | ";" | "–" | "—") && next == ",";
        let four = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let other = self.kind(at + 2) == Some(TokenKind::Number) && !four(self.text_of(at + 2));
        let labelled = (begins && next == ":") || (mark_before == "," && ends) || (paired && other);
        // `the 2015 murder conviction rate`
        let definite = before.is(Class::The) || opens;
        let told = (2..=3).any(|by| self.entry(at + by).is(Class::AfterYear));
        let of_rate = definite && word_follows && told;
        // `(2020 ACS)`
        let of_source = self.is_acronym(at + 1) && self.kind(at + 2) != Some(TokenKind::Word);
        // `the 2010 National Survey`: a name has two capitals.
        let in_name =
            before.is(Class::The) && self.is_capitalised(at + 1) && self.is_capitalised(at + 2);
        let possessive = matches!(self.text_of(at + 1), "’" | "'") && self.text_of(at + 2) == "s";
        (alone && (before.is(Class::BeforeYearAlone) || at == 0))
            || listed
            || bracketed
            || labelled
            || headed
            || of_rate
            || of_source
            || in_name
            || possessive
            || (opens && after.is(Class::OpensOnYear))
            || (mark_before == "," && matches!(self.text_of(at + 1), ")" | "]"))
    }

    fn is_acronym(&self, at: usize) -> bool {
        let text = self.text_of(at);
        text.len() > 2 && text.chars().all(char::is_uppercase)
    }

    /// Whether a capitalised word that names a month is one.
    fn is_month(&self, at: usize) -> bool {
        let before = self.entry(at.wrapping_sub(1));
        before.is(Class::BeforeMonth) || self.tokens.len() == 1
    }

    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.text_of(at).starts_with(char::is_uppercase)
    }

    /// The longest fixed expression that starts at `at`, and the token behind it.
    pub(super) fn phrase(&self, at: usize) -> Option<(usize, Meaning)> {
        let phrases = self.words.phrases(self.entry(at))?;
        let token = |at: usize| self.tokens.get(at);
        let is = |(key, word): &(u64, String), at: usize| {
            token(at).is_some_and(|token| token.is(self.text, *key, word))
        };
        let longer = token(at + 1).and_then(|token| phrases.longer.get(&token.key));
        // In the course of their "criminal careers": marks of quotation part no words.
        let end_of = |rest: &[(u64, String)]| {
            let mut next = at + 1;
            let mut marks = 0;
            for word in rest {
                if !is(word, next) && self.is_quotation_mark(next) {
                    marks += 1;
                    next += 1;
                }
                if !is(word, next) {
                    return None;
                }
                next += 1;
            }
            let closed = marks == 1 && self.is_quotation_mark(next);
            Some(next + usize::from(closed))
        };
        let mut longer = longer.into_iter().flatten();
        let longer = longer.find_map(|phrase| Some((end_of(&phrase.rest)?, phrase.meaning)));
        longer.or_else(|| phrases.alone.map(|meaning| (at + 1, meaning)))
    }

    fn is_quotation_mark(&self, at: usize) -> bool {
        matches!(self.text_of(at), "\"" | "“" | "”" | "‘" | "’" | "'")
    }

    /// What a fixed expression comes to, on the reference date.
    pub(super) fn meaning(&self, meaning: Meaning) -> Option<Period> {
        // Moved back by months from the time named before.
        let earlier = |months| {
            let from = self.previous?;
            calendar::back(from, months)
        };
        match meaning {
            Meaning::YearBefore if self.previous.is_some() => return earlier(12),
            Meaning::MonthBefore if self.previous.is_some() => return earlier(1),
            // A year after several years may be after any of them.
            Meaning::YearAfter => {
                return earlier(-12).filter(|period| period.days() <= YEAR);
            }
            _ => {}
        }
        let today = self.today?;
        let monday =
            calendar::days_to(today, i64::from(today.weekday().to_monday_one_offset()))?.start;
        match meaning {
            Meaning::Now => Some(Period::day(today)),
            Meaning::Yesterday => Some(Period::day(today.yesterday().ok()?)),
            Meaning::ThisYear => Some(Period::new(Period::year(today.year())?.start, today)),
            Meaning::LastYear | Meaning::YearBefore => Period::year(today.year().checked_sub(1)?),
            Meaning::NextYear => Period::year(today.year().checked_add(1)?),
            Meaning::ThisMonth => Some(Period::new(today.first_of_month(), today)),
            Meaning::LastMonth | Meaning::MonthBefore => {
                calendar::ending(today.first_of_month().yesterday().ok()?, 1)
            }
            Meaning::ThisWeek => Some(Period::new(monday, today)),
            Meaning::LastWeek => calendar::days_to(monday.yesterday().ok()?, 7),
            Meaning::YearAfter | Meaning::Unplaced | Meaning::Event => None,
        }
    }

    /// A number of units, in digits or as a word.
    pub(super) fn count(&self, at: usize) -> Option<u16> {
        match self.kind(at)? {
            TokenKind::Number => self
                .text_of(at)
                .parse()
                .ok()
                .filter(|count| (1..1000).contains(count)),
            _ => self.entry(at).number,
        }
    }

    /// The number at `at`, if it has exactly `length` digits.
    pub(super) fn digits(&self, at: usize, length: usize) -> Option<u16> {
        let text = self.text_of(at);
        (self.kind(at)? == TokenKind::Number && text.len() == length)
            .then(|| text.parse().ok())
            .flatten()
    }

    /// The token behind `at` if that is of a class, else `at`.
    pub(super) fn skip(&self, at: usize, class: Class) -> usize {
        if self.is(at, class) { at + 1 } else { at }
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.entry(at).is(class)
    }

    pub(super) fn entry(&self, at: usize) -> &'a Entry {
        self.entries.get(at).copied().unwrap_or(&NOTHING)
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn text_of(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| Span::of(token.span, self.text))
    }

    pub(super) fn joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.joined)
    }
}

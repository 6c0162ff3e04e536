//! The forms that period expressions take: ranges, spans of months up to a
//! point, durations back from now, and points that need words around them.

use std::cell::Cell;

use jiff::civil::Date;

use crate::number::Period;
use crate::text::Span;

use super::PeriodMention;
use super::calendar;
use super::point::{Read, Weak};
use super::token::{Token, TokenKind, tokens};
use super::words::{Class, Entry, Meaning, Words};

/// Reads one text.
pub(super) struct Parser<'a> {
    pub(super) words: &'a Words,
    pub(super) today: Option<Date>,
    text: &'a str,
    tokens: Vec<Token>,
    /// What the pack says of each token.
    pub(super) entries: Vec<Entry>,
    /// The period mentioned last, which `a year earlier` counts from.
    previous: Option<Period>,
    /// The simple part read last, with the token where it begins: several forms ask for the same one.
    pub(super) point: Cell<Option<(usize, Option<Read>)>>,
}

/// An expression over the tokens `first..end`.
struct Form {
    first: usize,
    end: usize,
    value: Option<Period>,
    since: bool,
}

impl Form {
    fn new(first: usize, end: usize, value: Option<Period>) -> Self {
        Self {
            first,
            end,
            value,
            since: false,
        }
    }
}

impl<'a> Parser<'a> {
    pub(super) fn new(words: &'a Words, text: &'a str, today: Option<Date>) -> Self {
        let tokens = tokens(text);
        let entry = |token: &Token| match token.kind {
            TokenKind::Word | TokenKind::Number => words.get(token.key, token.of(text)),
            TokenKind::Punctuation => Entry::default(),
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
            let form = self.form(at, last_year_end);
            let Some(form) = form.filter(|form| form.end > at) else {
                at += 1;
                continue;
            };
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
        if self.kind(at) == Some(TokenKind::Punctuation) {
            return None;
        }
        if self.kind(at) == Some(TokenKind::Word) {
            if !self.may_begin(at) {
                return None;
            }
            let longer = self
                .led_range(at)
                .or_else(|| self.since(at))
                .or_else(|| self.up_to(at));
            if longer.is_some() {
                return longer;
            }
            if let Some((end, meaning)) = self.phrase(at)
                && meaning != Meaning::Event
            {
                return Some(Form::new(at, end, self.meaning(meaning)));
            }
        }
        if self.kind(at) == Some(TokenKind::Number) {
            let unit = self.entry(at + 1);
            if unit.months.is_none() && unit.days.is_none() && self.point(at).is_none() {
                return None;
            }
            if let Some(form) = self.up_to(at) {
                return Some(form);
            }
        }
        self.duration(at)
            .or_else(|| self.bare_range(at))
            .or_else(|| {
                let read = self.point(at)?;
                let ok = match read.weak {
                    Weak::No => true,
                    Weak::Year => self.is_year(at, last_end),
                    Weak::Month => self.is_month(at),
                };
                ok.then(|| Form::new(at, read.end, self.place(&read, None)))
            })
    }

    /// Whether the word at `at` can begin an expression, seen from it and the token after it alone.
    fn may_begin(&self, at: usize) -> bool {
        let entry = self.entry(at);
        let part = |at: usize| matches!(self.text_of(at), "Q" | "H");
        if entry.opens() || part(at) {
            return true;
        }
        // What only leads on needs something to lead on to.
        let next = at + 1;
        entry.leads()
            && (self.entry(next) != Entry::default()
                || self.kind(next) == Some(TokenKind::Number)
                || part(next))
    }

    /// `between 2015 and 2018`, `from October 2008 through July 2014`.
    fn led_range(&self, at: usize) -> Option<Form> {
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
        let to = edge(from.end + 1)?;
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

    /// `since 2015`, `since the start of 2019`, `since last year`.
    fn since(&self, at: usize) -> Option<Form> {
        if !self.is(at, Class::Since) {
            return None;
        }
        let (end, value) = if let Some(read) = self.point(at + 1) {
            (read.end, self.place(&read, None))
        } else {
            let (end, meaning) = self.phrase(at + 1)?;
            (end, self.meaning(meaning))
        };
        let mut form = Form::new(at, end, value);
        form.since = true;
        Some(form)
    }

    /// `the year to March 2018`, `12 months ending October 2025`.
    fn up_to(&self, at: usize) -> Option<Form> {
        let mut next = self.skip(at, Class::The);
        next = self.skip(next, Class::Same);
        next = self.skip(next, Class::Financial);
        let count = self.count(next);
        let unit_at = if count.is_some() { next + 1 } else { next };
        let unit = self.entry(unit_at);
        let length = i64::from(count.unwrap_or(1)) * i64::from(unit.months?);
        if !self.is(unit_at + 1, Class::Ending) {
            return None;
        }
        let mut edge = unit_at + 2;
        if self.is(edge, Class::The)
            && self.is(edge + 1, Class::End)
            && self.is(edge + 2, Class::Of)
        {
            edge += 3;
        }
        let to = self.point(edge)?;
        let value = self
            .place(&to, None)
            .and_then(|to| calendar::ending(to.end, length));
        Some(Form::new(at, to.end, value))
    }

    /// `in the last 10 years`, `over five years`, `the past two years`, `ten years ago`.
    fn duration(&self, at: usize) -> Option<Form> {
        let within = self.is(at, Class::In);
        let over = self.is(at, Class::Over);
        if over && self.is(at.wrapping_sub(1), Class::NeverOver) {
            return None;
        }
        if (within || over) && self.up_to(at + 1).is_some() {
            return None;
        }
        let mut next = if within || over { at + 1 } else { at };
        let definite = self.is(next, Class::The);
        next += usize::from(definite);
        let qualified = [Class::Last, Class::This, Class::Same, Class::Next]
            .into_iter()
            .find(|&class| self.is(next, class));
        next += usize::from(qualified.is_some());
        let mut count = self.count(next);
        let several = count.is_none() && self.is(next, Class::Several);
        let article = count.is_none() && qualified.is_none() && self.is(next, Class::A);
        next += usize::from(count.is_some() || several || article);
        if article {
            count = Some(1);
        }
        let unit = self.entry(next);
        if unit.months.is_none() && unit.days.is_none() {
            return None;
        }
        let end = next + 1;
        // "in a quarter of cases"
        if article && self.is(next, Class::Quarter) && self.is(end, Class::Of) {
            return None;
        }
        if let Some(form) = self.back_from(at, end, count, unit) {
            return Some(form);
        }
        // `in the five years from 2011 to 2015`
        let named = definite && count.is_some();
        if let Some(form) = named.then(|| self.led_range(end)).flatten() {
            let first = if within || over { at + 1 } else { at };
            return Some(Form { first, ..form });
        }
        let counted = count.is_some() || several;
        let is_period = match qualified {
            Some(Class::Last | Class::Same) => counted || unit.months > Some(1),
            Some(_) => unit.months.is_some() && !counted,
            None => {
                let bounded = self.is(at, Class::Within) || !self.is(end, Class::OverNever);
                counted && (within || (over && bounded))
            }
        };
        if !is_period {
            return None;
        }
        // `over five years` or `in the two years` need not be the last ones.
        let recent = qualified == Some(Class::Last) || (qualified.is_none() && within && !definite);
        let value = if recent && !several {
            self.up_to_now(count.unwrap_or(1), unit)
        } else {
            None
        };
        // `over the last two years` is `the last two years`, `in five years` stays whole.
        let first = if over && qualified.is_some() {
            at + 1
        } else {
            at
        };
        Some(Form::new(first, end, value))
    }

    fn up_to_now(&self, count: u16, unit: Entry) -> Option<Period> {
        let count = i64::from(count);
        match (unit.months, unit.days) {
            (Some(months), _) => calendar::ending(self.today?, count * i64::from(months)),
            (_, Some(days)) => calendar::days_to(self.today?, count * i64::from(days)),
            _ => None,
        }
    }

    /// `two years ago`, `five years earlier`.
    fn back_from(&self, at: usize, end: usize, count: Option<u16>, unit: Entry) -> Option<Form> {
        let ago = self.is(end, Class::Ago);
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
        let headed = at > 0
            && self.is_capitalised(at - 1)
            && matches!(self.text_of(at + 1), ":" | "," | ";" | ")");
        let labelled = matches!(mark_before, "(" | ";" | ",") && self.text_of(at + 1) == ":";
        // `the 2010 National Survey`: a name has two capitals.
        let in_name =
            before.is(Class::The) && self.is_capitalised(at + 1) && self.is_capitalised(at + 2);
        let possessive = matches!(self.text_of(at + 1), "’" | "'") && self.text_of(at + 2) == "s";
        (alone && (before.is(Class::BeforeYearAlone) || at == 0))
            || listed
            || bracketed
            || labelled
            || headed
            || in_name
            || possessive
            || (opens && after.is(Class::OpensOnYear))
            || (mark_before == "," && matches!(self.text_of(at + 1), ")" | "]"))
    }

    /// Whether a capitalised word that names a month is one.
    fn is_month(&self, at: usize) -> bool {
        let before = self.entry(at.wrapping_sub(1));
        before.is(Class::BeforeMonth) || self.tokens.len() == 1
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.text_of(at).starts_with(char::is_uppercase)
    }

    /// The longest fixed expression that starts at `at`, and the token behind it.
    pub(super) fn phrase(&self, at: usize) -> Option<(usize, Meaning)> {
        let phrases = self.words.phrases(self.entry(at))?;
        let token = |at: usize| self.tokens.get(at);
        let is = |(key, word): &(u64, String), at: usize| {
            token(at).is_some_and(|token| token.key == *key && token.is(self.text, word))
        };
        let longer = token(at + 1).and_then(|token| phrases.longer.get(&token.key));
        let longer = longer.into_iter().flatten().find(|phrase| {
            let mut rest = phrase.rest.iter().zip(at + 1..);
            rest.all(|(word, at)| is(word, at))
        });
        match longer {
            Some(phrase) => Some((at + 1 + phrase.rest.len(), phrase.meaning)),
            None => phrases.alone.map(|meaning| (at + 1, meaning)),
        }
    }

    /// What a fixed expression comes to, on the reference date.
    pub(super) fn meaning(&self, meaning: Meaning) -> Option<Period> {
        let earlier = |months| {
            let from = self.previous?;
            calendar::back(from, months)
        };
        match meaning {
            Meaning::YearBefore if self.previous.is_some() => return earlier(12),
            Meaning::MonthBefore if self.previous.is_some() => return earlier(1),
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
            Meaning::Unplaced | Meaning::Event => None,
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

    pub(super) fn entry(&self, at: usize) -> Entry {
        self.entries.get(at).copied().unwrap_or_default()
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

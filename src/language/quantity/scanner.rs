//! The scanner's outer loop: candidates from one automaton, then the grammar
//! at each of them.

use aho_corasick::{AhoCorasick, Input};

use super::{
    bound::BoundAt,
    build::Builder,
    cursor::{Gap, Memo, Reader, Token},
    file,
    lexicon::{Lexicon, Role},
    number::{Number, TakenFor},
    reading::{Reading, part_reading, taken_for_unit},
};
use crate::{
    language::PackError,
    number::{Bound, Decimal, Kind, Precision, Quantity},
    text::{Location, Span},
};

/// Finds the number expressions of a text with the words of a language pack.
#[derive(Debug, Clone)]
pub struct Scanner {
    lexicon: Lexicon,
    candidates: AhoCorasick,
}

impl Scanner {
    /// Reads the files of `numbers/` of a language pack, given as name and text;
    /// later files add to earlier ones.
    pub fn from_toml(files: &[(String, String)]) -> Result<Self, PackError> {
        let mut builder = Builder::new();
        for (name, text) in files {
            builder.add(&file::parse(name, text)?);
        }
        let lexicon = builder.finish();
        let candidates = lexicon.candidates().map_err(|error| PackError {
            file: files
                .first()
                .map_or_else(String::new, |(name, _)| name.clone()),
            location: Location { line: 1, column: 1 },
            problem: error.to_string(),
        })?;
        Ok(Self {
            lexicon,
            candidates,
        })
    }

    /// Whether `text` has a digit or a word at which a number may begin.
    pub fn may_find(&self, text: &str) -> bool {
        self.candidates.is_match(text)
    }

    /// Every number expression of `text`, in order; no two overlap.
    pub fn scan(&self, text: &str) -> Vec<Number> {
        let memo = Memo::default();
        let reader = Reader {
            text,
            lexicon: &self.lexicon,
            memo: &memo,
        };
        let mut numbers: Vec<Number> = Vec::new();
        let mut at = 0;
        while let Some(found) = self.candidates.find(Input::new(text).range(at..)) {
            let before = numbers.last().map(|number| Before {
                end: number
                    .span
                    .end
                    .max(number.bound_span.map_or(0, |span| span.end)),
                is_quantity: number.taken_for == TakenFor::Quantity,
            });
            match reader.number(found.start(), found.end(), before) {
                Some(mut number) => {
                    reader.take_denominator(&mut number, &numbers);
                    let after = number.bound_span.map_or(0, |span| span.end);
                    at = found.end().max(number.span.end).max(after);
                    numbers.push(number);
                }
                None => at = found.end(),
            }
        }
        numbers
    }
}

/// The number before the one being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    /// Where it ends, its bound word included.
    pub(super) end: usize,
    /// Whether "more than" after it could belong to it.
    pub(super) is_quantity: bool,
}

impl Reader<'_> {
    /// The number that begins at the candidate `start..end`; `before` is the last one.
    fn number(&self, start: usize, end: usize, before: Option<Before>) -> Option<Number> {
        let reading = if self.digit_at(start) {
            let start = self.with_leading_point(start);
            if let Some((span, taken_for)) = self.notation(start).or_else(|| self.score(start)) {
                return Some(self.noted(span, taken_for, before));
            }
            self.reading(start).or_else(|| self.unreadable(start))?
        } else {
            let token = self.candidate(start, end)?;
            if let Some(number) = self.special_word(&token, before) {
                return Some(number);
            }
            self.word_reading(&token)?
        };
        if let Some(end) = self.plural_digits(&reading) {
            let span = Span::new(reading.start, end);
            return Some(self.vague_number(span, TakenFor::Quantity, before));
        }
        let reading = self.pair(reading);
        Some(self.complete(reading, before))
    }

    /// Makes a rate of a count whose denominator stands before it in the sentence:
    /// "for every thousand Germans there were 5.8".
    fn take_denominator(&self, number: &mut Number, before: &[Number]) {
        let quantity = &mut number.quantity;
        if number.taken_for != TakenFor::Quantity || quantity.kind != Kind::Count {
            return;
        }
        let between = |other: &&Number| matches!(other.taken_for, TakenFor::Year | TakenFor::Date);
        let Some(whole) = before.iter().rev().find(|other| !between(other)) else {
            return;
        };
        let start = number.bound_span.map_or(number.span.start, |bound| {
            bound.start.min(number.span.start)
        });
        if whole.taken_for != TakenFor::Denominator {
            return;
        }
        if let Some(part) = self.part_of_whole(quantity, whole, start) {
            *quantity = part;
        } else if self.follows_denominator(whole.span.end, start) {
            quantity.kind = Kind::Rate;
            quantity.per = whole.quantity.value;
        }
    }

    /// The end of `100s`, `1,000s`.
    fn plural_digits(&self, reading: &Reading) -> Option<usize> {
        let suffix = self.next_is(reading.end, Role::PluralSuffix)?;
        let round = reading.round && reading.is_bare() && suffix.gap == Gap::None;
        round.then_some(suffix.end)
    }

    /// The token of a candidate, if it is a whole word.
    fn candidate(&self, start: usize, end: usize) -> Option<Token> {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let symbol = !self.char_at(start)?.is_alphabetic();
        let glued = !symbol && (inside(self.char_before(start)) || inside(self.char_at(end)));
        if glued {
            return None;
        }
        self.next(start)
            .filter(|token| token.start == start && token.end == end)
    }

    fn with_leading_point(&self, start: usize) -> usize {
        let Some(point) = start
            .checked_sub(1)
            .filter(|&at| self.char_at(at) == Some('.'))
        else {
            return start;
        };
        let free = self
            .char_before(point)
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '$' | '£' | '€' | '~'));
        if free { point } else { start }
    }

    /// Digits too long for a number: an account, a serial number.
    fn unreadable(&self, start: usize) -> Option<Reading> {
        let mut reading = self.fallback(start)?;
        reading.taken_for = TakenFor::Identifier;
        Some(reading)
    }

    fn fallback(&self, start: usize) -> Option<Reading> {
        let end = self.digits_end(start);
        (end > start).then_some(Reading {
            start,
            end,
            kind: Kind::Count,
            value: Decimal::ZERO,
            high: None,
            per: None,
            precision: Precision::Step(Decimal::ONE),
            round: false,
            taken_for: TakenFor::Quantity,
            amount: None,
            has_unit: false,
        })
    }

    /// Words that are no amounts: ordinals, vague words.
    fn special_word(&self, token: &Token, before: Option<Before>) -> Option<Number> {
        if let Some((span, taken_for)) = self.vague(token) {
            return Some(self.vague_number(span, taken_for, before));
        }
        if let Some((start, part)) = self.every_nth(token)
            && before.is_none_or(|before| before.end <= start)
        {
            let reading = part_reading(start, part, None);
            return Some(self.complete(reading, before));
        }
        let ordinal = self.is(token, Role::Ordinal) && self.lone_fraction(token).is_none();
        ordinal.then(|| self.noted(Span::new(token.start, token.end), TakenFor::Ordinal, before))
    }

    fn word_reading(&self, token: &Token) -> Option<Reading> {
        if let Some(multiple) = self.bare_multiple(token) {
            return Some(multiple);
        }
        if let Some((start, part)) = self.lone_fraction(token) {
            return Some(part_reading(start, part, None));
        }
        if let Some((value, end)) = self.vulgar(token.start) {
            let part = self.fraction(value, Decimal::ONE, end)?;
            return Some(part_reading(token.start, part, None));
        }
        let id = token.id?;
        if !self.lexicon.cardinals.contains(id) && !self.lexicon.scales.contains(id) {
            return None;
        }
        let article = self
            .previous_is(token.start, Role::Article)
            .filter(|article| article.gap == Gap::Space && self.lexicon.scales.contains(id));
        self.reading(article.map_or(token.start, |article| article.start))
    }

    /// Adds bound words and neighbours to a reading.
    fn complete(&self, mut reading: Reading, before: Option<Before>) -> Number {
        if self.is_money(reading.start)
            && let Some(lead) = self.lexicon.leads.find(self, reading.start)
            && lead.gap == Gap::None
        {
            (reading.start, reading.taken_for) = (lead.start, TakenFor::Money);
        }
        let mut bound = self.bound_before(Span::new(reading.start, reading.end), before);
        if bound.is_none() && reading.high.is_none() {
            bound = self.bound_after(reading.end);
        }
        let in_reach = |bound: &BoundAt| before.is_none_or(|before| bound.span.start >= before.end);
        bound = bound.filter(in_reach);
        self.settle(&mut reading, bound.as_ref());
        let bound = bound.or_else(|| self.range_word(&reading)).filter(in_reach);
        reading.start = reading.start.max(self.free_from(before));
        self.finish(reading, bound)
    }

    /// Where the text begins that no number has taken yet.
    fn free_from(&self, before: Option<Before>) -> usize {
        let end = before.map_or(0, |before| before.end);
        let rest = self.text.get(end..).unwrap_or("");
        end + rest.len() - rest.trim_start().len()
    }

    /// The `between` or `from` before a range.
    fn range_word(&self, reading: &Reading) -> Option<BoundAt> {
        reading.high?;
        let word = self
            .previous_is(reading.start, Role::Between)
            .or_else(|| self.previous_is(reading.start, Role::From))?;
        let span = Span::new(word.start, word.end);
        Some(BoundAt {
            class: Bound::Range,
            span,
            word: span,
        })
    }

    fn finish(&self, reading: Reading, bound: Option<BoundAt>) -> Number {
        let span = Span::new(reading.start, reading.end);
        let mut taken_for = reading.taken_for;
        // "10-plus years"
        if let Some(bound) = bound
            && bound.span.start >= reading.end
            && taken_for == TakenFor::Quantity
            && reading.is_bare()
            && let Some(unit) = self.unit(bound.span.end)
        {
            taken_for = taken_for_unit(unit.meaning);
        }
        let mut quantity = reading.into_quantity();
        if let Some(bound) = bound {
            if quantity.high.is_none() {
                quantity.bound = bound.class;
            }
            quantity.bound_word = Some(self.bound_text(bound.word));
        }
        Number {
            span,
            quantity,
            bound_span: bound.map(|bound| bound.span),
            taken_for,
            tokens: (0, 0),
            with_bound: (0, 0),
        }
    }

    /// A bound word in lower case with single spaces.
    fn bound_text(&self, span: Span) -> String {
        let words: Vec<&str> = span.of(self.text).split_whitespace().collect();
        words.join(" ").to_lowercase()
    }

    fn vague_number(&self, span: Span, taken_for: TakenFor, before: Option<Before>) -> Number {
        let bound = self
            .bound_before(span, before)
            .filter(|bound| before.is_none_or(|before| bound.span.start >= before.end));
        Number {
            span,
            quantity: Quantity {
                kind: Kind::Vague,
                value: None,
                high: None,
                per: None,
                bound: bound.map_or(Bound::Exact, |bound| bound.class),
                bound_word: bound.map(|bound| self.bound_text(bound.word)),
                precision: Precision::Vague,
                round: true,
            },
            bound_span: bound.map(|bound| bound.span),
            taken_for,
            tokens: (0, 0),
            with_bound: (0, 0),
        }
    }

    /// A number that its notation has decided.
    fn noted(&self, span: Span, taken_for: TakenFor, before: Option<Before>) -> Number {
        let span = Span::new(span.start.max(self.free_from(before)), span.end);
        let first = self
            .text
            .get(span.start..span.end)
            .and_then(|text| text.find(|c: char| c.is_ascii_digit()))
            .map(|offset| span.start + offset);
        let digits = first.and_then(|at| self.slice(at, self.digits_end(at)).parse().ok());
        let value: Option<Decimal> = digits.or_else(|| {
            let word = self.next(span.start)?;
            let name = self.lexicon.denominators.get(word.id?)?;
            Some(Decimal::from(name.value))
        });
        Number {
            span,
            quantity: Quantity {
                kind: Kind::Count,
                value,
                high: None,
                per: None,
                bound: Bound::Exact,
                bound_word: None,
                precision: Precision::Step(Decimal::ONE),
                round: false,
            },
            bound_span: None,
            taken_for,
            tokens: (0, 0),
            with_bound: (0, 0),
        }
    }
}

//! Words without a number: thousands, most, the vast majority, a few hundred,
//! and superlatives that say something about a series.

use super::{
    cursor::{Gap, Reader, Token, TokenKind},
    lexicon::{Id, LeadKind, Role, UnitKind, Vague},
    number::TakenFor,
};
use crate::text::Span;

/// The most words between a superlative and its "since".
const SUPERLATIVE_REACH: usize = 12;

impl Reader<'_> {
    /// The vague expression that begins with `token`.
    pub(super) fn vague(&self, token: &Token) -> Option<(Span, TakenFor)> {
        self.vague_plural(token)
            .or_else(|| self.vague_scale(token))
            .or_else(|| self.vague_word(token))
            .or_else(|| self.superlative(token))
    }

    /// `thousands`, `tens of thousands`, `hundreds upon hundreds`.
    fn vague_plural(&self, token: &Token) -> Option<(Span, TakenFor)> {
        if !self.is(token, Role::VaguePlural) || self.hyphened_on(token.end) {
            return None;
        }
        let mut end = token.end;
        while let Some(link) = self.next_is(end, Role::VagueLink)
            && let Some(more) = self.next_is(link.end, Role::VaguePlural)
        {
            end = more.end;
        }
        let span = Span::new(token.start, end);
        Some((span, self.vague_taken_for(token.start, end)))
    }

    /// `few hundred`, `several thousand`, `many thousands`.
    fn vague_scale(&self, token: &Token) -> Option<(Span, TakenFor)> {
        if !self.is(token, Role::VagueScale) {
            return None;
        }
        let mut next = self.next(token.end)?;
        if self.is(&next, Role::Of) {
            next = self.next(next.end)?;
        }
        let scale = |word: &Token| {
            self.is(word, Role::VaguePlural)
                || word.id.is_some_and(|id| self.lexicon.scales.contains(id))
        };
        if !scale(&next) || next.gap == Gap::None {
            return None;
        }
        let mut end = next.end;
        while let Some(more) = self
            .next(end)
            .filter(|more| more.gap == Gap::Space && scale(more))
        {
            end = more.end;
        }
        Some((
            Span::new(token.start, end),
            self.vague_taken_for(token.start, end),
        ))
    }

    /// `thousands of pounds` is money, `dozens of years` a duration.
    fn vague_taken_for(&self, start: usize, end: usize) -> TakenFor {
        let of = self.next_is(end, Role::Of).map_or(end, |of| of.end);
        match self.unit(of).map(|unit| unit.meaning) {
            Some(UnitKind::Money) => TakenFor::Money,
            Some(UnitKind::Time) => TakenFor::Duration,
            Some(UnitKind::Measure) => TakenFor::Measure,
            _ if self.lead_is(start, LeadKind::Money) => TakenFor::Money,
            _ => TakenFor::Quantity,
        }
    }

    fn lead_is(&self, start: usize, kind: LeadKind) -> bool {
        let lead = self.lexicon.leads.find(self, start);
        lead.is_some_and(|lead| lead.meaning.kind == kind)
    }

    /// `most`, `majority`, `hardly any`, `alarming number`.
    fn vague_word(&self, token: &Token) -> Option<(Span, TakenFor)> {
        let found = self.lexicon.vague.find_where(self, token.start, |found| {
            self.lexicon
                .vague_rules
                .get(found.meaning)
                .is_some_and(|rule| self.vague_fits(rule, found.start, found.end))
        })?;
        let mut start = found.start;
        while let Some(adjective) = self
            .previous_is(start, Role::VagueAdjective)
            .filter(|adjective| adjective.gap != Gap::None)
        {
            start = adjective.start;
        }
        let taken_for = match self.unit(found.end).map(|unit| unit.meaning) {
            Some(UnitKind::Time) => TakenFor::Duration,
            _ => TakenFor::Quantity,
        };
        Some((Span::new(start, found.end), taken_for))
    }

    fn vague_fits(&self, rule: &Vague, start: usize, end: usize) -> bool {
        let listed = |token: Option<Token>, list: &[Id]| {
            token.is_some_and(|token| token.id.is_some_and(|id| list.contains(&id)))
        };
        let (before, after) = (self.previous(start), self.next(end));
        if self.hyphened_on(end) || before.is_some_and(|word| word.gap == Gap::Hyphen) {
            return false;
        }
        let ending = after.is_some_and(|word| {
            let text = self.slice(word.start, word.end);
            rule.not_before_ending
                .iter()
                .any(|ending| text.ends_with(ending.as_str()))
        });
        if ending || listed(before, &rule.not_after) || listed(after, &rule.not_before) {
            return false;
        }
        let needs = !rule.needs_before.is_empty() || !rule.needs_after.is_empty();
        !needs || listed(before, &rule.needs_before) || listed(after, &rule.needs_after)
    }

    fn hyphened_on(&self, end: usize) -> bool {
        self.next(end).is_some_and(|word| word.gap == Gap::Hyphen)
    }

    /// "in 2016" right after a superlative.
    fn names_year(&self, word: &Token) -> bool {
        self.is(word, Role::YearBefore)
            && self.next(word.end).is_some_and(|year| {
                year.kind == TokenKind::Digits
                    && self
                        .amount(year.start)
                        .is_some_and(|amount| amount.like_year())
            })
    }

    /// `lowest` in "the lowest level since 1970"; `record` in "a record number".
    fn superlative(&self, token: &Token) -> Option<(Span, TakenFor)> {
        if self.is(token, Role::Record) {
            let next = self.next(token.end)?;
            let of_number = self.is(&next, Role::RecordAfter) && next.gap != Gap::None;
            // With a number after it, the number is the quantity.
            let numbered = self.next(next.end).is_some_and(|after| {
                after.kind == TokenKind::Digits
                    || after
                        .id
                        .is_some_and(|id| self.lexicon.cardinals.contains(id))
            });
            return (of_number && !numbered)
                .then_some((Span::new(token.start, next.end), TakenFor::Quantity));
        }
        if !self.is(token, Role::Superlative) {
            return None;
        }
        let mut at = token.end;
        for _ in 0..SUPERLATIVE_REACH {
            if self.lexicon.superlative_after.find(self, at).is_some() {
                return Some((Span::new(token.start, token.end), TakenFor::Quantity));
            }
            let next = self.next(at)?;
            let dated = at == token.end && self.names_year(&next);
            if dated {
                return Some((Span::new(token.start, token.end), TakenFor::Quantity));
            }
            if next.kind == TokenKind::Symbol
                && !matches!(self.char_at(next.start), Some('%' | '’' | '\''))
            {
                return None;
            }
            at = next.end;
        }
        None
    }
}

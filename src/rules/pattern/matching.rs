//! A pattern matched against the tokens beside a number, one element at a time.

use super::{Bindings, Element, Role, Side, Tagging};
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::{Tag, Tagged},
    },
    rules::chunk::justice_chunk,
    vocabulary::{Class, TokenKind},
};

pub(super) struct Matcher<'t> {
    pub(super) tagged: &'t Tagged<'t>,
    pub(super) side: Side,
    pub(super) low: usize,
    pub(super) high: usize,
}

impl Matcher<'_> {
    /// Whether a pattern with this element next to `at` can match at all: most fail at their first word.
    pub(super) fn may_begin(&self, element: &Element, at: usize) -> bool {
        let Element::Words(rows) = element else {
            return true;
        };
        let Some(token) = self.token(at) else {
            return rows.iter().any(|(row, _)| row.is_empty());
        };
        let word = self.tagged.word(token);
        rows.iter().any(|(row, _)| {
            let first = match self.side {
                Side::Left => row.last(),
                Side::Right => row.first(),
            };
            first.is_none_or(|first| first == word)
        })
    }

    pub(super) fn all(&self, elements: &[&Element], at: usize, bindings: &mut Bindings) -> bool {
        let Some((first, rest)) = elements.split_first() else {
            return true;
        };
        match first {
            Element::Words(rows) => rows.iter().any(|(row, direction)| {
                let before = bindings.direction;
                bindings.direction = direction.or(before);
                let found = self
                    .row(row, at)
                    .is_some_and(|next| self.all(rest, next, bindings));
                if !found {
                    bindings.direction = before;
                }
                found
            }),
            Element::Optional(inner) => {
                let mut with: Vec<&Element> = match self.side {
                    Side::Left => inner.iter().rev().collect(),
                    Side::Right => inner.iter().collect(),
                };
                with.extend(rest);
                let before = bindings.roles.len();
                if self.all(&with, at, bindings) {
                    return true;
                }
                bindings.roles.truncate(before);
                self.all(rest, at, bindings)
            }
            Element::Gap(most, marks) => self.gap((*most, *marks), rest, at, bindings),
            Element::Mark(mark) => self
                .mark(*mark, at)
                .is_some_and(|next| self.all(rest, next, bindings)),
            Element::Tag(tagging, role) => self.tag(*tagging, *role, rest, at, bindings),
        }
    }

    /// The token position after stepping over one token, if there is one.
    fn step(&self, at: usize) -> Option<usize> {
        match self.side {
            Side::Right => (at < self.high).then(|| at + 1),
            Side::Left => (at > self.low).then(|| at - 1),
        }
    }

    /// The index of the token that a step from `at` goes over.
    fn token(&self, at: usize) -> Option<usize> {
        match self.side {
            Side::Right => (at < self.high).then_some(at),
            Side::Left => (at > self.low).then(|| at - 1),
        }
    }

    fn row(&self, row: &[String], at: usize) -> Option<usize> {
        let mut next = at;
        let words: Vec<&String> = match self.side {
            Side::Right => row.iter().collect(),
            Side::Left => row.iter().rev().collect(),
        };
        for (number, word) in words.into_iter().enumerate() {
            if number > 0
                && let Some(token) = self.token(next)
                && matches!(self.tagged.written(token), "-" | "'" | "’")
            {
                next = self.step(next)?;
            }
            let token = self.token(next)?;
            if self.tagged.word(token) != word {
                return None;
            }
            next = self.step(next)?;
        }
        Some(next)
    }

    fn mark(&self, mark: char, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        self.tagged
            .written(token)
            .chars()
            .eq([mark])
            .then(|| self.step(at))?
    }

    fn gap(
        &self,
        (most, marks): (usize, bool),
        rest: &[&Element],
        at: usize,
        bindings: &mut Bindings,
    ) -> bool {
        let before = bindings.roles.len();
        let mut next = at;
        for _ in 0..=most {
            if self.all(rest, next, bindings) {
                return true;
            }
            bindings.roles.truncate(before);
            let Some(token) = self.token(next) else {
                return false;
            };
            if self.in_number(token) || (!marks && self.is_break(token)) {
                return false;
            }
            let Some(further) = self.step(next) else {
                return false;
            };
            next = further;
        }
        false
    }

    /// Whether a token is a mark that a counted gap does not cross: any but a hyphen or apostrophe.
    fn is_break(&self, token: usize) -> bool {
        self.tagged.row.get(token).is_some_and(|found| {
            found.kind == TokenKind::Mark
                && !matches!(self.tagged.written(token), "-" | "‑" | "'" | "’")
        })
    }

    fn in_number(&self, token: usize) -> bool {
        let span = self.tagged.token_span(token, token + 1);
        self.tagged.numbers_within(span).iter().any(is_quantity)
    }

    fn tag(
        &self,
        tagging: Tagging,
        role: Role,
        rest: &[&Element],
        at: usize,
        bindings: &mut Bindings,
    ) -> bool {
        let before = bindings.roles.len();
        for (from, to) in self.stretches(tagging, at) {
            let next = match self.side {
                Side::Right => to,
                Side::Left => from,
            };
            if role != Role::None {
                bindings.roles.push((role, from, to));
            }
            if self.all(rest, next, bindings) {
                return true;
            }
            bindings.roles.truncate(before);
        }
        false
    }

    /// The stretches of this sort that begin (to the right) or end (to the left) at `at`.
    fn stretches(&self, tagging: Tagging, at: usize) -> Vec<(usize, usize)> {
        let touches = |tag: &&Tag| match self.side {
            Side::Right => tag.start == at && tag.end <= self.high,
            Side::Left => tag.end == at && tag.start >= self.low,
        };
        let of = |class: Class| -> Vec<(usize, usize)> {
            self.tagged
                .of(class)
                .iter()
                .filter(touches)
                .map(|tag| (tag.start, tag.end))
                .collect()
        };
        match tagging {
            Tagging::Class(class) => of(class),
            Tagging::People => {
                let mut found = of(Class::Group);
                found.extend(of(Class::Person));
                found
            }
            Tagging::Number => self.numbers(at, is_quantity),
            Tagging::Counted => self.numbers(at, |number| {
                matches!(
                    number.taken_for,
                    TakenFor::Quantity | TakenFor::Sample | TakenFor::Identifier
                )
            }),
            Tagging::Name => self
                .token(at)
                .filter(|token| *token > self.low)
                .filter(|token| {
                    let written = self.tagged.written(*token);
                    written.chars().next().is_some_and(char::is_uppercase)
                })
                .map(|token| (token, token + 1))
                .into_iter()
                .collect(),
            Tagging::Justice => match self.side {
                Side::Right => justice_chunk(self.tagged, at, self.high)
                    .into_iter()
                    .collect(),
                Side::Left => Vec::new(),
            },
        }
    }

    /// The numbers of this sort that begin or end at `at`.
    fn numbers(&self, at: usize, is_one: impl Fn(&Number) -> bool) -> Vec<(usize, usize)> {
        let around = self
            .tagged
            .token_span(at.saturating_sub(1), (at + 1).min(self.tagged.row.len()));
        self.tagged
            .numbers_within(around)
            .iter()
            .filter(|number| is_one(number))
            .map(|number| self.tagged.token_range(number.span))
            .filter(|(from, to)| match self.side {
                Side::Right => *from == at,
                Side::Left => *to == at,
            })
            .collect()
    }
}

fn is_quantity(number: &Number) -> bool {
    number.taken_for == TakenFor::Quantity
}

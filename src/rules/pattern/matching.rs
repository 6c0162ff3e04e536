//! A pattern matched against the tokens beside a number, one element at a time.

use super::{Bindings, Element, Gap, Reach, Role, Side, Tagging, Word, WordRows};
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

/// Elements still to be matched, and what comes after them.
#[derive(Clone, Copy)]
pub(super) struct Rest<'p> {
    elements: &'p [Element],
    then: Option<&'p Rest<'p>>,
}

impl<'p> Rest<'p> {
    pub(super) fn of(elements: &'p [Element]) -> Self {
        Self {
            elements,
            then: None,
        }
    }

    /// Whether a mark comes next: the comma of "1,000" is an element of its own.
    fn goes_on_with_mark(&self) -> bool {
        matches!(self.elements.first(), Some(Element::Mark(_)))
    }
}

impl Matcher<'_> {
    /// The key of the token that comes next.
    pub(super) fn key(&self, at: usize) -> Option<u64> {
        let token = self.tagged.row.get(self.token(at)?)?;
        Some(token.key())
    }

    pub(super) fn all(&self, rest: &Rest, at: usize, bindings: &mut Bindings) -> bool {
        let mut rest = *rest;
        loop {
            let Some((first, elements)) = rest.elements.split_first() else {
                match rest.then {
                    Some(then) => rest = *then,
                    None => return true,
                }
                continue;
            };
            rest.elements = elements;
            match first {
                Element::Words(words) => return self.words(words, &rest, at, bindings),
                Element::Either(options) => {
                    let key = self.key(at);
                    let mut options = options.iter();
                    return options.any(|option| self.one(option, &rest, at, key, bindings));
                }
                Element::Optional(inner) => {
                    if self.one(inner, &rest, at, self.key(at), bindings) {
                        return true;
                    }
                }
                Element::Gap(gap) => return self.gap(gap, &rest, at, bindings),
                Element::Mark(mark) => {
                    let next = self.mark(*mark, at);
                    return next.is_some_and(|next| self.all(&rest, next, bindings));
                }
                Element::Tag(tagging, role) => {
                    return self.tag(*tagging, *role, &rest, at, bindings);
                }
            }
        }
    }

    fn words(&self, words: &WordRows, rest: &Rest, at: usize, bindings: &mut Bindings) -> bool {
        let Some(key) = self.key(at).filter(|key| words.first.has(*key)) else {
            return false;
        };
        let mut rows = words.rows.iter().filter(|row| row.first() == Some(key));
        rows.any(|row| {
            let before = bindings.direction;
            bindings.direction = row.direction.or(before);
            let found = self
                .row(&row.words, at)
                .filter(|next| rest.goes_on_with_mark() || !self.is_inside_number(*next))
                .is_some_and(|next| self.all(rest, next, bindings));
            if !found {
                bindings.direction = before;
            }
            found
        })
    }

    /// This pattern and then the rest; binds nothing where they do not match.
    fn one(
        &self,
        pattern: &Reach,
        rest: &Rest,
        at: usize,
        key: Option<u64>,
        bindings: &mut Bindings,
    ) -> bool {
        if !pattern.may_begin(key) {
            return false;
        }
        let with = Rest {
            elements: &pattern.elements,
            then: Some(rest),
        };
        let before = (bindings.roles.len(), bindings.direction);
        let found = self.all(&with, at, bindings);
        if !found {
            bindings.roles.truncate(before.0);
            bindings.direction = before.1;
        }
        found
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

    fn row(&self, words: &[Word], at: usize) -> Option<usize> {
        let mut next = at;
        for (number, word) in words.iter().enumerate() {
            if number > 0
                && let Some(token) = self.token(next)
                && matches!(self.tagged.written(token), "-" | "'" | "’")
            {
                next = self.step(next)?;
            }
            let token = self.tagged.row.get(self.token(next)?)?;
            if !token.is(word.key, &word.text) {
                return None;
            }
            next = self.step(next)?;
        }
        Some(next)
    }

    /// Whether a number goes on over a comma or point ahead: "10" is no word of "10,423".
    fn is_inside_number(&self, next: usize) -> bool {
        let row = &self.tagged.row;
        let mark = match self.side {
            Side::Right => Some(next),
            Side::Left => next.checked_sub(1),
        };
        let Some(mark) = mark.filter(|mark| matches!(self.tagged.written(*mark), "," | ".")) else {
            return false;
        };
        let joined = |at: usize| row.get(at).is_some_and(|token| token.joined);
        let number = |at: usize| {
            row.get(at)
                .is_some_and(|token| token.kind == TokenKind::Number)
        };
        joined(mark) && joined(mark + 1) && number(mark + 1) && mark > 0 && number(mark - 1)
    }

    fn mark(&self, mark: char, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        self.tagged
            .written(token)
            .chars()
            .eq([mark])
            .then(|| self.step(at))?
    }

    fn gap(&self, gap: &Gap, rest: &Rest, at: usize, bindings: &mut Bindings) -> bool {
        let before = bindings.roles.len();
        let may_end = |at: usize| {
            let then = gap.then.as_ref();
            then.is_none_or(|then| self.key(at).is_some_and(|key| then.has(key)))
        };
        let mut next = at;
        for _ in 0..=gap.most {
            if may_end(next) {
                if self.all(rest, next, bindings) {
                    return true;
                }
                bindings.roles.truncate(before);
            }
            let Some(token) = self.token(next) else {
                return false;
            };
            if self.tagged.is_in_quantity(token) || (!gap.marks && self.is_break(token)) {
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

    fn tag(
        &self,
        tagging: Tagging,
        role: Role,
        rest: &Rest,
        at: usize,
        bindings: &mut Bindings,
    ) -> bool {
        let before = bindings.roles.len();
        self.any_stretch(tagging, at, &mut |from, to| {
            let next = match self.side {
                Side::Right => to,
                Side::Left => from,
            };
            if role != Role::None {
                bindings.roles.push((role, from, to));
            }
            let found = self.all(rest, next, bindings);
            if !found {
                bindings.roles.truncate(before);
            }
            found
        })
    }

    /// Whether one of the stretches of this sort that begin (to the right) or end (to the left) at `at` will do.
    fn any_stretch(
        &self,
        tagging: Tagging,
        at: usize,
        will_do: &mut dyn FnMut(usize, usize) -> bool,
    ) -> bool {
        let edge = |tag: &Tag| match self.side {
            Side::Right => tag.start,
            Side::Left => tag.end,
        };
        let within = |tag: &&Tag| tag.start >= self.low && tag.end <= self.high;
        let mut of = |class: Class| {
            let tags = self.tagged.of(class);
            let from = tags.partition_point(|tag| edge(tag) < at);
            let touching = tags.iter().skip(from).take_while(|tag| edge(tag) == at);
            let mut inside = touching.filter(within);
            inside.any(|tag| will_do(tag.start, tag.end))
        };
        match tagging {
            Tagging::Class(class) => of(class),
            Tagging::People => of(Class::Group) || of(Class::Person),
            Tagging::Number => self.any_number(at, is_quantity, will_do),
            Tagging::Counted => self.any_number(at, is_counted, will_do),
            Tagging::Name => self
                .token(at)
                .filter(|token| *token > self.low)
                .filter(|token| {
                    let written = self.tagged.written(*token);
                    written.chars().next().is_some_and(char::is_uppercase)
                })
                .is_some_and(|token| will_do(token, token + 1)),
            Tagging::Justice => {
                self.side == Side::Right
                    && justice_chunk(self.tagged, at, self.high)
                        .is_some_and(|(from, to)| will_do(from, to))
            }
        }
    }

    /// Whether one of the numbers of this sort that begin or end at `at` will do.
    fn any_number(
        &self,
        at: usize,
        is_one: impl Fn(&Number) -> bool,
        will_do: &mut dyn FnMut(usize, usize) -> bool,
    ) -> bool {
        let numbers = self.tagged.numbers().iter();
        let mut touching = numbers.filter(|number| match self.side {
            Side::Right => number.tokens.0 == at,
            Side::Left => number.tokens.1 == at,
        });
        touching.any(|number| is_one(number) && will_do(number.tokens.0, number.tokens.1))
    }
}

fn is_quantity(number: &Number) -> bool {
    number.taken_for == TakenFor::Quantity
}

fn is_counted(number: &Number) -> bool {
    matches!(
        number.taken_for,
        TakenFor::Quantity | TakenFor::Sample | TakenFor::Identifier
    )
}

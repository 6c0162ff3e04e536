//! How far the words go for those whom a part is taken of: "half of the migrants
//! flown to the camp had …". What stands between such a group and its verb belongs
//! to its name, known word or not; elsewhere only known words narrow a group.

use super::narrowing::{Narrows, narrowed};
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::{Tag, Tagged},
    },
    number::Kind,
    vocabulary::{Class, TokenKind, Vocabulary},
};

/// Most tokens behind the group's name.
const LONGEST: usize = 14;

/// How a phrase of those whom a part is taken of begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    /// "Of the migrants flown in, 30 …": up to a comma or the number.
    Opening,
    /// "half of the migrants flown in had …": up to the verb.
    Part,
}

/// One past the words that say which people a part is taken of, where `tag` stands for them.
pub(super) fn end(
    tagged: &Tagged,
    vocabulary: &Vocabulary,
    tag: &Tag,
    high: usize,
) -> Option<usize> {
    let phrase = Phrase {
        tagged,
        vocabulary,
        tag,
    };
    let base = phrase.base()?;
    if let Some(end) = phrase.clause(high) {
        return Some(end);
    }
    if !phrase.begins() {
        return None;
    }
    let end = phrase.verb(base, high.min(tag.end + LONGEST))?;
    let end = phrase.undated(end);
    (end > tag.end && phrase.tells_apart(end)).then_some(end)
}

struct Phrase<'t> {
    tagged: &'t Tagged<'t>,
    vocabulary: &'t Vocabulary,
    tag: &'t Tag,
}

impl Phrase<'_> {
    fn is(&self, at: usize, id: &str) -> bool {
        self.tagged.is_word(self.vocabulary, at, id).is_some()
    }

    fn mark(&self, at: usize) -> bool {
        self.tagged.row.get(at).is_some_and(|token| {
            token.kind == TokenKind::Mark
                && !matches!(self.tagged.written(at), "-" | "'" | "’" | "‑" | "/")
        })
    }

    /// The quantity that ends before token `at`.
    fn number_before(&self, at: usize) -> Option<(&Number, usize)> {
        let mut numbers = self.tagged.numbers().iter();
        numbers.find_map(|number| {
            let (from, to) = number.with_bound;
            let quantity = number.taken_for == TakenFor::Quantity;
            (quantity && from < at && to == at).then_some((number, from))
        })
    }

    /// How the group is the base of a part, if it is.
    fn base(&self) -> Option<Base> {
        let mut at = self.tag.start;
        let article = at.checked_sub(1).filter(|at| self.is(*at, "definite"));
        at = article.unwrap_or(at);
        if let Some((number, from)) = self.number_before(at) {
            let link = |at: usize| self.is(at, "fraction-link");
            let (low, high) = number.tokens;
            // "seven in ten migrants flown in had …"
            if number.quantity.kind == Kind::Fraction && (low + 1..high).any(link) {
                return Some(Base::Part);
            }
            at = from;
            let article = at.checked_sub(1).filter(|at| self.is(*at, "definite"));
            at = article.unwrap_or(at);
        }
        let of = at.checked_sub(1).filter(|at| self.is(*at, "opening"))?;
        let opens = of.checked_sub(1).is_none_or(|at| self.mark(at));
        // '"only 3 percent" of the migrants'
        let closed = of - usize::from(opens && of > 0);
        if self
            .number_before(of)
            .or(self.number_before(closed))
            .is_some()
        {
            Some(Base::Part)
        } else {
            opens.then_some(Base::Opening)
        }
    }

    /// Whether the word behind the name can tell which of the group are meant.
    fn begins(&self) -> bool {
        let at = self.tag.end;
        let word = self.tagged.word(at);
        word.ends_with("ed")
            || word.ends_with("ing")
            || [
                "narrowing-participle",
                "narrowing-stay",
                "narrowing-link",
                "preposition",
            ]
            .iter()
            .any(|id| self.is(at, id))
    }

    /// The end of a clause that tells which are meant: "who came as children", "we let go".
    fn clause(&self, high: usize) -> Option<usize> {
        let at = self.tag.end;
        if !self.is(at, "relative-word") && !self.is(at, "clause-subject") {
            return None;
        }
        let end = narrowed(self.tagged, self.vocabulary, at, high, Narrows::People);
        (end > at).then_some(end)
    }

    /// The verb that is said of the group, or for an opening phrase the comma or number behind it.
    fn verb(&self, base: Base, high: usize) -> Option<usize> {
        let opening = base == Base::Opening;
        for at in self.tag.end..high {
            let quantity =
                self.tagged.numbers().iter().any(|number| {
                    number.taken_for == TakenFor::Quantity && number.with_bound.0 == at
                });
            if quantity {
                return opening.then_some(at);
            }
            if self.mark(at) {
                return (opening && self.tagged.written(at) == ",").then_some(at);
            }
            if self.is(at, "clause-verb") {
                return (!opening).then_some(at);
            }
            if self.is(at, "clause-end") && !self.dates(at) {
                return None;
            }
        }
        None
    }

    /// Whether a period begins behind the preposition at `at`.
    fn dates(&self, at: usize) -> bool {
        let times = self.tagged.of(Class::Period).iter();
        times
            .into_iter()
            .any(|time| (at..=at + 2).contains(&time.start))
    }

    /// Without the period at the end: when is no part of who.
    fn undated(&self, end: usize) -> usize {
        let times = self.tagged.of(Class::Period).iter();
        let time = times
            .into_iter()
            .find(|time| time.start > self.tag.end && time.end == end);
        let Some(time) = time else {
            return end;
        };
        let mut end = time.start;
        while end > self.tag.end
            && (self.is(end - 1, "preposition") || self.is(end - 1, "definite"))
        {
            end -= 1;
        }
        end
    }

    /// Whether the words say more than where or when the people were counted: "in custody in Ghent" does not.
    fn tells_apart(&self, end: usize) -> bool {
        let start = self.tag.end;
        let holds = |class: Class| !self.tagged.within(class, start, end).is_empty();
        let where_or_when = self.is(start, "preposition") || self.is(start, "narrowing-link");
        let people = self.tag.class == Class::Person;
        !where_or_when
            || !(holds(Class::Place) || holds(Class::Period) || holds(Class::Measure) && !people)
    }
}

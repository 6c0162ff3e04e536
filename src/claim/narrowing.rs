//! What narrows a noun phrase from behind: "refugees who came as children",
//! "people with a deportation order", "the men arrested by the police".
//!
//! What a share is taken of is grown by it, and so are people whom no other
//! word tells apart. The words stand in the vocabulary; here is only where they end.

use super::based;
use crate::{
    language::{
        quantity::TakenFor,
        tag::{Tag, Tagged},
    },
    rules::chunk,
    vocabulary::{Class, Part, TokenKind, Vocabulary},
};

const LONGEST: usize = 14;

/// What may belong to the words behind a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Narrows {
    /// A group: where its people stay or were caught is a place of its own.
    People,
    /// A group that its own name tells apart: only what was done to its people.
    Group,
    /// What a share is taken of, with all that limits it.
    Whole,
}

/// One past the words that narrow the noun phrase ending at token `end`, up to `high` at most.
pub(super) fn narrowed(
    tagged: &Tagged,
    vocabulary: &Vocabulary,
    end: usize,
    high: usize,
    what: Narrows,
) -> usize {
    let words = Words {
        tagged,
        vocabulary,
        high: high.min(end + LONGEST),
        what,
    };
    let mut at = words.past_place(end).unwrap_or(end);
    let pieces = if what == Narrows::Group { 1 } else { 2 };
    for _ in 0..pieces {
        match words.piece(at) {
            Some(next) if next > at => at = next,
            _ => break,
        }
    }
    at
}

/// The tokens of a group without what is said of it ("prisoners | are being deported") or, where nothing else tells
/// them apart, of whom it is said ("suspects | are from Chad"); of people with the words that narrow them.
pub(super) fn grown(
    tagged: &Tagged,
    vocabulary: &Vocabulary,
    tag: &Tag,
    high: usize,
) -> (usize, usize) {
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    // "inmates a day | who are in the country illegally"
    let clause = is(tag.start, "relative-word") && is(tag.start + 1, "copula");
    if clause && tag.end > tag.start + 2 {
        return (tag.start + 2, tag.end);
    }
    let said = (tag.start + 1..tag.end)
        .take_while(|at| !is(*at, "relative-word"))
        .find(|at| is(*at, "copula") && is(*at, "clause-verb"));
    // "inmates on remand | hold no passport"
    let owned = || {
        // "prisoners | hold foreign citizenship"
        let group = |at: usize| {
            let mut hits = tagged.hits().at(at).iter();
            hits.any(|hit| hit.class == Class::Group || hit.part == Part::Adjective)
        };
        let owned = |at: usize| is(at, "nothing-or-one") || group(at);
        let owns = |at: &usize| is(*at, "owns") && owned(*at + 1);
        (tag.start + 1..tag.end).find(|at| owns(at) && !is(*at - 1, "relative-word"))
    };
    let noun = || {
        let hits = tagged.hits().at(tag.start);
        tag.has_basis() && hits.iter().all(|hit| hit.class != Class::Group)
    };
    if tag.class == Class::Group
        && noun()
        && let Some(low) = said.map(|verb| verb + 1).or_else(owned)
    {
        return (low, tag.end);
    }
    let end = match (said, tag.class) {
        (Some(verb), _) => verb,
        (None, Class::Person) => narrowed(tagged, vocabulary, tag.end, high, Narrows::People),
        // "the number of migrants arrested": what is counted, and no part of the name.
        (None, _) if counted(tagged, vocabulary, tag.start) => tag.end,
        (None, _) => narrowed(tagged, vocabulary, tag.end, high, Narrows::Group),
    };
    let end = match said {
        Some(_) => end,
        None => based::end(tagged, vocabulary, tag, high).map_or(end, |base| end.max(base)),
    };
    (tag.start, end)
}

/// Whether "the number of" stands before token `at`.
fn counted(tagged: &Tagged, vocabulary: &Vocabulary, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|low| {
        let length = tagged.is_word(vocabulary, low, "number-of");
        length.is_some_and(|length| low + length == at)
    })
}

/// A noun phrase of what a share is taken of, grown by the words behind it that narrow it and cut where they break off.
pub(super) fn whole_phrase(
    tagged: &Tagged,
    vocabulary: &Vocabulary,
    at: usize,
    high: usize,
) -> Option<(usize, usize)> {
    const NEAR: usize = 2;
    let (from, mut to) = chunk::located(tagged, vocabulary, at, high)?;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    // "prisoners were born abroad": a group's name that is said of a noun.
    let said = (from + 1..to).find(|at| {
        let verb = is(*at, "clause-verb").is_some() && !chunk::is_hyphened(tagged, *at);
        verb && is(*at - 1, "relative-word").is_none()
    });
    to = said.unwrap_or(to);
    let words = Words {
        tagged,
        vocabulary,
        high: high.min(to + LONGEST),
        what: Narrows::Whole,
    };
    // "everyone locked up in …", "the people cops have …": the clause begins inside what was taken.
    let inside = (from + 1..to)
        .filter(|at| {
            // "in our courts": no subject of a clause.
            let owned = *at > from + 1 && is(*at - 1, "phrase-determiner").is_some();
            let first = *at - usize::from(owned);
            is(*at, "narrowing-with").is_none() && is(first - 1, "narrowing-link").is_none()
        })
        .find_map(|at| words.piece(at).filter(|end| *end > to));
    to = inside.unwrap_or_else(|| narrowed(tagged, vocabulary, to, high, Narrows::Whole));
    // "men convicted of rape over the past five years": when is no part of it.
    let dated = tagged.of(Class::Period).iter();
    let dated = dated
        .into_iter()
        .find(|tag| tag.start > from && tag.start < to && to <= tag.end);
    to = dated.map_or(to, |tag| tag.start);
    // "among those held | their share is", "… | the rate of failure was"
    let subject = (from + 1..to).find(|at| {
        let determined = is(*at, "phrase-determiner") == Some(1);
        let mut next = *at + 1..=*at + NEAR;
        determined
            && next.any(|at| is(at, "share-word").is_some() || is(at, "figure-noun").is_some())
    });
    to = subject.unwrap_or(to);
    // "those sentenced to more than ten years"
    let numbers = tagged.numbers().iter().map(|number| number.with_bound);
    let number = numbers.into_iter().find(|(start, end)| {
        let follows = *start > from && *start <= to && to < *end && *end <= high;
        follows && is(*start - 1, "left-over").is_some()
    });
    if let Some((_, end)) = number {
        let unit = chunk::chunk(tagged, end, high).filter(|_| !tagged.breaks_chunk(end));
        return Some((from, unit.map_or(end, |(_, end)| end)));
    }
    let broken = dated.is_some() || words.number(to) || words.period(to);
    let small = |at: usize| {
        // "of convicts and just 7.8 per cent"
        let left_over = ["left-over", "no-more-than"];
        let left_over = broken && left_over.iter().any(|id| is(at, id) == Some(1));
        let small = ["preposition", "clause-join"];
        left_over || small.iter().any(|id| is(at, id) == Some(1))
    };
    while to > from + 1 && small(to - 1) {
        to -= 1;
    }
    Some((from, to))
}

struct Words<'t> {
    tagged: &'t Tagged<'t>,
    vocabulary: &'t Vocabulary,
    high: usize,
    what: Narrows,
}

impl Words<'_> {
    #[inline]
    fn is(&self, at: usize, id: &str) -> Option<usize> {
        self.tagged.is_word(self.vocabulary, at, id)
    }

    /// "people in our country | with a deportation order": where they are, before what narrows them.
    fn past_place(&self, at: usize) -> Option<usize> {
        const NEAR: usize = 4;
        if self.what != Narrows::People || at >= self.high {
            return None;
        }
        let length = self.is(at, "located-in")?;
        let high = self.high.min(at + length + NEAR);
        let (_, end) = chunk::chunk(self.tagged, at + length, high)?;
        let with = (at + length..=end).find(|at| {
            self.is(*at, "relative-word").is_some() || self.is(*at, "narrowing-with").is_some()
        })?;
        self.piece(with).is_some().then_some(with)
    }

    fn piece(&self, at: usize) -> Option<usize> {
        if at >= self.high {
            return None;
        }
        let done = self
            .is(at, "narrowing-participle")
            .filter(|_| !self.opens_group(at));
        if self.what == Narrows::Group {
            return match done {
                Some(length) => self.complement(at + length),
                // "Poles living | in Oslo"
                None if self.is(at, "narrowing-life").is_some() => {
                    self.complement(at + 1).filter(|end| *end > at + 1)
                }
                None => match self.recorded(at) {
                    Some(end) => Some(end),
                    None => self.lacked(at + self.is(at, "lacking")?),
                },
            };
        }
        if let Some(length) = self.is(at, "relative-word") {
            let object = self.is(at, "relative-object").is_some()
                || self.is(at + length, "phrase-determiner").is_some()
                || self.is(at + length, "clause-subject").is_some();
            return self.clause(at + length, object);
        }
        if let Some(length) = self.is(at, "narrowing-with") {
            return self.object(at + length, length > 1);
        }
        if let Some(length) = done {
            return self.complement(at + length);
        }
        if self.what == Narrows::Whole
            && let Some(length) = self.is(at, "narrowing-stay")
        {
            return self.complement(at + length);
        }
        let length = self.is(at, "clause-subject")?;
        let deed = |at: usize| self.verb(at).is_some();
        (at + length..at + length + 2)
            .any(deed)
            .then(|| self.clause(at, true))
            .flatten()
    }

    /// "suspects | held no Swiss passport": what is said of people, and does not tell which.
    fn opens_group(&self, at: usize) -> bool {
        let mut groups = self.tagged.of(Class::Group).iter();
        groups.any(|tag| tag.start == at)
    }

    /// The end of a verb with its auxiliaries that begins at `at`.
    fn verb(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while let Some(length) = self.is(end, "clause-verb") {
            end += length;
        }
        while let Some(length) = self
            .is(end, "clause-deed")
            .or_else(|| self.is(end, "narrowing-participle"))
        {
            end += length;
        }
        (end > at).then_some(end)
    }

    /// A clause up to the verb that is said of its noun: one verb is its own.
    fn clause(&self, start: usize, object: bool) -> Option<usize> {
        let mut verbs = 0;
        let mut at = start;
        if !object {
            // "who illegally entered": the verb comes first, known or not.
            at = self.verb(start).unwrap_or(start + 1);
            verbs = 1;
        }
        let mut joined = false;
        while at < self.high && !self.stops(at) {
            if self.number(at) {
                return None;
            }
            if let Some(length) = self.is(at, "clause-join") {
                // "who were freed and should have gone": the clause goes on only with another verb.
                let adverb = at + length + 1;
                if self.verb(at + length).is_none() && self.verb(adverb).is_none() && verbs > 0 {
                    let noun = self.noun_after(at + length);
                    match noun {
                        Some(end) => at = end,
                        None => break,
                    }
                    continue;
                }
                joined = true;
                at += length;
                continue;
            }
            if let Some(end) = self.main_verb(at, object && verbs == 0) {
                if verbs > 0 && !joined {
                    break;
                }
                verbs += 1;
                joined = false;
                at = end;
                continue;
            }
            at += 1;
        }
        if self.number(at) && !self.period(at) && !self.mark(at) {
            return None;
        }
        (verbs > 0 && at > start).then_some(self.trimmed(start, at))
    }

    /// A verb that is the clause's own, where it has none yet, or the noun's: a participle is neither.
    fn main_verb(&self, at: usize, own: bool) -> Option<usize> {
        if own {
            return self.verb(at);
        }
        self.is(at, "clause-verb")?;
        self.verb(at)
    }

    /// What stands behind "and" inside a clause if it is a noun without a verb of its own.
    fn noun_after(&self, at: usize) -> Option<usize> {
        let (_, end) = chunk::chunk(self.tagged, at, self.high)?;
        let people = [Class::Group, Class::Person]
            .into_iter()
            .any(|class| !self.tagged.within(class, at, end).is_empty());
        let ends = end >= self.high || self.mark(end) || self.stops(end);
        (!people && ends).then_some(end)
    }

    /// "with a residence permit": what the people have.
    fn object(&self, at: usize, taken: bool) -> Option<usize> {
        let mut end = match chunk::chunk(self.tagged, at, self.high) {
            Some((_, end)) => end,
            None if taken => at,
            None => return None,
        };
        let people = self
            .tagged
            .of(Class::Group)
            .iter()
            .chain(self.tagged.of(Class::Person))
            .filter(|tag| tag.start >= at && tag.start < end)
            .map(|tag| tag.start)
            .min();
        if let Some(start) = people {
            // "with a green card and those without": another group begins.
            let before = (at..start)
                .rev()
                .find(|at| self.is(*at, "clause-join").is_some())?;
            end = before;
        }
        let rate = (at..end).any(|at| {
            ["rate-word", "share-word"]
                .iter()
                .any(|id| self.is(at, id).is_some())
        });
        (end > at && !rate && !self.number(end)).then_some(end)
    }

    /// "with violent convictions", "with a detainer": what had been done to them before.
    fn recorded(&self, at: usize) -> Option<usize> {
        let length = self.is(at, "narrowing-with")?;
        let low = at + length;
        let end = self.object(low, length > 1)?;
        let stage = |tag: &&Tag| {
            let concept = tag.concept.map(|at| self.vocabulary.concept_at(at));
            let told = |key: &str| concept.is_some_and(|one| one.attributes.contains_key(key));
            tag.part == Part::Label && (told("stage") || told("done"))
        };
        let told = self.tagged.within(Class::Measure, low, end).iter();
        let told = told.into_iter().find(stage)?;
        let denied = (low..told.start).any(|at| self.is(at, "denies").is_some());
        (!denied).then_some(told.end)
    }

    /// "without status", "without papers": no more than a few words, up to the next small one.
    fn lacked(&self, at: usize) -> Option<usize> {
        const SHORT: usize = 3;
        let end = self.object(at, false)?.min(at + SHORT);
        let link = (at + 1..end).find(|at| self.is(*at, "narrowing-link").is_some());
        Some(link.unwrap_or(end))
    }

    /// "arrested by the police", "convicted of rape or attempted rape".
    fn complement(&self, mut at: usize) -> Option<usize> {
        while let Some(length) = self.is(at, "narrowing-adverb") {
            at += length;
        }
        let first = at;
        if self.number(at) {
            return None;
        }
        for _ in 0..2 {
            let Some(length) = self.is(at, "narrowing-link").filter(|_| !self.stops(at)) else {
                break;
            };
            // "sent home in two years"
            if self.measured(at + length) {
                break;
            }
            let Some((from, end)) = chunk::chunk(self.tagged, at + length, self.high) else {
                if self.number(at + length) {
                    return None;
                }
                break;
            };
            if self.number(end) && !self.period(end) {
                return None;
            }
            let place = !self.tagged.within(Class::Place, from, end).is_empty();
            let justice = !self.tagged.within(Class::Measure, from, end).is_empty();
            if place && !justice && self.what != Narrows::Whole {
                break;
            }
            at = end;
        }
        Some(self.trimmed(first, at))
    }

    /// Drops the small words that a clause broke off after.
    fn trimmed(&self, start: usize, mut end: usize) -> usize {
        while end > start
            && ["preposition", "clause-join", "phrase-preposition"]
                .iter()
                .any(|id| self.is(end - 1, id) == Some(1))
        {
            end -= 1;
        }
        end
    }

    /// Whether a number that counts nobody begins at a token: a span of time, an age.
    fn measured(&self, at: usize) -> bool {
        self.tagged
            .numbers()
            .iter()
            .any(|number| number.taken_for != TakenFor::Quantity && number.tokens.0 == at)
    }

    fn number(&self, at: usize) -> bool {
        self.tagged.numbers().iter().any(|number| {
            number.taken_for == TakenFor::Quantity && {
                let (from, to) = number.tokens;
                let from = number
                    .bound_span
                    .map_or(from, |span| self.tagged.token_range(span).0.min(from));
                (from..to).contains(&at)
            }
        })
    }

    fn period(&self, at: usize) -> bool {
        self.tagged
            .of(Class::Period)
            .iter()
            .any(|tag| (tag.start..tag.end).contains(&at))
    }

    fn mark(&self, at: usize) -> bool {
        self.tagged.row.get(at).is_some_and(|token| {
            token.kind == TokenKind::Mark
                && !matches!(self.tagged.written(at), "-" | "'" | "’" | "‑")
        })
    }

    /// Whether another statement, a mark or a period begins at a token.
    fn stops(&self, at: usize) -> bool {
        let link = self.is(at, "preposition").or(self.is(at, "narrowing-link"));
        let article = usize::from(self.is(at + 1, "phrase-determiner").is_some());
        let before_period =
            link.is_some() && (self.period(at + 1) || self.period(at + 1 + article));
        self.mark(at) || self.period(at) || before_period || self.is(at, "clause-end").is_some()
    }
}

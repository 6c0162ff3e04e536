//! Noun phrases beside verbs of saying: where one begins and ends, past
//! auxiliaries, appositions and relative pronouns, and whether it can speak.

use super::super::document::{Document, Sentence, View};
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::{Tag, Tagged},
    },
    vocabulary::{Class, TokenKind},
};

/// Longest noun phrase taken for a speaker or source, in tokens.
const LONGEST: usize = 18;

/// Most tokens of a label before a colon.
const LABEL: usize = 8;

/// Tokens from one up to but without the other.
pub(super) type Range = (usize, usize);

/// Who a saying names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// A noun phrase.
    Named(Range),
    /// "he", "it": the last speaker named.
    Pronoun {
        /// Where it stands.
        at: usize,
        /// Whether it stands for a person.
        person: bool,
    },
    /// The speaker of the saying before it ("adding that", "and says").
    Same,
}

/// What a noun phrase beside a saying is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A person or body.
    Actor,
    /// A report, study or analysis.
    Document,
    /// Figures, a register, a census.
    Data,
}

/// One block of the document, as the search for speakers sees it.
#[derive(Clone, Copy)]
pub(super) struct Ground<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) view: &'d View<'d>,
    pub(super) block: usize,
}

impl<'d> Ground<'d> {
    pub(super) fn new(document: &'d Document<'d>, block: usize) -> Option<Self> {
        let view = document.views.get(block)?;
        Some(Self {
            document,
            view,
            block,
        })
    }

    pub(super) fn tagged(self) -> &'d Tagged<'d> {
        &self.view.tagged
    }

    /// How many tokens the word of concept `id` takes that begins at `at`.
    pub(super) fn word(self, at: usize, id: &str) -> Option<usize> {
        self.tagged()
            .is_word(&self.document.pack.vocabulary, at, id)
    }

    pub(super) fn has(self, at: usize, id: &str) -> bool {
        self.word(at, id).is_some()
    }

    pub(super) fn mark(self, at: usize) -> Option<&'d str> {
        let token = self.tagged().row.get(at)?;
        (token.kind == TokenKind::Mark).then(|| self.tagged().written(at))
    }

    pub(super) fn is_comma(self, at: usize) -> bool {
        matches!(self.mark(at), Some("," | "–" | "—"))
    }

    pub(super) fn capital(self, at: usize) -> bool {
        self.tagged()
            .written(at)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    }

    /// The quantity that token `at` belongs to.
    pub(super) fn quantity_at(self, at: usize) -> Option<&'d Number> {
        let span = self.tagged().row.get(at)?.span;
        let numbers = self.tagged().numbers();
        let first = numbers.partition_point(|number| number.span.end <= span.start);
        numbers
            .get(first)
            .filter(|number| number.taken_for == TakenFor::Quantity && number.span.overlaps(span))
    }

    /// Whether no noun phrase goes on over token `at`.
    fn stops(self, at: usize, sentence: Sentence) -> bool {
        let tagged = self.tagged();
        if let Some(mark) = self.mark(at) {
            let joined = |at: usize| tagged.row.get(at).is_some_and(|token| token.joined);
            let inside = match mark {
                "-" | "'" | "’" | "/" => joined(at),
                "&" => true,
                // "Prof. Dorn": a stop that ends no sentence.
                "." => joined(at) && at + 1 < sentence.high,
                _ => false,
            };
            return !inside;
        }
        if self.quantity_at(at).is_some() {
            return true;
        }
        // A capital inside a sentence is a name: "Theresa May", "Will Smith".
        let name = at > sentence.low && self.capital(at);
        (!name && self.has(at, "phrase-stop"))
            // "one think tank"
            || (self.saying_at(at) && self.tag_over(Class::Speaker, at).is_none())
    }

    /// Whether a verb of saying stands at `at`, other than one that tells where data come from.
    fn saying_at(self, at: usize) -> bool {
        let tags = self.tagged().within(Class::Speech, at, at + 4);
        tags.iter().any(|tag| {
            tag.start == at
                && self.document.attribute(tag, "role") != Some("source")
                && self.document.attribute(tag, "strength") != Some("weak")
                && !self.has(at, "phrase-participle")
        })
    }

    /// Whether words like "published by" end at token `at`.
    fn saying_source(self, at: usize) -> bool {
        self.tag_ending(Class::Speech, at + 1)
            .is_some_and(|tag| self.document.attribute(tag, "role").is_some())
    }

    pub(super) fn tag_starting(self, class: Class, at: usize) -> Option<&'d Tag> {
        let tags = self.tagged().of(class);
        let first = tags.partition_point(|tag| tag.start < at);
        tags.get(first).filter(|tag| tag.start == at)
    }

    fn tag_ending(self, class: Class, at: usize) -> Option<&'d Tag> {
        let tags = self.tagged().of(class);
        let first = tags.partition_point(|tag| tag.end < at);
        tags.get(first).filter(|tag| tag.end == at)
    }

    /// The tag of a class that token `at` stands in.
    fn tag_over(self, class: Class, at: usize) -> Option<&'d Tag> {
        let tags = self.tagged().of(class);
        let first = tags.partition_point(|tag| tag.end <= at);
        tags.get(first).filter(|tag| tag.start <= at)
    }

    /// The subject that ends before token `end`, and whether the verb is passive.
    pub(super) fn left(self, end: usize, sentence: Sentence) -> Option<Subject> {
        let end = self.before_auxiliaries(end, sentence)?;
        if end <= sentence.low {
            return None;
        }
        let last = end - 1;
        if self.mark(last) == Some(":") && last - sentence.low <= LABEL {
            return self.label(last, sentence).map(Subject::Named);
        }
        if self.has(last, "saying-person-pronoun") {
            return Some(Subject::Pronoun {
                at: last,
                person: true,
            });
        }
        if self.has(last, "saying-thing-pronoun") {
            return Some(Subject::Pronoun {
                at: last,
                person: false,
            });
        }
        if self.has(last, "phrase-join") {
            return Some(Subject::Same);
        }
        if self.is_comma(last) || self.mark(last) == Some(")") {
            return self.over_apposition(last, sentence).map(Subject::Named);
        }
        if self.has(last, "phrase-relative") {
            let end = if last > sentence.low && self.is_comma(last - 1) {
                last - 1
            } else {
                last
            };
            let near = self.phrase_before(end, sentence)?;
            // "the mayor, a baker from Leeds, who said": the name before the apposition.
            let far = (near.0 > sentence.low && self.is_comma(near.0 - 1) && end < last)
                .then(|| self.phrase_before(near.0 - 1, sentence))
                .flatten()
                .filter(|far| self.is_known(*far, sentence) && self.is_article(near.0));
            return Some(Subject::Named(far.unwrap_or(near)));
        }
        let near = self.phrase_before(end, sentence);
        let speaks = near
            .filter(|near| self.is_known(*near, sentence) && !self.counted_by(near.0, sentence));
        speaks
            .or_else(|| self.far_subject(end, sentence))
            .or(near)
            .map(|range| Subject::Named(self.after_role(range)))
    }

    /// "Ministry review (2023): found that": the words before the colon.
    fn label(self, colon: usize, sentence: Sentence) -> Option<Range> {
        let low = (sentence.low..colon).find(|at| self.mark(*at).is_none())?;
        self.is_known((low, colon), sentence)
            .then_some((low, colon))
    }

    fn is_article(self, at: usize) -> bool {
        self.has(at, "phrase-determiner") && !self.capital(at)
    }

    /// Steps back over auxiliaries, adverbs and times; none where they make the verb passive.
    fn before_auxiliaries(self, mut end: usize, sentence: Sentence) -> Option<usize> {
        loop {
            if end <= sentence.low {
                return Some(end);
            }
            let last = end - 1;
            // "never said that 30 per cent": not said.
            if self.has(last, "saying-passive") || self.has(last, "saying-negation") {
                return None;
            }
            let tag = [Class::Period]
                .into_iter()
                .find_map(|class| self.tag_ending(class, end))
                .filter(|tag| tag.start > sentence.low + 1);
            if let Some(tag) = tag {
                end = tag.start;
                if self.has(end - 1, "phrase-preposition") {
                    end -= 1;
                }
                continue;
            }
            let longest = (1..=3).rev().find(|length| {
                last + 1 >= sentence.low + length
                    && self.word(last + 1 - length, "saying-auxiliary") == Some(*length)
            });
            match longest {
                Some(length) if !self.capital(last) => end -= length,
                _ => return Some(end),
            }
        }
    }

    /// "Tom Hale, 47, a lawyer from Leeds," and "Tom Hale (Leeds)": the phrase before.
    fn over_apposition(self, mut comma: usize, sentence: Sentence) -> Option<Range> {
        if self.mark(comma) == Some(")") {
            let open = (sentence.low..comma)
                .rev()
                .find(|at| self.mark(*at) == Some("("))?;
            return self.phrase_before(open, sentence);
        }
        // "the minister, Dame Ann Pryor, told": the name tells who it is.
        if let Some(named) = self.phrase_before(comma, sentence)
            && named.0 > sentence.low
            && self.is_comma(named.0 - 1)
            && self.is_person(named)
            && self
                .phrase_before(named.0 - 1, sentence)
                .is_some_and(|role| {
                    self.head(role).is_some() || self.has(role.0, "phrase-determiner")
                })
        {
            return Some(named);
        }
        loop {
            let open = (sentence.low..comma).rev().find(|at| {
                self.is_comma(*at) || matches!(self.mark(*at), Some(":" | ";" | "”" | "\""))
            })?;
            if !self.is_comma(open) || comma - open > 20 {
                return None;
            }
            let before = self.phrase_before(open, sentence);
            let again = before.is_none_or(|range| {
                let (low, _) = range;
                let inner = self.is_article(low) || !self.is_known(range, sentence);
                low > sentence.low && self.is_comma(low - 1) && inner
            });
            match before {
                Some(range) if !again => {
                    return self.is_known(range, sentence).then_some(range);
                }
                _ => comma = open,
            }
        }
    }

    /// The noun phrase that ends at `end`.
    pub(super) fn phrase_before(self, end: usize, sentence: Sentence) -> Option<Range> {
        let mut start = end;
        while start > sentence.low && end - start < LONGEST && !self.stops(start - 1, sentence) {
            start -= 1;
        }
        for at in start + 1..end {
            let goes_on = self.has(at - 1, "phrase-preposition")
                || self.has(at - 1, "phrase-join")
                || self.has(at - 1, "phrase-determiner")
                || self.is_fixed(at);
            if self.has(at, "phrase-determiner") && !goes_on && !self.capital(at) {
                start = at;
            }
        }
        start = self.past_lead(start, end)?;
        // "the minister's claim that": the owner.
        let end = match (
            self.mark(end - 1),
            end.checked_sub(2).and_then(|at| self.mark(at)),
        ) {
            (Some("'" | "’"), _) => end - 1,
            (None, Some("'" | "’")) if self.tagged().written(end - 1) == "s" => end - 2,
            _ => end,
        };
        if end <= start {
            return None;
        }
        if self.has(end - 1, "phrase-preposition") && !self.is_fixed(end - 1) {
            return None;
        }
        (start < end).then_some((start, end))
    }

    /// The noun phrase up to `end` without what it hangs on to: "the bureau" of "By the bureau's count".
    pub(super) fn owner_before(self, end: usize, sentence: Sentence) -> Option<Range> {
        let mut start = end;
        while start > sentence.low
            && !self.stops(start - 1, sentence)
            && (self.is_fixed(start - 1) || !self.has(start - 1, "phrase-preposition"))
        {
            start -= 1;
        }
        let article = (start + 1..end).rev().find(|at| {
            self.has(*at, "phrase-determiner") && !self.capital(*at) && !self.is_fixed(*at)
        });
        start = article.unwrap_or(start);
        (start < end).then_some((start, end))
    }

    /// Whether token `at` stands inside a name or term of several words.
    pub(super) fn is_fixed(self, at: usize) -> bool {
        [Class::Speaker, Class::Source]
            .into_iter()
            .filter_map(|class| self.tag_over(class, at))
            .any(|tag| tag.start < at)
    }

    /// Steps over "In Germany", "Last year", "and" before a subject.
    fn past_lead(self, mut start: usize, end: usize) -> Option<usize> {
        while start < end {
            if self.mark(start).is_some() || self.has(start, "phrase-lead") {
                start += 1;
            } else if let Some(tag) = self
                .tag_starting(Class::Period, start)
                .filter(|tag| tag.end < end)
            {
                start = tag.end;
                // "Last week's column"
                if matches!(self.mark(start), Some("'" | "’")) {
                    start += 1 + usize::from(self.tagged().word(start + 1) == "s");
                }
            } else if self.has(start, "phrase-preposition") {
                let time_or_place = [start + 1, start + 2].into_iter().find_map(|at| {
                    self.tag_starting(Class::Period, at)
                        .or_else(|| self.tag_starting(Class::Place, at))
                });
                let next = (start + 2..end).find(|at| {
                    self.has(*at, "phrase-determiner") && !self.has(at - 1, "phrase-preposition")
                });
                start = time_or_place.map(|tag| tag.end).or(next)?;
            } else {
                break;
            }
        }
        (start < end).then_some(start)
    }

    /// The noun phrase that begins at `low`; `wide` keeps what hangs on to data.
    pub(super) fn phrase_after(self, low: usize, sentence: Sentence, wide: bool) -> Option<Range> {
        if self.has(low, "phrase-join") {
            return None;
        }
        let mut high = low;
        while high < sentence.high && high - low < LONGEST {
            if self.stops(high, sentence) {
                break;
            }
            // "a letter the agency sent": a clause of its own.
            let clause = high > low
                && self.has(high, "phrase-determiner")
                && !self.capital(high)
                && !self.is_fixed(high)
                && !["phrase-preposition", "phrase-join", "phrase-determiner"]
                    .into_iter()
                    .any(|id| self.has(high - 1, id));
            let group = high > low
                && self.tag_starting(Class::Group, high).is_some()
                && self.tag_ending(Class::Speaker, high).is_some();
            if group {
                break;
            }
            if clause && self.mark(high - 1).is_none() && !self.saying_source(high - 1) {
                break;
            }
            let period = self
                .tag_starting(Class::Period, high + 1)
                .is_some_and(|tag| tag.end > high + 1);
            if self.has(high, "phrase-preposition") && !self.is_fixed(high) && high > low {
                let link = self.has(high, "phrase-link") || wide;
                if period || !link || self.quantity_at(high + 1).is_some() {
                    break;
                }
            } else if self.tag_starting(Class::Period, high).is_some()
                && high > low
                && !self.is_article(high - 1)
                && !self.has(high - 1, "phrase-preposition")
                && !wide
            {
                break;
            }
            high += 1;
        }
        // "the minister and 12 per cent": nothing hangs on at the end.
        while high > low
            && (self.has(high - 1, "phrase-join") || self.has(high - 1, "phrase-preposition"))
        {
            high -= 1;
        }
        (low < high).then_some((low, high))
    }

    /// Where the head of a noun phrase ends: before its first preposition or participle.
    pub(super) fn head_end(self, (low, high): Range) -> usize {
        (low + 1..high)
            .find(|at| {
                (self.has(*at, "phrase-preposition") || self.has(*at, "phrase-participle"))
                    && !self.is_fixed(*at)
            })
            .unwrap_or(high)
    }

    /// The last speaker or source word of the head.
    pub(super) fn head(self, range: Range) -> Option<&'d Tag> {
        let end = self.head_end(range);
        [Class::Speaker, Class::Source]
            .into_iter()
            .flat_map(|class| self.tagged().within(class, range.0, end))
            .max_by_key(|tag| (tag.end, tag.end - tag.start, tag.class))
    }

    /// What a noun phrase beside a saying is.
    pub(super) fn role(self, range: Range) -> Role {
        match self.head(range) {
            Some(tag) if tag.class == Class::Source => Role::Data,
            Some(tag) if self.document.attribute(tag, "kind") == Some("document") => Role::Document,
            _ => Role::Actor,
        }
    }

    /// Whether the phrase has a speaker word, a data word or a name in it.
    pub(super) fn is_known(self, range: Range, sentence: Sentence) -> bool {
        self.head(range).is_some() || self.is_name(range, sentence)
    }

    fn is_name(self, (low, high): Range, sentence: Sentence) -> bool {
        (low..high).any(|at| {
            let group = [Class::Group, Class::Place, Class::Period, Class::Person]
                .into_iter()
                .any(|class| self.tag_over(class, at).is_some());
            let first = at == sentence.low
                && (self.has(at, "phrase-determiner")
                    || self.has(at, "saying-own-pronoun")
                    || self.has(at, "phrase-preposition")
                    // "Xenophobic violence": a capital for the sentence's sake.
                    || (at + 1 < high
                        && self.mark(at + 1).is_none()
                        && !self.capital(at + 1)
                        && !self.has(at + 1, "phrase-preposition")));
            self.capital(at) && !group && !first
        })
    }
}

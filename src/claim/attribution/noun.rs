//! Noun phrases beside verbs of saying: where one begins and ends.

use super::{
    super::document::Sentence,
    ground::{Ground, Range},
};
use crate::vocabulary::Class;

/// Longest noun phrase taken for a speaker or source, in tokens.
const LONGEST: usize = 18;

impl Ground<'_> {
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

    /// The article before a noun at token `at`, with the words between: "an Audit Office report".
    pub(super) fn article_before(self, at: usize, sentence: Sentence) -> Option<usize> {
        const NEAR: usize = 6;
        let low = at.saturating_sub(NEAR).max(sentence.low);
        let before = (low..at).rev();
        let mut words = before.take_while(|at| {
            self.mark(*at).is_none_or(|mark| "-'’&".contains(mark))
                && !self.has(*at, "phrase-stop")
                && !self.has(*at, "phrase-preposition")
        });
        words.find(|at| self.has(*at, "phrase-determiner"))
    }

    /// The noun phrase up to `end` without what it hangs on to: "the bureau" of "By the bureau's count".
    pub(super) fn owner_before(self, end: usize, sentence: Sentence) -> Option<Range> {
        let mut start = end;
        // "the court of audit's count"
        let body =
            |at: usize| self.has(at, "part-of") && self.tag_ending(Class::Speaker, at).is_some();
        while start > sentence.low
            && !self.stops(start - 1, sentence)
            && (self.is_fixed(start - 1)
                || body(start - 1)
                || !self.has(start - 1, "phrase-preposition"))
        {
            start -= 1;
        }
        let article = (start + 1..end).rev().find(|at| {
            self.has(*at, "phrase-determiner") && !self.capital(*at) && !self.is_fixed(*at)
        });
        start = article.unwrap_or(start);
        (start < end).then_some((start, end))
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
                let link = self.has(high, "phrase-link") || wide || self.settled_at(low, high);
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

    /// "a governor in Lyon": whether the preposition at token `at` tells where the speaker whose noun it stands behind is.
    fn settled_at(self, low: usize, at: usize) -> bool {
        let noun = self.tag_ending(Class::Speaker, at);
        let common = noun.is_some_and(|tag| tag.start >= low && !self.capital(tag.end - 1));
        common && self.has(at, "speaker-place") && self.tag_starting(Class::Place, at + 1).is_some()
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
        let tag = self.tag_starting(Class::Speech, at);
        tag.is_some_and(|tag| {
            tag.end <= at + 4
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
}

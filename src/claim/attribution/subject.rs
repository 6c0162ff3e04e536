//! The subject of a saying: before its verb, past auxiliaries, appositions and
//! relative pronouns, or far from it at the opening of the clause.

use super::{
    super::document::Sentence,
    ground::{Ground, Range},
};
use crate::vocabulary::Class;

/// Most tokens of a label before a colon.
const LABEL: usize = 8;

/// Most tokens of a relative clause that is kept with a speaker.
const SHORT_CLAUSE: usize = 6;

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

impl Ground<'_> {
    /// The subject that ends before token `end`; none where the verb is passive.
    pub(super) fn left(self, end: usize, sentence: Sentence) -> Option<Subject> {
        let end = self.before_auxiliaries(end, sentence)?;
        // "prosecutors there told us"
        let there = end > sentence.low + 1 && self.has(end - 1, "place-pointed");
        let end = end - usize::from(there);
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
            let near = self.somebody(self.phrase_before(end, sentence)?);
            // "the mayor, a baker from Leeds, who said": the name before the apposition.
            let far = (near.0 > sentence.low && self.is_comma(near.0 - 1) && end < last)
                .then(|| self.phrase_before(near.0 - 1, sentence))
                .flatten()
                .filter(|far| self.is_known(*far, sentence) && self.is_article(near.0));
            return Some(Subject::Named(far.unwrap_or(near)));
        }
        let near = self.phrase_before(end, sentence);
        let near = near.map(|near| self.over_contact(near, sentence).unwrap_or(near));
        // "The motion that goes before the council says"
        let governed = |at: usize| at > sentence.low && self.has(at - 1, "phrase-preposition");
        let far = self.far_subject(end, sentence);
        // "a lawyer who read the records told us"
        let inside = |near: Range| {
            far.is_some_and(|(low, high)| {
                let relative = high == end || self.has(high, "phrase-relative");
                let speech = self.tagged().within(Class::Speech, low, near.0);
                low < near.0 && relative && speech.is_empty()
            })
        };
        let speaks = near.filter(|near| {
            self.is_known(*near, sentence)
                && !self.counted_by(near.0, sentence)
                && !governed(near.0)
                && !inside(*near)
        });
        speaks.or(far).or(near).map(Subject::Named)
    }

    /// "Scholars she asked said": whom the clause without a relative word hangs on to.
    fn over_contact(self, (low, high): Range, sentence: Sentence) -> Option<Range> {
        let pronoun = low.checked_sub(1).filter(|at| *at > sentence.low)?;
        let person = [
            "saying-person-pronoun",
            "saying-thing-pronoun",
            "saying-own-pronoun",
        ]
        .into_iter()
        .any(|id| self.has(pronoun, id));
        let verb = high == low + 1 && !self.capital(low) && self.head((low, high)).is_none();
        let before = self
            .phrase_before(pronoun, sentence)
            .filter(|_| person && verb)?;
        self.is_known(before, sentence).then_some(before)
    }

    /// "Ministry review (2023): found that": the words before the colon.
    fn label(self, colon: usize, sentence: Sentence) -> Option<Range> {
        let low = (sentence.low..colon).find(|at| self.mark(*at).is_none())?;
        self.is_known((low, colon), sentence)
            .then_some((low, colon))
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

    /// "In a post shared by thousands": where something is said, and no subject.
    pub(super) fn tells_where(self, at: usize) -> bool {
        self.has(at, "phrase-preposition") && self.is_article(at + 1)
    }

    /// Whether a quantity stands directly before token `at`: "the 212 men reported".
    pub(super) fn counted_by(self, at: usize, sentence: Sentence) -> bool {
        at > sentence.low && self.quantity_at(at - 1).is_some()
    }

    /// "Researchers at a university who followed all 300 … found", "A post seen 9,000 times says":
    /// the speaker that opens the clause, past what hangs on to it.
    pub(super) fn far_subject(self, end: usize, sentence: Sentence) -> Option<Range> {
        let opens = |at: usize| {
            matches!(
                self.mark(at),
                Some(";" | ":" | "“" | "”" | "\"" | "." | "–" | "—" | "(" | "*" | "?" | "!")
            )
        };
        let after = |opens: &dyn Fn(usize) -> bool| {
            (sentence.low..end)
                .rev()
                .find(|at| opens(*at))
                .map_or(sentence.low, |at| at + 1)
        };
        let comma = after(&|at| opens(at) || self.is_comma(at));
        let clause = after(&opens);
        let near = self.opening_subject(comma, end, sentence);
        let far = || self.opening_subject(clause, end, sentence);
        near.or_else(|| (clause < comma).then(far)?)
    }

    /// The speaker that opens a clause at token `low`, where only what hangs on to it stands before its verb at `end`.
    fn opening_subject(self, mut low: usize, end: usize, sentence: Sentence) -> Option<Range> {
        while low < end && (self.has(low, "phrase-lead") || self.mark(low).is_some()) {
            low += 1;
        }
        let (low, high) = self.phrase_after(low, sentence, false)?;
        // "A video watched two million times"
        let cut = (low + 1..high).find(|at| self.has(*at, "phrase-participle"));
        let range = (low, cut.unwrap_or(high));
        let known = self
            .head(range)
            .is_some_and(|tag| tag.class == Class::Speaker);
        if !known || range.1 >= end || self.tells_where(low) {
            return None;
        }
        let next = if self.is_comma(range.1) {
            range.1 + 1
        } else {
            range.1
        };
        let relative = self.has(next, "phrase-relative");
        let hangs_on = relative
            || self.has(range.1, "phrase-participle")
            || self.has(range.1, "phrase-preposition");
        let verb = self
            .tagged()
            .within(Class::Speech, next, end)
            .iter()
            .any(|tag| !self.has(tag.start, "phrase-participle") && !relative);
        if !hangs_on || verb {
            return None;
        }
        // "a criminologist who read the files", "a survey of 200 of them": short enough to tell who it is.
        let clause = self.has(next, "phrase-person-relative");
        let short = (clause || self.has(next, "part-of"))
            && next == range.1
            && end - next <= SHORT_CLAUSE
            && (next..end).all(|at| self.mark(at).is_none_or(|mark| !clause && mark == "-"))
            && (next..end).all(|at| !clause || self.quantity_at(at).is_none());
        Some(if short { (range.0, end) } else { range })
    }
}

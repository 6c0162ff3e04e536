//! Subjects of a saying that stand far from their verb, and how much of a noun
//! phrase is the name of whoever speaks.

use super::super::document::Sentence;
use super::noun::{Ground, Range};
use crate::vocabulary::Class;

/// Most tokens of a relative clause that is kept with a speaker.
const SHORT_CLAUSE: usize = 6;

impl Ground<'_> {
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
        let mut low = (sentence.low..end)
            .rev()
            .find(|at| opens(*at))
            .map_or(sentence.low, |at| at + 1);
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
        if !known || range.1 >= end {
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
        // "a criminologist who read the files": short enough to tell who it is.
        let short = self.has(next, "phrase-person-relative")
            && next == range.1
            && end - next <= SHORT_CLAUSE
            && (next..end).all(|at| self.mark(at).is_none() && self.quantity_at(at).is_none());
        Some(if short { (range.0, end) } else { range })
    }

    /// "Dr Ana Ruiz of the Custody Project": the name without what hangs on to it.
    pub(super) fn name_alone(self, range: Range) -> Range {
        let (low, high) = range;
        let Some(cut) = (low + 2..high).find(|at| self.has(*at, "phrase-preposition")) else {
            return range;
        };
        let named = (low..cut).all(|at| self.capital(at) || self.mark(at) == Some("."));
        let body = self
            .tagged()
            .within(Class::Speaker, low, high)
            .iter()
            .any(|tag| {
                let kind = self.document.attribute(tag, "kind");
                tag.start < cut && !matches!(kind, Some("person" | "title"))
            });
        if named && !body && !self.is_fixed(cut) {
            (low, cut)
        } else {
            range
        }
    }

    /// "FPÖ security spokesman Gernot Haas": a name of two words behind a longer title.
    pub(super) fn after_role(self, (low, high): Range) -> Range {
        let role = self
            .tagged()
            .within(Class::Speaker, low, high)
            .iter()
            .find(|tag| {
                self.document.attribute(tag, "kind") == Some("person")
                    && !self.capital(tag.end - 1)
                    && tag.end >= low + 3
            });
        let Some(role) = role else {
            return (low, high);
        };
        let name = role.end;
        let capitals = (name..high).all(|at| self.capital(at) && self.mark(at).is_none());
        if high - name >= 2 && capitals {
            (name, high)
        } else {
            (low, high)
        }
    }

    /// Whether a phrase is a person's name: "Ms Okafor", "Henrik Malm".
    pub(super) fn is_person(self, (low, high): Range) -> bool {
        let capitals = (low..high).all(|at| {
            (self.capital(at) && self.tagged().written(at).contains(char::is_lowercase))
                || self.mark(at) == Some(".")
                || self.mark(at) == Some("-")
        });
        let other = [Class::Group, Class::Period, Class::Measure]
            .into_iter()
            .any(|class| !self.tagged().within(class, low, high).is_empty());
        // A surname may be a place's name too, a whole name is none.
        let places = self.tagged().within(Class::Place, low, high);
        let other = other || places.iter().any(|place| place.start == low);
        let body = self
            .tagged()
            .within(Class::Speaker, low, high)
            .iter()
            .any(|tag| {
                let kind = self.document.attribute(tag, "kind");
                !matches!(kind, Some("person" | "title"))
            });
        (2..=5).contains(&(high - low)) && capitals && !other && !body
    }

    /// Whether the phrase is a noun phrase that may well speak, though no word of it is known: "the cross-check".
    pub(super) fn may_speak(self, range: Range) -> bool {
        let (low, high) = range;
        let counted = [Class::Group, Class::Measure, Class::Offence, Class::Person]
            .into_iter()
            .any(|class| {
                self.tagged()
                    .within(class, low, high)
                    .iter()
                    .any(|tag| tag.end == self.head_end(range))
            })
            || !self.tagged().within(Class::Group, low, high).is_empty();
        self.has(low, "phrase-determiner") && high - low > 1 && !counted
    }

    /// Whether every word is one that nobody is named by.
    pub(super) fn is_empty_word(self, (low, high): Range) -> bool {
        self.has(low, "saying-nobody")
            || (high - low == 1
                && (self.has(low, "saying-own-pronoun")
                    || self.has(low, "phrase-determiner")
                    || self.has(low, "saying-auxiliary")))
    }
}

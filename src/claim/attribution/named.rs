//! Whom or what a noun phrase beside a saying names: a person or body, a report
//! or data; and how much of it is the name.

use super::{
    super::document::Sentence,
    ground::{Ground, Range},
};
use crate::{language::tag::Tag, vocabulary::Class};

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

impl<'d> Ground<'d> {
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

    /// Whether a phrase is of data or of a paper that makes no findings of its own: a letter, and not a study.
    pub(super) fn holds_only(self, range: Range) -> bool {
        let head = self.head(range);
        head.is_some_and(|tag| self.document.attribute(tag, "data") != Some("true"))
    }

    /// "the reply": a paper with data that may be told as saying what it holds.
    pub(super) fn says(self, range: Range) -> bool {
        let head = self.head(range);
        head.is_some_and(|tag| self.document.attribute(tag, "says") == Some("true"))
    }

    /// Whether a phrase is of a statistics office: what it counts is data, what it says is said.
    pub(super) fn keeps_count(self, range: Range) -> bool {
        let head = self.head(range);
        head.is_some_and(|tag| self.document.attribute(tag, "counts") == Some("true"))
    }

    /// "us to a news site", "a link to a think tank": of a phrase whose head is nobody the part that is somebody.
    pub(super) fn somebody(self, (low, high): Range) -> Range {
        let inner = |at: &usize| {
            self.has(*at - 1, "phrase-preposition") && self.head((*at, high)).is_some()
        };
        let none = self.head((low, high)).is_none();
        let found = none.then(|| (low + 1..high).rev().find(inner)).flatten();
        (found.unwrap_or(low), high)
    }

    /// "our analysis of custody records": the data that a paper is made of.
    pub(super) fn data_of(self, (low, high): Range) -> Option<Range> {
        let links = (low + 1..high).filter(|at| self.has(*at, "part-of"));
        links
            .map(|at| (at + 1, high))
            .find(|range| range.0 < high && self.role(*range) == Role::Data)
    }

    /// Whether the phrase has a speaker word, a data word or a name in it.
    pub(super) fn is_known(self, range: Range, sentence: Sentence) -> bool {
        self.head(range).is_some() || self.is_name(range, sentence)
    }

    fn is_name(self, (low, high): Range, sentence: Sentence) -> bool {
        (low..high).any(|at| {
            let group = [
                Class::Group,
                Class::Place,
                Class::Period,
                Class::Person,
                Class::Offence,
                Class::Measure,
            ]
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

    /// Whether a phrase is a person's name: "Ms Okafor", "Henrik Malm".
    pub(super) fn is_person(self, range: Range) -> bool {
        let (low, high) = range;
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
        (2..=5).contains(&(high - low)) && capitals && !other && self.bodies(range).next().is_none()
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

    /// "Dr Ana Ruiz of the Custody Project": the name without what hangs on to it.
    pub(super) fn name_alone(self, range: Range) -> Range {
        let (low, high) = range;
        let Some(cut) = (low + 2..high).find(|at| self.has(*at, "phrase-preposition")) else {
            return range;
        };
        let named = (low..cut).all(|at| self.capital(at) || self.mark(at) == Some("."));
        let body = self.bodies(range).any(|tag| tag.start < cut);
        if named && !body && !self.is_fixed(cut) {
            (low, cut)
        } else {
            range
        }
    }

    /// The speaker words that stand for no single person.
    fn bodies(self, (low, high): Range) -> impl Iterator<Item = &'d Tag> {
        let tags = self.tagged().within(Class::Speaker, low, high).iter();
        tags.filter(move |tag| !self.is_person_word(tag))
    }

    /// "minister", "Dr": a word that stands for a single person.
    pub(super) fn is_person_word(self, tag: &Tag) -> bool {
        let kind = self.document.attribute(tag, "kind");
        matches!(kind, Some("person" | "title"))
    }
}

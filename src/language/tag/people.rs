//! The people that a row names: "Polish men", "those born abroad".

use super::{Tag, Tagged, Tags};
use crate::vocabulary::{Class, Hit, Part, Who};

impl Tagged<'_> {
    /// The groups and people that the row names.
    pub(super) fn tag_people(&self) -> Tags {
        let vocabulary = self.language.vocabulary;
        let mut tags = Vec::new();
        let mut at = 0;
        // A phrase begins with a word that the vocabulary knows.
        for hit in self.hits().iter() {
            if hit.start < at || !vocabulary.may_begin_people(hit) {
                continue;
            }
            at = hit.start + 1;
            let Some(phrase) = vocabulary.group_phrase(&self.reading(), hit.start) else {
                continue;
            };
            // "in Luxembourg": its adjective is spelt alike.
            let located = phrase.start.checked_sub(1);
            let located =
                located.filter(|at| self.is_word(vocabulary, *at, "located-in") == Some(1));
            let is_name = |hit: &Hit| {
                hit.class == Class::Place && hit.part == Part::Label && hit.end == phrase.end
            };
            if located.is_some() && self.hits().at(phrase.start).iter().any(is_name) {
                continue;
            }
            if self.names_records(phrase.start, phrase.end) {
                continue;
            }
            let named = phrase.group.who != Who::Everyone;
            let class = if phrase.marked && named {
                Class::Group
            } else {
                Class::Person
            };
            at = phrase.end.max(at);
            tags.push(Tag {
                group: Some(phrase.group),
                explicit: phrase.explicit,
                ..self.tag(phrase.start, phrase.end, class)
            });
        }
        self.add_citizens(&mut tags);
        Tags::new(tags)
    }

    /// "Norwegian suspect figures": records of a country, not people of it.
    fn names_records(&self, start: usize, end: usize) -> bool {
        let vocabulary = self.language.vocabulary;
        self.hits().at(start).iter().any(|hit| {
            let records = self.is_word(vocabulary, hit.end, "institution");
            hit.class == Class::Place
                && hit.part == Part::Adjective
                && hit.end < end
                && records.is_some_and(|length| hit.end + length > end)
        })
    }
}

//! Offences that a figure leaves out: "strip out immigration offences", "once
//! immigration offences are disregarded".
//!
//! There are too many ways of saying it for a list of whole phrases. An offence
//! whose concept names a definition under `left_out` becomes a tag of that
//! definition together with the words that leave it out, so that the figure is
//! never taken for one of those offences.

use super::{Tag, Tagged};
use crate::vocabulary::{Class, Part};

/// Words that leave out what follows them.
const BEFORE: &str = "leaves-out";

/// Verbs that leave out what follows them together with a word behind it.
const VERB: &str = "leaves-out-verb";

/// Words that leave out what stands before them.
const AFTER: &str = "left-out";

/// Words that do so only after one of `VERB`.
const PARTICLE: &str = "left-out-particle";

/// Turns the words before those of `BEFORE` round: "not excluding".
const NOT: &str = "not-left-out";

/// The most tokens in a label of these words.
const LONGEST: usize = 5;

impl Tagged<'_> {
    /// Adds a definition for each offence that is left out, in place of any that its words also name.
    pub(super) fn add_left_out(&self, tags: &mut Vec<Tag>) {
        let offences = tags.iter().filter(|tag| tag.class == Class::Offence);
        let found: Vec<Tag> = offences.filter_map(|tag| self.left_out(tag)).collect();
        if found.is_empty() {
            return;
        }
        // "removed" and "stripped of" say nothing of what is counted.
        tags.retain(|tag| {
            let meets = |new: &Tag| tag.start < new.end && new.start < tag.end;
            let within = |new: &Tag| new.start <= tag.start && tag.end <= new.end;
            match tag.class {
                Class::Definition => !found.iter().any(meets),
                Class::Measure => !found.iter().any(within),
                _ => true,
            }
        });
        tags.extend(found);
        tags.sort_by_key(|tag| (tag.class, tag.start));
    }

    /// The definition that the words around an offence make of it.
    fn left_out(&self, tag: &Tag) -> Option<Tag> {
        let vocabulary = self.language.vocabulary;
        let concept = vocabulary.concept_at(tag.concept?);
        let out = vocabulary.index_of(concept.attributes.get("left_out")?)?;
        let stop = self.end_with_noun(tag);
        let start = self.word_before(tag.start, BEFORE);
        let end = self.word_after(stop, AFTER);
        let split = self
            .word_before(tag.start, VERB)
            .zip(self.word_after(stop, PARTICLE));
        let (start, end) = match (split, start, end) {
            (Some(range), ..) => range,
            (None, None, None) => return None,
            (None, start, end) => (start.unwrap_or(tag.start), end.unwrap_or(stop)),
        };
        let not = self.word_before(start, NOT);
        let concept = match not {
            None => out,
            Some(_) => vocabulary.index_of(vocabulary.concept_at(out).opposes.first()?.as_str())?,
        };
        Some(Tag {
            concept: Some(concept),
            ..self.tag(not.unwrap_or(start), end, Class::Definition)
        })
    }

    /// The end of an offence; of "immigration" in "immigration arrests", that of the noun.
    fn end_with_noun(&self, tag: &Tag) -> usize {
        let noun = self.hits().at(tag.end).iter();
        let noun = noun.filter(|hit| tag.part == Part::Adjunct && hit.class == Class::Measure);
        noun.map(|hit| hit.end).max().unwrap_or(tag.end)
    }

    /// Where a label of `id` begins that ends at token `at`, or at a hyphen before it.
    fn word_before(&self, at: usize, id: &str) -> Option<usize> {
        let hyphen = at.checked_sub(1).is_some_and(|at| self.written(at) == "-");
        let end = at - usize::from(hyphen);
        (end.saturating_sub(LONGEST)..end).find(|&from| {
            let vocabulary = self.language.vocabulary;
            let mut ends = self.hits().ends(vocabulary, from, id);
            ends.any(|known| known == end)
        })
    }

    /// Where the longest label of `id` ends that begins at token `at`.
    fn word_after(&self, at: usize, id: &str) -> Option<usize> {
        self.is_word(self.language.vocabulary, at, id)
            .map(|length| at + length)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        language::{
            period::PeriodWords,
            quantity::Scanner,
            tag::{Language, Tagged},
        },
        vocabulary::{Class, Vocabulary},
    };

    fn vocabulary() -> Vocabulary {
        let files = [
            (
                "definitions.toml",
                include_str!("../../../rules/en/vocabulary/definitions.toml"),
            ),
            (
                "measures.toml",
                include_str!("../../../rules/en/vocabulary/measures.toml"),
            ),
            (
                "offences.toml",
                include_str!("../../../rules/en/vocabulary/offences.toml"),
            ),
            (
                "words.toml",
                include_str!("../../../rules/en/vocabulary/words.toml"),
            ),
        ];
        let files: Vec<_> = files
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
        Vocabulary::from_toml(&files).unwrap()
    }

    const OUT: &str = "immigration-offences-excluded";
    const IN: &str = "immigration-offences-included";

    #[test]
    fn offences_left_out_are_a_definition() {
        let vocabulary = vocabulary();
        let language = Language {
            vocabulary: &vocabulary,
            scanner: &Scanner::from_toml(&[]).unwrap(),
            periods: &PeriodWords::default(),
            date: None,
        };
        for (text, expected) in [
            ("Strip out residence-law offences and", vec![OUT]),
            ("stripping out all immigration crimes", vec![OUT]),
            ("stripped of immigration offences", vec![OUT]),
            ("once you take out the border offences", vec![OUT]),
            ("leave out immigration violations", vec![OUT]),
            ("leaving alien-law offences aside", vec![OUT]),
            ("setting aside aliens-law offences", vec![OUT]),
            ("set immigration offences aside and", vec![OUT]),
            ("disregarding residence offences", vec![OUT]),
            ("if immigration offences are disregarded", vec![OUT]),
            ("once immigration offences are removed", vec![OUT]),
            ("with immigration offences stripped out", vec![OUT]),
            ("immigration offences excluded", vec![OUT]),
            ("not counting immigration offences", vec![OUT]),
            ("minus immigration offences", vec![OUT]),
            ("discounting immigration-law offences", vec![OUT]),
            ("all crime ex immigration offences", vec![OUT]),
            ("all ex-immigration offences", vec![OUT]),
            ("excluding immigration arrests", vec![OUT]),
            ("excluding illegal entry", vec![OUT]),
            ("including immigration offences", vec![IN]),
            ("before stripping out immigration offences", vec![IN]),
            ("without excluding immigration offences", vec![IN]),
            ("convicted of immigration offences", vec![]),
            ("removed for immigration offences", vec![]),
            ("immigration offences rose, theft aside", vec![]),
            ("excluding burglary", vec![]),
        ] {
            let tagged = Tagged::new(text, language);
            let found: Vec<&str> = tagged
                .of(Class::Definition)
                .iter()
                .filter_map(|tag| tag.concept)
                .map(|at| vocabulary.concept_at(at).id.as_str())
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! Tags: stretches of a block whose words the vocabulary knows, group phrases
//! grown to their whole noun phrase.
//!
//! Rules and facet binding see a block as tokens with tags over them. Tags of
//! one class never overlap; tags of different classes may ("foreign prisoners"
//! is a group and a measure).

use crate::{
    text::Span,
    vocabulary::{Class, Group, Hit, Part, Reading, Token, Vocabulary, tokens},
};

use super::{
    period::{PeriodMention, PeriodWords},
    quantity::{Number, Scanner},
};

/// A tagged stretch of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Where it stands in the block's text.
    pub span: Span,
    /// What sort of thing it is.
    pub class: Class,
    /// The concept, by its index in the vocabulary; none for groups and periods.
    pub concept: Option<usize>,
    /// Which list of the concept the label stands in.
    pub part: Part,
    /// The group, for class `Group`; `Person` tags are unmarked people.
    pub group: Option<Group>,
    /// For a group, whether its words say how membership is defined.
    pub explicit: bool,
    /// Which of the block's period mentions it is, for class `Period`.
    pub period: Option<usize>,
}

/// A block's text with all that the language layer can say of it.
#[derive(Debug, Clone)]
pub struct Tagged<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub row: Vec<Token<'a>>,
    /// Every label found.
    pub hits: Vec<Hit>,
    /// The tags, by class and then by position.
    tags: Vec<Tag>,
    /// The numbers, in order.
    pub numbers: Vec<Number>,
    /// The period expressions, in order.
    pub periods: Vec<PeriodMention>,
    /// For each token, whether a noun phrase ends before it.
    breaks: Vec<bool>,
}

impl<'a> Tagged<'a> {
    /// Reads `text`; relative periods are placed on the calendar with `date`.
    pub fn new(
        text: &'a str,
        vocabulary: &Vocabulary,
        scanner: &Scanner,
        period_words: &PeriodWords,
        date: Option<jiff::civil::Date>,
    ) -> Self {
        let row = tokens(text);
        let hits = vocabulary.hits(text, &row);
        let periods = period_words.find(text, date);
        let mut tagged = Self {
            text,
            numbers: scanner.scan(text),
            row,
            hits,
            tags: Vec::new(),
            periods,
            breaks: Vec::new(),
        };
        tagged.tag_groups(vocabulary);
        tagged.tag_concepts();
        tagged.tag_periods();
        tagged.tags.sort_by_key(|tag| (tag.class, tag.start));
        tagged.breaks = tagged.find_breaks(vocabulary);
        tagged
    }

    /// Whether a noun phrase ends before token `at`.
    pub fn breaks_chunk(&self, at: usize) -> bool {
        self.breaks.get(at).copied().unwrap_or(true)
    }

    /// Whether one of the labels that begin at token `at` belongs to the concept `id`; how many tokens it takes.
    pub fn is_word(&self, vocabulary: &Vocabulary, at: usize, id: &str) -> Option<usize> {
        self.reading()
            .hits_at(at)
            .iter()
            .filter(|hit| vocabulary.concept_at(hit.concept).id.as_str() == id)
            .map(|hit| hit.end - hit.start)
            .max()
    }

    /// Finite verbs and conjunctions, and prepositions before a place or period.
    fn find_breaks(&self, vocabulary: &Vocabulary) -> Vec<bool> {
        let mut breaks = vec![false; self.row.len()];
        let mut starts = vec![false; self.row.len() + 2];
        for class in [Class::Place, Class::Period] {
            for tag in self.of(class) {
                // An article may stand between.
                for before in [Some(tag.start), tag.start.checked_sub(1)] {
                    if let Some(start) = before.and_then(|at| starts.get_mut(at)) {
                        *start = true;
                    }
                }
            }
        }
        for same in self.hits.chunk_by(|one, next| one.start == next.start) {
            let mut longest = None;
            let mut breaking = false;
            for hit in same.iter().filter(|hit| hit.class == Class::Word) {
                match vocabulary.concept_at(hit.concept).id.as_str() {
                    "chunk-break" => breaking = true,
                    "preposition" => longest = longest.max(Some(hit.end)),
                    _ => {}
                }
            }
            let before_tag = longest.and_then(|next| starts.get(next)) == Some(&true);
            if (breaking || before_tag)
                && let Some(place) = same.first().and_then(|hit| breaks.get_mut(hit.start))
            {
                *place = true;
            }
        }
        breaks
    }

    /// The view that the vocabulary's grammar works on.
    pub fn reading(&self) -> Reading<'_> {
        Reading {
            text: self.text,
            row: &self.row,
            hits: &self.hits,
        }
    }

    /// The tags of one class, in order.
    pub fn of(&self, class: Class) -> &[Tag] {
        let from = self.tags.partition_point(|tag| tag.class < class);
        let to = self.tags.partition_point(|tag| tag.class <= class);
        self.tags.get(from..to).unwrap_or(&[])
    }

    /// The tags of one class that lie within tokens `from..to`.
    pub fn within(&self, class: Class, from: usize, to: usize) -> &[Tag] {
        let tags = self.of(class);
        let low = tags.partition_point(|tag| tag.start < from);
        let high = tags.partition_point(|tag| tag.end <= to);
        tags.get(low..high).unwrap_or(&[])
    }

    /// The numbers that share a byte with `span`.
    pub fn numbers_within(&self, span: Span) -> &[Number] {
        let from = self
            .numbers
            .partition_point(|number| number.span.end <= span.start);
        let to = self
            .numbers
            .partition_point(|number| number.span.start < span.end);
        self.numbers.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The text of tokens `from..to`.
    pub fn words(&self, from: usize, to: usize) -> &'a str {
        self.token_span(from, to).of(self.text)
    }

    /// The span of tokens `from..to`.
    pub fn token_span(&self, from: usize, to: usize) -> Span {
        let start = self
            .row
            .get(from)
            .map_or(self.text.len(), |token| token.span.start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.row.get(last))
            .map_or(start, |token| token.span.end);
        Span::new(start, end)
    }

    /// The tokens that a span of the text touches.
    pub fn token_range(&self, span: Span) -> (usize, usize) {
        let from = self
            .row
            .partition_point(|token| token.span.end <= span.start);
        let to = self
            .row
            .partition_point(|token| token.span.start < span.end);
        (from, to.max(from))
    }

    /// The token at `at` in lower case; empty for marks and past the end.
    pub fn word(&self, at: usize) -> &str {
        self.row.get(at).map_or("", |token| &*token.lower)
    }

    /// The token at `at` as it stands.
    pub fn written(&self, at: usize) -> &'a str {
        self.row.get(at).map_or("", |token| token.of(self.text))
    }

    fn push(&mut self, start: usize, end: usize, class: Class, hit: Option<Hit>) {
        let span = self.token_span(start, end);
        self.tags.push(Tag {
            start,
            end,
            span,
            class,
            concept: hit.map(|hit| hit.concept),
            part: hit.map_or(Part::Label, |hit| hit.part),
            group: None,
            explicit: false,
            period: None,
        });
    }

    fn tag_groups(&mut self, vocabulary: &Vocabulary) {
        let mut at = 0;
        let mut from = 0;
        // A phrase begins with a word that the vocabulary knows.
        while let Some(hit) = self.hits.get(from) {
            if hit.start < at || !hit.may_name_people() {
                from += 1;
                continue;
            }
            at = hit.start;
            let Some(phrase) = vocabulary.group_phrase(&self.reading(), at) else {
                at += 1;
                continue;
            };
            let named = phrase.group.who != crate::vocabulary::Who::Everyone;
            let class = if phrase.marked && named {
                Class::Group
            } else {
                Class::Person
            };
            let (start, end) = (phrase.start, phrase.end);
            self.push(start, end, class, None);
            if let Some(tag) = self.tags.last_mut() {
                tag.group = Some(phrase.group);
                tag.explicit = phrase.explicit;
            }
            at = end.max(at + 1);
        }
    }

    fn tag_concepts(&mut self) {
        const CLASSES: [Class; 9] = [
            Class::Place,
            Class::Measure,
            Class::Offence,
            Class::Definition,
            Class::Speech,
            Class::Speaker,
            Class::Source,
            Class::Hedge,
            Class::Stance,
        ];
        let mut groups: Vec<(usize, usize)> = self
            .tags
            .iter()
            .filter(|tag| tag.class == Class::Group)
            .map(|tag| (tag.start, tag.end))
            .collect();
        groups.sort_unstable();
        let mut found: Vec<(Hit, bool)> = self
            .hits
            .iter()
            .filter(|hit| {
                CLASSES.contains(&hit.class) && !matches!(hit.part, Part::People | Part::Collective)
            })
            .map(|hit| (*hit, hit.class == Class::Place && inside(&groups, *hit)))
            .collect();
        found.sort_by_key(|(hit, _)| (hit.class, hit.start, std::cmp::Reverse(hit.end)));
        let mut free = (Class::Group, 0);
        for (hit, grouped) in found {
            if grouped || (free.0 == hit.class && hit.start < free.1) {
                continue;
            }
            free = (hit.class, hit.end);
            self.push(hit.start, hit.end, hit.class, Some(hit));
        }
    }

    fn tag_periods(&mut self) {
        for number in 0..self.periods.len() {
            let span = self
                .periods
                .get(number)
                .map_or(Span::new(0, 0), |mention| mention.span);
            let (start, end) = self.token_range(span);
            self.push(start, end, Class::Period, None);
            if let Some(tag) = self.tags.last_mut() {
                tag.period = Some(number);
                tag.span = span;
            }
        }
    }
}

fn inside(groups: &[(usize, usize)], hit: Hit) -> bool {
    let next = groups.partition_point(|(start, _)| *start <= hit.start);
    next.checked_sub(1)
        .and_then(|at| groups.get(at))
        .is_some_and(|(_, end)| hit.end <= *end)
}

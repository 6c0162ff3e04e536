//! Tags: stretches of a block whose words the vocabulary knows, group phrases
//! grown to their whole noun phrase.
//!
//! Rules and facet binding see a block as tokens with tags over them. Tags of
//! one class never overlap; tags of different classes may ("foreign prisoners"
//! is a group and a measure).

mod citizens;
mod left_out;
mod people;
mod tags;

pub use tags::Tag;

use std::{cell::OnceCell, ops::Deref};

use crate::{
    text::Span,
    vocabulary::{Class, Finder, Hit, Hits, Part, Reading, Token, Vocabulary, tokens},
};

use tags::Tags;

use super::{
    period::{PeriodMention, PeriodWords},
    quantity::{Number, Scanner, TakenFor},
};

/// The tokens of a text: its own, or a stretch of a longer row.
#[derive(Debug, Clone)]
pub enum Row<'a> {
    /// Its own.
    Own(Vec<Token<'a>>),
    /// A stretch of a longer row.
    Part(&'a [Token<'a>]),
}

impl<'a> Deref for Row<'a> {
    type Target = [Token<'a>];

    #[inline]
    fn deref(&self) -> &[Token<'a>] {
        match self {
            Self::Own(row) => row,
            Self::Part(row) => row,
        }
    }
}

/// A block's text with all that the language layer can say of it.
///
/// Its words are read at once; what takes longer is read when it is first asked for.
#[derive(Debug, Clone)]
pub struct Tagged<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub row: Row<'a>,
    hits: OnceCell<Hits>,
    language: Language<'a>,
    numbers: OnceCell<Vec<Number>>,
    periods: OnceCell<Vec<PeriodMention>>,
    /// Groups and other people.
    people: OnceCell<Tags>,
    /// Stretches that name a concept.
    concepts: OnceCell<Tags>,
    /// Periods.
    times: OnceCell<Tags>,
    /// For each token, whether a noun phrase ends before it.
    breaks: OnceCell<Vec<bool>>,
    /// For each token, whether it is part of a quantity.
    counted: OnceCell<Vec<bool>>,
}

/// What a text is read with.
#[derive(Debug, Clone, Copy)]
pub struct Language<'a> {
    /// The words.
    pub vocabulary: &'a Vocabulary,
    /// The words of numbers.
    pub scanner: &'a Scanner,
    /// The words of periods.
    pub periods: &'a PeriodWords,
    /// The day from which relative periods are placed on the calendar.
    pub date: Option<jiff::civil::Date>,
}

impl<'a> Tagged<'a> {
    /// A text by itself.
    pub fn new(text: &'a str, language: Language<'a>) -> Self {
        Self::with(text, Row::Own(tokens(text)), language)
    }

    /// A text whose tokens are known.
    pub fn with(text: &'a str, row: Row<'a>, language: Language<'a>) -> Self {
        Self {
            text,
            row,
            hits: OnceCell::new(),
            language,
            numbers: OnceCell::new(),
            periods: OnceCell::new(),
            people: OnceCell::new(),
            concepts: OnceCell::new(),
            times: OnceCell::new(),
            breaks: OnceCell::new(),
            counted: OnceCell::new(),
        }
    }

    /// Every label found; they may overlap.
    #[inline]
    pub fn hits(&self) -> &Hits {
        let vocabulary = self.language.vocabulary;
        let find = || vocabulary.hits(&self.row, &mut Finder::default());
        self.hits.get_or_init(find)
    }

    /// The words that the text is read with.
    pub fn vocabulary(&self) -> &'a Vocabulary {
        self.language.vocabulary
    }

    /// The numbers, in order.
    pub fn numbers(&self) -> &[Number] {
        self.numbers.get_or_init(|| {
            let mut numbers = self.language.scanner.scan(self.text);
            for number in &mut numbers {
                (number.tokens, number.with_bound) = self.find_ranges(number);
            }
            numbers
        })
    }

    /// The period expressions, in order.
    pub fn periods(&self) -> &[PeriodMention] {
        let Language { periods, date, .. } = self.language;
        let read = || periods.find_in(self.text, &self.row, date);
        self.periods.get_or_init(read)
    }

    /// Whether a noun phrase ends before token `at`.
    pub fn breaks_chunk(&self, at: usize) -> bool {
        let breaks = self.breaks.get_or_init(|| self.find_breaks());
        breaks.get(at).copied().unwrap_or(true)
    }

    /// Whether token `at` is part of a number that counts or measures.
    pub fn is_in_quantity(&self, at: usize) -> bool {
        let counted = self.counted.get_or_init(|| self.find_counted());
        counted.get(at).copied().unwrap_or(false)
    }

    fn find_counted(&self) -> Vec<bool> {
        let mut counted = vec![false; self.row.len()];
        for number in self.numbers() {
            if number.taken_for == TakenFor::Quantity {
                let (from, to) = number.tokens;
                if let Some(tokens) = counted.get_mut(from..to) {
                    tokens.fill(true);
                }
            }
        }
        counted
    }

    /// Whether one of the labels that begin at token `at` belongs to the concept `id`; how many tokens it takes.
    #[expect(
        clippy::inline_always,
        reason = "asked three times for each byte of dense text; in place, the key of `id` is a constant"
    )]
    #[inline(always)]
    pub fn is_word(&self, vocabulary: &Vocabulary, at: usize, id: &str) -> Option<usize> {
        if !self.hits().may_have(at, id) {
            return None;
        }
        let end = self.hits().longest(vocabulary, at, id);
        end.map(|end| end - at)
    }

    /// Whether a label that begins at tokens `from..to` belongs to the concept `id`.
    pub fn has_word(&self, vocabulary: &Vocabulary, from: usize, to: usize, id: &str) -> bool {
        (from..to.min(self.row.len())).any(|at| self.is_word(vocabulary, at, id).is_some())
    }

    /// Finite verbs and conjunctions, and prepositions before a place or period.
    fn find_breaks(&self) -> Vec<bool> {
        let vocabulary = self.language.vocabulary;
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
        for (at, breaks) in breaks.iter_mut().enumerate() {
            let before_tag = || {
                let length = self.is_word(vocabulary, at, "preposition");
                length.is_some_and(|length| starts.get(at + length) == Some(&true))
            };
            *breaks = self.is_word(vocabulary, at, "chunk-break").is_some() || before_tag();
        }
        breaks
    }

    /// The view that the vocabulary's grammar works on.
    pub fn reading(&self) -> Reading<'_> {
        Reading {
            row: &self.row,
            hits: self.hits(),
        }
    }

    /// The tags of one class, in order.
    pub fn of(&self, class: Class) -> &[Tag] {
        self.tags(class).of(class)
    }

    fn tags(&self, class: Class) -> &Tags {
        match class {
            Class::Group | Class::Person => self.people.get_or_init(|| self.tag_people()),
            Class::Period => self.times.get_or_init(|| self.tag_periods()),
            _ => self.concepts.get_or_init(|| self.tag_concepts()),
        }
    }

    /// The first tag of one class that begins at token `at`.
    pub fn tag_at(&self, class: Class, at: usize) -> Option<&Tag> {
        let first = self.tags(class).behind(class, at).first();
        first.filter(|tag| tag.start == at)
    }

    /// The tags of one class that lie within tokens `from..to`.
    pub fn within(&self, class: Class, from: usize, to: usize) -> &[Tag] {
        let behind = self.tags(class).behind(class, from);
        let count = behind.iter().take_while(|tag| tag.end <= to).count();
        behind.get(..count).unwrap_or(&[])
    }

    /// The numbers that share a byte with `span`.
    pub fn numbers_within(&self, span: Span) -> &[Number] {
        let numbers = self.numbers();
        let from = numbers.partition_point(|number| number.span.end <= span.start);
        let to = numbers.partition_point(|number| number.span.start < span.end);
        numbers.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The tokens `from..to`; none where that is no stretch.
    pub fn tokens(&self, from: usize, to: usize) -> &[Token<'a>] {
        self.row.get(from..to).unwrap_or(&[])
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
            .map_or(self.text.len(), |token| token.span().start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.row.get(last))
            .map_or(start, |token| token.span().end);
        Span::new(start, end)
    }

    /// The tokens that a span of the text touches.
    pub fn token_range(&self, span: Span) -> (usize, usize) {
        token_range(&self.row, span)
    }

    /// The tokens of a number, and the same with its bound word.
    fn find_ranges(&self, number: &Number) -> ((usize, usize), (usize, usize)) {
        let (from, to) = self.token_range(number.span);
        let bound = match number.bound_span {
            Some(span) if span.end <= number.span.start => (self.token_range(span).0.min(from), to),
            Some(span) => (from, self.token_range(span).1.max(to)),
            None => (from, to),
        };
        ((from, to), bound)
    }

    /// The token at `at` in lower case; empty for marks and past the end.
    pub fn word(&self, at: usize) -> &str {
        self.row.get(at).map_or("", |token| token.lower())
    }

    /// The token at `at` as it stands.
    pub fn written(&self, at: usize) -> &'a str {
        self.row.get(at).map_or("", |token| token.written)
    }

    /// A bare tag over tokens `start` up to `end`.
    pub fn tag(&self, start: usize, end: usize, class: Class) -> Tag {
        Tag {
            start,
            end,
            span: self.token_span(start, end),
            class,
            concept: None,
            part: Part::Label,
            group: None,
            explicit: false,
            period: None,
        }
    }

    fn tag_concepts(&self) -> Tags {
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
        let mut found: Vec<Hit> = self
            .hits()
            .iter()
            .filter(|hit| {
                CLASSES.contains(&hit.class)
                    && match hit.part {
                        Part::People | Part::Collective => false,
                        Part::Adjunct => self.before_justice(hit.end),
                        _ => true,
                    }
            })
            .copied()
            .collect();
        found.sort_by_key(|hit| (hit.class, hit.start, std::cmp::Reverse(hit.end)));
        let mut tags = Vec::with_capacity(found.len());
        let mut free = (Class::Group, 0);
        for hit in found {
            let taken = free.0 == hit.class && hit.start < free.1;
            if taken || (hit.class == Class::Place && inside(self.of(Class::Group), hit)) {
                continue;
            }
            free = (hit.class, hit.end);
            tags.push(Tag {
                concept: Some(hit.concept),
                part: hit.part,
                ..self.tag(hit.start, hit.end, hit.class)
            });
        }
        self.add_left_out(&mut tags);
        drop_names_of_counters(&mut tags);
        Tags::new(tags)
    }

    /// Whether a noun of justice stands at token `at`, or after a hyphen there, other adjuncts between.
    fn before_justice(&self, at: usize) -> bool {
        let hyphen = matches!(self.written(at), "-" | "‑");
        let at = at + usize::from(hyphen);
        self.hits().at(at).iter().any(|hit| match hit.class {
            Class::Measure | Class::Offence => {
                hit.part != Part::Adjunct || self.before_justice(hit.end)
            }
            _ => false,
        })
    }

    fn tag_periods(&self) -> Tags {
        let mut tags = Vec::with_capacity(self.periods().len());
        for (number, mention) in self.periods().iter().enumerate() {
            let (start, end) = self.token_range(mention.span);
            tags.push(Tag {
                span: mention.span,
                period: Some(number),
                ..self.tag(start, end, Class::Period)
            });
        }
        Tags::new(tags)
    }
}

/// The tokens of a row that a span of their text touches.
pub fn token_range(row: &[Token], span: Span) -> (usize, usize) {
    let from = row.partition_point(|token| token.span().end <= span.start);
    let to = row.partition_point(|token| token.span().start < span.end);
    (from, to.max(from))
}

/// Whether a place is part of a group's name.
fn inside(groups: &[Tag], hit: Hit) -> bool {
    let next = groups.partition_point(|group| group.start <= hit.start);
    next.checked_sub(1)
        .and_then(|at| groups.get(at))
        .is_some_and(|group| hit.end <= group.end)
}

/// Drops single words for a way of counting that are part of who counts: the "federal" of
/// "the Federal Statistical Office", of "federal figures" and of "the federal interior ministry".
fn drop_names_of_counters(tags: &mut Vec<Tag>) {
    let counters: Vec<(usize, usize)> = tags
        .iter()
        .filter(|tag| matches!(tag.class, Class::Speaker | Class::Source))
        .map(|tag| (tag.start, tag.end))
        .collect();
    let names = |tag: &Tag| {
        let word = tag.start + 1 == tag.end;
        let part = |&(start, end): &(usize, usize)| {
            tag.end == start || (start <= tag.start && tag.end <= end)
        };
        word && counters.iter().any(part)
    };
    tags.retain(|tag| tag.class != Class::Definition || !names(tag));
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = r#"
        [[concept]]
        id = "immigration-offences"
        class = "offence"
        labels = ["immigration crime(s|)"]
        adjuncts = ["immigration"]
        [[concept]]
        id = "violent"
        class = "offence"
        adjuncts = ["violent"]
        [[concept]]
        id = "prosecutions"
        class = "measure"
        labels = ["prosecution(s|)"]
    "#;

    #[test]
    fn adjuncts_name_an_offence_before_a_noun_of_justice_alone() {
        let vocabulary = Vocabulary::from_toml(&[("a.toml".into(), WORDS.into())]).unwrap();
        let language = Language {
            vocabulary: &vocabulary,
            scanner: &Scanner::from_toml(&[]).unwrap(),
            periods: &PeriodWords::default(),
            date: None,
        };
        for (text, expected) in [
            ("their immigration status", vec![]),
            ("immigration prosecutions rose", vec!["immigration"]),
            ("immigration-prosecutions", vec!["immigration"]),
            (
                "violent immigration prosecutions",
                vec!["violent", "immigration"],
            ),
            ("a violent storm", vec![]),
            ("immigration crimes", vec!["immigration crimes"]),
        ] {
            let tagged = Tagged::new(text, language);
            let tags = tagged.of(Class::Offence).iter();
            let found: Vec<&str> = tags.map(|tag| tag.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

//! A draft as the extractor sees it: tagged blocks cut into sentences, and the
//! country that the draft is written from.

use std::{cell::OnceCell, ops::Deref};

use super::{
    attribution::Saying,
    scope::{self, Opens},
    sites::Site,
};
use crate::{
    draft::{BlockKind, Draft},
    language::{
        quantity::TakenFor,
        quotation::{Quotation, draft_quotations},
        sentence::SentenceSplitter,
        tag::{Language, Row, Tag, Tagged, token_range},
    },
    rules::Pack,
    text::Span,
    vocabulary::{Class, ConceptId, Group, Hit, Part, Token, Who, add_tokens},
};

/// What a word says that is the name of a country's body: the country.
pub(super) const BODY_OF: &str = "body_of";

/// The words over a list of countries whose people are counted.
pub(super) const BY_ORIGIN: &str = "by-origin";

/// How many tokens a number may have before its first digit or number word, that one included: "the vast majority".
const FIGURE_REACH: usize = 8;

/// A sentence of a block, in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) low: usize,
    pub(super) high: usize,
    pub(super) span: Span,
}

/// The tokens of a draft, all in one row.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    row: Vec<Token<'a>>,
    /// One past the last token of each block.
    ends: Vec<usize>,
}

impl<'a> Words<'a> {
    /// The words of each block of a draft.
    pub(super) fn of(draft: &'a Draft) -> Self {
        let mut words = Self::default();
        let bytes: usize = draft.blocks.iter().map(|block| block.text.len()).sum();
        words.row.reserve(bytes / 4 + draft.blocks.len() * 2);
        for block in &draft.blocks {
            add_tokens(&block.text, &mut words.row);
            words.ends.push(words.row.len());
        }
        words
    }

    /// The blocks of their draft, to be read with the words of a pack.
    pub(super) fn tagged(&'a self, draft: &'a Draft, pack: &'a Pack) -> Vec<Tagged<'a>> {
        let language = Language {
            vocabulary: &pack.vocabulary,
            scanner: &pack.scanner,
            periods: &pack.periods,
            date: draft.context.date,
        };
        let blocks = draft.blocks.iter().zip(self.rows());
        blocks
            .map(|(block, row)| Tagged::with(&block.text, Row::Part(row), language))
            .collect()
    }

    /// The tokens of each block.
    fn rows(&self) -> impl Iterator<Item = &[Token<'a>]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(&self.ends);
        ranges.map(|(start, end)| self.row.get(start..*end).unwrap_or(&[]))
    }
}

/// The sentences of a block; read when first asked for.
#[derive(Debug)]
pub(super) struct Sentences<'a> {
    text: &'a str,
    row: &'a [Token<'a>],
    splitter: &'a SentenceSplitter,
    found: OnceCell<Vec<Sentence>>,
    /// What each offers to a claim; looked up when first asked for.
    offers: OnceCell<Vec<OnceCell<Opens>>>,
}

impl Deref for Sentences<'_> {
    type Target = [Sentence];

    fn deref(&self) -> &[Sentence] {
        self.found.get_or_init(|| {
            let spans = self.splitter.sentences(self.text).into_iter();
            let sentences = spans.map(|span| {
                let (low, high) = token_range(self.row, span);
                Sentence { low, high, span }
            });
            sentences.collect()
        })
    }
}

impl Sentences<'_> {
    /// Where it is kept what a sentence offers to a claim.
    pub(super) fn offers(&self, sentence: usize) -> Option<&OnceCell<Opens>> {
        let none_known = || vec![OnceCell::new(); self.len()];
        self.offers.get_or_init(none_known).get(sentence)
    }
}

/// A block with its tags, sentences and quotations.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) kind: &'a BlockKind,
    pub(super) tagged: Tagged<'a>,
    pub(super) sentences: Sentences<'a>,
    pub(super) quotations: Vec<Quotation>,
    /// Who says what in it; read when first asked for.
    pub(super) sayings: OnceCell<Vec<Saying>>,
    /// What it offers to a claim as a whole; looked up when first asked for.
    pub(super) offers: OnceCell<Opens>,
    /// The places it names; read when first asked for.
    pub(super) sites: OnceCell<Vec<Site>>,
}

/// The draft as a whole.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) draft: &'a Draft,
    pub(super) pack: &'a Pack,
    pub(super) views: Vec<View<'a>>,
    /// The country that the draft speaks of most, from whose side "foreign" is meant.
    pub(super) host: Option<ConceptId>,
    /// The place it speaks of most, with its block; looked up when first asked for.
    pub(super) topic: OnceCell<Option<(usize, Site)>>,
    /// The blocks that open with a question, where the draft goes from question to answer.
    questions: OnceCell<Vec<usize>>,
    /// Whether each block may name a place of the vocabulary or a country's body.
    may_have_place: Vec<bool>,
}

impl<'a> Document<'a> {
    /// A draft with its blocks; only blocks that `may_have_place` are asked where the draft is of.
    pub(super) fn new(
        draft: &'a Draft,
        pack: &'a Pack,
        words: &'a Words<'a>,
        tagged: Vec<Tagged<'a>>,
        may_have_place: Vec<bool>,
    ) -> Self {
        let quotations = draft_quotations(&draft.blocks);
        let views = draft
            .blocks
            .iter()
            .zip(words.rows())
            .zip(tagged)
            .zip(quotations)
            .map(|(((block, row), tagged), quotations)| View {
                kind: &block.kind,
                sentences: Sentences {
                    text: &block.text,
                    row,
                    splitter: &pack.sentences,
                    found: OnceCell::new(),
                    offers: OnceCell::new(),
                },
                tagged,
                offers: OnceCell::new(),
                quotations,
                sayings: OnceCell::new(),
                sites: OnceCell::new(),
            })
            .collect();
        let mut document = Self {
            draft,
            pack,
            views,
            host: None,
            topic: OnceCell::new(),
            questions: OnceCell::new(),
            may_have_place,
        };
        document.host = document.find_host();
        document
    }

    /// Whether the draft has a number, a group told apart by migration and a justice word at all.
    pub(super) fn may_have_claims(&self) -> bool {
        let any = |test: &dyn Fn(&View) -> bool| self.views.iter().any(test);
        let quantity = |view: &View| {
            let numbers = view.tagged.numbers();
            numbers
                .iter()
                .any(|number| number.taken_for == TakenFor::Quantity)
        };
        let opens = |view: &View| scope::whole(self, view);
        any(&quantity) && any(&|view| opens(view).group) && any(&|view| opens(view).justice)
    }

    fn find_host(&self) -> Option<ConceptId> {
        let vocabulary = &self.pack.vocabulary;
        if let Some(place) = &self.draft.context.place
            && let Some(id) = vocabulary.named(Class::Place, place)
        {
            return vocabulary.country_of(&id);
        }
        // How often each country is named, the first named first.
        let mut counts: Vec<(ConceptId, usize)> = Vec::new();
        // A row of a table by nationality is of whom was counted, and not of where.
        let of_row = |block: usize| {
            let cell = self.cell(block).filter(|_| self.heads_origins(block));
            cell.is_some_and(|cell| cell.heads_row())
        };
        for (_, view) in self.with_places().filter(|(block, _)| !of_row(*block)) {
            for tag in view.tagged.of(Class::Place) {
                // "a Latvian with a record": not where the draft is from.
                let institution = || view.tagged.is_word(vocabulary, tag.end, "institution");
                if tag.part != Part::Label && institution().is_none() || self.is_listed(view, tag) {
                    continue;
                }
                let place = tag.concept.map(|at| &vocabulary.concept_at(at).id);
                if let Some(country) = place.and_then(|id| vocabulary.country_of(id)) {
                    match counts.iter_mut().find(|(id, _)| *id == country) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((country, 1)),
                    }
                }
            }
        }
        let Some(most) = counts.iter().map(|(_, count)| *count).max() else {
            return self.host_of_bodies();
        };
        counts
            .into_iter()
            .find(|(_, count)| *count == most)
            .map(|(id, _)| id)
    }

    /// The blocks that may name a place of the vocabulary or a country's body.
    pub(super) fn with_places(&self) -> impl Iterator<Item = (usize, &View<'a>)> {
        let blocks = self.views.iter().enumerate();
        blocks.filter(|(block, _)| self.may_have_place.get(*block) == Some(&true))
    }

    /// "The Home Office says": the one country that the bodies which a draft names are of.
    fn host_of_bodies(&self) -> Option<ConceptId> {
        let mut countries = self
            .with_places()
            .flat_map(|(_, view)| self.bodies(view, view.tagged.row.len()));
        let first = countries.next()?;
        let only = countries.all(|(_, country)| country == first.1);
        only.then(|| ConceptId::new(first.1))
    }

    /// The bodies of a country that the first tokens of a block name, each with its country.
    pub(super) fn bodies<'b>(
        &'b self,
        view: &'b View,
        high: usize,
    ) -> impl Iterator<Item = (Hit, &'b str)> {
        let vocabulary = &self.pack.vocabulary;
        (0..high)
            .flat_map(move |at| view.tagged.hits().every(vocabulary, at))
            .filter_map(|hit| {
                let concept = vocabulary.concept_at(hit.concept);
                let country = concept.attributes.get(BODY_OF)?;
                Some((hit, country.as_str()))
            })
    }

    /// "Poland 980, Ireland (760)", "Poland has 980 of them", "Poland heads the list": a country in a list of countries is not where the draft is from.
    fn is_listed(&self, view: &View, tag: &Tag) -> bool {
        let tagged = &view.tagged;
        let vocabulary = &self.pack.vocabulary;
        let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
        if is(tag.end, "ranks-on-list").is_some() {
            return true;
        }
        let has = is(tag.end, "owns");
        let mark = matches!(tagged.written(tag.end), "(" | ":");
        let at = tag.end + has.unwrap_or(usize::from(mark));
        // Most have none, which is seen without reading every number of the block.
        let behind = tagged.words(at, (at + FIGURE_REACH).min(tagged.row.len()));
        if !self.pack.scanner.may_find(behind) {
            return false;
        }
        let mut numbers = tagged.numbers().iter();
        let number =
            numbers.find(|number| number.taken_for == TakenFor::Quantity && number.tokens.0 == at);
        number.is_some_and(|number| {
            let end = number.tokens.1;
            let them = is(end, "share-of").is_some() && is(end + 1, "those-counted").is_some();
            them || has.is_none()
        })
    }

    /// Whether no heading stands between two blocks, one may over a table.
    pub(super) fn same_section(&self, from: usize, to: usize) -> bool {
        let between = self.views.get(from + 1..to).unwrap_or(&[]);
        let headings = between
            .iter()
            .filter(|view| matches!(view.kind, BlockKind::Heading(_) | BlockKind::Title))
            .count();
        let cell = |at: usize| {
            let view = self.views.get(at);
            view.is_some_and(|view| matches!(view.kind, BlockKind::Cell(_)))
        };
        let asked = || self.questions().iter().any(|at| from < *at && *at <= to);
        (headings == 0 || (headings == 1 && cell(to) && !cell(from))) && !asked()
    }

    /// The blocks that open with a question in a draft that has several of them: each begins a
    /// section, as a heading does.
    fn questions(&self) -> &[usize] {
        const SEVERAL: usize = 3;
        self.questions.get_or_init(|| {
            let paragraph = |view: &View| matches!(view.kind, BlockKind::Paragraph);
            let views = self.views.iter().enumerate();
            let marked = |view: &View| paragraph(view) && view.tagged.text.contains('?');
            let marked = views.filter(|(_, view)| marked(view));
            let asks = |view: &View| {
                let first = view.sentences.first();
                first.is_some_and(|first| first.span.of(view.tagged.text).trim_end().ends_with('?'))
            };
            let marked: Vec<(usize, &View)> = marked.collect();
            if marked.len() < SEVERAL {
                return Vec::new();
            }
            let found: Vec<usize> = marked
                .into_iter()
                .filter(|(_, view)| asks(view))
                .map(|(block, _)| block)
                .collect();
            if found.len() < SEVERAL {
                Vec::new()
            } else {
                found
            }
        })
    }

    /// Whether a block stands in the section of an earlier one, or in a part of that section.
    pub(super) fn under(&self, from: usize, to: usize) -> bool {
        let level = |view: &View| match view.kind {
            BlockKind::Title => Some(0),
            BlockKind::Heading(level) => Some(*level),
            _ => None,
        };
        let own = self.views.iter().take(from).rev().find_map(level);
        let between = self.views.get(from + 1..to).unwrap_or(&[]);
        let mut headings = between.iter().filter_map(level);
        headings.all(|level| own.is_some_and(|own| level > own))
    }

    /// Whether a group tag names people from elsewhere, and not the people of the host country or everybody else.
    pub(super) fn is_foreign(&self, tag: &Tag) -> bool {
        let Some(group) = &tag.group else {
            return false;
        };
        let seen = self.seen(group);
        if tag.explicit && !matches!(seen.who, Who::Rest | Who::Everyone) {
            return true;
        }
        if let Who::Of(id) = &seen.who
            && self.host.is_some()
            && self.pack.vocabulary.country_of(id) == self.host
        {
            return false;
        }
        // "Londoners": the people of a part of a country at home.
        if let Who::Of(id) = &seen.who
            && self.host.is_none()
            && let Some(country) = self.pack.vocabulary.country_of(id)
            && country != *id
            && self
                .pack
                .window
                .home
                .iter()
                .any(|home| home == country.as_str())
        {
            return false;
        }
        if let Who::Of(id) = &seen.who
            && self.host.is_none()
            && seen
                .basis
                .as_ref()
                .is_some_and(|basis| basis.as_str() == "nationality")
        {
            return !self.pack.window.home.iter().any(|home| home == id.as_str());
        }
        !matches!(seen.who, Who::Native | Who::Rest | Who::Everyone)
    }

    /// Whether a group's name is that of a race, too, and no other word of it tells of migration: "Asian men".
    pub(super) fn may_be_a_race(&self, tag: &Tag) -> bool {
        let named = tag.group.as_ref().filter(|_| !tag.explicit);
        named.is_some_and(|group| match &group.who {
            Who::Of(id) => {
                let concept = self.pack.vocabulary.concept(id);
                let race = concept.is_some_and(|one| one.attributes.contains_key("race"));
                race && group.traits.is_empty()
            }
            _ => false,
        })
    }

    /// The group from the host's side.
    pub(super) fn seen(&self, group: &Group) -> Group {
        match &self.host {
            Some(host) => group.seen_from(host),
            None => group.clone(),
        }
    }

    /// The attribute `name` of a tag's concept.
    pub(super) fn attribute(&self, tag: &Tag, name: &str) -> Option<&str> {
        let concept = self.pack.vocabulary.concept_at(tag.concept?);
        concept.attributes.get(name).map(String::as_str)
    }

    /// The concept id of a tag.
    pub(super) fn id(&self, tag: &Tag) -> Option<ConceptId> {
        self.pack.vocabulary.meant(tag.concept?).cloned()
    }

    /// Whether a tag is a justice word: a stage of the justice system, or a crime.
    pub(super) fn is_justice(&self, tag: &Tag) -> bool {
        let justice = |concept: usize| self.pack.vocabulary.is_justice(concept);
        match tag.class {
            Class::Measure | Class::Offence => tag.concept.is_none_or(justice),
            _ => false,
        }
    }
}

impl View<'_> {
    /// The sentence that token `at` stands in.
    pub(super) fn sentence_of(&self, at: usize) -> Option<usize> {
        self.sentences
            .iter()
            .position(|sentence| sentence.low <= at && at < sentence.high)
    }

    /// One past the last token of the sentence that token `at` stands in.
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        self.sentence_of(at)
            .and_then(|sentence| self.sentences.get(sentence))
            .map_or(at, |sentence| sentence.high)
    }
}

//! A claim: one quantity, what it is asserted of, and who asserts it.

use crate::{
    number::{Period, Quantity},
    rules::{Direction, Relation, Stance},
    text::Span,
    vocabulary::{ConceptId, Group},
};

/// Where a facet of a claim was found, nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum From {
    /// Bound by a rule, or between the neighbouring quantities.
    Stretch,
    /// Elsewhere in the claim's sentence.
    Sentence,
    /// The claim before.
    PreviousClaim,
    /// The paragraph or the ones before it.
    Paragraph,
    /// A lead-in, table header or caption.
    LeadIn,
    /// A heading or the headline.
    Heading,
    /// The dateline or front matter.
    Dateline,
    /// The place the document is most about.
    Document,
    /// The country of a body that the draft names ("the Home Office").
    Body,
    /// Implied by the words of another facet ("native Danes" is Denmark).
    Implied,
    /// A default of the configuration.
    Default,
}

impl From {
    /// Whether the words stand outside the claim's own sentence.
    pub fn is_inferred(self) -> bool {
        self > Self::Sentence
    }

    /// In words, for reports: "from the heading".
    pub fn describe(self) -> &'static str {
        match self {
            Self::Stretch | Self::Sentence => "from the same sentence",
            Self::PreviousClaim => "from the figure before",
            Self::Paragraph => "from the paragraphs before",
            Self::LeadIn => "from the lead-in or table header",
            Self::Heading => "from the heading",
            Self::Dateline => "from the dateline or front matter",
            Self::Document => "the place the draft is most about",
            Self::Body => "the country of a body that the draft names",
            Self::Implied => "implied by the words",
            Self::Default => "from the configuration",
        }
    }
}

/// Words of the draft that fill a facet, with what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase<T> {
    /// The words as they stand in the visible text.
    pub text: String,
    /// Where they stand in the source; none when implied or defaulted.
    pub span: Option<Span>,
    /// Where they were found.
    pub from: From,
    /// What they mean.
    pub value: T,
}

/// What a share is taken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The people in it; everyone where no group is named ("of all prisoners").
    pub group: Group,
    /// What those people have in common, where the words say it ("of convictions").
    pub measure: Option<ConceptId>,
    /// The crime type, where the words say it ("of all rape suspects").
    pub offences: Vec<ConceptId>,
}

/// One claim, in values. Concept ids are those of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The quantity's words: the shortest text with number and unit.
    pub text: String,
    /// Where they stand in the source.
    pub span: Span,
    /// The sentence (or cell) they stand in, in the source.
    pub sentence: Span,
    /// The block they stand in.
    pub block: usize,
    /// The number.
    pub quantity: Quantity,
    /// What the number says.
    pub relation: Relation,
    /// Sign of a change, relative difference or difference.
    pub direction: Option<Direction>,
    /// The group it is about; none for a total of everybody.
    pub population: Option<Phrase<Group>>,
    /// The group compared against.
    pub comparator: Option<Phrase<Group>>,
    /// What a share is taken of.
    pub whole: Option<Phrase<Whole>>,
    /// What is counted, with its words where there are any.
    pub measure: Phrase<ConceptId>,
    /// Crime types; several for "rape and murder"; none for all crime.
    pub offence: Option<Phrase<Vec<ConceptId>>>,
    /// Where.
    pub place: Option<Phrase<ConceptId>>,
    /// When; a value where the words can be placed on the calendar.
    pub period: Option<Phrase<Option<Period>>>,
    /// How it was counted, where the draft says so ("immigration offences aside").
    pub definitions: Vec<Phrase<ConceptId>>,
    /// Who asserts it inside the text.
    pub speaker: Option<Phrase<()>>,
    /// The data it is taken from.
    pub source: Option<Phrase<()>>,
    /// Whether it stands inside a direct quotation.
    pub quoted: bool,
    /// What the draft does with it.
    pub stance: Stance,
    /// Everything else that limits it.
    pub qualifiers: Vec<Phrase<()>>,
    /// The relation rule that matched, if one did.
    pub rule: Option<String>,
}

impl Claim {
    /// The place as the draft names it: none where only the words imply one ("native Danes").
    pub fn named_place(&self) -> Option<&Phrase<ConceptId>> {
        self.place
            .as_ref()
            .filter(|place| !matches!(place.from, From::Implied | From::Body))
    }

    /// Where the words stand that say whom, what crime and what part it is about.
    pub fn subject(&self) -> impl Iterator<Item = Span> {
        [
            self.population.as_ref().and_then(|phrase| phrase.span),
            self.comparator.as_ref().and_then(|phrase| phrase.span),
            self.whole.as_ref().and_then(|phrase| phrase.span),
            self.offence.as_ref().and_then(|phrase| phrase.span),
        ]
        .into_iter()
        .flatten()
    }

    /// Whether its group stands only behind a later number, whose group it is rather: "at 3.5
    /// per 1,000 they stay below the 5.0 of Danes".
    pub fn is_named_behind(&self, other: &Self) -> bool {
        let named = self.population.as_ref().and_then(|group| group.span);
        self.block == other.block
            && self.span.end <= other.span.start
            && named.is_some_and(|named| other.span.end <= named.start)
    }
}

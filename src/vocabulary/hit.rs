//! Labels found in a text, and what each can do to name a group.

use std::ops::{Deref, Range};

use super::{
    Class, Concept, ConceptId, Finder, Vocabulary,
    file::Role,
    label::{Label, index},
    token::Token,
    vocabulary::id_key,
};

/// Which of a concept's lists a label stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// An ordinary label, or the name of a place.
    Label,
    /// An adjective of a country or region: German.
    Adjective,
    /// An adjective of a place below a country: Texan.
    Local,
    /// A noun for the people of a country or region: Germans.
    People,
    /// An adjective that names its people after "the": the French.
    Collective,
    /// Names its concept directly before a noun of justice alone: the "immigration" of immigration offences.
    Adjunct,
    /// A verb: raped.
    Verb,
    /// A noun for people by what they did: rapists.
    Person,
}

/// A label found in a row of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Index of the concept.
    pub concept: usize,
    /// Which of its lists the label stands in.
    pub part: Part,
    /// The class of the concept.
    pub class: Class,
}

/// The labels found in a row of tokens, in order; they may overlap.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    all: Vec<Hit>,
    /// Those that name something, and are no mere words of rules.
    named: Vec<Hit>,
    /// For each token, and past the last, how many labels begin before it.
    starts: Vec<u32>,
    /// For each label the key of its concept's id.
    keys: Vec<u64>,
    /// For each token a bit for each concept whose labels begin there; several share one.
    bits: Vec<u64>,
}

/// What a label of the index stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    /// A hit of it, but for its place.
    pub(super) hit: Hit,
    /// The key of its concept's id.
    key: u64,
}

impl Target {
    pub(super) fn new(concept: usize, id: &str, part: Part, class: Class) -> Self {
        Self {
            hit: Hit {
                start: 0,
                end: 0,
                concept,
                part,
                class,
            },
            key: id_key(id),
        }
    }
}

/// The bit of an id, given by its key.
#[inline]
fn bit(key: u64) -> u64 {
    1 << (key >> 58)
}

impl Hits {
    /// The labels that begin at token `at`.
    pub fn at(&self, at: usize) -> &[Hit] {
        self.all.get(self.range(at)).unwrap_or(&[])
    }

    /// Which of the labels begin at token `at`.
    fn range(&self, at: usize) -> Range<usize> {
        let start = |at: usize| self.starts.get(at).map(|start| *start as usize);
        start(at)
            .zip(start(at + 1))
            .map_or(0..0, |(from, to)| from..to)
    }

    /// The labels that begin at token `at` and probably belong to the concept `id`: the key of its id is the same.
    pub fn likely(&self, at: usize, id: &str) -> impl Iterator<Item = &Hit> {
        let key = id_key(id);
        let range = self.range(at);
        let keys = self.keys.get(range.clone()).unwrap_or(&[]).iter();
        let hits = self.all.get(range).unwrap_or(&[]);
        let same = keys.zip(hits).filter(move |(known, _)| **known == key);
        same.map(|(_, hit)| hit)
    }

    /// The labels that name something: all but those of class `Word`, which most are of.
    pub fn named(&self) -> &[Hit] {
        &self.named
    }

    /// The labels that name something and begin at tokens `from..to`.
    pub fn named_between(&self, from: usize, to: usize) -> &[Hit] {
        let low = self.named.partition_point(|hit| hit.start < from);
        let high = self.named.partition_point(|hit| hit.start < to);
        self.named.get(low..high).unwrap_or(&[])
    }

    /// Whether a label that begins at token `at` may belong to the concept `id`; most do not.
    #[inline]
    pub fn may_have(&self, at: usize, id: &str) -> bool {
        let bits = self.bits.get(at).copied().unwrap_or(0);
        bits & bit(id_key(id)) != 0
    }

    /// The labels that begin at tokens `from..to`.
    pub fn between(&self, from: usize, to: usize) -> &[Hit] {
        let start = |at: usize| {
            let at = at.min(self.starts.len().saturating_sub(1));
            self.starts.get(at).map_or(0, |start| *start as usize)
        };
        self.all.get(start(from)..start(to)).unwrap_or(&[])
    }
}

impl Deref for Hits {
    type Target = [Hit];

    fn deref(&self) -> &[Hit] {
        &self.all
    }
}

/// What a label can do to name a group told apart by migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// Enough by itself.
    Alone,
    /// Enough beside the name of a place: born in.
    BeforePlace,
    /// The name of a place.
    Place,
    /// Nothing.
    Nothing,
}

impl Hit {
    /// Whether it can be part of a phrase for people, as far as can be seen without the words around it.
    pub fn may_name_people(&self) -> bool {
        matches!(self.class, Class::Group | Class::Person | Class::Sex)
            || matches!(
                self.part,
                Part::Adjective | Part::People | Part::Person | Part::Collective
            )
    }
}

impl Vocabulary {
    /// Every label found in `row`, the tokens of `text`, in order; hits may overlap.
    pub fn hits(&self, text: &str, row: &[Token], finder: &mut Finder) -> Hits {
        // A word has a handful of labels.
        let mut all = Vec::with_capacity(row.len() * 4);
        let mut named = Vec::with_capacity(row.len() / 2);
        let mut starts = Vec::with_capacity(row.len() + 1);
        let mut keys = Vec::with_capacity(row.len() * 4);
        let mut bits = vec![0; row.len()];
        self.index.find(text, row, finder, |start, found| {
            starts.resize(start + 1, index(all.len()));
            let target = |label: &Label| &self.targets[label.target as usize];
            let new = found.iter().map(|label| Hit {
                start,
                end: label.end,
                ..target(label).hit
            });
            named.extend(new.clone().filter(|hit| hit.class != Class::Word));
            all.extend(new);
            keys.extend(found.iter().map(|label| target(label).key));
            if let Some(bits) = bits.get_mut(start) {
                *bits = found
                    .iter()
                    .fold(0, |all, label| all | bit(target(label).key));
            }
        });
        starts.resize(row.len() + 1, index(all.len()));
        Hits {
            all,
            named,
            starts,
            keys,
            bits,
        }
    }

    /// What a label can do to name a group told apart by migration, whatever stands around it.
    pub fn naming(&self, hit: &Hit) -> Naming {
        let people = matches!(hit.part, Part::Adjective | Part::People | Part::Collective);
        if people || self.implies_group(hit.concept) {
            return Naming::Alone;
        }
        match self.concepts[hit.concept].class {
            Class::Place => Naming::Place,
            Class::Group => match self.effects[hit.concept].role {
                None | Some(Role::Head | Role::Modifier | Role::Post) => Naming::Alone,
                Some(Role::Not | Role::BeforePlace | Role::BeforeNotPlace) => Naming::BeforePlace,
                // An adjective or modifier after it is enough alone.
                Some(
                    Role::BeforeAdjective
                    | Role::Plain
                    | Role::Suffix
                    | Role::AfterAdjective
                    | Role::Filler
                    | Role::Join,
                ) => Naming::Nothing,
            },
            _ => Naming::Nothing,
        }
    }

    /// Whether the words of a concept imply the group: only foreigners are deported.
    pub fn implies_group(&self, concept: usize) -> bool {
        self.implied(concept).is_some_and(|implied| implied.group)
    }

    /// Whether the words of a concept name a group of offenders: foreign national offenders.
    pub fn implies_justice(&self, concept: usize) -> bool {
        self.implied(concept).is_some_and(|implied| implied.justice)
    }

    /// Whether a concept is a stage of the justice system or a crime.
    pub fn is_justice(&self, concept: usize) -> bool {
        self.implied(concept).is_some_and(|implied| implied.stage)
    }

    /// The id of the concept that one stands for: its own, but for "the county".
    pub fn meant(&self, concept: usize) -> Option<&ConceptId> {
        self.implied(concept).map(|implied| &implied.meant)
    }

    fn implied(&self, concept: usize) -> Option<&Implied> {
        let implied = self.implied.get_or_init(|| {
            let is_stage = |id: &ConceptId| {
                let measure = self.concept(id);
                measure.is_some_and(|measure| !measure.attributes.contains_key("justice"))
            };
            let of = |concept: &Concept| {
                let attribute = |name: &str| concept.attributes.get(name).map(String::as_str);
                Implied {
                    group: attribute("implies-group").is_some(),
                    justice: concept.class == Class::Group && concept.implies.iter().any(is_stage),
                    stage: matches!(concept.class, Class::Measure | Class::Offence)
                        && attribute("justice") != Some("false"),
                    meant: attribute("stands-for")
                        .map_or_else(|| concept.id.clone(), ConceptId::new),
                }
            };
            self.concepts.iter().map(of).collect()
        });
        implied.get(concept)
    }
}

/// What the words of a concept imply.
#[derive(Debug, Clone)]
pub(super) struct Implied {
    group: bool,
    justice: bool,
    stage: bool,
    meant: ConceptId,
}

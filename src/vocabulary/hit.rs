//! Labels found in a text, and what each can do to name a group.

use std::ops::Deref;

use super::{
    Class, Concept, ConceptId, Finder, Vocabulary,
    file::Role,
    label::{Found, index},
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

/// The labels found in a row of tokens.
///
/// Most are words that rules ask for by the id of their concept, and are told by it alone;
/// the others, which name something or say more of it, are listed.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// Those that say more than their id, in order; they may overlap.
    listed: Vec<Hit>,
    /// All labels, by the token that they begin at, the shorter first.
    found: Vec<Found>,
    /// What begins at each token.
    tokens: Vec<Begins>,
}

/// The labels that begin at a token.
#[derive(Debug, Clone, Copy, Default)]
struct Begins {
    /// A bit for each concept whose labels begin there; several share one.
    bits: [u64; 4],
    /// Which of the stretches found.
    low: u32,
    high: u32,
}

/// What a label of the index stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    /// A hit of it, but for its place.
    pub(super) hit: Hit,
}

/// What is asked of a label of the index, for each that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sense {
    /// The key of its concept's id.
    key: u64,
    /// The number of its target.
    target: u32,
    /// How many labels were added before it.
    order: u32,
    /// Whether its concept says more than its id.
    telling: bool,
}

impl Target {
    pub(super) fn new(concept: usize, part: Part, class: Class) -> Self {
        Self {
            hit: Hit {
                start: 0,
                end: 0,
                concept,
                part,
                class,
            },
        }
    }
}

/// Where the bit of an id stands, given by its key.
#[inline]
fn bit(key: u64) -> (usize, u64) {
    ((key >> 62) as usize, 1 << (key >> 56 & 63))
}

impl Hits {
    /// The labels that say more than their id and begin at token `at`.
    pub fn at(&self, at: usize) -> &[Hit] {
        match self.tokens.get(at) {
            Some(begins) if begins.low < begins.high => self.between(at, at + 1),
            _ => &[],
        }
    }

    /// The labels that say more than their id and begin at tokens `from..to`.
    pub fn between(&self, from: usize, to: usize) -> &[Hit] {
        let low = self.listed.partition_point(|hit| hit.start < from);
        let behind = self.listed.get(low..).unwrap_or(&[]);
        let count = behind.partition_point(|hit| hit.start < to);
        behind.get(..count).unwrap_or(&[])
    }

    /// Whether any label begins at token `at`.
    pub fn knows(&self, at: usize) -> bool {
        !self.found_at(at).is_empty()
    }

    /// Every label that begins at token `at`, those of mere words too.
    pub fn every<'h>(
        &'h self,
        vocabulary: &'h Vocabulary,
        at: usize,
    ) -> impl Iterator<Item = Hit> + 'h {
        self.found_at(at).iter().flat_map(move |found| {
            let senses = found.of(&vocabulary.senses).iter();
            senses.map(move |sense| vocabulary.hit(*sense, at, *found))
        })
    }

    /// Whether a label that begins at token `at` may belong to the concept `id`; most do not.
    #[inline]
    pub fn may_have(&self, at: usize, id: &str) -> bool {
        let (word, bit) = bit(id_key(id));
        let begins = self.tokens.get(at);
        begins.is_some_and(|begins| begins.bits[word] & bit != 0)
    }

    /// Where the longest label ends that begins at token `at` and belongs to the concept `id`.
    #[inline(never)]
    pub fn longest(&self, vocabulary: &Vocabulary, at: usize, id: &str) -> Option<usize> {
        let key = id_key(id);
        let of_id = |sense: &Sense| sense.key == key && vocabulary.means(*sense, id);
        for found in self.found_at(at).iter().rev() {
            if found.of(&vocabulary.senses).iter().any(of_id) {
                return Some(found.end as usize);
            }
        }
        None
    }

    /// Where the labels end that begin at token `at` and belong to the concept `id`, the longest first.
    pub fn ends<'h>(
        &'h self,
        vocabulary: &'h Vocabulary,
        at: usize,
        id: &'h str,
    ) -> impl Iterator<Item = usize> + 'h {
        let key = id_key(id);
        let of_id = move |found: &&Found| {
            let mut senses = found.of(&vocabulary.senses).iter();
            senses.any(|sense| sense.key == key && vocabulary.means(*sense, id))
        };
        let found = self.found_at(at).iter().rev().filter(of_id);
        found.map(|found| found.end as usize)
    }

    fn found_at(&self, at: usize) -> &[Found] {
        let stretch = self.tokens.get(at);
        let stretch = stretch.map_or(0..0, |begins| begins.low as usize..begins.high as usize);
        self.found.get(stretch).unwrap_or(&[])
    }
}

impl Deref for Hits {
    type Target = [Hit];

    fn deref(&self) -> &[Hit] {
        &self.listed
    }
}

/// What a label can do to name a group told apart by migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// Enough by itself.
    Alone,
    /// Enough before the name of a place: born in.
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
    /// Whether a phrase for people may begin with it: some words only stand inside one.
    pub fn may_begin_people(&self, hit: &Hit) -> bool {
        let inner = || {
            let role = self.effects[hit.concept].role;
            matches!(role, Some(Role::Filler | Role::Join | Role::Suffix))
        };
        hit.may_name_people() && !(hit.class == Class::Group && inner())
    }

    /// Every label found in `row`.
    pub fn hits(&self, row: &[Token], finder: &mut Finder) -> Hits {
        let mut hits = Hits {
            listed: Vec::with_capacity(row.len() / 2),
            found: Vec::with_capacity(row.len()),
            tokens: vec![Begins::default(); row.len()],
        };
        // Those listed of one token stand in the order in which their labels were added.
        let mut orders: Vec<u32> = Vec::with_capacity(8);
        self.index.find(row, finder, |start, found| {
            let number = index(hits.found.len());
            hits.found.push(found);
            let Some(begins) = hits.tokens.get_mut(start) else {
                return;
            };
            if begins.high == 0 {
                begins.low = number;
                orders.clear();
            }
            begins.high = number + 1;
            for sense in found.of(&self.senses) {
                let (word, bit) = bit(sense.key);
                begins.bits[word] |= bit;
                if sense.telling {
                    let hit = self.hit(*sense, start, found);
                    if orders.last().is_none_or(|last| *last < sense.order) {
                        orders.push(sense.order);
                        hits.listed.push(hit);
                    } else {
                        let place = orders.partition_point(|order| *order < sense.order);
                        let behind = orders.len() - place;
                        orders.insert(place, sense.order);
                        hits.listed.insert(hits.listed.len() - behind, hit);
                    }
                }
            }
        });
        hits
    }

    /// The label of a sense, found from token `start` on.
    fn hit(&self, sense: Sense, start: usize, found: Found) -> Hit {
        Hit {
            start,
            end: found.end as usize,
            ..self.targets[sense.target as usize].hit
        }
    }

    /// Whether a sense is that of the concept `id`.
    fn means(&self, sense: Sense, id: &str) -> bool {
        let concept = self.targets[sense.target as usize].hit.concept;
        self.concepts[concept].id.as_str() == id
    }

    /// Works out the sense of each label, once all concepts and labels are added.
    pub(super) fn make_senses(&mut self) {
        let sense = |(target, order): (u32, u32)| {
            let concept = self.targets[target as usize].hit.concept;
            let known = &self.concepts[concept];
            Sense {
                key: self.keys[concept],
                target,
                order,
                telling: known.class != Class::Word
                    || !known.attributes.is_empty()
                    || !known.implies.is_empty(),
            }
        };
        self.senses = self.index.targets().map(sense).collect();
    }

    /// What a label can do to name a group told apart by migration, whatever stands around it.
    pub fn naming(&self, hit: &Hit) -> Naming {
        let people = matches!(hit.part, Part::Adjective | Part::People | Part::Collective);
        if people || self.implies_group(hit.concept) {
            return Naming::Alone;
        }
        match self.concepts[hit.concept].class {
            Class::Place => Naming::Place,
            // "the rest" is told apart from a group, and names none.
            Class::Group if self.effects[hit.concept].names_no_group() => Naming::Nothing,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::tokens;

    const WORDS: &str = r#"
        [[concept]]
        id = "linking"
        class = "word"
        labels = ["held", "held in", "in"]
        [[concept]]
        id = "whence"
        class = "word"
        labels = ["held"]
        is = { tells-origin = "true" }
        [[concept]]
        id = "prisoners"
        class = "measure"
        labels = ["(those |)held in jail", "jail"]
    "#;

    #[test]
    fn words_are_told_by_their_id_and_what_says_more_is_listed() {
        let vocabulary = Vocabulary::from_toml(&[("a.toml".into(), WORDS.into())]).unwrap();
        let row = tokens("were held in jail");
        let hits = vocabulary.hits(&row, &mut Finder::default());
        let name = |hit: &Hit| {
            let id = vocabulary.concept_at(hit.concept).id.as_str();
            format!("{id} {}-{}", hit.start, hit.end)
        };
        let listed: Vec<String> = hits.iter().map(name).collect();
        assert_eq!(listed, ["whence 1-2", "prisoners 1-4", "prisoners 3-4"]);
        let at: Vec<String> = hits.at(3).iter().map(name).collect();
        assert_eq!(at, ["prisoners 3-4"]);
        let every = hits.every(&vocabulary, 1);
        let every: Vec<String> = every.map(|hit| name(&hit)).collect();
        let expected = ["linking 1-2", "whence 1-2", "linking 1-3", "prisoners 1-4"];
        assert_eq!(every, expected);
        for (at, id, expected) in [
            (0, "linking", vec![]),
            (1, "linking", vec![3, 2]),
            (1, "prisoners", vec![4]),
            (2, "linking", vec![3]),
            (2, "prisoners", vec![]),
            (9, "linking", vec![]),
        ] {
            let ends: Vec<usize> = hits.ends(&vocabulary, at, id).collect();
            assert_eq!(ends, expected, "{at} {id}");
            assert_eq!(hits.longest(&vocabulary, at, id), ends.first().copied());
            assert!(ends.is_empty() || hits.may_have(at, id), "{at} {id}");
        }
        assert!(!hits.knows(0) && hits.knows(2) && !hits.knows(9));
    }
}

//! The loaded vocabulary: lookup by id, by label and within text.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::OnceLock,
};

use crate::text::toml::unknown;

use super::{
    Class, Concept, ConceptId, VocabularyError,
    file::{self, ConceptEntry, GroupEffect, PlaceEntry},
    hash::WordHash,
    label::{LabelIndex, expand},
    token::Token,
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

/// All concepts of a language pack.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    concepts: Vec<Concept>,
    effects: Vec<GroupEffect>,
    by_id: HashMap<ConceptId, usize, WordHash>,
    /// For each concept, itself and everything wider; made when it is first asked for.
    wider: OnceLock<Vec<Box<[ConceptId]>>>,
    /// Target of each label in the index.
    targets: Vec<(usize, Part, Class)>,
    index: LabelIndex,
    /// Whole labels as written, with the concept each names.
    whole: Vec<(String, usize)>,
    /// The same, lower case, by class; made when it is first asked for.
    labels: OnceLock<BTreeMap<Class, WholeLabels>>,
}

/// The concept of each label.
type WholeLabels = HashMap<String, usize, WordHash>;

impl Vocabulary {
    /// Reads vocabulary files given as `(name, text)`; an entry with the id of a known concept adds to it.
    ///
    /// # Errors
    /// Every file or entry that could not be used.
    pub fn from_toml(files: &[(String, String)]) -> Result<Self, Vec<VocabularyError>> {
        let (vocabulary, mut errors) = Self::read(files);
        for (name, text) in files {
            let (table, _) = crate::text::toml::top(text);
            for key in table.get_ref().keys() {
                if !file::KEYS.contains(&key.get_ref().as_ref()) {
                    let message = unknown("key", key.get_ref(), &file::KEYS);
                    let at = key.span().start;
                    errors.push(VocabularyError::at(name, text, at, message));
                }
            }
        }
        if errors.is_empty() {
            Ok(vocabulary)
        } else {
            Err(errors)
        }
    }

    /// The same, leaving out what is broken and looking at no other top-level keys.
    pub fn read(files: &[(String, String)]) -> (Self, Vec<VocabularyError>) {
        let mut vocabulary = Self::default();
        let mut errors = Vec::new();
        for (name, text) in files {
            let (parsed, slips) = file::parse(name, text);
            errors.extend(slips);
            for entry in &parsed.concept {
                vocabulary.add_concept(name, text, entry, &mut errors);
            }
            for (entries, region) in [(&parsed.country, false), (&parsed.region, true)] {
                for entry in entries {
                    vocabulary.add_place(name, text, entry, region, &mut errors);
                }
            }
        }
        (vocabulary, errors)
    }

    fn add_concept(
        &mut self,
        name: &str,
        text: &str,
        entry: &ConceptEntry,
        errors: &mut Vec<VocabularyError>,
    ) {
        let ids = |names: &[String]| names.iter().map(|id| ConceptId::new(id)).collect();
        let mut attributes = entry.is.clone();
        for (key, value) in [
            ("definition", &entry.definition),
            ("kind", &entry.kind),
            ("order", &entry.order),
            ("role", &entry.role),
            ("position", &entry.position),
            ("strength", &entry.strength),
            ("stance", &entry.stance),
        ] {
            if let Some(value) = value {
                attributes.insert(key.to_owned(), value.clone());
            }
        }
        if entry.generic.is_some() {
            attributes.insert("generic".to_owned(), "true".to_owned());
        }
        let concept = Concept {
            id: ConceptId::new(entry.id.get_ref()),
            class: entry.class,
            label: match entry.class {
                // The first label of a definition is its id.
                Class::Definition => entry.id.get_ref().replace('-', " "),
                _ => first_label(&entry.labels, entry.id.get_ref()),
            },
            broader: ids(&entry.broader),
            close: ids(&entry.close),
            opposes: ids(&entry.opposes),
            implies: ids(&entry.implies),
            rank: entry.rank,
            attributes,
        };
        let Some(at) = self.insert(concept, entry.group.clone()) else {
            let message = format!("`{}` is a concept of another class", entry.id.get_ref());
            let at = entry.id.span().start;
            errors.push(VocabularyError::at(name, text, at, message));
            return;
        };
        for (part, labels) in [
            (Part::Label, &entry.labels),
            (Part::Label, &entry.adjuncts),
            (Part::Local, &entry.adjectives),
            (Part::People, &entry.people),
            (Part::Collective, &entry.collective),
            (Part::Verb, &entry.verbs),
            (Part::Person, &entry.persons),
        ] {
            self.add_labels(name, text, at, part, labels, errors);
        }
    }

    fn add_place(
        &mut self,
        name: &str,
        text: &str,
        entry: &PlaceEntry,
        region: bool,
        errors: &mut Vec<VocabularyError>,
    ) {
        let mut attributes = BTreeMap::new();
        let kind = if region { "region" } else { "country" };
        attributes.insert("place".to_owned(), kind.to_owned());
        let concept = Concept {
            id: ConceptId::new(entry.id.get_ref()),
            class: Class::Place,
            label: first_label(&entry.names, entry.id.get_ref()),
            broader: entry.within.iter().map(|id| ConceptId::new(id)).collect(),
            close: entry.close.iter().map(|id| ConceptId::new(id)).collect(),
            opposes: Vec::new(),
            implies: Vec::new(),
            rank: 0,
            attributes,
        };
        let Some(at) = self.insert(concept, GroupEffect::default()) else {
            let message = format!("`{}` is a concept that is no place", entry.id.get_ref());
            let at = entry.id.span().start;
            errors.push(VocabularyError::at(name, text, at, message));
            return;
        };
        for (part, labels) in [
            (Part::Label, &entry.names),
            (Part::Adjective, &entry.adjectives),
            (Part::People, &entry.people),
            (Part::Collective, &entry.collective),
        ] {
            self.add_labels(name, text, at, part, labels, errors);
        }
    }

    /// Adds a concept, or what is new of it to the known one; none where the known one is of another class.
    fn insert(&mut self, concept: Concept, effect: GroupEffect) -> Option<usize> {
        let Some(&at) = self.by_id.get(&concept.id) else {
            let at = self.concepts.len();
            self.by_id.insert(concept.id.clone(), at);
            self.concepts.push(concept);
            self.effects.push(effect);
            return Some(at);
        };
        let known = self.concepts.get_mut(at)?;
        if known.class != concept.class {
            return None;
        }
        for (known, more) in [
            (&mut known.broader, concept.broader),
            (&mut known.close, concept.close),
            (&mut known.opposes, concept.opposes),
            (&mut known.implies, concept.implies),
        ] {
            for id in more {
                if !known.contains(&id) {
                    known.push(id);
                }
            }
        }
        known.attributes.extend(concept.attributes);
        if concept.rank > 0 {
            known.rank = concept.rank;
        }
        if effect != GroupEffect::default() {
            self.effects[at] = effect;
        }
        Some(at)
    }

    fn add_labels(
        &mut self,
        name: &str,
        text: &str,
        concept: usize,
        part: Part,
        labels: &[toml::Spanned<String>],
        errors: &mut Vec<VocabularyError>,
    ) {
        let target = u32::try_from(self.targets.len()).unwrap_or(u32::MAX);
        let class = self.concepts[concept].class;
        self.targets.push((concept, part, class));
        for label in labels {
            match expand(label.get_ref()) {
                Ok(expanded) => {
                    for one in expanded {
                        self.index.add(&one, target);
                        if matches!(part, Part::Label | Part::Verb | Part::Person) {
                            self.whole.push((one, concept));
                        }
                    }
                }
                Err(message) => {
                    errors.push(VocabularyError::at(name, text, label.span().start, message));
                }
            }
        }
    }

    fn labels(&self) -> &BTreeMap<Class, WholeLabels> {
        self.labels.get_or_init(|| {
            let mut labels: BTreeMap<Class, WholeLabels> = BTreeMap::new();
            for (label, concept) in &self.whole {
                let class = self.concepts[*concept].class;
                let of_class = labels.entry(class).or_default();
                of_class.entry(normal(label)).or_insert(*concept);
            }
            labels
        })
    }

    /// The concept with this id.
    pub fn concept(&self, id: &ConceptId) -> Option<&Concept> {
        self.by_id.get(id).map(|&at| &self.concepts[at])
    }

    /// The concept a hit stands for.
    pub fn concept_at(&self, at: usize) -> &Concept {
        &self.concepts[at]
    }

    pub(crate) fn effect_at(&self, at: usize) -> &GroupEffect {
        &self.effects[at]
    }

    /// Every concept, in order of reading.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The label to show for an id; the id itself where it is unknown.
    pub fn label<'a>(&'a self, id: &'a ConceptId) -> &'a str {
        self.concept(id)
            .map_or(id.as_str(), |concept| concept.label.as_str())
    }

    /// The concept of `class` with this id, or one of whose labels is `label`, letter case aside.
    pub fn resolve(&self, class: Class, label: &str) -> Option<ConceptId> {
        if let Some(&at) = self.by_id.get(label)
            && self.concepts[at].class == class
        {
            return Some(self.concepts[at].id.clone());
        }
        self.named(class, label)
    }

    /// The concept of `class` one of whose labels is `label`, letter case aside; ids do not count.
    pub fn named(&self, class: Class, label: &str) -> Option<ConceptId> {
        let at = *self.labels().get(&class)?.get(&normal(label))?;
        Some(self.concepts[at].id.clone())
    }

    /// The labels of `class` most like `label`, best first, at most three.
    pub fn nearest(&self, class: Class, label: &str) -> Vec<String> {
        let label = normal(label);
        let mut near: Vec<(usize, &String)> = self
            .labels()
            .get(&class)
            .into_iter()
            .flat_map(HashMap::keys)
            .map(|known| (strsim::damerau_levenshtein(&label, known), known))
            .filter(|(distance, known)| *distance <= 1 + known.chars().count() / 4)
            .collect();
        near.sort();
        near.into_iter()
            .take(3)
            .map(|(_, known)| known.clone())
            .collect()
    }

    /// Every label found in `row`, the tokens of `text`, in order; hits may overlap.
    pub fn hits(&self, text: &str, row: &[Token]) -> Vec<Hit> {
        let numbered = self.index.numbered(text, row);
        let mut hits = Vec::with_capacity(row.len());
        let mut found = Vec::new();
        for start in 0..row.len() {
            self.index
                .matches_at(text, row, &numbered, start, &mut found);
            for &(length, target) in &found {
                if let Some(&(concept, part, class)) = self.targets.get(target as usize) {
                    hits.push(Hit {
                        start,
                        end: start + length,
                        concept,
                        part,
                        class,
                    });
                }
            }
        }
        hits
    }

    /// Whether `inner` is `outer` or lies within it, at any depth.
    pub fn is_within(&self, inner: &ConceptId, outer: &ConceptId) -> bool {
        inner == outer || self.wider(inner).is_some_and(|all| all.contains(outer))
    }

    /// The concept and everything wider.
    pub fn ancestors(&self, id: &ConceptId) -> BTreeSet<ConceptId> {
        match self.wider(id) {
            Some(all) => all.iter().cloned().collect(),
            None => BTreeSet::from([id.clone()]),
        }
    }

    /// A known concept and everything wider, in order of their ids.
    fn wider(&self, id: &ConceptId) -> Option<&[ConceptId]> {
        let at = *self.by_id.get(id)?;
        let all = self.wider.get_or_init(|| {
            self.concepts
                .iter()
                .map(|one| self.all_wider(one))
                .collect()
        });
        all.get(at).map(|all| &**all)
    }

    fn all_wider(&self, concept: &Concept) -> Box<[ConceptId]> {
        let mut seen = vec![concept.id.clone()];
        let mut next = 0;
        while let Some(id) = seen.get(next) {
            let broader = self.concept(id).map_or(&[][..], |one| &one.broader);
            for id in broader {
                if !seen.contains(id) {
                    seen.push(id.clone());
                }
            }
            next += 1;
        }
        seen.sort_unstable();
        seen.into_boxed_slice()
    }

    /// Whether the two are marked as close, in either direction.
    pub fn is_close(&self, one: &ConceptId, other: &ConceptId) -> bool {
        let marks = |from: &ConceptId, to: &ConceptId| {
            self.concept(from)
                .is_some_and(|concept| concept.close.contains(to))
        };
        marks(one, other) || marks(other, one)
    }

    /// The country that `place` is or lies in.
    pub fn country_of(&self, place: &ConceptId) -> Option<ConceptId> {
        let is_country = |id: &&ConceptId| {
            self.concept(id).is_some_and(|concept| {
                let kind = concept.attributes.get("place");
                kind.is_some_and(|kind| kind == "country")
            })
        };
        self.wider(place)?.iter().find(is_country).cloned()
    }
}

fn first_label(labels: &[toml::Spanned<String>], id: &str) -> String {
    labels
        .first()
        .and_then(|label| expand(label.get_ref()).ok()?.into_iter().next())
        .unwrap_or_else(|| id.to_owned())
}

/// Lower case, single spaces, no brackets.
fn normal(label: &str) -> String {
    let mut found = String::with_capacity(label.len());
    for word in label.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')')) {
        if word.is_empty() {
            continue;
        }
        if !found.is_empty() {
            found.push(' ');
        }
        if word.is_ascii() {
            found.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            found.push_str(&word.to_lowercase());
        }
    }
    found
}

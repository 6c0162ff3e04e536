//! The vocabulary made from its files: concepts and places added one by one, and
//! their labels written out and put into the index.

use std::collections::BTreeMap;

use super::{
    Class, Concept, ConceptId, Part, Vocabulary, VocabularyError,
    file::{self, ConceptEntry, GroupEffect, Label, PlaceEntry, VocabularyFile},
    hit::Target,
    vocabulary::id_key,
};
use crate::text::toml::{Slip, top, unknown};

impl Vocabulary {
    /// Reads vocabulary files given as `(name, text)`; an entry with the id of a known concept adds to it.
    ///
    /// # Errors
    /// Every file or entry that could not be used.
    pub fn from_toml(files: &[(String, String)]) -> Result<Self, Vec<VocabularyError>> {
        let mut errors = Vec::new();
        let mut read = Vec::new();
        for (name, text) in files {
            let (mut table, mut slips) = top(text);
            read.push(VocabularyFile::take(
                name,
                text,
                table.get_mut(),
                &mut slips,
            ));
            slips.extend(table.get_ref().keys().map(|key| Slip {
                at: key.span().start,
                message: unknown("key", key.get_ref(), &file::KEYS),
            }));
            let slips = slips.into_iter();
            errors.extend(slips.map(|slip| VocabularyError::at(name, text, slip.at, slip.message)));
        }
        let vocabulary = Self::of(read, &mut errors);
        if errors.is_empty() {
            Ok(vocabulary)
        } else {
            Err(errors)
        }
    }

    /// The vocabulary of files, what is broken left out and reported.
    pub(crate) fn of(files: Vec<VocabularyFile<'_>>, errors: &mut Vec<VocabularyError>) -> Self {
        let mut vocabulary = Self::default();
        for file in files {
            let (name, text) = (file.name, file.text);
            for entry in file.concepts {
                vocabulary.add_concept(name, text, entry, errors);
            }
            for (entries, region) in [(file.countries, false), (file.regions, true)] {
                for entry in entries {
                    vocabulary.add_place(name, text, entry, region, errors);
                }
            }
        }
        vocabulary.index.finish();
        vocabulary.make_senses();
        vocabulary
    }

    fn add_concept(
        &mut self,
        name: &str,
        text: &str,
        entry: ConceptEntry,
        errors: &mut Vec<VocabularyError>,
    ) {
        let ids = |names: &[String]| names.iter().map(|id| ConceptId::new(id)).collect();
        let mut attributes = entry.is;
        for (key, value) in [
            ("definition", entry.definition),
            ("kind", entry.kind),
            ("order", entry.order),
            ("role", entry.role),
            ("position", entry.position),
            ("strength", entry.strength),
            ("stance", entry.stance),
        ] {
            if let Some(value) = value {
                attributes.insert(key.to_owned(), value);
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
        let Some(at) = self.insert(concept, entry.group) else {
            let message = format!("`{}` is a concept of another class", entry.id.get_ref());
            let at = entry.id.span().start;
            errors.push(VocabularyError::at(name, text, at, message));
            return;
        };
        for (part, labels) in [
            (Part::Label, entry.labels),
            (Part::Adjunct, entry.adjuncts),
            (Part::Local, entry.adjectives),
            (Part::People, entry.people),
            (Part::Collective, entry.collective),
            (Part::Verb, entry.verbs),
            (Part::Person, entry.persons),
        ] {
            self.add_labels(name, text, at, part, labels, errors);
        }
    }

    fn add_place(
        &mut self,
        name: &str,
        text: &str,
        entry: PlaceEntry,
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
            (Part::Label, entry.names),
            (Part::Adjective, entry.adjectives),
            (Part::People, entry.people),
            (Part::Collective, entry.collective),
        ] {
            self.add_labels(name, text, at, part, labels, errors);
        }
    }

    /// Adds a concept, or what is new of it to the known one; none where the known one is of another class.
    fn insert(&mut self, concept: Concept, effect: GroupEffect) -> Option<usize> {
        let Some(&at) = self.by_id.get(&concept.id) else {
            let at = self.concepts.len();
            self.by_id.insert(concept.id.clone(), at);
            self.keys.push(id_key(concept.id.as_str()));
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
        labels: Vec<Label>,
        errors: &mut Vec<VocabularyError>,
    ) {
        let number = u32::try_from(self.targets.len()).unwrap_or(u32::MAX);
        let known = &self.concepts[concept];
        let target = Target::new(concept, part, known.class);
        self.targets.push(target);
        for label in labels {
            match label.expanded {
                Ok(all) => {
                    let mut row = Vec::new();
                    for one in &all {
                        self.index.add(one, number, &mut row);
                    }
                    let all = all.into_iter().map(|one| (one, number));
                    self.expanded.extend(all);
                }
                Err(message) => errors.push(VocabularyError::at(name, text, label.at, message)),
            }
        }
    }
}

fn first_label(labels: &[Label], id: &str) -> String {
    let first = labels
        .first()
        .and_then(|label| label.expanded.as_ref().ok());
    let first = first.and_then(|all| all.first());
    first.map_or_else(|| id.to_owned(), String::clone)
}

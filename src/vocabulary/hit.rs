//! Labels found in a text, and what each can do to name a group.

use super::{Class, Finder, Vocabulary, file::Role, token::Token};

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
    pub fn hits(&self, text: &str, row: &[Token], finder: &mut Finder) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(row.len());
        self.index.find(text, row, finder, |start, end, target| {
            if let Some(&(concept, part, class)) = self.targets.get(target as usize) {
                hits.push(Hit {
                    start,
                    end,
                    concept,
                    part,
                    class,
                });
            }
        });
        hits
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
                Some(
                    Role::Not | Role::BeforePlace | Role::BeforeNotPlace | Role::BeforeAdjective,
                ) => Naming::BeforePlace,
                Some(
                    Role::Plain | Role::Suffix | Role::AfterAdjective | Role::Filler | Role::Join,
                ) => Naming::Nothing,
            },
            _ => Naming::Nothing,
        }
    }

    /// Whether the words of a concept imply the group: only foreigners are deported.
    pub fn implies_group(&self, concept: usize) -> bool {
        let attributes = &self.concepts[concept].attributes;
        attributes.contains_key("implies-group")
    }
}

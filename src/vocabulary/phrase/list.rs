//! Groups named together: "Syrians, Afghans and Iraqis", "people from Kuwait,
//! Tunisia and Somalia", "of Syrian, Lebanese or Somali origin".
//!
//! A comma goes on with the phrase only where "and" or "or" closes the list, so
//! that "Syrians, Germans were told" is not taken for one group.

use super::{
    super::{ConceptId, Hit, Part, Who, file::Role},
    Parser,
};

impl Parser<'_, '_> {
    /// Further places or adjectives widen the group: "Sudan or South Sudan".
    ///
    /// Gives the token after the list.
    pub(super) fn further(&mut self, mut at: usize, parts: &[Part]) -> usize {
        while let Some(next) = self.link(at, parts) {
            let next = self.skip_articles(next);
            let Some(hit) = self.place_word(next, parts) else {
                break;
            };
            self.widen(hit);
            at = hit.end;
        }
        at
    }

    /// A comma in a list of groups that "and" or "or" closes: what joins to the phrase.
    pub(super) fn listed(&mut self) -> bool {
        const NAMES: &[Part] = &[Part::People, Part::Adjective];
        if self.whole_label || !self.reading.is_mark(self.at, &[',']) {
            return false;
        }
        let names = matches!(self.group.who, Who::Of(_)) && self.closes(self.at, NAMES);
        let nouns = self.noun && self.marked && self.nouns_close(self.at);
        (names || nouns) && self.join(self.at + 1)
    }

    /// "immigrants and their descendants", "Poles and Romanians".
    pub(super) fn join(&mut self, end: usize) -> bool {
        let mut next = end;
        while let Some(hit) = self.piece(next)
            && (self.role(&hit) == Some(Role::Filler) || self.is_other(&hit))
        {
            next = hit.end;
        }
        let Some(hit) = self.piece(next) else {
            return false;
        };
        match hit.part {
            Part::People | Part::Adjective => self.join_people(hit),
            _ => self.join_noun(hit),
        }
    }

    /// "immigrants and other foreigners"
    fn is_other(&self, hit: &Hit) -> bool {
        self.vocabulary.concept_at(hit.concept).id.as_str() == "other-people"
    }

    fn join_people(&mut self, hit: Hit) -> bool {
        if !matches!(self.group.who, Who::Of(_)) {
            return false;
        }
        self.widen(hit);
        self.at = hit.end;
        if hit.part == Part::People || self.noun {
            self.noun = true;
            self.end = self.at;
        }
        self.after_adjective();
        true
    }

    fn join_noun(&mut self, hit: Hit) -> bool {
        let effect = self.effect(hit.concept);
        let joins = effect.role == Some(Role::Head) && self.marked;
        let modifier = effect.role == Some(Role::Modifier) && !self.noun && self.marked;
        // "refugees or in the country unlawfully"
        let post = effect.role == Some(Role::Post) && effect.who.is_some() && self.marked;
        if !joins && !modifier && !post {
            return false;
        }
        if post {
            self.widen(hit);
            self.at = hit.end;
            self.end = self.at;
            return true;
        }
        self.group
            .traits
            .extend(effect.traits.iter().map(|id| ConceptId::new(id)));
        self.at = hit.end;
        if joins {
            self.noun = true;
            self.end = self.at;
        }
        true
    }

    fn widen(&mut self, hit: Hit) {
        let id = &self.vocabulary.concept_at(hit.concept).id;
        self.group
            .traits
            .insert(ConceptId::new(&format!("or-{id}")));
    }

    /// The token after a word or mark that goes on with a list of place words.
    fn link(&self, at: usize, parts: &[Part]) -> Option<usize> {
        if let Some(end) = self.joint(at) {
            return Some(end);
        }
        let comma = self.reading.is_mark(at, &[',']);
        (comma && (self.whole_label || self.closes(at, parts))).then_some(at + 1)
    }

    /// One past a joining word at `at`.
    fn joint(&self, at: usize) -> Option<usize> {
        let joint = |hit: &&Hit| self.role(hit) == Some(Role::Join);
        self.reading
            .hits_at(at)
            .iter()
            .find(joint)
            .map(|hit| hit.end)
    }

    /// Whether place words follow the comma at `at` up to a joining word and the last one.
    fn closes(&self, at: usize, parts: &[Part]) -> bool {
        self.list_closes(at, &|at| {
            let at = self.skip_articles(at);
            self.place_word(at, parts).map(|hit| hit.end)
        })
    }

    /// The same for nouns: "immigrants, refugees and asylum seekers".
    fn nouns_close(&self, at: usize) -> bool {
        self.list_closes(at, &|at| {
            let hit = self.piece(at)?;
            (self.role(&hit) == Some(Role::Head)).then_some(hit.end)
        })
    }

    fn list_closes(&self, mut at: usize, item: &dyn Fn(usize) -> Option<usize>) -> bool {
        while self.reading.is_mark(at, &[',']) {
            if let Some(last) = self.joint(at + 1) {
                return item(last).is_some();
            }
            let Some(end) = item(at + 1) else {
                return false;
            };
            if let Some(last) = self.joint(end) {
                return item(last).is_some();
            }
            at = end;
        }
        false
    }
}

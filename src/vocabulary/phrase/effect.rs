//! What the words taken say of the group: who belongs to it, how membership is
//! defined, and what narrows it.

use super::{
    super::{
        Class, ConceptId, Who,
        file::{GroupEffect, Role, WhoWord},
    },
    Parser,
};

/// How firmly the basis is known: a default may be overruled by a word.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
pub(super) enum Firm {
    Open,
    Weak,
    Strong,
}

impl Parser<'_, '_> {
    pub(super) fn set_place(&mut self, concept: usize, basis: &str, firm: Firm) {
        let id = self.vocabulary.concept_at(concept).id.clone();
        if let Who::Of(before) = &self.group.who
            && *before != id
        {
            self.group
                .traits
                .insert(ConceptId::new(&format!("or-{id}")));
        } else if self.group.who == Who::Native {
            self.group.who = Who::Of(id);
            return;
        } else if self.not {
            // "Non-Western" is one word where the list has it, however it was cut.
            let opposite = ConceptId::new(&format!("non-{id}"));
            self.group.who = match self.vocabulary.concept(&opposite) {
                Some(_) => Who::Of(opposite),
                None => Who::NotOf(id),
            };
        } else if self.firm == Firm::Strong
            && self.group.who != Who::Everyone
            && self.basis().as_deref() != Some(basis)
        {
            self.group
                .traits
                .insert(ConceptId::new(&format!("{basis}-{id}")));
        } else {
            self.group.who = Who::Of(id);
        }
        self.set_basis(basis, firm);
    }

    pub(super) fn apply(&mut self, effect: &GroupEffect, concept: usize) {
        let named = matches!(self.group.who, Who::Of(_) | Who::NotOf(_));
        let other_basis = effect.basis != self.basis();
        let other_people = effect.who == Some(WhoWord::Native) && self.group.who == Who::Foreign;
        let told = self.firm == Firm::Strong && (other_basis || other_people);
        if told && effect.role == Some(Role::Post) && effect.who.is_some() {
            // "Finnish background, born abroad": the second word narrows the first.
            let id = &self.vocabulary.concept_at(concept).id;
            self.group.traits.insert(id.clone());
            return;
        }
        if let Some(who) = effect.who
            && !named
        {
            self.group.who = match who {
                WhoWord::Everyone => Who::Everyone,
                WhoWord::Rest => Who::Rest,
                WhoWord::Foreign => Who::Foreign,
                WhoWord::Native => Who::Native,
                WhoWord::Unrecorded => Who::Unrecorded,
            };
        }
        if let Some(basis) = &effect.basis {
            self.set_basis(
                basis,
                if effect.weak {
                    Firm::Weak
                } else {
                    Firm::Strong
                },
            );
        } else if effect.who == Some(WhoWord::Foreign) && named && self.firm < Firm::Strong {
            // "Afghan migrants" are not told apart by passport.
            self.group.basis = Some(ConceptId::new("origin"));
            self.firm = Firm::Weak;
        }
        if !self.parents || effect.parents {
            self.group
                .traits
                .extend(effect.traits.iter().map(|id| ConceptId::new(id)));
        }
        self.parents |= effect.parents;
        if let Some(sex) = &effect.sex {
            self.group.sex = Some(ConceptId::new(sex));
        } else if self.vocabulary.concept_at(concept).class == Class::Sex {
            self.group.sex = Some(self.vocabulary.concept_at(concept).id.clone());
        }
    }

    fn basis(&self) -> Option<String> {
        self.group.basis.as_ref().map(ToString::to_string)
    }

    fn set_basis(&mut self, basis: &str, firm: Firm) {
        if firm > self.firm || (firm == Firm::Strong && self.group.basis.is_none()) {
            self.group.basis = Some(ConceptId::new(basis));
            self.firm = firm;
        }
    }
}

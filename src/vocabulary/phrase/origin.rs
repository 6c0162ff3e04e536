//! Where the people of a phrase are from: "born in Kenya", "from outside the EU",
//! "of Turkish origin", "non-German", "without a Spanish passport".

use super::{
    super::{
        Class, Hit, Part,
        file::{GroupEffect, Role},
    },
    Firm, Parser,
};

impl Parser<'_, '_> {
    /// "born in Kenya", "from outside the EU", "of Turkish origin", "without a Spanish passport".
    pub(super) fn before(&mut self, piece: Hit, effect: &GroupEffect, role: Role) -> bool {
        let next = self.skip_articles(piece.end);
        if role == Role::Not && self.is_told_of(piece.start) {
            return false;
        }
        let prefix = role == Role::Not && !self.noun;
        let told = role == Role::BeforePlace || role == Role::BeforeNotPlace;
        let told = told && self.after_telling(piece.start);
        let usable = prefix || told || self.noun || effect.alone || self.whole_label;
        if !usable {
            return false;
        }
        if prefix {
            return self.negated(piece, next);
        }
        let adjective = self.place_word(next, &[Part::Adjective]);
        if role == Role::BeforePlace
            && effect.basis.is_none()
            && self.noun
            && self.group.basis.is_some()
            && !self.whole_label
            && self.sent_away()
        {
            // "foreign nationals returned from the UK": where they were, not whence they came.
            return false;
        }
        if matches!(role, Role::Not | Role::BeforeAdjective) {
            return self.adjective_after(next, adjective, role == Role::Not);
        }
        self.of_place(next, effect, role, told)
    }

    /// The place itself, and what the words before it say of those who come from there.
    fn of_place(&mut self, mut next: usize, effect: &GroupEffect, role: Role, told: bool) -> bool {
        let mut other = None;
        if self.place_word(next, &[Part::Label]).is_none()
            && let Some(hit) = self.piece(next)
            && self.vocabulary.concept_at(hit.concept).id.as_str() == "other-people"
        {
            other = Some(hit.concept);
            next = hit.end;
        }
        // "a passport other than a Swedish one"
        let other_papers =
            role == Role::BeforeNotPlace && effect.basis.as_deref() == Some("nationality");
        let parts: &[Part] = if other_papers {
            &[Part::Label, Part::Adjective]
        } else {
            &[Part::Label]
        };
        let Some(hit) = self.place_word(next, parts) else {
            return false;
        };
        if let Some(other) = other {
            let id = self.vocabulary.concept_at(other).id.clone();
            self.group.traits.insert(id);
        }
        self.not = role == Role::BeforeNotPlace;
        let basis = self.group.basis.as_ref();
        let origin = basis.is_some_and(|basis| basis.as_str() == "origin");
        let basis = match &effect.basis {
            Some(basis) => basis,
            None if origin => "origin",
            None => "nationality",
        };
        let firm = if effect.basis.is_some() {
            Firm::Strong
        } else {
            Firm::Weak
        };
        self.set_place(hit.concept, basis, firm);
        self.not = false;
        self.marked = true;
        self.alone |= effect.alone || told;
        self.at = self.further(hit.end, parts);
        self.end = self.at;
        true
    }

    /// "non-German", "no Swiss passport": a place word behind a word that denies it.
    fn negated(&mut self, piece: Hit, mut next: usize) -> bool {
        if self.reading.is_mark(next, &['-', '‑']) {
            next += 1;
        }
        let Some(hit) = self.place_word(next, &[Part::Adjective, Part::People, Part::Label]) else {
            return false;
        };
        // "hold no Swiss passport", but not "have no Swiss suspects"
        let papers = || {
            let next = self.pieces(hit.end).into_iter();
            next.into_iter()
                .any(|next| self.role(&next) == Some(Role::AfterAdjective))
        };
        if self.is_verb(piece.start) && !papers() && !self.denied_of(piece.start) {
            return false;
        }
        self.not = true;
        self.set_place(hit.concept, "nationality", Firm::Weak);
        self.not = false;
        self.marked = true;
        self.at = hit.end;
        self.alone |= hit.part != Part::Label;
        if self.whole_label || self.alone {
            self.end = self.at;
        }
        self.noun |= hit.part == Part::People;
        self.after_adjective();
        true
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.is_word(at, "clause-verb")
    }

    /// "seventy weren't Swiss", but not "there weren't Swiss suspects".
    fn denied_of(&self, verb: usize) -> bool {
        let there = verb > 0 && self.is_word(verb - 1, "place-pointed");
        self.is_word(verb, "copula") && !there
    }

    /// Whether words before the phrase, or in it, say that people are sent away: what they come from may be the host.
    fn sent_away(&self) -> bool {
        const NEAR: usize = 8;
        (self.start.saturating_sub(NEAR)..self.at).any(|at| {
            self.reading.hits_at(at).iter().any(|hit| {
                let concept = self.vocabulary.concept_at(hit.concept);
                hit.class == Class::Measure && concept.attributes.contains_key("implies-group")
            })
        })
    }

    /// "of Turkish origin", "with foreign citizenship": an adjective or modifier and a word that may follow it.
    fn adjective_after(&mut self, next: usize, adjective: Option<Hit>, turned: bool) -> bool {
        let modifier = adjective.or_else(|| {
            self.piece(next)
                .filter(|hit| self.vocabulary.effect_at(hit.concept).role == Some(Role::Modifier))
        });
        let Some(modifier) = modifier else {
            return false;
        };
        let list = self.group.traits.clone();
        let mut next = modifier.end;
        if modifier.part == Part::Adjective {
            next = self.further(next, &[Part::Adjective]);
        }
        if modifier.part == Part::Adjective
            && let Some(hit) = self
                .pieces(next)
                .into_iter()
                .find(|hit| hit.end == next + 1 && self.role(hit) == Some(Role::Modifier))
        {
            // "of Western immigrant background"
            next = hit.end;
        }
        let after = self
            .pieces(next)
            .into_iter()
            .find(|hit| self.role(hit) == Some(Role::AfterAdjective));
        let Some(after) = after else {
            self.group.traits = list;
            return false;
        };
        if modifier.part == Part::Adjective {
            self.not = turned;
            self.set_place(modifier.concept, "nationality", Firm::Weak);
            self.not = false;
        } else {
            let effect = self.effect(modifier.concept);
            self.apply(effect, modifier.concept);
        }
        let effect = self.effect(after.concept);
        self.apply(effect, after.concept);
        self.marked = true;
        self.alone = true;
        self.at = after.end;
        self.end = self.at;
        true
    }

    /// "origin Kuwait" in tables.
    pub(super) fn origin_of_place(&mut self, piece: Hit, effect: &GroupEffect) -> bool {
        if !self.whole_label {
            return false;
        }
        if let Some(hit) = self.place_word(piece.end, &[Part::Label]) {
            let basis = effect.basis.as_deref().unwrap_or("origin");
            self.set_place(hit.concept, basis, Firm::Strong);
            self.marked = true;
            self.at = self.further(hit.end, &[Part::Label]);
            self.end = self.at;
            return true;
        }
        self.apply(effect, piece.concept);
        self.at = piece.end;
        self.end = self.at;
        true
    }
}

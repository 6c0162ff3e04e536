//! What a word does by its role: nouns, the modifiers before them, and the small
//! words that hold a phrase together.

use super::{
    super::{Class, Hit, Part, file::Role, token::TokenKind},
    Firm, Parser,
};

impl Parser<'_, '_> {
    pub(super) fn word(&mut self, piece: Hit) -> bool {
        let effect = self.effect(piece.concept);
        let class = piece.class;
        let role = effect.role.unwrap_or(match class {
            Class::Group => Role::Head,
            _ => Role::Plain,
        });
        match role {
            Role::Head => {
                if self.noun && !self.whole_label {
                    return false;
                }
                self.apply(effect, piece.concept);
                self.marked = true;
                self.take_noun(piece.end)
            }
            Role::Modifier => {
                let compound = piece.end > piece.start + 1
                    && !effect.alone
                    && !self.leads_on(piece.end)
                    && self.pieces(piece.start).len() > 1;
                if (self.noun || compound) && !self.whole_label {
                    return false;
                }
                self.apply(effect, piece.concept);
                self.marked = true;
                self.alone |= effect.alone
                    || self.after_copula(piece.start)
                    || self.after_part(piece)
                    || self.before_figure(piece.end)
                    || self.before_share(piece.end);
                self.at = piece.end;
                if self.alone || self.whole_label {
                    self.end = self.at;
                }
                self.after_adjective();
                true
            }
            Role::Plain if class == Class::Group => {
                if (self.noun || !self.leads_on(piece.end)) && !self.whole_label {
                    return false;
                }
                self.at = piece.end;
                if self.whole_label || effect.sex.is_some() {
                    self.apply(effect, piece.concept);
                }
                if self.whole_label {
                    self.end = self.at;
                }
                true
            }
            Role::Plain => {
                self.apply(effect, piece.concept);
                self.person(piece.end)
            }
            Role::Post => {
                let stands = self.noun || self.alone || effect.alone || self.whole_label;
                if !stands || self.is_told_of(piece.start) {
                    return false;
                }
                self.apply(effect, piece.concept);
                self.marked |= effect.who.is_some() || !effect.traits.is_empty();
                self.alone |= effect.alone;
                self.at = piece.end;
                self.end = self.at;
                true
            }
            Role::Not | Role::BeforePlace | Role::BeforeNotPlace | Role::BeforeAdjective => {
                self.before(piece, effect, role)
            }
            Role::AfterAdjective => self.origin_of_place(piece, effect),
            Role::Suffix => false,
            Role::Filler => self.filler(piece.end),
            Role::Join => self.join(piece.end),
        }
    }

    /// "suspects held foreign passports", and not "suspects who held": a verb says it of those before.
    pub(super) fn is_told_of(&self, verb: usize) -> bool {
        let relative = verb > 0 && self.is_word(verb - 1, "relative-word");
        let owns = self.is_verb(verb) || self.is_word(verb, "owns");
        verb > self.start && !self.whole_label && !relative && owns
    }

    pub(super) fn person(&mut self, end: usize) -> bool {
        self.take_noun(end)
    }

    pub(super) fn adjective(&mut self, piece: Hit) -> bool {
        let held = || self.begins(piece.end, "people-held");
        if (self.noun || self.says_where(piece) || held()) && !self.whole_label {
            return false;
        }
        self.set_place(piece.concept, "nationality", Firm::Weak);
        self.marked = true;
        self.alone |= self.after_copula(piece.start)
            || self.after_part(piece)
            || self.before_figure(piece.end);
        self.at = piece.end;
        if self.whole_label || self.alone {
            self.end = self.at;
        }
        self.after_adjective();
        true
    }

    pub(super) fn people(&mut self, piece: Hit) -> bool {
        if self.noun && !self.whole_label {
            return false;
        }
        self.set_place(piece.concept, "nationality", Firm::Weak);
        self.marked = true;
        self.take_noun(piece.end)
    }

    /// "-born", "-born to immigrant parents", "origin", "passport" after an adjective.
    pub(super) fn after_adjective(&mut self) {
        let hyphen = self.reading.is_mark(self.at, &['-', '‑']);
        let Some(hit) = self.piece(self.at + usize::from(hyphen)) else {
            return;
        };
        let effect = self.effect(hit.concept);
        let role = effect.role;
        if matches!(role, Some(Role::Suffix | Role::AfterAdjective))
            || (hyphen && role == Some(Role::Post))
        {
            self.apply(effect, hit.concept);
            self.at = hit.end;
            self.alone = true;
            self.end = self.at;
        }
    }

    fn take_noun(&mut self, end: usize) -> bool {
        self.noun = true;
        self.at = end;
        self.end = end;
        true
    }

    fn filler(&mut self, end: usize) -> bool {
        if !self.whole_label {
            // "of the", "who are": only between a noun and what can follow it.
            let Some(next) = self.piece(end).filter(|_| self.noun || self.alone) else {
                return false;
            };
            let effect = self.vocabulary.effect_at(next.concept);
            let follows = match effect.role {
                Some(Role::Post) => effect.who.is_some(),
                Some(Role::BeforePlace | Role::BeforeNotPlace | Role::BeforeAdjective) => true,
                _ => false,
            };
            if !follows {
                return false;
            }
        }
        self.at = end;
        if self.whole_label {
            self.end = end;
        }
        true
    }

    /// One word the vocabulary does not know may stand between a modifier and its noun.
    pub(super) fn unknown_modifier(&mut self) -> bool {
        if self.whole_label || self.noun || !self.marked {
            return false;
        }
        let known = |at: usize| {
            self.piece(at).is_some_and(|hit| {
                let role = self.vocabulary.effect_at(hit.concept).role;
                hit.part == Part::Person
                    || matches!(hit.class, Class::Person)
                    || role == Some(Role::Head)
            })
        };
        let mut next = self.at;
        if self.reading.is_mark(next, &['-', '‑']) {
            next += 1;
        }
        let word = self.reading.row.get(next);
        let plain = word.is_some_and(|token| {
            token.kind == TokenKind::Word && token.lower().chars().count() > 3
        });
        let mut words = self.reading.hits.every(self.vocabulary, next);
        let small = words.any(|hit| hit.class == Class::Word);
        if plain && !small && known(next + 1) {
            self.at = next + 1;
            return true;
        }
        false
    }
}

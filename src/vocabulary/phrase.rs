//! The grammar of phrases for groups of people: "convicted foreign nationals",
//! "people born outside the EU", "Somali-born men aged 15-24".
//!
//! The words and what each does to the group stand in the vocabulary; here is
//! only how they combine. Drafts and reference labels are read by the same rules.

use super::{
    Class, ConceptId, Group, Hit, Part, Vocabulary, Who,
    file::{GroupEffect, Role, WhoWord},
    token::{Token, TokenKind},
};

/// A phrase for a group found in a row of tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupPhrase {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The group it names.
    pub group: Group,
    /// Whether some word of it tells people apart by migration, and not only by sex, age or deeds.
    pub marked: bool,
    /// Whether it has a noun for people, and is no mere modifier.
    pub noun: bool,
    /// Whether the words say how membership is defined: "Danish citizens", not "Danes".
    pub explicit: bool,
}

/// A text split into tokens, with every label found in it.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub row: &'a [Token<'a>],
    /// The labels found, in order.
    pub hits: &'a [Hit],
}

impl<'a> Reading<'a> {
    /// The hits that begin at token `at`.
    pub fn hits_at(&self, at: usize) -> &'a [Hit] {
        let from = self.hits.partition_point(|hit| hit.start < at);
        let to = self.hits.partition_point(|hit| hit.start <= at);
        self.hits.get(from..to).unwrap_or(&[])
    }

    /// The token at `at`, lower case; empty for marks and past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.row.get(at).map_or("", |token| &*token.lower)
    }

    /// Whether token `at` is this mark.
    pub fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.row.get(at).is_some_and(|token| {
            token.kind == TokenKind::Mark && token.of(self.text).chars().all(|c| marks.contains(&c))
        })
    }
}

impl Vocabulary {
    /// The group phrase that begins at token `at`, as long as possible.
    pub fn group_phrase(&self, reading: &Reading, at: usize) -> Option<GroupPhrase> {
        Parser::new(self, reading, at).phrase()
    }

    /// The group that the whole of `label` names ("non-Western descendants, men 15-29"); none where a word is unknown.
    pub fn group(&self, label: &str) -> Option<Group> {
        let row = super::token::tokens(label);
        let hits = self.hits(label, &row);
        let reading = Reading {
            text: label,
            row: &row,
            hits: &hits,
        };
        let mut parser = Parser::new(self, &reading, 0);
        parser.whole_label = true;
        let phrase = parser.phrase()?;
        (phrase.end == row.len()).then_some(phrase.group)
    }
}

/// How firmly the basis is known: a default may be overruled by a word.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Firm {
    Open,
    Weak,
    Strong,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "independent things that a phrase may have shown by now"
)]
struct Parser<'v, 'r> {
    vocabulary: &'v Vocabulary,
    reading: &'r Reading<'r>,
    at: usize,
    start: usize,
    group: Group,
    firm: Firm,
    marked: bool,
    noun: bool,
    alone: bool,
    not: bool,
    /// Whether the words so far name the parents of the people meant: "descendants of …".
    parents: bool,
    whole_label: bool,
    /// One past the last token that may end the phrase.
    end: usize,
}

impl<'v, 'r> Parser<'v, 'r> {
    fn new(vocabulary: &'v Vocabulary, reading: &'r Reading<'r>, at: usize) -> Self {
        Self {
            vocabulary,
            reading,
            at,
            start: at,
            group: Group::everyone(),
            firm: Firm::Open,
            marked: false,
            noun: false,
            alone: false,
            not: false,
            parents: false,
            whole_label: false,
            end: at,
        }
    }

    fn phrase(mut self) -> Option<GroupPhrase> {
        while self.step() {}
        if self.end == self.start || !(self.noun || self.alone || self.whole_label) {
            return None;
        }
        Some(GroupPhrase {
            start: self.start,
            end: self.end,
            group: self.group,
            marked: self.marked,
            noun: self.noun,
            explicit: self.firm == Firm::Strong || !self.noun,
        })
    }

    /// Takes one piece of the phrase; false where it ends.
    fn step(&mut self) -> bool {
        if self.age() || self.excepted() || self.label_comma() {
            return true;
        }
        for piece in self.pieces(self.at) {
            let taken = match piece.part {
                Part::Adjective => self.adjective(piece),
                Part::People if self.goes_on(piece) => self.adjective(piece),
                Part::People | Part::Collective => self.people(piece),
                Part::Person => self.person(piece.end),
                _ => self.word(piece),
            };
            if taken {
                return true;
            }
        }
        self.unknown_modifier()
    }

    /// The best hit at token `at` that can be part of a group phrase.
    fn piece(&self, at: usize) -> Option<Hit> {
        self.pieces(at).into_iter().next()
    }

    /// The hits at token `at` that can be part of a group phrase, longest first.
    fn pieces(&self, at: usize) -> Vec<Hit> {
        let mut pieces: Vec<Hit> = self
            .reading
            .hits_at(at)
            .iter()
            .filter(|hit| {
                hit.may_name_people()
                    && (matches!(hit.class, Class::Group | Class::Person | Class::Sex)
                        || hit.part != Part::Collective
                        || self.collective(hit))
            })
            .copied()
            .collect();
        pieces.sort_by_key(|hit| std::cmp::Reverse((hit.end, order(self.vocabulary, hit))));
        pieces
    }

    /// "are foreign": a modifier that says of somebody what they are.
    fn after_copula(&self, at: usize) -> bool {
        at > 0
            && self.reading.hits_at(at - 1).iter().any(|hit| {
                hit.end == at && self.vocabulary.concept_at(hit.concept).id.as_str() == "copula"
            })
    }

    /// "the French", "the Dutch" as a noun: after "the", and no noun of people follows.
    fn collective(&self, hit: &Hit) -> bool {
        let native = hit.start > self.start
            && self.marked
            && self.group.who == Who::Native
            && hit.start == self.at;
        let the = native || (hit.start > 0 && self.reading.word(hit.start - 1) == "the");
        the && !self
            .reading
            .hits_at(hit.end)
            .iter()
            .any(|next| next.part == Part::Person || self.class(next) == Class::Person)
            && self
                .reading
                .row
                .get(hit.end)
                .is_none_or(|next| next.kind != TokenKind::Word || next.lower.len() < 5)
    }

    /// Whether a word that is both adjective and noun ("Somali") stands before what only an adjective can: "-born", "men".
    fn goes_on(&self, piece: Hit) -> bool {
        let both = self.reading.hits_at(piece.start).iter().any(|hit| {
            hit.part == Part::Adjective && hit.end == piece.end && hit.concept == piece.concept
        });
        let hyphen = self.reading.is_mark(piece.end, &['-', '‑']);
        if both && self.before_a_thing(piece.end) {
            return true;
        }
        let next = self.piece(piece.end + usize::from(hyphen));
        both && next.is_some_and(|hit| {
            let class = self.class(&hit);
            matches!(class, Class::Person | Class::Sex)
                || matches!(hit.part, Part::Person)
                || (class == Class::Group
                    && matches!(
                        self.vocabulary.effect_at(hit.concept).role,
                        Some(Role::Head | Role::Suffix | Role::AfterAdjective)
                    ))
        })
    }

    /// Whether an ordinary word follows, so that "Somali" in "Somali jails" is no noun.
    fn before_a_thing(&self, at: usize) -> bool {
        let plain =
            self.reading.row.get(at).is_some_and(|token| {
                token.kind == TokenKind::Word && token.lower.chars().count() > 2
            });
        let small = self.reading.hits_at(at).iter().any(|hit| {
            let id = self.vocabulary.concept_at(hit.concept).id.as_str();
            matches!(
                id,
                "chunk-break" | "copula" | "preposition" | "where" | "join" | "whence"
            )
        });
        plain && !small
    }

    fn class(&self, hit: &Hit) -> Class {
        self.vocabulary.concept_at(hit.concept).class
    }

    fn word(&mut self, piece: Hit) -> bool {
        let effect = self.vocabulary.effect_at(piece.concept).clone();
        let class = self.class(&piece);
        let role = effect.role.unwrap_or(match class {
            Class::Group => Role::Head,
            _ => Role::Plain,
        });
        match role {
            Role::Head => {
                if self.noun && !self.whole_label {
                    return false;
                }
                self.apply(&effect, piece.concept);
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
                self.apply(&effect, piece.concept);
                self.marked = true;
                self.alone |= effect.alone || self.after_copula(piece.start);
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
                if self.whole_label {
                    self.apply(&effect, piece.concept);
                    self.end = self.at;
                }
                true
            }
            Role::Plain => {
                self.apply(&effect, piece.concept);
                self.person(piece.end)
            }
            Role::Post => {
                if !(self.noun || self.alone || effect.alone || self.whole_label) {
                    return false;
                }
                self.apply(&effect, piece.concept);
                self.marked |= effect.who.is_some() || !effect.traits.is_empty();
                self.alone |= effect.alone;
                self.at = piece.end;
                self.end = self.at;
                true
            }
            Role::Not | Role::BeforePlace | Role::BeforeNotPlace | Role::BeforeAdjective => {
                self.before(piece, &effect, role)
            }
            Role::AfterAdjective => self.origin_of_place(piece, &effect),
            Role::Suffix => false,
            Role::Filler => self.filler(piece.end),
            Role::Join => self.join(piece.end),
        }
    }

    /// Whether a word that may stand before a noun is followed by one, or by another such word.
    fn leads_on(&self, at: usize) -> bool {
        let hyphen = self.reading.is_mark(at, &['-', '‑']);
        self.piece(at + usize::from(hyphen)).is_some_and(|next| {
            let role = self.vocabulary.effect_at(next.concept).role;
            next.part != Part::Label
                || matches!(self.class(&next), Class::Person | Class::Sex)
                || matches!(
                    role,
                    Some(Role::Head | Role::Modifier | Role::Plain | Role::Not)
                )
        })
    }

    fn take_noun(&mut self, end: usize) -> bool {
        self.noun = true;
        self.at = end;
        self.end = end;
        true
    }

    fn person(&mut self, end: usize) -> bool {
        self.take_noun(end)
    }

    fn adjective(&mut self, piece: Hit) -> bool {
        if self.noun && !self.whole_label {
            return false;
        }
        self.set_place(piece.concept, "nationality", Firm::Weak);
        self.marked = true;
        self.alone |= self.after_copula(piece.start);
        self.at = piece.end;
        if self.whole_label || self.alone {
            self.end = self.at;
        }
        self.after_adjective();
        true
    }

    fn people(&mut self, piece: Hit) -> bool {
        if self.noun && !self.whole_label {
            return false;
        }
        self.set_place(piece.concept, "nationality", Firm::Weak);
        self.marked = true;
        self.take_noun(piece.end)
    }

    /// "-born", "origin", "passport" after an adjective.
    fn after_adjective(&mut self) {
        let mut next = self.at;
        if self.reading.is_mark(next, &['-', '‑']) {
            next += 1;
        }
        let Some(hit) = self.piece(next) else {
            return;
        };
        let effect = self.vocabulary.effect_at(hit.concept).clone();
        if matches!(effect.role, Some(Role::Suffix | Role::AfterAdjective)) {
            self.apply(&effect, hit.concept);
            self.at = hit.end;
            self.alone = true;
            self.end = self.at;
        }
    }

    /// "born in Kenya", "from outside the EU", "of Turkish origin", "without a Spanish passport".
    fn before(&mut self, piece: Hit, effect: &GroupEffect, role: Role) -> bool {
        let next = self.skip_articles(piece.end);
        let prefix = role == Role::Not && !self.noun;
        let usable = prefix || self.noun || effect.alone || self.whole_label;
        if !usable {
            return false;
        }
        let turned = matches!(role, Role::Not | Role::BeforeNotPlace);
        if prefix {
            let mut next = next;
            if self.reading.is_mark(next, &['-', '‑']) {
                next += 1;
            }
            let Some(hit) = self.place_word(next, &[Part::Adjective, Part::People, Part::Label])
            else {
                return false;
            };
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
            return true;
        }
        let adjective = self.place_word(next, &[Part::Adjective]);
        if role == Role::BeforePlace
            && effect.basis.is_none()
            && self.noun
            && self.group.basis.is_some()
            && !self.whole_label
        {
            // "foreign nationals returned from the UK": where they were, not whence they came.
            return false;
        }
        if matches!(role, Role::Not | Role::BeforeAdjective) {
            return self.adjective_after(next, adjective, turned);
        }
        let mut next = next;
        let mut other = None;
        if self.place_word(next, &[Part::Label]).is_none()
            && let Some(hit) = self.piece(next)
            && self.vocabulary.concept_at(hit.concept).id.as_str() == "other-people"
        {
            other = Some(hit.concept);
            next = hit.end;
        }
        let Some(hit) = self.place_word(next, &[Part::Label]) else {
            return false;
        };
        if let Some(other) = other {
            let id = self.vocabulary.concept_at(other).id.clone();
            self.group.traits.insert(id);
        }
        self.not = turned;
        let basis = effect.basis.as_deref().unwrap_or("nationality");
        let firm = if effect.basis.is_some() {
            Firm::Strong
        } else {
            Firm::Weak
        };
        self.set_place(hit.concept, basis, firm);
        self.not = false;
        self.marked = true;
        self.alone |= effect.alone;
        self.at = hit.end;
        self.end = self.at;
        self.further_places();
        true
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
        let mut next = modifier.end;
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
            return false;
        };
        if modifier.part == Part::Adjective {
            self.not = turned;
            self.set_place(modifier.concept, "nationality", Firm::Weak);
            self.not = false;
        } else {
            let effect = self.vocabulary.effect_at(modifier.concept).clone();
            self.apply(&effect, modifier.concept);
        }
        let effect = self.vocabulary.effect_at(after.concept).clone();
        self.apply(&effect, after.concept);
        self.marked = true;
        self.alone = true;
        self.at = after.end;
        self.end = self.at;
        true
    }

    fn role(&self, hit: &Hit) -> Option<Role> {
        self.vocabulary.effect_at(hit.concept).role
    }

    /// "origin Kuwait" in tables.
    fn origin_of_place(&mut self, piece: Hit, effect: &GroupEffect) -> bool {
        if !self.whole_label {
            return false;
        }
        if let Some(hit) = self.place_word(piece.end, &[Part::Label]) {
            let basis = effect.basis.as_deref().unwrap_or("origin");
            self.set_place(hit.concept, basis, Firm::Strong);
            self.marked = true;
            self.at = hit.end;
            self.end = self.at;
            self.further_places();
            return true;
        }
        self.apply(effect, piece.concept);
        self.at = piece.end;
        self.end = self.at;
        true
    }

    fn place_word(&self, at: usize, parts: &[Part]) -> Option<Hit> {
        self.reading
            .hits_at(at)
            .iter()
            .filter(|hit| parts.contains(&hit.part) && self.class(hit) == Class::Place)
            .max_by_key(|hit| hit.end)
            .copied()
    }

    /// "Sudan or South Sudan": further places widen the group.
    fn further_places(&mut self) {
        loop {
            let list = self.whole_label && self.reading.is_mark(self.at, &[',']);
            if !list && !matches!(self.reading.word(self.at), "or" | "and") {
                return;
            }
            let next = self.skip_articles(self.at + 1);
            let Some(hit) = self.place_word(next, &[Part::Label]) else {
                return;
            };
            let id = &self.vocabulary.concept_at(hit.concept).id;
            self.group
                .traits
                .insert(ConceptId::new(&format!("or-{id}")));
            self.at = hit.end;
            self.end = self.at;
        }
    }

    fn skip_articles(&self, at: usize) -> usize {
        let article = |hit: &&Hit| {
            self.class(hit) == Class::Group
                && self.vocabulary.effect_at(hit.concept).role == Some(Role::Filler)
        };
        match self.reading.hits_at(at).iter().find(article) {
            Some(hit) => hit.end,
            None => at,
        }
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

    /// "immigrants and their descendants", "Poles and Romanians".
    fn join(&mut self, end: usize) -> bool {
        let mut next = end;
        while let Some(hit) = self.piece(next)
            && self.vocabulary.effect_at(hit.concept).role == Some(Role::Filler)
        {
            next = hit.end;
        }
        let Some(hit) = self.piece(next) else {
            return false;
        };
        match hit.part {
            Part::People | Part::Adjective => {
                let id = self.vocabulary.concept_at(hit.concept).id.clone();
                if !matches!(self.group.who, Who::Of(_)) {
                    return false;
                }
                self.group
                    .traits
                    .insert(ConceptId::new(&format!("or-{id}")));
                self.at = hit.end;
                if hit.part == Part::People || self.noun {
                    self.noun = true;
                    self.end = self.at;
                }
                true
            }
            _ => {
                let effect = self.vocabulary.effect_at(hit.concept).clone();
                let joins = matches!(effect.role, Some(Role::Head)) && self.marked;
                let modifier = effect.role == Some(Role::Modifier) && !self.noun && self.marked;
                if !joins && !modifier {
                    return false;
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
        }
    }

    /// One word the vocabulary does not know may stand between a modifier and its noun.
    fn unknown_modifier(&mut self) -> bool {
        if self.whole_label || self.noun || !self.marked {
            return false;
        }
        let known = |at: usize| {
            self.piece(at).is_some_and(|hit| {
                let role = self.vocabulary.effect_at(hit.concept).role;
                hit.part == Part::Person
                    || matches!(self.class(&hit), Class::Person)
                    || role == Some(Role::Head)
            })
        };
        let mut next = self.at;
        if self.reading.is_mark(next, &['-', '‑']) {
            next += 1;
        }
        let word = self.reading.row.get(next);
        let plain = word
            .is_some_and(|token| token.kind == TokenKind::Word && token.lower.chars().count() > 3);
        if plain && known(next + 1) {
            self.at = next + 1;
            return true;
        }
        false
    }

    /// "aged 15 to 24", "15-24", "18+", "under 30".
    fn age(&mut self) -> bool {
        if !(self.noun || self.whole_label) {
            return false;
        }
        let mut at = self.at;
        let aged = matches!(self.reading.word(at), "aged" | "born");
        let born = self.reading.word(at) == "born";
        if aged {
            at += 1;
        } else if !self.whole_label {
            return false;
        }
        let Some(first) = self.number(at) else {
            return false;
        };
        let mut age = first.to_owned();
        at += 1;
        if self.reading.is_mark(at, &['-', '–']) || matches!(self.reading.word(at), "to" | "and")
        {
            if let Some(second) = self.number(at + 1) {
                age = format!("{age}-{second}");
                at += 2;
            }
        } else if self.reading.is_mark(at, &['+']) {
            age.push('+');
            at += 1;
        }
        if born {
            age = format!("born {age}");
        }
        self.group.age = Some(age);
        self.at = at;
        self.end = at;
        true
    }

    fn number(&self, at: usize) -> Option<&'r str> {
        let token = self.reading.row.get(at)?;
        (token.kind == TokenKind::Number).then(|| token.of(self.reading.text))
    }

    /// "excluding Dutch", "except North and East": a group less something is another group.
    fn excepted(&mut self) -> bool {
        let except = self.reading.hits_at(self.at).iter().find(|hit| {
            self.vocabulary
                .concept_at(hit.concept)
                .attributes
                .contains_key("except")
        });
        let Some(&except) = except else {
            return false;
        };
        if !self.whole_label {
            return false;
        }
        let word = self.reading.word(except.start);
        let mut at = except.end;
        let mut words = Vec::new();
        while let Some(token) = self.reading.row.get(at) {
            if token.kind != TokenKind::Mark {
                words.push(token.lower.to_string());
            }
            at += 1;
        }
        if words.is_empty() {
            return false;
        }
        self.group
            .traits
            .insert(ConceptId::new(&format!("{word}-{}", words.join("-"))));
        self.at = at;
        self.end = at;
        true
    }

    /// Tables set sex and age off by a comma, a colon or brackets.
    fn label_comma(&mut self) -> bool {
        if self.whole_label
            && self
                .reading
                .is_mark(self.at, &[',', ':', '(', ')', '-', '‑', '/'])
        {
            self.at += 1;
            self.end = self.at;
            return true;
        }
        false
    }

    fn set_place(&mut self, concept: usize, basis: &str, firm: Firm) {
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
            self.group.who = Who::NotOf(id);
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

    fn basis(&self) -> Option<String> {
        self.group.basis.as_ref().map(ToString::to_string)
    }

    fn set_basis(&mut self, basis: &str, firm: Firm) {
        if firm > self.firm || (firm == Firm::Strong && self.group.basis.is_none()) {
            self.group.basis = Some(ConceptId::new(basis));
            self.firm = firm;
        }
    }

    fn apply(&mut self, effect: &GroupEffect, concept: usize) {
        let named = matches!(self.group.who, Who::Of(_) | Who::NotOf(_));
        let told = self.firm == Firm::Strong && effect.basis != self.basis();
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
}

/// Which of two hits of the same length is taken: group words before people before the rest.
fn order(vocabulary: &Vocabulary, hit: &Hit) -> u8 {
    match (vocabulary.concept_at(hit.concept).class, hit.part) {
        (Class::Group, _) => 4,
        (_, Part::People) => 3,
        (_, Part::Adjective) => 2,
        (Class::Person | Class::Sex, _) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::disallowed_methods, reason = "tests read the shipped words")]
    fn vocabulary() -> Vocabulary {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/en/vocabulary");
        let files: Vec<(String, String)> = ["groups", "persons"]
            .iter()
            .map(|name| {
                let path = format!("{dir}/{name}.toml");
                (path.clone(), std::fs::read_to_string(path).unwrap())
            })
            .chain([(
                "countries.toml".to_owned(),
                r#"
                [[country]]
                id = "DE"
                names = ["Germany"]
                adjectives = ["German"]
                people = ["German(s|)"]
                [[country]]
                id = "SO"
                names = ["Somalia"]
                adjectives = ["Somali"]
                people = ["Somali(s|)"]
                [[country]]
                id = "TR"
                names = ["Turkey", "Turkiye"]
                adjectives = ["Turkish"]
                people = ["Turk(s|)"]
                [[region]]
                id = "EU"
                names = ["EU"]
                adjectives = ["EU"]
                [[region]]
                id = "western"
                names = ["the West"]
                adjectives = ["Western"]
                "#
                .to_owned(),
            )])
            .collect();
        Vocabulary::from_toml(&files).unwrap()
    }

    fn show(group: &Group) -> String {
        let basis = group.basis.as_ref().map_or("?", ConceptId::as_str);
        let traits: Vec<&str> = group.traits.iter().map(ConceptId::as_str).collect();
        let sex = group.sex.as_ref().map_or("", ConceptId::as_str);
        let age = group.age.as_deref().unwrap_or("");
        format!("{basis} {:?} {} {sex} {age}", group.who, traits.join("+"))
            .trim_end()
            .to_owned()
    }

    #[test]
    fn labels_name_groups() {
        let vocabulary = vocabulary();
        for (label, expected) in [
            ("foreign citizens", "nationality Foreign"),
            ("foreign nationals", "nationality Foreign"),
            ("Somali citizens", "nationality Of(`SO`)"),
            ("non-German citizens", "nationality NotOf(`DE`)"),
            ("non-Germans", "nationality NotOf(`DE`)"),
            ("born in Somalia", "birth Of(`SO`)"),
            ("Somali-born", "birth Of(`SO`)"),
            ("origin Turkiye", "origin Of(`TR`)"),
            ("Turkish origin", "origin Of(`TR`)"),
            ("foreign-born, men", "birth Foreign  men"),
            ("born outside the EU", "birth NotOf(`EU`)"),
            ("non-EU citizens", "nationality NotOf(`EU`)"),
            (
                "non-Western descendants",
                "origin NotOf(`western`) descendants",
            ),
            (
                "descendants of non-Western immigrants",
                "origin NotOf(`western`) descendants",
            ),
            (
                "non-Western immigrants and descendants",
                "origin NotOf(`western`) immigrants-and-descendants",
            ),
            (
                "native-born with two foreign-born parents",
                "birth Native two-foreign-born-parents",
            ),
            ("all", "? Everyone"),
            ("migrants", "? Foreign"),
            ("illegal immigrants", "status Foreign illegal"),
            ("native-born", "birth Native"),
            ("rest of the population", "? Rest"),
        ] {
            let group = vocabulary.group(label).map(|group| show(&group));
            assert_eq!(group.as_deref(), Some(expected), "{label}");
        }
        assert_eq!(vocabulary.group("zorbulated people"), None);
    }

    #[test]
    fn phrases_in_sentences_are_as_long_as_possible() {
        let vocabulary = vocabulary();
        for (text, at, expected) in [
            (
                "convicted foreign nationals were held",
                0,
                Some("convicted foreign nationals"),
            ),
            (
                "people born outside the EU are held",
                0,
                Some("people born outside the EU"),
            ),
            (
                "Somali-born men aged 15 to 24 were",
                0,
                Some("Somali-born men aged 15 to 24"),
            ),
            (
                "inmates without a German passport",
                0,
                Some("inmates without a German passport"),
            ),
            ("foreign policy is set", 0, None),
            (
                "immigrants and their descendants are",
                0,
                Some("immigrants and their descendants"),
            ),
            (
                "people of Turkish origin were",
                0,
                Some("people of Turkish origin"),
            ),
            (
                "illegal immigrants convicted of crimes",
                0,
                Some("illegal immigrants convicted of crimes"),
            ),
        ] {
            let row = super::super::tokens(text);
            let hits = vocabulary.hits(text, &row);
            let reading = Reading {
                text,
                row: &row,
                hits: &hits,
            };
            let found = vocabulary.group_phrase(&reading, at).map(|phrase| {
                let from = row[phrase.start].span.start;
                let to = row[phrase.end - 1].span.end;
                text.get(from..to).unwrap()
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}

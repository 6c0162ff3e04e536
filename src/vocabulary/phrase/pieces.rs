//! What stands at a token that a group phrase could take, and what it leads on
//! to: here the phrase looks ahead, and takes nothing.

use super::{
    super::{
        Class, Hit, Part, Who,
        file::{GroupEffect, Role, WhoWord},
        token::{Token, TokenKind},
    },
    Parser,
};

impl<'v> Parser<'v, '_> {
    /// The best hit at token `at` that can be part of a group phrase.
    pub(super) fn piece(&self, at: usize) -> Option<Hit> {
        self.candidates(at)
            .min_by_key(|hit| std::cmp::Reverse((hit.end, order(hit))))
    }

    /// The hits at token `at` that can be part of a group phrase, longest first.
    pub(super) fn pieces(&self, at: usize) -> Vec<Hit> {
        let mut pieces: Vec<Hit> = self.candidates(at).collect();
        pieces.sort_by_key(|hit| std::cmp::Reverse((hit.end, order(hit))));
        pieces
    }

    fn candidates(&self, at: usize) -> impl Iterator<Item = Hit> {
        let hits = self.reading.hits_at(at).iter();
        hits.filter(|hit| {
            hit.may_name_people()
                && (matches!(hit.class, Class::Group | Class::Person | Class::Sex)
                    || hit.part != Part::Collective
                    || self.collective(hit))
        })
        .copied()
    }

    /// "the French", "the Dutch" as a noun: after "the", and no noun of people follows.
    fn collective(&self, hit: &Hit) -> bool {
        let native = hit.start > self.start
            && self.marked
            && self.group.who == Who::Native
            && hit.start == self.at;
        let the = native || (hit.start > 0 && self.is_word(hit.start - 1, "definite-article"));
        the && !self
            .reading
            .hits_at(hit.end)
            .iter()
            .any(|next| next.part == Part::Person || next.class == Class::Person)
            && self.reading.row.get(hit.end).is_none_or(|next| {
                // Short words are seldom nouns: "the French who", "the Dutch are".
                next.kind != TokenKind::Word || next.lower().len() < 5
            })
            || the && self.opens_word(hit.end, "after-collective")
    }

    /// "are foreign", "nine of them foreign": a modifier that says of somebody what they are.
    pub(super) fn after_copula(&self, at: usize) -> bool {
        let before = |id: &str| self.is_word(at - 1, id);
        at > 0 && (before("copula") || before("parted-pronoun"))
    }

    /// "Prisoners: 31% foreign.", "99 Polish and 40 Czech inmates": a modifier behind a part, with
    /// nothing after it or another number joined on.
    pub(super) fn after_part(&self, piece: Hit) -> bool {
        let row = self.reading.row;
        let number = |at: usize| {
            let token = row.get(at);
            token.is_some_and(|token| token.kind == TokenKind::Number)
        };
        let ends = row
            .get(piece.end)
            .is_none_or(|next| next.kind == TokenKind::Mark && !matches!(next.written, "-" | "‑"));
        let joined = || self.is_word(piece.end, "join") && number(piece.end + 1);
        let part = |at: usize| {
            number(at) || self.reading.is_mark(at, &['%']) || self.is_word(at, "part-unit")
        };
        let behind = piece.start.checked_sub(1).is_some_and(part);
        !self.whole_label && behind && (ends || joined())
    }

    /// Whether a label of the concept `id` begins at token `at`.
    fn opens_word(&self, at: usize, id: &str) -> bool {
        let hits = self.reading.hits;
        hits.may_have(at, id) && hits.ends(self.vocabulary, at, id).next().is_some()
    }

    /// Whether token `at` by itself is a label of the concept `id`.
    pub(super) fn is_word(&self, at: usize, id: &str) -> bool {
        let hits = self.reading.hits;
        let mut ends = hits.ends(self.vocabulary, at, id);
        hits.may_have(at, id) && ends.any(|end| end == at + 1)
    }

    /// "Undocumented: 587", "illegal 2.2/100k": a modifier that labels a figure.
    pub(super) fn before_figure(&self, at: usize) -> bool {
        let digits = |at: usize| {
            let token = self.reading.row.get(at);
            token.is_some_and(|token| token.kind == TokenKind::Number)
        };
        let figure = digits(at);
        !self.whole_label && (self.reading.is_mark(at, &[':']) || figure)
    }

    /// "the foreign share": a modifier before a word for a part.
    pub(super) fn before_share(&self, at: usize) -> bool {
        !self.whole_label
            && self.reading.hits_at(at).iter().any(|hit| {
                self.vocabulary
                    .concept_at(hit.concept)
                    .attributes
                    .contains_key("takes-group")
            })
    }

    /// "were from Chad", "come from outside the EU": words that say of somebody whence they are.
    pub(super) fn after_telling(&self, at: usize) -> bool {
        at > 0
            && self.reading.hits_at(at - 1).iter().any(|hit| {
                hit.end == at
                    && self
                        .vocabulary
                        .concept_at(hit.concept)
                        .attributes
                        .contains_key("tells-origin")
            })
    }

    /// Whether a word that is both adjective and noun ("Somali") stands before what only an adjective can: "-born", "men".
    pub(super) fn goes_on(&self, piece: Hit) -> bool {
        let both = self.reading.hits_at(piece.start).iter().any(|hit| {
            hit.part == Part::Adjective && hit.end == piece.end && hit.concept == piece.concept
        });
        let hyphen = self.reading.is_mark(piece.end, &['-', '‑']);
        if both && self.before_a_thing(piece.end) {
            return true;
        }
        let next = self.piece(piece.end + usize::from(hyphen));
        both && next.is_some_and(|hit| {
            let class = hit.class;
            let role = self.vocabulary.effect_at(hit.concept).role;
            // "Somali-born to refugees"
            let told = hyphen && role == Some(Role::Post);
            let noun = matches!(role, Some(Role::Head | Role::Suffix | Role::AfterAdjective));
            matches!(class, Class::Person | Class::Sex)
                || matches!(hit.part, Part::Person)
                || (class == Class::Group && (told || noun))
        })
    }

    /// "Across the EU foreign citizens were 20 per cent": behind a word for where, a place stands
    /// by itself before people from elsewhere.
    pub(super) fn says_where(&self, piece: Hit) -> bool {
        let mut before = (piece.start.saturating_sub(2)..piece.start).rev();
        let one = |at: usize| {
            let number = |token: &Token| token.kind == TokenKind::Number;
            self.is_word(at, "one-of-them") || self.reading.row.get(at).is_some_and(number)
        };
        // "one in 22 Western descendants"
        let part = |at: usize| at + 1 < piece.start && at.checked_sub(1).is_some_and(one);
        let located = before.any(|at| self.is_word(at, "located-in") && !part(at));
        let foreign = |hit: &Hit| {
            let effect = self.vocabulary.effect_at(hit.concept);
            effect.who == Some(WhoWord::Foreign)
        };
        located && self.pieces(piece.end).iter().any(foreign)
    }

    /// Whether a hyphen and an ending follow: "the Swedish-born share".
    pub(super) fn before_suffix(&self, at: usize) -> bool {
        self.reading.is_mark(at, &['-', '‑'])
            && self.piece(at + 1).is_some_and(|next| {
                self.vocabulary.effect_at(next.concept).role == Some(Role::Suffix)
            })
    }

    /// Whether words of a concept begin at a token.
    pub(super) fn begins(&self, at: usize, id: &str) -> bool {
        let hits = self.reading.hits;
        hits.may_have(at, id) && hits.longest(self.vocabulary, at, id).is_some()
    }

    /// Whether an ordinary word follows, so that "Somali" in "Somali jails" is no noun.
    fn before_a_thing(&self, at: usize) -> bool {
        let plain = self.reading.row.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word && token.lower().chars().count() > 2
        });
        let is = |id: &&str| self.begins(at, id);
        let small = || {
            let words = [
                "chunk-break",
                "copula",
                "preposition",
                "where",
                "join",
                "whence",
            ];
            words.iter().any(is)
        };
        plain && !small()
    }

    /// Whether a word that may stand before a noun is followed by one, or by another such word.
    pub(super) fn leads_on(&self, at: usize) -> bool {
        let hyphen = self.reading.is_mark(at, &['-', '‑']);
        self.piece(at + usize::from(hyphen)).is_some_and(|next| {
            let role = self.vocabulary.effect_at(next.concept).role;
            next.part != Part::Label
                || matches!(next.class, Class::Person | Class::Sex)
                || matches!(
                    role,
                    Some(Role::Head | Role::Modifier | Role::Plain | Role::Not)
                )
        })
    }

    pub(super) fn place_word(&self, at: usize, parts: &[Part]) -> Option<Hit> {
        self.reading
            .hits_at(at)
            .iter()
            .filter(|hit| parts.contains(&hit.part) && hit.class == Class::Place)
            .max_by_key(|hit| hit.end)
            .copied()
    }

    pub(super) fn skip_articles(&self, at: usize) -> usize {
        let article = |hit: &&Hit| {
            hit.class == Class::Group
                && self.vocabulary.effect_at(hit.concept).role == Some(Role::Filler)
        };
        match self.reading.hits_at(at).iter().find(article) {
            Some(hit) => hit.end,
            None => at,
        }
    }

    /// What the words of a concept do to the group.
    pub(super) fn effect(&self, concept: usize) -> &'v GroupEffect {
        self.vocabulary.effect_at(concept)
    }

    pub(super) fn role(&self, hit: &Hit) -> Option<Role> {
        self.effect(hit.concept).role
    }
}

/// Which of two hits of the same length is taken: group words before people before the rest.
fn order(hit: &Hit) -> u8 {
    match (hit.class, hit.part) {
        (Class::Group, _) => 4,
        (_, Part::People | Part::Collective) => 3,
        (_, Part::Adjective) => 2,
        (Class::Person | Class::Sex, _) => 1,
        _ => 0,
    }
}

//! What only the labels of tables write: marks that set sex and age off, and
//! groups less another one.

use super::{
    super::{ConceptId, token::TokenKind},
    Parser,
};

impl Parser<'_, '_> {
    /// "excluding Dutch", "except North and East": a group less something is another group.
    pub(super) fn excepted(&mut self) -> bool {
        if !self.whole_label {
            return false;
        }
        let except = self.reading.hits_at(self.at).iter().find(|hit| {
            self.vocabulary
                .concept_at(hit.concept)
                .attributes
                .contains_key("except")
        });
        let Some(&except) = except else {
            return false;
        };
        let word = self.reading.word(except.start);
        let mut at = except.end;
        let mut words = Vec::new();
        while let Some(token) = self.reading.row.get(at) {
            if token.kind != TokenKind::Mark {
                words.push(token.lower().to_owned());
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
    pub(super) fn label_comma(&mut self) -> bool {
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
}

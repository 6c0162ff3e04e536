//! The grammar of phrases for groups of people: "convicted foreign nationals",
//! "people born outside the EU", "Somali-born men aged 15-24".
//!
//! The words and what each does to the group stand in the vocabulary; here is
//! only how they combine. Drafts and reference labels are read by the same rules.

mod age;
mod effect;
mod list;
mod origin;
mod pieces;
mod roles;
#[cfg(test)]
mod tests;
mod whole_label;

use self::effect::Firm;
use super::{Finder, Group, Part, Reading, Vocabulary, token::tokens};

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

impl Vocabulary {
    /// The group phrase that begins at token `at`, as long as possible.
    pub fn group_phrase(&self, reading: &Reading, at: usize) -> Option<GroupPhrase> {
        Parser::new(self, reading, at).phrase()
    }

    /// The group that the whole of `label` names ("non-Western descendants, men 15-29"); none where a word is unknown.
    pub fn group(&self, label: &str) -> Option<Group> {
        let row = tokens(label);
        let hits = self.hits(&row, &mut Finder::default());
        let reading = Reading {
            row: &row,
            hits: &hits,
        };
        let mut parser = Parser::new(self, &reading, 0);
        parser.whole_label = true;
        let phrase = parser.phrase()?;
        (phrase.end == row.len()).then_some(phrase.group)
    }
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
        if self.age() || self.excepted() || self.label_comma() || self.listed() {
            return true;
        }
        for piece in self.pieces(self.at) {
            let taken = match piece.part {
                Part::Adjective => self.adjective(piece),
                Part::People if self.goes_on(piece) => self.adjective(piece),
                Part::Collective if self.before_suffix(piece.end) => self.adjective(piece),
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
}

//! "Citizens" by itself names no group: it may be anybody. Beside "noncitizens", or where
//! foreigners are compared with them, it is those who hold the country's citizenship.
//!
//! No list of labels can tell the two, because the word that decides stands elsewhere
//! in the block; so the tags of groups are read first and the word is looked at again.

use super::{Tag, Tagged};
use crate::vocabulary::{Class, ConceptId, Group, Who};

/// The word that is looked at.
const CITIZENS: &str = "bare-citizens";

/// Words that it may follow: others tell which citizens.
const BEFORE: &str = "before-citizens";

/// Words behind it that tell of what.
const BEHIND: &str = "behind-citizens";

/// Those whom it is set against.
const NONCITIZENS: &str = "told-noncitizens";

/// Words that set the people before them beside those named next, and the longest of them.
const SET_BESIDE: &str = "beside-citizens";
const LINK: usize = 3;

/// How membership is told.
const BASIS: &str = "nationality";

impl Tagged<'_> {
    /// Adds a group for "citizens" where the block tells of noncitizens.
    pub(super) fn add_citizens(&self, tags: &mut Vec<Tag>) {
        let vocabulary = self.language.vocabulary;
        let is = |at: usize, id: &str| self.is_word(vocabulary, at, id).is_some();
        let all = 0..self.row.len();
        let bare: Vec<usize> = all.clone().filter(|at| is(*at, CITIZENS)).collect();
        if bare.is_empty() {
            return;
        }
        let noncitizens = all.into_iter().any(|at| is(at, NONCITIZENS));
        let others = |tag: &Tag| {
            let who = tag.group.as_ref().map(|group| &group.who);
            matches!(who, Some(Who::Foreign | Who::Of(_) | Who::NotOf(_)))
        };
        let foreigners = noncitizens || tags.iter().any(others);
        // "compared with citizens": set beside those told of.
        let beside = |at: usize| {
            let link = |back: usize| {
                let low = at.checked_sub(back);
                low.is_some_and(|low| self.is_word(vocabulary, low, SET_BESIDE) == Some(back))
            };
            (1..=LINK).any(link)
        };
        let alone = |at: &usize| {
            let person = |tag: &Tag| tag.class == Class::Person && tag.end == tag.start + 1;
            let mut over = tags.iter().filter(|tag| tag.start <= *at && *at < tag.end);
            let named = over.any(|tag| !person(tag));
            let before = at.checked_sub(1);
            let opens = before.is_none_or(|before| {
                self.is_in_quantity(before) || is(before, BEFORE) || self.word(before).is_empty()
            });
            let told = noncitizens || foreigners && beside(*at);
            told && opens && !named && !is(at + 1, BEHIND)
        };
        let found: Vec<usize> = bare.into_iter().filter(alone).collect();
        tags.retain(|tag| !found.contains(&tag.start));
        tags.extend(found.into_iter().map(|at| Tag {
            group: Some(Group {
                basis: Some(ConceptId::new(BASIS)),
                who: Who::Native,
                ..Group::everyone()
            }),
            explicit: true,
            ..self.tag(at, at + 1, Class::Group)
        }));
    }
}

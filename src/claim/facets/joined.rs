//! Groups named in one breath: "Georgians and Armenians", "refugees and their
//! hostels". A figure for all of them is about all of them.

use crate::{
    claim::{document::View, narrowing},
    language::tag::Tag,
    vocabulary::{Class, TokenKind, Vocabulary},
};

/// Most words behind "their" in "refugees and their hostels".
const OWNED: usize = 2;

/// The tokens of all the groups that are joined with the one in `low..high`; the same where it stands alone.
pub(super) fn joined(
    view: &View,
    vocabulary: &Vocabulary,
    (low, high): (usize, usize),
) -> (usize, usize) {
    let chain = Chain { view, vocabulary };
    let (mut start, mut end) = (low, high);
    let mut joints = Vec::new();
    while let Some((from, joint)) = chain.before(start) {
        start = from;
        joints.push(joint);
    }
    while let Some((to, joint)) = chain.after(end) {
        end = to;
        joints.push(joint);
    }
    // A comma or a comma with "and" makes a list of three, or parts two statements.
    let one = joints == [Joint::Word];
    if one || joints.len() > 1 {
        (start, end)
    } else {
        (low, high)
    }
}

/// What stands between two members of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// "and", "or".
    Word,
    /// A comma, or one with "and" behind it.
    Comma,
}

struct Chain<'d> {
    view: &'d View<'d>,
    vocabulary: &'d Vocabulary,
}

impl Chain<'_> {
    fn is(&self, at: usize, id: &str) -> Option<usize> {
        self.view.tagged.is_word(self.vocabulary, at, id)
    }

    /// The group that ends before the separator in front of token `at`, and what stands between.
    fn before(&self, at: usize) -> Option<(usize, Joint)> {
        let at = self.past_article_back(at);
        let mut end = at.checked_sub(1)?;
        let word = self.is(end, "join").is_some();
        let mut joint = if word { Joint::Word } else { Joint::Comma };
        if word && self.comma(end.checked_sub(1)?) {
            end -= 1;
            joint = Joint::Comma;
        } else if !word && !self.comma(end) {
            return None;
        }
        let tags = self.people();
        let tag = tags.into_iter().find(|tag| self.grown(tag) == end)?;
        (tag.class == Class::Group).then_some((tag.start, joint))
    }

    /// The group behind the separator at token `at`, and what stands between.
    fn after(&self, at: usize) -> Option<(usize, Joint)> {
        let next = at + usize::from(self.comma(at));
        let length = self.is(next, "join").unwrap_or(0);
        if next + length == at {
            return None;
        }
        let joint = if next == at {
            Joint::Word
        } else {
            Joint::Comma
        };
        let start = next + length;
        let article = usize::from(self.is(start, "phrase-determiner").is_some());
        let tags = self.people();
        let tag = tags
            .into_iter()
            .find(|tag| tag.start == start || tag.start == start + article);
        if let Some(tag) = tag {
            return Some((self.grown(tag), joint));
        }
        let end = self.owned(start).filter(|_| joint == Joint::Word)?;
        Some((end, joint))
    }

    /// "their camps": up to a mark or a word that ends a noun phrase.
    fn owned(&self, at: usize) -> Option<usize> {
        let start = at + self.is(at, "owned-by-group")?;
        let tagged = &self.view.tagged;
        let end = (start..start + OWNED)
            .find(|at| {
                let word = tagged.row.get(*at);
                !word.is_some_and(|token| token.kind == TokenKind::Word) || tagged.breaks_chunk(*at)
            })
            .unwrap_or(start + OWNED);
        (end > start).then_some(end)
    }

    fn people(&self) -> Vec<&Tag> {
        let tagged = &self.view.tagged;
        let groups = tagged.of(Class::Group).iter();
        groups.chain(tagged.of(Class::Person)).collect()
    }

    fn grown(&self, tag: &Tag) -> usize {
        let high = self.view.sentence_end(tag.start);
        narrowing::grown(&self.view.tagged, self.vocabulary, tag, high).1
    }

    fn past_article_back(&self, at: usize) -> usize {
        let article = |at: &usize| self.is(*at, "phrase-determiner").is_some();
        at.checked_sub(1).filter(article).unwrap_or(at)
    }

    fn comma(&self, at: usize) -> bool {
        self.view.tagged.written(at) == ","
    }
}

//! A tag, and the tags of a block kept by class.

use crate::{
    text::Span,
    vocabulary::{Class, Group, Part},
};

/// A tagged stretch of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Where it stands in the block's text.
    pub span: Span,
    /// What sort of thing it is.
    pub class: Class,
    /// The concept, by its index in the vocabulary; none for groups and periods.
    pub concept: Option<usize>,
    /// Which list of the concept the label stands in.
    pub part: Part,
    /// The group, for class `Group`; `Person` tags are unmarked people.
    pub group: Option<Group>,
    /// For a group, whether its words say how membership is defined.
    pub explicit: bool,
    /// Which of the block's period mentions it is, for class `Period`.
    pub period: Option<usize>,
}

impl Tag {
    /// Whether it stands for a group whose words say what its members have in common: birth, nationality, status.
    pub fn has_basis(&self) -> bool {
        let group = self.group.as_ref();
        group.is_some_and(|group| group.basis.is_some())
    }
}

/// Tags by class and then by position.
#[derive(Debug, Clone)]
pub(super) struct Tags {
    all: Vec<Tag>,
    /// For each class, in their order, one past its last tag.
    ends: [usize; Class::COUNT],
    /// For each class that has tags, and each token, the first tag that begins no earlier.
    firsts: Vec<usize>,
    /// For each class, where its tokens begin among those.
    rows: [usize; Class::COUNT],
}

impl Tags {
    /// Puts tags in order.
    pub(super) fn new(mut all: Vec<Tag>) -> Self {
        all.sort_by_key(|tag| (tag.class, tag.start));
        let mut ends = [0; Class::COUNT];
        for tag in &all {
            ends[tag.class as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut tags = Self {
            all,
            ends,
            firsts: Vec::new(),
            rows: [0; Class::COUNT],
        };
        tags.find_firsts();
        tags
    }

    fn find_firsts(&mut self) {
        let pairs = self.all.iter().zip(self.all.iter().skip(1));
        let last = pairs.filter(|(tag, next)| tag.class != next.class);
        let last = last.map(|(tag, _)| tag).chain(self.all.last());
        self.firsts.reserve(last.map(|tag| tag.start + 1).sum());
        let mut from = 0;
        for (row, end) in self.rows.iter_mut().zip(self.ends) {
            *row = self.firsts.len();
            let tags = self.all.get(from..end).unwrap_or(&[]);
            for (tag, number) in tags.iter().zip(from..) {
                let known = self.firsts.len().max(*row + tag.start + 1);
                self.firsts.resize(known, number);
            }
            from = end;
        }
    }

    /// Those of a class that begin at token `at` or behind it.
    pub(super) fn behind(&self, class: Class, at: usize) -> &[Tag] {
        let class = class as usize;
        let row = |class: usize| self.rows.get(class).copied();
        let (Some(low), Some(end)) = (row(class), self.ends.get(class)) else {
            return &[];
        };
        let high = row(class + 1).unwrap_or(self.firsts.len());
        // No tag begins behind the last token of a row.
        let known = self.firsts.get(low..high).and_then(|row| row.get(at));
        known
            .and_then(|first| self.all.get(*first..*end))
            .unwrap_or(&[])
    }

    /// Those of a class, in order.
    pub(super) fn of(&self, class: Class) -> &[Tag] {
        let class = class as usize;
        let end = |class: usize| self.ends.get(class).copied();
        let from = class.checked_sub(1).and_then(end).unwrap_or(0);
        end(class)
            .and_then(|to| self.all.get(from..to))
            .unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_looked_up_by_the_token_they_begin_at() {
        let tag = |class: Class, start: usize, end: usize| Tag {
            start,
            end,
            span: Span::new(start, end),
            class,
            concept: None,
            part: Part::Label,
            group: None,
            explicit: false,
            period: None,
        };
        let tags = Tags::new(vec![
            tag(Class::Offence, 7, 8),
            tag(Class::Place, 2, 4),
            tag(Class::Offence, 0, 1),
            tag(Class::Place, 4, 5),
        ]);
        for (class, at, expected) in [
            (Class::Place, 0, vec![2, 4]),
            (Class::Place, 2, vec![2, 4]),
            (Class::Place, 3, vec![4]),
            (Class::Place, 5, vec![]),
            (Class::Offence, 0, vec![0, 7]),
            (Class::Offence, 1, vec![7]),
            (Class::Offence, 8, vec![]),
            (Class::Measure, 0, vec![]),
            (Class::Word, 0, vec![]),
        ] {
            let found: Vec<usize> = tags.behind(class, at).iter().map(|tag| tag.start).collect();
            assert_eq!(found, expected, "{class:?} {at}");
        }
    }
}

//! What is checked of one entry: its kinds of number, its examples, its measure
//! and its patterns, and whether it matches more than anybody can mean.

use toml::Spanned;

use super::{Compiler, Open};
use crate::{
    number::Kind,
    rules::{
        file::{ExclusionEntry, RelationEntry},
        pattern::{Pattern, Side},
    },
    text::toml::unknown,
    vocabulary::Class,
};

/// The patterns of an exclusion.
pub(super) struct ExclusionPatterns {
    pub(super) left: Pattern,
    pub(super) right: Pattern,
    pub(super) unless: Vec<Pattern>,
    pub(super) unless_before: Vec<Pattern>,
}

impl Compiler<'_> {
    /// Checks a rule and reads its patterns; every error is reported.
    pub(super) fn check_relation(
        &mut self,
        open: &Open<'_>,
        entry: &RelationEntry,
    ) -> (Pattern, Pattern) {
        let at = entry.id.span().start;
        let id = entry.id.get_ref();
        let before = self.done.errors.len();
        if entry.kind.is_empty() {
            let expected = Kind::ALL.map(Kind::name).join(", ");
            let message = format!("`{id}` names no kind of number (expected some of {expected})");
            self.done.errors.push(open.error(at, message));
        }
        self.check_kinds(open, &entry.kind);
        let examples = entry
            .examples
            .iter()
            .map(|one| (one.span().start, one.get_ref().text.as_str()))
            .collect();
        self.check_brackets(open, &entry.id, examples, &entry.counterexamples);
        if let Some(measure) = &entry.measure {
            self.check_measure(open, measure);
        }
        let left = self.pattern(open, entry.left.as_ref(), Side::Left);
        let right = self.pattern(open, entry.right.as_ref(), Side::Right);
        if entry.left.is_none() && entry.right.is_none() {
            let message = format!("rule `{id}` asks for nothing beside the number");
            self.done.errors.push(open.error(at, message));
        } else if self.done.errors.len() == before
            && left.matches_anything()
            && right.matches_anything()
            && entry.text.is_empty()
            && !entry.catch_all
        {
            let message = format!(
                "rule `{id}` matches every number of its kinds; where that is meant, say `catch_all = true`"
            );
            self.done.remarks.push(open.error(at, message));
        }
        (left, right)
    }

    /// Checks an exclusion and reads its patterns; every error is reported.
    pub(super) fn check_exclusion(
        &mut self,
        open: &Open<'_>,
        entry: &ExclusionEntry,
    ) -> ExclusionPatterns {
        self.check_kinds(open, &entry.kind);
        let examples = texts(&entry.examples);
        self.check_brackets(open, &entry.id, examples, &entry.counterexamples);
        let left = self.pattern(open, entry.left.as_ref(), Side::Left);
        let right = self.pattern(open, entry.right.as_ref(), Side::Right);
        let mut saving = |written: &[Spanned<String>], side: Side| -> Vec<Pattern> {
            let patterns = written.iter();
            patterns
                .map(|one| self.pattern(open, Some(one), side))
                .collect()
        };
        let unless = saving(&entry.unless, Side::Right);
        let unless_before = saving(&entry.unless_before, Side::Left);
        let narrow = entry.below.is_some() || !entry.text.is_empty();
        if left.matches_anything() && right.matches_anything() && !narrow {
            let id = entry.id.get_ref();
            let message = format!("exclusion `{id}` matches every number of its kinds");
            let remark = open.error(entry.id.span().start, message);
            self.done.remarks.push(remark);
        }
        ExclusionPatterns {
            left,
            right,
            unless,
            unless_before,
        }
    }

    fn check_kinds(&mut self, open: &Open<'_>, kinds: &[Spanned<String>]) {
        for kind in kinds {
            if Kind::named(kind.get_ref()).is_none() {
                let message = unknown("kind of number", kind.get_ref(), &Kind::ALL.map(Kind::name));
                self.done
                    .errors
                    .push(open.error(kind.span().start, message));
            }
        }
    }

    /// Checks that there are examples of both sorts, each with a number in brackets.
    fn check_brackets(
        &mut self,
        open: &Open<'_>,
        id: &Spanned<String>,
        examples: Vec<(usize, &str)>,
        counterexamples: &[Spanned<String>],
    ) {
        if examples.is_empty() || counterexamples.is_empty() {
            let message = format!("`{}` needs an example and a counter-example", id.get_ref());
            self.done.errors.push(open.error(id.span().start, message));
        }
        for (at, text) in examples.into_iter().chain(texts(counterexamples)) {
            let inside = text
                .split_once('[')
                .and_then(|(_, rest)| rest.split_once(']'));
            if inside.is_none_or(|(inside, _)| inside.trim().is_empty()) {
                let message = "the number is not in square brackets";
                self.done.errors.push(open.error(at, message));
            }
        }
    }

    fn check_measure(&mut self, open: &Open<'_>, measure: &Spanned<String>) {
        let measures: Vec<&str> = self
            .vocabulary
            .concepts()
            .iter()
            .filter(|concept| concept.class == Class::Measure)
            .map(|concept| concept.id.as_str())
            .collect();
        if !measures.contains(&measure.get_ref().as_str()) {
            let message = unknown("measure", measure.get_ref(), &measures);
            self.done
                .errors
                .push(open.error(measure.span().start, message));
        }
    }

    /// A pattern; one that cannot be read is reported and counts as empty.
    fn pattern(
        &mut self,
        open: &Open<'_>,
        written: Option<&Spanned<String>>,
        side: Side,
    ) -> Pattern {
        let Some(written) = written else {
            return Pattern::default();
        };
        match Pattern::parse(written.get_ref(), &self.sets) {
            Ok(pattern) => {
                if let Some(why) = pattern.matches_nothing(side) {
                    let message = format!("this pattern can match nothing: {why}");
                    self.done
                        .errors
                        .push(open.error(written.span().start, message));
                }
                pattern
            }
            Err(error) => {
                // An escape before the element would move it; then the pattern's start must do.
                let start = written.span().start;
                let inside = open.source.text.get(start + 1..start + 1 + error.at);
                let plain = inside == written.get_ref().get(..error.at);
                let at = if plain { start + 1 + error.at } else { start };
                self.done.errors.push(open.error(at, error.message));
                Pattern::default()
            }
        }
    }
}

/// The texts with where they begin.
fn texts(written: &[Spanned<String>]) -> Vec<(usize, &str)> {
    written
        .iter()
        .map(|one| (one.span().start, one.get_ref().as_str()))
        .collect()
}

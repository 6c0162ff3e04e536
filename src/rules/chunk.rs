//! Noun phrases after "of": what a share may be taken of.

use crate::{
    language::tag::Tagged,
    vocabulary::{Class, TokenKind},
};

const LONGEST: usize = 16;

/// The noun phrase that begins at token `at`: up to a verb, mark, number or the words for a place or period.
pub fn chunk(tagged: &Tagged, at: usize, high: usize) -> Option<(usize, usize)> {
    let mut end = at;
    while end < high && end - at < LONGEST {
        let Some(token) = tagged.row.get(end) else {
            break;
        };
        let hyphen =
            token.kind == TokenKind::Mark && matches!(tagged.written(end), "-" | "'" | "’" | "‑");
        if (token.kind == TokenKind::Mark && !hyphen) || token.kind == TokenKind::Number {
            break;
        }
        if end > at && tagged.breaks_chunk(end) {
            break;
        }
        end += 1;
    }
    (end > at).then_some((at, end))
}

/// The chunk at `at`, if it holds a word for justice or for the population.
pub fn justice_chunk(tagged: &Tagged, at: usize, high: usize) -> Option<(usize, usize)> {
    let (from, to) = chunk(tagged, at, high)?;
    let holds = |class: Class| !tagged.within(class, from, to).is_empty();
    (holds(Class::Measure) || holds(Class::Offence)).then_some((from, to))
}

//! The marks that part what is said inside a sentence: one list for all who ask
//! where a statement ends. Joining words that end one too stand in the rules.

use crate::language::tag::Tagged;

/// Whether a comma, semicolon, colon or dash stands at token `at`, and not within a number ("3,359").
pub(super) fn halts(tagged: &Tagged, at: usize) -> bool {
    matches!(tagged.written(at), "," | ";" | ":" | "–" | "—") && !tagged.is_in_quantity(at)
}

/// Whether such a mark or a bracket at token `at` parts what stands before it from what follows.
pub(super) fn parts(tagged: &Tagged, at: usize) -> bool {
    halts(tagged, at) || matches!(tagged.written(at), "(" | ")")
}

/// Whether nothing more is said at token `at`: such a mark, a full stop, or the end of the text.
pub(super) fn ends(tagged: &Tagged, at: usize) -> bool {
    parts(tagged, at) || matches!(tagged.written(at), "." | "”" | "")
}

//! What else limits a figure: hedges, scope and basis ("26 of 43 forces"),
//! caveats ("arrests, not people"). Reports show them, and the checker does not
//! let a hedged figure fail for what the hedge admits.

use super::{Phrase, extract::phrase, facets, focus::Focus, model::From};
use crate::{language::quantity::TakenFor, vocabulary::Class};

/// Most tokens that a basis or caveat takes up.
const LONGEST: usize = 12;

/// The words that limit the figure, in order of the text.
pub(super) fn qualifiers(focus: &Focus) -> Vec<Phrase<()>> {
    let mut ranges = hedges(focus);
    ranges.extend(caveats(focus));
    ranges.extend(basis(focus));
    ranges.sort_unstable();
    ranges.dedup_by(|later, earlier| later.0 < earlier.1);
    ranges
        .into_iter()
        .filter_map(|range| {
            let stretch = range.0 >= focus.stretch_low && range.1 <= focus.stretch_high;
            let from = if stretch {
                From::Stretch
            } else {
                From::Sentence
            };
            phrase(focus, focus.block, range, from, ())
        })
        .collect()
}

/// Hedges between the neighbouring quantities.
fn hedges(focus: &Focus) -> Vec<(usize, usize)> {
    focus
        .tagged()
        .within(Class::Hedge, focus.stretch_low, focus.stretch_high)
        .iter()
        .map(|tag| (tag.start, tag.end))
        .collect()
}

/// "arrests, not people", "adjusted for age": phrases by their first words, to the next mark,
/// number or statement. A way of counting of another number is none of this one.
fn caveats(focus: &Focus) -> Vec<(usize, usize)> {
    let tagged = focus.tagged();
    let own = facets::own_definitions(focus);
    let is_own = |(low, high): &(usize, usize)| {
        let told = tagged.within(Class::Definition, *low, *high);
        told.is_empty() || { told }.iter().any(|tag| own.contains(&tag))
    };
    words(focus, "caveat")
        .map(|(at, end)| (at, to_end(focus, end)))
        .filter(is_own)
        .collect()
}

/// "26 of 43 forces replied": how many bodies supplied data.
fn basis(focus: &Focus) -> Vec<(usize, usize)> {
    let tagged = focus.tagged();
    words(focus, "basis-unit")
        .filter_map(|(at, end)| {
            let number = tagged.numbers().iter().rev().find_map(|number| {
                let (low, high) = number.tokens;
                (high <= at && at - high <= 3 && low >= focus.bounds.low && low != focus.from)
                    .then_some(low)
            })?;
            // "seven in ten people in Swiss prisons" are no prisons.
            let people = [Class::Person, Class::Group];
            let people = { people }
                .into_iter()
                .any(|class| !tagged.within(class, number, at).is_empty());
            let mark = |at| matches!(tagged.written(at), "," | ";" | ":");
            let clear = !people && !(number..at).any(mark);
            let more = (number..at).any(|at| tagged.word(at) == "of");
            let low = if more {
                number
            } else {
                earlier_number(focus, number)
            };
            clear.then_some((low, end))
        })
        .collect()
}

/// Where words of the concept `id` stand in the sentence, each at its longest.
fn words<'f>(focus: &'f Focus, id: &'static str) -> impl Iterator<Item = (usize, usize)> + 'f {
    let vocabulary = &focus.document.pack.vocabulary;
    (focus.bounds.low..focus.bounds.high).filter_map(move |at| {
        let length = focus.tagged().is_word(vocabulary, at, id)?;
        Some((at, at + length))
    })
}

/// The first of "26 of the 43".
fn earlier_number(focus: &Focus, second: usize) -> usize {
    let tagged = focus.tagged();
    tagged
        .numbers()
        .iter()
        .filter(|number| {
            !(number.taken_for == TakenFor::Quantity && number.span == focus.number.span)
        })
        .map(|number| number.tokens)
        .find(|(low, high)| {
            *low >= focus.bounds.low
                && *high < second
                && second - high <= 4
                && (*high..second).any(|at| tagged.word(at) == "of")
                && (*high..second).all(|at| !tagged.word(at).is_empty())
        })
        .map_or(second, |(low, _)| low)
}

/// Where a caveat ends: at a mark, at a number, or where another statement begins.
fn to_end(focus: &Focus, from: usize) -> usize {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let most = focus.bounds.high.min(from + LONGEST);
    let mark = |at: usize| {
        matches!(
            tagged.written(at),
            "," | ";" | ":" | "." | "!" | "?" | ")" | "–" | "—" | "”" | "\""
        )
    };
    // "excluding those who were fined", but "adjusted for age it is"
    let relative = (from..most).find(|at| word(*at, "relative-word"));
    let states = |at: usize| {
        let free = relative.is_none_or(|relative| at < relative);
        free && (word(at, "clause-subject") || word(at, "clause-verb"))
    };
    let ends = |at: &usize| mark(*at) || tagged.is_in_quantity(*at) || states(*at);
    let end = (from..most).find(ends).unwrap_or(most);
    let joins = |at: usize| word(at, "phrase-join");
    end - usize::from(end > from && joins(end - 1))
}

#[cfg(test)]
mod tests {
    use crate::{claim::extract, draft::Draft, rules::Pack};

    #[test]
    fn what_limits_a_figure() {
        let pack = Pack::embedded().expect("the embedded pack loads");
        for (text, expected) in [
            ("Migrants are 9% of suspects.", ""),
            ("Migrants may have been 9% of suspects.", "may have"),
            (
                "Migrants were 9% of those arrested, counting arrests, not people.",
                "not people",
            ),
            (
                "Adjusted for age and sex, migrants were 9% of suspects.",
                "Adjusted for age and sex",
            ),
            (
                "In Malta 40 per cent of inmates are foreign, against two in three people in Greek prisons.",
                "",
            ),
            (
                "Migrants were 9% of suspects, according to 26 of 43 police forces.",
                "26 of 43 police forces",
            ),
        ] {
            let found = extract(&Draft::from_text("test", text), &pack);
            let first = found.claims.first().map(|claim| {
                let words: Vec<&str> = claim
                    .qualifiers
                    .iter()
                    .map(|one| one.text.as_str())
                    .collect();
                words.join(" | ")
            });
            assert_eq!(first.as_deref(), Some(expected), "{text}");
        }
    }
}

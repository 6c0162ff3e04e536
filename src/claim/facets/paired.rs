//! Two numbers set off behind a comparison, in the order of its groups: "Turks were
//! convicted twice as often as Danes (12 and 6 per 1,000)".

use crate::{
    claim::{Claim, Phrase, extract, focus::Focus, model::From},
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    vocabulary::{Class, Group},
};

/// The group of a number that is one of two set off behind a comparison.
pub(super) fn in_order(focus: &Focus, claims: &[Claim]) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let numbers = tagged.numbers_within(focus.bounds.span);
    let (first, second, is_first) = pair(focus)?;
    let source = |number: &Number| extract::source_span(focus.document, focus.block, number.span);
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let comparison = claims
        .iter()
        .rfind(|claim| claim.span.end <= source(first).start)
        .filter(|claim| claim.sentence == sentence)?;
    let (one, other) = (
        comparison.population.as_ref()?,
        comparison.comparator.as_ref()?,
    );
    // A group named later would be theirs, or make it open whose they are.
    let groups = tagged.within(Class::Group, focus.bounds.low, focus.bounds.high);
    let (before, behind): (Vec<_>, Vec<_>) =
        groups.iter().partition(|tag| tag.end <= first.with_bound.0);
    let last = before.last().map(|tag| {
        let span = tagged.token_span(tag.start, tag.end);
        extract::source_span(focus.document, focus.block, span)
    })?;
    let is_theirs = [one.span, other.span]
        .into_iter()
        .flatten()
        .any(|span| span.contains(last) || last.contains(span));
    let limit = numbers
        .iter()
        .find(|number| number.with_bound.0 >= second.with_bound.1)
        .map_or(focus.bounds.high, |next| next.with_bound.0);
    // "(12 against 6), Poles at more than that": nothing behind the bracket is theirs.
    let closes = |at: &usize| tagged.written(*at) == ")";
    let limit = (second.with_bound.1..limit).find(closes).unwrap_or(limit);
    // "(12 against 6, Poles 4)": the last is named for the number right behind it.
    let is_alone = !behind.iter().any(|tag| tag.end < limit);
    let told = if is_first { one } else { other };
    (is_theirs && is_alone).then(|| Phrase {
        from: From::Sentence,
        ..told.clone()
    })
}

/// Whether the number is one of two that are set off: the levels of what is compared.
pub(in crate::claim) fn is_one_of_pair(focus: &Focus) -> bool {
    pair(focus).is_some()
}

/// The two numbers set off of which this is one, and whether it is the first.
fn pair<'d>(focus: &Focus<'d>) -> Option<(&'d Number, &'d Number, bool)> {
    let numbers = focus.tagged().numbers_within(focus.bounds.span).iter();
    let numbers: Vec<&Number> = numbers
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .collect();
    let at = numbers
        .iter()
        .position(|number| number.span == focus.number.span)?;
    let beside = |at: usize| Some((*numbers.get(at)?, *numbers.get(at + 1)?));
    beside(at)
        .filter(|(first, second)| is_pair(focus, first, second))
        .map(|(first, second)| (first, second, true))
        .or_else(|| {
            let (first, second) = beside(at.checked_sub(1)?)?;
            is_pair(focus, first, second).then_some((first, second, false))
        })
}

/// "(12 and 6", ": 12 against 6", ", at 12 and 6": two numbers of one kind with a mark before them.
fn is_pair(focus: &Focus, first: &Number, second: &Number) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (from, to) = (first.with_bound.1, second.with_bound.0);
    let is_word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let is_mark = matches!(tagged.written(from), "–" | "/" | ";" | ",") && from + 1 == to;
    let leads = |at: usize| is_word(at, "comparing").is_some_and(|length| at + length == to);
    // "(12 per 1,000 residents in 2020, against 6)"
    let bracketed = first.with_bound.0.checked_sub(1);
    let bracketed = bracketed.is_some_and(|at| tagged.written(at) == "(");
    let is_theirs = |tag: &Tag| tag.has_basis();
    let is_bare = || {
        let closed = (from..to).any(|at| tagged.written(at) == ")");
        let mut named = tagged.within(Class::Group, from, to).iter();
        !closed && !named.any(is_theirs)
    };
    let is_set_against = bracketed && (from..to).any(leads) && is_bare();
    let is_joined = is_mark
        || is_set_against
        || ["joins-shares", "comparing"]
            .iter()
            .any(|id| is_word(from, id).is_some_and(|length| from + length == to));
    let start = first.with_bound.0;
    let marked = |at: usize| matches!(tagged.written(at), "(" | ":" | "–" | "—" | "-" | "[");
    let is_led = |at: usize| tagged.written(at) == "," || marked(at);
    let is_set_off = start.checked_sub(1).is_some_and(marked)
        || start
            .checked_sub(2)
            .is_some_and(|at| is_word(at + 1, "preposition").is_some() && is_led(at));
    is_joined && is_set_off
}

#[cfg(test)]
mod tests {
    use crate::claim::facets::tests::check;

    #[test]
    fn two_numbers_behind_a_comparison_stand_in_its_order() {
        check(
            &[
                (
                    "Turks were convicted twice as often as Danes (12 and 6 per 1,000).",
                    &["Turks", "Turks", "Danes"],
                ),
                (
                    "Turks were convicted twice as often as Danes, at 12 and 6 per 1,000.",
                    &["Turks", "Turks", "Danes"],
                ),
                (
                    "Compared with Danes, Turks were convicted twice as often: 12 against 6 per 1,000.",
                    &["Turks", "Turks", "Danes"],
                ),
                (
                    "Serbs were charged in Basel at half the Swiss rate (3 per 1,000 adults in 2020, against 6), Turks more often.",
                    &["Serbs", "Serbs", "Swiss"],
                ),
                (
                    "Turks were convicted twice as often as Danes (12 per 1,000 for Turks, 6 for Danes).",
                    &["Turks", "Turks", "Danes"],
                ),
            ],
            &|claim| {
                let group = claim.population.as_ref();
                group.map_or_else(|| "-".to_owned(), |group| group.text.clone())
            },
        );
    }
}

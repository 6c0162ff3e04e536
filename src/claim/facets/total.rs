//! Numbers that count everybody, and are the whole that a share is taken of.

use crate::{
    claim::{extract::Before, focus::Focus, relation::Reading},
    number::Kind,
    rules::Relation,
    vocabulary::Class,
};

/// "Of 860 people charged", "85,002 people inside altogether", "12 of 340", "410 arrests, a third of them of Poles": everybody.
pub(super) fn is_total(focus: &Focus, reading: &Reading, before: Option<&Before>) -> bool {
    if focus.number.quantity.kind != Kind::Count || reading.relation != Relation::Level {
        return false;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let unit = (focus.to, focus.unit_end());
    if !tagged.within(Class::Group, unit.0, unit.1).is_empty() {
        return false;
    }
    let people = !tagged.within(Class::Person, unit.0, unit.1).is_empty()
        || !tagged.within(Class::Measure, unit.0, unit.1).is_empty();
    let totalling = (focus.to..focus.stretch_high)
        .any(|at| tagged.is_word(vocabulary, at, "totalling").is_some());
    let base = base_word(focus);
    let after_number = base.is_some_and(|low| {
        tagged
            .numbers()
            .iter()
            .any(|number| tagged.token_range(number.span).1 == low)
    });
    (base.is_some() && people)
        || after_number
        || (totalling && people)
        || (people && parted(focus, before))
}

/// The token of the "of" or "out of" that makes the number a base.
pub(super) fn base_word(focus: &Focus) -> Option<usize> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    (focus.from.saturating_sub(3).max(focus.bounds.low)..focus.from).find(|at| {
        tagged
            .is_word(vocabulary, *at, "base-word")
            .is_some_and(|length| at + length == focus.from)
    })
}

/// "410 arrests, a third of them of Poles": no group is named up to the next number, and one is beside a later number.
fn parted(focus: &Focus, before: Option<&Before>) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let named = |low: usize, high: usize| {
        tagged
            .within(Class::Group, low, high)
            .iter()
            .any(|tag| focus.document.is_foreign(tag))
    };
    let of_them =
        (focus.to..focus.bounds.high).any(|at| tagged.is_word(vocabulary, at, "of-them").is_some());
    let first = before.is_none_or(|before| before.block != focus.block);
    // "527,000 charges: immigrants had 20%": the colon ends what is said of the number.
    let end = (focus.to..focus.stretch_high)
        .find(|at| tagged.written(*at) == ":")
        .unwrap_or(focus.stretch_high);
    (of_them || first) && !named(focus.bounds.low, end) && named(end, focus.bounds.high)
}

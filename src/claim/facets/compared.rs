//! Groups that a comparison elsewhere in the sentence tells: whom an earlier
//! figure compared, and the two whose figures stand side by side.

use super::comparator::after_comparing;
use crate::{
    claim::{Claim, Phrase, extract, focus::Focus, relation::Reading},
    language::tag::Tag,
    rules::Relation,
    vocabulary::Group,
};

/// "3 times more likely than Swedes to …, twice as likely": the group before the number is the one compared with there.
pub(super) fn of_earlier_comparison(focus: &Focus, tag: &Tag) -> bool {
    const LEVEL: usize = 3;
    let tagged = focus.tagged();
    let apart = focus.from.saturating_sub(tag.end) > LEVEL
        || (tag.end..focus.from).any(|at| tagged.written(at) == ",");
    tag.end <= focus.from
        && focus.stretch_low > focus.bounds.low
        && apart
        && after_comparing(focus, tag)
}

pub(super) fn compares(reading: &Reading) -> bool {
    matches!(
        reading.relation,
        Relation::Ratio | Relation::RelativeDifference | Relation::Difference
    )
}

/// "4 per cent of A against 1 per cent of B, four times as many": the two groups whose figures stand before.
pub(super) fn compared_pair(
    focus: &Focus,
    reading: &Reading,
    claims: &[Claim],
) -> Option<(Phrase<Group>, Phrase<Group>)> {
    if !compares(reading) {
        return None;
    }
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let mut levels = claims
        .iter()
        .rev()
        .take_while(|claim| claim.sentence == sentence)
        .filter(|claim| {
            matches!(
                claim.relation,
                Relation::Level | Relation::Incidence | Relation::Share
            )
        })
        .filter_map(|claim| claim.population.clone());
    let second = levels.next()?;
    let first = levels.find(|phrase| phrase.value != second.value)?;
    Some((first, second))
}

/// "A are half as likely as B: 613 against 1,221": the first figure is A's, the one after "against" B's.
pub(super) fn from_comparison(focus: &Focus, claims: &[Claim]) -> Option<Phrase<Group>> {
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let comparison = claims
        .iter()
        .rev()
        .take_while(|claim| claim.sentence == sentence)
        .find(|claim| claim.comparator.is_some())?;
    let second = focus.from > focus.bounds.low
        && focus
            .tagged()
            .is_word(&focus.document.pack.vocabulary, focus.from - 1, "comparing")
            .is_some();
    if second {
        comparison.comparator.clone()
    } else {
        comparison.population.clone()
    }
}

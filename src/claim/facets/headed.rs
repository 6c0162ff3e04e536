//! What a share is taken of where a heading says so: the head of a table's column,
//! the line a list hangs on, or the heading of the section.

use super::{cells::names_row, taken::taken_in};
use crate::{
    claim::{Phrase, Whole, focus::Focus, model::From, narrowing::whole_phrase},
    draft::BlockKind,
    language::tag::Tagged,
    vocabulary::Class,
};

/// "Share of suspects" over a column or a list: what its figures are shares of.
pub(super) fn in_header(focus: &Focus) -> Option<Phrase<Whole>> {
    let mut heads = focus.document.headers(focus.block);
    if let BlockKind::ListItem { lead_in } = focus.view.kind {
        heads.extend(*lead_in);
        heads.extend(heading(focus));
    }
    let by_row = names_row(focus);
    heads.into_iter().find_map(|block| {
        let tagged = &focus.document.views.get(block)?.tagged;
        let range = after_share(tagged, by_row)?;
        taken_in(focus, block, range, From::LeadIn)
    })
}

/// The nearest heading over the figure's block.
fn heading(focus: &Focus) -> Option<usize> {
    let views = focus.document.views.get(..focus.block)?;
    let head = |kind: &BlockKind| matches!(kind, BlockKind::Heading(_) | BlockKind::Title);
    views.iter().rposition(|view| head(view.kind))
}

/// The phrase behind "share of", "% of"; of people told apart by where they are from the noun alone, unless
/// the share is of a group `by_row`: "Share of foreign suspects" beside "Serbia".
fn after_share(tagged: &Tagged, by_row: bool) -> Option<(usize, usize)> {
    let vocabulary = tagged.vocabulary();
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let high = tagged.row.len();
    let share =
        |at: usize| is(at, "share-word") || is(at, "percent-word") || tagged.written(at) == "%";
    let word = (0..high).find(|at| share(*at))?;
    // "share of foreigners among suspects": the last that tells no group.
    let mut links = (word + 1..high).rev().filter(|at| is(*at, "share-of"));
    links.find_map(|at| {
        let (from, to) = whole_phrase(tagged, vocabulary, at + 1, high)?;
        let group = tagged.within(Class::Group, from, to).first();
        let nouns = tagged.within(Class::Measure, from, to);
        let noun = nouns.iter().find(|tag| tag.start == from);
        match (group, noun) {
            (None, _) => Some((from, to)),
            (Some(_), _) if by_row => Some((from, to)),
            (Some(group), Some(noun)) if group.start == from => Some((noun.start, noun.end)),
            _ => None,
        }
    })
}

//! Sources that are only named beside a figure: in brackets behind it
//! ("(Home Office, 2023)") and on a line of their own ("Source: Home Office").

use super::super::{document::View, focus::Focus};
use super::ground::{Ground, Range};
use crate::vocabulary::Class;

/// Longest name of a source in brackets or behind its label, in tokens.
const LONGEST: usize = 16;

/// How many blocks after a figure a line that names the source of all may stand.
const LATER: usize = 12;

/// A block and a noun phrase in it.
type Place = (usize, Range);

/// The source in the brackets behind a figure, or on the line below its list or paragraph.
pub(super) fn cited(focus: &Focus, ground: Ground) -> Option<Place> {
    in_brackets(focus, ground, focus.to, focus.stretch_high)
        .or_else(|| named_in_brackets(focus, ground))
        .or_else(|| labelled(focus, ground))
}

/// "(Home Office 2023)", "[SOURCE: …]" at the end of a sentence of several figures.
fn named_in_brackets(focus: &Focus, ground: Ground) -> Option<Place> {
    let high = focus.bounds.high;
    let last = (focus.stretch_high..high)
        .rev()
        .find(|at| matches!(ground.mark(*at), Some("(" | "[")))?;
    let close = (last + 1..high).find(|at| matches!(ground.mark(*at), Some(")" | "]")))?;
    let ends = close + 2 >= high;
    ends.then(|| in_brackets(focus, ground, last, high))
        .flatten()
}

fn in_brackets(focus: &Focus, ground: Ground, from: usize, to: usize) -> Option<Place> {
    let open = (from..to).find(|at| matches!(ground.mark(*at), Some("(" | "[")))?;
    let close = (open + 1..focus.bounds.high.min(open + LONGEST))
        .find(|at| matches!(ground.mark(*at), Some(")" | "]")))?;
    let low = past_label(ground, open + 1);
    let named = |class: Class| !ground.tagged().within(class, low, close).is_empty();
    let counts = (low..close).any(|at| ground.quantity_at(at).is_some());
    let told = named(Class::Group) || named(Class::Measure) || named(Class::Offence);
    let body = low > open + 1 || named(Class::Speaker) || named(Class::Source);
    (body && !counts && !told && low < close).then_some((focus.block, (low, close)))
}

fn labelled(focus: &Focus, ground: Ground) -> Option<Place> {
    let views = &focus.document.views;
    let own = ground
        .view
        .sentences
        .get(focus.sentence + 1..)
        .unwrap_or(&[]);
    if let Some(range) = own
        .iter()
        .find_map(|sentence| label(ground, sentence.low, sentence.high))
    {
        return Some((focus.block, range));
    }
    let later = views.iter().enumerate().skip(focus.block + 1).take(LATER);
    for (block, view) in later {
        if is_heading(view) {
            return None;
        }
        let there = Ground::new(focus.document, block)?;
        if let Some(range) = label(there, 0, view.tagged.row.len()) {
            return Some((block, range));
        }
    }
    None
}

fn is_heading(view: &View) -> bool {
    matches!(
        view.kind,
        crate::draft::BlockKind::Heading(_) | crate::draft::BlockKind::Title
    )
}

/// "Source: Home Office, 31 March": the words behind the label up to a comma.
fn label(ground: Ground, low: usize, high: usize) -> Option<Range> {
    let start = past_label(ground, low);
    if start == low {
        return None;
    }
    let end = (start..high.min(start + LONGEST))
        .find(|at| matches!(ground.mark(*at), Some("," | "." | ";" | ")" | "]")))
        .unwrap_or(high.min(start + LONGEST));
    (start < end).then_some((start, end))
}

/// The token behind "Source:", or `at` where no label stands there.
fn past_label(ground: Ground, at: usize) -> usize {
    ground
        .word(at, "source-label")
        .map(|length| at + length)
        .filter(|colon| ground.mark(*colon) == Some(":"))
        .map_or(at, |colon| colon + 1)
}

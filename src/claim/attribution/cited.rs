//! Sources that are only named beside a figure: in brackets behind it
//! ("(Home Office, 2023)") and on a line of their own ("Source: Home Office").

use super::super::{document::View, focus::Focus};
use super::ground::{Ground, Range};
use crate::{
    draft::BlockKind,
    vocabulary::{Class, TokenKind},
};

/// Longest name of a source in brackets or behind its label, in tokens.
const LONGEST: usize = 16;

/// Most tokens of a label before figures.
const LABEL: usize = 18;

/// Most tokens of "Source" and its like.
const SOURCE_LABEL: usize = 6;

/// How many blocks after a figure a line that names the source of all may stand.
const LATER: usize = 12;

/// A block and a noun phrase in it.
type Place = (usize, Range);

/// The source in the brackets behind a figure, or on the line below its list or paragraph.
pub(super) fn cited(focus: &Focus, ground: Ground) -> Option<Place> {
    in_brackets(focus, ground, focus.to, focus.stretch_high)
        .or_else(|| named_in_brackets(focus, ground))
        .or_else(|| noted(focus))
        .or_else(|| labelled(focus, ground))
        .or_else(|| headed(ground, focus.bounds.low, focus.from))
        .or_else(|| over_table(focus))
}

/// "Sweden (Brå 2021): 31 per cent", "BKA table 62: 38 per cent": what a label before the figures names with a year or number.
fn headed(ground: Ground, low: usize, high: usize) -> Option<Place> {
    let high = high.min(low + LABEL);
    let open = (low..high).find(|at| matches!(ground.mark(*at), Some("(" | "[")));
    let closed = open.and_then(|open| {
        let close = (open..high).find(|at| matches!(ground.mark(*at), Some(")" | "]")))?;
        let colon = (close..=close + 2).any(|at| ground.mark(at) == Some(":"));
        // "Dr Baum (Greens):" names a party.
        let dated = (open..close).any(|at| number(ground, at));
        (colon && dated)
            .then(|| bracket(ground, open, high))
            .flatten()
    });
    if closed.is_some() {
        return closed;
    }
    let ends = |at: &usize| matches!(ground.mark(*at), Some(":" | "—" | "–" | "→"));
    let end = (low..open.unwrap_or(high)).find(ends)?;
    let body = body_in(ground, low, end)?;
    let close = (body..end)
        .find(|at| matches!(ground.mark(*at), Some("," | ";" | "(" | ")" | "*" | "**")))
        .unwrap_or(end);
    // "BOP, Jan 2024:" names a date behind the comma.
    let dated = (body..end).any(|at| number(ground, at) && ground.quantity_at(at).is_none());
    dated.then_some((ground.block, (body, close)))
}

/// "Lund & Ahmed (2022):", "Ortiz et al. (AER 2024)": the authors whom a sentence opens with, before a year in brackets.
pub(super) fn authors(focus: &Focus, ground: Ground) -> Option<Place> {
    let line = over(focus).and_then(|block| {
        let there = Ground::new(focus.document, block)?;
        authors_at(there, 0, there.tagged().row.len())
    });
    let first = ground
        .view
        .sentences
        .first()
        .map_or(0, |sentence| sentence.low);
    authors_at(ground, first, focus.from).or(line)
}

fn authors_at(ground: Ground, low: usize, high: usize) -> Option<Place> {
    const NAMES: usize = 8;
    let name = |at: usize| ground.mark(at).is_none() && !number(ground, at) && ground.capital(at);
    // "- **Lund & Ahmed"
    let low = (low..high).find(|at| ground.mark(*at).is_none())?;
    let ends = |at: &usize| matches!(ground.mark(*at), Some("(" | ":"));
    let open = (low..high.min(low + NAMES)).find(ends)?;
    let year = low + 1 < open && number(ground, open - 1);
    let bare = ground.mark(open) == Some(":");
    let open = if bare && year { open - 1 } else { open };
    let joined = (low..open).any(|at| {
        ground.mark(at) == Some("&") || ground.has(at, "et-al") || ground.has(at, "phrase-join")
    });
    let named = (low..open).all(|at| {
        name(at)
            || matches!(ground.mark(at), Some("&" | "/" | "." | "," | "-"))
            || ground.has(at, "et-al")
            || ground.has(at, "phrase-join")
            || at > low && ground.has(at - 1, "et-al")
    });
    // "Wandsworth, Pentonville and Brixton: 900"
    let others = [Class::Place, Class::Group].into_iter().any(|class| {
        let tags = ground.tagged().within(class, low, open).iter();
        tags.filter(|tag| tag.end - tag.start < open - low).count() > 1
    });
    let listed = others || ground.tag_starting(Class::Group, low).is_some();
    let close = (open..high.min(open + LONGEST)).find(|at| ground.mark(*at) == Some(")"));
    let dated = bare || close.is_some_and(|close| (open..close).any(|at| number(ground, at)));
    (named && joined && dated && !listed && name(low)).then_some((ground.block, (low, open)))
}

/// The last block before a table.
fn over(focus: &Focus) -> Option<usize> {
    if !is_cell(focus.view) {
        return None;
    }
    let mut before = focus.document.views.iter().take(focus.block);
    before.rposition(|view| !is_cell(view))
}

/// The heading or line over a table, where it names whose figures these are.
fn over_table(focus: &Focus) -> Option<Place> {
    let block = over(focus)?;
    let there = Ground::new(focus.document, block)?;
    let high = there.tagged().row.len();
    let opens = |at: &usize| matches!(there.mark(*at), Some("(" | "["));
    let cited = (0..high)
        .filter(opens)
        .find_map(|open| bracket(there, open, high));
    let named = || {
        let body = body_in(there, 0, high).filter(|_| is_heading(there.view))?;
        let end = (body..high)
            .find(|at| there.mark(*at).is_some_and(|mark| !"-'’&".contains(mark)))
            .unwrap_or(high);
        Some((block, (body, end)))
    };
    cited.or_else(named)
}

/// The first word for data or for a body, and no person, in tokens `low..high`.
fn body_in(ground: Ground, low: usize, high: usize) -> Option<usize> {
    let tagged = ground.tagged();
    let speakers = tagged.within(Class::Speaker, low, high).iter();
    let bodies = speakers.filter(|tag| ground.document.attribute(tag, "kind") == Some("body"));
    let data = tagged.within(Class::Source, low, high).iter();
    let data = data.filter(|tag| ground.capital(tag.start));
    bodies.chain(data).map(|tag| tag.start).min()
}

/// Whether a token is a number, whatever it counts.
fn number(ground: Ground, at: usize) -> bool {
    let token = ground.tagged().row.get(at);
    token.is_some_and(|token| token.kind == TokenKind::Number)
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
    bracket(ground, open, focus.bounds.high)
}

/// What the bracket that opens at a token names, if it names whose figures these are.
fn bracket(ground: Ground, open: usize, high: usize) -> Option<Place> {
    let close = (open + 1..high.min(open + LONGEST))
        .find(|at| matches!(ground.mark(*at), Some(")" | "]")))?;
    let low = past_label(ground, open + 1);
    // "the Community Survey (ACS)", "(small numbers, the agency warns)"
    let short = [Class::Source, Class::Speaker]
        .into_iter()
        .any(|class| ground.tag_ending(class, open).is_some());
    let says = !ground.tagged().within(Class::Speech, low, close).is_empty();
    if low == open + 1 && (short && close == low + 1 || says) {
        return None;
    }
    let named = |class: Class| !ground.tagged().within(class, low, close).is_empty();
    let counts = (low..close).any(|at| ground.quantity_at(at).is_some());
    // "(Prison Service)": what a body's own name counts is not told of.
    let in_name = |at: usize| ground.tag_over(Class::Speaker, at).is_some();
    let told = [Class::Group, Class::Measure, Class::Offence]
        .into_iter()
        .flat_map(|class| ground.tagged().within(class, low, close))
        .any(|tag| !in_name(tag.start));
    // "[SOURCE: one-day count]": whatever is behind the label; "(Brå 2021:9)": a body with a number.
    let label = low > open + 1;
    let first = body_in(ground, low, close) == Some(low);
    let body = first && (low..close).any(|at| number(ground, at));
    let plain = (named(Class::Speaker) || named(Class::Source)) && !counts && !told;
    let initials = initials(ground, low, close);
    // "(DST STRAFNA3, men of 15 to 79)"
    let close = (low..close)
        .find(|at| {
            initials && ground.is_comma(*at) && !ground.capital(at + 1) && !number(ground, at + 1)
        })
        .unwrap_or(close);
    // "(DPS 2012–2022)": over which years the figures run.
    let dash = |at: usize| matches!(ground.mark(at), Some("-" | "–")) && number(ground, at + 1);
    let close = (low + 1..close)
        .find(|at| !label && number(ground, *at) && dash(at + 1))
        .map_or(close, |at| at - usize::from(ground.is_comma(at - 1)));
    let cites = label || body || plain || initials;
    let named = low < close && !ground.has(low, "source-unnamed");
    (cites && named).then_some((ground.block, (low, close)))
}

/// "(DST STRAFNA3, 2019)": capitals alone and a year.
fn initials(ground: Ground, low: usize, high: usize) -> bool {
    let word = ground.tagged().written(low);
    let capitals = word.len() > 1 && word.chars().all(char::is_uppercase);
    let year = (low + 1..high).any(|at| number(ground, at));
    let named = [Class::Group, Class::Place, Class::Measure, Class::Offence]
        .into_iter()
        .any(|class| !ground.tagged().within(class, low, low + 1).is_empty());
    capitals && year && !named
}

fn labelled(focus: &Focus, ground: Ground) -> Option<Place> {
    let views = &focus.document.views;
    let own = ground
        .view
        .sentences
        .get(focus.sentence + 1..)
        .unwrap_or(&[]);
    if let Some(range) = own.iter().find_map(|sentence| {
        let (low, high) = (sentence.low, sentence.high);
        label(ground, low, high).or_else(|| bracketed(ground, low, high))
    }) {
        return Some((focus.block, range));
    }
    let later = views.iter().enumerate().skip(focus.block + 1).take(LATER);
    for (block, view) in later {
        // "Source: …" below a table is of the table.
        let table = is_cell(view) && !is_cell(focus.view);
        if is_heading(view) || table {
            return None;
        }
        let there = Ground::new(focus.document, block)?;
        if let Some(range) = label(there, 0, view.tagged.row.len()) {
            return Some((block, range));
        }
    }
    None
}

/// "Home Office, 2023": the note whose mark stands behind a figure, where it names data or a body alone.
fn noted(focus: &Focus) -> Option<Place> {
    let blocks = &focus.document.draft.blocks;
    let sentences = &focus.view.sentences;
    let end = sentences
        .get(focus.sentence + 1)
        .map_or(usize::MAX, |next| next.span.start);
    let after = focus.number.span.end;
    let mut marks = blocks.get(focus.block)?.notes.iter();
    let (_, label) = marks.find(|(at, _)| after <= *at && *at <= end)?;
    let block = blocks
        .iter()
        .position(|block| block.label.as_ref() == Some(label))?;
    let there = Ground::new(focus.document, block)?;
    let high = there.tagged().row.len();
    let low = past_label(there, 0);
    let first = (low..high).find(|at| !there.has(*at, "phrase-determiner"))?;
    let close = (first..high).find(|at| there.mark(*at).is_some_and(|mark| ",.;:(".contains(mark)));
    let close = close.unwrap_or(high);
    // A sentence has other words: "The police count each of them once."
    let named_by = |at: usize| {
        let tagged = [Class::Source, Class::Speaker]
            .into_iter()
            .any(|class| there.tag_over(class, at).is_some());
        let small = there.has(at, "phrase-preposition") || there.has(at, "phrase-determiner");
        tagged || small || there.capital(at) || number(there, at) || there.mark(at).is_some()
    };
    let tells = !(first..close).all(named_by);
    let named = body_in(there, first, close).is_some();
    (named && !tells).then_some((block, (low, close)))
}

fn is_heading(view: &View) -> bool {
    matches!(view.kind, BlockKind::Heading(_) | BlockKind::Title)
}

fn is_cell(view: &View) -> bool {
    matches!(view.kind, BlockKind::Cell(_))
}

/// "Source: Home Office, 31 March": the words behind the label up to a comma.
fn label(ground: Ground, low: usize, high: usize) -> Option<Range> {
    // "[SOURCE: …]"
    let low = low + usize::from(matches!(ground.mark(low), Some("[" | "(")));
    let start = past_label(ground, low);
    if start == low || ground.has(start, "source-unnamed") {
        return None;
    }
    let end = (start..high.min(start + LONGEST))
        .find(|at| matches!(ground.mark(*at), Some("," | "." | ";" | ")" | "]")))
        .unwrap_or(high.min(start + LONGEST));
    (start < end).then_some((start, end))
}

/// "(Home Office, 2023)": a sentence of nothing but a bracket that names whose figures stand before.
fn bracketed(ground: Ground, low: usize, high: usize) -> Option<Range> {
    let opens = matches!(ground.mark(low), Some("(" | "["));
    let close = (low..high).find(|at| matches!(ground.mark(*at), Some(")" | "]")))?;
    // "(The ministry was asked.)" is a sentence, and behind the bracket no more than a full stop stands.
    let sentence = close.checked_sub(1).and_then(|at| ground.mark(at)) == Some(".");
    let named = ground.tag_over(Class::Speaker, low + 1).is_some();
    let alone = opens && named && !sentence && close + 2 >= high;
    let (_, range) = alone.then(|| bracket(ground, low, high)).flatten()?;
    Some(range)
}

/// The token behind "Source:", or `at` where no label stands there.
fn past_label(ground: Ground, at: usize) -> usize {
    let mut after = at + 1..=at + SOURCE_LABEL;
    // Few blocks have a colon so early, and only those need be read.
    let colon = after.find(|colon| ground.mark(*colon) == Some(":"));
    colon
        .filter(|colon| ground.word(at, "source-label") == Some(colon - at))
        .map_or(at, |colon| colon + 1)
}

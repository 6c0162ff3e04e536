//! Times told by a clause: "since the shelter opened", "when she took office".

use crate::{
    claim::{
        Phrase, extract,
        focus::{Focus, Reach},
        model::From,
    },
    language::tag::Tag,
    number::Period,
    vocabulary::{Class, TokenKind},
};

/// Most tokens of such a clause.
const LONGEST: usize = 9;
/// Most tokens behind "since the" where nothing is said to have happened.
const SHORT: usize = 4;

/// The nearest clause of time in the figure's sentence.
pub(super) fn period(focus: &Focus) -> Option<Phrase<Option<Period>>> {
    let tagged = focus.tagged();
    let mut nearest: Option<(usize, (usize, usize))> = None;
    for at in focus.bounds.low..focus.bounds.high {
        if (focus.from..focus.to).contains(&at) {
            continue;
        }
        let Some(end) = clause(focus, at) else {
            continue;
        };
        if end > focus.from && at < focus.to {
            continue;
        }
        let (reach, distance, before) = focus.reach(&tagged.tag(at, end, Class::Period));
        let of_another = reach == Reach::Next || (reach == Reach::Sentence && !before);
        if of_another {
            continue;
        }
        if nearest.is_none_or(|(other, _)| distance < other) {
            nearest = Some((distance, (at, end)));
        }
    }
    let (_, (start, end)) = nearest?;
    let span = tagged.token_span(start, end);
    Some(Phrase {
        text: span.of(tagged.text).to_owned(),
        span: Some(extract::source_span(focus.document, focus.block, span)),
        from: From::Sentence,
        value: None,
    })
}

/// The clause that a time stands at the end of: "since the scheme began in 2012".
pub(super) fn around(focus: &Focus, tag: &Tag) -> Option<Phrase<Option<Period>>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let since = |at: usize| tagged.is_word(vocabulary, at, "since").is_some();
    let start = (tag.start.saturating_sub(LONGEST)..tag.start)
        .find(|at| since(*at) && clause(focus, *at) == Some(tag.start))?;
    let value = tag.period.and_then(|at| tagged.periods().get(at)?.value);
    let span = tagged.token_span(start, tag.end);
    Some(Phrase {
        text: span.of(tagged.text).to_owned(),
        span: Some(extract::source_span(focus.document, focus.block, span)),
        from: super::from_of(focus, tag),
        value,
    })
}

/// Whether a tag stands in a clause of time: "since the state was founded" tells no place.
pub(super) fn holds(focus: &Focus, tag: &Tag) -> bool {
    let mut starts = tag.start.saturating_sub(LONGEST)..tag.start;
    starts.any(|at| clause(focus, at).is_some_and(|end| end >= tag.end))
}

/// Where a clause of time that begins at `at` ends: a subject and a past event behind "since".
fn clause(focus: &Focus, at: usize) -> Option<usize> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let start = at + word(at, "time-clause")?;
    // "since the invasion": a noun alone, up to a mark.
    let noun = word(at, "time-noun").is_some();
    // "since he signed it": behind a pronoun the event may come at once.
    let open = noun || word(at, "time-clause-open").is_some();
    let mut end = start;
    let mut event = false;
    while end < focus.bounds.high && end - at < LONGEST {
        let token = tagged.row.get(end)?;
        if token.kind == TokenKind::Number {
            if event {
                break;
            }
            return None;
        }
        let mark = token.kind == TokenKind::Mark && !matches!(tagged.written(end), "'" | "’" | "-");
        if mark || (event && word(end, "time-clause-end").is_some()) {
            break;
        }
        if word(end, "time-clause-refused").is_some() {
            return None;
        }
        event |= (end > start || !open) && word(end, "time-clause-event").is_some();
        end += 1;
    }
    // "since release" is whole, "since the" wants a noun.
    let whole = noun && word(start - 1, "definite-article").is_none();
    let short = noun && (whole || end > start) && end - start <= SHORT;
    ((event || short) && end - at < LONGEST).then_some(end)
}

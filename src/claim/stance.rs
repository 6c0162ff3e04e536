//! Whether the draft asserts, denies, asks or supposes a claim.
//!
//! Each stance word of the vocabulary says where it stands to what it governs
//! (before it, after it, in the next sentence) and how close it must be.
//! Questions are told by their mark; an answer in the next sentence settles them.

use super::{
    Claim, answer, attribution,
    document::{Document, Sentence, View},
    extract::Before,
    focus::Focus,
    stops,
};
use crate::{number::Kind, rules::Stance, vocabulary::Class};

/// How far before a figure a word may stand that decides only beside it, in tokens.
const WEAK_REACH: usize = 6;

pub(super) fn named(name: &str) -> Stance {
    match name {
        "denied" => Stance::Denied,
        "asked" => Stance::Asked,
        "hypothetical" => Stance::Hypothetical,
        _ => Stance::Asserted,
    }
}

/// The stance that a word of the claim's own sentence, or one in the next, gives it.
pub(super) fn of(focus: &Focus, before: Option<&Before>) -> Stance {
    let own = own_sentence(focus).or_else(|| in_a_row(focus, before));
    if own == Some(Stance::Denied) {
        return Stance::Denied;
    }
    match answer::settles(focus, own == Some(Stance::Asked)) {
        // What is only supposed cannot be rejected as untrue.
        _ if own == Some(Stance::Hypothetical) => Stance::Hypothetical,
        Some(answer) => answer,
        None => own.unwrap_or_default(),
    }
}

fn own_sentence(focus: &Focus) -> Option<Stance> {
    let asks = question(focus);
    let words = cues(focus.document, focus.view, focus.bounds)
        .filter(|cue| governs(focus, cue) && !(asks && opens_question(focus, cue)))
        .filter(|cue| word(focus, cue.start, "decides-nothing").is_none())
        .map(|cue| cue.stance);
    let mut decided: Option<Stance> = None;
    for stance in words {
        // A word of denial outweighs a supposition: "would not have been 12 per cent".
        if decided.is_none() || stance == Stance::Denied {
            decided = Some(stance);
        }
    }
    if is_baseline(focus, decided) {
        return None;
    }
    decided
        .or_else(|| attribution::stance(focus))
        .or_else(|| asks.then_some(Stance::Asked))
}

/// "Will the minister confirm that …?": the word asks and supposes nothing.
fn opens_question(focus: &Focus, cue: &Cue) -> bool {
    let first = (focus.bounds.low..cue.start).all(|at| focus.tagged().word(at).is_empty());
    first && word(focus, cue.start, "question-auxiliary").is_some()
}

/// "6 per cent, and not the 9 of the leaflet": the figure that another is set against.
pub(super) fn is_set_against(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let mut cues = cues(focus.document, focus.view, focus.bounds);
    cues.any(|cue| {
        let beside = cue.end <= focus.from && is_beside(focus, cue.end);
        // "“thousands, not tens of thousands”": all of it is theirs.
        let within = focus.view.quotations.iter().any(|one| {
            let (low, high) = tagged.token_range(one.span);
            low <= cue.start && focus.to <= high
        });
        cue.stance == Stance::Denied && cue.strength == Some("adjacent") && beside && !within
    }) && !is_baseline(focus, Some(Stance::Denied))
}

/// "vowed to deport 500 robbers and 300 burglars": the second goes with the first.
fn in_a_row(focus: &Focus, before: Option<&Before>) -> Option<Stance> {
    let before = before.filter(|before| {
        before.block == focus.block
            && before.sentence == focus.sentence
            && before.claim.stance != Stance::Asserted
    })?;
    let previous = focus.from.checked_sub(1)?;
    let joined = [previous, previous.saturating_sub(1)]
        .into_iter()
        .any(|at| at >= focus.stretch_low && word(focus, at, "phrase-join").is_some());
    (joined
        && in_clause(focus, focus.stretch_low, focus.from)
        && (focus.stretch_low..focus.from).all(|at| word(focus, at, "finite-verb").is_none()))
    .then_some(before.claim.stance)
}

/// A stance word with what the vocabulary says of it. Unlike tags, cues may overlap:
/// "it is not" answers a question, "is not true" inside it rejects what follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue<'d> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) stance: Stance,
    pub(super) position: Option<&'d str>,
    pub(super) strength: Option<&'d str>,
}

pub(super) fn cues<'d>(
    document: &'d Document,
    view: &'d View,
    sentence: Sentence,
) -> impl Iterator<Item = Cue<'d>> {
    let vocabulary = &document.pack.vocabulary;
    let hits = view.tagged.hits().between(sentence.low, sentence.high);
    hits.iter()
        .filter(move |hit| hit.class == Class::Stance && hit.end <= sentence.high)
        .map(move |hit| {
            let concept = vocabulary.concept_at(hit.concept);
            let attribute = |name: &str| concept.attributes.get(name).map(String::as_str);
            Cue {
                start: hit.start,
                end: hit.end,
                stance: named(attribute("stance").unwrap_or_default()),
                position: attribute("position"),
                strength: attribute("strength"),
            }
        })
}

pub(super) fn word(focus: &Focus, at: usize, id: &str) -> Option<usize> {
    focus
        .tagged()
        .is_word(&focus.document.pack.vocabulary, at, id)
}

/// Whether nothing between the tokens `low` and `high` opens another clause.
pub(super) fn in_clause(focus: &Focus, low: usize, high: usize) -> bool {
    (low..high)
        .all(|at| !stops::parts(focus.tagged(), at) && word(focus, at, "clause-opener").is_none())
}

/// Whether what is said up to token `end` goes on to the number, if need be over words between commas:
/// "it is not true, as the party has it, that 12 per cent", "not true that, as it says, 12 per cent".
fn reaches(focus: &Focus, end: usize) -> bool {
    let tagged = focus.tagged();
    let comma = |at: usize| tagged.written(at) == ",";
    let that = |at: usize| tagged.word(at) == "that";
    let behind = if that(end) { end + 1 } else { end };
    let closing = (behind + 1..focus.from)
        .rev()
        .find(|at| comma(*at) && (that(behind - 1) || that(at + 1)));
    let low = closing
        .filter(|_| comma(behind))
        .map_or(end, |closing| closing + 1);
    in_clause(focus, low, focus.from)
}

/// "No, the court did not free 90 foreigners": the sentence answers what somebody has said.
fn answers_no(focus: &Focus) -> bool {
    let mut tokens = focus.bounds.low..focus.from;
    let first = tokens.find(|at| !focus.tagged().word(*at).is_empty());
    first.is_some_and(|at| {
        let length = word(focus, at, "answer-no");
        length.is_some_and(|length| stops::halts(focus.tagged(), at + length))
    })
}

/// "Myth: 12 per cent", "Myth no. 3: 12 per cent": all that stands before the colon.
fn is_heading(focus: &Focus, cue: &Cue) -> bool {
    const COUNTED: usize = 3;
    let tagged = focus.tagged();
    let low = focus.bounds.low;
    let first = (low..cue.start).all(|at| tagged.word(at).is_empty());
    let colon =
        (cue.end..focus.from.min(cue.end + COUNTED + 1)).find(|at| tagged.written(*at) == ":");
    first && colon.is_some_and(|colon| in_clause(focus, colon + 1, focus.from))
}

/// "was in error at the dispatch box when he said 12 per cent": the words govern what was said.
fn in_saying(focus: &Focus, cue: &Cue) -> bool {
    let tagged = focus.tagged();
    let sayings = tagged.within(Class::Speech, cue.end, focus.from).iter();
    sayings.into_iter().any(|verb| {
        (cue.end..verb.start).any(|at| word(focus, at, "error-of-saying").is_some())
            && !(cue.end..verb.start).any(|at| stops::halts(tagged, at))
            && in_clause(focus, verb.end, focus.from)
    })
}

fn governs(focus: &Focus, cue: &Cue) -> bool {
    let (strength, position) = (cue.strength, cue.position);
    // A bound word may be part of the cue: "nowhere near 900".
    let (number, _) = focus.tagged().token_range(focus.number.span);
    let before = cue.end <= number;
    // "not quite 3 per cent": a word of the bound itself denies nothing.
    if focus.from <= cue.start && before {
        return false;
    }
    let near = match strength {
        Some("weak") if before => {
            in_clause(focus, cue.end, focus.from)
                && (focus.from.saturating_sub(cue.end) <= WEAK_REACH
                    || only_numbers_between(focus, cue))
                && !in_relative(focus, cue)
                && (cue.end..focus.from).all(|at| word(focus, at, "takes-as-given").is_none())
                && !is_definite(focus)
        }
        Some("weak") => is_subject_of(focus, cue),
        Some("adjacent") => before && is_beside(focus, cue.end),
        Some("answering") => before && answers_no(focus),
        Some("saying") => before && in_saying(focus, cue),
        Some("heading") => before && is_heading(focus, cue),
        _ => true,
    };
    near && match position {
        Some("before") if matches!(strength, Some("weak" | "saying" | "heading")) => true,
        Some("before") => before && reaches(focus, cue.end),
        Some("after") => !before && (strength == Some("strong") || !breaks_off(focus, cue)),
        Some("either") => {
            (before && reaches(focus, cue.end)) || (!before && !breaks_off(focus, cue))
        }
        _ => false,
    }
}

/// Whether nothing but an article, a quotation mark or an aside ("not, as they say, 12") stands between token `end` and the figure.
fn is_beside(focus: &Focus, end: usize) -> bool {
    let mark = |at: usize| {
        matches!(
            focus.tagged().written(at),
            "“" | "\"" | "‘" | "'" | "«" | "„"
        )
    };
    let aside = focus.tagged().written(end) == "," && focus.tagged().word(end + 1) == "as";
    let closed = focus.from.checked_sub(1).is_some_and(|at| {
        focus.tagged().written(at) == ","
            && !(end + 1..at).any(|at| stops::halts(focus.tagged(), at))
    });
    focus.from <= end
        || aside && closed
        || (focus.from <= end + 2
            && (end..focus.from)
                .all(|at| mark(at) || word(focus, at, "phrase-determiner").is_some()))
}

/// "would rise from 12 to 15 per cent": nothing but a figure and small words between.
fn only_numbers_between(focus: &Focus, cue: &Cue) -> bool {
    focus.stretch_low > cue.end && focus.from - focus.stretch_low <= 2
}

/// "the robbers who should have been sent home": the word stands in a relative clause about something else.
fn in_relative(focus: &Focus, cue: &Cue) -> bool {
    let low = focus.bounds.low;
    let relative = cue.start.checked_sub(1).filter(|at| *at >= low);
    relative.is_some_and(|at| {
        // "…, that would be 900": a pronoun.
        let opens = at == low || stops::halts(focus.tagged(), at - 1);
        let pronoun = opens && word(focus, at, "the-figure").is_some();
        !pronoun && word(focus, at, "phrase-relative").is_some()
    })
}

/// "will answer for the 900": figures with an article are taken as given.
pub(super) fn is_definite(focus: &Focus) -> bool {
    focus
        .from
        .checked_sub(1)
        .is_some_and(|at| word(focus, at, "definite").is_some())
}

/// "a tenth of them would have been": the figure's noun phrase is the subject of the word behind it.
fn is_subject_of(focus: &Focus, cue: &Cue) -> bool {
    cue.start >= focus.to
        && cue.start <= focus.stretch_high
        && cue.start - focus.to <= 14
        && in_clause(focus, focus.to, cue.start)
        && (focus.to..cue.start).all(|at| word(focus, at, "finite-verb").is_none())
        && !(focus.bounds.low..focus.from)
            .any(|at| word(focus, at, "finite-verb").is_some() && in_clause(focus, at, focus.from))
}

/// Whether a new statement begins between the figure and a word behind it ("…, so the claim is false").
fn breaks_off(focus: &Focus, cue: &Cue) -> bool {
    (focus.to..cue.start).any(|at| {
        focus.tagged().written(at) == ";" || word(focus, at, "statement-opener").is_some()
    })
}

/// "would fall from 12 per cent to 9", "might be 12 instead of 15": the figure as it stands.
fn is_baseline(focus: &Focus, decided: Option<Stance>) -> bool {
    let previous = focus.from.checked_sub(1);
    let behind = |id: &str| {
        previous.is_some_and(|at| word(focus, at, id).is_some())
            || previous
                .and_then(|at| at.checked_sub(1))
                .is_some_and(|at| word(focus, at, id) == Some(2))
    };
    match decided {
        Some(Stance::Hypothetical) => {
            behind("baseline-word")
                || (behind("baseline-start")
                    && (focus.to..focus.bounds.high.min(focus.to + 8))
                        .any(|at| focus.tagged().word(at) == "to"))
        }
        // "It would be 12 instead of the 15 it is": set against a supposition, not rejected.
        Some(Stance::Denied) => {
            behind("baseline-word")
                && cues(focus.document, focus.view, focus.bounds)
                    .any(|cue| cue.end <= focus.from && cue.stance == Stance::Hypothetical)
        }
        _ => false,
    }
}

/// Whether the figure's sentence asks for it: ends in a question mark, and does not take it as given ("Why are …").
fn question(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let Sentence { low, high, .. } = focus.bounds;
    let end = (focus.to..high).find(|at| matches!(tagged.written(*at), "?" | ";"));
    if end.is_none_or(|at| tagged.written(at) != "?") {
        return false;
    }
    let mut start = (low..focus.from)
        .rev()
        .find(|at| matches!(tagged.written(*at), "“" | "\"" | "?" | ":"))
        .map_or(low, |at| at + 1);
    while start < focus.from && word(focus, start, "phrase-lead").is_some() {
        start += 1;
    }
    let given = word(focus, start, "question-presumes").is_some();
    let factive = (start..focus.from).any(|at| word(focus, at, "takes-as-given").is_some());
    !given && !factive && !asks_something_else(focus, (start, end.unwrap_or(high)))
}

/// Whether a question only names the figure: "Should a town where half of the robbers are foreign
/// not ask?", "Half are foreign, and who pays?", "Did the 90 foreigners get bail?".
fn asks_something_else(focus: &Focus, (start, end): (usize, usize)) -> bool {
    const SUBJECT: usize = 5;
    let subject = start..focus.from.min(start + SUBJECT);
    let within = word(focus, start, "question-auxiliary").is_some()
        && subject
            .into_iter()
            .any(|at| word(focus, at, "place-clause").is_some());
    let tail = word(focus, start, "question-opener").is_none()
        && (focus.to..end).any(|at| {
            let comma = focus.tagged().written(at) == ",";
            word(focus, at, "question-tail").is_some()
                || comma && word(focus, at + 1, "asks-what").is_some()
        });
    let counted = focus.number.quantity.kind == Kind::Count && is_definite(focus);
    within || tail || counted
}

/// A struck-through figure is one the draft has taken back.
pub(super) fn deny_struck(document: &Document, claims: &mut [Claim]) {
    for claim in claims {
        let Some(block) = document.draft.blocks.get(claim.block) else {
            continue;
        };
        let struck = block
            .struck
            .iter()
            .any(|span| block.map.source_span(*span).overlaps(claim.span));
        if struck {
            claim.stance = Stance::Denied;
        }
    }
}

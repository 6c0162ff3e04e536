//! Whether the draft asserts, denies, asks or supposes a claim.
//!
//! Each stance word of the vocabulary says where it stands to what it governs
//! (before it, after it, in the next sentence) and how close it must be.
//! Questions are told by their mark; an answer in the next sentence settles them.

use super::{
    Claim, attribution,
    document::{Document, Sentence, View},
    extract::Before,
    focus::Focus,
    stops,
};
use crate::{rules::Stance, vocabulary::Class};

/// How far before a figure a word may stand that decides only beside it, in tokens.
const WEAK_REACH: usize = 6;
/// Most tokens before the words of rejection in a sentence that only rejects ("The claim that is being shared is").
const SUBJECT_REACH: usize = 7;
/// How far into a sentence the words stand that point back ("But experts said that number").
const OPENER_REACH: usize = 6;
/// How many sentences after a figure may still reject it.
const LATER: usize = 2;

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
    match answer(focus, own == Some(Stance::Asked)) {
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
struct Cue<'d> {
    start: usize,
    end: usize,
    stance: Stance,
    position: Option<&'d str>,
    strength: Option<&'d str>,
}

fn cues<'d>(
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

fn word(focus: &Focus, at: usize, id: &str) -> Option<usize> {
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
/// "it is not true, as the party has it, that 12 per cent".
fn reaches(focus: &Focus, end: usize) -> bool {
    let tagged = focus.tagged();
    let comma = |at: usize| tagged.written(at) == ",";
    let that = (end + 1..focus.from)
        .rev()
        .find(|at| tagged.word(*at) == "that" && comma(*at - 1));
    let low = that.filter(|_| comma(end)).map_or(end, |that| that + 1);
    in_clause(focus, low, focus.from)
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
                && !is_definite(focus)
        }
        Some("weak") => is_subject_of(focus, cue),
        Some("adjacent") => before && is_beside(focus, cue.end),
        _ => true,
    };
    near && match position {
        Some("before") if strength == Some("weak") => true,
        Some("before") => before && reaches(focus, cue.end),
        Some("after") => !before && (strength == Some("strong") || !breaks_off(focus, cue)),
        Some("either") => {
            (before && reaches(focus, cue.end)) || (!before && !breaks_off(focus, cue))
        }
        _ => false,
    }
}

/// Whether nothing but an article and a quotation mark stand between token `end` and the figure.
fn is_beside(focus: &Focus, end: usize) -> bool {
    let mark = |at: usize| {
        matches!(
            focus.tagged().written(at),
            "“" | "\"" | "‘" | "'" | "«" | "„"
        )
    };
    focus.from <= end
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
fn is_definite(focus: &Focus) -> bool {
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
    !given && !factive
}

/// What the sentences behind the figure's own make of it: "No, it is not." settles a question, "That is false." rejects.
fn answer(focus: &Focus, asked: bool) -> Option<Stance> {
    let mut found = None;
    for (view, sentence) in following(focus).into_iter().take(LATER) {
        let bounds = content(focus.document, view, sentence);
        match rejection(
            focus.document,
            view,
            bounds,
            asked || found == Some(Stance::Asked),
        ) {
            Some(Stance::Asked) if found.is_none() => found = Some(Stance::Asked),
            Some(stance) => return Some(stance),
            None => break,
        }
    }
    found
}

/// The sentences behind the figure's, over the block's end.
fn following<'d>(focus: &Focus<'d>) -> Vec<(&'d View<'d>, Sentence)> {
    let own = focus
        .view
        .sentences
        .get(focus.sentence + 1..)
        .unwrap_or(&[]);
    let next = focus.document.views.get(focus.block + 1);
    own.iter()
        .map(|sentence| (focus.view, *sentence))
        .chain(
            next.into_iter()
                .flat_map(|view| view.sentences.iter().map(move |sentence| (view, *sentence))),
        )
        .collect()
}

/// A sentence without the quotation mark or the speaker's name that opens it ("GUEST: No.").
fn content(document: &Document, view: &View, sentence: Sentence) -> Sentence {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let mut low = sentence.low;
    let colon = (low..sentence.high.min(low + 5)).find(|at| tagged.written(*at) == ":");
    let label = colon.filter(|colon| {
        (low..*colon).all(|at| {
            tagged
                .written(at)
                .chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
        }) && (low..*colon).all(|at| tagged.is_word(vocabulary, at, "answer-no").is_none())
    });
    if let Some(colon) = label {
        low = colon + 1;
    }
    while low < sentence.high && tagged.word(low).is_empty() {
        low += 1;
    }
    Sentence { low, ..sentence }
}

/// What a sentence that answers or rejects the one before makes of it.
fn rejection(document: &Document, view: &View, sentence: Sentence, asked: bool) -> Option<Stance> {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    if asked && is(sentence.low, "answer-no") {
        return Some(Stance::Denied);
    }
    if asked && is(sentence.low, "answer-yes") {
        return Some(Stance::Asserted);
    }
    let short = sentence.high - sentence.low <= SUBJECT_REACH;
    let decided = cues(document, view, sentence).find_map(|cue| {
        let gap = cue.start - sentence.low;
        let opener = (sentence.low..cue.start.min(sentence.low + OPENER_REACH))
            .find(|at| is(*at, "refers-back"));
        let referring =
            cue.start == sentence.low || opener.is_some_and(|at| cue.start - at <= SUBJECT_REACH);
        let quantity = tagged.numbers().iter().any(|number| {
            let (low, _) = number.tokens;
            low >= sentence.low && low < cue.start
        });
        let fits = match cue.position {
            Some("next") if cue.strength == Some("weak") => gap <= 1 && (asked || short),
            Some("next") => gap <= 2,
            Some("after" | "either") => referring && !quantity,
            _ => false,
        };
        fits.then_some(cue.stance)
    });
    decided.or_else(|| (short && is(sentence.low, "rejects-alone")).then_some(Stance::Denied))
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

#[cfg(test)]
mod tests {
    use super::Stance::{Asked, Asserted, Denied, Hypothetical};
    use super::*;
    use crate::{claim::extract, draft::Draft, rules::Pack};

    #[test]
    fn each_figure_has_the_stance_the_draft_takes() {
        let pack = Pack::embedded().expect("the embedded pack loads");
        let table: &[(&str, &[Stance])] = &[
            ("Migrants are 9% of suspects.", &[Asserted]),
            ("Migrants may be 9% of suspects.", &[Asserted]),
            (
                "It is not true that migrants are 9% of suspects.",
                &[Denied],
            ),
            (
                "Migrants are 9% of suspects, the party says. That is false.",
                &[Denied],
            ),
            ("Are migrants 9% of suspects? No.", &[Denied]),
            ("Are migrants 9% of suspects?", &[Asked]),
            ("Why are migrants 9% of suspects?", &[Asserted]),
            ("He asked whether migrants were 9% of suspects.", &[Asked]),
            ("She denied that migrants were 9% of suspects.", &[Denied]),
            (
                "We said migrants were 9% of suspects. It should have said 6%.",
                &[Denied, Asserted],
            ),
            ("Migrants are 6% of suspects, not 9%.", &[Asserted, Denied]),
            ("Migrants are nowhere near 900 of the suspects.", &[Denied]),
            (
                "Far from being half of the suspects, migrants are 9%.",
                &[Denied, Asserted],
            ),
            (
                "The treaty could cut the foreign share of the prisoners by 4 points.",
                &[Hypothetical],
            ),
            (
                "If 3% of the refugees offend, that would be 900 suspects.",
                &[Hypothetical, Hypothetical],
            ),
            (
                "The union wants 60 foreign prisoners moved.",
                &[Hypothetical],
            ),
            (
                "Nobody has shown that migrants are 9% of suspects.",
                &[Denied],
            ),
            (
                "The claim that 9% of suspects are migrants did not hold up.",
                &[Denied],
            ),
            ("No, migrants were not behind 40% of the thefts.", &[Denied]),
            (
                "They say nine in ten robbers are migrants. The police have never said so.",
                &[Denied],
            ),
            (
                "Of the 900 convicted migrants, we could realistically deport 60.",
                &[Asserted, Hypothetical],
            ),
            ("Not quite 9% of the suspects are migrants.", &[Asserted]),
            (
                "He vowed to deport 500 foreign robbers and 300 burglars.",
                &[Hypothetical, Hypothetical],
            ),
            (
                "The share of foreign prisoners would fall from 12% to 9%.",
                &[Asserted, Hypothetical],
            ),
            (
                "Of the 70 foreign prisoners who should have been sent home, 40 were.",
                &[Asserted, Asserted],
            ),
            (
                "640 of the prisoners were not Swiss nationals, some 21%.",
                &[Asserted, Asserted],
            ),
            (
                "Migrants are under 9% of suspects, so the rumour is false.",
                &[Asserted],
            ),
        ];
        let mut wrong = Vec::new();
        for (text, expected) in table {
            let found: Vec<Stance> = extract(&Draft::from_text("test", *text), &pack)
                .claims
                .iter()
                .map(|claim| claim.stance)
                .collect();
            if found != *expected {
                wrong.push(format!("{text}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

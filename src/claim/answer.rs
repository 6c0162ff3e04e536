//! What the words behind a claim's own make of it: they answer, reject or correct.

use super::{
    document::{Document, Sentence, View},
    focus::Focus,
    stance::{cues, is_definite, word},
    stops,
};
use crate::{number::Kind, rules::Stance, vocabulary::Class};

/// Most tokens before the words of rejection in a sentence that only rejects ("The claim that is being shared is").
const SUBJECT_REACH: usize = 7;
/// How far into a sentence the words stand that point back ("But experts said that number").
const OPENER_REACH: usize = 6;
/// How many sentences after a figure may still reject it.
const LATER: usize = 2;

/// What the words behind the figure's own make of it: they answer or reject it, or set it right.
pub(super) fn settles(focus: &Focus, asked: bool) -> Option<Stance> {
    answer(focus, asked).or_else(|| set_right(focus).then_some(Stance::Denied))
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
            // "That counts thirty years. It is false.": more is told of the figure first.
            None if goes_on(focus.document, view, bounds) => {}
            None => break,
        }
    }
    found
}

/// Whether a sentence without a figure of its own goes on about the one before.
fn goes_on(document: &Document, view: &View, sentence: Sentence) -> bool {
    let tagged = &view.tagged;
    let back = tagged.is_word(&document.pack.vocabulary, sentence.low, "refers-back");
    let span = tagged.token_span(sentence.low, sentence.high);
    back.is_some() && tagged.numbers_within(span).is_empty()
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
    // "It is untrue that 40 per cent …": what is denied follows.
    if is(sentence.low, "denies-what-follows") {
        return None;
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
            Some("next") if cue.strength == Some("weak") => {
                let ends = tagged.written(cue.end);
                gap <= 1 && (asked || short || matches!(ends, ":" | ";" | "–" | "—"))
            }
            Some("next") if cue.strength == Some("strong") => gap <= SUBJECT_REACH && !quantity,
            Some("next") => gap <= 2,
            Some("after" | "either") => referring && !quantity,
            _ => false,
        };
        fits.then_some(cue.stance)
    });
    // "False; they were 9 per cent"
    let alone = tagged.is_word(vocabulary, sentence.low, "rejects-alone");
    let alone = alone.is_some_and(|length| short || tagged.written(sentence.low + length) == ";");
    // "Our verdict: mostly made up", but not "Our verdict: true"
    let upholds = || (sentence.low..sentence.high).any(|at| is(at, "answer-yes"));
    let verdict = short && is(sentence.low, "verdict-label") && !upholds();
    decided.or_else(|| (alone || verdict).then_some(Stance::Denied))
}

/// "A post says half; in fact the office counted 200": somebody's figure that the next one sets right.
fn set_right(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let Sentence { low, high, .. } = focus.bounds;
    if is_definite(focus) {
        return false;
    }
    let hearsay = is_hearsay(focus);
    let said = hearsay || !tagged.within(Class::Speech, low, high).is_empty();
    if !said {
        return false;
    }
    let opens = |at: &usize| {
        matches!(tagged.written(*at), ";" | "–" | "—")
            || word(focus, *at, "statement-break").is_some()
    };
    let own = (focus.to..high).find(opens).map(|at| (at + 1, high));
    let next = focus.view.sentences.get(focus.sentence + 1);
    let next = next.map(|sentence| (sentence.low, sentence.high));
    own.is_some_and(|clause| sets_right(focus, clause, hearsay, true))
        || next.is_some_and(|clause| sets_right(focus, clause, hearsay, false))
}

/// Whether nobody is named who answers for the figure ("a post says", but not "police wrote on Telegram").
fn is_hearsay(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let low = focus.bounds.low;
    let told = |at: usize| word(focus, at, "hearsay").map(|length| (at, at + length));
    let Some((start, end)) = (low..focus.from).find_map(told) else {
        return false;
    };
    let before = tagged.within(Class::Speaker, low, start).iter();
    let named = before
        .into_iter()
        .any(|speaker| !(speaker.end..start).any(|at| stops::halts(tagged, at)));
    !named && tagged.within(Class::Speaker, end, focus.from).is_empty()
}

/// Whether the words of a clause correct the figure before it by another.
fn sets_right(focus: &Focus, (low, high): (usize, usize), hearsay: bool, own: bool) -> bool {
    let tagged = focus.tagged();
    let span = tagged.token_span(low, high);
    let Some(number) = tagged.numbers_within(span).first() else {
        return false;
    };
    let (from, to) = number.with_bound;
    let kind = number.quantity.kind;
    let told = |id: &str, to: usize| (low..to).any(|at| word(focus, at, id).is_some());
    let part = kind == Kind::Count && tagged.word(to) == "of";
    let counted = kind == focus.number.quantity.kind
        && (told("counts", from) || !tagged.within(Class::Speech, low, from).is_empty());
    let near = from.min(low + OPENER_REACH);
    !part
        && (told("sets-right", from)
            || (told("in-fact", near) && (own || hearsay))
            || (hearsay && counted))
}

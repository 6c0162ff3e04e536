//! Data that a sentence names without a verb of saying ("in the 2021 census"),
//! that a later sentence owns up to ("The figures were obtained under …"), and
//! nouns that say something by themselves ("the port's reply").

use super::super::{document::Sentence, focus::Focus};
use super::ground::{Ground, Range};
use super::named::Role;
use super::subject::Subject;
use crate::{language::tag::Tag, vocabulary::Class};

/// How many sentences after a figure may still tell where it comes from.
const LATER: usize = 2;

/// Most tokens before a data word in its noun phrase.
const BEFORE: usize = 7;

/// Most tokens of the words for a part of a paper ("on page 88 of").
const PAGE: usize = 4;

/// Most tokens of a sentence that only names the data.
const SHORT: usize = 10;

/// A block and a noun phrase in it.
type Place = (usize, Range);

/// Data named in the figure's own sentence.
pub(super) fn mentioned(focus: &Focus, ground: Ground, speaker: Option<Place>) -> Option<Place> {
    let taken = |range: Range| {
        // "…, the mayor said; the register has 300.", "The mayor said …, official data show 300."
        let (to, end) = (focus.to, range.1);
        let other = to <= range.0
            && ((to..range.0).any(|at| ground.mark(at) == Some(";"))
                || ground.tag_starting(Class::Speech, end).is_some());
        speaker.is_some_and(|(block, (low, high))| {
            block == focus.block && (other || range.0 < high && low < range.1)
        })
    };
    let data = focus
        .nearest(Class::Source)
        .into_iter()
        .find_map(|tag| governed(ground, focus.bounds, tag));
    let document = || {
        focus
            .nearest(Class::Speaker)
            .into_iter()
            .filter(|tag| focus.document.attribute(tag, "kind") == Some("document"))
            .find_map(|tag| behind_preposition(ground, focus.bounds, tag))
    };
    let body = || {
        let tags = focus.nearest(Class::Speaker).into_iter();
        tags.filter(|tag| !ground.is_person_word(tag))
            .find_map(|tag| behind_per(ground, focus.bounds, tag))
    };
    data.filter(|range| !taken(*range))
        .or_else(|| document().filter(|range| !taken(*range)))
        .or_else(|| body().filter(|range| !taken(*range)))
        .map(|range| (focus.block, range))
}

/// The noun phrase of a data word, where it is the source of what stands beside it and not the thing counted.
fn governed(ground: Ground, sentence: Sentence, tag: &Tag) -> Option<Range> {
    let alone = ground.document.attribute(tag, "alone") != Some("false");
    // "at the last count": a time.
    let time = ground
        .tagged()
        .of(Class::Period)
        .iter()
        .any(|time| time.start < tag.start && tag.end <= time.end);
    // "the statistics bureau": a word in a body's name.
    let named = ground
        .tag_over(Class::Speaker, tag.start)
        .is_some_and(|body| tag.end < body.end);
    if time || named {
        return None;
    }
    let low = start(ground, sentence, tag);
    let before = low.checked_sub(1).filter(|at| *at >= sentence.low);
    // "the analyst who read the records told us"
    let refused = before
        .is_some_and(|at| ground.has(at, "source-refused") || ground.has(at, "phrase-relative"))
        || ground.has(low, "source-refused");
    let preposition = before.is_some_and(|at| {
        ground.has(at, "source-governor") && (alone || !ground.has(at, "listed-on"))
    });
    // "said in a written reply": where it was said, and no data.
    let said = before.is_some_and(|at| said_in(ground, sentence, at));
    // "In reply to a question, the ministry gave": where it was said.
    let replies = before.is_some_and(|at| ground.has(at, "in-reply"));
    // "turn up in the register": those counted.
    let listed = before.is_some_and(|at| at > sentence.low && ground.has(at - 1, "stands-in-list"));
    if said || replies || listed {
        return None;
    }
    let opens = before.is_none_or(|at| ground.mark(at).is_some());
    let told = ground.tag_starting(Class::Speech, tag.end).is_some();
    if refused || !(preposition || told || (alone && opens)) {
        return None;
    }
    Some((low, after(ground, sentence, tag)))
}

/// Whether the preposition at token `at` hangs on to a verb of saying: "said in", "told the House in".
fn said_in(ground: Ground, sentence: Sentence, at: usize) -> bool {
    const NEAR: usize = 2;
    let low = at.saturating_sub(NEAR).max(sentence.low);
    let mut ends = low..=at;
    let said = ends.any(|end| {
        if (end..at).any(|at| ground.mark(at).is_some()) {
            return false;
        }
        let tag = ground.tag_ending(Class::Speech, end);
        tag.is_some_and(|tag| ground.document.attribute(tag, "role").is_none())
    });
    said && ground.has(at, "said-in")
}

/// Whether a noun phrase for data may run on to the left over token `at`.
fn goes_on(ground: Ground, at: usize) -> bool {
    let joint = ground.mark(at).is_none_or(|mark| "-'’&".contains(mark));
    let time = ground
        .tagged()
        .of(Class::Period)
        .iter()
        .any(|time| time.start <= at && at < time.end && time.end - time.start > 1);
    // "the Council of Europe's table"
    let named = ground.is_fixed(at);
    joint
        && !time
        && ground.quantity_at(at).is_none()
        && ![
            "phrase-preposition",
            "phrase-stop",
            "source-refused",
            "source-governor",
            "phrase-lead",
        ]
        .into_iter()
        .any(|id| !named && ground.has(at, id))
}

/// Where the words end that hang on to data: "numbers handed to the panel".
fn after(ground: Ground, sentence: Sentence, tag: &Tag) -> usize {
    let hangs_on = ground.has(tag.end, "phrase-participle") || ground.has(tag.end, "phrase-link");
    if !hangs_on {
        return tag.end;
    }
    ground
        .phrase_after(tag.start, sentence, false)
        .map_or(tag.end, |range| range.1.max(tag.end))
}

/// "In the 2021 report …", "…, by an institute's own study": a document that holds data, behind a preposition.
fn behind_preposition(ground: Ground, sentence: Sentence, tag: &Tag) -> Option<Range> {
    if ground.document.attribute(tag, "data") != Some("true") {
        return None;
    }
    let low = start(ground, sentence, tag);
    let before = low.checked_sub(1).filter(|at| *at >= sentence.low)?;
    // "on page 88 of its annual report"
    let page = || {
        let near = (sentence.low..before).rev().take(PAGE);
        let mut near = near.take_while(|at| ground.mark(*at).is_none());
        ground.has(before, "part-of") && near.any(|at| ground.has(at, "said-in"))
    };
    let governed =
        (ground.has(before, "source-governor") || page()) && ground.has(low, "phrase-determiner");
    governed.then(|| (low, after(ground, sentence, tag)))
}

/// "…, per the police of Ghent", and not "per police officer".
fn behind_per(ground: Ground, sentence: Sentence, tag: &Tag) -> Option<Range> {
    let low = start(ground, sentence, tag);
    let before = low.checked_sub(1).filter(|at| *at >= sentence.low)?;
    let named = ground.has(low, "phrase-determiner") || ground.capital(low);
    let rate = before > sentence.low && ground.quantity_at(before - 1).is_some();
    if !ground.has(before, "source-per") || !named || rate {
        return None;
    }
    ground.phrase_after(low, sentence, false)
}

/// Where the noun phrase of a word for data or for a speaker begins.
fn start(ground: Ground, sentence: Sentence, tag: &Tag) -> usize {
    let before = (sentence.low..tag.start).rev();
    let words = before.take_while(|at| tag.start - at <= BEFORE && goes_on(ground, *at));
    words.last().unwrap_or(tag.start)
}

/// "The figures were obtained under …" in one of the next sentences.
pub(super) fn told_later(focus: &Focus, ground: Ground, spoken: bool) -> Option<Place> {
    let own = ground
        .view
        .sentences
        .get(focus.sentence + 1..)
        .unwrap_or(&[]);
    let next = Ground::new(ground.document, ground.block + 1);
    let further = next.map_or(&[][..], |next| &next.view.sentences);
    own.iter()
        .map(|sentence| (ground, *sentence))
        .chain(
            further
                .iter()
                .filter_map(|sentence| Some((next?, *sentence))),
        )
        .take(LATER)
        .find_map(|(there, sentence)| told(there, sentence, spoken))
}

pub(super) fn told(ground: Ground, sentence: Sentence, spoken: bool) -> Option<Place> {
    if let Some(range) = pointed_to(ground, sentence) {
        return Some((ground.block, range));
    }
    let subject = ground.word(sentence.low, "source-subject")?;
    // "The figures, from the prison agency, …"
    let behind = sentence.low + subject;
    if ground.is_comma(behind) && ground.tagged().word(behind + 1) == "from" {
        let range = ground.phrase_after(behind + 2, sentence, false)?;
        return Some((ground.block, range));
    }
    let pronoun = subject == 1;
    let verb = (sentence.low + subject..sentence.high.min(sentence.low + subject + 8))
        .find(|at| ground.has(*at, "source-told-later"))?;
    let length = ground.word(verb, "source-told-later")?;
    let from = ground.tagged().word(verb + length - 1) == "from";
    if pronoun && !spoken && !from {
        return None;
    }
    let range = ground.phrase_after(verb + length, sentence, true)?;
    let person = ground.is_person(range)
        || ground
            .head(range)
            .is_some_and(|tag| ground.is_person_word(tag));
    let says = !ground
        .tagged()
        .within(Class::Speech, range.0, range.1)
        .is_empty();
    let drawn = !pronoun && !says && from && !person;
    (drawn || ground.role(range) != Role::Actor).then_some((ground.block, range))
}

/// "Check the yearbook.", "That's the bureau's own data, friends.", "The bureau's figures.": a short sentence of
/// hardly more than the data.
fn pointed_to(ground: Ground, sentence: Sentence) -> Option<Range> {
    let sent = ground.word(sentence.low, "source-sent-to");
    let told = sent.or_else(|| ground.word(sentence.low, "source-pointed-to"));
    let low = sentence.low + told.unwrap_or(0);
    let counts = (low..sentence.high).any(|at| ground.quantity_at(at).is_some());
    if counts || sentence.high - sentence.low > SHORT {
        return None;
    }
    let range = ground.phrase_after(low, sentence, true)?;
    let ends = ground.mark(range.1).is_some() && ground.mark(range.1) != Some(":");
    let owned = (range.0..range.1).any(|at| matches!(ground.mark(at), Some("'" | "’")));
    let fits = match ground.role(range) {
        // "Those are the numbers."
        Role::Data => sent.is_some() || owned || told.is_some() && range.1 - range.0 > 2,
        Role::Document => told.is_some(),
        Role::Actor => sent.is_some() && ground.is_known(range, sentence),
    };
    (fits && ends && !ground.has(range.0, "source-refused")).then_some(range)
}

/// "The port's reply was 30 per cent": the owner of a noun that says something.
pub(super) fn nominal(focus: &Focus, ground: Ground) -> Option<Place> {
    let sentence = focus.bounds;
    (sentence.low..sentence.high).find_map(|at| {
        if !ground.has(at, "saying-noun") || at < sentence.low + 3 {
            return None;
        }
        let behind = at >= focus.to;
        let mut owner = at;
        // "answer", "s", "'": the owner ends before the mark.
        while owner > sentence.low && !matches!(ground.mark(owner), Some("'" | "’")) {
            if at - owner > 3 {
                return None;
            }
            owner -= 1;
        }
        let range = ground.owner_before(owner, sentence)?;
        // "…, by the author's reckoning"
        let before = range.0.checked_sub(1);
        let governed = before.is_some_and(|at| ground.has(at, "source-governor"));
        (ground.is_known(range, sentence) && (!behind || governed)).then_some((ground.block, range))
    })
}

/// "The table has 300 of them": a paper or data that the figure stands in.
pub(super) fn held(focus: &Focus, ground: Ground) -> Option<(Place, Role)> {
    let sentence = focus.bounds;
    let low = focus.from.saturating_sub(BEFORE).max(sentence.low);
    (low..focus.from).rev().find_map(|at| {
        let next = at + 1;
        let direct = next == focus.from
            || ground.has(next, "phrase-determiner")
            || ground.tag_starting(Class::Group, next).is_some();
        let clause =
            (next..focus.from).all(|at| ground.mark(at).is_none_or(|mark| "-'’:".contains(mark)));
        if !ground.has(at, "paper-has") || !direct || !clause {
            return None;
        }
        let Subject::Named(range) = ground.left(at, sentence)? else {
            return None;
        };
        let role = match ground.role(range) {
            Role::Document if !ground.holds_only(range) => Role::Data,
            Role::Actor if ground.keeps_count(range) => Role::Data,
            role => role,
        };
        (role != Role::Actor).then_some(((ground.block, range), role))
    })
}

/// "by the bureau's own count": what somebody counted, with whose count it is.
pub(super) fn counted_by(focus: &Focus, ground: Ground) -> Option<Place> {
    let sentence = focus.bounds;
    (sentence.low..sentence.high).find_map(|at| {
        let length = ground.word(at, "counting-noun")?;
        let mark = (sentence.low..at)
            .rev()
            .take(3)
            .find(|at| matches!(ground.mark(*at), Some("'" | "’")))?;
        let range = ground.owner_before(mark, sentence)?;
        let before = range.0.checked_sub(1).filter(|at| *at >= sentence.low)?;
        let governed = ground.has(before, "source-governor");
        (governed && ground.is_known(range, sentence))
            .then_some((ground.block, (range.0, at + length)))
    })
}

/// "the candidate's 170,000", "the “half” in the leaflet": who is beside the number.
pub(super) fn beside(focus: &Focus, ground: Ground) -> Option<Place> {
    owner(focus, ground).or_else(|| quoted_from(focus, ground))
}

fn owner(focus: &Focus, ground: Ground) -> Option<Place> {
    let sentence = focus.bounds;
    let quote = |at: usize| matches!(ground.mark(at), Some("“" | "\"" | "‘"));
    let mut at = focus.from.checked_sub(1)?;
    while at > sentence.low
        && focus.from - at < BEFORE
        && (quote(at) || ground.has(at, "owned-number"))
    {
        at -= 1;
    }
    let mark = if ground.tagged().word(at) == "s" {
        at.checked_sub(1)?
    } else {
        at
    };
    if mark <= sentence.low || !matches!(ground.mark(mark), Some("'" | "’")) {
        return None;
    }
    let range = ground.owner_before(mark, sentence)?;
    speaks_alone(ground, range).then_some((ground.block, range))
}

fn quoted_from(focus: &Focus, ground: Ground) -> Option<Place> {
    let close = focus.to;
    let after = |at: usize| matches!(ground.mark(at), Some("”" | "\"" | "’"));
    if !after(close) || !ground.has(close + 1, "number-of-whom") {
        return None;
    }
    let range = ground.phrase_after(close + 2, focus.bounds, false)?;
    speaks_alone(ground, range).then_some((ground.block, range))
}

/// Whether a phrase is of a person, a party or a document that is no data.
fn speaks_alone(ground: Ground, range: Range) -> bool {
    ground
        .tagged()
        .within(Class::Speaker, range.0, range.1)
        .iter()
        .any(|tag| {
            let kind = ground.document.attribute(tag, "kind");
            let data = ground.document.attribute(tag, "data") == Some("true");
            tag.end == range.1 && matches!(kind, Some("person" | "document" | "media")) && !data
        })
}

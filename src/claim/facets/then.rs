//! Whether a time in the text is when something was counted, and not when it was said or
//! printed, or when those counted were born or came.

use super::{perfect, when::mention};
use crate::{
    claim::{
        document::{Document, View},
        focus::Focus,
    },
    language::tag::Tag,
    text::Span,
    vocabulary::{Class, TokenKind},
};

/// Most tokens of the subject between a day and its verb of saying.
const SUBJECT: usize = 5;

/// Most tokens between a verb of saying and when it was said: "told the Senate in".
const AUDIENCE: usize = 6;

/// Most tokens of a document's own name: "2019 Home Office analysis".
const NAME: usize = 3;

/// Most tokens of who wrote it, and for whom.
const AUTHOR: usize = 6;

/// Most days of a time in which something is said and not counted.
const MONTH: i32 = 31;

/// Most tokens from a verb of coming to its time: "came to Sweden as refugees in".
const TO_TIME: usize = 8;

/// Whether a period tells when something was counted: not when it was printed or
/// said, and not when people were born.
pub(super) fn names_time(focus: &Focus, block: usize, view: &View, tag: &Tag) -> bool {
    let document = focus.document;
    let dateline = document.draft.context.dateline;
    let dated = dateline.is_some_and(|(at, line)| at == block && line.overlaps(tag.span));
    let tagged = &view.tagged;
    let word = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id);
    // "born in 1990", and not "foreign-born in 2015"
    let inside = |at: usize| at > 0 && tagged.written(at - 1) == "-";
    let behind = |id: &str| {
        (tag.start.saturating_sub(4)..tag.start)
            .any(|at| !inside(at) && word(at, id).is_some_and(|length| at + length == tag.start))
    };
    // "the 2017 report", but what "the 2010 survey" counted was counted then.
    let published = works(document, view).any(|work| {
        let named = (tag.end..=tag.end + NAME).contains(&work.start);
        let (low, high) = (tag.end, work.start);
        let one = named && are_words(view, low, high);
        let one = one && !(low..high).any(|at| tagged.breaks_chunk(at));
        one && word(tag.start, "time-reported").is_none()
    });
    let printed = word(tag.end, "printed-work").is_some();
    !dated
        && !published
        && !printed
        && !behind("not-counted-then")
        && !works(document, view).any(|work| appeared_then(document, view, work, tag))
        && (counted_then(focus, block, tag) || !said_then(document, view, tag))
        && !is_citation(view, tag)
        && !is_of_arrival(focus, view, tag)
}

/// The documents that a block names ("the report"), but for those whose figures are of their own day ("the census").
fn works<'d>(document: &'d Document, view: &'d View) -> impl Iterator<Item = &'d Tag> {
    let vocabulary = &document.pack.vocabulary;
    view.tagged.of(Class::Speaker).iter().filter(move |tag| {
        let counted = view.tagged.is_word(vocabulary, tag.end - 1, "counted-then");
        document.attribute(tag, "kind") == Some("document") && counted.is_none()
    })
}

/// "a study of 2021", "the ministry's analysis in May", "a paper by two economists from 2019".
fn appeared_then(document: &Document, view: &View, work: &Tag, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let word = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id).is_some();
    let Some(link) = tag
        .start
        .checked_sub(1)
        .filter(|at| word(*at, "appeared-when"))
    else {
        return false;
    };
    let low = work.start.saturating_sub(NAME);
    let one = (low..work.start)
        .any(|at| word(at, "phrase-determiner") || matches!(tagged.written(at), "'" | "’"));
    let by = work.end == link || word(work.end, "written-by");
    let classes = [Class::Group, Class::Measure, Class::Offence];
    let untold = classes
        .into_iter()
        .all(|class| tagged.within(class, work.end, link).is_empty());
    let within = work.end <= link && link <= work.end + AUTHOR;
    within && one && by && untold && are_words(view, work.end, link)
}

/// Whether no mark or number stands among tokens `low..high`.
fn are_words(view: &View, low: usize, high: usize) -> bool {
    let mut tokens = (low..high).map(|at| view.tagged.row.get(at));
    tokens.all(|token| token.is_some_and(|token| token.kind == TokenKind::Word))
}

/// "On 31 January the office counted 900", "counted these prisoners: Poles (900)": the verb that the day opens the
/// sentence of has the number, or what stands before a colon, for its object.
fn counted_then(focus: &Focus, block: usize, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let counts = |at: &usize| tagged.is_word(vocabulary, *at, "counts-then").is_some();
    let here = block == focus.block && tag.end <= focus.from;
    let near = (tag.end..focus.from).len() <= SUBJECT + 2;
    let directly = || (focus.from.saturating_sub(2).max(tag.end)..focus.from).any(|at| counts(&at));
    let colon = || (tag.end..focus.from).find(|at| tagged.written(*at) == ":");
    let listed = || {
        let verb = (tag.end..colon()?).find(counts)?;
        (verb <= tag.end + SUBJECT).then_some(verb)
    };
    here && (near && directly() || listed().is_some())
}

/// "the office said on 3 June": a day behind a verb of saying.
fn said_then(document: &Document, view: &View, tag: &Tag) -> bool {
    let vocabulary = &document.pack.vocabulary;
    let day = mention(view, tag).and_then(|mention| mention.value);
    let word = |at: usize, id: &str| view.tagged.is_word(vocabulary, at, id);
    let long = || word(tag.end - 1, "time-long").is_some();
    let is_short = day.map_or_else(|| !long(), |day| day.days() <= MONTH);
    let speaking = word(tag.start, "time-of-speaking").is_some();
    let sentence = view
        .sentence_of(tag.start)
        .and_then(|at| view.sentences.get(at));
    let opens = !speaking && sentence.is_some_and(|sentence| tag.start <= sentence.low + 1);
    let counts = |speech: &Tag| {
        let between = Span::new(tag.span.end, speech.span.start.max(tag.span.end));
        !view.tagged.numbers_within(between).is_empty()
    };
    // "told the Senate in February": nothing that is counted stands between.
    let told = |speech: &Tag| {
        let (low, high) = (speech.end, tag.start);
        let classes = [Class::Group, Class::Measure, Class::Offence];
        let closes = view.tagged.row.get(tag.end);
        let closes = closes.is_none_or(|token| token.kind == TokenKind::Mark)
            || word(tag.end, "told-what").is_some();
        let dated = tag.start.checked_sub(1);
        low < high
            && closes
            && dated.is_some_and(|at| word(at, "said-when").is_some())
            && high - low <= AUDIENCE
            && are_words(view, low, high)
            && classes
                .into_iter()
                .all(|class| view.tagged.within(class, low, high).is_empty())
    };
    // "in the state on 1 May", "in the United States today"
    let is_noun = |speech: &Tag| {
        let before = speech.start.checked_sub(1);
        let determined = before.is_some_and(|at| word(at, "phrase-determiner").is_some());
        let mut places = view.tagged.of(Class::Place).iter();
        let named = places.any(|place| place.start < speech.start && place.end == speech.end);
        determined || named
    };
    // "advised that on 1 February it held": the day of what is said.
    let of_what =
        |speech: &Tag| speech.end > speech.start + 1 && view.tagged.breaks_chunk(speech.end - 1);
    is_short
        && view
            .tagged
            .of(Class::Speech)
            .iter()
            .filter(|speech| !of_what(speech) && !is_noun(speech))
            .any(|speech| {
                speech.end == tag.start
                    || speech.end + 1 == tag.start && are_words(view, speech.end, tag.start)
                    || told(speech)
                    || (speaking && speech.start == tag.end)
                    || (opens
                        && (tag.end..=tag.end + SUBJECT).contains(&speech.start)
                        && !counts(speech))
            })
}

/// "Lund & Berg (2022)", "Crime survey (May 2019):": when a work appeared.
fn is_citation(view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let Some(open) = tag.start.checked_sub(1) else {
        return false;
    };
    let Some(name) = open.checked_sub(1) else {
        return false;
    };
    let place = tagged
        .of(Class::Place)
        .iter()
        .any(|place| place.end == open);
    // "Brå 2021:9"
    let numbered = tagged.written(tag.end) == ":"
        && [tag.end, tag.end + 1].iter().all(|at| {
            let token = tagged.row.get(*at);
            token.is_some_and(|token| token.joined)
        });
    // "(Journal of Crime 2024): …"
    let heads = tag.end - tag.start == 1
        && tagged.written(tag.end) == ")"
        && tagged.written(tag.end + 1) == ":"
        && tagged.written(open).starts_with(char::is_uppercase);
    numbered
        || heads
        || tagged.written(open) == "("
            && tagged.written(tag.end) == ")"
            && !place
            && (tagged.written(name).starts_with(char::is_uppercase)
                || tagged
                    .of(Class::Speaker)
                    .iter()
                    .any(|speaker| speaker.end == open))
}

/// "of the asylum seekers who came in 2015, 4 per cent were suspects": when those counted came,
/// and what is told of them later.
fn is_of_arrival(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &focus.document.pack.vocabulary;
    let low = tag.start.saturating_sub(TO_TIME);
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let relative = |at: usize| (at.saturating_sub(2)..at).any(|at| word(at, "relative-word"));
    let verb = (low..tag.start)
        .rev()
        .find(|at| word(*at, "arrival-granted") || (word(*at, "arrival") && relative(*at)));
    let Some(verb) = verb.filter(|_| perfect::is_closed(focus, view, tag)) else {
        return false;
    };
    let told = [Class::Measure, Class::Offence].into_iter();
    let mut told = told.map(|class| tagged.within(class, verb, tag.start));
    told.all(<[Tag]>::is_empty)
}

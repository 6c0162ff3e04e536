//! Noun phrases after "of": what a share may be taken of.

use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::Tagged,
    },
    vocabulary::{Class, TokenKind, Vocabulary},
};

const LONGEST: usize = 16;

/// The noun phrase that begins at token `at`: up to a verb, mark, number or the words for a place or period.
pub fn chunk(tagged: &Tagged, at: usize, high: usize) -> Option<(usize, usize)> {
    let open = high.min(next_span(tagged, at));
    let mut end = at;
    while end < open && end - at < LONGEST {
        let Some(token) = tagged.row.get(end) else {
            break;
        };
        let hyphen =
            token.kind == TokenKind::Mark && matches!(tagged.written(end), "-" | "'" | "’" | "‑");
        if (token.kind == TokenKind::Mark && !hyphen) || token.kind == TokenKind::Number {
            break;
        }
        let breaks = end > at && tagged.breaks_chunk(end) && !is_hyphened(tagged, end);
        if breaks && !is_before_noun(tagged, at, end) {
            break;
        }
        end += 1;
    }
    if end > at {
        // "girls with Kurdish, Malian or Thai roots": a group's name goes on over its commas.
        // So does one of people with their age: "the population aged 17 and over".
        let mut people = [Class::Group, Class::Person]
            .into_iter()
            .flat_map(|class| tagged.of(class));
        let covering = people.find(|tag| tag.start >= at && tag.start < end && tag.end > end);
        end = covering.map_or(end, |tag| tag.end.min(high));
    }
    (end > at).then_some((at, end))
}

/// "all reported rapes", "the committed assaults": a participle right behind the word that opens a noun phrase.
fn is_before_noun(tagged: &Tagged, opens: usize, at: usize) -> bool {
    let vocabulary = tagged.vocabulary();
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let people = || {
        tagged
            .of(Class::Person)
            .iter()
            .any(|tag| tag.start == opens)
    };
    opens + 1 == at && is(opens, "phrase-determiner") && is(at, "narrowing-participle") && !people()
}

/// Where the next span of time or sum of money begins behind token `at`: "sent home | in two years".
fn next_span(tagged: &Tagged, at: usize) -> usize {
    let ends = |number: &&Number| {
        use TakenFor::{Date, Duration, Frequency, Money, Year};
        let span = matches!(number.taken_for, Date | Duration | Frequency | Money | Year);
        span && tagged.token_range(number.span).0 > at
    };
    let next = tagged.numbers().iter().find(ends);
    next.map_or(usize::MAX, |number| tagged.token_range(number.span).0)
}

/// "hit-and-run", "follow-up": a part of one word, and no verb.
pub fn is_hyphened(tagged: &Tagged, at: usize) -> bool {
    let hyphen = |at: usize| matches!(tagged.written(at), "-" | "‑");
    hyphen(at + 1) || at.checked_sub(1).is_some_and(hyphen)
}

/// The chunk at `at` with the words that say where: "inmates in Swiss prisons", "thefts in the station district".
pub fn located(
    tagged: &Tagged,
    vocabulary: &Vocabulary,
    at: usize,
    high: usize,
) -> Option<(usize, usize)> {
    const FAR: usize = 4;
    let (from, to) = chunk(tagged, at, high)?;
    let Some(length) = tagged.is_word(vocabulary, to, "located-in") else {
        return Some((from, to));
    };
    let after = to + length;
    let end = [Class::Place, Class::Measure]
        .into_iter()
        .flat_map(|class| tagged.within(class, to, high.min(after + FAR)))
        .filter(|tag| {
            (after..tag.start.max(after)).all(|at| !tagged.breaks_chunk(at) && !is_mark(tagged, at))
        })
        .map(|tag| past_owned(tagged, tag.end, high))
        .max();
    Some((from, end.unwrap_or(to)))
}

/// "in Dubai's central prison": what the place owns says where, too.
fn past_owned(tagged: &Tagged, end: usize, high: usize) -> usize {
    let owns = matches!(tagged.written(end), "'" | "’");
    let owned = chunk(tagged, end, high).filter(|_| owns);
    owned.map_or(end, |(_, end)| end)
}

/// Whether a phrase that begins at `at` hangs on what stands before: "of them", "in custody".
pub fn is_link(tagged: &Tagged, vocabulary: &Vocabulary, at: usize) -> bool {
    ["share-of", "located-in", "base-word"]
        .iter()
        .any(|id| tagged.is_word(vocabulary, at, id).is_some())
}

fn is_mark(tagged: &Tagged, at: usize) -> bool {
    tagged
        .row
        .get(at)
        .is_some_and(|token| token.kind != TokenKind::Word)
}

/// The chunk at `at`, if it holds a word for justice or for the population.
pub fn justice_chunk(tagged: &Tagged, at: usize, high: usize) -> Option<(usize, usize)> {
    let (from, to) = chunk(tagged, at, high)?;
    let holds = |class: Class| !tagged.within(class, from, to).is_empty();
    (holds(Class::Measure) || holds(Class::Offence)).then_some((from, to))
}

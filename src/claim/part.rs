//! What a quantity is a part of: the noun phrase after "of" or "one in N", or
//! what the second of two counts beside a percentage numbers; whether it is a part
//! at all, and whether its phrase only points back.

use super::{
    focus::{Focus, in_group_name},
    narrowing::whole_phrase,
};
use crate::{
    language::quantity::TakenFor,
    number::Kind,
    rules::chunk,
    vocabulary::{Class, Part},
};

/// Whether a number is written as a part: a percentage, points or a fraction.
pub(super) fn is_part(focus: &Focus) -> bool {
    matches!(
        focus.number.quantity.kind,
        Kind::Percent | Kind::Fraction | Kind::PercentagePoints
    )
}

/// The noun phrase that the quantity is a part of: after "of", or right after "one in N".
pub(super) fn of_phrase(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let mut at = past_marks(focus);
    let high = focus.stretch_high.max(focus.to);
    let parts = matches!(
        focus.number.quantity.kind,
        Kind::Percent | Kind::Fraction | Kind::Vague | Kind::Count
    );
    if !parts {
        return None;
    }
    let vocabulary = &focus.document.pack.vocabulary;
    let joined = focus.to.checked_sub(1).is_some_and(|last| {
        let of = tagged.is_word(vocabulary, last, "percent-of");
        of.is_some() && at == focus.to
    });
    if joined || tagged.word(at) == "of" {
        at += usize::from(!joined);
        if let Some(length) = tagged.is_word(vocabulary, at, "back-pronoun") {
            return Some((at, at + length));
        }
        at = past_total(focus, at);
        // "of Ghent's residents and half of its prisoners": up to the next number.
        let next = next_parted(focus, at);
        let next = focus.coordinate_clause().map_or(next, |end| end.min(next));
        if is_figure_of_place(focus, at) {
            return None;
        }
        return whole_phrase(tagged, vocabulary, at, next)
            .map(|range| apart_from_subject(focus, range))
            .map(|range| past_owner(focus, apart_from_next(focus, range)));
    }
    at = focus.to;
    if let Some(half) = half_the(focus) {
        return Some(half);
    }
    if let Some(noun) = noun_inside(focus) {
        return Some(noun);
    }
    let follows = one_in(focus) || part_of_one(focus) && people_at(focus, at);
    let phrase = || whole_phrase(tagged, vocabulary, at, high);
    (follows && !hangs_on(focus, at))
        .then(phrase)?
        .map(|range| apart_from_subject(focus, range))
}

/// "far below the 31 per cent of Spain": the figure that a place has, and no part of it.
fn is_figure_of_place(focus: &Focus, at: usize) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let article = focus
        .from
        .checked_sub(1)
        .is_some_and(|at| is(at, "definite-article"));
    let low = at + usize::from(is(at, "definite-article"));
    let mut places = tagged.of(Class::Place).iter();
    article && places.any(|tag| tag.start == low && !people_at(focus, low))
}

/// "in half of the rapes | the man was a Dane": where the part opens the clause, an article behind its noun
/// begins the subject.
fn apart_from_subject(focus: &Focus, (low, high): (usize, usize)) -> (usize, usize) {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let before = focus.number.with_bound.0.checked_sub(1);
    if !before.is_some_and(|at| is(at, "located-in")) {
        return (low, high);
    }
    let noun = |end: usize| {
        let nouns = [Class::Offence, Class::Measure].into_iter();
        let mut nouns = nouns.flat_map(|class| tagged.within(class, low, end));
        nouns.any(|tag| tag.end == end)
    };
    let subject = (low + 1..high).find(|at| is(*at, "definite-article") && noun(*at));
    (low, subject.unwrap_or(high))
}

/// "of the arrested and those charged 7 per cent": people joined on are those of the next number, right behind them.
fn apart_from_next(focus: &Focus, (low, high): (usize, usize)) -> (usize, usize) {
    const NEAR: usize = 2;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let next = focus
        .next_quantity(high)
        .filter(|next| *next <= high + NEAR);
    let joined = next.and_then(|_| {
        let joins = |at: &usize| tagged.is_word(vocabulary, *at, "join").is_some();
        (low + 1..high)
            .rev()
            .filter(joins)
            .find(|at| people_at(focus, at + 1))
    });
    (low, joined.unwrap_or(high))
}

/// "of the country's 4,200 prisoners": what the number behind the owner counts belongs to the phrase.
pub(super) fn past_owner(focus: &Focus, (low, high): (usize, usize)) -> (usize, usize) {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let owned = high.checked_sub(1).is_some_and(|at| {
        let apostrophe = |at: usize| matches!(tagged.written(at), "'" | "’");
        apostrophe(at) || at > low && tagged.word(at) == "s" && apostrophe(at - 1)
    });
    let mut numbers = tagged.numbers().iter();
    let number = numbers.find(|number| number.with_bound.0 == high);
    let counted = number.filter(|_| owned).and_then(|number| {
        let end = number.with_bound.1;
        whole_phrase(tagged, vocabulary, end, focus.bounds.high)
    });
    counted.map_or((low, high), |(_, end)| (low, end))
}

/// "half the people in prison", "half the rapes": a fraction whose people or deeds follow with no "of".
fn half_the(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let article = tagged.is_word(vocabulary, focus.to, "phrase-determiner")?;
    let at = past_total(focus, focus.to + article);
    let nouns = [Class::Person, Class::Group, Class::Offence, Class::Measure].into_iter();
    // "half the outstanding murder warrants"
    let (_, end) = chunk::chunk(tagged, at, focus.stretch_high)?;
    let mut nouns = nouns.flat_map(|class| tagged.within(class, at, end));
    let named = nouns.any(|tag| tag.part != Part::Verb);
    let rate = (at..end).any(|at| tagged.is_word(vocabulary, at, "rate-word").is_some());
    if focus.number.quantity.kind != Kind::Fraction || !named || rate {
        return None;
    }
    whole_phrase(tagged, vocabulary, at, focus.stretch_high)
}

/// "most migrants", "most people convicted": those the part is of stand right behind.
fn people_at(focus: &Focus, at: usize) -> bool {
    let people = [Class::Group, Class::Person, Class::Offence].into_iter();
    let mut people = people.flat_map(|class| focus.tagged().of(class));
    people.any(|tag| tag.start == at)
}

/// "one in 40 against …", "one in three was …": no noun follows.
fn hangs_on(focus: &Focus, at: usize) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    tagged.breaks_chunk(at)
        || ["comparing", "preposition", "copula", "join", "clause-verb"]
            .iter()
            .any(|id| tagged.is_word(vocabulary, at, id).is_some())
}

/// "45 of the 2,300 refugees were suspected, or 2 per cent", "a fifth: 90 of the 450 arrested":
/// those whom the second of two counts beside the percentage numbers.
pub(super) fn counted_base(focus: &Focus) -> Option<(usize, usize)> {
    if !matches!(focus.number.quantity.kind, Kind::Percent | Kind::Fraction) {
        return None;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let counts: Vec<(usize, usize)> = tagged
        .numbers_within(focus.bounds.span)
        .iter()
        .filter(|number| number.quantity.kind == Kind::Count)
        .map(|number| number.tokens)
        .collect();
    // "310 of those arrested were foreign (34 per cent)"
    let counted = counts
        .iter()
        .filter(|(_, end)| *end <= focus.from && tagged.word(*end) == "of")
        .filter_map(|(_, end)| whole_phrase(tagged, vocabulary, end + 1, focus.from))
        .filter(|(from, to)| {
            let justice = [Class::Measure, Class::Offence].into_iter();
            let justice = justice.flat_map(|class| tagged.within(class, *from, *to));
            justice.count() > 0 && tagged.is_word(vocabulary, *from, "back-pronoun").is_none()
        })
        .last();
    let pairs = counts.iter().zip(counts.iter().skip(1));
    let pairs = pairs
        .filter(|((_, end), (start, _))| {
            let base = tagged.is_word(vocabulary, *end, "base-word");
            base.is_some_and(|length| end + length == *start)
        })
        .map(|(part, base)| (part.0, base.1))
        .filter(|(part, base)| {
            // Before it in the sentence, or right behind a colon or bracket.
            *base <= focus.from || (focus.to + 1..=focus.to + 2).contains(part)
        })
        .last();
    let Some((_, base)) = pairs else {
        return counted;
    };
    let high = if base <= focus.from {
        focus.from
    } else {
        focus.bounds.high
    };
    if hangs_on(focus, base) {
        return None;
    }
    whole_phrase(tagged, vocabulary, base, high)
}

/// The token behind the marks that close a quotation or an emphasis, and behind a second figure in brackets: "most (58%) of".
fn past_marks(focus: &Focus) -> usize {
    const IN_BRACKETS: usize = 5;
    let tagged = focus.tagged();
    let closes = |at: usize| {
        matches!(
            tagged.written(at),
            "”" | "\"" | "’" | "'" | "*" | "**" | ")"
        )
    };
    let mut at = focus.to;
    while closes(at) {
        at += 1;
    }
    if tagged.written(at) == "(" && focus.stretch_high <= at + 2 {
        let end = (at..at + IN_BRACKETS).find(|at| tagged.written(*at) == ")");
        at = end.map_or(at, |end| end + 1);
    } else if let Some(end) = past_apposed(focus, at).or_else(|| past_aside(focus, at)) {
        at = end;
    }
    if tagged.word(at) == "of" {
        at
    } else {
        focus.to
    }
}

/// "a quarter, or 24.7 per cent, of", "from a fifth to a quarter of": the token behind the second figure for the same part, or behind the comma that closes it.
fn past_apposed(focus: &Focus, at: usize) -> Option<usize> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let comma = |at: usize| matches!(tagged.written(at), "," | "–" | "—");
    let to = tagged.is_word(vocabulary, at, "range-to").is_some();
    let or = |at: usize| tagged.is_word(vocabulary, at, "alternative").is_some();
    if !comma(at) && !to {
        return None;
    }
    let before = focus.from.checked_sub(2);
    if tagged.word(at + 1) == "of" && before.is_some_and(|before| before <= focus.stretch_low) {
        return Some(at + 1);
    }
    let start = at + 1 + usize::from(or(at + 1));
    let mut numbers = tagged.numbers().iter();
    let next = numbers.find(|number| number.with_bound.0 == start)?;
    let end = next.with_bound.1;
    let parts = matches!(next.quantity.kind, Kind::Percent | Kind::Fraction);
    parts.then_some(end + usize::from(comma(end)))
}

/// "Forty per cent, they say, of", "seven per cent or so, of": the "of" behind a few words between commas.
fn past_aside(focus: &Focus, at: usize) -> Option<usize> {
    const SHORT: usize = 5;
    let tagged = focus.tagged();
    let comma = |at: usize| matches!(tagged.written(at), "," | "–" | "—");
    let vocabulary = &focus.document.pack.vocabulary;
    let starts = comma(at) || tagged.is_word(vocabulary, at, "alternative").is_some();
    let high = focus.stretch_high.min(at + SHORT);
    let close = (at + 1..high).find(|at| comma(*at)).filter(|_| starts)?;
    Some(close + 1)
}

/// Where the next number of the sentence begins that a comma or a joining word parts from token `at`.
fn next_parted(focus: &Focus, at: usize) -> usize {
    let tagged = focus.tagged();
    tagged
        .numbers_within(focus.bounds.span)
        .iter()
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .map(|number| number.with_bound)
        .filter(|&(low, high)| !in_group_name(tagged, low, high))
        .map(|(from, _)| from)
        .find(|from| {
            let vocabulary = &focus.document.pack.vocabulary;
            let joined = || tagged.is_word(vocabulary, *from - 1, "join").is_some();
            // "from 16 per cent of arrests to 19 per cent"
            let changed = || tagged.is_word(vocabulary, *from - 1, "range-to").is_some();
            *from > at && (tagged.written(*from - 1) == "," || joined() || changed())
        })
        .unwrap_or(focus.bounds.high)
}

/// "of the 125,027 arrests": the noun phrase begins after the number.
pub(super) fn past_total(focus: &Focus, at: usize) -> usize {
    let tagged = focus.tagged();
    let before = tagged.is_word(tagged.vocabulary(), at, "before-total");
    let next = at + before.unwrap_or(0);
    let article = tagged
        .is_word(tagged.vocabulary(), at, "definite-article")
        .is_some();
    tagged
        .numbers()
        .iter()
        // "in a quarter of these at least one suspect"
        .filter(|number| article || before.is_none() || number.bound_span.is_none())
        .map(|number| number.with_bound)
        // "of first-time offences" counts nothing.
        .find(|(from, to)| *from == next && !matches!(tagged.written(*to), "-" | "‑"))
        .map_or(at, |(_, to)| to)
}

/// "one in five", "two out of three", "every second": the people follow without "of".
fn one_in(focus: &Focus) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    focus.number.quantity.kind == Kind::Fraction
        && (focus.from..focus.to).any(|at| {
            focus
                .tagged()
                .is_word(vocabulary, at, "fraction-link")
                .is_some()
                || focus.tagged().written(at) == "/"
        })
}

/// "one prisoner in 14": the noun stands inside the fraction.
fn noun_inside(focus: &Focus) -> Option<(usize, usize)> {
    if focus.number.quantity.kind != Kind::Fraction {
        return None;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (from, to) = tagged.token_range(focus.number.span);
    let links = |at: usize| tagged.is_word(vocabulary, at, "fraction-link").is_some();
    let link = (from + 1..to).find(|at| links(*at))?;
    (link > from + 1).then_some((from + 1, link))
}

/// Whether a vague word is a part of something: "most of", "a majority of".
pub(super) fn part_of_one(focus: &Focus) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    (focus.from..focus.to).any(|at| {
        focus
            .tagged()
            .is_word(vocabulary, at, "part-word")
            .is_some()
    })
}

/// Whether the words after "of" only point back: "of them", "of whom".
pub(super) fn of_them(focus: &Focus, (from, to): (usize, usize)) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    focus.tagged().is_word(vocabulary, from, "back-pronoun") == Some(to - from)
}

//! When: the nearest period that governs the quantity, in its sentence or, where
//! it names none, in what the sentence goes on from.

use super::{
    carried,
    context::{beyond_break, from_of},
    perfect,
    then::names_time,
    when::{When, is_move, is_span, mention, of_tag, points_back},
};
use crate::{
    claim::{
        Claim, Phrase,
        extract::{self, Before},
        focus::{Focus, Reach},
        model::From,
        relation::Reading,
        stance,
    },
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    number::{Kind, Period},
    rules::{Relation, Stance, pattern::Role},
    vocabulary::{Class, ConceptId},
};

/// Most tokens of the words that compare with a time: "compared with in 2019".
const LINK: usize = 4;

/// Most tokens between a superlative and how long nothing like it was seen.
const FIRST: usize = 7;

/// Most days of a time that others are joined to.
const YEAR: i32 = 366;

pub(in crate::claim) fn period(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
    measure: &ConceptId,
) -> Option<When> {
    let moves = is_move(reading.relation);
    if let Some((low, high)) = reading.bound(Role::Period)
        && let Some(tag) = focus.tagged().within(Class::Period, low, high).first()
    {
        let when = of_tag(focus, focus.block, tag, From::Stretch)?;
        return Some(between_times(focus, tag, when, moves));
    }
    // "the Dutch-born, 9% of the people, were 20% of suspects in 2020": a base has no time of its own.
    let base = !moves && measure.as_str() == "population";
    let level = matches!(reading.relation, Relation::Level | Relation::Share);
    let earlier = !moves && is_earlier_value(focus);
    let stands = |tag: &&Tag| {
        let base = base && !is_coordinated(focus, tag);
        let apart = !moves && !focus.in_stretch(tag) && !focus.is_behind_base(tag);
        let foreign = base && !is_fronted(focus, tag)
            || is_span_of_move(focus, tag, claims)
            || (points_back(focus, focus.view, tag) && !is_from_now(focus, tag));
        let another = (apart && foreign)
            || (level && moved_within(focus, tag, claims))
            || (base && focus.clause_ends_between(tag))
            || (is_of_another(focus, tag) && !(moves && tells_move(focus, tag)))
            || (is_each(focus, tag) && !focus.in_stretch(tag))
            || (!moves && is_of_superlative(focus, tag))
            || (!base && focus.reach(tag).0 > Reach::Shared && is_of_base(focus, tag))
            || (!moves && is_span_apart(focus, tag))
            || (perfect::is_perfect(focus) && perfect::is_of_those_counted(focus, tag))
            || (focus.reach(tag).0 > Reach::Fronted && super::clause::around(focus, tag).is_some())
            || (earlier && tag.start < focus.to);
        !another
            && names_time(focus, focus.block, focus.view, tag)
            && !beyond_break(focus, tag)
            && (moves || !is_baseline(focus, tag))
    };
    let mut standing: Vec<&Tag> = focus.closest(Class::Period);
    standing.retain(stands);
    // "in 2007 4% were suspects in a single year": rather the time that is named.
    standing.sort_by_key(|tag| {
        let far = focus.reach(tag).0 > Reach::Fronted || is_any_time(focus, tag);
        (perfect::is_of_those_counted(focus, tag), far)
    });
    if let Some(tag) = standing.into_iter().next() {
        let clause = || super::clause::around(focus, tag);
        // "now the lowest since we began to count"
        let since = || super::clause::period(focus).filter(|_| moves && is_now(focus, tag));
        return clause()
            .or_else(since)
            .or_else(|| named_again(focus, tag))
            .or_else(|| end_of_range(focus, tag))
            .or_else(|| of_tag(focus, focus.block, tag, from_of(focus, tag)))
            .map(|when| pointed(focus, tag, when))
            .map(|when| between_times(focus, tag, when, moves))
            .map(|when| since_year_before(focus, tag, when, moves))
            .map(|when| with_joined(focus, tag, when));
    }
    if base {
        return carried::from_header(focus);
    }
    if earlier {
        return None;
    }
    // "the ministry wants 600": what is to come has no time of what was.
    let stance = || reading.stance.unwrap_or_else(|| stance::of(focus, before));
    super::clause::period(focus).or_else(|| {
        let told = stance() != Stance::Hypothetical;
        let past = carried::Past {
            focus,
            moves,
            before,
            claims,
        };
        told.then(|| past.period(measure))?
    })
}

/// "up from 875", "12 per cent, after 9": what the number was before the time that is told of the other.
fn is_earlier_value(focus: &Focus) -> bool {
    // "from 800 to 900"
    let on = next_number(focus).is_some_and(|next| led_by(focus, next.with_bound.0, "range-to"));
    focus.stretch_low > focus.bounds.low && led_by(focus, focus.from, "earlier-value") && !on
}

/// Whether a word of a concept stands right before token `at`.
fn led_by(focus: &Focus, at: usize, id: &str) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let link = at.checked_sub(1);
    link.is_some_and(|at| focus.tagged().is_word(vocabulary, at, id).is_some())
}

/// The number behind the figure in its sentence.
fn next_number<'d>(focus: &Focus<'d>) -> Option<&'d Number> {
    let mut numbers = focus.tagged().numbers_within(focus.bounds.span).iter();
    numbers.find(|number| number.with_bound.0 >= focus.to)
}

/// "7% of adults and 12% of suspects in 2022": a time behind or with the other of two shares that
/// one verb has.
fn is_coordinated(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let joined = |start: usize| {
        let only = start.checked_sub(1).filter(|at| word(*at, "no-more-than"));
        let link = only.unwrap_or(start).checked_sub(1);
        link.is_some_and(|at| word(at, "joins-shares"))
    };
    if tag.start >= focus.stretch_high {
        let mut others = tagged.numbers_within(focus.bounds.span).iter();
        let next = others.find(|other| other.tokens.0 >= focus.stretch_high);
        let start = next.map(|next| next.with_bound.0);
        return start.is_some_and(joined);
    }
    tag.end <= focus.from && focus.stretch_low > focus.bounds.low && joined(focus.from)
}

/// "40 more in 2022 than in 2019": the change is from one time to the other, whichever words it has.
fn between_times(focus: &Focus, tag: &Tag, when: When, moves: bool) -> When {
    let Some(from) = when.value.filter(|_| moves && is_baseline(focus, tag)) else {
        return when;
    };
    let tags = focus.tagged().of(Class::Period).iter();
    let mut others = tags.filter(|other| {
        other.start != tag.start && focus.in_stretch(other) && !is_baseline(focus, other)
    });
    let to = others
        .next()
        .and_then(|other| mention(focus.view, other)?.value);
    let to = to.filter(|to| to.end > from.end && others.next().is_none());
    let value = to.map_or(from, |to| Period::new(from.start, to.end));
    Phrase {
        value: Some(value),
        ..when
    }
}

/// "5,880 in 2022, 9% up on the previous year": the change is from the time before to the one that it is
/// told from, and open where none is told.
fn since_year_before(focus: &Focus, tag: &Tag, when: When, moves: bool) -> When {
    let vocabulary = &focus.document.pack.vocabulary;
    let ago = focus.tagged().is_word(vocabulary, tag.end - 1, "time-ago");
    if !moves || ago.is_some() || !points_back(focus, focus.view, tag) {
        return when;
    }
    let tags = focus.tagged().of(Class::Period);
    let told = |other: &Tag| {
        let counted = !points_back(focus, focus.view, other)
            && names_time(focus, focus.block, focus.view, other);
        mention(focus.view, other).filter(|_| counted)?.value
    };
    let earlier = tags.iter().filter(|other| other.end <= tag.start);
    let to = earlier.filter_map(told).next_back();
    let value = match (to, when.value) {
        (Some(to), Some(from)) => (from.end < to.end).then(|| Period::new(from.start, to.end)),
        (Some(_), None) => None,
        // "up 9% on the previous year in 2022"
        (None, _) => {
            let later = tags
                .iter()
                .filter(|other| other.start >= tag.end && focus.in_stretch(other));
            let to = { later }.find_map(told).filter(Period::is_twelve_months);
            let periods = &focus.document.pack.periods;
            let from = to.and_then(|to| periods.find(&when.text, Some(to.end)).first()?.value);
            let from = from.filter(Period::is_twelve_months);
            from.zip(to)
                .map(|(from, to)| Period::new(from.start, to.end))
        }
    };
    Phrase { value, ..when }
}

/// "in 2019, 2020 and 2021": several times, which are one where each follows on the other.
fn with_joined(focus: &Focus, tag: &Tag, when: When) -> When {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let joins = |at: usize| tagged.is_word(vocabulary, at, "join").is_some();
    let next_to = |one: &Tag, other: &Tag| match other.start.saturating_sub(one.end) {
        1 => joins(one.end) || tagged.written(one.end) == ",",
        2 => tagged.written(one.end) == "," && joins(one.end + 1),
        _ => false,
    };
    let all: Vec<&Tag> = tagged.of(Class::Period).iter().collect();
    let mut runs = all.chunk_by(|one, other| next_to(one, other));
    let run = runs.find(|run| run.iter().any(|one| one.start == tag.start));
    let (Some(run), Some([first, .., last])) = (run, run) else {
        return when;
    };
    if run.len() < 2 || !joins(last.start - 1) {
        return when;
    }
    // "300 and 400 in 2019 and 2020": which is of which?
    let numbers = tagged.numbers_within(focus.bounds.span);
    let between = |low: usize, high: usize| {
        let inside = |number: &&Number| {
            let quantity = number.taken_for == TakenFor::Quantity;
            quantity && number.tokens.0 >= low && number.tokens.1 <= high
        };
        numbers.iter().filter(inside).count()
    };
    let before = all.iter().rfind(|one| one.end <= first.start);
    let after = all.iter().find(|one| one.start >= last.end);
    let before = between(before.map_or(0, |one| one.end), first.start);
    let after = between(last.end, after.map_or(focus.bounds.high, |one| one.start));
    let paired = before == run.len() || after == run.len();
    let values = run.iter().map(|one| mention(focus.view, one)?.value);
    let values: Option<Vec<Period>> = values.collect();
    // "from 2011 to 2018 and in the course of their lives"
    let short = |all: &Vec<Period>| all.iter().all(|one| one.days() <= YEAR);
    let Some(values) = values.filter(short) else {
        return when;
    };
    let follows = |pair: &[Period]| match pair {
        [one, other] => one.end.tomorrow().is_ok_and(|day| day == other.start),
        _ => false,
    };
    let one = !paired && values.windows(2).all(follows);
    let ends = values.first().zip(values.last()).filter(|_| one);
    let value = ends.map(|(first, last)| Period::new(first.start, last.end));
    let span = tagged.token_span(first.start, last.end);
    Phrase {
        text: span.of(tagged.text).to_owned(),
        span: Some(extract::source_span(focus.document, focus.block, span)),
        value,
        ..when
    }
}

/// "that year": its own words, and the time of the one that was named before.
fn pointed(focus: &Focus, tag: &Tag, when: When) -> When {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let points = (tag.start..tag.end)
        .any(|at| tagged.is_word(vocabulary, at, "time-pointed") == Some(tag.end - at));
    if !points || when.value.is_some() {
        return when;
    }
    let mut before = tagged.of(Class::Period).iter().rev();
    let value = before
        .find(|named| named.end <= tag.start)
        .and_then(|named| tagged.periods().get(named.period?)?.value);
    Phrase { value, ..when }
}

/// "over that period": the time that was named before.
fn named_again(focus: &Focus, tag: &Tag) -> Option<When> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let again = |tag: &Tag| {
        (tag.start.saturating_sub(1)..=tag.start)
            .any(|at| tagged.is_word(vocabulary, at, "time-same") == Some(tag.end - at))
    };
    if !again(tag) {
        return None;
    }
    let named = tagged.of(Class::Period).iter().rev().find(|named| {
        named.end <= tag.start
            && !again(named)
            && !is_now(focus, named)
            && names_time(focus, focus.block, focus.view, named)
    })?;
    of_tag(focus, focus.block, named, From::Paragraph)
}

/// "…, against 14% of the population at the census": a time behind a share of the people.
fn is_of_base(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let numbers = tagged.numbers_within(focus.bounds.span);
    let last = numbers
        .iter()
        .map(|number| number.tokens.1)
        .filter(|end| *end <= tag.start && *end != focus.to)
        .max();
    let bracketed = tag.start > 0 && tagged.written(tag.start - 1) == "(";
    last.filter(|_| !bracketed).is_some_and(|end| {
        let measures = tagged.within(Class::Measure, end, tag.start);
        measures
            .last()
            .and_then(|measure| focus.document.id(measure))
            .is_some_and(|id| id.as_str() == "population")
    })
}

/// "from 800 to 1,200 in a decade", "it has not moved in a decade; at 12% …": how long a move took.
fn is_span_apart(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let over = (tag.end..focus.from).any(|at| tagged.written(at) == ";");
    is_span(focus, focus.view, tag) && (over || end_of_move(focus).is_some())
}

/// Whether the figure is one end of a move, and the first: "from 800 to 1,200", "by 50 per cent to 1,200".
fn end_of_move(focus: &Focus) -> Option<bool> {
    if led_by(focus, focus.from, "range-from") {
        return Some(true);
    }
    let mut numbers = focus
        .tagged()
        .numbers_within(focus.bounds.span)
        .iter()
        .rev();
    let earlier = numbers.find(|number| number.with_bound.0 < focus.from)?;
    // "by three points to 12 per cent"
    let kinds = [Kind::Percent, Kind::PercentagePoints, Kind::Multiple];
    let kind = earlier.quantity.kind;
    let step = kinds.contains(&kind) && kind != focus.number.quantity.kind;
    let moved = step || led_by(focus, earlier.with_bound.0, "range-from");
    (moved && led_by(focus, focus.from, "range-to")).then_some(false)
}

/// "in a single year", "every day": any time of that length.
fn is_any_time(focus: &Focus, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let length = tag.end - tag.start;
    focus.tagged().is_word(vocabulary, tag.start, "time-any") == Some(length)
}

/// "every day": a number a day, and not what others come to.
fn is_each(focus: &Focus, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    focus
        .tagged()
        .is_word(vocabulary, tag.start, "time-each")
        .is_some()
}

/// "from 2009 to 2017 it rose from 806 to 1,208": the end of the range that the figure is of.
fn end_of_range(focus: &Focus, tag: &Tag) -> Option<When> {
    let tagged = focus.tagged();
    let pack = focus.document.pack;
    let word = |at: usize, id: &str| tagged.is_word(&pack.vocabulary, at, id).is_some();
    let first = end_of_move(focus)?;
    let between = word(tag.start, "range-between");
    if !between && !word(tag.start, "range-from") {
        return None;
    }
    let joins = if between { "phrase-join" } else { "range-to" };
    let to = (tag.start + 1..tag.end).find(|at| word(*at, joins))?;
    let (low, high) = if first {
        (tag.start + 1, to)
    } else {
        (to + 1, tag.end)
    };
    let span = tagged.token_span(low, high);
    let found = pack
        .periods
        .find(span.of(tagged.text), focus.document.draft.context.date);
    Some(Phrase {
        text: span.of(tagged.text).to_owned(),
        span: Some(extract::source_span(focus.document, focus.block, span)),
        from: from_of(focus, tag),
        value: found.first().and_then(|mention| mention.value),
    })
}

/// "now", "today".
fn is_now(focus: &Focus, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    focus
        .tagged()
        .is_word(vocabulary, tag.start, "time-of-speaking")
        .is_some()
}

/// "its first study in ten years": how long nothing like it was seen.
fn is_of_superlative(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let low = tag.start.saturating_sub(FIRST).max(focus.bounds.low);
    is_span(focus, focus.view, tag)
        && (low..tag.start)
            .rev()
            .take_while(|at| !matches!(tagged.written(*at), "," | ";" | ":" | "(" | ")"))
            .any(|at| word(at, "superlative") && !(focus.from..focus.to).contains(&at))
}

/// Whether a time opens its sentence before any number.
fn is_fronted(focus: &Focus, tag: &Tag) -> bool {
    let numbers = focus.tagged().numbers_within(focus.bounds.span);
    let first = numbers
        .iter()
        .find(|number| number.taken_for == TakenFor::Quantity);
    first.is_none_or(|number| tag.span.end <= number.span.start)
}

/// "Ten years ago" at the head of its sentence: told from now, and not from another time.
fn is_from_now(focus: &Focus, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let ago = focus.tagged().is_word(vocabulary, tag.end - 1, "time-ago");
    ago.is_some() && is_fronted(focus, tag)
}

/// "since 2015" behind a figure that another stands before, or how long a move took beside this figure.
fn is_span_of_move(focus: &Focus, tag: &Tag, claims: &[Claim]) -> bool {
    let since = mention(focus.view, tag).is_some_and(|mention| mention.since);
    (since && tag.start > focus.to) || moved_within(focus, tag, claims)
}

/// "rose 9% in two years, to 300": how long a move took that the sentence tells of beside this figure.
fn moved_within(focus: &Focus, tag: &Tag, claims: &[Claim]) -> bool {
    let text = tag.span.of(focus.tagged().text);
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let moved = claims
        .iter()
        .rev()
        .take_while(|claim| claim.block == focus.block && claim.sentence == sentence)
        .any(|claim| {
            is_move(claim.relation)
                && claim
                    .period
                    .as_ref()
                    .is_some_and(|period| period.text == text)
        });
    moved && is_span(focus, focus.view, tag)
}

/// "…, up from 300 in 2019", "(2019: 300)": a time that hangs on another number.
fn is_of_another(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let number = |at: usize| {
        let near = tagged.numbers_within(tagged.row.get(at)?.span());
        let mut near = near.iter();
        near.find(|number| number.taken_for == TakenFor::Quantity)
    };
    let reach = focus.reach(tag).0;
    let behind = tag.start > focus.to;
    // "920 of 3,359 were foreigners in 2024: 27 per cent": the time of the statement that the colon ends.
    let told = reach <= Reach::Shared
        && tag.start > focus.to + 1
        && tagged
            .is_word(vocabulary, tag.start - 1, "preposition")
            .is_some()
        && tagged.written(tag.start - 2) != ",";
    let colon = tagged.written(tag.end) == ":" && number(tag.end + 1).is_some() && !told;
    if (colon && behind) || reach == Reach::Next {
        return true;
    }
    let apart = behind && !focus.in_stretch(tag);
    let beside = || number(tag.start - 1).is_some();
    // "300 in 2019", "300 cases last year", but not "12 Serbs, 9 Poles and 8 Turks last year"
    let before = || {
        let near = number(tag.start.checked_sub(2)?)?;
        let joint = near.with_bound.0.checked_sub(1)?;
        let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
        let listed = near.quantity.kind == focus.number.quantity.kind && word(joint, "join");
        Some(!listed || word(tag.start - 1, "preposition"))
    };
    apart && !focus.is_behind_base(tag) && (beside() || before() == Some(true))
}

/// "rose by 50 per cent to 1,200 between 2016 and 2018": the time behind what the number moved to.
fn tells_move(focus: &Focus, tag: &Tag) -> bool {
    next_number(focus).is_some_and(|next| {
        let moved = led_by(focus, next.with_bound.0, "range-to");
        moved && (next.tokens.1..=next.tokens.1 + 2).contains(&tag.start)
    })
}

/// "300 more than in 2022": the time that another figure is compared with.
fn is_baseline(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let as_of = tag
        .start
        .checked_sub(2)
        .is_some_and(|at| tagged.is_word(vocabulary, at, "as-of") == Some(2));
    let reach = focus.reach(tag).0;
    // "4,156 inmates, fewer than in 2012, and their share slipped to 49 per cent"
    let between = reach == Reach::Fronted && focus.stretch_low > focus.bounds.low;
    let behind = between || matches!(reach, Reach::Shared | Reach::Behind);
    // "half as many again as in 2009 (806)": the number of that time itself.
    let own = tag.end + 1 == focus.from && tagged.written(tag.end) == "(";
    !as_of
        && !own
        && (tag.start > focus.to || behind)
        && (tag.start.saturating_sub(LINK)..tag.start).any(|at| {
            let word = |id: &str| tagged.is_word(vocabulary, at, id);
            let compares = word("comparing").or_else(|| word("moved-from"));
            let end = compares.map(|length| at + length);
            let linked = || tagged.is_word(vocabulary, tag.start - 1, "where").is_some();
            end.is_some_and(|end| end == tag.start || (end + 1 == tag.start && linked()))
        })
}

//! The crime types that a quantity speaks of.

use super::{
    context::{carried, header},
    governing::{is_population, rank},
};
use crate::{
    claim::{
        Phrase,
        document::View,
        extract::{Before, phrase},
        focus::{Focus, tokens_of},
        model::From,
        part::of_them,
        predicate::WEAKEST,
        relation::Reading,
    },
    language::{quantity::TakenFor, tag::Tag},
    number::Kind,
    rules::{chunk, pattern::Role},
    vocabulary::{Class, ConceptId, TokenKind},
};

/// The measure of people of whom no deed is told.
const POPULATION: &str = "population";

/// The crime types named in tokens `low..high`, the general words left out.
pub(super) fn offences(focus: &Focus, low: usize, high: usize) -> Vec<ConceptId> {
    let mut found: Vec<ConceptId> = focus
        .tagged()
        .within(Class::Offence, low, high)
        .iter()
        .filter(|tag| specific(focus, tag))
        .filter_map(|tag| focus.document.id(tag))
        .collect();
    found.dedup();
    found
}

pub(super) fn specific(focus: &Focus, tag: &Tag) -> bool {
    focus.document.attribute(tag, "generic").is_none()
}

/// The crime that a tag in the header of a table's row or column names.
fn of_tag(focus: &Focus, view: &View, tag: &Tag) -> Option<Vec<ConceptId>> {
    let defines = |other: &Tag| other.start <= tag.start && tag.end <= other.end;
    let defined = view.tagged.of(Class::Definition).iter().any(defines);
    let id = focus.document.id(tag)?;
    (specific(focus, tag) && !defined).then(|| vec![id])
}

/// Whether only commas and joining words stand between two crimes.
fn in_list(focus: &Focus, low: usize, high: usize) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    (low..high)
        .all(|at| tagged.written(at) == "," || tagged.is_word(vocabulary, at, "join").is_some())
}

/// "violence against a partner": the end of the words that say whom a crime is against.
fn against(focus: &Focus, end: usize) -> usize {
    let tagged = focus.tagged();
    tagged
        .is_word(&focus.document.pack.vocabulary, end, "crime-against")
        .and_then(|length| chunk::chunk(tagged, end + length, focus.stretch_high))
        .map_or(end, |(_, end)| end)
}

pub(in crate::claim) fn offence(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    measure: &ConceptId,
) -> Option<Phrase<Vec<ConceptId>>> {
    if measure.as_str() == POPULATION {
        return None;
    }
    if let Some(found) = named(focus, reading) {
        return Some(found);
    }
    let tagged = focus.tagged();
    if reading.of.is_some_and(|(low, high)| {
        tagged
            .within(Class::Measure, low, high)
            .iter()
            .any(|tag| is_population(focus, tag))
    }) {
        return None;
    }
    let row = header(focus, Class::Offence, &|view, tag| of_tag(focus, view, tag));
    if row.is_some() {
        return row;
    }
    let own_justice = tagged
        .within(Class::Measure, focus.stretch_low, focus.stretch_high)
        .iter()
        .any(|tag| focus.document.is_justice(tag));
    if !own_justice
        && let Some(found) = offence_phrase(
            focus,
            focus.block,
            focus.bounds.low,
            focus.bounds.high,
            From::Sentence,
        )
    {
        return Some(found);
    }
    let sentence_justice = [Class::Measure, Class::Offence].into_iter().any(|class| {
        tagged
            .within(class, focus.bounds.low, focus.bounds.high)
            .iter()
            .any(|tag| focus.document.is_justice(tag))
    });
    if sentence_justice && !same_crimes(focus, reading, before, measure) {
        return None;
    }
    carried(focus, before, |claim| claim.offence.clone())
}

/// The crime that the words around the number name, the nearest first.
fn named(focus: &Focus, reading: &Reading) -> Option<Phrase<Vec<ConceptId>>> {
    let tagged = focus.tagged();
    if let Some(found) = leads(focus) {
        return Some(found);
    }
    let (clause_low, clause_high) = focus.clause();
    let mut ranges = vec![(focus.from, focus.to)];
    ranges.extend(reading.bound(Role::Offence));
    ranges.extend(reading.bound(Role::Whole).or(reading.of));
    ranges.push((focus.to, focus.unit_end()));
    ranges.push((focus.to, clause_high));
    ranges.push((clause_low, focus.from));
    let told = tagged
        .within(Class::Measure, clause_low, clause_high)
        .iter()
        .any(|tag| focus.document.is_justice(tag) && rank(focus, tag) != WEAKEST);
    if !told {
        ranges.push((focus.to, focus.stretch_high));
        ranges.push((focus.stretch_low, focus.from));
    }
    ranges
        .into_iter()
        .find_map(|(low, high)| offence_phrase(focus, focus.block, low, high, From::Stretch))
        .or_else(|| shared(focus))
}

/// "arrested 18 Afghans, 11 Eritreans and seven Syrians on suspicion of rape": the crime behind
/// the last of several numbers that only commas and joining words part.
fn shared(focus: &Focus) -> Option<Phrase<Vec<ConceptId>>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if focus.number.quantity.kind != Kind::Count {
        return None;
    }
    let mut numbers = tagged
        .numbers_within(focus.bounds.span)
        .iter()
        .filter(|number| {
            number.taken_for == TakenFor::Quantity
                && number.quantity.kind == focus.number.quantity.kind
        })
        .map(|number| tokens_of(tagged, number))
        .filter(|(from, _)| *from >= focus.to)
        .peekable();
    let mut end = focus.to;
    let mut several = false;
    while let Some((_, to)) = numbers.next_if(|(from, _)| {
        let joined = tagged.written(from - 1) == ","
            || tagged
                .is_word(vocabulary, from - 1, "phrase-join")
                .is_some();
        joined && (end..from - 1).all(|at| plain(focus, at))
    }) {
        end = to;
        several = true;
    }
    if !several {
        return None;
    }
    let next = numbers.peek().map_or(focus.bounds.high, |(from, _)| *from);
    let parts = |at: &usize| matches!(tagged.written(*at), "," | ";" | ":" | "–" | "—" | "(");
    let high = (end..next).find(parts).unwrap_or(next);
    let crime = tagged.within(Class::Offence, end, high).first()?;
    let linked = |at: usize| tagged.is_word(vocabulary, at, "narrowing-link").is_some();
    // "312 of them for homicide"
    let own = tagged.is_word(vocabulary, end, "base-word").is_some();
    if own || !linked(crime.start.checked_sub(1)?) {
        return None;
    }
    offence_phrase(focus, focus.block, end, high, From::Sentence)
}

/// Whether a token belongs to a noun phrase: no mark, and no verb before it.
fn plain(focus: &Focus, at: usize) -> bool {
    let tagged = focus.tagged();
    let token = tagged.row.get(at);
    token.is_some_and(|token| token.kind == TokenKind::Word) && !tagged.breaks_chunk(at)
}

/// "ahead of assault (97)", "Theft accounted for 131 of the cases": the crime right before
/// the bracket or the verb that the number stands behind.
fn leads(focus: &Focus) -> Option<Phrase<Vec<ConceptId>>> {
    const VERB: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.from.saturating_sub(VERB).max(focus.stretch_low);
    let bracket = focus
        .from
        .checked_sub(1)
        .filter(|at| tagged.written(*at) == "(");
    let verb = (low..focus.from).find(|at| {
        let length = tagged.is_word(vocabulary, *at, "leads-with");
        length.is_some_and(|length| at + length == focus.from)
    });
    let end = bracket.or(verb)?;
    let crimes = tagged.within(Class::Offence, focus.stretch_low, end);
    let last = crimes.last().filter(|tag| specific(focus, tag))?;
    let near = last.end == end || verb.is_some() || (bracket.is_some() && opens(focus, last, end));
    if !near {
        return None;
    }
    let first = crimes
        .iter()
        .rev()
        .take_while(|tag| in_list(focus, tag.end, last.start))
        .last();
    let start = first.map_or(last.start, |tag| tag.start.min(last.start));
    offence_phrase(focus, focus.block, start, end, From::Stretch)
}

/// "Theft came first (131)": a crime that opens the statement in front of the bracket.
fn opens(focus: &Focus, tag: &Tag, bracket: usize) -> bool {
    let tagged = focus.tagged();
    let parts = |at: usize| matches!(tagged.written(at), "," | ";" | ":" | "(" | ")");
    let opened = tag.start == focus.bounds.low || parts(tag.start - 1);
    opened && !(tag.end..bracket).any(parts)
}

/// Whether the sentence goes on with the crimes of the claim before: it counts the same of
/// them, names none, and speaks of no other and not of all.
fn same_crimes(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    measure: &ConceptId,
) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let near = before
        .filter(|before| before.block == focus.block && before.sentence + 1 >= focus.sentence);
    let Some(before) = near else {
        return false;
    };
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let of_them = reading.of.is_some_and(|of| of_them(focus, of));
    let alike = before.claim.measure.value == *measure || of_them;
    let all = (low..high).any(|at| tagged.is_word(vocabulary, at, "totalling").is_some());
    let crimes = tagged.within(Class::Offence, low, high);
    alike && !all && crimes.is_empty()
}

/// The crime words within tokens `low..high` as one phrase: from the first to the last that belong together.
fn offence_phrase(
    focus: &Focus,
    block: usize,
    low: usize,
    high: usize,
    from: From,
) -> Option<Phrase<Vec<ConceptId>>> {
    let definitions = focus.tagged().of(Class::Definition);
    let defines = |tag: &Tag| {
        definitions
            .iter()
            .any(|other| other.start <= tag.start && tag.end <= other.end)
    };
    // A list goes on over its commas, past the end of the clause.
    let far = high.max(focus.stretch_high.min(focus.bounds.high));
    let tags: Vec<&Tag> = focus
        .tagged()
        .within(Class::Offence, low, far)
        .iter()
        .filter(|tag| specific(focus, tag) && !defines(tag))
        .collect();
    let first = tags.first().filter(|tag| tag.end <= high)?;
    let mut end = first.end;
    let mut ids = vec![focus.document.id(first)?];
    for tag in tags.iter().skip(1) {
        if tag.start > end + 3 || (tag.end > high && !in_list(focus, end, tag.start)) {
            break;
        }
        end = tag.end;
        ids.extend(focus.document.id(tag));
    }
    ids.dedup();
    phrase(focus, block, (first.start, against(focus, end)), from, ids)
}

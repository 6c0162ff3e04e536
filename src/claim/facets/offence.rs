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
        focus::Focus,
        model::From,
        part::of_them,
        predicate::WEAKEST,
        relation::Reading,
        stops,
    },
    draft::BlockKind,
    language::{quantity::TakenFor, tag::Tag},
    number::Kind,
    rules::{chunk, pattern::Role},
    vocabulary::{Class, ConceptId, Part, TokenKind},
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

/// "violence against a partner", "thefts on public transport": the end of the words that say
/// against whom a crime is, or where and how it is done.
fn against(focus: &Focus, end: usize) -> usize {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if let Some(length) = tagged.is_word(vocabulary, end, "crime-how") {
        return end + length;
    }
    tagged
        .is_word(vocabulary, end, "crime-against")
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
    if let Some(found) = named(focus, reading).or_else(|| pointed(focus)) {
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
    if let Some(found) = row.or_else(|| led(focus)) {
        return Some(found);
    }
    let own_justice = tagged
        .within(Class::Measure, focus.stretch_low, focus.stretch_high)
        .iter()
        .any(|tag| focus.document.is_justice(tag));
    // "…; for fraud it doubled to 240"
    let mark = |at: &usize| matches!(tagged.written(*at), ";" | "–" | "—");
    let statement = (focus.bounds.low..focus.stretch_low).rev().find(mark);
    if let (false, Some(low)) = (own_justice, statement)
        && let Some(found) = offence_phrase(focus, focus.block, low, focus.from, From::Sentence)
    {
        return Some(found);
    }
    if !own_justice
        && let Some(found) = offence_phrase(
            focus,
            focus.block,
            focus.bounds.low,
            up_to(focus),
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
        return topic(focus, measure);
    }
    carried(focus, before, |claim| claim.offence.clone()).or_else(|| topic(focus, measure))
}

/// "Suspects of theft in Chad:" above a list, or before a table: the only crime of the sentence that leads to an
/// item or cell, where its own words speak of none and not of all.
fn led(focus: &Focus) -> Option<Phrase<Vec<ConceptId>>> {
    let document = focus.document;
    let start = document.run_start(focus.block);
    let block = match focus.view.kind {
        BlockKind::ListItem {
            lead_in: Some(lead),
        } => *lead,
        BlockKind::ListItem { .. } => start.checked_sub(1)?,
        _ => document.cell(focus.block).and(start.checked_sub(1))?,
    };
    let own = focus.tagged();
    let own = own.within(Class::Offence, focus.bounds.low, focus.bounds.high);
    let view = document.views.get(block).filter(|_| own.is_empty())?;
    let sentence = view.sentences.last()?;
    let told = view
        .tagged
        .within(Class::Offence, sentence.low, sentence.high);
    let mut crimes = told
        .iter()
        .filter_map(|tag| Some((tag, of_tag(focus, view, tag)?)));
    let (first, ids) = crimes.next()?;
    let only = crimes.all(|(_, other)| other == ids);
    let tokens = (first.start, first.end);
    only.then(|| phrase(focus, block, tokens, From::LeadIn, ids))?
}

/// The end of the words that may still name the number's crime: what stands behind the next
/// number is told of that one, but where both share it ("37 per cent of A and 42 per cent of B had
/// robbed", "half of the 1,740 had robbed").
fn up_to(focus: &Focus) -> usize {
    const NEAR: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let numbers = tagged.numbers_within(focus.bounds.span).iter();
    let later = numbers.filter(|number| number.taken_for == TakenFor::Quantity);
    let later = later.map(|number| (number.with_bound, number.quantity.kind));
    let mut end = focus.to;
    for ((from, to), kind) in later.filter(|((from, _), _)| *from >= focus.stretch_high) {
        let alike = kind == focus.number.quantity.kind;
        let joined = from.checked_sub(1).is_some_and(|at| {
            tagged.written(at) == "(" || alike && (word(at, "alternative") || word(at, "denies"))
        });
        let whole = tagged.word(end) == "of" && from <= end + NEAR;
        if !joined && !whole {
            return from;
        }
        end = to;
    }
    focus.bounds.high
}

/// Most sentences back that a crime is still the subject.
const BACK: usize = 3;
/// Most words between "mostly" and the crime of which it says so.
const MOSTLY: usize = 3;

/// "The post is about rapes. Of the suspects 31 were Syrian": the only crime that the words
/// before speak of, where the number's own speak of none and not of all.
fn topic(focus: &Focus, measure: &ConceptId) -> Option<Phrase<Vec<ConceptId>>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let (low, high) = (focus.clause().0, focus.stretch_high);
    let offenders = |tag: &Tag| rank(focus, tag) == WEAKEST && tag.part != Part::Verb;
    // "Who is jailed for rape? Foreigners are 31% of the total"
    let before = focus.sentence.checked_sub(1);
    let before = before.and_then(|at| focus.view.sentences.get(at));
    let asked = before.is_some_and(|before| tagged.written(before.high - 1) == "?");
    let totals = |at: usize| word(at, "totalling") && !asked;
    let of_all = (low..high).any(|at| totals(at) || word(at, "of-nothing"))
        || tagged
            .within(Class::Measure, low, high)
            .iter()
            .any(offenders);
    let justice = vocabulary.concept(measure).is_some_and(|concept| {
        concept.attributes.get("justice").map(String::as_str) != Some("false")
    });
    let crimes = |low: usize, high: usize| tagged.within(Class::Offence, low, high).iter();
    if of_all || !justice || crimes(low, focus.bounds.high).next().is_some() {
        return None;
    }
    spoken_of(focus, low)
}

/// "Rape was another matter: 31 were inside for such a crime": the crime that words point back to.
fn pointed(focus: &Focus) -> Option<Phrase<Vec<ConceptId>>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let points = |at: usize| focus.tagged().is_word(vocabulary, at, "crime-pointed");
    let at = (focus.stretch_low..focus.stretch_high).find(|at| points(*at).is_some())?;
    spoken_of(focus, at)
}

/// The only crime, or list of crimes, in the words of the sentence before token `low`, or in
/// the nearest sentence before that names any.
fn spoken_of(focus: &Focus, low: usize) -> Option<Phrase<Vec<ConceptId>>> {
    let tagged = focus.tagged();
    let crimes = |low: usize, high: usize| tagged.within(Class::Offence, low, high).iter();
    let back = focus.sentence.saturating_sub(BACK)..focus.sentence;
    let earlier = back.rev().filter_map(|at| focus.view.sentences.get(at));
    let ranges = earlier.map(|sentence| (sentence.low, sentence.high));
    let mut ranges = std::iter::once((focus.bounds.low, low)).chain(ranges);
    let (low, high) = ranges.find(|(low, high)| crimes(*low, *high).next().is_some())?;
    let mut crimes = crimes(low, high).filter(|tag| specific(focus, tag) && !defines(focus, tag));
    let first = crimes.next()?;
    if is_of_most(focus, first) {
        return None;
    }
    let mut end = first.end;
    let mut ids = vec![focus.document.id(first)?];
    for tag in crimes {
        if !in_list(focus, end, tag.start) {
            return None;
        }
        end = tag.end;
        ids.extend(focus.document.id(tag));
    }
    ids.dedup();
    let words = (first.start, against(focus, end));
    phrase(focus, focus.block, words, From::Paragraph, ids)
}

/// "arrested, mostly for theft": the crime of some of them.
fn is_of_most(focus: &Focus, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let low = tag.start.saturating_sub(MOSTLY);
    (low..tag.start).any(|at| focus.tagged().is_word(vocabulary, at, "mostly").is_some())
}

/// Whether a crime only belongs to words that define what is counted: "immigration offences aside".
pub(super) fn defines(focus: &Focus, tag: &Tag) -> bool {
    let mut definitions = focus.tagged().of(Class::Definition).iter();
    definitions.any(|other| other.start <= tag.start && tag.end <= other.end)
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
        .or_else(|| behind_mark(focus, clause_high))
        .or_else(|| shared(focus))
}

/// "were arrested – murder, rape": the crimes right behind the mark that ends the clause.
fn behind_mark(focus: &Focus, mark: usize) -> Option<Phrase<Vec<ConceptId>>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let linked = tagged.is_word(vocabulary, mark + 1, "narrowing-link");
    let at = mark + 1 + linked.unwrap_or(0);
    let crimes = tagged.within(Class::Offence, at, focus.stretch_high);
    let begins = crimes.first().is_some_and(|tag| tag.start == at);
    let last = focus.stretch_high == focus.bounds.high;
    let shown = match tagged.written(mark) {
        "–" | "—" | ":" | "(" => last,
        "," => linked.is_some() && last,
        _ => false,
    };
    (begins && shown)
        .then(|| offence_phrase(focus, focus.block, at, focus.stretch_high, From::Stretch))?
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
        .map(|number| number.with_bound)
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
    let parts = |at: &usize| stops::parts(tagged, *at);
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
    // "for rape 41 and for theft 12"
    let mut alone = tagged
        .within(Class::Offence, focus.stretch_low, focus.from)
        .iter();
    let alone = alone.find(|tag| focus.stands_alone_with(tag));
    let end = bracket.or(verb).or(alone.map(|tag| tag.end))?;
    let crimes = tagged.within(Class::Offence, focus.stretch_low, end);
    let last = crimes.last().filter(|tag| specific(focus, tag))?;
    let first = crimes
        .iter()
        .rev()
        .take_while(|tag| in_list(focus, tag.end, last.start))
        .last();
    let start = first.map_or(last.start, |tag| tag.start.min(last.start));
    offence_phrase(focus, focus.block, start, end, From::Stretch)
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
    // A list goes on over its commas, past the end of the clause.
    let far = high.max(focus.stretch_high.min(focus.bounds.high));
    let tags: Vec<&Tag> = focus
        .tagged()
        .within(Class::Offence, low, far)
        .iter()
        .filter(|tag| specific(focus, tag) && !defines(focus, tag) && !is_of_most(focus, tag))
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

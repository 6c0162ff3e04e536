//! What is counted: the stage of the justice system that governs the quantity.

use super::{
    context::{around, carried, header},
    offence::offences,
    people, total,
};
use crate::{
    claim::{
        Phrase,
        extract::{Before, phrase},
        focus::Focus,
        model::From,
        part::of_them,
        predicate::{WEAKEST, came_later, is_absence, predicate},
        relation::Reading,
    },
    language::tag::Tag,
    number::Kind,
    rules::{Relation, pattern::Role},
    vocabulary::{Class, ConceptId, Part, TokenKind},
};

/// Most words between a verb and the number that it governs.
const NEXT: usize = 3;
/// The measure of people of whom no deed is told.
const POPULATION: &str = "population";

pub(in crate::claim) fn measure(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Phrase<ConceptId> {
    if let Some(fixed) = reading.rule.and_then(|rule| rule.measure.as_deref()) {
        return unwritten(fixed);
    }
    let part = before.filter(|_| is_part_of_them(focus, reading));
    if let Some(found) = carried(focus, part, |claim| Some(claim.measure.clone())) {
        return found;
    }
    if people::counted(focus, reading, before) {
        return unwritten(POPULATION);
    }
    if let Some(deed) = people::of_base(focus) {
        return deed
            .and_then(|tag| measure_phrase(focus, tag, From::Stretch, before))
            .unwrap_or_else(|| unwritten(POPULATION));
    }
    if let Some(found) = said_of_them(focus, reading, before) {
        return found;
    }
    if let Some(found) = sent_away(focus) {
        return found;
    }
    let own = counted_deed(focus, reading).or_else(|| own_measure(focus, reading));
    if let Some(found) = own.and_then(|tag| measure_phrase(focus, tag, From::Stretch, before)) {
        return found;
    }
    let goes_on = before.filter(|before| goes_on(focus, before));
    let near = best_measure(focus, (focus.stretch_low, focus.stretch_high), false);
    let listed = goes_on.filter(|before| {
        let passed_over = |tag: &Tag| {
            lists_crimes(focus, tag, before)
                || only_tells_apart(focus, tag, before)
                || of_number_before(focus, tag, before)
        };
        near.is_none_or(passed_over)
    });
    if let Some(found) = carried(focus, listed, |claim| Some(claim.measure.clone())) {
        return found;
    }
    if let Some(found) = near.and_then(|tag| measure_phrase(focus, tag, From::Stretch, before)) {
        return found;
    }
    let sentence = best_measure(focus, (focus.bounds.low, focus.bounds.high), false)
        .and_then(|tag| measure_phrase(focus, tag, From::Sentence, before));
    if let Some(found) = sentence {
        return found;
    }
    // A base of people does not go on where crimes are told of.
    let crimes = || !offences(focus, focus.stretch_low, focus.stretch_high).is_empty();
    let base = |before: &&Before| before.claim.measure.value.as_str() == POPULATION;
    let goes_on = before.filter(|before| !base(before) || !crimes());
    header(focus, Class::Measure, &|_, tag| focus.document.id(tag))
        .or_else(|| implied(focus))
        .or_else(|| carried(focus, goes_on, |claim| Some(claim.measure.clone())))
        .or_else(|| {
            around(focus, Class::Measure, &|tag| {
                focus
                    .document
                    .id(tag)
                    .filter(|_| !is_population(focus, tag))
            })
        })
        .unwrap_or_else(|| Phrase {
            text: String::new(),
            span: None,
            from: From::Document,
            value: ConceptId::new("offending"),
        })
}

/// A measure that no word of its own names.
fn unwritten(id: &str) -> Phrase<ConceptId> {
    Phrase {
        text: String::new(),
        span: None,
        from: From::Stretch,
        value: ConceptId::new(id),
    }
}

/// "543 of them aliens", "1,020 of them with a record": a part of those whom the figure before counts.
fn is_part_of_them(focus: &Focus, reading: &Reading) -> bool {
    let them = reading.of.is_some_and(|of| of_them(focus, of));
    let told = || governing(focus, focus.unit_end()).is_some();
    them && match focus.number.quantity.kind {
        Kind::Count => !told(),
        _ => reading.relation == Relation::Share,
    }
}

/// Whether the claim before says what this one counts: it stands in the same
/// sentence, and is no base of people beside a number of crimes.
fn goes_on(focus: &Focus, before: &Before) -> bool {
    let crimes = || {
        let tags = focus
            .tagged()
            .within(Class::Offence, focus.stretch_low, focus.stretch_high);
        !tags.is_empty()
    };
    before.block == focus.block
        && before.sentence == focus.sentence
        && (before.claim.measure.value.as_str() != POPULATION || !crimes())
}

/// "charged with 100 assaults, 30 sex crimes": a noun for crimes says only which are counted.
fn lists_crimes(focus: &Focus, tag: &Tag, before: &Before) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let stage = vocabulary
        .concept(&before.claim.measure.value)
        .is_some_and(|concept| concept.rank > WEAKEST);
    stage && rank(focus, tag) == WEAKEST && tag.part != Part::Verb
}

/// "arrested 646 people, 140 of them with a conviction": a part of those whom the figure
/// before counts for what was done to them.
fn only_tells_apart(focus: &Focus, tag: &Tag, before: &Before) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let measure = vocabulary.concept(&before.claim.measure.value);
    let done = measure.is_some_and(|concept| concept.attributes.contains_key("done"));
    done && before.claim.relation == Relation::Level
        && focus.number.quantity.kind == Kind::Count
        && is_attribute(focus, tag)
}

/// "deported 5,530 foreign prisoners in 2009 and 5,395 in 2010": a word that tells whom the
/// number before counts, which was found to be counted for something else.
fn of_number_before(focus: &Focus, tag: &Tag, before: &Before) -> bool {
    let tagged = focus.tagged();
    let mut end = focus.stretch_low;
    while end < focus.from && !tagged.breaks_chunk(end) {
        let token = tagged.row.get(end);
        if token.is_none_or(|token| token.kind != TokenKind::Word) {
            break;
        }
        end += 1;
    }
    let found = before.claim.measure.span;
    let source = phrase(focus, focus.block, (tag.start, tag.end), From::Stretch, ());
    before.claim.relation == Relation::Level
        && focus.number.quantity.kind == Kind::Count
        && tag.end <= end
        && found.is_some_and(|found| source.and_then(|source| source.span) != Some(found))
}

/// "the release of thousands of dangerous criminals": what is done to those counted
/// tells more than the noun they are counted by.
fn counted_deed<'d>(focus: &Focus<'d>, reading: &Reading) -> Option<&'d Tag> {
    let plain = reading.relation == Relation::Level && reading.bound(Role::Measure).is_none();
    // "picked up 8,200 convictions": a noun for a deed is what is counted.
    let of_deeds = || {
        let persons = focus.tagged().of(Class::Person);
        counted_noun(focus).filter(|tag| !persons.iter().any(|person| person.start == tag.start))
    };
    plain.then(|| of_deeds().or_else(|| governing(focus, focus.unit_end())))?
}

/// "Half of those deported have been convicted": what people are said to have done
/// after this was done to them is another measure.
fn since_then(focus: &Focus, tag: &Tag, before: Option<&Before>) -> Option<ConceptId> {
    let vocabulary = &focus.document.pack.vocabulary;
    let verb = tag.part == Part::Verb && focus.document.is_justice(tag);
    let stage = verb || focus.document.attribute(tag, "stage").is_some();
    if !stage || !came_later(focus, tag) {
        return None;
    }
    let then = |concept: usize| vocabulary.concept_at(concept).attributes.get("then");
    let told = focus
        .tagged()
        .within(Class::Measure, focus.bounds.low, tag.start);
    let here = told.iter().find_map(|one| then(one.concept?));
    let counted = before.filter(|before| before.block == focus.block);
    let counted = || vocabulary.index_of(counted?.claim.measure.value.as_str());
    here.or_else(|| then(counted()?))
        .map(|id| ConceptId::new(id))
}

/// "Forty refugees were robbed": what was done to those of whom it is said, and nobody
/// is named who did it.
fn suffered(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    const ARTICLE: usize = 2;
    let suffered = focus.document.attribute(tag, "suffered")?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag);
    let before = tagged.within(Class::Group, focus.stretch_low, tag.start);
    let told = before.iter().any(|group| foreign(&group));
    let doers = [Class::Group, Class::Person].into_iter();
    let mut doers = doers.flat_map(|class| tagged.within(class, tag.end, focus.bounds.high));
    let named = doers.any(|one| {
        let low = one.start.saturating_sub(ARTICLE).max(tag.end);
        let by = (low..one.start).any(|at| tagged.is_word(vocabulary, at, "agent").is_some());
        by && (foreign(&one) || !told)
    });
    let people = tagged
        .of(Class::Person)
        .iter()
        .chain(tagged.of(Class::Group));
    let object = tagged.is_in_quantity(tag.end)
        || tagged
            .is_word(vocabulary, tag.end, "phrase-determiner")
            .is_some();
    let behind_people = people.into_iter().any(|noun| noun.end == tag.start) && !object;
    let low = tag.start.saturating_sub(NEXT).max(focus.bounds.low);
    let passive = (low..tag.start).any(|at| {
        let verb = ["copula", "passive"];
        verb.into_iter()
            .any(|id| tagged.is_word(vocabulary, at, id).is_some())
    });
    ((passive || behind_people) && !named).then(|| ConceptId::new(suffered))
}

/// "Of the 560 deportees 73 have reoffended": what is said of those counted.
fn said_of_them(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<ConceptId>> {
    let of = reading
        .bound(Role::Whole)
        .or(reading.of)
        .map(|(_, end)| end);
    let end = match (reading.relation, focus.number.quantity.kind) {
        (Relation::Incidence, Kind::Percent | Kind::Fraction | Kind::Vague) => {
            of.unwrap_or(focus.to)
        }
        (Relation::Level, Kind::Count | Kind::Vague) if total::base_word(focus).is_none() => {
            of.unwrap_or_else(|| focus.unit_end())
        }
        _ => return None,
    };
    let (_, said) = predicate(focus, end)?;
    // "the 900 booked into jail were charged with 1,400 offences": the next number's.
    let next = said.end + NEXT >= focus.stretch_high && focus.stretch_high < focus.bounds.high;
    if next && reading.relation == Relation::Level && followed_by_number(focus, said.end) {
        return None;
    }
    measure_phrase(focus, said, From::Stretch, before)
}

/// Whether the words from token `at` on run up to the next number: "charged with more than 300".
fn followed_by_number(focus: &Focus, at: usize) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    (at..focus.stretch_high).all(|at| {
        let token = tagged.row.get(at);
        let token = token.filter(|_| tagged.is_word(vocabulary, at, "join").is_none());
        token.is_some_and(|token| token.kind == TokenKind::Word) && !tagged.breaks_chunk(at)
            || tagged.written(at) == "than"
    })
}

/// The measure tag that the quantity's own words name: bound by a rule, in the
/// predicate or the whole, the verb that governs it, or its noun phrase.
fn own_measure<'d>(focus: &Focus<'d>, reading: &Reading) -> Option<&'d Tag> {
    if let Some(tag) = reading
        .bound(Role::Measure)
        .and_then(|bound| best_measure(focus, bound, true))
    {
        return Some(tag);
    }
    let of = reading.bound(Role::Whole).or(reading.of);
    if let Some((_, end)) = of
        && reading.relation == Relation::Incidence
        && let Some(tag) = best_measure(focus, (end, focus.stretch_high.max(end)), false)
    {
        return Some(tag);
    }
    if let Some((low, high)) = of
        && let Some(tag) = best_measure(focus, (low, high), true)
        && (!is_population(focus, tag) || offences(focus, low, high).is_empty())
    {
        return Some(tag);
    }
    let unit = (focus.to, focus.unit_end());
    let rate = !matches!(reading.relation, Relation::Share | Relation::Level);
    governing(focus, unit.1)
        .or_else(|| counted_noun(focus))
        .or_else(|| {
            best_measure(focus, unit, !rate)
                .filter(|tag| rank(focus, tag) != WEAKEST && !is_attribute(focus, tag))
        })
}

/// "266,000 arrests of aliens with criminal records": the noun right behind the number.
fn counted_noun<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let counted = focus.number.quantity.kind == Kind::Count;
    tagged
        .within(Class::Measure, focus.to, focus.unit_end())
        .first()
        .filter(|tag| counted && tag.start <= focus.to + 1 && tag.part != Part::Verb)
        .filter(|tag| rank(focus, tag) > WEAKEST)
        .filter(|tag| !in_group(focus, tag))
}

/// Whether a measure word is a part of a group's name: "foreign prisoners", "the rest of the population".
fn in_group(focus: &Focus, tag: &Tag) -> bool {
    focus
        .tagged()
        .of(Class::Group)
        .iter()
        .any(|group| group.start <= tag.start && tag.end <= group.end)
}

/// The verb of which the quantity is the object ("deported 300 …") or whose subject it is ("300 … were charged").
fn governing<'d>(focus: &Focus<'d>, unit_end: usize) -> Option<&'d Tag> {
    const NEAR: usize = 5;
    if !matches!(focus.number.quantity.kind, Kind::Count | Kind::Vague) {
        return None;
    }
    let verbs = |low: usize, high: usize| {
        focus
            .tagged()
            .within(Class::Measure, low, high)
            .iter()
            .filter(|tag| tag.part == Part::Verb)
    };
    let low = focus.stretch_low.max(focus.from.saturating_sub(NEAR));
    let high = focus.stretch_high.min(unit_end + NEAR);
    let subject = verbs(unit_end.min(high), high).next();
    let object = verbs(low, focus.from)
        .rfind(|tag| !in_group(focus, tag) || tag.end + 2 >= focus.from)
        .filter(|tag| !parted(focus, tag.end));
    match (object, subject) {
        (Some(one), Some(two)) if rank(focus, two) > rank(focus, one) && is_finite(focus, two) => {
            Some(two)
        }
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}

/// "send 400 offenders a year home": a verb before the number, and where behind those counted.
fn sent_away(focus: &Focus) -> Option<Phrase<ConceptId>> {
    const BEFORE: usize = 3;
    const BEHIND: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let counted = matches!(focus.number.quantity.kind, Kind::Count | Kind::Vague);
    let low = focus.stretch_low.max(focus.from.saturating_sub(BEFORE));
    let mut hits = tagged.hits().between(low, focus.from).iter();
    let concept = hits.find_map(|hit| {
        let concept = vocabulary.concept_at(hit.concept);
        let verb = concept.id.as_str() == "sends" && !parted(focus, hit.end);
        verb.then_some(concept)
    })?;
    let end = focus.unit_end();
    let high = focus.stretch_high.min(end + BEHIND);
    let mut behind = focus.to + 1..high;
    let away = behind.any(|at| tagged.is_word(vocabulary, at, "sent-where").is_some());
    let id = concept
        .attributes
        .get("measure")
        .filter(|_| counted && away)?;
    Some(unwritten(id))
}

/// Whether a mark parts token `at` from the number behind it.
fn parted(focus: &Focus, at: usize) -> bool {
    let mark = |at: usize| {
        matches!(
            focus.tagged().written(at),
            "," | ";" | ":" | "–" | "—" | ")"
        )
    };
    (at..focus.from).any(mark)
}

/// Whether a participle has its verb before it: "were convicted", and not "people convicted of theft".
fn is_finite(focus: &Focus, tag: &Tag) -> bool {
    const NEAR: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    (tag.start.saturating_sub(NEAR)..tag.start)
        .any(|at| tagged.is_word(vocabulary, at, "says-of").is_some())
}

/// The measure tag of highest rank within tokens `low..high`, the nearest of these.
pub(super) fn best_measure<'d>(
    focus: &Focus<'d>,
    (low, high): (usize, usize),
    population: bool,
) -> Option<&'d Tag> {
    focus
        .tagged()
        .within(Class::Measure, low, high)
        .iter()
        .filter(|tag| !is_population(focus, tag) || (population && !in_group(focus, tag)))
        .filter(|tag| !is_absence(focus, tag))
        .max_by_key(|tag| {
            // "convicted burglars": the noun alone tells less.
            let weak = rank(focus, tag) == WEAKEST && tag.part != Part::Verb;
            let told = !weak && !is_attribute(focus, tag);
            // Of words that only tell which people, those beside the number.
            let beside = !told && tag.start >= focus.to && tag.end <= focus.unit_end();
            let distance = std::cmp::Reverse(distance(focus, tag));
            (told, beside, rank(focus, tag), distance)
        })
}

/// "arrests of people with convictions": the convictions only say which people.
fn is_attribute(focus: &Focus, tag: &Tag) -> bool {
    const NEAR: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    // "with convictions or pending charges": the second hangs on the first.
    let joined = tag.start.checked_sub(1).filter(|at| {
        tagged.written(*at) == "/" || tagged.is_word(vocabulary, *at, "alternative").is_some()
    });
    let first = joined.and_then(|at| {
        let earlier = tagged.within(Class::Measure, 0, at);
        earlier.last().filter(|tag| tag.end == at)
    });
    if first.is_some_and(|first| is_attribute(focus, first)) || is_adjective(focus, tag) {
        return true;
    }
    (tag.start.saturating_sub(NEAR)..tag.start).any(|at| {
        tagged
            .is_word(vocabulary, at, "attribute-of")
            .is_some_and(|length| {
                // An adjective may stand between.
                at + length == tag.start || at + length + 1 == tag.start
            })
    })
}

/// "convicted killers", "sentenced foreign inmates": a participle that stands before its noun.
fn is_adjective(focus: &Focus, tag: &Tag) -> bool {
    if tag.part != Part::Verb || is_finite(focus, tag) {
        return false;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let people = [Class::Group, Class::Person].into_iter();
    let mut people = people.flat_map(|class| tagged.of(class));
    let noun =
        people.any(|noun| noun.start == tag.end || (noun.start <= tag.start && tag.end < noun.end));
    let opens = tag.start.checked_sub(1).is_none_or(|at| {
        let word = |id: &str| tagged.is_word(vocabulary, at, id).is_some();
        tagged.is_in_quantity(at)
            || tagged.written(at) == ","
            || ["phrase-determiner", "preposition", "narrowing-link", "join"]
                .into_iter()
                .any(word)
    });
    let relative =
        (tag.end..tag.end + 2).any(|at| tagged.is_word(vocabulary, at, "narrowing-link").is_some());
    noun && opens && !relative
}

fn measure_phrase(
    focus: &Focus,
    tag: &Tag,
    from: From,
    before: Option<&Before>,
) -> Option<Phrase<ConceptId>> {
    let id = since_then(focus, tag, before)
        .or_else(|| suffered(focus, tag))
        .or_else(|| focus.document.id(tag))?;
    phrase(focus, focus.block, (tag.start, tag.end), from, id)
}

/// A group word may say what is counted: deportees.
fn implied(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let hits = focus.tagged().hits();
    let mut inside = hits.between(focus.bounds.low, focus.bounds.high).iter();
    let hit = inside.find(|hit| {
        hit.class == Class::Group
            && hit.end <= focus.bounds.high
            && !vocabulary.concept_at(hit.concept).implies.is_empty()
    })?;
    let id = vocabulary.concept_at(hit.concept).implies.first()?.clone();
    phrase(focus, focus.block, (hit.start, hit.end), From::Sentence, id)
}

pub(super) fn rank(focus: &Focus, tag: &Tag) -> u8 {
    tag.concept
        .map_or(0, |at| focus.document.pack.vocabulary.concept_at(at).rank)
}

fn distance(focus: &Focus, tag: &Tag) -> usize {
    if tag.end <= focus.from {
        focus.from - tag.end
    } else {
        tag.start.saturating_sub(focus.to)
    }
}

pub(super) fn is_population(focus: &Focus, tag: &Tag) -> bool {
    focus
        .document
        .id(tag)
        .is_some_and(|id| id.as_str() == POPULATION)
}

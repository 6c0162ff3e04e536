//! Which of the measure words around a number governs it: the verb whose object or
//! subject it is, the noun it counts, or the words of what it is a part of.
//!
//! Words that only tell which people are counted ("people with convictions", "convicted
//! killers") stand behind those that say what was done to them.

use super::{
    measure::OFFENDING,
    offence::{defines, offences},
    total,
    whole::opening,
};
use crate::{
    claim::{
        focus::Focus,
        narrowing,
        predicate::{WEAKEST, is_absence, stage},
        relation::Reading,
        stops,
    },
    language::tag::Tag,
    number::Kind,
    rules::{Relation, chunk, pattern::Role},
    vocabulary::{Class, ConceptId, Part},
};

/// The measure of people of whom no deed is told.
const POPULATION: &str = "population";

/// "the release of thousands of dangerous criminals": what is done to those counted
/// tells more than the noun they are counted by.
pub(super) fn counted_deed<'d>(focus: &Focus<'d>, reading: &Reading) -> Option<&'d Tag> {
    let plain = reading.relation == Relation::Level && reading.bound(Role::Measure).is_none();
    // "picked up 8,200 convictions": a noun for a deed is what is counted.
    let of_deeds = || {
        let persons = focus.tagged().of(Class::Person);
        counted_noun(focus).filter(|tag| !persons.iter().any(|person| person.start == tag.start))
    };
    plain.then(|| of_deeds().or_else(|| governing(focus, focus.unit_end())))?
}

/// The measure tag that the quantity's own words name: bound by a rule, in the
/// predicate or the whole, the verb that governs it, or its noun phrase.
pub(super) fn own_measure<'d>(focus: &Focus<'d>, reading: &Reading) -> Option<&'d Tag> {
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
        return Some(deed_in_clause(focus, reading, tag).unwrap_or(tag));
    }
    // "Of the victims 11 per cent were Poles; of those convicted, 32"
    let opened = || opening(focus).filter(|(_, end)| focus.stretch_low <= *end);
    let opened = opened().filter(|_| of.is_none() && reading.relation == Relation::Share);
    if let Some(tag) = opened.and_then(|opened| best_measure(focus, opened, false)) {
        return Some(tag);
    }
    if let Some(tag) = behind_next_number(focus) {
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

/// "were charged with one in three robberies": where the part is of crimes, the verb before it
/// in the clause says what was done about them.
fn deed_in_clause<'d>(focus: &Focus<'d>, reading: &Reading, tag: &Tag) -> Option<&'d Tag> {
    let crimes = rank(focus, tag) == WEAKEST && tag.part != Part::Verb;
    let (low, _) = focus.clause();
    let before = focus.tagged().within(Class::Measure, low, focus.from);
    let verb = before.iter().rfind(|one| rank(focus, one) > WEAKEST)?;
    // "were the accused in one in five rapes"
    let named = !is_population(focus, verb) && focus.document.is_justice(verb);
    let told = verb.part == Part::Verb || named;
    let said = told && !is_attribute(focus, verb) && !in_group(focus, verb);
    (crimes && said && reading.relation == Relation::Share).then_some(verb)
}

/// "61 per cent of the country's 4,200 prisoners": what the number of all counts.
fn behind_next_number<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    const NEAR: usize = 5;
    let tagged = focus.tagged();
    let low = focus.stretch_high;
    let parts = |at: usize| stops::parts(tagged, at);
    let near = tagged.word(focus.to) == "of" && low <= focus.to + NEAR && low < focus.bounds.high;
    if !near || (focus.to..low).any(parts) {
        return None;
    }
    let number = tagged
        .numbers_within(focus.bounds.span)
        .iter()
        .map(|number| number.with_bound)
        .find(|(from, _)| *from == low)?;
    let (from, to) = chunk::chunk(tagged, number.1, focus.bounds.high)?;
    best_measure(focus, (from, to), true)
}

/// "3,100 arrests of men with convictions": the noun right behind the number.
fn counted_noun<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let counted = focus.number.quantity.kind == Kind::Count;
    tagged
        .within(Class::Measure, focus.to, focus.unit_end())
        .first()
        .filter(|tag| counted && tag.start <= focus.to + 1 && tag.part != Part::Verb)
        .filter(|tag| rank(focus, tag) > WEAKEST)
        .filter(|tag| !in_group(focus, tag) && !is_attribute(focus, tag))
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
pub(super) fn governing<'d>(focus: &Focus<'d>, unit_end: usize) -> Option<&'d Tag> {
    const NEAR: usize = 5;
    if !matches!(
        focus.number.quantity.kind,
        Kind::Count | Kind::Vague | Kind::Fraction
    ) {
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
    // "14 deported; of suspected terrorists 9", "400 migrants charged with theft walked free"
    let done = |tag: &Tag| !is_adjective(focus, tag) && !is_behind_people(focus, tag);
    let start = unit_end.min(high);
    let ends = |at: &usize| matches!(focus.tagged().written(*at), ";");
    let end = (start..high).find(ends).unwrap_or(high);
    let subject = verbs(start, end).find(|tag| done(tag));
    let object = verbs(low, focus.from)
        .rfind(|tag| !in_group(focus, tag) || tag.end + 2 >= focus.from)
        .filter(|tag| !parted(focus, tag.end) && !is_adjective(focus, tag));
    // "90 were charged and 40 convicted"
    let further = |one: &Tag, two: &Tag| {
        let stages = stage(focus, one).zip(stage(focus, two));
        two.start == focus.to && stages.is_some_and(|(one, two)| two > one)
    };
    let bare = verbs(focus.to, high).next().filter(|tag| done(tag));
    let bare = bare.filter(|two| object.is_some_and(|one| further(one, two)));
    match (object, bare.or(subject)) {
        (_, two) if bare.is_some() => two,
        (Some(one), Some(two)) if rank(focus, two) > rank(focus, one) && is_finite(focus, two) => {
            Some(two)
        }
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}

/// "send 400 offenders a year home", "let 300 thieves go", "put 40 men on trial": a verb before
/// the number, and where behind those counted, which tells what was done to them.
pub(super) fn moved<'d>(focus: &Focus<'d>) -> Option<&'d str> {
    const BEFORE: usize = 3;
    const BEHIND: usize = 6;
    if !matches!(focus.number.quantity.kind, Kind::Count | Kind::Vague) {
        return None;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.stretch_low.max(focus.from.saturating_sub(BEFORE));
    let mut hits = tagged.hits().between(low, focus.from).iter();
    let ways = hits.find_map(|hit| {
        let concept = vocabulary.concept_at(hit.concept);
        let ways = concept.attributes.get("moves")?;
        (!parted(focus, hit.end)).then_some(ways)
    })?;
    let high = focus.stretch_high.min(focus.unit_end() + BEHIND);
    let ends = |at: &usize| matches!(tagged.written(*at), ";");
    let high = (focus.to..high).find(ends).unwrap_or(high);
    let way = |at: usize| {
        let mut ways = ways.split(' ');
        ways.find(|way| tagged.is_word(vocabulary, at, way).is_some())
    };
    let way = (focus.to..high).find_map(way)?;
    let concept = vocabulary.concept(&ConceptId::new(way))?;
    Some(concept.attributes.get("measure")?.as_str())
}

/// Whether a mark parts token `at` from the number behind it.
fn parted(focus: &Focus, at: usize) -> bool {
    (at..focus.from).any(|at| stops::parts(focus.tagged(), at))
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
    let clause = focus.clause();
    focus
        .tagged()
        .within(Class::Measure, low, high)
        .iter()
        .filter(|tag| !is_population(focus, tag) || (population && !in_group(focus, tag)))
        .filter(|tag| !is_absence(focus, tag) && !says_nothing(focus, tag) && !is_doer(focus, tag))
        .filter(|tag| !is_deed(focus, tag) || !defines(focus, tag))
        .max_by_key(|tag| {
            // "convicted burglars": the noun alone tells less.
            let weak = rank(focus, tag) == WEAKEST && tag.part != Part::Verb;
            let told = !weak && !is_attribute(focus, tag);
            // Of words that only tell which people, those beside the number.
            let beside = !told && tag.start >= focus.to && tag.end <= focus.unit_end();
            let distance = std::cmp::Reverse(distance(focus, tag));
            let clause = told && tag.start >= clause.0 && tag.end <= clause.1;
            (told, clause, beside, rank(focus, tag), distance)
        })
}

/// Whether a tag tells of a deed and of no stage of justice: "offences".
fn is_deed(focus: &Focus, tag: &Tag) -> bool {
    focus
        .document
        .id(tag)
        .is_some_and(|id| id.as_str() == OFFENDING)
}

/// "arrests of people with convictions": the convictions only say which people.
pub(super) fn is_attribute(focus: &Focus, tag: &Tag) -> bool {
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
    // "with police records": the link is of the words themselves.
    let linked = tagged.is_word(vocabulary, tag.start, "having").is_some();
    if linked
        || first.is_some_and(|first| is_attribute(focus, first))
        || is_adjective(focus, tag)
        || is_behind_people(focus, tag)
        || is_behind_deed(focus, tag)
    {
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

/// "arrests of convicted criminals": of whom a deed is told that stands before them.
fn is_behind_deed(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let of = tag
        .start
        .checked_sub(1)
        .filter(|at| tagged.word(*at) == "of");
    let mut deeds = tagged.of(Class::Measure).iter();
    let deed = of.and_then(|at| deeds.find(|deed| deed.end == at && deed.part != Part::Verb));
    deed.is_some_and(|deed| rank(focus, deed) > WEAKEST && !is_population(focus, deed))
}

/// "a press release", "the nation's homicides": words of a measure that count nobody.
fn says_nothing(focus: &Focus, tag: &Tag) -> bool {
    let owns = || is_population(focus, tag) && matches!(focus.tagged().written(tag.end), "'" | "’");
    focus.document.attribute(tag, "nothing").is_some() || owns()
}

/// "38,000 Germans fell victim to a refugee suspect", "those hurt by foreign suspects": who did it, where
/// those it was done to are counted.
fn is_doer(focus: &Focus, tag: &Tag) -> bool {
    const NEAR: usize = 6;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let told = |one: &&Tag| {
        let harmed = ["suffered", "caused"]
            .iter()
            .any(|key| focus.document.attribute(one, key).is_some());
        harmed && one.end <= tag.start && tag.start <= one.end + NEAR
    };
    let low = tag.start.saturating_sub(NEAR + NEAR);
    let mut before = tagged.within(Class::Measure, low, tag.start).iter();
    tag.part != Part::Verb
        && before.find(told).is_some_and(|harmed| {
            let between = || harmed.end..tag.start;
            let by = |at: usize| {
                tagged.is_word(vocabulary, at, "agent").is_some()
                    || matches!(tagged.word(at), "to" | "with")
            };
            between().any(by)
                && !between().any(|at| stops::parts(tagged, at) || tagged.is_in_quantity(at))
        })
}

/// "the people this county is deporting": a part of the words behind a group that narrow it.
fn is_behind_people(focus: &Focus, tag: &Tag) -> bool {
    const LONGEST: usize = 14;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if tag.part != Part::Verb || total::base_word(focus).is_some() {
        return false;
    }
    let people = [Class::Group, Class::Person].into_iter();
    let mut people = people.flat_map(|class| tagged.within(class, focus.bounds.low, tag.start));
    people.any(|group| {
        if tag.start > group.end + LONGEST {
            return false;
        }
        let (_, end) = narrowing::grown(tagged, vocabulary, group, focus.bounds.high);
        // "migrants charged with theft walked out of jail"
        let done = |tag: &Tag| tag.start == end && tag.part == Part::Verb;
        let verb = tagged.is_word(vocabulary, end, "says-of").is_some()
            || tagged.of(Class::Measure).iter().any(done);
        group.end <= tag.start && tag.end <= end && verb
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
    let people = people.flat_map(|class| tagged.of(class));
    let offenders = tagged.of(Class::Offence).iter();
    let mut people = people.chain(offenders.filter(|tag| tag.part == Part::Person));
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

/// How much a measure word tells of what is counted, beside others.
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

/// Whether a measure word counts people of whom no deed is told.
pub(super) fn is_population(focus: &Focus, tag: &Tag) -> bool {
    focus
        .document
        .id(tag)
        .is_some_and(|id| id.as_str() == POPULATION)
}

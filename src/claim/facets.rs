//! Facets: what a rule left open is filled from the stretch between the
//! neighbouring quantities, then the sentence, then the claim before, the
//! paragraph, the lead-in or headers, the heading, the dateline, the document.

use super::{
    Claim, Phrase, Whole,
    document::View,
    extract::{Before, phrase},
    focus::Focus,
    model::From,
    relation::Reading,
};
use crate::{
    draft::BlockKind,
    language::tag::Tag,
    number::{Kind, Period},
    rules::{Relation, chunk, pattern::Role},
    vocabulary::{Class, ConceptId, Group, Hit, Part, Who},
};

/// The rank of offending: a noun such as "offenders" says who is counted, and a verb beside it what.
const WEAKEST: u8 = 1;

fn from_of(focus: &Focus, tag: &Tag) -> From {
    if focus.in_stretch(tag) {
        From::Stretch
    } else {
        From::Sentence
    }
}

/// The group phrase a tag stands for.
fn group_phrase(focus: &Focus, block: usize, tag: &Tag, from: From) -> Option<Phrase<Group>> {
    let group = tag.group.clone()?;
    phrase(focus, block, (tag.start, tag.end), from, group)
}

/// The group tag that covers most of tokens `low..high`.
fn group_within<'d>(focus: &Focus<'d>, (low, high): (usize, usize)) -> Option<&'d Tag> {
    focus
        .tagged()
        .within(Class::Group, low, high)
        .iter()
        .max_by_key(|tag| tag.end - tag.start)
}

pub(super) fn population(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<Group>> {
    if let Some(bound) = reading.bound(Role::Population)
        && let Some(tag) = group_within(focus, bound)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    if is_total(focus, reading) {
        return None;
    }
    let unit = (focus.to, focus.unit_end());
    if let Some(tag) = told_by_copula(focus).or_else(|| {
        // "Of the foreigners, 774 were women".
        opening(focus).and_then(|range| group_within(focus, range))
    }) && reading.relation != Relation::Ratio
        && reading.of.is_none()
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    let counts = matches!(focus.number.quantity.kind, Kind::Count | Kind::Vague);
    if counts && let Some(tag) = agent(focus) {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    if counts
        && reading.of.is_none()
        && let Some(tag) = begins_in(focus, unit)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    let of = reading.of.filter(|_| reading.relation == Relation::Share);
    let incidence_of = reading
        .of
        .filter(|_| reading.relation == Relation::Incidence);
    if let Some(of) = incidence_of
        && let Some(tag) = group_within(focus, of)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    if let Some(found) = adjective_group(focus, focus.stretch_low, focus.from) {
        return Some(found);
    }
    let nearest = focus.nearest(Class::Group);
    if !nearest.iter().any(|tag| focus.in_stretch(tag)) {
        let found = from_comparison(focus, claims).or_else(|| listed_country(focus));
        if found.is_some() {
            return found;
        }
    }
    let outside = |tag: &&&Tag| {
        of.is_none_or(|(low, high)| tag.end <= low || tag.start >= high) && !compared(focus, tag)
    };
    let rest = |tag: &&&Tag| {
        tag.group
            .as_ref()
            .is_none_or(|group| group.who != Who::Rest)
    };
    if let Some(tag) = nearest.iter().filter(rest).find(outside) {
        return group_phrase(focus, focus.block, tag, from_of(focus, tag));
    }
    if let Some(of) = of
        && let Some(tag) = group_within(focus, of)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    if let Some(tag) = nearest.first() {
        return group_phrase(focus, focus.block, tag, from_of(focus, tag));
    }
    header(focus, Class::Group, &|_, tag| tag.group.clone())
        .or_else(|| carried(focus, before, |claim| claim.population.clone()))
        .or_else(|| around(focus, Class::Group, &|tag| tag.group.clone()))
        .or_else(|| counted_people(focus))
}

/// The group phrase that begins in tokens `low..high`, wherever it ends.
fn begins_in<'d>(focus: &Focus<'d>, (low, high): (usize, usize)) -> Option<&'d Tag> {
    focus
        .tagged()
        .within(Class::Group, low, focus.stretch_high)
        .iter()
        .find(|tag| tag.start < high)
}

/// The people the number counts, where no group is told at all.
fn counted_people(focus: &Focus) -> Option<Phrase<Group>> {
    let tags = focus
        .tagged()
        .within(Class::Person, focus.to, focus.unit_end());
    let tag = tags.first().filter(|tag| tag.start <= focus.to + 1)?;
    group_phrase(focus, focus.block, tag, From::Stretch)
}

/// "killed by asylum seekers": who did it, where others are counted.
fn agent<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = focus.tagged();
    tagged
        .within(Class::Group, focus.to, focus.stretch_high)
        .iter()
        .filter(|tag| focus.document.is_foreign(tag))
        .find(|tag| {
            let article = tag.start.saturating_sub(2);
            (article..tag.start).any(|at| tagged.is_word(vocabulary, at, "agent").is_some())
        })
}

/// "3,342 were EU nationals": the group that the verb after the number tells.
fn told_by_copula<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if !matches!(
        focus.number.quantity.kind,
        Kind::Count | Kind::Percent | Kind::Fraction
    ) {
        return None;
    }
    let verb = tagged.is_word(vocabulary, focus.to, "copula")?;
    let after = focus.to + verb;
    tagged
        .within(Class::Group, focus.to, focus.stretch_high)
        .iter()
        .find(|tag| tag.start <= after + 1)
}

/// The noun phrase of "Of …," or "Among …," that opens the sentence.
fn opening(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let low = focus.bounds.low;
    let length = tagged.is_word(&focus.document.pack.vocabulary, low, "opening")?;
    let found = chunk::chunk(tagged, low + length, focus.from)?;
    (found.1 < focus.from).then_some(found)
}

/// "Nigeria (727)", "19 per cent Vietnamese": a country or nationality beside a number in a list.
fn listed_country(focus: &Focus) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let kind = focus.number.quantity.kind;
    if !matches!(
        kind,
        Kind::Count | Kind::Percent | Kind::Rate | Kind::Fraction
    ) {
        return None;
    }
    let hit = tagged
        .hits
        .iter()
        .filter(|hit| hit.start >= focus.stretch_low && hit.end <= focus.stretch_high)
        .filter(|hit| hit.end <= focus.from || hit.start >= focus.to)
        .filter(|hit| {
            let concept = vocabulary.concept_at(hit.concept);
            concept.class == Class::Place
                && concept.attributes.contains_key("place")
                && focus.document.host.as_ref() != Some(&concept.id)
                && as_people(focus, hit)
        })
        .min_by_key(|hit| {
            if hit.end <= focus.from {
                (focus.from - hit.end, 0)
            } else {
                (hit.start - focus.to, 1)
            }
        })?;
    people_of(focus, hit)
}

/// Whether a country word stands for its people here: no preposition of place before it, no institution after it.
fn as_people(focus: &Focus, hit: &Hit) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let before = |id: &str| {
        let back = usize::from(hit.start > 0 && tagged.word(hit.start - 1) == "the");
        (hit.start.saturating_sub(3)..hit.start.saturating_sub(back)).any(|at| {
            tagged
                .is_word(vocabulary, at, id)
                .is_some_and(|length| at + length + back == hit.start)
        })
    };
    match hit.part {
        Part::Label => !before("where"),
        _ => tagged.is_word(vocabulary, hit.end, "institution").is_none(),
    }
}

/// A country word as the name of its people.
fn people_of(focus: &Focus, hit: &Hit) -> Option<Phrase<Group>> {
    let country = focus.document.pack.vocabulary.concept_at(hit.concept);
    let group = Group {
        basis: Some(ConceptId::new("nationality")),
        who: Who::Of(country.id.clone()),
        ..Group::everyone()
    };
    phrase(
        focus,
        focus.block,
        (hit.start, hit.end),
        From::Stretch,
        group,
    )
}

/// "the British rate of 14": an adjective beside a word for rate names the group.
fn adjective_group(focus: &Focus, low: usize, high: usize) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let hit = tagged.hits.iter().find(|hit| {
        hit.start >= low
            && hit.end < high
            && hit.part == Part::Adjective
            && tagged.is_word(vocabulary, hit.end, "rate-word").is_some()
    })?;
    people_of(focus, hit)
}

/// "A are half as likely as B: 613 against 1,221": the first figure is A's, the one after "against" B's.
fn from_comparison(focus: &Focus, claims: &[Claim]) -> Option<Phrase<Group>> {
    let sentence = super::extract::source_span(focus.document, focus.block, focus.bounds.span);
    let comparison = claims
        .iter()
        .rev()
        .take_while(|claim| claim.sentence == sentence)
        .find(|claim| claim.comparator.is_some())?;
    let second = focus.from > focus.bounds.low
        && focus
            .tagged()
            .is_word(&focus.document.pack.vocabulary, focus.from - 1, "comparing")
            .is_some();
    if second {
        comparison.comparator.clone()
    } else {
        comparison.population.clone()
    }
}

/// "Of 860 people charged", "85,002 people inside altogether": everybody.
fn is_total(focus: &Focus, reading: &Reading) -> bool {
    if focus.number.quantity.kind != Kind::Count || reading.relation != Relation::Level {
        return false;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let unit = (focus.to, focus.unit_end());
    if !tagged.within(Class::Group, unit.0, unit.1).is_empty() {
        return false;
    }
    let word = |back: usize| {
        focus
            .from
            .checked_sub(back)
            .filter(|at| *at >= focus.bounds.low)
            .map_or("", |at| tagged.word(at))
    };
    let people = !tagged.within(Class::Person, unit.0, unit.1).is_empty()
        || !tagged.within(Class::Measure, unit.0, unit.1).is_empty();
    let of = word(1) == "of" || (word(1) == "the" && word(2) == "of");
    let totalling = (focus.to..focus.stretch_high)
        .any(|at| tagged.is_word(vocabulary, at, "totalling").is_some());
    (of && people) || totalling
}

/// Whether a group tag stands after a word of comparison.
fn compared(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let low = tag.start.saturating_sub(3).max(focus.bounds.low);
    (low..tag.start).any(|at| {
        tagged
            .is_word(&focus.document.pack.vocabulary, at, "comparing")
            .is_some_and(|length| at + length <= tag.start)
    }) && tag.start >= focus.to
}

pub(super) fn comparator(
    focus: &Focus,
    reading: &Reading,
    population: Option<&Phrase<Group>>,
    before: Option<&Before>,
) -> Option<Phrase<Group>> {
    let compares = matches!(
        reading.relation,
        Relation::Ratio | Relation::RelativeDifference | Relation::Difference
    );
    if !compares {
        return None;
    }
    if let Some(bound) = reading.bound(Role::Comparator)
        && let Some(tag) = group_within(focus, bound)
    {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    let taken = population.and_then(|phrase| phrase.span);
    let other = |tag: &&&Tag| {
        let span = super::extract::source_span(focus.document, focus.block, tag.span);
        taken.is_none_or(|taken| !taken.overlaps(span))
    };
    let nearest = focus.nearest(Class::Group);
    let after: Vec<&&Tag> = nearest
        .iter()
        .filter(|tag| tag.start >= focus.to)
        .filter(other)
        .collect();
    let tag = after
        .iter()
        .find(|tag| compared(focus, tag))
        .map(|tag| **tag);
    if let Some(tag) = tag {
        return group_phrase(focus, focus.block, tag, from_of(focus, tag));
    }
    if let Some(found) = adjective_group(focus, focus.to, focus.stretch_high) {
        return Some(found);
    }
    let tag = after.first().map(|tag| **tag);
    let own = tag.and_then(|tag| group_phrase(focus, focus.block, tag, from_of(focus, tag)));
    carried(focus, before, |claim| claim.comparator.clone()).or(own)
}

pub(super) fn whole(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<Whole>> {
    if reading.relation != Relation::Share {
        return None;
    }
    let pronoun = reading.of.is_some_and(|(low, high)| {
        let length = focus
            .tagged()
            .is_word(&focus.document.pack.vocabulary, low, "pronoun");
        length.is_some_and(|length| low + length >= high)
    });
    if pronoun
        && let Some(before) = before
        && let Some(group) = &before.claim.population
    {
        let whole = Whole {
            group: group.value.clone(),
            measure: Some(before.claim.measure.value.clone()),
            offences: Vec::new(),
        };
        return Some(Phrase {
            text: group.text.clone(),
            span: group.span,
            from: From::PreviousClaim,
            value: whole,
        });
    }
    let range = reading
        .bound(Role::Whole)
        .or(reading.of.filter(|_| !pronoun))
        .or_else(|| opening(focus));
    if let Some((low, high)) = range {
        let vocabulary = &focus.document.pack.vocabulary;
        let tagged = focus.tagged();
        let group = tagged
            .within(Class::Group, low, high)
            .first()
            .and_then(|tag| tag.group.clone())
            .unwrap_or_else(Group::everyone);
        let measure = tagged
            .within(Class::Measure, low, high)
            .iter()
            .max_by_key(|tag| tag.concept.map_or(0, |at| vocabulary.concept_at(at).rank))
            .and_then(|tag| focus.document.id(tag));
        let offences = offences(focus, low, high);
        return phrase(
            focus,
            focus.block,
            (low, high),
            From::Stretch,
            Whole {
                group,
                measure,
                offences,
            },
        );
    }
    let before = before.filter(|before| before.block == focus.block)?;
    let mut carried = before.claim.whole.clone()?;
    carried.from = From::PreviousClaim;
    Some(carried)
}

/// The crime types named in tokens `low..high`, the general words left out.
fn offences(focus: &Focus, low: usize, high: usize) -> Vec<ConceptId> {
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

fn specific(focus: &Focus, tag: &Tag) -> bool {
    focus.document.attribute(tag, "generic").is_none()
}

pub(super) fn measure(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Phrase<ConceptId> {
    let fixed = reading.rule.and_then(|rule| rule.measure.as_deref());
    if let Some(fixed) = fixed {
        return Phrase {
            text: String::new(),
            span: None,
            from: From::Stretch,
            value: ConceptId::new(fixed),
        };
    }
    let best = own_measure(focus, reading)
        .or_else(|| best_measure(focus, (focus.stretch_low, focus.stretch_high), false))
        .map(|tag| (tag, From::Stretch));
    if let Some(found) = best.and_then(|(tag, from)| measure_phrase(focus, tag, from)) {
        return found;
    }
    let same_sentence =
        before.filter(|before| before.block == focus.block && before.sentence == focus.sentence);
    if let Some(found) = carried(focus, same_sentence, |claim| Some(claim.measure.clone())) {
        return found;
    }
    let sentence = best_measure(focus, (focus.bounds.low, focus.bounds.high), false)
        .and_then(|tag| measure_phrase(focus, tag, From::Sentence));
    if let Some(found) = sentence {
        return found;
    }
    header(focus, Class::Measure, &|_, tag| focus.document.id(tag))
        .or_else(|| implied(focus))
        .or_else(|| carried(focus, before, |claim| Some(claim.measure.clone())))
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
    let rate = focus.number.quantity.kind == Kind::Rate;
    governing(focus, unit.1)
        .or_else(|| best_measure(focus, unit, !rate).filter(|tag| rank(focus, tag) != WEAKEST))
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
    let object = verbs(low, focus.from).next_back();
    match (object, subject) {
        (Some(one), Some(two)) if rank(focus, two) > rank(focus, one) => Some(two),
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}

/// The measure tag of highest rank within tokens `low..high`, the nearest of these.
fn best_measure<'d>(
    focus: &Focus<'d>,
    (low, high): (usize, usize),
    population: bool,
) -> Option<&'d Tag> {
    focus
        .tagged()
        .within(Class::Measure, low, high)
        .iter()
        .filter(|tag| population || !is_population(focus, tag))
        .max_by_key(|tag| (rank(focus, tag), std::cmp::Reverse(distance(focus, tag))))
}

fn measure_phrase(focus: &Focus, tag: &Tag, from: From) -> Option<Phrase<ConceptId>> {
    let id = focus.document.id(tag)?;
    phrase(focus, focus.block, (tag.start, tag.end), from, id)
}

/// A group word may say what is counted: deportees.
fn implied(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let hit = focus.tagged().hits.iter().find(|hit| {
        hit.start >= focus.bounds.low
            && hit.end <= focus.bounds.high
            && vocabulary.concept_at(hit.concept).class == Class::Group
            && !vocabulary.concept_at(hit.concept).implies.is_empty()
    })?;
    let id = vocabulary.concept_at(hit.concept).implies.first()?.clone();
    phrase(focus, focus.block, (hit.start, hit.end), From::Sentence, id)
}

fn rank(focus: &Focus, tag: &Tag) -> u8 {
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

fn is_population(focus: &Focus, tag: &Tag) -> bool {
    focus
        .document
        .id(tag)
        .is_some_and(|id| id.as_str() == "population")
}

pub(super) fn offence(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<Vec<ConceptId>>> {
    let tagged = focus.tagged();
    let unit = (focus.to, focus.unit_end());
    let mut ranges = vec![];
    ranges.extend(reading.bound(Role::Offence));
    ranges.extend(reading.bound(Role::Whole).or(reading.of));
    ranges.push(unit);
    let (clause_low, clause_high) = focus.clause();
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
    for (low, high) in ranges {
        if let Some(found) = offence_phrase(focus, focus.block, low, high, From::Stretch) {
            return Some(found);
        }
    }
    if reading.of.is_some_and(|(low, high)| {
        tagged
            .within(Class::Measure, low, high)
            .iter()
            .any(|tag| is_population(focus, tag))
    }) {
        return None;
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
    if sentence_justice {
        return None;
    }
    carried(focus, before, |claim| claim.offence.clone())
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
    let tags: Vec<&Tag> = focus
        .tagged()
        .within(Class::Offence, low, high)
        .iter()
        .filter(|tag| specific(focus, tag) && !defines(tag))
        .collect();
    let first = tags.first()?;
    let mut end = first.end;
    let mut ids = vec![focus.document.id(first)?];
    for tag in tags.iter().skip(1) {
        if tag.start > end + 3 {
            break;
        }
        end = tag.end;
        ids.extend(focus.document.id(tag));
    }
    ids.dedup();
    phrase(focus, block, (first.start, end), from, ids)
}

pub(super) fn place(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    population: Option<&Phrase<Group>>,
    comparator: Option<&Phrase<Group>>,
) -> Option<Phrase<ConceptId>> {
    let of_tag = |tag: &Tag, from: From| {
        let id = place_id(focus, tag)?;
        phrase(focus, focus.block, (tag.start, tag.end), from, id)
    };
    if let Some((low, high)) = reading.bound(Role::Place)
        && let Some(tag) = focus.tagged().within(Class::Place, low, high).first()
    {
        return of_tag(tag, From::Stretch);
    }
    let taken = population.and_then(|phrase| phrase.span);
    let nearest: Vec<&Tag> = focus
        .closest(Class::Place)
        .into_iter()
        .filter(|tag| counted_there(focus, focus.view, tag))
        .filter(|tag| {
            let span = super::extract::source_span(focus.document, focus.block, tag.span);
            taken.is_none_or(|taken| !taken.overlaps(span))
        })
        .collect();
    if let Some(tag) = nearest.first() {
        return of_tag(tag, from_of(focus, tag));
    }
    // Of two groups compared, the people of a country imply it beside those from elsewhere, whichever comes first.
    let first = match (population, comparator) {
        (Some(one), Some(other))
            if matches!(one.value.who, Who::Of(_)) && other.value.who == Who::Foreign =>
        {
            population
        }
        _ => comparator,
    };
    if let Some(found) = implied_place(focus, [first, None]) {
        return Some(found);
    }
    if let Some(carried) = carried(focus, before, |claim| {
        claim
            .place
            .clone()
            .filter(|place| place.from != From::Implied)
    }) {
        return Some(carried);
    }
    around(focus, Class::Place, &|tag| {
        let named = focus.document.attribute(tag, "unnamed").is_none();
        (tag.part == Part::Label && named)
            .then(|| place_id(focus, tag))
            .flatten()
    })
    .or_else(|| implied_place(focus, [comparator, population]))
    .or_else(|| dateline(focus))
    .or_else(|| most_about(focus))
}

/// The place a tag names; "the country" is the one that the draft is written from.
fn place_id(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    let id = focus.document.id(tag)?;
    match (
        focus.document.attribute(tag, "unnamed"),
        &focus.document.host,
    ) {
        (Some("country"), Some(host)) => Some(host.clone()),
        _ => Some(id),
    }
}

/// Whether a place is where something was counted, and not where people come from.
fn counted_there(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &focus.document.pack.vocabulary;
    if tag.part != Part::Label {
        return tagged.is_word(vocabulary, tag.end, "institution").is_some();
    }
    let back = usize::from(tag.start > 0 && tagged.word(tag.start - 1) == "the");
    let after_data = tagged
        .of(Class::Source)
        .iter()
        .any(|source| source.end + 1 + back == tag.start);
    after_data
        || !(tag.start.saturating_sub(3)..tag.start.saturating_sub(back)).any(|at| {
            tagged
                .is_word(vocabulary, at, "whence")
                .is_some_and(|length| at + length + back == tag.start)
        })
}

/// "native Danes", "those born in Sweden" imply the country.
fn implied_place(focus: &Focus, groups: [Option<&Phrase<Group>>; 2]) -> Option<Phrase<ConceptId>> {
    let native = ConceptId::new("nationality");
    for group in groups.into_iter().flatten() {
        if let Who::Of(id) | Who::NotOf(id) = &group.value.who {
            let not = matches!(group.value.who, Who::NotOf(_));
            let born = group.value.basis.as_ref() != Some(&native);
            let country = focus
                .document
                .pack
                .vocabulary
                .concept(id)
                .is_some_and(|concept| {
                    concept
                        .attributes
                        .get("place")
                        .is_some_and(|kind| kind == "country")
                });
            let host = focus.document.host.as_ref() == Some(id);
            if country
                && (not || born || host || Some(group.span) == groups[0].map(|group| group.span))
            {
                return Some(Phrase {
                    text: focus.document.pack.vocabulary.label(id).to_owned(),
                    span: None,
                    from: From::Implied,
                    value: id.clone(),
                });
            }
        }
    }
    None
}

fn dateline(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let place = focus.document.draft.context.place.as_ref()?;
    let id = focus.document.pack.vocabulary.named(Class::Place, place)?;
    Some(Phrase {
        text: place.clone(),
        span: None,
        from: From::Dateline,
        value: id,
    })
}

/// The country the document is most about; only for drafts of several paragraphs.
fn most_about(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let document = focus.document;
    let host = document.host.clone()?;
    if document.views.len() < 3 {
        return None;
    }
    Some(Phrase {
        text: document.pack.vocabulary.label(&host).to_owned(),
        span: None,
        from: From::Document,
        value: host,
    })
}

pub(super) fn period(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<Option<Period>>> {
    let of_tag = |tag: &Tag, from: From| {
        let mention = focus.tagged().periods.get(tag.period?)?;
        let span = super::extract::source_span(focus.document, focus.block, mention.span);
        Some(Phrase {
            text: mention.span.of(focus.tagged().text).to_owned(),
            span: Some(span),
            from,
            value: mention.value,
        })
    };
    if let Some((low, high)) = reading.bound(Role::Period)
        && let Some(tag) = focus.tagged().within(Class::Period, low, high).first()
    {
        return of_tag(tag, From::Stretch);
    }
    let moves = |relation: Relation| matches!(relation, Relation::Change | Relation::Extreme);
    let stands = |tag: &&Tag| {
        let since = tag
            .period
            .and_then(|at| focus.tagged().periods.get(at))
            .is_some_and(|mention| mention.since);
        !since || moves(reading.relation) || focus.in_stretch(tag)
    };
    if let Some(tag) = focus.closest(Class::Period).into_iter().find(stands) {
        return of_tag(tag, from_of(focus, tag));
    }
    let before = before.filter(|before| moves(reading.relation) || !moves(before.claim.relation));
    carried(focus, before, |claim| claim.period.clone())
        .or_else(|| {
            header(focus, Class::Period, &|view, tag| {
                Some(view.tagged.periods.get(tag.period?)?.value)
            })
        })
        .or_else(|| from_near_block(focus, before))
}

/// The words for the period of the claim before, from up to two blocks back.
///
/// Too far to date the figure by: the words are told and the value is left open,
/// so that no verdict rests on it.
fn from_near_block(focus: &Focus, before: Option<&Before>) -> Option<Phrase<Option<Period>>> {
    let before = before.filter(|before| focus.block - before.block <= 2)?;
    let mut period = before.claim.period.clone()?;
    period.from = From::Paragraph.max(period.from);
    period.value = None;
    Some(period)
}

/// The first tag of `class` in the headers of a cell's row and column, or in its table's caption.
fn header<T>(
    focus: &Focus,
    class: Class,
    value: &dyn Fn(&View, &Tag) -> Option<T>,
) -> Option<Phrase<T>> {
    focus
        .document
        .headers(focus.block)
        .into_iter()
        .find_map(|block| {
            let view = focus.document.views.get(block)?;
            view.tagged.of(class).iter().find_map(|tag| {
                phrase(
                    focus,
                    block,
                    (tag.start, tag.end),
                    From::LeadIn,
                    value(view, tag)?,
                )
            })
        })
}

pub(super) fn definitions(focus: &Focus) -> Vec<Phrase<ConceptId>> {
    focus
        .tagged()
        .within(Class::Definition, focus.bounds.low, focus.bounds.high)
        .iter()
        .filter_map(|tag| {
            let id = focus.document.id(tag)?;
            phrase(
                focus,
                focus.block,
                (tag.start, tag.end),
                from_of(focus, tag),
                id,
            )
        })
        .collect()
}

/// A facet of the claim before, while the paragraph goes on.
fn carried<T: Clone>(
    focus: &Focus,
    before: Option<&Before>,
    facet: impl Fn(&super::Claim) -> Option<Phrase<T>>,
) -> Option<Phrase<T>> {
    let before = before.filter(|before| before.block == focus.block)?;
    let mut found = facet(before.claim)?;
    found.from = if before.sentence == focus.sentence {
        From::Sentence.max(found.from)
    } else {
        From::PreviousClaim.max(found.from)
    };
    Some(found)
}

/// The nearest tag of `class` before the sentence: in the paragraph, the lead-in and headers, two blocks back, the heading, the headline.
fn around<T>(focus: &Focus, class: Class, value: &dyn Fn(&Tag) -> Option<T>) -> Option<Phrase<T>> {
    let last = |block: usize, view: &View, high: usize, from: From| {
        view.tagged
            .within(class, 0, high)
            .iter()
            .rev()
            .filter(|tag| tag.class != Class::Place || counted_there(focus, view, tag))
            .find_map(|tag| phrase(focus, block, (tag.start, tag.end), from, value(tag)?))
    };
    if let Some(found) = last(focus.block, focus.view, focus.bounds.low, From::Paragraph) {
        return Some(found);
    }
    let views = &focus.document.views;
    if let Some(found) = header(focus, class, &|_, tag| value(tag)) {
        return Some(found);
    }
    if let BlockKind::ListItem {
        lead_in: Some(lead),
    } = focus.view.kind
        && let Some(view) = views.get(*lead)
        && let Some(found) = last(*lead, view, usize::MAX, From::LeadIn)
    {
        return Some(found);
    }
    let mut heading = false;
    for (back, (block, view)) in views.iter().enumerate().take(focus.block).rev().enumerate() {
        let title = *view.kind == BlockKind::Title;
        let head = matches!(view.kind, BlockKind::Heading(_)) || title;
        let near = back < 2 || title || (head && !heading);
        let from = if head { From::Heading } else { From::Paragraph };
        if near && let Some(found) = last(block, view, usize::MAX, from) {
            return Some(found);
        }
        heading |= head;
    }
    None
}

//! What is counted, where the number's own words do not tell it: those spoken of before are
//! only told apart, what is said of them is left open, or a word beside them that by itself
//! tells of no justice does so.

use super::{
    context::carried,
    governing::{is_attribute, is_population, rank},
    headcount::statement,
    measure::{OFFENDING, POPULATION},
    offence::offences,
    since::{measure_phrase, unwritten},
    total,
    whole::opening,
};
use crate::{
    claim::{
        Claim, Phrase,
        extract::{Before, phrase},
        focus::Focus,
        model::From,
        part::of_them,
        predicate::{WEAKEST, is_open, stage},
        relation::Reading,
    },
    language::tag::Tag,
    number::Kind,
    rules::{Relation, pattern::Role},
    vocabulary::{Class, ConceptId, Hit, Part, TokenKind},
};

/// What the claim before counts, where this one is told alike: set against it, left open, or
/// said once more in all.
pub(super) fn alike(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<ConceptId>> {
    // "8% of prisoners against 2% of the population"
    let people = |(low, high): (usize, usize)| {
        let low = low.saturating_sub(1);
        let mut tags = focus.tagged().within(Class::Measure, low, high).iter();
        tags.any(|tag| is_population(focus, tag))
    };
    let part = reading.relation == Relation::Share && reading.of.is_some_and(people);
    let alike = before.filter(|before| {
        before.claim.measure.value.as_str() != POPULATION
            && (reading.compared && !part
                || leaves_open(focus, reading, before)
                || is_bare(focus, reading)
                    && (names_figure(focus, reading, before)
                        || set_against(focus, reading, before))
                || in_all(focus, before))
    });
    // "a third of the 2,966 deported have been convicted – 950 in all": what is said of the part.
    let part =
        alike.filter(|before| in_all(focus, before) && before.claim.relation == Relation::Level);
    let part = part.and_then(|before| part_of(claims, before.claim));
    let counted = |claim: &Claim| Some(part.unwrap_or(claim).measure.clone());
    carried(focus, alike, counted)
}

/// "80% of gang members are citizens": a share of people who are told apart by what they belong to.
pub(super) fn of_members(focus: &Focus, reading: &Reading) -> Option<Phrase<ConceptId>> {
    let (low, high) = reading.of.filter(|_| reading.relation == Relation::Share)?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    // "84% of convicted gang members"
    let mut told = tagged.within(Class::Measure, low, high).iter();
    if told.any(|tag| rank(focus, tag) > WEAKEST) {
        return None;
    }
    let mut inside = tagged.hits().between(low, high).iter();
    inside.find_map(|hit| {
        let concept = vocabulary.concept_at(hit.concept);
        let measure = ConceptId::new(
            concept
                .attributes
                .get("in-whole")
                .filter(|_| hit.end <= high)?,
        );
        phrase(
            focus,
            focus.block,
            (hit.start, hit.end),
            From::Stretch,
            measure,
        )
    })
}

/// "in prison, 12.4% of a population of 87,213", "31 per cent of everybody in it": a share of those who
/// are where those are whom the claim before counts.
pub(super) fn inside_it(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<ConceptId>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (low, high) = reading.bound(Role::Whole).or(reading.of)?;
    let all = |at: usize| tagged.is_word(vocabulary, at, "all-inside").is_some();
    let inside = reading.relation == Relation::Share && (low.saturating_sub(1)..=high).any(all);
    let held = |before: &&Before| {
        let measure = vocabulary.concept(&before.claim.measure.value);
        let near = before.block == focus.block && before.sentence == focus.sentence;
        near && measure.is_some_and(|concept| concept.attributes.contains_key("place"))
    };
    let before = before.filter(|_| inside).filter(held);
    carried(focus, before, |claim| Some(claim.measure.clone()))
}

/// "1,900 burglaries in all, and 740 of the suspects were foreign": crimes that everybody did, of
/// which the words beside them tell only that some were solved.
pub(super) fn of_crimes(
    focus: &Focus,
    reading: &Reading,
    found: &Phrase<ConceptId>,
    before: Option<&Before>,
) -> Option<Phrase<ConceptId>> {
    let tagged = focus.tagged();
    let (low, high) = (focus.to, focus.unit_end());
    let people = [Class::Person, Class::Group, Class::Measure].into_iter();
    let mut people = people.flat_map(|class| tagged.within(class, low, high));
    let suspects = focus.document.pack.vocabulary.concept(&found.value);
    let of_crimes = suspects?.attributes.get("of-crimes")?;
    let deeds = !offences(focus, low, high).is_empty()
        && people.all(|tag| tag.class == Class::Measure && rank(focus, tag) == WEAKEST);
    let total = deeds && total::is_total(focus, reading, before);
    let mut told = tagged.within(Class::Measure, focus.bounds.low, high).iter();
    let verb = told.any(|tag| tag.part == Part::Verb && rank(focus, tag) > WEAKEST);
    (total && !verb).then(|| Phrase {
        value: ConceptId::new(of_crimes),
        ..found.clone()
    })
}

/// "They deported fewer. 3,900 foreign criminals this year": a sentence without a verb counts what
/// was done in the one before it, which has no number.
pub(super) fn headed_by(focus: &Focus, found: &Phrase<ConceptId>) -> Option<Phrase<ConceptId>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let verb = |at: usize| {
        ["finite-verb", "clause-verb", "figure-verb", "says-of"]
            .into_iter()
            .any(|id| tagged.is_word(vocabulary, at, id).is_some())
    };
    let (low, high) = (focus.bounds.low, focus.bounds.high);
    let strong = |tag: &&Tag| rank(focus, tag) > WEAKEST || tag.part == Part::Verb;
    let told = tagged
        .within(Class::Measure, low, high)
        .iter()
        .any(|tag| strong(&tag));
    if found.value.as_str() != OFFENDING || told || (low..high).any(verb) {
        return None;
    }
    let before = focus.view.sentences.get(..focus.sentence)?;
    let numbers = |low: usize, high: usize| tagged.numbers_within(tagged.token_span(low, high));
    let silent = before.iter().rev().take(2);
    let mut silent = silent.take_while(|one| numbers(one.low, one.high).is_empty());
    let tag = silent.find_map(|one| {
        let mut tags = tagged.within(Class::Measure, one.low, one.high).iter();
        tags.rfind(|tag| strong(tag) && !is_population(focus, tag))
    })?;
    measure_phrase(focus, tag, From::Paragraph, None)
}

/// "700 foreign criminals won the right to stay": where only the people are called offenders,
/// a word beside them tells what is counted, which by itself tells of no justice.
pub(super) fn hinted(focus: &Focus, found: &Phrase<ConceptId>) -> Option<Phrase<ConceptId>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let people = [Class::Person, Class::Group].into_iter();
    let mut people =
        people.flat_map(|class| tagged.within(class, focus.bounds.low, focus.bounds.high));
    let mut told = tagged.within(Class::Measure, low, high).iter();
    let named = |tag: &Tag| phrase(focus, focus.block, (tag.start, tag.end), found.from, ());
    let is_found = |tag: &Tag| named(tag).is_some_and(|one| one.span == found.span);
    let offenders = people.any(|noun| {
        let mut tags = tagged.within(Class::Measure, noun.start, noun.end).iter();
        tags.any(is_found)
    });
    let done = told.any(|tag| tag.part == Part::Verb && rank(focus, tag) == WEAKEST);
    if found.value.as_str() != OFFENDING || done || !(offenders || found.text.is_empty()) {
        return None;
    }
    let none = |hit: &&Hit| {
        let mut others = tagged.hits().between(low, high).iter();
        others.any(|other| {
            other.start <= hit.start
                && hit.end <= other.end
                && vocabulary.concept_at(other.concept).id.as_str() == "hint-none"
        })
    };
    let hits = tagged.hits().between(low, high).iter();
    let hints = hits.filter(|hit| !none(hit)).filter_map(|hit| {
        let hints = vocabulary.concept_at(hit.concept).attributes.get("hints")?;
        let distance = hit
            .start
            .abs_diff(focus.to)
            .min(focus.from.abs_diff(hit.end));
        Some((distance, hit, hints))
    });
    let Some((_, hit, hints)) = hints.min_by_key(|(distance, ..)| *distance) else {
        return offenders.then(|| in_prison(focus))?;
    };
    phrase(
        focus,
        focus.block,
        (hit.start, hit.end),
        From::Stretch,
        ConceptId::new(hints),
    )
}

/// "At one prison 125 of 525 offenders are Poles", "1,000 offenders among 8,000 prisoners": where the
/// statement names a prison, those who are in it.
fn in_prison(focus: &Focus) -> Option<Phrase<ConceptId>> {
    const PRISONERS: &str = "prisoners";
    let (low, high) = statement(focus);
    let tags = focus.tagged().within(Class::Measure, low, high);
    let is = |tag: &&Tag| {
        let id = focus.document.id(tag);
        id.is_some_and(|id| id.as_str() == PRISONERS)
    };
    let tag = tags.iter().find(|tag| is(tag) && tag.part != Part::Verb)?;
    measure_phrase(focus, tag, From::Stretch, None)
}

/// "41 of them are rapists", "88 in the hostel had committed crimes": words that only
/// tell apart some of those of whom it was said before what was done to them.
pub(super) fn told_apart(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<ConceptId>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let those = |of: (usize, usize)| of.1 == of.0 + 1 && word(of.0, "demonstrative");
    let pointed = reading.of.filter(|of| of_them(focus, *of) || those(*of));
    let end = pointed.map_or(focus.to, |(_, end)| end);
    let relative = word(end, "relative-word");
    let kind = focus.number.quantity.kind;
    let count = matches!(kind, Kind::Count | Kind::Vague);
    // "At least a dozen are gangsters"
    let are = word(end, "copula") && (pointed.is_some() || count);
    let some = count || matches!(kind, Kind::Fraction | Kind::Percent);
    if !some || (pointed.is_none() && !relative && !are) {
        return None;
    }
    // "468 of them are convicted criminals": what they are, and not what was done to them.
    let people = |tag: &Tag| {
        let mut nouns = tagged.of(Class::Person).iter();
        are && stage(focus, tag).is_some() && nouns.any(|noun| noun.end == tag.end)
    };
    let apart = |tag: &Tag| {
        rank(focus, tag) == WEAKEST && (tag.part != Part::Verb || relative) || people(tag)
    };
    let told = tagged.within(Class::Measure, end, focus.stretch_high);
    if told.is_empty() || !told.iter().all(apart) {
        return None;
    }
    let done = |id: &ConceptId| {
        let concept = vocabulary.concept(id);
        concept.is_some_and(|concept| concept.attributes.contains_key("done"))
    };
    let near = before
        .filter(|before| before.block == focus.block && before.sentence + 1 >= focus.sentence);
    if near.is_some() {
        return carried(focus, near, |claim| Some(claim.measure.clone()))
            .filter(|found| done(&found.value));
    }
    let earlier = focus.view.sentences.get(focus.sentence.checked_sub(1)?)?;
    let mut told = tagged
        .within(Class::Measure, earlier.low, earlier.high)
        .iter()
        .rev();
    let tag = told.find(|tag| focus.document.id(tag).is_some_and(|id| done(&id)))?;
    measure_phrase(focus, tag, From::Paragraph, None)
}

/// "arrested 646 people, 140 of them with a conviction": a part of those whom the figure
/// before counts for what was done to them.
pub(super) fn only_tells_apart(focus: &Focus, tag: &Tag, before: &Before) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let measure = vocabulary.concept(&before.claim.measure.value);
    let done = measure.is_some_and(|concept| concept.attributes.contains_key("done"));
    let level = before.claim.relation == Relation::Level;
    (done && level || ends_change(focus, before))
        && focus.number.quantity.kind == Kind::Count
        && is_attribute(focus, tag)
}

/// "triple transfers of convicted foreigners to 1,500": where the change before the number ends.
fn ends_change(focus: &Focus, before: &Before) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let to = focus.from.checked_sub(1);
    let to = to.and_then(|at| focus.tagged().is_word(vocabulary, at, "range-to"));
    to.is_some() && matches!(before.claim.relation, Relation::Change | Relation::Ratio)
}

/// "deported 5,530 foreign prisoners in 2009 and 5,395 in 2010": a word that tells whom the
/// number before counts, which was found to be counted for something else.
pub(super) fn of_number_before(focus: &Focus, tag: &Tag, before: &Before) -> bool {
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

/// "Not 80% of muggings but 22% of suspects", "thousands of killings by migrants; the state has 39 convictions": a
/// number of crimes beside one that is set against it.
pub(super) fn set_right(focus: &Focus, reading: &Reading) -> Option<Phrase<ConceptId>> {
    let tagged = focus.tagged();
    let of = reading.of.or(reading.bound(Role::Whole));
    let (low, high) = of.unwrap_or((focus.to, focus.unit_end()));
    let crimes = !offences(focus, low, high).is_empty();
    let breaks = |at: usize| {
        let word = tagged.is_word(&focus.document.pack.vocabulary, at, "clause-break");
        word.is_some() || matches!(tagged.written(at), ";" | ":" | "–" | "—")
    };
    let apart = (high..focus.stretch_high).any(breaks);
    (crimes && apart).then(|| unwritten(OFFENDING))
}

/// Whether a tag tells of a later stage than the claim before counts.
pub(super) fn is_further(focus: &Focus, before: &Before, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let measure = vocabulary.concept(&before.claim.measure.value);
    let reached = measure.and_then(|measure| measure.attributes.get("stage"));
    let reached = reached.and_then(|stage| stage.parse::<u8>().ok());
    reached.is_some_and(|reached| stage(focus, tag) > Some(reached))
}

/// "Half of them have reoffended. By May a quarter of the deportees had": what is said of
/// them is what was said before.
fn leaves_open(focus: &Focus, reading: &Reading, before: &Before) -> bool {
    let tagged = focus.tagged();
    let part = matches!(
        focus.number.quantity.kind,
        Kind::Percent | Kind::Fraction | Kind::Vague
    );
    let near = before.block == focus.block && before.sentence + 1 >= focus.sentence;
    let named = |(low, high): (usize, usize)| {
        let mut tags = tagged.within(Class::Measure, low, high).iter();
        tags.any(|tag| focus.document.is_justice(tag))
    };
    // "were expected to reoffend. So far 31 per cent have"
    let bare = || reading.of.is_none() && is_open(focus, focus.to);
    part && near
        && (bare()
            || reading
                .of
                .is_some_and(|of| is_open(focus, of.1) && !named(of)))
}

/// Whether neither the number's own words nor what it is a part of tell what is counted.
fn is_bare(focus: &Focus, reading: &Reading) -> bool {
    let of = reading.bound(Role::Whole).or(reading.of);
    // "Among victims the share was 22 per cent": of all of them, whatever they were counted for before.
    let share = reading.relation == Relation::Share;
    let ahead = opening(focus).filter(|(low, high)| {
        let told = |class: Class| !focus.tagged().within(class, *low, *high).is_empty();
        share && !told(Class::Group)
    });
    let own = [Some((focus.to, focus.unit_end())), of, ahead].into_iter();
    let mut told = own
        .flatten()
        .flat_map(|(low, high)| focus.tagged().within(Class::Measure, low, high));
    reading.bound(Role::Measure).is_none() && told.next().is_none()
}

/// Whether the claim before is near enough to be spoken of, and its number of the same kind.
fn is_of_kind(focus: &Focus, reading: &Reading, before: &Before) -> bool {
    let part = |kind: Kind| matches!(kind, Kind::Percent | Kind::Fraction | Kind::Vague);
    let (one, two) = (focus.number.quantity.kind, before.claim.quantity.kind);
    before.block == focus.block
        && before.sentence + 1 >= focus.sentence
        && (one == two || part(one) && part(two) || reading.relation == before.claim.relation)
}

/// "Strip out border offences and it drops to 31", "for British offenders the rate was 27": the
/// sentence says that same figure of others, whom its words of justice only tell apart.
fn names_figure(focus: &Focus, reading: &Reading, before: &Before) -> bool {
    const VERB: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let low = focus.from.saturating_sub(VERB).max(focus.stretch_low);
    let verb = (low..focus.from)
        .rev()
        .find(|at| is(*at, "figure-verb").is_some());
    let Some(verb) = verb.filter(|_| is_of_kind(focus, reading, before)) else {
        return false;
    };
    let told = |low: usize, high: usize| {
        let tags = tagged.within(Class::Measure, low, high).iter();
        tags.into_iter().any(|tag| rank(focus, tag) > WEAKEST)
    };
    let figure = (focus.stretch_low..verb).rev().find_map(|at| {
        let length = is(at, "the-figure")?;
        let pronoun = is(at, "thing-subject").is_none() || at + length == verb;
        (pronoun).then_some(at + length)
    });
    // "What they were charged with, it comes to 300 thefts": the stage is told in the words before.
    let pronoun = |end: usize| is(end - 1, "thing-subject").is_some();
    let crimes = tagged.within(Class::Offence, focus.to, focus.unit_end());
    figure.is_some_and(|end| {
        let ahead = pronoun(end) && !crimes.is_empty();
        let low = if ahead { focus.stretch_low } else { end };
        !told(low, focus.from)
    })
}

/// "ordered 638 expelled, up from 587": the earlier of two figures, told by the later one.
fn set_against(focus: &Focus, reading: &Reading, before: &Before) -> bool {
    const NEAR: usize = 10;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let from = focus
        .from
        .checked_sub(1)
        .is_some_and(|at| is(at, "range-from"));
    let behind = |at: usize| at == focus.from || at + 1 == focus.from && tagged.written(at) == ".";
    let low = focus.from.saturating_sub(4).max(focus.stretch_low);
    let compared = (low..focus.from).any(|at| {
        let length = tagged.is_word(vocabulary, at, "comparing");
        length.is_some_and(|length| behind(at + length))
    });
    // "from 2.0 to 2.9 once those in prison are added"
    let ends = focus.stretch_low + 1 == focus.from && is(focus.stretch_low, "range-to");
    (from || compared || ends)
        && reading.of.is_none()
        && before.sentence == focus.sentence
        && is_of_kind(focus, reading, before)
        && focus.from <= focus.stretch_low + NEAR
        && focus.stretch_low > focus.bounds.low
        && !is(focus.to, "range-to")
}

/// The claim of a part of those whom `base`, the claim before, counts: "a third of the 2,966", "61 of the 280".
pub(super) fn part_of<'c>(claims: &'c [Claim], base: &Claim) -> Option<&'c Claim> {
    const APART: usize = 12;
    let mut earlier = claims.iter().rev();
    earlier.find(|claim| {
        let near = claim.span.end <= base.span.start && base.span.start <= claim.span.end + APART;
        let fewer = claim.relation == Relation::Level && claim.quantity.value < base.quantity.value;
        let part = fewer || matches!(claim.relation, Relation::Share | Relation::Incidence);
        near && part && claim.block == base.block
    })
}

/// "Some 30 per cent have been convicted – 950 in all": a bare number between marks counts
/// what the claim before does.
fn in_all(focus: &Focus, before: &Before) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (low, high) = focus.clause();
    let empty = [Class::Measure, Class::Offence, Class::Group, Class::Person]
        .into_iter()
        .all(|class| tagged.within(class, low, high).is_empty());
    let total = tagged.is_word(vocabulary, focus.to, "totalling").is_some();
    focus.number.quantity.kind == Kind::Count
        && before.sentence == focus.sentence
        && before.block == focus.block
        && empty
        && total
}

//! What a measure word comes to mean where it stands: an arrest after a removal is
//! reoffending, and those of whom it is said that they were robbed are victims.

use crate::{
    claim::{
        Phrase,
        extract::{Before, phrase},
        focus::Focus,
        model::From,
        predicate::{came_later, stage},
    },
    language::tag::Tag,
    vocabulary::{Class, ConceptId, Part},
};

/// Most words between a participle and its verb.
const NEXT: usize = 3;
/// Most tokens to the words that tell of a further crime.
const AGAIN: usize = 6;
/// The measure of those who offend again.
const REOFFENDING: &str = "reoffending";

/// "Half of those deported have been convicted": what people are said to have done
/// after this was done to them is another measure.
pub(super) fn since_then(focus: &Focus, tag: &Tag, before: Option<&Before>) -> Option<ConceptId> {
    let vocabulary = &focus.document.pack.vocabulary;
    let verb = tag.part == Part::Verb && focus.document.is_justice(tag);
    let stage = verb || focus.document.attribute(tag, "stage").is_some();
    let then = |concept: usize| vocabulary.concept_at(concept).attributes.get("then");
    // "charged 27 of them with fresh offences"
    let behind = focus
        .tagged()
        .within(Class::Measure, tag.end, focus.stretch_high);
    let again = behind
        .iter()
        .find(|one| one.start <= focus.to + AGAIN && one.start <= tag.end + AGAIN);
    let again = again
        .and_then(|one| focus.document.id(one))
        .filter(|id| id.as_str() == REOFFENDING);
    if stage && again.is_some() {
        return again;
    }
    // "half have reoffended, with 8,000 convictions between them"
    let same = before.filter(|before| {
        before.sentence == focus.sentence && before.block == focus.block && tag.part != Part::Verb
    });
    let same = same.map(|before| &before.claim.measure.value);
    let same = same.filter(|id| id.as_str() == REOFFENDING);
    // "and a fifth were in prison": said of them is another thing.
    let said = || {
        let mut between = focus.to..tag.start;
        between.any(|at| focus.tagged().is_word(vocabulary, at, "says-of").is_some())
    };
    if stage && tag.start >= focus.to && same.is_some() && !said() {
        return same.cloned();
    }
    if !stage || !came_later(focus, tag) {
        return None;
    }
    let told = focus
        .tagged()
        .within(Class::Measure, focus.bounds.low, tag.start);
    let here = told.iter().find_map(|one| then(one.concept?));
    // "A third of the deportees have been charged": the group's name tells it.
    let mut names = focus
        .tagged()
        .hits()
        .between(focus.bounds.low, tag.start)
        .iter();
    let named = names.find_map(|hit| {
        let implied = vocabulary.concept_at(hit.concept).implies.first()?;
        then(vocabulary.index_of(implied.as_str())?)
    });
    let counted = before.filter(|before| before.block == focus.block);
    let counted = || vocabulary.index_of(counted?.claim.measure.value.as_str());
    here.or(named)
        .or_else(|| then(counted()?))
        .map(|id| ConceptId::new(id))
}

/// "Forty refugees were robbed": what was done to those of whom it is said, and nobody
/// is named who did it.
fn suffered(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    let suffered = focus.document.attribute(tag, "suffered")?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
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
    let victims = (passive || behind_people) && !is_done_by(focus, tag);
    victims.then(|| ConceptId::new(suffered))
}

/// "Thousands of our people were victims of crimes committed by migrants": victims counted to
/// say what others did.
fn caused(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    let caused = focus.document.attribute(tag, "caused")?;
    let tagged = focus.tagged();
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag);
    let mut before = tagged
        .within(Class::Group, focus.stretch_low, tag.start)
        .iter();
    let mut after = tagged
        .within(Class::Group, tag.end, focus.bounds.high)
        .iter();
    let told = before.find(foreign).is_some();
    let others = !told && after.find(foreign).is_some();
    (others && is_done_by(focus, tag)).then(|| ConceptId::new(caused))
}

/// Whether somebody is named behind who did it: a group told apart by migration, or anybody
/// where those it was done to are none.
fn is_done_by(focus: &Focus, tag: &Tag) -> bool {
    const ARTICLE: usize = 2;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag);
    let before = tagged.within(Class::Group, focus.stretch_low, tag.start);
    let told = before.iter().any(|group| foreign(&group));
    // "Thousands of our people were killed by them"
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    if !told && word(tag.end, "agent") && word(tag.end + 1, "they") {
        return true;
    }
    let doers = [Class::Group, Class::Person].into_iter();
    let mut doers = doers.flat_map(|class| tagged.within(class, tag.end, focus.bounds.high));
    doers.any(|one| {
        let low = one.start.saturating_sub(ARTICLE).max(tag.end);
        let by = (low..one.start).any(|at| tagged.is_word(vocabulary, at, "agent").is_some());
        by && (foreign(&one) || !told)
    })
}

/// "received into Swedish prisons", "committed to the women's prison": those who come in.
fn enters(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    const BETWEEN: usize = 3;
    let entered = focus.document.attribute(tag, "entered")?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = tag.start.saturating_sub(BETWEEN + 2).max(focus.bounds.low);
    let goes = (low..tag.start).any(|at| {
        let end = tagged
            .is_word(vocabulary, at, "goes-into")
            .map(|length| at + length);
        end.is_some_and(|end| end <= tag.start && tag.start <= end + BETWEEN)
    });
    (goes || is_of_intake(focus, tag)).then(|| ConceptId::new(entered))
}

/// "the yearly intake of foreigners into the prisons", "of the prisoners who entered the system": those
/// who come in, told by a noun in the same statement.
fn is_of_intake(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let numbers = tagged.numbers_within(focus.bounds.span).iter();
    let low = numbers
        .map(|number| number.tokens.1)
        .filter(|end| *end <= tag.start)
        .max()
        .unwrap_or(focus.bounds.low);
    let low = low.max(focus.stretch_low.min(tag.start));
    let high = focus.stretch_high.max(tag.end);
    is(tag.end, "who-entered") || (low..high).any(|at| is(at, "intake"))
}

/// "detained in Belgian prisons": where somebody is held says what they are.
fn held_in(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    const NEAR: usize = 3;
    focus.document.attribute(tag, "held-in")?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let behind = tagged.within(Class::Measure, tag.end, focus.bounds.high);
    let place = behind.first().filter(|place| {
        let inside = focus.document.attribute(place, "place").is_some();
        inside && place.start <= tag.end + NEAR
    })?;
    let located = tagged.is_word(vocabulary, tag.end, "located-in").is_some();
    (located && tag.part == Part::Verb).then(|| focus.document.id(place))?
}

/// "half as likely to go to prison": how likely somebody is to be there.
fn chance(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    const BETWEEN: usize = 3;
    let chance = focus.document.attribute(tag, "chance")?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = tag.start.saturating_sub(BETWEEN).max(focus.bounds.low);
    let likely = (low..tag.start).any(|at| {
        tagged.is_word(vocabulary, at, "how-likely").is_some() && tagged.word(at + 1) == "to"
    });
    likely.then(|| ConceptId::new(chance))
}

/// "convicted or accused of theft": of two stages that are left open, the one that all have reached.
fn either(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    const BETWEEN: usize = 3;
    let tagged = focus.tagged();
    let own = stage(focus, tag).filter(|_| tag.part == Part::Verb)?;
    let joined = |low: usize, high: usize| {
        low <= high
            && high <= low + BETWEEN
            && (low..high).any(|at| matches!(tagged.word(at), "or" | "and/or"))
    };
    let mut others = tagged.of(Class::Measure).iter();
    let other = others.find(|other| {
        let beside = joined(tag.end, other.start) || joined(other.end, tag.start);
        beside && stage(focus, other).is_some_and(|other| other < own)
    })?;
    let accused = focus.document.attribute(other, "or-convicted")?;
    Some(ConceptId::new(accused))
}

/// "The tribunal heard 90 cases. Of the accused 31 were foreign": those accused before a court.
fn in_court(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    let charged = focus.document.attribute(tag, "in-court")?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let court = tagged.has_word(vocabulary, 0, focus.bounds.high, "court-word");
    court.then(|| ConceptId::new(charged))
}

/// "should have been thrown out", "rather than being flown home": what was to be done to people
/// and was not.
fn undone(focus: &Focus, tag: &Tag) -> Option<ConceptId> {
    const BEFORE: usize = 5;
    let undone = focus.document.attribute(tag, "undone")?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = tag.start.saturating_sub(BEFORE).max(focus.bounds.low);
    let lead = (low..tag.start).any(|at| {
        let length = tagged.is_word(vocabulary, at, "undone");
        length.is_some_and(|length| at + length == tag.start)
    });
    (lead && tag.part == Part::Verb).then(|| ConceptId::new(undone))
}

pub(super) fn measure_phrase(
    focus: &Focus,
    tag: &Tag,
    from: From,
    before: Option<&Before>,
) -> Option<Phrase<ConceptId>> {
    let id = since_then(focus, tag, before)
        .or_else(|| suffered(focus, tag))
        .or_else(|| caused(focus, tag))
        .or_else(|| enters(focus, tag))
        .or_else(|| held_in(focus, tag))
        .or_else(|| undone(focus, tag))
        .or_else(|| chance(focus, tag))
        .or_else(|| either(focus, tag))
        .or_else(|| in_court(focus, tag))
        .or_else(|| focus.document.id(tag))?;
    phrase(focus, focus.block, (tag.start, tag.end), from, id)
}

/// A group word may say what is counted: deportees.
pub(super) fn implied(focus: &Focus, (low, high): (usize, usize)) -> Option<Phrase<ConceptId>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let hits = focus.tagged().hits();
    let mut inside = hits.between(low, high).iter();
    let hit = inside.find(|hit| {
        hit.class == Class::Group
            && hit.end <= high
            && !vocabulary.concept_at(hit.concept).implies.is_empty()
    })?;
    let id = vocabulary.concept_at(hit.concept).implies.first()?.clone();
    phrase(focus, focus.block, (hit.start, hit.end), From::Sentence, id)
}

/// A measure that no word of its own names.
pub(super) fn unwritten(id: &str) -> Phrase<ConceptId> {
    Phrase {
        text: String::new(),
        span: None,
        from: From::Stretch,
        value: ConceptId::new(id),
    }
}

//! What is counted: the stage of the justice system that governs the quantity.
//!
//! Asked in turn are what a rule fixes, the claim before where the number is a part
//! of its people, numbers of people alone, what is said of those counted, the word
//! that governs the number, the words around it, and at last what came before.

use super::{
    cells,
    context::{around, carried},
    governing::{
        best_measure, counted_deed, governing, is_attribute, is_population, moved, own_measure,
        rank,
    },
    listed::{counts_on, for_crime, lists_crimes, lists_on, of_item_before, said_of_list},
    offence::offences,
    people::{self, Base},
    since::{implied, measure_phrase, since_then, unwritten},
    total,
    untold::{
        alike, headed_by, hinted, inside_it, is_further, of_crimes, of_members, of_number_before,
        only_tells_apart, part_of, set_right, told_apart,
    },
    weak,
    whole::opening,
};
use crate::{
    claim::{
        Claim, Phrase,
        extract::{Before, phrase},
        focus::Focus,
        model::From,
        part::of_them,
        predicate::{WEAKEST, predicate, stage},
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
pub(super) const POPULATION: &str = "population";
/// The measure of those of whom no stage of justice is told.
pub(super) const OFFENDING: &str = "offending";

/// The measure of a claim, with the words that tell it.
pub(in crate::claim) fn measure(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
) -> Phrase<ConceptId> {
    let found = told_of_people(focus, reading, before, claims)
        .or_else(|| governs(focus, reading, before))
        .or_else(|| around_it(focus, reading, before))
        .or_else(|| from_before(focus, reading, before, claims))
        .or_else(|| told_ahead(focus))
        .unwrap_or_else(|| Phrase {
            text: String::new(),
            span: None,
            from: From::Document,
            value: ConceptId::new(OFFENDING),
        });
    hinted(focus, &found)
        .or_else(|| headed_by(focus, &found))
        .or_else(|| of_crimes(focus, reading, &found, before))
        .unwrap_or(found)
}

/// What a rule fixes, or is counted of the people of the claim before, of people of whom
/// no deed is told, or said of those counted.
fn told_of_people(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<ConceptId>> {
    if let Some(found) = inside_it(focus, reading, before) {
        return Some(found);
    }
    if let Some(fixed) = reading.rule.and_then(|rule| rule.measure.as_deref()) {
        return Some(unwritten(fixed));
    }
    if let Some(found) = alike(focus, reading, before, claims) {
        return Some(found);
    }
    if let Some(found) = of_members(focus, reading) {
        return Some(found);
    }
    if people::counted(focus, reading, before) {
        return Some(unwritten(POPULATION));
    }
    // "174 killings, and had a suspect for six of them": of crimes more is told.
    let solved = |before: &Before| {
        let told = best_measure(focus, (focus.stretch_low, focus.from), false);
        before.claim.measure.value.as_str() == OFFENDING
            && told.is_some_and(|tag| rank(focus, tag) > WEAKEST)
    };
    // "74,000 foreigners live here. Police had 1,900 of them in their files", "… were arrested. The prison held 310 of
    // them": a new sentence tells how far they came.
    let offended = |before: &Before| {
        let told = best_measure(focus, (focus.stretch_low, focus.stretch_high), false);
        let people = before.claim.measure.value.as_str() == POPULATION;
        let apart = before.sentence < focus.sentence;
        told.is_some_and(|tag| {
            people || apart && !is_attribute(focus, tag) && is_further(focus, before, tag)
        })
    };
    let part = before
        .filter(|before| is_part_of_them(focus, reading) && !solved(before) && !offended(before));
    // "61 of the 280 freed have been charged, 27 of them with murder": what is said of the 61.
    let counted = |claim: &Claim| Some(part_of(claims, claim).unwrap_or(claim).measure.clone());
    if let Some(found) = carried(focus, part, counted) {
        return Some(found);
    }
    if let Some(base) = people::of_base(focus) {
        let found = match base {
            Base::Deed(tag) => measure_phrase(focus, tag, From::Stretch, before),
            Base::Named => implied(focus, (focus.to, focus.stretch_high)),
            Base::People => None,
        };
        return Some(found.unwrap_or_else(|| unwritten(POPULATION)));
    }
    told_apart(focus, reading, before).or_else(|| said_of_them(focus, reading, before))
}

/// What the word that governs the number tells.
fn governs(focus: &Focus, reading: &Reading, before: Option<&Before>) -> Option<Phrase<ConceptId>> {
    if let Some(found) = moved(focus) {
        return Some(unwritten(found));
    }
    let own = share_with(focus)
        .or_else(|| counted_deed(focus, reading))
        .or_else(|| own_measure(focus, reading))?;
    // "charged with one in three robberies and a quarter of the thefts"
    let parts_on = before.filter(|before| {
        let part = |relation: Relation| relation == Relation::Share;
        let parts =
            part(reading.relation) && (part(before.claim.relation) || says_again(focus, before));
        parts && goes_on(focus, before) && lists_crimes(focus, own, before)
    });
    carried(focus, parts_on, |claim| Some(claim.measure.clone()))
        .or_else(|| measure_phrase(focus, own, From::Stretch, before))
}

/// "The share of those arrested with a conviction fell by 4 points": what they have is said of them.
fn share_with<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    const TO_VERB: usize = 2;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let share = (focus.stretch_low..focus.from).find(|at| {
        let length = is(*at, "share-word");
        length.is_some_and(|length| tagged.word(at + length) == "of")
    })?;
    let told = tagged.within(Class::Measure, share, focus.from);
    let last = told.last().filter(|tag| is_attribute(focus, tag))?;
    let verb = |at: usize| is(at, "clause-verb").is_some() || is(at, "figure-verb").is_some();
    let moves = last.end + TO_VERB >= focus.from || (last.end..last.end + TO_VERB).any(verb);
    (told.len() > 1 && moves && !matches!(focus.number.quantity.kind, Kind::Count)).then_some(last)
}

/// "1,188 suspects, or 7 per cent of all offenders", "40 (7 per cent)": the figure before in other terms.
fn says_again(focus: &Focus, before: &Before) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let link = focus.from.checked_sub(1).is_some_and(|at| {
        tagged.word(at) == "or" || tagged.is_word(vocabulary, at, "amounting-to").is_some()
    });
    link && before.claim.relation == Relation::Level
}

/// What the words between the neighbouring numbers tell, then those of the sentence; where
/// they only tell people apart, it is what the claim before counts.
fn around_it(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
) -> Option<Phrase<ConceptId>> {
    let goes_on = before.filter(|before| goes_on(focus, before) || lists_on(focus, before));
    let near = best_measure(focus, (focus.stretch_low, focus.stretch_high), false);
    let listed = goes_on.filter(|before| {
        let passed_over = |tag: &Tag| {
            lists_crimes(focus, tag, before)
                || only_tells_apart(focus, tag, before)
                || of_number_before(focus, tag, before)
        };
        near.is_none_or(passed_over)
    });
    let sentence = (focus.bounds.low, focus.bounds.high);
    // "stopped 1,200 men with records, double the year before": the record only tells whom.
    let moves = matches!(reading.relation, Relation::Change | Relation::Ratio);
    let told = near.filter(|tag| !moves || !is_attribute(focus, tag));
    let told = said_of_list(focus, reading, told).or(told);
    let told = told.map(|tag| weak::told_of_both(focus, tag).unwrap_or(tag));
    let level = reading.relation == Relation::Level;
    let crimes = |tag: &Tag| level.then(|| weak::crimes(focus, tag))?;
    if let Some(found) = told.and_then(crimes) {
        return Some(found);
    }
    let sentence_told = || best_measure(focus, sentence, false);
    let weak = told
        .or_else(sentence_told)
        .is_none_or(|tag| rank(focus, tag) == WEAKEST);
    let counts_on = |before: &&Before| counts_on(focus, before) || for_crime(focus, before);
    let listed = listed.or(before.filter(|before| weak && counts_on(before)));
    if let Some(found) = weak.then(|| of_item_before(focus, before)).flatten() {
        return Some(found);
    }
    carried(focus, listed, |claim| Some(claim.measure.clone()))
        .or_else(|| measure_phrase(focus, told?, From::Stretch, before))
        .or_else(|| set_right(focus, reading))
        .or_else(|| {
            let tag = best_measure(focus, sentence, false)?;
            crimes(tag).or_else(|| measure_phrase(focus, tag, From::Sentence, before))
        })
}

/// What headers, a group's name, the claims before or the text before tell.
fn from_before(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<ConceptId>> {
    let goes_on = before.filter(|before| !is_base(focus, reading, before));
    let behind_base = || goes_on.is_none().then(|| behind_base(focus, claims));
    let counts = |tag: &Tag| {
        focus
            .document
            .id(tag)
            .filter(|_| !is_population(focus, tag))
    };
    cells::measure(focus, reading.relation, claims)
        .or_else(|| implied(focus, (focus.bounds.low, focus.bounds.high)))
        .or_else(|| named_since(focus, before))
        .or_else(|| carried(focus, goes_on, |claim| Some(claim.measure.clone())))
        .or_else(|| behind_base().flatten())
        .or_else(|| {
            around(focus, Class::Measure, &|tag| {
                counts(tag).filter(|_| rank(focus, tag) > WEAKEST || tag.part == Part::Verb)
            })
        })
        .or_else(|| around(focus, Class::Measure, &counts))
}

/// "12 per cent of prisoners. And convictions? It is 22 per cent": the one stage that a sentence
/// between the claim before and this one names.
fn named_since(focus: &Focus, before: Option<&Before>) -> Option<Phrase<ConceptId>> {
    let before = before.filter(|before| before.block == focus.block)?;
    let last = focus.sentence.checked_sub(1)?;
    if before.sentence >= last {
        return None;
    }
    let sentence = focus.view.sentences.get(last)?;
    let told = focus
        .tagged()
        .within(Class::Measure, sentence.low, sentence.high);
    let stage = |tag: &&Tag| rank(focus, tag) > WEAKEST && !is_attribute(focus, tag);
    let tag = told.iter().find(stage)?;
    let one = told
        .iter()
        .filter(stage)
        .all(|other| other.concept == tag.concept);
    one.then(|| measure_phrase(focus, tag, From::PreviousClaim, None))?
}

/// "Is it half? Nobody says how many of those charged are foreign": the stage that the paragraph
/// goes on to tell, where the number's own sentence tells of no crime.
fn told_ahead(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let tagged = focus.tagged();
    if !tagged
        .within(Class::Offence, focus.bounds.low, focus.bounds.high)
        .is_empty()
    {
        return None;
    }
    let ahead = tagged.within(Class::Measure, focus.bounds.high, tagged.row.len());
    let stage = |tag: &&Tag| rank(focus, tag) > WEAKEST && focus.document.is_justice(tag);
    let tag = ahead.iter().find(stage)?;
    measure_phrase(focus, tag, From::Document, None)
}

/// Whether the claim before is a base of people: it does not go on where crimes or a rate
/// are told of ("2,310 asylum seekers. That is 0.6%").
fn is_base(focus: &Focus, reading: &Reading, before: &Before) -> bool {
    let crimes = || !offences(focus, focus.stretch_low, focus.stretch_high).is_empty();
    let rate = matches!(
        reading.relation,
        Relation::Incidence | Relation::Ratio | Relation::RelativeDifference | Relation::Difference
    );
    let part = focus.number.quantity.kind == Kind::Percent;
    let of_base = part && before.claim.relation == Relation::Level;
    before.claim.measure.value.as_str() == POPULATION && (crimes() || rate || of_base)
}

/// "Fourteen were charged, and the county has 2,310. That is 0.6%": what was counted before the base.
fn behind_base(focus: &Focus, claims: &[Claim]) -> Option<Phrase<ConceptId>> {
    let earlier = claims.iter().rev();
    let mut earlier = earlier.take_while(|claim| claim.block == focus.block);
    let claim = earlier.find(|claim| claim.measure.value.as_str() != POPULATION)?;
    let mut found = claim.measure.clone();
    found.from = From::PreviousClaim;
    Some(found)
}

/// "543 of them aliens", "1,020 of them with a record": a part of those whom the figure before counts.
fn is_part_of_them(focus: &Focus, reading: &Reading) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let total = |of: (usize, usize)| {
        focus.tagged().is_word(vocabulary, of.0, "the-total") == Some(of.1 - of.0)
    };
    let them = reading.of.is_some_and(|of| of_them(focus, of) || total(of));
    let said = || {
        reading
            .of
            .and_then(|(_, end)| predicate(focus, end))
            .is_some()
    };
    // "let 90 of them out"
    let told = || moved(focus).is_some() || governing(focus, focus.unit_end()).is_some() || said();
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
        (Relation::Level, Kind::Count | Kind::Vague) if total::base_word(focus).is_none() => of
            .or_else(|| past_number_of_all(focus))
            .unwrap_or_else(|| focus.unit_end()),
        _ => return None,
    };
    let (_, said) = predicate(focus, end)?;
    if since_then(focus, said, before).is_some() {
        return measure_phrase(focus, said, From::Stretch, before);
    }
    // "10,400 in custody. Of these 5,800 were sentenced": all of them are prisoners.
    if let Some(found) =
        still_counted(focus, reading, said, before).or_else(|| already_counted(focus, said))
    {
        return Some(found);
    }
    // "the 900 booked into jail were charged with 1,400 offences": the next number's.
    let next = (said.end..=said.end + NEXT).contains(&focus.stretch_high)
        && focus.stretch_high < focus.bounds.high;
    if next && reading.relation == Relation::Level && followed_by_number(focus, said.end) {
        return None;
    }
    measure_phrase(focus, said, From::Stretch, before)
}

/// "33 of the 224 have been charged": the token behind the number of all.
fn past_number_of_all(focus: &Focus) -> Option<usize> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let length = tagged.is_word(vocabulary, focus.to, "base-word")?;
    let numbers = tagged.numbers_within(focus.bounds.span).iter();
    numbers
        .map(|number| number.with_bound)
        .into_iter()
        .find(|(from, _)| *from == focus.to + length)
        .map(|(_, to)| to)
}

/// What the claim before counts, if those of whom less is said now had come as far.
fn still_counted(
    focus: &Focus,
    reading: &Reading,
    said: &Tag,
    before: Option<&Before>,
) -> Option<Phrase<ConceptId>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let before = before.filter(|before| before.sentence + 1 >= focus.sentence)?;
    let tagged = focus.tagged();
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let them =
        |of: (usize, usize)| of_them(focus, of) || (of.1 == of.0 + 1 && is(of.0, "demonstrative"));
    // "in custody, of whom 5,800 were sentenced"
    let whom = focus.from.checked_sub(2);
    let whom = whom.is_some_and(|at| is(at, "share-of") && is(at + 1, "back-pronoun"));
    // "30 per cent of prisoners were foreign; two in five had been sentenced to expulsion"
    let part = matches!(focus.number.quantity.kind, Kind::Fraction | Kind::Percent);
    let bare = part
        && reading.of.is_none()
        && before.sentence == focus.sentence
        && tagged
            .within(Class::Group, focus.stretch_low, focus.from)
            .is_empty();
    let pointed = whom || bare || reading.of.or_else(|| opening(focus)).is_some_and(them);
    let measure = vocabulary.concept(&before.claim.measure.value)?;
    let reached: u8 = measure.attributes.get("stage")?.parse().ok()?;
    let less = stage(focus, said)? <= reached;
    let found = carried(focus, Some(before), |claim| Some(claim.measure.clone()));
    found.filter(|_| pointed && less)
}

/// "Of the 36,120 arrests 79 were on suspicion of murder": those the statement opens with had come as far.
fn already_counted(focus: &Focus, said: &Tag) -> Option<Phrase<ConceptId>> {
    const HEAD: usize = 2;
    let (low, high) = opening(focus)?;
    // "men flown to the prison": where they were brought is no stage that is told of them.
    let told = |tag: &&Tag| tag.part == Part::Verb || tag.start <= low + HEAD;
    let tags = focus.tagged().within(Class::Measure, low, high).iter();
    let reached = tags.filter(told).max_by_key(|tag| stage(focus, tag))?;
    let less = stage(focus, said)? <= stage(focus, reached)?;
    let id = focus.document.id(reached)?;
    let tokens = (reached.start, reached.end);
    let found = || phrase(focus, focus.block, tokens, From::Stretch, id);
    less.then(found)?
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

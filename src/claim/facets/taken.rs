//! The phrase that a share is taken of, once it is known where it stands: what it
//! names, and how far it goes.

use super::offence::offences;
use crate::{
    claim::{
        Phrase, Whole, extract::phrase, focus::Focus, model::From, narrowing::whole_phrase,
        part::past_total,
    },
    language::tag::{Tag, Tagged},
    number::Kind,
    vocabulary::{Class, Group, Vocabulary, Who},
};

/// The phrase in tokens `low..high`, as what a share is taken of.
pub(super) fn taken_of(focus: &Focus, range: (usize, usize)) -> Option<Phrase<Whole>> {
    taken_in(focus, focus.block, range, From::Stretch)
}

/// The phrase in tokens `low..high` of a block, as what a share is taken of.
pub(super) fn taken_in(
    focus: &Focus,
    block: usize,
    (low, high): (usize, usize),
    from: From,
) -> Option<Phrase<Whole>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = &focus.document.views.get(block)?.tagged;
    let (low, high) = with_number(tagged, (low, apart_from_rest(tagged, (low, high))));
    // "… in our jails out of 900": where it is, or what is said, is nothing that a part is of.
    let opens = |id: &str| tagged.is_word(vocabulary, low, id).is_some();
    let clause = high > low + 1 && opens("relative-word");
    if clause || opens("preposition") || opens("clause-verb") {
        return None;
    }
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
    let own = block == focus.block;
    let value = Whole {
        group,
        measure,
        offences: if own {
            offences(focus, low, high)
        } else {
            Vec::new()
        },
    };
    phrase(focus, block, (low, high), from, value)
}

/// "prisoners | and in Greece", "the prisoners | and they have no right": where the phrase ends before what
/// is said of another place, or of its people.
fn apart_from_rest(tagged: &Tagged, (low, high): (usize, usize)) -> usize {
    let vocabulary = tagged.vocabulary();
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let rest = |at: &usize| {
        let place = is(at + 1, "located-in") && is_capital(tagged, at + 2);
        is(*at, "join") && (place && at + 3 >= high || is(at + 1, "subject-pronoun"))
    };
    (low + 1..high).find(rest).unwrap_or(high)
}

fn is_capital(tagged: &Tagged, at: usize) -> bool {
    tagged.written(at).starts_with(char::is_uppercase)
}

/// "of 41,700 people": the number belongs to a phrase that tells nothing else; nor do "84 people for murder" tell more,
/// whom somebody sentenced for it.
pub(super) fn with_number(tagged: &Tagged, (low, high): (usize, usize)) -> (usize, usize) {
    let mut people = tagged.of(Class::Person).iter();
    let anybody = |group: &Group| group.who == Who::Everyone && group.traits.is_empty();
    let person = people.any(|tag| {
        let vague = tag.group.as_ref().is_none_or(anybody);
        vague && tag.start == low && tag.end == low + 1
    });
    // "suspects" tell by themselves who they are.
    let person = person && tagged.within(Class::Measure, low, low + 1).is_empty();
    let crimes = tagged.within(Class::Offence, low, high);
    let link = tagged.is_word(tagged.vocabulary(), low + 1, "narrowing-link");
    let crime = link.is_some() && crimes.iter().any(|tag| tag.start == low + 2);
    let end = if person && crime { low + 1 } else { high };
    let mut numbers = tagged.numbers().iter().filter(|_| person && end == low + 1);
    let number = numbers.find(|number| {
        number.quantity.kind == Kind::Count && tagged.token_range(number.span).1 == low
    });
    match number {
        Some(number) => (tagged.token_range(number.span).0, end),
        None => (low, high),
    }
}

/// Behind a word for a share, in tokens `low..high`: the phrase that tells no group. Where it is said whose
/// the share is, people may be what it is of.
pub(super) fn share_of(
    focus: &Focus,
    (low, high): (usize, usize),
    owned: bool,
) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    (low..high).find_map(|at| {
        let length = is(at, "share-of")?;
        let start = past_total(focus, at + length);
        let found = whole_phrase(tagged, vocabulary, start, high)?;
        // "of inmates who are not Swiss": the clause tells the part.
        let clause = (found.0 + 1..found.1).find(|at| is(*at, "relative-word").is_some());
        let group = |high: usize| tagged.within(Class::Group, found.0, high).first();
        let found = match clause {
            Some(clause) if group(clause).is_none() && group(found.1).is_some() => {
                (found.0, clause)
            }
            _ => found,
        };
        let holds = |class: Class| !tagged.within(class, found.0, found.1).is_empty();
        let people = (owned || is(at, "among-word").is_some()) && holds(Class::Person);
        // "the share of foreign background among suspects": the group is named with its link.
        let linked = tagged.of(Class::Group).iter().any(|tag| tag.start == at);
        let named = people || holds(Class::Measure) || holds(Class::Offence);
        (named && !linked && !holds(Class::Group)).then_some(found)
    })
}

/// The place that the words at token `at` locate something in.
pub(super) fn located<'d>(focus: &Focus<'d>, at: usize) -> Option<&'d Tag> {
    const NEAR: usize = 3;
    let tagged = focus.tagged();
    let length = tagged.is_word(&focus.document.pack.vocabulary, at, "located-in")?;
    let low = at + length;
    tagged
        .within(Class::Place, low, focus.bounds.high)
        .iter()
        .find(|tag| tag.start <= low + NEAR)
}

/// A phrase up to the words that say where, if it ends with them: "inmates | in Lyon".
pub(super) fn without_place(
    tagged: &Tagged,
    vocabulary: &Vocabulary,
    (low, high): (usize, usize),
) -> Option<(usize, usize)> {
    let links = |at: &usize| tagged.is_word(vocabulary, *at, "located-in").is_some();
    let link = (low + 1..high).rev().find(links)?;
    let stage = tagged.within(Class::Measure, link, high);
    let place = tagged.within(Class::Place, link, high).last()?;
    (place.end == high && stage.is_empty()).then_some((low, link))
}

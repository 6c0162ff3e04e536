//! What the numbers of a list or of the next sentence count, where they only part what the number
//! before counts, by crime or by people.

use super::{governing::rank, offence::offences};
use crate::{
    claim::{
        Phrase,
        extract::Before,
        focus::Focus,
        model::From,
        predicate::{WEAKEST, predicate},
        relation::Reading,
    },
    draft::BlockKind,
    language::tag::Tag,
    number::Kind,
    rules::Relation,
    vocabulary::{Class, ConceptId, Part, Who},
};

/// "1,300 burglars and 800 drug dealers were freed": what is said of all that are listed, where
/// the number's own words only tell what they are.
pub(super) fn said_of_list<'d>(
    focus: &Focus<'d>,
    reading: &Reading,
    told: Option<&Tag>,
) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let unit = (focus.to, focus.unit_end());
    let own = |tag: &Tag| {
        let weak = rank(focus, tag) == WEAKEST && tag.part != Part::Verb;
        weak && unit.0 <= tag.start && tag.end <= unit.1
    };
    let joins =
        |at: usize| tagged.written(at) == "," || tagged.is_word(vocabulary, at, "join").is_some();
    let joined = focus.stretch_high.checked_sub(1).is_some_and(joins)
        && (unit.1..focus.stretch_high).all(joins);
    let listed = reading.relation == Relation::Level && told.is_some_and(own) && joined;
    let numbers = tagged.numbers_within(focus.bounds.span).iter();
    let mut later = numbers
        .map(|number| number.with_bound)
        .filter(|(from, _)| listed && *from >= focus.stretch_high)
        .take_while(|(from, _)| {
            *from == focus.stretch_high || from.checked_sub(1).is_some_and(joins)
        });
    later.find_map(|(_, end)| predicate(focus, end).map(|(_, said)| said))
}

/// "Charged with 418 offences. Theft came first (131), ahead of assault (97)": the sentence
/// only parts the crimes that the one before counts.
pub(super) fn lists_on(focus: &Focus, before: &Before) -> bool {
    let tagged = focus.tagged();
    let (low, high) = (focus.bounds.low, focus.bounds.high);
    let strong = |tag: &Tag| rank(focus, tag) > WEAKEST || tag.part == Part::Verb;
    let count = |kind: Kind| matches!(kind, Kind::Count | Kind::Vague);
    before.block == focus.block
        && before.sentence + 1 == focus.sentence
        && count(focus.number.quantity.kind)
        && count(before.claim.quantity.kind)
        && before.claim.relation == Relation::Level
        && !offences(focus, low, high).is_empty()
        && tagged.within(Class::Group, low, high).is_empty()
        && !tagged.within(Class::Measure, low, high).iter().any(strong)
}

/// "A foreign share of convictions of 14%. Indians had the most (100), Afghans were responsible for 43":
/// the next sentence names no crime, and parts by people what the one before counts.
pub(super) fn counts_on(focus: &Focus, before: &Before) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (low, high) = (focus.bounds.low, focus.bounds.high);
    let measure = vocabulary.concept(&before.claim.measure.value);
    let stage = measure.is_some_and(|concept| concept.rank > WEAKEST);
    let one = |tag: &Tag| {
        let who = tag.group.as_ref().map(|group| &group.who);
        matches!(who, Some(Who::Of(_)))
    };
    before.block == focus.block
        && before.sentence + 1 >= focus.sentence
        && focus.number.quantity.kind == Kind::Count
        && stage
        && tagged.within(Class::Offence, low, high).is_empty()
        && tagged
            .within(Class::Group, low, high)
            .iter()
            .filter(|tag| one(tag))
            .count()
            > 1
}

/// "Sixteen per cent of arrests were of foreigners. For sexual offences it was 45": the sentence opens with the
/// crime alone, of which the one before tells what is counted.
pub(super) fn for_crime(focus: &Focus, before: &Before) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let low = focus.bounds.low;
    let measure = vocabulary.concept(&before.claim.measure.value);
    let stage = measure.is_some_and(|concept| concept.rank > WEAKEST);
    let crimes = tagged.within(Class::Offence, low, focus.from);
    let opens = crimes.first().is_some_and(|crime| {
        let it = is(crime.end, "the-figure") || is(crime.end, "pronoun");
        is(low, "preposition") && crime.start == low + 1 && it
    });
    let within = |tag: &Tag| {
        crimes
            .iter()
            .any(|crime| crime.start <= tag.start && tag.end <= crime.end)
    };
    let measures = tagged.within(Class::Measure, low, focus.bounds.high);
    before.block == focus.block
        && before.sentence + 1 == focus.sentence
        && stage
        && opens
        && measures.iter().all(within)
}

/// "- Violence: 3,100 foreign suspects", "- Theft offences: 2,700": an item that a crime alone labels
/// counts what the item before does.
pub(super) fn of_item_before(focus: &Focus, before: Option<&Before>) -> Option<Phrase<ConceptId>> {
    let BlockKind::ListItem { lead_in } = focus.view.kind else {
        return None;
    };
    let document = focus.document;
    let before = before?;
    let other = document.views.get(before.block)?.kind;
    let same = matches!(other, BlockKind::ListItem { lead_in: other } if other == lead_in);
    let tagged = focus.tagged();
    let colon = (0..focus.from).find(|at| tagged.written(*at) == ":")?;
    let label = tagged.within(Class::Offence, 0, colon);
    let labelled = label.iter().any(|tag| tag.start == 0 && tag.end == colon);
    let measure = document
        .pack
        .vocabulary
        .concept(&before.claim.measure.value);
    let stage = measure.is_some_and(|concept| concept.rank > WEAKEST);
    let mut found = before.claim.measure.clone();
    found.from = From::Paragraph.max(found.from);
    (same && before.block < focus.block && labelled && stage).then_some(found)
}

/// "charged with 100 assaults, 30 sex crimes": a noun for crimes says only which are counted.
pub(super) fn lists_crimes(focus: &Focus, tag: &Tag, before: &Before) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let stage = vocabulary
        .concept(&before.claim.measure.value)
        .is_some_and(|concept| concept.rank > WEAKEST);
    stage && rank(focus, tag) == WEAKEST && tag.part != Part::Verb
}

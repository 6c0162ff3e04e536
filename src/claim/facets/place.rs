//! Where a quantity was counted, and not where people come from.

use super::context::{around, carried, from_of};
use crate::{
    claim::{
        Phrase,
        document::View,
        extract::{self, Before, phrase},
        focus::Focus,
        model::From,
        relation::Reading,
    },
    language::tag::Tag,
    rules::pattern::Role,
    text::Span,
    vocabulary::{Class, ConceptId, Group, Part, TokenKind, Who},
};

pub(in crate::claim) fn place(
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
            let span = extract::source_span(focus.document, focus.block, tag.span);
            // What narrows a group behind its name may tell where: "people in this county with a record".
            let narrows = |taken: Span| {
                let named = focus.tagged().of(Class::Group).iter();
                let named = named.chain(focus.tagged().of(Class::Person));
                named.into_iter().any(|group| {
                    let group_span = extract::source_span(focus.document, focus.block, group.span);
                    group_span.start == taken.start && group.end <= tag.start
                })
            };
            taken.is_none_or(|taken| !taken.overlaps(span) || narrows(taken))
        })
        .collect();
    if let Some(tag) = nearest.first() {
        return named_before(focus, tag)
            .and_then(|named| of_tag(named, From::Sentence.max(from_of(focus, tag))))
            .or_else(|| of_tag(tag, from_of(focus, tag)));
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
    let paragraph = focus.tagged().within(Class::Place, 0, focus.bounds.low);
    let own = |tag: &Tag| paragraph.iter().any(|other| other.span == tag.span);
    around(focus, Class::Place, &|tag| {
        let named = focus.document.attribute(tag, "unnamed").is_none();
        (tag.part == Part::Label && (named || own(tag)))
            .then(|| place_id(focus, tag))
            .flatten()
    })
    .or_else(|| implied_place(focus, [comparator, population]))
    .or_else(|| dateline(focus))
    .or_else(|| most_about(focus))
}

/// "In Zurich …; in the canton …": the place that was named in the paragraph before the words stand for it.
fn named_before<'d>(focus: &Focus<'d>, tag: &Tag) -> Option<&'d Tag> {
    focus.document.attribute(tag, "unnamed")?;
    focus
        .tagged()
        .within(Class::Place, 0, tag.start)
        .iter()
        .rev()
        .filter(|named| named.part == Part::Label)
        .find(|named| {
            focus.document.attribute(named, "unnamed").is_none()
                && counted_there(focus, focus.view, named)
        })
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

/// Whether a place is where something was counted, and not where people come
/// from, where somebody speaks or a part of a name.
pub(super) fn counted_there(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &focus.document.pack.vocabulary;
    let in_name =
        tagged.of(Class::Speaker).iter().any(|name| {
            name.start <= tag.start && tag.end <= name.end && name.end - name.start > 1
        }) && country(focus, tag);
    let bracketed = tagged.written(tag.end) == "(" && starts_number(view, tag.end + 1);
    let about =
        focus.document.attribute(tag, "unnamed").is_some() && !of_what_is_counted(view, tag);
    if tagged.is_word(vocabulary, tag.end, "scholar").is_some() || in_name || bracketed || about {
        return false;
    }
    if tag.part != Part::Label {
        let name = tagged
            .written(tag.end)
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
        let shouted = tagged.written(tag.start).chars().all(char::is_uppercase);
        return tagged.is_word(vocabulary, tag.end, "institution").is_some() && (!name || shouted);
    }
    let back = usize::from(tag.start > 0 && tagged.word(tag.start - 1) == "the");
    let start = tag.start - back;
    let after_data = tagged
        .of(Class::Source)
        .iter()
        .any(|source| source.end + 1 == start);
    let unnamed = focus.document.attribute(tag, "unnamed").is_some();
    // "deportations from the canton": nobody comes from a place without a name.
    after_data || !(said_there(focus, view, start) || (!unnamed && whence(focus, view, start)))
}

/// Whether a tag names a country. "Statistics Denmark" only speaks, but the
/// figures of "the Berlin police" are Berlin's.
fn country(focus: &Focus, tag: &Tag) -> bool {
    focus.document.attribute(tag, "place") == Some("country")
}

fn starts_number(view: &View, at: usize) -> bool {
    view.tagged
        .row
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Number)
}

/// "murders in the country", and not "who do not live in the country": the words
/// for an unnamed place hang on to what is counted, or open their statement.
fn of_what_is_counted(view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let Some(link) = tag.start.checked_sub(1) else {
        return true;
    };
    let Some(before) = link.checked_sub(1) else {
        return true;
    };
    let mark = tagged
        .row
        .get(before)
        .is_none_or(|token| token.kind == TokenKind::Mark);
    mark || [
        Class::Measure,
        Class::Offence,
        Class::Person,
        Class::Group,
        Class::Period,
    ]
    .into_iter()
    .flat_map(|class| tagged.of(class))
    .any(|other| other.end == link)
}

/// "she said in Mainz": where somebody speaks.
fn said_there(focus: &Focus, view: &View, start: usize) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &focus.document.pack.vocabulary;
    start > 0
        && tagged.is_word(vocabulary, start - 1, "where").is_some()
        && tagged
            .of(Class::Speech)
            .iter()
            .any(|speech| speech.end + 1 == start)
}

/// "from Chad", "from newer EU states": where people come from.
fn whence(focus: &Focus, view: &View, start: usize) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &focus.document.pack.vocabulary;
    (start.saturating_sub(3)..start).any(|at| {
        tagged
            .is_word(vocabulary, at, "whence")
            .is_some_and(|length| {
                let end = at + length;
                end == start || (end + 1 == start && tagged.reading().hits_at(end).is_empty())
            })
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

//! Countries that stand for their people: "Nigeria (727)", "the British rate".

use crate::{
    claim::{Phrase, extract::phrase, focus::Focus, model::From},
    number::Kind,
    vocabulary::{Class, ConceptId, Group, Hit, Part, Who},
};

/// "Nigeria (727)", "19 per cent Vietnamese": a country or nationality beside a number in a list.
pub(super) fn listed_country(focus: &Focus) -> Option<Phrase<Group>> {
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
        .hits()
        .between(focus.stretch_low, focus.stretch_high)
        .iter()
        .filter(|hit| hit.class == Class::Place && hit.end <= focus.stretch_high)
        .filter(|hit| hit.end <= focus.from || hit.start >= focus.to)
        .filter(|hit| {
            // "32 per cent, followed by Czechs with 2,480": the other number is theirs.
            let link = tagged.is_word(vocabulary, hit.end, "number-link").is_some();
            let next = hit.start > focus.to && hit.end + 1 == focus.stretch_high;
            !(link && next)
        })
        .filter(|hit| {
            !(focus.to..hit.start).any(|at| matches!(tagged.written(at), ";" | ")"))
                && !tagged
                    .of(Class::Group)
                    .iter()
                    .any(|tag| tag.start <= hit.start && hit.end <= tag.end)
        })
        .filter(|hit| {
            let concept = vocabulary.concept_at(hit.concept);
            concept.attributes.contains_key("place")
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
    // "in Luxembourg": the adjective is spelt like the name.
    let name = tagged
        .hits()
        .at(hit.start)
        .iter()
        .any(|other| other.end == hit.end && other.part == Part::Label);
    // "the Western District"
    let in_name = tagged.written(hit.end).starts_with(char::is_uppercase);
    // "ahead of Poland (641)"
    let bracketed = hit.end + 1 == focus.from && tagged.written(hit.end) == "(";
    // "New Mexico"
    let longer = tagged
        .hits()
        .between(hit.start.saturating_sub(2), hit.end)
        .iter();
    let part = longer.into_iter().any(|other| {
        other.class == Class::Place && other.start < hit.start && other.end >= hit.end
    });
    if part {
        false
    } else if name {
        bracketed || !before("where")
    } else {
        !in_name && tagged.is_word(vocabulary, hit.end, "institution").is_none()
    }
}

/// A country word as the name of its people.
pub(super) fn people_of(focus: &Focus, hit: &Hit) -> Option<Phrase<Group>> {
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

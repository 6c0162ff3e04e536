//! Where a quantity was counted, and not where people come from.

use super::{
    context::{beyond_break, carried, from_of},
    country::{listed_place, lists_places},
    there::counted_there,
};
use crate::{
    claim::{
        Phrase,
        extract::{self, Before, phrase},
        focus::{Focus, Reach},
        model::From,
        relation::Reading,
        sites::{Site, Unnamed, sites},
    },
    draft::BlockKind,
    language::tag::Tag,
    rules::pattern::Role,
    text::Span,
    vocabulary::{Class, ConceptId, Group, Part, Who},
};

/// Most tokens of the words for people who leave a place ("thrown out of").
const FROM: usize = 4;

/// How many blocks back the figure before may stand whose place still holds.
const NEAR: usize = 2;

pub(in crate::claim) fn place(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    population: Option<&Phrase<Group>>,
    comparator: Option<&Phrase<Group>>,
) -> Option<Phrase<ConceptId>> {
    let all = sites(focus.document, focus.block);
    let of_site = |site: &Site, from: From| {
        if site.unnamed == Some(Unnamed::Everywhere) {
            return everywhere(focus);
        }
        if site.unnamed == Some(Unnamed::State)
            && let Some(named) = named_before(focus, site)
            && is_subdivision(&named.id)
        {
            let tokens = (named.tag.start, named.tag.end);
            return phrase(focus, focus.block, tokens, from, named.id.clone());
        }
        let id = named_before(focus, site)
            .map_or_else(|| site_id(focus, site), |named| named.id.clone());
        phrase(focus, focus.block, (site.tag.start, site.tag.end), from, id)
    };
    if let Some((low, high)) = reading.bound(Role::Place)
        && let Some(site) = all
            .iter()
            .find(|site| site.tag.start >= low && site.tag.end <= high)
    {
        return of_site(site, From::Stretch);
    }
    if lists_places(focus)
        && let Some((low, high)) = listed_place(focus)
        && let Some(site) = all
            .iter()
            .find(|site| site.tag.start >= low && site.tag.end <= high)
    {
        return of_site(site, From::Stretch);
    }
    let taken = population.and_then(|phrase| phrase.span);
    // What narrows a group behind its name may tell where: "people in this county with a record".
    let narrows = |taken: Span, site: &Site| {
        let named = focus.tagged().of(Class::Group).iter();
        let named = named.chain(focus.tagged().of(Class::Person));
        named.into_iter().any(|group| {
            let group_span = extract::source_span(focus.document, focus.block, group.span);
            group_span.start == taken.start && group.end <= site.tag.start
        })
    };
    if let Some(site) = closest(focus, all).into_iter().find(|site| {
        let span = extract::source_span(focus.document, focus.block, site.tag.span);
        let fronted = before.is_none() && site.tag.end <= focus.from;
        let own = focus.in_stretch(&site.tag) || site.unnamed.is_none() || fronted;
        let free = |taken: Span| {
            let narrowing = in_group(focus, site) || narrows(taken, site);
            !taken.overlaps(span) || narrowing || site.unnamed.is_some()
        };
        own && !of_a_part(focus, &site.tag)
            && !beyond_break(focus, &site.tag)
            && focus.reach(&site.tag).0 != Reach::Next
            && counted_there(focus.document, focus.view, site)
            && taken.is_none_or(free)
    }) {
        return of_site(site, from_of(focus, &site.tag));
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
    implied_place(focus, [first, None])
        .or_else(|| since_figure(focus, before))
        .or_else(|| {
            carried(focus, before, |claim| {
                claim
                    .place
                    .clone()
                    .filter(|place| place.from != From::Implied)
            })
        })
        .or_else(|| around(focus, before, population))
        .or_else(|| implied_place(focus, [comparator, population]))
        .or_else(|| dateline(focus))
        .or_else(|| most_about(focus))
}

/// "the foreign-born in Belgium", "people deported from Ohio": a place in the group's own words.
fn in_group(focus: &Focus, site: &Site) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let start = site.tag.start;
    let left = (start.saturating_sub(FROM)..start)
        .any(|at| tagged.is_word(vocabulary, at, "removed-from") == Some(start - at));
    let foreign = || {
        tagged.of(Class::Group).iter().any(|group| {
            let who = group.group.as_ref().map(|group| &group.who);
            who == Some(&Who::Foreign) && group.start < start && site.tag.end <= group.end
        })
    };
    site.is_named() && (left || foreign())
}

/// "300, 142 of them in Leeds": where a part of the figure is.
fn of_a_part(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    tag.start > focus.to
        && !focus.in_stretch(tag)
        && (tag.start.saturating_sub(4)..tag.start).any(|at| {
            tagged
                .is_word(vocabulary, at, "of-them")
                .is_some_and(|length| length > 1)
        })
}

/// The sites of the figure's sentence: those between the neighbouring quantities by distance, then the rest.
fn closest<'d>(focus: &Focus, all: &'d [Site]) -> Vec<&'d Site> {
    let mut found: Vec<&Site> = all
        .iter()
        .map(|site| (site, &site.tag))
        .filter(|(_, tag)| tag.start >= focus.bounds.low && tag.end <= focus.bounds.high)
        .filter(|(_, tag)| tag.end <= focus.from || tag.start >= focus.to)
        .map(|(site, _)| site)
        .collect();
    found.sort_by_key(|site| {
        // "the Irish Prison Service": rather a place with a name of its own.
        let weak = site.tag.part != Part::Label && in_speaker(focus, &site.tag);
        (weak, focus.reach(&site.tag))
    });
    found
}

/// Whether a tag is a part of a speaker's name.
fn in_speaker(focus: &Focus, tag: &Tag) -> bool {
    let mut names = focus.tagged().of(Class::Speaker).iter();
    names.any(|name| name.start <= tag.start && tag.end < name.end)
}

/// "Nationwide": the country the draft is written from, which no word names.
fn everywhere(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let host = focus.document.host.clone()?;
    Some(Phrase {
        text: focus.document.pack.vocabulary.label(&host).to_owned(),
        span: None,
        from: From::Implied,
        value: host,
    })
}

/// The place that the paragraph names between the figure before and this figure's sentence.
fn since_figure(focus: &Focus, before: Option<&Before>) -> Option<Phrase<ConceptId>> {
    let before = before.filter(|before| before.block == focus.block)?;
    let low = focus.view.sentences.get(before.sentence)?.high;
    last_named(focus, focus.block, (low, focus.bounds.low), From::Paragraph)
}

/// The last place named in tokens `low..high` of a block.
fn last_named(
    focus: &Focus,
    block: usize,
    (low, high): (usize, usize),
    from: From,
) -> Option<Phrase<ConceptId>> {
    let view = focus.document.views.get(block)?;
    let own = block == focus.block;
    sites(focus.document, block)
        .iter()
        .rev()
        .filter(|site| site.tag.start >= low && site.tag.end <= high)
        .filter(|site| own || site.unnamed.is_none())
        .find(|site| counted_there(focus.document, view, site))
        .and_then(|site| {
            if site.unnamed == Some(Unnamed::Everywhere) {
                return everywhere(focus);
            }
            let tokens = (site.tag.start, site.tag.end);
            phrase(focus, block, tokens, from, site_id(focus, site))
        })
}

/// The place from outside the sentence: the paragraph, a cell's headers, a lead-in,
/// the figure before in the same section, the headings, the paragraphs before.
fn around(
    focus: &Focus,
    before: Option<&Before>,
    population: Option<&Phrase<Group>>,
) -> Option<Phrase<ConceptId>> {
    let whole = (0, usize::MAX);
    let views = &focus.document.views;
    let own = (0, focus.bounds.low);
    if let Some(found) = last_named(focus, focus.block, own, From::Paragraph) {
        return Some(found);
    }
    // The head of a row is who was counted ("Morocco"), unless they are told by the column.
    let told = population.is_some_and(|group| matches!(group.value.who, Who::Foreign));
    let origin = |block: usize| {
        let cells = focus.document.views.get(block);
        cells.is_some_and(|view| {
            let first = sites(focus.document, block).first();
            first.is_some_and(|site| site.tag.start == 0 && site.tag.end == view.tagged.row.len())
        })
    };
    let mut headers = focus.document.headers(focus.block);
    headers.retain(|block| told || !origin(*block));
    let lead = match focus.view.kind {
        BlockKind::ListItem { lead_in } => *lead_in,
        _ => None,
    };
    if let Some(found) = headers
        .into_iter()
        .chain(lead)
        .find_map(|block| last_named(focus, block, whole, From::LeadIn))
    {
        return Some(found);
    }
    let goes_on = before.filter(|before| focus.document.same_section(before.block, focus.block));
    if let Some(before) = goes_on.filter(|before| focus.block - before.block <= NEAR)
        && let Some(mut found) = before.claim.named_place().cloned()
        && found.from <= From::PreviousClaim
        && !is_unnamed(focus, &found.text)
    {
        found.from = From::Paragraph.max(found.from);
        return Some(found);
    }
    let mut heading = false;
    for (block, view) in views.iter().enumerate().take(focus.block).rev() {
        let title = *view.kind == BlockKind::Title;
        let head = matches!(view.kind, BlockKind::Heading(_)) || title;
        if (title || (head && !heading))
            && let Some(found) = last_named(focus, block, whole, From::Heading)
        {
            return Some(found);
        }
        heading |= head;
    }
    (focus.block.saturating_sub(2)..focus.block)
        .rev()
        .find_map(|block| last_named(focus, block, whole, From::Paragraph))
}

/// Whether the words of a place name none ("the city"): only its own paragraph knows which.
fn is_unnamed(focus: &Focus, words: &str) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    vocabulary
        .named(Class::Place, words)
        .and_then(|id| vocabulary.concept(&id))
        .is_some_and(|concept| concept.attributes.contains_key("unnamed"))
}

/// Whether an id is of a part of a country: `US-TX`.
fn is_subdivision(id: &ConceptId) -> bool {
    let mut parts = id.as_str().splitn(2, '-');
    let country = parts.next().unwrap_or("");
    let whole = country.len() == 2 && country.chars().all(|letter| letter.is_ascii_uppercase());
    whole && parts.next().is_some()
}

/// "In Zurich …; in the canton …": the place that was named in the paragraph before the words stand for it.
fn named_before<'d>(focus: &Focus<'d>, site: &Site) -> Option<&'d Site> {
    site.unnamed
        .filter(|kind| matches!(kind, Unnamed::Part | Unnamed::State))?;
    sites(focus.document, focus.block)
        .iter()
        .rev()
        .filter(|named| named.tag.end <= site.tag.start && named.is_named())
        .find(|named| counted_there(focus.document, focus.view, named))
}

/// What a site means; "the country" is the one that the draft is written from.
fn site_id(focus: &Focus, site: &Site) -> ConceptId {
    match (site.unnamed, &focus.document.host) {
        (Some(Unnamed::Country), Some(host)) => host.clone(),
        _ => site.id.clone(),
    }
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

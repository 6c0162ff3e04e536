//! Which place the words for one stand for, also where they name none: "nationwide", "the state".

use super::there::counted_there;
use crate::{
    claim::{
        Phrase,
        extract::phrase,
        focus::Focus,
        model::From,
        sites::{Site, Unnamed, sites},
    },
    vocabulary::{Class, ConceptId},
};

/// The words of a site and what they mean.
pub(super) fn of_site(focus: &Focus, site: &Site, from: From) -> Option<Phrase<ConceptId>> {
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
    if let Some(named) = owner_named(focus, site) {
        let tokens = (named.tag.start, named.tag.end);
        return phrase(focus, focus.block, tokens, from, named.id.clone());
    }
    let id =
        named_before(focus, site).map_or_else(|| site_id(focus, site), |named| named.id.clone());
    phrase(focus, focus.block, (site.tag.start, site.tag.end), from, id)
}

/// "Nationwide": the country the draft is written from, which no word names.
pub(super) fn everywhere(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let host = focus.document.host.clone()?;
    Some(Phrase {
        text: focus.document.pack.vocabulary.label(&host).to_owned(),
        span: None,
        from: From::Implied,
        value: host,
    })
}

/// What the words of a place stand for that name none ("the city"): only its own paragraph knows
/// which it is.
pub(super) fn unnamed<'d>(focus: &Focus<'d>, words: &str) -> Option<&'d str> {
    let vocabulary = &focus.document.pack.vocabulary;
    let id = vocabulary.named(Class::Place, words)?;
    let concept = vocabulary.concept(&id)?;
    concept.attributes.get("unnamed").map(String::as_str)
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
    // "The 26 states" are several, and none of those named.
    let is_one = || focus.tagged().numbers_within(site.tag.span).is_empty();
    site.unnamed
        .filter(|kind| matches!(kind, Unnamed::Part | Unnamed::State) && is_one())?;
    sites(focus.document, focus.block)
        .iter()
        .rev()
        .filter(|named| named.tag.end <= site.tag.start && named.is_named())
        .find(|named| counted_there(focus.document, focus.view, named))
}

/// "Kuwait's residents and the country's 4,200 prisoners": the place of that sort which the sentence
/// named before what it owns, or before who is sent out of it.
fn owner_named<'d>(focus: &Focus<'d>, site: &Site) -> Option<&'d Site> {
    const OUT_OF: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let tag = &site.tag;
    let country = match site.unnamed? {
        Unnamed::Country => true,
        Unnamed::Part => false,
        _ => return None,
    };
    let removed = |at: usize| {
        let length = tagged.is_word(vocabulary, at, "removed-from");
        length.is_some_and(|length| at + length == tag.start)
    };
    let owns = matches!(tagged.written(tag.end), "'" | "’");
    if !owns && !(tag.start.saturating_sub(OUT_OF)..tag.start).any(removed) {
        return None;
    }
    let is_country = |named: &Site| {
        let concept = vocabulary.concept(&named.id);
        concept.is_some_and(|concept| {
            concept.attributes.get("place").map(String::as_str) == Some("country")
        })
    };
    let mut named = sites(focus.document, focus.block).iter().rev();
    named.find(|named| {
        named.tag.end <= tag.start
            && named.tag.start >= focus.bounds.low
            && named.unnamed.is_none()
            && is_country(named) == country
            && counted_there(focus.document, focus.view, named)
    })
}

/// "The prisons of the State": the country itself, where it has no states and the words name no other part.
fn is_whole(focus: &Focus, site: &Site, host: &ConceptId) -> bool {
    let document = focus.document;
    let federal = document.attribute(&site.tag, "federal");
    let has_states = federal.is_none_or(|all| all.split(' ').any(|id| id == host.as_str()));
    let last = site.tag.end.checked_sub(1);
    !has_states && last.is_some_and(|at| focus.tagged().word(at) == "state")
}

/// What a site means; "the country" is the one that the draft is written from.
pub(super) fn site_id(focus: &Focus, site: &Site) -> ConceptId {
    match (site.unnamed, &focus.document.host) {
        (Some(Unnamed::Country), Some(host)) => host.clone(),
        (Some(Unnamed::State), Some(host)) if is_whole(focus, site, host) => host.clone(),
        _ => site.id.clone(),
    }
}

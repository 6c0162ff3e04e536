//! Where, when the sentence names no place: what the paragraph, headers, a lead-in, the
//! figure before, the headings and the dateline have said.

use super::{
    aside,
    there::{counted_there, names_speaker},
    which::{everywhere, site_id, unnamed},
};
use crate::{
    claim::{
        Claim, Phrase,
        document::{Document, View},
        extract::{Before, phrase},
        focus::Focus,
        model::From,
        sites::{Site, Unnamed, sites},
    },
    draft::BlockKind,
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    vocabulary::{Class, ConceptId, Group, Who},
};

/// How many blocks back a figure may stand whose place still holds.
const NEAR: usize = 3;

/// How many sentences back a place may be told that no name tells ("the region").
const SAME: usize = 4;

/// Most tokens from a word that sets a place beside what is told to that place.
const BESIDE: usize = 3;

/// "Mexico took 40,000 and Guatemala 9,000": a place whose verb is that of the place before.
pub(super) fn gapped(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let named = |end: usize| {
        let mut named = sites(focus.document, focus.block).iter();
        let site = named.find(|site| site.is_named() && site.tag.end == end)?;
        Some((site.tag.start, site.tag.end))
    };
    let opens = |start: usize| {
        let before = start.checked_sub(1).filter(|at| *at >= focus.bounds.low);
        before.is_none_or(|at| {
            let breaks = word(at, "phrase-join") || word(at, "clause-break");
            // "In 2023 Mexico took 40,000"
            let timed = || {
                tagged
                    .of(Class::Period)
                    .iter()
                    .any(|time| time.end == start)
            };
            breaks || matches!(tagged.written(at), "," | ";") || timed()
        })
    };
    let verb = |at: usize, number: &Number| {
        // "Poland has 980 of them": where those counted are from; but "has 980 foreign prisoners",
        // "… of 440 foreigners, Poland holds 980".
        let of_them = word(number.tokens.1, "base-word");
        let so_far = focus.bounds.low..=number.tokens.1;
        let mut groups = tagged.of(Class::Group).iter();
        let held = !of_them
            && groups.any(|tag| so_far.contains(&tag.start) && focus.document.is_foreign(tag));
        let none = [
            "where",
            "comparing",
            "number-link",
            "clause-break",
            "copula",
        ];
        let mut none = none.into_iter().chain((!held).then_some("owns"));
        !none.any(|id| word(at, id))
    };
    let own = named(focus.from).filter(|(start, _)| opens(*start) && *start > focus.bounds.low)?;
    let numbers = tagged.numbers_within(focus.bounds.span).iter().rev();
    let first = numbers
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .filter(|number| number.with_bound.0 < own.0)
        .find(|number| !named(number.with_bound.0).is_some_and(|(start, _)| opens(start)))?;
    let link = first.with_bound.0.checked_sub(1)?;
    let (start, _) = named(link).filter(|_| verb(link, first))?;
    opens(start).then_some(own)
}

/// The place that the paragraph named last before the figure's sentence.
pub(super) fn before(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let own = (0, focus.bounds.low);
    last_named(focus, focus.block, own, From::Paragraph)
}

/// The place that the paragraph names between the figure before and this figure's sentence.
pub(super) fn since_figure(focus: &Focus, before: Option<&Before>) -> Option<Phrase<ConceptId>> {
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
    // "The region" of long ago is another.
    let near = |tag: &Tag| {
        let sentence = view.sentence_of(tag.start);
        sentence.is_some_and(|at| at + SAME >= focus.sentence)
    };
    sites(focus.document, block)
        .iter()
        .rev()
        .filter(|site| site.tag.start >= low && site.tag.end <= high)
        .filter(|site| site.is_named() || (own && (site.unnamed.is_none() || near(&site.tag))))
        .find(|site| {
            counted_there(focus.document, view, site)
                && !told_in_passing(focus.document, view, &site.tag)
        })
        .and_then(|site| {
            if site.unnamed == Some(Unnamed::Everywhere) {
                return everywhere(focus);
            }
            let tokens = (site.tag.start, site.tag.end);
            phrase(focus, block, tokens, from, site_id(focus, site))
        })
}

/// "Someone serving life in Ohio is on the list", "the agreement with Tirana": a place that a
/// sentence names in an example of one person, or beside what it tells, holds for it alone.
fn told_in_passing(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let beside = (tag.start.saturating_sub(BESIDE)..tag.start).any(|at| {
        let end = word(at, "beside-place").map(|length| at + length);
        end.is_some_and(|end| {
            end == tag.start || (end + 1 == tag.start && word(end, "definite").is_some())
        })
    });
    let sentence = view.sentence_of(tag.start);
    let sentence = sentence.and_then(|at| view.sentences.get(at));
    let of_one = sentence.is_some_and(|sentence| {
        let counts = tagged.numbers_within(sentence.span).iter();
        let counts = { counts }.any(|number| number.taken_for == TakenFor::Quantity);
        !counts && (sentence.low..tag.start).any(|at| word(at, "somebody").is_some())
    });
    beside || of_one
}

/// The place in the headers of a cell, or in the lead-in of a list.
pub(super) fn headed(
    focus: &Focus,
    population: Option<&Phrase<Group>>,
) -> Option<Phrase<ConceptId>> {
    // The head of a row is who was counted ("Morocco"), unless they are told by the column.
    let told = population.is_none_or(|group| matches!(group.value.who, Who::Foreign))
        && !focus.document.heads_origins(focus.block);
    let origin = |block: usize| {
        let cells = focus.document.views.get(block);
        cells.is_some_and(|view| {
            let first = sites(focus.document, block).first();
            let country = first.is_some_and(|site| is_country(focus, site));
            first.is_some_and(|site| site.tag.start == 0 && site.tag.end == view.tagged.row.len())
                && country
        })
    };
    let mut headers = focus.document.headers(focus.block);
    headers.retain(|block| told || !origin(*block));
    let lead = match focus.view.kind {
        BlockKind::ListItem { lead_in } => *lead_in,
        _ => None,
    };
    let mut blocks = headers.into_iter().chain(lead);
    blocks.find_map(|block| last_named(focus, block, (0, usize::MAX), From::LeadIn))
}

/// Whether a site is a whole country, which people can be from.
fn is_country(focus: &Focus, site: &Site) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    vocabulary
        .country_of(&site.id)
        .as_ref()
        .is_none_or(|country| *country == site.id)
}

/// The place from outside the sentence: the paragraph, a cell's headers, a lead-in,
/// the figure before in the same section, the headings, the paragraphs before.
pub(super) fn around(
    focus: &Focus,
    claims: &[Claim],
    population: Option<&Phrase<Group>>,
) -> Option<Phrase<ConceptId>> {
    let whole = (0, usize::MAX);
    let views = &focus.document.views;
    if let Some(found) = before(focus).or_else(|| headed(focus, population)) {
        return Some(found);
    }
    // Before a table or list, as what stands between is no paragraph.
    let start = focus.document.run_start(focus.block);
    let near = |claim: &&Claim| {
        let section = focus.document.same_section(claim.block, focus.block);
        section && start <= claim.block + NEAR
    };
    // "- Norway: 23 per cent": the place of an item is that of no paragraph below the list, but that
    // of its lead-in may be.
    let led = |claim: &Claim| {
        claim
            .named_place()
            .is_some_and(|place| place.from == From::LeadIn)
    };
    let is_item = |block: usize| {
        let kind = views.get(block).map(|view| view.kind);
        matches!(kind, Some(BlockKind::ListItem { .. }))
    };
    let hands_on = |claim: &&Claim| {
        let table = focus.document.table_start(focus.block);
        let of_table = table.is_some_and(|start| claim.block >= start);
        let follows = is_item(focus.block) || !is_item(claim.block) || led(claim);
        !of_table && follows && aside::holds(focus.document, claims, claim)
    };
    // "the state" after figures of Victoria: they are still of Victoria.
    let mut of_state = false;
    let mut earlier = claims.iter().rev().take_while(near).filter(hands_on);
    let told = earlier.find_map(|claim| {
        let place = claim.named_place()?;
        if place.from > From::PreviousClaim && !(is_item(claim.block) && led(claim)) {
            return None;
        }
        match unnamed(focus, &place.text) {
            Some("state") => {
                of_state = true;
                None
            }
            Some(_) => Some(None),
            None => (!of_state).then_some(Some(place)),
        }
    });
    if let Some(place) = told.flatten() {
        return Some(Phrase {
            from: From::Paragraph,
            ..place.clone()
        });
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
    (start.saturating_sub(2)..start)
        .rev()
        .filter(|block| !is_item(*block) && focus.document.same_section(*block, focus.block))
        .find_map(|block| last_named(focus, block, whole, From::Paragraph))
}

/// The place of the front matter, or the country of the dateline: a story is written in a town
/// and seldom of it.
pub(super) fn dateline(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let place = focus.document.draft.context.place.as_ref()?;
    let vocabulary = &focus.document.pack.vocabulary;
    let id = vocabulary.named(Class::Place, place)?;
    let context = &focus.document.draft.context;
    match context.dateline.and_then(|_| vocabulary.country_of(&id)) {
        Some(country) => around_town(focus, &id, &country)
            .or_else(|| Some(in_words(focus, &country, From::Dateline))),
        None => Some(Phrase {
            text: place.clone(),
            span: None,
            from: From::Dateline,
            value: id,
        }),
    }
}

/// The part of the country around the town of the dateline, where the draft is most about that.
fn around_town(focus: &Focus, town: &ConceptId, country: &ConceptId) -> Option<Phrase<ConceptId>> {
    let document = focus.document;
    let topic = document.topic.get_or_init(|| topic(document, country));
    let (block, site) = topic.as_ref()?;
    let vocabulary = &document.pack.vocabulary;
    if !vocabulary.is_within(town, &site.id) {
        return None;
    }
    let tokens = (site.tag.start, site.tag.end);
    phrase(focus, *block, tokens, From::Dateline, site.id.clone())
}

/// A place in the first words that the draft has for it where it counts, or by its own name.
pub(super) fn in_words(focus: &Focus, id: &ConceptId, from: From) -> Phrase<ConceptId> {
    let mut views = focus.document.with_places();
    let named = views.find_map(|(block, view)| {
        let mut named = sites(focus.document, block).iter();
        let site = named.find(|site| {
            site.id == *id && site.is_named() && counted_there(focus.document, view, site)
        })?;
        phrase(
            focus,
            block,
            (site.tag.start, site.tag.end),
            from,
            id.clone(),
        )
    });
    named.unwrap_or_else(|| Phrase {
        text: focus.document.pack.vocabulary.label(id).to_owned(),
        span: None,
        from,
        value: id.clone(),
    })
}

/// The place the document is most about, a part of its country where it speaks of that most;
/// only for drafts of several paragraphs.
pub(super) fn most_about(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let document = focus.document;
    let host = document.host.clone()?;
    if document.views.len() < 3 {
        return None;
    }
    let topic = document.topic.get_or_init(|| topic(document, &host));
    if let Some((block, site)) = topic {
        let tokens = (site.tag.start, site.tag.end);
        return phrase(focus, *block, tokens, From::Document, site.id.clone());
    }
    Some(in_words(focus, &host, From::Document))
}

/// "The Home Office says 10,400 are in prison": the country of the body that the paragraph names,
/// where nothing else tells any. No word of the draft names it.
pub(super) fn of_body(focus: &Focus) -> Option<Phrase<ConceptId>> {
    let document = focus.document;
    let host = document.host.clone()?;
    let high = focus.bounds.high;
    let mut bodies = document.bodies(focus.view, high);
    // "Statistics Denmark"
    let mut named = sites(document, focus.block).iter();
    let by_name = named.any(|site| {
        site.id == host && site.tag.end <= high && names_speaker(document, focus.view, &site.tag)
    });
    let told = by_name || bodies.any(|(_, country)| country == host.as_str());
    told.then(|| Phrase {
        text: document.pack.vocabulary.label(&host).to_owned(),
        span: None,
        from: From::Body,
        value: host,
    })
}

/// The place within the host country, or that country, in which most is told to have been
/// counted: where it is first named.
fn topic(document: &Document, host: &ConceptId) -> Option<(usize, Site)> {
    const OFTEN: usize = 2;
    let vocabulary = &document.pack.vocabulary;
    let mut counts: Vec<(usize, &Site, usize)> = Vec::new();
    for (block, view) in document.with_places() {
        for site in sites(document, block) {
            let at_home = vocabulary.country_of(&site.id).as_ref() == Some(host);
            if !at_home || site.unnamed.is_some() || !counted_there(document, view, site) {
                continue;
            }
            match counts.iter_mut().find(|(_, known, _)| known.id == site.id) {
                Some((_, _, count)) => *count += 1,
                None => counts.push((block, site, 1)),
            }
        }
    }
    let most = counts.iter().map(|(_, _, count)| *count).max()?;
    let (block, site, _) = counts.into_iter().find(|(_, _, count)| *count == most)?;
    (most >= OFTEN).then(|| (block, site.clone()))
}

//! Where a quantity was counted, and not where people come from.

use super::{
    aside,
    context::{beyond_break, carried, from_of},
    country::listed_place,
    elsewhere, led,
    there::counted_there,
    which::of_site,
};
use crate::{
    claim::{
        Claim, Phrase,
        extract::{self, Before, phrase},
        focus::{Focus, Reach},
        model::From,
        relation::Reading,
        sites::{Site, Unnamed, sites},
    },
    language::tag::Tag,
    rules::{Relation, pattern::Role},
    text::Span,
    vocabulary::{Class, ConceptId, Group, Part, Who},
};

/// Most tokens between those a part is of and where it is: "of them in the".
const LEAD: usize = 2;

/// Most tokens of the words for people who leave a place ("thrown out of").
const FROM: usize = 4;

pub(in crate::claim) fn place(
    focus: &Focus,
    reading: &Reading,
    (before, claims): (Option<&Before>, &[Claim]),
    population: Option<&Phrase<Group>>,
    comparator: Option<&Phrase<Group>>,
) -> Option<Phrase<ConceptId>> {
    let bound = reading.bound(Role::Place);
    let led = || {
        let site = led::leading(focus)?;
        Some((site.tag.start, site.tag.end))
    };
    let listed = || listed_place(focus);
    if let Some((low, high)) = bound.or_else(listed).or_else(led)
        && let Some(site) = sites(focus.document, focus.block)
            .iter()
            .find(|site| site.tag.start >= low && site.tag.end <= high)
    {
        return of_site(focus, site, From::Stretch);
    }
    if let Some(site) = pointed(focus) {
        return of_site(focus, site, From::Sentence);
    }
    let is_level = reading.relation == Relation::Level;
    if let Some(site) = closest(focus)
        .into_iter()
        .filter(|site| !is_people(focus, claims, site) && !led::leads_another(focus, site))
        .filter(|site| !tells_people(focus, population, site))
        .filter(|site| is_level || !held_there(focus, site))
        .find(|site| governs(focus, site, before, population))
    {
        return of_site(focus, site, from_of(focus, &site.tag));
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
    let told = || {
        let cell = focus.document.cell(focus.block);
        let headed = cell.and_then(|_| elsewhere::headed(focus, population));
        headed
            .or_else(|| elsewhere::since_figure(focus, before))
            .or_else(|| {
                carried(focus, before, |claim| {
                    aside::holding(focus, claim, claims).named_place().cloned()
                })
            })
    };
    // "In Zurich 1 in 90 Swiss men …; for foreign men it is 1 in 40": the country that a group implies is not told anew.
    let implied = implied_place(focus, before, [first, None]).map(|country| {
        let vocabulary = &focus.document.pack.vocabulary;
        let told = told().or_else(|| elsewhere::before(focus));
        let narrower = told.filter(|told| vocabulary.is_within(&told.value, &country.value));
        narrower.unwrap_or(country)
    });
    host_of_group(focus, population)
        .or(implied)
        .or_else(told)
        .or_else(|| elsewhere::around(focus, claims, population))
        .or_else(|| {
            // A row of Germans among those of other countries does not say where.
            let by_origin = focus.document.heads_origins(focus.block);
            let implied = || implied_place(focus, before, [comparator, population]);
            (!by_origin).then(implied)?
        })
        .or_else(|| elsewhere::dateline(focus))
        .or_else(|| beyond(focus, population))
        .or_else(|| elsewhere::most_about(focus))
        .or_else(|| elsewhere::of_body(focus))
}

/// "27 percent of those in federal prisons": what a share is taken of, and not where.
fn held_there(focus: &Focus, site: &Site) -> bool {
    focus.document.attribute(&site.tag, "counted") == Some("prisons")
}

/// "Poland has 980 of them, Ireland 760": a country whose people are those of an earlier figure.
fn is_people(focus: &Focus, claims: &[Claim], site: &Site) -> bool {
    let span = extract::source_span(focus.document, focus.block, site.tag.span);
    let near = claims.iter().rev();
    let near = near.take_while(|claim| claim.block == focus.block);
    near.filter_map(|claim| claim.population.as_ref()?.span)
        .any(|people| people == span)
}

/// "One in three Albanian prisoners is on remand": whose they are, and not where.
fn tells_people(focus: &Focus, population: Option<&Phrase<Group>>, site: &Site) -> bool {
    let span = extract::source_span(focus.document, focus.block, site.tag.span);
    let opens = |group: Span| site.tag.part != Part::Label && group.start == span.start;
    // "300 were born in Chad, 20 in Peru"
    let closes = |group: Span| group.start < span.start && group.end == span.end;
    population.is_some_and(|group| {
        let is_theirs = |group: Span| opens(group) || closes(group);
        group.span.is_some_and(is_theirs) && group.value.who == Who::Of(site.id.clone())
    })
}

/// Whether a site of the sentence is where the figure was counted.
fn governs(
    focus: &Focus,
    site: &Site,
    before: Option<&Before>,
    population: Option<&Phrase<Group>>,
) -> bool {
    let tag = &site.tag;
    let span = extract::source_span(focus.document, focus.block, tag.span);
    let everywhere = site.unnamed == Some(Unnamed::Everywhere);
    let fronted = (before.is_none() || everywhere) && tag.end <= focus.from;
    let shared = || focus.is_behind_base(tag) || focus.reach(tag).0 == Reach::Shared;
    let own = focus.in_stretch(tag) || site.unnamed.is_none() || fronted || shared();
    // "people held in Irish prisons": an adjective within the group's words is not theirs.
    let of_institution =
        |taken: Span| tag.part != Part::Label && span.start > taken.start && taken.contains(span);
    let free = |taken: Span| {
        !taken.overlaps(span)
            || site.unnamed.is_some()
            || in_group(focus, site)
            || narrows(focus, taken, site)
            || of_institution(taken)
    };
    own && !of_a_part(focus, tag)
        && !of_another(focus, tag)
        && !super::clause::holds(focus, tag)
        && !beyond_break(focus, tag)
        && focus.reach(tag).0 != Reach::Next
        && counted_there(focus.document, focus.view, site)
        && population.and_then(|phrase| phrase.span).is_none_or(free)
}

/// "Australia sent 2,000 to New Zealand and they have committed 8,000 crimes there": the place
/// that was named last, though it was not where the figure before was counted.
fn pointed<'d>(focus: &Focus<'d>) -> Option<&'d Site> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let points = |at: &usize| word(*at, "place-pointed") && !word(*at, "there-are");
    let at = (focus.to..focus.stretch_high).find(points)?;
    let mut named = sites(focus.document, focus.block).iter().rev();
    named.find(|site| site.tag.end <= at && site.is_named())
}

/// What narrows a group behind its name may tell where: "people in this county with a record".
fn narrows(focus: &Focus, taken: Span, site: &Site) -> bool {
    let named = focus.tagged().of(Class::Group).iter();
    let named = named.chain(focus.tagged().of(Class::Person));
    named.into_iter().any(|group| {
        let group_span = extract::source_span(focus.document, focus.block, group.span);
        group_span.start == taken.start && group.end <= site.tag.start
    })
}

/// "Danish men with a Lebanese background": the country that people of another origin live in.
fn host_of_group(focus: &Focus, population: Option<&Phrase<Group>>) -> Option<Phrase<ConceptId>> {
    let population = population?;
    let within = population.span?;
    let Who::Of(country) = &population.value.who else {
        return None;
    };
    let by_origin = population.value.basis.as_ref();
    if by_origin.is_none_or(|basis| basis.as_str() != "origin") {
        return None;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let group = tagged.of(Class::Group).iter().find(|group| {
        extract::source_span(focus.document, focus.block, group.span).start == within.start
    })?;
    let hit = tagged.hits().at(group.start).iter().find(|hit| {
        hit.class == Class::Place
            && hit.part == Part::Adjective
            && hit.end < group.end
            && vocabulary.concept_at(hit.concept).id == *country
    })?;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let of_origin = (hit.end..group.end)
        .any(|at| word(at, "attribute-of") || (word(at, "share-of") && !word(at, "located-in")));
    let tokens = (hit.start, hit.end);
    of_origin.then(|| phrase(focus, focus.block, tokens, From::Implied, country.clone()))?
}

/// The one place that the sentence names beyond a break, where nothing else names any.
fn beyond(focus: &Focus, population: Option<&Phrase<Group>>) -> Option<Phrase<ConceptId>> {
    let mut named = closest(focus).into_iter().filter(|site| {
        site.unnamed.is_none()
            && site.tag.start >= focus.to
            && focus.reach(&site.tag).0 != Reach::Next
            && !of_a_part(focus, &site.tag)
            && !tells_people(focus, population, site)
            && counted_there(focus.document, focus.view, site)
    });
    let site = named.next()?;
    named
        .all(|other| other.id == site.id)
        .then(|| of_site(focus, site, From::Sentence))?
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
    // "In the EU a fifth of prisoners are foreign": a place that has been taken for its people.
    let article = start.checked_sub(1);
    let article =
        article.is_some_and(|at| tagged.is_word(vocabulary, at, "definite-article").is_some());
    let link = (start - usize::from(article)).checked_sub(1);
    let located = link.is_some_and(|at| {
        let length = tagged.is_word(vocabulary, at, "located-in");
        length.is_some_and(|length| at + length == start)
    });
    site.is_named() && (left || foreign() || located)
}

/// "300, 142 of them in Leeds": where a part of the figure is.
fn of_a_part(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    tag.start > focus.to
        && !focus.in_stretch(tag)
        && (tag.start.saturating_sub(4)..tag.start).any(|at| {
            let of_them = tagged.is_word(vocabulary, at, "of-them");
            of_them.is_some_and(|length| length > 1 && at + length + LEAD >= tag.start)
        })
}

/// "17 per cent, far below the 31 per cent of Spain": where another figure is, and no more.
fn of_another(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if owns_another(focus, tag) {
        return true;
    }
    let Some(link) = tag.start.checked_sub(1) else {
        return false;
    };
    let led = tagged.is_word(vocabulary, link, "where").is_some();
    tag.start > focus.to
        && focus.reach(tag).0 > Reach::Shared
        && led
        && !focus.in_stretch(tag)
        && link
            .checked_sub(1)
            .is_some_and(|at| tagged.is_in_quantity(at))
}

/// "3 per cent, next to Italy's 31": the owner of another figure.
fn owns_another(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let mark = matches!(tagged.written(tag.end), "'" | "’");
    let figure = tag.end + 1 + usize::from(tagged.word(tag.end + 1) == "s");
    mark && figure != focus.from && tagged.is_in_quantity(figure)
}

/// The sites of the figure's sentence: those between the neighbouring quantities by distance, then the rest.
fn closest<'d>(focus: &Focus<'d>) -> Vec<&'d Site> {
    let mut found: Vec<&Site> = sites(focus.document, focus.block)
        .iter()
        .map(|site| (site, &site.tag))
        .filter(|(_, tag)| tag.start >= focus.bounds.low && tag.end <= focus.bounds.high)
        .filter(|(_, tag)| tag.end <= focus.from || tag.start >= focus.to)
        .map(|(site, _)| site)
        .collect();
    found.sort_by_key(|site| {
        // "the Irish Prison Service": rather a place with a name of its own.
        let weak = site.tag.part != Part::Label && in_speaker(focus, &site.tag);
        // "police in Lyon say": rather where what they tell happened.
        let mut speech = focus.tagged().of(Class::Speech).iter();
        let says = speech.any(|speech| speech.start == site.tag.end);
        (weak || says, focus.reach(&site.tag))
    });
    found
}

/// Whether a tag is a part of a speaker's name.
fn in_speaker(focus: &Focus, tag: &Tag) -> bool {
    let mut names = focus.tagged().of(Class::Speaker).iter();
    names.any(|name| name.start <= tag.start && tag.end < name.end)
}

/// "native Danes", "those born in Sweden" imply the country.
fn implied_place(
    focus: &Focus,
    before: Option<&Before>,
    groups: [Option<&Phrase<Group>>; 2],
) -> Option<Phrase<ConceptId>> {
    for group in groups.into_iter().flatten() {
        if let Who::Of(id) | Who::NotOf(id) = &group.value.who {
            let not = matches!(group.value.who, Who::NotOf(_));
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
            if country && (not || host || Some(group.span) == groups[0].map(|group| group.span)) {
                let named = named_as(focus, before, id);
                let implied = || elsewhere::in_words(focus, id, From::Implied);
                return Some(named.unwrap_or_else(implied));
            }
        }
    }
    None
}

/// The words that the figure before or the paragraph has for a country that a group implies.
fn named_as(focus: &Focus, before: Option<&Before>, id: &ConceptId) -> Option<Phrase<ConceptId>> {
    let told = carried(focus, before, |claim| {
        claim
            .place
            .clone()
            .filter(|place| place.value == *id && place.span.is_some())
    });
    // "Statistics Denmark"
    let names_body = |tag: &Tag| {
        let mut names = focus.tagged().of(Class::Speaker).iter();
        names
            .any(|name| name.start <= tag.start && tag.end <= name.end && name.end - name.start > 1)
    };
    told.or_else(|| {
        let named = sites(focus.document, focus.block)
            .iter()
            .rev()
            .filter(|site| site.is_named() && site.tag.end <= focus.from)
            .find(|site| site.id == *id && !names_body(&site.tag))?;
        let from = if named.tag.start < focus.bounds.low {
            From::Paragraph
        } else {
            From::Sentence
        };
        phrase(
            focus,
            focus.block,
            (named.tag.start, named.tag.end),
            from,
            id.clone(),
        )
    })
}

//! Where a quantity was counted, and not where people come from.

use super::context::{beyond_break, carried, from_of};
use crate::{
    claim::{
        Phrase,
        document::{Document, View},
        extract::{self, Before, phrase},
        focus::Focus,
        model::From,
        relation::Reading,
        sites::{Site, Unnamed, sites},
    },
    draft::BlockKind,
    language::tag::Tag,
    rules::pattern::Role,
    text::Span,
    vocabulary::{Class, ConceptId, Group, Part, TokenKind, Who},
};

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
        let own = focus.in_stretch(&site.tag) || site.unnamed.is_none() || before.is_none();
        let free =
            |taken: Span| !taken.overlaps(span) || in_foreign(focus, site) || narrows(taken, site);
        own && !beyond_break(focus, &site.tag)
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

/// "the foreign-born in Belgium": a place in the group's own words.
fn in_foreign(focus: &Focus, site: &Site) -> bool {
    site.is_named()
        && focus.tagged().of(Class::Group).iter().any(|group| {
            let foreign = group
                .group
                .as_ref()
                .is_some_and(|group| group.who == Who::Foreign);
            foreign && group.start < site.tag.start && site.tag.end <= group.end
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
        let tag = &site.tag;
        let before = tag.end <= focus.from;
        let distance = if before {
            focus.from - tag.end
        } else {
            tag.start - focus.to
        };
        // "the Irish Prison Service": rather a place with a name of its own.
        let weak = site.tag.part != Part::Label && in_speaker(focus, tag);
        (weak, !focus.in_stretch(tag), distance, before)
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
        .find(|site| {
            site.unnamed != Some(Unnamed::Everywhere) && counted_there(focus.document, view, site)
        })
        .and_then(|site| {
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

/// Whether a place is where something was counted, and not where people come
/// from, where somebody speaks or a part of a name.
pub(in crate::claim) fn counted_there(document: &Document, view: &View, site: &Site) -> bool {
    let tagged = &view.tagged;
    let tag = &site.tag;
    let vocabulary = &document.pack.vocabulary;
    let next = |id: &str| tagged.is_word(vocabulary, tag.end, id).is_some();
    if site.unnamed == Some(Unnamed::Everywhere) {
        return true;
    }
    if next("scholar")
        || in_a_pair(view, tag)
        || is_metonym(view, tag)
        || names_speaker(document, view, tag)
        || beside_number(document, view, tag)
    {
        return false;
    }
    if site.unnamed.is_some() {
        return of_what_is_counted(document, view, tag);
    }
    if tag.part != Part::Label {
        let name = tagged.written(tag.end).starts_with(char::is_uppercase);
        let shouted = tagged.written(tag.start).chars().all(char::is_uppercase);
        return next("institution-name") || (next("institution") && (!name || shouted));
    }
    let back = usize::from(tag.start > 0 && tagged.word(tag.start - 1) == "the");
    let start = tag.start - back;
    let after_data = tagged
        .of(Class::Source)
        .iter()
        .any(|source| source.end + 1 == start);
    after_data || !(said_there(document, view, start) || whence(document, view, start))
}

/// "Lund & Berg (2019)", "Stateless/Palestine"
fn in_a_pair(view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let before = tag.start.checked_sub(1);
    tagged.written(tag.end) == "&"
        || before.is_some_and(|at| matches!(tagged.written(at), "&" | "/"))
}

/// "Ottawa says that …": a government by its town.
fn is_metonym(view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let says = tagged.within(Class::Speech, tag.end, tag.end + 3);
    let first = |at: &usize| {
        let token = tagged.row.get(*at);
        token.is_none_or(|token| token.kind == TokenKind::Mark)
    };
    let opens = tag.start.checked_sub(1).is_none_or(|at| first(&at));
    opens && says.iter().any(|speech| speech.start == tag.end)
}

/// "Statistics Denmark", "a Leeds study", "an Oslo newspaper": a part of who says it. But
/// the figures of "the Berlin police" are Berlin's.
fn names_speaker(document: &Document, view: &View, tag: &Tag) -> bool {
    let counts = |at: usize| {
        let vocabulary = &document.pack.vocabulary;
        view.tagged
            .is_word(vocabulary, at, "institution-name")
            .is_some()
    };
    view.tagged.of(Class::Speaker).iter().any(|name| {
        let inside = name.start <= tag.start && tag.end <= name.end;
        let kind = document.attribute(name, "kind");
        let speaks = matches!(kind, Some("document" | "media"));
        let named = is_country(document, tag) && !counts(tag.end);
        (inside && name.end - name.start > 1 && (named || speaks))
            || (name.start == tag.end && speaks)
    })
}

/// "Mexico 1,020", "Mexico (1,020)": a country in a list of origins.
fn beside_number(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let bracketed = tagged.written(tag.end) == "(" && starts_number(view, tag.end + 1);
    let bare = is_country(document, tag)
        && starts_number(view, tag.end)
        && !(tag.start.saturating_sub(3)..tag.start).any(|at| {
            tagged
                .is_word(&document.pack.vocabulary, at, "where")
                .is_some()
        });
    bracketed || bare
}

/// Whether a tag names a country.
fn is_country(document: &Document, tag: &Tag) -> bool {
    document.attribute(tag, "place") == Some("country")
}

fn starts_number(view: &View, at: usize) -> bool {
    view.tagged
        .row
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Number)
}

/// "murders in the country", and not "who do not live in the country" or "here illegally": the
/// words for an unnamed place hang on to what is counted, or open their statement.
fn of_what_is_counted(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let name = tagged
        .of(Class::Speaker)
        .iter()
        .any(|name| name.start <= tag.start + 1 && tag.end < name.end);
    let goes_on = tagged.word(tag.end) == "of" || word(tag.end, "institution");
    if name || goes_on || word(tag.end, "present-how") {
        return false;
    }
    if matches!(tagged.written(tag.end), "'" | "’") {
        return owns_what_is_counted(view, tag.end);
    }
    let Some(link) = tag.start.checked_sub(1) else {
        return true;
    };
    let Some(before) = link.checked_sub(1) else {
        return word(link, "located-in");
    };
    if tagged
        .row
        .get(before)
        .is_none_or(|token| token.kind == TokenKind::Mark)
    {
        return true;
    }
    let removed = (tag.start.saturating_sub(4)..tag.start)
        .any(|at| tagged.is_word(vocabulary, at, "removed-from") == Some(tag.start - at));
    let counted = [
        Class::Measure,
        Class::Offence,
        Class::Person,
        Class::Group,
        Class::Period,
    ]
    .into_iter()
    .flat_map(|class| tagged.of(class))
    .any(|other| other.end == link);
    counted || removed || (word(link, "located-in") && !word(before, "dwelling"))
}

/// "the county's robberies", and not "the county's sheriff".
fn owns_what_is_counted(view: &View, mark: usize) -> bool {
    let tagged = &view.tagged;
    let near = |class: Class| {
        let end = tagged.row.len().min(mark + 6);
        !tagged.within(class, mark, end).is_empty()
    };
    !near(Class::Speaker)
        && !near(Class::Source)
        && [Class::Measure, Class::Offence, Class::Person, Class::Group]
            .into_iter()
            .any(near)
}

/// "she said in Mainz": where somebody speaks.
fn said_there(document: &Document, view: &View, start: usize) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    start > 0
        && tagged.is_word(vocabulary, start - 1, "where").is_some()
        && tagged
            .of(Class::Speech)
            .iter()
            .any(|speech| speech.end + 1 == start)
}

/// "from Chad", "from newer EU states": where people come from.
fn whence(document: &Document, view: &View, start: usize) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    // "deported to Jamaica"
    if start > 0
        && tagged
            .is_word(vocabulary, start - 1, "destination")
            .is_some()
    {
        return true;
    }
    let left = (start.saturating_sub(4)..start).any(|at| {
        tagged
            .is_word(vocabulary, at, "removed-from")
            .is_some_and(|length| at + length == start)
    });
    !left
        && (start.saturating_sub(3)..start).any(|at| {
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

//! The places that a block names, each with all of its words: "south-east
//! Anatolia" is not Anatolia, and "Lower Bexley" a place though no list has it.

use super::document::{Document, View};
use crate::{
    language::tag::Tag,
    number::Kind,
    vocabulary::{Class, ConceptId, Hit, Part, Token, TokenKind, Who},
};

/// Most tokens of a name that no list has.
const LONGEST: usize = 3;
/// Most tokens of the words that narrow a place from the left.
const NARROWING: usize = 4;

/// A place in a block.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// Its words; the concept is none where they name a part, several places or an unknown one.
    pub(super) tag: Tag,
    /// What they mean.
    pub(super) id: ConceptId,
    /// "country", "part" or "everywhere" for a place without a name ("the county").
    pub(super) unnamed: Option<Unnamed>,
}

/// A place that is not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unnamed {
    /// "the country"
    Country,
    /// "the capital"
    Part,
    /// "the state": the one that was named before
    State,
    /// "nationwide"
    Everywhere,
}

impl Site {
    /// Whether it names a place with a noun, and not with an adjective.
    pub(super) fn is_named(&self) -> bool {
        self.tag.part == Part::Label && self.unnamed.is_none()
    }
}

/// The places of a block, in order; each block is read once.
pub(super) fn sites<'d>(document: &'d Document, block: usize) -> &'d [Site] {
    let Some(view) = document.views.get(block) else {
        return &[];
    };
    view.sites.get_or_init(|| read(document, block, view))
}

fn read(document: &Document, block: usize, view: &View) -> Vec<Site> {
    let dateline = document
        .draft
        .context
        .dateline
        .filter(|(at, _)| *at == block)
        .map(|(_, span)| span);
    let known = view.tagged.of(Class::Place);
    let within = within_groups(document, view);
    let mut all: Vec<Site> = known
        .iter()
        .chain(&within)
        .filter_map(|tag| known_site(document, view, tag))
        .collect();
    let names = unlisted(document, view);
    for tag in pointed_at(document, view) {
        // "at the last prison census"
        let vocabulary = &document.pack.vocabulary;
        let office = view.tagged.is_word(vocabulary, tag.end, "office-kind");
        // "the Harlow youth centre"
        if office.is_some() || names.iter().any(|name| name.end == tag.end) {
            continue;
        }
        let id = made_id(view, &tag);
        // "in the Texas border counties"
        let mut inner = known.iter();
        let named = inner.any(|known| tag.start < known.start && known.end <= tag.end);
        let unnamed = (!named).then_some(Unnamed::Part);
        all.push(Site { tag, id, unnamed });
    }
    for tag in names {
        let id = made_id(view, &tag);
        all.push(Site {
            tag,
            id,
            unnamed: None,
        });
    }
    all.retain(|site| dateline.is_none_or(|line| !line.overlaps(site.tag.span)));
    // The longer of two that begin at one token, as with "Vienna-Josefstadt".
    all.sort_by_key(|site| (site.tag.start, std::cmp::Reverse(site.tag.end)));
    let mut found: Vec<Site> = Vec::with_capacity(all.len());
    let mut rest = all.into_iter().peekable();
    while let Some(site) = rest.next() {
        let taken = found
            .last()
            .is_some_and(|last| site.tag.start < last.tag.end);
        if !taken {
            let next = rest.peek().map(|next| &next.tag);
            push(document, view, &mut found, site, next);
        }
    }
    found
}

/// Places in a group's words that do not tell where the people are from: "the foreign-born in
/// Belgium", "people deported from Ohio", "the Swiss criminal code", "of Italian inmates".
fn within_groups(document: &Document, view: &View) -> Vec<Tag> {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let mut found = Vec::new();
    for group in tagged.of(Class::Group) {
        let foreign = group
            .group
            .as_ref()
            .is_some_and(|group| group.who == Who::Foreign);
        let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
        let there = |hit: &Hit| {
            let before = hit.start.checked_sub(1);
            let located = foreign && before.is_some_and(|at| word(at, "located-in").is_some());
            let removed =
                (group.start..hit.start).any(|at| word(at, "removed-from") == Some(hit.start - at));
            // "in the EU 1 in 5 prisoners"
            let article = word(group.start.saturating_sub(1), "definite-article").is_some();
            let before = group.start.checked_sub(1 + usize::from(article));
            let alone = hit.start == group.start
                && before.is_some_and(|at| {
                    word(at, "located-in").is_some_and(|length| at + length == group.start)
                });
            let inside = hit.start > group.start && (located || removed);
            // "migrants in the country illegally"
            let how = word(hit.end, "present-how").unwrap_or(0);
            (hit.end == group.end && alone) || (hit.end + how == group.end && inside)
        };
        let of_institution = |hit: &Hit| {
            let article = group.start.checked_sub(1);
            let article = article.is_some_and(|at| word(at, "definite-article").is_some());
            let of = (group.start - usize::from(article)).checked_sub(1);
            let of = of.filter(|at| word(*at, "share-of").is_some());
            let mut numbers = tagged.numbers().iter();
            let whole = numbers.any(|number| {
                // "one in three Belgian inmates"
                let fraction = number.quantity.kind == Kind::Fraction;
                of == Some(number.tokens.1) || (fraction && number.tokens.1 == group.start)
            });
            // "Swiss remand prisoners", "Swedish inmates hold a foreign passport"
            let ends = (hit.end..group.end.max(hit.end + 1))
                .filter_map(|at| Some(at + word(at, "institution")?));
            hit.start == group.start && ends.max().is_some_and(|end| whole || end > group.end)
        };
        for hit in tagged.hits().between(group.start, group.end) {
            let place = hit.class == Class::Place;
            let label = hit.part == Part::Label;
            if place && ((label && there(hit)) || of_institution(hit)) {
                found.push(Tag {
                    concept: Some(hit.concept),
                    part: hit.part,
                    ..tagged.tag(hit.start, hit.end, Class::Place)
                });
            }
        }
    }
    found
}

/// A place of the vocabulary with the words that narrow it.
fn known_site(document: &Document, view: &View, tag: &Tag) -> Option<Site> {
    let id = document.id(tag)?;
    let unnamed = match document.attribute(tag, "unnamed") {
        Some("country") => Some(Unnamed::Country),
        Some("state") => Some(Unnamed::State),
        Some("everywhere") => Some(Unnamed::Everywhere),
        Some(_) => Some(Unnamed::Part),
        None => None,
    };
    let mut site = Site {
        tag: tag.clone(),
        id,
        unnamed,
    };
    if site.is_named() {
        narrow(document, view, &mut site);
    }
    let held = document.attribute(tag, "counted").is_some();
    (!held || stands_alone(document, view, tag)).then_some(site)
}

/// "in federal prisons", and not "Canada's federal prisons", "local jails in Utah".
fn stands_alone(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let located = |at: usize| {
        tagged.is_word(vocabulary, at, "located-in") == Some(1)
            || tagged.is_word(vocabulary, at, "where") == Some(1)
    };
    let named = || {
        let mut places = tagged.of(Class::Place).iter();
        located(tag.end) && places.any(|place| place.start == tag.end + 1)
    };
    tag.start.checked_sub(1).is_some_and(located) && !named()
}

/// "parts of Leeds", "south-east Kent", "the Oslo area": a part, of which the place's own data say nothing.
fn narrow(document: &Document, view: &View, site: &mut Site) {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let (mut start, mut end) = (site.tag.start, site.tag.end);
    let before = (start.saturating_sub(NARROWING)..start).find(|at| {
        tagged
            .is_word(vocabulary, *at, "place-part")
            .is_some_and(|length| at + length == start)
    });
    // "most of Germany's suspects": a part of them.
    let owns = matches!(tagged.written(end), "'" | "’");
    start = before.filter(|_| !owns).unwrap_or(start);
    // "in U.S. district court": a court of the country.
    let kind = tagged.is_word(vocabulary, end, "place-kind");
    let kind = kind.filter(|length| {
        let body = tagged.is_word(vocabulary, end + length, "kind-of-body");
        body.is_none()
    });
    end += kind.unwrap_or(0);
    end = owned(document, view, (start, end)).unwrap_or(end);
    // "Vienna-Josefstadt"
    if tagged.written(end) == "-" && joined(view, end) && capital(view, end + 1) {
        end += 2;
    }
    if (start, end) != (site.tag.start, site.tag.end) {
        widen(view, site, start, end);
        return;
    }
    // "the canton of Vaud" is Vaud.
    let sort = (start.saturating_sub(NARROWING)..start).find(|at| {
        tagged
            .is_word(vocabulary, *at, "place-sort")
            .is_some_and(|length| at + length == start)
    });
    if let Some(sort) = sort {
        site.tag.start = sort;
        site.tag.span = tagged.token_span(sort, end);
    }
}

/// "Lyon's metro", "Leeds's old jail", "in Leeds's Harehills": where a place of many ends that
/// belongs to another.
fn owned(document: &Document, view: &View, (start, end): (usize, usize)) -> Option<usize> {
    let tagged = &view.tagged;
    if !matches!(tagged.written(end), "'" | "’") || !joined(view, end) {
        return None;
    }
    let low = end + 1 + usize::from(tagged.word(end + 1) == "s");
    let located =
        |at: usize| tagged.is_word(&document.pack.vocabulary, at, "located-in") == Some(1);
    let name = name_end(view, low, is_name);
    let tells = tagged
        .row
        .get(name)
        .is_none_or(|next| next.kind == TokenKind::Mark)
        || tagged
            .is_word(&document.pack.vocabulary, name, "phrase-join")
            .is_some();
    if name > low && tells && start.checked_sub(1).is_some_and(located) {
        return Some(name);
    }
    (low..low + 3).find_map(|at| {
        let end = at + tagged.is_word(&document.pack.vocabulary, at, "owned-one")?;
        // "Peru's prison population" is no prison.
        let mut all = tagged.hits().every(&document.pack.vocabulary, at);
        // "Genoa's port drug trials"
        let longer = all.any(|hit| hit.end > end)
            || (tagged.of(Class::Offence).iter())
                .any(|tag| tag.start == end && tag.part != Part::Verb);
        // "Lithuania's prison department"
        let goes_on = tagged
            .is_word(&document.pack.vocabulary, end, "office-kind")
            .is_some();
        (!longer && !goes_on).then_some(end)
    })
}

fn widen(view: &View, site: &mut Site, start: usize, end: usize) {
    site.tag.start = start;
    site.tag.end = end;
    site.tag.span = view.tagged.token_span(start, end);
    site.tag.concept = None;
    site.id = made_id(view, &site.tag);
}

/// Adds a place, or joins it to the one before: "Utah and Ohio".
fn push(document: &Document, view: &View, found: &mut Vec<Site>, site: Site, next: Option<&Tag>) {
    let word = |at: usize, id: &str| view.tagged.is_word(&document.pack.vocabulary, at, id);
    if site.is_named()
        && let Some(last) = found.last_mut().filter(|last| last.is_named())
        && link(document, view, &last.tag, &site.tag, next)
    {
        let start = last.tag.start;
        let back = (start.saturating_sub(NARROWING)..start)
            .find(|at| word(*at, "place-list").is_some_and(|length| at + length == start));
        widen(view, last, back.unwrap_or(start), site.tag.end);
        return;
    }
    found.push(site);
}

/// Whether two places belong to one list: "Iowa, Utah and Ohio".
fn link(document: &Document, view: &View, one: &Tag, other: &Tag, next: Option<&Tag>) -> bool {
    let tagged = &view.tagged;
    let join = |at: usize| {
        tagged
            .is_word(&document.pack.vocabulary, at, "phrase-join")
            .is_some()
    };
    let comma = |at: usize| tagged.written(at) == ",";
    // "Finland and the Netherlands"
    let without_article = |start: usize| match start.checked_sub(1) {
        Some(before) if tagged.word(before) == "the" => before,
        _ => start,
    };
    let more = || {
        next.is_some_and(
            |next| match without_article(next.start).saturating_sub(other.end) {
                1 => comma(other.end) || join(other.end),
                2 => comma(other.end) && join(other.end + 1),
                _ => false,
            },
        )
    };
    let low = one.end;
    match without_article(other.start).saturating_sub(low) {
        1 => join(low) || (comma(low) && more()),
        2 => comma(low) && join(low + 1),
        _ => false,
    }
}

/// Places that words point at and no name tells: "in the five border counties", "at the prison".
fn pointed_at(document: &Document, view: &View) -> Vec<Tag> {
    let tagged = &view.tagged;
    let word = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id);
    let opens = |at: &usize| {
        let link = at.checked_sub(1);
        word(*at, "place-pointer") == Some(1)
            && link.is_some_and(|at| word(at, "located-in").is_some())
    };
    let goes_on = |at: usize| tagged.word(at) == "of" || word(at, "place-head").is_some();
    let inside = |at: usize| !tagged.breaks_chunk(at) && tagged.word(at) != "of";
    let end = |start: usize| {
        // Something tells which one it is.
        let mut heads = (start + 2..=start + NARROWING).take_while(|at| inside(*at - 1));
        let alone = word(start + 1, "place-of-detention").map(|length| start + 1 + length);
        let alone =
            alone.filter(|end| tagged.breaks_chunk(*end) || word(*end, "no-more-than").is_some());
        let same = tagged.word(start + 1) == "same";
        heads
            .find_map(|at| Some(at + word(at, "place-head")?).filter(|end| !goes_on(*end)))
            .filter(|_| !same)
            .or(alone)
    };
    let starts = (0..tagged.row.len()).filter(opens);
    let found = starts.filter_map(|start| Some(tagged.tag(start, end(start)?, Class::Place)));
    // "in the United States": the head is a name's.
    let in_name = |tag: &Tag| {
        let mut known = tagged.of(Class::Place).iter();
        known.any(|known| tag.start < known.start && known.start < tag.end && tag.end <= known.end)
    };
    found.filter(|tag| !in_name(tag)).collect()
}

/// Names that no list has: behind "in", before "County", and owners of what is counted ("Redford's jails").
fn unlisted(document: &Document, view: &View) -> Vec<Tag> {
    let mut found = Vec::new();
    if mostly_capitals(view) {
        return found;
    }
    let tagged = &view.tagged;
    let word = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id);
    let suffix = |end: usize| word(end, "place-suffix").filter(|_| capital(view, end));
    // "the Harlow youth centre"
    let kind = |end: usize| suffix(end).or_else(|| word(end, "place-of-detention"));
    let owner = |end: usize| matches!(tagged.written(end), "'" | "’") && joined(view, end);
    let behind = |start: usize| {
        (start.saturating_sub(NARROWING)..start).any(|at| {
            // "IN BRIEF"
            let written = tagged.written(at);
            let shouted = written.chars().count() > 1 && !written.contains(char::is_lowercase);
            let follows = word(at, "name-follows").is_some_and(|length| at + length == start);
            // "At Rebbina 300 were foreign"
            let opens = || {
                let sentence = view.sentence_of(at).and_then(|at| view.sentences.get(at));
                at + 1 == start
                    && word(at, "located-in") == Some(1)
                    && sentence.is_some_and(|sentence| sentence.low == at)
            };
            !shouted && (follows || opens())
        })
    };
    let listed = |start: usize| {
        let mut places = tagged.of(Class::Place).iter();
        start > 0
            && word(start - 1, "phrase-join").is_some()
            && places.any(|tag| tag.end + 1 == start)
    };
    // Most names have nothing around them that could make them a place's, which is soon seen.
    let may_be_place = |start: usize| {
        let longest = name_end(view, start, may_be_name);
        let mut ends = start + 1..=longest;
        longest > start
            && (behind(start) || listed(start) || ends.any(|end| owner(end) || kind(end).is_some()))
    };
    let mut at = 0;
    while at < tagged.row.len() {
        let start = at;
        let end = if may_be_place(start) {
            name_end(view, start, is_name)
        } else {
            start
        };
        at = end.max(start + 1);
        if end == start {
            continue;
        }
        let kind = kind(end);
        let end = end + kind.unwrap_or(0);
        let more = capital(view, end) && kind.is_none();
        let owner = owner(end);
        let in_name = matches!(tagged.written(end), "&" | "." | "-")
            && joined(view, end)
            && joined(view, end + 1);
        let owns = owner && owns_people(document, view, end);
        let told = behind(start) || listed(start);
        if !more && !in_name && (kind.is_some() || owns || (told && !owner)) {
            found.push(tagged.tag(start, end, Class::Place));
        }
    }
    found
}

/// Where the unknown name that begins at `start` ends.
fn name_end(view: &View, start: usize, is_name: impl Fn(&View, usize) -> bool) -> usize {
    let mut end = start;
    while end - start < LONGEST && is_name(view, end) {
        end += 1;
        if view.tagged.written(end) == "-" && joined(view, end) && is_name(view, end + 1) {
            end += 2;
        }
    }
    end
}

/// The names in tokens `low..high` that no list has.
pub(super) fn names(
    view: &View,
    (low, high): (usize, usize),
) -> impl Iterator<Item = (usize, usize)> {
    let end = move |start: usize| name_end(view, start, is_name).min(high);
    let starts = (low..high).filter(move |at| *at == low || !is_name(view, *at - 1));
    starts
        .map(move |start| (start, end(start)))
        .filter(|(start, end)| start < end)
}

/// Whether people or places of justice stand behind the mark of an owner.
fn owns_people(document: &Document, view: &View, mark: usize) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let after = (mark + 1..mark + 3).find(|at| tagged.word(*at) != "s");
    after.is_some_and(|at| tagged.is_word(vocabulary, at, "owned-by-a-place").is_some())
}

/// A word with a capital that the vocabulary has nothing to say of.
fn may_be_name(view: &View, at: usize) -> bool {
    let tagged = &view.tagged;
    if tagged.row.get(at).is_none_or(Token::is_small) {
        return false;
    }
    let written = tagged.written(at);
    let mut letters = written.chars();
    let cased = letters.next().is_some_and(char::is_uppercase)
        && written.chars().nth(2).is_some()
        && letters.all(char::is_lowercase);
    cased && !tagged.hits().knows(at)
}

/// The same, and no part of a speaker, a source or a time ("under the Draghi government").
fn is_name(view: &View, at: usize) -> bool {
    let classes = [Class::Speaker, Class::Source, Class::Period];
    let mut tags = classes.into_iter().flat_map(|class| view.tagged.of(class));
    may_be_name(view, at) && !tags.any(|tag| tag.start <= at && at < tag.end)
}

/// A headline in capitals, where every word looks like a name.
fn mostly_capitals(view: &View) -> bool {
    let words = view.tagged.row.iter();
    let words = words.filter(|token| token.kind == TokenKind::Word && token.span().len() > 3);
    let (mut all, mut capitals) = (0, 0);
    for word in words {
        let written = word.written;
        if word.is_small() {
            all += 1;
        } else if written.chars().nth(3).is_some() {
            all += 1;
            capitals += usize::from(written.starts_with(char::is_uppercase));
        }
    }
    capitals * 3 > all * 2
}

fn capital(view: &View, at: usize) -> bool {
    view.tagged.written(at).starts_with(char::is_uppercase)
}

fn joined(view: &View, at: usize) -> bool {
    view.tagged.row.get(at).is_some_and(|token| token.joined)
}

/// An id of the words' own: no reference is of it.
fn made_id(view: &View, tag: &Tag) -> ConceptId {
    let words: Vec<&str> = (tag.start..tag.end)
        .map(|at| view.tagged.word(at))
        .filter(|word| !word.is_empty())
        .collect();
    ConceptId::new(&words.join("-"))
}

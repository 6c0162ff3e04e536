//! The places that a block names, each with all of its words: "south-east
//! Anatolia" is not Anatolia, and "Lower Bexley" a place though no list has it.

use super::document::{Document, View};
use crate::{
    language::tag::Tag,
    text::Span,
    vocabulary::{Class, ConceptId, Part, TokenKind},
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
    /// "the county"
    Part,
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
    let in_dateline = |span: Span| dateline.is_some_and(|line| line.overlaps(span));
    let mut found: Vec<Site> = Vec::new();
    for tag in view.tagged.of(Class::Place) {
        if !in_dateline(tag.span)
            && let Some(site) = known(document, view, tag)
        {
            push(document, view, &mut found, site);
        }
    }
    for tag in unlisted(document, view) {
        let free = !found
            .iter()
            .any(|site| site.tag.start < tag.end && tag.start < site.tag.end);
        if free && !in_dateline(tag.span) {
            let id = made_id(view, &tag);
            found.push(Site {
                tag,
                id,
                unnamed: None,
            });
        }
    }
    found.sort_by_key(|site| site.tag.start);
    found
}

/// A place of the vocabulary with the words that narrow it.
fn known(document: &Document, view: &View, tag: &Tag) -> Option<Site> {
    let id = document.id(tag)?;
    let unnamed = match document.attribute(tag, "unnamed") {
        Some("country") => Some(Unnamed::Country),
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
    Some(site)
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
    start = before.unwrap_or(start);
    if let Some(length) = tagged.is_word(vocabulary, end, "place-kind") {
        end += length;
    }
    // "Vienna-Josefstadt"
    if tagged.written(end) == "-" && joined(view, end) && capital(view, end + 1) {
        end += 2;
    }
    if (start, end) != (site.tag.start, site.tag.end) {
        widen(view, site, start, end);
    }
}

fn widen(view: &View, site: &mut Site, start: usize, end: usize) {
    site.tag.start = start;
    site.tag.end = end;
    site.tag.span = view.tagged.token_span(start, end);
    site.tag.concept = None;
    site.id = made_id(view, &site.tag);
}

/// Adds a place, or joins it to the one before: "Utah and Ohio".
fn push(document: &Document, view: &View, found: &mut Vec<Site>, site: Site) {
    let tagged = &view.tagged;
    if site.is_named()
        && let Some(last) = found.last_mut().filter(|last| last.is_named())
        && link(document, view, last.tag.end, site.tag.start)
    {
        let start = last.tag.start;
        let back = (start.saturating_sub(NARROWING)..start).find(|at| {
            tagged
                .is_word(&document.pack.vocabulary, *at, "place-list")
                .is_some_and(|length| at + length == start)
        });
        widen(view, last, back.unwrap_or(start), site.tag.end);
        return;
    }
    found.push(site);
}

/// Whether tokens `low..high` join two places of one list.
fn link(document: &Document, view: &View, low: usize, high: usize) -> bool {
    let tagged = &view.tagged;
    let join = |at: usize| {
        tagged
            .is_word(&document.pack.vocabulary, at, "phrase-join")
            .is_some()
    };
    match high.saturating_sub(low) {
        1 => join(low) || (tagged.written(low) == "," && ends_in_list(document, view, high)),
        2 => tagged.written(low) == "," && join(low + 1),
        _ => false,
    }
}

/// Whether the place at `at` is followed by more of a list that ends in "and".
fn ends_in_list(document: &Document, view: &View, at: usize) -> bool {
    let tagged = &view.tagged;
    let tags = tagged.of(Class::Place);
    let first = tags.partition_point(|tag| tag.start < at);
    let mut rest = tags.get(first..).unwrap_or(&[]).iter().peekable();
    while let Some(tag) = rest.next() {
        let Some(next) = rest.peek() else {
            return false;
        };
        match next.start.saturating_sub(tag.end) {
            1 if tagged.written(tag.end) == "," => {}
            1 | 2 => {
                return (tag.end..next.start).any(|at| {
                    tagged
                        .is_word(&document.pack.vocabulary, at, "phrase-join")
                        .is_some()
                });
            }
            _ => return false,
        }
    }
    false
}

/// Names behind "in" that no list has.
fn unlisted(document: &Document, view: &View) -> Vec<Tag> {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let mut found = Vec::new();
    if mostly_capitals(view) {
        return found;
    }
    for at in 0..tagged.row.len() {
        let Some(length) = tagged.is_word(vocabulary, at, "name-follows") else {
            continue;
        };
        // "IN BRIEF", "In the"
        let shouted = tagged.written(at).chars().count() > 1
            && !tagged.written(at).contains(char::is_lowercase);
        let start = at + length;
        let mut end = start;
        while end - start < LONGEST && is_name(view, end) {
            end += 1;
            if tagged.written(end) == "-" && joined(view, end) && is_name(view, end + 1) {
                end += 2;
            }
        }
        let owner = matches!(tagged.written(end), "'" | "’" | "&" | "." | "-")
            && tagged.row.get(end).is_some_and(|token| token.joined);
        if shouted || end == start || owner || capital(view, end) {
            continue;
        }
        let span = tagged.token_span(start, end);
        found.push(Tag {
            start,
            end,
            span,
            class: Class::Place,
            concept: None,
            part: Part::Label,
            group: None,
            explicit: false,
            period: None,
        });
    }
    found
}

/// A word with a capital that the vocabulary has nothing to say of.
fn is_name(view: &View, at: usize) -> bool {
    let tagged = &view.tagged;
    let written = tagged.written(at);
    let mut letters = written.chars();
    let cased = letters.next().is_some_and(char::is_uppercase)
        && written.chars().count() > 2
        && letters.all(|letter| letter.is_lowercase());
    cased
        && tagged.hits().at(at).is_empty()
        && ![Class::Speaker, Class::Source, Class::Group, Class::Period]
            .into_iter()
            .flat_map(|class| tagged.of(class))
            .any(|tag| tag.start <= at && at < tag.end)
}

/// A headline in capitals, where every word looks like a name.
fn mostly_capitals(view: &View) -> bool {
    let words = view
        .tagged
        .row
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.of(view.tagged.text))
        .filter(|word| word.chars().count() > 3);
    let (mut all, mut capitals) = (0, 0);
    for word in words {
        all += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
    }
    capitals * 2 > all
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

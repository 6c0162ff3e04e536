//! Places that stand right before a number and are that number's alone: "Poland's 2.6 per cent",
//! "Tyrol (1,020)", "the European average of 27 per cent".

use super::there::in_a_country;
use crate::{
    claim::{
        focus::Focus,
        sites::{Site, sites},
    },
    language::quantity::TakenFor,
    number::Kind,
    vocabulary::Part,
};

/// Most tokens between "average" and its number.
const LINK: usize = 2;

/// The place that leads to the focus's number.
pub(super) fn leading<'d>(focus: &Focus<'d>) -> Option<&'d Site> {
    let mut named = sites(focus.document, focus.block).iter();
    named.find(|site| leads(focus, site, focus.from, focus.number.quantity.kind))
}

/// Whether a place leads to another number of the sentence.
pub(super) fn leads_another(focus: &Focus, site: &Site) -> bool {
    let numbers = focus.tagged().numbers_within(focus.bounds.span).iter();
    let mut others = numbers.filter(|number| {
        number.taken_for == TakenFor::Quantity && number.span != focus.number.span
    });
    others.any(|number| leads(focus, site, number.with_bound.0, number.quantity.kind))
}

fn leads(focus: &Focus, site: &Site, number: usize, kind: Kind) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let end = site.tag.end;
    if site.unnamed.is_some() || end >= number {
        return false;
    }
    // "Poland's 980" are Poles.
    let share = kind != Kind::Count;
    let owner = matches!(tagged.written(end), "'" | "’")
        && (end + 1 == number || (tagged.word(end + 1) == "s" && end + 2 == number));
    let bracketed = tagged.written(end) == "("
        && end + 1 == number
        && focus.document.attribute(&site.tag, "place") != Some("country")
        && in_a_country(focus.document, &site.tag);
    let links = |at: usize| word(at, "share-of") || word(at, "copula") || word(at, "number-link");
    let level = site.tag.part == Part::Adjective
        && word(end, "place-level")
        && (end + 1..=end + 1 + LINK).contains(&number)
        && (end + 1..number).all(links);
    (share && owner) || bracketed || (share && level)
}

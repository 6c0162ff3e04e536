//! Ties: numbers of one sentence that belong together by the words between
//! them, whatever was read of their facets: one said again in other terms, a
//! part with its whole and its share, parts with their total.
//!
//! `check::arithmetic` does the sums; the words stand in the `[window]` of the rules.

mod change;
mod reserve;
mod row;
mod topic;
mod unread;

use std::{collections::BTreeSet, ops::Range};

use super::{
    Claim,
    document::{Document, Sentence, View},
    extract::source_span,
};
use crate::{language::quantity::TakenFor, text::Span};

use row::{Place, Row};

/// Numbers that belong together, each by its place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tie {
    /// The second says the first once more: "one in five, or 20%,".
    Again {
        /// The number.
        first: Span,
        /// The same in other terms.
        again: Span,
    },
    /// A share with what it is of: "91 of 350, or 26%".
    Share {
        /// How many.
        part: Span,
        /// Of how many.
        whole: Span,
        /// The share.
        share: Span,
    },
    /// A list of parts with its total: "62, 31 and 17, a total of 110".
    Total {
        /// The parts, in order.
        parts: Vec<Span>,
        /// What they add up to.
        total: Span,
    },
    /// A change with its ends: "by 40%, from 150 to 210".
    Change {
        /// Before.
        earlier: Span,
        /// After.
        later: Span,
        /// How much it rose or fell.
        change: Span,
    },
    /// Two rates or shares with how they compare: "12 per 1,000 against 4: three times higher".
    Compared {
        /// The one.
        one: Span,
        /// The other.
        other: Span,
        /// The factor.
        times: Span,
    },
    /// A sentence that goes on from the number before it: "That is 300 fewer than in 2019".
    Resumed(Span),
    /// A number told as a change, or as what it was at another time, by the word beside
    /// it, whatever else is read of it: "(up 40%)", "against 29% then".
    Moved(Span),
    /// A number told as how many more or fewer, by the word behind it: "1,150 more than".
    Apart(Span),
    /// A word that sets the clause after it against the one before: "while".
    Contrast(Span),
    /// A word of contrast with a subject of its own behind it: "while Spanish ones fell".
    OtherSubject(Span),
    /// An age in the sentence: what is told may be of such people alone.
    Age(Span),
    /// A word for a sex in the sentence.
    Sex(Span),
    /// The number is for each such time: "200 every week".
    EachTime {
        /// The number.
        number: Span,
        /// Whether the time is shorter than a year.
        short: bool,
    },
    /// The number is a part of people whom a clause tells: "of those who should have gone".
    Narrowed(Span),
    /// The number counts something that no list knows: "70 deaths in prisons".
    Unknown(Span),
    /// Words between two dashes or in brackets: "three peoples – Poles and Czechs – were 30%".
    Insertion(Span),
    /// Coming in during a time: "those who entered Austrian prisons".
    Entering(Span),
    /// A word that may turn round whose number it is: "not", "without", "could show no".
    Denial(Span),
    /// A time told by its distance from another: "two months on".
    Later(Span),
    /// The number may be of the crime that the draft is about: "a third of the convictions".
    UnderACrime(Span),
    /// A word inside a facet that no list knows: "thefts on public transport".
    Unread {
        /// Where it stands.
        at: Span,
        /// The word.
        word: String,
    },
}

/// The ties of a draft, in order of the text.
pub(super) fn of(document: &Document, claims: &[Claim]) -> Vec<Tie> {
    let (window, vocabulary) = (&document.pack.window, &document.pack.vocabulary);
    let mut found = Vec::new();
    let topics = topic::under_a_crime(document, claims).into_iter();
    found.extend(topics.map(Tie::UnderACrime));
    let facets = unread::facets(claims);
    let blocks: BTreeSet<usize> = claims.iter().map(|claim| claim.block).collect();
    for block in blocks {
        let Some(view) = document.views.get(block) else {
            continue;
        };
        for (sentence, bounds) in view.sentences.iter().enumerate() {
            let source = |span: Span| source_span(document, block, span);
            found.extend(unread::unread(document, block, *bounds, &facets));
            found.extend(reserve::of_sentence(
                view, window, vocabulary, *bounds, &source,
            ));
            let row = row(document, claims, view, (block, sentence), *bounds);
            for place in &row.places {
                found.extend(reserve::of_number(view, window, vocabulary, *bounds, place));
            }
            if row.resumes() {
                found.push(Tie::Resumed(source(bounds.span)));
            }
            if row.places.len() > 1 {
                found.extend(row.contrasts().map(|span| Tie::Contrast(source(span))));
                row.ties(&mut found);
            }
        }
    }
    found
}

/// The numbers of a sentence, with the counts before it that they may point to.
fn row<'d>(
    document: &'d Document<'_>,
    claims: &'d [Claim],
    view: &'d View<'d>,
    (block, sentence): (usize, usize),
    bounds: Sentence,
) -> Row<'d> {
    let counts = |of: Range<usize>| {
        let mut counts: Vec<Place> = of
            .flat_map(|sentence| places(document, claims, (block, sentence)))
            .collect();
        counts.retain(Place::is_count);
        counts
    };
    Row {
        view,
        window: &document.pack.window,
        places: places(document, claims, (block, sentence)),
        low: bounds.low,
        high: bounds.high,
        // Of several numbers before, "of these" may mean any.
        before: only(counts(sentence.saturating_sub(1)..sentence)),
        total: only(counts(0..sentence)),
    }
}

/// The only one of some places.
fn only(mut places: Vec<Place<'_>>) -> Option<Place<'_>> {
    let last = places.pop();
    last.filter(|_| places.is_empty())
}

/// The claims of a sentence where they stand.
fn places<'d>(
    document: &'d Document<'_>,
    claims: &'d [Claim],
    (block, sentence): (usize, usize),
) -> Vec<Place<'d>> {
    let Some(view) = document.views.get(block) else {
        return Vec::new();
    };
    view.tagged
        .numbers()
        .iter()
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .filter_map(|number| {
            let (from, to) = number.with_bound;
            if view.sentence_of(from) != Some(sentence) {
                return None;
            }
            let span = source_span(document, block, number.span);
            let claim = claims.iter().find(|claim| claim.span == span)?;
            Some(Place { claim, from, to })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{claim::extract, draft::Draft, rules::Pack};

    /// The ties of a text, its numbers by their words.
    fn told(text: &str, pack: &Pack) -> Vec<String> {
        let found = extract(&Draft::from_text("t", text), pack);
        let words = |span: &Span| span.of(text).to_owned();
        found
            .ties
            .iter()
            .filter_map(|tie| match tie {
                Tie::Again { first, again } => {
                    Some(format!("{} again {}", words(first), words(again)))
                }
                Tie::Share { part, whole, share } => Some(format!(
                    "{} of {} is {}",
                    words(part),
                    words(whole),
                    words(share)
                )),
                Tie::Total { parts, total } => {
                    let parts: Vec<String> = parts.iter().map(words).collect();
                    Some(format!("{} make {}", parts.join("+"), words(total)))
                }
                Tie::Change {
                    earlier,
                    later,
                    change,
                } => Some(format!(
                    "{} to {} is {}",
                    words(earlier),
                    words(later),
                    words(change)
                )),
                Tie::Compared { one, other, times } => Some(format!(
                    "{} over {} is {}",
                    words(one),
                    words(other),
                    words(times)
                )),
                Tie::Moved(number) => Some(format!("{} moved", words(number))),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn numbers_are_tied_by_the_words_between_them() {
        let pack = Pack::embedded().unwrap();
        for (text, expected) in [
            (
                "One in five foreign prisoners in Cork, 20 per cent, is on remand.",
                "One in five again 20 per cent",
            ),
            (
                "A third of foreign prisoners in Cork (33 per cent) are on remand.",
                "A third again 33 per cent",
            ),
            (
                "Police held 350 people for theft and 91 of them, or 26 per cent, were foreign nationals.",
                "91 of 350 is 26 per cent",
            ),
            (
                "Of 640 people arrested in Linz, 160 were foreign nationals, or 25 per cent.",
                "160 of 640 is 25 per cent",
            ),
            (
                "Some 45 of the 300 people charged in Oslo, or 15 per cent, were foreign nationals.",
                "45 of 300 is 15 per cent",
            ),
            (
                "Half of those arrested in Brindisi were foreign nationals: 120 of 400.",
                "120 of 400 is Half",
            ),
            (
                "Turku jail has 62 Estonian, 31 Russian and 17 Somali inmates, a total of 110.",
                "62+31+17 make 110",
            ),
            (
                "Courts convicted 300 Bulgarians and 50 foreign nationals, 350 in all.",
                "300+50 make 350",
            ),
            (
                "Asylum seekers convicted in Odense rose by 40 per cent, from 150 to 210.",
                "150 to 210 is 40 per cent",
            ),
        ] {
            let found = told(text, &pack);
            assert!(found.iter().any(|one| one == expected), "{text} {found:?}");
        }
    }

    #[test]
    fn numbers_of_other_things_are_not_tied() {
        let pack = Pack::embedded().unwrap();
        for text in [
            "One in three foreign prisoners in Cork, compared with 12 per cent of Irish ones, is on remand.",
            "Of the 800 inmates in Faro, 200 (up 40 per cent) are foreign nationals.",
            "The foreign inmates of Espoo include 62 Estonians, 31 Russians and 17 Somalis; it holds 300 in all.",
            "Of 500 suspects, 200 were foreign nationals; 30 per cent of the foreign suspects had no papers.",
            "Arrests of migrants rose from 200 to 300 in Pau, and convictions by 20 per cent.",
            "Police arrested 50 Albanians and 40 Romanians; 500 people were arrested in all.",
        ] {
            let found = told(text, &pack);
            assert!(
                found.iter().all(|one| one.ends_with("moved")),
                "{text} {found:?}"
            );
        }
    }
}

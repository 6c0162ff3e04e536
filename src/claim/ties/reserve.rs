//! What a sentence leaves open about its numbers: an age or a sex that no group of the
//! claim has, a number for each week, a count of something that no list knows.

use super::{
    super::document::{Sentence, View},
    Tie,
    row::Place,
};
use crate::{
    language::quantity::TakenFor,
    number::Kind,
    rules::Window,
    text::Span,
    vocabulary::{Class, TokenKind, Vocabulary},
};

/// Most tokens between a number and the words that say for how long each it is.
const REACH: usize = 8;
/// Most tokens before a number in which an adjective of time stands: "an average annual rise of".
const BEFORE: usize = 4;

/// Most tokens from a word for coming in to the measure: "entered the country's prisons".
const ENTERING_REACH: usize = 5;

/// What is open about the numbers of a sentence; `source` tells where words stand in the source.
pub(super) fn of_sentence(
    view: &View<'_>,
    window: &Window,
    vocabulary: &Vocabulary,
    bounds: Sentence,
    source: &dyn Fn(Span) -> Span,
) -> Vec<Tie> {
    let mut found = Vec::new();
    let mut add = |spans: Vec<Span>, tie: fn(Span) -> Tie| {
        found.extend(spans.into_iter().map(|span| tie(source(span))));
    };
    add(insertions(view, bounds), Tie::Insertion);
    add(entering(view, window, bounds), Tie::Entering);
    add(
        other_subjects(view, window, vocabulary, bounds),
        Tie::OtherSubject,
    );
    add(denials(view, vocabulary, bounds), Tie::Denial);
    add(later(view, window, bounds), Tie::Later);
    for (span, is_age) in of_some(view, vocabulary, bounds) {
        add(vec![span], if is_age { Tie::Age } else { Tie::Sex });
    }
    found
}

/// The ages and the words for an age or a sex in a sentence, and whether it is an age.
fn of_some(view: &View<'_>, vocabulary: &Vocabulary, bounds: Sentence) -> Vec<(Span, bool)> {
    let told = (bounds.low..bounds.high).filter_map(|at| {
        let length = view.tagged.is_word(vocabulary, at, "of-an-age")?;
        Some((view.tagged.token_span(at, at + length), true))
    });
    let ages = view
        .tagged
        .numbers_within(bounds.span)
        .iter()
        .filter(|number| number.taken_for == TakenFor::Age)
        .map(|number| (number.span, true));
    let is_sex = |at: &usize| {
        let reading = view.tagged.reading();
        reading
            .hits_at(*at)
            .iter()
            .any(|hit| hit.class == Class::Sex)
    };
    let sexes = (bounds.low..bounds.high)
        .filter(is_sex)
        .map(|at| (view.tagged.token_span(at, at + 1), false));
    ages.chain(told).chain(sexes).collect()
}

/// The words of a sentence that may turn round whose number it is.
fn denials(view: &View<'_>, vocabulary: &Vocabulary, bounds: Sentence) -> Vec<Span> {
    let told = (bounds.low..bounds.high).filter_map(|at| {
        let length = view.tagged.is_word(vocabulary, at, "denial")?;
        Some(view.tagged.token_span(at, at + length))
    });
    told.collect()
}

/// What stands between two dashes or in brackets in a sentence.
fn insertions(view: &View<'_>, bounds: Sentence) -> Vec<Span> {
    let tagged = &view.tagged;
    let is_dash = |at: usize| matches!(tagged.written(at), "–" | "—" | "-") && is_apart(view, at);
    let mut found = Vec::new();
    let mut dash: Option<usize> = None;
    let mut bracket: Option<usize> = None;
    for at in bounds.low..bounds.high {
        let opened = match tagged.written(at) {
            "(" => {
                bracket = Some(at);
                None
            }
            ")" => bracket.take(),
            _ if is_dash(at) => {
                let opened = dash.take();
                dash = opened.is_none().then_some(at);
                opened
            }
            _ => None,
        };
        found.extend(opened.map(|opened| tagged.token_span(opened, at + 1)));
    }
    found
}

/// Whether a mark has room on both sides: a dash and no hyphen.
fn is_apart(view: &View<'_>, at: usize) -> bool {
    let tagged = &view.tagged;
    let mark = tagged.token_span(at, at + 1);
    let before = tagged.text.get(..mark.start).unwrap_or_default();
    let after = tagged.text.get(mark.end..).unwrap_or_default();
    mark.end - mark.start > 1
        || before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace)
}

/// Words of contrast behind which a subject of its own follows, and no verb, number or preposition.
fn other_subjects(
    view: &View<'_>,
    window: &Window,
    vocabulary: &Vocabulary,
    bounds: Sentence,
) -> Vec<Span> {
    const NONE: [&str; 5] = [
        "preposition",
        "clause-verb",
        "copula",
        "comparing",
        // "It had fallen to 90": the subject before.
        "subject-pronoun",
    ];
    let tagged = &view.tagged;
    let is_subject = |at: usize| {
        let word = tagged
            .row
            .get(at)
            .filter(|token| token.kind == TokenKind::Word);
        let is_number = tagged
            .numbers_within(bounds.span)
            .iter()
            .any(|number| number.tokens.0 == at);
        let is_other = NONE
            .iter()
            .any(|id| tagged.is_word(vocabulary, at, id).is_some());
        word.is_some() && !is_number && !is_other
    };
    (bounds.low..bounds.high)
        .filter(|at| {
            let mut words = window.contrast.iter();
            tagged.written(*at) == ";" || words.any(|word| tagged.word(*at) == word)
        })
        .filter(|at| is_subject(at + 1))
        .map(|at| tagged.token_span(at, at + 1))
        .collect()
}

/// Words for coming in right before what people are counted in: "entered Austrian prisons".
fn entering(view: &View<'_>, window: &Window, bounds: Sentence) -> Vec<Span> {
    let tagged = &view.tagged;
    let measures = tagged.within(Class::Measure, bounds.low, bounds.high);
    (bounds.low..bounds.high)
        .filter(|at| window.entering.iter().any(|word| tagged.word(*at) == word))
        .filter(|at| {
            let mut starts = measures.iter().map(|tag| tag.start);
            starts.any(|start| (at + 1..=at + ENTERING_REACH).contains(&start))
        })
        .map(|at| tagged.token_span(at, at + 1))
        .collect()
}

/// Times of a sentence told by their distance from another: "two months on".
fn later(view: &View<'_>, window: &Window, bounds: Sentence) -> Vec<Span> {
    let tagged = &view.tagged;
    let numbers = tagged.numbers_within(bounds.span).iter();
    let lengths = numbers.filter(|number| number.taken_for == TakenFor::Duration);
    lengths
        .filter(|number| {
            let (_, to) = number.tokens;
            window.later.iter().any(|word| tagged.word(to) == word)
        })
        .map(|number| number.span)
        .collect()
}

/// What is open about one number of a sentence, by its place in the source.
pub(super) fn of_number(
    view: &View<'_>,
    window: &Window,
    vocabulary: &Vocabulary,
    bounds: Sentence,
    place: &Place<'_>,
) -> Vec<Tie> {
    let number = place.claim.span;
    let each = [(&window.each_year, false), (&window.each_time, true)];
    let times = each
        .into_iter()
        .filter(|(words, _)| is_for_each(view, words, bounds, place))
        .map(|(_, short)| Tie::EachTime { number, short });
    let unknown = counts_unknown(view, vocabulary, bounds, place).then_some(Tie::Unknown(number));
    let narrowed =
        is_of_narrowed(view, window, vocabulary, bounds, place).then_some(Tie::Narrowed(number));
    times.chain(unknown).chain(narrowed).collect()
}

/// "Of those who should have gone, 86 have been sent home": whom the number is part of
/// is told by a clause.
fn is_of_narrowed(
    view: &View<'_>,
    window: &Window,
    vocabulary: &Vocabulary,
    bounds: Sentence,
    place: &Place<'_>,
) -> bool {
    let tagged = &view.tagged;
    let opens =
        (bounds.low..bounds.low + 3).any(|at| tagged.is_word(vocabulary, at, "opening").is_some());
    let comma = (bounds.low..place.from).rfind(|at| tagged.written(*at) == ",");
    let clause = |at: usize| window.relative.iter().any(|word| tagged.word(at) == word);
    place.claim.quantity.kind == Kind::Count
        && opens
        && comma.is_some_and(|comma| (bounds.low..comma).any(clause))
}

/// Whether one of these expressions stands beside the number, in its clause.
fn is_for_each(view: &View<'_>, words: &[String], bounds: Sentence, place: &Place<'_>) -> bool {
    let tagged = &view.tagged;
    let ends = |at: &usize| {
        let number = tagged.row.get(*at);
        number.is_some_and(|token| token.kind == TokenKind::Number)
            || matches!(
                tagged.written(*at),
                "," | ";" | ":" | "(" | ")" | "." | "–" | "—"
            )
    };
    let high = (place.to + REACH).min(bounds.high);
    let high = (place.to..high).find(ends).unwrap_or(high);
    let low = place.from.saturating_sub(BEFORE).max(bounds.low);
    let low = (low..place.from).rev().find(ends).map_or(low, |at| at + 1);
    let stands = |words: &str, low: usize, high: usize| {
        let length = words.split(' ').count();
        (low..(high + 1).saturating_sub(length)).any(|at| {
            let mut each = words.split(' ').enumerate();
            each.all(|(step, word)| tagged.word(at + step) == word)
        })
    };
    words.iter().any(|words| {
        stands(words, place.to, high) || (!words.contains(' ') && stands(words, low, place.from))
    })
}

/// "70 deaths in Italian prisons": the noun right behind a count names no people, crime or case.
fn counts_unknown(
    view: &View<'_>,
    vocabulary: &Vocabulary,
    bounds: Sentence,
    place: &Place<'_>,
) -> bool {
    const KNOWN: [Class; 5] = [
        Class::Group,
        Class::Person,
        Class::Sex,
        Class::Measure,
        Class::Offence,
    ];
    if place.claim.quantity.kind != Kind::Count {
        return false;
    }
    let tagged = &view.tagged;
    let ends = |at: &usize| {
        tagged
            .row
            .get(*at)
            .is_none_or(|token| token.kind != TokenKind::Word)
            || tagged.breaks_chunk(*at)
            || [
                "preposition",
                "join",
                "phrase-determiner",
                "group-link",
                "comparing",
            ]
            .iter()
            .any(|id| tagged.is_word(vocabulary, *at, id).is_some())
    };
    let high = (place.to..bounds.high).find(ends).unwrap_or(bounds.high);
    let reading = tagged.reading();
    let known = |at: usize| {
        let hit = reading
            .hits_at(at)
            .iter()
            .any(|hit| KNOWN.contains(&hit.class));
        let covers = |class: &Class| {
            let mut tags = tagged.of(*class).iter();
            tags.any(|tag| (tag.start..tag.end).contains(&at))
        };
        hit || KNOWN.iter().any(covers)
    };
    high > place.to && !(place.to..high).any(known)
}

#[cfg(test)]
mod tests {
    use crate::{
        claim::{Tie, extract},
        draft::Draft,
        rules::Pack,
    };

    /// What is open about the numbers of a text.
    fn open(text: &str, pack: &Pack) -> Vec<String> {
        let found = extract(&Draft::from_text("t", text), pack);
        let told = found.ties.iter().filter_map(|tie| match tie {
            Tie::EachTime {
                number,
                short: true,
            } => Some(("each", *number)),
            Tie::EachTime { number, .. } => Some(("yearly", *number)),
            Tie::Unknown(number) => Some(("unknown", *number)),
            Tie::Narrowed(number) => Some(("narrowed", *number)),
            Tie::Insertion(words) => Some(("insertion", *words)),
            Tie::Entering(words) => Some(("entering", *words)),
            Tie::OtherSubject(words) => Some(("subject", *words)),
            Tie::Later(words) => Some(("later", *words)),
            Tie::Denial(words) => Some(("denial", *words)),
            Tie::Unread { at, .. } => Some(("unread", *at)),
            _ => None,
        });
        told.map(|(what, number)| format!("{what} {}", number.of(text)))
            .collect()
    }

    #[test]
    fn what_a_number_leaves_open_is_seen() {
        let pack = Pack::embedded().unwrap();
        for (text, expected) in [
            (
                "Almost 200 foreign suspects were arrested every week.",
                vec!["each 200"],
            ),
            (
                "On average arrests of migrants had an annual growth of 10 per cent.",
                vec!["yearly 10 per cent"],
            ),
            (
                "Of the 1,000 foreign prisoners who were let out, only 86 were deported.",
                vec!["narrowed 86"],
            ),
            (
                "There were 70 oxen in the prisons that hold most foreigners.",
                vec!["unknown 70"],
            ),
            (
                "Three peoples – Poles and Czechs among them – were 30 per cent of suspects.",
                vec!["insertion – Poles and Czechs among them –"],
            ),
            (
                "In Lyon 70 of every 100 inmates could not show a French passport.",
                vec!["denial not"],
            ),
            (
                "In May 900 foreigners arrived in French prisons.",
                vec!["entering arrived"],
            ),
            (
                "Foreign suspects rose by 7 per cent, while local ones fell by 3 per cent.",
                vec!["subject while"],
            ),
            (
                "Foreigners are 8 per cent of residents but 20 per cent of prisoners.",
                vec![],
            ),
            (
                "Police counted 300 foreign suspects, and 400 two months on.",
                vec!["later two months"],
            ),
            (
                "Foreigners were 40 per cent of those suspected of thefts on trams.",
                vec!["unread trams"],
            ),
            (
                "There were 700 foreign prisoners in Lyon last year.",
                vec![],
            ),
            (
                "Of the 1,000 prisoners in Lyon, 86 were foreign citizens.",
                vec![],
            ),
        ] {
            assert_eq!(open(text, &pack), expected, "{text}");
        }
    }
}

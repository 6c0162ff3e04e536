//! Numbers that count everybody, and are the whole that a share is taken of.

use crate::{
    claim::{extract::Before, focus::Focus, neighbours, relation::Reading, stops},
    number::Kind,
    rules::Relation,
    vocabulary::{Class, Part, TokenKind},
};

/// Most words of "out of a total of".
const OUT_OF: usize = 7;

/// "Of 860 people charged", "85,002 people inside altogether", "12 of 340", "410 arrests, a third of them of Poles": everybody.
pub(super) fn is_total(focus: &Focus, reading: &Reading, before: Option<&Before>) -> bool {
    if focus.number.quantity.kind != Kind::Count || reading.relation != Relation::Level {
        return false;
    }
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let unit = (focus.to, focus.unit_end());
    if !tagged.within(Class::Group, unit.0, unit.1).is_empty() {
        return false;
    }
    // "4,120 people under 30": the phrase may be longer than its noun.
    let named = |class: Class| {
        let mut tags = tagged.of(class).iter();
        tags.any(|tag| tag.start == unit.0 || (unit.0..unit.1).contains(&tag.start))
    };
    let people = named(Class::Person) || named(Class::Measure);
    let deeds = named(Class::Offence);
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    // "412 prisoners out of a total of 900": the total is the next number.
    let totalling = (focus.to..focus.stretch_high)
        .take_while(|at| !is(*at, "out-of"))
        .any(|at| is(at, "totalling"));
    let base = base_word(focus);
    let after_number = base.is_some_and(|low| number_ends(focus, low)) || owned_base(focus);
    let out_of = || {
        let low = focus.stretch_low.max(focus.bounds.low);
        (low..focus.from).rev().take(OUT_OF).any(|at| {
            let length = tagged.is_word(vocabulary, at, "out-of");
            let groups = tagged.within(Class::Group, at, focus.from);
            // "out of a prison population of 900"
            let parted = (at..focus.from).any(|at| stops::parts(tagged, at));
            let named = length.is_some_and(|length| tagged.word(at + length - 1) == "of");
            // "out of some 900": the words may reach into the number's bound.
            length.is_some_and(|length| at + length >= focus.from)
                || named && groups.is_empty() && !parted
        })
    };
    (base.is_some() && people)
        || out_of()
        || after_number
        || (totalling && people && !is_accounted(focus))
        || ((people || deeds) && !is_part(focus) && parted(focus, before))
        || ((people || deeds) && !is_part(focus) && parted_next(focus))
}

/// "Poles accounted for 310 suspects in all": a group before the number, in its clause, with the verb of a share.
fn is_accounted(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (low, _) = focus.clause();
    let mut groups = tagged.within(Class::Group, low, focus.from).iter();
    groups.any(|tag| tagged.is_word(vocabulary, tag.end, "leads-with").is_some())
}

/// Whether a number ends before token `at`.
fn number_ends(focus: &Focus, at: usize) -> bool {
    let tagged = focus.tagged();
    let mut numbers = tagged.numbers().iter();
    numbers.any(|number| number.tokens.1 == at)
}

/// "9 of the state's 412", "one in eight of our 14 burglaries", "310 Poles among the country's 4,000 inmates": a base
/// that is told whose it is.
fn owned_base(focus: &Focus) -> bool {
    const LONGEST: usize = 6;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.from.saturating_sub(LONGEST).max(focus.bounds.low);
    let of = (low..focus.from).rev().find(|at| {
        let base = tagged.is_word(vocabulary, *at, "base-word").is_some();
        let among = tagged.is_word(vocabulary, *at, "among-word").is_some();
        base && number_ends(focus, *at) || among && number_ends(focus, focus.stretch_low)
    });
    of.is_some_and(|of| {
        let owner = |at: usize| {
            matches!(tagged.written(at), "'" | "’")
                || tagged.is_word(vocabulary, at, "owner").is_some()
        };
        let mark = |at: usize| {
            let token = tagged.row.get(at);
            token.is_some_and(|token| token.kind == TokenKind::Mark) && !owner(at)
        };
        let named = !tagged.within(Class::Group, of, focus.from).is_empty();
        !named && (of..focus.from).any(owner) && !(of..focus.from).any(mark)
    })
}

/// "17,402 of the 76,336 inmates": the number is itself a part.
fn is_part(focus: &Focus) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let base = focus.tagged().is_word(vocabulary, focus.to, "base-word");
    base.is_some()
}

/// "The courts sentenced 84 people. Foreigners were 22 per cent of them": the sentence behind parts those counted here.
fn parted_next(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let Some(next) = focus.view.sentences.get(focus.sentence + 1) else {
        return false;
    };
    let last = focus.stretch_high == focus.bounds.high;
    let alone = tagged
        .within(Class::Group, focus.bounds.low, focus.bounds.high)
        .is_empty();
    let named = tagged
        .within(Class::Group, next.low, next.high)
        .iter()
        .any(|tag| focus.document.is_foreign(tag));
    let of_them = tagged.numbers_within(next.span).iter().any(|number| {
        let end = number.tokens.1;
        let of = tagged.is_word(vocabulary, end, "share-of").is_some();
        let part = matches!(number.quantity.kind, Kind::Percent | Kind::Fraction);
        // "Foreigners made up 29 per cent."
        let bare = part && end + 1 == next.high;
        let them = tagged.is_word(vocabulary, end + 1, "those-counted");
        of && them.is_some() || bare
    });
    let opens = tagged.is_word(vocabulary, next.low, "of-them").is_some();
    let part = || neighbours::counts_part(focus.document, focus.view, focus.sentence, focus.number);
    last && alone && named && (of_them || opens || part())
}

/// The token of the "of" or "out of" that makes the number a base.
pub(super) fn base_word(focus: &Focus) -> Option<usize> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    // "convicted of 1,731 thefts": what is said of those who did them.
    let verb = |at: usize| {
        let mut tags = tagged.of(Class::Measure).iter();
        tags.any(|tag| tag.part == Part::Verb && tag.end == at)
    };
    (focus.from.saturating_sub(3).max(focus.bounds.low)..focus.from).find(|at| {
        let length = tagged.is_word(vocabulary, *at, "base-word");
        length.is_some_and(|length| at + length == focus.from) && !(length == Some(1) && verb(*at))
    })
}

/// "410 arrests, a third of them of Poles": no group is named up to the next number, and one is beside a later number.
fn parted(focus: &Focus, before: Option<&Before>) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let named = |low: usize, high: usize| {
        tagged
            .within(Class::Group, low, high)
            .iter()
            .any(|tag| focus.document.is_foreign(tag))
    };
    let of_them =
        (focus.to..focus.bounds.high).any(|at| tagged.is_word(vocabulary, at, "of-them").is_some());
    let first = before.is_none_or(|before| before.block != focus.block);
    // "527,000 charges: immigrants had 20%", "…, and immigrants had 20%": here ends what is said of the number.
    let joins = |at: usize| tagged.is_word(vocabulary, at, "clause-lead").is_some();
    let end = (focus.to..focus.stretch_high)
        .find(|at| match tagged.written(*at) {
            ":" | ";" => true,
            "," => joins(at + 1),
            _ => false,
        })
        .unwrap_or(focus.stretch_high);
    (of_them || first || part_beside(focus))
        && !named(focus.bounds.low, end)
        && named(end, focus.bounds.high)
}

/// "312 arrests, 101 of Poles": the next number is of a group.
fn part_beside(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let mut numbers = tagged.numbers().iter();
    let next = numbers.find(|number| number.tokens.0 >= focus.stretch_high);
    next.is_some_and(|number| {
        let end = number.tokens.1;
        let mut groups = tagged.of(Class::Group).iter();
        let group = groups.any(|tag| tag.start == end + 1);
        group && tagged.is_word(vocabulary, end, "share-of").is_some()
    })
}

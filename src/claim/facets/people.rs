//! Shares and bases of people of whom no deed is told: a group's part of the population, or
//! those of whom a part is said to have done something.
//!
//! They stand beside a figure of crime as its base, so that the words of justice
//! around them speak of the other number.

use super::{
    governing::{best_measure, is_population, rank},
    headcount::{self, statement},
    total,
    whole::opening,
};
use crate::{
    claim::{
        extract::Before,
        focus::Focus,
        part::past_total,
        predicate::{WEAKEST, predicate},
        relation::Reading,
        stops,
    },
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    number::Kind,
    rules::{Relation, chunk, pattern::Role},
    vocabulary::{Class, Part, TokenKind},
};

/// What tells those whom a base counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Base<'d> {
    /// A word for what was done.
    Deed(&'d Tag),
    /// The name of their group: deportees.
    Named,
    /// Nothing but that they are people.
    People,
}

/// Whether the number counts people of whom no deed is told.
pub(super) fn counted(focus: &Focus, reading: &Reading, before: Option<&Before>) -> bool {
    match reading.relation {
        Relation::Share => {
            share_of_people(focus, reading)
                || beside_population(focus, reading)
                || headcount::share_of_place(focus)
                || share_beside(focus)
                || share_of_residents(focus)
        }
        Relation::Level => {
            headcount::how_many(focus, before)
                || headcount::grew(focus, before)
                || living_there(focus)
        }
        Relation::Change => headcount::grew(focus, before) || headcount::hosts_more(focus),
        Relation::RelativeDifference => headcount::grew(focus, before),
        _ => false,
    }
}

/// "1.7 per cent of all residents", "5 per 1,000 for everyone": a rate of all people, whatever group
/// stands before it.
pub(super) fn of_everybody(focus: &Focus, reading: &Reading) -> bool {
    let rate = reading.relation == Relation::Incidence;
    let link = is_word(focus, focus.to, "preposition").then_some(focus.to + 1);
    let base = reading.of.or(reading.base).map(|(low, _)| low);
    let mut starts = base.into_iter().chain(link).filter(|_| rate);
    let ends = |at: usize| {
        let length = focus
            .tagged()
            .is_word(&focus.document.pack.vocabulary, at, "all-people");
        length.map(|length| at + length)
    };
    // "all residents born abroad" are a group.
    let grouped = |at: usize, end: usize| {
        let mut groups = focus.tagged().of(Class::Group).iter();
        groups.any(|tag| tag.start <= at && end < tag.end)
    };
    starts.any(|at| ends(at).is_some_and(|end| !grouped(at, end)))
}

/// "Immigrants, who are 15 per cent of adults, were 23 per cent of those charged":
/// a share of people of whom no deed is told.
fn share_of_people(focus: &Focus, reading: &Reading) -> bool {
    let of = reading.of.or(reading.bound(Role::Whole));
    let everyone = |of: &(usize, usize)| (of.0..of.1).any(|at| is_word(focus, at, "everybody"));
    // "Among the general population 22 per cent were born abroad"
    let opened = || opening(focus).filter(everyone);
    let Some((low, high)) = of.or_else(|| share_of(focus)).or_else(opened) else {
        return false;
    };
    let tagged = focus.tagged();
    let is = |at: usize, id: &str| is_word(focus, at, id);
    let pointing = is(low, "demonstrative");
    // "23 per cent of the 612,438 non-German ones": those counted before.
    let numbered = low
        .checked_sub(1)
        .is_some_and(|at| tagged.is_in_quantity(at));
    let definite = is(low, "definite-article") || pointing || numbered;
    if (is(low, "pronoun") && !definite) || told(focus, low, high) {
        return false;
    }
    // "9 per cent of the suspects and 2 per cent of the people"
    let set_apart = pointing && high > low + 1 || !pointing && definite;
    let set_apart = set_apart && beside_share_of_deeds(focus, (low, high));
    if pointing && !set_apart {
        return false;
    }
    let vocabulary = &focus.document.pack.vocabulary;
    let inside = tagged.hits().between(low, high).iter();
    let justice = inside.filter(|hit| hit.class == Class::Person).any(|hit| {
        let concept = vocabulary.concept_at(hit.concept);
        concept.attributes.contains_key("justice")
    });
    let some = |class: Class| !tagged.within(class, low, high).is_empty();
    let people = !justice && (some(Class::Group) || some(Class::Person));
    let everybody = everyone(&(low, high));
    let there = tagged
        .of(Class::Place)
        .iter()
        .any(|tag| tag.start >= low && tag.end == high)
        || (low + 1..high).any(|at| is(at, "right-here"));
    let country = there
        && tagged
            .within(Class::Place, low, high)
            .iter()
            .any(|tag| tag.start <= low + 1);
    let known = tells_only_people(focus, (low, high));
    let whom = everybody || country || (people && (!definite || there || set_apart));
    whom && known
}

/// "Georgians, 20,000 of them in Austria, were suspected": how many live there, said in passing.
fn living_there(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let comma = |at: usize| tagged.written(at) == ",";
    let group = focus.from.checked_sub(2).filter(|at| comma(at + 1));
    let group = group.is_some_and(|last| {
        let mut groups = tagged.of(Class::Group).iter();
        groups.any(|group| group.end == last + 1)
    });
    let there = focus.to + 2;
    let place = tagged.of(Class::Place).iter();
    let mut place = place.filter(|place| place.start == there + 1 && comma(place.end));
    let them = tagged.word(focus.to) == "of" && is_word(focus, focus.to + 1, "back-pronoun");
    group && them && tagged.word(there) == "in" && place.next().is_some()
}

/// "27 per cent foreign residents, 46 per cent foreign suspects": the group itself are people who live there.
fn share_of_residents(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let group = tagged.tag_at(Class::Group, focus.to);
    group.is_some_and(|group| {
        let last = is_word(focus, group.end - 1, "everybody");
        let end = if last { group.end } else { group.end + 1 };
        (last || is_word(focus, group.end, "everybody")) && ends_statement(focus, end)
    })
}

/// "2 per cent of the people and 9 per cent of the suspects": whether a group stands before the
/// part of people and another part beside it is of deeds.
fn beside_share_of_deeds(focus: &Focus, (low, high): (usize, usize)) -> bool {
    let tagged = focus.tagged();
    let (first, last) = (focus.bounds.low, focus.bounds.high);
    // "Foreigners are 2 per cent of …", "Foreigners, 2 per cent of …"
    let group = tagged.within(Class::Group, first, focus.from).last();
    let subject = group.is_some_and(|group| {
        let verb = |at: usize| is_word(focus, at, "clause-verb");
        (group.end..focus.from).any(verb)
            || group.end + 1 == focus.from && tagged.written(group.end) == ","
    });
    // "With 2 per cent of the people, Poles are 9 per cent of the suspects"
    let comma = tagged.written(high) == ",";
    let ahead = comma && (high + 1..=high + 2).any(|at| tagged.tag_at(Class::Group, at).is_some());
    let groups = tagged.within(Class::Group, high, focus.stretch_high);
    let said = !ahead && !groups.is_empty();
    let part = matches!(focus.number.quantity.kind, Kind::Percent | Kind::Fraction);
    let deeds = |number: &Number| {
        let (from, to) = number.tokens;
        let apart = to <= focus.from || from >= focus.to;
        let end = (to..last)
            .find(|at| ends_statement(focus, *at))
            .unwrap_or(last);
        let outside = end <= low || to >= high;
        let kind = matches!(number.quantity.kind, Kind::Percent | Kind::Fraction);
        apart && outside && kind && is_told_within(focus, to, end)
    };
    let mut numbers = tagged.numbers_within(focus.bounds.span).iter();
    part && (subject || ahead) && !said && numbers.any(deeds)
}

/// Whether a mark or a joining word at token `at` ends what is said of a number.
pub(super) fn ends_statement(focus: &Focus, at: usize) -> bool {
    stops::ends(focus.tagged(), at)
        || is_word(focus, at, "statement-break")
        || is_word(focus, at, "join")
}

/// "their 12.8% share of the population": what the share is of.
fn share_of(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let length = tagged.is_word(&focus.document.pack.vocabulary, focus.to, "share-word")?;
    let of = focus.to + length;
    if !matches!(tagged.word(of), "of" | "in") {
        return None;
    }
    chunk::chunk(tagged, past_total(focus, of + 1), focus.stretch_high)
}

/// Whether a deed is told of those of tokens `low..high`, or behind them in the same statement.
fn told(focus: &Focus, low: usize, high: usize) -> bool {
    let end = focus.stretch_high.max(high);
    let end = (high..end)
        .find(|at| ends_statement(focus, *at))
        .unwrap_or(end);
    is_told_within(focus, low, end)
}

pub(super) fn is_told_within(focus: &Focus, low: usize, high: usize) -> bool {
    [Class::Measure, Class::Offence].into_iter().any(|class| {
        let mut tags = focus.tagged().within(class, low, high).iter();
        tags.any(|tag| !is_population(focus, tag))
    })
}

/// "in line with their share of men aged 15 to 30 (22%)": a share of people, its number behind
/// what it is taken of.
fn share_beside(focus: &Focus) -> bool {
    const LONGEST: usize = 8;
    let tagged = focus.tagged();
    let opens = |at: &usize| tagged.written(*at) == "(";
    let Some(open) = focus.from.checked_sub(1).filter(opens) else {
        return false;
    };
    let low = open.saturating_sub(LONGEST).max(focus.bounds.low);
    let share = (low..open)
        .rev()
        .find(|at| is_word(focus, *at, "share-word"));
    share.is_some_and(|share| {
        let people = [Class::Person, Class::Group].into_iter();
        let mut people = people.flat_map(|class| tagged.within(class, share + 2, open));
        tagged.word(share + 1) == "of"
            && people.any(|tag| tag.start <= share + 3)
            && !is_told_within(focus, share, open)
    })
}

/// "more than their weight in the population (7.1 per cent)", "an immigrant population of a fifth".
fn beside_population(focus: &Focus, reading: &Reading) -> bool {
    const SMALL: usize = 5;
    const SHARE: usize = 4;
    let tagged = focus.tagged();
    let of = reading.of.is_some_and(|of| of.0 >= focus.to);
    if of || !matches!(focus.number.quantity.kind, Kind::Percent | Kind::Fraction) {
        return false;
    }
    let small = |at: usize| {
        matches!(tagged.written(at), "(" | ":" | ",") || is_word(focus, at, "population-is")
    };
    let low = focus.from.saturating_sub(SMALL).max(focus.stretch_low);
    let Some(last) = (low..focus.from).rev().find(|at| !small(*at)) else {
        return false;
    };
    let population = tagged.of(Class::Measure).iter();
    let mut population = population.filter(|tag| is_population(focus, tag));
    let named = is_word(focus, last, "everybody") || population.any(|tag| tag.end == last + 1);
    let of = tagged.word(focus.from.saturating_sub(1)) == "of";
    let mark = (last + 1..focus.from).any(|at| matches!(tagged.written(at), "(" | ":"));
    // "their share of Graz, which stood at 11 per cent"
    let share = || {
        let low = last.saturating_sub(SHARE).max(focus.stretch_low);
        (low..=last).any(|at| is_word(focus, at, "share-word"))
    };
    let (_, high) = statement(focus);
    let told = is_told_within(focus, last.saturating_sub(1), high);
    // "population share about 15%"
    let whole = is_word(focus, last, "share-word");
    named && (whole || last + 1 < focus.from && (of || mark) || share()) && !told
}

/// Whether a phrase has no words but those for people, places, times and what joins
/// them: of "the 800 people held" something is told that no list knows.
fn tells_only_people(focus: &Focus, (low, high): (usize, usize)) -> bool {
    let tagged = focus.tagged();
    let classes = [Class::Group, Class::Person, Class::Place, Class::Period];
    let known = |at: usize| {
        let covers = |tag: &Tag| (tag.start..tag.end).contains(&at);
        let population = tagged
            .of(Class::Measure)
            .iter()
            .filter(|tag| is_population(focus, tag));
        classes
            .into_iter()
            .any(|class| tagged.of(class).iter().any(covers))
            || population.into_iter().any(covers)
    };
    let joins = |at: usize| {
        let words = [
            "preposition",
            "phrase-determiner",
            "definite-article",
            "join",
            "everybody",
            "of-everybody",
            "hosts",
            "right-here",
        ];
        words.into_iter().any(|id| is_word(focus, at, id))
    };
    (low..high).all(|at| {
        let token = tagged.row.get(at);
        // "of Gouda's people"
        let owner = matches!(tagged.written(at + 1), "'" | "’")
            && tagged.written(at).starts_with(char::is_uppercase);
        token.is_none_or(|token| token.kind != TokenKind::Word) || known(at) || joins(at) || owner
    })
}

/// "Some 45 of the 2,300 refugees were suspects": the base is told by its
/// own words alone, and is of people where they tell no deed. The deed, or none for people.
pub(super) fn of_base<'d>(focus: &Focus<'d>) -> Option<Base<'d>> {
    let base = total::base_word(focus).filter(|_| focus.number.quantity.kind == Kind::Count)?;
    let tagged = focus.tagged();
    let parted = base > focus.bounds.low && ends_statement(focus, base - 1);
    let opens = parted || base == focus.bounds.low || is_word(focus, base - 1, "clause-lead");
    let part = tagged.numbers_within(focus.bounds.span).iter().any(|part| {
        let (from, to) = part.tokens;
        let counts = part.taken_for == TakenFor::Quantity;
        to == base || counts && (opens && from >= focus.to || parted && to < base)
    });
    let unit = (focus.to, focus.unit_end());
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag) && tag.start < unit.1;
    if !part {
        return None;
    }
    let mut groups = tagged
        .within(Class::Group, unit.0, focus.stretch_high)
        .iter();
    let Some(group) = groups.find(foreign) else {
        return is_bare_base(focus).then_some(Base::People);
    };
    let deed = best_measure(focus, (unit.0, group.end.max(unit.1)), false);
    if let Some(deed) = deed {
        return Some(Base::Deed(deed));
    }
    let vocabulary = &focus.document.pack.vocabulary;
    let mut names = tagged.hits().between(unit.0, group.end).iter();
    if names.any(|hit| !vocabulary.concept_at(hit.concept).implies.is_empty()) {
        return Some(Base::Named);
    }
    let mut behind = tagged
        .within(Class::Measure, group.end, focus.bounds.high)
        .iter();
    let verb = behind.any(|tag| tag.part == Part::Verb && focus.document.is_justice(tag));
    let verb = verb || predicate(focus, group.end).is_some();
    verb.then_some(Base::People)
}

/// "56 of the 214,000 were suspected", "210 who were registered": a base that nothing tells but that
/// its people came or live there, or behind which alone a deed is said.
fn is_bare_base(focus: &Focus) -> bool {
    const NEAR: usize = 3;
    let tagged = focus.tagged();
    let (low, high) = (focus.to, focus.unit_end());
    let some = |class: Class| !tagged.within(class, low, high).is_empty();
    if [Class::Person, Class::Measure, Class::Offence]
        .into_iter()
        .any(some)
    {
        return false;
    }
    let clause = |at: usize| is_word(focus, at, "relative-word");
    let end = (low..focus.bounds.high).find(|at| ends_statement(focus, *at));
    let end = end.unwrap_or(focus.bounds.high);
    let live =
        (low..end).any(|at| is_word(focus, at, "lives-there") || is_word(focus, at, "hosts"));
    if (low..low + NEAR).any(clause) {
        return live && !is_told_within(focus, low, end);
    }
    let foreign = |tag: &Tag| focus.document.is_foreign(tag);
    let mut groups = tagged
        .within(Class::Group, focus.bounds.low, focus.from)
        .iter();
    let mut told = tagged
        .within(Class::Measure, focus.bounds.low, focus.from)
        .iter();
    let stage = |tag: &Tag| rank(focus, tag) > WEAKEST || tag.part == Part::Verb;
    let said = predicate(focus, low).is_some();
    said && groups.any(foreign) && !told.any(stage)
}

pub(super) fn is_word(focus: &Focus, at: usize, id: &str) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    focus.tagged().is_word(vocabulary, at, id).is_some()
}

//! Groups that the words right around a number tell: its noun phrase, its verb,
//! its agent, or a name beside it.

use super::{
    context::{from_of, group_phrase, group_within, narrowed},
    country::people_of,
    whole::opening,
};
use crate::{
    claim::{
        Phrase, extract::phrase, focus::Focus, model::From, narrowing, relation::Reading, stops,
    },
    language::tag::Tag,
    number::Kind,
    rules::Relation,
    vocabulary::{Class, Group, Part, TokenKind},
};

/// "a third Kurdish and a sixth Danish", "31 per 1,000 for the rest": the group right behind a number.
pub(super) fn beside(focus: &Focus) -> Option<Phrase<Group>> {
    const REACH: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if !matches!(
        focus.number.quantity.kind,
        Kind::Percent | Kind::Fraction | Kind::Rate
    ) {
        return None;
    }
    let length = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    // "3.4 per cent (196) come from Africa"
    let to = past_brackets(focus);
    let to = to + length(to, "comes").unwrap_or(0);
    let high = if to > focus.stretch_high {
        focus.bounds.high.min(to + REACH)
    } else {
        focus.stretch_high
    };
    let linked = to + length(to, "group-link").unwrap_or(0);
    let ends = |end: usize| {
        end >= high
            || (tagged
                .row
                .get(end)
                .is_some_and(|token| token.kind == TokenKind::Mark)
                && tagged.written(end) != "(")
            || tagged.is_word(vocabulary, end, "join").is_some()
            || tagged.breaks_chunk(end)
    };
    let group = tagged
        .within(Class::Group, to, high)
        .first()
        .filter(|tag| tag.start == to || tag.start == linked)
        .filter(|tag| ends(tag.end));
    if let Some(tag) = group {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    // "compared with 435 for residents of Malta": those set beside a group.
    let low = focus.from.saturating_sub(4).max(focus.bounds.low);
    let compared = (low..focus.from).any(|at| {
        let length = tagged.is_word(vocabulary, at, "comparing");
        length.is_some_and(|length| at + length == focus.from)
    });
    let mut others = tagged.within(Class::Person, to, high).iter();
    let other = others.find(|tag| tag.start == linked && linked > to);
    if let Some(tag) = other.filter(|_| compared) {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    // "12 per cent from Chad": a name, where "from" stands before it.
    let from = length(to, "people-from");
    let low = from.map_or(to, |length| to + length);
    let mut hits = tagged.hits().at(low).iter();
    let people = hits.find(|hit| {
        let named = hit.part != Part::Label || from.is_some();
        named && hit.class == Class::Place && ends(hit.end)
    })?;
    people_of(focus, people)
}

/// "17,000 people with convictions were stopped": people counted who are told apart by a word of justice behind them.
pub(super) fn counted_with<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let tag = tagged
        .of(Class::Person)
        .iter()
        .find(|tag| (focus.to..=focus.to + 1).contains(&tag.start))?;
    let head = tagged.row.get(tag.start)?;
    let longer = head.kind == TokenKind::Word && tag.end > tag.start + 1;
    let justice = || {
        [Class::Measure, Class::Offence]
            .into_iter()
            .flat_map(|class| tagged.within(class, tag.start + 1, tag.end))
            .any(|other| focus.document.is_justice(other))
    };
    (longer && justice()).then_some(tag)
}

/// The group phrase that begins in tokens `low..high`, wherever it ends.
pub(super) fn begins_in<'d>(focus: &Focus<'d>, (low, high): (usize, usize)) -> Option<&'d Tag> {
    focus
        .tagged()
        .within(Class::Group, low, focus.stretch_high)
        .iter()
        .find(|tag| tag.start < high)
}

/// "illegal aliens murdered 1,800 Americans": those at home are counted for what the others did.
pub(super) fn doer<'d>(focus: &Focus<'d>, counted: &Tag) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag);
    if foreign(&counted) {
        return None;
    }
    let before = tagged.within(Class::Group, focus.stretch_low, focus.from);
    let tag = before.iter().rev().find(foreign)?;
    [Class::Measure, Class::Offence]
        .into_iter()
        .any(|class| !tagged.within(class, tag.end, focus.from).is_empty())
        .then_some(tag)
}

/// The people that are meant where no group is told at all: those the number counts, or whom the
/// sentence opens with, or the nearest that their deeds or what was done to them tells apart.
pub(super) fn people_meant(focus: &Focus, reading: &Reading) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let people = tagged.of(Class::Person);
    let counted = people.iter().find(|tag| {
        tag.start >= focus.to && tag.start <= focus.to + 1 && tag.start < focus.bounds.high
    });
    if let Some(tag) = counted {
        return group_phrase(focus, focus.block, tag, From::Stretch);
    }
    let base = reading
        .of
        .filter(|_| reading.relation == Relation::Incidence);
    let range = base.or_else(|| opening(focus)).unwrap_or_default();
    let opened = || {
        people
            .iter()
            .find(|tag| (range.0..range.1).contains(&tag.start))
    };
    let near = || {
        let near = focus.nearest(Class::Person).into_iter();
        near.into_iter().find(|tag| told_by_deed(focus, tag))
    };
    if let Some(tag) = opened().or_else(near) {
        return group_phrase(focus, focus.block, tag, from_of(focus, tag));
    }
    // "Of all people in detention 82 per cent …"
    let everyone = tagged.hits().between(range.0, range.1).iter();
    let mut everyone = everyone.filter(|hit| hit.class == Class::Group && hit.end > hit.start + 1);
    if everyone.any(|hit| hit.start == range.0) && range.1 > range.0 {
        let group = narrowed(Group::everyone());
        return phrase(focus, focus.block, range, From::Stretch, group);
    }
    let before = tagged.within(Class::Person, 0, focus.bounds.low);
    let tag = before.iter().rev().find(|tag| told_by_deed(focus, tag))?;
    group_phrase(focus, focus.block, tag, From::Paragraph)
}

/// "convicted criminals", "people who were ordered home": people whom a word of justice or a clause tells apart.
fn told_by_deed(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let justice = [Class::Measure, Class::Offence]
        .into_iter()
        .flat_map(|class| tagged.within(class, tag.start, tag.end))
        .any(|tag| focus.document.is_justice(tag));
    let vocabulary = &focus.document.pack.vocabulary;
    justice
        || narrowing::grown(tagged, vocabulary, tag, focus.view.sentence_end(tag.start)).1 > tag.end
}

/// "killed by asylum seekers": who did it, where others are counted.
pub(super) fn agent<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = focus.tagged();
    tagged
        .within(Class::Group, focus.to, focus.stretch_high)
        .iter()
        .filter(|tag| focus.document.is_foreign(tag))
        .find(|tag| {
            const LONGEST: usize = 5;
            let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
            // "followed by Poles": the next on a list has done nothing.
            let listed = |at: usize| at > 0 && is(at - 1, "next-on-list").is_some();
            let low = tag.start.saturating_sub(LONGEST);
            (low..tag.start).any(|at| {
                // An article may stand between.
                let reaches = is(at, "agent").is_some_and(|length| at + length + 1 >= tag.start);
                reaches && !listed(at)
            })
        })
}

/// "3,342 were EU nationals": the group that the verb after the number tells.
pub(super) fn told_by_copula<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if !matches!(
        focus.number.quantity.kind,
        Kind::Count | Kind::Percent | Kind::Fraction
    ) {
        return None;
    }
    let verb = past_brackets(focus);
    // "against 8 per cent who were Czechs"
    let relative = tagged.is_word(vocabulary, verb, "relative-word");
    let verb = verb + relative.unwrap_or(0);
    if tagged.is_word(vocabulary, verb, "clause-verb").is_some() {
        return said_at(focus, verb);
    }
    said_of_part(focus)
}

/// "118 of the 340 suspects questioned were born abroad": what is said of the count before "of".
fn said_of_part<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    const LONGEST: usize = 16;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    tagged.is_word(vocabulary, focus.to, "base-word")?;
    if focus.number.quantity.kind != Kind::Count || focus.stretch_high >= focus.bounds.high {
        return None;
    }
    let high = focus.bounds.high.min(focus.stretch_high + LONGEST);
    let parts = |at: usize| stops::parts(tagged, at);
    let end = (focus.stretch_high..high)
        .find(|at| parts(*at))
        .unwrap_or(high);
    let verbs = (focus.stretch_high..end)
        .filter(|at| tagged.is_word(vocabulary, *at, "clause-verb").is_some());
    verbs
        .into_iter()
        .find_map(|verb| said_up_to(focus, verb, focus.bounds.high))
}

/// "42 per cent of the suspects were foreign-born": the group that the verb after the number's phrase tells.
pub(super) fn told_of_part<'d>(focus: &Focus<'d>, reading: &Reading) -> Option<&'d Tag> {
    let counts = focus.number.quantity.kind == Kind::Count;
    let (low, high) = reading
        .of
        .filter(|_| counts || reading.relation == Relation::Share)?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    // "9,246 of those asylum seekers", "43 of them Poles"
    let those = tagged.is_word(vocabulary, low, "those-counted");
    if let Some(end) = those.map(|length| low + length).filter(|_| counts) {
        let mut groups = tagged.within(Class::Group, end, focus.stretch_high).iter();
        if let Some(tag) = groups.find(|tag| tag.start == end) {
            return Some(tag);
        }
    }
    if tagged.is_word(vocabulary, high, "clause-verb").is_some() {
        return said_at(focus, high);
    }
    said_of_both(focus, high)
}

/// "A fifth of murder suspects and two fifths of rape suspects were Poles": what is said of both parts.
fn said_of_both<'d>(focus: &Focus<'d>, at: usize) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let joined = is(at, "clause-lead").is_some() && focus.stretch_high == at + 1;
    let high = focus.bounds.high;
    let mark = |at: usize| stops::parts(tagged, at);
    let end = (at..high).find(|at| mark(*at)).unwrap_or(high);
    let verb = (at..end).find(|at| is(*at, "clause-verb").is_some())?;
    joined.then(|| said_up_to(focus, verb, high))?
}

/// The group that begins behind the verb at token `at`: "were Poles", "had been born abroad", "have no valid permit".
fn said_at<'d>(focus: &Focus<'d>, at: usize) -> Option<&'d Tag> {
    said_up_to(focus, at, focus.stretch_high)
}

fn said_up_to<'d>(focus: &Focus<'d>, at: usize, high: usize) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let mut after = at;
    while let Some(length) = tagged
        .is_word(vocabulary, after, "clause-verb")
        .or_else(|| tagged.is_word(vocabulary, after, "copula"))
    {
        after += length;
    }
    let near = |tag: &&Tag| tag.start <= after + 1;
    let mut groups = tagged.within(Class::Group, at, high).iter();
    // "were people not resident in the country": told apart, though not as foreigners.
    let told = |tag: &&Tag| {
        tag.group
            .as_ref()
            .is_some_and(|group| !group.traits.is_empty())
    };
    let mut people = tagged.within(Class::Person, at, high).iter();
    groups
        .find(near)
        .or_else(|| people.find(|tag| near(tag) && told(tag)))
}

/// The token behind a bracket that closes at the number, or that holds another figure: "3 per cent (196) come from …".
fn past_brackets(focus: &Focus) -> usize {
    const IN_BRACKETS: usize = 4;
    let tagged = focus.tagged();
    if tagged.written(focus.to) == ")" {
        return focus.to + 1;
    }
    if tagged.written(focus.to) != "(" {
        return focus.to;
    }
    let end = (focus.to..focus.to + IN_BRACKETS).find(|at| tagged.written(*at) == ")");
    end.map_or(focus.to, |end| end + 1)
}

/// "Of the foreigners, 774 were women": the group that the statement opens with, if no other stands between.
pub(super) fn opened_with<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let range = opening(focus)?;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    // "Of the migrants, 300 were Poles and 74 women": Poles are what the number before is told to be.
    let verb = tagged.is_word(vocabulary, focus.stretch_low, "clause-verb");
    let other = |tag: &Tag| verb.is_none_or(|length| tag.start > focus.stretch_low + length + 1);
    let low = range.1.max(focus.stretch_low);
    let mut between = tagged.within(Class::Group, low, focus.from).iter();
    let none_between = !between.any(other);
    let one = focus.tagged().within(Class::Group, range.0, range.1).len() == 1;
    group_within(focus, range).filter(|_| none_between && one)
}

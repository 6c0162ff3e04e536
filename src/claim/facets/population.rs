//! Whom a quantity is about: the group that its own words tell, the nearest one
//! of its sentence, or that of the claim, list or table it belongs to.

use super::{
    antecedent::set_against,
    cells::{self, Head},
    comparator::{adjective_group, after_comparing, compared, is_comparand},
    compared::{compared_pair, compares, from_comparison, of_earlier_comparison},
    context::{around, beyond_break, carried, from_of, group_phrase, group_within, narrowed},
    counted::{
        agent, begins_in, beside, counted_with, doer, opened_with, told_by_copula, told_of_part,
    },
    country::{broken_down, labels_item, listed_country, told_alike},
    ordered, paired,
    people::of_everybody,
    pointed::pointed_at,
    total::is_total,
    unnamed::unnamed,
};
use crate::{
    claim::{
        Claim, Phrase, based,
        extract::{self, Before},
        focus::Focus,
        model::From,
        narrowing,
        relation::Reading,
        stops,
    },
    language::tag::Tag,
    number::Kind,
    rules::{Relation, pattern::Role},
    vocabulary::{Class, Group, Who},
};

pub(in crate::claim) fn population(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<Group>> {
    match cells::population(focus, reading.relation) {
        Some(Head::Group(group)) => return Some(group),
        Some(Head::Everyone) => return None,
        None => {}
    }
    if let Some(found) = bound(focus, reading) {
        return Some(found);
    }
    if let Some(tag) = right_behind(focus) {
        return own(focus, tag);
    }
    if let Some(found) = told_alike(focus)
        .or_else(|| ordered::in_list(focus))
        .or_else(|| paired::in_order(focus, claims))
    {
        return Some(found);
    }
    if of_everybody(focus, reading) || is_total(focus, reading, before) && names_group(focus) {
        return None;
    }
    if reading.paired
        && let Some((first, _)) = compared_pair(focus, reading, claims)
    {
        return Some(first);
    }
    if let Some(found) = told(focus, reading)
        .or_else(|| pointed(focus, reading))
        .or_else(|| those_before(focus))
    {
        return Some(found);
    }
    let nearest: Vec<&Tag> = focus
        .nearest(Class::Group)
        .into_iter()
        .filter(|tag| {
            !beyond_break(focus, tag)
                && !of_earlier_comparison(focus, tag)
                && !of_next_number(focus, tag)
                && !heads_next_clause(focus, tag)
                && !of_a_share(focus, tag)
                && !told_before(focus, claims, tag)
        })
        .collect();
    if nearest.is_empty()
        && let Some(tag) = told_apart(focus)
    {
        return own(focus, tag);
    }
    if let Some(first) = set_against(focus, claims).and_then(|first| first.population.clone()) {
        return Some(Phrase {
            from: From::Sentence.max(first.from),
            ..first
        });
    }
    if let Some(found) = gone_on(focus, reading, before, claims, &nearest) {
        return Some(found);
    }
    if let Some((first, second)) = compared_pair(focus, reading, claims)
        && !nearest
            .iter()
            .any(|tag| focus.in_stretch(tag) && tag.start >= focus.to)
        && of_second(focus, &nearest, &second)
    {
        return Some(first);
    }
    if !nearest.is_empty() {
        return of_nearest(focus, reading, before, &nearest);
    }
    unnamed(focus, reading, before)
}

/// "People not resident in Norway were 12 per cent": people before the number who are told apart, though not as
/// foreigners.
fn told_apart<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let people = focus
        .tagged()
        .within(Class::Person, focus.stretch_low, focus.from);
    let told = |tag: &&Tag| {
        tag.group
            .as_ref()
            .is_some_and(|group| !group.traits.is_empty())
    };
    people.iter().rev().find(told)
}

/// "611 arrests, 319 of Poles": the people of a country right behind a bare count.
fn right_behind<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let linked = focus.number.quantity.kind == Kind::Count
        && tagged.is_word(vocabulary, focus.to, "share-of").is_some();
    let mut groups = tagged.of(Class::Group).iter().filter(|_| linked);
    let named = |tag: &&Tag| {
        let who = tag.group.as_ref().map(|group| &group.who);
        tag.start == focus.to + 1 && matches!(who, Some(Who::Of(_)))
    };
    groups.find(named)
}

/// "the share of refugees convicted of theft": the group that a relation rule names; the rule reads what is said behind it.
fn bound(focus: &Focus, reading: &Reading) -> Option<Phrase<Group>> {
    let tag = group_within(focus, reading.bound(Role::Population)?)?;
    let group = tag.group.clone()?;
    let (vocabulary, high) = (&focus.document.pack.vocabulary, focus.bounds.high);
    let end = based::end(focus.tagged(), vocabulary, tag, high);
    let range = (tag.start, end.unwrap_or(tag.end));
    extract::phrase(focus, focus.block, range, From::Stretch, group)
}

/// The group of the sentence that the figure goes on with, where its own stretch names none.
fn gone_on(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
    nearest: &[&Tag],
) -> Option<Phrase<Group>> {
    let mut own = nearest.iter().filter(|tag| focus.in_stretch(tag));
    let carried_from = |before: Option<&Before>| carried_group(focus, before);
    if they_are(focus)
        && !own.clone().any(|tag| tag.end <= focus.from)
        && let Some(found) = earlier_in_sentence(focus, before)
            .or_else(|| carried_from(before))
            .or_else(|| unnamed(focus, reading, before))
    {
        return Some(found);
    }
    if let Some(found) = broken_down(focus).or_else(|| labels_item(focus, reading.relation)) {
        return Some(found);
    }
    if own.next().is_some() {
        return None;
    }
    from_comparison(focus, claims)
        .or_else(|| listed_country(focus))
        .or_else(|| carried_from(same_sentence(focus, before)))
}

/// "Foreigners commit most of it, a paper says on page 3: they were 77 per cent": whom the words before
/// another number name, where no claim of the sentence does.
fn earlier_in_sentence(focus: &Focus, before: Option<&Before>) -> Option<Phrase<Group>> {
    if same_sentence(focus, before).is_some() {
        return None;
    }
    let groups = focus.tagged();
    let groups = groups.within(Class::Group, focus.bounds.low, focus.stretch_low);
    let group = groups.iter().rfind(|tag| focus.document.is_foreign(tag))?;
    group_phrase(focus, focus.block, group, From::Sentence)
}

/// The group of the claim before. In a new sentence those whom it took a share of, where its own group is only what was
/// said of them: "Of the migrants 88 per cent were here illegally. Theft made up 12 per cent of their cases".
pub(super) fn carried_group(focus: &Focus, before: Option<&Before>) -> Option<Phrase<Group>> {
    let facet = |claim: &Claim| {
        let group = claim.population.clone()?;
        let said = group.span.is_some_and(|span| span.start >= claim.span.end);
        let apart = before.is_some_and(|before| before.sentence != focus.sentence);
        let whole = claim.whole.as_ref().filter(|_| said && apart);
        let whole = whole.filter(|whole| whole.value.group != Group::everyone());
        let Some(whole) = whole else {
            return Some(group);
        };
        Some(Phrase {
            text: whole.text.clone(),
            span: whole.span,
            from: whole.from,
            value: whole.value.group.clone(),
        })
    };
    carried(focus, before, facet)
}

/// "12 per cent of the first group", "their children, at 2 per cent": behind "of", or before the number and no group between.
fn pointed(focus: &Focus, reading: &Reading) -> Option<Phrase<Group>> {
    if let Some(found) = reading
        .of
        .and_then(|(low, high)| pointed_at(focus, low.saturating_sub(1), high))
    {
        return Some(found);
    }
    let groups = focus
        .tagged()
        .within(Class::Group, focus.stretch_low, focus.from);
    let low = groups.last().map_or(focus.stretch_low, |tag| tag.end);
    pointed_at(focus, low, focus.from)
}

/// "and those with papers at 1.3": people told apart by a clause, nearer before the number than any group.
fn those_before(focus: &Focus) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let (low, high) = (focus.stretch_low, focus.from);
    let last = tagged.within(Class::Group, low, high).last();
    let low = last.map_or(low, |tag| tag.end);
    let tag = tagged.within(Class::Person, low, high).last()?;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    // "those charged", "those in prison" are all of whom a share is told.
    let those = is(tag.start, "demonstrative")
        && (is(tag.start + 1, "relative-word") || is(tag.start + 1, "narrowing-with"));
    let before = tag.start.checked_sub(1);
    let among = before.is_some_and(|at| is(at, "share-of"));
    let (_, end) = narrowing::grown(tagged, vocabulary, tag, high);
    let mut found = group_phrase(focus, focus.block, tag, From::Stretch)?;
    found.value = narrowed(found.value);
    (those && !among && end > tag.start + 1).then_some(found)
}

/// "They were 12 per cent": a pronoun is the subject of the number's verb.
fn they_are(focus: &Focus) -> bool {
    const NEAR: usize = 6;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.stretch_low.max(focus.from.saturating_sub(NEAR));
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let subject =
        |at: usize| is(at, "they").is_some_and(|length| is(at + length, "clause-verb").is_some());
    (low..focus.from).any(subject) || told_theirs(focus)
}

/// "their rate was 0.8 times", "their arrest rate, 38 in 1,000": what is said of them.
fn told_theirs(focus: &Focus) -> bool {
    const NEAR: usize = 6;
    const WORDS: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.stretch_low.max(focus.from.saturating_sub(NEAR));
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    (low..focus.from).any(|at| {
        let rate = |from: usize| (from..from + WORDS).any(|at| is(at, "rate-word").is_some());
        is(at, "owned-by-group").is_some_and(|length| rate(at + length))
    })
}

/// "54 per cent, with Poles (1,450) the largest group": a group behind the number that has one of its own.
fn of_next_number(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let Some(next) = focus.next_quantity(focus.to) else {
        return false;
    };
    // "557 had a foreign passport (51.6 per cent)" tells one group twice.
    let count = tagged
        .numbers()
        .iter()
        .any(|number| number.quantity.kind == Kind::Count && number.with_bound.0 == next);
    let link = tagged.written(tag.end) == "(" && count
        || tagged.is_word(vocabulary, tag.end, "number-link").is_some();
    // "fell to nine, while among Danes it stayed at five"
    let led = (focus.stretch_high..next).contains(&tag.start);
    led || tag.start > focus.to && link && tag.end + 1 == next
}

/// "The prison population grew by 390, and Poles accounted for 109 of that": a group behind the number that opens
/// the clause of the next.
fn heads_next_clause(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let opens = tag.start.checked_sub(1).is_some_and(|at| {
        let mark = |at: usize| stops::halts(tagged, at);
        mark(at) || is(at, "join") && at > 0 && mark(at - 1)
    });
    let next = focus.stretch_high < focus.bounds.high;
    tag.start > focus.to && next && opens && is(tag.end, "clause-verb")
}

/// "Prisons pass 5,000 as the foreign share rises": a group whose share is told behind a count.
fn of_a_share(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    focus.number.quantity.kind == Kind::Count
        && tag.start > focus.to
        && tagged.is_word(vocabulary, tag.end, "share-word").is_some()
}

/// Whether a group of the sentence is what an earlier share is taken of, or whom an earlier figure compared:
/// "Newcomers are 30 per cent of Australians and 18 per cent of prisoners".
fn told_before(focus: &Focus, claims: &[Claim], tag: &Tag) -> bool {
    const LEVEL: usize = 2;
    const RELATED: usize = 6;
    let near = focus.from.saturating_sub(tag.end);
    // "the foreign-born inside, who number 7,294"
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let related = focus.from >= 2
        && near <= RELATED
        && tagged
            .is_word(vocabulary, focus.from - 2, "relative-word")
            .is_some();
    let own = near == 0 || near <= LEVEL && bracketed(focus) || related;
    if tag.end > focus.from || own {
        return false;
    }
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let span = extract::source_span(focus.document, focus.block, tag.span);
    let here = claims
        .iter()
        .rev()
        .take_while(|claim| claim.sentence == sentence);
    here.into_iter().any(|claim| {
        let whole = claim.whole.as_ref().filter(|_| claim.population.is_some());
        let whole = whole.filter(|whole| whole.from == From::Stretch);
        let other = claim.comparator.as_ref();
        [
            whole.and_then(|whole| whole.span),
            other.and_then(|other| other.span),
        ]
        .into_iter()
        .flatten()
        .any(|taken| taken.overlaps(span))
    })
}

/// "Germans (1,878)"
pub(super) fn bracketed(focus: &Focus) -> bool {
    let before = focus.from.checked_sub(1);
    before.is_some_and(|at| matches!(focus.tagged().written(at), "(" | "["))
}

/// Whether a group is named that a total of everybody could be parted by.
fn names_group(focus: &Focus) -> bool {
    !focus.tagged().of(Class::Group).is_empty()
        || around(focus, Class::Group, &|tag| tag.group.clone()).is_some()
}

/// "4 per cent of A against 1 per cent of B, making them four times as likely": no group is named but that of the second figure.
fn of_second(focus: &Focus, nearest: &[&Tag], second: &Phrase<Group>) -> bool {
    let named = nearest.iter().filter(|tag| focus.in_stretch(tag));
    named.into_iter().all(|tag| {
        let span = extract::source_span(focus.document, focus.block, tag.span);
        second.span.is_some_and(|second| second.overlaps(span))
    })
}

fn own(focus: &Focus, tag: &Tag) -> Option<Phrase<Group>> {
    group_phrase(focus, focus.block, tag, From::Stretch)
}

/// The group that the number's own words tell: its unit, predicate or base, or a word right beside it.
fn told(focus: &Focus, reading: &Reading) -> Option<Phrase<Group>> {
    // "410 people with convictions were stopped at the border": what was done to them names nobody.
    let counted = counted_with(focus).filter(|_| reading.of.is_none());
    let named = |tag: &&Tag| tag.has_basis() || counted.is_none();
    let by_verb = || {
        // "Poles (2.8 per cent) came after Turks": the verb's subject is the group before the bracket.
        let bracket = focus.from.checked_sub(1).filter(|_| bracketed(focus));
        let groups = focus.tagged().of(Class::Group);
        let own = bracket.is_some_and(|at| groups.iter().any(|tag| tag.end == at));
        told_by_copula(focus)
            .filter(|_| !own)
            .filter(named)
            .or_else(|| opened_with(focus))
    };
    // What the share is of may stand before it: "12 of 80 were Poles, and 25 per cent Czechs".
    let no_phrase_after = reading.of.is_none_or(|(_, high)| high <= focus.from);
    if reading.relation != Relation::Ratio
        && no_phrase_after
        && let Some(tag) = by_verb()
    {
        return own(focus, tag);
    }
    if matches!(focus.number.quantity.kind, Kind::Count | Kind::Vague) {
        let unit = (focus.to, focus.unit_end());
        let counted = || {
            // "stand at 255 for violence and men from Chad at 331": nothing is counted.
            let (tagged, vocabulary) = (focus.tagged(), &focus.document.pack.vocabulary);
            let links = tagged
                .is_word(vocabulary, focus.to, "preposition")
                .is_some();
            let near = |tag: &&Tag| !links || tag.start <= focus.to + 2;
            let tag = begins_in(focus, unit)
                .filter(|_| reading.of.is_none())
                .filter(near)?;
            Some(doer(focus, tag).unwrap_or(tag))
        };
        if let Some(tag) = agent(focus)
            .or_else(counted)
            .or_else(|| counted_with(focus))
        {
            return own(focus, tag);
        }
    }
    let base = reading
        .of
        .or(reading.base)
        .filter(|_| reading.relation == Relation::Incidence);
    let people = |of| group_within(focus, of).or_else(|| person_first(focus, of));
    if let Some(tag) = base.and_then(people) {
        return own(focus, tag);
    }
    told_of_part(focus, reading)
        .or_else(|| person_in_front(focus))
        .and_then(|tag| own(focus, tag))
        .or_else(|| {
            let told = !compares(reading);
            told.then(|| adjective_group(focus, focus.stretch_low, focus.from))?
        })
        .or_else(|| beside(focus).filter(|_| reading.of.is_none()))
}

/// "3 in 4 residents", "45 per cent of all prisoners released": people whom no word of migration tells apart.
fn person_first<'d>(focus: &Focus<'d>, (low, high): (usize, usize)) -> Option<&'d Tag> {
    let tagged = focus.tagged();
    let tag = tagged.within(Class::Person, low, high).first()?;
    // "of the girls", "of minors": a part of the group that the text is about.
    let vocabulary = &focus.document.pack.vocabulary;
    let mut hits = tagged.hits().between(tag.start, tag.end).iter();
    let part = hits.any(|hit| {
        let attributes = &vocabulary.concept_at(hit.concept).attributes;
        hit.class == Class::Sex || attributes.contains_key("part-of-group")
    });
    // Bare "people" may be any that the text has named.
    let grown = narrowing::grown(tagged, vocabulary, tag, focus.bounds.high).1 > tag.end;
    let told = grown || tag.start == low + 1;
    (tag.start <= low + 1 && told && !part).then_some(tag)
}

/// "than other inmates (38 per cent)": people right before a figure in brackets.
fn person_in_front<'d>(focus: &Focus<'d>) -> Option<&'d Tag> {
    let end = focus.from.checked_sub(1).filter(|_| bracketed(focus))?;
    let mut people = focus.tagged().of(Class::Person).iter();
    people.find(|tag| tag.end == end && after_comparing(focus, tag))
}

/// The group that another name in dashes or brackets stands for: "Returned offenders – “501s” – were …".
fn named_before<'d>(focus: &Focus<'d>, tag: &'d Tag) -> &'d Tag {
    let tagged = focus.tagged();
    let quote = |at: usize| matches!(tagged.written(at), "“" | "\"" | "‘" | "'");
    let opens = |at: usize| matches!(tagged.written(at), "–" | "—" | "(");
    let mut at = tag.start;
    while at > focus.bounds.low && quote(at - 1) {
        at -= 1;
    }
    let mark = at
        .checked_sub(1)
        .filter(|mark| opens(*mark) && at < tag.start);
    let mut groups = tagged.of(Class::Group).iter();
    mark.and_then(|mark| groups.find(|group| group.end == mark))
        .unwrap_or(tag)
}

/// Of the groups named in the sentence the nearest that is neither the whole of the share nor compared with.
fn of_nearest(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    nearest: &[&Tag],
) -> Option<Phrase<Group>> {
    let of = reading.of.filter(|_| reading.relation == Relation::Share);
    let outside = |tag: &&&Tag| {
        // "71 per cent of A and 44 per cent of B": B is behind a number of its own.
        let apart = |(low, high): (usize, usize)| {
            tag.end <= low || tag.start >= high && tag.start < focus.stretch_high.max(high)
        };
        of.is_none_or(apart) && !is_comparand(focus, reading, tag)
    };
    let subject = |tag: &&&Tag| {
        if is_led(focus, tag) {
            return false;
        }
        let beside = tag.end <= focus.from && focus.from - tag.end <= 1;
        let rest = |group: &Group| group.who == Who::Rest;
        beside || !tag.group.as_ref().is_some_and(rest)
    };
    if let Some(tag) = nearest.iter().filter(subject).find(outside) {
        let tag = named_before(focus, tag);
        return group_phrase(focus, focus.block, tag, from_of(focus, tag));
    }
    if let Some(tag) = of.and_then(|of| group_within(focus, of)) {
        return own(focus, tag);
    }
    let first = nearest.first()?;
    let said_before = || around(focus, Class::Group, &|tag| tag.group.clone());
    if compares(reading) {
        // "the rate of Somali boys was twice that of Danes": Danes are no subject.
        return carried(focus, before, |claim| claim.population.clone())
            .or_else(|| people_before(focus))
            .or_else(said_before);
    }
    let before_it = || carried(focus, before, |claim| claim.population.clone());
    // "attacks against migrants" compares nobody.
    let counts = focus.number.quantity.kind == Kind::Count;
    let other = (!counts && compared(focus, first)).then(before_it);
    other
        .flatten()
        .or_else(|| group_phrase(focus, focus.block, first, from_of(focus, first)))
}

/// "Moroccans lead the foreigners at 11 per cent": a group behind another that is the first of it.
fn is_led(focus: &Focus, tag: &Tag) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let first = tagged
        .within(Class::Group, focus.stretch_low, tag.start)
        .last();
    tag.end <= focus.from
        && first.is_some_and(|first| {
            let mark = |at: usize| stops::parts(tagged, at);
            let leads = |at: usize| tagged.is_word(vocabulary, at, "leads").is_some();
            let between = first.end..tag.start;
            between.clone().any(leads) && !between.into_iter().any(mark)
        })
}

/// The claim before, where it stands in the same sentence.
fn same_sentence<'b, 'c>(focus: &Focus, before: Option<&'b Before<'c>>) -> Option<&'b Before<'c>> {
    before.filter(|before| before.block == focus.block && before.sentence == focus.sentence)
}

/// People not told apart by migration, before the number.
fn people_before(focus: &Focus) -> Option<Phrase<Group>> {
    let tag = focus
        .tagged()
        .within(Class::Person, focus.stretch_low, focus.from)
        .last()?;
    group_phrase(focus, focus.block, tag, From::Stretch)
}

//! What a share is taken of.

use super::{
    antecedent::{
        base, carried_whole, earlier, latest, pointed_at, set_against, stated_total, tokens_at,
        wider,
    },
    asked,
    governing::is_population,
    headed::in_header,
    reckoned,
    taken::{located, share_of, taken_of, without_place},
};
use crate::{
    claim::{
        Claim, Phrase, Whole,
        extract::Before,
        focus::Focus,
        narrowing::whole_phrase,
        part::{of_phrase, past_owner, past_total},
        relation::Reading,
        stops,
    },
    number::Kind,
    rules::{Relation, pattern::Role},
    vocabulary::{Class, Group, Part},
};

/// The noun phrase of "Of …," or "Among …," that opens the sentence, or the statement the number stands in.
pub(in crate::claim) fn opening(focus: &Focus) -> Option<(usize, usize)> {
    const LEAD: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let opened = |low: usize| {
        let length = tagged.is_word(vocabulary, low, "opening")?;
        let at = past_total(focus, low + length);
        let range = whole_phrase(tagged, vocabulary, at, focus.from)?;
        Some(past_owner(focus, range))
    };
    let mark = (focus.stretch_low..focus.from)
        .rev()
        .find(|at| matches!(tagged.written(*at), ":" | ";"));
    let quote = |at: &usize| matches!(tagged.written(*at), "“" | "\"" | "‘" | "«" | "*" | "**");
    let mut tokens = focus.bounds.low..focus.from;
    let first = tokens.find(|at| !quote(at)).unwrap_or(focus.from);
    // "…, and of the 62 arrested half were foreign"
    let join = (first..focus.from).rev().find(|at| {
        let joins = tagged.is_word(vocabulary, *at, "join") == Some(1);
        let verb = |at: usize| tagged.is_word(vocabulary, at, "clause-verb").is_some();
        joins
            && tagged.word(at + 1) == "of"
            && (*at == focus.stretch_low || *at > first && tagged.written(at - 1) == ",")
            && (*at >= focus.stretch_low || !(*at..focus.from).any(verb))
    });
    mark.and_then(|mark| opened(mark + 1))
        .or_else(|| opened(join? + 1))
        .or_else(|| opened(first))
        .or_else(|| {
            // "However, of the 1,000 freed, …", "I know that of those freed …"
            let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
            let says = |at: usize| tagged.of(Class::Speech).iter().any(|tag| tag.end == at + 1);
            let lead = |at: &usize| {
                let near = *at < first + LEAD && word(*at, "clause-lead");
                tagged.written(*at) == "," || near || word(*at, "relative-word") && says(*at)
            };
            let mut leads = (first..focus.from).rev().filter(lead);
            let them = |at: usize| word(at, "back-pronoun");
            leads.find_map(|at| {
                let (from, to) = opened(at + 1).filter(|(from, _)| !them(*from))?;
                // "…, of those freed in June 40 per cent": nothing is said between.
                let near = (to..focus.from).all(|at| !word(at, "finite-verb"));
                near.then_some((from, to))
            })
        })
}

pub(in crate::claim) fn whole(
    focus: &Focus,
    reading: &Reading,
    population: Option<&Phrase<Group>>,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<Whole>> {
    if reading.relation != Relation::Share {
        return moved_share(focus, reading, population, claims);
    }
    let pronoun = reading.of.is_some_and(|(low, high)| {
        let length = focus
            .tagged()
            .is_word(&focus.document.pack.vocabulary, low, "pronoun");
        length.is_some_and(|length| low + length >= high)
    });
    let total = reading.of.is_some_and(|(low, _)| {
        let vocabulary = &focus.document.pack.vocabulary;
        focus
            .tagged()
            .is_word(vocabulary, low, "the-total")
            .is_some()
    });
    if let (true, Some(range)) = (total, reading.of) {
        // "10,300 foreigners, 12 per cent of the total": of everybody, and not of those counted before.
        return stated_total(focus, claims)
            .or_else(|| Some(of_those_counted(focus, taken_of(focus, range)?, before)));
    }
    if pronoun && let Some(found) = pointed_at(focus, before, claims) {
        return Some(noun_or_pronoun(focus, reading, found));
    }
    let first = set_against(focus, claims).filter(|claim| claim.relation == Relation::Share);
    let behind = among_behind(focus);
    if let (Some(whole), None) = (
        first.and_then(|claim| claim.whole.clone()),
        reading.of.or(behind),
    ) {
        return Some(carried_whole(focus, whole));
    }
    let range = reading
        .bound(Role::Whole)
        .or(reading.of.filter(|_| !pronoun))
        .or(behind)
        .or_else(|| opening(focus))
        .or(reading.base)
        .or_else(|| population_beside(focus))
        .or_else(|| after_share_word(focus))
        .or_else(|| among(focus))
        .or_else(|| in_brackets(focus))
        .or_else(|| told_apart(focus))
        .or_else(|| shared_ahead(focus))
        .or_else(|| listed_among(focus))
        .or_else(|| before_colon(focus))
        .or_else(|| subject(focus))
        .map(|range| apart_from_clause(focus, apart_from_place(focus, range)));
    range
        .filter(|(low, _)| {
            let vocabulary = &focus.document.pack.vocabulary;
            let course = focus.tagged().is_word(vocabulary, *low, "of-nothing-named");
            course.is_none()
        })
        .and_then(|range| taken_of(focus, range))
        .or_else(|| in_header(focus))
        .or_else(|| noun_of_group(focus))
        .or_else(|| base(focus, reckoned::pair(focus, claims)?.1))
        .or_else(|| base(focus, reckoned::group(focus, claims)?))
        .or_else(|| asked::before(focus, claims).and_then(|range| taken_of(focus, range)))
        .or_else(|| wider(population?, focus, claims))
        .or_else(|| latest(focus, population, claims))
        .or_else(|| asked::behind(focus).and_then(|range| taken_of(focus, range)))
}

/// "inmates hold a foreign passport, and most of those …": where only what is said of them was named, the pronoun.
fn noun_or_pronoun(focus: &Focus, reading: &Reading, found: Phrase<Whole>) -> Phrase<Whole> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let said = |(low, _): (usize, usize)| {
        let verbs = ["clause-verb", "owns", "denies", "said-of-people"].into_iter();
        let mut verbs = verbs.filter(|id| tagged.is_word(vocabulary, low, id).is_some());
        verbs.next().is_some()
    };
    let named = found.span.and_then(|span| tokens_at(focus, span));
    let pronoun = reading.of.filter(|_| named.is_some_and(said));
    match pronoun.and_then(|range| taken_of(focus, range)) {
        Some(pronoun) => Phrase {
            value: found.value,
            ..pronoun
        },
        None => found,
    }
}

/// "27,000 foreign suspects, or 13 per cent of the total": all those of whom the figure before counts some.
fn of_those_counted(
    focus: &Focus,
    mut whole: Phrase<Whole>,
    before: Option<&Before>,
) -> Phrase<Whole> {
    let near = before
        .filter(|before| before.block == focus.block && before.sentence == focus.sentence)
        .filter(|_| whole.value.measure.is_none() && whole.value.offences.is_empty());
    if let Some(before) = near {
        let claim = before.claim;
        whole.value.measure = Some(claim.measure.value.clone());
        let offences = claim.offence.as_ref().map(|phrase| phrase.value.clone());
        whole.value.offences = offences.unwrap_or_default();
    }
    whole
}

/// What the share is taken of that a figure tells to have moved by points or to be a record.
fn moved_share(
    focus: &Focus,
    reading: &Reading,
    population: Option<&Phrase<Group>>,
    claims: &[Claim],
) -> Option<Phrase<Whole>> {
    match (focus.number.quantity.kind, reading.relation) {
        (Kind::PercentagePoints, Relation::Change | Relation::Difference) => {
            let changes = reading.relation == Relation::Change;
            after_share_word(focus)
                .or_else(|| changes.then(|| among(focus))?)
                .and_then(|range| taken_of(focus, range))
                .or_else(|| changes.then(|| noun_of_group(focus))?)
                .or_else(|| earlier(focus, population, claims))
        }
        // "a record 38 per cent of all suspects"
        (Kind::Percent, Relation::Extreme) => taken_of(focus, reading.of?),
        _ => None,
    }
}

/// "The jail's inmates are now 55 per cent foreign": what the adjective behind the number is said of.
fn subject(focus: &Focus) -> Option<(usize, usize)> {
    const ADVERB: usize = 1;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let told = tagged.of(Class::Group).iter();
    let mut told = told.filter(|tag| tag.start == focus.to);
    told.find(|tag| stops::ends(tagged, tag.end))?;
    let (low, _) = focus.clause();
    let near = focus.from.saturating_sub(ADVERB + 1).max(low);
    let copula = |at: &usize| tagged.is_word(vocabulary, *at, "copula").is_some();
    let verb = (near..focus.from).find(copula)?;
    let nouns = tagged.within(Class::Measure, low, verb);
    let noun = nouns.iter().find(|tag| tag.part != Part::Verb)?;
    let grouped = !tagged.within(Class::Group, low, verb).is_empty();
    (!grouped).then(|| whole_phrase(tagged, vocabulary, noun.start, verb))?
}

/// "and among convicted persons at 17 per cent": the phrase beside the number that tells no group.
fn among(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let mut words = (focus.stretch_low..focus.from).rev();
    let at =
        words.find_map(|at| Some(at + is(at, "among-word").or_else(|| is(at, "largest-of"))?))?;
    let range = whole_phrase(tagged, vocabulary, past_total(focus, at), focus.from)?;
    holds(focus, range).then_some(range)
}

/// "but only 22 per cent among victims": the phrase right behind the number that tells no group.
fn among_behind(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let at = focus.to + tagged.is_word(vocabulary, focus.to, "among-word")?;
    let range = whole_phrase(
        tagged,
        vocabulary,
        past_total(focus, at),
        focus.stretch_high,
    )?;
    let (low, high) = range;
    let group = !tagged.within(Class::Group, low, high).is_empty();
    (holds(focus, range) && !group).then_some(range)
}

/// Whether people, deeds or a stage of the justice system are named in a phrase.
fn holds(focus: &Focus, (low, high): (usize, usize)) -> bool {
    let nouns = [Class::Person, Class::Measure, Class::Offence].into_iter();
    let mut nouns = nouns.flat_map(|class| focus.tagged().within(class, low, high));
    nouns.next().is_some()
}

/// "18%, Poles in 7% and Lithuanians in 6% of the thefts": the phrase stands behind the last number of the list.
fn shared_ahead(focus: &Focus) -> Option<(usize, usize)> {
    const APART: usize = 5;
    const LISTED: usize = 4;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let numbers = tagged.numbers_within(focus.bounds.span).iter();
    let later = numbers.filter(|number| number.with_bound.0 >= focus.to);
    let mut end = focus.to;
    for number in later.take(LISTED) {
        let (from, to) = number.with_bound;
        let kind = number.quantity.kind == focus.number.quantity.kind;
        let joined = tagged.written(end) == "," || is(end, "clause-lead") || is(end, "join");
        let other = |at: usize| {
            let mark = stops::halts(tagged, at);
            is(at, "finite-verb") || is(at, "clause-subject") || mark && at > end
        };
        if !kind || !joined || (end..from).any(other) || from > end + APART {
            return None;
        }
        let one = Focus::new(focus.document, focus.block, focus.sentence, number)?;
        if let Some(range) = of_phrase(&one) {
            return holds(focus, range).then_some(range);
        }
        end = to;
    }
    None
}

/// "Moroccans (21%), Romanians (12%) and Poles (9%) are the biggest groups among the inmates": what is said of the
/// list whose numbers stand in brackets behind their groups.
fn listed_among(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let open = focus
        .from
        .checked_sub(1)
        .filter(|at| tagged.written(*at) == "(")?;
    let of_group = tagged.of(Class::Group).iter().any(|tag| tag.end == open);
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let numbers = tagged.numbers_within(focus.bounds.span).iter();
    let last = numbers
        .map(|number| number.with_bound)
        .filter(|(from, _)| {
            from.checked_sub(1)
                .is_some_and(|at| tagged.written(at) == "(")
        })
        .map(|(_, to)| to)
        .max()
        .filter(|_| of_group)?;
    let low = (last..focus.bounds.high).find_map(|at| Some(at + is(at, "largest-of")?))?;
    let range = whole_phrase(
        tagged,
        vocabulary,
        past_total(focus, low),
        focus.bounds.high,
    )?;
    holds(focus, range).then_some(range)
}

/// "Convictions for theft: Poles 22%, Czechs 14%": what the words before the colon name.
fn before_colon(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let first = focus.bounds.low;
    let colon = (first..focus.from).find(|at| tagged.written(*at) == ":")?;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let told = (first..colon).any(|at| is(at, "finite-verb") || tagged.is_in_quantity(at));
    let named = |class: Class, low: usize, high: usize| !tagged.within(class, low, high).is_empty();
    let counted =
        named(Class::Measure, colon, focus.from) || named(Class::Offence, colon, focus.from);
    // The part is told behind the colon.
    let high = focus.stretch_high;
    let part = named(Class::Group, colon, high) || named(Class::Place, colon, high);
    if told || counted || !part || named(Class::Group, first, colon) {
        return None;
    }
    let nouns = [Class::Measure, Class::Offence].into_iter();
    let nouns = nouns.flat_map(|class| tagged.within(class, first, colon));
    let noun = nouns
        .filter(|tag| tag.part != Part::Verb)
        .min_by_key(|tag| tag.start)?;
    whole_phrase(tagged, vocabulary, noun.start, colon)
}

/// "A third of burglaries in Riga and half in Tartu": a phrase without the place where the next figure is of another.
fn apart_from_place(focus: &Focus, range: (usize, usize)) -> (usize, usize) {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let mut later = tagged.numbers_within(focus.bounds.span).iter();
    let next = later.find(|number| {
        let from = number.with_bound.0;
        from >= focus.to && number.quantity.kind == focus.number.quantity.kind
    });
    let elsewhere = next.is_some_and(|number| {
        let (from, to) = number.with_bound;
        located(focus, to).is_some() && tagged.word(to) != "of" && from >= range.1
    });
    let cut = || without_place(tagged, vocabulary, range);
    if elsewhere {
        cut().unwrap_or(range)
    } else {
        range
    }
}

/// "30 per cent of prisoners | and the guards are too few": a phrase without the subject of the next clause.
fn apart_from_clause(focus: &Focus, (low, high): (usize, usize)) -> (usize, usize) {
    let next = focus.coordinate_clause().filter(|next| *next > low);
    (low, next.map_or(high, |next| next.min(high)))
}

/// "their share of all suspects", "the share of foreigners among suspects": the phrase that tells no group.
fn after_share_word(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let hyphen = usize::from(matches!(tagged.written(focus.to), "-" | "‑"));
    let behind = focus.to + hyphen;
    // "their 20 per cent share of the population"
    let (low, high) = if is(behind, "share-word").is_some() {
        (behind, focus.stretch_high)
    } else {
        let before = (focus.stretch_low..focus.from)
            .rev()
            .find(|at| is(*at, "share-word").is_some());
        // "45 per cent was the foreign share of those jailed"
        let foreign = |at: &usize| is(*at, "share-word").is_some() && told_whose(focus, *at);
        let behind = || (focus.to..focus.stretch_high).find(foreign);
        match before {
            Some(word) => (word, focus.from),
            None => (behind()?, focus.stretch_high),
        }
    };
    let owned = behind == low || told_whose(focus, low);
    share_of(focus, (low + 1, high), owned).or_else(|| {
        // "the population share of foreigners"
        let nouns = tagged.within(Class::Measure, focus.stretch_low, low).last();
        let noun = nouns.filter(|noun| noun.end == low && noun.part != Part::Verb)?;
        Some((noun.start, noun.end))
    })
}

/// "26% (prison), 12% (population)": the one word in brackets behind the number.
fn in_brackets(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let start = focus.to + 1;
    let nouns = tagged.within(Class::Measure, start, focus.bounds.high);
    let noun = nouns
        .first()
        .filter(|noun| noun.part != Part::Verb && noun.start == start);
    let everybody = || Some(start + tagged.is_word(tagged.vocabulary(), start, "everybody")?);
    let end = noun.map(|noun| noun.end).or_else(everybody)?;
    let closed = tagged.written(focus.to) == "(" && tagged.written(end) == ")";
    closed.then_some((start, end))
}

/// "above their weight in the population (9.8 per cent)", "an overseas-born population of 31 per cent".
fn population_beside(focus: &Focus) -> Option<(usize, usize)> {
    const SMALL: usize = 2;
    let tagged = focus.tagged();
    let small = |at: usize| matches!(tagged.written(at), "(" | ":" | "of" | "at");
    let mut end = focus.from;
    while end > focus.stretch_low && end + SMALL > focus.from && small(end - 1) {
        end -= 1;
    }
    if end == focus.from {
        return None;
    }
    let is = |at: usize, id: &str| tagged.is_word(&focus.document.pack.vocabulary, at, id);
    let tags = tagged.within(Class::Measure, focus.stretch_low, end);
    let tag = tags
        .last()
        .filter(|tag| tag.end == end && is_population(focus, tag));
    if let Some(tag) = tag {
        // "their presence in the community"
        let link = (tag.start..end)
            .rev()
            .find(|at| is(*at, "share-of").is_some());
        return Some((link.map_or(tag.start, |link| link + 1), end));
    }
    let last = end
        .checked_sub(1)
        .filter(|last| *last >= focus.stretch_low)?;
    is(last, "everybody").map(|_| (last, end))
}

/// "the foreign share": whose share it is stands before the word.
fn told_whose(focus: &Focus, word: usize) -> bool {
    let mut hits = focus.tagged().hits().between(focus.bounds.low, word).iter();
    hits.any(|hit| hit.end == word && hit.class == Class::Group)
}

/// Where the statement begins that the figure stands in, with figures of its own before: "5,012 of 11,582, or 43 per cent".
fn statement(focus: &Focus) -> usize {
    let tagged = focus.tagged();
    let parts = |at: &usize| matches!(tagged.written(*at), ";" | "–" | "—");
    let mark = (focus.bounds.low..focus.from).rev().find(parts);
    mark.map_or(focus.bounds.low, |mark| mark + 1)
}

/// "suspects of Swedish origin were 51 per cent": those told apart are a part of all of whom the noun speaks.
fn told_apart(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let low = statement(focus);
    let group = tagged.within(Class::Group, low, focus.from).last()?;
    let noun = tagged
        .within(Class::Measure, low, group.end)
        .iter()
        .find(|tag| tag.end == group.start || (tag.start == group.start && tag.end < group.end))?;
    focus
        .document
        .attribute(noun, "stage")
        .map(|_| (noun.start, noun.end))
}

/// "The proportion of foreign inmates was 18 per cent": of all whom the group's own noun names.
fn noun_of_group(focus: &Focus) -> Option<Phrase<Whole>> {
    const NEAR: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let first = statement(focus);
    let group = tagged.within(Class::Group, first, focus.from).last()?;
    let low = group.start.saturating_sub(NEAR).max(first);
    (low..group.start).find(|at| {
        tagged.is_word(vocabulary, *at, "share-word").is_some() && tagged.word(at + 1) == "of"
    })?;
    let nouns = tagged.within(Class::Measure, group.start, group.end);
    let noun = nouns.iter().find(|tag| {
        let staged = focus.document.attribute(tag, "stage").is_some();
        staged && (tag.end == group.end || tag.start == group.start)
    })?;
    taken_of(focus, (noun.start, noun.end))
}

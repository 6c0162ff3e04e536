//! What a share is taken of.

use super::{asked, governing::is_population, offence::offences, reckoned};
use crate::{
    claim::{
        Claim, Phrase, Whole,
        extract::{self, Before, phrase},
        focus::Focus,
        model::From,
        narrowing::whole_phrase,
        part::past_total,
        relation::Reading,
    },
    language::quantity::Number,
    number::Kind,
    rules::{Relation, chunk, pattern::Role},
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
        whole_phrase(tagged, vocabulary, at, focus.from)
    };
    let mark = (focus.stretch_low..focus.from)
        .rev()
        .find(|at| matches!(tagged.written(*at), ":" | ";"));
    let first = focus.bounds.low;
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
            // "However, of the 1,000 freed, …"
            let lead = (first..(first + LEAD).min(focus.from)).find(|at| {
                let word = tagged.is_word(vocabulary, *at, "clause-lead");
                tagged.written(*at) == "," || word.is_some()
            })?;
            opened(lead + 1)
        })
}

/// How many claims back a total of everybody may stand.
const RECENT: usize = 4;

pub(in crate::claim) fn whole(
    focus: &Focus,
    reading: &Reading,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<Whole>> {
    let points = focus.number.quantity.kind == Kind::PercentagePoints;
    if points && matches!(reading.relation, Relation::Change | Relation::Difference) {
        return after_share_word(focus)
            .and_then(|range| taken_of(focus, range))
            .or_else(|| {
                let changes = reading.relation == Relation::Change;
                changes.then(|| noun_of_group(focus))?
            })
            .or_else(|| earlier(focus, claims));
    }
    if reading.relation != Relation::Share {
        return None;
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
        let counted = claims.iter().rev().take(RECENT);
        let here = counted.take_while(|claim| claim.block == focus.block);
        let stated = here.into_iter().find_map(|claim| self::total(focus, claim));
        return stated.or_else(|| taken_of(focus, range));
    }
    if pronoun && let Some(found) = pointed_at(focus, before, claims) {
        return Some(found);
    }
    let first = set_against(focus, claims).filter(|claim| claim.relation == Relation::Share);
    if let (Some(whole), None) = (first.and_then(|claim| claim.whole.clone()), reading.of) {
        return Some(carried_whole(whole));
    }
    let range = reading
        .bound(Role::Whole)
        .or(reading.of.filter(|_| !pronoun))
        .or_else(|| opening(focus))
        .or(reading.base)
        .or_else(|| population_beside(focus))
        .or_else(|| after_share_word(focus))
        .or_else(|| told_apart(focus));
    range
        .and_then(|range| taken_of(focus, range))
        .or_else(|| in_header(focus))
        .or_else(|| noun_of_group(focus))
        .or_else(|| base(focus, reckoned::pair(focus, claims)?.1))
        .or_else(|| base(focus, reckoned::group(focus, claims)?))
        .or_else(|| asked::before(focus, claims).and_then(|range| taken_of(focus, range)))
        .or_else(|| earlier(focus, claims))
        .or_else(|| asked::behind(focus).and_then(|range| taken_of(focus, range)))
}

/// "from 31 per cent to 37", "58 per cent of suspects, against 51 a year before": the figure that this one is set
/// against, of the same people.
pub(super) fn set_against<'c>(focus: &Focus, claims: &'c [Claim]) -> Option<&'c Claim> {
    const NEAR: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let start = focus.from.checked_sub(1)?;
    let sentence = extract::source_span(focus.document, focus.block, focus.bounds.span);
    let last = claims.last().filter(|claim| claim.sentence == sentence)?;
    let (low, high) = focus.clause();
    let named = tagged.within(Class::Group, low, high);
    let to = tagged.is_word(vocabulary, start, "range-to").is_some() && start == focus.stretch_low;
    let dated = tagged.within(Class::Period, low, high);
    let against = tagged.is_word(vocabulary, start, "set-against").is_some()
        && start <= focus.stretch_low + NEAR
        && named.is_empty()
        && !dated.is_empty();
    (to || against).then_some(last)
}

/// Those whom an earlier figure counts, as what the share is taken of.
fn base(focus: &Focus, claim: &Claim) -> Option<Phrase<Whole>> {
    total(focus, claim).or_else(|| group_of(claim))
}

/// "Share of suspects" over a column: what its cells are shares of.
fn in_header(focus: &Focus) -> Option<Phrase<Whole>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let headers = focus.document.headers(focus.block);
    headers.into_iter().find_map(|block| {
        let tagged = &focus.document.views.get(block)?.tagged;
        let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
        let high = tagged.row.len();
        let word = (0..high).find(|at| is(*at, "share-word") && is(at + 1, "share-of"))?;
        let range = whole_phrase(tagged, vocabulary, word + 2, high)?;
        let measure = tagged.within(Class::Measure, range.0, range.1).first();
        let value = Whole {
            group: Group::everyone(),
            measure: measure.and_then(|tag| focus.document.id(tag)),
            offences: Vec::new(),
        };
        phrase(focus, block, range, From::LeadIn, value)
    })
}

/// The phrase in tokens `low..high`, as what a share is taken of.
fn taken_of(focus: &Focus, (low, high): (usize, usize)) -> Option<Phrase<Whole>> {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = focus.tagged();
    let group = tagged
        .within(Class::Group, low, high)
        .first()
        .and_then(|tag| tag.group.clone())
        .unwrap_or_else(Group::everyone);
    let measure = tagged
        .within(Class::Measure, low, high)
        .iter()
        .max_by_key(|tag| tag.concept.map_or(0, |at| vocabulary.concept_at(at).rank))
        .and_then(|tag| focus.document.id(tag));
    let value = Whole {
        group,
        measure,
        offences: offences(focus, low, high),
    };
    phrase(focus, focus.block, (low, high), From::Stretch, value)
}

/// "Half of them", "a third of that group": those whom the claim before counts. Of a total and a group in
/// an earlier sentence the group is meant: "856 of 4,612 inmates were foreign. Half of them …".
fn pointed_at(focus: &Focus, before: Option<&Before>, claims: &[Claim]) -> Option<Phrase<Whole>> {
    let before = before?;
    if before.block != focus.block || before.sentence != focus.sentence {
        // "We count suspects, and 41 per cent of those …"
        let tagged = focus.tagged();
        let nouns = [Class::Person, Class::Measure, Class::Offence].into_iter();
        let nouns = nouns.flat_map(|class| tagged.within(class, focus.bounds.low, focus.from));
        let groups = tagged.within(Class::Group, focus.bounds.low, focus.from);
        let nouns = nouns.filter(|tag| tag.part != Part::Verb && groups.is_empty());
        if let Some(tag) = nouns.max_by_key(|tag| tag.end) {
            return taken_of(focus, (tag.start, tag.end));
        }
    }
    if let Some((_, counted)) = reckoned::pair(focus, claims) {
        return base(focus, counted);
    }
    // "So locals were three quarters of them": of all, where the sentence has a subject of its own.
    if let (Some(whole), true) = (&before.claim.whole, has_subject(focus)) {
        return Some(carried_whole(whole.clone()));
    }
    let claim = if before.claim.population.is_some() || before.sentence == focus.sentence {
        before.claim
    } else {
        let sentence = before.claim.sentence;
        let mut near = claims.iter().rev();
        near.find(|claim| claim.sentence == sentence && claim.population.is_some())?
    };
    group_of(claim)
}

/// Whether a group and its verb stand before the number.
fn has_subject(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let group = tagged
        .within(Class::Group, focus.stretch_low, focus.from)
        .last();
    group.is_some_and(|group| {
        let mut between = group.end..focus.from;
        between.any(|at| tagged.is_word(vocabulary, at, "clause-verb").is_some())
    })
}

/// The group of an earlier claim, as what the share is taken of.
fn group_of(claim: &Claim) -> Option<Phrase<Whole>> {
    let group = claim.population.as_ref()?;
    Some(Phrase {
        text: group.text.clone(),
        span: group.span,
        from: From::PreviousClaim,
        value: Whole {
            group: group.value.clone(),
            measure: Some(claim.measure.value.clone()),
            offences: Vec::new(),
        },
    })
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
    share_of(focus, (low + 1, high), owned)
}

/// Behind a word for a share, in tokens `low..high`: the phrase that tells no group. Where it is said whose
/// the share is, people may be what it is of.
pub(super) fn share_of(
    focus: &Focus,
    (low, high): (usize, usize),
    owned: bool,
) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    (low..high).find_map(|at| {
        let length = is(at, "share-of")?;
        let start = past_total(focus, at + length);
        let found = whole_phrase(tagged, vocabulary, start, high)?;
        // "of inmates who are not Swiss": the clause tells the part.
        let clause = (found.0 + 1..found.1).find(|at| is(*at, "relative-word").is_some());
        let group = |high: usize| tagged.within(Class::Group, found.0, high).first();
        let found = match clause {
            Some(clause) if group(clause).is_none() && group(found.1).is_some() => {
                (found.0, clause)
            }
            _ => found,
        };
        let holds = |class: Class| !tagged.within(class, found.0, found.1).is_empty();
        let people = (owned || is(at, "among-word").is_some()) && holds(Class::Person);
        ((people || holds(Class::Measure) || holds(Class::Offence)) && !holds(Class::Group))
            .then_some(found)
    })
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

/// The whole of the share before in the paragraph, or a total of everybody that stands there.
fn earlier(focus: &Focus, claims: &[Claim]) -> Option<Phrase<Whole>> {
    claims
        .iter()
        .rev()
        .take_while(|claim| claim.block == focus.block)
        .find_map(|claim| {
            let counted = || {
                // "31 per cent of the 61,480 people held": the total is a part of the phrase.
                let whole = claims.iter().rev().filter_map(|share| share.whole.clone());
                let mut whole = whole.filter(|whole| {
                    let start = whole.span.map(|span| span.start);
                    start
                        .is_some_and(|start| (claim.span.end..=claim.span.end + 1).contains(&start))
                });
                whole.next().or_else(|| total(focus, claim))
            };
            claim.whole.clone().or_else(counted)
        })
        .map(carried_whole)
}

fn carried_whole(whole: Phrase<Whole>) -> Phrase<Whole> {
    Phrase {
        from: From::PreviousClaim,
        ..whole
    }
}

/// "Of 860 people charged": everybody who was counted.
fn total(focus: &Focus, claim: &Claim) -> Option<Phrase<Whole>> {
    let counts = claim.population.is_none()
        && claim.relation == Relation::Level
        && claim.quantity.kind == Kind::Count;
    if !counts {
        return None;
    }
    let value = Whole {
        group: Group::everyone(),
        measure: Some(claim.measure.value.clone()),
        offences: claim
            .offence
            .as_ref()
            .map_or_else(Vec::new, |offence| offence.value.clone()),
    };
    counted_noun(focus, claim, &value).or_else(|| {
        // "the Prison Service counted …": a body's name counts nobody.
        let name = claim.measure.text.starts_with(char::is_uppercase)
            && claim
                .measure
                .span
                .is_none_or(|span| span.start > claim.sentence.start);
        let told = !name && !claim.measure.text.is_empty();
        told.then(|| Phrase {
            text: claim.measure.text.clone(),
            span: claim.measure.span,
            from: From::PreviousClaim,
            value,
        })
    })
}

/// The noun phrase behind the number of an earlier claim of the block.
fn counted_noun(focus: &Focus, claim: &Claim, value: &Whole) -> Option<Phrase<Whole>> {
    let source = |number: &&Number| {
        extract::source_span(focus.document, focus.block, number.span) == claim.span
    };
    let number = focus.tagged().numbers().iter().find(source)?;
    let (token, _) = number.tokens;
    let sentence = focus.view.sentence_of(token)?;
    let earlier = Focus::new(focus.document, focus.block, sentence, number)?;
    let noun = [Class::Measure, Class::Person, Class::Offence]
        .into_iter()
        .any(|class| {
            !focus
                .tagged()
                .within(class, earlier.to, earlier.unit_end())
                .is_empty()
        });
    if !noun || chunk::is_link(focus.tagged(), &focus.document.pack.vocabulary, earlier.to) {
        return None;
    }
    let vocabulary = &focus.document.pack.vocabulary;
    let range = whole_phrase(focus.tagged(), vocabulary, earlier.to, earlier.stretch_high)?;
    phrase(
        focus,
        focus.block,
        range,
        From::PreviousClaim,
        value.clone(),
    )
}

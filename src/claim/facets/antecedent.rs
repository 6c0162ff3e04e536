//! What a share is taken of where only the words before it tell: the whole of the
//! figure it is set against, those whom an earlier figure counts or a pronoun
//! points at, and deeds counted before that are no claim themselves.

use super::{
    offence::offences,
    reckoned,
    taken::{located, taken_of, with_number, without_place},
    total::base_word,
};
use crate::{
    claim::{
        Claim, Phrase, Whole,
        extract::{self, Before, phrase},
        focus::Focus,
        model::From,
        narrowing::whole_phrase,
    },
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    number::Kind,
    rules::{Relation, chunk},
    text::Span,
    vocabulary::{Class, ConceptId, Group, Part, Who},
};

/// How many claims back a total of everybody may stand.
const RECENT: usize = 4;

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
pub(super) fn base(focus: &Focus, claim: &Claim) -> Option<Phrase<Whole>> {
    total(focus, claim)
        .or_else(|| deeds_of(focus, claim))
        .or_else(|| group_of(claim))
}

/// "Migrants committed 3,100 offences. A third were thefts": of the deeds that the figure counts, and not of whose they are.
fn deeds_of(focus: &Focus, claim: &Claim) -> Option<Phrase<Whole>> {
    let counted = counted_focus(focus, claim)?;
    let (tagged, low, high) = (focus.tagged(), counted.to, counted.unit_end());
    let deed = |tag: &Tag| !matches!(tag.part, Part::Verb | Part::Person);
    let deeds = tagged.within(Class::Offence, low, high).iter().any(deed);
    let people = [Class::Group, Class::Person].into_iter();
    let mut people = people.flat_map(|class| tagged.within(class, low, high));
    let value = Whole {
        group: claim.population.as_ref()?.value.clone(),
        measure: Some(claim.measure.value.clone()),
        offences: offences(focus, low, high),
    };
    (deeds && people.next().is_none()).then(|| counted_noun(focus, claim, &value))?
}

/// "Half of them", "a third of that group": those whom the claim before counts. Of a total and a group in
/// an earlier sentence the group is meant: "90 of the 400 inmates were Poles. Half of them …".
pub(super) fn pointed_at(
    focus: &Focus,
    before: Option<&Before>,
    claims: &[Claim],
) -> Option<Phrase<Whole>> {
    let before = before?;
    if before.block != focus.block || before.sentence != focus.sentence {
        // "Those figures are of suspects, and a third of these …"
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
    if let Some(found) = again(focus, before).or_else(|| deeds_before(focus)) {
        return Some(found);
    }
    // "So locals were three quarters of them": of all, where the sentence has a subject of its own.
    if let (Some(whole), true) = (&before.claim.whole, has_subject(focus)) {
        return Some(carried_whole(focus, whole.clone()));
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

/// "Most of the smugglers, 86 per cent of them, …": a second figure for the same part.
fn again(focus: &Focus, before: &Before) -> Option<Phrase<Whole>> {
    let whole = before
        .claim
        .whole
        .clone()
        .filter(|_| before.sentence == focus.sentence)?;
    let (_, end) = tokens_at(focus, whole.span?)?;
    let comma = matches!(focus.tagged().written(end), "," | "–" | "—" | "(");
    (comma && end + 1 == focus.from).then(|| carried_whole(focus, whole))
}

/// "arrested 40 times for 90 offences, half of which …": a pronoun for things means the deeds counted last.
fn deeds_before(focus: &Focus) -> Option<Phrase<Whole>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let which = tagged.is_word(vocabulary, focus.to + 1, "thing-pronoun");
    which?;
    let crimes = tagged.within(Class::Offence, focus.stretch_low, focus.from);
    let crime = crimes.iter().rev().find(|tag| tag.part != Part::Verb)?;
    let staged = tagged.within(Class::Measure, crime.end, focus.from);
    let groups = tagged.within(Class::Group, crime.end, focus.from);
    let range = whole_phrase(tagged, vocabulary, focus.stretch_low, focus.from)
        .filter(|range| (range.0..range.1).contains(&crime.start));
    let range = range.unwrap_or((crime.start, crime.end));
    (staged.is_empty() && groups.is_empty()).then(|| taken_of(focus, range))?
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
    Some(people(group, &claim.measure.value))
}

/// People, as what a share is taken of.
fn people(group: &Phrase<Group>, measure: &ConceptId) -> Phrase<Whole> {
    Phrase {
        text: group.text.clone(),
        span: group.span,
        from: From::PreviousClaim,
        value: Whole {
            group: group.value.clone(),
            measure: Some(measure.clone()),
            offences: Vec::new(),
        },
    }
}

/// The whole of the share before in the paragraph, or a total of everybody that stands there.
pub(super) fn earlier(
    focus: &Focus,
    population: Option<&Phrase<Group>>,
    claims: &[Claim],
) -> Option<Phrase<Whole>> {
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
            let own = || population.and_then(|own| in_its_place(focus, claim, own));
            own().or_else(|| claim.whole.clone()).or_else(counted)
        })
        .map(|whole| carried_whole(focus, whole))
}

/// "A quarter of Poles are held for theft; of Czechs it is a third": a part of the group that the words name now.
fn in_its_place(focus: &Focus, claim: &Claim, own: &Phrase<Group>) -> Option<Phrase<Whole>> {
    let (whole, group) = (claim.whole.as_ref()?, claim.population.as_ref()?);
    let same = whole.span?.overlaps(group.span?);
    let (low, high) = tokens_at(focus, own.span?)?;
    let link = low.checked_sub(1).is_some_and(|at| {
        let vocabulary = &focus.document.pack.vocabulary;
        focus
            .tagged()
            .is_word(vocabulary, at, "narrowing-link")
            .is_some()
    });
    let named = link && low >= focus.stretch_low && high <= focus.from;
    (same && named && own.value != group.value).then(|| people(own, &claim.measure.value))
}

/// "There are 1,500 foreign prisoners. Albanians account for a tenth": of the foreigners counted last, of whom the
/// people of one country are a part.
pub(super) fn wider(own: &Phrase<Group>, focus: &Focus, claims: &[Claim]) -> Option<Phrase<Whole>> {
    let last = claims.last().filter(|claim| claim.block == focus.block)?;
    let counted = last.relation == Relation::Level && last.quantity.kind == Kind::Count;
    let group = last.population.as_ref().filter(|_| counted)?;
    let part = matches!(own.value.who, Who::Of(_)) && matches!(group.value.who, Who::Foreign);
    part.then(|| people(group, &last.measure.value))
}

/// The whole of an earlier share, without its place where this figure has one of its own.
pub(super) fn carried_whole(focus: &Focus, whole: Phrase<Whole>) -> Phrase<Whole> {
    let range = whole.span.and_then(|span| tokens_at(focus, span));
    if let Some(found) = other_deeds(focus, &whole) {
        return found;
    }
    let cut = range
        .filter(|range| is_elsewhere(focus, *range))
        .and_then(|range| without_place(focus.tagged(), &focus.document.pack.vocabulary, range))
        .and_then(|range| {
            let value = whole.value.clone();
            phrase(focus, focus.block, range, From::PreviousClaim, value)
        });
    cut.unwrap_or(Phrase {
        from: From::PreviousClaim,
        ..whole
    })
}

/// "A third of thefts …; for homicides it is 16 per cent": of the crimes that the words name now.
fn other_deeds(focus: &Focus, whole: &Phrase<Whole>) -> Option<Phrase<Whole>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let deeds = whole.value.measure.is_none() && !whole.value.offences.is_empty();
    let crimes = tagged.within(Class::Offence, focus.stretch_low, focus.from);
    let crime = crimes.iter().find(|tag| {
        let link = tag.start.checked_sub(1);
        link.is_some_and(|at| tagged.is_word(vocabulary, at, "narrowing-link").is_some())
    });
    let crime = crime.filter(|_| deeds)?;
    let found = taken_of(focus, (crime.start, crime.end))?;
    (found.value.offences != whole.value.offences).then_some(found)
}

/// The tokens of a stretch of the source in the figure's block.
pub(super) fn tokens_at(focus: &Focus, span: Span) -> Option<(usize, usize)> {
    let source = |at: usize| {
        let token = focus.tagged().row.get(at)?;
        Some(extract::source_span(
            focus.document,
            focus.block,
            token.span(),
        ))
    };
    let high = focus.bounds.high;
    let within = |at: &usize| source(*at).is_some_and(|token| span.contains(token));
    let low = (0..high).find(within)?;
    let end = (low..high).take_while(within).last()?;
    (source(low)?.start == span.start && source(end)?.end == span.end).then_some((low, end + 1))
}

/// Whether a place beside the number stands outside of the phrase in tokens `low..high`.
fn is_elsewhere(focus: &Focus, (low, high): (usize, usize)) -> bool {
    let tagged = focus.tagged();
    let first = focus.stretch_low;
    let mut before = tagged.within(Class::Place, first, focus.from).iter();
    before.any(|tag| tag.start >= high || tag.end <= low) || located(focus, focus.to).is_some()
}

/// The total of everybody that the last figures of the paragraph tell.
pub(super) fn stated_total(focus: &Focus, claims: &[Claim]) -> Option<Phrase<Whole>> {
    let counted = claims.iter().rev().take(RECENT);
    let mut here = counted.take_while(|claim| claim.block == focus.block);
    here.find_map(|claim| total(focus, claim))
}

/// The whole of the share before in the paragraph, or what was counted since.
pub(super) fn latest(
    focus: &Focus,
    population: Option<&Phrase<Group>>,
    claims: &[Claim],
) -> Option<Phrase<Whole>> {
    let shared = earlier(focus, population, claims);
    let start = |whole: &Phrase<Whole>| whole.span.map(|span| span.start);
    let counted = counted_before(focus, claims);
    match (shared, counted) {
        (Some(shared), Some(counted)) if start(&shared) >= start(&counted) => Some(shared),
        (shared, counted) => counted.or(shared),
    }
}

/// "Police solved 812 burglaries. Foreigners were behind 44 per cent": deeds, or people by a stage of the justice
/// system, that this sentence or the one before counts and no claim does.
fn counted_before(focus: &Focus, claims: &[Claim]) -> Option<Phrase<Whole>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.sentence.saturating_sub(1);
    let low = focus.view.sentences.get(low)?.low;
    let counts = |number: &&Number| {
        let (from, to) = number.tokens;
        let quantity = number.taken_for == TakenFor::Quantity;
        quantity && number.quantity.kind == Kind::Count && from >= low && to <= focus.from
    };
    let number = tagged.numbers().iter().rev().find(counts)?;
    let span = extract::source_span(focus.document, focus.block, number.span);
    let claimed = claims.iter().any(|claim| claim.span == span);
    if claimed {
        return None;
    }
    let (at, to) = number.with_bound;
    let sentence = focus.view.sentence_of(at)?;
    let one = Focus::new(focus.document, focus.block, sentence, number)?;
    let end = one.unit_end();
    let staged = tagged.within(Class::Measure, to, end).iter();
    let staged = staged.filter(|tag| tag.part != Part::Verb && focus.document.is_justice(tag));
    let crimes = tagged.within(Class::Offence, to, end);
    let groups = tagged.within(Class::Group, to, end);
    if (crimes.is_empty() && staged.count() == 0) || !groups.is_empty() {
        return None;
    }
    let range = whole_phrase(tagged, vocabulary, to, one.stretch_high.min(focus.from))?;
    taken_of(focus, range).map(|whole| carried_whole(focus, whole))
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

/// The number of an earlier claim of the block, in its sentence.
fn counted_focus<'d>(focus: &Focus<'d>, claim: &Claim) -> Option<Focus<'d>> {
    let source = |number: &&Number| {
        extract::source_span(focus.document, focus.block, number.span) == claim.span
    };
    let number = focus.tagged().numbers().iter().find(source)?;
    let sentence = focus.view.sentence_of(number.tokens.0)?;
    Focus::new(focus.document, focus.block, sentence, number)
}

/// The noun phrase behind the number of an earlier claim of the block.
fn counted_noun(focus: &Focus, claim: &Claim, value: &Whole) -> Option<Phrase<Whole>> {
    let earlier = counted_focus(focus, claim)?;
    let noun = [Class::Measure, Class::Person, Class::Offence]
        .into_iter()
        .any(|class| {
            !focus
                .tagged()
                .within(class, earlier.to, earlier.unit_end())
                .is_empty()
        });
    let vocabulary = &focus.document.pack.vocabulary;
    // "9 of the 1,460 incidents": what has a base counts something, known or not.
    let based = || base_word(&earlier).is_some() && !focus.tagged().breaks_chunk(earlier.to);
    if !(noun || based()) || chunk::is_link(focus.tagged(), vocabulary, earlier.to) {
        return None;
    }
    let range = whole_phrase(focus.tagged(), vocabulary, earlier.to, earlier.stretch_high)?;
    let range = with_number(focus.tagged(), range);
    phrase(
        focus,
        focus.block,
        range,
        From::PreviousClaim,
        value.clone(),
    )
}

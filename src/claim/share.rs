//! Whether a part of people is a share of what was done or an incidence among
//! them: by the phrase it is a part of, by the words that point back, or by the verb.

use super::{
    Claim,
    extract::Before,
    focus::Focus,
    predicate::{furthest, is_again, is_denied, is_open, predicate, stage},
    stops,
};
use crate::{
    claim::facets::{opening, pair},
    language::tag::Tag,
    rules::Relation,
    vocabulary::Class,
};

/// Whether a stage of the justice system is said of those of a phrase.
pub(super) fn is_said(focus: &Focus, of: (usize, usize)) -> bool {
    reached(focus, of.1, &|said| {
        stage(focus, said).is_some() && may_reach(focus, of, said)
    })
}

/// A justice word inside the phrase after "of" makes a share; a group there and the justice word in the predicate make an incidence.
pub(super) fn by_phrase(focus: &Focus, (from, to): (usize, usize)) -> Relation {
    if reached(focus, to, &|said| may_reach(focus, (from, to), said)) {
        return Relation::Incidence;
    }
    if is_open(focus, to) && focus.tagged().within(Class::Measure, from, to).is_empty() {
        return Relation::Incidence;
    }
    if in_apposition(focus, to) {
        return Relation::Share;
    }
    let tagged = focus.tagged();
    let has = |class: Class| !tagged.within(class, from, to).is_empty();
    let stage = |low: usize, high: usize| has_stage(focus, low, high);
    let people = tagged.within(Class::Measure, from, to).iter().any(|tag| {
        focus
            .document
            .id(tag)
            .is_some_and(|id| id.as_str() == "population")
    });
    let told = (has(Class::Group) || (people && !has(Class::Offence)))
        && stage(to, focus.stretch_high)
        && !stage(from, to);
    if owned(focus, (from, to)) || (!told && (has(Class::Measure) || has(Class::Offence))) {
        let offends = sent_away(focus, (from, to)) && said_of_them(focus, to);
        return if offends {
            Relation::Incidence
        } else {
            Relation::Share
        };
    }
    let alone = || has(Class::Person) && said_of_people(focus, to);
    let base = || stage(to, focus.stretch_high) || !subject_before(focus);
    if (has(Class::Group) && base()) || alone() {
        Relation::Incidence
    } else {
        Relation::Share
    }
}

/// "14% of inmates and 7% of Texans": nothing is said of those named, who are what the share is taken of.
pub(super) fn goes_on(
    focus: &Focus,
    (from, to): (usize, usize),
    before: Option<&Before>,
) -> Option<Relation> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let last = before.filter(|before| {
        before.block == focus.block
            && before.sentence == focus.sentence
            && before.claim.relation == Relation::Share
            && before.claim.whole.is_some()
    })?;
    let link = focus.from.checked_sub(1)?;
    let joined = ["join", "comparing", "clause-lead"]
        .iter()
        .any(|id| is(link, id));
    let joined = joined || matches!(tagged.written(link), "," | "." | ";");
    let high = focus.stretch_high.max(to);
    let said = (to..high).any(|at| is(at, "clause-verb") || is(at, "says-of"));
    // "and 23% of the 612 foreign ones": of those the figure before counts, and no others.
    let counted = from > focus.to && tagged.is_in_quantity(from - 1);
    (joined && !said && !counted && !has_stage(focus, to, high)).then_some(last.claim.relation)
}

/// "335,911 suspects, 46% of them foreigners" is a share; "800 refugees, 3% of whom were charged" an incidence.
pub(super) fn by_pronoun(
    focus: &Focus,
    (_, to): (usize, usize),
    before: Option<&Before>,
) -> Relation {
    let tagged = focus.tagged();
    let total = before.is_some_and(|before| before.claim.population.is_none());
    let parts = |at: &usize| stops::parts(tagged, *at);
    let end = (to..focus.stretch_high).find(parts);
    let group = !tagged
        .within(Class::Group, to, end.unwrap_or(focus.stretch_high))
        .is_empty();
    if before.is_some_and(|before| reached(focus, to, &|said| went_on(focus, before.claim, said))) {
        return Relation::Incidence;
    }
    // "4,000 in prison, a third of them on remand": no further on.
    let mut stages = tagged.within(Class::Measure, to, focus.stretch_high).iter();
    let charged = stages.any(|tag| match before {
        Some(before) => went_on(focus, before.claim, tag),
        None => stage(focus, tag).is_some(),
    });
    if charged && !group && !total {
        Relation::Incidence
    } else {
        Relation::Share
    }
}

/// "Asylum seekers … 3% were suspects": a group before, a justice word only after.
pub(super) fn by_predicate(focus: &Focus, claims: &[Claim]) -> Relation {
    let tagged = focus.tagged();
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let last = claims.last().filter(|claim| claim.block == focus.block);
    let opened = opening(focus);
    let further = |said: &Tag| match (opened, last) {
        (Some(opened), _) => may_reach(focus, opened, said),
        (None, Some(claim)) => went_on(focus, claim, said),
        // "Only 6 per cent were ever convicted, a study finds"
        (None, None) => stage(focus, said).is_some() && !has_stage(focus, 0, focus.from),
    };
    if reached(focus, focus.to, &further) || came_to(focus, claims) {
        return Relation::Incidence;
    }
    let group_before = !tagged.within(Class::Group, low, focus.from).is_empty();
    let justice = |from: usize, to: usize| {
        [Class::Measure, Class::Offence]
            .into_iter()
            .any(|class| !tagged.within(class, from, to).is_empty())
    };
    let verb_after = tagged.breaks_chunk(focus.to);
    // "There are 2,955 of them; 42 per cent have been convicted."
    if said_of_them(focus, focus.to) && !justice(low, focus.from) && of_a_group(focus, claims) {
        return Relation::Incidence;
    }
    if group_before && verb_after && justice(focus.to, high) && !justice(low, focus.from) {
        Relation::Incidence
    } else {
        Relation::Share
    }
}

/// Whether a stage is said of those whose phrase ends at token `to`, and may be.
fn reached(focus: &Focus, to: usize, may: &dyn Fn(&Tag) -> bool) -> bool {
    predicate(focus, to).is_some_and(|(_, said)| may(said))
}

/// "Half of those deported had been convicted": whether a stage is further on than any
/// that tells those of tokens `from..to` apart; crimes may be said only of people sent away.
fn may_reach(focus: &Focus, (from, to): (usize, usize), said: &Tag) -> bool {
    // "had no criminal record": nobody has been sentenced or held without the stages before.
    if is_denied(focus, said) && focus.document.is_justice(said) {
        return true;
    }
    // "of the robbers freed, half were convicted again"
    let again = |tag: &Tag| is_again(focus, tag);
    let told = focus.tagged().within(Class::Measure, from, to);
    if again(said) && !told.iter().any(again) {
        return true;
    }
    // "Two thirds of foreign rapists were still here": what is done with offenders after their sentence.
    let sent = |tag: &Tag| focus.document.attribute(tag, "then").is_some();
    if sent(said) && !told.iter().any(sent) {
        return true;
    }
    let crimes = focus.tagged().within(Class::Offence, from, to);
    match (stage(focus, said), furthest(focus, from, to)) {
        (Some(said), Some(reached)) => said > reached,
        (Some(_), None) => crimes.is_empty() || sent_away(focus, (from, to)),
        (None, _) => focus.document.is_justice(said) && sent_away(focus, (from, to)),
    }
}

/// Whether a stage is further on than what the claim before counts.
fn went_on(focus: &Focus, claim: &Claim, said: &Tag) -> bool {
    stage(focus, said).is_some_and(|said| said > stage_of(focus, claim).unwrap_or_default())
}

/// "2,600 migrants were freed, 1,600 of whom were convicted (62 per cent)": the figures before are of the same people,
/// and those of the part came further.
fn came_to(focus: &Focus, claims: &[Claim]) -> bool {
    let group = |claim: &Claim| claim.population.as_ref().map(|group| group.value.clone());
    let further = |(part, base): (&Claim, &Claim)| {
        let (part_stage, base_stage) = (stage_of(focus, part), stage_of(focus, base));
        group(part).is_some() && group(part) == group(base) && part_stage > base_stage
    };
    pair(focus, claims).is_some_and(further)
}

/// The stage of the justice system that a claim counts.
fn stage_of(focus: &Focus, claim: &Claim) -> Option<u8> {
    let vocabulary = &focus.document.pack.vocabulary;
    let measure = vocabulary.concept(&claim.measure.value)?;
    measure.attributes.get("stage")?.parse().ok()
}

/// Whether a stage of the justice system stands from token `low` up to `high`.
fn has_stage(focus: &Focus, low: usize, high: usize) -> bool {
    let mut measures = focus.tagged().within(Class::Measure, low, high).iter();
    measures.any(|tag| focus.document.attribute(tag, "stage").is_some())
}

/// "of the migrants' cases": the group only says whose they are.
fn owned(focus: &Focus, (from, to): (usize, usize)) -> bool {
    let tagged = focus.tagged();
    tagged.within(Class::Group, from, to).iter().any(|tag| {
        tag.end < to
            && (matches!(tagged.written(tag.end), "'" | "’")
                || matches!(tagged.word(tag.end), "'s" | "’s"))
    })
}

/// Whether those after "of" are told apart by what was done to them, and no crime of theirs: deported, held, released.
fn sent_away(focus: &Focus, (from, to): (usize, usize)) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let enforcement = (from..to).any(|at| {
        let word = focus
            .tagged()
            .is_word(vocabulary, at, "migration-enforcement");
        word.is_some()
    });
    if enforcement {
        return true;
    }
    let mut stages = focus.tagged().within(Class::Measure, from, to).iter();
    let offences = focus.tagged().within(Class::Offence, from, to);
    offences.is_empty() && stages.all(|tag| !focus.document.is_justice(tag))
}

/// "have never been convicted": a stage of the justice system is said of those before token `to`, and no group.
fn said_of_them(focus: &Focus, to: usize) -> bool {
    let tagged = focus.tagged();
    let high = focus.stretch_high;
    let verb = tagged.is_word(&focus.document.pack.vocabulary, to, "clause-verb");
    verb.is_some() && tagged.within(Class::Group, to, high).is_empty() && has_stage(focus, to, high)
}

/// "Nine in ten residents never do": something is said of people, and no group is named beside.
fn said_of_people(focus: &Focus, to: usize) -> bool {
    let tagged = focus.tagged();
    let (low, high) = (focus.stretch_low, focus.stretch_high);
    let opens = focus.from <= focus.bounds.low + 1;
    opens && tagged.breaks_chunk(to) && tagged.within(Class::Group, low, high).is_empty()
}

/// "Poles, a mere 2 per cent of Texans, were …": a group that a comma parts from its share.
fn in_apposition(focus: &Focus, to: usize) -> bool {
    const SMALL: usize = 2;
    let tagged = focus.tagged();
    let closes = matches!(tagged.written(to), "," | ")" | "–" | "—");
    let low = focus.from.saturating_sub(SMALL + 1).max(focus.bounds.low);
    let opens = |at: &usize| matches!(tagged.written(*at), "," | "(" | "–" | "—");
    let mark = (low..focus.from).rev().find(opens);
    let foreign = |tag: &&Tag| focus.document.is_foreign(tag);
    let mut groups = tagged.of(Class::Group).iter().filter(foreign);
    // "despite being a quarter of Londoners"
    let vocabulary = &focus.document.pack.vocabulary;
    let being = |at: usize| tagged.is_word(vocabulary, at, "amounting-to").is_some();
    if (low..focus.from).any(being) {
        return true;
    }
    closes && mark.is_some_and(|mark| groups.any(|group| group.end == mark))
}

/// "Foreign-born people are 30 per cent of Australians": a group whose part the number is stands before its verb.
fn subject_before(focus: &Focus) -> bool {
    const NEAR: usize = 3;
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let low = focus.from.saturating_sub(NEAR).max(focus.stretch_low);
    let verb = (low..focus.from).rev().find(|at| {
        let verb = ["clause-verb", "copula"].into_iter();
        verb.into_iter()
            .any(|id| tagged.is_word(vocabulary, *at, id).is_some())
    });
    let foreign = |tag: &Tag| focus.document.is_foreign(tag);
    verb.is_some_and(|verb| {
        let groups = tagged.within(Class::Group, focus.stretch_low, verb);
        groups.last().is_some_and(foreign)
    })
}

/// Whether the claim before in the paragraph counts a group, and not by a stage of the justice system.
fn of_a_group(focus: &Focus, claims: &[Claim]) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let staged = |claim: &Claim| {
        vocabulary
            .index_of(claim.measure.value.as_str())
            .is_some_and(|at| vocabulary.concept_at(at).attributes.contains_key("stage"))
    };
    claims.last().is_some_and(|claim| {
        claim.block == focus.block
            && claim.population.is_some()
            && claim.whole.is_none()
            && !staged(claim)
    })
}

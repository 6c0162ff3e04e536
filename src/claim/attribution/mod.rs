//! Who says a number, and from which data it is taken.
//!
//! A figure's own sentence is asked first, then, for words in quotation marks,
//! the sentences around the quotation and the paragraphs it runs over, then who
//! has the floor in a dialogue, then the figure before.

mod against;
mod cited;
mod counting;
mod ground;
mod introduced;
mod named;
mod noun;
mod onward;
mod quoted;
mod saying;
mod source;
mod subject;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unsaid_tests;

use super::{
    Claim, Phrase,
    extract::{self, Before},
    focus::Focus,
    model::From,
};
use crate::{language::quotation::QuotationKind, rules::Stance, vocabulary::Class};
use against::{of_another, set_right, sets_right};
use ground::{Ground, Range};
use named::Role;
pub(super) use saying::Saying;
use saying::{Strength, sayings};
use subject::Subject;

/// Most tokens from the words that open the writer's own reckoning to its figure.
const RECKONING: usize = 8;

/// Most tokens from a figure set against another to the verb by which somebody gives it.
const NEAR: usize = 10;

/// Speaker and source of a claim.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) speaker: Option<Phrase<()>>,
    pub(super) source: Option<Phrase<()>>,
}

/// What the verbs of saying around a figure tell of it.
#[derive(Debug, Default, Clone, Copy)]
struct Found {
    speaker: Option<(usize, Range)>,
    source: Option<(usize, Range)>,
    aside: bool,
}

impl Found {
    /// "“…” (leaflet, 2004)": whether the source is no other than the speaker.
    fn is_one(&self) -> bool {
        let (Some((there, name)), Some((at, whole))) = (self.speaker, self.source) else {
            return false;
        };
        there == at && whole.0 <= name.0 && name.1 <= whole.1
    }
}

pub(super) fn attribute(focus: &Focus, before: Option<&Before>, claims: &[Claim]) -> Said {
    let Some(ground) = Ground::new(focus.document, focus.block) else {
        return Said::default();
    };
    let all = sayings(ground);
    let quotation = quotation_of(focus);
    let mut found = Found {
        speaker: source::beside(focus, ground),
        ..Found::default()
    };
    if super::stance::is_set_against(focus) {
        return of_the_other(focus, ground, found.speaker);
    }
    in_sentence(focus, ground, quotation, &mut found);
    let own_speaker = found.speaker;
    if found.speaker.is_none() {
        found.speaker = quoted::floor(ground, focus.sentence);
    }
    let owned = governing(focus, all, quotation)
        .iter()
        .any(|saying| saying.only.is_some());
    if found.source.is_none() && !owned {
        found.source =
            cited::cited(focus, ground).or_else(|| source::mentioned(focus, ground, found.speaker));
        found.source = found
            .source
            .filter(|_| quotation.is_none() || !found.is_one());
    }
    let mut said = Said {
        speaker: found
            .speaker
            .and_then(|(block, range)| phrase(focus, block, range)),
        source: found
            .source
            .and_then(|(block, range)| phrase(focus, block, range)),
    };
    let own = own_speaker.is_some();
    go_on(
        focus,
        ground,
        before,
        claims,
        &mut said,
        (own, quotation.is_some()),
    );
    if said.speaker.is_none() && said.source.is_none() && quotation.is_none() {
        said.speaker =
            said_later(focus, ground).and_then(|(block, range)| phrase(focus, block, range));
    }
    if said.source.is_none() {
        said.source = source::told_later(focus, ground, said.speaker.is_some())
            .and_then(|(block, range)| phrase(focus, block, range));
    }
    said
}

/// Who or what the figure's own sentence tells of, and whose quotation it stands in.
fn in_sentence(focus: &Focus, ground: Ground, quotation: Option<usize>, found: &mut Found) {
    let all = sayings(ground);
    let held = source::held(focus, ground);
    // "The mayor said …; the register has 300."
    let apart = |saying: &Saying| {
        held.is_some_and(|((_, (low, _)), _)| {
            (saying.verb.1..low).any(|at| ground.mark(at) == Some(";"))
        })
    };
    for saying in governing(focus, all, quotation) {
        if !apart(saying) {
            take(ground, found, saying);
        }
    }
    if found.speaker.is_none()
        && let Some(quotation) = quotation
    {
        found.speaker = quoted::speaker(ground, all, quotation);
    }
    if found.source.is_none() {
        found.source = source::counted_by(focus, ground);
    }
    if found.speaker.is_none()
        && found.source.is_none()
        && let Some((held, role)) = held
    {
        if role == Role::Data {
            found.source = Some(held);
        } else {
            found.speaker = Some(held);
        }
    }
    if quotation.is_none() && found.speaker.is_none() && found.source.is_none() {
        found.speaker = source::nominal(focus, ground);
    }
    if found.speaker.is_none() {
        found.speaker = cited::authors(focus, ground);
    }
    if quotation.is_none() && found.speaker.is_none() && found.source.is_none() {
        match counting::body(focus, ground) {
            Some((body, Role::Data)) => found.source = Some(body),
            body => found.speaker = body.map(|(body, _)| body),
        }
    }
    if quotation.is_none()
        && found.speaker.is_none()
        && let Some((speaker, data)) = counting::leading(focus, ground)
    {
        found.speaker = Some(speaker);
        found.source = found.source.or(data);
    }
}

/// "…, and not the 30 per cent the mayor spoke of": only who stands beside such a figure gives it.
fn of_the_other(focus: &Focus, ground: Ground, beside: Option<(usize, Range)>) -> Said {
    let mut found = Found {
        speaker: beside,
        ..Found::default()
    };
    // "Not “half”, as the leaflet has it, but …"
    let behind = |saying: &Saying| {
        saying.back
            && saying
                .verb
                .0
                .checked_sub(focus.to)
                .is_some_and(|gap| gap <= NEAR)
    };
    let outside = |saying: &&Saying| {
        saying.sentence == focus.sentence && saying.inside.is_none() && behind(saying)
    };
    let owned = governing(focus, sayings(ground), quotation_of(focus));
    let owned = owned.into_iter().find(|saying| saying.only.is_some());
    if let Some(saying) = owned.or_else(|| sayings(ground).iter().find(outside)) {
        take(ground, &mut found, saying);
    }
    let place = |(block, range)| phrase(focus, block, range);
    Said {
        speaker: found.speaker.and_then(place),
        source: found.source.and_then(place),
    }
}

/// "The auditors said it.", "That is what the auditors say.": who said, as the next sentence tells, what the figure's
/// sentence says.
fn said_later(focus: &Focus, ground: Ground) -> Option<(usize, Range)> {
    let ends = |at: usize| ground.mark(at).is_some() || ground.has(at, "phrase-preposition");
    let saying = sayings(ground).iter().find(|saying| {
        let next = saying.sentence == focus.sentence + 1 && saying.inside.is_none();
        let plain = saying.strength == Strength::Plain && saying.stance.is_none();
        let words = ground.word(saying.verb.1, "said-before");
        let behind = words.is_some_and(|length| ends(saying.verb.1 + length));
        let sentence = ground.view.sentences.get(saying.sentence);
        let opens = sentence.is_some_and(|one| ground.has(one.low, "such-is-said"));
        next && plain && (behind || opens && ends(saying.verb.1))
    })?;
    resolve(ground, saying)
}

/// What is open goes on from the figure or the sentence before, or from what leads in to the block.
fn go_on(
    focus: &Focus,
    ground: Ground,
    before: Option<&Before>,
    claims: &[Claim],
    said: &mut Said,
    (own, quoted): (bool, bool),
) {
    // "That is three times as many": the writer reckons on alone.
    let right = sets_right(ground, (focus.bounds.low, focus.bounds.high));
    let reckons =
        focus.from - focus.bounds.low <= RECKONING && ground.has(focus.bounds.low, "own-reckoning");
    let corrects = || {
        let mut all = sayings(ground).iter();
        all.any(|saying| {
            let here = saying.sentence == focus.sentence && saying.inside.is_none();
            here && saying.verb.1 <= focus.from && of_another(focus, saying)
        })
    };
    let reckons = reckons || right || disowned(focus, ground) || corrects();
    if !quoted && (reckons || set_right(focus, ground, before)) {
        return;
    }
    carry(focus, before, said, own, quoted);
    if !quoted && said.speaker.is_none() && said.source.is_none() {
        *said = sentence_before(focus, ground, sayings(ground));
    }
    if !quoted && said.speaker.is_none() && said.source.is_none() {
        *said = introduced::said(focus, ground, before);
    }
    if !quoted
        && said.speaker.is_none()
        && said.source.is_none()
        && let Some(((block, range), role)) = counting::student(focus, ground)
    {
        let named = phrase(focus, block, range);
        if role == Role::Data {
            said.source = named;
        } else {
            said.speaker = named;
        }
    }
    if !quoted && said.speaker.is_none() && said.source.is_none() {
        said.speaker =
            quoted::taken_up(focus, ground).and_then(|(block, range)| phrase(focus, block, range));
    }
    if said.speaker.is_none() && said.source.is_none() {
        *said = onward::said(focus, ground, before, claims, quoted);
    }
}

/// "It did not tell them that 30 per cent …": the writer says what somebody did not.
fn disowned(focus: &Focus, ground: Ground) -> bool {
    let low = focus.bounds.low;
    let told = !ground.has(low, "saying-auxiliary");
    let tags = ground.tagged().within(Class::Speech, low, focus.from);
    let mut tags = tags.iter().filter(|tag| told && tag.start > low);
    tags.any(|tag| ground.has(tag.start - 1, "saying-negation"))
}

/// The stance that a verb of saying before a figure gives it ("denied that", "wondered whether").
pub(super) fn stance(focus: &Focus) -> Option<Stance> {
    let ground = Ground::new(focus.document, focus.block)?;
    let all = sayings(ground);
    let quotation = quotation_of(focus);
    governing(focus, all, quotation)
        .first()
        .filter(|saying| {
            saying.verb.1 > focus.from || super::stance::in_clause(focus, saying.verb.1, focus.from)
        })
        .and_then(|saying| saying.stance)
}

fn quotation_of(focus: &Focus) -> Option<usize> {
    focus.view.quotations.iter().position(|quotation| {
        quotation.kind == QuotationKind::Speech && quotation.span.overlaps(focus.number.span)
    })
}

/// The sayings of the figure's sentence that may govern it, nearest first; where one stands between the same
/// semicolons, none behind them.
fn governing<'s>(focus: &Focus, all: &'s [Saying], quotation: Option<usize>) -> Vec<&'s Saying> {
    let own = |saying: &&Saying| saying.sentence == focus.sentence && saying.inside == quotation;
    let semicolon =
        |low: usize, high: usize| (low..high).any(|at| focus.tagged().written(at) == ";");
    let mut found: Vec<(usize, usize, &Saying)> = Vec::new();
    for saying in all.iter().filter(own) {
        if let Some(end) = saying.only {
            if end.checked_sub(focus.to).is_some_and(|gap| gap <= 1) {
                found.push((0, 0, saying));
            }
        } else if quotation.is_none() && of_another(focus, saying) {
            // Said of the other figure.
        } else if saying.verb.1 <= focus.from {
            let far = semicolon(saying.verb.1, focus.from);
            found.push((if far { 3 } else { 1 }, focus.from - saying.verb.1, saying));
        } else if saying.back && saying.verb.0 >= focus.to {
            let far = semicolon(focus.to, saying.verb.0);
            found.push((if far { 4 } else { 2 }, saying.verb.0 - focus.to, saying));
        }
    }
    found.sort_by_key(|(rank, distance, _)| (*rank, *distance));
    // "…, the party wrote; according to the bureau …"
    if let Some((.., saying)) = found.first().copied().filter(|(rank, ..)| *rank <= 2) {
        found.retain(|(rank, ..)| *rank <= 2 || *rank == 3 && !saying.aside);
    }
    found.into_iter().map(|(_, _, saying)| saying).collect()
}

fn take(ground: Ground, found: &mut Found, saying: &Saying) {
    let Some((block, range)) = resolve(ground, saying) else {
        return;
    };
    let actor = |there: Ground| there.role(range) == Role::Actor;
    if saying.strength == Strength::Holds && Ground::new(ground.document, block).is_none_or(actor) {
        return;
    }
    let role = Ground::new(ground.document, block).map_or(saying.role, |there| {
        let role = there.role(range);
        let held =
            saying.strength == Strength::Holds && role == Role::Document && there.holds_only(range);
        if saying.role == Role::Data || held {
            Role::Data
        } else if saying.role == Role::Document && there.says(range) {
            Role::Document
        } else {
            role
        }
    });
    if let Some(object) = saying.object {
        found.source = found.source.or(Some((ground.block, object)));
        // "The mayor cited a note under which 300 …": the note gives the figure.
        if ground.has(object.1, "phrase-preposition") && ground.has(object.1 + 1, "phrase-relative")
        {
            return;
        }
    }
    if role == Role::Document && found.source.is_none() {
        let there = Ground::new(ground.document, block);
        let data = there.and_then(|there| there.data_of(range));
        found.source = data.map(|data| (block, data));
    }
    if role == Role::Data {
        found.source = found.source.or(Some((block, range)));
    } else if found.speaker.is_none() {
        found.speaker = Some((block, range));
        found.aside = saying.aside;
    } else if found.source.is_none() && found.speaker != Some((block, range)) {
        // "The mayor said that, according to the registrar, …": the outer one speaks.
        if found.aside && !saying.aside {
            found.source = found.speaker;
            found.speaker = Some((block, range));
            found.aside = false;
        } else if saying.aside {
            found.source = Some((block, range));
        }
    }
}

/// Whom a saying names: itself, or the last speaker named for a pronoun.
fn resolve(ground: Ground, saying: &Saying) -> Option<(usize, Range)> {
    match saying.subject {
        Subject::Named(range) => Some((ground.block, range)),
        Subject::Pronoun { at, person } => {
            let plain = ground.has(saying.verb.0, "plain-saying");
            let paper = (!person)
                .then(|| quoted::last_paper(ground, saying.sentence, plain))
                .flatten();
            paper
                .or_else(|| quoted::antecedent(ground, at, person))
                .or_else(|| person.then_some((ground.block, (at, at + 1))))
        }
        Subject::Same => None,
    }
}

/// Speaker and source go on from the figure before to those of the same report.
fn carry(focus: &Focus, before: Option<&Before>, said: &mut Said, own: bool, quoted: bool) {
    let Some(before) = before.filter(|before| before.block == focus.block) else {
        return;
    };
    let carried = |phrase: &Phrase<()>| {
        let mut phrase = phrase.clone();
        phrase.from = From::PreviousClaim.max(phrase.from);
        phrase
    };
    let same_sentence = before.sentence == focus.sentence;
    let bound_alone = same_sentence && own;
    let near = same_sentence || quoted == before.claim.quoted;
    if said.speaker.is_none()
        && near
        && (said.source.is_none() || said.source == before.claim.source)
    {
        said.speaker = before.claim.speaker.as_ref().map(carried);
    }
    let same_speaker = match (&said.speaker, &before.claim.speaker) {
        (Some(now), Some(then)) => now.text == then.text,
        (Some(_), None) => !own,
        _ => true,
    };
    if said.source.is_none() && near && same_speaker && !bound_alone {
        said.source = before.claim.source.as_ref().map(carried);
    }
}

/// "The register says otherwise. Of the 900 …": what the sentence before said, or took its figures from.
fn sentence_before(focus: &Focus, ground: Ground, all: &[Saying]) -> Said {
    let mut said = Said::default();
    let Some(index) = focus.sentence.checked_sub(1) else {
        return said;
    };
    let Some(sentence) = focus.view.sentences.get(index) else {
        return said;
    };
    let counts = (sentence.low..sentence.high).any(|at| ground.quantity_at(at).is_some());
    // "“Half are foreign,” the mayor said. They are a tenth.": the writer answers.
    let mut quotations = focus.view.quotations.iter();
    let quoted = quotations.any(|one| {
        let (low, high) = ground.tagged().token_range(one.span);
        one.kind == QuotationKind::Speech
            && sentence.low <= low + 1
            && high <= sentence.high + 1
            && (low..high).any(|at| ground.quantity_at(at).is_some())
    });
    if quoted {
        return said;
    }
    // "The member asked how many. There were 300.": the other answers.
    let asks = |saying: &Saying| saying.stance == Some(Stance::Asked);
    let last = all
        .iter()
        .rfind(|saying| saying.sentence == index && saying.inside.is_none())
        .filter(|saying| !asks(saying));
    let Some((saying, (block, range))) =
        last.and_then(|saying| Some((saying, resolve(ground, saying)?)))
    else {
        return said;
    };
    // "The office sent us a table. Last year …"
    let people = |(low, high): Range| !ground.tagged().within(Class::Group, low, high).is_empty();
    if let Some(object) = saying.object.filter(|object| !counts && !people(*object)) {
        said.source = phrase(focus, ground.block, object);
    } else if saying.role == Role::Data {
        said.source = phrase(focus, block, range);
    } else if saying.strength == Strength::Plain || saying.role == Role::Document {
        said.speaker = phrase(focus, block, range);
    }
    said
}

fn phrase(focus: &Focus, block: usize, range: Range) -> Option<Phrase<()>> {
    let (low, high) = range;
    let own = block == focus.block && low >= focus.bounds.low && high <= focus.bounds.high;
    // Who was introduced in an earlier sentence is called by the name alone.
    let (low, high) = match Ground::new(focus.document, block) {
        Some(there) if !own => there.name_alone(range),
        _ => range,
    };
    let from = if own { From::Sentence } else { From::Paragraph };
    extract::phrase(focus, block, (low, high), from, ())
}

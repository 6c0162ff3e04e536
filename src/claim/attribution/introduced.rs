//! Data that the sentence before brings in and that no verb of saying tells of:
//! "The yearbook covers all districts.", "The office sent us a table."

use super::super::{document::Sentence, extract::Before, focus::Focus};
use super::ground::{Ground, Range};
use super::named::Role;
use super::onward::of_claim;
use super::{Said, phrase, source};
use crate::{draft::BlockKind, language::quotation::QuotationKind, vocabulary::Class};

/// The data that the figure's sentence goes on from.
pub(super) fn said(focus: &Focus, ground: Ground, before: Option<&Before>) -> Said {
    let Some((there, sentence)) = sentence_before(focus, ground) else {
        return Said::default();
    };
    // What a sentence with a figure says goes on with the figure.
    let counts = before.is_some_and(|before| {
        let same = there.view.sentences.get(before.sentence);
        before.block == there.block && same.is_some_and(|same| same.low == sentence.low)
    });
    let range = origin(there, sentence)
        .or_else(|| subject(there, sentence))
        .or_else(|| handed(there, sentence));
    let Some(range) = range.filter(|_| !counts && !negated(there, sentence)) else {
        return Said::default();
    };
    // "The figures leave out visitors.": those that were told of before.
    let told = before.filter(|before| {
        let said = before.claim.speaker.is_some() || before.claim.source.is_some();
        let bare = range.1 - range.0 == 2 && there.has(range.0, "definite");
        said && bare && there.role(range) == Role::Data
    });
    told.map_or_else(
        || Said {
            speaker: None,
            source: phrase(focus, there.block, range),
        },
        |before| of_claim(before.claim),
    )
}

fn negated(ground: Ground, sentence: Sentence) -> bool {
    (sentence.low..sentence.high).any(|at| ground.has(at, "saying-negation"))
}

/// The data that a lead-in names in its sentence with this index.
pub(super) fn named(ground: Ground, sentence: usize) -> Option<Range> {
    let sentence = *ground.view.sentences.get(sentence)?;
    // "by the numbers"
    let bare = |range: &Range| range.1 - range.0 == 2 && ground.role(*range) == Role::Data;
    (sentence.low..sentence.high)
        .filter(|at| ground.has(*at, "source-governor") || ground.has(*at, "part-of"))
        .find_map(|at| data_at(ground, at + 1, sentence))
        .filter(|range| !bare(range))
}

/// The sentence before, which may end the paragraph before.
fn sentence_before<'d>(focus: &Focus<'d>, ground: Ground<'d>) -> Option<(Ground<'d>, Sentence)> {
    let (there, sentence) = if let Some(index) = focus.sentence.checked_sub(1) {
        (ground, *ground.view.sentences.get(index)?)
    } else {
        let there = Ground::new(focus.document, focus.block.checked_sub(1)?)?;
        let text = [there.view.kind, ground.view.kind]
            .iter()
            .all(|kind| matches!(kind, BlockKind::Paragraph));
        (there, *there.view.sentences.last().filter(|_| text)?)
    };
    let quoted = there
        .view
        .quotations
        .iter()
        .any(|one| one.kind == QuotationKind::Speech && one.span.overlaps(sentence.span));
    (!quoted).then_some((there, sentence))
}

/// "The study covers the years to 2018."
fn subject(ground: Ground, sentence: Sentence) -> Option<Range> {
    let range = data_at(ground, sentence.low, sentence)?;
    // The verb behind it may be any.
    ground.mark(range.1).is_none().then_some(range)
}

/// The noun phrase for data that begins at token `low`: it ends where the first word for data does.
fn data_at(ground: Ground, low: usize, sentence: Sentence) -> Option<Range> {
    let (low, high) = ground.phrase_after(low, sentence, false)?;
    let opens = ground.has(low, "phrase-determiner")
        || ground.capital(low) && !ground.has(low, "phrase-preposition");
    let ends = [Class::Source, Class::Speaker]
        .into_iter()
        .flat_map(|class| ground.tagged().within(class, low, high))
        .filter(|tag| {
            let body = ground.tag_over(Class::Speaker, tag.start);
            body.is_none_or(|body| body.end <= tag.end)
        })
        .map(|tag| tag.end);
    let end = ends.filter(|end| holds(ground, (low, *end))).min()?;
    opens.then(|| (low, with_maker(ground, end, sentence)))
}

/// "A report from the prison observatory": the end of who made what ends at token `end`, where that is told.
fn with_maker(ground: Ground, end: usize, sentence: Sentence) -> usize {
    let made = ground.has(end, "made-by");
    let maker = ground
        .phrase_after(end + 1, sentence, false)
        .filter(|maker| made && ground.role(*maker) == Role::Actor)
        .and_then(|maker| ground.head(maker));
    maker
        .filter(|head| head.class == Class::Speaker)
        .map_or(end, |head| head.end.max(end))
}

/// "The figures come from the statistics office."
fn origin(ground: Ground, sentence: Sentence) -> Option<Range> {
    source::told(ground, sentence, true)
        .filter(|(block, _)| *block == ground.block)
        .map(|(_, range)| range)
}

/// "The office sent us a table."
fn handed(ground: Ground, sentence: Sentence) -> Option<Range> {
    (sentence.low + 1..sentence.high).find_map(|at| {
        let end = at + ground.word(at, "handing-verb")?;
        let range = ground.phrase_after(end, sentence, true)?;
        holds(ground, range).then_some(range)
    })
}

/// Whether a phrase is of data, or of a paper with data.
fn holds(ground: Ground, range: Range) -> bool {
    let people = !ground
        .tagged()
        .within(Class::Group, range.0, range.1)
        .is_empty();
    let data = match ground.role(range) {
        Role::Data => true,
        Role::Document => !ground.holds_only(range),
        Role::Actor => false,
    };
    data && !people && !ground.has(range.0, "source-refused")
}

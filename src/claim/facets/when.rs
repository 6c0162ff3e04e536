//! Words for a time, whatever they date: what they mean, and of what kind they are.

use crate::{
    claim::{Phrase, document::View, extract, focus::Focus, model::From},
    language::{period::PeriodMention, tag::Tag},
    number::Period,
    rules::Relation,
    vocabulary::TokenKind,
};

/// Words for a time, and what they mean.
pub(super) type When = Phrase<Option<Period>>;

pub(super) fn is_move(relation: Relation) -> bool {
    matches!(relation, Relation::Change | Relation::Extreme)
}

pub(super) fn mention<'d>(view: &'d View, tag: &Tag) -> Option<&'d PeriodMention> {
    view.tagged.periods().get(tag.period?)
}

pub(super) fn of_tag(focus: &Focus, block: usize, tag: &Tag, from: From) -> Option<When> {
    let view = focus.document.views.get(block)?;
    let mention = mention(view, tag)?;
    Some(Phrase {
        text: mention.span.of(view.tagged.text).to_owned(),
        span: Some(extract::source_span(focus.document, block, mention.span)),
        from,
        value: mention.value,
    })
}

/// "in a decade", "since 2015": how long something took, which holds for what moved.
pub(super) fn is_span(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = &view.tagged;
    let opens = tagged.is_word(vocabulary, tag.start, "time-span").is_some();
    // "in 16 years"
    let counted = tagged
        .is_word(vocabulary, tag.start, "time-span-lead")
        .is_some()
        && tagged
            .row
            .get(tag.start + 1)
            .is_some_and(|token| token.kind == TokenKind::Number);
    opens || counted || mention(view, tag).is_some_and(|mention| mention.since)
}

/// "a year earlier", "the previous year": a time told from another.
pub(super) fn points_back(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| view.tagged.is_word(vocabulary, at, id).is_some();
    word(tag.end - 1, "time-before") || word(tag.start, "time-previous")
}

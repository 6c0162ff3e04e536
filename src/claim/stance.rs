//! Whether the draft asserts, denies, asks or supposes a claim.
//!
//! Each stance word of the vocabulary says where it stands to what it governs
//! (before it, after it, in the next sentence) and how close it must be.

use super::{Claim, document::Document, focus::Focus};
use crate::{language::tag::Tag, rules::Stance, vocabulary::Class};

fn named(name: &str) -> Stance {
    match name {
        "denied" => Stance::Denied,
        "asked" => Stance::Asked,
        "hypothetical" => Stance::Hypothetical,
        _ => Stance::Asserted,
    }
}

/// The stance that a word of the claim's own sentence, or one in the next, gives it.
pub(super) fn of(focus: &Focus) -> Stance {
    let tags = focus
        .tagged()
        .within(Class::Stance, focus.bounds.low, focus.bounds.high);
    tags.iter()
        .filter(|tag| governs(focus, tag))
        .find_map(|tag| focus.document.attribute(tag, "stance"))
        .map(named)
        .or_else(|| next_sentence(focus))
        .unwrap_or_default()
}

fn governs(focus: &Focus, tag: &Tag) -> bool {
    let before = tag.end <= focus.from;
    let near = match focus.document.attribute(tag, "strength") {
        Some("weak") => before && focus.from - tag.end <= 6 && focus.in_stretch(tag),
        Some("adjacent") => before && focus.from == tag.end,
        _ => true,
    };
    near && match focus.document.attribute(tag, "position") {
        Some("before") => before && focus.in_stretch(tag),
        Some("after") => !before,
        _ => false,
    }
}

/// "No, it is not": the first words of the next sentence.
fn next_sentence(focus: &Focus) -> Option<Stance> {
    let document = focus.document;
    let (view, sentence) = match focus.view.sentences.get(focus.sentence + 1) {
        Some(sentence) => (focus.view, sentence),
        None => {
            let view = document.views.get(focus.block + 1)?;
            (view, view.sentences.first()?)
        }
    };
    view.tagged
        .within(Class::Stance, sentence.low, sentence.high)
        .iter()
        .filter(|tag| document.attribute(tag, "position") == Some("next"))
        .find(|tag| tag.start <= sentence.low + 2)
        .and_then(|tag| document.attribute(tag, "stance"))
        .map(named)
}

/// A struck-through figure is one the draft has taken back.
pub(super) fn deny_struck(document: &Document, claims: &mut [Claim]) {
    for claim in claims {
        let Some(block) = document.draft.blocks.get(claim.block) else {
            continue;
        };
        let struck = block
            .struck
            .iter()
            .any(|span| block.map.source_span(*span).overlaps(claim.span));
        if struck {
            claim.stance = Stance::Denied;
        }
    }
}

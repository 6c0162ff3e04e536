//! What a figure does not take from the one it is set against: who said that one.

use super::super::{extract::Before, focus::Focus};
use super::ground::{Ground, Range};
use super::saying::Saying;

/// "That is untrue. The number is 13.": whether the writer turned down what was said before.
pub(super) fn set_right(focus: &Focus, ground: Ground, before: Option<&Before>) -> bool {
    let Some(before) = before.filter(|before| before.block == focus.block) else {
        return false;
    };
    let between = focus.view.sentences.get(before.sentence..focus.sentence);
    between
        .unwrap_or(&[])
        .iter()
        .any(|sentence| sets_right(ground, (sentence.low, sentence.high)))
}

/// Whether the writer sets something right between two tokens.
pub(super) fn sets_right(ground: Ground, (low, high): Range) -> bool {
    (low..high).any(|at| ground.has(at, "sets-right") || ground.has(at, "turns-down"))
}

/// Whether a saying is of a figure that this one is set against: "The mayor said 300, which is wrong: it was 30.",
/// "The claim of 300 is false: 30, says the bureau, were.", "Not 300, as the mayor has it, but 30."
pub(super) fn of_another(focus: &Focus, saying: &Saying) -> bool {
    let Some(ground) = Ground::new(focus.document, focus.block) else {
        return false;
    };
    let (low, high) = (focus.bounds.low, focus.from);
    let apart = |low: usize, high: usize| {
        let colon = (low..high).any(|at| ground.mark(at) == Some(":"));
        colon && (low..high).any(|at| ground.quantity_at(at).is_some())
    };
    let rejected = |low: usize, high: usize| (low..high).any(|at| ground.has(at, "turns-down"));
    if saying.verb.0 >= focus.to {
        return apart(focus.to, saying.verb.0) && rejected(focus.to, saying.verb.0);
    }
    let said = saying.verb.1;
    let not = saying.back && ground.has(low, "saying-negation");
    let but =
        || (said..high).any(|at| ground.is_comma(at) && ground.has(at + 1, "statement-opener"));
    rejected(said, high) || apart(said, high) && rejected(low, high) || not && but()
}

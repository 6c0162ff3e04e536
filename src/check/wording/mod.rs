//! Everything that checking says, in one place, so that it can be reviewed:
//! plain English that takes no side and never says more than the data do.

mod doubt;
mod remark;

use super::{Mismatch, Verdict, Working, figure::shown, fit, sentence};
use crate::{
    claim::{Claim, Relation, Stance},
    number::{Decimal, Kind, Quantity},
    reference::Observation,
    vocabulary::{ConceptId, Group, Vocabulary, Who},
};

pub(super) use doubt::doubt;
pub(super) use remark::*;

/// No place in the draft, and references for several countries.
pub(super) const NO_PLACE: &str = "the draft names no place";
/// Only "N times more" as N + 1 agrees.
pub(super) const N_PLUS_ONE: &str =
    "holds only if \"times more\" is read as one more than that many times";
/// An edition that was replaced.
pub(super) const REVISED: &str = "first published figure, since revised";
/// Right if cut off.
pub(super) const TRUNCATED: &str = "right only if the number was cut off and not rounded";
/// Crime of every type, as an offence.
pub(super) const ALL_CRIME: &str = "all crime";
/// Still provisional.
pub(super) const PROVISIONAL: &str = "provisional figure";
/// An estimate.
pub(super) const ESTIMATE: &str = "an estimate, not a count";
/// Taken back.
pub(super) const WITHDRAWN: &str = "withdrawn by its publisher";

/// A number and its unit, rounded for reading.
pub(super) fn amount(quantity: &Quantity, value: Decimal) -> String {
    let number = shown(value);
    match quantity.kind {
        Kind::Percent => format!("{number}%"),
        Kind::PercentagePoints => format!("{number} percentage points"),
        Kind::Multiple => format!("{number} times"),
        Kind::Fraction => match value.checked_mul(Decimal::ONE_HUNDRED) {
            Some(percent) => format!("{}%", shown(percent)),
            None => number,
        },
        Kind::Rate => match quantity.per {
            Some(per) => format!("{number} per {}", shown(per)),
            None => number,
        },
        Kind::Count | Kind::Index | Kind::Vague => number,
    }
}

/// A measure in words: its id is one.
pub(super) fn measure(id: &ConceptId) -> String {
    id.as_str().replace('_', " ")
}

/// Whose a number is that was computed as the rest of a whole.
pub(super) fn the_rest(label: &str) -> String {
    format!("everybody but {label}")
}

/// Before the two sides of a published comparison that is told the other way round.
const TURNED: &str = "turned round: ";

/// Who is compared with whom where the reference has it the other way round.
pub(super) fn turned(subject: &str, comparator: &str) -> String {
    format!("{TURNED}{subject} against {comparator}")
}

/// The two sides of such a comparison, from the notes on it.
pub(super) fn sides(notes: &[String]) -> Option<(&str, &str)> {
    let told = notes.iter().find_map(|note| note.strip_prefix(TURNED))?;
    told.split_once(" against ")
}

/// A way of counting in words.
pub(super) fn definition(id: &ConceptId, vocabulary: &Vocabulary) -> String {
    let words = vocabulary
        .concept(id)
        .and_then(|concept| concept.attributes.get("words"));
    words.map_or_else(|| vocabulary.label(id).replace('-', " "), Clone::clone)
}

/// What a cell measures: "foreign nationals, prisoners, England and Wales, 30 June 2025".
/// The notes on it say where the number is that of all others.
fn measured(cell: &Observation, notes: &[String], vocabulary: &Vocabulary) -> String {
    let rest = the_rest(&cell.group_label);
    let turned = notes.iter().find_map(|note| note.strip_prefix(TURNED));
    let group = match turned {
        Some(sides) => sides.to_owned(),
        None if notes.contains(&rest) => rest,
        None => counted(cell).to_owned(),
    };
    let mut parts = vec![group, measure(&cell.measure)];
    if !fit::is_all(&cell.offence) {
        parts.push(vocabulary.label(&cell.offence).to_owned());
    }
    parts.push(vocabulary.label(&cell.place).to_owned());
    parts.push(cell.period.to_string());
    parts.join(", ")
}

/// The group of a cell in words.
pub(super) fn counted(cell: &Observation) -> &str {
    match cell.group.who {
        Who::Everyone if cell.group == Group::everyone() => "everybody",
        _ => &cell.group_label,
    }
}

/// Whom the second cell of a comparison counts.
pub(super) fn against<'w>(claim: &Claim, working: &'w Working) -> Option<&'w str> {
    let [one, other, ..] = working.evidence.as_slice() else {
        return None;
    };
    let is_comparison = matches!(
        claim.relation,
        Relation::Ratio | Relation::RelativeDifference | Relation::Difference
    );
    (is_comparison && one.group != other.group && one.measure == other.measure)
        .then(|| counted(other))
}

/// A working in one phrase: "12.3% (foreign nationals, …; publisher)".
fn figure(claim: &Claim, working: &Working, vocabulary: &Vocabulary) -> String {
    let amount = amount(&claim.quantity, working.computed.value);
    // A comparison told the other way round has both sides in it.
    let against = against(claim, working).filter(|_| sides(&working.notes).is_none());
    let against = against.map_or_else(String::new, |group| format!(", against {group}"));
    match working.evidence.first() {
        Some(cell) => format!(
            "{amount} ({}{against}; {})",
            measured(cell, &working.notes, vocabulary),
            cell.source.publisher
        ),
        None => amount,
    }
}

/// The one sentence of a finding.
pub(super) fn message(claim: &Claim, verdict: &Verdict, vocabulary: &Vocabulary) -> String {
    let says = &claim.text;
    let figure = |working: &Working| figure(claim, working, vocabulary);
    match verdict {
        Verdict::Supported(working) => match claim.stance {
            Stance::Denied => format!(
                "The draft denies \"{says}\", and the data have it: {}.",
                figure(working)
            ),
            _ => format!("\"{says}\" agrees with the data: {}.", figure(working)),
        },
        Verdict::Conditional(working) => format!(
            "\"{says}\" holds only for {}; {}.",
            figure(working),
            differences(&working.mismatches)
        ),
        Verdict::Outdated { newest, earlier } => format!(
            "\"{says}\" was {}; the newest figure is {}.",
            figure(earlier),
            figure(newest)
        ),
        Verdict::Ambiguous(workings) => {
            let all: Vec<String> = workings.iter().map(figure).collect();
            format!(
                "\"{says}\" depends on which figure is meant: {}.",
                all.join(" or ")
            )
        }
        Verdict::Contradicted(working) => match claim.stance {
            Stance::Denied => format!(
                "The draft denies \"{says}\", and the data agree: {}.",
                figure(working)
            ),
            _ => format!(
                "\"{says}\" does not agree with the data: {}.",
                figure(working)
            ),
        },
        Verdict::NoReference { missing, nearest } => match nearest {
            Some(working) => format!(
                "\"{says}\" cannot be checked: {missing}. The nearest figure is {}.",
                figure(working)
            ),
            None => format!("\"{says}\" cannot be checked: {missing}."),
        },
        Verdict::Vague => format!("\"{says}\" gives no number to check."),
    }
}

/// Mismatches as a phrase.
fn differences(mismatches: &[Mismatch]) -> String {
    let all: Vec<String> = mismatches.iter().map(Mismatch::told).collect();
    all.join("; ")
}

/// What the writer can do about it.
pub(super) fn advice(claim: &Claim, verdict: &Verdict, vocabulary: &Vocabulary) -> Vec<String> {
    if matches!(claim.stance, Stance::Denied) && matches!(verdict, Verdict::Contradicted(_)) {
        return Vec::new();
    }
    let change = |working: &Working| correction(claim, working, vocabulary);
    let mut advice = Vec::new();
    match verdict {
        Verdict::Supported(_) if claim.stance == Stance::Denied => {
            advice
                .push("Check what the draft denies: the number itself is in the data.".to_owned());
        }
        Verdict::Supported(_) => {}
        Verdict::Conditional(working) => {
            advice.push(match sentence::printable(claim, working, vocabulary) {
                Some(sentence) if claim.quoted => {
                    format!("Leave the words and add beside the quotation: {sentence}")
                }
                Some(sentence) => format!("Say what was counted, for example: {sentence}"),
                None => {
                    let figure = figure(claim, working, vocabulary);
                    format!("Say what was counted: {figure}.")
                }
            });
        }
        Verdict::Outdated { newest, .. } => advice.push(change(newest)),
        Verdict::Ambiguous(_) => {
            advice.push(
                "Say which figure is meant: its definition, its source and its date.".to_owned(),
            );
        }
        Verdict::Contradicted(working) => {
            advice.push(change(working));
            advice.push(
                "If the draft means another place, period or definition, name it.".to_owned(),
            );
            advice.push(format!(
                "To silence this finding, put <!-- statclaim: ignore contradicted \"{}\" reason --> before the paragraph.",
                claim.text
            ));
        }
        Verdict::NoReference { nearest, .. } => {
            advice.push("Name the source, or add its data to the reference folder.".to_owned());
            if nearest.is_some() {
                advice.push(
                    "If the nearest figure is what is meant, say so in its words.".to_owned(),
                );
            }
        }
        Verdict::Vague => {
            advice.push(
                "Give the number, with its base and source, or leave the word out.".to_owned(),
            );
        }
    }
    advice
}

/// How the figure can be put in the place of the draft's, or beside a quotation.
fn correction(claim: &Claim, working: &Working, vocabulary: &Vocabulary) -> String {
    let figure = || figure(claim, working, vocabulary);
    match (
        sentence::printable(claim, working, vocabulary),
        claim.quoted,
    ) {
        (Some(sentence), false) => format!("Correct it, for example: {sentence}"),
        (Some(sentence), true) => {
            format!(
                "The words are the speaker's: leave them and add beside the quotation: {sentence}"
            )
        }
        (None, false) => format!(
            "Write {}, and name group, place, period and source.",
            figure()
        ),
        (None, true) => format!(
            "The words are the speaker's: leave them and add beside the quotation that the figure is {}.",
            figure()
        ),
    }
}

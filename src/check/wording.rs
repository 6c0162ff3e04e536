//! Everything that checking says, in one place, so that it can be reviewed:
//! plain English that takes no side and never says more than the data do.

use super::{
    Mismatch, Verdict, Working,
    ask::{Ask, Desk},
    figure::shown,
    fit,
};
use crate::{
    claim::{Claim, Stance},
    number::{Decimal, Kind, Quantity},
    reference::{Observation, Trust},
    vocabulary::{ConceptId, Vocabulary},
};

/// Why a number that is another's in the data is not called wrong.
const UNSURE_WHOM: &str = "the paragraph does not say for certain whose number it is, or of what";
/// No place in the draft, and references for several countries.
pub(super) const NO_PLACE: &str = "the draft names no place";
/// Only "N times more" as N + 1 agrees.
pub(super) const N_PLUS_ONE: &str =
    "holds only if \"times more\" is read as one more than that many times";
/// An edition that was replaced.
pub(super) const REVISED: &str = "first published figure, since revised";
/// Right if cut off.
pub(super) const TRUNCATED: &str = "right only if the number was cut off and not rounded";
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

/// What a cell measures: "foreign nationals, prisoners, England and Wales, 30 June 2025".
/// The notes on it say where the number is that of all others.
fn measured(cell: &Observation, notes: &[String], vocabulary: &Vocabulary) -> String {
    let rest = the_rest(&cell.group_label);
    let group = if notes.contains(&rest) {
        rest
    } else {
        cell.group_label.clone()
    };
    let mut parts = vec![group, measure(&cell.measure)];
    if !fit::is_all(&cell.offence) {
        parts.push(vocabulary.label(&cell.offence).to_owned());
    }
    parts.push(vocabulary.label(&cell.place).to_owned());
    parts.push(cell.period.to_string());
    parts.join(", ")
}

/// A working in one phrase: "12.3% (foreign nationals, …; publisher)".
fn figure(claim: &Claim, working: &Working, vocabulary: &Vocabulary) -> String {
    let amount = amount(&claim.quantity, working.computed.value);
    match working.evidence.first() {
        Some(cell) => format!(
            "{amount} ({}; {})",
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
    let figure = |working: &Working| figure(claim, working, vocabulary);
    let mut advice = Vec::new();
    let change = |instead: String| {
        if claim.quoted {
            format!(
                "The words are the speaker's: leave them and add beside the quotation that the figure is {instead}."
            )
        } else {
            format!("Write {instead}, and name group, place, period and source.")
        }
    };
    match verdict {
        Verdict::Supported(_) if claim.stance == Stance::Denied => {
            advice
                .push("Check what the draft denies: the number itself is in the data.".to_owned());
        }
        Verdict::Supported(_) => {}
        Verdict::Conditional(working) => {
            advice.push(format!("Say what was counted: {}.", figure(working)));
        }
        Verdict::Outdated { newest, .. } => advice.push(change(figure(newest))),
        Verdict::Ambiguous(_) => {
            advice.push(
                "Say which figure is meant: its definition, its source and its date.".to_owned(),
            );
        }
        Verdict::Contradicted(working) => {
            advice.push(change(figure(working)));
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

/// Where the place and the period were taken from.
pub(super) fn origin(
    ask: &Ask<'_>,
    cell: &Observation,
    is_open: bool,
    desk: Desk<'_>,
) -> Vec<String> {
    let mut notes = Vec::new();
    let counted = desk.vocabulary.label(&cell.place);
    match (&ask.place, ask.place_from()) {
        // A place that the draft gives elsewhere is told with the claim's facets.
        (Some(place), Some(_)) if *place == cell.place && ask.claim.place.is_some() => {}
        (Some(place), Some(from)) if *place == cell.place => {
            notes.push(format!("place {counted}, {}", from.describe()));
        }
        (Some(place), Some(from)) => {
            notes.push(format!(
                "place {}, {}; the reference is for {counted}",
                desk.vocabulary.label(place),
                from.describe()
            ));
        }
        _ => {}
    }
    if ask.place_found {
        notes.push(format!(
            "{NO_PLACE}; all references for it lie in {}",
            ask.place
                .as_ref()
                .map_or(counted, |place| desk.vocabulary.label(place))
        ));
    }
    if is_open {
        notes.push(match desk.context.limit() {
            Some(day) => format!(
                "no period named: {}, the newest up to {}",
                cell.period,
                day.strftime("%-d %B %Y")
            ),
            None => format!("no period named: {}, the newest at hand", cell.period),
        });
    }
    notes
}

/// The mismatch of a round number.
pub(super) fn rounding(claim: &Claim, working: &Working) -> Mismatch {
    Mismatch {
        facet: "rounding",
        claimed: claim.text.clone(),
        reference: amount(&claim.quantity, working.computed.value),
    }
}

/// The mismatch of numbers of people told as a comparison of rates.
pub(super) fn levels_not_rates() -> Mismatch {
    Mismatch {
        facet: "measure",
        claimed: "a comparison of rates".to_owned(),
        reference: "numbers of people, without their bases".to_owned(),
    }
}

/// The exact figure beside one that agrees on a close place or another base.
pub(super) fn instead_of(ask: &Ask<'_>, exact: &Working, desk: Desk<'_>) -> String {
    format!(
        "as the draft has it: {}",
        figure(ask.claim, exact, desk.vocabulary)
    )
}

/// The mismatch of a close place that the draft only implied.
pub(super) fn elsewhere(ask: &Ask<'_>, working: &Working, desk: Desk<'_>) -> Mismatch {
    let label = |place: Option<&ConceptId>| {
        place.map_or_else(String::new, |place| desk.vocabulary.label(place).to_owned())
    };
    Mismatch {
        facet: "place",
        claimed: label(ask.place.as_ref()),
        reference: label(working.evidence.first().map(|cell| &cell.place)),
    }
}

/// Another reference's value.
pub(super) fn also_says(other: &Working) -> String {
    let from = other.evidence.first().map_or_else(String::new, |cell| {
        format!(" ({}, {})", cell.source.publisher, cell.period)
    });
    format!("also {}{from}", shown(other.computed.value))
}

/// A limit far from the number.
pub(super) fn flatters(computed: Decimal) -> String {
    format!("the limit is far from the figure, {}", shown(computed))
}

/// The group of a cell, told apart from the same words of the draft by how the source defines it.
pub(super) fn counted_group(claimed: &str, cell: &Observation) -> String {
    let label = &cell.group_label;
    if !label.eq_ignore_ascii_case(claimed) {
        return label.clone();
    }
    cell.group.basis.as_ref().map_or_else(
        || format!("{label} as its source defines them"),
        |basis| format!("{label} by {basis}"),
    )
}

/// What is missing for a check.
pub(super) fn missing(ask: &Ask<'_>, nearest: Option<&Working>, desk: Desk<'_>) -> String {
    let label = |id: &ConceptId| desk.vocabulary.label(id).to_owned();
    match nearest {
        Some(working) if !working.mismatches.is_empty() => format!(
            "no reference has exactly this; {}",
            differences(&working.mismatches)
        ),
        Some(working)
            if working
                .evidence
                .iter()
                .any(|cell| Some(&cell.place) != ask.place.as_ref()) =>
        {
            let place = ask.place.as_ref().map_or_else(String::new, label);
            format!("no reference for {place}")
        }
        Some(_) if !ask.is_sure_of_whom() => UNSURE_WHOM.to_owned(),
        Some(_) => "no reference is sure enough to decide".to_owned(),
        None => {
            let words = ask.claim.population.as_ref();
            let group = fit::group_words(words.map(|phrase| phrase.text.as_str()), &ask.group);
            let mut what = format!("no reference for {group}, {}", measure(&ask.measure));
            if !ask.offences.is_empty() {
                let offences: Vec<String> = ask.offences.iter().map(label).collect();
                what.push_str(", ");
                what.push_str(&offences.join(", "));
            }
            if let Some(place) = &ask.place {
                what.push_str(", ");
                what.push_str(&label(place));
            }
            if let Some(period) = ask.period {
                what.push_str(", ");
                what.push_str(&period.to_string());
            }
            what
        }
    }
}

/// Where a series begins.
pub(super) fn series_starts(first: &Observation) -> String {
    format!("the series at hand starts in {}", first.period)
}

/// A record that is none.
pub(super) fn no_record(record: &Observation) -> Mismatch {
    Mismatch {
        facet: "period",
        claimed: "a record".to_owned(),
        reference: format!("{} in {}", shown(record.value), record.period),
    }
}

/// Why a contradiction is only a warning.
pub(super) fn weak_source(trust: Trust) -> String {
    let what = match trust {
        Trust::NamedStudy => "an organisation's own study",
        _ => "press reports",
    };
    format!("only a warning: the figure rests on {what}")
}

/// Why an error is only a warning in a quotation.
pub(super) const QUOTED: &str = "only a warning: the words are the speaker's";

/// A supporting figure that is old.
pub(super) fn old(cell: &Observation) -> String {
    format!("the figure is for {}, more than two years ago", cell.period)
}

/// A reference file that could not be read and may have mattered.
pub(super) fn left_out(file: &str) -> String {
    format!("{file} was left out because of an error in it")
}

/// Where the stated number holds.
pub(super) fn hint(
    facets: &[&str],
    claim: &Claim,
    (cell, notes, counted): (&Observation, &[String], &[ConceptId]),
    value: Decimal,
    vocabulary: &Vocabulary,
) -> String {
    let counted: Vec<String> = counted
        .iter()
        .map(|id| vocabulary.label(id).replace('-', " "))
        .collect();
    let counted = if counted.is_empty() {
        String::new()
    } else {
        format!(" ({})", counted.join(", "))
    };
    format!(
        "{} holds for another {}: {}{counted}",
        amount(&claim.quantity, value),
        facets.join(" and another "),
        measured(cell, notes, vocabulary)
    )
}

/// Digits that may have been swapped.
pub(super) fn swapped(right: &str) -> String {
    format!("two digits may be swapped: {right}")
}

/// How many alternatives a search tried.
pub(super) fn tried(count: usize) -> String {
    let noun = if count == 1 {
        "figure was"
    } else {
        "figures were"
    };
    format!("{count} other {noun} tried, so a match may be chance")
}

/// A number that does not fit the draft's own numbers.
pub(super) fn inconsistent(claim: &Claim, value: Decimal, formula: &str) -> String {
    format!(
        "\"{}\" does not fit the draft's own numbers: {formula} = {}.",
        claim.text,
        amount(&claim.quantity, value)
    )
}

/// What to do about a sum that does not come out.
pub(super) fn inconsistent_advice(claim: &Claim) -> Vec<String> {
    if claim.quoted {
        vec![
            "The words are the speaker's: add beside the quotation what the numbers give."
                .to_owned(),
        ]
    } else {
        vec!["Check the numbers against their source and correct the one that is wrong.".to_owned()]
    }
}

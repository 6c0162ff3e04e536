//! Remarks on a comparison: what was taken from where, what differs, what is
//! missing, and where the stated number does hold.

use super::{
    super::{
        Mismatch, Working,
        ask::{Ask, Desk},
        figure::shown,
        fit,
    },
    NO_PLACE, amount, definition, differences, figure, measure, measured,
};
use crate::{
    claim::Claim,
    number::Decimal,
    reference::{Observation, Trust},
    vocabulary::{ConceptId, Vocabulary},
};

/// Where the place and the period were taken from.
pub(in crate::check) fn origin(
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
pub(in crate::check) fn rounding(claim: &Claim, working: &Working) -> Mismatch {
    Mismatch {
        facet: "rounding",
        claimed: claim.text.clone(),
        reference: amount(&claim.quantity, working.computed.value),
    }
}

/// The mismatch of a time in words that no calendar has: "in the old days".
pub(in crate::check) fn undated(time: &str, working: &Working) -> Mismatch {
    let periods = working.evidence.iter().map(|one| one.period);
    Mismatch {
        facet: "period",
        claimed: time.to_owned(),
        reference: periods
            .map(|one| one.to_string())
            .next()
            .unwrap_or_default(),
    }
}

/// The mismatch of numbers of people told as a comparison of rates.
pub(in crate::check) fn levels_not_rates() -> Mismatch {
    Mismatch {
        facet: "measure",
        claimed: "a comparison of rates".to_owned(),
        reference: "numbers of people, without their bases".to_owned(),
    }
}

/// The exact figure beside one that agrees on a close place or another base.
pub(in crate::check) fn instead_of(ask: &Ask<'_>, exact: &Working, desk: Desk<'_>) -> String {
    format!(
        "as the draft has it: {}",
        figure(ask.claim, exact, desk.vocabulary)
    )
}

/// The mismatch of a close place that the draft only implied.
pub(in crate::check) fn elsewhere(ask: &Ask<'_>, working: &Working, desk: Desk<'_>) -> Mismatch {
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
pub(in crate::check) fn also_says(other: &Working) -> String {
    let from = other.evidence.first().map_or_else(String::new, |cell| {
        format!(" ({}, {})", cell.source.publisher, cell.period)
    });
    format!("also {}{from}", shown(other.computed.value))
}

/// A limit far from the number.
pub(in crate::check) fn flatters(computed: Decimal) -> String {
    format!("the limit is far from the figure, {}", shown(computed))
}

/// The group of a cell, told apart from the same words of the draft by how the source defines it.
pub(in crate::check) fn counted_group(claimed: &str, cell: &Observation) -> String {
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
pub(in crate::check) fn missing(
    ask: &Ask<'_>,
    nearest: Option<&Working>,
    desk: Desk<'_>,
) -> String {
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
        Some(_) => ask.doubt().map_or_else(
            || "no reference is sure enough to decide".to_owned(),
            |doubt| super::doubt(&doubt),
        ),
        None => {
            let words = ask.claim.population.as_ref();
            let group = fit::group_words(
                words.map(|phrase| phrase.text.as_str()),
                &ask.group,
                desk.vocabulary,
            );
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
pub(in crate::check) fn series_starts(first: &Observation) -> String {
    format!("the series at hand starts in {}", first.period)
}

/// A record that is none.
pub(in crate::check) fn no_record(record: &Observation) -> Mismatch {
    Mismatch {
        facet: "period",
        claimed: "a record".to_owned(),
        reference: format!("{} in {}", shown(record.value), record.period),
    }
}

/// Why a contradiction is only a warning.
pub(in crate::check) fn weak_source(trust: Trust) -> String {
    let what = match trust {
        Trust::NamedStudy => "an organisation's own study",
        _ => "press reports",
    };
    format!("only a warning: the figure rests on {what}")
}

/// Why an error is only a warning in a quotation.
pub(in crate::check) const QUOTED: &str = "only a warning: the words are the speaker's";

/// A supporting figure that is old.
pub(in crate::check) fn old(cell: &Observation) -> String {
    format!("the figure is for {}, more than two years ago", cell.period)
}

/// A reference file that could not be read and may have mattered.
pub(in crate::check) fn left_out(file: &str) -> String {
    format!("{file} was left out because of an error in it")
}

/// Where the stated number holds.
pub(in crate::check) fn hint(
    facets: &[&str],
    claim: &Claim,
    (cell, notes, counted): (&Observation, &[String], &[ConceptId]),
    value: Decimal,
    vocabulary: &Vocabulary,
) -> String {
    let counted: Vec<String> = counted
        .iter()
        .map(|id| definition(id, vocabulary))
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
pub(in crate::check) fn swapped(right: &str) -> String {
    format!("two digits may be swapped: {right}")
}

/// How many alternatives a search tried.
pub(in crate::check) fn tried(count: usize) -> String {
    let noun = if count == 1 {
        "figure was"
    } else {
        "figures were"
    };
    format!("{count} other {noun} tried, so a match may be chance")
}

/// A number that does not fit the draft's own numbers.
pub(in crate::check) fn inconsistent(claim: &Claim, value: Decimal, formula: &str) -> String {
    format!(
        "\"{}\" does not fit the draft's own numbers: {formula} = {}.",
        claim.text,
        amount(&claim.quantity, value)
    )
}

/// What to do about a sum that does not come out.
pub(in crate::check) fn inconsistent_advice(claim: &Claim) -> Vec<String> {
    if claim.quoted {
        vec![
            "The words are the speaker's: add beside the quotation what the numbers give."
                .to_owned(),
        ]
    } else {
        vec!["Check the numbers against their source and correct the one that is wrong.".to_owned()]
    }
}

/// The other numbers of a list or table tell what a claim leaves open.
pub(in crate::check) const SETTLED_BY_COLUMN: &str =
    "what the number counts is taken from the numbers around it, which agree with the same table";

/// Which number of the sentence tells what a claim leaves open.
pub(in crate::check) fn settled(beside: &str) -> String {
    format!(
        "what the draft leaves open is taken from \"{beside}\" beside it, which agrees with the same table"
    )
}

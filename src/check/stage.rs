//! The measures as stages on the way from crime to prison, which decide what
//! may stand in for what. Ids are those of the claim model.

use crate::vocabulary::ConceptId;

/// Crime itself, which no reference counts.
const OFFENDING: &str = "offending";

/// Given a sentence.
const SENTENCES: &str = "sentences";

/// Sent to prison in a time.
const ADMISSIONS: &str = "admissions";
/// In prison on a day.
const PRISONERS: &str = "prisoners";

/// Stages from suspicion to prison, in order.
const STAGES: [&str; 7] = [
    "suspects",
    "arrests",
    "charges",
    "convictions",
    "sentences",
    "admissions",
    "prisoners",
];

/// How many stages count persons or cases found, before punishment.
const BEFORE_PUNISHMENT: usize = 4;

/// Measures counted on a day, not over a time.
const STOCKS: [&str; 4] = ["prisoners", "detention", "awaiting_removal", "population"];

/// People, not crime: the base of a rate.
const POPULATION: &str = "population";

/// Whether the measure is crime itself.
pub(super) fn is_offending(measure: &ConceptId) -> bool {
    measure.as_str() == OFFENDING
}

/// Crime itself.
pub(super) fn offending() -> ConceptId {
    ConceptId::new(OFFENDING)
}

/// Whether the measure is being given a sentence.
pub(super) fn is_sentencing(measure: &ConceptId) -> bool {
    measure.as_str() == SENTENCES
}

/// Being sent to prison.
pub(super) fn admissions() -> ConceptId {
    ConceptId::new(ADMISSIONS)
}

/// Being sent to prison for being there, and the other way round.
pub(super) fn sent_or_held(measure: &ConceptId) -> Option<ConceptId> {
    match measure.as_str() {
        ADMISSIONS => Some(ConceptId::new(PRISONERS)),
        PRISONERS => Some(ConceptId::new(ADMISSIONS)),
        _ => None,
    }
}

/// Whether the measure is people in general.
pub(super) fn is_population(measure: &ConceptId) -> bool {
    measure.as_str() == POPULATION
}

/// Whether the measure is counted on a day.
pub(super) fn is_stock(measure: &ConceptId) -> bool {
    STOCKS.contains(&measure.as_str())
}

/// Whether the measure is a stage.
pub(super) fn is_stage(measure: &ConceptId) -> bool {
    place_of(measure).is_some()
}

/// How far `counted` is from what is claimed; none where it cannot stand in.
///
/// For crime itself every stage before punishment is as good as another, and
/// the stages of punishment come after.
pub(super) fn distance(claimed: &ConceptId, counted: &ConceptId) -> Option<u8> {
    if claimed == counted {
        return Some(0);
    }
    let there = place_of(counted)?;
    if is_offending(claimed) {
        return Some(if there < BEFORE_PUNISHMENT { 2 } else { 4 });
    }
    let here = place_of(claimed)?;
    let apart = here.abs_diff(there);
    // Prisoners say little about suspects.
    let both_before = here < BEFORE_PUNISHMENT && there < BEFORE_PUNISHMENT;
    u8::try_from(apart)
        .ok()
        .filter(|_| both_before || apart <= 2)
}

fn place_of(measure: &ConceptId) -> Option<usize> {
    STAGES.iter().position(|stage| *stage == measure.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_stand_in() {
        for (claimed, counted, expected) in [
            ("arrests", "arrests", Some(0)),
            ("arrests", "charges", Some(1)),
            ("convictions", "suspects", Some(3)),
            ("offending", "suspects", Some(2)),
            ("offending", "convictions", Some(2)),
            ("offending", "prisoners", Some(4)),
            ("offending", "offending", Some(0)),
            ("prisoners", "sentences", Some(2)),
            ("suspects", "prisoners", None),
            ("prisoners", "removals", None),
            ("removals", "prisoners", None),
            ("offending", "population", None),
        ] {
            assert_eq!(
                distance(&ConceptId::new(claimed), &ConceptId::new(counted)),
                expected,
                "{claimed} by {counted}"
            );
        }
    }
}

//! The sentence that a desk could print: the reference's figure with its group,
//! measure, place, period and source, in words that take no side.

use super::{Working, fit, wording};
use crate::{
    claim::{Claim, Direction, Relation},
    number::Kind,
    reference::{Observation, Unit},
    vocabulary::{ConceptId, Vocabulary},
};

/// The figure as a sentence; none where the measure has no words or the relation no plain telling.
pub(super) fn printable(
    claim: &Claim,
    working: &Working,
    vocabulary: &Vocabulary,
) -> Option<String> {
    let cell = working.evidence.first()?;
    let told = Told {
        claim,
        working,
        cell,
        vocabulary,
    };
    let fact = match claim.relation {
        Relation::Share => told.share()?,
        Relation::Incidence if claim.quantity.kind != Kind::Count => told.incidence()?,
        Relation::Level | Relation::Incidence if claim.quantity.kind == Kind::Count => {
            told.count()?
        }
        Relation::Ratio | Relation::RelativeDifference => told.comparison()?,
        _ => return None,
    };
    let mut letters = fact.chars();
    let first = letters.next()?.to_uppercase();
    Some(format!(
        "{first}{} ({}; source: {}).",
        letters.as_str(),
        told.where_and_when(),
        cell.source.publisher
    ))
}

struct Told<'t> {
    claim: &'t Claim,
    working: &'t Working,
    cell: &'t Observation,
    vocabulary: &'t Vocabulary,
}

impl Told<'_> {
    fn amount(&self) -> String {
        wording::amount(&self.claim.quantity, self.working.computed.value)
    }

    fn group(&self) -> String {
        let rest = wording::the_rest(&self.cell.group_label);
        if self.working.notes.contains(&rest) {
            rest
        } else {
            self.cell.group_label.clone()
        }
    }

    /// "12.3% of prisoners were foreign nationals", part and whole told so that either may be plural.
    fn share(&self) -> Option<String> {
        let noun = self.word("noun")?;
        Some(format!(
            "{} made up {} of {noun}{}",
            self.group(),
            self.amount(),
            self.offence()
        ))
    }

    fn incidence(&self) -> Option<String> {
        let of = match self.claim.quantity.kind {
            Kind::Percent | Kind::Fraction => "of ",
            _ => "",
        };
        Some(format!(
            "{} {of}{} {}{}",
            self.amount(),
            self.group(),
            self.word("told")?,
            self.offence()
        ))
    }

    fn count(&self) -> Option<String> {
        match &self.cell.unit {
            Unit::Counted(things) if things != "people" => Some(format!(
                "there were {} {things} of {}{}",
                self.amount(),
                self.group(),
                self.offence()
            )),
            _ => Some(format!(
                "{} {} {}{}",
                self.amount(),
                self.group(),
                self.word("told")?,
                self.offence()
            )),
        }
    }

    fn comparison(&self) -> Option<String> {
        let comparator = match wording::against(self.claim, self.working) {
            Some(counted) => counted,
            None => &self.claim.comparator.as_ref()?.text,
        };
        let likely = self.word("likely")?;
        let (amount, offence) = (self.amount(), self.offence());
        let (group, comparator) = match wording::sides(&self.working.notes) {
            Some((subject, other)) => (subject.to_owned(), other),
            None => (self.group(), comparator),
        };
        Some(
            match (self.claim.relation, self.claim.quantity.kind, self.side()) {
                (Relation::Ratio, _, _) => {
                    format!("{group} were {amount} as likely as {comparator} to {likely}{offence}")
                }
                (_, Kind::Percent, Some(side)) => {
                    format!(
                        "{group} were {amount} {side} likely than {comparator} to {likely}{offence}"
                    )
                }
                _ => return None,
            },
        )
    }

    /// More or less, where the number is in the claim's own direction.
    fn side(&self) -> Option<&'static str> {
        let is_negative = self.working.computed.value.is_sign_negative();
        match (self.claim.direction?, is_negative) {
            (Direction::Up, false) => Some("more"),
            (Direction::Down, false) => Some("less"),
            (_, true) => None,
        }
    }

    fn offence(&self) -> String {
        if fit::is_all(&self.cell.offence) {
            String::new()
        } else {
            format!(" for {}", self.vocabulary.label(&self.cell.offence))
        }
    }

    /// "England and Wales, 30 June 2025, sentenced prisoners only".
    fn where_and_when(&self) -> String {
        let place = self.vocabulary.label(&self.cell.place).to_owned();
        let mut parts = vec![place, self.cell.period.to_string()];
        parts.extend(
            self.cell
                .definitions
                .iter()
                .filter(|id| self.narrows(id))
                .map(|id| wording::definition(id, self.vocabulary)),
        );
        parts.join(", ")
    }

    /// Whether a way of counting must be told with the number.
    fn narrows(&self, id: &ConceptId) -> bool {
        fit::read_kind(id, self.vocabulary) != fit::DefinitionKind::Note
    }

    fn word(&self, name: &str) -> Option<&str> {
        self.vocabulary
            .concept(&self.cell.measure)?
            .attributes
            .get(name)
            .map(String::as_str)
    }
}

//! The columns of a tidy table, by name. Everything else of this module speaks
//! of columns through these names, so that a typo in metadata is caught in one place.

/// What a column of a tidy table says.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// Where it counts.
    Place,
    /// When.
    Period,
    /// Of whom, sex and age aside.
    Population,
    /// `men`, `women`, or empty for both.
    Sex,
    /// `15-29`, `18+`, or empty for all.
    Age,
    /// What is counted.
    Measure,
    /// The crime type.
    Offence,
    /// count, share, rate, ratio, index or change.
    Statistic,
    /// What a share is taken of, where not of everyone with the measure.
    Whole,
    /// Against whom, or against which earlier period, the value is set.
    Comparator,
    /// How it was counted: ids with `;` between.
    Definition,
    /// The unit of the value.
    Unit,
    /// The number itself.
    Value,
    /// Least that the value stands for.
    Lower,
    /// Most that the value stands for.
    Upper,
    /// Place in the edition history.
    Status,
    /// The source whose figure this one replaces.
    Supersedes,
    /// The source, by its name in the package.
    SourceId,
    /// A caveat of this row.
    Note,
}

impl Facet {
    /// All of them, in the order of a tidy header.
    pub const ALL: [Self; 19] = [
        Self::Place,
        Self::Period,
        Self::Population,
        Self::Sex,
        Self::Age,
        Self::Measure,
        Self::Offence,
        Self::Statistic,
        Self::Whole,
        Self::Comparator,
        Self::Definition,
        Self::Unit,
        Self::Value,
        Self::Lower,
        Self::Upper,
        Self::Status,
        Self::Supersedes,
        Self::SourceId,
        Self::Note,
    ];

    /// Those that every observation needs.
    pub const REQUIRED: [Self; 6] = [
        Self::Place,
        Self::Period,
        Self::Population,
        Self::Measure,
        Self::Unit,
        Self::Value,
    ];

    /// Its column header.
    pub fn name(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Period => "period",
            Self::Population => "population",
            Self::Sex => "sex",
            Self::Age => "age",
            Self::Measure => "measure",
            Self::Offence => "offence",
            Self::Statistic => "statistic",
            Self::Whole => "whole",
            Self::Comparator => "comparator",
            Self::Definition => "definition",
            Self::Unit => "unit",
            Self::Value => "value",
            Self::Lower => "lower",
            Self::Upper => "upper",
            Self::Status => "status",
            Self::Supersedes => "supersedes",
            Self::SourceId => "source_id",
            Self::Note => "note",
        }
    }

    /// The one with this column header.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }
}

/// The words of `known` most like `found`, best first, at most three.
pub(super) fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let lower = found.to_lowercase();
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|word| {
            (
                strsim::damerau_levenshtein(&lower, &word.to_lowercase()),
                word,
            )
        })
        .filter(|(distance, word)| *distance <= 1 + word.chars().count() / 4)
        .collect();
    near.sort_unstable();
    near.dedup();
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.into_iter()
        .take_while(|(distance, _)| *distance == best)
        .take(3)
        .map(|(_, word)| word.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_serde_agree() {
        for facet in Facet::ALL {
            let written = format!("\"{}\"", facet.name());
            assert_eq!(serde_json::from_str::<Facet>(&written).unwrap(), facet);
            assert_eq!(Facet::named(facet.name()), Some(facet));
        }
    }

    #[test]
    fn near_words() {
        assert_eq!(
            nearest("popluation", ["population", "place"]),
            ["population"]
        );
        assert!(nearest("region_code", ["population", "place"]).is_empty());
    }
}

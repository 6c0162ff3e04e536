//! The fixed words of a table: units, statistics and statuses, and which units a
//! statistic can have.

use super::{Problem, Statistic, Status, Unit, facet::nearest};
use crate::number::Decimal;

/// The statistic of this name.
pub(super) fn statistic(text: &str) -> Result<Statistic, Problem> {
    Statistic::ALL
        .into_iter()
        .find(|statistic| statistic.name() == text)
        .ok_or_else(|| Problem::UnknownWord {
            what: "statistic",
            found: text.to_owned(),
            nearest: Statistic::ALL
                .iter()
                .map(|statistic| statistic.name().to_owned())
                .collect(),
        })
}

/// The status of this name.
pub(super) fn status(text: &str) -> Result<Status, Problem> {
    Status::named(text).ok_or_else(|| Problem::UnknownWord {
        what: "status",
        found: text.to_owned(),
        nearest: Status::ALL
            .iter()
            .filter(|status| **status != Status::Final)
            .map(|status| status.name().to_owned())
            .collect(),
    })
}

const UNITS: [&str; 6] = [
    "percent",
    "one_in",
    "ratio",
    "percent_more",
    "percent_less",
    "index",
];

/// The unit of this name, where it is not the name of things counted.
pub(super) fn fixed_unit(text: &str) -> Option<Unit> {
    Some(match text {
        "percent" => Unit::Percent,
        "one_in" => Unit::OneIn,
        "ratio" => Unit::Ratio,
        "percent_more" => Unit::PercentMore,
        "percent_less" => Unit::PercentLess,
        "index" => Unit::Index,
        _ => {
            let base = Decimal::from_str_exact(text.strip_prefix("per_")?).ok()?;
            (base > Decimal::ZERO).then_some(Unit::Per(base))?
        }
    })
}

/// The unit of this name.
pub(super) fn unit(text: &str) -> Result<Unit, Problem> {
    if let Some(unit) = fixed_unit(text) {
        return Ok(unit);
    }
    let named = text.starts_with(char::is_alphabetic)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || " _-'".contains(c));
    let near = nearest(text, UNITS);
    // A misspelt unit must not become a thing counted.
    if !named || !near.is_empty() || text.starts_with("per_") || text.starts_with("per ") {
        return Err(Problem::UnknownWord {
            what: "unit",
            found: text.to_owned(),
            nearest: if near.is_empty() {
                vec![
                    "people".to_owned(),
                    "percent".to_owned(),
                    "per_1000".to_owned(),
                ]
            } else {
                near
            },
        });
    }
    Ok(Unit::Counted(text.to_owned()))
}

/// The statistic of a value, from its column or else from its unit; an error where the two do not fit.
pub(super) fn statistic_of(stated: Option<Statistic>, unit: &Unit) -> Result<Statistic, Problem> {
    let implied = match unit {
        Unit::Counted(_) => Statistic::Count,
        Unit::Percent => Statistic::Share,
        Unit::Per(_) | Unit::OneIn => Statistic::Rate,
        Unit::Ratio | Unit::PercentMore | Unit::PercentLess => Statistic::Ratio,
        Unit::Index => Statistic::Index,
    };
    let Some(stated) = stated else {
        return Ok(implied);
    };
    let fits = stated == implied
        || matches!(
            (stated, unit),
            (Statistic::Rate | Statistic::Change, Unit::Percent)
                | (
                    Statistic::Change,
                    Unit::PercentMore | Unit::PercentLess | Unit::Ratio
                )
        );
    if fits {
        return Ok(stated);
    }
    Err(Problem::UnitOfStatistic {
        unit: unit.to_string(),
        statistic: stated.name(),
        expected: match stated {
            Statistic::Count => "what is counted: people, arrests",
            Statistic::Rate => "percent, per_1000, one_in",
            Statistic::Ratio => "ratio, percent_more, percent_less",
            Statistic::Index => "index",
            Statistic::Share | Statistic::Change => "percent",
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        for (written, expected) in [
            ("people", Unit::Counted("people".to_owned())),
            ("persons", Unit::Counted("persons".to_owned())),
            ("percent", Unit::Percent),
            ("per_100000", Unit::Per(Decimal::from(100_000))),
            ("one_in", Unit::OneIn),
            ("percent_less", Unit::PercentLess),
        ] {
            assert_eq!(unit(written), Ok(expected), "{written}");
        }
        for written in ["precent", "%", "per_x", "per 1000", "per_0", "indx", "1000"] {
            assert!(unit(written).is_err(), "{written}");
        }
    }

    #[test]
    fn statistics_and_units_go_together() {
        for (stated, unit, expected) in [
            (None, Unit::Percent, Some(Statistic::Share)),
            (None, Unit::OneIn, Some(Statistic::Rate)),
            (Some(Statistic::Rate), Unit::Percent, Some(Statistic::Rate)),
            (
                Some(Statistic::Change),
                Unit::Percent,
                Some(Statistic::Change),
            ),
            (Some(Statistic::Count), Unit::Percent, None),
            (Some(Statistic::Share), Unit::Ratio, None),
        ] {
            assert_eq!(
                statistic_of(stated, &unit).ok(),
                expected,
                "{stated:?} {unit}"
            );
        }
    }
}

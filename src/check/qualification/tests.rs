//! Verdict tables: what the data make of a marked claim, without text.

use std::sync::Arc;

use super::{series, template};
use crate::{
    check::{Computed, Working},
    number::{Decimal, Interval, Period},
    reference::{Cell, Observation, Source, Statistic, Status, Trust, Unit},
    vocabulary::{ConceptId, Group, Who},
};

fn cell(year: i16, value: i64) -> Observation {
    let foreign = Group {
        basis: Some(ConceptId::new("nationality")),
        who: Who::Foreign,
        ..Group::everyone()
    };
    Observation {
        cell: Cell {
            file: "t.csv".into(),
            row: usize::from(year.unsigned_abs()),
            column: "value".into(),
        },
        place: ConceptId::new("FI"),
        period: Period::year(year).unwrap(),
        group: foreign,
        group_label: "foreign citizens".to_owned(),
        measure: ConceptId::new("convictions"),
        offence: ConceptId::new("all"),
        statistic: Statistic::Count,
        whole: None,
        comparator: None,
        baseline: None,
        definitions: std::collections::BTreeSet::new(),
        unit: Unit::Counted("people".to_owned()),
        value: Decimal::from(value),
        interval: Interval::point(Decimal::from(value)),
        status: Status::Final,
        supersedes: None,
        source: Arc::new(Source {
            name: "s".to_owned(),
            publisher: "Statistics Finland".to_owned(),
            title: "t".to_owned(),
            url: None,
            published: None,
            trust: Trust::OfficialTable,
        }),
        note: None,
        caveats: Arc::new([]),
    }
}

fn working(evidence: Vec<Observation>) -> Working {
    let value = evidence.first().unwrap().value;
    Working {
        stated: Interval::point(value),
        computed: Computed {
            value,
            interval: Interval::point(value),
            formula: String::new(),
        },
        agrees: true,
        evidence: evidence.into_iter().map(Arc::new).collect(),
        mismatches: Vec::new(),
        notes: Vec::new(),
    }
}

#[test]
fn another_start_turns_the_sign() {
    let catalogue: Vec<Arc<Observation>> = [(2018, 500), (2020, 200), (2021, 260), (2022, 300)]
        .into_iter()
        .map(|(year, value)| Arc::new(cell(year, value)))
        .collect();
    for (from, expected) in [(2020, Some("500 in 2018")), (2021, None), (2018, None)] {
        let ends = [from, 2022]
            .into_iter()
            .map(|year| {
                let found = catalogue
                    .iter()
                    .find(|one| one.period == Period::year(year).unwrap());
                Observation::clone(found.unwrap())
            })
            .collect();
        assert_eq!(
            series::flips(&working(ends), &catalogue).as_deref(),
            expected,
            "from {from}"
        );
    }
}

#[test]
fn a_break_must_lie_between_the_ends() {
    let words = ["breaks the series".to_owned()];
    for (caveat, expected) in [
        ("A law of 2021 breaks the series.", true),
        ("A law of 2015 breaks the series.", false),
        ("A law of 2021 changed little.", false),
    ] {
        let mut later = cell(2022, 300);
        later.caveats = Arc::new([caveat.to_owned()]);
        let found = series::broken(&working(vec![cell(2019, 200), later]), &words);
        assert_eq!(found.is_some(), expected, "{caveat}");
    }
}

#[test]
fn messages_leave_out_what_is_not_known() {
    let full = |name: &str| (name == "quantity").then(|| "12%".to_owned());
    for (message, expected) in [
        ("{quantity} stands", "12% stands"),
        ("{quantity} of {place|somewhere}", "12% of somewhere"),
        ("{quantity}[, not {reference}].", "12%."),
        ("[{quantity} of ]all", "12% of all"),
    ] {
        assert_eq!(template::fill_with(message, &full), expected);
    }
}

//! Verdict tables: what the data make of a marked claim, without text.

use std::sync::Arc;

use super::{qualify, series, template};
use crate::{
    check::{Computed, Finding, FindingKind, Mismatch, Policy, Severity, Verdict, Working},
    claim::{Claim, Extraction, extract},
    draft::Draft,
    number::{Decimal, Interval, Period},
    reference::{Cell, Observation, Source, Statistic, Status, Trust, Unit},
    rules::Pack,
    vocabulary::{ConceptId, Group, Who},
};

fn pack() -> Pack {
    Pack::embedded().unwrap_or_else(|errors| panic!("{errors:?}"))
}

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

fn working(evidence: Vec<Observation>, mismatches: Vec<Mismatch>) -> Working {
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
        mismatches,
        notes: Vec::new(),
    }
}

fn finding(claim: &Claim, verdict: Verdict) -> Finding {
    Finding {
        kind: FindingKind::Claim,
        code: verdict.name().to_owned(),
        severity: Severity::Ok,
        span: claim.span,
        claim: Arc::new(claim.clone()),
        verdict: Some(verdict),
        message: String::new(),
        hints: Vec::new(),
        advice: Vec::new(),
    }
}

fn codes(text: &str, verdict: impl Fn() -> Option<Verdict>) -> Vec<String> {
    let pack = pack();
    let Extraction { claims, marks, .. } = extract(&Draft::from_text("t", text), &pack);
    let verdicts: Vec<Finding> = claims
        .iter()
        .filter_map(|claim| verdict().map(|verdict| finding(claim, verdict)))
        .collect();
    let policy = Policy::new(pack.widths.clone());
    qualify(&claims, &marks, &verdicts, &[], &pack.vocabulary, &policy)
        .into_iter()
        .map(|finding| finding.code)
        .collect()
}

#[test]
fn the_data_decide_what_the_words_leave_open() {
    let text = "Foreign citizens committed 340 robberies in Finland in 2023, the ministry said.";
    let shifted = || {
        Some(Verdict::Conditional(working(
            vec![cell(2023, 340)],
            vec![Mismatch {
                facet: "measure",
                claimed: "offended".to_owned(),
                reference: "convicted".to_owned(),
            }],
        )))
    };
    assert!(codes(text, shifted).contains(&"Q20-stage-shift".to_owned()));
    let exact = || Some(Verdict::Supported(working(vec![cell(2023, 340)], Vec::new())));
    assert_eq!(codes(text, exact), Vec::<String>::new());
    assert_eq!(codes(text, || None), Vec::<String>::new());
}

#[test]
fn a_contradicted_claim_is_of_no_other_place() {
    let text = "There were 340 convictions of foreign citizens in Finland in 2023, the ministry said.";
    let mismatch = || {
        vec![Mismatch {
            facet: "place",
            claimed: "Finland".to_owned(),
            reference: "Helsinki".to_owned(),
        }]
    };
    let conditional = || Some(Verdict::Conditional(working(vec![cell(2023, 340)], mismatch())));
    assert_eq!(codes(text, conditional), ["Q50-place-slide"]);
    let contradicted = || Some(Verdict::Contradicted(working(vec![cell(2023, 340)], mismatch())));
    assert_eq!(codes(text, contradicted), Vec::<String>::new());
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
            series::flips(&working(ends, Vec::new()), &catalogue).as_deref(),
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
        let found = series::broken(&working(vec![cell(2019, 200), later], Vec::new()), &words);
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

#[test]
fn one_finding_a_paragraph_says_it() {
    let text = "Foreign citizens were 31 per cent of prisoners in Ghent and 28 per cent in Bruges.";
    assert_eq!(codes(text, || None), ["Q16-no-source"]);
}

//! Every qualification rule holds on its examples and not on its
//! counter-examples, the starter data included: the whole way from text to finding.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of a test may fail it"
)]

use std::{path::PathBuf, sync::Arc};

use statclaim::{
    check::{
        Computed, Context, Finding, FindingKind, Mismatch, Policy, Severity, Verdict, Working,
        check, qualify,
    },
    claim::{Claim, Extraction, examples::unbracket, extract},
    draft::Draft,
    number::{Decimal, Interval, Period},
    reference::{Catalogue, Cell, Observation, Source, Statistic, Status, Trust, Unit},
    rules::Pack,
    vocabulary::{ConceptId, Group, Who},
};

#[test]
fn every_qualification_rule_holds_on_its_examples_alone() {
    let pack = pack();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("reference_data");
    let (catalogue, _) = Catalogue::load(&[folder], &pack.vocabulary);
    let policy = Policy::new(pack.widths.clone());
    let has = |id: &str, text: &str| -> bool {
        let Some((text, span)) = unbracket(text) else {
            return false;
        };
        let found = extract(&Draft::from_text("example", text), &pack);
        let cells = catalogue.observations();
        let context = Context::default();
        let verdicts = check(&found.claims, &context, cells, &pack.vocabulary, &policy);
        qualify(
            &found.claims,
            &found.marks,
            &verdicts,
            cells,
            &pack.vocabulary,
            &policy,
        )
        .iter()
        .any(|finding| finding.code == id && finding.span.overlaps(span))
    };
    let mut wrong = Vec::new();
    for defect in &pack.qualifications {
        for text in &defect.examples {
            if !has(&defect.id, text) {
                wrong.push(format!("missing {}: {text}", defect.id));
            }
        }
        for text in &defect.counterexamples {
            if has(&defect.id, text) {
                wrong.push(format!("noisy {}: {text}", defect.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

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
    codes_with(text, verdict, &[])
}

/// The same, with rows beside those of the verdict.
fn codes_with(
    text: &str,
    verdict: impl Fn() -> Option<Verdict>,
    rows: &[Arc<Observation>],
) -> Vec<String> {
    let pack = pack();
    let Extraction { claims, marks, .. } = extract(&Draft::from_text("t", text), &pack);
    let verdicts: Vec<Finding> = claims
        .iter()
        .filter_map(|claim| verdict().map(|verdict| finding(claim, verdict)))
        .collect();
    let policy = Policy::new(pack.widths.clone());
    qualify(&claims, &marks, &verdicts, rows, &pack.vocabulary, &policy)
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
    let exact = || {
        Some(Verdict::Supported(working(
            vec![cell(2023, 340)],
            Vec::new(),
        )))
    };
    assert_eq!(codes(text, exact), Vec::<String>::new());
    assert_eq!(codes(text, || None), Vec::<String>::new());
}

#[test]
fn a_contradicted_claim_is_of_no_other_place() {
    let text =
        "There were 340 convictions of foreign citizens in Finland in 2023, the ministry said.";
    let mismatch = || {
        vec![Mismatch {
            facet: "place",
            claimed: "Finland".to_owned(),
            reference: "Helsinki".to_owned(),
        }]
    };
    let conditional = || {
        Some(Verdict::Conditional(working(
            vec![cell(2023, 340)],
            mismatch(),
        )))
    };
    assert_eq!(codes(text, conditional), ["Q50-place-slide"]);
    let contradicted = || {
        Some(Verdict::Contradicted(working(
            vec![cell(2023, 340)],
            mismatch(),
        )))
    };
    assert_eq!(codes(text, contradicted), Vec::<String>::new());
}

#[test]
fn one_finding_a_paragraph_says_it() {
    let text = "Foreign citizens were 31 per cent of prisoners in Ghent and 28 per cent in Bruges.";
    assert_eq!(codes(text, || None), ["Q16-no-source"]);
}

#[test]
fn another_start_turns_the_sign() {
    let rows: Vec<Arc<Observation>> = [(2018, 500), (2020, 200), (2021, 260), (2022, 300)]
        .into_iter()
        .map(|(year, value)| Arc::new(cell(year, value)))
        .collect();
    for (from, expected) in [(2020, true), (2021, false), (2018, false)] {
        let text = format!(
            "Convictions of foreign citizens in Finland rose by 50 per cent from {from} to 2022, \
             the ministry said."
        );
        let ends = || {
            let ends = rows
                .iter()
                .filter(|row| [from, 2022].contains(&row.period.start.year()))
                .map(|row| Observation::clone(row))
                .collect();
            Some(Verdict::Supported(working(ends, Vec::new())))
        };
        let found = codes_with(&text, ends, &rows);
        assert_eq!(
            found.contains(&"Q55-cherry-picked-start".to_owned()),
            expected,
            "{text} {found:?}"
        );
    }
}

#[test]
fn a_break_must_lie_between_the_ends() {
    let text = "Convictions of foreign citizens in Finland rose 50 per cent from 2019 to 2022, \
                the ministry said.";
    for (caveat, expected) in [
        ("A law of 2021 breaks the series.", true),
        ("A law of 2015 breaks the series.", false),
        ("A law of 2021 changed little.", false),
    ] {
        let ends = || {
            let mut later = cell(2022, 300);
            later.caveats = Arc::new([caveat.to_owned()]);
            Some(Verdict::Supported(working(
                vec![cell(2019, 200), later],
                Vec::new(),
            )))
        };
        let found = codes(text, ends);
        assert_eq!(
            found.contains(&"Q54-series-break".to_owned()),
            expected,
            "{caveat} {found:?}"
        );
    }
}

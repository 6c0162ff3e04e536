//! Verdicts from claims and observations alone: every verdict, every step away
//! from the claim, neutrality, and properties that must hold for any data.

mod judging;

use jiff::civil::Date;
use judging::{Outcome, finding, findings, table, told};
use statclaim::{
    check::{self, Context, Policy, Severity},
    number::Bound,
};

const PRISONERS: &[&str] = &[
    "GB-EAW | 2025-06-30 | foreign | prisoners | all | count | people | 10772",
    "GB-EAW | 2025-06-30 | all | prisoners | all | count | people | 87334",
    "GB-EAW | 2025-06-30 | unrecorded | prisoners | all | count | people | 381",
    "GB-EAW | 2025-06-30 | foreign | prisoners | all | share | percent | 12.4 | definition=known-base",
    "GB-EAW | 2024-09-30 | foreign | prisoners | all | count | people | 10418",
    "GB-EAW | 2020-06-30 | foreign | prisoners | all | count | people | 9283",
    "GB-EAW | 2020-06-30 | all | prisoners | all | count | people | 79514",
    "GB-EAW | 2025-06-30 | PL | prisoners | all | count | people | 800",
    "ES | 2024 | foreign | prisoners | all | share | percent | 32.65 | file=eu.csv",
    "mainland | 2024 | foreign | prisoners | all | share | percent | 28.57 | file=es.csv",
    "norfolk | 2025-06-30 | foreign | prisoners | all | count | people | 120",
];

/// Checks each claim alone against the rows.
fn all(rows: &[&str], cases: &[(&str, &str)]) -> Outcome {
    for (claim, expected) in cases {
        assert_eq!(told(&finding(claim, rows)?), *expected, "{claim}");
    }
    Ok(())
}

#[test]
fn levels_and_shares_with_every_facet_met() -> Outcome {
    all(
        PRISONERS,
        &[
            (
                "number=10772 | group=foreign | place=GB-EAW | period=2025-06-30",
                "supported 10772",
            ),
            (
                "number=10772 | group=foreign | place=GB-EAW | period=2025-06",
                "supported 10772",
            ),
            (
                "number=10722 | group=foreign | place=GB-EAW | period=2025-06-30",
                "contradicted 10772",
            ),
            (
                "number=10700 | bound=under | group=foreign | place=GB-EAW | period=2025-06-30",
                "contradicted 10772",
            ),
            (
                "number=10000 | bound=over | group=foreign | place=GB-EAW",
                "supported 10772",
            ),
            (
                "relation=share | number=12.3% | group=foreign | place=GB-EAW | period=2025-06-30",
                "supported 12.334",
            ),
            (
                "relation=share | number=one in 8 | group=foreign | place=GB-EAW",
                "supported 0.123",
            ),
            (
                "relation=share | number=one in 5 | group=foreign | place=GB-EAW",
                "contradicted 0.123",
            ),
            (
                "relation=share | number=32.7% | group=foreign | place=ES | period=2024",
                "supported 32.65",
            ),
            // The rest of a share, but not where some are not recorded.
            (
                "relation=share | number=67.4% | group=native | place=ES | period=2024",
                "supported 67.35",
            ),
            (
                "relation=share | number=87.7% | group=native | place=GB-EAW | period=2025-06-30",
                "no_reference 88.325 period",
            ),
        ],
    )
}

#[test]
fn the_newest_decides_where_no_period_is_named() -> Outcome {
    all(
        PRISONERS,
        &[
            (
                "number=10772 | group=foreign | place=GB-EAW",
                "supported 10772",
            ),
            (
                "number=10418 | group=foreign | place=GB-EAW",
                "outdated 10772,10418",
            ),
            (
                "relation=share | number=11.7% | group=foreign | place=GB-EAW",
                "outdated 12.334,11.675",
            ),
            (
                "number=10000 | group=foreign | place=GB-EAW",
                "conditional 10772 rounding",
            ),
            (
                "number=7000 | group=foreign | place=GB-EAW",
                "contradicted 10772",
            ),
        ],
    )?;
    let context = Context {
        as_of: Some(Date::new(2024, 11, 30)?),
        draft_date: Some(Date::new(2025, 8, 1)?),
        ..Context::default()
    };
    let claim = "number=10000 | group=foreign | place=GB-EAW";
    let found = findings(&[claim], PRISONERS, &context)?;
    let told: Vec<String> = found.iter().map(told).collect();
    assert_eq!(told, ["supported 10418"]);
    Ok(())
}

#[test]
fn places_give_way_along_close_relations_only() -> Outcome {
    all(
        PRISONERS,
        &[
            (
                "number=10772 | group=foreign | place=GB | period=2025-06-30",
                "conditional 10772 place",
            ),
            (
                "number=10772 | group=foreign | place=~GB | period=2025-06-30",
                "supported 10772",
            ),
            (
                "number=10722 | group=foreign | place=~GB | period=2025-06-30",
                "contradicted 10772",
            ),
            (
                "number=10722 | group=foreign | place=GB | period=2025-06-30",
                "no_reference 10772 place",
            ),
            (
                "number=800 | group=PL | place=GB-ENG",
                "conditional 800 place",
            ),
            // A part holds no more than its whole.
            (
                "number=20000 | group=foreign | place=GB-ENG | period=2025-06-30",
                "contradicted 10772 place",
            ),
            (
                "number=9000 | group=foreign | place=norfolk | period=2024-09-30",
                "no_reference 120 period",
            ),
            // A close place that agrees comes before a contradiction.
            (
                "relation=share | number=28.6% | group=foreign | place=ES | period=2024",
                "conditional 28.57 place",
            ),
            (
                "relation=share | number=12.4% | group=foreign | place=GB-EAW | period=2025-06-30",
                "conditional 12.4 definition",
            ),
            // No place: only where one country has it.
            ("number=800 | group=PL", "supported 800"),
            (
                "relation=share | number=12.3% | group=foreign",
                "no_reference",
            ),
            ("number=5 | group=RO | place=DE", "no_reference"),
        ],
    )
}

#[test]
fn steps_away_from_the_claim_are_named() -> Outcome {
    let rows = &[
        "DE | 2023 | foreign | suspects | all | share | percent | 41.1",
        "DE | 2023 | foreign | suspects | sexual | share | percent | 35.0",
        "DE | 2023/2024 | foreign | suspects | theft | share | percent | 44.0",
        "DE | 2024 | foreign | prisoners | all | share | percent | 30.5 | definition=federal",
        "DE | 2024 | foreign by birth | convictions | all | share | percent | 25.5",
    ];
    all(
        rows,
        &[
            (
                "relation=share | number=41.1% | group=foreign | measure=suspects | place=DE | period=2022",
                "conditional 41.1 period",
            ),
            (
                "relation=share | number=39% | group=foreign | measure=suspects | place=DE | period=2022",
                "no_reference 41.1 period",
            ),
            (
                "relation=share | number=44% | group=foreign | measure=suspects | offence=theft | place=DE | period=2023",
                "conditional 44 period",
            ),
            (
                "relation=share | number=35% | group=foreign | measure=suspects | offence=rape | place=DE | period=2023",
                "conditional 35 offence",
            ),
            (
                "relation=share | number=41.1% | group=foreign | measure=suspects | offence=rape | place=DE | period=2023",
                "no_reference 35 offence",
            ),
            (
                "relation=share | number=41.1% | group=foreign | measure=suspects | offence=crime | place=DE | period=2023",
                "supported 41.1",
            ),
            (
                "relation=share | number=41.1% | group=migrants | measure=suspects | place=DE | period=2023",
                "conditional 41.1 group",
            ),
            (
                "relation=share | number=25.5% | group=foreign | measure=convictions | place=DE | period=2024",
                "conditional 25.5 group",
            ),
            (
                "relation=share | number=41.1% | group=foreign | measure=arrests | place=DE | period=2023",
                "conditional 41.1 measure",
            ),
            (
                "relation=share | number=30.5% | group=foreign | measure=prisoners | place=DE | period=2024",
                "conditional 30.5 definition",
            ),
            (
                "relation=share | number=30.5% | group=foreign | measure=prisoners | definition=federal | place=DE | period=2024",
                "supported 30.5",
            ),
            (
                "relation=share | number=36% | group=foreign | measure=prisoners | definition=federal | place=DE | period=2024",
                "contradicted 30.5",
            ),
        ],
    )
}

#[test]
fn ways_of_counting_are_equally_good_unless_named() -> Outcome {
    let rows = &[
        "DE | 2024 | foreign | suspects | all | share | percent | 41.8 | definition=with-borders",
        "DE | 2024 | foreign | suspects | all | share | percent | 35.4 | definition=without-borders",
        "DE | 2021 | foreign | suspects | all | share | percent | 33.8 | definition=with-borders",
    ];
    let claim = "relation=share | group=foreign | measure=suspects | place=DE";
    for (more, expected) in [
        ("period=2024 | number=35.4%", "ambiguous 35.4,41.8"),
        ("period=2024 | number=41.8%", "ambiguous 41.8,35.4"),
        ("period=2024 | number=48%", "contradicted 41.8"),
        (
            "period=2024 | number=41.8% | definition=without-borders",
            "contradicted 35.4",
        ),
        (
            "period=2024 | number=35.4% | definition=without-borders",
            "supported 35.4",
        ),
        (
            "number=33.8% | definition=with-borders",
            "outdated 41.8,33.8",
        ),
        ("period=2024 | number=30% | bound=over", "supported 41.8"),
    ] {
        assert_eq!(
            told(&finding(&format!("{claim} | {more}"), rows)?),
            expected,
            "{more}"
        );
    }
    Ok(())
}

#[test]
fn sources_that_differ_are_ambiguous_and_equal_ones_are_one() -> Outcome {
    let rows = &[
        "DE | 2018 | foreign | prisoners | all | share | percent | 54.7 | source=council",
        "DE | 2018 | foreign | prisoners | all | share | percent | 54.88 | source=office",
        "DE | 2017 | foreign | prisoners | all | share | percent | 50.1 | source=council",
        "DE | 2017 | foreign | prisoners | all | share | percent | 50.1 | source=office",
    ];
    all(
        rows,
        &[
            (
                "relation=share | number=54.7% | group=foreign | place=DE | period=2018",
                "ambiguous 54.7,54.88",
            ),
            (
                "relation=share | number=55% | group=foreign | place=DE | period=2018",
                "supported 54.7",
            ),
            (
                "relation=share | number=60% | group=foreign | place=DE | period=2018",
                "conditional 54.7 rounding",
            ),
            (
                "relation=share | number=50.1% | group=foreign | place=DE | period=2017",
                "supported 50.1",
            ),
            (
                "relation=share | number=70% | group=foreign | place=DE | period=2018",
                "contradicted 54.7",
            ),
        ],
    )
}

#[test]
fn editions_that_were_replaced_are_outdated() -> Outcome {
    let rows = &[
        "GB | 2022 | foreign | removals | all | count | people | 3091 | source=new | supersedes=old",
        "GB | 2022 | foreign | removals | all | count | people | 3097 | source=old",
        "GB | 2023 | foreign | removals | all | count | people | 3926 | source=new",
        "GB | 2021 | foreign | removals | all | count | people | 2706 | status=first-published",
        "GB | 2023-01/2023-06 | foreign | removals | all | count | people | 2000",
        "GB | 2024 | foreign | removals | all | count | people | 9999 | status=expected",
    ];
    all(
        rows,
        &[
            (
                "number=3097 | measure=removals | group=foreign | place=GB | period=2022",
                "outdated 3091,3097",
            ),
            (
                "number=3091 | measure=removals | group=foreign | place=GB | period=2022",
                "supported 3091",
            ),
            (
                "number=2706 | measure=removals | group=foreign | place=GB | period=2021",
                "supported 2706",
            ),
            (
                "number=3926 | measure=removals | group=foreign | place=GB",
                "supported 3926",
            ),
            // Half a year is no year.
            (
                "number=2000 | measure=removals | group=foreign | place=GB | period=2023",
                "contradicted 3926",
            ),
        ],
    )
}

#[test]
fn rates_and_ratios() -> Outcome {
    let rows = &[
        "ES | 2023 | foreign | convictions | all | rate | per_1000 | 14.6",
        "ES | 2023 | native | convictions | all | rate | per_1000 | 5.8",
        "GB | 2023 | foreign | arrests | all | ratio | percent_more | 34 | comparator=native",
        "DE | 2023 | foreign | suspects | all | count | people | 500",
        "DE | 2023 | native | suspects | all | count | people | 1000",
        "DE | 2023-12-31 | foreign | population | all | count | people | 10000",
        "DE | 2023-12-31 | native | population | all | count | people | 60000",
        "PL | 2020 | foreign | suspects | all | ratio | ratio | 2.5 | comparator=native | definition=unadjusted",
        "PL | 2020 | foreign | suspects | all | ratio | ratio | 1.8 | comparator=native | definition=adjusted",
        "RO | 2020 | foreign | arrests | all | rate | one_in | 94",
    ];
    let spain = "relation=ratio | group=foreign | comparator=native | measure=convictions | place=ES | period=2023";
    let poland = "relation=ratio | group=foreign | comparator=native | measure=suspects | place=PL | period=2020";
    let cases = [
        (format!("{spain} | number=2.5 times"), "supported 2.517"),
        (format!("{spain} | number=1.5 times"), "contradicted 2.517"),
        (format!("{spain} | number=2.5 times | rule=times-more-likely"), "supported 2.517"),
        (format!("{spain} | number=1.5 times | rule=times-more-likely"), "ambiguous 2.517,1.517"),
        (format!("{spain} | number=five times"), "contradicted 2.517"),
        (format!("{poland} | number=1.8 times"), "ambiguous 1.8,2.5"),
        (format!("{poland} | number=2.5 times | definition=unadjusted"), "supported 2.5"),
        ("relation=incidence | number=14.6 per 1000 | group=foreign | measure=convictions | place=ES | period=2023".to_owned(), "supported 14.6"),
        ("relation=incidence | number=1.5% | group=foreign | measure=convictions | place=ES | period=2023".to_owned(), "supported 1.46"),
        ("relation=incidence | number=one in 94 | group=foreign | measure=arrests | place=RO | period=2020".to_owned(), "supported 0.011"),
        // Counts over their base, which is shown.
        ("relation=incidence | number=50 per 1000 | group=foreign | measure=suspects | place=DE | period=2023".to_owned(), "supported 50"),
        ("relation=ratio | number=3.0 times | group=foreign | comparator=native | measure=suspects | place=DE | period=2023".to_owned(), "supported 3"),
        ("relation=relative_difference | direction=up | number=34% | group=foreign | comparator=native | measure=arrests | place=GB | period=2023".to_owned(), "supported 34"),
        ("relation=relative_difference | direction=up | number=34% | group=migrants | comparator=native | measure=arrests | place=GB | period=2023".to_owned(), "conditional 34 group"),
        ("relation=relative_difference | direction=down | number=34% | group=foreign | comparator=native | measure=arrests | place=GB | period=2023".to_owned(), "contradicted -34"),
        ("relation=relative_difference | direction=up | number=152% | group=foreign | comparator=native | measure=convictions | place=ES | period=2023".to_owned(), "supported 151.724"),
    ];
    for (claim, expected) in &cases {
        assert_eq!(told(&finding(claim, rows)?), *expected, "{claim}");
    }
    Ok(())
}

#[test]
fn crime_itself_is_only_ever_conditional() -> Outcome {
    let arrests = "GB | 2023 | foreign | arrests | all | share | percent | 41.5";
    let convictions = "GB | 2023 | foreign | convictions | all | share | percent | 20.0";
    let claim = "relation=share | group=foreign | measure=offending | place=GB | period=2023";
    for (rows, more, expected) in [
        (vec![arrests], "number=41.5%", "conditional 41.5 measure"),
        (vec![arrests], "number=30%", "no_reference 41.5 measure"),
        (
            vec![arrests, convictions],
            "number=41.5%",
            "ambiguous 41.5,20 measure",
        ),
        (
            vec![arrests, convictions],
            "number=41.5% | source=arrest figures",
            "conditional 41.5 measure",
        ),
        (
            vec![arrests, convictions],
            "number=41.5% | source=suspect figures",
            "ambiguous 41.5,20 measure",
        ),
    ] {
        let found = finding(&format!("{claim} | {more}"), &rows)?;
        assert_eq!(told(&found), expected, "{more}");
    }
    let found = finding(&format!("{claim} | number=30%"), &[arrests])?;
    assert_eq!(found.severity, Severity::Warning);
    Ok(())
}

#[test]
fn parts_of_a_group() -> Outcome {
    let rows = &[
        "GB | 2018 | foreign | arrests | sexual | count | arrests | 850",
        "GB | 2018 | foreign | arrests | all | count | arrests | 1000",
        "GB | 2018 | all | arrests | sexual | count | arrests | 900",
        "GB | 2018 | all | arrests | all | count | arrests | 5000",
        "GB | 2018 | PL | arrests | all | count | arrests | 100",
        "GB | 2018 | foreign | arrests | theft | share | percent | 7 | whole=foreign",
    ];
    all(
        rows,
        &[
            (
                "relation=share | number=85% | group=foreign | whole=foreign | offence=sexual | measure=arrests | place=GB | period=2018",
                "supported 85",
            ),
            (
                "relation=share | number=94% | group=foreign | offence=sexual | measure=arrests | place=GB | period=2018",
                "supported 94.444",
            ),
            (
                "relation=share | number=10% | group=PL | whole=foreign | measure=arrests | place=GB | period=2018",
                "supported 10",
            ),
            (
                "relation=share | number=2% | group=PL | measure=arrests | place=GB | period=2018",
                "supported 2",
            ),
            (
                "relation=share | number=7% | group=foreign | whole=foreign | offence=theft | measure=arrests | place=GB | period=2018",
                "supported 7",
            ),
        ],
    )
}

#[test]
fn changes() -> Outcome {
    let rows = &[
        "GB | 2016 | foreign | removals | all | count | people | 6437",
        "GB | 2021 | foreign | removals | all | count | people | 2706",
        "GB | 2022 | foreign | removals | all | count | people | 3091",
        "GB | 2023 | foreign | removals | all | count | people | 3926",
        "GB | 2024-11/2025-10 | foreign | removals | all | count | people | 5430",
        "GB | 2018 | foreign | arrests | all | change | percent | 234 | from=1998",
    ];
    let claim = "relation=change | group=foreign | measure=removals | place=GB";
    for (more, expected) in [
        (
            "direction=up | number=45% | period=2021/2023",
            "supported 45.085",
        ),
        (
            "direction=down | number=45% | period=2021/2023",
            "contradicted -45.085",
        ),
        (
            "direction=up | number=27% | period=2023",
            "supported 27.014",
        ),
        (
            "direction=up | number=20% | period=2023",
            "contradicted 27.014",
        ),
        (
            "direction=up | number=1220 | period=2021/2023",
            "supported 1220",
        ),
        (
            "direction=down | number=halved | bound=over | word=more than | period=2016",
            "outdated 0.844,0.61",
        ),
        (
            "direction=down | number=15.6% | period=2016 | rule=since-then",
            "supported 15.644",
        ),
    ] {
        let text = format!("{claim} | {more}");
        let told = told(&finding(&text, rows)?);
        if expected.starts_with("outdated") {
            assert!(told.starts_with("outdated 0.844"), "{more}: {told}");
        } else {
            assert_eq!(told, expected, "{more}");
        }
    }
    let told = told(&finding(
        "relation=change | direction=up | number=234% | group=foreign | measure=arrests | place=GB | period=1998/2018",
        rows,
    )?);
    assert_eq!(told, "supported 234");
    Ok(())
}

#[test]
fn vague_words_and_superlatives() -> Outcome {
    let rows = &[
        "GB | 2018 | foreign | removals | all | count | people | 5000",
        "GB | 2019 | foreign | removals | all | count | people | 4000",
        "GB | 2020 | foreign | removals | all | count | people | 3500",
        "GB | 2021 | foreign | removals | all | count | people | 3000",
        "GB | 2022 | foreign | removals | all | count | people | 2000",
    ];
    let claim =
        "relation=extreme | number=the lowest | group=foreign | measure=removals | place=GB";
    for (more, expected) in [
        ("direction=down", "supported 2000"),
        ("direction=up", "contradicted 2000"),
        ("direction=down | period=2018", "supported 2000"),
        ("direction=down | period=1970", "vague"),
    ] {
        assert_eq!(
            told(&finding(&format!("{claim} | {more}"), rows)?),
            expected,
            "{more}"
        );
    }
    all(
        rows,
        &[
            (
                "relation=share | number=most | group=foreign | place=GB",
                "vague",
            ),
            (
                "relation=extreme | number=2000 | direction=up | group=foreign | measure=removals | place=GB",
                "conditional 2000 period",
            ),
        ],
    )
}

#[test]
fn severity_follows_stance_voice_and_source() -> Outcome {
    let rows = &[
        "GB | 2023 | foreign | arrests | all | share | percent | 20.0",
        "GB | 2023 | foreign | charges | all | share | percent | 20.0 | trust=press",
    ];
    let claim = "relation=share | group=foreign | place=GB | period=2023";
    for (more, severity) in [
        ("measure=arrests | number=20.0%", Severity::Ok),
        ("measure=arrests | number=31%", Severity::Error),
        ("measure=arrests | number=31% | stance=denied", Severity::Ok),
        (
            "measure=arrests | number=20.0% | stance=denied",
            Severity::Warning,
        ),
        (
            "measure=arrests | number=31% | stance=asked",
            Severity::Note,
        ),
        (
            "measure=arrests | number=31% | stance=hypothetical",
            Severity::Note,
        ),
        (
            "measure=arrests | number=31% | quoted=yes",
            Severity::Warning,
        ),
        ("measure=charges | number=31%", Severity::Warning),
    ] {
        assert_eq!(
            finding(&format!("{claim} | {more}"), rows)?.severity,
            severity,
            "{more}"
        );
    }
    Ok(())
}

#[test]
fn contradictions_say_what_to_do_and_where_the_number_holds() -> Outcome {
    let found = finding(
        "number=10722 | group=foreign | place=GB-EAW | period=2025-06-30",
        PRISONERS,
    )?;
    assert!(
        found
            .advice
            .iter()
            .any(|advice| advice.contains("another place, period or definition"))
    );
    assert!(
        found
            .advice
            .iter()
            .any(|advice| advice.contains("statclaim: ignore"))
    );
    assert!(
        found.hints.iter().any(|hint| hint.contains("swapped")),
        "{:?}",
        found.hints
    );
    let found = finding(
        "number=800 | group=foreign | place=GB-EAW | period=2025-06-30",
        PRISONERS,
    )?;
    assert!(
        found.hints.iter().any(|hint| hint.contains("group: PL")),
        "{:?}",
        found.hints
    );
    assert!(found.hints.iter().any(|hint| hint.contains("tried")));
    Ok(())
}

/// Exchanging the two groups in claim and data exchanges nothing else.
#[test]
fn the_two_groups_are_treated_alike() -> Outcome {
    let rows = [
        "ES | 2023 | foreign | convictions | all | rate | per_1000 | 14.6",
        "ES | 2023 | native | convictions | all | rate | per_1000 | 5.8",
        "ES | 2023 | foreign | convictions | all | share | percent | 27.7",
        "ES | 2022 | foreign | convictions | all | count | people | 300",
        "ES | 2023 | foreign | convictions | all | count | people | 400",
        "ES | 2022 | native | convictions | all | count | people | 900",
        "ES | 2023 | native | convictions | all | count | people | 800",
        "ES | 2023 | foreign | arrests | all | ratio | percent_more | 34 | comparator=native",
    ];
    let claims = [
        "relation=ratio | number=2.5 times | group=foreign | comparator=native | measure=convictions | place=ES | period=2023",
        "relation=ratio | number=half | bound=under | word=less than | group=native | comparator=foreign | measure=convictions | place=ES | period=2023",
        "relation=relative_difference | direction=up | number=34% | group=foreign | comparator=native | measure=arrests | place=ES",
        "relation=relative_difference | direction=down | number=25% | group=native | comparator=foreign | measure=arrests | place=ES",
        "relation=share | number=27.7% | group=foreign | measure=convictions | place=ES | period=2023",
        "relation=share | number=72.3% | group=native | measure=convictions | place=ES | period=2023",
        "relation=change | direction=up | number=33% | group=foreign | measure=convictions | place=ES | period=2022/2023",
        "relation=change | direction=down | number=11% | group=native | measure=convictions | place=ES | period=2022/2023",
        "relation=share | number=40% | group=foreign | measure=convictions | place=ES | period=2023",
        "relation=share | number=40% | group=native | measure=convictions | place=ES | period=2023",
    ];
    let exchange = |text: &str| {
        text.replace("foreign", "\u{1}")
            .replace("native", "foreign")
            .replace('\u{1}', "native")
    };
    let mirrored: Vec<String> = rows.iter().map(|row| exchange(row)).collect();
    let mirrored: Vec<&str> = mirrored.iter().map(String::as_str).collect();
    for claim in claims {
        let one = finding(claim, &rows)?;
        let other = finding(&exchange(claim), &mirrored)?;
        assert_eq!(told(&one), told(&other), "{claim}");
        assert_eq!(one.severity, other.severity, "{claim}");
        assert_eq!(exchange(&one.message), other.message, "{claim}");
    }
    Ok(())
}

/// Claims of every relation over the prisoners table and some more rows.
const PROBES: &[&str] = &[
    "number=10772 | group=foreign | place=GB-EAW",
    "number=10418 | group=foreign | place=GB-EAW",
    "number=10000 | group=foreign | place=~GB",
    "number=800 | group=PL | place=GB",
    "relation=share | number=12.3% | group=foreign | place=GB-EAW | period=2025-06-30",
    "relation=share | number=12.4% | group=foreign | place=GB-EAW | period=2025-06-30",
    "relation=share | number=28.6% | group=foreign | place=ES | period=2024",
    "relation=share | number=50% | group=foreign | place=ES",
    "relation=share | number=28.6% | group=migrants | place=ES | measure=suspects",
];

#[test]
fn order_and_unrelated_rows_change_nothing() -> Outcome {
    let vocabulary = judging::vocabulary()?;
    let policy = Policy::new(judging::widths()?);
    let claims = PROBES
        .iter()
        .map(|text| judging::claim(text))
        .collect::<Result<Vec<_>, _>>()?;
    let context = Context::default();
    let rows = table(PRISONERS)?;
    let plain = |rows: &[_]| -> Vec<String> {
        check::check(&claims, &context, rows, &vocabulary, &policy)
            .iter()
            .map(told)
            .collect()
    };
    let before = plain(&rows);
    let mut backwards = rows.clone();
    backwards.reverse();
    assert_eq!(plain(&backwards), before);
    let mut more = rows.clone();
    more.extend(table(&[
        "DE | 2025-06-30 | foreign | prisoners | all | count | people | 16000 | file=other.csv",
        "DE | 2025-06-30 | all | prisoners | all | count | people | 60000 | file=other.csv",
        "GB-EAW | 2025 | RO | removals | all | count | people | 77 | file=other.csv",
        "ES | 2024 | foreign | victims | all | share | percent | 28.6 | file=other.csv",
    ])?);
    assert_eq!(plain(&more), before);
    Ok(())
}

#[test]
fn a_wider_number_is_never_newly_contradicted() -> Outcome {
    let vocabulary = judging::vocabulary()?;
    let policy = Policy::new(judging::widths()?);
    let rows = table(PRISONERS)?;
    for text in PROBES {
        let narrow = judging::claim(text)?;
        let mut wide = narrow.clone();
        wide.quantity.bound = Bound::About;
        wide.quantity.bound_word = Some("about".to_owned());
        let name = |claim| {
            check::check(
                std::slice::from_ref(claim),
                &Context::default(),
                &rows,
                &vocabulary,
                &policy,
            )
            .first()
            .map(|finding| finding.code.clone())
        };
        let (before, after) = (name(&narrow), name(&wide));
        if before.as_deref() == Some("supported") {
            assert_eq!(after.as_deref(), Some("supported"), "{text}");
        }
        if before.as_deref() != Some("contradicted") {
            assert_ne!(after.as_deref(), Some("contradicted"), "{text}");
        }
    }
    Ok(())
}

/// Claims of one draft, and the codes of the sums that do not come out.
type Sums = (&'static [&'static str], &'static [&'static str]);

const SUMS: &[Sums] = &[
    (
        &[
            "number=240 | group=foreign | measure=charges",
            "number=300 | group=foreign | measure=charges | at=10",
            "relation=change | direction=up | number=half | group=foreign | measure=charges | at=20",
        ],
        &["A-change"],
    ),
    (
        &[
            "number=240 | group=foreign | measure=charges",
            "number=300 | group=foreign | measure=charges | at=10",
            "relation=change | direction=up | number=a quarter | group=foreign | measure=charges | at=20",
        ],
        &[],
    ),
    (
        &[
            "number=860 | measure=charges",
            "number=258 | group=foreign | measure=charges | at=10",
            "relation=share | number=38% | group=foreign | measure=charges | at=20",
        ],
        &["A-share"],
    ),
    (
        &[
            "number=860 | measure=charges",
            "number=258 | group=foreign | measure=charges | at=10",
            "relation=share | number=30% | group=foreign | measure=charges | at=20",
        ],
        &[],
    ),
    (
        &[
            "number=10772 | group=foreign",
            "number=500 | group=PL | at=10",
            "relation=share | number=12% | group=foreign | at=20",
        ],
        &[],
    ),
    (
        &[
            "relation=incidence | number=18.2 per 10000 | group=foreign",
            "relation=incidence | number=14 | group=native | at=10",
            "relation=relative_difference | direction=up | number=50% | group=foreign | comparator=native | at=20",
        ],
        &["A-ratio"],
    ),
    (
        &[
            "relation=incidence | number=18.2 per 10000 | group=foreign",
            "relation=incidence | number=14 | group=native | at=10",
            "relation=relative_difference | direction=up | number=30% | group=foreign | comparator=native | at=20",
        ],
        &[],
    ),
    (
        &[
            "relation=ratio | number=half | group=foreign | comparator=native",
            "relation=incidence | number=613 | group=foreign | at=10",
            "relation=incidence | number=1221 per 100000 | group=native | at=20",
        ],
        &[],
    ),
    (
        &[
            "relation=ratio | number=3.5 times | group=foreign | comparator=native",
            "relation=incidence | number=165 per 100000 | bound=nearly | group=foreign | at=10",
            "relation=incidence | number=48 per 100000 | group=native | at=20",
        ],
        &[],
    ),
    (
        &[
            "number=84 | group=PL",
            "number=51 | group=RO | at=10",
            "number=40 | group=ES | at=20",
            "number=157 | at=30",
        ],
        &["A-sum"],
    ),
    (
        &[
            "number=84 | group=PL",
            "number=51 | group=RO | at=10",
            "number=40 | group=ES | at=20",
            "number=175 | at=30",
        ],
        &[],
    ),
    (
        &[
            "number=84 | group=PL",
            "number=51 | group=RO | at=10",
            "number=400 | at=30",
        ],
        &[],
    ),
    (
        &[
            "number=76181 | group=native",
            "number=10722 | group=foreign | at=10",
            "number=381 | group=unrecorded | at=20",
            "number=87334 | at=30",
        ],
        &["A-sum"],
    ),
    (
        &[
            "relation=share | number=8% | group=foreign",
            "relation=share | number=17% | group=foreign | at=10",
            "relation=change | direction=up | number=3 points | group=foreign | at=20",
        ],
        &["A-change"],
    ),
    // Points told as percent are no wrong sum.
    (
        &[
            "relation=share | number=24% | group=foreign",
            "relation=share | number=20% | group=foreign | at=10",
            "relation=change | direction=down | number=4% | group=foreign | at=20",
        ],
        &[],
    ),
    // A number that the draft rejects is not its own.
    (
        &[
            "number=860 | measure=charges",
            "number=258 | group=foreign | measure=charges | at=10",
            "relation=share | number=38% | group=foreign | measure=charges | stance=denied | at=20",
        ],
        &[],
    ),
    (
        &[
            "relation=share | number=60% | group=native | place=ES",
            "relation=share | number=48% | group=foreign | place=ES | at=10",
        ],
        &["A-sum"],
    ),
    (
        &[
            "relation=share | number=12.3% | group=foreign",
            "relation=share | number=one in 5 | group=foreign | at=10",
        ],
        &["A-conflict"],
    ),
    (
        &[
            "relation=share | number=12.3% | group=foreign",
            "relation=share | number=one in 8 | group=foreign | at=10",
        ],
        &[],
    ),
    (
        &[
            "relation=share | number=12.3% | group=foreign | place=ES | period=2023",
            "relation=share | number=15% | group=foreign | place=ES | period=2023 | sentence=200 | at=210",
        ],
        &["A-conflict"],
    ),
    (
        &[
            "relation=share | number=12.3% | group=foreign | place=ES | period=2023",
            "relation=share | number=15% | group=foreign | place=ES | period=2022 | sentence=200 | at=210",
        ],
        &[],
    ),
    (
        &[
            "relation=share | number=12.3% | group=foreign | place=ES | period=2023 | speaker=one",
            "relation=share | number=15% | group=foreign | place=ES | period=2023 | speaker=other | sentence=200 | at=210",
        ],
        &[],
    ),
];

#[test]
fn arithmetic_inside_the_draft() -> Outcome {
    for (claims, expected) in SUMS {
        let found: Vec<String> = findings(claims, &[], &Context::default())?
            .into_iter()
            .filter(|finding| finding.verdict.is_none())
            .map(|finding| finding.code)
            .collect();
        assert_eq!(found, *expected, "{claims:?}");
    }
    Ok(())
}

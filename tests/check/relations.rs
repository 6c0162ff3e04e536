//! What each relation computes, and what follows from the verdict.

use statclaim::check::Severity;

use super::judging::{Outcome, PRISONERS, all, finding, told};

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

#[test]
fn a_group_may_be_computed_from_its_parts() -> Outcome {
    let rows = &[
        "ES | 2018 | foreign by birth | suspects | all | rate | percent | 8.0",
        "ES | 2018 | native by birth with two-native-born-parents | suspects | all | rate | percent | 3.2",
        "ES | 2018 | native by birth with one-foreign-born-parent | suspects | all | rate | percent | 5.9",
        "ES | 2018 | native by birth with two-foreign-born-parents | suspects | all | rate | percent | 10.2",
        "ES | 2019-12-31 | native by birth with two-native-born-parents | population | all | count | people | 6900000",
        "ES | 2019-12-31 | native by birth with one-foreign-born-parent | population | all | count | people | 780000",
        "ES | 2019-12-31 | native by birth with two-foreign-born-parents | population | all | count | people | 615000",
    ];
    let claim = "relation=ratio | group=foreign by birth | comparator=native by birth | measure=suspects | place=ES | period=2018";
    all(
        rows,
        &[
            (
                &format!("{claim} | number=twice"),
                "conditional 2.014 group",
            ),
            (
                &format!("{claim} | number=five times"),
                "no_reference 2.014 group",
            ),
        ],
    )?;
    // Not where a part is missing.
    let told = told(&finding(&format!("{claim} | number=twice"), &rows[..6])?);
    assert_eq!(told, "no_reference");
    Ok(())
}

#[test]
fn a_plain_number_comes_before_a_special_one() -> Outcome {
    let rows = &[
        "DE | 2018 | foreign | arrests | all | share | percent | 64",
        "DE | 2018 | foreign | arrests | all | share | percent | 15 | definition=without-borders",
        "DE | 2018 | foreign | arrests | theft | count | arrests | 850",
        "DE | 2018 | foreign | arrests | all | count | arrests | 1000",
        "DE | 2018 | all | arrests | theft | count | arrests | 900",
    ];
    let claim = "relation=share | group=foreign | measure=arrests | place=DE | period=2018";
    for (more, expected) in [
        ("number=64%", "supported 64"),
        ("number=15%", "ambiguous 15,64"),
        ("number=80%", "contradicted 64"),
        ("number=80% | measure=offending", "no_reference 64 measure"),
        ("number=94% | offence=theft", "supported 94.444"),
        // The offence may divide the group instead, where no whole is named.
        ("number=85% | offence=theft", "ambiguous 85,94.444"),
        ("number=30% | offence=theft", "contradicted 94.444"),
    ] {
        assert_eq!(
            told(&finding(&format!("{claim} | {more}"), rows)?),
            expected,
            "{more}"
        );
    }
    Ok(())
}

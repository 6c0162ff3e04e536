//! Which observation decides, facet by facet.

use jiff::civil::Date;
use statclaim::check::Context;

use super::judging::{Outcome, PRISONERS, all, finding, findings, told};

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
fn the_passage_around_a_claim_has_a_say() -> Outcome {
    let rows = &[
        "ES | 2007 | foreign | suspects | all | rate | percent | 4.0",
        "ES | 2018 | foreign | suspects | all | rate | percent | 3.6",
        "ES | 2018 | foreign | suspects | all | share | percent | 57.1",
        "ES | 2018 | foreign | prisoners | all | share | percent | 30.5",
        "ES | 2018 | foreign | arrests | theft | count | arrests | 850",
        "ES | 2018 | foreign | arrests | all | count | arrests | 1000",
    ];
    let facets = "group=foreign | measure=suspects | place=ES | period=2007/2018";
    let told_all = |claims: &[&str]| -> Result<Vec<String>, Box<dyn std::error::Error>> {
        Ok(findings(claims, rows, &Context::default())?
            .iter()
            .map(told)
            .collect())
    };
    // "Fell from 4% to 3.6% between 2007 and 2018."
    let first = format!("relation=incidence | number=4% | {facets}");
    let last = format!("relation=incidence | number=3.6% | at=10 | {facets}");
    assert_eq!(
        told_all(&[&first, &last])?,
        ["supported 4", "supported 3.6"]
    );
    // "Committed 57.1% of crimes, suspect figures show."
    let crimes = "relation=share | number=57.1% | group=foreign | measure=suspects | whole-measure=offending | place=ES | period=2018";
    assert_eq!(told_all(&[crimes])?, ["conditional 57.1 measure"]);
    // "30.5% of everyone in Spanish jails": the country is where, not who.
    let jails = "relation=share | number=30.5% | group=foreign | whole=ES | period=2018";
    assert_eq!(told_all(&[jails])?, ["supported 30.5"]);
    // "Most of the arrests of foreigners, about 85%, were for theft."
    let theft =
        "relation=share | group=foreign | measure=arrests | offence=theft | place=ES | period=2018";
    let most = format!("number=most | whole=foreign | {theft}");
    let part = format!("number=85% | at=10 | {theft}");
    assert_eq!(told_all(&[&most, &part])?, ["vague", "supported 85"]);
    Ok(())
}

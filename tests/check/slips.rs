//! Where a careless checker would call a true number false, and what is said of
//! where a false one holds.

use statclaim::{
    check::{Context, Policy},
    claim::Tie,
    text::Span,
};

use super::{
    drafts,
    judging::{self, Outcome, all, finding, findings, table, told},
};

const DANES: &[&str] = &[
    "DK | 2024 | foreign | convictions | all | ratio | ratio | 1.6 | comparator=native",
    "DK | 2024 | men foreign | convictions | all | ratio | ratio | 1.8 | comparator=men native",
    "DK | 2024 | PL | convictions | all | ratio | ratio | 3.6 | comparator=native",
    "DK | 2020 | foreign | convictions | all | ratio | ratio | 2.2 | comparator=native",
];

#[test]
fn like_is_compared_with_like() -> Outcome {
    let same = "relation=ratio | group=foreign | comparator=men native | measure=convictions | place=DK | period=2024";
    all(
        DANES,
        &[
            (&format!("{same} | number=1.8 times"), "supported 1.8"),
            // The subject's sex was not read, so that nothing is called wrong.
            (&format!("{same} | number=2.8 times"), "no_reference 1.8"),
        ],
    )
}

#[test]
fn where_nobody_is_named_all_usual_groups_are_as_good() -> Outcome {
    let rows = &[
        "NL | 2023 | foreign by birth | suspects | all | rate | percent | 1.1",
        "NL | 2023 | all | suspects | all | rate | percent | 0.8",
        "NL | 2023 | native by birth | suspects | all | rate | percent | 0.6",
    ];
    let same =
        "relation=ratio | group=foreign by birth | measure=suspects | place=NL | period=2023";
    for (number, verdict) in [
        ("1.8 times", "ambiguous"),
        ("1.4 times", "ambiguous"),
        ("2.8 times", "contradicted"),
    ] {
        let found = finding(&format!("{same} | number={number}"), rows)?;
        assert_eq!(found.code, verdict, "{number}");
    }
    Ok(())
}

#[test]
fn numbers_of_people_are_silent_beside_rates() -> Outcome {
    let rows = &[
        "DK | 2024 | migrants | convictions | all | ratio | ratio | 1.4 | comparator=native | definition=unadjusted",
        "DK | 2024 | migrants | convictions | all | count | people | 300",
        "DK | 2024 | native | convictions | all | count | people | 900",
    ];
    let same = "relation=ratio | group=migrants | comparator=native | measure=convictions | place=DK | period=2024";
    all(
        rows,
        &[
            (&format!("{same} | number=1.4 times"), "supported 1.4"),
            (&format!("{same} | number=0.3 times"), "contradicted 1.4"),
        ],
    )
}

#[test]
fn an_old_year_needs_more_than_a_number_cut_off() -> Outcome {
    let rows = &[
        "NO | 2008 | foreign | charges | all | share | percent | 15.74",
        "NO | 2010 | foreign | charges | all | share | percent | 18.23",
        "NO | 2024 | foreign | charges | all | share | percent | 22.86",
    ];
    let same = "relation=share | group=foreign | measure=charges | place=NO";
    all(
        rows,
        &[
            (&format!("{same} | number=16%"), "outdated 22.86,15.74"),
            (&format!("{same} | number=15%"), "contradicted 22.86"),
            (&format!("{same} | number=22%"), "supported 22.86"),
            (
                &format!("{same} | number=15% | period=2008"),
                "supported 15.74",
            ),
        ],
    )
}

#[test]
fn an_age_or_a_sex_in_the_sentence_leaves_open_whose_the_number_is() -> Outcome {
    let rows = &["ES | 2023 | foreign | convictions | all | rate | per_1000 | 14.6"];
    let text = "relation=incidence | number=11.9 per 1000 | group=foreign | measure=convictions | place=ES | period=2023";
    assert_eq!(told(&finding(text, rows)?), "contradicted 14.6");
    let context = Context {
        ties: vec![Tie::Age(Span::new(2, 20))],
        ..Context::default()
    };
    let found = findings(&[text], rows, &context)?;
    let codes: Vec<&str> = found.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["no_reference"]);
    Ok(())
}

#[test]
fn a_number_for_each_week_of_some_or_of_something_unknown_contradicts_nothing() -> Outcome {
    let rows = &["DK | 2023 | foreign | prisoners | all | count | | 4000"];
    let text =
        "relation=level | number=200 | group=foreign | measure=prisoners | place=DK | period=2023";
    let plain = finding(text, rows)?;
    assert_eq!(told(&plain), "contradicted 4000");
    let number = plain.claim.span;
    let short = true;
    for tie in [
        Tie::EachTime { number, short },
        Tie::Narrowed(number),
        Tie::Unknown(number),
    ] {
        let context = Context {
            ties: vec![tie],
            ..Context::default()
        };
        let found = findings(&[text], rows, &context)?;
        let codes: Vec<&str> = found.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["no_reference"]);
    }
    Ok(())
}

#[test]
fn jailed_is_sent_to_prison_or_in_it() -> Outcome {
    let rows = &[
        "IE | 2023 | foreign | prisoners | all | share | percent | 15.6",
        "IE | 2023 | foreign | admissions | all | share | percent | 20.7",
    ];
    let mut claim = judging::claim(
        "relation=share | number=one in 5 | group=foreign | measure=prisoners | place=IE | period=2023",
    )?;
    let mut policy = Policy::new(judging::widths()?);
    policy.sent_or_held_words.insert("jailed".to_owned());
    for (words, verdict) in [("jailed", "ambiguous"), ("prisoners", "contradicted")] {
        words.clone_into(&mut claim.measure.text);
        let found = statclaim::check::check(
            std::slice::from_ref(&claim),
            &Context::default(),
            &table(rows)?,
            &judging::vocabulary()?,
            &policy,
        );
        assert_eq!(found.first().map(|one| one.code.as_str()), Some(verdict));
    }
    Ok(())
}

#[test]
fn a_number_is_looked_for_in_other_groups_places_and_bases() -> Outcome {
    let mut rows = DANES.to_vec();
    rows.extend([
        "DK | 2024 | foreign | prisoners | all | share | percent | 25.3",
        "DK | 2024 | PL | prisoners | all | share | percent | 13 | whole=foreign",
        "FI | 2024 | foreign | prisoners | all | share | percent | 23.31",
    ]);
    let ratio = "relation=ratio | comparator=native | measure=convictions | place=DK | period=2024 | group=foreign";
    let share = "relation=share | measure=prisoners | place=DK | period=2024";
    for (claim, hint) in [
        (format!("{ratio} | number=3.6 times"), "another group: PL"),
        (format!("{ratio} | number=2.2 times"), "another period"),
        (
            format!("{share} | group=foreign | number=23.31%"),
            "another place",
        ),
    ] {
        let found = finding(&claim, &rows)?;
        assert_eq!(found.code, "contradicted", "{claim}");
        let first = found.hints.first().map_or("", String::as_str);
        assert!(first.contains(hint), "{claim}: {:?}", found.hints);
        let last = found.hints.last().map_or("", String::as_str);
        assert!(last.contains("tried"), "{claim}: {:?}", found.hints);
    }
    Ok(())
}

#[test]
fn the_advice_is_a_sentence_to_print() -> Outcome {
    let rows = &["ES | 2023 | foreign | prisoners | all | share | percent | 31.2"];
    for (claim, advice) in [
        (
            "relation=share | number=40% | group=foreign | place=ES | period=2023",
            "Correct it, for example: Foreign made up 31.2% of prisoners",
        ),
        (
            "relation=share | number=40% | group=foreign | place=ES | period=2023 | quoted=yes",
            "leave them and add beside the quotation: Foreign made up 31.2% of prisoners",
        ),
    ] {
        let found = finding(claim, rows)?;
        let first = found.advice.first().map_or("", String::as_str);
        assert!(first.contains(advice), "{first}");
    }
    Ok(())
}

#[test]
fn a_smaller_number_of_the_same_may_be_of_some_of_them() -> Outcome {
    let rows = &["GB | 2016-03 | foreign | awaiting_removal | all | count | people | 5895"];
    let same = "group=foreign | measure=awaiting_removal | place=GB | period=2016-03";
    let total = format!("number=5895 | {same}");
    let part = format!("number=522 | {same} | at=10");
    let found = findings(&[&total, &part], rows, &Context::default())?;
    let codes: Vec<&str> = found.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["supported", "no_reference"]);
    let alone = format!("number=522 | {same}");
    assert_eq!(finding(&alone, rows)?.code, "contradicted");
    Ok(())
}

#[test]
fn a_time_without_its_year_contradicts_nothing() -> Outcome {
    let rows = &["IE | 2025-08-31 | foreign | prisoners | all | count | people | 982"];
    let mut claim = judging::claim("number=911 | group=foreign | place=IE | period=2025")?;
    let mut policy = Policy::new(judging::widths()?);
    policy.present_words.insert("now".to_owned());
    for (words, verdict) in [("on 1 October", "no_reference"), ("now", "contradicted")] {
        if let Some(period) = &mut claim.period {
            words.clone_into(&mut period.text);
            period.value = None;
        }
        let found = statclaim::check::check(
            std::slice::from_ref(&claim),
            &Context::default(),
            &table(rows)?,
            &judging::vocabulary()?,
            &policy,
        );
        assert_eq!(
            found.first().map(|one| one.code.as_str()),
            Some(verdict),
            "{words}"
        );
    }
    Ok(())
}

#[test]
fn a_place_that_is_only_guessed_contradicts_nothing() -> Outcome {
    let rows = &["GB | 2025 | foreign | removals | all | count | people | 5430"];
    let same = "group=foreign | measure=removals";
    all(
        rows,
        &[
            (&format!("{same} | number=5430"), "supported 5430"),
            (&format!("{same} | number=600"), "no_reference 5430"),
            (
                &format!("{same} | number=600 | period=2025"),
                "no_reference 5430",
            ),
            (
                &format!("{same} | number=600 | period=2025 | place=GB"),
                "contradicted 5430",
            ),
        ],
    )
}

#[test]
fn of_two_numbers_behind_two_groups_neither_is_called_wrong() -> Outcome {
    let but = |rest: &str| {
        format!(
            "Poles made up 3 per cent of convictions in Denmark in 2024 and Czechs 2, but for burglary it was {rest}."
        )
    };
    drafts::all(
        &[
            "DK | 2024 | PL | convictions | all | share | percent | 3",
            "DK | 2024 | CZ | convictions | all | share | percent | 2",
            "DK | 2024 | PL | convictions | burglary | share | percent | 9",
            "DK | 2024 | CZ | convictions | burglary | share | percent | 7",
        ],
        &[
            (&but("[9] and 7"), "no_reference 7"),
            (&but("9 and [7]"), "supported 7"),
            (&but("[9 per cent] and 7"), "no_reference 7"),
            // One number alone is of the group named last.
            (&but("[9 per cent]"), "contradicted 7"),
        ],
        told,
    )
}

#[test]
fn a_country_that_may_be_a_place_or_a_people_contradicts_nothing() -> Outcome {
    drafts::all(
        &[
            "ES | 2024 | foreign citizens | prisoners | all | share | percent | 31",
            "ES | 2024 | PT | prisoners | all | share | percent | 4",
        ],
        &[
            (
                "Foreigners made up 31 per cent of prisoners in Spain in 2024 (Portugal: [17 per cent]).",
                "no_reference 4",
            ),
            (
                "Foreigners made up 31 per cent of prisoners in Spain in 2024, and the Portuguese [17 per cent].",
                "contradicted 4",
            ),
        ],
        told,
    )
}

#[test]
fn a_change_on_the_year_before_ends_when_the_draft_says() -> Outcome {
    let rise = |words: &str| format!("The number of Poles in prison in Denmark rose by {words}.");
    let rows = [
        "DK | 2022 | PL | prisoners | all | count | people | 100",
        "DK | 2023 | PL | prisoners | all | count | people | 110",
        "DK | 2024 | PL | prisoners | all | count | people | 132",
        "DK | 2025 | PL | prisoners | all | count | people | 198",
    ];
    drafts::all(
        &rows,
        &[
            (&rise("[20%] on the previous year in 2024"), "supported 20"),
            (
                &rise("[50%] on the previous year in 2024"),
                "contradicted 20",
            ),
            (&rise("[20%] in 2024 on the previous year"), "supported 20"),
            (
                "In 2024 132 Poles were in prison in Denmark, [20%] more than in the previous 12 months.",
                "supported 20",
            ),
            (
                "In 2024 132 Poles were in prison in Denmark, against [110] the previous year.",
                "supported 110",
            ),
            // Of which year is left open.
            (&rise("[70%] on the previous year"), "no_reference 50"),
        ],
        told,
    )
}

#[test]
fn people_of_a_country_may_be_those_in_one_part_of_it() -> Outcome {
    let prisoners = |value: &str, place: &str| {
        format!("{place} | 2013 | GB | prisoners | all | count | people | {value}")
    };
    let english = prisoners("72126", "GB-EAW");
    let scottish = prisoners("7626", "GB-SCT");
    let held = |number: &str| format!("In 2013 [{number}] British citizens were in prison.");
    drafts::all(
        &[&english, &scottish],
        &[
            (&held("7,626"), "no_reference 72126"),
            (&held("72,126"), "supported 72126"),
        ],
        told,
    )?;
    let all = prisoners("81000", "GB");
    drafts::all(
        &[&all, &english, &scottish],
        &[(&held("7,626"), "contradicted 81000")],
        told,
    )
}

#[test]
fn a_change_between_two_days_is_not_judged_by_numbers_of_years() -> Outcome {
    let from =
        |ends: &str| format!("{ends} the number of Poles in prison in Denmark rose by [50%].");
    drafts::all(
        &[
            "DK | 2017 | PL | prisoners | all | count | people | 100",
            "DK | 2021 | PL | prisoners | all | count | people | 120",
        ],
        &[
            (&from("Between 2017 and 2021"), "contradicted 20"),
            (
                &from("Between 1 February 2017 and 1 October 2021"),
                "no_reference 20",
            ),
        ],
        told,
    )
}

#[test]
fn a_share_that_the_tables_own_numbers_give_is_not_wrong() -> Outcome {
    drafts::all(
        &[
            "DK | 2021 | all | suspects | all | count | people | 303000",
            "DK | 2021 | PL | suspects | all | count | people | 35000",
            "DK | 2021 | PL | suspects | all | share | percent | 11",
        ],
        &[
            (
                "Poles were [11.6%] of suspects in Denmark in 2021.",
                "ambiguous 11.551,11",
            ),
            (
                "Poles were [13.6%] of suspects in Denmark in 2021.",
                "contradicted 11",
            ),
        ],
        told,
    )
}

#[test]
fn those_who_are_not_of_a_group_are_not_counted_as_the_group() -> Outcome {
    let of = |words: &str| format!("In Denmark {words} in 2024.");
    drafts::all(
        &["DK | 2024 | foreign | convictions | all | share | percent | 12"],
        &[
            (
                &of("[88%] of those convicted were not foreigners"),
                "no_reference",
            ),
            (
                &of("[88%] of those convicted weren't foreigners"),
                "no_reference",
            ),
            (
                &of("12% of those convicted were foreigners, and [88%] were not,"),
                "no_reference",
            ),
            (
                &of("[70%] of those convicted were foreign citizens"),
                "contradicted 12",
            ),
        ],
        told,
    )
}

#[test]
fn a_time_carried_from_another_paragraph_is_not_the_newest() -> Outcome {
    drafts::all(
        &[
            "DK | 2015 | PL | convictions | all | share | percent | 9",
            "DK | 2025 | CZ | convictions | all | share | percent | 12",
        ],
        &[(
            "In 2015 9% of those convicted in Denmark were Poles.\n\nAnother [23%] were Czechs.",
            "no_reference 12",
        )],
        told,
    )
}

#[test]
fn the_crime_of_a_lead_in_is_that_of_its_items_and_cells() -> Outcome {
    drafts::all(
        &[
            "DK | 2024 | PL | suspects | all | share | percent | 12",
            "DK | 2024 | PL | suspects | theft | share | percent | 31",
        ],
        &[
            (
                "Suspects of theft in Denmark, 2024:\n\n- Poles: [31%]",
                "supported 31",
            ),
            (
                "Suspects of theft in Denmark, 2024:\n\n- Poles: [25%]",
                "contradicted 31",
            ),
            (
                "Suspects of theft and rape in Denmark, 2024:\n\n- Poles: [25%]",
                "no_reference 12",
            ),
        ],
        told,
    )
}

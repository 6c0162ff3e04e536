//! Neutrality, and what no data may change.

use statclaim::{
    check::{self, Context, Policy},
    number::Bound,
};

use super::judging::{self, Outcome, PRISONERS, finding, table, told};

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

/// More and fewer, rise and fall, over and under are judged alike where the data are turned round.
#[test]
fn the_two_directions_are_treated_alike() -> Outcome {
    let rates = |one: u32, other: u32| {
        [
            format!("ES | 2023 | foreign | convictions | all | rate | per_1000 | {one}"),
            format!("ES | 2023 | native | convictions | all | rate | per_1000 | {other}"),
        ]
    };
    let series = |before: u32, after: u32| {
        [
            format!("ES | 2022 | foreign | convictions | all | count | people | {before}"),
            format!("ES | 2023 | foreign | convictions | all | count | people | {after}"),
        ]
    };
    let same = "group=foreign | measure=convictions | place=ES";
    let mut pairs = Vec::new();
    for (number, up, down) in [
        ("40%", 140, 60),
        ("40%", 120, 80),
        ("40%", 60, 140),
        ("44%", 140, 60),
    ] {
        for relation in ["relative_difference", "change"] {
            let about = if relation == "change" {
                format!("number={number} | {same} | period=2022/2023")
            } else {
                format!("number={number} | comparator=native | {same} | period=2023")
            };
            let claim =
                |direction: &str| format!("relation={relation} | direction={direction} | {about}");
            let (rows_up, rows_down) = if relation == "change" {
                (series(100, up), series(100, down))
            } else {
                (rates(up, 100), rates(down, 100))
            };
            pairs.push(((claim("up"), rows_up), (claim("down"), rows_down)));
        }
    }
    for (above, below) in [("over", "under"), ("at_least", "at_most")] {
        for (up, down) in [(1_201, 799), (799, 1_201), (1_000, 1_000)] {
            let claim = |bound: &str| format!("number=1000 | bound={bound} | {same} | period=2023");
            pairs.push((
                (claim(above), series(1_000, up)),
                (claim(below), series(1_000, down)),
            ));
        }
    }
    for ((up, rows_up), (down, rows_down)) in pairs {
        let one = finding(&up, &rows_up.each_ref().map(String::as_str))?;
        let other = finding(&down, &rows_down.each_ref().map(String::as_str))?;
        assert_eq!(
            one.code, other.code,
            "{up} {rows_up:?}: {}, {}",
            one.message, other.message
        );
        assert_eq!(one.severity, other.severity, "{up} {rows_up:?}");
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

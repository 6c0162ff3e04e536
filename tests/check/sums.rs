//! The draft against itself.

use statclaim::{check::Context, claim::Tie, text::Span};

use super::judging::{Outcome, findings};

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

/// Numbers that the words tie together must fit, whatever was read of their groups.
#[test]
fn tied_numbers_must_fit() -> Outcome {
    let at = |start: usize| Span::new(start, start + 2);
    let share = Tie::Share {
        part: at(0),
        whole: at(10),
        share: at(20),
    };
    let total = Tie::Total {
        parts: vec![at(0), at(10)],
        total: at(20),
    };
    let again = Tie::Again {
        first: at(0),
        again: at(20),
    };
    for (tie, numbers, expected) in [
        (&share, ["91", "350", "36%"], &["A-share"] as &[&str]),
        (&share, ["91", "350", "26%"], &[]),
        // A part above its whole was not read as it was meant.
        (&share, ["350", "91", "26%"], &[]),
        (&total, ["62", "31", "120"], &["A-sum"]),
        (&total, ["62", "31", "93"], &[]),
        (&again, ["one in 5", "8", "35%"], &["A-conflict"]),
        (&again, ["one in 5", "8", "20%"], &[]),
    ] {
        let context = Context {
            ties: vec![tie.clone()],
            ..Context::default()
        };
        let groups = ["foreign", "PL", "DE"];
        let claims: Vec<String> = numbers
            .iter()
            .zip(groups)
            .enumerate()
            .map(|(place, (number, group))| {
                format!("number={number} | group={group} | at={}", place * 10)
            })
            .collect();
        let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
        let found = findings(&claims, &[], &context)?;
        let codes: Vec<&str> = found
            .iter()
            .map(|one| one.code.as_str())
            .filter(|code| code.starts_with("A-"))
            .collect();
        assert_eq!(codes, expected, "{numbers:?}");
    }
    Ok(())
}

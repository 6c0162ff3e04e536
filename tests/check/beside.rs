//! What a number beside settles: where it agrees with a row of a table in every digit, what
//! its neighbour leaves open is that row's, and the neighbour can be held against the table.

use statclaim::check::{Finding, Verdict};

use super::{
    drafts::all,
    judging::{Outcome, told},
};

const ROWS: &[&str] = &[
    "DK | 2024 | all | convictions | theft | count | people | 5184",
    "DK | 2024 | foreign | convictions | theft | count | people | 2141",
    "DK | 2024 | foreign | convictions | theft | share | percent | 41.3",
    "DK | 2019 | foreign | convictions | theft | count | people | 1712",
    "SE | 2024 | foreign by birth | suspects | all | count | people | 30412",
    "SE | 2024 | foreign by birth | suspects | all | share | percent | 43.7",
    "SE | 2014 | foreign by birth | suspects | all | count | people | 25343",
];

/// The verdict, and the number beside that settled it.
fn settled(finding: &Finding) -> String {
    let working = finding.verdict.as_ref().and_then(Verdict::working);
    let mut notes = working.into_iter().flat_map(|working| &working.notes);
    let by = notes.find_map(|note| {
        let (_, rest) = note.split_once("is taken from \"")?;
        rest.strip_suffix("\" beside it, which agrees with the same table")
    });
    by.map_or_else(|| told(finding), |by| format!("{} by {by}", told(finding)))
}

#[test]
fn the_crime_is_that_of_the_number_beside() -> Outcome {
    let with = |rest: &str| format!("Convictions of foreign citizens, {rest} in 2024.");
    all(
        ROWS,
        &[
            (
                &with("[3,141] in Denmark, are a part of the 5,184 people convicted of theft"),
                "contradicted 2141 by 5,184",
            ),
            (
                &with("[2,141] in Denmark, are a part of the 5,184 people convicted of theft"),
                "conditional 2141 offence",
            ),
            // A number told coarsely may agree by chance.
            (
                &with("[3,141] in Denmark, are a part of some 5,000 people convicted of theft"),
                "no_reference",
            ),
            // One that the table does not have settles nothing.
            (
                &with("[3,141] in Denmark, are a part of the 6,184 people convicted of theft"),
                "no_reference",
            ),
            // So far from the row that it counts something else.
            (
                &with("[31,410] in Denmark, are beside the 5,184 people convicted of theft"),
                "no_reference",
            ),
        ],
        settled,
    )
}

#[test]
fn a_change_is_of_those_whom_the_number_before_counts() -> Outcome {
    all(
        ROWS,
        &[
            (
                "In 2024 Denmark convicted 2,141 foreigners of theft, [60%] more than in 2019.",
                "contradicted 25.058 by 2,141",
            ),
            (
                "In 2024 Denmark convicted 2,141 foreigners of theft, [25%] more than in 2019.",
                "conditional 25.058 group",
            ),
            (
                "In Sweden 30,412 foreigners were suspects in 2024. The number has grown by [45%] since 2014.",
                "contradicted 20.002 by 30,412",
            ),
            // Told as the table counts them, nothing has to be settled.
            (
                "In Sweden 30,412 people born abroad were suspects in 2024, a rise of [45%] since 2014.",
                "contradicted 20.002",
            ),
        ],
        settled,
    )
}

#[test]
fn whom_a_claim_names_itself_is_not_settled() -> Outcome {
    all(
        ROWS,
        &[
            (
                "In Sweden 43.7% of suspects in 2024 were born abroad, and [35,412] people with a foreign background were suspects.",
                "no_reference 30412 group",
            ),
            (
                "In Denmark 5,184 people were convicted of theft in 2024, and foreigners got [55%] of the convictions.",
                "no_reference 41.3 group",
            ),
            // Everybody is not the foreigners of the number beside.
            (
                "In Denmark 41.3% of those convicted of theft in 2024 were foreigners, and in all [3,141] people were convicted.",
                "no_reference",
            ),
        ],
        settled,
    )
}

const LISTED: &[&str] = &[
    "GB | 2023 | foreign | removals | all | count | people | 3926",
    "GB | 2023 | PL | removals | all | count | people | 263",
    "GB | 2023 | RO | removals | all | count | people | 836",
    "GB | 2023 | LT | removals | all | count | people | 267",
    "GB | 2023 | AL | removals | all | count | people | 1467",
    "GB | 2022 | AL | removals | all | count | people | 847",
    "DE | 2025 | foreign | suspects | theft | count | people | 27208",
    "DE | 2025 | foreign | suspects | theft | share | percent | 27.8",
    "DE | 2025 | foreign | suspects | violence | count | people | 82565",
    "DE | 2024 | foreign | suspects | violence | count | people | 85012",
];

#[test]
fn doubts_end_where_the_numbers_beside_agree() -> Outcome {
    let list = |poles: &str, romanians: &str| {
        format!(
            "Of the foreign offenders deported from the United Kingdom in 2023 Albanians were the largest group with 1,467, having been 847 the year before. Then came Romanians ({romanians}), Lithuanians (267) and Poles ({poles})."
        )
    };
    let items = |count: &str| {
        format!(
            "Germany counted 2,054,855 suspects in 2025. The offences:\n\n- violence: 82,565 suspects who are foreign citizens, 2,447 fewer than in 2024\n- theft: {count}, or [37.8%]"
        )
    };
    all(
        LISTED,
        &[
            (&list("[623]", "836"), "contradicted 263 by 836"),
            (&list("[263]", "836"), "supported 263"),
            // One that the table does not have settles no time.
            (&list("[623]", "936"), "no_reference 263"),
            (&items("27,208"), "contradicted 27.8 by 27,208"),
            (&items("some 29,000"), "no_reference 27.8"),
        ],
        settled,
    )
}

const COLUMN: &[&str] = &[
    "DK | 2019 | foreign | convictions | all | count | people | 21518",
    "DK | 2020 | foreign | convictions | all | count | people | 27542",
    "DK | 2021 | foreign | convictions | all | count | people | 31736",
    "DK | 2022 | foreign | convictions | all | count | people | 32614",
];

#[test]
fn a_list_that_agrees_tells_what_its_numbers_count() -> Outcome {
    let list = |third: &str, last: &str| {
        format!(
            "In 2018 courts in Denmark pronounced 20,400 convictions of foreign citizens.\n\nThe years after:\n\n- 2019: 21,518 foreign citizens\n- 2020: 27,542 foreign citizens\n- 2021: {third} foreign citizens\n- 2022: {last} foreign citizens"
        )
    };
    all(
        COLUMN,
        &[
            (&list("31,736", "[23,614]"), "contradicted 32614"),
            (&list("31,736", "[32,614]"), "supported 32614"),
            // Two that agree may count the same by chance.
            (&list("37,136", "[23,614]"), "no_reference 32614"),
            // So far from the row that it counts something else.
            (&list("31,736", "[2,361]"), "no_reference 32614"),
        ],
        told,
    )
}

const BEFORE: &[&str] = &[
    "FI | 2019 | foreign | suspects | theft | share | percent | 37.6",
    "FI | 2018 | foreign | suspects | theft | share | percent | 27.2",
];

#[test]
fn a_number_that_agrees_tells_whose_the_next_one_is() -> Outcome {
    let before = |share: &str| {
        format!(
            "Foreign citizens were behind {share} per cent of the theft suspicions cleared up by Finnish police in 2019. A year before that the proportion had stood at [48 per cent]."
        )
    };
    all(
        BEFORE,
        &[
            (&before("37.6"), "contradicted 27.2 by 37.6 per cent"),
            // One that the table does not have tells nothing.
            (&before("57.6"), "no_reference 27.2"),
        ],
        settled,
    )
}

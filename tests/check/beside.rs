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

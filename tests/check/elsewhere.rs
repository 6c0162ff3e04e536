//! What a draft names elsewhere may be what a claim leaves open: where a figure agrees with
//! it, the claim holds on that condition, and the facet is named. Nothing is called wrong by it.

use super::{
    drafts::all,
    judging::{Outcome, told},
};

const CHARGES: &[&str] = &[
    "NO | 2023 | foreign | charges | all | share | percent | 21.4",
    "NO | 2023 | foreign | charges | theft | share | percent | 38.6",
    "NO | 2023 | SE | charges | theft | share | percent | 5.31",
    "NO | 2019 | foreign | charges | theft | share | percent | 33.7",
    "NO | 2023 | foreign | convictions | theft | share | percent | 36.2",
    "NO | 2023 | all | charges | theft | count | people | 9312",
    "NO | 2023 | foreign | charges | theft | count | people | 3594",
];

#[test]
fn the_crime_or_the_group_of_another_number() -> Outcome {
    all(
        CHARGES,
        &[
            (
                "Foreign citizens made up [38.6%] of those charged in Norway in 2023. In all, 9,312 people were charged with theft.",
                "conditional 38.6 offence",
            ),
            (
                "In Norway, 9,312 people were charged with theft in 2023. Foreign citizens made up [21.4%] of all people charged that year.",
                "conditional 21.4 offence",
            ),
            (
                "In Norway 3,594 foreign citizens were charged with theft in 2023. Theft led to [9,312] charges.",
                "conditional 9312 group",
            ),
        ],
        told,
    )
}

#[test]
fn two_facets_at_once_only_for_a_number_told_in_three_digits() -> Outcome {
    let told_before = "Swedish citizens were 5.31% of those charged in Norway in 2023. \
        Of those charged with theft in 2019, 33.7% were foreign citizens.";
    all(
        CHARGES,
        &[
            (
                &format!("{told_before} In all there were [9,312] charges."),
                "conditional 9312 offence,group,period",
            ),
            (
                &format!("{told_before} In all there were [9,300] charges."),
                "no_reference",
            ),
        ],
        told,
    )
}

#[test]
fn what_nothing_in_the_draft_names_is_not_tried() -> Outcome {
    all(
        CHARGES,
        &[
            // Convictions would agree, but nobody speaks of them.
            (
                "In Norway, 3,594 foreign citizens were charged with theft in 2023. They made up [36.2%].",
                "contradicted 38.6",
            ),
            // A sentence that tells its own year has it.
            (
                "In 2023 in Norway, 38.6% of those charged with theft were foreign citizens. In 2019 it was [36.2%].",
                "contradicted 33.7",
            ),
            (
                "Swedish citizens made up 5.31% of those charged with theft in Norway in 2023. Foreigners came to [33.7%].",
                "no_reference 38.6 group",
            ),
        ],
        told,
    )
}

#[test]
fn a_denial_may_turn_the_group_round() -> Outcome {
    let of_those_charged = |rest: &str| format!("In Norway in 2023, {rest}.");
    all(
        CHARGES,
        &[
            (
                &of_those_charged(
                    "[38.6%] of those charged with theft could not show a Norwegian passport",
                ),
                "conditional 38.6 group",
            ),
            (
                &of_those_charged(
                    "[61.4%] of those charged with theft could not show a foreign passport",
                ),
                "conditional 61.4 group",
            ),
            // Nor does it agree with the others: it is wrong either way.
            (
                &of_those_charged(
                    "[70%] of those charged with theft could not show a Norwegian passport",
                ),
                "contradicted 61.4",
            ),
            // Nothing is denied.
            (
                &of_those_charged("[38.6%] of those charged with theft were Norwegian citizens"),
                "contradicted 61.4",
            ),
            (
                &of_those_charged("[61.4%] of those charged with theft were Norwegian citizens"),
                "supported 61.4",
            ),
        ],
        told,
    )
}

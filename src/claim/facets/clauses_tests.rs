//! Sentences with several figures or clauses: whose words are whose.

use super::tests::{check, words};
use crate::claim::Claim;

#[test]
fn the_next_clause_is_of_something_else() {
    let told = |claim: &Claim| {
        let offence = words(claim.offence.as_ref());
        format!("{} / {offence}", words(claim.whole.as_ref()))
    };
    check(
        &[
            (
                "Foreigners make up 30% of prisoners and the guards are too few.",
                &["prisoners / -"],
            ),
            (
                "Moroccans are 30% of suspects in Spain and burglary is the commonest charge.",
                &["suspects in Spain / -"],
            ),
            (
                "Foreigners are 30% of suspects while robberies by locals rose.",
                &["suspects / -"],
            ),
            (
                "Foreigners fill a tenth of the cells and drug offences lead the list.",
                &["the cells / -"],
            ),
            (
                "In Spain 30% of suspects and prisoners are foreigners.",
                &["suspects and prisoners / -"],
            ),
            (
                "The island is, of course, 47% foreign, and 60% of its prisoners are.",
                &["- / -", "its prisoners / -"],
            ),
        ],
        &told,
    );
}

#[test]
fn a_share_among_others() {
    let told = |claim: &Claim| {
        let measure = &claim.measure.value;
        format!("{measure}: {}", words(claim.whole.as_ref()))
    };
    check(
        &[
            (
                "Foreigners are 38% of suspects. Among victims the share is 22%.",
                &["suspects: suspects", "victims: victims"],
            ),
            (
                "Foreigners are 38% of suspects. Among the convicted it is 22%.",
                &["suspects: suspects", "convictions: the convicted"],
            ),
            (
                "Foreigners are 38% of suspects, but only 22% among victims.",
                &["suspects: suspects", "victims: victims"],
            ),
        ],
        &told,
    );
}

#[test]
fn points_of_an_index_spoken_of_before() {
    let told = |claim: &Claim| format!("{:?}", claim.quantity.kind);
    check(
        &[
            (
                "The office publishes an index. Somali men stood at 252 for theft, Turks at 114.",
                &["Index", "Index"],
            ),
            (
                "The price index rose. The number of Turks in prison stood at 114.",
                &["Count"],
            ),
            ("Turks in prison stood at 114.", &["Count"]),
        ],
        &told,
    );
}

#[test]
fn a_rate_among_others_is_no_share_of_them() {
    let told = |claim: &Claim| format!("{:?} {}", claim.relation, words(claim.whole.as_ref()));
    check(
        &[(
            "Among foreign drivers the failure rate for drink-driving was 4%; among Danes it was 3%.",
            &["Incidence -", "Incidence -"],
        )],
        &told,
    );
}

#[test]
fn what_leads_to_the_next_number_is_of_that() {
    let told = |claim: &Claim| {
        let offence = words(claim.offence.as_ref());
        format!("{} / {offence}", words(claim.population.as_ref()))
    };
    check(
        &[
            (
                "Foreigners committed 3 in 10 burglaries in Lyon; for car theft it was 2 in 10 and for robbery 8 in 10.",
                &[
                    "Foreigners / burglaries",
                    "Foreigners / car theft",
                    "Foreigners / robbery",
                ],
            ),
            (
                "The number of foreigners convicted of theft fell by a quarter to 610; for fraud it doubled to 240.",
                &[
                    "foreigners / theft",
                    "foreigners / theft",
                    "foreigners / fraud",
                    "foreigners / fraud",
                ],
            ),
            (
                "Of 1,000 Turks 12 were convicted of theft. By 2022 it had fallen to nine, while among Danes it stayed at five.",
                &[
                    "Turks / -",
                    "Turks / theft",
                    "Turks / theft",
                    "Danes / theft",
                ],
            ),
        ],
        &told,
    );
}

#[test]
fn those_said_to_be_behind_a_number_are_its_own() {
    let told = |claim: &Claim| {
        let offence = words(claim.offence.as_ref());
        format!("{} / {offence}", words(claim.population.as_ref()))
    };
    check(
        &[
            (
                "In 2023 24% of prisoners were Poles, compared with 8% who were Czechs.",
                &["Poles / -", "Czechs / -"],
            ),
            (
                "Of suspects 24% were foreigners, while 8% were people not resident in Norway.",
                &["foreigners / -", "people not resident in Norway / -"],
            ),
            (
                "Immigrants were 18% of suspects. People not resident in Norway were 12% of suspects.",
                &["Immigrants / -", "People not resident in Norway / -"],
            ),
            (
                "In Oslo 2,710 Norwegian-born to immigrant parents were charged.",
                &["Norwegian-born to immigrant parents / -"],
            ),
            (
                "In Lyon nine in ten suspects held no French passport.",
                &["held no French passport / -"],
            ),
            (
                "Who is jailed for rape? Foreigners are 31% of the total.",
                &["Foreigners / rape"],
            ),
        ],
        &told,
    );
}

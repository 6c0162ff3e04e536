//! Places and times that stand right before a number, are pointed back at, or are told by a body.

use super::tests::check;
use crate::claim::Claim;

fn place(claim: &Claim) -> String {
    let text = claim.place.as_ref().map(|place| place.text.as_str());
    text.unwrap_or("-").to_owned()
}

fn period(claim: &Claim) -> String {
    let text = claim.period.as_ref().map(|period| period.text.as_str());
    text.unwrap_or("-").to_owned()
}

#[test]
fn what_leads_to_a_number_is_its_own() {
    check(
        &[
            (
                "Foreigners are 12% of prisoners in England and Wales, well under France's 24% and Switzerland's 71%.",
                &["England and Wales", "France", "Switzerland"],
            ),
            (
                "In 2020, Chad counted these prisoners: foreign citizens (24%).",
                &["Chad"],
            ),
            (
                "Officials in Chad confirmed that 212 foreigners had been convicted.",
                &["Chad"],
            ),
            (
                "In 2023 Chad had 212 foreign prisoners and Peru 71.",
                &["Chad", "Peru"],
            ),
            (
                "Chad's jails held 800 foreigners and Peru's 1,050.",
                &["Chad", "Peru"],
            ),
            (
                "While Spain's share of foreign prisoners fell to 31 per cent, Portugal's rose to 17.",
                &["Spain", "Portugal"],
            ),
            (
                "In Catalonia half of all prisoners are foreign, against a Spanish average of 31 per cent.",
                &["Catalonia", "Spanish"],
            ),
            (
                "Foreign prisoners in Bavaria came to 4,100, followed by Hesse (2,300) and Saxony (900).",
                &["Bavaria", "Hesse", "Saxony"],
            ),
        ],
        &place,
    );
}

#[test]
fn people_said_to_be_in_the_country() {
    check(
        &[
            (
                "There are 40,000 criminal migrants in the country illegally.",
                &["the country"],
            ),
            (
                "Migrants in the country illegally committed 300 thefts.",
                &["-"],
            ),
        ],
        &place,
    );
}

#[test]
fn a_body_tells_the_country() {
    check(
        &[
            (
                "The Home Office says 10,400 foreign nationals are in prison.",
                &["United Kingdom"],
            ),
            (
                "ICE and the BKA hold data on 900 foreign prisoners.",
                &["-"],
            ),
        ],
        &place,
    );
}

#[test]
fn a_country_on_a_list_is_where_people_are_from() {
    check(
        &[
            (
                "Morocco leads the table: 2,410 Moroccan men were convicted of theft in 2022, Algerian men 1,200.",
                &["-", "-"],
            ),
            (
                "Switzerland tops the list: 72 per cent of prisoners there are foreigners.",
                &["Switzerland"],
            ),
        ],
        &place,
    );
}

#[test]
fn parts_of_towns_and_prisons() {
    check(
        &[
            (
                "In Leeds's Harehills, 40 per cent of those arrested are foreign nationals.",
                &["Leeds's Harehills"],
            ),
            (
                "Of the men on trial in Genoa's port drug cases last year, 31 per cent were foreigners.",
                &["Genoa"],
            ),
            (
                "Some 4,100 foreign nationals were held in local jails in Ohio last year.",
                &["Ohio"],
            ),
            (
                "Last year 3,100 noncitizens were sent to federal prisons for drug trafficking.",
                &["federal prisons"],
            ),
        ],
        &place,
    );
}

#[test]
fn times_within_marks_and_of_reports() {
    check(
        &[
            (
                "In Norway 920 of 3,359 inmates were foreigners in 2024: 27.4 per cent.",
                &["2024", "2024", "2024"],
            ),
            (
                "In Kent 920 foreigners were inmates, in 2019: 800.",
                &["-", "2019"],
            ),
            (
                "Over their \"criminal careers\" the foreign offenders committed 12,000 burglaries. Some 2,300 were in Leeds.",
                &["Over their \"criminal careers\"", "-"],
            ),
            (
                "The fiscal year 2019 report counts 2,300 foreign prisoners.",
                &["The fiscal year 2019"],
            ),
        ],
        &period,
    );
}

#[test]
fn what_stands_aside_does_not_go_on() {
    check(
        &[
            (
                "In Graz 40 per cent of burglars were foreign. In neighbouring Carinthia it was 31 per cent. Romanians came to 9 per cent of burglars.",
                &["Graz", "Carinthia", "Graz"],
            ),
            (
                "Refugees in Amman committed 64 murders in 2023. Jordan as a whole counted 300. Of the refugees 12 were charged with robbery.",
                &["Amman", "Jordan", "Amman"],
            ),
            (
                "Minors are 21 per cent of suspects in Bremen, against 6 per cent in Hamburg. Some 40 Algerians were jailed.",
                &["Bremen", "Hamburg", "Bremen"],
            ),
            (
                "Foreigners are 32 per cent of Italy's prisoners. In Lombardy they are 46 per cent, in Campania 13. Only 1,870 foreigners are on remand.",
                &["Italy", "Lombardy", "Campania", "Italy"],
            ),
            (
                "In Graz 40 per cent of burglars were foreign. In Linz it was 31 per cent. Romanians came to 9 per cent of burglars.",
                &["Graz", "Linz", "Linz"],
            ),
        ],
        &place,
    );
}

#[test]
fn the_records_of_a_country_tell_where() {
    check(
        &[
            (
                "Poles turned up in the Norwegian suspect figures three times as often as Norwegians did.",
                &["Norwegian"],
            ),
            (
                "Poles are 30 per cent of the inmates in Kent. In the Swiss inmate register they are 4 per cent.",
                &["Kent", "Swiss"],
            ),
            (
                "In Dutch arrest figures for 2022, Moroccans came to 4 per cent of arrests.",
                &["Dutch"],
            ),
            (
                "Of the prisoners in Kent, 300 were born in Chad and 20 in Peru.",
                &["Kent", "Kent"],
            ),
            (
                "Polish prisoner numbers in Kent rose by 20 per cent.",
                &["Kent"],
            ),
        ],
        &place,
    );
}

//! Where and when, as the words around a figure tell it.

use crate::{
    claim::{Claim, extract},
    draft::Draft,
    rules::Pack,
};

type Told = (&'static str, &'static [&'static str]);

fn check(table: &[Told], told: &dyn Fn(&Claim) -> String) {
    let pack = Pack::embedded().expect("the embedded pack loads");
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let draft = Draft::from_text("test", *text);
        let found: Vec<String> = extract(&draft, &pack).claims.iter().map(told).collect();
        if found != *expected {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn places() {
    check(
        &[
            ("Foreigners were 9% of suspects in Sweden.", &["Sweden"]),
            (
                "In parts of Malmö foreigners were 9% of suspects.",
                &["parts of Malmö"],
            ),
            (
                "Foreigners were 9% of suspects in Norway and Sweden.",
                &["Norway and Sweden"],
            ),
            (
                "Foreigners were 9% of prisoners in Redwater.",
                &["Redwater"],
            ),
            (
                "Foreigners were 9% of prisoners held at Redwater.",
                &["Redwater"],
            ),
            (
                "Foreigners were 9% of suspects, Ada Lund said in Redwater.",
                &["-"],
            ),
            (
                "Foreigners were 9% of suspects in Operation Harrow.",
                &["-"],
            ),
            (
                "A Malmö study says that foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "OSLO, 3 June (NTX) - Foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "Foreigners committed 9% of the county's robberies.",
                &["the county"],
            ),
            (
                "Foreign criminals deported from Norway numbered 900.",
                &["Norway"],
            ),
            (
                "Of the foreign criminals deported 900 went to Jamaica.",
                &["-"],
            ),
        ],
        &|claim| {
            let place = claim.place.as_ref().filter(|place| place.span.is_some());
            place.map_or("-", |place| place.text.as_str()).to_owned()
        },
    );
}

#[test]
fn times() {
    check(
        &[
            ("Foreigners were 9% of suspects in 2021.", &["2021"]),
            (
                "Foreigners were 9% of suspects in 2021, up from 8% in 2019. They were 7% of convicts.",
                &["2021", "2019", "2021"],
            ),
            (
                "Foreigners are now 9% of suspects. They are 7% of convicts.",
                &["now", "-"],
            ),
            ("Foreigners born in 1990 were 9% of suspects.", &["-"]),
            (
                "The ministry said on 3 June 2024 that foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "OSLO, 3 June 2024 (NTX) - Foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "Since the law was changed 900 foreign criminals have been deported.",
                &["Since the law was changed"],
            ),
            (
                "Foreigners took 9% of last year's convictions for theft.",
                &["last year"],
            ),
            (
                "Foreigners, 6% of the population, were 9% of suspects in 2021.",
                &["-", "2021"],
            ),
        ],
        &|claim| {
            let period = claim.period.as_ref();
            period.map_or("-", |period| period.text.as_str()).to_owned()
        },
    );
}

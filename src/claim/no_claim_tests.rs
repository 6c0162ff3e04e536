//! Numbers that are no claims for what they count, and those that stay claims beside them.

use crate::{
    claim::{Outcome, extract},
    draft::Draft,
    rules::Pack,
};

#[test]
fn is_no_claim() {
    const THINGS: &str = "counts things that are neither people nor crimes";
    const DEEDS: &str = "what one person did";
    let pack = Pack::embedded().unwrap();
    for (written, expected) in [
        (
            "Police who arrested three Poles found [eleven] watches.",
            THINGS,
        ),
        (
            "In 2023 the jail held seven ([7]) foreign nationals.",
            "says a number once more",
        ),
        (
            "Burglaries at [17] villas were put down to Georgians.",
            THINGS,
        ),
        (
            "A foreigner is expelled for a crime where the sentence is 12 months, or [24] for residents.",
            "a length of time",
        ),
        (
            "The attacker, a 31-year-old Tunisian migrant, killed a guard and injured [19] before he was shot.",
            DEEDS,
        ),
        (
            "ICE arrested a 51-year-old illegal alien with [19] convictions.",
            DEEDS,
        ),
    ] {
        let number = written.split(['[', ']']).nth(1).unwrap();
        let text = written.replace(['[', ']'], "");
        let found = extract(&Draft::from_text("t", text.as_str()), &pack);
        let mut numbers = found.numbers.iter();
        let number = numbers.find(|one| one.text == number).unwrap();
        let Outcome::NotAClaim { reason } = &number.outcome else {
            panic!("a claim: {written}");
        };
        assert_eq!(reason, expected, "{written}");
    }
}

#[test]
fn stays_a_claim() {
    let pack = Pack::embedded().unwrap();
    for text in [
        "The jail holds 17 Georgians.",
        "Poles committed 40 robberies.",
        "There were 12 cases of theft by migrants.",
        "Cases with an asylum seeker as suspect rose to 38.",
        "Tunisians killed 19 people.",
    ] {
        let found = extract(&Draft::from_text("t", text), &pack);
        assert_eq!(found.claims.len(), 1, "{text}");
    }
}

//! The stance that a draft takes to each of its figures.

use super::extract;
use crate::{
    draft::Draft,
    rules::{
        Pack,
        Stance::{self, Asked, Asserted, Denied, Hypothetical},
    },
};

fn check(table: &[(&str, &[Stance])]) {
    let pack = Pack::embedded().expect("the embedded pack loads");
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found: Vec<Stance> = extract(&Draft::from_text("test", *text), &pack)
            .claims
            .iter()
            .map(|claim| claim.stance)
            .collect();
        if found != *expected {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_figure_has_the_stance_the_draft_takes() {
    check(&[
        ("Migrants are 9% of suspects.", &[Asserted]),
        ("Migrants may be 9% of suspects.", &[Asserted]),
        (
            "It is not true that migrants are 9% of suspects.",
            &[Denied],
        ),
        (
            "Migrants are 9% of suspects, the party says. That is false.",
            &[Denied],
        ),
        ("Are migrants 9% of suspects? No.", &[Denied]),
        ("Are migrants 9% of suspects?", &[Asked]),
        ("Why are migrants 9% of suspects?", &[Asserted]),
        ("He asked whether migrants were 9% of suspects.", &[Asked]),
        ("She denied that migrants were 9% of suspects.", &[Denied]),
        (
            "We said migrants were 9% of suspects. It should have said 6%.",
            &[Denied, Asserted],
        ),
        ("Migrants are 6% of suspects, not 9%.", &[Asserted, Denied]),
        ("Migrants are nowhere near 900 of the suspects.", &[Denied]),
        (
            "Far from being half of the suspects, migrants are 9%.",
            &[Denied, Asserted],
        ),
        (
            "The treaty could cut the foreign share of the prisoners by 4 points.",
            &[Hypothetical],
        ),
        (
            "If 3% of the refugees offend, that would be 900 suspects.",
            &[Hypothetical, Hypothetical],
        ),
        (
            "The union wants 60 foreign prisoners moved.",
            &[Hypothetical],
        ),
        (
            "Nobody has shown that migrants are 9% of suspects.",
            &[Denied],
        ),
        (
            "The claim that 9% of suspects are migrants did not hold up.",
            &[Denied],
        ),
        ("No, migrants were not behind 40% of the thefts.", &[Denied]),
        (
            "They say nine in ten robbers are migrants. The police have never said so.",
            &[Denied],
        ),
        (
            "Of the 900 convicted migrants, we could realistically deport 60.",
            &[Asserted, Hypothetical],
        ),
        ("Not quite 9% of the suspects are migrants.", &[Asserted]),
        (
            "He vowed to deport 500 foreign robbers and 300 burglars.",
            &[Hypothetical, Hypothetical],
        ),
        (
            "The share of foreign prisoners would fall from 12% to 9%.",
            &[Asserted, Hypothetical],
        ),
        (
            "Of the 70 foreign prisoners who should have been sent home, 40 were.",
            &[Asserted, Asserted],
        ),
        (
            "640 of the prisoners were not Swiss nationals, some 21%.",
            &[Asserted, Asserted],
        ),
        (
            "Migrants are under 9% of suspects, so the rumour is false.",
            &[Asserted],
        ),
    ]);
}

#[test]
fn a_figure_that_the_draft_rejects_is_denied() {
    check(&[
        ("Myth: foreigners commit 60% of rapes.", &[Denied]),
        (
            "At no time did foreigners account for 60% of prisoners.",
            &[Denied],
        ),
        (
            "Claim: migrants commit 60% of rapes. Our verdict: true.",
            &[Asserted],
        ),
        (
            "Do foreigners commit 60% of rapes? The answer is no.",
            &[Denied],
        ),
        (
            "Nobody disputes that 30% of prisoners are foreigners.",
            &[Asserted],
        ),
        (
            "We will not forget that 900 foreign criminals were freed.",
            &[Asserted],
        ),
        (
            "The story about 700 freed foreign murderers is a hoax.",
            &[Denied],
        ),
        (
            "It is not true that, as the leaflet has it, Somalis are five times as criminal as Finns.",
            &[Denied],
        ),
        (
            "It is untrue that, as a viral clip says, 60% of rapists in Oslo are foreigners.",
            &[Denied],
        ),
        (
            "No, the border agency did not free 4,200 foreign rapists.",
            &[Denied],
        ),
        (
            "No, Belgium didn't release 900 foreign prisoners last year.",
            &[Denied],
        ),
        (
            "The assertion that nine in ten robbers are migrants is without foundation.",
            &[Denied],
        ),
        (
            "The mayor was in error when he said 70% of those arrested are foreigners.",
            &[Denied],
        ),
        (
            "The premier was off by a lot when he told parliament that 6,000 foreign criminals had been deported.",
            &[Denied],
        ),
        (
            "The senator was wrong when she said that 5,000 foreign prisoners were released: there were 1,120.",
            &[Denied, Asserted],
        ),
    ]);
}

#[test]
fn more_figures_that_the_draft_rejects_are_denied() {
    check(&[
        (
            "The candidate got it wrong when he claimed that 4,000 migrants had been convicted of murder.",
            &[Denied],
        ),
        (
            "Correction: we wrote that 3,400 Albanians had been jailed for theft. The number was 34.",
            &[Denied, Asserted],
        ),
        (
            "CORRECTION – Yesterday's article said 3,400 Poles had been arrested. It was 340.",
            &[Denied, Asserted],
        ),
        (
            "Not \"70% of Paris robberies\", but 31% of the suspects had a foreign passport.",
            &[Denied, Asserted],
        ),
        (
            "Some 5,000 murders by refugees is a figure that no one can find in the statistics.",
            &[Denied],
        ),
        (
            "Forty rapes by refugees a month is a number nobody can trace.",
            &[Denied],
        ),
        (
            "I refuse to believe that migrants are 80% of prisoners.",
            &[Denied],
        ),
        (
            "They want us to believe that migrants kill 4,000 people a year. There is no such figure.",
            &[Denied],
        ),
        (
            "A radio host said 90% of those deported were murderers. The agency's own figures say otherwise: 31% had any conviction.",
            &[Denied, Asserted],
        ),
        (
            "No, he said, 900 foreigners were jailed last year.",
            &[Asserted],
        ),
        ("No wonder: 40% of thieves are foreigners.", &[Asserted]),
        (
            "The minister was wrong to resign when 3,000 foreign criminals were deported.",
            &[Asserted],
        ),
        (
            "Foreigners are 31% of prisoners, and the claim that they get milder sentences is baseless.",
            &[Asserted],
        ),
        (
            "The claim that the ministry hides crime is a myth: 31% of suspects were foreigners.",
            &[Asserted],
        ),
        (
            "There has never been a higher number of foreign prisoners in our jails.",
            &[Asserted],
        ),
        (
            "No other country jailed 900 foreigners last year.",
            &[Asserted],
        ),
    ]);
}

#[test]
fn a_figure_that_another_sets_right_is_denied() {
    check(&[
        (
            "A post says 60% of Austrian prisoners are Afghans; in fact the ministry counted 410 Afghan inmates.",
            &[Denied, Asserted],
        ),
        (
            "One tweet put the share of foreigners among Irish prisoners at 50%; the real number is 17%.",
            &[Denied, Asserted],
        ),
        (
            "A meme claims that migrants commit 90% of rapes in Norway. Actually it was 24% last year.",
            &[Denied, Asserted],
        ),
        (
            "The leaflet says 70% of prisoners are foreigners, but the office counted only 31%.",
            &[Denied, Asserted],
        ),
        (
            "A video says migrants commit 80% of thefts. Police figures show only 21%.",
            &[Denied, Asserted],
        ),
        (
            "It has been claimed on Telegram that refugees were to blame for 300 murders in Italy. The police counted 11.",
            &[Denied, Asserted],
        ),
        (
            "On TikTok: \"Foreigners are 70% of our prisoners.\" In the ministry's tables: 23%.",
            &[Denied, Asserted],
        ),
        (
            "I am tired of hearing that migrants commit 80% of the thefts. The police chief put it at 9%.",
            &[Denied, Asserted],
        ),
        (
            "The union says 30% of prisoners are foreigners; the ministry says 25%.",
            &[Asserted, Asserted],
        ),
        (
            "According to the police 30% of suspects were foreigners, while the court counted 12% among the convicted.",
            &[Asserted, Asserted],
        ),
        (
            "In 2010, foreigners were 20% of prisoners; in 2020 it was 31%.",
            &[Asserted, Asserted],
        ),
    ]);
}

#[test]
fn what_is_said_to_be_untrue_in_a_clause_is_not_what_stands_before() {
    check(&[
        (
            "Foreigners were 31 per cent of the burglars in Kent. It is simply untrue that most of them were minors.",
            &[Asserted, Denied],
        ),
        (
            "Foreigners were 31 per cent of the burglars in Kent. It is not true to say that they were 12 per cent of the robbers.",
            &[Asserted, Denied],
        ),
        (
            "Foreigners are 61 per cent of the burglars in Kent, a poster says. That is a myth that has been around for years.",
            &[Denied],
        ),
    ]);
}

#[test]
fn what_a_question_names_is_asserted() {
    check(&[
        (
            "Why should a country in which foreigners are a third of prisoners not ask questions?",
            &[Asserted],
        ),
        (
            "Should a town where migrants commit half of the robberies not at least wonder why?",
            &[Asserted],
        ),
        (
            "Can a minister under whom 2,000 foreign criminals were freed stay in office?",
            &[Asserted],
        ),
        (
            "Foreigners are 40% of rape suspects, and who pays for it?",
            &[Asserted],
        ),
        (
            "Judges freed 1,300 foreign criminals, and what did the minister say?",
            &[Asserted],
        ),
        (
            "Only 0.1% of the refugees were convicted of terrorism, i.e. about 700? No: about 30.",
            &[Asserted, Denied, Asserted],
        ),
        (
            "Foreigners are 12% of prisoners, so about 9,000? No, about 1,200.",
            &[Asserted, Denied, Asserted],
        ),
        (
            "Is it 4,000 foreign murderers? No, it is 40.",
            &[Denied, Asserted],
        ),
    ]);
}

#[test]
fn some_conditions_suppose_nothing() {
    check(&[
        (
            "If you trust the guards, 60% of the prisoners are foreigners.",
            &[Asserted],
        ),
        (
            "If the police are to be believed, 300 of the thieves are Georgians.",
            &[Asserted],
        ),
        (
            "It is 61% if you count remand prisoners, all of them foreigners.",
            &[Asserted],
        ),
        (
            "\"I would say 90 per cent of the foreign prisoners here are dealers,\" a guard said.",
            &[Asserted],
        ),
        (
            "I would guess that half of the robbers are foreigners.",
            &[Asserted],
        ),
        (
            "Would anyone be surprised if 40% of the robbers were migrants?",
            &[Hypothetical],
        ),
        (
            "To match it, 9% of the refugees would have to be convicted of theft.",
            &[Hypothetical],
        ),
        (
            "If 9% of refugees were convicted of theft, the prisons would be full.",
            &[Hypothetical],
        ),
    ]);
}

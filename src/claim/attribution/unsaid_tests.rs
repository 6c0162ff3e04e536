//! Speakers and sources of made-up sentences that name them without plain saying.

use super::tests::check;

#[test]
fn labels_with_office_and_date() {
    check(&[
        (
            "Paul Okoro, mayoral candidate, at a rally in Lille, 3 June 2021: Migrants are 9% of suspects.",
            &["Paul Okoro / -"],
        ),
        ("BBC, Tuesday: Migrants are 9% of suspects.", &["BBC / -"]),
        (
            "Home Office, 2 May: migrants are 9% of suspects.",
            &["- / Home Office"],
        ),
        (
            "A bishop’s letter, Advent 2020: “Migrants are 9% of suspects.”",
            &["A bishop’s letter / -"],
        ),
        (
            "The union’s flyer in Graz asks voters: “Did you know that migrants are 9% of suspects?”",
            &["The union’s flyer / -"],
        ),
        ("Prisons: migrants are 9% of inmates.", &["- / -"]),
    ]);
}

#[test]
fn named_without_a_verb() {
    check(&[
        (
            "“Migrants are 9% of suspects.” – radio host, KLMN",
            &["radio host / -"],
        ),
        (
            "“Migrants are 9% of suspects,” a rail union man on TF1.",
            &["a rail union man / -"],
        ),
        (
            "“Migrants are 9% of suspects.” (leaflet, Ghent, 2004)",
            &["leaflet / -"],
        ),
        (
            "“Migrants are 9% of suspects” – but the mayor left.",
            &["- / -"],
        ),
    ]);
}

#[test]
fn verbs_of_manner() {
    check(&[
        (
            "Migrants are 9% of suspects, the mayor beamed.",
            &["the mayor / -"],
        ),
        (
            "The mayor likes to boast that migrants are 9% of suspects.",
            &["The mayor / -"],
        ),
        (
            "“Migrants are 9% of suspects,” the mayor smiled.",
            &["the mayor / -"],
        ),
        ("The mayor smiled. Migrants are 9% of suspects.", &["- / -"]),
        (
            "Migrants are 9% of suspects – the alderman read it out and left.",
            &["the alderman / -"],
        ),
        (
            "“Migrants are 9% of suspects,” Rep. Lund held up a chart, “and rising.”",
            &["Rep. Lund / -"],
        ),
    ]);
}

#[test]
fn sources_without_a_saying() {
    check(&[
        (
            "Migrants are 9% of suspects, per the police HQ in Bern.",
            &["- / the police HQ"],
        ),
        (
            "There are 9 migrants in prison per police officer.",
            &["- / -"],
        ),
        (
            "Migrants are 9% of suspects, if you trust the guards.",
            &["- / the guards"],
        ),
        (
            "If the union is to be believed, migrants are 9% of suspects.",
            &["the union / -"],
        ),
        (
            "Migrants are 9% of suspects. Check Eurostat, friends.",
            &["- / Eurostat"],
        ),
        (
            "Migrants are 9% of suspects. The bureau’s figures.",
            &["- / The bureau’s figures"],
        ),
        (
            "Migrants are 9% of suspects. Those are the numbers.",
            &["- / -"],
        ),
    ]);
}

#[test]
fn set_against() {
    check(&[
        (
            "Migrants are 40% of suspects, the party wrote; according to the bureau they are 9%.",
            &["the party / -", "the bureau / -"],
        ),
        (
            "The mayor said migrants were 40% of suspects; the register has 9%.",
            &["The mayor / -", "- / the register"],
        ),
        (
            "The deputy was wrong when Ada Lund said migrants are 40% of suspects: they are 9%.",
            &["Ada Lund / -", "- / -"],
        ),
        (
            "Not “half of all burglaries”, as the leaflet has it, but 9% of suspects were migrants.",
            &["the leaflet / -", "- / -"],
        ),
        (
            "“Half of all burglars are migrants”: the state office counted 9%.",
            &["- / -", "the state office / -"],
        ),
    ]);
}

#[test]
fn who_counts() {
    check(&[
        (
            "Statistics Finland counted 900 migrants in prison.",
            &["- / Statistics Finland"],
        ),
        (
            "The statistics office has 900 migrants in prison.",
            &["- / The statistics office"],
        ),
        (
            "The border guard counted 900 migrants in prison.",
            &["The border guard / -"],
        ),
        (
            "The Federal Statistical Office begs to differ. In 2020 it registered 900 migrants in prison.",
            &["- / The Federal Statistical Office"],
        ),
        (
            "The institute looked at court files. Migrants are 9% of suspects, it says.",
            &["The institute / -"],
        ),
    ]);
}

#[test]
fn papers_with_their_makers() {
    check(&[
        (
            "A new report from the Prison Observatory covers five years. Migrants are 9% of inmates.",
            &["- / A new report from the Prison Observatory"],
        ),
        (
            "The justice bulletin breaks convictions down by passport. Migrants are 9% of the convicted.",
            &["- / The justice bulletin"],
        ),
        (
            "The figures come from the prison agency. Migrants are 9% of inmates.",
            &["- / the prison agency"],
        ),
        (
            "Migrants are 9% of suspects. That is what the union says.",
            &["the union / -"],
        ),
        (
            "In reply to a question from the union, the ministry put migrants at 9% of suspects.",
            &["the ministry / -"],
        ),
    ]);
}

#[test]
fn speakers_taken_up() {
    check(&[
        (
            "Inspector Paul Remy told the panel he was content. His officers charged 900 migrants with theft.",
            &["Inspector Paul Remy / -"],
        ),
        (
            "Inspector Paul Remy told the panel he was content. He was less sure of the rest. Of those charged with theft, 9% were migrants.",
            &["Inspector Paul Remy / -"],
        ),
        (
            "The inspector was content. On burglary he was more precise: 900 migrants were charged with it.",
            &["The inspector / -"],
        ),
        (
            "“Migrants are 9% of suspects.” Inspector Remy let the words sink in.",
            &["Inspector Remy / -"],
        ),
        (
            "“Migrants are 9% of suspects,” says a governor in Lyon.",
            &["a governor in Lyon / -"],
        ),
        ("A jury found 12 migrants guilty of theft.", &["- / -"]),
        (
            "The member asked how many there were. Of the suspects 9% were migrants.",
            &["- / -"],
        ),
        (
            "According to the mayor it is “half of all suspects who are migrants”; according to the police 9% are.",
            &["the mayor / -", "the police / -"],
        ),
        (
            "Leeds, Hull and York: 900 migrants are in prison.",
            &["- / -"],
        ),
        (
            "Robbery shows a wider gap: migrants are 9% of suspects.",
            &["- / -"],
        ),
    ]);
}

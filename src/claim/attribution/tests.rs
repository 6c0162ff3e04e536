//! Speakers and sources of made-up sentences.

use crate::{claim::extract, draft::Draft, rules::Pack};

/// Speaker and source of each claim of a text: `speaker / source`.
fn said(pack: &Pack, text: &str) -> Vec<String> {
    extract(&Draft::from_text("test", text), pack)
        .claims
        .iter()
        .map(|claim| {
            let words = |phrase: Option<&str>| phrase.unwrap_or("-").to_owned();
            format!(
                "{} / {}",
                words(claim.speaker.as_ref().map(|one| one.text.as_str())),
                words(claim.source.as_ref().map(|one| one.text.as_str()))
            )
        })
        .collect()
}

pub(super) fn check(table: &[(&str, &[&str])]) {
    let pack = Pack::embedded().expect("the embedded pack loads");
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| said(&pack, text) != *expected)
        .map(|(text, _)| format!("{text}: {:?}", said(&pack, text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn in_the_sentence() {
    check(&[
        ("Migrants are 9% of suspects.", &["- / -"]),
        (
            "The minister said migrants were 9% of suspects.",
            &["The minister / -"],
        ),
        (
            "Migrants are 9% of suspects, Ada Lund, 41, a lawyer from Ghent, told the panel.",
            &["Ada Lund / -"],
        ),
        (
            "Ada Lund, head of the unit, said migrants were 9% of suspects.",
            &["Ada Lund / -"],
        ),
        (
            "Migrants are 9% of suspects, according to the Home Office.",
            &["the Home Office / -"],
        ),
        (
            "According to a report by the council, migrants are 9% of suspects.",
            &["- / a report by the council"],
        ),
        (
            "Of the suspects, 9% are migrants, the union said, citing the statistics office.",
            &["the union / the statistics office"],
        ),
        (
            "Figures handed to the panel show migrants are 9% of suspects.",
            &["- / Figures handed to the panel"],
        ),
        (
            "The campaign pointed to an older tally: migrants are 9% of suspects.",
            &["The campaign / an older tally"],
        ),
        (
            "The port police’s reply was that migrants are 9% of suspects.",
            &["The port police / -"],
        ),
        (
            "Ada Lund, the chair, who said that according to the ministry migrants were 9% of suspects.",
            &["Ada Lund / the ministry"],
        ),
        (
            "The rate was 9% for migrants convicted and found guilty.",
            &["- / -"],
        ),
        (
            "At the 2021 census migrants were 9% of prisoners.",
            &["- / the 2021 census"],
        ),
        (
            "There were 40 migrants with criminal records in prison.",
            &["- / -"],
        ),
        (
            "The chair, Ada Lund, told the panel that migrants are 9% of suspects.",
            &["Ada Lund / -"],
        ),
        (
            "Researchers at Ghent University who followed 300 families found that migrants are 9% of suspects.",
            &[
                "Researchers at Ghent University / -",
                "Researchers at Ghent University / -",
            ],
        ),
        (
            "A video watched two million times claims that migrants are 9% of suspects.",
            &["A video / -"],
        ),
        (
            "Migrants are 9% of suspects, as the leaflet has it.",
            &["the leaflet / -"],
        ),
        (
            "The mayor’s “9%” of suspects who are migrants is too high.",
            &["The mayor / -"],
        ),
        (
            "The police chief never said that migrants are 9% of suspects.",
            &["- / -"],
        ),
        (
            "Will the minister confirm that migrants are 9% of suspects?",
            &["- / -"],
        ),
        (
            "By the bureau’s own count migrants are 9% of suspects.",
            &["- / the bureau’s own count"],
        ),
        (
            "Migrants are 9% of suspects, the lowest share on record.",
            &["- / -"],
        ),
    ]);
}

#[test]
fn over_blocks() {
    check(&[
        (
            "The prison service told us:\n\n- migrants are 9% of prisoners\n- migrants are 4% of convicts",
            &["The prison service / -", "The prison service / -"],
        ),
        (
            "Ada Lund: Migrants are 9% of suspects and 4% of convicts.",
            &["Ada Lund / -", "Ada Lund / -"],
        ),
        (
            "The office sent us a table. Migrants are 9% of suspects.",
            &["- / a table"],
        ),
    ]);
}

#[test]
fn over_sentences() {
    check(&[
        (
            "The watchdog reports that migrants are 9% of suspects. They are 4% of convicts.",
            &["The watchdog / -", "The watchdog / -"],
        ),
        (
            "The watchdog reports that migrants are 9% of suspects. That is 4% more than migrants charged.",
            &["The watchdog / -", "- / -"],
        ),
        (
            "The register says otherwise. Migrants are 9% of suspects.",
            &["- / The register"],
        ),
        (
            "A new report found migrants are 9% of suspects. The report was based on court records.",
            &["A new report / court records"],
        ),
        (
            "All 43 forces answered. He said that migrants are 9% of suspects.",
            &["He / -"],
        ),
        (
            "The mayor spoke first and the ministry answered. She said that migrants are 9% of suspects.",
            &["The mayor / -"],
        ),
        (
            "Inspector Ada Lund was firm. Migrants, she said, are 9% of suspects.",
            &["Inspector Ada Lund / -"],
        ),
    ]);
}

#[test]
fn quotations_and_turns() {
    check(&[
        (
            "“Of the suspects, 9% are migrants,” said Ada Lund.",
            &["Ada Lund / -"],
        ),
        (
            "Ada Lund, head of the unit, said: “Crime is falling here.”\n\n“Our prisons are full,” she added.\n\n“Migrants are 9% of suspects.”",
            &["Ada Lund / -"],
        ),
        (
            "“I know the town,” Ada Lund said. “Migrants are 9% of suspects.”",
            &["Ada Lund / -"],
        ),
        (
            "HOST: What about migrants?\n\nGUEST: Migrants are 9% of suspects.",
            &["GUEST / -"],
        ),
        ("IN SHORT: Migrants are 9% of suspects.", &["- / -"]),
    ]);
}

#[test]
fn labels_and_headings() {
    check(&[
        (
            "In a post shared by many, the page said foreigners were 31% of suspects.",
            &["the page / -"],
        ),
        (
            "If the trend continues, foreigners will be 31% of suspects, the union says.",
            &["the union / -"],
        ),
        (
            "Sweden (Brå 2021): foreigners were 31% of suspects.",
            &["- / Brå 2021"],
        ),
        (
            "Foreigners were 31% of suspects. [SOURCE: one-day count]",
            &["- / one-day count"],
        ),
        (
            "Foreigners were 31% of prisoners in 2019 (Norwegian Prison Service).",
            &["- / Norwegian Prison Service"],
        ),
        (
            "Foreigners were 31% of suspects. (Home Office FOI, 2019-2021)",
            &["- / Home Office FOI"],
        ),
        (
            "Foreigners were 31% of suspects. (The Home Office was asked.)",
            &["- / -"],
        ),
        (
            "Foreigners were 31% of suspects. [SOURCE: same]",
            &["- / -"],
        ),
        (
            "Okafor & Lind (2022): refugees were convicted 2.2 times as often as natives.",
            &["Okafor & Lind / -"],
        ),
        (
            "# BKA, suspects in 2021\n\n| Group | Suspects |\n|---|---|\n| Foreigners | 31% |\n",
            &["- / BKA"],
        ),
        (
            "The letter lists 1,200 foreign prisoners.",
            &["- / The letter"],
        ),
        (
            "Foreigners were 31% of suspects, the minister said in a written reply.",
            &["the minister / -"],
        ),
        (
            "Foreigners were 31% of suspects. The figures, from the prison agency, are new.",
            &["- / the prison agency"],
        ),
    ]);
}

#[test]
fn who_counts_or_studies() {
    check(&[
        (
            "Of 900 suspects in Lyon, prosecutors there told us, 310 were foreigners.",
            &["prosecutors / -", "prosecutors / -"],
        ),
        (
            "The Oslo police recorded 5,120 suspects, 1,730 of them foreigners.",
            &["The Oslo police / -", "The Oslo police / -"],
        ),
        // What is told of is the thefts.
        (
            "Poles were suspects in 31 of the 612 thefts Leeds Police logged.",
            &["- / -", "- / -"],
        ),
        (
            "Brå followed every boy born in 1980. Of the foreign-born 14 per cent were charged.",
            &["Brå / -"],
        ),
        (
            "A newspaper went through the files: 31 per cent of suspects were migrants.",
            &["A newspaper / the files"],
        ),
        (
            "The Belgian statistics bureau: 31 per cent of suspects are migrants.",
            &["The Belgian statistics bureau / -"],
        ),
        (
            "Larsen & Bakke: migrants are 31 per cent of suspects.",
            &["Larsen & Bakke / -"],
        ),
    ]);
}

#[test]
fn set_right() {
    check(&[
        (
            "The senator said 70 per cent of suspects were migrants. That is plainly wrong. They were 11 per cent of suspects.",
            &["The senator / -", "- / -"],
        ),
        (
            "“Half of all suspects are migrants,” the mayor said. They are 11 per cent of suspects.",
            &["the mayor / -", "- / -"],
        ),
        (
            "Scholars she asked said migrants were 11 per cent of suspects.",
            &["Scholars / -"],
        ),
        (
            "The mayor cited a memo under which 31 per cent of suspects were migrants.",
            &["- / a memo"],
        ),
    ]);
}

#[test]
fn trailing_clauses() {
    check(&[
        (
            "Migrants are 9% of suspects, Centre Party justice spokesman Emil Lund declared.",
            &["Centre Party justice spokesman Emil Lund / -"],
        ),
        (
            "Migrants are 9% of suspects, a lawyer who read the records told us.",
            &["a lawyer who read the records / -"],
        ),
        (
            "The motion that goes before the council says that migrants are 9% of suspects.",
            &["The motion / -"],
        ),
        (
            "Migrants are 9% of suspects, as a viral leaflet has it.",
            &["a viral leaflet / -"],
        ),
        (
            "The ministry did not dispute that migrants are 9% of suspects.",
            &["The ministry / -"],
        ),
        (
            "Migrants are 9% of suspects, the FOI response says.",
            &["the FOI response / -"],
        ),
        (
            "Migrants are 9% of suspects, the police said, and not the “half” of the flyer.",
            &["the police / -", "the flyer / -"],
        ),
        (
            "The premier told the house that “migrants are 9% of suspects”. Police say little.",
            &["The premier / -"],
        ),
        (
            "Migrants are 9% of suspects. The auditors said it.",
            &["The auditors / -"],
        ),
        (
            "Migrants are 9% of suspects. I take that from ministry data.",
            &["- / ministry data"],
        ),
    ]);
}

#[test]
fn data_brought_in() {
    check(&[
        (
            "The yearbook covers all districts. Of suspects, 9% were migrants.",
            &["- / The yearbook"],
        ),
        (
            "The office sent us a table. Of suspects, 9% were migrants.",
            &["- / a table"],
        ),
        (
            "The ministry's own table has migrants at 9% of suspects.",
            &["- / The ministry's own table"],
        ),
        (
            "Working from booking sheets, the economists found migrants were 9% of suspects.",
            &["the economists / booking sheets"],
        ),
        (
            "The council said on page 4 of its annual report that migrants were 9% of suspects.",
            &["The council / its annual report"],
        ),
        (
            "Men from abroad turn up in the register of suspects, where migrants are 9%.",
            &["- / -"],
        ),
        (
            "Prison figures show that 9% of inmates are foreigners.\n\nPoles were 2% of inmates.",
            &["- / Prison figures", "- / Prison figures"],
        ),
        (
            "The warden said 9% of inmates are foreigners.\n\nPoles were 2% of inmates.",
            &["The warden / -", "- / -"],
        ),
        (
            "Main findings of the report:\n\n- 9% of suspects are migrants\n- 2% of suspects are Poles\n",
            &["- / the report", "- / the report"],
        ),
    ]);
}

#[test]
fn notes() {
    let pack = Pack::embedded().expect("the embedded pack loads");
    for (note, expected) in [
        ("Statistics Norway, 2024.", Some("Statistics Norway")),
        ("The police count each of them once.", None),
    ] {
        let text = format!("Of suspects, 9% are migrants.[^a]\n\n[^a]: {note}");
        let found = extract(&Draft::from_markdown("test", text), &pack);
        let source = found.claims.first().and_then(|claim| claim.source.as_ref());
        assert_eq!(
            source.map(|source| source.text.as_str()),
            expected,
            "{note}"
        );
    }
}

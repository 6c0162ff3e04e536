//! Reading only the rows that a draft's claims can ask for changes no verdict:
//! every draft at hand is checked against all of the starter data and against
//! the rows its claims need. `STATCLAIM_PASSAGES` names a JSON Lines file with
//! further drafts (`text`) to try.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read their cases and are told by the environment where more are"
)]

use std::{fs, path::PathBuf};

use statclaim::{
    check::{Context, Needs, Policy, check},
    claim::extract,
    draft::{Draft, InputFormat},
    reference::{Catalogue, DiskFiles, RowFacets},
    rules::Pack,
};

type Failure = Box<dyn std::error::Error>;

/// Drafts that ask about many countries, groups and stages.
const DRAFTS: [&str; 8] = [
    "Foreign nationals were 12 percent of prisoners in England and Wales in 2024. In Scotland the share is lower.",
    "In Germany 41 percent of suspects in 2023 were foreigners. Foreigners were 70 percent more likely to be suspected of theft than Germans.",
    "Non-Western immigrants in Denmark were convicted at 2.5 times the rate of people of Danish origin.",
    "Foreigners make up 30 percent of the prison population.",
    "The number of foreign prisoners in Austria rose 9 percent between 2021 and 2023.",
    "In Norway, immigrants committed 40 percent of rapes, and 5 percent of Somalis were charged with violence in 2022.",
    "Migrants are three times as likely to be arrested for sexual offences as British citizens.",
    "In Texas illegal immigrants were convicted of homicide at a rate of 2.2 per 100,000 in 2018. More than 20,000 foreign criminals were deported from the UK.",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn drafts() -> Result<Vec<(String, String)>, Failure> {
    let mut drafts: Vec<(String, String)> = DRAFTS
        .iter()
        .map(|text| ((*text).to_owned(), (*text).to_owned()))
        .collect();
    for folder in ["tests/cli/check.in", "examples"] {
        let Ok(entries) = fs::read_dir(root().join(folder)) else {
            continue;
        };
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                drafts.push((path.display().to_string(), fs::read_to_string(&path)?));
            }
        }
    }
    if let Some(more) = std::env::var_os("STATCLAIM_PASSAGES") {
        for (number, line) in fs::read_to_string(more)?.lines().enumerate() {
            let document: serde_json::Value = serde_json::from_str(line)?;
            let text = document.get("text").and_then(serde_json::Value::as_str);
            drafts.push((
                format!("passage {}", number + 1),
                text.unwrap_or_default().to_owned(),
            ));
        }
    }
    Ok(drafts)
}

#[test]
fn rows_that_no_claim_asks_for_change_no_verdict() -> Result<(), Failure> {
    let no_further_rules: [PathBuf; 0] = [];
    let (pack, errors) = Pack::load(&no_further_rules);
    assert!(errors.is_empty(), "{errors:?}");
    let pack = pack.ok_or("no pack")?;
    let folders = [root().join("reference_data")];
    let (all, _) = Catalogue::load(&folders, &pack.vocabulary);
    let policy = Policy::new(pack.widths.clone());
    let context = Context::default();
    let (mut claims, mut kept) = (0, 0);
    for (name, text) in drafts()? {
        let draft = Draft::read(
            &name,
            text.as_bytes(),
            InputFormat::of_path("draft.md")?,
            None,
        )?;
        let extraction = extract(&draft, &pack);
        let needs = Needs::of(&extraction.claims, &context, &pack.vocabulary, &policy);
        let keep = |row: &RowFacets<'_>| needs.want(row, &pack.vocabulary);
        let (some, _) = Catalogue::load_with(&DiskFiles, &folders, &pack.vocabulary, Some(&keep));
        assert!(some.observations().len() < all.observations().len());
        kept += some.observations().len();
        let judged = |catalogue: &Catalogue| {
            let findings = check(
                &extraction.claims,
                &context,
                catalogue.observations(),
                &pack.vocabulary,
                &policy,
            );
            let said = findings
                .into_iter()
                .map(|one| (one.code, one.severity, one.message, one.verdict, one.advice));
            said.collect::<Vec<_>>()
        };
        assert_eq!(judged(&some), judged(&all), "{name}");
        claims += extraction.claims.len();
    }
    assert!(claims > 10 && kept > 100, "{claims} claims, {kept} rows");
    Ok(())
}

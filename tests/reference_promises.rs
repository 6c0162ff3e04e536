//! What reference data promise, from the table to the report: editions that were
//! revised are both kept and told apart, and periods and places are values, not
//! strings. Whole runs, looked at as JSON, so that wording may change.

use std::{collections::BTreeSet, error::Error, fs, path::PathBuf, process::Command};

use serde_json::Value;

type Failure = Box<dyn Error>;

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/reference/promises")
        .join(name)
}

/// Checks a draft against the data of that name; the findings on claims.
fn checked(name: &str, draft: &str, options: &[&str]) -> Result<Vec<Value>, Failure> {
    let folder = std::env::temp_dir().join(format!(
        "statclaim-promises-{}-{name}-{}",
        std::process::id(),
        draft.len()
    ));
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("draft.md"), draft)?;
    let output = Command::new(env!("CARGO_BIN_EXE_statclaim"))
        .args(["check", "--format", "json", "--reference"])
        .arg(data(name))
        .args(options)
        .arg("draft.md")
        .current_dir(&folder)
        .env_clear()
        .output()?;
    fs::remove_dir_all(&folder)?;
    assert_eq!(String::from_utf8(output.stderr)?, "");
    let report: Value = serde_json::from_slice(&output.stdout)?;
    let findings = report
        .pointer("/documents/0/findings")
        .and_then(Value::as_array);
    let claims = findings.into_iter().flatten();
    Ok(claims
        .filter(|one| one["kind"] == "claim")
        .cloned()
        .collect())
}

fn verdicts(findings: &[Value]) -> Vec<&str> {
    findings
        .iter()
        .map(|one| one["verdict"].as_str().unwrap_or(""))
        .collect()
}

/// Where the cells stand that a finding rests on.
fn cells(finding: &Value) -> Vec<String> {
    let evidence = finding["evidence"].as_array();
    evidence
        .into_iter()
        .flatten()
        .map(|cell| format!("{}:{}", cell["file"].as_str().unwrap_or(""), cell["row"]))
        .collect()
}

#[test]
fn both_editions_are_kept_and_the_older_one_alone_is_outdated() -> Result<(), Failure> {
    let draft = |figure: &str| {
        format!("In Denmark {figure} foreign citizens were convicted in 2023, the office says.\n")
    };
    for (figure, expected) in [
        ("11,742", "supported"),
        ("11,300", "outdated"),
        ("13,000", "contradicted"),
    ] {
        let found = checked("editions", &draft(figure), &[])?;
        assert_eq!(verdicts(&found), [expected], "{figure}");
    }
    let found = checked("editions", &draft("11,300"), &[])?;
    let outdated = found.first().ok_or("no finding")?;
    assert_eq!(
        cells(outdated),
        ["convictions-2024-11.csv:2", "convictions-2024-02.csv:3"]
    );
    let said = outdated.to_string();
    for part in [
        "Convictions 2023, revised figures",
        "Edition: November 2024.",
        "first published figure, since revised",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // A row that the newer edition does not have stays as it was.
    let earlier = "In Denmark 10,200 foreign citizens were convicted in 2022.\n";
    assert_eq!(verdicts(&checked("editions", earlier, &[])?), ["supported"]);
    Ok(())
}

#[test]
fn periods_and_places_are_values_not_strings() -> Result<(), Failure> {
    for (draft, expected) in [
        // The same period in other words.
        (
            "On 30 June 2024 there were 9,870 foreign nationals in prison in England and Wales.",
            ("supported", "table.csv:3", None),
        ),
        (
            "In the year ending March 2024, 75,400 foreign nationals were arrested in England and Wales.",
            ("supported", "table.csv:4", None),
        ),
        (
            "In England and Wales 75,400 foreign nationals were arrested in 2023/24.",
            ("supported", "table.csv:4", None),
        ),
        (
            "In the second quarter of 2024, 18,250 foreign nationals were convicted in England and Wales.",
            ("supported", "table.csv:5", None),
        ),
        (
            "Between 2015 and 2018, 5,120 foreign nationals were suspects in Scotland.",
            ("supported", "table.csv:6", None),
        ),
        // A period near it, a place within it: named, and never simply right.
        (
            "In England and Wales 75,400 foreign nationals were arrested in 2024.",
            ("conditional", "table.csv:4", Some("period")),
        ),
        (
            "In the United Kingdom 9,870 foreign nationals were in prison on 30 June 2024.",
            ("conditional", "table.csv:3", Some("place")),
        ),
        (
            "In the United States 64,200 foreign nationals were arrested in 2023.",
            ("no_reference", "table.csv:7", Some("place")),
        ),
        (
            "In Germany 41,300 foreign nationals were suspects in 2023.",
            ("no_reference", "table.csv:8", Some("place")),
        ),
    ] {
        let (verdict, cell, mismatch) = expected;
        let found = checked("periods", draft, &[])?;
        assert_eq!(verdicts(&found), [verdict], "{draft}");
        let finding = found.first().ok_or("no finding")?;
        // What is only near stands beside the verdict, not under it.
        let finding = match verdict {
            "no_reference" => &finding["others"][0],
            _ => finding,
        };
        assert_eq!(
            cells(finding).first().map(String::as_str),
            Some(cell),
            "{draft}"
        );
        let facets = finding["mismatches"].as_array();
        let facets: Vec<&str> = facets
            .into_iter()
            .flatten()
            .filter_map(|one| one["facet"].as_str())
            .collect();
        assert_eq!(facets, mismatch.into_iter().collect::<Vec<_>>(), "{draft}");
    }
    Ok(())
}

#[test]
fn the_newest_period_counts_unless_the_day_is_given() -> Result<(), Failure> {
    let draft = "There are 9,134 foreign nationals in prison in England and Wales.\n";
    for (options, expected) in [
        (&[][..], "outdated"),
        (&["--as-of", "2023-12-31"], "supported"),
    ] {
        let found = checked("periods", draft, options)?;
        assert_eq!(verdicts(&found), [expected], "{options:?}");
    }
    Ok(())
}

/// A source without an address is the package's to mend, and lint names it.
#[test]
fn every_value_leads_to_a_publisher_and_an_address() -> Result<(), Failure> {
    let run = |arguments: &[&str]| -> Result<Value, Failure> {
        let output = Command::new(env!("CARGO_BIN_EXE_statclaim"))
            .arg("reference")
            .args(arguments)
            .args(["--format", "json", "reference_data"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_clear()
            .output()?;
        Ok(serde_json::from_slice(&output.stdout)?)
    };
    let found = run(&["query"])?;
    let values = found["values"].as_array().ok_or("no values")?;
    assert!(values.len() > 1000);
    let said = |one: &Value, key: &str| one[key].as_str().is_some_and(|text| !text.is_empty());
    assert!(values.iter().all(|one| said(one, "publisher")));
    let untraced: BTreeSet<&str> = values
        .iter()
        .filter(|one| !said(one, "url"))
        .filter_map(|one| one["title"].as_str())
        .collect();
    let linted = run(&["lint"])?;
    let findings = linted["findings"].as_array().ok_or("no findings")?;
    let named = findings
        .iter()
        .filter(|one| one["code"] == "source-incomplete");
    assert_eq!(untraced.len(), named.count(), "{untraced:?}");
    Ok(())
}

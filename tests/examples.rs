//! The drafts of `examples/` show every verdict. What each of their numbers
//! comes out as stands in `golden/examples.txt`, which is read before it is
//! written anew with `STATCLAIM_UPDATE=1 cargo test --test examples`.

#![expect(
    clippy::disallowed_methods,
    reason = "the golden file is read and its renewal is asked for by the environment"
)]

use std::{collections::BTreeSet, error::Error, fmt::Write, fs, path::Path, process::Command};

use serde_json::Value;

type Fallible<T> = Result<T, Box<dyn Error>>;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const VERDICTS: [&str; 7] = [
    "supported",
    "conditional",
    "outdated",
    "ambiguous",
    "contradicted",
    "no_reference",
    "vague",
];

/// The JSON report on all examples, with the starter data.
fn report() -> Fallible<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_statclaim"))
        .args([
            "check",
            "--fail-on",
            "never",
            "--format",
            "json",
            "examples",
        ])
        .env_clear()
        .current_dir(ROOT)
        .output()?;
    assert_eq!(String::from_utf8(output.stderr)?, "");
    assert_eq!(output.status.code(), Some(0));
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn list(of: &Value) -> &[Value] {
    of.as_array().map_or(&[], Vec::as_slice)
}

fn text(of: &Value) -> &str {
    of.as_str().unwrap_or_default()
}

/// One line a finding: where, the number, what came out, how severe, what was computed.
fn table(report: &Value) -> Fallible<String> {
    let mut table = String::new();
    for document in list(&report["documents"]) {
        writeln!(table, "{}", text(&document["path"]))?;
        for finding in list(&document["findings"]) {
            let quantity = text(&finding["claim"]["quantity"]);
            let computed = &finding["computed"]["value"];
            let computed = if computed.is_null() {
                "-".to_owned()
            } else {
                computed.to_string()
            };
            writeln!(
                table,
                "{:>4}  {quantity:<16}  {:<32}  {:<8}  {computed}",
                finding["line"].to_string(),
                text(&finding["code"]),
                text(&finding["severity"]),
            )?;
        }
    }
    Ok(table)
}

#[test]
fn every_number_of_the_examples() -> Fallible<()> {
    let found = table(&report()?)?;
    let golden = Path::new(ROOT).join("tests/golden/examples.txt");
    if std::env::var_os("STATCLAIM_UPDATE").is_some() {
        fs::write(&golden, &found)?;
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    assert!(
        expected == found,
        "tests/golden/examples.txt has\n{expected}\nbut found\n{found}"
    );
    Ok(())
}

#[test]
fn the_examples_show_every_verdict() -> Fallible<()> {
    let report = report()?;
    let mut verdicts = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for document in list(&report["documents"]) {
        for finding in list(&document["findings"]) {
            verdicts.insert(text(&finding["verdict"]));
            kinds.insert(text(&finding["kind"]));
        }
    }
    let missing: Vec<&str> = VERDICTS
        .into_iter()
        .filter(|verdict| !verdicts.contains(verdict))
        .collect();
    assert!(missing.is_empty(), "no example is {}", missing.join(", "));
    assert!(kinds.contains("arithmetic"), "no example is inconsistent");
    Ok(())
}

/// As many wrong numbers are too high as too low, so that neither side is shown as the one that errs.
#[test]
fn the_examples_are_wrong_in_both_directions() -> Fallible<()> {
    let report = report()?;
    let (mut high, mut low) = (0, 0);
    for document in list(&report["documents"]) {
        for finding in list(&document["findings"]) {
            let computed = finding["computed"]["value"].as_f64();
            let stated = finding["stated"]["low"].as_f64();
            if let (Some("contradicted"), Some(computed), Some(stated)) =
                (finding["verdict"].as_str(), computed, stated)
            {
                if stated > computed {
                    high += 1;
                } else {
                    low += 1;
                }
            }
        }
    }
    assert_eq!(high, low, "{high} too high, {low} too low");
    Ok(())
}

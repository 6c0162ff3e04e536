//! Every format on one report, against files in `golden/`. Set
//! `STATCLAIM_UPDATE=1` to write them anew after a change that is meant.

#![expect(
    clippy::disallowed_methods,
    reason = "golden files are read and their renewal is asked for by the environment"
)]

#[path = "render/fixture.rs"]
mod fixture;

use std::{fmt::Write, fs, path::Path};

use fixture::{Fallible, report};
use statclaim::{
    report::{
        ARITHMETIC, Content, Human, HumanOptions, Json, JsonLines, Renderer, VERDICTS, schema,
    },
    rules::Pack,
    vocabulary::Vocabulary,
};

/// Compares with a file of the repository, or writes it.
fn golden(path: &str, current: &str) -> Fallible<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("STATCLAIM_UPDATE").is_some() {
        fs::write(&file, current)?;
        return Ok(());
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if expected == current {
        return Ok(());
    }
    let line = expected
        .lines()
        .zip(current.lines())
        .position(|(one, other)| one != other)
        .unwrap_or_else(|| expected.lines().count().min(current.lines().count()));
    Err(format!(
        "{path}, line {}: expected\n  {:?}\nbut found\n  {:?}\nSTATCLAIM_UPDATE=1 writes it anew",
        line + 1,
        expected.lines().nth(line),
        current.lines().nth(line)
    )
    .into())
}

fn rendered(mut renderer: impl Renderer) -> Fallible<String> {
    let mut out = Vec::new();
    report()?.write(&mut renderer, &Vocabulary::default(), &mut out)?;
    Ok(String::from_utf8(out)?)
}

const PLAIN: HumanOptions = HumanOptions {
    width: 80,
    colour: false,
    quiet: false,
};

#[test]
fn human() -> Fallible<()> {
    let text = rendered(Human::new(Content::Findings, PLAIN))?;
    for line in text.lines() {
        let fits = line.chars().count() <= 80 || !line.trim().contains(' ');
        assert!(fits, "wider than 80 columns: {line}");
        assert!(
            !line.contains('\u{1b}'),
            "an escape reached the terminal: {line:?}"
        );
    }
    golden("tests/golden/check.txt", &text)
}

#[test]
fn human_in_colour_says_the_same() -> Fallible<()> {
    let colour = HumanOptions {
        colour: true,
        ..PLAIN
    };
    let text = rendered(Human::new(Content::Findings, colour))?;
    assert!(text.contains('\u{1b}'));
    let stripped = anstream::adapter::strip_str(&text).to_string();
    assert_eq!(stripped, rendered(Human::new(Content::Findings, PLAIN))?);
    Ok(())
}

#[test]
fn human_quiet_leaves_out_what_needs_no_action() -> Fallible<()> {
    let quiet = HumanOptions {
        quiet: true,
        ..PLAIN
    };
    let text = rendered(Human::new(Content::Findings, quiet))?;
    assert!(text.contains("contradicted") && !text.contains("supported"));
    assert!(!text.contains("Summary") && !text.contains("Windows-1252"));
    Ok(())
}

#[test]
fn claims_and_quantities_for_people() -> Fallible<()> {
    let claims = rendered(Human::new(Content::Claims, PLAIN))?;
    golden("tests/golden/extract.txt", &claims)?;
    let quantities = rendered(Human::new(Content::Quantities, PLAIN))?;
    golden("tests/golden/quantities.txt", &quantities)
}

#[test]
fn json() -> Fallible<()> {
    golden(
        "tests/golden/check.json",
        &rendered(Json::new(Content::Findings))?,
    )?;
    golden(
        "tests/golden/extract.json",
        &rendered(Json::new(Content::Claims))?,
    )?;
    golden(
        "tests/golden/quantities.json",
        &rendered(Json::new(Content::Quantities))?,
    )
}

#[test]
fn json_lines_are_the_documents_of_json() -> Fallible<()> {
    for content in [Content::Findings, Content::Claims, Content::Quantities] {
        let whole: serde_json::Value = serde_json::from_str(&rendered(Json::new(content))?)?;
        let line = rendered(JsonLines::new(content))?;
        assert_eq!(line.lines().count(), 1);
        let line: serde_json::Value = serde_json::from_str(&line)?;
        assert_eq!(whole["documents"][0], line);
    }
    Ok(())
}

#[test]
fn json_follows_the_published_schema() -> Fallible<()> {
    let current = schema();
    let mut text = serde_json::to_string_pretty(&current)?;
    text.push('\n');
    golden("schemas/check.schema.json", &text)?;
    let validator = jsonschema::validator_for(&current)?;
    let report = serde_json::from_str(&rendered(Json::new(Content::Findings))?)?;
    let errors: Vec<String> = validator
        .iter_errors(&report)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    Ok(())
}

#[test]
fn the_guide_to_verdicts_is_current() -> Fallible<()> {
    let mut text = String::from(
        "# Verdicts and codes\n\nWhat each verdict on a claim means and what to do, then each finding about a draft's own numbers, as `statclaim explain` says it. Written by `tests/render.rs`.\n",
    );
    for help in VERDICTS.iter().chain(&ARITHMETIC) {
        writeln!(
            text,
            "\n## {}\n\nSeverity: {}.\n\n{}\n\n{}",
            help.name, help.severity, help.meaning, help.action
        )?;
    }
    golden("docs/verdicts.md", &text)
}

#[test]
fn the_guide_to_qualification_is_current() -> Fallible<()> {
    let pack = Pack::embedded().map_err(|errors| format!("{errors:?}"))?;
    let mut text = String::from(
        "# Ways in which a right number misleads\n\nEach finding about how a number is told: why it misleads, what to do, an example and who says so, as `statclaim explain CODE` says it. The checked number stands in brackets. Where a reference decides, the example holds with the starter data. `[severity]` in `statclaim.toml` turns each up or down by its code. Written by `tests/render.rs` from the files in `rules/en/qualification/`.\n",
    );
    for defect in &pack.qualifications {
        writeln!(
            text,
            "\n## {}\n\n{}. Severity: {}.\n\n**Why it misleads.** {}\n\n**What to do.** {}\n\n**In a quotation.** {}\n",
            defect.id,
            defect.title,
            defect.weight.name(),
            defect.why,
            defect.advice,
            defect.advice_quoted
        )?;
        let plain = |example: &String| example.replace('\n', " ");
        for (label, examples) in [
            ("For example", &defect.examples),
            ("But not", &defect.counterexamples),
        ] {
            if let Some(example) = examples.first() {
                writeln!(text, "- {label}: `{}`", plain(example))?;
            }
        }
        let authority = &defect.authority;
        writeln!(
            text,
            "- See: {}, [{}]({})",
            authority.publisher, authority.title, authority.url
        )?;
    }
    golden("docs/qualification.md", &text)
}

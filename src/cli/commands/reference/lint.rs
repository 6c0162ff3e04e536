//! `statclaim reference lint`.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Data,
    args::{LintArgs, Shown},
    counted,
};
use crate::{
    cli::{Exit, messages::Messages, print},
    reference::{LintFinding, LintPlace, LintSeverity, lint as find},
};

/// Shows what may mislead; an error ends with exit code 1.
pub(super) fn lint(args: &LintArgs, data: &Data<'_>, messages: &mut Messages) -> Exit {
    let findings = find(
        &data.catalogue,
        &data.errors,
        &data.pack.vocabulary,
        args.as_of,
    );
    let text = match args.format {
        Shown::Human => human(&findings, data),
        Shown::Json => super::json(&object(&findings, data)),
    };
    let is_wrong = findings
        .iter()
        .any(|finding| finding.severity == LintSeverity::Error);
    match print(&text, messages) {
        Exit::Clean if is_wrong => Exit::Findings,
        exit => exit,
    }
}

/// The findings, a line each, and how many there are.
pub(super) fn human(findings: &[LintFinding], data: &Data<'_>) -> String {
    let mut text = String::new();
    for finding in findings {
        let _ = writeln!(
            text,
            "{}: {}[{}]: {}",
            finding.place,
            finding.severity.name(),
            finding.code,
            finding.message
        );
    }
    let _ = writeln!(text, "{}", sum(findings, data));
    text
}

fn sum(findings: &[LintFinding], data: &Data<'_>) -> String {
    let found: Vec<String> = LintSeverity::ALL
        .iter()
        .rev()
        .filter_map(|severity| {
            let count = of(findings, *severity);
            (count > 0).then(|| counted(count, severity.name()))
        })
        .collect();
    let found = if found.is_empty() {
        "nothing to report".to_owned()
    } else {
        found.join(", ")
    };
    format!(
        "{} from {}: {found}",
        counted(data.catalogue.observations().len(), "value"),
        counted(data.catalogue.sources().len(), "source")
    )
}

fn of(findings: &[LintFinding], severity: LintSeverity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}

fn object(findings: &[LintFinding], data: &Data<'_>) -> Value {
    let shown: Vec<Value> = findings.iter().map(finding_object).collect();
    json!({
        "findings": shown,
        "summary": {
            "values": data.catalogue.observations().len(),
            "sources": data.catalogue.sources().len(),
            "errors": of(findings, LintSeverity::Error),
            "warnings": of(findings, LintSeverity::Warning),
            "notes": of(findings, LintSeverity::Note),
        }
    })
}

/// Cells are named as verdicts name them (`row`, the column's header), other
/// places as editors do (`line`, a number).
fn finding_object(finding: &LintFinding) -> Value {
    let mut object = match &finding.place {
        LintPlace::Cell(cell) => json!({
            "file": cell.file.as_ref(),
            "row": cell.row,
            "column": cell.column.as_ref(),
        }),
        LintPlace::Position { file, line, column } => json!({
            "file": file,
            "line": line,
            "column": column,
        }),
    };
    if let Some(fields) = object.as_object_mut() {
        fields.insert("code".to_owned(), finding.code.into());
        fields.insert("severity".to_owned(), finding.severity.name().into());
        fields.insert("message".to_owned(), finding.message.clone().into());
    }
    object
}

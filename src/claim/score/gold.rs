//! Labelled passages as written: JSON Lines, one passage a line.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Number, Value};

use super::labelled::{EXACT_FIELDS, Labelled, TEXT_FIELDS};
use crate::number::Decimal;

/// A line that is no labelled passage; the fault of whoever wrote the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct GoldError {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// A passage with its claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its id, one of a kind over all files.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its claims; none where it is there to stay empty.
    pub claims: Vec<Labelled>,
}

/// Further fields are the labeller's own.
#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    claims: Vec<ClaimLine>,
}

#[derive(Deserialize)]
struct ClaimLine {
    quantity: String,
    start: usize,
    value: Option<Number>,
    high: Option<Number>,
    per: Option<Number>,
    #[serde(default)]
    borderline: bool,
    #[serde(flatten)]
    fields: serde_json::Map<String, Value>,
}

/// Reads the passages of a file; `seen` holds the ids of the files before it.
pub fn read(file: &str, text: &str, seen: &mut BTreeSet<String>) -> (Vec<Passage>, Vec<GoldError>) {
    let mut passages = Vec::new();
    let mut errors = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let mut error = |column: usize, message: String| {
            errors.push(GoldError {
                file: file.to_owned(),
                line: at + 1,
                column: column.max(1),
                message,
            });
        };
        match serde_json::from_str::<Line>(line) {
            Ok(line) if !seen.insert(line.id.clone()) => {
                error(1, format!("the id `{}` stands here a second time", line.id));
            }
            Ok(line) => match passage(line) {
                Ok(passage) => passages.push(passage),
                Err(message) => error(1, message),
            },
            Err(problem) => {
                let whole = problem.to_string();
                let message = whole.split(" at line ").next().unwrap_or(&whole);
                error(
                    problem.column(),
                    format!("not a labelled passage: {message}"),
                );
            }
        }
    }
    (passages, errors)
}

fn passage(line: Line) -> Result<Passage, String> {
    let claims = line
        .claims
        .into_iter()
        .map(labelled)
        .collect::<Result<_, _>>()?;
    Ok(Passage {
        id: line.id,
        text: line.text,
        claims,
    })
}

fn labelled(claim: ClaimLine) -> Result<Labelled, String> {
    let field = |name: &&str| match claim.fields.get(*name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Bool(truth)) => Ok(Some(truth.to_string())),
        Some(other) => Err(format!(
            "`{name}` of `{}` is {other}, expected words",
            claim.quantity
        )),
    };
    let mut exact = Vec::new();
    for name in &EXACT_FIELDS {
        exact.push(field(name)?);
    }
    let mut words = Vec::new();
    for name in &TEXT_FIELDS {
        words.push(field(name)?);
    }
    Ok(Labelled {
        value: decimal(claim.value.as_ref())?,
        high: decimal(claim.high.as_ref())?,
        per: decimal(claim.per.as_ref())?,
        quantity: claim.quantity,
        start: Some(claim.start),
        exact,
        words,
        borderline: claim.borderline,
        rule: None,
    })
}

fn decimal(number: Option<&Number>) -> Result<Option<Decimal>, String> {
    let Some(number) = number else {
        return Ok(None);
    };
    let text = number.to_string();
    let read = if text.contains(['e', 'E']) {
        Decimal::from_scientific(&text)
    } else {
        text.parse()
    };
    read.map(Some)
        .map_err(|_| format!("the number {text} is out of range"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_passage_is_named_and_the_others_are_read() {
        let text = "{\"id\":\"a\",\"text\":\"x\",\"claims\":[]}\n\n{\"id\":\"a\",\"text\":\"x\",\"claims\":[]}\n{\"id\":\"b\"}\n[\n{\"id\":\"c\",\"text\":\"7\",\"claims\":[{\"quantity\":\"7\",\"start\":0,\"value\":7,\"kind\":3}]}\n{\"id\":\"d\",\"text\":\"7\",\"claims\":[{\"quantity\":\"7\",\"start\":0,\"value\":7.5,\"kind\":\"count\",\"quoted\":true}]}";
        let (passages, errors) = read("gold.jsonl", text, &mut BTreeSet::new());
        let ids: Vec<&str> = passages.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["a", "d"]);
        let claim = &passages[1].claims[0];
        assert_eq!(claim.value, Some(Decimal::new(75, 1)));
        assert_eq!(claim.exact("kind"), Some("count"));
        assert_eq!(claim.exact("quoted"), Some("true"));
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            errors,
            [
                "gold.jsonl:3:1: the id `a` stands here a second time",
                "gold.jsonl:4:10: not a labelled passage: missing field `text`",
                "gold.jsonl:5:1: not a labelled passage: EOF while parsing a list",
                "gold.jsonl:6:1: `kind` of `7` is 3, expected words",
            ]
        );
    }
}

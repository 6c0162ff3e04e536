//! Our own verdict cases, the whole way from text to finding, with the embedded
//! rules and the starter data: nothing true may be called false, and most
//! verdicts must be among the acceptable ones.
//!
//! Each file of `tests/verdicts` was written before any of it was run. A case is
//! only changed where `docs/verdicts.md` shows that it was wrong.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "the helpers of a test may fail it, and it reads its cases"
)]

use std::{fs, path::Path, sync::Arc};

use rayon::prelude::*;
use serde::Deserialize;
use statclaim::{
    check::{Context, Finding, FindingKind, Policy, Severity, check, qualify},
    claim::extract,
    draft::{BlockKind, Draft},
    reference::{Catalogue, Observation, Statistic, Unit},
    rules::Pack,
    vocabulary::{ConceptId, Group},
};

/// Least shares, in per cent, a little below what was reached.
const ACCEPTABLE: usize = 91;
const ARITHMETIC: usize = 92;
const QUALIFICATION: usize = 91;
const ERRORS: usize = 80;

#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Expected {
    Claim {
        quantity: String,
        start: usize,
        verdict: Vec<String>,
        #[serde(default)]
        optional: bool,
    },
    Arithmetic {
        inconsistent: bool,
    },
    Qualification {
        code: String,
        present: bool,
    },
}

/// Expectations met and all of them, of one kind.
#[derive(Default, Clone, Copy)]
struct Score {
    met: usize,
    all: usize,
}

impl Score {
    fn count(&mut self, met: bool) {
        self.met += usize::from(met);
        self.all += 1;
    }

    fn reaches(self, percent: usize) -> bool {
        self.met * 100 >= self.all * percent
    }
}

#[derive(Default)]
struct Tally {
    claims: Score,
    arithmetic: Score,
    qualification: Score,
    failures: Vec<String>,
    /// What must never happen.
    grave: Vec<String>,
}

#[test]
fn nothing_true_is_called_false_and_most_verdicts_are_acceptable() {
    let cases = cases();
    let desk = Desk::new();
    let found: Vec<Vec<Finding>> = cases
        .par_iter()
        .map(|case| desk.judge(&case.text))
        .collect();
    let mut tally = Tally::default();
    for (case, findings) in cases.iter().zip(&found) {
        tally.add(case, findings);
    }
    assert!(tally.grave.is_empty(), "{}", tally.grave.join("\n"));
    let reached = tally.claims.reaches(ACCEPTABLE)
        && tally.arithmetic.reaches(ARITHMETIC)
        && tally.qualification.reaches(QUALIFICATION);
    let shares = [tally.claims, tally.arithmetic, tally.qualification]
        .map(|score| format!("{} of {}", score.met, score.all));
    assert!(
        reached,
        "verdicts, wrong sums, defects: {shares:?}\n{}",
        tally.failures.join("\n")
    );
}

/// A passage that tells a truth, or something that the tables cannot judge, in words that
/// mislead a careless reader; or one with a plain error.
#[derive(Deserialize)]
struct Trap {
    id: String,
    text: String,
    quantity: String,
    start: usize,
    contradicted: Contradicted,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Contradicted {
    Never,
    Must,
}

#[test]
fn no_trap_is_called_false_and_most_errors_are() {
    let desk = Desk::new();
    let traps: Vec<Trap> = lines_of("tests/traps");
    let found: Vec<Vec<Finding>> = traps
        .par_iter()
        .map(|trap| desk.judge(&trap.text))
        .collect();
    let mut errors = Score::default();
    let mut grave = Vec::new();
    for (trap, findings) in traps.iter().zip(&found) {
        let mut wrong = findings.iter().filter(|one| {
            let sum = one.kind == FindingKind::Arithmetic;
            (sum || one.code == "contradicted") && one.severity > Severity::Note
        });
        match trap.contradicted {
            Contradicted::Never => {
                grave.extend(wrong.map(|one| format!("{}: {} {}", trap.id, one.code, one.message)));
            }
            Contradicted::Must => {
                let start: usize = trap.text.chars().take(trap.start).map(char::len_utf8).sum();
                let stated = start..start + trap.quantity.len();
                errors.count(
                    wrong.any(|one| one.span.start < stated.end && stated.start < one.span.end),
                );
            }
        }
    }
    assert!(grave.is_empty(), "{}", grave.join("\n"));
    assert!(errors.reaches(ERRORS), "{} of {}", errors.met, errors.all);
}

/// The cases of all files.
fn cases() -> Vec<Case> {
    lines_of("tests/verdicts")
}

/// The lines of all files of a folder.
fn lines_of<T: serde::de::DeserializeOwned>(folder: &str) -> Vec<T> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|file| {
            let text = fs::read_to_string(file).unwrap();
            let cases: Vec<T> = text
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
            cases
        })
        .collect()
}

impl Tally {
    fn add(&mut self, case: &Case, findings: &[Finding]) {
        for expected in &case.expect {
            match expected {
                Expected::Claim {
                    quantity,
                    start,
                    verdict,
                    optional,
                } => {
                    let at = bytes_of(&case.text, *start);
                    let found = findings.iter().find(|finding| {
                        finding.kind == FindingKind::Claim
                            && finding.span.start < at + quantity.len()
                            && finding.span.end > at
                    });
                    let got = found.map_or("missed", |finding| finding.code.as_str());
                    if *optional && found.is_none() {
                        continue;
                    }
                    self.claim(case, quantity, verdict, got);
                }
                Expected::Arithmetic { inconsistent } => {
                    let got = findings
                        .iter()
                        .any(|finding| finding.kind == FindingKind::Arithmetic);
                    if got && !inconsistent {
                        self.grave
                            .push(format!("{}: not inconsistent: {}", case.id, case.text));
                    }
                    if *inconsistent {
                        self.arithmetic.count(got);
                        self.note(got, case, "a wrong sum is missed");
                    }
                }
                Expected::Qualification { code, present } => {
                    let got = findings.iter().any(|finding| {
                        finding.kind == FindingKind::Qualification
                            && finding.code.starts_with(code.as_str())
                    });
                    self.qualification.count(got == *present);
                    self.note(got == *present, case, code);
                }
            }
        }
    }

    fn claim(&mut self, case: &Case, quantity: &str, verdict: &[String], got: &str) {
        let met = verdict.iter().any(|one| one == got);
        self.claims.count(met);
        let what = format!("\"{quantity}\" is {got}, not {}", verdict.join(" or "));
        self.note(met, case, &what);
        if got == "contradicted" && !met {
            self.grave
                .push(format!("{}: {what}: {}", case.id, case.text));
        }
    }

    fn note(&mut self, met: bool, case: &Case, what: &str) {
        if !met {
            self.failures
                .push(format!("{}: {what}: {}", case.id, case.text));
        }
    }
}

/// Where a character starts, in bytes.
fn bytes_of(text: &str, characters: usize) -> usize {
    text.chars().take(characters).map(char::len_utf8).sum()
}

/// Everything a passage is judged with.
struct Desk {
    pack: Pack,
    cells: Vec<Arc<Observation>>,
    policy: Policy,
}

impl Desk {
    fn new() -> Self {
        let pack = Pack::embedded().unwrap_or_else(|errors| panic!("{errors:?}"));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference_data");
        let (catalogue, _) = Catalogue::load(&[folder], &pack.vocabulary);
        let policy = statclaim::cli::policy(&pack);
        Self {
            cells: catalogue.observations().to_vec(),
            pack,
            policy,
        }
    }

    fn judge(&self, text: &str) -> Vec<Finding> {
        let draft = Draft::from_text("case", text);
        let found = extract(&draft, &self.pack);
        let (words, policy) = (&self.pack.vocabulary, &self.policy);
        let context = Context {
            ties: found.ties.clone(),
            doubts: found.doubts.clone(),
            title: draft
                .blocks
                .iter()
                .find(|block| block.kind == BlockKind::Title)
                .and_then(|block| block.map.extent()),
            ..Context::default()
        };
        let mut findings = check(&found.claims, &context, &self.cells, words, policy);
        let defects = qualify(
            &found.claims,
            &found.marks,
            &findings,
            &self.cells,
            words,
            policy,
        );
        findings.extend(defects);
        findings
    }
}

#[test]
fn the_order_of_rows_and_an_unrelated_table_change_nothing() {
    let cases: Vec<Case> = cases().into_iter().step_by(9).collect();
    let mut desk = Desk::new();
    let told = |desk: &Desk| -> Vec<Vec<(String, String)>> {
        cases
            .par_iter()
            .map(|case| {
                let findings = desk.judge(&case.text);
                findings
                    .into_iter()
                    .map(|finding| (finding.code, finding.message))
                    .collect()
            })
            .collect()
    };
    let before = told(&desk);
    desk.cells.reverse();
    let elsewhere = desk.cells.first().map(|cell| {
        let mut cell = Observation::clone(cell);
        cell.place = ConceptId::new("atlantis");
        cell.cell.file = "atlantis.csv".into();
        Arc::new(cell)
    });
    desk.cells.extend(elsewhere);
    for ((one, other), case) in before.iter().zip(told(&desk)).zip(&cases) {
        let codes = |of: &[(String, String)]| -> Vec<String> {
            of.iter().map(|(code, _)| code.clone()).collect()
        };
        assert_eq!(codes(one), codes(&other), "{}", case.text);
    }
}

/// What a table says, told in its own words, is never called false.
#[test]
fn a_cell_told_as_it_stands_is_not_contradicted() {
    let desk = Desk::new();
    let told: Vec<(String, &Arc<Observation>)> = desk
        .cells
        .iter()
        .filter(|cell| is_plain(cell, &desk.pack))
        .filter_map(|cell| Some((tell(cell, &desk.pack)?, cell)))
        .step_by(9)
        .collect();
    assert!(told.len() > 150, "{}", told.len());
    let wrong: Vec<String> = told
        .par_iter()
        .flat_map_iter(|(text, _)| {
            let findings = desk.judge(text);
            findings
                .into_iter()
                .filter(|finding| {
                    finding.code == "contradicted" || finding.kind == FindingKind::Arithmetic
                })
                .map(|finding| format!("{text} {}", finding.message))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a cell is of all that its words promise.
fn is_plain(cell: &Observation, pack: &Pack) -> bool {
    let narrows = |id: &ConceptId| {
        pack.vocabulary
            .concept(id)
            .and_then(|concept| concept.attributes.get("kind"))
            .is_none_or(|kind| kind == "scope")
    };
    cell.status.name().is_empty()
        && cell.whole.is_none()
        && cell.group.age.is_none()
        && cell.group.sex.is_none()
        && cell.group != Group::everyone()
        && !cell.group_label.contains(',')
        && !cell.definitions.iter().any(narrows)
}

/// A cell as a sentence.
fn tell(cell: &Observation, pack: &Pack) -> Option<String> {
    let place = pack.vocabulary.label(&cell.place);
    let measure = pack.vocabulary.concept(&cell.measure)?;
    let told = measure.attributes.get("told")?;
    let noun = measure.attributes.get("noun")?;
    let when = match cell.period.days() {
        1 => format!("on {}", cell.period),
        _ => format!("in {}", cell.period),
    };
    let offence = match cell.offence.as_str() {
        "all" => String::new(),
        _ => format!(" for {}", pack.vocabulary.label(&cell.offence)),
    };
    let (value, group) = (cell.value, &cell.group_label);
    if cell.measure.as_str() == "population" {
        return None;
    }
    Some(match (cell.statistic, &cell.unit) {
        (Statistic::Share, Unit::Percent) => {
            format!("In {place}, {group} made up {value} per cent of {noun}{offence} {when}.")
        }
        (Statistic::Count, Unit::Counted(things)) if things == "people" => {
            format!("In {place}, {value} {group} {told}{offence} {when}.")
        }
        (Statistic::Rate, Unit::Per(base)) => {
            format!("In {place}, {value} per {base} {group} {told}{offence} {when}.")
        }
        _ => return None,
    })
}

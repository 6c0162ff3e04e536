//! What `reference lint` finds in data that can be read but may mislead: rows
//! that disagree, scales that look wrong, provenance that is missing. Findings
//! are data; how they are shown and whether they fail a run is decided elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Catalogue, Cell, Observation, PackageInfo, ReferenceError, Statistic, TableInfo, Trust, Unit,
    lint_rows,
    locate::{Step, locate_json},
    parts::unchecked_algorithm,
};
use crate::{number::Decimal, vocabulary::Vocabulary};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LintSeverity {
    /// Good to know.
    Note,
    /// A verdict that rests on it may mislead.
    Warning,
    /// It cannot be right, or could not be read.
    Error,
}

impl LintSeverity {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LintPlace {
    /// In a cell of a table.
    Cell(Cell),
    /// At a position of a metadata file or of a file that could not be read.
    Position {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
}

impl std::fmt::Display for LintPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Cell(cell) => write!(f, "{}:{}:{}", cell.file, cell.row, cell.column),
            Self::Position { file, line, column } => write!(f, "{file}:{line}:{column}"),
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LintFinding {
    /// Where it stands.
    pub place: LintPlace,
    /// What kind of finding it is.
    pub code: &'static str,
    /// How much it matters.
    pub severity: LintSeverity,
    /// One sentence.
    pub message: String,
}

/// Looks through a catalogue and the errors of its loading; `as_of` is the day on which data may be stale.
pub fn lint(
    catalogue: &Catalogue,
    errors: &[ReferenceError],
    vocabulary: &Vocabulary,
    as_of: Option<Date>,
) -> Vec<LintFinding> {
    let mut findings: Vec<LintFinding> = errors.iter().map(unreadable).collect();
    for package in catalogue.packages() {
        provenance(package, &mut findings);
    }
    for table in catalogue.tables() {
        table_metadata(catalogue, table, as_of, &mut findings);
    }
    for observation in catalogue.observations() {
        one_row(catalogue, observation, &mut findings);
    }
    scales(catalogue, &mut findings);
    lint_rows::disagreements(catalogue, &mut findings);
    lint_rows::pooled_periods(catalogue, &mut findings);
    lint_rows::share_sums(catalogue, vocabulary, &mut findings);
    lint_rows::bases(catalogue, vocabulary, &mut findings);
    findings.sort();
    findings.dedup();
    findings
}

fn unreadable(error: &ReferenceError) -> LintFinding {
    LintFinding {
        place: LintPlace::Position {
            file: error.file.clone(),
            line: error.line,
            column: error.column,
        },
        code: error.problem.code(),
        severity: LintSeverity::Error,
        message: error.problem.to_string(),
    }
}

impl PackageInfo {
    fn place(&self, path: &[Step]) -> LintPlace {
        let location = locate_json(&self.text, path);
        LintPlace::Position {
            file: self.file.clone(),
            line: location.line,
            column: location.column,
        }
    }
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

fn provenance(package: &PackageInfo, findings: &mut Vec<LintFinding>) {
    let mut find = |path: &[Step], code, severity, message: String| {
        findings.push(LintFinding {
            place: package.place(path),
            code,
            severity,
            message,
        });
    };
    let file = &package.package;
    for name in &package.unlisted {
        find(
            &[key("resources")],
            "unlisted-table",
            LintSeverity::Warning,
            format!("`{name}` stands in this folder but is no resource, so it is not read"),
        );
    }
    let unlicensed = file.licenses.is_empty()
        && file
            .resources
            .iter()
            .any(|resource| resource.licenses.is_empty());
    if unlicensed {
        find(
            &[],
            "no-licence",
            LintSeverity::Warning,
            "no licence: say on which terms the data may be used (`licenses`)".to_owned(),
        );
    }
    if file.sources.is_empty() && file.resources.iter().any(|one| one.sources.is_empty()) {
        find(
            &[],
            "no-source",
            LintSeverity::Warning,
            "no source: say who published the data and where (`sources`)".to_owned(),
        );
    }
    for (at, source) in file.sources.iter().enumerate() {
        let path = [key("sources"), Step::Item(at)];
        let name = source.name.as_ref().or(source.title.as_ref());
        let name = name.map_or("", String::as_str);
        for (what, given) in [
            ("publisher", source.publisher.is_some()),
            ("address (`path`)", source.path.is_some()),
        ] {
            if !given {
                find(
                    &path,
                    "source-incomplete",
                    LintSeverity::Warning,
                    format!("the source `{name}` has no {what}"),
                );
            }
        }
        let mut earlier = file.sources.iter().take(at);
        if earlier.any(|other| other.name.is_some() && other.name == source.name) {
            find(
                &path,
                "double-source",
                LintSeverity::Error,
                format!("two sources are called `{name}`"),
            );
        }
    }
}

fn table_metadata(
    catalogue: &Catalogue,
    table: &TableInfo,
    as_of: Option<Date>,
    findings: &mut Vec<LintFinding>,
) {
    let package = table
        .package
        .and_then(|package| catalogue.packages().get(package));
    let Some(package) = package else {
        findings.push(LintFinding {
            place: LintPlace::Position {
                file: table.files.join(", "),
                line: 1,
                column: 1,
            },
            code: "no-package",
            severity: LintSeverity::Warning,
            message: "no datapackage.json says where this table comes from".to_owned(),
        });
        return;
    };
    let resource = [key("resources"), Step::Item(table.number)];
    if table
        .sources
        .iter()
        .all(|source| source.trust == Trust::Unstated)
    {
        findings.push(LintFinding {
            place: package.place(&resource),
            code: "no-trust",
            severity: LintSeverity::Note,
            message: "nothing says how far this table can be trusted (`trust`)".to_owned(),
        });
    }
    let algorithm = table.resource.hash.as_deref().and_then(unchecked_algorithm);
    if let Some(algorithm) = algorithm {
        let mut path = resource.to_vec();
        path.push(key("hash"));
        findings.push(LintFinding {
            place: package.place(&path),
            code: "hash-not-checked",
            severity: LintSeverity::Note,
            message: format!("only `sha256:` hashes are checked; this is {algorithm}"),
        });
    }
    findings.extend(staleness(package, table, as_of));
}

/// Whether the day is past on which a table counts as old.
fn staleness(package: &PackageInfo, table: &TableInfo, as_of: Option<Date>) -> Option<LintFinding> {
    let resource = [key("resources"), Step::Item(table.number)];
    let own = table.resource.statclaim.stale_after.as_ref();
    let (path, stale) = match (own, &package.package.statclaim.stale_after) {
        (Some(date), _) => {
            let mut path = resource.to_vec();
            path.extend([key("statclaim"), key("stale_after")]);
            (path, date)
        }
        (None, Some(date)) => (vec![key("statclaim"), key("stale_after")], date),
        (None, None) => return None,
    };
    let (code, severity, message) = match (stale.parse::<Date>(), as_of) {
        (Err(_), _) => (
            "bad-date",
            LintSeverity::Error,
            format!("`{stale}` is not a date (expected 2024-06-30)"),
        ),
        (Ok(date), Some(today)) if date < today => (
            "stale",
            LintSeverity::Warning,
            format!("the data count as old since {date}: look for a newer edition"),
        ),
        _ => return None,
    };
    Some(LintFinding {
        place: package.place(&path),
        code,
        severity,
        message,
    })
}

fn one_row(catalogue: &Catalogue, observation: &Observation, findings: &mut Vec<LintFinding>) {
    let mut find = |code, severity, message: String| {
        findings.push(LintFinding {
            place: LintPlace::Cell(observation.cell.clone()),
            code,
            severity,
            message,
        });
    };
    let value = observation.value;
    if observation.statistic == Statistic::Share && value > Decimal::ONE_HUNDRED {
        find(
            "share-above-100",
            LintSeverity::Error,
            format!("a share of {value} percent is more than the whole"),
        );
    }
    let counts = matches!(observation.statistic, Statistic::Count | Statistic::Share);
    if counts && value.is_sign_negative() && !value.is_zero() {
        find(
            "negative",
            LintSeverity::Error,
            format!(
                "a {} of {value} is below zero",
                observation.statistic.name()
            ),
        );
    }
    let compared = matches!(observation.statistic, Statistic::Ratio | Statistic::Index);
    if compared && observation.comparator.is_none() {
        find(
            "no-comparator",
            LintSeverity::Warning,
            format!(
                "nothing says against whom this {} is set (`comparator`)",
                observation.statistic.name()
            ),
        );
    }
    if observation.statistic == Statistic::Change && observation.baseline.is_none() {
        find(
            "no-baseline",
            LintSeverity::Warning,
            "nothing says against which period this change is set (`comparator`)".to_owned(),
        );
    }
    if let Some(old) = &observation.supersedes {
        let known = catalogue
            .table(&observation.cell.file)
            .is_some_and(|table| table.sources.iter().any(|source| source.name == *old));
        if !known {
            find(
                "unknown-superseded",
                LintSeverity::Warning,
                format!("the package lists no source `{old}` that this row could supersede"),
            );
        }
    }
}

/// Columns of shares that look like parts of one, not of a hundred.
fn scales(catalogue: &Catalogue, findings: &mut Vec<LintFinding>) {
    let mut columns: BTreeMap<(&str, &str), Vec<&Observation>> = BTreeMap::new();
    for observation in catalogue.observations() {
        if observation.statistic == Statistic::Share && observation.unit == Unit::Percent {
            columns
                .entry((&observation.cell.file, &observation.cell.column))
                .or_default()
                .push(observation);
        }
    }
    for shares in columns.values() {
        let small = shares.iter().all(|share| share.value <= Decimal::ONE);
        let distinct: BTreeSet<_> = shares.iter().map(|share| share.value).collect();
        if small
            && distinct.len() > 1
            && let Some(first) = shares.first()
        {
            findings.push(LintFinding {
                place: LintPlace::Cell(first.cell.clone()),
                code: "share-of-one",
                severity: LintSeverity::Warning,
                message: format!(
                    "none of {} shares in this column is above 1, but the unit is percent: are they parts of one?",
                    shares.len()
                ),
            });
        }
    }
}

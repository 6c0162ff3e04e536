//! What can be wrong with reference data, and where. All wording of this module
//! stands here, so that it can be reviewed in one place. Errors are collected,
//! not thrown: a file with an error is left out as a whole, and named.

use crate::vocabulary::Class;

/// Something wrong at one place of one file of a reference folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {problem}")]
pub struct ReferenceError {
    /// The file, with its folder.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a reference file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The file or folder cannot be read: usually a path with a typo.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// The folder holds neither a package nor a tidy table: usually the wrong folder.
    #[error("holds no datapackage.json and no tidy CSV")]
    NoData,
    /// Bytes that the encoding does not have: usually `encoding` is missing in the metadata.
    #[error(
        "not valid {encoding}; name the file's encoding in datapackage.json (`\"encoding\": \"windows-1252\"`)"
    )]
    Encoding {
        /// The encoding that was expected.
        encoding: String,
    },
    /// An encoding nobody knows: a typo in the metadata.
    #[error("unknown encoding `{0}`")]
    UnknownEncoding(String),
    /// Not JSON, or not the JSON of a data package.
    #[error("{0}")]
    Json(String),
    /// A key that the `statclaim` profile does not have: a typo in the metadata.
    #[error("unknown key `{key}`{}", suggest(nearest))]
    UnknownKey {
        /// The key as written.
        key: String,
        /// Keys like it.
        nearest: Vec<String>,
    },
    /// A setting of the metadata that cannot be followed.
    #[error("{0}")]
    Setting(String),
    /// A path that leaves the package's folder, or is absolute.
    #[error("`{0}` lies outside the package's folder")]
    Outside(String),
    /// A remote file of which there is no accepted copy yet.
    #[error(
        "`{url}` is not fetched yet: run `statclaim reference fetch {}`",
        quoted(folder)
    )]
    NotFetched {
        /// Its address.
        url: String,
        /// The folder of the package.
        folder: String,
    },
    /// A copy of a remote file that is not the accepted one: edited, or half a merge.
    #[error(
        "`{copy}` is not the file that statclaim.lock pins ({hashes}): run `statclaim reference fetch {}`",
        quoted(folder)
    )]
    NotAsPinned {
        /// The copy.
        copy: String,
        /// Its hash as found and as pinned.
        hashes: String,
        /// The folder of the package.
        folder: String,
    },
    /// A file other than its `hash` says: edited without renewing that.
    #[error(
        "this is not the file that was described: its SHA-256 is {found}, `hash` says {stated}; if the file is right, renew `hash`"
    )]
    NotAsDescribed {
        /// The hash as stated, cut.
        stated: String,
        /// The hash as found, cut.
        found: String,
    },
    /// A `statclaim.lock` that cannot be read.
    #[error("{0}")]
    Lock(String),
    /// No rows at all.
    #[error("the table is empty")]
    EmptyTable,
    /// A column that the table must have.
    #[error("there is no column `{column}`{}", suggest(nearest))]
    MissingColumn {
        /// The column that was looked for.
        column: String,
        /// Headers like it.
        nearest: Vec<String>,
    },
    /// A header that looks like a column of ours.
    #[error("unknown column `{column}`{}", suggest(nearest))]
    UnknownColumn {
        /// The header as written.
        column: String,
        /// Columns like it.
        nearest: Vec<String>,
    },
    /// Two columns with one name.
    #[error("the column `{0}` stands twice in the header")]
    DoubleColumn(String),
    /// A row with too few or too many cells.
    #[error("this row has {found} {}, the header has {expected}", cells(*found))]
    RowLength {
        /// Cells in the row.
        found: usize,
        /// Columns in the header.
        expected: usize,
    },
    /// An empty cell that must not be.
    #[error("`{0}` is empty")]
    EmptyCell(String),
    /// A cell that should be a number.
    #[error("`{found}` is not a number{}", advise(advice.as_deref()))]
    NotANumber {
        /// The cell as written.
        found: String,
        /// What the writer may have meant.
        advice: Option<String>,
    },
    /// A percent sign on a number of another unit.
    #[error("`{found}` has a percent sign, but its unit is `{unit}`")]
    PercentSign {
        /// The cell as written.
        found: String,
        /// Its unit.
        unit: String,
    },
    /// A number larger or finer than can be kept exactly.
    #[error("`{0}` has more digits than can be kept exactly")]
    TooManyDigits(String),
    /// Bounds that do not hold the value.
    #[error("the value {value} does not lie between its bounds {lower} and {upper}")]
    Bounds {
        /// The value.
        value: String,
        /// Its lower bound.
        lower: String,
        /// Its upper bound.
        upper: String,
    },
    /// A period in a notation that is not known.
    #[error("{0}")]
    Period(String),
    /// A label that no concept of its class has.
    #[error("no {} is known as `{label}`{}", class_name(*class), suggest(nearest))]
    UnknownLabel {
        /// What was looked for.
        class: Class,
        /// The label as written.
        label: String,
        /// Labels like it.
        nearest: Vec<String>,
    },
    /// A word outside a fixed list: a unit, statistic, status, trust grade.
    #[error("unknown {what} `{found}`{}", suggest(nearest))]
    UnknownWord {
        /// What the list is of.
        what: &'static str,
        /// The word as written.
        found: String,
        /// Words like it, or all of a short list.
        nearest: Vec<String>,
    },
    /// A unit that a statistic cannot have.
    #[error("the unit `{unit}` does not fit the statistic `{statistic}` (expected {expected})")]
    UnitOfStatistic {
        /// The unit as written.
        unit: String,
        /// The statistic.
        statistic: &'static str,
        /// What it could be.
        expected: &'static str,
    },
    /// A `source_id` that the package does not list.
    #[error("the package lists no source `{id}`{}", suggest(nearest))]
    UnknownSource {
        /// The id as written.
        id: String,
        /// Ids like it.
        nearest: Vec<String>,
    },
    /// A row without `source_id` where the package has several sources.
    #[error("the package has several sources: name this row's in `source_id`")]
    WhichSource,
    /// Two cells that say different things of one facet.
    #[error("{facet} is `{one}` in one column and `{other}` in another")]
    Conflict {
        /// The facet.
        facet: &'static str,
        /// What one column says.
        one: String,
        /// What the other says.
        other: String,
    },
}

impl Problem {
    /// Its kind, as lint findings name it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) | Self::NoData | Self::Outside(_) => "unreadable",
            Self::NotFetched { .. } => "not-fetched",
            Self::NotAsPinned { .. } | Self::NotAsDescribed { .. } => "hash",
            Self::Lock(_) => "lock",
            Self::Encoding { .. } | Self::UnknownEncoding(_) => "encoding",
            Self::Json(_) | Self::UnknownKey { .. } | Self::Setting(_) => "metadata",
            Self::EmptyTable
            | Self::MissingColumn { .. }
            | Self::UnknownColumn { .. }
            | Self::DoubleColumn(_) => "header",
            Self::RowLength { .. } => "row-length",
            Self::EmptyCell(_) => "empty-cell",
            Self::NotANumber { .. } | Self::TooManyDigits(_) => "not-a-number",
            Self::PercentSign { .. } | Self::UnitOfStatistic { .. } => "unit",
            Self::Bounds { .. } => "bounds",
            Self::Period(_) => "period",
            Self::UnknownLabel { .. } => "unknown-label",
            Self::UnknownWord { .. } => "unknown-word",
            Self::UnknownSource { .. } | Self::WhichSource => "source",
            Self::Conflict { .. } => "conflict",
        }
    }

    /// Why a file could not be read, in the same words on every system.
    pub(super) fn unreadable(error: &std::io::Error) -> Self {
        Self::Unreadable(match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        })
    }
}

fn suggest(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        [one] => format!("; nearest: `{one}`"),
        several => {
            let quoted: Vec<String> = several.iter().map(|label| format!("`{label}`")).collect();
            format!("; nearest: {}", quoted.join(", "))
        }
    }
}

fn advise(advice: Option<&str>) -> String {
    advice.map_or_else(String::new, |advice| format!("; {advice}"))
}

/// A folder as a shell takes it.
fn quoted(folder: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-~:\\".contains(c);
    match folder {
        "" => ".".to_owned(),
        folder if folder.chars().all(plain) => folder.to_owned(),
        folder => format!("\"{folder}\""),
    }
}

fn cells(count: usize) -> &'static str {
    if count == 1 { "cell" } else { "cells" }
}

fn class_name(class: Class) -> &'static str {
    match class {
        Class::Group | Class::Person => "group",
        Class::Place => "place",
        Class::Measure => "measure",
        Class::Offence => "offence",
        Class::Definition => "definition",
        Class::Sex => "sex",
        Class::Period => "period",
        Class::Speech
        | Class::Speaker
        | Class::Source
        | Class::Hedge
        | Class::Stance
        | Class::Word => "word",
    }
}

//! `datapackage.json` as written: Data Package v2 with the `statclaim` profile.
//! Keys of the standard that we do not use pass; an unknown key within a
//! `statclaim` object is a typo and an error. What it means is `mapping`'s.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Facet, Problem, Trust, facet::nearest};

/// The metadata file of a package.
pub const DESCRIPTOR: &str = "datapackage.json";

/// A data package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PackageFile {
    /// Short name.
    pub name: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// What it holds.
    pub description: Option<String>,
    /// Version of the package.
    pub version: Option<String>,
    /// Terms of use.
    pub licenses: Vec<LicenseFile>,
    /// Where the data come from.
    pub sources: Vec<SourceFile>,
    /// The tables.
    pub resources: Vec<ResourceFile>,
    /// Defaults for all tables.
    pub statclaim: PackageProfile,
}

/// Terms of use.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LicenseFile {
    /// Its short name, from the Open Definition where it has one.
    pub name: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Where it stands.
    pub path: Option<String>,
}

/// A source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SourceFile {
    /// What rows call it in `source_id`; the title where it has none.
    pub name: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub path: Option<String>,
    /// Its version, as the publisher calls it.
    pub version: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// When it was looked up.
    pub retrieved: Option<String>,
    /// How far it can be trusted.
    pub trust: Option<Trust>,
    /// What it says, in short.
    pub note: Option<String>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ResourceFile {
    /// Short name.
    pub name: Option<String>,
    /// File, relative to the package, or its address on the network; several are parts of one table.
    pub path: Option<PathFile>,
    /// The hash of the file, such as `sha256:…`; of several, one after the other.
    pub hash: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// What it holds.
    pub description: Option<String>,
    /// `csv` or `tsv`.
    pub format: Option<String>,
    /// Its media type.
    pub mediatype: Option<String>,
    /// Its encoding, UTF-8 if not given.
    pub encoding: Option<String>,
    /// How the file is written.
    pub dialect: DialectFile,
    /// Its columns.
    pub schema: SchemaFile,
    /// Its sources, where other than the package's.
    pub sources: Vec<SourceFile>,
    /// Its terms of use, where other than the package's.
    pub licenses: Vec<LicenseFile>,
    /// What the table means.
    pub statclaim: ResourceProfile,
}

/// One path or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum PathFile {
    /// One file.
    One(String),
    /// The parts of one table.
    Many(Vec<String>),
}

impl std::fmt::Display for PathFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::One(path) => f.write_str(path),
            Self::Many(paths) => f.write_str(&paths.join(", ")),
        }
    }
}

/// How a file is written (Data Package `dialect`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct DialectFile {
    /// Between cells.
    pub delimiter: Option<char>,
    /// Around cells.
    pub quote_char: Option<char>,
    /// Whether there is a header; yes if not given.
    pub header: Option<bool>,
    /// Rows of the header, from 1.
    pub header_rows: Option<Vec<usize>>,
    /// Between the parts of a header of several rows.
    pub header_join: Option<String>,
    /// Rows to pass over, from 1.
    pub comment_rows: Vec<usize>,
    /// Rows that start with this are passed over.
    pub comment_char: Option<char>,
}

/// The columns of a table (Table Schema).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct SchemaFile {
    /// In order.
    pub fields: Vec<FieldFile>,
    /// Cells that hold no value, with a reason.
    pub missing_values: Option<Vec<MissingFile>>,
}

/// A column (Table Schema field).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct FieldFile {
    /// Its header.
    pub name: String,
    /// Before the decimals.
    pub decimal_char: Option<char>,
    /// Between the thousands.
    pub group_char: Option<char>,
    /// Cells that hold no value, with a reason.
    pub missing_values: Option<Vec<MissingFile>>,
}

/// A marker for a missing value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum MissingFile {
    /// The marker alone.
    Marker(String),
    /// With the reason.
    Labelled {
        /// The marker.
        value: String,
        /// The reason.
        label: Option<String>,
    },
}

/// What the `statclaim` object of a package may say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PackageProfile {
    /// How far sources without a grade of their own can be trusted.
    pub trust: Option<Trust>,
    /// When the data were looked up.
    pub retrieved: Option<String>,
    /// The date from which the data count as old.
    pub stale_after: Option<String>,
    /// What a user of any of the tables must know.
    pub caveats: Vec<String>,
}

/// How a group is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupBasis {
    /// By nationality.
    Nationality,
    /// By citizenship, which is the same.
    Citizenship,
    /// By country of birth.
    Birth,
    /// By own or parents' country of birth.
    Origin,
    /// By legal status.
    Status,
}

impl GroupBasis {
    /// The concept it names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nationality | Self::Citizenship => "nationality",
            Self::Birth => "birth",
            Self::Origin => "origin",
            Self::Status => "status",
        }
    }
}

/// What happens to rows with a label that no concept has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownLabels {
    /// The file is left out, with an error that names the label.
    #[default]
    Error,
    /// The rows are left out.
    Skip,
}

/// What the `statclaim` object of a resource may say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ResourceProfile {
    /// How far sources without a grade of their own can be trusted.
    pub trust: Option<Trust>,
    /// How the table's groups are defined, where their labels leave it open.
    pub group_basis: Option<GroupBasis>,
    /// What a user of the table must know, a sentence each.
    pub caveats: Vec<String>,
    /// When the data were looked up.
    pub retrieved: Option<String>,
    /// The date from which the data count as old.
    pub stale_after: Option<String>,
    /// The edition, as the publisher calls it.
    pub vintage: Option<String>,
    /// What part of its place the table covers: `26 of 43 forces`.
    pub coverage: Option<String>,
    /// The population that its rates are taken of.
    pub population_base: Option<String>,
    /// Whether periods are calendar years, financial years, days or pooled years.
    pub period_basis: Option<String>,
    /// Which column holds what, by its header.
    pub columns: BTreeMap<Facet, String>,
    /// What holds for every row.
    pub constants: BTreeMap<Facet, String>,
    /// Several value columns of which each header says something.
    pub wide: Option<WideFile>,
    /// Several value columns, one by one.
    pub values: Vec<ValueFile>,
    /// What the table calls things, and what we call them; null leaves the row out.
    pub labels: BTreeMap<Facet, BTreeMap<String, Option<String>>>,
    /// Rows to leave out.
    pub drop: Vec<DropFile>,
    /// The table ends before the first row whose first cell starts with one of these.
    pub until: Vec<String>,
    /// Marks that follow numbers, and what they mean: a status, or a note.
    pub marks: BTreeMap<String, String>,
    /// How periods are written.
    pub period: PeriodFile,
    /// Before the decimals, where the schema does not say.
    pub decimal_char: Option<char>,
    /// Between the thousands, where the schema does not say.
    pub group_char: Option<char>,
    /// What each value is to be multiplied with: 1000 for a table in thousands.
    pub scale: Option<u32>,
    /// What counts are rounded to: 10, 100, 1000.
    pub rounded_to: Option<u32>,
    /// What happens to labels that no concept has.
    pub unknown_labels: UnknownLabels,
}

/// Several value columns of which each header says something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WideFile {
    /// What the parts of a header say, in order.
    pub facets: Vec<Facet>,
    /// Between the parts.
    pub separator: Option<String>,
    /// The headers; every column that holds nothing else if not given.
    pub columns: Vec<String>,
}

/// One of several value columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ValueFile {
    /// Its header.
    pub column: String,
    /// What holds for every number in it.
    pub set: BTreeMap<Facet, String>,
}

/// Rows to leave out: those that match all that is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DropFile {
    /// The column to look at, by its header; the first if not given.
    pub column: Option<String>,
    /// The whole cell is one of these.
    pub equals: Vec<String>,
    /// The cell starts with one of these.
    pub starts_with: Vec<String>,
}

/// How periods are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PeriodFile {
    /// Patterns, tried in order before the usual notations.
    pub formats: Vec<PeriodFormatFile>,
    /// The month in which a year written `2023/24` begins; April if not given.
    pub year_starts: Option<u8>,
}

/// A way of writing periods.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum PeriodFormatFile {
    /// A pattern of `strptime`: `%d %B %Y`.
    Pattern(String),
    /// A pattern for the end of a longer period.
    Ending {
        /// The pattern: `year ending %B %Y`.
        pattern: String,
        /// How many months end with it: 12.
        months: u8,
    },
}

/// Reads the text of a `datapackage.json`; a mistake comes with its line and column.
pub fn parse(text: &str) -> Result<PackageFile, (usize, usize, Problem)> {
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let message = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(message, _)| message);
        let line = error.line().max(1);
        let column = characters_before(text, line, error.column());
        match unknown_field(message) {
            // serde speaks at the end of the key; its start is what a reader looks for.
            Some((key, problem)) => {
                let start = column.saturating_sub(key.chars().count() + 1).max(1);
                (line, start, problem)
            }
            None => (line, column.max(1), Problem::Json(message.to_owned())),
        }
    })
}

/// serde's column counts bytes.
fn characters_before(text: &str, line: usize, bytes: usize) -> usize {
    text.lines().nth(line - 1).map_or(bytes, |line| {
        line.char_indices()
            .take_while(|(at, _)| *at < bytes)
            .count()
            .max(bytes.saturating_sub(line.len()))
    })
}

fn unknown_field(message: &str) -> Option<(String, Problem)> {
    let rest = ["unknown field `", "unknown variant `"]
        .iter()
        .find_map(|start| message.strip_prefix(start))?;
    let (key, rest) = rest.split_once('`')?;
    let known = rest.split('`').skip(1).step_by(2);
    let nearest = nearest(key, known.clone());
    let problem = if message.starts_with("unknown variant") {
        Problem::UnknownWord {
            what: "value",
            found: key.to_owned(),
            nearest: if nearest.is_empty() {
                known.map(str::to_owned).collect()
            } else {
                nearest
            },
        }
    } else {
        Problem::UnknownKey {
            key: key.to_owned(),
            nearest,
        }
    };
    Some((key.to_owned(), problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_keys_pass_and_ours_are_checked() {
        let package = parse(
            r#"{"name": "x", "keywords": ["a"], "resources": [{"path": "a.csv", "bytes": 3,
               "schema": {"fields": [{"name": "value", "type": "number", "groupChar": ","}], "missingValues": ["", {"value": ":", "label": "none"}]},
               "statclaim": {"trust": "official_table", "group_basis": "citizenship", "columns": {"place": "Region"}}}]}"#,
        )
        .unwrap();
        let resource = &package.resources[0];
        assert_eq!(
            resource.statclaim.group_basis,
            Some(GroupBasis::Citizenship)
        );
        assert_eq!(resource.schema.fields[0].group_char, Some(','));
        assert_eq!(resource.schema.missing_values.as_ref().unwrap().len(), 2);
    }

    #[test]
    fn mistakes_have_a_place_and_a_suggestion() {
        for (text, line, column, message) in [
            (
                "{\"resources\": [{\"path\": \"é.csv\",\n \"statclaim\": {\"caveat\": []}}]}",
                2,
                16,
                "unknown key `caveat`; nearest: `caveats`",
            ),
            (
                "{\"statclaim\": {\"trust\": \"official\"}}",
                1,
                25,
                "unknown value `official`; nearest: `official_table`, `official_excerpt`, `unstated`, `press_report`, `named_study`",
            ),
            (
                "{\"resources\": [{\"statclaim\": {\"columns\": {\"palce\": \"x\"}}}]}",
                1,
                43,
                "unknown value `palce`; nearest: `place`",
            ),
            (
                "{\"resources\": 1}",
                1,
                15,
                "invalid type: integer `1`, expected a sequence",
            ),
            ("", 1, 1, "EOF while parsing a value"),
        ] {
            let (at_line, at_column, problem) = parse(text).unwrap_err();
            assert_eq!(problem.to_string(), message);
            assert_eq!((at_line, at_column), (line, column), "{message}");
        }
    }
}

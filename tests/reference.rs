//! Reference folders as a user would bring them, read with the shipped vocabulary.
//! Each folder of `reference/messy` is one kind of trouble: a table as it came, the
//! metadata that map it, and `expected.txt`, what is to be read from it.

#![expect(
    clippy::disallowed_methods,
    reason = "tests read their cases and are told by the environment to rewrite them"
)]

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use jiff::civil::date;
use proptest::prelude::*;
use statclaim::{
    number::{End, Interval},
    reference::{
        Catalogue, LintSeverity, MemoryFiles, Observation, lint,
        package::PackageFile,
        propose::{Said, propose},
        query::{Query, query, write_csv},
    },
    vocabulary::Vocabulary,
};

type Failure = Box<dyn std::error::Error>;

/// Only what these tables speak of, so that the tests do not hang on the rest of the pack.
const VOCABULARY: [&str; 7] = [
    "countries",
    "groups",
    "measures",
    "offences",
    "persons",
    "places",
    "regions",
];

const DEFINITIONS: &str = "
[[concept]]
id = \"age-adjusted\"
class = \"definition\"
labels = [\"adjusted for age\"]
";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn vocabulary() -> Result<Vocabulary, Failure> {
    let mut files = vec![("definitions".to_owned(), DEFINITIONS.to_owned())];
    for name in VOCABULARY {
        let path = root().join(format!("rules/en/vocabulary/{name}.toml"));
        files.push((name.to_owned(), fs::read_to_string(path)?));
    }
    Vocabulary::from_toml(&files).map_err(|errors| format!("{errors:?}").into())
}

fn shown(interval: &Interval) -> String {
    let (open, low) = match interval.low {
        End::Closed(value) => ('[', value.normalize().to_string()),
        End::Open(value) => ('(', value.normalize().to_string()),
        End::Unbounded => ('(', String::new()),
    };
    let (close, high) = match interval.high {
        End::Closed(value) => (']', value.normalize().to_string()),
        End::Open(value) => (')', value.normalize().to_string()),
        End::Unbounded => (')', String::new()),
    };
    format!("{open}{low},{high}{close}")
}

/// One line an observation: what a reader of the table would say of the cell.
fn line(observation: &Observation) -> String {
    let mut line = format!(
        "{}:{} {} | {} | {}/{} | {} | {} {} | {} {} = {} {}",
        observation.cell.row,
        observation.cell.column,
        observation.place,
        observation.group_label,
        observation.period.start,
        observation.period.end,
        observation.measure,
        observation.offence,
        observation.statistic.name(),
        observation.value,
        observation.unit,
        shown(&observation.interval),
        observation.status.name(),
    );
    if let Some(baseline) = observation.baseline {
        let _ = write!(line, " against {}/{}", baseline.start, baseline.end);
    }
    if let Some(note) = &observation.note {
        let _ = write!(line, " ({note})");
    }
    line.trim_end().to_owned()
}

fn read(folder: &Path, vocabulary: &Vocabulary) -> String {
    let (catalogue, errors) = Catalogue::load(&[folder.to_owned()], vocabulary);
    let mut text = String::new();
    for observation in catalogue.observations() {
        let _ = writeln!(text, "{}", line(observation));
    }
    for missing in catalogue.tables().iter().flat_map(|table| &table.missing) {
        let _ = writeln!(
            text,
            "{}:{} missing `{}` {}",
            missing.cell.row, missing.cell.column, missing.marker, missing.reason
        );
    }
    let folder = folder.display().to_string();
    let inside = format!("{folder}{}", std::path::MAIN_SEPARATOR);
    for error in errors {
        let error = error.to_string().replace(&inside, "");
        let _ = writeln!(text, "error {}", error.replace(&folder, "FOLDER"));
    }
    text
}

fn compare(kind: &str) -> Result<(), Failure> {
    let vocabulary = vocabulary()?;
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("tests/reference").join(kind))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    folders.sort();
    let mut stale = Vec::new();
    for folder in folders {
        let found = read(&folder, &vocabulary);
        let expected = folder.join("expected.txt");
        if std::env::var_os("STATCLAIM_BLESS").is_some() {
            fs::write(&expected, &found)?;
        }
        if fs::read_to_string(&expected).unwrap_or_default() != found {
            stale.push(format!("{}\n{found}", folder.display()));
        }
    }
    assert!(stale.is_empty(), "not as expected:\n{}", stale.join("\n"));
    Ok(())
}

#[test]
fn messy_tables_are_read() -> Result<(), Failure> {
    compare("messy")
}

#[test]
fn broken_tables_say_what_is_wrong_and_where() -> Result<(), Failure> {
    compare("broken")
}

#[test]
fn a_file_with_a_mistake_is_left_out_as_a_whole_and_says_what_it_spoke_of() -> Result<(), Failure> {
    let files = MemoryFiles::new([
        (
            "data/good.csv",
            "place,period,population,measure,unit,value\nDenmark,2023,foreign citizens,convictions,people,10\n",
        ),
        (
            "data/worse.csv",
            "place,period,population,measure,unit,value\nSweden,2023,foreign-born,suspects,people,10\nSweden,2023,foreign-born,suspects,people,x\n",
        ),
    ]);
    let (catalogue, errors) =
        Catalogue::load_with(&files, &[PathBuf::from("data")], &vocabulary()?, None);
    assert_eq!(catalogue.observations().len(), 1);
    assert_eq!(errors.len(), 1);
    let left = catalogue.left_out().first().ok_or("nothing left out")?;
    assert_eq!(left.file, "worse.csv");
    assert_eq!(
        format!("{:?} {:?}", left.places, left.measures),
        "{`SE`} {`suspects`}"
    );
    Ok(())
}

#[test]
fn a_filter_keeps_rows_without_changing_their_precision() -> Result<(), Failure> {
    let files = MemoryFiles::new([(
        "data/a.csv",
        "place,period,population,measure,offence,unit,value\nDenmark,2023,foreign citizens,convictions,theft,percent,8\nDenmark,2023,foreign citizens,convictions,all,percent,8.4\n",
    )]);
    let folders = [PathBuf::from("data")];
    let vocabulary = vocabulary()?;
    let (all, _) = Catalogue::load_with(&files, &folders, &vocabulary, None);
    let wanted = all.observations().first().ok_or("no rows")?;
    assert_eq!(shown(&wanted.interval), "[7.95,8.05]");
    let keep = |facets: &statclaim::reference::RowFacets<'_>| facets.offence.as_str() != "all";
    let (some, errors) = Catalogue::load_with(&files, &folders, &vocabulary, Some(&keep));
    assert!(errors.is_empty());
    assert_eq!(some.observations(), std::slice::from_ref(wanted));
    Ok(())
}

#[test]
fn the_cells_of_a_table_of_several_files_name_the_file_they_stand_in() -> Result<(), Failure> {
    let files = MemoryFiles::new([
        (
            "data/dk/datapackage.json",
            r#"{"resources": [{"path": ["a.csv", "old/b.csv"], "hash": "d41d8cd98f00b204e9800998ecf8427e"}]}"#,
        ),
        (
            "data/dk/a.csv",
            "place,period,population,measure,unit,value\nDenmark,2023,foreign citizens,convictions,people,10\n",
        ),
        (
            "data/dk/old/b.csv",
            "Denmark,2022,foreign citizens,convictions,people,9\n",
        ),
    ]);
    let vocabulary = vocabulary()?;
    let (catalogue, errors) =
        Catalogue::load_with(&files, &[PathBuf::from("data")], &vocabulary, None);
    let cells: Vec<String> = catalogue
        .observations()
        .iter()
        .map(|one| format!("{}:{}:{}", one.cell.file, one.cell.row, one.cell.column))
        .collect();
    assert_eq!(cells, ["dk/a.csv:2:value", "dk/old/b.csv:1:value"]);
    assert_eq!(catalogue.tables().len(), 1);
    assert!(catalogue.table("dk/old/b.csv").is_some());
    let findings = lint(&catalogue, &errors, &vocabulary, None);
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&"hash-not-checked"), "{codes:?}");
    assert!(!codes.contains(&"unlisted-table"), "{codes:?}");
    Ok(())
}

/// The transcripts of the documentation are those that are run as tests.
#[test]
fn transcripts_in_the_documentation_are_tested() -> Result<(), Failure> {
    let tested = fs::read_to_string(root().join("tests/cli/reference-add.md"))?;
    let page = fs::read_to_string(root().join("docs/reference-data.md"))?;
    let mut transcripts = page.split("```console\n").skip(1).peekable();
    assert!(transcripts.peek().is_some(), "no transcript");
    for transcript in transcripts {
        let text = transcript.split("\n```").next().unwrap_or_default();
        assert!(
            tested.contains(text.trim_end()),
            "not in the tests:\n{text}"
        );
    }
    Ok(())
}

const LINTED: &str = "\
place,period,population,measure,offence,statistic,comparator,unit,value,supersedes
Denmark,2023,foreign citizens,convictions,all,count,,people,10,
Denmark,2023,foreign citizens,convictions,all,count,,people,11,
Denmark,2021/2023,foreign citizens,convictions,all,count,,people,30,older
Denmark,2023,foreign-born,population,all,count,,people,500000,
Denmark,2023,foreign citizens,convictions,all,share,,percent,45,
Denmark,2023,Danish citizens,convictions,all,share,,percent,60,
Denmark,2023,foreign citizens,convictions,all,ratio,,ratio,2.1,
Denmark,2023,foreign citizens,suspects,all,share,,percent,120,
";

const LINTED_PARTS: &str = "\
place,period,population,measure,unit,value
Denmark,2022,foreign citizens,arrests,percent,0.31
Denmark,2023,foreign citizens,arrests,percent,0.34
";

const LINTED_PACKAGE: &str = r#"{
  "name": "linted",
  "sources": [{"name": "office", "title": "Table 12", "path": "https://example.org/12"}],
  "resources": [
    {"path": "rows.csv", "statclaim": {"stale_after": "2025-12-31"}},
    {"path": "parts.csv", "statclaim": {"trust": "official_table"}}
  ]
}
"#;

#[test]
fn lint_finds_what_may_mislead() -> Result<(), Failure> {
    let files = MemoryFiles::new([
        ("data/rows.csv", LINTED),
        ("data/parts.csv", LINTED_PARTS),
        ("data/forgotten.csv", ""),
        ("data/datapackage.json", LINTED_PACKAGE),
    ]);
    let vocabulary = vocabulary()?;
    let (catalogue, errors) =
        Catalogue::load_with(&files, &[PathBuf::from("data")], &vocabulary, None);
    let findings = lint(&catalogue, &errors, &vocabulary, Some(date(2026, 11, 1)));
    let shown: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} {}", finding.place, finding.code))
        .collect();
    assert_eq!(
        shown,
        [
            "parts.csv:2:value share-of-one",
            "rows.csv:2:value base-defined-otherwise",
            "rows.csv:3:value contradicting-rows",
            "rows.csv:4:value pooled-and-annual",
            "rows.csv:4:value unknown-superseded",
            "rows.csv:7:value shares-above-100",
            "rows.csv:8:value no-comparator",
            "rows.csv:9:value share-above-100",
            "datapackage.json:1:1 no-licence",
            "datapackage.json:3:15 source-incomplete",
            "datapackage.json:4:16 unlisted-table",
            "datapackage.json:5:5 no-trust",
            "datapackage.json:5:55 stale",
        ],
        "{findings:#?}"
    );
    Ok(())
}

/// What is right, or only looks like what lint looks for.
#[test]
fn lint_is_silent_where_nothing_misleads() -> Result<(), Failure> {
    let package = |statclaim: &str| {
        format!(
            r#"{{"name": "x", "licenses": [{{"name": "CC0-1.0"}}],
                "sources": [{{"name": "a", "title": "A", "publisher": "P", "path": "https://example.org", "trust": "official_table"}},
                            {{"name": "b", "title": "B", "publisher": "P", "path": "https://example.org/b", "trust": "official_table"}}],
                "resources": [{{"path": "rows.csv", "statclaim": {{{statclaim}}}}}]}}"#
        )
    };
    let head = "place,period,population,measure,statistic,comparator,unit,value,source_id\n";
    let vocabulary = vocabulary()?;
    for (rows, statclaim, expected) in [
        // Shares that make 100.1 by their rounding.
        (
            "Denmark,2023,foreign citizens,convictions,share,,percent,33.3,a\nDenmark,2023,Danish citizens,convictions,share,,percent,66.8,a\n",
            "",
            &[][..],
        ),
        // And such that cannot.
        (
            "Denmark,2023,foreign citizens,convictions,share,,percent,33.3,a\nDenmark,2023,Danish citizens,convictions,share,,percent,67.2,a\n",
            "",
            &["shares-above-100"],
        ),
        // Four years in one number beside another source's year.
        (
            "Denmark,2020/2023,foreign citizens,convictions,count,,people,40,a\nDenmark,2023,foreign citizens,convictions,count,,people,11,b\n",
            "",
            &[],
        ),
        (
            "Denmark,2020/2023,foreign citizens,convictions,count,,people,40,a\nDenmark,2023,foreign citizens,convictions,count,,people,11,a\n",
            "",
            &["pooled-and-annual"],
        ),
        // Years that overlap in part are no parts of each other.
        (
            "Denmark,2022/23,foreign citizens,convictions,count,,people,40,a\nDenmark,2023,foreign citizens,convictions,count,,people,11,a\n",
            "",
            &[],
        ),
        // Groups and their base told apart alike; and by the table's own basis otherwise.
        (
            "Denmark,2023,foreign citizens,convictions,count,,people,40,a\nDenmark,2023,foreign citizens,population,count,,people,4000,a\n",
            "",
            &[],
        ),
        (
            "Denmark,2023,foreigners,convictions,count,,people,40,a\nDenmark,2023,foreign citizens,population,count,,people,4000,a\n",
            "\"group_basis\": \"origin\"",
            &["base-defined-otherwise"],
        ),
        // The day in `stale_after` itself is not past.
        (
            "Denmark,2023,foreign citizens,convictions,count,,people,40,a\n",
            "\"stale_after\": \"2026-11-01\"",
            &[],
        ),
        (
            "Denmark,2023,foreign citizens,convictions,count,,people,40,a\n",
            "\"stale_after\": \"2026-10-31\"",
            &["stale"],
        ),
        (
            "Denmark,2023,foreign citizens,convictions,count,,people,40,a\n",
            "\"stale_after\": \"soon\"",
            &["bad-date"],
        ),
        // The same cell from two sources, as precise as each is written.
        (
            "Denmark,2023,foreign citizens,convictions,share,,percent,8.4,a\nDenmark,2023,foreign citizens,convictions,share,,percent,8.9,b\n",
            "",
            &["sources-disagree"],
        ),
    ] {
        let files = MemoryFiles::new([
            ("data/rows.csv", format!("{head}{rows}")),
            ("data/datapackage.json", package(statclaim)),
        ]);
        let (catalogue, errors) =
            Catalogue::load_with(&files, &[PathBuf::from("data")], &vocabulary, None);
        let findings = lint(&catalogue, &errors, &vocabulary, Some(date(2026, 11, 1)));
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, expected, "{rows}{statclaim}\n{findings:#?}");
    }
    Ok(())
}

/// Signs for a number that is kept back, a percent sign on a count, a half number.
#[test]
fn cells_that_hold_no_number_are_errors_unless_declared() -> Result<(), Failure> {
    let vocabulary = vocabulary()?;
    let head =
        "place,period,population,measure,unit,value\nDenmark,2023-Q4,foreign citizens,convictions";
    for (cell, error) in [
        ("people,c", Some("not-a-number")),
        ("people,12%", Some("unit")),
        ("percent,12%", None),
        ("people,1.5.2", Some("not-a-number")),
        ("people,", None),
    ] {
        let files = MemoryFiles::new([("d/a.csv", format!("{head},{cell}\n"))]);
        let (_, errors) = Catalogue::load_with(&files, &[PathBuf::from("d")], &vocabulary, None);
        let codes: Vec<&str> = errors.iter().map(|error| error.problem.code()).collect();
        assert_eq!(codes.first().copied(), error, "{cell}");
    }
    Ok(())
}

#[test]
fn figures_are_looked_up_by_the_words_of_a_draft() -> Result<(), Failure> {
    let files = MemoryFiles::new([(
        "data/a.csv",
        "place,period,population,measure,unit,value\n\
         England and Wales,2024-06-30,foreign nationals,prisoners,people,10\n\
         England and Wales,2024-06-30,British nationals,prisoners,people,90\n\
         Denmark,2023,foreign citizens,prisoners,people,7\n",
    )]);
    let vocabulary = vocabulary()?;
    let (catalogue, _) = Catalogue::load_with(&files, &[PathBuf::from("data")], &vocabulary, None);
    let ask = |population: &str, place: &str, period: &str| {
        let words = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let asked = Query {
            population: words(population),
            place: words(place),
            period: words(period),
            ..Query::default()
        };
        let found = match query(&catalogue, &vocabulary, &asked) {
            Ok(found) => found,
            Err(problem) => return problem.to_string(),
        };
        let values: Vec<String> = found.iter().map(|one| one.value.to_string()).collect();
        values.join(" ")
    };
    for (population, place, period, expected) in [
        ("", "", "", "10 90 7"),
        ("foreigners", "", "", "10 7"),
        ("foreigners", "United Kingdom", "", "10"),
        ("", "England and Wales", "2024", "10 90"),
        ("", "", "2023", "7"),
        (
            "",
            "Denmrk",
            "",
            "no place is known as `Denmrk`; nearest: `denmark`",
        ),
    ] {
        assert_eq!(
            ask(population, place, period),
            expected,
            "{population} {place} {period}"
        );
    }
    let mut table = Vec::new();
    let found = query(
        &catalogue,
        &vocabulary,
        &Query {
            period: Some("2023".to_owned()),
            ..Query::default()
        },
    )?;
    write_csv(&found, &vocabulary, &mut table)?;
    let table = String::from_utf8(table)?;
    assert!(
        table.ends_with("people,7,,,,,a.csv,,unstated,a.csv,4,value,\n"),
        "{table}"
    );
    Ok(())
}

#[test]
fn the_published_schema_is_current() -> Result<(), Failure> {
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(PackageFile))? + "\n";
    let path = root().join("schemas/datapackage.schema.json");
    if std::env::var_os("STATCLAIM_BLESS").is_some() {
        fs::create_dir_all(root().join("schemas"))?;
        fs::write(&path, &schema)?;
    }
    assert_eq!(
        fs::read_to_string(&path)?,
        schema,
        "run with STATCLAIM_BLESS=1"
    );
    Ok(())
}

#[test]
fn the_starter_packages_follow_the_schema() -> Result<(), Failure> {
    let schema = serde_json::to_value(schemars::schema_for!(PackageFile))?;
    let validator = jsonschema::validator_for(&schema)?;
    let mut seen = 0;
    for entry in fs::read_dir(root().join("reference_data"))? {
        let path = entry?.path().join("datapackage.json");
        let package: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
        let errors: Vec<String> = validator
            .iter_errors(&package)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        seen += 1;
    }
    assert!(seen > 0, "no package");
    Ok(())
}

#[test]
fn the_starter_packages_are_read_whole_and_without_a_lint_error() -> Result<(), Failure> {
    let mut files = Vec::new();
    for name in VOCABULARY.into_iter().chain(["definitions"]) {
        let path = root().join(format!("rules/en/vocabulary/{name}.toml"));
        files.push((name.to_owned(), fs::read_to_string(path)?));
    }
    let vocabulary = Vocabulary::from_toml(&files).map_err(|errors| format!("{errors:?}"))?;
    let (catalogue, errors) = Catalogue::load(&[root().join("reference_data")], &vocabulary);
    let findings = lint(&catalogue, &errors, &vocabulary, None);
    let wrong: Vec<String> = findings
        .iter()
        .filter(|finding| finding.severity == LintSeverity::Error)
        .map(|finding| format!("{}: {}", finding.place, finding.message))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for observation in catalogue.observations() {
        let source = &observation.source;
        let traced = !source.publisher.is_empty() && !source.title.is_empty();
        assert!(traced, "{:?}", observation.cell);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_an_error_or_observations(table in any::<Vec<u8>>(), metadata in any::<Vec<u8>>()) {
        let header = b"place,period,population,measure,unit,value\n".to_vec();
        let package = br#"{"resources": [{"path": "a.csv", "encoding": "utf-16le", "dialect": {"headerRows": [1, 2]}, "statclaim": {"wide": {"facets": ["period"]}}}]}"#;
        let mut headed = header;
        headed.extend_from_slice(&table);
        for files in [
            MemoryFiles::new([("d/a.csv", table.clone())]),
            MemoryFiles::new([("d/a.csv", headed)]),
            MemoryFiles::new([("d/datapackage.json", metadata.clone())]),
            MemoryFiles::new([("d/datapackage.json", package.to_vec()), ("d/a.csv", table.clone())]),
        ] {
            let (catalogue, errors) = Catalogue::load_with(&files, &[PathBuf::from("d")], &Vocabulary::default(), None);
            prop_assert!(catalogue.observations().is_empty());
            for error in errors {
                prop_assert!(error.line > 0 && error.column > 0);
            }
        }
    }

    #[test]
    fn any_bytes_are_an_error_or_a_proposal(table in any::<Vec<u8>>(), text in "[a-z0-9,;:.%\\[\\] \\n\"]{0,200}") {
        for bytes in [table, text.into_bytes()] {
            if let Ok(proposal) = propose(&bytes, shared_vocabulary(), &Said::default()) {
                prop_assert!(!proposal.header_rows.is_empty());
            }
        }
    }

    #[test]
    fn tidy_and_wide_say_the_same(values in proptest::collection::vec(proptest::option::of(0_u32..100_000), 6)) {
        let mut tidy = String::from("place,period,population,measure,unit,value\n");
        let mut wide = String::from("who,2021,2022,2023\n");
        for (who, row) in ["foreign citizens", "Danish citizens"].iter().zip(values.chunks(3)) {
            wide.push_str(who);
            for (year, value) in (2021..).zip(row) {
                let value = value.map_or_else(String::new, |value| value.to_string());
                let _ = writeln!(tidy, "Denmark,{year},{who},convictions,people,{value}");
                let _ = write!(wide, ",{value}");
            }
            wide.push('\n');
        }
        let package = r#"{"resources": [{"path": "a.csv", "statclaim": {"columns": {"population": "who"}, "wide": {"facets": ["period"]}, "constants": {"place": "Denmark", "measure": "convictions", "unit": "people"}}}]}"#;
        let vocabulary = shared_vocabulary();
        let said = |files: &MemoryFiles| {
            let (catalogue, errors) = Catalogue::load_with(files, &[PathBuf::from("d")], vocabulary, None);
            let lines: Vec<String> = catalogue.observations().iter().map(|one| {
                line(one).split_once(' ').map(|(_, said)| said.to_owned()).unwrap_or_default()
            }).collect();
            (lines, errors)
        };
        let from_tidy = said(&MemoryFiles::new([("d/a.csv", tidy)]));
        let from_wide = said(&MemoryFiles::new([("d/a.csv", wide), ("d/datapackage.json", package.to_owned())]));
        prop_assert_eq!(from_tidy, from_wide);
    }
}

/// Read once: a property is tried hundreds of times.
fn shared_vocabulary() -> &'static Vocabulary {
    static SHARED: std::sync::OnceLock<Vocabulary> = std::sync::OnceLock::new();
    SHARED.get_or_init(|| vocabulary().unwrap_or_default())
}

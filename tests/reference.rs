//! Reference folders as a user would bring them, read with the shipped vocabulary.
//! Each folder of `reference/messy` is one kind of trouble: a table as it came, the
//! metadata that map it, and `expected.txt`, what is to be read from it.

#![expect(
    clippy::disallowed_methods,
    reason = "expectations are read and their renewal is asked for by the environment"
)]

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use statclaim::{
    number::{End, Interval},
    reference::{Catalogue, MemoryFiles, Observation},
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
    let folder = format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR);
    for error in errors {
        let _ = writeln!(text, "error {}", error.to_string().replace(&folder, ""));
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
        "place,period,population,measure,unit,value\nDenmark,2023,foreign citizens,convictions,percent,8\nDenmark,2023,Danish citizens,convictions,percent,8.4\n",
    )]);
    let folders = [PathBuf::from("data")];
    let vocabulary = vocabulary()?;
    let (all, _) = Catalogue::load_with(&files, &folders, &vocabulary, None);
    let wanted = all.observations().first().ok_or("no rows")?;
    assert_eq!(shown(&wanted.interval), "[7.95,8.05]");
    let keep = |facets: &statclaim::reference::RowFacets<'_>| *facets.group == wanted.group;
    let (some, errors) = Catalogue::load_with(&files, &folders, &vocabulary, Some(&keep));
    assert!(errors.is_empty());
    assert_eq!(some.observations(), [wanted.clone()]);
    Ok(())
}

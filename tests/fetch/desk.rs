//! A folder with one package of remote tables, and the program run in it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
};

use crate::Failure;

/// A reference folder of its own for each test.
pub(crate) struct Desk {
    pub(crate) folder: PathBuf,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

const HEAD: &str = "place,period,population,measure,unit,value\n";

pub(crate) fn table(rows: &[&str]) -> String {
    format!("{HEAD}{}\n", rows.join("\n"))
}

pub(crate) const OLD: [&str; 3] = [
    "Denmark,2021,foreign citizens,convictions,people,10",
    "Denmark,2022,foreign citizens,convictions,people,20",
    "Denmark,2023,foreign citizens,convictions,people,30",
];
pub(crate) const NEW: [&str; 3] = [
    "Denmark,2022,foreign citizens,convictions,people,20",
    "Denmark,2023,foreign citizens,convictions,people,31",
    "Denmark,2024,foreign citizens,convictions,people,40",
];

impl Desk {
    /// With one package that names these addresses, each a table of its own.
    pub(crate) fn new(urls: &[String]) -> Result<Self, Failure> {
        let resources: Vec<String> = urls
            .iter()
            .map(|url| format!("{{\"path\": \"{url}\"}}"))
            .collect();
        Self::with_resources(&resources.join(", "))
    }

    pub(crate) fn with_resources(resources: &str) -> Result<Self, Failure> {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("statclaim-fetch-{}-{number}", std::process::id()));
        let desk = Self { folder };
        fs::create_dir_all(desk.folder.join("data/dk"))?;
        desk.describe(resources)?;
        Ok(desk)
    }

    pub(crate) fn describe(&self, resources: &str) -> Result<(), Failure> {
        let text = format!(
            "{{\"licenses\": [{{\"name\": \"CC0-1.0\"}}], \
             \"sources\": [{{\"title\": \"T\", \"publisher\": \"P\", \"path\": \"https://example.org\", \"trust\": \"official_table\"}}], \
             \"resources\": [{resources}]}}"
        );
        Ok(fs::write(self.package("datapackage.json"), text)?)
    }

    pub(crate) fn package(&self, file: &str) -> PathBuf {
        self.folder.join("data/dk").join(file)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Result<Ended, Failure> {
        let output = Command::new(env!("CARGO_BIN_EXE_statclaim"))
            .args(arguments)
            .current_dir(&self.folder)
            .env_clear()
            .output()?;
        Ok(Ended {
            code: output.status.code(),
            out: String::from_utf8(output.stdout)?,
            err: String::from_utf8(output.stderr)?,
        })
    }

    pub(crate) fn fetch(&self, options: &[&str]) -> Result<Ended, Failure> {
        self.run(&[&["reference", "fetch", "data"], options].concat())
    }

    pub(crate) fn lock(&self) -> String {
        fs::read_to_string(self.package("statclaim.lock")).unwrap_or_default()
    }

    /// Names of the files in the folder of the copies.
    pub(crate) fn copies(&self) -> Vec<String> {
        let entries = fs::read_dir(self.package(".fetched"));
        let mut names: Vec<String> = entries
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn copy(&self) -> Result<PathBuf, Failure> {
        let names = self.copies();
        let name = names.iter().find(|name| is_copy(name));
        Ok(self.package(".fetched").join(name.ok_or("no copy")?))
    }

    /// The values at hand, as a query prints them.
    pub(crate) fn values(&self) -> Result<Vec<String>, Failure> {
        let ended = self.run(&["reference", "query", "--format", "csv", "data"])?;
        let rows = ended.out.lines().skip(1).map(|row| {
            let cells: Vec<&str> = row.split(',').collect();
            let cell = |at: usize| cells.get(at).copied().unwrap_or("");
            format!("{} {}", cell(1), row.rsplit(',').nth(2).unwrap_or(""))
        });
        Ok(rows.collect())
    }
}

pub(crate) fn is_copy(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "csv")
}

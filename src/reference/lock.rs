//! `statclaim.lock`: which bytes of remote files were accepted. It stands beside
//! the `datapackage.json` whose files it pins, so that whoever uses the package
//! checks against the same data. Nothing here touches the network.

use std::{
    collections::BTreeMap,
    fmt::Write,
    io::{self, Read},
};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::text::{
    LineIndex, Location,
    toml::{entries, top, unknown},
};

/// The name of the file.
pub const LOCK_FILE: &str = "statclaim.lock";

/// The folder of the copies, within the package's.
pub const COPIES_FOLDER: &str = ".fetched";

/// The version that is written, and the newest that is read.
const VERSION: i64 = 1;
const KEYS: [&str; 2] = ["version", "file"];
const HEAD: &str = "\
# The remote files that `statclaim reference fetch` has accepted for this package.
# Written by the program: commit it, do not edit it.
";
/// Longer names are cut: some file systems stop at 255 bytes.
const LONGEST_STEM: usize = 60;

/// What is known of the accepted bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Their SHA-256, in small hexadecimal digits.
    pub sha256: String,
    /// How many there are.
    pub bytes: u64,
}

/// The accepted files of a package, by address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// What each address held.
    pub pins: BTreeMap<String, Pin>,
}

/// What is wrong with a lock file: usually a merge gone wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct LockError {
    /// Where.
    pub location: Location,
    /// What.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    url: String,
    bytes: u64,
    sha256: String,
}

impl Lock {
    /// Reads the text of a lock file.
    ///
    /// # Errors
    /// The first thing that is wrong with it: half a lock protects nobody.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let error = |at: usize, message: String| LockError {
            location: LineIndex::new(text).location(text, at),
            message,
        };
        let (table, slips) = top(text);
        if let Some(slip) = slips.into_iter().next() {
            return Err(error(slip.at, slip.message));
        }
        let table = table.get_ref();
        let version = table.get("version").and_then(|version| {
            let number = version.get_ref().as_integer()?.as_str().parse::<i64>();
            Some((number.ok()?, version.span().start))
        });
        match version {
            Some((VERSION, _)) => {}
            Some((number, at)) => {
                let message = format!(
                    "this is a lock of version {number}; this program reads version {VERSION}"
                );
                return Err(error(at, message));
            }
            None => return Err(error(0, "the key `version` is missing".to_owned())),
        }
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if !KEYS.contains(&name) {
                return Err(error(key.span().start, unknown("key", name, &KEYS)));
            }
        }
        let mut lock = Self::default();
        let Some(files) = table.get("file") else {
            return Ok(lock);
        };
        let (files_read, slips) = entries::<Entry>(files.clone());
        if let Some(slip) = slips.into_iter().next() {
            return Err(error(slip.at, slip.message));
        }
        for Entry { url, bytes, sha256 } in files_read {
            let at = files.span().start;
            if !is_sha256(&sha256) {
                return Err(error(at, format!("`{sha256}` is no SHA-256 (of `{url}`)")));
            }
            let message = format!("`{url}` stands here twice");
            if lock.pins.insert(url, Pin { sha256, bytes }).is_some() {
                return Err(error(at, message));
            }
        }
        Ok(lock)
    }

    /// The text of the lock file: the same for the same pins, in order of address.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}version = {VERSION}\n");
        for (url, pin) in &self.pins {
            let url = toml::Value::String(url.clone());
            let _ = write!(
                text,
                "\n[[file]]\nurl = {url}\nbytes = {}\nsha256 = \"{}\"\n",
                pin.bytes, pin.sha256
            );
        }
        text
    }
}

/// Whether a text is a SHA-256 as we write it.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The SHA-256 of all bytes of `input`, and how many there are.
///
/// # Errors
/// As reading does.
pub fn pin_of(mut input: impl Read) -> io::Result<Pin> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let count = match input.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        digest.update(buffer.get(..count).unwrap_or_default());
        bytes += u64::try_from(count).unwrap_or(0);
    }
    Ok(Pin {
        sha256: hex(&digest.finalize()),
        bytes,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether a path of a resource is an address on the network.
pub(super) fn is_remote(path: &str) -> bool {
    path.contains("://")
}

/// The part of an address that names a file, and its extension in small letters.
pub(super) fn file_of_url(url: &str) -> (&str, Option<String>) {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let name = match path.split_once('/') {
        Some((_, path)) => path.trim_end_matches('/').rsplit('/').next(),
        None => None,
    };
    let name = name.unwrap_or("");
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, Some(extension.to_ascii_lowercase())),
        _ => (name, None),
    }
}

/// What the copy of an address is called: what a reader knows it by, and enough
/// of a hash to tell two addresses apart.
pub(super) fn copy_name(url: &str) -> String {
    let (stem, extension) = file_of_url(url);
    let extension = match extension.as_deref() {
        Some("tsv") => "tsv",
        Some("txt") => "txt",
        _ => "csv",
    };
    let mut name: String = stem
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-' => c,
            _ => '-',
        })
        .take(LONGEST_STEM)
        .collect();
    if name.is_empty() {
        name.push_str("file");
    }
    let digest = hex(&Sha256::digest(url.as_bytes()));
    format!("{name}-{}.{extension}", digest.get(..8).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(digit: char, bytes: u64) -> Pin {
        Pin {
            sha256: digit.to_string().repeat(64),
            bytes,
        }
    }

    #[test]
    fn a_lock_is_written_in_order_and_read_again() {
        let mut lock = Lock::default();
        lock.pins
            .insert("https://example.org/b.csv".to_owned(), pin('b', 7));
        lock.pins
            .insert("https://example.org/a\"\\.csv".to_owned(), pin('a', 0));
        let text = lock.text();
        assert_eq!(Lock::parse(&text), Ok(lock.clone()), "{text}");
        assert!(text.find("/a").unwrap() < text.find("/b").unwrap());
        assert_eq!(Lock::parse(&text).unwrap().text(), text);
        assert_eq!(
            Lock::parse(&Lock::default().text()).unwrap(),
            Lock::default()
        );
    }

    #[test]
    fn a_lock_that_is_not_ours_is_refused_with_its_place() {
        let entry = "\n[[file]]\nurl = \"https://example.org/a\"\nbytes = 1\n";
        for (text, expected) in [
            (String::new(), "1:1 the key `version` is missing"),
            (
                "version = 2\n".to_owned(),
                "1:11 this is a lock of version 2; this program reads version 1",
            ),
            (
                "version = 1\nfiles = 2\n".to_owned(),
                "2:1 unknown key `files`; nearest: `file`",
            ),
            (
                format!("version = 1{entry}sha256 = \"abc\"\n"),
                "2:1 `abc` is no SHA-256 (of `https://example.org/a`)",
            ),
            (
                format!("version = 1{entry}"),
                "2:1 the key `sha256` is missing",
            ),
        ] {
            let error = Lock::parse(&text).unwrap_err();
            assert_eq!(format!("{} {error}", error.location), expected, "{text}");
        }
        let merged = "<<<<<<< ours\nversion = 1\n";
        assert!(Lock::parse(merged).is_err());
    }

    #[test]
    fn bytes_are_known_by_their_hash() {
        let pin = pin_of(&b"abc"[..]).unwrap();
        assert_eq!(
            pin.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(pin.bytes, 3);
        assert!(is_sha256(&pin.sha256));
        assert!(!is_sha256("ABC"));
    }

    #[test]
    fn copies_are_named_after_their_address() {
        for (url, expected) in [
            ("https://example.org/data/strafna4.csv", "strafna4-"),
            ("https://example.org/data/table%2012.TSV?x=1", "table-2012-"),
            ("https://example.org/", "file-"),
            ("https://example.org", "file-"),
            ("https://example.org/api?q=a/b.csv", "api-"),
            ("https://example.org/.csv", "-csv-"),
        ] {
            let name = copy_name(url);
            assert!(name.starts_with(expected), "{url}: {name}");
            assert!(!name.contains('/'), "{name}");
        }
        assert_ne!(
            copy_name("https://example.org/a/x.csv"),
            copy_name("https://example.org/b/x.csv")
        );
    }
}

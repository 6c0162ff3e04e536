//! The copy of a remote file on disk, with a note of how it was fetched, and the
//! part of one that did not arrive whole. The note is a record for people and
//! lets the next run ask whether anything has changed.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::error::FetchError;
use crate::reference::{
    RemoteFile,
    lock::{Pin, pin_of},
};

/// How a copy was fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Note {
    /// The address in the metadata.
    pub(super) url: String,
    /// The address that answered, where redirects led elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) answered_by: Option<String>,
    /// The server's mark of the edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
    /// When the server says that the file was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last_modified: Option<String>,
    /// When it was fetched, by the server's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) fetched: Option<String>,
    /// What it is the note of; nothing for a part.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) sha256: String,
}

impl Note {
    /// What tells a server which edition this is part of; an edition it calls only
    /// much the same is none to go on from.
    pub(super) fn strong(&self) -> Option<&str> {
        match self.etag.as_deref() {
            Some(etag) if !etag.starts_with("W/") => Some(etag),
            Some(_) => None,
            None => self.last_modified.as_deref(),
        }
    }
}

/// The files of one copy.
#[derive(Debug, Clone)]
pub(super) struct Copy {
    /// The address.
    pub(super) url: String,
    /// The accepted file.
    pub(super) path: PathBuf,
    /// The file as it arrives.
    pub(super) part: PathBuf,
}

impl Copy {
    /// Where the copy of a remote file is.
    pub(super) fn of(remote: &RemoteFile) -> Self {
        Self {
            url: remote.url.clone(),
            path: remote.copy.clone(),
            part: with(&remote.copy, ".part"),
        }
    }

    /// What is at hand.
    pub(super) fn at_hand(&self) -> Option<Pin> {
        pin_of(open(&self.path).ok()?).ok()
    }

    /// The note of the copy at hand, if it is of those very bytes.
    pub(super) fn note(&self, at_hand: &Pin) -> Option<Note> {
        read_note(&note_path(&self.path))
            .filter(|note| note.url == self.url && note.sha256 == at_hand.sha256)
    }

    /// A part that the next run can go on from: how long it is, and its note.
    pub(super) fn started(&self) -> Option<(u64, Note)> {
        let length = fs::metadata(&self.part).ok()?.len();
        let note = read_note(&note_path(&self.part))?;
        (length > 0 && note.url == self.url && note.strong().is_some()).then_some((length, note))
    }

    /// Makes the folder of the copies.
    pub(super) fn prepare(&self) -> Result<(), FetchError> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder).map_err(|error| FetchError::disk(folder, &error))
    }

    /// Notes what a part is part of.
    pub(super) fn note_part(&self, note: &Note) -> Result<(), FetchError> {
        write_note(&note_path(&self.part), note)
    }

    /// Forgets a part.
    pub(super) fn discard(&self) {
        for path in [&self.part, &note_path(&self.part)] {
            // What is not there need not be removed.
            let _ = fs::remove_file(path);
        }
    }

    /// Puts what arrived in the place of the copy.
    pub(super) fn accept(&self, note: &Note, pin: &Pin) -> Result<(), FetchError> {
        fs::rename(&self.part, &self.path).map_err(|error| FetchError::disk(&self.path, &error))?;
        let note = Note {
            sha256: pin.sha256.clone(),
            ..note.clone()
        };
        write_note(&note_path(&self.path), &note)?;
        self.discard();
        Ok(())
    }
}

/// Opens a file of the copies.
pub(super) fn open(path: &Path) -> io::Result<fs::File> {
    #[expect(
        clippy::disallowed_methods,
        reason = "copies are opened here before they are reference data"
    )]
    fs::File::open(path)
}

fn with(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}

fn note_path(path: &Path) -> PathBuf {
    with(path, ".toml")
}

/// A note that cannot be read is as good as none.
fn read_note(path: &Path) -> Option<Note> {
    let mut file = open(path).ok()?;
    let mut text = String::new();
    io::Read::read_to_string(&mut file, &mut text).ok()?;
    toml::from_str(&text).ok()
}

fn write_note(path: &Path, note: &Note) -> Result<(), FetchError> {
    // A note of strings can always be written as TOML.
    let text = toml::to_string(note).unwrap_or_default();
    write(path, &text)
}

/// Writes a small file whole or not at all.
pub(super) fn write(path: &Path, text: &str) -> Result<(), FetchError> {
    let new = with(path, ".new");
    fs::write(&new, text)
        .and_then(|()| fs::rename(&new, path))
        .map_err(|error| FetchError::disk(path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_exact_edition_is_gone_on_from() {
        for (etag, last_modified, expected) in [
            (Some("\"a\""), None, Some("\"a\"")),
            (Some("W/\"a\""), Some("Mon"), None),
            (None, Some("Mon"), Some("Mon")),
            (None, None, None),
        ] {
            let note = Note {
                etag: etag.map(str::to_owned),
                last_modified: last_modified.map(str::to_owned),
                ..Note::default()
            };
            assert_eq!(note.strong(), expected);
        }
    }

    #[test]
    fn a_note_is_short_and_read_again() {
        let note = Note {
            url: "https://example.org/a.csv".to_owned(),
            etag: Some("\"x\"".to_owned()),
            ..Note::default()
        };
        let text = toml::to_string(&note).unwrap();
        assert_eq!(
            text,
            "url = \"https://example.org/a.csv\"\netag = '\"x\"'\n"
        );
        assert_eq!(toml::from_str::<Note>(&text).unwrap(), note);
    }
}

//! A package with remote files: where it is, what it names and what is pinned.

use std::{
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{copy::write, error::FetchError};
use crate::reference::{
    DiskFiles, Files, RemoteFile,
    lock::{LOCK_FILE, Lock},
    package::{DESCRIPTOR, parse},
    remote_files,
};

/// A package with remote files.
#[derive(Debug)]
pub(super) struct Package {
    /// Its folder.
    pub(super) folder: PathBuf,
    /// What it names, in order.
    pub(super) remote: Vec<RemoteFile>,
    /// What is pinned.
    pub(super) lock: Lock,
    written: Lock,
}

impl Package {
    /// The packages with remote files in these folders and the folders in them;
    /// what cannot be read is told.
    pub(super) fn find(folders: &[PathBuf]) -> (Vec<Self>, Vec<String>) {
        let (mut packages, mut errors) = (Vec::new(), Vec::new());
        for folder in folders {
            let entries = match DiskFiles.list(folder) {
                Ok(entries) => entries,
                Err(error) => {
                    errors.push(unreadable(folder, &error));
                    continue;
                }
            };
            let is_hidden = |path: &Path| {
                let name = path.file_name().map(|name| name.to_string_lossy());
                name.is_some_and(|name| name.starts_with('.'))
            };
            let inner = entries
                .into_iter()
                .filter(|entry| entry.is_folder && !is_hidden(&entry.path))
                .map(|entry| entry.path);
            for folder in [folder.clone()].into_iter().chain(inner) {
                match Self::open(folder) {
                    Ok(Some(package)) => packages.push(package),
                    Ok(None) => {}
                    Err(error) => errors.push(error),
                }
            }
        }
        (packages, errors)
    }

    /// None where the folder is no package, or has nothing remote.
    fn open(folder: PathBuf) -> Result<Option<Self>, String> {
        let path = folder.join(DESCRIPTOR);
        let Some(text) = text_of(&path)? else {
            return Ok(None);
        };
        let package = parse(&text).map_err(|(line, column, problem)| {
            format!("{}:{line}:{column}: {problem}", path.display())
        })?;
        let remote = remote_files(&folder, &package);
        let path = folder.join(LOCK_FILE);
        let lock = match text_of(&path)? {
            Some(text) => Lock::parse(&text)
                .map_err(|error| format!("{}:{}: {error}", path.display(), error.location))?,
            None => Lock::default(),
        };
        // A package that had remote files once still has them in its lock.
        Ok((!remote.is_empty() || !lock.pins.is_empty()).then(|| Self {
            written: lock.clone(),
            folder,
            remote,
            lock,
        }))
    }

    /// Where its lock is.
    pub(super) fn lock_path(&self) -> PathBuf {
        self.folder.join(LOCK_FILE)
    }

    /// Addresses that are pinned and no longer named.
    pub(super) fn no_longer_named(&self) -> Vec<String> {
        let named = |url: &String| self.remote.iter().any(|file| file.url == *url);
        let pinned = self.lock.pins.keys();
        pinned.filter(|url| !named(url)).cloned().collect()
    }

    /// Writes the lock if it says something new.
    pub(super) fn save(&mut self) -> Result<(), FetchError> {
        if self.lock != self.written {
            write(&self.lock_path(), &self.lock.text())?;
            self.written.clone_from(&self.lock);
        }
        Ok(())
    }
}

fn text_of(path: &Path) -> Result<Option<String>, String> {
    let mut text = String::new();
    let read = DiskFiles
        .open(path)
        .and_then(|mut file| file.read_to_string(&mut text));
    match read {
        Ok(_) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> String {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        _ => crate::cli::inputs::plain(error),
    };
    format!("{}: cannot be read: {why}", path.display())
}

//! Which files a table consists of: one or several, in the package's folder or
//! fetched from the network before. A file is only read when it is the one that
//! was meant: remote ones as `statclaim.lock` pins them, any with a `hash` as that.

use std::{
    collections::BTreeSet,
    io::{self, Read},
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use super::{
    Files, Problem,
    locate::Step,
    lock::{COPIES_FOLDER, Lock, Pin, copy_name, file_of_url, is_remote, is_sha256, pin_of},
    package::{PackageFile, PathFile, ResourceFile},
};

/// One file of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Where it is opened.
    pub(super) path: PathBuf,
    /// What it is called in reports.
    pub(super) name: Arc<str>,
}

/// A remote file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteFile {
    /// Its address.
    pub url: String,
    /// Where its copy is kept.
    pub copy: PathBuf,
}

/// A resource whose files cannot be used: the path of the setting that says so,
/// from the resource on, and why.
pub(super) type Refused = (Vec<Step>, Problem);

/// Where a package is, for finding its files.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// Its files.
    pub(super) files: &'a dyn Files,
    /// Its folder.
    pub(super) folder: &'a Path,
    /// Before names in reports.
    pub(super) prefix: &'a str,
    /// Which remote files were accepted; none where the lock cannot be read.
    pub(super) lock: Option<&'a Lock>,
}

/// The files of a table, each of them the one that was meant; none for a resource that is no table.
pub(super) fn parts_of(
    place: Place<'_>,
    resource: &ResourceFile,
) -> Result<Option<Vec<Part>>, Refused> {
    let key = |name: &str| Step::Key(name.to_owned());
    let setting = |message: &str| (vec![key("path")], Problem::Setting(message.to_owned()));
    let (paths, is_list) = match &resource.path {
        Some(PathFile::One(path)) => (std::slice::from_ref(path), false),
        Some(PathFile::Many(paths)) => (paths.as_slice(), true),
        None => return Err(setting("the resource has no `path`")),
    };
    let Some(first) = paths.first() else {
        return Err(setting("the resource names no file"));
    };
    if !is_table(resource, first) {
        return Ok(None);
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, path) in paths.iter().enumerate() {
        let mut spot = vec![key("path")];
        if is_list {
            spot.push(Step::Item(number));
        }
        if !seen.insert(path) {
            let message = format!("`{path}` is named twice");
            return Err((spot, Problem::Setting(message)));
        }
        parts.push(part(place, path).map_err(|problem| (spot, problem))?);
    }
    if let Some(stated) = &resource.hash {
        described(place.files, &parts, stated).map_err(|problem| (vec![key("hash")], problem))?;
    }
    Ok(Some(parts))
}

/// The addresses that a package names, each with the place of its copy, in order.
pub fn remote_files(folder: &Path, package: &PackageFile) -> Vec<RemoteFile> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for resource in &package.resources {
        let paths = match &resource.path {
            Some(PathFile::One(path)) => std::slice::from_ref(path),
            Some(PathFile::Many(paths)) => paths.as_slice(),
            None => &[],
        };
        let is_table = paths.first().is_some_and(|path| is_table(resource, path));
        for url in paths.iter().filter(|path| is_table && is_remote(path)) {
            if seen.insert(url) {
                found.push(RemoteFile {
                    url: url.clone(),
                    copy: copy_of(folder, url),
                });
            }
        }
    }
    found
}

/// The algorithm of a `hash` that is not checked: Data Package takes a bare one as MD5.
pub(super) fn unchecked_algorithm(stated: &str) -> Option<&str> {
    match stated.split_once(':') {
        Some((name, _)) if name.eq_ignore_ascii_case("sha256") => None,
        Some((name, _)) => Some(name),
        None => Some("md5"),
    }
}

fn is_table(resource: &ResourceFile, path: &str) -> bool {
    let tabular = |name: &str| matches!(name.to_ascii_lowercase().as_str(), "csv" | "tsv");
    if let Some(format) = &resource.format {
        return tabular(format);
    }
    if is_remote(path) {
        let media = resource.mediatype.as_deref();
        let is_media = matches!(media, Some("text/csv" | "text/tab-separated-values"));
        // The address of an interface often has no extension at all.
        let (_, extension) = file_of_url(path);
        return is_media || extension.is_none_or(|name| tabular(&name) || name == "txt");
    }
    Path::new(path)
        .extension()
        .is_some_and(|name| name == "txt" || tabular(&name.to_string_lossy()))
}

fn copy_of(folder: &Path, url: &str) -> PathBuf {
    folder.join(COPIES_FOLDER).join(copy_name(url))
}

fn part(place: Place<'_>, path: &str) -> Result<Part, Problem> {
    if is_remote(path) {
        return fetched(place, path);
    }
    let inside = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside || path.contains('\\') {
        return Err(Problem::Outside(path.to_owned()));
    }
    let path = path.trim_start_matches("./");
    Ok(Part {
        path: place.folder.join(path),
        name: format!("{}{path}", place.prefix).into(),
    })
}

/// The copy of a remote file, if it is the one that was accepted.
fn fetched(place: Place<'_>, url: &str) -> Result<Part, Problem> {
    let folder = place.folder.display().to_string();
    let path = copy_of(place.folder, url);
    let not_fetched = || Problem::NotFetched {
        url: url.to_owned(),
        folder: folder.clone(),
    };
    let pinned = place.lock.and_then(|lock| lock.pins.get(url));
    let pinned = pinned.ok_or_else(not_fetched)?;
    let found = match place.files.open(&path).and_then(pin_of) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(not_fetched()),
        Err(error) => return Err(Problem::unreadable(&error)),
    };
    if found.sha256 != pinned.sha256 {
        return Err(Problem::NotAsPinned {
            copy: path.display().to_string(),
            hashes: format!(
                "SHA-256 {}, pinned {}",
                short(&found.sha256),
                short(&pinned.sha256)
            ),
            folder,
        });
    }
    Ok(Part {
        path,
        name: format!("{}{COPIES_FOLDER}/{}", place.prefix, copy_name(url)).into(),
    })
}

/// Whether the files, one after the other, are what `hash` says; other algorithms
/// than SHA-256 are not checked, which lint says.
fn described(files: &dyn Files, parts: &[Part], stated: &str) -> Result<(), Problem> {
    if unchecked_algorithm(stated).is_some() {
        return Ok(());
    }
    let stated = stated.split_once(':').map_or(stated, |(_, digits)| digits);
    let stated = stated.to_ascii_lowercase();
    if !is_sha256(&stated) {
        return Err(Problem::Setting(format!("`{stated}` is no SHA-256")));
    }
    let mut all: Box<dyn Read + '_> = Box::new(io::empty());
    for part in parts {
        match files.open(&part.path) {
            Ok(file) => all = Box::new(all.chain(file)),
            // Reading the table will say so with the file's own name.
            Err(_) => return Ok(()),
        }
    }
    match pin_of(all) {
        Ok(Pin { sha256, .. }) if sha256 != stated => Err(Problem::NotAsDescribed {
            stated: short(&stated),
            found: short(&sha256),
        }),
        _ => Ok(()),
    }
}

/// Enough of a hash for a reader to tell two apart.
fn short(sha256: &str) -> String {
    format!("{}…", sha256.get(..12).unwrap_or(sha256))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::MemoryFiles;

    fn resource(path: &str, format: Option<&str>, mediatype: Option<&str>) -> ResourceFile {
        ResourceFile {
            path: Some(PathFile::One(path.to_owned())),
            format: format.map(str::to_owned),
            mediatype: mediatype.map(str::to_owned),
            ..ResourceFile::default()
        }
    }

    #[test]
    fn tables_are_told_from_other_resources() {
        for (path, format, mediatype, expected) in [
            ("a.csv", None, None, true),
            ("a.TSV", None, None, true),
            ("a.pdf", None, None, false),
            ("a.dat", Some("csv"), None, true),
            ("https://example.org/a.csv", None, None, true),
            ("https://example.org/api?x=1", None, None, true),
            ("https://example.org/a.pdf", None, None, false),
            ("https://example.org/a.php", None, None, false),
            ("https://example.org/a.php", None, Some("text/csv"), true),
            ("https://example.org/a.php", Some("CSV"), None, true),
            ("https://example.org", None, None, true),
        ] {
            let resource = resource(path, format, mediatype);
            assert_eq!(is_table(&resource, path), expected, "{path}");
        }
    }

    #[test]
    fn other_hashes_than_sha256_are_named() {
        for (stated, expected) in [
            ("sha256:ab", None),
            ("SHA256:ab", None),
            ("sha1:ab", Some("sha1")),
            ("d41d8cd98f00b204e9800998ecf8427e", Some("md5")),
        ] {
            assert_eq!(unchecked_algorithm(stated), expected, "{stated}");
        }
    }

    #[test]
    fn paths_stay_in_the_folder_and_are_named_once() {
        let files = MemoryFiles::default();
        let place = Place {
            files: &files,
            folder: Path::new("data/dk"),
            prefix: "dk/",
            lock: None,
        };
        let names = |paths: &[&str]| {
            let resource = ResourceFile {
                path: Some(PathFile::Many(
                    paths.iter().map(|path| (*path).to_owned()).collect(),
                )),
                ..ResourceFile::default()
            };
            match parts_of(place, &resource) {
                Ok(parts) => Ok(parts
                    .unwrap_or_default()
                    .iter()
                    .map(|part| part.name.to_string())
                    .collect::<Vec<_>>()),
                Err((_, problem)) => Err(problem.to_string()),
            }
        };
        assert_eq!(
            names(&["./a.csv", "old/b.csv"]),
            Ok(vec!["dk/a.csv".to_owned(), "dk/old/b.csv".to_owned()])
        );
        for (paths, expected) in [
            (&[][..], "the resource names no file"),
            (&["a.csv", "a.csv"], "`a.csv` is named twice"),
            (
                &["a.csv", "../b.csv"],
                "`../b.csv` lies outside the package's folder",
            ),
            (
                &["https://example.org/a.csv"],
                "`https://example.org/a.csv` is not fetched yet: run `statclaim reference fetch data/dk`",
            ),
        ] {
            assert_eq!(names(paths), Err(expected.to_owned()));
        }
    }
}

//! Where reference files come from: the disk, or memory in tests. The only file
//! of this module that touches the file system.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read, Seek},
    path::{Path, PathBuf},
};

/// A set of files to read reference data from.
pub trait Files: Sync {
    /// The entries of a folder, sorted by name.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// The bytes of a file, from its start.
    fn open(&self, file: &Path) -> io::Result<Box<dyn io::Read + '_>>;
    /// How many bytes a file has; none where that cannot be told, or the file cannot
    /// be opened elsewhere than at its start.
    fn size(&self, _file: &Path) -> Option<u64> {
        None
    }
    /// The bytes of a file from `offset` on.
    fn open_at(&self, file: &Path, offset: u64) -> io::Result<Box<dyn io::Read + '_>> {
        let mut input = self.open(file)?;
        io::copy(&mut input.by_ref().take(offset), &mut io::sink())?;
        Ok(input)
    }
}

/// An entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its path, the folder included.
    pub path: PathBuf,
    /// Whether it is a folder itself.
    pub is_folder: bool,
    /// How long the file is; of a folder, nothing.
    pub bytes: u64,
}

/// The files of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiskFiles;

impl Files for DiskFiles {
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            // Links are followed; a broken one is an entry that cannot be opened.
            let (is_folder, bytes) = fs::metadata(&path).map_or((false, 0), |found| {
                (found.is_dir(), if found.is_dir() { 0 } else { found.len() })
            });
            entries.push(Entry {
                path,
                is_folder,
                bytes,
            });
        }
        entries.sort();
        Ok(entries)
    }

    fn open(&self, file: &Path) -> io::Result<Box<dyn io::Read + '_>> {
        #[expect(
            clippy::disallowed_methods,
            reason = "reference files are read here only"
        )]
        let file = fs::File::open(file)?;
        Ok(Box::new(file))
    }

    fn size(&self, file: &Path) -> Option<u64> {
        let found = fs::metadata(file).ok()?;
        found.is_file().then_some(found.len())
    }

    fn open_at(&self, file: &Path, offset: u64) -> io::Result<Box<dyn io::Read + '_>> {
        #[expect(
            clippy::disallowed_methods,
            reason = "reference files are read here only"
        )]
        let mut file = fs::File::open(file)?;
        file.seek(io::SeekFrom::Start(offset))?;
        Ok(Box::new(file))
    }
}

/// Files held in memory, by path.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl MemoryFiles {
    /// These files.
    pub fn new<P: Into<PathBuf>, B: Into<Vec<u8>>>(
        files: impl IntoIterator<Item = (P, B)>,
    ) -> Self {
        Self {
            files: files
                .into_iter()
                .map(|(path, bytes)| (path.into(), bytes.into()))
                .collect(),
        }
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for (path, bytes) in &self.files {
            let Ok(rest) = path.strip_prefix(folder) else {
                continue;
            };
            let mut parts = rest.components();
            if let Some(first) = parts.next() {
                let is_folder = parts.next().is_some();
                let bytes = if is_folder { 0 } else { bytes.len() };
                entries.push(Entry {
                    path: folder.join(first),
                    is_folder,
                    bytes: u64::try_from(bytes).unwrap_or(u64::MAX),
                });
            }
        }
        if entries.is_empty() {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        }
        entries.sort();
        entries.dedup();
        Ok(entries)
    }

    fn open(&self, file: &Path) -> io::Result<Box<dyn io::Read + '_>> {
        self.files
            .get(file)
            .map(|bytes| Box::new(bytes.as_slice()) as Box<dyn io::Read>)
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn size(&self, file: &Path) -> Option<u64> {
        u64::try_from(self.files.get(file)?.len()).ok()
    }
}

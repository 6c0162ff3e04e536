//! Which drafts are meant: files, folders and standard input, in an order that
//! does not depend on the file system, and the configuration that holds for each.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use ignore::{WalkBuilder, types::TypesBuilder};

use super::config::FILE_NAME;

/// What is read in folders.
const EXTENSIONS: [&str; 4] = ["txt", "md", "markdown", "jsonl"];

/// A draft, or an archive of them, that is to be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Input {
    /// Its path as given; `-` for standard input.
    pub(super) shown: String,
    /// Its path; none for standard input.
    pub(super) path: Option<PathBuf>,
    /// Whether it was found in a folder, and so may be left out by a glob.
    pub(super) found: bool,
}

impl Input {
    fn new(path: &Path, found: bool) -> Self {
        Self {
            shown: path.display().to_string(),
            path: Some(path.to_path_buf()),
            found,
        }
    }

    fn stdin() -> Self {
        Self {
            shown: "-".to_owned(),
            path: None,
            found: false,
        }
    }

    /// All its bytes.
    pub(super) fn read(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        self.open()?
            .read_to_end(&mut bytes)
            .map_err(|error| self.unreadable(&error))?;
        Ok(bytes)
    }

    /// A reader of its bytes.
    pub(super) fn open(&self) -> Result<Box<dyn BufRead + Send>, String> {
        let Some(path) = &self.path else {
            return Ok(Box::new(BufReader::new(io::stdin())));
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "drafts are read here and nowhere else"
        )]
        let file = File::open(path).map_err(|error| self.unreadable(&error))?;
        Ok(Box::new(BufReader::new(file)))
    }

    fn unreadable(&self, error: &io::Error) -> String {
        format!("{}: cannot be read: {}", self.shown, plain(error))
    }

    /// The nearest `statclaim.toml` above it.
    pub(super) fn configuration(&self, current: &Path) -> Option<PathBuf> {
        let start = match &self.path {
            Some(path) => current.join(path).parent()?.to_path_buf(),
            None => current.to_path_buf(),
        };
        nearest_configuration(&start)
    }
}

/// The nearest `statclaim.toml` in `folder` or above it.
pub(super) fn nearest_configuration(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .map(|folder| folder.join(FILE_NAME))
        .find(|file| file.is_file())
}

/// The inputs that `paths` name, sorted, each once; and what could not be used.
pub(super) fn collect(paths: &[PathBuf]) -> (Vec<Input>, Vec<String>) {
    let mut inputs = Vec::new();
    let mut errors = Vec::new();
    let current = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &current } else { paths };
    for path in paths {
        let shown = path.display().to_string();
        if shown == "-" {
            inputs.push(Input::stdin());
        } else if shown.starts_with("http://") || shown.starts_with("https://") {
            errors.push(format!(
                "{shown}: addresses are not fetched by this version; save the page's text and check the file"
            ));
        } else if path.is_dir() {
            walk(path, &mut inputs, &mut errors);
        } else if path.exists() {
            inputs.push(Input::new(path, false));
        } else {
            errors.push(format!("{shown}: no such file or folder"));
        }
    }
    inputs.sort();
    inputs.dedup_by(|later, earlier| later.path == earlier.path);
    (inputs, errors)
}

fn walk(folder: &Path, inputs: &mut Vec<Input>, errors: &mut Vec<String>) {
    let shown = folder.display();
    let mut types = TypesBuilder::new();
    for extension in EXTENSIONS {
        // The globs are constant and valid, so adding them cannot fail.
        let _ = types.add("draft", &format!("*.{extension}"));
    }
    types.select("draft");
    let mut builder = WalkBuilder::new(folder);
    if let Ok(types) = types.build() {
        builder.types(types);
    }
    let before = inputs.len();
    for entry in builder.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let path = entry.path();
                let path = path.strip_prefix("./").unwrap_or(path);
                inputs.push(Input::new(path, true));
            }
            Ok(_) => {}
            Err(error) => errors.push(format!("{shown}: {error}")),
        }
    }
    if inputs.len() == before {
        errors.push(format!(
            "{shown}: holds no drafts (.txt, .md, .markdown or .jsonl)"
        ));
    }
}

/// A system error without its number.
pub(super) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    text.to_lowercase()
}

//! `datapackage.json` as JSON: what stands in it stays as it is, in its order.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};

use super::{Errors, one};
use crate::{cli::inputs::plain, reference::package};

/// The metadata file of a folder.
pub(super) const FILE: &str = "datapackage.json";

/// The metadata of a folder, as found or to be written.
#[derive(Debug)]
pub(super) struct Package {
    path: PathBuf,
    object: Map<String, Value>,
}

impl Package {
    /// What the folder's metadata say; nothing where there are none.
    pub(super) fn open(folder: &Path) -> Result<Self, Errors> {
        let path = folder.join(FILE);
        let shown = path.display();
        if !path.exists() {
            return Ok(Self {
                object: Map::new(),
                path,
            });
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "metadata to add to are read here only"
        )]
        let text = fs::read_to_string(&path)
            .map_err(|error| one(format!("{shown}: cannot be read: {}", plain(&error))))?;
        package::parse(&text).map_err(|(line, column, problem)| {
            one(format!("{shown}:{line}:{column}: {problem}"))
        })?;
        let text = text.trim_start_matches('\u{feff}');
        match serde_json::from_str(text) {
            Ok(Value::Object(object)) => Ok(Self { path, object }),
            _ => Err(one(format!("{shown}:1:1: is no JSON object"))),
        }
    }

    /// Its path, as the user would open it.
    pub(super) fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether it describes the file.
    pub(super) fn has(&self, file: &str) -> bool {
        self.resources().any(|resource| is_of(resource, file))
    }

    fn resources(&self) -> impl Iterator<Item = &Value> {
        self.object
            .get("resources")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    }

    /// Adds a table, in the place of what was said of its file.
    pub(super) fn put(&mut self, file: &str, resource: Map<String, Value>) {
        if self.object.is_empty() {
            self.object.insert("name".to_owned(), slug(file).into());
        }
        let resources = self
            .object
            .entry("resources")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Some(resources) = resources.as_array_mut() {
            let resource = Value::Object(resource);
            match resources.iter_mut().find(|known| is_of(known, file)) {
                Some(known) => *known = resource,
                None => resources.push(resource),
            }
        }
    }

    /// The text with this table alone, for trying it.
    pub(super) fn text_of(&self, file: &str) -> String {
        let mut object = self.object.clone();
        let alone: Vec<Value> = self
            .resources()
            .filter(|resource| is_of(resource, file))
            .cloned()
            .collect();
        object.insert("resources".to_owned(), alone.into());
        text(&object)
    }

    /// Writes it, complete or not at all.
    pub(super) fn write(&self) -> Result<(), String> {
        let unfinished = self
            .path
            .with_file_name(format!("{FILE}.{}.unfinished", std::process::id()));
        let written = fs::write(&unfinished, text(&self.object))
            .and_then(|()| fs::rename(&unfinished, &self.path));
        written.map_err(|error| {
            let _ = fs::remove_file(&unfinished);
            format!("{}: cannot be written: {}", self.shown(), plain(&error))
        })
    }
}

fn text(object: &Map<String, Value>) -> String {
    // An object of strings, numbers and lists can always be written.
    let mut text = serde_json::to_string_pretty(object).unwrap_or_default();
    text.push('\n');
    text
}

fn is_of(resource: &Value, file: &str) -> bool {
    let path = resource.get("path").and_then(Value::as_str);
    path.is_some_and(|path| path.trim_start_matches("./") == file)
}

/// A short name as data packages have them: lower case, hyphens.
pub(super) fn slug(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut slug = String::new();
    for c in stem.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() || c == '.' || c == '_' {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "table".to_owned()
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names() {
        for (file, expected) in [
            ("Prisoners 2024 (final).csv", "prisoners-2024-final"),
            ("Häftlinge.csv", "h-ftlinge"),
            ("ä.csv", "table"),
            ("table", "table"),
        ] {
            assert_eq!(slug(file), expected, "{file}");
        }
    }
}

//! A language pack as loaded: vocabulary, scanner, and rules compiled and
//! checked. The pack in the binary is the default; folders add to it or
//! replace files and rules by id.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use include_dir::{Dir, include_dir};
use toml::Spanned;

use super::{
    Direction, Relation, Stance,
    file::{ExampleEntry, ExclusionEntry, ReadsAs, RelationEntry, RelationFile, ScopeFile, Window},
    pattern::{Pattern, WordSet},
    qualification::{self, Defect},
};
use crate::{
    language::{period::PeriodWords, quantity::Scanner, sentence::SentenceSplitter},
    number::Widths,
    text::LineIndex,
    vocabulary::Vocabulary,
};

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/rules/en");

/// A rule file could not be used, or one rule of it; usually the fault of whoever edited it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// A rule that says what a quantity means.
#[derive(Debug, Clone)]
pub struct RelationRule {
    /// Its stable id.
    pub id: String,
    /// What it finds, in one line.
    pub summary: String,
    /// The kinds of quantity it is asked about.
    pub kinds: Vec<String>,
    /// Only quantities written as one of these words, in lower case; any where empty.
    pub text: Vec<String>,
    /// What must stand before the quantity.
    pub left: Pattern,
    /// What must stand after it.
    pub right: Pattern,
    /// What the number says.
    pub relation: Relation,
    /// Its direction, where the rule fixes it.
    pub direction: Option<Direction>,
    /// Its measure, where the rule fixes it.
    pub measure: Option<String>,
    /// The kind that the quantity has in truth.
    pub reads_as: Option<ReadsAs>,
    /// Its stance, where the rule fixes it.
    pub stance: Option<Stance>,
    /// Texts it must match, with the expected fields.
    pub examples: Vec<ExampleEntry>,
    /// Texts it must not match.
    pub counterexamples: Vec<String>,
    /// The file it stands in.
    pub file: String,
}

/// A rule that says that a number is no claim.
#[derive(Debug, Clone)]
pub struct Exclusion {
    /// Its stable id.
    pub id: String,
    /// Why such a number is no claim, in one line.
    pub summary: String,
    /// The kinds of quantity it is asked about; all where empty.
    pub kinds: Vec<String>,
    /// What must stand before the quantity.
    pub left: Pattern,
    /// What must stand after it.
    pub right: Pattern,
    /// Only numbers below this.
    pub below: Option<u32>,
    /// Only numbers written as one of these words, in lower case; any where empty.
    pub text: Vec<String>,
    /// What must not stand after it.
    pub unless: Vec<Pattern>,
    /// Texts whose bracketed number it excludes.
    pub examples: Vec<String>,
    /// Texts whose bracketed number it leaves.
    pub counterexamples: Vec<String>,
    /// The file it stands in.
    pub file: String,
}

/// A language pack.
#[derive(Debug)]
pub struct Pack {
    /// What words mean.
    pub vocabulary: Vocabulary,
    /// Finds numbers.
    pub scanner: Scanner,
    /// Finds sentences.
    pub sentences: SentenceSplitter,
    /// Finds periods.
    pub periods: PeriodWords,
    /// How wide written numbers and bound words are.
    pub widths: Widths,
    /// Relation rules in the order in which they are asked.
    pub relations: Vec<RelationRule>,
    /// Exclusions.
    pub exclusions: Vec<Exclusion>,
    /// Ways in which a true number misleads, by id.
    pub qualifications: Vec<Arc<Defect>>,
    /// The window of scope.
    pub window: Window,
}

/// The files of a pack by their path within it.
type Files = BTreeMap<String, String>;

impl Pack {
    /// The pack in the binary.
    ///
    /// # Errors
    /// Never for a released binary: its tests load the pack.
    pub fn embedded() -> Result<Self, Vec<RuleError>> {
        let (pack, errors) = Self::from_files(embedded_files());
        if errors.is_empty() {
            pack.ok_or(errors)
        } else {
            Err(errors)
        }
    }

    /// The pack in the binary with the files of `folders` added; a file of the same path or a rule of the same id replaces the embedded one.
    ///
    /// A broken rule is reported and left out; the others still run.
    pub fn load(folders: &[impl AsRef<Path>]) -> (Option<Self>, Vec<RuleError>) {
        let mut files = embedded_files();
        let mut errors = Vec::new();
        for folder in folders {
            read_folder(folder.as_ref(), "", &mut files, &mut errors);
        }
        let (pack, more) = Self::from_files(files);
        errors.extend(more);
        (pack, errors)
    }

    fn from_files(files: Files) -> (Option<Self>, Vec<RuleError>) {
        let mut errors = Vec::new();
        let under = |prefix: &str| -> Vec<(String, String)> {
            files
                .iter()
                .filter(|(path, _)| path.starts_with(prefix))
                .map(|(path, text)| (path.clone(), text.clone()))
                .collect()
        };
        let vocabulary: Vec<(String, String)> = under("vocabulary/")
            .into_iter()
            .filter(|(path, _)| path != "vocabulary/periods.toml")
            .collect();
        let vocabulary = Vocabulary::from_toml(&vocabulary).map_err(|found| {
            errors.extend(found.into_iter().map(|error| RuleError {
                file: error.file,
                line: error.line,
                column: error.column,
                message: error.message,
            }));
        });
        let scanner =
            Scanner::from_toml(&under("numbers/")).map_err(|error| errors.push(plain(&error)));
        let widths = one(
            &files,
            "numbers/bounds.toml",
            Widths::from_toml,
            &mut errors,
        );
        let sentences = one(
            &files,
            "text/abbreviations.toml",
            SentenceSplitter::from_toml,
            &mut errors,
        );
        let periods = one(
            &files,
            "vocabulary/periods.toml",
            PeriodWords::from_toml,
            &mut errors,
        );
        let mut rules = Rules::default();
        for (path, text) in under("relations/")
            .into_iter()
            .chain(under("scope/"))
            .chain(under("qualification/"))
        {
            rules.collect_sets(&path, &text);
        }
        for (path, text) in under("relations/") {
            rules.read_relations(&path, &text);
        }
        for (path, text) in under("scope/") {
            rules.read_exclusions(&path, &text);
        }
        let mut qualifications: Vec<Arc<Defect>> = Vec::new();
        for (path, text) in under("qualification/") {
            qualification::read(&path, &text, &rules.sets, &mut qualifications, &mut errors);
        }
        qualifications.sort_by(|one, other| one.id.cmp(&other.id));
        errors.extend(rules.errors);
        let pack = match (vocabulary, scanner, widths, sentences, periods) {
            (Ok(vocabulary), Ok(scanner), Some(widths), Some(sentences), Some(periods)) => {
                Some(Self {
                    vocabulary,
                    scanner,
                    sentences,
                    periods,
                    widths,
                    relations: rules.relations,
                    exclusions: rules.exclusions,
                    window: rules.window,
                    qualifications,
                })
            }
            _ => None,
        };
        (pack, errors)
    }
}

fn plain(error: &impl std::fmt::Display) -> RuleError {
    RuleError {
        file: String::new(),
        line: 0,
        column: 0,
        message: error.to_string(),
    }
}

fn one<T, E: std::fmt::Display>(
    files: &Files,
    path: &str,
    parse: impl Fn(&str, &str) -> Result<T, E>,
    errors: &mut Vec<RuleError>,
) -> Option<T> {
    let text = files.get(path).map_or("", String::as_str);
    parse(path, text)
        .map_err(|error| errors.push(plain(&error)))
        .ok()
}

fn embedded_files() -> Files {
    let mut files = Files::new();
    let mut open = vec![&EMBEDDED];
    while let Some(folder) = open.pop() {
        open.extend(folder.dirs());
        for file in folder.files() {
            if let Some(text) = file.contents_utf8() {
                files.insert(
                    file.path().to_string_lossy().replace('\\', "/"),
                    text.to_owned(),
                );
            }
        }
    }
    files
}

#[expect(
    clippy::disallowed_methods,
    reason = "the rules folder is read here and nowhere else"
)]
fn read_folder(folder: &Path, prefix: &str, files: &mut Files, errors: &mut Vec<RuleError>) {
    let mut unreadable = |path: &Path, error: &std::io::Error| {
        errors.push(RuleError {
            file: path.display().to_string(),
            line: 1,
            column: 1,
            message: format!("cannot be read: {error}"),
        });
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return unreadable(folder, &error),
    };
    let mut paths: Vec<_> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let mut folders = Vec::new();
    for path in paths {
        let Some(name) = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
        else {
            continue;
        };
        if path.is_dir() {
            folders.push((path, format!("{prefix}{name}/")));
        } else if name.ends_with(".toml") {
            match std::fs::read_to_string(&path) {
                Ok(text) => {
                    files.insert(format!("{prefix}{name}"), text);
                }
                Err(error) => unreadable(&path, &error),
            }
        }
    }
    for (path, prefix) in folders {
        read_folder(&path, &prefix, files, errors);
    }
}

#[derive(Default)]
struct Rules {
    sets: BTreeMap<String, WordSet>,
    relations: Vec<RelationRule>,
    exclusions: Vec<Exclusion>,
    window: Window,
    errors: Vec<RuleError>,
}

#[derive(serde::Deserialize)]
struct OnlySets {
    #[serde(default)]
    sets: BTreeMap<String, WordSet>,
}

impl Rules {
    fn collect_sets(&mut self, _path: &str, text: &str) {
        // A file that does not parse is reported when its rules are read.
        if let Ok(file) = toml::from_str::<OnlySets>(text) {
            self.sets.extend(file.sets);
        }
    }

    fn error(&mut self, file: &str, text: &str, offset: usize, message: impl Into<String>) {
        let place = LineIndex::new(text).location(text, offset);
        self.errors.push(RuleError {
            file: file.to_owned(),
            line: place.line,
            column: place.column,
            message: message.into(),
        });
    }

    fn read_relations(&mut self, path: &str, text: &str) {
        match toml::from_str::<RelationFile>(text) {
            Ok(file) => {
                for entry in file.rule {
                    self.relation(path, text, entry);
                }
            }
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.error(path, text, at, error.message());
            }
        }
    }

    fn relation(&mut self, path: &str, text: &str, entry: RelationEntry) {
        let at = entry.id.span().start;
        if entry.examples.is_empty() || entry.counterexamples.is_empty() {
            let message = format!(
                "rule `{}` needs an example and a counter-example",
                entry.id.get_ref()
            );
            return self.error(path, text, at, message);
        }
        let (Some(left), Some(right)) = (
            self.pattern(path, text, entry.left.as_ref()),
            self.pattern(path, text, entry.right.as_ref()),
        ) else {
            return;
        };
        if left.is_empty() && right.is_empty() {
            let message = format!(
                "rule `{}` asks for nothing beside the number",
                entry.id.get_ref()
            );
            return self.error(path, text, at, message);
        }
        let id = entry.id.into_inner();
        self.relations.retain(|rule| rule.id != id);
        self.relations.push(RelationRule {
            id,
            summary: entry.summary,
            kinds: entry.kind.into_iter().map(Spanned::into_inner).collect(),
            text: entry.text,
            left,
            right,
            relation: entry.relation,
            direction: entry.direction,
            measure: entry.measure,
            reads_as: entry.reads_as,
            stance: entry.stance,
            examples: entry.examples,
            counterexamples: entry
                .counterexamples
                .into_iter()
                .map(Spanned::into_inner)
                .collect(),
            file: path.to_owned(),
        });
    }

    fn read_exclusions(&mut self, path: &str, text: &str) {
        match toml::from_str::<ScopeFile>(text) {
            Ok(file) => {
                self.window = file.window.unwrap_or_else(|| self.window.clone());
                for entry in file.exclusion {
                    self.exclusion(path, text, entry);
                }
            }
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.error(path, text, at, error.message());
            }
        }
    }

    fn exclusion(&mut self, path: &str, text: &str, entry: ExclusionEntry) {
        let at = entry.id.span().start;
        if entry.examples.is_empty() || entry.counterexamples.is_empty() {
            let message = format!(
                "exclusion `{}` needs an example and a counter-example",
                entry.id.get_ref()
            );
            return self.error(path, text, at, message);
        }
        let (Some(left), Some(right)) = (
            self.pattern(path, text, entry.left.as_ref()),
            self.pattern(path, text, entry.right.as_ref()),
        ) else {
            return;
        };
        let mut unless = Vec::new();
        for written in &entry.unless {
            match self.pattern(path, text, Some(written)) {
                Some(pattern) => unless.push(pattern),
                None => return,
            }
        }
        let id = entry.id.into_inner();
        self.exclusions.retain(|rule| rule.id != id);
        self.exclusions.push(Exclusion {
            id,
            summary: entry.summary,
            kinds: entry.kind.into_iter().map(Spanned::into_inner).collect(),
            left,
            right,
            below: entry.below,
            text: entry.text,
            unless,
            examples: entry
                .examples
                .into_iter()
                .map(Spanned::into_inner)
                .collect(),
            counterexamples: entry
                .counterexamples
                .into_iter()
                .map(Spanned::into_inner)
                .collect(),
            file: path.to_owned(),
        });
    }

    fn pattern(
        &mut self,
        path: &str,
        text: &str,
        written: Option<&Spanned<String>>,
    ) -> Option<Pattern> {
        let Some(written) = written else {
            return Some(Pattern::default());
        };
        match Pattern::parse(written.get_ref(), &self.sets) {
            Ok(pattern) => Some(pattern),
            Err(message) => {
                self.error(path, text, written.span().start, message);
                None
            }
        }
    }
}

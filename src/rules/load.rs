//! Reads a language pack: vocabulary, scanner, and rules compiled and checked. The
//! pack in the binary is the default; folders add to it.
//!
//! A file never takes the place of another: its concepts and word sets add to
//! those of the same name, and a rule takes the place of the one with its id.

use std::{collections::BTreeMap, path::Path};

use include_dir::{Dir, include_dir};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use toml::de::DeTable;

use super::{
    compile::{Compiled, Compiler},
    index::RuleIndex,
    pack::{Exclusion, Pack, RelationRule},
    qualification::{self, Qualifications},
};
use crate::{
    language::{PackError, period::PeriodWords, quantity::Scanner, sentence::SentenceSplitter},
    number::{Kind, Widths},
    text::{LineIndex, toml::top},
    vocabulary::{Vocabulary, VocabularyFile},
};

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/rules/en");

/// A rule file could not be used, or one rule of it; usually the fault of whoever edited it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
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

/// A pack with what was found while it was loaded.
#[derive(Debug)]
pub struct Loaded {
    /// The pack; none where the embedded part cannot be used.
    pub pack: Option<Pack>,
    /// What could not be used, by place.
    pub errors: Vec<RuleError>,
    /// What can be used and is hardly meant, by place.
    pub remarks: Vec<RuleError>,
    /// The text of each file by its name in errors.
    pub texts: BTreeMap<String, String>,
}

/// A file of rules or words.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// How it is named to people.
    pub(super) name: String,
    /// Its text.
    pub(super) text: String,
    /// Whether it belongs to a folder that adds to the embedded pack.
    pub(super) own: bool,
}

/// The embedded files by their path within the pack.
type Files = BTreeMap<String, String>;

/// Files that hold no rules or concepts, and that folders do not add to.
const FIXED: [&str; 4] = [
    "numbers/",
    "text/",
    "vocabulary/periods.toml",
    "qualification/",
];

impl Pack {
    /// The pack in the binary.
    ///
    /// # Errors
    /// Never for a released binary: its tests load the pack.
    pub fn embedded() -> Result<Self, Vec<RuleError>> {
        let (pack, errors) = Self::load(&[] as &[&Path]);
        if errors.is_empty() {
            pack.ok_or(errors)
        } else {
            Err(errors)
        }
    }

    /// The pack in the binary with the rules and concepts of `folders` added.
    ///
    /// A broken rule is reported and left out; the others still run.
    pub fn load(folders: &[impl AsRef<Path>]) -> (Option<Self>, Vec<RuleError>) {
        let loaded = Self::load_all(folders);
        (loaded.pack, loaded.errors)
    }

    /// The same, with remarks and the texts of the files.
    pub fn load_all(folders: &[impl AsRef<Path>]) -> Loaded {
        let mut own = Vec::new();
        let mut errors = Vec::new();
        for folder in folders {
            read_folder(folder.as_ref(), &mut own, &mut errors);
        }
        from_files(&embedded_files(), own, errors)
    }
}

/// What a pack has beside vocabulary and rules.
struct Language {
    scanner: Option<Scanner>,
    sentences: Option<SentenceSplitter>,
    periods: Option<PeriodWords>,
    widths: Option<Widths>,
    articles: Vec<String>,
}

fn read_language<'f>(
    numbers: &[(String, String)],
    text_of: &impl Fn(&str) -> &'f str,
) -> (Language, Vec<RuleError>) {
    let mut errors = Vec::new();
    let (path, words) = ("text/abbreviations.toml", "vocabulary/periods.toml");
    let bounds = "numbers/bounds.toml";
    let articles = "text/articles.toml";
    let language = Language {
        scanner: kept(Scanner::from_toml(numbers), &mut errors),
        sentences: kept(
            SentenceSplitter::from_toml(path, text_of(path)),
            &mut errors,
        ),
        periods: kept(PeriodWords::from_toml(words, text_of(words)), &mut errors),
        widths: Widths::from_toml(bounds, text_of(bounds))
            .map_err(|error| errors.push(unplaced(bounds, &error)))
            .ok(),
        articles: read_articles(articles, text_of(articles), &mut errors),
    };
    (language, errors)
}

fn from_files(files: &Files, own: Vec<Source>, mut errors: Vec<RuleError>) -> Loaded {
    let (sources, written) = sorted(files, own);
    let text_of = |path: &str| files.get(path).map_or("", String::as_str);
    let numbers = under(files, "numbers/");
    let (words, tables) = parse(&sources, &mut errors);
    let mut found = Vec::new();
    // The vocabulary takes about as long to read as everything else together.
    let (vocabulary, (language, more)) = rayon::join(
        || Vocabulary::of(words, &mut found),
        || read_language(&numbers, &text_of),
    );
    errors.extend(more);
    errors.extend(found.into_iter().map(|error| RuleError {
        file: error.file,
        line: error.line,
        column: error.column,
        message: error.message,
    }));
    let mut compiler = Compiler::new(&vocabulary);
    compiler.read(tables, &written);
    let mut qualifications = Qualifications::default();
    for (name, text) in &written {
        qualification::read(name, text, &compiler.sets, &mut qualifications, &mut errors);
    }
    let mut compiled = compiler.finish();
    errors.append(&mut compiled.errors);
    errors.sort();
    errors.dedup();
    let remarks = std::mem::take(&mut compiled.remarks);
    Loaded {
        pack: pack(vocabulary, language, compiled, qualifications),
        errors,
        remarks,
        texts: texts(&sources).into_iter().chain(written).collect(),
    }
}

/// The files of words and rules, and the texts of those of defects and doubts.
fn sorted(files: &Files, own: Vec<Source>) -> (Vec<Source>, Vec<(String, String)>) {
    let fixed = |path: &str| FIXED.iter().any(|one| path.starts_with(one));
    let mut sources: Vec<Source> = files
        .iter()
        .filter(|(path, _)| !fixed(path))
        .map(|(path, text)| Source {
            name: path.clone(),
            text: text.clone(),
            own: false,
        })
        .collect();
    let (own_defects, own): (Vec<Source>, Vec<Source>) = own.into_iter().partition(|source| {
        ["defect", "doubt"]
            .iter()
            .any(|key| has_key(&source.text, key))
    });
    sources.extend(own);
    let mut written = under(files, "qualification/");
    written.extend(texts(&own_defects));
    (sources, written)
}

/// The files of one folder of the pack, with their texts.
fn under(files: &Files, folder: &str) -> Vec<(String, String)> {
    let inside = files.iter().filter(|(path, _)| path.starts_with(folder));
    inside
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

fn texts(sources: &[Source]) -> Vec<(String, String)> {
    let pairs = sources
        .iter()
        .map(|one| (one.name.clone(), one.text.clone()));
    pairs.collect()
}

/// The pack; none where one of the parts that every draft needs could not be read.
fn pack(
    vocabulary: Vocabulary,
    language: Language,
    compiled: Compiled,
    qualifications: Qualifications,
) -> Option<Pack> {
    let Qualifications {
        mut defects,
        mut doubts,
    } = qualifications;
    defects.sort_by(|one, other| one.id.cmp(&other.id));
    doubts.sort_by(|one, other| one.id.cmp(&other.id));
    Some(Pack {
        vocabulary,
        scanner: language.scanner?,
        sentences: language.sentences?,
        periods: language.periods?,
        widths: language.widths?,
        relation_index: relation_index(&compiled.relations),
        relations: compiled.relations,
        exclusion_index: exclusion_index(&compiled.exclusions),
        exclusions: compiled.exclusions,
        qualifications: defects,
        doubts,
        window: compiled.window,
        articles: language.articles,
        sets: compiled.sets,
    })
}

/// What each file has for the vocabulary, and the rest of its TOML for the compiler.
fn parse<'s>(
    sources: &'s [Source],
    errors: &mut Vec<RuleError>,
) -> (Vec<VocabularyFile<'s>>, Vec<(&'s Source, DeTable<'s>)>) {
    let parsed: Vec<_> = sources
        .par_iter()
        .map(|source| {
            let (table, mut slips) = top(&source.text);
            let mut table = table.into_inner();
            let words = VocabularyFile::take(&source.name, &source.text, &mut table, &mut slips);
            ((words, (source, table)), slips)
        })
        .collect();
    let parsed = parsed.into_iter().zip(sources);
    let kept = parsed.map(|((kept, slips), source)| {
        let lines = LineIndex::new(&source.text);
        errors.extend(slips.into_iter().map(|slip| {
            let place = lines.location(&source.text, slip.at);
            RuleError {
                file: source.name.clone(),
                line: place.line,
                column: place.column,
                message: slip.message,
            }
        }));
        kept
    });
    kept.unzip()
}

fn relation_index(rules: &[RelationRule]) -> RuleIndex {
    let rules = rules.iter();
    RuleIndex::new(rules.map(|rule| (rule.kinds.as_slice(), &rule.left, &rule.right)))
}

fn exclusion_index(rules: &[Exclusion]) -> RuleIndex {
    RuleIndex::new(rules.iter().map(|rule| {
        let kinds = match rule.kinds.as_slice() {
            [] => &Kind::ALL,
            kinds => kinds,
        };
        (kinds, &rule.left, &rule.right)
    }))
}

fn has_key(text: &str, key: &str) -> bool {
    top(text).0.get_ref().contains_key(key)
}

fn kept<T>(read: Result<T, PackError>, errors: &mut Vec<RuleError>) -> Option<T> {
    read.map_err(|error| {
        errors.push(RuleError {
            file: error.file,
            line: error.location.line,
            column: error.location.column,
            message: error.problem,
        });
    })
    .ok()
}

fn unplaced(file: &str, error: &impl std::fmt::Display) -> RuleError {
    RuleError {
        file: file.to_owned(),
        line: 1,
        column: 1,
        message: error.to_string(),
    }
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
fn read_folder(folder: &Path, sources: &mut Vec<Source>, errors: &mut Vec<RuleError>) {
    let mut unreadable = |path: &Path, error: &std::io::Error| {
        let text = error.to_string();
        let text = text
            .split(" (os error")
            .next()
            .unwrap_or(&text)
            .to_lowercase();
        let message = format!("cannot be read: {text}");
        errors.push(unplaced(&path.display().to_string(), &message));
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
    let (folders, files): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    for path in files {
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        match std::fs::read_to_string(&path) {
            Ok(text) => sources.push(Source {
                name: path.display().to_string(),
                text,
                own: true,
            }),
            Err(error) => unreadable(&path, &error),
        }
    }
    for folder in folders {
        read_folder(&folder, sources, errors);
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticlesFile {
    articles: Vec<String>,
}

fn read_articles(file: &str, text: &str, errors: &mut Vec<RuleError>) -> Vec<String> {
    match toml::from_str::<ArticlesFile>(text) {
        Ok(read) => read.articles,
        Err(error) => {
            errors.push(unplaced(file, &error.message()));
            Vec::new()
        }
    }
}

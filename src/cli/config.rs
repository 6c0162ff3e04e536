//! `statclaim.toml`: what it may say, and where it goes wrong. A key that is
//! wrong is reported and left aside; the rest of the file holds.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    check::Severity,
    report::{ARITHMETIC, VERDICTS},
    text::{LineIndex, toml::unknown},
};

/// The name of the file.
pub(super) const FILE_NAME: &str = "statclaim.toml";
const KEYS: [&str; 6] = [
    "rules",
    "reference",
    "fail-on",
    "default-place",
    "ignore",
    "severity",
];
const SEVERITIES: [&str; 4] = ["ok", "note", "warning", "error"];
const FAIL_LEVELS: [&str; 4] = ["error", "warning", "note", "never"];

/// A configuration as written; paths are resolved against its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Config {
    /// The folder it stands in.
    pub(super) folder: PathBuf,
    /// Folders of rules.
    pub(super) rules: Vec<PathBuf>,
    /// Folders of reference data; none when the file does not say.
    pub(super) reference: Option<Vec<PathBuf>>,
    /// The level from which a check fails, where the file says.
    pub(super) fail_on: Option<FailLevel>,
    /// The place meant where a draft names none, with where it is written.
    pub(super) default_place: Option<(String, String)>,
    /// Globs of files that are left out of folders.
    pub(super) ignore: Vec<String>,
    /// Severities by verdict or code.
    pub(super) severities: BTreeMap<String, Severity>,
    /// The same for quotations.
    pub(super) quoted: BTreeMap<String, Severity>,
}

/// From which severity on a check fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FailLevel {
    /// This one.
    From(Severity),
    /// None.
    Never,
}

impl FailLevel {
    /// Whether a finding of this severity fails.
    pub(super) fn is_reached(self, severity: Severity) -> bool {
        match self {
            Self::From(level) => severity >= level,
            Self::Never => false,
        }
    }
}

/// Something wrong in a configuration; usually its writer's slip.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub(super) struct ConfigError {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: String,
}

/// Reads a configuration; `file` is its path as shown.
pub(super) fn parse(file: &Path, text: &str) -> (Config, Vec<ConfigError>) {
    let folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut reader = Reader {
        file: file.display().to_string(),
        text,
        lines: LineIndex::new(text),
        config: Config {
            folder,
            ..Config::default()
        },
        errors: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.error(at, error.message().to_owned());
    }
    reader.top(table.get_ref());
    reader
        .errors
        .sort_by_key(|error| (error.line, error.column));
    (reader.config, reader.errors)
}

struct Reader<'a> {
    file: String,
    text: &'a str,
    lines: LineIndex,
    config: Config,
    errors: Vec<ConfigError>,
}

impl Reader<'_> {
    fn error(&mut self, at: usize, message: String) {
        let location = self.lines.location(self.text, at);
        self.errors.push(ConfigError {
            file: self.file.clone(),
            line: location.line,
            column: location.column,
            message,
        });
    }

    /// `file:line:column` of a byte, for errors that are found later.
    fn place(&self, at: usize) -> String {
        format!("{}:{}", self.file, self.lines.location(self.text, at))
    }

    fn top(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "rules" => self.config.rules = self.folders(value),
                "reference" => self.config.reference = Some(self.folders(value)),
                "fail-on" => {
                    let level = self.word(value, &FAIL_LEVELS);
                    self.config.fail_on = level.map(|level| fail_level(&level));
                }
                "default-place" => {
                    let at = self.place(value.span().start);
                    self.config.default_place = self.text_of(value).map(|place| (place, at));
                }
                "ignore" => self.config.ignore = self.globs(value),
                "severity" => self.severities(value),
                other => {
                    let at = key.span().start;
                    self.error(at, unknown("key", other, &KEYS));
                }
            }
        }
    }

    fn text_of(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            let found = value.get_ref().type_str();
            self.error(
                value.span().start,
                format!("expected a string, but found {found}"),
            );
        }
        text
    }

    fn texts(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<(String, usize)> {
        let Some(array) = value.get_ref().as_array() else {
            let found = value.get_ref().type_str();
            let message =
                format!("expected a list of strings in square brackets, but found {found}");
            self.error(value.span().start, message);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for one in array {
            let at = one.span().start;
            texts.extend(self.text_of(one).map(|text| (text, at)));
        }
        texts
    }

    fn folders(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<PathBuf> {
        let texts = self.texts(value);
        texts
            .into_iter()
            .map(|(text, _)| self.config.folder.join(text))
            .collect()
    }

    fn globs(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let mut globs = Vec::new();
        for (text, at) in self.texts(value) {
            match globset::Glob::new(&text) {
                Ok(_) => globs.push(text),
                Err(error) => self.error(at, format!("`{text}` is no glob: {}", error.kind())),
            }
        }
        globs
    }

    fn word(&mut self, value: &Spanned<DeValue<'_>>, allowed: &[&str]) -> Option<String> {
        let word = self.text_of(value)?;
        if allowed.contains(&word.as_str()) {
            return Some(word);
        }
        let expected = allowed.join(", ");
        self.error(
            value.span().start,
            format!("unknown level `{word}` (expected {expected})"),
        );
        None
    }

    fn severities(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            let found = value.get_ref().type_str();
            self.error(
                value.span().start,
                format!("expected a table such as [severity], but found {found}"),
            );
            return;
        };
        for (key, value) in table {
            if key.get_ref() == "quoted"
                && let Some(quoted) = value.get_ref().as_table()
            {
                for (key, value) in quoted {
                    self.severity(key, value, true);
                }
            } else {
                self.severity(key, value, false);
            }
        }
    }

    fn severity(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        quoted: bool,
    ) {
        let Some(level) = self.word(value, &SEVERITIES).as_deref().and_then(severity) else {
            return;
        };
        let name = key.get_ref().to_string();
        let all = VERDICTS.iter().chain(&ARITHMETIC);
        let known: Vec<&str> = all.map(|help| help.name).collect();
        if !known.contains(&name.as_str()) && !is_rule(&name) {
            self.error(key.span().start, unknown("verdict or code", &name, &known));
            return;
        }
        let map = if quoted {
            &mut self.config.quoted
        } else {
            &mut self.config.severities
        };
        map.insert(name, level);
    }
}

/// Whether a name has the form of a qualification rule's id: `Q02-times-more`.
fn is_rule(name: &str) -> bool {
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    name.strip_prefix('Q')
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(number, slug)| digits(number) && !slug.is_empty())
}

fn fail_level(name: &str) -> FailLevel {
    severity(name).map_or(FailLevel::Never, FailLevel::From)
}

fn severity(name: &str) -> Option<Severity> {
    match name {
        "ok" => Some(Severity::Ok),
        "note" => Some(Severity::Note),
        "warning" => Some(Severity::Warning),
        "error" => Some(Severity::Error),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<String>) {
        let (config, errors) = parse(Path::new("desk/statclaim.toml"), text);
        (config, errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn everything_a_configuration_may_say() {
        let (config, errors) = read(
            "rules = [\"ours\"]\nreference = [\"data\", \"/srv/data\"]\nfail-on = \"never\"\n\
             default-place = \"DE\"\nignore = [\"old/**\"]\n\
             [severity]\nno_reference = \"warning\"\nQ02-times-more = \"ok\"\n\
             [severity.quoted]\ncontradicted = \"note\"\n",
        );
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!(config.rules, [PathBuf::from("desk/ours")]);
        let folders = config.reference.unwrap();
        assert_eq!(
            folders,
            [PathBuf::from("desk/data"), PathBuf::from("/srv/data")]
        );
        assert_eq!(config.fail_on, Some(FailLevel::Never));
        assert_eq!(config.default_place.unwrap().0, "DE");
        assert_eq!(config.severities["no_reference"], Severity::Warning);
        assert_eq!(config.quoted["contradicted"], Severity::Note);
        assert_eq!(config.severities["Q02-times-more"], Severity::Ok);
    }

    #[test]
    fn errors_say_where_and_what_is_near_and_the_rest_holds() {
        for (text, expected) in [
            (
                "refernce = []\nfail-on = \"note\"",
                "desk/statclaim.toml:1:1: unknown key `refernce`; nearest: `reference`",
            ),
            (
                "fail-on = \"note\"\nrules = \"ours\"",
                "desk/statclaim.toml:2:9: expected a list of strings in square brackets, but found string",
            ),
            (
                "fail-on = \"note\"\n[severity]\nvague = \"off\"",
                "desk/statclaim.toml:3:9: unknown level `off` (expected ok, note, warning, error)",
            ),
            (
                "fail-on = \"note\"\n[severity]\ncontradictd = \"note\"",
                "desk/statclaim.toml:3:1: unknown verdict or code `contradictd`; nearest: `contradicted`",
            ),
            (
                "fail-on = \"note\"\nignore = [\"a[\"]",
                "desk/statclaim.toml:2:11: `a[` is no glob: unclosed character class; missing ']'",
            ),
        ] {
            let (config, errors) = read(text);
            assert_eq!(errors, [expected], "{text}");
            let note = FailLevel::From(Severity::Note);
            assert_eq!(config.fail_on, Some(note), "{text}");
        }
    }

    #[test]
    fn broken_toml_is_located() {
        let (_, errors) = read("fail-on = \"note\nrules = []");
        assert!(
            errors[0].starts_with("desk/statclaim.toml:1:"),
            "{errors:?}"
        );
    }
}

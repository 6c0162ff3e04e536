//! From rule files as written to rules that can be asked: every entry is read
//! and checked by itself, and one that is broken is reported and left out.

use std::collections::{BTreeMap, BTreeSet};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Exclusion, RelationRule, RuleError,
    file::{ExclusionEntry, RelationEntry, Status, Window},
    lint,
    load::Source,
    pattern::{Pattern, Side, WordSet},
};
use crate::{
    number::Kind,
    text::{
        LineIndex, Location,
        toml::{Slip, entries, entry, top, unknown},
    },
    vocabulary::{Class, Vocabulary},
};

/// What may stand at the top of a file.
const KEYS: [&str; 7] = [
    "rule",
    "exclusion",
    "sets",
    "window",
    "concept",
    "country",
    "region",
];
/// The kinds of number.
pub(super) const KINDS: [&str; 8] = [
    "count",
    "percent",
    "percentage_points",
    "multiple",
    "fraction",
    "rate",
    "index",
    "vague",
];

/// The known kinds among those that a rule names.
fn kinds(written: &[Spanned<String>]) -> Vec<Kind> {
    let known = |name: &Spanned<String>| Kind::named(name.get_ref());
    written.iter().filter_map(known).collect()
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Compiled {
    pub(super) relations: Vec<RelationRule>,
    pub(super) exclusions: Vec<Exclusion>,
    pub(super) window: Window,
    pub(super) sets: BTreeMap<String, WordSet>,
    pub(super) errors: Vec<RuleError>,
    pub(super) remarks: Vec<RuleError>,
}

/// Reads files one after the other.
pub(super) struct Compiler<'v> {
    vocabulary: &'v Vocabulary,
    pub(super) sets: BTreeMap<String, WordSet>,
    /// Rules of folders, which are asked before the embedded ones.
    own: Vec<RelationRule>,
    /// Ids of rules that are turned off.
    off: BTreeSet<String>,
    window: toml::Table,
    done: Compiled,
}

/// A file while it is read.
struct Open<'t> {
    source: &'t Source,
    lines: LineIndex,
}

impl Open<'_> {
    fn location(&self, at: usize) -> Location {
        self.lines.location(&self.source.text, at)
    }

    fn error(&self, at: usize, message: impl Into<String>) -> RuleError {
        let place = self.location(at);
        RuleError {
            file: self.source.name.clone(),
            line: place.line,
            column: place.column,
            message: message.into(),
        }
    }
}

impl<'v> Compiler<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            sets: BTreeMap::new(),
            own: Vec::new(),
            off: BTreeSet::new(),
            window: toml::Table::new(),
            done: Compiled::default(),
        }
    }

    /// Reads all files; `others` only share word sets.
    pub(super) fn read(&mut self, sources: &[Source], others: &[(String, String)]) {
        let parsed: Vec<(Open<'_>, Spanned<DeTable<'_>>)> = sources
            .iter()
            .map(|source| {
                let (table, slips) = top(&source.text);
                let open = Open {
                    source,
                    lines: LineIndex::new(&source.text),
                };
                self.slips(&open, slips);
                (open, table)
            })
            .collect();
        let mut written: Vec<&str> = sources.iter().map(|one| one.text.as_str()).collect();
        for (name, text) in others {
            // What is wrong in these files is reported where they are read.
            let _ = name;
            written.push(text);
            if let Some(sets) = top(text).0.get_ref().get("sets") {
                self.read_sets(None, sets, &[]);
            }
        }
        for (open, table) in &parsed {
            if let Some(sets) = table.get_ref().get("sets") {
                self.read_sets(Some(open), sets, &written);
            }
        }
        for (open, table) in &parsed {
            self.top(open, table.get_ref());
        }
    }

    /// The rules in the order in which they are asked.
    pub(super) fn finish(self) -> Compiled {
        let mut done = self.done;
        let mut relations = self.own;
        relations.append(&mut done.relations);
        relations.retain(|rule| !self.off.contains(&rule.id));
        done.relations = relations;
        done.exclusions.retain(|rule| !self.off.contains(&rule.id));
        done.sets = self.sets;
        done.remarks.sort();
        done
    }

    fn slips(&mut self, open: &Open<'_>, slips: Vec<Slip>) {
        let errors = slips
            .into_iter()
            .map(|slip| open.error(slip.at, slip.message));
        self.done.errors.extend(errors);
    }

    fn top(&mut self, open: &Open<'_>, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "rule" => {
                    let (rules, slips) = entries::<RelationEntry>(value);
                    self.slips(open, slips);
                    for rule in rules {
                        self.relation(open, rule);
                    }
                }
                "exclusion" => {
                    let (exclusions, slips) = entries::<ExclusionEntry>(value);
                    self.slips(open, slips);
                    for exclusion in exclusions {
                        self.exclusion(open, exclusion);
                    }
                }
                "window" => self.window(open, value),
                // Read before, or by the vocabulary.
                "sets" | "concept" | "country" | "region" => {}
                other => {
                    let error = open.error(key.span().start, unknown("key", other, &KEYS));
                    self.done.errors.push(error);
                }
            }
        }
    }

    /// Adds the word sets of a file; a set of a known name adds its words to it.
    fn read_sets(
        &mut self,
        open: Option<&Open<'_>>,
        value: &Spanned<DeValue<'_>>,
        written: &[&str],
    ) {
        for (key, value) in value.get_ref().as_table().into_iter().flatten() {
            let name = key.get_ref().to_string();
            let problem = match entry::<WordSet>(value) {
                Ok(set) => {
                    let known = self.sets.entry(name.clone()).or_insert(set.empty());
                    (!add_words(known, set)).then_some(
                        "a word set with `up` and `down` and one without cannot share a name",
                    )
                }
                Err(_) => {
                    Some("a word set is a list of words, or has a list `up` and a list `down`")
                }
            };
            let Some(open) = open else {
                continue;
            };
            if let Some(problem) = problem {
                let error = open.error(value.span().start, problem);
                self.done.errors.push(error);
            } else if !lint::is_used(&name, written) {
                let message = format!("no pattern uses the word set `@{name}`");
                self.done
                    .remarks
                    .push(open.error(key.span().start, message));
            }
        }
    }

    /// A `[window]` of one's own changes the keys that it names.
    fn window(&mut self, open: &Open<'_>, value: &Spanned<DeValue<'_>>) {
        let read = entry::<toml::Table>(value).and_then(|table| {
            let mut window = self.window.clone();
            window.extend(table);
            let message = |error: toml::de::Error| Slip {
                at: value.span().start,
                message: error.message().to_owned(),
            };
            let read: Window = toml::Value::from(window.clone())
                .try_into()
                .map_err(message)?;
            Ok((window, read))
        });
        match read {
            Ok((window, read)) => {
                self.window = window;
                self.done.window = read;
            }
            Err(slip) => self.slips(open, vec![slip]),
        }
    }

    fn relation(&mut self, open: &Open<'_>, entry: RelationEntry) {
        let at = entry.id.span().start;
        let id = entry.id.get_ref().clone();
        let before = self.done.errors.len();
        self.sound(open, &entry.id, &entry.kind, true);
        let brackets = entry
            .examples
            .iter()
            .map(|one| (one.span().start, &one.get_ref().text));
        let counter = entry
            .counterexamples
            .iter()
            .map(|one| (one.span().start, one.get_ref()));
        self.brackets(open, &entry.id, brackets, counter);
        if let Some(measure) = &entry.measure {
            self.measure(open, measure);
        }
        let left = self.pattern(open, entry.left.as_ref(), Side::Left);
        let right = self.pattern(open, entry.right.as_ref(), Side::Right);
        if entry.left.is_none() && entry.right.is_none() {
            let message = format!("rule `{id}` asks for nothing beside the number");
            self.done.errors.push(open.error(at, message));
        } else if self.done.errors.len() == before
            && left.matches_anything()
            && right.matches_anything()
            && entry.text.is_empty()
            && !entry.catch_all
        {
            let message = format!(
                "rule `{id}` matches every number of its kinds; where that is meant, say `catch_all = true`"
            );
            self.done.remarks.push(open.error(at, message));
        }
        if self.done.errors.len() > before {
            return;
        }
        self.turn(&id, entry.status);
        let rule = RelationRule {
            written: written(entry.left.as_ref(), entry.right.as_ref()),
            summary: entry.summary,
            kinds: kinds(&entry.kind),
            text: entry.text,
            left,
            right,
            relation: entry.relation,
            direction: entry.direction,
            measure: entry.measure.map(Spanned::into_inner),
            reads_as: entry.reads_as,
            stance: entry.stance,
            status: entry.status,
            references: entry.references,
            false_positives: entry.false_positives,
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
            file: open.source.name.clone(),
            at: open.location(at),
            id,
        };
        let known = self.done.relations.iter_mut().chain(&mut self.own);
        if let Some(known) = known.into_iter().find(|known| known.id == rule.id) {
            if known.file == rule.file || !open.source.own {
                let message = format!("another rule has the id `{}`", rule.id);
                self.done.errors.push(open.error(at, message));
            } else {
                *known = rule;
            }
        } else if open.source.own {
            self.own.push(rule);
        } else {
            self.done.relations.push(rule);
        }
    }

    fn exclusion(&mut self, open: &Open<'_>, entry: ExclusionEntry) {
        let at = entry.id.span().start;
        let id = entry.id.get_ref().clone();
        let before = self.done.errors.len();
        self.sound(open, &entry.id, &entry.kind, false);
        let examples = entry
            .examples
            .iter()
            .map(|one| (one.span().start, one.get_ref()));
        let counter = entry
            .counterexamples
            .iter()
            .map(|one| (one.span().start, one.get_ref()));
        self.brackets(open, &entry.id, examples, counter);
        let left = self.pattern(open, entry.left.as_ref(), Side::Left);
        let right = self.pattern(open, entry.right.as_ref(), Side::Right);
        let mut saving = |written: &[Spanned<String>], side: Side| -> Vec<Pattern> {
            let patterns = written.iter();
            patterns
                .map(|one| self.pattern(open, Some(one), side))
                .collect()
        };
        let unless = saving(&entry.unless, Side::Right);
        let unless_before = saving(&entry.unless_before, Side::Left);
        let narrow = entry.below.is_some() || !entry.text.is_empty();
        if left.matches_anything() && right.matches_anything() && !narrow {
            let message = format!("exclusion `{id}` matches every number of its kinds");
            self.done.remarks.push(open.error(at, message));
        }
        if self.done.errors.len() > before {
            return;
        }
        self.turn(&id, entry.status);
        let rule = Exclusion {
            written: written(entry.left.as_ref(), entry.right.as_ref()),
            summary: entry.summary,
            kinds: kinds(&entry.kind),
            left,
            right,
            bounds: entry.bound,
            below: entry.below,
            text: entry.text,
            unless,
            unless_before,
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
            file: open.source.name.clone(),
            at: open.location(at),
            id,
        };
        let mut known = self.done.exclusions.iter_mut();
        match known.find(|known| known.id == rule.id) {
            Some(known) if known.file == rule.file || !open.source.own => {
                let message = format!("another exclusion has the id `{}`", rule.id);
                self.done.errors.push(open.error(at, message));
            }
            Some(known) => *known = rule,
            None => self.done.exclusions.push(rule),
        }
    }

    fn turn(&mut self, id: &str, status: Status) {
        if status == Status::Off {
            self.off.insert(id.to_owned());
        } else {
            self.off.remove(id);
        }
    }

    /// Checks the kinds of number that a rule names.
    fn sound(
        &mut self,
        open: &Open<'_>,
        id: &Spanned<String>,
        kinds: &[Spanned<String>],
        needs_kind: bool,
    ) {
        if needs_kind && kinds.is_empty() {
            let message = format!(
                "`{}` names no kind of number (expected some of {})",
                id.get_ref(),
                KINDS.join(", ")
            );
            self.done.errors.push(open.error(id.span().start, message));
        }
        for kind in kinds {
            if !KINDS.contains(&kind.get_ref().as_str()) {
                let message = unknown("kind of number", kind.get_ref(), &KINDS);
                self.done
                    .errors
                    .push(open.error(kind.span().start, message));
            }
        }
    }

    /// Checks that there are examples of both sorts, each with a number in brackets.
    fn brackets<'e>(
        &mut self,
        open: &Open<'_>,
        id: &Spanned<String>,
        examples: impl Iterator<Item = (usize, &'e String)>,
        counterexamples: impl Iterator<Item = (usize, &'e String)>,
    ) {
        let examples: Vec<_> = examples.collect();
        let counterexamples: Vec<_> = counterexamples.collect();
        if examples.is_empty() || counterexamples.is_empty() {
            let message = format!("`{}` needs an example and a counter-example", id.get_ref());
            self.done.errors.push(open.error(id.span().start, message));
        }
        for (at, text) in examples.into_iter().chain(counterexamples) {
            let inside = text
                .split_once('[')
                .and_then(|(_, rest)| rest.split_once(']'));
            if inside.is_none_or(|(inside, _)| inside.trim().is_empty()) {
                let message = "the number is not in square brackets";
                self.done.errors.push(open.error(at, message));
            }
        }
    }

    fn measure(&mut self, open: &Open<'_>, measure: &Spanned<String>) {
        let measures: Vec<&str> = self
            .vocabulary
            .concepts()
            .iter()
            .filter(|concept| concept.class == Class::Measure)
            .map(|concept| concept.id.as_str())
            .collect();
        if !measures.contains(&measure.get_ref().as_str()) {
            let message = unknown("measure", measure.get_ref(), &measures);
            self.done
                .errors
                .push(open.error(measure.span().start, message));
        }
    }

    /// A pattern; one that cannot be read is reported and counts as empty.
    fn pattern(
        &mut self,
        open: &Open<'_>,
        written: Option<&Spanned<String>>,
        side: Side,
    ) -> Pattern {
        let Some(written) = written else {
            return Pattern::default();
        };
        match Pattern::parse(written.get_ref(), &self.sets) {
            Ok(pattern) => {
                if let Some(why) = pattern.matches_nothing(side) {
                    let message = format!("this pattern can match nothing: {why}");
                    self.done
                        .errors
                        .push(open.error(written.span().start, message));
                }
                pattern
            }
            Err(error) => {
                // An escape before the element would move it; then the pattern's start must do.
                let start = written.span().start;
                let inside = open.source.text.get(start + 1..start + 1 + error.at);
                let plain = inside == written.get_ref().get(..error.at);
                let at = if plain { start + 1 + error.at } else { start };
                self.done.errors.push(open.error(at, error.message));
                Pattern::default()
            }
        }
    }
}

fn written(left: Option<&Spanned<String>>, right: Option<&Spanned<String>>) -> (String, String) {
    let text =
        |one: Option<&Spanned<String>>| one.map_or_else(String::new, |one| one.get_ref().clone());
    (text(left), text(right))
}

impl WordSet {
    /// A set of the same sort without words.
    fn empty(&self) -> Self {
        match self {
            Self::Plain(_) => Self::Plain(Vec::new()),
            Self::Directed { .. } => Self::Directed {
                up: Vec::new(),
                down: Vec::new(),
            },
        }
    }
}

/// Adds the words of a set to one of the same sort; false where they are of two sorts.
fn add_words(known: &mut WordSet, more: WordSet) -> bool {
    match (known, more) {
        (WordSet::Plain(known), WordSet::Plain(more)) => known.extend(more),
        (
            WordSet::Directed { up, down },
            WordSet::Directed {
                up: more,
                down: less,
            },
        ) => {
            up.extend(more);
            down.extend(less);
        }
        _ => return false,
    }
    true
}

//! From rule files as written to rules that can be asked: every entry is read
//! and checked by itself, and one that is broken is reported and left out.

mod checks;
mod sets;

use std::collections::{BTreeMap, BTreeSet};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Exclusion, RelationRule, RuleError,
    file::{ExclusionEntry, RelationEntry, Status, Window},
    load::Source,
    pattern::WordSet,
};
use crate::{
    number::Kind,
    text::{
        LineIndex, Location,
        toml::{Slip, entries, entry, top, unknown},
    },
    vocabulary::Vocabulary,
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

    /// Reads all files, given with what is left of their TOML; `others` only share word sets.
    pub(super) fn read(
        &mut self,
        sources: Vec<(&Source, DeTable<'_>)>,
        others: &[(String, String)],
    ) {
        let mut written: Vec<&str> = sources.iter().map(|(one, _)| one.text.as_str()).collect();
        let parsed: Vec<(Open<'_>, DeTable<'_>)> = sources
            .into_iter()
            .filter(|(_, table)| !table.is_empty())
            .map(|(source, table)| {
                let lines = LineIndex::new(&source.text);
                (Open { source, lines }, table)
            })
            .collect();
        for (name, text) in others {
            // What is wrong in these files is reported where they are read.
            let _ = name;
            written.push(text);
            if let Some(sets) = top(text).0.get_ref().get("sets") {
                self.read_sets(None, sets, &[]);
            }
        }
        for (open, table) in &parsed {
            if let Some(sets) = table.get("sets") {
                self.read_sets(Some(open), sets, &written);
            }
        }
        for (open, table) in parsed {
            self.top(&open, table);
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

    fn top(&mut self, open: &Open<'_>, table: DeTable<'_>) {
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
                // Read before.
                "sets" => {}
                other => {
                    let error = open.error(key.span().start, unknown("key", other, &KEYS));
                    self.done.errors.push(error);
                }
            }
        }
    }

    /// A `[window]` of one's own changes the keys that it names.
    fn window(&mut self, open: &Open<'_>, value: Spanned<DeValue<'_>>) {
        let at = value.span().start;
        let read = entry::<toml::Table>(value).and_then(|table| {
            let mut window = self.window.clone();
            window.extend(table);
            let message = |error: toml::de::Error| Slip {
                at,
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
        let (left, right) = self.check_relation(open, &entry);
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
            examples: plain(entry.examples),
            counterexamples: plain(entry.counterexamples),
            file: open.source.name.clone(),
            at: open.location(at),
            id,
        };
        self.add_relation(open, at, rule);
    }

    /// Adds a rule, or puts it in the place of the built-in one with its id.
    fn add_relation(&mut self, open: &Open<'_>, at: usize, rule: RelationRule) {
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
        let patterns = self.check_exclusion(open, &entry);
        if self.done.errors.len() > before {
            return;
        }
        self.turn(&id, entry.status);
        let rule = Exclusion {
            written: written(entry.left.as_ref(), entry.right.as_ref()),
            summary: entry.summary,
            kinds: kinds(&entry.kind),
            left: patterns.left,
            right: patterns.right,
            bounds: entry.bound,
            below: entry.below,
            text: entry.text,
            unless: patterns.unless,
            unless_before: patterns.unless_before,
            unless_listed: entry.unless_listed,
            examples: plain(entry.examples),
            counterexamples: plain(entry.counterexamples),
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
}

/// The known kinds among those that a rule names.
fn kinds(written: &[Spanned<String>]) -> Vec<Kind> {
    let known = |name: &Spanned<String>| Kind::named(name.get_ref());
    written.iter().filter_map(known).collect()
}

/// The two patterns as written.
fn written(left: Option<&Spanned<String>>, right: Option<&Spanned<String>>) -> (String, String) {
    let text =
        |one: Option<&Spanned<String>>| one.map_or_else(String::new, |one| one.get_ref().clone());
    (text(left), text(right))
}

/// Texts without where they stand.
fn plain<T>(written: Vec<Spanned<T>>) -> Vec<T> {
    written.into_iter().map(Spanned::into_inner).collect()
}

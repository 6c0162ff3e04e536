//! `statclaim reference`: the user's data, looked at, looked up, added and fetched.

mod add;
mod args;
mod compute;
#[cfg(feature = "net")]
mod fetch;
mod lint;
mod list;
mod query;

use std::path::PathBuf;

pub(in crate::cli) use args::ReferenceCommand;

use args::DataArgs;

use crate::{
    cli::{
        Exit,
        args::RulesArgs,
        commands::rules,
        desk::{Findings, read_config, reference_folders},
        inputs::nearest_configuration,
        messages::Messages,
        print,
    },
    reference::{Catalogue, ReferenceError},
    rules::Pack,
};

/// Lints, lists, queries, adds or fetches reference data.
pub(in crate::cli) fn reference(command: &ReferenceCommand, messages: &mut Messages) -> Exit {
    match command {
        ReferenceCommand::Lint(args) => with_data(&args.data, messages, |data, messages| {
            lint::lint(args, &data, messages)
        }),
        ReferenceCommand::List(args) => with_data(&args.data, messages, |data, messages| {
            data.shown(&list::list(args.format, &data), messages)
        }),
        ReferenceCommand::Query(args) => with_data(&args.data, messages, |data, messages| {
            match query::query(args, &data) {
                Ok(text) => data.shown(&text, messages),
                Err(error) => {
                    messages.error(&error);
                    Exit::Unusable
                }
            }
        }),
        ReferenceCommand::Add(args) => match pack(messages) {
            Some(pack) => add::add(args, &pack, messages),
            None => Exit::Unusable,
        },
        #[cfg(feature = "net")]
        ReferenceCommand::Fetch(args) => match folders(&args.data, messages) {
            Some(folders) => fetch::fetch(args, &folders, messages),
            None => Exit::Unusable,
        },
    }
}

/// The rules that come with the program, for their words.
fn pack(messages: &mut Messages) -> Option<Pack> {
    let no_rules = RulesArgs { rules: Vec::new() };
    rules::load(&no_rules, messages).0
}

/// Reference data as read.
struct Data<'a> {
    catalogue: Catalogue,
    errors: Vec<ReferenceError>,
    pack: &'a Pack,
}

impl Data<'_> {
    /// Prints `text`, after what could not be read.
    fn shown(&self, text: &str, messages: &mut Messages) -> Exit {
        for error in &self.errors {
            messages.error(&error.to_string());
        }
        match print(text, messages) {
            Exit::Clean if !self.errors.is_empty() => Exit::Unusable,
            exit => exit,
        }
    }
}

fn with_data(
    args: &DataArgs,
    messages: &mut Messages,
    run: impl FnOnce(Data<'_>, &mut Messages) -> Exit,
) -> Exit {
    let Some(pack) = pack(messages) else {
        return Exit::Unusable;
    };
    let Some(folders) = folders(args, messages) else {
        return Exit::Unusable;
    };
    let (catalogue, errors) = Catalogue::load(&folders, &pack.vocabulary);
    let data = Data {
        catalogue,
        errors,
        pack: &pack,
    };
    run(data, messages)
}

/// The folders meant; none where there are none, which is told.
fn folders(args: &DataArgs, messages: &mut Messages) -> Option<Vec<PathBuf>> {
    let folders = named_or_configured(args, messages);
    if folders.is_empty() {
        messages.error("no reference data: name a folder, or set `reference` in statclaim.toml");
        return None;
    }
    Some(folders)
}

fn named_or_configured(args: &DataArgs, messages: &mut Messages) -> Vec<PathBuf> {
    if !args.folders.is_empty() {
        return args.folders.clone();
    }
    let current = std::path::absolute("").unwrap_or_default();
    let mut found = Findings::default();
    let file = nearest_configuration(&current);
    let shown = file
        .as_deref()
        .map(|file| file.strip_prefix(&current).unwrap_or(file));
    let config = read_config(shown, &mut found);
    for error in &found.errors {
        messages.error(error);
    }
    reference_folders(&[], config.reference.as_deref())
}

/// `1 value`, `2 values`.
fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// A JSON object as printed.
fn json(value: &serde_json::Value) -> String {
    // A value made here has only string keys, so that writing it cannot fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

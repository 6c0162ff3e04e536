//! `statclaim rules`: what a rule author works with.

mod diff;
mod new;

use std::{fmt::Write, path::PathBuf};

use crate::{
    claim::examples::{self, Result as Outcome, Tested},
    cli::{
        Exit,
        args::{RulesArgs, RulesCommand},
        inputs::nearest_configuration,
        messages::Messages,
        print,
    },
    rules::{self, Loaded, Pack, RuleError, Status, explain},
    text::toml::unknown,
};

/// Lists, explains, tests, lints, writes or compares rules.
pub(in crate::cli) fn rules(command: &RulesCommand, messages: &mut Messages) -> Exit {
    match command {
        RulesCommand::List(args) => list(args, messages),
        RulesCommand::Explain { id, rules } => explain(id, rules, messages),
        RulesCommand::Test(args) => test(args, messages),
        RulesCommand::Lint(args) => lint(args, messages),
        RulesCommand::Schema => schema(messages),
        RulesCommand::New { id, folder } => new::new(id, folder, messages),
        RulesCommand::Diff(args) => diff::diff(args, messages),
    }
}

/// The built-in rules with those of the nearest configuration and of the command line; and whether all could be used.
pub(super) fn load(args: &RulesArgs, messages: &mut Messages) -> (Option<Pack>, bool) {
    let (folders, sound) = folders(args, messages);
    let (pack, errors) = Pack::load(&folders);
    for error in &errors {
        messages.error(&error.to_string());
    }
    (pack, sound && errors.is_empty())
}

/// The folders of rules; and whether the configuration could be used.
fn folders(args: &RulesArgs, messages: &mut Messages) -> (Vec<PathBuf>, bool) {
    let current = std::path::absolute("").unwrap_or_default();
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut sound = true;
    if let Some(file) = nearest_configuration(&current) {
        let mut found = crate::cli::desk::Findings::default();
        let shown = file.strip_prefix(&current).unwrap_or(&file);
        let config = crate::cli::desk::read_config(Some(shown), &mut found);
        for error in &found.errors {
            messages.error(error);
        }
        sound = found.errors.is_empty();
        folders = config.rules;
    }
    folders.extend(args.rules.iter().cloned());
    (folders, sound)
}

fn list(args: &RulesArgs, messages: &mut Messages) -> Exit {
    let (Some(pack), sound) = load(args, messages) else {
        return Exit::Unusable;
    };
    let mut text = String::new();
    for rule in &pack.relations {
        let status = if rule.status == Status::Experimental {
            " (experimental)"
        } else {
            ""
        };
        let what = rule.relation.name();
        let _ = writeln!(text, "{:<28} {what:<20} {}{status}", rule.id, rule.summary);
    }
    let exclusions = pack
        .exclusions
        .iter()
        .map(|rule| (&rule.id, "no claim", &rule.summary));
    let defects = pack
        .qualifications
        .iter()
        .map(|rule| (&rule.id, "may mislead", &rule.title));
    let doubts = pack
        .doubts
        .iter()
        .map(|rule| (&rule.id, "leaves open", &rule.because));
    for (id, what, summary) in exclusions.chain(defects).chain(doubts) {
        let _ = writeln!(text, "{id:<28} {what:<20} {summary}");
    }
    worse(print(&text, messages), sound, Exit::Unusable)
}

fn explain(id: &str, args: &RulesArgs, messages: &mut Messages) -> Exit {
    let (Some(pack), sound) = load(args, messages) else {
        return Exit::Unusable;
    };
    let relation = pack.relations.iter().find(|rule| rule.id == id);
    let exclusion = pack.exclusions.iter().find(|rule| rule.id == id);
    let doubt = pack.doubts.iter().find(|rule| rule.id == id);
    let text = match (relation, exclusion) {
        (Some(rule), _) => explain::relation(&pack, rule),
        (None, Some(rule)) => explain::exclusion(&pack, rule),
        (None, None) if let Some(rule) = doubt => explain::doubt(rule),
        (None, None) if pack.qualifications.iter().any(|rule| rule.id == id) => {
            messages.error(&format!(
                "`{id}` says how a number misleads: `statclaim explain {id}` explains it"
            ));
            return Exit::Unusable;
        }
        (None, None) => {
            let relations = pack.relations.iter().map(|rule| rule.id.as_str());
            let exclusions = pack.exclusions.iter().map(|rule| rule.id.as_str());
            let doubts = pack.doubts.iter().map(|rule| rule.id.as_str());
            let known: Vec<&str> = relations.chain(exclusions).chain(doubts).collect();
            messages.error(&unknown("rule", id, &known));
            return Exit::Unusable;
        }
    };
    worse(print(&text, messages), sound, Exit::Unusable)
}

fn test(args: &RulesArgs, messages: &mut Messages) -> Exit {
    let (Some(pack), sound) = load(args, messages) else {
        return Exit::Unusable;
    };
    let tested = examples::run(&pack);
    let mut text = String::new();
    for one in tested.iter().filter(|one| !one.result.is_good()) {
        outcome(&mut text, one);
    }
    let counts: Vec<String> = Outcome::ALL
        .into_iter()
        .map(|result| {
            let count = tested.iter().filter(|one| one.result == result).count();
            format!("{count} {}", result.name())
        })
        .collect();
    let _ = writeln!(text, "{} examples: {}", tested.len(), counts.join(", "));
    let passes = tested
        .iter()
        .all(|one| one.result.is_good() || one.experimental);
    let printed = print(&text, messages);
    let printed = worse(printed, passes, Exit::Findings);
    worse(printed, sound, Exit::Unusable)
}

fn outcome(text: &mut String, one: &Tested) {
    let status = if one.experimental {
        " (experimental, so it fails nothing)"
    } else {
        ""
    };
    let _ = writeln!(text, "{}: {}{status}", one.result.name(), one.rule);
    let _ = writeln!(text, "  {}", one.text);
    if !one.detail.is_empty() {
        let _ = writeln!(text, "  {}", one.detail);
    }
}

fn lint(args: &RulesArgs, messages: &mut Messages) -> Exit {
    let (folders, sound) = folders(args, messages);
    let loaded = Pack::load_all(&folders);
    let found = found(&loaded);
    let mut text = String::new();
    for one in &found {
        let source = loaded.texts.get(&one.file).map(String::as_str);
        text.push_str(&rules::excerpt(one, source));
        text.push('\n');
    }
    let Some(pack) = &loaded.pack else {
        print(&text, messages);
        return Exit::Unusable;
    };
    let rules = pack.relations.len()
        + pack.exclusions.len()
        + pack.qualifications.len()
        + pack.doubts.len();
    let concepts = pack.vocabulary.concepts().len();
    let result = match found.len() {
        0 => "nothing to report".to_owned(),
        1 => "1 thing to report".to_owned(),
        many => format!("{many} things to report"),
    };
    let _ = writeln!(text, "{rules} rules and {concepts} concepts: {result}");
    let printed = print(&text, messages);
    let printed = worse(printed, found.is_empty(), Exit::Findings);
    worse(printed, sound, Exit::Unusable)
}

/// Errors, remarks, and rules that are never reached, by place.
fn found(loaded: &Loaded) -> Vec<RuleError> {
    let mut found = loaded.errors.clone();
    found.extend(loaded.remarks.iter().cloned());
    if let Some(pack) = &loaded.pack {
        let tested = examples::run(pack);
        for (id, by) in examples::shadowed(pack, &tested) {
            let Some(rule) = pack.relations.iter().find(|rule| rule.id == id) else {
                continue;
            };
            found.push(RuleError {
                file: rule.file.clone(),
                line: rule.at.line,
                column: rule.at.column,
                message: format!(
                    "rule `{id}` is never reached: `{by}` before it matches all its examples"
                ),
            });
        }
    }
    found.sort();
    found
}

fn schema(messages: &mut Messages) -> Exit {
    match serde_json::to_string_pretty(&rules::schema()) {
        Ok(text) => print(&format!("{text}\n"), messages),
        Err(error) => {
            messages.error(&format!("the schema cannot be written: {error}"));
            Exit::Unusable
        }
    }
}

/// `exit`, or `otherwise` where something is not as it should be.
fn worse(exit: Exit, good: bool, otherwise: Exit) -> Exit {
    if good || exit == Exit::Unusable {
        exit
    } else {
        otherwise
    }
}

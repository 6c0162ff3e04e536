//! `statclaim rules`.

use std::{fmt::Write, path::PathBuf};

use crate::{
    claim::examples::{self, Result as Outcome},
    cli::{
        Exit,
        args::{RulesArgs, RulesCommand},
        config::unknown,
        inputs::nearest_configuration,
        messages::Messages,
        print,
    },
    rules::{ExampleEntry, Exclusion, Pack, RelationRule},
};

/// Lists, explains, tests or lints the rules.
pub(in crate::cli) fn rules(command: &RulesCommand, messages: &mut Messages) -> Exit {
    match command {
        RulesCommand::List(args) => list(args, messages),
        RulesCommand::Explain { id, rules } => explain(id, rules, messages),
        RulesCommand::Test(args) => test(args, messages),
        RulesCommand::Lint(args) => lint(args, messages),
    }
}

/// The built-in rules with those of the nearest configuration and of the command line; and whether all could be used.
pub(super) fn load(args: &RulesArgs, messages: &mut Messages) -> (Option<Pack>, bool) {
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
    let (pack, errors) = Pack::load(&folders);
    for error in &errors {
        messages.error(&error.to_string());
    }
    (pack, sound && errors.is_empty())
}

fn list(args: &RulesArgs, messages: &mut Messages) -> Exit {
    let (Some(pack), sound) = load(args, messages) else {
        return Exit::Unusable;
    };
    let mut text = String::new();
    let relations = pack
        .relations
        .iter()
        .map(|rule| (&rule.id, rule.relation.name(), &rule.summary));
    let exclusions = pack
        .exclusions
        .iter()
        .map(|rule| (&rule.id, "no claim", &rule.summary));
    for (id, what, summary) in relations.chain(exclusions) {
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
    let text = match (relation, exclusion) {
        (Some(rule), _) => explain_relation(rule),
        (None, Some(rule)) => explain_exclusion(rule),
        (None, None) => {
            let relations = pack.relations.iter().map(|rule| rule.id.as_str());
            let exclusions = pack.exclusions.iter().map(|rule| rule.id.as_str());
            let known: Vec<&str> = relations.chain(exclusions).collect();
            messages.error(&unknown("rule", id, &known));
            return Exit::Unusable;
        }
    };
    worse(print(&text, messages), sound, Exit::Unusable)
}

fn explain_relation(rule: &RelationRule) -> String {
    let mut text = format!("{}: {}\n\n", rule.id, rule.summary);
    let _ = writeln!(
        text,
        "A number written as {} is read as",
        rule.kinds.join(", ")
    );
    let direction = rule
        .direction
        .map_or_else(String::new, |direction| format!(", {}", direction.name()));
    let measure = rule
        .measure
        .as_ref()
        .map_or_else(String::new, |measure| format!(", of {measure}"));
    let _ = writeln!(text, "  {}{direction}{measure}\n", rule.relation.name());
    text.push_str("It finds:\n");
    for example in &rule.examples {
        let _ = writeln!(text, "  {}", example.text);
        for (name, value) in expected(example) {
            let _ = writeln!(text, "      {name}: {value}");
        }
    }
    counterexamples(&mut text, &rule.counterexamples);
    let _ = writeln!(text, "\nIt stands in {}.", rule.file);
    text
}

fn explain_exclusion(rule: &Exclusion) -> String {
    let mut text = format!("{}: {}\n\n", rule.id, rule.summary);
    text.push_str("The number in square brackets is no claim:\n");
    for example in &rule.examples {
        let _ = writeln!(text, "  {example}");
    }
    counterexamples(&mut text, &rule.counterexamples);
    let _ = writeln!(text, "\nIt stands in {}.", rule.file);
    text
}

fn counterexamples(text: &mut String, all: &[String]) {
    text.push_str("It leaves alone:\n");
    for one in all {
        let _ = writeln!(text, "  {one}");
    }
}

/// The fields that an example asserts.
fn expected(example: &ExampleEntry) -> Vec<(&'static str, String)> {
    let fields = [
        (
            "direction",
            example.direction.map(|one| one.name().to_owned()),
        ),
        ("population", example.population.clone()),
        ("comparator", example.comparator.clone()),
        ("whole", example.whole.clone()),
        ("measure", example.measure.clone()),
        ("offence", example.offence.clone()),
        ("place", example.place.clone()),
        ("period", example.period.clone()),
        ("speaker", example.speaker.clone()),
        ("source", example.source.clone()),
        ("stance", example.stance.map(|one| one.name().to_owned())),
    ];
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

fn test(args: &RulesArgs, messages: &mut Messages) -> Exit {
    let (Some(pack), sound) = load(args, messages) else {
        return Exit::Unusable;
    };
    let tested = examples::run(&pack);
    let mut text = String::new();
    let count = |result| tested.iter().filter(|one| one.result == result).count();
    for one in tested.iter().filter(|one| one.result != Outcome::Validated) {
        let _ = writeln!(text, "{}: {}", name(one.result), one.rule);
        let _ = writeln!(text, "  {}", one.text);
        if !one.detail.is_empty() {
            let _ = writeln!(text, "  {}", one.detail);
        }
    }
    let good = count(Outcome::Validated);
    let counts: Vec<String> = [Outcome::Missing, Outcome::Noisy, Outcome::Wrong]
        .into_iter()
        .map(|result| format!("{} {}", count(result), name(result)))
        .collect();
    let _ = writeln!(
        text,
        "{} examples: {good} validated, {}",
        tested.len(),
        counts.join(", ")
    );
    let printed = print(&text, messages);
    let printed = worse(printed, good == tested.len(), Exit::Findings);
    worse(printed, sound, Exit::Unusable)
}

fn name(result: Outcome) -> &'static str {
    match result {
        Outcome::Validated => "validated",
        Outcome::Missing => "missing",
        Outcome::Noisy => "noisy",
        Outcome::Wrong => "wrong",
    }
}

fn lint(args: &RulesArgs, messages: &mut Messages) -> Exit {
    let (pack, sound) = load(args, messages);
    let Some(pack) = pack.filter(|_| sound) else {
        return Exit::Findings;
    };
    let rules = pack.relations.len() + pack.exclusions.len();
    let concepts = pack.vocabulary.concepts().len();
    print(
        &format!("{rules} rules and {concepts} concepts: nothing to report\n"),
        messages,
    )
}

/// `exit`, or `otherwise` where something is not as it should be.
fn worse(exit: Exit, good: bool, otherwise: Exit) -> Exit {
    if good || exit == Exit::Unusable {
        exit
    } else {
        otherwise
    }
}

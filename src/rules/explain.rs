//! Rules in words: for `rules explain` and for the list in the documentation.

use std::fmt::Write;

use super::{
    ExampleEntry, Exclusion, Pack, RelationRule, Status, pattern::WordSet, qualification::Doubt,
};
use crate::number::Kind;

/// A relation rule for people.
pub fn relation(pack: &Pack, rule: &RelationRule) -> String {
    let mut text = format!("{}: {}\n\n", rule.id, rule.summary);
    let _ = writeln!(text, "A number written as {}", names(&rule.kinds));
    patterns(&mut text, pack, &rule.written);
    let _ = writeln!(text, "is read as\n  {}\n", reads(rule));
    if rule.status != Status::Stable {
        let _ = writeln!(text, "Status: {}.\n", rule.status.name());
    }
    text.push_str("It finds:\n");
    for example in &rule.examples {
        let _ = writeln!(text, "  {}", example.text);
        for (name, value) in expected(example) {
            let _ = writeln!(text, "      {name}: {value}");
        }
    }
    list(&mut text, "It leaves alone:", &rule.counterexamples);
    list(
        &mut text,
        "It is known to go wrong on:",
        &rule.false_positives,
    );
    list(&mut text, "Why it exists:", &rule.references);
    let _ = writeln!(text, "\nIt stands in {}:{}.", rule.file, rule.at.line);
    text
}

/// An exclusion for people.
pub fn exclusion(pack: &Pack, rule: &Exclusion) -> String {
    let mut text = format!("{}: {}\n\n", rule.id, rule.summary);
    let kinds = if rule.kinds.is_empty() {
        "of any kind".to_owned()
    } else {
        format!("written as {}", names(&rule.kinds))
    };
    let _ = writeln!(text, "A number {kinds}");
    patterns(&mut text, pack, &rule.written);
    text.push_str("is no claim.\n\n");
    list(
        &mut text,
        "It excludes the number in square brackets:",
        &rule.examples,
    );
    list(&mut text, "It leaves alone:", &rule.counterexamples);
    let _ = writeln!(text, "\nIt stands in {}:{}.", rule.file, rule.at.line);
    text
}

/// What a doubt leaves open, with its examples.
pub fn doubt(rule: &Doubt) -> String {
    let mut text = format!("{}: {}\n\n", rule.id, rule.because);
    text.push_str("A number of which this is said is never called wrong.\n\n");
    list(
        &mut text,
        "It holds for the number in square brackets:",
        &rule.examples,
    );
    list(&mut text, "It leaves alone:", &rule.counterexamples);
    let _ = writeln!(text, "\nIt stands in {}.", rule.file);
    text
}

fn names(kinds: &[Kind]) -> String {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    names.join(", ")
}

/// The documentation's list of all rules, in Markdown.
pub fn markdown(pack: &Pack) -> String {
    let mut text = String::from(
        "# Rules\n\nWhat the built-in rules find, as `statclaim rules list` and `statclaim rules explain ID` say it. Written by `tests/rules.rs`.\n\
         The number meant stands in square brackets. How to write rules: `docs/writing-rules.md`.\n\n\
         ## What a number says\n\nThe first rule that matches is taken; a number that none matches is read by its kind and the words after “of”.\n",
    );
    for rule in &pack.relations {
        let _ = writeln!(
            text,
            "\n### {}\n\n{}: {}.\n",
            rule.id,
            sentence(&rule.summary),
            reads(rule)
        );
        let examples = rule.examples.iter().map(|one| one.text.as_str());
        rows(&mut text, "finds", examples);
        rows(
            &mut text,
            "leaves",
            rule.counterexamples.iter().map(String::as_str),
        );
    }
    text.push_str("\n## What is no claim\n");
    for rule in &pack.exclusions {
        let _ = writeln!(text, "\n### {}\n\n{}.\n", rule.id, sentence(&rule.summary));
        rows(
            &mut text,
            "excludes",
            rule.examples.iter().map(String::as_str),
        );
        rows(
            &mut text,
            "leaves",
            rule.counterexamples.iter().map(String::as_str),
        );
    }
    text
}

fn rows<'r>(text: &mut String, what: &str, rows: impl Iterator<Item = &'r str>) {
    for row in rows {
        let _ = writeln!(
            text,
            "- {what}: {}",
            row.replace('[', "**[").replace(']', "]**")
        );
    }
}

/// With a capital at its start.
fn sentence(summary: &str) -> String {
    let mut chars = summary.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// What a number is read as, in a few words.
fn reads(rule: &RelationRule) -> String {
    let direction = rule.direction.map(|one| format!(", {}", one.name()));
    let measure = rule.measure.as_ref().map(|one| format!(" of {one}"));
    let stance = rule.stance.map(|one| format!(", {}", one.name()));
    format!(
        "{}{}{}{}",
        rule.relation.name(),
        measure.unwrap_or_default(),
        direction.unwrap_or_default(),
        stance.unwrap_or_default()
    )
}

fn patterns(text: &mut String, pack: &Pack, (left, right): &(String, String)) {
    for (side, pattern) in [("after", left), ("before", right)] {
        if !pattern.is_empty() {
            let _ = writeln!(text, "  {side:<7} {pattern}");
        }
    }
    for (name, set) in &pack.sets {
        let call = format!("@{name}");
        let uses = [left, right]
            .into_iter()
            .any(|pattern| super::lint::is_used(name, &[pattern.as_str()]));
        if !uses {
            continue;
        }
        match set {
            WordSet::Plain(words) => {
                let _ = writeln!(text, "  where {call} is {}", words.join(", "));
            }
            WordSet::Directed { up, down } => {
                let _ = writeln!(text, "  where {call} is up: {}", up.join(", "));
                let _ = writeln!(text, "        or down: {}", down.join(", "));
            }
        }
    }
}

fn list(text: &mut String, title: &str, all: &[String]) {
    if !all.is_empty() {
        let _ = writeln!(text, "{title}");
    }
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

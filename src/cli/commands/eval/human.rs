//! The figures of `statclaim eval` for people.

use std::fmt::Write;

use super::{Evaluation, listing};
use crate::{
    claim::score::{Part, Score},
    number::Decimal,
};

/// The whole report; `verbose` lists what went wrong.
pub(super) fn text(evaluation: &Evaluation, verbose: bool) -> String {
    let mut text = String::new();
    if verbose {
        list(&mut text, evaluation);
    }
    let score = &evaluation.score;
    found(&mut text, score);
    recalls(&mut text, score);
    fields(&mut text, score);
    rules(&mut text, score);
    text
}

fn found(text: &mut String, score: &Score) {
    let claims = score.claims;
    let rates = claims.rates();
    let _ = writeln!(
        text,
        "{} passages, {} claims labelled ({} more are borderline and count for nothing)",
        score.passages, claims.labelled, score.borderline
    );
    let _ = writeln!(
        text,
        "found {}, missed {}, false {}",
        claims.right,
        claims.labelled - claims.right,
        claims.given - claims.right
    );
    let _ = writeln!(
        text,
        "precision {}  recall {}  F1 {}",
        thousandths(rates.precision),
        thousandths(rates.recall),
        thousandths(rates.f1)
    );
    if score.negatives.of > 0 {
        let _ = writeln!(
            text,
            "passages without a claim kept empty: {}",
            part(score.negatives)
        );
    }
}

fn recalls(text: &mut String, score: &Score) {
    text.push('\n');
    for (name, values) in &score.recall {
        let parts: Vec<String> = values
            .iter()
            .map(|(value, part)| format!("{value} {}/{}", part.count, part.of))
            .collect();
        let _ = writeln!(text, "recall by {name}: {}", parts.join(", "));
    }
}

fn fields(text: &mut String, score: &Score) {
    text.push_str("\nFields of the found claims\n");
    for (name, right) in &score.exact {
        let rare = score.unusual.iter().find(|(one, _)| one == name);
        let rare = rare.map_or_else(String::new, |(_, rare)| {
            format!("; where it is not the usual: {}/{}", rare.count, rare.of)
        });
        let _ = writeln!(text, "  {name:<11} right {}{rare}", part(*right));
    }
    for (name, one) in &score.words {
        let rates = one.rates();
        let _ = writeln!(
            text,
            "  {name:<11} F1 {} (precision {}, recall {}; {} right of {} given and {} labelled)",
            thousandths(rates.f1),
            thousandths(rates.precision),
            thousandths(rates.recall),
            one.right,
            one.given,
            one.labelled
        );
    }
    for (name, pairs) in &score.confused {
        let parts: Vec<String> = pairs
            .iter()
            .map(|(labelled, given, count)| format!("{given} for {labelled} {count}"))
            .collect();
        if !parts.is_empty() {
            let _ = writeln!(text, "  {name} given wrongly: {}", parts.join(", "));
        }
    }
}

fn rules(text: &mut String, score: &Score) {
    let _ = writeln!(
        text,
        "\n{:<28} found  right  false   (right: relation and direction)",
        "By rule"
    );
    let mut rows: Vec<_> = score.rules.iter().collect();
    rows.sort_by_key(|(_, one)| std::cmp::Reverse(one.found + one.false_finds));
    for (name, one) in rows {
        let name = if name.is_empty() { "(no rule)" } else { name };
        let _ = writeln!(
            text,
            "{name:<28} {:>5}  {:>5}  {:>5}",
            one.found, one.right, one.false_finds
        );
    }
}

fn list(text: &mut String, evaluation: &Evaluation) {
    for miss in listing::misses(evaluation) {
        let label = miss.label;
        let field = |name| label.exact(name).unwrap_or("null");
        let _ = writeln!(
            text,
            "missed {} {}/{}/{}: {}\n    {}",
            miss.passage,
            field("kind"),
            field("relation"),
            field("measure"),
            miss.excerpt,
            miss.reason
        );
    }
    for one in listing::false_finds(evaluation) {
        let near = one.near.map_or_else(String::new, |label| {
            format!("; labelled {}", listing::shown(label.value))
        });
        let _ = writeln!(
            text,
            "false {}: {}\n    read as {} by {}{near}",
            one.passage,
            one.excerpt,
            listing::shown(one.given.value),
            one.given.rule.as_deref().unwrap_or("no rule")
        );
    }
    for one in listing::wrong_fields(evaluation) {
        let quoted = |text: Option<String>| {
            text.map_or_else(|| "nothing".to_owned(), |text| format!("`{text}`"))
        };
        let _ = writeln!(
            text,
            "wrong {} `{}` {}: labelled {}, given {} by {}",
            one.passage,
            one.label.quantity,
            one.field,
            quoted(one.labelled),
            quoted(one.given),
            one.rule.unwrap_or("no rule")
        );
    }
    if !text.is_empty() {
        text.push('\n');
    }
}

fn part(part: Part) -> String {
    let rate = part.rate().map_or_else(|| "–".to_owned(), thousandths);
    format!("{rate} ({}/{})", part.count, part.of)
}

fn thousandths(rate: Decimal) -> String {
    format!("{:.3}", rate.round_dp(3))
}

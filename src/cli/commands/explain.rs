//! `statclaim explain`.

use std::{fmt::Write, sync::Arc};

use crate::{
    cli::{Exit, args::ExplainArgs, messages::Messages, output, print},
    report::{ARITHMETIC, Help, VERDICTS, help, wrap},
    rules::{Pack, qualification::Defect},
    text::toml::unknown,
};

/// Says what a verdict or a finding's code means; without one, lists them.
pub(in crate::cli) fn explain(args: &ExplainArgs, messages: &mut Messages) -> Exit {
    let defects = match Pack::embedded() {
        Ok(pack) => pack.qualifications,
        Err(errors) => {
            for error in errors {
                messages.error(&error.to_string());
            }
            return Exit::Unusable;
        }
    };
    let Some(name) = &args.name else {
        return print(&overview(&defects), messages);
    };
    let width = output::width_of_stdout();
    if let Some(help) = help(name).or_else(|| help(&name.replace('-', "_"))) {
        return print(&help.text(width), messages);
    }
    if let Some(defect) = defects.iter().find(|defect| is_called(defect, name)) {
        return print(&explained(defect, width), messages);
    }
    let known: Vec<&str> = VERDICTS
        .iter()
        .chain(&ARITHMETIC)
        .map(|help| help.name)
        .chain(defects.iter().map(|defect| defect.id.as_str()))
        .collect();
    messages.error(&unknown("verdict or code", name, &known));
    Exit::Unusable
}

/// Whether `name` is a code in full or its number alone: `Q02`.
fn is_called(defect: &Defect, name: &str) -> bool {
    let number = defect.id.split('-').next().unwrap_or_default();
    defect.id.eq_ignore_ascii_case(name) || number.eq_ignore_ascii_case(name)
}

fn overview(defects: &[Arc<Defect>]) -> String {
    let mut text = String::from("Verdicts on a claim:\n");
    let list = |text: &mut String, all: &[Help]| {
        for help in all {
            let _ = writeln!(text, "  {:<14} {}", help.name, help.severity);
        }
    };
    list(&mut text, &VERDICTS);
    text.push_str("\nA draft's numbers against each other:\n");
    list(&mut text, &ARITHMETIC);
    text.push_str("\nWays in which a right number misleads:\n");
    for defect in defects {
        let _ = writeln!(text, "  {:<32} {}", defect.id, defect.title);
    }
    text.push_str("\n`statclaim explain NAME` says what one means and what to do.\n");
    text
}

fn explained(defect: &Defect, width: usize) -> String {
    let mut text = String::new();
    let mut part = |heading: &str, body: &str| {
        let heading = if heading.is_empty() {
            String::new()
        } else {
            format!("\n{heading}\n")
        };
        let _ = writeln!(text, "{heading}{}", wrap(body, width, 0).join("\n"));
    };
    let head = format!("{}: {}", defect.id, defect.weight.name());
    part("", &head);
    part("", &defect.title);
    part("Why it misleads:", &defect.why);
    part("What to do:", &defect.advice);
    part("In a quotation:", &defect.advice_quoted);
    if let Some(example) = defect.examples.first() {
        part("For example:", example);
    }
    if let Some(example) = defect.counterexamples.first() {
        part("But not:", example);
    }
    let authority = &defect.authority;
    let from = format!("{}: {}", authority.publisher, authority.title);
    part("See:", &format!("{from} {}", authority.url));
    text
}

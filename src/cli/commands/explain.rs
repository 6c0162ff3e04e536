//! `statclaim explain`.

use std::fmt::Write;

use crate::{
    cli::{Exit, args::ExplainArgs, config::unknown, messages::Messages, print},
    report::{ARITHMETIC, Help, VERDICTS, help},
};

/// Says what a verdict or a finding's code means; without one, lists them.
pub(in crate::cli) fn explain(args: &ExplainArgs, messages: &mut Messages) -> Exit {
    let Some(name) = &args.name else {
        let mut text = String::from("Verdicts on a claim:\n");
        list(&mut text, &VERDICTS);
        text.push_str("\nA draft's numbers against each other:\n");
        list(&mut text, &ARITHMETIC);
        return print(&text, messages);
    };
    if let Some(help) = help(name).or_else(|| help(&name.replace('-', "_"))) {
        return print(&explained(help), messages);
    }
    let all = VERDICTS.iter().chain(&ARITHMETIC);
    let known: Vec<&str> = all.map(|help| help.name).collect();
    messages.error(&unknown("verdict or code", name, &known));
    Exit::Unusable
}

fn list(text: &mut String, all: &[Help]) {
    for help in all {
        let _ = writeln!(text, "  {:<14} {}", help.name, help.severity);
    }
}

fn explained(help: &Help) -> String {
    format!(
        "{}: {}\n\n{}\n\nWhat to do:\n{}\n",
        help.name, help.severity, help.meaning, help.action
    )
}

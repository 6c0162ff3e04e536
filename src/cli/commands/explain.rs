//! `statclaim explain`.

use std::fmt::Write;

use crate::{
    cli::{Exit, args::ExplainArgs, config::unknown, messages::Messages, print},
    report::{VERDICTS, VerdictHelp, verdict_help},
};

/// Says what a verdict or a finding's code means.
pub(in crate::cli) fn explain(args: &ExplainArgs, messages: &mut Messages) -> Exit {
    let Some(name) = &args.name else {
        let mut text = String::from("Verdicts:\n");
        for help in &VERDICTS {
            let _ = writeln!(text, "  {:<14} {}", help.name, help.severity);
        }
        return print(&text, messages);
    };
    let name = name.replace('-', "_");
    if let Some(help) = verdict_help(&name) {
        print(&verdict(help), messages)
    } else {
        let known: Vec<&str> = VERDICTS.iter().map(|help| help.name).collect();
        messages.error(&unknown("verdict or code", &name, &known));
        Exit::Unusable
    }
}

fn verdict(help: &VerdictHelp) -> String {
    format!(
        "{}: {}\n\n{}\n\nWhat to do:\n{}\n",
        help.name, help.severity, help.meaning, help.action
    )
}

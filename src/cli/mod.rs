//! The command line: what was typed (`args`), what it means with the
//! configuration (`config`, `desk`), and one file a command. Only here are the
//! environment asked, drafts opened and reports written.

mod args;
mod commands;
mod config;
mod desk;
mod inputs;
mod messages;
mod output;
mod run;
mod silence;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;

use args::{Cli, Command};
pub use desk::policy;
use messages::Messages;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Nothing at or above the level that fails.
    Clean,
    /// Findings at or above it.
    Findings,
    /// An input or a setting could not be used; this wins over findings.
    Unusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Unusable => 2,
        })
    }
}

/// Runs the command line.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, to standard output and with code 0.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut messages = Messages::new();
    let exit = match &cli.command {
        Command::Check(args) => commands::check(args, &mut messages),
        Command::Extract(args) => commands::extract(args, &mut messages),
        Command::Eval(args) => commands::eval(args, &mut messages),
        Command::Rules { command } => commands::rules(command, &mut messages),
        Command::Reference { command } => commands::reference(command, &mut messages),
        Command::Explain(args) => commands::explain(args, &mut messages),
        Command::Init(args) => commands::init(args, &mut messages),
    };
    exit.into()
}

/// Writes the text of a short command; a reader who has gone is no error.
fn print(text: &str, messages: &mut Messages) -> Exit {
    let mut out = anstream::AutoStream::auto(io::stdout());
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            messages.error(&format!("standard output: {}", inputs::plain(&error)));
            Exit::Unusable
        }
        _ => Exit::Clean,
    }
}

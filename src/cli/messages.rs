//! Messages beside the report: on standard error, in colour where that is a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Effects, Style};

/// Writes messages.
#[derive(Debug)]
pub(super) struct Messages {
    out: anstream::AutoStream<io::Stderr>,
}

const ERROR: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);

impl Messages {
    /// Messages on standard error.
    pub(super) fn new() -> Self {
        Self {
            out: anstream::AutoStream::auto(io::stderr()),
        }
    }

    /// Says what could not be used.
    pub(super) fn error(&mut self, text: &str) {
        // When nobody can be told, there is nobody to tell that.
        let _ = writeln!(self.out, "{ERROR}error{ERROR:#}: {text}");
    }
}

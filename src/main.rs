//! The `statclaim` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    statclaim::cli::main()
}

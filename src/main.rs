//! The `statclaim` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Reading makes many small things: a tenth of the time less than with the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    statclaim::cli::main()
}

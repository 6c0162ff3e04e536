//! `statclaim check`.

use crate::{
    check::Severity,
    cli::{
        Exit,
        args::{CheckArgs, FailOn},
        config::FailLevel,
        desk::Wishes,
        messages::Messages,
        run::{self, Job},
    },
    report::Content,
};

/// Checks drafts and reports what was found.
pub(in crate::cli) fn check(args: &CheckArgs, messages: &mut Messages) -> Exit {
    let job = Job {
        content: Content::Findings,
        wishes: Wishes {
            rules: args.knowledge.rules.clone(),
            reference: args.knowledge.reference.clone(),
            as_of: args.as_of,
            fail_on: args.fail_on.map(level),
        },
        quiet: args.quiet,
    };
    run::run(&job, &args.input, &args.output, messages)
}

fn level(fail_on: FailOn) -> FailLevel {
    match fail_on {
        FailOn::Error => FailLevel::From(Severity::Error),
        FailOn::Warning => FailLevel::From(Severity::Warning),
        FailOn::Note => FailLevel::From(Severity::Note),
        FailOn::Never => FailLevel::Never,
    }
}

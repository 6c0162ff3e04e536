//! `statclaim check`.

use crate::{
    check::Severity,
    cli::{
        Exit,
        args::{CheckArgs, FailOn},
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

fn level(fail_on: FailOn) -> Option<Severity> {
    match fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Note => Some(Severity::Note),
        FailOn::Never => None,
    }
}

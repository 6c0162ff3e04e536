//! `statclaim extract`.

use crate::{
    cli::{
        Exit,
        args::ExtractArgs,
        desk::Wishes,
        messages::Messages,
        run::{self, Job},
    },
    report::Content,
};

/// Lists the claims of drafts, or every number in them.
pub(in crate::cli) fn extract(args: &ExtractArgs, messages: &mut Messages) -> Exit {
    let job = Job {
        content: if args.quantities {
            Content::Quantities
        } else {
            Content::Claims
        },
        wishes: Wishes {
            rules: args.rules.clone(),
            ..Wishes::default()
        },
        quiet: false,
    };
    run::run(&job, &args.input, &args.output, messages)
}

//! `statclaim explain`.

use crate::cli::{Exit, args::ExplainArgs, messages::Messages};

pub(in crate::cli) fn explain(_args: &ExplainArgs, _messages: &mut Messages) -> Exit {
    Exit::Clean
}

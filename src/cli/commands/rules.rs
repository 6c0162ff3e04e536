//! `statclaim rules`.

use crate::cli::{Exit, args::RulesCommand, messages::Messages};

pub(in crate::cli) fn rules(_args: &RulesCommand, _messages: &mut Messages) -> Exit {
    Exit::Clean
}

//! `statclaim reference`.

use crate::cli::{Exit, args::ReferenceCommand, messages::Messages};

pub(in crate::cli) fn reference(_args: &ReferenceCommand, _messages: &mut Messages) -> Exit {
    Exit::Clean
}

//! `statclaim init`.

use crate::cli::{Exit, args::InitArgs, messages::Messages};

pub(in crate::cli) fn init(_args: &InitArgs, _messages: &mut Messages) -> Exit {
    Exit::Clean
}

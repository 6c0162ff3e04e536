//! The commands, one file each.

mod check;
mod eval;
mod explain;
mod extract;
mod init;
mod reference;
mod rules;

pub(super) use check::check;
pub(super) use eval::eval;
pub(super) use explain::explain;
pub(super) use extract::extract;
pub(super) use init::init;
pub(super) use reference::{ReferenceCommand, reference};
pub(super) use rules::rules;

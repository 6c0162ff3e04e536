//! A draft as read: blocks of visible text, each mapped back to the source.
//! One file a format; nothing above knows Markdown or any other.

mod block;

pub use block::{Block, BlockKind, Draft, DraftContext, OffsetMap};

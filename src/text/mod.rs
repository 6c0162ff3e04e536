//! Positions in text: byte spans inside, lines and columns when shown; and
//! TOML read so that positions survive.
//!
//! Everything above works in byte offsets of the decoded source. Lines, columns
//! and character offsets are computed here, once, when a finding is shown.

mod line_index;
mod span;
pub mod toml;

pub use line_index::{LineIndex, Location};
pub use span::Span;

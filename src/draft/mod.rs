//! A draft as read: blocks of visible text, each mapped back to the source.
//! One file a format; nothing above knows Markdown or any other.

mod block;
mod decode;
mod error;
mod format;
mod front_matter;
mod ignore;
mod jsonl;
mod layout;
mod markdown;
mod plain;

pub use block::{Block, BlockKind, Cell, Draft, DraftContext, OffsetMap};
pub use decode::{Decoded, Encoding, decode};
pub use error::DraftError;
pub use format::InputFormat;
pub use ignore::Ignore;
pub use jsonl::{Document, Documents};

impl Draft {
    /// Reads the bytes of a file of text or Markdown.
    pub fn read(
        path: &str,
        bytes: &[u8],
        format: InputFormat,
        encoding: Option<Encoding>,
    ) -> Result<Self, DraftError> {
        if format == InputFormat::JsonLines {
            return Err(DraftError::ManyDocuments {
                path: path.to_owned(),
            });
        }
        let decoded = decode(path, bytes, encoding)?;
        let mut draft = if format == InputFormat::Markdown {
            Self::from_markdown(path, decoded.text)
        } else {
            Self::from_text(path, decoded.text)
        };
        draft.notes.splice(0..0, decoded.note);
        Ok(draft)
    }

    /// Reads decoded plain text.
    pub fn from_text(path: &str, text: impl Into<String>) -> Self {
        plain::read(path, text.into())
    }

    /// Reads decoded Markdown.
    pub fn from_markdown(path: &str, text: impl Into<String>) -> Self {
        markdown::read(path, text.into())
    }
}

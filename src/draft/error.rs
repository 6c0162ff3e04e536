//! Why a draft could not be read. All messages of this layer stand here, so
//! that their wording can be reviewed in one place.

use crate::text::Location;

/// Why a draft could not be read; always the input's fault or its settings'.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// Bytes that no encoding we try can read.
    #[error(
        "{path}:{location}: byte {byte} does not fit the encoding {encoding}; save the file as UTF-8 or name its encoding with --input-encoding"
    )]
    Undecodable {
        /// The file as the user named it.
        path: String,
        /// Where, in the text decoded so far.
        location: Location,
        /// Offset of the first byte that does not fit, from 0.
        byte: usize,
        /// The encoding that was tried last.
        encoding: &'static str,
    },
    /// A file of another kind under a text file's name.
    #[error("{path}:{location}: byte {byte} shows that this is no text file ({looks_like})")]
    NotText {
        /// The file as the user named it.
        path: String,
        /// Where, counting lines by their line feeds.
        location: Location,
        /// Offset of the telling byte, from 0.
        byte: usize,
        /// What it is instead, as far as we can tell.
        looks_like: &'static str,
    },
    /// An encoding label that nobody knows.
    #[error("unknown encoding `{0}` (expected a label such as utf-8, windows-1252 or iso-8859-15)")]
    UnknownEncoding(String),
    /// An input format name that we do not have.
    #[error("unknown input format `{0}` (expected text, markdown or jsonl)")]
    UnknownFormat(String),
    /// A format that this version cannot read.
    #[error(
        "{path}: {format} is not read by this version, which reads text, Markdown and JSON Lines; {advice}, or say --input-format text if it is plain text"
    )]
    UnsupportedFormat {
        /// The file as the user named it.
        path: String,
        /// Its format.
        format: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// JSON Lines hold many documents and are read one at a time.
    #[error("{path}: JSON Lines hold many documents and cannot be read as one")]
    ManyDocuments {
        /// The file as the user named it.
        path: String,
    },
    /// A line of a JSON Lines file that is no document.
    #[error("{path}:{line}:{column}: {problem}")]
    BadLine {
        /// The file as the user named it.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// The input broke off while being read.
    #[error("{path}:{line}: could not be read: {error}")]
    Read {
        /// The file as the user named it.
        path: String,
        /// The line that was to be read, from 1.
        line: usize,
        /// The system's word on it.
        #[source]
        error: std::io::Error,
    },
}

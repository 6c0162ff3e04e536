//! Why a file could not be fetched, in words for whoever asked for it.

use std::{io, path::PathBuf, time::Duration};

use super::limits::{size_words, time_words};

/// Why a file could not be fetched.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    /// An address that is none: a typo in the metadata.
    #[error("this is not an address: {0}")]
    Address(String),
    /// An address of another kind.
    #[error("`{0}` addresses are not fetched, only http and https")]
    Scheme(String),
    /// The program cannot make a connection at all: usually no certificates on the machine.
    #[error("no connection can be made from here: {0}")]
    Client(String),
    /// Wrong name, no network, or nobody listens there.
    #[error("the server {host} cannot be reached: {why}")]
    NotReached {
        /// The server.
        host: String,
        /// What the system says.
        why: String,
    },
    /// The server fell silent.
    #[error("the server said nothing for {} (--timeout)", time_words(*.0))]
    TimedOut(Duration),
    /// The file came too slowly.
    #[error("not complete after {} (--max-time)", time_words(*.0))]
    TooSlow(Duration),
    /// The server has no such file, or will not give it.
    #[error("the server answers {0}")]
    Status(String),
    /// A page, a document or an archive: the address of the page around the file, or an
    /// error page that says it is well.
    #[error("expected a table as CSV, but found {0}: is this the address of the file itself?")]
    WrongType(String),
    /// The file is compressed, though that was not asked for.
    #[error("the server sends the file compressed (`{0}`), which was not asked for")]
    Compressed(String),
    /// More than was allowed.
    #[error("the file is larger than {} (--max-size)", size_words(*.0))]
    TooLarge(u64),
    /// A circle, or a long way round.
    #[error("more than {0} redirects (--max-redirects), the last one to {1}")]
    TooManyRedirects(usize, String),
    /// A redirect that does not say where to.
    #[error("the server redirects without saying where to")]
    RedirectToNowhere,
    /// A redirect that would give up the safety of the connection.
    #[error("refused to follow a redirect from https to http: {0}")]
    Downgrade(String),
    /// The connection ended before the file did.
    #[error("the file broke off after {}{}{}", size_words(*received), of(*expected), goes_on(*kept))]
    BrokeOff {
        /// How many bytes came.
        received: u64,
        /// How many there are, where the server said so.
        expected: Option<u64>,
        /// Whether the next run can go on from there.
        kept: bool,
    },
    /// The disk is full, or the folder is not ours.
    #[error("{path}: cannot be written: {why}", path = path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
}

fn of(expected: Option<u64>) -> String {
    expected.map_or_else(String::new, |bytes| format!(" of {}", size_words(bytes)))
}

fn goes_on(kept: bool) -> &'static str {
    if kept {
        "; the next run goes on from there"
    } else {
        ""
    }
}

impl FetchError {
    /// A file that cannot be written.
    pub(super) fn disk(path: impl Into<PathBuf>, error: &io::Error) -> Self {
        Self::Disk {
            path: path.into(),
            why: crate::cli::inputs::plain(error),
        }
    }
}

//! How far a download is, on a terminal; nothing elsewhere.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that goes away by itself.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// For a file of `expected` bytes, of which `received` are there.
    pub(super) fn new(url: &str, expected: Option<u64>, received: u64) -> Self {
        // Both are hidden where standard error is no terminal.
        let bar = match expected {
            Some(bytes) => ProgressBar::new(bytes),
            None => ProgressBar::new_spinner(),
        };
        let template = match expected {
            Some(_) => "{bar:24} {bytes}/{total_bytes} {bytes_per_sec} {wide_msg}",
            None => "{spinner} {bytes} {bytes_per_sec} {wide_msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(url.to_owned());
        bar.set_position(received);
        Self { bar }
    }

    /// So many bytes are there.
    pub(super) fn at(&self, received: u64) {
        self.bar.set_position(received);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

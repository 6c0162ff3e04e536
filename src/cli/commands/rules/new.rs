//! `statclaim rules new`: a rule file to start from, which passes its tests as
//! it stands.

use std::path::Path;

use crate::cli::{Exit, inputs::plain, messages::Messages, print};

const SKELETON: &str = include_str!("new.toml");

/// Writes `FOLDER/relations/ID.toml`; a file that is there already is left alone.
pub(super) fn new(id: &str, folder: &Path, messages: &mut Messages) -> Exit {
    let plain_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(plain_word) || id.starts_with('-') {
        messages.error(&format!(
            "`{id}` is no id: expected small letters, digits and hyphens, such as `own-behind-bars`"
        ));
        return Exit::Unusable;
    }
    let folder = folder.join("relations");
    let file = folder.join(format!("{id}.toml"));
    let shown = file.display();
    let text = SKELETON.replace("RULE-ID", id);
    let written = std::fs::create_dir_all(&folder).and_then(|()| {
        let mut options = std::fs::OpenOptions::new();
        let mut open = options.write(true).create_new(true).open(&file)?;
        std::io::Write::write_all(&mut open, text.as_bytes())
    });
    match written {
        Ok(()) => print(&format!("wrote {shown}\n"), messages),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            messages.error(&format!("{shown}: is there already"));
            Exit::Unusable
        }
        Err(error) => {
            messages.error(&format!("{shown}: cannot be written: {}", plain(&error)));
            Exit::Unusable
        }
    }
}

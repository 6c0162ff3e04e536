//! `statclaim init`: the files of a new desk. The files themselves stand beside
//! this one in `init/`, as a user will see them.

use std::{
    fmt::Write as _,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use crate::cli::{Exit, args::InitArgs, inputs::plain, messages::Messages, print};

/// What is written, by path.
const FILES: [(&str, &str); 5] = [
    ("statclaim.toml", include_str!("init/statclaim.toml")),
    ("rules/relations/own.toml", include_str!("init/own.toml")),
    (
        "reference_data/own/datapackage.json",
        include_str!("init/datapackage.json"),
    ),
    ("reference_data/own/own.csv", include_str!("init/own.csv")),
    (
        ".github/workflows/statclaim.yml",
        include_str!("init/statclaim.yml"),
    ),
];

/// Writes the files of a new desk; none when one of them is there already.
pub(in crate::cli) fn init(args: &InitArgs, messages: &mut Messages) -> Exit {
    let mut taken = false;
    for (name, _) in FILES {
        let file = args.folder.join(name);
        if file.exists() {
            messages.error(&format!("{}: is there already", file.display()));
            taken = true;
        }
    }
    if taken {
        messages.error("nothing was written");
        return Exit::Unusable;
    }
    let mut text = String::new();
    for (name, content) in FILES {
        let file = args.folder.join(name);
        if let Err(error) = write(&file, content) {
            let shown = file.display();
            messages.error(&format!("{shown}: cannot be written: {}", plain(&error)));
            return Exit::Unusable;
        }
        let _ = writeln!(text, "wrote {}", file.display());
    }
    let place = if args.folder == Path::new(".") {
        String::new()
    } else {
        format!(", in {}", args.folder.display())
    };
    let _ = write!(
        text,
        "\nNext{place}: put your figures into reference_data/own/own.csv, then\n"
    );
    text.push_str("  statclaim reference lint\n  statclaim check DRAFT\n");
    print(&text, messages)
}

fn write(file: &Path, content: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file)?
        .write_all(content.as_bytes())
}

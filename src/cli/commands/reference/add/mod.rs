//! `statclaim reference add`: from a CSV as it came to a table that can be read.
//! A proposal is shown, what it leaves open is asked for, and nothing is written
//! that cannot be read.

mod dialogue;
mod package;
mod said;
mod show;

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use super::{Data, args::AddArgs, counted, lint};
use crate::{
    cli::{Exit, inputs::plain, messages::Messages, print},
    reference::{
        Catalogue, LintPlace, LintSeverity, MemoryFiles, lint as find,
        propose::{propose, resource},
    },
    rules::Pack,
};

use dialogue::Dialogue;
use package::Package;
use said::Wishes;

/// How many of the values read are shown.
const SHOWN: usize = 3;

/// Proposes how a table is to be read and writes it down.
pub(super) fn add(args: &AddArgs, pack: &Pack, messages: &mut Messages) -> Exit {
    match run(args, pack, messages) {
        Ok(exit) => exit,
        Err(errors) => {
            for error in errors {
                messages.error(&error);
            }
            Exit::Unusable
        }
    }
}

type Errors = Vec<String>;

fn one(error: String) -> Errors {
    vec![error]
}

fn run(args: &AddArgs, pack: &Pack, messages: &mut Messages) -> Result<Exit, Errors> {
    let shown = args.file.display().to_string();
    #[expect(
        clippy::disallowed_methods,
        reason = "the table to add is read here only"
    )]
    let bytes = std::fs::read(&args.file)
        .map_err(|error| one(format!("{shown}: cannot be read: {}", plain(&error))))?;
    let name = args
        .file
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| one(format!("{shown}: its name is not Unicode")))?;
    let folder = args.file.parent().unwrap_or(Path::new("")).to_path_buf();
    let mut package = Package::open(&folder)?;
    if package.has(name) && !args.force {
        return Err(one(format!(
            "{}: already says how `{name}` is read; --force replaces that",
            package.shown()
        )));
    }
    let mut wishes = Wishes::of(&args.said).map_err(one)?;
    let look = |wishes: &Wishes| {
        propose(&bytes, &pack.vocabulary, &wishes.said)
            .map_err(|problem| one(format!("{shown}: {problem}")))
    };
    let mut proposal = look(&wishes)?;
    let asking = !args.yes && io::stdin().is_terminal();
    if asking {
        print(&show::proposal(name, &proposal), messages);
        let mut stdout = io::stdout();
        let mut dialogue = Dialogue::new(Box::new(io::stdin().lock()), &mut stdout);
        proposal = dialogue
            .complete(proposal, &mut wishes, look)
            .map_err(Errors::from)?;
        dialogue.source(&mut wishes).map_err(Errors::from)?;
    }
    print(&show::proposal(name, &proposal), messages);
    if !args.yes && !asking {
        let hint = "Nothing is written yet: run it again with --yes, or in a terminal.\n";
        return Ok(print(hint, messages));
    }
    if !proposal.open.is_empty() {
        return Err(proposal.open.iter().map(show::wanted).collect());
    }
    let mut object = resource(&proposal, &package::slug(name), name);
    wishes.complete(&mut object, name);
    package.put(name, object);
    if !is_read(&folder, name, &bytes, &package, pack, messages)? {
        return Ok(Exit::Findings);
    }
    if asking {
        let mut stdout = io::stdout();
        let mut dialogue = Dialogue::new(Box::new(io::stdin().lock()), &mut stdout);
        let question = format!("Write this to {}? [y/N] ", package.shown());
        if !dialogue.agrees(&question).map_err(Errors::from)? {
            return Ok(print("Nothing is written.\n", messages));
        }
    }
    package.write().map_err(one)?;
    let _ = writeln!(io::stdout(), "Written to {}.", package.shown());
    Ok(linted(&folder, name, pack, messages))
}

/// Whether the table can be read as described; its first values, or its mistakes, are shown.
fn is_read(
    folder: &Path,
    name: &str,
    bytes: &[u8],
    package: &Package,
    pack: &Pack,
    messages: &mut Messages,
) -> Result<bool, Errors> {
    let files = MemoryFiles::new([
        (folder.join(name), bytes.to_vec()),
        (
            folder.join(package::FILE),
            package.text_of(name).into_bytes(),
        ),
    ]);
    let folders = [PathBuf::from(folder)];
    let (catalogue, errors) = Catalogue::load_with(&files, &folders, &pack.vocabulary, None);
    if !errors.is_empty() {
        let mut told: Errors = errors.iter().map(ToString::to_string).collect();
        told.push(format!(
            "nothing is written: `{name}` cannot be read like this"
        ));
        for error in told {
            messages.error(&error);
        }
        return Ok(false);
    }
    let observations = catalogue.observations();
    if observations.is_empty() {
        return Err(one(format!(
            "nothing is written: no value of `{name}` is read like this"
        )));
    }
    let text = show::values(
        observations.get(..SHOWN).unwrap_or(observations),
        &pack.vocabulary,
    );
    let count = counted(observations.len(), "value");
    print(
        &format!("{count} can be read, the first of them:\n{text}"),
        messages,
    );
    Ok(true)
}

/// What lint finds in the table just added.
fn linted(folder: &Path, name: &str, pack: &Pack, messages: &mut Messages) -> Exit {
    // A relative file without a folder lies in the current one.
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let (catalogue, errors) = Catalogue::load(&[folder.to_path_buf()], &pack.vocabulary);
    let data = Data {
        catalogue,
        errors,
        pack,
    };
    let mut findings = find(&data.catalogue, &data.errors, &pack.vocabulary, None);
    findings.retain(|finding| {
        let file = match &finding.place {
            LintPlace::Cell(cell) => cell.file.as_ref(),
            LintPlace::Position { file, .. } => file,
        };
        let file = Path::new(file).file_name().and_then(|name| name.to_str());
        // Other tables of the folder are not what was added.
        let is_here = file == Some(name) || file == Some(package::FILE);
        is_here && finding.code != "unlisted-table"
    });
    let is_wrong = findings
        .iter()
        .any(|finding| finding.severity == LintSeverity::Error);
    match print(&lint::human(&findings, &data), messages) {
        Exit::Clean if is_wrong => Exit::Findings,
        exit => exit,
    }
}

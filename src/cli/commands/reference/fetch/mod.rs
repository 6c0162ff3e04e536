//! `statclaim reference fetch`: remote tables, downloaded once and pinned. What
//! changed is shown and has to be accepted; nothing else of the program touches
//! the network.

mod copy;
mod download;
mod error;
pub(in crate::cli) mod limits;
mod media;
mod package;
mod progress;
mod review;

use std::{
    fmt::Write as _,
    io::{self, IsTerminal, Write as _},
    path::PathBuf,
};

use super::args::FetchArgs;
use crate::{
    cli::{Exit, messages::Messages, print},
    reference::RemoteFile,
    vocabulary::Vocabulary,
};

use copy::{Copy, Note};
use download::{Answer, Downloader};
use error::FetchError;
use limits::{Limits, size_words};
use package::Package;

/// Fetches the remote files of the packages in `folders`.
pub(super) fn fetch(args: &FetchArgs, folders: &[PathBuf], messages: &mut Messages) -> Exit {
    let (packages, errors) = Package::find(folders);
    for error in &errors {
        messages.error(error);
    }
    let mut run = Run {
        args,
        messages,
        vocabulary: None,
        downloader: None,
        tally: Tally {
            failed: errors.len(),
            ..Tally::default()
        },
    };
    for mut package in packages {
        run.package(&mut package);
    }
    let Run {
        tally, messages, ..
    } = run;
    print(&tally.words(), messages);
    if tally.failed > 0 {
        Exit::Unusable
    } else if tally.refused > 0 {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// How a file came out.
enum Outcome {
    /// The copy is the pinned one; the server was not asked, or has nothing else.
    Unchanged,
    /// It was pinned for the first time, or the pinned file was missing.
    Fetched(String),
    /// It changed and was taken over.
    Accepted,
    /// It changed, or is new, and was not taken over.
    Refused(String),
}

#[derive(Debug, Default)]
struct Tally {
    fetched: usize,
    accepted: usize,
    unchanged: usize,
    refused: usize,
    failed: usize,
}

impl Tally {
    fn words(&self) -> String {
        let parts: Vec<String> = [
            (self.fetched, "fetched"),
            (self.accepted, "changed and accepted"),
            (self.unchanged, "unchanged"),
            (self.refused, "not accepted"),
            (self.failed, "failed"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        if parts.is_empty() {
            return "no table has an address as its `path`: there is nothing to fetch\n".to_owned();
        }
        format!("{}\n", parts.join(", "))
    }
}

struct Run<'a> {
    args: &'a FetchArgs,
    messages: &'a mut Messages,
    /// Read when there are values to be told of.
    vocabulary: Option<Vocabulary>,
    /// Made when first needed: with all copies at hand nothing is asked of the network.
    downloader: Option<Downloader>,
    tally: Tally,
}

impl Run<'_> {
    fn say(&mut self, text: &str) {
        print(text, self.messages);
    }

    /// The words that tables are read with.
    fn vocabulary(&mut self) -> &Vocabulary {
        let read = self.vocabulary.take();
        let vocabulary = read.unwrap_or_else(|| {
            super::pack(self.messages).map_or_else(Vocabulary::default, |pack| pack.vocabulary)
        });
        self.vocabulary.insert(vocabulary)
    }

    fn package(&mut self, package: &mut Package) {
        let shown = package.folder.display().to_string();
        self.say(&format!("{shown}\n"));
        let mut new = Vec::new();
        for remote in package.remote.clone() {
            let url = &remote.url;
            match self.file(package, &remote) {
                Ok(Outcome::Unchanged) => {
                    self.tally.unchanged += 1;
                    self.say(&format!("  unchanged  {url}\n"));
                }
                Ok(Outcome::Fetched(how)) => {
                    self.tally.fetched += 1;
                    self.say(&format!("  fetched    {url} ({how})\n"));
                    new.push(remote);
                }
                Ok(Outcome::Accepted) => {
                    self.tally.accepted += 1;
                    self.say("    accepted\n");
                }
                Ok(Outcome::Refused(why)) => {
                    self.tally.refused += 1;
                    self.say(&format!("    not accepted: {why}\n"));
                }
                Err(error) => {
                    self.tally.failed += 1;
                    self.messages.error(&format!("{url}: {error}"));
                }
            }
            // Each accepted file is pinned at once, so that an interruption loses nothing.
            self.save(package);
        }
        self.tidy(package);
        for remote in new {
            self.tell_values(package, &remote);
        }
    }

    fn save(&mut self, package: &mut Package) {
        if let Err(error) = package.save() {
            self.tally.failed += 1;
            self.messages.error(&error.to_string());
        }
    }

    /// Gives up pins of addresses that the metadata do not name any more.
    fn tidy(&mut self, package: &mut Package) {
        for url in package.no_longer_named() {
            if self.args.locked {
                self.tally.refused += 1;
                self.say(&format!(
                    "  unpinned   {url}\n    not accepted: statclaim.lock would have to change (--locked)\n"
                ));
            } else {
                package.lock.pins.remove(&url);
                self.say(&format!("  unpinned   {url}, which is no longer named\n"));
            }
        }
        self.save(package);
    }

    /// What can be read of a file that is new, once all files of its package are there.
    fn tell_values(&mut self, package: &Package, remote: &RemoteFile) {
        let text = review::told(package, &Copy::of(remote), self.vocabulary());
        self.say(&text);
    }

    fn file(&mut self, package: &mut Package, remote: &RemoteFile) -> Result<Outcome, FetchError> {
        let copy = Copy::of(remote);
        let at_hand = copy.at_hand();
        let pinned = package.lock.pins.get(&remote.url).cloned();
        let is_pinned = at_hand.is_some() && at_hand == pinned;
        if self.args.locked {
            if is_pinned {
                return Ok(Outcome::Unchanged);
            }
            if pinned.is_none() {
                self.say(&format!("  new        {}\n", remote.url));
                let why = "statclaim.lock does not pin it (--locked)";
                return Ok(Outcome::Refused(why.to_owned()));
            }
        }
        // Only of the pinned bytes can a server usefully say that they are not modified.
        let known = at_hand
            .as_ref()
            .filter(|_| is_pinned)
            .and_then(|at_hand| copy.note(at_hand));
        let (pin, note, resumed) = match self.downloader()?.fetch(&copy, known.as_ref())? {
            Answer::NotModified => return Ok(Outcome::Unchanged),
            Answer::Arrived { pin, note, resumed } => (pin, note, resumed),
        };
        match pinned {
            Some(pinned) if pinned == pin => {
                copy.accept(&note, &pin)?;
                if is_pinned {
                    return Ok(Outcome::Unchanged);
                }
                return Ok(Outcome::Fetched(how(pin.bytes, resumed, "as pinned")));
            }
            Some(_) => {
                self.say(&format!("  changed    {}\n", remote.url));
                let text = review::review(package, &copy, &pin, is_pinned, self.vocabulary());
                self.say(&text);
                if let Some(why) = self.refusal() {
                    copy.discard();
                    return Ok(Outcome::Refused(why));
                }
            }
            None => {}
        }
        let first = !package.lock.pins.contains_key(&remote.url);
        let size = how(pin.bytes, resumed, "new");
        take_over(&copy, &note, package, pin)?;
        Ok(if first {
            Outcome::Fetched(size)
        } else {
            Outcome::Accepted
        })
    }

    fn downloader(&mut self) -> Result<&Downloader, FetchError> {
        let made = match self.downloader.take() {
            Some(made) => made,
            None => Downloader::new(Limits {
                timeout: self.args.timeout,
                max_time: self.args.max_time,
                max_size: self.args.max_size,
                max_redirects: self.args.max_redirects,
            })?,
        };
        Ok(self.downloader.insert(made))
    }

    /// Why a change is not taken over; none where it is.
    fn refusal(&self) -> Option<String> {
        if self.args.locked {
            return Some("statclaim.lock pins another file (--locked)".to_owned());
        }
        if self.args.accept {
            return None;
        }
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Some("run it again with --accept, or in a terminal".to_owned());
        }
        let mut out = io::stdout();
        let _ = write!(out, "    Take it over? [y/N] ").and_then(|()| out.flush());
        let mut answer = String::new();
        let _ = io::stdin().read_line(&mut answer);
        let agrees = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes");
        (!agrees).then(|| "the pinned file stays".to_owned())
    }
}

/// Puts the new file in place and pins it.
fn take_over(
    copy: &Copy,
    note: &Note,
    package: &mut Package,
    pin: crate::reference::lock::Pin,
) -> Result<(), FetchError> {
    copy.accept(note, &pin)?;
    package.lock.pins.insert(copy.url.clone(), pin);
    Ok(())
}

fn how(bytes: u64, resumed: u64, what: &str) -> String {
    let mut text = format!("{what}, {}", size_words(bytes));
    if resumed > 0 {
        let _ = write!(text, ", of which {} were there", size_words(resumed));
    }
    text
}

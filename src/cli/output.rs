//! Where reports go: standard output and files. A file appears under its name
//! only when it is complete, so nothing half written is ever read.

use std::{
    fs::{self, File},
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
};

use super::{
    args::{Format, OutputArgs},
    inputs::plain,
};
use crate::{
    report::{Content, Document, Human, HumanOptions, Json, JsonLines, Renderer, Summary},
    vocabulary::Vocabulary,
};

/// The width of reports that are not read in a terminal of known width.
const WIDTH: usize = 80;

/// All places that a report goes to.
pub(super) struct Outputs {
    sinks: Vec<Sink>,
}

struct Sink {
    renderer: Box<dyn Renderer>,
    target: Target,
}

enum Target {
    Stdout(BufWriter<io::StdoutLock<'static>>),
    File(Pending),
    /// Standard output whose reader has gone.
    Closed,
}

/// A file being written beside the one it will replace.
struct Pending {
    writer: BufWriter<File>,
    unfinished: PathBuf,
    path: PathBuf,
    finished: bool,
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.unfinished);
        }
    }
}

impl Outputs {
    /// Opens every output.
    pub(super) fn open(args: &OutputArgs, content: Content, quiet: bool) -> Result<Self, String> {
        let mut sinks = Vec::new();
        let redirected = args.output.iter().any(|output| output.format.is_none());
        if !redirected {
            sinks.push(Sink {
                renderer: renderer(args.format, content, quiet, true),
                target: Target::Stdout(BufWriter::new(io::stdout().lock())),
            });
        }
        for output in &args.output {
            let format = output.format.unwrap_or(args.format);
            sinks.push(Sink {
                renderer: renderer(format, content, quiet, false),
                target: Target::File(Pending::open(&output.file)?),
            });
        }
        let mut outputs = Self { sinks };
        outputs.each(|renderer, out| renderer.begin(out))?;
        Ok(outputs)
    }

    /// Whether nobody reads any more.
    pub(super) fn is_closed(&self) -> bool {
        self.sinks
            .iter()
            .all(|sink| matches!(sink.target, Target::Closed))
    }

    /// Writes a document.
    pub(super) fn document(
        &mut self,
        document: &Document,
        vocabulary: &Vocabulary,
    ) -> Result<(), String> {
        self.each(|renderer, out| renderer.document(document, vocabulary, out))
    }

    /// Writes the end, and puts the files in their places.
    pub(super) fn finish(mut self, summary: &Summary) -> Result<(), String> {
        self.each(|renderer, out| {
            renderer.end(summary, out)?;
            out.flush()
        })?;
        for sink in &mut self.sinks {
            if let Target::File(pending) = &mut sink.target {
                pending.finish()?;
            }
        }
        Ok(())
    }

    fn each(
        &mut self,
        mut write: impl FnMut(&mut dyn Renderer, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), String> {
        for sink in &mut self.sinks {
            match &mut sink.target {
                Target::Stdout(out) => match write(sink.renderer.as_mut(), out) {
                    Ok(()) => {}
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                        sink.target = Target::Closed;
                    }
                    Err(error) => return Err(format!("standard output: {}", plain(&error))),
                },
                Target::File(pending) => {
                    write(sink.renderer.as_mut(), &mut pending.writer)
                        .map_err(|error| unwritable(&pending.path, &error))?;
                }
                Target::Closed => {}
            }
        }
        Ok(())
    }
}

impl Pending {
    fn open(path: &Path) -> Result<Self, String> {
        let name = path
            .file_name()
            .ok_or_else(|| format!("{}: is no file name", path.display()))?;
        let mut unfinished = name.to_owned();
        unfinished.push(format!(".{}.unfinished", std::process::id()));
        let unfinished = path.with_file_name(unfinished);
        let file = File::create(&unfinished).map_err(|error| unwritable(path, &error))?;
        Ok(Self {
            writer: BufWriter::new(file),
            unfinished,
            path: path.to_path_buf(),
            finished: false,
        })
    }

    fn finish(&mut self) -> Result<(), String> {
        fs::rename(&self.unfinished, &self.path).map_err(|error| unwritable(&self.path, &error))?;
        self.finished = true;
        Ok(())
    }
}

fn unwritable(path: &Path, error: &io::Error) -> String {
    format!("{}: cannot be written: {}", path.display(), plain(error))
}

fn renderer(format: Format, content: Content, quiet: bool, stdout: bool) -> Box<dyn Renderer> {
    match format {
        Format::Human => {
            let options = if stdout {
                on_stdout(quiet)
            } else {
                HumanOptions {
                    width: WIDTH,
                    colour: false,
                    quiet,
                }
            };
            Box::new(Human::new(content, options))
        }
        Format::Json => Box::new(Json::new(content)),
        Format::Jsonl => Box::new(JsonLines::new(content)),
    }
}

/// Colour and width of the terminal, where standard output is one; `NO_COLOR` and its like are honoured.
fn on_stdout(quiet: bool) -> HumanOptions {
    let choice = anstream::AutoStream::choice(&io::stdout());
    HumanOptions {
        width: width_of_stdout(),
        colour: choice != anstream::ColorChoice::Never,
        quiet,
    }
}

/// How many columns text on standard output may take.
pub(super) fn width_of_stdout() -> usize {
    #[expect(
        clippy::disallowed_methods,
        reason = "the terminal's width is asked here only"
    )]
    let columns = std::env::var("COLUMNS").ok();
    let width = columns
        .filter(|_| io::stdout().is_terminal())
        .and_then(|columns| columns.parse().ok())
        .unwrap_or(WIDTH);
    width.clamp(60, 110)
}

//! One run over many drafts: read, extract, check, report. Work is spread over
//! threads in batches and reported in order, so the output does not depend on
//! how many there are, and an archive of any length fits in memory.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use rayon::{
    ThreadPool, ThreadPoolBuilder,
    iter::{IntoParallelIterator, ParallelIterator},
};

use super::{
    Exit,
    args::{Format, InputArgs, OutputArg, OutputArgs},
    desk::{Desk, Findings, Wishes},
    inputs::{self, Input},
    messages::Messages,
    output::Outputs,
    silence,
};
use crate::{
    check::{Context, Finding, Needs, check, qualify},
    claim::{self, Extraction, Gate},
    draft::{self, BlockKind, Documents, Draft, DraftError, Encoding, InputFormat},
    report::{Content, Document, Origin, Summary},
    text::LineIndex,
};

/// How many drafts are in memory at once.
const BATCH: usize = 128;

/// What is to be done with every draft.
#[derive(Debug, Clone)]
pub(super) struct Job {
    /// What the report says.
    pub(super) content: Content,
    /// What the command line says about rules and reference data.
    pub(super) wishes: Wishes,
    /// Whether the report leaves out what needs no action.
    pub(super) quiet: bool,
}

/// Runs a job; the exit says how it went.
pub(super) fn run(
    job: &Job,
    input: &InputArgs,
    output: &OutputArgs,
    messages: &mut Messages,
) -> Exit {
    let reading = match Reading::new(input) {
        Ok(reading) => reading,
        Err(error) => {
            messages.error(&error);
            return Exit::Unusable;
        }
    };
    let mut summary = Summary::default();
    let (inputs, errors) = inputs::collect(&input.paths);
    let mut found = Findings {
        errors,
        notes: Vec::new(),
    };
    let desks = Desks::open(&inputs, input.config.as_deref(), job, &mut found);
    for error in &found.errors {
        messages.error(error);
    }
    summary.errors = found.errors;
    summary.notes = found.notes;
    let Some(mut desks) = desks else {
        return Exit::Unusable;
    };
    // Summaries count every number, so nothing may be passed over where one is printed.
    if job.content == Content::Claims && only_lines(output) && is_archive(&inputs, &reading) {
        for desk in &mut desks.desks {
            desk.gate = Some(Gate::new(&desk.pack));
        }
    }
    let mut outputs = match Outputs::open(output, job.content, job.quiet) {
        Ok(outputs) => outputs,
        Err(error) => {
            messages.error(&error);
            return Exit::Unusable;
        }
    };
    let mut failed = false;
    let written = each_document(&desks, &inputs, &reading, job, input, |result| {
        match result {
            Ok((desk, document)) => {
                summary.add(&document);
                failed |= document
                    .findings
                    .iter()
                    .any(|finding| desk.fail_on.is_reached(finding.severity));
                outputs.document(&document, &desk.pack.vocabulary)?;
            }
            Err(error) => {
                messages.error(&error);
                summary.errors.push(error);
            }
        }
        Ok(!outputs.is_closed())
    });
    // The process ends here; giving back a whole vocabulary and catalogue piece by piece takes time.
    std::mem::forget(desks);
    if let Err(error) = written.and_then(|()| outputs.finish(&summary)) {
        messages.error(&error);
        return Exit::Unusable;
    }
    if !summary.errors.is_empty() {
        Exit::Unusable
    } else if failed {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Whether the report goes out as JSON Lines and in no other format.
fn only_lines(output: &OutputArgs) -> bool {
    let further = |one: &OutputArg| one.format.unwrap_or(output.format) == Format::Jsonl;
    let redirected = output.output.iter().any(|one| one.format.is_none());
    (redirected || output.format == Format::Jsonl) && output.output.iter().all(further)
}

/// Whether there are so many drafts that setting up a gate pays.
fn is_archive(inputs: &[Input], reading: &Reading) -> bool {
    let lines = |input: &Input| {
        reading
            .of(input)
            .is_ok_and(|one| one == InputFormat::JsonLines)
    };
    inputs.len() > BATCH || inputs.iter().any(lines)
}

/// How inputs are read, as the command line says.
struct Reading {
    format: Option<InputFormat>,
    encoding: Option<Encoding>,
}

impl Reading {
    /// The format of an input.
    fn of(&self, input: &Input) -> Result<InputFormat, DraftError> {
        match self.format {
            Some(format) => Ok(format),
            None => InputFormat::of_path(&input.shown),
        }
    }

    fn new(args: &InputArgs) -> Result<Self, String> {
        let told = |error: DraftError| error.to_string();
        Ok(Self {
            format: args
                .input_format
                .as_deref()
                .map(InputFormat::of_name)
                .transpose()
                .map_err(told)?,
            encoding: args
                .input_encoding
                .as_deref()
                .map(Encoding::of_label)
                .transpose()
                .map_err(told)?,
        })
    }
}

/// The desks of all inputs.
struct Desks {
    desks: Vec<Desk>,
    /// The desk of each input, by its place in the list; none for inputs left out.
    of_input: Vec<Option<usize>>,
}

impl Desks {
    fn open(
        inputs: &[Input],
        configuration: Option<&Path>,
        job: &Job,
        found: &mut Findings,
    ) -> Option<Self> {
        let current = std::path::absolute("").unwrap_or_default();
        let mut by_file: BTreeMap<Option<PathBuf>, usize> = BTreeMap::new();
        let mut all = Self {
            desks: Vec::new(),
            of_input: Vec::new(),
        };
        for input in inputs {
            let file = configuration
                .map(Path::to_path_buf)
                .or_else(|| input.configuration(&current));
            let desk = if let Some(&desk) = by_file.get(&file) {
                desk
            } else {
                let shown = file
                    .as_deref()
                    .map(|file| file.strip_prefix(&current).unwrap_or(file));
                let checking = job.content == Content::Findings;
                all.desks
                    .push(Desk::open(shown, &job.wishes, checking, found)?);
                by_file.insert(file, all.desks.len() - 1);
                all.desks.len() - 1
            };
            let left_out = input.found
                && input
                    .path
                    .as_ref()
                    .is_some_and(|path| all.desks.get(desk).is_some_and(|desk| desk.ignores(path)));
            all.of_input.push((!left_out).then_some(desk));
        }
        found.notes.dedup();
        Some(all)
    }
}

/// Something to work on: a file to be read, or a document of an archive.
enum Unit<'a> {
    File(&'a Desk, &'a Input, InputFormat),
    Line(&'a Desk, &'a Input, Box<draft::Document>),
    Broken(String),
}

type Done<'a> = Result<(&'a Desk, Document), String>;

/// A draft with its claims, not yet checked.
struct Extracted {
    draft: Draft,
    origin: Origin,
    extraction: Extraction,
}

type Opened<'a> = Result<(&'a Desk, Box<Extracted>), String>;

/// Works through all inputs, giving each result in order until the taker has enough.
fn each_document<'a>(
    desks: &'a Desks,
    inputs: &'a [Input],
    reading: &'a Reading,
    job: &Job,
    args: &InputArgs,
    mut take: impl FnMut(Done<'a>) -> Result<bool, String>,
) -> Result<(), String> {
    // One draft alone needs no threads, and starting them takes time.
    let mut pool = None;
    let with_desks = inputs.iter().zip(&desks.of_input);
    let mut units = with_desks.flat_map(|(input, desk)| {
        let desk = desk.and_then(|desk| desks.desks.get(desk));
        desk.map_or_else(
            || Box::new(std::iter::empty()) as Box<dyn Iterator<Item = Unit<'a>>>,
            |desk| units_of(desk, input, reading),
        )
    });
    loop {
        let batch: Vec<Unit<'a>> = units.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(());
        }
        let pool = match &mut pool {
            _ if batch.len() == 1 => None,
            Some(pool) => Some(&*pool),
            none => Some(&*none.insert(start_threads(args)?)),
        };
        let opened = each(pool, batch, |unit| work(unit, reading));
        if job.content == Content::Findings {
            for error in ask_for_rows(desks, &opened) {
                take(Err(error))?;
            }
        }
        let done = each(pool, opened, |opened: Opened<'a>| {
            opened.map(|(desk, draft)| (desk, document(desk, *draft, job)))
        });
        for result in done {
            if !take(result)? {
                return Ok(());
            }
        }
    }
}

/// Does the same with each, on the threads of `pool` where there is one; in order either way.
fn each<T: Send, R: Send>(
    pool: Option<&ThreadPool>,
    all: Vec<T>,
    work: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    match pool {
        None => all.into_iter().map(work).collect(),
        Some(pool) => pool.install(|| all.into_par_iter().map(work).collect()),
    }
}

/// Has every desk read what the claims of its drafts can ask for.
fn ask_for_rows(desks: &Desks, opened: &[Opened<'_>]) -> Vec<String> {
    let mut errors = Vec::new();
    for desk in desks.desks.iter().filter(|desk| desk.is_large()) {
        let mut needs = Needs::default();
        let mut is_used = false;
        for (of, draft) in opened.iter().flatten() {
            if std::ptr::eq(*of, desk) {
                is_used = true;
                needs.add(Needs::of(
                    &draft.extraction.claims,
                    &context(desk, &draft.draft, &draft.extraction),
                    &desk.pack.vocabulary,
                    &desk.policy,
                ));
            }
        }
        if is_used {
            errors.extend(desk.ask_for(needs));
        }
    }
    errors
}

fn start_threads(args: &InputArgs) -> Result<ThreadPool, String> {
    ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, std::num::NonZeroUsize::get))
        .build()
        .map_err(|error| format!("threads cannot be started: {error}"))
}

fn units_of<'a>(
    desk: &'a Desk,
    input: &'a Input,
    reading: &'a Reading,
) -> Box<dyn Iterator<Item = Unit<'a>> + 'a> {
    let unit = match reading.of(input) {
        Ok(InputFormat::JsonLines) => match input.open() {
            Ok(reader) => {
                let documents = Documents::new(&input.shown, reader, reading.encoding);
                return Box::new(documents.map(move |document| match document {
                    Ok(document) => Unit::Line(desk, input, Box::new(document)),
                    Err(error) => Unit::Broken(error.to_string()),
                }));
            }
            Err(error) => Unit::Broken(error),
        },
        Ok(format) => Unit::File(desk, input, format),
        Err(error) => Unit::Broken(error.to_string()),
    };
    Box::new(std::iter::once(unit))
}

fn work<'a>(unit: Unit<'a>, reading: &Reading) -> Opened<'a> {
    let (desk, draft, origin) = match unit {
        Unit::File(desk, input, format) => {
            let bytes = input.read()?;
            let draft = Draft::read(&input.shown, &bytes, format, reading.encoding)
                .map_err(|error| error.to_string())?;
            if draft.source.trim().is_empty() {
                return Err(format!("{}:1:1: the draft is empty", input.shown));
            }
            (desk, draft, Origin::File)
        }
        Unit::Line(desk, input, line) => {
            let origin = Origin::Line {
                line: line.line,
                id: line.id,
                fields: line.fields,
            };
            (desk, Draft::from_text(&input.shown, line.text), origin)
        }
        Unit::Broken(error) => return Err(error),
    };
    let extraction = match &desk.gate {
        Some(gate) => Extraction {
            claims: claim::claims(&draft, &desk.pack, gate),
            ..Extraction::default()
        },
        None => claim::extract(&draft, &desk.pack),
    };
    let extracted = Extracted {
        draft,
        origin,
        extraction,
    };
    Ok((desk, Box::new(extracted)))
}

/// The circumstances of a draft.
fn context(desk: &Desk, draft: &Draft, extraction: &Extraction) -> Context {
    let mut context = desk.context();
    context.ties.clone_from(&extraction.ties);
    context.doubts.clone_from(&extraction.doubts);
    let day = |text: &String| desk.pack.periods.day(text, None);
    context.draft_date = draft
        .context
        .date
        .or_else(|| draft.context.date_text.as_ref().and_then(day));
    context.title = draft
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Title)
        .and_then(|block| block.map.extent());
    context
}

/// What is reported of a draft: its claims and, where that is asked for, what the check found.
fn document(desk: &Desk, extracted: Extracted, job: &Job) -> Document {
    let Extracted {
        mut draft,
        origin,
        extraction,
    } = extracted;
    let lines = OnceLock::new();
    let mut findings = Vec::new();
    let mut silenced = 0;
    if job.content == Content::Findings {
        findings = checked(desk, &draft, &extraction);
        let known = lines.get_or_init(|| LineIndex::new(&draft.source));
        let (count, remarks) = silence::apply(&draft, known, &mut findings);
        silenced = count;
        draft.notes.extend(remarks);
    }
    Document {
        origin,
        lines,
        claims: extraction.claims,
        numbers: extraction.numbers,
        findings,
        silenced,
        draft,
    }
}

fn checked(desk: &Desk, draft: &Draft, extraction: &Extraction) -> Vec<Finding> {
    let reference = desk.reference();
    let mut findings = check(
        &extraction.claims,
        &context(desk, draft, extraction),
        reference.catalogue.observations(),
        &desk.pack.vocabulary,
        &desk.policy,
    );
    findings.extend(qualify(
        &extraction.claims,
        &extraction.marks,
        &findings,
        reference.catalogue.observations(),
        &desk.pack.vocabulary,
        &desk.policy,
    ));
    findings.sort_by(|one, next| {
        (one.span, one.kind, &one.code).cmp(&(next.span, next.kind, &next.code))
    });
    findings
}

//! One table from its files to its observations. Each file is a stretch of rows
//! read by itself (`rows`); what only the whole table can say, how precisely its
//! series are written, is settled here when all of them have been read.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Cell, Files, Filter, Observation, Problem, Source,
    decode::Decoded,
    locate::Step,
    mapping::{Mistake, Plan, Spot},
    package::ResourceFile,
    parts::Part,
    period_label::PeriodStyle,
    resolve::Context,
    rows::{RowReader, Stretch},
    style::{dialect, period_style},
    table::{Broken, Dialect, Header, Table},
};
use crate::vocabulary::{ConceptId, Vocabulary};

/// More mistakes than anyone reads at once.
pub(super) const MOST_MISTAKES: usize = 20;

/// A table to be read.
#[derive(Clone, Copy)]
pub(super) struct TableInput<'a> {
    /// Where its files are opened.
    pub(super) files: &'a dyn Files,
    /// Its files, which go on one after the other.
    pub(super) parts: &'a [Part],
    /// Its metadata.
    pub(super) resource: &'a ResourceFile,
    /// The sources its rows may name.
    pub(super) sources: &'a BTreeMap<String, Arc<Source>>,
    /// What its users must know.
    pub(super) caveats: &'a Arc<[String]>,
    /// Meaning of words.
    pub(super) vocabulary: &'a Vocabulary,
    /// Which rows to keep; all if none.
    pub(super) keep: Option<Filter<'a>>,
}

/// A cell that holds no number, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingCell {
    /// Where.
    pub cell: Cell,
    /// The marker that stands there.
    pub marker: String,
    /// What the marker means; empty where the metadata do not say.
    pub reason: String,
}

/// What a table holds.
#[derive(Debug, Default)]
pub(super) struct TableRead {
    /// Its observations, in order.
    pub(super) observations: Vec<Observation>,
    /// Cells without a number.
    pub(super) missing: Vec<MissingCell>,
    /// What is wrong with it, each with the index of its file; with any of these
    /// the observations are not to be used.
    pub(super) mistakes: Vec<(usize, Mistake)>,
    /// The places it names.
    pub(super) places: BTreeSet<ConceptId>,
    /// What it counts.
    pub(super) measures: BTreeSet<ConceptId>,
}

/// How the files of a table are written.
struct Written {
    dialect: Dialect,
    periods: PeriodStyle,
    encoding: &'static encoding_rs::Encoding,
}

impl Written {
    fn of(resource: &ResourceFile) -> Result<Self, Vec<Mistake>> {
        match (dialect(resource), period_style(resource)) {
            (Ok(dialect), Ok(periods)) => Ok(Self {
                dialect,
                periods,
                encoding: encoding_of(resource).map_err(|mistake| vec![mistake])?,
            }),
            (one, other) => Err(one.err().into_iter().chain(other.err()).collect()),
        }
    }

    fn open<'a>(
        &self,
        input: TableInput<'a>,
        part: &Part,
        dialect: &Dialect,
    ) -> Result<Table<'a>, Mistake> {
        input
            .files
            .open(&part.path)
            .and_then(|bytes| Decoded::new(bytes, self.encoding))
            .map(|text| Table::new(text, dialect, self.encoding.name()))
            .map_err(|error| Mistake {
                spot: Spot::Cell(0, 0),
                problem: Problem::unreadable(&error),
            })
    }
}

/// Reads a table.
pub(super) fn read_table(input: TableInput<'_>) -> TableRead {
    let mut read = TableRead::default();
    let written = match Written::of(input.resource) {
        Ok(written) => written,
        Err(mistakes) => {
            read.mistakes
                .extend(mistakes.into_iter().map(|one| (0, one)));
            return read;
        }
    };
    let mut stretches = Vec::new();
    let mut first: Option<Header> = None;
    for (number, part) in input.parts.iter().enumerate() {
        match read_part(input, &written, part, &mut first) {
            Ok(stretch) => stretches.push((number, stretch)),
            Err(mistakes) => read
                .mistakes
                .extend(mistakes.into_iter().map(|one| (number, one))),
        }
    }
    joined(stretches, read)
}

/// Reads one file. `first` is the header of the table, once it is known.
fn read_part(
    input: TableInput<'_>,
    written: &Written,
    part: &Part,
    first: &mut Option<Header>,
) -> Result<Stretch, Vec<Mistake>> {
    let one = |mistake: Mistake| vec![mistake];
    let mut table = written.open(input, part, &written.dialect).map_err(one)?;
    let header = match (table.header(), &first) {
        (Ok(header), None) => header,
        // Most publishers repeat the header in every file.
        (Ok(header), Some(first)) if header.names == first.names => header,
        (_, Some(first)) => {
            let bare = Dialect {
                header_rows: Vec::new(),
                names: first.names.clone(),
                ..written.dialect.clone()
            };
            table = written.open(input, part, &bare).map_err(one)?;
            Header {
                names: first.names.clone(),
                byte: 0,
            }
        }
        (Err(broken), None) => return Err(one(broken.into())),
    };
    let plan = Plan::new(input.resource, &header)?;
    first.get_or_insert(header);
    let context = Context {
        vocabulary: input.vocabulary,
        aliases: &input.resource.statclaim.labels,
        unknown: input.resource.statclaim.unknown_labels,
        basis: input.resource.statclaim.group_basis,
        periods: &written.periods,
        sources: input.sources,
    };
    Ok(RowReader::new(input, &part.name, &plan, context).run(&mut table))
}

/// Puts stretches one after the other and gives every value its interval, now
/// that the decimals of all series are known.
fn joined(stretches: Vec<(usize, Stretch)>, mut read: TableRead) -> TableRead {
    let mut most: BTreeMap<_, u32> = BTreeMap::new();
    if stretches.len() > 1 {
        for (_, stretch) in &stretches {
            for (name, decimals) in stretch.series.named() {
                let known = most.entry(name.clone()).or_default();
                *known = decimals.max(*known);
            }
        }
    }
    for (number, mut stretch) in stretches {
        stretch.series.raise(&most);
        let Stretch {
            pending,
            missing,
            mistakes,
            series,
            places,
            measures,
        } = stretch;
        for mistake in mistakes {
            // What the metadata get wrong is wrong for every file.
            let is_known = matches!(mistake.spot, Spot::Metadata(_))
                && read.mistakes.iter().any(|(_, known)| *known == mistake);
            if !is_known && read.mistakes.len() < MOST_MISTAKES {
                read.mistakes.push((number, mistake));
            }
        }
        read.observations
            .extend(pending.into_iter().map(|value| value.settled(&series)));
        read.missing.extend(missing);
        read.places.extend(places);
        read.measures.extend(measures);
    }
    read
}

/// The encoding that the metadata declare.
pub(super) fn encoding_of(
    resource: &ResourceFile,
) -> Result<&'static encoding_rs::Encoding, Mistake> {
    let Some(name) = &resource.encoding else {
        return Ok(encoding_rs::UTF_8);
    };
    encoding_rs::Encoding::for_label(name.as_bytes()).ok_or_else(|| Mistake {
        spot: Spot::Metadata(vec![Step::Key("encoding".to_owned())]),
        problem: Problem::UnknownEncoding(name.clone()),
    })
}

impl From<Broken> for Mistake {
    fn from(broken: Broken) -> Self {
        Self {
            spot: Spot::Cell(broken.byte.unwrap_or(0), broken.field.unwrap_or(0)),
            problem: broken.problem,
        }
    }
}

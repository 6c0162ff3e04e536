//! One table from its files to its observations. Each file is a stretch of rows
//! read by itself (`rows`); what only the whole table can say, how precisely its
//! series are written, is settled here when all of them have been read.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    Cell, Files, Filter, Observation, Problem, Source,
    decode::Decoded,
    lines::Lines,
    locate::Step,
    mapping::{Mistake, Plan, Spot},
    package::ResourceFile,
    parts::Part,
    period_label::PeriodStyle,
    resolve::Context,
    rows::{RowReader, Stretch},
    split,
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
            Ok(read) => stretches.extend(read.into_iter().map(|stretch| (number, stretch))),
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
) -> Result<Vec<Stretch>, Vec<Mistake>> {
    if first.is_none()
        && let Some((header, read)) = read_at_once(input, written, part)
    {
        first.get_or_insert(header);
        return Ok(read);
    }
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
    let context = context(input, written);
    let read = RowReader::new(input, &part.name, &plan, context).run(&mut table);
    Ok(vec![read])
}

fn context<'a>(input: TableInput<'a>, written: &'a Written) -> Context<'a> {
    Context {
        vocabulary: input.vocabulary,
        aliases: &input.resource.statclaim.labels,
        unknown: input.resource.statclaim.unknown_labels,
        basis: input.resource.statclaim.group_basis,
        periods: &written.periods,
        sources: input.sources,
    }
}

/// Reads a large file by several threads, a stretch each. None where that is not
/// worth it, or where a row need not be a line; and none where anything is wrong,
/// as reading it in one piece finds the first mistakes and their places.
fn read_at_once(
    input: TableInput<'_>,
    written: &Written,
    part: &Part,
) -> Option<(Header, Vec<Stretch>)> {
    let dialect = &written.dialect;
    if written.encoding != encoding_rs::UTF_8 || !dialect.comment_rows.is_empty() {
        return None;
    }
    let ranges = split::stretches(input.files, &part.path)?;
    let mut table = written.open(input, part, dialect).ok()?;
    let header = table.header().ok()?;
    let plan = Plan::new(input.resource, &header).ok()?;
    if !table.is_plain() || !plan.has_no_end() {
        return None;
    }
    let read = |range: &Range<u64>| {
        let bytes = split::open(input.files, &part.path, range).ok()?;
        let is_first = range.start == 0;
        let header = dialect.header_rows.iter().max().filter(|_| is_first);
        let lines = Lines::new(bytes, dialect.quote, is_first);
        RowReader::new(input, &part.name, &plan, context(input, written)).run_lines(
            lines,
            header.copied().unwrap_or(0),
            dialect,
        )
    };
    let all: Option<Vec<(Stretch, usize)>> = ranges.par_iter().map(read).collect();
    let mut rows = 0;
    let mut stretches = Vec::new();
    for (mut stretch, lines) in all? {
        stretch.begin_after(rows);
        rows += lines;
        stretches.push(stretch);
    }
    Some((header, stretches))
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

#[cfg(test)]
mod tests {
    use std::{fmt::Write, io, path::Path, path::PathBuf};

    use super::*;
    use crate::reference::{Catalogue, Entry, MemoryFiles, RowFacets};

    const WORDS: &str = "
        [[concept]]
        id = \"DK\"
        class = \"place\"
        labels = [\"Denmark\"]
        [[concept]]
        id = \"SE\"
        class = \"place\"
        labels = [\"Sweden\"]
        [[concept]]
        id = \"everyone\"
        class = \"group\"
        labels = [\"all\"]
        group = { role = \"plain\", who = \"everyone\" }
        [[concept]]
        id = \"convictions\"
        class = \"measure\"
        labels = [\"convictions\"]
    ";

    /// The same files, which can only be read from their start to their end.
    struct InOnePiece(MemoryFiles);

    impl Files for InOnePiece {
        fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
            self.0.list(folder)
        }

        fn open(&self, file: &Path) -> io::Result<Box<dyn io::Read + '_>> {
            self.0.open(file)
        }
    }

    fn rows(of: impl Fn(usize) -> String) -> String {
        let mut text = "place,period,population,measure,unit,value\n".to_owned();
        for number in 0..60 {
            let _ = writeln!(text, "{}", of(number));
        }
        text
    }

    fn plain(number: usize) -> String {
        let place = if number.is_multiple_of(3) {
            "Sweden"
        } else {
            "Denmark"
        };
        // The longest decimals of a series stand where only one stretch sees them.
        let value = match number {
            7 => "8.125".to_owned(),
            50 => "8.25".to_owned(),
            _ => number.to_string(),
        };
        format!("{place},{},all,convictions,percent,{value}", 1950 + number)
    }

    #[test]
    fn several_threads_read_what_one_reads() {
        let words = [("words".to_owned(), WORDS.to_owned())];
        let vocabulary = Vocabulary::from_toml(&words).unwrap();
        let with = |row: usize, text: &'static str| {
            rows(move |number| {
                if number == row {
                    text.to_owned()
                } else {
                    plain(number)
                }
            })
        };
        for table in [
            rows(plain),
            rows(plain).replace('\n', "\r\n"),
            format!("\u{feff}{}", rows(plain)),
            rows(plain).trim_end().to_owned(),
            with(40, ""),
            with(3, "\n\n"),
            with(45, "Denmark,2023,all,convictions,percent,"),
            with(45, "\"Denmark\",2023,all,convictions,percent,\"1\""),
            with(
                2,
                "Denmark,2023,all,convictions,people,1\rSweden,2023,all,convictions,people,2",
            ),
            with(45, "Denmrk,2023,all,convictions,percent,1"),
            with(55, "Denmark,2023,all,convictions,percent"),
            with(1, "Denmark,2023,all,convictions,percent,x"),
            with(30, ",,,,,"),
            with(30, "Denmark,2023,all,convictions,percent,7,,"),
            with(30, "Denmark,2023,all,convictions,percent,7,,9"),
            with(30, " Denmark ,2023,all,convictions,percent, 7.1234 "),
            with(30, "Denmark,2023,all,convictions,people,7"),
            with(30, "Denmark,2023,all,convictions,people,7%"),
        ] {
            let files = MemoryFiles::new([("d/a.csv", table.clone())]);
            let whole = InOnePiece(files.clone());
            let folders = [PathBuf::from("d")];
            let swedish = |row: &RowFacets<'_>| row.place.as_str() == "SE";
            let said = |files: &dyn Files, keep: Option<Filter<'_>>| {
                let (catalogue, errors) = Catalogue::load_with(files, &folders, &vocabulary, keep);
                let missing: Vec<_> = catalogue
                    .tables()
                    .iter()
                    .map(|table| table.missing.clone())
                    .collect();
                (catalogue.observations().to_vec(), missing, errors)
            };
            assert_eq!(
                said(&files, Some(&swedish)),
                said(&whole, Some(&swedish)),
                "{table}"
            );
            let found = said(&files, None);
            assert_eq!(found, said(&whole, None), "{table}");
            let (observations, _, errors) = found;
            assert_ne!(observations.is_empty(), errors.is_empty(), "{table}");
        }
    }
}

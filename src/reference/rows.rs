//! One table from its first byte to its observations, row by row, in one pass.
//! Labels are resolved once each; rows that nobody asks for leave nothing behind
//! but the decimals of their series, so that a table larger than memory can be read.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use csv::StringRecord;

use super::{
    Cell, Facet, Files, Filter, Observation, Problem, RowFacets, Source, Statistic, Status,
    cell::{Mark, NumberStyle},
    decode::Decoded,
    mapping::{Fate, Mistake, Plan, Spot, ValueColumn},
    package::ResourceFile,
    resolve::{Context, Resolver, statistic_of},
    series::SeriesBook,
    style::{dialect, period_style},
    table::{Broken, Table, trimmed},
    value::{Number, NumberReader},
};
use crate::{
    number::{Interval, Period},
    vocabulary::{ConceptId, Group, Vocabulary},
};

/// More mistakes than anyone reads at once.
const MOST_MISTAKES: usize = 20;

/// A table to be read.
#[derive(Clone, Copy)]
pub(super) struct TableInput<'a> {
    /// Where it is opened.
    pub(super) files: &'a dyn Files,
    /// Its path there.
    pub(super) path: &'a Path,
    /// What it is called in reports.
    pub(super) name: &'a Arc<str>,
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
    /// What is wrong with it; with any of these the observations are not to be used.
    pub(super) mistakes: Vec<Mistake>,
    /// The places it names.
    pub(super) places: BTreeSet<ConceptId>,
    /// What it counts.
    pub(super) measures: BTreeSet<ConceptId>,
}

/// Reads a table.
pub(super) fn read_table(input: TableInput<'_>) -> TableRead {
    let mut read = TableRead::default();
    let (dialect, periods) = match (dialect(input.resource), period_style(input.resource)) {
        (Ok(dialect), Ok(periods)) => (dialect, periods),
        (one, other) => {
            read.mistakes
                .extend(one.err().into_iter().chain(other.err()));
            return read;
        }
    };
    let encoding = match encoding_of(input.resource) {
        Ok(encoding) => encoding,
        Err(mistake) => {
            read.mistakes.push(mistake);
            return read;
        }
    };
    let opened = input
        .files
        .open(input.path)
        .and_then(|bytes| Decoded::new(bytes, encoding));
    let mut table = match opened {
        Ok(text) => Table::new(text, &dialect, encoding.name()),
        Err(error) => {
            read.mistakes.push(Mistake {
                spot: Spot::Cell(0, 0),
                problem: Problem::unreadable(&error),
            });
            return read;
        }
    };
    let plan = match table.header() {
        Ok(header) => Plan::new(input.resource, &header),
        Err(broken) => Err(vec![broken.into()]),
    };
    let plan = match plan {
        Ok(plan) => plan,
        Err(mistakes) => {
            read.mistakes = mistakes;
            return read;
        }
    };
    let context = Context {
        vocabulary: input.vocabulary,
        aliases: &input.resource.statclaim.labels,
        unknown: input.resource.statclaim.unknown_labels,
        basis: input.resource.statclaim.group_basis,
        periods: &periods,
        sources: input.sources,
    };
    RowReader::new(input, &plan, Resolver::new(context), read).run(&mut table)
}

/// The encoding that the metadata declare.
pub(super) fn encoding_of(
    resource: &ResourceFile,
) -> Result<&'static encoding_rs::Encoding, Mistake> {
    let Some(name) = &resource.encoding else {
        return Ok(encoding_rs::UTF_8);
    };
    encoding_rs::Encoding::for_label(name.as_bytes()).ok_or_else(|| Mistake {
        spot: Spot::Metadata(vec![super::locate::Step::Key("encoding".to_owned())]),
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

/// Numbers of the labels of a row, by facet.
type Ids = [usize; Facet::ALL.len()];

/// The facets that are looked up as labels; the comparator is looked up after the statistic.
const LABELLED: [Facet; 14] = [
    Facet::Place,
    Facet::Period,
    Facet::Population,
    Facet::Sex,
    Facet::Age,
    Facet::Measure,
    Facet::Offence,
    Facet::Statistic,
    Facet::Whole,
    Facet::Definition,
    Facet::Unit,
    Facet::Status,
    Facet::Supersedes,
    Facet::SourceId,
];

/// An observation whose interval waits for the end of its series.
struct Pending {
    observation: Observation,
    series: Option<usize>,
    bounded: bool,
}

struct RowReader<'a> {
    input: TableInput<'a>,
    plan: &'a Plan,
    resolver: Resolver<'a>,
    read: TableRead,
    pending: Vec<Pending>,
    defaults: Ids,
    varying: Vec<Facet>,
    numbers: NumberReader,
    misfits: BTreeSet<(usize, usize)>,
    series: SeriesBook,
}

impl<'a> RowReader<'a> {
    fn new(input: TableInput<'a>, plan: &'a Plan, resolver: Resolver<'a>, read: TableRead) -> Self {
        Self {
            input,
            plan,
            resolver,
            read,
            pending: Vec::new(),
            defaults: [0; Facet::ALL.len()],
            varying: LABELLED
                .into_iter()
                .filter(|facet| plan.varies(*facet))
                .collect(),
            numbers: NumberReader::new(input.resource, plan),
            misfits: BTreeSet::new(),
            series: SeriesBook::new(&input.resource.statclaim),
        }
    }

    fn run(mut self, table: &mut Table<'_>) -> TableRead {
        self.resolve_constants();
        let mut record = StringRecord::new();
        let plan = self.plan;
        loop {
            match table.next(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(broken) => {
                    self.mistake(broken.into());
                    break;
                }
            }
            match plan.fate(&record) {
                Fate::Read => {}
                Fate::Drop => continue,
                Fate::Stop => break,
            }
            if !self.is_whole(&record) {
                continue;
            }
            for value in &plan.values {
                if let Err(mistake) = self.cell(value, &record, table.row()) {
                    self.mistake(mistake);
                }
            }
        }
        self.finish()
    }

    /// Looks up what holds for every row, once.
    fn resolve_constants(&mut self) {
        for facet in LABELLED {
            if self.plan.varies(facet) {
                continue;
            }
            let text = self.plan.constant(facet);
            let (number, unresolved) = self.resolver.resolve(facet, text);
            if let Some(slot) = self.defaults.get_mut(facet as usize) {
                *slot = number;
            }
            if let Some(unresolved) = unresolved {
                let spot = if unresolved.alias {
                    Plan::alias_spot(facet, text)
                } else {
                    self.plan.constant_spot(facet)
                };
                self.mistake(Mistake {
                    spot,
                    problem: unresolved.problem,
                });
            }
        }
    }

    fn mistake(&mut self, mistake: Mistake) {
        if self.read.mistakes.len() < MOST_MISTAKES {
            self.read.mistakes.push(mistake);
        }
    }

    /// Whether the row has as many cells as the header; empty ones beyond it do not count.
    fn is_whole(&mut self, record: &StringRecord) -> bool {
        let found = record.len();
        let expected = self.plan.width;
        if found == expected {
            return true;
        }
        let more = record
            .iter()
            .skip(expected)
            .any(|cell| !cell.trim().is_empty());
        if found > expected && !more {
            return true;
        }
        let byte = record.position().map_or(0, csv::Position::byte);
        self.mistake(Mistake {
            spot: Spot::Cell(byte, found.min(expected).saturating_sub(1)),
            problem: Problem::RowLength { found, expected },
        });
        false
    }

    fn cell(
        &mut self,
        value: &ValueColumn,
        record: &StringRecord,
        row: usize,
    ) -> Result<(), Mistake> {
        let text = record.get(value.column).map_or("", trimmed);
        if let Some(reason) = value.style.missing_reason(text) {
            if self.input.keep.is_none() {
                self.read.missing.push(MissingCell {
                    cell: self.cell_at(value, row),
                    marker: text.to_owned(),
                    reason: reason.to_owned(),
                });
            }
            return Ok(());
        }
        let ids = self.ids(value, record)?;
        let Some(statistic) = self.statistic(&ids, value, record)? else {
            return Ok(());
        };
        let group_number = self.group(&ids, value, record)?;
        let series = self.series(&ids, statistic, value, text);
        let wanted = match self.facets(&ids, group_number, statistic) {
            None => return Ok(()),
            Some(facets) => self.input.keep.is_none_or(|keep| keep(&facets)),
        };
        if !wanted && !self.numbers.has_bounds() && NumberStyle::is_plain(text) {
            return Ok(());
        }
        let Some(unit) = self.resolver.units.known(id(&ids, Facet::Unit)) else {
            return Ok(());
        };
        let number = self.numbers.read(self.plan, value, record, unit)?;
        if wanted {
            self.keep(
                &ids,
                group_number,
                statistic,
                series,
                number,
                value,
                record,
                row,
            )?;
        }
        Ok(())
    }

    /// Numbers of all labels of the row.
    fn ids(&mut self, value: &ValueColumn, record: &StringRecord) -> Result<Ids, Mistake> {
        let mut ids = self.defaults;
        for &facet in &self.varying {
            let text = self.plan.text(facet, value, record);
            let (number, unresolved) = self.resolver.resolve(facet, text);
            if let Some(unresolved) = unresolved {
                let spot = if unresolved.alias {
                    Plan::alias_spot(facet, text)
                } else {
                    self.plan.spot(facet, value, record)
                };
                return Err(Mistake {
                    spot,
                    problem: unresolved.problem,
                });
            }
            if let Some(slot) = ids.get_mut(facet as usize) {
                *slot = number;
            }
        }
        Ok(ids)
    }

    /// None where the row is left out or the misfit has been reported.
    fn statistic(
        &mut self,
        ids: &Ids,
        value: &ValueColumn,
        record: &StringRecord,
    ) -> Result<Option<Statistic>, Mistake> {
        let (unit, number) = (id(ids, Facet::Unit), id(ids, Facet::Statistic));
        let (Some(known), Some(stated)) = (
            self.resolver.units.known(unit),
            self.resolver.statistics.known(number),
        ) else {
            return Ok(None);
        };
        match statistic_of(*stated, known) {
            Ok(statistic) => Ok(Some(statistic)),
            Err(_) if !self.misfits.insert((unit, number)) => Ok(None),
            Err(problem) => Err(Mistake {
                spot: self.plan.spot(Facet::Unit, value, record),
                problem,
            }),
        }
    }

    fn group(
        &mut self,
        ids: &Ids,
        value: &ValueColumn,
        record: &StringRecord,
    ) -> Result<usize, Mistake> {
        let key = (
            id(ids, Facet::Population),
            id(ids, Facet::Sex),
            id(ids, Facet::Age),
        );
        let (number, problem) = self.resolver.group(key);
        match problem {
            None => Ok(number),
            Some(problem) => Err(Mistake {
                spot: self.plan.spot(Facet::Population, value, record),
                problem,
            }),
        }
    }

    /// The series of the value, its decimals counted in; none for plain counts, which are exact.
    fn series(
        &mut self,
        ids: &Ids,
        statistic: Statistic,
        value: &ValueColumn,
        text: &str,
    ) -> Option<usize> {
        let key = (
            id(ids, Facet::Measure),
            id(ids, Facet::Place),
            id(ids, Facet::Unit),
            statistic,
        );
        self.series.enter(key, || value.style.decimals(text))
    }

    fn facets(&self, ids: &Ids, group: usize, statistic: Statistic) -> Option<RowFacets<'_>> {
        Some(RowFacets {
            place: self.resolver.places.known(id(ids, Facet::Place))?,
            period: *self.resolver.periods.known(id(ids, Facet::Period))?,
            group: self
                .resolver
                .populations
                .known(id(ids, Facet::Population))
                .and_then(|_| self.resolver.known_group(group))?,
            measure: self.resolver.measures.known(id(ids, Facet::Measure))?,
            offence: self.resolver.offences.known(id(ids, Facet::Offence))?,
            statistic,
        })
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one row's worth of findings, made and used in one place"
    )]
    fn keep(
        &mut self,
        ids: &Ids,
        group: usize,
        statistic: Statistic,
        series: Option<usize>,
        number: Number,
        value: &ValueColumn,
        record: &StringRecord,
        row: usize,
    ) -> Result<(), Mistake> {
        let Some((comparator, baseline)) = self.comparator(ids, statistic, value, record)? else {
            return Ok(());
        };
        let bounded = number.bounds.is_some();
        let built = self.observation(ids, group, statistic, number, value, record, row);
        if let Some(mut observation) = built {
            observation.comparator = comparator;
            observation.baseline = baseline;
            self.pending.push(Pending {
                observation,
                series,
                bounded,
            });
        }
        Ok(())
    }

    /// The group or the period that the value is set against; none where the row is left out.
    #[expect(
        clippy::type_complexity,
        reason = "either of two, or neither, or a row to leave out"
    )]
    fn comparator(
        &mut self,
        ids: &Ids,
        statistic: Statistic,
        value: &ValueColumn,
        record: &StringRecord,
    ) -> Result<Option<(Option<Group>, Option<Period>)>, Mistake> {
        let facet = Facet::Comparator;
        let text = self.plan.text(facet, value, record);
        let (number, unresolved) = if statistic == Statistic::Change {
            self.resolver.baseline(text)
        } else {
            self.resolver.resolve(facet, text)
        };
        if let Some(unresolved) = unresolved {
            let spot = if unresolved.alias {
                Plan::alias_spot(facet, text)
            } else {
                self.plan.spot(facet, value, record)
            };
            return Err(Mistake {
                spot,
                problem: unresolved.problem,
            });
        }
        if statistic == Statistic::Change {
            return Ok(self
                .resolver
                .baselines
                .known(number)
                .map(|baseline| (None, *baseline)));
        }
        let Some(group) = self.resolver.comparators.known(number).cloned() else {
            return Ok(None);
        };
        // Men are set against men: the row's sex and age hold for both sides.
        let group = group.map(|group| Group {
            sex: group
                .sex
                .or_else(|| self.resolver.sexes.known(id(ids, Facet::Sex)).cloned()?),
            age: group
                .age
                .or_else(|| self.resolver.ages.known(id(ids, Facet::Age)).cloned()?),
            ..group
        });
        Ok(Some((group, None)))
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one row's worth of findings, made and used in one place"
    )]
    fn observation(
        &self,
        ids: &Ids,
        group: usize,
        statistic: Statistic,
        number: Number,
        value: &ValueColumn,
        record: &StringRecord,
        row: usize,
    ) -> Option<Observation> {
        let labels = &self.resolver;
        let mut status = *labels.statuses.known(id(ids, Facet::Status))?;
        let mut notes = Vec::new();
        let own = self.plan.text(Facet::Note, value, record);
        if !own.is_empty() {
            notes.push(own.to_owned());
        }
        for mark in number.marks {
            match mark {
                Mark::Status(said) if status == Status::Final => status = said,
                Mark::Status(_) => {}
                Mark::Note(note) => notes.push(note),
            }
        }
        let facets = self.facets(ids, group, statistic)?;
        let mut label = labels
            .populations
            .label(id(ids, Facet::Population))
            .to_owned();
        for part in [
            labels.sexes.label(id(ids, Facet::Sex)),
            labels.ages.label(id(ids, Facet::Age)),
        ] {
            if !part.is_empty() {
                label.push_str(", ");
                label.push_str(part);
            }
        }
        Some(Observation {
            cell: self.cell_at(value, row),
            place: facets.place.clone(),
            period: facets.period,
            group: facets.group.clone(),
            group_label: label,
            measure: facets.measure.clone(),
            offence: facets.offence.clone(),
            statistic,
            whole: labels.wholes.known(id(ids, Facet::Whole))?.clone(),
            comparator: None,
            baseline: None,
            definitions: labels
                .definitions
                .known(id(ids, Facet::Definition))?
                .clone(),
            unit: labels.units.known(id(ids, Facet::Unit))?.clone(),
            value: number.value,
            interval: number
                .bounds
                .unwrap_or_else(|| Interval::point(number.value)),
            status,
            supersedes: labels.supersedes.known(id(ids, Facet::Supersedes))?.clone(),
            source: Arc::clone(labels.sources.known(id(ids, Facet::SourceId))?),
            note: (!notes.is_empty()).then(|| notes.join("; ")),
            caveats: Arc::clone(self.input.caveats),
        })
    }

    fn cell_at(&self, value: &ValueColumn, row: usize) -> Cell {
        Cell {
            file: Arc::clone(self.input.name),
            row,
            column: Arc::clone(&value.name),
        }
    }

    /// Gives every value its interval, now that the decimals of its series are known.
    fn finish(mut self) -> TableRead {
        let pending = std::mem::take(&mut self.pending);
        for Pending {
            mut observation,
            series,
            bounded,
        } in pending
        {
            if !bounded {
                let is_count = observation.statistic == Statistic::Count;
                observation.interval = self.series.interval(observation.value, is_count, series);
            }
            self.read.observations.push(observation);
        }
        self.read.places = self.resolver.places.all_known().cloned().collect();
        self.read.measures = self.resolver.measures.all_known().cloned().collect();
        self.read
    }
}

fn id(ids: &Ids, facet: Facet) -> usize {
    ids.get(facet as usize).copied().unwrap_or(0)
}

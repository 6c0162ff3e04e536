//! A stretch of rows, in one pass. Labels are resolved once each; rows that
//! nobody asks for leave nothing behind but the decimals of their series, so that
//! a table larger than memory can be read.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    sync::Arc,
};

use csv::StringRecord;

use super::{
    Facet, Observation, Problem, Statistic,
    cell::NumberStyle,
    known::KnownRows,
    lines::{Lines, lines},
    mapping::{Fate, Mistake, Plan, Spot},
    observe::{Against, At, Ids, Meant, id},
    read::{MOST_MISTAKES, MissingCell, TableInput},
    resolve::{Context, Resolver, Unresolved},
    series::SeriesBook,
    table::{Dialect, Table},
    value::NumberReader,
    words::statistic_of,
};
use crate::vocabulary::ConceptId;

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
#[derive(Debug)]
pub(super) struct Pending {
    observation: Observation,
    series: Option<usize>,
    bounded: bool,
}

impl Pending {
    /// The observation, now that the decimals of its series are known.
    pub(super) fn settled(self, series: &SeriesBook) -> Observation {
        let mut observation = self.observation;
        if !self.bounded {
            let is_count = observation.statistic == Statistic::Count;
            observation.interval = series.interval(observation.value, is_count, self.series);
        }
        observation
    }
}

/// What a stretch of rows holds.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Its observations, in order.
    pub(super) pending: Vec<Pending>,
    /// Cells without a number.
    pub(super) missing: Vec<MissingCell>,
    /// What is wrong with it.
    pub(super) mistakes: Vec<Mistake>,
    /// How precisely its series are written.
    pub(super) series: SeriesBook,
    /// The places it names.
    pub(super) places: Vec<ConceptId>,
    /// What it counts.
    pub(super) measures: Vec<ConceptId>,
}

impl Stretch {
    /// Counts its rows from where it stands in its file.
    pub(super) fn begin_after(&mut self, rows: usize) {
        for value in &mut self.pending {
            value.observation.cell.row += rows;
        }
        for missing in &mut self.missing {
            missing.cell.row += rows;
        }
    }
}

/// Reads a stretch of rows.
pub(super) struct RowReader<'a> {
    input: TableInput<'a>,
    file: &'a Arc<str>,
    plan: &'a Plan,
    resolver: Resolver<'a>,
    pending: Vec<Pending>,
    missing: Vec<MissingCell>,
    mistakes: Vec<Mistake>,
    defaults: Ids,
    varying: Vec<Facet>,
    numbers: NumberReader,
    misfits: BTreeSet<(usize, usize)>,
    series: SeriesBook,
    /// What the filter said of labels seen together before.
    decisions: BTreeMap<[usize; 4], Option<bool>>,
    last_decision: Option<([usize; 4], Option<bool>)>,
}

impl<'a> RowReader<'a> {
    /// With no row read yet; `file` is what reports call the file of the rows.
    pub(super) fn new(
        input: TableInput<'a>,
        file: &'a Arc<str>,
        plan: &'a Plan,
        context: Context<'a>,
    ) -> Self {
        Self {
            input,
            file,
            plan,
            resolver: Resolver::new(context),
            pending: Vec::new(),
            missing: Vec::new(),
            mistakes: Vec::new(),
            defaults: [0; Facet::ALL.len()],
            varying: LABELLED
                .into_iter()
                .filter(|facet| plan.varies(*facet))
                .collect(),
            numbers: NumberReader::new(input.resource, plan),
            misfits: BTreeSet::new(),
            series: SeriesBook::new(&input.resource.statclaim),
            decisions: BTreeMap::new(),
            last_decision: None,
        }
    }

    /// Reads what is left of `table`.
    pub(super) fn run(mut self, table: &mut Table<'_>) -> Stretch {
        self.resolve_constants();
        let mut record = StringRecord::new();
        loop {
            match table.next(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(broken) => {
                    self.mistake(broken.into());
                    break;
                }
            }
            if self.row(&record, table.row()) == Fate::Stop {
                break;
            }
        }
        self.finish()
    }

    /// Reads all lines after the first `header` ones, where lines are rows; returns how
    /// many there are, too. None where they are not, or something is wrong.
    pub(super) fn run_lines<R: Read>(
        mut self,
        mut input: Lines<R>,
        header: usize,
        dialect: &Dialect,
    ) -> Option<(Stretch, usize)> {
        self.resolve_constants();
        let mut known = match (self.input.keep, dialect.comment_char) {
            (Some(_), None) => {
                KnownRows::new(self.plan, &self.varying, self.defaults, dialect.delimiter)
            }
            _ => None,
        };
        let delimiter = char::from(dialect.delimiter);
        let mut record = StringRecord::new();
        let mut row = 0;
        while let Some(block) = input.block().ok()? {
            for line in lines(block) {
                row += 1;
                if row <= header || line.is_empty() {
                    continue;
                }
                if known
                    .as_mut()
                    .is_some_and(|known| self.is_unwanted(known, line))
                {
                    continue;
                }
                record.clear();
                for cell in line.split(delimiter) {
                    record.push_field(cell);
                }
                if dialect.passes_over(&record, row) {
                    continue;
                }
                self.row(&record, row);
                if !self.mistakes.is_empty() {
                    return None;
                }
                if let Some(known) = &mut known {
                    let cells: Vec<&str> = record.iter().collect();
                    known.learn(&cells, self.plan, &mut self.resolver);
                }
            }
        }
        self.mistakes.is_empty().then(|| (self.finish(), row))
    }

    /// Whether all of a row has been met before and nobody asks for it. What it says of
    /// its series is entered.
    fn is_unwanted(&mut self, known: &mut KnownRows, line: &str) -> bool {
        let Some(row) = known.read(line) else {
            return false;
        };
        let Some(meant) = self.met(row.ids) else {
            return false;
        };
        self.enter(&meant, || row.style.decimals(row.number));
        self.wanted(&meant) != Some(true)
    }

    /// What a row with these labels means; none where they have not been met together.
    fn met(&self, ids: &Ids) -> Option<Meant> {
        let unit = self.resolver.units.known(id(ids, Facet::Unit))?;
        let stated = self.resolver.statistics.known(id(ids, Facet::Statistic))?;
        let group = self.resolver.met_group((
            id(ids, Facet::Population),
            id(ids, Facet::Sex),
            id(ids, Facet::Age),
        ))?;
        Some(Meant {
            ids: *ids,
            group,
            statistic: statistic_of(*stated, unit).ok()?,
            against: Against::Nobody,
        })
    }

    /// Reads one row.
    fn row(&mut self, record: &StringRecord, row: usize) -> Fate {
        let plan = self.plan;
        let fate = plan.fate(record);
        if fate != Fate::Read || !self.is_whole(record) {
            return fate;
        }
        for column in &plan.values {
            let at = At {
                file: self.file,
                column,
                record,
                row,
            };
            if let Err(mistake) = self.cell(at) {
                self.mistake(mistake);
            }
        }
        fate
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
        if self.mistakes.len() < MOST_MISTAKES {
            self.mistakes.push(mistake);
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

    fn cell(&mut self, at: At<'_>) -> Result<(), Mistake> {
        let text = at.text();
        if let Some(reason) = at.column.style.missing_reason(text) {
            if self.input.keep.is_none() {
                self.missing.push(MissingCell {
                    cell: at.cell(),
                    marker: text.to_owned(),
                    reason: reason.to_owned(),
                });
            }
            return Ok(());
        }
        let ids = self.ids(at)?;
        let Some(statistic) = self.statistic(&ids, at)? else {
            return Ok(());
        };
        let meant = Meant {
            group: self.group(&ids, at)?,
            against: self.against(statistic, at)?,
            statistic,
            ids,
        };
        let series = self.enter(&meant, || at.column.style.decimals(at.text()));
        let Some(wanted) = self.wanted(&meant) else {
            return Ok(());
        };
        if !wanted && !self.numbers.has_bounds() && NumberStyle::is_plain(text) {
            return Ok(());
        }
        let Some(unit) = self.resolver.units.known(meant.id(Facet::Unit)) else {
            return Ok(());
        };
        let number = self.numbers.read(self.plan, at.column, at.record, unit)?;
        let bounded = number.bounds.is_some();
        if wanted
            && let Some(observation) =
                meant.observation(&self.resolver, self.plan, &self.input, at, number)
        {
            self.pending.push(Pending {
                observation,
                series,
                bounded,
            });
        }
        Ok(())
    }

    /// Whether the row is asked for; none where its labels leave it out.
    fn wanted(&mut self, meant: &Meant) -> Option<bool> {
        if meant.is_left_out(&self.resolver) {
            return None;
        }
        let key = meant.filter_key();
        if let Some((last, wanted)) = self.last_decision
            && last == key
        {
            return wanted;
        }
        let wanted = *self.decisions.entry(key).or_insert_with(|| {
            let facets = meant.facets(&self.resolver)?;
            Some(self.input.keep.is_none_or(|keep| keep(&facets)))
        });
        self.last_decision = Some((key, wanted));
        wanted
    }

    /// Numbers of all labels of the row.
    fn ids(&mut self, at: At<'_>) -> Result<Ids, Mistake> {
        let mut ids = self.defaults;
        for index in 0..self.varying.len() {
            let Some(&facet) = self.varying.get(index) else {
                break;
            };
            let text = self.plan.text(facet, at.column, at.record);
            let (number, unresolved) = self.resolver.resolve(facet, text);
            if let Some(unresolved) = unresolved {
                return Err(self.unresolved(facet, text, unresolved, at));
            }
            if let Some(slot) = ids.get_mut(facet as usize) {
                *slot = number;
            }
        }
        Ok(ids)
    }

    /// None where the row is left out or the misfit has been reported.
    fn statistic(&mut self, ids: &Ids, at: At<'_>) -> Result<Option<Statistic>, Mistake> {
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
                spot: self.plan.spot(Facet::Unit, at.column, at.record),
                problem,
            }),
        }
    }

    fn group(&mut self, ids: &Ids, at: At<'_>) -> Result<usize, Mistake> {
        let key = (
            id(ids, Facet::Population),
            id(ids, Facet::Sex),
            id(ids, Facet::Age),
        );
        let (number, problem) = self.resolver.group(key);
        match problem {
            None => Ok(number),
            Some(problem) => Err(Mistake {
                spot: self.plan.spot(Facet::Population, at.column, at.record),
                problem,
            }),
        }
    }

    /// The series of the value, its decimals counted in; none for plain counts, which are exact.
    fn enter(&mut self, meant: &Meant, decimals: impl FnOnce() -> u32) -> Option<usize> {
        let key = (
            meant.id(Facet::Measure),
            meant.id(Facet::Place),
            meant.id(Facet::Unit),
            meant.statistic,
        );
        self.series.enter(key, decimals)
    }

    /// What the value is set against; an unknown name is an error whether or not the row is wanted.
    fn against(&mut self, statistic: Statistic, at: At<'_>) -> Result<Against, Mistake> {
        let facet = Facet::Comparator;
        let text = self.plan.text(facet, at.column, at.record);
        let (against, unresolved) = if text.is_empty() {
            (Against::Nobody, None)
        } else if statistic == Statistic::Change {
            let (number, unresolved) = self.resolver.baseline(text);
            (Against::Period(number), unresolved)
        } else {
            let (number, unresolved) = self.resolver.resolve(facet, text);
            (Against::Group(number), unresolved)
        };
        match unresolved {
            None => Ok(against),
            Some(unresolved) => Err(self.unresolved(facet, text, unresolved, at)),
        }
    }

    fn unresolved(&self, facet: Facet, text: &str, unresolved: Unresolved, at: At<'_>) -> Mistake {
        let spot = if unresolved.alias {
            Plan::alias_spot(facet, text)
        } else {
            self.plan.spot(facet, at.column, at.record)
        };
        Mistake {
            spot,
            problem: unresolved.problem,
        }
    }

    fn finish(mut self) -> Stretch {
        let labels = &self.resolver;
        self.series.name(|(measure, place, unit, statistic)| {
            let named = [
                labels.measures.label(measure),
                labels.places.label(place),
                labels.units.label(unit),
            ];
            (named.map(str::to_owned), statistic)
        });
        Stretch {
            places: self.resolver.places.all_known().cloned().collect(),
            measures: self.resolver.measures.all_known().cloned().collect(),
            pending: self.pending,
            missing: self.missing,
            mistakes: self.mistakes,
            series: self.series,
        }
    }
}

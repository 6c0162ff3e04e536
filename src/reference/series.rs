//! How precisely the numbers of a series are written. An `8` beside `8.4` is 8.0,
//! so that no value has its interval before the whole table has been read.

use std::collections::BTreeMap;

use super::{Statistic, package::ResourceProfile};
use crate::number::{Decimal, Interval};

/// Measure, place, unit and statistic: values that are written alike.
pub(super) type SeriesKey = (usize, usize, usize, Statistic);

/// The same in the table's own words, which hold beyond one stretch of rows.
pub(super) type SeriesName = ([String; 3], Statistic);

/// The decimals of all series of a table.
#[derive(Debug)]
pub(super) struct SeriesBook {
    scale: Decimal,
    rounded_to: Option<Decimal>,
    numbers: BTreeMap<SeriesKey, usize>,
    last: Option<(SeriesKey, usize)>,
    decimals: Vec<u32>,
    names: Vec<SeriesName>,
}

impl SeriesBook {
    /// Empty; the metadata say how values are scaled and rounded.
    pub(super) fn new(profile: &ResourceProfile) -> Self {
        Self {
            scale: Decimal::from(profile.scale.unwrap_or(1)),
            rounded_to: profile.rounded_to.map(Decimal::from),
            numbers: BTreeMap::new(),
            last: None,
            decimals: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Enters a value with its decimals; none for plain counts, which are exact.
    pub(super) fn enter(
        &mut self,
        key: SeriesKey,
        decimals: impl FnOnce() -> u32,
    ) -> Option<usize> {
        let (.., statistic) = key;
        if statistic == Statistic::Count && self.scale == Decimal::ONE {
            return None;
        }
        let number = match self.last {
            Some((last, number)) if last == key => number,
            _ => *self.numbers.entry(key).or_insert_with(|| {
                self.decimals.push(0);
                self.decimals.len() - 1
            }),
        };
        self.last = Some((key, number));
        if let Some(most) = self.decimals.get_mut(number) {
            *most = decimals().max(*most);
        }
        Some(number)
    }

    /// Names the series, once all their values are entered.
    pub(super) fn name(&mut self, name: impl Fn(SeriesKey) -> SeriesName) {
        let mut numbered: Vec<(usize, SeriesKey)> = self
            .numbers
            .iter()
            .map(|(key, number)| (*number, *key))
            .collect();
        numbered.sort_unstable();
        self.names = numbered.into_iter().map(|(_, key)| name(key)).collect();
    }

    /// The series by name, each with its decimals.
    pub(super) fn named(&self) -> impl Iterator<Item = (&SeriesName, u32)> {
        self.names.iter().zip(self.decimals.iter().copied())
    }

    /// Takes the decimals that the series have in the whole of their table.
    pub(super) fn raise(&mut self, most: &BTreeMap<SeriesName, u32>) {
        for (name, decimals) in self.names.iter().zip(&mut self.decimals) {
            *decimals = most.get(name).copied().unwrap_or(*decimals);
        }
    }

    /// What a value of a series stands for.
    pub(super) fn interval(
        &self,
        value: Decimal,
        is_count: bool,
        series: Option<usize>,
    ) -> Interval {
        let exact = || Interval::point(value);
        if let Some(step) = self.rounded_to.filter(|_| is_count) {
            return step
                .checked_div(Decimal::TWO)
                .and_then(|half| Interval::around(value, half))
                .unwrap_or_else(exact);
        }
        let Some(decimals) = series.and_then(|series| self.decimals.get(series)) else {
            return exact();
        };
        // The decimals are those of the value as written, before it was scaled.
        value
            .checked_div(self.scale)
            .and_then(|written| Interval::of_cell(written, *decimals, false).scale(self.scale))
            .unwrap_or_else(exact)
    }
}

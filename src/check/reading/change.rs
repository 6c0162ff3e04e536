//! Change: later against earlier of one series. A series is one table's cells
//! that are alike in everything but the period; a change of definition ends it.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

use super::{Candidate, Reader, Say, parts};
use crate::{
    check::{
        figure::Figure,
        fit::{self, Fit},
        passage::{self, Ends},
    },
    claim::Direction,
    number::{Decimal, Kind, Period},
    reference::{Observation, Statistic, Unit},
    vocabulary::{ConceptId, Group},
};

/// Most days of a time at which a stock is counted.
const MONTH: i32 = 31;

type SeriesKey<'r> = (
    &'r str,
    &'r ConceptId,
    &'r Group,
    &'r ConceptId,
    &'r ConceptId,
    Vec<ConceptId>,
    Statistic,
    &'r Unit,
);

/// A cell of a series with the fit of its facets.
type Point<'r> = (&'r Arc<Observation>, Fit);

/// How a stated period is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Both ends are stated.
    Span,
    /// The later end is stated, the earlier is a year before.
    Later,
    /// The earlier end is stated, the later is the newest.
    Baseline,
    /// Neither is stated: a year to the newest.
    Open,
    /// Other numbers of the series tell the ends.
    Told(Ends),
}

impl Role {
    /// Whether its end is left open, so that the newest decides.
    fn is_open(self) -> bool {
        match self {
            Self::Baseline | Self::Open => true,
            Self::Told(ends) => ends.later.is_none(),
            Self::Span | Self::Later => false,
        }
    }

    /// Without a stated start, another start may be meant.
    fn say(self) -> Say {
        let is_guess = match self {
            Self::Open => true,
            Self::Told(ends) => ends.earlier.is_none(),
            _ => false,
        };
        if is_guess {
            Say::NotContradict
        } else {
            Say::Decide
        }
    }
}

impl<'r> Reader<'r> {
    /// Later against earlier, for every series that fits.
    pub(super) fn changes(self) -> Vec<Candidate> {
        let mut found = self.published_changes();
        let mut series: BTreeMap<SeriesKey<'r>, Vec<Point<'r>>> = BTreeMap::new();
        for (cell, fit) in self.cells() {
            if !self.is_wanted(cell) || self.desk.tables.is_superseded(cell) {
                continue;
            }
            let step = fit::group(&self.ask.group, cell, self.desk);
            if let Some(fit) = self.with_group(fit, step, cell) {
                series
                    .entry(series_key(cell, self))
                    .or_default()
                    .push((cell, fit));
            }
        }
        for points in series.values_mut() {
            points.sort_by(|one, other| one.0.period.by_end(&other.0.period));
            found.extend(self.changes_in(points));
        }
        // A change told without "rate" or "share" is one of numbers.
        let of_numbers =
            |one: &Candidate| matches!(one.anchor.statistic, Statistic::Count | Statistic::Change);
        if found.iter().any(of_numbers) {
            found.retain(of_numbers);
        }
        found
    }

    fn is_wanted(self, cell: &Observation) -> bool {
        if cell.whole.is_some() != self.ask.whole.is_some() {
            return false;
        }
        match self.ask.claim.quantity.kind {
            Kind::Count => cell.statistic == Statistic::Count,
            Kind::PercentagePoints => {
                matches!(cell.statistic, Statistic::Share | Statistic::Rate)
                    && cell.unit == Unit::Percent
            }
            Kind::Rate => cell.statistic == Statistic::Rate,
            Kind::Index => cell.statistic == Statistic::Index,
            _ if self.ask.claim.whole.is_some() => cell.statistic == Statistic::Share,
            _ => matches!(
                cell.statistic,
                Statistic::Count | Statistic::Rate | Statistic::Share | Statistic::Index
            ),
        }
    }

    fn changes_in(self, points: &[Point<'r>]) -> Vec<Candidate> {
        let mut found = Vec::new();
        for role in self.roles() {
            for (at, later) in points.iter().enumerate() {
                let before = points.get(..at).unwrap_or(&[]);
                found.extend(before.iter().filter_map(|earlier| {
                    self.is_pair(role, earlier.0.period, later.0.period)
                        .then(|| self.change(role, *earlier, *later))
                        .flatten()
                }));
            }
        }
        found
    }

    fn roles(self) -> Vec<Role> {
        if let Some(ends) = self.ask.ends {
            return vec![Role::Told(ends)];
        }
        let since = self
            .ask
            .claim
            .rule
            .as_deref()
            .is_some_and(|rule| rule.contains("since"))
            || self.is_told_since();
        match self.ask.period {
            None => vec![Role::Open],
            Some(period) if passage::is_span(period) => vec![Role::Span],
            Some(_) if since => vec![Role::Baseline],
            Some(_) => vec![Role::Later, Role::Baseline],
        }
    }

    /// Whether the words of the period make it the start of the change.
    fn is_told_since(self) -> bool {
        let Some(period) = &self.ask.claim.period else {
            return false;
        };
        let words = period.text.to_lowercase();
        let is_before = |since: &String| {
            words
                .strip_prefix(since.as_str())
                .is_some_and(|rest| rest.starts_with(char::is_whitespace))
        };
        self.desk.policy.since_words.iter().any(is_before)
    }

    fn is_pair(self, role: Role, earlier: Period, later: Period) -> bool {
        // A day and a month are as good for those counted at one time.
        if (earlier.days() - later.days()).abs() > MONTH {
            return false;
        }
        let apart = (later.end - earlier.end).get_days();
        let a_year = (340..=390).contains(&apart);
        match (role, self.ask.period) {
            (Role::Told(ends), _) => {
                let starts = ends.earlier.map_or(a_year, |stated| is_at(stated, earlier));
                starts && ends.later.is_none_or(|stated| is_at(stated, later))
            }
            (Role::Open, _) | (_, None) => a_year,
            (Role::Span, Some(span)) => {
                let apart = a_year || !span.is_from_year_to_year();
                apart && starts(span, earlier) && ends(span, later)
            }
            (Role::Later, Some(stated)) => a_year && is_at(stated, later),
            (Role::Baseline, Some(stated)) => is_at(stated, earlier),
        }
    }

    fn change(self, role: Role, earlier: Point<'r>, later: Point<'r>) -> Option<Candidate> {
        let figure = self.told(&Figure::of(earlier.0)?, &Figure::of(later.0)?)?;
        let fit = Fit {
            period: (0, 0),
            ..later.1.worst(earlier.1)
        };
        let mut candidate = self.candidate(figure, fit, later.0, parts::COMPUTED);
        candidate.mismatches.retain(|one| one.facet != "period");
        candidate.from = Some(earlier.0.period);
        candidate
            .notes
            .push(format!("from {} to {}", earlier.0.period, later.0.period));
        candidate.is_second_reading = role == Role::Baseline && self.roles().len() > 1;
        candidate.is_open = role.is_open();
        candidate.say = role.say();
        if role == Role::Span && !self.is_as_told(earlier.0.period, later.0.period) {
            candidate.say = Say::NotContradict;
        }
        Some(candidate)
    }

    /// Whether the draft tells the ends of a change as the table does: numbers for whole years say
    /// nothing against a change from one day to another.
    fn is_as_told(self, earlier: Period, later: Period) -> bool {
        let Some(span) = self.ask.period else {
            return true;
        };
        let is_exact = |one: Period, day: Date, end: Date| one.days() <= MONTH || day == end;
        is_exact(earlier, span.start, earlier.start) && is_exact(later, span.end, later.end)
    }

    /// The change in the way the claim tells it.
    fn told(self, earlier: &Figure, later: &Figure) -> Option<Figure> {
        let quantity = &self.ask.claim.quantity;
        let down = self.ask.claim.direction == Some(Direction::Down);
        match quantity.kind {
            Kind::Count | Kind::PercentagePoints | Kind::Rate | Kind::Index => {
                if down {
                    earlier.minus(later)
                } else {
                    later.minus(earlier)
                }
            }
            Kind::Multiple if down && quantity.value.is_some_and(|value| value > Decimal::ONE) => {
                earlier.over(later)
            }
            Kind::Multiple => later.over(earlier),
            Kind::Percent | Kind::Fraction | Kind::Vague => {
                let ratio = later.over(earlier)?;
                if down {
                    ratio.complement()
                } else {
                    ratio.less_one()
                }
            }
        }
    }

    fn published_changes(self) -> Vec<Candidate> {
        let mut found = Vec::new();
        let kind = self.ask.claim.quantity.kind;
        if !matches!(kind, Kind::Percent | Kind::Fraction | Kind::Multiple) {
            return found;
        }
        for (cell, fit) in self.cells() {
            let Some(baseline) = cell.baseline else {
                continue;
            };
            if cell.statistic != Statistic::Change {
                continue;
            }
            let step = fit::group(&self.ask.group, cell, self.desk);
            let role = self
                .roles()
                .into_iter()
                .find(|role| self.is_pair(*role, baseline, cell.period));
            if let Some(role) = role
                && let Some(fit) = self.with_group(fit, step, cell)
                && let Some(figure) = self.told_change(cell)
            {
                let fit = Fit {
                    period: (0, 0),
                    ..fit
                };
                let mut candidate = self.candidate(figure, fit, cell, parts::PUBLISHED);
                candidate.mismatches.retain(|one| one.facet != "period");
                candidate.from = Some(baseline);
                candidate.is_second_reading = role == Role::Baseline && self.roles().len() > 1;
                candidate.is_open = role.is_open();
                candidate.say = role.say();
                found.push(candidate);
            }
        }
        found
    }

    fn told_change(self, cell: &Arc<Observation>) -> Option<Figure> {
        let percent = Figure::of_percent(cell)?;
        if self.ask.claim.quantity.kind == Kind::Multiple {
            return percent.plus_one()?.on_scale(Decimal::ONE);
        }
        if self.ask.claim.direction == Some(Direction::Down) {
            percent.negative()
        } else {
            Some(percent)
        }
    }
}

fn series_key<'r>(cell: &'r Observation, reader: Reader<'r>) -> SeriesKey<'r> {
    (
        &cell.cell.file,
        &cell.place,
        &cell.group,
        &cell.measure,
        &cell.offence,
        fit::variants(cell, reader.desk),
        cell.statistic,
        &cell.unit,
    )
}

/// Whether a period is the first of a span: inside its first year, or where it begins.
fn starts(span: Period, one: Period) -> bool {
    let day = span.start;
    one.end < span.end
        && ((one.start <= day && day <= one.end)
            || (one.start >= day && (one.end - day).get_days() <= 366))
}

/// Whether a period is the last of a span.
fn ends(span: Period, one: Period) -> bool {
    let day = span.end;
    one.start > span.start
        && ((one.start <= day && day <= one.end)
            || (one.end <= day && (day - one.start).get_days() <= 366))
}

/// Whether a series' point is the stated time, or lies in it.
fn is_at(stated: Period, one: Period) -> bool {
    // A day or month of the year told, or nearly all of it: nine months are another count.
    let within = one.days() <= MONTH || one.days() + MONTH >= stated.days();
    fit::same(stated, one)
        || (stated.contains(&one) && within)
        || (one.days() <= MONTH && one.contains(&stated))
}

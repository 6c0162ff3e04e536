//! `statclaim reference query`: figures looked up by the words of a draft.

use std::{fmt::Write, sync::Arc};

use serde_json::{Map, Value};

use super::{
    Data,
    args::{QueryArgs, ShownTable},
    compute, counted,
};
use crate::{
    reference::{
        Observation, Source,
        query::{COLUMNS, Query, query as find, row, write_csv},
    },
    report::value_words,
    vocabulary::Vocabulary,
};

/// What was found, in a format.
pub(super) fn query(args: &QueryArgs, data: &Data<'_>) -> Result<String, String> {
    let vocabulary = &data.pack.vocabulary;
    let asked = Query {
        population: args.population.clone(),
        measure: args.measure.clone(),
        offence: args.offence.clone(),
        place: args.place.clone(),
        period: args.period.clone(),
    };
    if let Some(compute) = args.compute {
        return compute::compute(compute, args, &asked, data);
    }
    let found = find(&data.catalogue, vocabulary, &asked).map_err(|problem| problem.to_string())?;
    match args.format {
        ShownTable::Human => Ok(human(&found, vocabulary)),
        ShownTable::Csv => {
            let mut table = Vec::new();
            write_csv(&found, vocabulary, &mut table).map_err(|error| error.to_string())?;
            String::from_utf8(table).map_err(|error| error.to_string())
        }
        ShownTable::Json => {
            let rows: Vec<Value> = found.iter().map(|one| object(one, vocabulary)).collect();
            Ok(super::json(&serde_json::json!({ "values": rows })))
        }
    }
}

/// A table, its rows naming their sources by number, and the sources under it.
fn human(found: &[Arc<Observation>], vocabulary: &Vocabulary) -> String {
    let mut sources = Sources::default();
    let mut rows = vec![
        [
            "place", "period", "group", "measure", "offence", "kind", "value", "cell", "",
        ]
        .map(str::to_owned),
    ];
    for one in found {
        rows.push([
            vocabulary.label(&one.place).to_owned(),
            one.period.to_string(),
            one.group_label.clone(),
            one.measure.to_string(),
            vocabulary.label(&one.offence).to_owned(),
            one.statistic.name().to_owned(),
            value_words(one),
            format!("{}:{}:{}", one.cell.file, one.cell.row, one.cell.column),
            format!("[{}]", sources.number(one.source.as_ref())),
        ]);
    }
    let mut text = if found.is_empty() {
        String::new()
    } else {
        aligned(&rows)
    };
    sources.tell(&mut text);
    let _ = writeln!(text, "{}", counted(found.len(), "value"));
    text
}

/// The sources named under an answer, by number.
#[derive(Default)]
pub(super) struct Sources<'a>(Vec<&'a Source>);

impl<'a> Sources<'a> {
    /// The number of a source, from 1.
    pub(super) fn number(&mut self, source: &'a Source) -> usize {
        let known = self.0.iter().position(|known| *known == source);
        known.map_or_else(
            || {
                self.0.push(source);
                self.0.len()
            },
            |at| at + 1,
        )
    }

    /// Writes them, a line each.
    pub(super) fn tell(&self, text: &mut String) {
        for (number, source) in (1..).zip(&self.0) {
            let _ = writeln!(text, "[{number}] {}", source_words(source));
        }
    }
}

fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (width, cell) in widths.iter().zip(row) {
            let _ = write!(line, "{cell:width$}  ");
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// A source in a line.
fn source_words(source: &Source) -> String {
    let mut parts = Vec::new();
    for part in [source.publisher.as_str(), source.title.as_str()] {
        if !part.is_empty() {
            parts.push(part);
        }
    }
    parts.extend(source.url.as_deref());
    format!("{} ({})", parts.join(", "), source.trust.name())
}

/// The cells of the CSV by column; numbers that JSON can hold exactly as numbers.
pub(super) fn object(one: &Observation, vocabulary: &Vocabulary) -> Value {
    let mut fields = Map::new();
    for (column, cell) in COLUMNS.into_iter().zip(row(one, vocabulary)) {
        if cell.is_empty() {
            continue;
        }
        let value = match column {
            "value" | "lower" | "upper" | "row" => {
                cell.parse().map_or_else(|_| cell.into(), Value::Number)
            }
            _ => cell.into(),
        };
        fields.insert(column.to_owned(), value);
    }
    Value::Object(fields)
}

//! `statclaim reference list`: what each table holds and who published it.

use std::{collections::BTreeMap, fmt::Write};

use serde_json::{Value, json};

use super::{Data, args::Shown, counted};
use crate::{
    number::Period,
    reference::{Catalogue, Source, TableInfo},
    vocabulary::Vocabulary,
};

/// How many names are listed before the rest is only counted.
const MOST_NAMES: usize = 8;

/// What one table holds, each thing once, in the order of its rows.
#[derive(Default)]
struct Held<'a> {
    places: Vec<&'a str>,
    measures: Vec<&'a str>,
    span: Option<Period>,
    sources: Vec<&'a Source>,
}

/// The list in a format.
pub(super) fn list(format: Shown, data: &Data<'_>) -> String {
    let held = held(&data.catalogue, &data.pack.vocabulary);
    match format {
        Shown::Human => human(&data.catalogue, &held),
        Shown::Json => {
            let tables: Vec<Value> = data
                .catalogue
                .tables()
                .iter()
                .map(|table| object(&shown(table), table.observations, held_by(&held, table)))
                .collect();
            super::json(&json!({ "tables": tables }))
        }
    }
}

fn held<'a>(catalogue: &'a Catalogue, vocabulary: &'a Vocabulary) -> BTreeMap<&'a str, Held<'a>> {
    let mut tables: BTreeMap<&str, Held<'_>> = BTreeMap::new();
    for one in catalogue.observations() {
        // A table of several files is one; all of them are known by the first.
        let file = if tables.contains_key(&*one.cell.file) {
            &one.cell.file
        } else {
            let table = catalogue.table(&one.cell.file);
            table
                .and_then(|table| table.files.first())
                .unwrap_or(&one.cell.file)
        };
        let table = tables.entry(file).or_default();
        once(&mut table.places, vocabulary.label(&one.place));
        once(&mut table.measures, one.measure.as_str());
        once(&mut table.sources, one.source.as_ref());
        table.span = Some(table.span.map_or(one.period, |span| Period {
            start: span.start.min(one.period.start),
            end: span.end.max(one.period.end),
        }));
    }
    tables
}

fn held_by<'h, 'a>(held: &'h BTreeMap<&str, Held<'a>>, table: &TableInfo) -> Option<&'h Held<'a>> {
    held.get(&**table.files.first()?)
}

/// The files of a table.
fn shown(table: &TableInfo) -> String {
    table.files.join(", ")
}

fn once<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
    }
}

fn human(catalogue: &Catalogue, held: &BTreeMap<&str, Held<'_>>) -> String {
    let mut text = String::new();
    for table in catalogue.tables() {
        let _ = writeln!(text, "{}", shown(table));
        let values = counted(table.observations, "value");
        let Some(held) = held_by(held, table) else {
            let _ = writeln!(text, "  {values}");
            continue;
        };
        let span = held.span.map_or_else(String::new, |span| {
            format!(", {} to {}", span.start, span.end)
        });
        let _ = writeln!(text, "  {values}{span}");
        let _ = writeln!(
            text,
            "  {}: {}",
            held.measures.join(", "),
            some(&held.places)
        );
        let mut publishers = Vec::new();
        for source in &held.sources {
            let name = match source.publisher.as_str() {
                "" => "publisher not named",
                name => name,
            };
            once(&mut publishers, name);
        }
        let _ = writeln!(text, "  {}", some(&publishers));
    }
    text
}

/// The first few of many.
fn some(names: &[&str]) -> String {
    let mut text = names
        .iter()
        .take(MOST_NAMES)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if let Some(more) = names.len().checked_sub(MOST_NAMES).filter(|more| *more > 0) {
        let _ = write!(text, " and {more} more");
    }
    text
}

fn object(file: &str, values: usize, held: Option<&Held<'_>>) -> Value {
    let Some(held) = held else {
        return json!({ "file": file, "values": values });
    };
    let sources: Vec<Value> = held.sources.iter().map(|one| source(one)).collect();
    json!({
        "file": file,
        "values": values,
        "from": held.span.map(|span| span.start.to_string()),
        "to": held.span.map(|span| span.end.to_string()),
        "measures": held.measures,
        "places": held.places,
        "sources": sources,
    })
}

fn source(source: &Source) -> Value {
    json!({
        "name": source.name,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": source.published,
        "trust": source.trust.name(),
    })
}

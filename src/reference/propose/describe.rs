//! A proposal as a resource of `datapackage.json`.

use serde_json::{Map, Value, json};

use super::{Proposal, numbers, shape::JOIN};
use crate::reference::Facet;

/// The resource that reads `path` as proposed; a tidy table needs next to nothing.
pub fn resource(proposal: &Proposal, name: &str, path: &str) -> Map<String, Value> {
    let mut resource = Map::new();
    resource.insert("name".to_owned(), name.into());
    resource.insert("path".to_owned(), path.into());
    if let Some(encoding) = &proposal.encoding {
        resource.insert("encoding".to_owned(), encoding.as_str().into());
    }
    put(&mut resource, "dialect", dialect(proposal));
    let missing = &proposal.numbers.missing;
    if !missing.is_empty() {
        let mut markers = vec![Value::from("")];
        markers.extend(missing.iter().map(|one| Value::from(one.as_str())));
        resource.insert("schema".to_owned(), json!({ "missingValues": markers }));
    }
    put(&mut resource, "statclaim", profile(proposal));
    resource
}

fn put(into: &mut Map<String, Value>, key: &str, object: Map<String, Value>) {
    if !object.is_empty() {
        into.insert(key.to_owned(), Value::Object(object));
    }
}

fn dialect(proposal: &Proposal) -> Map<String, Value> {
    let mut dialect = Map::new();
    if proposal.delimiter != ',' {
        dialect.insert(
            "delimiter".to_owned(),
            proposal.delimiter.to_string().into(),
        );
    }
    if proposal.header_rows != [1] {
        dialect.insert("headerRows".to_owned(), proposal.header_rows.clone().into());
    }
    if proposal.header_rows.len() > 1 {
        dialect.insert("headerJoin".to_owned(), JOIN.into());
    }
    dialect
}

fn profile(proposal: &Proposal) -> Map<String, Value> {
    let mut profile = Map::new();
    let mut columns = Map::new();
    for (facet, column) in &proposal.columns {
        if column.header != facet.name() {
            columns.insert(facet.name().to_owned(), column.header.as_str().into());
        }
    }
    put(&mut profile, "columns", columns);
    if let Some(wide) = &proposal.wide {
        let facets: Vec<&str> = wide.facets.iter().map(|facet| facet.name()).collect();
        let mut object = Map::new();
        object.insert("facets".to_owned(), facets.into());
        if wide.facets.len() > 1 {
            object.insert("separator".to_owned(), JOIN.into());
        }
        object.insert("columns".to_owned(), wide.headers.clone().into());
        put(&mut profile, "wide", object);
    }
    let constants = proposal.constants.iter();
    let constants = constants.map(|(facet, text)| (facet.name().to_owned(), text.as_str().into()));
    put(&mut profile, "constants", constants.collect());
    put(&mut profile, "labels", labels(proposal));
    if let Some(until) = &proposal.until {
        profile.insert("until".to_owned(), json!([until]));
    }
    let marks = proposal.numbers.marks.iter();
    let marks = marks.map(|mark| (mark.clone(), numbers::meaning(mark).into()));
    put(&mut profile, "marks", marks.collect());
    for (key, mark) in [
        ("decimal_char", proposal.numbers.decimal_char),
        ("group_char", proposal.numbers.group_char),
    ] {
        if let Some(mark) = mark {
            profile.insert(key.to_owned(), mark.to_string().into());
        }
    }
    if !proposal.periods.is_empty() {
        let formats: Vec<Value> = proposal
            .periods
            .iter()
            .map(|pattern| match pattern.months {
                None => Value::from(pattern.pattern.as_str()),
                Some(months) => json!({ "pattern": pattern.pattern, "months": months }),
            })
            .collect();
        profile.insert("period".to_owned(), json!({ "formats": formats }));
    }
    profile
}

fn labels(proposal: &Proposal) -> Map<String, Value> {
    let of = |facet: &Facet| facet.name().to_owned();
    proposal
        .labels
        .iter()
        .map(|(facet, labels)| {
            let meanings: Map<String, Value> = labels
                .iter()
                .map(|(label, meaning)| (label.clone(), meaning.clone().into()))
                .collect();
            (of(facet), Value::Object(meanings))
        })
        .collect()
}

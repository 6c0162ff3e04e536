//! A proposal in words.

use std::{fmt::Write, sync::Arc};

use crate::{
    reference::{
        Facet, Observation,
        propose::{Column, Open, Proposal},
    },
    report::value_words,
    vocabulary::Vocabulary,
};

/// How many labels of a column are shown.
const MOST_LABELS: usize = 4;
/// How many unknown labels are shown.
const MOST_UNKNOWN: usize = 10;

/// What was found out about a table.
pub(super) fn proposal(name: &str, proposal: &Proposal) -> String {
    let mut text = String::new();
    let rows: Vec<String> = proposal
        .header_rows
        .iter()
        .map(ToString::to_string)
        .collect();
    let _ = writeln!(
        text,
        "{name}: {} under the header in row{} {}; {}; {} between cells",
        crate::cli::commands::reference::counted(proposal.rows, "row"),
        if rows.len() == 1 { "" } else { "s" },
        rows.join(" and "),
        proposal.encoding.as_deref().unwrap_or("utf-8"),
        match proposal.delimiter {
            '\t' => "tabs".to_owned(),
            delimiter => format!("`{delimiter}`"),
        }
    );
    for (facet, column) in &proposal.columns {
        line(
            &mut text,
            facet.name(),
            &format!("column `{}`{}", column.header, labels(column)),
        );
    }
    if let Some(wide) = &proposal.wide {
        let facets: Vec<&str> = wide.facets.iter().map(|facet| facet.name()).collect();
        let headers = some(wide.headers.iter().map(String::as_str));
        line(
            &mut text,
            &facets.join(", "),
            &format!("the headers {headers}"),
        );
    }
    for (facet, value) in &proposal.constants {
        line(&mut text, facet.name(), &format!("{value}, in every row"));
    }
    for pattern in &proposal.periods {
        let months = pattern.months.map_or_else(String::new, |months| {
            format!(", the end of {months} months")
        });
        line(
            &mut text,
            "periods",
            &format!("written `{}`{months}", pattern.pattern),
        );
    }
    numbers(&mut text, proposal);
    if let Some(until) = &proposal.until {
        line(
            &mut text,
            "ends",
            &format!("before the row that starts with `{until}`"),
        );
    }
    if !proposal.unread.is_empty() {
        line(
            &mut text,
            "not read",
            &some(proposal.unread.iter().map(String::as_str)),
        );
    }
    unknown(&mut text, proposal);
    for open in &proposal.open {
        line(&mut text, "open", &wanted(open));
    }
    text
}

fn line(text: &mut String, name: &str, what: &str) {
    let _ = writeln!(text, "  {name:<12} {what}");
}

fn labels(column: &Column) -> String {
    if column.known.is_empty() {
        return String::new();
    }
    format!(": {}", some(column.known.iter().map(String::as_str)))
}

/// The first few in quotes, and how many more there are.
fn some<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = names.len();
    let mut shown: Vec<String> = names
        .take(MOST_LABELS)
        .map(|name| format!("`{name}`"))
        .collect();
    if let Some(more) = count.checked_sub(MOST_LABELS).filter(|more| *more > 0) {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}

fn numbers(text: &mut String, proposal: &Proposal) {
    let numbers = &proposal.numbers;
    let mut told = Vec::new();
    if let Some(mark) = numbers.decimal_char {
        told.push(format!("`{mark}` before the decimals"));
    }
    if let Some(mark) = numbers.group_char {
        told.push(format!("`{mark}` between the thousands"));
    }
    if !numbers.marks.is_empty() {
        let marks = some(numbers.marks.iter().map(String::as_str));
        told.push(format!("followed by {marks}"));
    }
    if !numbers.missing.is_empty() {
        let missing = some(numbers.missing.iter().map(String::as_str));
        told.push(format!("{missing} for no number"));
    }
    if !told.is_empty() {
        line(text, "numbers", &told.join(", "));
    }
}

fn unknown(text: &mut String, proposal: &Proposal) {
    for (facet, column) in &proposal.columns {
        for label in column.unknown.iter().take(MOST_UNKNOWN) {
            let nearest = if label.nearest.is_empty() {
                String::new()
            } else {
                format!("; nearest: {}", label.nearest.join(", "))
            };
            let told = format!(
                "`{}` ({}, row {}){nearest}",
                label.label,
                facet.name(),
                label.row
            );
            line(text, "unknown", &told);
        }
        if let Some(more) = column
            .unknown
            .len()
            .checked_sub(MOST_UNKNOWN)
            .filter(|more| *more > 0)
        {
            line(
                text,
                "unknown",
                &format!("{more} more labels ({})", facet.name()),
            );
        }
    }
}

/// What is open, with the flag that settles it.
pub(super) fn wanted(open: &Open) -> String {
    match open {
        Open::Facet(facet) => format!("{}: say it with {}", question(*facet), flag(*facet)),
        Open::ValueColumn(headers) => {
            let headers = some(headers.iter().map(String::as_str));
            format!("several columns hold numbers ({headers}): name one with --value")
        }
        Open::Separators(cell) => format!(
            "`{cell}` can be read in two ways: say what its marks mean with --decimal-char and --group-char"
        ),
        Open::NoColumn(header) => format!("there is no column `{header}`"),
    }
}

/// What a facet asks.
pub(super) fn question(facet: Facet) -> &'static str {
    match facet {
        Facet::Place => "no column says where it counts",
        Facet::Period => "no column says when",
        Facet::Population => "no column says of whom",
        Facet::Measure => "no column says what is counted",
        Facet::Unit => "no column says in which unit",
        _ => "no column holds numbers",
    }
}

fn flag(facet: Facet) -> &'static str {
    match facet {
        Facet::Place => "--place, such as \"England and Wales\"",
        Facet::Period => "--period, such as 2024",
        Facet::Population => "--population, such as foreigners",
        Facet::Measure => "--measure, such as prisoners",
        Facet::Unit => "--unit, such as people, percent or per_1000",
        _ => "--value and its header",
    }
}

/// Values as they are read.
pub(super) fn values(observations: &[Arc<Observation>], vocabulary: &Vocabulary) -> String {
    let mut text = String::new();
    for one in observations {
        let _ = writeln!(
            text,
            "  row {}: {}, {}, {}, {}, {}",
            one.cell.row,
            value_words(one),
            one.group_label,
            one.measure,
            vocabulary.label(&one.place),
            one.period
        );
    }
    text
}

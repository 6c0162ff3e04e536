//! How a file is written, from its metadata: delimiter and header rows, decimal
//! and grouping marks, markers for missing values, marks on numbers, periods.

use super::{
    Problem, Status,
    cell::{Mark, NumberStyle},
    locate::Step,
    mapping::{Mistake, Spot, profile_path},
    package::{MissingFile, PeriodFormatFile, ResourceFile, SchemaFile},
    period_label::PeriodStyle,
    table::Dialect,
};

/// How the numbers of the column with this header are written.
pub(super) fn number_style(resource: &ResourceFile, header: &str) -> NumberStyle {
    let profile = &resource.statclaim;
    let schema: &SchemaFile = &resource.schema;
    let field = schema.fields.iter().find(|field| field.name == header);
    let plain = NumberStyle::default();
    let missing = field
        .and_then(|field| field.missing_values.as_ref())
        .or(schema.missing_values.as_ref());
    NumberStyle {
        decimal: field
            .and_then(|field| field.decimal_char)
            .or(profile.decimal_char)
            .unwrap_or(plain.decimal),
        group: field
            .and_then(|field| field.group_char)
            .or(profile.group_char),
        missing: missing.map_or(plain.missing, |markers| {
            markers.iter().map(marker).collect()
        }),
        marks: profile
            .marks
            .iter()
            .map(|(written, meaning)| (written.clone(), mark(meaning)))
            .collect(),
    }
}

fn marker(written: &MissingFile) -> (String, String) {
    match written {
        MissingFile::Marker(value) => (value.trim().to_owned(), String::new()),
        MissingFile::Labelled { value, label } => {
            (value.trim().to_owned(), label.clone().unwrap_or_default())
        }
    }
}

fn mark(meaning: &str) -> Mark {
    match Status::named(meaning) {
        Some(status) if status != Status::Final => Mark::Status(status),
        _ => Mark::Note(meaning.to_owned()),
    }
}

/// How the file is written, after the metadata.
pub(super) fn dialect(resource: &ResourceFile) -> Result<Dialect, Mistake> {
    let written = &resource.dialect;
    let plain = Dialect::default();
    let path = |key: &str| vec![Step::Key("dialect".to_owned()), Step::Key(key.to_owned())];
    let byte = |key: &str, mark: Option<char>, default: u8| match mark {
        None => Ok(default),
        Some(mark) => u8::try_from(mark)
            .ok()
            .filter(u8::is_ascii)
            .ok_or_else(|| Mistake {
                spot: Spot::Metadata(path(key)),
                problem: Problem::Setting(format!("`{mark}` cannot stand between cells")),
            }),
    };
    let tabs = resource.format.as_deref() == Some("tsv")
        || resource.mediatype.as_deref() == Some("text/tab-separated-values");
    let header_rows = match (&written.header_rows, written.header) {
        (_, Some(false)) => Vec::new(),
        (Some(rows), _) if rows.contains(&0) => {
            return Err(Mistake {
                spot: Spot::Metadata(path("headerRows")),
                problem: Problem::Setting("rows are counted from 1".to_owned()),
            });
        }
        (Some(rows), _) => rows.clone(),
        (None, _) => plain.header_rows,
    };
    Ok(Dialect {
        delimiter: byte(
            "delimiter",
            written.delimiter,
            if tabs { b'\t' } else { plain.delimiter },
        )?,
        quote: byte("quoteChar", written.quote_char, plain.quote)?,
        header_rows,
        header_join: written.header_join.clone().unwrap_or(plain.header_join),
        comment_rows: written.comment_rows.clone(),
        comment_char: written.comment_char,
        names: resource
            .schema
            .fields
            .iter()
            .map(|field| field.name.clone())
            .collect(),
    })
}

/// How its periods are written, after the metadata.
pub(super) fn period_style(resource: &ResourceFile) -> Result<PeriodStyle, Mistake> {
    let written = &resource.statclaim.period;
    let year_start = match written.year_starts {
        None => None,
        Some(month) => Some(
            i8::try_from(month)
                .ok()
                .filter(|month| (1..=12).contains(month))
                .ok_or_else(|| Mistake {
                    spot: Spot::Metadata(profile_path(&["period", "year_starts"])),
                    problem: Problem::Setting("months are counted from 1 to 12".to_owned()),
                })?,
        ),
    };
    Ok(PeriodStyle {
        formats: written
            .formats
            .iter()
            .map(|format| match format {
                PeriodFormatFile::Pattern(pattern) => (pattern.clone(), None),
                PeriodFormatFile::Ending { pattern, months } => (pattern.clone(), Some(*months)),
            })
            .collect(),
        year_start,
    })
}

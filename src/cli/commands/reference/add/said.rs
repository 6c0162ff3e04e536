//! What the user says of a table, from flags and answers.

use serde_json::{Map, Value, json};

use crate::{
    cli::commands::reference::args::SaidArgs,
    reference::{Facet, propose::Said},
};

/// Names a column in place of a value.
const COLUMN: &str = "column:";

/// What is said of a table and where it comes from.
#[derive(Debug, Clone, Default)]
pub(super) struct Wishes {
    /// What the proposal must follow.
    pub(super) said: Said,
    /// How groups are told apart.
    pub(super) group_basis: Option<String>,
    /// Whether rows with unknown labels are left out.
    pub(super) skip_unknown: bool,
    /// Who published it.
    pub(super) publisher: Option<String>,
    /// What the publisher calls it.
    pub(super) title: Option<String>,
    /// Where it can be found.
    pub(super) url: Option<String>,
    /// When it was published.
    pub(super) published: Option<String>,
    /// How far it can be trusted.
    pub(super) trust: Option<String>,
    /// Its terms of use.
    pub(super) licence: Option<String>,
}

impl Wishes {
    /// What the flags say.
    pub(super) fn of(args: &SaidArgs) -> Result<Self, String> {
        let mut wishes = Self {
            group_basis: args.group_basis.clone(),
            skip_unknown: args.skip_unknown,
            publisher: args.source_publisher.clone(),
            title: args.source_title.clone(),
            url: args.source_url.clone(),
            published: args.source_published.clone(),
            trust: args.trust.clone(),
            licence: args.licence.clone(),
            ..Self::default()
        };
        wishes.said.decimal_char = args.decimal_char;
        wishes.said.group_char = args.group_char;
        for (facet, text) in [
            (Facet::Place, &args.place),
            (Facet::Period, &args.period),
            (Facet::Population, &args.population),
            (Facet::Measure, &args.measure),
            (Facet::Offence, &args.offence),
            (Facet::Unit, &args.unit),
        ] {
            if let Some(text) = text {
                wishes.say(facet, text);
            }
        }
        if let Some(header) = &args.value {
            let header = header.strip_prefix(COLUMN).unwrap_or(header);
            wishes.said.columns.insert(Facet::Value, header.to_owned());
        }
        for label in &args.label {
            let (facet, label, meaning) = label_of(label).ok_or_else(|| {
                format!(
                    "--label `{label}`: expected FACET:LABEL=MEANING, as `population:Total=all`"
                )
            })?;
            wishes.label(facet, label, meaning);
        }
        Ok(wishes)
    }

    /// Says what holds for every row, or with `column:` which column tells.
    pub(super) fn say(&mut self, facet: Facet, text: &str) {
        let (kind, text) = match text.strip_prefix(COLUMN) {
            Some(header) => (&mut self.said.columns, header),
            None => (&mut self.said.constants, text),
        };
        kind.insert(facet, text.trim().to_owned());
    }

    /// Says what a label means; with no meaning its rows are left out.
    pub(super) fn label(&mut self, facet: Facet, label: &str, meaning: &str) {
        let meaning = (!meaning.is_empty()).then(|| meaning.to_owned());
        let labels = self.said.labels.entry(facet).or_default();
        labels.insert(label.to_owned(), meaning);
    }

    /// The source; the file itself as long as no title is said.
    fn source(&self, file: &str) -> Map<String, Value> {
        let mut source = Map::new();
        let title = self.title.as_deref().unwrap_or(file);
        source.insert("title".to_owned(), title.into());
        for (key, text) in [
            ("publisher", &self.publisher),
            ("path", &self.url),
            ("published", &self.published),
            ("trust", &self.trust),
        ] {
            if let Some(text) = text {
                source.insert(key.to_owned(), text.as_str().into());
            }
        }
        source
    }

    /// Adds to the resource what is said of the table as a whole. It has a source of its
    /// own: those of the package may be of other tables.
    pub(super) fn complete(&self, resource: &mut Map<String, Value>, file: &str) {
        resource.insert("sources".to_owned(), json!([self.source(file)]));
        if let Some(licence) = &self.licence {
            resource.insert("licenses".to_owned(), json!([{ "name": licence }]));
        }
        let mut more = Map::new();
        if let Some(basis) = &self.group_basis {
            more.insert("group_basis".to_owned(), basis.as_str().into());
        }
        if self.skip_unknown {
            more.insert("unknown_labels".to_owned(), "skip".into());
        }
        if more.is_empty() {
            return;
        }
        let profile = resource
            .entry("statclaim")
            .or_insert_with(|| Value::Object(Map::new()));
        if let Some(profile) = profile.as_object_mut() {
            profile.extend(more);
        }
    }
}

fn label_of(text: &str) -> Option<(Facet, &str, &str)> {
    let (facet, rest) = text.split_once(':')?;
    let (label, meaning) = rest.rsplit_once('=')?;
    Some((Facet::named(facet)?, label.trim(), meaning.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_say_values_columns_and_labels() {
        let args = SaidArgs {
            place: Some("Denmark".to_owned()),
            population: Some("column:Nationality".to_owned()),
            label: vec![
                "population:Total=".to_owned(),
                "place:GB=United Kingdom".to_owned(),
            ],
            ..SaidArgs::default()
        };
        let wishes = Wishes::of(&args).unwrap();
        assert_eq!(wishes.said.constants[&Facet::Place], "Denmark");
        assert_eq!(wishes.said.columns[&Facet::Population], "Nationality");
        assert_eq!(wishes.said.labels[&Facet::Population]["Total"], None);
        let meaning = wishes.said.labels[&Facet::Place]["GB"].as_deref();
        assert_eq!(meaning, Some("United Kingdom"));
        for wrong in ["Total=all", "planet:x=y", "place:x"] {
            assert!(label_of(wrong).is_none(), "{wrong}");
        }
    }
}

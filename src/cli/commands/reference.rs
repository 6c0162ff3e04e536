//! `statclaim reference`.

use std::{collections::BTreeMap, fmt::Write, path::PathBuf};

use crate::{
    cli::{
        Exit,
        args::{QueryArgs, ReferenceArgs, ReferenceCommand, RulesArgs},
        commands::rules,
        desk::{Findings, read_config, reference_folders},
        inputs::nearest_configuration,
        messages::Messages,
        print,
    },
    number::Period,
    reference::{Catalogue, Observation},
    report::cell_words,
    vocabulary::{Class, ConceptId, Vocabulary},
};

/// Lints, lists or queries reference data.
pub(in crate::cli) fn reference(command: &ReferenceCommand, messages: &mut Messages) -> Exit {
    let data = match command {
        ReferenceCommand::Lint(args) | ReferenceCommand::List(args) => args,
        ReferenceCommand::Query(args) => &args.data,
    };
    let no_rules = RulesArgs { rules: Vec::new() };
    let (Some(pack), _) = rules::load(&no_rules, messages) else {
        return Exit::Unusable;
    };
    let folders = folders(data, messages);
    if folders.is_empty() {
        messages.error("no reference data: name a folder, or set `reference` in statclaim.toml");
        return Exit::Unusable;
    }
    let (catalogue, errors) = Catalogue::load(&folders, &pack.vocabulary);
    for error in &errors {
        messages.error(&error.to_string());
    }
    let exit = match command {
        ReferenceCommand::Lint(_) if !errors.is_empty() => return Exit::Findings,
        ReferenceCommand::Lint(_) => print(&sound(&catalogue), messages),
        ReferenceCommand::List(_) => print(&list(&catalogue, &pack.vocabulary), messages),
        ReferenceCommand::Query(args) => query(args, &catalogue, &pack.vocabulary, messages),
    };
    if errors.is_empty() {
        exit
    } else {
        Exit::Unusable
    }
}

fn folders(args: &ReferenceArgs, messages: &mut Messages) -> Vec<PathBuf> {
    if !args.folders.is_empty() {
        return args.folders.clone();
    }
    let current = std::path::absolute("").unwrap_or_default();
    let mut found = Findings::default();
    let file = nearest_configuration(&current);
    let shown = file
        .as_deref()
        .map(|file| file.strip_prefix(&current).unwrap_or(file));
    let config = read_config(shown, &mut found);
    for error in &found.errors {
        messages.error(error);
    }
    reference_folders(&[], config.reference.as_deref())
}

fn sound(catalogue: &Catalogue) -> String {
    format!(
        "{} from {}: nothing to report\n",
        counted(catalogue.observations().len(), "value"),
        counted(catalogue.sources().len(), "source")
    )
}

fn counted(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// What one table holds.
#[derive(Default)]
struct Table<'a> {
    values: usize,
    places: Vec<&'a str>,
    measures: Vec<&'a str>,
    span: Option<Period>,
}

fn list(catalogue: &Catalogue, vocabulary: &Vocabulary) -> String {
    let mut tables: BTreeMap<&str, Table<'_>> = BTreeMap::new();
    for one in catalogue.observations() {
        let table = tables.entry(&one.cell.file).or_default();
        table.values += 1;
        for (list, name) in [
            (&mut table.places, vocabulary.label(&one.place)),
            (&mut table.measures, one.measure.as_str()),
        ] {
            if !list.contains(&name) {
                list.push(name);
            }
        }
        table.span = Some(table.span.map_or(one.period, |span| Period {
            start: span.start.min(one.period.start),
            end: span.end.max(one.period.end),
        }));
    }
    let mut text = String::new();
    for (file, table) in &tables {
        let span = table.span.map_or_else(String::new, |span| {
            format!("{} to {}", span.start, span.end)
        });
        let _ = writeln!(text, "{file}");
        let _ = writeln!(text, "  {} values, {span}", table.values);
        let _ = writeln!(
            text,
            "  {}: {}",
            table.measures.join(", "),
            some(&table.places)
        );
    }
    text
}

/// The first few of many.
fn some(names: &[&str]) -> String {
    let mut text = names.iter().take(8).copied().collect::<Vec<_>>().join(", ");
    if let Some(more) = names.len().checked_sub(8).filter(|more| *more > 0) {
        let _ = write!(text, " and {more} more");
    }
    text
}

fn query(
    args: &QueryArgs,
    catalogue: &Catalogue,
    vocabulary: &Vocabulary,
    messages: &mut Messages,
) -> Exit {
    let wanted = match Wanted::new(args, vocabulary) {
        Ok(wanted) => wanted,
        Err(error) => {
            messages.error(&error);
            return Exit::Unusable;
        }
    };
    let mut text = String::new();
    let mut count = 0;
    for one in catalogue.observations().iter().filter(|one| wanted.is(one)) {
        let _ = writeln!(text, "{}", cell_words(one, vocabulary));
        count += 1;
    }
    let _ = writeln!(text, "{}", counted(count, "value"));
    print(&text, messages)
}

/// What a query asks for.
struct Wanted {
    place: Option<ConceptId>,
    measure: Option<ConceptId>,
    offence: Option<ConceptId>,
    group: Option<String>,
    period: Option<Period>,
}

impl Wanted {
    fn new(args: &QueryArgs, vocabulary: &Vocabulary) -> Result<Self, String> {
        let concept = |class, what, name: &Option<String>| {
            name.as_ref()
                .map(|name| resolve(vocabulary, class, what, name))
                .transpose()
        };
        Ok(Self {
            place: concept(Class::Place, "place", &args.place)?,
            measure: concept(Class::Measure, "measure", &args.measure)?,
            offence: concept(Class::Offence, "offence", &args.offence)?,
            group: args.group.as_ref().map(|group| group.to_lowercase()),
            period: args
                .period
                .as_ref()
                .map(|period| period.parse())
                .transpose()
                .map_err(|error: crate::number::PeriodError| error.to_string())?,
        })
    }

    fn is(&self, one: &Observation) -> bool {
        let is = |wanted: &Option<ConceptId>, id: &ConceptId| {
            wanted.as_ref().is_none_or(|wanted| wanted == id)
        };
        is(&self.place, &one.place)
            && is(&self.measure, &one.measure)
            && is(&self.offence, &one.offence)
            && self
                .group
                .as_ref()
                .is_none_or(|group| one.group_label.to_lowercase().contains(group))
            && self
                .period
                .is_none_or(|period| period.overlaps(&one.period))
    }
}

fn resolve(
    vocabulary: &Vocabulary,
    class: Class,
    what: &str,
    name: &str,
) -> Result<ConceptId, String> {
    vocabulary.resolve(class, name).ok_or_else(|| {
        let nearest = vocabulary.nearest(class, name);
        let hint = nearest
            .first()
            .map_or_else(String::new, |nearest| format!("; nearest: `{nearest}`"));
        format!("no {what} is known as `{name}`{hint}")
    })
}

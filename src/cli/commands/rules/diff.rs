//! `statclaim rules diff`: what rules of one's own newly find, lose or read
//! otherwise than the built-in ones, over a folder of texts.

use std::fmt::Write;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::{
    claim::{Claim, extract},
    cli::{
        Exit,
        args::RulesDiffArgs,
        inputs::{self, Input},
        messages::Messages,
        print,
    },
    draft::{Documents, Draft, InputFormat},
    rules::Pack,
    text::LineIndex,
};

/// How many characters are shown on either side of a number.
const AROUND: usize = 50;

/// Compares two packs over a corpus.
pub(super) fn diff(args: &RulesDiffArgs, messages: &mut Messages) -> Exit {
    let (changed, errors) = Pack::load(&args.rules);
    for error in &errors {
        messages.error(&error.to_string());
    }
    let (Some(changed), (Some(built_in), _)) = (changed, Pack::load(&[] as &[&str])) else {
        return Exit::Unusable;
    };
    let (inputs, unusable) = inputs::collect(&args.corpus);
    for error in &unusable {
        messages.error(error);
    }
    let read: Vec<(Vec<Named>, Vec<String>)> = inputs.par_iter().map(drafts).collect();
    let mut sound = errors.is_empty() && unusable.is_empty();
    for error in read.iter().flat_map(|(_, errors)| errors) {
        messages.error(error);
        sound = false;
    }
    let drafts: Vec<&Named> = read.iter().flat_map(|(drafts, _)| drafts).collect();
    let compared: Vec<Compared> = drafts
        .par_iter()
        .map(|named| compare(named, &built_in, &changed))
        .collect();
    let mut text = String::new();
    let mut counts = [0_usize; 3];
    for one in &compared {
        text.push_str(&one.text);
        for (sum, count) in counts.iter_mut().zip(one.counts) {
            *sum += count;
        }
    }
    let claims: usize = compared.iter().map(|one| one.claims).sum();
    let [gained, lost, changed] = counts;
    let _ = writeln!(
        text,
        "{} documents, {claims} claims: {gained} newly found, {lost} lost, {changed} read otherwise",
        drafts.len()
    );
    match print(&text, messages) {
        Exit::Clean if !sound => Exit::Unusable,
        exit => exit,
    }
}

/// A draft with how people find it.
struct Named {
    name: String,
    draft: Draft,
}

/// What differs in one draft.
struct Compared {
    text: String,
    /// Newly found, lost, read otherwise.
    counts: [usize; 3],
    /// Claims found with the changed rules.
    claims: usize,
}

fn drafts(input: &Input) -> (Vec<Named>, Vec<String>) {
    let mut drafts = Vec::new();
    let mut errors = Vec::new();
    let format = InputFormat::of_path(&input.shown).map_err(|error| error.to_string());
    match format {
        Ok(InputFormat::JsonLines) => match input.open() {
            Ok(reader) => {
                for document in Documents::new(&input.shown, reader, None) {
                    match document {
                        Ok(document) => drafts.push(Named {
                            name: document.id.map_or_else(
                                || format!("{}:{}", input.shown, document.line),
                                |id| format!("{} {id}", input.shown),
                            ),
                            draft: Draft::from_text(&input.shown, document.text),
                        }),
                        Err(error) => errors.push(error.to_string()),
                    }
                }
            }
            Err(error) => errors.push(error),
        },
        Ok(format) => {
            let read = input.read().and_then(|bytes| {
                Draft::read(&input.shown, &bytes, format, None).map_err(|error| error.to_string())
            });
            match read {
                Ok(draft) => drafts.push(Named {
                    name: input.shown.clone(),
                    draft,
                }),
                Err(error) => errors.push(error),
            }
        }
        Err(error) => errors.push(error),
    }
    (drafts, errors)
}

fn compare(named: &Named, built_in: &Pack, changed: &Pack) -> Compared {
    let before = extract(&named.draft, built_in).claims;
    let after = extract(&named.draft, changed).claims;
    let mut rows: Vec<(usize, usize, String)> = Vec::new();
    let same_place = |one: &Claim, all: &[Claim]| all.iter().any(|other| other.span == one.span);
    for claim in &after {
        if !same_place(claim, &before) {
            let by = claim.rule.as_deref().unwrap_or("no rule");
            rows.push((
                claim.span.start,
                0,
                row(named, claim, "+", &format!("found by {by}")),
            ));
        }
    }
    for claim in &before {
        match after.iter().find(|other| other.span == claim.span) {
            None => rows.push((claim.span.start, 1, row(named, claim, "-", "lost"))),
            Some(other) => {
                let differences = differences(claim, other);
                if !differences.is_empty() {
                    let text = row(named, claim, "~", &differences.join("; "));
                    rows.push((claim.span.start, 2, text));
                }
            }
        }
    }
    rows.sort();
    let mut counts = [0_usize; 3];
    for (_, sort, _) in &rows {
        if let Some(count) = counts.get_mut(*sort) {
            *count += 1;
        }
    }
    Compared {
        text: rows.into_iter().map(|(_, _, text)| text).collect(),
        counts,
        claims: after.len(),
    }
}

fn differences(before: &Claim, after: &Claim) -> Vec<String> {
    type Field = fn(&Claim) -> Option<&str>;
    let fields: [(&str, Field); 14] = [
        ("kind", |claim| Some(claim.quantity.kind.name())),
        ("relation", |claim| Some(claim.relation.name())),
        ("direction", |claim| {
            claim.direction.map(crate::claim::Direction::name)
        }),
        ("stance", |claim| Some(claim.stance.name())),
        ("measure", |claim| Some(claim.measure.value.as_str())),
        ("population", |claim| {
            claim.population.as_ref().map(|one| one.text.as_str())
        }),
        ("comparator", |claim| {
            claim.comparator.as_ref().map(|one| one.text.as_str())
        }),
        ("whole", |claim| {
            claim.whole.as_ref().map(|one| one.text.as_str())
        }),
        ("offence", |claim| {
            claim.offence.as_ref().map(|one| one.text.as_str())
        }),
        ("place", |claim| {
            claim.place.as_ref().map(|one| one.text.as_str())
        }),
        ("period", |claim| {
            claim.period.as_ref().map(|one| one.text.as_str())
        }),
        ("speaker", |claim| {
            claim.speaker.as_ref().map(|one| one.text.as_str())
        }),
        ("source", |claim| {
            claim.source.as_ref().map(|one| one.text.as_str())
        }),
        ("rule", |claim| claim.rule.as_deref()),
    ];
    fields
        .into_iter()
        .filter_map(|(name, field)| {
            let (one, other) = (field(before), field(after));
            let shown = |text: Option<&str>| text.unwrap_or("nothing").to_owned();
            (one != other).then(|| format!("{name}: {} becomes {}", shown(one), shown(other)))
        })
        .collect()
}

/// A line for the place and one for what is said of it.
fn row(named: &Named, claim: &Claim, mark: &str, what: &str) -> String {
    let source = &named.draft.source;
    let place = LineIndex::new(source).location(source, claim.span.start);
    let before = source.get(..claim.span.start).unwrap_or("");
    let after = source.get(claim.span.end..).unwrap_or("");
    let skip = before.chars().count().saturating_sub(AROUND);
    let left: String = before.chars().skip(skip).collect();
    let right: String = after.chars().take(AROUND).collect();
    let around = format!("{left}[{}]{right}", claim.span.of(source));
    let around = around.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{mark} {}:{place}: {around}\n    {what}\n", named.name)
}

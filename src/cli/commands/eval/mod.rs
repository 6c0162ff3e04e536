//! `statclaim eval`: extraction measured on labelled passages. Passages are
//! spread over threads and judged in their order, so the figures do not depend
//! on how many threads there are.

mod human;
mod json;
mod listing;

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::{
    claim::{
        SeenNumber, extract,
        score::{self, Judged, Labelled, Passage, Score},
    },
    cli::{
        Exit,
        args::{EvalArgs, EvalFormat, RulesArgs},
        commands::rules,
        inputs::Input,
        messages::Messages,
        print,
    },
    draft::Draft,
    rules::Pack,
};

/// Labelled passages and what extraction made of them.
struct Evaluation {
    passages: Vec<(Passage, Seen)>,
    score: Score,
    articles: Vec<String>,
}

/// What extraction made of a passage.
struct Seen {
    draft: Draft,
    predicted: Vec<Labelled>,
    numbers: Vec<SeenNumber>,
    judged: Judged,
}

/// Scores extraction on labelled passages.
pub(in crate::cli) fn eval(args: &EvalArgs, messages: &mut Messages) -> Exit {
    let folders = RulesArgs {
        rules: args.rules.clone(),
    };
    let (Some(pack), mut sound) = rules::load(&folders, messages) else {
        return Exit::Unusable;
    };
    let mut passages = Vec::new();
    let mut seen = BTreeSet::new();
    for file in &args.files {
        let shown = file.display().to_string();
        let input = Input {
            path: (shown != "-").then(|| file.clone()),
            found: false,
            shown,
        };
        let read = input.read().and_then(|bytes| {
            let shown = &input.shown;
            String::from_utf8(bytes).map_err(|_| format!("{shown}: the file is not UTF-8"))
        });
        match read {
            Ok(text) => {
                let (more, errors) = score::read(&input.shown, &text, &mut seen);
                passages.extend(more);
                sound &= errors.is_empty();
                for error in &errors {
                    messages.error(&error.to_string());
                }
            }
            Err(error) => {
                messages.error(&error);
                sound = false;
            }
        }
    }
    if passages.is_empty() {
        messages.error("there is no labelled passage to score");
        return Exit::Unusable;
    }
    let threads = args.threads.map_or(0, std::num::NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let evaluation = match pool {
        Ok(pool) => pool.install(|| evaluate(passages, &pack)),
        Err(error) => {
            messages.error(&format!("threads cannot be started: {error}"));
            return Exit::Unusable;
        }
    };
    let text = match args.format {
        EvalFormat::Human => human::text(&evaluation, args.verbose),
        EvalFormat::Json => json::text(&evaluation, args.verbose),
    };
    match print(&text, messages) {
        Exit::Clean if !sound => Exit::Unusable,
        exit => exit,
    }
}

fn evaluate(passages: Vec<Passage>, pack: &Pack) -> Evaluation {
    let seen: Vec<Seen> = passages
        .par_iter()
        .map(|passage| look(passage, pack))
        .collect();
    let judged: Vec<(&[Labelled], &[Labelled], &Judged)> = passages
        .iter()
        .zip(&seen)
        .map(|(passage, seen)| {
            (
                passage.claims.as_slice(),
                seen.predicted.as_slice(),
                &seen.judged,
            )
        })
        .collect();
    let score = score::tally(&judged, &pack.articles);
    Evaluation {
        score,
        passages: passages.into_iter().zip(seen).collect(),
        articles: pack.articles.clone(),
    }
}

fn look(passage: &Passage, pack: &Pack) -> Seen {
    let draft = Draft::from_text(&passage.id, passage.text.as_str());
    let found = extract(&draft, pack);
    let predicted = score::predicted(&draft, &found.claims);
    let judged = score::judge(&passage.claims, &predicted);
    Seen {
        predicted,
        numbers: found.numbers,
        judged,
        draft,
    }
}

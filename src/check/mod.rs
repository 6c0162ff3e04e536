//! Judging: claims against observations, the draft against itself. Works on
//! values alone; knows no text format and no report format.

mod arithmetic;
mod ask;
mod beside;
mod context;
mod doubt;
mod elsewhere;
mod extreme;
mod figure;
mod finding;
mod fit;
mod hint;
mod judge;
mod needs;
mod passage;
mod qualification;
mod reading;
mod select;
mod sentence;
mod severity;
mod stage;
mod stated;
mod verdict;
mod weigh;
mod wording;

use std::sync::Arc;

pub use context::{Context, LeftOut, Policy};
pub use finding::{Computed, Finding, FindingKind, Mismatch, Severity, Verdict, Working};
pub use needs::Needs;

pub use qualification::qualify;

use ask::{Ask, Desk, Tables};

use crate::{claim::Claim, reference::Observation, vocabulary::Vocabulary};

/// Checks the claims of one draft, in order, against the reference data and against each other.
pub fn check(
    claims: &[Claim],
    context: &Context,
    catalogue: &[Arc<Observation>],
    vocabulary: &Vocabulary,
    policy: &Policy,
) -> Vec<Finding> {
    let tables = Tables::new(catalogue, vocabulary);
    let desk = Desk {
        catalogue,
        tables: &tables,
        vocabulary,
        policy,
        context,
    };
    let mut judged: Vec<(Ask<'_>, Verdict)> = claims
        .iter()
        .map(|claim| {
            let mut ask = Ask::new(claim, claims, desk);
            let verdict = verdict::judge(&mut ask, claims, desk);
            (ask, verdict)
        })
        .collect();
    for at in 0..judged.len() {
        let settled = judged
            .get(at)
            .filter(|(_, verdict)| matches!(verdict, Verdict::NoReference { .. }))
            .and_then(|(ask, _)| beside::settled(ask, &judged, claims, desk));
        if let (Some(settled), Some((_, verdict))) = (settled, judged.get_mut(at)) {
            *verdict = settled;
        }
    }
    let mut findings: Vec<Finding> = judged
        .into_iter()
        .map(|(ask, verdict)| finding(&ask, verdict, desk))
        .collect();
    findings.extend(arithmetic::inconsistencies(
        claims, context, policy, vocabulary,
    ));
    findings
}

fn finding(ask: &Ask<'_>, mut verdict: Verdict, desk: Desk<'_>) -> Finding {
    let claim = ask.claim;
    let graded = severity::grade(claim, &verdict, desk.context, desk.policy);
    let mut hints = hint::hints(ask, &verdict, desk);
    match verdict.working_mut() {
        Some(working) => working.notes.extend(graded.notes),
        None => hints.extend(graded.notes),
    }
    if !matches!(verdict, Verdict::Supported(_) | Verdict::Vague) {
        hints.extend(files_left_out(ask, desk.context));
    }
    Finding {
        kind: FindingKind::Claim,
        code: verdict.name().to_owned(),
        severity: graded.severity,
        span: claim.span,
        claim: Arc::new(claim.clone()),
        message: wording::message(claim, &verdict, desk.vocabulary),
        advice: wording::advice(claim, &verdict, desk.vocabulary),
        verdict: Some(verdict),
        hints,
    }
}

/// Reference files with an error that may have spoken to the claim.
fn files_left_out(ask: &Ask<'_>, context: &Context) -> Vec<String> {
    context
        .left_out
        .iter()
        .filter(|file| {
            let place = ask.place.as_ref();
            let place = file.places.is_empty()
                || place.is_none_or(|place| {
                    file.places
                        .iter()
                        .any(|one| one == place || ask.close_places.contains(one))
                });
            place && (file.measures.is_empty() || file.measures.contains(&ask.measure))
        })
        .map(|file| wording::left_out(&file.file))
        .collect()
}

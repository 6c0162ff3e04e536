//! How much a verdict matters: by what the draft does with the number, whose
//! words it is, and how far its sources can be trusted. The verdict itself is
//! always about the number.

use super::{Context, Policy, Severity, Verdict, stated, wording};
use crate::{
    claim::{Claim, Stance},
    reference::Trust,
};

/// A severity, with remarks on what lowered it.
pub(super) struct Graded {
    pub(super) severity: Severity,
    pub(super) notes: Vec<String>,
}

/// The severity of a verdict on a claim.
pub(super) fn grade(
    claim: &Claim,
    verdict: &Verdict,
    context: &Context,
    policy: &Policy,
) -> Graded {
    let mut notes = Vec::new();
    let set = policy.severities.get(verdict.name()).copied();
    let mut severity = set.unwrap_or_else(|| usual(claim, verdict, policy));
    match (claim.stance, verdict) {
        (Stance::Denied, Verdict::Contradicted(_)) => severity = Severity::Ok,
        (Stance::Denied, Verdict::Supported(_)) => severity = severity.max(Severity::Warning),
        (Stance::Denied, Verdict::Outdated { .. }) | (Stance::Asked | Stance::Hypothetical, _) => {
            severity = severity.min(Severity::Note);
        }
        _ => {}
    }
    if severity == Severity::Error
        && let Some(trust) = weakly_sourced(verdict)
    {
        severity = Severity::Warning;
        notes.push(wording::weak_source(trust));
    }
    if claim.quoted {
        let quoted = policy.quoted.get(verdict.name()).copied();
        let lowered = quoted.unwrap_or(if severity == Severity::Error {
            Severity::Warning
        } else {
            severity
        });
        if lowered < severity {
            notes.push(wording::QUOTED.to_owned());
        }
        severity = lowered;
    }
    notes.extend(age(verdict, context, policy));
    Graded { severity, notes }
}

fn usual(claim: &Claim, verdict: &Verdict, policy: &Policy) -> Severity {
    match verdict {
        Verdict::Supported(_) => Severity::Ok,
        Verdict::Conditional(_) | Verdict::Ambiguous(_) => Severity::Warning,
        Verdict::Contradicted(_) => Severity::Error,
        Verdict::Outdated { newest, .. } => {
            let near = stated::is_within(
                &claim.quantity,
                newest.computed.value,
                policy.outdated_warning,
            );
            if near {
                Severity::Warning
            } else {
                Severity::Error
            }
        }
        Verdict::NoReference { nearest, .. } => match nearest {
            Some(working) if !working.agrees => Severity::Warning,
            _ => Severity::Note,
        },
        Verdict::Vague => Severity::Note,
    }
}

/// The best trust of the sources of a verdict, where it is not official.
fn weakly_sourced(verdict: &Verdict) -> Option<Trust> {
    let best = verdict
        .working()?
        .evidence
        .iter()
        .map(|cell| cell.source.trust)
        .min()?;
    best.is_weak().then_some(best)
}

/// A note where a supporting figure is old, seen from the draft's date.
fn age(verdict: &Verdict, context: &Context, policy: &Policy) -> Option<String> {
    let Verdict::Supported(working) = verdict else {
        return None;
    };
    let today = context.limit()?;
    let newest = working.evidence.iter().max_by_key(|cell| cell.period.end)?;
    let then = newest.period.end;
    let limit = jiff::civil::Date::new(
        then.year().checked_add(policy.old_after_years)?,
        then.month(),
        then.day().min(28),
    )
    .ok()?;
    (today > limit).then(|| wording::old(newest))
}

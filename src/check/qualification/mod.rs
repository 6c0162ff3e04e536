//! Ways in which a true number misleads: the marks that the draft's words gave,
//! held against the verdicts and told with their authority and advice.

mod data;
mod series;
mod template;

use std::{collections::BTreeSet, sync::Arc};

use super::{Finding, FindingKind, Policy, Severity};
use crate::{
    claim::{Claim, Defect, Mark, Once, Weight},
    reference::Observation,
    vocabulary::Vocabulary,
};

use data::Case;

/// What a mark is about, beyond the claim's own words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// What the draft says.
    pub(super) claimed: Option<String>,
    /// What the reference has.
    pub(super) reference: Option<String>,
}

/// Findings on how the claims are told. `verdicts` are the findings of `check`
/// for the same claims; rules that need no data are asked without them too.
pub fn qualify(
    claims: &[Claim],
    marks: &[Mark],
    verdicts: &[Finding],
    catalogue: &[Arc<Observation>],
    vocabulary: &Vocabulary,
    policy: &Policy,
) -> Vec<Finding> {
    let mut told: BTreeSet<(String, usize, usize)> = BTreeSet::new();
    let mut findings = Vec::new();
    for mark in marks {
        let Some(claim) = claims.get(mark.claim) else {
            continue;
        };
        let place = match mark.defect.once {
            Once::Claim => (mark.defect.id.clone(), claim.block, mark.claim),
            Once::Paragraph => (mark.defect.id.clone(), claim.block, 0),
            Once::Document => (mark.defect.id.clone(), 0, 0),
        };
        if told.contains(&place) {
            continue;
        }
        let verdict = verdicts
            .iter()
            .filter(|one| one.kind == FindingKind::Claim && one.span == claim.span)
            .find_map(|one| one.verdict.as_ref());
        let case = Case {
            claim,
            verdict,
            catalogue,
            vocabulary,
            policy,
        };
        let Some(shown) = case.holds(mark) else {
            continue;
        };
        told.insert(place);
        findings.push(finding(mark, &case, &shown));
    }
    findings
}

fn finding(mark: &Mark, case: &Case<'_>, shown: &Shown) -> Finding {
    let (defect, claim) = (&mark.defect, case.claim);
    let advice = if claim.quoted {
        &defect.advice_quoted
    } else {
        &defect.advice
    };
    let authority = &defect.authority;
    let message = defect
        .when
        .get(mark.when)
        .and_then(|when| when.message.as_ref())
        .unwrap_or(&defect.message);
    Finding {
        kind: FindingKind::Qualification,
        code: defect.id.clone(),
        severity: severity(defect, claim, case.policy),
        span: claim.span,
        claim: Arc::new(claim.clone()),
        verdict: None,
        message: template::fill(message, mark, case, shown),
        hints: Vec::new(),
        advice: vec![
            advice.clone(),
            format!(
                "See {}, {}: {}",
                authority.publisher, authority.title, authority.url
            ),
        ],
    }
}

fn severity(defect: &Defect, claim: &Claim, policy: &Policy) -> Severity {
    let own = match defect.weight {
        Weight::Note => Severity::Note,
        Weight::Warning => Severity::Warning,
    };
    let set = policy.severities.get(&defect.id).copied();
    let quoted = policy.quoted.get(&defect.id).copied();
    quoted.filter(|_| claim.quoted).or(set).unwrap_or(own)
}

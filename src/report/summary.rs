//! What a whole report amounts to: how much was seen, checked and found.

use std::collections::BTreeMap;

use super::Document;
use crate::{
    check::{Finding, FindingKind, Severity, Verdict},
    claim::Outcome,
};

/// How far the check reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Numbers seen.
    pub numbers: usize,
    /// Of these, claims.
    pub claims: usize,
    /// Claims that state a number.
    pub checkable: usize,
    /// Claims that a reference decided.
    pub checked: usize,
    /// Why the others were not, and how many for each reason.
    pub unchecked: BTreeMap<&'static str, usize>,
    /// Why numbers are no claims, and how many for each reason.
    pub passed_over: BTreeMap<String, usize>,
}

/// What a whole report amounts to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents read.
    pub documents: usize,
    /// How far the check reached.
    pub coverage: Coverage,
    /// Claims by verdict.
    pub verdicts: BTreeMap<&'static str, usize>,
    /// Findings by severity.
    pub severities: BTreeMap<Severity, usize>,
    /// Findings of other kinds than claims, by code.
    pub codes: BTreeMap<String, usize>,
    /// Findings that comments in drafts silenced.
    pub silenced: usize,
    /// Inputs and settings that could not be used, each in one line.
    pub errors: Vec<String>,
    /// Remarks on the whole run.
    pub notes: Vec<String>,
}

impl Summary {
    /// Counts one document.
    pub fn add(&mut self, document: &Document) {
        self.documents += 1;
        self.silenced += document.silenced;
        self.coverage.numbers += document.numbers.len();
        self.coverage.claims += document.claims.len();
        for number in &document.numbers {
            if let Outcome::NotAClaim { reason } = &number.outcome {
                *self.coverage.passed_over.entry(reason.clone()).or_default() += 1;
            }
        }
        let mut decided = 0;
        for finding in &document.findings {
            decided += usize::from(finding.kind == FindingKind::Claim);
            self.add_finding(finding);
        }
        if document.silenced > 0 && decided < document.claims.len() {
            let silenced = document.claims.len() - decided;
            let why = "silenced in the draft";
            *self.coverage.unchecked.entry(why).or_default() += silenced;
        }
    }

    fn add_finding(&mut self, finding: &Finding) {
        *self.severities.entry(finding.severity).or_default() += 1;
        if finding.kind != FindingKind::Claim {
            *self.codes.entry(finding.code.clone()).or_default() += 1;
        }
        let Some(verdict) = &finding.verdict else {
            return;
        };
        *self.verdicts.entry(verdict.name()).or_default() += 1;
        let coverage = &mut self.coverage;
        let why = match verdict {
            Verdict::Vague => "no number to check",
            Verdict::NoReference { nearest: None, .. } => "no reference speaks to it",
            Verdict::NoReference { .. } => "only another series is near",
            Verdict::Supported(_)
            | Verdict::Conditional(_)
            | Verdict::Outdated { .. }
            | Verdict::Ambiguous(_)
            | Verdict::Contradicted(_) => {
                coverage.checkable += 1;
                coverage.checked += 1;
                return;
            }
        };
        coverage.checkable += usize::from(!matches!(verdict, Verdict::Vague));
        *coverage.unchecked.entry(why).or_default() += 1;
    }
}

//! Comments in a draft that silence a finding, applied to what was found.

use std::sync::Arc;

use crate::{
    check::Finding,
    draft::{Draft, Ignore},
    text::LineIndex,
};

/// Takes out the findings that comments silence. Returns how many, and a remark
/// for each comment that silences nothing.
pub(super) fn apply(
    draft: &Draft,
    lines: &LineIndex,
    findings: &mut Vec<Finding>,
) -> (usize, Vec<String>) {
    let mut used = vec![false; draft.ignores.len()];
    let before = findings.len();
    findings.retain(|finding| {
        let mut silenced = false;
        for (ignore, used) in draft.ignores.iter().zip(&mut used) {
            if matches(ignore, finding) {
                *used = true;
                silenced = true;
            }
        }
        !silenced
    });
    let unused = draft.ignores.iter().zip(used).filter(|(_, used)| !used);
    let remarks = unused.map(|(ignore, _)| {
        let line = lines.location(&draft.source, ignore.span.start).line;
        format!(
            "the comment in line {line} silences `{}` on “{}”, but there is no such finding; take it out",
            ignore.code, ignore.quantity
        )
    });
    (before - findings.len(), remarks.collect())
}

fn matches(ignore: &Ignore, finding: &Finding) -> bool {
    let claim = Arc::as_ref(&finding.claim);
    let code = finding.code == ignore.code
        || finding
            .code
            .strip_prefix(ignore.code.as_str())
            .is_some_and(|rest| rest.starts_with('-'));
    code && ignore.blocks.contains(&claim.block)
        && claim
            .text
            .split_whitespace()
            .eq(ignore.quantity.split_whitespace())
}

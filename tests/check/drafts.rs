//! Drafts of a few sentences against a table, the whole way from text to verdict, for what
//! a number owes to the other numbers of its draft.

use std::error::Error;

use statclaim::{
    check::{self, Context, Finding, FindingKind, Policy},
    claim::extract,
    draft::Draft,
    rules::Pack,
};

use super::judging::{Outcome, table};

/// Checks drafts, each with the number that is asked for in square brackets, against what
/// `tell` makes of its finding.
pub(crate) fn all(
    rows: &[&str],
    cases: &[(&str, &str)],
    tell: impl Fn(&Finding) -> String,
) -> Outcome {
    let pack = Pack::embedded().map_err(|errors| format!("{errors:?}"))?;
    let policy = statclaim::cli::policy(&pack);
    for (written, expected) in cases {
        let (text, number) = parted(written)?;
        let findings = judge(&text, rows, &pack, &policy)?;
        let found = findings
            .iter()
            .find(|one| one.kind == FindingKind::Claim && one.claim.text == number);
        let found = found.ok_or_else(|| format!("no claim {number} in: {text}"))?;
        assert_eq!(tell(found), *expected, "{written}");
    }
    Ok(())
}

fn judge(
    text: &str,
    rows: &[&str],
    pack: &Pack,
    policy: &Policy,
) -> Result<Vec<Finding>, Box<dyn Error>> {
    let draft = Draft::from_text("draft", text);
    let found = extract(&draft, pack);
    let context = Context {
        ties: found.ties,
        doubts: found.doubts,
        ..Context::default()
    };
    let rows = table(rows)?;
    Ok(check::check(
        &found.claims,
        &context,
        &rows,
        &pack.vocabulary,
        policy,
    ))
}

/// The draft without its brackets, and what stood in them.
fn parted(written: &str) -> Result<(String, &str), Box<dyn Error>> {
    let (before, rest) = written.split_once('[').ok_or("no number in brackets")?;
    let (number, after) = rest.split_once(']').ok_or("a bracket is left open")?;
    Ok((format!("{before}{number}{after}"), number))
}

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

#[test]
fn a_change_is_set_against_its_own_ends() -> Outcome {
    let pack = Pack::embedded().map_err(|errors| format!("{errors:?}"))?;
    let policy = statclaim::cli::policy(&pack);
    for (text, inconsistent) in [
        (
            "Prisons held 9,420 foreigners in December 2024, 340 more than the 8,940 of December 2023.",
            &["340"][..],
        ),
        (
            "Prisons held 9,420 foreigners at the end of 2024, 340 more than in July of that year and 22% above the 7,710 of May 2022.",
            &[],
        ),
        (
            "Of the 61,480 inmates 19,213 were foreigners, just under a third.",
            &[],
        ),
        (
            "Of the 61,480 inmates 17,213 were foreigners, just under a third.",
            &["a third"],
        ),
    ] {
        let findings = judge(text, &[], &pack, &policy)?;
        let wrong = findings
            .iter()
            .filter(|one| one.kind == FindingKind::Arithmetic)
            .map(|one| one.claim.text.as_str());
        assert_eq!(wrong.collect::<Vec<_>>(), inconsistent, "{text}");
    }
    Ok(())
}

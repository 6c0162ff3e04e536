//! Numbers that the words of a sentence tie together: they must fit whatever
//! was read of their facets.

use super::{Inconsistency, figure, fits_none, pairs};
use crate::{
    check::{Policy, figure::Figure},
    claim::{Claim, Tie},
    text::Span,
};

/// The ties whose numbers do not fit each other.
pub(super) fn check<'c>(
    claims: &[&'c Claim],
    ties: &[Tie],
    policy: &Policy,
) -> Vec<Inconsistency<'c>> {
    let at = |span: Span| claims.iter().find(|claim| claim.span == span).copied();
    let number = |span: Span| figure(&at(span)?.quantity, None, policy);
    ties.iter()
        .filter_map(|tie| match tie {
            Tie::Again { first, again } => {
                fits_none("A-conflict", at(*again)?, &[number(*first)?], policy)
            }
            Tie::Share { part, whole, share } => {
                let (part, whole) = (number(*part)?, number(*whole)?);
                // A part above its whole was not read as it was meant.
                if part.value > whole.value {
                    return None;
                }
                fits_none("A-share", at(*share)?, &[part.over(&whole)?], policy)
            }
            Tie::Total { parts, total } => {
                let mut sum: Option<Figure> = None;
                for part in parts {
                    let part = number(*part)?;
                    sum = Some(match sum {
                        Some(sum) => sum.sum(&part)?,
                        None => part,
                    });
                }
                fits_none("A-sum", at(*total)?, &[sum?], policy)
            }
            Tie::Change {
                earlier,
                later,
                change,
            } if !pairs::is_yearly(*change, ties) => pairs::of_ends(
                "A-change",
                at(*change)?,
                [at(*earlier)?, at(*later)?],
                policy,
            ),
            Tie::Compared { one, other, times } => {
                pairs::of_rates(at(*times)?, [at(*one)?, at(*other)?], policy)
            }
            _ => None,
        })
        .collect()
}

//! What a passage leaves open about a claim, so that a number that differs from the
//! data is not called wrong.

mod what;
mod whom;

use super::ask::Desk;
use crate::claim::{Claim, From, Tie};

/// What a passage leaves open about whose a number is, or what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doubt {
    /// A rule's words for it.
    Ruled(String),
    /// "Thefts on public transport": a word that no list knows.
    Unread(String),
    /// A group taken over from a number that is in doubt itself.
    FromUncertain,
    /// A number of everybody where no group is named at all.
    NoGroups,
    /// "One in five foreigners is held for what a German cannot do".
    OfOthers,
    /// What is counted stands in another paragraph.
    FarMeasure,
    /// "0.4 per 1,000 against 0.6".
    TwoForOne,
    /// "In Graz, 300 Poles, in Linz 200".
    NamedBehind,
    /// "3.2 times, or 2.1 after adjustment for age".
    CountedBeside,
    /// "Foreigners are 31% in Chad (Peru: 17%)".
    PlaceOrPeople,
    /// "Foreign suspects rose by 7%, while locals fell by 1%".
    OtherSubject,
    /// "300 Poles and 200 Czechs were held. In 2024 it was 250".
    CarriedAmongOthers,
    /// "An index of 145 (raw: 309)".
    OtherUnit,
    /// "# A larger foreign share", and "courts convicted 280,322 adults" below.
    NamedInHeading,
    /// "The prison population grew by 390".
    ChangeOfAll,
    /// "8.7 times that of Danes, compared with 9.8 times".
    ComparedElsewhere,
    /// "One in ten adults" where arrests are asked for.
    OfPeople,
    /// A smaller number beside a larger one of the same.
    PartOfAnother,
    /// "Of those who should have gone, 86 went".
    OfAPart,
    /// An age or a sex that was not read as the group's.
    OfSome,
    /// "In Ohio it is 9% and in Utah 12%", a paragraph before.
    UnknownPlace,
    /// "A third of the convictions", below a heading about rape.
    UnderACrime,
    /// "70 deaths in prisons".
    UnknownUnit,
    /// "200 every week".
    EachTime,
    /// "On 1 October".
    UnknownTime,
    /// "29 per cent fewer" in a sentence about 2014 and 2022.
    UnknownEnds,
    /// A change or ratio that is right by the draft's own numbers.
    FollowsFromOwn,
    /// Let go in a time, not free on a day.
    OfRelease,
    /// Put in prison in a time, not there on a day.
    OfEntering,
    /// No place in the draft, and references for several countries.
    NoPlace,
}

/// Why a number that differs is not called wrong: what the passage leaves open about it, but for
/// the reasons that other numbers have `settled`.
pub(super) fn of(
    claim: &Claim,
    claims: &[Claim],
    desk: Desk<'_>,
    settled: &[Doubt],
) -> Option<Doubt> {
    let context = desk.context;
    if let Some(doubt) = context.doubt_of(claim) {
        return Some(Doubt::Ruled(doubt.because.clone()));
    }
    // What is open of a number is open of those that take its group over.
    let source = claims
        .iter()
        .rfind(|other| other.block == claim.block && other.span < claim.span)
        .filter(|other| is_carried(claim) && context.doubt_of(other).is_some());
    if source.is_some() && !settled.contains(&Doubt::FromUncertain) {
        return Some(Doubt::FromUncertain);
    }
    if let Some(word) = unread_word(claim, &context.ties) {
        return Some(Doubt::Unread(word.to_owned()));
    }
    let mut doubts = whom::doubts(claim, claims, desk)
        .into_iter()
        .chain(what::doubts(claim, claims, desk));
    doubts.find_map(|(holds, doubt)| (holds && !settled.contains(&doubt)).then_some(doubt))
}

/// Whether the group was taken over from words outside the sentence, near it.
fn is_carried(claim: &Claim) -> bool {
    let group = claim.population.as_ref();
    group.is_some_and(|group| matches!(group.from, From::PreviousClaim | From::Paragraph))
}

/// A word that no list knows in what the claim is about, which it may narrow.
fn unread_word<'t>(claim: &Claim, ties: &'t [Tie]) -> Option<&'t str> {
    ties.iter().find_map(|tie| match tie {
        Tie::Unread { at, word } if claim.subject().any(|facet| facet.contains(*at)) => {
            Some(word.as_str())
        }
        _ => None,
    })
}

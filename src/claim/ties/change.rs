//! A change and its ends: "from 150 to 210", told in one sentence or going on from the
//! number before it, and the words that say that a number is a difference or of another time.

use super::{
    super::Relation,
    Tie,
    row::{LIST_REACH, Place, Row},
};
use crate::number::Kind;

impl Row<'_> {
    /// "From 150 to 210", with the change before or after it.
    pub(super) fn change(&self, at: usize) -> Option<Tie> {
        let [earlier, later] = self.places.get(at - 1..=at)? else {
            return None;
        };
        let [from, to] = self.window.from_to.as_slice() else {
            return None;
        };
        let start = self.ends_with(from, earlier.from)?;
        let end = self.ends_with(to, later.from)?;
        if end < earlier.to || end - earlier.to > LIST_REACH {
            return None;
        }
        let before = at.checked_sub(2).and_then(|at| self.places.get(at));
        let told_before = before.filter(|place| {
            place.to <= start && start - place.to <= LIST_REACH && is_told_as_change(place)
        });
        let after = self.places.get(at + 1);
        let told_after = after.filter(|place| {
            place.from - later.to <= LIST_REACH
                && self.is_mark(later.to)
                && place.claim.relation == Relation::Change
        });
        let change = told_before.or(told_after)?;
        let is_alike = earlier.kind() == later.kind()
            || (earlier.kind() == Kind::Count && later.kind() != Kind::Vague);
        is_alike.then(|| Tie::Change {
            earlier: earlier.span(),
            later: later.span(),
            change: change.span(),
        })
    }

    /// "In 2010 there were 900. Now 300 are left, a fall of a quarter", "That was up by a
    /// third on the 875 of the year before": one end in the sentence, the other before it.
    pub(super) fn change_from_before(&self) -> Option<Tie> {
        let before = self.before.as_ref()?;
        let [one, other] = self.places.as_slice() else {
            return None;
        };
        let is_start = |words: &String| self.ends_with(words, other.from).is_some();
        let (end, change, earlier, later) = if is_told_as_change(one) {
            let holds = self.resumes() && self.window.start_of_change.iter().any(is_start);
            holds.then_some((other, one, other, before))?
        } else {
            let mark = (one.to..other.from).rfind(|at| self.is_mark(*at))?;
            let holds = is_told_as_change(other)
                && other.from - mark <= LIST_REACH
                && !self.has_marks(one.to, mark)
                && self.is_closed(other);
            holds.then_some((one, other, before, one))?
        };
        let time = |place: &Place| {
            place
                .claim
                .period
                .as_ref()
                .map(|period| period.text.clone())
        };
        let who = |place: &Place| {
            let group = place.claim.population.as_ref();
            group.map(|group| group.value.clone())
        };
        // "That is 19,645 more, an increase of 5%": no end.
        let is_series = end.is_count()
            && !self.is_apart(end)
            && end.claim.measure.value == before.claim.measure.value
            && who(end) == who(before)
            && time(end).is_some()
            && time(end) != time(before);
        is_series.then(|| Tie::Change {
            earlier: earlier.span(),
            later: later.span(),
            change: change.span(),
        })
    }

    /// Whether the sentence goes on from the number before it.
    pub(super) fn resumes(&self) -> bool {
        let mut openings = self.window.resuming.iter();
        openings.any(|words| self.starts_with(words, self.low))
    }

    /// Whether the word behind a number says that it is how many more or fewer.
    pub(super) fn is_apart(&self, place: &Place) -> bool {
        let mut words = self.window.moved.iter();
        words.any(|word| self.starts_with(word, place.to))
    }

    pub(super) fn is_moved(&self, place: &Place) -> bool {
        let moved = self.window.moved.iter().any(|word| {
            self.ends_with(word, place.from).is_some() || self.starts_with(word, place.to)
        });
        let mut then = self.window.at_another_time.iter();
        moved || then.any(|words| self.ends_with(words, place.from).is_some())
    }
}

/// Whether a number is told as a rise or fall: "by 40%", "halved".
fn is_told_as_change(place: &Place) -> bool {
    let claim = place.claim;
    match claim.relation {
        Relation::Change => true,
        Relation::Ratio => claim.comparator.is_none() && place.kind() == Kind::Multiple,
        _ => false,
    }
}

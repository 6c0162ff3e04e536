//! The numbers of one sentence in a row, and how the words between them tie them: one
//! said again, a share with its part and whole, a total. Changes stand in `change`.

use super::{
    super::{Claim, Relation, document::View},
    Tie,
};
use crate::{
    number::{Bound, Kind},
    rules::Window,
    text::Span,
};

/// Most tokens between a number and its restatement, or between a list and its total.
const REACH: usize = 9;
/// Most tokens between two parts of a list.
pub(super) const LIST_REACH: usize = 4;

/// A number where it stands, its bound word included.
pub(super) struct Place<'d> {
    pub(super) claim: &'d Claim,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Place<'_> {
    pub(super) fn kind(&self) -> Kind {
        self.claim.quantity.kind
    }

    pub(super) fn span(&self) -> Span {
        self.claim.span
    }

    pub(super) fn is_count(&self) -> bool {
        self.kind() == Kind::Count && self.claim.relation == Relation::Level
    }

    fn is_part_of_one(&self) -> bool {
        matches!(self.kind(), Kind::Percent | Kind::Fraction)
    }
}

/// The numbers of one sentence.
pub(super) struct Row<'d> {
    pub(super) view: &'d View<'d>,
    pub(super) window: &'d Window,
    pub(super) places: Vec<Place<'d>>,
    pub(super) low: usize,
    pub(super) high: usize,
    /// The only count of the sentence before.
    pub(super) before: Option<Place<'d>>,
    /// The only count of the paragraph before the sentence.
    pub(super) total: Option<Place<'d>>,
}

impl Row<'_> {
    /// Words and marks that set what follows against what stands before.
    pub(super) fn contrasts(&self) -> impl Iterator<Item = Span> {
        let is_one = |at: &usize| {
            let word = self.view.tagged.word(*at);
            self.view.tagged.written(*at) == ";"
                || self.window.contrast.iter().any(|one| word == one)
        };
        let all = (self.low..self.high).filter(is_one);
        all.map(|at| self.view.tagged.token_span(at, at + 1))
    }

    pub(super) fn ties(&self, found: &mut Vec<Tie>) {
        for at in 1..self.places.len() {
            if self.is_restatement(at) {
                found.extend(self.share(at).or_else(|| self.again(at)));
            }
            found.extend(self.total(at));
            found.extend(self.share_told_first(at));
            found.extend(self.share_of_before(at));
            found.extend(self.change(at));
        }
        found.extend(self.change_from_before());
        found.extend(self.compared());
        found.extend(
            self.places
                .iter()
                .filter(|place| self.is_moved(place))
                .map(|place| Tie::Moved(place.span())),
        );
        found.extend(
            self.places
                .iter()
                .filter(|place| self.is_apart(place))
                .map(|place| Tie::Apart(place.span())),
        );
    }

    /// "Half of those arrested were foreign nationals: 120 of 400."
    fn share_told_first(&self, at: usize) -> Option<Tie> {
        let [share, part, whole] = self.places.get(at - 1..at + 2)? else {
            return None;
        };
        let mark = part.from.checked_sub(1).filter(|mark| *mark >= share.to)?;
        let is_apart = matches!(self.view.tagged.written(mark), ":" | "(");
        let holds = share.is_part_of_one()
            && is_apart
            && self.joins(part, whole)
            && self.is_closed(whole)
            && whole.kind() == Kind::Count
            && part.kind() == Kind::Count;
        holds.then(|| Tie::Share {
            part: part.span(),
            whole: whole.span(),
            share: share.span(),
        })
    }

    /// "Police made 400 arrests. Turks accounted for 30 per cent of them, 120 arrests."
    fn share_of_before(&self, at: usize) -> Option<Tie> {
        let [share, part] = self.places.get(at - 1..=at)? else {
            return None;
        };
        let words = self
            .window
            .of_them
            .iter()
            .find(|words| self.starts_with(words, share.to))?;
        let mark = share.to + words.split(' ').count();
        let holds = at == 1
            && share.is_part_of_one()
            && part.is_count()
            && self.is_mark(mark)
            && part.from == mark + 1;
        holds.then_some(Tie::Share {
            part: part.span(),
            whole: self.before.as_ref()?.span(),
            share: share.span(),
        })
    }

    /// Two numbers of one kind and a factor that is said of nothing else.
    fn compared(&self) -> Option<Tie> {
        let [one, other, times] = self.places.as_slice() else {
            return None;
        };
        let is_rate = |place: &Place| {
            matches!(place.kind(), Kind::Rate | Kind::Percent | Kind::Fraction)
                && matches!(
                    place.claim.relation,
                    Relation::Incidence | Relation::Share | Relation::Level
                )
        };
        let mark = (other.to..times.from).find(|at| self.is_mark(*at))?;
        let holds = is_rate(one)
            && one.kind() == other.kind()
            && one.claim.quantity.per == other.claim.quantity.per
            && times.kind() == Kind::Multiple
            && times.claim.relation == Relation::Ratio
            && times.claim.comparator.is_none()
            && times.from - mark <= 3
            && (times.to..=times.to + 2).any(|at| at >= self.high || self.is_mark(at));
        holds.then(|| Tie::Compared {
            one: one.span(),
            other: other.span(),
            times: times.span(),
        })
    }

    /// Whether a share stands between marks, after another number: ", or 20%," or "(20%)".
    fn is_restatement(&self, at: usize) -> bool {
        let (Some(before), Some(place)) = (self.places.get(at - 1), self.places.get(at)) else {
            return false;
        };
        if !place.is_part_of_one() || place.from - before.to.min(place.from) > REACH {
            return false;
        }
        let mut start = place.from;
        for words in &self.window.again {
            if let Some(low) = self.ends_with(words, place.from) {
                start = start.min(low);
            }
        }
        let opening = start.checked_sub(1).filter(|mark| *mark >= before.to);
        let Some(opening) = opening else {
            return false;
        };
        let words = self.window.of_total.iter();
        let of_total = words.filter(|words| self.starts_with(words, place.to));
        let end = place.to
            + of_total
                .map(|words| words.split(' ').count())
                .max()
                .unwrap_or(0);
        let closing = if end >= self.high {
            ""
        } else {
            self.view.tagged.written(end)
        };
        let is_enclosed = match self.view.tagged.written(opening) {
            "(" => closing == ")",
            "," | "–" | "—" => matches!(closing, "" | "," | "." | ";" | "–" | "—" | "!" | "?"),
            _ => false,
        };
        is_enclosed && !self.has_marks(before.to, opening)
    }

    /// A fraction told again in percent, or the other way round.
    fn again(&self, at: usize) -> Option<Tie> {
        let (first, again) = (self.places.get(at - 1)?, self.places.get(at)?);
        let is_pair = first.is_part_of_one()
            && first.kind() != again.kind()
            && matches!(
                first.claim.relation,
                Relation::Share | Relation::Incidence | Relation::Level
            );
        (is_pair && !self.is_of_a_share(first)).then(|| Tie::Again {
            first: first.span(),
            again: again.span(),
        })
    }

    /// "about half of their share of the population, 35 per cent": the number behind it is of what it is a part.
    fn is_of_a_share(&self, first: &Place) -> bool {
        const NEAR: usize = 3;
        let tagged = &self.view.tagged;
        let of = tagged.is_word(tagged.vocabulary(), first.to, "share-of");
        let low = first.to + of.unwrap_or_default();
        let words = low..self.high.min(low + NEAR);
        of.is_some() && { words }.any(|at| {
            let is = |id: &str| tagged.is_word(tagged.vocabulary(), at, id).is_some();
            is("share-word") || is("rate-word")
        })
    }

    /// A share of the part before it in the whole that is named with it.
    fn share(&self, at: usize) -> Option<Tie> {
        let share = self.places.get(at)?;
        let near = self.places.get(at - 1)?;
        if near.kind() != Kind::Count {
            return None;
        }
        let before = at.checked_sub(2).and_then(|at| self.places.get(at));
        let (part, whole) = match before {
            // "30 of 400 Swiss, 7.5%".
            Some(before) if self.joins(before, near) => (before, near),
            // "350 people, and 91 of them, or 26%": the count before.
            Some(before) if self.is_of_them(near) || self.is_behind_of_them(near) => (near, before),
            // "Of 640 arrested, 160 were foreign, or 25%".
            Some(before) if self.is_told_of(before) => (near, before),
            _ if self.is_of_total(share) => (near, self.total.as_ref()?),
            // "Of these, 160, or 25%, were foreign".
            None if self.is_of_those_before(near) => (near, self.before.as_ref()?),
            _ => return None,
        };
        let is_counts = part.kind() == Kind::Count && whole.kind() == Kind::Count;
        is_counts.then(|| Tie::Share {
            part: part.span(),
            whole: whole.span(),
            share: share.span(),
        })
    }

    /// Whether nothing but "of" stands between two counts.
    fn joins(&self, part: &Place, whole: &Place) -> bool {
        let between = self.view.tagged.words(part.to, whole.from).to_lowercase();
        part.to < whole.from && self.window.out_of.contains(&between)
    }

    fn is_of_them(&self, part: &Place) -> bool {
        let starts = |words: &String| self.starts_with(words, part.to);
        self.window.of_them.iter().any(starts)
    }

    /// "8,474 prisoners, of whom 297 were foreign, or one in 28".
    fn is_behind_of_them(&self, part: &Place) -> bool {
        let mut words = self.window.of_them.iter();
        words.any(|words| self.ends_with(words, part.from).is_some())
    }

    /// "Of these, 160", "160 of them" at the beginning of a sentence.
    fn is_of_those_before(&self, part: &Place) -> bool {
        let mut words = self.window.of_them.iter();
        part.from - self.low <= LIST_REACH
            && (self.is_of_them(part) || words.any(|words| self.starts_with(words, self.low)))
    }

    fn is_of_total(&self, share: &Place) -> bool {
        let mut words = self.window.of_total.iter();
        words.any(|words| self.starts_with(words, share.to))
    }

    /// Whether a count opens the sentence, or a clause after a mark, as what the next one is of.
    fn is_told_of(&self, whole: &Place) -> bool {
        self.window.out_of.iter().any(|words| {
            self.ends_with(words, whole.from)
                .is_some_and(|low| low == self.low || self.is_mark(low - 1))
        })
    }

    /// A list of counts before a number that the words call their total.
    fn total(&self, at: usize) -> Option<Tie> {
        let total = self.places.get(at)?;
        let last = self.places.get(at - 1)?;
        if total.kind() != Kind::Count {
            return None;
        }
        let after = self
            .window
            .totals
            .iter()
            .any(|words| self.starts_with(words, total.to));
        let low = self
            .window
            .totals_before
            .iter()
            .filter_map(|words| self.ends_with(words, total.from))
            .min();
        // "A total of 400 people" is of all of them, "of 340 EU citizens" may be of more.
        let is_closed = self.is_closed(total)
            || (total.claim.population.is_none() && self.is_mark_or_end(total.to + 1));
        if !after && (low.is_none() || !is_closed) {
            return None;
        }
        // The total stands apart from the list by a mark, and the list is all there is.
        let mark = low.unwrap_or(total.from).checked_sub(1)?;
        let is_apart = mark >= last.to
            && matches!(self.view.tagged.written(mark), "," | "–" | "—" | ":")
            && mark - last.to <= REACH
            && !self.has_marks(last.to, mark);
        let is_example = self
            .window
            .partial
            .iter()
            .any(|word| (self.low..total.from).any(|at| self.view.tagged.word(at) == word));
        if !is_apart || is_example {
            return None;
        }
        let mut parts = vec![last.span()];
        let mut first = last;
        for place in self.places.iter().take(at - 1).rev() {
            if !self.is_listed(place, first) {
                break;
            }
            parts.insert(0, place.span());
            first = place;
        }
        let is_list = parts.len() > 1
            && self.places.iter().take(at).all(|place| {
                !parts.contains(&place.span())
                    || (place.kind() == Kind::Count && place.claim.quantity.bound != Bound::Range)
            });
        is_list.then_some(Tie::Total {
            parts,
            total: total.span(),
        })
    }

    /// Whether a count and the next are neighbours in a list: at most a group's name and a
    /// comma or a conjunction between them.
    fn is_listed(&self, place: &Place, next: &Place) -> bool {
        let Some(between) = next.from.checked_sub(place.to) else {
            return false;
        };
        let joint = next.from.checked_sub(1).is_some_and(|at| {
            self.view.tagged.written(at) == ","
                || self
                    .window
                    .and
                    .iter()
                    .any(|and| self.view.tagged.word(at) == and)
        });
        place.kind() == Kind::Count && joint && (1..=LIST_REACH).contains(&between)
    }

    /// Whether a mark other than an apostrophe or hyphen stands among tokens.
    pub(super) fn has_marks(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.is_mark(at))
    }

    pub(super) fn is_closed(&self, place: &Place) -> bool {
        self.is_mark_or_end(place.to)
    }

    fn is_mark_or_end(&self, at: usize) -> bool {
        at >= self.high || self.is_mark(at)
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        matches!(
            self.view.tagged.written(at),
            "," | "." | ";" | ":" | "(" | ")" | "–" | "—" | "!" | "?" | "\"" | "“" | "”"
        )
    }

    /// Where words begin that end right before token `at`.
    pub(super) fn ends_with(&self, words: &str, at: usize) -> Option<usize> {
        let words: Vec<&str> = words.split(' ').collect();
        let low = at.checked_sub(words.len()).filter(|low| *low >= self.low)?;
        self.are(&words, low).then_some(low)
    }

    pub(super) fn starts_with(&self, words: &str, at: usize) -> bool {
        let words: Vec<&str> = words.split(' ').collect();
        at + words.len() <= self.high && self.are(&words, at)
    }

    fn are(&self, words: &[&str], low: usize) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(at, word)| self.view.tagged.word(low + at) == *word)
    }
}

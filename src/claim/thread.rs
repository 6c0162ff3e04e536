//! How a sentence goes on from the claims before it: it stands right behind one,
//! points back with words, or says one of their numbers again.

use super::{
    Claim,
    document::{Document, View},
};
use crate::{
    draft::BlockKind,
    language::quantity::{Number, TakenFor},
    number::{Decimal, Kind},
    vocabulary::{Class, TokenKind},
};

/// How many sentences of the paragraph back a claim is still pointed at.
const SENTENCES: usize = 3;
/// How many paragraphs back a claim is still pointed at.
const BLOCKS: usize = 2;
/// How many claims back a number is known when it is said again in passing.
const RECENT: usize = 6;

/// The claims so far.
#[derive(Clone, Copy)]
pub(super) struct Thread<'c> {
    pub(super) claims: &'c [Claim],
    /// The block and the sentence of the last one.
    pub(super) last: Option<(usize, usize)>,
    /// The block of the last one that stands by itself, and does not only point back.
    pub(super) anchor: Option<usize>,
}

impl Thread<'_> {
    /// Whether the last claim stands in the same sentence or the one before.
    pub(super) fn goes_on(self, block: usize, sentence: usize) -> bool {
        let last = self.last;
        last.is_some_and(|(its_block, its)| its_block == block && its + 1 >= sentence)
    }

    /// Whether words of a block may point back to a claim of one before it.
    pub(super) fn reaches(self, document: &Document, block: usize) -> bool {
        self.anchor.is_some_and(|anchor| {
            anchor < block
                && anchor + BLOCKS >= block
                && is_running_text(document, anchor + 1, block)
        })
    }

    /// "The honest figure is a bit less than double", "the 2.5 becomes 1.8": the
    /// sentence names the figure of a claim a little before.
    pub(super) fn points_back(
        self,
        document: &Document,
        (block, sentence): (usize, usize),
        number: &Number,
    ) -> bool {
        let Some(view) = document.views.get(block) else {
            return false;
        };
        let (Some(last), Some(own)) = (self.last, view.sentences.get(sentence)) else {
            return false;
        };
        let vocabulary = &document.pack.vocabulary;
        let near =
            (last.0 == block && last.1 + SENTENCES >= sentence) || self.reaches(document, block);
        let names_it = || {
            (own.low..own.high).any(|at| {
                view.tagged
                    .is_word(vocabulary, at, "names-the-figure")
                    .is_some()
            })
        };
        let says_it_again = || {
            view.tagged
                .numbers_within(own.span)
                .iter()
                .filter(|other| other.span != number.span)
                .any(|other| self.recent(other).is_some())
        };
        near && (names_it() || says_it_again()) && counts_nothing_new(document, view, number)
    }

    /// "Beyond the 2 million", "of those 140": a number that only refers back to a claim.
    pub(super) fn said_again(
        self,
        document: &Document,
        view: &View,
        number: &Number,
    ) -> Option<String> {
        let tagged = &view.tagged;
        let vocabulary = &document.pack.vocabulary;
        let (from, _) = number.tokens;
        let pointed = from.checked_sub(1).is_some_and(|at| {
            ["definite-article", "demonstrative"]
                .iter()
                .any(|id| tagged.is_word(vocabulary, at, id) == Some(1))
        });
        let plain = matches!(
            number.quantity.kind,
            Kind::Count | Kind::Percent | Kind::Multiple
        );
        (pointed && plain && number.bound_span.is_none())
            .then(|| self.recent(number))?
            .map(|claim| format!("refers back to \"{}\"", claim.text))
    }

    /// The claim a little before that states the same number.
    fn recent(&self, number: &Number) -> Option<&Claim> {
        let small = Decimal::TEN;
        let value = number.quantity.value?;
        let telling = number.taken_for == TakenFor::Quantity
            && (value >= small || !value.is_integer() || number.quantity.kind == Kind::Percent);
        let mut claims = self.claims.iter().rev().take(RECENT);
        claims.find(|claim| {
            telling
                && claim.quantity.value == Some(value)
                && (claim.quantity.kind == number.quantity.kind
                    || (number.quantity.kind == Kind::Count && !value.is_integer()))
        })
    }
}

/// Whether no heading, list or table begins in the blocks `low..=high`.
fn is_running_text(document: &Document, low: usize, high: usize) -> bool {
    let blocks = document.views.get(low..=high).unwrap_or(&[]);
    blocks
        .iter()
        .all(|view| matches!(view.kind, BlockKind::Paragraph))
}

/// Whether a count is bare, or counts people, crimes or cases: "it was 460", not "it was 460 miles".
fn counts_nothing_new(document: &Document, view: &View, number: &Number) -> bool {
    if number.quantity.kind != Kind::Count {
        return true;
    }
    let tagged = &view.tagged;
    let (_, to) = number.tokens;
    let Some(next) = tagged.row.get(to) else {
        return true;
    };
    let vocabulary = &document.pack.vocabulary;
    let known = [Class::Group, Class::Person, Class::Measure, Class::Offence];
    next.kind == TokenKind::Mark
        || tagged.breaks_chunk(to)
        || tagged.is_word(vocabulary, to, "preposition").is_some()
        || tagged.is_word(vocabulary, to, "join").is_some()
        || known
            .into_iter()
            .any(|class| tagged.of(class).iter().any(|tag| tag.start == to))
}

#[cfg(test)]
mod tests {
    use crate::{claim::extract, draft::Draft, rules::Pack};

    /// The numbers of a text that are claims.
    fn claims(text: &str, pack: &Pack) -> Vec<String> {
        let found = extract(&Draft::from_text("t", text), pack);
        found.claims.into_iter().map(|claim| claim.text).collect()
    }

    #[test]
    fn a_figure_is_followed_and_not_counted_twice() {
        let pack = Pack::embedded().unwrap();
        for (text, expected) in [
            (
                "A headline\n\nIn Metz 340 foreign nationals were arrested for theft.\n\n\"It is untrue,\" he said.\n\n\"The honest figure is a bit less than double.\"",
                vec!["340", "double"],
            ),
            (
                "A headline\n\nIn Metz migrants are arrested 2.5 times as often as locals.\n\nAdjusted for age, the 2.5 becomes 1.8.",
                vec!["2.5 times", "1.8"],
            ),
            (
                "Police in Metz counted 2,140 foreign suspects. Of those 2,140 suspects, 300 were jailed.",
                vec!["2,140", "300"],
            ),
            (
                "A headline\n\nIn Metz 340 foreign nationals were arrested for theft.\n\nThe road was closed. It was 460 metres long.",
                vec!["340"],
            ),
            (
                "How many foreigners are in the jail of Metz? Some 312.",
                vec!["312"],
            ),
            (
                "The mayor says two thirds of the inmates in Metz are migrants. Two thirds!",
                vec!["two thirds"],
            ),
            (
                "Is it half? Is it 40%? In Metz 312 foreigners are in jail.",
                vec!["half", "40%", "312"],
            ),
            (
                "Nine a week! That is how many foreigners the court of Metz jailed in May.",
                vec!["Nine"],
            ),
            (
                "One in 900. Those are the odds that a refugee in Metz is convicted of arson.",
                vec!["One in 900"],
            ),
            (
                "In 2020 Malians in Metz were charged with 340 thefts, Serbs with 95; per 1,000 people that is 12 and 5.",
                vec!["340", "95", "12", "5"],
            ),
            (
                "Judges in Metz convicted 9,200 adults. Foreign nationals were 11% of them.",
                vec!["9,200", "11%"],
            ),
            (
                "Study 2019:14 says foreigners in Metz are convicted 2.1 times as often as natives.",
                vec!["2.1 times"],
            ),
        ] {
            assert_eq!(claims(text, &pack), expected, "{text}");
        }
    }
}

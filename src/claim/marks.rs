//! Marks: claims whose words show that a qualification rule holds, or may hold
//! if the reference data say so.
//!
//! Everything that needs the draft's words happens here; `check::qualification`
//! reads the marks and looks at the data alone.

use std::sync::Arc;

use super::{
    Claim, Stance,
    document::{Document, View},
    examples::{self, Tested},
    extract::{extract, source_span},
    figures::{self, Figure},
};
use crate::{
    draft::{BlockKind, Draft},
    language::quantity::TakenFor,
    rules::{
        Pack,
        pattern::{Pattern, Side},
        qualification::{Companion, Defect, Facet, GroupTest, When, Within, Words},
    },
    text::Span,
    vocabulary::{Group, Who},
};

/// A qualification rule that the words of a claim meet.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The claim, by its index.
    pub claim: usize,
    /// The rule.
    pub defect: Arc<Defect>,
    /// Which of its `when` tables.
    pub when: usize,
    /// The words that gave it away, where words did.
    pub words: Option<String>,
}

/// The marks of a draft's claims, in order of the claims and then of the rules.
pub(super) fn of(document: &Document, claims: &[Claim]) -> Vec<Mark> {
    let spots: Vec<Option<Spot>> = claims
        .iter()
        .map(|claim| Spot::of(document, claims, claim))
        .collect();
    let mut marks = Vec::new();
    for (claim, spot) in spots.iter().enumerate() {
        let Some(spot) = spot else {
            continue;
        };
        for defect in &document.pack.qualifications {
            for (number, when) in defect.when.iter().enumerate() {
                if let Some(words) = spot.meets(when) {
                    marks.push(Mark {
                        claim,
                        defect: Arc::clone(defect),
                        when: number,
                        words: Some(words).filter(|words| !words.is_empty()),
                    });
                }
            }
        }
    }
    marks
}

/// A number of which the words leave open whether it is the claim's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubted {
    /// The number, by its place in the source.
    pub number: Span,
    /// The rule that says so.
    pub id: String,
    /// What is open, as a clause.
    pub because: String,
}

/// The doubts of a draft's claims, in order of the claims and then of the rules.
pub(super) fn doubts(document: &Document, claims: &[Claim]) -> Vec<Doubted> {
    let mut doubted = Vec::new();
    for claim in claims {
        let Some(spot) = Spot::of(document, claims, claim) else {
            continue;
        };
        let holds = |when: &When| spot.meets(when).is_some();
        let doubts = document.pack.doubts.iter();
        doubted.extend(
            doubts
                .filter(|doubt| doubt.when.iter().any(holds))
                .map(|doubt| Doubted {
                    number: claim.span,
                    id: doubt.id.clone(),
                    because: doubt.because.clone(),
                }),
        );
    }
    doubted
}

/// A stretch of tokens of one block.
pub(super) type Stretch = (usize, usize, usize);

/// A claim where it stands.
pub(super) struct Spot<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) claims: &'d [Claim],
    pub(super) claim: &'d Claim,
    pub(super) view: &'d View<'d>,
    pub(super) sentence: usize,
    /// Its tokens, the bound word included.
    from: usize,
    to: usize,
}

impl<'d> Spot<'d> {
    fn of(document: &'d Document<'d>, claims: &'d [Claim], claim: &'d Claim) -> Option<Self> {
        let view = document.views.get(claim.block)?;
        let number = view
            .tagged
            .numbers()
            .iter()
            .find(|number| source_span(document, claim.block, number.span) == claim.span)?;
        let (from, to) = number.with_bound;
        let sentence = view.sentence_of(number.tokens.0)?;
        Some(Self {
            document,
            claims,
            claim,
            view,
            sentence,
            from,
            to,
        })
    }

    /// Whether all conditions but those on the data hold, and the words that show it.
    fn meets(&self, when: &When) -> Option<String> {
        let claim = self.claim;
        let quantity = &claim.quantity;
        let one_of =
            |kinds: &[String], name: &str| kinds.is_empty() || kinds.iter().any(|one| one == name);
        let stance = if when.stances.is_empty() {
            claim.stance == Stance::Asserted
        } else {
            when.stances.contains(&claim.stance)
        };
        let measure = claim.measure.value.as_str();
        let holds = stance
            && one_of(&when.kinds, quantity.kind.name())
            && (when.relations.is_empty() || when.relations.contains(&claim.relation))
            && (when.bounds.is_empty() || when.bounds.contains(&quantity.bound))
            && (when.direction.is_none() || when.direction == claim.direction)
            && one_of(&when.measures, measure)
            && !when.not_measures.iter().any(|one| one == measure)
            && when.has.iter().all(|facet| self.is_filled(*facet))
            && !when.lacks.iter().any(|facet| self.is_filled(*facet))
            && figures::in_limits(quantity, when)
            && self.is_group(
                claim.population.as_ref().map(|p| &p.value),
                when.population.as_ref(),
            )
            && self.is_group(
                claim.comparator.as_ref().map(|p| &p.value),
                when.comparator.as_ref(),
            )
            && self.beside(when);
        if !holds || when.absent.iter().any(|words| self.finds(words).is_some()) {
            return None;
        }
        let mut shown = String::new();
        for words in &when.present {
            let found = self.finds(words)?;
            if shown.is_empty() {
                shown = found;
            }
        }
        let accompanied = when.with.iter().all(|one| self.has_companion(one))
            && !when.without.iter().any(|one| self.has_companion(one));
        if !accompanied {
            return None;
        }
        match when.test {
            Some(test) => {
                figures::holds(test, self).map(|found| if found.is_empty() { shown } else { found })
            }
            None => Some(shown),
        }
    }

    fn beside(&self, when: &When) -> bool {
        let Some(bounds) = self.view.sentences.get(self.sentence) else {
            return false;
        };
        let matches = |pattern: &Pattern, side: Side, at: usize| {
            pattern
                .matches(&self.view.tagged, side, at, bounds.low, bounds.high)
                .is_some()
        };
        (when.left.is_empty() || matches(&when.left, Side::Left, self.from))
            && (when.right.is_empty() || matches(&when.right, Side::Right, self.to))
    }

    /// The first words of a set in its stretch.
    fn finds(&self, words: &Words) -> Option<String> {
        self.stretches(words.within)
            .into_iter()
            .find_map(|(block, low, high)| self.find_in(&words.any, block, low, high))
    }

    fn find_in(&self, any: &[Pattern], block: usize, low: usize, high: usize) -> Option<String> {
        let tagged = &self.document.views.get(block)?.tagged;
        (low..high).find_map(|at| {
            any.iter()
                .find(|pattern| {
                    pattern
                        .matches(tagged, Side::Right, at, low, high)
                        .is_some()
                })
                .map(|_| tagged.words(at, (at + 3).min(high)).to_owned())
        })
    }

    /// The stretches of tokens that a scope covers.
    pub(super) fn stretches(&self, within: Within) -> Vec<Stretch> {
        let block = self.claim.block;
        match within {
            Within::Sentence => self.sentences(0),
            Within::Sentences => self.sentences(1),
            Within::Paragraph => self.whole(self.paragraph(block)),
            Within::Near => {
                let (first, last) = self.paragraph(block);
                self.whole((first.saturating_sub(1), last + 1))
            }
            Within::Document => self.whole((0, self.document.views.len())),
        }
    }

    fn sentences(&self, beside: usize) -> Vec<Stretch> {
        let first = self.sentence.saturating_sub(beside);
        self.view
            .sentences
            .iter()
            .skip(first)
            .take(self.sentence + beside + 1 - first)
            .map(|sentence| (self.claim.block, sentence.low, sentence.high))
            .collect()
    }

    fn whole(&self, (first, last): (usize, usize)) -> Vec<Stretch> {
        self.document
            .views
            .iter()
            .enumerate()
            .take(last + 1)
            .skip(first)
            .map(|(block, view)| (block, 0, view.tagged.row.len()))
            .collect()
    }

    /// The blocks that a reader takes for one paragraph: a list with its lead-in and a table are one.
    fn paragraph(&self, block: usize) -> (usize, usize) {
        let joins = |at: usize| {
            self.document.views.get(at).is_some_and(|view| {
                matches!(view.kind, BlockKind::ListItem { .. } | BlockKind::Cell(_))
            })
        };
        let (mut first, mut last) = (block, block);
        while first > 0 && joins(first) {
            first -= 1;
        }
        let heads = |at: usize| {
            self.document
                .views
                .get(at)
                .is_some_and(|view| matches!(view.kind, BlockKind::Title | BlockKind::Heading(_)))
        };
        while heads(last) && last + 1 < self.document.views.len() {
            last += 1;
        }
        while joins(last + 1) && (joins(last) || leads_in(self.document, last)) {
            last += 1;
        }
        (first, last)
    }

    fn is_group(&self, group: Option<&Group>, test: Option<&GroupTest>) -> bool {
        let Some(test) = test else {
            return true;
        };
        let Some(group) = group else {
            return false;
        };
        let group = self.document.seen(group);
        let who = match group.who {
            Who::Foreign | Who::NotOf(_) => "foreign",
            Who::Native => "native",
            Who::Rest => "rest",
            Who::Everyone => "everyone",
            Who::Of(_) => "of",
            Who::Unrecorded => "unrecorded",
        };
        let basis = group.basis.as_ref().map_or("open", |id| id.as_str());
        (test.who.is_empty() || test.who.iter().any(|one| one == who))
            && (test.basis.is_empty() || test.basis.iter().any(|one| one == basis))
            && !group
                .traits
                .iter()
                .any(|id| test.lacks_traits.iter().any(|one| one == id.as_str()))
            && !(test.of_all_ages && group.age.is_some())
    }

    fn has_companion(&self, wanted: &Companion) -> bool {
        self.figures(wanted.within)
            .iter()
            .any(|figure| self.is_companion(figure, wanted))
    }

    fn is_companion(&self, figure: &Figure, wanted: &Companion) -> bool {
        let quantity = &figure.number.quantity;
        let plain = (wanted.kinds.is_empty()
            || wanted.kinds.iter().any(|kind| kind == quantity.kind.name()))
            && wanted.below.is_none_or(|most| {
                quantity
                    .value
                    .is_some_and(|value| value < crate::number::Decimal::from(most))
            })
            && (wanted.right.is_empty() || self.is_before(figure, &wanted.right));
        let asks_claim = !wanted.relations.is_empty()
            || !wanted.measures.is_empty()
            || !wanted.not_measures.is_empty()
            || wanted.population.is_some();
        plain
            && (!asks_claim
                || figure.claim.is_some_and(|claim| {
                    let measure = claim.measure.value.as_str();
                    let group = claim.population.as_ref().map(|phrase| &phrase.value);
                    (wanted.relations.is_empty() || wanted.relations.contains(&claim.relation))
                        && (wanted.measures.is_empty()
                            || wanted.measures.iter().any(|one| one == measure))
                        && !wanted.not_measures.iter().any(|one| one == measure)
                        && self.is_group(group, wanted.population.as_ref())
                }))
    }

    fn is_before(&self, figure: &Figure, pattern: &Pattern) -> bool {
        let Some(view) = self.document.views.get(figure.block) else {
            return false;
        };
        let (_, at) = view.tagged.token_range(figure.number.span);
        let high = view
            .sentence_of(at.saturating_sub(1))
            .and_then(|sentence| view.sentences.get(sentence))
            .map_or(view.tagged.row.len(), |sentence| sentence.high);
        pattern
            .matches(&view.tagged, Side::Right, at, 0, high)
            .is_some()
    }

    /// The other quantities of a scope, with their claims where they are claims.
    pub(super) fn figures(&self, within: Within) -> Vec<Figure<'d>> {
        let mut found = Vec::new();
        for (block, low, high) in self.stretches(within) {
            let Some(view) = self.document.views.get(block) else {
                continue;
            };
            for number in view.tagged.numbers() {
                let at = number.tokens.0;
                let span = source_span(self.document, block, number.span);
                let other = span != self.claim.span && number.taken_for == TakenFor::Quantity;
                if other && low <= at && at < high {
                    found.push(Figure {
                        block,
                        number,
                        claim: self.claims.iter().find(|claim| claim.span == span),
                    });
                }
            }
        }
        found
    }

    fn is_filled(&self, facet: Facet) -> bool {
        let claim = self.claim;
        match facet {
            Facet::Population => claim.population.is_some(),
            Facet::Comparator => claim.comparator.is_some(),
            Facet::Whole => claim.whole.is_some(),
            Facet::Offence => claim.offence.is_some(),
            Facet::Place => claim.place.is_some(),
            Facet::Period => claim.period.is_some(),
            Facet::Speaker => claim.speaker.is_some(),
            Facet::Source => claim.source.is_some(),
            Facet::Definitions => !claim.definitions.is_empty(),
            Facet::Qualifiers => !claim.qualifiers.is_empty(),
            Facet::Quoted => claim.quoted,
            Facet::Link => {
                let (first, last) = self.paragraph(claim.block);
                let blocks = self.document.draft.blocks.get(first..=last);
                blocks.is_some_and(|blocks| blocks.iter().any(|block| !block.links.is_empty()))
            }
        }
    }

    /// The tokens of the claim's quantity.
    pub(super) fn tokens(&self) -> (usize, usize) {
        (self.from, self.to)
    }
}

/// Whether a block ends by announcing what follows.
fn leads_in(document: &Document, block: usize) -> bool {
    document
        .views
        .get(block)
        .is_some_and(|view| view.tagged.text.trim_end().ends_with(':'))
}

/// Runs the examples of the qualification rules and of the doubts. Where the data decide, an
/// example must be marked for them and a counter-example is theirs to clear.
pub(super) fn tested(pack: &Pack) -> Vec<Tested> {
    let mut tested = Vec::new();
    for defect in &pack.qualifications {
        let holds = |text: &str, with_data: bool| is_marked(pack, defect, text, with_data);
        let texts = (&*defect.examples, &*defect.counterexamples);
        tested.extend(shown_both_ways(&defect.id, texts, &holds));
    }
    for doubt in &pack.doubts {
        let holds = |text: &str, _: bool| is_doubted(pack, &doubt.id, text);
        let texts = (&*doubt.examples, &*doubt.counterexamples);
        tested.extend(shown_both_ways(&doubt.id, texts, &holds));
    }
    tested
}

/// The outcomes of examples, in which a rule must hold, and of counter-examples, in which it must not.
fn shown_both_ways(
    id: &str,
    (shown, cleared): (&[String], &[String]),
    holds: &dyn Fn(&str, bool) -> Option<bool>,
) -> Vec<Tested> {
    let shown = shown.iter().map(|text| match holds(text, true) {
        Some(true) => (text, examples::Result::Reported),
        _ => (text, examples::Result::Missing),
    });
    let cleared = cleared.iter().map(|text| match holds(text, false) {
        Some(true) => (text, examples::Result::Noisy),
        _ => (text, examples::Result::Validated),
    });
    shown
        .chain(cleared)
        .map(|(text, result)| examples::outcome(id, text, result, String::new()))
        .collect()
}

/// Whether the bracketed number of an example has a doubt, alone of all doubts or not.
fn is_doubted(pack: &Pack, id: &str, text: &str) -> Option<bool> {
    let (text, span) = examples::unbracket(text)?;
    let found = extract(&Draft::from_text("example", text), pack);
    let mut doubts = found.doubts.iter();
    Some(doubts.any(|doubt| doubt.id == id && doubt.number.overlaps(span)))
}

/// Whether a rule marks the bracketed number of an example, by words alone or also where the data must agree.
fn is_marked(pack: &Pack, defect: &Defect, text: &str, with_data: bool) -> Option<bool> {
    let (text, span) = examples::unbracket(text)?;
    let found = extract(&Draft::from_text("example", text), pack);
    Some(found.marks.iter().any(|mark| {
        let at: Option<Span> = found.claims.get(mark.claim).map(|claim| claim.span);
        let by_words = defect
            .when
            .get(mark.when)
            .is_some_and(|when| when.data.is_none());
        mark.defect.id == defect.id
            && (with_data || by_words)
            && at.is_some_and(|at| at.overlaps(span))
    }))
}

//! When, where the quantity's sentence names no time: what the paragraph, the headers of a
//! cell, a lead-in, the paragraphs before and the headings have said.

use super::{
    context::from_before,
    perfect,
    then::names_time,
    when::{When, is_move, is_span, mention, of_tag, points_back},
};
use crate::{
    claim::{Claim, document::View, extract::Before, focus::Focus, model::From},
    draft::BlockKind,
    language::{quantity::TakenFor, tag::Tag},
    text::Span,
    vocabulary::{Class, ConceptId},
};

/// How many blocks back the figure before may stand whose period still holds.
const NEAR: usize = 3;

/// What a figure without a time of its own goes on from.
pub(super) struct Past<'c> {
    pub(super) focus: &'c Focus<'c>,
    /// Whether the figure tells of a move, which takes time.
    pub(super) moves: bool,
    pub(super) before: Option<&'c Before<'c>>,
    pub(super) claims: &'c [Claim],
}

impl Past<'_> {
    /// The time that a figure of this measure goes on from.
    pub(super) fn period(&self, measure: &ConceptId) -> Option<When> {
        of_same_figure(self.focus, self.claims)
            .or_else(|| self.in_paragraph())
            .or_else(|| from_header(self.focus))
            .or_else(|| from_lead_in(self.focus))
            .or_else(|| self.in_near_block(measure))
            .or_else(|| from_end_of_block(self.focus, self.claims))
            .or_else(|| from_heading(self.focus))
    }

    /// What the paragraph has said before: the time of the sentence with the last
    /// figure, or one that was named since.
    fn in_paragraph(&self) -> Option<When> {
        let focus = self.focus;
        let before = self.before.filter(|before| before.block == focus.block);
        // A share of the people takes no time, and hides none: "Tyrol, 2022. Foreigners: 15% of residents, 30% of suspects."
        let timed = before.filter(|before| {
            before.claim.period.is_some() || before.claim.measure.value.as_str() != "population"
        });
        let low = timed.map_or(0, |before| before.sentence + 1);
        let said = (low..focus.sentence).rev().take(2).find_map(|at| {
            let sentence = focus.view.sentences.get(at)?;
            let tags = focus
                .tagged()
                .within(Class::Period, sentence.low, sentence.high);
            let counts = counts(focus.view, sentence.span);
            let tag = tags.iter().find(|tag| {
                holds_on(focus, focus.block, tag) && (counts || !is_brief(focus, focus.view, tag))
            })?;
            of_tag(focus, focus.block, tag, From::Paragraph)
        });
        said.or_else(|| {
            let before = before?;
            let mut found = self.main_period(before.block)?;
            found.from = from_before(focus, before, found.from);
            Some(found)
        })
    }

    /// The time of the last sentence of a block whose claims have one: the first's, because what
    /// it is compared with comes after.
    fn main_period(&self, block: usize) -> Option<When> {
        let focus = self.focus;
        let mut dated: Option<Span> = None;
        let mut found: Option<&When> = None;
        let of_block = self
            .claims
            .iter()
            .rev()
            .filter(|claim| claim.block == block);
        for claim in of_block {
            let Some(period) = &claim.period else {
                continue;
            };
            let view = focus.document.views.get(block)?;
            let tag = tag_of(view, period);
            if tag.is_some_and(|tag| points_back(focus, view, tag)) {
                continue;
            }
            // What people did in all their lives ends what they did last year.
            let vocabulary = &focus.document.pack.vocabulary;
            let lifelong = |tag: &Tag| {
                let word = |at: usize| view.tagged.is_word(vocabulary, at, "time-lifelong");
                (tag.start..tag.end).any(|at| word(at).is_some())
            };
            if tag.is_some_and(lifelong) {
                return None;
            }
            if dated.is_some_and(|sentence| sentence != claim.sentence) {
                break;
            }
            dated = Some(claim.sentence);
            if claim_carries(focus, claim, period, self.moves) {
                found = Some(period);
            } else if found.is_some() {
                break;
            }
        }
        found.cloned()
    }

    /// The words for the period of the claim before, from up to two blocks back.
    ///
    /// Too far to date the figure by: the words are told and the value is left open,
    /// so that no verdict rests on it.
    fn in_near_block(&self, measure: &ConceptId) -> Option<When> {
        let focus = self.focus;
        let last = self
            .before
            .filter(|before| before.block < focus.block)?
            .block;
        let document = focus.document;
        let start = document.run_start(focus.block);
        let near = |block: usize| {
            let steps = start.saturating_sub(block);
            (steps <= NEAR || block == last && start <= block)
                && document.same_section(block, focus.block)
        };
        let same = self
            .claims
            .iter()
            .rev()
            .take_while(|claim| near(claim.block))
            .filter(|claim| claim.block < focus.block)
            .find(|claim| claim.measure.value == *measure || claim.block >= start)?;
        let mut period = self.main_period(same.block)?;
        period.from = From::Paragraph.max(period.from);
        // A table is of the time that the paragraph right before it tells.
        let table = document.table_start(focus.block);
        if table.is_none_or(|start| same.block + 1 < start) {
            period.value = None;
        }
        Some(period)
    }
}

/// Whether a time holds for the sentences after: not "now" and not "a year earlier".
fn carries(focus: &Focus, view: &View, tag: &Tag, moves: bool) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = &view.tagged;
    let length = tag.end - tag.start;
    let speaking = tagged.is_word(vocabulary, tag.start, "time-of-speaking") == Some(length);
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    // "1,140 more than last year"
    let lead = tag.start.saturating_sub(2)..tag.start;
    let compared = lead.clone().any(|at| word(at, "comparing"));
    let compared = compared && !lead.into_iter().any(|at| word(at, "as-of"));
    let unheld = compared || word(tag.start, "time-unheld");
    let past = || perfect::is_perfect(focus) && perfect::is_closed(focus, view, tag);
    let holds = moves || !is_span(focus, view, tag);
    let back = points_back(focus, view, tag);
    holds && !speaking && !back && !unheld && !past() && !is_of_baseline(focus, view, tag)
}

/// "up from 17 per cent in 2015": the time of the number that another is set against.
fn is_of_baseline(focus: &Focus, view: &View, tag: &Tag) -> bool {
    const LINK: usize = 2;
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = &view.tagged;
    let numbers = tagged.numbers().iter().rev();
    let mut numbers = numbers
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .map(|number| number.with_bound);
    let number = numbers.find(|(_, end)| *end <= tag.start);
    number.is_some_and(|(from, to)| {
        let set_against = ["range-from", "comparing"];
        let before = |at: usize, id: &str| tagged.is_word(vocabulary, at, id) == Some(from - at);
        let low = from.saturating_sub(LINK);
        to + LINK >= tag.start && (low..from).any(|at| set_against.iter().any(|id| before(at, id)))
    })
}

/// Whether the time of a claim holds for the claims after it.
fn claim_carries(focus: &Focus, claim: &Claim, period: &When, moves: bool) -> bool {
    let Some(view) = focus.document.views.get(claim.block) else {
        return false;
    };
    let moves = moves || !is_move(claim.relation);
    match tag_of(view, period) {
        Some(tag) => carries(focus, view, tag, moves),
        None => moves || !opens_with_since(focus, view, &period.text),
    }
}

/// The tag that tells a claim's time; a clause has none.
fn tag_of<'d>(view: &'d View, period: &When) -> Option<&'d Tag> {
    let mut same = view.tagged.of(Class::Period).iter();
    same.find(|tag| tag.span.of(view.tagged.text) == period.text)
}

/// "since we began to count": how long it took.
fn opens_with_since(focus: &Focus, view: &View, clause: &str) -> bool {
    let tagged = &view.tagged;
    let Some(start) = tagged.text.find(clause) else {
        return false;
    };
    let (at, _) = tagged.token_range(Span::new(start, start + clause.len()));
    let vocabulary = &focus.document.pack.vocabulary;
    tagged.is_word(vocabulary, at, "since").is_some()
}

/// "Of the 2,310 arrests": the time of the figure that is named again.
fn of_same_figure(focus: &Focus, claims: &[Claim]) -> Option<When> {
    let claim = same_figure(focus, claims)?;
    let mut period = claim.period.clone()?;
    if perfect::is_perfect(focus) {
        return None;
    }
    period.from = From::PreviousClaim.max(period.from);
    Some(period)
}

/// The earlier claim whose number the sentence takes up with "the".
pub(in crate::claim) fn same_figure<'c>(focus: &Focus, claims: &'c [Claim]) -> Option<&'c Claim> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let numbers = tagged.numbers_within(focus.bounds.span);
    numbers
        .iter()
        .filter(|number| number.taken_for == TakenFor::Quantity && number.span != focus.number.span)
        .find_map(|number| {
            let (at, _) = number.tokens;
            let definite = at
                .checked_sub(1)
                .is_some_and(|at| tagged.is_word(vocabulary, at, "definite").is_some());
            let written = number.span.of(tagged.text);
            let long = written.chars().filter(char::is_ascii_digit).count() > 2;
            let found = || claims.iter().rev().find(|claim| claim.text == written);
            (definite && long).then(found).flatten()
        })
}

/// Whether a sentence has a quantity.
fn counts(view: &View, sentence: Span) -> bool {
    let mut numbers = view.tagged.numbers_within(sentence).iter();
    numbers.any(|number| number.taken_for == TakenFor::Quantity)
}

/// "last week", "on 3 June": when something happened, where its sentence counts nothing.
fn is_brief(focus: &Focus, view: &View, tag: &Tag) -> bool {
    const DAYS: i32 = 7;
    let vocabulary = &focus.document.pack.vocabulary;
    let value = mention(view, tag).and_then(|mention| mention.value);
    let tagged = &view.tagged;
    let word = tagged.is_word(vocabulary, tag.end - 1, "time-brief");
    // "as of July 21": the day of a stock, and not of an event.
    let as_of = tag.start.checked_sub(2);
    if as_of.is_some_and(|at| tagged.is_word(vocabulary, at, "as-of") == Some(2)) {
        return false;
    }
    word.is_some() || value.is_some_and(|value| value.days() <= DAYS)
}

/// Whether a time that stands in an earlier sentence with no figure still holds.
fn holds_on(focus: &Focus, block: usize, tag: &Tag) -> bool {
    let Some(view) = focus.document.views.get(block) else {
        return false;
    };
    // A line that is a date alone dates the draft.
    let alone = tag.start == 0 && tag.end == view.tagged.row.len();
    !alone && names_time(focus, block, view, tag) && carries(focus, view, tag, false)
}

/// The time in the headers of a cell, in the caption of its table or in its corner.
pub(super) fn from_header(focus: &Focus) -> Option<When> {
    let cell = focus.document.cell(focus.block)?;
    let named = |block: Option<usize>, holds: &dyn Fn(usize, &Tag) -> bool| {
        let block = block?;
        let view = focus.document.views.get(block)?;
        let mut tags = view.tagged.of(Class::Period).iter();
        let tag = tags.find(|tag| holds(block, tag))?;
        of_tag(focus, block, tag, From::LeadIn)
    };
    let any = |_: usize, _: &Tag| true;
    named(cell.row_header, &any)
        .or_else(|| named(cell.column_header, &any))
        .or_else(|| named(cell.caption, &|block, tag| holds_on(focus, block, tag)))
        .or_else(|| named(Some(cell.table), &any))
}

/// The last time that the lead-in of a list names.
fn from_lead_in(focus: &Focus) -> Option<When> {
    let BlockKind::ListItem {
        lead_in: Some(lead),
    } = focus.view.kind
    else {
        return None;
    };
    let tags = focus.document.views.get(*lead)?.tagged.of(Class::Period);
    let tag = tags.iter().rev().find(|tag| holds_on(focus, *lead, tag))?;
    of_tag(focus, *lead, tag, From::LeadIn)
}

/// The time of the sentence that ends the paragraph before, where that counts something though
/// it has no claim: "Of 2,300 tests in May, 88 were failed."
fn from_end_of_block(focus: &Focus, claims: &[Claim]) -> Option<When> {
    let paragraph = |view: &View| matches!(view.kind, BlockKind::Paragraph);
    let block = focus.block.checked_sub(1)?;
    let view = focus.document.views.get(block)?;
    if focus.sentence > 1 || !paragraph(view) || !paragraph(focus.view) {
        return None;
    }
    let last = view.sentences.last()?;
    if !counts(view, last.span) || claims.iter().rev().any(|claim| claim.block == block) {
        return None;
    }
    let tags = view.tagged.within(Class::Period, last.low, last.high);
    let tag = tags.iter().rev().find(|tag| holds_on(focus, block, tag))?;
    let mut period = of_tag(focus, block, tag, From::Paragraph)?;
    period.value = None;
    Some(period)
}

/// "What happened in 2021": the time that the headline or the nearest heading names.
fn from_heading(focus: &Focus) -> Option<When> {
    let views = &focus.document.views;
    let mut heading = false;
    for (block, view) in views.iter().enumerate().take(focus.block).rev() {
        let title = *view.kind == BlockKind::Title;
        let head = matches!(view.kind, BlockKind::Heading(_));
        if (title || (head && !heading))
            && let Some(tag) = view
                .tagged
                .of(Class::Period)
                .iter()
                .find(|tag| holds_on(focus, block, tag))
        {
            return of_tag(focus, block, tag, From::Heading);
        }
        heading |= head;
    }
    None
}

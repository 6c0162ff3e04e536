//! From a draft to its claims: every number is looked at, those in scope are
//! read by the relation rules, and open facets are filled from the words around.

use super::{
    Claim, Doubted, Gate, Mark, Phrase, Tie, attribution, coverage,
    document::{Document, Words},
    facets,
    focus::Focus,
    headline, marks,
    model::From,
    qualifier, relation,
    scope::{self, Stand},
    stance,
    thread::Thread,
    ties, unit,
};
use crate::{
    draft::Draft,
    language::{
        quantity::{Number, TakenFor},
        quotation::QuotationKind,
    },
    rules::Pack,
    text::Span,
};

/// What was found in a draft.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// The claims, in order of the text.
    pub claims: Vec<Claim>,
    /// Every number seen, in order of the text.
    pub numbers: Vec<SeenNumber>,
    /// Ways in which claims may mislead, as far as the words say; the data decide on the rest.
    pub marks: Vec<Mark>,
    /// Numbers of a sentence that belong together by its words.
    pub ties: Vec<Tie>,
    /// Numbers of which the words leave open whether they are the claim's.
    pub doubts: Vec<Doubted>,
}

/// A number of a draft and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenNumber {
    /// Where it stands in the source.
    pub span: Span,
    /// As it stands in the visible text.
    pub text: String,
    /// What it was taken for.
    pub outcome: Outcome,
}

/// What became of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is the claim with this index.
    Claim(usize),
    /// It is none, and why.
    NotAClaim {
        /// In a few words.
        reason: String,
    },
}

/// Finds the claims of a draft, and says of every number what became of it.
pub fn extract(draft: &Draft, pack: &Pack) -> Extraction {
    let words = Words::of(draft);
    let tagged = words.tagged(draft, pack);
    let everywhere = vec![true; draft.blocks.len()];
    let document = Document::new(draft, pack, &words, tagged, everywhere);
    let mut found = Extraction::default();
    let open = document.may_have_claims();
    let outside = "the draft names no group told apart by migration";
    let numbers = &mut found.numbers;
    let mut tell = |block: usize, number: &Number, found: Result<usize, String>| {
        let outcome = match found {
            Ok(claim) => Outcome::Claim(claim),
            Err(reason) => Outcome::NotAClaim {
                reason: match number.taken_for {
                    TakenFor::Quantity if !open => outside.to_owned(),
                    _ => reason,
                },
            },
        };
        if let Some(view) = document.views.get(block) {
            numbers.push(SeenNumber {
                span: source_span(&document, block, number.span),
                text: number.span.of(view.tagged.text).to_owned(),
                outcome,
            });
        }
    };
    found.claims = find(&document, &|_| true, Some(&mut tell));
    found.marks = marks::of(&document, &found.claims);
    found.doubts = marks::doubts(&document, &found.claims);
    found.ties = ties::of(&document, &found.claims);
    found
}

/// Finds the claims of a draft and nothing else, passing over what the gate says has none.
pub fn claims(draft: &Draft, pack: &Pack, gate: &Gate) -> Vec<Claim> {
    let words = Words::of(draft);
    let tagged = words.tagged(draft, pack);
    let Some(gate) = gate.open_blocks(draft, pack, &tagged) else {
        return Vec::new();
    };
    let document = Document::new(draft, pack, &words, tagged, gate.country);
    let is_open = |block: usize| gate.open.get(block) == Some(&true);
    find(&document, &is_open, None)
}

/// Hears of a number in a block, with the index of its claim or the reason why it is none.
type Tell<'t> = &'t mut dyn FnMut(usize, &Number, Result<usize, String>);

/// The claims of the blocks that are wanted, and of those that may point back to them; `tell` hears of every number in them.
fn find(document: &Document, is_wanted: &dyn Fn(usize) -> bool, tell: Option<Tell>) -> Vec<Claim> {
    let asks_why = tell.is_some();
    let mut silent = |_: usize, _: &Number, _: Result<usize, String>| {};
    let tell = tell.unwrap_or(&mut silent);
    let mut claims: Vec<Claim> = Vec::with_capacity(quantities(document, is_wanted));
    let mut last: Option<(usize, usize)> = None;
    let mut anchor: Option<usize> = None;
    for (block, view) in document.views.iter().enumerate() {
        let thread = Thread {
            claims: &claims,
            last,
            anchor,
        };
        if !is_wanted(block) && !thread.reaches(document, block) {
            continue;
        }
        for number in view.tagged.numbers() {
            let (token, _) = number.tokens;
            let Some(sentence) = view.sentence_of(token) else {
                continue;
            };
            let thread = Thread {
                claims: &claims,
                last,
                anchor,
            };
            let stand = match scope::judge(document, (block, sentence), number, thread, asks_why) {
                Ok(stand) => stand,
                Err(reason) => {
                    tell(block, number, Err(reason));
                    continue;
                }
            };
            let before = last.and_then(|(block, sentence)| {
                claims.last().map(|claim| Before {
                    claim,
                    block,
                    sentence,
                })
            });
            let Some(focus) = Focus::new(document, block, sentence, number) else {
                tell(block, number, Err("outside every sentence".to_owned()));
                continue;
            };
            let claim = claim(&focus, before.as_ref(), &claims);
            tell(block, number, Ok(claims.len()));
            claims.push(claim);
            last = Some((block, sentence));
            if stand == Stand::ByItself {
                anchor = Some(block);
            }
        }
    }
    coverage::complete(document, &mut claims);
    headline::complete(document, &mut claims);
    stance::deny_struck(document, &mut claims);
    claims
}

/// How many numbers of the blocks that are wanted count or measure.
fn quantities(document: &Document, is_wanted: &dyn Fn(usize) -> bool) -> usize {
    let wanted = document.views.iter().enumerate();
    let wanted = wanted.filter(|(block, _)| is_wanted(*block));
    let numbers = wanted.flat_map(|(_, view)| view.tagged.numbers());
    numbers
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .count()
}

/// The claim before, from which facets may be carried.
pub(super) struct Before<'c> {
    pub(super) claim: &'c Claim,
    pub(super) block: usize,
    pub(super) sentence: usize,
}

fn claim(focus: &Focus, before: Option<&Before>, claims: &[Claim]) -> Claim {
    let mut reading = relation::read(focus, before, claims);
    let measure = facets::measure(focus, &reading, before, claims);
    relation::settle(focus, &mut reading, &measure.value);
    let population = facets::population(focus, &reading, before, claims);
    let whole = facets::whole(focus, &reading, population.as_ref(), before, claims);
    let comparator = facets::comparator(focus, &reading, population.as_ref(), before, claims);
    let offence = facets::offence(focus, &reading, before, &measure.value);
    let place = facets::place(
        focus,
        &reading,
        (before, claims),
        population.as_ref(),
        comparator.as_ref(),
    );
    let period = facets::period(focus, &reading, before, claims, &measure.value);
    let said = attribution::attribute(focus, before, claims);
    let draft_span = |span: Span| source_span(focus.document, focus.block, span);
    let number: &Number = focus.number;
    Claim {
        text: number.span.of(focus.tagged().text).to_owned(),
        span: draft_span(number.span),
        sentence: draft_span(focus.bounds.span),
        block: focus.block,
        quantity: unit::quantity(focus, reading.rule, before, claims),
        relation: reading.relation,
        direction: reading.direction,
        population: facets::as_told(focus, population),
        comparator: facets::as_told(focus, comparator),
        whole,
        measure,
        offence,
        place,
        period,
        definitions: facets::definitions(focus),
        speaker: said.speaker,
        source: said.source,
        quoted: quoted(focus),
        stance: reading.stance.unwrap_or_else(|| stance::of(focus, before)),
        qualifiers: qualifier::qualifiers(focus),
        rule: reading.rule.map(|rule| rule.id.clone()),
    }
}

pub(super) fn source_span(document: &Document, block: usize, span: Span) -> Span {
    document
        .draft
        .blocks
        .get(block)
        .map_or(span, |block| block.map.source_span(span))
}

/// The phrase of tokens `from..to` of the focus's block.
pub(super) fn phrase<T>(
    focus: &Focus,
    block: usize,
    (low, high): (usize, usize),
    from: From,
    value: T,
) -> Option<Phrase<T>> {
    let view = focus.document.views.get(block)?;
    let span = view.tagged.token_span(low, high);
    if span.is_empty() {
        return None;
    }
    Some(Phrase {
        text: span.of(view.tagged.text).to_owned(),
        span: Some(source_span(focus.document, block, span)),
        from,
        value,
    })
}

fn quoted(focus: &Focus) -> bool {
    focus.view.quotations.iter().any(|quotation| {
        quotation.kind == QuotationKind::Speech && quotation.span.overlaps(focus.number.span)
    })
}

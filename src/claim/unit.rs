//! The quantity with its unit. A bare number takes its unit from the words around
//! it: a rate beside it in the sentence, the header of its column, or the figure
//! before that it is set against.

use super::{Claim, decimals, extract::Before, focus::Focus, series, stops};
use crate::{
    draft::BlockKind,
    language::{
        quantity::{Number, TakenFor},
        tag::Tagged,
    },
    number::{Decimal, Kind, Precision, Quantity},
    rules::{ReadsAs, RelationRule},
    vocabulary::Class,
};

/// What a bare number counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// A factor.
    Multiple,
    /// Points of an index.
    Index,
    /// A numerator per so many.
    Rate(Decimal),
}

impl Unit {
    pub(super) fn kind(self) -> Kind {
        match self {
            Unit::Percent => Kind::Percent,
            Unit::Points => Kind::PercentagePoints,
            Unit::Multiple => Kind::Multiple,
            Unit::Index => Kind::Index,
            Unit::Rate(_) => Kind::Rate,
        }
    }
}

/// The quantity with the kind that the words around it give it.
pub(super) fn quantity(
    focus: &Focus,
    rule: Option<&RelationRule>,
    before: Option<&Before>,
    claims: &[Claim],
) -> Quantity {
    let mut quantity = focus.number.quantity.clone();
    let fixed = rule.and_then(|rule| rule.reads_as);
    if fixed == Some(ReadsAs::Count) {
        quantity.kind = Kind::Count;
    }
    if quantity.kind != Kind::Count {
        return quantity;
    }
    quantity.kind = match fixed {
        Some(ReadsAs::Multiple) => Kind::Multiple,
        Some(ReadsAs::Index) => Kind::Index,
        Some(ReadsAs::Percent) => Kind::Percent,
        Some(ReadsAs::Count) | None => Kind::Count,
    };
    let found = told(focus, before, claims).filter(|found| {
        // A rule knows better than the figure before, but not than "per 100,000" beside.
        rule.is_none() || (quantity.kind == Kind::Count && matches!(found, Unit::Rate(_)))
    });
    if found.is_none() && in_thousands(focus) {
        in_units(&mut quantity);
    }
    if let Some(found) = found {
        quantity.kind = found.kind();
        if let Unit::Rate(per) = found {
            quantity.per = Some(per);
        }
    }
    quantity
}

/// The unit that the words around a number without one, or the series that it stands in, give it.
pub(super) fn told(focus: &Focus, before: Option<&Before>, claims: &[Claim]) -> Option<Unit> {
    if focus.number.quantity.kind != Kind::Count {
        return None;
    }
    match of(focus, before) {
        found @ (None | Some(Unit::Multiple)) => decimals::unit(focus, claims)
            .or_else(|| series::beyond_multiple(focus, before, claims))
            .or(found),
        found => found,
    }
}

/// The unit that the words around a number without one give it.
pub(super) fn of(focus: &Focus, before: Option<&Before>) -> Option<Unit> {
    if focus.number.quantity.kind != Kind::Count {
        return None;
    }
    factor(focus)
        .or_else(|| beside(focus))
        .or_else(|| column(focus))
        .or_else(|| led(focus))
        .or_else(|| series::set_against(focus, before))
        .or_else(|| series::after_rate(focus))
        .or_else(|| indexed(focus))
}

/// "the factor is 9.9": what the words right before a number say that it is.
fn factor(focus: &Focus) -> Option<Unit> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let verb = focus.from.checked_sub(1)?;
    let noun = verb.checked_sub(1)?;
    let is_factor = word(verb, "copula") && word(noun, "factor-word");
    is_factor.then_some(Unit::Multiple)
}

/// "18.2 per 10,000 against 14 for Britons", "168 and 1,291, per 100,000": a number beside a rate is one too.
fn beside(focus: &Focus) -> Option<Unit> {
    if let Some(per) = own_denominator(focus) {
        return Some(Unit::Rate(per));
    }
    if let Some(per) = leading_denominator(focus) {
        return Some(Unit::Rate(per));
    }
    // "14.6 foreigners per 1,000 and 5.8 Spaniards": nobody is counted in tenths.
    let tenths = decimals::places(focus.number.quantity.precision).is_some();
    if counts_something(focus) && !tenths && !goes_on_with_groups(focus) {
        return None;
    }
    let value = focus.number.quantity.value?;
    let fifty = Decimal::from(50);
    let others = focus.tagged().numbers_within(focus.bounds.span);
    let rate = others.iter().find(|other| {
        other.quantity.kind == Kind::Rate
            && other.taken_for == TakenFor::Quantity
            && other.quantity.value.is_some_and(|other| {
                value < other.saturating_mul(fifty) && other < value.saturating_mul(fifty)
            })
            && !begins_rates(focus, other.tokens.0)
    });
    // "2,700; per 1,000 residents that is 104": of what is said next.
    let apart = |at: usize| (focus.to..at).any(|at| focus.tagged().written(at) == ";");
    let other = || denominator(others).filter(|other| !apart(other.tokens.0));
    let found = match rate {
        Some(rate) => rate.quantity.per,
        None => other().and_then(per),
    };
    found.map(Unit::Rate)
}

/// "12 per 1,000 Poles, 8 Czechs and 5 Danes": whether the number and its group stand in a list that a rate begins.
fn goes_on_with_groups(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let groups = tagged.of(Class::Group);
    let mut numbers = tagged.numbers_within(focus.bounds.span).iter().rev();
    let mut at = focus.from;
    loop {
        let group = groups.iter().find(|tag| tag.end + 1 == at);
        let before = group.and_then(|tag| numbers.find(|number| number.tokens.1 == tag.start));
        match before {
            Some(number) if number.quantity.kind == Kind::Rate => return true,
            Some(number) if number.taken_for == TakenFor::Quantity => at = number.tokens.0,
            _ => return false,
        }
    }
}

/// "1,208 inmates, and their rate had gone from 188": whether the clauses between the number and
/// the one at token `at` turn to rates.
fn begins_rates(focus: &Focus, at: usize) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let parts = |at: &usize| matches!(tagged.written(*at), "," | ";") && word(at + 1, "join");
    let turn = (focus.to..at).find(parts);
    turn.is_some_and(|turn| (turn..at).any(|at| word(at, "rate-word")))
}

/// "78.12 charges of theft per 1,000": the denominator behind the noun.
fn own_denominator(focus: &Focus) -> Option<Decimal> {
    const NEAR: usize = 8;
    let tagged = focus.tagged();
    let high = focus.stretch_high.min(focus.to + NEAR);
    let number = denominator(tagged.numbers_within(tagged.token_span(focus.to, high)))?;
    let (at, _) = number.tokens;
    let apart = (focus.to..at).any(|at| stops::parts(tagged, at) || tagged.breaks_chunk(at));
    per(number).filter(|_| !apart)
}

/// "Per 100,000 people there were 1,712 Syrian suspects and 165 Germans": the denominator that
/// opens the sentence is that of every number in it.
fn leading_denominator(focus: &Focus) -> Option<Decimal> {
    const LEAD: usize = 3;
    let tagged = focus.tagged();
    let number = denominator(tagged.numbers_within(focus.bounds.span))?;
    let (at, _) = number.tokens;
    let leads = at <= focus.bounds.low + LEAD && at < focus.from;
    per(number).filter(|_| leads)
}

/// The first number that is a denominator without its numerator: "per 10,000".
fn denominator(numbers: &[Number]) -> Option<&Number> {
    let mut numbers = numbers.iter();
    numbers.find(|number| number.taken_for == TakenFor::Denominator)
}

/// Of how many such a denominator tells.
fn per(denominator: &Number) -> Option<Decimal> {
    let quantity = &denominator.quantity;
    quantity.per.or(quantity.value)
}

/// Whether the number's own noun phrase names what is counted.
fn counts_something(focus: &Focus) -> bool {
    // "756 for immigrants": the group is behind a preposition.
    let vocabulary = &focus.document.pack.vocabulary;
    if focus
        .tagged()
        .is_word(vocabulary, focus.to, "preposition")
        .is_some()
    {
        return false;
    }
    [Class::Group, Class::Person, Class::Measure, Class::Offence]
        .into_iter()
        .any(|class| {
            !focus
                .tagged()
                .within(class, focus.to, focus.unit_end())
                .is_empty()
        })
}

/// "Prisoners (thousands)": whether a header of the cell tells that its numbers are thousands.
fn in_thousands(focus: &Focus) -> bool {
    let vocabulary = &focus.document.pack.vocabulary;
    let headers = focus.document.headers(focus.block).into_iter();
    let mut heads = headers.filter_map(|block| focus.document.views.get(block));
    heads.any(|view| {
        let tagged = &view.tagged;
        tagged.has_word(vocabulary, 0, tagged.row.len(), "head-in-thousands")
    })
}

/// The quantity of a number of thousands, as rounded as it was written.
fn in_units(quantity: &mut Quantity) {
    let thousand = Decimal::from(1_000);
    let times = |value: Decimal| value.saturating_mul(thousand);
    quantity.value = quantity.value.map(times);
    quantity.high = quantity.high.map(times);
    if let Precision::Step(step) = &mut quantity.precision {
        *step = times(*step);
    }
}

/// The unit that the headers of a cell name: "Share, %", "per 100,000", "Index", and "Ratio" before any other.
fn column(focus: &Focus) -> Option<Unit> {
    let vocabulary = &focus.document.pack.vocabulary;
    let headers = focus.document.headers(focus.block).into_iter();
    let heads = headers.filter_map(|block| focus.document.views.get(block));
    // "Convicted per 1,000 residents" in the corner is a caption.
    let corner = focus.document.corner(focus.block);
    let heads = heads.chain(corner).map(|view| &view.tagged);
    let has = |tagged: &Tagged, id: &str| tagged.has_word(vocabulary, 0, tagged.row.len(), id);
    if heads.clone().any(|tagged| has(tagged, "head-of-ratio")) {
        return Some(Unit::Multiple);
    }
    let mut units = heads.filter_map(|tagged| {
        // "Foreigners are 12 per cent of them:" above a table of people tells nothing of its cells.
        let percent = (0..tagged.row.len()).any(|at| {
            let word = tagged.is_word(vocabulary, at, "percent-word").is_some();
            (word || tagged.written(at) == "%") && !tagged.is_in_quantity(at)
        });
        if percent {
            return Some(Unit::Percent);
        }
        let rate = denominator(tagged.numbers()).and_then(per).map(Unit::Rate);
        rate.or_else(|| has(tagged, "head-of-index").then_some(Unit::Index))
    });
    units.next()
}

/// "Foreigners as a percentage of suspects: Kent 46.1; Devon 45.3", "Suspects per 10,000:" over a list: the unit
/// that the words before a colon name, where the number has none.
fn led(focus: &Focus) -> Option<Unit> {
    let views = &focus.document.views;
    let lead_in = match focus.view.kind {
        BlockKind::ListItem { lead_in } => lead_in.and_then(|at| views.get(at)),
        _ => None,
    };
    let own = focus.tagged();
    let colon = (focus.bounds.low..focus.from).find(|at| own.written(*at) == ":");
    let before = colon.map(|colon| (own, focus.bounds.low, colon));
    let above = lead_in.map(|view| (&view.tagged, 0, view.tagged.row.len()));
    let value = focus.number.quantity.value.filter(|_| is_bare(focus))?;
    let vocabulary = &focus.document.pack.vocabulary;
    [before, above]
        .into_iter()
        .flatten()
        .find_map(|(tagged, low, high)| {
            let percent = |at: usize| {
                tagged.is_word(vocabulary, at, "percent-word").is_some()
                    && !tagged.is_in_quantity(at)
            };
            if value < Decimal::ONE_HUNDRED && (low..high).any(percent) {
                return Some(Unit::Percent);
            }
            let numbers = tagged.numbers_within(tagged.token_span(low, high));
            denominator(numbers).and_then(per).map(Unit::Rate)
        })
}

/// "The office publishes an index. In 2015 descendants stood at 252": points of the index that was spoken of before.
fn indexed(focus: &Focus) -> Option<Unit> {
    let vocabulary = &focus.document.pack.vocabulary;
    let value = focus.number.quantity.value.filter(|_| is_bare(focus))?;
    // "The number of inmates stood at 114."
    let tagged = focus.tagged();
    let nouns = tagged.within(Class::Measure, focus.stretch_low, focus.from);
    let points = value < Decimal::ONE_THOUSAND && nouns.is_empty() && !counts_something(focus);
    let last = focus.from.checked_sub(1)?;
    let stands = tagged.is_word(vocabulary, last, "index-at").is_some();
    if !points || !stands {
        return None;
    }
    let named = |tagged: &Tagged, high: usize| {
        (0..high).any(|at| tagged.is_word(vocabulary, at, "index-word").is_some())
    };
    let above = || {
        let block = focus.block.checked_sub(1)?;
        let view = focus.document.views.get(block)?;
        Some(named(&view.tagged, view.tagged.row.len()))
    };
    let told = named(tagged, focus.from) || above().unwrap_or(false);
    told.then_some(Unit::Index)
}

/// Whether nothing that could be counted stands behind the number.
pub(super) fn is_bare(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    if tagged.is_word(vocabulary, focus.to, "base-word").is_some() {
        // "30 of 400": a count.
        return false;
    }
    let links = [
        "preposition",
        "located-in",
        "set-against",
        "phrase-preposition",
    ];
    let period = tagged
        .of(Class::Period)
        .iter()
        .any(|tag| tag.start == focus.to);
    focus.unit_end() == focus.to
        || period
        || links
            .iter()
            .any(|id| tagged.is_word(vocabulary, focus.to, id).is_some())
}

//! Which quantities are claims: a group told apart by migration and a justice
//! word in the window, and no exclusion.

use std::cell::OnceCell;

use super::{
    document::{BY_ORIGIN, Document, Sentence, View},
    neighbours, sequel, single, things,
    thread::Thread,
};
use crate::{
    draft::BlockKind,
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    number::Kind,
    rules::{
        Exclusion,
        pattern::{Pattern, Side},
    },
    vocabulary::{Class, TokenKind},
};

/// What a window offers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Opens {
    pub(super) group: bool,
    pub(super) justice: bool,
}

impl Opens {
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            group: self.group || other.group,
            justice: self.justice || other.justice,
        }
    }

    pub(super) fn both(self) -> bool {
        self.group && self.justice
    }
}

/// What a whole block offers.
pub(super) fn whole(document: &Document, view: &View) -> Opens {
    let look = || opens(document, view, 0, view.tagged.row.len());
    *view.offers.get_or_init(look)
}

/// What a sentence of a block offers.
pub(super) fn in_sentence(document: &Document, view: &View, sentence: usize) -> Opens {
    let sentences = &view.sentences;
    let bounds = sentences.get(sentence).zip(sentences.offers(sentence));
    bounds.map_or_else(Opens::default, |(bounds, known)| {
        *known.get_or_init(|| opens(document, view, bounds.low, bounds.high))
    })
}

/// What tokens `low..high` of a block offer.
fn opens(document: &Document, view: &View, low: usize, high: usize) -> Opens {
    let vocabulary = &document.pack.vocabulary;
    let tagged = &view.tagged;
    let hits = tagged.hits().between(low, high).iter();
    let inside = hits.filter(|hit| hit.end <= high);
    // A word may imply the group, and a group word may say that its people are offenders.
    let implied = inside.fold(Opens::default(), |sum, hit| Opens {
        group: sum.group || vocabulary.implies_group(hit.concept),
        justice: sum.justice || vocabulary.implies_justice(hit.concept),
    });
    // "White men were 62% of those arrested, Asian men 9%": told apart by race, not by migration.
    let race = OnceCell::new();
    let by_race = || *race.get_or_init(|| tagged.has_word(vocabulary, low, high, "race-word"));
    let foreign =
        |tag: &Tag| document.is_foreign(tag) && !(document.may_be_a_race(tag) && by_race());
    let justice = |class: Class| {
        let tags = tagged.within(class, low, high);
        tags.iter().any(|tag| document.is_justice(tag))
    };
    // "Arrests by passport: Poland 44, Romania 39"
    let lead = tagged.has_word(vocabulary, low, high, BY_ORIGIN);
    let listed = lead && (low..high).any(|at| tagged.written(at) == ":");
    Opens {
        group: implied.group
            || listed
            || tagged.within(Class::Group, low, high).iter().any(foreign),
        justice: implied.justice || justice(Class::Measure) || justice(Class::Offence),
    }
}

/// What the stretch before a sentence offers: its paragraph, the two blocks before it or before its list or
/// table, headings and headline.
pub(super) fn context(document: &Document, block: usize, sentence: usize) -> Opens {
    let Some(view) = document.views.get(block) else {
        return Opens::default();
    };
    let mut found = Opens::default();
    for earlier in 0..sentence {
        found = found.or(in_sentence(document, view, earlier));
    }
    let mut heading = false;
    let reach = document.pack.window.blocks_back;
    let start = document.run_start(block);
    let earlier_blocks = document.views.get(..block).unwrap_or(&[]);
    for (at, earlier) in earlier_blocks.iter().enumerate().rev() {
        let is_heading = matches!(earlier.kind, BlockKind::Title | BlockKind::Heading(_));
        let near = at + reach >= block
            || (at < start && at + reach >= start)
            || (is_heading && !heading)
            || *earlier.kind == BlockKind::Title;
        if near {
            found = found.or(whole(document, earlier));
        }
        heading |= is_heading;
    }
    found
}

/// What makes a number a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Its window names a group and justice.
    ByItself,
    /// It points back to a claim before it.
    PointsBack,
}

/// Whether a number is a claim, and what holds it; or why it is none. Where nobody
/// `asks_why`, what stands outside every window is not looked at any closer.
pub(super) fn judge(
    document: &Document,
    (block, sentence): (usize, usize),
    number: &Number,
    thread: Thread,
    asks_why: bool,
) -> Result<Stand, String> {
    if let Some(reason) = number.taken_for.reason() {
        return Err(reason.to_owned());
    }
    debug_assert_eq!(number.taken_for, TakenFor::Quantity);
    let Some(view) = document.views.get(block) else {
        return Err("outside every block".to_owned());
    };
    let pointed = thread.points_back(document, (block, sentence), number);
    let stand = stand(document, (block, sentence), number, thread, pointed);
    if stand.is_ok() || asks_why {
        let listed = || sequel::lists_on(document, (block, sentence), number, thread);
        let reason = excluded(document, view, sentence, number, &|rule| {
            rule.unless_listed && listed()
        })
        .or_else(|| inside(view, number))
        .or_else(|| row_number(view, number))
        .or_else(|| in_order(document, view, number))
        .or_else(|| thread.said_again(document, view, number))
        .or_else(|| said_twice(view, sentence, number))
        .or_else(|| things::counts_other(document, (block, view), sentence, number))
        .or_else(|| things::of_time(document, view, sentence, number))
        .or_else(|| single::of_one(document, view, sentence, number))
        .or_else(|| sequel::of_excluded(document, view, sentence, number))
        .or_else(|| (!pointed).then(|| idle(document, view, sentence, number))?);
        if let Some(reason) = reason {
            return Err(reason);
        }
    }
    stand.map_err(str::to_owned)
}

/// What holds a number by its window or the claims before it; or what is missing.
fn stand(
    document: &Document,
    (block, sentence): (usize, usize),
    number: &Number,
    thread: Thread,
    pointed: bool,
) -> Result<Stand, &'static str> {
    let Some(view) = document.views.get(block) else {
        return Err("outside every block");
    };
    let own = in_sentence(document, view, sentence);
    if own.both() {
        return Ok(Stand::ByItself);
    }
    let around = context(document, block, sentence).or(headers(document, block));
    let cell = matches!(view.kind, BlockKind::Cell(_));
    let linked = || {
        thread.goes_on(block, sentence)
            || cell
            || neighbours::points_back(document, view, sentence, number)
    };
    if own.or(around).both() && (own.group || own.justice || linked()) {
        return Ok(Stand::ByItself);
    }
    if !own.or(around).group && by_race_alone(document, view, sentence) {
        return Err("people told apart by race, not by migration");
    }
    if listed(document, block) {
        return Ok(Stand::ByItself);
    }
    if own.justice && neighbours::points_ahead(document, view, sentence, number) {
        return Ok(Stand::ByItself);
    }
    if own.group && neighbours::is_base(document, view, sentence, number) {
        return Ok(Stand::ByItself);
    }
    if neighbours::asked_ahead(document, view, sentence, number) {
        return Ok(Stand::ByItself);
    }
    if pointed {
        return Ok(Stand::PointsBack);
    }
    Err(match (own.or(around).group, own.or(around).justice) {
        (false, false) => "no group told apart by migration and no justice word near it",
        (false, true) => "no group told apart by migration near it",
        (true, false) => "no justice word near it",
        (true, true) => "its own sentence names neither such a group nor a justice word",
    })
}

/// "Black people were 15 per cent of those sentenced": a sentence that tells people apart by race
/// and names nobody else.
fn by_race_alone(document: &Document, view: &View, sentence: usize) -> bool {
    let vocabulary = &document.pack.vocabulary;
    view.sentences.get(sentence).is_some_and(|bounds| {
        let tagged = &view.tagged;
        let mut groups = tagged.within(Class::Group, bounds.low, bounds.high).iter();
        let mut people = tagged.within(Class::Person, bounds.low, bounds.high).iter();
        let race = |at: usize| tagged.is_word(vocabulary, at, "race-word").is_some();
        let led = |tag: &Tag| (tag.start.saturating_sub(1)..tag.end).any(race);
        people.any(led) && !groups.any(Tag::has_basis)
    })
}

/// What the headers of a cell and its table offer: beside the rows of the
/// foreign-born those of the native-born are compared with them.
fn headers(document: &Document, block: usize) -> Opens {
    let Some(start) = document.table_start(block) else {
        return Opens::default();
    };
    let same = |at: &usize| document.table_start(*at) == Some(start);
    let cells = (start..document.views.len()).take_while(same);
    let table: Vec<usize> = cells.collect();
    let by_origin = Opens {
        group: document.heads_origins(block)
            || table.iter().any(|at| document.is_foreign_head(*at)),
        justice: false,
    };
    let heads = whole_blocks(document, &document.headers(block));
    heads.or(whole_blocks(document, &table)).or(by_origin)
}

/// "| 12 | …": the number of a row; or what the numbers of a column are.
fn row_number(view: &View, number: &Number) -> Option<String> {
    let text = view.tagged.text;
    let before = text.get(..number.span.start).unwrap_or_default();
    let after = text.get(number.span.end..).unwrap_or_default();
    let opens_row = before.trim() == "|" && after.trim_start().starts_with('|');
    if opens_row && number.quantity.kind == Kind::Count {
        return Some("the number of a row".to_owned());
    }
    // "Report 2021:23": a year and a number in it, without a space.
    let year = before.strip_suffix(':').unwrap_or_default();
    let digits = year.chars().rev().take_while(char::is_ascii_digit).count();
    if digits == 4 && year.len() > 4 && number.quantity.kind == Kind::Count {
        return Some("the number of a document".to_owned());
    }
    // "| Prisoners (thousands) |"
    let head = matches!(view.kind, BlockKind::Cell(cell) if cell.row == 0);
    if head && number.quantity.kind == Kind::Vague {
        return Some("the unit of a column".to_owned());
    }
    let first = matches!(view.kind, BlockKind::Cell(cell) if cell.heads_row());
    // "Under 21"
    let alone = number.with_bound == (0, view.tagged.row.len());
    (first && alone && number.quantity.kind == Kind::Count)
        .then(|| "the number of a row".to_owned())
}

/// "| Rank |" over "4": a place in an order.
fn in_order(document: &Document, view: &View, number: &Number) -> Option<String> {
    let BlockKind::Cell(cell) = view.kind else {
        return None;
    };
    let ranks = &document.pack.window.ranks;
    let header = document.views.get(cell.column_header?)?;
    let first = header
        .tagged
        .text
        .split(|letter: char| !letter.is_alphanumeric())
        .next()?;
    let is_rank = ranks.iter().any(|word| first.to_lowercase() == *word);
    (is_rank && number.quantity.kind == Kind::Count).then(|| "a place in an order".to_owned())
}

fn whole_blocks(document: &Document, blocks: &[usize]) -> Opens {
    blocks
        .iter()
        .filter_map(|at| document.views.get(*at))
        .map(|view| whole(document, view))
        .fold(Opens::default(), Opens::or)
}

/// An item of a list whose items, with the lead-in or else the heading above them, name both.
fn listed(document: &Document, block: usize) -> bool {
    let Some(BlockKind::ListItem { lead_in }) = document.views.get(block).map(|view| view.kind)
    else {
        return false;
    };
    let other = |view: &View| !matches!(view.kind, BlockKind::ListItem { .. });
    let earlier = document.views.get(..block).unwrap_or(&[]);
    let above = earlier.iter().rposition(other);
    let both = |at: usize| whole_blocks(document, &[at]).both();
    let low = above.map_or(0, |at| at + 1);
    let mut items = low..block;
    if lead_in.or(above).is_some_and(both) || items.any(both) {
        return true;
    }
    let later = document.views.get(block..).unwrap_or(&[]);
    let items: Vec<usize> = (low..document.views.len())
        .take_while(|at| *at < block || later.get(at - block).is_some_and(|view| !other(view)))
        .collect();
    let head = lead_in.or(above).map(|at| whole_blocks(document, &[at]));
    let head = head.unwrap_or_default();
    (head.group || head.justice) && head.or(whole_blocks(document, &items)).both()
}

/// A number in a group's name ("two foreign-born parents") or in a date.
fn inside(view: &View, number: &Number) -> Option<String> {
    let (from, to) = number.tokens;
    let covers = |tag: &Tag| tag.start <= from && to <= tag.end;
    // "citizens over 40" is an age; "citizens over 2x as likely" is none.
    let countable = !matches!(
        number.quantity.kind,
        Kind::Multiple | Kind::Percent | Kind::Rate
    );
    if countable && view.tagged.of(Class::Group).iter().any(covers) {
        return Some("part of a group's name".to_owned());
    }
    let dated =
        view.tagged.of(Class::Period).iter().any(|tag| {
            covers(tag) && number.span != tag.span && number.quantity.kind == Kind::Count
        });
    dated.then(|| "part of a date or period".to_owned())
}

/// "A third of the inmates. A third!", "five (5)": a number that is said once more for its weight, or in digits.
fn said_twice(view: &View, sentence: usize, number: &Number) -> Option<String> {
    let tagged = &view.tagged;
    let own = view.sentences.get(sentence)?;
    let before = view.sentences.get(sentence.saturating_sub(1))?;
    let text = number.span.of(tagged.text);
    let (from, to) = number.tokens;
    let mark = |at: Option<usize>| {
        let token = at.and_then(|at| tagged.row.get(at));
        token.is_none_or(|token| token.kind == TokenKind::Mark)
    };
    let alone = mark(from.checked_sub(1).filter(|at| *at >= own.low)) && mark(Some(to));
    let in_words = |text: &str| !text.contains(|letter: char| letter.is_ascii_digit());
    let bracketed = from.checked_sub(1).filter(|at| tagged.written(*at) == "(");
    let in_digits = bracketed.filter(|_| tagged.written(to) == ")");
    let same = |earlier: &&Number| {
        let (start, end) = earlier.tokens;
        let known = earlier.quantity.value == number.quantity.value
            && (earlier.quantity.value.is_some()
                || earlier.span.of(tagged.text).eq_ignore_ascii_case(text));
        start < from
            && start >= before.low
            && known
            && (alone || (start >= own.low && mark(Some(end)) && mark(from.checked_sub(1))))
    };
    let so_written = |earlier: &&Number| {
        let words = in_words(earlier.span.of(tagged.text));
        words
            && Some(earlier.tokens.1) == in_digits
            && earlier.quantity.value == number.quantity.value
    };
    let mut earlier = tagged.numbers().iter();
    let again = if in_words(text) {
        earlier.any(|earlier| same(&earlier))
    } else {
        earlier.any(|earlier| so_written(&earlier))
    };
    again.then(|| "says a number once more".to_owned())
}

/// A vague word with nothing to count after it: "a majority of MPs".
fn idle(document: &Document, view: &View, sentence: usize, number: &Number) -> Option<String> {
    if number.quantity.kind != Kind::Vague {
        return None;
    }
    let bounds = view.sentences.get(sentence)?;
    let (from, to) = number.tokens;
    let reach = document.pack.window.vague_reach;
    let high = (to + reach).min(bounds.high);
    let low = from.saturating_sub(reach).max(bounds.low);
    let counts = [Class::Group, Class::Measure, Class::Offence]
        .into_iter()
        .any(|class| !view.tagged.within(class, low, high).is_empty());
    (!counts).then(|| "a vague word that counts neither a group nor crime".to_owned())
}

/// Why a number is no claim by a rule that holds for what is told beside it, too.
pub(super) fn excluded_for_good(
    document: &Document,
    view: &View,
    sentence: usize,
    number: &Number,
) -> Option<String> {
    excluded(document, view, sentence, number, &|rule| rule.unless_listed)
}

/// Why a number is no claim by the rules, those aside that are `passed_over`.
fn excluded(
    document: &Document,
    view: &View,
    sentence: usize,
    number: &Number,
    passed_over: &dyn Fn(&Exclusion) -> bool,
) -> Option<String> {
    let &Sentence { low, high, .. } = view.sentences.get(sentence)?;
    let tagged = &view.tagged;
    let (from, to) = number.tokens;
    let from = number
        .bound_span
        .map_or(from, |span| from.min(tagged.token_range(span).0));
    let kind = number.quantity.kind;
    let bound = number.quantity.bound.name();
    let pack = document.pack;
    let (before, after) = (tagged.tokens(low, from), tagged.tokens(to, high));
    let candidates = pack.exclusion_index.candidates(kind, before, after);
    candidates
        .into_iter()
        .filter_map(|at| pack.exclusions.get(at))
        .find(|rule| {
            let small = || {
                rule.below.is_none_or(|most| {
                    number.quantity.value.is_some_and(|value| {
                        // "4.0" is measured, not counted.
                        value.scale() == 0 && value < crate::number::Decimal::from(most)
                    })
                })
            };
            let matches = |pattern: &Pattern, side: Side, at: usize| {
                pattern.matches(tagged, side, at, low, high).is_some()
            };
            let written = || {
                rule.text.is_empty()
                    || rule
                        .text
                        .contains(&number.span.of(tagged.text).to_lowercase())
            };
            let any = |patterns: &[Pattern], side: Side, at: usize| {
                patterns.iter().any(|pattern| matches(pattern, side, at))
            };
            (rule.bounds.is_empty() || rule.bounds.iter().any(|one| one == bound))
                && small()
                && matches(&rule.right, Side::Right, to)
                && matches(&rule.left, Side::Left, from)
                && written()
                && !any(&rule.unless, Side::Right, to)
                && !any(&rule.unless_before, Side::Left, from)
                && !passed_over(rule)
        })
        .map(|rule| rule.summary.clone())
}

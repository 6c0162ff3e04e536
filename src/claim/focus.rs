//! One quantity and the words around it, as rules and facet binding see them.

use super::{
    document::{Document, Sentence, View},
    stops,
};
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::{Tag, Tagged},
    },
    number::{Decimal, Kind},
    rules::Direction,
    vocabulary::{Class, TokenKind},
};

/// How a time or place in the sentence reaches the quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// In its own clause: "in 2020 it was 30%".
    Clause,
    /// Before or behind it with a clause's end between and no other quantity: "in 2020, they say, 30%".
    Fronted,
    /// In its own clause behind or before another quantity: "12 in Leeds and 30 men".
    Shared,
    /// With the quantity before: "12 in Leeds, 30 women".
    Behind,
    /// With the quantity after: "12 women, in Leeds 30".
    Next,
    /// Elsewhere in the sentence.
    Sentence,
}

/// A quantity in its sentence.
#[derive(Clone, Copy)]
pub(super) struct Focus<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) block: usize,
    pub(super) view: &'d View<'d>,
    pub(super) sentence: usize,
    pub(super) bounds: Sentence,
    pub(super) number: &'d Number,
    /// First token of the quantity, its bound word included.
    pub(super) from: usize,
    /// One past its last token.
    pub(super) to: usize,
    /// One past the last token of the quantity before, or the sentence's first.
    pub(super) stretch_low: usize,
    /// Where the next clause, the words that lead to the quantity after, or that quantity begins; or the sentence's end.
    pub(super) stretch_high: usize,
}

impl<'d> Focus<'d> {
    pub(super) fn new(
        document: &'d Document<'d>,
        block: usize,
        sentence: usize,
        number: &'d Number,
    ) -> Option<Self> {
        let view = document.views.get(block)?;
        let bounds = *view.sentences.get(sentence)?;
        let (from, to) = number.with_bound;
        let from = from - usize::from(is_signed(&view.tagged, from));
        let others = view
            .tagged
            .numbers_within(bounds.span)
            .iter()
            .filter(|other| other.taken_for == TakenFor::Quantity && !is_one(other))
            .map(|other| other.with_bound)
            .filter(|&(low, high)| !in_group_name(&view.tagged, low, high));
        let mut stretch_low = bounds.low;
        let mut stretch_high = bounds.high;
        for (other_from, other_to) in others {
            if other_to <= from {
                stretch_low = stretch_low.max(other_to);
            } else if other_from >= to {
                stretch_high = stretch_high.min(other_from);
            }
        }
        let mut focus = Self {
            document,
            block,
            view,
            sentence,
            bounds,
            number,
            from,
            to,
            stretch_low,
            stretch_high,
        };
        if stretch_high < bounds.high {
            let next = focus.next_clause().or_else(|| focus.next_lead());
            focus.stretch_high = next.unwrap_or(stretch_high);
        }
        let clause = focus.coordinate_clause();
        focus.stretch_high = clause.map_or(focus.stretch_high, |end| end.min(focus.stretch_high));
        Some(focus)
    }

    /// "sat in our prisons | and they had been arrested 1.7 million times": where a pronoun opens the clause of the
    /// next number.
    fn next_clause(&self) -> Option<usize> {
        let tagged = self.tagged();
        let vocabulary = &self.document.pack.vocabulary;
        let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
        let quoted = |at: usize| matches!(tagged.written(at), "“" | "”" | "\"");
        let mut clause = (self.to + 1..self.stretch_high).take_while(|at| !quoted(*at));
        clause.find(|at| {
            if is(*at, "join").is_none() {
                return false;
            }
            let that = usize::from(tagged.word(at + 1) == "that");
            let pronoun = at + 1 + that;
            let verb = is(pronoun, "they").map(|length| pronoun + length);
            verb.is_some_and(|verb| is(verb, "clause-verb").is_some())
        })
    }

    /// "2 in 10 | and for theft 8 in 10", "610 | ; among Danes it fell to 240": where the words begin that lead to the
    /// next number.
    fn next_lead(&self) -> Option<usize> {
        let tagged = self.tagged();
        let vocabulary = &self.document.pack.vocabulary;
        let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
        let joins = |at: usize| is(at, "join") || is(at, "coordinates");
        let mark = |at: usize| stops::parts(tagged, at);
        let mut ends = (self.to..self.stretch_high).rev();
        let end = ends.find(|at| joins(*at) || mark(*at))?;
        let lead = (end + 1 < self.stretch_high && is(end + 1, "leads-next")).then_some(end)?;
        let comma = lead.checked_sub(1).filter(|at| *at >= self.to && mark(*at));
        Some(comma.unwrap_or(lead))
    }

    /// "are 30 per cent of suspects | and the guards are too few", "… | while robberies rose": where a clause with a
    /// subject and a verb of its own begins behind a quantity that has its verb.
    pub(super) fn coordinate_clause(&self) -> Option<usize> {
        const NEAR: usize = 3;
        const SUBJECT: usize = 6;
        let tagged = self.tagged();
        let vocabulary = &self.document.pack.vocabulary;
        let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
        let verb =
            |at: usize| is(at, "clause-verb").is_some() || is(at, "coordinated-verb").is_some();
        let mark = |at: &usize| {
            let token = tagged.row.get(*at);
            let mark = token.is_none_or(|token| token.kind != TokenKind::Word);
            mark || tagged.is_in_quantity(*at)
        };
        let before = self.from.saturating_sub(NEAR).max(self.stretch_low)..self.from;
        let mut near = before.chain(self.to..=self.to);
        near.find(|at| verb(*at))?;
        let mut rest = (self.to + 1..self.bounds.high).take_while(|at| !mark(at));
        rest.find(|at| {
            let Some(length) = is(*at, "join").or_else(|| is(*at, "coordinates")) else {
                return false;
            };
            let low = at + length;
            let high = self.bounds.high.min(low + SUBJECT);
            let opens = !verb(low) && is(low, "preposition").is_none();
            opens && (low + 1..high).take_while(|at| !mark(at)).any(verb)
        })
    }

    pub(super) fn tagged(&self) -> &'d Tagged<'d> {
        &self.view.tagged
    }

    /// Tags of `class` in the sentence, nearest first: those before the quantity in the stretch, after it in the stretch, then the rest.
    pub(super) fn nearest(&self, class: Class) -> Vec<&'d Tag> {
        let (low, high) = (self.bounds.low, self.bounds.high);
        // "12 arrests of Poles in 2019 per 1,000": some stand inside the quantity.
        let mut found: Vec<&Tag> = self.tagged().within(class, low, high).iter().collect();
        found.sort_by_key(|tag| {
            let before = tag.end <= self.from;
            let stretch = if before {
                tag.start >= self.stretch_low
            } else {
                tag.end <= self.stretch_high
            };
            let distance = if before {
                self.from - tag.end
            } else {
                tag.start.saturating_sub(self.to)
            };
            (!stretch, !before, distance)
        });
        found
    }

    /// Tags of `class` in the sentence, those that reach the quantity best first.
    pub(super) fn closest(&self, class: Class) -> Vec<&'d Tag> {
        let mut found = self.nearest(class);
        found.sort_by_key(|tag| self.reach(tag));
        found
    }

    /// How well a time or place reaches the quantity, the best first: its clause before its
    /// stretch before the sentence, then by distance.
    pub(super) fn reach(&self, tag: &Tag) -> (Reach, usize, bool) {
        let before = tag.end <= self.from;
        let distance = if before {
            self.from - tag.end
        } else {
            tag.start.saturating_sub(self.to)
        };
        (self.clauses_to(tag), distance, before)
    }

    fn clauses_to(&self, tag: &Tag) -> Reach {
        if !self.in_stretch(tag) {
            let own = tag.start >= self.to && !self.breaks(self.to, tag.start);
            return if own { Reach::Shared } else { Reach::Sentence };
        }
        if tag.end <= self.from {
            let shared = self.stretch_low > self.bounds.low;
            let apart = self.breaks(tag.end, self.from);
            let opens = !shared || self.breaks(self.stretch_low, tag.start);
            return match (opens, apart) {
                (true, false) => Reach::Clause,
                (true, true) => Reach::Fronted,
                (false, false) => Reach::Shared,
                (false, true) => Reach::Behind,
            };
        }
        if !self.breaks(self.to, tag.start) {
            return Reach::Clause;
        }
        // Where the stretch ends before the next number, what leads to that stands behind it.
        let next = self.next_quantity(self.to);
        let shared = next.is_some_and(|next| next <= self.stretch_high);
        if shared && !self.breaks(tag.end, self.stretch_high) {
            Reach::Next
        } else {
            Reach::Fronted
        }
    }

    /// "…, 27 in 2022", "and in Kent 46": whether nothing but a tag and what leads to it stands beside the quantity.
    pub(super) fn stands_alone_with(&self, tag: &Tag) -> bool {
        let tagged = self.tagged();
        let vocabulary = &self.document.pack.vocabulary;
        let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
        let link = |at: usize| is(at, "located-in") || is(at, "phrase-preposition");
        let opens = |start: usize| {
            let before = start.checked_sub(1).filter(|at| *at >= self.bounds.low);
            before.is_none_or(|at| stops::halts(tagged, at) || is(at, "join"))
        };
        let ends = |at: usize| stops::ends(tagged, at) || is(at, "join");
        if tag.start >= self.to {
            let linked = tag.start == self.to + 1 && link(self.to);
            return (linked || tag.start == self.to) && opens(self.from) && ends(tag.end);
        }
        let comma = tagged.written(tag.end) == ",";
        let linked = tag.start.checked_sub(1).filter(|at| link(*at));
        tag.start >= self.bounds.low
            && tag.end + usize::from(comma) == self.from
            && opens(linked.unwrap_or(tag.start))
            && ends(self.to)
    }

    /// Whether a word that opens another clause stands between the quantity and a tag: "while".
    pub(super) fn clause_ends_between(&self, tag: &Tag) -> bool {
        let vocabulary = &self.document.pack.vocabulary;
        let (low, high) = if tag.end <= self.from {
            (tag.end, self.from)
        } else {
            (self.to, tag.start)
        };
        (low..high).any(|at| {
            self.tagged()
                .is_word(vocabulary, at, "clause-break")
                .is_some()
        })
    }

    /// Whether a clause ends between two tokens: a mark, "while", or "and" that a time or place follows.
    fn breaks(&self, low: usize, high: usize) -> bool {
        let tagged = self.tagged();
        let word = |at: usize, id: &str| {
            tagged
                .is_word(&self.document.pack.vocabulary, at, id)
                .is_some()
        };
        // "3,359"
        let mark = |at: usize| {
            matches!(
                tagged.written(at),
                "," | ";" | ":" | "–" | "—" | "(" | ")" | "[" | "]" | "·" | "•" | "|"
            ) && !tagged.is_in_quantity(at)
        };
        let ends = |at: usize| mark(at) || word(at, "clause-break");
        let joined = || {
            let lead = high.checked_sub(2).filter(|at| *at >= low);
            lead.is_some_and(|at| word(at, "phrase-join") && word(at + 1, "where"))
        };
        (low..high).any(ends) || joined()
    }

    /// Whether a tag stands behind the number that the quantity is a part of, and before any
    /// other: "20 of the 90 decided last year".
    pub(super) fn is_behind_base(&self, tag: &Tag) -> bool {
        const OWNER: usize = 3;
        let tagged = self.tagged();
        let (low, high) = (self.to, self.stretch_high);
        let vocabulary = &self.document.pack.vocabulary;
        let base = tagged.is_word(vocabulary, low, "base-word");
        let near = base.is_some_and(|length| low + length + OWNER >= high);
        let marks = || (low..high).any(|at| matches!(tagged.written(at), "," | ";" | ":" | "("));
        let mut numbers = tagged.numbers_within(self.bounds.span).iter();
        let beyond = numbers.any(|number| {
            let (from, _) = number.with_bound;
            from > high && from < tag.start && number.taken_for == TakenFor::Quantity
        });
        near && tag.start > high && !marks() && !beyond
    }

    /// The clause of the quantity within its stretch: between commas, semicolons, dashes and brackets.
    pub(super) fn clause(&self) -> (usize, usize) {
        let tagged = self.tagged();
        let parts = |at: &usize| stops::parts(tagged, *at);
        let low = (self.stretch_low..self.from)
            .rev()
            .find(parts)
            .map_or(self.stretch_low, |at| at + 1);
        let high = (self.to..self.stretch_high)
            .find(parts)
            .unwrap_or(self.stretch_high);
        (low, high)
    }

    /// Whether a tag stands between the neighbouring quantities.
    pub(super) fn in_stretch(&self, tag: &Tag) -> bool {
        tag.start >= self.stretch_low && tag.end <= self.stretch_high
    }

    /// Where the next quantity of the sentence begins, at token `at` or behind.
    pub(super) fn next_quantity(&self, at: usize) -> Option<usize> {
        let numbers = self.tagged().numbers_within(self.bounds.span).iter();
        let mut starts = numbers
            .filter(|number| number.taken_for == TakenFor::Quantity)
            .map(|number| number.with_bound.0);
        starts.find(|from| *from >= at)
    }

    /// The end of the quantity's own noun phrase: the tokens right after it up to a verb, mark or number.
    pub(super) fn unit_end(&self) -> usize {
        let tagged = self.tagged();
        let mut end = self.to;
        // "is 740 and the Kenyan 655": nothing is counted.
        if tagged
            .is_word(&self.document.pack.vocabulary, end, "join")
            .is_some()
        {
            return end;
        }
        while end < self.stretch_high && end - self.to < 12 {
            let Some(token) = tagged.row.get(end) else {
                break;
            };
            let hyphen =
                token.kind == TokenKind::Mark && matches!(tagged.written(end), "-" | "'" | "’");
            if token.kind == TokenKind::Number || (token.kind == TokenKind::Mark && !hyphen) {
                break;
            }
            if tagged.breaks_chunk(end) {
                break;
            }
            end += 1;
        }
        end
    }
}

/// "(+44%)", "(−7%)": whether a sign stands before the number at token `from`, in brackets with it.
fn is_signed(tagged: &Tagged, from: usize) -> bool {
    let sign = from.checked_sub(1).filter(|at| sign(tagged, *at).is_some());
    let bracket = |at: usize| matches!(tagged.written(at), "(" | "[");
    sign.is_some_and(|sign| sign.checked_sub(1).is_some_and(bracket))
}

/// Which way the sign at a token says that a figure moved.
pub(super) fn sign(tagged: &Tagged, at: usize) -> Option<Direction> {
    match tagged.written(at) {
        "+" => Some(Direction::Up),
        "-" | "−" | "–" | "‑" => Some(Direction::Down),
        _ => None,
    }
}

/// "during one operation": no figure that parts a sentence.
fn is_one(number: &Number) -> bool {
    number.quantity.kind == Kind::Count && number.quantity.value == Some(Decimal::ONE)
}

/// "two foreign-born parents": a number in a group's name parts nothing.
pub(super) fn in_group_name(tagged: &Tagged, low: usize, high: usize) -> bool {
    [Class::Group, Class::Person]
        .into_iter()
        .flat_map(|class| tagged.of(class))
        .any(|tag| tag.start < low && high <= tag.end)
}

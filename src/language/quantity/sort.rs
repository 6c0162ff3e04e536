//! What the words beside an amount make of it: somebody's age, a page, money,
//! how many were asked.

use super::{
    bound::BoundAt,
    cursor::{Gap, Reader, TokenKind},
    lexicon::{Lead, LeadKind, Role},
    number::TakenFor,
    phrases::Found,
    reading::Reading,
};
use crate::number::{Bound, Decimal, Kind, Precision};

impl Reader<'_> {
    /// Settles kind and sort of a reading from what stands around it. `start`
    /// is where the reading and its bound word begin.
    pub(super) fn settle(&self, reading: &mut Reading, bound: Option<&BoundAt>) {
        let start = bound.map_or(reading.start, |bound| bound.span.start.min(reading.start));
        if reading.taken_for != TakenFor::Quantity {
            return;
        }
        let lead = self
            .lexicon
            .leads
            .find_where(self, start, |lead| self.leads_on(lead, reading, bound));
        if let Some(lead) = lead {
            self.apply_lead(reading, &lead);
        }
        if reading.taken_for != TakenFor::Quantity || reading.kind != Kind::Count {
            return;
        }
        if self.is_denominator(reading) {
            reading.taken_for = TakenFor::Denominator;
        } else if self.is_age(reading, bound) {
            reading.taken_for = TakenFor::Age;
        } else if self.is_pronoun(reading, bound) {
            reading.taken_for = TakenFor::Pronoun;
        } else if self.is_sample(reading) {
            reading.taken_for = TakenFor::Sample;
        } else if self.is_address(reading) {
            reading.taken_for = TakenFor::Identifier;
        } else if !reading.has_unit
            && bound.is_none_or(|bound| bound.span.start < reading.end)
            && self.has_hyphened_word(reading.end)
        {
            reading.taken_for = TakenFor::Compound;
        }
    }

    fn leads_on(&self, lead: &Found<Lead>, reading: &Reading, bound: Option<&BoundAt>) -> bool {
        let last = self.previous(lead.end);
        let word_start = self.last_word_start(lead);
        let capital =
            !lead.meaning.capital || self.char_at(word_start).is_some_and(char::is_uppercase);
        let small = |most| reading.amount.is_some_and(|amount| amount.is_small(most));
        let bare = reading.is_bare();
        let fits = match lead.meaning.kind {
            LeadKind::Identifier => {
                bare && small(9999)
                    && (reading.high.is_none() || lead.meaning.capital)
                    && bound.is_none()
                    && reading
                        .amount
                        .is_some_and(|amount| amount.plain.is_some() || amount.words)
            }
            LeadKind::Age => bare && small(120),
            LeadKind::Sample | LeadKind::Score => {
                bare || reading.high.is_some() && !reading.has_unit
            }
            LeadKind::Money => reading.kind == Kind::Count,
            LeadKind::Year => {
                bare && bound.is_none()
                    && reading.amount.is_some_and(|amount| amount.plain == Some(4))
            }
            LeadKind::Index => bare,
            LeadKind::Factor => bare && reading.kind == Kind::Count,
        };
        fits && capital && last.is_some()
    }

    fn last_word_start(&self, lead: &Found<Lead>) -> usize {
        let text = self.slice(lead.start, lead.end);
        let offset = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        lead.start + offset
    }

    fn apply_lead(&self, reading: &mut Reading, lead: &Found<Lead>) {
        // A bound word may stand between: "a factor of about 3".
        let direct = self.slice(lead.end, reading.start).trim().is_empty();
        match lead.meaning.kind {
            LeadKind::Identifier => reading.taken_for = TakenFor::Identifier,
            LeadKind::Age => reading.taken_for = TakenFor::Age,
            LeadKind::Sample => reading.taken_for = TakenFor::Sample,
            LeadKind::Score => reading.taken_for = TakenFor::Score,
            LeadKind::Year => reading.taken_for = TakenFor::Year,
            LeadKind::Money => {
                reading.taken_for = TakenFor::Money;
                if direct {
                    reading.start = lead.start;
                }
            }
            LeadKind::Index => reading.kind = Kind::Index,
            LeadKind::Factor => {
                reading.kind = Kind::Multiple;
                if direct {
                    reading.start = self
                        .previous_is(lead.start, Role::Article)
                        .map_or(lead.start, |article| article.start);
                }
                if reading.value == Decimal::TWO && reading.value.scale() == 0 {
                    reading.precision = Precision::BareMultiple;
                }
            }
        }
    }

    fn is_denominator(&self, reading: &Reading) -> bool {
        let mut at = reading.start;
        if let Some(article) = self.previous_is(at, Role::Article) {
            at = article.start;
        }
        self.lexicon.per_before.find(self, at).is_some()
    }

    /// "Ann Smith, 34, was": an age set off by commas after a name; "men under 25".
    fn is_age(&self, reading: &Reading, bound: Option<&BoundAt>) -> bool {
        let Some(amount) = reading.amount else {
            return false;
        };
        if !amount.is_small(110) || !reading.is_bare() || reading.high.is_some() {
            return false;
        }
        if let Some(bound) = bound {
            return self.is_age_limit(reading, bound);
        }
        let comma = |at: Option<char>| at == Some(',');
        let Some(before) = self.previous(reading.start) else {
            return false;
        };
        let set_off = amount.plain.is_some()
            && comma(self.char_at(before.start))
            && comma(self.char_at(reading.end))
            && self
                .next(reading.end + 1)
                .is_none_or(|next| next.kind == TokenKind::Word);
        set_off
            && self.previous(before.start).is_some_and(|name| {
                self.is_capitalised(&name)
                    && self
                        .previous(name.start)
                        .is_some_and(|first| self.is_capitalised(&first))
            })
    }

    fn is_age_limit(&self, reading: &Reading, bound: &BoundAt) -> bool {
        let Some(word) = self.previous(bound.word.end.max(bound.word.start)) else {
            return false;
        };
        let limit = self.is(&word, Role::AgeBound) || self.is_at_end(bound, reading);
        if !limit {
            return false;
        }
        let joined = self
            .previous(reading.start)
            .is_some_and(|before| before.gap == Gap::Hyphen);
        let who = self.previous_is(bound.span.start, Role::Person).is_some();
        let closes = self.next(reading.end).is_none_or(|next| {
            next.kind == TokenKind::Symbol || self.is(&next, Role::PronounAfter)
        });
        joined || who && closes
    }

    /// Whether the bound word stands after the number.
    fn is_at_end(&self, bound: &BoundAt, reading: &Reading) -> bool {
        bound.span.start >= reading.end
            && bound.class != Bound::About
            && self.previous_is(reading.start, Role::Person).is_some()
    }

    /// `one` for somebody: "no one", "one of them", "one was".
    fn is_pronoun(&self, reading: &Reading, bound: Option<&BoundAt>) -> bool {
        let word = self.next(reading.start).filter(|word| {
            word.start == reading.start && word.end == reading.end && self.is(word, Role::One)
        });
        if word.is_none() || bound.is_some() {
            return false;
        }
        let before = self
            .previous_is(reading.start, Role::PronounBefore)
            .is_some();
        before
            || self.next(reading.end).is_none_or(|next| {
                next.kind == TokenKind::Symbol || self.is(&next, Role::PronounAfter)
            })
    }

    fn is_sample(&self, reading: &Reading) -> bool {
        let mut at = reading.end;
        for _ in 0..3 {
            let Some(next) = self.next(at).filter(|next| next.kind == TokenKind::Word) else {
                return false;
            };
            if self.is(&next, Role::Respondent) {
                return true;
            }
            at = next.end;
        }
        false
    }

    /// "10 Downing Street": capitalised words that end in a kind of road.
    fn is_address(&self, reading: &Reading) -> bool {
        if reading.amount.is_none_or(|amount| amount.plain.is_none()) {
            return false;
        }
        let mut at = reading.end;
        for step in 0..4 {
            let Some(next) = self.next(at).filter(|next| next.kind == TokenKind::Word) else {
                return false;
            };
            if step > 0 && self.is(&next, Role::Street) {
                return true;
            }
            if !self.is_capitalised(&next) {
                return false;
            }
            at = next.end;
        }
        false
    }
}

//! What a check needs to know besides claims and data: the draft's
//! circumstances and the policy of the desk. Plain values; `cli` builds them
//! from the draft, the rules and the configuration.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Severity;
use crate::{
    number::{Decimal, Widths},
    vocabulary::ConceptId,
};

/// The circumstances of one draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The draft's own date: front matter, dateline or metadata.
    pub draft_date: Option<Date>,
    /// The day given by the user, which wins over the draft's date.
    pub as_of: Option<Date>,
    /// The place meant where a draft names none.
    pub default_place: Option<ConceptId>,
    /// Reference files that could not be read.
    pub left_out: Vec<LeftOut>,
    /// The headline's span in the source, for comparing it with the body.
    pub title: Option<crate::text::Span>,
    /// Numbers of a sentence that belong together by its words.
    pub ties: Vec<crate::claim::Tie>,
    /// Numbers of which the draft's words leave open whether they are the claim's.
    pub doubts: Vec<crate::claim::Doubted>,
}

impl Context {
    /// The last day on which an observation may have been known, if any is given.
    pub fn limit(&self) -> Option<Date> {
        self.as_of.or(self.draft_date)
    }

    /// What the draft's words leave open about a claim's number, if anything.
    pub(super) fn doubt_of(&self, claim: &crate::claim::Claim) -> Option<&crate::claim::Doubted> {
        self.doubts.iter().find(|doubt| doubt.number == claim.span)
    }
}

/// A reference file that was left out because of an error in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name within the reference folders.
    pub file: String,
    /// The places that could still be read in it; empty when none could.
    pub places: Vec<ConceptId>,
    /// The measures that could still be read in it; empty when none could.
    pub measures: Vec<ConceptId>,
}

/// Widths, limits and severities, from the rules and the configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// How wide a written number is.
    pub widths: Widths,
    /// Relative distance within which a round number outside its interval is conditional on rounding.
    pub rounding: Decimal,
    /// Beyond this many times its limit, a bound flatters.
    pub flatters_above: Decimal,
    /// Under this part of its limit, a bound flatters.
    pub flatters_below: Decimal,
    /// Relative distance within which `outdated` stays a warning.
    pub outdated_warning: Decimal,
    /// Years after which a supporting observation is called old.
    pub old_after_years: i16,
    /// Severities that the configuration sets, by verdict or finding code.
    pub severities: BTreeMap<String, Severity>,
    /// Severities inside quotations, by verdict or finding code; without an entry an error becomes a warning.
    pub quoted: BTreeMap<String, Severity>,
    /// Parts of the ids of rules for "N times more", which can be read as N + 1.
    pub times_more: Vec<String>,
    /// Words for more than half, in lower case; without any they are vague.
    pub majority_words: BTreeSet<String>,
    /// Words for less than half.
    pub minority_words: BTreeSet<String>,
    /// Words for being sent to prison as well as for being there, in lower case.
    pub sent_or_held_words: BTreeSet<String>,
    /// Words for the present or for any time, in lower case: they name no period.
    pub present_words: BTreeSet<String>,
    /// Words for letting people go in a time, in lower case.
    pub released_words: BTreeSet<String>,
    /// Superlatives for the low end of a series, in lower case.
    pub lowest_words: BTreeSet<String>,
    /// Words that make a number the sum of others ("in all"), in lower case.
    pub total_words: BTreeSet<String>,
    /// Words before a year that make it the start of a change ("since"), in lower case.
    pub since_words: BTreeSet<String>,
    /// Most alternatives a search for hints may try.
    pub hint_limit: usize,
}

impl Policy {
    /// The policy of `verdicts.md`, with these widths.
    pub fn new(widths: Widths) -> Self {
        Self {
            widths,
            rounding: Decimal::new(10, 2),
            flatters_above: Decimal::new(15, 1),
            flatters_below: Decimal::new(666_667, 6),
            outdated_warning: Decimal::new(10, 2),
            old_after_years: 2,
            severities: BTreeMap::new(),
            quoted: BTreeMap::new(),
            times_more: vec!["times-more".to_owned()],
            majority_words: BTreeSet::new(),
            minority_words: BTreeSet::new(),
            sent_or_held_words: BTreeSet::new(),
            present_words: BTreeSet::new(),
            released_words: BTreeSet::new(),
            lowest_words: BTreeSet::new(),
            total_words: BTreeSet::new(),
            since_words: BTreeSet::new(),
            hint_limit: 2000,
        }
    }
}

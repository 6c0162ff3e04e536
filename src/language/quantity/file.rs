//! The files of `rules/<language>/numbers/` as they are written. All share one
//! schema, so that a project may add a file with only what it needs.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::{LeadKind, Role, UnitKind};
use crate::{
    language::PackError,
    number::{BoundEntry, Decimal, Written},
    text::LineIndex,
};

/// One file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NumbersFile {
    /// Number words under a hundred.
    pub(super) cardinal: BTreeMap<String, u32>,
    /// Words that multiply the number before them.
    pub(super) scale: BTreeMap<String, u64>,
    /// The same as abbreviations, after digits only; single letters only when attached.
    pub(super) short_scale: BTreeMap<String, u64>,
    /// Names of fractions.
    pub(super) denominator: Vec<DenominatorEntry>,
    /// Ordinals that make a fraction after "every".
    pub(super) nth: BTreeMap<String, u32>,
    /// Fraction characters: numerator and denominator.
    pub(super) vulgar: BTreeMap<char, [u32; 2]>,
    /// Denominators that a fraction written with a slash may have.
    pub(super) slash_denominators: Vec<u32>,
    /// Words that are a factor by themselves.
    pub(super) multiple: Vec<MultipleEntry>,
    /// What may follow a number.
    pub(super) unit: Vec<UnitEntry>,
    /// What may lead up to a number.
    pub(super) lead: Vec<LeadEntry>,
    /// Between numerator and denominator of a fraction ("in", "out of every").
    pub(super) part_of: Vec<String>,
    /// Between numerator and denominator of a rate ("per", "for every").
    pub(super) per: Vec<String>,
    /// Between a denominator that comes first and its numerator ("there were").
    pub(super) per_then: Vec<String>,
    /// Words without a number.
    pub(super) vague: Vec<VagueEntry>,
    /// What makes a superlative a statement about a series ("since", "on record").
    pub(super) superlative_after: Vec<String>,
    /// Months, January 1.
    pub(super) month: BTreeMap<String, u32>,
    /// Words by what they do for a number beside them.
    pub(super) words: BTreeMap<Role, Vec<String>>,
    /// Limits; their widths are for `number::Widths`.
    pub(super) bound: Vec<BoundEntry>,
    /// Read by `number::Widths` only.
    pub(super) written: Option<Written>,
}

/// The names of one denominator.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DenominatorEntry {
    pub(super) value: u32,
    pub(super) singular: Vec<String>,
    pub(super) plural: Vec<String>,
    /// Whether the singular is an ordinal too, and then needs "one", or "a" and a fitting word after it.
    #[serde(default)]
    pub(super) ordinal: bool,
    /// Whether the singular is a fraction without an article.
    #[serde(default)]
    pub(super) bare: bool,
}

/// Words for one factor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MultipleEntry {
    pub(super) value: Decimal,
    pub(super) words: Vec<String>,
    /// Nouns after the word with which it is no factor ("double murder").
    #[serde(default)]
    pub(super) not_before: Vec<String>,
}

/// Units of one kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitEntry {
    pub(super) kind: UnitKind,
    pub(super) words: Vec<String>,
}

/// Leads of one kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeadEntry {
    pub(super) kind: LeadKind,
    pub(super) words: Vec<String>,
    /// Whether the last word must be capitalised ("Figure 3").
    #[serde(default)]
    pub(super) capital: bool,
}

/// Words without a number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VagueEntry {
    pub(super) words: Vec<String>,
    /// Words before them with which they are no quantity ("ethnic minority").
    #[serde(default)]
    pub(super) not_after: Vec<String>,
    /// Words after them with which they are no quantity ("most likely").
    #[serde(default)]
    pub(super) not_before: Vec<String>,
    /// Endings of the word after them with which they are no quantity.
    #[serde(default)]
    pub(super) not_before_ending: Vec<String>,
    /// Words of which one must stand before them.
    #[serde(default)]
    pub(super) needs_before: Vec<String>,
    /// Words of which one must stand after them; either side is enough where both are given.
    #[serde(default)]
    pub(super) needs_after: Vec<String>,
}

/// Reads one file.
pub(super) fn parse(name: &str, text: &str) -> Result<NumbersFile, PackError> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        PackError {
            file: name.to_owned(),
            location: LineIndex::new(text).location(text, at),
            problem: error.message().to_owned(),
        }
    })
}

//! Fills the lexicon of numbers from the files of a language pack.

use super::{
    cursor::is_hyphen,
    file::{NumbersFile, VagueEntry},
    lexicon::{BoundWord, Denominator, Id, Lead, Lexicon, Multiple, Role, Vague, bit, plain},
    phrases::Phrases,
    table::Table,
};
use crate::{number::Decimal, vocabulary::WordMap};

/// Builds a lexicon from files in order.
#[derive(Debug)]
pub(super) struct Builder {
    lexicon: Lexicon,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            lexicon: Lexicon {
                ids: WordMap::default(),
                roles: Vec::new(),
                cardinals: Table::new(),
                scales: Table::new(),
                short_scales: Table::new(),
                denominators: Table::new(),
                vulgar: Table::new(),
                slash_denominators: Vec::new(),
                multiples: Table::new(),
                nths: Table::new(),
                units: Phrases::forwards(),
                leads: Phrases::backwards(),
                part_of: Phrases::forwards(),
                per: Phrases::forwards(),
                per_before: Phrases::backwards(),
                per_then: Phrases::backwards(),
                vague: Phrases::forwards(),
                vague_rules: Vec::new(),
                superlative_after: Phrases::forwards(),
                months: Table::new(),
                bounds_before: Phrases::backwards(),
                bounds_after: Phrases::forwards(),
                starters: Vec::new(),
            },
        }
    }

    pub(super) fn finish(mut self) -> Lexicon {
        self.lexicon.starters.sort_unstable();
        self.lexicon.starters.dedup();
        self.lexicon
    }

    pub(super) fn add(&mut self, file: &NumbersFile) {
        self.add_amounts(file);
        self.add_fractions(file);
        self.add_phrases(file);
        for (role, words) in &file.words {
            for word in words {
                let id = self.word(word);
                if let Some(roles) = self.lexicon.roles.get_mut(id as usize) {
                    *roles |= bit(*role);
                }
                if matches!(
                    role,
                    Role::Ordinal
                        | Role::Superlative
                        | Role::Record
                        | Role::VaguePlural
                        | Role::VagueScale
                ) {
                    self.starter(word);
                }
            }
        }
        for entry in &file.vague {
            self.add_vague(entry);
        }
    }

    fn add_amounts(&mut self, file: &NumbersFile) {
        for (word, value) in &file.cardinal {
            let id = self.starter(word);
            self.lexicon.cardinals.insert(id, *value);
        }
        for (word, value) in &file.scale {
            let id = self.starter(word);
            self.lexicon.scales.insert(id, Decimal::from(*value));
        }
        for (word, value) in &file.short_scale {
            let id = self.word(word);
            self.lexicon.short_scales.insert(id, Decimal::from(*value));
        }
        for (word, number) in &file.month {
            let id = self.word(word);
            self.lexicon.months.insert(id, *number);
        }
    }

    fn add_fractions(&mut self, file: &NumbersFile) {
        for entry in &file.denominator {
            for (words, plural) in [(&entry.singular, false), (&entry.plural, true)] {
                for word in words {
                    let id = self.starter(word);
                    let denominator = Denominator {
                        value: entry.value.max(2),
                        plural,
                        ordinal: entry.ordinal,
                        bare: entry.bare,
                    };
                    self.lexicon.denominators.insert(id, denominator);
                }
            }
        }
        for (word, value) in &file.nth {
            let id = self.word(word);
            self.lexicon.nths.insert(id, (*value).max(2));
        }
        for (symbol, &[numerator, denominator]) in &file.vulgar {
            self.lexicon.starters.push(symbol.to_string());
            let id = self.word(&symbol.to_string());
            self.lexicon
                .vulgar
                .insert(id, [numerator, denominator.max(1)]);
        }
        self.lexicon
            .slash_denominators
            .extend(file.slash_denominators.iter().filter(|&&value| value > 1));
        for entry in &file.multiple {
            let not_before = self.words(&entry.not_before);
            for word in &entry.words {
                let id = self.starter(word);
                let multiple = Multiple {
                    value: entry.value,
                    not_before: not_before.clone(),
                };
                self.lexicon.multiples.insert(id, multiple);
            }
        }
    }

    fn add_phrases(&mut self, file: &NumbersFile) {
        for entry in &file.unit {
            for words in &entry.words {
                let phrase = self.phrase(words);
                self.lexicon.units.add(phrase, entry.kind);
            }
        }
        for entry in &file.lead {
            for words in &entry.words {
                let phrase = self.phrase(words);
                let lead = Lead {
                    kind: entry.kind,
                    capital: entry.capital,
                };
                self.lexicon.leads.add(phrase, lead);
            }
        }
        for words in &file.part_of {
            let phrase = self.phrase(words);
            self.lexicon.part_of.add(phrase, ());
        }
        for words in &file.per {
            let phrase = self.phrase(words);
            self.lexicon.per.add(phrase.clone(), ());
            self.lexicon.per_before.add(phrase, ());
        }
        for words in &file.per_then {
            let phrase = self.phrase(words);
            self.lexicon.per_then.add(phrase, ());
        }
        for words in &file.superlative_after {
            let phrase = self.phrase(words);
            self.lexicon.superlative_after.add(phrase, ());
        }
        for entry in &file.bound {
            for (words, comparing) in [(&entry.words, false), (&entry.comparing, true)] {
                for words in words {
                    let phrase = self.phrase(words);
                    let bound = BoundWord {
                        class: entry.class,
                        comparing,
                    };
                    self.lexicon.bounds_before.add(phrase, bound);
                }
            }
            for words in &entry.after {
                let phrase = self.phrase(words);
                let bound = BoundWord {
                    class: entry.class,
                    comparing: false,
                };
                self.lexicon.bounds_after.add(phrase, bound);
            }
        }
    }

    fn add_vague(&mut self, entry: &VagueEntry) {
        let rule = Vague {
            not_after: self.words(&entry.not_after),
            not_before: self.words(&entry.not_before),
            not_before_ending: entry.not_before_ending.clone(),
            needs_before: self.words(&entry.needs_before),
            needs_after: self.words(&entry.needs_after),
        };
        let index = self.lexicon.vague_rules.len();
        self.lexicon.vague_rules.push(rule);
        for words in &entry.words {
            let phrase = self.phrase(words);
            self.lexicon.vague.add(phrase, index);
            let first = words.split(|c: char| !c.is_alphabetic()).next();
            self.starter(first.unwrap_or(words));
        }
    }

    fn words(&mut self, words: &[String]) -> Vec<Id> {
        words.iter().map(|word| self.word(word)).collect()
    }

    fn word(&mut self, word: &str) -> Id {
        let next = Id::try_from(self.lexicon.ids.len()).unwrap_or(Id::MAX);
        let id = *self.lexicon.ids.slot(&plain(word), || next);
        if id == next {
            self.lexicon.roles.push(0);
        }
        id
    }

    fn starter(&mut self, word: &str) -> Id {
        let word = plain(word);
        // The automaton ignores the case of ASCII letters only; others are rare enough.
        if !word.is_empty() {
            self.lexicon.starters.push(word.clone());
        }
        self.word(&word)
    }

    /// The tokens of a phrase, as the cursor would read them.
    fn phrase(&mut self, words: &str) -> Vec<Id> {
        let mut ids = Vec::new();
        for part in words.split(char::is_whitespace) {
            let mut word = String::new();
            for c in part.chars() {
                if c.is_alphabetic() || matches!(c, '\'' | '’') {
                    word.push(c);
                    continue;
                }
                if !word.is_empty() {
                    ids.push(self.word(&word));
                    word.clear();
                }
                if !is_hyphen(c) {
                    ids.push(self.word(&c.to_string()));
                }
            }
            if !word.is_empty() {
                ids.push(self.word(&word));
            }
        }
        ids
    }
}

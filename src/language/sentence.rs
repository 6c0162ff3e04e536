//! Sentences of a block. A stop ends one unless the word before it is a known
//! abbreviation or what follows goes on in small letters; which words those are,
//! the language pack says (`text/abbreviations.toml`).

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::pack::{self, PackError};
use crate::text::Span;
use crate::vocabulary::WordHash;

/// How many signs may stand before the first word of a sentence.
const SIGNS: usize = 12;

/// Splits text into sentences with the abbreviations of a language.
#[derive(Debug, Clone, Default)]
pub struct SentenceSplitter {
    /// By the word in small letters.
    abbreviations: HashMap<String, Abbreviation, WordHash>,
    starters: HashSet<String, WordHash>,
    time_followers: HashSet<String, WordHash>,
}

#[derive(Debug, Clone)]
struct Abbreviation {
    kind: Kind,
    /// As written in the pack.
    label: String,
}

/// What a full stop after an abbreviation means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Never,
    BeforeNumber,
    MayEnd,
    GoesOn,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    abbreviations: Abbreviations,
    sentences: Sentences,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Abbreviations {
    never: Vec<String>,
    before_number: Vec<String>,
    may_end: Vec<String>,
    goes_on: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    starters: HashSet<String, WordHash>,
    time_followers: HashSet<String, WordHash>,
}

impl SentenceSplitter {
    /// Reads the abbreviations of a language pack (`text/abbreviations.toml`).
    pub fn from_toml(file_name: &str, text: &str) -> Result<Self, PackError> {
        let file: File = pack::parse(file_name, text)?;
        let lists = [
            (Kind::GoesOn, file.abbreviations.goes_on),
            (Kind::MayEnd, file.abbreviations.may_end),
            (Kind::BeforeNumber, file.abbreviations.before_number),
            (Kind::Never, file.abbreviations.never),
        ];
        let mut abbreviations = HashMap::default();
        for (kind, labels) in lists {
            for label in labels {
                abbreviations.insert(label.to_lowercase(), Abbreviation { kind, label });
            }
        }
        Ok(Self {
            abbreviations,
            starters: file.sentences.starters,
            time_followers: file.sentences.time_followers,
        })
    }

    /// The sentences of a block's text, in order, without the white space around them.
    pub fn sentences(&self, text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut start = 0;
        let mut at = 0;
        while let Some((stop, end)) = next_stop(text, at) {
            at = end;
            if self.ends(text, start, stop, end) {
                push_trimmed(text, Span::new(start, end), &mut found);
                start = end;
            }
        }
        push_trimmed(text, Span::new(start, text.len()), &mut found);
        found
    }

    /// Whether a sentence that began at `start` ends with the stops at `stop`,
    /// closing marks up to `end`.
    fn ends(&self, text: &str, start: usize, stop: usize, end: usize) -> bool {
        let rest = text.get(end..).unwrap_or("");
        let next = rest.trim_start();
        if next.is_empty() {
            return true;
        }
        if next.len() == rest.len() {
            return false;
        }
        let opened = next.trim_start_matches(is_opening);
        let word = first_word(opened);
        let before = text.get(start..stop).unwrap_or("");
        if word.is_empty() {
            // "14% vs. ~7%"
            let kind = self.kind_of(last_token(before));
            let goes_on = matches!(kind, Some(Kind::GoesOn | Kind::Never));
            if goes_on && end == stop + 1 {
                return false;
            }
            // A dash or a sign: a new sentence only if one follows it.
            let later = opened.chars().take(SIGNS).find(|c| c.is_alphanumeric());
            return later.is_some_and(|c| !c.is_lowercase()) && !starts_dash(opened);
        }
        if word.starts_with(char::is_lowercase) {
            return false;
        }
        let single = text.get(stop..).is_some_and(|stops| {
            stops.starts_with('.') && !stops.starts_with("..") && !stops.starts_with(".…")
        });
        let closed = text
            .get(stop + 1..end)
            .is_some_and(|marks| marks.contains(is_closing));
        if !single || closed {
            return true;
        }
        self.ends_after_word(last_token(before), before, word)
    }

    /// What a full stop behind an abbreviation says; none where `token` is no abbreviation.
    fn kind_of(&self, token: &str) -> Option<Kind> {
        let known = self.abbreviations.get(&token.to_lowercase());
        let known = known.filter(|known| capitals_match(&known.label, token));
        known.map(|known| known.kind)
    }

    /// Whether a single full stop after `token` ends a sentence before `next`.
    fn ends_after_word(&self, token: &str, before: &str, next: &str) -> bool {
        let starter = self.starters.contains(next);
        let number = next.starts_with(|c: char| c.is_ascii_digit());
        // An enumeration: `1. The` at the head of the text.
        if token.len() <= 2
            && !token.is_empty()
            && token.chars().all(|c| c.is_ascii_digit())
            && before.trim() == token
        {
            return false;
        }
        match self.kind_of(token) {
            Some(Kind::Never) => false,
            Some(Kind::BeforeNumber) => !number,
            Some(Kind::MayEnd) => !number && !self.time_followers.contains(next),
            Some(Kind::GoesOn) => starter,
            None if is_initials(token) => starter,
            None => true,
        }
    }
}

/// The next run of stops from `from` on: where it starts, and where the closing
/// marks and note marks behind it end.
fn next_stop(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let ascii = memchr::memchr3(b'.', b'!', b'?', rest.as_bytes());
    let before = rest.get(..ascii.unwrap_or(rest.len()))?;
    let stop = from + before.find('…').or(ascii)?;
    let tail = text.get(stop..)?;
    let after = tail.trim_start_matches(['.', '!', '?', '…']);
    let after = after.trim_start_matches(is_closing);
    let after = skip_note_mark(after);
    Some((stop, text.len() - after.len()))
}

/// Skips `[12]` or a raised figure.
fn skip_note_mark(text: &str) -> &str {
    let bracketed = text
        .strip_prefix('[')
        .and_then(|inside| inside.split_once(']'))
        .filter(|(mark, _)| {
            !mark.is_empty() && mark.len() <= 3 && mark.chars().all(|c| c.is_ascii_digit())
        });
    match bracketed {
        Some((_, rest)) => skip_note_mark(rest),
        None => text.trim_start_matches(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']),
    }
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '*' | '“'
    )
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '»' | '(' | '[' | '*'
    )
}

fn starts_dash(text: &str) -> bool {
    text.starts_with(['-', '–', '—', '&', '+', '=', '/'])
}

/// The letters, digits, apostrophes and hyphens that `text` starts with.
fn first_word(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '-'))
        .unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// What stands between the last white space or opening mark and the end.
fn last_token(text: &str) -> &str {
    text.rsplit(|c: char| {
        c.is_whitespace() || is_opening(c) || matches!(c, '—' | '–' | '/' | '”' | '’')
    })
    .next()
    .unwrap_or("")
}

/// Whether every capital of a label is a capital in the text.
fn capitals_match(label: &str, token: &str) -> bool {
    label
        .chars()
        .zip(token.chars())
        .all(|(label, token)| !label.is_uppercase() || token.is_uppercase())
}

/// `J`, `J.K`, `U.S`: single capitals with stops between.
fn is_initials(token: &str) -> bool {
    !token.is_empty()
        && token.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

fn push_trimmed(text: &str, span: Span, found: &mut Vec<Span>) {
    let piece = span.of(text);
    let lead = piece.len() - piece.trim_start().len();
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = span.start + lead;
        found.push(Span::new(start, start + trimmed.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splitter() -> SentenceSplitter {
        let text = include_str!("../../rules/en/text/abbreviations.toml");
        SentenceSplitter::from_toml("abbreviations.toml", text).unwrap()
    }

    /// Each case with `|` where a sentence ends and another begins.
    const CASES: &[&str] = &[
        "",
        "No stop at all",
        "One sentence.",
        "One here.| Two here.",
        "It fell!| It rose.",
        "Did it fall?| It did.",
        "Mr. Brown asked Ms. Green.| She knew.",
        "Dr. Hill and Prof. Dale came.| They sat.",
        "Sgt. Pike of St. Mary’s spoke.| He left.",
        "approx. 300 men were held.| More came.",
        "See No. 12 on the list.| It is long.",
        "Table no. 4 has it.| So has p. 17 of the report.",
        "He said no.| The others agreed.",
        "“No.| That is all,” she said.",
        "It was 12 per cent. of the total.| The rest was not.",
        "It was 12 per cent.| The rest was not.",
        "It rose by 3.5% in 2019.| In 2020 it fell.",
        "It rose to 3.5.| In 2020 it fell.",
        "In 2019.| 12 men were held.",
        "U.S. officials said so.| They did.",
        "It was in the U.S.| The rate fell.",
        "It was in the U.S.| Officials said so.",
        "The U.S. Border Patrol counted them.| It did.",
        "The U.K. Home Office said so.| It did.",
        "J. K. Holm wrote it.| He was right.",
        "George W. Stone won.| He lost later.",
        "It was plan B.| The rest was easy.",
        "Fines, fees, etc. are left out.| Costs too.",
        "Fines, fees, etc.| Police had no more.",
        "At 3 p.m. on Monday they met.| It rained.",
        "They met at 3 p.m. Tuesday.| It rained.",
        "They met at 3 p.m.| Police came.",
        "On Sept. 3 it rose.| On Oct. 4 it fell.",
        "It rose in Sept.| Then it fell.",
        "i.e. foreigners, e.g. Danes, were counted.| Nobody else.",
        "Smith v. Jones was heard.| It ended.",
        "Acme Inc. was fined.| Acme Ltd. Chairman Roe paid.",
        "“It fell,” she said.| “It rose.”",
        "“It fell.”| She said so.",
        "“It fell.” she said.",
        "“Did it fall?” he asked.| She did not know.",
        "“Never!” she said.| “Never.”",
        "\"It fell.\"| \"It rose.\"",
        "He called it ‘a lie.’| They left.",
        "(It fell.)| It rose.",
        "It fell (by 3 per cent).| It rose.",
        "Well … it fell.| It rose.",
        "It fell …| Then it rose.",
        "It fell...| Then it rose.",
        "It fell... then it rose.",
        "Really?!| It did.",
        "Is it 3%?| £5 says so.",
        "It fell.[1]| It rose.[12]",
        "It fell.²| It rose.",
        "1. The rate fell.| It rose.",
        "See example.org for it.| It has more.",
        "It fell.— That is all.",
        "Er stieg auf 3.| Älteres fehlt.",
        "It fell.|\u{a0}Then it rose.",
        "Rose (née Hall) left.| “I know,” he said.",
        "Washington, D.C. police said so.| Nobody else.",
        "It was the lowest in Calif.| The rate rose.",
        "Gov. Lee and Sen. Day met Rep. Fox.| All agreed.",
        "The share was 1 in 3.| One in 3!",
        "They are 14% of inmates vs. ~7% of adults.| The rest follow.",
    ];

    #[test]
    fn sentence_ends() {
        let splitter = splitter();
        for case in CASES {
            let text = case.replace('|', "");
            let expected: Vec<&str> = case
                .split('|')
                .map(str::trim)
                .filter(|s| !s.is_empty())
                .collect();
            let found: Vec<&str> = splitter
                .sentences(&text)
                .iter()
                .map(|span| span.of(&text))
                .collect();
            assert_eq!(found, expected);
        }
        assert!(CASES.len() >= 60);
    }

    #[test]
    fn an_error_in_the_pack_has_its_place() {
        let error =
            SentenceSplitter::from_toml("a.toml", "[abbreviations]\nnevr = []\n").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("a.toml:2:1: unknown field `nevr`"),
            "{error}"
        );
    }
}

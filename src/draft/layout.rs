//! What the look of a block tells, in any format: whether it is set like a
//! heading, which of the first blocks is the headline, and the dateline.
//! Only shapes are read here; the words are for the layers above.

use super::{Block, BlockKind, Draft};
use crate::text::Span;

/// Longest text that may be a heading, in characters and in words.
const HEADING_CHARACTERS: usize = 110;
const HEADING_WORDS: usize = 18;
/// How far into the first paragraph the dash of a dateline may stand, in bytes.
const DATELINE_LENGTH: usize = 100;

/// Closing quotation marks and brackets.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '“' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']' | '*' | '_'
    )
}

/// Whether `text` ends as sentences do, closing marks aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(is_closing)
        .ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Whether `text` is short, starts like a sentence and does not end like one.
pub(super) fn is_heading_like(text: &str) -> bool {
    text.len() <= HEADING_CHARACTERS * 3
        && (text.len() <= HEADING_CHARACTERS || !text.is_ascii())
        && !ends_sentence(text)
        && !text.ends_with(',')
        && text.chars().count() <= HEADING_CHARACTERS
        && text.split_whitespace().count() <= HEADING_WORDS
        && text.contains(char::is_alphabetic)
        && !text
            .trim_start_matches(is_closing)
            .starts_with(char::is_lowercase)
}

/// The one of several lines above the first paragraph that is the headline: the
/// first with an ordinary word in it (a slug or a byline has none), else the longest.
pub(super) fn headline(lines: &[&str]) -> Option<usize> {
    let has_ordinary_word = |line: &&str| {
        line.split_whitespace()
            .any(|word| word.starts_with(char::is_lowercase) && word.chars().count() >= 4)
    };
    lines.iter().position(has_ordinary_word).or_else(|| {
        let longest = lines.iter().map(|line| line.len()).max()?;
        lines.iter().position(|line| line.len() == longest)
    })
}

/// Whether `text` may be the name of a place on a line of its own.
pub(super) fn is_place_like(text: &str) -> bool {
    text.split_whitespace().count() <= 3
        && text.starts_with(char::is_uppercase)
        && text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | ','))
}

/// Reads the dateline that opens the first paragraph into the draft's context.
pub(super) fn read_dateline(draft: &mut Draft) {
    let first = draft.blocks.iter().position(|block| {
        block.kind == BlockKind::Paragraph && !block.quote && !is_heading_like(&block.text)
    });
    let Some(index) = first else { return };
    let Some(dateline) = draft.blocks.get(index).and_then(dateline) else {
        return;
    };
    draft.context.dateline = Some((index, dateline.span));
    // The dateline is where the story is; front matter, if it says so, knows better.
    draft.context.place.get_or_insert(dateline.place);
    if let Some(date) = dateline.date {
        draft.context.set_date(&date);
    }
}

struct Dateline {
    span: Span,
    place: String,
    date: Option<String>,
}

/// `BERLIN -`, `Vienna (APA) –`, `LONDON, 3 June 2025 —`, `PARIS, Sept. 3 (Reuters) -`, `Turin, 3 June.`, `LIMA:`.
fn dateline(block: &Block) -> Option<Dateline> {
    let text = &block.text;
    let marks = text
        .char_indices()
        .take_while(|(at, _)| *at <= DATELINE_LENGTH)
        .map(|(at, c)| (c, at, at + c.len_utf8()));
    let opens = |end: usize| {
        let mut rest = text.get(end..).unwrap_or("").chars();
        rest.next() == Some(' ') && rest.next().is_some_and(char::is_uppercase)
    };
    let dashed = marks
        .clone()
        .find(|&(c, at, end)| matches!(c, '-' | '–' | '—') && stands_free(text, at, end));
    let found = dashed.and_then(|(_, at, end)| headed_by(text.get(..at)?, end));
    found.or_else(|| {
        let mut ends = marks.filter(|&(c, _, end)| matches!(c, '.' | ':') && opens(end));
        let (c, at, end) = ends.next()?;
        let found = headed_by(text.get(..at)?, end)?;
        let shouted = !found.place.contains(char::is_lowercase);
        // "Nice, 12 people." is no day.
        let named = |word: &str| !word.starts_with(char::is_lowercase);
        let dated = found.date.as_deref();
        let dated = dated.is_some_and(|date| date.split_whitespace().all(named));
        (c == '.' && dated || c == ':' && shouted).then_some(found)
    })
}

/// The dateline that stands before a mark, if that is all that does; the mark ends at `end`.
fn headed_by(head: &str, end: usize) -> Option<Dateline> {
    let mut rest = head.trim_end();
    let mut agency = false;
    if let Some((before, inside)) = rest
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
    {
        agency = inside.chars().count() <= 40 && inside.starts_with(char::is_alphabetic);
        rest = before.trim_end();
    }
    let mut parts = rest.split(',');
    let place = parts.next()?.trim();
    let is_name = |part: &str| {
        (1..=4).contains(&part.split_whitespace().count())
            && part.starts_with(char::is_uppercase)
            && part
                .split_whitespace()
                .all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3)
            && !part.contains(|c: char| c.is_ascii_digit() || "();:“”\"".contains(c))
    };
    if !is_name(place) {
        return None;
    }
    let mut at = rest.split(',').next()?.len();
    let mut date = None;
    for part in parts {
        let start = at + 1;
        at = start + part.len();
        let dated = part.contains(|c: char| c.is_ascii_digit());
        if dated && part.split_whitespace().count() <= 4 {
            date.get_or_insert(start);
        } else if date.is_some() || !is_name(part.trim()) {
            return None;
        }
    }
    let date = date.and_then(|start| rest.get(start..)).map(str::trim);
    let capitals = place.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !place.contains(char::is_lowercase);
    let has_day = date.is_some_and(|date| date.contains(char::is_alphabetic) || date.len() >= 8);
    (capitals || agency || has_day).then(|| Dateline {
        span: Span::new(0, end),
        place: place.to_owned(),
        date: date.map(str::to_owned),
    })
}

/// Whether the dash at `at..end` has white space behind it, and before it white
/// space or a bracket (a long dash may also touch the word before).
fn stands_free(text: &str, at: usize, end: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    let long = text.get(at..end) != Some("-");
    after.is_some_and(char::is_whitespace)
        && before.is_some_and(|c| c.is_whitespace() || c == ')' || (long && c.is_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, place, date) in [
            ("BERLIN - The number rose.", Some("BERLIN"), None),
            ("BERLIN — The number rose.", Some("BERLIN"), None),
            ("NEW YORK— The number rose.", Some("NEW YORK"), None),
            ("Vienna (APA) – The number rose.", Some("Vienna"), None),
            (
                "LONDON, 3 June 2025 — Foreign nationals",
                Some("LONDON"),
                Some("3 June 2025"),
            ),
            (
                "PARIS, Sept. 3, 2024 (Reuters) - People",
                Some("PARIS"),
                Some("Sept. 3, 2024"),
            ),
            (
                "Graz, Austria, 2024-05-06 – People",
                Some("Graz"),
                Some("2024-05-06"),
            ),
            ("WASHINGTON, D.C. — People", Some("WASHINGTON"), None),
            (
                "OSLO, 26 August (Wire) - People",
                Some("OSLO"),
                Some("26 August"),
            ),
            ("Migrants – who are many – came.", None, None),
            ("A driver, Andrei, 38, who came - he said -", None, None),
            ("Officers in non-EU countries rose.", None, None),
            ("The rate (2023) - a record - fell.", None, None),
            ("No dash at all.", None, None),
            (
                "NICE, 3 December. The assizes",
                Some("NICE"),
                Some("3 December"),
            ),
            ("LIMA: Police said", Some("LIMA"), None),
            ("Nice, 12 people. The police", None, None),
            ("Poland: The police", None, None),
            ("LIMA: 40 people", None, None),
            ("", None, None),
        ] {
            let mut block = Block::new(BlockKind::Paragraph);
            block.push_copied(text, 0);
            let found = dateline(&block);
            assert_eq!(found.as_ref().map(|d| d.place.as_str()), place, "{text}");
            assert_eq!(found.and_then(|d| d.date).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn headings_by_their_looks() {
        for (text, expected) in [
            ("Who they are", true),
            ("‘One in three’ arrests are of foreigners", true),
            ("Prisoners up 12%", true),
            ("“It is over”", true),
            ("It is over.", false),
            ("“It is over.”", false),
            ("The figures:", false),
            ("and more of it", false),
            ("***", false),
        ] {
            assert_eq!(is_heading_like(text), expected, "{text}");
        }
    }

    #[test]
    fn the_headline_among_slug_byline_and_place() {
        for (lines, expected) in [
            (
                &[
                    "MERCURY – PAGE 5",
                    "Arrests rise by a third",
                    "By Ann Lee",
                    "Kent",
                ][..],
                1,
            ),
            (&["FOREIGN PRISONERS UP 12%", "By Ann Lee"][..], 0),
            (&["Arrests rise"][..], 0),
        ] {
            assert_eq!(headline(lines), Some(expected));
        }
        assert_eq!(headline(&[]), None);
    }
}

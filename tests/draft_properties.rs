//! Reading a draft never panics, and every span of visible text leads back to
//! the characters it was read from.

use proptest::prelude::*;
use statclaim::draft::{Documents, Draft, InputFormat, decode};
use statclaim::language::period::PeriodWords;
use statclaim::language::quotation::draft_quotations;
use statclaim::language::sentence::SentenceSplitter;
use statclaim::text::Span;
use statclaim::vocabulary::tokens;

/// Pieces that Markdown and plain text give a meaning to, and awkward characters.
const PIECES: &[&str] = &[
    "a",
    "Foreign",
    "nationals",
    "12",
    "1,234",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "    ",
    "# ",
    "- ",
    "* ",
    "1. ",
    "> ",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "|",
    "|--|--|\n",
    "| a | b |\n",
    "---\n",
    "+++\n",
    "date: 2024-01-02\n",
    "[",
    "]",
    "(",
    ")",
    "](http://x/1)",
    "[^1]",
    "[^1]: ",
    "![alt",
    "&amp;",
    "&nbsp;",
    "&#8217;",
    "<b>",
    "</b>",
    "<br>",
    "<del>",
    "</del>",
    "<sup>",
    "</sup>",
    "<div>\n",
    "<!--",
    "-->",
    "<!-- statclaim: ignore Q1 \"12\" x -->",
    "<!-- note -->",
    "\\",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    ".",
    "!",
    "?",
    "…",
    ":",
    ",",
    "–",
    "—",
    "-",
    "é",
    "ß",
    "\u{a0}",
    "\u{202f}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{1}",
    "日本",
    "🙂",
    "U.S.",
    "No.",
    "BERLIN (dpa) – ",
    "\u{301}",
];

/// Words and marks that periods are made of.
const PERIOD_WORDS: &[&str] = &[
    " ",
    " ",
    " ",
    "in ",
    "the ",
    "since ",
    "between ",
    "and ",
    "from ",
    "to ",
    "year ",
    "years ",
    "to the ",
    "end of ",
    "start of ",
    "first ",
    "half of ",
    "quarter of ",
    "last ",
    "past ",
    "ago",
    "earlier",
    "a ",
    "ten ",
    "0 ",
    "999 ",
    "31 ",
    "30th ",
    "February ",
    "June ",
    "Sept. ",
    "2023",
    "2024",
    "1999",
    "-00",
    "-24",
    "/",
    "–",
    ",",
    ".",
    ":",
    "(",
    "s",
    "fiscal ",
    "FY",
    "Q",
    "4 ",
    "over ",
    "months ",
    "decades ",
    "of ",
    "today",
];

fn source() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// Without what plain text hides: comments, front matter, tables.
fn plain_source() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES
        .iter()
        .copied()
        .filter(|piece| !piece.contains(['<', '|']) && *piece != "---\n" && *piece != "+++\n")
        .collect();
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

/// Each visible character maps to itself, to an entity, or to a line end.
fn check(draft: &Draft) -> Result<(), TestCaseError> {
    let source = &draft.source;
    for block in &draft.blocks {
        let mut last = 0;
        for (at, character) in block.text.char_indices() {
            let span = block
                .map
                .source_span(Span::new(at, at + character.len_utf8()));
            prop_assert!(span.end <= source.len());
            prop_assert!(source.is_char_boundary(span.start), "{source:?} {at}");
            prop_assert!(source.is_char_boundary(span.end), "{source:?} {at}");
            prop_assert!(span.start >= last, "{source:?}: {:?} goes back", block.text);
            last = span.start;
            let written = span.of(source);
            let replaced =
                character == ' ' || written.starts_with('&') || written.starts_with('\\');
            prop_assert!(
                replaced || written == character.to_string(),
                "{source:?}: {character:?} maps to {written:?}"
            );
        }
        let marked = block
            .struck
            .iter()
            .chain(block.links.iter().map(|(span, _)| span));
        for span in marked {
            prop_assert!(block.text.get(span.start..span.end).is_some());
        }
        prop_assert!(!block.text.trim().is_empty());
    }
    for ignore in &draft.ignores {
        prop_assert!(ignore.blocks.end <= draft.blocks.len());
        prop_assert!(ignore.span.of(source).starts_with("<!--"));
    }
    for (block, found) in draft.blocks.iter().zip(draft_quotations(&draft.blocks)) {
        for quotation in found {
            prop_assert!(!quotation.span.of(&block.text).is_empty());
        }
    }
    Ok(())
}

fn splitter() -> Result<SentenceSplitter, TestCaseError> {
    let text = include_str!("../rules/en/text/abbreviations.toml");
    SentenceSplitter::from_toml("abbreviations.toml", text)
        .map_err(|error| TestCaseError::fail(error.to_string()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_maps_back(source in source()) {
        check(&Draft::from_text("x.txt", source))?;
    }

    #[test]
    fn markdown_maps_back(source in source()) {
        check(&Draft::from_markdown("x.md", source))?;
    }

    #[test]
    fn plain_text_loses_no_words(source in plain_source()) {
        let draft = Draft::from_text("x.txt", source.clone());
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let shown: String = draft.blocks.iter().map(|block| letters(&block.text)).collect();
        prop_assert_eq!(shown, letters(&source));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in [InputFormat::Text, InputFormat::Markdown] {
            if let Ok(draft) = Draft::read("x", &bytes, format, None) {
                check(&draft)?;
            }
        }
        for document in Documents::new("x", bytes.as_slice(), None).flatten() {
            check(&Draft::from_text("x", document.text))?;
        }
        if let Ok(text) = std::str::from_utf8(&bytes)
            && !bytes.contains(&0)
            && let Ok(decoded) = decode("x", &bytes, None)
        {
            prop_assert_eq!(decoded.text, text.trim_start_matches('\u{feff}'));
        }
    }

    #[test]
    fn sentences_and_words_cover_the_text(source in source()) {
        let splitter = splitter()?;
        let mut end = 0;
        let mut shown = String::new();
        for span in splitter.sentences(&source) {
            prop_assert!(span.start >= end && !span.is_empty());
            end = span.end;
            shown.push_str(span.of(&source));
        }
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&shown), bare(&source));
        let words: String = tokens(&source).iter().map(|token| token.written).collect();
        prop_assert_eq!(words, bare(&source));
    }

    #[test]
    fn periods_are_in_order_and_on_the_calendar(words in prop::collection::vec(prop::sample::select(PERIOD_WORDS), 0..25)) {
        let pack = include_str!("../rules/en/vocabulary/periods.toml");
        let periods = PeriodWords::from_toml("periods.toml", pack)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let text = words.concat();
        let today = jiff::civil::Date::new(2025, 8, 15).ok();
        let mut end = 0;
        for mention in periods.find(&text, today) {
            prop_assert!(mention.span.start >= end && !mention.span.of(&text).is_empty());
            end = mention.span.end;
            if let Some(value) = mention.value {
                prop_assert!(value.start <= value.end, "{text}: {value}");
            }
        }
    }
}

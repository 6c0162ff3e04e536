//! What Markdown is read as.

use super::*;

fn draft(source: &str) -> Draft {
    read("x.md", source.to_owned())
}

fn texts(source: &str) -> Vec<String> {
    draft(source)
        .blocks
        .into_iter()
        .map(|block| block.text)
        .collect()
}

/// The source that the first `needle` in the visible text maps to.
fn mapped(source: &str, needle: &str) -> String {
    let draft = draft(source);
    let (block, at) = draft
        .blocks
        .iter()
        .find_map(|block| Some((block, block.text.find(needle)?)))
        .unwrap();
    let span = block.map.source_span(Span::new(at, at + needle.len()));
    span.of(source).to_owned()
}

#[test]
fn inline_marks_go_and_text_stays() {
    for (source, expected) in [
        ("rose by **3.2** per cent", "rose by 3.2 per cent"),
        ("`707` is *the* [count](http://x/10)", "707 is the count"),
        (
            "![12 men](a.png) There were ~~14~~ 12.",
            "There were 14 12.",
        ),
        ("a&nbsp;b &amp; c \\* d", "a\u{a0}b & c * d"),
        ("two and a half\ntimes", "two and a half times"),
        ("> quoted\n> on", "quoted on"),
        ("foreign-\nborn", "foreign-born"),
        ("1<br>2", "1 2"),
        ("Brits.<sup>[1]</sup> More", "Brits. More"),
        ("census,[^1] he\n\n[^1]: Day", "census, he"),
        ("a `b\nc` d", "a b c d"),
        ("10\u{ad}000 men", "10000 men"),
        ("- [x] done", "done"),
        ("<!-- note --> 12 men", "12 men"),
        ("12 <!-- no 13 --> men", "12  men"),
    ] {
        assert_eq!(
            texts(source).first().map(String::as_str),
            Some(expected),
            "{source}"
        );
    }
}

#[test]
fn every_piece_maps_back() {
    for (source, needle, expected) in [
        ("rose by **3.2** per cent", "3.2 per cent", "3.2** per cent"),
        ("a &amp; **b**", "& b", "&amp; **b"),
        ("x `707` y", "707", "707"),
        ("half\r\n> a", "half", "half"),
        ("> two and\n> a half", "and a half", "and\n> a half"),
        ("---\ntitle: 5\n---\nsaid 5", "5", "5"),
        ("| a | b |\n|--|--|\n| c | 1,221 |", "1,221", "1,221"),
        ("<!-- c --> 12 men", "12", "12"),
        ("x `a\nb` y", "a b y", "a\nb` y"),
    ] {
        assert_eq!(mapped(source, needle), expected, "{source}");
    }
}

#[test]
fn what_is_not_visible() {
    for source in [
        "```\n12\n```",
        "    12 in code",
        "<!-- 12 -->",
        "<div>\n12\n</div>",
        "---\ntitle: 12\n---\n",
        "[a]: http://x/12 \"12\"",
    ] {
        assert!(texts(source).is_empty(), "{source}: {:?}", texts(source));
    }
}

#[test]
fn kinds_of_blocks() {
    let source = "# Title\n\nIntro:\n\n- one\n- two\n  - nested\n\n## Part\n\n> Said\n\n**Bold line**\n\nEnd.[^n]\n\n[^n]: Note.";
    let draft = draft(source);
    let kinds: Vec<_> = draft
        .blocks
        .iter()
        .map(|b| (b.kind.clone(), b.text.as_str()))
        .collect();
    let item = |lead_in| BlockKind::ListItem {
        lead_in: Some(lead_in),
    };
    assert_eq!(
        kinds,
        [
            (BlockKind::Title, "Title"),
            (BlockKind::Paragraph, "Intro:"),
            (item(1), "one"),
            (item(1), "two"),
            (item(3), "nested"),
            (BlockKind::Heading(2), "Part"),
            (BlockKind::Paragraph, "Said"),
            (BlockKind::Heading(6), "Bold line"),
            (BlockKind::Paragraph, "End."),
            (BlockKind::Footnote, "Note."),
        ]
    );
    assert!(draft.blocks[6].quote && !draft.blocks[8].quote);
    assert_eq!(draft.blocks[8].notes, [(4, "n".to_owned())]);
    assert_eq!(draft.blocks[9].label.as_deref(), Some("n"));
}

#[test]
fn loose_lists_and_second_paragraphs() {
    let draft = draft("Lead\n\n- one\n\n  more\n\n- two\n\nAfter.");
    let items = draft
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::ListItem { lead_in: Some(0) })
        .count();
    assert_eq!(items, 3);
    assert_eq!(draft.blocks.len(), 5);
}

#[test]
fn cells_know_their_headers() {
    for (before, caption) in [
        ("Counts by year:\n\n", Some("Counts by year:")),
        ("## Part\n\nA sentence of no use.\n\n", Some("Part")),
        ("**Table 1. Prisoners**\n\n", Some("Table 1. Prisoners")),
        (
            "*Prisoners by group, 2024.*\n\n",
            Some("Prisoners by group, 2024."),
        ),
        ("", None),
    ] {
        let source = format!("{before}| Group | 2024 |\n|---|--:|\n| Albanians | 1,200 |\n");
        let draft = draft(&source);
        let cells: Vec<_> = draft
            .blocks
            .iter()
            .filter_map(|block| match block.kind {
                BlockKind::Cell(cell) => {
                    let of = |at: Option<usize>| at.map(|at| draft.blocks[at].text.as_str());
                    let heads = [cell.row_header, cell.column_header, cell.caption];
                    Some((block.text.as_str(), (cell.row, cell.column), heads.map(of)))
                }
                _ => None,
            })
            .collect();
        assert_eq!(
            cells,
            [
                ("Group", (0, 0), [None, None, caption]),
                ("2024", (0, 1), [None, None, caption]),
                ("Albanians", (1, 0), [None, Some("Group"), caption]),
                ("1,200", (1, 1), [Some("Albanians"), Some("2024"), caption]),
            ]
        );
    }
}

#[test]
fn links_and_struck_text_are_marked() {
    let draft = draft("It rose, [figures\nshow](http://x/y), by ~~14~~ <del>15</del> 12.");
    let block = &draft.blocks[0];
    let of = |span: Span| span.of(&block.text);
    assert_eq!(
        block
            .links
            .iter()
            .map(|(s, u)| (of(*s), u.as_str()))
            .collect::<Vec<_>>(),
        [("figures show", "http://x/y")]
    );
    assert_eq!(
        block.struck.iter().map(|s| of(*s)).collect::<Vec<_>>(),
        ["14", "15"]
    );
}

#[test]
fn comments_of_ours_name_their_blocks() {
    let ignore = |code: &str| format!("<!-- statclaim: ignore {code} \"12\" why -->");
    let source = format!(
        "# T\n\n{}\n\n| a | b |\n|--|--|\n| c | 12 |\n\n{}\nPara 12. {}\n\n{} Para 12 again.\n\n{}\n- one\n- two\n\n```\n{}\n```\n\n`{}`\n\n{}\n",
        ignore("A"),
        ignore("B"),
        ignore("C"),
        ignore("D"),
        ignore("E"),
        ignore("F"),
        ignore("G"),
        ignore("H")
    );
    let draft = draft(&source);
    let found: Vec<_> = draft
        .ignores
        .iter()
        .map(|i| (i.code.as_str(), i.blocks.clone()))
        .collect();
    assert_eq!(
        found,
        [
            ("A", 1..5),
            ("B", 5..6),
            ("C", 5..6),
            ("D", 6..7),
            ("E", 7..9),
            ("H", 10..10),
        ]
    );
    assert_eq!(draft.blocks[6].text, "Para 12 again.");
    assert!(draft.notes.is_empty());
}

#[test]
fn a_malformed_comment_is_a_note() {
    let draft = draft("Text.\n\n<!-- statclaim: ignore -->\n");
    assert_eq!(draft.notes.len(), 1);
    assert!(
        draft.notes[0].starts_with("x.md:3:1:"),
        "{}",
        draft.notes[0]
    );
}

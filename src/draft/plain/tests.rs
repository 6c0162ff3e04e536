//! What plain text is read as.

use super::*;

fn texts(source: &str) -> Vec<(BlockKind, String)> {
    let draft = read("x.txt", source.to_owned());
    draft
        .blocks
        .into_iter()
        .map(|block| (block.kind, block.text))
        .collect()
}

fn paragraphs(source: &str) -> Vec<String> {
    texts(source).into_iter().map(|(_, text)| text).collect()
}

const WRAPPED: &str = "\
Ministers said on Monday that the number of foreign nationals in custody
had risen by 3 per cent. They promised to publish the tables by the end
of June. Nobody asked when.

The shadow minister for prisons, who had asked for the figures, told the
Commons that he did not believe them. He said so twice.
";

#[test]
fn wrapped_lines_are_joined_and_mapped() {
    let source = WRAPPED.replace('\n', "\r\n");
    let draft = read("x.txt", source.clone());
    assert_eq!(draft.blocks.len(), 2);
    let block = &draft.blocks[0];
    assert!(block.text.contains("custody had risen"));
    assert!(block.text.contains("the end of June. Nobody"));
    let at = block.text.find("3 per cent").unwrap();
    let span = block.map.source_span(Span::new(at, at + 10));
    assert_eq!(span.of(&source), "3 per cent");
    let at = block.text.find("custody had").unwrap();
    let span = block.map.source_span(Span::new(at, at + 11));
    assert_eq!(span.of(&source), "custody\r\nhad");
}

#[test]
fn one_paragraph_a_line() {
    let long = "The police force recorded 2,310 arrests in the year, and it published the nationality of every person arrested for the first time.";
    let source = format!("{long}\n“It is a start,” she said.\n{long}\nShe left.\n");
    assert_eq!(paragraphs(&source).len(), 4);
    assert_eq!(
        paragraphs("Was it true? It was.\nNobody else had asked."),
        ["Was it true? It was.", "Nobody else had asked."]
    );
    assert_eq!(
        paragraphs("HOST: Is that right?\nGUEST: No, it is not."),
        ["HOST: Is that right?", "GUEST: No, it is not."]
    );
}

#[test]
fn broken_hyphens_join_without_a_space() {
    assert_eq!(
        paragraphs(
            "The share of the foreign-\nborn rose in 2015-\n16, he said on a Monday in\nmay."
        ),
        ["The share of the foreign-born rose in 2015-16, he said on a Monday in may."]
    );
}

#[test]
fn indented_paragraphs_without_blank_lines() {
    let source = "\
Ministers said on Monday that the number of foreign nationals in custody
had risen by 3 per cent. They promised to publish the tables by the end.
   Nobody asked when the tables would come out, and nobody was told that
they would not.
";
    assert_eq!(paragraphs(source).len(), 2);
}

#[test]
fn headline_byline_place_and_headings() {
    let source = format!(
        "MERCURY – PAGE 5\n\nOne in three arrests are of foreigners, says\nchief\n\nBy Ann Lee\n\nKent\n\n{WRAPPED}\nWhat it means\n\n{WRAPPED}"
    );
    let draft = read("x.txt", source);
    let kinds: Vec<_> = draft.blocks.iter().map(|block| &block.kind).collect();
    assert_eq!(
        kinds[..4],
        [
            &BlockKind::Heading(2),
            &BlockKind::Title,
            &BlockKind::Heading(2),
            &BlockKind::Heading(2),
        ]
    );
    assert_eq!(
        draft.blocks[1].text,
        "One in three arrests are of foreigners, says chief"
    );
    assert_eq!(kinds[6], &BlockKind::Heading(2));
    assert_eq!(draft.context.place.as_deref(), Some("Kent"));
}

#[test]
fn a_lone_line_is_text() {
    assert_eq!(
        texts("Foreigners are 12% of prisoners"),
        [(
            BlockKind::Paragraph,
            "Foreigners are 12% of prisoners".to_owned()
        )]
    );
}

#[test]
fn list_items_know_what_leads_in() {
    let source = "In prison at the end of June:\n\n- 120 Albanians\n- 75 Poles, most of whom\n  were on remand\n• 3 others\n\nThat is all.";
    let item = |text: &str| (BlockKind::ListItem { lead_in: Some(0) }, text.to_owned());
    assert_eq!(
        texts(source)[1..4],
        [
            item("120 Albanians"),
            item("75 Poles, most of whom were on remand"),
            item("3 others"),
        ]
    );
    assert_eq!(
        paragraphs("Counts:\n1. arrests\n2. charges")[1..],
        ["arrests", "charges"]
    );
}

#[test]
fn a_dash_at_a_wrapped_line_is_no_list() {
    let source = "\
An arrest is counted where it is made, and people with no nationality
– 6 per cent of the total – were counted as foreign for that table only.
";
    assert_eq!(paragraphs(source).len(), 1);
}

#[test]
fn a_list_below_an_unfinished_line() {
    let source =
        "Rates were lower [same source]\n  - **Gaps** for theft were larger\n  - and so on";
    assert_eq!(
        paragraphs(source)[1..],
        ["Gaps for theft were larger", "and so on"]
    );
}

#[test]
fn a_pipe_table_is_read_as_cells() {
    let source = "The study gives rates per 100,000:\n\n| Group | Rate (2023) |\n|---|--:|\n| Native-born | **1,221** |\n| Others | 613 |\nAfter it.";
    let draft = read("x.txt", source.to_owned());
    let of = |at: Option<usize>| at.map(|at| draft.blocks[at].text.as_str());
    let BlockKind::Cell(cell) = draft.blocks[4].kind else {
        panic!("no cell: {:?}", draft.blocks[4]);
    };
    assert_eq!(draft.blocks[4].text, "1,221");
    assert_eq!(of(cell.row_header), Some("Native-born"));
    assert_eq!(of(cell.column_header), Some("Rate (2023)"));
    assert_eq!(of(cell.caption), Some("The study gives rates per 100,000:"));
    let last = draft.blocks.last();
    assert_eq!(last.unwrap().text, "After it.");
}

#[test]
fn comments_of_ours_are_not_seen_and_name_their_block() {
    let source = "<!-- statclaim: ignore no_reference \"12\" known -->\nFirst, 12 men were held.\n\nSecond <!-- statclaim: ignore Q1 \"13\" --> 13 men. <!-- statclaim: ignore Q2 \"13\" -->\n\nThird <!-- a note -->.\n<!-- statclaim: ignored -->\n";
    let draft = read("x.txt", source.to_owned());
    let texts: Vec<_> = draft
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "First, 12 men were held.",
            "Second 13 men.",
            "Third <!-- a note -->."
        ]
    );
    let spoken: Vec<_> = draft
        .ignores
        .iter()
        .map(|i| (i.code.as_str(), i.blocks.clone()))
        .collect();
    assert_eq!(spoken, [("no_reference", 0..1), ("Q1", 1..2), ("Q2", 1..2)]);
    assert_eq!(draft.notes.len(), 1, "{:?}", draft.notes);
    assert!(draft.notes[0].starts_with("x.txt:7:1:"));
}

#[test]
fn dateline_gives_place() {
    let draft = read(
        "x.txt",
        "Study finds gap\n\nOSLO, 26 August 2024 (Wire) - People born abroad are 12% of it."
            .to_owned(),
    );
    assert_eq!(draft.context.place.as_deref(), Some("OSLO"));
    assert_eq!(draft.context.date_text.as_deref(), Some("26 August 2024"));
    assert_eq!(draft.context.dateline.map(|(block, _)| block), Some(1));
}

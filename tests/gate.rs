//! The gate before extraction never loses a claim: with it and without it the
//! same claims are found.

use proptest::prelude::*;
use statclaim::{
    claim::{self, Gate, extract},
    draft::{Draft, InputFormat},
    rules::Pack,
};

#[expect(clippy::panic, reason = "the embedded pack is part of what is tested")]
fn pack() -> Pack {
    Pack::embedded().unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// Whether a draft has claims; panics where they are not the same with the gate.
fn claims(gate: &Gate, pack: &Pack, draft: &Draft) -> bool {
    let found = extract(draft, pack).claims;
    let gated = claim::claims(draft, pack, gate);
    assert_eq!(gated, found, "the gate changes: {}", draft.source);
    !found.is_empty()
}

#[test]
fn rule_examples_pass() {
    let pack = pack();
    let gate = Gate::new(&pack);
    let relations = pack.relations.iter().flat_map(|rule| {
        let examples = rule.examples.iter().map(|example| example.text.as_str());
        examples.chain(rule.counterexamples.iter().map(String::as_str))
    });
    let exclusions = pack
        .exclusions
        .iter()
        .flat_map(|rule| rule.examples.iter().chain(&rule.counterexamples))
        .map(String::as_str);
    let mut with_claims = 0;
    for text in relations.chain(exclusions) {
        let text = text.replace(['[', ']'], "");
        let draft = Draft::from_text("x", text.as_str());
        with_claims += usize::from(claims(&gate, &pack, &draft));
    }
    assert!(with_claims > 50, "only {with_claims} texts have claims");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests read the shipped drafts")]
fn example_drafts_pass() {
    let pack = pack();
    let gate = Gate::new(&pack);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(format) = InputFormat::of_path(&path.display().to_string()) else {
            continue;
        };
        let bytes = std::fs::read(&path).unwrap();
        let draft = Draft::read("x", &bytes, format, None).unwrap();
        claims(&gate, &pack, &draft);
    }
}

#[test]
fn what_lacks_a_side_is_passed_over() {
    let pack = pack();
    let gate = Gate::new(&pack);
    for (text, expected) in [
        ("Some 300 foreign nationals were in prison.", true),
        ("Of the inmates, 300 were born in Kenya.", true),
        ("U.S. prisons hold 300 men born in\nthe D.R.C.", true),
        ("300 pri\u{ad}soners were foreign.", true),
        ("It has 300 foreign students.", false),
        ("The police made 300 arrests.", false),
        ("A womanly form of 12 poles.", false),
        ("British Airways lost 12 bags, the court heard.", false),
        ("", false),
    ] {
        let draft = Draft::from_text("x", text);
        assert_eq!(gate.opens(&draft, &pack), expected, "{text}");
    }
    // The two sides too far apart, and the same under one heading.
    let far = "Foreign nationals came.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nPrison held 300.";
    assert!(!gate.opens(&Draft::from_text("x", far), &pack));
    let headed = format!("# {far}");
    assert!(gate.opens(&Draft::from_markdown("x", headed), &pack));
}

#[test]
fn tables_and_lists_pass() {
    let pack = pack();
    let gate = Gate::new(&pack);
    let mut with_claims = 0;
    for text in [
        "| | Prisoners |\n| --- | --- |\n| Foreign nationals | 300 |\n| Total | 900 |\n",
        "# Prisoners\n\n| Citizenship | 2022 | 2023 |\n| --- | --- | --- |\n| Native | 4,000 | 4,100 |\n| Albanian | 310 | 290 |\n",
        "Foreign nationals in prison:\n\n- England: 12%\n- Wales: 7%\n- Scotland: 3%\n",
        "# Foreigners in prison\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nThey were 312 in May, the prison service said.\n",
        "How many foreigners are in jail? It was 312 in May.\n",
        "The courts sentenced 61,970 people. Two in five of them were foreign nationals.\n",
    ] {
        with_claims += usize::from(claims(&gate, &pack, &Draft::from_markdown("x", text)));
        with_claims += usize::from(claims(&gate, &pack, &Draft::from_text("x", text)));
    }
    assert!(with_claims >= 8, "only {with_claims} texts have claims");
}

/// Pieces of which claims, and texts that nearly are claims, are made.
const PIECES: [&str; 44] = [
    "foreign nationals",
    "Foreign",
    "non-",
    "EU",
    "citizens",
    "born in",
    "born outside",
    "from",
    "Albania",
    "Albanians",
    "Somali-born",
    "U.S.",
    "the UK",
    "migrants",
    "asylum seekers",
    "people",
    "men",
    "of",
    "Turkish",
    "origin",
    "prison",
    "prisoners",
    "arrests",
    "convicted of",
    "rape",
    "crimes",
    "deported",
    "offenders",
    "12%",
    "3,400",
    "one in five",
    "half",
    "twice as",
    "likely to be",
    "than",
    "the",
    "were",
    "in 2023",
    ".",
    "\n\n",
    "\n\n## ",
    ",",
    "and",
    "’s",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn generated_texts_pass(
        picked in prop::collection::vec((0..PIECES.len(), any::<bool>()), 3..40),
    ) {
        thread_local! {
            static READY: (Pack, Gate) = {
                let pack = pack();
                let gate = Gate::new(&pack);
                (pack, gate)
            };
        }
        let mut text = String::new();
        for (piece, upper) in picked {
            let piece = PIECES.get(piece).copied().unwrap_or("");
            let joined = piece.starts_with(['.', ',', '’', '\n']) || text.ends_with(['-', '\n', ' ']);
            if !joined && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&if upper { piece.to_uppercase() } else { piece.to_owned() });
        }
        READY.with(|(pack, gate)| {
            claims(gate, pack, &Draft::from_markdown("x", text.as_str()));
            claims(gate, pack, &Draft::from_text("x", text.as_str()));
        });
    }
}

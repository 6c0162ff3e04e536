//! Labels of tables and phrases in sentences, and what each is read as.

use crate::vocabulary::{ConceptId, Finder, Group, Reading, Vocabulary, tokens};

#[expect(clippy::disallowed_methods, reason = "tests read the shipped words")]
fn vocabulary() -> Vocabulary {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/en/vocabulary");
    let files: Vec<(String, String)> = ["groups", "persons"]
        .iter()
        .map(|name| {
            let path = format!("{dir}/{name}.toml");
            (path.clone(), std::fs::read_to_string(path).unwrap())
        })
        .chain([(
            "countries.toml".to_owned(),
            r#"
            [[country]]
            id = "DE"
            names = ["Germany"]
            adjectives = ["German"]
            people = ["German(s|)"]
            [[country]]
            id = "SO"
            names = ["Somalia"]
            adjectives = ["Somali"]
            people = ["Somali(s|)"]
            [[country]]
            id = "TR"
            names = ["Turkey", "Turkiye"]
            adjectives = ["Turkish"]
            people = ["Turk(s|)"]
            [[region]]
            id = "EU"
            names = ["EU"]
            adjectives = ["EU"]
            [[region]]
            id = "western"
            names = ["the West"]
            adjectives = ["Western"]
            "#
            .to_owned(),
        )])
        .collect();
    Vocabulary::from_toml(&files).unwrap()
}

fn show(group: &Group) -> String {
    let basis = group.basis.as_ref().map_or("?", ConceptId::as_str);
    let traits: Vec<&str> = group.traits.iter().map(ConceptId::as_str).collect();
    let sex = group.sex.as_ref().map_or("", ConceptId::as_str);
    let age = group.age.as_deref().unwrap_or("");
    format!("{basis} {:?} {} {sex} {age}", group.who, traits.join("+"))
        .trim_end()
        .to_owned()
}

#[test]
fn labels_name_groups() {
    let vocabulary = vocabulary();
    for (label, expected) in [
        ("foreign citizens", "nationality Foreign"),
        ("foreign nationals", "nationality Foreign"),
        ("Somali citizens", "nationality Of(`SO`)"),
        ("non-German citizens", "nationality NotOf(`DE`)"),
        ("non-Germans", "nationality NotOf(`DE`)"),
        ("born in Somalia", "birth Of(`SO`)"),
        ("Somali-born", "birth Of(`SO`)"),
        ("origin Turkiye", "origin Of(`TR`)"),
        ("Turkish origin", "origin Of(`TR`)"),
        ("foreign-born, men", "birth Foreign  men"),
        ("born outside the EU", "birth NotOf(`EU`)"),
        ("non-EU citizens", "nationality NotOf(`EU`)"),
        (
            "non-Western descendants",
            "origin NotOf(`western`) descendants",
        ),
        (
            "descendants of non-Western immigrants",
            "origin NotOf(`western`) descendants",
        ),
        (
            "non-Western immigrants and descendants",
            "origin NotOf(`western`) immigrants-and-descendants",
        ),
        (
            "native-born with two foreign-born parents",
            "birth Native two-foreign-born-parents",
        ),
        ("all", "? Everyone"),
        ("migrants", "? Foreign"),
        ("illegal immigrants", "status Foreign illegal"),
        ("native-born", "birth Native"),
        ("rest of the population", "? Rest"),
    ] {
        let group = vocabulary.group(label).map(|group| show(&group));
        assert_eq!(group.as_deref(), Some(expected), "{label}");
    }
    assert_eq!(vocabulary.group("zorbulated people"), None);
}

#[test]
fn phrases_in_sentences_are_as_long_as_possible() {
    let vocabulary = vocabulary();
    for (text, at, expected) in [
        (
            "convicted foreign nationals were held",
            0,
            Some("convicted foreign nationals"),
        ),
        (
            "people born outside the EU are held",
            0,
            Some("people born outside the EU"),
        ),
        (
            "Somali-born men aged 15 to 24 were",
            0,
            Some("Somali-born men aged 15 to 24"),
        ),
        (
            "inmates without a German passport",
            0,
            Some("inmates without a German passport"),
        ),
        (
            "carried no German passport",
            0,
            Some("carried no German passport"),
        ),
        ("foreign policy is set", 0, None),
        (
            "immigrants and their descendants are",
            0,
            Some("immigrants and their descendants"),
        ),
        (
            "people of Turkish origin were",
            0,
            Some("people of Turkish origin"),
        ),
        (
            "illegal immigrants convicted of crimes",
            0,
            Some("illegal immigrants convicted of crimes"),
        ),
    ] {
        let row = tokens(text);
        let hits = vocabulary.hits(&row, &mut Finder::default());
        let reading = Reading {
            row: &row,
            hits: &hits,
        };
        let found = vocabulary.group_phrase(&reading, at).map(|phrase| {
            let from = row[phrase.start].span().start;
            let to = row[phrase.end - 1].span().end;
            text.get(from..to).unwrap()
        });
        assert_eq!(found, expected, "{text}");
    }
}

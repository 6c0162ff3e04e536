//! The same words about any two groups, and about more or less, are read alike.
//!
//! In every example of every relation rule the groups are exchanged: the two
//! compared with each other, and each nationality or group word for others of
//! the same form; and so are the directions, by the words of the directed sets.
//! Only the fields that were exchanged may change.

#![expect(clippy::disallowed_methods, reason = "tests read the rule files")]

use std::{collections::BTreeMap, error::Error, fs};

use statclaim::{
    claim::{Claim, Direction, Phrase, examples::unbracket, extract},
    draft::Draft,
    rules::{Pack, RelationRule, pattern::WordSet},
    text::Span,
};

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Words for groups told apart by migration that take the same place in a sentence.
const GROUPS: [&str; 6] = [
    "migrants",
    "immigrants",
    "refugees",
    "asylum seekers",
    "foreign nationals",
    "foreign citizens",
];
/// Countries whose people are exchanged for each other: from every part of the world, poor and rich.
const COUNTRIES: [&str; 8] = ["RO", "PL", "NG", "SY", "JP", "CH", "BR", "FR"];

fn pack() -> Fallible<Pack> {
    Pack::embedded().map_err(|errors| format!("{errors:?}").into())
}

/// The claim at the bracketed number of a text.
fn read(pack: &Pack, text: &str) -> Option<Claim> {
    let (text, span) = unbracket(text)?;
    let claims = extract(&Draft::from_text("example", text), pack).claims;
    claims.into_iter().find(|claim| claim.span.overlaps(span))
}

/// The fields of a claim; `said` are the exchanged words, which become a mark.
fn fields(claim: Option<&Claim>, said: &[&str]) -> BTreeMap<&'static str, String> {
    let mut fields = BTreeMap::new();
    let Some(claim) = claim else {
        fields.insert("claim", "none".to_owned());
        return fields;
    };
    let mut put = |name: &'static str, text: Option<&str>| {
        let mut text = text.unwrap_or("nothing").to_lowercase();
        for (at, word) in said.iter().enumerate() {
            text = text.replace(&word.to_lowercase(), &format!("<{at}>"));
        }
        fields.insert(name, text);
    };
    put("quantity", Some(&claim.text));
    put("kind", Some(claim.quantity.kind.name()));
    put("bound", Some(claim.quantity.bound.name()));
    put("relation", Some(claim.relation.name()));
    put("direction", claim.direction.map(Direction::name));
    put("measure", Some(claim.measure.value.as_str()));
    put("stance", Some(claim.stance.name()));
    put("rule", claim.rule.as_deref());
    put("population", words(claim.population.as_ref()));
    put("comparator", words(claim.comparator.as_ref()));
    put("whole", words(claim.whole.as_ref()));
    put("offence", words(claim.offence.as_ref()));
    put("place", words(claim.place.as_ref()));
    put("period", words(claim.period.as_ref()));
    put("speaker", words(claim.speaker.as_ref()));
    put("source", words(claim.source.as_ref()));
    fields
}

fn words<T>(phrase: Option<&Phrase<T>>) -> Option<&str> {
    phrase.map(|phrase| phrase.text.as_str())
}

/// What differs between two readings.
fn compare(
    rule: &RelationRule,
    text: &str,
    expected: &BTreeMap<&'static str, String>,
    found: &BTreeMap<&'static str, String>,
    failures: &mut Vec<String>,
) {
    let mut wrong = Vec::new();
    for (name, value) in expected {
        let other = found.get(name).map_or("nothing", String::as_str);
        if value != other {
            wrong.push(format!("{name}: {value} becomes {other}"));
        }
    }
    if found.contains_key("claim") {
        wrong = vec!["no claim is found".to_owned()];
    }
    if !wrong.is_empty() {
        failures.push(format!("{}: {text}\n    {}", rule.id, wrong.join("; ")));
    }
}

fn report(failures: &[String], tried: usize, least: usize) {
    assert!(tried >= least, "only {tried} exchanges were tried");
    assert!(
        failures.is_empty(),
        "{} of {tried} exchanges change more than they should:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Every place where `word` stands as a whole in `text`, letter case aside.
fn places(text: &str, word: &str) -> Vec<Span> {
    let (text, word) = (text.to_ascii_lowercase(), word.to_ascii_lowercase());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    text.match_indices(&word)
        .map(|(at, _)| Span::new(at, at + word.len()))
        .filter(|span| {
            let before = text
                .get(..span.start)
                .and_then(|text| text.chars().next_back());
            let after = text.get(span.end..).and_then(|text| text.chars().next());
            !letter(before) && !letter(after)
        })
        .collect()
}

/// The text with another word at the span; a capital at its start stays one.
fn put(text: &str, span: Span, word: &str) -> String {
    let capital = span.of(text).starts_with(char::is_uppercase);
    let mut chars = word.chars();
    let word = match chars.next() {
        Some(first) if capital => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    };
    let before = text.get(..span.start).unwrap_or("");
    let after = text.get(span.end..).unwrap_or("");
    format!("{before}{word}{after}")
}

#[test]
fn groups_compared_can_change_places() -> Fallible<()> {
    let pack = pack()?;
    let (mut failures, mut tried) = (Vec::new(), 0);
    for rule in &pack.relations {
        for example in &rule.examples {
            let Some(claim) = read(&pack, &example.text) else {
                continue;
            };
            let (Some(one), Some(other)) = (&claim.population, &claim.comparator) else {
                continue;
            };
            let (one, other) = (one.text.as_str(), other.text.as_str());
            let [first] = places(&example.text, one)[..] else {
                continue;
            };
            let [second] = places(&example.text, other)[..] else {
                continue;
            };
            if first.overlaps(second) {
                continue;
            }
            let text = if first.start < second.start {
                put(&put(&example.text, second, one), first, other)
            } else {
                put(&put(&example.text, first, other), second, one)
            };
            tried += 1;
            let expected = fields(Some(&claim), &[one, other]);
            let found = fields(read(&pack, &text).as_ref(), &[other, one]);
            compare(rule, &text, &expected, &found, &mut failures);
        }
    }
    report(&failures, tried, 5);
    Ok(())
}

#[test]
fn a_group_can_be_any_other() -> Fallible<()> {
    let pack = pack()?;
    let (mut failures, mut tried) = (Vec::new(), 0);
    for forms in forms()? {
        for rule in &pack.relations {
            for example in &rule.examples {
                for word in &forms {
                    let [span] = places(&example.text, word)[..] else {
                        continue;
                    };
                    let claim = read(&pack, &example.text);
                    let expected = fields(claim.as_ref(), &[word]);
                    for other in forms.iter().filter(|other| *other != word) {
                        if !places(&example.text, other).is_empty() {
                            continue;
                        }
                        let text = put(&example.text, span, other);
                        tried += 1;
                        let found = fields(read(&pack, &text).as_ref(), &[other]);
                        compare(rule, &text, &expected, &found, &mut failures);
                    }
                }
            }
        }
    }
    report(&failures, tried, 100);
    Ok(())
}

/// Words that may stand for each other: people and adjectives of countries, and groups.
fn forms() -> Fallible<Vec<Vec<String>>> {
    let root = env!("CARGO_MANIFEST_DIR");
    let text = fs::read_to_string(format!("{root}/rules/en/vocabulary/countries.toml"))?;
    let file: toml::Table = text.parse()?;
    let mut forms = vec![GROUPS.map(str::to_owned).to_vec()];
    for (key, plural) in [("people", true), ("adjectives", false)] {
        let mut words = Vec::new();
        for country in file
            .get("country")
            .and_then(|all| all.as_array())
            .into_iter()
            .flatten()
        {
            let id = country
                .get("id")
                .and_then(toml::Value::as_str)
                .unwrap_or("");
            let first = country.get(key).and_then(|all| all.get(0));
            let Some(word) = first.and_then(toml::Value::as_str) else {
                continue;
            };
            let word = match word.split_once('(') {
                // "German(s|)": the plural.
                Some((stem, rest)) if plural => {
                    format!("{stem}{}", rest.split(['|', ')']).next().unwrap_or(""))
                }
                Some((stem, _)) => stem.to_owned(),
                None => word.to_owned(),
            };
            if COUNTRIES.contains(&id) && (!plural || word.ends_with('s')) {
                words.push(word);
            }
        }
        assert!(words.len() > 3, "{words:?}");
        forms.push(words);
    }
    Ok(forms)
}

#[test]
fn more_and_less_are_read_alike() -> Fallible<()> {
    let pack = pack()?;
    let (mut failures, mut tried) = (Vec::new(), 0);
    for rule in &pack.relations {
        for set in sets_of(&pack, rule) {
            let WordSet::Directed { up, down } = set else {
                continue;
            };
            for (from, to, turned) in [(up, down, "down"), (down, up, "up")] {
                for example in &rule.examples {
                    let Some((at, span)) = longest(&example.text, from) else {
                        continue;
                    };
                    let claim = read(&pack, &example.text);
                    let mut expected = fields(claim.as_ref(), &[]);
                    if expected.get("direction").is_none_or(|one| one == "nothing") {
                        continue;
                    }
                    expected.insert("direction", turned.to_owned());
                    let Some(other) = to.get(at).or_else(|| to.last()) else {
                        continue;
                    };
                    let text = put(&example.text, span, other);
                    tried += 1;
                    let found = fields(read(&pack, &text).as_ref(), &[]);
                    compare(rule, &text, &expected, &found, &mut failures);
                }
            }
        }
    }
    report(&failures, tried, 10);
    Ok(())
}

/// The word sets that a rule's patterns name.
fn sets_of<'p>(pack: &'p Pack, rule: &'p RelationRule) -> impl Iterator<Item = &'p WordSet> {
    let written = [&rule.written.0, &rule.written.1];
    pack.sets
        .iter()
        .filter(move |(name, _)| {
            let calls = |pattern: &String| !places(pattern, &format!("@{name}")).is_empty();
            written.into_iter().any(calls)
        })
        .map(|(_, set)| set)
}

/// The longest of the words that stands in the text just once.
fn longest(text: &str, words: &[String]) -> Option<(usize, Span)> {
    words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| match places(text, word)[..] {
            [span] => Some((at, span)),
            _ => None,
        })
        .max_by_key(|(_, span)| span.len())
}

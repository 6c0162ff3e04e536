//! The embedded rules pass their examples; what is generated from them is
//! current; the TOML of the guide works; and a folder of one's own adds rules
//! and words without taking any away. `STATCLAIM_UPDATE=1` writes the
//! generated files anew after a change that is meant.

#![expect(
    clippy::disallowed_methods,
    reason = "golden files are read and their renewal is asked for by the environment"
)]

use std::{error::Error, fs, path::Path};

use statclaim::{
    claim::{examples, extract},
    draft::Draft,
    rules::{Loaded, Pack, explain, schema},
    vocabulary::Class,
};

type Fallible<T> = Result<T, Box<dyn Error>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares with a file of the repository, or writes it.
fn golden(path: &str, current: &str) -> Fallible<()> {
    let file = root().join(path);
    if std::env::var_os("STATCLAIM_UPDATE").is_some() {
        fs::write(&file, current)?;
        return Ok(());
    }
    if fs::read_to_string(&file).unwrap_or_default() == current {
        return Ok(());
    }
    Err(format!("{path} is not current; STATCLAIM_UPDATE=1 writes it anew").into())
}

/// The embedded pack with files of one's own.
fn with(files: &[(&str, &str)]) -> Fallible<Loaded> {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder =
        std::env::temp_dir().join(format!("statclaim-rules-{}-{number}", std::process::id()));
    for (name, text) in files {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().ok_or("no folder")?)?;
        fs::write(file, text)?;
    }
    let loaded = Pack::load_all(&[&folder]);
    fs::remove_dir_all(&folder)?;
    Ok(loaded)
}

fn bad_examples(pack: &Pack) -> Vec<String> {
    examples::run(pack)
        .iter()
        .filter(|one| !one.result.is_good())
        .map(|one| {
            let name = one.result.name();
            format!("{name} {}: {} ({})", one.rule, one.text, one.detail)
        })
        .collect()
}

#[test]
fn every_rule_passes_its_examples() -> Fallible<()> {
    let pack = Pack::embedded().map_err(|errors| format!("{errors:?}"))?;
    assert_eq!(bad_examples(&pack), Vec::<String>::new());
    let tested = examples::run(&pack);
    assert!(tested.len() > 100, "only {} examples ran", tested.len());
    assert_eq!(examples::shadowed(&pack, &tested), []);
    Ok(())
}

#[test]
fn nothing_is_to_be_said_of_the_embedded_files() {
    let loaded = Pack::load_all(&[] as &[&str]);
    assert_eq!(loaded.errors, []);
    assert_eq!(loaded.remarks, []);
}

#[test]
fn the_list_of_rules_is_current() -> Fallible<()> {
    let pack = Pack::embedded().map_err(|errors| format!("{errors:?}"))?;
    golden("docs/rules.md", &explain::markdown(&pack))
}

#[test]
fn the_published_schema_is_current_and_takes_every_file() -> Fallible<()> {
    let current = serde_json::to_value(schema())?;
    let mut text = serde_json::to_string_pretty(&current)?;
    text.push('\n');
    golden("schemas/rules.schema.json", &text)?;
    let validator = jsonschema::validator_for(&current)?;
    for folder in ["relations", "scope", "vocabulary", "qualification"] {
        for entry in fs::read_dir(root().join("rules/en").join(folder))? {
            let path = entry?.path();
            if path.ends_with("periods.toml") {
                continue;
            }
            let file: toml::Table = fs::read_to_string(&path)?.parse()?;
            let value = serde_json::to_value(file)?;
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .take(5)
                .collect();
            assert_eq!(errors, Vec::<String>::new(), "{}", path.display());
        }
    }
    for slip in [
        serde_json::json!({"rule": [{"id": "a", "rigth": "b"}]}),
        serde_json::json!({"doubt": [{"id": "a", "because": "b", "when": [{"rigth": "c"}]}]}),
    ] {
        assert!(!validator.is_valid(&slip), "{slip}");
    }
    Ok(())
}

#[test]
fn the_toml_of_the_guide_works() -> Fallible<()> {
    let guide = fs::read_to_string(root().join("docs/writing-rules.md"))?;
    let blocks: Vec<(String, &str)> = guide
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .enumerate()
        .map(|(at, block)| (format!("{at}.toml"), block))
        .collect();
    assert!(blocks.len() >= 5);
    let files: Vec<(&str, &str)> = blocks
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .collect();
    let loaded = with(&files)?;
    assert_eq!(loaded.errors, []);
    assert_eq!(loaded.remarks, []);
    let pack = loaded.pack.ok_or("no pack")?;
    assert_eq!(bad_examples(&pack), Vec::<String>::new());
    for (text, measure) in [
        (
            "Of the refugees in Linz, 300 were summonsed to court.",
            "charges",
        ),
        (
            "In Linz 300 protection holders were cautioned by police.",
            "cautions",
        ),
    ] {
        let claims = extract(&Draft::from_text("example", text), &pack).claims;
        let found: Vec<&str> = claims
            .iter()
            .map(|one| one.measure.value.as_str())
            .collect();
        assert_eq!(found, [measure], "{text}");
    }
    let text = "Arrests of Romanians in Kent cratered 18 per cent.";
    let claims = extract(&Draft::from_text("example", text), &pack).claims;
    assert_eq!(claims[0].rule.as_deref(), Some("rose-by"));
    Ok(())
}

const RULE: &str = r#"
[[rule]]
id = "ID"
summary = "a rule of one's own"
kind = ["percent"]
left = "(ballooned) by"
relation = "change"
direction = "up"
counterexamples = ["Foreign nationals are [9%] of prisoners."]
[[rule.examples]]
text = "Arrests of Poles ballooned by [9%]."
"#;

#[test]
fn files_add_and_rules_override_by_id() -> Fallible<()> {
    let built_in = Pack::embedded().map_err(|errors| format!("{errors:?}"))?;
    let place = |pack: &Pack, id: &str| pack.relations.iter().position(|rule| rule.id == id);
    // A file with the path of a built-in one takes nothing away.
    let own = RULE.replace("ID", "own-rise");
    let loaded = with(&[("relations/change.toml", &own)])?;
    assert_eq!(loaded.errors, []);
    let pack = loaded.pack.ok_or("no pack")?;
    assert_eq!(pack.relations.len(), built_in.relations.len() + 1);
    assert_eq!(
        place(&pack, "own-rise"),
        Some(0),
        "asked before the built-in rules"
    );
    // A rule with the id of a built-in one takes its place in the order.
    let pack = with(&[("a.toml", &RULE.replace("ID", "is-up"))])?
        .pack
        .ok_or("no pack")?;
    assert_eq!(pack.relations.len(), built_in.relations.len());
    let at = place(&pack, "is-up");
    assert_eq!(at, place(&built_in, "is-up"));
    let rule = at.and_then(|at| pack.relations.get(at)).ok_or("no rule")?;
    assert_eq!(rule.summary, "a rule of one's own");
    // And turns it off, where it says so.
    let off = RULE
        .replace("ID", "is-up")
        .replace("relation =", "status = \"off\"\nrelation =");
    let pack = with(&[("a.toml", &off)])?.pack.ok_or("no pack")?;
    assert_eq!(place(&pack, "is-up"), None);
    // A concept of a known id keeps what it had.
    let concept = "[[concept]]\nid = \"prisoners\"\nclass = \"measure\"\nlabels = [\"lag(s|)\"]\n";
    let pack = with(&[("vocabulary/measures.toml", concept)])?
        .pack
        .ok_or("no pack")?;
    for label in ["lags", "prisoners"] {
        let id = pack.vocabulary.resolve(Class::Measure, label);
        assert_eq!(
            id.map(|id| id.to_string()),
            Some("prisoners".to_owned()),
            "{label}"
        );
    }
    Ok(())
}

#[test]
fn a_broken_entry_leaves_the_others() -> Fallible<()> {
    let broken = RULE.replace("ID", "own-a").replace("left =", "lfet =");
    let sound = RULE.replace("ID", "own-b");
    let loaded = with(&[(
        "a.toml",
        &format!("{broken}{sound}[[concpt]]\nid = \"x\"\n"),
    )])?;
    let errors: Vec<String> = loaded
        .errors
        .iter()
        .map(|error| format!("{}:{}: {}", error.line, error.column, error.message))
        .collect();
    assert_eq!(
        errors,
        [
            "6:1: unknown key `lfet`; nearest: `left`",
            "23:3: unknown key `concpt`; nearest: `concept`",
        ]
    );
    let pack = loaded.pack.ok_or("no pack")?;
    assert!(pack.relations.iter().any(|rule| rule.id == "own-b"));
    assert!(!pack.relations.iter().any(|rule| rule.id == "own-a"));
    Ok(())
}

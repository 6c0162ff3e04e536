//! Who may import whom, and that the documents name only files that exist.
//!
//! Imports run one way, from text to the command line. The table is the whole
//! rule; a module may always use itself.

#![expect(clippy::disallowed_methods, reason = "tests read the sources")]

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
};

const ALL_BUT_CLI: &[&str] = &[
    "text",
    "number",
    "vocabulary",
    "draft",
    "language",
    "claim",
    "reference",
    "check",
];
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("number", &[]),
    ("vocabulary", &["text", "number"]),
    ("draft", &["text"]),
    ("language", &["text", "number", "vocabulary", "draft"]),
    ("rules", &["text", "number", "vocabulary", "language"]),
    (
        "claim",
        &["text", "number", "vocabulary", "draft", "language", "rules"],
    ),
    ("reference", &["text", "number", "vocabulary"]),
    (
        "check",
        &["text", "number", "vocabulary", "claim", "reference"],
    ),
    ("report", ALL_BUT_CLI),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !name.starts_with('.') && name != "target" {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|is| is == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The modules named after `crate::` in `source`, grouped imports included; tests and comments aside.
fn modules_used(source: &str) -> Vec<String> {
    let code: String = source
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line.trim(), " "])
        .collect();
    let mut used = Vec::new();
    for after in code.split("crate::").skip(1) {
        let mut depth = 0;
        let mut name = String::new();
        let mut reading = true;
        for c in after.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => reading = true,
                c if reading && (c.is_alphanumeric() || c == '_') => {
                    name.push(c);
                    continue;
                }
                _ => {}
            }
            if !name.is_empty() {
                used.push(std::mem::take(&mut name));
                reading = c == ',' && depth == 1;
            }
            if depth <= 0 {
                break;
            }
        }
    }
    used
}

#[test]
fn grouped_imports_are_seen() {
    let source =
        "use crate::{\n    a::{X, y::Z},\n    b,\n    c::d,\n};\nfn f(e: crate::e::E) {}\n";
    assert_eq!(modules_used(source), ["a", "b", "c", "e"]);
}

#[test]
fn imports_run_one_way() -> Result<(), Box<dyn Error>> {
    let source = root().join("src");
    let modules: Vec<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    let mut wrong = Vec::new();
    for (module, may_use) in MAY_USE {
        for file in files(&source.join(module), "rs")? {
            for used in modules_used(&fs::read_to_string(&file)?) {
                let ours = modules.contains(&used.as_str()) || used == "cli";
                if ours && used != *module && !may_use.contains(&used.as_str()) {
                    let file = file.strip_prefix(root())?.display();
                    wrong.push(format!("{file}: {module} uses {used}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    Ok(())
}

#[test]
fn the_page_on_architecture_has_the_same_table() -> Result<(), Box<dyn Error>> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md"))?;
    for (module, may_use) in MAY_USE {
        let listed: Vec<String> = may_use.iter().map(|name| format!("`{name}`")).collect();
        let listed = if listed.is_empty() {
            "nobody".to_owned()
        } else {
            listed.join(", ")
        };
        let row = format!("| `{module}` | {listed} |");
        assert!(page.contains(&row), "ARCHITECTURE.md lacks the row\n{row}");
    }
    Ok(())
}

/// Words in backquotes and link targets of a document that look like paths of this repository.
fn paths_named(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let linked = text
        .split("](")
        .skip(1)
        .filter_map(|after| after.split(')').next());
    quoted
        .chain(linked)
        .map(|path| path.split('#').next().unwrap_or_default())
        .filter(|path| {
            let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
            let known = [
                "src/",
                "tests/",
                "docs/",
                "rules/",
                "reference_data/",
                "schemas/",
                "examples/",
                ".ci/",
            ];
            path.chars().all(plain) && known.iter().any(|folder| path.starts_with(folder))
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn documents_name_files_that_exist() -> Result<(), Box<dyn Error>> {
    let mut wrong = Vec::new();
    let top = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ];
    let mut documents: Vec<PathBuf> = top.iter().map(|name| root().join(name)).collect();
    if root().join("docs").is_dir() {
        documents.extend(files(&root().join("docs"), "md")?);
    }
    for document in documents {
        for path in paths_named(&fs::read_to_string(&document)?) {
            if !root().join(&path).exists() {
                let document = document.strip_prefix(root())?.display();
                wrong.push(format!("{document}: {path} does not exist"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    Ok(())
}

/// A check never touches the network: one file can, and only `reference fetch` uses it.
#[test]
fn there_is_one_door_to_the_network() -> Result<(), Box<dyn Error>> {
    let door = root().join("src/cli/commands/reference/fetch/download.rs");
    for file in files(&root().join("src"), "rs")? {
        let source = fs::read_to_string(&file)?;
        let speaks = ["reqwest", "std::net", "TcpStream"]
            .iter()
            .any(|name| source.contains(name));
        assert_eq!(speaks, file == door, "{}", file.display());
    }
    Ok(())
}

//! Whole runs of the program, as data: each file of `cli/` holds commands with
//! what they print and how they end. `TRYCMD=overwrite cargo test --test cli`
//! writes them anew after a change that is meant; read what it changed.

use std::{
    error::Error,
    process::{Command, Stdio},
};

#[test]
fn whole_runs() {
    trycmd::TestCases::new()
        // Nothing of the machine it runs on may show.
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .case("tests/cli/*.md")
        .case("tests/cli/*.toml")
        .case("README.md");
}

/// The program, with nothing of the machine's environment.
fn statclaim(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statclaim"));
    command
        .args(arguments)
        .env_clear()
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli"));
    command
}

#[test]
fn threads_and_the_order_of_inputs_change_nothing() -> Result<(), Box<dyn Error>> {
    let folders = ["check.in", "silence.in", "jsonl.in", "output.in"];
    let run = |threads, folders: &[&str]| {
        let options = ["check", "--format", "json", "--threads", threads];
        statclaim(&[&options, folders].concat()).output()
    };
    let backwards: Vec<&str> = folders.iter().rev().copied().collect();
    let one = run("1", &folders)?;
    let many = run("4", &backwards)?;
    assert!(one.stdout.len() > 1000);
    assert_eq!(one.stdout, many.stdout);
    assert_eq!(one.stderr, many.stderr);
    Ok(())
}

#[test]
fn a_reader_who_goes_away_ends_the_run_quietly() -> Result<(), Box<dyn Error>> {
    let mut child = statclaim(&["check", "check.in"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert_eq!(String::from_utf8(output.stderr)?, "");
    assert_eq!(output.status.code(), Some(1));
    Ok(())
}

#[test]
fn a_file_that_cannot_be_finished_leaves_nothing_behind() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("statclaim-test-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("taken"))?;
    let taken = folder.join("taken");
    let taken = taken.to_str().ok_or("not Unicode")?;
    let output = statclaim(&["check", "--output", taken, "check.in"]).output()?;
    assert_eq!(output.status.code(), Some(2));
    let left: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    assert_eq!(left.len(), 1, "{left:?}");
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

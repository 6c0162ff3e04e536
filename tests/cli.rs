//! Whole runs of the program, as data: each file of `cli/` holds commands with
//! what they print and how they end. `TRYCMD=overwrite cargo test --test cli`
//! writes them anew after a change that is meant; read what it changed.

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

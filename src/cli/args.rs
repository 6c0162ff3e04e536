//! The command line as typed. What it means together with the configuration is
//! decided in `config` and `desk`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::commands::ReferenceCommand;

/// Checks numeric claims about crime and migration in drafts against reference data.
#[derive(Debug, Parser)]
#[command(
    name = "statclaim",
    version,
    about = "Checks numeric claims about crime and migration in drafts against your own reference data",
    after_help = "\
Examples:
  statclaim check draft.md             check one draft
  statclaim check --as-of 2025-01-31 drafts/
  pbpaste | statclaim check -          check the clipboard
  statclaim extract --quantities a.txt what was seen, and what it was taken for
  statclaim explain conditional        what a verdict means and what to do

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 an input or setting could not be used.",
    max_term_width = 100
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check the claims of drafts against the reference data
    Check(CheckArgs),
    /// List the claims of drafts, without checking them
    Extract(ExtractArgs),
    /// Score extraction on labelled passages
    Eval(EvalArgs),
    /// List, explain, test and write rules
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// List, query, lint, add and fetch reference data
    Reference {
        #[command(subcommand)]
        command: ReferenceCommand,
    },
    /// Say what a verdict or a finding's code means and what to do
    Explain(ExplainArgs),
    /// Set up a folder: configuration, rules, a data package, a CI workflow
    Init(InitArgs),
}

/// `statclaim check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  statclaim check draft.md
  statclaim check --reference our-data --fail-on warning drafts/
  statclaim check --format json --output report.json drafts/
  statclaim check --output jsonl=archive.jsonl archive.jsonl")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) knowledge: KnowledgeArgs,
    /// Use no observation later than this day
    ///
    /// It wins over the draft's own date. Without either, the newest observations count.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// End with exit code 1 from this severity on [default: error]
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_on: Option<FailOn>,
    /// Show errors and warnings only, and no summary
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// A day as `--as-of` takes it.
fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "expected a day such as 2025-01-31".to_owned())
}

/// `statclaim extract`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  statclaim extract draft.md
  statclaim extract --quantities draft.md
  statclaim extract --format jsonl archive.jsonl")]
pub(super) struct ExtractArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    /// A folder of rules to add to the built-in ones (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
    /// List every number seen, what it was taken for, and why it is no claim
    #[arg(long)]
    pub(super) quantities: bool,
}

/// `statclaim eval`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  statclaim eval labelled.jsonl
  statclaim eval --verbose --rules our-rules labelled.jsonl more.jsonl
  statclaim eval --format json labelled.jsonl

Each line of a file is a passage: {\"id\", \"text\", \"claims\": [{\"quantity\", \"start\", \"value\", …}]}.")]
pub(super) struct EvalArgs {
    /// Files of labelled passages, one JSON object a line; `-` for standard input
    #[arg(value_name = "GOLD", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// A folder of rules to add to the built-in ones (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
    /// The format of the figures
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: EvalFormat,
    /// List every miss, false find and wrong field
    #[arg(short, long)]
    pub(super) verbose: bool,
    /// How many passages to work on at once [default: the number of processors]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<std::num::NonZeroUsize>,
}

/// A format of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EvalFormat {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// Where drafts come from.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Drafts, folders of drafts, or `-` for standard input [default: the current folder]
    ///
    /// In folders, .txt, .md, .markdown and .jsonl files are read, hidden and git-ignored ones left out.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Read every input in this format, whatever its name: text, markdown or jsonl
    #[arg(long, value_name = "FORMAT")]
    pub(super) input_format: Option<String>,
    /// Read every input in this encoding, such as windows-1252
    #[arg(long, value_name = "LABEL")]
    pub(super) input_encoding: Option<String>,
    /// Use this configuration instead of the nearest statclaim.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// How many drafts to work on at once [default: the number of processors]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<std::num::NonZeroUsize>,
}

/// Where reports go.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    /// The format of the report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    /// Write the report to FILE instead of standard output; FORMAT=FILE writes one more (repeatable)
    #[arg(short, long, value_name = "[FORMAT=]FILE")]
    pub(super) output: Vec<OutputArg>,
}

/// What drafts are checked with.
#[derive(Debug, Args)]
pub(super) struct KnowledgeArgs {
    /// A folder of rules to add to the built-in ones (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
    /// A folder of reference data (repeatable) [default: those of statclaim.toml, else `./reference_data`]
    #[arg(long, value_name = "DIR")]
    pub(super) reference: Vec<PathBuf>,
}

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// One JSON object
    Json,
    /// One JSON object a document, each on its line
    Jsonl,
}

/// `[FORMAT=]FILE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OutputArg {
    /// The format, where one was given.
    pub(super) format: Option<Format>,
    /// The file.
    pub(super) file: PathBuf,
}

impl std::str::FromStr for OutputArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            // A path may hold an equals sign; only a plain word before it is meant as a format.
            Some((word, file)) if word.chars().all(|c| c.is_ascii_alphanumeric()) => {
                let format = Format::from_str(word, true).map_err(|_| {
                    format!("`{word}` is no format (expected human, json or jsonl)")
                })?;
                (Some(format), file)
            }
            _ => (None, text),
        };
        if file.is_empty() {
            return Err("the file name is missing".to_owned());
        }
        Ok(Self {
            format,
            file: PathBuf::from(file),
        })
    }
}

/// From which severity on a check fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Notes, warnings and errors
    Note,
    /// No finding fails
    Never,
}

/// `statclaim rules`.
#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List the rules with their summaries
    List(RulesArgs),
    /// Print a rule with its examples
    Explain {
        /// The rule's id, as in the list
        id: String,
        #[command(flatten)]
        rules: RulesArgs,
    },
    /// Run the examples and counter-examples of every rule; exit 1 when one fails
    Test(RulesArgs),
    /// Report what is wrong in rule files; exit 1 when something is
    Lint(RulesArgs),
    /// Print the JSON Schema of rule files, for editors
    Schema,
    /// Write a rule to start from, with an example and a counter-example
    New {
        /// The id of the rule: small letters, digits and hyphens
        id: String,
        /// The folder of rules to write it to
        #[arg(long, value_name = "DIR", default_value = "rules")]
        folder: PathBuf,
    },
    /// Show what rules of your own newly find or lose over a folder of texts
    Diff(RulesDiffArgs),
}

/// `statclaim rules diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  statclaim rules diff --rules our-rules --corpus archive/

A line with + is newly found, one with - is lost, one with ~ is read otherwise.")]
pub(super) struct RulesDiffArgs {
    /// A folder of rules to compare with the built-in ones (repeatable)
    #[arg(long, value_name = "DIR", required = true)]
    pub(super) rules: Vec<PathBuf>,
    /// Texts, or folders of texts, to compare them over (repeatable)
    #[arg(long, value_name = "DIR", required = true)]
    pub(super) corpus: Vec<PathBuf>,
}

/// Which rules.
#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// A folder of rules to add to the built-in ones (repeatable)
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
}

/// `statclaim explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A verdict or a finding's code; none lists them
    #[arg(value_name = "VERDICT|CODE")]
    pub(super) name: Option<String>,
}

/// `statclaim init`.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder to set up
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn outputs_name_a_format_before_the_equals_sign() {
        for (written, expected) in [
            ("report.json", Some((None, "report.json"))),
            ("json=report.txt", Some((Some(Format::Json), "report.txt"))),
            ("a/b=c.txt", Some((None, "a/b=c.txt"))),
            ("yaml=report", None),
            ("json=", None),
        ] {
            let got: Option<OutputArg> = written.parse().ok();
            let expected = expected.map(|(format, file)| OutputArg {
                format,
                file: PathBuf::from(file),
            });
            assert_eq!(got, expected, "{written}");
        }
    }
}

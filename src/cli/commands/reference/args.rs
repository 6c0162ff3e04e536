//! The command line of `statclaim reference` as typed.

use std::path::PathBuf;
#[cfg(feature = "net")]
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

#[cfg(feature = "net")]
use super::fetch::limits;

/// `statclaim reference`.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ReferenceCommand {
    /// Report what is wrong or may mislead in reference data; exit 1 when there is an error
    Lint(LintArgs),
    /// List the tables with their places, measures, periods and publishers
    List(ListArgs),
    /// Print values with their sources, or a share, rate or ratio computed from them
    #[command(after_help = "\
Examples:
  statclaim reference query --place \"England and Wales\" --measure prisoners
  statclaim reference query --measure suspects --period 2023 --population foreigners
  statclaim reference query --place Denmark --measure convictions --population foreigners --compute share")]
    Query(QueryArgs),
    /// Look at a CSV, propose how it is to be read, and write that to datapackage.json beside it
    #[command(after_help = "\
Examples:
  statclaim reference add our-data/prisoners.csv
  statclaim reference add --yes --place Austria --measure prisoners --unit people \\
    --source-publisher \"The statistics office\" --source-url https://example.org/12 our-data/prisoners.csv")]
    Add(Box<AddArgs>),
    /// Download the tables whose `path` is an address, and pin them in statclaim.lock
    #[cfg(feature = "net")]
    #[command(after_help = "\
Examples:
  statclaim reference fetch                    fetch what is new; ask about what changed
  statclaim reference fetch --accept our-data  take over what changed, after showing it
  statclaim reference fetch --locked           in CI: fetch what is pinned and nothing else

Nothing else of statclaim touches the network. Copies are kept in .fetched beside the package's
datapackage.json; a check reads them only while they are the pinned ones.

Exit codes: 0 done, 1 something changed and was not accepted, 2 something could not be fetched.")]
    Fetch(FetchArgs),
}

/// Which reference data.
#[derive(Debug, Args)]
pub(in crate::cli) struct DataArgs {
    /// A folder of reference data [default: those of statclaim.toml, else `./reference_data`]
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folders: Vec<PathBuf>,
}

/// `statclaim reference fetch`.
#[cfg(feature = "net")]
#[derive(Debug, Args)]
pub(in crate::cli) struct FetchArgs {
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
    /// Fetch only what statclaim.lock pins; exit 1 when that would have to change
    #[arg(long)]
    pub(in crate::cli) locked: bool,
    /// Take over changed files without asking; what changed is shown all the same
    #[arg(short = 'y', long, visible_alias = "yes", conflicts_with = "locked")]
    pub(in crate::cli) accept: bool,
    /// Give up when the server says nothing for so long: 20, 500ms, 2min
    #[arg(long, value_name = "TIME", default_value = "20s", value_parser = limits::time)]
    pub(in crate::cli) timeout: Duration,
    /// Give up when a file is not complete after so long
    #[arg(long, value_name = "TIME", default_value = "10min", value_parser = limits::time)]
    pub(in crate::cli) max_time: Duration,
    /// Refuse files larger than this: 500MB, 20kB, 1GB
    #[arg(long, value_name = "SIZE", default_value = "500MB", value_parser = limits::size)]
    pub(in crate::cli) max_size: u64,
    /// Follow at most so many redirects
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(in crate::cli) max_redirects: usize,
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Shown {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// The same, and as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ShownTable {
    /// For people
    Human,
    /// A table with the sources in columns
    Csv,
    /// One JSON object
    Json,
}

/// `statclaim reference lint`.
#[derive(Debug, Args)]
pub(in crate::cli) struct LintArgs {
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
    /// The day on which data may count as old (`stale_after`)
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) as_of: Option<Date>,
    /// The format of the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(in crate::cli) format: Shown,
}

/// `statclaim reference list`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
    /// The format of the list
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(in crate::cli) format: Shown,
}

/// `statclaim reference query`.
#[derive(Debug, Args)]
pub(in crate::cli) struct QueryArgs {
    #[command(flatten)]
    pub(in crate::cli) data: DataArgs,
    /// A place, by id or name; places within it match too
    #[arg(long)]
    pub(in crate::cli) place: Option<String>,
    /// What is counted, by id or name
    #[arg(long)]
    pub(in crate::cli) measure: Option<String>,
    /// A crime type, by id or name; `all` for all crime
    #[arg(long)]
    pub(in crate::cli) offence: Option<String>,
    /// A group in the words of a draft: `foreigners`, `Romanian nationals`
    #[arg(long, alias = "group")]
    pub(in crate::cli) population: Option<String>,
    /// 2024, 2023/24, 2024-06, 2024-06-30, or two dates with a slash between
    #[arg(long)]
    pub(in crate::cli) period: Option<String>,
    /// Compute a figure from the values, as a check would
    #[arg(long, requires = "measure", requires = "population")]
    pub(in crate::cli) compute: Option<Compute>,
    /// The group that a ratio is set against
    #[arg(long, value_name = "GROUP", requires = "compute")]
    pub(in crate::cli) against: Option<String>,
    /// The format of the values
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(in crate::cli) format: ShownTable,
}

/// What is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Compute {
    /// The group's part of all, in percent
    Share,
    /// Those of the group with the measure, per 1,000 of the group
    Rate,
    /// The group's rate over that of --against
    Ratio,
}

/// `statclaim reference add`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AddArgs {
    /// The table
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Write what is proposed without asking
    #[arg(short, long)]
    pub(in crate::cli) yes: bool,
    /// Replace what datapackage.json says of this file
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) said: SaidArgs,
}

/// What the user says of a table.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct SaidArgs {
    /// Where it counts, for every row: a name, or `column:HEADER`
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) place: Option<String>,
    /// When, for every row: `2024`, or `column:HEADER`
    #[arg(long, value_name = "PERIOD")]
    pub(in crate::cli) period: Option<String>,
    /// Of whom, for every row, or `column:HEADER`
    #[arg(long, value_name = "GROUP")]
    pub(in crate::cli) population: Option<String>,
    /// What is counted, for every row, or `column:HEADER`
    #[arg(long, value_name = "MEASURE")]
    pub(in crate::cli) measure: Option<String>,
    /// The crime type, for every row, or `column:HEADER`
    #[arg(long, value_name = "OFFENCE")]
    pub(in crate::cli) offence: Option<String>,
    /// `people`, `percent`, `per_1000` for every row, or `column:HEADER`
    #[arg(long, value_name = "UNIT")]
    pub(in crate::cli) unit: Option<String>,
    /// The header of the column with the numbers
    #[arg(long, value_name = "HEADER")]
    pub(in crate::cli) value: Option<String>,
    /// How groups are told apart: nationality, citizenship, birth, origin or status
    #[arg(long, value_name = "BASIS")]
    pub(in crate::cli) group_basis: Option<String>,
    /// What a label of the table means, such as `population:Total=all`; with nothing after `=` its rows are left out (repeatable)
    #[arg(long, value_name = "FACET:LABEL=MEANING")]
    pub(in crate::cli) label: Vec<String>,
    /// Leave out rows whose labels no concept has
    #[arg(long)]
    pub(in crate::cli) skip_unknown: bool,
    /// What stands before the decimals
    #[arg(long, value_name = "CHAR")]
    pub(in crate::cli) decimal_char: Option<char>,
    /// What stands between the thousands
    #[arg(long, value_name = "CHAR")]
    pub(in crate::cli) group_char: Option<char>,
    /// Who published the table
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) source_publisher: Option<String>,
    /// What the publisher calls it
    #[arg(long, value_name = "TITLE")]
    pub(in crate::cli) source_title: Option<String>,
    /// Where it can be found
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) source_url: Option<String>,
    /// When it was published
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) source_published: Option<String>,
    /// `official_table`, `official_excerpt`, `press_report` or `named_study`
    #[arg(long, value_name = "GRADE")]
    pub(in crate::cli) trust: Option<String>,
    /// On which terms it may be used, such as CC-BY-4.0
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) licence: Option<String>,
}

//! A desk: everything the drafts under one configuration are checked with.
//! Drafts of several folders may belong to several desks; each is set up once.

use std::path::{Path, PathBuf};

use globset::{GlobSet, GlobSetBuilder};
use jiff::civil::Date;

use super::{
    config::{self, Config, FailLevel},
    inputs::plain,
};
use crate::{
    check::{Context, LeftOut, Policy, Severity},
    claim::Gate,
    reference::Catalogue,
    rules::Pack,
    vocabulary::{Class, ConceptId},
};

/// What the command line says about every desk.
#[derive(Debug, Clone, Default)]
pub(super) struct Wishes {
    /// Further folders of rules.
    pub(super) rules: Vec<PathBuf>,
    /// Folders of reference data, instead of the configured ones.
    pub(super) reference: Vec<PathBuf>,
    /// The last day that counts.
    pub(super) as_of: Option<Date>,
    /// The level from which a check fails, where one is given.
    pub(super) fail_on: Option<FailLevel>,
}

/// Everything the drafts under one configuration are checked with.
#[derive(Debug)]
pub(super) struct Desk {
    /// Vocabulary and rules.
    pub(super) pack: Pack,
    /// Reference data; empty when drafts are not checked.
    pub(super) catalogue: Catalogue,
    /// Widths, limits and severities.
    pub(super) policy: Policy,
    /// The level from which a check fails.
    pub(super) fail_on: FailLevel,
    /// Passes over most drafts without a claim; made for runs that print claims only.
    pub(super) gate: Option<Gate>,
    as_of: Option<Date>,
    default_place: Option<ConceptId>,
    left_out: Vec<LeftOut>,
    ignore: GlobSet,
    folder: PathBuf,
}

/// What setting up a desk brought to light.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// What could not be used.
    pub(super) errors: Vec<String>,
    /// Remarks for the report.
    pub(super) notes: Vec<String>,
}

impl Desk {
    /// Sets up the desk of a configuration file, or one without; none when not even the rules can be used.
    pub(super) fn open(
        configuration: Option<&Path>,
        wishes: &Wishes,
        with_reference: bool,
        found: &mut Findings,
    ) -> Option<Self> {
        let config = read_config(configuration, found);
        let pack = load_pack(&config, &wishes.rules, found)?;
        let catalogue = if with_reference {
            load_catalogue(&config, wishes, &pack, found)
        } else {
            Catalogue::default()
        };
        let mut policy = Policy::new(pack.widths.clone());
        policy.severities.clone_from(&config.severities);
        policy.quoted.clone_from(&config.quoted);
        policy.majority_words = pack.window.majority.iter().cloned().collect();
        policy.minority_words = pack.window.minority.iter().cloned().collect();
        policy.total_words = pack.window.totals.iter().cloned().collect();
        let default_place = config.default_place.as_ref().and_then(|(place, at)| {
            let id = pack.vocabulary.resolve(Class::Place, place);
            if id.is_none() {
                let nearest = pack.vocabulary.nearest(Class::Place, place);
                let hint = nearest
                    .first()
                    .map_or_else(String::new, |nearest| format!("; nearest: `{nearest}`"));
                found
                    .errors
                    .push(format!("{at}: no place is known as `{place}`{hint}"));
            }
            id
        });
        Some(Self {
            fail_on: wishes
                .fail_on
                .or(config.fail_on)
                .unwrap_or(FailLevel::From(Severity::Error)),
            as_of: wishes.as_of,
            default_place,
            left_out: left_out(&catalogue),
            ignore: globs(&config.ignore),
            folder: config.folder,
            gate: None,
            pack,
            catalogue,
            policy,
        })
    }

    /// Whether a file found in a folder is to be left out.
    pub(super) fn ignores(&self, path: &Path) -> bool {
        path.strip_prefix(&self.folder)
            .is_ok_and(|within| self.ignore.is_match(within))
    }

    /// The circumstances that every draft of this desk shares.
    pub(super) fn context(&self) -> Context {
        Context {
            as_of: self.as_of,
            default_place: self.default_place.clone(),
            left_out: self.left_out.clone(),
            ..Context::default()
        }
    }
}

/// Reads a configuration file; without one, nothing is configured.
pub(super) fn read_config(file: Option<&Path>, found: &mut Findings) -> Config {
    let Some(file) = file else {
        return Config::default();
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "the configuration is read here only"
    )]
    let text = std::fs::read_to_string(file);
    match text {
        Ok(text) => {
            let (config, errors) = config::parse(file, &text);
            found.errors.extend(errors.iter().map(ToString::to_string));
            config
        }
        Err(error) => {
            let shown = file.display();
            found
                .errors
                .push(format!("{shown}: cannot be read: {}", plain(&error)));
            Config::default()
        }
    }
}

fn load_pack(config: &Config, further: &[PathBuf], found: &mut Findings) -> Option<Pack> {
    let folders: Vec<&PathBuf> = config.rules.iter().chain(further).collect();
    let (pack, errors) = Pack::load(&folders);
    found.errors.extend(errors.iter().map(ToString::to_string));
    pack
}

fn load_catalogue(
    config: &Config,
    wishes: &Wishes,
    pack: &Pack,
    found: &mut Findings,
) -> Catalogue {
    let folders = reference_folders(&wishes.reference, config.reference.as_deref());
    if folders.is_empty() {
        found.notes.push(
            "no reference data: every claim is no_reference; name a folder with --reference or in statclaim.toml"
                .to_owned(),
        );
    }
    let (catalogue, errors) = Catalogue::load(&folders, &pack.vocabulary);
    found.errors.extend(errors.iter().map(ToString::to_string));
    catalogue
}

/// The folders given, else the configured ones, else `./reference_data` where there is one.
pub(super) fn reference_folders(given: &[PathBuf], configured: Option<&[PathBuf]>) -> Vec<PathBuf> {
    if !given.is_empty() {
        return given.to_vec();
    }
    configured.map_or_else(
        || {
            let usual = PathBuf::from("reference_data");
            if usual.is_dir() {
                vec![usual]
            } else {
                Vec::new()
            }
        },
        <[PathBuf]>::to_vec,
    )
}

fn left_out(catalogue: &Catalogue) -> Vec<LeftOut> {
    let all = catalogue.left_out().iter();
    all.map(|one| LeftOut {
        file: one.file.clone(),
        places: one.places.iter().cloned().collect(),
        measures: one.measures.iter().cloned().collect(),
    })
    .collect()
}

fn globs(patterns: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    // Patterns that are no globs were reported when the configuration was read.
    for glob in patterns
        .iter()
        .filter_map(|one| globset::Glob::new(one).ok())
    {
        builder.add(glob);
    }
    builder.build().unwrap_or_default()
}

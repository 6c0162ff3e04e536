//! A desk: everything the drafts under one configuration are checked with.
//! Drafts of several folders may belong to several desks; each is set up once.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use globset::{GlobSet, GlobSetBuilder};
use jiff::civil::Date;

use super::{
    config::{self, Config, FailLevel},
    inputs::plain,
};
use crate::{
    check::{Context, LeftOut, Needs, Policy, Severity},
    claim::Gate,
    reference::{Catalogue, DiskFiles, RowFacets},
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
    /// Widths, limits and severities.
    pub(super) policy: Policy,
    /// The level from which a check fails.
    pub(super) fail_on: FailLevel,
    /// Passes over most drafts without a claim; made for runs that print claims only.
    pub(super) gate: Option<Gate>,
    as_of: Option<Date>,
    default_place: Option<ConceptId>,
    ignore: GlobSet,
    folder: PathBuf,
    /// Reference folders too large to be held, whose rows are read as claims ask for them.
    large: Vec<PathBuf>,
    held: RwLock<Held>,
}

/// From how many bytes on reference data are read for the rows that claims can
/// ask for. About 200,000 rows; below it verdicts and hints have everything.
const LARGE: u64 = 16 << 20;

/// How often large reference data are read in a run before all of it is kept.
const MOST_LOADS: usize = 6;

/// Reference data as loaded so far.
#[derive(Debug, Default)]
struct Held {
    reference: Arc<Reference>,
    needs: Needs,
    loads: usize,
}

/// Reference data for a number of drafts; empty when drafts are not checked.
#[derive(Debug, Default)]
pub(super) struct Reference {
    /// The observations.
    pub(super) catalogue: Catalogue,
    /// Files that could not be used.
    pub(super) left_out: Vec<LeftOut>,
}

impl Reference {
    fn new(catalogue: Catalogue) -> Arc<Self> {
        Arc::new(Self {
            left_out: left_out(&catalogue),
            catalogue,
        })
    }
}

/// What setting up a desk brought to light.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// What could not be used.
    pub(super) errors: Vec<String>,
    /// Remarks for the report.
    pub(super) notes: Vec<String>,
}

/// What the rules say of how claims are judged, with the built-in severities.
pub fn policy(pack: &Pack) -> Policy {
    let mut policy = Policy::new(pack.widths.clone());
    policy.majority_words = pack.window.majority.iter().cloned().collect();
    policy.minority_words = pack.window.minority.iter().cloned().collect();
    policy.sent_or_held_words = pack.window.sent_or_held.iter().cloned().collect();
    policy.present_words = pack.window.present.iter().cloned().collect();
    policy.released_words = pack.window.released.iter().cloned().collect();
    policy.lowest_words = pack.window.lowest.iter().cloned().collect();
    policy.total_words = pack.window.totals.iter().cloned().collect();
    policy.since_words = pack.window.since.iter().cloned().collect();
    policy
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
        let mut held = Held::default();
        let mut large = Vec::new();
        if with_reference {
            let folders = folders_of(&config, wishes, found);
            if Catalogue::bytes(&DiskFiles, &folders) < LARGE {
                let (catalogue, errors) = Catalogue::load(&folders, &pack.vocabulary);
                found.errors.extend(errors.iter().map(ToString::to_string));
                held.reference = Reference::new(catalogue);
            } else {
                large = folders;
            }
        }
        let mut policy = policy(&pack);
        policy.severities.clone_from(&config.severities);
        policy.quoted.clone_from(&config.quoted);
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
            ignore: globs(&config.ignore),
            folder: config.folder,
            gate: None,
            large,
            held: RwLock::new(held),
            pack,
            policy,
        })
    }

    /// The reference data read so far: everything, unless there is too much of it.
    pub(super) fn reference(&self) -> Arc<Reference> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&held.reference)
    }

    /// Whether rows must be asked for before drafts are checked.
    pub(super) fn is_large(&self) -> bool {
        !self.large.is_empty()
    }

    /// Makes sure that the rows which further claims can ask for are at hand;
    /// what could not be read is told once.
    pub(super) fn ask_for(&self, needs: Needs) -> Vec<String> {
        if self.large.is_empty() {
            return Vec::new();
        }
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        let has_all = held.loads > MOST_LOADS;
        if held.loads > 0 && (has_all || held.needs.cover(&needs)) {
            return Vec::new();
        }
        held.needs.add(needs);
        held.loads += 1;
        // The old rows are given up before the new ones are read.
        held.reference = Arc::default();
        let wanted = |row: &RowFacets<'_>| held.needs.want(row, &self.pack.vocabulary);
        let keep: Option<crate::reference::Filter<'_>> =
            (held.loads <= MOST_LOADS).then_some(&wanted);
        let (catalogue, errors) =
            Catalogue::load_with(&DiskFiles, &self.large, &self.pack.vocabulary, keep);
        held.reference = Reference::new(catalogue);
        if held.loads > 1 {
            return Vec::new();
        }
        errors.iter().map(ToString::to_string).collect()
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
            left_out: self.reference().left_out.clone(),
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

fn folders_of(config: &Config, wishes: &Wishes, found: &mut Findings) -> Vec<PathBuf> {
    let folders = reference_folders(&wishes.reference, config.reference.as_deref());
    if folders.is_empty() {
        found.notes.push(
            "no reference data: every claim is no_reference; name a folder with --reference or in statclaim.toml"
                .to_owned(),
        );
    }
    folders
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

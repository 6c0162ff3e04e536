//! The word sets of rule files: those of one name are one set, and one that no
//! pattern uses is remarked on.

use toml::{Spanned, de::DeValue};

use super::{Compiler, Open};
use crate::{
    rules::{lint, pattern::WordSet},
    text::toml::entry,
};

impl Compiler<'_> {
    /// Adds the word sets of a file; a set of a known name adds its words to it.
    pub(super) fn read_sets(
        &mut self,
        open: Option<&Open<'_>>,
        value: &Spanned<DeValue<'_>>,
        written: &[&str],
    ) {
        for (key, value) in value.get_ref().as_table().into_iter().flatten() {
            let name = key.get_ref().to_string();
            let problem = match entry::<WordSet>(value.clone()) {
                Ok(set) => {
                    let known = self.sets.entry(name.clone()).or_insert(set.empty());
                    (!add_words(known, set)).then_some(
                        "a word set with `up` and `down` and one without cannot share a name",
                    )
                }
                Err(_) => {
                    Some("a word set is a list of words, or has a list `up` and a list `down`")
                }
            };
            let Some(open) = open else {
                continue;
            };
            if let Some(problem) = problem {
                let error = open.error(value.span().start, problem);
                self.done.errors.push(error);
            } else if !lint::is_used(&name, written) {
                let message = format!("no pattern uses the word set `@{name}`");
                self.done
                    .remarks
                    .push(open.error(key.span().start, message));
            }
        }
    }
}

impl WordSet {
    /// A set of the same sort without words.
    fn empty(&self) -> Self {
        match self {
            Self::Plain(_) => Self::Plain(Vec::new()),
            Self::Directed { .. } => Self::Directed {
                up: Vec::new(),
                down: Vec::new(),
            },
        }
    }
}

/// Adds the words of a set to one of the same sort; false where they are of two sorts.
fn add_words(known: &mut WordSet, more: WordSet) -> bool {
    match (known, more) {
        (WordSet::Plain(known), WordSet::Plain(more)) => known.extend(more),
        (
            WordSet::Directed { up, down },
            WordSet::Directed {
                up: more,
                down: less,
            },
        ) => {
            up.extend(more);
            down.extend(less);
        }
        _ => return false,
    }
    true
}

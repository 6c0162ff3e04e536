//! What a check concludes, with the working that leads there.

use std::sync::Arc;

use crate::{
    claim::Claim,
    number::{Decimal, Interval},
    reference::Observation,
    text::Span,
};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing to do.
    Ok,
    /// Good to know.
    Note,
    /// Look at it before publishing.
    Warning,
    /// Do not publish as it stands.
    Error,
}

impl Severity {
    /// The name used in configuration and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where a finding comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// A claim against the reference data.
    Claim,
    /// Numbers of the draft against each other.
    Arithmetic,
    /// A way in which a true number may mislead.
    Qualification,
}

/// A facet on which claim and reference differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The facet: `place`, `period`, `group`, `measure`, `offence`, `definition`, `rounding`.
    pub facet: &'static str,
    /// What the draft says.
    pub claimed: String,
    /// What the reference measures.
    pub reference: String,
}

impl Mismatch {
    /// What `claimed` says where the draft leaves the facet open.
    pub const OPEN: &str = "not said";

    /// As a phrase: "measure: the draft says arrests, the reference has charges".
    pub fn told(&self) -> String {
        if self.claimed == Self::OPEN {
            return format!(
                "{}: the draft does not say, the reference has {}",
                self.facet, self.reference
            );
        }
        format!(
            "{}: the draft says {}, the reference has {}",
            self.facet, self.claimed, self.reference
        )
    }
}

/// A number computed from reference cells, in the unit of the claim's value,
/// positive in the claim's direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// The value.
    pub value: Decimal,
    /// What it stands for, from the precision of the cells.
    pub interval: Interval,
    /// How it was computed, in figures: `10,772 / 87,334 × 100`.
    pub formula: String,
}

/// One comparison of a claim with reference cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Working {
    /// What the claim says, as an interval.
    pub stated: Interval,
    /// What the reference says.
    pub computed: Computed,
    /// Whether the two agree.
    pub agrees: bool,
    /// The cells it rests on, at least one.
    pub evidence: Vec<Arc<Observation>>,
    /// Where claim and reference differ.
    pub mismatches: Vec<Mismatch>,
    /// What was taken from where, and other remarks: "no period named: newest observation".
    pub notes: Vec<String>,
}

/// What the reference data say about a claim. Each verdict carries its evidence.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The intervals agree and every facet matches.
    Supported(Working),
    /// The number agrees, but for something not quite what the draft says (`mismatches` of the working).
    Conditional(Working),
    /// Agrees with an earlier period or edition only.
    Outdated {
        /// The newest observation, which disagrees.
        newest: Working,
        /// The earlier one, which agrees.
        earlier: Working,
    },
    /// Equally good references disagree among themselves.
    Ambiguous(Vec<Working>),
    /// The intervals do not agree.
    Contradicted(Working),
    /// Nothing in the catalogue speaks to it.
    NoReference {
        /// What is missing, in words.
        missing: String,
        /// The nearest series, if any.
        nearest: Option<Working>,
    },
    /// No number to check.
    Vague,
}

impl Verdict {
    /// The name used in configuration and output.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Supported(_) => "supported",
            Self::Conditional(_) => "conditional",
            Self::Outdated { .. } => "outdated",
            Self::Ambiguous(_) => "ambiguous",
            Self::Contradicted(_) => "contradicted",
            Self::NoReference { .. } => "no_reference",
            Self::Vague => "vague",
        }
    }

    /// The comparison the verdict rests on, if there was one.
    pub fn working(&self) -> Option<&Working> {
        match self {
            Self::Supported(working) | Self::Conditional(working) | Self::Contradicted(working) => {
                Some(working)
            }
            Self::Outdated { newest, .. } => Some(newest),
            Self::Ambiguous(workings) => workings.first(),
            Self::NoReference { nearest, .. } => nearest.as_ref(),
            Self::Vague => None,
        }
    }

    /// The same, for remarks on it.
    pub(super) fn working_mut(&mut self) -> Option<&mut Working> {
        match self {
            Self::Supported(working) | Self::Conditional(working) | Self::Contradicted(working) => {
                Some(working)
            }
            Self::Outdated { newest, .. } => Some(newest),
            Self::Ambiguous(workings) => workings.first_mut(),
            Self::NoReference { nearest, .. } => nearest.as_mut(),
            Self::Vague => None,
        }
    }
}

/// One line of a report: something said about one quantity of the draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where it comes from.
    pub kind: FindingKind,
    /// The verdict's name for a claim, the rule's id otherwise.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where, in the source.
    pub span: Span,
    /// The claim it is about.
    pub claim: Arc<Claim>,
    /// What the reference data say; for claims only.
    pub verdict: Option<Verdict>,
    /// One sentence that says it all.
    pub message: String,
    /// Other readings under which the number would hold.
    pub hints: Vec<String>,
    /// What the writer can do, each a sentence.
    pub advice: Vec<String>,
}

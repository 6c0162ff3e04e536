//! The JSON Schema of rule files, for editors that complete and check TOML.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, generate::SchemaSettings};

use super::{
    file::{ExclusionEntry, RelationEntry, Window},
    pattern::WordSet,
    qualification::{DefectEntry, DoubtEntry},
};
use crate::vocabulary::{ConceptEntry, PlaceEntry};

/// A file of rules and words for statclaim. A file may hold any of these keys.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "its fields only make the schema")]
struct RuleFile {
    /// Rules that say what a number means.
    #[serde(default)]
    rule: Vec<RelationEntry>,
    /// Rules that say that a number is no claim.
    #[serde(default)]
    exclusion: Vec<ExclusionEntry>,
    /// Ways in which a true number misleads.
    #[serde(default)]
    defect: Vec<DefectEntry>,
    /// Words that leave open whose number it is.
    #[serde(default)]
    doubt: Vec<DoubtEntry>,
    /// Named sets of words for patterns; a set of a known name adds to it.
    #[serde(default)]
    sets: BTreeMap<String, WordSet>,
    /// The window in which a group and a justice word make a number a claim.
    #[schemars(with = "Option<WindowKeys>")]
    window: Option<Window>,
    /// Words and what they mean.
    #[serde(default)]
    concept: Vec<ConceptEntry>,
    /// Countries with the words for their people.
    #[serde(default)]
    country: Vec<PlaceEntry>,
    /// Parts of the world above countries.
    #[serde(default)]
    region: Vec<PlaceEntry>,
}

/// A window of one's own names only the keys that it changes.
#[derive(JsonSchema)]
#[serde(transparent)]
#[expect(dead_code, reason = "its field only makes the schema")]
struct WindowKeys(BTreeMap<String, serde_json::Value>);

/// The schema.
pub fn schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<RuleFile>();
    schema.insert("title".to_owned(), "statclaim rules".into());
    // Regions may say `broader` for `within`, as concepts do; the generator does not know other names.
    let properties = schema.pointer_mut("/$defs/Place/properties");
    if let Some(properties) = properties.and_then(serde_json::Value::as_object_mut)
        && let Some(within) = properties.get("within").cloned()
    {
        properties.insert("broader".to_owned(), within);
    }
    schema
}

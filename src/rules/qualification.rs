//! Qualification rules: ways in which a true number misleads, each with its
//! authority and with advice for the writer.
//!
//! A rule holds where any of its `when` tables holds. A table asks for features
//! of the claim, for words near it or their absence, for other numbers near it,
//! and last for what the reference data say. The words are matched by
//! `claim::marks`, the data by `check::qualification`; a rule without a `data`
//! table is decided by the draft alone.

use std::{collections::BTreeMap, sync::Arc};

use serde::Deserialize;
use toml::Spanned;

use super::{
    Direction, Relation, RuleError, Stance,
    pattern::{Pattern, WordSet},
};
use crate::{number::Bound, text::LineIndex};

/// A way in which a number misleads.
#[derive(Debug, Clone)]
pub struct Defect {
    /// Its stable id, which is the code of its findings: `Q02-times-more`.
    pub id: String,
    /// In a few words.
    pub title: String,
    /// How much it matters.
    pub weight: Weight,
    /// Why it misleads, in a sentence or two.
    pub why: String,
    /// Any of these makes it hold.
    pub when: Vec<When>,
    /// How far apart two findings of it must be.
    pub once: Once,
    /// The sentence of a finding, with fields in braces.
    pub message: String,
    /// What to do about one's own words.
    pub advice: String,
    /// What to do where a speaker is quoted.
    pub advice_quoted: String,
    /// Who says that it misleads.
    pub authority: Authority,
    /// Texts in which the bracketed number has it.
    pub examples: Vec<String>,
    /// Texts in which the bracketed number does not.
    pub counterexamples: Vec<String>,
    /// The file it stands in.
    pub file: String,
}

impl Defect {
    /// Whether some of its tables need reference data.
    pub fn needs_data(&self) -> bool {
        self.when.iter().any(|when| when.data.is_some())
    }
}

/// How much a defect matters, unless the configuration says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Good to know.
    Note,
    /// Look at it before publishing.
    Warning,
}

/// How often a defect is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Once {
    /// On every claim that has it.
    Claim,
    /// On the first claim of a paragraph.
    #[default]
    Paragraph,
    /// On the first claim of the draft.
    Document,
}

/// Who says that something misleads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A stretch of the draft around a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// The claim's sentence.
    Sentence,
    /// The claim's sentence and those beside it in its paragraph.
    Sentences,
    /// The claim's paragraph; for list items and table cells the whole list or table.
    Paragraph,
    /// The paragraph and the ones beside it.
    Near,
    /// The whole draft.
    Document,
}

/// A facet that may be filled or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of claim-model's fields")]
pub enum Facet {
    Population,
    Comparator,
    Whole,
    Offence,
    Place,
    Period,
    Speaker,
    Source,
    Definitions,
    Qualifiers,
    Quoted,
    /// The paragraph has a link.
    Link,
}

/// Who a group must be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupTest {
    /// One of `foreign`, `native`, `rest`, `everyone`, `of`; any where empty.
    #[serde(default)]
    pub who: Vec<String>,
    /// One of these bases; `open` is none. Any where empty.
    #[serde(default)]
    pub basis: Vec<String>,
    /// Without any of these traits.
    #[serde(default)]
    pub lacks_traits: Vec<String>,
    /// Without an age group of its own.
    #[serde(default)]
    pub of_all_ages: bool,
}

/// One set of conditions, all of which must hold.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// The sentence of a finding, where it differs from the rule's.
    pub message: Option<String>,
    /// Kinds of quantity; all where empty.
    pub kinds: Vec<String>,
    /// Relations; all where empty.
    pub relations: Vec<Relation>,
    /// Bounds; all where empty.
    pub bounds: Vec<Bound>,
    /// The direction.
    pub direction: Option<Direction>,
    /// Stances; asserted where empty.
    pub stances: Vec<Stance>,
    /// Measures; all where empty.
    pub measures: Vec<String>,
    /// Measures that clear it.
    pub not_measures: Vec<String>,
    /// Facets that must be filled.
    pub has: Vec<Facet>,
    /// Facets that must not be.
    pub lacks: Vec<Facet>,
    /// The value must be greater.
    pub above: Option<u32>,
    /// The value must be at least this.
    pub at_least: Option<u32>,
    /// The value must be smaller.
    pub below: Option<u32>,
    /// At least so many digits are written that are no zeros at the end.
    pub digits: Option<usize>,
    /// The group it is about.
    pub population: Option<GroupTest>,
    /// The group compared against.
    pub comparator: Option<GroupTest>,
    /// What stands right before the number.
    pub left: Pattern,
    /// What stands right after it.
    pub right: Pattern,
    /// Words that must occur, one of each set.
    pub present: Vec<Words>,
    /// Words that clear it.
    pub absent: Vec<Words>,
    /// Other numbers that must stand near.
    pub with: Vec<Companion>,
    /// Other numbers that clear it.
    pub without: Vec<Companion>,
    /// A sum or comparison within the draft.
    pub test: Option<TextTest>,
    /// What the reference data must say.
    pub data: Option<Data>,
}

/// Words of which one must occur in a stretch.
#[derive(Debug, Clone)]
pub struct Words {
    /// The patterns, tried at every word of the stretch.
    pub any: Vec<Pattern>,
    /// The stretch.
    pub within: Within,
}

/// Another number near the claim.
#[derive(Debug, Clone)]
pub struct Companion {
    /// Where.
    pub within: Within,
    /// Kinds; all where empty.
    pub kinds: Vec<String>,
    /// Relations of claims; where empty also numbers that are no claims.
    pub relations: Vec<Relation>,
    /// Measures of claims.
    pub measures: Vec<String>,
    /// Measures that do not count.
    pub not_measures: Vec<String>,
    /// The group it is about.
    pub population: Option<GroupTest>,
    /// Its value must be smaller.
    pub below: Option<u32>,
    /// What stands right after it.
    pub right: Pattern,
}

/// A sum or comparison within the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextTest {
    /// Two percentages beside it differ by as many points as it has percent, and not by so many percent.
    PointsOfTwoShares,
    /// A percentage beside it has a hundred times, or as much as, its number of times.
    PercentToldAsTimes,
    /// The same share stands beside it in digits that its own words do not allow.
    OutsideItsDigits,
    /// "These" and a group of another sort than the one just counted.
    OtherGroupMeant,
    /// A census or population estimate two years older than the claim's period.
    OlderBase,
    /// The data named in the sentence are from another place than the claim's.
    OtherPlaceOfSource,
    /// The data named in the sentence are for another period than the claim's.
    OtherPeriodOfSource,
}

/// What the reference data must say of a claim.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Facets of which one must differ between draft and reference.
    #[serde(default)]
    pub mismatch: Vec<String>,
    /// Measures of which the reference must have one.
    #[serde(default)]
    pub measures: Vec<String>,
    /// Definitions of which the reference must follow one that the draft does not name.
    #[serde(default)]
    pub definitions: Vec<String>,
    /// Definitions that clear it.
    #[serde(default)]
    pub not_definitions: Vec<String>,
    /// Units of counts of which the reference must have one.
    #[serde(default)]
    pub units: Vec<String>,
    /// Words of which one must stand in a caveat or note of the reference, in lower case.
    #[serde(default)]
    pub caveats: Vec<String>,
    /// Levels of trust of which the reference must have one.
    #[serde(default)]
    pub trust: Vec<String>,
    /// A comparison with the cells themselves.
    #[serde(default)]
    pub test: Option<DataTest>,
}

/// A comparison of a claim with the reference's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataTest {
    /// The same people, told apart by another basis (birth for nationality).
    OtherBasis,
    /// The reference compares with a group that is defined more narrowly, or another reference with everybody.
    OtherComparator,
    /// A population, by its cell or by the year in a definition's id, two years older than the cases set over it.
    OlderBase,
    /// A count of fewer than twenty cases.
    FewCases,
    /// The periods are of different length, and not both longer than a year.
    OtherLength,
    /// Only an edition that was replaced agrees.
    ReplacedEdition,
    /// A caveat names a break of the series between start and end of the change.
    BrokenSeries,
    /// From another start within five years, the change has the other sign.
    OtherStartFlips,
    /// The number is that of another group.
    OtherGroupAgrees,
    /// The word before the number is on the wrong side of the reference.
    BoundBroken,
}

/// A file of qualification rules, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DefectFile {
    #[serde(default, rename = "sets")]
    _sets: BTreeMap<String, WordSet>,
    #[serde(default)]
    defect: Vec<DefectEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DefectEntry {
    id: Spanned<String>,
    title: String,
    severity: Weight,
    why: String,
    #[serde(default)]
    once: Once,
    message: Spanned<String>,
    advice: String,
    advice_quoted: String,
    authority: Authority,
    when: Vec<WhenEntry>,
    #[serde(default)]
    examples: Vec<Spanned<String>>,
    #[serde(default)]
    counterexamples: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenEntry {
    message: Option<Spanned<String>>,
    #[serde(default)]
    kind: Vec<Spanned<String>>,
    #[serde(default)]
    relation: Vec<Relation>,
    #[serde(default)]
    bound: Vec<Bound>,
    direction: Option<Direction>,
    #[serde(default)]
    stance: Vec<Stance>,
    #[serde(default)]
    measure: Vec<String>,
    #[serde(default)]
    not_measure: Vec<String>,
    #[serde(default)]
    has: Vec<Facet>,
    #[serde(default)]
    lacks: Vec<Facet>,
    above: Option<u32>,
    at_least: Option<u32>,
    below: Option<u32>,
    digits: Option<usize>,
    population: Option<GroupTest>,
    comparator: Option<GroupTest>,
    left: Option<Spanned<String>>,
    right: Option<Spanned<String>>,
    #[serde(default)]
    present: Vec<WordsEntry>,
    #[serde(default)]
    absent: Vec<WordsEntry>,
    #[serde(default)]
    with: Vec<CompanionEntry>,
    #[serde(default)]
    without: Vec<CompanionEntry>,
    test: Option<TextTest>,
    data: Option<Data>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsEntry {
    any: Vec<Spanned<String>>,
    within: Within,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CompanionEntry {
    within: Within,
    #[serde(default)]
    kind: Vec<Spanned<String>>,
    #[serde(default)]
    relation: Vec<Relation>,
    #[serde(default)]
    measure: Vec<String>,
    #[serde(default)]
    not_measure: Vec<String>,
    population: Option<GroupTest>,
    below: Option<u32>,
    right: Option<Spanned<String>>,
}

/// The kinds of quantity that rules may ask for.
const KINDS: [&str; 8] = [
    "count",
    "percent",
    "percentage_points",
    "multiple",
    "fraction",
    "rate",
    "index",
    "vague",
];

/// The fields that a message may hold.
pub const FIELDS: [&str; 11] = [
    "quantity",
    "population",
    "comparator",
    "place",
    "period",
    "measure",
    "words",
    "claimed",
    "reference",
    "counted",
    "publisher",
];

/// Reads one file; a rule with an error is reported and left out.
pub(super) fn read(
    file: &str,
    text: &str,
    sets: &BTreeMap<String, WordSet>,
    defects: &mut Vec<Arc<Defect>>,
    errors: &mut Vec<RuleError>,
) {
    let mut reader = Reader {
        file,
        text,
        sets,
        errors,
    };
    match toml::from_str::<DefectFile>(text) {
        Ok(written) => {
            for entry in written.defect {
                if let Some(defect) = reader.defect(entry) {
                    defects.retain(|known| known.id != defect.id);
                    defects.push(Arc::new(defect));
                }
            }
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            reader.error(at, error.message());
        }
    }
}

struct Reader<'r> {
    file: &'r str,
    text: &'r str,
    sets: &'r BTreeMap<String, WordSet>,
    errors: &'r mut Vec<RuleError>,
}

impl Reader<'_> {
    fn error(&mut self, offset: usize, message: impl Into<String>) {
        let place = LineIndex::new(self.text).location(self.text, offset);
        self.errors.push(RuleError {
            file: self.file.to_owned(),
            line: place.line,
            column: place.column,
            message: message.into(),
        });
    }

    fn defect(&mut self, entry: DefectEntry) -> Option<Defect> {
        let at = entry.id.span().start;
        let id = entry.id.get_ref().clone();
        if entry.examples.is_empty() || entry.counterexamples.is_empty() {
            self.error(at, format!("`{id}` needs an example and a counter-example"));
            return None;
        }
        if entry.when.is_empty() {
            self.error(at, format!("`{id}` never holds: it has no `when`"));
            return None;
        }
        self.check_fields(&entry.message)?;
        let when: Option<Vec<When>> = entry.when.into_iter().map(|one| self.when(one)).collect();
        let plain = |texts: Vec<Spanned<String>>| -> Vec<String> {
            texts.into_iter().map(Spanned::into_inner).collect()
        };
        Some(Defect {
            id,
            title: entry.title,
            weight: entry.severity,
            why: entry.why,
            when: when?,
            once: entry.once,
            message: entry.message.into_inner(),
            advice: entry.advice,
            advice_quoted: entry.advice_quoted,
            authority: entry.authority,
            examples: plain(entry.examples),
            counterexamples: plain(entry.counterexamples),
            file: self.file.to_owned(),
        })
    }

    fn check_fields(&mut self, message: &Spanned<String>) -> Option<()> {
        let Some(name) = unknown_field(message.get_ref()) else {
            return Some(());
        };
        let fields = FIELDS.join(", ");
        self.error(
            message.span().start,
            format!("`{{{name}}}` is no field of a message (fields: {fields})"),
        );
        None
    }

    fn when(&mut self, entry: WhenEntry) -> Option<When> {
        if let Some(message) = &entry.message {
            self.check_fields(message)?;
        }
        Some(When {
            message: entry.message.map(Spanned::into_inner),
            kinds: self.kinds(entry.kind)?,
            relations: entry.relation,
            bounds: entry.bound,
            direction: entry.direction,
            stances: entry.stance,
            measures: entry.measure,
            not_measures: entry.not_measure,
            has: entry.has,
            lacks: entry.lacks,
            above: entry.above,
            at_least: entry.at_least,
            below: entry.below,
            digits: entry.digits,
            population: entry.population,
            comparator: entry.comparator,
            left: self.pattern(entry.left.as_ref())?,
            right: self.pattern(entry.right.as_ref())?,
            present: self.words(entry.present)?,
            absent: self.words(entry.absent)?,
            with: self.companions(entry.with)?,
            without: self.companions(entry.without)?,
            test: entry.test,
            data: entry.data,
        })
    }

    fn kinds(&mut self, written: Vec<Spanned<String>>) -> Option<Vec<String>> {
        let mut kinds = Vec::new();
        for kind in written {
            if !KINDS.contains(&kind.get_ref().as_str()) {
                let message = format!("`{}` is no kind of quantity", kind.get_ref());
                self.error(kind.span().start, message);
                return None;
            }
            kinds.push(kind.into_inner());
        }
        Some(kinds)
    }

    fn words(&mut self, written: Vec<WordsEntry>) -> Option<Vec<Words>> {
        written
            .into_iter()
            .map(|entry| {
                let any: Option<Vec<Pattern>> = entry
                    .any
                    .iter()
                    .map(|pattern| self.pattern(Some(pattern)))
                    .collect();
                Some(Words {
                    any: any?,
                    within: entry.within,
                })
            })
            .collect()
    }

    fn companions(&mut self, written: Vec<CompanionEntry>) -> Option<Vec<Companion>> {
        written
            .into_iter()
            .map(|entry| {
                Some(Companion {
                    within: entry.within,
                    kinds: self.kinds(entry.kind)?,
                    relations: entry.relation,
                    measures: entry.measure,
                    not_measures: entry.not_measure,
                    population: entry.population,
                    below: entry.below,
                    right: self.pattern(entry.right.as_ref())?,
                })
            })
            .collect()
    }

    fn pattern(&mut self, written: Option<&Spanned<String>>) -> Option<Pattern> {
        let Some(written) = written else {
            return Some(Pattern::default());
        };
        match Pattern::parse(written.get_ref(), self.sets) {
            Ok(pattern) => Some(pattern),
            Err(message) => {
                self.error(written.span().start, message);
                None
            }
        }
    }
}

/// The first field of a message that there is not.
fn unknown_field(message: &str) -> Option<String> {
    message
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(field, _)| field.split('|').next().unwrap_or(field))
        .find(|name| !FIELDS.contains(name))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors_of(text: &str) -> Vec<String> {
        let mut defects = Vec::new();
        let mut errors = Vec::new();
        read("q.toml", text, &BTreeMap::new(), &mut defects, &mut errors);
        errors.iter().map(ToString::to_string).collect()
    }

    const HEAD: &str = "[[defect]]\nid = \"Q99-x\"\ntitle = \"t\"\nseverity = \"note\"\nwhy = \"w\"\nadvice = \"a\"\nadvice_quoted = \"q\"\nauthority = { publisher = \"p\", title = \"t\", url = \"https://example.org\" }\n";

    #[test]
    fn errors_say_where() {
        for (rest, expected) in [
            (
                "message = \"m\"\nexamples = [\"[1]\"]\ncounterexamples = [\"[2]\"]\n[[defect.when]]\nkind = [\"percents\"]\n",
                "q.toml:13:9: `percents` is no kind of quantity",
            ),
            (
                "message = \"m {numbers}\"\nexamples = [\"[1]\"]\ncounterexamples = [\"[2]\"]\n[[defect.when]]\nkind = [\"percent\"]\n",
                "q.toml:9:11: `{numbers}` is no field of a message",
            ),
            (
                "message = \"m\"\nexamples = [\"[1]\"]\n[[defect.when]]\nkind = [\"percent\"]\n",
                "q.toml:2:6: `Q99-x` needs an example and a counter-example",
            ),
            (
                "message = \"m\"\nexamples = [\"[1]\"]\ncounterexamples = [\"[2]\"]\n[[defect.when]]\nright = \"(a\"\n",
                "q.toml:13:9: `)` is missing",
            ),
            ("mesage = \"m\"\n", "q.toml:9:1: unknown field `mesage`"),
        ] {
            let found = errors_of(&format!("{HEAD}{rest}"));
            assert!(
                found.first().is_some_and(|one| one.starts_with(expected)),
                "{expected}: {found:?}"
            );
        }
    }
}

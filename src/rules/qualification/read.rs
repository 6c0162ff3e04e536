//! Qualification rules as written, and how they are checked on loading: each
//! error names file, line and column, and leaves out that rule alone.

use std::{collections::BTreeMap, sync::Arc};

use toml::Spanned;

use super::{
    Companion, Defect, Doubt, When, Words,
    file::{CompanionEntry, DefectEntry, DoubtEntry, QualificationFile, WhenEntry, WordsEntry},
};
use crate::{
    number::Kind,
    rules::{
        RuleError, Stance,
        pattern::{Pattern, WordSet},
    },
    text::LineIndex,
};

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

/// The rules of this kind that were read.
#[derive(Debug, Default)]
pub(in crate::rules) struct Qualifications {
    pub(in crate::rules) defects: Vec<Arc<Defect>>,
    pub(in crate::rules) doubts: Vec<Arc<Doubt>>,
}

/// Reads one file; a rule with an error is reported and left out.
pub(in crate::rules) fn read(
    file: &str,
    text: &str,
    sets: &BTreeMap<String, WordSet>,
    known: &mut Qualifications,
    errors: &mut Vec<RuleError>,
) {
    let mut reader = Reader {
        file,
        text,
        sets,
        errors,
    };
    match toml::from_str::<QualificationFile>(text) {
        Ok(written) => {
            for entry in written.defect {
                if let Some(defect) = reader.defect(entry) {
                    known.defects.retain(|known| known.id != defect.id);
                    known.defects.push(Arc::new(defect));
                }
            }
            for entry in written.doubt {
                if let Some(doubt) = reader.doubt(entry) {
                    known.doubts.retain(|known| known.id != doubt.id);
                    known.doubts.push(Arc::new(doubt));
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

    /// The `when` tables of a rule, if it has some and its examples show it both ways.
    fn whens(
        &mut self,
        id: &Spanned<String>,
        has_examples: bool,
        when: Vec<WhenEntry>,
    ) -> Option<Vec<When>> {
        let (at, id) = (id.span().start, id.get_ref());
        if !has_examples {
            self.error(at, format!("`{id}` needs an example and a counter-example"));
            return None;
        }
        if when.is_empty() {
            self.error(at, format!("`{id}` never holds: it has no `when`"));
            return None;
        }
        when.into_iter().map(|one| self.when(one)).collect()
    }

    fn doubt(&mut self, entry: DoubtEntry) -> Option<Doubt> {
        let has_examples = !entry.examples.is_empty() && !entry.counterexamples.is_empty();
        let when = self.whens(&entry.id, has_examples, entry.when)?;
        let at = entry.id.span().start;
        let id = entry.id.into_inner();
        if when.iter().any(|when| when.data.is_some()) {
            self.error(
                at,
                format!("`{id}` is a doubt: the words alone decide, and no `data`"),
            );
            return None;
        }
        let when = when.into_iter().map(of_any_stance).collect();
        Some(Doubt {
            id,
            because: entry.because,
            when,
            examples: entry.examples,
            counterexamples: entry.counterexamples,
            file: self.file.to_owned(),
        })
    }

    fn defect(&mut self, entry: DefectEntry) -> Option<Defect> {
        let has_examples = !entry.examples.is_empty() && !entry.counterexamples.is_empty();
        let when = self.whens(&entry.id, has_examples, entry.when)?;
        self.check_fields(&entry.message)?;
        let plain = |texts: Vec<Spanned<String>>| -> Vec<String> {
            texts.into_iter().map(Spanned::into_inner).collect()
        };
        Some(Defect {
            id: entry.id.into_inner(),
            title: entry.title,
            weight: entry.severity,
            why: entry.why,
            when,
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
            if Kind::named(kind.get_ref()).is_none() {
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

/// A doubt is one whether the number is asserted, denied or supposed.
fn of_any_stance(mut when: When) -> When {
    if when.stances.is_empty() {
        when.stances = vec![
            Stance::Asserted,
            Stance::Denied,
            Stance::Asked,
            Stance::Hypothetical,
        ];
    }
    when
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
        let mut defects = Qualifications::default();
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

//! What a new edition of a table says otherwise: values that were added, revised
//! or are gone. Values are the same when they are alike in every facet; where
//! they stand in the file does not matter.

use std::{collections::BTreeMap, sync::Arc};

use super::{Observation, observation::Subject};
use crate::number::Period;

type One = Arc<Observation>;

/// What differs between two editions, each in the order of its rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Values that only the new edition has.
    pub added: Vec<One>,
    /// Values that both have, the old one first.
    pub revised: Vec<(One, One)>,
    /// Values that only the old edition has.
    pub gone: Vec<One>,
}

impl Changes {
    /// Whether the two editions say the same.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.revised.is_empty() && self.gone.is_empty()
    }
}

/// What a value is of, when, and by which source.
type Of<'a> = (Subject<'a>, Period, &'a str);

fn of(one: &Observation) -> Of<'_> {
    (one.subject(), one.period, &one.source.name)
}

fn says_the_same(one: &Observation, other: &Observation) -> bool {
    one.value == other.value && one.interval == other.interval && one.status == other.status
}

/// Sets two editions of a table against each other.
pub fn changes(before: &[One], after: &[One]) -> Changes {
    let mut old: BTreeMap<Of<'_>, Vec<usize>> = BTreeMap::new();
    for (number, one) in before.iter().enumerate() {
        old.entry(of(one)).or_default().push(number);
    }
    let mut left: Vec<&One> = Vec::new();
    // First those that stay as they are, so that a row beside its double is not taken for it.
    for one in after {
        let same = old.get_mut(&of(one)).and_then(|numbers| {
            let at = numbers.iter().position(|number| {
                before
                    .get(*number)
                    .is_some_and(|known| says_the_same(known, one))
            })?;
            Some(numbers.remove(at))
        });
        if same.is_none() {
            left.push(one);
        }
    }
    let mut changes = Changes::default();
    for one in left {
        let known = old.get_mut(&of(one)).filter(|numbers| !numbers.is_empty());
        match known.and_then(|numbers| before.get(numbers.remove(0))) {
            Some(known) => changes.revised.push((Arc::clone(known), Arc::clone(one))),
            None => changes.added.push(Arc::clone(one)),
        }
    }
    let mut gone: Vec<usize> = old.into_values().flatten().collect();
    gone.sort_unstable();
    changes.gone = gone
        .into_iter()
        .filter_map(|number| before.get(number).cloned())
        .collect();
    changes
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::{
        reference::{Catalogue, MemoryFiles},
        vocabulary::Vocabulary,
    };

    const WORDS: &str = "
        [[concept]]
        id = \"DK\"
        class = \"place\"
        labels = [\"Denmark\"]
        [[concept]]
        id = \"everyone\"
        class = \"group\"
        labels = [\"all\"]
        group = { role = \"plain\", who = \"everyone\" }
        [[concept]]
        id = \"convictions\"
        class = \"measure\"
        labels = [\"convictions\"]
    ";

    fn read(rows: &[&str]) -> Vec<One> {
        let words = [("words".to_owned(), WORDS.to_owned())];
        let vocabulary = Vocabulary::from_toml(&words).unwrap();
        let table = format!(
            "place,period,population,measure,unit,value,status\n{}\n",
            rows.join("\n")
        );
        let files = MemoryFiles::new([("d/a.csv", table)]);
        let (catalogue, errors) =
            Catalogue::load_with(&files, &[PathBuf::from("d")], &vocabulary, None);
        assert_eq!(errors, []);
        catalogue.observations().to_vec()
    }

    #[test]
    fn values_are_added_revised_and_gone() {
        let row = |year: u16, value: &str| format!("Denmark,{year},all,convictions,people,{value}");
        let rows: Vec<String> = vec![row(2021, "10,"), row(2022, "20,"), row(2023, "30,")];
        let said = |before: &[&str], after: &[&str]| {
            let found = changes(&read(before), &read(after));
            let years = |list: &[One]| {
                let years = list.iter().map(|one| one.period.to_string());
                years.collect::<Vec<_>>().join(" ")
            };
            let revised: Vec<String> = found
                .revised
                .iter()
                .map(|(old, new)| format!("{}>{}", old.value, new.value))
                .collect();
            format!(
                "+{} ~{} -{}",
                years(&found.added),
                revised.join(" "),
                years(&found.gone)
            )
        };
        let (a, b, c) = (&*rows[0], &*rows[1], &*rows[2]);
        let (b21, b_provisional) = (row(2022, "21,"), row(2022, "20,provisional"));
        for (before, after, expected) in [
            (vec![a, b], vec![b, a], "+ ~ -"),
            (vec![a, b], vec![a, b, c], "+2023 ~ -"),
            (vec![a, b, c], vec![c], "+ ~ -2021 2022"),
            (vec![a, b], vec![&b21, a], "+ ~20>21 -"),
            (vec![a, b], vec![a, &b_provisional], "+ ~20>20 -"),
            (vec![b], vec![&b21, b], "+2022 ~ -"),
            (vec![b, &b21], vec![&b21], "+ ~ -2022"),
        ] {
            assert_eq!(said(&before, &after), expected, "{before:?} {after:?}");
        }
    }
}

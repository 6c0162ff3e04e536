//! TOML that people write: entries are read one by one, so that a broken one
//! does not take its file down, and a slip is answered with the nearest word.

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, Error, ValueDeserializer},
};

/// What is wrong at a byte of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where.
    pub at: usize,
    /// What is wrong.
    pub message: String,
}

/// The top level of a file; what cannot be parsed at all is left out and reported.
pub fn top(text: &str) -> (Spanned<DeTable<'_>>, Vec<Slip>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let slips = errors.iter().map(|error| slip(error, 0)).collect();
    (table, slips)
}

/// The `[[entries]]` of a key, each read by itself.
pub fn entries<T: DeserializeOwned>(value: Spanned<DeValue<'_>>) -> (Vec<T>, Vec<Slip>) {
    let at = value.span().start;
    let DeValue::Array(array) = value.into_inner() else {
        let message = "expected entries, each under a line with double brackets".to_owned();
        return (Vec::new(), vec![Slip { at, message }]);
    };
    let mut read = Vec::new();
    let mut slips = Vec::new();
    for one in array {
        match entry(one) {
            Ok(entry) => read.push(entry),
            Err(slip) => slips.push(slip),
        }
    }
    (read, slips)
}

/// One value.
///
/// # Errors
/// The first slip in it.
pub fn entry<T: DeserializeOwned>(value: Spanned<DeValue<'_>>) -> Result<T, Slip> {
    let at = value.span().start;
    T::deserialize(ValueDeserializer::from(value)).map_err(|error| slip(&error, at))
}

fn slip(error: &Error, otherwise: usize) -> Slip {
    Slip {
        at: error.span().map_or(otherwise, |span| span.start),
        message: plain(error.message()),
    }
}

/// A parser's message in the words of whoever writes the file.
fn plain(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let found = quoted.next().unwrap_or("");
    let known: Vec<&str> = quoted.collect();
    if message.starts_with("unknown field") {
        unknown("key", found, &known)
    } else if message.starts_with("unknown variant") {
        unknown("value", found, &known)
    } else if message.starts_with("missing field") {
        format!("the key `{found}` is missing")
    } else {
        message.trim().replace('\n', ", ")
    }
}

/// More names than this are a list for a command of its own, not for an error.
const MOST_NAMES: usize = 20;

/// "unknown key `rigth`; nearest: `right`".
pub fn unknown(what: &str, found: &str, known: &[&str]) -> String {
    match nearest(found, known) {
        Some(name) => format!("unknown {what} `{found}`; nearest: `{name}`"),
        None if known.len() > MOST_NAMES => format!("unknown {what} `{found}`"),
        None => format!("unknown {what} `{found}` (expected {})", known.join(", ")),
    }
}

/// The word most like `found`, if one is like it.
pub fn nearest<'k>(found: &str, known: &[&'k str]) -> Option<&'k str> {
    let found = found.to_lowercase();
    let most = 1 + found.chars().count() / 3;
    known
        .iter()
        .map(|name| {
            let apart = strsim::damerau_levenshtein(&found, &name.to_lowercase());
            (apart, *name)
        })
        .filter(|(apart, _)| *apart <= most)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rule {
        id: Spanned<String>,
        #[serde(default)]
        kind: Vec<String>,
    }

    #[test]
    fn a_broken_entry_leaves_the_others() {
        let text = "[[rule]]\nid = \"a\"\nkinds = [\"x\"]\n\n[[rule]]\nkind = []\n\n[[rule]]\nid = \"c\"\nkind = [\"y\"]\n";
        let (table, slips) = top(text);
        assert_eq!(slips, []);
        let (rules, slips) = entries::<Rule>(table.get_ref()["rule"].clone());
        assert_eq!(rules.len(), 1);
        assert_eq!(rules[0].id.get_ref(), "c");
        assert_eq!(text.get(rules[0].id.span()), Some("\"c\""));
        assert_eq!(rules[0].kind, ["y"]);
        let found: Vec<(&str, &str)> = slips
            .iter()
            .map(|slip| {
                let word = text.get(slip.at..slip.at + 5).unwrap_or("");
                (word, slip.message.as_str())
            })
            .collect();
        assert_eq!(
            found,
            [
                ("kinds", "unknown key `kinds`; nearest: `kind`"),
                ("[[rul", "the key `id` is missing"),
            ]
        );
    }

    #[test]
    fn what_is_no_toml_is_located() {
        let (table, slips) = top("a = 1\nb = \nc = 3\n");
        assert_eq!(slips.len(), 1);
        assert_eq!(slips[0].at, 10);
        assert!(table.get_ref().contains_key("c"));
    }
}

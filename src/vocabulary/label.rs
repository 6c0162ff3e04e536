//! Labels as written in the vocabulary: `prison(er|ers)`, and the index that
//! finds them in a row of tokens.

use std::collections::HashMap;

use super::token::{Token, TokenKind, tokens};

/// Expands every `(a|b|)` of a label, at any depth.
///
/// # Errors
/// The label, where a bracket has no partner or there are more than 400 expansions.
pub(crate) fn expand(label: &str) -> Result<Vec<String>, String> {
    let Some(open) = label.find('(') else {
        return if label.contains([')', '|']) {
            Err(format!("`{label}`: a bracket has no partner"))
        } else {
            Ok(vec![label.to_owned()])
        };
    };
    let mut depth = 0_usize;
    let mut bars = Vec::new();
    let mut close = None;
    for (at, c) in label.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth == 1 => bars.push(at),
            _ => {}
        }
        if depth == 0 {
            close = Some(at);
            break;
        }
    }
    let Some(close) = close else {
        return Err(format!("`{label}`: a bracket has no partner"));
    };
    let piece = |from: usize, to: usize| label.get(from..to).unwrap_or("");
    let (before, after) = (piece(0, open), piece(close + 1, label.len()));
    let mut all = Vec::new();
    let mut from = open + 1;
    for to in bars.into_iter().chain([close]) {
        let option = piece(from, to);
        all.extend(expand(&format!("{before}{option}{after}"))?);
        from = to + 1;
        if all.len() > 400 {
            return Err(format!("`{label}`: more than 400 expansions"));
        }
    }
    Ok(all)
}

/// One word of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LabelWord {
    lower: String,
    /// As written where a capital letter must be a capital in the text.
    capitals: Option<String>,
}

/// Finds labels in rows of tokens, by their first word.
#[derive(Debug, Clone, Default)]
pub(crate) struct LabelIndex {
    by_first: HashMap<String, Vec<(Vec<LabelWord>, u32)>>,
}

impl LabelIndex {
    /// Adds an expanded label that stands for `target`. Marks in it are passed over.
    pub(crate) fn add(&mut self, label: &str, target: u32) {
        let words: Vec<LabelWord> = tokens(label)
            .into_iter()
            .filter(|token| token.kind != TokenKind::Mark)
            .map(|token| {
                let written = token.of(label);
                LabelWord {
                    capitals: written
                        .contains(char::is_uppercase)
                        .then(|| written.replace('.', "")),
                    lower: token.lower,
                }
            })
            .collect();
        let Some(first) = words.first() else {
            return;
        };
        let list = self.by_first.entry(first.lower.clone()).or_default();
        if !list.iter().any(|(old, to)| *old == words && *to == target) {
            list.push((words, target));
        }
    }

    /// Every label that begins at token `at`: how many tokens it takes, and its target.
    pub(crate) fn matches_at<'a>(
        &'a self,
        text: &'a str,
        row: &'a [Token],
        at: usize,
    ) -> impl Iterator<Item = (usize, u32)> + 'a {
        let first = row.get(at).map_or("", |token| token.lower.as_str());
        let list = if first.is_empty() {
            None
        } else {
            self.by_first.get(first)
        };
        list.into_iter()
            .flatten()
            .filter_map(move |(words, target)| {
                label_length(words, text, row, at).map(|length| (length, *target))
            })
    }
}

/// The tokens that `words` take from `at` on; a hyphen between two words is passed over.
fn label_length(words: &[LabelWord], text: &str, row: &[Token], at: usize) -> Option<usize> {
    let mut next = at;
    for (number, word) in words.iter().enumerate() {
        if number > 0 {
            while row.get(next).is_some_and(|token| {
                token.kind == TokenKind::Mark && matches!(token.of(text), "-" | "‑" | "'" | "’")
            }) {
                next += 1;
            }
        }
        let token = row.get(next)?;
        if token.lower != word.lower {
            return None;
        }
        if let Some(capitals) = &word.capitals
            && !has_capitals(token.of(text), capitals)
        {
            return None;
        }
        next += 1;
    }
    Some(next - at)
}

/// Whether every capital of `capitals` is one in `written` too.
fn has_capitals(written: &str, capitals: &str) -> bool {
    written
        .chars()
        .filter(|c| *c != '.')
        .zip(capitals.chars())
        .all(|(have, want)| !want.is_uppercase() || have.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expands_alternations() {
        assert_eq!(expand("non(-| )citizen(s|)").unwrap().len(), 4);
        assert_eq!(expand("a").unwrap(), ["a"]);
        assert!(expand("a(b").is_err());
        assert!(expand("a|b").is_err());
    }

    #[test]
    fn capitals_in_a_label_must_be_capitals_in_the_text() {
        let mut index = LabelIndex::default();
        index.add("US", 1);
        index.add("foreign-born", 2);
        for (text, expected) in [
            ("US", vec![1]),
            ("us", vec![]),
            ("U.S.", vec![1]),
            ("Foreign born", vec![2]),
            ("foreign-born", vec![2]),
        ] {
            let row = tokens(text);
            let found: Vec<u32> = index
                .matches_at(text, &row, 0)
                .map(|(_, target)| target)
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

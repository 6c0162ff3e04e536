//! What is wrong with rules, shown where it stands: the line of the file with
//! a mark under the word.

use std::fmt::Write;

use super::RuleError;

/// Whether a pattern in one of these texts uses the word set.
pub(super) fn is_used(name: &str, written: &[&str]) -> bool {
    let call = format!("@{name}");
    let ends = |rest: &str| {
        !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '-' | '_'))
    };
    written
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| !line.trim_start().starts_with('#'))
        .any(|line| line.split(&call).skip(1).any(ends))
}

/// An error with its line and a mark under the word: for `rules lint`.
pub fn excerpt(error: &RuleError, text: Option<&str>) -> String {
    let mut out = format!("{error}\n");
    let line = text.and_then(|text| text.lines().nth(error.line.saturating_sub(1)));
    let Some(line) = line else {
        return out;
    };
    let number = error.line.to_string();
    let margin = " ".repeat(number.len());
    let before = error.column.saturating_sub(1);
    // A long line is shown from shortly before the word.
    let skipped = if before > 60 { before - 40 } else { 0 };
    let cut = if skipped > 0 { "…" } else { "" };
    let shown: String = line.chars().skip(skipped).take(88).collect();
    let more = if line.chars().count() > skipped + 88 {
        "…"
    } else {
        ""
    };
    let indent = " ".repeat(before - skipped + cut.chars().count());
    let word: String = line.chars().skip(before).collect();
    let length = word_length(&word).min(88 + skipped - before).max(1);
    let _ = writeln!(out, "{margin} |");
    let _ = writeln!(out, "{number} | {cut}{}{more}", shown.replace('\t', " "));
    let _ = writeln!(out, "{margin} | {indent}{}", "^".repeat(length));
    out
}

/// How many characters the word, bracket or string at the start of `text` takes.
fn word_length(text: &str) -> usize {
    let mut chars = text.chars();
    let partner = match chars.next() {
        Some('"') => '"',
        Some('{') => '}',
        Some('(') => ')',
        Some('[') => ']',
        _ => {
            let ends =
                |c: char| c.is_whitespace() || matches!(c, '=' | '"' | ',' | ']' | '}' | '|');
            return text.chars().take_while(|c| !ends(*c)).count();
        }
    };
    chars
        .position(|c| c == partner)
        .map_or(1, |inside| inside + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_under_the_word() {
        let error = |line, column| RuleError {
            file: "own.toml".to_owned(),
            line,
            column,
            message: "no".to_owned(),
        };
        let text = "id = \"a\"\nrigth = \"of {grup}\"\n";
        for (line, column, expected) in [
            (
                1,
                6,
                "own.toml:1:6: no\n  |\n1 | id = \"a\"\n  |      ^^^\n",
            ),
            (
                2,
                1,
                "own.toml:2:1: no\n  |\n2 | rigth = \"of {grup}\"\n  | ^^^^^\n",
            ),
            (
                2,
                13,
                "own.toml:2:13: no\n  |\n2 | rigth = \"of {grup}\"\n  |             ^^^^^^\n",
            ),
            (9, 1, "own.toml:9:1: no\n"),
        ] {
            assert_eq!(excerpt(&error(line, column), Some(text)), expected);
        }
    }

    #[test]
    fn a_set_is_used_by_its_whole_name() {
        for (text, expected) in [
            ("left = \"@more than\"", true),
            ("left = \"@moreover\"", false),
            ("# left = \"@more\"", false),
        ] {
            assert_eq!(is_used("more", &[text]), expected, "{text}");
        }
    }
}

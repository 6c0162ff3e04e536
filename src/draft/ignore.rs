//! Comments in a draft that silence one finding on one quantity:
//! `<!-- statclaim: ignore CODE "QUANTITY" reason -->`. The readers of the
//! formats find out which blocks a comment speaks of.

use memchr::memmem::Finder;

use crate::text::{LineIndex, Span};

/// A comment that silences a code on a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The comment in the source, marks included.
    pub span: Span,
    /// The code it silences.
    pub code: String,
    /// The quantity it silences it on, as written in the draft.
    pub quantity: String,
    /// Why; may be empty.
    pub reason: String,
    /// The blocks it speaks of: the one it stands in, or what directly follows
    /// (every cell of a table, every item of a list); empty at the end of a draft.
    pub blocks: std::ops::Range<usize>,
}

/// The stretches of `source` inside `within` that are comments meant for us.
pub(super) fn comments(source: &str, within: Span) -> Vec<Span> {
    all_comments(source, within)
        .into_iter()
        .filter(|span| body(span.of(source)).is_some())
        .collect()
}

/// Every HTML comment inside `within`; one without an end runs to the end of it.
pub(super) fn all_comments(source: &str, within: Span) -> Vec<Span> {
    let text = within.of(source);
    let mut found = Vec::new();
    let mut from = 0;
    let opening = Finder::new("<!--");
    while let Some(start) = text
        .as_bytes()
        .get(from..)
        .and_then(|rest| opening.find(rest))
    {
        let start = from + start;
        let end = text
            .get(start + 4..)
            .and_then(|rest| rest.find("-->"))
            .map_or(text.len(), |length| start + 4 + length + 3);
        found.push(Span::new(start, end).shifted(within.start));
        from = end;
    }
    found
}

/// Reads the comment at `span`: an ignore for the blocks `blocks`, or a remark
/// on what is wrong with it.
pub(super) fn parse(
    path: &str,
    source: &str,
    span: Span,
    blocks: std::ops::Range<usize>,
) -> Result<Ignore, String> {
    let comment = span.of(source);
    let body = body(comment).unwrap_or("");
    match instruction(comment, body) {
        Ok((code, quantity, reason)) => Ok(Ignore {
            span,
            code: code.to_owned(),
            quantity: quantity.to_owned(),
            reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
            blocks,
        }),
        Err(problem) => {
            let location = LineIndex::new(source).location(source, span.start);
            Err(format!(
                "{path}:{location}: comment ignored: {problem} (expected `<!-- statclaim: ignore CODE \"QUANTITY\" reason -->`)"
            ))
        }
    }
}

/// What follows `statclaim:` in a comment of ours.
fn body(comment: &str) -> Option<&str> {
    let inside = comment.strip_prefix("<!--")?.trim_start();
    let head = inside.get(.."statclaim".len())?;
    let rest = inside.get("statclaim".len()..)?.trim_start();
    let rest = rest.strip_prefix(':')?;
    head.eq_ignore_ascii_case("statclaim")
        .then(|| rest.strip_suffix("-->").unwrap_or(rest).trim())
}

fn instruction<'a>(
    comment: &str,
    body: &'a str,
) -> Result<(&'a str, &'a str, &'a str), &'static str> {
    if !comment.ends_with("-->") {
        return Err("it has no end");
    }
    let (verb, rest) = first_word(body);
    if verb != "ignore" {
        return Err("it does not say `ignore`");
    }
    let (code, rest) = first_word(rest);
    if code.is_empty()
        || !code
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    {
        return Err("it names no code");
    }
    let mut inside = rest.chars();
    let close: &[char] = match inside.next() {
        Some('"') => &['"'],
        Some('“' | '„') => &['”', '“'],
        _ => return Err("the quantity is not in quotation marks"),
    };
    let (quantity, reason) = inside
        .as_str()
        .split_once(close)
        .ok_or("the quantity has no closing quotation mark")?;
    if quantity.trim().is_empty() {
        return Err("the quantity is empty");
    }
    Ok((code, quantity.trim(), reason.trim()))
}

fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word, rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Result<Ignore, String> {
        let all = Span::new(0, source.len());
        let span = comments(source, all).first().copied().unwrap();
        parse("d.md", source, span, 0..1)
    }

    #[test]
    fn well_formed_comments() {
        for (source, code, quantity, reason) in [
            (
                "<!-- statclaim: ignore contradicted \"10,772\" agreed with the desk -->",
                "contradicted",
                "10,772",
                "agreed with the desk",
            ),
            (
                "<!--statclaim:ignore Q02-times-more “2.5 times”-->",
                "Q02-times-more",
                "2.5 times",
                "",
            ),
            (
                "<!-- Statclaim : ignore A-share\n  \"34%\"\n  two\n  lines -->",
                "A-share",
                "34%",
                "two lines",
            ),
        ] {
            let ignore = read(source).unwrap();
            assert_eq!(
                (
                    ignore.code.as_str(),
                    ignore.quantity.as_str(),
                    ignore.reason.as_str()
                ),
                (code, quantity, reason)
            );
            assert_eq!(ignore.span, Span::new(0, source.len()));
        }
    }

    #[test]
    fn malformed_comments_say_where_and_what() {
        for (source, expected) in [
            (
                "x\n <!-- statclaim: ignore -->",
                "d.md:2:2: comment ignored: it names no code",
            ),
            (
                "<!-- statclaim: ignore Q1 34% -->",
                "not in quotation marks",
            ),
            (
                "<!-- statclaim: ignore Q1 \"34% -->",
                "no closing quotation mark",
            ),
            ("<!-- statclaim: ignore Q1 \" \" -->", "is empty"),
            ("<!-- statclaim: skip Q1 \"3\" -->", "does not say `ignore`"),
            ("<!-- statclaim: ignore Q1 \"3\" reason", "it has no end"),
        ] {
            let note = read(source).unwrap_err();
            assert!(note.contains(expected), "{note}");
        }
    }

    #[test]
    fn other_comments_are_nobody_s() {
        let source = "<!-- statclaimed --> <!-- ignore x --> <!---->";
        assert!(comments(source, Span::new(0, source.len())).is_empty());
        assert_eq!(all_comments(source, Span::new(0, source.len())).len(), 3);
    }
}

//! Labels as written in the vocabulary, each for all the ways in which it may stand
//! in a text: `prison(er|ers)`.

/// The most ways in which a label may be written.
const MOST: usize = 400;

/// Expands every `(a|b|)` of a label, at any depth.
///
/// # Errors
/// The label, where a bracket has no partner or there are more than 400 expansions.
pub(crate) fn expand(label: &str) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    let whole = Rest {
        text: label,
        then: None,
    };
    match whole.expand(&mut String::new(), &mut all) {
        Ok(()) => Ok(all),
        Err(problem) => Err(format!("`{label}`: {problem}")),
    }
}

/// What of a label is still to be written out, and what comes after that.
struct Rest<'l> {
    text: &'l str,
    then: Option<&'l Rest<'l>>,
}

impl Rest<'_> {
    /// Writes it out in every way behind what is `written` already.
    fn expand(&self, written: &mut String, all: &mut Vec<String>) -> Result<(), &'static str> {
        let start = written.len();
        if let Some(mark) = memchr::memchr3(b'(', b'|', b')', self.text.as_bytes()) {
            let (before, marked) = self.text.split_at(mark);
            let (options, after) = bracket(marked).ok_or("a bracket has no partner")?;
            written.push_str(before);
            let after = Rest {
                text: after,
                then: self.then,
            };
            for text in options {
                let then = Some(&after);
                Rest { text, then }.expand(written, all)?;
            }
        } else {
            written.push_str(self.text);
            match self.then {
                Some(then) => then.expand(written, all)?,
                None if all.len() == MOST => return Err("more than 400 expansions"),
                None => all.push(written.clone()),
            }
        }
        written.truncate(start);
        Ok(())
    }
}

/// The options of the bracket that a text begins with, and what stands behind it.
fn bracket(text: &str) -> Option<(Vec<&str>, &str)> {
    let mut options = Vec::new();
    let mut depth = 0_usize;
    let mut from = 1;
    for at in memchr::memchr3_iter(b'(', b'|', b')', text.as_bytes()) {
        match text.as_bytes().get(at)? {
            b'(' => depth += 1,
            _ if depth == 0 => return None,
            b')' if depth > 1 => depth -= 1,
            b'|' if depth > 1 => {}
            mark => {
                options.push(text.get(from..at)?);
                from = at + 1;
                if *mark == b')' {
                    return Some((options, text.get(from..)?));
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expands_alternations() {
        assert_eq!(expand("non(-| )citizen(s|)").unwrap().len(), 4);
        assert_eq!(expand("a").unwrap(), ["a"]);
        assert_eq!(expand("a(b(c|d)|)e").unwrap(), ["abce", "abde", "ae"]);
        assert_eq!(expand("(|un)fit(ted|)").unwrap().len(), 4);
        for broken in ["a(b", "a|b", "a(b))", "a)b(c", "a(b|c)|d"] {
            assert!(expand(broken).is_err(), "{broken}");
        }
        assert_eq!(expand(&"(a|b)".repeat(8)).unwrap().len(), 256);
        assert!(expand(&"(a|b)".repeat(9)).is_err());
    }
}

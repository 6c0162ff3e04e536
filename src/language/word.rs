//! A cheap tokenizer for what looks at words one by one. One pass, no memory
//! but the list itself; spans point into the text.

use crate::text::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes between them: `don’t`.
    Word,
    /// Digits, with points and commas between them: `1,234.5`.
    Number,
    /// One character of anything else but white space.
    Punctuation,
}

/// A token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it touches the token before it, as `-` and `born` do in `foreign-born`.
    pub joined: bool,
}

impl Token {
    /// Its text.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }

    /// Whether it is `word`, ASCII letters compared without case.
    pub fn is(&self, text: &str, word: &str) -> bool {
        self.of(text).eq_ignore_ascii_case(word)
    }

    /// Whether it is one of `words`, ASCII letters compared without case.
    pub fn is_any(&self, text: &str, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(text, word))
    }
}

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let kind = kind_of(c);
        let mut end = start + c.len_utf8();
        if kind != TokenKind::Punctuation {
            while let Some(&(at, next)) = rest.peek() {
                let inside = match kind {
                    TokenKind::Word => matches!(next, '\'' | '’'),
                    _ => matches!(next, '.' | ','),
                };
                let after = at + next.len_utf8();
                let goes_on = kind_of(next) == kind
                    || (inside
                        && text
                            .get(after..)
                            .and_then(|tail| tail.chars().next())
                            .is_some_and(|tail| kind_of(tail) == kind));
                if !goes_on {
                    break;
                }
                end = after;
                rest.next();
            }
        }
        found.push(Token {
            span: Span::new(start, end),
            kind,
            joined: found.last().is_some_and(|last| last.span.end == start),
        });
    }
    found
}

fn kind_of(c: char) -> TokenKind {
    if c.is_alphabetic() {
        TokenKind::Word
    } else if c.is_ascii_digit() {
        TokenKind::Number
    } else {
        TokenKind::Punctuation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_the_rest() {
        for (text, expected) in [
            ("", ""),
            ("Foreign-born men", "Foreign +- +born men"),
            ("don’t say 'no'", "don’t say ' +no +'"),
            ("1,234.5%, 2.", "1,234.5 +% +, 2 +."),
            ("the 14th of May", "the 14 +th of May"),
            ("£4.7bn", "£ +4.7 +bn"),
            ("prisoners’ rights", "prisoners +’ rights"),
            ("2017\u{2013}18", "2017 +\u{2013} +18"),
            ("a\u{a0}b\n“c”", "a b “ +c +”"),
        ] {
            let found: Vec<String> = tokens(text)
                .iter()
                .map(|token| format!("{}{}", if token.joined { "+" } else { "" }, token.of(text)))
                .collect();
            assert_eq!(found.join(" "), expected);
        }
        let text = "In JUNE";
        let june = tokens(text)[1];
        assert!(june.is(text, "june") && june.is_any(text, &["may", "June"]));
        assert_eq!(june.kind, TokenKind::Word);
    }
}

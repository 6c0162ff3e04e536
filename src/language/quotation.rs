//! Direct quotations, over all the blocks of a draft: a speech of several
//! paragraphs opens each with a mark and closes only the last. Which character
//! opens and which closes is read from what stands beside it, because one
//! language's opening mark is another's closing one.

use crate::draft::Block;
use crate::text::Span;

/// Most words between marks that may only set a term apart.
const SCARE_WORDS: usize = 3;
/// How far behind a plural's apostrophe the real closing mark is looked for, in bytes.
const POSSESSIVE_REACH: usize = 60;

/// What quotation marks around words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotationKind {
    /// Somebody's words.
    Speech,
    /// One to three words set off from the writer's own (`‘only’`).
    Scare,
}

/// The part of a quotation that stands in one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the quotation marks.
    pub span: Span,
    /// What the marks mean.
    pub kind: QuotationKind,
    /// Whether it goes on in the next block.
    pub open: bool,
}

/// The quotations of a draft's blocks, one list a block. A block quotation
/// without marks of its own is speech as a whole.
pub fn draft_quotations(blocks: &[Block]) -> Vec<Vec<Quotation>> {
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let mut found = quotations(&texts);
    for (block, quotations) in blocks.iter().zip(&mut found) {
        if block.quote && quotations.is_empty() && !block.text.is_empty() {
            quotations.push(Quotation {
                span: Span::new(0, block.text.len()),
                kind: QuotationKind::Speech,
                open: false,
            });
        }
    }
    found
}

/// The quotations of texts in document order, one list a text. Quotations
/// inside others are not told apart.
pub fn quotations(texts: &[&str]) -> Vec<Vec<Quotation>> {
    let mut all = Vec::with_capacity(texts.len());
    let mut pending = None;
    for (index, text) in texts.iter().enumerate() {
        if pending.is_none() && first_mark(text.as_bytes()).is_none() {
            all.push(Vec::new());
            continue;
        }
        let mut scanner = Scanner::new(text);
        scanner.resume(pending.take());
        scanner.scan();
        let opener = scanner.finish();
        // It goes on only where the next block opens with the same mark.
        if let Some(opener) = opener
            && texts
                .get(index + 1)
                .is_some_and(|next| opens_with(next, opener))
        {
            pending = Some(opener);
            if let Some(last) = scanner.found.last_mut() {
                last.open = true;
            }
        }
        all.push(scanner.found);
    }
    all
}

/// The first byte with which a quotation mark may begin: two are ASCII, «» and the rest begin with one byte each.
fn first_mark(bytes: &[u8]) -> Option<usize> {
    let mark = memchr::memchr3(b'"', b'\'', 0xe2, bytes);
    let before = bytes.get(..mark.unwrap_or(bytes.len()))?;
    memchr::memchr(0xc2, before).or(mark)
}

fn opens_with(text: &str, opener: char) -> bool {
    let mut characters = text.trim_start().chars();
    characters.next() == Some(opener) && characters.next().is_some_and(|c| !c.is_whitespace())
}

struct Scanner<'a> {
    text: &'a str,
    /// How far it is read.
    at: usize,
    /// The character before.
    previous: Option<char>,
    /// The mark that opened and the start of the words behind it.
    open: Option<(char, usize)>,
    found: Vec<Quotation>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            previous: None,
            open: None,
            found: Vec::new(),
        }
    }

    /// Goes on with a quotation from the block before.
    fn resume(&mut self, opener: Option<char>) {
        let Some(opener) = opener else { return };
        if let Some(at) = self.text.find(opener) {
            self.read_to(at + opener.len_utf8());
            self.open = Some((opener, self.at));
        } else {
            self.read_to(self.text.len());
        }
    }

    /// Goes on to a place behind.
    fn read_to(&mut self, place: usize) {
        if place > self.at {
            let before = self.text.get(..place).unwrap_or("");
            (self.at, self.previous) = (place, before.chars().next_back());
        }
    }

    /// The next character that may be a quotation mark, with its place.
    fn next_mark(&mut self) -> Option<(usize, char)> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.read_to(self.at + first_mark(rest)?);
        let (at, c) = (self.at, self.next()?);
        self.at += c.len_utf8();
        Some((at, c))
    }

    /// The character that comes next.
    fn next(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn scan(&mut self) {
        while let Some((at, c)) = self.next_mark() {
            let next = self.next();
            match self.open {
                Some((opener, start)) => {
                    // French sets a space inside its marks.
                    let behind_word = self.previous.is_some_and(|p| !p.is_whitespace());
                    if closes(opener, c) && (behind_word || opener == '«') {
                        self.close(opener, start, at);
                    }
                }
                None if is_double(c) && self.opens_double(c, next) => {
                    self.open = Some((c, at + c.len_utf8()));
                }
                None if matches!(c, '‘' | '‚' | '\'' | '‹') => self.single(c, at, next),
                None => {}
            }
            self.previous = Some(c);
        }
    }

    fn opens_double(&self, c: char, next: Option<char>) -> bool {
        next.is_some_and(|next| c == '«' || !next.is_whitespace())
            && (matches!(c, '“' | '„') || self.previous.is_none_or(stands_before_opening))
    }

    /// A single mark opens only where one closes: else it is an apostrophe.
    fn single(&mut self, opener: char, at: usize, next: Option<char>) {
        let start = at + opener.len_utf8();
        if !self.previous.is_none_or(stands_before_opening)
            || !next.is_some_and(|next| next.is_alphanumeric() || "“\"£$€…[(".contains(next))
            || is_decade(self.text.get(start..).unwrap_or(""))
        {
            return;
        }
        let Some(end) = single_end(self.text, start, opener) else {
            return;
        };
        self.close(opener, start, end);
        self.read_to(end);
        self.at += self.next().map_or(0, char::len_utf8);
    }

    fn close(&mut self, opener: char, start: usize, end: usize) {
        self.open = None;
        let inside = Span::new(start, end).of(self.text);
        let start = start + (inside.len() - inside.trim_start().len());
        let span = Span::new(start, start + inside.trim().len());
        if !span.is_empty() {
            let kind = self.kind(opener, span);
            self.found.push(Quotation {
                span,
                kind,
                open: false,
            });
        }
    }

    /// Few words without a stop or a figure, not led in to by a comma or a colon,
    /// are set apart; figures in marks are somebody's (`“40 per cent” of crimes`).
    fn kind(&self, opener: char, span: Span) -> QuotationKind {
        let words = span.of(self.text);
        let before = self
            .text
            .get(..span.start.saturating_sub(opener.len_utf8()))
            .unwrap_or("")
            .trim_end();
        let spoken = words.ends_with(['.', ',', '!', '?', '…', ';', '—', '–'])
            || words.contains(|c: char| c.is_ascii_digit())
            || before.ends_with([',', ':']);
        if spoken || words.split_whitespace().count() > SCARE_WORDS {
            QuotationKind::Speech
        } else {
            QuotationKind::Scare
        }
    }

    /// What is still open at the end is speech; returns the mark that opened it.
    fn finish(&mut self) -> Option<char> {
        let (opener, start) = self.open.take()?;
        self.found.push(Quotation {
            span: Span::new(start, self.text.len()),
            kind: QuotationKind::Speech,
            open: false,
        });
        Some(opener)
    }
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether `c`, behind a word, closes what `opener` opened.
fn closes(opener: char, c: char) -> bool {
    match opener {
        '«' => c == '»',
        '»' => matches!(c, '«' | '»'),
        '„' => matches!(c, '“' | '”' | '"'),
        '”' => c == '”',
        _ => matches!(c, '”' | '"'),
    }
}

fn stands_before_opening(c: char) -> bool {
    c.is_whitespace() || "([—–-/:‘'“\"„".contains(c)
}

/// `90s` behind an apostrophe.
fn is_decade(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|c| c.is_ascii_digit())
        && characters.next().is_some_and(|c| c.is_ascii_digit())
        && matches!(characters.next(), Some('s' | ' '))
}

/// Where the single mark stands that closes what `opener` opened before `start`.
fn single_end(text: &str, start: usize, opener: char) -> Option<usize> {
    let inside = text.get(start..)?;
    let mut plural = None;
    let mut previous = opener;
    let mut rest = inside.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|&(_, next)| next);
        let closer = match opener {
            '\'' => c == '\'',
            '‚' => matches!(c, '‘' | '’'),
            '‹' => c == '›',
            _ => matches!(c, '’' | '\''),
        };
        let ends_word = next.is_none_or(|next| !next.is_alphanumeric());
        if closer && ends_word && !previous.is_whitespace() {
            // `prisoners’ rights’`: the first of two may only be a plural's.
            let possessive = matches!(previous, 's' | 'S' | 'z')
                && rest.clone().nth(1).is_some_and(|(_, c)| c.is_lowercase());
            if !possessive {
                return Some(start + at);
            }
            plural.get_or_insert(at);
        } else if c == opener && previous.is_whitespace() {
            break;
        }
        if plural.is_some_and(|plural| at > plural + POSSESSIVE_REACH) {
            break;
        }
        previous = c;
    }
    plural.map(|at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[…]` for speech, `{…}` for scare quotes, `[…>` where it goes on.
    fn marked(texts: &[&str]) -> Vec<String> {
        quotations(texts)
            .iter()
            .zip(texts)
            .map(|(found, text)| {
                let parts: Vec<String> = found
                    .iter()
                    .map(|quotation| {
                        let words = quotation.span.of(text);
                        match (quotation.kind, quotation.open) {
                            (QuotationKind::Scare, _) => format!("{{{words}}}"),
                            (QuotationKind::Speech, true) => format!("[{words}>"),
                            (QuotationKind::Speech, false) => format!("[{words}]"),
                        }
                    })
                    .collect();
                parts.join(" ")
            })
            .collect()
    }

    #[test]
    fn marks_within_one_block() {
        for (text, expected) in [
            ("No marks at all.", ""),
            ("“It fell,” she said. “It rose.”", "[It fell,] [It rose.]"),
            (
                "\"It fell,\" she said. \"It rose.\"",
                "[It fell,] [It rose.]",
            ),
            ("„Es fiel“, sagte sie.", "{Es fiel}"),
            (
                "„Es fiel im Jahr danach“, sagte sie.",
                "[Es fiel im Jahr danach]",
            ),
            ("« Il a baissé », dit-elle.", "{Il a baissé}"),
            (
                "«Il a baissé de moitié», dit-elle.",
                "[Il a baissé de moitié]",
            ),
            (
                "»Den faldt med en tiendedel«, sagde hun.",
                "[Den faldt med en tiendedel]",
            ),
            (
                "”Det minskade med en tiondel”, sade hon.",
                "[Det minskade med en tiondel]",
            ),
            ("She called it “a farce” and left.", "{a farce}"),
            ("She said: “Never”.", "[Never]"),
            ("“Never!” she said.", "[Never!]"),
            ("“Why?” he asked.", "[Why?]"),
            ("His view is that “40 per cent” of it", "[40 per cent]"),
            ("They are ‘only’ 23 per cent.", "{only}"),
            ("‘One in three’ arrests", "{One in three}"),
            ("It’s the prisoners’ own fault, don’t say.", ""),
            (
                "He said: ‘It’s the prisoners’ rights that count.’",
                "[It’s the prisoners’ rights that count.]",
            ),
            ("The ‘criminals’ were not held.", "{criminals}"),
            ("In the ‘90s and '80s it rose.", ""),
            (
                "'It fell,' she said, 'and it rose.'",
                "[It fell,] [and it rose.]",
            ),
            ("the officers' union and the prisoners' one", ""),
            (
                "“He told me ‘go home’ and left,” she said.",
                "[He told me ‘go home’ and left,]",
            ),
            (
                "‘He said “go” and left,’ she said.",
                "[He said “go” and left,]",
            ),
            ("A 6\" pipe and a 5'10\" man", ""),
            ("“It fell\" is mixed up", "{It fell}"),
            ("It rose (“by a third or so”) again", "[by a third or so]"),
            ("He said “it never ends", "[it never ends]"),
            ("“” and \"\" and ‘’", ""),
        ] {
            assert_eq!(marked(&[text]), [expected], "{text}");
        }
    }

    #[test]
    fn speech_over_several_paragraphs() {
        for (texts, expected) in [
            (
                &[
                    "“We held 12 of them,” she said. “It rose.",
                    "“It fell later.",
                    "“It ended.”",
                    "It rose.",
                ][..],
                &[
                    "[We held 12 of them,] [It rose.>",
                    "[It fell later.>",
                    "[It ended.]",
                    "",
                ][..],
            ),
            (
                &["\"It rose.", "\"It fell,\" he said.", "\"No.\""][..],
                &["[It rose.>", "[It fell,]", "[No.]"][..],
            ),
            (&["“It rose.", "It fell.”"][..], &["[It rose.]", ""][..]),
            (
                &["“It rose.”", "“It fell.”"][..],
                &["[It rose.]", "[It fell.]"][..],
            ),
        ] {
            assert_eq!(marked(texts), expected);
        }
    }

    #[test]
    fn a_block_quotation_without_marks_is_speech() {
        let mut plain = Block::new(crate::draft::BlockKind::Paragraph);
        plain.text = "It rose by a third.".to_owned();
        let mut quoted = plain.clone();
        quoted.quote = true;
        let mut own_marks = quoted.clone();
        own_marks.text = "“It rose,” she said.".to_owned();
        let found = draft_quotations(&[plain, quoted, own_marks]);
        assert!(found[0].is_empty());
        assert_eq!(found[1][0].span, Span::new(0, 19));
        assert_eq!(found[2].len(), 1);
    }
}

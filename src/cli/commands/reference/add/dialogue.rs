//! Questions at a terminal about what a proposal leaves open.

use std::io::{self, BufRead, Write};

use super::{Errors, said::Wishes, show};
use crate::reference::{
    Facet,
    propose::{Open, Proposal},
};

/// How many unknown labels are asked about before the rest is left out together.
const MOST_LABELS: usize = 20;
/// How often a question is asked again.
const MOST_ROUNDS: usize = 20;

/// Questions and answers.
pub(super) struct Dialogue<'d> {
    input: Box<dyn BufRead + 'd>,
    out: &'d mut dyn Write,
}

/// One of the things that can be said.
type Wish = fn(&mut Wishes) -> &mut Option<String>;

/// The user has gone, or cannot be told anything.
#[derive(Debug)]
pub(super) struct Ended;

impl From<io::Error> for Ended {
    fn from(_: io::Error) -> Self {
        Self
    }
}

impl From<Ended> for Errors {
    fn from(_: Ended) -> Self {
        vec!["nothing is written: the answers ended".to_owned()]
    }
}

/// Why the questions came to no end.
#[derive(Debug)]
pub(super) enum Failed {
    /// No more answers.
    Ended,
    /// The table cannot be looked at.
    Looking(Errors),
}

impl From<Ended> for Failed {
    fn from(_: Ended) -> Self {
        Self::Ended
    }
}

impl From<Failed> for Errors {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Ended => Ended.into(),
            Failed::Looking(errors) => errors,
        }
    }
}

impl<'d> Dialogue<'d> {
    /// Reads answers from `input`, writes questions to `out`.
    pub(super) fn new(input: Box<dyn BufRead + 'd>, out: &'d mut dyn Write) -> Self {
        Self { input, out }
    }

    /// Asks until nothing is open.
    pub(super) fn complete(
        &mut self,
        mut proposal: Proposal,
        wishes: &mut Wishes,
        look: impl Fn(&Wishes) -> Result<Proposal, Errors>,
    ) -> Result<Proposal, Failed> {
        for _ in 0..MOST_ROUNDS {
            let Some(open) = proposal.open.first().cloned() else {
                break;
            };
            self.settle(&open, wishes)?;
            proposal = look(wishes).map_err(Failed::Looking)?;
        }
        let mut asked = 0;
        for (facet, column) in &proposal.columns {
            for label in column.unknown.iter().filter(|_| *facet != Facet::Value) {
                if wishes.skip_unknown {
                    break;
                }
                asked += 1;
                if asked > MOST_LABELS {
                    wishes.skip_unknown =
                        self.agrees("Leave out the rows of all other unknown labels? [y/N] ")?;
                    break;
                }
                let nearest = match label.nearest.as_slice() {
                    [] => String::new(),
                    nearest => format!(" (nearest: {})", nearest.join(", ")),
                };
                let meaning = self.ask(&format!(
                    "`{}` is not known as a {}{nearest}. What is it? Nothing leaves its rows out: ",
                    label.label,
                    facet.name()
                ))?;
                wishes.label(*facet, &label.label, &meaning);
            }
        }
        look(wishes).map_err(Failed::Looking)
    }

    fn settle(&mut self, open: &Open, wishes: &mut Wishes) -> Result<(), Ended> {
        match open {
            Open::Facet(facet) => {
                let question = show::question(*facet);
                let answer = self.ask(&format!(
                    "{}: {question}. What holds for every row (or column:HEADER)? ",
                    facet.name()
                ))?;
                if *facet == Facet::Value {
                    wishes.say(*facet, &format!("column:{answer}"));
                } else if !answer.is_empty() {
                    wishes.say(*facet, &answer);
                }
            }
            Open::ValueColumn(headers) => {
                let answer = self.ask(&format!(
                    "Which column holds the numbers: {}? ",
                    headers.join(", ")
                ))?;
                if headers.contains(&answer) {
                    wishes.say(Facet::Value, &format!("column:{answer}"));
                }
            }
            Open::Separators(cell) => {
                let answer = self.ask(&format!(
                    "`{cell}` can be read in two ways. What stands before decimals, `.` or `,`? "
                ))?;
                let (decimal, group) = match answer.as_str() {
                    "." => ('.', ','),
                    "," => (',', '.'),
                    _ => return Ok(()),
                };
                wishes.said.decimal_char = Some(decimal);
                wishes.said.group_char = Some(group);
            }
            Open::NoColumn(header) => {
                wishes.said.columns.retain(|_, named| named != header);
                writeln!(self.out, "There is no column `{header}`.")?;
            }
        }
        Ok(())
    }

    /// Asks where the table comes from, as far as that has not been said.
    pub(super) fn source(&mut self, wishes: &mut Wishes) -> Result<(), Ended> {
        let questions: [(&str, Wish); 5] = [
            ("Who published it? ", |wishes| &mut wishes.publisher),
            ("What does the publisher call it? ", |wishes| {
                &mut wishes.title
            }),
            ("At which address? ", |wishes| &mut wishes.url),
            (
                "How far can it be trusted: official_table, official_excerpt, press_report, named_study? ",
                |wishes| &mut wishes.trust,
            ),
            (
                "On which terms may it be used (such as CC-BY-4.0)? ",
                |wishes| &mut wishes.licence,
            ),
        ];
        for (question, of) in questions {
            if of(wishes).is_none() {
                let answer = self.ask(question)?;
                *of(wishes) = (!answer.is_empty()).then_some(answer);
            }
        }
        Ok(())
    }

    /// Asks for a yes; anything else is a no.
    pub(super) fn agrees(&mut self, question: &str) -> Result<bool, Ended> {
        let answer = self.ask(question)?.to_lowercase();
        Ok(matches!(answer.as_str(), "y" | "yes"))
    }

    fn ask(&mut self, question: &str) -> Result<String, Ended> {
        write!(self.out, "{question}")?;
        self.out.flush()?;
        let mut answer = String::new();
        if self.input.read_line(&mut answer)? == 0 {
            return Err(Ended);
        }
        Ok(answer.trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{reference::propose::propose, rules::Pack};

    const TABLE: &str =
        "Country,Nationality,A,B\nDenmark,Foreign citizens,\"1,5\",2\nDenmrk,Quersumme,3,4\n";

    #[test]
    fn answers_settle_what_is_open() {
        let none: [&str; 0] = [];
        let (pack, _) = Pack::load(&none);
        let vocabulary = pack.unwrap().vocabulary;
        let table = TABLE.replace(',', ";").replace("\"1;5\"", "1.234");
        let look =
            |wishes: &Wishes| Ok(propose(table.as_bytes(), &vocabulary, &wishes.said).unwrap());
        let mut wishes = Wishes::default();
        let answers = "C\nA\n.\n2024\nconvictions\npeople\nDenmark\n\n";
        let mut out = Vec::new();
        let mut dialogue = Dialogue::new(Box::new(answers.as_bytes()), &mut out);
        let start = look(&wishes).unwrap();
        let settled = dialogue.complete(start, &mut wishes, look).unwrap();
        drop(dialogue);
        let asked = String::from_utf8(out).unwrap();
        assert!(settled.open.is_empty(), "{:?}\n{asked}", settled.open);
        assert_eq!(settled.columns[&Facet::Value].header, "A");
        assert_eq!(settled.constants[&Facet::Measure], "convictions");
        assert_eq!(settled.numbers.decimal_char, None);
        assert_eq!(
            wishes.said.labels[&Facet::Place]["Denmrk"].as_deref(),
            Some("Denmark")
        );
        assert_eq!(wishes.said.labels[&Facet::Population]["Quersumme"], None);
        assert!(
            asked.contains("`Denmrk` is not known as a place"),
            "{asked}"
        );
    }

    #[test]
    fn no_more_answers_end_it() {
        let mut out = Vec::new();
        let mut dialogue = Dialogue::new(Box::new("".as_bytes()), &mut out);
        assert!(dialogue.agrees("Write this? ").is_err());
        drop(dialogue);
        let mut dialogue = Dialogue::new(Box::new("Yes\nno\n".as_bytes()), &mut out);
        assert!(dialogue.agrees("Write this? ").unwrap());
        assert!(!dialogue.agrees("Write this? ").unwrap());
    }
}

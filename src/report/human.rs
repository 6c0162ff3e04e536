//! The report for people: each finding under its sentence, calm and in the
//! order of the draft, then what the whole amounts to.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use anstyle::{Effects, Style};

use super::{
    Content, Document, Renderer, Summary,
    excerpt::{self, Excerpt},
    figure, finding,
    lines::{Lines, style_of},
};
use crate::{
    check::{Finding, Severity},
    claim::{Claim, Outcome, Phrase},
    vocabulary::Vocabulary,
};

/// How a report for people is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HumanOptions {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether it shows colour.
    pub colour: bool,
    /// Whether only errors and warnings are shown, and no summary.
    pub quiet: bool,
}

/// `--format human`.
#[derive(Debug)]
pub struct Human {
    content: Content,
    options: HumanOptions,
}

impl Human {
    /// A renderer of this content.
    pub fn new(content: Content, options: HumanOptions) -> Self {
        Self { content, options }
    }

    fn lines(&self) -> Lines {
        Lines::new(self.options.width, self.options.colour)
    }

    fn findings(&self, document: &Document, vocabulary: &Vocabulary) -> String {
        let mut lines = self.lines();
        if !self.options.quiet {
            for note in &document.draft.notes {
                // Remarks from reading the file name it already.
                let name = document.name();
                let text = if note.starts_with(&name) {
                    note.clone()
                } else {
                    format!("{name}: {note}")
                };
                lines.lead("note", style_of(Severity::Note), &text);
                lines.gap();
            }
        }
        let shown: Vec<&Finding> = document
            .findings
            .iter()
            .filter(|finding| !self.options.quiet || finding.severity >= Severity::Warning)
            .collect();
        let mut once = finding::Once::default();
        for same in shown.chunk_by(|one, next| one.span == next.span) {
            lines.raw(&self.excerpt(same, document));
            for finding in same {
                finding::write(finding, vocabulary, &mut once, &mut lines);
            }
            lines.gap();
        }
        lines.finish()
    }

    /// The sentence above the findings about one quantity.
    fn excerpt(&self, findings: &[&Finding], document: &Document) -> String {
        let Some(first) = findings.first() else {
            return String::new();
        };
        let codes: Vec<&str> = findings
            .iter()
            .map(|finding| finding.code.as_str())
            .collect();
        let worst = findings.iter().map(|finding| finding.severity).max();
        let excerpt = Excerpt {
            source: &document.draft.source,
            name: &document.name(),
            location: document.location(first.span.start),
            sentence: first.claim.sentence,
            quantity: first.span,
            label: &codes.join(", "),
            severity: worst.unwrap_or(first.severity),
        };
        excerpt::draw(&excerpt, self.options.width, self.options.colour)
    }

    fn claims(&self, document: &Document) -> String {
        let mut lines = self.lines();
        self.heading(document, document.claims.len(), "claim", &mut lines);
        for claim in &document.claims {
            let at = document.location(claim.span.start).to_string();
            let direction = claim.direction.map_or("", |direction| direction.name());
            let who = claim
                .population
                .as_ref()
                .map_or("everybody", |phrase| &phrase.text);
            let against = claim
                .comparator
                .as_ref()
                .map_or_else(String::new, |phrase| format!(" against {}", phrase.text));
            let what = format!("{} {direction}", claim.relation.name());
            let measure = &claim.measure.value;
            lines.field(
                &at,
                &format!(
                    "{}: {}, {measure}, {who}{against}",
                    claim.text,
                    what.trim_end()
                ),
            );
            let rest = rest_of(claim);
            if !rest.is_empty() {
                lines.field("", &rest);
            }
        }
        lines.gap();
        lines.finish()
    }

    fn quantities(&self, document: &Document) -> String {
        let mut lines = self.lines();
        self.heading(document, document.numbers.len(), "number", &mut lines);
        let longest = document
            .numbers
            .iter()
            .map(|seen| seen.text.chars().count())
            .max()
            .unwrap_or(0)
            .min(24);
        for seen in &document.numbers {
            let at = document.location(seen.span.start).to_string();
            let taken_for = match &seen.outcome {
                Outcome::Claim(index) => document.claims.get(*index).map_or_else(
                    || "claim".to_owned(),
                    |claim| {
                        format!(
                            "claim: {} of {}",
                            claim.relation.name(),
                            claim.measure.value
                        )
                    },
                ),
                Outcome::NotAClaim { reason } => format!("no claim: {reason}"),
            };
            let text = excerpt::shown(&seen.text);
            lines.raw(&format!("  {at:<10} {text:<longest$}  {taken_for}\n"));
        }
        lines.gap();
        lines.finish()
    }

    fn heading(&self, document: &Document, count: usize, what: &str, lines: &mut Lines) {
        let name = lines.styled(
            &excerpt::shown(&document.name()),
            Style::new().effects(Effects::BOLD),
        );
        let plural = if count == 1 { "" } else { "s" };
        lines.raw(&format!("{name}: {count} {what}{plural}\n"));
        for note in document.draft.notes.iter().filter(|_| !self.options.quiet) {
            lines.field("note", note);
        }
    }

    fn summary(&self, summary: &Summary) -> String {
        let mut lines = self.lines();
        let coverage = &summary.coverage;
        let problems = count(summary.errors.len(), "problem");
        let problems = format!("{problems} with inputs or settings, named in the messages above");
        if summary.documents == 0 {
            let why = if summary.errors.is_empty() {
                "no drafts"
            } else {
                &problems
            };
            lines.raw(&format!("Nothing was checked: {why}\n"));
            return lines.finish();
        }
        let bold = Style::new().effects(Effects::BOLD);
        let head = lines.styled("Summary", bold);
        lines.raw(&format!("{head}\n"));
        lines.field(
            "seen",
            &format!(
                "{}, {}, {}",
                count(summary.documents, "draft"),
                count(coverage.numbers, "number"),
                count(coverage.claims, "claim")
            ),
        );
        let listed = |of: &mut dyn Iterator<Item = (&str, usize)>| {
            let all: Vec<String> = of.map(|(name, n)| format!("{n} {name}")).collect();
            all.join(", ")
        };
        if coverage.claims > 0 {
            let decided = coverage.checked;
            lines.field(
                "checked",
                &format!("{decided} of {}", count(coverage.claims, "claim")),
            );
        }
        if !coverage.unchecked.is_empty() {
            let whys = coverage.unchecked.iter();
            let whys: Vec<String> = whys.map(|(why, n)| format!("{why}: {n}")).collect();
            lines.field("unchecked", &whys.join("; "));
        }
        if !summary.verdicts.is_empty() {
            let mut ordered = super::VERDICTS.iter().filter_map(|verdict| {
                let n = summary.verdicts.get(verdict.name)?;
                Some((verdict.name, *n))
            });
            lines.field("verdicts", &listed(&mut ordered));
        }
        if !summary.codes.is_empty() {
            lines.field(
                "besides",
                &listed(&mut summary.codes.iter().map(|(code, n)| (code.as_str(), *n))),
            );
        }
        let others: usize = coverage.passed_over.values().sum();
        if others > 0 {
            let numbers = count(others, "number");
            lines.field(
                "left out",
                &format!("{numbers} without a claim (extract --quantities says why)"),
            );
        }
        lines.field("result", &severities(summary));
        for note in &summary.notes {
            lines.field("note", note);
        }
        if !summary.errors.is_empty() {
            lines.field("input", &problems);
        }
        lines.finish()
    }
}

impl Renderer for Human {
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn document(
        &mut self,
        document: &Document,
        vocabulary: &Vocabulary,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let text = match self.content {
            Content::Findings => self.findings(document, vocabulary),
            Content::Claims => self.claims(document),
            Content::Quantities => self.quantities(document),
        };
        out.write_all(text.as_bytes())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.options.quiet || self.content != Content::Findings {
            return Ok(());
        }
        out.write_all(self.summary(summary).as_bytes())
    }
}

fn severities(summary: &Summary) -> String {
    let of = |severity| summary.severities.get(&severity).copied().unwrap_or(0);
    let mut text = format!(
        "{}, {}, {}",
        count(of(Severity::Error), "error"),
        count(of(Severity::Warning), "warning"),
        count(of(Severity::Note), "note")
    );
    if summary.silenced > 0 {
        let _ = write!(text, "; {} silenced in the drafts", summary.silenced);
    }
    text
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    let number = figure::plain(number.into());
    format!("{number} {what}{plural}")
}

/// The facets of a claim beyond group and measure, with where each came from when it was inferred.
fn rest_of(claim: &Claim) -> String {
    fn add<T>(parts: &mut Vec<String>, name: &str, phrase: Option<&Phrase<T>>) {
        if let Some(phrase) = phrase {
            parts.push(finding::facet(name, phrase));
        }
    }
    let mut parts = Vec::new();
    add(&mut parts, "whole", claim.whole.as_ref());
    add(&mut parts, "offence", claim.offence.as_ref());
    add(&mut parts, "place", claim.place.as_ref());
    add(&mut parts, "period", claim.period.as_ref());
    add(&mut parts, "speaker", claim.speaker.as_ref());
    add(&mut parts, "source", claim.source.as_ref());
    for qualifier in &claim.qualifiers {
        parts.push(format!("limited by “{}”", qualifier.text));
    }
    if claim.quoted {
        parts.push("in a direct quotation".to_owned());
    }
    if claim.stance != crate::claim::Stance::Asserted {
        parts.push(claim.stance.name().to_owned());
    }
    parts.join("; ")
}

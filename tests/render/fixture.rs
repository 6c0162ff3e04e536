//! One report with every verdict, every kind of finding and hostile strings:
//! every format is tested on it.

use std::{
    error::Error,
    sync::{Arc, OnceLock},
};

use statclaim::{
    check::{Computed, Finding, FindingKind, Mismatch, Severity, Verdict, Working},
    claim::{Claim, Direction, From, Outcome, Phrase, Relation, SeenNumber, Stance},
    draft::Draft,
    number::{Bound, Decimal, Interval, Kind, Period, Precision, Quantity},
    reference::{Cell, Observation, Source, Statistic, Status, Trust, Unit},
    report::{Document, Origin, Report},
    text::Span,
    vocabulary::{ConceptId, Group},
};

pub(crate) type Fallible<T> = Result<T, Box<dyn Error>>;

/// The draft: one claim a verdict, and one with marks that some format gives a meaning.
const DRAFT: &str = "\
# Crime <b>\"figures\"</b> | a § test :: draft

Foreign nationals are 12.3% of prisoners in England and Wales.

> “Ten thousand foreign nationals sit in British prisons,” said <script>O’Brien | \"MP\"</script>,
> who gave no year and no source, and went on for so long that the sentence has to be wrapped.

They were 11.7% of prisoners. In Austria they were 50.1% in 2014.
Foreign nationals make up 20% of prisoners. They commit 2.5 times as many crimes.
Thousands of them are never caught.
";

struct Builder {
    draft: Draft,
    findings: Vec<Finding>,
    claims: Vec<Claim>,
}

/// The claim at these words, which stand in this sentence.
fn claim_at(words: &str, sentence: &str, kind: Kind, value: &str) -> Fallible<Claim> {
    let find = |needle: &str| -> Fallible<Span> {
        let at = DRAFT.find(needle).ok_or("not in the draft")?;
        Ok(Span::new(at, at + needle.len()))
    };
    Ok(Claim {
        text: words.to_owned(),
        span: find(words)?,
        sentence: find(sentence)?,
        block: 0,
        quantity: Quantity {
            kind,
            value: Some(decimal(value)?).filter(|_| kind != Kind::Vague),
            high: None,
            per: None,
            bound: Bound::Exact,
            bound_word: None,
            precision: Precision::Step(Decimal::ONE),
            round: false,
        },
        relation: Relation::Share,
        direction: None,
        population: Some(said("Foreign nationals", Group::everyone(), From::Sentence)),
        comparator: None,
        whole: None,
        measure: said("prisoners", ConceptId::new("prisoners"), From::Sentence),
        offence: None,
        place: Some(said(
            "England and Wales",
            ConceptId::new("GB-EAW"),
            From::Paragraph,
        )),
        period: None,
        definitions: Vec::new(),
        speaker: None,
        source: None,
        quoted: false,
        stance: Stance::Asserted,
        qualifiers: Vec::new(),
        rule: None,
    })
}

impl Builder {
    fn found(&mut self, claim: &Claim, severity: Severity, verdict: Verdict, message: &str) {
        self.claims.push(claim.clone());
        self.findings.push(Finding {
            kind: FindingKind::Claim,
            code: verdict.name().to_owned(),
            severity,
            span: claim.span,
            claim: Arc::new(claim.clone()),
            verdict: Some(verdict),
            message: message.to_owned(),
            hints: Vec::new(),
            advice: Vec::new(),
        });
    }

    fn last(&mut self) -> Fallible<&mut Finding> {
        Ok(self.findings.last_mut().ok_or("no finding")?)
    }
}

fn said<T>(text: &str, value: T, from: From) -> Phrase<T> {
    Phrase {
        text: text.to_owned(),
        span: None,
        from,
        value,
    }
}

fn decimal(text: &str) -> Fallible<Decimal> {
    Ok(Decimal::from_str_exact(text)?)
}

fn cell(row: usize, value: &str, unit: Unit, period: &str) -> Fallible<Arc<Observation>> {
    let value = decimal(value)?;
    Ok(Arc::new(Observation {
        cell: Cell {
            file: "own/prisoners.csv".into(),
            row,
            column: "value".into(),
        },
        place: ConceptId::new("GB-EAW"),
        period: period.parse::<Period>()?,
        group: Group::everyone(),
        group_label: "foreign <nationals> | “all”".to_owned(),
        measure: ConceptId::new("prisoners"),
        offence: ConceptId::new("all"),
        statistic: Statistic::Count,
        whole: None,
        comparator: None,
        baseline: None,
        definitions: std::collections::BTreeSet::default(),
        unit,
        value,
        interval: Interval::point(value),
        status: Status::Final,
        supersedes: None,
        source: Arc::new(Source {
            name: "moj".to_owned(),
            publisher: "Ministry <of> \"Justice\"".to_owned(),
            title: "Offender management statistics quarterly, table 1 | 2".to_owned(),
            url: Some("https://example.org/a?b=1&c=%22".to_owned()),
            published: None,
            trust: Trust::OfficialTable,
        }),
        note: Some("Rounded\u{1b}[31m to ten.\nA note in two lines.".to_owned()),
        caveats: Arc::from(["People held on remand are counted.".to_owned()]),
    }))
}

fn working(
    stated: (&str, &str),
    value: &str,
    formula: &str,
    agrees: bool,
    evidence: Vec<Arc<Observation>>,
) -> Fallible<Working> {
    let value = decimal(value)?;
    Ok(Working {
        stated: Interval::closed(decimal(stated.0)?, decimal(stated.1)?),
        computed: Computed {
            value,
            interval: Interval::point(value),
            formula: formula.to_owned(),
        },
        agrees,
        evidence,
        mismatches: Vec::new(),
        notes: Vec::new(),
    })
}

/// The report.
pub(crate) fn report() -> Fallible<Report> {
    let mut draft = Draft::from_markdown("drafts/a <b> | ::.md", DRAFT);
    draft.notes = vec!["read as Windows-1252".to_owned()];
    let mut all = Builder {
        draft,
        findings: Vec::new(),
        claims: Vec::new(),
    };
    supported(&mut all)?;
    conditional(&mut all)?;
    partly(&mut all)?;
    disagreeing(&mut all)?;
    let numbers = all
        .claims
        .iter()
        .enumerate()
        .map(|(index, claim)| SeenNumber {
            span: claim.span,
            text: claim.text.clone(),
            outcome: Outcome::Claim(index),
        })
        .chain([SeenNumber {
            span: Span::new(DRAFT.find("2014").ok_or("no year")?, DRAFT.len()),
            text: "2014".to_owned(),
            outcome: Outcome::NotAClaim {
                reason: "a calendar year".to_owned(),
            },
        }])
        .collect();
    let document = Document {
        origin: Origin::File,
        lines: OnceLock::new(),
        claims: all.claims,
        numbers,
        findings: all.findings,
        silenced: 1,
        draft: all.draft,
    };
    Ok(Report::new(
        vec![document],
        vec!["missing.md: no such file or folder".to_owned()],
    ))
}

fn count(row: usize, value: &str) -> Fallible<Arc<Observation>> {
    cell(row, value, Unit::Counted("people".into()), "2025-06-30")
}

fn percent(row: usize, value: &str, period: &str) -> Fallible<Arc<Observation>> {
    cell(row, value, Unit::Percent, period)
}

fn supported(all: &mut Builder) -> Fallible<()> {
    let sentence = "Foreign nationals are 12.3% of prisoners in England and Wales.";
    let claim = claim_at("12.3%", sentence, Kind::Percent, "12.3")?;
    let mut support = working(
        ("12.25", "12.35"),
        "12.334",
        "10,772 / 87,334 × 100",
        true,
        vec![count(41, "10772")?, count(42, "87334")?],
    )?;
    support.notes = vec!["no period named: newest observation".to_owned()];
    let message = "10,772 of 87,334 prisoners were foreign nationals on 30 June 2025.";
    all.found(&claim, Severity::Ok, Verdict::Supported(support), message);
    Ok(())
}

/// A quotation with everything that can be said under a sentence, and a second finding on its number.
fn conditional(all: &mut Builder) -> Fallible<()> {
    let sentence = "“Ten thousand foreign nationals sit in British prisons,” said <script>O’Brien | \"MP\"</script>,\n> who gave no year and no source, and went on for so long that the sentence has to be wrapped.";
    let mut claim = claim_at("Ten thousand", sentence, Kind::Count, "10000")?;
    claim.relation = Relation::Level;
    claim.quoted = true;
    claim.stance = Stance::Denied;
    claim.speaker = Some(said(
        "<script>O’Brien | \"MP\"</script>",
        (),
        From::Sentence,
    ));
    claim.source = Some(said("a § register", (), From::Heading));
    claim.qualifiers = vec![said("no \"year\"", (), From::Sentence)];
    let mut condition = working(
        ("9500", "10500"),
        "10772",
        "10,772",
        true,
        vec![count(41, "10772")?],
    )?;
    condition.mismatches = vec![Mismatch {
        facet: "place",
        claimed: "British".to_owned(),
        reference: "England and Wales".to_owned(),
    }];
    let message = "It holds for England and Wales, not for Britain.";
    all.found(
        &claim,
        Severity::Warning,
        Verdict::Conditional(condition),
        message,
    );
    let finding = all.last()?;
    finding.hints = vec!["10,418 on 30 September 2024 agrees".to_owned()];
    finding.advice = vec!["Name the place: England and Wales.".to_owned()];
    let mut qualification = finding.clone();
    qualification.kind = FindingKind::Qualification;
    "Q09-rounding-away".clone_into(&mut qualification.code);
    qualification.verdict = None;
    "The rounded number hides 772 people.".clone_into(&mut qualification.message);
    all.findings.push(qualification);
    Ok(())
}

/// Findings whose number agrees with one reference and not with another.
fn partly(all: &mut Builder) -> Fallible<()> {
    let claim = claim_at(
        "11.7%",
        "They were 11.7% of prisoners.",
        Kind::Percent,
        "11.7",
    )?;
    let stated = ("11.65", "11.75");
    let outdated = Verdict::Outdated {
        newest: working(
            stated,
            "12.3",
            "12.3",
            false,
            vec![percent(50, "12.3", "2025")?],
        )?,
        earlier: working(
            stated,
            "11.7",
            "11.7",
            true,
            vec![percent(45, "11.7", "2020")?],
        )?,
    };
    all.found(
        &claim,
        Severity::Warning,
        outdated,
        "It was so in 2020; in 2025 it was 12.3%.",
    );

    let sentence = "In Austria they were 50.1% in 2014.";
    let mut claim = claim_at("50.1%", sentence, Kind::Percent, "50.1")?;
    claim.period = Some(said("2014", "2014".parse().ok(), From::Sentence));
    let stated = ("50.05", "50.15");
    let ambiguous = Verdict::Ambiguous(vec![
        working(
            stated,
            "50.1",
            "50.1",
            true,
            vec![percent(7, "50.1", "2014")?],
        )?,
        working(
            stated,
            "51.18",
            "51.18",
            false,
            vec![percent(8, "51.18", "2014")?],
        )?,
    ]);
    all.found(
        &claim,
        Severity::Warning,
        ambiguous,
        "Two references disagree: 50.1% and 51.18%.",
    );
    Ok(())
}

/// Findings whose number agrees with nothing.
fn disagreeing(all: &mut Builder) -> Fallible<()> {
    let sentence = "Foreign nationals make up 20% of prisoners.";
    let claim = claim_at("20%", sentence, Kind::Percent, "20")?;
    let cells = vec![count(41, "10772")?, count(42, "87334")?];
    let against = working(
        ("19.5", "20.5"),
        "12.334",
        "10,772 / 87,334 × 100",
        false,
        cells,
    )?;
    let message = "The draft says 20%; the reference gives 12.3%.";
    all.found(
        &claim,
        Severity::Error,
        Verdict::Contradicted(against),
        message,
    );
    all.last()?.advice =
        vec!["If the draft means another place, period or definition, name it.".to_owned()];
    let mut arithmetic = all.last()?.clone();
    arithmetic.kind = FindingKind::Arithmetic;
    "A-same-fact".clone_into(&mut arithmetic.code);
    arithmetic.verdict = None;
    "The draft gives 12.3% and 20% for the same fact.".clone_into(&mut arithmetic.message);
    all.findings.push(arithmetic);

    let sentence = "They commit 2.5 times as many crimes.";
    let mut claim = claim_at("2.5 times", sentence, Kind::Multiple, "2.5")?;
    claim.relation = Relation::Ratio;
    claim.direction = Some(Direction::Up);
    claim.comparator = Some(said("natives", Group::everyone(), From::Implied));
    let nearest = working(
        ("2.45", "2.55"),
        "2.1",
        "2.1",
        false,
        vec![cell(3, "2.1", Unit::Ratio, "2023-04/2024-03")?],
    )?;
    let missing = Verdict::NoReference {
        missing: "nobody counts offending".to_owned(),
        nearest: Some(nearest),
    };
    let message = "Nothing counts offences by group; convictions say 2.1 times.";
    all.found(&claim, Severity::Warning, missing, message);

    let sentence = "Thousands of them are never caught.";
    let claim = claim_at("Thousands", sentence, Kind::Vague, "0")?;
    all.found(
        &claim,
        Severity::Note,
        Verdict::Vague,
        "“Thousands” carries no number to check.",
    );
    Ok(())
}

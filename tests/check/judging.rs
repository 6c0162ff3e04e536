//! Claims and observations built by hand, for tests of the judging layer.

use std::{collections::BTreeSet, error::Error, sync::Arc};

use statclaim::{
    check::{self, Context, Finding, Policy, Verdict},
    claim::{Claim, Direction, From, Phrase, Relation, Stance, Whole},
    number::{Bound, Decimal, Interval, Kind, Period, Precision, Quantity, Widths},
    reference::{Cell, Observation, Source, Statistic, Status, Trust, Unit},
    text::Span,
    vocabulary::{ConceptId, Group, Vocabulary, Who},
};

pub(crate) type Outcome = Result<(), Box<dyn Error>>;

const VOCABULARY: &str = r#"
country = [
  { id = "GB", names = ["United Kingdom"] },
  { id = "ES", names = ["Spain"] },
  { id = "DE", names = ["Germany"] },
  { id = "PL", names = ["Poland"] },
  { id = "RO", names = ["Romania"] },
]
concept = [
  { id = "GB-EAW", class = "place", labels = ["England and Wales"], broader = ["GB"], close = ["GB", "GB-ENG"] },
  { id = "GB-ENG", class = "place", labels = ["England"], broader = ["GB-EAW"], close = ["GB-EAW"] },
  { id = "norfolk", class = "place", labels = ["Norfolk"], broader = ["GB-ENG"] },
  { id = "mainland", class = "place", labels = ["mainland Spain"], broader = ["ES"], close = ["ES"] },
  { id = "sexual", class = "offence", labels = ["sexual offences"] },
  { id = "rape", class = "offence", labels = ["rape"], broader = ["sexual"] },
  { id = "theft", class = "offence", labels = ["theft"] },
  { id = "crime", class = "offence", labels = ["crime"], generic = true },
  { id = "suspects", class = "measure", labels = ["suspect(s|)"] },
  { id = "arrests", class = "measure", labels = ["arrest(s|)"] },
  { id = "federal", class = "definition", labels = ["federal only"], kind = "scope" },
  { id = "known-base", class = "definition", labels = ["of those recorded"], kind = "base" },
  { id = "with-borders", class = "definition", labels = ["border offences included"], kind = "variant" },
  { id = "without-borders", class = "definition", labels = ["border offences excluded"], kind = "variant" },
  { id = "unadjusted", class = "definition", labels = ["unadjusted"], kind = "variant" },
  { id = "adjusted", class = "definition", labels = ["adjusted"], kind = "variant" },
  { id = "two-native-born-parents", class = "group", labels = ["with two native-born parents"], is = { partition = "parents" } },
  { id = "one-foreign-born-parent", class = "group", labels = ["with one foreign-born parent"], is = { partition = "parents" } },
  { id = "two-foreign-born-parents", class = "group", labels = ["with two foreign-born parents"], is = { partition = "parents" } },
  { id = "snapshot", class = "definition", labels = ["snapshot"], kind = "note" },
  { id = "prisoners", class = "measure", labels = ["prisoners"], is = { noun = "prisoners", told = "were in prison", likely = "be in prison" } },
]
"#;

pub(crate) fn vocabulary() -> Result<Vocabulary, Box<dyn Error>> {
    Vocabulary::from_toml(&[("test.toml".to_owned(), VOCABULARY.to_owned())])
        .map_err(|errors| format!("{errors:?}").into())
}

pub(crate) fn widths() -> Result<Widths, Box<dyn Error>> {
    let text = include_str!("../../rules/en/numbers/bounds.toml");
    Ok(Widths::from_toml("bounds.toml", text)?)
}

pub(crate) fn id(name: &str) -> ConceptId {
    ConceptId::new(name)
}

pub(crate) fn number(text: &str) -> Result<Decimal, Box<dyn Error>> {
    Ok(Decimal::from_str_exact(text)?)
}

/// `all`, `rest`, `foreign`, `native by birth`, `PL`, `not PL by birth`, `unrecorded`, `migrants`.
/// Without `by` the basis is nationality; `migrants` leave it open; `with` adds a trait;
/// `men` or `women` before all is a sex.
pub(crate) fn group(text: &str) -> Group {
    for sex in ["men", "women"] {
        if let Some(rest) = text.strip_prefix(&format!("{sex} ")) {
            return Group {
                sex: Some(id(sex)),
                ..group(rest)
            };
        }
    }
    let (text, narrowed) = text.split_once(" with ").unwrap_or((text, ""));
    let (who, basis) = text.split_once(" by ").unwrap_or((text, "nationality"));
    let (who, basis) = match who {
        "all" => return Group::everyone(),
        "rest" => (Who::Rest, None),
        "migrants" => (Who::Foreign, None),
        "foreign" => (Who::Foreign, Some(id(basis))),
        "native" => (Who::Native, Some(id(basis))),
        "unrecorded" => (Who::Unrecorded, Some(id(basis))),
        _ => match who.strip_prefix("not ") {
            Some(country) => (Who::NotOf(id(country)), Some(id(basis))),
            None => (Who::Of(id(who)), Some(id(basis))),
        },
    };
    Group {
        basis,
        who,
        traits: (!narrowed.is_empty())
            .then(|| id(narrowed))
            .into_iter()
            .collect(),
        ..Group::everyone()
    }
}

/// A row of a table: `place | period | group | measure | offence | statistic | unit | value`
/// and then, as `key=value`: definition, comparator, whole, source, status, file, trust, supersedes, from.
pub(crate) fn row(text: &str) -> Result<Arc<Observation>, Box<dyn Error>> {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let [
        place,
        period,
        who,
        measure,
        offence,
        statistic,
        unit,
        value,
        more @ ..,
    ] = parts.as_slice()
    else {
        return Err(format!("too few parts: {text}").into());
    };
    let value = number(value)?;
    let (statistic, is_counted) = match *statistic {
        "count" => (Statistic::Count, true),
        "share" => (Statistic::Share, false),
        "rate" => (Statistic::Rate, false),
        "ratio" => (Statistic::Ratio, false),
        "index" => (Statistic::Index, false),
        "change" => (Statistic::Change, false),
        other => return Err(format!("no statistic: {other}").into()),
    };
    let unit = match *unit {
        "percent" => Unit::Percent,
        "per_1000" => Unit::Per(Decimal::ONE_THOUSAND),
        "ratio" => Unit::Ratio,
        "percent_more" => Unit::PercentMore,
        "percent_less" => Unit::PercentLess,
        "one_in" => Unit::OneIn,
        "index" => Unit::Index,
        counted => Unit::Counted(counted.to_owned()),
    };
    let mut row = Observation {
        cell: Cell {
            file: Arc::from("table.csv"),
            row: 0,
            column: Arc::from("value"),
        },
        place: id(place),
        period: period.parse()?,
        group: group(who),
        group_label: (*who).to_owned(),
        measure: id(measure),
        offence: id(offence),
        statistic,
        whole: None,
        comparator: None,
        baseline: None,
        definitions: BTreeSet::new(),
        unit,
        value,
        interval: Interval::of_cell(value, value.scale(), is_counted),
        status: Status::Final,
        supersedes: None,
        source: source("office", Trust::OfficialTable),
        note: None,
        caveats: Arc::from([]),
    };
    for pair in more {
        let (key, value) = pair.split_once('=').ok_or("no key")?;
        match key {
            "definition" => row.definitions = value.split(';').map(id).collect(),
            "comparator" => row.comparator = Some(group(value)),
            "whole" => row.whole = Some(group(value)),
            "source" => row.source = source(value, Trust::OfficialTable),
            "trust" => row.source = source("press", Trust::PressReport),
            "file" => row.cell.file = Arc::from(value),
            "supersedes" => row.supersedes = Some(value.to_owned()),
            "from" => row.baseline = Some(value.parse()?),
            "status" => {
                row.status = match value {
                    "first-published" => Status::FirstPublished,
                    "expected" => Status::Expected,
                    "provisional" => Status::Provisional,
                    other => return Err(format!("no status: {other}").into()),
                }
            }
            other => return Err(format!("no key: {other}").into()),
        }
    }
    Ok(Arc::new(row))
}

fn source(name: &str, trust: Trust) -> Arc<Source> {
    Arc::new(Source {
        name: name.to_owned(),
        publisher: format!("the {name}"),
        title: "A table".to_owned(),
        url: None,
        published: None,
        trust,
    })
}

/// A table, its rows numbered.
pub(crate) fn table(rows: &[&str]) -> Result<Vec<Arc<Observation>>, Box<dyn Error>> {
    rows.iter()
        .enumerate()
        .map(|(at, text)| {
            let mut one = (*row(text)?).clone();
            one.cell.row = at + 2;
            Ok(Arc::new(one))
        })
        .collect()
}

fn phrase<T>(text: &str, value: T, from: From) -> Phrase<T> {
    Phrase {
        text: text.to_owned(),
        span: None,
        from,
        value,
    }
}

/// A claim from `key=value` parts: relation, number, group, comparator, whole,
/// measure, offence, place, period, definition, direction, stance, quoted, rule,
/// bound, word, source, sentence, block, speaker, at, whole-measure.
/// A facet written `~GB` was not found in the sentence.
pub(crate) fn claim(text: &str) -> Result<Claim, Box<dyn Error>> {
    let mut claim = Claim {
        text: String::new(),
        span: Span::new(0, 1),
        sentence: Span::new(0, 100),
        block: 0,
        quantity: quantity("1")?,
        relation: Relation::Level,
        direction: None,
        population: None,
        comparator: None,
        whole: None,
        measure: phrase("", id("prisoners"), From::Sentence),
        offence: None,
        place: None,
        period: None,
        definitions: Vec::new(),
        speaker: None,
        source: None,
        quoted: false,
        stance: Stance::Asserted,
        qualifiers: Vec::new(),
        rule: None,
    };
    for part in text.split('|').map(str::trim) {
        let (key, value) = part.split_once('=').ok_or(format!("no key in {part}"))?;
        set(&mut claim, key, value)?;
    }
    Ok(claim)
}

fn set(claim: &mut Claim, key: &str, value: &str) -> Outcome {
    let (from, bare) = match value.strip_prefix('~') {
        Some(bare) => (From::Document, bare),
        None => (From::Sentence, value),
    };
    match key {
        "relation" => claim.relation = relation(value)?,
        "number" => {
            claim.quantity = quantity(value)?;
            value.clone_into(&mut claim.text);
        }
        "bound" => claim.quantity.bound = bound(value)?,
        "word" => claim.quantity.bound_word = Some(value.to_owned()),
        "group" => claim.population = Some(phrase(bare, group(bare), from)),
        "comparator" => claim.comparator = Some(phrase(bare, group(bare), from)),
        "whole" => {
            let whole = Whole {
                group: group(bare),
                measure: None,
                offences: Vec::new(),
            };
            claim.whole = Some(phrase(bare, whole, from));
        }
        "whole-measure" => {
            let whole = Whole {
                group: Group::everyone(),
                measure: Some(id(bare)),
                offences: Vec::new(),
            };
            claim.whole = Some(phrase(bare, whole, from));
        }
        "measure" => claim.measure = phrase(bare, id(bare), from),
        "offence" => claim.offence = Some(phrase(bare, vec![id(bare)], from)),
        "place" => claim.place = Some(phrase(bare, id(bare), from)),
        "period" => {
            let period: Period = bare.parse()?;
            claim.period = Some(phrase(bare, Some(period), from));
        }
        "definition" => claim.definitions.push(phrase(bare, id(bare), from)),
        "direction" => {
            claim.direction = Some(if value == "down" {
                Direction::Down
            } else {
                Direction::Up
            });
        }
        "stance" => {
            claim.stance = match value {
                "denied" => Stance::Denied,
                "asked" => Stance::Asked,
                _ => Stance::Hypothetical,
            }
        }
        "quoted" => claim.quoted = true,
        "rule" => claim.rule = Some(value.to_owned()),
        "source" => claim.source = Some(phrase(bare, (), from)),
        "speaker" => claim.speaker = Some(phrase(bare, (), from)),
        "qualifier" => claim.qualifiers.push(phrase(bare, (), from)),
        "block" => claim.block = value.parse()?,
        "sentence" => {
            let start: usize = value.parse()?;
            claim.sentence = Span::new(start, start + 100);
        }
        "at" => {
            let start: usize = value.parse()?;
            claim.span = Span::new(start, start + 2);
        }
        other => return Err(format!("no key {other}").into()),
    }
    Ok(())
}

fn relation(name: &str) -> Result<Relation, Box<dyn Error>> {
    [
        Relation::Level,
        Relation::Share,
        Relation::Incidence,
        Relation::Ratio,
        Relation::RelativeDifference,
        Relation::Difference,
        Relation::Change,
        Relation::Extreme,
    ]
    .into_iter()
    .find(|relation| relation.name() == name)
    .ok_or_else(|| format!("no relation {name}").into())
}

fn bound(name: &str) -> Result<Bound, Box<dyn Error>> {
    [
        Bound::About,
        Bound::Over,
        Bound::AtLeast,
        Bound::Under,
        Bound::AtMost,
        Bound::Nearly,
    ]
    .into_iter()
    .find(|bound| bound.name() == name)
    .ok_or_else(|| format!("no bound {name}").into())
}

/// `10772`, `12.3%`, `3 points`, `2.5 times`, `twice`, `five times`, `one in 8`,
/// `half`, `27.5 per 1000`, `most`.
pub(crate) fn quantity(text: &str) -> Result<Quantity, Box<dyn Error>> {
    let plain = |kind, value: &str, per| -> Result<Quantity, Box<dyn Error>> {
        let value = number(value)?;
        let step = Decimal::try_from_i128_with_scale(1, value.scale())?;
        let precision = if value.scale() > 0 {
            Precision::Step(step)
        } else {
            Precision::of_whole(value)
        };
        Ok(Quantity {
            kind,
            value: Some(value),
            high: None,
            per,
            bound: Bound::Exact,
            bound_word: None,
            precision,
            round: value.scale() == 0 && value >= Decimal::TEN && (value % Decimal::TEN).is_zero(),
        })
    };
    let word = |kind, value: &str, precision| -> Result<Quantity, Box<dyn Error>> {
        Ok(Quantity {
            precision,
            round: true,
            value: Some(number(value)?),
            ..plain(kind, "1", None)?
        })
    };
    match text {
        "twice" => return word(Kind::Multiple, "2", Precision::BareMultiple),
        "halved" => return word(Kind::Multiple, "0.5", Precision::BareMultiple),
        "five times" => return word(Kind::Multiple, "5", Precision::WholeTimes),
        "half" => return word(Kind::Fraction, "0.5", Precision::PlainFraction),
        "a quarter" => return word(Kind::Fraction, "0.25", Precision::PlainFraction),
        "most" | "the lowest" => {
            return Ok(Quantity {
                value: None,
                ..word(Kind::Vague, "1", Precision::Vague)?
            });
        }
        _ => {}
    }
    if let Some(whole) = text.strip_prefix("one in ") {
        let whole = number(whole)?;
        let mut quantity = word(Kind::Fraction, "1", Precision::OneIn(whole))?;
        quantity.value = Decimal::ONE.checked_div(whole);
        return Ok(quantity);
    }
    if let Some((value, per)) = text.split_once(" per ") {
        return plain(Kind::Rate, value, Some(number(per)?));
    }
    if let Some(value) = text.strip_suffix('%') {
        return plain(Kind::Percent, value, None);
    }
    if let Some(value) = text.strip_suffix(" points") {
        return plain(Kind::PercentagePoints, value, None);
    }
    if let Some(value) = text.strip_suffix(" times") {
        return plain(Kind::Multiple, value, None);
    }
    plain(Kind::Count, text, None)
}

/// Checks claims against a table.
pub(crate) fn findings(
    claims: &[&str],
    rows: &[&str],
    context: &Context,
) -> Result<Vec<Finding>, Box<dyn Error>> {
    let claims: Vec<Claim> = claims
        .iter()
        .map(|text| claim(text))
        .collect::<Result<_, _>>()?;
    let rows = table(rows)?;
    Ok(check::check(
        &claims,
        context,
        &rows,
        &vocabulary()?,
        &Policy::new(widths()?),
    ))
}

/// The finding on one claim.
pub(crate) fn finding(claim: &str, rows: &[&str]) -> Result<Finding, Box<dyn Error>> {
    findings(&[claim], rows, &Context::default())?
        .into_iter()
        .next()
        .ok_or_else(|| "no finding".into())
}

/// A verdict in one line: name, computed values, facets of the mismatches.
pub(crate) fn told(finding: &Finding) -> String {
    let Some(verdict) = &finding.verdict else {
        return finding.code.clone();
    };
    let workings = match verdict {
        Verdict::Ambiguous(workings) => workings.iter().collect(),
        Verdict::Outdated { newest, earlier } => vec![newest, earlier],
        other => other.working().into_iter().collect(),
    };
    let values: Vec<String> = workings
        .iter()
        .map(|working| working.computed.value.round_dp(3).normalize().to_string())
        .collect();
    let facets: Vec<&str> = workings.first().map_or_else(Vec::new, |working| {
        working.mismatches.iter().map(|one| one.facet).collect()
    });
    format!(
        "{} {} {}",
        verdict.name(),
        values.join(","),
        facets.join(",")
    )
    .trim()
    .to_owned()
}

/// Prisoners of several days and places.
pub(crate) const PRISONERS: &[&str] = &[
    "GB-EAW | 2025-06-30 | foreign | prisoners | all | count | people | 10772",
    "GB-EAW | 2025-06-30 | all | prisoners | all | count | people | 87334",
    "GB-EAW | 2025-06-30 | unrecorded | prisoners | all | count | people | 381",
    "GB-EAW | 2025-06-30 | foreign | prisoners | all | share | percent | 12.4 | definition=known-base",
    "GB-EAW | 2024-09-30 | foreign | prisoners | all | count | people | 10418",
    "GB-EAW | 2020-06-30 | foreign | prisoners | all | count | people | 9283",
    "GB-EAW | 2020-06-30 | all | prisoners | all | count | people | 79514",
    "GB-EAW | 2025-06-30 | PL | prisoners | all | count | people | 800",
    "ES | 2024 | foreign | prisoners | all | share | percent | 32.65 | file=eu.csv",
    "mainland | 2024 | foreign | prisoners | all | share | percent | 28.57 | file=es.csv",
    "norfolk | 2025-06-30 | foreign | prisoners | all | count | people | 120",
];

/// Checks each claim alone against the rows.
pub(crate) fn all(rows: &[&str], cases: &[(&str, &str)]) -> Outcome {
    for (claim, expected) in cases {
        assert_eq!(told(&finding(claim, rows)?), *expected, "{claim}");
    }
    Ok(())
}

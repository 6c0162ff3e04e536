//! The figures of `statclaim eval` as one JSON object.

use serde_json::{Map, Value, json};

use super::{Evaluation, listing};
use crate::{
    claim::score::{Labelled, Part},
    number::Decimal,
};

/// The report; `verbose` adds the lists of what went wrong.
pub(super) fn text(evaluation: &Evaluation, verbose: bool) -> String {
    let score = &evaluation.score;
    let claims = score.claims;
    let rates = claims.rates();
    let mut out = json!({
        "passages": score.passages,
        "gold_claims": claims.labelled,
        "borderline": score.borderline,
        "predicted_counted": claims.given,
        "found": claims.right,
        "missed": claims.labelled - claims.right,
        "false": claims.given - claims.right,
        "precision": number(rates.precision),
        "recall": number(rates.recall),
        "f1": number(rates.f1),
        "negatives": score.negatives.of,
        "negatives_kept_empty": score.negatives.count,
        "negatives_kept_empty_rate": rate(score.negatives),
    });
    let mut put = |name: String, value: Value| {
        if let Value::Object(out) = &mut out {
            out.insert(name, value);
        }
    };
    for (name, values) in &score.recall {
        let parts = values.iter().map(|(value, part)| {
            let row = json!([part.count, part.of, rate(*part)]);
            (value.clone(), row)
        });
        put(format!("recall_by_{name}"), Value::Object(parts.collect()));
    }
    let parts = |parts: &[(&'static str, Part)]| -> Map<String, Value> {
        parts
            .iter()
            .map(|(name, part)| ((*name).to_owned(), rate(*part)))
            .collect()
    };
    put("field_accuracy".to_owned(), parts(&score.exact).into());
    let unusual: Map<String, Value> = score
        .unusual
        .iter()
        .map(|(name, part)| {
            let row = json!([part.count, part.of, rate(*part)]);
            ((*name).to_owned(), row)
        })
        .collect();
    put("field_accuracy_unusual".to_owned(), unusual.into());
    let words: Map<String, Value> = score
        .words
        .iter()
        .map(|(name, one)| ((*name).to_owned(), number(one.rates().f1)))
        .collect();
    put("facet_f1".to_owned(), words.into());
    let rules: Map<String, Value> = score
        .rules
        .iter()
        .map(|(name, one)| {
            let row = json!({"found": one.found, "right": one.right, "false": one.false_finds});
            (name.clone(), row)
        })
        .collect();
    put("rules".to_owned(), rules.into());
    if verbose {
        lists(evaluation, &mut put);
    }
    format!("{out}\n")
}

fn lists(evaluation: &Evaluation, put: &mut impl FnMut(String, Value)) {
    let misses: Vec<Value> = listing::misses(evaluation)
        .iter()
        .map(|one| {
            json!({"id": one.passage, "quantity": one.label.quantity, "start": one.label.start,
                "value": value(one.label), "excerpt": one.excerpt, "reason": one.reason})
        })
        .collect();
    put("misses".to_owned(), misses.into());
    let false_finds: Vec<Value> = listing::false_finds(evaluation)
        .iter()
        .map(|one| {
            json!({"id": one.passage, "quantity": one.given.quantity, "start": one.given.start,
                "value": value(one.given), "rule": one.given.rule, "excerpt": one.excerpt})
        })
        .collect();
    put("false_finds".to_owned(), false_finds.into());
    let wrong: Vec<Value> = listing::wrong_fields(evaluation)
        .iter()
        .map(|one| {
            json!({"id": one.passage, "quantity": one.label.quantity, "start": one.label.start,
                "field": one.field, "labelled": one.labelled, "given": one.given, "rule": one.rule})
        })
        .collect();
    put("wrong_fields".to_owned(), wrong.into());
}

fn value(claim: &Labelled) -> Value {
    claim.value.map_or(Value::Null, number)
}

fn rate(part: Part) -> Value {
    part.rate().map_or(Value::Null, number)
}

/// Four places are as many as the counts carry.
fn number(value: Decimal) -> Value {
    let text = value.round_dp(4).normalize().to_string();
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

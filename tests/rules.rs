//! Every rule of the embedded pack passes its own examples and counter-examples.

use statclaim::{claim::examples, rules::Pack};

#[test]
fn every_rule_passes_its_examples() {
    let pack = Pack::embedded().unwrap_or_else(|errors| panic!("{errors:?}"));
    let tested = examples::run(&pack);
    assert!(tested.len() > 30, "only {} examples ran", tested.len());
    let failed: Vec<String> = tested
        .iter()
        .filter(|one| !one.result.is_good())
        .map(|one| {
            format!(
                "{:?} {}: {} ({})",
                one.result, one.rule, one.text, one.detail
            )
        })
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

//! Every qualification rule holds on its examples and not on its
//! counter-examples, the starter data included: the whole way from text to finding.

use std::path::PathBuf;

use statclaim::{
    check::{Context, Policy, check, qualify},
    claim::{examples::unbracket, extract},
    draft::Draft,
    reference::Catalogue,
    rules::Pack,
};

/// Rules whose case the starter data do not have; unit tests and marks cover them.
const WITHOUT_DATA: [&str; 2] = ["Q40-dual-nationality-rule", "Q54-series-break"];

#[test]
fn every_qualification_rule_holds_on_its_examples_alone() {
    let pack = Pack::embedded().unwrap_or_else(|errors| panic!("{errors:?}"));
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("reference_data");
    let (catalogue, _) = Catalogue::load(&[folder], &pack.vocabulary);
    let policy = Policy::new(pack.widths.clone());
    let has = |id: &str, text: &str| -> bool {
        let Some((text, span)) = unbracket(text) else {
            return false;
        };
        let found = extract(&Draft::from_text("example", text), &pack);
        let cells = catalogue.observations();
        let context = Context::default();
        let verdicts = check(&found.claims, &context, cells, &pack.vocabulary, &policy);
        qualify(
            &found.claims,
            &found.marks,
            &verdicts,
            cells,
            &pack.vocabulary,
            &policy,
        )
        .iter()
        .any(|finding| finding.code == id && finding.span.overlaps(span))
    };
    let mut wrong = Vec::new();
    for defect in &pack.qualifications {
        for text in &defect.examples {
            if !WITHOUT_DATA.contains(&defect.id.as_str()) && !has(&defect.id, text) {
                wrong.push(format!("missing {}: {text}", defect.id));
            }
        }
        for text in &defect.counterexamples {
            if has(&defect.id, text) {
                wrong.push(format!("noisy {}: {text}", defect.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

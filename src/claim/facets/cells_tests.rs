//! Whom, what, where and when the cells of a table count.

use crate::{
    claim::{Claim, Phrase, extract},
    draft::Draft,
    rules::Pack,
};

pub(super) fn words<T>(phrase: Option<&Phrase<T>>) -> &str {
    phrase.map_or("-", |phrase| phrase.text.as_str())
}

/// Number, group, measure and place of each claim of a Markdown text.
fn told(source: &str) -> Vec<String> {
    each(source, &|claim| {
        let group = words(claim.population.as_ref());
        let place = words(claim.place.as_ref());
        format!("{} {group}, {}, {place}", claim.text, claim.measure.value)
    })
}

/// What is told of each claim of a Markdown text.
pub(super) fn each(source: &str, told: &dyn Fn(&Claim) -> String) -> Vec<String> {
    let pack = Pack::embedded().expect("the embedded pack loads");
    let draft = Draft::from_markdown("test.md", source);
    extract(&draft, &pack).claims.iter().map(told).collect()
}

#[test]
fn a_share_of_foreigners_beside_a_nationality_is_taken_of_them() {
    let pack = Pack::embedded().expect("the embedded pack loads");
    let source = "\
| Nationality | Suspects in Malta | Share of foreign suspects |
|---|---|---|
| Serbia | 310 | 22% |
";
    let draft = Draft::from_markdown("test.md", source);
    let claims = extract(&draft, &pack).claims;
    let share = claims.iter().find(|claim| claim.text == "22%");
    let whole = share.and_then(|claim| claim.whole.as_ref());
    assert_eq!(words(whole), "foreign suspects");
    assert_eq!(
        words(share.and_then(|claim| claim.population.as_ref())),
        "Serbia"
    );
}

#[test]
fn the_head_of_a_row_names_a_nationality() {
    let source = "\
# What the ministry told us this week

On 31 March 2025 there were 1,410 foreign nationals in prison in Wales.

| Nationality | Prisoners | Share of foreign nationals |
|---|---|---|
| Polish | 310 | 22% |
| Ireland | 140 | 10% |
| British | 4,020 | |
| All | 5,430 | |
";
    assert_eq!(
        told(source),
        [
            "1,410 foreign nationals, prisoners, Wales",
            "310 Polish, prisoners, Wales",
            "22% Polish, prisoners, Wales",
            "140 Ireland, prisoners, Wales",
            "10% Ireland, prisoners, Wales",
            "4,020 British, prisoners, Wales",
            "5,430 -, prisoners, Wales",
        ]
    );
}

#[test]
fn a_share_is_of_the_group_in_the_column_before() {
    let source = "\
Suspects in Portugal:

| Year | Suspects, total | Foreign citizens | Share |
|---|---|---|---|
| 2022 | 9,000 | 1,800 | 20% |
";
    assert_eq!(
        told(source),
        [
            "9,000 -, suspects, Portugal",
            "1,800 Foreign citizens, suspects, Portugal",
            "20% Foreign citizens, suspects, Portugal",
        ]
    );
}

#[test]
fn a_row_is_of_a_country() {
    let source = "\
| Country | Prisoners | Foreign citizens | % foreign |
|---|---|---|---|
| Malta | 600 | 312 | 52.0 |
| Latvia | 3,000 | 90 | 3.0 |
";
    assert_eq!(
        told(source),
        [
            "600 -, prisoners, Malta",
            "312 Foreign citizens, prisoners, Malta",
            "52.0 foreign, prisoners, Malta",
            "3,000 -, prisoners, Latvia",
            "90 Foreign citizens, prisoners, Latvia",
            "3.0 foreign, prisoners, Latvia",
        ]
    );
}

#[test]
fn the_caption_says_what_is_counted() {
    let source = "\
### Conviction rates in Ohio per 100,000 residents

| Group | Homicide | All crimes |
|---|---|---|
| Native-born | 3.1 | 1,120 |
| Illegal immigrants | 2.4 | 730 |
";
    assert_eq!(
        told(source),
        [
            "3.1 Native-born, convictions, Ohio",
            "1,120 Native-born, convictions, Ohio",
            "2.4 Illegal immigrants, convictions, Ohio",
            "730 Illegal immigrants, convictions, Ohio",
        ]
    );
}

#[test]
fn a_table_by_citizenship_tells_groups_apart_by_itself() {
    let source = "\
**Suspects in Estonia by citizenship**

| Citizenship | Suspects | Share |
|---|---|---|
| Latvia | 150 | 4% |
| Foreign total | 700 | 18% |
";
    assert_eq!(
        told(source),
        [
            "150 Latvia, suspects, Estonia",
            "4% Latvia, suspects, Estonia",
            "700 Foreign total, suspects, Estonia",
            "18% Foreign total, suspects, Estonia",
        ]
    );
}

#[test]
fn a_status_in_the_head_of_a_column_is_no_measure() {
    let source = "\
Persons convicted in Vaud, by status (per cent)

| | Swiss | Foreign residents |
|---|---|---|
| Theft | 27 | 24 |
";
    assert_eq!(
        told(source),
        [
            "27 Swiss, convictions, Vaud",
            "24 Foreign residents, convictions, Vaud",
        ]
    );
    let source = "\
Convictions in Vaud

| | Foreign residents | Foreigners convicted |
|---|---|---|
| Bex | 2,700 | 24 |
";
    assert_eq!(
        told(source),
        [
            "2,700 Foreign residents, population, Vaud",
            "24 Foreigners convicted, convictions, Vaud",
        ]
    );
}

#[test]
fn a_row_is_headed_by_its_name_and_not_by_its_number() {
    let source = "\
Foreign prisoners, 2022

| Rank | Country | Number |
|---|---|---|
| 1 | Malta | 350 |
| 2. | Greece | 6,200 |
";
    assert_eq!(
        told(source),
        [
            "350 Foreign prisoners, prisoners, Malta",
            "6,200 Foreign prisoners, prisoners, Greece",
        ]
    );
    let source = "\
Prisoners in Malta

| No. | Nationality | Prisoners |
|---|---|---|
| 1 | Libya | 90 |
| 2 | Libya | 40 |
";
    assert_eq!(
        told(source),
        ["90 Libya, prisoners, Malta", "40 Libya, prisoners, Malta"]
    );
}

#[test]
fn rows_of_other_countries_are_origins() {
    let source = "\
Foreign prisoners in Malta

| Country | Number |
|---|---|
| Libya | 350 |
| Africa | 390 |
| Total | 700 |
";
    assert_eq!(
        told(source),
        [
            "350 Libya, prisoners, Malta",
            "390 Africa, prisoners, Malta",
            "700 Foreign prisoners, prisoners, Malta",
        ]
    );
    let source = "\
Foreign prisoners in Europe

| Country | Number |
|---|---|
| Malta | 350 |
";
    assert_eq!(told(source), ["350 Foreign prisoners, prisoners, Malta"]);
}

#[test]
fn heads_tell_what_numbers_count_in() {
    let pack = Pack::embedded().expect("the embedded pack loads");
    let source = "\
Prisoners of Malta (thousands)

| Age | Foreign citizens | Index | Odds ratio |
|---|---|---|---|
| Under 21 | 0.35 | 94 | 2.5 |
";
    let draft = Draft::from_markdown("test.md", source);
    let claims = extract(&draft, &pack).claims;
    let told = |claim: &Claim| {
        let value = claim.quantity.value.map(|value| value.normalize());
        (
            claim.quantity.kind.name(),
            value.map(|value| value.to_string()),
        )
    };
    let told: Vec<_> = claims.iter().map(told).collect();
    let expected = [("count", "350"), ("index", "94"), ("multiple", "2.5")];
    let expected = expected.map(|(kind, value)| (kind, Some(value.to_owned())));
    assert_eq!(told, expected);
}

#[test]
fn a_share_above_a_table_of_people_is_not_its_unit() {
    let source = "\
Foreigners were 12 per cent of those in prison. The commonest nationalities:

| Nationality | Number |
|---|---|
| Albanian | 1,218 |
| Polish | 89 |
";
    let pack = Pack::embedded().expect("the embedded pack loads");
    let draft = Draft::from_markdown("test.md", source);
    let claims = extract(&draft, &pack).claims;
    let told: Vec<&str> = claims
        .iter()
        .map(|claim| claim.quantity.kind.name())
        .collect();
    assert_eq!(told, ["percent", "count", "count"]);
}

#[test]
fn the_sentence_over_a_table_names_its_crime() {
    let source = "\
The table has those arrested for theft in Malta.

| | 2023 | 2024 |
|---|---|---|
| Serbs | 31 | 40 |
";
    let crime = |claim: &Claim| format!("{} {}", claim.text, words(claim.offence.as_ref()));
    assert_eq!(each(source, &crime), ["31 theft", "40 theft"]);
}

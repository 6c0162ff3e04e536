//! What lists, tables and the sections of a whole draft tell the numbers in them.

use super::cells_tests::{each, words};

/// Number, group, relation, measure and place of each claim of a Markdown text.
fn told(source: &str) -> Vec<String> {
    each(source, &|claim| {
        let group = words(claim.population.as_ref());
        let place = words(claim.place.as_ref());
        let (relation, measure) = (claim.relation.name(), &claim.measure.value);
        format!("{} {group}, {relation} {measure}, {place}", claim.text)
    })
}

#[test]
fn residents_of_a_rate_are_not_what_is_counted() {
    let source = "\
In 2023 police in Kent made 2,400 arrests of foreign nationals.

The yearly rates, per 1,000 residents:

| Force | Foreign nationals | British |
| --- | --- | --- |
| Kent | 21.5 | 6.5 |
| Devon | 27.5 | 8.1 |
";
    assert_eq!(
        told(source),
        [
            "2,400 foreign nationals, level arrests, Kent",
            "21.5 Foreign nationals, incidence arrests, Kent",
            "6.5 British, incidence arrests, Kent",
            "27.5 Foreign nationals, incidence arrests, Devon",
            "8.1 British, incidence arrests, Devon",
        ]
    );
}

#[test]
fn the_corner_of_a_table_may_caption_it() {
    let source = "\
In 2025 28,000 immigrants were in prison in Denmark.

| Convicted per 1,000 residents | |
|---|---|
| Western immigrants | 31.4 |
| Non-Western immigrants | 45.2 |
";
    assert_eq!(
        told(source)[1..],
        [
            "31.4 Western immigrants, incidence convictions, Denmark",
            "45.2 Non-Western immigrants, incidence convictions, Denmark",
        ]
    );
}

#[test]
fn a_country_that_labels_an_item_is_whose_people_are_compared() {
    let source = "\
Police in Sweden compared suspects among immigrants and natives. In 2015 to 2017:

- Chad: 3.9 times as likely
- Peru: 8 per cent less likely than natives to be suspected
- Fiji: 5.1 times
";
    assert_eq!(
        told(source),
        [
            "3.9 times Chad, ratio suspects, Sweden",
            "8 per cent Peru, relative_difference suspects, Sweden",
            "5.1 times Fiji, ratio suspects, Sweden",
        ]
    );
}

#[test]
fn an_item_counts_what_the_one_before_does() {
    let source = "\
The police counted 2,054,000 suspects in Germany in 2025. The offences:

- Violence: 82,500 non-German suspects
- Theft offences: 27,200, or 38 %
";
    assert_eq!(
        told(source),
        [
            "82,500 non-German suspects, level suspects, Germany",
            "27,200 non-German suspects, level suspects, Germany",
            "38 % non-German suspects, share suspects, Germany",
        ]
    );
}

#[test]
fn the_place_of_a_lead_in_holds_below_its_list() {
    let source = "\
# A Leeds figure goes national

Courts of England and Wales give:

1. 1,140 convictions of foreign nationals for theft.
2. 6,140 convictions of British nationals.

Convictions of foreign nationals for fraud went up 78%.
";
    let places: Vec<String> = told(source);
    assert!(
        places
            .iter()
            .all(|told| told.ends_with("England and Wales")),
        "{places:?}"
    );
}

#[test]
fn each_question_begins_a_section() {
    let source = "\
How many suspects did police register in Austria in 2023?
Foreign citizens were 150,400 of them.

And in Graz?
There 51 percent of suspects are foreign citizens.

How many are in prison?
The prisons hold 5,120 foreign citizens.

And before?
In 2008 the prisons held 3,100 foreign citizens.
";
    assert_eq!(
        told(source),
        [
            "150,400 Foreign citizens, level suspects, Austria",
            "51 percent foreign citizens, share suspects, Graz",
            "5,120 foreign citizens, level prisoners, Austria",
            "3,100 foreign citizens, level prisoners, Austria",
        ]
    );
}

#[test]
fn a_far_part_of_the_world_is_where_people_are_from() {
    let source = "\
Finland counted 790 foreign citizens among the suspects of theft in Finland.

Asia alone gives almost half of the foreign suspects. Estonians had 62 suspicions.
";
    assert_eq!(
        told(source).last().map(String::as_str),
        Some("62 Estonians, level suspects, Finland")
    );
}

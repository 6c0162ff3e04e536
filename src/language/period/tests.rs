//! Periods as written, and what they come to on 15 August 2025.

use super::*;

fn words() -> PeriodWords {
    let text = include_str!("../../../rules/en/vocabulary/periods.toml");
    PeriodWords::from_toml("periods.toml", text).unwrap()
}

fn found(text: &str, today: Option<Date>) -> Vec<(String, String)> {
    words()
        .find(text, today)
        .iter()
        .map(|mention| {
            let value = mention.value.map_or_else(
                || "?".to_owned(),
                |period| {
                    if period.is_snapshot() {
                        period.start.to_string()
                    } else {
                        format!("{}/{}", period.start, period.end)
                    }
                },
            );
            let since = if mention.since { "from " } else { "" };
            (mention.span.of(text).to_owned(), format!("{since}{value}"))
        })
        .collect()
}

fn check(cases: &[(&str, &str, &str)], today: Option<Date>) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|(text, span, value)| {
            (
                text,
                found(text, today),
                (*span).to_owned(),
                (*value).to_owned(),
            )
        })
        .filter(|(_, found, span, value)| *found != [(span.clone(), value.clone())])
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Text, the period in it, and its first and last day.
const PLACED: &[(&str, &str, &str)] = &[
    ("It fell in 2023.", "2023", "2023-01-01/2023-12-31"),
    (
        "In 2015 prisoners were moved.",
        "2015",
        "2015-01-01/2015-12-31",
    ),
    (
        "in 2004-05, 12 were held",
        "2004-05",
        "2004-04-01/2005-03-31",
    ),
    ("It was 12% in 2023/24.", "2023/24", "2023-04-01/2024-03-31"),
    (
        "the 2021-22 financial year",
        "2021-22 financial year",
        "2021-04-01/2022-03-31",
    ),
    (
        "financial year 2021-22",
        "financial year 2021-22",
        "2021-04-01/2022-03-31",
    ),
    ("in fiscal 2023", "fiscal 2023", "2022-10-01/2023-09-30"),
    ("Serbs: 2020, 14%", "2020", "2020-01-01/2020-12-31"),
    ("12%. 2019: 9%", "2019", "2019-01-01/2019-12-31"),
    ("Serbs – 2015: 900", "2015", "2015-01-01/2015-12-31"),
    (
        "during the year to March 2020",
        "the year to March 2020",
        "2019-04-01/2020-03-31",
    ),
    (
        "in the week to 3 May 2020",
        "the week to 3 May 2020",
        "2020-04-27/2020-05-03",
    ),
    ("in FY2019 alone", "FY2019", "2018-10-01/2019-09-30"),
    ("rates for 1999-00", "1999-00", "1999-04-01/2000-03-31"),
    ("the 2013-22 average", "2013-22", "2013-01-01/2022-12-31"),
    ("in 2021–2023", "2021–2023", "2021-01-01/2023-12-31"),
    (
        "between 2015 and 2018 it rose",
        "between 2015 and 2018",
        "2015-01-01/2018-12-31",
    ),
    (
        "From 2011 through 2014 it fell",
        "From 2011 through 2014",
        "2011-01-01/2014-12-31",
    ),
    (
        "suspects in 2015 to 2018",
        "2015 to 2018",
        "2015-01-01/2018-12-31",
    ),
    (
        "the years 2015 to 2018",
        "the years 2015 to 2018",
        "2015-01-01/2018-12-31",
    ),
    (
        "from October 2008 to July 2014",
        "from October 2008 to July 2014",
        "2008-10-01/2014-07-31",
    ),
    (
        "between 1 February and 30 October 2007",
        "between 1 February and 30 October 2007",
        "2007-02-01/2007-10-30",
    ),
    (
        "between July 6 and 19, 2019",
        "between July 6 and 19, 2019",
        "2019-07-06/2019-07-19",
    ),
    (
        "and then 2023 brought 3,926",
        "2023",
        "2023-01-01/2023-12-31",
    ),
    (
        "between October and March 2020",
        "between October and March 2020",
        "2019-10-01/2020-03-31",
    ),
    (
        "rose in the year to March 2018",
        "the year to March 2018",
        "2017-04-01/2018-03-31",
    ),
    (
        "in the year ending June 2024",
        "the year ending June 2024",
        "2023-07-01/2024-06-30",
    ),
    (
        "in the 12 months to October 2025",
        "the 12 months to October 2025",
        "2024-11-01/2025-10-31",
    ),
    (
        "the two years to May 27 2022",
        "the two years to May 27 2022",
        "2020-05-28/2022-05-27",
    ),
    (
        "the three months to the end of June 2020",
        "the three months to the end of June 2020",
        "2020-04-01/2020-06-30",
    ),
    ("in June 2025", "June 2025", "2025-06-01/2025-06-30"),
    ("On 30 June 2025 there were", "30 June 2025", "2025-06-30"),
    (
        "On June 30, 2025, there were",
        "June 30, 2025",
        "2025-06-30",
    ),
    ("On the 3rd of May 2024", "3rd of May 2024", "2024-05-03"),
    (
        "since Sept. 3, 2024",
        "since Sept. 3, 2024",
        "from 2024-09-03",
    ),
    ("published 2024-06-30", "2024-06-30", "2024-06-30"),
    (
        "at the end of June 2025",
        "the end of June 2025",
        "2025-06-30",
    ),
    ("by the end of 2024", "the end of 2024", "2024-12-31"),
    ("at the start of 2019", "the start of 2019", "2019-01-01"),
    (
        "in the first half of 2018",
        "the first half of 2018",
        "2018-01-01/2018-06-30",
    ),
    ("Q2 2023 figures", "Q2 2023", "2023-04-01/2023-06-30"),
    (
        "the first quarter of 2020",
        "the first quarter of 2020",
        "2020-01-01/2020-03-31",
    ),
    (
        "the final quarter of 2014",
        "the final quarter of 2014",
        "2014-10-01/2014-12-31",
    ),
    (
        "the first eight months of 2024",
        "the first eight months of 2024",
        "2024-01-01/2024-08-31",
    ),
    (
        "has doubled since 2015",
        "since 2015",
        "from 2015-01-01/2015-12-31",
    ),
    (
        "From 2015 on, arrests",
        "From 2015 on",
        "from 2015-01-01/2015-12-31",
    ),
    (
        "from March 2015 onwards, arrests",
        "from March 2015 onwards",
        "from 2015-03-01/2015-03-31",
    ),
    (
        "Starting in 2015 they",
        "Starting in 2015",
        "from 2015-01-01/2015-12-31",
    ),
    ("from 2015 on the coast", "2015", "2015-01-01/2015-12-31"),
    (
        "in three quarters of cases in 2015",
        "2015",
        "2015-01-01/2015-12-31",
    ),
    ("at the 2021 census", "2021", "2021-01-01/2021-12-31"),
    ("its 2023 figures show", "2023", "2023-01-01/2023-12-31"),
    ("in the 2010s", "2010s", "2010-01-01/2019-12-31"),
    ("in mid-2018", "mid-2018", "2018-01-01/2018-12-31"),
    ("in late 2014", "late 2014", "2014-01-01/2014-12-31"),
    ("the share (2023) is", "2023", "2023-01-01/2023-12-31"),
    ("2019", "2019", "2019-01-01/2019-12-31"),
    (
        "up from 12% in 2019's count",
        "2019",
        "2019-01-01/2019-12-31",
    ),
    (
        "Norway 2021: foreigners were 30% of prisoners",
        "2021",
        "2021-01-01/2021-12-31",
    ),
    ("2016 was worse", "2016", "2016-01-01/2016-12-31"),
    ("more than in 2016, 12% of", "2016", "2016-01-01/2016-12-31"),
    (
        "the 2010 National Household Survey",
        "2010",
        "2010-01-01/2010-12-31",
    ),
    ("compared with 2016.", "2016", "2016-01-01/2016-12-31"),
    (
        "In the summer of 2018 it fell",
        "In the summer of 2018",
        "2018-06-01/2018-08-31",
    ),
];

#[test]
fn periods_that_need_no_reference_date() {
    check(PLACED, None);
}

#[test]
fn periods_relative_to_the_reference_date() {
    let today = Date::new(2025, 8, 15).ok();
    check(
        &[
            ("It rose last year.", "last year", "2024-01-01/2024-12-31"),
            (
                "So far this year it rose.",
                "So far this year",
                "2025-01-01/2025-08-15",
            ),
            (
                "by the end of last year",
                "the end of last year",
                "2024-12-31",
            ),
            (
                "in the last 10 years",
                "in the last 10 years",
                "2015-08-16/2025-08-15",
            ),
            (
                "It doubled in five years.",
                "in five years",
                "2020-08-16/2025-08-15",
            ),
            (
                "over the past two years",
                "the past two years",
                "2023-08-16/2025-08-15",
            ),
            ("held in a decade", "in a decade", "2015-08-16/2025-08-15"),
            ("There are now 12.", "now", "2025-08-15"),
            ("There are at present 12.", "at present", "2025-08-15"),
            ("12 were held today.", "today", "2025-08-15"),
            (
                "than a year earlier",
                "a year earlier",
                "2024-01-01/2024-12-31",
            ),
            ("12 last month", "last month", "2025-07-01/2025-07-31"),
            ("On 30 June there were 12.", "30 June", "2025-06-30"),
            (
                "In September they came.",
                "September",
                "2024-09-01/2024-09-30",
            ),
            (
                "since last Oct. 31, 12",
                "since last Oct. 31",
                "from 2024-10-31",
            ),
            (
                "in the year to June",
                "the year to June",
                "2024-07-01/2025-06-30",
            ),
            ("two years ago", "two years ago", "2023-01-01/2023-12-31"),
            (
                "the first six weeks of the year",
                "the first six weeks of the year",
                "2025-01-01/2025-02-11",
            ),
            ("the end of the year", "the end of the year", "2025-12-31"),
            (
                "since the beginning of 2015",
                "since the beginning of 2015",
                "from 2015-01-01",
            ),
            ("last week", "last week", "2025-08-04/2025-08-10"),
            (
                "on the last day of April",
                "the last day of April",
                "2025-04-30",
            ),
            (
                "in the five years from 2012 through 2016",
                "the five years from 2012 through 2016",
                "2012-01-01/2016-12-31",
            ),
            ("over the period", "over the period", "?"),
            ("in the two years", "in the two years", "?"),
            ("over five years", "over five years", "?"),
            ("than a year ago", "a year ago", "2024-01-01/2024-12-31"),
        ],
        today,
    );
    check(
        &[
            ("It rose last year.", "last year", "?"),
            ("12 since 9/11", "since 9/11", "from ?"),
            ("12 between 9/11 and 2014", "between 9/11 and 2014", "?"),
            ("12 between 2015 and now", "between 2015 and now", "?"),
            ("30 in the first half", "the first half", "?"),
            ("30 in the first six months,", "the first six months", "?"),
            ("On 30 June there were 12.", "30 June", "?"),
            ("in the last 10 years", "in the last 10 years", "?"),
            ("the year to June", "the year to June", "?"),
        ],
        None,
    );
}

#[test]
fn what_is_previous_is_told_from_the_time_named_before() {
    let today = Date::new(2025, 8, 15).ok();
    for (text, expected) in [
        (
            "12 in 2022, 9 in the previous year",
            "2021-01-01/2021-12-31",
        ),
        (
            "12 in June 2022, 9 the previous month",
            "2022-05-01/2022-05-31",
        ),
        (
            "12 in 2022, 9 in the preceding 12 months",
            "2021-01-01/2021-12-31",
        ),
        ("12 in 2022, up on the year before", "2021-01-01/2021-12-31"),
        ("12, up on the previous year", "2024-01-01/2024-12-31"),
    ] {
        let last = found(text, today).pop().map(|(_, value)| value);
        assert_eq!(last.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn times_told_by_lengths_offices_and_events() {
    for (text, expected) in [
        ("in less than two years", "in less than two years"),
        ("over six-plus years", "over six-plus years"),
        ("in a seven-day operation", "a seven-day operation"),
        ("in the weeklong surge", "the weeklong surge"),
        (
            "the five-year period to 2022",
            "the five-year period to 2022",
        ),
        (
            "In the last six months of 2022",
            "In the last six months of 2022",
        ),
        ("In the two years since, 12", "In the two years since"),
        (
            "In the year after release 12 did",
            "In the year after release",
        ),
        ("Ten years on, it is 12", "Ten years on"),
        ("in the next five years", "in the next five years"),
        (
            "in the opening weeks of the year",
            "the opening weeks of the year",
        ),
        (
            "at the end of the financial year",
            "the end of the financial year",
        ),
        ("for the fiscal year 2023", "the fiscal year 2023"),
        ("on Monday morning", "Monday morning"),
        ("New Year’s Eve 2015", "New Year’s Eve 2015"),
        ("figures for that September", "that September"),
        ("June of last year", "June of last year"),
        (
            "Under the last Labour government",
            "Under the last Labour government",
        ),
        ("during the Merkel years", "during the Merkel years"),
        (
            "under Sheriff Dale Jones it fell",
            "under Sheriff Dale Jones",
        ),
        (
            "in the operation's first year",
            "the operation's first year",
        ),
        (
            "in Obama’s final year in office",
            "Obama’s final year in office",
        ),
        (
            "since the 2015 refugee crisis",
            "since the 2015 refugee crisis",
        ),
        (
            "after the High Court's ruling",
            "after the High Court's ruling",
        ),
    ] {
        let spans: Vec<String> = found(text, None)
            .into_iter()
            .map(|(span, _)| span)
            .collect();
        assert_eq!(spans, [expected], "{text}");
    }
    for text in [
        "a two-year period of detention",
        "two years on probation",
        "under this government's plan",
        "his second year in prison",
        "under Operation Dawn",
        "told the Sunday Times",
        "by then-president Jones",
        "the fall in arrests",
    ] {
        assert!(found(text, None).is_empty(), "{text}");
    }
}

#[test]
fn the_year_after_counts_from_the_period_before() {
    for (text, expected) in [
        (
            "In 2022 it was 847, a year later 612.",
            "2023-01-01/2023-12-31",
        ),
        (
            "On 30 June 2022 it was 847; the year after, 612.",
            "2023-06-30",
        ),
        (
            "In 2022 it fell. In the year that followed it rose.",
            "2023-01-01/2023-12-31",
        ),
        (
            "From 2015 to 2018 it fell, the following year it rose.",
            "?",
        ),
        ("It fell, and a year later it rose.", "?"),
    ] {
        let spans = found(text, None);
        let last = spans.last().map(|(_, value)| value.as_str());
        assert_eq!(last, Some(expected), "{text}");
    }
}

#[test]
fn a_year_earlier_counts_from_the_period_before() {
    let spans = found(
        "On 30 June 2025 there were 12, up from 10 a year earlier.",
        None,
    );
    assert_eq!(
        spans[1],
        ("a year earlier".to_owned(), "2024-06-30".to_owned())
    );
    let spans = found(
        "In 2019, 2020 and 2021 it fell; in 2007 it rose, three years earlier not.",
        None,
    );
    let values: Vec<_> = spans
        .iter()
        .map(|(_, value)| value.get(..4).unwrap())
        .collect();
    assert_eq!(values, ["2019", "2020", "2021", "2007", "2004"]);
}

#[test]
fn what_is_no_period() {
    let today = Date::new(2025, 8, 15).ok();
    for text in [
        "2,015 people were held",
        "There were 2015 prisoners.",
        "They counted 1984 arrests and 2019 charges.",
        "a fine of £2015",
        "2015% more",
        "file_2023.csv",
        "Theresa May said so.",
        "May said so. He may March.",
        "jailed for 12 years",
        "a sentence of over 10 years",
        "people over 60 years old",
        "a 10 year old boy",
        "£54,000 a year",
        "once a month",
        "the end of the road",
        "the first half of the table",
        "9/11 was a Tuesday",
        "the first day of the trial",
        "since this government took office",
        "page 2 of 3",
        "between 10 and 12 per cent",
        "from 12 to 14",
        "two years in prison",
        "Room 2023-B",
        "",
    ] {
        assert!(
            found(text, today).is_empty(),
            "{text}: {:?}",
            found(text, today)
        );
    }
}

#[test]
fn one_day() {
    let words = words();
    for (text, expected) in [
        ("3 June 2025", Some("2025-06-03")),
        ("Sept. 3, 2025", Some("2025-09-03")),
        ("Monday 3 June 2025, 10.15", Some("2025-06-03")),
        ("June 2025", None),
        ("31 June 2025", None),
        ("nonsense", None),
    ] {
        let day = words.day(text, None).map(|day| day.to_string());
        assert_eq!(day.as_deref(), expected, "{text}");
    }
}

#[test]
fn errors_in_the_pack_have_their_place() {
    let text = include_str!("../../../rules/en/vocabulary/periods.toml");
    for (from, to, expected) in [
        (
            "financial_year_starts = 4",
            "financial_year_starts = 13",
            "expected a month from 1 to 12",
        ),
        ("[\"May\"], ", "", "expected 12 months, but found 11"),
        (
            "since = [\"since\"]",
            "sinse = [\"since\"]",
            "unknown variant `sinse`",
        ),
    ] {
        let error = PeriodWords::from_toml("p.toml", &text.replace(from, to)).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(error.to_string().starts_with("p.toml:"), "{error}");
    }
}

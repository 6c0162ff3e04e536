//! When a figure is of, as the words around it tell.

use super::tests::{check, words};

#[test]
fn times() {
    check(
        &[
            ("Foreigners were 9% of suspects in 2021.", &["2021"]),
            (
                "On 30 June 2024, Italy counted these prisoners: Serbs (900).",
                &["30 June 2024"],
            ),
            (
                "They were counted as of July 21, 2024. Foreigners were 9% of suspects.",
                &["July 21, 2024"],
            ),
            (
                "Foreigners were 9% of suspects in 2021, against 8% in the same period a year earlier.",
                &["2021", "in the same period a year earlier"],
            ),
            (
                "Foreigners were 9% of suspects in 2021, up from 8% in 2019. They were 7% of convicts.",
                &["2021", "2019", "2021"],
            ),
            (
                "Foreigners are now 9% of suspects. They are 7% of convicts.",
                &["now", "-"],
            ),
            ("Foreigners born in 1990 were 9% of suspects.", &["-"]),
            (
                "The ministry said on 3 June 2024 that foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "OSLO, 3 June 2024 (NTX) - Foreigners were 9% of suspects.",
                &["-"],
            ),
            (
                "Since the law was changed 900 foreign criminals have been deported.",
                &["Since the law was changed"],
            ),
            (
                "Foreigners took 9% of last year's convictions for theft.",
                &["last year"],
            ),
            (
                "Foreigners, 6% of the population, were 9% of suspects in 2021.",
                &["-", "2021"],
            ),
            (
                "Foreigners were 9% of suspects last year, although they are 5% of the population.",
                &["last year", "-"],
            ),
            (
                "Last year foreigners were 9% of suspects (2020: 8%).",
                &["Last year", "2020"],
            ),
            (
                "There were 900 attacks on migrants in 2021, a third fewer than in 2020, and 300 migrants were hurt.",
                &["2021", "2020", "2021"],
            ),
            (
                "The number of foreign prisoners has grown by 15% since 2020, to 8,400.",
                &["since 2020", "-"],
            ),
            (
                "From 2010 to 2020 the number of foreign prisoners rose from 800 to 1,200.",
                &["2010", "2020"],
            ),
            (
                "3,000 foreigners have been convicted since they landed.",
                &["since they landed"],
            ),
            (
                "900 foreigners have been convicted since the scheme was set up in 2012.",
                &["since the scheme was set up in 2012"],
            ),
            (
                "Last month the House was told that 900 foreign prisoners had been let out.",
                &["-"],
            ),
            (
                "Between 2015 and 2018 foreigners were 9% of suspects. Over that time they were 7% of convicts.",
                &["Between 2015 and 2018", "Between 2015 and 2018"],
            ),
            (
                "Foreigners were 9% of suspects, says a report.\n\nThe figures cover 2015 to 2018.",
                &["2015 to 2018"],
            ),
            (
                "In 2020 4% of the foreign-born were suspects in a single year.",
                &["2020"],
            ),
        ],
        &|claim| {
            let period = claim.period.as_ref();
            period.map_or("-", |period| period.text.as_str()).to_owned()
        },
    );
}

#[test]
fn times_of_lists_and_moves() {
    check(
        &[
            (
                "Removals of foreign offenders fell to 90 in 2021, before they crawled up to 120 two years on.",
                &["2021", "two years on"],
            ),
            (
                "Police arrested 900 Poles in 2019, 2020 and 2021, and 400 in 2022.",
                &["2019, 2020 and 2021", "2022"],
            ),
            (
                "Arrests of Poles rose by 50 per cent to 1,200 between 2016 and 2018.",
                &["between 2016 and 2018", "2018"],
            ),
            (
                "In 2024 foreigners were 9% of suspects, up from 8%.",
                &["2024", "-"],
            ),
            (
                "Arrests of Poles rose to 312, up from 290 arrests last year.",
                &["-", "last year"],
            ),
            (
                "The prison held 31 Poles, 12 Serbs and 9 Czechs last year.",
                &["last year", "last year", "last year"],
            ),
            (
                "Polish prisoners, 2015: 1,200. 2019: 900.",
                &["2015", "2019"],
            ),
            (
                "Of the suspects 48 per cent were foreign-born in 2015.",
                &["2015"],
            ),
        ],
        &|claim| {
            let period = claim.period.as_ref();
            period.map_or("-", |period| period.text.as_str()).to_owned()
        },
    );
}

#[test]
fn times_of_something_else() {
    check(
        &[
            (
                "Of the foreigners freed in 2019 9% have been convicted.",
                &["-"],
            ),
            (
                "Of the foreigners who came in 2015 9% were suspects.",
                &["-"],
            ),
            (
                "900 foreign offenders were freed in 2019. Of these, 300 have been convicted again.",
                &["2019", "-"],
            ),
            (
                "90 of the 300 thieves charged in 2019 were foreigners.",
                &["2019", "2019"],
            ),
            (
                "Half of the foreign inmates are Poles: 900 out of 1,800 in May.",
                &["May", "May", "May"],
            ),
            (
                "Foreigners are 9% of prisoners, up from 7% in 2015. Poles are 3% of them.",
                &["-", "2015", "-"],
            ),
            (
                "The number of foreign prisoners is the highest since we began to count. They are 9% of inmates.",
                &["since we began to count", "-"],
            ),
            (
                "Last week a Pole was stabbed. Foreigners commit 9% of knife crime.",
                &["-"],
            ),
            (
                "In a study of 2021, 58 per cent of suspects in Malmö were born abroad.",
                &["-"],
            ),
            (
                "An analysis by the ministry in 2018 found 400 foreign prisoners; the 2016 Home Office analysis had 300.",
                &["-", "-"],
            ),
            (
                "She told the Sejm on 3 May that 400 foreigners were in prison.",
                &["-"],
            ),
            (
                "Foreigners were 45 per cent of the convicted in 1997, the new report shows.",
                &["1997"],
            ),
            (
                "The 2023 victim survey found that 5 per cent of migrants in Malmö were victims of assault.",
                &["2023"],
            ),
        ],
        &|claim| words(claim.period.as_ref()),
    );
}

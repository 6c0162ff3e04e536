//! What a multiple says: how two groups compare, or how much one has moved since.

use crate::{
    claim::extract,
    draft::Draft,
    rules::{
        Direction::{self, Down, Up},
        Pack,
        Relation::{self, Change, Incidence, Level, Ratio, Share},
    },
};

/// A text, the number asked about, and what it says.
type Told = (&'static str, &'static str, Relation, Option<Direction>);

fn check(table: &[Told]) {
    let pack = Pack::embedded().unwrap();
    for (text, quantity, relation, direction) in table {
        let found = extract(&Draft::from_text("t", *text), &pack);
        let claim = found.claims.iter().find(|claim| claim.text == *quantity);
        let claim = claim.map(|claim| (claim.relation, claim.direction));
        assert_eq!(claim, Some((*relation, *direction)), "{text}");
    }
}

#[test]
fn a_multiple_of_another_time_is_a_change() {
    check(&[
        (
            "Lyon expelled 900 foreign offenders, three times as many as in 2019.",
            "three times",
            Change,
            Some(Up),
        ),
        (
            "Arrests of Poles in Lyon came to 800, double the year before.",
            "double",
            Change,
            Some(Up),
        ),
        (
            "The number of foreign inmates in Lyon is 1.6 times what it was a decade ago.",
            "1.6 times",
            Change,
            Some(Up),
        ),
        (
            "The jail in Lyon holds 900 Poles, twice as many as when the treaty was signed.",
            "twice",
            Change,
            Some(Up),
        ),
        (
            "Expulsions of convicted foreigners from Lyon ran at half the level of 2015.",
            "half",
            Change,
            Some(Down),
        ),
        (
            "Convictions of Poles for theft in Lyon went up from 200. The rise is 62 per cent.",
            "62 per cent",
            Change,
            Some(Up),
        ),
        (
            "Convictions of Poles for theft in Lyon fell by 62 per cent. For Danes it was 39 per cent.",
            "39 per cent",
            Change,
            Some(Down),
        ),
        (
            "Poles are 12 per cent of the inmates of Lyon, Danes 9 and Swedes 4.",
            "9",
            Share,
            None,
        ),
        (
            "Poles are 12 per cent of the inmates of Lyon, and it holds Danes, 40 of them women.",
            "40",
            Level,
            None,
        ),
        (
            "Poles jailed in Lyon rose by 8 per cent in a year, Danes by 3 per cent.",
            "3 per cent",
            Change,
            Some(Up),
        ),
        (
            "Thefts by Poles fell in Lyon (-6%) last year.",
            "6%",
            Change,
            Some(Down),
        ),
        (
            "Conviction rate per 100,000 in Lyon: Poles 1,100, natives 1,375 (so Poles −20%).",
            "20%",
            Relation::RelativeDifference,
            Some(Down),
        ),
        (
            "In 2019 twice as many Poles as Danes were convicted of theft in Lyon.",
            "twice",
            Ratio,
            None,
        ),
        (
            "Foreigners in Lyon are jailed at three times the rate of Danes in 2019.",
            "three times",
            Ratio,
            None,
        ),
        (
            "Poles were convicted in Lyon four times as often as Swedes last year.",
            "four times",
            Ratio,
            None,
        ),
    ]);
}

#[test]
fn a_sign_or_the_words_before_a_colon_tell_what_a_number_is() {
    check(&[
        (
            "Suspects from Chad (+44%) and Peru (−29%) stood out in Lyon.",
            "29%",
            Change,
            Some(Down),
        ),
        (
            "Foreign inmates as a percentage of all, by town: Lyon 46; Nice 45.",
            "45",
            Share,
            None,
        ),
        (
            "Some 4 per cent of Poles, 9 of Turks and 2.0 of Danes in Lyon have been convicted.",
            "9",
            Incidence,
            None,
        ),
    ]);
}

#[test]
fn a_bare_number_of_another_time_or_place_goes_on_in_the_unit_before() {
    check(&[
        (
            "The share of foreigners in custody in Lyon was 21 per cent in 2012 and 27 in 2022.",
            "27",
            Share,
            None,
        ),
        (
            "In Lyon 46 per cent of prisoners were foreign, in Lille 31.",
            "31",
            Share,
            None,
        ),
        (
            "Poles were 8 per cent of those charged in Lyon; in 2019, 11.",
            "11",
            Share,
            None,
        ),
        (
            "Czechs were 2 per cent of those charged in Lyon, but for robbery it was 9 and 7.",
            "7",
            Share,
            None,
        ),
        (
            "Foreigners were 21 per cent of inmates in Lyon in 2012, and 27 in 2022 were murderers.",
            "27",
            Level,
            None,
        ),
        (
            "The suspect rate per 100,000 in Lyon was 12,400 among Poles and 1,020 among Danes.",
            "1,020",
            Incidence,
            None,
        ),
        (
            "Poles in Lyon had a suspect rate of 124 per 1,000, compared with 10 among Danes.",
            "10",
            Incidence,
            None,
        ),
        (
            "The share of foreigners in Lyon is 38 per cent for robbery, 41 for rape and 3 for fraud.",
            "3",
            Share,
            None,
        ),
        (
            "Serbs in Lyon made up 9 per cent of suspects and Poles 4.",
            "4",
            Share,
            None,
        ),
        (
            "Foreigners are 46 per cent of those charged in Lyon; without tourists it's 31.",
            "31",
            Share,
            None,
        ),
    ]);
}

#[test]
fn numbers_with_tenths_stand_in_a_series() {
    let rates = "Police named 50.91 suspects per 1,000 foreigners. For Germans it was 18.78, so 2.7 times as many. \
        Among foreign men one finds 74.95, and among foreign women 21.40: the relation is again 3.5.";
    let third = "The national rate is 163 suspects per 100,000. For Chadians it is 538, or 3.3 times as much; for Fijians 618.";
    let tables = "Suspects with the Danes at 5.0 per 1,000: Chadians 14.0, so 2.8 times. Fijians 19.2, so 3.8 times.";
    check(&[
        (rates, "74.95", Incidence, None),
        (rates, "21.40", Incidence, None),
        (rates, "3.5", Ratio, None),
        (third, "538", Incidence, None),
        (third, "618", Incidence, None),
        (tables, "14.0", Incidence, None),
        (tables, "19.2", Incidence, None),
        (
            "There were 14.6 convicted foreigners per 1,000 adults and 5.8 Spaniards.",
            "5.8",
            Incidence,
            None,
        ),
        (
            "The number of foreign inmates rose by 21%, that of all inmates by 4%.",
            "4%",
            Change,
            Some(Up),
        ),
    ]);
}

#[test]
fn a_number_goes_on_as_the_one_before_it_in_the_same_words() {
    check(&[
        (
            "Migrants in Utah were convicted 20 per cent less than natives for fraud, 35 for drugs.",
            "35",
            Relation::RelativeDifference,
            Some(Down),
        ),
        (
            "Foreigners were 12 per cent of suspects in Graz, 40 in Linz.",
            "40",
            Share,
            None,
        ),
        (
            "Foreigners were 12 per cent of suspects in Graz, 40 in all.",
            "40",
            Level,
            None,
        ),
        (
            "Of the Poles freed in Lyon 20 per cent were convicted again in Kent, 35 in Devon.",
            "35",
            Incidence,
            None,
        ),
        (
            "Foreign nationals are 12 per cent of inmates, not 40.",
            "40",
            Share,
            None,
        ),
        (
            "Graz saw a 40 per cent rise in arrests of Poles; from 50 to 70.",
            "70",
            Level,
            None,
        ),
    ]);
}

#[test]
fn an_answer_says_what_was_asked_or_told() {
    check(&[
        (
            "Foreigners were 12 per cent of the inmates in Pau. And in Lyon? Some 23 per cent.",
            "23 per cent",
            Share,
            None,
        ),
        (
            "The mayor: every fifth burglar is a Pole. The police: every ninth.",
            "every ninth",
            Share,
            None,
        ),
        (
            "Two suspects out of three were Danes, not Poles.",
            "Two suspects out of three",
            Share,
            None,
        ),
        (
            "One Chadian-born man in twenty was a suspect.",
            "One Chadian-born man in twenty",
            Incidence,
            None,
        ),
    ]);
}

#[test]
fn a_column_of_changes() {
    let table = "\
| Nationality | Arrests 2021 | Arrests 2022 | Change | Fall | Share |
|---|---|---|---|---|---|
| Serbs | 200 | 151 | -25% | 49 | 12% |
";
    check(&[
        (table, "151", Level, None),
        (table, "25%", Change, Some(Down)),
        (table, "49", Change, Some(Down)),
        (table, "12%", Share, None),
    ]);
}

#[test]
fn what_is_said_of_people_is_an_incidence() {
    check(&[
        (
            "Only 6 per cent were ever convicted, a study of child refugees in Oslo finds.",
            "6 per cent",
            Incidence,
            None,
        ),
        (
            "Two thirds of foreign rapists were still in Denmark three years later.",
            "Two thirds",
            Incidence,
            None,
        ),
        (
            "The odds that a Somali in Turku has been convicted of robbery: 1 in 140.",
            "1 in 140",
            Incidence,
            None,
        ),
        (
            "For Finns the share who were suspected of a crime was 1.1 per cent.",
            "1.1 per cent",
            Incidence,
            None,
        ),
        (
            "Two groups stood out: Chadian boys, 14 per cent of whom were convicted, and Somalis.",
            "14 per cent",
            Incidence,
            None,
        ),
        (
            "Poles appear in 12 per cent of drink-drive cases before the courts and Serbs in 7.",
            "7",
            Share,
            None,
        ),
    ]);
}

#[test]
fn years_joined_by_a_word_join_no_other_change() {
    check(&[
        (
            "The share of Poles convicted in Pau fell by 2 percentage points between 2007 and 2018, to 9 per cent.",
            "9 per cent",
            Incidence,
            None,
        ),
        (
            "Thefts by Poles rose 30 per cent between 2007 and 2018 and robberies 27 per cent.",
            "27 per cent",
            Change,
            Some(Up),
        ),
    ]);
}

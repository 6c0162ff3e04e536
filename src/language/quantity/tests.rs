//! Tables of phrases: what is written, and every number found in it.

use super::{Number, Scanner, TakenFor};
use crate::number::{Bound, Kind};

fn scanner() -> Scanner {
    let files = [
        ("amounts.toml", include_str!("../../../rules/en/numbers/amounts.toml")),
        ("bounds.toml", include_str!("../../../rules/en/numbers/bounds.toml")),
        ("fractions.toml", include_str!("../../../rules/en/numbers/fractions.toml")),
        ("multiples.toml", include_str!("../../../rules/en/numbers/multiples.toml")),
        ("sorts.toml", include_str!("../../../rules/en/numbers/sorts.toml")),
        ("units.toml", include_str!("../../../rules/en/numbers/units.toml")),
        ("vague.toml", include_str!("../../../rules/en/numbers/vague.toml")),
    ];
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    Scanner::from_toml(&files).unwrap()
}

/// `34% percent 34 over`; what is no quantity as `2023 =Year`.
fn show(number: &Number, text: &str) -> String {
    let mut shown = number.span.of(text).to_owned();
    if number.taken_for != TakenFor::Quantity {
        return format!("{shown} ={:?}", number.taken_for);
    }
    let quantity = &number.quantity;
    if quantity.kind != Kind::Count {
        shown += &format!(" {}", quantity.kind.name());
    }
    for (mark, value) in [("", quantity.value), ("..", quantity.high), ("/", quantity.per)] {
        if let Some(value) = value {
            shown += &format!(" {mark}{}", value.round_dp(6).normalize());
        }
    }
    if !matches!(quantity.bound, Bound::Exact | Bound::Range) {
        shown += &format!(" {}", quantity.bound.name());
    }
    shown
}

fn check(cases: &[(&str, &[&str])]) {
    let scanner = scanner();
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found: Vec<String> = scanner
            .scan(text)
            .iter()
            .map(|number| show(number, text))
            .collect();
        if found != *expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn digits_and_separators() {
    check(&[
        ("10,772 inmates", &["10,772 10772"]),
        ("10\u{a0}772 inmates", &["10\u{a0}772 10772"]),
        ("10\u{202f}772 inmates", &["10\u{202f}772 10772"]),
        ("10\u{2009}772 inmates", &["10\u{2009}772 10772"]),
        ("some 10 772 inmates", &["10 772 10772 about"]),
        ("1 234 567 files", &["1 234 567 1234567"]),
        ("10'772 inmates", &["10'772 10772"]),
        ("1.234.567 files", &["1.234.567 1234567"]),
        ("1.234,5 points", &["1.234,5 points percentage_points 1234.5"]),
        ("34,5 per cent", &["34,5 per cent percent 34.5"]),
        ("34,5% of them", &["34,5% percent 34.5"]),
        ("1,5 million files", &["1,5 million 1500000"]),
        ("4·5% of them", &["4·5% percent 4.5"]),
        ("just .5% of them", &[".5% percent 0.5"]),
        ("6500 offenders", &["6500 6500"]),
        ("8.0 per cent", &["8.0 per cent percent 8"]),
        ("12345678901234567890123456789012345", &["12345678901234567890123456789012345 =Identifier"]),
        ("wards 12, 15 and 19", &["12 12", "15 15", "19 19"]),
    ]);
}

#[test]
fn scales() {
    check(&[
        ("1.96 million arrests", &["1.96 million 1960000"]),
        ("1.96\u{a0}million arrests", &["1.96\u{a0}million 1960000"]),
        ("20k arrests", &["20k 20000"]),
        ("1.3m residents", &["1.3m 1300000"]),
        ("3bn files", &["3bn 3000000000"]),
        ("3 bn files", &["3 bn 3000000000"]),
        ("12 thousand cases", &["12 thousand 12000"]),
        ("5 hundred cases", &["5 hundred 500"]),
        ("2-million-strong", &["2-million =Compound"]),
        ("11 million 200,000 files", &["11 million 200,000 11200000"]),
        ("2½ million", &["2½ million 2500000"]),
        ("2 1/2 million", &["2 1/2 million 2500000"]),
        ("3 lakh prisoners", &["3 lakh 300000"]),
        ("57million records", &["57million 57000000"]),
    ]);
}

#[test]
fn number_words() {
    check(&[
        ("ten thousand offenders", &["ten thousand 10000"]),
        ("Forty-two men", &["Forty-two 42"]),
        ("forty two men", &["forty two 42"]),
        ("one hundred and twenty-three cases", &["one hundred and twenty-three 123"]),
        ("two million three hundred thousand and five", &["two million three hundred thousand and five 2300005"]),
        ("nineteen hundred arrests", &["nineteen hundred 1900"]),
        ("a hundred arrests", &["a hundred 100"]),
        ("a million arrests", &["a million 1000000"]),
        ("hundred thousand arrests", &["hundred thousand 100000"]),
        ("two dozen suspects", &["two dozen 24"]),
        ("a dozen suspects", &["a dozen 12"]),
        ("half a dozen suspects", &["half a dozen 6"]),
        ("two and a half million people", &["two and a half million 2500000"]),
        ("one million and a half", &["one million and a half 1500000"]),
        ("zero convictions", &["zero 0"]),
        ("and none of them", &["none 0"]),
        ("seven and eight of the files", &["seven 7", "eight 8"]),
        ("the network often weighs stone money", &[]),
        ("someone is alone, attend the tension", &[]),
        ("TWO HUNDRED suspects", &["TWO HUNDRED 200"]),
    ]);
}

#[test]
fn percentages_and_points() {
    check(&[
        ("34% of them", &["34% percent 34"]),
        ("34 % of them", &["34 % percent 34"]),
        ("34\u{a0}% of them", &["34\u{a0}% percent 34"]),
        ("34 per cent of them", &["34 per cent percent 34"]),
        ("34 percent of them", &["34 percent percent 34"]),
        ("34 per\u{a0}cent of them", &["34 per\u{a0}cent percent 34"]),
        ("34pc of them", &["34pc percent 34"]),
        ("34 pct of them", &["34 pct percent 34"]),
        ("It is 34 per cent. of all", &["34 per cent. percent 34"]),
        ("It is 34 per cent. Others", &["34 per cent percent 34"]),
        ("Six per cent of them", &["Six per cent percent 6"]),
        ("a 34-per-cent rise", &["34-per-cent percent 34"]),
        ("0.6 percentage points", &["0.6 percentage points percentage_points 0.6"]),
        ("up three points on last year", &["three points percentage_points 3"]),
        ("5 %-points more", &["5 %-points percentage_points 5"]),
        ("2 pp higher", &["2 pp percentage_points 2"]),
        ("half of one per cent", &["half of one per cent percent 0.5"]),
        ("half a per cent", &["half a per cent percent 0.5"]),
        ("half a percentage point", &["half a percentage point percentage_points 0.5"]),
        ("three-tenths of a percent", &["three-tenths of a percent percent 0.3"]),
        ("1½ per cent", &["1½ per cent percent 1.5"]),
        ("two and a half per cent", &["two and a half per cent percent 2.5"]),
        ("12 and 15 per cent of them", &["12 percent 12", "15 per cent percent 15"]),
        ("10, 12 and 15 per cent", &["10 percent 10", "12 percent 12", "15 per cent percent 15"]),
        ("at the age of 28, 37 per cent", &["28 =Age", "37 per cent percent 37"]),
    ]);
}

#[test]
fn factors() {
    check(&[
        ("2.5 times the rate", &["2.5 times multiple 2.5"]),
        ("4.1 times higher", &["4.1 times multiple 4.1"]),
        ("twice as likely", &["twice multiple 2"]),
        ("thrice the rate", &["thrice multiple 3"]),
        ("double the rate", &["double multiple 2"]),
        ("has doubled since", &["doubled multiple 2"]),
        ("more than trebled", &["trebled multiple 3 over"]),
        ("almost quadrupled", &["quadrupled multiple 4 nearly"]),
        ("was halved", &["halved multiple 0.5"]),
        ("a 12-fold rise", &["12-fold multiple 12"]),
        ("a sevenfold rise", &["sevenfold multiple 7"]),
        ("a three-fold rise", &["three-fold multiple 3"]),
        ("3x the rate", &["3x multiple 3"]),
        ("3-5x the rate", &["3-5x multiple 3 ..5"]),
        ("by a factor of 3", &["a factor of 3 multiple 3"]),
        ("was six to one", &["six to one multiple 6"]),
        ("a 3:1 ratio", &["3:1 multiple 3"]),
        ("two to five times higher", &["two to five times multiple 2 ..5"]),
        ("two or three times higher", &["two or three times multiple 2 ..3"]),
        ("one-and-a-half times", &["one-and-a-half times multiple 1.5"]),
        ("three and a half times", &["three and a half times multiple 3.5"]),
        ("three times a week", &["three times =Frequency"]),
        ("a double murder", &[]),
        ("The 50 Times readers", &["50 50"]),
        ("two- to threefold", &["two 2", "threefold multiple 3"]),
    ]);
}

#[test]
fn fractions() {
    check(&[
        ("a third of them", &["a third fraction 0.333333"]),
        ("down a third", &["a third fraction 0.333333"]),
        ("two-thirds of them", &["two-thirds fraction 0.666667"]),
        ("Two thirds were", &["Two thirds fraction 0.666667"]),
        ("one-fifth of them", &["one-fifth fraction 0.2"]),
        ("three quarters of them", &["three quarters fraction 0.75"]),
        ("half of them", &["half fraction 0.5"]),
        ("half as likely", &["half fraction 0.5"]),
        ("nearly half", &["half fraction 0.5 nearly"]),
        ("a quarter of them", &["a quarter fraction 0.25"]),
        ("a quarter of a million arrests", &["a quarter of a million 250000"]),
        ("three quarters of a million", &["three quarters of a million 750000"]),
        ("half a million arrests", &["half a million 500000"]),
        ("half-million arrests", &["half-million 500000"]),
        ("½ of them", &["½ fraction 0.5"]),
        ("one in five", &["one in five fraction 0.2"]),
        ("one-in-five", &["one-in-five fraction 0.2"]),
        ("1 in 70 was arrested", &["1 in 70 fraction 0.014286"]),
        ("three out of ten", &["three out of ten fraction 0.3"]),
        ("nine in every ten", &["nine in every ten fraction 0.9"]),
        ("one out of every 12", &["one out of every 12 fraction 0.083333"]),
        ("7/10 migrants", &["7/10 fraction 0.7"]),
        ("1/3 of them", &["1/3 fraction 0.333333"]),
        ("1 in 3.6 billion", &["1 in 3.6 billion fraction 0"]),
        ("98 out of 100 files", &["98 out of 100 fraction 0.98"]),
        ("427 out of 843 files", &["427 427", "843 843"]),
        ("two in 2019", &["two 2", "2019 =Year"]),
        ("a third man was arrested", &["third =Ordinal"]),
        ("the third quarter of 2023", &["third =Ordinal", "2023 =Year"]),
        ("the first half of 2023", &["first =Ordinal", "2023 =Year"]),
        ("third-country nationals", &["third =Ordinal"]),
        ("one in a hundred", &["one in a hundred fraction 0.01"]),
        ("every third prisoner is", &["every third fraction 0.333333"]),
        ("every second week", &["second =Ordinal"]),
        ("4/5ths of them", &["4/5ths fraction 0.8"]),
        ("between a quarter and a third", &["a quarter and a third fraction 0.25 ..0.333333"]),
        ("from a quarter to a third", &["a quarter fraction 0.25", "a third fraction 0.333333"]),
        ("his half-brother", &[]),
        ("half past nine", &["nine 9"]),
        ("half an hour later", &["half an hour =Duration"]),
    ]);
}

#[test]
fn rates() {
    check(&[
        ("21.5 per 1,000", &["21.5 per 1,000 rate 21.5 /1000"]),
        ("1,200 arrests per 100,000 people", &["1,200 arrests per 100,000 rate 1200 /100000"]),
        ("2.2/100k", &["2.2/100k rate 2.2 /100000"]),
        ("232.33 prisoners per 10,000", &["232.33 prisoners per 10,000 rate 232.33 /10000"]),
        ("12 per thousand", &["12 per thousand rate 12 /1000"]),
        ("12 per hundred thousand", &["12 per hundred thousand rate 12 /100000"]),
        ("one arrest for every 94 people", &["one arrest for every 94 rate 1 /94"]),
        ("one alleged theft per 2,300 men", &["one alleged theft per 2,300 rate 1 /2300"]),
        ("between 1 and 1.5 per 1,000", &["1 and 1.5 per 1,000 rate 1 ..1.5 /1000"]),
        ("over 80 per 1,000", &["80 per 1,000 rate 80 /1000 over"]),
        ("4‰ of them", &["4‰ rate 4 /1000"]),
        ("per 100,000 people it was 12", &["100,000 =Denominator", "12 12"]),
        ("In 2023 crimes per 1,000 people", &["2023 =Year", "1,000 =Denominator"]),
        ("rates of 5.2, 6.1 and 7.3 per 1,000", &["5.2 rate 5.2 /1000", "6.1 rate 6.1 /1000", "7.3 per 1,000 rate 7.3 /1000"]),
        ("18 and 14 per 10,000", &["18 rate 18 /10000", "14 per 10,000 rate 14 /10000"]),
        ("1,200 per year", &["1,200 1200"]),
        ("7 million files per 12 months", &["7 million 7000000", "12 months =Duration"]),
    ]);
}

#[test]
fn ranges_and_moves() {
    check(&[
        ("between 10 and 12%", &["10 and 12% percent 10 ..12"]),
        ("10 to 12 per cent", &["10 to 12 per cent percent 10 ..12"]),
        ("10-12% of them", &["10-12% percent 10 ..12"]),
        ("10–12 per cent", &["10–12 per cent percent 10 ..12"]),
        ("20% – 25% of them", &["20% – 25% percent 20 ..25"]),
        ("5 percent to 30 percent", &["5 percent to 30 percent percent 5 ..30"]),
        ("two to three million", &["two to three million 2000000 ..3000000"]),
        ("between 1.5 and 2 million", &["1.5 and 2 million 1500000 ..2000000"]),
        ("500 to 1,000 suspects", &["500 to 1,000 500 ..1000"]),
        ("from 10 to 12 per cent", &["10 percent 10", "12 per cent percent 12"]),
        ("from 10% to 12%", &["10% percent 10", "12% percent 12"]),
        ("ranging from 10 to 12%", &["10 to 12% percent 10 ..12"]),
        ("anywhere from 5 to 10 percent", &["5 to 10 percent percent 5 ..10"]),
        ("rose 5% to 12%", &["5% percent 5", "12% percent 12"]),
        ("rose by 500 to 12,000", &["500 500", "12,000 12000"]),
        ("fell 20% to 12%", &["20% percent 20", "12% percent 12"]),
        ("from 4,153 to 4,903", &["4,153 4153", "4,903 4903"]),
        ("from 2011 through 2014", &["2011 =Year", "2014 =Year"]),
        ("between 2011 and 2014", &["2011 =Year", "2014 =Year"]),
        ("five or six suspects", &["five or six 5 ..6"]),
        ("about 10 to 12 per cent", &["10 to 12 per cent percent 10 ..12"]),
        ("500 and 600 were fined", &["500 500", "600 600"]),
    ]);
}

#[test]
fn bounds_before() {
    check(&[
        ("about 500 men", &["500 500 about"]),
        ("an estimated 500 men", &["500 500 about"]),
        ("~30% of them", &["30% percent 30 about"]),
        ("approx. 500 men", &["500 500 about"]),
        ("in the region of 500", &["500 500 about"]),
        ("Over 500 men", &["500 500 over"]),
        ("more than a third", &["a third fraction 0.333333 over"]),
        ("upwards of 500", &["500 500 over"]),
        ("in excess of 500", &["500 500 over"]),
        (">500 men", &["500 500 over"]),
        ("just over 500", &["500 500 over"]),
        ("at least 500", &["500 500 at_least"]),
        ("no fewer than 500", &["500 500 at_least"]),
        ("a minimum of 500", &["500 500 at_least"]),
        ("fewer than 500", &["500 500 under"]),
        ("below 5%", &["5% percent 5 under"]),
        ("less than half", &["half fraction 0.5 under"]),
        ("up to 500", &["500 500 at_most"]),
        ("as many as 500", &["500 500 at_most"]),
        ("no more than 500", &["500 500 at_most"]),
        ("nearly 500", &["500 500 nearly"]),
        ("just under 500", &["500 500 nearly"]),
        ("close to 500", &["500 500 nearly"]),
        ("a bit less than 500", &["500 500 nearly"]),
        ("more than the 500 reported", &["500 500 over"]),
        ("at least an estimated 500", &["500 500 at_least"]),
        ("up to about 500", &["500 500 at_most"]),
        ("34% more than 200 others", &["34% percent 34", "200 200"]),
        ("three times more than 200 others", &["three times multiple 3", "200 200"]),
        ("in 2020 more than 200 men", &["2020 =Year", "200 200 over"]),
    ]);
}

#[test]
fn bounds_after() {
    check(&[
        ("10,000 or more", &["10,000 10000 at_least"]),
        ("500 or so men", &["500 500 about"]),
        ("500-plus men", &["500 500 over"]),
        ("500+ men", &["500 500 over"]),
        ("200-odd men", &["200 200 about"]),
        ("12% or less", &["12% percent 12 at_most"]),
        ("10-plus years", &["10 =Duration"]),
        ("convicted 500, at least 20 of them", &["500 500", "20 20 at_least"]),
    ]);
}

#[test]
fn words_without_a_number() {
    check(&[
        ("thousands of crimes", &["thousands vague"]),
        ("tens of thousands of them", &["tens of thousands vague"]),
        ("1,000s of men, 100s of them", &["1,000s vague", "100s vague"]),
        ("a couple of hundred men", &["couple of hundred vague"]),
        ("hundreds upon hundreds", &["hundreds upon hundreds vague"]),
        ("dozens of men", &["dozens vague"]),
        ("Most of the suspects", &["Most vague"]),
        ("most foreign inmates", &["most vague"]),
        ("the most likely place", &[]),
        ("are most likely to", &[]),
        ("the vast majority of them", &["vast majority vague"]),
        ("the majority were", &["majority vague"]),
        ("the majority leader", &[]),
        ("an ethnic minority", &[]),
        ("a tiny minority of them", &["tiny minority vague"]),
        ("a handful of cases", &["handful vague"]),
        ("several suspects", &["several vague"]),
        ("a few hundred men", &["few hundred vague"]),
        ("several thousand men", &["several thousand vague"]),
        ("hardly any of them", &["hardly any vague"]),
        ("an alarming number of them", &["alarming number vague"]),
        ("a small share of them", &["small share vague"]),
        ("a large number of men", &["large number vague"]),
        ("the lowest since 1970", &["lowest vague", "1970 =Year"]),
        ("the highest level on record", &["highest vague"]),
        ("the lowest bidder", &[]),
        ("a record number of men", &["record number vague"]),
        ("his criminal record", &[]),
        ("a record 12,000 men", &["12,000 12000"]),
        ("millions of pounds", &["millions =Money"]),
        ("hundreds of years", &["hundreds =Duration"]),
        ("in the past few years", &[]),
    ]);
}

#[test]
fn years_dates_and_times() {
    check(&[
        ("in 2023 the rate", &["2023 =Year"]),
        ("the 2021 census", &["2021 =Year"]),
        ("2017-18 and 2018/19", &["2017-18 =Year", "2018/19 =Year"]),
        ("2015–2018", &["2015–2018 =Year"]),
        ("the 1990s", &["1990s =Year"]),
        ("back in 1815 there", &["1815 =Year"]),
        ("mid-2015 figures", &["2015 =Year"]),
        ("over 2000 migrants", &["2000 2000 over"]),
        ("2015 arrests were made", &["2015 2015"]),
        ("2023: 34%", &["2023 =Year", "34% percent 34"]),
        ("on 30 June 2025", &["30 June 2025 =Date"]),
        ("on June 30, 2025, the", &["June 30, 2025 =Date"]),
        ("the 30th of June", &["30th of June =Date"]),
        ("by Dec. 31 the", &["Dec. 31 =Date"]),
        ("In March 20 men were held", &["20 20"]),
        ("in May 2024", &["May 2024 =Date"]),
        ("2024-06-30 and 30/06/2024 and 30.06.2024", &["2024-06-30 =Date", "30/06/2024 =Date", "30.06.2024 =Date"]),
        ("after 9/11", &["9/11 =Date"]),
        ("at 10:30 on", &["10:30 =TimeOfDay"]),
        ("at 5pm and 6 a.m.", &["5pm =TimeOfDay", "6 a.m. =TimeOfDay"]),
        ("nine o'clock", &["nine o'clock =TimeOfDay"]),
        ("the 21st century", &["21st =Ordinal"]),
    ]);
}

#[test]
fn ages_durations_and_measures() {
    check(&[
        ("an 18-year-old man", &["18-year-old =Age"]),
        ("aged 15-29", &["15-29 =Age"]),
        ("aged between 18 and 24", &["18 and 24 =Age"]),
        ("15- to 24-year-olds", &["15- to 24-year-olds =Age"]),
        ("is 34 years old", &["34 years old =Age"]),
        ("Ann Smith, 34, was fined", &["34 =Age"]),
        ("men under 25 were", &["25 =Age"]),
        ("under-18s and over-65s", &["18s =Age", "65s =Age"]),
        ("in his 20s", &["20s =Age"]),
        ("jailed for 12 years", &["12 years =Duration"]),
        ("a five-month term", &["five-month =Duration"]),
        ("three decades ago", &["three decades =Duration"]),
        ("£42,670 a head", &["£42,670 =Money"]),
        ("more than US$5 million", &["US$5 million =Money"]),
        ("€5bn of aid", &["€5bn =Money"]),
        ("200 euros", &["200 euros =Money"]),
        ("12 kg of it", &["12 kg =Measure"]),
        ("5,000 square miles", &["5,000 square miles =Measure"]),
    ]);
}

#[test]
fn names_lists_and_samples() {
    check(&[
        ("on the A16 near", &["A16 =Identifier"]),
        ("item 9(b)", &["9 =Identifier"]),
        ("see page 22 and Section 4", &["22 =Identifier", "4 =Identifier"]),
        ("the MS-13 gang, Covid-19", &["MS-13 =Identifier", "Covid-19 =Identifier"]),
        ("call +44 20 7946 0958", &["44 20 7946 0958 =Identifier"]),
        ("call 0800 123 456", &["0800 123 456 =Identifier"]),
        ("at 10 Downing Street", &["10 =Identifier"]),
        ("version 3.2.1", &["3.2.1 =Identifier"]),
        ("a 3D scan", &["3D =Identifier"]),
        ("1. Foreign nationals", &["1 =ListNumber"]),
        ("(2) Foreign nationals", &["2 =ListNumber"]),
        ("as said.[12]", &["12 =ListNumber"]),
        ("a survey of 1,000 people", &["1,000 =Sample"]),
        ("a poll of more than 2,000 adults", &["2,000 =Sample"]),
        ("1,004 adults surveyed", &["1,004 =Sample"]),
        ("n = 512", &["512 =Sample"]),
        ("a 5-4 ruling", &["5-4 =Score"]),
        ("one of them, no one", &["one =Pronoun", "one =Pronoun"]),
        ("one man was held", &["one 1"]),
        ("a three-bedroom flat", &["three =Compound"]),
        ("index of 252", &["252 index 252"]),
        ("252 on the crime index", &["252 index 252"]),
    ]);
}

#[test]
fn bound_words_and_their_places() {
    let scanner = scanner();
    for (text, span, word) in [
        ("Just  over 500 men", "Just  over", "just over"),
        ("up to about 500 men", "up to about", "up to"),
        ("500 or more men", "or more", "or more"),
        ("between 5 and 7%", "between", "between"),
        ("more than £500", "more than", "more than"),
    ] {
        let numbers = scanner.scan(text);
        let number = numbers.first().unwrap();
        let bound = number.bound_span.map(|span| span.of(text));
        assert_eq!(bound, Some(span), "{text}");
        assert_eq!(number.quantity.bound_word.as_deref(), Some(word), "{text}");
    }
}

#[test]
fn files_with_errors_are_refused_with_their_place() {
    let file = ("n.toml".to_owned(), "[cardinal]\none = 1\nextra = true\n".to_owned());
    let error = Scanner::from_toml(&[file]).unwrap_err();
    assert_eq!(error.location.line, 3);
}

//! What the words around a number make of it.

use super::check;

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
        ("a bit less than 500", &["500 500 under"]),
        ("they add up to 500", &["500 500"]),
        ("handed over 500 men", &["500 500"]),
        ("asked about 500 files", &["500 500"]),
        ("more than the 500 reported", &["500 500"]),
        ("at least an estimated 500", &["500 500 at_least"]),
        ("up to about 500", &["500 500 at_most"]),
        ("34% more than 200 others", &["34% percent 34", "200 200"]),
        (
            "three times more than 200 others",
            &["three times multiple 3", "200 200"],
        ),
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
        (
            "convicted 500, at least 20 of them",
            &["500 500", "20 20 at_least"],
        ),
    ]);
}

#[test]
fn words_without_a_number() {
    check(&[
        ("a record-high 12%", &["12% percent 12"]),
        ("thousands of crimes", &["thousands vague"]),
        ("tens of thousands of them", &["tens of thousands vague"]),
        (
            "1,000s of men, 100s of them",
            &["1,000s vague", "100s vague"],
        ),
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
        (
            "2024-06-30 and 30/06/2024 and 30.06.2024",
            &["2024-06-30 =Date", "30/06/2024 =Date", "30.06.2024 =Date"],
        ),
        ("after 9/11", &["9/11 =Date"]),
        ("at 10:30 on", &["10:30 =TimeOfDay"]),
        (
            "at 5pm and 6 a.m.",
            &["5pm =TimeOfDay", "6 a.m. =TimeOfDay"],
        ),
        ("nine o'clock", &["nine o'clock =TimeOfDay"]),
        ("the 21st century", &["21st =Ordinal"]),
    ]);
}

#[test]
fn ages_durations_and_measures() {
    check(&[
        ("the 18-to-30 age group", &["18-to-30 age group =Age"]),
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
        ("£31,250 a head", &["£31,250 =Money"]),
        ("more than US$5 million", &["US$5 million =Money"]),
        ("€5bn of aid", &["€5bn =Money"]),
        ("200 euros", &["200 euros =Money"]),
        ("R134,100 a head", &["R134,100 =Money"]),
        ("R134 100 a head", &["R134 100 =Money"]),
        ("over R1.6 billion", &["R1.6 billion =Money"]),
        ("a fine of R450 each", &["R450 =Money"]),
        ("R5m and R20bn", &["R5m =Money", "R20bn =Money"]),
        ("at ZAR 500 each", &["ZAR 500 =Money"]),
        ("at 500 rand each", &["500 rand =Money"]),
        ("12 kg of it", &["12 kg =Measure"]),
        ("5,000 square miles", &["5,000 square miles =Measure"]),
    ]);
}

#[test]
fn names_lists_and_samples() {
    check(&[
        ("section 72(2)", &["72 =Identifier", "2 =Identifier"]),
        ("on the A16 near", &["A16 =Identifier"]),
        ("on the R2 near", &["R2 =Identifier"]),
        ("the R101 road to", &["R101 =Identifier"]),
        ("the robot R2D2", &["R2D2 =Identifier"]),
        ("item 9(b)", &["9 =Identifier"]),
        (
            "see page 22 and Section 4",
            &["22 =Identifier", "4 =Identifier"],
        ),
        (
            "the MS-13 gang, Covid-19",
            &["MS-13 =Identifier", "Covid-19 =Identifier"],
        ),
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
        ("index of 187", &["187 index 187"]),
        ("187 on the crime index", &["187 index 187"]),
    ]);
}

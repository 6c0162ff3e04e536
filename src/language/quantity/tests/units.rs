//! Units, fractions, rates and pairs of numbers.

use super::check;

#[test]
fn percentages_and_points() {
    check(&[
        (
            "by 0.3 of a percentage point",
            &["0.3 of a percentage point percentage_points 0.3"],
        ),
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
        (
            "0.6 percentage points",
            &["0.6 percentage points percentage_points 0.6"],
        ),
        (
            "up three points on last year",
            &["three points percentage_points 3"],
        ),
        ("5 %-points more", &["5 %-points percentage_points 5"]),
        ("2 pp higher", &["2 pp percentage_points 2"]),
        (
            "half of one per cent",
            &["half of one per cent percent 0.5"],
        ),
        ("half a per cent", &["half a per cent percent 0.5"]),
        (
            "half a percentage point",
            &["half a percentage point percentage_points 0.5"],
        ),
        (
            "three-tenths of a percent",
            &["three-tenths of a percent percent 0.3"],
        ),
        ("1½ per cent", &["1½ per cent percent 1.5"]),
        (
            "two and a half per cent",
            &["two and a half per cent percent 2.5"],
        ),
        (
            "12 and 15 per cent of them",
            &["12 percent 12", "15 per cent percent 15"],
        ),
        (
            "10, 12 and 15 per cent",
            &["10 percent 10", "12 percent 12", "15 per cent percent 15"],
        ),
        (
            "at the age of 28, 37 per cent",
            &["28 =Age", "37 per cent percent 37"],
        ),
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
        (
            "three to five times higher",
            &["three to five times multiple 3 ..5"],
        ),
        (
            "two or three times higher",
            &["two or three times multiple 2 ..3"],
        ),
        (
            "one-and-a-half times",
            &["one-and-a-half times multiple 1.5"],
        ),
        (
            "three and a half times",
            &["three and a half times multiple 3.5"],
        ),
        ("three times a week", &["three times =Frequency"]),
        ("a double murder", &[]),
        ("The 50 Times readers", &["50 50"]),
        ("two- to threefold", &["two 2", "threefold multiple 3"]),
    ]);
}

#[test]
fn fractions() {
    check(&[
        ("a third await trial", &["a third fraction 0.333333"]),
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
        (
            "a quarter of a million arrests",
            &["a quarter of a million 250000"],
        ),
        (
            "three quarters of a million",
            &["three quarters of a million 750000"],
        ),
        ("half a million arrests", &["half a million 500000"]),
        ("half-million arrests", &["half-million 500000"]),
        ("½ of them", &["½ fraction 0.5"]),
        ("one in five", &["one in five fraction 0.2"]),
        ("one-in-five", &["one-in-five fraction 0.2"]),
        ("1 in 70 was arrested", &["1 in 70 fraction 0.014286"]),
        ("three out of ten", &["three out of ten fraction 0.3"]),
        ("nine in every ten", &["nine in every ten fraction 0.9"]),
        (
            "one out of every 12",
            &["one out of every 12 fraction 0.083333"],
        ),
        ("7/10 inmates", &["7/10 fraction 0.7"]),
        ("1/3 of them", &["1/3 fraction 0.333333"]),
        ("1 in 2.5 billion", &["1 in 2.5 billion fraction 0"]),
        ("98 out of 100 files", &["98 out of 100 fraction 0.98"]),
        ("310 out of 742 files", &["310 310", "742 742"]),
        ("two in 2019", &["two 2", "2019 =Year"]),
        ("a third man was arrested", &["third =Ordinal"]),
        (
            "the third quarter of 2023",
            &["third =Ordinal", "2023 =Year"],
        ),
        ("the first half of 2023", &["first =Ordinal", "2023 =Year"]),
        ("third-country nationals", &["third =Ordinal"]),
        ("one in a hundred", &["one in a hundred fraction 0.01"]),
        (
            "every third prisoner is",
            &["every third fraction 0.333333"],
        ),
        ("every second week", &["second =Ordinal"]),
        (
            "The mayor: every ninth.",
            &["every ninth fraction 0.111111"],
        ),
        (
            "two suspects out of three were Danes",
            &["two suspects out of three fraction 0.666667"],
        ),
        (
            "one Turkish-born man in a hundred and ten was",
            &["one Turkish-born man in a hundred and ten fraction 0.009091"],
        ),
        ("under HB 19-1124", &["19-1124 =Identifier"]),
        ("on day 40 of the strike", &["40 =Identifier"]),
        ("4/5ths of them", &["4/5ths fraction 0.8"]),
        (
            "between a quarter and a third",
            &["a quarter and a third fraction 0.25 ..0.333333"],
        ),
        (
            "from a quarter to a third",
            &["a quarter fraction 0.25", "a third fraction 0.333333"],
        ),
        ("9 of 10 suspects", &["9 of 10 fraction 0.9"]),
        ("26 of 43 forces", &["26 26", "43 43"]),
        ("1/10 of 1%", &["1/10 of 1% percent 0.1"]),
        ("his half-brother", &[]),
        ("half past nine", &["nine 9"]),
        ("half an hour later", &["half an hour =Duration"]),
    ]);
}

#[test]
fn rates() {
    check(&[
        ("21.5 per 1,000", &["21.5 per 1,000 rate 21.5 /1000"]),
        (
            "1,350 arrests per 100,000 people",
            &["1,350 arrests per 100,000 rate 1350 /100000"],
        ),
        ("2.2/100k", &["2.2/100k rate 2.2 /100000"]),
        (
            "181.4 prisoners per 10,000",
            &["181.4 prisoners per 10,000 rate 181.4 /10000"],
        ),
        ("12 per thousand", &["12 per thousand rate 12 /1000"]),
        (
            "12 per hundred thousand",
            &["12 per hundred thousand rate 12 /100000"],
        ),
        (
            "one arrest for every 94 people",
            &["one arrest for every 94 rate 1 /94"],
        ),
        (
            "one alleged theft per 1,900 men",
            &["one alleged theft per 1,900 rate 1 /1900"],
        ),
        (
            "between 1 and 1.5 per 1,000",
            &["1 and 1.5 per 1,000 rate 1 ..1.5 /1000"],
        ),
        ("over 80 per 1,000", &["80 per 1,000 rate 80 /1000 over"]),
        ("4‰ of them", &["4‰ rate 4 /1000"]),
        (
            "per 100,000 people it was 12",
            &["100,000 =Denominator", "12 rate 12 /100000"],
        ),
        (
            "In 2023 crimes per 1,000 people",
            &["2023 =Year", "1,000 =Denominator"],
        ),
        (
            "rates of 5.2, 6.1 and 7.3 per 1,000",
            &[
                "5.2 rate 5.2 /1000",
                "6.1 rate 6.1 /1000",
                "7.3 per 1,000 rate 7.3 /1000",
            ],
        ),
        (
            "18 and 14 per 10,000",
            &["18 rate 18 /10000", "14 per 10,000 rate 14 /10000"],
        ),
        ("1,200 per year", &["1,200 1200"]),
        (
            "7 million files per 12 months",
            &["7 million 7000000", "12 months =Duration"],
        ),
    ]);
}

#[test]
fn rates_in_every_so_many() {
    check(&[
        (
            "77 people in every 100,000 are in prison",
            &["77 people in every 100,000 rate 77 /100000"],
        ),
        (
            "14 arrests for every 1,000 residents",
            &["14 arrests for every 1,000 rate 14 /1000"],
        ),
        (
            "9 out of every 10,000 of them",
            &["9 out of every 10,000 rate 9 /10000"],
        ),
        ("38 in every 1,000", &["38 in every 1,000 rate 38 /1000"]),
        (
            "7.5 suspects to every thousand",
            &["7.5 suspects to every thousand rate 7.5 /1000"],
        ),
        (
            "22 prisoners out of every 100,000 adults",
            &["22 prisoners out of every 100,000 rate 22 /100000"],
        ),
        (
            "over 400 of every 100,000 foreigners",
            &["400 of every 100,000 rate 400 /100000 over"],
        ),
        (
            "three in every thousand",
            &["three in every thousand fraction 0.003"],
        ),
        ("1 in every 1,000", &["1 in every 1,000 fraction 0.001"]),
        ("9 in every 10 of them", &["9 in every 10 fraction 0.9"]),
        (
            "one resident of Malta in ten was foreign",
            &["one resident of Malta in ten fraction 0.1"],
        ),
        (
            "three suspects in every ten were foreign",
            &["three suspects in every ten fraction 0.3"],
        ),
        (
            "two killings in every four weeks",
            &["two 2", "four weeks =Duration"],
        ),
        (
            "450 prisoners in each 12 months",
            &["450 450", "12 months =Duration"],
        ),
        (
            "For every thousand Germans there were 5.8 in 2023",
            &["thousand =Denominator", "5.8 rate 5.8 /1000", "2023 =Year"],
        ),
        (
            "for every 1,000 Danes in 2023 there were about 12 convictions",
            &["1,000 =Denominator", "2023 =Year", "12 rate 12 /1000 about"],
        ),
        (
            "In every 100,000 Germans, there are 77. There were 12 more.",
            &["100,000 =Denominator", "77 rate 77 /100000", "12 12"],
        ),
        (
            "Of 41 suspects 31 – 76 per cent – were foreign",
            &["41 41", "31 31", "76 per cent percent 76"],
        ),
        (
            "Of every ten inmates, six are foreign",
            &["ten =Denominator", "six fraction 0.6"],
        ),
        (
            "Out of every hundred inmates in Metz seventy-eight were born abroad",
            &["hundred =Denominator", "seventy-eight fraction 0.78"],
        ),
        (
            "of every 1,000 inmates, six are foreign",
            &["1,000 =Denominator", "six 6"],
        ),
        (
            "Of every ten inmates: six are foreign",
            &["ten =Denominator", "six 6"],
        ),
        (
            "Crime per 1,000 people rose. There were 500 arrests",
            &["1,000 =Denominator", "500 500"],
        ),
        (
            "per 1,000 people: there were 500 arrests",
            &["1,000 =Denominator", "500 500"],
        ),
    ]);
}

#[test]
fn ranges_and_moves() {
    check(&[
        ("between 10 and 12%", &["10 and 12% percent 10 ..12"]),
        ("10 to 12 per cent", &["10 to 12 per cent percent 10 ..12"]),
        (
            "10, maybe 12 per cent",
            &["10, maybe 12 per cent percent 10 ..12"],
        ),
        (
            "six or seven thousand thefts, 40, perhaps 50 arrests",
            &[
                "six or seven thousand 6000 ..7000",
                "40, perhaps 50 40 ..50",
            ],
        ),
        ("of 40, maybe 50 fled", &["40 40", "50 50 about"]),
        ("10-12% of them", &["10-12% percent 10 ..12"]),
        ("10–12 per cent", &["10–12 per cent percent 10 ..12"]),
        ("15% – 18% of them", &["15% – 18% percent 15 ..18"]),
        (
            "6 percent to 20 percent",
            &["6 percent to 20 percent percent 6 ..20"],
        ),
        (
            "two to three million",
            &["two to three million 2000000 ..3000000"],
        ),
        (
            "between 1.5 and 2 million",
            &["1.5 and 2 million 1500000 ..2000000"],
        ),
        ("500 to 1,000 suspects", &["500 to 1,000 500 ..1000"]),
        (
            "from 10 to 12 per cent",
            &["10 percent 10", "12 per cent percent 12"],
        ),
        ("from 10% to 12%", &["10% percent 10", "12% percent 12"]),
        ("ranging from 10 to 12%", &["10 to 12% percent 10 ..12"]),
        (
            "anywhere from 5 to 10 percent",
            &["5 to 10 percent percent 5 ..10"],
        ),
        ("rose 5% to 12%", &["5% percent 5", "12% percent 12"]),
        ("fell by 430 to 2,110", &["430 430", "2,110 2110"]),
        ("rose by 500 to 12,000", &["500 500", "12,000 12000"]),
        ("fell by 312 to 1,045", &["312 312", "1,045 1045"]),
        ("rose by 300 to 400", &["300 to 400 300 ..400"]),
        ("fell 20% to 12%", &["20% percent 20", "12% percent 12"]),
        ("from 3,120 to 3,870", &["3,120 3120", "3,870 3870"]),
        ("from 2011 through 2014", &["2011 =Year", "2014 =Year"]),
        ("between 2011 and 2014", &["2011 =Year", "2014 =Year"]),
        ("five or six suspects", &["five or six 5 ..6"]),
        (
            "about 10 to 12 per cent",
            &["10 to 12 per cent percent 10 ..12"],
        ),
        ("500 and 600 were fined", &["500 500", "600 600"]),
    ]);
}

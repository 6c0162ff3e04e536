//! Numbers without their unit.

use super::check;

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
        (
            "1.234,5 points",
            &["1.234,5 points percentage_points 1234.5"],
        ),
        ("34,5 per cent", &["34,5 per cent percent 34.5"]),
        ("34,5% of them", &["34,5% percent 34.5"]),
        ("1,5 million files", &["1,5 million 1500000"]),
        ("4·5% of them", &["4·5% percent 4.5"]),
        ("just .5% of them", &[".5% percent 0.5"]),
        ("6500 offenders", &["6500 6500"]),
        ("8.0 per cent", &["8.0 per cent percent 8"]),
        (
            "12345678901234567890123456789012345",
            &["12345678901234567890123456789012345 =Identifier"],
        ),
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
        (
            "one hundred and twenty-three cases",
            &["one hundred and twenty-three 123"],
        ),
        (
            "two million three hundred thousand and five",
            &["two million three hundred thousand and five 2300005"],
        ),
        ("nineteen hundred arrests", &["nineteen hundred 1900"]),
        ("a hundred arrests", &["a hundred 100"]),
        ("a million arrests", &["a million 1000000"]),
        ("hundred thousand arrests", &["hundred thousand 100000"]),
        ("two dozen suspects", &["two dozen 24"]),
        ("a dozen suspects", &["a dozen 12"]),
        ("half a dozen suspects", &["half a dozen 6"]),
        (
            "two and a half million people",
            &["two and a half million 2500000"],
        ),
        (
            "one million and a half",
            &["one million and a half 1500000"],
        ),
        ("zero convictions", &["zero 0"]),
        ("and none of them", &["none 0"]),
        ("seven and eight of the files", &["seven 7", "eight 8"]),
        ("the network often weighs stone money", &[]),
        ("someone is alone, attend the tension", &[]),
        ("TWO HUNDRED suspects", &["TWO HUNDRED 200"]),
    ]);
}

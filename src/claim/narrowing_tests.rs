//! How far the words go that narrow a noun phrase.

use super::narrowing::{grown, whole_phrase};
use crate::{
    language::tag::{Language, Tagged},
    rules::Pack,
    vocabulary::{Class, Vocabulary},
};

fn with_tags<T>(text: &str, read: impl Fn(&Tagged, &Vocabulary) -> T) -> T {
    let pack = Pack::embedded().unwrap();
    let language = Language {
        vocabulary: &pack.vocabulary,
        scanner: &pack.scanner,
        periods: &pack.periods,
        date: None,
    };
    read(&Tagged::new(text, language), &pack.vocabulary)
}

#[test]
fn a_whole_goes_as_far_as_the_words_that_narrow_it() {
    for (text, expected) in [
        (
            "everyone locked up in a federal prison is foreign",
            "everyone locked up in a federal prison",
        ),
        (
            "the people the police arrest here are foreign",
            "the people the police arrest here",
        ),
        (
            "those whom it arrests for theft.",
            "those whom it arrests for theft",
        ),
        (
            "the people arrested by ICE were foreign",
            "the people arrested by ICE",
        ),
        (
            "men convicted of rape or robbery over the past five years were foreign",
            "men convicted of rape or robbery",
        ),
        (
            "suspects in thefts reported to the police last year were foreign",
            "suspects in thefts reported to the police",
        ),
        (
            "those sentenced to more than ten years were foreign",
            "those sentenced to more than ten years",
        ),
        ("prisoners were born abroad", "prisoners"),
        (
            "people charged with theft their share was",
            "people charged with theft",
        ),
        (
            "people we lock up in this city are foreign",
            "people we lock up in this city",
        ),
        (
            "the hit-and-run deaths in Ohio were put down to them",
            "the hit-and-run deaths in Ohio",
        ),
        (
            "inmates in Ohio's state prison are foreign",
            "inmates in Ohio's state prison",
        ),
        (
            "people sent home by Peru in two years broke the law",
            "people sent home by Peru",
        ),
        (
            "inmates in Swiss prisons are foreign",
            "inmates in Swiss prisons",
        ),
    ] {
        let found = with_tags(text, |tagged, vocabulary| {
            let (from, to) = whole_phrase(tagged, vocabulary, 0, tagged.row.len()).unwrap();
            tagged.words(from, to).to_owned()
        });
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn people_are_shown_with_what_tells_them_apart() {
    for (text, expected) in [
        (
            "offenders whom the courts sent home last year",
            "offenders whom the courts sent home",
        ),
        (
            "sex offenders who should have been deported went missing",
            "sex offenders who should have been deported",
        ),
        (
            "people let go from immigration detention after the ruling",
            "people let go from immigration detention",
        ),
        ("people with 12 convictions", "people"),
        ("prisoners are being deported", "prisoners"),
    ] {
        let found = with_tags(text, |tagged, vocabulary| {
            let people = tagged.of(Class::Person).first();
            let tag = people.or(tagged.of(Class::Group).first()).unwrap();
            let (from, to) = grown(tagged, vocabulary, tag, tagged.row.len());
            tagged.words(from, to).to_owned()
        });
        assert_eq!(found, expected, "{text}");
    }
}

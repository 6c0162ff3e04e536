//! Numbers whose group or crime stands in the sentence before or after: answers and
//! their questions, totals before their parts, bases before crime figures.

use super::{
    document::{Document, Sentence, View},
    scope::in_sentence,
};
use crate::{
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    number::Kind,
    vocabulary::Class,
};

/// Most questions in a row that one answer is for.
const QUESTIONS: usize = 4;

/// Most tokens before a number that an answer begins with.
const OPENING: usize = 3;

/// "How many foreigners are in jail? 312": the sentence before names both, and this
/// one answers it, refers to it, or says how much.
pub(super) fn points_back(
    document: &Document,
    view: &View,
    sentence: usize,
    number: &Number,
) -> bool {
    let Some(own) = view.sentences.get(sentence) else {
        return false;
    };
    let tagged = &view.tagged;
    // "Q. … A. …": a letter is no sentence.
    let said = |at: &usize| {
        let bounds = view.sentences.get(*at);
        bounds.is_some_and(|bounds| bounds.high > bounds.low + 2)
    };
    let Some(before) = (0..sentence).rev().find(said) else {
        return false;
    };
    let vocabulary = &document.pack.vocabulary;
    let asks = |at: usize| {
        view.sentences.get(at).is_some_and(|asked| {
            let mark = (asked.low..asked.high).any(|at| tagged.written(at) == "?");
            mark || tagged.has_word(vocabulary, asked.low, asked.high, "asks-how-many")
        })
    };
    let asked = asks(before);
    let refers =
        || (own.low..own.high).any(|at| tagged.is_word(vocabulary, at, "points-back").is_some());
    let how_much = matches!(
        number.quantity.kind,
        Kind::Multiple | Kind::Rate | Kind::Index
    );
    let opens = in_sentence(document, view, before);
    // "There were 4,600 people in custody. He asked how many were Poles. It was fewer than twenty."
    let opened = before
        .checked_sub(1)
        .filter(|_| opens.group || opens.justice)
        .map_or(opens, |earlier| {
            opens.or(in_sentence(document, view, earlier))
        });
    // "How many criminals were removed? Just over 650. And the year before? Nine hundred.", "One inmate in nine was an
    // alien. And today? One in five."
    let a_part = matches!(number.quantity.kind, Kind::Percent | Kind::Fraction);
    let (from, _) = number.with_bound;
    let asked_again = || {
        let mut earlier = (0..before).rev().filter(said).take(QUESTIONS).enumerate();
        asked
            && from <= own.low + OPENING
            && earlier.any(|(back, at)| {
                let told = a_part && back == 0;
                (told || asks(at)) && in_sentence(document, view, at).both()
            })
    };
    (opens.both() && (asked || how_much || refers()))
        || (opened.both() && refers())
        || asked_again()
}

/// "Courts sentenced 61,970 people. Two in five of them were foreigners", "…. Nine thousand were foreigners": the next
/// sentence tells a part of these.
pub(super) fn points_ahead(
    document: &Document,
    view: &View,
    sentence: usize,
    number: &Number,
) -> bool {
    let vocabulary = &document.pack.vocabulary;
    view.sentences.get(sentence + 1).is_some_and(|next| {
        let ahead = in_sentence(document, view, sentence + 1);
        let tagged = &view.tagged;
        let numbers = tagged.numbers_within(next.span);
        let of_them = || tagged.has_word(vocabulary, next.low, next.high, "of-them");
        let figures = || {
            let counted = |number: &Number| number.taken_for == TakenFor::Quantity;
            ahead.justice && numbers.iter().any(counted)
        };
        let stage = || {
            view.sentences.get(sentence).is_some_and(|own| {
                let told = tagged.within(Class::Measure, own.low, own.high);
                told.iter().any(|tag| document.is_justice(tag))
            })
        };
        // "Foreigners: 168."
        let fewer = |one: &Number| {
            let opens = one.with_bound.0 <= next.low + OPENING;
            opens && one.taken_for == TakenFor::Quantity && is_smaller_count(one, number)
        };
        let told = || numbers.iter().any(is_part) || figures() || numbers.iter().any(fewer);
        let counted = || counts_part(document, view, sentence, number);
        ahead.group && (of_them() || (told() && stage()) || counted())
    })
}

/// "Police charged 214 people. Thirty-three were Poles", "… Poles numbered 33": the next sentence begins or ends with
/// how many of them a group was.
pub(super) fn counts_part(
    document: &Document,
    view: &View,
    sentence: usize,
    number: &Number,
) -> bool {
    let tagged = &view.tagged;
    let is = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id).is_some();
    let group_at = |at: usize| {
        let mut groups = tagged.of(Class::Group).iter();
        groups.any(|tag| tag.start == at || tag.start == at + 1)
    };
    let Some(next) = view.sentences.get(sentence + 1) else {
        return false;
    };
    let numbers = tagged.numbers_within(next.span).first();
    numbers.is_some_and(|part| {
        let (start, end) = (part.with_bound.0, part.tokens.1);
        let opens = start <= next.low + 1 && is(end, "copula") && group_at(end + 1);
        let named = tagged.within(Class::Group, next.low, start).iter();
        let ends = end + 1 == next.high && { named }.any(|tag| document.is_foreign(tag));
        is_smaller_count(part, number) && (opens || ends)
    })
}

/// Whether a number is a share of something.
fn is_part(number: &Number) -> bool {
    let part = matches!(number.quantity.kind, Kind::Percent | Kind::Fraction);
    part && number.taken_for == TakenFor::Quantity
}

/// Whether both numbers count, and the one less than the other.
fn is_smaller_count(one: &Number, other: &Number) -> bool {
    let counts = |number: &Number| number.quantity.kind == Kind::Count;
    counts(one) && counts(other) && one.quantity.value < other.quantity.value
}

/// "Foreigners are 8% of the population. They are 18% of suspects", "Basel has 74,000 foreigners. Of these 1,900 were
/// suspects": the base of the crime figure in the next sentence.
pub(super) fn is_base(document: &Document, view: &View, sentence: usize, number: &Number) -> bool {
    let a_part = matches!(number.quantity.kind, Kind::Percent | Kind::Fraction);
    let tagged = &view.tagged;
    let of_all = || {
        let own = view.sentences.get(sentence);
        own.is_some_and(|own| {
            let told = tagged.within(Class::Measure, own.low, own.high);
            let population = |tag: &Tag| {
                document
                    .id(tag)
                    .is_some_and(|id| id.as_str() == "population")
            };
            told.iter().any(population)
        })
    };
    let vocabulary = &document.pack.vocabulary;
    // The next sentence tells of crime, with such a number.
    let next = |is_told: &dyn Fn(&Sentence, &Number) -> bool| {
        view.sentences.get(sentence + 1).is_some_and(|next| {
            let mut numbers = tagged.numbers_within(next.span).iter();
            let justice = in_sentence(document, view, sentence + 1).justice;
            justice && numbers.any(|number| is_told(next, number))
        })
    };
    let them = |at: usize| tagged.is_word(vocabulary, at, "part-of-them").is_some();
    let of_them = |next: &Sentence, one: &Number| {
        let counted = one.taken_for == TakenFor::Quantity;
        counted && (them(one.with_bound.1) || them(next.low))
    };
    let count = number.quantity.kind == Kind::Count;
    a_part && of_all() && next(&|_, one| is_part(one)) || count && next(&of_them)
}

/// "Is it half? Nobody says how many of those charged are foreign", "Nine! That is how many foreigners were jailed":
/// what is asked after, or stands alone, is said next.
pub(super) fn asked_ahead(
    document: &Document,
    view: &View,
    sentence: usize,
    number: &Number,
) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let next = view.sentences.get(sentence + 1);
    let opens = |next: &Sentence| tagged.is_word(vocabulary, next.low, "explains-figure");
    if next.and_then(opens).is_some() {
        return in_sentence(document, view, sentence + 1).both();
    }
    let asks = |at: usize| {
        let bounds = view.sentences.get(at);
        bounds.is_some_and(|own| (own.low..own.high).any(|at| tagged.written(at) == "?"))
    };
    let a_part = matches!(
        number.quantity.kind,
        Kind::Percent | Kind::Fraction | Kind::Multiple
    );
    if !a_part || !asks(sentence) {
        return false;
    }
    let answer = (sentence + 1..sentence + QUESTIONS).find(|at| !asks(*at));
    answer.is_some_and(|at| in_sentence(document, view, at).both())
}

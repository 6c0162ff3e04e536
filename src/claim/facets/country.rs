//! Countries that stand for their people: "Nigeria (727)", "the British rate".

use super::elsewhere::gapped;
use crate::{
    claim::{Phrase, document::View, extract::phrase, focus::Focus, model::From},
    draft::BlockKind,
    language::{
        quantity::{Number, TakenFor},
        tag::Tag,
    },
    number::{Decimal, Kind},
    rules::Relation,
    vocabulary::{Class, ConceptId, Group, Hit, Part, TokenKind, Who},
};

/// "Nigeria (727)", "19 per cent Vietnamese": a country or nationality beside a number in a list.
pub(super) fn listed_country(focus: &Focus) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let kind = focus.number.quantity.kind;
    if !matches!(
        kind,
        Kind::Count | Kind::Percent | Kind::Rate | Kind::Fraction
    ) {
        return None;
    }
    if listed_place(focus).is_some() {
        return None;
    }
    let hit = tagged
        .hits()
        .between(focus.stretch_low, focus.stretch_high)
        .iter()
        .filter(|hit| hit.class == Class::Place && hit.end <= focus.stretch_high)
        .filter(|hit| hit.end <= focus.from || hit.start >= focus.to)
        .filter(|hit| {
            // "32 per cent, followed by Czechs with 2,480": the other number is theirs.
            let link = tagged.is_word(vocabulary, hit.end, "number-link").is_some();
            let next = hit.start > focus.to && hit.end + 1 == focus.stretch_high;
            !(link && next)
        })
        .filter(|hit| {
            !(focus.to..hit.start).any(|at| matches!(tagged.written(at), ";" | ")"))
                && !tagged
                    .of(Class::Group)
                    .iter()
                    .any(|tag| tag.start <= hit.start && hit.end <= tag.end)
        })
        .filter(|hit| {
            let concept = vocabulary.concept_at(hit.concept);
            concept.attributes.contains_key("place")
                && focus.document.host.as_ref() != Some(&concept.id)
                && as_people(focus, hit)
        })
        .min_by_key(|hit| {
            if hit.end <= focus.from {
                (focus.from - hit.end, 0)
            } else {
                (hit.start - focus.to, 1)
            }
        })?;
    people_of(focus, hit)
}

/// "- Chad: 3.9 times as likely" below "Immigrants in Sweden": an item that compares the people of
/// the country that labels it, where no item of the list is of the draft's own country.
pub(super) fn labels_item(focus: &Focus, relation: Relation) -> Option<Phrase<Group>> {
    let compares = matches!(relation, Relation::Ratio | Relation::RelativeDifference);
    let document = focus.document;
    let BlockKind::ListItem { lead_in } = focus.view.kind else {
        return None;
    };
    let host = document.host.as_ref().filter(|_| compares)?;
    let label = |view: &View| {
        let marked = |tag: &&Tag| matches!(view.tagged.written(tag.end), ":" | "–" | "—" | ",");
        let mut places = view.tagged.of(Class::Place).iter();
        let tag = places.find(|tag| tag.start == 0).filter(marked)?;
        let country = document.attribute(tag, "place") == Some("country");
        document.id(tag).filter(|_| country)
    };
    label(focus.view).filter(|own| own != host)?;
    let same = |view: &&View| matches!(view.kind, BlockKind::ListItem { lead_in: other } if other == lead_in);
    let mut items = document.views.iter().filter(same);
    if items.any(|view| label(view).as_ref() == Some(host)) {
        return None;
    }
    let mut hits = focus.tagged().hits().at(0).iter();
    let hit = hits.find(|hit| hit.class == Class::Place && hit.part == Part::Label)?;
    people_of(focus, hit)
}

/// "Belgium (44%), Italy (31%) and Spain (28%)": shares that come to more than a whole are of
/// several places. "Kuwait 460, Qatar 439" behind "held 1,570 Indian prisoners": so are the counts of one group.
pub(super) fn listed_place(focus: &Focus) -> Option<(usize, usize)> {
    let beside = country_before(focus, focus.view, focus.from);
    let beside = beside.filter(|_| exceeds_a_whole(focus) || counts_one_group(focus));
    let beside = beside.or_else(|| told_by_place(focus));
    let beside = beside.or_else(|| owner_before(focus));
    let beside = beside.or_else(|| gapped(focus));
    let beside = beside.or_else(|| labelled(focus));
    // "Qatar holds 439 of them"
    let holder = || holder(focus, focus.from).filter(|_| counts_one_group(focus));
    beside.or_else(holder)
}

/// "Chad: 440 foreigners are in prison. Peru: 190": a country that opens its sentence as one before did, where
/// foreigners were counted.
fn labelled(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let label = |low: usize| {
        let mut places = tagged.of(Class::Place).iter();
        let place = places.find(|tag| tag.start == low && tagged.written(tag.end) == ":")?;
        let country = focus.document.attribute(place, "place") == Some("country");
        country.then_some((place.start, place.end))
    };
    let own = label(focus.bounds.low)?;
    let earlier = focus.view.sentences.get(..focus.sentence)?;
    let counts = |number: &Number| {
        let mut groups = tagged.of(Class::Group).iter();
        groups.any(|tag| tag.start == number.tokens.1 && focus.document.is_foreign(tag))
    };
    let mut before = earlier.iter().filter(|one| label(one.low).is_some());
    before
        .any(|one| tagged.numbers_within(one.span).iter().any(counts))
        .then_some(own)
}

/// "Chad has 440 foreign prisoners: Peru 190, Fiji 70": a country behind the colon that a number or a country stands before.
pub(super) fn broken_down(focus: &Focus) -> Option<Phrase<Group>> {
    let (start, _) = country_before(focus, focus.view, focus.from)?;
    let tagged = focus.tagged();
    let colon = start
        .checked_sub(1)
        .filter(|at| tagged.written(*at) == ":")?;
    let numbers = tagged.numbers_within(tagged.token_span(focus.bounds.low, colon));
    let mut numbers = numbers.iter();
    let mut places = tagged.within(Class::Place, focus.bounds.low, colon).iter();
    let country = |tag: &Tag| focus.document.attribute(tag, "place") == Some("country");
    let divides =
        numbers.any(|number| number.taken_for == TakenFor::Quantity) || places.any(country);
    divides.then(|| listed_country(focus))?
}

/// "far below Luxembourg's 78 per cent", "and Luxembourg's 390", "Luxembourg's fell to 70": a figure that a
/// country has, and none of its people.
fn owner_before(focus: &Focus) -> Option<(usize, usize)> {
    let tagged = focus.tagged();
    let end = rising(focus).unwrap_or(focus.from);
    let of_others = || {
        let mut groups = tagged
            .within(Class::Group, focus.bounds.low, focus.from)
            .iter();
        let who = |tag: &Tag| tag.group.as_ref().map(|group| group.who.clone());
        groups.len() > 0 && groups.all(|tag| who(tag) == Some(Who::Foreign))
    };
    let owns = (focus.number.quantity.kind == Kind::Percent && end == focus.from) || of_others();
    let last = end.checked_sub(1).filter(|_| owns)?;
    let apostrophe = last - usize::from(last > 0 && tagged.word(last) == "s");
    let owned = matches!(tagged.written(apostrophe), "'" | "’");
    country_before(focus, focus.view, apostrophe).filter(|(_, end)| owned && *end == apostrophe)
}

/// "rose to 70", "was 70": where the verb stands that alone parts a number from its owner.
fn rising(focus: &Focus) -> Option<usize> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let last = focus.from.checked_sub(1)?;
    let link = last
        .checked_sub(1)
        .filter(|_| word(last, "number-link") || tagged.word(last) == "to");
    let verb = link.unwrap_or(last);
    word(verb, "finite-verb").then_some(verb)
}

/// "It was highest in Norway, at 27 per cent, then came Denmark with 25": where the share of a group is
/// told of one country, it is told of the next ones.
fn told_by_place(focus: &Focus) -> Option<(usize, usize)> {
    let (tagged, vocabulary) = (focus.tagged(), &focus.document.pack.vocabulary);
    let quantity = &focus.number.quantity;
    let whole_number = quantity.value.is_none_or(|value| value.is_integer());
    if quantity.kind != Kind::Percent && (quantity.kind != Kind::Count || whole_number) {
        return None;
    }
    let before = focus.sentence.checked_sub(1);
    let before = before.and_then(|at| focus.view.sentences.get(at));
    let low = before.map_or(focus.bounds.low, |sentence| sentence.low);
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let is_country = |tag: &&Tag| focus.document.attribute(tag, "place") == Some("country");
    let mut groups = tagged.within(Class::Group, low, focus.bounds.high).iter();
    let of_one = |tag: &Tag| {
        let who = tag.group.as_ref().map(|group| &group.who);
        matches!(who, Some(Who::Of(_)))
    };
    let numbers = tagged.numbers_within(tagged.token_span(low, focus.from));
    let counts_between = |from: usize| {
        let mut told = numbers.iter();
        told.any(|number| number.taken_for == TakenFor::Quantity && number.tokens.0 >= from)
    };
    let mut places = tagged.within(Class::Place, low, focus.from).iter();
    let told = places.any(|tag| {
        is_country(&tag)
            && tag.start > low
            && word(tag.start - 1, "where")
            && counts_between(tag.end)
    });
    if !told || groups.any(of_one) {
        return None;
    }
    let link = focus
        .from
        .checked_sub(1)
        .filter(|at| word(*at, "number-link"));
    let beside = link.and_then(|link| country_before(focus, focus.view, link));
    let subject = || {
        let named = tagged.within(Class::Place, focus.stretch_low, focus.from);
        let mut named = named.iter().filter(is_country);
        let first = named.next().filter(|_| named.next().is_none())?;
        let opens = first.start == focus.bounds.low || word(first.start - 1, "phrase-join");
        opens.then_some((first.start, first.end))
    };
    beside
        .or_else(|| country_before(focus, focus.view, focus.from))
        .or_else(subject)
}

/// "190 came from Chad and 80 from Peru", "300 were born in Chad, 20 in Peru": a country behind the
/// number and the word that the last group is told by.
pub(super) fn told_alike(focus: &Focus) -> Option<Phrase<Group>> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let country_at = |hit: &&Hit| {
        let concept = vocabulary.concept_at(hit.concept);
        let place = concept.attributes.get("place").map(String::as_str);
        hit.class == Class::Place && hit.part == Part::Label && place == Some("country")
    };
    let hits = tagged.hits();
    let own = hits.at(focus.to + 1).iter().find(country_at)?;
    let mut before = tagged
        .within(Class::Group, focus.bounds.low, focus.from)
        .iter();
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let goes_on = |tag: &&Tag| (tag.end..focus.from).all(|at| !word(at, "finite-verb"));
    let last = before.next_back().filter(goes_on)?;
    let mut places = hits.between(last.start, last.end).iter();
    let alike = places.any(|hit| {
        let link = hit.start.checked_sub(1).filter(|at| *at >= last.start);
        hit.end == last.end
            && country_at(&hit)
            && link.is_some_and(|link| tagged.word(link) == tagged.word(focus.to))
    });
    let told = last.group.clone().filter(|_| alike)?;
    let group = Group {
        who: Who::Of(vocabulary.concept_at(own.concept).id.clone()),
        ..told
    };
    phrase(
        focus,
        focus.block,
        (focus.to, own.end),
        From::Stretch,
        group,
    )
}

/// The country that a word parts from a number: "Qatar holds 439".
fn holder(focus: &Focus, number: usize) -> Option<(usize, usize)> {
    let verb = number.checked_sub(1)?;
    let token = focus.tagged().row.get(verb)?;
    let is_word = token.kind == TokenKind::Word;
    country_before(focus, focus.view, verb).filter(|(_, end)| is_word && *end == verb)
}

/// The country directly before token `at`, a bracket, colon or comma between.
fn country_before(focus: &Focus, view: &View, at: usize) -> Option<(usize, usize)> {
    let tagged = &view.tagged;
    let mark = at
        .checked_sub(1)
        .filter(|mark| matches!(tagged.written(*mark), "(" | ":" | ","));
    let end = mark.unwrap_or(at);
    let mut places = tagged.of(Class::Place).iter();
    // "Luxembourg" is a name and an adjective.
    let is_name = |place: &Tag| {
        let mut hits = tagged
            .hits()
            .every(&focus.document.pack.vocabulary, place.start);
        hits.any(|hit| hit.end == place.end && hit.part == Part::Label)
    };
    let place = places.find(|place| {
        place.end == end
            && is_name(place)
            && focus.document.attribute(place, "place") == Some("country")
    })?;
    Some((place.start, place.end))
}

fn exceeds_a_whole(focus: &Focus) -> bool {
    let views = &focus.document.views;
    let is_item = |view: &View| matches!(view.kind, BlockKind::ListItem { .. });
    let mut low = focus.block;
    let mut high = focus.block + 1;
    if is_item(focus.view) {
        while low > 0 && views.get(low - 1).is_some_and(is_item) {
            low -= 1;
        }
        while views.get(high).is_some_and(is_item) {
            high += 1;
        }
    }
    let vocabulary = &focus.document.pack.vocabulary;
    // "born in Chad (61%), Peru (44%)"
    let origins = |view: &View| {
        let mut hits = view.tagged.hits().iter();
        hits.any(|place| {
            let from = (place.start.saturating_sub(2)..place.start).any(|at| {
                let length = view.tagged.is_word(vocabulary, at, "people-from");
                length.is_some_and(|length| at + length == place.start)
            });
            place.class == Class::Place && from
        })
    };
    if origins(focus.view) {
        return false;
    }
    let hundred = Decimal::from(100);
    let mut sum = Decimal::ZERO;
    for view in views.get(low..high).unwrap_or(&[]) {
        for number in view.tagged.numbers() {
            let (from, _) = number.with_bound;
            let value = number
                .quantity
                .value
                .filter(|value| *value <= hundred && number.quantity.kind == Kind::Percent);
            if let Some(value) = value
                && country_before(focus, view, from).is_some()
            {
                sum = sum.checked_add(value).unwrap_or(hundred);
            }
        }
    }
    sum > hundred
}

/// Whether a number of the sentence counts people of one country for another: "Qatar holds 439",
/// behind or with "Indian prisoners".
fn counts_one_group(focus: &Focus) -> bool {
    let tagged = focus.tagged();
    let numbers = tagged.numbers_within(focus.bounds.span);
    let quantities = || {
        let all = numbers.iter();
        all.filter(|number| number.taken_for == TakenFor::Quantity)
            .map(|number| number.tokens)
    };
    let of_one = |end: usize| {
        tagged.of(Class::Group).iter().any(|group| {
            let group_of = group.group.as_ref().map(|group| &group.who);
            matches!(group_of, Some(Who::Of(_))) && group.start == end && group.end <= focus.from
        })
    };
    let holds = |start: usize| holder(focus, start).is_some();
    quantities().any(|(_, end)| of_one(end)) && quantities().any(|(start, _)| holds(start))
}

/// Whether a country word stands for its people here: no preposition of place before it, no institution after it.
fn as_people(focus: &Focus, hit: &Hit) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let before = |id: &str| {
        let back = usize::from(hit.start > 0 && tagged.word(hit.start - 1) == "the");
        (hit.start.saturating_sub(3)..hit.start.saturating_sub(back)).any(|at| {
            tagged
                .is_word(vocabulary, at, id)
                .is_some_and(|length| at + length + back == hit.start)
        })
    };
    // "in Luxembourg": the adjective is spelt like the name.
    let name = tagged
        .hits()
        .every(vocabulary, hit.start)
        .any(|other| other.end == hit.end && other.part == Part::Label);
    // "the Western District"
    let in_name = tagged.written(hit.end).starts_with(char::is_uppercase);
    // "ahead of Poland (641)"
    let bracketed = hit.end + 1 == focus.from && tagged.written(hit.end) == "(";
    // "New Mexico"
    let longer = tagged
        .hits()
        .between(hit.start.saturating_sub(2), hit.end)
        .iter();
    let part = longer.into_iter().any(|other| {
        other.class == Class::Place && other.start < hit.start && other.end >= hit.end
    });
    if part {
        false
    } else if name {
        bracketed || !before("where")
    } else {
        !in_name && tagged.is_word(vocabulary, hit.end, "institution").is_none()
    }
}

/// A country word as the name of its people.
pub(super) fn people_of(focus: &Focus, hit: &Hit) -> Option<Phrase<Group>> {
    let country = focus.document.pack.vocabulary.concept_at(hit.concept);
    let group = Group {
        basis: Some(ConceptId::new("nationality")),
        who: Who::Of(country.id.clone()),
        ..Group::everyone()
    };
    phrase(
        focus,
        focus.block,
        (hit.start, hit.end),
        From::Stretch,
        group,
    )
}

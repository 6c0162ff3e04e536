//! Whether a place in the text is where something was counted, and not where
//! people come from, where somebody speaks or a part of a name.

use crate::{
    claim::{
        document::{Document, View},
        sites::{Site, Unnamed},
    },
    language::{quantity::TakenFor, tag::Tag},
    vocabulary::{Class, ConceptId, Part, TokenKind},
};

/// Most tokens from a word of speaking to where it is done: "told reporters in".
const AUDIENCE: usize = 9;

/// Most tokens between "the lowest" and "in Europe".
const TO_SUPERLATIVE: usize = 3;

/// Most tokens of a local chief and the word to the place: "attorney general of".
const CHIEF: usize = 4;

/// Whether a place is where something was counted, and not where people come
/// from, where somebody speaks or a part of a name.
pub(in crate::claim) fn counted_there(document: &Document, view: &View, site: &Site) -> bool {
    let tagged = &view.tagged;
    let tag = &site.tag;
    let vocabulary = &document.pack.vocabulary;
    let next = |id: &str| tagged.is_word(vocabulary, tag.end, id).is_some();
    if site.unnamed == Some(Unnamed::Everywhere) {
        return true;
    }
    // "the Council of Europe", "the rape capital of Europe"
    let names = |at: usize| {
        let length = tagged.is_word(vocabulary, at, "no-place-of");
        length.is_some_and(|length| at + length == tag.start)
    };
    if next("scholar")
        || next("field-office")
        || next("place-left-out")
        || next("newspaper-name")
        || is_hyphened(document, view, tag)
        || is_compared_range(document, view, tag)
        || (site.unnamed.is_none() && is_far_range(document, view, tag))
        || (tag.start.saturating_sub(3)..tag.start).any(names)
        || in_a_pair(view, tag)
        || seats_a_body(document, view, tag)
        || is_metonym(document, view, tag)
        || names_speaker(document, view, tag)
        || beside_number(document, view, tag)
        || (next("ranks-on-list") && has_own_people(view, tag))
        || (site.unnamed.is_some() && is_gone_to(document, view, tag))
    {
        return false;
    }
    // "not citizens of this country"
    let nation = || {
        let low = tag.start.saturating_sub(2);
        (low..tag.start)
            .any(|at| tagged.is_word(vocabulary, at, "people-from") == Some(tag.start - at))
    };
    if site.unnamed == Some(Unnamed::Country) && nation() {
        return false;
    }
    if site.unnamed.is_some() {
        return of_what_is_counted(document, view, site);
    }
    if tag.part != Part::Label && !is_name_too(view, tag) {
        let name = tagged.written(tag.end).starts_with(char::is_uppercase);
        let shouted = tagged.written(tag.start).chars().all(char::is_uppercase);
        // "Irish prisons", and not "the Irish Prison Service"
        return (next("institution-name") || next("institution")) && (!name || shouted);
    }
    let back = usize::from(tag.start > 0 && tagged.word(tag.start - 1) == "the");
    let start = tag.start - back;
    // "a report from Tyrol"
    let report = |name: &&Tag| document.attribute(name, "kind") == Some("document");
    let speakers = tagged.of(Class::Speaker).iter().filter(report);
    let after_data = tagged
        .of(Class::Source)
        .iter()
        .chain(speakers)
        .any(|source| source.end + 1 == start);
    let of_speaker = !after_data && seat_of_speaker(document, view, tag, start);
    if of_speaker || is_surname(document, view, tag) {
        return false;
    }
    // "freed from California jails", "on to Britain's streets", "from Oklahoma bookings"
    let owner = usize::from(matches!(tagged.written(tag.end), "'" | "’"));
    let noun = tag.end + owner + usize::from(owner == 1 && tagged.word(tag.end + 1) == "s");
    let is = |id: &str| tagged.is_word(vocabulary, noun, id).is_some();
    let counted = [Class::Measure, Class::Offence]
        .into_iter()
        .flat_map(|class| tagged.of(class))
        .any(|other| other.start == noun && other.part != Part::Verb);
    let held = is("institution") || is("place-of-detention") || is("place-level") || counted;
    let whence = || !held && whence(document, view, start);
    after_data || !(said_there(document, view, tag, start) || whence())
}

/// "Peru tops the list: 40 Peruvian men": the sentence tells the same country's people.
fn has_own_people(view: &View, tag: &Tag) -> bool {
    let sentence = view.sentence_of(tag.start);
    let sentence = sentence.and_then(|at| view.sentences.get(at));
    sentence.is_some_and(|sentence| {
        let mut behind = view.tagged.hits().between(tag.end, sentence.high).iter();
        behind.any(|hit| Some(hit.concept) == tag.concept && hit.part != Part::Label)
    })
}

/// "Luxembourg" is a name and an adjective.
fn is_name_too(view: &View, tag: &Tag) -> bool {
    let mut hits = view.tagged.hits().at(tag.start).iter();
    hits.any(|hit| hit.class == Class::Place && hit.end == tag.end && hit.part == Part::Label)
}

/// "The Lund Institute, a think tank in Malmö, found": an apposition that tells where a body sits.
fn seats_a_body(document: &Document, view: &View, tag: &Tag) -> bool {
    const LONGEST: usize = 8;
    let tagged = &view.tagged;
    let is = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id).is_some();
    let low = tag.start.saturating_sub(LONGEST);
    let Some(comma) = (low..tag.start).rfind(|at| tagged.written(*at) == ",") else {
        return false;
    };
    let name = comma.checked_sub(1);
    let named = name.is_some_and(|at| tagged.written(at).starts_with(char::is_uppercase));
    let plain = [Class::Group, Class::Measure, Class::Offence]
        .into_iter()
        .all(|class| tagged.within(class, comma, tag.end).is_empty());
    let counts = !tagged
        .numbers_within(tagged.token_span(comma, tag.start))
        .is_empty();
    let closed = tagged.written(tag.end) == ",";
    let located = tag.start > comma + 2 && is(tag.start - 1, "where");
    named && is(comma + 1, "one-of-them") && located && closed && plain && !counts
}

/// "Lund & Berg (2019)", "Stateless/Palestine", "Malmö / Copenhagen"
fn in_a_pair(view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let before = tag.start.checked_sub(1);
    // "Sweden/Study finds a gap" is of Sweden.
    let mut places = tagged.of(Class::Place).iter();
    let mut or_there = || places.any(|other| other.start == tag.end + 1);
    tagged.written(tag.end) == "&"
        || (tagged.written(tag.end) == "/" && or_there())
        || before.is_some_and(|at| matches!(tagged.written(at), "&" | "/"))
}

/// "crossed the border", "left the country": where people go, or where they go from.
fn is_gone_to(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let goes = |at: usize| {
        tagged
            .is_word(&document.pack.vocabulary, at, "goes-to")
            .is_some()
    };
    let back = usize::from(tag.start > 0 && tagged.word(tag.start - 1) == "the");
    (tag.start - back).checked_sub(1).is_some_and(goes)
}

/// "Ottawa says that …", "and Vienna looks away": a government by its town.
fn is_metonym(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let is = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    // "whatever Brussels says", and not "police in Brussels say", "the Utah state jails"
    let other = ["where", "whence", "definite-article"];
    let subject = tag.start.checked_sub(1).is_none_or(|at| {
        let name = tagged.written(at).starts_with(char::is_uppercase);
        !name && !other.into_iter().any(|id| is(at, id))
    });
    // "Texas reported 7,466", "Italy counted these prisoners": what it counts itself.
    let counts = tagged.is_word(vocabulary, tag.end, "counts-itself");
    let counted = counts.is_some_and(|length| {
        let at = tag.end + length;
        starts_number(view, at) || is_country(document, tag) && !is(at, "saying-complement")
    });
    let says = tagged.within(Class::Speech, tag.end, tag.end + 3);
    let says = says.iter().any(|speech| speech.start == tag.end);
    subject && !counted && (says || is(tag.end, "government-does"))
}

/// "Ada Lund", "Operation Harrow": the last word of another name.
fn is_surname(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let Some(before) = tag.start.checked_sub(1) else {
        return false;
    };
    let word = tagged
        .row
        .get(before)
        .is_some_and(|token| token.kind == TokenKind::Word);
    let first = view
        .sentence_of(before)
        .and_then(|at| view.sentences.get(at))
        .is_some_and(|sentence| sentence.low == before);
    let capital = tagged.written(before).starts_with(char::is_uppercase);
    let unknown = !tagged.hits().knows(before) && (!first || tag.end - tag.start == 1);
    let titled = tagged
        .is_word(&document.pack.vocabulary, before, "no-place-name")
        .is_some();
    word && capital && (unknown || titled)
}

/// "the ministry in Stuttgart said": where somebody has an office. But what "police in Essen
/// counted" is of Essen.
fn seat_of_speaker(document: &Document, view: &View, tag: &Tag, start: usize) -> bool {
    let tagged = &view.tagged;
    let is = |at: usize, id: &str| tagged.is_word(&document.pack.vocabulary, at, id).is_some();
    // "the sheriff of Harmon County said"
    let of_place = start > 1 && is(start - 1, "share-of") && is(start - 2, "local-chief");
    // "the ministry in Ankara counted": where a government sits, and not what it governs.
    if start > 1 && is(start - 1, "where") && is(start - 2, "national-body") {
        return !of_place && tagged.word(start - 1) != "of";
    }
    // "officials in Leinster counted": a part of a country is where its own people count.
    // What "police in Essen" say is of Essen too.
    let abroad = || is_country(document, tag) && is(start - 2, "authority-of-country");
    let authority = start > 1 && (is(start - 2, "authority-name") || abroad());
    let counts = || in_a_country(document, tag) && is(tag.end, "counts-itself");
    if of_place || authority || counts() {
        return false;
    }
    let speaks = tagged
        .of(Class::Speech)
        .iter()
        .any(|speech| speech.start == tag.end);
    speaks
        && start > 1
        && tagged
            .of(Class::Speaker)
            .iter()
            .any(|name| name.end + 1 == start)
}

/// "Statistics Denmark", "a Leeds study", "an Oslo newspaper": a part of who says it. But
/// the figures of "the Berlin police" are Berlin's.
pub(super) fn names_speaker(document: &Document, view: &View, tag: &Tag) -> bool {
    let counts = |at: usize| {
        let vocabulary = &document.pack.vocabulary;
        view.tagged
            .is_word(vocabulary, at, "institution-name")
            .is_some()
    };
    view.tagged.of(Class::Speaker).iter().any(|name| {
        let inside = name.start <= tag.start && tag.end <= name.end;
        let kind = document.attribute(name, "kind");
        let speaks = matches!(kind, Some("document" | "media"));
        let named = is_country(document, tag) && !counts(tag.end);
        (inside && name.end - name.start > 1 && (named || speaks))
            || (name.start == tag.end && speaks)
    })
}

/// "Mexico 1,020", "Mexico (1,020)": a country in a list of origins.
fn beside_number(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let led = |id: &str| {
        (tag.start.saturating_sub(3)..tag.start)
            .any(|at| tagged.is_word(&document.pack.vocabulary, at, id).is_some())
    };
    let bracketed =
        tagged.written(tag.end) == "(" && starts_number(view, tag.end + 1) && !led("located-in");
    let bare = is_country(document, tag) && starts_number(view, tag.end) && !led("where");
    let at_home = !is_country(document, tag) && in_a_country(document, tag);
    (bracketed && !at_home) || bare
}

/// Whether a tag names a part of a country: "Tyrol (1,020)" is where, "Morocco (1,020)" who.
pub(super) fn in_a_country(document: &Document, tag: &Tag) -> bool {
    let id = document.id(tag);
    id.is_some_and(|id| document.pack.vocabulary.country_of(&id).is_some())
}

/// "Sudan-born 780": a part of a longer word.
fn is_hyphened(document: &Document, view: &View, tag: &Tag) -> bool {
    let word = view
        .tagged
        .is_word(&document.pack.vocabulary, tag.end + 1, "place-compound");
    let joined = |at: usize| view.tagged.row.get(at).is_some_and(|token| token.joined);
    word.is_some() && view.tagged.written(tag.end) == "-" && joined(tag.end) && joined(tag.end + 1)
}

/// "the lowest in Europe": among whom somebody is first, and not where.
fn is_compared_range(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let article = tag.start.checked_sub(1);
    let article = article.is_some_and(|at| word(at, "definite-article"));
    let Some(link) = (tag.start - usize::from(article)).checked_sub(1) else {
        return false;
    };
    let low = link.saturating_sub(TO_SUPERLATIVE);
    let wide = document.attribute(tag, "place") != Some("country") && !in_a_country(document, tag);
    wide && word(link, "located-in") && (low..link).any(|at| word(at, "superlative"))
}

/// "Asia gives almost half of the foreign total" in a draft about Finland: a part of the world that the draft's
/// country is no part of.
fn is_far_range(document: &Document, view: &View, tag: &Tag) -> bool {
    let vocabulary = &document.pack.vocabulary;
    let wide = !is_country(document, tag) && !in_a_country(document, tag);
    let host = document.host.as_ref().filter(|_| wide);
    let is_far = |(host, range): (_, ConceptId)| !vocabulary.is_within(host, &range);
    // "In Africa 9 per cent of the prisoners are foreigners"
    let located = (tag.start.saturating_sub(2)..tag.start)
        .any(|at| view.tagged.is_word(vocabulary, at, "where").is_some());
    host.zip(document.id(tag)).is_some_and(is_far) && !located
}

/// Whether a tag names a country.
fn is_country(document: &Document, tag: &Tag) -> bool {
    document.attribute(tag, "place") == Some("country")
}

/// Whether a number that is no year stands at a token.
fn starts_number(view: &View, at: usize) -> bool {
    let tagged = &view.tagged;
    let number = tagged
        .row
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Number);
    let year = || tagged.of(Class::Period).iter().any(|year| year.start == at);
    number && !year()
}

/// "murders in the country", and not "who live outside the country" or "here illegally": the
/// words for an unnamed place hang on to what is counted, or open their statement.
fn of_what_is_counted(document: &Document, view: &View, site: &Site) -> bool {
    let tag = &site.tag;
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    let name = tagged
        .of(Class::Speaker)
        .iter()
        .any(|name| name.start <= tag.end && tag.end < name.end);
    let goes_on = tagged.word(tag.end) == "of"
        || word(tag.end, "body-behind-place")
        || word(tag.end, "institution")
        || word(tag.end, "place-level");
    // "in federal court for murder"
    let offence = tagged.within(Class::Offence, tag.end + 1, tag.end + 3);
    // "there are 600,000 people in this country illegally with criminal records"
    let first = view.sentence_of(tag.start);
    let first = first.and_then(|at| view.sentences.get(at));
    let low = first.map_or(0, |sentence| sentence.low);
    let there_are = (low..tag.start).any(|at| word(at, "there-are"));
    let how = word(tag.end, "present-how") && offence.is_empty() && !there_are;
    // "the sheriff of this county", "attorney general of this state"
    let chief = |at: usize| {
        let end = tagged
            .is_word(vocabulary, at, "local-chief")
            .map(|length| at + length);
        end.is_some_and(|end| end + 1 == tag.start && word(end, "share-of"))
    };
    if (tag.start.saturating_sub(CHIEF)..tag.start).any(chief) {
        return true;
    }
    if name || goes_on || how {
        return false;
    }
    if matches!(tagged.written(tag.end), "'" | "’") {
        return owns_what_is_counted(view, tag.end);
    }
    let Some(link) = tag.start.checked_sub(1) else {
        return true;
    };
    // "Last year the county freed 300": it counts what it did itself.
    if acts(document, view, tag) {
        return true;
    }
    let Some(before) = link.checked_sub(1) else {
        return word(link, "located-in");
    };
    if tagged
        .row
        .get(before)
        .is_none_or(|token| token.kind == TokenKind::Mark)
    {
        return true;
    }
    let removed = (tag.start.saturating_sub(4)..tag.start)
        .any(|at| tagged.is_word(vocabulary, at, "removed-from") == Some(tag.start - at));
    let counted = [
        Class::Measure,
        Class::Offence,
        Class::Person,
        Class::Group,
        Class::Period,
    ]
    .into_iter()
    .flat_map(|class| tagged.of(class))
    .any(|other| other.end == link);
    // "federal courts sentenced"
    let acts = tagged.of(Class::Measure).iter();
    let acts = acts.into_iter().any(|measure| measure.start == tag.end);
    // "0.4 per cent of the country"
    let share = tagged.row.get(before).is_some_and(|token| {
        let mut near = tagged.numbers_within(token.span()).iter();
        near.any(|number| number.taken_for == TakenFor::Quantity)
    });
    // "people who live in the country", but also "in the hostels they live in"
    let dwells = site.unnamed != Some(Unnamed::Part) && word(before, "dwelling");
    // "released into our communities", "sent to federal prisons"
    let brought = site.unnamed == Some(Unnamed::Part)
        && (tag.start.saturating_sub(2)..tag.start)
            .any(|at| tagged.is_word(vocabulary, at, "brought-to") == Some(tag.start - at));
    counted || acts || removed || share || brought || (word(link, "located-in") && !dwells)
}

/// "the state found", "the county has handed over": a verb of doing stands behind, not of saying.
fn acts(document: &Document, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id);
    let verb = tag.end + word(tag.end, "has-done").unwrap_or(0);
    let says = tagged.of(Class::Speech).iter();
    let says = says.into_iter().any(|speech| speech.start == verb);
    let measure = tagged.of(Class::Measure).iter();
    let done = measure
        .into_iter()
        .any(|measure| measure.start == verb && measure.part == Part::Verb);
    !says && (done || word(verb, "does-itself").is_some())
}

/// "the county's robberies", and not "the county's sheriff".
fn owns_what_is_counted(view: &View, mark: usize) -> bool {
    const SPEAKS: usize = 6;
    const OWNED: usize = 10;
    let tagged = &view.tagged;
    let near = |class: Class, length: usize| {
        let end = tagged.row.len().min(mark + length);
        !tagged.within(class, mark, end).is_empty()
    };
    !near(Class::Speaker, SPEAKS)
        && !near(Class::Source, SPEAKS)
        && [Class::Measure, Class::Offence, Class::Person, Class::Group]
            .into_iter()
            .any(|class| near(class, OWNED))
}

/// "she said in Mainz": where somebody speaks.
fn said_there(document: &Document, view: &View, tag: &Tag, start: usize) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    // "people reported in Bremen"
    let told_of = |speech: &Tag| {
        [Class::Group, Class::Person, Class::Offence, Class::Measure]
            .into_iter()
            .flat_map(|class| tagged.of(class))
            .any(|other| other.end == speech.start)
    };
    let Some(link) = start.checked_sub(1) else {
        return false;
    };
    if tagged.is_word(vocabulary, link, "where").is_none() {
        return false;
    }
    // "told reporters in Stuttgart": nothing that is counted stands between.
    let counts = |low: usize| {
        [Class::Group, Class::Person, Class::Offence, Class::Measure]
            .into_iter()
            .any(|class| !tagged.within(class, low, link).is_empty())
    };
    let closes = tagged.row.get(tag.end);
    let closes =
        closes.is_none_or(|token| token.kind == TokenKind::Mark) || mention_follows(view, tag.end);
    let speaks = (start.saturating_sub(AUDIENCE)..link)
        .any(|at| tagged.is_word(vocabulary, at, "speaks-there").is_some() && !counts(at));
    // "Speaking in Reno the candidate said"
    let beside = link
        .checked_sub(1)
        .is_some_and(|at| tagged.is_word(vocabulary, at, "speaks-there").is_some());
    let mut speeches = tagged.of(Class::Speech).iter();
    (closes && speaks)
        || beside
        || speeches.any(|speech| speech.end + 1 == start && !told_of(speech))
}

/// Whether a time stands at a token, with or without its preposition: "in Halle on Tuesday".
fn mention_follows(view: &View, at: usize) -> bool {
    let mut times = view.tagged.of(Class::Period).iter();
    times.any(|time| time.start == at || time.start == at + 1)
}

/// "from Chad", "from newer EU states": where people come from.
fn whence(document: &Document, view: &View, start: usize) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &document.pack.vocabulary;
    let word = |at: usize, id: &str| tagged.is_word(vocabulary, at, id).is_some();
    // "deported to Jamaica", "moved to prisons in Kosovo"
    let institution = |at: usize| word(at, "institution") || word(at, "place-of-detention");
    let sent_to = |at: usize| word(at, "destination");
    let within = start > 2 && word(start - 1, "located-in") && institution(start - 2);
    // "sent to prison in Norway": no journey.
    let stage = |tag: &Tag| tag.start + 3 < start && tag.end + 1 == start;
    let within = within && !tagged.of(Class::Measure).iter().any(stage);
    // "those who came to Sweden" are counted there.
    let came = start > 1 && word(start - 2, "arrival");
    if start > 0 && sent_to(start - 1) && !came || within && sent_to(start - 3) {
        return true;
    }
    let left = (start.saturating_sub(4)..start).any(|at| {
        tagged
            .is_word(vocabulary, at, "removed-from")
            .is_some_and(|length| at + length == start)
    });
    // "the foreign-born in Oslo"
    let hyphened = |at: usize| at > 0 && tagged.written(at - 1) == "-";
    !left
        && (start.saturating_sub(3)..start).any(|at| {
            tagged
                .is_word(vocabulary, at, "whence")
                .filter(|_| !hyphened(at))
                .is_some_and(|length| {
                    let end = at + length;
                    end == start || (end + 1 == start && !tagged.hits().knows(end))
                })
        })
}

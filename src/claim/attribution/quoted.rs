//! Speakers that stand outside a figure's sentence: whose quotation it is, who
//! has the floor in a dialogue, and whom a pronoun points back to.

use super::super::{document::Sentence, focus::Focus};
use super::ground::{Ground, Range};
use super::named::Role;
use super::saying::{Saying, sayings};
use super::subject::Subject;
use crate::{
    language::{quotation::QuotationKind, tag::Tag},
    vocabulary::Class,
};

/// How many blocks a speech may run over before or after its attribution.
const SPEECH_BLOCKS: usize = 12;
/// How many blocks back a pronoun's speaker may stand.
const PRONOUN_BLOCKS: usize = 4;
/// Most words of the name that opens a turn in a dialogue.
const FLOOR_WORDS: usize = 6;

/// Most tokens of a label that tells in what office, where and when somebody speaks.
const LABEL_WORDS: usize = 24;

/// A block and a noun phrase in it.
type Place = (usize, Range);

/// Whose words the quotation with this index is.
pub(super) fn speaker(ground: Ground, all: &[Saying], quotation: usize) -> Option<Place> {
    let span = ground.view.quotations.get(quotation)?.span;
    let (low, high) = ground.tagged().token_range(span);
    let outside = || all.iter().filter(|saying| saying.inside.is_none());
    let here = ground.view.sentence_of(low);
    let bounds = here.and_then(|index| ground.view.sentences.get(index));
    // "The “ten times more” of the leaflet …": a part of a sentence, which the next one does not tell of.
    let part = bounds.is_some_and(|bounds| low > bounds.low + 1 && high + 1 < bounds.high);
    let own = |saying: &&Saying| Some(saying.sentence) == here;
    let apart = |saying: &Saying| (high..saying.verb.0).any(|at| ground.mark(at) == Some(";"));
    let after = outside()
        .find(|saying| saying.verb.0 >= high && adjoins(high, saying) && saying.role != Role::Data)
        // "According to the mayor it is “half”; according to the police, 12."
        .filter(|saying| !apart(saying))
        // "“Half are foreign”: the office counted 12."
        .filter(|saying| saying.back || !counts(ground, saying.verb.1))
        .filter(|saying| !part || own(saying));
    let leads = |saying: &&Saying| {
        saying.verb.1 <= low && leads_in(ground, saying, low) && saying.role != Role::Data
    };
    // "The chairman said that, according to the office, “…”": the outer one speaks.
    let before = outside()
        .rfind(|saying| leads(saying) && !saying.aside)
        .or_else(|| outside().rfind(leads));
    let earlier = || outside().rfind(|saying| saying.verb.1 <= low && speaks(saying));
    let later = || {
        let found = outside().find(|saying| saying.verb.0 >= high && speaks(saying));
        let found = found.filter(|saying| saying.back || !counts(ground, saying.verb.1));
        found.filter(|saying| !part || own(saying))
    };
    // "The mayor told the council that “…”. Police say …": the one in its own sentence.
    let first = after.filter(own).or(before.filter(own));
    if first.is_none()
        && let Some(range) = signed(ground, high).or_else(|| presented(ground, low))
    {
        return Some((ground.block, range));
    }
    if let Some(found) = first
        .or(after)
        .or(before)
        .or_else(earlier)
        .and_then(|saying| super::resolve(ground, saying))
    {
        return Some(found);
    }
    let first = ground
        .view
        .quotations
        .iter()
        .position(|one| one.kind == QuotationKind::Speech);
    let opens = first == Some(quotation) && low <= 1;
    let back = || opens.then(|| over_blocks(ground, true)).flatten();
    let own_later = || later().and_then(|saying| super::resolve(ground, saying));
    let closes = ground.tagged().row.len() <= high + 2;
    let onward = || closes.then(|| over_blocks(ground, false)).flatten();
    back().or_else(own_later).or_else(onward)
}

/// "“…” – radio host, Leeds", "“…,” a rail worker on television.", "“…” (flyer, 2004)": who is named without a verb
/// behind a quotation that ends before token `high`.
fn signed(ground: Ground, high: usize) -> Option<Range> {
    let mark = |at: usize| ground.mark(at);
    let close =
        (high..high + 2).find(|at| mark(*at).is_none_or(|mark| !"”\"’'.,»".contains(mark)))?;
    let signs = matches!(mark(close), Some("–" | "—" | "-" | "(" | "~"));
    let comma = (high.saturating_sub(2)..close).any(|at| ground.is_comma(at));
    let low = close + usize::from(signs);
    if !signs && !comma {
        return None;
    }
    let sentence = *ground.view.sentences.get(ground.view.sentence_of(low)?)?;
    let end = (low..sentence.high)
        .find(|at| matches!(mark(*at), Some(")" | "." | ";")))
        .unwrap_or(sentence.high);
    let verb = (low..end).any(|at| {
        let stop = ground.has(at, "phrase-stop") && !ground.capital(at);
        stop || ground.quantity_at(at).is_some() || matches!(mark(at), Some("“" | "\"" | ":" | "?"))
    });
    let said = !ground.tagged().within(Class::Speech, low, end).is_empty();
    let range = ground.phrase_after(low, sentence, false)?;
    // What hangs on to the name has no verb of its own: "a rail worker on television".
    let whole = range.1 >= end
        || ground.is_comma(range.1)
        || ground.has(range.1, "phrase-preposition")
        || ground.tag_starting(Class::Period, range.1).is_some();
    let somebody = ground.is_known(range, sentence) || ground.may_speak(range);
    let named = somebody && ground.role(range) != Role::Data && !ground.is_empty_word(range);
    (named && whole && !verb && !said && !ground.has(low, "phrase-preposition")).then_some(range)
}

/// "The party's leaflet asks residents: “…”", "A deputy's newsletter, May: “…”": who opens the sentence that leads
/// with a colon to the quotation at token `low`, whatever the verb.
fn presented(ground: Ground, low: usize) -> Option<Range> {
    let colon = (low.saturating_sub(2)..low).find(|at| ground.mark(*at) == Some(":"))?;
    let sentence = *ground.view.sentences.get(ground.view.sentence_of(colon)?)?;
    let quantity = (sentence.low..colon).any(|at| ground.quantity_at(at).is_some());
    let (start, end) = ground.phrase_after(sentence.low, sentence, false)?;
    let end = ground.head_end((start, end.min(colon)));
    let tag = ground.tagged().within(Class::Speaker, start, end).last()?;
    let high = (tag.end..end)
        .find(|at| !ground.capital(*at))
        .unwrap_or(end);
    // "CHAIR: “…”" is a turn.
    let told = ground.has(start, "phrase-determiner") || high < colon;
    let range = (start, high);
    let study = ground.document.attribute(tag, "data") == Some("true");
    (told && !quantity && !study && ground.role(range) != Role::Data).then_some(range)
}

/// Whether a figure stands at a token or hardly behind it.
fn counts(ground: Ground, at: usize) -> bool {
    (at..at + 3).any(|at| ground.quantity_at(at).is_some())
}

fn speaks(saying: &Saying) -> bool {
    saying.role == Role::Actor || matches!(saying.subject, Subject::Pronoun { .. })
}

/// Whether a saying follows a quotation that ends before token `high`, with no other quotation between.
fn adjoins(high: usize, saying: &Saying) -> bool {
    let start = match saying.subject {
        Subject::Named((low, _)) if low >= high => low.min(saying.verb.0),
        _ => saying.verb.0,
    };
    start - high <= 4
}

/// "He said: “…": whether a saying leads in to the words at token `low`.
fn leads_in(ground: Ground, saying: &Saying, low: usize) -> bool {
    let same = ground
        .view
        .sentences
        .get(saying.sentence)
        .is_some_and(|sentence| low <= sentence.high + 1);
    let other = ground.view.quotations.iter().any(|one| {
        let (from, to) = ground.tagged().token_range(one.span);
        one.kind == QuotationKind::Speech && saying.verb.1 <= from && to < low
    });
    same && !other
}

/// The attribution of a speech that runs over several blocks.
fn over_blocks(ground: Ground, back: bool) -> Option<Place> {
    let mut block = ground.block;
    for _ in 0..SPEECH_BLOCKS {
        block = if back {
            block.checked_sub(1)?
        } else {
            block + 1
        };
        let there = Ground::new(ground.document, block)?;
        let all = sayings(there);
        let mut outside = all
            .iter()
            .filter(|saying| saying.inside.is_none() && speaks(saying));
        let found = if back {
            outside.next_back()
        } else {
            outside.next()
        };
        if let Some(saying) = found {
            return super::resolve(there, saying);
        }
        let quoted = there
            .view
            .quotations
            .iter()
            .any(|one| one.kind == QuotationKind::Speech);
        if !quoted {
            return floor(there, usize::MAX);
        }
    }
    None
}

/// Whom "he" or "it" at token `at` points back to: the last speaker named before.
pub(super) fn antecedent(ground: Ground, at: usize, person: bool) -> Option<Place> {
    let thing = ground.has(at, "saying-it");
    for back in 0..=PRONOUN_BLOCKS {
        let block = ground.block.checked_sub(back)?;
        let there = Ground::new(ground.document, block)?;
        let end = if back == 0 { at } else { usize::MAX };
        let all = sayings(there);
        let said = all.iter().rev().find_map(|saying| match saying.subject {
            Subject::Named(range)
                if range.1 <= end
                    && saying.inside.is_none()
                    && fits(there, range, person, thing) =>
            {
                Some(range)
            }
            _ => None,
        });
        let named = named_before(there, end, person);
        if let Some(range) = said.or(named) {
            return Some((block, range));
        }
    }
    None
}

/// "The office sent a letter. It lists …": the paper or data that the sentence before names
/// last, or has for its subject.
pub(super) fn last_paper(ground: Ground, sentence: usize, subject: bool) -> Option<Place> {
    let before = *ground.view.sentences.get(sentence.checked_sub(1)?)?;
    let tagged = ground.tagged();
    let papers = tagged
        .within(Class::Speaker, before.low, before.high)
        .iter();
    let papers = papers.filter(|tag| ground.document.attribute(tag, "kind") == Some("document"));
    let data = tagged.within(Class::Source, before.low, before.high).iter();
    // A report that draws on data is what speaks.
    let tag = papers.max_by_key(|tag| tag.end);
    let tag = tag.or_else(|| data.max_by_key(|tag| tag.end))?;
    let article = || ground.article_before(tag.start, before);
    let low = article()
        .or_else(|| Some(ground.phrase_before(tag.end, before)?.0))
        .map_or(tag.start, |low| low.min(tag.start));
    // "The reply is four pages long. It says …"
    let near = tag.start <= before.low + FLOOR_WORDS;
    // "The institute looked at records. It says …"
    let governed = low > before.low && ground.has(low - 1, "phrase-preposition");
    (!subject || near && !governed).then_some((ground.block, (low, tag.end)))
}

/// "Her officers arrested 300.", "He was less sure of the rest. Last year 300 …": the person who spoke before and
/// whom the figure's sentence, or the one before it, opens with.
pub(super) fn taken_up(focus: &Focus, ground: Ground) -> Option<Place> {
    let counts = |sentence: &Sentence| {
        (sentence.low..sentence.high).any(|at| ground.quantity_at(at).is_some())
    };
    let sentences = &ground.view.sentences;
    let own = ground.has(focus.bounds.low, "saying-possessive");
    let before = || {
        let sentence = sentences.get(focus.sentence.checked_sub(1)?)?;
        let person = ground.has(sentence.low, "saying-person-pronoun");
        (person && !counts(sentence)).then_some(sentence.low)
    };
    let at = own.then_some(focus.bounds.low).or_else(before)?;
    antecedent(ground, at, true)
}

/// Whether a pronoun that stands for a person, or for a thing alone, may stand for a phrase.
fn fits(ground: Ground, range: Range, person: bool, thing: bool) -> bool {
    let one = || {
        let head = ground.head(range);
        ground.is_person(range) || head.is_some_and(|tag| ground.is_person_word(tag))
    };
    // "All 43 forces answered. He said": no body is a he or she.
    let body = || ground.head(range).is_some() && !one();
    let somebody = || ground.role(range) == Role::Actor && !body();
    !(person && !somebody() || thing && one())
}

/// The last person, or body or document, that the text before token `end` names.
fn named_before(ground: Ground, end: usize, person: bool) -> Option<Range> {
    let tagged = ground.tagged();
    let end = end.min(tagged.row.len());
    let tag = tagged
        .within(Class::Speaker, 0, end)
        .iter()
        .rev()
        .find(|tag| {
            let quoted = ground
                .view
                .quotations
                .iter()
                .any(|one| one.kind == QuotationKind::Speech && one.span.overlaps(tag.span));
            ground.is_person_word(tag) == person && !quoted
        })?;
    let index = ground.view.sentence_of(tag.start)?;
    let sentence = *ground.view.sentences.get(index)?;
    // "I talked to a sheriff"
    let low = ground
        .article_before(tag.start, sentence)
        .or_else(|| Some(ground.phrase_before(tag.end, sentence)?.0.min(tag.start)))
        .unwrap_or(tag.start);
    // "Inspector Paul Remy": a name after the title.
    let high = ground
        .phrase_after(tag.start, sentence, false)
        .map_or(tag.end, |range| range.1.max(tag.end));
    let high = (tag.end..high)
        .find(|at| !ground.capital(*at))
        .unwrap_or(high);
    Some((low, high))
}

/// The speaker whose name and a colon open the sentence, or the turn it stands in.
pub(super) fn floor(ground: Ground, sentence: usize) -> Option<Place> {
    let last = sentence.min(ground.view.sentences.len().checked_sub(1)?);
    (0..=last).rev().find_map(|index| {
        let bounds = *ground.view.sentences.get(index)?;
        let skip = (bounds.low..bounds.high)
            .find(|at| ground.mark(*at).is_none())
            .unwrap_or(bounds.low);
        let end = bounds.high.min(skip + LABEL_WORDS);
        let colon = (skip..end).find(|at| ground.mark(*at) == Some(":"))?;
        let spoken = ground.quantity_at(skip).is_none() && ground.tagged().row.len() > colon + 1;
        let near = colon < skip + FLOOR_WORDS + 3;
        let turn = || near && opens_turn(ground, (skip, colon), index == 0, index == last);
        let label = titled_label(ground, skip, colon);
        let found = label.or_else(|| (skip < colon && turn()).then_some((skip, colon)));
        Some((ground.block, found.filter(|_| spoken)?))
    })
}

/// Whether the words before a colon name who speaks from there on.
fn opens_turn(ground: Ground, (skip, colon): Range, first: bool, own: bool) -> bool {
    let tagged = ground.tagged();
    let words: Vec<&str> = (skip..colon)
        .filter(|at| ground.mark(*at).is_none())
        .map(|at| tagged.written(at))
        .collect();
    // "CLAIM: 30 per cent. VERDICT: wrong."
    let shouted = is_shouted(&words) && dialogue(ground) && !ground.has(skip, "label-of-part");
    let paper = |tag: &Tag| ground.document.attribute(tag, "kind") == Some("document");
    let speakers = tagged.within(Class::Speaker, skip, colon);
    let titled = speakers.iter().any(|tag| !paper(tag));
    // "The statistics bureau: 4 per cent …"
    let body = own
        && ground.has(skip, "phrase-determiner")
        && ground
            .tag_ending(Class::Speaker, colon)
            .is_some_and(|tag| !paper(tag));
    let lord = ground
        .tag_starting(Class::Speaker, skip)
        .is_some_and(|tag| tag.end <= colon && is_titled(ground, tag));
    let capitals = words.len() > 1
        && words
            .iter()
            .all(|word| word.chars().next().is_some_and(char::is_uppercase));
    // "Ann Harper: There were …", as the minutes of a parliament have it.
    let opens = first
        && words.len() < 4
        && (skip..colon).all(|at| {
            let word = tagged.written(at);
            !word.chars().any(|c| c.is_ascii_digit())
                && word.contains(char::is_lowercase)
                && tagged
                    .hits()
                    .every(&ground.document.pack.vocabulary, at)
                    .all(|hit| {
                        hit.class == Class::Speaker || (hit.class == Class::Place && at > skip)
                    })
        });
    let places = tagged.within(Class::Place, skip, colon);
    let place = !lord && places.iter().any(|place| !opens || place.start == skip);
    let named = titled && (capitals || lord);
    let turn = !place && (shouted || named || (opens && capitals));
    turn || body
}

/// "Ann Harper, senator, on Radio Nord, 2 May: There were …": who speaks, where the words up to the colon tell
/// besides no more than in what office, where and when.
fn titled_label(ground: Ground, skip: usize, colon: usize) -> Option<Range> {
    let cut = (skip..colon).find(|at| ground.is_comma(*at))?;
    let tagged = ground.tagged();
    let clause = (cut..colon).any(|at| ground.has(at, "phrase-stop") && !ground.capital(at))
        || !tagged.within(Class::Speech, skip, colon).is_empty()
        || (skip..colon).any(|at| ground.quantity_at(at).is_some());
    let told = [Class::Group, Class::Measure, Class::Offence]
        .into_iter()
        .flat_map(|class| tagged.within(class, skip, colon))
        .any(|tag| ground.tag_over(Class::Speaker, tag.start).is_none());
    if clause || told {
        return None;
    }
    let head = (skip, cut);
    let when = (cut..colon).all(|at| {
        let digits = |word: &str| word.chars().all(|c| c.is_ascii_digit());
        let time = ground.tag_over(Class::Period, at).is_some();
        ground.mark(at).is_some() || time || digits(tagged.written(at))
    });
    let tag = tagged.within(Class::Speaker, skip, cut).last();
    let kind = tag.and_then(|tag| ground.document.attribute(tag, "kind"));
    let known = tag.is_some_and(|tag| (tag.end..cut).all(|at| ground.capital(at)));
    let speaks = match kind {
        // "Home Office, 2 May:" tells whose figures these are.
        Some("body") => known && !when,
        Some("document") | None => false,
        _ => known,
    };
    (speaks || ground.is_person(head) && !when).then_some(head)
}

/// "Lord Harper of Kettle", "The Secretary of State for Trade": a title or an office.
fn is_titled(ground: Ground, tag: &Tag) -> bool {
    matches!(ground.document.attribute(tag, "kind"), Some("title"))
}

fn is_shouted(words: &[&str]) -> bool {
    words
        .iter()
        .all(|word| word.chars().count() > 1 && !word.chars().any(char::is_lowercase))
}

/// Whether two or more turns of the block and its neighbours open with a name in capitals.
fn dialogue(ground: Ground) -> bool {
    let near = ground.block.saturating_sub(2)..ground.block + 3;
    let turns = near
        .filter_map(|block| Ground::new(ground.document, block))
        .flat_map(|there| {
            there.view.sentences.iter().filter(move |sentence| {
                let first = there.tagged().written(sentence.low);
                is_shouted(&[first])
                    && first.chars().all(char::is_alphabetic)
                    && (sentence.low + 1..sentence.low + FLOOR_WORDS)
                        .take_while(|at| *at < sentence.high)
                        .any(|at| there.mark(at) == Some(":"))
            })
        })
        .count();
    turns > 1
}

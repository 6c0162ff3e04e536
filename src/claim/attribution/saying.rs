//! The sayings of a block: each verb or phrase of saying with whom it names and
//! which way from it the words said may stand.

use super::super::document::Sentence;
use super::ground::{Ground, Range};
use super::named::Role;
use super::subject::Subject;
use crate::{
    language::{quotation::QuotationKind, tag::Tag},
    rules::Stance,
    vocabulary::Class,
};

/// Most tokens from a saying behind its figure to the next mark ("…, the mayor told a panel of peers.").
const TAIL: usize = 14;

/// How far behind "claimed" the things may stand ("claimed at least 600 lives"), in tokens.
const GOODS: usize = 6;

/// How much a verb of saying says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// Whoever stands beside it says something.
    Plain,
    /// Something is said only if the speaker is known.
    Weak,
    /// It tells what data or a paper hold ("the letter lists"), and so nobody says it.
    Holds,
}

/// A verb or phrase of saying with its subject.
#[derive(Debug, Clone, Copy)]
pub(in crate::claim) struct Saying {
    pub(super) sentence: usize,
    /// The verb's tokens.
    pub(super) verb: Range,
    pub(super) subject: Subject,
    pub(super) role: Role,
    /// Data that the verb has for an object ("pointed to figures").
    pub(super) object: Option<Range>,
    /// Whether words before it may be what is said.
    pub(super) back: bool,
    /// "according to", "citing": may stand inside another's saying.
    pub(super) aside: bool,
    /// The one quantity that it hangs on to ("the 30 per cent the mayor spoke of"), by its last token.
    pub(super) only: Option<usize>,
    /// Which of the block's direct quotations it stands in.
    pub(super) inside: Option<usize>,
    /// How much its verb says.
    pub(super) strength: Strength,
    /// What the verb itself makes of what is said.
    pub(super) stance: Option<Stance>,
}

/// The sayings of a block, in order; each block is read once.
pub(super) fn sayings(ground: Ground<'_>) -> &[Saying] {
    ground.view.sayings.get_or_init(|| read_block(ground))
}

fn read_block(ground: Ground) -> Vec<Saying> {
    let mut found: Vec<Saying> = Vec::new();
    for (index, sentence) in ground.view.sentences.iter().enumerate() {
        let tags = ground
            .tagged()
            .within(Class::Speech, sentence.low, sentence.high);
        for tag in tags {
            if let Some(mut saying) = read(ground, index, *sentence, tag) {
                if saying.subject == Subject::Same {
                    let earlier = found.iter().rev().find(|earlier| {
                        earlier.sentence == index && earlier.inside == saying.inside
                    });
                    let Some(subject) = earlier.map_or_else(
                        || first_actor(ground, *sentence, tag.start).map(Subject::Named),
                        |earlier| Some(earlier.subject),
                    ) else {
                        continue;
                    };
                    saying.subject = subject;
                }
                found.push(saying);
            }
        }
    }
    found
}

fn read(ground: Ground, index: usize, sentence: Sentence, tag: &Tag) -> Option<Saying> {
    let document = ground.document;
    if says_nothing(ground, sentence, tag) || is_noun(ground, sentence, tag) {
        return None;
    }
    let order = document.attribute(tag, "order").unwrap_or("either");
    let cites = document.attribute(tag, "role") == Some("cites");
    let weak = document.attribute(tag, "strength") == Some("weak");
    let mut saying = Saying {
        sentence: index,
        verb: (tag.start, tag.end),
        subject: Subject::Same,
        role: Role::Actor,
        object: None,
        back: false,
        aside: order == "after",
        only: None,
        inside: inside(ground, tag),
        strength: if document.attribute(tag, "role") == Some("holds") {
            Strength::Holds
        } else if weak {
            Strength::Weak
        } else {
            Strength::Plain
        },
        stance: document
            .attribute(tag, "stance")
            .map(super::super::stance::named),
    };
    if order == "after" {
        return named_after(ground, sentence, tag, saying);
    }
    let inverted = matches!(order, "either" | "behind")
        .then(|| inversion(ground, sentence, tag))
        .flatten();
    if let Some(subject) = inverted {
        saying.back = true;
        return Some(with_subject(ground, saying, subject, cites));
    }
    let gerund = ground.tagged().word(tag.start).ends_with("ing");
    let denies = saying.stance == Some(Stance::Denied);
    let negated = tag
        .start
        .checked_sub(1)
        .filter(|at| denies && ground.has(*at, "saying-negation"));
    let subject = if gerund {
        gerund_subject(ground, sentence, tag)
    } else {
        ground.left(negated.unwrap_or(tag.start), sentence)
    }?;
    // "did not dispute that 300 were sent home"
    if negated.is_some() {
        saying.stance = None;
        saying.strength = Strength::Weak;
    }
    if let Subject::Named(range) = subject {
        if !can_say(ground, sentence, tag, range) {
            return None;
        }
        // "the 30 per cent the mayor spoke of", and not "one council puts it at 30 per cent".
        let apart = ground.has(range.0, "phrase-determiner") || ground.capital(range.0);
        saying.only = owned(ground, sentence, range.0).filter(|_| apart);
        // "…, party spokesman Gert Haas declared": from the title on.
        let whole = ground.phrase_before(range.1, sentence);
        let start = whole.map_or(range.0, |(low, _)| low.min(range.0));
        saying.back = saying.only.is_some() || trails(ground, sentence, start, tag);
    } else if let Subject::Pronoun { at, .. } = subject {
        saying.back = trails(ground, sentence, at, tag);
    }
    // "The mayor smiled", with nothing said before it.
    if order == "behind" && !saying.back {
        return None;
    }
    Some(with_subject(ground, saying, subject, cites))
}

/// "claimed asylum", "found 12 of them guilty": a verb by which nothing is said here.
fn says_nothing(ground: Ground, sentence: Sentence, tag: &Tag) -> bool {
    let claimed = ground.has(tag.end - 1, "claim-verb")
        && (tag.end..tag.end + GOODS)
            .take_while(|at| *at == tag.end || ground.quantity_at(at - 1).is_some())
            .any(|at| ground.has(at, "claimed-goods"));
    let decided = ground.has(tag.end - 1, "finding-verb")
        && (tag.end..sentence.high.min(tag.end + GOODS))
            .take_while(|at| ground.mark(*at).is_none())
            .any(|at| ground.has(at, "found-in-court"));
    claimed || decided
}

/// Where the quantity ends that a relative clause with its subject at token `at` hangs on to.
fn owned(ground: Ground, sentence: Sentence, at: usize) -> Option<usize> {
    let closes = |at: usize| matches!(ground.mark(at), Some("”" | "\"" | "’"));
    let before = |at: usize, test: &dyn Fn(usize) -> bool| {
        let last = at.checked_sub(1).filter(|last| *last >= sentence.low);
        last.filter(|last| test(*last)).unwrap_or(at)
    };
    let end = before(at, &|at| ground.has(at, "phrase-relative"));
    let last = before(end, &closes).checked_sub(1)?;
    (last >= sentence.low && ground.quantity_at(last).is_some()).then_some(end)
}

/// "According to the ministry": whom the words of saying name behind them.
fn named_after(
    ground: Ground,
    sentence: Sentence,
    tag: &Tag,
    mut saying: Saying,
) -> Option<Saying> {
    let range = ground.phrase_after(tag.end, sentence, true)?;
    if ground.is_empty_word(range) {
        return None;
    }
    saying.back = true;
    if ground.document.attribute(tag, "role") == Some("source") {
        return of_data(ground, sentence, tag, range, saying);
    }
    if !ground.is_known(range, sentence) && !ground.may_speak(range) {
        return None;
    }
    saying.subject = Subject::Named(range);
    saying.role = match ground.role(range) {
        // "According to a report" tells where the figure is from.
        Role::Document => Role::Data,
        role => role,
    };
    Some(saying)
}

/// Whether the noun phrase before a verb can be the one who says it.
fn can_say(ground: Ground, sentence: Sentence, tag: &Tag, range: Range) -> bool {
    let weak = ground.document.attribute(tag, "strength") == Some("weak");
    let aside = weak && is_aside(ground, sentence, range, tag.end);
    let finds = weak || ground.document.attribute(tag, "order") == Some("before");
    let known = ground.is_known(range, sentence);
    // "a report", "an estimate": a noun, no verb.
    let noun = weak
        && (range.0..range.1).any(|at| ground.has(at, "phrase-singular"))
        && ground.word(tag.start, "saying-or-noun") == Some(tag.end - tag.start);
    // "men from the region show higher rates": nobody says that.
    let people = finds
        && ground.head(range).is_none()
        && !ground
            .tagged()
            .within(Class::Group, range.0, range.1)
            .is_empty();
    let holds = ground.document.attribute(tag, "role") == Some("holds");
    let fits = if holds {
        known && ground.role(range) != Role::Actor
    } else if weak {
        (known || aside && ground.may_speak(range)) && !noun
    } else if finds {
        known || ground.may_speak(range)
    } else {
        true
    };
    // "the raids the auditors looked at,": what they looked at stands before them.
    let open = range.0 > sentence.low && ground.mark(range.0 - 1).is_none();
    let contact = open
        && ground.is_article(range.0)
        && ground.document.attribute(tag, "order") == Some("before")
        && (ground.is_comma(tag.end) || ground.mark(tag.end) == Some("."));
    let counted = !known && ground.counted_by(range.0, sentence);
    // "Thirty-one forces replied": on how many the figures rest.
    let basis = ground.counted_by(range.0, sentence)
        && (range.0..range.1).any(|at| ground.has(at, "basis-unit"));
    fits && !people
        && !contact
        && !basis
        && !ground.tells_where(range.0)
        && !counted
        && !ground.is_empty_word(range)
        && !is_asked(ground, sentence, range.0)
}

/// "…, the group reports, …": a clause of a subject and a verb alone.
fn is_aside(ground: Ground, sentence: Sentence, range: Range, end: usize) -> bool {
    let after = ground.is_comma(end) || end >= sentence.high || ground.mark(end) == Some(".");
    range.0 > sentence.low && ground.is_comma(range.0 - 1) && after
}

/// "the institute's estimates", "the Secretary of State": a word of the list that is no verb.
fn is_noun(ground: Ground, sentence: Sentence, tag: &Tag) -> bool {
    if ground.document.attribute(tag, "strength") != Some("weak") || tag.start == sentence.low {
        return false;
    }
    let owner = ground.tagged().word(tag.start - 1) == "s"
        && tag.start >= 2
        && matches!(ground.mark(tag.start - 2), Some("'" | "’"));
    let mark = matches!(ground.mark(tag.start - 1), Some("'" | "’"));
    let article = ground.has(tag.start - 1, "phrase-determiner");
    // "the annual report for 2020": the last word of a longer name.
    let name = ground.is_fixed(tag.start);
    ground.capital(tag.start) || owner || mark || article || name
}

/// "Will the Minister confirm that": a question of somebody else's.
fn is_asked(ground: Ground, sentence: Sentence, low: usize) -> bool {
    let Some(verb) = low.checked_sub(1).filter(|at| *at >= sentence.low) else {
        return false;
    };
    let opens = verb == sentence.low || ground.mark(verb - 1).is_some();
    opens && ground.has(verb, "question-auxiliary")
}

fn with_subject(ground: Ground, mut saying: Saying, subject: Subject, cites: bool) -> Saying {
    saying.subject = subject;
    saying.object = object(ground, &saying, cites);
    if let Subject::Named(range) = subject {
        let paper = ground.has(saying.verb.1 - 1, "paper-says") && ground.says(range);
        let counts = ground.has(saying.verb.0, "counting-verb") && ground.keeps_count(range);
        saying.role = if paper {
            Role::Document
        } else if counts {
            Role::Data
        } else {
            ground.role(range)
        };
    }
    if saying.strength == Strength::Holds {
        match subject {
            Subject::Named(range) if !ground.holds_only(range) => saying.strength = Strength::Weak,
            _ if saying.role == Role::Document => saying.role = Role::Data,
            _ => {}
        }
    }
    saying
}

/// The data that a verb of saying has for an object.
fn object(ground: Ground, saying: &Saying, cites: bool) -> Option<Range> {
    let sentence = *ground.view.sentences.get(saying.sentence)?;
    let range = ground.phrase_after(saying.verb.1, sentence, cites)?;
    // "told Senate estimates": whom it was told.
    let told = ground
        .tag_starting(Class::Speech, saying.verb.0)
        .is_some_and(|tag| ground.document.attribute(tag, "told-whom").is_some());
    // "said in reply to a question": where it was said.
    let where_said = !cites && ground.has(range.0, "said-in");
    if ground.has(range.0, "source-refused") || where_said || told && range.0 == saying.verb.1 {
        return None;
    }
    let behind = match saying.subject {
        Subject::Named((low, _)) => low < saying.verb.0,
        _ => true,
    };
    // "said figures show": the data speak for themselves there.
    let speaks = ground.tag_starting(Class::Speech, range.1).is_some()
        && !ground.has(range.1, "phrase-participle");
    let data = match ground.role(range) {
        Role::Data => !speaks || cites,
        Role::Document => cites,
        Role::Actor => cites && ground.is_known(range, sentence),
    };
    (behind && data).then_some(range)
}

/// "figures published by the ministry", "citing the statistics office": the data, not who made them.
fn of_data(
    ground: Ground,
    sentence: Sentence,
    tag: &Tag,
    range: Range,
    mut saying: Saying,
) -> Option<Saying> {
    let hangs_on = ground.tagged().word(tag.end - 1) == "by"
        && tag.start > sentence.low
        && ground.mark(tag.start - 1).is_none();
    if hangs_on {
        let before = ground.phrase_before(tag.start, sentence)?;
        if ground.role(before) == Role::Actor {
            return None;
        }
        saying.subject = Subject::Named((before.0, range.1.max(tag.end)));
    } else {
        saying.subject = Subject::Named(range);
    }
    // "working from bookings": whatever it is.
    let any = ground.document.attribute(tag, "any") == Some("true");
    let known = any || ground.is_known(range, sentence);
    if !hangs_on && (!known || ground.has(range.0, "source-refused")) {
        return None;
    }
    saying.role = Role::Data;
    Some(saying)
}

/// "…,” said Tom Hale": a subject behind its verb.
fn inversion(ground: Ground, sentence: Sentence, tag: &Tag) -> Option<Subject> {
    let opens = tag.start == sentence.low
        || matches!(
            ground.mark(tag.start - 1),
            Some("," | "”" | "\"" | "’" | "'" | "–" | "—" | "?" | "!" | "»" | "…")
        );
    if !opens {
        return None;
    }
    let range = ground.phrase_after(tag.end, sentence, false)?;
    // "…, says the prefect, …": no word of it need be known.
    let strong = ground.document.attribute(tag, "strength") != Some("weak");
    let quoted = matches!(
        ground.mark(tag.start.saturating_sub(1)),
        Some("”" | "\"" | "’")
    );
    let between = (strong || quoted) && ground.mark(range.1).is_some() && ground.may_speak(range);
    let known = (ground.is_known(range, sentence) || between)
        && !ground.is_empty_word(range)
        // "…, Ann Lee, said on Tuesday"
        && !ground.has(range.0, "phrase-preposition");
    // "…, said the figure had doubled": a clause, no speaker.
    let relative = ground.has(range.1, "phrase-relative")
        && !ground
            .tagged()
            .within(Class::Speaker, range.0, range.1)
            .is_empty();
    let stop = ground.has(range.1, "phrase-stop") && !relative;
    let clause = stop || ground.quantity_at(range.1).is_some();
    // "Says the mayor “let 300 go”": the one who says it is left out.
    let cut =
        tag.start == sentence.low && matches!(ground.mark(range.1), None | Some("“" | "\"" | "‘"));
    let own = cut || ground.has(range.0, "saying-complement");
    let figures = ground.role(range) == Role::Data && tag.start > sentence.low;
    // "…,” said the leader, Henrik Malm": the name tells who it is.
    let named = matches!(ground.mark(range.1), Some(","))
        .then(|| ground.phrase_after(range.1 + 1, sentence, false))
        .flatten()
        .filter(|name| ground.is_person(*name) && !ground.is_person(range));
    let range = named.unwrap_or(range);
    (known && !clause && !own && !figures).then_some(Subject::Named(range))
}

fn gerund_subject(ground: Ground, sentence: Sentence, tag: &Tag) -> Option<Subject> {
    if tag.start == sentence.low || ground.mark(tag.start - 1).is_some() {
        return Some(Subject::Same);
    }
    let range = ground.phrase_before(tag.start, sentence)?;
    (ground.role(range) != Role::Actor).then_some(Subject::Named(range))
}

/// Whether a saying with its subject before it stands behind what is said: "12 per cent, the minister told MPs."
fn trails(ground: Ground, sentence: Sentence, subject: usize, tag: &Tag) -> bool {
    // "…, as the leaflet has it"
    let start = subject
        .checked_sub(1)
        .filter(|at| *at > sentence.low && ground.has(*at, "as-they-say"))
        .unwrap_or(subject);
    let marked = start.checked_sub(1).and_then(|at| ground.mark(at));
    let behind = match marked {
        Some("”" | "\"") => true,
        Some("," | "–" | "—" | "’" | "'" | "?" | "!" | "(" | ";" | ":") => {
            start > sentence.low
        }
        _ => false,
    };
    if !behind || ground.has(tag.end, "saying-complement") {
        return false;
    }
    let end = (tag.end..sentence.high)
        .find(|at| ground.mark(*at).is_some_and(|mark| !"-'’&".contains(mark)))
        .unwrap_or(sentence.high);
    let verb_after = (tag.end..end)
        .any(|at| ground.has(at, "saying-passive") || ground.quantity_at(at).is_some());
    end - tag.end <= TAIL && !verb_after
}

/// The first speaker of a clause whose verb is unknown: "The board sticks to it and says".
fn first_actor(ground: Ground, sentence: Sentence, before: usize) -> Option<Range> {
    let tag = ground
        .tagged()
        .within(Class::Speaker, sentence.low, before)
        .first()?;
    ground
        .phrase_before(tag.end, sentence)
        .filter(|range| range.0 <= tag.start)
}

fn inside(ground: Ground, tag: &Tag) -> Option<usize> {
    ground.view.quotations.iter().position(|quotation| {
        quotation.kind == QuotationKind::Speech && quotation.span.overlaps(tag.span)
    })
}

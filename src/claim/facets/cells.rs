//! A number in a table: whom and what it counts, as the heads of its row and column,
//! the columns beside it and the rows around it tell.

use super::{
    context::{group_phrase, narrowed},
    measure::POPULATION,
};
use crate::{
    claim::{
        Claim, Phrase, document::View, extract::phrase, focus::Focus, model::From,
        predicate::WEAKEST,
    },
    draft::Cell,
    language::tag::Tag,
    rules::Relation,
    vocabulary::{Class, ConceptId, Group, Hit, Part, TokenKind, Who},
};

/// Whom the head of a row or column, or a caption names.
pub(super) enum Head {
    Group(Phrase<Group>),
    Everyone,
}

/// Whom a cell's number counts, where its heads or the columns beside it tell.
pub(super) fn population(focus: &Focus, relation: Relation) -> Option<Head> {
    let cell = focus.document.cell(focus.block)?;
    let bounds = focus.bounds;
    let tagged = focus.tagged();
    if !tagged
        .within(Class::Group, bounds.low, bounds.high)
        .is_empty()
    {
        return None;
    }
    let row = cell.row_header.and_then(|block| head(focus, block));
    let column = cell.column_header.and_then(|block| head(focus, block));
    let caption = || match head(focus, cell.caption?)? {
        Head::Everyone => None,
        group @ Head::Group(_) => Some(group),
    };
    // "Country | Prisoners | Foreign prisoners": the first counts everybody.
    let everyone = match (row, column) {
        (Some(Head::Group(group)), _) | (_, Some(Head::Group(group))) => {
            return Some(Head::Group(group));
        }
        _ if relation == Relation::Share => return beside(focus, cell).or_else(caption),
        (Some(Head::Everyone), _) => named_beside(focus, cell) || has_natives(focus, cell),
        (None, _) => named_beside(focus, cell),
    };
    if everyone {
        Some(Head::Everyone)
    } else {
        caption()
    }
}

/// Whether the head of a cell's row names a group.
pub(super) fn names_row(focus: &Focus) -> bool {
    let cell = focus.document.cell(focus.block);
    let row = cell.and_then(|cell| head(focus, cell.row_header?));
    matches!(row, Some(Head::Group(_)))
}

/// What the head at a block tells of whom.
fn head(focus: &Focus, block: usize) -> Option<Head> {
    let view = focus.document.views.get(block)?;
    let vocabulary = &focus.document.pack.vocabulary;
    let tagged = &view.tagged;
    let whole = (0, tagged.row.len());
    let named = |group: Group| match group.who {
        Who::Everyone => Some(Head::Everyone),
        Who::Unrecorded => None,
        _ => phrase(focus, block, whole, From::LeadIn, group).map(Head::Group),
    };
    let of_class = |class: Class| tagged.of(class).iter();
    let first = of_class(Class::Group).find_map(|tag| {
        let mut group = group_phrase(focus, block, tag, From::LeadIn)?;
        if group.value.who == Who::Everyone {
            return Some(Head::Everyone);
        }
        if !is_all_of(focus, view, tag) {
            group.value = narrowed(group.value);
        }
        Some(Head::Group(group))
    });
    first
        .or_else(|| {
            let hit = country(focus, view)?;
            let who = Who::Of(vocabulary.concept_at(hit.concept).id.clone());
            let basis = Some(ConceptId::new("nationality"));
            named(Group {
                basis,
                who,
                ..Group::everyone()
            })
        })
        .or_else(|| {
            // "Luxembourg" says where, "2022" when; "Illegal" names a group that it does not in running text.
            let place = [Class::Place, Class::Period]
                .into_iter()
                .flat_map(of_class)
                .next()
                .is_some();
            named(vocabulary.group(name(focus, view)).filter(|_| !place)?)
        })
}

/// What a head names, without the words for a total or a share: "Foreign total", "% foreign".
fn name<'d>(focus: &Focus, view: &'d View) -> &'d str {
    const BESIDES: [&str; 3] = ["totalling", "share-word", "percent-word"];
    let tagged = &view.tagged;
    let vocabulary = &focus.document.pack.vocabulary;
    let word = |at: usize| {
        tagged
            .row
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word)
    };
    let besides = |at: &usize| {
        !word(*at)
            || BESIDES
                .iter()
                .any(|id| tagged.is_word(vocabulary, *at, id).is_some())
    };
    let mut tokens = 0..tagged.row.len();
    let first = tokens.find(|at| !besides(at)).unwrap_or_default();
    let last = tokens.rev().find(|at| !besides(at)).unwrap_or(first);
    tagged.token_span(first, last + 1).of(tagged.text)
}

/// "Polish", or "Poland" below "Nationality": a country that stands for its people.
fn country<'d>(focus: &Focus<'d>, view: &'d View) -> Option<&'d Hit> {
    let tagged = &view.tagged;
    let vocabulary = &focus.document.pack.vocabulary;
    let of_origin = focus.document.heads_origins(focus.block);
    // "EU", "Africa" below "Nationality"
    let whole = |hit: &&Hit| {
        let concept = vocabulary.concept_at(hit.concept);
        let country = concept.attributes.get("place").map(String::as_str) == Some("country");
        hit.class == Class::Place && hit.end == tagged.row.len() && (country || of_origin)
    };
    let mut hits = tagged.hits().at(0).iter().filter(whole);
    let name = hits.clone().any(|hit| hit.part == Part::Label);
    hits.find(|hit| of_origin || hit.part != Part::Label && !name)
}

/// The heads of the other columns of a cell's table, but that of the rows.
fn other_heads(focus: &Focus, cell: Cell) -> Vec<(Cell, usize)> {
    let heads = (cell.table..focus.block)
        .filter_map(|block| Some((focus.document.cell(block)?, block)))
        .take_while(|(head, _)| head.row == 0);
    let other = |head: &Cell| head.column > 0 && head.column != cell.column;
    heads.filter(|(head, _)| other(head)).collect()
}

/// "Non-German suspects | Share": the group of the nearest column before a share of its own.
fn beside(focus: &Focus, cell: Cell) -> Option<Head> {
    let heads = other_heads(focus, cell).into_iter().rev();
    let mut before = heads.filter(|(head, _)| head.column < cell.column);
    let named = |head: &Head| matches!(head, Head::Group(_));
    before.find_map(|(_, block)| head(focus, block).filter(named))
}

/// Whether another column counts a group.
fn named_beside(focus: &Focus, cell: Cell) -> bool {
    let heads = other_heads(focus, cell).into_iter();
    let mut heads = heads.filter_map(|(_, block)| head(focus, block));
    heads.any(|head| matches!(head, Head::Group(_)))
}

/// Whether a row of the table is of the country's own people, so that "Total" is everybody and
/// not all foreigners.
fn has_natives(focus: &Focus, cell: Cell) -> bool {
    let document = focus.document;
    let same = |at: &usize| document.table_start(*at) == Some(cell.table);
    let rows = (cell.table..document.views.len())
        .take_while(same)
        .filter(|block| {
            document
                .cell(*block)
                .is_some_and(|cell| cell.row > 0 && cell.column == 0)
        });
    let native = |group: &Group| match &group.who {
        Who::Of(id) => document.host.as_ref() == Some(id),
        who => matches!(who, Who::Native),
    };
    { rows }
        .any(|block| matches!(head(focus, block), Some(Head::Group(group)) if native(&group.value)))
}

/// What a cell's number counts: a stage of justice that its heads, the nearest number before
/// in its row or the caption tells, and then whatever they tell.
pub(super) fn measure(
    focus: &Focus,
    relation: Relation,
    claims: &[Claim],
) -> Option<Phrase<ConceptId>> {
    let document = focus.document;
    let cell = document.cell(focus.block)?;
    let vocabulary = &document.pack.vocabulary;
    let stage = |measure: &ConceptId| {
        let rank = vocabulary.concept(measure).map(|concept| concept.rank);
        rank.is_some_and(|rank| rank > WEAKEST)
    };
    let named = |block: Option<usize>, told: &dyn Fn(&ConceptId) -> bool| {
        let view = document.views.get(block?)?;
        view.tagged.of(Class::Measure).iter().find_map(|tag| {
            let id = document.id(tag).filter(|id| told(id))?;
            phrase(focus, block?, (tag.start, tag.end), From::LeadIn, id)
        })
    };
    let own = |told: &dyn Fn(&ConceptId) -> bool| {
        named(cell.row_header, told).or_else(|| named(cell.column_header, told))
    };
    let of_row = || {
        let same = |claim: &&Claim| {
            let other = document.cell(claim.block);
            other.is_some_and(|other| other.table == cell.table && other.row == cell.row)
        };
        let mut row = claims.iter().rev().take_while(same);
        let mut found = row
            .find(|claim| stage(&claim.measure.value))?
            .measure
            .clone();
        found.from = From::LeadIn;
        Some(found)
    };
    // "Per 1,000 residents" tells of whom a rate is.
    let rate = relation == Relation::Incidence;
    let people = |measure: &ConceptId| measure.as_str() == POPULATION && !rate;
    let counted = |measure: &ConceptId| measure.as_str() != POPULATION || !rate;
    // "Foreign residents" below "Persons convicted, by status": who they are, and not what they are counted as.
    let by_status = || {
        let head = cell.column_header.or(cell.row_header)?;
        let tagged = &document.views.get(head)?.tagged;
        let group = tagged.of(Class::Group).first()?;
        let names_all = group.start == 0 && group.end == tagged.row.len();
        let mut others = other_heads(focus, cell).into_iter();
        let staged = others.any(|(_, block)| named(Some(block), &stage).is_some());
        let untold = !staged && named(cell.caption, &people).is_none();
        named(cell.caption, &stage).filter(|_| names_all && untold)
    };
    own(&stage)
        .or_else(by_status)
        .or_else(|| own(&people))
        .or_else(of_row)
        .or_else(|| named(document.corner_block(focus.block), &stage))
        .or_else(|| named(cell.caption, &stage))
        .or_else(|| own(&counted))
        .or_else(|| named(cell.caption, &counted))
}

/// Whether a header says no more of the people than the group's name: "Native-born (all)".
fn is_all_of(focus: &Focus, view: &View, tag: &Tag) -> bool {
    let tagged = &view.tagged;
    let vocabulary = &focus.document.pack.vocabulary;
    (0..tagged.row.len()).all(|at| {
        let word = tagged
            .row
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word);
        !word
            || (tag.start..tag.end).contains(&at)
            || tagged.breaks_chunk(at)
            || [
                "everyone",
                "filler",
                "preposition",
                "located-in",
                "share-word",
                "rate-word",
            ]
            .iter()
            .any(|id| tagged.is_word(vocabulary, at, id).is_some())
            || [
                Class::Measure,
                Class::Offence,
                Class::Place,
                Class::Period,
                Class::Person,
            ]
            .into_iter()
            .flat_map(|class| tagged.of(class))
            .any(|other| (other.start..other.end).contains(&at))
    })
}

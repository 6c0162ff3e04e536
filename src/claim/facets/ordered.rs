//! Groups and numbers listed in the same order: "Poles, Turks and Serbs were 12, 9
//! and 4 per cent of suspects".

use crate::{
    claim::{Phrase, extract, focus::Focus, model::From},
    language::{quantity::TakenFor, tag::Tag},
    vocabulary::{Class, Group},
};

/// The group that has the number's place in a list as long as the list of numbers.
pub(super) fn in_list(focus: &Focus) -> Option<Phrase<Group>> {
    let (numbers, at) = numbers(focus)?;
    let (first, last) = (numbers.first()?, numbers.last()?);
    let groups = before(focus, first.0).or_else(|| behind(focus, last.1))?;
    let members: Vec<(usize, usize)> = groups.iter().flat_map(|tag| members(focus, tag)).collect();
    let (low, high) = *members.get(at).filter(|_| members.len() == numbers.len())?;
    if lists_more(focus) {
        return None;
    }
    let tagged = focus.tagged();
    let name = tagged.token_span(low, high).of(tagged.text);
    let group = focus.document.pack.vocabulary.group(name)?;
    extract::phrase(focus, focus.block, (low, high), From::Stretch, group)
}

/// "Poles and Turks were 12 and 9 in 2020 and 2021": whether times, places, crimes or stages are listed too, and the
/// numbers may stand in their order.
fn lists_more(focus: &Focus) -> bool {
    let (low, high) = (focus.bounds.low, focus.bounds.high);
    [Class::Period, Class::Place, Class::Offence, Class::Measure]
        .into_iter()
        .map(|class| focus.tagged().within(class, low, high))
        .any(|tags| {
            tags.windows(2)
                .any(|two| matches!(two, [one, next] if is_separator(focus, one.end, next.start)))
        })
}

/// The tokens of those whom one name names in a list: "Poles", "Turks" and "Serbs".
fn members(focus: &Focus, tag: &Tag) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut low = tag.start;
    for at in tag.start..tag.end {
        if is_small(focus, at) {
            found.push((low, at));
            low = at + 1;
        }
    }
    found.push((low, tag.end));
    found.retain(|(low, high)| low < high);
    found
}

/// The tokens of the numbers that stand in a row with the number, and its place among them.
fn numbers(focus: &Focus) -> Option<(Vec<(usize, usize)>, usize)> {
    let all: Vec<(usize, usize)> = focus
        .tagged()
        .numbers_within(focus.bounds.span)
        .iter()
        .filter(|number| number.taken_for == TakenFor::Quantity)
        .map(|number| number.with_bound)
        .collect();
    let own = all
        .iter()
        .position(|tokens| *tokens == focus.number.with_bound)?;
    let mut rows = all.chunk_by(|one, next| is_separator(focus, one.1, next.0));
    let mut start = 0;
    let row = rows.find(|row| {
        let holds = (start..start + row.len()).contains(&own);
        start += usize::from(!holds) * row.len();
        holds
    })?;
    (row.len() > 1).then(|| (row.to_vec(), own - start))
}

/// The last list of groups before token `high`.
fn before<'d>(focus: &Focus<'d>, high: usize) -> Option<&'d [Tag]> {
    let tags = focus.tagged().within(Class::Group, focus.bounds.low, high);
    let chain = tags.chunk_by(|one, next| is_separator(focus, one.end, next.start));
    chain.last()
}

/// The first list of groups behind token `low`, if the sentence goes on to say "respectively".
fn behind<'d>(focus: &Focus<'d>, low: usize) -> Option<&'d [Tag]> {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let high = focus.bounds.high;
    let said = |at: usize| tagged.is_word(vocabulary, at, "in-that-order").is_some();
    let tags = tagged.within(Class::Group, low, high);
    let mut chain = tags.chunk_by(|one, next| is_separator(focus, one.end, next.start));
    chain.next().filter(|_| (low..high).any(said))
}

/// Whether nothing but a comma, "and" and an article stands between two members of a list.
fn is_separator(focus: &Focus, low: usize, high: usize) -> bool {
    const LONGEST: usize = 3;
    low < high && high - low <= LONGEST && (low..high).all(|at| is_small(focus, at))
}

/// Whether a comma, "and" or an article stands at a token.
fn is_small(focus: &Focus, at: usize) -> bool {
    let tagged = focus.tagged();
    let vocabulary = &focus.document.pack.vocabulary;
    let is = |id: &str| tagged.is_word(vocabulary, at, id).is_some();
    tagged.written(at) == "," || is("join") || is("definite-article")
}

#[cfg(test)]
mod tests {
    use crate::claim::facets::tests::check;

    #[test]
    fn two_lists_stand_in_one_order_where_nothing_else_is_listed() {
        check(
            &[
                (
                    "Poles, Turks and Serbs were 12, 9 and 4 per cent of suspects.",
                    &["Poles", "Turks", "Serbs"],
                ),
                (
                    "There were 12 and 9 arrests of Poles and Turks respectively.",
                    &["Poles", "Turks"],
                ),
                (
                    "Poles and Turks were 12 and 9 per cent of suspects in 2020 and 2021.",
                    &["Poles and Turks", "Poles and Turks"],
                ),
            ],
            &|claim| {
                let group = claim.population.as_ref();
                group.map_or_else(|| "-".to_owned(), |group| group.text.clone())
            },
        );
    }
}

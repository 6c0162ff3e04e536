//! Where a cell of a table stands, what heads it, and whether its heads tell where people are from.

use super::document::{Document, View};
use crate::{
    draft::{BlockKind, Cell},
    vocabulary::{Class, ConceptId, Hit, Part, Who},
};

/// Words over a column whose countries are where people come from.
pub(super) const ORIGIN_HEAD: &str = "origin-head";

/// Words that stand alone over a column or before a row of foreigners.
pub(super) const FOREIGN_HEAD: &str = "foreign-head";

impl<'a> Document<'a> {
    /// Where a cell of a table stands; other blocks are none.
    pub(super) fn cell(&self, block: usize) -> Option<Cell> {
        match self.views.get(block)?.kind {
            BlockKind::Cell(cell) => Some(*cell),
            _ => None,
        }
    }

    /// The blocks of a cell's row header, column header and caption.
    pub(super) fn headers(&self, block: usize) -> Vec<usize> {
        let heads = |cell: Cell| [cell.row_header, cell.column_header, cell.caption];
        let heads = self.cell(block).map(heads);
        heads.into_iter().flatten().flatten().collect()
    }

    /// Where the table of a cell begins.
    pub(super) fn table_start(&self, block: usize) -> Option<usize> {
        Some(self.cell(block)?.table)
    }

    /// Where the table of a cell or the list of an item begins; another block itself. What stands before
    /// it is near to every cell and item.
    pub(super) fn run_start(&self, block: usize) -> usize {
        let is_item = |block: &usize| {
            let view = self.views.get(*block);
            view.is_some_and(|view| matches!(view.kind, BlockKind::ListItem { .. }))
        };
        let first = || {
            let before = (0..block).rfind(|block| !is_item(block));
            is_item(&block).then(|| before.map_or(0, |before| before + 1))
        };
        self.table_start(block).or_else(first).unwrap_or(block)
    }

    /// The cell over the row headers of a cell's table: "Nationality".
    pub(super) fn corner(&self, block: usize) -> Option<&View<'a>> {
        self.views.get(self.corner_block(block)?)
    }

    /// The block of that cell.
    pub(super) fn corner_block(&self, block: usize) -> Option<usize> {
        let cell = self.cell(block)?;
        let own = Some(block).filter(|_| cell.heads_row());
        let head = |row_header: usize| self.cell(row_header)?.column_header;
        if let Some(head) = cell.row_header.or(own).and_then(head) {
            return Some(head);
        }
        let first = self.cell(cell.table)?;
        first.is_corner().then_some(cell.table)
    }

    /// "Foreign" alone over a column or before a row, where no noun makes it a group.
    pub(super) fn is_foreign_head(&self, block: usize) -> bool {
        let is_head = self.cell(block).is_some_and(|cell| cell.is_head());
        let view = self.views.get(block).filter(|_| is_head);
        view.is_some_and(|view| {
            let word = view.tagged.is_word(&self.pack.vocabulary, 0, FOREIGN_HEAD);
            word == Some(view.tagged.row.len())
        })
    }

    /// Whether the first column of a cell's table is headed "Origin", "Nationality", or the cell's row is of
    /// another country than the one that the caption counts foreigners in.
    pub(super) fn heads_origins(&self, block: usize) -> bool {
        let by_corner = self.corner(block).is_some_and(|view| {
            let tagged = &view.tagged;
            tagged.has_word(&self.pack.vocabulary, 0, tagged.row.len(), ORIGIN_HEAD)
        });
        by_corner || self.is_row_of_origin(block)
    }

    /// "Albania" below "Foreign offenders deported from the UK": a place outside that of the foreigners counted.
    fn is_row_of_origin(&self, block: usize) -> bool {
        let head = self.cell(block).filter(|cell| cell.row > 0);
        let caption = head.and_then(|cell| self.views.get(cell.caption?));
        let row = head.and_then(|cell| self.views.get(cell.row_header.unwrap_or(block)));
        let (Some(caption), Some(row)) = (caption, row) else {
            return false;
        };
        let vocabulary = &self.pack.vocabulary;
        let mut groups = caption.tagged.of(Class::Group).iter();
        let foreign = groups.find(|tag| {
            let who = tag.group.as_ref().map(|group| &group.who);
            who == Some(&Who::Foreign)
        });
        let Some(foreign) = foreign else {
            return false;
        };
        // "deported from the UK" may be within the group's words.
        let tagged = &caption.tagged;
        let hits = tagged.hits().between(foreign.start + 1, tagged.row.len());
        let place = |hit: &&Hit| hit.class == Class::Place && hit.part == Part::Label;
        let mut counted = hits.iter().filter(place).peekable();
        let first = row.tagged.of(Class::Place).first();
        let first = first.and_then(|first| self.id(first));
        let outside = |hit: &Hit| {
            let place = &vocabulary.concept_at(hit.concept).id;
            let is_within = |row: &ConceptId| vocabulary.is_within(row, place);
            first.as_ref().is_some_and(|row| !is_within(row))
        };
        counted.peek().is_some() && counted.all(outside)
    }
}

//! The table being read: where its cells stand and what heads them.

use crate::draft::{BlockKind, Cell};

/// The state of reading one table; blocks are told by their index.
#[derive(Default)]
pub(super) struct Table {
    start: usize,
    caption: Option<usize>,
    /// The cell at the head of each column, where it is not empty.
    headers: Vec<Option<usize>>,
    row_header: Option<usize>,
    in_head: bool,
    row: usize,
    column: usize,
}

impl Table {
    /// A table whose first cell will be the block `start`.
    pub(super) fn new(start: usize, caption: Option<usize>) -> Self {
        Self {
            start,
            caption,
            ..Self::default()
        }
    }

    pub(super) fn start_row(&mut self, in_head: bool) {
        self.in_head = in_head;
        self.row += usize::from(!in_head);
        self.row_header = None;
        self.column = 0;
    }

    /// What the next cell is.
    pub(super) fn cell(&self) -> BlockKind {
        let header = self.headers.get(self.column).copied().flatten();
        BlockKind::Cell(Cell {
            table: self.start,
            row: self.row,
            column: self.column,
            row_header: self.row_header,
            column_header: header.filter(|_| !self.in_head),
            caption: self.caption,
        })
    }

    /// The cell has ended and is this block, or was empty.
    pub(super) fn end_cell(&mut self, block: Option<usize>) {
        if self.in_head {
            self.headers.push(block);
        } else if self.column == 0 {
            self.row_header = block;
        }
        self.column += 1;
    }
}

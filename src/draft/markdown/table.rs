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
    /// The row's first cell where it only says which row it is, so that a name in the second heads it.
    number: Option<usize>,
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
        self.number = None;
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

    /// The cell has ended and is this block with its text, or was empty.
    pub(super) fn end_cell(&mut self, block: Option<(usize, &str)>) {
        let at = block.map(|(at, _)| at);
        if self.in_head {
            self.headers.push(at);
        } else if self.column == 0 {
            let is_number = |text: &str| text.trim_end_matches('.') == self.row.to_string();
            self.number = block.filter(|(_, text)| is_number(text)).and(at);
            self.row_header = at.filter(|_| self.number.is_none());
        } else if self.column == 1 && self.number.is_some() {
            let named = block.filter(|(_, text)| text.starts_with(char::is_alphabetic));
            self.row_header = named.and(at).or(self.number);
        }
        self.column += 1;
    }
}

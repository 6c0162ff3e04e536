//! Lookup by word id, as fast as the scanner needs it: it asks
//! dozens of times for each number.

use super::lexicon::Id;

/// Values by word id.
#[derive(Debug, Clone)]
pub(super) struct Table<T>(Vec<Option<T>>);

impl<T> Table<T> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn insert(&mut self, id: Id, value: T) {
        *self.slot(id) = Some(value);
    }

    pub(super) fn get(&self, id: Id) -> Option<&T> {
        self.0.get(id as usize)?.as_ref()
    }

    pub(super) fn contains(&self, id: Id) -> bool {
        self.get(id).is_some()
    }

    /// The place of `id`, made if it is new.
    pub(super) fn slot(&mut self, id: Id) -> &mut Option<T> {
        let index = id as usize;
        while self.0.len() <= index {
            self.0.push(None);
        }
        &mut self.0[index]
    }
}

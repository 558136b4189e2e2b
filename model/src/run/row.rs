//! Rows: a number for each month, in memory that later rows reuse.
//!
//! Draws make thousands of runs, and each would otherwise request some two hundred rows from the allocator.

use crate::quantities::intermediate::IntermediateId;
use crate::run::number::Number;
use std::ops::{Deref, DerefMut};

/// A number for each month. When the row is dropped, its memory is kept for a later row.
#[derive(Debug, PartialEq)]
pub(crate) struct Row<N: Number>(Vec<N>);

impl<N: Number> Row<N> {
    /// A row without months.
    #[inline]
    pub(crate) fn new() -> Row<N> {
        Row(Vec::new())
    }

    /// A row of zeros for a number of months.
    pub(crate) fn zeros(months: usize) -> Row<N> {
        let mut memory = N::memory();
        memory.resize(months, N::zero());
        Row(memory)
    }

    /// The same numbers, each with its name; the row itself where numbers have no names.
    pub(crate) fn named(self, name: IntermediateId) -> Row<N> {
        if N::NAMED { self.iter().enumerate().map(|(m, number)| number.named(name.at(m))).collect() } else { self }
    }

    /// Appends the number of the next month.
    #[inline]
    pub(crate) fn push(&mut self, number: N) {
        if self.0.capacity() == 0 {
            self.0 = N::memory();
        }
        self.0.push(number);
    }
}

impl<N: Number> Drop for Row<N> {
    #[inline]
    fn drop(&mut self) {
        if self.0.capacity() > 0 {
            N::give_back(std::mem::take(&mut self.0));
        }
    }
}

impl<N: Number> FromIterator<N> for Row<N> {
    #[inline]
    fn from_iter<I: IntoIterator<Item = N>>(numbers: I) -> Row<N> {
        let mut memory = N::memory();
        memory.extend(numbers);
        Row(memory)
    }
}

impl<N: Number> Extend<N> for Row<N> {
    #[inline]
    fn extend<I: IntoIterator<Item = N>>(&mut self, numbers: I) {
        if self.0.capacity() == 0 {
            self.0 = N::memory();
        }
        self.0.extend(numbers);
    }
}

impl<N: Number> Clone for Row<N> {
    fn clone(&self) -> Row<N> {
        self.iter().copied().collect()
    }
}

impl<N: Number> Default for Row<N> {
    fn default() -> Row<N> {
        Row::new()
    }
}

impl<'a, N: Number> IntoIterator for &'a Row<N> {
    type Item = &'a N;
    type IntoIter = std::slice::Iter<'a, N>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<N: Number> Deref for Row<N> {
    type Target = [N];
    #[inline]
    fn deref(&self) -> &[N] {
        &self.0
    }
}

impl<N: Number> DerefMut for Row<N> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [N] {
        &mut self.0
    }
}
